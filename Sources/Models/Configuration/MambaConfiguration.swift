import Inputs
import Numbers

/// The sizes and switches of a Mamba model, from `config.json` in the names of any of its programs.
///
/// Sizes of the mixer that are absent are read from the shapes of its tensors. Other keys that are absent have the
/// defaults that Hugging Face's and the original code share: `state_size` 16, `expand` 2, `conv_kernel` 4, `time_step_rank` "auto", `layer_norm_epsilon` 1e-5, `use_bias` false,
/// `use_conv_bias` true, `hidden_act` "silu", `rms_norm` true.
public struct MambaConfiguration: Hashable, Sendable {
  /// `vocab_size`
  public var vocabularySize: Int
  /// `hidden_size`
  public var hiddenSize: Int
  /// `num_hidden_layers`
  public var layerCount: Int
  /// Channels of the state-space layer: `intermediate_size`, or `expand · hidden_size`.
  public var channelCount: Int
  /// States per channel that are learned: `state_size`.
  public var learnedStateCount: Int
  /// Constant states before the learned ones, with A = 0: `polarization.ones`.
  public var oneStateCount: Int
  /// Constant states after the learned ones, with A = −1000: `polarization.zeros`.
  public var zeroStateCount: Int
  package var convolutionWidth: Int
  package var timeStepRank: Int
  /// The exact decimal number that the file states.
  package var normEpsilon: Rational
  package var usesProjectionBias: Bool
  package var usesConvolutionBias: Bool
  /// Whether the head is the embedding; nil where the file does not say.
  package var tiesHead: Bool?
  /// Whether the norms are LayerNorm with a bias rather than RMSNorm: `rms_norm` false.
  package var usesLayerNorm = false
  /// The embedding has rows for a multiple of this many tokens: `pad_vocab_size_multiple`, 8 in the original code.
  package var vocabularyMultiple = 1
  /// Sizes that the file does not state: the defaults stand for them, unless the tensors say otherwise.
  var unstated: Set<UnstatedSize> = []
  enum UnstatedSize: Sendable { case channels, states, convolution, rank }
  /// Keys of the file that are without effect on the forward pass.
  package var keysWithoutEffect: [String] = []
  /// Unknown keys and tensors that the reader was asked to ignore.
  package var ignored: [String] = []

  /// How many rows beyond the vocabulary the embedding may have.
  var vocabularyPadding: Int {
    (vocabularyMultiple - vocabularySize % vocabularyMultiple) % vocabularyMultiple
  }

  /// States of a channel, those with a fixed A included.
  public var stateCount: Int { oneStateCount + learnedStateCount + zeroStateCount }
  /// A of the constant states at the end.
  package static let zeroStateA = -1000
}

extension MambaConfiguration {
  /// Reads `config.json`.
  ///
  /// - Parameter ignoring: Unknown keys that are known to the caller to be without effect.
  package init(path: String, ignoring: Set<String> = []) throws(InputError) {
    let (root, text) = try CheckpointFile.json(path)
    do throws(InputError) {
      self = try Self.read(root, file: path, ignoring: ignoring)
    } catch {
      throw error.showing(text)
    }
  }

