import Foundation
import Numbers

@testable import Models

/// A checkpoint folder as some program would write it, of a small seeded model.
struct LayoutFolder {
  typealias Tensor = SyntheticModel.Tensor

  let model: SyntheticModel
  /// `config.json`: keys and values in JSON.
  var config: [(key: String, value: String)] = []
  var tensors: [Tensor]
  /// Types that are written in a tensor's place; its bytes stay.
  var types: [String: String] = [:]
  var metadata = "{\"format\": \"pt\"}"
  var file: String? = "model.safetensors"
  var shards: [(name: String, tensors: [Tensor])] = []
  var others: [(name: String, text: String)] = []

  /// A model of two layers, 6 wide, with a step rank of 1, as "auto" makes it.
  static func model(channels: Int = 12, biases: Bool = false, tied: Bool = true) -> SyntheticModel {
    var random = SplitMix64(seed: seed)
    return SyntheticModel(&random, type: .float32, tied: tied, biases: biases, hidden: 6, channels: channels)
  }

  /// The first seed that draws those sizes.
  private static let seed: UInt64 = {
    var seed: UInt64 = 0
    while true {
      seed += 1
      var random = SplitMix64(seed: seed)
      let c = SyntheticModel(&random, type: .float32, tied: true, hidden: 6, channels: 1).configuration
      if c.timeStepRank == 1, c.learnedStateCount == 3, c.convolutionWidth == 4, c.vocabularySize == 5 {
        return seed
      }
    }
  }()

  init(_ model: SyntheticModel) {
    self.model = model
    tensors = model.tensors
  }

  /// As `transformers` saves `MambaForCausalLM`.
  static func huggingFace(_ model: SyntheticModel = LayoutFolder.model()) -> LayoutFolder {
    var folder = LayoutFolder(model)
    let c = model.configuration
    folder.config = [
      ("architectures", "[\"MambaForCausalLM\"]"), ("bos_token_id", "0"), ("conv_kernel", "4"),
      ("d_inner", "\(c.channelCount)"), ("d_model", "6"), ("eos_token_id", "0"), ("expand", "2"),
      ("fused_add_norm", "true"), ("hidden_act", "\"silu\""), ("hidden_size", "6"),
      ("initializer_range", "0.1"), ("intermediate_size", "\(c.channelCount)"),
      ("layer_norm_epsilon", "0.001"), ("model_type", "\"mamba\""), ("n_layer", "2"),
      ("num_hidden_layers", "2"), ("pad_token_id", "0"), ("pad_vocab_size_multiple", "8"),
      ("rescale_prenorm_residual", "false"), ("residual_in_fp32", "true"), ("rms_norm", "true"),
      ("ssm_cfg", "{}"), ("state_size", "3"), ("time_step_floor", "0.0001"),
      ("time_step_init_scheme", "\"random\""), ("time_step_max", "0.1"), ("time_step_min", "0.001"),
      ("time_step_rank", "1"), ("time_step_scale", "1.0"), ("torch_dtype", "\"float32\""),
      ("transformers_version", "\"4.39.0\""), ("use_bias", "\(c.usesProjectionBias)"),
      ("use_cache", "true"), ("use_conv_bias", "\(c.usesConvolutionBias)"), ("vocab_size", "5"),
    ]
    return folder
  }

  /// As `mamba_ssm` saves `MambaLMHeadModel`: the vocabulary padded, the head beside its embedding.
  static func original(_ model: SyntheticModel = LayoutFolder.model()) -> LayoutFolder {
    var folder = LayoutFolder(model)
    folder.config = [
      ("d_model", "6"), ("n_layer", "2"), ("vocab_size", "5"), ("ssm_cfg", "{\"d_state\": 3}"),
      ("rms_norm", "true"), ("residual_in_fp32", "true"), ("fused_add_norm", "true"),
      ("pad_vocab_size_multiple", "8"), ("norm_epsilon", "0.001"),
    ]
    folder.rename("backbone.embeddings.", "backbone.embedding.")
    folder.pad("backbone.embedding.weight", rows: 8)
    folder.add("lm_head.weight", like: "backbone.embedding.weight")
    return folder
  }

  /// As small programs of one file save theirs: no modules around the layers.
  static func plain(_ config: [(String, String)], model: SyntheticModel = LayoutFolder.model())
    -> LayoutFolder
  {
    var folder = LayoutFolder(model)
    folder.config = config.map { ($0.0, $0.1) }
    folder.rename("backbone.", "")
    folder.rename("embeddings.", "embedding.")
    return folder
  }

  // MARK: - Changes

  mutating func set(_ key: String, _ value: String?) {
    if let index = config.firstIndex(where: { $0.key == key }) {
      if let value { config[index].value = value } else { config.remove(at: index) }
    } else if let value {
      config.append((key, value))
    }
  }

  mutating func rename(_ old: String, _ new: String) {
    for index in tensors.indices {
      if let range = tensors[index].name.firstRange(of: old) {
        tensors[index].name.replaceSubrange(range, with: new)
      }
    }
  }

  mutating func add(_ name: String, like other: String) {
    guard var tensor = tensors.first(where: { $0.name == other }) else { return }
    tensor.name = name
    tensors.append(tensor)
  }

  mutating func add(_ name: String, _ shape: [Int], _ value: Double = 0.5) {
    tensors.append(
      Tensor(
        name: name, shape: shape,
        values: (0..<shape.reduce(1, *)).map { value + Double($0 % 7) * 0.125 }, type: .float32))
  }

  mutating func remove(_ ending: String) { tensors.removeAll { $0.name.hasSuffix(ending) } }

  mutating func change(_ ending: String, _ body: (inout Tensor) -> Void) {
    for index in tensors.indices where tensors[index].name.hasSuffix(ending) { body(&tensors[index]) }
  }

  mutating func pad(_ name: String, rows: Int) {
    change(name) { tensor in
      let width = tensor.shape[1]
      tensor.values += Array(repeating: 9, count: (rows - tensor.shape[0]) * width)
      tensor.shape[0] = rows
    }
  }

  /// `[channel][tap]` as `[tap][channel]`.
  mutating func transposeConvolutions(_ shape: [Int]) {
    change("conv1d.weight") { tensor in
      let (channels, width) = (tensor.shape[0], tensor.shape[2])
      tensor.values = (0..<channels * width).map { tensor.values[$0 % channels * width + $0 / channels] }
      tensor.shape = shape
    }
  }

  // MARK: - Writing

  func write(to folder: String) throws {
    if !config.isEmpty {
      let members = config.map { " \"\($0.key)\": \($0.value)" }.joined(separator: ",\n")
      try ModelsTests.write("{\n\(members)\n}\n", folder, "config.json")
    }
    if let file { try ModelsTests.write(bytes(tensors), folder, file) }
    for shard in shards { try ModelsTests.write(bytes(shard.tensors), folder, shard.name) }
    for other in others { try ModelsTests.write(other.text, folder, other.name) }
  }

  func bytes(_ part: [Tensor]) -> [UInt8] {
    var (header, data) = (["\"__metadata__\": \(metadata)"], [UInt8]())
    for tensor in part {
      let begin = data.count
      for value in tensor.values { data += SyntheticModel.bytes(value, tensor.type) }
      header.append(
        "\"\(tensor.name)\": {\"dtype\": \"\(types[tensor.name] ?? tensor.type.rawValue)\", "
          + "\"shape\": \(tensor.shape), \"data_offsets\": [\(begin), \(data.count)]}")
    }
    return safetensors(header: "{" + header.joined(separator: ", ") + "}", data: data)
  }
}
