import ProofKernel

/// Named facts whose premises have to be shown first.
extension StepTactic {
  /// The goal from named facts with premises that follow from what is known, but that nothing says as they stand.
  func premised(_ goal: Literal) -> Proof? {
    let named = hints.filter { !(checker.theory.facts[$0]?.premises.isEmpty ?? true) }
    guard !named.isEmpty, !isPremised else { return nil }
    let tactic = CombinationTactic(
      checker: checker, context: context, index: index, hints: hints.subtracting(named), effort: effort)
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

  /// The goal by cases, where something known holds in one of them only, as of `a <= 0 or a >= 1` each part does.
  func alternatives(_ goal: Literal) -> Proof? {
    guard alternating > 0, !index.alternatives.isEmpty else { return nil }
    let sighting = Sighting(checker: checker, context: context, index)
    for premise in sighting.openPremises(from: context.sight(of: goal), of: index.alternatives) {
      let (polynomial, isStrict) = (premise.polynomial, premise.relation == .positive)
      var next = inner(context)
      next.alternating -= 1
      let outcome: Result<Proof, StepFailure>?
      switch premise.relation {
      case .nonnegative, .positive:
        let side = isStrict ? -polynomial : polynomial
        guard isOpen(side, sighting) else { continue }
        outcome = next.bySign(of: side) { above, _ in
          above.proof(of: goal)
        } no: { below, _ in
          below.proof(of: goal)
        }
      case .nonzero, .zero:
        guard isOpen(polynomial, sighting) || isOpen(-polynomial, sighting) else { continue }
        outcome = next.bySign(of: polynomial) { above, least in
          above.bySign(of: -polynomial) {
            $0.proof(of: goal, where: polynomial, is0: (least, $1))
          } no: { below, _ in
            below.proof(of: goal)
          } ?? .failure(above.failed(goal))
        } no: { below, _ in
          below.proof(of: goal)
        }
      }
      if case .success(let proof)? = outcome { return proof }
    }
    return nil
  }

  /// Whether nothing says that a polynomial is at least 0, or below it.
  private func isOpen(_ polynomial: RealPolynomial, _ sighting: Sighting) -> Bool {
    sighting.witness(Literal(polynomial, .nonnegative)) == nil
      && sighting.witness(Literal(-polynomial, .positive)) == nil
  }

  /// The goal where a polynomial is at least 0, and at most 0, under these names.
  private func proof(
    of goal: Literal, where zero: RealPolynomial, is0 ends: (String, String)
  ) -> Result<Proof, StepFailure> {
    let (literal, name) = (Literal(zero, .zero), freshFact("equal"))
    var next = self
    guard let there = try? context.adding(name, literal, checker.theory) else {
      return .failure(failed(goal))
    }
    next.context = there
    return next.proof(of: goal).map {
      .steps([Proof.Step(name, literal, .both(.itself(ends.0), .itself(ends.1)))], then: $0)
    }
  }
}
