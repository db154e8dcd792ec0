import Claims
import Enclosures
import ExactReals
import Numbers

/// Coq's real numbers, with the library Interval for bounds of functions.
enum CoqReals {
  static let reserved: Set<String> = Coq.keywords.union(
    ExportNames.identifiers(in: preamble(withIntervals: true, withDerivatives: true))
  ).union(Coq.reserved).union(scripts).union([
    "R", "Rabs", "Rmax", "Rmin", "exp", "ln", "sqrt", "sin", "cos", "PI", "Rpower", "known", "bounded",
    "compared", "not_left", "not_right", "neither", "not_not", "not_implied", "conclusion_fails",
    "tanh", "sigmoid", "softplus", "silu", "INR", "IZR", "atan", "x", "y", "H", "I", "P",
    "if_lt_then", "if_lt_else", "if_le_then", "if_le_else",
  ]).union(DerivativeRules.names)

  /// What proofs name beside the preamble's lemmas.
  private static let scripts = ExportNames.identifiers(
    in: """
      Rle_not_lt Rlt_not_le Rle_not_gt Rlt_not_ge Rge_not_lt Rgt_not_le Rlt_not_eq Rgt_not_eq INR_IZR_INZ pow2_sqrt
      sqrt_lem_1 Logic proj1 proj2 derivable_pt_lim pow argument Rplus Rmult Rminus Rdiv Rinv Ropp R0 R1 eq_refl
      """)

  /// What comes before the first definition; the library Interval only where bounds of functions are needed.
  static func preamble(withIntervals: Bool, withDerivatives: Bool) -> String {
    let tactic = withIntervals ? "interval with (i_prec 800)" : "fail"
    return """
      From Coq Require Import Reals Lra.
      \(withIntervals ? "From Interval Require Import Tactic.\n" : "")Open Scope R_scope.

      \(facts.replacing("[[interval]]", with: tactic))\(withDerivatives ? "\n\n" + DerivativeRules.text : "")
      """
  }

  private static let facts = """
    Lemma not_left (P Q : Prop) : ~ P -> ~ (P /\\ Q). Proof. tauto. Qed.
    Lemma not_right (P Q : Prop) : ~ Q -> ~ (P /\\ Q). Proof. tauto. Qed.
    Lemma neither (P Q : Prop) : ~ P -> ~ Q -> ~ (P \\/ Q). Proof. tauto. Qed.
    Lemma not_not (P : Prop) : P -> ~ ~ P. Proof. tauto. Qed.
    Lemma not_implied (P Q : Prop) : P -> ~ Q -> ~ (P -> Q). Proof. tauto. Qed.

    (* A number that is known exactly, one that is enclosed, and a comparison of two. *)

    Ltac split_cases :=
      repeat match goal with
      | |- context [Rmax ?a ?b] => unfold Rmax at 1; destruct (Rle_dec a b)
      | |- context [Rmin ?a ?b] => unfold Rmin at 1; destruct (Rle_dec a b)
      | |- context [Rabs ?a] => unfold Rabs at 1; destruct (Rcase_abs a)
      end.

    Ltac special_values :=
      repeat match goal with
      | |- context [exp ?a] =>
          replace (exp a) with 1 by (replace a with 0 by first [lra | field]; symmetry; apply exp_0)
      | |- context [ln ?a] =>
          replace (ln a) with 0 by (replace a with 1 by first [lra | field]; symmetry; apply ln_1)
      | |- context [sin ?a] =>
          replace (sin a) with 0 by (replace a with 0 by first [lra | field]; symmetry; apply sin_0)
      | |- context [cos ?a] =>
          replace (cos a) with 1 by (replace a with 0 by first [lra | field]; symmetry; apply cos_0)
      end.

    Ltac known := first
      [ lra | field | (field; lra) | (apply sqrt_lem_1; lra) | (split_cases; lra)
      | (special_values; first [lra | field | (field; lra)]) ].

    Ltac bounded := first
      [ [[interval]] | (split_cases; split; lra) | (split; lra) ].

    Ltac compared := first
      [ lra | [[interval]] | (split_cases; lra) | nra ].
    """

  /// An operation on numbers that are written out; gates by exp and ln.
  static func text(_ operation: Operation, _ x: [String], _ value: ExactReal) throws -> String {
    switch operation {
    case .number, .input, .point:
      guard let value = value.exactValue else { throw ExportError(description: "a number without a value") }
      return number(value)
    case .pi: return "PI"
    case .add: return "(\(x[0]) + \(x[1]))"
    case .subtract: return "(\(x[0]) - \(x[1]))"
    case .multiply: return "(\(x[0]) * \(x[1]))"
    case .divide: return "(\(x[0]) / \(x[1]))"
    case .negate: return "(- \(x[0]))"
    case .magnitude: return "(Rabs \(x[0]))"
    case .maximum: return "(Rmax \(x[0]) \(x[1]))"
    case .minimum: return "(Rmin \(x[0]) \(x[1]))"
    case .power(let n): return "(\(x[0]) ^ \(n))"
    case .realPower: return "(Rpower \(x[0]) \(x[1]))"
    case .squareRoot: return "(sqrt \(x[0]))"
    case .exp: return "(exp \(x[0]))"
    case .log: return "(ln \(x[0]))"
    case .sin: return "(sin \(x[0]))"
    case .cos: return "(cos \(x[0]))"
    case .tanh: return "(1 - 2 / (exp (2 * \(x[0])) + 1))"
    case .sigmoid: return "(1 / (1 + exp (- \(x[0]))))"
    case .softplus: return "(ln (1 + exp \(x[0])))"
    case .silu: return "(\(x[0]) / (1 + exp (- \(x[0]))))"
    case .arctangent: return "(atan \(x[0]))"
    case .same: return x[0]
    }
  }

  static func number(_ value: Rational) -> String {
    if value.isInteger { return value.signum < 0 ? "(\(value))" : "\(value)" }
    return value.signum < 0
      ? "(- (\(-value.numerator) / \(value.denominator)))" : "(\(value.numerator) / \(value.denominator))"
  }
}
