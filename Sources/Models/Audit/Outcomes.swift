import Enclosures

/// How often a question was answered with yes, with no, or stayed open.
public struct Tally: Hashable, Sendable {
  public var yes = 0
  public var no = 0
  public var undecided = 0

  public init(yes: Int = 0, no: Int = 0, undecided: Int = 0) {
    self.yes = yes
    self.no = no
    self.undecided = undecided
  }

  public var total: Int { yes + no + undecided }

  mutating func add(_ answer: Trilean) {
    switch answer {
    case .yes: yes += 1
    case .no: no += 1
    case .unknown: undecided += 1
    }
  }

  static func += (x: inout Tally, y: Tally) {
    x = Tally(yes: x.yes + y.yes, no: x.no + y.no, undecided: x.undecided + y.undecided)
  }

  /// The answer to "always?".
  var always: Trilean { no > 0 ? .no : undecided > 0 ? .unknown : .yes }
}

/// One instance of a contraction theorem: its hypotheses, its conclusion, and how near it comes.
struct ContractionOutcome: Sendable {
  var hypotheses: Trilean
  var conclusion: Trilean
  /// max|h_t − h_s| / max|b_t − b_s|; nil where all b are equal.
  var ratio: Bounds?
  /// The ratio over the theorem's factor 1 − Amin^(T−1).
  var overFactor: Bounds?

  /// Whether more bits could say more that is reported: of ratios, the largest is.
  func isOpen(width: Double, largest: LargestRatios) -> Bool {
    // Where the hypotheses are certified, the theorem settles the conclusion.
    if hypotheses == .unknown || (conclusion == .unknown && hypotheses != .yes) { return true }
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
  /// Theorem 4.2 with D = Δ, b = B·u.
  var simplified: ContractionOutcome
  /// The repaired D.5 with D = 1 − A, b = Δ·B·u/(1 − A); nil where A is constantly 1.
  var convex: ContractionOutcome?

  func isOpen(width: Double, _ largest: LayerRatios) -> Bool {
    gateEntries.undecided > 0 || shares.contains { $0.undecided > 0 }
      || simplified.isOpen(width: width, largest: largest.simplified)
      || convex?.isOpen(width: width, largest: largest.convex) == true
      || leastExponent.relativeWidth > width || greatestExponent.relativeWidth > width
  }
}

/// What one sequence says of one channel.
struct ChannelOutcome: Sendable {
  var states: [StateOutcome]
  /// The least and the greatest step.
  var leastStep: Bounds
  var greatestStep: Bounds
  /// At [k − 1]: the least sum of steps over k tokens in a row.
  var leastWindows: [Bounds]
  /// Theorem 4.2 as printed: all states together in the maximum norm, Amin over all states and tokens.
  var wholeChannel: ContractionOutcome

  func isOpen(width: Double, _ largest: LayerRatios) -> Bool {
    states.contains { $0.isOpen(width: width, largest) }
      || wholeChannel.isOpen(width: width, largest: largest.wholeChannel)
      || leastStep.relativeWidth > width || greatestStep.relativeWidth > width
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
