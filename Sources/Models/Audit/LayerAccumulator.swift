import Numbers

/// Gathers the outcomes of all sequences for one layer.
struct LayerAccumulator: Sendable {
  let index: Int
  let configuration: MambaConfiguration
  private var leastStep = Bounds(.infinity)
  private var greatestStep = Bounds(0)
  private var states: [StateSummary]
  private var groups: [StateGroup: GroupSummary] = [:]
  private var asPrinted = ContractionSummary()
  /// `[channel][place in distances]`.
  private var leastWindows: [[Bounds]]
  private let distances: [Int]
  /// The longest sequence's tokens.
  private let longest: Int

  /// One (channel, state) over all sequences.
  struct StateSummary: Sendable {
    var gate = Tally()
    var hypotheses = Trilean.yes
    var convex = Trilean.yes
    /// False where A is constantly 1: there is no split D = 1 − A.
    var hasConvex = false
    /// −A.
    var rate = Bounds.unbounded
    var leastExponent = Bounds(.infinity)
    var greatestExponent = Bounds(0)
    var inputSize = Bounds(0)
    var injectionSize = Bounds(0)
    /// Of the influence, over all sequences.
    var horizon = 1...1
    /// A is constantly 1: there is no convex split.
    var keepsAll = false

    mutating func add(_ part: StateOutcome, times: Int) {
      gate.add(part.gateEntries, times: times)
      hypotheses = hypotheses && part.simplified.hypotheses
      rate = rate.intersection(part.rate)
      leastExponent = Bounds.minimum(leastExponent, part.leastExponent)
      greatestExponent = Bounds.maximum(greatestExponent, part.greatestExponent)
      inputSize = Bounds.maximum(inputSize, part.inputSize)
      injectionSize = Bounds.maximum(injectionSize, part.injectionSize)
      horizon =
        max(horizon.lowerBound, part.horizon.lowerBound)...max(horizon.upperBound, part.horizon.upperBound)
      if let split = part.convex {
        hasConvex = true
        convex = convex && split.hypotheses
      } else {
        keepsAll = true
      }
    }
  }

  struct GroupSummary: Sendable {
    var entries = Tally()
    var simplified = ContractionSummary()
    var convex = ContractionSummary()
    var shares: [Tally] = []

    mutating func add(_ part: StateOutcome, _ sequence: Int, _ channel: Int, _ state: Int, _ times: Int) {
      entries.add(part.gateEntries, times: times)
      simplified.add(part.simplified, sequence, channel, state, times: times)
      if let outcome = part.convex { convex.add(outcome, sequence, channel, state, times: times) }
      if shares.isEmpty { shares = part.shares.map { _ in Tally() } }
      for index in part.shares.indices { shares[index].add(part.shares[index], times: times) }
    }
  }

  init(index: Int, configuration: MambaConfiguration, distances: [Int], longest: Int) {
    (self.distances, self.longest) = (distances, longest)
    self.index = index
    self.configuration = configuration
    states = Array(repeating: StateSummary(), count: configuration.channelCount * configuration.stateCount)
    leastWindows = Array(repeating: [], count: configuration.channelCount)
  }

  func group(of state: Int) -> StateGroup {
    if state < configuration.oneStateCount { return .ones }
    return state < configuration.oneStateCount + configuration.learnedStateCount ? .learned : .zeros
  }

  /// Adds what one sequence, or `times` of them alike, says of a channel.
  mutating func add(_ outcome: ChannelOutcome, sequence: Int, channel: Int, times: Int = 1) {
    add(outcome, sequence: sequence, channels: CollectionOfOne(channel), times: times)
  }

