import Foundation
import Numbers
import TestSupport

@testable import Models

/// A small random model that can be written as a checkpoint in any element type.
struct SyntheticModel {
  struct Tensor {
    var name: String
    var shape: [Int]
    var values: [Double]
    var type: TensorType
  }

  var configuration: MambaConfiguration
  var tensors: [Tensor] = []
  var writesHead: Bool

  /// - Parameters:
  ///   - spread: The size of the weights.
  init(
    _ random: inout SplitMix64, type: TensorType, tied: Bool = false, biases: Bool = false,
    polarized: Bool = false, spread: Double = 0.7, layers: Int = 2, hidden: Int? = nil,
    channels: Int? = nil
  ) {
    let hidden = hidden ?? 2 + random.below(5)
    configuration = MambaConfiguration(
      vocabularySize: 3 + random.below(5), hiddenSize: hidden, layerCount: layers,
      channelCount: channels ?? 1 + random.below(6), learnedStateCount: 1 + random.below(4),
      oneStateCount: polarized ? 1 : 0, zeroStateCount: polarized ? 1 : 0,
      convolutionWidth: 1 + random.below(4), timeStepRank: 1 + random.below(3), normEpsilon: 1 / 1000,
      usesProjectionBias: biases, usesConvolutionBias: !biases, tiesHead: tied)
    writesHead = !tied
    let c = configuration
    add("backbone.embeddings.weight", [c.vocabularySize, c.hiddenSize], type, spread, &random)
    for layer in 0..<layers {
      let block = "backbone.layers.\(layer)."
      add(block + "norm.weight", [c.hiddenSize], type, spread, &random)
      let mixer = block + "mixer."
      add(mixer + "in_proj.weight", [2 * c.channelCount, c.hiddenSize], type, spread, &random)
      add(mixer + "conv1d.weight", [c.channelCount, 1, c.convolutionWidth], type, spread, &random)
      add(
        mixer + "x_proj.weight", [c.timeStepRank + 2 * c.stateCount, c.channelCount], type, spread, &random)
      add(mixer + "dt_proj.weight", [c.channelCount, c.timeStepRank], type, spread, &random)
      add(mixer + "dt_proj.bias", [c.channelCount], type, spread, &random)
      add(mixer + "A_log", [c.channelCount, c.learnedStateCount], type, spread, &random)
      add(mixer + "D", [c.channelCount], type, spread, &random)
      add(mixer + "out_proj.weight", [c.hiddenSize, c.channelCount], type, spread, &random)
      if c.usesConvolutionBias { add(mixer + "conv1d.bias", [c.channelCount], type, spread, &random) }
      if biases {
        add(mixer + "in_proj.bias", [2 * c.channelCount], type, spread, &random)
        add(mixer + "out_proj.bias", [c.hiddenSize], type, spread, &random)
      }
    }
    add("backbone.norm_f.weight", [c.hiddenSize], type, spread, &random)
    if writesHead { add("lm_head.weight", [c.vocabularySize, c.hiddenSize], type, spread, &random) }
  }

  private mutating func add(
    _ name: String, _ shape: [Int], _ type: TensorType, _ spread: Double, _ random: inout SplitMix64
  ) {
    let count = shape.reduce(1, *)
    let values = (0..<count).map { _ in Self.rounded(random.unit() * 2 * spread, type) }
    tensors.append(Tensor(name: name, shape: shape, values: values, type: type))
  }

  func values(_ name: String) -> [Double] { tensors.first { $0.name == name }?.values ?? [] }

  /// The bytes of a value that the type holds exactly.
  static func bytes(_ value: Double, _ type: TensorType) -> [UInt8] {
    func little(_ bits: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
    }
    switch type {
    case .float64: return little(value.bitPattern, 8)
    case .brain16: return little(UInt64(Float(value).bitPattern >> 16), 2)
    case .float16:
      // Normal and subnormal halves; the values here are multiples of 2^-24 with at most 11 bits.
      let sign: UInt64 = value < 0 ? 0x8000 : 0
      let magnitude = abs(value)
      if magnitude < 0x1p-14 { return little(sign | UInt64(magnitude * 0x1p24), 2) }
      let exponent = Int(magnitude.exponent)
      let fraction = UInt64((magnitude.significand - 1) * 1024)
      return little(sign | UInt64(exponent + 15) << 10 | fraction, 2)
    default: return little(UInt64(Float(value).bitPattern), 4)
    }
  }

  /// The value cut to what the type holds.
  static func rounded(_ value: Double, _ type: TensorType) -> Double {
    switch type {
    case .float64: return value
    case .brain16: return Double(Float(bitPattern: Float(value).bitPattern & 0xFFFF_0000))
    case .float16:
      if abs(value) < 0x1p-14 { return (value * 0x1p24).rounded(.towardZero) * 0x1p-24 }
      let scale = Double(sign: .plus, exponent: value.exponent - 10, significand: 1)
      return (value / scale).rounded(.towardZero) * scale
    default: return Double(Float(value))
    }
  }

  func fileBytes(_ part: [Tensor]) -> [UInt8] {
    var (header, data) = ([String](), [UInt8]())
    for tensor in part {
      let begin = data.count
      for value in tensor.values { data += Self.bytes(value, tensor.type) }
      header.append(
        "\"\(tensor.name)\": {\"dtype\": \"\(tensor.type.rawValue)\", \"shape\": \(tensor.shape), "
          + "\"data_offsets\": [\(begin), \(data.count)]}")
    }
    return safetensors(
      header: "{\"__metadata__\": {\"format\": \"pt\"}, " + header.joined(separator: ", ") + "}", data: data)
  }

  var configurationText: String {
    let c = configuration
    return """
      {
       "model_type": "mamba",
       "vocab_size": \(c.vocabularySize),
       "hidden_size": \(c.hiddenSize),
       "num_hidden_layers": \(c.layerCount),
       "intermediate_size": \(c.channelCount),
       "state_size": \(c.learnedStateCount),
       "conv_kernel": \(c.convolutionWidth),
       "time_step_rank": \(c.timeStepRank),
       "layer_norm_epsilon": 1e-3,
       "use_bias": \(c.usesProjectionBias),
       "use_conv_bias": \(c.usesConvolutionBias),
       "tie_word_embeddings": \(c.tiesHead ?? false),
       "polarization": {"ones": \(c.oneStateCount), "zeros": \(c.zeroStateCount)},
       "hidden_act": "silu"
      }
      """
  }

  func write(to folder: String, shards: Int = 1) throws {
    try ModelsTests.write(configurationText, folder, "config.json")
    if shards == 1 {
      try ModelsTests.write(fileBytes(tensors), folder, "model.safetensors")
      return
    }
    var map: [String] = []
    for shard in 0..<shards {
      let part = tensors.enumerated().filter { $0.offset % shards == shard }.map(\.element)
      let name = "model-\(shard).safetensors"
      try ModelsTests.write(fileBytes(part), folder, name)
      map += part.map { "\"\($0.name)\": \"\(name)\"" }
    }
    try ModelsTests.write(
      "{\"metadata\": {}, \"weight_map\": {\(map.joined(separator: ", "))}}", folder,
      "model.safetensors.index.json")
  }
}
