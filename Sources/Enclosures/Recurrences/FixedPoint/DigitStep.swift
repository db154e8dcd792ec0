// One step h ← a·h + d·b of eight channels side by side, for exact doubles a, d, b.
//
// h is a whole number Σ h_k·2^(29k) of L digits, all but the last of them in [0, 2²⁹), the last one signed. A
// double x of exponent between that of 2⁻³⁵ and that of 2 is x·2⁸⁷ = x₀ + x₁·2²⁹ + x₂·2⁵⁸ exactly, with
// x₀ and x₁ in [0, 2²⁹) and a signed |x₂| ≤ 2³¹. So a·h·2⁸⁷ has the columns
//
//     s_c = a₀·h_c + a₁·h_{c−1} + a₂·h_{c−2},   |s_c| < 2⁶¹,
//
// sums of products of 32-bit numbers; what goes on from column c to the next, by an arithmetic shift, is less than
// 2³³ in size: nothing overflows 64 bits. The columns from 3 on become the digits of h′. Below them only column 0 is
// left out, or columns 0 and 1 where a₀ = 0: what they stand for is not negative and less than one unit, 2⁸⁷,
// as a₀·h₀ < 2⁵⁸ and a₁·h₀·2²⁹ < 2⁸⁷. Less than another unit is lost in rounding the columns kept down to h′.
//
// d·b·2^F is a whole number here, added without a rounding: b is taken as three digits too, the significand of d as
// two, and the four columns of their product belong to the digits of h from L − 5 on. That covers
// products of two significands (below 2¹⁰⁶) times 2^(29(L − 5)) to 2^(29(L − 5) + 36). The largest that the bound on
// h permits for |a| ≤ 1, |d·b|·2^F ≤ 2^(29L − 5), needs no more; the smallest are 36 binary places below.
//
// A step with gates or increments outside those ranges, which a usual recurrence has none of, goes the slow
// way of DigitStep+General.swift. Either way less than two units are lost, and an error of R becomes one of at
// most |a|·R + 2.
//
// Sixteen channels took, in nanoseconds for each step and channel on a Zen 4 core at 2.6 GHz, against the limbs of
// LimbStep.swift: 2.9 against 8.0 at 128 bits, 3.4 against 11.1 at 256, 4.8 against 15.2 at 512. Without
// wide vectors the limbs win; `FixedPointRecurrence.Kernel.preferred` chooses.
enum DigitStep {
  typealias Lanes = SIMD8<Int64>
  typealias Digits = UnsafeMutablePointer<Lanes>

  static let radixBits = 29
  /// The digits of numbers below 2^(bits − 1): four bits are spare.
  static func count(bits: Int) -> Int { max(5, (bits + 4 + radixBits - 1) / radixBits) }
  static func bits(count: Int) -> Int { radixBits * count - 4 }

  @inline(__always) static var mask: Lanes { Lanes(repeating: 1 << 29 - 1) }

  /// x·y of numbers that fit 32 bits: said so, it is one instruction.
  @inline(__always)
  static func product(_ x: Lanes, _ y: Lanes) -> Lanes { ((x &<< 32) &>> 32) &* ((y &<< 32) &>> 32) }

  /// Doubles as significands and exponents.
  struct Parts {
    /// The bits of the exponent.
    var field: Lanes
    /// The 53-bit significand with the sign, 0 for 0; meaningless for subnormal numbers.
    var significand: Lanes
    /// Whether x ≠ 0, and whether the field is 0, as it is of subnormal numbers and 0.
    var isNonzero, isTiny: SIMDMask<Lanes>

    @inline(__always)
    init(_ x: SIMD8<Double>) {
      let bits = unsafeBitCast(x, to: Lanes.self)
      let sign = bits &>> 63
      field = (bits &>> 52) & Lanes(repeating: 0x7FF)
      isTiny = field .== .zero
      isNonzero = (bits &<< 1) .!= .zero
      let magnitude = (bits & Lanes(repeating: 1 << 52 - 1)) | Lanes(repeating: 1 << 52)
      significand = Lanes.zero.replacing(with: (magnitude ^ sign) &- sign, where: isNonzero)
    }
  }

  /// significand·2^shift in three digits, for shifts from 0 to 36.
  struct Three {
    var low, middle, high: Lanes

    @inline(__always)
    init(_ significand: Lanes, _ shift: Lanes) {
      low = (significand &<< shift) & DigitStep.mask
      middle = ((significand &<< 7) &>> (Lanes(repeating: 36) &- shift)) & DigitStep.mask
      high = significand &>> (Lanes(repeating: 58) &- shift)
    }
  }

  /// Lanes whose shift is none of 0, …, 36.
  @inline(__always)
  static func isOutside(_ shift: Lanes) -> SIMDMask<Lanes> {
    unsafeBitCast(shift, to: SIMD8<UInt64>.self) .> SIMD8(repeating: 36)
  }

  /// a·2⁸⁷ is significand·2^(field − 988), as |a| = significand·2^(field − 1075).
  static let gateOffset = 1075 - 87

  /// What stays of d·b·2^F once the exponent fields of d and b are taken off the exponent: their sum is the shift.
  static func inputOffset(fractionBits: Int, count: Int) -> Int {
    fractionBits - 2 * 1075 - radixBits * (count - 5)
  }

  /// Whether all lanes are 0; comparing vectors goes lane by lane.
  @inline(__always)
  static func isZero(_ x: Lanes) -> Bool {
    let four = x.lowHalf | x.highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] == 0
  }

  /// h ← a·h + p, where p are the columns from L − 5 on. `isShort` says that a₀ = 0 in all lanes.
  @inline(__always)
  static func advance<Count: FixedCount, Short: RecurrenceLanes.Flag>(
    _ h: Digits, _ a: Three, _ p: (Lanes, Lanes, Lanes, Lanes), _ count: Count, isShort: Short.Type
  ) {
    let L = count.count
    var h = h
    var (h0, h1, h2) = (h[0], h[1], h[2])
    var carry = product(a.high, h0) &+ product(a.middle, h1)
    if !Short.isSet {
      carry &+= product(a.low, h2) &+ ((product(a.middle, h0) &+ product(a.low, h1)) &>> 29)
    }
    carry &>>= 29
    for k in 0..<(L &- 5) {
      (h0, h1, h2) = (h1, h2, h[k &+ 3])
      put(carry &+ columns(a, h0, h1, h2, isShort), h + k, &carry)
    }
    h += L &- 5
    (h0, h1, h2) = (h1, h2, h[3])
    put(carry &+ p.0 &+ columns(a, h0, h1, h2, isShort), h, &carry)
    (h0, h1, h2) = (h1, h2, h[4])
    put(carry &+ p.1 &+ columns(a, h0, h1, h2, isShort), h + 1, &carry)
    put(carry &+ p.2 &+ columns(a, h1, h2, .zero, isShort), h + 2, &carry)
    put(carry &+ p.3 &+ product(a.high, h2), h + 3, &carry)
    h[4] = carry
  }

  @inline(__always)
  private static func columns<Short: RecurrenceLanes.Flag>(
    _ a: Three, _ h0: Lanes, _ h1: Lanes, _ h2: Lanes, _ isShort: Short.Type
  ) -> Lanes {
    let sum = product(a.high, h0) &+ product(a.middle, h1)
    return Short.isSet ? sum : sum &+ product(a.low, h2)
  }

  @inline(__always)
  private static func put(_ sum: Lanes, _ digit: Digits, _ carry: inout Lanes) {
    digit.pointee = sum & mask
    carry = sum &>> 29
  }
}
