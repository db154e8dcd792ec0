/// One double, as the kernels compute with it. A wrapper, since what a conformance of `Double` itself adds
/// would be found beside its own operators.
struct OneDouble: KernelNumber {
  let value: Double

  @inline(__always)
  init(_ value: Double) { self.value = value }

  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Self(x.value + y.value) }
  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Self(x.value - y.value) }
  @inline(__always)
  static func * (x: Self, y: Self) -> Self { Self(x.value * y.value) }
  @inline(__always)
  static func / (x: Self, y: Self) -> Self { Self(x.value / y.value) }
  @inline(__always)
  static prefix func - (x: Self) -> Self { Self(-x.value) }
  @inline(__always)
  func squareRoot() -> Self { Self(value.squareRoot()) }
  @inline(__always)
  var magnitude: Self { Self(value.magnitude) }

  /// Fused where SSMPROOF_FMA is set: without the instruction that would be a function call.
  @inline(__always)
  func times(_ y: Self, plus z: Self) -> Self {
    #if SSMPROOF_FMA
      Self(z.value.addingProduct(value, y.value))
    #else
      self * y + z
    #endif
  }

  struct Answer: KernelAnswer {
    let isYes: Bool
    @inline(__always)
    static func & (x: Self, y: Self) -> Self { Self(isYes: x.isYes && y.isYes) }
    @inline(__always)
    func choose(_ x: OneDouble, _ y: OneDouble) -> OneDouble { isYes ? x : y }
  }

  @inline(__always)
  static func == (x: Self, y: Self) -> Answer { Answer(isYes: x.value == y.value) }
  @inline(__always)
  static func < (x: Self, y: Self) -> Answer { Answer(isYes: x.value < y.value) }
  @inline(__always)
  static func <= (x: Self, y: Self) -> Answer { Answer(isYes: x.value <= y.value) }

  @inline(__always)
  static func powerOfTwo(shifted: Self) -> Self {
    Self(Double(bitPattern: (shifted.value.bitPattern &+ 1023) &<< 52))
  }

  @inline(__always)
  static func isOdd(shifted: Self) -> Answer { Answer(isYes: shifted.value.bitPattern & 1 != 0) }

  @inline(__always)
  func negated(bySecondBitOf shifted: Self) -> Self {
    Self(Double(bitPattern: value.bitPattern ^ (shifted.value.bitPattern & 2) &<< 62))
  }

  @inline(__always)
  var splitExponent: (exponent: Self, significand: Self) {
    let bits = value.bitPattern &+ (KernelBits.one &- KernelBits.nearRoot)
    let whole = Double(bitPattern: bits &>> 52 | KernelBits.wholeNumber)
    let significand = Double(bitPattern: (bits & KernelBits.significand) &+ KernelBits.nearRoot)
    return (Self(whole - (0x1p52 + 1023)), Self(significand))
  }
}
