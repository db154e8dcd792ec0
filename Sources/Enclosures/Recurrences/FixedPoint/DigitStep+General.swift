extension DigitStep {
  /// A step of all eight channels for any finite operands, one after the other.
  ///
  /// The exact products a·h and d·b are each rounded down to units: two units are lost at most. `active` says which
  /// lanes count.
  @inline(never)
  static func advanceGeneral(
    _ h: Digits, _ a: SIMD8<Double>, _ d: SIMD8<Double>, _ b: SIMD8<Double>, _ F: [Int], _ active: Lanes,
    _ L: Int
  ) {
    var (kept, increment) = ([Int64](repeating: 0, count: L + 2), [Int64](repeating: 0, count: 4))
    for n in 0..<8 where active[n] != 0 {
      let (A, alpha) = LimbStep.split(a[n])
      multiply((0..<L).map { h[$0][n] }, A, isNegative: a[n].sign == .minus, into: &kept)
      let (D, delta) = LimbStep.split(d[n])
      let (B, beta) = LimbStep.split(b[n])
      let isNegative = d[n].sign != b[n].sign
      multiply([Int64(D) & 0x1FFF_FFFF, Int64(D) >> 29], B, isNegative: isNegative, into: &increment)
      var carry: Int64 = 0
      for k in 0..<L {
        let sum =
          digit(k, of: kept, shift: alpha) &+ digit(k, of: increment, shift: delta + beta + F[n]) &+ carry
        carry = sum >> 29
        // The last digit is signed.
        h[k][n] = k == L - 1 ? (sum << 35) >> 35 : sum & 0x1FFF_FFFF
      }
    }
  }

  /// ±x·y in digits, two more than x has, the last one signed.
  private static func multiply(_ x: [Int64], _ y: UInt64, isNegative: Bool, into q: inout [Int64]) {
    let sign: Int64 = isNegative ? -1 : 1
    let (low, high) = (sign * Int64(y & 0x1FFF_FFFF), sign * Int64(y >> 29))
    var carry: Int64 = 0
    for k in q.indices {
      carry &+= (k < x.count ? x[k] &* low : 0) &+ (k > 0 && k <= x.count ? x[k - 1] &* high : 0)
      q[k] = k == q.count - 1 ? carry : carry & 0x1FFF_FFFF
      carry = carry >> 29
    }
  }

  /// The digit k of ⌊q·2^shift⌋, in [0, 2²⁹).
  private static func digit(_ k: Int, of q: [Int64], shift: Int) -> Int64 {
    let position = 29 * k - shift
    let whole = position >= 0 ? position / 29 : (position - 28) / 29
    let bit = Int64(position - 29 * whole)
    func at(_ i: Int) -> Int64 { i < 0 ? 0 : i < q.count ? q[i] : q[q.count - 1] >> 63 }
    return ((at(whole) >> bit) | (at(whole + 1) << (29 - bit))) & 0x1FFF_FFFF
  }
}
