/// What every exported proof begins with: Mathlib's real numbers, operations over ranges of whole numbers, recurrences, and
/// the few lemmas and tactics that proofs are written in.
///
/// Names of Mathlib are few, and old: `LeanNames` lists them.
enum LeanPrelude {
  static let text = [numbers, cases, recursion, ranges, lists, few, moduli].joined(separator: "\n\n")

  /// From one statement to the same with other sides, which differ by what `ring1` shows.
  static let numbers = """
    /-! The same number, written differently; whole numbers as reals. -/

    macro "same_number" : tactic => `(tactic| first | ring1 | (push_cast <;> ring1))

    theorem le_from {a b c d : ℝ} (H : c ≤ d) (e : b - a = d - c) : a ≤ b := by
      have h : 0 ≤ b - a := by
        rewrite [e]
        exact sub_nonneg.mpr H
      exact sub_nonneg.mp h

    theorem lt_from {a b c d : ℝ} (H : c < d) (e : b - a = d - c) : a < b := by
      have h : 0 < b - a := by
        rewrite [e]
        exact sub_pos.mpr H
      exact sub_pos.mp h

    theorem eq_from {a b c d : ℝ} (H : c = d) (e : a - b = c - d) : a = b := by
      have h : c - d = 0 := sub_eq_zero.mpr H
      exact sub_eq_zero.mp (e.trans h)

    theorem le_from_eq {a b c d : ℝ} (H : c = d) (e : b - a = c - d) : a ≤ b :=
      le_of_eq (eq_from H e).symm

    theorem ne_from {a b c d : ℝ} (H : c ≠ d) (e : a - b = c - d) : a ≠ b :=
      fun h => H (eq_from h e.symm)

    theorem ne_above {a b c d : ℝ} (H : c < d) (e : a - b = d - c) : a ≠ b :=
      (lt_from H e).ne'

    theorem ne_below {a b c d : ℝ} (H : c < d) (e : b - a = d - c) : a ≠ b :=
      (lt_from H e).ne

    theorem at_least {p q : ℝ} (H : 0 ≤ q) (e : p = q) : 0 ≤ p := by
      rewrite [e]
      exact H

    theorem above {p q : ℝ} (H : 0 < q) (e : p = q) : 0 < p := by
      rewrite [e]
      exact H

    theorem shifted {p q a b : ℝ} (H : 0 ≤ q) (E : a = b) (e : p = q - (a - b)) : 0 ≤ p := by
      have h : a - b = 0 := sub_eq_zero.mpr E
      rewrite [h, sub_zero] at e
      exact at_least H e

    theorem both_ways {p q : ℝ} (A : 0 ≤ p) (B : 0 ≤ q) (e : q = -p) : p = 0 := by
      rewrite [e] at B
      exact le_antisymm (neg_nonneg.mp B) A

    theorem whole_number {i : ℤ} (H : 0 ≤ i) : (0 : ℝ) ≤ (i : ℝ) := by
      exact_mod_cast H
    """

  static let cases = """
    /-! Which of two cases holds. -/

    theorem below_or_not (i : ℤ) : i < 0 ∨ 0 ≤ i := lt_or_ge i 0

    theorem sign_cases (x : ℝ) : 0 ≤ x ∨ x < 0 := (lt_or_ge x 0).symm

    theorem take_yes {c : Prop} [Decidable c] {x y z : ℝ} (h : c) (e : x = z) : (if c then x else y) = z :=
      (if_pos h).trans e

    theorem take_no {c : Prop} [Decidable c] {x y z : ℝ} (h : ¬c) (e : y = z) : (if c then x else y) = z :=
      (if_neg h).trans e

    macro "branch_holds" : tactic =>
      `(tactic| ((repeat' apply And.intro) <;> first | omega | assumption | linarith))

    macro "branch_fails" : tactic =>
      `(tactic| (intro C; first
        | omega
        | (revert C; simp only [and_imp]; intros; first | linarith | contradiction)
        | linarith
        | contradiction))

    /-- The branch of a definition that holds. -/
    macro "take_branch" : tactic =>
      `(tactic| repeat (first
        | (with_reducible refine take_yes ?_ ?_; focus branch_holds)
        | (with_reducible refine take_no ?_ ?_; focus branch_fails)))
    """

