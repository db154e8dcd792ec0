import Claims

/// The token sequences that a model is run on.
public struct TokenSequences: Hashable, Sendable {
  /// The file they come from, as the user named it.
  public var file: String
  public var sequences: [[Int]]

  public init(file: String, sequences: [[Int]]) {
    self.file = file
    self.sequences = sequences
  }

  /// Reads `{"tokens": [[…], …]}`, `[[…], …]`, or one sequence `[…]`.
  ///
  /// Every id must lie in 0 ..< `vocabularySize`, and no sequence may be empty.
  public init(path: String, vocabularySize: Int) throws(InputError) {
    let (root, text) = try CheckpointFile.json(path)
    do throws(InputError) {
      self.init(file: path, sequences: try Self.read(root, vocabularySize: vocabularySize, file: path))
    } catch {
      throw error.showing(text)
    }
  }

  /// `tokens.json` of the folder; its absence is an error that says what to pass.
  public init(besides folder: String, vocabularySize: Int) throws(InputError) {
    let path = Checkpoint.path(folder, "tokens.json")
    if case .missing = CheckpointFile.kind(of: path) {
      throw InputError(
        file: folder,
        message: "no tokens.json here to run the model on; pass --tokens FILE with JSON such as [[0, 1, 2]]")
    }
    try self.init(path: path, vocabularySize: vocabularySize)
  }

  static func read(
    _ root: JSONNode, vocabularySize: Int, file: String
  ) throws(InputError) -> [[Int]] {
    var list = root
    if case .object = root.value { list = try root.require("tokens", in: file) }
    let elements = try list.array(in: file, "the tokens")
    guard let first = elements.first else { throw list.error("no tokens: the array is empty", in: file) }
    if case .array = first.value {
      var sequences: [[Int]] = []
      for element in elements {
        let ids = try element.array(in: file, "a sequence of tokens")
        guard !ids.isEmpty else { throw element.error("a sequence of tokens must not be empty", in: file) }
        sequences.append(try Self.ids(ids, vocabularySize, file))
      }
      return sequences
    }
    return [try ids(elements, vocabularySize, file)]
  }

  private static func ids(
    _ nodes: [JSONNode], _ vocabularySize: Int, _ file: String
  ) throws(InputError) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(nodes.count)
    for node in nodes {
      let id = try node.int(in: file, "a token")
      guard id >= 0, id < vocabularySize else {
        throw node.error(
          "token \(id) is out of range; the vocabulary has 0 to \(vocabularySize - 1)", in: file)
      }
      result.append(id)
    }
    return result
  }
}
