@testable import Models

extension Layout {
  private static let huggingFace: @Sendable () -> LayoutFolder = { .huggingFace() }
  private static let original: @Sendable () -> LayoutFolder = { .original() }
  private static let biased: @Sendable () -> LayoutFolder = { .huggingFace(LayoutFolder.model(biases: true)) }

  private static func family(_ name: String, _ type: String) -> Layout {
    Layout(name, of: huggingFace) {
      $0.set("model_type", "\"\(type)\"")
      $0.set("architectures", nil)
    }
  }

  /// Other families, and Mamba models of which a part would not be audited.
  static let refused: [Layout] = otherFamilies + otherParts + otherFiles

  private static let otherFamilies: [Layout] = [
    Layout("Mamba-2, transformers", of: huggingFace) {
      $0.set("model_type", "\"mamba2\"")
      $0.set("time_step_limit", "[0.0, Infinity]")
    },
    Layout("Mamba-2, transformers, type not stated", of: huggingFace) {
      $0.set("model_type", nil)
      $0.set("architectures", "[\"Mamba2ForCausalLM\"]")
    },
    Layout("Mamba-2, mamba_ssm", of: original) { $0.set("ssm_cfg", "{\"layer\": \"Mamba2\"}") },
    Layout("Mamba-2 by its tensors", of: original) { folder in
      folder.change("A_log") { ($0.shape, $0.values) = ([3], Array($0.values[..<3])) }
      folder.rename("mixer.x_proj.", "mixer.norm.")
      folder.remove("dt_proj.weight")
    },
    family("FalconMamba", "falcon_mamba"),
    Layout("FalconMamba by its epsilon", of: huggingFace) { $0.set("mixer_rms_eps", "1e-6") },
    Layout("inner norms by their tensors", of: huggingFace) {
      $0.add("backbone.layers.0.mixer.dt_layernorm.weight", [1])
      $0.add("backbone.layers.0.mixer.b_layernorm.weight", [3])
    },
    family("Jamba", "jamba"), family("Zamba", "zamba"), family("Zamba2", "zamba2"), family("Bamba", "bamba"),
    family("RecurrentGemma", "recurrent_gemma"), family("Griffin", "griffin"), family("RWKV", "rwkv"),
    family("RetNet", "retnet"), family("xLSTM", "xlstm"), family("S4", "s4"),
    family("a family not known", "ttt"),
    Layout("Caduceus", of: original) {
      $0.set("model_type", "\"caduceus\"")
      $0.set("bidirectional", "true")
    },
    Layout("Caduceus by its tensors") {
      var folder = LayoutFolder.original()
      folder.rename("mixer.", "mixer.submodule.mamba_fwd.")
      folder.rename("mixer.", "mixer.submodule.mamba_fwd.")
      return folder
    },
    Layout("Vision Mamba by its tensors", of: original) {
      $0.add("backbone.layers.0.mixer.A_b_log", like: "backbone.layers.0.mixer.A_log")
      $0.add("backbone.layers.0.mixer.conv1d_b.weight", like: "backbone.layers.0.mixer.conv1d.weight")
    },
    Layout("both directions by a key", of: original) { $0.set("bimamba_type", "\"v2\"") },
  ]

