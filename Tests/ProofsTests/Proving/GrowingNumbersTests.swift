import Claims
import Elaboration
import Proofs
import Testing

/// Claims whose polynomials or numbers grow without end when operations are written out: a search for a proof ends.
@Suite struct GrowingNumbersTests {
  static let bodies = [
    "size T in 40..40 index t in 1..T real x in [0, 1] let h[0] = 1 + x let h[t] = h[t-1]^2 conclude h[T] >= 1",
    "size T in 40..40 index t in 1..T real x in [0, 1] let h[0] = 2 let h[t] = h[t-1]^2 conclude h[T] >= x",
    "size T in 30..30 index t in 1..T real x in [0, 1], y in [0, 1] let h[0] = x + y let h[t] = h[t-1]^3 - h[t-1] conclude h[T] <= 2",
    "size T in 12..12 index t in 1..T real x in [0, 1] let h[0] = 1/(2 + x) let h[t] = h[t-1]^2 + h[t-1]*x conclude h[T] <= 3",
    "size T in 20..20 index t in 1..T real x[t] in [0, 1] let h[0] = 0 let h[t] = (h[t-1] + x[t])^2/4 conclude h[T] <= 1/2",
    "size T in 25..25 index s, t in 1..T real x[t] in [-1, 1] conclude sum(s, t: x[s]*x[t])^2 >= 0",
    "real x in [0, 3] conclude (1 + x)^60*(2 - x)^40 <= 10^40",
    "real x in [0, 1], y in [0, 1], z in [0, 1] conclude (x + y + z)^30 <= 3^30 - 1",
    "real x in [0, 1] conclude (((((x + 1)^2 + 1)^2 + 1)^2 + 1)^2 + 1)^2 >= 1",
    "size T in 50..50 index t in 1..T real a[t] in [0, 1] conclude prod(t: 1 + a[t]) <= 2^49",
  ]

  /// Each within the limit that a proof without a script has, whatever comes of it.
  @Test(arguments: bodies) func theSearchEnds(_ body: String) throws {
    let theorem = try Theorem.parse("theorem small \(body) end", file: "small.claim")[0]
    let limit = 1_000_000_000
    switch Prover.prove(theorem, limit: limit) {
    case .proved(let found): #expect(try Elaboration(theorem).check(found.proof) == found.steps)
    case .open, .refused: break
    }
  }
}
