import Enclosures
import Numbers

extension BallMatrix: EnclosureTable {
  typealias Element = Ball

  init(rows: Int, columns: Int, precision: Int) { self.init(rows: rows, columns: columns) }

  func normalized(weights: [Double], epsilon: Rational, precision: Int) -> BallMatrix {
    var result = BallMatrix(rows: rows, columns: columns)
    let (epsilon, count) = (Ball(epsilon, precision: 53), Ball(midpoint: Double(columns)))
    let scale = Self.row(weights)
    var bounds: [Double] = []
    let greatestScale = weights.reduce(0) { max($0, $1.magnitude) }
    for t in 0..<rows {
      let root = (sumOfSquares(row: t, isExact: false) / count + epsilon).squareRoot()
      let factor = Ball(midpoint: 1) / root
      let factors = BallLanes(repeating: factor)
      for column in stride(from: 0, to: columns, by: 8) {
        result[lanes: t, column] = self[lanes: t, column] * factors * scale[lanes: 0, column]
      }
      let exact = Ball(midpoint: 1) / (sumOfSquares(row: t, isExact: true) / count + epsilon).squareRoot()
      bounds.append(
        normalizedDeviation(row: t, result, factor: factor, exact: exact, greatestScale: greatestScale))
    }
    result.setDeviations(bounds)
    return result
  }

  /// Σx² over a row, or Σm² of its midpoints.
  private func sumOfSquares(row t: Int, isExact: Bool) -> Ball {
    let whole = columns & ~7
    func value(_ ball: Ball) -> Ball { isExact ? Ball(midpoint: ball.midpoint) : ball }
    var sums = BallLanes(repeating: Ball(midpoint: 0))
    for column in stride(from: 0, to: whole, by: 8) {
      var x = self[lanes: t, column]
      if isExact { x.radius = .zero }
      sums = sums + x.power(2)
    }
    var sum = Ball(midpoint: 0)
    for lane in 0..<8 { sum = sum + sums[lane] }
    for column in whole..<columns { sum = sum + value(self[t, column]).power(2) }
    return sum
  }

  /// A bound of ‖y(x) − ŷ‖ for y(x) = x·f(x)·w, f(x) = 1/√(mean(x²) + ε), and ŷ the midpoints of `result`.
  ///
  /// The derivative diag(w)(f·I − f³xxᵀ/n) has a norm of at most max|w|·f: the bracket is symmetric with
  /// eigenvalues f and f(1 − f²|x|²/n) ≥ 0. So y moves by at most max|w|·max f·‖δ‖ from the midpoints m, and
  /// ŷ = fl(fl(m·f̂)·w) misses y(m) by at most max|w|·‖m‖·|f̂ − f(m)| + 2.01u‖ŷ‖, u = 2⁻⁵³, and underflow.
  private func normalizedDeviation(
    row t: Int, _ result: BallMatrix, factor: Ball, exact: Ball, greatestScale: Double
  ) -> Double {
    guard result.isFinite(row: t) else { return .infinity }
    let offset = ((factor.midpoint - exact.midpoint).magnitude + exact.radius) * (1 + 0x1p-50)
    let moved = (factor.midpoint + factor.radius) * deviation(row: t, columns: columns)
    let bound =
      greatestScale * (moved + midpointNorm(row: t) * offset)
      + result.midpointNorm(row: t) * 0x1.1p-52
    return bound * (1 + 0x1p-40) + Double(columns) * 0x1p-500
  }

  func product(
    _ weights: WeightTensor, bias: [Double]?, gain: @autoclosure () -> Double?, precision: Int
  ) -> BallMatrix {
    let inputs = weights.rowLength
    return product(outputs: weights.rowCount, inputs: inputs, bias: bias, gain: gain()) {
      weights.decode(from: $0 * inputs, into: $1)
    }
  }

  func convolved(_ convolution: Convolution, precision: Int) -> BallMatrix {
    let (channels, width) = (convolution.channels, convolution.width)
    var result = BallMatrix(rows: rows, columns: channels)
    let bias = Self.row(convolution.bias ?? Array(repeating: 0, count: channels))
    let taps = (0..<width).map { tap in
      Self.row((0..<channels).map { convolution.taps[$0 * width + tap] })
    }
    for t in 0..<rows {
      for channel in stride(from: 0, to: channels, by: 8) {
        var sum = bias[lanes: 0, channel]
        for tap in max(0, width - 1 - t)..<width {
          sum = sum + taps[tap][lanes: 0, channel] * self[lanes: t - (width - 1) + tap, channel]
        }
        result[lanes: t, channel] = sum.silu()
      }
    }
    if hasDeviations { result.setDeviations(convolvedDeviations(result, convolution, taps, bias)) }
    return result
  }

