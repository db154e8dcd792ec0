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

  static let few = """
    /-! The greatest or least of a few numbers is one of them; laws of functions. -/

    theorem max_one {P : ℝ → Prop} {x y : ℝ} (A : P x) (B : P y) : P (max x y) := by
      rcases max_choice x y with e | e
      · rewrite [e]
        exact A
      · rewrite [e]
        exact B

    theorem min_one {P : ℝ → Prop} {x y : ℝ} (A : P x) (B : P y) : P (min x y) := by
      rcases min_choice x y with e | e
      · rewrite [e]
        exact A
      · rewrite [e]
        exact B

    theorem exp_join {a b x y : ℝ} (A : x = Real.exp a) (B : y = Real.exp b) : x * y = Real.exp (a + b) := by
      rewrite [A, B]
      exact (Real.exp_add a b).symm

    theorem exp_tangent (x : ℝ) : 1 + x ≤ Real.exp x :=
      le_from (Real.add_one_le_exp x) (by ring1)

    theorem pi_enclosed : (3141592653 : ℝ) / 1000000000 < Real.pi ∧ Real.pi < 3141592654 / 1000000000 :=
      ⟨lt_trans (by norm_num) Real.pi_gt_d20, lt_trans Real.pi_lt_d20 (by norm_num)⟩

    theorem below_by_squares {x y : ℝ} (Y : 0 ≤ y) (H : x * x ≤ y * y) : x ≤ y := by
      rcases lt_or_ge y x with c | c
      · exact absurd H (not_le.mpr (mul_self_lt_mul_self Y c))
      · exact c
    """

  static let moduli = """
    /-! The modulus of x + i y. -/

    def modulus (x y : ℝ) : ℝ := Real.sqrt (x * x + y * y)

    theorem modulus_nonnegative (x y : ℝ) : 0 ≤ modulus x y := Real.sqrt_nonneg _

    theorem modulus_square (x y : ℝ) : modulus x y * modulus x y = x * x + y * y :=
      Real.mul_self_sqrt (add_nonneg (mul_self_nonneg x) (mul_self_nonneg y))

    theorem modulus_above (x y : ℝ) : x ≤ modulus x y := by
      apply below_by_squares (modulus_nonnegative x y)
      rewrite [modulus_square x y]
      exact le_from (mul_self_nonneg y) (by ring1)

    theorem modulus_below (x y : ℝ) : -x ≤ modulus x y := by
      apply below_by_squares (modulus_nonnegative x y)
      rewrite [modulus_square x y]
      exact le_from (mul_self_nonneg y) (by ring1)

    theorem modulus_real (x : ℝ) : modulus x 0 = abs x := by
      have e : x * x + 0 * 0 = x * x := by ring1
      show Real.sqrt (x * x + 0 * 0) = abs x
      rewrite [e]
      exact Real.sqrt_mul_self_eq_abs x

    /-- |x + i y| ≤ b -/
    def within (x y b : ℝ) : Prop := modulus x y ≤ b

    theorem within_real (x : ℝ) : within x 0 (abs x) := le_of_eq (modulus_real x)

    theorem within_number (x b : ℝ) (H : -b ≤ x ∧ x ≤ b) : within x 0 b :=
      le_trans (le_of_eq (modulus_real x)) (abs_le.mpr H)

    theorem within_weight {x : ℝ} (H : 0 ≤ x) : within x 0 x :=
      within_number x x ⟨le_from (add_nonneg H H) (by ring1), le_refl x⟩

    theorem within_itself (x y : ℝ) : within x y (modulus x y) := le_refl _

    theorem within_product {x y b u v c : ℝ} (B : within x y b) (C : within u v c) :
        within (x * u - y * v) (x * v + y * u) (b * c) := by
      have p : 0 ≤ modulus x y * modulus u v :=
        mul_nonneg (modulus_nonnegative x y) (modulus_nonnegative u v)
      have e : modulus x y * modulus u v * (modulus x y * modulus u v) =
          modulus x y * modulus x y * (modulus u v * modulus u v) := by ring1
      have m : modulus (x * u - y * v) (x * v + y * u) ≤ modulus x y * modulus u v := by
        apply below_by_squares p
        rewrite [e, modulus_square (x * u - y * v) (x * v + y * u), modulus_square x y, modulus_square u v]
        exact le_of_eq (by ring1)
      have B' : modulus x y ≤ b := B
      have C' : modulus u v ≤ c := C
      have n : modulus x y * modulus u v ≤ b * c :=
        mul_le_mul B' C' (modulus_nonnegative u v) (le_trans (modulus_nonnegative x y) B')
      exact le_trans m n

    theorem within_sum {x y b u v c : ℝ} (B : within x y b) (C : within u v c) :
        within (x + u) (y + v) (b + c) := by
      have p : 0 ≤ modulus x y * modulus u v :=
        mul_nonneg (modulus_nonnegative x y) (modulus_nonnegative u v)
      have s : x * u + y * v ≤ modulus x y * modulus u v := by
        apply below_by_squares p
        have e : modulus x y * modulus u v * (modulus x y * modulus u v) =
            modulus x y * modulus x y * (modulus u v * modulus u v) := by ring1
        rewrite [e, modulus_square x y, modulus_square u v]
        exact le_from (mul_self_nonneg (x * v - y * u)) (by ring1)
      have m : modulus (x + u) (y + v) ≤ modulus x y + modulus u v := by
        apply below_by_squares (add_nonneg (modulus_nonnegative x y) (modulus_nonnegative u v))
        have e : (modulus x y + modulus u v) * (modulus x y + modulus u v) =
            modulus x y * modulus x y + modulus u v * modulus u v + 2 * (modulus x y * modulus u v) := by ring1
        rewrite [e, modulus_square (x + u) (y + v), modulus_square x y, modulus_square u v]
        exact le_from (add_le_add s s) (by ring1)
      have B' : modulus x y ≤ b := B
      have C' : modulus u v ≤ c := C
      exact le_trans m (add_le_add B' C')

    theorem within_same {x y b u v : ℝ} (B : within x y b) (e : u = x) (f : v = y) : within u v b := by
      rewrite [e, f]
      exact B
    """
}
