import Elaboration
import Inputs
import Proofs
import TestSupport

/// Whether the items of a theorem suffice for a proof within an effort, and whether the kernel accepts it for the claim as it is read again.
func isProvedWithoutScript(_ items: String, within limit: Int = 100_000_000) throws -> Bool {
  let theorem = try theorem(items)
  let outcome = try withDeepStack {
    Prover.prove(try Elaboration(theorem), nil, within: ProofEffort(limit: limit))
  }
  guard case .proved(let found) = outcome else { return false }
  return try Elaboration(theorem).check(found.proof) == found.steps
}
