import Claims
import Inputs
import Numbers

/// Which sizes to try, smallest first.
package struct SizePlan: Sendable {
  /// One value per declared size, in the order of `Theorem.sizes`.
  package var combinations: [[Int]]
  /// Larger sizes, to be looked at for a moment after all others: what fails for long sequences only.
  package var larger: [[Int]] = []
  /// What sizes may be: what was asked for, by default what the theorem declares.
  private var ranges: [(low: Int, high: Int)] = []
  private var isExplicit = false

  /// The sizes that the plan leaves out, to be looked at where something is left of the budget.
  var further: FurtherSizes { FurtherSizes(ranges, except: Set(combinations + larger)) }

  /// Lengths at which only the simplest instances are tried, where a step costs little.
  var longest: [[Int]] {
    guard !isExplicit, let first = ranges.first else { return [] }
    return [1499, 2999, 5999, 11_999, 24_999, 49_999, 99_999].map { first.low + $0 }.filter {
      $0 <= first.high
    }
    .map { [$0] + ranges.dropFirst().map(\.low) }
  }

  /// Lengths at which the vertices of what the hypotheses allow are looked at: what fails at one mostly fails at the
  /// next; where sizes were asked for, the largest of these.
  var vertexLengths: [[Int]] {
    if isExplicit { return combinations.suffix(4) }
    let chosen = larger.indices.filter { Self.vertexPlaces.contains($0) }.map { larger[$0] }
    return chosen.isEmpty ? combinations.suffix(2) : chosen
  }
  private static let vertexPlaces: Set<Int> = [1, 3, 4, 5]

  /// How far above its least value each size goes along its axis.
  private static let reach = 400
  /// So far every step is taken before sizes are chosen that people choose.
  private static let firstSteps = 64
  private static let largestNamed = 100_000
  private static let mostNamed = 24
  /// Of two sizes at once so many are named, and their product is at most so large.
  private static let mostPaired = 6
  private static let largestPaired = 4000
  /// Powers of two and their neighbours, their triples, tens, fifties and hundreds.
  private static let chosen: [Int] = {
    var sizes: Set<Int> = []
    for k in 4...10 { sizes.formUnion([(1 << k) - 1, 1 << k, (1 << k) + 1, 3 << (k - 1)]) }
    sizes.formUnion(stride(from: 10, through: 200, by: 10))
    sizes.formUnion(stride(from: 50, through: 500, by: 50))
    sizes.formUnion(stride(from: 100, through: 1000, by: 100))
    return sizes.sorted()
  }()

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
    for (axis, other) in [(0, 1), (1, 0), (0, 2), (1, 2)] where max(axis, other) < ranges.count {
      for value in named.prefix(Self.mostPaired) {
        for second in named.prefix(Self.mostPaired) where second <= Self.largestPaired / value {
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
    walk(0...min(most, Self.firstSteps))
    for value in Self.chosen {
      for axis in ranges.indices { take(axis, value) }
    }
    walk(0...min(most, Self.reach))
    return result
  }

  /// The numbers and their reciprocals, then what is next to them.
  private static func named(by numbers: [Rational]) -> [Int] {
    var values: [Int] = []
    for offset in [0, 1, -1, 2] {
      for x in numbers where x > 0 {
        for y in [x, 1 / x] where y > 2 && y < Rational(largestNamed) {
          let value = (y.floor.word ?? 0) + offset
          if !values.contains(value) { values.append(value) }
        }
      }
    }
    return Array(values.prefix(mostNamed))
  }

  /// How many combinations a plan holds at most.
  private static let limit = 48
  private static let explicitLimit = 400

  /// Plans for `theorem`: the sizes asked for, by name, else a default of small ones and a few larger.
  ///
  /// - Throws: an `InputError` where a range asked for is outside the declared one.
  package init(for theorem: Theorem, requested: [String: ClosedRange<Int>]) throws(InputError) {
    var candidates: [[Int]] = []
    for (k, size) in theorem.sizes.enumerated() {
      if let range = requested[size.name] {
        let low = max(range.lowerBound, size.minimum)
        let high = min(range.upperBound, size.largestAllowed)
        guard low <= high else {
          let declared = size.maximum.map { "in \(size.minimum)..\($0)" } ?? ">= \(size.minimum)"
          throw InputError(
            file: "",
            message:
              "--sizes \(size.name)=\(range.lowerBound)..\(range.upperBound) holds no size that theorem "
              + "'\(theorem.name)' declares (\(size.name) \(declared))")
        }
        candidates.append(Self.values(low, high))
        ranges.append((low, high))
      } else {
        // The first size is the sequence's length by custom; the others stay smaller.
        let steps = k == 0 ? [0, 1, 2, 3, 4, 5, 7, 11, 15] : [0, 1, 2, 3]
        candidates.append(
          steps.map { size.minimum + $0 }.filter { $0 <= size.largestAllowed })
        ranges.append((size.minimum, size.largestAllowed))
      }
    }
    isExplicit = theorem.sizes.contains { requested[$0.name] != nil }
    if !isExplicit, let first = theorem.sizes.first {
      let rest = theorem.sizes.dropFirst().map(\.minimum)
      larger = [23, 31, 47, 63, 99, 149, 249, 399, 699, 999].map { first.minimum + $0 }.filter {
        $0 <= first.largestAllowed
      }.map {
        [$0] + rest
      }
    }
    combinations = Self.ordered(candidates, limit: isExplicit ? Self.explicitLimit : Self.limit)
  }

  /// Puts one combination of sizes before all others.
  mutating func begin(with sizes: [Int]) {
    combinations.removeAll { $0 == sizes }
    combinations.insert(sizes, at: 0)
    larger.removeAll { $0 == sizes }
  }

  /// All values of a short range; of a long one the first eight, then growing by half.
  private static func values(_ low: Int, _ high: Int) -> [Int] {
    if high - low < 16 { return Array(low...high) }
    var result = Array(low..<low + 8)
    var next = low + 8
    while next < high {
      result.append(next)
      next += max(1, (next - low) / 2)
    }
    return result + [high]
  }

  /// The product of the candidates by the sum of their positions, then in order.
  private static func ordered(_ candidates: [[Int]], limit: Int) -> [[Int]] {
    guard !candidates.isEmpty else { return [[]] }
    let most = candidates.reduce(0) { $0 + $1.count - 1 }
    var result: [[Int]] = []
    func extend(_ prefix: [Int], _ remaining: Int) {
      if result.count >= limit { return }
      let k = prefix.count
      if k == candidates.count {
        if remaining == 0 { result.append(prefix) }
        return
      }
      for position in 0..<min(candidates[k].count, remaining + 1) {
        extend(prefix + [candidates[k][position]], remaining - position)
      }
    }
    for total in 0...max(most, 0) { extend([], total) }
    return result
  }
}
