import Evaluation
import Foundation
import Numbers
import Programs
import SSMProof
import TestSupport
import Testing

/// The contract of `ssmproof check`, on the built executable.
@Suite struct CheckTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      theorem true_one "True"
        source "a book"
        expect holds
        real x in [0, 1]
        conclude x <= 1
      end
      theorem false_one
        expect refuted
        size T in 1..5
        index t in 1..T
        real x[t] in [0, 1]
        conclude sum(t: x[t]) <= 1
      end
      theorem unexpected
        real x in [0, 1]
        conclude x <= 1/2
      end
      theorem unknown
        real x in [0, 1]
        # Machin: true, and no rung proves it.
        conclude 4*im(log(5 + i)) - im(log(239 + i)) = pi/4
      end
      theorem vacuous
        real x in [0, 1]
        assume x > 2
        conclude x > 3
      end
      theorem missed
        expect refuted
        real x
        conclude x^2 >= 0
      end
      """, to: "a.claim")
  }

  private func check(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["check", "a.claim", "--instances", "60"] + arguments, in: scratch.folder)
  }

  private func claims(_ names: String...) throws -> Program.Outcome {
    try Program.run(
      ["check", "a.claim", "--instances", "60"] + names.flatMap { ["--claim", $0] }, in: scratch.folder)
  }

  @Test func exitStatuses() throws {
    #expect(try claims("true_one", "false_one").status == 0)
    #expect(try claims("unexpected").status == 1)
    #expect(try claims("missed").status == 1)
    #expect(try claims("vacuous").status == 3)
    #expect(try claims("unknown").status == 3)
    #expect(try claims("true_one", "unknown").status == 3)
    // An unexpected verdict outweighs an undecided one.
    #expect(try claims("unknown", "unexpected").status == 1)
  }

  @Test func badInputPrintsNothingOnStandardOutput() throws {
    try scratch.write("", to: "empty.claim")
    try scratch.write("# only a comment\n", to: "comment.claim")
    try scratch.write("theorem a real x conclude x <= y end", to: "bad.claim")
    try Data([0x74, 0xff, 0x00]).write(to: scratch.url("binary.claim"))
    try scratch.write(#"{"sizes": {}, "values": {}}"#, to: "i.json")
    try FileManager.default.createDirectory(at: scratch.url("folder"), withIntermediateDirectories: true)
    let wrong: [([String], String)] = [
      (["nofile.claim"], "nofile.claim: no such file or folder"),
      (["folder"], "folder: the folder holds no file that ends in .claim"),
      (["empty.claim"], "empty.claim: no theorem"), (["comment.claim"], "comment.claim: no theorem"),
      (["bad.claim"], "bad.claim:1:32: unknown name 'y'"),
      (["binary.claim"], "binary.claim:1:2: the byte 0xFF"),
      (["a.claim", "--claim", "true_on"], "did you mean 'true_one'?"),
      (["a.claim", "--instances", "0"], "--instances takes"),
      (["a.claim", "--seconds", "0"], "--seconds takes"),
      (["a.claim", "--max-bits", "9"], "--max-bits takes"), (["a.claim", "--sizes", "T"], "--sizes takes"),
      (["a.claim", "--sizes", "T=2..1"], "--sizes takes"), (["a.claim", "--sizes", "T=1,T=2"], "twice"),
      (["a.claim", "--sizes", "N=1"], "--sizes names 'N', which no theorem here declares"),
      (["a.claim", "--claim", "false_one", "--sizes", "T=6"], "T in 1..5"),
      (["a.claim", "--seed", "18446744073709551616"], "--seed"), (["a.claim", "--nonsense"], "--nonsense"),
      (["a.claim", "--seed", "-1"], "a seed is a whole number from 0"),
      (["a.claim", "--instances", "-1"], "--instances takes a whole number of at least 1"),
      (["a.claim", "--seconds", "-1"], "--seconds takes a positive number"),
      (["a.claim", "--max-bits", "-1"], "--max-bits takes a whole number"),
      (["a.claim", "--format", "xml"], "--format"), ([], "<paths>"),
      (["a.claim", "--instance", "i.json"], "choose it with --claim"),
      (["a.claim", "--claim", "true_one", "--instance", "i.json"], "i.json:1:"),
      (["a.claim", "--claim", "true_one", "--instance", "no.json"], "no.json"),
    ]
    for (arguments, message) in wrong {
      let outcome = try Program.run(["check"] + arguments, in: scratch.folder)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func oneBadFileSpoilsTheRun() throws {
    try scratch.write("theorem a conclude 1 <= x end", to: "bad.claim")
    let outcome = try Program.run(["check", "a.claim", "bad.claim"], in: scratch.folder)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
  }

  @Test func equalSeedsPrintEqualBytes() throws {
    for format in ["text", "json"] {
      let first = try check("--format", format, "--seed", "18446744073709551615")
      let second = try check("--format", format, "--seed", "18446744073709551615")
      #expect(first.output == second.output && !first.output.isEmpty)
    }
  }

  @Test func jsonHasTheMembersOfTheReference() throws {
    let outcome = try check("--format", "json", "--seed", "7")
    #expect(outcome.errors.isEmpty)
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(Set(root.keys) == ["version", "seed", "claims"])
    #expect(root["seed"] as? Int == 7)
    let claims = try #require(root["claims"] as? [[String: Any]])
    #expect(claims.count == 6)
    for claim in claims {
      let isRefuted = claim["verdict"] as? String == "refuted"
      #expect((claim["explanation"] != nil) == isRefuted)
      let isProved = claim["verdict"] as? String == "proved"
      #expect((claim["covers"] is String && claim["proof_steps"] is Int) == isProved)
      #expect(
        Set(claim.keys).subtracting([
          "explanation", "suggestion", "ended_by", "left_open", "undecided_by", "roads", "one_road",
          "covers", "proof_steps",
        ]) == [
          "name", "file", "source", "expected", "verdict", "as_expected", "instances", "smallest_margin",
          "seconds", "counterexample",
        ])
      let counts = try #require(claim["instances"] as? [String: Int])
      #expect(Set(counts.keys) == ["tried", "held", "vacuous", "undefined", "undecided"])
    }
    #expect(claims[0]["source"] as? String == "a book")
    #expect(claims[2]["expected"] is NSNull && claims[0]["counterexample"] is NSNull)
    let found = try #require(claims[1]["counterexample"] as? [String: Any])
    #expect(Set(found.keys) == ["sizes", "values", "indices", "left", "right"])
    #expect(found["sizes"] as? [String: Int] == ["T": 2])
    #expect(found["values"] as? [String: [String]] == ["x": ["1", "1"]])
    #expect(found["left"] as? String == "2" && found["right"] as? String == "1")
  }

  @Test func aCounterexampleIsReadBackAsAnInstance() throws {
    let outcome = try check("--claim", "false_one", "--format", "json")
    let root = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let found = try #require((root?["claims"] as? [[String: Any]])?.first?["counterexample"])
    try JSONSerialization.data(withJSONObject: found).write(to: scratch.url("i.json"))
    let again = try check("--claim", "false_one", "--instance", "i.json")
    #expect(again.status == 0)
    #expect(again.output.contains("the instance: violated"))
  }

  @Test func helpAndVersionSucceed() throws {
    for arguments in [["--help"], ["check", "--help"], ["audit", "--help"], ["--version"], []] {
      let outcome = try Program.run(arguments)
      #expect(outcome.status == 0 && !outcome.output.isEmpty && outcome.errors.isEmpty, "\(arguments)")
    }
  }

  @Test func namesWithBlanksAndLetters() throws {
    try scratch.write("theorem a conclude 1 <= 2 end", to: "näme mit Blank.claim")
    try FileManager.default.createSymbolicLink(
      at: scratch.url("loop"), withDestinationURL: scratch.folder)
    let outcome = try Program.run(["check", "näme mit Blank.claim"], in: scratch.folder)
    #expect(outcome.status == 0)
    // A folder that contains itself is walked once.
    #expect(try Program.run(["check", ".", "--claim", "false_one"], in: scratch.folder).status == 0)
  }

  #if os(Linux)
    @Test func aFullDiskIsReported() throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let outcome = try Program.run(
        ["check", "a.claim", "--claim", "true_one"], in: scratch.folder, output: full)
      #expect(outcome.status == 70)
      #expect(outcome.errors.contains("the report could not be written: No space left on device"))
    }
  #endif

  /// Claims whose numbers grow without end once took all memory and hours.
  @Test(arguments: [
    "size T in 40..40 index t in 1..T real x in [0, 1] let h[0] = 1 + x let h[t] = h[t-1]^2 conclude h[T] >= 1",
    "real x in [0, 3] conclude x^1000000 >= 0 and x^999999 + 1 > x^999999",
    "real x in [0, 1] conclude (x + 1)^(x*1000000 + 1/2) > 0",
    "conclude 2^(2^(2^(2^(2^2)))) > 1",
  ])
  func numbersThatExplodeEnd(_ body: String) throws {
    try scratch.write("theorem a \(body) end", to: "b.claim")
    let start = Date()
    let outcome = try Program.run(["check", "b.claim", "--instances", "2"], in: scratch.folder)
    #expect([0, 3].contains(outcome.status))
    #expect(Date().timeIntervalSince(start) < 60)
  }

  /// Ctrl-C: what was found is reported, what was not reached is named, and the status says that not all is settled.
  @Test func anInterruptReportsWhatIsKnown() throws {
    try scratch.write(
      """
      theorem first expect refuted real x in [0, 1] conclude x <= 1/2 end
      theorem second size T in 1..9 index t in 1..T real x[t] in [0, 1] conclude prod(t: x[t]) <= 1 end
      """, to: "b.claim")
    // Early in its start the program has no handler yet and just ends; then it was not given time enough.
    for patience in [1.0, 4, 16] {
      let outcome = try Program.run(
        ["check", "b.claim", "--seconds", "100"], in: scratch.folder, patience: patience)
      guard outcome.status != 128 + SIGINT else { continue }
      #expect(outcome.status == 1 || outcome.status == 3)
      #expect(outcome.output.contains("stopped before the whole budget was used"))
      return
    }
    Issue.record("the program never took the interrupt")
  }

  /// The sizes between those of the plan were once never tried, and the report said that they were.
  @Test func sizesBetweenAreTriedAndTheTriedOnesNamed() throws {
    try scratch.write(
      """
      theorem only_at_forty size n in 1..200 conclude n^2 + n + 41 /= 41^2 end
      theorem true_at_all size n in 1..50 conclude n^2 + n + 41 /= 1682 end
      theorem some size n >= 1 index k in 1..n real x[k] in [0, 1] conclude sum(k: x[k]) <= n end
      """, to: "b.claim")
    let outcome = try Program.run(["check", "b.claim", "--instances", "420"], in: scratch.folder)
    #expect(outcome.output.contains("n = 40"))
    #expect(outcome.output.contains("50 tried, 50 held") && outcome.output.contains("sizes n = 1..50\n"))
    let named = try #require(outcome.output.firstMatch(of: /some\n.*sizes n = ([0-9., ]+)\n/))
    #expect(named.1.contains(", "))
  }

  @Test func longFractionsAreRoundedOutwardInText() throws {
    try scratch.write(
      """
      theorem a expect refuted size T in 138..138 index t in 1..T real a in [99/100, 99/100]
        let h[0] = 0 let h[t] = a*h[t-1] + 1 conclude h[T] <= 75 end
      theorem b expect refuted real x in [1/3, 1/3] conclude x^60 < x^60*(1 - 1/10^30) end
      theorem c expect refuted real x in [1/3, 1/3] conclude x^200 < x^200 end
      """, to: "b.claim")
    let outcome = try Program.run(["check", "b.claim"], in: scratch.folder)
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains("left  = 75.016294354154699..75.0162943541547  (the fraction: --format json)"))
    // The order must be seen, and equal numbers are written out.
    let digits = try #require(outcome.output.firstMatch(of: /left  = (2\.[0-9]+)e-29\.\./)).1.count
    #expect(digits > 30)
    let flat = outcome.output.filter { !$0.isWhitespace }
    #expect(flat.contains("left=1/\(Rational(3).power(200))right="))
  }
}
