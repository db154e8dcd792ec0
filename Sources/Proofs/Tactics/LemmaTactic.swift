import Numbers
import ProofKernel

/// Finds the proof of a lemma that somebody has stated: outright, by induction, by cases.
package struct LemmaTactic {
  package struct Failure: Error {
    /// The part of the proof that fails, in words.
    package var part: String
    /// The cases in which it does.
    package var cases: [ProofCase] = []
    /// From what was asked for to what was left.
    package var left: [Literal]
    var place: StepFailure.Place?
  }

  private let checker: Checker
  /// Whether little is tried.
  private let isQuick: Bool
  /// Products up to this degree take part, however low that of the goal is.
  private let degree: Int
  /// How many facts a product may have.
  private let factors: Int
  private let effort: ProofEffort
  private let index: FactIndex

  package init(_ checker: Checker) { self.init(checker, isQuick: false, effort: ProofEffort()) }

  init(
    _ checker: Checker, isQuick: Bool, degree: Int = 0, factors: Int = ProofTuning.mostFactors,
    effort: ProofEffort
  ) {
    (self.checker, self.isQuick, self.degree, self.factors, self.effort) = (
      checker, isQuick, degree, factors, effort
    )
    index = FactIndex(checker.theory)
  }

  /// A lemma that the kernel accepts.
  ///
  /// - Parameter hints: Names of facts that it follows from; none: what is in sight.
  package func lemma(
    _ name: String, _ fact: Fact, by method: ProofPlan.Method = .outright, because hints: Set<String> = []
  ) -> Result<Lemma, Failure> {
    let context: Context
    do throws(KernelError) {
      context = try fact.context(checker.theory)
      if case .induction(let v, let from) = method {
        return try induction([(name, fact)], context, on: v, from: from, hints)
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
    return found(fact.literal, step, "").map {
      Lemma(name, fact, premiseNames: fact.premiseNames, .direct($0))
    }
  }

  /// Lemmas of the same variables, guards and premises that are shown by one induction.
  package func together(
    _ facts: [(name: String, fact: Fact)], on v: String, from: IndexTerm?, because hints: Set<String>
  ) -> Result<Lemma, Failure> {
    do throws(KernelError) {
      return try induction(facts, try facts[0].fact.context(checker.theory), on: v, from: from, hints)
    } catch {
      return .failure(Failure(part: error.words, left: []))
    }
  }

  private func induction(
    _ facts: [(name: String, fact: Fact)], _ context: Context, on v: String, from: IndexTerm?,
    _ hints: Set<String>
  ) throws(KernelError) -> Result<Lemma, Failure> {
    let fact = facts[0].fact
    var low = from
    if low == nil { low = try end(of: v, fact.guards) }
    guard let low else { return .failure(Failure(part: "'\(v)' has no lower end", left: [])) }
    let (here, next) = (IndexTerm(v), try IndexTerm(v).adding(IndexTerm(1)))
    var first = context
    first.scope.remove(v)
    first.guards = try context.guards.map { x throws(KernelError) in try x.substituting([v: low]) }
    var later = context
    later.guards = try context.guards.map { x throws(KernelError) in try x.substituting([v: next]) }
    later.guards.append(try here.subtracting(low))
    for (k, (_, fact)) in facts.enumerated() {
      later = try later.adding(Lemma.hypothesisName(k), fact.literal, checker.theory)
    }
    var parts: [(base: Proof, step: Proof)] = []
    for (_, fact) in facts {
      let base = found(
        try fact.literal.substituting([v: low]), tactic(first, hints), "the base, \(v) = \(low)")
      if case .failure(let failure) = base { return .failure(failure) }
      let step = found(try fact.literal.substituting([v: next]), tactic(later, hints), "the step to \(next)")
      if case .failure(let failure) = step { return .failure(failure) }
      if case (.success(let base), .success(let step)) = (base, step) { parts.append((base, step)) }
    }
    let also = zip(facts, parts).dropFirst().map {
      Lemma.Companion($0.name, $0.fact.literal, base: $1.base, step: $1.step)
    }
    return .success(
      Lemma(
        facts[0].name, fact, premiseNames: fact.premiseNames,
        .induction(on: v, from: low, base: parts[0].base, step: parts[0].step), also: Array(also)))
  }

  private func tactic(_ context: Context, _ hints: Set<String>) -> StepTactic {
    var step = StepTactic(checker: checker, context: context, index: index, hints: hints, effort: effort)
    if isQuick { step.depth = 2 }
    step.isPlain = isQuick
    step.degree = degree
    step.mostFactors = factors
    return step
  }

  /// The lower end that a guard gives a name, the last where there are several.
  private func end(of v: String, _ guards: [IndexTerm]) throws(KernelError) -> IndexTerm? {
    guard let condition = guards.last(where: { $0.factor(of: v) == 1 }) else { return nil }
    return try IndexTerm(v).subtracting(condition)
  }

  private func found(_ goal: Literal, _ step: StepTactic, _ part: String) -> Result<Proof, Failure> {
    step.proof(of: goal).mapError {
      Failure(part: part, cases: $0.cases, left: $0.left, place: $0.place)
    }
  }
}
