import Enclosures

/// A matrix of enclosures, row after row.
struct Matrix<Element: Sendable>: Sendable {
  var rows: Int
  var columns: Int
  var elements: [Element]

  init(rows: Int, columns: Int, repeating value: Element) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  @inline(__always)
  subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }
}

/// The inputs of a layer's scan for one sequence: the state-space model's u, Δ, B and C at every token.
struct ScanInputs<R: ForwardEnclosure>: Sendable {
  /// `[token][channel]`: after the convolution and its SiLU.
  var u: Matrix<R>
  /// `[token][channel]`: the step Δ, above 0 whatever the weights are.
  var step: Matrix<R>
  /// `[token][state]`.
  var b: Matrix<R>
  var c: Matrix<R>
}

/// One sequence through the model in enclosures on rung `R`.
///
/// The model is the exact real function of the exact weights; the rounding of the arithmetic it was
/// trained in is no part of it. Memory: a few matrices of tokens by channels.
///
///     x ← embedding;  per layer:  x ← x + W_out ((y + D·u)·silu(z)),
///     (x', z) = W_in·rms(x),  u = silu(conv(x')),  (δ, B, C) = W_x·u,  Δ = softplus(W_Δ·δ + b),
///     h_t = exp(Δ_t A)·h_{t−1} + Δ_t B_t u_t,  y_t = C_t·h_t,   A = −exp(A_log)
struct ForwardPass<R: ForwardEnclosure> {
  let model: MambaModel
  let precision: Int
  private var residual: Matrix<R>
  private var tokenCount: Int { residual.rows }

  init(model: MambaModel, tokens: [Int], precision: Int) {
    self.model = model
    self.precision = precision
    let width = model.configuration.hiddenSize
    residual = Matrix(rows: tokens.count, columns: width, repeating: R(0, precision: precision))
    var row = [Double](repeating: 0, count: width)
    for (t, id) in tokens.enumerated() {
      row.withUnsafeMutableBufferPointer { model.embeddings.decode(from: id * width, into: $0) }
      for index in 0..<width { residual[t, index] = R(exactly: row[index], precision: precision) }
    }
  }

  /// Runs one layer: `scan` gets the scan's inputs and returns y, or nil to end the pass here.
  mutating func advance(layer index: Int, scan: (ScanInputs<R>) -> Matrix<R>?) {
    let layer = model.layers[index]
    let channels = model.configuration.channelCount
    let normed = normalized(residual, weights: layer.norm)
    let projected = multiply(layer.inputProjection, normed, bias: layer.inputBias)
    let u = convolved(projected, layer)
    let inputs = scanInputs(u, layer)
    guard var y = scan(inputs) else { return }
    for t in 0..<tokenCount {
      for channel in 0..<channels {
        let skipped = R(exactly: layer.skip[channel], precision: precision) * inputs.u[t, channel]
        y[t, channel] = (y[t, channel] + skipped) * projected[t, channels + channel].silu()
      }
    }
    let update = multiply(layer.outputProjection, y, bias: layer.outputBias)
    for index in residual.elements.indices {
      residual.elements[index] = residual.elements[index] + update.elements[index]
    }
  }

  /// The logits of the last token.
  func lastLogits() -> [R] {
    var last = Matrix(rows: 1, columns: residual.columns, repeating: R(0, precision: precision))
    for index in 0..<residual.columns { last[0, index] = residual[tokenCount - 1, index] }
    return multiply(model.head, normalized(last, weights: model.finalNorm), bias: nil).elements
  }

  // MARK: - Parts of a layer

  /// x / sqrt(mean(x²) + ε) · w, per token.
  private func normalized(_ x: Matrix<R>, weights: [Double]) -> Matrix<R> {
    let epsilon = R(model.configuration.normEpsilon, precision: precision)
    let count = R(Rational(x.columns), precision: precision)
    let one = R(1, precision: precision)
    let scale = weights.map { R(exactly: $0, precision: precision) }
    var result = x
    for t in 0..<x.rows {
      var sum = R(0, precision: precision)
      for index in 0..<x.columns { sum = sum + x[t, index].power(2) }
      let factor = one / (sum / count + epsilon).squareRoot()
      for index in 0..<x.columns { result[t, index] = x[t, index] * factor * scale[index] }
    }
    return result
  }

  /// W·x + bias for every row x; each row of W is decoded once.
  private func multiply(_ weights: WeightTensor, _ x: Matrix<R>, bias: [Double]?) -> Matrix<R> {
    let (outputs, inputs) = (weights.rowCount, weights.rowLength)
    precondition(inputs <= x.columns, "a matrix that does not fit its vector")
    var result = Matrix(rows: x.rows, columns: outputs, repeating: R(0, precision: precision))
    var row = [Double](repeating: 0, count: inputs)
    x.elements.withUnsafeBufferPointer { elements in
      for output in 0..<outputs {
        row.withUnsafeMutableBufferPointer { weights.decode(from: output * inputs, into: $0) }
        let offset = bias.map { R(exactly: $0[output], precision: precision) }
        row.withUnsafeBufferPointer { row in
          for t in 0..<x.rows {
            let vector = UnsafeBufferPointer(rebasing: elements[t * x.columns..<t * x.columns + inputs])
            let product = R.dot(row, vector, precision: precision)
            result[t, output] = offset.map { product + $0 } ?? product
          }
        }
      }
    }
    return result
  }

  /// The causal depthwise convolution over tokens, then SiLU.
  private func convolved(_ projected: Matrix<R>, _ layer: MambaLayer) -> Matrix<R> {
    let (channels, width) = (model.configuration.channelCount, model.configuration.convolutionWidth)
    var u = Matrix(rows: tokenCount, columns: channels, repeating: R(0, precision: precision))
    let taps = layer.convolution.map { R(exactly: $0, precision: precision) }
    for channel in 0..<channels {
      let bias = layer.convolutionBias?[channel] ?? 0
      for t in 0..<tokenCount {
        var sum = R(exactly: bias, precision: precision)
        for tap in max(0, width - 1 - t)..<width {
          sum = sum + taps[channel * width + tap] * projected[t - (width - 1) + tap, channel]
        }
        u[t, channel] = sum.silu()
      }
    }
    return u
  }

  private func scanInputs(_ u: Matrix<R>, _ layer: MambaLayer) -> ScanInputs<R> {
    let c = model.configuration
    let projected = multiply(layer.stateProjection, u, bias: nil)
    // The first `timeStepRank` columns are the factor of the step.
    var step = multiply(layer.stepProjection, projected, bias: layer.stepBias)
    let zero = R(0, precision: precision)
    for index in step.elements.indices {
      // log(1 + exp(x)) is not negative: an enclosure that reaches below 0 is cut there.
      let value = step.elements[index].softplus()
      step.elements[index] = value.isNegative == .no ? value : R.maximum(value, zero)
    }
    var b = Matrix(rows: tokenCount, columns: c.stateCount, repeating: R(0, precision: precision))
    var readout = b
    for t in 0..<tokenCount {
      for state in 0..<c.stateCount {
        b[t, state] = projected[t, c.timeStepRank + state]
        readout[t, state] = projected[t, c.timeStepRank + c.stateCount + state]
      }
    }
    return ScanInputs(u: u, step: step, b: b, c: readout)
  }
}
