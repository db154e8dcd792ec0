import Foundation
import TestSupport
import Testing

/// `prove`, on the built executable.
@Suite struct ProveTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(arguments, in: scratch.folder)
  }

  private let decay = """
    theorem decay
      expect holds
      size T >= 1
      index t in 1..T
      real x in [0, 1]
      let h[0] = 1
      let h[t] = x*h[t-1]
      conclude h[t] <= 1
      proof
        lemma hull for t in 0..T: 0 <= h[t] <= 1  by induction on t
        conclude because hull
      end
    end
    """

  @Test func aScriptIsFilledIn() throws {
    try scratch.write(decay, to: "a.claim")
    let outcome = try run("prove", "a.claim", "--save", "kept", "--export", "coq")
    #expect(outcome.status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url("kept").path).sorted()
        == ["a.decay.proof.json", "a_decay_proof.v"])
    #expect(outcome.output.hasPrefix("proved  decay: for all T >= 1; "))
    #expect(try run("replay", "kept/a.decay.proof.json").status == 0)
    // For Coq under a name that a module may have, the same by both commands.
    let coq = try String(contentsOf: scratch.url("kept/a_decay_proof.v"), encoding: .utf8)
    #expect(coq.contains("Theorem decay :\n"))
    #expect(try run("replay", "kept/a.decay.proof.json", "--export", "coq", "--output", "again").status == 0)
    #expect(try String(contentsOf: scratch.url("again/a_decay_proof.v"), encoding: .utf8) == coq)
    let json = try run("prove", "a.claim", "--format", "json", "--sizes", "T=3")
    #expect(json.status == 0 && json.output.contains(#""covers": "at T = 3""#))
  }

  /// Where several sizes are asked for, each line says of which it speaks.
  @Test func theSizeIsSaid() throws {
    let text = """
      theorem short
        size T >= 1
        size N >= 1
        index t in 1..T
        real x[t] in [0, 1]
        conclude sum(t: x[t]) <= 3/2
      end
      """
    try scratch.write(text, to: "a.claim")
    let outcome = try run("prove", "a.claim", "--sizes", "T=1..3")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("proved  short: for all N >= 1, at T = 1;"))
    for length in [2, 3] { #expect(outcome.output.contains("not proved  short at T = \(length): ")) }
    let both = try run("prove", "a.claim", "--sizes", "T=3,N=1..2")
    for width in [1, 2] { #expect(both.output.contains("not proved  short at T = 3, N = \(width): ")) }
    #expect(try run("prove", "a.claim").output.contains("not proved  short: "))
    let json = try run("prove", "a.claim", "--sizes", "T=3", "--format", "json")
    #expect(json.output.replacing(" ", with: "").replacing("\n", with: "").contains(#""sizes":{"T":3}"#))
  }

  /// For Lean a project comes with it, which names what stands in the folder; another's project is left alone.
  @Test func aProofForLeanHasAProject() throws {
    try scratch.write(decay, to: "a.claim")
    #expect(try run("prove", "a.claim", "--save", "kept", "--export", "lean").status == 0)
    func text(_ name: String) throws -> String { try String(contentsOf: scratch.url(name), encoding: .utf8) }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url("kept").path).sorted()
        == ["a.decay.proof.json", "a_decay_proof.lean", "lakefile.toml", "lean-toolchain"])
    let lean = try text("kept/a_decay_proof.lean")
    #expect(lean.contains("theorem decay :\n") && lean.contains("It was not compiled where"))
    #expect(try text("kept/lean-toolchain").hasPrefix("leanprover/lean4:v"))
    #expect(try text("kept/lakefile.toml").contains(#"roots = ["a_decay_proof"]"#))
    try scratch.write("theorem other = 1", to: "again/earlier.lean")
    #expect(try run("replay", "kept", "--export", "lean", "--output", "again").status == 0)
    #expect(try text("again/a_decay_proof.lean") == lean)
    #expect(try text("again/lakefile.toml").contains(#"roots = ["a_decay_proof", "earlier"]"#))
    try scratch.write("name = \"mine\"\n", to: "mine/lakefile.toml")
    #expect(try run("replay", "kept", "--export", "lean", "--output", "mine").status == 0)
    #expect(try text("mine/lakefile.toml") == "name = \"mine\"\n")
    #expect(!FileManager.default.fileExists(atPath: scratch.url("mine/lean-toolchain").path))
  }

  /// `check` proves what no instance refutes where that is quick, with or without a script.
  @Test func whatSurvivesIsProvedWhereThatIsQuick() throws {
    let alone = """
      theorem alone
        size T >= 1
        index s, t in 1..T
        real z[t] in [0, 1], g[t] in [-1, 1]
        let h[0] = 0
        let h[t] = (1 - z[t])*h[t-1] + z[t]*g[t]
        conclude abs(h[t]) <= 1
      end
      theorem open
        real x in [1, 2]
        conclude x^7 - 7*x >= -6 - 7*(x - 1)^2/1000000
      end
      theorem wrong
        expect refuted
        real x in [0, 1]
        conclude x < 1
      end
      """
    try scratch.write(decay + "\n" + alone, to: "a.claim")
    let outcome = try run("check", "a.claim", "--instances", "200", "--save", "kept")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("proved    decay  (as expected)"))
    #expect(outcome.output.contains("proved    alone"))
    #expect(outcome.output.contains("  proved for all T >= 1, in "))
    #expect(outcome.output.contains("refuted   wrong  (as expected)"))
    for name in ["decay", "alone"] {
      #expect(try run("replay", "kept/a.\(name).proof.json").status == 0)
    }
    let json = try run("check", "a.claim", "--instances", "200", "--format", "json")
    #expect(
      json.output.contains(#""verdict": "proved""#) && json.output.contains(#""covers": "for all T >= 1""#))
    #expect(
      try run("check", "a.claim", "--instances", "200", "--format", "json").output == json.output)
    // A hundred-thousandth of the work shows nothing that takes more.
    let little = try run("check", "a.claim", "--claim", "alone", "--work", "0.001")
    #expect(little.output.contains("survived  alone"))
    #expect(
      try run("check", "a.claim", "--claim", "alone", "--no-prove").output.contains("survived  alone"))
  }

  /// Refuted, repaired, proved and kept in one command.
  @Test func repairsAreProvedAndKept() throws {
    try scratch.write(
      """
      theorem gates
        size T >= 1
        index t in 1..T
        real A[t] in [0, 1], D[t] in [0, 1], b[t] in [-1, 1]
        let h[0] = 0
        let h[t] = A[t]*h[t-1] + D[t]*b[t]
        conclude abs(h[T]) <= 1
      end
      theorem none real x, y conclude x^2 + y^2 < 0 end
      """, to: "a.claim")
    let outcome = try run("check", "a.claim", "--repair", "--save", "kept")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("perhaps missing: assume A[t] + D[t] <= 1 (proved for all T >= 1"))
    #expect(
      outcome.output.contains(
        "  repaired:\n    theorem gates_repaired\n      note \"repaired from 'gates'\"\n      expect holds\n")
    )
    #expect(outcome.output.contains("no repair was found that survives"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url("kept").path).sorted() == [
        "a.gates.json", "a.gates.repaired.claim", "a.gates.repaired.proof.json", "a.none.json",
      ])
    #expect(try run("replay", "kept").status == 0)
    #expect(try run("prove", "kept").status == 0)
    let json = try run("check", "a.claim", "--repair", "--format", "json")
    #expect(json.output.contains(#""proved": true"#) && json.output.contains(#""covers": "for all T >= 1""#))
    #expect(try run("check", "a.claim", "--repair", "--instance", "x.json").status == 2)
  }

  /// False by ever less: what is left to show is the step that fails.
  @Test(arguments: ["1/2", "1e-9", "1e-30"]) func whatIsFalseIsNotProved(_ gap: String) throws {
    try scratch.write(
      decay.replacing("conclude h[t] <= 1", with: "conclude h[t] <= 1 - \(gap)")
        .replacing("h[t] <= 1  by", with: "h[t] <= 1 - \(gap)  by"),
      to: "a.claim")
    let outcome = try run("prove", "a.claim")
    #expect(outcome.status == 3)
    #expect(outcome.output.hasPrefix("not proved  decay: "))
    #expect(outcome.output.contains("left to show: "))
  }

  /// A conclusion that holds wherever it is defined, and is not defined everywhere.
  @Test func anUndefinedDivisorIsNoProof() throws {
    try scratch.write(
      "theorem quotient\n  real x in [0, 1]\n  conclude x/x <= 1\nend\n", to: "a.claim")
    let outcome = try run("prove", "a.claim")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("the divisor is not 0"))
  }

  /// Hypotheses that nothing meets prove nothing.
  @Test func vacuousTheoremsAreNotProved() throws {
    try scratch.write(
      "theorem nothing\n  real x in [0, 1]\n  assume x >= 2\n  conclude x <= 0\nend\n", to: "a.claim")
    let outcome = try run("prove", "a.claim")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("no instance that meets the hypotheses"))
  }

  /// Each size has its own proof and file; the report says which are proved.
  @Test func rangesOfSizesAreProvedOneByOne() throws {
    let claim = """
      theorem growth
        size T >= 1
        index t in 1..T
        real x in [0, 1]
        let h[0] = 0
        let h[t] = h[t-1] + x
        conclude h[T] <= 2
      end
      """
    try scratch.write(claim, to: "a.claim")
    let outcome = try run("prove", "a.claim", "--sizes", "T=1..3", "--save", "kept")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("growth: proved at T = 1, T = 2; not at T = 3"))
    #expect(outcome.output.contains("3 sizes of 1 theorem: 2 proved, 1 not proved"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url("kept").path).sorted()
        == ["a.growth.T=1.proof.json", "a.growth.T=2.proof.json"])
    #expect(try run("replay", "kept/a.growth.T=2.proof.json").status == 0)
  }

  @Test func badInput() throws {
    try scratch.write(decay, to: "a.claim")
    #expect(try run("prove", "a.claim", "--sizes", "T=0").status == 2)
    let reversed = try run("prove", "a.claim", "--sizes", "T=5..1")
    #expect(reversed.status != 0)
    #expect(reversed.errors.contains("write T=1..5"))
    #expect(try run("prove", "a.claim", "--sizes", "T=1..4,N=2").status == 2)
    #expect(try run("prove", "absent.claim").status == 2)
    #expect(try run("prove", "a.claim", "--export", "coq").status != 0)
  }
}
