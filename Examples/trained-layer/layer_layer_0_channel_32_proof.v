(* The claim below holds, as the theorem at the end states and proves.
SHA-256 of the claim: 4e9d9142b20faf7af8a865793766f5b1e30c73cd0713c3b681c046e000d1d4c0

theorem layer_0_channel_32 'Influence decays in channel 32 of layer 0'
  source 'arXiv:2501.00658, Theorem 3.1'
  note 'Bounds of mamba-mqar-2l, weights 1455e20b6e906a237904d6a893dc5437a098dbf606e67d17606d6441affb1c86'
  note 'Inputs: every input that a sequence of tokens gives, whatever the tokens are'
  note 'step is softplus(p); x is the channel's own input u, r what the others and the bias add to its step'
  note 'y is the scan's output before the skip and the gate; c is a function of the inputs at t, other of those at t but x'
  expect holds

  size T >= 1
  index s, t in 1..T
  index n in 1..16

  real x[t] in [-0.1603, 0.3293]
  real w in [0.03086, 0.03087]
  real r[t] in [-6.4984, 2.41736]
  real a[n] in [1.07, 29.49]
  real B[n] in [0, 10.82], E[n] in [0, 32.86]
  real C[n] in [0, 31.68], K[n] in [0, 84.26]
  real beta[n]
  real other[t,n]
  real c[t,n] in [-C[n], C[n]]

  let rho = 1 - 0.001602
  let most = 2.513
  let weight = 0.03087
  let constant = 12490
  let p[t] = w*x[t] + r[t]
  let step[t] = -log(1/(1 + exp(p[t])))
  let b[t,n] = beta[n]*x[t] + other[t,n]
  let h[0,n] = 0
  let h[t,n] = h[t - 1,n]/exp(a[n]*step[t]) + step[t]*b[t,n]*x[t]
  let y[t] = sum(n: c[t,n]*h[t,n])

  assume 1/exp(a[n]*step[t]) <= rho
  assume step[t] <= most
  assume -B[n] <= b[t,n]*x[t] <= B[n]
  assume -E[n] <= b[t,n] + beta[n]*x[t] <= E[n]
  assume most*(2*weight*B[n] + E[n]) <= K[n]
  assume sum(n: C[n]*K[n]) <= constant

  conclude s < t implies abs(diff(y[t], x[s])) <= constant*rho^(t - s)
end
 *)

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

Section layer_0_channel_32_proof.

