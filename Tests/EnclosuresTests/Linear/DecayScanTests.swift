import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// The scan against the same recurrence at 300 bits, on points inside the operands.
@Suite struct DecayScanTests {
  /// Operands as balls and as points inside them.
  private struct Drawn {
    var balls: BallMatrix
    var points: [[Interval]]

    init(
      _ rows: Int, _ columns: Int, _ random: inout SplitMix64, _ value: (inout SplitMix64, Int) -> Ball
    ) {
      balls = BallMatrix(rows: rows, columns: columns)
      points = []
      for row in 0..<rows {
        var line: [Interval] = []
        for column in 0..<columns {
          let ball = value(&random, row)
          balls[row, column] = ball
          let offset = Rational(Int(random.next() % 3) - 1) * (Rational(exactly: ball.radius) ?? .zero)
          let point = (Rational(exactly: ball.midpoint) ?? .zero) + offset
          // Rates and steps are not negative, whatever their enclosures say.
          line.append(Interval(point, precision: 300))
        }
        points.append(line)
      }
    }
  }

  private static func ball(_ random: inout SplitMix64, _ range: ClosedRange<Double>, _ width: Double) -> Ball
  {
    let midpoint = Double.random(in: range, using: &random)
    return Ball(midpoint: midpoint, radius: random.next() % 4 == 0 ? 0 : abs(midpoint) * width)
  }

  @Test(arguments: [0, 1e-15, 1e-6, 0.3, 1]) func containsTheRecurrence(width: Double) {
    var random = SplitMix64(seed: 3)
    for round in 0..<max(6, TestScale.count / 166) {
      let (states, channels, tokens) = (1 + round % 7, 1 + Int(random.next() % 19), 1 + round * 3)
      let steep = round % 3 == 2 ? 3000.0 : 4.0
      let rates = Drawn(states, channels, &random) { random, state in
        state == 1 ? Ball(midpoint: 0) : Self.ball(&random, 0...steep, min(width, 1e-3))
      }
      let steps = Drawn(tokens, channels, &random) { random, _ in Self.ball(&random, 0...1, width) }
      let inputs = Drawn(tokens, channels, &random) { random, _ in Self.ball(&random, -1...1, width) }
      let b = Drawn(tokens, states, &random) { random, t in
        t == 0 ? Ball(midpoint: 0) : Self.ball(&random, -1...1, width)
      }
      let c = Drawn(tokens, states, &random) { random, _ in Self.ball(&random, -1...1, width) }
      let run = DecayScan(
        rates: rates.balls, steps: steps.balls, inputs: inputs.balls, inputWeights: b.balls,
        outputWeights: c.balls)
      let zero = Interval(0, precision: 300)
      for channel in 0..<channels {
        var h = Array(repeating: zero, count: states)
        for t in 0..<tokens {
          let step = steps.points[t][channel]
          var y = zero
          for n in 0..<states {
            let gate = (-(rates.points[n][channel] * step)).exp()
            let injection = step * inputs.points[t][channel]
            h[n] = gate * h[n] + injection * b.points[t][n]
            y = y + c.points[t][n] * h[n]
          }
          #expect(contains(run.readout[t, channel], y), "y[\(t), \(channel)] in round \(round)")
          if t == 0 { #expect(run.readout[t, channel].isZero == .yes) }
          if width <= 1e-15 { #expect(run.readout[t, channel].radius < 1e-12) }
        }
        for n in 0..<states { #expect(contains(run.last[n, channel], h[n]), "h[\(channel), \(n)]") }
      }
    }
  }

  private func contains(_ ball: Ball, _ value: Interval) -> Bool {
    guard let low = value.lower, let high = value.upper else { return false }
    return ball.contains(low) && ball.contains(high)
  }

  /// What overflows or is unknown says so, and stays so.
  @Test func unknownStepsMakeTheWholeLine() {
    var matrices = (0..<5).map { _ in BallMatrix(rows: 2, columns: 1) }
    for index in matrices.indices {
      for row in 0..<2 { matrices[index][row, 0] = Ball(midpoint: 1) }
    }
    matrices[1][0, 0] = .wholeLine
    func run() -> BallMatrix {
      var rates = BallMatrix(rows: 1, columns: 1)
      rates[0, 0] = matrices[0][0, 0]
      return DecayScan(
        rates: rates, steps: matrices[1], inputs: matrices[2], inputWeights: matrices[3],
        outputWeights: matrices[4]
      ).readout
    }
    #expect(run()[0, 0].lower == nil && run()[1, 0].lower == nil)
    matrices[1][0, 0] = Ball(midpoint: 1)
    matrices[2][0, 0] = Ball(midpoint: 1e200)
    matrices[3][0, 0] = Ball(midpoint: 1e200)
    #expect(run()[0, 0].upper == nil && run()[1, 0].upper == nil)
  }

  /// A step that may be 0 or below in its enclosure keeps the gate between 0 and 1.
  @Test func gatesOfUncertainStepsLieBetweenZeroAndOne() {
    var (rates, steps, ones) = (
      BallMatrix(rows: 1, columns: 1), BallMatrix(rows: 2, columns: 1), BallMatrix(rows: 2, columns: 1)
    )
    rates[0, 0] = Ball(midpoint: 1)
    steps[0, 0] = Ball(midpoint: 1)
    steps[1, 0] = Ball(midpoint: 1, radius: 1)
    ones[0, 0] = Ball(midpoint: 1)
    ones[1, 0] = Ball(midpoint: 0)
    let run = DecayScan(rates: rates, steps: steps, inputs: ones, inputWeights: ones, outputWeights: ones)
    #expect(
      run.last[0, 0].contains(1) && run.last[0, 0].contains(Interval(-2, precision: 64).exp().upper ?? 1))
  }
}