  static func read(
    _ root: JSONNode, file: String, ignoring: Set<String> = []
  ) throws(InputError) -> MambaConfiguration {
    var reader = try ConfigurationReader(root, file: file)
    try checkFamily(&reader, ignoring)
    for entry in reader.entries {
      switch ConfigurationKeys.standing(of: entry) {
      case .refused(let meaning):
        throw InputError(
          file: file, position: entry.position,
          message: "`\(entry.path)` says that the model has \(meaning); " + ModelFamily.remedy)
      case .quantised:
        throw InputError(
          file: file, position: entry.position,
          message: "`\(entry.path)` says that the weights are quantised; save them as F16, BF16, F32 or F64")
      case .withoutEffect, .unknown: break
      }
    }
    for entry in reader.found(["hidden_act", "activation", "activation_function", "act_fn"]) {
      let name = try entry.node.string(in: file, "`\(entry.path)`")
      guard ["silu", "swish", "SiLU"].contains(name) else {
        throw entry.node.error("the activation is \"\(name)\"; only \"silu\" is read", in: file)
      }
    }
    let hidden = try reader.requiredSize(["hidden_size", "d_model", "n_embd", "dim"])
    let polarization = try polarization(&reader)
    let channels = try channels(&reader, hidden: hidden)
    let states = try reader.size(["state_size", "d_state", "n_state", "ssm_state_size"])
    let width = try reader.size(["conv_kernel", "d_conv", "conv_size", "conv_kernel_size"], most: 4096)
    let automatic = (hidden + 15) / 16
    let rank = try reader.size(["time_step_rank", "dt_rank"], automatic: automatic)
    var configuration = MambaConfiguration(
      vocabularySize: try reader.requiredSize(["vocab_size", "n_vocab"]),
      hiddenSize: hidden,
      layerCount: try reader.requiredSize(
        ["num_hidden_layers", "n_layer", "n_layers", "num_layers"], most: 4096),
      channelCount: channels ?? 2 * hidden, learnedStateCount: states ?? 16,
      oneStateCount: polarization.ones, zeroStateCount: polarization.zeros,
      convolutionWidth: width ?? 4, timeStepRank: rank ?? automatic,
      normEpsilon: try epsilon(&reader),
      usesProjectionBias: try reader.flag(["use_bias", "bias"]) ?? false,
      usesConvolutionBias: try reader.flag(["use_conv_bias", "conv_bias"]) ?? true,
      tiesHead: try reader.flag(["tie_word_embeddings", "tie_embeddings"]))
    configuration.usesLayerNorm = try reader.flag(["rms_norm"]) == false
    configuration.vocabularyMultiple =
      try reader.size(["pad_vocab_size_multiple"], most: 65536)
      ?? (root.member("model_type") == nil ? 8 : 1)
    if channels == nil { configuration.unstated.insert(.channels) }
    if states == nil { configuration.unstated.insert(.states) }
    if width == nil { configuration.unstated.insert(.convolution) }
    if rank == nil { configuration.unstated.insert(.rank) }
    try sortRest(&configuration, reader, ignoring)
    return configuration
  }

  /// What is said of another family where the file can be read and names one.
  static func otherFamily(path: String, ignoring: Set<String>) -> String? {
    guard let (root, _) = try? CheckpointFile.json(path),
      var reader = try? ConfigurationReader(root, file: path)
    else { return nil }
    do throws(InputError) {
      try checkFamily(&reader, ignoring)
      return nil
    } catch {
      return error.message
    }
  }

  /// Refuses other families, by `model_type`, by the class that made the file and by the mixer's name: names that nobody
  /// knows can be ignored, families that are known cannot.
  private static func checkFamily(
    _ reader: inout ConfigurationReader, _ ignoring: Set<String>
  ) throws(InputError) {
    let file = reader.file
    for entry in reader.found(["model_type", "layer"])
    where !ignoring.contains(entry.path) || Self.namesOtherFamily(entry.node) {
      let type = try entry.node.string(in: file, "`\(entry.path)`")
      guard !["mamba", "mamba1", "mamba_ssm"].contains(type.lowercased()) else { continue }
      let family = ModelFamily.description(ofType: type).map { " (\($0))" } ?? ""
      throw entry.node.error("the model type is \"\(type)\"\(family); \(ModelFamily.remedy)", in: file)
    }
    for entry in reader.found(["architectures"])
    where !ignoring.contains(entry.path) || Self.namesOtherFamily(entry.node) {
      for node in try entry.node.array(in: file, "`architectures`") {
        let name = try node.string(in: file, "an architecture")
        let stem = ModelFamily.stem(ofArchitecture: name)
        guard !["mamba", "mixer"].contains(stem) else { continue }
        guard let family = ModelFamily.description(ofType: stem) else {
          throw node.error(
            "the architecture is \"\(name)\"; only Mamba's own (`MambaForCausalLM`) is read. "
              + "If the forward pass is the same, pass --ignore architectures", in: file)
        }
        throw node.error("the architecture is \"\(name)\" (\(family)); \(ModelFamily.remedy)", in: file)
      }
    }
  }

