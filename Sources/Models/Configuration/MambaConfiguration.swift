import Claims
import Enclosures

/// The sizes and switches of a Mamba model, from `config.json` in Hugging Face's names.
///
/// Keys that are absent have Hugging Face's defaults: `state_size` 16, `expand` 2, `conv_kernel` 4,
/// `time_step_rank` "auto", `layer_norm_epsilon` 1e-5, `use_bias` false, `use_conv_bias` true,
/// `hidden_act` "silu". The names of the original code (`d_model`, `n_layer`, `d_inner`) are read too.
public struct MambaConfiguration: Hashable, Sendable {
  public var vocabularySize: Int
  public var hiddenSize: Int
  public var layerCount: Int
  /// Channels of the state-space layer: `intermediate_size`, or `expand · hidden_size`.
  public var channelCount: Int
  /// States per channel that are learned: `state_size`.
  public var learnedStateCount: Int
  /// Constant states before the learned ones, with A = 0: `polarization.ones`.
  public var oneStateCount: Int
  /// Constant states after the learned ones, with A = −1000: `polarization.zeros`.
  public var zeroStateCount: Int
  public var convolutionWidth: Int
  public var timeStepRank: Int
  /// The exact decimal number that the file states.
  public var normEpsilon: Rational
  public var usesProjectionBias: Bool
  public var usesConvolutionBias: Bool
  /// Whether the head is the embedding; nil where the file does not say.
  public var tiesHead: Bool?

  public var stateCount: Int { oneStateCount + learnedStateCount + zeroStateCount }
  /// A of the constant states at the end.
  public static let zeroStateA = -1000
}

extension MambaConfiguration {
  /// The largest size that is believed.
  static let largestSize = 1 << 24

  /// Reads `config.json`.
  public init(path: String) throws(InputError) {
    let (root, text) = try CheckpointFile.json(path)
    do throws(InputError) {
      self = try Self.read(root, file: path)
    } catch {
      throw error.showing(text)
    }
  }

  static func read(_ root: JSONNode, file: String) throws(InputError) -> MambaConfiguration {
    _ = try root.object(in: file)
    let reader = Reader(root: root, file: file)
    if let node = root.member("model_type") {
      let type = try node.string(in: file, "`model_type`")
      guard type == "mamba" else {
        throw node.error("the model type is \"\(type)\"; only \"mamba\" is read", in: file)
      }
    }
    if let node = root.member("hidden_act") {
      let name = try node.string(in: file, "`hidden_act`")
      guard name == "silu" || name == "swish" else {
        throw node.error("the activation is \"\(name)\"; only \"silu\" is read", in: file)
      }
    }
    if let node = root.member("rms_norm"), try !node.bool(in: file, "`rms_norm`") {
      throw node.error("`rms_norm` is false; only models with RMSNorm are read", in: file)
    }
    let hidden = try reader.size(["hidden_size", "d_model"])
    let channels: Int
    if root.member("intermediate_size") != nil || root.member("d_inner") != nil {
      channels = try reader.size(["intermediate_size", "d_inner"])
    } else {
      channels = hidden * (try reader.size(["expand"], default: 2, most: 1024))
    }
    let polarization = root.member("polarization")
    let inner = polarization.map { Reader(root: $0, file: file, prefix: "polarization.") }
    if let polarization {
      for member in try polarization.object(in: file, "`polarization`")
      where member.key != "ones" && member.key != "zeros" {
        throw InputError(
          file: file, position: member.keyPosition,
          message: "unknown key \"\(member.key)\" in `polarization`; it has `ones` and `zeros`")
      }
    }
    return MambaConfiguration(
      vocabularySize: try reader.size(["vocab_size"]),
      hiddenSize: hidden,
      layerCount: try reader.size(["num_hidden_layers", "n_layer"], most: 4096),
      channelCount: channels,
      learnedStateCount: try reader.size(["state_size", "d_state"], default: 16),
      oneStateCount: try inner?.size(["ones"], default: 0, least: 0, most: 4096) ?? 0,
      zeroStateCount: try inner?.size(["zeros"], default: 0, least: 0, most: 4096) ?? 0,
      convolutionWidth: try reader.size(["conv_kernel", "d_conv"], default: 4, most: 4096),
      timeStepRank: try timeStepRank(reader, hidden: hidden),
      normEpsilon: try epsilon(root, file: file),
      usesProjectionBias: try reader.flag("use_bias", default: false),
      usesConvolutionBias: try reader.flag("use_conv_bias", default: true),
      tiesHead: try root.member("tie_word_embeddings")?.bool(in: file, "`tie_word_embeddings`"))
  }

  private static func timeStepRank(_ reader: Reader, hidden: Int) throws(InputError) -> Int {
    let automatic = (hidden + 15) / 16
    guard let node = reader.root.member("time_step_rank") else {
      return try reader.size(["dt_rank"], default: automatic)
    }
    if case .string(let text) = node.value {
      guard text == "auto" else {
        throw node.error(
          "`time_step_rank` must be a whole number or \"auto\", found \"\(text)\"", in: reader.file)
      }
      return automatic
    }
    return try reader.size(["time_step_rank"])
  }

  private static func epsilon(_ root: JSONNode, file: String) throws(InputError) -> Rational {
    guard let node = root.member("layer_norm_epsilon") else { return Rational(1, 100_000) }
    let value = try node.rational(in: file, "`layer_norm_epsilon`")
    guard value.signum > 0, value <= 1 else {
      throw node.error("`layer_norm_epsilon` must lie above 0 and not above 1", in: file)
    }
    return value
  }

  /// Reads sizes and flags by name, with their errors.
  private struct Reader {
    let root: JSONNode
    let file: String
    var prefix = ""

    func flag(_ key: String, default value: Bool) throws(InputError) -> Bool {
      try root.member(key)?.bool(in: file, "`\(prefix)\(key)`") ?? value
    }

    /// The size under the first of the names; where others are present too, they must agree.
    func size(
      _ names: [String], default value: Int? = nil, least: Int = 1, most: Int = largestSize
    ) throws(InputError) -> Int {
      var found: (name: String, size: Int)?
      for name in names {
        guard let node = root.member(name) else { continue }
        let size = try node.int(in: file, "`\(prefix)\(name)`")
        guard size >= least, size <= most else {
          throw node.error(
            "`\(prefix)\(name)` must lie between \(least) and \(most), found \(size)", in: file)
        }
        if let found, found.size != size {
          throw node.error("`\(name)` is \(size), but `\(found.name)` is \(found.size)", in: file)
        }
        found = found ?? (name, size)
      }
      if let size = found?.size ?? value { return size }
      throw root.error(
        "missing key \"\(names[0])\": a whole number from \(least) to \(most)", in: file)
    }
  }
}
