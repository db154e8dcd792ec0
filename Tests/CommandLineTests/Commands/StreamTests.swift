import Foundation
import Numbers
import TestSupport
import Testing

/// Instances that another program wrote.
@Suite struct StreamTests {
  private static let claim = """
    theorem averages
      size T >= 1
      index t in 1..T
      real a[t] in [0, 1], x[t]
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + (1 - a[t])*x[t]
      conclude h[t] <= max(t: x[t])
    end
    """

  private func line(_ a: [String], _ x: [String]) -> String {
    func list(_ words: [String]) -> String { "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
    return "{\"sizes\": {\"T\": \(a.count)}, \"values\": {\"a\": \(list(a)), \"x\": \(list(x))}}"
  }

  private func run(_ lines: [String], _ more: [String] = []) throws -> Program.Outcome {
    let scratch = try Scratch()
    return try withExtendedLifetime(scratch) {
      try scratch.write(Self.claim, to: "averages.claim")
      try scratch.write(lines.joined(separator: "\n") + "\n", to: "s.jsonl")
      return try Program.run(
        ["check", "averages.claim", "--instances-from", "s.jsonl"] + more, in: scratch.folder)
    }
  }

  @Test func everyInstanceIsDecidedInOrder() throws {
    var random = SplitMix64(seed: 1)
    var lines: [String] = []
    var expected: [String] = []
    for _ in 0..<3000 {
      let count = random.int(1...4)
      let isVacuous = random.chance(10)
      let isNegative = random.chance(20)
      let a = (0..<count).map { _ in "\(random.int(0...8))/8" }
      var x = (0..<count).map { _ in isNegative ? "-\(random.int(1...9))" : "\(random.int(1...9))" }
      if random.chance(5) { x[0] = "0x1.8p-3" }
      lines.append(line(isVacuous ? ["2"] + a.dropFirst() : a, x))
      // The exact recurrence, by itself.
      let gates = a.map { Double($0.split(separator: "/")[0])! / 8 }
      let inputs = x.map { $0 == "0x1.8p-3" ? 0.1875 : Double($0)! }
      var h = 0.0
      var holds = true
      for (gate, input) in zip(gates, inputs) {
        h = gate * h + (1 - gate) * input
        holds = holds && h <= inputs.max()!
      }
      expected.append(isVacuous ? "vacuous" : holds ? "holds" : "violated")
    }
    let outcome = try run(lines, ["--format", "json"])
    #expect(outcome.status == 1)
    struct Report: Decodable {
      struct Row: Decodable {
        var at: String
        var verdict: String
        var left: [String?]?
        var right: [String?]?
        var margin: [String?]?
        var roads: Int?
      }
      struct Summary: Decodable { var total, held, violated, hypotheses_not_met: Int }
      var instances: [Row]
      var summary: Summary
      var complete: Bool
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.complete && report.instances.map(\.verdict) == expected)
    #expect(report.instances.map(\.at) == (1...3000).map { "s.jsonl:\($0)" })
    #expect(report.summary.total == 3000 && report.summary.violated == expected.count { $0 == "violated" })
    for row in report.instances where row.verdict == "violated" { #expect(row.roads == 2 && row.left != nil) }
    for row in report.instances where row.verdict == "holds" {
      #expect(row.margin != nil && row.right != nil)
    }
  }

  @Test func textNamesTheNearestAndTheViolations() throws {
    let outcome = try run([
      line(["1/2"], ["1"]), "", line(["1/2", "1/2"], ["-1", "-2"]), line(["0"], ["2"]),
    ])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("3 instances"))
    #expect(outcome.output.contains("2 held, 1 violated"))
    #expect(outcome.output.contains("violated by s.jsonl:3: -1/2 <= -1 is false"))
    #expect(outcome.output.contains("nearest to failing: s.jsonl:4, margin 0"))
  }

  /// What is wrong stands at its place, and what comes before it is reported.
  @Test func wrongLinesAreAnsweredByTheirPlace() throws {
    let good = line(["1/2"], ["1"])
    let wrong: [(String, String)] = [
      ("{", "s.jsonl:3:2: "), ("[]", "s.jsonl:3:1: "), ("{\"sizes\": {\"T\": 0}}", "s.jsonl:3:"),
      (line(["0.5"], ["1", "2"]), "s.jsonl:3:"),
      ("{\"sizes\": {\"T\": 1}, \"values\": {\"a\": [0.5], \"x\": [1]}}", "s.jsonl:3:"),
      (String(repeating: "[", count: 100_000), "s.jsonl:3:"), (good + good, "s.jsonl:3:"),
    ]
    for (text, place) in wrong {
      let outcome = try run([good, good, text, good])
      #expect(outcome.status == 2, "\(text.prefix(60))")
      #expect(outcome.errors.hasPrefix(place), "\(text.prefix(60)): \(outcome.errors.prefix(200))")
      #expect(outcome.output.contains("2 instances") && outcome.output.contains("UNFINISHED"))
    }
  }

  @Test func standardInputAndFoldersAreStreams() throws {
    let scratch = try Scratch()
    try withExtendedLifetime(scratch) {
      try scratch.write(Self.claim, to: "averages.claim")
      let text = [line(["1"], ["1"]), line(["0"], ["2"])].joined(separator: "\n")
      let piped = try Program.run(
        ["check", "averages.claim", "--instances-from", "-"], in: scratch.folder, input: "\u{FEFF}" + text)
      #expect(piped.status == 0 && piped.output.contains("2 held"))
      try FileManager.default.createDirectory(at: scratch.url("folder"), withIntermediateDirectories: true)
      try scratch.write(line(["1"], ["1"]), to: "folder/a.json")
      try scratch.write(line(["1"], ["-1"]), to: "folder/b.json")
      let folder = try Program.run(
        ["check", "averages.claim", "--instances-from", "folder"], in: scratch.folder)
      #expect(folder.status == 1 && folder.output.contains("violated by folder/b.json: 0 <= -1 is false"))
      let missing = try Program.run(
        ["check", "averages.claim", "--instances-from", "none"], in: scratch.folder)
      #expect(missing.status == 2 && missing.errors.contains("none: no such file or folder"))
      let both = try Program.run(
        ["check", "-", "--instances-from", "-"], in: scratch.folder, input: Self.claim)
      #expect(both.status == 2)
      let claim = try Program.run(["check", "-", "--instances", "20"], in: scratch.folder, input: Self.claim)
      #expect(claim.output.contains("averages"))
    }
  }

  /// Places inside a message were once those of the line alone.
  @Test func placesWithinMessagesAreThoseOfTheFile() throws {
    let good = line(["1/2"], ["1"])
    let wrong = [
      "{\"sizes\": {\"T\": 1}", "{\"sizes\": [1, 2", "{\"sizes\": {\"T\": 1}, \"sizes\": {}}", "{\"sizes",
      "{\"a\": \"", "[[", "{\"a\":", String(repeating: "[", count: 30),
    ]
    for text in wrong {
      let outcome = try run([good, "", good, text, good], ["--format", "json"])
      let message = outcome.errors.split(separator: "\n")[0]
      let places = message.matches(of: /\b(\d+):\d+/).map(\.1)
      #expect(outcome.status == 2 && !places.isEmpty && places.allSatisfy { $0 == "4" }, "\(message)")
      #expect(!message.contains("the file ends"), "\(message)")
      #expect(outcome.output.contains(":4:"))
    }
  }

  /// Numbers that may have been rounded are refused with both ways to write them.
  @Test func numbersThatAreNotWholeAreToldHowToBeWritten() throws {
    for (number, exact, hex) in [
      ("0.1", "1/10", "0x1.999999999999ap-4"), ("-2.5e-1", "-1/4", nil), ("1e2", "100", nil),
    ] {
      let text = "{\"sizes\": {\"T\": 1}, \"values\": {\"a\": [1], \"x\": [\(number)]}}"
      let outcome = try run([text])
      #expect(outcome.errors.contains("\"\(number)\" is exactly \(exact)"), "\(outcome.errors)")
      #expect(outcome.errors.contains("float.hex()") == (hex != nil))
      if let hex { #expect(outcome.errors.contains("\"\(hex)\"") && Rational(hex) == Rational(exactly: 0.1)) }
    }
  }

  /// A stream and a single file give one reason for what has no verdict.
  @Test func oneReasonEverywhere() throws {
    let scratch = try Scratch()
    try withExtendedLifetime(scratch) {
      try scratch.write(
        """
        theorem reasons
          size T >= 1
          index t in 1..T
          real y real x[t] >= 0, z in [1/3, 1/2)
          assume sum(t: x[t]) + y <= 1 and y <= 1
          assume exists t: x[t] < 2
          conclude 1/(y + 1) + log(x[1]) + max(s in 2..T: x[s]) <= 7
        end
        """, to: "r.claim")
      let cases: [([String], String, String, String)] = [
        (["-1"], "0", "2/5", "the domain x[t] >= 0 fails at t = 1: 0 <= -1 is false"),
        (["1", "-2"], "0", "2/5", "the domain x[t] >= 0 fails at t = 2: 0 <= -2 is false"),
        (["0"], "0", "1/2", "the domain z in [1/3, 1/2) fails: 1/2 < 1/2 is false"),
        (["1/3"], "1", "2/5", "the hypothesis sum(t: x[t]) + y <= 1 and y <= 1 fails: 4/3 <= 1 is false"),
        (["3"], "-5", "2/5", "the hypothesis exists t: x[t] < 2 fails"),
        (["0", "1"], "0", "2/5", "the logarithm of a number that is not positive"),
        (["1", "0"], "-1", "2/5", "division by zero"), (["1"], "0", "2/5", "empty"),
      ]
      for (x, y, z, reason) in cases {
        let list = x.map { "\"\($0)\"" }.joined(separator: ", ")
        try scratch.write(
          "{\"sizes\": {\"T\": \(x.count)}, \"values\": {\"x\": [\(list)], \"y\": \"\(y)\", \"z\": \"\(z)\"}}",
          to: "i.json")
        var whys: Set<Substring> = []
        for option in ["--instance", "--instances-from"] {
          let outcome = try Program.run(
            ["check", "r.claim", option, "i.json", "--format", "json"], in: scratch.folder)
          let why = outcome.output.firstMatch(of: /"why": "([^"]*)"/)?.1
          whys.insert(why ?? "")
          #expect(why?.contains(reason) == true, "\(outcome.output)")
        }
        #expect(whys.count == 1)
        let text = try Program.run(["check", "r.claim", "--instance", "i.json"], in: scratch.folder)
        let flat = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains(whys.first ?? "?"), "\(text.output)")
      }
    }
  }
}
