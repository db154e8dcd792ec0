import Claims
import Foundation
import Programs
import TestSupport
import Testing

/// Misspelt commands and options, standard input, `list`, and several instances.
@Suite struct CommandNameTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      theorem product "Of two" source "a paper, Theorem 3"
        expect holds
        real x in [0, 1], y in [0, 1]
        conclude x*y <= 1 and x + y <= 2
      end
      theorem other expect refuted source "a paper, Lemma 1" real x conclude x <= 1 end
      """, to: "a.claim")
    try scratch.write(#"{"values": {"x": "1/2", "y": "1/3"}}"#, to: "one.json")
    try FileManager.default.createDirectory(at: scratch.url("many"), withIntermediateDirectories: true)
    try scratch.write(#"{"values": {"x": "1", "y": "1"}}"#, to: "many/a.json")
    try scratch.write(#"{"values": {"x": "2", "y": "1"}}"#, to: "many/b.json")
  }

  private func run(_ arguments: String..., input: String? = nil) throws -> Program.Outcome {
    try Program.run(arguments, in: scratch.folder, input: input)
  }

  @Test(arguments: [
    (["chek", "a.claim"], "no command 'chek'; did you mean 'check'?"),
    (["help", "nosuch"], "no command 'nosuch'"), (["help", "adit"], "did you mean 'audit'?"),
    (["a.claim"], "write: ssmproof check a.claim"), (["-"], "write: ssmproof check -"),
    (["check", "a.claim", "--instanses", "3"], "Did you mean '--instances'?"),
    (["check", "a.claim", "--instances", "1e3"], "digits alone: 1000"),
    (["check", "a.claim", "--instances", "1,000"], "digits alone: 1000"),
    (["check", "a.claim", "--instances", "1.5"], "a whole number is wanted"),
    (["check", "a.claim", "--seconds", "1/2"], "as a decimal: 0.5"),
    (["check", "a.claim", "--seconds", "10s"], "without a unit"),
    (["check", "a.claim", "--sizes", "T=1-8"], "write T=1..8"),
    (["check", "a.claim", "--sizes", "T=8..1"], "write T=1..8"),
    (["check", "a.claim", "--sizes", "T:8"], "write T=8"),
    (["check", "a.claim", "--sizes", "T=8"], "which no theorem here declares; there are no sizes"),
    (["check", "a.claim", "--theorem", "other"], "it is called '--claim' here"),
    (["check", "a.claim", "--draws", "9"], "Unknown option '--draws'"),
    (["check", "a.claim", "--samples", "9"], "it is called '--instances' here"),
    (["check", "a.claim", "--claim", "lemma"], "there are: product, other"),
    (["sample", "a.claim", "--draws", "1e3"], "digits alone: 1000"),
    (["sample", "a.claim", "--seed", "1e3"], "digits alone: 1000"),
    (["sample", "a.claim", "--n", "9"], "it is called '--draws' here"),
    (["sample", "a.claim", "--group-by", "x"], "it is called '--by' here"),
    (["sample", "a.claim", "--format", "xml"], "'text', 'json', 'jsonl' or 'csv'"),
    (["sample", "a.claim", "--confidence", "95%"], "See 'ssmproof sample --help'"),
    (["audit", ".", "--max-bits", "1e3"], "digits alone: 1000"),
    (["audit", ".", "--tokns", "x"], "Did you mean '--tokens'?"),
    (["replay", ".", "--exprt", "coq"], "Did you mean '--export'?"), (["list", "no.claim"], "no such file"),
  ])
  func whatIsMisspeltFailsAndSuggests(arguments: [String], message: String) throws {
    let outcome = try Program.run(arguments, in: scratch.folder)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(arguments: ["check", "list", "replay", "audit"]) func helpOfEachIsThere(command: String) throws {
    let outcome = try run("help", command)
    #expect(outcome.status == 0 && outcome.output.contains("USAGE: ssmproof \(command)"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionCompletesFiles(shell: String) throws {
    let outcome = try run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("claim") && outcome.output.contains("json"))
  }

  @Test func standardInputIsRead() throws {
    let good = try run("check", "-", input: "theorem a real x in [0, 1] conclude x <= 1 end")
    #expect(good.status == 0 && good.output.hasPrefix("proved    a"))
    let bad = try run("check", "-", input: "theorem a conclude 1 <= T end")
    #expect(
      bad.status == 2 && bad.errors.hasPrefix("-:1:25: unknown name 'T'; declare it, as in 'size T >= 1'"))
  }

  @Test func listNamesPaperNumberAndFile() throws {
    let outcome = try run("list", "a.claim")
    #expect(
      outcome.output == """
        a.claim
          product  holds    a paper, Theorem 3  "Of two"
          other    refuted  a paper, Lemma 1

        2 theorems in 1 file, 1 of them expected to be refuted

        """)
    let json = try run("list", "--format", "json")
    let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((root?["theorems"] as? [[String: Any]])?.map { $0["line"] as? Int } == [1, 6])
  }

  @Test func severalInstancesAreDecided() throws {
    let outcome = try run(
      "check", "a.claim", "--claim", "product", "--instance", "one.json", "--instance", "many")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("the instance one.json: holds"))
    #expect(outcome.output.contains("the instance many/a.json: holds, decided by double balls, margin 0"))
    #expect(outcome.output.contains("the instance many/b.json: vacuous"))
    #expect(outcome.output.hasSuffix("3 instances: 2 holds, 1 vacuous\n"))
    let json = try run(
      "check", "a.claim", "--claim", "product", "--instance", "many", "--instance", "one.json", "--format",
      "json")
    let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let claims = try #require(root?["claims"] as? [[String: Any]])
    #expect(claims.map { $0["instance"] as? String } == ["many/a.json", "many/b.json", "one.json"])
    let closest = try #require(claims[2]["closest"] as? [String: Any])
    #expect(closest["left"] as? String == "1/6" && closest["right"] as? String == "1")
  }

  /// Of all comparisons the tightest is shown, at its place.
  @Test func anInstanceThatHoldsShowsBothSides() throws {
    try scratch.write(
      """
      theorem gap size T >= 1 index t in 1..T real x[t] in [0, 9]
        conclude x[t] <= 10 and forall t with t > 1: x[t] >= x[t-1]
      end
      """, to: "gap.claim")
    try scratch.write(#"{"sizes": {"T": 3}, "values": {"x": [1, 4, 6]}}"#, to: "i.json")
    let outcome = try run("check", "gap.claim", "--instance", "i.json")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        survived  gap
          the instance: holds, decided by double balls, margin 2
          the comparison that comes closest to failing at t = 3:
            left  = 6
            right = 4
            and left >= right is true


        """, "\(outcome.output)")
  }

  @Test func aBrokenInstanceAmongSeveralSpoilsTheRun() throws {
    try scratch.write(#"{"values": {"x": "1"}}"#, to: "many/c.json")
    let outcome = try run(
      "check", "a.claim", "--claim", "product", "--instance", "one.json", "--instance", "many")
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errors.contains("missing variable 'y'"))
  }
}
