import Numbers

/// A polynomial in one variable with rational coefficients, exact.
///
/// Held as content · primitive part: p = c · (a₀ + a₁w + … + aₙwⁿ) with whole coprime aᵢ, aₙ > 0, and
/// a rational c that carries the sign. This form is unique, so equality is structural, and by
/// Gauss's lemma the primitive part of a product is the product of the primitive parts.
/// The zero polynomial has content 0 and no coefficients.
package struct Polynomial: Hashable, Sendable {
  /// The rational factor with the sign of the leading coefficient; 0 for the zero polynomial.
  package let content: Rational
  /// The coefficients of the primitive part, the constant one first.
  package let primitive: [Integer]

  init(content: Rational, primitive: [Integer]) {
    self.content = content
    self.primitive = primitive
  }

  /// scale · Σ coefficients[i]·wⁱ.
  package init(whole coefficients: [Integer], scale: Rational = 1) {
    guard !scale.isZero, let top = coefficients.lastIndex(where: { !$0.isZero }) else {
      self.init(content: 0, primitive: [])
      return
    }
    var divisor = Integer(0)
    for i in (0...top).reversed() where divisor != 1 {
      divisor = Integer.gcd(divisor, coefficients[i])
    }
    if coefficients[top].signum < 0 { divisor = -divisor }
    let primitive = coefficients[...top].map { divisor == 1 ? $0 : $0.dividedExactly(by: divisor) }
    self.init(content: scale * Rational(divisor), primitive: primitive)
  }

  /// Σ coefficients[i]·wⁱ.
  package init(_ coefficients: [Rational]) {
    var common = Integer(1)
    for c in coefficients where !c.isInteger {
      let d = c.denominator
      common = common * d.dividedExactly(by: Integer.gcd(common, d))
    }
    let whole = coefficients.map { $0.numerator * common.dividedExactly(by: $0.denominator) }
    self.init(whole: whole, scale: Rational(1, common))
  }

  /// A constant.
  package init(_ constant: Rational) {
    self.init(content: constant, primitive: constant.isZero ? [] : [1])
  }

  /// ∏ (w − rᵢ).
  package init(roots: [Rational]) {
    self = roots.reduce(Polynomial.one) { $0 * Polynomial([-$1, 1]) }
  }

  package static let zero = Polynomial(0)
  package static let one = Polynomial(1)
  /// The polynomial w.
  package static let variable = Polynomial(content: 1, primitive: [0, 1])

  /// The degree; −1 for the zero polynomial.
  package var degree: Int { primitive.count - 1 }
  package var isZero: Bool { primitive.isEmpty }
  package var isConstant: Bool { primitive.count <= 1 }
  package var isOne: Bool { primitive.count == 1 && content == 1 }
  /// The value of a constant polynomial; nil for any other.
  package var constant: Rational? { isConstant ? content : nil }

  /// The coefficient of wⁱ; 0 beyond the degree.
  package subscript(i: Int) -> Rational {
    primitive.indices.contains(i) ? content * Rational(primitive[i]) : 0
  }

  package var leadingCoefficient: Rational { isZero ? 0 : self[degree] }

  /// The same roots with content 1 (0 stays 0).
  package var primitivePart: Polynomial {
    isZero ? self : Polynomial(content: 1, primitive: primitive)
  }

  /// The binary digits of the greatest coefficient of the primitive part.
  package var bits: Int { primitive.reduce(0) { max($0, $1.bitCount) } }

  /// About how many machine words the coefficients take.
  var words: Int { primitive.reduce(0) { $0 + 1 + $1.bitCount / 64 } }
}

extension Polynomial: CustomStringConvertible {
  /// Highest power first, as in `2w^2 - 1/3w + 1`.
  package var description: String {
    if isZero { return "0" }
    var text = ""
    for i in (0...degree).reversed() {
      let c = self[i]
      if c.isZero { continue }
      let size = c.magnitude
      text += text.isEmpty ? (c.signum < 0 ? "-" : "") : (c.signum < 0 ? " - " : " + ")
      if size != 1 || i == 0 { text += size.description }
      text += i == 0 ? "" : i == 1 ? "w" : "w^\(i)"
    }
    return text
  }
}
