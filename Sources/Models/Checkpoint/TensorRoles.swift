import Inputs

/// A tensor that the model was read without, and why nothing that is audited depends on it.
public struct LeftAside: Hashable, Sendable {
  /// The name of the tensor.
  public var name: String
  /// Why no figure depends on it.
  public var reason: String
}

/// Decides about every tensor of the files that no part of the model uses: without effect, or refused by name.
struct TensorRoles {
  let checkpoint: Checkpoint
  let layout: TensorLayout
  let configuration: MambaConfiguration
  /// Unknown tensors that the caller knows to be without effect: names, or beginnings of names up to a dot.
  let ignoring: Set<String>

  /// Modules that read what the backbone gives, and are read by nothing of it.
  private static let heads: Set<String> = [
    "lm_head", "score", "classifier", "classification_head", "head", "cls", "qa_outputs", "v_head",
    "value_head",
    "reward_head", "pooler", "summary", "out_head", "output_head", "logits",
  ]
  /// What training leaves behind.
  static let training: Set<String> = [
    "optimizer", "optim", "optimizer_state", "exp_avg", "exp_avg_sq", "lr_scheduler", "scheduler", "ema",
    "ema_model", "grad_scaler", "global_step", "step",
  ]
  /// Tables of positions that programs store and compute anew. One inside the layers says that the layers know
  /// positions, which those of Mamba do not.
  private static let tables = ["position_ids"]

  func leftAside(unused: [String]) throws(InputError) -> [LeftAside] {
    var result: [LeftAside] = []
    for name in unused { result.append(LeftAside(name: name, reason: try reason(name))) }
    return result
  }

  private func reason(_ name: String) throws(InputError) -> String {
    // Wrappers of training frameworks may stand before a head as before the backbone, and where there is no backbone
    // of its own, a head is beside the layers.
    let inner = layout.prefix.isEmpty || !name.hasPrefix(layout.prefix) ? 0 : layout.prefix.count
    let roots = name.dropFirst(inner).split(separator: ".").map(String.init)
    let root = roots.first { !["module", "model", "_orig_mod"].contains($0) } ?? name
    if Self.heads.contains(root) { return "a head" }
    if inner == 0, Self.training.contains(root) { return "a state of training" }
    let place = layout.place(of: name)
    if place == nil, let last = roots.last, Self.tables.contains(last) { return "a stored table" }
    if let (layer, rest) = place {
      guard layer < configuration.layerCount else {
        throw checkpoint.error(
          name,
          "belongs to layer \(layer), but config.json says num_hidden_layers is "
            + "\(configuration.layerCount), which makes 0 to \(configuration.layerCount - 1)")
      }
      try refuse(name, inLayer: rest)
    }
    if name == layout.finalNorm.replacing(".weight", with: ".bias") { try refuse(name, inLayer: "norm.bias") }
    if let family = ModelFamily.description(ofTensor: name) {
      throw checkpoint.error(name, "belongs to another model (\(family)); \(ModelFamily.remedy)")
    }
    if ignores(name) { return "ignored as asked" }
    if !layout.isInside(name), checkpoint.holdsNoValues(name) {
      return "outside the model and of a type that holds no weights"
    }
    throw checkpoint.error(
      name,
      "is no part of a Mamba model that is read: it may change the forward pass. "
        + "If it does not, pass --ignore \(name)")
  }

  private func ignores(_ name: String) -> Bool {
    ignoring.contains { name == $0 || name.hasPrefix($0 + ".") || ($0.hasSuffix(".") && name.hasPrefix($0)) }
  }

  /// Tensors of a layer that a switch of the configuration would make part of the model.
  private func refuse(_ name: String, inLayer rest: String) throws(InputError) {
    switch rest {
    case "norm.bias":
      throw checkpoint.error(
        name,
        "is the bias of a LayerNorm, but by config.json the norms are RMSNorm, which has none; "
          + "if the model was trained with LayerNorm, write \"rms_norm\": false")
    case "mixer.in_proj.bias", "mixer.out_proj.bias":
      throw checkpoint.error(
        name,
        "is stored, but by config.json the projections have no bias; "
          + "if the model uses it, write \"use_bias\": true")
    case "mixer.conv1d.bias":
      throw checkpoint.error(
        name,
        "is stored, but by config.json the convolution has no bias; "
          + "if the model uses it, write \"use_conv_bias\": true")
    default: break
    }
  }
}
