import Numbers

/// A polynomial over the rationals in atoms, as its nonzero terms; equality is that of polynomials.
///
/// Not generic: what is generic is not specialised for the modules that import it, and takes several times as long.
package struct RealPolynomial: Hashable, Sendable {
  package typealias Term = (monomial: Monomial, coefficient: Rational)

  var coefficients: [Monomial: Rational]

  package init(_ constant: Rational) { coefficients = constant.isZero ? [:] : [.one: constant] }

  package init(_ variable: Atom) { coefficients = [Monomial(variable): 1] }

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

  package subscript(monomial: Monomial) -> Rational { coefficients[monomial] ?? 0 }

  /// Its value where it is constant.
  package var constant: Rational? {
    isZero ? 0 : coefficients.count == 1 ? coefficients[.one] : nil
  }

  /// The greatest degree of a term; 0 for 0.
  package var degree: Int {
    var most = 0
    for monomial in coefficients.keys { most = max(most, monomial.degree) }
    return most
  }

  package var variables: Set<Atom> {
    var result: Set<Atom> = []
    for monomial in coefficients.keys { for power in monomial.powers { result.insert(power.variable) } }
    return result
  }

  mutating func add(_ coefficient: Rational, _ monomial: Monomial) {
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
    if n == 1 { return self }
    var (result, square, rest) = (Self(1), self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// What takes the place of an atom.
  package enum Replacement {
    case atom(Atom)
    case polynomial(RealPolynomial)
  }

  package func substituting<Failure: Error>(
    _ replacement: (Atom) throws(Failure) -> Replacement
  ) throws(Failure) -> Self {
    var result = Self.zero
    for (monomial, coefficient) in coefficients {
      var atoms = Monomial.one
      var others: Self?
      for power in monomial.powers {
        switch try replacement(power.variable) {
        case .atom(let atom): atoms = atoms * Monomial(atom, power.exponent)
        case .polynomial(let p): others = (others ?? Self(1)) * p.power(power.exponent)
        }
      }
      guard let others else {
        result.add(coefficient, atoms)
        continue
      }
      for (other, factor) in others.coefficients { result.add(coefficient * factor, atoms * other) }
    }
    return result
  }

  /// A polynomial in the place of one atom: terms without it stay as they are.
  package func replacing(_ atom: Atom, by p: Self) -> Self {
    var result = self
    for (monomial, coefficient) in coefficients {
      guard let k = monomial.powers.firstIndex(where: { $0.variable == atom }) else { continue }
      var others = monomial
      let power = others.powers.remove(at: k)
      result.add(-coefficient, monomial)
      for (other, factor) in p.power(power.exponent).coefficients {
        result.add(coefficient * factor, others * other)
      }
    }
    return result
  }

  /// Whether it has at most so many terms, before any are added up, with polynomials of these numbers of terms in the place of atoms.
  package func hasTerms(upTo limit: Int, with sizes: (Atom) -> Int) -> Bool {
    var most = 0
    for monomial in coefficients.keys {
      var size = 1
      for power in monomial.powers where size <= limit {
        let each = sizes(power.variable)
        for _ in 0..<(each > 1 ? power.exponent : 0) where size <= limit { size *= each }
      }
      most += size
      if most > limit { return false }
    }
    return true
  }

  package func contains(_ atom: Atom) -> Bool {
    coefficients.keys.contains { $0.powers.contains { $0.variable == atom } }
  }
}

extension RealPolynomial {
  /// The atom; of an index term as a number the sum of its parts.
  package init(atom: Atom) {
    guard atom.name == Atom.realName, atom.indices.count == 1 else {
      self.init(atom)
      return
    }
    self = Self(Rational(atom.indices[0].constant))
    for part in atom.indices[0].parts {
      self = self + Rational(part.factor) * Self(Atom(Atom.realName, [IndexTerm(part.name)]))
    }
  }

  /// Index terms in the place of names.
  package func substituting(_ values: [String: IndexTerm]) throws(KernelError) -> Self {
    if values.isEmpty { return self }
    try Checker.limit(self) { atom in
      atom.name == Atom.realName
        ? atom.indices.reduce(1) { $0 + $1.names.reduce(0) { $0 + 1 + (values[$1]?.parts.count ?? 0) } } : 1
    }
    return try substituting { (atom: Atom) throws(KernelError) -> Replacement in
      var indices: [IndexTerm] = []
      for index in atom.indices { indices.append(try index.substituting(values)) }
      let image = Atom(atom.name, indices)
      return atom.name == Atom.realName ? .polynomial(Self(atom: image)) : .atom(image)
    }
  }

  /// The names of index variables and sizes that it rests on.
  package var indexNames: Set<String> { Set(variables.flatMap { $0.indices.flatMap(\.names) }) }
}

extension RealPolynomial: CustomStringConvertible {
  package var description: String {
    if isZero { return "0" }
    var text = ""
    for (monomial, coefficient) in terms {
      let factors = monomial.powers.map { "\($0.variable)" + ($0.exponent > 1 ? "^\($0.exponent)" : "") }
      let size = coefficient.magnitude
      let shown = factors.isEmpty || size != 1 ? ["\(size)"] + factors : factors
      text += (coefficient.signum < 0 ? (text.isEmpty ? "-" : " - ") : text.isEmpty ? "" : " + ")
      text += shown.joined(separator: "*")
    }
    return text
  }
}
