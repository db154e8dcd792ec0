import Foundation
import Programs
import TestSupport
import Testing

/// What is printed, saved and returned where the two evaluations contradict each other: the second is made to.
@Suite struct ContradictionTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      theorem half
        real x in [0, 1]
        conclude x <= 1/2
      end
      """, to: "a.claim")
    try scratch.write(#"{"values": {"x": "1"}}"#, to: "fails.json")
    try scratch.write(#"{"values": {"x": "0"}}"#, to: "holds.json")
  }

  private func check(_ arguments: String..., second: String?) throws -> Program.Outcome {
    try Program.run(
      ["check", "a.claim"] + arguments, in: scratch.folder,
      environment: second.map { ["SSMPROOF_SECOND_OPINION": $0] } ?? [:])
  }

  /// Nothing is left of the verdict: neither the word nor the counterexample.
  private func expectFault(_ found: Program.Outcome, _ first: String, _ second: String) {
    #expect(found.status == 70)
    #expect(found.output.contains("undecided"))
    for word in [
      "refuted", "proved", "survived", "counterexample:", "replay", "no instance met", "ended by",
      "decided by",
    ] {
      #expect(!found.output.contains(word), "\(word): \(found.output)")
    }
    #expect(found.errors.contains("a fault of the program itself: half is \(first) by"))
    #expect(found.errors.contains("but \(second)"))
    #expect(found.errors.contains("conclude x <= 1/2"))
    #expect(found.errors.contains("x = "))
  }

  @Test(arguments: ["holds", "vacuous", "undefined"])
  func searches(_ second: String) throws {
    expectFault(try check(second: second), "violated", second)
    let json = try check("--format", "json", second: second)
    #expect(json.status == 70)
    #expect(json.output.contains(#""verdict": "undecided""#))
    #expect(json.output.contains(#""counterexample": null"#))
    #expect(json.output.contains(#""fault": "violated by"#))
    #expect(!json.output.contains(#""roads""#) && !json.output.contains("ended_by"))
  }

  @Test func instances() throws {
    for (file, first) in [("fails.json", "violated"), ("holds.json", "holds")] {
      for second in ["holds", "violated", "vacuous", "undefined"] where second != first {
        expectFault(try check("--instance", file, second: second), first, second)
        let json = try check("--instance", file, "--format", "json", second: second)
        #expect(json.status == 70)
        #expect(json.output.contains(#""fault": "\#(first) by"#))
      }
    }
    // One that agrees is not rehearsed: a verdict is never given for the asking.
    #expect(try check("--instance", "fails.json", second: "violated").status == 1)
  }

  @Test func nothingIsSaved() throws {
    #expect(try check("--save", "saved", second: "holds").status == 70)
    let saved = { try FileManager.default.contentsOfDirectory(atPath: scratch.url("saved").path) }
    #expect(try saved() == [])
    // What was kept before stays as it was.
    #expect(try check("--save", "saved", second: nil).status == 1)
    let name = try #require(try saved().first)
    let before = try Data(contentsOf: scratch.url("saved/\(name)"))
    #expect(try check("--save", "saved", second: "vacuous").status == 70)
    #expect(try Data(contentsOf: scratch.url("saved/\(name)")) == before)
    // Also where the claim has changed meanwhile, so that it would be let go of if nothing failed.
    try scratch.write("theorem half\n  real x in [0, 1]\n  conclude x <= 1/3\nend\n", to: "a.claim")
    #expect(try check("--save", "saved", second: "holds").status == 70)
    #expect(try Data(contentsOf: scratch.url("saved/\(name)")) == before)
  }

  /// Of several theorems, and of several instances, the others keep their verdicts.
  @Test func theOthersAreReported() throws {
    try scratch.write(
      """
      theorem before expect holds real x in [0, 1] conclude x <= 1 end
      theorem half real x in [0, 1] conclude x <= 1/2 end
      theorem never real x in [0, 1] assume x > 1 conclude x <= 1/2 end
      theorem after expect holds real x in [0, 1] conclude x^2 <= x end
      """, to: "a.claim")
    let text = try check(second: "holds")
    #expect(text.status == 70)
    let heads = text.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(
      heads.prefix(4) == [
        "proved    before  (as expected)", "undecided half", "undecided never",
        "proved    after  (as expected)",
      ])
    let summary = text.output.split(separator: "\n").suffix(2).joined(separator: " ")
    #expect(
      summary.contains("4 theorems: 2 proved, 1 undecided, 1 without verdict; not as expected: never;"))
    #expect(summary.hasSuffix("fault of the program: half"))
    let json = try check("--format", "json", second: "holds")
    #expect(json.status == 70)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let claims = try #require(root["claims"] as? [[String: Any]])
    #expect(claims.map { $0["name"] as? String } == ["before", "half", "never", "after"])
    #expect(claims.map { $0["fault"] != nil } == [false, true, false, false])
    #expect(claims.map { $0["as_expected"] as? Bool } == [true, false, false, true])

    let instances = ["--claim", "half", "--instance", "fails.json", "--instance", "holds.json"]
    let two = try Program.run(
      ["check", "a.claim"] + instances, in: scratch.folder,
      environment: ["SSMPROOF_SECOND_OPINION": "holds"])
    #expect(two.status == 70)
    #expect(two.output.contains("the instance holds.json: holds, decided by"))
    #expect(two.output.contains("the instance fails.json: no verdict, the two evaluations contradict"))
    #expect(
      two.output.contains("2 instances: 1 holds, 1 without verdict; a fault of the program: fails.json"))
  }

  /// A sample then says nothing at all, and a stream of that instance nothing but that.
  @Test func samplesAndStreams() throws {
    func run(_ arguments: String..., second: String?) throws -> Program.Outcome {
      try Program.run(
        arguments, in: scratch.folder, environment: second.map { ["SSMPROOF_SECOND_OPINION": $0] } ?? [:])
    }
    #expect(try run("sample", "a.claim", "--draws", "50", second: nil).output.contains("violated by draw"))
    let sample = try run("sample", "a.claim", "--draws", "50", second: "holds")
    #expect(sample.status == 70 && sample.errors.contains("a fault of the program"))
    #expect(sample.output.contains("a fault of the program, nothing is said: violated by"))
    for word in ["conclusion violated", "tightness", "probability"] { #expect(!sample.output.contains(word)) }
    let json = try run("sample", "a.claim", "--draws", "50", "--format", "json", second: "holds")
    #expect(json.status == 70 && json.output.contains(#""fault": "violated by"#))
    #expect(json.output.contains(#""groups": []"#) && json.output.contains(#""complete": false"#))

    try scratch.write(
      #"{"values": {"x": "0"}}"# + "\n" + #"{"values": {"x": "1"}}"# + "\n", to: "s.jsonl")
    #expect(try run("check", "a.claim", "--instances-from", "s.jsonl", second: nil).status == 1)
    let stream = try run("check", "a.claim", "--instances-from", "s.jsonl", second: "holds")
    #expect(stream.status == 70 && stream.errors.contains("s.jsonl:2: violated by"))
    #expect(stream.output.contains("1 held, 1 undecided") && !stream.output.contains("violated"))
  }
}
