import Enclosures

extension BallMatrix: EnclosureTable {
  typealias Element = Ball

  init(rows: Int, columns: Int, precision: Int) { self.init(rows: rows, columns: columns) }

  func normalized(weights: [Double], epsilon: Rational, precision: Int) -> BallMatrix {
    var result = BallMatrix(rows: rows, columns: columns)
    let (epsilon, count) = (Ball(epsilon, precision: 53), Ball(midpoint: Double(columns)))
    let scale = Self.row(weights)
    let whole = columns & ~7
    for t in 0..<rows {
      var sums = BallLanes(repeating: Ball(midpoint: 0))
      for column in stride(from: 0, to: whole, by: 8) { sums = sums + self[lanes: t, column].power(2) }
      var sum = Ball(midpoint: 0)
      for lane in 0..<8 { sum = sum + sums[lane] }
      for column in whole..<columns { sum = sum + self[t, column].power(2) }
      let root = (sum / count + epsilon).squareRoot()
      let factor = BallLanes(repeating: Ball(midpoint: 1) / root)
      for column in stride(from: 0, to: columns, by: 8) {
        result[lanes: t, column] = self[lanes: t, column] * factor * scale[lanes: 0, column]
      }
    }
    return result
  }

  func product(_ weights: WeightTensor, bias: [Double]?, precision: Int) -> BallMatrix {
    let inputs = weights.rowLength
    return product(outputs: weights.rowCount, inputs: inputs, bias: bias) {
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
    return result
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
    for t in 0..<rows {
      for column in stride(from: 0, to: columns, by: 8) {
        self[lanes: t, column] = self[lanes: t, column] + other[lanes: t, column]
      }
    }
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
