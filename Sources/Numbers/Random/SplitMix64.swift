/// The SplitMix64 generator of Steele, Lea and Flood: the same numbers from the same seed on any machine.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  @usableFromInline package var state: UInt64

  @inlinable package init(seed: UInt64) { state = seed }

  /// A generator for one purpose under a seed: purposes do not disturb each other.
  package init(seed: UInt64, purpose: String) {
    // FNV-1a, which is the same everywhere (Swift's own hashes are not).
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.init(seed: seed &* 0x9e37_79b9_7f4a_7c15 ^ hash)
  }

  @inlinable package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A whole number from 0 to `count` − 1.
  @inlinable package mutating func below(_ count: Int) -> Int {
    precondition(count > 0)
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  @inlinable package mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True with probability `percent`/100.
  @inlinable package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  @inlinable package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
