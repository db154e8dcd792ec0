import Enclosures
import Numbers

/// Numbers as tests draw them.
extension SplitMix64 {
  /// In [-1, 1).
  package mutating func unit() -> Double { Double(Int64(bitPattern: next()) >> 11) * 0x1p-52 }

  package mutating func rational(_ size: Int = 20, denominator: Int = 6) -> Rational {
    Rational(Int.random(in: -size...size, using: &self), Int.random(in: 1...denominator, using: &self))
  }

  /// A finite double: small whole numbers and fractions, ordinary sizes, all exponents, and special ones.
  package mutating func double() -> Double {
    switch next() % 16 {
    case 0...2: return Double(Int.random(in: -12...12, using: &self))
    case 3...5: return Double(Int.random(in: -64...64, using: &self)) / 8
    case 6...9: return Double.random(in: -4...4, using: &self)
    case 10...12: return significand() * power(Int.random(in: -40...40, using: &self))
    case 13...14: return significand() * power(Int.random(in: -1074...1023, using: &self))
    default:
      let special: [Double] = [
        0, -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1, -1, 0x1p-53,
        1 + 0x1p-52, 1 - 0x1p-53, .pi, -.pi / 2, -1.2784645427610738, 709.78, -745.2, 1e22,
      ]
      return special[Int(next() % UInt64(special.count))] * (next() & 1 == 0 ? 1 : -1)
    }
  }

  private mutating func significand() -> Double {
    let bits = next() & 0x000F_FFFF_FFFF_FFFF
    let value = Double(bitPattern: 0x3FF0_0000_0000_0000 | bits)
    return next() & 1 == 0 ? value : -value
  }

  private func power(_ exponent: Int) -> Double {
    exponent < -1022
      ? .leastNonzeroMagnitude * Double(1 << (exponent + 1074))
      : Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
