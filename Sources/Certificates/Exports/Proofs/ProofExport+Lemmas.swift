import ProofKernel

extension ProofExport {
  /// What is known at a place of a proof, and what it is called there.
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
    if let comment { write(script.comment(comment)) }
    let isAlone = lemma.also.isEmpty
    let name = isAlone ? text[.fact(lemma.name)] : text.unique(lemma.name + " and others")
    write(script.lemma(name, text.quantifier(lemma.fact.variables) + (try conclusion(lemma)), []))
    indentation = "  "
    switch lemma.way {
    case .direct(let proof): try writeDirect(lemma, proof)
    case .induction(let v, let low, let base, let step):
      try writeInduction(lemma, on: v, from: low, base: base, step: step)
    }
    indentation = ""
    write(script.lemmaEnd)
    noteLemma(name)
    try checker.prove(lemma)
    if isAlone { return }
    for (k, fact) in lemma.facts.enumerated() {
      let proof = try script.companion(lemma, k, from: self.lemma(named: name), try literals(lemma), text)
      write(script.lemma(text[.fact(fact.name)], try text.statement(fact.fact), proof) + [""])
      noteLemma(text[.fact(fact.name)])
    }
  }

  /// What a lemma and those with it say together, without conditions.
  private func literals(_ lemma: Lemma) throws -> String {
    let list = try lemma.facts.map { try text.statement($0.fact.literal) }
    return list.count == 1 ? list[0] : list.map { "(\($0))" }.joined(separator: " \(script.words.and) ")
  }

  private func conclusion(_ lemma: Lemma) throws -> String {
    try text.implication(lemma.fact, try literals(lemma))
  }

  private mutating func writeDirect(_ lemma: Lemma, _ proof: Proof) throws {
    let fact = lemma.fact
    var scope = Scope(context: Context(checker.theory, for: fact.variables, where: fact.guards))
    let premises = fact.premises.map { _ in text.hypothesis() }
    let unnamed = fact.guards.map { _ in script.words.unnamed }
    write(script.introducing(fact.variables.map { text[.index($0)] } + unnamed + premises))
    scope = try assume(lemma, premises, scope)
    try claim(fact.literal, [:])
    try write(fact.literal, proof, scope)
  }

  /// Premises in the form that proofs have them.
  private mutating func assume(_ lemma: Lemma, _ hypotheses: [String], _ scope: Scope) throws -> Scope {
    var scope = scope
    for ((name, premise), hypothesis) in zip(zip(lemma.premiseNames, lemma.fact.premises), hypotheses) {
      let own = text.hypothesis()
      write(try script.normal(own, premise, from: hypothesis, text))
      scope = try scope.adding(name, premise, as: own, checker.theory)
    }
    return scope
  }

  /// From the statement of a fact at indices to its normal form.
  private mutating func claim(_ literal: Literal, _ values: [String: IndexTerm]) throws {
    write(try script.claim(text.hypothesis(), literal, values, text))
  }

  private mutating func writeInduction(
    _ lemma: Lemma, on v: String, from low: IndexTerm, base: Proof, step: Proof
  ) throws {
    let (fact, theory) = (lemma.fact, checker.theory)
    let shown =
      [(fact.literal, base, step)] + lemma.also.map { ($0.literal, $0.base, $0.step) }
    let induction = InductionText(
      variable: text[.index(v)], start: (try text.argument(low), try text.index(low)), all: text.hypothesis(),
      previous: text.hypothesis(), others: fact.variables.map { text[.index($0)] },
      guards: fact.guards.count, premises: fact.premises.count, conclusion: try conclusion(lemma))
    let unnamed = fact.guards.map { _ in script.words.unnamed }
    write(script.inductionOpening(induction))
    indentation += "  "
    // At the lowest.
    var premises = fact.premises.map { _ in text.hypothesis() }
    write(script.inductionCase(unnamed + premises))
    indentation += "  "
    var first = Scope(context: Context(theory, for: fact.variables.filter { $0 != v }))
    for guarding in fact.guards { first.context = first.context.adding(try guarding.substituting([v: low])) }
    first = try assume(lemma, premises, first)
    try each(shown.count) { export, k in
      try export.claim(shown[k].0, [v: low])
      try export.write(try shown[k].0.substituting([v: low]), shown[k].1, first)
    }
    indentation.removeLast(2)
    write(script.inductionCaseEnd(isLast: false))
    // At the next.
    let next = try IndexTerm(v).adding(IndexTerm(1))
    premises = fact.premises.map { _ in text.hypothesis() }
    write(
      script.inductionCase(
        [induction.variable, script.words.unnamed, induction.previous] + unnamed + premises))
    indentation += "  "
    var later = Scope(context: Context(theory, for: fact.variables))
    for guarding in fact.guards { later.context = later.context.adding(try guarding.substituting([v: next])) }
    later.context = later.context.adding(try IndexTerm(v).subtracting(low))
    later = try assume(lemma, premises, later)
    let known = shown.map { _ in text.hypothesis() }
    write(script.inductionHypothesis(induction, premises: premises, known, try literals(lemma)))
    for (k, literal) in shown.map(\.0).enumerated() {
      let own = text.hypothesis()
      write(try script.normal(own, literal, from: known[k], text))
      later = try later.adding(Lemma.hypothesisName(k), literal, as: own, theory)
    }
    try each(shown.count) { export, k in
      try export.claim(shown[k].0, [v: next])
      try export.write(try shown[k].0.substituting([v: next]), shown[k].2, later)
    }
    indentation.removeLast(2)
    write(script.inductionCaseEnd(isLast: true))
    indentation.removeLast(2)
    write(script.inductionClosing(induction))
  }

  /// Shows the parts of a conjunction one after the other.
  private mutating func each(_ count: Int, _ work: (inout ProofExport, Int) throws -> Void) throws {
    for k in 0..<count {
      if k + 1 < count { write(script.splitting) }
      try block(.branch) { export in try work(&export, k) }
    }
  }
}
