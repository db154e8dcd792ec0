import Enclosures
import Numbers
import TestSupport

@testable import Models

/// A layout that people have on their disks, with what an audit makes of it.
struct Layout: Sendable, CustomStringConvertible {
  var name: String
  var make: @Sendable () -> LayoutFolder
  var description: String { name }

  init(_ name: String, _ make: @escaping @Sendable () -> LayoutFolder) {
    (self.name, self.make) = (name, make)
  }

  /// With changes to a layout.
  init(
    _ name: String, of base: @escaping @Sendable () -> LayoutFolder,
    _ change: @escaping @Sendable (inout LayoutFolder) -> Void
  ) {
    self.init(name) {
      var folder = base()
      change(&folder)
      return folder
    }
  }

  private static let huggingFace: @Sendable () -> LayoutFolder = { .huggingFace() }
  private static let original: @Sendable () -> LayoutFolder = { .original() }
  private static let biased: @Sendable () -> LayoutFolder = { .huggingFace(LayoutFolder.model(biases: true)) }

  /// The small model with LayerNorm.
  private static var layerNorm: SyntheticModel {
    var model = LayoutFolder.model()
    var random = SplitMix64(seed: 99)
    for name in ["backbone.layers.0.norm.bias", "backbone.layers.1.norm.bias", "backbone.norm_f.bias"] {
      let values = (0..<6).map { _ in SyntheticModel.rounded(random.unit(), .float32) }
      model.tensors.append(.init(name: name, shape: [6], values: values, type: .float32))
    }
    return model
  }

  /// The small model with two rates of 0.
  private static var dead: SyntheticModel {
    var model = LayoutFolder.model()
    for index in model.tensors.indices where model.tensors[index].name.hasSuffix("A_log") {
      model.tensors[index].values[3] = -.infinity
    }
    return model
  }

