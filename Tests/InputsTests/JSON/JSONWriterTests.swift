import Inputs
import Numbers
import Testing

/// A random value: containers that hold others down to a depth.
private func value(_ depth: Int, _ random: inout SplitMix64) -> JSONOutput {
  let count = Int.random(in: 0...6, using: &random)
  switch Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &random) {
  case 0: return .integer(Int.random(in: -9...10_000, using: &random))
  case 1:
    return .string(
      String(
        (0..<Int.random(in: 0...30, using: &random)).map { _ in "aé 😀".randomElement(using: &random)! }))
  case 2: return .array((0..<count).map { _ in value(depth - 1, &random) })
  default: return .object((0..<count).map { ("k\($0)", value(depth - 1, &random)) })
  }
}

@Suite struct JSONWriterTests {
  @Test func prettyBreaksOnlyWhatIsLong() {
    let value: JSONOutput = .object([
      ("a", 1), ("b", .array((0..<60).map { .integer($0) })),
      ("c", .object([("d", .null), ("e", .double(.nan))])),
    ])
    let text = JSONWriter.text(value, style: .pretty)
    #expect(text.hasPrefix("{\n  \"a\": 1,\n  \"b\": [\n    0,\n    1,"))
    #expect(text.hasSuffix("\n  ],\n  \"c\": {\"d\": null, \"e\": null}\n}"))
  }

  @Test func whatIsDenseFillsItsLines() {
    let pair = JSONOutput.array(["1", "gates.1(t+1)"])
    let long = JSONOutput.object([
      ("name", "states"), ("sum", .array(Array(repeating: pair, count: 9))),
      ("parts", .array([.object([("a", 1)]), .object([("b", .array(Array(repeating: pair, count: 4)))])])),
    ])
    #expect(
      JSONWriter.text(.object([("first", 1), ("lemmas", .array([long, long]))]), style: .dense)
        .hasPrefix(
          """
          {
           "first": 1,
           "lemmas": [{"name": "states",
             "sum": [["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"],
              ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"],
              ["1", "gates.1(t+1)"]],
             "parts": [{"a": 1},
              {"b": [["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"], ["1", "gates.1(t+1)"]]}]},
            {"name": "states",
          """))
  }

  /// Every style says the same, in lines that may end in brackets beyond the width.
  @Test func stylesSayTheSame() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<500 {
      let value = JSONOutput.object([("value", value(6, &random))])
      let compact = JSONWriter.text(value)
      for (style, width) in [(JSONWriter.Style.pretty, 100), (.dense, 120)] {
        let text = JSONWriter.text(value, style: style)
        let node = try JSONNode.parse(Array(text.utf8), file: "x.json")
        #expect(JSONWriter.text(JSONOutput(node)) == compact)
        #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count < width + 10 })
      }
    }
  }
}
