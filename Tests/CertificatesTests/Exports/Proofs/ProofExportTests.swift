import Claims
import Elaboration
import Foundation
import ProofKernel
import ProofSupport
import TestSupport
import Testing

@testable import Certificates

/// Proofs written for Coq, and, where `coqc` is at hand, that it accepts them.
@Suite struct ProofExportTests {
  /// Theorem 4.2 pair by pair.
  static func contraction() throws -> String {
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
    return try builder.certificate().export(to: .coq)
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
      "Variable Z_ : Z.", "Variable R_ : Z.", "Variable N : Z.", "Variable S : Z -> R.",
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
        if text.contains("Derivatives. *)") {
          try text.write(toFile: "/tmp/coqw/der/\(theorem.name).v", atomically: true, encoding: .utf8)
        }
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

  /// Certificates with each of the kernel's rules.
  @Test(arguments: StoredProofs.names) func storedProofs(_ name: String) throws {
    let certificate = try Certificate.parse(Array(try StoredProofs.text(name).utf8), file: name)
    let text = try certificate.export(to: .coq)
    #expect(text.contains("Theorem \(certificate.theorem.name) :\n"))
    if let verdict = try CoqCompiler.accepts(text) { #expect(verdict, "\(name)") }
  }
}