Variable T : Z.
Hypothesis size : (1 <= T)%Z.
Variable x : Z -> R.
Variable w : R.
Variable r : Z -> R.
Variable a : Z -> R.
Variable B : Z -> R.
Variable E_ : Z -> R.
Variable C : Z -> R.
Variable K : Z -> R.
Variable beta_ : Z -> R.
Variable other : Z -> Z -> R.
Variable c : Z -> Z -> R.
Definition b (t n : Z) : R := beta_ n * x t + other t n.
Lemma b_1 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b t n = beta_ n * x t + other t n.
Proof. intros t n ? ? ? ?. unfold b; take_branch; same_values I I. Qed.
Definition delta1 (i j : Z) : R := if decide ((j <= i)%Z /\ (i <= j)%Z) then 1 else if decide ((j + 1 <= i)%Z) then 0 else if decide ((i + 1 <= j)%Z) then 0 else 0.
Lemma delta1_1 : forall i j : Z, (j <= i)%Z -> (i <= j)%Z -> delta1 i j = 1.
Proof. intros i j ? ?. unfold delta1; take_branch; same_values I I. Qed.
Lemma delta1_2 : forall i j : Z, (j + 1 <= i)%Z -> delta1 i j = 0.
Proof. intros i j ?. unfold delta1; take_branch; same_values I I. Qed.
Lemma delta1_3 : forall i j : Z, (i + 1 <= j)%Z -> delta1 i j = 0.
Proof. intros i j ?. unfold delta1; take_branch; same_values I I. Qed.
Definition b_x (t n t' : Z) : R := beta_ n * delta1 t t'.
Lemma b_x_1 : forall t n t' : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> b_x t n t' = beta_ n * delta1 t t'.
Proof. intros t n t' ? ? ? ? ? ?. unfold b_x; take_branch; same_values I I. Qed.
Definition p (t : Z) : R := r t + w * x t.
Lemma p_1 : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> p t = r t + w * x t.
Proof. intros t ? ?. unfold p; take_branch; same_values I I. Qed.
Definition exp1 (t : Z) : R := exp (p t).
Lemma exp1_positive : forall t : Z, 0 < exp1 t.
Proof. intros t. assert (X : 0 < exp1 t) by (unfold exp1; apply exp_pos). lra. Qed.
Lemma exp1_tangent : forall t : Z, 1 + p t <= exp1 t.
Proof. intros t. assert (X : 1 + (p t) <= exp1 t) by (unfold exp1; apply exp_ineq1_le). lra. Qed.
Definition inv1 (t : Z) : R := / (1 + exp1 t).
Lemma inv1_product : forall t : Z, exp1 t <> - 1 -> exp1 t * inv1 t + inv1 t = 1.
Proof. intros t H. assert (X : (1 + exp1 t) * inv1 t = 1) by (unfold inv1; apply Rinv_r; weaken H). lra. Qed.
Definition log1 (t : Z) : R := ln (inv1 t).
Lemma log1_tangent : forall t : Z, 0 < inv1 t -> 1 + log1 t <= inv1 t.
Proof. intros t H. assert (X : log1 t <= (inv1 t) - 1) by (unfold log1; apply ln_tangent; weaken H). lra. Qed.
Definition exp2 (n t : Z) : R := exp (- a n * log1 t).
Lemma exp2_positive : forall n t : Z, 0 < exp2 n t.
Proof. intros n t. assert (X : 0 < exp2 n t) by (unfold exp2; apply exp_pos). lra. Qed.
Lemma exp2_tangent : forall n t : Z, 1 <= a n * log1 t + exp2 n t.
Proof. intros n t. assert (X : 1 + (- a n * log1 t) <= exp2 n t) by (unfold exp2; apply exp_ineq1_le). lra. Qed.
Definition inv2 (n t : Z) : R := / (exp2 n t).
Lemma inv2_product : forall n t : Z, exp2 n t <> 0 -> exp2 n t * inv2 n t = 1.
Proof. intros n t H. assert (X : (exp2 n t) * inv2 n t = 1) by (unfold inv2; apply Rinv_r; weaken H). lra. Qed.
Definition h_level (i : list Z) : Z :=
  match i with
  | [t; n] => t
  | _ => 0
  end%Z.
Definition h_rule (values : list Z -> R) (i : list Z) : R :=
  match i with
  | [t; n] => if decide ((t = 0)%Z /\ (1 <= n)%Z /\ (n <= 16)%Z) then 0 else if decide ((1 <= t)%Z /\ (t <= T)%Z /\ (1 <= n)%Z /\ (n <= 16)%Z) then values [(t - 1)%Z; n] * inv2 n t - b t n * log1 t * x t else 0
  | _ => 0
  end.
Definition h (t n : Z) : R := recursive h_level h_rule [t; n].
Lemma h_1 : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> h 0%Z n = 0.
Proof. intros n ? ?. unfold h; apply recursive_is; intros values lower; unfold h_rule at 1; take_branch; same_values lower h_level. Qed.
Lemma h_2 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> h t n = h (t - 1)%Z n * inv2 n t - b t n * log1 t * x t.
Proof. intros t n ? ? ? ?. unfold h; apply recursive_is; intros values lower; unfold h_rule at 1; take_branch; same_values lower h_level. Qed.
Definition inv3 (t : Z) : R := / (inv1 t).
Lemma inv3_product : forall t : Z, inv1 t <> 0 -> inv1 t * inv3 t = 1.
Proof. intros t H. assert (X : (inv1 t) * inv3 t = 1) by (unfold inv3; apply Rinv_r; weaken H). lra. Qed.
Definition p_x (t t' : Z) : R := delta1 t t' * w.
Lemma p_x_1 : forall t t' : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> p_x t t' = delta1 t t' * w.
Proof. intros t t' ? ? ? ?. unfold p_x; take_branch; same_values I I. Qed.
Definition h_x_level (i : list Z) : Z :=
  match i with
  | [t; n; t'] => t
  | _ => 0
  end%Z.
Definition h_x_rule (values : list Z -> R) (i : list Z) : R :=
  match i with
  | [t; n; t'] => if decide ((t = 0)%Z /\ (1 <= n)%Z /\ (n <= 16)%Z /\ (1 <= t')%Z /\ (t' <= T)%Z) then 0 else if decide ((1 <= t)%Z /\ (t <= T)%Z /\ (1 <= n)%Z /\ (n <= 16)%Z /\ (1 <= t')%Z /\ (t' <= T)%Z) then b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t t' * x t + values [(t - 1)%Z; n; t'] * inv2 n t - a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t t' - b t n * delta1 t t' * log1 t - b_x t n t' * log1 t * x t else 0
  | _ => 0
  end.
Definition h_x (t n t' : Z) : R := recursive h_x_level h_x_rule [t; n; t'].
Lemma h_x_1 : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> h_x 0%Z n t = 0.
Proof. intros n t ? ? ? ?. unfold h_x; apply recursive_is; intros values lower; unfold h_x_rule at 1; take_branch; same_values lower h_x_level. Qed.
Lemma h_x_2 : forall t n t' : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> h_x t n t' = b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t t' * x t + h_x (t - 1)%Z n t' * inv2 n t - a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t t' - b t n * delta1 t t' * log1 t - b_x t n t' * log1 t * x t.
Proof. intros t n t' ? ? ? ? ? ?. unfold h_x; apply recursive_is; intros values lower; unfold h_x_rule at 1; take_branch; same_values lower h_x_level. Qed.
Definition sum3 (s t lo hi : Z) : R := sum_of (fun n : Z => c t n * h_x t n s) lo hi.
Lemma sum3_empty : forall s t lo hi : Z, (hi + 1 <= lo)%Z -> sum3 s t lo hi = 0.
Proof. intros s t lo hi ?. assert (X : sum3 s t lo hi = 0) by (unfold sum3; apply sum_empty; lia). lra. Qed.
Lemma sum3_last : forall s t lo hi : Z, (lo <= hi)%Z -> sum3 s t lo hi = c t hi * h_x t hi s + sum3 s t lo (hi - 1)%Z.
Proof. intros s t lo hi ?. assert (X : sum3 s t lo hi = sum3 s t lo (hi - 1)%Z + (c t hi * h_x t hi s)) by (unfold sum3; etransitivity; [apply sum_last; lia | cbv beta; same_values I I]). lra. Qed.
Lemma sum3_first : forall s t lo hi : Z, (lo <= hi)%Z -> sum3 s t lo hi = c t lo * h_x t lo s + sum3 s t (lo + 1)%Z hi.
Proof. intros s t lo hi ?. assert (X : sum3 s t lo hi = (c t lo * h_x t lo s) + sum3 s t (lo + 1)%Z hi) by (unfold sum3; etransitivity; [apply sum_first; lia | cbv beta; same_values I I]). lra. Qed.
Definition abs1 (s t : Z) : R := Rabs (sum3 s t 1%Z 16%Z).
Lemma abs1_one_of_them : forall s t : Z, abs1 s t = (sum3 s t 1%Z 16%Z) \/ abs1 s t = - (sum3 s t 1%Z 16%Z).
Proof. intros s t. unfold abs1; apply Rabs_one. Qed.
Lemma abs1_above : forall s t : Z, sum3 s t 1%Z 16%Z <= abs1 s t.
Proof. intros s t. assert (X : (sum3 s t 1%Z 16%Z) <= abs1 s t) by (unfold abs1; unfold Rabs; destruct (Rcase_abs (sum3 s t 1%Z 16%Z)); lra). lra. Qed.
Lemma abs1_below : forall s t : Z, 0 <= abs1 s t + sum3 s t 1%Z 16%Z.
Proof. intros s t. assert (X : - (sum3 s t 1%Z 16%Z) <= abs1 s t) by (unfold abs1; unfold Rabs; destruct (Rcase_abs (sum3 s t 1%Z 16%Z)); lra). lra. Qed.
Lemma abs1_nonnegative : forall s t : Z, 0 <= abs1 s t.
Proof. intros s t. assert (X : 0 <= abs1 s t) by (unfold abs1; unfold Rabs; destruct (Rcase_abs (sum3 s t 1%Z 16%Z)); lra). lra. Qed.
Lemma abs1_square : forall s t : Z, (abs1 s t) ^ 2 = (sum3 s t 1%Z 16%Z) ^ 2.
Proof. intros s t. assert (X : abs1 s t * abs1 s t = (sum3 s t 1%Z 16%Z) * (sum3 s t 1%Z 16%Z)) by (unfold abs1; unfold Rabs; destruct (Rcase_abs (sum3 s t 1%Z 16%Z)); lra). lra. Qed.
Definition prod1 (lo hi : Z) : R := product_of (fun k : Z => 499199 / 500000) lo hi.
Lemma prod1_empty : forall lo hi : Z, (hi + 1 <= lo)%Z -> prod1 lo hi = 1.
Proof. intros lo hi ?. assert (X : prod1 lo hi = 1) by (unfold prod1; apply product_empty; lia). lra. Qed.
Lemma prod1_last : forall lo hi : Z, (lo <= hi)%Z -> prod1 lo hi = 499199 / 500000 * prod1 lo (hi - 1)%Z.
Proof. intros lo hi ?. assert (X : prod1 lo hi = prod1 lo (hi - 1)%Z * (499199 / 500000)) by (unfold prod1; etransitivity; [apply product_last; lia | cbv beta; same_values I I]). lra. Qed.
Lemma prod1_first : forall lo hi : Z, (lo <= hi)%Z -> prod1 lo hi = 499199 / 500000 * prod1 (lo + 1)%Z hi.
Proof. intros lo hi ?. assert (X : prod1 lo hi = (499199 / 500000) * prod1 (lo + 1)%Z hi) by (unfold prod1; etransitivity; [apply product_first; lia | cbv beta; same_values I I]). lra. Qed.
Definition sum1 (lo hi : Z) : R := sum_of (fun n : Z => C n * K n) lo hi.
Lemma sum1_empty : forall lo hi : Z, (hi + 1 <= lo)%Z -> sum1 lo hi = 0.
Proof. intros lo hi ?. assert (X : sum1 lo hi = 0) by (unfold sum1; apply sum_empty; lia). lra. Qed.
Lemma sum1_last : forall lo hi : Z, (lo <= hi)%Z -> sum1 lo hi = C hi * K hi + sum1 lo (hi - 1)%Z.
Proof. intros lo hi ?. assert (X : sum1 lo hi = sum1 lo (hi - 1)%Z + (C hi * K hi)) by (unfold sum1; etransitivity; [apply sum_last; lia | cbv beta; same_values I I]). lra. Qed.
Lemma sum1_first : forall lo hi : Z, (lo <= hi)%Z -> sum1 lo hi = C lo * K lo + sum1 (lo + 1)%Z hi.
Proof. intros lo hi ?. assert (X : sum1 lo hi = (C lo * K lo) + sum1 (lo + 1)%Z hi) by (unfold sum1; etransitivity; [apply sum_first; lia | cbv beta; same_values I I]). lra. Qed.
Definition sum2 (t lo hi : Z) : R := sum_of (fun n : Z => c t n * h t n) lo hi.
Lemma sum2_empty : forall t lo hi : Z, (hi + 1 <= lo)%Z -> sum2 t lo hi = 0.
Proof. intros t lo hi ?. assert (X : sum2 t lo hi = 0) by (unfold sum2; apply sum_empty; lia). lra. Qed.
Lemma sum2_last : forall t lo hi : Z, (lo <= hi)%Z -> sum2 t lo hi = c t hi * h t hi + sum2 t lo (hi - 1)%Z.
Proof. intros t lo hi ?. assert (X : sum2 t lo hi = sum2 t lo (hi - 1)%Z + (c t hi * h t hi)) by (unfold sum2; etransitivity; [apply sum_last; lia | cbv beta; same_values I I]). lra. Qed.
Lemma sum2_first : forall t lo hi : Z, (lo <= hi)%Z -> sum2 t lo hi = c t lo * h t lo + sum2 t (lo + 1)%Z hi.
Proof. intros t lo hi ?. assert (X : sum2 t lo hi = (c t lo * h t lo) + sum2 t (lo + 1)%Z hi) by (unfold sum2; etransitivity; [apply sum_first; lia | cbv beta; same_values I I]). lra. Qed.

Hypothesis x_low : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 1603 / 10000 <= x t.
Hypothesis x_high : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> x t <= 3293 / 10000.
Hypothesis w_low : 1543 / 50000 <= w.
Hypothesis w_high : w <= 3087 / 100000.
Hypothesis r_low : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 8123 / 1250 <= r t.
Hypothesis r_high : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> r t <= 30217 / 12500.
Hypothesis a_low : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 107 / 100 <= a n.
Hypothesis a_high : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> a n <= 2949 / 100.
Hypothesis B_low : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n.
Hypothesis B_high : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> B n <= 541 / 50.
Hypothesis E_low : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= E_ n.
Hypothesis E_high : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> E_ n <= 1643 / 50.
Hypothesis C_low : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= C n.
Hypothesis C_high : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> C n <= 792 / 25.
Hypothesis K_low : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= K n.
Hypothesis K_high : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> K n <= 4213 / 50.
Hypothesis c_low : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= C n + c t n.
Hypothesis c_high : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> c t n <= C n.
Hypothesis assume3_1 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n + b t n * x t.
Hypothesis assume3_2 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b t n * x t <= B n.
Hypothesis assume4_1 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= E_ n + b t n + beta_ n * x t.
Hypothesis assume4_2 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b t n + beta_ n * x t <= E_ n.
Hypothesis assume5 : forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 7757631 / 50000000 * B n + 2513 / 1000 * E_ n <= K n.
Hypothesis assume6 : sum1 1%Z 16%Z <= 12490.

Lemma b_x_before : forall t n t' : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> (t + 1 <= t')%Z -> b_x t n t' = 0.
Proof.
  intros t n t' ? ? ? ? ? ? ?.
  enough (K1 : b_x t n t' = 0) by (weaken K1).
  assert (K2 : b_x t n t' - beta_ n * delta1 t t' = 0).
  { pose proof (b_x_1 t n t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K3 : b_x t n t' = beta_ n * delta1 t t') by (clear - K2; lra).
  assert (K4 : delta1 t t' = 0).
  { pose proof (delta1_3 t t' ltac:(lia)) as X. weaken X. }
  assert (K5 : delta1 t t' = 0) by (clear - K4; lra).
  rewrite ?K3, ?K5.
  lra.
Qed.

Lemma inv1_argument : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 1 < exp1 t.
Proof.
  intros t ? ?.
  enough (K6 : 0 < 1 + exp1 t) by (weaken K6).
  assert (K7 : 0 < exp1 t).
  { pose proof (exp1_positive t) as X. weaken X. }
  clear - K7. lra.
Qed.

Lemma inv1_positive : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv1 t.
Proof.
  intros t ? ?.
  enough (K8 : 0 < inv1 t) by (weaken K8).
  destruct (Rle_or_lt 0 (- inv1 t)) as [K9|K9].
  {
    assert (K11 : 0 < 1 + exp1 t).
    { pose proof (inv1_argument t ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K9 (Rlt_le _ _ K11)) as K12.
    assert (K13 : 0 < 1 + exp1 t).
    { pose proof (inv1_argument t ltac:(lia) ltac:(lia)) as X. weaken X. }
    assert (K14 : exp1 t * inv1 t + inv1 t - 1 = 0).
    { pose proof (inv1_product t) as X. specialize (X ltac:(weaken K13)). weaken X. }
    pose proof (f_equal (Rmult (1)) K14) as K15.
    exfalso.
    clear - K12 K15. lra.
  }
  {
    assert (K10 : 0 < inv1 t) by lra.
    clear - K10. lra.
  }
Qed.

Lemma log1_argument : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv1 t.
Proof.
  intros t ? ?.
  enough (K16 : 0 < inv1 t) by (weaken K16).
  assert (K17 : 0 < inv1 t).
  { pose proof (inv1_positive t ltac:(lia) ltac:(lia)) as X. weaken X. }
  clear - K17. lra.
Qed.

Lemma inv2_argument : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> 0 < exp2 n t.
Proof.
  intros n t ? ? ? ?.
  enough (K18 : 0 < exp2 n t) by (weaken K18).
  assert (K19 : 0 < exp2 n t).
  { pose proof (exp2_positive n t) as X. weaken X. }
  clear - K19. lra.
Qed.

Lemma inv2_positive : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> 0 < inv2 n t.
Proof.
  intros n t ? ? ? ?.
  enough (K20 : 0 < inv2 n t) by (weaken K20).
  destruct (Rle_or_lt 0 (- inv2 n t)) as [K21|K21].
  {
    assert (K23 : 0 < exp2 n t).
    { pose proof (exp2_positive n t) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K21 (Rlt_le _ _ K23)) as K24.
    assert (K25 : 0 < exp2 n t).
    { pose proof (exp2_positive n t) as X. weaken X. }
    assert (K26 : exp2 n t * inv2 n t - 1 = 0).
    { pose proof (inv2_product n t) as X. specialize (X ltac:(weaken K25)). weaken X. }
    pose proof (f_equal (Rmult (1)) K26) as K27.
    exfalso.
    clear - K24 K27. lra.
  }
  {
    assert (K22 : 0 < inv2 n t) by lra.
    clear - K22. lra.
  }
Qed.

Lemma inv3_argument : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv1 t.
Proof.
  intros t ? ?.
  enough (K28 : 0 < inv1 t) by (weaken K28).
  assert (K29 : 0 < inv1 t).
  { pose proof (inv1_positive t ltac:(lia) ltac:(lia)) as X. weaken X. }
  clear - K29. lra.
Qed.

Lemma inv3_positive : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv3 t.
Proof.
  intros t ? ?.
  enough (K30 : 0 < inv3 t) by (weaken K30).
  destruct (Rle_or_lt 0 (- inv3 t)) as [K31|K31].
  {
    assert (K33 : 0 < inv1 t).
    { pose proof (inv1_positive t ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K31 (Rlt_le _ _ K33)) as K34.
    assert (K35 : 0 < inv1 t).
    { pose proof (inv1_positive t ltac:(lia) ltac:(lia)) as X. weaken X. }
    assert (K36 : inv1 t * inv3 t - 1 = 0).
    { pose proof (inv3_product t) as X. specialize (X ltac:(weaken K35)). weaken X. }
    pose proof (f_equal (Rmult (1)) K36) as K37.
    exfalso.
    clear - K34 K37. lra.
  }
  {
    assert (K32 : 0 < inv3 t) by lra.
    clear - K32. lra.
  }
Qed.

Lemma p_x_before : forall t t' : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> (t + 1 <= t')%Z -> p_x t t' = 0.
Proof.
  intros t t' ? ? ? ? ?.
  enough (K38 : p_x t t' = 0) by (weaken K38).
  assert (K39 : p_x t t' - delta1 t t' * w = 0).
  { pose proof (p_x_1 t t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K40 : p_x t t' = delta1 t t' * w) by (clear - K39; lra).
  assert (K41 : delta1 t t' = 0).
  { pose proof (delta1_3 t t' ltac:(lia)) as X. weaken X. }
  assert (K42 : delta1 t t' = 0) by (clear - K41; lra).
  rewrite ?K40, ?K42.
  lra.
Qed.

Lemma h_x_before : forall t n t' : Z, (t <= T)%Z -> (0 <= t)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> (t + 1 <= t')%Z -> h_x t n t' = 0.
Proof.
  intros t n t'. revert t.
  assert (K43 : forall t : Z, (0 <= t)%Z -> (t <= T)%Z -> (0 <= t)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> (t + 1 <= t')%Z -> h_x t n t' = 0).
  { apply (whole_induction 0%Z (fun t : Z => (t <= T)%Z -> (0 <= t)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t')%Z -> (t' <= T)%Z -> (t + 1 <= t')%Z -> h_x t n t' = 0)).
    { intros ? ? ? ? ? ? ?.
      {
        enough (K45 : h_x 0%Z n t' = 0) by (weaken K45).
        assert (K46 : h_x 0%Z n t' = 0).
        { pose proof (h_x_1 n t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K47 : h_x 0%Z n t' = 0) by (clear - K46; lra).
        rewrite ?K47.
        lra.
      }
    }
    { intros t ? K44 ? ? ? ? ? ? ?.
      assert (X : h_x t n t' = 0) by (apply K44; first [lia | assumption]).
      rename X into K48.
      assert (K49 : h_x t n t' = 0) by weaken K48.
      {
        enough (K50 : h_x (t + 1)%Z n t' = 0) by (replace ((t + 1))%Z with (t + 1)%Z by lia; weaken K50).
        assert (K51 : a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z t' + b (t + 1)%Z n * delta1 (t + 1)%Z t' * log1 (t + 1)%Z + b_x (t + 1)%Z n t' * log1 (t + 1)%Z * x (t + 1)%Z + h_x (t + 1)%Z n t' - b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z t' * x (t + 1)%Z - h_x t n t' * inv2 n (t + 1)%Z = 0).
        { pose proof (h_x_2 (t + 1)%Z n t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1) - 1)%Z with (t)%Z in X by lia. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K52 : h_x (t + 1)%Z n t' = b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z t' * x (t + 1)%Z + h_x t n t' * inv2 n (t + 1)%Z - a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z t' - b (t + 1)%Z n * delta1 (t + 1)%Z t' * log1 (t + 1)%Z - b_x (t + 1)%Z n t' * log1 (t + 1)%Z * x (t + 1)%Z) by (clear - K51; lra).
        assert (K53 : delta1 (t + 1)%Z t' = 0).
        { pose proof (delta1_3 (t + 1)%Z t' ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K54 : delta1 (t + 1)%Z t' = 0) by (clear - K53; lra).
        assert (K55 : p_x (t + 1)%Z t' = 0).
        { pose proof (p_x_before (t + 1)%Z t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K52, ?K54 in K55.
        pose proof (f_equal (Rmult (- a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z)) K55) as K56.
        assert (K57 : p_x (t + 1)%Z t' = 0).
        { pose proof (p_x_before (t + 1)%Z t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K52, ?K54 in K57.
        pose proof (f_equal (Rmult (b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * x (t + 1)%Z)) K57) as K58.
        assert (K59 : b_x (t + 1)%Z n t' = 0).
        { pose proof (b_x_before (t + 1)%Z n t' ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K52, ?K54 in K59.
        pose proof (f_equal (Rmult (- log1 (t + 1)%Z * x (t + 1)%Z)) K59) as K60.
        pose proof K49 as K61.
        rewrite ?K52, ?K54 in K61.
        pose proof (f_equal (Rmult (inv2 n (t + 1)%Z)) K61) as K62.
        rewrite ?K52, ?K54.
        clear - K56 K58 K60 K62. lra.
      }
    } }
  intros t ? ? ? ? ? ? ?. apply (K43 t); first [lia | assumption].
Qed.

Lemma prod1_positive : forall lo hi : Z, (lo <= hi + 1)%Z -> 0 < prod1 lo hi.
Proof.
  intros lo hi. revert hi.
  assert (K63 : forall hi : Z, (lo - 1 <= hi)%Z -> (lo <= hi + 1)%Z -> 0 < prod1 lo hi).
  { apply (whole_induction (lo - 1)%Z (fun hi : Z => (lo <= hi + 1)%Z -> 0 < prod1 lo hi)).
    { intros ?.
      {
        enough (K65 : 0 < prod1 lo (lo - 1)%Z) by (replace ((lo - 1))%Z with (lo - 1)%Z by lia; weaken K65).
        assert (K66 : prod1 lo (lo - 1)%Z - 1 = 0).
        { pose proof (prod1_empty lo (lo - 1)%Z ltac:(lia)) as X. replace ((lo - 1))%Z with (lo - 1)%Z in X by lia. weaken X. }
        assert (K67 : prod1 lo (lo - 1)%Z = 1) by (clear - K66; lra).
        rewrite ?K67.
        lra.
      }
    }
    { intros hi ? K64 ?.
      assert (X : 0 < prod1 lo hi) by (apply K64; first [lia | assumption]).
      rename X into K68.
      assert (K69 : 0 < prod1 lo hi) by weaken K68.
      {
        enough (K70 : 0 < prod1 lo (hi + 1)%Z) by (replace ((hi + 1))%Z with (hi + 1)%Z by lia; weaken K70).
        assert (K71 : prod1 lo (hi + 1)%Z - 499199 / 500000 * prod1 lo hi = 0).
        { pose proof (prod1_last lo (hi + 1)%Z ltac:(lia)) as X. replace ((hi + 1) - 1)%Z with (hi)%Z in X by lia. replace ((hi + 1))%Z with (hi + 1)%Z in X by lia. weaken X. }
        assert (K72 : prod1 lo (hi + 1)%Z = 499199 / 500000 * prod1 lo hi) by (clear - K71; lra).
        pose proof K69 as K73.
        rewrite ?K72 in K73.
        rewrite ?K72.
        clear - K73. lra.
      }
    } }
  intros hi ?. apply (K63 hi); first [lia | assumption].
Qed.

Lemma prod1_upTo1 : forall lo hi : Z, (lo <= hi + 1)%Z -> prod1 lo hi <= 1.
Proof.
  intros lo hi. revert hi.
  assert (K74 : forall hi : Z, (lo - 1 <= hi)%Z -> (lo <= hi + 1)%Z -> prod1 lo hi <= 1).
  { apply (whole_induction (lo - 1)%Z (fun hi : Z => (lo <= hi + 1)%Z -> prod1 lo hi <= 1)).
    { intros ?.
      {
        enough (K76 : 0 <= 1 - prod1 lo (lo - 1)%Z) by (replace ((lo - 1))%Z with (lo - 1)%Z by lia; weaken K76).
        assert (K77 : prod1 lo (lo - 1)%Z - 1 = 0).
        { pose proof (prod1_empty lo (lo - 1)%Z ltac:(lia)) as X. replace ((lo - 1))%Z with (lo - 1)%Z in X by lia. weaken X. }
        assert (K78 : prod1 lo (lo - 1)%Z = 1) by (clear - K77; lra).
        rewrite ?K78.
        lra.
      }
    }
    { intros hi ? K75 ?.
      assert (X : prod1 lo hi <= 1) by (apply K75; first [lia | assumption]).
      rename X into K79.
      assert (K80 : 0 <= 1 - prod1 lo hi) by weaken K79.
      {
        enough (K81 : 0 <= 1 - prod1 lo (hi + 1)%Z) by (replace ((hi + 1))%Z with (hi + 1)%Z by lia; weaken K81).
        assert (K82 : prod1 lo (hi + 1)%Z - 499199 / 500000 * prod1 lo hi = 0).
        { pose proof (prod1_last lo (hi + 1)%Z ltac:(lia)) as X. replace ((hi + 1) - 1)%Z with (hi)%Z in X by lia. replace ((hi + 1))%Z with (hi + 1)%Z in X by lia. weaken X. }
        assert (K83 : prod1 lo (hi + 1)%Z = 499199 / 500000 * prod1 lo hi) by (clear - K82; lra).
        pose proof K80 as K84.
        rewrite ?K83 in K84.
        assert (K85 : 0 < prod1 lo hi).
        { pose proof (prod1_positive lo hi ltac:(lia)) as X. weaken X. }
        rewrite ?K83 in K85.
        rewrite ?K83.
        clear - K84 K85. lra.
      }
    } }
  intros hi ?. apply (K74 hi); first [lia | assumption].
Qed.

Lemma sum1_nonnegative : forall lo hi : Z, (1 <= lo)%Z -> (hi <= 16)%Z -> (lo <= hi + 1)%Z -> 0 <= sum1 lo hi.
Proof.
  intros lo hi. revert hi.
  assert (K86 : forall hi : Z, (lo - 1 <= hi)%Z -> (1 <= lo)%Z -> (hi <= 16)%Z -> (lo <= hi + 1)%Z -> 0 <= sum1 lo hi).
  { apply (whole_induction (lo - 1)%Z (fun hi : Z => (1 <= lo)%Z -> (hi <= 16)%Z -> (lo <= hi + 1)%Z -> 0 <= sum1 lo hi)).
    { intros ? ? ?.
      {
        enough (K88 : 0 <= sum1 lo (lo - 1)%Z) by (replace ((lo - 1))%Z with (lo - 1)%Z by lia; weaken K88).
        assert (K89 : sum1 lo (lo - 1)%Z = 0).
        { pose proof (sum1_empty lo (lo - 1)%Z ltac:(lia)) as X. replace ((lo - 1))%Z with (lo - 1)%Z in X by lia. weaken X. }
        assert (K90 : sum1 lo (lo - 1)%Z = 0) by (clear - K89; lra).
        rewrite ?K90.
        lra.
      }
    }
    { intros hi ? K87 ? ? ?.
      assert (X : 0 <= sum1 lo hi) by (apply K87; first [lia | assumption]).
      rename X into K91.
      assert (K92 : 0 <= sum1 lo hi) by weaken K91.
      {
        enough (K93 : 0 <= sum1 lo (hi + 1)%Z) by (replace ((hi + 1))%Z with (hi + 1)%Z by lia; weaken K93).
        assert (K94 : sum1 lo (hi + 1)%Z - C (hi + 1)%Z * K (hi + 1)%Z - sum1 lo hi = 0).
        { pose proof (sum1_last lo (hi + 1)%Z ltac:(lia)) as X. replace ((hi + 1) - 1)%Z with (hi)%Z in X by lia. replace ((hi + 1))%Z with (hi + 1)%Z in X by lia. weaken X. }
        assert (K95 : sum1 lo (hi + 1)%Z = C (hi + 1)%Z * K (hi + 1)%Z + sum1 lo hi) by (clear - K94; lra).
        assert (K96 : 0 <= C (hi + 1)%Z).
        { pose proof (C_low (hi + 1)%Z ltac:(lia) ltac:(lia)) as X. replace ((hi + 1))%Z with (hi + 1)%Z in X by lia. weaken X. }
        rewrite ?K95 in K96.
        assert (K97 : 0 <= K (hi + 1)%Z).
        { pose proof (K_low (hi + 1)%Z ltac:(lia) ltac:(lia)) as X. replace ((hi + 1))%Z with (hi + 1)%Z in X by lia. weaken X. }
        rewrite ?K95 in K97.
        pose proof (Rmult_le_pos _ _ K96 K97) as K98.
        pose proof K92 as K99.
        rewrite ?K95 in K99.
        rewrite ?K95.
        clear - K98 K99. lra.
      }
    } }
  intros hi ? ? ?. apply (K86 hi); first [lia | assumption].
Qed.

(* the divisor is not 0 *)
Lemma goal1 : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> exp1 t <> - 1.
Proof.
  intros t ? ?.
  enough (K100 : 1 + exp1 t <> 0) by (weaken K100).
  assert (K101 : 0 < 1 + exp1 t).
  {
    assert (K102 : 0 < 1 + exp1 t).
    { pose proof (inv1_argument t ltac:(lia) ltac:(lia)) as X. weaken X. }
    clear - K102. lra.
  }
  clear - K101. apply Rgt_not_eq. lra.
Qed.

(* the logarithm's argument is above 0 *)
Lemma goal2 : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv1 t.
Proof.
  intros t ? ?.
  enough (K103 : 0 < inv1 t) by (weaken K103).
  assert (K104 : 0 < inv1 t).
  { pose proof (inv1_positive t ltac:(lia) ltac:(lia)) as X. weaken X. }
  clear - K104. lra.
Qed.

(* the divisor is not 0 *)
Lemma goal3 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> exp2 n t <> 0.
Proof.
  intros t n ? ? ? ?.
  enough (K105 : exp2 n t <> 0) by (weaken K105).
  assert (K106 : 0 < exp2 n t).
  {
    assert (K107 : 0 < exp2 n t).
    { pose proof (exp2_positive n t) as X. weaken X. }
    clear - K107. lra.
  }
  clear - K106. apply Rgt_not_eq. lra.
Qed.

Lemma all_of_layer_0_channel_32_is_defined :
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> exp1 t <> - 1) /\
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv1 t) /\
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> exp2 n t <> 0).
Proof using All. exact (conj goal1 (conj goal2 goal3)). Qed.

Hypothesis assume1 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> inv2 n t <= 499199 / 500000.

Lemma prod1_nonnegative : forall lo hi : Z, (lo <= hi + 1)%Z -> 0 <= prod1 lo hi.
Proof.
  intros lo hi. revert hi.
  assert (K108 : forall hi : Z, (lo - 1 <= hi)%Z -> (lo <= hi + 1)%Z -> 0 <= prod1 lo hi).
  { apply (whole_induction (lo - 1)%Z (fun hi : Z => (lo <= hi + 1)%Z -> 0 <= prod1 lo hi)).
    { intros ?.
      {
        enough (K110 : 0 <= prod1 lo (lo - 1)%Z) by (replace ((lo - 1))%Z with (lo - 1)%Z by lia; weaken K110).
        assert (K111 : prod1 lo (lo - 1)%Z - 1 = 0).
        { pose proof (prod1_empty lo (lo - 1)%Z ltac:(lia)) as X. replace ((lo - 1))%Z with (lo - 1)%Z in X by lia. weaken X. }
        assert (K112 : prod1 lo (lo - 1)%Z = 1) by (clear - K111; lra).
        rewrite ?K112.
        lra.
      }
    }
    { intros hi ? K109 ?.
      assert (X : 0 <= prod1 lo hi) by (apply K109; first [lia | assumption]).
      rename X into K113.
      assert (K114 : 0 <= prod1 lo hi) by weaken K113.
      {
        enough (K115 : 0 <= prod1 lo (hi + 1)%Z) by (replace ((hi + 1))%Z with (hi + 1)%Z by lia; weaken K115).
        assert (K116 : prod1 lo (hi + 1)%Z - 499199 / 500000 * prod1 lo hi = 0).
        { pose proof (prod1_last lo (hi + 1)%Z ltac:(lia)) as X. replace ((hi + 1) - 1)%Z with (hi)%Z in X by lia. replace ((hi + 1))%Z with (hi + 1)%Z in X by lia. weaken X. }
        assert (K117 : prod1 lo (hi + 1)%Z = 499199 / 500000 * prod1 lo hi) by (clear - K116; lra).
        pose proof K114 as K118.
        rewrite ?K117 in K118.
        rewrite ?K117.
        clear - K118. lra.
      }
    } }
  intros hi ?. apply (K108 hi); first [lia | assumption].
Qed.

Hypothesis assume2 : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 2513 / 1000 <= log1 t.

Lemma slopes : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 <= exp1 t * inv1 t.
Proof.
  intros t ? ?.
  enough (K119 : 0 <= exp1 t * inv1 t) by (weaken K119).
  assert (K120 : 0 < exp1 t).
  { pose proof (exp1_positive t) as X. weaken X. }
  assert (K121 : 0 < inv1 t).
  { pose proof (goal2 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_lt_0_compat _ _ K120 K121) as K122.
  clear - K122. lra.
Qed.

Lemma steps : forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> exp1 t * inv1 t + log1 t <= 0.
Proof.
  intros t ? ?.
  enough (K123 : 0 <= - exp1 t * inv1 t - log1 t) by (weaken K123).
  assert (K124 : 0 < inv1 t).
  { pose proof (goal2 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K125 : 0 <= inv1 t - 1 - log1 t).
  { pose proof (log1_tangent t) as X. specialize (X ltac:(weaken K124)). weaken X. }
  assert (K126 : 1 + exp1 t <> 0).
  { pose proof (goal1 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K127 : exp1 t * inv1 t + inv1 t - 1 = 0).
  { pose proof (inv1_product t) as X. specialize (X ltac:(weaken K126)). weaken X. }
  pose proof (f_equal (Rmult (- 1)) K127) as K128.
  clear - K125 K128. lra.
Qed.

Lemma gates_1 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= inv2 n t.
Proof.
  intros t n ? ? ? ?.
  enough (K129 : 0 <= inv2 n t) by (weaken K129).
  assert (K130 : 0 < inv2 n t).
  { pose proof (inv2_positive n t ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  clear - K130. lra.
Qed.

Lemma gates_2 : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> inv2 n t <= 1.
Proof.
  intros t n ? ? ? ?.
  enough (K131 : 0 <= 1 - inv2 n t) by (weaken K131).
  assert (K132 : 0 <= 499199 / 500000 - inv2 n t).
  { pose proof (assume1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  clear - K132. lra.
Qed.

Lemma tangent : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> inv2 n t <= 1 + a n * inv2 n t * log1 t.
Proof.
  intros t n ? ? ? ?.
  enough (K133 : 0 <= 1 + a n * inv2 n t * log1 t - inv2 n t) by (weaken K133).
  assert (K134 : 0 <= a n * log1 t + exp2 n t - 1).
  { pose proof (exp2_tangent n t) as X. weaken X. }
  assert (K135 : 0 <= inv2 n t).
  { pose proof (gates_1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K134 K135) as K136.
  assert (K137 : 0 < exp2 n t).
  { pose proof (exp2_positive n t) as X. weaken X. }
  assert (K138 : exp2 n t * inv2 n t - 1 = 0).
  { pose proof (inv2_product n t) as X. specialize (X ltac:(weaken K137)). weaken X. }
  pose proof (f_equal (Rmult (- 1)) K138) as K139.
  clear - K136 K139. lra.
Qed.

Lemma rises : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> a n * log1 t <= 0.
Proof.
  intros n t ? ? ? ?.
  enough (K140 : 0 <= - a n * log1 t) by (weaken K140).
  assert (K141 : 0 <= - exp1 t * inv1 t - log1 t).
  { pose proof (steps t ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K142 : 0 <= a n - 107 / 100).
  { pose proof (a_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K141 K142) as K143.
  assert (K144 : 0 < inv1 t).
  { pose proof (goal2 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K145 : 0 <= inv1 t - 1 - log1 t).
  { pose proof (log1_tangent t) as X. specialize (X ltac:(weaken K144)). weaken X. }
  pose proof (Rmult_le_pos _ _ K141 K145) as K146.
  assert (K147 : 0 <= exp1 t * inv1 t).
  { pose proof (slopes t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K147 K142) as K148.
  pose proof (Rmult_le_pos _ _ K147 K145) as K149.
  assert (K150 : 0 <= 2513 / 1000 + log1 t).
  { pose proof (assume2 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K150 K145) as K151.
  assert (K152 : 1 + exp1 t <> 0).
  { pose proof (goal1 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K153 : exp1 t * inv1 t + inv1 t - 1 = 0).
  { pose proof (inv1_product t) as X. specialize (X ltac:(weaken K152)). weaken X. }
  pose proof (f_equal (Rmult (- 107 / 100)) K153) as K154.
  clear - K143 K146 K147 K148 K149 K151 K154. lra.
Qed.

Lemma spare : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> 0 <= 2513 / 1000 * a n + a n * log1 t.
Proof.
  intros n t ? ? ? ?.
  enough (K155 : 0 <= 2513 / 1000 * a n + a n * log1 t) by (weaken K155).
  assert (K156 : 0 <= 2949 / 100 - a n).
  { pose proof (a_high n ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K157 : 0 <= 2513 / 1000 + log1 t).
  { pose proof (assume2 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K156 K157) as K158.
  assert (K159 : 0 <= a n - 107 / 100).
  { pose proof (a_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K159 K157) as K160.
  clear - K158 K160. lra.
Qed.

Lemma room : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> 2513 / 1000 * a n * inv2 n t + inv2 n t <= 1 + 2513 / 1000 * a n + a n * log1 t.
Proof.
  intros n t ? ? ? ?.
  enough (K161 : 0 <= 1 + 2513 / 1000 * a n + a n * log1 t - 2513 / 1000 * a n * inv2 n t - inv2 n t) by (weaken K161).
  assert (K162 : 0 <= 1 + a n * inv2 n t * log1 t - inv2 n t).
  { pose proof (tangent t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K163 : 0 <= 1 - inv2 n t).
  { pose proof (gates_2 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K164 : 0 <= 2513 / 1000 * a n + a n * log1 t).
  { pose proof (spare n t ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K163 K164) as K165.
  clear - K162 K165. lra.
Qed.

Lemma states_1 : forall t n : Z, (0 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n + 2513 / 1000 * B n * a n + a n * h t n.
Proof.
  intros t n. revert t.
  assert (K166 : forall t : Z, (0 <= t)%Z -> (0 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n + 2513 / 1000 * B n * a n + a n * h t n).
  { apply (whole_induction 0%Z (fun t : Z => (0 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n + 2513 / 1000 * B n * a n + a n * h t n)).
    { intros ? ? ? ?.
      {
        enough (K168 : 0 <= B n + 2513 / 1000 * B n * a n + a n * h 0%Z n) by (weaken K168).
        assert (K169 : h 0%Z n = 0).
        { pose proof (h_1 n ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K170 : h 0%Z n = 0) by (clear - K169; lra).
        assert (K171 : 0 <= B n).
        { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K170 in K171.
        assert (K172 : 0 <= a n - 107 / 100).
        { pose proof (a_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K170 in K172.
        pose proof (Rmult_le_pos _ _ K171 K172) as K173.
        rewrite ?K170.
        clear - K171 K173. lra.
      }
    }
    { intros t ? K167 ? ? ? ?.
      assert (X : 0 <= B n + 2513 / 1000 * B n * a n + a n * h t n) by (apply K167; first [lia | assumption]).
      rename X into K174.
      assert (K175 : 0 <= B n + 2513 / 1000 * B n * a n + a n * h t n) by weaken K174.
      {
        enough (K176 : 0 <= B n + 2513 / 1000 * B n * a n + a n * h (t + 1)%Z n) by (replace ((t + 1))%Z with (t + 1)%Z by lia; weaken K176).
        assert (K177 : b (t + 1)%Z n * log1 (t + 1)%Z * x (t + 1)%Z + h (t + 1)%Z n - h t n * inv2 n (t + 1)%Z = 0).
        { pose proof (h_2 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1) - 1)%Z with (t)%Z in X by lia. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K178 : h (t + 1)%Z n = h t n * inv2 n (t + 1)%Z - b (t + 1)%Z n * log1 (t + 1)%Z * x (t + 1)%Z) by (clear - K177; lra).
        assert (K179 : 0 <= 1 + 2513 / 1000 * a n + a n * log1 (t + 1)%Z - 2513 / 1000 * a n * inv2 n (t + 1)%Z - inv2 n (t + 1)%Z).
        { pose proof (room n (t + 1)%Z ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K178 in K179.
        assert (K180 : 0 <= B n).
        { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K178 in K180.
        pose proof (Rmult_le_pos _ _ K179 K180) as K181.
        assert (K182 : 0 <= - a n * log1 (t + 1)%Z).
        { pose proof (rises n (t + 1)%Z ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K178 in K182.
        assert (K183 : 0 <= B n + b (t + 1)%Z n * x (t + 1)%Z).
        { pose proof (assume3_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K178 in K183.
        pose proof (Rmult_le_pos _ _ K182 K183) as K184.
        pose proof K175 as K185.
        rewrite ?K178 in K185.
        assert (K186 : 0 <= inv2 n (t + 1)%Z).
        { pose proof (gates_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K178 in K186.
        pose proof (Rmult_le_pos _ _ K185 K186) as K187.
        rewrite ?K178.
        clear - K181 K184 K187. lra.
      }
    } }
  intros t ? ? ? ?. apply (K166 t); first [lia | assumption].
Qed.

Lemma states_2 : forall t n : Z, (0 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> a n * h t n <= B n + 2513 / 1000 * B n * a n.
Proof.
  intros t n. revert t.
  assert (K188 : forall t : Z, (0 <= t)%Z -> (0 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> a n * h t n <= B n + 2513 / 1000 * B n * a n).
  { apply (whole_induction 0%Z (fun t : Z => (0 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> a n * h t n <= B n + 2513 / 1000 * B n * a n)).
    { intros ? ? ? ?.
      {
        enough (K190 : 0 <= B n + 2513 / 1000 * B n * a n - a n * h 0%Z n) by (weaken K190).
        assert (K191 : h 0%Z n = 0).
        { pose proof (h_1 n ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K192 : h 0%Z n = 0) by (clear - K191; lra).
        assert (K193 : 0 <= B n + 2513 / 1000 * B n * a n + a n * h 0%Z n).
        { pose proof (states_1 0%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K192 in K193.
        rewrite ?K192.
        clear - K193. lra.
      }
    }
    { intros t ? K189 ? ? ? ?.
      assert (X : a n * h t n <= B n + 2513 / 1000 * B n * a n) by (apply K189; first [lia | assumption]).
      rename X into K194.
      assert (K195 : 0 <= B n + 2513 / 1000 * B n * a n - a n * h t n) by weaken K194.
      {
        enough (K196 : 0 <= B n + 2513 / 1000 * B n * a n - a n * h (t + 1)%Z n) by (replace ((t + 1))%Z with (t + 1)%Z by lia; weaken K196).
        assert (K197 : b (t + 1)%Z n * log1 (t + 1)%Z * x (t + 1)%Z + h (t + 1)%Z n - h t n * inv2 n (t + 1)%Z = 0).
        { pose proof (h_2 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1) - 1)%Z with (t)%Z in X by lia. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K198 : h (t + 1)%Z n = h t n * inv2 n (t + 1)%Z - b (t + 1)%Z n * log1 (t + 1)%Z * x (t + 1)%Z) by (clear - K197; lra).
        assert (K199 : 0 <= 1 + 2513 / 1000 * a n + a n * log1 (t + 1)%Z - 2513 / 1000 * a n * inv2 n (t + 1)%Z - inv2 n (t + 1)%Z).
        { pose proof (room n (t + 1)%Z ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K198 in K199.
        assert (K200 : 0 <= B n).
        { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K198 in K200.
        pose proof (Rmult_le_pos _ _ K199 K200) as K201.
        assert (K202 : 0 <= - a n * log1 (t + 1)%Z).
        { pose proof (rises n (t + 1)%Z ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K198 in K202.
        assert (K203 : 0 <= B n - b (t + 1)%Z n * x (t + 1)%Z).
        { pose proof (assume3_2 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K198 in K203.
        pose proof (Rmult_le_pos _ _ K202 K203) as K204.
        pose proof K195 as K205.
        rewrite ?K198 in K205.
        assert (K206 : 0 <= inv2 n (t + 1)%Z).
        { pose proof (gates_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K198 in K206.
        pose proof (Rmult_le_pos _ _ K205 K206) as K207.
        rewrite ?K198.
        clear - K201 K204 K207. lra.
      }
    } }
  intros t ? ? ? ?. apply (K188 t); first [lia | assumption].
Qed.

Lemma product_ : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> inv2 n t = exp2 n t * (inv2 n t) ^ 2.
Proof.
  intros n t ? ? ? ?.
  enough (K208 : inv2 n t - exp2 n t * (inv2 n t) ^ 2 = 0) by (weaken K208).
  assert (K209 : 0 < exp2 n t).
  { pose proof (exp2_positive n t) as X. weaken X. }
  assert (K210 : exp2 n t * inv2 n t - 1 = 0).
  { pose proof (inv2_product n t) as X. specialize (X ltac:(weaken K209)). weaken X. }
  pose proof (f_equal (Rmult (- inv2 n t)) K210) as K211.
  clear - K211. lra.
Qed.

Lemma before : forall t s n : Z, (0 <= t)%Z -> (t <= T)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (t + 1 <= s)%Z -> 0 = h_x t n s.
Proof.
  intros t s n. revert t.
  assert (K212 : forall t : Z, (0 <= t)%Z -> (0 <= t)%Z -> (t <= T)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (t + 1 <= s)%Z -> 0 = h_x t n s).
  { apply (whole_induction 0%Z (fun t : Z => (0 <= t)%Z -> (t <= T)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (t + 1 <= s)%Z -> 0 = h_x t n s)).
    { intros ? ? ? ? ? ? ?.
      {
        enough (K214 : - h_x 0%Z n s = 0) by (weaken K214).
        assert (K215 : h_x 0%Z n s = 0).
        { pose proof (h_x_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K216 : h_x 0%Z n s = 0) by (clear - K215; lra).
        rewrite ?K216.
        lra.
      }
    }
    { intros t ? K213 ? ? ? ? ? ? ?.
      assert (X : 0 = h_x t n s) by (apply K213; first [lia | assumption]).
      rename X into K217.
      assert (K218 : - h_x t n s = 0) by weaken K217.
      {
        enough (K219 : - h_x (t + 1)%Z n s = 0) by (replace ((t + 1))%Z with (t + 1)%Z by lia; weaken K219).
        assert (K220 : a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s + b (t + 1)%Z n * delta1 (t + 1)%Z s * log1 (t + 1)%Z + b_x (t + 1)%Z n s * log1 (t + 1)%Z * x (t + 1)%Z + h_x (t + 1)%Z n s - b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s * x (t + 1)%Z - h_x t n s * inv2 n (t + 1)%Z = 0).
        { pose proof (h_x_2 (t + 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1) - 1)%Z with (t)%Z in X by lia. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K221 : h_x (t + 1)%Z n s = b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s * x (t + 1)%Z + h_x t n s * inv2 n (t + 1)%Z - a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s - b (t + 1)%Z n * delta1 (t + 1)%Z s * log1 (t + 1)%Z - b_x (t + 1)%Z n s * log1 (t + 1)%Z * x (t + 1)%Z) by (clear - K220; lra).
        assert (K222 : delta1 (t + 1)%Z s = 0).
        { pose proof (delta1_3 (t + 1)%Z s ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K223 : delta1 (t + 1)%Z s = 0) by (clear - K222; lra).
        assert (K224 : h_x t n s = 0).
        { pose proof (h_x_before t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K225 : h_x t n s = 0) by (clear - K224; lra).
        assert (K226 : h_x (t + 1)%Z n s = 0).
        { pose proof (h_x_before (t + 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K221, ?K223, ?K225 in K226.
        pose proof (f_equal (Rmult (- 1)) K226) as K227.
        rewrite ?K221, ?K223, ?K225.
        clear - K227. lra.
      }
    } }
  intros t ? ? ? ? ? ? ?. apply (K212 t); first [lia | assumption].
Qed.

Lemma rate : forall n t : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= t)%Z -> (t <= T)%Z -> 0 <= a n * inv2 n t.
Proof.
  intros n t ? ? ? ?.
  enough (K228 : 0 <= a n * inv2 n t) by (weaken K228).
  assert (K229 : 0 <= 2949 / 100 - a n).
  { pose proof (a_high n ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K230 : 0 <= inv2 n t).
  { pose proof (gates_1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K229 K230) as K231.
  assert (K232 : 0 <= a n - 107 / 100).
  { pose proof (a_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K232 K230) as K233.
  clear - K231 K233. lra.
Qed.

Lemma both : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= exp1 t * inv1 t * inv2 n t.
Proof.
  intros t n ? ? ? ?.
  enough (K234 : 0 <= exp1 t * inv1 t * inv2 n t) by (weaken K234).
  assert (K235 : 0 <= inv2 n t).
  { pose proof (gates_1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K236 : 0 <= exp1 t * inv1 t).
  { pose proof (slopes t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K235 K236) as K237.
  clear - K237. lra.
Qed.

Lemma damped : forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 2513 / 1000 * a n * exp1 t * inv1 t * inv2 n t + exp1 t * inv1 t * inv2 n t <= 2513 / 1000.
Proof.
  intros t n ? ? ? ?.
  enough (K238 : 0 <= 2513 / 1000 - 2513 / 1000 * a n * exp1 t * inv1 t * inv2 n t - exp1 t * inv1 t * inv2 n t) by (weaken K238).
  assert (K239 : 0 <= a n * inv2 n t).
  { pose proof (rate n t ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K240 : 0 <= - exp1 t * inv1 t - log1 t).
  { pose proof (steps t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K239 K240) as K241.
  assert (K242 : 0 <= 2949 / 100 - a n).
  { pose proof (a_high n ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K243 : 0 <= exp1 t * inv1 t * inv2 n t).
  { pose proof (both t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K242 K243) as K244.
  assert (K245 : 0 <= inv2 n t).
  { pose proof (gates_1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K246 : 0 <= a n * log1 t + exp2 n t - 1).
  { pose proof (exp2_tangent n t) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K245 K246) as K247.
  assert (K248 : 0 < inv1 t).
  { pose proof (goal2 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K245 (Rlt_le _ _ K248)) as K249.
  assert (K250 : 0 < exp2 n t).
  { pose proof (exp2_positive n t) as X. weaken X. }
  assert (K251 : exp2 n t * inv2 n t - 1 = 0).
  { pose proof (inv2_product n t) as X. specialize (X ltac:(weaken K250)). weaken X. }
  pose proof (f_equal (Rmult (- 7510837 / 3049000)) K251) as K252.
  assert (K253 : 1 + exp1 t <> 0).
  { pose proof (goal1 t ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K254 : exp1 t * inv1 t + inv1 t - 1 = 0).
  { pose proof (inv1_product t) as X. specialize (X ltac:(weaken K253)). weaken X. }
  pose proof (f_equal (Rmult (- 7510837 / 3049000 * inv2 n t)) K254) as K255.
  clear - K241 K244 K247 K249 K252 K255. lra.
Qed.

Lemma found_1 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> 0 <= 2513 / 1000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s.
Proof.
  intros n s ? ? ? ?.
  enough (K256 : 0 <= 2513 / 1000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s) by (weaken K256).
  assert (K257 : 0 <= 2513 / 1000 - 2513 / 1000 * a n * exp1 s * inv1 s * inv2 n s - exp1 s * inv1 s * inv2 n s).
  { pose proof (damped s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K258 : 0 <= B n).
  { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K257 K258) as K259.
  assert (K260 : 0 <= exp1 s * inv1 s * inv2 n s).
  { pose proof (both s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K261 : 0 <= B n + 2513 / 1000 * B n * a n + a n * h (s - 1)%Z n).
  { pose proof (states_1 (s - 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
  pose proof (Rmult_le_pos _ _ K260 K261) as K262.
  clear - K259 K262. lra.
Qed.

Lemma found_2 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s <= 2513 / 1000 * B n.
Proof.
  intros n s ? ? ? ?.
  enough (K263 : 0 <= 2513 / 1000 * B n - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s) by (weaken K263).
  assert (K264 : 0 <= 2513 / 1000 - 2513 / 1000 * a n * exp1 s * inv1 s * inv2 n s - exp1 s * inv1 s * inv2 n s).
  { pose proof (damped s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K265 : 0 <= B n).
  { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  pose proof (Rmult_le_pos _ _ K264 K265) as K266.
  assert (K267 : 0 <= exp1 s * inv1 s * inv2 n s).
  { pose proof (both s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K268 : 0 <= B n + 2513 / 1000 * B n * a n - a n * h (s - 1)%Z n).
  { pose proof (states_2 (s - 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
  pose proof (Rmult_le_pos _ _ K267 K268) as K269.
  clear - K266 K269. lra.
Qed.

Lemma driven_1 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> 0 <= 2513 / 1000 * B n + b s n * exp1 s * inv1 s * x s.
Proof.
  intros n s ? ? ? ?.
  enough (K270 : 0 <= 2513 / 1000 * B n + b s n * exp1 s * inv1 s * x s) by (weaken K270).
  assert (K271 : b s n - beta_ n * x s - other s n = 0).
  { pose proof (b_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K272 : b s n = beta_ n * x s + other s n) by (clear - K271; lra).
  assert (K273 : 0 <= B n).
  { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K272 in K273.
  assert (K274 : 0 <= 2513 / 1000 + log1 s).
  { pose proof (assume2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K272 in K274.
  pose proof (Rmult_le_pos _ _ K273 K274) as K275.
  assert (K276 : 0 <= exp1 s * inv1 s).
  { pose proof (slopes s ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K272 in K276.
  assert (K277 : 0 <= B n + b s n * x s).
  { pose proof (assume3_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K272 in K277.
  pose proof (Rmult_le_pos _ _ K276 K277) as K278.
  assert (K279 : 0 <= - exp1 s * inv1 s - log1 s).
  { pose proof (steps s ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K272 in K279.
  pose proof (Rmult_le_pos _ _ K279 K277) as K280.
  assert (K281 : 0 <= B n - b s n * x s).
  { pose proof (assume3_2 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K272 in K281.
  pose proof (Rmult_le_pos _ _ K279 K281) as K282.
  rewrite ?K272.
  clear - K275 K278 K280 K282. lra.
Qed.

Lemma driven_2 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> b s n * exp1 s * inv1 s * x s <= 2513 / 1000 * B n.
Proof.
  intros n s ? ? ? ?.
  enough (K283 : 0 <= 2513 / 1000 * B n - b s n * exp1 s * inv1 s * x s) by (weaken K283).
  assert (K284 : b s n - beta_ n * x s - other s n = 0).
  { pose proof (b_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K285 : b s n = beta_ n * x s + other s n) by (clear - K284; lra).
  assert (K286 : 0 <= B n).
  { pose proof (B_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K285 in K286.
  assert (K287 : 0 <= 2513 / 1000 + log1 s).
  { pose proof (assume2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K285 in K287.
  pose proof (Rmult_le_pos _ _ K286 K287) as K288.
  assert (K289 : 0 <= exp1 s * inv1 s).
  { pose proof (slopes s ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K285 in K289.
  assert (K290 : 0 <= B n - b s n * x s).
  { pose proof (assume3_2 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K285 in K290.
  pose proof (Rmult_le_pos _ _ K289 K290) as K291.
  assert (K292 : 0 <= - exp1 s * inv1 s - log1 s).
  { pose proof (steps s ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K285 in K292.
  assert (K293 : 0 <= B n + b s n * x s).
  { pose proof (assume3_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K285 in K293.
  pose proof (Rmult_le_pos _ _ K292 K293) as K294.
  pose proof (Rmult_le_pos _ _ K292 K290) as K295.
  rewrite ?K285.
  clear - K288 K291 K294 K295. lra.
Qed.

Lemma added_1 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> b s n * log1 s + beta_ n * log1 s * x s <= 2513 / 1000 * E_ n.
Proof.
  intros n s ? ? ? ?.
  enough (K296 : 0 <= 2513 / 1000 * E_ n - b s n * log1 s - beta_ n * log1 s * x s) by (weaken K296).
  destruct (Rle_or_lt 0 (2513 / 1000 * E_ n - b s n * log1 s - beta_ n * log1 s * x s)) as [K297|K297].
  {
    clear - K297. lra.
  }
  {
    assert (K298 : 0 < b s n * log1 s + beta_ n * log1 s * x s - 2513 / 1000 * E_ n) by lra.
    assert (K299 : 0 <= 2513 / 1000 + log1 s).
    { pose proof (assume2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
    assert (K300 : 0 <= E_ n - b s n - beta_ n * x s).
    { pose proof (assume4_2 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K299 K300) as K301.
    assert (K302 : 0 <= E_ n + b s n + beta_ n * x s).
    { pose proof (assume4_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
    assert (K303 : 0 <= - exp1 s * inv1 s - log1 s).
    { pose proof (steps s ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K303 K302) as K304.
    assert (K305 : 0 <= exp1 s * inv1 s).
    { pose proof (slopes s ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K305 K302) as K306.
    exfalso.
    clear - K301 K302 K304 K306 K298. lra.
  }
Qed.

Lemma added_2 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> 0 <= 2513 / 1000 * E_ n + b s n * log1 s + beta_ n * log1 s * x s.
Proof.
  intros n s ? ? ? ?.
  enough (K307 : 0 <= 2513 / 1000 * E_ n + b s n * log1 s + beta_ n * log1 s * x s) by (weaken K307).
  destruct (Rle_or_lt 0 (2513 / 1000 * E_ n + b s n * log1 s + beta_ n * log1 s * x s)) as [K308|K308].
  {
    clear - K308. lra.
  }
  {
    assert (K309 : 0 < - 2513 / 1000 * E_ n - b s n * log1 s - beta_ n * log1 s * x s) by lra.
    assert (K310 : 0 <= 2513 / 1000 + log1 s).
    { pose proof (assume2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
    assert (K311 : 0 <= E_ n + b s n + beta_ n * x s).
    { pose proof (assume4_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K310 K311) as K312.
    assert (K313 : 0 <= E_ n - b s n - beta_ n * x s).
    { pose proof (assume4_2 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
    assert (K314 : 0 <= - exp1 s * inv1 s - log1 s).
    { pose proof (steps s ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K314 K313) as K315.
    assert (K316 : 0 <= exp1 s * inv1 s).
    { pose proof (slopes s ltac:(lia) ltac:(lia)) as X. weaken X. }
    pose proof (Rmult_le_pos _ _ K316 K313) as K317.
    exfalso.
    clear - K312 K313 K315 K317 K309. lra.
  }
Qed.

Lemma is_ : forall s n : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b s n * exp1 s * inv1 s * w * x s = a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w + b s n * log1 s + beta_ n * log1 s * x s + h_x s n s.
Proof.
  intros s n ? ? ? ?.
  enough (K318 : b s n * exp1 s * inv1 s * w * x s - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w - b s n * log1 s - beta_ n * log1 s * x s - h_x s n s = 0) by (weaken K318).
  assert (K319 : b s n - beta_ n * x s - other s n = 0).
  { pose proof (b_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K320 : b s n = beta_ n * x s + other s n) by (clear - K319; lra).
  assert (K321 : a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s + b s n * delta1 s s * log1 s + b_x s n s * log1 s * x s + h_x s n s - b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s - h_x (s - 1)%Z n s * inv2 n s = 0).
  { pose proof (h_x_2 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K322 : h_x s n s = b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s + h_x (s - 1)%Z n s * inv2 n s - a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s - b s n * delta1 s s * log1 s - b_x s n s * log1 s * x s) by (clear - K321; lra).
  assert (K323 : delta1 s s - 1 = 0).
  { pose proof (delta1_1 s s ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K324 : delta1 s s = 1) by (clear - K323; lra).
  assert (K325 : h_x (s - 1)%Z n s = 0).
  { pose proof (h_x_before (s - 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
  assert (K326 : h_x (s - 1)%Z n s = 0) by (clear - K325; lra).
  assert (K327 : inv2 n s - exp2 n s * (inv2 n s) ^ 2 = 0).
  { pose proof (product_ n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K327.
  pose proof (f_equal (Rmult (- a n * exp1 s * h (s - 1)%Z n * (inv1 s) ^ 2 * inv3 s * p_x s s)) K327) as K328.
  assert (K329 : p_x s s - delta1 s s * w = 0).
  { pose proof (p_x_1 s s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K329.
  pose proof (f_equal (Rmult (a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s)) K329) as K330.
  assert (K331 : a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s + b s n * delta1 s s * log1 s + b_x s n s * log1 s * x s + h_x s n s - b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s - h_x (s - 1)%Z n s * inv2 n s = 0).
  { pose proof (h_x_2 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K331.
  pose proof (f_equal (Rmult (- 1)) K331) as K332.
  assert (K333 : b_x s n s - beta_ n * delta1 s s = 0).
  { pose proof (b_x_1 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K333.
  pose proof (f_equal (Rmult (log1 s * x s)) K333) as K334.
  assert (K335 : p_x s s - delta1 s s * w = 0).
  { pose proof (p_x_1 s s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K335.
  pose proof (f_equal (Rmult (- beta_ n * exp1 s * inv1 s * (x s) ^ 2)) K335) as K336.
  assert (K337 : p_x s s - delta1 s s * w = 0).
  { pose proof (p_x_1 s s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K337.
  pose proof (f_equal (Rmult (- exp1 s * inv1 s * other s n * x s)) K337) as K338.
  assert (K339 : 0 < inv1 s).
  { pose proof (goal2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K340 : inv1 s * inv3 s - 1 = 0).
  { pose proof (inv3_product s) as X. specialize (X ltac:(weaken K339)). weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K340.
  pose proof (f_equal (Rmult (a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * p_x s s)) K340) as K341.
  assert (K342 : 0 < inv1 s).
  { pose proof (goal2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K343 : inv1 s * inv3 s - 1 = 0).
  { pose proof (inv3_product s) as X. specialize (X ltac:(weaken K342)). weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K343.
  pose proof (f_equal (Rmult (- beta_ n * exp1 s * inv1 s * p_x s s * (x s) ^ 2)) K343) as K344.
  assert (K345 : 0 < inv1 s).
  { pose proof (goal2 s ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K346 : inv1 s * inv3 s - 1 = 0).
  { pose proof (inv3_product s) as X. specialize (X ltac:(weaken K345)). weaken X. }
  rewrite ?K320, ?K322, ?K324, ?K326 in K346.
  pose proof (f_equal (Rmult (- exp1 s * inv1 s * other s n * p_x s s * x s)) K346) as K347.
  rewrite ?K320, ?K322, ?K324, ?K326.
  clear - K328 K330 K332 K334 K336 K338 K341 K344 K347. lra.
Qed.

Lemma turned_1 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w <= 7757631 / 50000000 * B n + b s n * exp1 s * inv1 s * w * x s.
Proof.
  intros n s ? ? ? ?.
  enough (K348 : 0 <= 7757631 / 50000000 * B n + b s n * exp1 s * inv1 s * w * x s - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w) by (weaken K348).
  assert (K349 : b s n - beta_ n * x s - other s n = 0).
  { pose proof (b_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K350 : b s n = beta_ n * x s + other s n) by (clear - K349; lra).
  assert (K351 : 0 <= 2513 / 1000 * B n + b s n * exp1 s * inv1 s * x s).
  { pose proof (driven_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K350 in K351.
  assert (K352 : 0 <= w - 1543 / 50000).
  { pose proof (w_low) as X. weaken X. }
  rewrite ?K350 in K352.
  pose proof (Rmult_le_pos _ _ K351 K352) as K353.
  assert (K354 : 0 <= 2513 / 1000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s).
  { pose proof (found_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K350 in K354.
  assert (K355 : 0 <= 3087 / 100000 - w).
  { pose proof (w_high) as X. weaken X. }
  rewrite ?K350 in K355.
  pose proof (Rmult_le_pos _ _ K354 K355) as K356.
  assert (K357 : 0 <= 2513 / 1000 * B n - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s).
  { pose proof (found_2 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K350 in K357.
  rewrite ?K350.
  clear - K351 K353 K356 K357. lra.
Qed.

Lemma turned_2 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> b s n * exp1 s * inv1 s * w * x s <= 7757631 / 50000000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w.
Proof.
  intros n s ? ? ? ?.
  enough (K358 : 0 <= 7757631 / 50000000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w - b s n * exp1 s * inv1 s * w * x s) by (weaken K358).
  assert (K359 : b s n - beta_ n * x s - other s n = 0).
  { pose proof (b_1 s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K360 : b s n = beta_ n * x s + other s n) by (clear - K359; lra).
  assert (K361 : 0 <= 2513 / 1000 * B n - b s n * exp1 s * inv1 s * x s).
  { pose proof (driven_2 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K360 in K361.
  assert (K362 : 0 <= w - 1543 / 50000).
  { pose proof (w_low) as X. weaken X. }
  rewrite ?K360 in K362.
  pose proof (Rmult_le_pos _ _ K361 K362) as K363.
  assert (K364 : 0 <= 2513 / 1000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s).
  { pose proof (found_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K360 in K364.
  assert (K365 : 0 <= 2513 / 1000 * B n - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s).
  { pose proof (found_2 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K360 in K365.
  assert (K366 : 0 <= 3087 / 100000 - w).
  { pose proof (w_high) as X. weaken X. }
  rewrite ?K360 in K366.
  pose proof (Rmult_le_pos _ _ K365 K366) as K367.
  rewrite ?K360.
  clear - K361 K363 K364 K367. lra.
Qed.

Lemma at_1 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> 0 <= K n + h_x s n s.
Proof.
  intros n s ? ? ? ?.
  enough (K368 : 0 <= K n + h_x s n s) by (weaken K368).
  assert (K369 : a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s + b s n * delta1 s s * log1 s + b_x s n s * log1 s * x s + h_x s n s - b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s - h_x (s - 1)%Z n s * inv2 n s = 0).
  { pose proof (h_x_2 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K370 : h_x s n s = b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s + h_x (s - 1)%Z n s * inv2 n s - a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s - b s n * delta1 s s * log1 s - b_x s n s * log1 s * x s) by (clear - K369; lra).
  assert (K371 : delta1 s s - 1 = 0).
  { pose proof (delta1_1 s s ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K372 : delta1 s s = 1) by (clear - K371; lra).
  assert (K373 : h_x (s - 1)%Z n s = 0).
  { pose proof (h_x_before (s - 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
  assert (K374 : h_x (s - 1)%Z n s = 0) by (clear - K373; lra).
  assert (K375 : 0 <= K n - 7757631 / 50000000 * B n - 2513 / 1000 * E_ n).
  { pose proof (assume5 n ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K370, ?K372, ?K374 in K375.
  assert (K376 : 0 <= 2513 / 1000 * E_ n - b s n * log1 s - beta_ n * log1 s * x s).
  { pose proof (added_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K370, ?K372, ?K374 in K376.
  assert (K377 : 0 <= 7757631 / 50000000 * B n + b s n * exp1 s * inv1 s * w * x s - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w).
  { pose proof (turned_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K370, ?K372, ?K374 in K377.
  assert (K378 : b s n * exp1 s * inv1 s * w * x s - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w - b s n * log1 s - beta_ n * log1 s * x s - h_x s n s = 0).
  { pose proof (is_ s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K370, ?K372, ?K374 in K378.
  pose proof (f_equal (Rmult (- 1)) K378) as K379.
  rewrite ?K370, ?K372, ?K374.
  clear - K375 K376 K377 K379. lra.
Qed.

Lemma at_2 : forall n s : Z, (1 <= n)%Z -> (n <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> h_x s n s <= K n.
Proof.
  intros n s ? ? ? ?.
  enough (K380 : 0 <= K n - h_x s n s) by (weaken K380).
  assert (K381 : a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s + b s n * delta1 s s * log1 s + b_x s n s * log1 s * x s + h_x s n s - b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s - h_x (s - 1)%Z n s * inv2 n s = 0).
  { pose proof (h_x_2 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K382 : h_x s n s = b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s + h_x (s - 1)%Z n s * inv2 n s - a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s - b s n * delta1 s s * log1 s - b_x s n s * log1 s * x s) by (clear - K381; lra).
  assert (K383 : delta1 s s - 1 = 0).
  { pose proof (delta1_1 s s ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K384 : delta1 s s = 1) by (clear - K383; lra).
  assert (K385 : h_x (s - 1)%Z n s = 0).
  { pose proof (h_x_before (s - 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
  assert (K386 : h_x (s - 1)%Z n s = 0) by (clear - K385; lra).
  assert (K387 : 0 <= K n - 7757631 / 50000000 * B n - 2513 / 1000 * E_ n).
  { pose proof (assume5 n ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K382, ?K384, ?K386 in K387.
  assert (K388 : 0 <= 2513 / 1000 * E_ n + b s n * log1 s + beta_ n * log1 s * x s).
  { pose proof (added_2 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K382, ?K384, ?K386 in K388.
  assert (K389 : 0 <= 7757631 / 50000000 * B n + a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w - b s n * exp1 s * inv1 s * w * x s).
  { pose proof (turned_2 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K382, ?K384, ?K386 in K389.
  assert (K390 : b s n * exp1 s * inv1 s * w * x s - a n * exp1 s * h (s - 1)%Z n * inv1 s * inv2 n s * w - b s n * log1 s - beta_ n * log1 s * x s - h_x s n s = 0).
  { pose proof (is_ s n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K382, ?K384, ?K386 in K390.
  pose proof (f_equal (Rmult (1)) K390) as K391.
  rewrite ?K382, ?K384, ?K386.
  clear - K387 K388 K389 K391. lra.
Qed.

Lemma power : forall j : Z, (0 <= j)%Z -> 0 <= prod1 1%Z j.
Proof.
  intros j. revert j.
  assert (K392 : forall j : Z, (0 <= j)%Z -> (0 <= j)%Z -> 0 <= prod1 1%Z j).
  { apply (whole_induction 0%Z (fun j : Z => (0 <= j)%Z -> 0 <= prod1 1%Z j)).
    { intros ?.
      {
        enough (K394 : 0 <= prod1 1%Z 0%Z) by (weaken K394).
        assert (K395 : prod1 1%Z 0%Z - 1 = 0).
        { pose proof (prod1_empty 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K396 : prod1 1%Z 0%Z = 1) by (clear - K395; lra).
        rewrite ?K396.
        lra.
      }
    }
    { intros j ? K393 ?.
      assert (X : 0 <= prod1 1%Z j) by (apply K393; first [lia | assumption]).
      rename X into K397.
      assert (K398 : 0 <= prod1 1%Z j) by weaken K397.
      {
        enough (K399 : 0 <= prod1 1%Z (j + 1)%Z) by (replace ((j + 1))%Z with (j + 1)%Z by lia; weaken K399).
        assert (K400 : prod1 1%Z (j + 1)%Z - 499199 / 500000 * prod1 1%Z j = 0).
        { pose proof (prod1_last 1%Z (j + 1)%Z ltac:(lia)) as X. replace ((j + 1) - 1)%Z with (j)%Z in X by lia. replace ((j + 1))%Z with (j + 1)%Z in X by lia. weaken X. }
        assert (K401 : prod1 1%Z (j + 1)%Z = 499199 / 500000 * prod1 1%Z j) by (clear - K400; lra).
        pose proof K398 as K402.
        rewrite ?K401 in K402.
        rewrite ?K401.
        clear - K402. lra.
      }
    } }
  intros j ?. apply (K392 j); first [lia | assumption].
Qed.

Lemma later_1 : forall s t n : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s.
Proof.
  intros s t n. revert t.
  assert (K403 : forall t : Z, (s <= t)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s).
  { apply (whole_induction s (fun t : Z => (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s)).
    { intros ? ? ? ? ? ? ?.
      {
        enough (K405 : 0 <= K n * prod1 1%Z 0%Z + h_x s n s) by (replace (s - s)%Z with (0)%Z by lia; weaken K405).
        assert (K406 : a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s + b s n * delta1 s s * log1 s + b_x s n s * log1 s * x s + h_x s n s - b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s - h_x (s - 1)%Z n s * inv2 n s = 0).
        { pose proof (h_x_2 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K407 : h_x s n s = b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s + h_x (s - 1)%Z n s * inv2 n s - a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s - b s n * delta1 s s * log1 s - b_x s n s * log1 s * x s) by (clear - K406; lra).
        assert (K408 : prod1 1%Z 0%Z - 1 = 0).
        { pose proof (prod1_empty 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K409 : prod1 1%Z 0%Z = 1) by (clear - K408; lra).
        assert (K410 : delta1 s s - 1 = 0).
        { pose proof (delta1_1 s s ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K411 : delta1 s s = 1) by (clear - K410; lra).
        assert (K412 : h_x (s - 1)%Z n s = 0).
        { pose proof (h_x_before (s - 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
        assert (K413 : h_x (s - 1)%Z n s = 0) by (clear - K412; lra).
        assert (K414 : 0 <= K n + h_x s n s).
        { pose proof (at_1 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K407, ?K409, ?K411, ?K413 in K414.
        rewrite ?K407, ?K409, ?K411, ?K413.
        clear - K414. lra.
      }
    }
    { intros t ? K404 ? ? ? ? ? ? ?.
      assert (X : 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s) by (apply K404; first [lia | assumption]).
      rename X into K415.
      assert (K416 : 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s) by weaken K415.
      {
        enough (K417 : 0 <= K n * prod1 1%Z (t - s + 1)%Z + h_x (t + 1)%Z n s) by (replace ((t + 1) - s)%Z with (t - s + 1)%Z by lia; replace ((t + 1))%Z with (t + 1)%Z by lia; weaken K417).
        assert (K418 : a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s + b (t + 1)%Z n * delta1 (t + 1)%Z s * log1 (t + 1)%Z + b_x (t + 1)%Z n s * log1 (t + 1)%Z * x (t + 1)%Z + h_x (t + 1)%Z n s - b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s * x (t + 1)%Z - h_x t n s * inv2 n (t + 1)%Z = 0).
        { pose proof (h_x_2 (t + 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1) - 1)%Z with (t)%Z in X by lia. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K419 : h_x (t + 1)%Z n s = b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s * x (t + 1)%Z + h_x t n s * inv2 n (t + 1)%Z - a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s - b (t + 1)%Z n * delta1 (t + 1)%Z s * log1 (t + 1)%Z - b_x (t + 1)%Z n s * log1 (t + 1)%Z * x (t + 1)%Z) by (clear - K418; lra).
        assert (K420 : prod1 1%Z (t - s + 1)%Z - 499199 / 500000 * prod1 1%Z (t - s)%Z = 0).
        { pose proof (prod1_last 1%Z (t - s + 1)%Z ltac:(lia)) as X. replace ((t - s + 1) - 1)%Z with (t - s)%Z in X by lia. replace ((t - s + 1))%Z with (t - s + 1)%Z in X by lia. weaken X. }
        assert (K421 : prod1 1%Z (t - s + 1)%Z = 499199 / 500000 * prod1 1%Z (t - s)%Z) by (clear - K420; lra).
        assert (K422 : b (t + 1)%Z n - beta_ n * x (t + 1)%Z - other (t + 1)%Z n = 0).
        { pose proof (b_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K423 : b (t + 1)%Z n = beta_ n * x (t + 1)%Z + other (t + 1)%Z n) by (clear - K422; lra).
        assert (K424 : b_x (t + 1)%Z n s - beta_ n * delta1 (t + 1)%Z s = 0).
        { pose proof (b_x_1 (t + 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K425 : b_x (t + 1)%Z n s = beta_ n * delta1 (t + 1)%Z s) by (clear - K424; lra).
        assert (K426 : delta1 (t + 1)%Z s = 0).
        { pose proof (delta1_2 (t + 1)%Z s ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K427 : delta1 (t + 1)%Z s = 0) by (clear - K426; lra).
        assert (K428 : b t n * log1 t * x t + h t n - h (t - 1)%Z n * inv2 n t = 0).
        { pose proof (h_2 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K429 : h t n = h (t - 1)%Z n * inv2 n t - b t n * log1 t * x t) by (clear - K428; lra).
        assert (K430 : a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s + b t n * delta1 t s * log1 t + b_x t n s * log1 t * x t + h_x t n s - b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t - h_x (t - 1)%Z n s * inv2 n t = 0).
        { pose proof (h_x_2 t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K431 : h_x t n s = b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t + h_x (t - 1)%Z n s * inv2 n t - a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s - b t n * delta1 t s * log1 t - b_x t n s * log1 t * x t) by (clear - K430; lra).
        assert (K432 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K433 : p_x (t + 1)%Z s = delta1 (t + 1)%Z s * w) by (clear - K432; lra).
        assert (K434 : b t n - beta_ n * x t - other t n = 0).
        { pose proof (b_1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K435 : b t n = beta_ n * x t + other t n) by (clear - K434; lra).
        assert (K436 : b_x t n s - beta_ n * delta1 t s = 0).
        { pose proof (b_x_1 t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K437 : b_x t n s = beta_ n * delta1 t s) by (clear - K436; lra).
        assert (K438 : p_x t s - delta1 t s * w = 0).
        { pose proof (p_x_1 t s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K439 : p_x t s = delta1 t s * w) by (clear - K438; lra).
        assert (K440 : 0 <= prod1 1%Z (t - s)%Z).
        { pose proof (power (t - s)%Z ltac:(lia)) as X. replace ((t - s))%Z with (t - s)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K440.
        assert (K441 : 0 <= K n).
        { pose proof (K_low n ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K441.
        pose proof (Rmult_le_pos _ _ K440 K441) as K442.
        assert (K443 : 0 <= 499199 / 500000 - inv2 n (t + 1)%Z).
        { pose proof (assume1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K443.
        pose proof (Rmult_le_pos _ _ K442 K443) as K444.
        pose proof K416 as K445.
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K445.
        assert (K446 : 0 <= inv2 n (t + 1)%Z).
        { pose proof (gates_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K446.
        pose proof (Rmult_le_pos _ _ K445 K446) as K447.
        assert (K448 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K448.
        pose proof (f_equal (Rmult (a n * beta_ n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * log1 t * (x t) ^ 2)) K448) as K449.
        assert (K450 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K450.
        pose proof (f_equal (Rmult (- a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h (t - 1)%Z n * (inv1 (t + 1)%Z) ^ 2 * inv2 n t * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z)) K450) as K451.
        assert (K452 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K452.
        pose proof (f_equal (Rmult (a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * log1 t * other t n * x t)) K452) as K453.
        assert (K454 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K454.
        pose proof (f_equal (Rmult (beta_ n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * (x (t + 1)%Z) ^ 2)) K454) as K455.
        assert (K456 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439 in K456.
        pose proof (f_equal (Rmult (exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * other (t + 1)%Z n * x (t + 1)%Z)) K456) as K457.
        rewrite ?K419, ?K421, ?K423, ?K425, ?K427, ?K429, ?K431, ?K433, ?K435, ?K437, ?K439.
        clear - K444 K447 K449 K451 K453 K455 K457. lra.
      }
    } }
  intros t ? ? ? ? ? ? ?. apply (K403 t); first [lia | assumption].
Qed.

Lemma later_2 : forall s t n : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> h_x t n s <= K n * prod1 1%Z (t - s)%Z.
Proof.
  intros s t n. revert t.
  assert (K458 : forall t : Z, (s <= t)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> h_x t n s <= K n * prod1 1%Z (t - s)%Z).
  { apply (whole_induction s (fun t : Z => (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> h_x t n s <= K n * prod1 1%Z (t - s)%Z)).
    { intros ? ? ? ? ? ? ?.
      {
        enough (K460 : 0 <= K n * prod1 1%Z 0%Z - h_x s n s) by (replace (s - s)%Z with (0)%Z by lia; weaken K460).
        assert (K461 : a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s + b s n * delta1 s s * log1 s + b_x s n s * log1 s * x s + h_x s n s - b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s - h_x (s - 1)%Z n s * inv2 n s = 0).
        { pose proof (h_x_2 s n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K462 : h_x s n s = b s n * exp1 s * (inv1 s) ^ 2 * inv3 s * p_x s s * x s + h_x (s - 1)%Z n s * inv2 n s - a n * exp1 s * exp2 n s * h (s - 1)%Z n * (inv1 s) ^ 2 * (inv2 n s) ^ 2 * inv3 s * p_x s s - b s n * delta1 s s * log1 s - b_x s n s * log1 s * x s) by (clear - K461; lra).
        assert (K463 : prod1 1%Z 0%Z - 1 = 0).
        { pose proof (prod1_empty 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K464 : prod1 1%Z 0%Z = 1) by (clear - K463; lra).
        assert (K465 : delta1 s s - 1 = 0).
        { pose proof (delta1_1 s s ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K466 : delta1 s s = 1) by (clear - K465; lra).
        assert (K467 : h_x (s - 1)%Z n s = 0).
        { pose proof (h_x_before (s - 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((s - 1))%Z with (s - 1)%Z in X by lia. weaken X. }
        assert (K468 : h_x (s - 1)%Z n s = 0) by (clear - K467; lra).
        assert (K469 : 0 <= K n - h_x s n s).
        { pose proof (at_2 n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K462, ?K464, ?K466, ?K468 in K469.
        rewrite ?K462, ?K464, ?K466, ?K468.
        clear - K469. lra.
      }
    }
    { intros t ? K459 ? ? ? ? ? ? ?.
      assert (X : h_x t n s <= K n * prod1 1%Z (t - s)%Z) by (apply K459; first [lia | assumption]).
      rename X into K470.
      assert (K471 : 0 <= K n * prod1 1%Z (t - s)%Z - h_x t n s) by weaken K470.
      {
        enough (K472 : 0 <= K n * prod1 1%Z (t - s + 1)%Z - h_x (t + 1)%Z n s) by (replace ((t + 1) - s)%Z with (t - s + 1)%Z by lia; replace ((t + 1))%Z with (t + 1)%Z by lia; weaken K472).
        assert (K473 : a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s + b (t + 1)%Z n * delta1 (t + 1)%Z s * log1 (t + 1)%Z + b_x (t + 1)%Z n s * log1 (t + 1)%Z * x (t + 1)%Z + h_x (t + 1)%Z n s - b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s * x (t + 1)%Z - h_x t n s * inv2 n (t + 1)%Z = 0).
        { pose proof (h_x_2 (t + 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1) - 1)%Z with (t)%Z in X by lia. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K474 : h_x (t + 1)%Z n s = b (t + 1)%Z n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s * x (t + 1)%Z + h_x t n s * inv2 n (t + 1)%Z - a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h t n * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * p_x (t + 1)%Z s - b (t + 1)%Z n * delta1 (t + 1)%Z s * log1 (t + 1)%Z - b_x (t + 1)%Z n s * log1 (t + 1)%Z * x (t + 1)%Z) by (clear - K473; lra).
        assert (K475 : prod1 1%Z (t - s + 1)%Z - 499199 / 500000 * prod1 1%Z (t - s)%Z = 0).
        { pose proof (prod1_last 1%Z (t - s + 1)%Z ltac:(lia)) as X. replace ((t - s + 1) - 1)%Z with (t - s)%Z in X by lia. replace ((t - s + 1))%Z with (t - s + 1)%Z in X by lia. weaken X. }
        assert (K476 : prod1 1%Z (t - s + 1)%Z = 499199 / 500000 * prod1 1%Z (t - s)%Z) by (clear - K475; lra).
        assert (K477 : b (t + 1)%Z n - beta_ n * x (t + 1)%Z - other (t + 1)%Z n = 0).
        { pose proof (b_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K478 : b (t + 1)%Z n = beta_ n * x (t + 1)%Z + other (t + 1)%Z n) by (clear - K477; lra).
        assert (K479 : b_x (t + 1)%Z n s - beta_ n * delta1 (t + 1)%Z s = 0).
        { pose proof (b_x_1 (t + 1)%Z n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K480 : b_x (t + 1)%Z n s = beta_ n * delta1 (t + 1)%Z s) by (clear - K479; lra).
        assert (K481 : delta1 (t + 1)%Z s = 0).
        { pose proof (delta1_2 (t + 1)%Z s ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K482 : delta1 (t + 1)%Z s = 0) by (clear - K481; lra).
        assert (K483 : b t n * log1 t * x t + h t n - h (t - 1)%Z n * inv2 n t = 0).
        { pose proof (h_2 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K484 : h t n = h (t - 1)%Z n * inv2 n t - b t n * log1 t * x t) by (clear - K483; lra).
        assert (K485 : a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s + b t n * delta1 t s * log1 t + b_x t n s * log1 t * x t + h_x t n s - b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t - h_x (t - 1)%Z n s * inv2 n t = 0).
        { pose proof (h_x_2 t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K486 : h_x t n s = b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t + h_x (t - 1)%Z n s * inv2 n t - a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s - b t n * delta1 t s * log1 t - b_x t n s * log1 t * x t) by (clear - K485; lra).
        assert (K487 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        assert (K488 : p_x (t + 1)%Z s = delta1 (t + 1)%Z s * w) by (clear - K487; lra).
        assert (K489 : b t n - beta_ n * x t - other t n = 0).
        { pose proof (b_1 t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K490 : b t n = beta_ n * x t + other t n) by (clear - K489; lra).
        assert (K491 : b_x t n s - beta_ n * delta1 t s = 0).
        { pose proof (b_x_1 t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K492 : b_x t n s = beta_ n * delta1 t s) by (clear - K491; lra).
        assert (K493 : p_x t s - delta1 t s * w = 0).
        { pose proof (p_x_1 t s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        assert (K494 : p_x t s = delta1 t s * w) by (clear - K493; lra).
        pose proof K471 as K495.
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K495.
        assert (K496 : 0 <= 499199 / 500000 - inv2 n (t + 1)%Z).
        { pose proof (assume1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K496.
        assert (K497 : 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s).
        { pose proof (later_1 s t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K497.
        pose proof (Rmult_le_pos _ _ K496 K497) as K498.
        assert (K499 : 0 <= inv2 n (t + 1)%Z).
        { pose proof (gates_1 (t + 1)%Z n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K499.
        pose proof (Rmult_le_pos _ _ K495 K499) as K500.
        assert (K501 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K501.
        pose proof (f_equal (Rmult (- a n * beta_ n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * log1 t * (x t) ^ 2)) K501) as K502.
        assert (K503 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K503.
        pose proof (f_equal (Rmult (a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * h (t - 1)%Z n * (inv1 (t + 1)%Z) ^ 2 * inv2 n t * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z)) K503) as K504.
        assert (K505 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K505.
        pose proof (f_equal (Rmult (- a n * exp1 (t + 1)%Z * exp2 n (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * (inv2 n (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * log1 t * other t n * x t)) K505) as K506.
        assert (K507 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K507.
        pose proof (f_equal (Rmult (- beta_ n * exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * (x (t + 1)%Z) ^ 2)) K507) as K508.
        assert (K509 : p_x (t + 1)%Z s - delta1 (t + 1)%Z s * w = 0).
        { pose proof (p_x_1 (t + 1)%Z s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((t + 1))%Z with (t + 1)%Z in X by lia. weaken X. }
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494 in K509.
        pose proof (f_equal (Rmult (- exp1 (t + 1)%Z * (inv1 (t + 1)%Z) ^ 2 * inv3 (t + 1)%Z * other (t + 1)%Z n * x (t + 1)%Z)) K509) as K510.
        rewrite ?K474, ?K476, ?K478, ?K480, ?K482, ?K484, ?K486, ?K488, ?K490, ?K492, ?K494.
        clear - K495 K498 K500 K502 K504 K506 K508 K510. lra.
      }
    } }
  intros t ? ? ? ? ? ? ?. apply (K458 t); first [lia | assumption].
Qed.

Lemma term_1 : forall s t n : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> 0 <= C n * K n * prod1 1%Z (t - s)%Z + c t n * h_x t n s.
Proof.
  intros s t n ? ? ? ? ? ? ?.
  enough (K511 : 0 <= C n * K n * prod1 1%Z (t - s)%Z + c t n * h_x t n s) by (weaken K511).
  assert (K512 : a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s + b t n * delta1 t s * log1 t + b_x t n s * log1 t * x t + h_x t n s - b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t - h_x (t - 1)%Z n s * inv2 n t = 0).
  { pose proof (h_x_2 t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K513 : h_x t n s = b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t + h_x (t - 1)%Z n s * inv2 n t - a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s - b t n * delta1 t s * log1 t - b_x t n s * log1 t * x t) by (clear - K512; lra).
  assert (K514 : 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s).
  { pose proof (later_1 s t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K513 in K514.
  assert (K515 : 0 <= C n + c t n).
  { pose proof (c_low t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K513 in K515.
  pose proof (Rmult_le_pos _ _ K514 K515) as K516.
  assert (K517 : 0 <= K n * prod1 1%Z (t - s)%Z - h_x t n s).
  { pose proof (later_2 s t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K513 in K517.
  assert (K518 : 0 <= C n - c t n).
  { pose proof (c_high t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K513 in K518.
  pose proof (Rmult_le_pos _ _ K517 K518) as K519.
  rewrite ?K513.
  clear - K516 K519. lra.
Qed.

Lemma term_2 : forall s t n : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> (s <= t)%Z -> c t n * h_x t n s <= C n * K n * prod1 1%Z (t - s)%Z.
Proof.
  intros s t n ? ? ? ? ? ? ?.
  enough (K520 : 0 <= C n * K n * prod1 1%Z (t - s)%Z - c t n * h_x t n s) by (weaken K520).
  assert (K521 : a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s + b t n * delta1 t s * log1 t + b_x t n s * log1 t * x t + h_x t n s - b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t - h_x (t - 1)%Z n s * inv2 n t = 0).
  { pose proof (h_x_2 t n s ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  assert (K522 : h_x t n s = b t n * exp1 t * (inv1 t) ^ 2 * inv3 t * p_x t s * x t + h_x (t - 1)%Z n s * inv2 n t - a n * exp1 t * exp2 n t * h (t - 1)%Z n * (inv1 t) ^ 2 * (inv2 n t) ^ 2 * inv3 t * p_x t s - b t n * delta1 t s * log1 t - b_x t n s * log1 t * x t) by (clear - K521; lra).
  assert (K523 : 0 <= K n * prod1 1%Z (t - s)%Z + h_x t n s).
  { pose proof (later_1 s t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K522 in K523.
  assert (K524 : 0 <= C n - c t n).
  { pose proof (c_high t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K522 in K524.
  pose proof (Rmult_le_pos _ _ K523 K524) as K525.
  assert (K526 : 0 <= K n * prod1 1%Z (t - s)%Z - h_x t n s).
  { pose proof (later_2 s t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K522 in K526.
  assert (K527 : 0 <= C n + c t n).
  { pose proof (c_low t n ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
  rewrite ?K522 in K527.
  pose proof (Rmult_le_pos _ _ K526 K527) as K528.
  rewrite ?K522.
  clear - K525 K528. lra.
Qed.

Lemma part_1 : forall k s t : Z, (0 <= k)%Z -> (k <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s <= t)%Z -> 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z k + sum3 s t 1%Z k.
Proof.
  intros k s t. revert k.
  assert (K529 : forall k : Z, (0 <= k)%Z -> (0 <= k)%Z -> (k <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s <= t)%Z -> 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z k + sum3 s t 1%Z k).
  { apply (whole_induction 0%Z (fun k : Z => (0 <= k)%Z -> (k <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s <= t)%Z -> 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z k + sum3 s t 1%Z k)).
    { intros ? ? ? ? ? ? ?.
      {
        enough (K531 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z 0%Z + sum3 s t 1%Z 0%Z) by (weaken K531).
        assert (K532 : sum1 1%Z 0%Z = 0).
        { pose proof (sum1_empty 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K533 : sum1 1%Z 0%Z = 0) by (clear - K532; lra).
        assert (K534 : sum3 s t 1%Z 0%Z = 0).
        { pose proof (sum3_empty s t 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K535 : sum3 s t 1%Z 0%Z = 0) by (clear - K534; lra).
        rewrite ?K533, ?K535.
        lra.
      }
    }
    { intros k ? K530 ? ? ? ? ? ? ?.
      assert (X : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z k + sum3 s t 1%Z k) by (apply K530; first [lia | assumption]).
      rename X into K536.
      assert (K537 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z k + sum3 s t 1%Z k) by weaken K536.
      {
        enough (K538 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z (k + 1)%Z + sum3 s t 1%Z (k + 1)%Z) by (replace ((k + 1))%Z with (k + 1)%Z by lia; weaken K538).
        assert (K539 : sum1 1%Z (k + 1)%Z - C (k + 1)%Z * K (k + 1)%Z - sum1 1%Z k = 0).
        { pose proof (sum1_last 1%Z (k + 1)%Z ltac:(lia)) as X. replace ((k + 1) - 1)%Z with (k)%Z in X by lia. replace ((k + 1))%Z with (k + 1)%Z in X by lia. weaken X. }
        assert (K540 : sum1 1%Z (k + 1)%Z = C (k + 1)%Z * K (k + 1)%Z + sum1 1%Z k) by (clear - K539; lra).
        assert (K541 : sum3 s t 1%Z (k + 1)%Z - c t (k + 1)%Z * h_x t (k + 1)%Z s - sum3 s t 1%Z k = 0).
        { pose proof (sum3_last s t 1%Z (k + 1)%Z ltac:(lia)) as X. replace ((k + 1) - 1)%Z with (k)%Z in X by lia. replace ((k + 1))%Z with (k + 1)%Z in X by lia. weaken X. }
        assert (K542 : sum3 s t 1%Z (k + 1)%Z = c t (k + 1)%Z * h_x t (k + 1)%Z s + sum3 s t 1%Z k) by (clear - K541; lra).
        assert (K543 : 0 <= C (k + 1)%Z * K (k + 1)%Z * prod1 1%Z (t - s)%Z + c t (k + 1)%Z * h_x t (k + 1)%Z s).
        { pose proof (term_1 s t (k + 1)%Z ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((k + 1))%Z with (k + 1)%Z in X by lia. weaken X. }
        rewrite ?K540, ?K542 in K543.
        pose proof K537 as K544.
        rewrite ?K540, ?K542 in K544.
        rewrite ?K540, ?K542.
        clear - K543 K544. lra.
      }
    } }
  intros k ? ? ? ? ? ? ?. apply (K529 k); first [lia | assumption].
Qed.

Lemma part_2 : forall k s t : Z, (0 <= k)%Z -> (k <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s <= t)%Z -> sum3 s t 1%Z k <= prod1 1%Z (t - s)%Z * sum1 1%Z k.
Proof.
  intros k s t. revert k.
  assert (K545 : forall k : Z, (0 <= k)%Z -> (0 <= k)%Z -> (k <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s <= t)%Z -> sum3 s t 1%Z k <= prod1 1%Z (t - s)%Z * sum1 1%Z k).
  { apply (whole_induction 0%Z (fun k : Z => (0 <= k)%Z -> (k <= 16)%Z -> (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s <= t)%Z -> sum3 s t 1%Z k <= prod1 1%Z (t - s)%Z * sum1 1%Z k)).
    { intros ? ? ? ? ? ? ?.
      {
        enough (K547 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z 0%Z - sum3 s t 1%Z 0%Z) by (weaken K547).
        assert (K548 : sum1 1%Z 0%Z = 0).
        { pose proof (sum1_empty 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K549 : sum1 1%Z 0%Z = 0) by (clear - K548; lra).
        assert (K550 : sum3 s t 1%Z 0%Z = 0).
        { pose proof (sum3_empty s t 1%Z 0%Z ltac:(lia)) as X. weaken X. }
        assert (K551 : sum3 s t 1%Z 0%Z = 0) by (clear - K550; lra).
        rewrite ?K549, ?K551.
        lra.
      }
    }
    { intros k ? K546 ? ? ? ? ? ? ?.
      assert (X : sum3 s t 1%Z k <= prod1 1%Z (t - s)%Z * sum1 1%Z k) by (apply K546; first [lia | assumption]).
      rename X into K552.
      assert (K553 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z k - sum3 s t 1%Z k) by weaken K552.
      {
        enough (K554 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z (k + 1)%Z - sum3 s t 1%Z (k + 1)%Z) by (replace ((k + 1))%Z with (k + 1)%Z by lia; weaken K554).
        assert (K555 : sum1 1%Z (k + 1)%Z - C (k + 1)%Z * K (k + 1)%Z - sum1 1%Z k = 0).
        { pose proof (sum1_last 1%Z (k + 1)%Z ltac:(lia)) as X. replace ((k + 1) - 1)%Z with (k)%Z in X by lia. replace ((k + 1))%Z with (k + 1)%Z in X by lia. weaken X. }
        assert (K556 : sum1 1%Z (k + 1)%Z = C (k + 1)%Z * K (k + 1)%Z + sum1 1%Z k) by (clear - K555; lra).
        assert (K557 : sum3 s t 1%Z (k + 1)%Z - c t (k + 1)%Z * h_x t (k + 1)%Z s - sum3 s t 1%Z k = 0).
        { pose proof (sum3_last s t 1%Z (k + 1)%Z ltac:(lia)) as X. replace ((k + 1) - 1)%Z with (k)%Z in X by lia. replace ((k + 1))%Z with (k + 1)%Z in X by lia. weaken X. }
        assert (K558 : sum3 s t 1%Z (k + 1)%Z = c t (k + 1)%Z * h_x t (k + 1)%Z s + sum3 s t 1%Z k) by (clear - K557; lra).
        assert (K559 : 0 <= C (k + 1)%Z * K (k + 1)%Z * prod1 1%Z (t - s)%Z - c t (k + 1)%Z * h_x t (k + 1)%Z s).
        { pose proof (term_2 s t (k + 1)%Z ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. replace ((k + 1))%Z with (k + 1)%Z in X by lia. weaken X. }
        rewrite ?K556, ?K558 in K559.
        pose proof K553 as K560.
        rewrite ?K556, ?K558 in K560.
        rewrite ?K556, ?K558.
        clear - K559 K560. lra.
      }
    } }
  intros k ? ? ? ? ? ? ?. apply (K545 k); first [lia | assumption].
Qed.

(* the conclusion *)
Lemma goal4 : forall s t : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s + 1 <= t)%Z -> abs1 s t <= 12490 * prod1 1%Z (t - s)%Z.
Proof.
  intros s t ? ? ? ? ?.
  enough (K561 : 0 <= 12490 * prod1 1%Z (t - s)%Z - abs1 s t) by (weaken K561).
  assert (K562 : 0 <= 12490 * prod1 1%Z (t - s)%Z - sum3 s t 1%Z 16%Z).
  {
    assert (K563 : prod1 1%Z (t - s)%Z - 499199 / 500000 * prod1 1%Z (t - s - 1)%Z = 0).
    { pose proof (prod1_last 1%Z (t - s)%Z ltac:(lia)) as X. replace ((t - s) - 1)%Z with (t - s - 1)%Z in X by lia. replace ((t - s))%Z with (t - s)%Z in X by lia. weaken X. }
    assert (K564 : prod1 1%Z (t - s)%Z = 499199 / 500000 * prod1 1%Z (t - s - 1)%Z) by (clear - K563; lra).
    assert (K565 : sum3 s t 1%Z 16%Z - c t 16%Z * h_x t 16%Z s - sum3 s t 1%Z 15%Z = 0).
    { pose proof (sum3_last s t 1%Z 16%Z ltac:(lia)) as X. replace (16 - 1)%Z with (15)%Z in X by lia. weaken X. }
    assert (K566 : sum3 s t 1%Z 16%Z = c t 16%Z * h_x t 16%Z s + sum3 s t 1%Z 15%Z) by (clear - K565; lra).
    assert (K567 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z 16%Z - sum3 s t 1%Z 16%Z).
    { pose proof (part_2 16%Z s t ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
    rewrite ?K564, ?K566 in K567.
    assert (K568 : 0 <= prod1 1%Z (t - s)%Z).
    { pose proof (power (t - s)%Z ltac:(lia)) as X. replace ((t - s))%Z with (t - s)%Z in X by lia. weaken X. }
    rewrite ?K564, ?K566 in K568.
    assert (K569 : 0 <= 12490 - sum1 1%Z 16%Z).
    { pose proof (assume6) as X. weaken X. }
    rewrite ?K564, ?K566 in K569.
    pose proof (Rmult_le_pos _ _ K568 K569) as K570.
    rewrite ?K564, ?K566.
    clear - K567 K570. lra.
  }
  assert (K571 : 0 <= 12490 * prod1 1%Z (t - s)%Z + sum3 s t 1%Z 16%Z).
  {
    assert (K572 : prod1 1%Z (t - s)%Z - 499199 / 500000 * prod1 1%Z (t - s - 1)%Z = 0).
    { pose proof (prod1_last 1%Z (t - s)%Z ltac:(lia)) as X. replace ((t - s) - 1)%Z with (t - s - 1)%Z in X by lia. replace ((t - s))%Z with (t - s)%Z in X by lia. weaken X. }
    assert (K573 : prod1 1%Z (t - s)%Z = 499199 / 500000 * prod1 1%Z (t - s - 1)%Z) by (clear - K572; lra).
    assert (K574 : sum3 s t 1%Z 16%Z - c t 16%Z * h_x t 16%Z s - sum3 s t 1%Z 15%Z = 0).
    { pose proof (sum3_last s t 1%Z 16%Z ltac:(lia)) as X. replace (16 - 1)%Z with (15)%Z in X by lia. weaken X. }
    assert (K575 : sum3 s t 1%Z 16%Z = c t 16%Z * h_x t 16%Z s + sum3 s t 1%Z 15%Z) by (clear - K574; lra).
    assert (K576 : 0 <= prod1 1%Z (t - s)%Z * sum1 1%Z 16%Z + sum3 s t 1%Z 16%Z).
    { pose proof (part_1 16%Z s t ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)) as X. weaken X. }
    rewrite ?K573, ?K575 in K576.
    assert (K577 : 0 <= prod1 1%Z (t - s)%Z).
    { pose proof (power (t - s)%Z ltac:(lia)) as X. replace ((t - s))%Z with (t - s)%Z in X by lia. weaken X. }
    rewrite ?K573, ?K575 in K577.
    assert (K578 : 0 <= 12490 - sum1 1%Z 16%Z).
    { pose proof (assume6) as X. weaken X. }
    rewrite ?K573, ?K575 in K578.
    pose proof (Rmult_le_pos _ _ K577 K578) as K579.
    rewrite ?K573, ?K575.
    clear - K576 K579. lra.
  }
  pose proof (abs1_one_of_them s t) as K580.
  destruct K580 as [K580 | K580]; lra.
Qed.

Lemma all_of_layer_0_channel_32 :
  (forall s t : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s + 1 <= t)%Z -> abs1 s t <= 12490 * prod1 1%Z (t - s)%Z).
Proof using All. exact goal4. Qed.

End layer_0_channel_32_proof.

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

Lemma delta1_otherwise i j : i <> j -> delta1 i j = 0.
Proof. intro H. destruct (Z_lt_le_dec i j); [apply delta1_3 | apply delta1_2]; lia. Qed.

(* x with another number at one place. *)
Definition moved_x (x : Z -> R) (i1 : Z) (z_moved : R) : Z -> R :=
  fun j1 : Z => if (j1 =? i1)%Z then z_moved else x j1.
Lemma moved_x_same x i1 : moved_x x i1 (x i1) = x.
Proof.
  apply FunctionalExtensionality.functional_extensionality; intro j1. unfold moved_x.
  destruct (Z.eqb_spec j1 i1) as [->|?]; simpl; [|reflexivity]. reflexivity.
Qed.
Lemma moved_x_slope x i1 j1 :
  derivable_pt_lim (fun z_moved => moved_x x i1 z_moved j1) (x i1) (if (j1 =? i1)%Z then 1 else 0).
Proof. unfold moved_x. destruct ((j1 =? i1)%Z); [apply slope_variable | apply slope_constant]. Qed.

Lemma b_x_is_the_derivative_all (T : Z) (K581 : (1 <= T)%Z) (x : Z -> R) (w : R) (r : Z -> R) (a : Z -> R) (B : Z -> R) (E_ : Z -> R) (C : Z -> R) (K : Z -> R) (beta_ : Z -> R) (other : Z -> Z -> R) (c : Z -> Z -> R) : forall depth : nat,
  (forall t n t' : Z, (Z.to_nat (0) < depth)%nat -> ((1 <= t)%Z /\ (t <= T)%Z /\ (1 <= n)%Z /\ (n <= 16)%Z /\ (1 <= t')%Z /\ (t' <= T)%Z) -> derivable_pt_lim (fun z_moved => b (moved_x x t' z_moved) beta_ other t n) (x t') (b_x beta_ t n t')).
Proof.
  induction depth as [|depth All]; [repeat match goal with |- _ /\ _ => split end; intros; lia|].
  rename All into K582.
  { intros t n t' below covered. 
    {
      apply slope_of with (f := fun z_moved => beta_ n * moved_x x t' z_moved t + other t n).
      { intro z_moved. symmetry. unfold b; reflexivity. }
      eapply slope_same.
      { cbn [pow]. repeat first [eapply slope_constant | eapply slope_sum | eapply slope_difference | eapply slope_opposite | eapply slope_product | eapply slope_variable | eapply moved_x_slope | (eapply K582; lia)]. }
      etransitivity; [|symmetry; unfold b_x; reflexivity].
      cbv beta. rewrite ?moved_x_same. unfold moved_x. 
      repeat match goal with |- context [(?i =? ?j)%Z] => destruct (Z.eqb_spec i j) end; cbn [andb].
      all: repeat match goal with |- context [delta1 ?i ?j] => first [rewrite (delta1_1 i j) by lia | rewrite (delta1_otherwise i j) by lia] end.
      all: first [ring | exfalso; lia].
    }
  }
Qed.

Lemma b_x_is_the_derivative (T : Z) (K581 : (1 <= T)%Z) (x : Z -> R) (w : R) (r : Z -> R) (a : Z -> R) (B : Z -> R) (E_ : Z -> R) (C : Z -> R) (K : Z -> R) (beta_ : Z -> R) (other : Z -> Z -> R) (c : Z -> Z -> R) : forall t n t' : Z, ((1 <= t)%Z /\ (t <= T)%Z /\ (1 <= n)%Z /\ (n <= 16)%Z /\ (1 <= t')%Z /\ (t' <= T)%Z) -> derivable_pt_lim (fun z_moved => b (moved_x x t' z_moved) beta_ other t n) (x t') (b_x beta_ t n t').
Proof. intros t n t' covered. apply (b_x_is_the_derivative_all T K581 x w r a B E_ C K beta_ other c (S (Z.to_nat (0)))); [lia | exact covered]. Qed.

Lemma p_x_is_the_derivative_all (T : Z) (K583 : (1 <= T)%Z) (x : Z -> R) (w : R) (r : Z -> R) (a : Z -> R) (B : Z -> R) (E_ : Z -> R) (C : Z -> R) (K : Z -> R) (beta_ : Z -> R) (other : Z -> Z -> R) (c : Z -> Z -> R) : forall depth : nat,
  (forall t t' : Z, (Z.to_nat (0) < depth)%nat -> ((1 <= t)%Z /\ (t <= T)%Z /\ (1 <= t')%Z /\ (t' <= T)%Z) -> derivable_pt_lim (fun z_moved => p (moved_x x t' z_moved) w r t) (x t') (p_x w t t')).
Proof.
  induction depth as [|depth All]; [repeat match goal with |- _ /\ _ => split end; intros; lia|].
  rename All into K584.
  { intros t t' below covered. 
    {
      apply slope_of with (f := fun z_moved => r t + w * moved_x x t' z_moved t).
      { intro z_moved. symmetry. unfold p; reflexivity. }
      eapply slope_same.
      { cbn [pow]. repeat first [eapply slope_constant | eapply slope_sum | eapply slope_difference | eapply slope_opposite | eapply slope_product | eapply slope_variable | eapply moved_x_slope | (eapply K584; lia) | (eapply (b_x_is_the_derivative T K583 x w r a B E_ C K beta_ other c); lia)]. }
      etransitivity; [|symmetry; unfold p_x; reflexivity].
      cbv beta. rewrite ?moved_x_same. unfold moved_x. 
      repeat match goal with |- context [(?i =? ?j)%Z] => destruct (Z.eqb_spec i j) end; cbn [andb].
      all: repeat match goal with |- context [delta1 ?i ?j] => first [rewrite (delta1_1 i j) by lia | rewrite (delta1_otherwise i j) by lia] end.
      all: first [ring | exfalso; lia].
    }
  }
Qed.

Lemma p_x_is_the_derivative (T : Z) (K583 : (1 <= T)%Z) (x : Z -> R) (w : R) (r : Z -> R) (a : Z -> R) (B : Z -> R) (E_ : Z -> R) (C : Z -> R) (K : Z -> R) (beta_ : Z -> R) (other : Z -> Z -> R) (c : Z -> Z -> R) : forall t t' : Z, ((1 <= t)%Z /\ (t <= T)%Z /\ (1 <= t')%Z /\ (t' <= T)%Z) -> derivable_pt_lim (fun z_moved => p (moved_x x t' z_moved) w r t) (x t') (p_x w t t').
Proof. intros t t' covered. apply (p_x_is_the_derivative_all T K583 x w r a B E_ C K beta_ other c (S (Z.to_nat (0)))); [lia | exact covered]. Qed.

(* That h have these derivatives by x is not shown here. *)

(* What divides is not 0, and so on for roots and logarithms. *)
Theorem layer_0_channel_32_is_defined :
  forall T : Z,
  (1 <= T)%Z ->
  forall x : Z -> R,
  forall w : R,
  forall r : Z -> R,
  forall a : Z -> R,
  forall B : Z -> R,
  forall E_ : Z -> R,
  forall C : Z -> R,
  forall K : Z -> R,
  forall beta_ : Z -> R,
  forall other : Z -> Z -> R,
  forall c : Z -> Z -> R,
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 1603 / 10000 <= x t) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> x t <= 3293 / 10000) ->
  (1543 / 50000 <= w) ->
  (w <= 3087 / 100000) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 8123 / 1250 <= r t) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> r t <= 30217 / 12500) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 107 / 100 <= a n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> a n <= 2949 / 100) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> B n <= 541 / 50) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= E_ n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> E_ n <= 1643 / 50) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= C n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> C n <= 792 / 25) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= K n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> K n <= 4213 / 50) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= C n + c t n) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> c t n <= C n) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n + b x beta_ other t n * x t) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b x beta_ other t n * x t <= B n) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= E_ n + b x beta_ other t n + beta_ n * x t) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b x beta_ other t n + beta_ n * x t <= E_ n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 7757631 / 50000000 * B n + 2513 / 1000 * E_ n <= K n) ->
  (sum1 C K 1%Z 16%Z <= 12490) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> exp1 x w r t <> - 1) /\
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> 0 < inv1 x w r t) /\
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> exp2 x w r a n t <> 0).
Proof. exact all_of_layer_0_channel_32_is_defined. Qed.

(* The claim. *)
Theorem layer_0_channel_32 :
  forall T : Z,
  (1 <= T)%Z ->
  forall x : Z -> R,
  forall w : R,
  forall r : Z -> R,
  forall a : Z -> R,
  forall B : Z -> R,
  forall E_ : Z -> R,
  forall C : Z -> R,
  forall K : Z -> R,
  forall beta_ : Z -> R,
  forall other : Z -> Z -> R,
  forall c : Z -> Z -> R,
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 1603 / 10000 <= x t) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> x t <= 3293 / 10000) ->
  (1543 / 50000 <= w) ->
  (w <= 3087 / 100000) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 8123 / 1250 <= r t) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> r t <= 30217 / 12500) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 107 / 100 <= a n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> a n <= 2949 / 100) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> B n <= 541 / 50) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= E_ n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> E_ n <= 1643 / 50) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= C n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> C n <= 792 / 25) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 0 <= K n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> K n <= 4213 / 50) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= C n + c t n) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> c t n <= C n) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= B n + b x beta_ other t n * x t) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b x beta_ other t n * x t <= B n) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> 0 <= E_ n + b x beta_ other t n + beta_ n * x t) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> b x beta_ other t n + beta_ n * x t <= E_ n) ->
  (forall n : Z, (1 <= n)%Z -> (n <= 16)%Z -> 7757631 / 50000000 * B n + 2513 / 1000 * E_ n <= K n) ->
  (sum1 C K 1%Z 16%Z <= 12490) ->
  (forall t n : Z, (1 <= t)%Z -> (t <= T)%Z -> (1 <= n)%Z -> (n <= 16)%Z -> inv2 x w r a n t <= 499199 / 500000) ->
  (forall t : Z, (1 <= t)%Z -> (t <= T)%Z -> - 2513 / 1000 <= log1 x w r t) ->
  (forall s t : Z, (1 <= s)%Z -> (s <= T)%Z -> (1 <= t)%Z -> (t <= T)%Z -> (s + 1 <= t)%Z -> abs1 T x w r a beta_ other c s t <= 12490 * prod1 1%Z (t - s)%Z).
Proof. exact all_of_layer_0_channel_32. Qed.

Definition all_shown := (layer_0_channel_32_is_defined, layer_0_channel_32).
Print Assumptions all_shown.
