import Numbers
import ProofKernel

/// re + i·im in the kernel's terms.
package struct ComplexPolynomial: Hashable, Sendable {
  package var re: RealPolynomial
  package var im: RealPolynomial = .zero

  package init(_ re: RealPolynomial, _ im: RealPolynomial = .zero) { (self.re, self.im) = (re, im) }

  var isReal: Bool { im.isZero }
  /// |z|²
  var square: RealPolynomial { re * re + im * im }

  static func + (a: Self, b: Self) -> Self { Self(a.re + b.re, a.im + b.im) }
  static func - (a: Self, b: Self) -> Self { Self(a.re - b.re, a.im - b.im) }
  static func * (a: Self, b: Self) -> Self {
    Self(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }

  func map(_ change: (RealPolynomial) throws(Refusal) -> RealPolynomial) throws(Refusal) -> Self {
    Self(try change(re), try change(im))
  }
}
