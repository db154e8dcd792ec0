/// Names of Lean's and Mathlib's that exported proofs rest on: the module that should have them in v4.15.0, and what they say,
/// without instances and what is implicit. The list was written by hand.
enum MathlibNames {
  /// Those whose statements were read in copies of Lean and Mathlib of about that release; of the others nobody has.
  static let lookedUp: Set<String> = [
    "Finset.Icc_eq_empty", "Finset.prod_insert", "HasDerivAt.congr_deriv", "Int.toNat_eq_zero",
    "Int.toNat_of_nonneg",
    "Real.add_one_le_exp",
    "Real.exp_log", "Real.log_le_sub_one_of_pos", "Real.pi_gt_d20", "Real.pi_lt_d20",
    "Real.sin_sq_add_cos_sq",
    "Real.sqrt_mul_self_eq_abs", "abs_choice", "abs_mul_abs_self", "add_pos_of_pos_of_nonneg",
    "exists_hasDerivAt_eq_slope", "lt_or_ge",
    "max_choice", "mul_inv_cancel₀", "mul_le_mul", "mul_self_lt_mul_self", "neg_le_abs",
  ]

  static let list: [(name: String, module: String, statement: String)] = [
    ("And.intro", "Init.Core", "a → b → a ∧ b"),
    (
      "ContinuousAt.continuousWithinAt", "Mathlib.Topology.ContinuousOn",
      "ContinuousAt f x → ContinuousWithinAt f s x"
    ),
    ("HasDerivAt", "Mathlib.Analysis.Calculus.Deriv.Basic", "(f : 𝕜 → F) (f' : F) (x : 𝕜) : Prop"),
    (
      "HasDerivAt.add", "Mathlib.Analysis.Calculus.Deriv.Add",
      "HasDerivAt f f' x → HasDerivAt g g' x → HasDerivAt (fun y => f y + g y) (f' + g') x"
    ),
    (
      "HasDerivAt.congr_deriv", "Mathlib.Analysis.Calculus.Deriv.Basic",
      "HasDerivAt f f' x → f' = g' → HasDerivAt f g' x"
    ),
    (
      "HasDerivAt.continuousAt", "Mathlib.Analysis.Calculus.Deriv.Basic",
      "HasDerivAt f f' x → ContinuousAt f x"
    ),
    (
      "HasDerivAt.div_const", "Mathlib.Analysis.Calculus.Deriv.Mul",
      "HasDerivAt c c' x → (d : 𝕜') : HasDerivAt (fun y => c y / d) (c' / d) x"
    ),
    (
      "HasDerivAt.mul", "Mathlib.Analysis.Calculus.Deriv.Mul",
      "HasDerivAt c c' x → HasDerivAt d d' x → HasDerivAt (fun y => c y * d y) (c' * d x + c x * d') x"
    ),
    (
      "HasDerivAt.sub", "Mathlib.Analysis.Calculus.Deriv.Add",
      "HasDerivAt f f' x → HasDerivAt g g' x → HasDerivAt (fun y => f y - g y) (f' - g') x"
    ),
    (
      "Nat.cast_add_one_ne_zero", "Mathlib.Data.Nat.Cast.Order.Ring, later Mathlib.Algebra.CharZero.Defs",
      "(n : ℕ) : (n + 1 : R) ≠ 0"
    ),
    ("Real.exp_le_exp", "Mathlib.Data.Complex.Exponential", "exp x ≤ exp y ↔ x ≤ y"),
    (
      "Real.hasDerivAt_exp", "Mathlib.Analysis.SpecialFunctions.ExpDeriv",
      "(x : ℝ) : HasDerivAt exp (exp x) x"
    ),
    ("eq_div_iff", "Mathlib.Algebra.GroupWithZero.Units.Basic", "c ≠ 0 → (a = b / c ↔ a * c = b)"),
    (
      "exists_hasDerivAt_eq_slope", "Mathlib.Analysis.Calculus.MeanValue",
      "(f f' : ℝ → ℝ) : a < b → ContinuousOn f (Icc a b) → (∀ x ∈ Ioo a b, HasDerivAt f (f' x) x) → ∃ c ∈ Ioo a b, f' c = (f b - f a) / (b - a)"
    ),
    (
      "hasDerivAt_const", "Mathlib.Analysis.Calculus.Deriv.Basic",
      "(x : 𝕜) (c : F) : HasDerivAt (fun _ => c) 0 x"
    ),
    ("hasDerivAt_id", "Mathlib.Analysis.Calculus.Deriv.Basic", "(x : 𝕜) : HasDerivAt id 1 x"),
    ("mul_zero", "Mathlib.Algebra.GroupWithZero.Defs", "(a : M₀) : a * 0 = 0"),
    ("zero_div", "Mathlib.Algebra.GroupWithZero.Basic", "(a : G₀) : 0 / a = 0"),
    ("Or.inl", "Init.Prelude", "a → a ∨ b"),
    ("Or.inr", "Init.Prelude", "b → a ∨ b"),
    ("absurd", "Init.Prelude", "a → ¬a → b"),
    ("and_imp", "Init.SimpLemmas", "(a ∧ b → c) ↔ (a → b → c)"),
    ("congr", "Init.Core", "f₁ = f₂ → a₁ = a₂ → f₁ a₁ = f₂ a₂"),
    ("congrArg", "Init.Prelude", "a₁ = a₂ → f a₁ = f a₂"),
    ("if_pos", "Init.Core", "c → (if c then t else e) = t"),
    ("if_neg", "Init.Core", "¬c → (if c then t else e) = e"),
    ("insert", "Init.Core", "a member and a collection to a collection"),
    ("rfl", "Init.Prelude", "a = a"),
    ("Int.toNat", "Init.Data.Int.Basic", "Int → Nat, 0 of what is negative"),
    ("Int.toNat_eq_zero", "Mathlib.Algebra.Order.Group.Int, later core", "n.toNat = 0 ↔ n ≤ 0"),
    ("Int.toNat_of_nonneg", "Init.Data.Int.Order", "0 ≤ a → (toNat a : Int) = a"),
    ("List.mem_append", "Init.Data.List.Lemmas", "a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t"),
    ("List.mem_cons", "Init.Data.List.Lemmas", "a ∈ b :: l ↔ a = b ∨ a ∈ l"),
    ("Nat.lt_irrefl", "Init.Prelude", "(n : Nat) : ¬n < n"),
    ("Nat.lt_or_ge", "Init.Prelude", "(n m : Nat) : n < m ∨ n ≥ m"),
    ("Nat.lt_succ_of_lt", "Init.Data.Nat.Basic", "n < m → n < succ m"),
    ("Nat.lt_succ_self", "Init.Data.Nat.Basic", "(n : Nat) : n < succ n"),
    ("Nat.not_lt_zero", "Init.Prelude", "(n : Nat) : ¬n < 0"),
    ("Finset.Icc", "Mathlib.Order.Interval.Finset.Defs", "x ∈ Icc a b where a ≤ x and x ≤ b"),
    ("Finset.Icc_eq_empty", "Mathlib.Order.Interval.Finset.Basic", "¬a ≤ b → Icc a b = ∅"),
    ("Finset.mem_Icc", "Mathlib.Order.Interval.Finset.Defs", "x ∈ Icc a b ↔ a ≤ x ∧ x ≤ b"),
    ("Finset.mem_insert", "Mathlib.Data.Finset.Insert", "a ∈ insert b s ↔ a = b ∨ a ∈ s"),
    ("Finset.sum", "Mathlib.Algebra.BigOperators.Group.Finset", "(s : Finset α) (f : α → β) : β"),
    ("Finset.prod", "Mathlib.Algebra.BigOperators.Group.Finset", "(s : Finset α) (f : α → β) : β"),
    (
      "Finset.sum_congr", "Mathlib.Algebra.BigOperators.Group.Finset",
      "s₁ = s₂ → (∀ x ∈ s₂, f x = g x) → s₁.sum f = s₂.sum g"
    ),
    (
      "Finset.prod_congr", "Mathlib.Algebra.BigOperators.Group.Finset",
      "s₁ = s₂ → (∀ x ∈ s₂, f x = g x) → s₁.prod f = s₂.prod g"
    ),
    ("Finset.sum_empty", "Mathlib.Algebra.BigOperators.Group.Finset", "∑ x ∈ ∅, f x = 0"),
    ("Finset.prod_empty", "Mathlib.Algebra.BigOperators.Group.Finset", "∏ x ∈ ∅, f x = 1"),
    (
      "Finset.sum_insert", "Mathlib.Algebra.BigOperators.Group.Finset",
      "a ∉ s → ∑ x ∈ insert a s, f x = f a + ∑ x ∈ s, f x"
    ),
    (
      "Finset.prod_insert", "Mathlib.Algebra.BigOperators.Group.Finset",
      "a ∉ s → ∏ x ∈ insert a s, f x = f a * ∏ x ∈ s, f x"
    ),
    ("Real.exp", "Mathlib.Data.Complex.Exponential", "ℝ → ℝ"),
    ("Real.sin", "Mathlib.Data.Complex.Exponential", "ℝ → ℝ"),
    ("Real.cos", "Mathlib.Data.Complex.Exponential", "ℝ → ℝ"),
    ("Real.exp_add", "Mathlib.Data.Complex.Exponential", "(x y : ℝ) : exp (x + y) = exp x * exp y"),
    ("Real.exp_zero", "Mathlib.Data.Complex.Exponential", "exp 0 = 1"),
    ("Real.exp_pos", "Mathlib.Data.Complex.Exponential", "(x : ℝ) : 0 < exp x"),
    ("Real.add_one_le_exp", "Mathlib.Data.Complex.Exponential", "(x : ℝ) : x + 1 ≤ exp x"),
    ("Real.sin_sq_add_cos_sq", "Mathlib.Data.Complex.Exponential", "(x : ℝ) : sin x ^ 2 + cos x ^ 2 = 1"),
    ("Real.log", "Mathlib.Analysis.SpecialFunctions.Log.Basic", "ℝ → ℝ"),
    ("Real.exp_log", "Mathlib.Analysis.SpecialFunctions.Log.Basic", "0 < x → exp (log x) = x"),
    ("Real.log_le_sub_one_of_pos", "Mathlib.Analysis.SpecialFunctions.Log.Basic", "0 < x → log x ≤ x - 1"),
    (
      "Real.sqrt", "Mathlib.Analysis.SpecialFunctions.Sqrt, Mathlib.Analysis.SpecialFunctions.Pow.NNRpow",
      "ℝ → ℝ"
    ),
    ("Real.sqrt_nonneg", "Mathlib.Analysis.SpecialFunctions.Sqrt", "(x : ℝ) : 0 ≤ √x"),
    ("Real.mul_self_sqrt", "Mathlib.Analysis.SpecialFunctions.Sqrt", "0 ≤ a → √a * √a = a"),
    ("Real.sqrt_mul_self_eq_abs", "Mathlib.Analysis.SpecialFunctions.Sqrt", "(x : ℝ) : √(x * x) = |x|"),
    ("Real.pi", "Mathlib.Analysis.SpecialFunctions.Trigonometric.Basic", "ℝ"),
    ("Real.pi_gt_d20", "Mathlib.Data.Real.Pi.Bounds", "3.14159265358979323846 < π"),
    ("Real.pi_lt_d20", "Mathlib.Data.Real.Pi.Bounds", "π < 3.14159265358979323847"),
    ("abs", "Mathlib.Algebra.Order.Group.Unbundled.Abs", "α → α"),
    ("abs_choice", "Mathlib.Algebra.Order.Group.Unbundled.Abs", "(x : α) : |x| = x ∨ |x| = -x"),
    ("abs_le", "Mathlib.Algebra.Order.Group.Abs", "(|a| ≤ b) ↔ -b ≤ a ∧ a ≤ b"),
    ("abs_mul_abs_self", "Mathlib.Algebra.Order.Ring.Abs", "(a : α) : |a| * |a| = a * a"),
    ("abs_nonneg", "Mathlib.Algebra.Order.Group.Unbundled.Abs", "(a : α) : 0 ≤ |a|"),
    ("le_abs_self", "Mathlib.Algebra.Order.Group.Unbundled.Abs", "(a : α) : a ≤ |a|"),
    ("neg_le_abs", "Mathlib.Algebra.Order.Group.Unbundled.Abs", "(a : α) : -a ≤ |a|"),
    ("add_comm", "Mathlib.Algebra.Group.Defs", "(a b : G) : a + b = b + a"),
    ("mul_comm", "Mathlib.Algebra.Group.Defs", "(a b : G) : a * b = b * a"),
    ("add_le_add", "Mathlib.Algebra.Order.Monoid.Unbundled.Basic", "a ≤ b → c ≤ d → a + c ≤ b + d"),
    ("add_nonneg", "Mathlib.Algebra.Order.Monoid.Unbundled.Basic", "0 ≤ a → 0 ≤ b → 0 ≤ a + b"),
    ("add_pos_of_pos_of_nonneg", "Mathlib.Algebra.Order.Monoid.Unbundled.Basic", "0 < a → 0 ≤ b → 0 < a + b"),
    ("le_antisymm", "Mathlib.Order.Defs.PartialOrder", "a ≤ b → b ≤ a → a = b"),
    ("le_max_left", "Mathlib.Order.Defs.LinearOrder", "(a b : α) : a ≤ max a b"),
    ("le_max_right", "Mathlib.Order.Defs.LinearOrder", "(a b : α) : b ≤ max a b"),
    ("le_of_eq", "Mathlib.Order.Defs.PartialOrder", "a = b → a ≤ b"),
    ("le_of_lt", "Mathlib.Order.Defs.PartialOrder", "a < b → a ≤ b"),
    ("le_refl", "Mathlib.Order.Defs.PartialOrder", "(a : α) : a ≤ a"),
    ("le_trans", "Mathlib.Order.Defs.PartialOrder", "a ≤ b → b ≤ c → a ≤ c"),
    ("lt_irrefl", "Mathlib.Order.Defs.PartialOrder", "(a : α) : ¬a < a"),
    ("lt_or_ge", "Mathlib.Order.Defs.LinearOrder", "(a b : α) : a < b ∨ a ≥ b"),
    ("lt_trans", "Mathlib.Order.Defs.PartialOrder", "a < b → b < c → a < c"),
    ("max", "Init.Prelude", "α → α → α"),
    ("max_choice", "Mathlib.Order.Lattice, Mathlib.Order.MinMax", "(a b : α) : max a b = a ∨ max a b = b"),
    ("min", "Init.Prelude", "α → α → α"),
    ("min_choice", "Mathlib.Order.Lattice, Mathlib.Order.MinMax", "(a b : α) : min a b = a ∨ min a b = b"),
    ("min_le_left", "Mathlib.Order.Defs.LinearOrder", "(a b : α) : min a b ≤ a"),
    ("min_le_right", "Mathlib.Order.Defs.LinearOrder", "(a b : α) : min a b ≤ b"),
    ("mul_inv_cancel₀", "Mathlib.Algebra.GroupWithZero.Defs", "a ≠ 0 → a * a⁻¹ = 1"),
    (
      "mul_le_mul", "Mathlib.Algebra.Order.GroupWithZero.Unbundled",
      "a ≤ b → c ≤ d → 0 ≤ c → 0 ≤ b → a * c ≤ b * d"
    ),
    ("mul_nonneg", "Mathlib.Algebra.Order.GroupWithZero.Unbundled", "0 ≤ a → 0 ≤ b → 0 ≤ a * b"),
    ("mul_pos", "Mathlib.Algebra.Order.GroupWithZero.Unbundled", "0 < a → 0 < b → 0 < a * b"),
    ("mul_self_lt_mul_self", "Mathlib.Algebra.Order.Ring.Defs", "0 ≤ a → a < b → a * a < b * b"),
    ("mul_self_nonneg", "Mathlib.Algebra.Order.Ring.Defs", "(a : α) : 0 ≤ a * a"),
    ("neg_nonneg", "Mathlib.Algebra.Order.Group.Unbundled.Basic", "0 ≤ -a ↔ a ≤ 0"),
    ("not_le", "Mathlib.Order.Defs.LinearOrder", "¬a ≤ b ↔ b < a"),
    ("sub_eq_zero", "Mathlib.Algebra.Group.Basic", "a - b = 0 ↔ a = b"),
    ("sub_nonneg", "Mathlib.Algebra.Order.Group.Unbundled.Basic", "0 ≤ a - b ↔ b ≤ a"),
    ("sub_pos", "Mathlib.Algebra.Order.Group.Unbundled.Basic", "0 < a - b ↔ b < a"),
    ("sub_zero", "Mathlib.Algebra.Group.Defs", "(a : G) : a - 0 = a"),
  ]
}
