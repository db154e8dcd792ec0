import Foundation
import Inputs
import Numbers
import Testing

private func parse(_ text: String) throws(InputError) -> JSONNode {
  try JSONNode.parse(Array(text.utf8), file: "x.json")
}

private func message(_ bytes: [UInt8]) -> String {
  do throws(InputError) {
    _ = try JSONNode.parse(bytes, file: "x.json")
    return "no error"
  } catch {
    return error.description
  }
}

@Suite struct JSONReadingTests {
  @Test(arguments: [
    "{}", "[]", "\"\"", "0", "-0", "-12.50e+3", "1E5", "true", "false", "null",
    #"{"a": [1, {"b": []}, "x"], "": null}"#, #"["é", "😀", "a\\b\"c\n\t\u0001"]"#,
  ])
  func readsAndWritesBack(text: String) throws {
    #expect(JSONWriter.text(JSONOutput(try parse(text))) == text)
  }

  @Test func escapes() throws {
    let node = try parse(#""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#)
    #expect(try node.string(in: "x") == "é😀/\u{8}\u{c}\n\r\t\"\\")
  }

  @Test func placesCountScalars() throws {
    let node = try parse("{\"é😀\": 1,\r\n  \"b\":\r[2, \"ééé\", 3]}")
    let members = try node.object(in: "x")
    #expect(members[0].keyPosition == Position(line: 1, column: 2))
    #expect(members[0].node.position == Position(line: 1, column: 8))
    #expect(members[1].keyPosition == Position(line: 2, column: 3))
    let elements = try members[1].node.array(in: "x")
    #expect(members[1].node.position == Position(line: 3, column: 1))
    #expect(elements.map(\.position.column) == [2, 5, 12])
  }

  @Test func aByteOrderMarkIsSkipped() throws {
    let node = try JSONNode.parse([0xEF, 0xBB, 0xBF] + Array("[1]".utf8), file: "x")
    #expect(node.position == Position(line: 1, column: 1))
  }

  @Test(arguments: [
    ("", "x.json:1:1: expected a JSON value, found the end of the file"),
    ("  \n ", "x.json:2:2: expected a JSON value, found the end of the file"),
    ("[1, 2", "x.json:1:6: the file ends inside the array that begins at 1:1"),
    ("[1,", "x.json:1:4: the file ends inside the array that begins at 1:1"),
    ("{\"a\": [", "x.json:1:8: the file ends inside the array that begins at 1:7"),
    ("{", "x.json:1:2: the file ends inside the object that begins at 1:1"),
    ("{\"a\"", "x.json:1:5: the file ends inside the object that begins at 1:1"),
    ("[1,]", "x.json:1:4: expected a value after `,`, found `]`; JSON has no trailing comma"),
    ("{\"a\":1,}", "x.json:1:8: expected a key after `,`, found `}`; JSON has no trailing comma"),
    ("{a: 1}", "x.json:1:2: expected a key in double quotes, found `a`"),
    ("{\"a\" 1}", "x.json:1:6: expected `:` after the key, found `1`"),
    ("{\"a\": }", "x.json:1:7: expected a value, found `}`"),
    ("[1 2]", "x.json:1:4: expected `,` or `]`, found `2`"),
    ("{\"a\": 1 \"b\"}", "x.json:1:9: expected `,` or `}`, found `\"`"),
    ("[1]]", "x.json:1:4: expected the end of the file, found `]`"),
    ("1 2", "x.json:1:3: expected the end of the file, found `2`"),
    ("{\"a\": 1,\n \"b\": 2, \"a\": 3}", "x.json:2:10: the key \"a\" is repeated; it stands first at 1:2"),
    ("{\"a\": 1, \"\\u0061\": 3}", "x.json:1:10: the key \"a\" is repeated; it stands first at 1:2"),
    ("[NaN]", "x.json:1:2: `NaN` is not a JSON number; only finite numbers are"),
    ("-Infinity", "x.json:1:2: expected a digit after `-`, found `Infinity`"),
    ("01", "x.json:1:1: a number must not begin with 0, found `01`"),
    ("-", "x.json:1:2: expected a digit after `-`, found the end of the file"),
    ("1.", "x.json:1:3: expected a digit after the decimal point, found the end of the file"),
    (".5", "x.json:1:1: expected a value, found `.5`; a number needs a digit before the point"),
    ("+5", "x.json:1:1: expected a value, found `+5`; a number has no plus sign"),
    ("1e+", "x.json:1:4: expected a digit in the exponent, found the end of the file"),
    ("True", "x.json:1:1: expected a value, found `True`; JSON writes `true`"),
    ("[None]", "x.json:1:2: expected a value, found `None`; JSON writes `null`"),
    ("'a'", "x.json:1:1: expected a value, found `'`"),
    ("// c\n1", "x.json:1:1: expected a value, found `/`"),
    ("[é]", "x.json:1:2: expected a value, found `é`"),
    (
      "\"a\nb\"",
      "x.json:1:3: a string must not contain the control character U+000A; a line end is written \\n"
    ),
    ("\"a\u{1}\"", "x.json:1:3: a string must not contain the control character U+0001; write \\u0001"),
    ("\"é", "x.json:1:3: the string that begins at 1:1 is not closed"),
    ("\"\\ud83d\"", "x.json:1:2: \\uD83D is the first half of a surrogate pair without the second"),
    ("\"\\ud83d\\u0041\"", "x.json:1:2: \\uD83D is the first half of a surrogate pair without the second"),
    ("\"\\ude00\"", "x.json:1:2: \\uDE00 is the second half of a surrogate pair without the first"),
    ("\"\\u00g0\"", "x.json:1:2: \\u needs four hexadecimal digits"),
    (
      "\"\\x41\"",
      "x.json:1:2: `\\` followed by `x41` is no escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX"
    ),
  ])
  func refuses(text: String, expected: String) {
    #expect(message(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 2), ([0x22, 0x61, 0xED, 0xA0, 0x80, 0x22], 3),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 2), ([0x22, 0xE2, 0x82], 2),
    ] as [([UInt8], Int)])
  func refusesInvalidUTF8(bytes: [UInt8], column: Int) {
    #expect(message(bytes) == "x.json:1:\(column): the bytes here are not valid UTF-8")
  }

