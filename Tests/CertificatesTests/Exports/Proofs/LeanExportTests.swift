import Claims
import Elaboration
import Foundation
import ProofKernel
import ProofSupport
import TestSupport
import Testing

@testable import Certificates

/// Proofs written for Lean. There is no Lean to ask here: that names are known where they stand, and what is stated, is held.
@Suite struct LeanExportTests {
  private func faults(_ text: String) -> [String] { LeanText(text).faults }

  @Test func whatIsStated() throws {
    let text = try ProofExportTests.contraction(for: .lean)
    for line in [
      "def h (T : ℤ) (b : ℤ → ℝ) (A : ℤ → ℝ) (D : ℤ → ℝ) (t : ℤ) : ℝ := recursive (h_level T b A D) (h_rule T b A D) 0 [t]",
      "  | 0, [t] => (if (t = 0) then 0 else (if (1 ≤ t) ∧ (t ≤ T) then A t * values 0 [(t - 1)] + D t * b t else 0))",
      "theorem h_2 : ∀ t : ℤ, (1 ≤ t) → (t ≤ T) → h T b A D t = A t * h T b A D (t - 1) + D t * b t := by",
      "def max1 (T : ℤ) (b : ℤ → ℝ) : ℝ := greatest (over 1 T (fun t : ℤ => [b t]))",
      "def prod1 (A : ℤ → ℝ) (lo hi : ℤ) : ℝ := product_of (fun u : ℤ => A u) lo hi",
      "variable (D_high : ∀ t : ℤ, (1 ≤ t) → (t ≤ T) → A t + D t ≤ 1)",
      "theorem contraction_pairwise :", "  ∀ T : ℤ,", "  (1 ≤ T) →", "  ∀ b : ℤ → ℝ,", "  (0 ≤ max1 T b) →",
      "  all_of_contraction_pairwise", "#print axioms contraction_pairwise",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(text.contains("It was not compiled where\nit was written"))
    #expect(text.contains("conclude s <= t implies"))
    #expect(faults(text) == [])
  }

  /// A file with a lemma less, a bracket less, a gap, or a name twice is not passed over.
  @Test func faultsAreFound() throws {
    let text = try ProofExportTests.contraction(for: .lean)
    for (part, other, expected) in [
      ("theorem h_2 :", "theorem h_3 :", "'h_2' is not known"),
      ("(by same_number)\n", "(by same_number\n", "brackets"),
      ("def prod1 ", "def prod2 ", "'prod1' is not known"), ("  · cases X\n", "  · sorry\n", "'sorry'"),
      ("theorem max1_bound :", "theorem h_2 :", "'h_2' twice"),
      ("abs_choice _", "abs_either _", "'abs_either' is not known"),
      ("(H : c ≤ d) (e", "(G : c ≤ d) (e", "'H' is not known"),
      ("def max1 (", "def match (", "'match' means something"),
    ] {
      let changed = text.replacing(part, with: other, maxReplacements: 1)
      #expect(changed != text)
      #expect(faults(changed).contains { $0.contains(expected) }, "\(part)")
    }
  }

  /// Certificates with each of the kernel's rules.
  @Test(arguments: StoredProofs.names) func storedProofs(_ name: String) throws {
    let certificate = try Certificate.parse(Array(try StoredProofs.text(name).utf8), file: name)
    let text = try certificate.export(to: .lean)
    #expect(text.contains("theorem \(certificate.theorem.name) :\n"))
    #expect(faults(text) == [], "\(name)")
  }

  /// Of every published theorem that the kernel has terms for, all families have definitions.
  @Test func everyFamilyIsDefined() throws {
    var cited: Set<String> = []
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Theorems")).sorted()
    where file.hasSuffix(".claim") {
      for theorem in try Theorem.load(path: Repository.path("Theorems/\(file)")) {
        guard (try? Elaboration(theorem)) != nil else { continue }
        count += 1
        let text = try ProofCertificate(
          theorem, sizes: [:], witness: Instance(sizes: [], values: []), proof: TheoremProof(stages: [])
        ).export(to: .lean)
        #expect(!text.contains("No definition"), "\(theorem.name)")
        let checked = LeanText(text)
        #expect(checked.faults == [], "\(theorem.name)")
        cited.formUnion(checked.cited)
      }
    }
    #expect(count > 100)
    // With what the certificates of all rules name, the list has nothing that no file does.
    for name in StoredProofs.names {
      let certificate = try Certificate.parse(Array(try StoredProofs.text(name).utf8), file: name)
      cited.formUnion(LeanText(try certificate.export(to: .lean)).cited)
    }
    cited.formUnion(LeanText(try Self.rarities().export(to: .lean)).cited)
    #expect(Set(LeanNames.mathlib).subtracting(cited).sorted() == [])
  }

  /// A product of what is above 0, an element whose two indices are equal to others, and an exponential of 0.
  private static func rarities() throws -> ProofCertificate {
    let theorem = try theorem(
      """
      size T >= 1
      index s, t in 1..T
      real x in [0, 1], y in [0, 1], w[s,t] in [0, 1]
      assume x > 0
      assume y > 0
      conclude x*y > 0
      conclude s <= t and t <= s implies w[s,t] = w[t,s]
      conclude x <= 1
      """)
    let proofs = [
      try combination([try term(1, "assume1()", "assume2()")]),
      try combination(equations: [("-1", "same(w[s,t],w[t,s])")]),
      .steps(
        [Proof.Step("one", try literal("unit = 1"), .exponentials(try atom("unit"), [], rewrites: []))],
        then: try combination([try term(1, "x.high()")], equations: [("0", "one")])),
    ]
    let unit = FamilyDefinition("unit", [], .exponential(RealPolynomial.zero))
    let proof = TheoremProof(
      definitions: [unit],
      stages: [
        TheoremProof.Stage(goals: proofs.map { TheoremProof.GoalProof(.direct($0)) })
      ])
    _ = try Elaboration(theorem).check(proof)
    return ProofCertificate(theorem, sizes: [:], witness: Instance(sizes: [], values: []), proof: proof)
  }

  @Test func raritiesAreStated() throws {
    let text = try Self.rarities().export(to: .lean)
    for part in [
      "mul_pos K", "congr (congrArg (w) (show (s : ℤ) = t by omega)) (show (t : ℤ) = s by omega)",
      "Real.exp_zero",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(faults(text) == [])
  }

  /// Each name of Lean's and Mathlib's that is used stands on the list that says what it is.
  @Test func namesOfMathlib() {
    #expect(LeanNames.mathlib.sorted() == MathlibNames.list.map(\.name).sorted())
    #expect(Set(LeanNames.mathlib).count == LeanNames.mathlib.count)
    #expect(MathlibNames.lookedUp.isSubset(of: LeanNames.mathlib))
    for entry in MathlibNames.list {
      #expect(!entry.module.isEmpty && !entry.statement.isEmpty, "\(entry.name)")
    }
  }

  @Test func namesThatMeanSomethingInLean() throws {
    let names = [
      "fun", "at", "end", "Real", "abs", "max", "insert", "omega", "congr", "values", "X", "H", "Nat",
      "le_from", "table",
      "show", "this", "rfl", "Finset", "z", "do", "using", "where", "E", "recursive", "pi", "h", "by",
      "lemma_", "which",
    ].filter { (try? theorem("real \($0)\nconclude \($0) <= \($0)", name: "trial")) != nil }
    #expect(names.count > 15)
    let declarations = names.map { "\($0) in [0, 1]" }.joined(separator: ", ")
    let sum = names.joined(separator: " + ")
    var builder = try ProofBuilder(
      try theorem("real \(declarations)\nconclude \(sum) <= \(names.count)", name: "congr"))
    try builder.conclude()
    let text = try builder.certificate().export(to: .lean)
    #expect(faults(text) == [])
    #expect(text.contains("theorem congr_ :\n"))
    for name in ["Real", "insert", "omega", "table", "values"] where names.contains(name) {
      #expect(text.contains("variable (\(name)_ : ℝ)\n"), "\(name)")
    }
  }

  /// What the kernel's rewriting does becomes multiples of equations.
  @Test func multipliers() throws {
    func head(_ name: String, _ rest: String) throws -> RewriteHead {
      let atom = try atom(name)
      let rest = try polynomial(rest)
      let equation = CitedFact(name: "", literal: Literal(RealPolynomial(atom) - rest, .zero))
      return RewriteHead(own: "", equation: equation, atom: atom, rest: rest)
    }
    let heads = [try head("a", "b*x + 1"), try head("b", "x - y"), try head("c", "x")]
    for text in ["a^3*x - 2*a*b + b^2", "c - a", "a*b*c + 5/7*y", "x"] {
      let polynomial = try polynomial(text)
      let shown = polynomial - heads.rewriting(polynomial)
      let found = try #require(heads.multipliers(of: shown))
      let sum = zip(found, heads).reduce(RealPolynomial.zero) { $0 + $1.0 * $1.1.equation.literal.polynomial }
      #expect(sum == shown, "\(text)")
    }
    #expect(heads.multipliers(of: try polynomial("a - x")) == nil)
  }
}
