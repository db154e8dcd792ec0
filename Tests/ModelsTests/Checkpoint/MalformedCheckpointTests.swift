import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

/// Checkpoints, configurations and tokens that do not fit, each with its message.
@Suite struct MalformedCheckpointTests {
  private func model(biases: Bool = false) -> SyntheticModel {
    var random = SplitMix64(seed: 42)
    return SyntheticModel(&random, type: .float32, biases: biases)
  }

  /// The error of opening what `body` wrote, with the folder's path cut.
  private func failure(_ body: (String) throws -> Void) throws -> String {
    try withFolder { folder in
      try body(folder)
      let message = inputError { _ = try MambaModel(folder: folder) }
      return message.replacing(folder, with: "DIR")
    }
  }

  private func failureOfConfiguration(_ change: (String) -> String) throws -> String {
    try failure { folder in
      let model = model()
      try model.write(to: folder)
      try write(change(model.configurationText), folder, "config.json")
    }
  }

  @Test func foldersThatAreNone() throws {
    #expect(inputError { _ = try MambaModel(folder: "/no/such") } == "/no/such: no such folder")
    #expect(try failure { _ in } == "DIR: no config.json here; a checkpoint folder has one")
    try withFolder { folder in
      try write("x", folder, "f")
      #expect(
        inputError { _ = try MambaModel(folder: folder + "/f") }.hasSuffix(
          "/f: this is a file; name the folder that holds config.json and model.safetensors"))
    }
    #expect(
      try failure { try write("{}", $0, "config.json") }
        == "DIR: no model.safetensors and no model.safetensors.index.json here")
    #expect(
      try failure {
        try write("{}", $0, "config.json")
        try write("x", $0, "pytorch_model.bin")
      }
        == "DIR: only pytorch_model.bin is here, a pickle, which is not read; save the model as model.safetensors"
    )
  }

  @Test(arguments: [
    (
      "\"hidden_size\": 5", "\"hidden_size\": \"5\"",
      "DIR/config.json:4:17: `hidden_size` must be a whole number, found a string"
    ),
    (
      "\"hidden_size\": 5", "\"hidden_size\": 0",
      "DIR/config.json:4:17: `hidden_size` must lie between 1 and 16777216, found 0"
    ),
    (
      "\"hidden_size\": 5", "\"hidden_size\": 99999999999",
      "DIR/config.json:4:17: `hidden_size` must lie between 1 and 16777216, found 99999999999"
    ),
    (
      "\"hidden_size\": 5", "\"hidden_size\": 5.5",
      "DIR/config.json:4:17: `hidden_size` must be a whole number, found 5.5"
    ),
    (
      "\"vocab_size\": ", "\"vocabulary\": ",
      "DIR/config.json:1:1: missing key \"vocab_size\": a whole number from 1 to 16777216"
    ),
    (
      "\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"",
      "DIR/config.json:15:16: the activation is \"gelu\"; only \"silu\" is read"
    ),
    (
      "\"mamba\"", "\"mamba2\"",
      "DIR/config.json:2:16: the model type is \"mamba2\" (Mamba-2, with one decay per head and a norm inside the mixer); "
        + "only \"mamba\" (Mamba-1) is read; what is claimed of another family can be checked with `ssmproof check`"
    ),
    (
      "\"use_bias\": false", "\"use_bias\": 0",
      "DIR/config.json:11:14: `use_bias` must be true or false, found a number"
    ),
    ("1e-3", "0", "DIR/config.json:10:24: `layer_norm_epsilon` must lie above 0 and not above 1"),
    (
      "1e-3", "1e-99999",
      "DIR/config.json:10:24: the exponent of 1e-99999 is too large; at most 10000 is read"
    ),
    ("1e-3", "NaN", "DIR/config.json:10:24: `layer_norm_epsilon` must be a finite number, found NaN"),
    (
      "\"ones\": 0", "\"once\": 0",
      "DIR/config.json:14:19: unknown key \"once\" in `polarization`; it has `ones` and `zeros`"
    ),
    (
      "\"hidden_act\"", "\"rms_norm\": false, \"hidden_act\"",
      "DIR/model.safetensors: tensor \"backbone.layers.0.norm.bias\" is missing; "
        + "`rms_norm` is false, and LayerNorm has a bias"
    ),
    (
      "\"hidden_act\"", "\"d_model\": 7, \"hidden_act\"",
      "DIR/config.json:15:13: `d_model` is 7, but `hidden_size` is 5"
    ),
    (
      "\"hidden_act\": \"silu\"", "\"hidden_act\": \"silu\",",
      "DIR/config.json:16:1: expected a key after `,`, found `}`; JSON has no trailing comma"
    ),
  ])
  func configurations(old: String, new: String, expected: String) throws {
    #expect(model().configurationText.contains(old))
    #expect(try failureOfConfiguration({ $0.replacing(old, with: new) }) == expected)
  }

  @Test func stepRanks() throws {
    let rank = model().configuration.timeStepRank
    #expect(
      try failureOfConfiguration({
        $0.replacing("\"time_step_rank\": \(rank)", with: "\"time_step_rank\": \"car\"")
      })
        == "DIR/config.json:9:20: `time_step_rank` must be a whole number or \"auto\", found \"car\"")
  }

  @Test func aConfigurationOfHugeSizesIsRefusedByTheShapes() throws {
    let vocabulary = model().configuration.vocabularySize
    let message = try failureOfConfiguration({
      $0.replacing("\"vocab_size\": \(vocabulary)", with: "\"vocab_size\": 16777216")
    })
    #expect(
      message
        == "DIR/model.safetensors:1:36: tensor \"backbone.embeddings.weight\" has the shape [\(vocabulary), 5]; "
        + "config.json makes it [16777216, 5] (vocab_size, hidden_size)")
  }

  @Test func tensorsThatDoNotFit() throws {
    func change(_ body: (inout SyntheticModel) -> Void) throws -> String {
      try failure { folder in
        var model = model()
        body(&model)
        try model.write(to: folder)
      }
    }
    func index(_ model: SyntheticModel, _ name: String) -> Int {
      model.tensors.firstIndex { $0.name.hasSuffix(name) } ?? 0
    }
    #expect(
      try change { $0.tensors.remove(at: index($0, "layers.1.mixer.A_log")) }
        == "DIR/model.safetensors: tensor \"backbone.layers.1.mixer.A_log\" is missing; "
        + "the nearest name present is \"backbone.layers.0.mixer.A_log\"")
    // No figure depends on the head.
    #expect(try change { $0.tensors.removeLast() } == "no error")
    #expect(
      try change { $0.tensors[index($0, "layers.0.mixer.D")].values[0] = .nan }
        == "DIR/model.safetensors: tensor \"backbone.layers.0.mixer.D\" has NaN at index [0]; weights must be finite"
    )
    #expect(
      try change { $0.tensors[index($0, "layers.0.mixer.in_proj.weight")].values[6] = -.infinity }
        == "DIR/model.safetensors: tensor \"backbone.layers.0.mixer.in_proj.weight\" has -inf at index [1, 1]; "
        + "weights must be finite")
    let channels = model().configuration.channelCount
    let message = try change { $0.tensors[index($0, "layers.0.mixer.D")].type = .signed32 }
    #expect(
      message.hasSuffix(
        "tensor \"backbone.layers.0.mixer.D\" has the dtype I32; weights must be F16, BF16, F32 or F64"))
    let shape = try change { model in
      let place = index(model, "layers.0.mixer.conv1d.weight")
      model.tensors[place].shape = [model.tensors[place].values.count]
    }
    #expect(
      shape.hasSuffix(
        "config.json makes it [\(channels), 1, \(model().configuration.convolutionWidth)] (intermediate_size, 1, conv_kernel)"
      ))
  }

  @Test func shards() throws {
    func index(_ map: String) throws -> String {
      try failure { folder in
        try write(model().configurationText, folder, "config.json")
        try write(safetensors(header: "{}"), folder, "a.safetensors")
        try write(map, folder, "model.safetensors.index.json")
      }
    }
    let file = "DIR/model.safetensors.index.json"
    #expect(try index("{}") == "\(file):1:1: missing key \"weight_map\"")
    #expect(
      try index("{\"weight_map\": {\"x\": \"b.safetensors\"}}")
        == "\(file):1:22: the shard \"b.safetensors\" is missing")
    #expect(
      try index("{\"weight_map\": {\"x\": \"../b.safetensors\"}}")
        == "\(file):1:22: a shard must be a file of this folder, found \"../b.safetensors\"")
    #expect(
      try index("{\"weight_map\": {\"x\": \"a.safetensors\"}}")
        == "\(file):1:17: tensor \"x\" is not in \"a.safetensors\", where the index says it is")
    #expect(
      try index("{\"weight_map\": {\"x\": 1}}")
        == "\(file):1:22: the file of tensor \"x\" must be a string, found a number")
  }

  @Test(arguments: [
    ("[[0, 1, 5]]", "DIR/t.json:1:9: token 5 is out of range; the vocabulary has 0 to 4"),
    ("[[0, -1]]", "DIR/t.json:1:6: token -1 is out of range; the vocabulary has 0 to 4"),
    ("[0, 1.0]", "DIR/t.json:1:5: a token must be a whole number, found 1.0"),
    ("[[0], []]", "DIR/t.json:1:7: a sequence of tokens must not be empty"),
    ("[[0], 1]", "DIR/t.json:1:7: a sequence of tokens must be an array, found a number"),
    ("[0, [1]]", "DIR/t.json:1:5: a token must be a whole number, found an array"),
    ("[]", "DIR/t.json:1:1: no tokens: the array is empty"),
    (
      "{\"token\": []}",
      "DIR/t.json:1:1: missing key \"tokens\" (or \"input_ids\"), a list of token ids for every sequence"
    ),
    ("{\"tokens\": 3}", "DIR/t.json:1:12: the tokens must be an array, found a number"),
    ("7", "DIR/t.json:1:1: the tokens must be an array, found a number"),
    (
      "[[0, 99999999999999999999]]",
      "DIR/t.json:1:6: a token must be a whole number below 2^63, found 99999999999999999999"
    ),
    ("[[0, 1]", "DIR/t.json:1:8: the file ends inside the array that begins at 1:1"),
  ])
  func tokens(text: String, expected: String) throws {
    try withFolder { folder in
      try write(text, folder, "t.json")
      let message = inputError { _ = try TokenSequences(path: folder + "/t.json", vocabularySize: 5) }
      #expect(message.replacing(folder, with: "DIR") == expected)
    }
  }

  @Test func tokensThatAreMissing() throws {
    try withFolder { folder in
      let message = inputError { _ = try TokenSequences(besides: folder, vocabularySize: 5) }
      #expect(
        message.replacing(folder, with: "DIR")
          == "DIR: no tokens.json here to run the model on; pass --tokens FILE with JSON such as [[0, 1, 2]]")
    }
  }

  @Test func goodFormsOfTokens() throws {
    try withFolder { folder in
      for (text, expected) in [
        ("{\"tokens\": [[0, 1], [2]], \"comment\": \"x\"}", [[0, 1], [2]]), ("[[3]]", [[3]]),
        ("[0, 4]", [[0, 4]]),
      ] {
        try write(text, folder, "t.json")
        #expect(try TokenSequences(path: folder + "/t.json", vocabularySize: 5).sequences == expected)
      }
    }
  }
}
