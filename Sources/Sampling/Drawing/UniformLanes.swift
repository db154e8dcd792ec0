import Numbers

/// Independent uniform numbers, found by the number of the draw and the place in it: no draw needs the ones before it.
///
/// Place j of draw k under a seed is the number (2m + 1)·2^−53, where m is the upper 52 bits of
/// mix(mix(s + k·γ) + (j + 1)·γ), with SplitMix64's mix and its constant γ, and s is the seed joined with a purpose. It lies
/// in (0, 1), is exact, and 1 − u is exact too.
struct UniformLanes {
  typealias Lanes = SIMD8<Double>
  typealias Words = SIMD8<UInt64>

  private var keys: Words

  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// - Parameter stream: See `stream(seed:purpose:)`.
  init(stream: UInt64, draws: Words) {
    keys = Self.mix(draws &* Words(repeating: Self.step) &+ Words(repeating: stream))
  }

  /// A seed joined with what is drawn: purposes do not disturb each other.
  static func stream(seed: UInt64, purpose: String) -> UInt64 {
    var generator = SplitMix64(seed: seed, purpose: purpose)
    return generator.next()
  }

  @inline(__always)
  func uniform(_ place: Int) -> Lanes {
    let bits = Self.mix(keys &+ Words(repeating: UInt64(truncatingIfNeeded: place + 1) &* Self.step))
    let one = (bits &>> Words(repeating: 12)) | Words(repeating: 0x3ff0_0000_0000_0000)
    return (unsafeBitCast(one, to: Lanes.self) - 1) + 0x1p-53
  }

  @inline(__always)
  private static func mix(_ x: Words) -> Words {
    var z = x
    z = (z ^ (z &>> Words(repeating: 30))) &* Words(repeating: 0xbf58_476d_1ce4_e5b9)
    z = (z ^ (z &>> Words(repeating: 27))) &* Words(repeating: 0x94d0_49bb_1331_11eb)
    return z ^ (z &>> Words(repeating: 31))
  }
}
