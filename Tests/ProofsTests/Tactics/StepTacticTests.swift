import Claims
import Elaboration
import Proofs
import Testing

/// What the tactics find without being told, each beside a neighbour that is false.
@Suite struct StepTacticTests {
  private func isProved(_ items: String) throws -> Bool {
    let theorem = try #require(try Theorem.parse("theorem t\n\(items)\nend\n", file: "t.claim").first)
    switch Prover.prove(theorem) {
    case .proved(let found):
      // The kernel reads the claim again.
      _ = try Elaboration(theorem).check(found.proof)
      return true
    case .open: return false
    case .refused(let refusal):
      Issue.record("refused: \(refusal.message)")
      return false
    }
  }

  /// A goal is multiplied by its divisors.
  @Test(arguments: [
    ("1/a + 1/b >= 4/(a + b)", "1/a + 1/b >= 5/(a + b)"),
    ("a/(b + c) + b/(a + c) + c/(a + b) >= 3/2", "a/(b + c) + b/(a + c) + c/(a + b) > 3/2"),
    ("1/a - 1/b = (b - a)/(a*b)", "1/a - 1/b = (a - b)/(a*b)"),
  ])
  func divisors(_ holds: String, _ fails: String) throws {
    let numbers = "real a in (0, 9], b in (0, 9], c in (0, 9]\n"
    #expect(try isProved(numbers + "conclude \(holds)"))
    #expect(try !isProved(numbers + "conclude \(fails)"))
  }

  /// A square with a weight is found where its parts stand beside each other.
  @Test func weightedSquares() throws {
    let numbers = "real a in [0, 1], x, y\n"
    #expect(try isProved(numbers + "conclude (a*x + (1 - a)*y)^2 <= a*x^2 + (1 - a)*y^2"))
    #expect(try !isProved(numbers + "conclude (a*x + (1 - a)*y)^2 < a*x^2 + (1 - a)*y^2"))
  }

  /// A premise of a named lemma follows from what is known, although nothing says it as it stands.
  @Test func premises() throws {
    func items(_ end: String) -> String {
      """
      size T >= 1
      index t in 1..T
      real a in [0, \(end)]
      let h[0] = 0
      let h[t] = h[t-1]^2 + a
      conclude h[t] <= 1/2
      proof
        lemma bound for t in 0..T assume 4*a <= 1: 0 <= h[t] <= 1/2 by induction on t
        conclude because bound
      end
      """
    }
    #expect(try isProved(items("1/5")))
    // 1/3 + 1/9 + ... is beyond 1/2.
    #expect(try !isProved(items("1/3")))
  }

  /// Where a minimum is attained, lemmas about that place may be used.
  @Test func attainedMinimum() throws {
    func items(_ total: String) -> String {
      """
      size T >= 1
      index t in 1..T
      real b[t] in [-1, 1]
      assume min(t: b[t]) <= 0
      conclude sum(t: b[t]) <= \(total)
      proof
        lemma up for t in 0..T: sum(s in 1..t: b[s]) <= t by induction on t
        lemma after for s in 1..T, t in s..T assume b[s] <= 0: sum(r in 1..t: b[r]) <= t - 1 by induction on t from s because up
        conclude because after
      end
      """
    }
    #expect(try isProved(items("T - 1")))
    #expect(try !isProved(items("T - 2")))
  }

  /// What an `if` is rests on the sign of its condition.
  @Test(arguments: [
    ("real x conclude (if x >= 0 then x else -x) >= 0", true),
    ("real x assume x > 0 conclude (if x >= 0 then x else -x) >= 0", true),
    ("real x conclude (if x > 0 then sigmoid(x) else 1/2) >= 1/2", true),
    ("real x, y conclude (if x < y then y else x) >= (if x < y then x else y)", true),
    (
      "size T >= 1 index t in 1..T real x[t] let r[t] = if x[t] > 0 then x[t] else 0 let h[0] = 0 "
        + "let h[t] = h[t-1]/2 + r[t] conclude h[t] >= 0", true
    ),
    ("real x conclude (if x >= 0 then x else -x) >= 10^(-30)", false),
    ("real x in [-1, 1] conclude (if x > 0 then x else 1/2) > 0 + 10^(-9)", false),
    ("real x conclude (if x > 1/2 then sigmoid(x) else 1/2) >= 1/2 + 10^(-30)", false),
  ])
  func conditionsAreDistinguished(_ items: String, _ isTrue: Bool) throws {
    #expect(try isProved(items) == isTrue)
  }

  /// Hypotheses bring into sight what a goal does not name.
  @Test(arguments: [
    ("real x real r <= 1 assume abs(x) <= r conclude x <= 1", true),
    ("complex z real r in [0, 1) assume abs(z) <= r conclude abs(z) < 1", true),
    (
      "size N >= 1 index n in 1..N real k[n] real b in [0, 1] assume sum(n: k[n]^2) <= b conclude sum(n: k[n]^2) <= 1",
      true
    ),
    (
      "size N >= 1 index n in 1..N real k[n] real b in [0, 1] assume max(n: k[n]) <= b conclude k[n] <= 1",
      true
    ),
    (
      "size N >= 1 index n in 1..N real k[n] real b <= 1 assume max(n: abs(k[n])) <= b conclude k[n] >= -1",
      true
    ),
    ("real x real r <= 1 + 10^(-30) assume abs(x) <= r conclude x <= 1", false),
    (
      "size N >= 1 index n in 1..N real k[n] real b in [0, 1] assume min(n: k[n]) <= b conclude k[n] <= 1",
      false
    ),
    (
      "size N >= 1 index n in 1..N real k[n] real b in [0, 1] assume max(n: k[n]) <= b conclude k[n] >= -1",
      false
    ),
  ])
  func hypothesesAreSeen(_ items: String, _ isTrue: Bool) throws {
    #expect(try isProved(items) == isTrue)
  }
}
