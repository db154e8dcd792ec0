import Inputs

/// Reads sequences of tokens from the forms of JSON that people have them in.
struct TokenReader {
  let file: String
  let vocabularySize: Int

  func sequences(_ text: [UInt8]) throws(InputError) -> [[Int]] {
    if let lines = lines(text) {
      var result: [[Int]] = []
      for line in lines {
        do throws(InputError) {
          result += try read(try JSONNode.parse(Array(line.bytes), file: file))
        } catch {
          // The line was read as a text of its own.
          var moved = error
          moved.position?.line += line.number - 1
          moved.sourceLine = nil
          throw moved
        }
      }
      return result
    }
    return try read(try JSONNode.parse(text, file: file))
  }

  /// The lines of a text that has a whole value on each; nil for one value, on however many lines.
  private func lines(_ text: [UInt8]) -> [(number: Int, bytes: ArraySlice<UInt8>)]? {
    var lines: [(number: Int, bytes: ArraySlice<UInt8>)] = []
    for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { ![9, 13, 32].contains($0) }) {
      lines.append((index + 1, line))
    }
    guard lines.count > 1, let first = try? JSONNode.parse(Array(lines[0].bytes), file: file) else {
      return nil
    }
    switch first.value {
    case .array, .object: return lines
    default: return nil
    }
  }

  func read(_ root: JSONNode) throws(InputError) -> [[Int]] {
    if case .object = root.value { return try batch(root) }
    let elements = try root.array(in: file, "the tokens")
    guard let first = elements.first else { throw root.error("no tokens: the array is empty", in: file) }
    if case .object = first.value {
      var result: [[Int]] = []
      for element in elements { result += try batch(element) }
      return result
    }
    return try rows(root)
  }

  /// `[[…], …]`, or one sequence `[…]`.
  private func rows(_ list: JSONNode) throws(InputError) -> [[Int]] {
    try rows(list, "the tokens").map { row throws(InputError) in try ids(row) }
  }

  private func rows(_ list: JSONNode, _ what: String) throws(InputError) -> [[JSONNode]] {
    let elements = try list.array(in: file, what)
    guard let first = elements.first else { throw list.error("no tokens: the array is empty", in: file) }
    guard case .array = first.value else { return [elements] }
    return try elements.map { element throws(InputError) in
      let ids = try element.array(in: file, "a sequence of tokens")
      guard !ids.isEmpty else { throw element.error("a sequence of tokens must not be empty", in: file) }
      return ids
    }
  }

  /// An object with the ids, and a mask for them where there is one.
  private func batch(_ object: JSONNode) throws(InputError) -> [[Int]] {
    func present(_ key: String) -> JSONNode? {
      guard let node = object.member(key) else { return nil }
      if case .null = node.value { return nil }
      return node
    }
    if let node = present("inputs_embeds") {
      throw node.error("`inputs_embeds` stands in the tokens' place; an audit runs on token ids", in: file)
    }
    let names = ["tokens", "input_ids", "ids"].filter { present($0) != nil }
    if names.count > 1, let node = present(names[1]) {
      throw node.error("`\(names[1])` stands beside `\(names[0])`; one list of tokens is wanted", in: file)
    }
    guard let list = names.first.flatMap(present) else {
      throw object.error(
        "missing key \"tokens\" (or \"input_ids\"), a list of token ids for every sequence", in: file)
    }
    try refuseOthers(object)
    let ids = try rows(list)
    guard let mask = present("attention_mask") else { return ids }
    let masks = try rows(mask, "`attention_mask`")
    guard masks.count == ids.count else {
      throw mask.error(
        "`attention_mask` has \(masks.count) rows for \(ids.count) sequences of tokens", in: file)
    }
    var result: [[Int]] = []
    for (row, sequence) in zip(masks, ids) { result.append(try cut(sequence, row, mask)) }
    return result
  }

  /// What stands beside the ids and no forward pass of this model reads: masks of the loss and the tokenizer, labels, types
  /// and positions of tokens, which the model does not know, and what says where a sequence comes from.
  private static let withoutEffect: Set<String> = [
    "special_tokens_mask", "loss_mask", "label_mask", "labels_mask", "target_mask", "completion_mask",
    "assistant_masks", "labels", "label", "targets", "target", "token_type_ids", "position_ids", "positions",
    "length", "lengths", "num_tokens", "seq_len", "vocab_size", "offset_mapping", "offsets",
    "overflow_to_sample_mapping", "overflowing_tokens", "num_truncated_tokens", "word_ids", "id", "idx",
    "index",
    "uid", "seed", "text", "texts", "source", "meta", "metadata", "url", "dataset", "split", "name",
    "description", "comment", "note", "tokenizer", "k", "score", "loss", "timestamp", "task",
    "answer", "answers", "question", "chosen", "rejected", "language", "argmax",
    "predictions", "predicted", "logits", "logprobs", "outputs", "reference",
  ]

  /// Refuses every other key: under a name of its own it may change the forward pass. A text changes nothing.
  private func refuseOthers(_ object: JSONNode) throws(InputError) {
    guard case .object(let members) = object.value else { return }
    for member in members where !["tokens", "input_ids", "ids", "attention_mask"].contains(member.key) {
      switch member.node.value {
      case .null, .string: continue
      default: break
      }
      guard !Self.withoutEffect.contains(member.key.lowercased()) else { continue }
      throw InputError(
        file: file, position: member.keyPosition,
        message:
          "`\(member.key)` may change the forward pass and is not read; a mask of padding at a sequence's end is "
          + "`attention_mask`, and what is without effect may be taken out of the file")
    }
  }

  /// The sequence without the padding at its end.
  private func cut(_ sequence: [Int], _ mask: [JSONNode], _ list: JSONNode) throws(InputError) -> [Int] {
    guard mask.count == sequence.count else {
      throw (mask.first ?? list).error(
        "a row of `attention_mask` has \(mask.count) entries for \(sequence.count) tokens", in: file)
    }
    var flags: [Bool] = []
    for node in mask {
      if case .bool(let flag) = node.value {
        flags.append(flag)
        continue
      }
      let value = try node.int(in: file, "an entry of `attention_mask`")
      guard value == 0 || value == 1 else {
        throw node.error("an entry of `attention_mask` must be 0 or 1, found \(value)", in: file)
      }
      flags.append(value == 1)
    }
    guard let last = flags.lastIndex(of: true) else {
      throw (mask.first ?? list).error("every token of this sequence is masked", in: file)
    }
    if let hole = flags[...last].firstIndex(of: false) {
      throw mask[hole].error(
        "token \(hole) is masked before one that is not: padding is cut off at a sequence's end alone, "
          + "elsewhere it would change the states; give the sequence without it", in: file)
    }
    return Array(sequence[...last])
  }

  private func ids(_ nodes: [JSONNode]) throws(InputError) -> [Int] {
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
