import Numbers

/// Gathers a contraction theorem's outcomes. Nothing is left out: an instance without a ratio, or with one that has
/// no bound, is counted, and one whose class is open stands in both.
struct ContractionSummary: Sendable {
  private var audit = ContractionAudit(
    hypotheses: Tally(), conclusionWhereMet: Tally(), conclusionElsewhere: Tally(),
    conclusionWhereOpen: Tally())

  mutating func add(
    _ outcome: ContractionOutcome, _ sequence: Int, _ channel: Int, _ state: Int?, times: Int = 1
  ) {
    audit.hypotheses.add(outcome.hypotheses, times: times)
    switch outcome.hypotheses {
    case .yes: audit.conclusionWhereMet.add(outcome.conclusion, times: times)
    case .no: audit.conclusionElsewhere.add(outcome.conclusion, times: times)
    case .unknown: audit.conclusionWhereOpen.add(outcome.conclusion, times: times)
    }
    count(outcome, times)
    let place = (sequence, channel, state)
    if let ratio = outcome.ratio {
      Self.keep(&audit.sharpestWhereMet, &audit.sharpestElsewhere, ratio, outcome, place)
    }
    if let ratio = outcome.overFactor {
      Self.keep(&audit.nearestToBoundWhereMet, &audit.nearestToBoundElsewhere, ratio, outcome, place)
    }
  }

  func report() -> ContractionAudit { audit }

  private mutating func count(_ outcome: ContractionOutcome, _ times: Int) {
    guard let ratio = outcome.ratio else {
      audit.withoutRatio += times
      return
    }
    let hasBound = outcome.hasRatio == .yes && ratio.upper.isFinite
    if !hasBound { audit.openRatios += times }
    if let share = outcome.overFactor {
      if !(hasBound && share.upper.isFinite) { audit.openShares += times }
    } else {
      audit.withoutShare += times
    }
  }

  private static func keep(
    _ met: inout ContractionAudit.Sharpest?, _ elsewhere: inout ContractionAudit.Sharpest?, _ ratio: Bounds,
    _ outcome: ContractionOutcome,
    _ place: (sequence: Int, channel: Int, state: Int?)
  ) {
    let isCertain = outcome.hasRatio == .yes && outcome.hypotheses != .unknown
    // An instance that may not belong to the class, or may have no ratio, can only raise the largest.
    let range = isCertain ? ratio : Bounds(lower: 0, upper: ratio.upper)
    func candidate(_ range: Bounds) -> ContractionAudit.Sharpest {
      .init(
        value: range, sequence: place.sequence, channel: place.channel, state: place.state,
        isCertain: isCertain)
    }
    if outcome.hypotheses != .no {
      // Where the hypotheses are met, the theorem bounds the ratio and the share by 1.
      met = larger(met, candidate(Bounds(lower: range.lower, upper: min(range.upper, 1))))
    }
    if outcome.hypotheses != .yes {
      elsewhere = larger(elsewhere, candidate(range))
    }
  }

  /// The larger, and in `value` the range of the larger of both.
  private static func larger(
    _ old: ContractionAudit.Sharpest?, _ new: ContractionAudit.Sharpest
  ) -> ContractionAudit.Sharpest {
    guard let old else { return new }
    let isNew = new.value.lower > old.value.lower
    var winner = isNew ? new : old
    let loser = isNew ? old : new
    // The range of the one kept so far includes whatever was possible before it.
    winner.isCertain = winner.isCertain && loser.value.upper < winner.value.lower
    winner.value = Bounds.maximum(winner.value, loser.value)
    return winner
  }
}
