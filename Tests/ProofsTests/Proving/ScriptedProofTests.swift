import Claims
import Elaboration
import Foundation
import ProofKernel
import Proofs
import Testing

/// Small theorems with their scripts, each with a neighbour that is false by little and has the same script.
@Suite struct ScriptedProofTests {
  private static func outcome(_ items: String) throws -> ProofOutcome {
    let theorem = try Theorem.parse("theorem small\n\(items)\nend\n", file: "small.claim")[0]
    return Prover.prove(theorem)
  }

  /// What is to be proved, the word that is changed, and what makes it false.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var items: String
    var word: String
    var wrong: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "the inverse of an index is above 0",
      items: """
        size T >= 1
        index t in 1..T
        conclude sum(t: 1/t) > 0
        proof
          lemma all for t in 1..T: sum(s in 1..t: 1/s) > 0 by induction on t
        end
        """, word: "conclude sum(t: 1/t) > 0", wrong: "conclude sum(t: 1/t) > 1"),
    Case(
      name: "a fact about even powers, at an index of its own",
      items: """
        size T >= 1
        index t in 1..T
        real a in [-1, 1]
        conclude sum(k in 0..T: a^(2*k)) >= 0
        proof
          lemma even for k >= 0: 0 <= a^(2*k) by induction on k
          lemma all for t in 0..T: sum(k in 0..t: a^(2*k)) >= 0 by induction on t because even
        end
        """, word: "conclude sum(k in 0..T: a^(2*k))", wrong: "conclude sum(k in 0..T: a^(2*k + 1))"),
    Case(
      name: "what nobody stated rests on the divisor of the conclusion",
      items: """
        size T >= 1
        index t in 1..T
        real x[t] >= 1
        conclude sum(s in 1..t: 1/(x[s] + 2*x[t])) <= t
        proof
          lemma a: x[t]^2 >= 1
        end
        """, word: "<= t\n", wrong: "<= t/3 - 1e-9\n"),
    Case(
      name: "two conclusions and their divisors, each with what nobody stated",
      items: """
        size T >= 1
        index t in 1..T
        real x[t] >= 1, v[t] in [-1, 1]
        conclude sum(s in 1..t: 1/(x[s] + 2*x[t])) <= t and sum(s in 1..t: 1/(x[s] + 3*x[t])) <= t and sum(s in 1..t: exp(v[s])*v[s])/sum(s in 1..t: exp(v[s])) <= 1
        proof
          lemma a: x[t]^2 >= 1
        end
        """, word: "3*x[t])) <= t", wrong: "3*x[t])) <= t/4 - 1e-9"),
    Case(
      name: "a lemma whose index is called otherwise than the conclusion's",
      items: """
        size T >= 1
        index t in 1..T
        real w > 0, x[t] in [0, 1]
        conclude sum(s in 1..t: exp(-(t-s)*w)*x[s]) <= t
        proof
          lemma a for j in 0..T, m in 0..j: sum(s in 1..m: exp(-(j-s)*w)*x[s]) <= m by induction on m
          conclude because a
        end
        """, word: "<= t\n", wrong: "<= t - 1e-9\n"),
    Case(
      name: "a strict bound of a modulus",
      items: """
        real x in (-1, 1), y in [0, 1)
        conclude abs(x + y) < 2
        """, word: "< 2", wrong: "< 2 - 1e-9"),
    Case(
      name: "a modulus is above something, strictly",
      items: """
        real x > 1
        conclude abs(x) > 1
        """, word: "> 1\nconclude", wrong: ">= 1\nconclude"),
    Case(
      name: "a strict bound of the greatest of three",
      items: """
        real x in [0, 1), y in [0, 1/2]
        conclude max(x, 2*y - 1/2, x*y) < 1
        """, word: "2*y - 1/2", wrong: "2*y"),
    Case(
      name: "a strict bound of the least of two",
      items: """
        real x in (0, 1]
        conclude min(x, 1 - x/2) > 0
        """, word: "x/2", wrong: "x"),
    Case(
      name: "a strict bound of a root",
      items: """
        real x in [0, 1)
        conclude sqrt(1 + 3*x) < 2
        """, word: "< 2", wrong: "< 2 - 1e-9"),
    Case(
      name: "a maximum over tokens is below what each is below",
      items: """
        size T >= 1
        index t in 1..T
        real a[t] in [0, 1)
        conclude 1/(1 - max(t: a[t])) >= 1
        """, word: "[0, 1)", wrong: "[0, 1]"),
    Case(
      name: "a minimum is attained",
      items: """
        size T in 2..2
        index t in 1..T
        real b[t] in [-1, 1]
        assume min(t: b[t]) <= 0
        conclude b[1] <= 0 or b[2] <= 0
        proof
          conclude by cases t <= 1
        end
        """, word: "<= 0\nconclude", wrong: "<= 1e-9\nconclude"),
    Case(
      name: "domains that are the least of several numbers",
      items: """
        size L >= 1
        real a in [0, min(1, 2/L)]
        conclude L*a <= 2
        """, word: "2/L", wrong: "3/L"),
    Case(
      name: "one inverse cancels another",
      items: """
        size T >= 1
        index t in 1..T
        real w in (0, 2]
        conclude w/sum(r in 1..t: w) = 1/t
        proof
          lemma total for t in 0..T: sum(r in 1..t: w) = t*w by induction on t
          lemma positive: sum(r in 1..t: w) > 0
          conclude because total, positive
        end
        """, word: "= 1/t", wrong: "= 1/T"),
    Case(
      name: "squares of sums of what a goal's squares are squares of",
      items: """
        real x in [-4, 4], z in (0, 1]
        conclude (1 - x^2)^2 + 4*z^2*x^2 >= 4*z^2*(1 - z^2)
        """, word: ">= 4*z", wrong: ">= 4*z + 1e-9"),
    Case(
      name: "an index that falls",
      items: """
        size T >= 1
        index t in 1..T
        real d in [0, 1]
        real b[t]
        assume forall t in 2..T: b[t] - b[t-1] <= d
        conclude b[t] >= b[T] - (T - t)*d
        proof
          lemma back for s in 0..T-1: b[T-s] >= b[T] - s*d by induction on s
        end
        """, word: "(T - t)", wrong: "(T - t - 1)"),
    Case(
      name: "every number of the conclusion has its own lemma",
      items: """
        real a in [1/4, 4]
        conclude forall real w: abs(1/(i*w + a))^2 <= 1/a^2
        proof
          lemma product: forall real w: abs(1/(i*w + a))^2*(a^2 + w^2) = 1
          lemma less: forall real w: a^2*abs(1/(i*w + a))^2 <= 1
        end
        """, word: "1/a^2", wrong: "1/a^3"),
    Case(
      name: "steps called index and same, and a claim's own names",
      items: """
        size T >= 1
        index t in 1..T
        real same[t] in [0, 1]
        conclude prod(t: same[t]) <= 1
        proof
          lemma same for k in 0..T: 0 <= prod(t in 1..k: same[t]) <= 1 by induction on k
          conclude because same
        end
        """, word: "conclude prod(t: same[t]) <= 1", wrong: "conclude prod(t: same[t]) < 1"),
  ]

  /// Of each, what is shown with the help of a `let` that no hypothesis and no conclusion rests on.
  static let withLets = [
    Case(
      name: "a sum beside a recurrence",
      items: """
        size T >= 1
        index t in 1..T
        real a[t] in [0, 1]
        let h[0] = 0
        let h[t] = a[t]*h[t-1] + a[t]
        let g[0] = 0
        let g[t] = g[t-1] + a[t]
        conclude h[T] <= T
        proof
          lemma total for t in 0..T: g[t] <= t by induction on t
          lemma all for t in 0..T: 0 <= h[t] <= g[t] by induction on t
          conclude because all, total
        end
        """, word: "conclude h[T] <= T", wrong: "conclude h[T] <= T - 1e-9"),
    Case(
      name: "a case distinction, and what is not defined everywhere",
      items: """
        real x in [-1, 1]
        let large = if x > 0 then x else 0
        let part = 1/x
        conclude x^2 <= 1
        proof
          lemma between: 0 <= large <= 1
          lemma less: x <= large
          lemma whole: x > 0 implies part*x = 1
          conclude because between, less
        end
        """, word: "conclude x^2 <= 1", wrong: "conclude x^2 <= 1 - 1e-9"),
    Case(
      name: "one family that rests on another",
      items: """
        size T >= 1
        index t in 1..T
        complex z[t]
        assume abs(z[t]) <= 1
        let p[0] = 1
        let p[t] = p[t-1]*z[t]
        let q[t] = re(p[t])
        conclude abs(prod(t: abs(z[t]))) <= 1
        proof
          lemma product for t in 0..T: 0 <= prod(s in 1..t: abs(z[s])) <= 1 by induction on t
          lemma modulus for t in 0..T: abs(p[t]) <= 1 by induction on t
          lemma real_part: q[t] <= 1 because modulus
          conclude because product
        end
        """, word: "conclude abs(prod(t: abs(z[t]))) <= 1",
      wrong: "conclude abs(prod(t: abs(z[t]))) <= 1 - 1e-9"),
  ]

  @Test(arguments: withLets) func aLetThatNothingRestsOnMayBeNamed(_ example: Case) throws {
    let theorem = try Theorem.parse("theorem small\n\(example.items)\nend\n", file: "small.claim")[0]
    guard case .proved(let found) = Prover.prove(theorem) else {
      Issue.record("\(Prover.prove(theorem))")
      return
    }
    #expect(!found.proof.lets.isEmpty)
    #expect(try Elaboration(theorem, lets: found.proof.lets).check(found.proof) == found.steps)
    // Other definitions are none that a proof may ask for.
    for name in ["x", "t", "nothing", "sum1"] {
      #expect(throws: Refusal.self) { try Elaboration(theorem, lets: [name]) }
    }
    let items = example.items.replacingOccurrences(of: example.word, with: example.wrong)
    if case .proved = try Self.outcome(items) { Issue.record("proved: \(items)") }
  }

  /// A script does not keep the program from what it finds without one.
  @Test(arguments: [
    "lemma other: z[1] >= 0", "lemma again: abs(h[t]) <= 1", "lemma other: z[1] <= 1 conclude because other",
  ])
  func invariantsBesideAScript(_ steps: String) throws {
    func outcome(_ bound: String, limit: Int?) throws -> ProofOutcome {
      let text = """
        theorem small
          size T >= 1
          index t in 1..T
          real z[t] in [0, 1], g[t] in [-1, 1]
          let h[0] = 0
          let h[t] = (1 - z[t])*h[t-1] + z[t]*g[t]
          conclude abs(h[t]) <= \(bound)
          proof
            \(steps)
          end
        end
        """
      return Prover.prove(try Theorem.parse(text, file: "small.claim")[0], limit: limit)
    }
    guard case .proved = try outcome("1", limit: nil) else {
      Issue.record("not proved: \(steps)")
      return
    }
    if case .proved = try outcome("1 - 1e-9", limit: 200_000_000) { Issue.record("false, and proved") }
  }

  @Test(arguments: cases) func aStepIsFound(_ example: Case) throws {
    let outcome = try Self.outcome(example.items)
    guard case .proved = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test(arguments: cases) func aFalseNeighbourIsNotProved(_ example: Case) throws {
    #expect(example.items.components(separatedBy: example.word).count == 2)
    let items = example.items.replacingOccurrences(of: example.word, with: example.wrong)
    if case .proved = try Self.outcome(items) { Issue.record("proved: \(items)") }
  }

  /// A step without reasons may use what was shown before, and needs none of its names.
  @Test func reasonsAreFound() throws {
    let items = """
      size T >= 1
      index t in 1..T
      real A[t] in [0, 1], D[t] in [0, 1 - A[t]], b[t] in [-1, 1]
      let h[0] = 0
      let h[t] = A[t]*h[t-1] + D[t]*b[t]
      conclude h[T]^2 <= 1
      proof
        lemma hull for t in 0..T: -1 <= h[t] <= 1 by induction on t
        lemma other: D[1] >= 0
      end
      """
    guard case .proved = try Self.outcome(items) else {
      Issue.record("not proved")
      return
    }
  }
}
