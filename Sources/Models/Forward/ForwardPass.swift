import Numbers

/// The inputs of a layer's scan for one sequence: the state-space model's u, Δ, B and C at every token.
struct ScanInputs<R: ForwardEnclosure>: Sendable {
  /// `[token][channel]`: after the convolution and its SiLU.
  var u: R.Table
  /// `[token][channel]`: the step Δ, above 0 whatever the weights are.
  var step: R.Table
  /// `[token][state]`.
  var b: R.Table
  var c: R.Table
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
  private var residual: R.Table

  init(model: MambaModel, tokens: [Int], precision: Int) {
    self.model = model
    self.precision = precision
    let width = model.configuration.hiddenSize
    residual = R.Table(rows: tokens.count, columns: width, precision: precision)
    var row = [Double](repeating: 0, count: width)
    for (t, id) in tokens.enumerated() {
      row.withUnsafeMutableBufferPointer { model.embeddings.decode(from: id * width, into: $0) }
      for index in 0..<width { residual[t, index] = R(exactly: row[index], precision: precision) }
    }
  }

  /// Runs one layer: `scan` gets the scan and returns y, or nil to end the pass here.
  ///
  /// - Parameter goOn: Asked between the parts; false leaves the layer unfinished.
  /// - Returns: Whether the layer was not left unfinished.
  @discardableResult
  mutating func advance(
    layer index: Int, goOn: () -> Bool = { true }, scan: (Scan<R>) -> R.Table?
  ) -> Bool {
    let (layer, c) = (model.layers[index], model.configuration)
    let normed = residual.normalized(
      layer.norm, epsilon: c.normEpsilon, precision: precision)
    let projected = normed.product(
      layer.inputProjection, bias: layer.inputBias, gain: layer.gains.value(of: layer.inputProjection),
      precision: precision)
    guard goOn() else { return false }
    let convolution = Convolution(
      channels: c.channelCount, width: c.convolutionWidth, taps: layer.convolution,
      bias: layer.convolutionBias)
    let convolved = projected.convolved(convolution, precision: precision)
    guard goOn() else { return false }
    let inputs = scanInputs(convolved, layer)
    guard goOn() else { return false }
    guard let y = scan(Scan(configuration: c, inputs: inputs, logA: layer.logA, precision: precision))
    else { return true }
    guard goOn() else { return false }
    let gated = y.gated(
      skip: layer.skip, inputs: inputs.u, gates: projected, from: c.channelCount, precision: precision)
    residual.add(
      gated.product(
        layer.outputProjection, bias: layer.outputBias, gain: layer.gains.value(of: layer.outputProjection),
        precision: precision))
    return true
  }

  /// The logits of the last token; none where the file has no head that can be read.
  func lastLogits() -> [R] {
    guard let head = model.head else { return [] }
    let logits = residual.lastRow(precision: precision)
      .normalized(model.finalNorm, epsilon: model.configuration.normEpsilon, precision: precision)
      .product(head, bias: nil, gain: nil, precision: precision)
    return (0..<logits.columns).map { logits[0, $0] }
  }

  private func scanInputs(_ u: R.Table, _ layer: MambaLayer) -> ScanInputs<R> {
    let (rank, states) = (model.configuration.timeStepRank, model.configuration.stateCount)
    let projected = u.product(
      layer.stateProjection, bias: nil, gain: layer.gains.value(of: layer.stateProjection),
      precision: precision)
    // The first `rank` columns are the factor of the step.
    let step = projected.product(
      layer.stepProjection, bias: layer.stepBias, gain: nil, precision: precision
    ).steps()
    return ScanInputs(
      u: u, step: step, b: projected.columns(rank..<rank + states, precision: precision),
      c: projected.columns(rank + states..<rank + 2 * states, precision: precision))
  }
}
