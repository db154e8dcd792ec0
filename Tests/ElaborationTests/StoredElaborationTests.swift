import Claims
import Foundation
import Inputs
import TestSupport
import Testing

/// Elaborations that are stored, and that the independent checker's elaborator is held against too: names, their order,
/// facts, obligations and stages are part of what a certificate rests on.
@Suite struct StoredElaborationTests {
  private static let file = "Recheck/tests/elaborations.jsonl"

  @Test func areTheSame() throws {
    let lines = try Repository.text(Self.file).split(separator: "\n").map(String.init)
    try #require(lines.count >= 60)
    var found: [String] = []
    for (k, line) in lines.enumerated() {
      let root = try JSONNode.parse(Array(line.utf8), file: Self.file)
      let claim = try root.require("claim", in: Self.file).string(in: Self.file)
      let theorem = try #require(try Theorem.parse(claim, file: "line \(k + 1)").first)
      found.append(withDeepStack { elaborationText(theorem) })
    }
    if Repository.isRecording {
      let text = found.joined(separator: "\n") + "\n"
      try text.write(toFile: Repository.path(Self.file), atomically: true, encoding: .utf8)
    } else {
      for (line, text) in zip(lines, found) { #expect(line == text) }
    }
  }
}
