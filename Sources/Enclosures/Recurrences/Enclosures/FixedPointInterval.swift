import CMPFR

/// An interval's middle as a whole number in two's complement.
struct FixedPointInterval {
  private var limbs: [UInt64]
  private var upper: [UInt64]

  init(limbs count: Int) {
    limbs = Array(repeating: 0, count: count)
    upper = limbs
  }

  /// Becomes a whole number X; returns r with |x·2^f − X| ≤ r for all x of the interval. Nil where the interval is
  /// unbounded or some |x·2^f| is 2^limit or more.
  mutating func set(_ x: Interval, fractionBits f: Int, limit: Int) -> Double? {
    let isPoint = x.isPoint
    return x.withEnds { a, b in
      for end in [a, b] {
        if mpfr_number_p(end) == 0 { return nil }
        if mpfr_zero_p(end) == 0 && Int(end.pointee._mpfr_exp) + f > limit { return nil }
      }
      let isExact = Self.floor(a, f, &limbs)
      if isPoint { return isExact ? 0 : 1 }
      _ = Self.floor(b, f, &upper)
      return spread()
    }
  }

  /// From ⌊lower⌋ in `limbs` and ⌊upper⌋ in `upper` the middle, in `limbs`, and the radius.
  private mutating func spread() -> Double {
    var borrow: UInt64 = 1
    for i in limbs.indices { upper[i] = LimbStep.add(upper[i], ~limbs[i], &borrow) }
    // upper is now the difference, which is not negative.
    var radius = 2.0
    if let top = upper.lastIndex(where: { $0 != 0 }) {
      let leading = Double(upper[top]) * 0x1p64 + Double(top > 0 ? upper[top - 1] : 0) + 1
      let size = Double(sign: .plus, exponent: 64 * (top - 1) - 1, significand: leading * (1 + 0x1p-50))
      radius = (size + 2).nextUp
    }
    var carry: UInt64 = 0
    for i in limbs.indices {
      let half = upper[i] >> 1 | (i + 1 < upper.count ? upper[i + 1] << 63 : 0)
      limbs[i] = LimbStep.add(limbs[i], half, &carry)
    }
    return radius
  }

  /// ⌊x·2^f⌋ of a finite number; whether that is exact.
  private static func floor(_ x: mpfr_srcptr, _ f: Int, _ limbs: inout [UInt64]) -> Bool {
    guard mpfr_zero_p(x) == 0, let significand = x.pointee._mpfr_d else {
      for i in limbs.indices { limbs[i] = 0 }
      return true
    }
    let count = (x.pointee._mpfr_prec + 63) / 64
    func limb(_ i: Int) -> UInt64 { i < 0 || i >= count ? 0 : UInt64(significand[i]) }
    let shift = Int(x.pointee._mpfr_exp) - 64 * count + f
    let (whole, right) = ((-shift) >> 6, UInt64(truncatingIfNeeded: (-shift) & 63))
    for i in limbs.indices {
      limbs[i] = (limb(i + whole) >> right) | ((limb(i + whole + 1) << 1) << (63 - right))
    }
    var isExact = true
    for i in 0..<max(0, min(whole, count)) where significand[i] != 0 { isExact = false }
    if whole >= 0 && limb(whole) & ((1 << right) - 1) != 0 { isExact = false }
    if x.pointee._mpfr_sign < 0 {
      var carry: UInt64 = isExact ? 1 : 0
      for i in limbs.indices { limbs[i] = LimbStep.add(~limbs[i], 0, &carry) }
    }
    return isExact
  }

  /// `count` ≤ 32 bits of the number from the bit `position` on.
  func bits(from position: Int, count: Int) -> UInt64 {
    let (i, shift) = (position / 64, UInt64(position % 64))
    let next = i + 1 < limbs.count ? limbs[i + 1] : 0
    return (limbs[i] >> shift | (next << 1) << (63 - shift)) & (1 << UInt64(count) - 1)
  }
}
