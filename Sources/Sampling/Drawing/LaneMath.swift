/// Elementary functions of eight doubles in plain IEEE operations, one after the other: what is drawn must be the same
/// numbers on every machine and in every build, which the functions of the system and fused operations are not.
///
/// They are accurate to a few units in the last place; nothing certified rests on them.
enum LaneMath {
  typealias Lanes = SIMD8<Double>
  typealias Words = SIMD8<UInt64>

  private static let logTwoHigh = 0x1.62e42feep-1
  private static let logTwoLow = 0x1.a39ef35793c76p-33

  /// The natural logarithm; −∞ at 0, NaN below.
  static func log(_ x: Lanes) -> Lanes {
    // Subnormals are brought into the range of normal numbers.
    let isTiny = x .< Lanes(repeating: .leastNormalMagnitude)
    let scaled = x.replacing(with: x * 0x1p54, where: isTiny)
    let bits = unsafeBitCast(scaled, to: Words.self)
    // The significand lies in [√½, √2): 0x3fe6a09e667f3bcd is √½.
    let shifted = bits &- Words(repeating: 0x3fe6_a09e_667f_3bcd)
    let exponent =
      whole(shifted &>> Words(repeating: 52))
      - Lanes(repeating: 0).replacing(with: Lanes(repeating: 54), where: isTiny)
    let high = shifted & Words(repeating: 0xfff0_0000_0000_0000)
    let m = unsafeBitCast(bits &- high, to: Lanes.self)
    let s = (m - 1) / (m + 1)
    let w = s * s
    var series = Lanes(repeating: 1.0 / 21)
    for k in stride(from: 19.0, through: 3, by: -2) { series = series * w + 1 / k }
    let tail = s * w * series * 2 + exponent * logTwoLow
    var result = exponent * logTwoHigh + (s * 2 + tail)
    result.replace(with: x, where: x .== Lanes(repeating: .infinity))
    result.replace(with: -.infinity, where: x .== Lanes(repeating: 0))
    result.replace(with: .nan, where: .!(x .>= Lanes(repeating: 0)))
    return result
  }

  /// The whole number in the low 12 bits, with sign, as a double.
  @inline(__always)
  private static func whole(_ bits: Words) -> Lanes {
    // 2^52 + 2^11 + n, exactly.
    let biased = (bits &+ Words(repeating: 2048)) & Words(repeating: 0xfff)
    let number = unsafeBitCast(biased | Words(repeating: 0x4330_0000_0000_0000), to: Lanes.self)
    return number - (0x1p52 + 2048)
  }

  static func exp(_ x: Lanes) -> Lanes {
    let limited = x.clamped(lowerBound: Lanes(repeating: -800), upperBound: Lanes(repeating: 800))
    let k = (limited * 1.4426950408889634).rounded(.toNearestOrEven)
    let r = (limited - k * logTwoHigh) - k * logTwoLow
    var series = Lanes(repeating: 1.0 / 6_227_020_800)
    for denominator in [
      479_001_600.0, 39_916_800, 3_628_800, 362_880, 40_320, 5040, 720, 120, 24, 6, 2, 1, 1,
    ] { series = series * r + 1 / denominator }
    // In two factors, each a power of two within range.
    let half = (k * 0.5).rounded(.towardZero)
    var result = series * power(half) * power(k - half)
    result.replace(with: .nan, where: x .!= x)
    return result
  }

  /// 2^k for whole |k| ≤ 1000.
  @inline(__always)
  private static func power(_ k: Lanes) -> Lanes {
    let biased = unsafeBitCast(k + (0x1p52 + 1023), to: Words.self)
    return unsafeBitCast(biased &<< Words(repeating: 52), to: Lanes.self)
  }

  /// Sine and cosine of `turns` full turns.
  static func turn(_ turns: Lanes) -> (sine: Lanes, cosine: Lanes) {
    let rest = turns - turns.rounded(.toNearestOrEven)
    return quarter(rest * 4)
  }

