import ProofKernel

/// Proofs for Coq 8.16 or later, with its standard library alone.
///
/// Conditions on indices are left to `lia`, identities between polynomials to `lra` with monomials as unknowns.
struct CoqScript: ProofScript {
  let words = ScriptWords(
    whole: "Z", real: "R", forAll: "forall", exists: "exists", implies: "->", and: "/\\", or: "\\/",
    atMost: "<=",
    unequal: "<>", unnamed: "?", maximum: "Rmax", minimum: "Rmin", magnitude: "Rabs", root: "sqrt",
    exponential: "exp", logarithm: "ln", sine: "sin", cosine: "cos", pi: "PI")
  let hasSections = true
  var reserved: Set<String> { CoqPrelude.reserved }

  // MARK: Terms

  func comment(_ text: String) -> String { Coq.comment(text) }
  func scoped(_ index: String) -> String { "(\(index))%Z" }
  func numeral(_ index: String) -> String { "\(index)%Z" }
  func real(_ argument: String) -> String { "IZR " + argument }
  func atMost(_ low: String, _ high: String, isConstant: Bool) -> String { "(\(low) <= \(high))%Z" }
  func equal(_ a: String, _ b: String, isConstant: Bool) -> String { "(\(a) = \(b))%Z" }
  func typed(_ number: String) -> String { number }
  func list(_ items: [String]) -> String { "[\(items.joined(separator: "; "))]" }
  func inverse(_ operand: String) -> String { "/ \(operand)" }

  func choice(_ conditions: [String], _ value: String, else other: String) -> String {
    "if decide (\(conditions.joined(separator: " /\\ "))) then \(value) else \(other)"
  }

  // MARK: The file

  func opening(_ header: String, section: String) -> [String] {
    [comment(header), "", CoqPrelude.text, "", "Section \(section).", ""]
  }

  func closing(section: String) -> [String] { ["End \(section).", ""] }
  func ending(section: String) -> [String] { [] }
  var series: String { CoqPrelude.series }
  func variable(_ name: String, _ type: String) -> [String] { ["Variable \(name) : \(type)."] }
  func hypothesis(_ name: String, _ statement: String) -> [String] { ["Hypothesis \(name) : \(statement)."] }

  func definition(
    _ name: String, on context: [(name: String, type: String)], _ indices: [String], _ body: String
  ) -> String {
    "Definition \(name)\(binders(indices)) : R := \(body)."
  }

  func binders(_ indices: [String]) -> String {
    indices.isEmpty ? "" : " (\(indices.joined(separator: " ")) : Z)"
  }

  func lemma(_ name: String, _ statement: String, _ script: [String]) -> [String] {
    script.isEmpty
      ? ["Lemma \(name) : \(statement).", "Proof."]
      : ["Lemma \(name) : \(statement).", "Proof. \(script.joined(separator: " ")) Qed."]
  }

  func collected(_ name: String, _ conjunction: String, from names: [String]) -> [String] {
    let proof = names.dropLast().reversed().reduce(names[names.count - 1]) { "(conj \($1) \($0))" }
    return ["Lemma \(name) :", conjunction + ".", "Proof using All. exact \(proof). Qed.", ""]
  }

  func closed(_ name: String, from premises: [String], _ conjunction: String, by lemma: String) -> [String] {
    ["Theorem \(name) :"] + premises.map { "  " + $0 } + [
      conjunction + ".", "Proof. exact \(lemma). Qed.", "",
    ]
  }

  /// Coq goes through the library of the reals for each such command, half a second long: once for all theorems.
  func axioms(of names: [String], together: String) -> [String] {
    names.count < 2
      ? names.map { "Print Assumptions \($0)." }
      : ["Definition \(together) := (\(names.joined(separator: ", "))).", "Print Assumptions \(together)."]
  }
  func applied(_ name: String, to assumptions: [String]) -> String { name }

  // MARK: Scripts

  func introducing(_ names: [String]) -> [String] {
    names.isEmpty ? [] : ["intros \(names.joined(separator: " "))."]
  }

  /// Index terms as they come to what they are to be.
  func replacing(_ list: [(String, String)], in hypothesis: String) -> [String] {
    list.map { "replace (\($0.0))%Z with (\($0.1))%Z in \(hypothesis) by lia." }
  }

  /// Whole numbers as reals, where some are spoken of.
  func pushing(_ polynomials: [RealPolynomial], in hypothesis: String) -> String {
    hasReals(polynomials) ? "push_reals \(hypothesis). " : ""
  }

  func hasReals(_ polynomials: [RealPolynomial]) -> Bool {
    polynomials.flatMap(\.variables).contains { $0.name == Atom.realName }
  }

  /// Takes a disjunction of so many parts apart; each has the same name.
  func distinguishing(_ disjunction: String, _ count: Int, as name: String) -> String {
    if count == 1 { return "pose proof \(disjunction) as \(name)" }
    return "destruct \(disjunction) as \((1..<count).reduce(name) { rest, _ in "[\(name) | \(rest)]" })"
  }

  func rewriting(_ heads: [RewriteHead]) -> String { heads.map { "?" + $0.own }.joined(separator: ", ") }
}
