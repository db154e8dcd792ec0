import Claims
import Elaboration
import Proofs
import Testing

/// Fixed sizes of theorems that hold at all.
@Suite struct ProofInstanceTests {
  private func proved(_ theorem: Theorem, at sizes: [String: Int]) throws -> Bool {
    guard case .proved(let found) = Prover.prove(theorem, fixed: sizes) else { return false }
    // The kernel at these sizes, not at all.
    return try Elaboration(theorem, fixed: sizes).check(found.proof) == found.steps
  }

  private static let proof = """
    proof
      lemma all for t in 0..T: h[t] <= a^t by induction on t
      conclude because all
    end
    """

  private func decay(_ bound: String, proof: String = Self.proof) throws -> Theorem {
    try Theorem.parse(
      """
      theorem decay
        size T >= 1
        index t in 1..T
        real a in [0, 1]
        let h[0] = 1
        let h[t] = a*h[t-1]
        conclude h[T] <= \(bound)
        \(proof)
      end
      """, file: "decay")[0]
  }

  @Test(arguments: [1, 2, 7, 32, 64])
  func aPowerWithANumberFollowsFromOneWithASize(_ length: Int) throws {
    #expect(try proved(decay("a^T"), at: ["T": length]))
  }

  @Test(arguments: [1, 2, 7])
  func whatIsFalseAtASizeIsNotProvedThere(_ length: Int) throws {
    #expect(try !proved(decay("a^T - 1/1000000000"), at: ["T": length]))
    #expect(try !proved(decay("a^(T+1)"), at: ["T": length]))
  }

  /// Without a script the proof for all sizes is found first, and then what holds at the size alone.
  @Test(arguments: [
    ("a^T", 48, true), ("a^T", 1, true), ("a^(T + 1)", 2, false), ("1/4 + a^3", 2, true),
    ("1/4 + a^3", 1, false),
  ])
  func aTheoremWithoutAScript(_ bound: String, _ length: Int, _ holds: Bool) throws {
    let theorem = try decay(bound, proof: "")
    #expect(try proved(theorem, at: ["T": length]) == holds)
  }

  /// At T = 3 it holds, and for all sizes it does not.
  @Test func whatHoldsAtOneSizeAlone() throws {
    let theorem = try decay("a^3", proof: "")
    #expect(try proved(theorem, at: ["T": 3]))
    #expect(try !proved(theorem, at: ["T": 2]))
    guard case .open = Prover.prove(theorem) else {
      Issue.record("a^3 is no bound at T = 2")
      return
    }
  }

  /// A script that has no terms in the kernel, or leads nowhere, leaves the size to the program.
  @Test(arguments: [
    "lemma all for t in 0..T: (if a > t - 1/2 then 1 else a^t) >= h[t]",
    "lemma all for t in 0..T: h[t] <= a^(t + 1) by induction on t",
  ])
  func aScriptOfNoUse(_ step: String) throws {
    let theorem = try decay("1/4 + 3/4*a^3", proof: "proof \(step) end")
    #expect(try proved(theorem, at: ["T": 3]))
    #expect(try !proved(theorem, at: ["T": 1]))
    if case .proved = Prover.prove(theorem) { Issue.record("it is false at T = 1") }
  }
}
