/// What every exported proof begins with: the standard library's real numbers alone, operations over ranges of whole
/// numbers as folds, recurrences, and the few tactics that proofs are written in.
enum CoqPrelude {
  static let text = #"""
    From Coq Require Import Reals ZArith Lia Lra List Arith.
    Import ListNotations.
    Open Scope R_scope.

    (* Which of two cases holds: the library's reals are classical. *)

    Definition decide (P : Prop) : bool := if ClassicalDedekindReals.sig_not_dec P then true else false.

    Lemma decide_true (P : Prop) : P -> decide P = true.
    Proof. intro H. unfold decide. destruct (ClassicalDedekindReals.sig_not_dec P); tauto. Qed.

    Lemma decide_false (P : Prop) : ~ P -> decide P = false.
    Proof. intro H. unfold decide. destruct (ClassicalDedekindReals.sig_not_dec P); tauto. Qed.

    (* Families of numbers that are defined by others of a lower level. *)

    Fixpoint table (level : list Z -> Z) (rule : (list Z -> R) -> list Z -> R) (k : nat) (i : list Z) : R :=
      match k with
      | O => 0
      | S k => if (Z.to_nat (level i) <? k)%nat then table level rule k i else rule (table level rule k) i
      end.

    Definition recursive level rule i := table level rule (S (Z.to_nat (level i))) i.

    Lemma table_ends level rule k i :
      (Z.to_nat (level i) < k)%nat -> table level rule k i = recursive level rule i.
    Proof.
      induction k as [|k IH]; intro H; [lia|].
      destruct (Nat.eq_dec (Z.to_nat (level i)) k) as [<-|E]; [reflexivity|].
      simpl. replace (Z.to_nat (level i) <? k)%nat with true by (symmetry; apply Nat.ltb_lt; lia).
      apply IH. lia.
    Qed.

    Lemma recursive_is level rule i x :
      (forall v, (forall j, (Z.to_nat (level j) < Z.to_nat (level i))%nat -> v j = recursive level rule j) ->
        rule v i = x) ->
      recursive level rule i = x.
    Proof.
      intro H. unfold recursive. simpl. rewrite Nat.ltb_irrefl. apply H.
      intros j L. apply table_ends. exact L.
    Qed.

    (* Sums and products over ranges of whole numbers. *)

    Definition count (lo hi : Z) : nat := Z.to_nat (hi - lo + 1).

    Fixpoint fold (op : R -> R -> R) (none : R) (f : Z -> R) (lo : Z) (n : nat) : R :=
      match n with
      | O => none
      | S n => op (fold op none f lo n) (f (lo + Z.of_nat n)%Z)
      end.

    Definition sum_of (f : Z -> R) (lo hi : Z) : R := fold Rplus 0 f lo (count lo hi).
    Definition product_of (f : Z -> R) (lo hi : Z) : R := fold Rmult 1 f lo (count lo hi).

    Lemma fold_same op none f g lo n :
      (forall u, (lo <= u < lo + Z.of_nat n)%Z -> f u = g u) -> fold op none f lo n = fold op none g lo n.
    Proof.
      induction n as [|n IH]; intro H; [reflexivity|].
      simpl. rewrite IH by (intros u U; apply H; lia). rewrite H by lia. reflexivity.
    Qed.

    Lemma sum_same f g lo hi : (forall u, (lo <= u <= hi)%Z -> f u = g u) -> sum_of f lo hi = sum_of g lo hi.
    Proof. intro H. apply fold_same. intros u U. apply H. unfold count in U. lia. Qed.

    Lemma product_same f g lo hi :
      (forall u, (lo <= u <= hi)%Z -> f u = g u) -> product_of f lo hi = product_of g lo hi.
    Proof. intro H. apply fold_same. intros u U. apply H. unfold count in U. lia. Qed.

    Lemma sum_empty f lo hi : (hi < lo)%Z -> sum_of f lo hi = 0.
    Proof. intro H. unfold sum_of, count. replace (Z.to_nat (hi - lo + 1)) with O by lia. reflexivity. Qed.

    Lemma product_empty f lo hi : (hi < lo)%Z -> product_of f lo hi = 1.
    Proof. intro H. unfold product_of, count. replace (Z.to_nat (hi - lo + 1)) with O by lia. reflexivity. Qed.

    Lemma sum_last f lo hi : (lo <= hi)%Z -> sum_of f lo hi = sum_of f lo (hi - 1) + f hi.
    Proof.
      intro H. unfold sum_of, count. replace (Z.to_nat (hi - lo + 1)) with (S (Z.to_nat (hi - 1 - lo + 1))) by lia.
      simpl. do 2 f_equal. lia.
    Qed.

    Lemma product_last f lo hi : (lo <= hi)%Z -> product_of f lo hi = product_of f lo (hi - 1) * f hi.
    Proof.
      intro H. unfold product_of, count.
      replace (Z.to_nat (hi - lo + 1)) with (S (Z.to_nat (hi - 1 - lo + 1))) by lia.
      simpl. do 2 f_equal. lia.
    Qed.

    Lemma range_cases (P : Z -> Prop) lo :
      (forall hi, (hi < lo)%Z -> P hi) -> (forall hi, (lo <= hi)%Z -> P (hi - 1)%Z -> P hi) -> forall hi, P hi.
    Proof.
      intros None More hi. remember (count lo hi) as n eqn:E. revert hi E. unfold count.
      induction n as [|n IH]; intros hi E; [apply None; lia|].
      apply More; [lia|]. apply IH. lia.
    Qed.

    Lemma sum_first f lo hi : (lo <= hi)%Z -> sum_of f lo hi = f lo + sum_of f (lo + 1) hi.
    Proof.
      revert hi. apply (range_cases (fun hi => (lo <= hi)%Z -> sum_of f lo hi = f lo + sum_of f (lo + 1) hi) lo); [lia|].
      intros hi H IH _. rewrite sum_last by lia. destruct (Z.eq_dec lo hi) as [<-|E].
      - rewrite !sum_empty by lia. ring.
      - rewrite IH by lia. rewrite (sum_last f (lo + 1) hi) by lia. ring.
    Qed.

    Lemma product_first f lo hi : (lo <= hi)%Z -> product_of f lo hi = f lo * product_of f (lo + 1) hi.
    Proof.
      revert hi. apply (range_cases (fun hi => (lo <= hi)%Z -> product_of f lo hi = f lo * product_of f (lo + 1) hi) lo); [lia|].
      intros hi H IH _. rewrite product_last by lia. destruct (Z.eq_dec lo hi) as [<-|E].
      - rewrite !product_empty by lia. ring.
      - rewrite IH by lia. rewrite (product_last f (lo + 1) hi) by lia. ring.
    Qed.

    (* The greatest and the least of finitely many numbers, listed over ranges; 0 of none. *)

    Definition over (lo hi : Z) (f : Z -> list R) : list R :=
      flat_map f (map (fun k => lo + Z.of_nat k)%Z (seq 0 (count lo hi))).
    Definition such_that (g : Z) (l : list R) : list R := if (0 <=? g)%Z then l else [].

    Lemma in_over u lo hi f x : (lo <= u)%Z -> (u <= hi)%Z -> In x (f u) -> In x (over lo hi f).
    Proof.
      intros L H I. unfold over. apply in_flat_map. exists u. split; [|exact I].
      apply in_map_iff. exists (Z.to_nat (u - lo)). split; [lia|]. apply in_seq. unfold count. lia.
    Qed.

    Lemma over_in lo hi f x : In x (over lo hi f) -> exists u, (lo <= u <= hi)%Z /\ In x (f u).
    Proof.
      intro I. unfold over in I. apply in_flat_map in I. destruct I as (u & U & I). exists u. split; [|exact I].
      apply in_map_iff in U. destruct U as (k & E & K). apply in_seq in K. unfold count in K. lia.
    Qed.

    Lemma over_same lo hi f g : (forall u, (lo <= u <= hi)%Z -> f u = g u) -> over lo hi f = over lo hi g.
    Proof.
      intro H. unfold over. rewrite !flat_map_concat_map. f_equal. apply map_ext_in. intros u U. apply H.
      apply in_map_iff in U. destruct U as (k & E & K). apply in_seq in K. unfold count in K. lia.
    Qed.

    Lemma in_such g l x : (0 <= g)%Z -> In x l -> In x (such_that g l).
    Proof. intros G I. unfold such_that. destruct (Z.leb_spec 0 g); [exact I|lia]. Qed.

    Lemma such_in g l x : In x (such_that g l) -> (0 <= g)%Z /\ In x l.
    Proof. unfold such_that. destruct (Z.leb_spec 0 g); [auto|contradiction]. Qed.

    Lemma such_same g l m : ((0 <= g)%Z -> l = m) -> such_that g l = such_that g m.
    Proof. intro H. unfold such_that. destruct (Z.leb_spec 0 g); [auto|reflexivity]. Qed.

    Fixpoint choice (better : R -> R -> R) (l : list R) : R :=
      match l with
      | [] => 0
      | x :: l => match l with [] => x | _ => better x (choice better l) end
      end.

    Definition greatest := choice Rmax.
    Definition least := choice Rmin.

    Lemma choice_attained better l x :
      (forall a b, better a b = a \/ better a b = b) -> In x l -> In (choice better l) l.
    Proof.
      intros One I. destruct l as [|y l]; [contradiction|]. clear I x. revert y.
      induction l as [|z l IH]; intro y; [left; reflexivity|].
      change (choice better (y :: z :: l)) with (better y (choice better (z :: l))).
      destruct (One y (choice better (z :: l))) as [E|E]; rewrite E; [left; reflexivity|right; apply IH].
    Qed.

    Lemma greatest_attained l x : In x l -> In (greatest l) l.
    Proof.
      apply choice_attained. intros a b. unfold Rmax. destruct (Rle_dec a b); auto.
    Qed.

    Lemma least_attained l x : In x l -> In (least l) l.
    Proof.
      apply choice_attained. intros a b. unfold Rmin. destruct (Rle_dec a b); auto.
    Qed.

    Lemma greatest_bound l x : In x l -> x <= greatest l.
    Proof.
      destruct l as [|y l]; [contradiction|]. revert y. induction l as [|z l IH]; intros y I.
      - destruct I as [<-|[]]. apply Rle_refl.
      - change (greatest (y :: z :: l)) with (Rmax y (greatest (z :: l))). destruct I as [<-|I].
        + apply Rmax_l.
        + apply Rle_trans with (greatest (z :: l)); [apply IH; exact I|apply Rmax_r].
    Qed.

    Lemma least_bound l x : In x l -> least l <= x.
    Proof.
      destruct l as [|y l]; [contradiction|]. revert y. induction l as [|z l IH]; intros y I.
      - destruct I as [<-|[]]. apply Rle_refl.
      - change (least (y :: z :: l)) with (Rmin y (least (z :: l))). destruct I as [<-|I].
        + apply Rmin_l.
        + apply Rle_trans with (least (z :: l)); [apply Rmin_r|apply IH; exact I].
    Qed.

    (* Induction from a whole number on, and roots. *)

    Lemma whole_induction (lo : Z) (P : Z -> Prop) :
      P lo -> (forall v, (lo <= v)%Z -> P v -> P (v + 1)%Z) -> forall v, (lo <= v)%Z -> P v.
    Proof.
      intros First Next v H. replace v with (lo + Z.of_nat (Z.to_nat (v - lo)))%Z by lia.
      induction (Z.to_nat (v - lo)) as [|k IH]; [rewrite Z.add_0_r; exact First|].
      replace (lo + Z.of_nat (S k))%Z with (lo + Z.of_nat k + 1)%Z by lia. apply Next; [lia|exact IH].
    Qed.

    Lemma below_by_squares x y : 0 <= y -> x * x <= y * y -> x <= y.
    Proof.
      intros Y H. destruct (Rle_or_lt x y) as [|C]; [assumption|].
      assert (0 < (x - y) * (x + y)) by (apply Rmult_lt_0_compat; lra). lra.
    Qed.

    (* The modulus of x + i y. *)

    Definition modulus (x y : R) : R := sqrt (x * x + y * y).

    Lemma modulus_nonnegative x y : 0 <= modulus x y.
    Proof. apply sqrt_pos. Qed.

    Lemma modulus_square x y : modulus x y * modulus x y = x * x + y * y.
    Proof.
      apply sqrt_sqrt. pose proof (Rle_0_sqr x) as X. pose proof (Rle_0_sqr y) as Y. unfold Rsqr in *. lra.
    Qed.

    Lemma modulus_above x y : x <= modulus x y.
    Proof.
      apply below_by_squares; [apply modulus_nonnegative|]. rewrite modulus_square.
      pose proof (Rle_0_sqr y) as Y. unfold Rsqr in Y. lra.
    Qed.

    Lemma modulus_below x y : - x <= modulus x y.
    Proof.
      apply below_by_squares; [apply modulus_nonnegative|]. rewrite modulus_square.
      pose proof (Rle_0_sqr y) as Y. unfold Rsqr in Y. lra.
    Qed.

    Lemma modulus_real x : modulus x 0 = Rabs x.
    Proof.
      unfold modulus. replace (x * x + 0 * 0) with (Rsqr x) by (unfold Rsqr; ring). apply sqrt_Rsqr_abs.
    Qed.

    (* |x + i y| <= b *)
    Definition within (x y b : R) : Prop := modulus x y <= b.

    Lemma within_real x : within x 0 (Rabs x).
    Proof. unfold within. rewrite modulus_real. apply Rle_refl. Qed.

    Lemma within_number x b : - b <= x <= b -> within x 0 b.
    Proof. intro H. unfold within. rewrite modulus_real. apply Rabs_le. exact H. Qed.

    Lemma within_weight x : 0 <= x -> within x 0 x.
    Proof. intro H. apply within_number. lra. Qed.

    Lemma within_itself x y : within x y (modulus x y).
    Proof. apply Rle_refl. Qed.

    Lemma within_product x y b u v c : within x y b -> within u v c -> within (x * u - y * v) (x * v + y * u) (b * c).
    Proof.
      unfold within. intros B C. pose proof (modulus_nonnegative x y). pose proof (modulus_nonnegative u v).
      apply Rle_trans with (modulus x y * modulus u v); [|apply Rmult_le_compat; assumption].
      apply below_by_squares; [apply Rmult_le_pos; assumption|].
      replace (modulus x y * modulus u v * (modulus x y * modulus u v))
        with (modulus x y * modulus x y * (modulus u v * modulus u v)) by ring.
      rewrite !modulus_square. apply Req_le. ring.
    Qed.

    Lemma within_sum x y b u v c : within x y b -> within u v c -> within (x + u) (y + v) (b + c).
    Proof.
      unfold within. intros B C. apply Rle_trans with (modulus x y + modulus u v); [|lra].
      pose proof (modulus_nonnegative x y). pose proof (modulus_nonnegative u v).
      apply below_by_squares; [lra|].
      assert (x * u + y * v <= modulus x y * modulus u v).
      { apply below_by_squares; [apply Rmult_le_pos; assumption|].
        replace (modulus x y * modulus u v * (modulus x y * modulus u v))
          with (modulus x y * modulus x y * (modulus u v * modulus u v)) by ring.
        rewrite !modulus_square. pose proof (Rle_0_sqr (x * v - y * u)) as S. unfold Rsqr in S. lra. }
      replace ((modulus x y + modulus u v) * (modulus x y + modulus u v))
        with (modulus x y * modulus x y + modulus u v * modulus u v + 2 * (modulus x y * modulus u v)) by ring.
      rewrite !modulus_square. lra.
    Qed.

    Lemma within_same x y b u v : within x y b -> u = x -> v = y -> within u v b.
    Proof. intros B -> ->. exact B. Qed.

    Lemma Rabs_one x : Rabs x = x \/ Rabs x = - x.
    Proof. unfold Rabs. destruct (Rcase_abs x); auto. Qed.

    Lemma ln_tangent x : 0 < x -> ln x <= x - 1.
    Proof. intro H. pose proof (exp_ineq1_le (ln x)) as X. rewrite exp_ln in X by exact H. lra. Qed.

    (* What proofs are written in. *)

    (* The same statement with other sides. *)
    Ltac weaken H :=
      first [ lra | exact H | (intro; apply H; lra) | (apply Rgt_not_eq; lra) | (apply Rlt_not_eq; lra) ].

    (* Whole numbers as reals. *)
    Ltac push_reals H := repeat rewrite ?plus_IZR, ?minus_IZR, ?mult_IZR, ?opp_IZR in H.
    Ltac push_reals_here := repeat rewrite ?plus_IZR, ?minus_IZR, ?mult_IZR, ?opp_IZR.

    Ltac weaken_any :=
      first [ assumption | lra | match goal with H : _ |- _ => (intro; apply H; lra) end ].

    (* The branch of a definition that holds. *)
    Ltac take_branch :=
      cbv beta iota;
      repeat match goal with
      | |- (if decide ?P then _ else _) = _ =>
          first
            [ rewrite (decide_true P) by (repeat split; first [lia | weaken_any])
            | rewrite (decide_false P)
                by (let C := fresh in intro C; decompose [and] C; first [lia | lra | contradiction]) ];
          cbv beta iota
      end.

    (* Equal but for indices that are written differently, and for values of lower levels. *)
    Ltac same_values lower level :=
      first
        [ reflexivity
        | lia
        | (rewrite lower by (unfold level; cbv beta iota; lia); same_values lower level)
        | (apply sum_same; intros; cbv beta; same_values lower level)
        | (apply product_same; intros; cbv beta; same_values lower level)
        | (apply over_same; intros; cbv beta; same_values lower level)
        | (apply such_same; intros; cbv beta; same_values lower level)
        | (f_equal; same_values lower level) ].

    (* A function of what is the same by arithmetic, at equal indices too; else of what is the same by its parts. *)
    Ltac spelled := first [ solve [ f_equal; lra ] | solve [ f_equal; push_reals_here; lra ] | same_values I I ].
    """#

  /// Bounds of π, by Machin's series.
  static let circle = """
    Lemma PI_enclosed : 3141592653 / 1000000000 < PI < 3141592654 / 1000000000.
    Proof.
      pose proof (PI_2_3_7_ineq 4) as [L _]. pose proof (PI_2_3_7_ineq 5) as [_ U].
      cbv [sum_f_R0 tg_alt PI_2_3_7_tg Ratan_seq Nat.mul Nat.add pow INR] in L, U. split; lra.
    Qed.
    """

  /// Rules of differentiation, for functions as they are written.
  static let derivatives = """
    (* Derivatives. *)

    From Coq Require FunctionalExtensionality.

    Lemma slope_same f x l m : derivable_pt_lim f x l -> l = m -> derivable_pt_lim f x m.
    Proof. intros D <-. exact D. Qed.

    Lemma slope_of f g x l : (forall z, f z = g z) -> derivable_pt_lim f x l -> derivable_pt_lim g x l.
    Proof. intros E D e P. destruct (D e P) as [d B]. exists d. intros. rewrite <- !E. auto. Qed.

    Lemma slope_constant c x : derivable_pt_lim (fun _ => c) x 0.
    Proof. apply derivable_pt_lim_const. Qed.

    Lemma slope_variable x : derivable_pt_lim (fun z => z) x 1.
    Proof. apply derivable_pt_lim_id. Qed.

    Lemma slope_sum f g x l m :
      derivable_pt_lim f x l -> derivable_pt_lim g x m -> derivable_pt_lim (fun z => f z + g z) x (l + m).
    Proof. apply derivable_pt_lim_plus. Qed.

    Lemma slope_difference f g x l m :
      derivable_pt_lim f x l -> derivable_pt_lim g x m -> derivable_pt_lim (fun z => f z - g z) x (l - m).
    Proof. apply derivable_pt_lim_minus. Qed.

    Lemma slope_opposite f x l : derivable_pt_lim f x l -> derivable_pt_lim (fun z => - f z) x (- l).
    Proof. apply derivable_pt_lim_opp. Qed.

    Lemma slope_product f g x l m :
      derivable_pt_lim f x l -> derivable_pt_lim g x m ->
      derivable_pt_lim (fun z => f z * g z) x (l * g x + f x * m).
    Proof. apply derivable_pt_lim_mult. Qed.
    """

  /// Names that the claim's must not take: whatever stands in a file has a meaning there, and what proofs say names it.
  static let reserved = Coq.reserved.union(
    ExportNames.identifiers(
      in: Coq.withoutComments([text, derivatives, series, circle, scripts].joined(separator: "\n")))
  ).subtracting(ends).union(constructors).union(["R", "Z", "X", "E", "H"])

  /// The ends of ranges, which the prelude binds wherever it speaks of them; families over ranges have them as parameters.
  static let ends: Set<String> = ["lo", "hi"]

  /// Constructors of the libraries: a pattern such as `[S]` would mean them, whatever is called so.
  private static let constructors = ExportNames.words(
    in: """
      Abstract Acc_intro Add_cons Add_head BoolSpecF BoolSpecT CompEq CompEqT CompGt CompGtT CompLt CompLtT Computational
      Eq Exists_cons_hd Exists_cons_tl FEI FEO FEX FEadd FEc FEdiv FEinv FEmul FEopp FEpow FEsub FOP_cons FOP_nil
      Forall2_cons Forall2_nil Forall_cons Forall_nil Gt I IRQ IRZ IRdiv IRmult IsNeg IsNul IsPos Lt Morphism N0
      NoDup_cons NoDup_nil None Npos O PeanoOne PeanoSucc S Some Zdiv_rest_proof ZintNeg ZintNull ZintPos Zneg Zpos Z0
      bet_S bet_emp conj cons eq_refl ex_intro ex_intro2 exist exist2 existT existT2 exists_S exists_le false inhabits
      inl inleft inr inright is_eq_true le_S le_n left mkStepFun mk_afield mk_reqe mkfamily mkhypo mkposreal nil nth_O
      nth_S or_introl or_intror pair right true tt xH xI xO
      """)

  /// What proofs name beside the prelude's lemmas.
  private static let scripts = """
    IZR_le Rmult_le_pos Rmult_lt_0_compat Rlt_le Rle_0_sqr Rsqr Rle_antisym Rgt_not_eq Rlt_not_eq Rle_or_lt Z_lt_le_dec
    Rabs_pos Rcase_abs Rle_dec Rinv_r sqrt_pos sqrt_sqrt exp_pos exp_ineq1_le exp_plus exp_0 exp_ln sin2_cos2 conj
    f_equal Rmult_1_l Rmult_0_r PI PI_enclosed values lower rule IZR INR
    Rabs Rmax Rmin Rabs_one exp ln sqrt sin cos left right some In
    derivable_pt_lim functional_extensionality FunctionalExtensionality
    All depth below covered
    eq_refl Z Nat Pos of_nat of_succ_nat succ even
    Print Assumptions Section End Hypothesis Theorem Variable all cbn context eapply enough eqb_spec etransitivity exfalso
    into rename transitivity type
    """
}
