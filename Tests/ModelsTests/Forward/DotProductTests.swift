import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

@Suite struct DotProductTests {
  private func exact(_ weights: [Double], _ vector: [Rational]) -> Rational {
    zip(weights, vector).reduce(.zero) { $0 + (Rational(exactly: $1.0) ?? 0) * $1.1 }
  }

  /// Numbers of wild sizes: cancellation, subnormals, products that underflow.
  private func draw(_ random: inout SplitMix64, _ range: Int) -> Double {
    if random.below(9) == 0 { return 0 }
    return Double(sign: .plus, exponent: random.below(2 * range) - range, significand: random.unit())
  }

  @Test func intervalsAgree() {
    var random = SplitMix64(seed: 9)
    for _ in 0..<200 * TestScale.factor {
      let count = 1 + random.below(20)
      let weights = (0..<count).map { _ in draw(&random, 30) }
      let vector = (0..<count).map { _ in draw(&random, 30) }
      let exactSum = exact(weights, vector.map { Rational(exactly: $0) ?? 0 })
      let sum = weights.withUnsafeBufferPointer { w in
        vector.map { Interval(exactly: $0, precision: 128) }.withUnsafeBufferPointer {
          Interval.dot(w, $0, precision: 128)
        }
      }
      #expect(sum.contains(exactSum))
      let wide = weights.withUnsafeBufferPointer { w in
        vector.map {
          Interval(from: Rational(exactly: $0 - 1), to: Rational(exactly: $0 + 1), precision: 128)
        }
        .withUnsafeBufferPointer { Interval.dot(w, $0, precision: 128) }
      }
      let size =
        weights.reduce(Rational.zero) { $0 + (Rational(exactly: $1.magnitude) ?? 0) } * Rational(1, 2)
      #expect(wide.contains(exactSum + size) && wide.contains(exactSum - size))
    }
  }
}
