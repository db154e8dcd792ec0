/// A complex number over any real representation: every rung's enclosures, or the flat program's builder.
///
/// All formulas go through `RealArithmetic` alone, so they exist once. Like the real operations they are
/// total; whether a result is defined (a divisor other than 0, log away from 0) is for the caller to ask.
@usableFromInline
package struct Complex<R: RealArithmetic> {
  @usableFromInline
  package var re: R
  @usableFromInline
  package var im: R

  @inlinable
  package init(_ re: R, _ im: R) {
    self.re = re
    self.im = im
  }

  /// A real number.
  @inlinable
  package init(_ re: R) { self.init(re, re.constant(0)) }

  /// The exact constant in the representation of `self`.
  @inlinable
  package func constant(_ re: Rational, _ im: Rational = .zero) -> Complex {
    Complex(self.re.constant(re), self.re.constant(im))
  }
}

extension Complex: Sendable where R: Sendable {}

extension Complex: CustomStringConvertible where R: CustomStringConvertible {
  @usableFromInline
  package var description: String { "\(re) + \(im)*i" }
}

// MARK: - Arithmetic

extension Complex {
  @inlinable
  package static func + (z: Complex, w: Complex) -> Complex { Complex(z.re + w.re, z.im + w.im) }

  @inlinable
  package static func - (z: Complex, w: Complex) -> Complex { Complex(z.re - w.re, z.im - w.im) }

  @inlinable
  package static prefix func - (z: Complex) -> Complex { Complex(-z.re, -z.im) }

  @inlinable
  package static func * (z: Complex, w: Complex) -> Complex {
    Complex(z.re * w.re - z.im * w.im, z.re * w.im + z.im * w.re)
  }

  /// z·conj(w)/|w|².
  @inlinable
  package static func / (z: Complex, w: Complex) -> Complex {
    let denominator = w.squaredMagnitude
    return Complex(
      (z.re * w.re + z.im * w.im) / denominator, (z.im * w.re - z.re * w.im) / denominator)
  }

  @inlinable
  package static func * (z: Complex, x: R) -> Complex { Complex(z.re * x, z.im * x) }

  @inlinable
  package static func / (z: Complex, x: R) -> Complex { Complex(z.re / x, z.im / x) }

  @inlinable
  package var conjugate: Complex { Complex(re, -im) }

  /// re² + im².
  @inlinable
  package var squaredMagnitude: R { re.power(2) + im.power(2) }

  /// abs(z) = sqrt(re² + im²).
  @inlinable
  package var magnitude: R { squaredMagnitude.squareRoot() }

  /// z² = (re² − im²) + 2·re·im·i.
  @inlinable
  var squared: Complex {
    let product = re * im
    return Complex(re.power(2) - im.power(2), product + product)
  }

  /// z^n by repeated squaring; z^0 = 1; 1/z^−n for n < 0.
  @usableFromInline
  package func power(_ n: Int) -> Complex {
    if n == 0 { return constant(1) }
    var (result, square, rest) = (Complex?.none, self, n.magnitude)
    while true {
      if rest & 1 == 1 { result = result.map { $0 * square } ?? square }
      rest >>= 1
      if rest == 0 { break }
      square = square.squared
    }
    let size = result ?? constant(1)
    return n > 0 ? size : size.conjugate / size.squaredMagnitude
  }
}
