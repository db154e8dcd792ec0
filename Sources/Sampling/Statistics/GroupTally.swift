import Enclosures
import Evaluation

/// What is kept of the draws of a group.
struct GroupTally: Sendable {
  var counts = SampleCounts()
  var tightness: [FigureTally]
  var margins: [FigureTally]
  var measures: [FigureTally]
  /// The least and greatest value of the grouping expression.
  var range: (lower: Double, upper: Double) = (.infinity, -.infinity)

  /// The first draw that violates the conclusion.
  var violated: UInt64?

  init(comparisons: Int, measures: Int) {
    tightness = Array(repeating: FigureTally(), count: comparisons)
    margins = tightness
    self.measures = Array(repeating: FigureTally(), count: measures)
  }

  mutating func count(_ verdict: InstanceVerdict, draw: UInt64) {
    counts.draws += 1
    switch verdict {
    case .holds: counts.held += 1
    case .violated:
      counts.violated += 1
      violated = violated ?? draw
    case .vacuous: counts.unmet += 1
    case .undefined: counts.undefined += 1
    case .undecided: counts.undecided += 1
    }
  }

  mutating func merge(_ other: GroupTally) {
    counts.draws += other.counts.draws
    counts.held += other.counts.held
    counts.violated += other.counts.violated
    counts.unmet += other.counts.unmet
    counts.undefined += other.counts.undefined
    counts.undecided += other.counts.undecided
    for k in tightness.indices {
      tightness[k].merge(other.tightness[k])
      margins[k].merge(other.margins[k])
    }
    for k in measures.indices { measures[k].merge(other.measures[k]) }
    violated = [violated, other.violated].compactMap(\.self).min()
    range = (min(range.lower, other.range.lower), max(range.upper, other.range.upper))
  }
}
