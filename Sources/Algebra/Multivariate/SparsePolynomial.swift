import Numbers

/// A product of powers of different variables; of none, 1.
package struct Monomial<Variable: Hashable & Comparable & Sendable>: Hashable, Sendable {
  package struct Power: Hashable, Sendable {
    package var variable: Variable
    /// At least 1.
    package var exponent: Int
  }

  /// In the order of the variables.
  package internal(set) var powers: [Power]

  @inlinable package static var one: Self { Self(powers: []) }

  @usableFromInline init(powers: [Power]) { self.powers = powers }

  @inlinable package init(_ variable: Variable, _ exponent: Int = 1) {
    powers = exponent > 0 ? [Power(variable: variable, exponent: exponent)] : []
  }

  /// The sum of the exponents.
  @inlinable package var degree: Int {
    var sum = 0
    for power in powers { sum += power.exponent }
    return sum
  }

  /// The monomial with other variables in the place of its own.
  @inlinable package func map<Other>(_ other: (Variable) -> Other) -> Monomial<Other> {
    powers.reduce(Monomial<Other>.one) { $0 * Monomial<Other>(other($1.variable), $1.exponent) }
  }

  /// The monomial that gives this one with another; nil where there is none.
  @inlinable package func dividing(by other: Self) -> Self? {
    if other.powers.isEmpty { return self }
    if other.powers.count > powers.count { return nil }
    var result: [Power] = []
    var k = 0
    for power in powers {
      guard k < other.powers.count, other.powers[k].variable == power.variable else {
        result.append(power)
        continue
      }
      let rest = power.exponent - other.powers[k].exponent
      if rest < 0 { return nil }
      if rest > 0 { result.append(Power(variable: power.variable, exponent: rest)) }
      k += 1
    }
    return k == other.powers.count ? Self(powers: result) : nil
  }

  @inlinable package static func * (a: Self, b: Self) -> Self {
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
  @inlinable package static func < (a: Self, b: Self) -> Bool {
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

  @usableFromInline var coefficients: [Monomial<Variable>: Rational]

  @inlinable package init(_ constant: Rational) { coefficients = constant.isZero ? [:] : [.one: constant] }

  @inlinable package init(_ variable: Variable) { coefficients = [Monomial(variable): 1] }

  /// The sum of the terms.
  @inlinable package init(_ terms: [Term]) {
    coefficients = [:]
    for (monomial, coefficient) in terms { add(coefficient, monomial) }
  }

  @inlinable package static var zero: Self { Self(0) }

  @inlinable package var isZero: Bool { coefficients.isEmpty }

  /// In the order of the monomials.
  @inlinable package var terms: [Term] {
    coefficients.map { ($0.key, $0.value) }.sorted { $0.monomial < $1.monomial }
  }

  @inlinable package var termCount: Int { coefficients.count }

  @inlinable package subscript(monomial: Monomial<Variable>) -> Rational { coefficients[monomial] ?? 0 }

  /// Its value where it is constant.
  @inlinable package var constant: Rational? {
    isZero ? 0 : coefficients.count == 1 ? coefficients[.one] : nil
  }

  /// The greatest degree of a term; 0 for 0.
  @inlinable package var degree: Int {
    var most = 0
    for monomial in coefficients.keys { most = max(most, monomial.degree) }
    return most
  }

  @inlinable package var variables: Set<Variable> {
    var result: Set<Variable> = []
    for monomial in coefficients.keys { for power in monomial.powers { result.insert(power.variable) } }
    return result
  }

  @inlinable mutating func add(_ coefficient: Rational, _ monomial: Monomial<Variable>) {
    let sum = (coefficients[monomial] ?? 0) + coefficient
    coefficients[monomial] = sum.isZero ? nil : sum
  }

  @inlinable package static func + (p: Self, q: Self) -> Self {
    var (sum, smaller) = p.termCount >= q.termCount ? (p, q) : (q, p)
    for (monomial, coefficient) in smaller.coefficients { sum.add(coefficient, monomial) }
    return sum
  }

  @inlinable package static prefix func - (p: Self) -> Self { -1 * p }

  @inlinable package static func - (p: Self, q: Self) -> Self { p + -q }

  @inlinable package static func * (c: Rational, p: Self) -> Self {
    var product = p
    product.coefficients = c.isZero ? [:] : p.coefficients.mapValues { c * $0 }
    return product
  }

  @inlinable package static func * (p: Self, q: Self) -> Self {
    var product = zero
    for (m, a) in p.coefficients {
      for (n, b) in q.coefficients { product.add(a * b, m * n) }
    }
    return product
  }

  /// The power to a whole number from 0 on.
  @inlinable package func power(_ n: Int) -> Self {
    if n == 1 { return self }
    var (result, square, rest) = (Self(1), self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// The polynomial with others in the place of variables.
  @inlinable package func substituting(_ value: (Variable) throws -> Self) rethrows -> Self {
    var result = Self.zero
    for (monomial, coefficient) in coefficients {
      guard let first = monomial.powers.first else {
        result.add(coefficient, monomial)
        continue
      }
      var term = try coefficient * value(first.variable).power(first.exponent)
      for power in monomial.powers.dropFirst() {
        term = try term * value(power.variable).power(power.exponent)
      }
      result = result + term
    }
    return result
  }
}
