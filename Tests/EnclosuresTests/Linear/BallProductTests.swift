import TestSupport
import Testing

@testable import Enclosures
@testable import ExactReals
@testable import Numbers

/// x·Wᵀ against exact rationals.
@Suite struct BallProductTests {
  /// Numbers of wild sizes: cancellation, subnormals, products that underflow.
  private func draw(_ random: inout SplitMix64, _ range: Int) -> Double {
    if random.next() % 9 == 0 { return 0 }
    let exponent = Int(random.next() % UInt64(2 * range + 1)) - range
    return Double(sign: .plus, exponent: exponent, significand: Double.random(in: -1..<1, using: &random))
  }

  private func rational(_ x: Double) -> Rational { Rational(exactly: x) ?? .zero }

  /// One of the ends, or the middle.
  private func point(_ ball: Ball, _ random: inout SplitMix64) -> Rational {
    rational(ball.midpoint) + Rational(Int(random.next() % 3) - 1) * rational(ball.radius)
  }

  private func product(_ x: BallMatrix, _ weights: [[Double]], _ bias: [Double]? = nil) -> BallMatrix {
    x.product(outputs: weights.count, inputs: weights[0].count, bias: bias) { row, target in
      for (index, value) in weights[row].enumerated() { target[index] = value }
    }
  }

  private func exact(_ weights: [Double], _ x: [Rational]) -> Rational {
    zip(weights, x).reduce(.zero) { $0 + rational($1.0) * $1.1 }
  }

  @Test(arguments: [0, 3, 30, 200, 500, 1070]) func containsTheExactProduct(range: Int) {
    var random = SplitMix64(seed: UInt64(range) + 1)
    for round in 0..<max(8, TestScale.count / 125) {
      let (rows, outputs) = (1 + round % 14, 1 + Int(random.next() % 35))
      let inputs = 1 + Int(random.next() % 60)
      var x = BallMatrix(rows: rows, columns: inputs + round % 3)
      var weights = (0..<outputs).map { _ in (0..<inputs).map { _ in draw(&random, range) } }
      let bias = round % 2 == 0 ? nil : (0..<outputs).map { _ in draw(&random, range) }
      var inside: [[Rational]] = []
      for t in 0..<rows {
        for k in 0..<inputs {
          let midpoint = draw(&random, range)
          let radius = random.next() % 3 == 0 ? 0 : abs(draw(&random, range)) * (k % 2 == 0 ? 1e-10 : 1e10)
          x[t, k] = Ball(midpoint: midpoint, radius: radius)
        }
        // In some rows the last term undoes the others of one output.
        if round % 3 == 0, inputs > 1 {
          let some = Int(random.next() % UInt64(outputs))
          let points = (0..<inputs - 1).map { rational(x[t, $0].midpoint) }
          weights[some][inputs - 1] = -1
          x[t, inputs - 1] = Ball(exact(weights[some].dropLast(), points), precision: 53)
        }
        inside.append((0..<inputs).map { point(x[t, $0], &random) })
      }
      let result = product(x, weights, bias)
      for t in 0..<rows {
        for n in 0..<outputs {
          let value = exact(weights[n], inside[t]) + rational(bias?[n] ?? 0)
          #expect(result[t, n].contains(value), "range \(range), round \(round), element \(t), \(n)")
        }
      }
    }
  }

  /// Twice cancelled, so that what is left is made of the rounding errors themselves.
  @Test func containsWhatCancellationLeaves() {
    var random = SplitMix64(seed: 17)
    for _ in 0..<max(20, TestScale.count / 50) {
      var weights = (0..<30).map { _ in Double.random(in: -1..<1, using: &random) }
      var inside = (0..<30).map { _ in rational(Double.random(in: -1..<1, using: &random)) }
      for _ in 0..<2 {
        let rest = exact(weights, inside).approximation
        weights.append(-1)
        inside.append(rational(rest))
      }
      var x = BallMatrix(rows: 1, columns: inside.count)
      for (k, value) in inside.enumerated() { x[0, k] = Ball(midpoint: value.approximation) }
      #expect(product(x, [weights])[0, 0].contains(exact(weights, inside)))
    }
  }

  /// Hardly wider than what the operands' radii and one rounding make of it.
  @Test func isNarrow() {
    var random = SplitMix64(seed: 5)
    let (inputs, outputs) = (256, 19)
    var x = BallMatrix(rows: 7, columns: inputs)
    for t in 0..<7 {
      for k in 0..<inputs {
        let midpoint = Double.random(in: -1..<1, using: &random)
        x[t, k] = Ball(midpoint: midpoint, radius: t == 0 ? 0 : abs(midpoint) * 0x1p-50)
      }
    }
    let weights = (0..<outputs).map { _ in
      (0..<inputs).map { _ in Double(Float.random(in: -1..<1, using: &random)) }
    }
    let result = product(x, weights)
    for t in 0..<7 {
      for n in 0..<outputs {
        let spread = (0..<inputs).reduce(0.0) { $0 + abs(weights[n][$1]) * x[t, $1].radius }
        let size = weights[n].reduce(0) { $0 + abs($1) }
        let rounding = abs(result[t, n].midpoint) * 0x1p-53 + size * Double(inputs) * 0x1p-62
        #expect(result[t, n].radius <= 1.001 * spread + rounding)
      }
    }
  }

