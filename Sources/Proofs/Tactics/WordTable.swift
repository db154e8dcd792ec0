/// Numbers below 2³¹ under keys of 64 bits: a table of open places, a third of them free at least.
///
/// In place of a dictionary where every product of two monomials is looked up: hashing that nobody can guess is not needed here, and
/// takes longer than the product.
struct WordTable {
  private var keys: [UInt64]
  /// A place without a key has `free`.
  private var values: [Int32]
  private var count = 0

  private static let free = Int32.min

  init() {
    keys = [UInt64](repeating: 0, count: 64)
    values = [Int32](repeating: Self.free, count: 64)
  }

  /// The key's place, or that where it belongs.
  private func place(_ key: UInt64) -> Int {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while values[place] != Self.free && keys[place] != key { place = (place + 1) & mask }
    return place
  }

  subscript(key: UInt64) -> Int? {
    let value = values[place(key)]
    return value == Self.free ? nil : Int(value)
  }

  /// - Parameter value: From -2³¹ + 1 to 2³¹ - 1.
  mutating func set(_ key: UInt64, _ value: Int) {
    if 3 * (count + 1) > 2 * keys.count { grow() }
    let place = place(key)
    if values[place] == Self.free { count += 1 }
    (keys[place], values[place]) = (key, Int32(truncatingIfNeeded: value))
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: 2 * oldKeys.count)
    values = [Int32](repeating: Self.free, count: 2 * oldKeys.count)
    for (key, value) in zip(oldKeys, oldValues) where value != Self.free {
      let place = place(key)
      (keys[place], values[place]) = (key, value)
    }
  }
}