  /// Whether a name in the value is that of a family that is known not to be Mamba.
  private static func namesOtherFamily(_ node: JSONNode) -> Bool {
    switch node.value {
    case .array(let elements): elements.contains(where: namesOtherFamily)
    case .string(let name):
      ModelFamily.description(ofType: name) != nil
        || ModelFamily.description(ofType: ModelFamily.stem(ofArchitecture: name)) != nil
    default: false
    }
  }

  /// Nil where the file states neither the channels nor a factor.
  private static func channels(
    _ reader: inout ConfigurationReader, hidden: Int
  ) throws(InputError) -> Int? {
    let factor = try reader.rational(["expand", "expand_factor", "expansion_factor"])
    // Where the channels themselves are stated, they are what programs go by; releases carry other factors beside.
    if let stated = try reader.size(["intermediate_size", "d_inner", "inner_dim"]) { return stated }
    guard let factor else { return nil }
    let product = factor * Rational(hidden)
    // Programs cut the product to a whole number.
    guard let whole = Int(product.floor.description), (1...ConfigurationReader.largestSize).contains(whole)
    else {
      let node = reader.found(["expand", "expand_factor", "expansion_factor"]).first?.node ?? reader.root
      throw node.error(
        "`expand` times `hidden_size` must lie between 1 and \(ConfigurationReader.largestSize)",
        in: reader.file)
    }
    return whole
  }

  private static func epsilon(_ reader: inout ConfigurationReader) throws(InputError) -> Rational {
    let names = [
      "layer_norm_epsilon", "norm_epsilon", "rms_norm_eps", "layer_norm_eps", "norm_eps", "rms_norm_epsilon",
      "layernorm_epsilon", "layernorm_eps", "rms_eps",
    ]
    guard let value = try reader.rational(names) else { return Rational(1, 100_000) }
    guard value.signum > 0, value <= 1 else {
      let entry = reader.found(names)[0]
      throw entry.node.error("`\(entry.path)` must lie above 0 and not above 1", in: reader.file)
    }
    return value
  }

  private static func polarization(
    _ reader: inout ConfigurationReader
  ) throws(InputError) -> (ones: Int, zeros: Int) {
    guard let entry = reader.found(["polarization"]).first else { return (0, 0) }
    var counts = [0, 0]
    for member in try entry.node.object(in: reader.file, "`polarization`") {
      guard let index = ["ones", "zeros"].firstIndex(of: member.key) else {
        throw InputError(
          file: reader.file, position: member.keyPosition,
          message: "unknown key \"\(member.key)\" in `polarization`; it has `ones` and `zeros`")
      }
      if case .null = member.node.value { continue }
      counts[index] = try ConfigurationReader.size(
        member.node, "`polarization.\(member.key)`", reader.file, 0...4096)
    }
    return (counts[0], counts[1])
  }

  /// Whatever was not read is without effect, to be ignored, or an error.
  private static func sortRest(
    _ configuration: inout MambaConfiguration, _ reader: ConfigurationReader, _ ignoring: Set<String>
  ) throws(InputError) {
    for entry in reader.entries where !reader.read.contains(entry.path) {
      switch ConfigurationKeys.standing(of: entry) {
      case .withoutEffect: configuration.keysWithoutEffect.append(entry.path)
      case .refused, .quantised: break
      case .unknown:
        guard !ignoring.contains(entry.path) else {
          configuration.ignored.append(entry.path)
          continue
        }
        throw InputError(
          file: reader.file, position: entry.position,
          message: "unknown key `\(entry.path)`: it may change the forward pass. "
            + "If it does not, pass --ignore \(entry.path)")
      }
    }
    for entry in reader.entries
    where ["architectures", "model_type", "layer"].contains(entry.name) && ignoring.contains(entry.path) {
      configuration.ignored.append(entry.path)
    }
  }
}