  @Test func depthIsLimitedAndNeedsNoStack() throws {
    let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    let deeper = String(repeating: "[{\"a\":", count: 100_000)
    nonisolated(unsafe) var messages: [String] = []
    let thread = Thread {
      messages = [
        message(Array(deepest.utf8)), message(Array(("[" + deepest + "]").utf8)), message(Array(deeper.utf8)),
      ]
    }
    thread.stackSize = 512 << 10
    thread.start()
    while !thread.isFinished { usleep(1000) }
    #expect(
      messages == [
        "no error", "x.json:1:513: nested deeper than 512 levels, which is the limit",
        "x.json:1:1537: nested deeper than 512 levels, which is the limit",
      ])
  }

  @Test(.timeLimit(.minutes(1))) func longTextsAreReadInLinearTime() throws {
    let count = 50_000
    let text = "[" + (0..<count).map { "{\"k\($0)\": \($0)}" }.joined(separator: ",") + "]"
    #expect(try parse(text).array(in: "x").count == count)
    let keys = "{" + (0..<count).map { "\"k\($0)\": \($0)" }.joined(separator: ",") + "}"
    #expect(try parse(keys).object(in: "x").count == count)
  }

  @Test func errorsShowTheirLine() throws {
    do throws(InputError) {
      _ = try parse("{\n  \"a\": 01\r\n}")
    } catch {
      #expect(error.sourceLine == "  \"a\": 01")
    }
  }

  @Test func accessors() throws {
    let node = try parse(
      #"{"n": 12, "x": 1e-05, "s": "t", "big": 99999999999999999999, "half": 0.5, "far": 1e99999}"#)
    #expect(try node.require("n", in: "f").int(in: "f") == 12)
    #expect(try node.require("x", in: "f").rational(in: "f") == Rational(1, 100_000))
    func failure(_ body: () throws(InputError) -> Void) -> String {
      do throws(InputError) {
        try body()
        return "no error"
      } catch { return error.description }
    }
    #expect(
      failure { () throws(InputError) in _ = try node.require("m", in: "f") } == "f:1:1: missing key \"m\"")
    #expect(
      failure { () throws(InputError) in _ = try node.require("s", in: "f").int(in: "f", "`s`") }
        == "f:1:28: `s` must be a whole number, found a string")
    #expect(
      failure { () throws(InputError) in _ = try node.require("half", in: "f").int(in: "f") }
        == "f:1:70: expected a whole number, found 0.5")
    #expect(
      failure { () throws(InputError) in _ = try node.require("big", in: "f").int(in: "f") }
        == "f:1:40: expected a whole number below 2^63, found 99999999999999999999")
    #expect(
      failure { () throws(InputError) in _ = try node.require("far", in: "f").rational(in: "f") }
        == "f:1:82: the exponent of 1e99999 is too large; at most 10000 is read")
  }
}
