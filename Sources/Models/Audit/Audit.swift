import Numbers

/// What is certain about a trained model on given tokens, against the theorems on contraction (4.2 and
/// D.5 of arXiv:2501.00658) and recency (3.1).
///
/// Every number is an enclosure or a certified bound; every count is of certified answers, with those
/// that stayed open counted beside them.
public struct Audit: Sendable {
  /// The checkpoint folder, as it was named.
  public var folder: String
  /// The sizes of the model.
  public var configuration: MambaConfiguration
  /// The file of the token sequences.
  public var tokensFile: String
  /// The number of tokens of each sequence.
  public var sequenceLengths: [Int]
  /// Sequences that were run to their end; fewer than given where the audit was stopped. Figures speak of all
  /// sequences given: what was not reached is open in them.
  public var finishedSequences: Int
  /// The options of the audit.
  public var options: Options
  /// One entry for each layer, in order.
  public var layers: [LayerAudit]
  package var rungs: [RungUse]
  /// Tensors that the model was read without, with the reason why none of these figures depends on them.
  public var leftAside: [LeftAside]

  /// Whether every sequence was run to its end.
  public var isComplete: Bool { finishedSequences == sequenceLengths.count }

  /// Gates above these are counted for the states with A = −1000.
  package static let shareThresholds = [Rational(1, 10), Rational(1, 1000)]

  /// How an audit is to be done.
  public struct Options: Sendable {
    /// The influence below which a token counts as forgotten.
    public var threshold = Rational(1, 100)
    /// The greatest precision that a sequence is escalated to, in bits.
    public var maximumBits = 256
    /// A relative width that figures must stay below, or the next rung is taken; nil: as wide as they come, and more
    /// bits serve only what is undecided.
    public var relativeWidth: Double?
    /// How many threads work; nil: one per core.
    package var parallelism: Int?

    /// The default options.
    public init() {}
  }

  /// How many passes over a sequence a rung made.
  package struct RungUse: Hashable, Sendable {
    /// Nil for double balls.
    package var bits: Int?
    package var sequences: Int
  }

  /// What is reported while the audit runs.
  public struct Progress: Sendable {
    /// Sequences that are finished.
    public var finishedSequences: Int
    /// Sequences in all.
    public var sequenceCount: Int
    /// Layers finished of all passes planned on the cheapest rung.
    public var finishedLayers: Int
    /// Layers of all passes planned on the cheapest rung.
    public var layerCount: Int
    /// What is done now, counted from 0: the sequence, its layer, and the bits of a finer rung.
    public var sequence = 0
    /// The layer that is run, from 0.
    public var layer = 0
    /// The precision of a finer rung; nil for double balls.
    public var bits: Int?
  }
}

/// The states of a channel by where their A comes from.
public enum StateGroup: String, CaseIterable, Sendable {
  /// A = 0, gate exactly 1.
  case ones
  /// A = −exp(A_log), learned.
  case learned
  /// A = −1000.
  case zeros
}

/// One layer over all sequences.
public struct LayerAudit: Sendable {
  /// The number of the layer, from 0.
  public var index: Int
  /// The number of channels.
  public var channelCount: Int
  /// The least and the greatest step Δ.
  public var leastStep: Bounds
  /// The greatest step Δ.
  public var greatestStep: Bounds
  /// Only the groups that the model has.
  public var groups: [StateGroupAudit]
  /// Whole channels: the theorem as printed.
  public var channels: ChannelAudit
  /// The realised influence and its bound.
  public var influence: InfluenceAudit

  /// The states of one group; nil where the model has none.
  public func group(_ group: StateGroup) -> StateGroupAudit? { groups.first { $0.group == group } }
}

/// The states of one group in one layer.
public struct StateGroupAudit: Sendable {
  /// Which states these are.
  public var group: StateGroup
  /// States of the group per channel.
  public var stateCount: Int
  /// The least gate over all sequences, channels, states and tokens.
  public var leastGate: GateFigure
  /// The greatest gate over all sequences, channels, states and tokens.
  public var greatestGate: GateFigure
  /// A + D ≤ 1 with D = Δ, per (sequence, channel, state, token).
  public var gateEntries: Tally
  /// A + D ≤ 1 at every token of every sequence, per (channel, state).
  public var gateAlways: Tally
  /// A + D = 1 at every token of every sequence, per (channel, state): what D.5 asks of this split.
  public var equalityAlways: Tally
  /// All hypotheses of 4.2 in every sequence, per (channel, state).
  public var hypothesesAlways: Tally
  /// States with A = 0 whose convex split does not exist, per (channel, state).
  public var withoutSplit = 0
  /// Theorem 4.2 with the split D = Δ, b = B·u, per (sequence, channel, state).
  public var simplified: ContractionAudit
  /// h_1 between the least and the greatest b in every sequence, per (channel, state).
  public var convexAlways: Tally
  /// The repaired D.5 with the split D = 1 − A, b = Δ·B·u/(1 − A); nil for the group with A = 0.
  public var convex: ContractionAudit?
  /// Gates above `Audit.shareThresholds`, per (sequence, channel, state, token); for zeros only.
  public var shares: [Tally]
}

