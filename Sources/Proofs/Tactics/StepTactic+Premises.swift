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

  /// The goal by cases, where something known holds in one of them only, as of `a <= 0 or a >= 1` each part does.
  func alternatives(_ goal: Literal) -> Proof? {
    guard alternating > 0, !index.alternatives.isEmpty else { return nil }
    let sighting = Sighting(checker: checker, context: context, index)
    for premise in sighting.openPremises(from: context.sight(of: goal), of: index.alternatives) {
      let (polynomial, isStrict) = (premise.polynomial, premise.relation == .positive)
      var next = inner(context)
      next.alternating -= 1
      switch premise.relation {
      case .nonnegative, .positive:
        let side = isStrict ? -polynomial : polynomial
        guard isOpen(side, sighting) else { continue }
        if let proof = next.cases(side, { $0.of(goal) }, { $0.of(goal) }) { return proof }
      case .nonzero, .zero:
        guard isOpen(polynomial, sighting) || isOpen(-polynomial, sighting) else { continue }
        let proof = next.cases(
          polynomial,
          { above in above.cases(-polynomial, { $0.of(goal, where: polynomial) }, { $0.of(goal) }) },
          { $0.of(goal) })
        if let proof { return proof }
      }
    }
    return nil
  }

  /// Whether nothing says that a polynomial is at least 0, or below it.
  private func isOpen(_ polynomial: RealPolynomial, _ sighting: Sighting) -> Bool {
    sighting.witness(Literal(polynomial, .nonnegative)) == nil
      && sighting.witness(Literal(-polynomial, .positive)) == nil
  }

  private func cases(
    _ polynomial: RealPolynomial, _ yes: (Self) -> Proof?, _ no: (Self) -> Proof?
  ) -> Proof? {
    let name = freshFact("case")
    var (above, below) = (self, self)
    guard let first = try? context.adding(name, Literal(polynomial, .nonnegative), checker.theory),
      let second = try? context.adding(name, Literal(-polynomial, .positive), checker.theory)
    else { return nil }
    (above.context, below.context) = (first, second)
    guard let proofAbove = yes(above), let proofBelow = no(below) else { return nil }
    return .signCases(polynomial, name: name, yes: proofAbove, no: proofBelow)
  }

  private func of(_ goal: Literal) -> Proof? { try? proof(of: goal).get() }

  /// The goal where a polynomial is at least 0 and at most 0.
  private func of(_ goal: Literal, where zero: RealPolynomial) -> Proof? {
    func known(_ literal: Literal) -> Proof? {
      guard let name = context.facts.first(where: { $0.value == literal })?.key else { return nil }
      var itself = Proof.Combination()
      itself.terms = [.init(1, [.fact(.local(name))])]
      return .combination(itself)
    }
    let (literal, name) = (Literal(zero, .zero), freshFact("equal"))
    guard let above = known(Literal(zero, .nonnegative)), let below = known(Literal(-zero, .nonnegative)),
      let there = try? context.adding(name, literal, checker.theory)
    else { return nil }
    var next = self
    next.context = there
    return next.of(goal).map { .steps([Proof.Step(name, literal, .both(above, below))], then: $0) }
  }
}
