import Enclosures
import Testing

@testable import Models

@Suite struct RelativeDecayTests {
  /// E(x) at 2000 bits, straight from its definition.
  private func direct(_ x: Double) -> Interval {
    let wide = Interval(exactly: x, precision: 2000)
    return (Interval(1, precision: 2000) - (-wide).exp()) / wide
  }

  @Test(arguments: [
    1e-300, 1e-30, 2e-15, 1e-9, 0x1p-16, 0x1.fp-17, 1e-3, 0.3, 0.5, 0.50000001, 1, 3, 40, 700, 800,
  ]) func containsTheTrueValue(x: Double) {
    let expected = direct(x)
    guard let low = expected.lower, let high = expected.upper else { return }
    let ball = RelativeDecay.enclosure(Ball(midpoint: x), gate: nil, precision: 53)
    #expect(ball.bounds.relativeWidth < 1e-14)
    #expect(ball.contains(low) && ball.contains(high))
    for bits in [128, 256] {
      let interval = RelativeDecay.enclosure(
        Interval(exactly: x, precision: bits), gate: nil, precision: bits)
      #expect(interval.contains(low) || interval.contains(high))
      let loss = RelativeDecay.loss(Interval(exactly: x, precision: bits), precision: bits)
      let scaled = expected * Interval(exactly: x, precision: 2000)
      #expect(loss.hull(scaled).bounds.relativeWidth < 1e-14)
    }
  }

  @Test func zeroHasTheLimit() {
    #expect(RelativeDecay.enclosure(Ball(midpoint: 0), gate: nil, precision: 53).contains(1))
    #expect(RelativeDecay.loss(Interval(0, precision: 128), precision: 128).isZero == .yes)
  }
}
