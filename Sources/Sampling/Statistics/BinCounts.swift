/// How many numbers lie in each bin of a fixed relative width, 2^−14: in bounded memory whatever their number, and in order.
///
/// A bin holds the doubles that share their sign, exponent and first 14 bits of the significand.
struct BinCounts: Sendable {
  private static let dropped: UInt64 = 38

  /// Open addressing; an empty place has the key `Self.free`.
  private var keys: [Int32] = Array(repeating: Self.free, count: 64)
  private var counts: [Int] = Array(repeating: 0, count: 64)
  private var used = 0
  private(set) var total = 0

  private static let free = Int32.min

  /// The bin of a number that is not NaN: in the order of the numbers.
  static func key(_ x: Double) -> Int32 {
    let bits = Int32(truncatingIfNeeded: x.magnitude.bitPattern >> dropped)
    return x.sign == .minus && x != 0 ? -bits - 1 : bits
  }

  /// The least and the greatest double of a bin.
  static func ends(_ key: Int32) -> (lower: Double, upper: Double) {
    if key < 0 {
      let (near, far) = ends(-(key + 1))
      return (-far, -near)
    }
    let first = UInt64(key) << dropped
    let near = Double(bitPattern: first)
    let far = Double(bitPattern: first | (1 << dropped - 1))
    return (near, near.isInfinite || far.isNaN ? .infinity : far)
  }

  mutating func add(_ x: Double) { add(key: Self.key(x), 1) }

  private mutating func add(key: Int32, _ count: Int) {
    var place = Self.place(key, keys.count)
    while keys[place] != key {
      if keys[place] == Self.free {
        if 2 * used >= keys.count {
          grow()
          return add(key: key, count)
        }
        keys[place] = key
        used += 1
        break
      }
      place = (place + 1) & (keys.count - 1)
    }
    counts[place] += count
    total += count
  }

  private static func place(_ key: Int32, _ size: Int) -> Int {
    Int(truncatingIfNeeded: UInt64(bitPattern: Int64(key)) &* 0x9e37_79b9_7f4a_7c15 >> 32) & (size - 1)
  }

  private mutating func grow() {
    let old = (keys, counts)
    keys = Array(repeating: Self.free, count: 2 * keys.count)
    counts = Array(repeating: 0, count: keys.count)
    (used, total) = (0, 0)
    for (key, count) in zip(old.0, old.1) where key != Self.free { add(key: key, count) }
  }

  mutating func merge(_ other: BinCounts) {
    for (key, count) in zip(other.keys, other.counts) where key != Self.free { add(key: key, count) }
  }

  /// The bins that hold something, in order.
  var sorted: [(key: Int32, count: Int)] {
    zip(keys, counts).filter { $0.0 != Self.free }.map { (key: $0.0, count: $0.1) }.sorted { $0.key < $1.key }
  }
}
