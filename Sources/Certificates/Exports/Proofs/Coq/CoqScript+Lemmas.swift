import ProofKernel

extension CoqScript {
  var lemmaEnd: [String] { ["Qed.", ""] }

  /// From the statement of a fact at indices to its normal form.
  func claim(_ own: String, _ literal: Literal, _ values: [String: IndexTerm], _ text: KernelTermText) throws
    -> [String]
  {
    let replacing = try text.replacements([literal.polynomial], values).map {
      "replace (\($0))%Z with (\($1))%Z by lia; "
    }
    let push = hasReals([literal.polynomial]) ? "push_reals_here; " : ""
    let normal = try text.normal(try literal.substituting(values))
    return ["enough (\(own) : \(normal)) by (\(replacing.joined())\(push)weaken \(own))."]
  }

  func normal(_ own: String, _ literal: Literal, from hypothesis: String, _ text: KernelTermText) throws
    -> [String]
  {
    ["assert (\(own) : \(try text.normal(literal))) by weaken \(hypothesis)."]
  }

  func companion(_ lemma: Lemma, _ k: Int, from name: String, _ literals: String, _ text: KernelTermText)
    throws
    -> [String]
  {
    let names = lemma.facts.map { _ in text.hypothesis() }
    let variables = lemma.fact.variables.map { text[.index($0)] }.joined(separator: " ")
    let given = lemma.fact.guards.map { _ in "?" } + lemma.fact.premises.map { _ in "?" }
    return [
      """
      intros \(variables) \(given.joined(separator: " ")). \
      assert (X : \(literals)) by (apply (\(name) \(variables)); first [lia | assumption]). \
      destruct X as (\(names.joined(separator: " & "))). exact \(names[k]).
      """
    ]
  }

  // MARK: Induction

  func inductionOpening(_ induction: InductionText) -> [String] {
    let (name, conclusion) = (induction.variable, induction.conclusion)
    return [
      "intros \(induction.others.joined(separator: " ")). revert \(name).",
      "assert (\(induction.all) : forall \(name) : Z, (\(induction.start.index) <= \(name))%Z -> \(conclusion)).",
      "{ apply (whole_induction \(induction.start.argument) (fun \(name) : Z => \(conclusion))).",
    ]
  }

  func inductionCase(_ names: [String]) -> [String] {
    ["{ " + (names.isEmpty ? "" : "intros \(names.joined(separator: " ")).")]
  }

  func inductionCaseEnd(isLast: Bool) -> [String] { [isLast ? "} }" : "}"] }

  func inductionHypothesis(
    _ induction: InductionText, premises: [String], _ known: [String], _ literals: String
  ) -> [String] {
    [
      "assert (X : \(literals)) by (apply \(induction.previous); first [lia | assumption]).",
      known.count == 1 ? "rename X into \(known[0])." : "destruct X as (\(known.joined(separator: " & "))).",
    ]
  }

  func inductionClosing(_ induction: InductionText) -> [String] {
    let names =
      [induction.variable] + Array(repeating: "?", count: induction.guards + induction.premises)
    return [
      """
      intros \(names.joined(separator: " ")). apply (\(induction.all) \(induction.variable)); \
      first [lia | assumption].
      """
    ]
  }

  var splitting: String { "split." }
}
