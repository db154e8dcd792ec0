import Numbers

/// A quotient of two polynomials over the rationals in lowest terms.
///
/// The denominator is primitive with a positive leading coefficient (1 for a polynomial), the numerator carries the
/// content: the form is unique and equality structural.
package struct RationalFunction: Hashable, Sendable {
  package let numerator: Polynomial
  package let denominator: Polynomial

  /// Both coprime, the denominator primitive.
  init(reduced numerator: Polynomial, over denominator: Polynomial) {
    self.numerator = numerator
    self.denominator = numerator.isZero ? .one : denominator
  }

  /// n/d in lowest terms. The denominator must not be the zero polynomial.
  package init(_ numerator: Polynomial, _ denominator: Polynomial) {
    precondition(!denominator.isZero, "a rational function's denominator must not be 0")
    let (n, d) = Self.cancelled(numerator, denominator)
    self.init(reduced: (1 / d.content) * n, over: d.primitivePart)
  }

  package init(_ polynomial: Polynomial) { self.init(reduced: polynomial, over: .one) }
  package init(_ constant: Rational) { self.init(Polynomial(constant)) }

  package static let zero = RationalFunction(Polynomial.zero)
  package static let one = RationalFunction(Polynomial.one)
  /// The function w.
  package static let variable = RationalFunction(Polynomial.variable)

  package var isZero: Bool { numerator.isZero }
  package var isOne: Bool { numerator.isOne && denominator.isOne }
  /// The value of a constant function; nil for any other.
  package var constant: Rational? { denominator.isOne ? numerator.constant : nil }

  /// The value at x; nil at a pole.
  package func callAsFunction(_ x: Rational) -> Rational? {
    let d = denominator(x)
    return d.isZero ? nil : numerator(x) / d
  }

  private static func cancelled(_ p: Polynomial, _ q: Polynomial) -> (Polynomial, Polynomial) {
    if p.isConstant || q.isConstant { return (p, p.isZero ? .one : q) }
    let common = Polynomial.gcd(p, q)
    if common.isConstant { return (p, q) }
    guard let a = p.dividedExactly(by: common), let b = q.dividedExactly(by: common) else { return (p, q) }
    return (a, b)
  }
}

extension RationalFunction {
  package static prefix func - (f: RationalFunction) -> RationalFunction {
    RationalFunction(reduced: -f.numerator, over: f.denominator)
  }

  package static func + (f: RationalFunction, g: RationalFunction) -> RationalFunction {
    if f.isZero { return g }
    if g.isZero { return f }
    if f.denominator == g.denominator {
      let sum = f.numerator + g.numerator
      return f.denominator.isOne
        ? RationalFunction(reduced: sum, over: .one) : RationalFunction(sum, f.denominator)
    }
    // Only factors common to the denominators can cancel (Henrici).
    let (a, b) = cancelled(f.denominator, g.denominator)
    let sum = f.numerator * b + g.numerator * a
    let product = a * g.denominator
    return a == f.denominator
      ? RationalFunction(reduced: sum, over: product) : RationalFunction(sum, product)
  }

  package static func - (f: RationalFunction, g: RationalFunction) -> RationalFunction { f + -g }

  package static func * (f: RationalFunction, g: RationalFunction) -> RationalFunction {
    if f.isZero || g.isZero { return .zero }
    let (a, d) = cancelled(f.numerator, g.denominator)
    let (b, c) = cancelled(g.numerator, f.denominator)
    return RationalFunction(reduced: a * b, over: c * d)
  }

  /// 1/f; f must not be 0.
  package var inverse: RationalFunction {
    precondition(!isZero, "division by the zero function")
    return RationalFunction(
      reduced: (1 / numerator.content) * denominator, over: numerator.primitivePart)
  }

  /// The quotient; g must not be 0.
  package static func / (f: RationalFunction, g: RationalFunction) -> RationalFunction { f * g.inverse }
}

extension RationalFunction: CustomStringConvertible {
  package var description: String {
    denominator.isOne ? numerator.description : "(\(numerator))/(\(denominator))"
  }
}

extension RationalFunction {
  /// A range of values over the interval; nil where the denominator's range holds 0.
  func enclosure(over x: RationalInterval, bits: Int) -> RationalInterval? {
    let top = numerator.enclosure(over: x, bits: bits)
    if denominator.isOne { return top }
    return denominator.enclosure(over: x, bits: bits).reciprocal(bits)?.times(top, bits)
  }

  var words: Int { numerator.words + denominator.words }
}
