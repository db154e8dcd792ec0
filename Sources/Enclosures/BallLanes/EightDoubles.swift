/// Eight doubles side by side, as the kernels compute with them.
struct EightDoubles: KernelNumber {
  private typealias Bits = SIMD8<UInt64>

  let values: SIMD8<Double>

  @inline(__always)
  init(_ values: SIMD8<Double>) { self.values = values }
  @inline(__always)
  init(_ value: Double) { values = SIMD8(repeating: value) }

  @inline(__always)
  private var bits: Bits { unsafeBitCast(values, to: Bits.self) }
  @inline(__always)
  private init(bits: Bits) { values = unsafeBitCast(bits, to: SIMD8<Double>.self) }

  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Self(x.values + y.values) }
  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Self(x.values - y.values) }
  @inline(__always)
  static func * (x: Self, y: Self) -> Self { Self(x.values * y.values) }
  @inline(__always)
  static func / (x: Self, y: Self) -> Self { Self(x.values / y.values) }
  @inline(__always)
  static prefix func - (x: Self) -> Self { Self(-x.values) }
  @inline(__always)
  func squareRoot() -> Self { Self(values.squareRoot()) }
  @inline(__always)
  var magnitude: Self { Self(bits: bits & Bits(repeating: KernelBits.magnitude)) }

  @inline(__always)
  func times(_ y: Self, plus z: Self) -> Self {
    #if SSMPROOF_FMA
      Self(z.values.addingProduct(values, y.values))
    #else
      self * y + z
    #endif
  }

  struct Answer: KernelAnswer {
    let mask: SIMDMask<SIMD8<Int64>>
    @inline(__always)
    static func & (x: Self, y: Self) -> Self { Self(mask: x.mask .& y.mask) }
    @inline(__always)
    func choose(_ x: EightDoubles, _ y: EightDoubles) -> EightDoubles {
      EightDoubles(y.values.replacing(with: x.values, where: mask))
    }
  }

  @inline(__always)
  static func == (x: Self, y: Self) -> Answer { Answer(mask: x.values .== y.values) }
  @inline(__always)
  static func < (x: Self, y: Self) -> Answer { Answer(mask: x.values .< y.values) }
  @inline(__always)
  static func <= (x: Self, y: Self) -> Answer { Answer(mask: x.values .<= y.values) }

  // Multiplications for shifts: the library's shifts go lane by lane.
  @inline(__always)
  static func powerOfTwo(shifted: Self) -> Self {
    Self(bits: (shifted.bits &+ Bits(repeating: 1023)) &* Bits(repeating: 1 << 52))
  }

  @inline(__always)
  static func isOdd(shifted: Self) -> Answer {
    Answer(mask: (shifted.bits & Bits(repeating: 1)) .!= Bits(repeating: 0))
  }

  @inline(__always)
  func negated(bySecondBitOf shifted: Self) -> Self {
    Self(bits: bits ^ ((shifted.bits & Bits(repeating: 2)) &* Bits(repeating: 1 << 62)))
  }

  @inline(__always)
  var splitExponent: (exponent: Self, significand: Self) {
    let scaled = bits &+ Bits(repeating: KernelBits.one &- KernelBits.nearRoot)
    let whole = (scaled &>> Bits(repeating: 52)) | Bits(repeating: KernelBits.wholeNumber)
    let significand =
      (scaled & Bits(repeating: KernelBits.significand)) &+ Bits(repeating: KernelBits.nearRoot)
    return (Self(bits: whole) - (0x1p52 + 1023), Self(bits: significand))
  }
}
