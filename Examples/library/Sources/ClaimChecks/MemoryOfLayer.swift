import SSMProof

/// How far one layer of a trained Mamba remembers, certified.
public struct MemoryOfLayer {
  public let layer: Int
  /// An upper bound of the greatest gate of the learned states.
  public let greatestGate: Rational
  /// From this distance on the realised influence certainly stays below the threshold; nil: not within
  /// the sequences.
  public let forgottenFrom: Integer?

  /// Audits the checkpoint in `folder` on sequences of token ids.
  public static func all(
    checkpoint folder: String, tokens: [[Int]], threshold: Rational
  ) throws -> [MemoryOfLayer] {
    var options = Audit.Options()
    options.threshold = threshold
    let model = try MambaModel(folder: folder)
    let sequences = TokenSequences(file: "tokens of this program", sequences: tokens)
    let audit = try Audit.run(model: model, tokens: sequences, options: options)
    return audit.layers.compactMap { layer in
      guard let learned = layer.group(.learned) else { return nil }
      return MemoryOfLayer(
        layer: layer.index, greatestGate: learned.greatestGate.upper,
        forgottenFrom: layer.influence.realisedHorizon.upper)
    }
  }
}
