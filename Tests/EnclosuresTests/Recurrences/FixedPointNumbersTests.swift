import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Numbers in fixed point")
struct FixedPointNumbersTests {
  private static let channels = 11

  private func make(_ kernel: FixedPointRecurrence.Kernel, _ precision: Int) -> any FixedPointNumbers {
    FixedPointRecurrence(channels: Self.channels, precision: precision, kernel: kernel).numbers
  }

  /// The whole number in two's complement.
  private func whole(_ limbs: [UInt64]) -> Rational {
    var x = Rational.zero
    for (i, limb) in limbs.enumerated().reversed() {
      let high = i == limbs.count - 1 ? Int(Int64(bitPattern: limb) >> 32) : Int(limb >> 32)
      x = (x * two(32) + Rational(high)) * two(32) + Rational(Int(limb & 0xFFFF_FFFF))
    }
    return x
  }

  private func two(_ k: Int) -> Rational {
    k >= 0 ? Rational(Integer(1).shifted(by: k)) : Rational(1, Integer(1).shifted(by: -k))
  }

  /// Limbs of a random number of at most `bits` bits with its sign.
  private func limbs(_ count: Int, bits: Int, _ random: inout SplitMix64) -> [UInt64] {
    let isNegative = random.next() % 2 == 0
    let used = random.next() % 4 == 0 ? Int.random(in: 1...bits, using: &random) : bits
    return (0..<count).map { i in
      let word = [UInt64.zero, .max, random.next(), random.next()][Int(random.next() % 4)]
      let kept = used - 1 - 64 * i
      let mask: UInt64 = kept <= 0 ? 0 : kept >= 64 ? .max : (1 << UInt64(kept)) - 1
      return isNegative ? word | ~mask : word & mask
    }
  }

  @Test(arguments: FixedPointRecurrence.Kernel.allCases)
  func limbsComeBack(_ kernel: FixedPointRecurrence.Kernel) {
    var random = SplitMix64(seed: 31)
    for precision in [64, 128, 192, 256, 320, 512, 1024, 1088] {
      var numbers = make(kernel, precision)
      let count = (numbers.bits + 63) / 64
      #expect(numbers.bits >= precision)
      let values = (0..<Self.channels).map { _ in limbs(count, bits: numbers.bits, &random) }
      for n in 0..<Self.channels { numbers.setLimbs(n, values[n]) }
      for n in 0..<Self.channels { #expect(numbers.limbs(n) == values[n]) }
    }
  }

  /// Gates and increments of every size, in any mixture over the channels, lose less than two units.
  @Test(arguments: FixedPointRecurrence.Kernel.allCases)
  func aStepLosesLessThanTwoUnits(_ kernel: FixedPointRecurrence.Kernel) {
    var random = SplitMix64(seed: 32)
    var failures = Failures()
    for index in 0..<max(40, TestScale.count / 5) {
      let numbers = make(kernel, [128, 192, 256, 320, 512, 1024][index % 6])
      check(numbers, isUsual: index % 3 == 0, &random, &failures)
    }
    failures.expectNone("a step")
  }

  private func check(
    _ start: any FixedPointNumbers, isUsual: Bool, _ random: inout SplitMix64, _ failures: inout Failures
  ) {
    var numbers = start
    let (bits, N) = (numbers.bits, Self.channels)
    var state = FixedPointState(
      fractionBits: (0..<N).map { _ in bits + Int.random(in: -300...900, using: &random) },
      errors: (0..<N).map { _ in Double(random.next() % 5) }, worst: Array(repeating: 0, count: N),
      skipped: (0..<N).map { _ in random.next() % 16 == 0 })
    let before = state
    // |h| < 2^(bits − 3), |p| ≤ 2^(bits − 3) and |a·h| < 2^(bits − 3), so that |h′| < 2^(bits − 2).
    var (gates, scales, inputs, values) = ([Double](), [Double](), [Double](), [Rational]())
    for n in 0..<N {
      let gate = gate(isUsual: isUsual, &random)
      let growth = gate.magnitude > 1 ? Int(gate.exponent) + 1 : 0
      let room = bits - 2 - growth
      numbers.setLimbs(
        n,
        room < 2
          ? Array(repeating: 0, count: (bits + 63) / 64) : limbs((bits + 63) / 64, bits: room, &random))
      values.append(whole(numbers.limbs(n)))
      gates.append(gate)
      let (d, b) = increment(bits - 3 - state.fractionBits[n], isUsual: isUsual, &random)
      scales.append(d)
      inputs.append(b)
    }
    RecurrenceBlock.withBlock(channels: N, gates: gates, scales: scales, inputs: inputs) {
      numbers.advance($0, &state)
    }
    func exact(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }
    for n in 0..<N where !before.skipped[n] {
      let p = exact(scales[n]) * exact(inputs[n]) * two(before.fractionBits[n])
      let found = whole(numbers.limbs(n))
      let error = found - (exact(gates[n]) * values[n] + p)
      if !(error.magnitude < 2) {
        failures.note(
          "\(bits) bits, a \(gates[n]), d \(scales[n]), b \(inputs[n]): off by \(error.approximation)")
      }
      let bound = before.errors[n] * gates[n].magnitude + 2
      if state.errors[n] != bound || !(state.worst[n] >= max(bound, before.errors[n])) {
        failures.note("R = \(state.errors[n]), worst \(state.worst[n]) in place of \(bound)")
      }
    }
  }

  private func gate(isUsual: Bool, _ random: inout SplitMix64) -> Double {
    let sign: Double = random.next() % 2 == 0 ? 1 : -1
    let exponents = isUsual ? -35...0 : -1074...40
    switch random.next() % 5 {
    case 0:
      return [0, -0.0, 1, -1, 0.5, 2, -0x1.fffffffffffffp1, -4, 0x1p-35, 0x1p-36][Int(random.next() % 10)]
    case 1:
      return sign * Double(sign: .plus, exponent: Int.random(in: exponents, using: &random), significand: 1)
    case 2:
      return sign
        * Double(
          sign: .plus, exponent: Int.random(in: exponents, using: &random),
          significand: Double.random(in: 1..<2, using: &random))
    default: return sign * Double.random(in: 0...1, using: &random)
    }
  }

  /// d and b with |d·b| ≤ 2^largest.
  private func increment(_ largest: Int, isUsual: Bool, _ random: inout SplitMix64) -> (Double, Double) {
    if random.next() % 8 == 0 { return random.next() % 2 == 0 ? (0, 0.1) : (-0.1, -0.0) }
    let below = Int.random(in: isUsual ? 0...34 : 0...1200, using: &random)
    let d = Int.random(in: -1074...40, using: &random)
    let b = max(-1074, min(largest - below - d - 2, 1020))
    func number(_ exponent: Int) -> Double {
      let sign: FloatingPointSign = random.next() % 2 == 0 ? .plus : .minus
      let significand = random.next() % 4 == 0 ? 2 - 0x1p-52 : Double.random(in: 1..<2, using: &random)
      return Double(sign: sign, exponent: exponent, significand: significand)
    }
    // Where b would have to be smaller than there are doubles, the product is too large.
    return b + d + 2 > largest ? (0, number(b)) : (number(d), number(b))
  }
}
