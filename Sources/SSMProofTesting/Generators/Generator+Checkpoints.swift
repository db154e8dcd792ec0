import Inputs
import Models
import SSMProof

extension Generator where Value == TrainedChannel {
  /// Channels of a trained model, drawn from a checkpoint that `ssmproof audit` reads: what models of a claim
  /// are made of.
  ///
  ///     let channels = try Generator.channels(ofCheckpoint: "checkpoints/mamba-130m")
  ///     let models = channels.map { channel in
  ///       try Model(
  ///         Instance(for: theorem, sizes: ["N": channel.logA.count], ["L": channel.logA]), of: theorem,
  ///         from: "\(channel)")
  ///     }
  ///
  /// Weights are the file's own numbers, exactly. With `tokens` the model is also run on sequences, up to the
  /// layer that is drawn: steps, gates and the like are then known between certified bounds, of which a model
  /// takes a number (`Bounds.midpoint`), near the trained model's and not it. Layer 0, channel 0, few tokens,
  /// the first sequence are the simplest.
  ///
  /// Read is what is drawn: of the weights one layer at a time; the whole file only where the model is run.
  ///
  /// - Parameters:
  ///   - layers: Layers to draw from; nil for all.
  ///   - tokens: How many tokens the model is run on; nil for none.
  ///   - sequences: What the tokens begin; without it they are drawn from the vocabulary.
  ///   - ignoring: Unknown keys and tensors that are known to be without effect, as
  ///     `MambaModel.init(folder:ignoring:)` takes them.
  /// - Throws: an `InputError` where the folder is no checkpoint that is read (of a tensor, when a layer of
  ///   it is drawn), a `GeneratorError` where it has no such layers or sequences.
  public static func channels(
    ofCheckpoint folder: String, layers: ClosedRange<Int>? = nil, tokens: ClosedRange<Int>? = nil,
    from sequences: TokenSequences? = nil, ignoring: Set<String> = []
  ) throws -> Generator {
    let reader = try ChannelReader(folder: folder, ignoring: ignoring)
    let c = reader.configuration
    let layers = layers ?? 0...c.layerCount - 1
    guard layers.lowerBound >= 0, layers.upperBound < c.layerCount else {
      throw GeneratorError.malformed("layers \(layers) of \(folder): it has layers \(0...c.layerCount - 1)")
    }
    let lists = try tokens.map { try tokenLists($0, sequences, vocabulary: c.vocabularySize) }
    if lists == nil, sequences != nil {
      throw GeneratorError.malformed("sequences are given, and no number of 'tokens' to run the model on")
    }
    return Generator { draw in
      let layer = layers.lowerBound + Int(try draw.choose(upTo: UInt64(layers.count - 1)))
      let channel = Int(try draw.choose(upTo: UInt64(c.channelCount - 1)))
      guard let lists else { return try reader.channel(channel, layer: layer) }
      return try reader.channel(channel, layer: layer, tokens: draw(lists))
    }
  }

  private static func tokenLists(
    _ counts: ClosedRange<Int>, _ sequences: TokenSequences?, vocabulary: Int
  ) throws -> Generator<[Int]> {
    guard counts.lowerBound >= 1 else {
      throw GeneratorError.malformed("a model is run on 1 token or more, not \(counts.lowerBound)")
    }
    guard let sequences else {
      return Generator<Int>.integers(in: 0...vocabulary - 1).array(count: counts)
    }
    guard !sequences.sequences.isEmpty else {
      throw GeneratorError.malformed("there is no sequence in \(sequences.file)")
    }
    for (k, sequence) in sequences.sequences.enumerated() {
      guard sequence.count >= counts.lowerBound else {
        throw GeneratorError.malformed(
          "sequence \(k) of \(sequences.file) has \(sequence.count) tokens, and \(counts.lowerBound) are asked for"
        )
      }
      guard sequence.allSatisfy((0..<vocabulary).contains) else {
        throw GeneratorError.malformed(
          "sequence \(k) of \(sequences.file) has a token outside of the vocabulary, 0...\(vocabulary - 1)")
      }
    }
    let all = sequences.sequences
    return Generator<[Int]> { draw in
      let sequence = all[Int(try draw.choose(upTo: UInt64(all.count - 1)))]
      let count = try draw(.size(in: counts.lowerBound...min(counts.upperBound, sequence.count)))
      return Array(sequence.prefix(count))
    }
  }
}
