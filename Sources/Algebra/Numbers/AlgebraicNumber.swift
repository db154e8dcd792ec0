import Numbers

/// A real algebraic number, exact.
package enum AlgebraicNumber: Sendable {
  case rational(Rational)
  /// The one root of a polynomial in an interval.
  case root(IsolatedRoot)

  package init(_ value: Rational) { self = .rational(value) }

  /// The one root of the polynomial in the open interval; nil where there is none or more than one.
  package init?(rootOf polynomial: Polynomial, between lower: Rational, and upper: Rational) {
    let inside = polynomial.realRoots(from: lower, to: upper)
    guard inside.count == 1 else { return nil }
    self = inside[0]
  }

  /// √x for x ≥ 0; nil for a negative x.
  package init?(squareRootOf x: Rational) {
    guard x.signum >= 0 else { return nil }
    if let root = x.exactRoot(2) {
      self.init(root)
    } else {
      let square = Polynomial([-x, 0, 1]).primitivePart
      self = .root(IsolatedRoot(polynomial: square, lower: 0, upper: x + 1))
    }
  }

  /// The value where it is held as a rational; nil otherwise.
  package var rational: Rational? {
    if case .rational(let value) = self { return value }
    return nil
  }

  /// A closed interval that holds the number.
  package var bounds: (lower: Rational, upper: Rational) {
    switch self {
    case .rational(let value): (value, value)
    case .root(let root): (root.lower, root.upper)
    }
  }

  /// A polynomial with the number as a root.
  package var polynomial: Polynomial {
    switch self {
    case .rational(let value): Polynomial([-value, 1]).primitivePart
    case .root(let root): root.polynomial
    }
  }
}

/// The one root of a polynomial in an interval.
///
/// Invariant: the polynomial is primitive and squarefree, the ends are not roots of it, and just one
/// root lies between them (so the signs at the ends are opposite).
package struct IsolatedRoot: Hashable, Sendable {
  package let polynomial: Polynomial
  package let lower: Rational
  package let upper: Rational

  /// A smaller interval of the same root.
  func narrowed(_ lower: Rational, _ upper: Rational) -> IsolatedRoot {
    IsolatedRoot(polynomial: polynomial, lower: lower, upper: upper)
  }
}

extension AlgebraicNumber: CustomStringConvertible {
  /// The rational, or `≈ 1.4142135 (root of w^2 - 2)`; long polynomials are named by their degree.
  package var description: String {
    switch self {
    case .rational(let value): value.description
    case .root(let root):
      root.polynomial.degree <= 6 && root.polynomial.bits <= 64
        ? "≈ \(decimal(digits: 8)) (root of \(root.polynomial))"
        : "≈ \(decimal(digits: 8)) (root of a polynomial of degree \(root.polynomial.degree))"
    }
  }

  /// An approximation with a relative error of less than about 10^(1−digits), for display.
  package func decimal(digits: Int) -> String {
    precondition(digits >= 1)
    var (number, width) = (self, 8)
    // A number held as a root may be 0 only as a rational root that was not recognised.
    while width < 1 << 14 {
      number = number.refined(toWidth: .powerOfTwo(-width))
      let (lower, upper) = number.bounds
      let size = min(lower.magnitude, upper.magnitude)
      if upper == lower || (upper - lower) * Rational(10).power(digits) < size { break }
      width *= 2
    }
    let (lower, upper) = number.bounds
    return ((lower + upper) * Rational(1, 2)).decimal(digits: digits, rounding: .down)
  }

  /// A double near the number, for display and search only.
  package var approximation: Double {
    let (lower, upper) = refined(toWidth: .powerOfTwo(-60)).bounds
    return ((lower + upper) * Rational(1, 2)).approximation
  }
}
