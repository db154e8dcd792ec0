extension FixedPointRecurrence {
  /// Steps between two proofs of bounds.
  private static let enclosureChunk = 32

  /// Takes the steps of a block whose gates, scales and inputs are enclosures. The block must have as many
  /// channels as the recurrence, and at least its precision.
  ///
  /// The guard is that of `advance(_:)` for doubles, with M′ = |a|·M + |d·b| in doubles rounded up for the bound on the
  /// values over the next steps. It starts anew from the state itself, so that it is too large by no more than the
  /// sum of those steps' increments, and otherwise grows as the error does.
  package mutating func advance(_ block: EnclosureBlock) {
    precondition(block.channels == channels, "the block has another number of channels")
    precondition(block.precision >= precision, "the block is of a lower precision than the recurrence")
    if block.steps == 0 { return }
    var state = EnclosureNumbers(channels: channels, count: block.count)
    for n in 0..<channels where floating[n] == nil { load(n, into: &state) }
    for first in stride(from: 0, to: block.steps, by: Self.enclosureChunk) {
      advance(block, first..<min(block.steps, first + Self.enclosureChunk), &state)
    }
    for n in 0..<channels where floating[n] == nil { save(n, from: state) }
    steps += block.steps
    boundsAreCurrent = false
  }

  private mutating func advance(_ block: EnclosureBlock, _ range: Range<Int>, _ state: inout EnclosureNumbers)
  {
    for n in 0..<channels where floating[n] == nil && !fit(n, block, range, &state) {
      save(n, from: state)
      leaveFixedPoint(n)
    }
    let before = state
    state.advance(block, range)
    let limit = Double(sign: .plus, exponent: min(state.bits - 3, 1000), significand: 1)
    for n in 0..<channels {
      if floating[n] == nil {
        if state.worst[n] * Self.errorSlack < limit { continue }
        save(n, from: before)
        leaveFixedPoint(n)
      }
      guard var h = floating[n] else { continue }
      for t in range {
        h =
          block.gates.enclosure(t, n, channels) * h
          + block.scales.enclosure(t, n, channels) * block.inputs.enclosure(t, n, channels)
      }
      floating[n] = h.rounded(toPrecision: precision)
    }
  }

  /// Chooses F for a channel's next steps; false where no bound on its values is known.
  private func fit(_ n: Int, _ block: EnclosureBlock, _ range: Range<Int>, _ state: inout EnclosureNumbers)
    -> Bool
  {
    let groups = (channels + 7) / 8
    // What underflows is less than the floor.
    var bound = state.magnitude(n) + 0x1p-1000
    var largest = bound
    for t in range {
      let bounds = block.bounds[t * groups + n / 8]
      bound = (bounds.gate[n % 8] * bound + bounds.increment[n % 8]) * (1 + 0x1p-50) + 0x1p-1000
      if !(bound <= largest) { largest = bound }
    }
    guard largest < 0x1p1000 else { return false }
    // The bound is below 2^(exponent + 1); its multiple of 2^F is to be at most 2^(bits − 2).
    let wanted = min(state.bits - 3 - Int(largest.exponent), block.placements[n])
    var digits = Self.floor(wanted - state.fractionBits[n], by: 28)
    let error = state.errors[n]
    if digits > 0, error > 0 {
      // More digits are of no use where the error would fill them.
      let room = state.bits - 12 - (error >= 1 ? Int(error.exponent) + 1 : 0)
      digits = min(digits, max(0, room / 28))
    }
    state.rescale(n, by: digits)
    return state.errors[n] < .infinity
  }

  private static func floor(_ x: Int, by y: Int) -> Int { x >= 0 ? x / y : -((y - 1 - x) / y) }

  /// A channel's number in digits; F becomes a multiple of 28.
  private func load(_ n: Int, into x: inout EnclosureNumbers) {
    let F = self.state.fractionBits[n]
    let up = 28 * (Self.floor(F, by: 28) + 1) - F
    let old = numbers.limbs(n)
    // Upwards where there is room, else downwards.
    let shift = Self.bitCount(old) + up <= x.bits - 3 ? up : up - 28
    x.setLimbs(n, Self.shifted(old, by: shift, count: (x.bits + 63) / 64))
    x.fractionBits[n] = F + shift
    x.errors[n] = Self.scaled(self.state.errors[n], by: shift)
  }

  /// The number back in its usual form, rounded to its usual size.
  private mutating func save(_ n: Int, from x: EnclosureNumbers) {
    let old = x.limbs(n)
    let error = x.errors[n]
    var shift = numbers.bits - 3 - Self.bitCount(old)
    if error > 0 { shift = min(shift, numbers.bits - 12 - (error >= 1 ? Int(error.exponent) + 1 : 0)) }
    numbers.setLimbs(n, Self.shifted(old, by: shift, count: (numbers.bits + 63) / 64))
    self.state.fractionBits[n] = x.fractionBits[n] + shift
    self.state.errors[n] = Self.scaled(error, by: shift)
  }

  /// R·2^shift, and 1 for what rounding down loses.
  private static func scaled(_ error: Double, by shift: Int) -> Double {
    let result = error * Double(sign: .plus, exponent: max(-1000, min(shift, 1000)), significand: 1)
    return shift >= 0 ? result : result + 1
  }

  /// The bits of a number in two's complement, without its sign.
  private static func bitCount(_ limbs: [UInt64]) -> Int {
    let fill: UInt64 = limbs[limbs.count - 1] >> 63 == 1 ? .max : 0
    guard let top = limbs.lastIndex(where: { $0 != fill }) else { return 0 }
    return 64 * (top + 1) - (limbs[top] ^ fill).leadingZeroBitCount
  }

  /// ⌊x·2^shift⌋ in `count` limbs.
  static func shifted(_ limbs: [UInt64], by shift: Int, count: Int) -> [UInt64] {
    let fill = UInt64(bitPattern: Int64(bitPattern: limbs[limbs.count - 1]) >> 63)
    func limb(_ i: Int) -> UInt64 { i < 0 ? 0 : i < limbs.count ? limbs[i] : fill }
    let (whole, right) = ((-shift) >> 6, UInt64((-shift) & 63))
    return (0..<count).map { i in
      (limb(i + whole) >> right) | ((limb(i + whole + 1) << 1) << (63 - right))
    }
  }
}
