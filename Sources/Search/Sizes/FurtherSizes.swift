/// All combinations of sizes that ranges allow, but for those that were tried already, from small to large:
/// by the sum of what they are above the least ones, then in order.
struct FurtherSizes: Sequence, IteratorProtocol {
  private let ranges: [(low: Int, high: Int)]
  private let known: Set<[Int]>
  /// What the sizes of the next combinations are above the least ones, taken together.
  private var total = 0
  /// Combinations to come, the next one last.
  private var queue: [[Int]] = []

  init(_ ranges: [(low: Int, high: Int)], except known: Set<[Int]>) {
    self.ranges = ranges
    self.known = known
  }

  mutating func next() -> [Int]? {
    while true {
      while let sizes = queue.popLast() {
        if !known.contains(sizes) { return sizes }
      }
      guard !ranges.isEmpty, total <= room(from: 0) else { return nil }
      fill([], total)
      queue.reverse()
      total += 1
    }
  }

  /// How far the sizes from number k on can be above their least ones together.
  private func room(from k: Int) -> Int {
    ranges[k...].reduce(0) { sum, range in
      let (next, overflow) = sum.addingReportingOverflow(range.high - range.low)
      return overflow ? .max : next
    }
  }

  private mutating func fill(_ prefix: [Int], _ rest: Int) {
    let k = prefix.count
    guard k < ranges.count else {
      queue.append(prefix)
      return
    }
    let others = k + 1 < ranges.count ? room(from: k + 1) : 0
    let (least, most) = (Swift.max(0, rest - others), Swift.min(rest, ranges[k].high - ranges[k].low))
    guard least <= most else { return }
    for above in least...most { fill(prefix + [ranges[k].low + above], rest - above) }
  }
}
