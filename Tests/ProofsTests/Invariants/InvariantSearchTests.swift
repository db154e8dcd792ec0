import Claims
import Elaboration
import Inputs
import Numbers
import ProofKernel
import Proofs
import TestSupport
import Testing

/// Theorems whose proofs nobody wrote down: their scripts are left out.
@Suite struct InvariantSearchTests {
  private func outcome(of theorem: Theorem, limit: Int = .max) throws -> ProofOutcome {
    try withDeepStack { Prover.prove(try Elaboration(theorem), nil, within: ProofEffort(limit: limit)) }
  }

  private func proof(of theorem: Theorem, _ place: SourceLocation = #_sourceLocation) throws -> TheoremProof?
  {
    switch try outcome(of: theorem) {
    case .proved(let found): return found.proof
    case .open(let goal):
      Issue.record("\(theorem.name): \(goal.what), left \(goal.left)", sourceLocation: place)
    case .refused(let refusal): Issue.record("\(theorem.name): \(refusal)", sourceLocation: place)
    }
    return nil
  }

  @Test(arguments: [
    ("contraction", "contraction"), ("contraction", "contraction_pairwise"),
    ("contraction", "contraction_by_distance"), ("contraction", "contraction_towards_zero"),
    ("contraction", "contraction_initial_state"), ("convex-gates", "convex_gates_repaired"),
    ("convex-gates", "convex_gates_zero_counted"), ("families", "longhorn_rescaled_contraction"),
    ("recency", "recency"), ("recency", "recency_uniform"), ("recency", "recency_realised_gates"),
    ("recency", "recency_signed_gates"), ("recency", "recency_time_invariant"),
    ("influence", "rwkv4_influence"),
  ])
  func aPublishedTheoremIsProvedWithoutItsScript(_ file: String, _ name: String) throws {
    let theorem = try published(name, in: file + ".claim")
    let found = try proof(of: theorem)
    if let found { #expect(try Elaboration(theorem).check(found) > 0) }
  }

  /// Nothing goes by the names that the published theorems have.
  @Test func namesDoNotMatter() throws {
    let claim = try theorem(
      """
      size len >= 1
      index p, q in 1..len
      real keep[p] in [1/10, 9/10]
      real u[p] in [-3, 2]
      let m[0] = 0
      let m[p] = keep[p]*m[p-1] + (1 - keep[p])*u[p]
      conclude q <= p implies abs(m[p] - m[q]) <= 5*(1 - prod(k in q+1..p: keep[k]))
      """)
    _ = try proof(of: claim)
  }

  /// Geometric sums, with a rate that only a divisor names.
  @Test func boundedStates() throws {
    let claim = try theorem(
      """
      size T >= 1
      index t in 1..T
      real r in (0, 1)
      real a[t] in [-r, r]
      real g[t] in [-2, 2]
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + g[t]
      conclude abs(h[t]) <= 2/(1 - r)
      """)
    _ = try proof(of: claim)
  }

  /// What a conclusion says of the last time, or of the greatest of several values there, by induction on the time.
  @Test(arguments: [
    // Two starts are forgotten.
    """
    real floor in [0, 1] real z[t] in [floor, 1] real c[t] real p, q
    let h[0] = p let h[t] = (1 - z[t])*h[t-1] + z[t]*c[t]
    let g[0] = q let g[t] = (1 - z[t])*g[t-1] + z[t]*c[t]
    conclude abs(h[T] - g[T]) <= (1 - floor)^T * abs(p - q)
    """,
    """
    size N >= 1 index n in 1..N
    real floor in [0, 1] real z[t,n] in [floor, 1] real c[t,n] real p[n], q[n]
    let h[0,n] = p[n] let h[t,n] = (1 - z[t,n])*h[t-1,n] + z[t,n]*c[t,n]
    let g[0,n] = q[n] let g[t,n] = (1 - z[t,n])*g[t-1,n] + z[t,n]*c[t,n]
    conclude max(n: abs(h[T,n] - g[T,n])) <= (1 - floor)^T * max(n: abs(p[n] - q[n]))
    """,
    // A sum whose end is the last time.
    """
    real z[t] in [0, 1], c[t] in [-9, 9]
    let h[0] = 0 let h[t] = (1 - z[t])*h[t-1] + z[t]*c[t]
    conclude h[T]^2 <= sum(t: z[t]*c[t]^2)
    """,
    // A recurrence that another one drives, whatever their names.
    """
    real z[t] in [0, 1], w[t] in [0, 1], c[t] in [-1, 1]
    let h[0] = 0 let h[t] = (1 - z[t])*h[t-1] + z[t]*c[t]
    let a[0] = 0 let a[t] = (1 - w[t])*a[t-1] + w[t]*h[t]
    conclude abs(a[T]) <= 1
    """,
    // Griffin: gates below a rate, and a root of what is left.
    """
    real r in [0, 1) real a[t] in [0, r], x[t] in [-1, 1]
    let h[0] = 0 let h[t] = a[t]*h[t-1] + sqrt(1 - a[t]^2)*x[t]
    conclude abs(h[T]) <= 1/(1 - r)
    """,
  ])
  func conclusionsAboutTheLastTime(_ items: String) throws {
    let claim = try theorem("size T >= 1 index t in 1..T\n" + items)
    if let found = try proof(of: claim) { #expect(try Elaboration(claim).check(found) > 0) }
  }

  /// What is said of sums and products up to a size, by induction on their ends, beside what is false by little.
  @Test(arguments: [
    ("real x[n] conclude abs(sum(n: x[n])) <= sum(n: abs(x[n]))", true),
    ("real x[n] in [0, 1] conclude 0 <= sum(n: x[n]) <= N", true),
    ("real x[n], y[n] conclude sum(n: x[n] + 2*y[n]) = sum(n: x[n]) + 2*sum(n: y[n])", true),
    ("real x[n], y[n] assume x[n] <= y[n] conclude sum(n: x[n]) <= sum(n: y[n])", true),
    ("real S[n] in [-2, 2], q[n] conclude abs(sum(n: S[n]*q[n])) <= 2*sum(n: abs(q[n]))", true),
    ("real a[n] in [0, 1] real b[n] assume a[n] <= b[n] conclude prod(n: a[n]) <= prod(n: b[n])", true),
    ("real x[n], y[n] conclude 2*sum(n: x[n]*y[n]) <= sum(n: x[n]^2) + sum(n: y[n]^2)", true),
    ("real x[n] conclude sum(n: abs(x[n])) <= abs(sum(n: x[n]))", false),
    ("real x[n] in [0, 1] conclude sum(n: x[n]) <= N - 10^(-30)", false),
    ("real a[n], b[n] assume a[n] <= b[n] conclude prod(n: a[n]) <= prod(n: b[n])", false),
    ("real S[n] in [-2, 2], q[n] conclude abs(sum(n: S[n]*q[n])) <= (2 - 10^(-9))*sum(n: abs(q[n]))", false),
  ])
  func sumsUpToASize(_ items: String, _ isTrue: Bool) throws {
    let claim = try theorem("size N >= 1 index n in 1..N\n" + items)
    if case .proved(let found) = try outcome(of: claim, limit: 20_000_000_000) {
      #expect(isTrue)
      #expect(try Elaboration(claim).check(found.proof) > 0)
    } else {
      #expect(!isTrue)
    }
  }

  /// The same with a bound that is a little too small.
  @Test func conclusionsThatFailAtTheLastTime() throws {
    let claim = try theorem(
      """
      size T >= 1 index t in 1..T
      real floor in [0, 1] real z[t] in [floor, 1] real c[t] real p, q
      let h[0] = p let h[t] = (1 - z[t])*h[t-1] + z[t]*c[t]
      let g[0] = q let g[t] = (1 - z[t])*g[t-1] + z[t]*c[t]
      conclude abs(h[T] - g[T]) <= (1 - floor)^T * abs(p - q)*(1 - 10^(-30))
      """)
    guard case .open = try outcome(of: claim) else {
      Issue.record("proved")
      return
    }
  }

  /// The templates propose; where a bound is too small by however little, nothing is shown.
  @Test(arguments: ["1999/1000", "(2 - 10^(-9))", "(2 - 10^(-30))"])
  func aBoundThatIsTooSmallIsNotProved(_ bound: String) throws {
    let claim = try theorem(
      """
      size T >= 1
      index t in 1..T
      real r in (0, 1)
      real a[t] in [-r, r]
      real g[t] in [-2, 2]
      let h[0] = 0
      let h[t] = a[t]*h[t-1] + g[t]
      conclude abs(h[t]) <= \(bound)/(1 - r)
      """)
    guard case .open = try outcome(of: claim) else {
      Issue.record("proved")
      return
    }
  }

  /// A search ends where its effort does, and at the same step again.
  @Test func effortIsCounted() throws {
    let claim = try published("contraction", in: "contraction.claim")
    func spent(_ limit: Int) throws -> (Int, Bool) {
      let effort = ProofEffort(limit: limit)
      let outcome = try withDeepStack { Prover.prove(try Elaboration(claim), nil, within: effort) }
      if case .proved = outcome { return (effort.spent, true) }
      return (effort.spent, false)
    }
    let whole = try spent(.max)
    #expect(whole.1)
    let part = try spent(whole.0 / 2)
    #expect(!part.1 && part.0 < whole.0)
    #expect(try spent(whole.0 / 2).0 == part.0)
  }

  /// A certificate has what its goals rest on, and no more.
  @Test func whatIsNotUsedIsLeftOut() throws {
    let theorem = try published("contraction_pairwise", in: "contraction.claim")
    let elaboration = try Elaboration(theorem)
    guard let found = try proof(of: theorem) else { return }
    let lemmas = found.stages.flatMap(\.lemmas)
    #expect(!lemmas.isEmpty)
    for k in lemmas.indices {
      var less = found
      less.stages[0].lemmas.remove(at: k)
      #expect(throws: ProofRejection.self) { try elaboration.check(less) }
    }
  }
}
