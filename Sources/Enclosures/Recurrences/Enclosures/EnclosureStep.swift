// One step h ← a·h + d·b of eight channels side by side, for numbers of full precision.
//
// a, d, b and h are whole numbers of B = 28·L bits in two's complement, with digits in [0, 2²⁸); a has four bits
// more, in its last digit, which is below 2³². In the units of `EnclosureBlock` the step is
//
//     h′ = ⌊a·h·2^−B⌋ + ⌊d·b′·2^−B⌋   modulo 2^B,   b′ = ⌊b·2^−28w⌋,
//
// w taking the product's unit to that of h. Of the columns s_c = Σ a_i·h_{c−i} + d_i·b′_{c−i} only those from L − 1 on
// are added up: the columns below stand for less than L units for each product, as each of their summands is below
// 2⁵⁶ and column c has c + 1 of them. A column's 2L summands stay below 2⁶³ for L ≤ 60; for larger L they are
// split after every 56 i's. Taking numbers as unsigned makes a negative x·y too large by 2^B·y where x is negative
// and 2^B·x where y is; that is subtracted digit by digit, under masks.
//
// With |h·2^F − H| ≤ R, |a·2^B − A| ≤ r_a and so on, and numbers below 2^(B − 1), the step's error is at most
//
//     |a|·R + (r_a + r_d + r_b)/2 + r_d·r_b·2^−B + 1/2 + 2L + 1,
//
// with 1/2 for the digits of b that w cuts off, and one unit for rounding the sum down.
//
// Sixteen channels took, in nanoseconds for each step and channel on a Zen 4 core at 2.6 GHz, 12, 22, 37 and 97 at
// 128, 256, 512 and 1024 bits with vectors of eight, 22, 40, 79 and 208 with the two lanes of SSE2. Two products by
// GMP's mpn_mul_n take 310 at 1024 bits.
enum EnclosureStep {
  #if SSMPROOF_FMA
    typealias Vector = SIMD8<UInt64>
  #else
    /// As wide as the registers that every processor of the architecture has.
    typealias Vector = SIMD2<UInt64>
  #endif
  typealias Rows = UnsafeMutablePointer<UInt64>

  static let radixBits = 28

  /// L for numbers of `precision` bits: up to 27 bits go for units that are powers of 2²⁸, others for 2L.
  static func count(precision: Int) -> Int { (precision + 36 + radixBits - 1) / radixBits }
  static func pairs(_ L: Int) -> Int { (L + 1) / 2 }

  /// What a step adds to |a|·R.
  static func localError(gate: Double, scale: Double, input: Double, _ L: Int) -> Double {
    let product = scale * input * Double(sign: .plus, exponent: -min(radixBits * L, 1000), significand: 1)
    let sum = (gate + scale + input) / 2 + (product + Double(2 * L + 2))
    return sum * (1 + 0x1p-40)
  }

  /// Rows of eight numbers that a step reads around the digits of h and of b′: one before, five behind, all 0.
  static func rowCount(_ L: Int) -> Int { L + 6 }

