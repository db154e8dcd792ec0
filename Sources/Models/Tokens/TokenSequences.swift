import Inputs

/// The token sequences that a model is run on.
public struct TokenSequences: Hashable, Sendable {
  /// The file they come from, as the user named it.
  public var file: String
  /// Token ids, none of the sequences empty.
  public var sequences: [[Int]]

  /// Sequences that a program made; `file` is what messages call them.
  public init(file: String, sequences: [[Int]]) {
    self.file = file
    self.sequences = sequences
  }

  /// Reads `{"tokens": [[…], …]}`, `[[…], …]`, one sequence `[…]`, what a tokenizer gives (`{"input_ids": …,
  /// "attention_mask": …}`, or a list of such objects), or a line of JSON for every sequence.
  ///
  /// Every id must lie in 0 ..< `vocabularySize`, and no sequence may be empty. Padding at a sequence's end is cut
  /// off: in a causal model nothing before it depends on it. Any other masked token is an error.
  public init(path: String, vocabularySize: Int) throws(InputError) {
    let text = try CheckpointFile.jsonText(path)
    let reader = TokenReader(file: path, vocabularySize: vocabularySize)
    do throws(InputError) {
      self.init(file: path, sequences: try reader.sequences(text))
    } catch {
      throw error.showing(text)
    }
  }

  /// `tokens.json` of the folder, or `tokens.jsonl`; its absence is an error that says what to pass.
  package init(besides folder: String, vocabularySize: Int) throws(InputError) {
    let path = Checkpoint.path(folder, "tokens.json")
    if case .missing = CheckpointFile.kind(of: path) {
      let lines = path + "l"
      if case .regular = CheckpointFile.kind(of: lines) {
        try self.init(path: lines, vocabularySize: vocabularySize)
        return
      }
      throw InputError(
        file: folder,
        message: "no tokens.json here to run the model on; pass --tokens FILE with JSON such as [[0, 1, 2]]")
    }
    if case .regular = CheckpointFile.kind(of: path + "l") {
      throw InputError(
        file: path + "l", message: "tokens.json is here too; pass the one that is meant as --tokens FILE")
    }
    try self.init(path: path, vocabularySize: vocabularySize)
  }
}
