import Claims
import Elaboration
import Inputs
import ProofKernel

/// What came of an attempt to prove a theorem.
package enum ProofOutcome: Sendable {
  /// The kernel accepted it.
  case proved(Found)
  /// Something was left to show.
  case open(OpenGoal)
  /// The kernel has no terms for something in the claim.
  case refused(Refusal)

  package struct Found: Sendable {
    package var proof: TheoremProof
    /// How many of the kernel's rules were applied.
    package var steps: Int
  }

  package struct OpenGoal: Sendable {
    /// What could not be shown, in words.
    package var what: String
    package var position: Position?
    /// From what was asked for to what was left, in the claim's own words.
    package var left: [String]
    /// Simple facts from each of which the last of them follows, in the claim's own words.
    package var missing: [String] = []
    /// Whether it is a part of the conclusion; else it is a step, or something has to be defined.
    package var isConclusion = false
  }
}

/// The search for a proof of a theorem.
package struct Prover {
  private let elaboration: Elaboration
  private let plan: ProofPlan?
  let effort: ProofEffort
  /// Told of what is to be shown next.
  private let onStep: (Position?, String) -> Void
  var checker: Checker
  var proof = TheoremProof(stages: [])
  /// Values of the exponential function of which something was shown.
  private var exponentials: [SignLemmas.ExponentialValue] = []
  /// By the names that reasons have, the names of facts.
  private var named: [String: [String]] = [:]
  /// The names of the facts that domains and hypotheses say, and of what follows of their parts.
  private var assumed: [String] = []
  /// Of these what `assume` says.
  private var hypotheses: Set<String> = []
  /// What cells did not show, and where.
  private var notOnBox: [Fact: String] = [:]
  /// The names of steps that are shown, in their order.
  private var order: [String] = []

  /// Proves a theorem by a plan, or without one.
  ///
  /// - Parameters:
  ///   - suggests: Whether what is missing is looked for where the proof fails.
  ///   - onStep: Told of what is to be shown next.
  package static func prove(
    _ elaboration: Elaboration, _ plan: ProofPlan?, within effort: ProofEffort = ProofEffort(),
    suggests: Bool = true, onStep: @escaping (Position?, String) -> Void = { _, _ in }
  ) -> ProofOutcome {
    var prover = Prover(elaboration, plan, effort, onStep)
    do throws(OpenGoalError) {
      return try prover.run()
    } catch {
      var open = error.open
      if suggests { open.missing = prover.missing(error.failure) }
      return .open(open)
    }
  }

  private struct OpenGoalError: Error {
    var open: ProofOutcome.OpenGoal
    var failure: LemmaTactic.Failure?
  }

  private init(
    _ elaboration: Elaboration, _ plan: ProofPlan?, _ effort: ProofEffort,
    _ onStep: @escaping (Position?, String) -> Void
  ) {
    (self.elaboration, self.plan, self.effort, self.onStep) = (elaboration, plan, effort, onStep)
    checker = Checker(elaboration.theory)
    proof.lets = elaboration.lets
  }

  private mutating func run() throws(OpenGoalError) -> ProofOutcome {
    var number = 0
    for definition in plan?.definitions ?? [] {
      try kernel("the definition of '\(definition.name)'") { checker throws(KernelError) in
        try checker.define(definition)
      }
      proof.definitions.append(definition)
    }
    for (k, stage) in elaboration.stages.enumerated() {
      proof.stages.append(TheoremProof.Stage())
      for named in stage.assumed {
        try kernel("the hypothesis '\(named.name)'") { checker throws(KernelError) in
          try checker.assume(named.name, named.fact)
        }
        assumed.append(named.name)
        if named.isAssumed { hypotheses.insert(named.name) }
      }
      let isLast = k == elaboration.stages.count - 1
      var signs = SignLemmas(checker, exponentials, within: effort)
      signs.run()
      signs.showNonzero(
        premisesOf: stage.goals.map(\.fact) + (isLast ? plan?.steps.flatMap(\.facts) ?? [] : []))
      signs.show(stage.goals.filter { !$0.isConclusion }.map(\.fact))
      (checker, exponentials) = (signs.checker, signs.exponentials)
      proof.definitions += signs.definitions
      proof.stages[proof.stages.count - 1].lemmas += signs.lemmas
      for name in signs.lemmas.map(\.name) {
        if assumed.contains(where: { AuxiliaryName.isConsequence(name, of: $0) }) { assumed.append(name) }
        if hypotheses.contains(where: { AuxiliaryName.isConsequence(name, of: $0) }) {
          hypotheses.insert(name)
        }
      }
      if isLast, let plan {
        for step in plan.steps { try show(step) }
      }
      if isLast, plan?.isEmpty ?? true {
        try conclude(stage.goals, from: number)
        continue
      }
      // What comes before the stage's goals, and how many of these it has by names of lemmas.
      var (before, restated) = (checker, 0)
      var shown: [Lemma] = []
      for goal in stage.goals {
        number += 1
        let (name, isConclusion) = ("goal\(number)", goal.isConclusion)
        onStep(goal.position, goal.what)
        let (method, reasons) =
          isConclusion ? (plan?.method ?? .outright, plan?.reasons ?? []) : (.outright, [])
        let lemma: Lemma
        do throws(OpenGoalError) {
          lemma = try found(name, goal.fact, method, reasons, goal.what, goal.position)
        } catch {
          guard isLast, isConclusion else { throw error }
          checker = before
          restate(shown.dropFirst(restated))
          guard let found = fromInvariants(name, goal.fact, method, reasons) else { throw error }
          (before, restated) = (checker, shown.count)
          for goal in shown {
            try kernel(goal.name) { checker throws(KernelError) in try checker.prove(goal) }
          }
          lemma = found
        }
        try add(goal: lemma, goal.what)
        shown.append(lemma)
      }
    }
    proof = proof.pruned()
    do throws(ProofRejection) {
      let steps = try elaboration.check(proof)
      return .proved(ProofOutcome.Found(proof: proof, steps: steps))
    } catch {
      return .open(ProofOutcome.OpenGoal(what: "\(error.part): \(error.reason)", left: []))
    }
  }

  /// The name of a step's facts: the step's, with primes where something else has it.
  private func factName(_ step: ProofPlan.Step) -> String {
    var name = step.name
    while isTaken(name) { name += "'" }
    return name
  }

  /// Whether the kernel, a goal, a family, or a fact that is shown, has the name.
  private func isTaken(_ name: String) -> Bool {
    let theory = checker.theory
    let isNumbered = ["goal", "IH"].contains {
      name.hasPrefix($0) && name.dropFirst($0.count).allSatisfy(\.isNumber)
    }
    return isNumbered || ["index", "same"].contains(name) || theory.facts[name] != nil
      || theory.facts[name + ".1"] != nil || theory.arities[name] != nil
      || theory.arities[name + ".re"] != nil
  }

  private mutating func add(goal lemma: Lemma, _ what: String) throws(OpenGoalError) {
    try kernel(what) { checker throws(KernelError) in try checker.prove(lemma) }
    proof.stages[proof.stages.count - 1].goals.append(
      TheoremProof.GoalProof(premiseNames: lemma.premiseNames, lemma.way))
  }

  /// Shows goals that no script says how to show: from what is in sight, else from invariants.
  private mutating func conclude(_ goals: [Goal], from number: Int) throws(OpenGoalError) {
    let before = self
    if let goal = goals.first(where: \.isConclusion) ?? goals.first { onStep(goal.position, goal.what) }
    do throws(OpenGoalError) {
      for (k, goal) in goals.enumerated() {
        let (tactic, name) = (ConclusionTactic(checker, within: effort), "goal\(number + k + 1)")
        guard
          let lemma = tactic.lemma(name, goal)
            ?? (goal.isConclusion ? tactic.lemma(name, goal.fact, because: hints, isQuick: true) : nil)
            ?? onBox(name, goal.fact)
        else { throw OpenGoalError(open: ProofOutcome.OpenGoal(what: goal.what, left: [])) }
        try add(goal: lemma, goal.what)
      }
      return
    } catch {
      let failed = notOnBox
      self = before
      notOnBox = failed
    }
    let invariants = showInvariants(for: goals.filter(\.isConclusion).map(\.fact), within: effort)
    for (k, goal) in goals.enumerated() {
      let name = "goal\(number + k + 1)"
      let tactic = ConclusionTactic(checker, within: effort)
      if goal.isConclusion,
        let lemma = tactic.lemma(name, goal.fact, because: Set(invariants.closing), isQuick: false)
          ?? tactic.lemma(name, goal.fact, because: Set(invariants.shown), isQuick: true)
      {
        try add(goal: lemma, goal.what)
      } else if goal.isConclusion,
        let lemma = GroundTactic(checker, assuming: hypotheses, within: effort).lemma(name, goal.fact)
      {
        try add(goal: lemma, goal.what)
      } else {
        let lemma = try found(
          name, goal.fact, .outright, [], goal.what, goal.position, isGrounded: !goal.isConclusion)
        try add(goal: lemma, goal.what)
      }
    }
  }

  /// Shows a step of the script; from then on its facts may be used.
  private mutating func show(_ step: ProofPlan.Step) throws(OpenGoalError) {
    var facts: [(name: String, fact: Fact)] = []
    let own = factName(step)
    for (k, fact) in step.facts.enumerated() {
      facts.append((step.facts.count > 1 ? "\(own).\(k + 1)" : own, fact))
    }
    let what = step.text.isEmpty ? step.name : step.text
    onStep(step.position, what)
    for (k, (name, fact)) in facts.enumerated() {
      let lemma: Lemma
      do throws(OpenGoalError) {
        lemma = try found(name, fact, step.method, step.reasons, what, step.position)
      } catch {
        // Perhaps each needs the others' hypotheses.
        if case .induction(let v, let from) = step.method, facts.count - k > 1,
          case .success(let whole) = LemmaTactic(checker, isQuick: false, effort: effort).together(
            Array(facts[k...]), on: v, from: from, because: reasons(step.reasons))
        {
          try add(whole, step.name)
          return
        }
        guard let found = fromInvariants(name, fact, step.method, step.reasons) else { throw error }
        lemma = found
      }
      try add(lemma, step.name)
    }
  }

  private mutating func add(_ lemma: Lemma, _ step: String) throws(OpenGoalError) {
    try kernel(step) { checker throws(KernelError) in try checker.prove(lemma) }
    proof.stages[proof.stages.count - 1].lemmas.append(lemma)
    if order.last != step { order.append(step) }
    named[step, default: []] += lemma.facts.map(\.name)
  }

  /// The facts that reasons name: those of a step, those whose names begin with the reason.
  func reasons(_ list: [String]) -> Set<String> {
    var facts: Set<String> = []
    for reason in list {
      if let names = named[reason] { facts.formUnion(names) }
      facts.formUnion(checker.theory.facts.keys.filter { $0 == reason || $0.hasPrefix(reason + ".") })
    }
    return facts
  }

  /// What the claim says, where it is little: it brings into sight what a goal does not name.
  private var hints: Set<String> {
    assumed.count <= ProofTuning.mostHypotheses ? Set(assumed) : []
  }

  /// Facts to show a step from: those that its reasons name; without reasons none, then the step before, then all before.
  private func attempts(_ reasons: [String]) -> [Set<String>] {
    guard reasons.isEmpty else { return [self.reasons(reasons)] }
    var sets: [Set<String>] = [[]]
    if let last = order.last { sets.append(Set(named[last] ?? [])) }
    if order.count > 1 { sets.append(Set(order.flatMap { named[$0] ?? [] })) }
    return sets
  }

  private mutating func found(
    _ name: String, _ fact: Fact, _ method: ProofPlan.Method, _ reasons: [String], _ what: String,
    _ position: Position?, isGrounded: Bool = true
  ) throws(OpenGoalError) -> Lemma {
    // Functions of numbers between ends are shown on boxes sooner than by products, which say it shorter where they do.
    if case .outright = method, reasons.isEmpty,
      BoxTactic(checker, assuming: hypotheses, within: effort).concerns(fact)
    {
      let little = ProofEffort(limit: ProofTuning.effortBeforeBoxes, outer: effort)
      for facts in attempts(reasons) where !little.isSpent {
        if case .success(let lemma) = LemmaTactic(checker, isQuick: false, effort: little).lemma(
          name, fact, because: facts)
        {
          return lemma
        }
      }
      if let lemma = onBox(name, fact, upTo: BoxTuning.firstEffort) { return lemma }
    }
    var first: LemmaTactic.Failure?
    for facts in attempts(reasons) {
      switch LemmaTactic(checker, isQuick: false, effort: effort).lemma(
        name, fact, by: method, because: facts)
      {
      case .success(let lemma): return lemma
      case .failure(let failure): first = first ?? failure
      }
    }
    if case .outright = method, let lemma = onBox(name, fact) { return lemma }
    // Little is tried with them: what fails should not take much longer.
    if reasons.isEmpty, !hints.isEmpty,
      case .success(let lemma) = LemmaTactic(checker, isQuick: true, factors: 2, effort: effort).lemma(
        name, fact, by: method, because: hints)
    {
      return lemma
    }
    if isGrounded, case .outright = method, reasons.isEmpty,
      let lemma = GroundTactic(checker, assuming: hypotheses, within: effort).lemma(name, fact)
    {
      return lemma
    }
    if fact.literal.relation == .nonzero { first?.left = sides(of: fact) }
    // Of an equation one side is shown after the other: what is false need not be the one that is left.
    if fact.literal.relation == .zero, let side = first?.left.first?.polynomial,
      side == fact.literal.polynomial || side == -fact.literal.polynomial, first?.left.first != fact.literal
    {
      first?.left.insert(fact.literal, at: 0)
    }
    throw OpenGoalError(
      open: ProofOutcome.OpenGoal(
        what: ([what, first?.part ?? "", words.text(first?.cases ?? []), notOnBox[fact] ?? ""])
          .filter { !$0.isEmpty }.joined(separator: ", "), position: position,
        left: first?.left.map(words.text) ?? [], isConclusion: what == Goal.conclusion), failure: first)
  }

  /// What was left to show of what is not to be 0: the side that what is known leaves open, or itself.
  private func sides(of fact: Fact) -> [Literal] {
    for polynomial in [fact.literal.polynomial, -fact.literal.polynomial] {
      var known = fact
      known.literal = Literal(polynomial, .nonnegative)
      let little = ProofEffort(limit: ProofTuning.effortOfSign, outer: effort)
      if case .success = LemmaTactic(checker, isQuick: true, effort: little).lemma("side", known) {
        return [fact.literal, Literal(polynomial, .positive)]
      }
    }
    return [fact.literal]
  }

  private func missing(_ failure: LemmaTactic.Failure?) -> [String] {
    guard let goal = failure?.left.last, let place = failure?.place else { return [] }
    // What was asked for is no suggestion, nor is what nobody can take in at a glance.
    let asked = failure?.left ?? []
    return MissingFact(goal, at: place, checker, within: effort).facts().filter { !asked.contains($0) }
      .map(words.text).filter { $0.count <= ProofTuning.longestSuggestion }
  }

  /// The claim's own words for what is there.
  private var words: ClaimWords { ClaimWords(checker.theory, elaboration) }

  /// What is said of a few numbers between rational ends, or of none, by cells.
  private mutating func onBox(_ name: String, _ fact: Fact, upTo limit: Int = BoxTuning.mostEffort) -> Lemma?
  {
    guard notOnBox[fact] == nil else { return nil }
    let found: BoxTactic.Found
    switch BoxTactic(checker, assuming: hypotheses, upTo: limit, within: effort).lemma(name, fact) {
    case .success(let lemma): found = lemma
    case .failure(let failure):
      if limit >= BoxTuning.mostEffort { notOnBox[fact] = failure.words(words) }
      return nil
    }
    let before = checker
    do throws(KernelError) {
      for definition in found.definitions { try checker.define(definition) }
      for lemma in found.lemmas { try checker.prove(lemma) }
    } catch {
      checker = before
      return nil
    }
    proof.definitions += found.definitions
    proof.stages[proof.stages.count - 1].lemmas += found.lemmas
    return found.lemma
  }

  private mutating func kernel(
    _ what: String, _ work: (inout Checker) throws(KernelError) -> Void
  ) throws(OpenGoalError) {
    do throws(KernelError) {
      try work(&checker)
    } catch {
      throw OpenGoalError(open: ProofOutcome.OpenGoal(what: "\(what): \(error.words)", left: []))
    }
  }
}
