import Foundation
import Inputs
import Numbers

/// A Mamba language model with exact weights, its tensors checked against its configuration.
///
/// It is the whole model of the folder: every tensor and every key of the configuration is used, is known to be
/// without effect on what is audited, or is an error that names it.
public struct MambaModel: Sendable {
  package let checkpoint: Checkpoint
  /// The sizes of the model.
  public let configuration: MambaConfiguration
  let embeddings: WeightTensor
  let layers: [MambaLayer]
  let finalNorm: Norm
  /// Nil where the file has none that can be read; the states do not depend on it.
  let head: WeightTensor?
  /// Tensors in the files that no part of the model uses, with the reason why none needs to.
  public let leftAside: [LeftAside]

  package var unusedTensors: [String] { leftAside.map(\.name) }

  /// Opens a checkpoint folder. Nothing but headers is held in memory beyond vectors and `A_log`.
  ///
  /// - Parameter ignoring: Unknown keys of the configuration and unknown tensors that the caller knows to be
  ///   without effect; a tensor's name may be cut at a dot. What is known to have an effect is refused all the same.
  public init(folder: String, ignoring: Set<String> = []) throws(InputError) {
    let (checkpoint, configuration) = try Self.open(folder, ignoring)
    try self.init(checkpoint: checkpoint, configuration: configuration, ignoring: ignoring)
  }

  /// The headers of the tensors, and the configuration.
  static func open(
    _ folder: String, _ ignoring: Set<String>
  ) throws(InputError) -> (Checkpoint, MambaConfiguration) {
    let path = Checkpoint.path(folder, "config.json")
    if case .folder = CheckpointFile.kind(of: folder), case .missing = CheckpointFile.kind(of: path) {
      try Checkpoint.refuseAdapter(folder)
      throw InputError(file: folder, message: "no config.json here; a checkpoint folder has one")
    }
    let checkpoint: Checkpoint
    do throws(InputError) {
      checkpoint = try Checkpoint(folder: folder)
    } catch {
      // Of another family the tensors would not be read in a file that can be, either: say both at once.
      var error = error
      if let family = MambaConfiguration.otherFamily(path: path, ignoring: ignoring) {
        error.message += "; besides, \(family)"
      }
      throw error
    }
    return (checkpoint, try MambaConfiguration(path: path, ignoring: ignoring))
  }

  package init(
    checkpoint: Checkpoint, configuration: MambaConfiguration, ignoring: Set<String> = []
  ) throws(InputError) {
    self.checkpoint = checkpoint
    var c = configuration
    let layout = try TensorLayout(checkpoint)
    c.complete(from: checkpoint, mixer: layout.layer(0) + "mixer.")
    var used: Set<String> = []
    embeddings = try checkpoint.weights(
      layout.embedding, shape: [c.vocabularySize, c.hiddenSize], because: "vocab_size, hidden_size",
      padded: c.vocabularyPadding)
    used.insert(layout.embedding)
    var layers: [MambaLayer] = []
    for index in 0..<c.layerCount {
      layers.append(
        try MambaLayer(prefix: layout.layer(index), configuration: c, checkpoint: checkpoint, used: &used))
    }
    self.layers = layers
    finalNorm = try Norm(layout.finalNorm, c, checkpoint, &used)
    head = Self.head(c, checkpoint, layout, embeddings, &used)
    let roles = TensorRoles(
      checkpoint: checkpoint, layout: layout, configuration: c, ignoring: ignoring)
    leftAside = try roles.leftAside(unused: checkpoint.tensorNames.filter { !used.contains($0) })
    c.ignored += leftAside.filter { $0.reason == "ignored as asked" }.map(\.name)
    if let name = ignoring.sorted().first(where: { name in
      !c.ignored.contains { $0 == name || $0.hasPrefix(name) }
    }) {
      throw InputError(
        file: checkpoint.folder,
        message: "--ignore \(name): no unknown key of config.json and no unknown tensor has this name")
    }
    self.configuration = c
  }

  /// The matrix that makes logits. Nothing that is audited depends on it, so a head that cannot be read (NaN, another
  /// shape or type) is left aside rather than an error.
  private static func head(
    _ c: MambaConfiguration, _ checkpoint: Checkpoint, _ layout: TensorLayout, _ embeddings: WeightTensor,
    _ used: inout Set<String>
  ) -> WeightTensor? {
    // Where the configuration does not say whether the head is tied, its presence does.
    guard checkpoint.has(layout.head) else { return c.tiesHead == false ? nil : embeddings }
    let stored = try? checkpoint.weights(
      layout.head, shape: [c.vocabularySize, c.hiddenSize], because: "", padded: c.vocabularyPadding)
    if stored != nil { used.insert(layout.head) }
    return c.tiesHead == true ? embeddings : stored
  }

