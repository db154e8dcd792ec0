import ProofKernel

extension ProofExport {
  /// What is known at a place of a proof, and what Coq calls it.
  struct Scope {
    var context: Context
    var names: [String: String] = [:]

    /// The scope with one more literal.
    func adding(_ name: String, _ literal: Literal, as hypothesis: String, _ theory: Theory) throws -> Scope {
      var scope = self
      scope.context = try context.adding(name, literal, theory)
      scope.names[name] = hypothesis
      return scope
    }
  }

  /// A lemma and its proof, and what is shown with it; from then on they may be cited.
  mutating func writeLemma(_ lemma: Lemma, comment: String?) throws {
    if let comment { write(Coq.comment(comment)) }
    let isAlone = lemma.also.isEmpty
    let name = isAlone ? text[.fact(lemma.name)] : text.unique(lemma.name + " and others")
    write("Lemma \(name) : \(text.quantifier(lemma.fact.variables))\(try conclusion(lemma)).", "Proof.")
    indentation = "  "
    switch lemma.way {
    case .direct(let proof): try writeDirect(lemma, proof)
    case .induction(let v, let low, let base, let step):
      try writeInduction(lemma, on: v, from: low, base: base, step: step)
    }
    indentation = ""
    write("Qed.", "")
    try checker.prove(lemma)
    if isAlone { return }
    for (k, fact) in lemma.facts.enumerated() {
      let names = lemma.facts.map { _ in text.hypothesis() }
      let variables = fact.fact.variables.map { text[.index($0)] }.joined(separator: " ")
      let given = fact.fact.guards.map { _ in "?" } + fact.fact.premises.map { _ in "?" }
      write(
        "Lemma \(text[.fact(fact.name)]) : \(try text.statement(fact.fact)).",
        """
        Proof. intros \(variables) \(given.joined(separator: " ")). \
        assert (X : \(try literals(lemma))) by (apply (\(name) \(variables)); first [lia | assumption]). \
        destruct X as (\(names.joined(separator: " & "))). exact \(names[k]). Qed.
        """, "")
    }
  }

  /// What a lemma and those with it say together, without conditions.
  private func literals(_ lemma: Lemma) throws -> String {
    let list = try lemma.facts.map { try text.statement($0.fact.literal) }
    return list.count == 1 ? list[0] : list.map { "(\($0))" }.joined(separator: " /\\ ")
  }

  private func conclusion(_ lemma: Lemma) throws -> String {
    try text.implication(lemma.fact, try literals(lemma))
  }

  private mutating func writeDirect(_ lemma: Lemma, _ proof: Proof) throws {
    let fact = lemma.fact
    var scope = Scope(context: Context(checker.theory, for: fact.variables, where: fact.guards))
    let premises = fact.premises.map { _ in text.hypothesis() }
    let names = fact.variables.map { text[.index($0)] } + fact.guards.map { _ in "?" } + premises
    if !names.isEmpty { write("intros \(names.joined(separator: " ")).") }
    scope = try assume(lemma, premises, scope)
    try claim(fact.literal, [:])
    try write(fact.literal, proof, scope)
  }

  /// Premises in the form that proofs have them.
  private mutating func assume(_ lemma: Lemma, _ hypotheses: [String], _ scope: Scope) throws -> Scope {
    var scope = scope
    for ((name, premise), hypothesis) in zip(zip(lemma.premiseNames, lemma.fact.premises), hypotheses) {
      let own = text.hypothesis()
      write("assert (\(own) : \(try text.normal(premise))) by weaken \(hypothesis).")
      scope = try scope.adding(name, premise, as: own, checker.theory)
    }
    return scope
  }

