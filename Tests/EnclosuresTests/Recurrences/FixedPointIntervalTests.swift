import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Intervals in fixed point")
struct FixedPointIntervalTests {
  private typealias Random = RandomEnclosureRecurrence

  /// The whole number of 28-bit digits in two's complement.
  private func whole(_ x: FixedPointInterval, bits: Int) -> Rational {
    let count = (bits + 27) / 28
    var sum = Rational.zero
    for k in 0..<count {
      let width = min(28, bits - 28 * k)
      sum = sum + Rational(Int(x.bits(from: 28 * k, count: width))) * Random.two(28 * k)
    }
    return sum * 2 < Random.two(bits) ? sum : sum - Random.two(bits)
  }

  @Test func radiiReachBothEnds() {
    var random = SplitMix64(seed: 51)
    var failures = Failures()
    for index in 0..<max(300, TestScale.count) {
      let operand = Interval.operand(&random)
      let limit = [60, 128, 139, 200][index % 4]
      let f = Int.random(in: -80...160, using: &random)
      var scratch = FixedPointInterval(limbs: (limit + 64) / 64 + 1)
      let scale = Random.two(f)
      guard let lower = operand.enclosure.lower, let upper = operand.enclosure.upper else {
        if scratch.set(operand.enclosure, fractionBits: f, limit: limit) != nil {
          failures.note("a half line")
        }
        continue
      }
      guard let radius = scratch.set(operand.enclosure, fractionBits: f, limit: limit) else {
        let largest = max(lower.magnitude, upper.magnitude) * scale
        if largest * 2 < Random.two(limit) { failures.note("\(operand.enclosure) refused") }
        continue
      }
      let X = whole(scratch, bits: limit + 1)
      let r = Rational(exactly: radius) ?? 0
      let (low, high) = (lower * scale - X, upper * scale - X)
      if low.magnitude > r || high.magnitude > r {
        failures.note("\(operand.enclosure): \(radius) at 2^\(f)")
      }
      // Half the width, and what rounding the ends adds.
      if r > (high - low) * Rational(513, 1024) + 4 {
        failures.note("\(operand.enclosure): radius \(radius)")
      }
      if lower == upper, low.isZero, radius != 0 { failures.note("\(operand.enclosure) is exact") }
    }
    failures.expectNone("intervals")
  }

  @Test func changingTheUnitLosesWhatTheRadiusGains() {
    var random = SplitMix64(seed: 52)
    for _ in 0..<200 {
      var numbers = EnclosureNumbers(channels: 9, count: 11)
      let bits = Int.random(in: 20...270, using: &random)
      let limbs = (0..<5).map { i -> UInt64 in
        let kept = bits - 64 * i
        return kept <= 0 ? 0 : kept >= 64 ? random.next() : random.next() & (1 << UInt64(kept) - 1)
      }
      numbers.setLimbs(8, random.next() % 2 == 0 ? limbs : limbs.map { ~$0 })
      numbers.errors[8] = Double(random.next() % 3)
      let before = numbers
      let digits = Int.random(in: -4...(306 - bits) / 28, using: &random)
      numbers.rescale(8, by: digits)
      #expect(numbers.fractionBits[8] == before.fractionBits[8] + 28 * digits)
      let moved = value(before.limbs(8)) * Random.two(28 * digits)
      let lost = (value(numbers.limbs(8)) - moved).magnitude
      let gained =
        (Rational(exactly: numbers.errors[8]) ?? 0)
        - (Rational(exactly: before.errors[8]) ?? 0) * Random.two(28 * digits)
      #expect(lost <= gained)
    }
  }

  private func value(_ limbs: [UInt64]) -> Rational {
    var x = Rational(limbs[limbs.count - 1] >> 63 == 1 ? -1 : 0)
    for limb in limbs.reversed() {
      x =
        (x * Random.two(32) + Rational(Int(limb >> 32))) * Random.two(32) + Rational(Int(limb & 0xFFFF_FFFF))
    }
    return x
  }
}
