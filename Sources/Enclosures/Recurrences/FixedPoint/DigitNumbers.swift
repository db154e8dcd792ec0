/// Numbers of 29-bit digits, eight channels in a vector: the form for processors with wide vectors.
struct DigitNumbers: FixedPointNumbers {
  typealias Lanes = DigitStep.Lanes

  /// L.
  let count: Int
  var bits: Int { DigitStep.bits(count: count) }
  /// L vectors for each group of eight channels, the least significant digits first.
  private var digits: [Lanes]

  init(channels: Int, bits: Int) {
    count = DigitStep.count(bits: bits)
    digits = Array(repeating: .zero, count: (channels + 7) / 8 * count)
  }

  func limbs(_ channel: Int) -> [UInt64] {
    var limbs = [UInt64](repeating: 0, count: (bits + 63) / 64)
    for k in 0..<count {
      let digit = digits[channel / 8 * count + k][channel % 8]
      let (i, shift) = (29 * k / 64, 29 * k % 64)
      // Only the last digit is signed, and reaches beyond its place.
      if i < limbs.count { limbs[i] |= UInt64(bitPattern: digit) << UInt64(shift) }
      for j in i + 1..<max(i + 1, limbs.count) {
        limbs[j] |= UInt64(bitPattern: digit >> Int64(64 * (j - i) - shift))
      }
    }
    return limbs
  }

  mutating func setLimbs(_ channel: Int, _ limbs: [UInt64]) {
    let fill = UInt64(bitPattern: Int64(bitPattern: limbs[limbs.count - 1]) >> 63)
    func limb(_ i: Int) -> UInt64 { i < limbs.count ? limbs[i] : fill }
    for k in 0..<count {
      let (i, shift) = (29 * k / 64, UInt64(29 * k % 64))
      let word = Int64(bitPattern: limb(i) >> shift | (limb(i + 1) << 1) << (63 - shift))
      digits[channel / 8 * count + k][channel % 8] = k == count - 1 ? (word << 35) >> 35 : word & 0x1FFF_FFFF
    }
  }

  mutating func advance(_ block: RecurrenceBlock, _ state: inout FixedPointState) {
    digits.withUnsafeMutableBufferPointer { digits in
      guard let digits = digits.baseAddress else { return }
      var n = 0
      while n < block.channels {
        let group = DigitGroup(first: n, channels: min(8, block.channels - n), state)
        let result = group.advance(block, digits + n / 8 * count, count)
        for i in 0..<group.channels {
          state.errors[n + i] = result.errors[i]
          state.worst[n + i] = result.worst[i]
        }
        n += 8
      }
    }
  }
}
