import Numbers
import ProofKernel

/// That sums or products over a range are elements of a family that says the same of more: with the size T in the terms of one
/// and a time t in those of the other, Σ_s c[s,T] is the other at t = T.
struct SameRange {
  let lemma: RangeLemma
  /// The element of the other family.
  let other: Atom

  /// Those of a family with the others of a theory that have more parameters, or as many and another name, one
  /// of them after the other's; a family without a name is after all.
  static func all(of family: FamilyDefinition, _ checker: Checker) -> [SameRange] {
    checker.theory.definitions.values.sorted { $0.name < $1.name }.compactMap { other in
      (other.parameters.count, family.name.isEmpty ? "~" : family.name) > (
        family.parameters.count, other.name
      )
        ? try? SameRange(of: family, as: other, checker) : nil
    }
  }

  private init?(of family: FamilyDefinition, as other: FamilyDefinition, _ checker: Checker)
    throws(KernelError)
  {
    let (bound, body): (String, RealPolynomial)
    let (name, pattern): (String, RealPolynomial)
    switch (family.kind, other.kind) {
    case (.sum(let u, let p), .sum(let v, let q)), (.product(let u, let p), .product(let v, let q)):
      ((bound, body), (name, pattern)) = ((u, p), (v, q))
    default: return nil
    }
    guard body.termCount == pattern.termCount,
      let values = try Self.values(
        of: Set(other.range.inner), [name: IndexTerm(bound)], in: pattern, as: body, checker),
      !other.range.inner.contains(where: { values[$0]?.names.contains(bound) ?? true })
    else { return nil }
    let range = family.range
    self.other = Atom(
      other.name,
      other.range.inner.compactMap { values[$0] } + [IndexTerm(range.low), IndexTerm(range.high)])
    lemma = try RangeLemma(
      .same, of: family, for: family.parameters, where: [],
      Literal(RealPolynomial(family.element) - RealPolynomial(self.other), .zero))
  }

  /// Index terms for names that make one polynomial another.
  static func values(
    of names: Set<String>, _ known: [String: IndexTerm], in pattern: RealPolynomial, as body: RealPolynomial,
    _ checker: Checker
  ) throws(KernelError) -> [String: IndexTerm]? {
    let candidates = values(of: names, known, in: pattern, among: body.variables.sorted(), checker)
    for values in candidates where names.allSatisfy({ values[$0] != nil }) {
      if try pattern.substituting(values) == body { return values }
    }
    return nil
  }

  /// Index terms for names that make the atoms of a polynomial some of those given.
  static func values(
    of names: Set<String>, _ known: [String: IndexTerm], in pattern: RealPolynomial, among atoms: [Atom],
    _ checker: Checker
  ) -> [[String: IndexTerm]] {
    let scope = Set(atoms.flatMap { $0.indices.flatMap(\.names) })
    let context = Context(checker.theory, for: Array(scope))
    var candidates = [known]
    for wanted in pattern.variables.sorted() {
      candidates = candidates.flatMap { values in
        atoms.compactMap { context.match(wanted, $0, names, values) }
      }
      if candidates.isEmpty || candidates.count > ProofTuning.mostFacts { return [] }
    }
    return candidates
  }
}
