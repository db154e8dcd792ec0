import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

/// The bounds of rows' Euclidean deviations, against the same operations at 200 bits on points whose
/// deviations are as large as stated.
@Suite struct DeviationTests {
  private func exact(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }

  /// Balls, and a point in each; half of the rows with their deviation stated.
  private func draw(
    _ rows: Int, _ columns: Int, _ width: Double, _ random: inout SplitMix64
  ) -> (balls: BallMatrix, points: Matrix<Interval>) {
    var balls = BallMatrix(rows: rows, columns: columns)
    var points = Matrix<Interval>(rows: rows, columns: columns, precision: 200)
    var bounds: [Double] = []
    for row in 0..<rows {
      var sum = Rational.zero
      for column in 0..<columns {
        let midpoint = random.unit()
        let offset = random.unit() * width
        // Radii far beyond what the row's deviation allows.
        balls[row, column] = Ball(midpoint: midpoint, radius: 8 * width)
        points[row, column] = Interval(exact(midpoint) + exact(offset), precision: 200)
        sum = sum + exact(offset) * exact(offset)
      }
      bounds.append(sum.approximation.squareRoot() * (1 + 1e-15))
    }
    balls.setDeviations(bounds)
    return (balls, points)
  }

  /// Every number in its ball, every row within its deviation.
  private func check(_ balls: BallMatrix, _ points: Matrix<Interval>, isTight: Bool = true) {
    #expect(balls.hasDeviations)
    for row in 0..<balls.rows {
      var sum = Rational.zero
      var tight = true
      for column in 0..<balls.columns {
        let middle = points[row, column].lower ?? .zero
        #expect(balls[row, column].contains(middle))
        let offset = middle - exact(balls[row, column].midpoint)
        sum = sum + offset * offset
        tight = tight && balls[row, column].radius < 1
      }
      let bound = balls.deviation(row: row, columns: balls.columns)
      #expect(sum <= exact(bound) * exact(bound))
      if isTight { #expect(bound * bound <= 400 * sum.approximation + 1e-26) }
    }
  }

  @Test(arguments: [0, 1e-14, 1e-6, 1e-3]) func normsAndConvolutionsKeepTheirBounds(width: Double) {
    var random = SplitMix64(seed: 31)
    for round in 0..<5 * TestScale.factor {
      let columns = 3 + random.below(30)
      let (balls, points) = draw(4, columns, width, &random)
      let weights = (0..<columns).map { _ in random.unit() }
      check(
        balls.normalized(weights: weights, epsilon: Rational(1, 1000), precision: 53),
        points.normalized(weights: weights, epsilon: Rational(1, 1000), precision: 200))
      let channels = 1 + random.below(columns)
      let convolution = Convolution(
        channels: channels, width: 1 + round % 4,
        taps: (0..<channels * (1 + round % 4)).map { _ in random.unit() },
        bias: round % 2 == 0 ? nil : (0..<channels).map { _ in random.unit() })
      check(
        balls.convolved(convolution, precision: 53), points.convolved(convolution, precision: 200),
        isTight: false)
      var sum = balls
      sum.add(balls)
      var doubled = points
      doubled.add(points)
      check(sum, doubled)
      check(balls.lastRow(precision: 53), points.lastRow(precision: 200))
    }
  }
}
