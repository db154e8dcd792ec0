import Enclosures
import Testing

@testable import Models

@Suite struct DotProductTests {
  private func exact(_ weights: [Double], _ vector: [Rational]) -> Rational {
    zip(weights, vector).reduce(.zero) { $0 + (Rational(exactly: $1.0) ?? 0) * $1.1 }
  }

  private func ball(_ weights: [Double], _ vector: [Ball]) -> Ball {
    weights.withUnsafeBufferPointer { w in vector.withUnsafeBufferPointer { Ball.dot(w, $0, precision: 53) } }
  }

  /// An end of the ball, exactly, or its middle.
  private func point(of ball: Ball, _ which: Int) -> Rational {
    (Rational(exactly: ball.midpoint) ?? 0) + Rational(which - 1) * (Rational(exactly: ball.radius) ?? 0)
  }

  /// Numbers of wild sizes: cancellation, subnormals, products that underflow.
  private func draw(_ random: inout SplitMix64, _ range: Int) -> Double {
    if random.below(9) == 0 { return 0 }
    return Double(sign: .plus, exponent: random.below(2 * range) - range, significand: random.unit())
  }

  @Test(arguments: [0, 3, 60, 500, 1070]) func containsTheExactSum(range: Int) {
    var random = SplitMix64(UInt64(range) + 1)
    for _ in 0..<400 * testScale {
      let count = 1 + random.below(40)
      var weights = (0..<count).map { _ in draw(&random, max(range, 1)) }
      var vector: [Ball] = []
      var inside: [Rational] = []
      for _ in 0..<count {
        let midpoint = draw(&random, max(range, 1))
        let radius = random.below(3) == 0 ? 0 : abs(draw(&random, max(range, 1))) * 1e-10
        let value = Ball(midpoint: midpoint, radius: radius)
        vector.append(value)
        inside.append(point(of: value, random.below(3)))
      }
      if random.below(2) == 0, count > 1 {
        // Nearly cancel: the last term undoes the others.
        let sum = exact(Array(weights.dropLast()), Array(inside.dropLast()))
        weights[count - 1] = -1
        vector[count - 1] = Ball(sum, precision: 53)
        inside[count - 1] = point(of: vector[count - 1], random.below(3))
      }
      let result = ball(weights, vector)
      #expect(result.contains(exact(weights, inside)), "\(weights) · \(vector)")
    }
  }

  /// Exact operands whose sum cancels down to the rounding errors themselves: what is left is settled by
  /// the second-order term of the bound.
  @Test func containsWhatCancellationLeaves() {
    var random = SplitMix64(17)
    for _ in 0..<300 * testScale {
      var weights = (0..<30).map { _ in random.unit() }
      var inside = (0..<30).map { _ in Rational(exactly: random.unit()) ?? 0 }
      // Twice: first the sum is taken away, then what is left of it.
      for _ in 0..<2 {
        let rest = exact(weights, inside).approximation
        weights.append(-1)
        inside.append(Rational(exactly: rest) ?? 0)
      }
      let vector = inside.map { Ball(midpoint: $0.approximation) }
      #expect(ball(weights, vector).contains(exact(weights, inside)))
    }
  }

  @Test func exactOperandsLoseHardlyAnything() {
    var random = SplitMix64(5)
    for _ in 0..<100 {
      let count = 64
      let weights = (0..<count).map { _ in Double(Float(random.unit())) }
      let vector = (0..<count).map { _ in random.unit() }
      let sum = ball(weights, vector.map { Ball(midpoint: $0) })
      // One rounding, and a second-order term of the terms' size.
      #expect(sum.radius <= sum.midpoint.magnitude * 0x1p-53 + 64 * 0x1p-90)
    }
  }

  @Test func zerosOverflowAndTheWholeLine() {
    #expect(ball([0, 0, 3], [Ball(midpoint: 1), Ball(midpoint: 2), Ball(midpoint: 0)]).isZero == .yes)
    #expect(ball([1e308, 1e308], [Ball(midpoint: 10), Ball(midpoint: 10)]).upper == nil)
    #expect(ball([0x1p900, 1], [Ball(midpoint: 0x1p-900), Ball(midpoint: -1)]).contains(0))
    #expect(ball([1, 1], [Ball.wholeLine, Ball(midpoint: 1)]).lower == nil)
    #expect(ball([1e-200], [Ball(midpoint: 1e-200)]).contains(Rational(10).power(-400)))
  }

  @Test func intervalsAgree() {
    var random = SplitMix64(9)
    for _ in 0..<200 * testScale {
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
