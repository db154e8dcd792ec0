import Enclosures
import Numbers

/// Numbers as tests draw them.
extension SplitMix64 {
  /// In [-1, 1).
  package mutating func unit() -> Double { Double(Int64(bitPattern: next()) >> 11) * 0x1p-52 }

  package mutating func rational(_ size: Int = 20, denominator: Int = 6) -> Rational {
    Rational(Int.random(in: -size...size, using: &self), Int.random(in: 1...denominator, using: &self))
  }
}
