import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Recurrences in fixed point")
struct FixedPointRecurrenceTests {
  typealias Kernel = FixedPointRecurrence.Kernel

  @Test(arguments: Kernel.allCases)
  func containTheExactStatesWithinTheProvedBound(_ kernel: Kernel) {
    var random = SplitMix64(seed: 11)
    var failures = Failures()
    for index in 0..<max(20, TestScale.count / 10) {
      let precision = [128, 192, 256, 320, 512, 1024][index % 6]
      let channels = [1, 2, 7, 8, 9, 17][(index / 2) % 6]
      let kind = (index / 3) % RandomRecurrence.kinds
      let x = RandomRecurrence(kind: kind, channels: channels, steps: 1 + index % 29, &random)
      var numbers = FixedPointRecurrence(channels: channels, precision: precision, kernel: kernel)
      x.withBlock { numbers.advance($0) }
      for n in 0..<channels {
        let states = x.states(n)
        let exact = states[states.count - 1]
        if !numbers[n].contains(exact) { failures.note("\(precision): \(numbers[n]) lacks \(exact)") }
        guard numbers.floating[n] == nil, let lower = numbers[n].lower, let upper = numbers[n].upper else {
          continue
        }
        // 2 units a step; a unit is at most 2^(4 − precision) times the bound on the largest value.
        let largest = states.map(\.magnitude).max() ?? 0
        let unit = largest * Rational(Integer(33), Integer(1).shifted(by: precision + 1)) + tiny(precision)
        let allowed = 2 * x.errorBound(n) { _, _, _ in 2 * unit } + 4 * unit
        if upper - lower > allowed { failures.note("\(precision) \(kind): width above the bound") }
      }
    }
    failures.expectNone("fixed point")
  }

  /// The unit where all values are 0.
  private func tiny(_ precision: Int) -> Rational { Rational(1, Integer(1).shifted(by: precision + 1016)) }

