import Numbers

/// What may be used in proofs: sizes, families of real numbers, and facts about them under names.
package struct Theory: Sendable {
  /// The names of sizes and other whole numbers that are in force everywhere, and what is known of them.
  package private(set) var constants: [String] = []
  package private(set) var guards: [IndexTerm] = []
  package private(set) var facts: [String: Fact] = [:]
  package private(set) var definitions: [String: FamilyDefinition] = [:]
  /// How many indices the elements of a family have.
  package private(set) var arities: [String: Int] = [Atom.realName: 1]

  package init() {}

  // MARK: What a claim says; taken on trust

  /// A size, and the least and greatest value that it may have.
  package mutating func declare(size name: String, from low: Int, to high: Int?) throws(KernelError) {
    try require(!constants.contains(name), "size '\(name)' is declared twice")
    constants.append(name)
    guards.append(try IndexTerm(name).adding(IndexTerm(low), times: -1))
    if let high { guards.append(try IndexTerm(high).subtracting(IndexTerm(name))) }
  }

  /// A family of which nothing is known yet.
  package mutating func declare(_ name: String, indices: Int) throws(KernelError) {
    try require(arities[name] == nil, "'\(name)' is declared twice")
    arities[name] = indices
  }

  /// A fact that holds: a hypothesis, or an equation of the claim.
  package mutating func assume(_ name: String, _ fact: Fact) throws(KernelError) { try add(name, fact) }

  // MARK: What a certificate may add

  /// A family that is defined by earlier ones, and the facts that define it.
  package mutating func define(_ definition: FamilyDefinition) throws(KernelError) {
    let name = definition.name
    try require(arities[name] == nil, "'\(name)' is declared twice")
    let own = Set(definition.parameters)
    try require(own.count == definition.parameters.count, "'\(name)' has a parameter twice")
    try require(own.isDisjoint(with: constants), "a parameter of '\(name)' is called like a size")
    var scope = own.union(constants)
    func check(_ body: RealPolynomial) throws(KernelError) {
      try validate(body, scope, "the definition of '\(name)'")
    }
    func bind(_ names: [String]) throws(KernelError) {
      try require(
        scope.isDisjoint(with: names) && Set(names).count == names.count,
        "'\(name)' binds a name that is taken")
    }
    switch definition.kind {
    case .sum(let bound, let body), .product(let bound, let body):
      try require(own.count >= 2, "'\(name)' lacks the ends of its range")
      try bind([bound])
      scope.subtract(definition.parameters.suffix(2))
      scope.insert(bound)
      try check(body)
    case .maximum(let names, let guards, let body), .minimum(let names, let guards, let body):
      try bind(names)
      scope.formUnion(names)
      try require(
        guards.allSatisfy { scope.isSuperset(of: $0.names) },
        "the range of '\(name)' rests on an unknown name")
      // Of infinitely many numbers none need be the greatest.
      var open = Set(names)
      for bound in names {
        open.remove(bound)
        let ends = guards.filter { open.isDisjoint(with: $0.names) }.map { $0.factor(of: bound) }
        try require(
          ends.contains { $0 > 0 } && ends.contains { $0 < 0 },
          "'\(bound)' of '\(name)' has no end on some side")
      }
      try check(body)
    case .greatest(let list), .least(let list):
      try require(!list.isEmpty, "'\(name)' is the extremum of nothing")
      for body in list { try check(body) }
    case .modulus(let re, let im):
      try check(re)
      try check(im)
    case .inverse(let x), .squareRoot(let x), .exponential(let x), .logarithm(let x): try check(x)
    }
    // Its own name only now: a body that names it was refused.
    arities[name] = definition.parameters.count
    definitions[name] = definition
    for (name, fact) in try definition.axioms() { try add(name, fact) }
  }

  /// A lemma, once it is proved; without a name nothing can be used.
  mutating func add(_ name: String, _ fact: Fact) throws(KernelError) {
    try require(facts[name] == nil, "two facts are called '\(name)'")
    try require(
      Set(fact.variables).count == fact.variables.count && Set(fact.variables).isDisjoint(with: constants),
      "the variables of '\(name)' are not told apart")
    let scope = Set(fact.variables).union(constants)
    for literal in fact.premises + [fact.literal] { try validate(literal.polynomial, scope, "'\(name)'") }
    try require(
      fact.guards.allSatisfy { scope.isSuperset(of: $0.names) },
      "a guard of '\(name)' rests on an unknown name")
    facts[name] = fact
  }

  /// Refuses families that are not there, with other numbers of indices, and names out of scope.
  func validate(_ polynomial: RealPolynomial, _ scope: Set<String>, _ place: String) throws(KernelError) {
    for atom in polynomial.variables {
      try require(arities[atom.name] == atom.indices.count, "\(place) names \(atom), which is not there")
    }
    try require(
      scope.isSuperset(of: polynomial.indexNames),
      "\(place) rests on an index that is not in scope: \(polynomial)")
  }
}

func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(KernelError) {
  guard condition else { throw .refused(message()) }
}
