import TestSupport
import Testing

@testable import Models

/// What tokenizers write, as token files.
@Suite struct TokenFileTests {
  private func read(_ text: String, name: String = "t.json") throws -> (tokens: [[Int]], message: String) {
    try withFolder { folder in
      try write(text, folder, name)
      var tokens: [[Int]] = []
      let message = inputError {
        tokens = try TokenSequences(path: folder + "/" + name, vocabularySize: 5).sequences
      }
      return (tokens, message.replacing(folder, with: "DIR"))
    }
  }

  @Test(arguments: [
    ("{\"input_ids\": [[0, 1], [2, 3]], \"attention_mask\": [[1, 1], [1, 1]]}", [[0, 1], [2, 3]]),
    ("{\"input_ids\": [0, 1], \"attention_mask\": [1, 1]}", [[0, 1]]),
    ("{\"input_ids\": [[0, 1]], \"token_type_ids\": [[0, 0]], \"attention_mask\": null}", [[0, 1]]),
    (
      "{\"input_ids\": [[0, 1, 2], [3, 0, 0]], \"attention_mask\": [[1, 1, 1], [1, 0, 0]]}",
      [[0, 1, 2], [3]]
    ),
    ("{\"input_ids\": [[0, 1, 2]], \"attention_mask\": [[true, true, false]]}", [[0, 1]]),
    ("[{\"input_ids\": [0, 1]}, {\"input_ids\": [2], \"attention_mask\": [1]}]", [[0, 1], [2]]),
    ("[0, 1]\n[2]\n", [[0, 1], [2]]),
    ("\n[0, 1]\r\n\n[2]", [[0, 1], [2]]),
    ("{\"input_ids\": [0, 1], \"text\": \"a\"}\n{\"input_ids\": [4]}\n", [[0, 1], [4]]),
    ("{\"input_ids\": [0], \"special_tokens_mask\": [1], \"labels\": [0], \"cache\": null}", [[0]]),
    ("{\"tokens\": [3]}\n[[0], [1]]", [[3], [0], [1]]),
    ("[\n[0, 1],\n[2]\n]", [[0, 1], [2]]),
  ])
  func forms(text: String, expected: [[Int]]) throws {
    let (tokens, message) = try read(text)
    #expect(tokens == expected, "\(message)")
  }

  @Test(arguments: [
    (
      "{\"input_ids\": [[0, 1]], \"attention_mask\": [[0, 1]]}",
      "DIR/t.json:1:45: token 0 is masked before one that is not: padding is cut off at a sequence's end alone, "
        + "elsewhere it would change the states; give the sequence without it"
    ),
    (
      "{\"input_ids\": [[0, 1]], \"attention_mask\": [[0, 0]]}",
      "DIR/t.json:1:45: every token of this sequence is masked"
    ),
    (
      "{\"input_ids\": [[0, 1]], \"attention_mask\": [[1]]}",
      "DIR/t.json:1:45: a row of `attention_mask` has 1 entries for 2 tokens"
    ),
    (
      "{\"input_ids\": [[0, 1], [2]], \"attention_mask\": [[1, 1]]}",
      "DIR/t.json:1:48: `attention_mask` has 1 rows for 2 sequences of tokens"
    ),
    (
      "{\"input_ids\": [[0]], \"attention_mask\": [[2]]}",
      "DIR/t.json:1:42: an entry of `attention_mask` must be 0 or 1, found 2"
    ),
    (
      "{\"input_ids\": [[0]], \"tokens\": [[1]]}",
      "DIR/t.json:1:15: `input_ids` stands beside `tokens`; one list of tokens is wanted"
    ),
    (
      "{\"inputs_embeds\": [[0.5]]}",
      "DIR/t.json:1:19: `inputs_embeds` stands in the tokens' place; an audit runs on token ids"
    ),
    (
      "{\"input_ids\": [[0, 1]], \"mask\": [[0, 1]]}",
      "DIR/t.json:1:25: `mask` may change the forward pass and is not read; a mask of padding at a sequence's end is "
        + "`attention_mask`, and what is without effect may be taken out of the file"
    ),
    ("[0]\n[7]\n", "DIR/t.json:2:2: token 7 is out of range; the vocabulary has 0 to 4"),
    ("[0]\n[1\n", "DIR/t.json:2:3: the file ends inside the array that begins at 1:1"),
    (
      "[0]\n{\"a\": 1}\n",
      "DIR/t.json:2:1: missing key \"tokens\" (or \"input_ids\"), a list of token ids for every sequence"
    ),
  ])
  func faults(text: String, expected: String) throws {
    #expect(try read(text).message == expected)
  }

  /// Whatever stands beside the ids under a name that is not known to be without effect may be read by a forward pass.
  @Test(arguments: [
    "soft_prompt", "h0", "resets", "inputs", "reverse", "prefix", "prefix_ids", "doc_ids",
    "decoder_input_ids",
    "input_ids_2", "initial_states", "segment_ids", "cu_seqlens", "reset_mask", "past_key_values",
    "cache_params",
    "seq_idx", "conv_state", "x", "steps", "adapter", "scale",
  ])
  func otherKeys(key: String) throws {
    for value in ["[[0, 1]]", "0.5", "true", "{\"a\": [1]}", "[]"] {
      let message = try read("{\"input_ids\": [[0, 1]], \"\(key)\": \(value)}").message
      #expect(message.contains("`\(key)` may change the forward pass"), "\(key): \(value): \(message)")
    }
    #expect(try read("{\"input_ids\": [[0, 1]], \"\(key)\": null}").tokens == [[0, 1]])
  }

  @Test func twoFilesBesideTheModel() throws {
    try withFolder { folder in
      try write("[0]\n[1, 2]\n", folder, "tokens.jsonl")
      try write("[[0]]", folder, "tokens.json")
      let message = inputError { _ = try TokenSequences(besides: folder, vocabularySize: 5) }
      #expect(
        message.hasSuffix(
          "tokens.jsonl: tokens.json is here too; pass the one that is meant as --tokens FILE"))
    }
  }

  @Test func linesBesideTheModel() throws {
    try withFolder { folder in
      try write("[0]\n[1, 2]\n", folder, "tokens.jsonl")
      #expect(try TokenSequences(besides: folder, vocabularySize: 5).sequences == [[0], [1, 2]])
    }
  }
}
