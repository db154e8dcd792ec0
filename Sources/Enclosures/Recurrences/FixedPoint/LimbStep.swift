// One step h ← a·h + d·b of one channel in fixed point, for exact doubles a, d, b.
//
// h is a whole number of W limbs in two's complement that stands for h·2^−F. The step computes
//
//     h′ = ⌊a·h⌋ ± ⌊|d·b|·2^F⌋   modulo 2^(64W):
//
// a·h is the exact product of h with a's 53-bit significand, shifted; d·b the exact 106-bit product of two
// significands, shifted to its place. Each of the two roundings costs less than one unit of the last
// place, so that from an error of at most R units follows one of at most |a|·R + 2. What the limbs hold
// meanwhile may wrap around: only h′ itself must fit, which `FixedPointRecurrence` sees to beforehand.
enum LimbStep {
  typealias Limbs = UnsafeMutablePointer<UInt64>

  /// Limbs of scratch that a step of W limbs needs.
  static func scratchCount(_ W: Int) -> Int { 2 * W + 16 }

  /// |x| = significand·2^exponent, also for 0 and subnormal numbers.
  @inline(__always)
  static func split(_ x: Double) -> (significand: UInt64, exponent: Int) {
    let bits = x.bitPattern
    let field = Int(truncatingIfNeeded: (bits >> 52) & 0x7FF)
    let fraction = bits & 0x000F_FFFF_FFFF_FFFF
    let isNormal: UInt64 = field == 0 ? 0 : 1
    return (fraction | isNormal << 52, field - 1074 - Int(truncatingIfNeeded: isNormal))
  }

  /// Lays ⌊|d·b|·2^F⌋ modulo 2^(64W) down in W limbs of `scratch`, from its third limb on; its complement
  /// where d·b is negative, which wants 1 added. Returns that 1, or 0.
  @inline(__always)
  static func place(_ d: Double, _ b: Double, _ F: Int, _ W: Int, _ scratch: Limbs) -> UInt64 {
    let (sd, ed) = split(d)
    let (sb, eb) = split(b)
    let (high, low) = sd.multipliedFullWidth(by: sb)
    // Below −128 nothing of the 106 bits reaches the last place, from 64W on nothing lies in W limbs.
    let shift = max(-128, min(ed &+ eb &+ F, 64 &* W))
    let right = UInt64(truncatingIfNeeded: 63 &- (shift & 63))
    let left = UInt64(truncatingIfNeeded: shift & 63)
    let sign = UInt64(bitPattern: Int64(bitPattern: d.bitPattern ^ b.bitPattern) >> 63)
    for i in 0..<(W &+ 5) { scratch[i] = sign }
    let place = scratch + ((shift >> 6) &+ 2)
    place[0] = (low &<< left) ^ sign
    place[1] = ((high &<< left) | ((low >> 1) &>> right)) ^ sign
    place[2] = ((high >> 1) &>> right) ^ sign
    return sign & 1
  }

  /// a·2^64 for 2⁻¹² ≤ a < 1 and a = 0, where it is whole; nil for other gates.
  @inline(__always)
  static func unitGate(_ a: Double) -> UInt64? {
    let bits = a.bitPattern
    let offset = (bits >> 52) &- 1011
    if offset < 12 { return ((bits & 0x000F_FFFF_FFFF_FFFF) | 1 << 52) &<< offset }
    return a == 0 ? 0 : nil
  }

  /// x + y + carry; the carry out is left in `carry`. In two words, since a carry that is a Boolean may
  /// become a branch, which random limbs mislead every other time.
  @inline(__always)
  static func add(_ x: UInt64, _ y: UInt64, _ carry: inout UInt64) -> UInt64 {
    let sum = UInt128(x) &+ UInt128(y) &+ UInt128(carry)
    carry = UInt64(truncatingIfNeeded: sum >> 64)
    return UInt64(truncatingIfNeeded: sum)
  }

  /// The low limb of x·y + z; the high one is left in `z`.
  @inline(__always)
  static func multiply(_ x: UInt64, _ y: UInt64, _ z: inout UInt64) -> UInt64 {
    let sum = UInt128(x) &* UInt128(y) &+ UInt128(z)
    z = UInt64(truncatingIfNeeded: sum >> 64)
    return UInt64(truncatingIfNeeded: sum)
  }

  /// The step for a gate A·2⁻⁶⁴, in one pass over the limbs.
  @inline(__always)
  static func advance(_ h: Limbs, _ A: UInt64, _ increment: UInt64, _ W: Int, _ scratch: Limbs) {
    let p = scratch + 2
    var carry = increment
    // A product's high limb waits for its place.
    var waiting = h[0].multipliedFullWidth(by: A).high
    for i in 1..<W {
      let sum = multiply(h[i], A, &waiting)
      if i == W &- 1 {
        // Read as unsigned, a negative h was 2^(64W) too large.
        waiting = waiting &- (UInt64(bitPattern: Int64(bitPattern: h[i]) >> 63) & A)
      }
      h[i &- 1] = add(sum, p[i &- 1], &carry)
    }
    h[W &- 1] = add(waiting, p[W &- 1], &carry)
  }

  /// The step for any finite gate.
  @inline(never)
  static func advanceGeneral(_ h: Limbs, _ a: Double, _ increment: UInt64, _ W: Int, _ scratch: Limbs) {
    let (significand, exponent) = split(a)
    // The exact product, W + 1 limbs, negated where a is negative.
    let q = scratch + (W + 5)
    let negation: UInt64 = a.sign == .minus ? .max : 0
    var (carry, waiting) = (negation & 1, UInt64(0))
    for i in 0..<W {
      let sum = multiply(h[i], significand, &waiting)
      q[i] = add(0, sum ^ negation, &carry)
    }
    if h[W - 1] >> 63 == 1 { waiting = waiting &- significand }
    q[W] = add(0, waiting ^ negation, &carry)
    let fill = UInt64(bitPattern: Int64(bitPattern: q[W]) >> 63)
    func limb(_ i: Int) -> UInt64 { i < 0 ? 0 : i <= W ? q[i] : fill }
    let (whole, right) = ((-exponent) >> 6, UInt64((-exponent) & 63))
    carry = increment
    for i in 0..<W {
      let shifted = (limb(i + whole) &>> right) | ((limb(i + whole + 1) << 1) &<< (63 - right))
      h[i] = add(shifted, scratch[2 + i], &carry)
    }
  }
}
