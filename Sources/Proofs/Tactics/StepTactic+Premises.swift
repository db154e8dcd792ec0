import ProofKernel

/// Named facts whose premises have to be shown first.
extension StepTactic {
  /// The goal from named facts with premises that follow from what is known, but that nothing says as they stand.
  func premised(_ goal: Literal) -> Proof? {
    let named = hints.filter { !(checker.theory.facts[$0]?.premises.isEmpty ?? true) }
    guard !named.isEmpty, !isPremised else { return nil }
    let tactic = CombinationTactic(
      checker: checker, context: context, index: index, hints: hints.subtracting(named))
    let sighting = Sighting(checker: checker, context: context, index)
    var next = inner(context)
    next.isPremised = true
    var steps: [Proof.Step] = []
    for premise in sighting.openPremises(from: context.sight(of: goal), of: named) {
      guard steps.count < ProofTuning.mostPremises else { break }
      guard let proof = tactic.proof(of: premise, upTo: 1...2), isAccepted(premise, proof) else { continue }
      let name = next.freshFact("premise")
      guard let context = try? next.context.adding(name, premise, checker.theory) else { continue }
      next.context = context
      steps.append(Proof.Step(name, premise, proof))
    }
    guard !steps.isEmpty, case .success(let proof) = next.proof(of: goal) else { return nil }
    return .steps(steps, then: proof)
  }
}
