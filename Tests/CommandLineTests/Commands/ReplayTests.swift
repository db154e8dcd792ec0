import Foundation
import Numbers
import Programs
import TestSupport
import Testing

/// `check --save` and `replay`, on the built executable.
@Suite struct ReplayTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(claim, to: "a.claim")
  }

  private let claim = """
    theorem small
      expect refuted
      size T in 1..5
      index t in 1..T
      real x[t] in [0, 1]
      conclude sum(t: x[t]) <= 1
    end
    theorem true_one
      real x in [0, 1]
      conclude x <= 1
    end
    """

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: scratch.folder)
  }

  private func contents(_ name: String) throws -> String {
    try String(contentsOf: scratch.url(name), encoding: .utf8)
  }

  @Test func savedCertificatesAreAccepted() throws {
    #expect(try run("check", "a.claim", "--save", "kept").status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url("kept").path).sorted()
        == ["a.small.json", "a.true_one.proof.json"])
    let replay = try run("replay", "kept")
    #expect(replay.status == 0)
    #expect(replay.output.hasPrefix("accepted  small  (T = 2): conclusion 1 fails: left "))
    #expect(replay.output.contains("accepted  true_one: proved, "))
    let json = try run("replay", "kept/a.small.json", "--format", "json")
    #expect(json.output.contains(#""verdict": "accepted", "reason": null"#))
  }

  @Test func theSecondRunTriesWhatIsKeptFirst() throws {
    let first = try run("check", "a.claim", "--claim", "small", "--save", "kept")
    let kept = try contents("kept/a.small.json")
    let second = try run("check", "a.claim", "--claim", "small", "--save", "kept", "--seed", "99")
    #expect(first.status == 0 && second.status == 0)
    #expect(second.output.contains("instances: 1 tried"))
    // The certificate names the run that found it.
    #expect(try contents("kept/a.small.json") == kept)
  }

  @Test func aRepairedClaimPrunesItsCertificate() throws {
    #expect(try run("check", "a.claim", "--save", "kept").status == 0)
    try scratch.write(
      claim.replacingOccurrences(of: "<= 1\nend\ntheorem", with: "<= 5\nend\ntheorem"), to: "a.claim")
    #expect(try run("check", "a.claim", "--instances", "50", "--save", "kept").status == 1)
    // What holds now may be proved.
    let kept = try FileManager.default.contentsOfDirectory(atPath: scratch.url("kept").path)
    #expect(kept.contains("a.true_one.proof.json") && !kept.contains("a.small.json"))
  }

  @Test func aFolderBesideTheClaimFileRemembers() throws {
    #expect(try run("check", "a.claim").status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).contains(".ssmproof") == false)
    try FileManager.default.createDirectory(at: scratch.url(".ssmproof"), withIntermediateDirectories: false)
    #expect(try run("check", "a.claim").status == 0)
    #expect(try run("check", "a.claim", "--claim", "small").output.contains("instances: 1 tried"))
    #expect(try run("replay", ".ssmproof").status == 0)
  }

  /// The format says whether a certificate is that of a refutation or of a proof.
  @Test func proofsAreReplayedToo() throws {
    #expect(try run("check", "a.claim", "--save", "kept").status == 0)
    #expect(try run("prove", "a.claim", "--claim", "true_one", "--save", "kept").status == 0)
    let replay = try run("replay", "kept/a.true_one.proof.json")
    #expect(replay.status == 0 && replay.output == "accepted  true_one: proved, 1 step\n")
    #expect(try run("replay", "kept").output.hasSuffix("2 certificates: 2 accepted\n"))
    let json = try run("replay", "kept/a.true_one.proof.json", "--format", "json")
    #expect(json.output.contains(#""steps": 1"#))
    let text = try contents("kept/a.true_one.proof.json")
    try scratch.write(text.replacingOccurrences(of: "x.high()", with: "x.low()"), to: "wrong.json")
    let wrong = try run("replay", "wrong.json")
    #expect(wrong.status == 1 && wrong.output.hasPrefix("rejected  true_one: goal 1, the conclusion: "))
  }

  @Test func statuses() throws {
    #expect(try run("check", "a.claim", "--save", "kept").status == 0)
    let text = try contents("kept/a.small.json")
    try scratch.write(
      text.replacingOccurrences(of: "\"right\": \"1\"", with: "\"right\": \"2\""), to: "wrong.json")
    let wrong = try run("replay", "kept/a.small.json", "wrong.json")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("rejected  small  (T = 2): the right side is 1, not 2"))
    try scratch.write("{", to: "broken.json")
    let broken = try run("replay", "kept/a.small.json", "broken.json")
    #expect(broken.status == 2 && broken.output.isEmpty && broken.errors.contains("broken.json:1:2"))
    #expect(try run("replay", "nowhere.json").status == 2)
    try scratch.write("not a certificate", to: "kept/a.small.json")
    let kept = try run("check", "a.claim", "--save", "kept")
    #expect(kept.status == 2 && kept.output.isEmpty && kept.errors.contains("move the file away"))
    try scratch.write("a file", to: "file")
    #expect(try run("check", "a.claim", "--save", "file").errors.contains("is not a folder"))
  }
}
