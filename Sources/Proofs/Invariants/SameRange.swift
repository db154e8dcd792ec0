import Numbers
import ProofKernel

/// That sums or products over a range are elements of a family that says the same of more: with the size T in the terms of one
/// and a time t in those of the other, Σ_s c[s,T] is the other at t = T.
struct SameRange {
  let fact: Fact
  /// The element of the other family.
  let other: Atom
  /// How it is shown: by induction on the range's upper end.
  let method: ProofPlan.Method

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
        of: Set(other.parameters.dropLast(2)), [name: IndexTerm(bound)], in: pattern, as: body, checker),
      !other.parameters.dropLast(2).contains(where: { values[$0]?.names.contains(bound) ?? true })
    else { return nil }
    let (low, high) = (
      family.parameters[family.parameters.count - 2], family.parameters[family.parameters.count - 1]
    )
    self.other = Atom(
      other.name,
      other.parameters.dropLast(2).compactMap { values[$0] } + [IndexTerm(low), IndexTerm(high)])
    let before = try IndexTerm(low).subtracting(IndexTerm(1))
    fact = Fact(
      for: family.parameters, where: [try IndexTerm(high).subtracting(before)],
      Literal(RealPolynomial(family.element) - RealPolynomial(self.other), .zero))
    method = .induction(on: high, from: before)
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
    let sighting = Sighting(checker: checker, context: Context(checker.theory, for: Array(scope)))
    var candidates = [known]
    for wanted in pattern.variables.sorted() {
      candidates = candidates.flatMap { values in
        atoms.compactMap { sighting.match(wanted, $0, names, values) }
      }
      if candidates.isEmpty || candidates.count > ProofTuning.mostFacts { return [] }
    }
    return candidates
  }
}
