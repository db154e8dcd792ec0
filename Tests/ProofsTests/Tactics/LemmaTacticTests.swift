import Numbers
import ProofKernel
import ProofSupport
import Proofs
import Testing

/// The tactics on theorems that were proved by hand elsewhere, without hints where none are written.
@Suite struct LemmaTacticTests {
  private func prove(
    _ checker: inout Checker, _ name: String, _ text: String, for variables: [String] = [],
    where chains: [String] = [], by way: ProofPlan.Method = .outright, because hints: [String] = [],
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let goal = try fact(text, for: variables, where: try chains.flatMap { try guards($0) })
    switch LemmaTactic(checker).lemma(
      name, goal, by: way, because: Set(hints.map { String($0.prefix { $0 != "(" }) }))
    {
    case .success(let lemma): try checker.prove(lemma)
    case .failure(let failure):
      Issue.record("\(name): \(failure.part); left \(failure.left)", sourceLocation: place)
      throw failure
    }
  }

  private func induction(_ v: String, from low: String) throws -> ProofPlan.Method {
    .induction(on: v, from: try KernelText.index(low))
  }

  /// Theorem 4.2 of arXiv:2501.00658 in full.
  @Test func contraction() throws {
    var theory = try contractionTheory()
    try theory.define(
      FamilyDefinition(
        "Amin", [],
        .minimum(over: ["t", "n"], where: try guards("1 <= t <= T", "1 <= n <= N"), try polynomial("A[t,n]")))
    )
    try theory.define(FamilyDefinition("P", ["j", "k"], .product(over: "u", try polynomial("Amin"))))
    try theory.define(
      FamilyDefinition("db", ["t", "s", "n"], .modulus(re: try polynomial("b[t,n] - b[s,n]"), im: .zero)))
    try theory.define(
      FamilyDefinition("dh", ["t", "s", "n"], .modulus(re: try polynomial("h[t,n] - h[s,n]"), im: .zero)))
    let each = try guards("1 <= s <= T", "1 <= t <= T", "1 <= n <= N")
    try theory.define(
      FamilyDefinition("W", [], .maximum(over: ["s", "t", "n"], where: each, try polynomial("db[t,s,n]"))))
    try theory.define(
      FamilyDefinition("X", [], .maximum(over: ["s", "t", "n"], where: each, try polynomial("dh[t,s,n]"))))
    var checker = Checker(theory)
    let (n, all) = ("1 <= n <= N", ["s", "t", "n"])
    let (upTo, from) = (["0 <= t <= T", n], ["0 <= s <= t", "t <= T", n])
    try prove(
      &checker, "hull_up", "h[t,n] <= hi[n]", for: ["t", "n"], where: upTo, by: induction("t", from: "0"))
    try prove(
      &checker, "hull_dn", "h[t,n] >= lo[n]", for: ["t", "n"], where: upTo, by: induction("t", from: "0"))
    try prove(
      &checker, "gap_up", "hi[n] - h[t,n] >= Q[n,s+1,t]*(hi[n] - h[s,n])", for: all, where: from,
      by: induction("t", from: "s"))
    try prove(
      &checker, "gap_dn", "h[t,n] - lo[n] >= Q[n,s+1,t]*(h[s,n] - lo[n])", for: all, where: from,
      by: induction("t", from: "s"))
    try prove(&checker, "Q_low", "Q[n,s+1,t] >= 0", for: all, where: from, by: induction("t", from: "s"))
    try prove(&checker, "Q_high", "Q[n,s+1,t] <= 1", for: all, where: from, by: induction("t", from: "s"))
    try prove(&checker, "Amin_low", "Amin >= 0")
    try prove(&checker, "Amin_high", "Amin <= 1", because: ["Amin.bound(1,1)", "A.high(1,1)"])
    try prove(&checker, "P_low", "P[1,k] >= 0", for: ["k"], where: ["0 <= k"], by: induction("k", from: "0"))
    try prove(
      &checker, "P_falls", "P[1,j] <= P[1,k]", for: ["k", "j"], where: ["0 <= k <= j"],
      by: induction("j", from: "k"))
    try prove(&checker, "Q_P", "Q[n,s+1,t] >= P[1,t-s]", for: all, where: from, by: induction("t", from: "s"))
    try prove(&checker, "width", "hi[n] - lo[n] <= W", for: ["n"], where: [n])
    let shared = [
      "Q_P(s,t,n)", "Q_high(s,t,n)", "P_falls(t-s,T-1)", "width(n)", "hi.sign(n)", "lo.sign(n)",
      "P_falls(0,T-1)", "P.empty(1,0)",
    ]
    let pair = ["1 <= s <= t", "t <= T", n]
    try prove(
      &checker, "pair_up", "h[t,n] - h[s,n] <= (1 - P[1,T-1])*W", for: all, where: pair,
      because: shared + ["gap_up(s,t,n)", "hull_dn(s,n)", "hull_up(s,n)"])
    try prove(
      &checker, "pair_dn", "h[s,n] - h[t,n] <= (1 - P[1,T-1])*W", for: all, where: pair,
      because: shared + ["gap_dn(s,t,n)", "hull_up(s,n)", "hull_dn(s,n)"])
  }

