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

  private func decay(_ bound: String) throws -> Theorem {
    try Theorem.parse(
      """
      theorem decay
        size T >= 1
        index t in 1..T
        real a in [0, 1]
        let h[0] = 1
        let h[t] = a*h[t-1]
        conclude h[T] <= \(bound)
        proof
          lemma all for t in 0..T: h[t] <= a^t by induction on t
          conclude because all
        end
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
}