  @Test func zerosStayExactAndOverflowIsTheWholeLine() {
    func one(_ weights: [Double], _ x: [Ball]) -> Ball {
      var matrix = BallMatrix(rows: 1, columns: x.count)
      for (k, value) in x.enumerated() { matrix[0, k] = value }
      return product(matrix, [weights])[0, 0]
    }
    #expect(one([0, 0, 3], [Ball(midpoint: 1), Ball(midpoint: 2), Ball(midpoint: 0)]).isZero == .yes)
    #expect(one([1e308, 1e308], [Ball(midpoint: 10), Ball(midpoint: 10)]).upper == nil)
    #expect(one([0x1p900, 1], [Ball(midpoint: 0x1p-900), Ball(midpoint: -1)]).contains(0))
    #expect(one([1, 1], [Ball.wholeLine, Ball(midpoint: 1)]).lower == nil)
    #expect(one([1e-200], [Ball(midpoint: 1e-200)]).contains(Rational(10).power(-400)))
    #expect(one([1e-200], [Ball(midpoint: 1e-200)]).isZero != .yes)
    #expect(one([1], [Ball(midpoint: 0, radius: 3)]).contains(3))
    #expect(
      BallMatrix(rows: 2, columns: 0).product(outputs: 3, inputs: 0, bias: [1, 2, 3]) { _, _ in }[1, 2]
        .contains(3))
  }

  /// Deviations as large as stated, in the directions that the rows of W stretch most.
  @Test func deviationsBoundTheProduct() {
    var random = SplitMix64(seed: 41)
    for round in 0..<max(8, TestScale.count / 125) {
      let (inputs, outputs) = (2 + Int(random.next() % 40), 1 + Int(random.next() % 25))
      let weights = (0..<outputs).map { _ in
        (0..<inputs).map { _ in Double(Float.random(in: -1..<1, using: &random)) }
      }
      let size = round % 2 == 0 ? 1e-9 : 1e3
      var x = BallMatrix(rows: outputs, columns: inputs)
      var points: [[Rational]] = []
      var bounds: [Double] = []
      for t in 0..<outputs {
        var line: [Rational] = []
        for k in 0..<inputs {
          let midpoint = Double.random(in: -1..<1, using: &random)
          let offset = weights[t][k] * size
          x[t, k] = Ball(midpoint: midpoint, radius: 2 * size)
          line.append(rational(midpoint) + rational(offset))
        }
        let sum = (0..<inputs).reduce(Rational.zero) {
          $0 + rational(weights[t][$1] * size) * rational(weights[t][$1] * size)
        }
        bounds.append(sum.approximation.squareRoot() * (1 + 1e-15))
        points.append(line)
      }
      x.setDeviations(bounds)
      let gain = spectralNorm(weights)
      let bias = round % 3 == 0 ? nil : (0..<outputs).map { _ in Double.random(in: -1..<1, using: &random) }
      let result = x.product(outputs: outputs, inputs: inputs, bias: bias, gain: gain) { row, target in
        for (index, value) in weights[row].enumerated() { target[index] = value }
      }
      for t in 0..<outputs {
        var sum = Rational.zero
        for n in 0..<outputs {
          let value = exact(weights[n], points[t]) + rational(bias?[n] ?? 0)
          #expect(result[t, n].contains(value))
          let offset = value - rational(result[t, n].midpoint)
          sum = sum + offset * offset
        }
        let bound = rational(result.deviation(row: t, columns: outputs))
        #expect(sum <= bound * bound)
        // In its own direction a row's bound is attained.
        #expect(result[t, t].radius <= 1.01 * bounds[t] * bounds[t] / size + 1e-14)
      }
    }
  }

  private func spectralNorm(_ weights: [[Double]]) -> Double {
    BallMatrix.spectralNorm(outputs: weights.count, inputs: weights[0].count) { row, target in
      for (index, value) in weights[row].enumerated() { target[index] = value }
    }
  }

  @Test func spectralNormsAreBoundedFromAboveAndNearly() {
    var random = SplitMix64(seed: 43)
    for round in 0..<max(6, TestScale.count / 166) {
      let (inputs, outputs) = (1 + Int(random.next() % 30), 1 + Int(random.next() % 30))
      let scale = [1, 1e-30, 1e30][round % 3]
      let weights = (0..<outputs).map { _ in
        (0..<inputs).map { _ in Double.random(in: -1..<1, using: &random) * scale }
      }
      let bound = spectralNorm(weights)
      // A vector that the powers of WᵀW made: its own stretching is a lower bound.
      var x = (0..<inputs).map { _ in Double.random(in: 0.5..<1, using: &random) }
      for _ in 0..<200 {
        let y = weights.map { row in zip(row, x).reduce(0) { $0 + $1.0 / scale * $1.1 } }
        x = (0..<inputs).map { k in (0..<outputs).reduce(0) { $0 + weights[$1][k] / scale * y[$1] } }
        let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
        x = x.map { $0 / length }
      }
      let image = weights.map { exact($0, x.map(rational)) }.reduce(Rational.zero) { $0 + $1 * $1 }
      let length = x.map(rational).reduce(Rational.zero) { $0 + $1 * $1 }
      #expect(rational(bound) * rational(bound) * length >= image)
      #expect(bound <= 1.12 * (image / length).approximation.squareRoot())
    }
    #expect(spectralNorm([[0, 0], [0, 0]]) == 0)
    #expect(spectralNorm([[3, 0], [0, -4]]) >= 4 && spectralNorm([[3, 0], [0, -4]]) < 4.1)
    // A row alone: its Euclidean norm.
    #expect(spectralNorm([[3, 4]]) >= 5 && spectralNorm([[3, 4]]) < 5.0001)
  }
}
