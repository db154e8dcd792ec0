import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

@Suite struct DecayTests {
  /// exp(−x) at both ends of the ball, at 200 bits.
  private func check(_ midpoint: Double, _ radius: Double) {
    let result = Ball(midpoint: midpoint, radius: radius).decay()
    for sign in [-1, 0, 1] {
      let x = (Rational(exactly: midpoint) ?? 0) + Rational(sign) * (Rational(exactly: radius) ?? 0)
      let expected = (-Interval(x, precision: 200)).exp()
      guard let low = expected.lower, let high = expected.upper else { return }
      #expect(result.contains(low) && result.contains(high), "exp(-(\(midpoint) ± \(radius)))")
    }
    if radius == 0, midpoint < 690 { #expect(result.bounds.relativeWidth <= 0x1p-47) }
  }

  @Test func containsTheTrueValue() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<3000 * TestScale.factor {
      let exponent = random.below(80) - 69
      let midpoint = Double(sign: .plus, exponent: exponent, significand: abs(random.unit()) + 0.5)
      check(midpoint, random.below(2) == 0 ? 0 : midpoint * abs(random.unit()) * 0x1p-20)
    }
  }

  @Test(arguments: [
    0, 0.34657359027997264, 0.34657359027997270, 0.6931471805599453, 1, 17.5, 600, 689.99, 690, 690.5, 745,
    800,
    1e10, .leastNonzeroMagnitude, 1e-300,
  ]) func edges(x: Double) {
    check(x, 0)
    check(x.nextUp, 0)
    check(x, x * 1e-12)
    check(x, 0.2)
    check(x, 3)
  }

  /// Where the multiple of log 2 changes, the reduction is at its largest.
  @Test func reductionBoundaries() {
    for k in 0..<990 {
      let x = (Double(k) + 0.5) * 0.6931471805599453
      check(x, 0)
      check(x.nextDown, 0)
      check(Double(k) * 0.6931471805599453, 0)
    }
  }
}
