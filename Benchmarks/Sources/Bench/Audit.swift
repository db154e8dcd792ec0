import Claims
import Foundation
import Models

/// The row `audit-mamba`: the certified forward pass of one Mamba layer and the last token's logits, as audits
/// run it, against NumPy's in float64, which certifies nothing. In nanoseconds for each state, channel and
/// token.
///
/// The weights are those of `python-rivals.py`: multiples of 2⁻²¹ by SplitMix64, exact in float32.
struct AuditBench {
  static let (tokens, hidden, inner, states, rank, width, words) = (256, 256, 512, 16, 16, 4, 64)

  private struct Writer {
    var random = Seeded()
    var header: [String] = []
    var data = Data()

    mutating func add(_ name: String, _ shape: [Int], _ value: (Double) -> Double) {
      let begin = data.count
      for _ in 0..<shape.reduce(1, *) {
        let unit = (Double(random.next() >> 42) - 0x1p21) * 0x1p-21
        withUnsafeBytes(of: Float(value(unit)).bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      header.append(
        "\"\(name)\": {\"dtype\": \"F32\", \"shape\": \(shape), \"data_offsets\": [\(begin), \(data.count)]}")
    }
  }

  private static func write(to folder: URL) throws {
    var file = Writer()
    let block = "backbone.layers.0."
    let mixer = block + "mixer."
    file.add("backbone.embeddings.weight", [words, hidden]) { $0 }
    file.add(block + "norm.weight", [hidden]) { 1 + $0 / 4 }
    file.add(mixer + "in_proj.weight", [2 * inner, hidden]) { $0 / 16 }
    file.add(mixer + "conv1d.weight", [inner, 1, width]) { $0 / 2 }
    file.add(mixer + "conv1d.bias", [inner]) { $0 / 2 }
    file.add(mixer + "x_proj.weight", [rank + 2 * states, inner]) { $0 / 16 }
    file.add(mixer + "dt_proj.weight", [inner, rank]) { $0 / 4 }
    file.add(mixer + "dt_proj.bias", [inner]) { 2 * $0 - 4 }
    file.add(mixer + "A_log", [inner, states]) { 1.5 * $0 + 1.5 }
    file.add(mixer + "D", [inner]) { 1 + $0 / 2 }
    file.add(mixer + "out_proj.weight", [hidden, inner]) { $0 / 16 }
    file.add("backbone.norm_f.weight", [hidden]) { 1 + $0 / 4 }
    let header = Data("{\(file.header.joined(separator: ", "))}".utf8)
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    try (length + header + file.data).write(to: folder.appendingPathComponent("model.safetensors"))
    let configuration = """
      {"model_type": "mamba", "vocab_size": \(words), "hidden_size": \(hidden), "num_hidden_layers": 1,
       "intermediate_size": \(inner), "state_size": \(states), "conv_kernel": \(width),
       "time_step_rank": \(rank), "layer_norm_epsilon": 1e-5, "use_bias": false, "use_conv_bias": true,
       "tie_word_embeddings": true, "hidden_act": "silu"}
      """
    try Data(configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
  }

  static func run(_ numpy: Rival) -> [Row] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ssmproof-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try write(to: folder)
      let model = try MambaModel(folder: folder.path)
      let ids = (0..<tokens).map { 7 * $0 * $0 % words }
      // The reference is slow: a few tokens of it.
      let start = Array(ids.prefix(12))
      for (ball, reference) in zip(try model.logits(start), try model.logits(start, bits: 256)) {
        guard ball.lower <= reference.lower, reference.upper <= ball.upper, ball.relativeWidth < 1e-6 else {
          complain("audit-mamba: \(ball) does not contain \(reference)")
          return []
        }
      }
      var width = 0.0
      let times = compare(
        5,
        {
          let logits = (try? model.logits(ids)) ?? []
          width = logits.map { $0.upper - $0.lower }.max() ?? .infinity
        }, [])
      guard width < 1e-6 else {
        complain("audit-mamba: the logits are known to \(width) only")
        return []
      }
      return [
        Row(
          "audit-mamba", bits: 53, ours: times.ours * 1e9 / Double(tokens * inner * states), peer: numpy.peer,
          peerTime: numpy.time, target: Build.isNative ? 0.25 : nil)
      ]
    } catch {
      complain("audit-mamba: \(error)")
      return []
    }
  }
}