  /// Bounds of the rows' distances after the convolution.
  ///
  /// |silu′| < 1.1, so that u = silu(Σ_k w_k·x_{t−k} + b) moves by at most 1.1·Σ_k max|w_k|·‖δ_{t−k}‖ from
  /// its value at the midpoints, which is enclosed apart.
  private func convolvedDeviations(
    _ result: BallMatrix, _ convolution: Convolution, _ taps: [BallMatrix], _ bias: BallMatrix
  ) -> [Double] {
    let (channels, width) = (convolution.channels, convolution.width)
    let greatest = (0..<width).map { tap in
      (0..<channels).reduce(0) { max($0, convolution.taps[$1 * width + tap].magnitude) }
    }
    let deviations = (0..<rows).map { deviation(row: $0, columns: channels) }
    var own = BallMatrix(rows: 1, columns: channels)
    return (0..<rows).map { t in
      var bound = 0.0
      for tap in max(0, width - 1 - t)..<width {
        bound += greatest[tap] * deviations[t - (width - 1) + tap]
      }
      for channel in stride(from: 0, to: channels, by: 8) {
        var sum = bias[lanes: 0, channel]
        for tap in max(0, width - 1 - t)..<width {
          var x = self[lanes: t - (width - 1) + tap, channel]
          x.radius = .zero
          sum = sum + taps[tap][lanes: 0, channel] * x
        }
        own[lanes: 0, channel] = sum.silu() - result[lanes: t, channel].exactMidpoints
      }
      let rounding = own.midpointNorm(row: 0) + own.deviation(row: 0, columns: channels)
      let total = (1.1 * bound + rounding) * (1 + 0x1p-30)
      return total < .infinity ? total : .infinity
    }
  }

  func steps() -> BallMatrix {
    var result = BallMatrix(rows: rows, columns: columns)
    let zero = BallLanes(repeating: Ball(midpoint: 0))
    for t in 0..<rows {
      for column in stride(from: 0, to: columns, by: 8) {
        // log(1 + exp(x)) is not negative: an enclosure that reaches below 0 is cut there.
        let value = self[lanes: t, column].softplus()
        result[lanes: t, column] = BallLanes.maximum(value, zero).replacing(
          with: value, where: value.isNegative.no)
      }
    }
    return result
  }

  func gated(
    skip: [Double], inputs: BallMatrix, gates: BallMatrix, from column: Int, precision: Int
  ) -> BallMatrix {
    var result = BallMatrix(rows: rows, columns: columns)
    let skip = Self.row(skip)
    for t in 0..<rows {
      for channel in stride(from: 0, to: columns, by: 8) {
        let skipped = skip[lanes: 0, channel] * inputs[lanes: t, channel]
        let gate = gates[lanes: t, column + channel].silu()
        result[lanes: t, channel] = (self[lanes: t, channel] + skipped) * gate
      }
    }
    return result
  }

  mutating func add(_ other: BallMatrix) {
    let bounds = (0..<rows).map {
      deviation(row: $0, columns: columns) + other.deviation(row: $0, columns: columns)
    }
    for t in 0..<rows {
      for column in stride(from: 0, to: columns, by: 8) {
        self[lanes: t, column] = self[lanes: t, column] + other[lanes: t, column]
      }
    }
    // Each sum's rounding is at most u of it.
    setDeviations(
      (0..<rows).map {
        isFinite(row: $0) ? (bounds[$0] + midpointNorm(row: $0) * 0x1p-53) * (1 + 0x1p-40) : .infinity
      })
  }

  func lastRow(precision: Int) -> BallMatrix {
    var result = BallMatrix(rows: 1, columns: columns)
    for column in stride(from: 0, to: columns, by: 8) {
      result[lanes: 0, column] = self[lanes: rows - 1, column]
    }
    result.setDeviations([deviation(row: rows - 1, columns: columns)])
    return result
  }

  func columns(_ range: Range<Int>, precision: Int) -> BallMatrix {
    var result = BallMatrix(rows: rows, columns: range.count)
    for t in 0..<rows {
      for column in stride(from: 0, to: range.count, by: 8) {
        result[lanes: t, column] = self[lanes: t, range.lowerBound + column]
      }
    }
    return result
  }

  static func readout(_ scan: Scan<Ball>) -> (y: BallMatrix, last: BallMatrix) {
    let (channels, states) = (scan.configuration.channelCount, scan.configuration.stateCount)
    var rates = BallMatrix(rows: states, columns: channels)
    for channel in 0..<channels {
      for state in 0..<states { rates[state, channel] = scan.rate(channel: channel, state: state).value }
    }
    let run = DecayScan(
      rates: rates, steps: scan.inputs.step, inputs: scan.inputs.u, inputWeights: scan.inputs.b,
      outputWeights: scan.inputs.c)
    var last = BallMatrix(rows: channels, columns: states)
    for channel in 0..<channels {
      for state in 0..<states { last[channel, state] = run.last[state, channel] }
    }
    return (run.readout, last)
  }

  /// Exact numbers as one row.
  private static func row(_ values: [Double]) -> BallMatrix {
    var result = BallMatrix(rows: 1, columns: values.count)
    for (index, value) in values.enumerated() { result[0, index] = Ball(midpoint: value) }
    return result
  }
}

extension BallLanes {
  /// The midpoints as exact numbers.
  fileprivate var exactMidpoints: BallLanes {
    var result = self
    result.radius = .zero
    return result
  }
}
