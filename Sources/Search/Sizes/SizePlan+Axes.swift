import Claims
import Numbers

/// Every size by itself.
extension SizePlan {
  /// One size larger than its least value, the others least: combinations that the plan has not, with the number of the
  /// size. First those that the claim's own numbers name, then the nearest, then those that people choose, then what lies
  /// between.
  func axes(named numbers: [Rational]) -> [(axis: Int, sizes: [Int])] {
    var seen = Set(combinations)
    let least = ranges.map(\.low)
    var result: [(axis: Int, sizes: [Int])] = []
    func take(_ axis: Int, _ value: Int, _ other: Int? = nil, _ second: Int = 0) {
      guard value > ranges[axis].low, value <= ranges[axis].high else { return }
      var sizes = least
      sizes[axis] = value
      if let other {
        guard second > ranges[other].low, second <= ranges[other].high else { return }
        sizes[other] = second
      }
      if seen.insert(sizes).inserted { result.append((axis, sizes)) }
    }
    let named = Self.named(by: numbers)
    for value in named {
      for axis in ranges.indices { take(axis, value) }
    }
    // Two sizes that are named together.
    for (axis, other) in SizeTuning.pairedAxes where max(axis, other) < ranges.count {
      for value in named.prefix(SizeTuning.mostPaired) {
        for second in named.prefix(SizeTuning.mostPaired) where second <= SizeTuning.largestPaired / value {
          take(axis, value, other, second)
        }
      }
    }
    func walk(_ steps: some Sequence<Int>) {
      for step in steps {
        for axis in ranges.indices { take(axis, ranges[axis].low + step) }
      }
    }
    let most = ranges.map { $0.high - $0.low }.max() ?? 0
    walk(0...min(most, SizeTuning.firstSteps))
    for value in SizeTuning.chosen {
      for axis in ranges.indices { take(axis, value) }
    }
    walk(0...min(most, SizeTuning.reach))
    return result
  }

  /// The numbers and their reciprocals, then what is next to them.
  private static func named(by numbers: [Rational]) -> [Int] {
    var values: [Int] = []
    for offset in SizeTuning.namedOffsets {
      for x in numbers where x > 0 {
        for y in [x, 1 / x] where y > Rational(SizeTuning.leastNamed) && y < Rational(SizeTuning.largestNamed)
        {
          let value = (y.floor.word ?? 0) + offset
          if !values.contains(value) { values.append(value) }
        }
      }
    }
    return Array(values.prefix(SizeTuning.mostNamed))
  }
}
