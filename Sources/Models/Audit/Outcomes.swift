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

  /// Whether more bits could say more that is reported.
  func isOpen(width: Double) -> Bool {
    // Where the hypotheses are certified, the theorem settles the conclusion.
    if hypotheses == .unknown || (conclusion == .unknown && hypotheses != .yes) { return true }
    return (ratio?.relativeWidth ?? 0) > width
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

  func isOpen(width: Double) -> Bool {
    gateEntries.undecided > 0 || shares.contains { $0.undecided > 0 } || simplified.isOpen(width: width)
      || convex?.isOpen(width: width) == true || leastExponent.relativeWidth > width
      || greatestExponent.relativeWidth > width
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

  func isOpen(width: Double) -> Bool {
    states.contains { $0.isOpen(width: width) } || wholeChannel.isOpen(width: width)
      || leastStep.relativeWidth > width || greatestStep.relativeWidth > width
      || leastWindows.contains { $0.relativeWidth > width }
  }
}
