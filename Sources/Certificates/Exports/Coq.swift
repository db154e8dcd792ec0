import Claims
import Numbers
import Programs

/// Coq 8.16 or later, with its standard library alone.
enum Coq: ProofLanguage {
  static let fileExtension = "v"
  static let words = FormulaWords(
    yes: "Yes", no: "No", lessOrEqual: "Le", less: "Lt", equal: "Eq", not: "Not", and: "And", or: "Or")

  /// Words of the grammar and of commands, what the preamble speaks of, and what stands in the file beside the names.
  static let reserved = keywords.union(ExportNames.identifiers(in: preamble)).union(own)

  /// Commands too are no names of definitions.
  static let keywords = ExportNames.identifiers(
    in: """
      Axiom Axioms Conjecture Parameter Parameters Hypothesis Hypotheses Variable Variables Context Definition Let
      Example Lemma Theorem Fact Remark Corollary Proposition Property Proof Qed Defined Admitted Abort Goal Fixpoint
      CoFixpoint Inductive CoInductive Variant Record Structure Class Instance Existing Canonical Coercion Section
      Module End Require Import Export From Open Close Scope Notation Infix Reserved Delimit Bind Declare Ltac Ltac2
      Tactic Print Check Eval Compute Search Locate About Show Set Unset Test Local Global Polymorphic Monomorphic
      Cumulative NonCumulative Private Program Obligation Obligations Next Solve Hint Arguments Implicit Generalizable
      Universe Universes Constraint Primitive Register Scheme Combined Derive Time Timeout Fail Succeed Redirect Load
      Opaque Transparent Strategy Add Remove Reset Back Undo Restart Extraction Function Functional Prop SProp Type
      exists2 by is of on suff have wlog loss pose move case elim last first rewrite unfold apply exact
      """)

  private static let own: Set<String> = [
    "as", "at", "cofix", "else", "end", "exists", "exists2", "fix", "for", "forall", "fun", "if", "IF", "in",
    "let", "match", "mod", "Prop", "return", "Set", "SProp", "then", "Type", "using", "where", "with", "by",
    "Qred", "Qabs", "Qmax", "Qmin", "Qpower", "Qmake", "Q", "Z", "formula", "holds", "check", "Yes", "No",
    "Le",
    "Lt", "Eq", "Not", "And", "Or", "list", "nil", "cons", "bool", "true", "false", "True", "False", "Forall",
    "domains", "assumptions", "definedness", "conclusions", "all_hold", "check_holds",
    "not_all_hold",
    "negb", "andb", "orb", "positive", "xH", "xI", "xO", "Qle_bool", "Qeq_bool", "_",
  ]

  static let preamble = """
    Require Import QArith Qabs Qminmax List Bool.
    Import ListNotations.
    Open Scope Q_scope.

    (* Formulas over the rationals: what they say, and how they are decided. *)

    Inductive formula : Set :=
    | Yes | No
    | Le (x y : Q) | Lt (x y : Q) | Eq (x y : Q)
    | Not (p : formula) | And (p q : formula) | Or (p q : formula).

    Fixpoint holds (f : formula) : Prop :=
      match f with
      | Yes => True
      | No => False
      | Le x y => x <= y
      | Lt x y => x < y
      | Eq x y => x == y
      | Not p => ~ holds p
      | And p q => holds p /\\ holds q
      | Or p q => holds p \\/ holds q
      end.

    Fixpoint check (f : formula) : bool :=
      match f with
      | Yes => true
      | No => false
      | Le x y => Qle_bool x y
      | Lt x y => negb (Qle_bool y x)
      | Eq x y => Qeq_bool x y
      | Not p => negb (check p)
      | And p q => andb (check p) (check q)
      | Or p q => orb (check p) (check q)
      end.

    Lemma check_holds : forall f, check f = true <-> holds f.
    Proof.
      induction f as [| | x y | x y | x y | p IHp | p IHp q IHq | p IHp q IHq]; simpl.
      - split; auto.
      - split; [discriminate | contradiction].
      - apply Qle_bool_iff.
      - rewrite negb_true_iff, <- not_true_iff_false, Qle_bool_iff. split.
        + apply Qnot_le_lt.
        + apply Qlt_not_le.
      - apply Qeq_bool_iff.
      - rewrite negb_true_iff, <- not_true_iff_false. split; intros H C; apply H; apply IHp; exact C.
      - rewrite andb_true_iff, IHp, IHq. reflexivity.
      - rewrite orb_true_iff, IHp, IHq. reflexivity.
    Qed.

    Lemma all_hold : forall l, forallb check l = true -> Forall holds l.
    Proof.
      intros l H. apply Forall_forall. intros f I. apply check_holds.
      exact (proj1 (forallb_forall check l) H f I).
    Qed.

    Lemma not_all_hold : forall l, forallb check l = false -> ~ Forall holds l.
    Proof.
      intros l H A. apply not_true_iff_false in H. apply H. apply forallb_forall.
      intros f I. apply check_holds. exact (proj1 (Forall_forall holds l) A f I).
    Qed.
    """

  /// Coq's comments nest, and strings in them must end.
  static func comment(_ text: String) -> String {
    let safe = text.replacing("(*", with: "( *").replacing("*)", with: "* )").replacing("\"", with: "'")
    return "(* \(safe) *)"
  }

  /// A text without its comments, which nest.
  static func withoutComments(_ text: String) -> String {
    var (result, depth) = ("", 0)
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("(*") { depth += 1 }
      if depth == 0 { result.append(character) }
      if depth > 0, rest.hasPrefix("*)") {
        depth -= 1
        rest = rest.dropFirst()
      }
      rest = rest.dropFirst()
    }
    return result
  }

  static func number(_ value: Rational) -> String {
    if value.isInteger { return value.signum < 0 ? "(\(value))" : "\(value)" }
    return "(\(value.numerator) # \(value.denominator))"
  }

  static func negated(_ x: String) -> String { "(- \(x))" }
  static func infix(_ x: String, _ operation: String, _ y: String) -> String { "(\(x) \(operation) \(y))" }
  static func magnitude(_ x: String) -> String { "(Qabs \(x))" }
  static func maximum(_ x: String, _ y: String) -> String { "(Qmax \(x) \(y))" }
  static func minimum(_ x: String, _ y: String) -> String { "(Qmin \(x) \(y))" }
  static func power(_ x: String, _ exponent: Int) -> String { "(Qpower \(x) (\(exponent)))" }
  static func definition(_ name: String, number value: String) -> String {
    "Definition \(name) : Q := Qred \(value)."
  }
  static func definition(_ name: String, formulas: [(text: String, comment: String)]) -> String {
    guard !formulas.isEmpty else { return "Definition \(name) : list formula := nil." }
    let lines = formulas.enumerated().map { k, formula in
      "  \(formula.text)\(k + 1 < formulas.count ? ";" : "")"
        + (formula.comment.isEmpty ? "" : "  " + comment(formula.comment))
    }
    return "Definition \(name) : list formula := [\n\(lines.joined(separator: "\n"))\n]."
  }

  static func theorem(_ name: String, lists: [String]) -> String {
    """
    Theorem \(name) :
      \(lists.map { "Forall holds \($0) /\\ " }.joined())~ Forall holds conclusions.
    Proof.
      repeat split; first [apply all_hold | apply not_all_hold]; vm_compute; reflexivity.
    Qed.

    Print Assumptions \(name).
    """
  }
}
