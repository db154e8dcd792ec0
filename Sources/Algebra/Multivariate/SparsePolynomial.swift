import Numbers

/// A product of powers of different variables; of none, 1.
package struct Monomial<Variable: Hashable & Comparable & Sendable>: Hashable, Sendable {
  package struct Power: Hashable, Sendable {
    package var variable: Variable
    /// At least 1.
    package var exponent: Int
  }

  /// In the order of the variables.
  package private(set) var powers: [Power]

  package static var one: Self { Self(powers: []) }

  private init(powers: [Power]) { self.powers = powers }

  package init(_ variable: Variable, _ exponent: Int = 1) {
    powers = exponent > 0 ? [Power(variable: variable, exponent: exponent)] : []
  }

  /// The sum of the exponents.
  package var degree: Int { powers.reduce(0) { $0 + $1.exponent } }

  package static func * (a: Self, b: Self) -> Self {
    var result: [Power] = []
    result.reserveCapacity(a.powers.count + b.powers.count)
    var (i, j) = (0, 0)
    while i < a.powers.count, j < b.powers.count {
      let (x, y) = (a.powers[i], b.powers[j])
      if x.variable == y.variable {
        result.append(Power(variable: x.variable, exponent: x.exponent + y.exponent))
        (i, j) = (i + 1, j + 1)
      } else if x.variable < y.variable {
        result.append(x)
        i += 1
      } else {
        result.append(y)
        j += 1
      }
    }
    result += a.powers[i...]
    result += b.powers[j...]
    return Self(powers: result)
  }
}

extension Monomial: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    for (x, y) in zip(a.powers, b.powers) {
      if x.variable != y.variable { return x.variable < y.variable }
      if x.exponent != y.exponent { return x.exponent < y.exponent }
    }
    return a.powers.count < b.powers.count
  }
}

/// A polynomial over the rationals in variables of any kind, as its nonzero terms; equality is that of polynomials.
package struct SparsePolynomial<Variable: Hashable & Comparable & Sendable>: Hashable, Sendable {
  package typealias Term = (monomial: Monomial<Variable>, coefficient: Rational)

  private var coefficients: [Monomial<Variable>: Rational]

  package init(_ constant: Rational) { coefficients = constant.isZero ? [:] : [.one: constant] }

  package init(_ variable: Variable) { coefficients = [Monomial(variable): 1] }

  /// The sum of the terms.
  package init(_ terms: [Term]) {
    coefficients = [:]
    for (monomial, coefficient) in terms { add(coefficient, monomial) }
  }

  package static var zero: Self { Self(0) }

  package var isZero: Bool { coefficients.isEmpty }

  /// In the order of the monomials.
  package var terms: [Term] {
    coefficients.map { ($0.key, $0.value) }.sorted { $0.monomial < $1.monomial }
  }

  package var termCount: Int { coefficients.count }

  package subscript(monomial: Monomial<Variable>) -> Rational { coefficients[monomial] ?? 0 }

  /// Its value where it is constant.
  package var constant: Rational? {
    isZero ? 0 : coefficients.count == 1 ? coefficients[.one] : nil
  }

  /// The greatest degree of a term; 0 for 0.
  package var degree: Int { coefficients.keys.lazy.map(\.degree).max() ?? 0 }

  package var variables: Set<Variable> {
    Set(coefficients.keys.lazy.flatMap { $0.powers.map(\.variable) })
  }

  private mutating func add(_ coefficient: Rational, _ monomial: Monomial<Variable>) {
    let sum = (coefficients[monomial] ?? 0) + coefficient
    coefficients[monomial] = sum.isZero ? nil : sum
  }

  package static func + (p: Self, q: Self) -> Self {
    var (sum, smaller) = p.termCount >= q.termCount ? (p, q) : (q, p)
    for (monomial, coefficient) in smaller.coefficients { sum.add(coefficient, monomial) }
    return sum
  }

  package static prefix func - (p: Self) -> Self { -1 * p }

  package static func - (p: Self, q: Self) -> Self { p + -q }

  package static func * (c: Rational, p: Self) -> Self {
    var product = p
    product.coefficients = c.isZero ? [:] : p.coefficients.mapValues { c * $0 }
    return product
  }

  package static func * (p: Self, q: Self) -> Self {
    var product = zero
    for (m, a) in p.coefficients {
      for (n, b) in q.coefficients { product.add(a * b, m * n) }
    }
    return product
  }

  /// The power to a whole number from 0 on.
  package func power(_ n: Int) -> Self {
    var (result, square, rest) = (Self(1), self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// The polynomial with others in the place of variables.
  package func substituting(_ value: (Variable) throws -> Self) rethrows -> Self {
    var result = Self.zero
    for (monomial, coefficient) in coefficients {
      var term = Self(coefficient)
      for power in monomial.powers { term = try term * value(power.variable).power(power.exponent) }
      result = result + term
    }
    return result
  }
}
