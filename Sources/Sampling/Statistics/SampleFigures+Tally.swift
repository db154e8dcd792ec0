import Numbers

extension SampleFigures {
  static let shares: [Rational] = [
    Rational(1, 100), Rational(5, 100), Rational(1, 4), Rational(1, 2), Rational(3, 4), Rational(95, 100),
    Rational(99, 100),
  ]
  static let barCount = 12

  init(_ tally: FigureTally) {
    self.init(
      count: tally.count, open: tally.open, without: tally.without, minimum: tally.minimum,
      maximum: tally.maximum, mean: tally.mean, standardError: tally.standardError,
      quantiles: zip(Self.shares, tally.quantiles(Self.shares)).compactMap { share, value in
        value.map { SampleQuantile(share: share, value: $0) }
      }, histogram: Self.histogram(tally))
  }

  private static func histogram(_ tally: FigureTally) -> [SampleBar] {
    let bins = tally.lows.sorted.filter { BinCounts.ends($0.key).lower.isFinite }
    guard let first = bins.first, let last = bins.last else { return [] }
    let (low, high) = (BinCounts.ends(first.key).lower, BinCounts.ends(last.key).upper)
    guard bins.count > 1, high.isFinite else {
      return [SampleBar(lower: low, upper: high, count: tally.count)]
    }
    let width = (high - low) / Double(barCount)
    var bars = (0..<barCount).map {
      SampleBar(
        lower: low + Double($0) * width, upper: $0 == barCount - 1 ? high : low + Double($0 + 1) * width,
        count: 0)
    }
    for (key, count) in bins {
      let place = Int(((BinCounts.ends(key).lower - low) / width).rounded(.down))
      bars[min(max(place, 0), barCount - 1)].count += count
    }
    return bars
  }
}
