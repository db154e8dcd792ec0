import Enclosures
import ExactReals
import Inputs
import Numbers
import Programs

/// Decides instances of a theorem at given sizes: the cheapest rung first, the next only for what
/// stayed undecided, up to exact arithmetic and the precision limit.
///
/// An engine keeps its rungs' registers; use one engine per thread.
package final class Engine {
  package let ground: GroundTheorem
  package let limits: EvaluationLimits
  /// Whether exact arithmetic decides every comparison of the program.
  package let isAlgebraic: Bool

  static let firstRung = "double balls"
  let ball: ScalarRung<Ball>
  let lanes: LaneMachine
  var higher: [(any Rung)?]
  private var histories: [History]
  private let steps: [Step]
  let interruption = Interruption()
  /// What values of expressions are computed by, by precision.
  var valueRungs: [Int: ScalarRung<Interval>] = [:]

  /// What a rung above the first has done for instances so far.
  private struct History {
    var runs = 0
    var decided = 0
    var effort = 0

    mutating func note(effort: Int, isDecided: Bool) {
      runs += 1
      decided += isDecided ? 1 : 0
      self.effort += effort
    }
  }

  /// A rung above the first, by its precision in bits.
  private enum Step {
    case intervals(Int)
    case exact(Int)
  }

  /// The work done so far beyond the lanes of the first rung, in units of some tens of nanoseconds; it
  /// is counted, not timed, so that it is the same on every machine.
  package var effort: Int { higher.reduce(ball.effort) { $0 + ($1?.effort ?? 0) } }

  /// Asked in between; true ends a decision, which then is `undecided`.
  package var isCancelled: (() -> Bool)? {
    get { interruption.source }
    set { interruption.source = newValue }
  }

  /// - Parameter knowsPowersInLanes: Whether eight instances at once are told of all powers at the first rung, which
  ///   changes no verdict; see `LaneMachine`.
  package init(
    _ ground: GroundTheorem, limits: EvaluationLimits = EvaluationLimits(), knowsPowersInLanes: Bool = false
  ) {
    self.ground = ground
    self.limits = limits
    let program = ground.program
    isAlgebraic = program.isAlgebraic
    ball = ScalarRung(Self.firstRung, program, precision: 53)
    lanes = LaneMachine(program, takesPowers: knowsPowersInLanes)
    steps = Self.steps(program, limits)
    higher = Array(repeating: nil, count: steps.count)
    exactIndex = steps.lastIndex { if case .exact = $0 { true } else { false } } ?? 0
    histories = Array(repeating: History(), count: steps.count)
    ball.machine.interruption = interruption
  }

  /// Which rungs follow the first, in order. Where all is algebraic, exact arithmetic decides at once.
  /// Elsewhere it is asked for identities at a moderate precision before the precision of intervals rises to the limit,
  /// and once more there.
  private static func steps(_ program: Program, _ limits: EvaluationLimits) -> [Step] {
    if program.isAlgebraic {
      let isLong = !program.blocks.isEmpty || program.instructions.count > 20_000
      // Fractions can outgrow exact arithmetic's means; enclosures then still tell unequal sides apart.
      var after: [Step] = []
      var bits = 192
      while program.blocks.isEmpty {
        after.append(.intervals(min(bits, limits.bits)))
        if bits >= limits.bits { break }
        bits *= 4
      }
      return (isLong ? [.intervals(min(192, limits.bits))] : []) + [.exact(limits.bits)] + after
    }
    // A mean at few bits costs little, and one at many bits more than it is worth.
    let hasMean = program.allInstructions.contains { $0.opcode == .gaussian }
    // Under a quantifier its bound is often met, which exact numbers alone tell.
    let isQuantified = program.blocks.contains { $0.instructions.contains { $0.opcode == .gaussian } }
    var steps: [Step] = isQuantified ? [.exact(64)] : []
    var bits = hasMean && !isQuantified ? 64 : 128
    while bits < limits.bits, !hasMean || bits <= GaussianMean.largestAim {
      steps.append(bits == 256 && !hasMean ? .exact(bits) : .intervals(bits))
      bits *= 2
    }
    return steps + [.exact(limits.bits)]
  }

  /// Whether a rung above the first is that of exact arithmetic.
  func isExact(_ k: Int) -> Bool { if case .exact = steps[k] { true } else { false } }

  /// Shared by the precisions below exact arithmetic.
  private let nested = NestedAllowance()

  /// The rungs above the first, made when first needed.
  func rung(_ k: Int) -> any Rung {
    if let made = higher[k] { return made }
    let made: any Rung
    switch steps[k] {
    case .intervals(let bits):
      // Where exact cells follow they are the better way but for bodies with many poles.
      let longest = ground.program.blocks.map(\.instructions.count).max() ?? 0
      let budget = isAlgebraic ? min(10 * longest, 2500) : 400
      let rung = ScalarRung<Interval>("\(bits)-bit intervals", ground.program, precision: bits) {
        [nested] machine, block in
        Subdivision(budget: budget, nested: nested).decide(machine, block)
      }
      let means = GaussianMean(ground.program, precision: bits)
      rung.machine.mean = { GaussianForm.mean($0, $1) ?? means.mean($0, $1) }
      rung.machine.interruption = interruption
      made = rung
    case .exact(let bits):
      let quantifier = ExactQuantifier(ground.program, nested: nested)
      let rung = ScalarRung<ExactReal>("exact arithmetic", ground.program, precision: bits) {
        quantifier.decide($0, $1)
      }
      rung.machine.largestRunEffort = limits.exactWork
      let means = GaussianMean(ground.program, precision: bits)
      rung.machine.mean = { machine, block in
        if let closed = GaussianForm.mean(machine, block) { return closed }
        let (mean, status) = means.mean(machine, block)
        return (ExactReal(from: mean.lower, to: mean.upper, precision: machine.precision), status)
      }
      rung.machine.interruption = interruption
      made = rung
    }
    higher[k] = made
    return made
  }

  /// The verdict, without its details: what search asks by the thousand.
  ///
  /// - Throws: an `InputError` where the instance reaches a reference outside every equation or range.
  package func verdict(_ instance: [Rational]) throws(InputError) -> InstanceVerdict {
    try hold(instance)
    return try verdict(of: escalate(instance).outcome)
  }

  /// Refuses a list that has not one number for each of the program's inputs.
  func hold(_ instance: [Rational]) throws(InputError) {
    guard instance.count == ground.program.inputCount else {
      throw InputError(
        file: ground.theorem.file,
        message:
          "theorem '\(ground.theorem.name)': \(instance.count) numbers are given where an instance has "
          + "\(ground.program.inputCount) at these sizes")
    }
  }

  func verdict(of outcome: Outcome) throws(InputError) -> InstanceVerdict {
    if let error = outcome.site.flatMap(outOfRange) { throw error }
    return outcome.verdict ?? .undecided
  }

  /// The error of the claim, where that is why there is no value.
  func outOfRange(_ site: Int) -> InputError? {
    let failed = ground.program.sites[site]
    guard failed.kind == .outOfRange else { return nil }
    let sizes = zip(ground.theorem.sizes, ground.sizes).map { "\($0.name) = \($1)" }
    let place = sizes.isEmpty ? "" : " (reached at \(sizes.joined(separator: ", ")))"
    return InputError(
      file: ground.theorem.file, position: failed.position, message: failed.message + place)
  }

  func escalate(_ instance: [Rational]) -> (
    outcome: Outcome, rung: any Rung, height: Int, limit: EvaluationLimit?
  ) {
    nested.renew()
    let allowance = ExactAllowance(largestBitCount: limits.fractionBits)
    return ExactAllowance.$current.withValue(allowance) {
      let (outcome, rung, height) = ascent(instance)
      return (outcome, rung, height, outcome.verdict == nil ? limitMet(instance, allowance) : nil)
    }
  }

  /// What ended an escalation that decided nothing.
  private func limitMet(_ instance: [Rational], _ allowance: ExactAllowance) -> EvaluationLimit {
    if interruption.isRequested { return .interrupt }
    if rung(exactIndex).isBeyondEffort { return .exactWork(limits.exactWork) }
    if let met = allowance.met { return EvaluationLimit(met) }
    return switch rung(exactIndex).openCause(of: instance) {
    case .mean: .panels
    case .quantifier: .boxes
    case .derivative: .derivative
    case .precision: .bits(limits.bits)
    }
  }

  private func ascent(_ instance: [Rational]) -> (outcome: Outcome, rung: any Rung, height: Int) {
    var outcome = ball.outcomes(of: [instance])[0]
    if outcome.verdict != nil { return (outcome, ball, 0) }
    for k in order where !interruption.isRequested {
      let next = rung(k)
      let effort = next.effort
      outcome = next.outcomes(of: [instance])[0]
      histories[k].note(effort: next.effort - effort, isDecided: outcome.verdict != nil)
      if outcome.verdict != nil { return (outcome, next, k + 1) }
    }
    return (outcome, rung(exactIndex), higher.count)
  }

  /// The rung of exact arithmetic that has the last word.
  let exactIndex: Int

  /// In which order the rungs above the first are asked: where exact arithmetic follows intervals at once, first
  /// if those have taken more than they have spared, but now and then.
  private var order: [Int] {
    guard isAlgebraic, exactIndex == 1 else { return Array(higher.indices) }
    let (intervals, exact) = (histories[0], histories[1])
    let isWasted =
      intervals.runs >= 3 && exact.runs >= 3 && !exact.runs.isMultiple(of: 16)
      && intervals.effort * exact.runs > (intervals.decided + 1) * exact.effort
    return isWasted ? [1, 0] + Array(2..<higher.count) : Array(higher.indices)
  }

  /// The verdict with its margin, failing comparison and place.
  package func decide(_ instance: [Rational]) throws(InputError) -> Decision {
    try hold(instance)
    let (outcome, deciding, _, limit) = escalate(instance)
    let verdict = try verdict(of: outcome)
    var decision = Decision(verdict: verdict, rung: deciding.name)
    decision.site = outcome.site.map { ground.program.sites[$0] }
    decision.limit = limit
    let exact = rung(exactIndex)
    withAllowance {
      switch verdict {
      case .holds:
        decision.margin = exact.margin(of: instance) ?? deciding.margin(of: instance)
        decision.closest = exact.closestComparison(of: instance) ?? deciding.closestComparison(of: instance)
      case .violated: decision.failingConclusion = failingConclusion(of: instance, exact, deciding)
      case .vacuous: decision.failingHypothesis = failingHypothesis(of: instance, exact, deciding)
      case .undefined, .undecided: break
      }
    }
    return decision
  }

  /// What makes an instance vacuous: in exact numbers where those are cheap, else as the rung that decided sees it.
  private func failingHypothesis(
    of instance: [Rational], _ exact: any Rung, _ deciding: any Rung
  ) -> FailingHypothesis? {
    let program = ground.program
    var found = deciding.failingHypothesis(of: instance)
    // A stream has many of these: exact numbers are asked where sides are not known exactly, and that is cheap.
    let isKnown = found?.comparison.map { $0.left.exact != nil && $0.right.exact != nil } ?? false
    if !isKnown, program.blocks.isEmpty, program.instructions.count <= Self.longestExactReason {
      found = exact.failingHypothesis(of: instance) ?? found
    }
    return found.map { index, comparison in
      FailingHypothesis(
        text: ground.hypothesisText(index), indices: program.hypotheses[index].bindings,
        comparison: comparison)
    }
  }

  /// Of longer programs exact numbers are not asked why an instance is vacuous.
  private static let longestExactReason = 512

  /// Runs something with the engine's limits of exact numbers in force.
  func withAllowance<Result>(_ body: () -> Result) -> Result {
    ExactAllowance.$current.withValue(ExactAllowance(largestBitCount: limits.fractionBits), operation: body)
  }

  /// What fails at a violated instance: as exact arithmetic sees it, else as the rung that decided does.
  private func failingConclusion(
    of instance: [Rational], _ exact: any Rung, _ deciding: any Rung
  ) -> FailingConclusion? {
    let precise = exact.failingConclusion(of: instance)
    let found = precise?.comparison != nil ? precise : deciding.failingConclusion(of: instance) ?? precise
    return found.map { index, comparison in
      FailingConclusion(
        number: ground.conclusionNumbers[index], indices: ground.program.conclusions[index].bindings,
        comparison: comparison)
    }
  }

  /// Decides one instance again, as who doubts a verdict would: by exact arithmetic, and where numbers are
  /// not algebraic by enclosures of at least 64 bits; double balls have no say.
  ///
  /// - Parameters:
  ///   - part: Number and free indices of the `conclude` item that is said to fail; other items are not looked into.
  ///   - points: Reals at which a `forall real` in it is said to fail, by name.
  ///   - agrees: Asked about the item's failing comparisons, until it answers true; about nil where
  ///     no single comparison fails.
  /// - Returns: The verdict, the rung that decided, and whether the item fails and `agrees` took one of
  ///   its comparisons.
  package func redecide(
    _ instance: [Rational], part: (number: Int, indices: [String: Int]), points: [String: Rational],
    where agrees: (FailingComparison?) -> Bool
  ) throws(InputError) -> (verdict: InstanceVerdict, rung: String, isConfirmed: Bool) {
    let candidates = ground.program.conclusions.indices.filter { k in
      ground.conclusionNumbers[k] == part.number
        && ground.program.conclusions[k].bindings.allSatisfy { part.indices[$0.name] ?? $0.value == $0.value }
    }
    try hold(instance)
    var verdict = InstanceVerdict.undecided
    var name = rung(exactIndex).name
    for k in [exactIndex] + higher.indices.filter({ $0 != exactIndex }) {
      let rung = rung(k)
      let outcome = withAllowance { rung.outcomes(of: [instance])[0] }
      guard outcome.verdict != nil else { continue }
      (verdict, name) = (try self.verdict(of: outcome), rung.name)
      guard verdict == .violated else { break }
      for index in candidates {
        let failing = withAllowance {
          rung.failingComparisons(of: instance, conclusion: index, points: points)
        }
        guard let found = failing else { continue }
        if found.isEmpty ? agrees(nil) : found.contains(where: agrees) { return (verdict, name, true) }
      }
    }
    return (verdict, name, false)
  }

  /// The margin of an instance that holds, as well as exact arithmetic knows it.
  package func exactMargin(_ instance: [Rational]) -> CertifiedValue? {
    instance.count == ground.program.inputCount
      ? withAllowance { rung(exactIndex).margin(of: instance) } : nil
  }
}

extension Program {
  /// Whether the program uses only + − · / abs max min, whole and rational powers, square roots and
  /// comparisons, so that exact arithmetic decides every comparison.
  package var isAlgebraic: Bool {
    (instructions + blocks.flatMap(\.instructions)).allSatisfy { n in
      switch n.opcode {
      case .pi, .gaussian, .indeterminate, .isUndecided: false
      // x^y with y not a constant is algebraic for every rational y.
      default: !n.opcode.isTranscendental
      }
    }
  }
}
