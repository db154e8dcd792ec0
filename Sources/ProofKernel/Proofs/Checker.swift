import Numbers

/// Checks proofs against a theory, and adds what they show to it. It searches for nothing and knows no inexact number.
package struct Checker {
  package private(set) var theory: Theory
  /// How many proof nodes were checked.
  package private(set) var steps = 0

  /// Polynomials with more terms, or of a higher degree, are refused.
  package static let mostTerms = 100_000
  package static let mostDegree = 64
  /// Series of higher degrees are refused.
  package static let longestSeries = 64

  package init(_ theory: Theory) { self.theory = theory }

  /// A family that is defined by earlier ones.
  package mutating func define(_ definition: FamilyDefinition) throws(KernelError) {
    try theory.define(definition)
  }

  /// A fact that holds: a hypothesis that was shown to be defined. Taken on trust.
  package mutating func assume(_ name: String, _ fact: Fact) throws(KernelError) {
    try theory.assume(name, fact)
  }

  /// Checks a lemma and what is shown with it; from then on they may be used.
  package mutating func prove(_ lemma: Lemma) throws(KernelError) {
    try check(lemma)
    for (name, fact) in lemma.facts { try theory.add(name, fact) }
  }

  private mutating func check(_ lemma: Lemma) throws(KernelError) {
    let fact = lemma.fact
    try require(theory.facts[lemma.name] == nil, "two facts are called '\(lemma.name)'")
    // The same checks as when it is added: names, scope, families.
    var trial = theory
    for (name, fact) in lemma.facts { try trial.add(name, fact) }
    try require(
      lemma.premiseNames.count == fact.premises.count,
      "'\(lemma.name)' has other numbers of premises and names")
    var context = Context(theory, for: fact.variables, where: fact.guards)
    for (name, premise) in zip(lemma.premiseNames, fact.premises) {
      context = try context.adding(name, premise, theory)
    }
    switch lemma.way {
    case .direct(let proof):
      try require(lemma.also.isEmpty, "'\(lemma.name)' shows others without an induction")
      try check(fact.literal, proof, context)
    case .induction(let v, let low, let base, let step):
      steps += 1
      try require(fact.variables.contains(v), "induction on '\(v)', which is no variable of '\(lemma.name)'")
      try context.requireScope([low])
      try require(low.factor(of: v) == 0, "induction on '\(v)' from \(low), which rests on it")
      let (here, next) = (IndexTerm(v), try IndexTerm(v).adding(IndexTerm(1)))
      let isFromLow = try here.subtracting(low)
      try require(context.entails(isFromLow), "'\(lemma.name)' says something of '\(v)' below \(low)")
      try require(
        fact.premises.allSatisfy { !$0.polynomial.indexNames.contains(v) },
        "a premise of '\(lemma.name)' rests on '\(v)'")
      // At the lowest.
      var first = context
      first.guards =
        theory.guards
        + (try fact.guards.map { guarding throws(KernelError) in try guarding.substituting([v: low]) })
      first.scope.remove(v)
      let shown = [(fact.literal, base, step)] + lemma.also.map { ($0.literal, $0.base, $0.step) }
      for (literal, base, _) in shown { try check(try literal.substituting([v: low]), base, first) }
      // At the next, from the one before it, which the guards at the next admit.
      var later = context
      later.guards =
        theory.guards
        + (try fact.guards.map { guarding throws(KernelError) in try guarding.substituting([v: next]) })
        + [isFromLow]
      for guarding in fact.guards {
        try require(later.entails(guarding), "\(guarding) >= 0 at \(v) + 1 says nothing of \(v)")
      }
      for (k, (literal, _, _)) in shown.enumerated() {
        later = try later.adding(Lemma.hypothesisName(k), literal, theory)
      }
      for (literal, _, step) in shown { try check(try literal.substituting([v: next]), step, later) }
    }
  }

  // MARK: Instances

  /// What a reference says in a context.
  package func instance(_ reference: Reference, _ context: Context) throws(KernelError) -> Literal {
    switch reference {
    case .local(let name):
      guard let literal = context.facts[name] else { throw .refused("nothing is called '\(name)' here") }
      return literal
    case .index(let term):
      try context.requireScope([term])
      try require(context.entails(term), "\(term) >= 0 does not follow")
      return Literal(RealPolynomial(atom: Atom(Atom.realName, [term])), .nonnegative)
    case .same(let a, let b):
      for atom in [a, b] { try theory.validate(RealPolynomial(atom), context.scope, "an equation") }
      try require(a.name == b.name, "\(a) and \(b) are of different families")
      for (i, j) in zip(a.indices, b.indices) {
        let (up, down) = (try i.subtracting(j), try j.subtracting(i))
        try require(context.entails(up) && context.entails(down), "\(i) = \(j) does not follow")
      }
      return Literal(RealPolynomial(atom: a) - RealPolynomial(atom: b), .zero)
    case .fact(let name, let indices, let premises):
      guard let fact = theory.facts[name] else { throw .refused("there is no fact '\(name)'") }
      try require(indices.count == fact.variables.count, "'\(name)' has \(fact.variables.count) indices")
      try require(premises.count == fact.premises.count, "'\(name)' has \(fact.premises.count) premises")
      try context.requireScope(indices)
      let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, indices))
      for guarding in fact.guards {
        let condition = try guarding.substituting(values)
        try require(context.entails(condition), "\(condition) >= 0, for '\(name)', does not follow")
      }
      for (premise, given) in zip(fact.premises, premises) {
        let (needed, found) = (try premise.substituting(values), try instance(given, context))
        try require(found.implies(needed), "'\(name)' needs \(needed), and is given \(found)")
      }
      return try fact.literal.substituting(values)
    }
  }

  /// The polynomial with heads of equations replaced, one rewriting after the other.
  package func rewrite(
    _ polynomial: RealPolynomial, _ rewrites: [Rewrite], _ context: Context
  ) throws(KernelError) -> RealPolynomial {
    var result = polynomial
    for rewrite in rewrites {
      guard result.contains(rewrite.head) else { continue }
      let literal = try instance(rewrite.equation, context)
      try require(literal.relation == .zero, "\(literal) is no equation")
      let rest = RealPolynomial(rewrite.head) - literal.polynomial
      try require(
        literal.polynomial[Monomial(rewrite.head)] == 1 && !rest.contains(rewrite.head),
        "\(literal) does not say what \(rewrite.head) is")
      result = try replace(rewrite.head, by: rest, in: result)
    }
    return result
  }

  package func replace(_ head: Atom, by rest: RealPolynomial, in polynomial: RealPolynomial)
    throws(KernelError) -> RealPolynomial
  {
    try Self.limit(polynomial) { $0 == head ? rest.termCount : 1 }
    let result = polynomial.replacing(head, by: rest)
    try limit(result)
    return result
  }

  /// Refuses what would take too much; `factor` is the number of terms that it is to be multiplied with.
  func limit(_ polynomial: RealPolynomial, _ factor: Int = 1) throws(KernelError) {
    guard polynomial.termCount <= Self.mostTerms / max(factor, 1), polynomial.degree <= Self.mostDegree else {
      throw .tooLarge
    }
  }

  func product(_ p: RealPolynomial, _ q: RealPolynomial) throws(KernelError) -> RealPolynomial {
    try limit(p, q.termCount)
    let product = p * q
    try limit(product)
    return product
  }

  /// Refuses to put polynomials with so many terms in the place of atoms where that would take too much.
  static func limit(_ polynomial: RealPolynomial, _ sizes: (Atom) -> Int) throws(KernelError) {
    guard polynomial.hasTerms(upTo: mostTerms, with: sizes) else { throw .tooLarge }
  }

  mutating func count() { steps += 1 }
}

extension Literal {
  /// Whether it says at least as much as another, of the same polynomial; that something is not 0 also of its negative.
  func implies(_ other: Literal) -> Bool {
    if polynomial == other.polynomial {
      switch (relation, other.relation) {
      case (.positive, .nonnegative), (.positive, .nonzero), (.zero, .nonnegative): return true
      default: return relation == other.relation
      }
    }
    guard other.relation == .nonzero || (relation == .zero && other.relation != .positive) else {
      return false
    }
    return -polynomial == other.polynomial
      && (relation == .positive && other.relation == .nonzero
        || relation == .nonzero && other.relation == .nonzero
        || relation == .zero && (other.relation == .zero || other.relation == .nonnegative))
  }
}
