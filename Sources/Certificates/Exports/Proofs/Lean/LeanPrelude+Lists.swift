extension LeanPrelude {
  static let lists = """
    /-! The greatest and the least of finitely many numbers, listed over ranges; 0 of none. -/

    def pile (f : ℤ → List ℝ) (lo : ℤ) : ℕ → List ℝ
      | 0 => []
      | n + 1 => pile f lo n ++ f (lo + (n : ℤ))

    def over (lo hi : ℤ) (f : ℤ → List ℝ) : List ℝ := pile f lo (hi - lo + 1).toNat

    def such_that (g : ℤ) (l : List ℝ) : List ℝ := if 0 ≤ g then l else []

    theorem in_pile (f : ℤ → List ℝ) (lo : ℤ) (x : ℝ) (n : ℕ) :
        x ∈ pile f lo n ↔ ∃ k : ℕ, k < n ∧ x ∈ f (lo + (k : ℤ)) := by
      induction n with
      | zero =>
        constructor
        · intro h
          have h' : x ∈ ([] : List ℝ) := h
          cases h'
        · rintro ⟨k, H, _⟩
          exact absurd H (Nat.not_lt_zero k)
      | succ n ih =>
        constructor
        · intro h
          have h' : x ∈ pile f lo n ++ f (lo + (n : ℤ)) := h
          rcases List.mem_append.mp h' with m | m
          · obtain ⟨k, H, I⟩ := ih.mp m
            exact ⟨k, Nat.lt_succ_of_lt H, I⟩
          · exact ⟨n, Nat.lt_succ_self n, m⟩
        · rintro ⟨k, H, I⟩
          show x ∈ pile f lo n ++ f (lo + (n : ℤ))
          rcases Nat.lt_or_ge k n with m | m
          · exact List.mem_append.mpr (Or.inl (ih.mpr ⟨k, m, I⟩))
          · have e : k = n := by omega
            rewrite [e] at I
            exact List.mem_append.mpr (Or.inr I)

    theorem in_over {lo hi : ℤ} {f : ℤ → List ℝ} {x : ℝ} (u : ℤ) (L : lo ≤ u) (H : u ≤ hi) (I : x ∈ f u) :
        x ∈ over lo hi f := by
      have a : ((u - lo).toNat : ℤ) = u - lo := Int.toNat_of_nonneg (by omega)
      have b : ((hi - lo + 1).toNat : ℤ) = hi - lo + 1 := Int.toNat_of_nonneg (by omega)
      have e : lo + ((u - lo).toNat : ℤ) = u := by omega
      have l : (u - lo).toNat < (hi - lo + 1).toNat := by omega
      rewrite [← e] at I
      exact (in_pile f lo x (hi - lo + 1).toNat).mpr ⟨(u - lo).toNat, l, I⟩

    theorem over_in {lo hi : ℤ} {f : ℤ → List ℝ} {x : ℝ} (I : x ∈ over lo hi f) :
        ∃ u : ℤ, lo ≤ u ∧ u ≤ hi ∧ x ∈ f u := by
      obtain ⟨k, H, J⟩ := (in_pile f lo x (hi - lo + 1).toNat).mp I
      have h : lo + (k : ℤ) ≤ hi := by
        rcases to_nat (hi - lo + 1) with n | n <;> omega
      exact ⟨lo + (k : ℤ), by omega, h, J⟩

    theorem pile_same (f g : ℤ → List ℝ) (lo : ℤ) (n : ℕ) :
        (∀ k : ℕ, k < n → f (lo + (k : ℤ)) = g (lo + (k : ℤ))) → pile f lo n = pile g lo n := by
      induction n with
      | zero =>
        intro _
        rfl
      | succ n ih =>
        intro H
        show pile f lo n ++ f (lo + (n : ℤ)) = pile g lo n ++ g (lo + (n : ℤ))
        rewrite [ih (fun k l => H k (Nat.lt_succ_of_lt l)), H n (Nat.lt_succ_self n)]
        rfl

    theorem over_same {lo hi : ℤ} {f g : ℤ → List ℝ} (H : ∀ u : ℤ, lo ≤ u → u ≤ hi → f u = g u) :
        over lo hi f = over lo hi g := by
      show pile f lo (hi - lo + 1).toNat = pile g lo (hi - lo + 1).toNat
      apply pile_same
      intro k l
      have h : lo + (k : ℤ) ≤ hi := by
        rcases to_nat (hi - lo + 1) with n | n <;> omega
      exact H (lo + (k : ℤ)) (by omega) h

    theorem in_such {g : ℤ} {l : List ℝ} {x : ℝ} (G : 0 ≤ g) (I : x ∈ l) : x ∈ such_that g l := by
      unfold such_that
      rewrite [if_pos G]
      exact I

    theorem such_in {g : ℤ} {l : List ℝ} {x : ℝ} (I : x ∈ such_that g l) : 0 ≤ g ∧ x ∈ l := by
      unfold such_that at I
      rcases below_or_not g with n | n
      · rewrite [if_neg (not_le.mpr n)] at I
        cases I
      · rewrite [if_pos n] at I
        exact ⟨n, I⟩

    theorem such_same {g : ℤ} {l m : List ℝ} (H : 0 ≤ g → l = m) : such_that g l = such_that g m := by
      rcases below_or_not g with n | n
      · unfold such_that
        rewrite [if_neg (not_le.mpr n), if_neg (not_le.mpr n)]
        rfl
      · rewrite [H n]
        rfl

    def choice (better : ℝ → ℝ → ℝ) : List ℝ → ℝ
      | [] => 0
      | [x] => x
      | x :: y :: l => better x (choice better (y :: l))

    def greatest (l : List ℝ) : ℝ := choice max l

    def least (l : List ℝ) : ℝ := choice min l

    theorem choice_attained (better : ℝ → ℝ → ℝ) (one : ∀ a b : ℝ, better a b = a ∨ better a b = b) (l : List ℝ) :
        ∀ y : ℝ, choice better (y :: l) ∈ y :: l := by
      induction l with
      | nil =>
        intro y
        show y ∈ [y]
        exact List.mem_cons.mpr (Or.inl rfl)
      | cons z l ih =>
        intro y
        show better y (choice better (z :: l)) ∈ y :: z :: l
        rcases one y (choice better (z :: l)) with e | e
        · rewrite [e]
          exact List.mem_cons.mpr (Or.inl rfl)
        · rewrite [e]
          exact List.mem_cons.mpr (Or.inr (ih z))

    theorem greatest_attained {l : List ℝ} {x : ℝ} (I : x ∈ l) : greatest l ∈ l := by
      cases l with
      | nil => cases I
      | cons y l => exact choice_attained max max_choice l y

    theorem least_attained {l : List ℝ} {x : ℝ} (I : x ∈ l) : least l ∈ l := by
      cases l with
      | nil => cases I
      | cons y l => exact choice_attained min min_choice l y

    theorem choice_max (l : List ℝ) : ∀ y x : ℝ, x ∈ y :: l → x ≤ choice max (y :: l) := by
      induction l with
      | nil =>
        intro y x I
        show x ≤ y
        rcases List.mem_cons.mp I with e | e
        · exact le_of_eq e
        · cases e
      | cons z l ih =>
        intro y x I
        show x ≤ max y (choice max (z :: l))
        rcases List.mem_cons.mp I with e | e
        · exact le_trans (le_of_eq e) (le_max_left _ _)
        · exact le_trans (ih z x e) (le_max_right _ _)

    theorem choice_min (l : List ℝ) : ∀ y x : ℝ, x ∈ y :: l → choice min (y :: l) ≤ x := by
      induction l with
      | nil =>
        intro y x I
        show y ≤ x
        rcases List.mem_cons.mp I with e | e
        · exact le_of_eq e.symm
        · cases e
      | cons z l ih =>
        intro y x I
        show min y (choice min (z :: l)) ≤ x
        rcases List.mem_cons.mp I with e | e
        · exact le_trans (min_le_left _ _) (le_of_eq e.symm)
        · exact le_trans (min_le_right _ _) (ih z x e)

    theorem greatest_bound {l : List ℝ} {x : ℝ} (I : x ∈ l) : x ≤ greatest l := by
      cases l with
      | nil => cases I
      | cons y l => exact choice_max l y x I

    theorem least_bound {l : List ℝ} {x : ℝ} (I : x ∈ l) : least l ≤ x := by
      cases l with
      | nil => cases I
      | cons y l => exact choice_min l y x I
    """
}