  private static let otherParts: [Layout] = [
    Layout("attention layers by the config", of: original) { $0.set("attn_layer_idx", "[1]") },
    Layout("attention layers by their tensors", of: huggingFace) {
      $0.add("backbone.layers.1.self_attn.q_proj.weight", [6, 6])
    },
    Layout("MLP blocks by the config", of: original) { $0.set("d_intermediate", "12") },
    Layout("MLP blocks by their tensors", of: original) {
      $0.add("backbone.layers.0.norm2.weight", [6])
      $0.add("backbone.layers.0.mlp.fc1.weight", [24, 6])
    },
    Layout("LayerNorm biases beside RMSNorm", of: huggingFace) {
      $0.add("backbone.layers.0.norm.bias", [6])
      $0.add("backbone.norm_f.bias", [6])
    },
    Layout("a final LayerNorm bias beside RMSNorm", of: huggingFace) { $0.add("backbone.norm_f.bias", [6]) },
    Layout("LayerNorm without biases", of: huggingFace) { $0.set("rms_norm", "false") },
    Layout("projection biases that are switched off", of: biased) { $0.set("use_bias", "false") },
    Layout("convolution biases that are switched off", of: huggingFace) { $0.set("use_conv_bias", "false") },
    Layout("projection biases that are missing", of: huggingFace) { $0.set("use_bias", "true") },
    Layout("convolution biases that are missing", of: biased) { $0.set("use_conv_bias", "true") },
    Layout("switches that disagree", of: huggingFace) { $0.set("bias", "true") },
    Layout("epsilons that disagree", of: huggingFace) { $0.set("norm_epsilon", "1e-5") },
    Layout("another activation", of: huggingFace) { $0.set("hidden_act", "\"gelu\"") },
    Layout("steps with limits", of: huggingFace) { $0.set("time_step_limit", "[0.001, 0.1]") },
    Layout("an unknown key", of: huggingFace) { $0.set("residual_multiplier", "0.22") },
    Layout("an unknown tensor in the backbone", of: huggingFace) { $0.add("backbone.layers.0.gate", [6]) },
    Layout("an unknown tensor outside it", of: huggingFace) { $0.add("prompt.weight", [4, 6]) },
    Layout("more layers than the config", of: huggingFace) {
      $0.set("num_hidden_layers", "1"); $0.set("n_layer", nil)
    },
    Layout("two stacks of layers", of: huggingFace) {
      $0.add("encoder.layers.0.mixer.A_log", like: "backbone.layers.0.mixer.A_log")
    },
    Layout("NaN in a weight", of: huggingFace) {
      $0.change("layers.1.mixer.x_proj.weight") { $0.values[13] = .nan }
    },
    Layout(
      "a transposed convolution of as many channels as taps",
      of: {
        .huggingFace(LayoutFolder.model(channels: 4))
      }
    ) {
      $0.change("conv1d.weight") { $0.shape = [4, 4] }
    },
    Layout("quantised, by the config", of: huggingFace) {
      $0.set("quantization_config", "{\"quant_method\": \"bitsandbytes\", \"load_in_4bit\": true}")
    },
    Layout("quantised, by the types", of: huggingFace) {
      $0.change("layers.0.mixer.in_proj.weight") { $0.type = .float32 }
      $0.types["backbone.layers.0.mixer.in_proj.weight"] = "I32"
    },
    Layout("a scaled output (mup)", of: huggingFace) { $0.set("mup", "true") },
    Layout("code of its own", of: huggingFace) {
      $0.set("auto_map", "{\"AutoModelForCausalLM\": \"modeling_mamba.Mine\"}")
    },
  ]

  private static let otherFiles: [Layout] = [
    Layout("an adapter (peft)", of: huggingFace) {
      $0.config = []
      $0.file = "adapter_model.safetensors"
      $0.others = [("adapter_config.json", "{\"peft_type\": \"LORA\"}")]
    },
    Layout("an adapter beside its model", of: huggingFace) {
      $0.others = [("adapter_config.json", "{\"peft_type\": \"LORA\"}")]
    },
    Layout("a rotary table in a mixer", of: huggingFace) {
      $0.add("backbone.layers.0.mixer.rotary_emb.inv_freq", [2])
    },
    Layout("a table of frequencies beside the layers", of: huggingFace) {
      $0.add("backbone.inv_freq", [2])
    },
    Layout("a table of positions in a mixer", of: huggingFace) {
      $0.add("backbone.layers.0.mixer.position_ids", [4])
    },
    Layout("an average of the weights alone", of: huggingFace) { folder in
      for k in folder.tensors.indices { folder.tensors[k].name = "ema." + folder.tensors[k].name }
    },
    Layout("two models in one folder", of: huggingFace) { folder in
      folder.others = [
        (
          "model.safetensors.index.json",
          "{\"weight_map\": {\"backbone.norm_f.weight\": \"model-00001-of-00002.safetensors\"}}"
        )
      ]
    },
    Layout("an adapter that is not merged", of: huggingFace) {
      $0.add("backbone.layers.0.mixer.in_proj.lora_A.default.weight", [2, 6])
    },
    Layout("pytorch_model.bin alone", of: original) {
      $0.file = nil
      $0.others = [("pytorch_model.bin", "PK")]
    },
    Layout("pytorch_model.bin of Mamba-2", of: original) {
      $0.file = nil
      $0.set("model_type", "\"mamba2\"")
      $0.others = [("pytorch_model.bin", "PK")]
    },
    Layout("a gguf alone", of: original) {
      $0.file = nil
      $0.others = [("mamba.Q4_K_M.gguf", "GGUF")]
    },
    Layout("a safetensors file of another name", of: huggingFace) { $0.file = "mamba.safetensors" },
    Layout("a shard that is missing", of: huggingFace) {
      $0.file = nil
      $0.others = [
        ("model.safetensors.index.json", "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\"}}")
      ]
    },
  ]
}
