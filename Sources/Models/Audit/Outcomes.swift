import Numbers

/// How often a question was answered with yes, with no, or stayed open.
public struct Tally: Hashable, Sendable {
  /// Instances that certainly do.
  public var yes = 0
  /// Instances that certainly do not.
  public var no = 0
  /// Instances that stayed open.
  public var undecided = 0

  package init(yes: Int = 0, no: Int = 0, undecided: Int = 0) {
    self.yes = yes
    self.no = no
    self.undecided = undecided
  }

  /// Instances in all.
  public var total: Int { yes + no + undecided }

  mutating func add(_ answer: Trilean, times: Int = 1) {
    switch answer {
    case .yes: yes += times
    case .no: no += times
    case .unknown: undecided += times
    }
  }

  mutating func add(_ other: Tally, times: Int) {
    yes += other.yes * times
    no += other.no * times
    undecided += other.undecided * times
  }

  static func += (x: inout Tally, y: Tally) { x.add(y, times: 1) }

  /// The answer to "always?".
  var always: Trilean { no > 0 ? .no : undecided > 0 ? .unknown : .yes }
}

/// One instance of a contraction theorem: its hypotheses, its conclusion, and how near it comes.
struct ContractionOutcome: Sendable {
  var hypotheses: Trilean
  var conclusion: Trilean
  /// max|h_t − h_s| / max|b_t − b_s|; nil where all b are certainly equal.
  var ratio: Bounds?
  /// Whether there is a ratio: the b are not all equal.
  var hasRatio: Trilean
  /// The ratio over the theorem's factor 1 − Amin^(T−1); nil where that is exactly 0.
  var overFactor: Bounds?

  /// Of a sequence that was not run to its end.
  static func open(tokens: Int, hasFactor: Bool) -> ContractionOutcome {
    // One token: both sides are empty maxima of 0.
    if tokens == 1 {
      return ContractionOutcome(
        hypotheses: .unknown, conclusion: .yes, ratio: nil, hasRatio: .no, overFactor: nil)
    }
    return ContractionOutcome(
      hypotheses: .unknown, conclusion: .unknown, ratio: .open, hasRatio: .unknown,
      overFactor: hasFactor ? .open : nil)
  }

  /// Whether more bits could say more: of the hypotheses, of the conclusion, of a ratio that has no bound yet, or,
  /// where a width is asked for, of the largest ratios.
  func isOpen(width: Double?, largest: LargestRatios) -> Bool {
    // Where the hypotheses are certified, the theorem settles the conclusion.
    if hypotheses == .unknown || (conclusion == .unknown && hypotheses != .yes) { return true }
    if ratio?.isOpen == true || overFactor?.isOpen == true { return true }
    guard let width else { return false }
    func isWide(_ ratio: Bounds?, _ floor: Double) -> Bool {
      guard let ratio, ratio.upper >= floor else { return false }
      return ratio.relativeWidth > width
    }
    return isWide(ratio, largest.ratio[hypotheses == .yes ? 1 : 0])
      || isWide(overFactor, largest.overFactor[hypotheses == .yes ? 1 : 0])
  }
}

/// What the largest ratios of one theorem in one layer certainly reach: where the hypotheses fail, and
/// where they hold.
struct LargestRatios: Sendable {
  var ratio = [0.0, 0.0]
  var overFactor = [0.0, 0.0]

  mutating func add(_ outcome: ContractionOutcome) {
    let place = outcome.hypotheses == .yes ? 1 : 0
    ratio[place] = max(ratio[place], outcome.ratio?.lower ?? 0)
    overFactor[place] = max(overFactor[place], outcome.overFactor?.lower ?? 0)
  }
}