  /// Adds what `times` sequences say of channels that are all alike; the first of them is the one that is named.
  mutating func add(
    _ outcome: ChannelOutcome, sequence: Int, channels: some Collection<Int>, times: Int
  ) {
    guard let first = channels.first else { return }
    leastStep = Bounds.minimum(leastStep, outcome.leastStep)
    greatestStep = Bounds.maximum(greatestStep, outcome.greatestStep)
    let all = times * channels.count
    asPrinted.add(outcome.wholeChannel, sequence, first, nil, times: all)
    for (state, part) in outcome.states.enumerated() {
      groups[group(of: state), default: GroupSummary()].add(part, sequence, first, state, all)
    }
    for channel in channels {
      for (index, window) in outcome.leastWindows.enumerated() {
        if index < leastWindows[channel].count {
          leastWindows[channel][index] = Bounds.minimum(leastWindows[channel][index], window)
        } else {
          leastWindows[channel].append(window)
        }
      }
      let place = channel * configuration.stateCount
      for (state, part) in outcome.states.enumerated() { states[place + state].add(part, times: times) }
    }
  }

  // MARK: - The report

  func report(options: Audit.Options) -> LayerAudit {
    LayerAudit(
      index: index, channelCount: configuration.channelCount, leastStep: leastStep,
      greatestStep: greatestStep, groups: StateGroup.allCases.compactMap(groupReport),
      channels: channelReport(),
      influence: InfluenceSummary(
        configuration: configuration, states: states, leastWindows: leastWindows, distances: distances,
        longest: longest, threshold: options.threshold
      ).report())
  }

  private func summaries(where condition: (Int) -> Bool) -> [StateSummary] {
    states.indices.filter { condition($0 % configuration.stateCount) }.map { states[$0] }
  }

  private func groupReport(_ group: StateGroup) -> StateGroupAudit? {
    guard let summary = groups[group] else { return nil }
    let members = summaries { self.group(of: $0) == group }
    var (always, equality, hypotheses, convex) = (Tally(), Tally(), Tally(), Tally())
    var (least, greatest) = (Bounds(.infinity), Bounds(0))
    for member in members {
      always.add(member.gate.always)
      // A decided entry is a strict inequality, which excludes equality.
      equality.add(member.gate.yes + member.gate.no > 0 ? .no : .unknown)
      hypotheses.add(member.hypotheses)
      if group == .ones || member.hasConvex { convex.add(member.convex) }
      least = Bounds.minimum(least, member.leastExponent)
      greatest = Bounds.maximum(greatest, member.greatestExponent)
    }
    return StateGroupAudit(
      group: group, stateCount: members.count / configuration.channelCount,
      leastGate: GateFigure(exponent: greatest), greatestGate: GateFigure(exponent: least),
      gateEntries: summary.entries, gateAlways: always, equalityAlways: equality,
      hypothesesAlways: hypotheses, withoutSplit: members.reduce(0) { $0 + ($1.keepsAll ? 1 : 0) },
      simplified: summary.simplified.report(), convexAlways: convex,
      convex: group == .ones ? nil : summary.convex.report(), shares: summary.shares)
  }

  private func channelReport() -> ChannelAudit {
    var (learned, all, hypotheses, convex) = (Tally(), Tally(), Tally(), Tally())
    for channel in 0..<configuration.channelCount {
      var answers = (learned: Trilean.yes, all: Trilean.yes, hypotheses: Trilean.yes, convex: Trilean.yes)
      for state in 0..<configuration.stateCount {
        let summary = states[channel * configuration.stateCount + state]
        if group(of: state) == .learned { answers.learned = answers.learned && summary.gate.always }
        answers.all = answers.all && summary.gate.always
        answers.hypotheses = answers.hypotheses && summary.hypotheses
        answers.convex = answers.convex && summary.convex
      }
      learned.add(answers.learned)
      all.add(answers.all)
      hypotheses.add(answers.hypotheses)
      convex.add(answers.convex)
    }
    return ChannelAudit(
      gateAlwaysLearned: learned, gateAlwaysAll: all, hypothesesAlways: hypotheses, convexAlways: convex,
      asPrinted: asPrinted.report())
  }
}