  /// Products of products: each element is unfolded after all that lead to it.
  @Test func unfoldingInOrder() throws {
    var theory = Theory()
    try theory.declare("w", indices: 0)
    try theory.define(FamilyDefinition("P", ["lo", "hi"], .product(over: "k", try polynomial("w"))))
    try theory.define(FamilyDefinition("S", ["lo", "hi"], .sum(over: "k", try polynomial("P[1,2*k]"))))
    var checker = Checker(theory)
    try prove(&checker, "two", "S[0,1] = 1 + w^2*S[0,0]")
    try prove(&checker, "product", "P[1,3] = w^2*P[1,1]")
  }

  /// Of a cosine the sine comes into sight, and of a sine the cosine.
  @Test func sinesAndCosines() throws {
    var theory = Theory()
    for name in ["cos1", "sin1"] { try theory.declare(name, indices: 1) }
    try theory.assume("cos1.circle", fact("cos1[t]^2 + sin1[t]^2 = 1", for: ["t"], where: []))
    var checker = Checker(theory)
    for (name, text) in [
      ("a", "cos1[t] <= 1"), ("b", "cos1[t] >= -1"), ("c", "sin1[t-1] <= 1"), ("d", "sin1[t] >= -1"),
    ] {
      try prove(&checker, name, text, for: ["t"], by: .contradiction)
    }
  }

  private func contractionTheory() throws -> Theory {
    var theory = Theory()
    try theory.declare(size: "T", from: 1, to: nil)
    try theory.declare(size: "N", from: 1, to: nil)
    for name in ["A", "D", "b", "h"] { try theory.declare(name, indices: 2) }
    let each = try guards("1 <= t <= T", "1 <= n <= N")
    for (name, text) in [
      ("A.low", "A[t,n] >= 0"), ("A.high", "A[t,n] < 1"), ("D.low", "D[t,n] >= 0"),
      ("budget", "A[t,n] + D[t,n] <= 1"), ("h.next", "h[t,n] = A[t,n]*h[t-1,n] + D[t,n]*b[t,n]"),
    ] {
      try theory.assume(name, fact(text, for: ["t", "n"], where: each))
    }
    let states = try guards("1 <= n <= N")
    try theory.assume("h.first", fact("h[0,n] = 0", for: ["n"], where: states))
    let range = try guards("1 <= t <= T")
    try theory.define(
      FamilyDefinition("lo", ["n"], .minimum(over: ["t"], where: range, try polynomial("b[t,n]"))))
    try theory.define(
      FamilyDefinition("hi", ["n"], .maximum(over: ["t"], where: range, try polynomial("b[t,n]"))))
    try theory.define(FamilyDefinition("Q", ["n", "s", "t"], .product(over: "u", try polynomial("A[u,n]"))))
    try theory.assume("lo.sign", fact("lo[n] <= 0", for: ["n"], where: states))
    try theory.assume("hi.sign", fact("hi[n] >= 0", for: ["n"], where: states))
    return theory
  }
}
