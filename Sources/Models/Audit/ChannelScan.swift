import Enclosures
import Numbers

/// What the audit asks of every channel beside the theorems.
struct InfluenceQuestions: Sendable {
  /// The distances whose largest influence is reported.
  var distances: [Int]
  /// log(1/threshold).
  var depth: Bounds

  init(threshold: Rational, longest: Int) {
    distances = InfluenceDistances.listed(upTo: longest - 1)
    depth = Interval(1 / threshold, precision: 160).log().bounds
  }
}

/// The scan of one channel over one sequence, with the questions of the audit asked on the way.
struct ChannelScan<R: ForwardEnclosure>: Sendable {
  let scan: Scan<R>
  let influence: InfluenceQuestions
  let precision: Int
  private let zero: R
  private let one: R
  private let shareLimits: [R]

  init(_ scan: Scan<R>, _ influence: InfluenceQuestions) {
    self.scan = scan
    self.influence = influence
    precision = scan.precision
    zero = R(0, precision: scan.precision)
    one = R(1, precision: scan.precision)
    shareLimits = Audit.shareThresholds.map { R(1 / $0, precision: scan.precision).log() }
  }

  private var configuration: MambaConfiguration { scan.configuration }
  private var tokenCount: Int { scan.inputs.u.rows }

  /// Runs the recurrence for one channel.
  func run(channel: Int) -> ChannelOutcome {
    let steps = (0..<tokenCount).map { scan.inputs.step[$0, channel] }
    let (leastStep, greatestStep) = Self.range(steps)
    // The factor of the theorems needs the gates from the second token on.
    let greatestLaterStep = steps.count > 1 ? Self.range(steps.dropFirst()).greatest : zero
    var horizons = HorizonSearch(StepWindows(steps.map(\.bounds)), depth: influence.depth)
    var states: [StateOutcome] = []
    var (widest, widestInput) = (zero, zero)
    var hypotheses = Trilean.yes
    var greatestRate = zero
    for state in 0..<configuration.stateCount {
      let rate = scan.rate(channel: channel, state: state)
      greatestRate = R.maximum(greatestRate, rate.value)
      let trace = recur(channel, state, rate)
      let factor = lossOverAll(rate.value * greatestLaterStep)
      states.append(
        outcome(
          trace, rate, leastStep, greatestStep, factor, horizons.least(rate: rate.value.bounds)))
      widest = R.maximum(widest, trace.states.width)
      widestInput = R.maximum(widestInput, trace.inputs.width)
      hypotheses = hypotheses && trace.gates.always && trace.inputs.reachesZero
    }
    // Amin of the printed theorem runs over all states and tokens.
    let whole = contraction(
      hypotheses, widest, widestInput, lossOverAll(greatestRate * greatestStep))
    return ChannelOutcome(
      states: states, leastStep: leastStep.bounds.nonnegative, greatestStep: greatestStep.bounds.nonnegative,
      leastWindows: influence.distances.prefix { $0 < tokenCount }.map { horizons.windows.least(over: $0) },
      wholeChannel: whole)
  }

  /// 1 − exp(−(T−1)·x).
  private func lossOverAll(_ x: R) -> R {
    RelativeDecay.loss(R(Rational(tokenCount - 1), precision: precision) * x, precision: precision)
  }

  static func range(_ values: some Collection<R>) -> (least: R, greatest: R) {
    guard let first = values.first else { preconditionFailure("the range of nothing") }
    return values.dropFirst().reduce((first, first)) { (R.minimum($0.0, $1), R.maximum($0.1, $1)) }
  }
}

// MARK: - One state

extension ChannelScan {
  /// The least and the greatest of a sequence of values.
  struct Extent {
    var least: R
    var greatest: R
    init(_ value: R) { (least, greatest) = (value, value) }
    mutating func add(_ value: R) {
      least = R.minimum(least, value)
      greatest = R.maximum(greatest, value)
    }
    var width: R { greatest - least }
    /// Whether 0 lies between them.
    var reachesZero: Trilean { least.isNonpositive && greatest.isNonnegative }
    /// The largest absolute value.
    var size: R { R.maximum(least.magnitude, greatest.magnitude) }
  }

  struct StateTrace {
    var gates = Tally()
    var shares: [Tally]
    var states: Extent
    var inputs: Extent
    var injections: Extent
    var first: R
    /// b = Δ·B·u/(1 − A): at the first token, over the later ones.
    var firstConvex: R
    var laterConvex: Extent?
  }

  private func recur(_ channel: Int, _ state: Int, _ rate: Scan<R>.Rate) -> StateTrace {
    let isZeroState = state >= configuration.oneStateCount + configuration.learnedStateCount
    var trace = StateTrace(
      shares: isZeroState ? shareLimits.map { _ in Tally() } : [], states: Extent(zero), inputs: Extent(zero),
      injections: Extent(zero), first: zero, firstConvex: zero)
    scan.run(channel: channel, state: state, rate: rate) { step in
      let convex = rate.isZero ? zero : convexInput(step, rate.value)
      if step.token == 0 {
        trace.states = Extent(step.state)
        trace.inputs = Extent(step.input)
        trace.injections = Extent(step.injection)
        (trace.first, trace.firstConvex) = (step.state, convex)
      } else {
        trace.states.add(step.state)
        trace.inputs.add(step.input)
        trace.injections.add(step.injection)
        if trace.laterConvex == nil {
          trace.laterConvex = Extent(convex)
        } else {
          trace.laterConvex?.add(convex)
        }
      }
      trace.gates.add(gateCondition(rate, step))
      for index in trace.shares.indices {
        trace.shares[index].add(step.exponent.isLess(than: shareLimits[index]))
      }
    }
    return trace
  }

