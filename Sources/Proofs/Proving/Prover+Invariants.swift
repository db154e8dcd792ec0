import ProofKernel

extension Prover {
  /// Invariants that nobody stated, which may be used from then on.
  mutating func showInvariants(for facts: [Fact], within effort: ProofEffort) -> InvariantSearch {
    var invariants = InvariantSearch(checker, for: facts, within: effort)
    invariants.run()
    checker = invariants.checker
    proof.definitions += invariants.definitions
    proof.stages[proof.stages.count - 1].lemmas += invariants.lemmas
    return invariants
  }

  /// Shows goals of the last stage by names of lemmas: what is shown next may rest on them and come before them.
  mutating func restate(_ goals: ArraySlice<Lemma>) {
    for var lemma in goals {
      lemma.name = AuxiliaryName.of(lemma.name, "before")
      guard (try? checker.prove(lemma)) != nil else { continue }
      proof.stages[proof.stages.count - 1].lemmas.append(lemma)
    }
  }

  /// What a script states and what is there does not show, from invariants that nobody stated.
  mutating func fromInvariants(
    _ name: String, _ fact: Fact, _ method: ProofPlan.Method, _ reasons: [String]
  ) -> Lemma? {
    let before = self
    let little = ProofEffort(limit: ProofTuning.effortForInvariants, outer: effort)
    let invariants = showInvariants(for: [fact], within: little)
    let named = self.reasons(reasons)
    if !invariants.shown.isEmpty {
      let conclusion = ConclusionTactic(checker, within: little)
      if let lemma = conclusion.lemma(name, fact, because: named.union(invariants.closing), isQuick: false)
        ?? conclusion.lemma(name, fact, because: named.union(invariants.shown), isQuick: true)
      {
        return lemma
      }
      if case .success(let lemma) = LemmaTactic(checker, isQuick: false, effort: little).lemma(
        name, fact, by: method, because: named.union(invariants.shown))
      {
        return lemma
      }
    }
    self = before
    return nil
  }
}
