import Inputs
import Numbers

/// What is known of the keys of `config.json` that no part of the model is built from.
///
/// A key is without effect on the forward pass, or harmless at certain values alone, or unknown. Unknown keys are
/// refused: what they would change is not known either.
enum ConfigurationKeys {
  /// Keys without effect on the exact forward pass: names, training, initialisation, generation, arithmetic.
  private static let withoutEffect: Set<String> = Set(
    """
    transformers_version torch_dtype dtype name_or_path tokenizer_class prefix task_specific_params finetuning_task
    problem_type id2label label2id num_labels return_dict output_hidden_states output_attentions torchscript
    use_bfloat16 tf_legacy_loss pruned_heads chunk_size_feed_forward is_decoder tie_encoder_decoder
    bos_token_id eos_token_id pad_token_id sep_token_id unk_token_id mask_token_id cls_token_id
    decoder_start_token_id forced_bos_token_id forced_eos_token_id begin_suppress_tokens suppress_tokens
    max_length min_length do_sample early_stopping num_beams num_beam_groups diversity_penalty temperature top_k
    top_p typical_p repetition_penalty length_penalty no_repeat_ngram_size encoder_no_repeat_ngram_size bad_words_ids
    num_return_sequences output_scores return_dict_in_generate remove_invalid_values exponential_decay_length_penalty
    use_cache use_mambapy use_fast_path use_cuda pscan use_kernels use_mamba_kernels use_triton layer_idx device
    fused_add_norm residual_in_fp32 gradient_checkpointing use_gradient_checkpointing
    initializer_range initializer_cfg init_std base_std rescale_prenorm_residual n_residuals_per_layer
    time_step_min time_step_max time_step_floor time_step_scale time_step_init_scheme time_step_init
    dt_min dt_max dt_init dt_scale dt_init_floor A_init_range a_init_range
    dropout resid_dropout resid_pdrop embd_dropout embd_pdrop hidden_dropout hidden_dropout_prob emb_dropout
    drop_path drop_path_rate classifier_dropout summary_first_dropout layer_dropout
    summary_activation summary_proj_to_labels summary_type summary_use_proj
    max_position_embeddings n_positions n_ctx max_seq_len max_seq_length max_sequence_length seq_len seq_length
    use_return_dict loss_type loss_function output_past bos_token eos_token pad_token unk_token generation_config
    max_new_tokens trust_remote_code low_cpu_mem_usage unsloth_version unsloth_fixed tokenizer tokenizer_name
    context_length model_max_length block_size seed license tags language description author pad_vocab_size_multiple
    expand expand_factor expansion_factor mup_base_width bidirectional_strategy bidirectional_weight_tie
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Keys that mean nothing at the values named, and another model at any other.
  private static let conditional: [String: (isHarmless: @Sendable (JSONValue) -> Bool, meaning: String)] = {
    let mlp = "MLP blocks beside the mixers"
    let attention = "attention layers between the mixers"
    let directions = "mixers in both directions"
    let innerNorms = "norms of dt, B and C, as FalconMamba and Jamba have"
    let heads = "Mamba-2, with one decay per head"
    return [
      "d_intermediate": (isZero, mlp), "mlp_hidden_size": (isZero, mlp), "num_experts": (isZero, mlp),
      "num_local_experts": (isZero, mlp), "mlp_type": (isNone, mlp), "ffn_dim": (isZero, mlp),
      "attn_layer_idx": (isEmpty, attention), "attn_cfg": (isEmpty, attention),
      "attn_layer_period": (isZero, attention), "attn_layer_offset": (isZero, attention),
      "attention_layers": (isEmpty, attention), "attn_layer_indices": (isEmpty, attention),
      "num_attention_heads": (isZero, attention), "num_key_value_heads": (isZero, attention),
      "layers_block_type": (isEmpty, attention), "hybrid_override_pattern": (isEmpty, attention),
      "sliding_window": (isZero, attention), "add_cross_attention": (isZero, attention),
      "cross_attention_hidden_size": (isZero, attention),
      "bidirectional": (isZero, directions), "bimamba": (isZero, directions),
      "bimamba_type": (isNone, directions), "if_bimamba": (isZero, directions),
      "if_bidirectional": (isZero, directions), "rcps": (isZero, directions),
      "inner_layernorms": (isZero, innerNorms), "mamba_inner_layernorms": (isZero, innerNorms),
      "use_dt_bc_norm": (isZero, innerNorms), "use_bcdt_rms": (isZero, innerNorms),
      "mixer_rms_eps": (isNever, innerNorms),
      "dt_layernorm": (isZero, innerNorms), "b_layernorm": (isZero, innerNorms),
      "c_layernorm": (isZero, innerNorms),
      "head_dim": (isZero, heads), "headdim": (isZero, heads), "num_heads": (isZero, heads),
      "n_groups": (isZero, heads), "ngroups": (isZero, heads), "chunk_size": (isZero, heads),
      "norm_before_gate": (isNever, heads),
      "time_step_limit": (isWholeRange, "steps that are cut off at limits"),
      "dt_limit": (isWholeRange, "steps that are cut off at limits"),
      "dt_softplus": (isTrue, "steps that are no softplus"),
      "mup": (isZero, "outputs that are scaled (mup)"),
      "is_encoder_decoder": (isZero, "an encoder beside the decoder"),
      "rope_scaling": (isEmpty, "rotary embeddings"), "use_rope": (isZero, "rotary embeddings"),
      "skip_D": (isZero, "a mixer without D"), "use_D": (isTrue, "a mixer without D"),
      "prenorm": (isTrue, "norms after the mixers"), "pre_norm": (isTrue, "norms after the mixers"),
      "parallel": (isZero, "blocks beside the mixers"),
    ]
  }()

  enum Standing {
    case withoutEffect
    /// Another model than the one that is audited: what the key says.
    case refused(String)
    /// Weights in a form that is not read.
    case quantised
    case unknown
  }

  static func standing(of entry: ConfigurationReader.Entry) -> Standing {
    if entry.name.hasPrefix("_") || withoutEffect.contains(entry.name) { return .withoutEffect }
    if ["quantization_config", "quantization", "compression_config"].contains(entry.name) {
      return isEmpty(entry.node.value) ? .withoutEffect : .quantised
    }
    if entry.name == "auto_map", isEmpty(entry.node.value) { return .withoutEffect }
    guard let rule = conditional[entry.name] else { return .unknown }
    return rule.isHarmless(entry.node.value) ? .withoutEffect : .refused(rule.meaning)
  }
}

// MARK: - Values without effect

@Sendable private func isZero(_ value: JSONValue) -> Bool {
  switch value {
  case .bool(let flag): !flag
  case .number(let text): Rational(text)?.isZero == true
  default: isEmpty(value)
  }
}

@Sendable private func isEmpty(_ value: JSONValue) -> Bool {
  switch value {
  case .object(let members): members.isEmpty
  case .array(let elements): elements.isEmpty
  case .string(let text): text.isEmpty
  case .null: true
  default: false
  }
}

@Sendable private func isNone(_ value: JSONValue) -> Bool {
  if case .string(let text) = value { return ["none", "None", ""].contains(text) }
  return isZero(value)
}

@Sendable private func isTrue(_ value: JSONValue) -> Bool {
  if case .bool(let flag) = value { return flag }
  return false
}

/// [0, ∞]: a softplus is in it anyway.
@Sendable private func isWholeRange(_ value: JSONValue) -> Bool {
  guard case .array(let ends) = value, ends.count == 2, case .number(let low) = ends[0].value,
    case .number(let high) = ends[1].value
  else { return false }
  return Rational(low).map { $0.signum <= 0 } == true && high == "Infinity"
}

/// The key alone says it.
@Sendable private func isNever(_ value: JSONValue) -> Bool { false }
