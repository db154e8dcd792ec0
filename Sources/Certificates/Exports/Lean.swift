import Numbers

/// Lean 4 with Mathlib.
enum Lean: ProofLanguage {
  static let fileExtension = "lean"
  // Not the names of Lean's own propositions.
  static let words = FormulaWords(
    yes: "yes", no: "no", lessOrEqual: "le", less: "lt", equal: "eq", not: "neg", and: "conj", or: "disj")

  static let reserved: Set<String> = [
    "abbrev", "at", "axiom", "by", "class", "constant", "def", "deriving", "do", "else", "end", "example",
    "export",
    "extends", "for", "forall", "from", "fun", "have", "if", "import", "in", "inductive", "infix", "instance",
    "lemma",
    "let", "local", "macro", "match", "mut", "mutual", "namespace", "noncomputable", "notation", "open",
    "partial",
    "postfix", "prefix", "private", "protected", "return", "scoped", "section", "set_option", "show",
    "structure", "suffices",
    "syntax", "termination_by", "then", "theorem", "universe", "unsafe", "variable", "where", "with", "Type",
    "Prop", "Sort",
    "Formula", "Holds", "check", "yes", "no", "le", "lt", "eq", "neg", "conj", "disj", "max", "min", "abs",
    "domains",
    "assumptions", "definedness", "conclusions", "check_iff", "all_hold", "not_all_hold",
    "_",
  ]

  static let preamble = """
    \(comment(LeanProject.note))
    import Mathlib.Data.Rat.Defs
    import Mathlib.Algebra.Order.Ring.Rat
    import Mathlib.Algebra.Order.Field.Rat

    namespace Refutation

    /-- Formulas over the rationals. -/
    inductive Formula where
      | yes | no
      | le (x y : ℚ) | lt (x y : ℚ) | eq (x y : ℚ)
      | neg (p : Formula) | conj (p q : Formula) | disj (p q : Formula)

    open Formula

    /-- What a formula says. -/
    def Holds : Formula → Prop
      | .yes => True
      | .no => False
      | .le x y => x ≤ y
      | .lt x y => x < y
      | .eq x y => x = y
      | .neg p => ¬ Holds p
      | .conj p q => Holds p ∧ Holds q
      | .disj p q => Holds p ∨ Holds q

    /-- How a formula is decided. -/
    def check : Formula → Bool
      | .yes => true
      | .no => false
      | .le x y => decide (x ≤ y)
      | .lt x y => decide (x < y)
      | .eq x y => decide (x = y)
      | .neg p => !check p
      | .conj p q => check p && check q
      | .disj p q => check p || check q

    theorem check_iff (f : Formula) : check f = true ↔ Holds f := by
      induction f with
      | yes => simp [check, Holds]
      | no => simp [check, Holds]
      | le x y => simp [check, Holds]
      | lt x y => simp [check, Holds]
      | eq x y => simp [check, Holds]
      | neg p ih => simp [check, Holds, ← ih]
      | conj p q ihp ihq => simp [check, Holds, ← ihp, ← ihq]
      | disj p q ihp ihq => simp [check, Holds, ← ihp, ← ihq]

    theorem all_hold (l : List Formula) (h : l.all check = true) : ∀ f ∈ l, Holds f :=
      fun f i => (check_iff f).mp (List.all_eq_true.mp h f i)

    theorem not_all_hold (l : List Formula) (h : l.all check = false) : ¬ ∀ f ∈ l, Holds f := by
      intro a
      have : l.all check = true := List.all_eq_true.mpr fun f i => (check_iff f).mpr (a f i)
      simp [this] at h
    """

  static func comment(_ text: String) -> String {
    "/- \(text.replacing("/-", with: "/ -").replacing("-/", with: "- /")) -/"
  }

  static func number(_ value: Rational) -> String {
    value.isInteger && value.signum >= 0 ? "\(value)" : "(\(value))"
  }

  static func negated(_ x: String) -> String { "(-\(x))" }
  static func infix(_ x: String, _ operation: String, _ y: String) -> String { "(\(x) \(operation) \(y))" }
  // Of rationals as they are computed: `abs` of an ordered group is a maximum.
  static func magnitude(_ x: String) -> String { "|\(x)|" }
  static func maximum(_ x: String, _ y: String) -> String { "(max \(x) \(y))" }
  static func minimum(_ x: String, _ y: String) -> String { "(min \(x) \(y))" }
  static func power(_ x: String, _ exponent: Int) -> String {
    exponent < 0 ? "((\(x) ^ \(-exponent))⁻¹)" : "(\(x) ^ \(exponent))"
  }
  static func definition(_ name: String, number value: String) -> String { "def \(name) : ℚ := \(value)" }
  static func definition(_ name: String, formulas: [(text: String, comment: String)]) -> String {
    let lines = formulas.enumerated().map { k, formula in
      "  \(formula.text)\(k + 1 < formulas.count ? "," : "")"
        + (formula.comment.isEmpty ? "" : "  " + comment(formula.comment))
    }
    return "def \(name) : List Formula := [\n\(lines.joined(separator: "\n"))\n]"
  }

  static func theorem(_ name: String, lists: [String]) -> String {
    """
    theorem \(name) :
        \(lists.map { "(∀ f ∈ \($0), Holds f) ∧ " }.joined())¬ ∀ f ∈ conclusions, Holds f :=
      \(lists.isEmpty ? "" : "⟨")\(lists.map { "all_hold \($0) (by decide +kernel), " }.joined())not_all_hold conclusions (by decide +kernel)\(lists.isEmpty ? "" : "⟩")

    #print axioms \(name)

    end Refutation
    """
  }
}
