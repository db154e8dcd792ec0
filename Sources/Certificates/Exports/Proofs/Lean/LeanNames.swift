/// Words that mean something in Lean, in Mathlib, or in an exported file.
enum LeanNames {
  /// Names that the claim's must not take.
  static let reserved = Lean.reserved.union(keywords).union(defined).union(mathlib.map(root)).union(local)

  /// Words of the grammar that cannot be names, as Lean and Mathlib have them when both are imported.
  static let keywords = ExportNames.identifiers(
    in: """
      abbrev add_decl_doc aesop alias assert_exists assert_not_exists assert_not_imported assume at attribute axiom
      builtin_initialize builtin_simproc by calc catch class coinductive compile_inductive const constant continue
      count_heartbeats declare_simp_like_tactic declare_syntax_cat decreasing_by def def_replacer default deriving do
      dsimproc elab elab_rules else end erase_aesop_rules example exists exit export extends extend_docs false finally
      for forall from fun generalizing guard_min_heartbeats have haveI hiding if import in include inductive infix infixl
      infixr init_quot initialize initialize_simps_projections instance irreducible_def lemma let letI library_note local
      macro macro_rules match match_expr matches mk_iff_of_inductive_prop mod mut mutual namespace nat_lit nofun nomatch
      noncomputable nonrec not notation notation3 of omit on opaque open partial postfix prefix private proof_wanted
      protected public recall reduce register_builtin_option register_option register_simp_attr renaming repeat replacing
      return run_cmd run_elab run_meta scoped seal section set_option show simproc slice sorry structure suffices
      suppress_compilation syntax termination_by then theorem this throwError throwErrorAt to trace true try unif_hint
      universe unless unsafe unseal unsuppress_compilation using variable variables where while with without
      Prop Sort Type
      """)

  /// What Mathlib and Lean's core prove, that scripts and the prelude name; tests have where it is and what it says.
  static let mathlib = [
    "And.intro", "ContinuousAt.continuousWithinAt", "Finset.Icc", "Finset.Icc_eq_empty", "Finset.mem_Icc",
    "Finset.mem_insert", "Finset.prod",
    "Finset.prod_congr", "Finset.prod_empty", "Finset.prod_insert", "Finset.sum", "Finset.sum_congr",
    "Finset.sum_empty", "Finset.sum_insert", "HasDerivAt", "HasDerivAt.add", "HasDerivAt.congr_deriv",
    "HasDerivAt.continuousAt", "HasDerivAt.div_const", "HasDerivAt.mul", "HasDerivAt.sub", "Int.toNat",
    "Int.toNat_eq_zero", "Int.toNat_of_nonneg",
    "List.mem_append", "List.mem_cons", "Nat.cast_add_one_ne_zero", "Nat.lt_irrefl", "Nat.lt_or_ge",
    "Nat.lt_succ_of_lt",
    "Nat.lt_succ_self", "Nat.not_lt_zero", "Or.inl", "Or.inr", "Real.add_one_le_exp", "Real.cos", "Real.exp",
    "Real.exp_add", "Real.exp_le_exp", "Real.exp_log", "Real.exp_pos", "Real.exp_zero", "Real.hasDerivAt_exp",
    "Real.log", "Real.log_le_sub_one_of_pos",
    "Real.mul_self_sqrt", "Real.pi", "Real.pi_gt_d20", "Real.pi_lt_d20", "Real.sin",
    "Real.sin_sq_add_cos_sq", "Real.sqrt", "Real.sqrt_mul_self_eq_abs", "Real.sqrt_nonneg", "abs",
    "abs_choice", "abs_le", "abs_mul_abs_self", "abs_nonneg", "absurd", "add_comm", "add_le_add",
    "add_nonneg",
    "add_pos_of_pos_of_nonneg", "and_imp", "congr", "congrArg", "eq_div_iff", "exists_hasDerivAt_eq_slope",
    "hasDerivAt_const", "hasDerivAt_id", "if_neg", "if_pos", "insert",
    "le_abs_self", "le_antisymm", "le_max_left", "le_max_right", "le_of_eq", "le_of_lt",
    "le_refl", "le_trans", "lt_irrefl", "lt_or_ge", "lt_trans", "max", "max_choice", "min",
    "min_choice", "min_le_left", "min_le_right", "mul_comm", "mul_inv_cancel₀", "mul_le_mul", "mul_nonneg",
    "mul_pos", "mul_self_lt_mul_self", "mul_self_nonneg", "mul_zero", "neg_le_abs", "neg_nonneg", "not_le",
    "rfl",
    "sub_eq_zero", "sub_nonneg", "sub_pos", "sub_zero", "zero_div",
  ]

  /// What the prelude defines.
  static let defined = Set(
    (LeanPrelude.text + "\n" + LeanPrelude.series).split(separator: "\n").compactMap { line -> String? in
      let words = line.split(whereSeparator: { " :\"".contains($0) })
      guard words.count > 1, ["def", "theorem", "macro"].contains(words[0]) else { return nil }
      return String(words[1])
    })

  /// What scripts call what they have, types, and tactics.
  static let local: Set<String> = tactics.union([
    "E", "H", "I", "X", "z", "Nat", "Int", "Real", "List", "Finset", "Or", "And", "Eq", "values", "lower",
    "which",
    "place", "main",
  ])

  static let tactics: Set<String> = [
    "apply", "assumption", "cases", "constructor", "contradiction", "exact", "exact_mod_cast", "ext", "first",
    "induction", "intro", "intros", "linarith", "linear_combination", "norm_num", "obtain", "omega",
    "push_cast",
    "rcases", "refine", "revert", "rewrite", "rfl", "ring1", "rintro", "simp", "unfold",
  ]

  private static func root(_ name: String) -> String {
    String(name.split(separator: ".")[0])
  }
}
