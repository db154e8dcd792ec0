import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Recurrences of double-doubles")
struct DoubleDoubleRecurrenceTests {
  @Test func containTheExactStatesWithinTheProvedBound() {
    var random = SplitMix64(seed: 61)
    var failures = Failures()
    for index in 0..<max(24, TestScale.count / 10) {
      let channels = [1, 3, 8, 13, 16, 21, 32][index % 7]
      let kind = index % RandomRecurrence.kinds
      let x = RandomRecurrence(kind: kind, channels: channels, steps: 1 + index % 23, &random)
      var pairs = DoubleDoubleRecurrence(channels: channels)
      x.withBlock { pairs.advance($0) }
      for n in 0..<channels {
        let states = x.states(n)
        let interval = pairs[n]
        if !interval.contains(states[states.count - 1]) {
          failures.note("\(kind): \(interval) lacks \(states)")
        }
        guard let lower = interval.lower, let upper = interval.upper else { continue }
        // A step's terms r₁, r₂ and c are each at most 4u(|h| + |p| + |ah|), beside the errors so far.
        let unit = Rational(1, Integer(1).shifted(by: 106))
        let bound = x.errorBound(n) { 32 * unit * ($0 + $1 + $2) + Rational(1, Integer(1).shifted(by: 1060)) }
        if upper - lower > 2 * bound + unit * states[states.count - 1].magnitude {
          failures.note("\(kind): width above the bound")
        }
      }
    }
    failures.expectNone("double-doubles")
  }

  @Test func blocksDoNotMatter() {
    var random = SplitMix64(seed: 62)
    let x = RandomRecurrence(kind: 1, channels: 19, steps: 50, &random)
    var (whole, parts) = (DoubleDoubleRecurrence(channels: 19), DoubleDoubleRecurrence(channels: 19))
    x.withBlock { block in
      whole.advance(block)
      for first in stride(from: 0, to: 50, by: 7) { parts.advance(block.slice(first, min(7, 50 - first))) }
    }
    #expect(whole.steps == 50 && parts.steps == 50)
    for n in 0..<19 { #expect(whole[n].lower == parts[n].lower && whole[n].upper == parts[n].upper) }
  }

  @Test(arguments: [Double.infinity, .nan, -.infinity, .greatestFiniteMagnitude])
  func becomeTheWholeLineAndStaySo(_ operand: Double) {
    var pairs = DoubleDoubleRecurrence(channels: 9)
    for (gate, input) in [(0, 1), (operand, operand), (0.0, 1.0), (0.5, 1.0)] {
      RecurrenceBlock.withBlock(
        channels: 9, gates: [gate], scales: [2], inputs: Array(repeating: input, count: 9)
      ) { pairs.advance($0) }
    }
    for n in 0..<9 { #expect(pairs[n].lower == nil && pairs[n].upper == nil) }
  }

  /// The last sum of a step may overflow where nothing before it does.
  @Test func overflowOfTheSumIsSeenAtOnce() {
    var pairs = DoubleDoubleRecurrence(channels: 1)
    for gate in [0.0, 1, 1, 0] {
      RecurrenceBlock.withBlock(
        channels: 1, gates: [gate], scales: [1], inputs: [.greatestFiniteMagnitude / 2 * (1 + 0x1p-52)]
      ) { pairs.advance($0) }
    }
    #expect(pairs[0].upper == nil)
  }

  @Test(arguments: [0x1p-540, 0x1.0000000000001p-500, 0x1.0000000000001p-530, 0x1.8p-537])
  func boundCoversWhatUnderflows(_ x: Double) {
    for gate in [1, 0x1.0000000000001p-1, -0x1p-60] {
      var pairs = DoubleDoubleRecurrence(channels: 3)
      RecurrenceBlock.withBlock(
        channels: 3, gates: Array(repeating: gate, count: 4), scales: Array(repeating: x, count: 4),
        inputs: Array(repeating: x, count: 12)
      ) { pairs.advance($0) }
      let (a, b) = (Rational(exactly: gate) ?? 0, Rational(exactly: x) ?? 0)
      var h = Rational.zero
      for _ in 0..<4 { h = a * h + b * b }
      for n in 0..<3 { #expect(pairs[n].contains(h)) }
    }
  }

  @Test func boundStandsWhereErrorsPileUp() {
    let steps = 20_000
    var pairs = DoubleDoubleRecurrence(channels: 1)
    RecurrenceBlock.withBlock(
      channels: 1, gates: Array(repeating: 1, count: steps), scales: Array(repeating: 0.1, count: steps),
      inputs: Array(repeating: 0.1, count: steps)
    ) { pairs.advance($0) }
    let tenth = Rational(exactly: 0.1) ?? 0
    #expect(pairs[0].contains(Rational(steps) * tenth * tenth))
    guard let lower = pairs[0].lower, let upper = pairs[0].upper else {
      Issue.record("no bounds")
      return
    }
    #expect(upper - lower < Rational(1, Integer(1).shifted(by: 80)))
  }
}
