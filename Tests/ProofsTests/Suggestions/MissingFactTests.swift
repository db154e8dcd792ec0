import Claims
import Elaboration
import Proofs
import Testing

/// What a step that fails is said to lack.
@Suite struct MissingFactTests {
  private func missing(_ items: String) throws -> [String] {
    let theorem = try Theorem.parse("theorem small\n\(items)\nend\n", file: "small.claim")[0]
    guard case .open(let goal) = Prover.prove(theorem) else {
      Issue.record("it was proved, or refused")
      return []
    }
    return goal.missing
  }

  /// The paper's own theorem, which leaves D >= 0 unsaid.
  @Test func theHypothesisThatAPaperLeavesUnsaid() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real A[t] in [0, 1], D[t] in [-1, 1], b[t] in [-1, 1]
      assume A[t] + D[t] <= 1
      let h[0] = 0
      let h[t] = A[t]*h[t-1] + D[t]*b[t]
      conclude h[T] <= 1
      proof
        lemma hull for t in 0..T: h[t] <= 1 by induction on t
        conclude because hull
      end
      """
    #expect(try missing(items).contains("D[t+1] >= 0"))
    let theorem = try Theorem.parse(
      "theorem small\n\(items.replacing("let h[0]", with: "assume D[t] >= 0\nlet h[0]"))\nend\n", file: "")[0]
    guard case .proved = Prover.prove(theorem) else {
      Issue.record("not proved from what was missing")
      return
    }
  }

  @Test(arguments: [
    ("real x in [0, 2], y in [-1, 1]\nconclude x*y <= 2*y", "y >= 0"),
    ("real p in [-1, 1], q in [0, 1]\nconclude p*q >= 0", "p >= 0"),
    (
      "real a in [0, 1], lo in [-1, 1], hi in [-1, 1], h in [-1, 1]\nassume h <= hi\nconclude a*h + (1 - a)*lo <= hi",
      "lo <= hi"
    ),
    (
      "size T >= 1 index t in 1..T real a[t] in [-1, 1] let p[0] = 1 let p[t] = a[t]*p[t-1] conclude p[T] >= 0\nproof\n"
        + "lemma sign for t in 0..T: p[t] >= 0 by induction on t\nconclude because sign\nend", "a[t+1] >= 0"
    ),
  ])
  func isAmongWhatIsNamed(_ items: String, _ wanted: String) throws {
    let missing = try missing(items)
    #expect(missing.contains(wanted), "\(missing)")
  }

  /// Everything follows from what contradicts the hypotheses.
  @Test(arguments: [
    "real x in [1, 2]\nconclude x >= 3/2", "real x in [1/2, 1], y in [1/2, 1]\nconclude x*y >= 3/4",
    "real x in [0, 1]\nconclude x^2 >= x",
  ])
  func isNothingThatCannotBe(_ items: String) throws {
    for text in try missing(items) {
      let theorem = try Theorem.parse(
        "theorem small\n\(items.replacing("conclude", with: "assume \(text)\nconclude 0 > 1 #"))\nend\n",
        file: "")[0]
      if case .proved = Prover.prove(theorem) { Issue.record("\(text) contradicts the hypotheses") }
    }
  }
}