  /// Sine and cosine of π/2 times x.
  private static func quarter(_ x: Lanes) -> (sine: Lanes, cosine: Lanes) {
    let q = x.rounded(.toNearestOrEven)
    let y = (x - q) * 1.5707963267948966
    let w = y * y
    var sine = Lanes(repeating: 0)
    var cosine = Lanes(repeating: 0)
    for k in stride(from: 17.0, through: 3, by: -2) { sine = (sine + 1) * w * (-1 / (k * (k - 1))) }
    for k in stride(from: 18.0, through: 2, by: -2) { cosine = (cosine + 1) * w * (-1 / (k * (k - 1))) }
    (sine, cosine) = (y * (sine + 1), cosine + 1)
    // By the quadrant, modulo 4.
    let quadrant = q - (q * 0.25).rounded(.down) * 4
    let isOdd = quadrant .== 1 .| quadrant .== 3
    let (s, c) = (sine.replacing(with: cosine, where: isOdd), cosine.replacing(with: sine, where: isOdd))
    return (
      s.replacing(with: -s, where: quadrant .>= 2),
      c.replacing(with: -c, where: quadrant .== 1 .| quadrant .== 2)
    )
  }

  static func sine(_ x: Lanes) -> Lanes { quarter(x * 0.6366197723675814).sine }
  static func cosine(_ x: Lanes) -> Lanes { quarter(x * 0.6366197723675814).cosine }

  static func tanh(_ x: Lanes) -> Lanes {
    let size = magnitude(x)
    let e = exp(size * -2)
    let large = (1 - e) / (1 + e)
    // The series where 1 − e would lose digits.
    let w = x * x
    let inner: Lanes = w * (-17.0 / 315) + 2.0 / 15
    let small: Lanes = size * (w * (w * inner - 1.0 / 3) + 1)
    let result = large.replacing(with: small, where: size .< 0.01)
    return result.replacing(with: -result, where: x .< 0)
  }

  static func sigmoid(_ x: Lanes) -> Lanes { 1 / (1 + exp(-x)) }

  static func softplus(_ x: Lanes) -> Lanes {
    let zero = Lanes(repeating: 0)
    return x.replacing(with: zero, where: x .< zero) + log(1 + exp(-magnitude(x)))
  }

  static func magnitude(_ x: Lanes) -> Lanes {
    unsafeBitCast(unsafeBitCast(x, to: Words.self) & Words(repeating: 0x7fff_ffff_ffff_ffff), to: Lanes.self)
  }

  /// The angle of x + i·y: a start from the smaller ratio, then two of Newton's steps.
  static func angle(_ y: Lanes, _ x: Lanes) -> Lanes {
    let zero = Lanes(repeating: 0)
    let (width, height) = (magnitude(x), magnitude(y))
    let isSteep = height .> width
    let short = height.replacing(with: width, where: isSteep)
    let long = width.replacing(with: height, where: isSteep)
    let ratio = short / long
    let square = ratio * ratio
    var angle = ratio / (square * 0.28 + 1)
    for _ in 0..<3 {
      let (s, c) = quarter(angle * 0.6366197723675814)
      let rest: Lanes = ratio * c - s
      let along: Lanes = c + ratio * s
      angle += rest / along
    }
    angle.replace(with: .pi / 2 - angle, where: isSteep)
    angle.replace(with: .pi - angle, where: x .< zero)
    angle.replace(with: -angle, where: y .< zero)
    return angle.replacing(with: zero, where: long .== zero)
  }

  static func power(_ x: Lanes, _ n: Int) -> Lanes {
    var (result, square, rest) = (Lanes(repeating: 1), x, n.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return n < 0 ? 1 / result : result
  }

  /// x^y for x > 0, for x = 0 and y > 0, and for whole y.
  static func power(_ x: Lanes, _ y: Lanes) -> Lanes {
    var result = exp(y * log(magnitude(x)))
    for lane in 0..<Lanes.scalarCount {
      let (a, b) = (x[lane], y[lane])
      if let k = Int(exactly: b), k.magnitude < 1 << 20 {
        result[lane] = power(Lanes(repeating: a), k)[0]
      } else if b == 0.5, a >= 0 {
        result[lane] = a.squareRoot()
      } else if a == 0, b > 0 {
        result[lane] = 0
      } else if !(a > 0) {
        result[lane] = .nan
      }
    }
    return result
  }
}
