/// What the kernels of the elementary functions compute with: one double, or eight side by side.
///
/// A kernel is written once and free of branches. Everything is inlined, so that no generic code is left.
protocol KernelNumber {
  /// The answers to a comparison, one for each number.
  associatedtype Answer: KernelAnswer where Answer.Number == Self

  /// The same number everywhere.
  init(_ value: Double)

  static func + (x: Self, y: Self) -> Self
  static func - (x: Self, y: Self) -> Self
  static func * (x: Self, y: Self) -> Self
  static func / (x: Self, y: Self) -> Self
  static prefix func - (x: Self) -> Self
  func squareRoot() -> Self
  var magnitude: Self { get }

  /// xy + z, rounded once or twice: what is proved holds for either.
  func times(_ y: Self, plus z: Self) -> Self

  /// Comparisons with a NaN are false.
  static func == (x: Self, y: Self) -> Answer
  static func < (x: Self, y: Self) -> Answer
  static func <= (x: Self, y: Self) -> Answer

  /// 2^k for a whole number −1022 ≤ k ≤ 1023, given as k + 1.5·2⁵²: the last bits of that are k.
  static func powerOfTwo(shifted: Self) -> Self
  /// For k + 1.5·2⁵²: whether k is odd.
  static func isOdd(shifted: Self) -> Answer
  /// For k + 1.5·2⁵²: x where the second last bit of k is 0, else −x.
  func negated(bySecondBitOf shifted: Self) -> Self
  /// x = 2^k·z with z in [h, 2h), h = 0.70710659…, for a normal x > 0.
  var splitExponent: (exponent: Self, significand: Self) { get }
}

// Constants are written as doubles.
extension KernelNumber {
  @inline(__always)
  static func + (x: Self, y: Double) -> Self { x + Self(y) }
  @inline(__always)
  static func - (x: Self, y: Double) -> Self { x - Self(y) }
  @inline(__always)
  static func * (x: Self, y: Double) -> Self { x * Self(y) }
  @inline(__always)
  static func - (x: Double, y: Self) -> Self { Self(x) - y }
  @inline(__always)
  func times(_ y: Self, plus z: Double) -> Self { times(y, plus: Self(z)) }
  @inline(__always)
  func times(_ y: Double, plus z: Self) -> Self { times(Self(y), plus: z) }
  @inline(__always)
  func times(_ y: Double, plus z: Double) -> Self { times(Self(y), plus: Self(z)) }
  @inline(__always)
  static func == (x: Self, y: Double) -> Answer { x == Self(y) }
  @inline(__always)
  static func < (x: Self, y: Double) -> Answer { x < Self(y) }
  @inline(__always)
  static func <= (x: Self, y: Double) -> Answer { x <= Self(y) }
  @inline(__always)
  static func > (x: Self, y: Double) -> Answer { Self(y) < x }
  @inline(__always)
  static func >= (x: Self, y: Double) -> Answer { Self(y) <= x }
}

/// The answers to a comparison.
protocol KernelAnswer {
  associatedtype Number: KernelNumber
  static func & (x: Self, y: Self) -> Self
  /// x where the answer is yes, else y.
  func choose(_ x: Number, _ y: Number) -> Number
}

extension KernelAnswer {
  @inline(__always)
  func choose(_ x: Double, _ y: Number) -> Number { choose(Number(x), y) }
  @inline(__always)
  func choose(_ x: Number, _ y: Double) -> Number { choose(x, Number(y)) }
  @inline(__always)
  func choose(_ x: Double, _ y: Double) -> Number { choose(Number(x), Number(y)) }
}

/// Bit patterns that the two forms share.
enum KernelBits {
  static var magnitude: UInt64 { 0x7fff_ffff_ffff_ffff }
  static var significand: UInt64 { 0x000f_ffff_ffff_ffff }
  /// h as bits, just below √½.
  static var nearRoot: UInt64 { 0x3fe6_a09e_0000_0000 }
  static var one: UInt64 { 0x3ff0_0000_0000_0000 }
  /// 2⁵² as bits: with a whole number below 2⁵² in its last bits, it is the sum of the two.
  static var wholeNumber: UInt64 { 0x4330_0000_0000_0000 }
}
