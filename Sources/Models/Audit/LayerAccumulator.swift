import Enclosures

/// Gathers the outcomes of all sequences for one layer.
struct LayerAccumulator: Sendable {
  let index: Int
  let configuration: MambaConfiguration
  private var leastStep = Bounds(.infinity)
  private var greatestStep = Bounds(0)
  private var states: [StateSummary]
  private var groups: [StateGroup: GroupSummary] = [:]
  private var asPrinted = ContractionSummary()
  /// `[channel][k − 1]`.
  private var leastWindows: [[Bounds]]

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
  }

  struct GroupSummary: Sendable {
    var entries = Tally()
    var simplified = ContractionSummary()
    var convex = ContractionSummary()
    var shares: [Tally] = []
  }

  init(index: Int, configuration: MambaConfiguration) {
    self.index = index
    self.configuration = configuration
    states = Array(repeating: StateSummary(), count: configuration.channelCount * configuration.stateCount)
    leastWindows = Array(repeating: [], count: configuration.channelCount)
  }

  func group(of state: Int) -> StateGroup {
    if state < configuration.oneStateCount { return .ones }
    return state < configuration.oneStateCount + configuration.learnedStateCount ? .learned : .zeros
  }

  mutating func add(_ outcome: ChannelOutcome, sequence: Int, channel: Int) {
    leastStep = Bounds.minimum(leastStep, outcome.leastStep)
    greatestStep = Bounds.maximum(greatestStep, outcome.greatestStep)
    asPrinted.add(outcome.wholeChannel, sequence, channel, nil)
    for (index, window) in outcome.leastWindows.enumerated() {
      if index < leastWindows[channel].count {
        leastWindows[channel][index] = Bounds.minimum(leastWindows[channel][index], window)
      } else {
        leastWindows[channel].append(window)
      }
    }
    for (state, part) in outcome.states.enumerated() {
      let place = channel * configuration.stateCount + state
      states[place].gate += part.gateEntries
      states[place].hypotheses = states[place].hypotheses && part.simplified.hypotheses
      states[place].rate = states[place].rate.intersection(part.rate)
      states[place].leastExponent = Bounds.minimum(states[place].leastExponent, part.leastExponent)
      states[place].greatestExponent = Bounds.maximum(states[place].greatestExponent, part.greatestExponent)
      states[place].inputSize = Bounds.maximum(states[place].inputSize, part.inputSize)
      states[place].injectionSize = Bounds.maximum(states[place].injectionSize, part.injectionSize)
      var summary = groups[group(of: state)] ?? GroupSummary()
      summary.entries += part.gateEntries
      summary.simplified.add(part.simplified, sequence, channel, state)
      if let convex = part.convex {
        states[place].hasConvex = true
        states[place].convex = states[place].convex && convex.hypotheses
        summary.convex.add(convex, sequence, channel, state)
      }
      if summary.shares.isEmpty { summary.shares = part.shares.map { _ in Tally() } }
      for index in part.shares.indices { summary.shares[index] += part.shares[index] }
      groups[group(of: state)] = summary
    }
  }

  // MARK: - The report

  func report(options: Audit.Options) -> LayerAudit {
    LayerAudit(
      index: index, channelCount: configuration.channelCount, leastStep: leastStep,
      greatestStep: greatestStep, groups: StateGroup.allCases.compactMap(groupReport),
      channels: channelReport(),
      influence: InfluenceSummary(
        configuration: configuration, states: states, leastWindows: leastWindows, threshold: options.threshold
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
      hypothesesAlways: hypotheses, simplified: summary.simplified.report(), convexAlways: convex,
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

extension GateFigure {
  /// The gate exp(−x), by the multi-precision rung.
  init(exponent: Bounds) {
    self.exponent = exponent
    func gate(_ x: Double) -> Interval { (-Interval(exactly: max(x, 0), precision: 160)).exp() }
    lower = exponent.upper.isFinite ? gate(exponent.upper).lower ?? .zero : .zero
    upper = exponent.lower.isFinite ? gate(exponent.lower).upper ?? .one : .zero
    if lower.signum < 0 { lower = .zero }
    if upper > .one { upper = .one }
  }
}

/// Gathers a contraction theorem's outcomes.
struct ContractionSummary: Sendable {
  private var audit = ContractionAudit(
    hypotheses: Tally(), conclusionWhereMet: Tally(), conclusionElsewhere: Tally(),
    conclusionWhereOpen: Tally())

  mutating func add(_ outcome: ContractionOutcome, _ sequence: Int, _ channel: Int, _ state: Int?) {
    audit.hypotheses.add(outcome.hypotheses)
    var outcome = outcome
    if outcome.ratio?.upper.isFinite != true {
      audit.withoutRatio += 1
      (outcome.ratio, outcome.overFactor) = (nil, nil)
    }
    if outcome.overFactor?.upper.isFinite != true { outcome.overFactor = nil }
    func place(_ value: Bounds) -> ContractionAudit.Sharpest {
      .init(value: value, sequence: sequence, channel: channel, state: state, isCertain: true)
    }
    switch outcome.hypotheses {
    case .yes:
      audit.conclusionWhereMet.add(outcome.conclusion)
      if let ratio = outcome.ratio { Self.keep(&audit.sharpestWhereMet, place(ratio)) }
      if let ratio = outcome.overFactor { Self.keep(&audit.nearestToBoundWhereMet, place(ratio)) }
    case .no:
      audit.conclusionElsewhere.add(outcome.conclusion)
      if let ratio = outcome.ratio { Self.keep(&audit.sharpestElsewhere, place(ratio)) }
      if let ratio = outcome.overFactor { Self.keep(&audit.nearestToBoundElsewhere, place(ratio)) }
    case .unknown:
      audit.conclusionWhereOpen.add(outcome.conclusion)
    }
  }

  func report() -> ContractionAudit { audit }

  /// Keeps the larger, and in `value` the range of the larger of both.
  private static func keep(
    _ best: inout ContractionAudit.Sharpest?, _ new: ContractionAudit.Sharpest
  ) {
    guard let old = best else {
      best = new
      return
    }
    var winner = new.value.lower > old.value.lower ? new : old
    let loser = new.value.lower > old.value.lower ? old : new
    // The loser's range includes whatever was possible before it.
    winner.isCertain = winner.isCertain && loser.value.upper < winner.value.lower
    winner.value = Bounds.maximum(winner.value, loser.value)
    best = winner
  }
}
