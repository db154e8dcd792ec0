import Claims
import Evaluation
import Numbers
import Programs

/// Makes a violated instance smaller: fewer elements by sizes first, then simpler values (see
/// `Simplicity`); every step is decided anew by the engine.
///
/// Passes over the values go on until none finds anything: whole variables, groups of equal values, single
/// values, pairs, points on the curves of the hypotheses' equations, and climbs with values held fixed.
struct Shrinker {
  let theorem: Theorem
  let limits: EvaluationLimits
  var random: SplitMix64
  /// What shrinking may take: the number of its instances is that of the decisions it asks for.
  let whole: Budget
  /// What is left of it to the pass at hand.
  var budget: Budget
  /// Instances of the sizes at hand that were found not to be violated.
  var refused: Set<[Rational]> = []
  /// The work of finding the instance: what was hard to find deserves more of a search at smaller sizes.
  let searchWork: Int
  /// What is known of smaller sizes.
  var trials: [[Int]: Trial] = [:]

  init(
    _ theorem: Theorem, limits: EvaluationLimits, random: SplitMix64, searchWork: Int, within whole: Budget
  ) {
    self.theorem = theorem
    self.limits = limits
    self.random = random
    self.searchWork = searchWork
    (self.whole, budget) = (whole, whole)
  }

  mutating func shrink(_ found: Violation) -> Violation {
    var current = found
    budget = whole.share(
      work: ShrinkTuning.sizesWork + ShrinkTuning.searchTimes * searchWork,
      instances: ShrinkTuning.sizesDecisions, time: ShrinkTuning.sizesTime)
    while let smaller = smallerSizes(current) ?? shortened(current) { current = smaller }
    trials = [:]
    // Whatever sizes took, a part is left to the values.
    budget = whole.share(work: ShrinkTuning.valuesWork, instances: ShrinkTuning.valuesDecisions)
    refused = []
    simplifyValues(&current)
    if isExhausted {
      // Signs and places are cheap to mend, whatever the values took.
      budget = whole.share(work: ShrinkTuning.rearrangeWork, instances: ShrinkTuning.rearrangeDecisions)
      rearrange(&current)
    }
    return current
  }

  var isExhausted: Bool { !budget.isLeft }

  mutating func isViolated(_ engine: Engine, _ inputs: [Rational]) -> Bool {
    guard !isExhausted, !refused.contains(inputs) else { return false }
    budget.spendInstance()
    let effort = engine.effort
    defer { budget.spend(engine.effort - effort + SearchTuning.bookkeeping) }
    if (try? engine.verdict(inputs)) == .violated { return true }
    if inputs.count <= ShrinkTuning.longestRefused { refused.insert(inputs) }
    return false
  }

  /// Takes the trial where it is simpler and violated.
  mutating func take(_ trial: [Rational], _ found: inout Violation) -> Bool {
    // What many values cost to compare.
    budget.spend(trial.count / ShrinkTuning.comparedPerUnit)
    guard Simplicity(trial) < Simplicity(found.inputs), isViolated(found.engine, trial) else { return false }
    found.inputs = trial
    return true
  }

  /// Takes the trial, or the trial with its other inputs repaired, where it is simpler and violated.
  mutating func accept(_ trial: [Rational], frozen: Set<Int>, _ found: inout Violation) -> Bool {
    if take(trial, &found) { return true }
    guard !isExhausted else { return false }
    var repaired = trial
    let effort = found.generator.evaluator.effort
    defer { budget.spend(found.generator.evaluator.effort - effort) }
    return found.generator.repair(&repaired, frozen: frozen, &random) && repaired != trial
      && take(repaired, &found)
  }
}
