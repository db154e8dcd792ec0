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
  let isCancelled: () -> Bool
  /// How many decisions shrinking may still ask for.
  var decisionsLeft = 100_000
  private static let valueDecisions = 30_000
  /// How much work it may still do, in the engine's units.
  var workLeft = 0
  private static let valueWork = 30_000_000
  /// Instances of the sizes at hand that were found not to be violated.
  var refused: Set<[Rational]> = []
  /// The work of finding the instance: what was hard to find deserves more of a search at smaller sizes.
  var searchWork = 0
  /// What is known of smaller sizes.
  var trials: [[Int]: Trial] = [:]

  init(
    _ theorem: Theorem, limits: EvaluationLimits, random: SplitMix64, isCancelled: @escaping () -> Bool
  ) {
    self.theorem = theorem
    self.limits = limits
    self.random = random
    self.isCancelled = isCancelled
  }

  struct Found {
    var drawer: Drawer
    var engine: Engine
    var inputs: [Rational]
    var ground: GroundTheorem { engine.ground }
  }

  mutating func shrink(_ found: Found) -> Found {
    var current = found
    workLeft = 60_000_000 + 3 * searchWork
    while let smaller = smallerSizes(current) ?? shortened(current) { current = smaller }
    trials = [:]
    // Whatever sizes took, a part is left to the values.
    workLeft = Self.valueWork
    decisionsLeft = Self.valueDecisions
    refused = []
    simplifyValues(&current)
    if isExhausted {
      // Signs and places are cheap to mend, whatever the values took.
      (workLeft, decisionsLeft) = (Self.valueWork / 10, 500)
      rearrange(&current)
    }
    return current
  }

  var isExhausted: Bool { decisionsLeft <= 0 || workLeft <= 0 || isCancelled() }

  mutating func isViolated(_ engine: Engine, _ inputs: [Rational]) -> Bool {
    guard !isExhausted, !refused.contains(inputs) else { return false }
    decisionsLeft -= 1
    let effort = engine.effort
    defer { workLeft -= engine.effort - effort + 200 }
    if (try? engine.verdict(inputs)) == .violated { return true }
    if inputs.count <= 60 { refused.insert(inputs) }
    return false
  }

  /// Takes the trial where it is simpler and violated.
  mutating func take(_ trial: [Rational], _ found: inout Found) -> Bool {
    // What many values cost to compare.
    workLeft -= trial.count / 4
    guard Simplicity(trial) < Simplicity(found.inputs), isViolated(found.engine, trial) else { return false }
    found.inputs = trial
    return true
  }

  /// Takes the trial, or the trial with its other inputs repaired, where it is simpler and violated.
  mutating func accept(_ trial: [Rational], frozen: Set<Int>, _ found: inout Found) -> Bool {
    if take(trial, &found) { return true }
    guard !isExhausted else { return false }
    var repaired = trial
    let effort = found.drawer.probe.effort
    defer { workLeft -= found.drawer.probe.effort - effort }
    return found.drawer.repair(&repaired, frozen: frozen, &random) && repaired != trial
      && take(repaired, &found)
  }
}
