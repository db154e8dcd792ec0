import Numbers
import ProofKernel

/// Convolutions in the form that recurrences have when unrolled: Σ_j K[j]·x[t-j] with K[j] = c·a^j is Σ_s c·a^(t-s)·x[s].
extension InvariantSearch {
  /// The goals in that form; nil where it is theirs.
  mutating func straightened() -> [Fact]? {
    var facts: [Fact] = []
    for goal in goals {
      var fact = unfolded(goal) ?? goal
      guard let polynomial = try? straightened(fact.literal.polynomial) else { return nil }
      if polynomial == fact.literal.polynomial { fact = goal }
      fact.literal = Literal(polynomial, fact.literal.relation)
      facts.append(fact)
    }
    if facts == goals { return nil }
    for definition in Self.families(in: facts, checker.theory).sorted().compactMap({
      checker.theory.definitions[$0]
    }) {
      show([.empty, .shift], of: definition)
    }
    return facts
  }

  /// A polynomial with the last of the sums that its sums are shown to be, also in the operations that it is made of.
  private mutating func straightened(_ polynomial: RealPolynomial) throws(KernelError) -> RealPolynomial {
    var values: [Atom: RealPolynomial] = [:]
    for atom in polynomial.variables.sorted() {
      guard let definition = checker.theory.definitions[atom.name] else { continue }
      let last = try straightened(definition).last
      let there = try (last ?? definition.element).substituting(definition.values(at: atom))
      if let family = checker.theory.definitions[there.name], let value = try apart(family) {
        values[atom] = try value.substituting(family.values(at: there))
        continue
      }
      if last != nil {
        values[atom] = RealPolynomial(there)
        continue
      }
      let (bound, guards, bodies) = definition.kind.parts
      var others: [RealPolynomial] = []
      for body in bodies { others.append(try straightened(body)) }
      guard others != bodies else { continue }
      let name = try family(
        definition.name, definition.parameters, definition.kind.with(bound, guards, others))
      values[atom] = RealPolynomial(Atom(name, atom.indices))
    }
    return polynomial.substituting { atom in values[atom].map { .polynomial($0) } ?? .atom(atom) }
  }

  /// The sums that a sum is shown to be, each made of the one before it: their elements at its parameters.
  mutating func straightened(_ sum: FamilyDefinition) throws(KernelError) -> [Atom] {
    guard let next = try told(sum), let family = checker.theory.definitions[next.name] else {
      return [try forward(sum)].compactMap(\.self)
    }
    guard let last = try forward(family) else { return [next] }
    return [next, try last.substituting(family.values(at: next))]
  }

  /// A sum with what elements of its terms are in their place, where one equation says it; nil where none does.
  private mutating func told(_ sum: FamilyDefinition) throws(KernelError) -> Atom? {
    guard let (bound, body) = sum.kind.termsInOrder else { return nil }
    var (needed, known, rewrites): ([IndexTerm], [Atom], [Rewrite]) = ([], [], [])
    for atom in body.variables.sorted() {
      if let conditions = try conditions(onEquationOf: atom) {
        known.append(atom)
        needed += conditions
      } else if let response = try response(of: atom) {
        rewrites.append(response.rewrite)
        needed += response.conditions
      }
    }
    if known.isEmpty, rewrites.isEmpty { return nil }
    let guards = try sum.forAll(bound, needed)
    let context = try sum.inside(bound, where: guards, checker.theory)
    let sighting = Sighting(checker: checker, context: context)
    rewrites += known.compactMap { sighting.unfoldings(of: $0).first }
    guard !rewrites.isEmpty else { return nil }
    let terms = try checker.rewrite(body, rewrites, context)
    return try other(sum, bound, terms, where: guards) { ($0, $1) }
  }

  /// The conditions of the only equation that an element has, where its elements do not come from one another.
  func conditions(onEquationOf atom: Atom) throws(KernelError) -> [IndexTerm]? {
    // Those of the claim: what was shown of some elements besides is no other way to say what all are.
    let equations = checker.theory.namedEquations(of: atom.name).filter {
      !AuxiliaryName.isAuxiliary($0.name)
    }.map(\.fact)
    guard checker.theory.definitions[atom.name] == nil, equations.count == 1, equations[0].premises.isEmpty
    else { return nil }
    let heads = equations[0].literal.polynomial.variables.filter { $0.name == atom.name }
    guard heads.count == 1, let head = heads.first else { return nil }
    var values: [String: IndexTerm] = [:]
    for (place, index) in zip(head.indices, atom.indices) {
      guard place.names.count == 1, place == IndexTerm(place.names[0]) else { return nil }
      values[place.names[0]] = index
    }
    var conditions: [IndexTerm] = []
    for condition in equations[0].guards { conditions.append(try condition.substituting(values)) }
    return conditions
  }

  /// A sum whose data run backward, Σ_j f[j]·x[c-j], as one in which they run forward, or that is there; nil of other sums.
  private mutating func forward(_ sum: FamilyDefinition) throws(KernelError) -> Atom? {
    guard let (bound, body) = sum.kind.termsInOrder else { return nil }
    let data = body.variables.sorted().filter {
      checker.theory.definitions[$0.name] == nil && $0.name != Atom.realName && emptyProduct($0.name) == nil
    }.flatMap(\.indices)
    guard let backward = data.first(where: { $0.factor(of: bound) == -1 }) else { return nil }
    let turn = try backward.adding(IndexTerm(bound))
    func turned(_ index: IndexTerm) throws(KernelError) -> IndexTerm { try turn.subtracting(index) }
    let terms = try body.substituting([bound: try turned(IndexTerm(bound))])
    if data.contains(where: { $0.factor(of: bound) > 0 }) {
      let turned = FamilyDefinition("", sum.parameters, sum.kind.with([bound], [], [terms]))
      let known = SameRange.all(of: turned, checker).map(\.other.name)
      guard known.contains(where: { $0 < sum.name }) else { return nil }
    }
    return try other(sum, bound, terms, where: []) { low, high throws(KernelError) in
      (try turned(high), try turned(low))
    }
  }

  /// A sum of other terms over a range that belongs to a sum's, where it is shown to be that sum.
  private mutating func other(
    _ sum: FamilyDefinition, _ bound: String, _ terms: RealPolynomial,
    where guards: [IndexTerm], _ range: (IndexTerm, IndexTerm) throws(KernelError) -> (IndexTerm, IndexTerm)
  ) throws(KernelError) -> Atom? {
    let inner = sum.range.inner.filter(terms.indexNames.contains)
    let (low, high) = try range(IndexTerm(sum.range.low), IndexTerm(sum.range.high))
    let element = try element(
      FamilyDefinition("", inner + [sum.range.low, sum.range.high], sum.kind.with([bound], [], [terms])))
    let there = try element.substituting([sum.range.low: low, sum.range.high: high])
    let lemma = try RangeLemma(
      .same, of: sum, for: sum.parameters, where: guards,
      Literal(RealPolynomial(sum.element) - RealPolynomial(there), .zero))
    return attempt(lemma.kind.rawValue, lemma.fact, by: lemma.method) != nil ? there : nil
  }
}
