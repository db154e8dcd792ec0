import Claims
import Elaboration
import Foundation
import Inputs
import ProofKernel
import ProofSupport
import TestSupport
import Testing

@testable import Certificates

/// Proofs written for Coq, and, where `coqc` is at hand, that it accepts them.
@Suite struct ProofExportTests {
  /// Theorem 4.2 pair by pair.
  static func contraction(for assistant: ProofAssistant = .coq) throws -> String {
    var builder = try ProofBuilder(try published("contraction_pairwise", in: "contraction.claim"))
    let (upTo, from) = (["0 <= t <= T"], ["0 <= s <= t", "t <= T"])
    let all = ["s", "t"]
    try builder.prove("hull.up", "h[t] <= max1", for: ["t"], where: upTo, by: try induction("t", from: "0"))
    try builder.prove("hull.dn", "h[t] >= min1", for: ["t"], where: upTo, by: try induction("t", from: "0"))
    try builder.prove("Q.low", "prod1[s+1,t] >= 0", for: all, where: from, by: try induction("t", from: "s"))
    try builder.prove("Q.high", "prod1[s+1,t] <= 1", for: all, where: from, by: try induction("t", from: "s"))
    try builder.prove(
      "gap.up", "max1 - h[t] >= prod1[s+1,t]*(max1 - h[s])", for: all, where: from,
      by: try induction("t", from: "s"))
    try builder.prove(
      "gap.dn", "h[t] - min1 >= prod1[s+1,t]*(h[s] - min1)", for: all, where: from,
      by: try induction("t", from: "s"))
    try builder.conclude(because: [
      "gap.up(s,t)", "gap.dn(s,t)", "hull.up(s)", "hull.dn(s)", "Q.high(s,t)", "Q.low(s,t)",
    ])
    return try builder.certificate().export(to: assistant)
  }

  @Test func whatIsStated() throws {
    let text = try Self.contraction()
    for line in [
      "Definition h (t : Z) : R := recursive h_level h_rule [t].",
      "  | [t] => if decide ((t = 0)%Z) then 0 else if decide ((1 <= t)%Z /\\ (t <= T)%Z) then A t * values [(t - 1)%Z] + D t * b t else 0",
      "Lemma h_2 : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> h t = A t * h (t - 1)%Z + D t * b t.",
      "Definition max1 : R := greatest (over 1%Z T (fun t : Z => [b t])).",
      "Definition prod1 (lo hi : Z) : R := product_of (fun u : Z => A u) lo hi.",
      "Definition abs1 (s t : Z) : R := Rabs (h s - h t).",
      "Hypothesis D_high : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> A t + D t <= 1.",
      // Closed: definitions take what they rest on.
      "Theorem contraction_pairwise :", "  forall T : Z,", "  (1 <= T)%Z ->", "  forall b : Z -> R,",
      "  (0 <= max1 T b) ->", "Print Assumptions contraction_pairwise.",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(text.contains("abs1 T b A D s t + max1 T b * prod1 A (s + 1)%Z t + min1 T b <= max1 T b"))
    #expect(text.contains("conclude s <= t implies"))
    for word in ["Admitted", "Axiom", "Parameter", "nra", "nia", "psatz"] {
      #expect(!ExportNames.identifiers(in: text).contains(word), "\(word)")
    }
  }

  @Test func contractionIsAccepted() throws {
    let text = try Self.contraction()
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict) }
    let stronger = text.replacing("(forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 <= D t) ->\n", with: "")
    #expect(stronger != text)
    if let verdict = try CoqCompiler.accepts(stronger) { #expect(!verdict) }
  }

