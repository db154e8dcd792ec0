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
