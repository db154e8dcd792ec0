import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

/// Names that nobody listed: a tensor or a key beside a whole model is known to be without effect, or an error
/// that names it.
@Suite struct UnknownNamesTests {
  private static let reasons: Set<String> = [
    "a head", "a state of training", "a stored table",
    "outside the model and of a type that holds no weights",
  ]

  private func word(_ random: inout SplitMix64, _ words: [String]) -> String {
    words[random.below(words.count)]
  }

  @Test func tensors() throws {
    var random = SplitMix64(seed: 31)
    var (refused, aside) = (0, 0)
    let roots = [
      "", "backbone.", "backbone.layers.0.", "backbone.layers.1.mixer.", "backbone.layers.7.mixer.", "model.",
      "encoder.", "backbone.norm_f.", "backbone.embeddings.", "lm_head.", "score.", "optimizer.", "prompt.",
    ]
    let parts = [
      "norm", "A_b_log", "A_log", "D", "bias", "conv1d_b", "conv1d", "dt_layernorm", "b_layernorm", "mlp",
      "fc1",
      "self_attn", "q_proj", "lora_A", "gate", "scale", "x_proj_b", "bwd", "A_imag", "dt_norm", "pos_emb",
      "extra",
      "running_mean", "dt_bias", "inner", "ffn", "head_norm", "token_type", "gamma", "beta", "weight_g",
      "shift", "rotary_emb.inv_freq", "inv_freq", "masked_bias",
    ]
    let ends = ["", ".weight", ".bias", ".scale", ".0.weight"]
    for round in 0..<500 * TestScale.factor {
      var folder = LayoutFolder.huggingFace()
      let name = word(&random, roots) + word(&random, parts) + word(&random, ends)
      guard !folder.tensors.contains(where: { $0.name == name }) else { continue }
      let isOpaque = random.below(8) == 0
      folder.add(name, [2, 3])
      if isOpaque { folder.types[name] = "F4_X" }
      try withFolder { path in
        try folder.write(to: path)
        var model: MambaModel?
        let message = inputError { model = try MambaModel(folder: path) }
        if let model {
          aside += 1
          #expect(model.leftAside.map(\.name) == [name])
          #expect(Self.reasons.contains(model.leftAside.first?.reason ?? ""), "round \(round): \(name)")
          #expect(!name.hasPrefix("backbone."), "round \(round): \(name)")
        } else {
          refused += 1
          #expect(message.contains("\"\(name)\""), "round \(round): \(name): \(message)")
        }
      }
    }
    #expect(refused > 250 && aside > 25)
  }

  @Test func keys() throws {
    var random = SplitMix64(seed: 32)
    let heads = [
      "use_", "num_", "mamba_", "ssm_", "attn_", "norm_", "residual_", "scale_", "d_", "", "rope_", "mixer_",
    ]
    let tails = [
      "gate", "heads", "bias2", "multiplier", "layers", "rank2", "norm", "type", "clip", "window", "theta",
      "groups",
      "order", "skip", "init_state", "act2", "position", "factor", "limit", "blocks",
    ]
    let values = ["1", "true", "0.5", "\"x\"", "[1]", "{\"a\": 1}", "0", "false"]
    for round in 0..<300 * TestScale.factor {
      var folder = LayoutFolder.huggingFace()
      let inside = random.below(4) == 0
      let key = word(&random, heads) + word(&random, tails)
      let value = word(&random, values)
      folder.set(inside ? "ssm_cfg" : key, inside ? "{\"\(key)\": \(value)}" : value)
      try withFolder { path in
        try folder.write(to: path)
        let name = inside ? "ssm_cfg." + key : key
        var model: MambaModel?
        let message = inputError { model = try MambaModel(folder: path) }
        if let model {
          // `num_heads` 0 and the like say that there is nothing of the kind.
          #expect(["0", "false"].contains(value), "round \(round): \(name): \(value)")
          #expect(model.configuration.keysWithoutEffect.contains(name))
        } else {
          #expect(message.contains("`\(name)`"), "round \(round): \(message)")
        }
      }
    }
  }

  @Test func namesThatAreIgnoredAsAsked() throws {
    var folder = LayoutFolder.huggingFace()
    folder.set("residual_note", "1")
    folder.add("probe.layer.weight", [2])
    folder.add("backbone.extra", [2])
    try withFolder { path in
      try folder.write(to: path)
      let model = try MambaModel(folder: path, ignoring: ["residual_note", "probe", "backbone.extra"])
      #expect(model.configuration.ignored == ["residual_note", "backbone.extra", "probe.layer.weight"])
      #expect(model.leftAside.allSatisfy { $0.reason == "ignored as asked" })
      #expect(
        inputError {
          _ = try MambaModel(folder: path, ignoring: ["residual_note", "probe", "backbone.extra", "x"])
        }
        .hasSuffix("--ignore x: no unknown key of config.json and no unknown tensor has this name"))
    }
    // What is known to have an effect is not ignored.
    folder = .huggingFace()
    folder.add("backbone.norm_f.bias", [6])
    try withFolder { path in
      try folder.write(to: path)
      let message = inputError { _ = try MambaModel(folder: path, ignoring: ["backbone.norm_f.bias"]) }
      #expect(message.contains("is the bias of a LayerNorm"))
    }
  }

  @Test func familiesThatAreKnownAreNotIgnored() throws {
    let cases: [(key: String, value: String, isKnown: Bool)] = [
      ("model_type", "\"falcon_mamba\"", true), ("model_type", "\"Mamba2\"", true),
      ("model_type", "\"our_mamba\"", false), ("architectures", "[\"JambaForCausalLM\"]", true),
      ("architectures", "[\"MambaForCausalLM\", \"FalconMambaForCausalLM\"]", true),
      ("architectures", "[\"OursForCausalLM\"]", false),
    ]
    for (key, value, isKnown) in cases {
      var folder = LayoutFolder.huggingFace()
      folder.set(key, value)
      try withFolder { path in
        try folder.write(to: path)
        var model: MambaModel?
        let message = inputError { model = try MambaModel(folder: path, ignoring: [key]) }
        #expect((model == nil) == isKnown, "\(value): \(message)")
        #expect(!isKnown || message.contains(ModelFamily.remedy), "\(value): \(message)")
        #expect(isKnown || model?.configuration.ignored == [key])
      }
    }
  }

  /// A mask of bytes, a quantised adapter: not left aside for their type.
  @Test(arguments: ["BOOL", "U8", "I8", "I64", "F8_E4M3", "F8_E5M2"])
  func tensorsOfOtherTypesOutsideTheModel(type: String) throws {
    var folder = LayoutFolder.huggingFace()
    folder.add("adapter.mask", [2, 3])
    folder.types["adapter.mask"] = type
    try withFolder { path in
      try folder.write(to: path)
      #expect(inputError { _ = try MambaModel(folder: path) }.contains("\"adapter.mask\""))
    }
  }
}
