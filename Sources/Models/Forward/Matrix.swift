import Numbers

/// A matrix of enclosures, row after row.
struct Matrix<Element: ForwardEnclosure>: EnclosureTable {
  let rows: Int
  let columns: Int
  private var elements: [Element]

  init(rows: Int, columns: Int, precision: Int) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: Element(0, precision: precision), count: rows * columns)
  }

  @inline(__always)
  subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  func normalized(weights: [Double], epsilon: Rational, precision: Int) -> Self {
    let epsilon = Element(epsilon, precision: precision)
    let count = Element(Rational(columns), precision: precision)
    let one = Element(1, precision: precision)
    let scale = weights.map { Element(exactly: $0, precision: precision) }
    var result = self
    for t in 0..<rows {
      var sum = Element(0, precision: precision)
      for index in 0..<columns { sum = sum + self[t, index].power(2) }
      let factor = one / (sum / count + epsilon).squareRoot()
      for index in 0..<columns { result[t, index] = self[t, index] * factor * scale[index] }
    }
    return result
  }

  func product(
    _ weights: WeightTensor, bias: [Double]?, gain: @autoclosure () -> Double?, precision: Int
  ) -> Self {
    let (outputs, inputs) = (weights.rowCount, weights.rowLength)
    var result = Matrix(rows: rows, columns: outputs, precision: precision)
    result.elements = elements.withUnsafeBufferPointer {
      Element.product($0, columns: columns, outputs: outputs, inputs: inputs, precision: precision) {
        weights.decode(from: $0 * inputs, into: $1)
      }
    }
    if let bias {
      for output in 0..<outputs {
        let offset = Element(exactly: bias[output], precision: precision)
        for t in 0..<rows { result[t, output] = result[t, output] + offset }
      }
    }
    return result
  }

  func convolved(_ convolution: Convolution, precision: Int) -> Self {
    let width = convolution.width
    var result = Matrix(rows: rows, columns: convolution.channels, precision: precision)
    let taps = convolution.taps.map { Element(exactly: $0, precision: precision) }
    for channel in 0..<convolution.channels {
      let bias = convolution.bias?[channel] ?? 0
      for t in 0..<rows {
        var sum = Element(exactly: bias, precision: precision)
        for tap in max(0, width - 1 - t)..<width {
          sum = sum + taps[channel * width + tap] * self[t - (width - 1) + tap, channel]
        }
        result[t, channel] = sum.silu()
      }
    }
    return result
  }

  func steps() -> Self {
    var result = self
    for index in elements.indices {
      // log(1 + exp(x)) is not negative: an enclosure that reaches below 0 is cut there.
      let value = elements[index].softplus()
      result.elements[index] =
        value.isNegative == .no ? value : Element.maximum(value, Element(0, precision: 64))
    }
    return result
  }

  func gated(skip: [Double], inputs: Self, gates: Self, from column: Int, precision: Int) -> Self {
    var result = self
    let skip = skip.map { Element(exactly: $0, precision: precision) }
    for t in 0..<rows {
      for channel in 0..<columns {
        let skipped = skip[channel] * inputs[t, channel]
        result[t, channel] = (self[t, channel] + skipped) * gates[t, column + channel].silu()
      }
    }
    return result
  }

  mutating func add(_ other: Self) {
    for index in elements.indices { elements[index] = elements[index] + other.elements[index] }
  }

  func lastRow(precision: Int) -> Self {
    var result = Matrix(rows: 1, columns: columns, precision: precision)
    for index in 0..<columns { result[0, index] = self[rows - 1, index] }
    return result
  }

  func columns(_ range: Range<Int>, precision: Int) -> Self {
    var result = Matrix(rows: rows, columns: range.count, precision: precision)
    for t in 0..<rows {
      for index in range { result[t, index - range.lowerBound] = self[t, index] }
    }
    return result
  }

  static func readout(_ scan: Scan<Element>) -> (y: Self, last: Self) {
    let (tokens, precision) = (scan.inputs.u.rows, scan.precision)
    let (channels, states) = (scan.configuration.channelCount, scan.configuration.stateCount)
    var y = Matrix(rows: tokens, columns: channels, precision: precision)
    var last = Matrix(rows: channels, columns: states, precision: precision)
    for channel in 0..<channels {
      for state in 0..<states {
        scan.run(channel: channel, state: state) { step in
          y[step.token, channel] = y[step.token, channel] + scan.inputs.c[step.token, state] * step.state
          last[channel, state] = step.state
        }
      }
    }
    return (y, last)
  }
}
