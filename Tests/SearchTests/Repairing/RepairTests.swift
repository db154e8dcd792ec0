import Claims
import TestSupport
import Testing

@testable import Search

@Suite struct RepairTests {
  private func suggestion(_ theorem: Theorem, seed: UInt64 = 1) throws -> Repair? {
    try search(theorem, instances: 4000, seed: seed) { $0.explains = true }.suggestion
  }

  /// The hypotheses that Theorem 4.2 and D.5 need, each left out once.
  @Test(arguments: [
    ("convex_gates", "convex-gates.claim", "assume min(t: b[t,n]) <= h[1,n] <= max(t: b[t,n])"),
    ("contraction_signed_input_gates", "contraction.claim", "assume D[t,n] >= 0"),
    ("contraction_without_gate_budget", "contraction.claim", "assume A[t,n] + D[t,n] <= 1"),
    ("negative_gates", "contraction.claim", "assume A[t] >= 0"),
  ])
  func missingHypothesesAreFound(name: String, file: String, item: String) throws {
    let repair = try #require(try suggestion(try published(name, in: file)))
    #expect(repair.kind == .hypothesis && repair.item == item)
    #expect(repair.counts.held >= 100)
  }

  /// Gates that are equations were once not combined with each other.
  @Test func gatesMayBeFamilies() throws {
    let claim = try theorem(
      """
      size T >= 1 index t in 1..T
      real x[t] in [0, 1], y[t] in [0, 1], b[t] in [-1, 1]
      let A[t] = x[t]^2 let D[t] = y[t] let h[0] = 0 let h[t] = A[t]*h[t-1] + D[t]*b[t]
      conclude abs(h[T]) <= 1
      """)
    #expect(try suggestion(claim)?.item == "assume A[t] + D[t] <= 1")
  }

  /// The variants of a claim that says how models are drawn say so too, and are read again.
  @Test func distributionsStay() throws {
    let items = """
      size T >= 1 ~ loguniform(1, 64) index t in 1..T
      real A[t] in [0, 1] ~ uniform(0, 1), D[t] in [0, 1] ~ mixture(1: point(1 - A[t]), 1: uniform(0, 1))
      real b[t] in [-1, 1] ~ choice(-1, 1) complex z ~ polar(uniform(0, 1), uniform(0, 2*pi))
      let h[0] = 0 let h[t] = A[t]*h[t-1] + D[t]*b[t]
      conclude abs(h[T]) <= 1 + abs(z) - abs(z)
      """
    let claim = try theorem(items)
    let formulas = claim.conclusionFormulas
    for variant in [claim.assuming(formulas), claim.concluding(formulas + formulas)] {
      let declared = try #require(variant?.statement).split(separator: "\n").filter { $0.contains("~") }
      #expect(declared == claim.statement.split(separator: "\n").filter { $0.contains("~") })
      #expect(declared.joined().count(where: { $0 == "~" }) == 5)
    }
    #expect(try suggestion(claim)?.item == "assume A[t] + D[t] <= 1")
  }

  @Test func casesOfEquality() throws {
    let repair = try suggestion(try theorem("real x in [0, 1]\nconclude x^2 < 1"))
    #expect(repair?.kind == .relation && repair?.item == "conclude x^2 <= 1")
  }

  @Test func constantsAreTheLeastThatSurvive() throws {
    // The greatest value is 1.4142…
    let repair = try suggestion(
      try theorem("real x in [0, 1]\nlet y = x + sqrt(1 - x^2)\nconclude y <= 1"))
    #expect(repair?.kind == .constant && repair?.item == "conclude y <= 1.5")
  }

  /// A constant that any length refutes was once recommended by a search of 200 instances, which `--instances` allowed.
  @Test(arguments: [100, 200, 400]) func shortSearchesRecommendNothingShort(_ instances: Int) throws {
    let claim = try theorem(
      """
      size T >= 1 index t in 1..T
      real z[t] in [0, 1], c[t]
      let h[0] = 0 let h[t] = (1 - z[t])*h[t-1] + z[t]*c[t]
      conclude abs(h[T]) <= sqrt(sum(t: c[t]^2)/T)
      """)
    let result = try search(claim, instances: instances) { $0.explains = true }
    #expect(result.verdict == .refuted && result.suggestion == nil)
  }

  /// A hypothesis that nothing but the conclusion's own words could repair is not made up.
  @Test func nothingIsSuggestedWhereNothingHelps() throws {
    #expect(try suggestion(try theorem("real x, y\nconclude x^2 + y^2 < 0")) == nil)
  }

  /// `v <= 0` beside `v >= 0` was once suggested: nothing but v = 0 meets both. What is left must be more than an edge,
  /// whether the hypothesis is a domain, an assumption, follows from one, or is of a family.
  @Test(arguments: [
    "real v real u in [-1, 1] assume v >= 0 conclude v*u + v <= v^2",
    "real v real u in [-1, 1] assume v >= 0 and u >= -1 conclude v*u + v <= v^2",
    "real v real u in [-1, 1], w assume v >= abs(w) conclude v*u + v <= v^2",
    "real v real u in [-1, 1] real c in [0, 1] assume c <= v conclude v*u + v <= v^2",
    "size N in 1..2 index n in 1..N real v[n] real u in [-1, 1] assume v[n] >= 0 conclude v[n]*u + v[n] <= v[n]^2",
    "real p in [-1, 1] real v real u in [-1, 1] assume v >= p^2 conclude v*u + v <= v^2",
  ])
  func suggestionsLeaveRoom(items: String) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let item = try suggestion(try theorem(items), seed: seed)?.item
      #expect(item == nil || !(item ?? "").contains("v") || (item ?? "").contains(">= 1"), "\(item ?? "")")
    }
  }

  @Test func sameSeedSameSuggestion() throws {
    let theorem = try published("convex_gates", in: "convex-gates.claim")
    let runs = try (0..<2).map { _ in try suggestion(theorem, seed: 7) }
    #expect(runs[0]?.item == runs[1]?.item && runs[0]?.counts == runs[1]?.counts)
  }

  /// A search of a mended theorem begins at the counterexample: no constant serves here, and 3 once survived.
  @Test func searchesBeginAtTheCounterexample() throws {
    let theorem = try published("recency_unbounded_inputs", in: "recency.claim")
    for seed in 1...3 as ClosedRange<UInt64> {
      #expect(try suggestion(theorem, seed: seed)?.kind != .constant)
    }
  }

  @Test func numbersAreMultipliedOut() throws {
    let repair = try suggestion(try theorem("real x in [0, 1]\nconclude x - x^2 <= 0.2499"))
    #expect(repair?.item == "conclude x - x^2 <= 0.2812")
  }
}
