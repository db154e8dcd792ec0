import Algebra
import Numbers
import ProofKernel

/// Finds the proof of a lemma that somebody has stated: outright, by induction, by cases.
package struct LemmaTactic {
  package struct Failure: Error {
    /// The part of the proof that fails, in words.
    package var part: String
    /// From what was asked for to what was left.
    package var left: [Literal]
  }

  private let checker: Checker
  /// Whether little is tried.
  private let isQuick: Bool

  package init(_ checker: Checker, isQuick: Bool = false) {
    (self.checker, self.isQuick) = (checker, isQuick)
  }

  /// A lemma that the kernel accepts.
  ///
  /// - Parameter hints: Names of facts that it follows from; none: what is in sight.
  package func lemma(
    _ name: String, _ fact: Fact, by method: ProofPlan.Method = .outright, because hints: Set<String> = []
  ) -> Result<Lemma, Failure> {
    let premises = fact.premises.indices.map { fact.premises.count == 1 ? "given" : "given\($0 + 1)" }
    var context = Context(checker.theory, for: fact.variables, where: fact.guards)
    do throws(KernelError) {
      for (name, premise) in zip(premises, fact.premises) {
        context = try context.adding(name, premise, checker.theory)
      }
      if case .induction(let v, let from) = method {
        return try induction(name, fact, premises, context, on: v, from: from, hints)
      }
    } catch {
      return .failure(Failure(part: error.words, left: []))
    }
    var step = tactic(context, hints)
    switch method {
    case .cases(let splits): step.splits = splits
    case .squares(let roots): step.squares = roots
    case .contradiction: step.isByContradiction = true
    case .outright, .induction: break
    }
    return found(fact.literal, step, "").map { Lemma(name, fact, premiseNames: premises, .direct($0)) }
  }

  private func induction(
    _ name: String, _ fact: Fact, _ premises: [String], _ context: Context, on v: String, from: IndexTerm?,
    _ hints: Set<String>
  ) throws(KernelError) -> Result<Lemma, Failure> {
    var low = from
    if low == nil { low = try end(of: v, fact.guards) }
    guard let low else {
      return .failure(Failure(part: "'\(v)' has no lower end", left: []))
    }
    let (here, next) = (IndexTerm(v), try IndexTerm(v).adding(IndexTerm(1)))
    var first = context
    first.scope.remove(v)
    first.guards = try context.guards.map { x throws(KernelError) in try x.substituting([v: low]) }
    var later = context
    later.guards = try context.guards.map { x throws(KernelError) in try x.substituting([v: next]) }
    later.guards.append(try here.subtracting(low))
    later = try later.adding(Lemma.hypothesisName, fact.literal, checker.theory)
    let base = try fact.literal.substituting([v: low])
    let goal = try fact.literal.substituting([v: next])
    return found(base, tactic(first, hints), "the base, \(v) = \(low)")
      .flatMap { base in
        found(goal, tactic(later, hints), "the step to \(next)").map { step in
          Lemma(name, fact, premiseNames: premises, .induction(on: v, from: low, base: base, step: step))
        }
      }
  }

  private func tactic(_ context: Context, _ hints: Set<String>) -> StepTactic {
    var step = StepTactic(checker: checker, context: context, hints: hints)
    if isQuick { (step.depth, step.mostFactors) = (2, 2) }
    return step
  }

  /// The lower end that a guard gives a name, the last where there are several.
  private func end(of v: String, _ guards: [IndexTerm]) throws(KernelError) -> IndexTerm? {
    guard let condition = guards.last(where: { $0.factor(of: v) == 1 }) else { return nil }
    return try IndexTerm(v).subtracting(condition)
  }

  private func found(_ goal: Literal, _ step: StepTactic, _ part: String) -> Result<Proof, Failure> {
    step.proof(of: goal).mapError { Failure(part: part, left: $0.left) }
  }
}
