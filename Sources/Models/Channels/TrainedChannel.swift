/// One channel of a layer of a trained Mamba model.
///
/// Its weights are the file's own numbers, exactly. What the layer meets along tokens is no number of the
/// file but the value of the exact real function of the exact weights, which is known between certified
/// bounds:
///
///     h_t = exp(Δ_t A)·h_{t−1} + Δ_t B_t u_t,   y_t = C_t·h_t,   A = −exp(A_log)
public struct TrainedChannel: Hashable, Sendable {
  /// The folder of the checkpoint.
  public let folder: String
  /// The layer, from 0 on.
  public let layer: Int
  /// The channel, from 0 on.
  public let channel: Int

  /// A_log by learned state; −∞, the logarithm of 0, where A = 0.
  public let logA: [Double]
  /// D.
  public let skip: Double
  /// dt_proj.bias.
  public let stepBias: Double
  /// The channel's row of dt_proj.weight, one number for each rank.
  public let stepProjection: [Double]
  /// The taps of conv1d.weight, the last for the present token.
  public let convolution: [Double]
  /// conv1d.bias; 0 where the model has none.
  public let convolutionBias: Double
  /// The channel's row of in_proj.weight that u is made of, one number for each hidden dimension; a bias that the
  /// model may have is not in it.
  public let inputProjection: [Double]
  /// The channel's row of in_proj.weight that its gate z is made of, likewise.
  public let gateProjection: [Double]
  /// The channel's column of x_proj.weight: what its u adds to the factors of the step, then to B, then to C.
  public let stateProjection: [Double]
  /// The channel's column of out_proj.weight, one number for each hidden dimension.
  public let outputProjection: [Double]

  /// A by state, between certified bounds: first the states at A = 0, then −exp(A_log) of the learned ones, then
  /// those at A = −1000; a model as it is published has learned ones alone.
  public internal(set) var rates: [Bounds] = []

  /// The tokens that the model was run on; empty where none were asked for, and all that follows with it.
  public internal(set) var tokens: [Int] = []
  /// Δ_t by token.
  public internal(set) var steps: [Bounds] = []
  /// u_t by token.
  public internal(set) var inputs: [Bounds] = []
  /// B_t by token and state, in the order of `rates`.
  public internal(set) var inputWeights: [[Bounds]] = []
  /// C_t by token and state.
  public internal(set) var outputWeights: [[Bounds]] = []
  /// exp(Δ_t A) by token and state.
  public internal(set) var gates: [[Bounds]] = []
  /// Δ_t B_t u_t by token and state.
  public internal(set) var drives: [[Bounds]] = []
}

extension TrainedChannel: CustomStringConvertible {
  /// Layer, channel and folder, and the tokens.
  public var description: String {
    let shown = tokens.prefix(32).map(String.init).joined(separator: " ")
    let rest = tokens.count > 32 ? " ... (\(tokens.count) in all)" : ""
    return "layer \(layer), channel \(channel) of \(folder)"
      + (tokens.isEmpty ? "" : ", tokens \(shown)\(rest)")
  }
}