  static let recursion = """
    /-! Families of numbers that are defined by others of a lower level. -/

    theorem to_nat (i : ℤ) : (0 ≤ i ∧ (i.toNat : ℤ) = i) ∨ (i < 0 ∧ i.toNat = 0) := by
      rcases below_or_not i with n | n
      · first
          | exact Or.inr ⟨n, by omega⟩
          | exact Or.inr ⟨n, Int.toNat_eq_zero.mpr (le_of_lt n)⟩
      · exact Or.inl ⟨n, Int.toNat_of_nonneg n⟩

    theorem falls {a b : ℤ} (H : 0 < b) (L : a < b) : a.toNat < b.toNat := by
      rcases to_nat a with m | m <;> rcases to_nat b with n | n <;> omega

    def table (level : ℕ → List ℤ → ℤ) (rule : (ℕ → List ℤ → ℝ) → ℕ → List ℤ → ℝ) : ℕ → ℕ → List ℤ → ℝ
      | 0 => fun _ _ => 0
      | k + 1 => fun f i =>
        if (level f i).toNat < k then table level rule k f i else rule (table level rule k) f i

    def recursive (level : ℕ → List ℤ → ℤ) (rule : (ℕ → List ℤ → ℝ) → ℕ → List ℤ → ℝ) (f : ℕ)
        (i : List ℤ) : ℝ :=
      table level rule ((level f i).toNat + 1) f i

    theorem table_next (level : ℕ → List ℤ → ℤ) (rule : (ℕ → List ℤ → ℝ) → ℕ → List ℤ → ℝ) (k f : ℕ)
        (i : List ℤ) :
        table level rule (k + 1) f i =
          if (level f i).toNat < k then table level rule k f i else rule (table level rule k) f i :=
      rfl

    theorem table_ends (level : ℕ → List ℤ → ℤ) (rule : (ℕ → List ℤ → ℝ) → ℕ → List ℤ → ℝ) (f : ℕ)
        (i : List ℤ) (k : ℕ) : (level f i).toNat < k → table level rule k f i = recursive level rule f i := by
      induction k with
      | zero =>
        intro H
        exact absurd H (Nat.not_lt_zero _)
      | succ k ih =>
        intro H
        rcases Nat.lt_or_ge (level f i).toNat k with L | L
        · rewrite [table_next, if_pos L]
          exact ih L
        · have e : k = (level f i).toNat := by omega
          rewrite [e]
          rfl

    theorem recursive_is {level : ℕ → List ℤ → ℤ} {rule : (ℕ → List ℤ → ℝ) → ℕ → List ℤ → ℝ} {f : ℕ}
        {i : List ℤ} {x : ℝ}
        (H : ∀ v : ℕ → List ℤ → ℝ,
          (∀ (g : ℕ) (j : List ℤ), (level g j).toNat < (level f i).toNat → v g j = recursive level rule g j) →
            rule v f i = x) :
        recursive level rule f i = x := by
      have e : recursive level rule f i = rule (table level rule (level f i).toNat) f i := by
        show table level rule ((level f i).toNat + 1) f i = rule (table level rule (level f i).toNat) f i
        rewrite [table_next, if_neg (Nat.lt_irrefl _)]
        rfl
      rewrite [e]
      exact H _ (fun g j L => table_ends level rule g j _ L)

    theorem whole_induction (lo : ℤ) (P : ℤ → Prop) (first : P lo)
        (next : ∀ v : ℤ, lo ≤ v → P v → P (v + 1)) : ∀ v : ℤ, lo ≤ v → P v := by
      have all : ∀ k : ℕ, P (lo + (k : ℤ)) := by
        intro k
        induction k with
        | zero =>
          have e : lo + ((0 : ℕ) : ℤ) = lo := by omega
          rewrite [e]
          exact first
        | succ k ih =>
          have e : lo + ((k + 1 : ℕ) : ℤ) = lo + (k : ℤ) + 1 := by omega
          rewrite [e]
          exact next _ (by omega) ih
      intro v H
      have e : lo + ((v - lo).toNat : ℤ) = v := by
        have n : ((v - lo).toNat : ℤ) = v - lo := Int.toNat_of_nonneg (by omega)
        omega
      have h := all (v - lo).toNat
      rewrite [e] at h
      exact h
    """

