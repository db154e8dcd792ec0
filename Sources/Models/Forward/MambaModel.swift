import Claims
import Enclosures
import Foundation

/// A Mamba language model with exact weights, its tensors checked against its configuration.
public struct MambaModel: Sendable {
  public let checkpoint: Checkpoint
  public let configuration: MambaConfiguration
  let embeddings: WeightTensor
  let layers: [MambaLayer]
  let finalNorm: [Double]
  let head: WeightTensor
  /// Tensors in the files that no part of the model uses.
  public let unusedTensors: [String]

  /// Opens a checkpoint folder. Nothing but headers is held in memory beyond vectors and `A_log`.
  public init(folder: String) throws(InputError) {
    let path = Checkpoint.path(folder, "config.json")
    if case .folder = CheckpointFile.kind(of: folder), case .missing = CheckpointFile.kind(of: path) {
      throw InputError(file: folder, message: "no config.json here; a checkpoint folder has one")
    }
    let checkpoint = try Checkpoint(folder: folder)
    try self.init(checkpoint: checkpoint, configuration: try MambaConfiguration(path: path))
  }

  public init(checkpoint: Checkpoint, configuration c: MambaConfiguration) throws(InputError) {
    self.checkpoint = checkpoint
    configuration = c
    var used: Set<String> = []
    func load(_ name: String, _ shape: [Int], _ reason: String) throws(InputError) -> WeightTensor {
      used.insert(name)
      return try checkpoint.weights(name, shape: shape, because: reason)
    }
    embeddings = try load(
      "backbone.embeddings.weight", [c.vocabularySize, c.hiddenSize], "vocab_size, hidden_size")
    var layers: [MambaLayer] = []
    for index in 0..<c.layerCount {
      layers.append(try MambaLayer(index: index, configuration: c, load: load))
    }
    self.layers = layers
    finalNorm = try load("backbone.norm_f.weight", [c.hiddenSize], "hidden_size").values()
    // Where the configuration does not say whether the head is tied, its presence does.
    if c.tiesHead ?? !checkpoint.has("lm_head.weight") {
      head = embeddings
      if checkpoint.has("lm_head.weight") { used.insert("lm_head.weight") }
    } else {
      head = try load("lm_head.weight", [c.vocabularySize, c.hiddenSize], "vocab_size, hidden_size")
    }
    unusedTensors = checkpoint.tensorNames.filter { !used.contains($0) }
  }

  /// The learned a = exp(A_log) of a layer as exponents, `[channel][state]`.
  public func logA(layer: Int) -> [Double] { layers[layer].logA }
}

/// The weights of one residual block.
struct MambaLayer: Sendable {
  let norm: [Double]
  let inputProjection: WeightTensor
  let inputBias: [Double]?
  /// `[channel][tap]`, the last tap for the present token.
  let convolution: [Double]
  let convolutionBias: [Double]?
  let stateProjection: WeightTensor
  let stepProjection: WeightTensor
  let stepBias: [Double]
  /// `[channel][learned state]`.
  let logA: [Double]
  let skip: [Double]
  let outputProjection: WeightTensor
  let outputBias: [Double]?
  let gains = GainCache()

  init(
    index: Int, configuration c: MambaConfiguration,
    load: (String, [Int], String) throws(InputError) -> WeightTensor
  ) throws(InputError) {
    let block = "backbone.layers.\(index)."
    let mixer = block + "mixer."
    let (inner, hidden) = ("intermediate_size", "hidden_size")
    norm = try load(block + "norm.weight", [c.hiddenSize], hidden).values()
    inputProjection = try load(
      mixer + "in_proj.weight", [2 * c.channelCount, c.hiddenSize], "2 * \(inner), \(hidden)")
    convolution = try load(
      mixer + "conv1d.weight", [c.channelCount, 1, c.convolutionWidth], "\(inner), 1, conv_kernel"
    ).values()
    stateProjection = try load(
      mixer + "x_proj.weight", [c.timeStepRank + 2 * c.stateCount, c.channelCount],
      "time_step_rank + 2 * states, \(inner)")
    stepProjection = try load(
      mixer + "dt_proj.weight", [c.channelCount, c.timeStepRank], "\(inner), time_step_rank")
    stepBias = try load(mixer + "dt_proj.bias", [c.channelCount], inner).values()
    logA = try load(mixer + "A_log", [c.channelCount, c.learnedStateCount], "\(inner), state_size").values()
    skip = try load(mixer + "D", [c.channelCount], inner).values()
    outputProjection = try load(
      mixer + "out_proj.weight", [c.hiddenSize, c.channelCount], "\(hidden), \(inner)")
    convolutionBias =
      c.usesConvolutionBias ? try load(mixer + "conv1d.bias", [c.channelCount], inner).values() : nil
    inputBias =
      c.usesProjectionBias
      ? try load(mixer + "in_proj.bias", [2 * c.channelCount], "2 * \(inner)").values() : nil
    outputBias =
      c.usesProjectionBias ? try load(mixer + "out_proj.bias", [c.hiddenSize], hidden).values() : nil
  }
}