  @Test func namesThatMeanSomethingInCoq() throws {
    var builder = try ProofBuilder(
      try theorem(
        """
        size Z >= 1, R >= 1, N >= 1
        index fun in 1..Z
        real S[fun] in [0, 1], fold in [0, 1], X in [0, 1], values in [0, 1], O in [0, 1], x' in [0, 1]
        conclude S[fun]*fold*X*values*O*x' <= 1
        """, name: "Rmax"))
    try builder.prove("IH", "S[fun]*fold <= 1", for: ["fun"], where: ["1 <= fun <= Z"])
    try builder.prove("lra", "X*values <= 1")
    try builder.prove("exact", "O*x' <= 1")
    try builder.conclude()
    let text = try builder.certificate().export(to: .coq)
    for line in [
      "Variable Z_ : Z.", "Variable R_ : Z.", "Variable N : Z.", "Variable S_ : Z -> R.",
      "Variable fold_ : R.",
      "Variable x' : R.",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict) }
  }

  /// Of every published theorem that the kernel has terms for, all families have definitions.
  @Test func everyFamilyIsDefined() throws {
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Theorems"))
    where file.hasSuffix(".claim") {
      for theorem in try Theorem.load(path: Repository.path("Theorems/\(file)")) {
        guard (try? Elaboration(theorem)) != nil else { continue }
        count += 1
        let text = try ProofCertificate(
          theorem, sizes: [:], witness: Instance(sizes: [], values: []), proof: TheoremProof(stages: [])
        ).export(to: .coq)
        #expect(!text.contains("No definition"), "\(theorem.name)")
      }
    }
    #expect(count > 100)
  }

  /// What a derivative is said to be it is.
  @Test func derivatives() throws {
    let theorem = try published("recency_complex", in: "recency.claim")
    let text = try ProofCertificate(
      theorem, sizes: [:], witness: Instance(sizes: [], values: []), proof: TheoremProof(stages: [])
    ).export(to: .coq)
    #expect(text.contains("Lemma h_re_x_is_the_derivative "))
    #expect(
      text.contains(
        "derivable_pt_lim (fun z_moved => h_re T (moved_x x t' z_moved) turn p L q k t) (x t') (h_re_x T x turn p L q k t t')"
      ))
    #expect(!text.contains("not shown here"))
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict) }
    let slope = "(h_re_x T x turn p L q k t t')"
    let wrong = text.replacing(slope, with: "(2 * h_re_x T x turn p L q k t t')")
    #expect(wrong != text)
    if let verdict = try CoqCompiler.accepts(wrong) { #expect(!verdict) }
  }

  /// Whatever stands in a file and is no name of the claim's has a meaning of its own: a claim's name that were the same word would
  /// take it away. Comments aside.
  @Test(arguments: StoredProofs.names) func noNameOfAClaimHasAMeaningThere(_ name: String) throws {
    let certificate = try Certificate.parse(Array(try StoredProofs.text(name).utf8), file: name)
    guard case .proof(let proof) = certificate else { return }
    try withDeepStack {
      var export = try ProofExport(proof, CoqScript())
      let text = try export.render()
      let known = CoqPrelude.reserved.union(CoqPrelude.ends)
      let others = ExportNames.identifiers(in: Coq.withoutComments(text)).subtracting(export.text.given)
      #expect(others.isSubset(of: known), "\(others.subtracting(known).sorted())")
    }
  }

  /// Certificates with each of the kernel's rules.
  @Test(arguments: StoredProofs.names) func storedProofs(_ name: String) throws {
    let certificate = try Certificate.parse(Array(try StoredProofs.text(name).utf8), file: name)
    let text = try certificate.export(to: .coq)
    #expect(text.contains("Theorem \(certificate.theorem.name) :\n"))
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict, "\(name)") }
  }

  /// Ways in which equations lead to one another, each with a conclusion that follows at once.
  private static let recursions: [(name: String, element: String, items: String, stated: String)] = [
    (
      "several that carry one another", "c[T]",
      """
      let c[0] = 0
      let h[0] = 0
      let c[t] = f[t]*c[t-1] + x[t]*h[t-1]
      let h[t] = f[t]*c[t]
      """, "  | [0%Z; t] => 2 * t\n  | [1%Z; t] => 2 * t + 1\n"
    ),
    ("from the end", "b[1]", "let b[T+1] = 1\nlet b[t] = f[t]*b[t+1]", "  | [t] => T - t + 1\n"),
    (
      "all before", "s[T]", "let s[t] = sum(u in 1..t-1: x[u]*s[u]) + 1",
      "sum_of (fun u : Z => values [u] * x u) 1%Z (t - 1)%Z"
    ),
    (
      "greatest of those before", "o[T]", "let o[0] = 0\nlet o[t] = max(o[t-1], x[t])",
      "Rmax (values [(t - 1)%Z]) (x t)"
    ),
    (
      "steps of two", "z[T]", "let z[0] = 0\nlet z[1] = 1\nlet z[t] = z[t-1] + f[t]*z[t-2]",
      "values [(t - 2)%Z]"
    ),
    (
      "layers over time", "g[T,N]", "let g[0,n] = 1\nlet g[t,0] = 1\nlet g[t,n] = g[t-1,n] + f[t]*g[t,n-1]",
      "  | [t; n] => n + t - 1\n"
    ),
    ("a shift", "w[T]", "let w[1] = 0\nlet w[t+1] = f[t]*w[t]", "values [(index1 - 1)%Z]"),
    (
      "a condition on numbers", "y[T]", "let y[0] = 0\nlet y[t] = if y[t-1] <= f[t] then x[t] else y[t-1]",
      "No definition: "
    ),
    (
      "a matrix", "v[T,N]", "let v[0,n] = 1\nlet v[t,n] = sum(m: a[n,m]*v[t-1,m])",
      "sum_of (fun m : Z => a n m * values ["
    ),
    (
      "lines of a page", "p[T,N]", "let p[0,N] = 1\nlet p[t,0] = p[t-1,N]\nlet p[t,n] = f[t]*p[t,n-1]",
      "No definition: "
    ),
    ("complex numbers", "re(k[T])", "let k[0] = 1\nlet k[t] = (f[t] + i*x[t])*k[t-1] + exp(i*x[t])", "Rsqr"),
  ]

  @Test(arguments: recursions.indices) func recursion(_ k: Int) throws {
    let (name, element, items, stated) = Self.recursions[k]
    var builder = try ProofBuilder(
      try theorem(
        """
        size T >= 2, N >= 1
        index t in 1..T
        index n, m in 1..N
        real f[t] in [0, 1], x[t] in [0, 1], a[n,m] in [0, 1]
        \(items)
        conclude \(element) <= \(element)
        """, name: "recursion"))
    try builder.conclude()
    let certificate = try builder.certificate()
    #expect(LeanText(try certificate.export(to: .lean)).faults == [], "\(name)")
    let text = try certificate.export(to: .coq)
    #expect(stated.isEmpty || text.contains(stated), "\(name): \(text)")
    #expect(text.contains("No definition") == stated.hasPrefix("No definition"), "\(name)")
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict, "\(name)") }
  }

  /// Two families that change places at each step, by one induction, and equal indices.
  @Test func inductionOfSeveral() throws {
    var builder = try ProofBuilder(
      try theorem(
        """
        size T >= 1
        index s, t in 1..T
        real x in [0, 1]
        let a[0] = x
        let b[0] = x
        let a[t] = b[t-1]
        let b[t] = a[t-1]
        conclude a[t] <= 1
        conclude s <= t and t <= s implies a[s] + t = a[t] + s
        """))
    func way(_ name: String) throws -> (base: Proof, step: Proof) {
      let other = name == "a" ? "IH2" : "IH"
      return (
        try combination([try term(1, "x.high()")], rewrites: [("\(name).1()", "\(name)[0]")]),
        try combination([try term(1, other)], rewrites: [("\(name).2(t+1)", "\(name)[t+1]")])
      )
    }
    let (a, b) = (try way("a"), try way("b"))
    try builder.add(
      Lemma(
        "below", try fact("a[t] <= 1", for: ["t"], where: try guards("0 <= t <= T")),
        .induction(on: "t", from: IndexTerm(0), base: a.base, step: a.step),
        also: [Lemma.Companion("other", try literal("b[t] <= 1"), base: b.base, step: b.step)]))
    builder.conclude(.direct(try combination([try term(1, "below(t)")])))
    builder.conclude(
      .direct(try combination(equations: [("1", "same(a[t],a[s])"), ("1", "same(real[s],real[t])")])))
    let text = try builder.certificate().export(to: .coq)
    #expect(text.contains("Lemma other : forall t : Z, (0 <= t)%Z -> (t <= T)%Z -> b t <= 1.\n"))
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict) }
  }

  /// What a certificate may hold although no tactic writes it: a rewriting that replaces nothing, the least of one number, sums
  /// of exponents that are equal as they stand.
  @Test func proofsThatNoTacticWrites() throws {
    let theorem = try theorem(
      """
      real x in [0, 1]
      conclude x <= 1
      conclude exp(1 + x) = exp(1)*exp(x)
      """)
    let sum = Proof.Step(
      "sum", try literal("exp1 = exp2*exp3"),
      .exponentials(try atom("exp1"), [try atom("exp2"), try atom("exp3")], rewrites: []))
    let high = try combination([try term(1, "x.high()")], rewrites: [("x.low()", "nothing[t]")])
    let proof = TheoremProof(
      definitions: [FamilyDefinition("alone", [], .least([try polynomial("x")]))],
      stages: [
        TheoremProof.Stage(goals: [
          TheoremProof.GoalProof(.direct(high)),
          TheoremProof.GoalProof(.direct(.steps([sum], then: try combination(equations: [("-1", "sum")])))),
        ])
      ])
    _ = try Elaboration(theorem).check(proof)
    let text = try ProofCertificate(
      theorem, sizes: [:], witness: Instance(sizes: [], values: []), proof: proof
    ).export(to: .coq)
    #expect(!text.contains("nothing"))
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict) }
  }
}