  /// Layouts whose figures are those of the same model in the standard layout.
  static let read: [Layout] = [
    Layout("transformers, MambaForCausalLM", huggingFace),
    Layout("mamba_ssm, MambaLMHeadModel", original),
    Layout("mamba_ssm, sizes nowhere", of: original) { $0.set("ssm_cfg", "{}") },
    Layout("mamba_ssm, sizes in ssm_cfg", of: original) {
      $0.set(
        "ssm_cfg",
        "{\"layer\": \"Mamba1\", \"d_state\": 3, \"d_conv\": 4, \"expand\": 2, \"dt_rank\": \"auto\", "
          + "\"dt_min\": 0.001, \"conv_bias\": true, \"bias\": false, \"use_fast_path\": true}")
      $0.set("d_intermediate", "0")
      $0.set("attn_layer_idx", "[]")
      $0.set("attn_cfg", "{}")
      $0.set("tie_embeddings", "true")
    },
    Layout("mamba_ssm, bytes for tokens (MambaByte)", of: original) {
      $0.set("vocab_size", "8")
      $0.set("pad_vocab_size_multiple", "1")
    },
    Layout("transformers, MambaModel without prefix", of: huggingFace) {
      $0.rename("backbone.", "")
      $0.set("architectures", "[\"MambaModel\"]")
    },
    Layout("a backbone inside model.", of: huggingFace) { $0.rename("backbone.", "model.") },
    Layout("torch.compile, _orig_mod.backbone.", of: huggingFace) {
      $0.rename("backbone.", "_orig_mod.backbone.")
    },
    Layout("Lightning, model. before layers and head", of: original) {
      $0.rename("backbone.", "model.")
      $0.rename("lm_head", "model.lm_head")
      $0.set("pad_vocab_size_multiple", nil)
    },
    Layout("DataParallel, module.backbone.", of: original) {
      $0.rename("backbone.", "module.backbone.")
      $0.rename("lm_head", "module.lm_head")
    },
    Layout("mamba.py (mambapy)") {
      var folder = LayoutFolder.plain([
        ("d_model", "6"), ("n_layers", "2"), ("dt_rank", "\"auto\""), ("d_state", "3"),
        ("expand_factor", "2"),
        ("d_conv", "4"), ("dt_min", "0.001"), ("dt_max", "0.1"), ("dt_init", "\"random\""),
        ("dt_scale", "1.0"),
        ("rms_norm_eps", "1e-3"), ("base_std", "0.02"), ("bias", "false"), ("conv_bias", "true"),
        ("inner_layernorms", "false"), ("mup", "false"), ("mup_base_width", "128"), ("pscan", "true"),
        ("use_cuda", "false"), ("vocab_size", "5"), ("d_inner", "12"),
      ])
      folder.add("lm_head.weight", like: "embedding.weight")
      return folder
    },
    Layout("mamba-minimal") {
      var folder = LayoutFolder.plain([
        ("d_model", "6"), ("n_layer", "2"), ("vocab_size", "5"), ("d_state", "3"), ("expand", "2"),
        ("dt_rank", "\"auto\""), ("d_conv", "4"), ("pad_vocab_size_multiple", "8"), ("conv_bias", "true"),
        ("bias", "false"), ("rms_norm_eps", "0.001"),
      ])
      folder.pad("embedding.weight", rows: 8)
      return folder
    },
    Layout("MLX, convolutions [channels, width, 1]", of: huggingFace) {
      $0.change("conv1d.weight") { $0.shape = [12, 4, 1] }
    },
    Layout("JAX, convolutions [width, 1, channels]", of: huggingFace) {
      $0.transposeConvolutions([4, 1, 12])
    },
    Layout("convolutions [channels, width]", of: huggingFace) {
      $0.change("conv1d.weight") { $0.shape = [12, 4] }
    },
    Layout("transformers, a sequence classifier", of: huggingFace) {
      $0.set("architectures", "[\"MambaForSequenceClassification\"]")
      $0.set("tie_word_embeddings", "false")
      $0.set("id2label", "{\"0\": \"no\", \"1\": \"yes\"}")
      $0.add("score.weight", [2, 6])
    },
    Layout("trl, a value head", of: huggingFace) {
      $0.add("v_head.summary.weight", [1, 6])
      $0.add("v_head.summary.bias", [1])
    },
    Layout("a head that is NaN", of: huggingFace) {
      $0.add("lm_head.weight", [5, 6], .nan)
      $0.set("tie_word_embeddings", "false")
    },
    Layout("biases, switches `bias` and `conv_bias`", of: biased) {
      for key in ["use_bias", "use_conv_bias"] { $0.set(key, nil) }
      $0.set("bias", "true")
      $0.set("conv_bias", "false")
    },
    Layout("biases, switches in ssm_cfg", of: biased) {
      for key in ["use_bias", "use_conv_bias"] { $0.set(key, nil) }
      $0.set("ssm_cfg", "{\"bias\": true, \"conv_bias\": false}")
    },
    Layout("LayerNorm (rms_norm false)") {
      var folder = LayoutFolder.original(layerNorm)
      folder.set("rms_norm", "false")
      return folder
    },
    Layout("A_log of -inf, gates of exactly 1", of: { .huggingFace(dead) }) { _ in },
    Layout("expand 1.5", of: { .huggingFace(LayoutFolder.model(channels: 9)) }) {
      for key in ["intermediate_size", "d_inner"] { $0.set(key, nil) }
      $0.set("expand", "1.5")
    },
    Layout("expand 2.0, other sizes with a point", of: huggingFace) {
      for key in ["intermediate_size", "d_inner"] { $0.set(key, nil) }
      $0.set("expand", "2.0")
      $0.set("state_size", "3.0")
      $0.set("num_hidden_layers", "2e0")
    },
    Layout("an expansion that is not the one used", of: huggingFace) { $0.set("expand", "16") },
    Layout("aliases that are null", of: huggingFace) {
      for key in [
        "d_model", "d_inner", "n_layer", "ssm_cfg", "rms_norm_eps", "quantization_config", "dt_rank",
      ] {
        $0.set(key, "null")
      }
    },
    Layout("NaN and Infinity in keys without effect", of: huggingFace) {
      $0.set("time_step_max", "Infinity")
      $0.set("initializer_range", "NaN")
      $0.set("time_step_min", "-Infinity")
      $0.set("time_step_limit", "[0.0, Infinity]")
      $0.metadata = "null"
    },
    Layout("shards with an index", of: huggingFace) { folder in
      let half = folder.tensors.count / 2
      let (first, second) = (Array(folder.tensors[..<half]), Array(folder.tensors[half...]))
      let map =
        first.map { "\"\($0.name)\": \"model-00001-of-00002.safetensors\"" }
        + second.map { "\"\($0.name)\": \"model-00002-of-00002.safetensors\"" }
      folder.others = [
        (
          "model.safetensors.index.json",
          "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {\(map.joined(separator: ", "))}}"
        )
      ]
      folder.shards = [
        ("model-00001-of-00002.safetensors", first), ("model-00002-of-00002.safetensors", second),
      ]
      folder.file = nil
    },
    Layout("a spare tensor of type F8_E8M0", of: huggingFace) {
      $0.add("spare.scales", [2, 2])
      $0.change("spare.scales") { $0.shape = [4, 4] }
      $0.types["spare.scales"] = "F8_E8M0"
    },
    Layout("a spare tensor of a type to come", of: huggingFace) {
      $0.add("spare.codes", [3])
      $0.types["spare.codes"] = "F4_X"
    },
    Layout("states of an optimiser in the file", of: huggingFace) {
      $0.add("optimizer.exp_avg.layers.0", [3])
      $0.add("ema.backbone.norm_f.weight", [6])
    },
    Layout("an average of the weights beside them (EMA)", of: huggingFace) { folder in
      for tensor in folder.tensors where tensor.name.contains("layers.0.mixer.A_log") {
        folder.add("ema.\(tensor.name)", tensor.shape)
        folder.add("optimizer.exp_avg.\(tensor.name)", tensor.shape)
      }
    },
    Layout("an index that names the one file", of: huggingFace) { folder in
      let map = folder.tensors.map { "\"\($0.name)\": \"model.safetensors\"" }
      folder.others = [
        ("model.safetensors.index.json", "{\"weight_map\": {\(map.joined(separator: ", "))}}")
      ]
    },
    Layout("a table of positions outside the layers", of: huggingFace) {
      $0.add("backbone.embeddings.position_ids", [4])
    },
    Layout("private keys, generation settings", of: huggingFace) {
      $0.set("_name_or_path", "\"state-spaces/mamba-130m\"")
      $0.set("_task", "{\"name\": \"MQAR\"}")
      $0.set("do_sample", "true")
      $0.set("max_length", "20")
    },
  ]
}