  /// A + D ≤ 1 with D = Δ.
  ///
  /// Equality could be certified only by exact numbers, so an answer here is also one about A + D = 1: no.
  private func gateCondition(_ rate: Scan<R>.Rate, _ step: Scan<R>.Step) -> Trilean {
    // 1 − exp(−aΔ) < aΔ ≤ Δ for 0 < a ≤ 1 and Δ > 0, and A = 1 for a = 0; the step, a softplus, is
    // above 0.
    if rate.isAtMostOne { return .no }
    let sum = step.gate + step.step
    if sum.isLess(than: one) == .yes { return .yes }
    if one.isLess(than: sum) == .yes { return .no }
    let quotient =
      rate.value * RelativeDecay.enclosure(step.exponent, gate: step.gate, precision: precision)
    if one.isLess(than: quotient) == .yes { return .yes }
    return quotient.isLess(than: one) == .yes ? .no : .unknown
  }

  /// b of the split D = 1 − A: Δ·B·u/(1 − A) = B·u/(a·E(aΔ)).
  private func convexInput(_ step: Scan<R>.Step, _ rate: R) -> R {
    if step.exponent.bounds.lower >= 0x1p-16 { return step.injection / (one - step.gate) }
    return step.input / (rate * RelativeDecay.enclosure(step.exponent, gate: step.gate, precision: precision))
  }

  private func outcome(
    _ trace: StateTrace, _ rate: Scan<R>.Rate, _ leastStep: R, _ greatestStep: R, _ factor: R,
    _ horizon: ClosedRange<Int>
  ) -> StateOutcome {
    var convex: ContractionOutcome?
    if !rate.isZero {
      var inputs = Extent(trace.firstConvex)
      if let later = trace.laterConvex {
        inputs.add(later.least)
        inputs.add(later.greatest)
      }
      convex = contraction(firstStateInHull(trace), trace.states.width, inputs.width, factor)
    }
    // 0 times an enclosure need not be exactly 0.
    let exponents = rate.isZero ? (zero, zero) : (rate.value * leastStep, rate.value * greatestStep)
    return StateOutcome(
      gateEntries: trace.gates, shares: trace.shares, rate: rate.value.bounds.nonnegative,
      leastExponent: exponents.0.bounds.nonnegative, greatestExponent: exponents.1.bounds.nonnegative,
      inputSize: trace.inputs.size.bounds.nonnegative,
      injectionSize: trace.injections.size.bounds.nonnegative, horizon: horizon,
      simplified: contraction(
        trace.gates.always && trace.inputs.reachesZero, trace.states.width, trace.inputs.width,
        rate.isZero ? zero : factor),
      convex: convex)
  }

  /// Whether h_1 lies between the least and the greatest b of the convex split.
  ///
  /// h_1 = (1 − A_1)·b_1 lies strictly between 0 and b_1 ≠ 0, so b_1 is on the far side of it, and the
  /// later b must reach the near side.
  private func firstStateInHull(_ trace: StateTrace) -> Trilean {
    if trace.firstConvex.isZero == .yes { return .yes }
    guard let later = trace.laterConvex else { return trace.firstConvex.isZero }
    if trace.firstConvex.isPositive == .yes { return later.least.isLessOrEqual(to: trace.first) }
    if trace.firstConvex.isNegative == .yes { return trace.first.isLessOrEqual(to: later.greatest) }
    // The sign of b_1 is open; where the later b reach 0 from both sides, it does not matter.
    let isBetween =
      later.least.isLessOrEqual(to: trace.first) && trace.first.isLessOrEqual(to: later.greatest)
    return isBetween == .yes ? .yes : .unknown
  }

  /// max|h_t − h_s| ≤ factor · max|b_t − b_s|.
  private func contraction(
    _ hypotheses: Trilean, _ states: R, _ inputs: R, _ factor: R
  ) -> ContractionOutcome {
    // One token: both sides are empty maxima of 0.
    if tokenCount == 1 {
      return ContractionOutcome(
        hypotheses: hypotheses, conclusion: .yes, ratio: nil, hasRatio: .no, overFactor: nil)
    }
    let conclusion = states.isLessOrEqual(to: factor * inputs)
    // A quotient of widths is not negative; where the hypotheses are certified, the theorem bounds it.
    let most = hypotheses == .yes ? 1 : Double.infinity
    func cut(_ x: R) -> Bounds {
      let bounds = x.bounds
      return Bounds(lower: max(bounds.lower, 0), upper: min(bounds.upper, most))
    }
    let hasRatio = !inputs.isZero
    guard hasRatio != .no else {
      return ContractionOutcome(
        hypotheses: hypotheses, conclusion: conclusion, ratio: nil, hasRatio: .no, overFactor: nil)
    }
    let ratio = states / inputs
    return ContractionOutcome(
      hypotheses: hypotheses, conclusion: conclusion, ratio: cut(ratio), hasRatio: hasRatio,
      overFactor: factor.isZero == .yes ? nil : cut(ratio / factor))
  }
}
