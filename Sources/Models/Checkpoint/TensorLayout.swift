import Inputs

/// How the tensors of a model are named: by Hugging Face, the original code, or a program of one's own.
///
/// The layers give the layout away: `PREFIXlayers.N.mixer.A_log`. Before it stand the names of the modules around
/// the backbone, if any.
struct TensorLayout: Sendable {
  /// `backbone.`, `model.`, or nothing for a base model.
  let prefix: String
  let embedding: String
  let finalNorm: String

  func layer(_ index: Int) -> String { "\(prefix)layers.\(index)." }
  var head: String { "lm_head.weight" }

  /// The modules that may stand around the layers; under another name they may be one half of something else.
  private static let wrappers: Set<String> = [
    "backbone", "model", "module", "mamba", "base_model", "_orig_mod", "net", "network", "lm", "transformer",
  ]
  private static let embeddings = [
    "embeddings.weight", "embedding.weight", "embed_tokens.weight", "word_embeddings.weight", "wte.weight",
    "embeddings.word_embeddings.weight", "token_embedding.weight", "tok_embeddings.weight", "embed.weight",
  ]
  private static let finalNorms = [
    "norm_f.weight", "final_layernorm.weight", "final_norm.weight", "ln_f.weight",
  ]

  init(_ checkpoint: Checkpoint) throws(InputError) {
    let names = checkpoint.tensorNames
    let ending = ".mixer.A_log"
    var prefixes: [String: String] = [:]
    for name in names where name.hasSuffix(ending) {
      let parts = name.dropLast(ending.count).split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 2, parts[parts.count - 2] == "layers", Int(parts[parts.count - 1]) != nil else {
        continue
      }
      prefixes[parts.dropLast(2).map { $0 + "." }.joined()] = name
    }
    // Averages of the weights that training keeps are another copy of the stack, not a second one.
    let copies = prefixes.keys.filter { prefix in
      prefix.split(separator: ".").first.map { TensorRoles.training.contains(String($0)) } == true
    }
    if copies.count < prefixes.count { for copy in copies { prefixes[copy] = nil } }
    let sorted = prefixes.keys.sorted()
    if sorted.count > 1 {
      throw checkpoint.error(
        prefixes[sorted[1]] ?? "",
        "belongs to a second stack of layers beside \"\(sorted[0])layers\"; a model with one stack is read")
    }
    if sorted.isEmpty {
      for name in names {
        guard let family = ModelFamily.description(ofTensor: name) else { continue }
        throw checkpoint.error(name, "belongs to another model (\(family)); \(ModelFamily.remedy)")
      }
      if let name = names.first(where: { $0.hasSuffix("A_log") }) {
        throw checkpoint.error(
          name, "is in a layout that is not read; Mamba's layers are named \"backbone.layers.0.mixer.A_log\"")
      }
    }
    let prefix = sorted.first ?? "backbone."
    let strange = prefix.split(separator: ".").first { !Self.wrappers.contains(String($0)) }
    if let strange, let name = prefixes[prefix] {
      throw checkpoint.error(
        name,
        "is inside \"\(strange)\", which may be one part of a greater model; "
          + "layers are read under \"backbone.\", \"model.\" or nothing")
    }
    for name in names where name.hasPrefix(prefix + "layers.") {
      guard let family = ModelFamily.description(ofTensor: name) else { continue }
      throw checkpoint.error(name, "belongs to another model (\(family)); \(ModelFamily.remedy)")
    }
    self.prefix = prefix
    let present = Self.embeddings.filter { checkpoint.has(prefix + $0) }
    if present.count > 1 {
      throw checkpoint.error(
        prefix + present[1], "is a second embedding beside \"\(prefix + present[0])\"; one is wanted")
    }
    embedding = prefix + (present.first ?? Self.embeddings[0])
    finalNorm = prefix + (Self.finalNorms.first { checkpoint.has(prefix + $0) } ?? Self.finalNorms[0])
  }

  /// The number of a layer that a tensor belongs to, and its name inside the layer.
  func place(of name: String) -> (layer: Int, rest: String)? {
    guard name.hasPrefix(prefix + "layers.") else { return nil }
    let tail = name.dropFirst(prefix.count + "layers.".count)
    guard let dot = tail.firstIndex(of: "."), let layer = Int(tail[..<dot]) else { return nil }
    return (layer, String(tail[tail.index(after: dot)...]))
  }

  /// Whether the name is one of the backbone's: below its prefix, or without one named as its parts are.
  func isInside(_ name: String) -> Bool {
    if !prefix.isEmpty { return name.hasPrefix(prefix) }
    return ["layers.", "embed", "norm", "final_"].contains { name.hasPrefix($0) }
  }
}