/// A contraction theorem over many instances, those that meet its hypotheses apart from the others.
public struct ContractionAudit: Sendable {
  /// Instances by whether they meet all hypotheses.
  public var hypotheses: Tally
  /// What the conclusion says where the hypotheses are met, where not, and where that is open.
  public var conclusionWhereMet: Tally
  /// The conclusion where the hypotheses are certainly not met.
  public var conclusionElsewhere: Tally
  /// The conclusion where it is open whether the hypotheses are met.
  public var conclusionWhereOpen: Tally
  /// Instances without a ratio: all b are certainly equal.
  public var withoutRatio = 0
  /// Instances whose ratio has no known bound, or that may have none, for all that is known.
  public var openRatios = 0
  /// Instances with a ratio whose theorem has the bound 0, since A is constantly 1: no share of it.
  public var withoutShare = 0
  /// Instances whose share of the bound has no known bound.
  public var openShares = 0
  /// The largest max|h_t − h_s| / max|b_t − b_s|.
  public var sharpestWhereMet: Sharpest?
  /// The greatest ratio where the hypotheses are not certainly met.
  public var sharpestElsewhere: Sharpest?
  /// The largest ratio relative to the theorem's factor 1 − Amin^(T−1): 1 would be equality.
  public var nearestToBoundWhereMet: Sharpest?
  /// The greatest share of the bound where the hypotheses are not certainly met.
  public var nearestToBoundElsewhere: Sharpest?

  /// A largest value and where it is attained.
  public struct Sharpest: Hashable, Sendable {
    /// The ratio or share.
    public var value: Bounds
    /// Counted from 0.
    public var sequence: Int
    /// The channel, from 0.
    public var channel: Int
    /// Nil where all states are taken together.
    public var state: Int?
    /// Whether the value there certainly is the largest; else others may exceed it within the range. An
    /// instance that may not belong to the class, or may have no ratio, makes it uncertain too.
    public var isCertain: Bool
  }
}

/// Questions about whole channels.
public struct ChannelAudit: Sendable {
  /// A + D ≤ 1 at every learned state and token of every sequence, per channel.
  public var gateAlwaysLearned: Tally
  /// The same for all states, constant ones too.
  public var gateAlwaysAll: Tally
  /// All hypotheses of 4.2 at every state in every sequence, per channel.
  public var hypothesesAlways: Tally
  /// h_1 in the hull of the convex split at every state that has it and in every sequence, per channel.
  public var convexAlways: Tally
  /// Theorem 4.2 as printed: maximum norm over all states, Amin over all states and tokens, per
  /// (sequence, channel).
  public var asPrinted: ContractionAudit
}

/// How far the past reaches through the state of one layer.
///
/// The quantity is Q(s, t) = Π_{u=s+1..t} A_u on the realised gates: the derivative of h_t by what token
/// s injects into the state, Δ_s B_s u_s. By the scan's own inputs it is exact; a token of the layer's
/// input reaches the scan at positions s … s + q − 1 through the convolution of width q, so its influence
/// at distance k is a sum of q such terms, of distances k − q + 1 … k.
public struct InfluenceAudit: Sendable {
  /// The influence at one distance between tokens.
  public struct Distance: Hashable, Sendable {
    /// The distance t − s.
    public var distance: Int
    /// The largest realised Q at this distance.
    public var computed: Bounds
    /// ρ^k, an upper bound.
    public var bound: Double
  }

  /// At the distances 1 … 32, then 48, 64, 96, 128, …, and the longest. Through the learned and the zero states; the state with A = 0 keeps 1 at every distance.
  public var distances: [Distance]
  /// −log ρ for the greatest gate ρ: the decay per token.
  public var leastExponent: Bounds
  /// An upper bound of C in |∂h_t/∂Δ_s| ≤ C·ρ^(t−s): the step's influence on a state, on the realised
  /// sequences (Theorem 3.1 with the step as the input: C = max|A′|·G/(1 − ρ) + max|b|, with G the
  /// largest injection); nil where it is too large to state.
  public var stepConstant: Double?
  /// Whole layer: least k from which on the realised influence stays below the threshold; nil: not within
  /// the sequences.
  public var realisedHorizon: Horizon
  /// The same of the bound ρ^k.
  public var uniformHorizon: Horizon
  /// Quantiles of both over (channel, state).
  public var realisedQuantiles: [Quantile]
  /// The same of the uniform bound.
  public var uniformQuantiles: [Quantile]

  /// A horizon that a share of the states keeps within.
  public struct Quantile: Hashable, Sendable {
    /// In percent.
    public var percent: Int
    /// The horizon of that share.
    public var horizon: Horizon
  }
}

/// A memory horizon in tokens, between two whole numbers; an upper end of nil says that none is certain.
public struct Horizon: Hashable, Sendable {
  /// No smaller distance will do.
  public var lower: Integer
  /// From this distance on it certainly holds; nil: not known.
  public var upper: Integer?

  package init(lower: Integer, upper: Integer?) {
    self.lower = lower
    self.upper = upper
  }
}

extension Audit {
  /// The greatest relative width of the steps, gates' exponents and largest ratios; infinite where one is open.
  package var widestFigure: Double { layers.reduce(0) { max($0, $1.widestFigure) } }
}

extension LayerAudit {
  /// The greatest relative width of the layer's steps, gates' exponents and largest ratios.
  var widestFigure: Double {
    var figures = [leastStep, greatestStep]
    var theorems = [channels.asPrinted]
    for group in groups {
      figures += [group.leastGate.exponent, group.greatestGate.exponent]
      theorems += [group.simplified] + (group.convex.map { [$0] } ?? [])
    }
    for theorem in theorems {
      figures += [
        theorem.sharpestWhereMet, theorem.sharpestElsewhere, theorem.nearestToBoundWhereMet,
        theorem.nearestToBoundElsewhere,
      ].compactMap { $0?.value }
    }
    return figures.reduce(0) { max($0, $1.relativeWidth) }
  }
}
