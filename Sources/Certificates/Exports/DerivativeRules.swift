/// The rules of differentiation over Coq's reals, each proved from the standard library's.
enum DerivativeRules {
  static let names: Set<String> = [
    "d_const",
    "d_id",
    "d_add",
    "d_sub",
    "d_neg",
    "d_mul",
    "d_div",
    "d_pow",
    "d_exp",
    "d_sin",
    "d_cos",
    "d_ln",
    "d_sqrt",
    "d_near",
    "stays_less",
    "d_if_lt_then",
    "d_if_lt_else",
    "d_if_le_then",
    "d_if_le_else",
    "d_max_left",
    "d_max_right",
    "d_min_left",
    "d_min_right",
    "d_abs_right",
    "d_abs_left",
    "gate_positive",
    "d_sigmoid",
    "d_softplus",
    "d_silu",
    "d_tanh",
    "d_Rpower",
    "if_lt_then",
    "if_lt_else",
    "if_le_then",
    "if_le_else",
    "u",
  ]

  static let text = """
    (* Derivatives by rules: each says that a function has a derivative at x, and which. *)

    Lemma d_const (c x : R) : derivable_pt_lim (fun _ => c) x 0.
    Proof. apply (derivable_pt_lim_const c x). Qed.

    Lemma d_id (x : R) : derivable_pt_lim (fun u => u) x 1.
    Proof. apply (derivable_pt_lim_id x). Qed.

    Section Rules.
    Variables (f g : R -> R) (x a b l m : R).
    Hypotheses (Ha : f x = a) (Hb : g x = b) (Hl : derivable_pt_lim f x l) (Hm : derivable_pt_lim g x m).

    Lemma d_add : derivable_pt_lim (fun u => f u + g u) x (l + m).
    Proof. exact (derivable_pt_lim_plus f g x l m Hl Hm). Qed.

    Lemma d_sub : derivable_pt_lim (fun u => f u - g u) x (l - m).
    Proof. exact (derivable_pt_lim_minus f g x l m Hl Hm). Qed.

    Lemma d_neg : derivable_pt_lim (fun u => - f u) x (- l).
    Proof. exact (derivable_pt_lim_opp f x l Hl). Qed.

    Lemma d_mul : derivable_pt_lim (fun u => f u * g u) x (l * b + a * m).
    Proof. rewrite <- Ha, <- Hb. exact (derivable_pt_lim_mult f g x l m Hl Hm). Qed.

    Lemma d_div : b <> 0 -> derivable_pt_lim (fun u => f u / g u) x ((l * b - a * m) / (b * b)).
    Proof.
      intros Z. replace ((l * b - a * m) / (b * b)) with ((l * g x - m * f x) / Rsqr (g x)).
      - apply (derivable_pt_lim_div f g x l m Hl Hm). rewrite Hb. exact Z.
      - unfold Rsqr. rewrite Ha, Hb. f_equal. ring.
    Qed.

    Lemma d_pow (n : nat) (k : R) : INR (S n) = k -> derivable_pt_lim (fun u => f u ^ S n) x (k * a ^ n * l).
    Proof.
      intros E. rewrite <- E, <- Ha.
      exact (derivable_pt_lim_comp f (fun v => v ^ S n) x l (INR (S n) * f x ^ n) Hl (derivable_pt_lim_pow (f x) (S n))).
    Qed.

    Lemma d_exp : derivable_pt_lim (fun u => exp (f u)) x (exp a * l).
    Proof. rewrite <- Ha. exact (derivable_pt_lim_comp f exp x l _ Hl (derivable_pt_lim_exp (f x))). Qed.

    Lemma d_sin : derivable_pt_lim (fun u => sin (f u)) x (cos a * l).
    Proof. rewrite <- Ha. exact (derivable_pt_lim_comp f sin x l _ Hl (derivable_pt_lim_sin (f x))). Qed.

    Lemma d_cos : derivable_pt_lim (fun u => cos (f u)) x ((- sin a) * l).
    Proof. rewrite <- Ha. exact (derivable_pt_lim_comp f cos x l _ Hl (derivable_pt_lim_cos (f x))). Qed.

    Lemma d_ln : 0 < a -> derivable_pt_lim (fun u => ln (f u)) x (l / a).
    Proof.
      intros P. replace (l / a) with (/ f x * l) by (rewrite Ha; unfold Rdiv; ring).
      apply (derivable_pt_lim_comp f ln x l _ Hl). apply derivable_pt_lim_ln. rewrite Ha. exact P.
    Qed.

    Lemma d_sqrt : 0 < a -> derivable_pt_lim (fun u => sqrt (f u)) x (l / (2 * sqrt a)).
    Proof.
      intros P. replace (l / (2 * sqrt a)) with (/ (2 * sqrt (f x)) * l) by (rewrite Ha; unfold Rdiv; ring).
      apply (derivable_pt_lim_comp f sqrt x l _ Hl). apply derivable_pt_lim_sqrt. rewrite Ha. exact P.
    Qed.

    (* Functions that agree near x have one derivative there. *)
    Lemma d_near (h : R -> R) (n : R) (d : posreal) :
      (forall u, Rabs (u - x) < d -> h u = f u) -> derivable_pt_lim h x l.
    Proof.
      intros E eps P. destruct (Hl eps P) as [e H].
      assert (Q : 0 < Rmin d e) by (apply Rmin_pos; [apply cond_pos | apply cond_pos]).
      exists (mkposreal _ Q). intros t N L. simpl in L.
      rewrite E, E.
      - apply H; [exact N | apply Rlt_le_trans with (1 := L); apply Rmin_r].
      - replace (x - x) with 0 by ring. rewrite Rabs_R0. apply cond_pos.
      - replace (x + t - x) with t by ring. apply Rlt_le_trans with (1 := L). apply Rmin_l.
    Qed.
    End Rules.

    (* What is less at x is less near it. *)
    Lemma stays_less (f g : R -> R) (x l m : R) :
      derivable_pt_lim f x l -> derivable_pt_lim g x m -> f x < g x ->
      exists d : posreal, forall u, Rabs (u - x) < d -> f u < g u.
    Proof.
      intros Hl Hm P.
      assert (C : continuity_pt (fun u => g u - f u) x).
      { apply (derivable_continuous_pt (fun u => g u - f u)). exists (m - l).
        exact (derivable_pt_lim_minus g f x m l Hm Hl). }
      destruct (C (g x - f x)) as [d [D H]]; [lra |].
      exists (mkposreal d D). intros u L. simpl in L.
      destruct (Req_dec x u) as [E | N]; [rewrite <- E; exact P |].
      assert (Q : R_dist (g u - f u) (g x - f x) < g x - f x).
      { apply H. split; [split; [exact Logic.I | exact N] | exact L]. }
      unfold R_dist in Q. apply Rabs_def2 in Q. lra.
    Qed.

    Section Switches.
    Variables (f g p q : R -> R) (x l m n : R).
    Hypotheses (Hl : derivable_pt_lim f x l) (Hm : derivable_pt_lim g x m).

    Lemma d_if_lt_then : f x < g x -> derivable_pt_lim p x n ->
      derivable_pt_lim (fun u => if Rlt_dec (f u) (g u) then p u else q u) x n.
    Proof.
      intros P Hn. destruct (stays_less f g x l m Hl Hm P) as [d H].
      apply (d_near p x n Hn _ n d). intros u L. destruct (Rlt_dec (f u) (g u)) as [|E]; [reflexivity | destruct E; auto].
    Qed.

    Lemma d_if_lt_else : g x < f x -> derivable_pt_lim q x n ->
      derivable_pt_lim (fun u => if Rlt_dec (f u) (g u) then p u else q u) x n.
    Proof.
      intros P Hn. destruct (stays_less g f x m l Hm Hl P) as [d H].
      apply (d_near q x n Hn _ n d). intros u L. destruct (Rlt_dec (f u) (g u)) as [E|]; [| reflexivity].
      specialize (H u L). lra.
    Qed.

    Lemma d_if_le_then : f x < g x -> derivable_pt_lim p x n ->
      derivable_pt_lim (fun u => if Rle_dec (f u) (g u) then p u else q u) x n.
    Proof.
      intros P Hn. destruct (stays_less f g x l m Hl Hm P) as [d H].
      apply (d_near p x n Hn _ n d). intros u L. specialize (H u L).
      destruct (Rle_dec (f u) (g u)) as [|E]; [reflexivity | lra].
    Qed.

    Lemma d_if_le_else : g x < f x -> derivable_pt_lim q x n ->
      derivable_pt_lim (fun u => if Rle_dec (f u) (g u) then p u else q u) x n.
    Proof.
      intros P Hn. destruct (stays_less g f x m l Hm Hl P) as [d H].
      apply (d_near q x n Hn _ n d). intros u L. specialize (H u L).
      destruct (Rle_dec (f u) (g u)) as [E|]; [lra | reflexivity].
    Qed.

    Lemma d_max_left : g x < f x -> derivable_pt_lim (fun u => Rmax (f u) (g u)) x l.
    Proof.
      intros P. destruct (stays_less g f x m l Hm Hl P) as [d H].
      apply (d_near f x l Hl _ l d). intros u L. apply Rmax_left. specialize (H u L). lra.
    Qed.

    Lemma d_max_right : f x < g x -> derivable_pt_lim (fun u => Rmax (f u) (g u)) x m.
    Proof.
      intros P. destruct (stays_less f g x l m Hl Hm P) as [d H].
      apply (d_near g x m Hm _ m d). intros u L. apply Rmax_right. specialize (H u L). lra.
    Qed.

    Lemma d_min_left : f x < g x -> derivable_pt_lim (fun u => Rmin (f u) (g u)) x l.
    Proof.
      intros P. destruct (stays_less f g x l m Hl Hm P) as [d H].
      apply (d_near f x l Hl _ l d). intros u L. apply Rmin_left. specialize (H u L). lra.
    Qed.

    Lemma d_min_right : g x < f x -> derivable_pt_lim (fun u => Rmin (f u) (g u)) x m.
    Proof.
      intros P. destruct (stays_less g f x m l Hm Hl P) as [d H].
      apply (d_near g x m Hm _ m d). intros u L. apply Rmin_right. specialize (H u L). lra.
    Qed.

    Lemma d_abs_right : 0 < f x -> derivable_pt_lim (fun u => Rabs (f u)) x l.
    Proof.
      intros P. destruct (stays_less (fun _ => 0) f x 0 l (d_const 0 x) Hl P) as [d H].
      apply (d_near f x l Hl _ l d). intros u L. apply Rabs_right. specialize (H u L). simpl in H. lra.
    Qed.

    Lemma d_abs_left : f x < 0 -> derivable_pt_lim (fun u => Rabs (f u)) x (- l).
    Proof.
      intros P. destruct (stays_less f (fun _ => 0) x l 0 Hl (d_const 0 x) P) as [d H].
      apply (d_near (fun u => - f u) x (- l) (d_neg f x l Hl) _ l d). intros u L. apply Rabs_left.
      specialize (H u L). simpl in H. lra.
    Qed.
    End Switches.

    (* The gates, as they are written out. *)
    Section Gates.
    Variables (f : R -> R) (x a l : R).
    Hypotheses (Ha : f x = a) (Hl : derivable_pt_lim f x l).

    Lemma gate_positive (v : R) : 1 + exp v <> 0.
    Proof. generalize (exp_pos v). lra. Qed.

    Lemma d_sigmoid : derivable_pt_lim (fun u => 1 / (1 + exp (- f u))) x
      (1 / (1 + exp (- a)) * (1 - 1 / (1 + exp (- a))) * l).
    Proof.
      pose proof (d_div (fun _ => 1) (fun u => 1 + exp (- f u)) x 1 (1 + exp (- a)) 0 (0 + exp (- a) * (- l))) as D.
      replace (1 / (1 + exp (- a)) * (1 - 1 / (1 + exp (- a))) * l)
        with ((0 * (1 + exp (- a)) - 1 * (0 + exp (- a) * (- l))) / ((1 + exp (- a)) * (1 + exp (- a)))).
      - apply D; [reflexivity | rewrite Ha; reflexivity | apply d_const | | apply gate_positive].
        apply (d_add (fun _ => 1)); [apply d_const |].
        apply (d_exp (fun u => - f u)); [rewrite Ha; reflexivity | apply d_neg; exact Hl].
      - field. apply gate_positive.
    Qed.

    Lemma d_softplus : derivable_pt_lim (fun u => ln (1 + exp (f u))) x (1 / (1 + exp (- a)) * l).
    Proof.
      replace (1 / (1 + exp (- a)) * l) with ((0 + exp a * l) / (1 + exp a)).
      - apply (d_ln (fun u => 1 + exp (f u))); [rewrite Ha; reflexivity | | generalize (exp_pos a); lra].
        apply (d_add (fun _ => 1)); [apply d_const | apply d_exp; assumption].
      - rewrite exp_Ropp. field. generalize (exp_pos a). intros P. split; lra.
    Qed.

    Lemma d_silu : derivable_pt_lim (fun u => f u / (1 + exp (- f u))) x
      ((1 / (1 + exp (- a)) + a * (1 / (1 + exp (- a)) * (1 - 1 / (1 + exp (- a))))) * l).
    Proof.
      replace ((1 / (1 + exp (- a)) + a * (1 / (1 + exp (- a)) * (1 - 1 / (1 + exp (- a))))) * l)
        with ((l * (1 + exp (- a)) - a * (0 + exp (- a) * (- l))) / ((1 + exp (- a)) * (1 + exp (- a)))).
      - apply (d_div f (fun u => 1 + exp (- f u))); [exact Ha | rewrite Ha; reflexivity | exact Hl | | apply gate_positive].
        apply (d_add (fun _ => 1)); [apply d_const |].
        apply (d_exp (fun u => - f u)); [rewrite Ha; reflexivity | apply d_neg; exact Hl].
      - field. apply gate_positive.
    Qed.

    Lemma d_tanh : derivable_pt_lim (fun u => 1 - 2 / (exp (2 * f u) + 1)) x
      ((1 - (1 - 2 / (exp (2 * a) + 1)) * (1 - 2 / (exp (2 * a) + 1))) * l).
    Proof.
      assert (P : exp (2 * a) + 1 <> 0) by (generalize (exp_pos (2 * a)); lra).
      replace ((1 - (1 - 2 / (exp (2 * a) + 1)) * (1 - 2 / (exp (2 * a) + 1))) * l)
        with (0 - (0 * (exp (2 * a) + 1) - 2 * (exp (2 * a) * (0 * a + 2 * l) + 0)) / ((exp (2 * a) + 1) * (exp (2 * a) + 1))).
      - apply (d_sub (fun _ => 1)); [apply d_const |].
        apply (d_div (fun _ => 2) (fun u => exp (2 * f u) + 1)); [reflexivity | rewrite Ha; reflexivity | apply d_const | | exact P].
        apply (d_add (fun u => exp (2 * f u)) (fun _ => 1)); [| apply d_const].
        apply (d_exp (fun u => 2 * f u)); [rewrite Ha; reflexivity |].
        apply (d_mul (fun _ => 2) f x 2 a); [reflexivity | exact Ha | apply d_const | exact Hl].
      - field. exact P.
    Qed.
    End Gates.

    Lemma d_Rpower (f g : R -> R) (x a b l m : R) : f x = a -> g x = b -> 0 < a ->
      derivable_pt_lim f x l -> derivable_pt_lim g x m ->
      derivable_pt_lim (fun u => Rpower (f u) (g u)) x (Rpower a b * (m * ln a + b * (l / a))).
    Proof.
      intros Ha Hb P Hl Hm. unfold Rpower.
      apply (d_exp (fun u => g u * ln (f u))); [rewrite Ha, Hb; reflexivity |].
      apply (d_mul g (fun u => ln (f u))); [exact Hb | rewrite Ha; reflexivity | exact Hm |].
      apply d_ln; assumption.
    Qed.

    Lemma if_lt_then (a b x y : R) : a < b -> (if Rlt_dec a b then x else y) = x.
    Proof. intros P. destruct (Rlt_dec a b); [reflexivity | contradiction]. Qed.
    Lemma if_lt_else (a b x y : R) : b < a -> (if Rlt_dec a b then x else y) = y.
    Proof. intros P. destruct (Rlt_dec a b); [lra | reflexivity]. Qed.
    Lemma if_le_then (a b x y : R) : a < b -> (if Rle_dec a b then x else y) = x.
    Proof. intros P. destruct (Rle_dec a b); [reflexivity | lra]. Qed.
    Lemma if_le_else (a b x y : R) : b < a -> (if Rle_dec a b then x else y) = y.
    Proof. intros P. destruct (Rle_dec a b); [lra | reflexivity]. Qed.
    """
}
