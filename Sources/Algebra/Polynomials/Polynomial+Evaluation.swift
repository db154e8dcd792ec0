import Numbers

extension Polynomial {
  /// p(x), exactly.
  package func callAsFunction(_ x: Rational) -> Rational {
    if isConstant { return content }
    return content * Rational(homogenized(x.numerator, x.denominator), x.denominator.power(degree))
  }

  /// The sign of p(x): −1, 0 or 1.
  package func sign(at x: Rational) -> Int {
    if isConstant { return content.signum }
    return content.signum * homogenized(x.numerator, x.denominator).signum
  }

  /// The value of the primitive part at x within a relative error of about 2^−bits: 0 only for 0, the
  /// sign exact.
  func approximateValue(at x: Rational, bits: Int) -> Rational {
    if isConstant { return isZero ? 0 : 1 }
    let (u, v) = (x.numerator, x.denominator)
    func leading(_ a: Integer) -> (Rational, Int) {
      let excess = max(0, a.bitCount - bits)
      return (Rational(a.shifted(by: -excess)), excess)
    }
    let (top, i) = leading(homogenized(u, v))
    if v.trailingZeroBitCount == v.bitCount - 1 {
      return top * .powerOfTwo(i - degree * (v.bitCount - 1))
    }
    let (bottom, j) = leading(v.power(degree))
    return top / bottom * .powerOfTwo(i - j)
  }

  /// Σ aᵢ·uⁱ·vⁿ⁻ⁱ for the primitive part: vⁿ·P(u/v).
  private func homogenized(_ u: Integer, _ v: Integer) -> Integer {
    var sum = primitive[degree]
    let shift = v.bitCount - 1
    if v.trailingZeroBitCount == shift {
      // Dyadic points, which bisection asks for most, need no products with powers of v.
      for i in (0..<degree).reversed() {
        sum = sum * u
        if !primitive[i].isZero {
          sum = sum + (shift == 0 ? primitive[i] : primitive[i].shifted(by: shift * (degree - i)))
        }
      }
      return sum
    }
    var scale = Integer(1)
    for i in (0..<degree).reversed() {
      scale = scale * v
      sum = sum * u + primitive[i] * scale
    }
    return sum
  }

  /// The sign for w → −∞ (`negative`) or w → +∞.
  package func signAtInfinity(negative: Bool) -> Int {
    negative && degree & 1 == 1 ? -content.signum : content.signum
  }

  /// A range of values over the interval, by Horner's rule rounded outward to `bits` digits.
  func enclosure(over x: RationalInterval, bits: Int) -> RationalInterval {
    guard let top = primitive.last else { return RationalInterval(0) }
    var sum = RationalInterval(Rational(top)).rounded(bits)
    for a in primitive.dropLast().reversed() {
      sum = sum.times(x, bits)
      if !a.isZero { sum = sum.plus(RationalInterval(Rational(a)).rounded(bits), bits) }
    }
    return sum.times(RationalInterval(content).rounded(bits), bits)
  }

  /// Cauchy's bound: every complex root z has |z| < 1 + max |aᵢ/aₙ|. At least 1.
  package var rootBound: Rational {
    guard degree > 0 else { return 1 }
    let largest = primitive.dropLast().reduce(Integer(0)) { max($0, $1.magnitude) }
    return 1 + Rational(largest, primitive[degree])
  }
}
