/// The families that an audit does not read, by the names that configurations and tensors give them away by.
enum ModelFamily {
  /// What to do with a model of another family, after its name.
  static let remedy =
    "only \"mamba\" (Mamba-1) is read; what is claimed of another family can be checked with `ssmproof check`"

  /// In words, by model type (`-` written as `_`).
  private static let byType: [String: String] = [
    "mamba2": "Mamba-2, with one decay per head and a norm inside the mixer",
    "mamba_2": "Mamba-2, with one decay per head and a norm inside the mixer",
    "falcon_mamba": "FalconMamba, Mamba with norms of dt, B and C",
    "falconmamba": "FalconMamba, Mamba with norms of dt, B and C",
    "jamba": "Jamba, Mamba with norms of dt, B and C between attention layers and MLPs",
    "zamba": "Zamba, Mamba with heads and shared attention layers",
    "zamba2": "Zamba2, Mamba-2 with shared attention layers",
    "bamba": "Bamba, Mamba-2 between attention layers",
    "nemotron_h": "Nemotron-H, Mamba-2 between attention layers",
    "falcon_h1": "Falcon-H1, Mamba-2 beside attention",
    "granitemoehybrid": "Granite hybrid, Mamba-2 between attention layers",
    "plamo2": "PLaMo 2, Mamba between attention layers",
    "hymba": "Hymba, Mamba beside attention",
    "samba": "Samba, Mamba between attention layers",
    "phimamba": "Phi-Mamba, Mamba-2 with MLPs",
    "caduceus": "Caduceus, Mamba in both directions",
    "bimamba": "Mamba in both directions",
    "vim": "Vision Mamba, Mamba in both directions over images",
    "vision_mamba": "Vision Mamba, Mamba in both directions over images",
    "vmamba": "VMamba, scans in four directions over images",
    "mambavision": "MambaVision, Mamba between attention layers over images",
    "rwkv": "RWKV", "rwkv4": "RWKV", "rwkv5": "RWKV-5", "rwkv6": "RWKV-6", "rwkv7": "RWKV-7",
    "recurrent_gemma": "RecurrentGemma, gated linear recurrences between local attention",
    "recurrentgemma": "RecurrentGemma, gated linear recurrences between local attention",
    "griffin": "Griffin, gated linear recurrences between local attention",
    "hawk": "Hawk, gated linear recurrences", "retnet": "RetNet, retention with fixed decays",
    "xlstm": "xLSTM", "gla": "gated linear attention", "hgrn": "HGRN", "hgrn2": "HGRN2",
    "delta_net": "DeltaNet", "gated_deltanet": "Gated DeltaNet", "s4": "S4", "s4d": "S4D", "s5": "S5",
    "dss": "DSS", "h3": "H3, S4 with gates", "hyena": "Hyena, long convolutions",
    "lfm2": "LFM2, short convolutions between attention layers", "minimax": "lightning attention",
    "gpt2": "a transformer", "gpt_neox": "a transformer", "llama": "a transformer",
    "mistral": "a transformer", "qwen2": "a transformer", "qwen3": "a transformer", "gemma": "a transformer",
    "bert": "a transformer", "t5": "a transformer", "phi": "a transformer", "opt": "a transformer",
  ]

  /// The family of a model type, or of an architecture's class (`Mamba2ForCausalLM`).
  static func description(ofType type: String) -> String? {
    byType[type.lowercased().replacing("-", with: "_")]
  }

  /// The class name up to its head, in lower case: "mamba2" of `Mamba2ForCausalLM`.
  static func stem(ofArchitecture name: String) -> String {
    for ending in ["For", "LMHead", "PreTrained", "Model", "LM"] {
      if let range = name.firstRange(of: ending), range.lowerBound > name.startIndex {
        return name[..<range.lowerBound].lowercased()
      }
    }
    return name.lowercased()
  }

  /// Parts of tensor names that only other families have.
  private static let byTensor: [(part: String, family: String)] = [
    ("dt_layernorm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("b_layernorm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("c_layernorm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("mixer.dt_norm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("mixer.B_norm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("mixer.b_norm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("mixer.C_norm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("mixer.c_norm", "norms of dt, B and C, as FalconMamba and Jamba have"),
    ("mixer.dt_bias", "Mamba-2, with one decay per head"),
    ("mixer.norm.", "Mamba-2, with a norm inside the mixer"),
    ("A_b_log", "the backward half of a mixer in both directions, as Vision Mamba has"),
    ("conv1d_b.", "the backward half of a mixer in both directions, as Vision Mamba has"),
    ("x_proj_b.", "the backward half of a mixer in both directions, as Vision Mamba has"),
    ("dt_proj_b.", "the backward half of a mixer in both directions, as Vision Mamba has"),
    ("D_b", "the backward half of a mixer in both directions, as Vision Mamba has"),
    ("mamba_fwd", "a mixer in both directions, as Caduceus has"),
    ("mamba_rev", "a mixer in both directions, as Caduceus has"),
    ("bwd", "the backward half of a mixer in both directions"),
    ("backward", "the backward half of a mixer in both directions"),
    ("reverse", "the backward half of a mixer in both directions"),
    ("lora_", "an adapter that is not merged; merge it and save the whole model"),
    ("ssm.A", "a mixer in another layout"),
    ("time_mix", "RWKV"), ("time_decay", "RWKV"), ("rg_lru", "Griffin or RecurrentGemma"),
    ("log_dt", "S4"), ("inv_A_real", "S4"), ("A_real", "S4"),
    ("attn", "attention layers"), ("attention", "attention layers"), ("q_proj", "attention layers"),
    ("qkv", "attention layers"), ("mha", "attention layers"),
    ("mlp", "MLP blocks"), ("feed_forward", "MLP blocks"), ("ffn", "MLP blocks"), ("moe", "MLP blocks"),
    ("experts", "MLP blocks"), ("norm2", "a second block per layer"),
    ("qweight", "quantised weights"), ("weight_scale", "quantised weights"), ("absmax", "quantised weights"),
    ("qzeros", "quantised weights"), ("quant", "quantised weights"),
    ("rotary", "rotations by position"), ("inv_freq", "rotations by position"),
    ("position_ids", "layers that know positions"), ("masked_bias", "attention layers"),
    ("position_embedding", "position embeddings"), ("pos_embed", "position embeddings"),
    ("wpe", "position embeddings"), ("patch_embed", "an image model's patches"),
    ("lambda", "weights that the mixer of Mamba-1 does not have"),
  ]

  /// What a tensor that the model does not have gives away, in words.
  static func description(ofTensor name: String) -> String? {
    byTensor.first { name.contains($0.part) }?.family
  }
}