  static let ranges = """
    /-! Sums and products over ranges of whole numbers. -/

    def sum_of (f : ℤ → ℝ) (lo hi : ℤ) : ℝ := Finset.sum (Finset.Icc lo hi) f

    def product_of (f : ℤ → ℝ) (lo hi : ℤ) : ℝ := Finset.prod (Finset.Icc lo hi) f

    theorem range_last (lo hi : ℤ) (H : lo ≤ hi) :
        Finset.Icc lo hi = insert hi (Finset.Icc lo (hi - 1)) := by
      ext u
      simp only [Finset.mem_Icc, Finset.mem_insert]
      omega

    theorem range_first (lo hi : ℤ) (H : lo ≤ hi) :
        Finset.Icc lo hi = insert lo (Finset.Icc (lo + 1) hi) := by
      ext u
      simp only [Finset.mem_Icc, Finset.mem_insert]
      omega

    theorem not_last (lo hi : ℤ) : hi ∉ Finset.Icc lo (hi - 1) := by
      intro h
      have l := (Finset.mem_Icc.mp h).2
      omega

    theorem not_first (lo hi : ℤ) : lo ∉ Finset.Icc (lo + 1) hi := by
      intro h
      have l := (Finset.mem_Icc.mp h).1
      omega

    theorem sum_same {f g : ℤ → ℝ} {lo hi : ℤ} (H : ∀ u : ℤ, lo ≤ u → u ≤ hi → f u = g u) :
        sum_of f lo hi = sum_of g lo hi := by
      unfold sum_of
      exact Finset.sum_congr rfl (fun u h => H u (Finset.mem_Icc.mp h).1 (Finset.mem_Icc.mp h).2)

    theorem product_same {f g : ℤ → ℝ} {lo hi : ℤ} (H : ∀ u : ℤ, lo ≤ u → u ≤ hi → f u = g u) :
        product_of f lo hi = product_of g lo hi := by
      unfold product_of
      exact Finset.prod_congr rfl (fun u h => H u (Finset.mem_Icc.mp h).1 (Finset.mem_Icc.mp h).2)

    theorem sum_empty (f : ℤ → ℝ) (lo hi : ℤ) (H : hi < lo) : sum_of f lo hi = 0 := by
      unfold sum_of
      rewrite [Finset.Icc_eq_empty (not_le.mpr H)]
      exact Finset.sum_empty

    theorem product_empty (f : ℤ → ℝ) (lo hi : ℤ) (H : hi < lo) : product_of f lo hi = 1 := by
      unfold product_of
      rewrite [Finset.Icc_eq_empty (not_le.mpr H)]
      exact Finset.prod_empty

    theorem sum_last (f : ℤ → ℝ) (lo hi : ℤ) (H : lo ≤ hi) :
        sum_of f lo hi = sum_of f lo (hi - 1) + f hi := by
      unfold sum_of
      rewrite [range_last lo hi H, Finset.sum_insert (not_last lo hi)]
      exact add_comm _ _

    theorem product_last (f : ℤ → ℝ) (lo hi : ℤ) (H : lo ≤ hi) :
        product_of f lo hi = product_of f lo (hi - 1) * f hi := by
      unfold product_of
      rewrite [range_last lo hi H, Finset.prod_insert (not_last lo hi)]
      exact mul_comm _ _

    theorem sum_first (f : ℤ → ℝ) (lo hi : ℤ) (H : lo ≤ hi) :
        sum_of f lo hi = f lo + sum_of f (lo + 1) hi := by
      unfold sum_of
      rewrite [range_first lo hi H]
      exact Finset.sum_insert (not_first lo hi)

    theorem product_first (f : ℤ → ℝ) (lo hi : ℤ) (H : lo ≤ hi) :
        product_of f lo hi = f lo * product_of f (lo + 1) hi := by
      unfold product_of
      rewrite [range_first lo hi H]
      exact Finset.prod_insert (not_first lo hi)
    """
}