  @inline(__always)
  static func load(_ p: UnsafePointer<UInt64>) -> Vector {
    UnsafeRawPointer(p).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  static func store(_ x: Vector, _ p: Rows) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: Vector.self)
  }

  @inline(__always)
  private static func word<Shared: RecurrenceLanes.Flag>(
    _ p: UnsafePointer<UInt64>, _ j: Int, _ shared: Shared.Type
  ) -> Vector {
    Shared.isSet ? Vector(repeating: p[j]) : load(p + 8 &* j)
  }

  /// The product of the lower halves: said so, it is one instruction.
  @inline(__always)
  private static func product(_ x: Vector, _ y: Vector) -> Vector {
    let half = Vector(repeating: 0xFFFF_FFFF)
    return (x & half) &* (y & half)
  }

  /// The words of one step's gates and scales.
  struct Operands {
    var gates, scales: UnsafePointer<UInt64>
  }

  /// Takes the step in all eight lanes: `h` and `b` are the rows of the digits 0.
  @inline(__always)
  static func advance<SharedGates: RecurrenceLanes.Flag, SharedScales: RecurrenceLanes.Flag>(
    _ h: Rows, _ b: Rows, _ x: Operands, _ L: Int, _ sharedGates: SharedGates.Type,
    _ sharedScales: SharedScales.Type
  ) {
    for lane in stride(from: 0, to: 8, by: Vector.scalarCount) {
      let lanes = Operands(
        gates: SharedGates.isSet ? x.gates : x.gates + lane,
        scales: SharedScales.isSet ? x.scales : x.scales + lane)
      advanceLanes(h + lane, b + lane, lanes, L, sharedGates, sharedScales)
    }
  }

  @inline(__always)
  private static func advanceLanes<SharedGates: RecurrenceLanes.Flag, SharedScales: RecurrenceLanes.Flag>(
    _ h: Rows, _ b: Rows, _ x: Operands, _ L: Int, _ sharedGates: SharedGates.Type,
    _ sharedScales: SharedScales.Type
  ) {
    let signs = Signs(h, b, x, L, sharedGates, sharedScales)
    var carry = Vector.zero
    // Column L − 1 only carries; from then on each is a digit of the result.
    var k = -1
    while k < L {
      var columns = Columns()
      columns.add(h, b, x, from: (k &+ 1) >> 1, column: k &+ L, L, sharedGates, sharedScales)
      // k + 1 is a multiple of 4.
      if k < 0 {
        carry = columns.s0 &>> 28
      } else {
        put(k, columns.s0, isHigh: true)
      }
      if k &+ 1 < L { put(k &+ 1, columns.s1, isHigh: false) }
      if k &+ 2 < L { put(k &+ 2, columns.s2, isHigh: true) }
      if k &+ 3 < L { put(k &+ 3, columns.s3, isHigh: false) }
      carry &+= columns.rest
      k &+= 4
    }
    /// Digit k of the result, where the words have it in the higher or lower half.
    @inline(__always)
    func put(_ k: Int, _ column: Vector, isHigh: Bool) {
      // So much that nothing becomes negative; the next column gives it back.
      var sum = column &+ carry &+ Vector(repeating: k == 0 ? 1 << 34 : 1 << 34 - 1 << 6)
      let state = load(h + 8 &* k)
      sum &-= signs.state & digit(word(x.gates, k >> 1, sharedGates), isHigh)
      sum &-= signs.input & digit(word(x.scales, k >> 1, sharedScales), isHigh)
      sum &-= (signs.gate & state) &<< 4
      sum &-= signs.scale & load(b + 8 &* k)
      store(sum & Vector(repeating: 1 << 28 - 1), h + 8 &* k)
      carry = sum &>> 28
    }
  }

  @inline(__always)
  private static func digit(_ word: Vector, _ isHigh: Bool) -> Vector {
    isHigh ? word &>> 32 : word & Vector(repeating: 0xFFFF_FFFF)
  }

  /// All ones where a number is negative.
  private struct Signs {
    let gate, scale, state, input: Vector

    @inline(__always)
    init<SharedGates: RecurrenceLanes.Flag, SharedScales: RecurrenceLanes.Flag>(
      _ h: Rows, _ b: Rows, _ x: Operands, _ L: Int, _ sharedGates: SharedGates.Type,
      _ sharedScales: SharedScales.Type
    ) {
      let (last, isHigh) = (L &- 1, L & 1 == 0)
      gate = .zero &- (EnclosureStep.digit(word(x.gates, last >> 1, sharedGates), isHigh) &>> 31)
      scale = .zero &- (EnclosureStep.digit(word(x.scales, last >> 1, sharedScales), isHigh) &>> 27)
      state = .zero &- (load(h + 8 &* last) &>> 27)
      input = .zero &- (load(b + 8 &* last) &>> 27)
    }
  }

  /// Four neighbouring columns.
  private struct Columns {
    var s0 = Vector.zero
    var s1 = Vector.zero
    var s2 = Vector.zero
    var s3 = Vector.zero
    /// What belongs to the column after them.
    var rest = Vector.zero

    @inline(__always)
    mutating func add<SharedGates: RecurrenceLanes.Flag, SharedScales: RecurrenceLanes.Flag>(
      _ h: Rows, _ b: Rows, _ x: Operands, from first: Int, column c: Int, _ L: Int,
      _ sharedGates: SharedGates.Type, _ sharedScales: SharedScales.Type
    ) {
      let pairs = EnclosureStep.pairs(L)
      var j = first
      while true {
        let end = min(pairs, j &+ 28)
        while j < end {
          let row = 8 &* (c &- 2 &* j)
          add(EnclosureStep.word(x.gates, j, sharedGates), h + row)
          add(EnclosureStep.word(x.scales, j, sharedScales), b + row)
          j &+= 1
        }
        if j >= pairs { return }
        split()
      }
    }

    /// Two digits of the one factor times five of the other.
    @inline(__always)
    private mutating func add(_ w: Vector, _ y: Rows) {
      let high = w &>> 32
      let (y0, y1, y2, y3) = (
        EnclosureStep.load(y), EnclosureStep.load(y + 8), EnclosureStep.load(y + 16),
        EnclosureStep.load(y + 24)
      )
      s0 &+= EnclosureStep.product(w, y0) &+ EnclosureStep.product(high, EnclosureStep.load(y - 8))
      s1 &+= EnclosureStep.product(w, y1) &+ EnclosureStep.product(high, y0)
      s2 &+= EnclosureStep.product(w, y2) &+ EnclosureStep.product(high, y1)
      s3 &+= EnclosureStep.product(w, y3) &+ EnclosureStep.product(high, y2)
    }

    /// Passes on what a column holds beyond its digit, before it overflows.
    @inline(__always)
    private mutating func split() {
      let mask = Vector(repeating: 1 << 28 - 1)
      rest &+= s3 &>> 28
      s3 = (s3 & mask) &+ (s2 &>> 28)
      s2 = (s2 & mask) &+ (s1 &>> 28)
      s1 = (s1 & mask) &+ (s0 &>> 28)
      s0 &= mask
    }
  }
}
