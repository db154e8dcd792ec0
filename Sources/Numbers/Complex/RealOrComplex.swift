/// A number that is complex by its form, or real: then it has no imaginary part, and real operations stay real.
package struct RealOrComplex<Real: RealArithmetic> {
  package var re: Real
  package var im: Real?

  package init(_ re: Real, _ im: Real? = nil) { (self.re, self.im) = (re, im) }
  package init(_ z: Complex<Real>) { self.init(z.re, z.im) }

  package var whole: Complex<Real> { Complex(re, im ?? re.constant(0)) }

  package static func combine(
    _ x: Self, _ y: Self, _ real: (Real, Real) -> Real,
    _ complex: (Complex<Real>, Complex<Real>) -> Complex<Real>
  ) -> Self {
    x.im == nil && y.im == nil ? Self(real(x.re, y.re)) : Self(complex(x.whole, y.whole))
  }
  package static func + (x: Self, y: Self) -> Self { combine(x, y, { $0 + $1 }, { $0 + $1 }) }
  package static func - (x: Self, y: Self) -> Self { combine(x, y, { $0 - $1 }, { $0 - $1 }) }
  package static func * (x: Self, y: Self) -> Self { combine(x, y, { $0 * $1 }, { $0 * $1 }) }
  package static prefix func - (x: Self) -> Self { Self(-x.re, x.im.map { -$0 }) }

  package func mapped(_ part: (Real) -> Real) -> Self { Self(part(re), im.map(part)) }
  package func complexIf(_ isComplex: Bool) -> Self {
    isComplex && im == nil ? Self(re, re.constant(0)) : self
  }
}
