import Numbers

/// A closed interval with rational ends, for quick exclusion of zero; every operation rounds outward
/// to a stated number of significant binary digits.
struct RationalInterval: Hashable, Sendable {
  let lower: Rational
  let upper: Rational

  init(_ lower: Rational, _ upper: Rational) {
    self.lower = lower
    self.upper = upper
  }

  init(_ value: Rational) { self.init(value, value) }

  /// The sign of every number in the interval; nil where they differ.
  var sign: Int? {
    if lower.signum > 0 { return 1 }
    if upper.signum < 0 { return -1 }
    return lower.isZero && upper.isZero ? 0 : nil
  }

  func rounded(_ bits: Int) -> RationalInterval {
    RationalInterval(lower.rounded(bits, up: false), upper.rounded(bits, up: true))
  }

  func plus(_ y: RationalInterval, _ bits: Int) -> RationalInterval {
    RationalInterval(lower + y.lower, upper + y.upper).rounded(bits)
  }

  func times(_ y: RationalInterval, _ bits: Int) -> RationalInterval {
    let products: [Rational]
    switch (sign, y.sign) {
    case (1, 1): products = [lower * y.lower, upper * y.upper]
    case (0, _), (_, 0): return RationalInterval(0)
    default: products = [lower * y.lower, lower * y.upper, upper * y.lower, upper * y.upper]
    }
    let (least, greatest) = products.dropFirst().reduce((products[0], products[0])) {
      (min($0.0, $1), max($0.1, $1))
    }
    return RationalInterval(least, greatest).rounded(bits)
  }

  /// 1/x; nil where the interval holds 0.
  func reciprocal(_ bits: Int) -> RationalInterval? {
    guard let sign, sign != 0 else { return nil }
    return RationalInterval(1 / upper, 1 / lower).rounded(bits)
  }

  /// √x of the part that is not negative.
  func squareRoot(_ bits: Int) -> RationalInterval {
    RationalInterval(
      max(lower, 0).squareRoot(bits, up: false), max(upper, 0).squareRoot(bits, up: true))
  }
}

extension Rational {
  /// 2^k.
  static func powerOfTwo(_ k: Int) -> Rational {
    k >= 0 ? Rational(Integer(1).shifted(by: k)) : Rational(1, Integer(1).shifted(by: -k))
  }

  /// ⌊x·2^k⌋.
  func scaledFloor(_ k: Int) -> Integer {
    k >= 0
      ? numerator.shifted(by: k).flooredDivision(by: denominator).quotient
      : numerator.flooredDivision(by: denominator.shifted(by: -k)).quotient
  }

  /// The nearest number on the stated side with about `bits` significant binary digits.
  func rounded(_ bits: Int, up: Bool) -> Rational {
    if isZero || (numerator.bitCount <= bits && denominator.bitCount <= bits) { return self }
    let shift = bits - (numerator.bitCount - denominator.bitCount)
    let mantissa = up ? -(-self).scaledFloor(shift) : scaledFloor(shift)
    return Rational(mantissa) * .powerOfTwo(-shift)
  }

  /// √x within a relative error of about 2^−bits on the stated side; x ≥ 0.
  func squareRoot(_ bits: Int, up: Bool) -> Rational {
    if signum <= 0 { return 0 }
    // Scale to about 2·bits digits with an even exponent; then ⌊√⌋ has about `bits`.
    var shift = 2 * bits - (numerator.bitCount - denominator.bitCount)
    if shift & 1 == 1 { shift += 1 }
    let scaled = up ? -(-self).scaledFloor(shift) : scaledFloor(shift)
    var root = scaled.squareRootFloor
    if up && root * root != scaled { root = root + 1 }
    return Rational(root) * .powerOfTwo(-shift / 2)
  }
}

extension Integer {
  /// ⌊√x⌋ for x ≥ 0, by Newton's iteration from the root of the leading half.
  var squareRootFloor: Integer {
    precondition(signum >= 0, "the square root of a negative integer")
    if bitCount <= 50 {
      var root = Int(Double(word ?? 0).squareRoot())
      while root * root > word ?? 0 { root -= 1 }
      while (root + 1) * (root + 1) <= word ?? 0 { root += 1 }
      return Integer(root)
    }
    let quarter = bitCount / 4
    // An estimate from above makes the iteration descend to the floor.
    var root = (shifted(by: -2 * quarter).squareRootFloor + 1).shifted(by: quarter)
    while true {
      let next = (root + flooredDivision(by: root).quotient).shifted(by: -1)
      if next >= root { return root }
      root = next
    }
  }
}
