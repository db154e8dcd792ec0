import Enclosures
import Numbers
import TestSupport
import Testing

@testable import Models

/// A valid checkpoint, changed in a thousand ways: an error that names its file, or the figures of the file.
@Suite struct MutatedCheckpointTests {
  private static let tokens = [0, 1, 2, 1]

  private enum Outcome {
    case refused(String)
    case traced(ForwardTrace)
  }

  private func open(_ folder: String) -> Outcome {
    var trace: ForwardTrace?
    let message = inputError {
      let model = try MambaModel(folder: folder)
      // A vocabulary that is made smaller leaves out tokens, which come from no file here.
      let tokens = Self.tokens.map { min($0, model.configuration.vocabularySize - 1) }
      trace = try model.trace(tokens: tokens, maximumBits: 53)
    }
    return trace.map { .traced($0) } ?? .refused(message)
  }

  private func expectClear(_ message: String, _ folder: String, _ label: String) {
    #expect(message.hasPrefix(folder), "\(label): \(message)")
    #expect(!message.contains("\n"), "\(label): \(message)")
  }

  /// The file's first eight bytes and its header: nothing there can change a weight without being refused.
  @Test func headers() throws {
    var random = SplitMix64(seed: 2024)
    try withFolder { folder in
      let model = LayoutFolder.huggingFace()
      try model.write(to: folder)
      guard case .traced(let expected) = open(folder) else {
        Issue.record("the model itself is refused")
        return
      }
      let bytes = model.bytes(model.tensors)
      let header = 8 + (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
      for round in 0..<700 * TestScale.factor {
        var changed = bytes
        let label = "round \(round)"
        switch random.below(6) {
        case 0: changed[random.below(8)] = UInt8(truncatingIfNeeded: random.next())
        case 1: changed.removeLast(1 + random.below(bytes.count))
        case 2:
          let start = 8 + random.below(header - 8)
          changed.removeSubrange(start..<min(start + 1 + random.below(40), header))
        case 3:
          let start = 8 + random.below(header - 8)
          changed.insert(
            contentsOf: bytes[start..<min(start + 1 + random.below(40), header)], at: start)
        case 4: changed[8 + random.below(header - 8)] = UInt8(truncatingIfNeeded: random.next())
        default:
          // A digit for a digit: offsets, shapes and types that are nearly right.
          let places = (8..<header).filter { (48...57).contains(bytes[$0]) }
          changed[places[random.below(places.count)]] = UInt8(48 + random.below(10))
        }
        try write(changed, folder, "model.safetensors")
        switch open(folder) {
        case .refused(let message): expectClear(message, folder, label)
        case .traced(let trace):
          for (layer, other) in zip(trace.layers, expected.layers) {
            for (table, other) in zip(layer.tables, other.tables) {
              let isSame = table.values == other.values
              #expect(isSame, "\(label): other figures")
            }
          }
        }
      }
    }
  }

  /// Weights that are changed give the figures of the changed file, by the plain forward pass.
  @Test func weights() throws {
    var random = SplitMix64(seed: 7)
    try withFolder { folder in
      for round in 0..<30 * TestScale.factor {
        var model = LayoutFolder.huggingFace()
        let place = random.below(model.tensors.count)
        let index = random.below(model.tensors[place].values.count)
        let values = [
          0, -0.0, 1, -1, 1e-30, 1e30, .nan, .infinity, -.infinity, 0.1,
          Double(Float.greatestFiniteMagnitude),
        ]
        let value = Double(Float(values[random.below(values.count)]))
        model.tensors[place].values[index] = value
        try model.write(to: folder)
        switch open(folder) {
        case .refused(let message):
          expectClear(message, folder, "round \(round)")
          #expect(!value.isFinite, "\(message)")
          #expect(message.contains(model.tensors[place].name))
        case .traced(let trace):
          #expect(value.isFinite || (value == -.infinity && model.tensors[place].name.hasSuffix("A_log")))
          guard value.isFinite else { continue }
          var plain = model.model
          plain.tensors = model.tensors
          let expected = PlainForward(plain, tokens: Self.tokens)
          for (row, numbers) in (expected.layers.last?.y ?? []).enumerated() {
            for (column, number) in numbers.enumerated() {
              let bounds = trace.layers[1].y[row, column]
              #expect((number.upper.map { up in bounds.rationalLower.map { $0 <= up } ?? true }) ?? true)
              #expect((number.lower.map { low in bounds.rationalUpper.map { $0 >= low } ?? true }) ?? true)
            }
          }
        }
      }
    }
  }

  @Test func configurations() throws {
    var random = SplitMix64(seed: 11)
    try withFolder { folder in
      let model = LayoutFolder.huggingFace()
      try model.write(to: folder)
      let members = model.config.map { " \"\($0.key)\": \($0.value)" }.joined(separator: ",\n")
      let bytes = Array("{\n\(members)\n}\n".utf8)
      for round in 0..<300 * TestScale.factor {
        var changed = bytes
        switch random.below(4) {
        case 0: changed.removeLast(1 + random.below(bytes.count))
        case 1: changed[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        case 2:
          let start = random.below(bytes.count)
          changed.removeSubrange(start..<min(start + 1 + random.below(30), bytes.count))
        default:
          let places = bytes.indices.filter { (48...57).contains(bytes[$0]) }
          changed[places[random.below(places.count)]] = UInt8(48 + random.below(10))
        }
        try write(changed, folder, "config.json")
        if case .refused(let message) = open(folder) { expectClear(message, folder, "round \(round)") }
      }
    }
  }

  @Test(arguments: [
    ("[]", "DIR/config.json:1:1: the configuration must be an object, found an array"),
    ("", "DIR/config.json: the file is empty"),
    (
      "{\"hidden_size\": \"\u{FFFD}\"",
      "DIR/config.json:1:20: the file ends inside the object that begins at 1:1"
    ),
    (
      String(repeating: "[", count: 100_000),
      "DIR/config.json:1:513: nested deeper than 512 levels, which is the limit"
    ),
  ])
  func otherJSON(text: String, expected: String) throws {
    try withFolder { folder in
      try LayoutFolder.huggingFace().write(to: folder)
      try write(text, folder, "config.json")
      #expect(inputError { _ = try MambaModel(folder: folder) }.replacing(folder, with: "DIR") == expected)
    }
  }

  @Test func bytesThatAreNotText() throws {
    try withFolder { folder in
      try LayoutFolder.huggingFace().write(to: folder)
      try write(
        Array("{\"hidden_size\": 6, \"x\": \"".utf8) + [0xC3, 0x28, 0x22, 0x7D], folder, "config.json")
      #expect(
        inputError { _ = try MambaModel(folder: folder) }.replacing(folder, with: "DIR")
          == "DIR/config.json:1:26: the bytes here are not valid UTF-8")
    }
  }
}
