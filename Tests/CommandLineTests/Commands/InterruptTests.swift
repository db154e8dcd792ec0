import Foundation
import Programs
import TestSupport
import Testing

/// Reports that come one by one, and what Ctrl-C and SIGTERM leave of them.
@Suite struct InterruptTests {
  private let scratch: Scratch

  /// The second of three takes for ever; on one core it is reached after the first, on more the third is done too.
  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      theorem first expect refuted real x in [0, 1] conclude x <= 1/2 end
      theorem slow size T in 1..9 index t in 1..T real x[t] in [0, 1] conclude prod(t: x[t]) <= 1 end
      theorem last expect refuted real x in [0, 1] conclude x <= 1/3 end
      """, to: "b.claim")
  }

  /// Not proved in seconds without a script.
  private static let slowProof = """
    theorem slow
      size T in 1..4
      index s, t in 1..T
      real x[t] in [-1, 1]
      real w in [1/4, 2], v in [-1, 1], k in [1/4, 1]
      let h[0] = 0
      let h[t] = sigmoid(w*x[t] + v)*h[t-1] + k*x[t]
      let rho = sigmoid(w + v)
      conclude s < t implies abs(diff(h[t], x[s])) <= rho^(t-s) * (w/4 * k/(1 - rho) + k)
    end
    """

  /// Early in its start the program has no handler yet and just ends; then it was not given time enough.
  private func interrupted(_ arguments: [String], _ signal: Int32) throws -> Program.Outcome {
    for patience in [1.0, 4, 16] {
      let outcome = try Program.run(arguments, in: scratch.folder, patience: patience, signal: signal)
      if outcome.status < 128 { return outcome }
    }
    Issue.record("the program never took the signal")
    return Program.Outcome(status: -1, output: "", errors: "")
  }

  @Test(arguments: [SIGINT, SIGTERM]) func whatIsKnownIsReported(signal: Int32) throws {
    let outcome = try interrupted(["check", "b.claim", "--seconds", "100"], signal)
    #expect(outcome.status == 3)
    #expect(outcome.output.hasPrefix("refuted   first"))
    #expect(outcome.output.contains("interrupted"))
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func jsonIsWholeAndSaysSo(signal: Int32) throws {
    let outcome = try interrupted(["check", "b.claim", "--seconds", "100", "--format", "json"], signal)
    #expect(outcome.status == 3)
    let root = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(root["interrupted"] as? Bool == true && root["complete"] as? Bool == false)
    let claims = try #require(root["claims"] as? [[String: Any]])
    let unfinished = try #require(root["unfinished"] as? [String])
    #expect(claims.count + unfinished.count == 3)
    #expect(claims.first?["verdict"] as? String == "refuted")
    if let slow = claims.first(where: { $0["name"] as? String == "slow" }) {
      #expect(slow["interrupted"] as? Bool == true && slow["complete"] as? Bool == false)
    }
  }

  @Test func whatIsProvedIsReported() throws {
    try scratch.write(
      """
      theorem first real x in [0, 1] conclude x <= 1 end
      \(Self.slowProof)
      """, to: "b.claim")
    let text = try interrupted(["prove", "b.claim"], SIGINT)
    #expect(text.status == 3 && text.output.hasPrefix("proved  first"))
    #expect(
      text.output.hasSuffix(
        "interrupted: 1 of 2 theorems not tried to the end\n  at slow, line 10, the conclusion\n"))
    let json = try interrupted(["prove", "b.claim", "--format", "json"], SIGTERM)
    let root = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(root["interrupted"] as? Bool == true && root["complete"] as? Bool == false)
    #expect((root["theorems"] as? [Any])?.count == 1)
    #expect(root["interrupted_at"] as? String == "slow, line 10, the conclusion")
  }

  @Test func proofsTakeNoLongerThanTheirSeconds() throws {
    try scratch.write(
      """
      \(Self.slowProof)
      theorem quick real x in [0, 1] conclude x <= 1 end
      """, to: "b.claim")
    let outcome = try Program.run(["prove", "b.claim", "--seconds", "1"], in: scratch.folder)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("not proved  slow: line 9, "))
    #expect(outcome.output.contains(" (ended by --seconds, "))
    #expect(outcome.output.contains("proved  quick"))
  }

  /// A false lemma, each part of whose search would take minutes: named facts have premises, extrema places where they are attained.
  private static let slowStep = """
    theorem slow
      size T >= 1
      index s, t in 1..T
      size L in 2..2
      index l in 1..L
      real b[t] in [-1, 1]
      real A[l,t] in [0, 1]
      real D[l,t] in [0, 1 - A[l,t]]
      assume min(t: b[t]) <= 0 <= max(t: b[t])
      let z[0,t] = b[t]
      let z[l,0] = 0
      let z[l,t] = A[l,t]*z[l,t-1] + D[l,t]*z[l-1,t]
      conclude z[L,T] <= 1
      proof
        let hi = max(t: b[t])
        let lo = min(t: b[t])
        let p[l,t] = min(s: A[l,s])^t
        let w[s,t] = prod(u in s+1..t: A[L-1,u])*D[L-1,s]
        lemma weight for s in 1..T, t in s..T: w[s,t] >= 0 by induction on t from s
        lemma near for s in 1..T, t in s..T: z[L-1,t] <= (1 - p[L-1,t-1])*hi + w[s,t]*b[s] by induction on t from s
        lemma last for s in 1..T: b[s] <= 0 implies z[L-1,T] <= (1 - p[L-1,T-1])*hi because near, weight
        lemma width: hi - lo <= min(s,t: abs(b[t] - b[s]))
      end
    end
    """

  /// Deep terms and long conclusions, of which each family or part by itself takes little.
  private static func deep(_ opening: String, _ closing: String) -> String {
    "theorem deep size T >= 1 index t in 1..T real a[t] in [0, 1] conclude "
      + String(repeating: opening, count: 200) + "a[t]" + String(repeating: closing, count: 200)
      + " <= 1/2 end"
  }

  private static let endless = [
    "slow step": slowStep, "sums": deep("sum(t: ", ")"), "exponentials": deep("exp(", ")"),
    "divisors": deep("1/(1 + ", ")"), "moduli": deep("abs(1 + ", ")"),
    "parts": "theorem long size T >= 1 index t in 1..T real a[t] in [0, 1] conclude "
      + (1...3000).map { "a[t] <= 1/\($0)" }.joined(separator: " and ") + " end",
  ]

  @Test(arguments: endless.keys.sorted()) func nothingGoesOnForLong(_ name: String) throws {
    let text = try #require(Self.endless[name])
    try scratch.write(text, to: "b.claim")
    let outcome = try Program.run(
      ["prove", "b.claim", "--seconds", "1"], in: scratch.folder, patience: 100, signal: SIGKILL)
    #expect(outcome.status == 3 && outcome.output.hasPrefix("not proved  "), "\(outcome.output.prefix(500))")
  }

  /// What cannot be asked in between whether it is still wanted is left to itself: a first decision of minutes, here
  /// the lowering of a long program.
  @Test func aDecisionIsBrokenOff() throws {
    try scratch.write(
      """
      theorem long size T >= 1 index t in 1..T index s in 1..T index r in 1..T
        real x in [0, 1]
        conclude sum(t: sum(s: sum(r: x^t*x^s*x^r))) >= 0
      end
      """, to: "long.claim")
    try scratch.write(#"{"sizes": {"T": 110}, "values": {"x": "12345678901/98765432101"}}"#, to: "i.json")
    let outcome = try interrupted(["check", "long.claim", "--instance", "i.json"], SIGINT)
    guard outcome.status != 0 else { return }
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("interrupted"))
  }

  /// The first report is there while the second theorem is still in work.
  @Test func reportsComeAsTheyAre() throws {
    let out = scratch.url("out")
    try Data().write(to: out)
    let handle = try FileHandle(forWritingTo: out)
    let outcome = try Program.run(
      ["check", "b.claim", "--seconds", "100"], in: scratch.folder, output: handle, patience: 8,
      signal: SIGKILL)
    #expect(outcome.status == 128 + SIGKILL)
    let text = try String(contentsOf: out, encoding: .utf8)
    #expect(text.hasPrefix("refuted   first") && text.contains("reproduce:"))
    #expect(!text.contains("refuted   last"))
  }

  /// In JSON too: what is there when the program is killed begins with the first claim.
  @Test func jsonComesAsItIs() throws {
    let out = scratch.url("out.json")
    try Data().write(to: out)
    _ = try Program.run(
      ["check", "b.claim", "--seconds", "100", "--format", "json"], in: scratch.folder,
      output: try FileHandle(forWritingTo: out), patience: 8, signal: SIGKILL)
    let text = try String(contentsOf: out, encoding: .utf8)
    #expect(
      text.hasPrefix("{\n  \"version\"") && text.hasSuffix("    }") && text.contains(#""name": "first""#))
    #expect(!text.contains(#""name": "last""#))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data((text + "]}").utf8)) }
  }

  /// An error that only a later theorem's larger sizes show leaves JSON that can be read, and says that it is not all.
  @Test func anErrorLeavesWholeJSON() throws {
    try scratch.write(
      """
      theorem first expect refuted real x in [0, 1] conclude x <= 1/2 end
      theorem hole size T in 1..4000 index t in 1..T real x[t] in [0, 1]
        let h[1] = 0 let h[2] = 0 let h[3] = 0
        conclude (if T > 3 then h[T] else 0) <= sum(t: x[t]) end
      """, to: "hole.claim")
    let outcome = try Program.run(["check", "hole.claim", "--format", "json"], in: scratch.folder)
    #expect(outcome.status == 2 && outcome.errors.contains("hole.claim:4:"))
    guard !outcome.output.isEmpty else { return }
    let root = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(root["complete"] as? Bool == false && root["unfinished"] as? [String] == ["hole"])
    #expect((root["error"] as? String)?.contains("hole.claim:4:") == true)
    #expect((root["claims"] as? [[String: Any]])?.first?["verdict"] as? String == "refuted")
  }

  /// An audit of a long sequence is broken off in whatever it is at: what was not reached is open.
  @Test(arguments: [SIGINT, SIGTERM]) func anAuditIsBrokenOff(signal: Int32) throws {
    let model = Repository.path("Examples/checkpoints/mamba-mqar-2l")
    let tokens = (0..<3000).map { "\($0 * 7 % 64)" }.joined(separator: ",")
    try scratch.write("[[\(tokens)]]", to: "t.json")
    // The width cannot be met, so that the audit climbs for minutes.
    let outcome = try interrupted(
      [
        "audit", model, "--tokens", "t.json", "--width", "1e-300", "--max-bits", "100000", "--format", "json",
      ],
      signal)
    #expect(outcome.status == 3 && outcome.errors.isEmpty)
    let root2 = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(root2["complete"] as? Bool == false)
    #expect((root2["layers"] as? [Any])?.count == 2)
  }

  /// A reader that closes the pipe ends the program without a word.
  @Test func aClosedPipeIsNoComplaint() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try Program.run(
      ["check", "b.claim", "--claim", "first"], in: scratch.folder, output: pipe.fileHandleForWriting)
    #expect(outcome.status == 128 + SIGPIPE && outcome.errors.isEmpty)
  }
}
