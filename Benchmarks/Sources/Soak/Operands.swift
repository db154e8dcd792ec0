import Enclosures
import Numbers

/// Random operands that favour the edges.
struct Operands {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: UInt64) -> Int { Int((next() >> 11) % count) }

  private static let special: [Double] = [
    0, 1, -1, 0.5, 2, 3, -2, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1.nextUp, 1.nextDown, .pi, .pi / 2, 2 * .pi, 709.78,
    745.2, -745.13,
    -708.4, 36.7, 18.4, 0x1p52, 0x1p53, 0x1p-53, 0x1p-27, 0x1p511, 0x1p-511, 0.7071067811865476, 1e22,
  ]

  /// A finite double.
  mutating func double() -> Double {
    let bits = next()
    switch bits % 16 {
    case 0: return Self.special[Int(bits >> 8) % Self.special.count]
    // Next to one of them.
    case 1:
      let x = Self.special[Int(bits >> 8) % Self.special.count]
      return ulps(x, Int((bits >> 32) % 7) - 3)
    // Any bits at all.
    case 2, 3:
      let x = Double(bitPattern: next())
      return x.isFinite ? x : 1
    // Subnormal.
    case 4: return Double(bitPattern: next() & 0x800f_ffff_ffff_ffff)
    // Few bits: exact results, ties.
    case 5, 6: return Double(Int64(bitPattern: next()) >> 54) / Double(1 << (bits >> 60))
    case 7: return Double(Int64(bitPattern: next()) >> 36) * 0x1p-27
    case 8: return Double(Int64(bitPattern: next()) >> 11) * 0x1p-43
    case 9: return 1 + Double(Int64(bitPattern: next()) >> 11) * 0x1p-60
    // Where the functions are at home.
    default: return Double(Int64(bitPattern: next()) >> 11) * 0x1p-49
    }
  }

  private func ulps(_ x: Double, _ steps: Int) -> Double {
    var x = x
    for _ in 0..<abs(steps) { x = steps > 0 ? x.nextUp : x.nextDown }
    return x.isFinite ? x : 0
  }

  /// A point, and a ball that contains it: often itself, sometimes at the very edge, sometimes of huge radius.
  mutating func enclosed(_ point: Double) -> Ball {
    let bits = next()
    switch bits % 8 {
    case 0, 1, 2: return Ball(lower: point, upper: point)
    case 3: return Ball(lower: point, upper: max(point, ulps(point, Int(bits >> 60))))
    case 4:
      let other = double()
      return Ball(lower: min(point, other), upper: max(point, other))
    default:
      let reach = point.magnitude * Double(sign: .plus, exponent: -Int((bits >> 8) % 60), significand: 1)
      let (low, high) = (point - reach, point + reach)
      guard low.isFinite, high.isFinite else { return Ball(lower: point, upper: point) }
      return Ball(lower: min(low, point), upper: max(high, point))
    }
  }

  /// A partner for x: independent, or so near that differences cancel.
  mutating func partner(of x: Double) -> Double {
    switch next() % 6 {
    case 0: x
    case 1: ulps(x, below(9) - 4)
    case 2: -ulps(x, below(9) - 4)
    default: double()
    }
  }

  /// A rational of about the given number of bits, small denominators among them.
  mutating func rational(bits: Int) -> Rational {
    switch next() % 4 {
    case 0: return Rational(below(41) - 20, 1 + below(12))
    case 1: return Rational(exactly: double()) ?? 0
    default:
      var n = Integer(0)
      var d = Integer(1)
      for _ in 0...(bits / 64) {
        n = n.shifted(by: 61) + Integer(Int(next() >> 3))
        d = d.shifted(by: 61) + Integer(Int(next() >> 3))
      }
      return Rational(next() % 2 == 0 ? n : -n, d)
    }
  }
}
