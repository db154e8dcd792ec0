import Numbers
import Testing

@testable import Models

/// Figures that are found on a short way are those of the long one.
@Suite struct QuickFiguresTests {
  /// The ceiling of the constant of 3.1 lies above it, by far or by little.
  @Test func ceilingsLieAbove() {
    var state = LayerAccumulator.StateSummary()
    for exponent in [1e-90, 1e-17, 3e-9, 0.001, 0.7, 1, 5, 40, 700, 1e6] {
      for (rate, size, input) in [
        (1.0, 1.0, 0.0), (16, 1e-8, 3), (1e-30, 1e30, 1e-30), (0.1, 0, 2), (1e90, 1e90, 1),
      ] {
        state.leastExponent = Bounds(exponent)
        state.rate = Bounds(rate)
        state.injectionSize = Bounds(size)
        state.inputSize = Bounds(input)
        let constant = InfluenceSummary.stepConstant(of: state)
        #expect(InfluenceSummary.ceiling(state) >= constant * (1 - 0x1p-45), "\(exponent) \(rate) \(size)")
      }
    }
  }

  @Test func horizonsAreThoseOfFractions() {
    var random = SystemlessRandom(seed: 7)
    for threshold in [Rational(1, 100), Rational(1, 2), Rational(999, 1000)] {
      let horizons = InfluenceSummary.Horizons(threshold: threshold)
      for _ in 0..<2000 {
        let x = Double(random.next() >> 11) * 0x1p-53 * (random.next() % 2 == 0 ? 1 : 1e-6)
        let exponent = Bounds(lower: x, upper: x * (1 + 1e-12))
        guard x > 0, let quick = horizons.quick(exponent) else { continue }
        #expect(quick == horizons.exact(exponent), "\(x)")
      }
      // Where the quotient is a whole number but for the last digits, the long way is gone.
      let whole = horizons.depth.lower / 12
      if let quick = horizons.quick(Bounds(whole)) { #expect(quick == horizons.exact(Bounds(whole))) }
    }
  }
}

/// A generator whose numbers are the same everywhere.
private struct SystemlessRandom {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
