import Numbers

extension RealEnclosure {
  /// x^n for a whole number of any length, which `exponent` is too.
  ///
  /// Beyond a word the size comes from the general power of |x|, the sign from the parity of n, so that the
  /// powers of 0, 1 and −1 stay exact on every rung that keeps those numbers exact.
  ///
  /// Where n < 0, x must not be 0.
  func power(whole n: Rational, _ exponent: Self) -> Self {
    if let k = n.word { return power(k) }
    let size = magnitude.power(exponent)
    return n.numerator.flooredDivision(by: 2).remainder.isZero ? size : size.withSign(of: self)
  }
}
