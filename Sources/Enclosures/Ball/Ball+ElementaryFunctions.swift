import CMPFR

// Functions of a ball: by the kernels in doubles, and where an argument is out of a kernel's reach or the
// radius is not small, by the interval rung at 53 bits.

extension Ball {
  /// The 53-bit interval with the same ends.
  var interval: Interval {
    Interval.make(53) { lower, upper in
      mpfr_set_d(lower, lowerBound, MPFR_RNDD)
      mpfr_set_d(upper, upperBound, MPFR_RNDU)
    }
  }

  init(_ interval: Interval) {
    self = interval.withEnds { a, b in
      Ball(lower: mpfr_get_d(a, MPFR_RNDD), upper: mpfr_get_d(b, MPFR_RNDU))
    }
  }

  @inline(__always)
  private func apply(
    _ kernel: (OneDouble, OneDouble) -> Kernel<OneDouble>, _ other: (Interval) -> Interval
  ) -> Ball {
    let y = kernel(OneDouble(midpoint), OneDouble(radius))
    return y.radius.value.isNaN ? throughInterval(other) : Ball(unchecked: y.midpoint.value, y.radius.value)
  }

  @inline(never)
  private func throughInterval(_ function: (Interval) -> Interval) -> Ball { Ball(function(interval)) }

  @usableFromInline
  package func exp() -> Ball { apply({ Kernel.exp($0, $1) }, { $0.exp() }) }
  @usableFromInline
  package func log() -> Ball { apply({ Kernel.log($0, $1) }, { $0.log() }) }
  @usableFromInline
  package func sin() -> Ball { apply({ Kernel.sin($0, $1) }, { $0.sin() }) }
  @usableFromInline
  package func cos() -> Ball { apply({ Kernel.cos($0, $1) }, { $0.cos() }) }
  @usableFromInline
  package func tanh() -> Ball { apply({ Kernel.tanh($0, $1) }, { $0.tanh() }) }
  @usableFromInline
  package func sigmoid() -> Ball { apply({ Kernel.sigmoid($0, $1) }, { $0.sigmoid() }) }
  @usableFromInline
  package func softplus() -> Ball { apply({ Kernel.softplus($0, $1) }, { $0.softplus() }) }
  @usableFromInline
  package func silu() -> Ball { apply({ Kernel.silu($0, $1) }, { $0.silu() }) }

  /// The square root over the part of the operand that is not negative.
  @usableFromInline
  package func squareRoot() -> Ball {
    apply({ Kernel.squareRoot($0, $1) }, { $0.squareRoot() })
  }

  /// The power of an exact midpoint, rounded once.
  func exactPower(_ n: Int) -> Ball {
    if midpoint == 0 { return n > 0 ? self : .wholeLine }
    return withScratch(53) { argument, result in
      mpfr_set_d(argument, midpoint, MPFR_RNDN)
      let ternary = mpfr_pow_si(result, argument, n, MPFR_RNDN)
      let value = mpfr_get_d(result, MPFR_RNDN)
      let isNormal = value == 0 ? mpfr_zero_p(result) != 0 : value.magnitude >= .leastNormalMagnitude
      if ternary == 0 && isNormal { return Ball(checking: value, 0) }
      return Ball(checking: value, value.magnitude * Self.halfUnit + Self.radiusFloor)
    }
  }

  @usableFromInline
  package static func atan2(y: Ball, x: Ball) -> Ball {
    if y.radius == 0, y.midpoint == 0, x.midpoint > x.radius { return Ball(unchecked: 0, 0) }
    return Ball(Interval.atan2(y: y.interval, x: x.interval))
  }

  /// x^y: an integer power where y is one whole number, else over x ≥ 0.
  @usableFromInline
  package func power(_ exponent: Ball) -> Ball {
    if exponent.radius == 0, let n = Int(exactly: exponent.midpoint) { return power(n) }
    if exponent.radius == 0, exponent.midpoint == 0.5 { return squareRoot() }
    return Ball(interval.power(exponent.interval))
  }
}
