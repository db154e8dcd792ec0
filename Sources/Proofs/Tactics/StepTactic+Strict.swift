import Numbers
import ProofKernel

extension StepTactic {
  /// rest - f > 0 for a greatest number, a modulus or a root f, rest + f > 0 for a least one, or for a modulus or root that
  /// is above something: the kernel splits what is at least 0 only, so the contrary is led to a contradiction.
  func strictSplit(_ goal: Literal) -> Result<Proof, StepFailure>? {
    for (atom, definition, factor) in lone(goal) {
      let me = RealPolynomial(atom)
      let rest = goal.polynomial - factor * me
      let values = definition.values(at: atom)
      func value(_ body: RealPolynomial) -> RealPolynomial? { try? body.substituting(values) }
      switch definition.kind {
      case .greatest(let bodies) where factor == -1, .least(let bodies) where factor == 1:
        return beyondEach(goal, atom, bodies.compactMap(value), factor, rest, equation: "attained")
      case .modulus(let re, let im) where factor == -1 && im.isZero:
        return beyondEach(goal, atom, [re, -re].compactMap(value), factor, rest, equation: "square")
      case .modulus where factor == -1, .squareRoot where factor == -1:
        return beyondSquare(goal, greater: rest, less: me, isAbove: true)
      case .modulus where factor == 1, .squareRoot where factor == 1:
        return beyondSquare(goal, greater: me, less: -rest, isAbove: false)
      case .maximum where factor == -1, .minimum where factor == 1:
        if let outcome = attained(goal, atom) { return outcome }
      default: continue
      }
    }
    return nil
  }

  /// The atoms that stand in a goal alone, with factor 1 or -1, and are defined by what they are made of.
  func lone(_ goal: Literal) -> [(Atom, FamilyDefinition, Rational)] {
    goal.polynomial.variables.sorted().compactMap { atom in
      guard let definition = checker.theory.definitions[atom.name] else { return nil }
      let factor = goal.polynomial[Monomial(atom)]
      guard factor.magnitude == 1,
        !goal.polynomial.terms.contains(where: { term in
          term.monomial.degree > 1 && term.monomial.powers.contains { $0.variable == atom }
        })
      else { return nil }
      return (atom, definition, factor)
    }
  }

  /// f is one of the numbers: if y >= f, where each is beyond y, then all of them differ from f, and their product with it is
  /// above 0 and equal to 0.
  private func beyondEach(
    _ goal: Literal, _ atom: Atom, _ bodies: [RealPolynomial], _ factor: Rational, _ rest: RealPolynomial,
    equation: String
  ) -> Result<Proof, StepFailure> {
    let me = RealPolynomial(atom)
    var steps: [Proof.Step] = []
    var next = inner(context)
    for (k, body) in bodies.enumerated() {
      let literal = Literal(rest + factor * body, .positive)
      switch next.proof(of: literal) {
      case .failure(let failure): return .failure(failure.within(goal))
      case .success(let proof):
        let name = freshFact("beyond\(k + 1)")
        steps.append(Proof.Step(name, literal, proof))
        guard let more = try? next.context.adding(name, literal, checker.theory) else {
          return .failure(failed(goal))
        }
        next.context = more
      }
    }
    let contrary = freshFact("contrary")
    var apart: [Proof.Step] = []
    for (k, body) in bodies.enumerated() {
      // -(goal) >= 0 and (rest + factor·body) > 0: factor·(body - f) > 0.
      var sum = Proof.Combination()
      sum.terms = [.init(1, [.fact(.local(contrary))]), .init(1, [.fact(.local(steps[k].name))])]
      apart.append(
        Proof.Step(
          freshFact("apart\(k + 1)"), Literal(factor * (body - me), .positive), .combination(sum)))
    }
    var absurd = Proof.Combination()
    absurd.isAbsurd = true
    absurd.terms = [.init(1, apart.map { .fact(.local($0.name)) })]
    // Π factor·(body - f) = ±Π (f - body) = 0; of a modulus f² - x² = 0.
    let sign: Rational = factor == -1 || bodies.count.isMultiple(of: 2) ? 1 : -1
    absurd.equations = [
      .init(RealPolynomial(-sign), .fact("\(atom.name).\(equation)", atom.indices, []))
    ]
    let proof = Proof.steps(
      steps,
      then: .signCases(
        -goal.polynomial, name: contrary, yes: .steps(apart, then: .combination(absurd)),
        no: .itself(contrary)))
    return isAccepted(goal, proof) ? .success(proof) : .failure(failed(goal))
  }

