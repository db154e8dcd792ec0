import ProofKernel

extension LeanScript {
  var lemmaEnd: [String] { [""] }

  /// From the statement of a fact at indices to its normal form.
  func claim(_ own: String, _ literal: Literal, _ values: [String: IndexTerm], _ text: KernelTermText) throws
    -> [String]
  {
    let normal = try literal.substituting(values)
    let raw = try text.statement(literal, KernelTermText.Place(values: values, isRaw: true))
    return ["show \(raw)", "suffices \(own) : \(try text.normal(normal)) by"]
      + (rewriting(try text.replacements([literal.polynomial], values))
      + ["exact \(try conversion(to: normal, from: normal, own))"]).map { "  " + $0 }
  }

  func normal(_ own: String, _ literal: Literal, from hypothesis: String, _ text: KernelTermText) throws
    -> [String]
  {
    let proof = try conversion(to: literal, from: literal, hypothesis)
    return ["have \(own) : \(try text.normal(literal)) := \(proof)"]
  }

  func companion(_ lemma: Lemma, _ k: Int, from name: String, _ literals: String, _ text: KernelTermText)
    throws
    -> [String]
  {
    let variables = lemma.fact.variables.map { text[.index($0)] }
    let premises = lemma.fact.premises.map { _ in text.hypothesis() }
    let known = lemma.facts.map { _ in text.hypothesis() }
    let arguments = variables + lemma.fact.guards.map { _ in "(by omega)" } + premises
    return introducing(variables + lemma.fact.guards.map { _ in "_" } + premises) + [
      "have X : \(literals) := \(([name] + arguments).joined(separator: " "))",
      "obtain ⟨\(known.joined(separator: ", "))⟩ := X", "exact \(known[k])",
    ]
  }

  // MARK: Induction

  func inductionOpening(_ induction: InductionText) -> [String] {
    let (name, conclusion) = (induction.variable, induction.conclusion)
    return introducing(induction.others) + [
      "have \(induction.all) : ∀ \(name) : ℤ, \(induction.start.index) ≤ \(name) → \(conclusion) := by",
      "  refine whole_induction \(induction.start.argument) (fun \(name) : ℤ => \(conclusion)) ?_ ?_",
    ]
  }

  func inductionCase(_ names: [String]) -> [String] {
    // What follows is indented as far as a block after a dot.
    names.isEmpty ? ["·"] : ["· intro \(names.joined(separator: " "))"]
  }

  func inductionCaseEnd(isLast: Bool) -> [String] { [] }

  func inductionHypothesis(
    _ induction: InductionText, premises: [String], _ known: [String], _ literals: String
  ) -> [String] {
    let arguments = Array(repeating: "(by omega)", count: induction.guards) + premises
    let whole = ([induction.previous] + arguments).joined(separator: " ")
    if known.count == 1 { return ["have \(known[0]) : \(literals) := \(whole)"] }
    return ["have X : \(literals) := \(whole)", "obtain ⟨\(known.joined(separator: ", "))⟩ := X"]
  }

  func inductionClosing(_ induction: InductionText) -> [String] {
    let arguments =
      Array(repeating: "(by omega)", count: induction.guards + 1)
      + Array(repeating: "(by assumption)", count: induction.premises)
    let whole = ([induction.all, induction.variable] + arguments).joined(separator: " ")
    return introducing(Array(repeating: "_", count: induction.guards + induction.premises))
      + ["exact \(whole)"]
  }

  var splitting: String { "refine And.intro ?_ ?_" }

  // MARK: Blocks

  func asserting(_ name: String, _ statement: String) -> String { "have \(name) : \(statement) := by" }
  func opening(_ block: ScriptBlock) -> [String] { block == .branch ? ["·"] : [] }
  func closing(_ block: ScriptBlock) -> [String] { [] }
}
