import Numbers

/// The least sums of k steps in a row over one sequence, for any k, from the second token on: the first token's
/// gate acts on h_0 = 0 alone.
///
/// Sums of 1, 2, 4, … steps from each token are kept; those of k steps are put together from them, in O(T) for
/// each k that is asked for, so that a sequence costs O(T log T) and not O(T²). Steps are not negative, so no sum
/// cancels: with at most T roundings on the way, an end misses by a factor of 1 ± 1.01·T·u.
struct StepWindows: Sendable {
  private let least: Sums
  private let greatest: Sums
  /// The number of steps that count.
  let count: Int

  /// - Parameter steps: All of the sequence, with ends that are not negative.
  init(_ steps: [Bounds]) {
    let later = steps.dropFirst().map(\.nonnegative)
    count = later.count
    least = Sums(later.map(\.lower))
    greatest = Sums(later.map(\.upper))
  }

  /// The least sum of `length` steps in a row, 1 ≤ length ≤ count.
  func least(over length: Int) -> Bounds {
    let slack = Double(count + 2) * 0x1p-52
    let (low, high) = (least.minimum(length), greatest.minimum(length))
    if length == 1 { return Bounds(lower: low, upper: high) }
    // What is below the normal numbers adds without error.
    return Bounds(
      lower: low == .infinity ? .greatestFiniteMagnitude : max(0, (low * (1 - slack)).nextDown),
      upper: (high * (1 + slack)).nextUp)
  }

  /// Sums of a power of two of numbers from each place.
  private struct Sums: Sendable {
    let levels: [[Double]]

    init(_ values: [Double]) {
      var levels = [values]
      var span = 1
      while 2 * span <= values.count {
        let last = levels[levels.count - 1]
        levels.append((0...(values.count - 2 * span)).map { last[$0] + last[$0 + span] })
        span *= 2
      }
      self.levels = levels
    }

    func minimum(_ length: Int) -> Double {
      let places = levels[0].count - length + 1
      var sums = [Double](repeating: 0, count: places)
      var offset = 0
      for (level, values) in levels.enumerated() where length >> level & 1 == 1 {
        for place in 0..<places { sums[place] += values[place + offset] }
        offset += 1 << level
      }
      return sums.reduce(.infinity) { Swift.min($0, $1) }
    }
  }
}

/// Memory horizons of the states of one channel: least k with a·W(k) > log(1/threshold), W(k) the least sum of k steps.
struct HorizonSearch {
  let windows: StepWindows
  let depth: Bounds
  /// Sums that were asked for already; the states of a channel share them.
  private var known: [Int: Bounds] = [:]

  init(_ windows: StepWindows, depth: Bounds) {
    self.windows = windows
    self.depth = depth
  }

  /// Between which two k the horizon lies; the number of tokens stands for none within the sequence.
  ///
  /// W grows with k, so whatever passes, or does not, settles all that is longer, or shorter.
  mutating func least(rate: Bounds) -> ClosedRange<Int> {
    let (rate, none) = (rate.nonnegative, windows.count + 1)
    let depth = depth
    let certain = first(rate) { $0.lower > depth.upper } ?? none
    let possible = first(rate) { $0.upper > depth.lower } ?? none
    return min(possible, certain)...max(possible, certain)
  }

  /// By halving, the first k at which the exponent over k steps passes.
  private mutating func first(_ rate: Bounds, passes: (Bounds) -> Bool) -> Int? {
    var (low, high) = (1, windows.count + 1)
    while low < high {
      let middle = (low + high) / 2
      let window = known[middle] ?? windows.least(over: middle)
      known[middle] = window
      if passes(Bounds.product(rate, window)) { high = middle } else { low = middle + 1 }
    }
    return low > windows.count ? nil : low
  }
}

/// What an audit keeps of the least sums of steps: those over the distances that the report lists.
enum InfluenceDistances {
  /// All up to 32, then 1.5 and 2 times the powers of two, and the last: the same for each longer sequence.
  static func listed(upTo longest: Int) -> [Int] {
    guard longest > 0 else { return [] }
    var result = Array(1...min(longest, 32))
    var power = 32
    while power < longest {
      for distance in [power + power / 2, 2 * power] where distance <= longest { result.append(distance) }
      power *= 2
    }
    if result.last != longest { result.append(longest) }
    return result
  }
}
