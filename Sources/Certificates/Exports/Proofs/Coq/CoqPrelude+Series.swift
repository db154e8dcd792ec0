/// Taylor's sums of exp, and the sign of what they leave, by induction with the mean value theorem.
extension CoqPrelude {
  static let series = #"""
    (* The sums of exp's series: what is left has the sign of the first term that is left out. *)

    Fixpoint exp_term (k : nat) (x : R) : R :=
      match k with O => 1 | S j => exp_term j x * x / IZR (Z.of_nat k) end.

    Fixpoint exp_sum (n : nat) (x : R) : R :=
      match n with O => 1 | S j => exp_sum j x + exp_term n x end.

    Lemma exp_term_slope k x : derivable_pt_lim (exp_term (S k)) x (exp_term k x).
    Proof.
      induction k as [|k IH].
      - apply (derivable_pt_lim_ext id); [intro z; simpl; unfold id; field|]. apply derivable_pt_lim_id.
      - assert (N : 0 < IZR (Z.of_nat (S (S k)))) by (apply IZR_lt; lia).
        apply (derivable_pt_lim_ext (mult_real_fct (/ IZR (Z.of_nat (S (S k)))) (exp_term (S k) * id)%F)).
        { intro z. unfold mult_real_fct, mult_fct, id, Rdiv. change (exp_term (S (S k)) z) with (exp_term (S k) z * z / IZR (Z.of_nat (S (S k)))). field. lra. }
        replace (exp_term (S k) x) with (/ IZR (Z.of_nat (S (S k))) * (exp_term k x * id x + exp_term (S k) x * 1)).
        { apply derivable_pt_lim_scal. apply derivable_pt_lim_mult; [exact IH|apply derivable_pt_lim_id]. }
        assert (M : 0 < IZR (Z.of_nat (S k))) by (apply IZR_lt; lia).
        assert (E : exp_term k x * x = exp_term (S k) x * IZR (Z.of_nat (S k))).
        { change (exp_term (S k) x) with (exp_term k x * x / IZR (Z.of_nat (S k))). field. lra. }
        unfold id. rewrite E. replace (Z.of_nat (S (S k))) with (Z.of_nat (S k) + 1)%Z in * by lia.
        rewrite plus_IZR in *. field. lra.
    Qed.

    Lemma exp_rest_slope n x : derivable_pt_lim (fun z => exp z - exp_sum (S n) z) x (exp x - exp_sum n x).
    Proof.
      apply (derivable_pt_lim_minus exp (exp_sum (S n))); [apply derivable_pt_lim_exp|].
      induction n as [|n IH].
      - apply (derivable_pt_lim_ext (fct_cte 1 + exp_term 1)%F); [intro z; reflexivity|].
        replace (exp_sum 0 x) with (0 + exp_term 0 x) by (simpl; ring).
        apply derivable_pt_lim_plus; [apply derivable_pt_lim_const|apply exp_term_slope].
      - apply (derivable_pt_lim_ext (exp_sum (S n) + exp_term (S (S n)))%F); [intro z; reflexivity|].
        exact (derivable_pt_lim_plus _ _ _ _ _ IH (exp_term_slope (S n) x)).
    Qed.

    Lemma exp_rest_0 n : exp 0 - exp_sum n 0 = 0.
    Proof.
      assert (E : exp_sum n 0 = 1).
      { induction n as [|n IH]; [reflexivity|].
        change (exp_sum n 0 + exp_term n 0 * 0 / IZR (Z.of_nat (S n)) = 1). rewrite IH. unfold Rdiv. ring. }
      rewrite E, exp_0. ring.
    Qed.

    Lemma exp_above n x : 0 <= x -> exp_sum n x <= exp x.
    Proof.
      revert x. induction n as [|n IH]; intros x [P|<-].
      - simpl. rewrite <- exp_0. apply Rlt_le, exp_increasing, P.
      - simpl. rewrite exp_0. apply Rle_refl.
      - destruct (MVT_cor2 _ _ 0 x P (fun c _ => exp_rest_slope n c)) as (c & E & C & _).
        rewrite exp_rest_0 in E. pose proof (IH c (Rlt_le _ _ C)) as H.
        pose proof (Rmult_le_pos (exp c - exp_sum n c) (x - 0) ltac:(lra) ltac:(lra)). lra.
      - pose proof (exp_rest_0 (S n)). lra.
    Qed.

    Lemma exp_before n x : x <= 0 -> if Nat.even n then exp x <= exp_sum n x else exp_sum n x <= exp x.
    Proof.
      revert x. induction n as [|n IH]; intros x [P| ->].
      - simpl. rewrite <- exp_0. apply Rlt_le, exp_increasing, P.
      - simpl. rewrite exp_0. apply Rle_refl.
      - destruct (MVT_cor2 _ _ x 0 P (fun c _ => exp_rest_slope n c)) as (c & E & _ & C).
        rewrite exp_rest_0 in E. specialize (IH c (Rlt_le _ _ C)).
        rewrite Nat.even_succ, <- Nat.negb_even. destruct (Nat.even n); unfold negb.
        + pose proof (Rmult_le_pos (exp_sum n c - exp c) (0 - x) ltac:(lra) ltac:(lra)). lra.
        + pose proof (Rmult_le_pos (exp c - exp_sum n c) (0 - x) ltac:(lra) ltac:(lra)). lra.
      - pose proof (exp_rest_0 (S n)). destruct (Nat.even (S n)); lra.
    Qed.

    Lemma exp_below n x : Nat.even n = true -> x <= 0 -> exp x <= exp_sum n x.
    Proof. intros E H. pose proof (exp_before n x H) as B. rewrite E in B. exact B. Qed.

    Lemma exp_odd n x : Nat.even n = false -> exp_sum n x <= exp x.
    Proof.
      intro E. destruct (Rle_or_lt 0 x) as [H|H]; [exact (exp_above n x H)|].
      pose proof (exp_before n x (Rlt_le _ _ H)) as B. rewrite E in B. exact B.
    Qed.
    """#
}
