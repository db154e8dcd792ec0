/// Taylor's sums of exp, and the sign of what they leave, by induction with the mean value theorem.
extension LeanPrelude {
  static let series = """
    /-! The sums of exp's series: what is left has the sign of the first term that is left out. -/

    def exp_term : ℕ → ℝ → ℝ
      | 0 => fun _ => 1
      | k + 1 => fun x => exp_term k x * x / ((k : ℝ) + 1)

    def exp_sum : ℕ → ℝ → ℝ
      | 0 => fun _ => 1
      | n + 1 => fun x => exp_sum n x + exp_term (n + 1) x

    theorem next_slope {a t c d : ℝ} (C : c ≠ 0) (T : t = a / c) (D : d = c + 1) (E : d ≠ 0) :
        (a + t * 1) / d = t := by
      have h : t * c = a := (eq_div_iff C).mp T
      have e : t * d = a + t * 1 := by
        rewrite [D, ← h]
        ring1
      exact ((eq_div_iff E).mpr e).symm

    theorem exp_term_slope (k : ℕ) : ∀ x : ℝ, HasDerivAt (exp_term (k + 1)) (exp_term k x) x := by
      induction k with
      | zero =>
        intro x
        have h := HasDerivAt.div_const (HasDerivAt.mul (hasDerivAt_const x (1 : ℝ)) (hasDerivAt_id x))
          (((0 : ℕ) : ℝ) + 1)
        have e : (0 * x + 1 * 1) / (((0 : ℕ) : ℝ) + 1) = (1 : ℝ) := by norm_num
        exact HasDerivAt.congr_deriv h e
      | succ k ih =>
        intro x
        have h := HasDerivAt.div_const (HasDerivAt.mul (ih x) (hasDerivAt_id x)) (((k + 1 : ℕ) : ℝ) + 1)
        have e : (exp_term k x * x + exp_term (k + 1) x * 1) / (((k + 1 : ℕ) : ℝ) + 1) = exp_term (k + 1) x :=
          next_slope (Nat.cast_add_one_ne_zero k) rfl (by same_number) (Nat.cast_add_one_ne_zero (k + 1))
        exact HasDerivAt.congr_deriv h e

    theorem exp_sum_slope (n : ℕ) : ∀ x : ℝ, HasDerivAt (exp_sum (n + 1)) (exp_sum n x) x := by
      induction n with
      | zero =>
        intro x
        have h := HasDerivAt.add (hasDerivAt_const x (1 : ℝ)) (exp_term_slope 0 x)
        have e : (0 : ℝ) + 1 = 1 := by ring1
        exact HasDerivAt.congr_deriv h e
      | succ n ih =>
        intro x
        exact HasDerivAt.add (ih x) (exp_term_slope (n + 1) x)

    theorem exp_rest_slope (n : ℕ) (x : ℝ) :
        HasDerivAt (fun z : ℝ => Real.exp z - exp_sum (n + 1) z) (Real.exp x - exp_sum n x) x :=
      HasDerivAt.sub (Real.hasDerivAt_exp x) (exp_sum_slope n x)

    theorem exp_rest_zero (n : ℕ) : Real.exp 0 - exp_sum n 0 = 0 := by
      have e : exp_sum n 0 = 1 := by
        induction n with
        | zero => rfl
        | succ n ih =>
          show exp_sum n 0 + exp_term n 0 * 0 / ((n : ℝ) + 1) = 1
          rewrite [ih, mul_zero, zero_div]
          ring1
      rewrite [e, Real.exp_zero]
      ring1

    theorem mean_slope {f g : ℝ → ℝ} {a b : ℝ} (D : ∀ z : ℝ, HasDerivAt f (g z) z) (L : a < b) :
        ∃ c : ℝ, (a < c ∧ c < b) ∧ f b - f a = g c * (b - a) := by
      obtain ⟨c, m, e⟩ := exists_hasDerivAt_eq_slope f g L
        (fun z _ => ContinuousAt.continuousWithinAt (HasDerivAt.continuousAt (D z))) (fun z _ => D z)
      exact ⟨c, ⟨m.1, m.2⟩, ((eq_div_iff (sub_pos.mpr L).ne').mp e).symm⟩

    theorem exp_above (n : ℕ) : ∀ x : ℝ, 0 ≤ x → exp_sum n x ≤ Real.exp x := by
      induction n with
      | zero =>
        intro x H
        have h := Real.exp_le_exp.mpr H
        rewrite [Real.exp_zero] at h
        exact h
      | succ n ih =>
        intro x H
        rcases lt_or_ge 0 x with p | p
        · obtain ⟨c, l, e⟩ := mean_slope (exp_rest_slope n) p
          have k : (Real.exp x - exp_sum (n + 1) x) - (Real.exp 0 - exp_sum (n + 1) 0) =
              (Real.exp c - exp_sum n c) * (x - 0) := e
          have z := exp_rest_zero (n + 1)
          have m := mul_nonneg (sub_nonneg.mpr (ih c (le_of_lt l.1))) H
          exact le_from m (by linear_combination k + z)
        · have z : x = 0 := le_antisymm p H
          rewrite [z]
          exact sub_nonneg.mp (le_of_eq (exp_rest_zero (n + 1)).symm)

    theorem exp_before (n : ℕ) : ∀ x : ℝ, x ≤ 0 →
        (n % 2 = 0 → Real.exp x ≤ exp_sum n x) ∧ (n % 2 = 1 → exp_sum n x ≤ Real.exp x) := by
      induction n with
      | zero =>
        intro x H
        have h := Real.exp_le_exp.mpr H
        rewrite [Real.exp_zero] at h
        exact ⟨fun _ => h, fun o => absurd o (by omega)⟩
      | succ n ih =>
        intro x H
        rcases lt_or_ge x 0 with p | p
        · obtain ⟨c, l, e⟩ := mean_slope (exp_rest_slope n) p
          have k : (Real.exp 0 - exp_sum (n + 1) 0) - (Real.exp x - exp_sum (n + 1) x) =
              (Real.exp c - exp_sum n c) * (0 - x) := e
          have z := exp_rest_zero (n + 1)
          have i := ih c (le_of_lt l.2)
          have q : 0 ≤ 0 - x := sub_nonneg.mpr H
          constructor
          · intro o
            have m := mul_nonneg (sub_nonneg.mpr (i.2 (by omega))) q
            exact le_from m (by linear_combination k - z)
          · intro o
            have m := mul_nonneg (sub_nonneg.mpr (i.1 (by omega))) q
            exact le_from m (by linear_combination z - k)
        · have z : x = 0 := le_antisymm H p
          have h := exp_rest_zero (n + 1)
          rewrite [z]
          exact ⟨fun _ => le_from (le_of_eq h) (by ring1), fun _ => sub_nonneg.mp (le_of_eq h.symm)⟩

    /-- That s and t are the sum up to the n-th term at x, and this term. -/
    def Series (n : ℕ) (x s t : ℝ) : Prop := s = exp_sum n x ∧ t = exp_term n x

    theorem series_first (x : ℝ) : Series 0 x 1 1 := ⟨rfl, rfl⟩

    theorem series_next {n : ℕ} {x s t u v c : ℝ} (H : Series n x s t) (C : c = (n : ℝ) + 1)
        (V : v = t * x / c) (U : u = s + v) : Series (n + 1) x u v := by
      have h : v = exp_term (n + 1) x := by
        show v = exp_term n x * x / ((n : ℝ) + 1)
        rewrite [← H.2, ← C]
        exact V
      have k : u = exp_sum n x + exp_term (n + 1) x := by
        rewrite [← h, ← H.1]
        exact U
      exact ⟨k, h⟩

    theorem series_above {n : ℕ} {x s t : ℝ} (H : Series n x s t) (X : 0 ≤ x) : s ≤ Real.exp x :=
      le_trans (le_of_eq H.1) (exp_above n x X)

    theorem series_below {n : ℕ} {x s t : ℝ} (H : Series n x s t) (N : n % 2 = 0) (X : x ≤ 0) :
        Real.exp x ≤ s :=
      le_trans ((exp_before n x X).1 N) (le_of_eq H.1.symm)

    theorem series_odd {n : ℕ} {x s t : ℝ} (H : Series n x s t) (N : n % 2 = 1) : s ≤ Real.exp x := by
      rcases lt_or_ge x 0 with p | p
      · exact le_trans (le_of_eq H.1) ((exp_before n x (le_of_lt p)).2 N)
      · exact series_above H p
    """
}