  @Test(arguments: Kernel.allCases)
  func stableOnesStayInFixedPoint(_ kernel: Kernel) {
    var random = SplitMix64(seed: 12)
    let x = RandomRecurrence(kind: 1, channels: 17, steps: 300, &random)
    var numbers = FixedPointRecurrence(channels: 17, precision: 128, kernel: kernel)
    x.withBlock { numbers.advance($0) }
    #expect(numbers.floating.isEmpty)
    for n in 0..<17 { #expect(numbers[n].contains(x.states(n)[299])) }
  }

  @Test(arguments: Kernel.allCases)
  func growthBeyondDoublesGoesOnInIntervals(_ kernel: Kernel) {
    let steps = 200
    var numbers = FixedPointRecurrence(channels: 2, precision: 256, kernel: kernel)
    let gates = (0..<steps).flatMap { _ in [1e10, 0.5] }
    RecurrenceBlock.withBlock(
      channels: 2, gates: gates, scales: Array(repeating: 1, count: steps),
      inputs: Array(repeating: 1, count: 2 * steps)
    ) { numbers.advance($0) }
    #expect(numbers.floating[0] != nil && numbers.floating[1] == nil)
    var h = (Rational.zero, Rational.zero)
    for _ in 0..<steps { h = (h.0 * 10_000_000_000 + 1, h.1 / 2 + 1) }
    #expect(numbers[0].contains(h.0) && numbers[1].contains(h.1))
    #expect(numbers[0].upper != nil)
  }

  /// The error grows over its limit, while the values, which cancel, do not.
  @Test(arguments: Kernel.allCases)
  func errorsBeyondTheLimitLeaveFixedPoint(_ kernel: Kernel) {
    let steps = 90
    var numbers = FixedPointRecurrence(channels: 1, precision: 128, kernel: kernel)
    // h = 1/3-like start, then multiplied by 8 and brought back: errors grow by 2^3 a step.
    var gates = [0.0]
    var inputs = [0.1]
    var h = Rational(exactly: 0.1) ?? 0
    for _ in 1..<steps {
      let next = (h * 8).approximation
      gates.append(8)
      inputs.append(-next)
      h = h * 8 - (Rational(exactly: next) ?? 0)
    }
    RecurrenceBlock.withBlock(
      channels: 1, gates: gates, scales: Array(repeating: 1, count: steps), inputs: inputs
    ) { numbers.advance($0) }
    #expect(numbers[0].contains(h))
  }

  @Test(arguments: [Double.infinity, .nan], Kernel.allCases)
  func operandsThatAreNoNumbersMakeTheWholeLine(_ operand: Double, _ kernel: Kernel) {
    var numbers = FixedPointRecurrence(channels: 2, precision: 128, kernel: kernel)
    RecurrenceBlock.withBlock(channels: 2, gates: [1], scales: [1], inputs: [operand, 1]) {
      numbers.advance($0)
    }
    #expect(numbers[0].lower == nil && numbers[0].upper == nil)
    #expect(numbers[1].contains(1))
  }

  @Test(arguments: Kernel.allCases)
  func decayKeepsItsRelativePrecision(_ kernel: Kernel) {
    let steps = 5000
    var numbers = FixedPointRecurrence(channels: 1, precision: 128, kernel: kernel)
    let inputs = [1.0] + Array(repeating: 0.0, count: steps - 1)
    RecurrenceBlock.withBlock(
      channels: 1, gates: Array(repeating: 0.875, count: steps), scales: Array(repeating: 1, count: steps),
      inputs: inputs
    ) { numbers.advance($0) }
    let exact = Rational(7, 8).power(steps - 1)
    #expect(numbers[0].contains(exact))
    guard let lower = numbers[0].lower, let upper = numbers[0].upper else {
      Issue.record("no bounds")
      return
    }
    #expect(upper - lower < exact / Rational(Integer(1).shifted(by: 60)))
  }

  @Test(arguments: Kernel.allCases)
  func longRunsInBlocks(_ kernel: Kernel) {
    var random = SplitMix64(seed: 13)
    let x = RandomRecurrence(kind: 0, channels: 2, steps: 400, &random)
    var numbers = FixedPointRecurrence(channels: 2, precision: 192, kernel: kernel)
    x.withBlock { block in
      for first in stride(from: 0, to: 400, by: 37) {
        numbers.advance(block.slice(first, min(37, 400 - first)))
      }
    }
    #expect(numbers.steps == 400)
    for n in 0..<2 { #expect(numbers[n].contains(x.states(n)[399])) }
  }

  /// Blocks made on the fly: only the state and one of them exist at a time.
  @Test(arguments: Kernel.allCases)
  func aMillionSteps(_ kernel: Kernel) {
    // Vectors are slow in a debug build.
    let (channels, steps) = kernel == .limbs ? (1, 1_000_000) : (9, 20_000)
    let perBlock = 2000
    var random = SplitMix64(seed: 14)
    var numbers = FixedPointRecurrence(channels: channels, precision: 128, kernel: kernel)
    var sums = [Int](repeating: 0, count: channels)
    for first in stride(from: 0, to: steps, by: perBlock) {
      let inputs = (0..<perBlock * channels).map { _ in Int(random.next() % 2001) - 1000 }
      let gates = (0..<channels).map { (first / perBlock + $0) % 3 == 0 ? -1 : 1 }
      RecurrenceBlock.withBlock(
        channels: channels, gates: (0..<perBlock).flatMap { _ in gates.map(Double.init) },
        scales: Array(repeating: 0x1p-10, count: perBlock), inputs: inputs.map(Double.init)
      ) { numbers.advance($0) }
      for t in 0..<perBlock {
        for n in 0..<channels { sums[n] = gates[n] * sums[n] + inputs[t * channels + n] }
      }
    }
    #expect(numbers.steps == steps && numbers.floating.isEmpty)
    for n in 0..<channels {
      #expect(numbers[n].contains(Rational(sums[n], 1024)))
      guard let lower = numbers[n].lower, let upper = numbers[n].upper else {
        Issue.record("no bounds")
        continue
      }
      #expect(upper - lower < Rational(1, Integer(1).shifted(by: 80)))
    }
  }
}

@Suite("Exact recurrences")
struct ExactRecurrenceTests {
  @Test func equalRationalArithmetic() {
    var random = SplitMix64(seed: 21)
    for index in 0..<max(16, TestScale.count / 20) {
      let x = RandomRecurrence(
        kind: index % RandomRecurrence.kinds, channels: 1 + index % 3, steps: 1 + index % 17, &random)
      let exact = ExactRecurrence(channels: x.channels)
      #expect(x.withBlock { exact.advance($0) })
      for n in 0..<x.channels { #expect(exact[n] == x.states(n)[x.steps - 1]) }
    }
  }

  @Test func refuseWhatIsNoNumber() {
    let exact = ExactRecurrence(channels: 1)
    let taken = RecurrenceBlock.withBlock(channels: 1, gates: [.nan], scales: [1], inputs: [1]) {
      exact.advance($0)
    }
    #expect(!taken && exact[0] == 0 && exact.steps == 0)
  }
}
