import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

@Suite("Recurrences of balls")
struct BallRecurrenceTests {
  @Test func containTheExactStatesWithinTheProvedBound() {
    var random = SplitMix64(seed: 1)
    var failures = Failures()
    for index in 0..<max(8, TestScale.count / 20) {
      let channels = [1, 3, 8, 13, 16, 21][index % 6]
      let x = RandomRecurrence(
        kind: index % RandomRecurrence.kinds, channels: channels, steps: 1 + index % 23, &random)
      var balls = BallRecurrence(channels: channels)
      x.withBlock { balls.advance($0, trackingRanges: true) }
      for n in 0..<channels {
        let states = x.states(n)
        let ball = balls[n]
        if !ball.contains(states[states.count - 1]) { failures.note("\(ball) lacks \(states)") }
        let range = balls.range(n)
        if !([.zero] + states).allSatisfy(range.contains) { failures.note("\(range) lacks one of \(states)") }
        guard ball.radius < .infinity, let radius = Rational(exactly: ball.radius) else { continue }
        // u(|h| + |p| + |ah|) a step, the errors of the terms themselves and the floor.
        let bound = x.errorBound(n) { $0 + $1 + $2 + Rational(1, Integer(1).shifted(by: 1018)) }
        let allowed = bound * Rational(1027, 1024) / Rational(Integer(1).shifted(by: 53))
        if radius > allowed { failures.note("radius \(radius) above \(allowed)") }
      }
    }
    failures.expectNone("balls")
  }

  @Test func doNotDependOnTheBlocks() {
    var random = SplitMix64(seed: 2)
    let x = RandomRecurrence(kind: 0, channels: 19, steps: 50, &random)
    var (whole, parts) = (BallRecurrence(channels: 19), BallRecurrence(channels: 19))
    x.withBlock { block in
      whole.advance(block)
      for first in stride(from: 0, to: 50, by: 7) { parts.advance(block.slice(first, min(7, 50 - first))) }
    }
    #expect(whole.steps == 50 && parts.steps == 50)
    for n in 0..<19 {
      #expect(whole[n].midpoint == parts[n].midpoint && whole[n].radius == parts[n].radius)
    }
  }

  @Test(arguments: [Double.infinity, .nan, -.infinity, .greatestFiniteMagnitude])
  func becomeTheWholeLineAndStaySo(_ operand: Double) {
    var balls = BallRecurrence(channels: 9)
    // 1, then what overflows or is no number, then a gate 0 that hides it from the midpoint.
    for (gate, input) in [(0, 1), (operand, operand), (0.0, 1.0), (0.5, 1.0)] {
      RecurrenceBlock.withBlock(
        channels: 9, gates: [gate], scales: [2], inputs: Array(repeating: input, count: 9)
      ) { balls.advance($0, trackingRanges: true) }
    }
    for n in 0..<9 {
      #expect(balls[n].radius == .infinity)
      #expect(balls.range(n).radius == .infinity)
    }
  }

  @Test func startWhereTheyAreTold() {
    var random = SplitMix64(seed: 3)
    let initial = (0..<11).map { _ in Ball.operand(&random) }
    var balls = BallRecurrence(initial: initial.map(\.enclosure))
    for n in 0..<11 {
      for point in initial[n].points { #expect(balls[n].contains(point) && balls.range(n).contains(point)) }
    }
    RecurrenceBlock.withBlock(
      channels: 11, gates: [-0.75], scales: [0.1], inputs: Array(repeating: 0.3, count: 11)
    ) { balls.advance($0) }
    let (d, b) = (Rational(exactly: 0.1) ?? 0, Rational(exactly: 0.3) ?? 0)
    for n in 0..<11 {
      for point in initial[n].points { #expect(balls[n].contains(Rational(-3, 4) * point + d * b)) }
    }
  }

  /// Sums of a number that rounding moves the same way for long stretches.
  @Test func boundStandsWhereErrorsPileUp() {
    let steps = 100_000
    var balls = BallRecurrence(channels: 1)
    RecurrenceBlock.withBlock(
      channels: 1, gates: Array(repeating: 1, count: steps), scales: Array(repeating: 1, count: steps),
      inputs: Array(repeating: 0.1, count: steps)
    ) { balls.advance($0) }
    let exact = Rational(steps) * (Rational(exactly: 0.1) ?? 0)
    #expect(balls[0].contains(exact))
    #expect(balls[0].radius < 1e-6)
  }
}
