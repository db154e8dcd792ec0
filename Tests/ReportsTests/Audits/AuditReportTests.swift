import Claims
import Enclosures
import Foundation
import Inputs
import Models
import Numbers
import TestSupport
import Testing

@testable import Reports

@Suite struct AuditReportTests {
  /// The polarised example on two short sequences.
  private static func audit(
    _ name: String = "mamba-mqar-2l-polarized", _ sequences: [[Int]] = [[5, 40, 5], [9, 33]]
  ) throws -> Audit {
    let model = try MambaModel(
      folder: Repository.path("Examples/checkpoints/\(name)"))
    return try Audit.run(model: model, tokens: TokenSequences(file: "t.json", sequences: sequences))
  }

  @Test func jsonIsReadBackWithTheSameFigures() throws {
    let audit = try Self.audit()
    let root = try JSONNode.parse(Array(AuditJSON().render(audit, version: "1").utf8), file: "out")
    let layers = try root.require("layers", in: "out").array(in: "out")
    #expect(layers.count == 2)
    for (node, layer) in zip(layers, audit.layers) {
      let groups = try node.require("groups", in: "out").array(in: "out")
      #expect(
        try groups.map { try $0.require("group", in: "out").string(in: "out") } == [
          "ones", "learned", "zeros",
        ])
      let entries = try groups[1].require("simplified_hold", in: "out").require(
        "gate_condition_entries", in: "out")
      #expect(try entries.require("yes", in: "out").int(in: "out") == layer.group(.learned)?.gateEntries.yes)
      let gate = try groups[1].require("least_gate", in: "out")
      let lower = try gate.require("lower", in: "out").string(in: "out")
      // Rounded outward.
      let exact = try #require(layer.group(.learned)?.leastGate.lower)
      #expect(try #require(Rational(lower)) <= exact)
      let horizon = try node.require("influence", in: "out").require("uniform_horizon", in: "out")
      #expect(
        try horizon.require("upper", in: "out").string(in: "out")
          == layer.influence.uniformHorizon.upper.map { "\($0)" })
    }
  }

  @Test func textNamesTheSplitAndRoundsOutward() throws {
    let text = AuditText(isVerbose: true).render(try Self.audit())
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for line in [
      "hidden size 64, 18 states (1 with A = 0, 16 learned, 1 with A = -1000)",
      "2 sequences of 2 to 3 tokens", "tokens t.json", "split D = step, b = B u:",
      "split D = 1 - A, b = step B u/(1 - A)",
      "states with A = 0: 1 per channel",
      "memory horizon (least distance from which the influence stays below 1/100):",
      "A + D <= 1 at 0 of 640 (sequence, channel, state, token)",
    ] {
      #expect(flat.contains(line), "\(line)")
    }
    #expect(!text.contains("inf]") && !text.contains("nan"))
  }

  /// What a person reads in half a minute: ten lines of 80 columns, with the papers' names.
  @Test(arguments: ["mamba-mqar-2l", "mamba-mqar-2l-init", "mamba-mqar-2l-polarized"])
  func theSummaryIsShort(_ name: String) throws {
    let audit = try Self.audit(name, [[5, 40, 5], [9, 33, 7]])
    let text = AuditText().render(audit)
    let lines = text.split(separator: "\n")
    // The path of this folder is shortened where it is long.
    #expect(lines.count <= 10 && lines.allSatisfy { $0.count <= 80 }, "\(text)")
    for part in [
      "memory", "Thm 3.1", "Thm 4.2", "Thm D.5", "arXiv:2501.00658", "channels", "conclusion", "--verbose",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let verbose = AuditText(isVerbose: true).render(audit)
    #expect(verbose.hasPrefix(lines.joined(separator: "\n")))
    #expect(verbose.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// An audit that was stopped at once knows nothing, and says so in every figure.
  @Test func whatIsNotKnownIsOpen() throws {
    let model = try MambaModel(folder: Repository.path("Examples/checkpoints/mamba-mqar-2l"))
    let audit = try Audit.run(
      model: model, tokens: TokenSequences(file: "t.json", sequences: [[5, 40, 5], [9, 33]])
    ) { _ in false }
    #expect(!audit.isComplete && audit.layers.count == 2)
    let text = AuditText(isVerbose: true).render(audit)
    #expect(
      text.contains("UNFINISHED") && text.contains("least gate     open")
        && text.contains("greatest gate  open"))
    #expect(!text.contains("inf") || !text.contains("-inf"))
    let output = AuditJSON().render(audit, version: "1")
    let json = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(json["complete"] as? Bool == false)
    let layer = try #require((json["layers"] as? [[String: Any]])?.first)
    let group = try #require((layer["groups"] as? [[String: Any]])?.first)
    let gate = try #require(group["greatest_gate"] as? [String: Any])
    #expect(gate["upper"] is NSNull && gate["lower"] is NSNull && gate["open"] as? Bool == true)
    let step = try #require(layer["greatest_step"] as? [String: Any])
    #expect(step["upper"] is NSNull && step["open"] as? Bool == true)
  }

  @Test func figures() {
    typealias F = AuditFigures
    #expect(F.range(Rational(1, 3), Rational(1, 3)) == "[0.3333333, 0.3333334]")
    #expect(F.range(Rational(1, 2), Rational(1, 2)) == "0.5")
    #expect(F.range(Bounds(lower: 1, upper: .infinity)) == "at least 1")
    #expect(F.range(Bounds(lower: -.infinity, upper: .infinity)) == "open" && F.range(.open) == "open")
    #expect(TextLines.fitted("    a long line", columns: 11) == ["    a long", "        line"])
    #expect(F.share(Tally(yes: 99_999, no: 1)) == "99999 of 100000 (99.99 %)")
    #expect(F.share(Tally(yes: 2, no: 0, undecided: 1)) == "2 of 3 (66.66 %), 1 undecided")
    #expect(F.horizon(Horizon(lower: 3, upper: nil)) == "3 or more")
    #expect(F.horizon(Horizon(lower: 3, upper: 4)) == "3 to 4")
    let long = Integer(10).power(308)
    #expect(F.horizon(Horizon(lower: long, upper: long + Integer(1))) == "1e308 to 1.01e308")
  }
}
