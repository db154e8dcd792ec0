extension LeanPrelude {
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
