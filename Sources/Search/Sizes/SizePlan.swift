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
  private(set) var ranges: [(low: Int, high: Int)] = []
  private var isExplicit = false

  /// Sizes that were met and are beyond what a search draws at.
  private var passedOver: Set<[Int]> = []
  /// The larger ones that were visited in their turn.
  private var visited: Set<[Int]> = []
  /// What the plan has not named, and what of the larger sizes was not visited.
  private var rest: FurtherSizes?

  /// The next sizes that the plan leaves out, to be looked at where something is left of the budget; nil where there are
  /// none.
  mutating func nextFurther() -> [Int]? {
    var further = further
    // One owner, so that what it holds is not copied.
    rest = nil
    defer { rest = further }
    return further.next()
  }

  var further: FurtherSizes { rest ?? FurtherSizes(ranges, except: visited.union(combinations)) }

  mutating func visit(_ larger: [Int]) { visited.insert(larger) }

  mutating func passOver(_ sizes: [Int]) { passedOver.insert(sizes) }

  /// Whether every size that there is was met, and none was too large.
  var isExhausted: Bool {
    var further = further
    return passedOver.isEmpty && further.next() == nil
  }

  /// Lengths at which only the simplest instances are tried, where a step costs little.
  var longest: [[Int]] {
    guard !isExplicit, let first = ranges.first else { return [] }
    return SizeTuning.longestLengths.map { first.low + $0 }.filter {
      $0 <= first.high
    }
    .map { [$0] + ranges.dropFirst().map(\.low) }
  }

  /// Lengths at which the vertices of what the hypotheses allow are looked at: what fails at one mostly fails at the
  /// next; where sizes were asked for, the largest of these.
  var vertexLengths: [[Int]] {
    if isExplicit { return combinations.suffix(SizeTuning.askedVertexLengths) }
    let chosen = larger.indices.filter { SizeTuning.vertexPlaces.contains($0) }.map { larger[$0] }
    return chosen.isEmpty ? combinations.suffix(SizeTuning.plannedVertexLengths) : chosen
  }

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
        let steps = k == 0 ? SizeTuning.firstLengths : SizeTuning.firstWidths
        candidates.append(
          steps.map { size.minimum + $0 }.filter { $0 <= size.largestAllowed })
        ranges.append((size.minimum, size.largestAllowed))
      }
    }
    isExplicit = theorem.sizes.contains { requested[$0.name] != nil }
    if !isExplicit, let first = theorem.sizes.first {
      let rest = theorem.sizes.dropFirst().map(\.minimum)
      larger = SizeTuning.largerLengths.map { first.minimum + $0 }.filter {
        $0 <= first.largestAllowed
      }.map {
        [$0] + rest
      }
    }
    combinations = Self.ordered(candidates, limit: isExplicit ? SizeTuning.mostAsked : SizeTuning.mostPlanned)
  }

  /// Puts one combination of sizes before all others.
  mutating func begin(with sizes: [Int]) {
    combinations.removeAll { $0 == sizes }
    combinations.insert(sizes, at: 0)
    larger.removeAll { $0 == sizes }
  }

  /// All values of a short range; of a long one the first few, then growing by a part.
  private static func values(_ low: Int, _ high: Int) -> [Int] {
    if high - low < SizeTuning.shortRange { return Array(low...high) }
    var result = Array(low..<low + SizeTuning.wholeSteps)
    var next = low + SizeTuning.wholeSteps
    while next < high {
      result.append(next)
      next += max(1, (next - low) / SizeTuning.growthPart)
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
