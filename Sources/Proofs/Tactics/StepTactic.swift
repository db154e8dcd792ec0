import Algebra
import Numbers
import ProofKernel

/// Finds the proof of a literal: splits by what stands in it, combinations of facts at the leaves.
struct StepTactic {
  let checker: Checker
  var context: Context
  var hints: [Reference] = []
  /// How many splits may still be nested.
  var depth = 6

  /// A proof that the kernel accepts, or the literals that were left to show, outermost first.
  func proof(of goal: Literal) -> Result<Proof, StepFailure> {
    let tactic = CombinationTactic(checker: checker, context: context, hints: hints)
    if let proof = tactic.proof(of: goal), isAccepted(goal, proof) { return .success(proof) }
    guard depth > 0 else { return .failure(StepFailure(left: [goal])) }
    switch goal.relation {
    case .zero: return both(goal)
    case .nonzero: return apart(goal)
    case .positive: return .failure(StepFailure(left: [goal]))
    case .nonnegative: return split(goal)
    }
  }

  private func isAccepted(_ goal: Literal, _ proof: Proof) -> Bool {
    var checker = checker
    do throws(KernelError) {
      try checker.check(goal, proof, context)
      return true
    } catch {
      return false
    }
  }

  private func inner(_ context: Context) -> StepTactic {
    var next = self
    next.context = context
    next.depth -= 1
    return next
  }

  private func both(_ goal: Literal) -> Result<Proof, StepFailure> {
    let inner = inner(context)
    return inner.proof(of: Literal(goal.polynomial, .nonnegative)).flatMap { above in
      inner.proof(of: Literal(-goal.polynomial, .nonnegative)).map { .both(above, $0) }
    }
  }

  private func apart(_ goal: Literal) -> Result<Proof, StepFailure> {
    let inner = inner(context)
    if case .success(let proof) = inner.proof(of: Literal(goal.polynomial, .positive)) {
      return .success(.apart(isNegative: false, proof))
    }
    return inner.proof(of: Literal(-goal.polynomial, .positive)).map { .apart(isNegative: true, $0) }
  }

  /// By the extremum or modulus that keeps the goal from being plain: `rest - max(...) >= 0`.
  private func split(_ goal: Literal) -> Result<Proof, StepFailure> {
    var failure = StepFailure(left: [goal])
    for atom in goal.polynomial.variables.sorted() {
      guard let definition = checker.theory.definitions[atom.name] else { continue }
      let factor = goal.polynomial[Monomial(atom)]
      let me = RealPolynomial(atom)
      guard factor.magnitude == 1 else { continue }
      let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
      switch definition.kind {
      case .maximum(let names, let guards, let body) where factor == -1,
        .minimum(let names, let guards, let body) where factor == 1:
        guard let witness = witness(names, guards, values) else { continue }
        let fresh = self.fresh(names)
        let here = values.merging(zip(names, fresh.map { IndexTerm($0) })) { $1 }
        guard let value = try? body.substituting(here),
          let inside = try? guards.map({ try $0.substituting(here) })
        else { continue }
        var context = context
        context.scope.formUnion(fresh)
        context.guards += inside
        let next = Literal(goal.polynomial - factor * me + factor * value, .nonnegative)
        switch inner(context).proof(of: next) {
        case .success(let proof):
          return .success(.bound(atom, witness: witness, names: fresh, proof))
        case .failure(let inner): failure = inner.within(goal)
        }
      case .greatest, .least, .modulus:
        let list: [RealPolynomial]
        switch definition.kind {
        case .greatest(let bodies) where factor == -1: list = bodies
        case .least(let bodies) where factor == 1: list = bodies
        case .modulus(let re, let im) where factor == -1 && im.isZero: list = [re, -re]
        default: continue
        }
        var proofs: [Proof] = []
        for body in list {
          guard let value = try? body.substituting(values) else { break }
          let next = Literal(goal.polynomial - factor * me + factor * value, .nonnegative)
          switch inner(context).proof(of: next) {
          case .success(let proof): proofs.append(proof)
          case .failure(let inner): failure = inner.within(goal)
          }
          if proofs.isEmpty { break }
        }
        if proofs.count == list.count { return .success(.bounds(atom, proofs)) }
      default: continue
      }
    }
    return .failure(failure)
  }

  /// Indices that meet the guards of a range: its lower or upper ends, one name after the other.
  private func witness(_ names: [String], _ guards: [IndexTerm], _ values: [String: IndexTerm])
    -> [IndexTerm]?
  {
    func search(_ k: Int, _ values: [String: IndexTerm]) -> [IndexTerm]? {
      if k == names.count {
        let isMet = guards.allSatisfy { (try? $0.substituting(values)).map(context.entails) ?? false }
        return isMet ? names.compactMap { values[$0] } : nil
      }
      for guarding in guards where abs(guarding.factor(of: names[k])) == 1 {
        // name - end >= 0, or end - name >= 0.
        let sign = guarding.factor(of: names[k])
        guard let rest = try? guarding.adding(IndexTerm(names[k]), times: -sign),
          names[k...].allSatisfy({ rest.factor(of: $0) == 0 }),
          let end = try? IndexTerm(0).adding(rest, times: -sign), let here = try? end.substituting(values)
        else { continue }
        if let found = search(k + 1, values.merging([names[k]: here]) { $1 }) { return found }
      }
      return nil
    }
    return search(0, values)
  }

  private func fresh(_ names: [String]) -> [String] {
    names.map { name in
      var fresh = name
      while context.scope.contains(fresh) { fresh += "'" }
      return fresh
    }
  }
}

/// What a step could not show, from what was asked for to what was left.
struct StepFailure: Error {
  var left: [Literal]

  func within(_ goal: Literal) -> StepFailure { StepFailure(left: [goal] + left) }
}
