import Foundation
import Programs
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
}
