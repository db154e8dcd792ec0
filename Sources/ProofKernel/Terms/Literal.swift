import Algebra
import Numbers

/// An element of a family of real numbers: a name and its indices. The name `real` stands for its index as a number.
package struct Atom: Hashable, Comparable, Sendable {
  package var name: String
  package var indices: [IndexTerm]

  package init(_ name: String, _ indices: [IndexTerm] = []) { (self.name, self.indices) = (name, indices) }

  /// The family of index terms as real numbers.
  package static let realName = "real"

  package static func < (a: Self, b: Self) -> Bool {
    a.name == b.name ? a.indices.lexicographicallyPrecedes(b.indices) : a.name < b.name
  }
}

extension Atom: CustomStringConvertible {
  package var description: String {
    indices.isEmpty ? name : "\(name)[\(indices.map(\.description).joined(separator: ","))]"
  }
}

package typealias RealPolynomial = SparsePolynomial<Atom>

extension SparsePolynomial<Atom> {
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
    do {
      return try substituting { atom in
        Self(atom: Atom(atom.name, try atom.indices.map { try $0.substituting(values) }))
      }
    } catch let error as KernelError {
      throw error
    } catch {
      throw .refused("\(error)")
    }
  }

  /// The names of index variables and sizes that it rests on.
  package var indexNames: Set<String> { Set(variables.flatMap { $0.indices.flatMap(\.names) }) }
}

extension SparsePolynomial: CustomStringConvertible where Variable == Atom {
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

/// What is said of a polynomial: that it is at least 0, above 0, 0, or not 0.
package struct Literal: Hashable, Sendable {
  package enum Relation: String, Hashable, Sendable {
    case nonnegative = ">="
    case positive = ">"
    case zero = "="
    case nonzero = "/="
  }
  package var relation: Relation
  package var polynomial: RealPolynomial

  package init(_ polynomial: RealPolynomial, _ relation: Relation) {
    (self.relation, self.polynomial) = (relation, polynomial)
  }

  package func substituting(_ values: [String: IndexTerm]) throws(KernelError) -> Literal {
    Literal(try polynomial.substituting(values), relation)
  }
}

extension Literal: CustomStringConvertible {
  package var description: String { "\(polynomial) \(relation.rawValue) 0" }
}

/// For all whole numbers in the place of the variables that meet the guards, where the premises hold: the literal.
package struct Fact: Hashable, Sendable {
  package var variables: [String]
  /// Each at least 0.
  package var guards: [IndexTerm]
  package var premises: [Literal]
  package var literal: Literal

  package init(
    for variables: [String] = [], where guards: [IndexTerm] = [], given premises: [Literal] = [],
    _ literal: Literal
  ) {
    (self.variables, self.guards, self.premises, self.literal) = (variables, guards, premises, literal)
  }
}