  /// From the statement of a fact at indices to its normal form.
  private mutating func claim(_ literal: Literal, _ values: [String: IndexTerm]) throws {
    let replacing = try text.replacements([literal.polynomial], values).map {
      "replace (\($0))%Z with (\($1))%Z by lia; "
    }
    let push = literal.polynomial.variables.contains { $0.name == Atom.realName } ? "push_reals_here; " : ""
    let own = text.hypothesis()
    let normal = try text.normal(try literal.substituting(values))
    write("enough (\(own) : \(normal)) by (\(replacing.joined())\(push)weaken \(own)).")
  }

  private mutating func writeInduction(
    _ lemma: Lemma, on v: String, from low: IndexTerm, base: Proof, step: Proof
  ) throws {
    let (fact, theory) = (lemma.fact, checker.theory)
    let (name, start) = (text[.index(v)], try text.argument(low))
    let (all, previous) = (text.hypothesis(), text.hypothesis())
    let others = fact.variables.map { text[.index($0)] }.joined(separator: " ")
    let shown =
      [(fact.literal, base, step)] + lemma.also.map { ($0.literal, $0.base, $0.step) }
    let unnamed = fact.guards.map { _ in "?" } + fact.premises.map { _ in "?" }
    write(
      "intros \(others). revert \(name).",
      "assert (\(all) : forall \(name) : Z, (\(try text.index(low)) <= \(name))%Z -> \(try conclusion(lemma))).",
      "{ apply (whole_induction \(start) (fun \(name) : Z => \(try conclusion(lemma)))).")
    indentation += "  "
    // At the lowest.
    var premises = fact.premises.map { _ in text.hypothesis() }
    let given = (fact.guards.map { _ in "?" } + premises).joined(separator: " ")
    write("{ " + (given.isEmpty ? "" : "intros \(given)."))
    indentation += "  "
    var first = Scope(context: Context(theory, for: fact.variables.filter { $0 != v }))
    for guarding in fact.guards { first.context = first.context.adding(try guarding.substituting([v: low])) }
    first = try assume(lemma, premises, first)
    try each(shown.count) { export, k in
      try export.claim(shown[k].0, [v: low])
      try export.write(try shown[k].0.substituting([v: low]), shown[k].1, first)
    }
    indentation.removeLast(2)
    write("}")
    // At the next.
    let next = try IndexTerm(v).adding(IndexTerm(1))
    premises = fact.premises.map { _ in text.hypothesis() }
    write(
      "{ intros \(([name, "?", previous] + fact.guards.map { _ in "?" } + premises).joined(separator: " ")).")
    indentation += "  "
    var later = Scope(context: Context(theory, for: fact.variables))
    for guarding in fact.guards { later.context = later.context.adding(try guarding.substituting([v: next])) }
    later.context = later.context.adding(try IndexTerm(v).subtracting(low))
    later = try assume(lemma, premises, later)
    let known = shown.map { _ in text.hypothesis() }
    write(
      "assert (X : \(try literals(lemma))) by (apply \(previous); first [lia | assumption]).",
      known.count == 1 ? "rename X into \(known[0])." : "destruct X as (\(known.joined(separator: " & "))).")
    for (k, literal) in shown.map(\.0).enumerated() {
      let own = text.hypothesis()
      write("assert (\(own) : \(try text.normal(literal))) by weaken \(known[k]).")
      later = try later.adding(Lemma.hypothesisName(k), literal, as: own, theory)
    }
    try each(shown.count) { export, k in
      try export.claim(shown[k].0, [v: next])
      try export.write(try shown[k].0.substituting([v: next]), shown[k].2, later)
    }
    indentation.removeLast(2)
    write("} }")
    indentation.removeLast(2)
    write(
      "intros \(([name] + unnamed).joined(separator: " ")). apply (\(all) \(name)); first [lia | assumption]."
    )
  }

  /// Shows the parts of a conjunction one after the other.
  private mutating func each(_ count: Int, _ work: (inout ProofExport, Int) throws -> Void) throws {
    for k in 0..<count {
      if k + 1 < count { write("split.") }
      try block { export in try work(&export, k) }
    }
  }
}
