import Elaboration
import ProofKernel

extension FamilyDefinition {
  /// What the parameters are at an element.
  func values(at atom: Atom) -> [String: IndexTerm] {
    Dictionary(uniqueKeysWithValues: zip(parameters, atom.indices))
  }

  /// What an element is defined by.
  func bodies(at atom: Atom) -> [RealPolynomial] {
    let values = values(at: atom)
    return kind.parts.bodies.compactMap { try? $0.substituting(values) }
  }
}

extension FamilyDefinition.Kind {
  var isSum: Bool { if case .sum = self { true } else { false } }
  /// What a sum or product runs over, and its terms or factors; nil of other kinds.
  var termsInOrder: (bound: String, body: RealPolynomial)? {
    switch self {
    case .sum(let bound, let body), .product(let bound, let body): (bound, body)
    default: nil
    }
  }
  var isModulus: Bool { if case .modulus = self { true } else { false } }
}

extension Atom {
  var indexNames: Set<String> { Set(indices.flatMap(\.names)) }

  /// The ends of the range of a sum or product, the last of its indices.
  var range: (low: IndexTerm, high: IndexTerm)? {
    indices.count < 2 ? nil : (indices[indices.count - 2], indices[indices.count - 1])
  }

  func substituting(_ values: [String: IndexTerm]) throws(KernelError) -> Atom {
    Atom(name, try indices.map { index throws(KernelError) in try index.substituting(values) })
  }
}

extension IndexTerm {
  /// Its value at the end of a range where that is least: at least 0 over all of the range where this is.
  func least(over name: String, from low: IndexTerm, to high: IndexTerm) throws(KernelError) -> IndexTerm {
    try substituting([name: factor(of: name) > 0 ? low : high])
  }
}

extension Theory {
  /// What an inverse is the inverse of; nil of other atoms.
  func divisor(_ atom: Atom) -> RealPolynomial? {
    guard let definition = definitions[atom.name], case .inverse = definition.kind else { return nil }
    return definition.bodies(at: atom).first
  }

  /// The equations whose names begin with a family's, in the order of the names: what its elements are, and what was shown of them.
  func equations(of family: String) -> [Fact] { namedEquations(of: family).map(\.fact) }

  /// The same, with their names.
  func namedEquations(of family: String) -> [(name: String, fact: Fact)] {
    facts.filter { $0.value.literal.relation == .zero && $0.key.hasPrefix(family + ".") }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension Fact {
  /// Of each premise the name under which proofs have it.
  var premiseNames: [String] {
    premises.indices.map { AuxiliaryName.of("given", premises.count == 1 ? "" : String($0 + 1)) }
  }

  /// Where the fact is to be shown: its variables under its guards, its premises under their names.
  func context(_ theory: Theory) throws(KernelError) -> Context {
    var context = Context(theory, for: variables, where: guards)
    for (name, premise) in zip(premiseNames, premises) {
      context = try context.adding(name, premise, theory)
    }
    return context
  }
}
