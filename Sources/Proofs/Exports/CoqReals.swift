import Claims
import Enclosures

/// Coq's real numbers, with the library Interval for bounds of functions.
enum CoqReals {
  static let reserved: Set<String> = Coq.reserved.union([
    "R", "Rabs", "Rmax", "Rmin", "exp", "ln", "sqrt", "sin", "cos", "PI", "Rpower", "known", "bounded",
    "compared", "not_left", "not_right", "neither", "not_not", "not_implied", "conclusion_fails",
    "tanh", "sigmoid", "softplus", "silu", "INR", "IZR", "x", "y", "H", "I",
  ])

  static let preamble = """
    From Coq Require Import Reals Lra.
    From Interval Require Import Tactic.
    Open Scope R_scope.

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
      [ interval with (i_prec 800) | (split_cases; split; lra) | (split; lra) ].

    Ltac compared := first
      [ lra | interval with (i_prec 800) | (split_cases; lra) | nra ].
    """

  static func number(_ value: Rational) -> String {
    if value.isInteger { return value.signum < 0 ? "(\(value))" : "\(value)" }
    return value.signum < 0
      ? "(- (\(-value.numerator) / \(value.denominator)))" : "(\(value.numerator) / \(value.denominator))"
  }
}
