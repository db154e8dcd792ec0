import Numbers
import ProofKernel
import ProofSupport
import Proofs
import Testing

/// Theorem 4.2 of arXiv:2501.00658 by hand, for all T and N: states differ by at most (1 - P(T-1)) times the width of the inputs.
@Suite struct ContractionProofTests {
  static func theory() throws -> Theory {
    var theory = Theory()
    try theory.declare(size: "T", from: 1, to: nil)
    try theory.declare(size: "N", from: 1, to: nil)
    for name in ["A", "D", "b", "h"] { try theory.declare(name, indices: 2) }
    let each = try guards("1 <= t <= T", "1 <= n <= N")
    func given(_ name: String, _ text: String) throws {
      try theory.assume(name, fact(text, for: ["t", "n"], where: each))
    }
    try given("A.low", "A[t,n] >= 0")
    try given("A.high", "A[t,n] < 1")
    try given("D.low", "D[t,n] >= 0")
    try given("budget", "A[t,n] + D[t,n] <= 1")
    try given("h.next", "h[t,n] = A[t,n]*h[t-1,n] + D[t,n]*b[t,n]")
    try theory.assume("h.first", fact("h[0,n] = 0", for: ["n"], where: try guards("1 <= n <= N")))
    try theory.define(
      FamilyDefinition(
        "lo", ["n"], .minimum(over: ["t"], where: try guards("1 <= t <= T"), try polynomial("b[t,n]"))))
    try theory.define(
      FamilyDefinition(
        "hi", ["n"], .maximum(over: ["t"], where: try guards("1 <= t <= T"), try polynomial("b[t,n]"))))
    try theory.define(
      FamilyDefinition("Q", ["n", "s", "t"], .product(over: "u", try polynomial("A[u,n]"))))
    try theory.assume("lo.sign", fact("lo[n] <= 0", for: ["n"], where: try guards("1 <= n <= N")))
    try theory.assume("hi.sign", fact("hi[n] >= 0", for: ["n"], where: try guards("1 <= n <= N")))
    return theory
  }

  static func hull() throws -> Lemma {
    Lemma(
      "hull", try fact("h[t,n] <= hi[n]", for: ["t", "n"], where: try guards("0 <= t <= T", "1 <= n <= N")),
      .induction(
        on: "t", from: IndexTerm(0),
        base: try combination([try term(1, "hi.sign(n)")], rewrites: [("h.first(n)", "h[0,n]")]),
        step: try combination(
          [
            try term(1, "A.low(t+1,n)", "IH"), try term(1, "D.low(t+1,n)", "hi.bound(n,t+1)"),
            try term(1, "budget(t+1,n)", "hi.sign(n)"),
          ], rewrites: [("h.next(t+1,n)", "h[t+1,n]")])))
  }

  static func gap() throws -> Lemma {
    Lemma(
      "gap",
      try fact(
        "hi[n] - h[t,n] >= Q[n,s+1,t]*(hi[n] - h[s,n])", for: ["s", "t", "n"],
        where: try guards("0 <= s <= t <= T", "1 <= n <= N")),
      .induction(
        on: "t", from: IndexTerm("s"),
        base: try combination(rewrites: [("Q.empty(n,s+1,s)", "Q[n,s+1,s]")]),
        step: try combination(
          [
            try term(1, "A.low(t+1,n)", "IH"), try term(1, "D.low(t+1,n)", "hi.bound(n,t+1)"),
            try term(1, "budget(t+1,n)", "hi.sign(n)"),
          ],
          rewrites: [("h.next(t+1,n)", "h[t+1,n]"), ("Q.last(n,s+1,t+1)", "Q[n,s+1,t+1]")])))
  }

  @Test func theLemmasArePassed() throws {
    var checker = Checker(try Self.theory())
    try checker.prove(try Self.hull())
    try checker.prove(try Self.gap())
    let goal = try Self.gap().fact
    #expect(checker.theory.facts["gap"] == goal && checker.steps == 6)
  }

  /// Each change of the proof, the statement or what is given is noticed.
  @Test func whatIsChangedIsRefused() throws {
    func refuses(_ change: (inout Lemma) throws -> Void, _ place: SourceLocation = #_sourceLocation) throws {
      var lemma = try Self.gap()
      try change(&lemma)
      var checker = Checker(try Self.theory())
      try checker.prove(try Self.hull())
      #expect(throws: KernelError.self, sourceLocation: place) { try checker.prove(lemma) }
    }
    func step(_ lemma: inout Lemma, _ change: (inout Proof.Combination) throws -> Void) throws {
      guard case .induction(let v, let low, let base, .combination(var step)) = lemma.way else { return }
      try change(&step)
      lemma.way = .induction(on: v, from: low, base: base, step: .combination(step))
    }
    try refuses { $0.fact.literal = try literal("hi[n] - h[t,n] >= 2*Q[n,s+1,t]*(hi[n] - h[s,n])") }
    try refuses { $0.fact.literal = try literal("hi[n] - h[t,n] > Q[n,s+1,t]*(hi[n] - h[s,n])") }
    try refuses { $0.fact.literal.relation = .zero }
    // t below s, beyond T, without the end of n.
    try refuses { $0.fact.guards = try guards("0 <= s <= t+1", "t <= T", "1 <= n <= N") }
    try refuses { $0.fact.guards = try guards("0 <= s <= t <= T+1", "1 <= n <= N") }
    try refuses { $0.fact.guards = try guards("0 <= s <= t <= T", "1 <= n") }
    try refuses { $0.fact.variables = ["s", "t"] }
    try refuses { $0.fact.variables = ["s", "t", "n", "T"] }
    try refuses { $0.premiseNames = ["x"] }
    try refuses { $0.name = "hull" }
    try refuses { try step(&$0) { $0.terms[0].coefficient = -1 } }
    try refuses { try step(&$0) { $0.terms.removeLast() } }
    try refuses { try step(&$0) { $0.rewrites.removeLast() } }
    try refuses { try step(&$0) { $0.terms[2].factors[0] = .fact(try reference("budget(t,n)")) } }
    try refuses { try step(&$0) { $0.terms[2].factors[0] = .fact(try reference("budget(t+2,n)")) } }
    try refuses { try step(&$0) { $0.terms[2].factors[0] = .fact(try reference("nothing(t,n)")) } }
    try refuses { try step(&$0) { $0.terms[0].factors[1] = .fact(try reference("gap(s,t,n)")) } }
    try refuses { try step(&$0) { $0.isAbsurd = true } }
    try refuses {
      guard case .induction(_, let low, let base, let step) = $0.way else { return }
      $0.way = .induction(on: "s", from: low, base: base, step: step)
    }
    try refuses {
      guard case .induction(let v, _, let base, let step) = $0.way else { return }
      $0.way = .induction(on: v, from: try IndexTerm("s").adding(IndexTerm(1)), base: base, step: step)
    }
  }
}