  /// The learned a = exp(A_log) of a layer as exponents, `[channel][state]`; −∞ stands for a = 0.
  package func logA(layer: Int) -> [Double] { layers[layer].logA }
}

/// The weights of a norm: RMSNorm, or LayerNorm with its bias.
struct Norm: Sendable {
  let weights: [Double]
  /// Nil for RMSNorm.
  let bias: [Double]?

  /// - Parameter name: `….weight`; a bias is named likewise.
  init(
    _ name: String, _ c: MambaConfiguration, _ checkpoint: Checkpoint, _ used: inout Set<String>
  ) throws(InputError) {
    weights = try checkpoint.weights(name, shape: [c.hiddenSize], because: "hidden_size").values()
    used.insert(name)
    guard c.usesLayerNorm else {
      bias = nil
      return
    }
    let biasName = name.replacing(".weight", with: ".bias")
    guard checkpoint.has(biasName) else {
      throw InputError(
        file: checkpoint.tensorFile,
        message: "tensor \"\(biasName)\" is missing; `rms_norm` is false, and LayerNorm has a bias")
    }
    bias = try checkpoint.weights(biasName, shape: [c.hiddenSize], because: "hidden_size").values()
    used.insert(biasName)
  }
}

/// The weights of one residual block.
struct MambaLayer: Sendable {
  let norm: Norm
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

  /// - Parameter prefix: `backbone.layers.0.`.
  init(
    prefix block: String, configuration c: MambaConfiguration, checkpoint: Checkpoint,
    used: inout Set<String>
  ) throws(InputError) {
    let mixer = block + "mixer."
    let (inner, hidden) = ("intermediate_size", "hidden_size")
    var names: Set<String> = []
    func load(_ name: String, _ shape: [Int], _ reason: String) throws(InputError) -> WeightTensor {
      names.insert(mixer + name)
      return try checkpoint.weights(mixer + name, shape: shape, because: reason)
    }
    norm = try Norm(block + "norm.weight", c, checkpoint, &used)
    inputProjection = try load(
      "in_proj.weight", [2 * c.channelCount, c.hiddenSize], "2 * \(inner), \(hidden)")
    names.insert(mixer + "conv1d.weight")
    convolution = try checkpoint.convolution(
      mixer + "conv1d.weight", channels: c.channelCount, width: c.convolutionWidth)
    stateProjection = try load(
      "x_proj.weight", [c.timeStepRank + 2 * c.stateCount, c.channelCount],
      "time_step_rank + 2 * states, \(inner)")
    stepProjection = try load(
      "dt_proj.weight", [c.channelCount, c.timeStepRank], "\(inner), time_step_rank")
    stepBias = try load("dt_proj.bias", [c.channelCount], inner).values()
    names.insert(mixer + "A_log")
    logA = try checkpoint.weights(
      mixer + "A_log", shape: [c.channelCount, c.learnedStateCount], because: "\(inner), state_size",
      isLogarithm: true
    ).values()
    skip = try load("D", [c.channelCount], inner).values()
    outputProjection = try load("out_proj.weight", [c.hiddenSize, c.channelCount], "\(hidden), \(inner)")
    func bias(_ name: String, _ size: Int, _ reason: String, _ key: String) throws(InputError) -> [Double] {
      guard checkpoint.has(mixer + name) else {
        throw InputError(
          file: checkpoint.tensorFile,
          message: "tensor \"\(mixer + name)\" is missing, but by config.json the model has it; "
            + "if it has none, write \"\(key)\": false")
      }
      return try load(name, [size], reason).values()
    }
    convolutionBias =
      c.usesConvolutionBias ? try bias("conv1d.bias", c.channelCount, inner, "use_conv_bias") : nil
    inputBias =
      c.usesProjectionBias ? try bias("in_proj.bias", 2 * c.channelCount, "2 * \(inner)", "use_bias") : nil
    outputBias =
      c.usesProjectionBias ? try bias("out_proj.bias", c.hiddenSize, hidden, "use_bias") : nil
    used.formUnion(names)
  }
}