  /// x < y from x² < y², where the greater one is above 0, or both are at least 0.
  private func beyondSquare(
    _ goal: Literal, greater y: RealPolynomial, less x: RealPolynomial, isAbove: Bool
  ) -> Result<Proof, StepFailure> {
    let next = inner(context)
    let squares = freshFact("squares")
    let literal = Literal(y * y - x * x, .positive)
    let contrary = freshFact("contrary")
    func finish(_ steps: [Proof.Step], _ terms: [Proof.Combination.Term]) -> Result<Proof, StepFailure> {
      var absurd = Proof.Combination()
      absurd.isAbsurd = true
      absurd.terms = terms + [.init(1, [.fact(.local(squares))])]
      let proof = Proof.steps(
        steps,
        then: .signCases(-goal.polynomial, name: contrary, yes: .combination(absurd), no: .itself(contrary)))
      return isAccepted(goal, proof) ? .success(proof) : .failure(failed(goal))
    }
    func nonnegative(_ p: RealPolynomial, _ name: String) -> Result<Proof.Step, StepFailure> {
      let literal = Literal(p, .nonnegative)
      return next.proof(of: literal).map { Proof.Step(name, literal, $0) }
    }
    let (one, two) = (freshFact("less"), freshFact("greater"))
    let against = Proof.Combination.Factor.fact(.local(contrary))
    return next.proof(of: literal).mapError { $0.within(goal) }.flatMap { proof in
      let first = Proof.Step(squares, literal, proof)
      if isAbove {
        // (x - y)·x + (x - y)·y = x² - y².
        return nonnegative(x, one).flatMap { less in
          nonnegative(y, two).flatMap { greater in
            finish(
              [first, less, greater],
              [
                .init(1, [against, .fact(.local(one))]), .init(1, [against, .fact(.local(two))]),
              ])
          }
        }
      }
      // x >= y >= 0: (x - y)² + 2·(x - y)·y = x² - y².
      return nonnegative(y, two).flatMap { greater in
        finish(
          [first, greater], [.init(1, [against, against]), .init(2, [against, .fact(.local(two))])])
      }
    }
  }

  // MARK: Extrema

  /// The goal with the place at hand where a maximum or minimum is attained.
  func attained(_ goal: Literal, _ atom: Atom) -> Result<Proof, StepFailure>? {
    guard attaining > 0, let definition = checker.theory.definitions[atom.name] else { return nil }
    let values = definition.values(at: atom)
    let (names, guards, _) = definition.kind.parts
    guard let witness = Sighting(checker: checker, context: context, index).witness(names, guards, values),
      let opened = OpenedExtremum(definition, at: atom, besides: context.scope)
    else { return nil }
    let equation = freshFact("attained")
    var context = context
    context.scope.formUnion(opened.names)
    context.guards += opened.guards
    guard
      let known = try? context.adding(
        equation, Literal(RealPolynomial(atom) - opened.value, .zero), checker.theory)
    else { return nil }
    var next = inner(known)
    next.attaining -= 1
    return next.proof(of: goal).map {
      .attained(atom, witness: witness, names: opened.names, equation: equation, $0)
    }
  }

  /// Extrema of which the claim's facts say more than that they are bounds: `min(t: b[t]) <= 0`. First those whose bodies then
  /// say what a named fact has as its premise: `b[s] <= 0`.
  func attainedExtrema() -> [Atom] {
    var (found, others): ([Atom], [Atom]) = ([], [])
    let premises = hints.sorted().flatMap { checker.theory.facts[$0]?.premises ?? [] }
    func isPremise(_ definition: FamilyDefinition, _ factor: Rational) -> Bool {
      let families = Set(definition.kind.parts.bodies.flatMap { $0.variables.map(\.name) })
      return premises.contains { premise in
        premise.polynomial.variables.contains {
          families.contains($0.name) && premise.polynomial[Monomial($0)].signum == factor.signum
        }
      }
    }
    for (_, fact) in index.facts
    where fact.premises.isEmpty && fact.literal.polynomial.variables.count <= 2
      && context.scope.isSuperset(of: fact.variables) && fact.guards.allSatisfy(context.entails)
    {
      for (atom, definition, factor) in lone(fact.literal) {
        switch definition.kind {
        case .maximum where factor == 1, .minimum where factor == -1:
          if found.contains(atom) || others.contains(atom) { continue }
          if isPremise(definition, factor) { found.append(atom) } else { others.append(atom) }
        default: continue
        }
      }
    }
    return found + others
  }
}