/// What one sequence says of one (channel, state).
struct StateOutcome: Sendable {
  /// A + D ≤ 1 per token.
  var gateEntries: Tally
  /// Gate above each of `Audit.shareThresholds`, per token; for states with A = −1000 only.
  var shares: [Tally]
  /// a = −A.
  var rate: Bounds
  /// The exponents aΔ = −log A.
  var leastExponent: Bounds
  var greatestExponent: Bounds
  /// max|b_t| and max|Δ_t b_t|.
  var inputSize: Bounds
  var injectionSize: Bounds
  /// Least distance from which the realised influence stays below the threshold, between two bounds; the
  /// sequence's length where that is at none of its distances.
  var horizon: ClosedRange<Int>
  /// Theorem 4.2 with D = Δ, b = B·u.
  var simplified: ContractionOutcome
  /// The repaired D.5 with D = 1 − A, b = Δ·B·u/(1 − A); nil where A is constantly 1.
  var convex: ContractionOutcome?

  /// Of a sequence that was not run to its end.
  static func open(_ configuration: MambaConfiguration, state: Int, keepsAll: Bool, tokens: Int)
    -> StateOutcome
  {
    let isZeroState = state >= configuration.oneStateCount + configuration.learnedStateCount
    let (open, none) = (Tally(undecided: tokens), keepsAll ? Bounds(0) : .open)
    return StateOutcome(
      gateEntries: open, shares: isZeroState ? Audit.shareThresholds.map { _ in open } : [], rate: none,
      leastExponent: none, greatestExponent: none, inputSize: .open, injectionSize: .open,
      horizon: (keepsAll ? tokens : 1)...tokens,
      simplified: .open(tokens: tokens, hasFactor: !keepsAll),
      convex: keepsAll ? nil : .open(tokens: tokens, hasFactor: true))
  }

  func isOpen(width: Double?, _ largest: LayerRatios) -> Bool {
    if gateEntries.undecided > 0 || shares.contains(where: { $0.undecided > 0 })
      || simplified.isOpen(width: width, largest: largest.simplified)
      || convex?.isOpen(width: width, largest: largest.convex) == true
      || leastExponent.isOpen || greatestExponent.isOpen
    {
      return true
    }
    guard let width else { return false }
    return leastExponent.relativeWidth > width || greatestExponent.relativeWidth > width
  }
}

/// What one sequence says of one channel.
struct ChannelOutcome: Sendable {
  var states: [StateOutcome]
  /// The least and the greatest step.
  var leastStep: Bounds
  var greatestStep: Bounds
  /// The least sums of steps over as many tokens in a row as each listed distance says.
  var leastWindows: [Bounds]
  /// Theorem 4.2 as printed: all states together in the maximum norm, Amin over all states and tokens.
  var wholeChannel: ContractionOutcome

  /// Of a sequence that was not run to its end: nothing is known but what no token can change.
  static func open(
    _ configuration: MambaConfiguration, logA: ArraySlice<Double>, tokens: Int, distances: [Int]
  ) -> ChannelOutcome {
    let states = (0..<configuration.stateCount).map { state in
      let learned = state - configuration.oneStateCount
      let keepsAll = learned < 0 || (learned < logA.count && logA[logA.startIndex + learned] == -.infinity)
      return StateOutcome.open(configuration, state: state, keepsAll: keepsAll, tokens: tokens)
    }
    return ChannelOutcome(
      states: states, leastStep: .open, greatestStep: .open,
      leastWindows: distances.prefix { $0 < tokens }.map { _ in .open },
      wholeChannel: .open(tokens: tokens, hasFactor: states.contains { $0.convex != nil }))
  }

  func isOpen(width: Double?, _ largest: LayerRatios) -> Bool {
    if states.contains(where: { $0.isOpen(width: width, largest) })
      || wholeChannel.isOpen(width: width, largest: largest.wholeChannel)
      || leastStep.isOpen || greatestStep.isOpen
    {
      return true
    }
    guard let width else { return false }
    return leastStep.relativeWidth > width || greatestStep.relativeWidth > width
      || leastWindows.contains { $0.relativeWidth > width }
  }
}

/// The largest ratios of a layer for one sequence.
struct LayerRatios: Sendable {
  var simplified = LargestRatios()
  var convex = LargestRatios()
  var wholeChannel = LargestRatios()

  init(_ channels: [ChannelOutcome]) {
    for channel in channels {
      wholeChannel.add(channel.wholeChannel)
      for state in channel.states {
        simplified.add(state.simplified)
        if let outcome = state.convex { convex.add(outcome) }
      }
    }
  }
}
