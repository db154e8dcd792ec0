import Algebra
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

  /// A lemma and its proof; from then on it may be cited.
  mutating func writeLemma(_ lemma: Lemma, comment: String?) throws {
    if let comment { write(Coq.comment(comment)) }
    if !lemma.also.isEmpty, case .induction(let v, let low, let base, let step) = lemma.way {
      try writeTogether(lemma, on: v, from: low, base: base, step: step)
      return try checker.prove(lemma)
    }
    write("Lemma \(text[.fact(lemma.name)]) : \(try text.statement(lemma.fact)).", "Proof.")
    indentation = "  "
    switch lemma.way {
    case .direct(let proof): try writeDirect(lemma, proof)
    case .induction(let v, let low, let base, let step):
      try writeInduction(lemma, on: v, from: low, base: base, step: step)
    }
    indentation = ""
    write("Qed.", "")
    try checker.prove(lemma)
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
    let unnamed = fact.guards.map { _ in "?" } + fact.premises.map { _ in "?" }
    write(
      "intros \(others). revert \(name).",
      "assert (\(all) : forall \(name) : Z, (\(try text.index(low)) <= \(name))%Z -> \(try text.implication(fact))).",
      "{ apply (whole_induction \(start) (fun \(name) : Z => \(try text.implication(fact)))).")
    indentation += "  "
    // At the lowest.
    var premises = fact.premises.map { _ in text.hypothesis() }
    let given = (fact.guards.map { _ in "?" } + premises).joined(separator: " ")
    write("{ " + (given.isEmpty ? "" : "intros \(given)."))
    indentation += "  "
    var first = Scope(context: Context(theory, for: fact.variables.filter { $0 != v }))
    for guarding in fact.guards { first.context = first.context.adding(try guarding.substituting([v: low])) }
    first = try assume(lemma, premises, first)
    try claim(fact.literal, [v: low])
    try write(try fact.literal.substituting([v: low]), base, first)
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
    let own = text.hypothesis()
    write(
      "assert (\(own) : \(try text.normal(fact.literal))).",
      "{ assert (X : \(try text.statement(fact.literal))) by (apply \(previous); first [lia | assumption]). weaken X. }"
    )
    later = try later.adding(Lemma.hypothesisName(), fact.literal, as: own, theory)
    try claim(fact.literal, [v: next])
    try write(try fact.literal.substituting([v: next]), step, later)
    indentation.removeLast(2)
    write("} }")
    indentation.removeLast(2)
    write("intros \(([name] + unnamed).joined(separator: " ")). apply \(all); first [lia | assumption].")
  }

  /// What is shown by one induction: a lemma that says all of it at once, then one for each.
  private mutating func writeTogether(
    _ lemma: Lemma, on v: String, from low: IndexTerm, base: Proof, step: Proof
  ) throws {
    let (facts, theory) = (lemma.facts.map(\.fact), checker.theory)
    let parts = [(lemma.fact.literal, base, step)] + lemma.also.map { ($0.literal, $0.base, $0.step) }
    let (name, start) = (text[.index(v)], try text.argument(low))
    let variables = lemma.fact.variables.map { text[.index($0)] }.joined(separator: " ")
    let whole = text[.fact("\(lemma.name) together")]
    let all = try facts.map { "(\(try text.implication($0)))" }.joined(separator: " /\\ ")
    let unnamed = lemma.fact.guards.map { _ in "?" }
    write(
      "Lemma \(whole) : forall \(variables) : Z, (\(try text.index(low)) <= \(name))%Z -> \(all).", "Proof.",
      "  intros \(variables). revert \(name). apply (whole_induction \(start) (fun \(name) : Z => \(all))).")
    // At the lowest.
    write("  {")
    for (k, (literal, base, _)) in parts.enumerated() {
      write(k == parts.count - 1 ? "  {" : "  split. {")
      indentation = "    "
      let premises = lemma.fact.premises.map { _ in text.hypothesis() }
      if !(unnamed + premises).isEmpty { write("intros \((unnamed + premises).joined(separator: " ")).") }
      var first = Scope(context: Context(theory, for: lemma.fact.variables.filter { $0 != v }))
      for guarding in lemma.fact.guards {
        first.context = first.context.adding(try guarding.substituting([v: low]))
      }
      first = try assume(lemma, premises, first)
      try claim(literal, [v: low])
      try write(try literal.substituting([v: low]), base, first)
      indentation = ""
      write("  }")
    }
    // At the next.
    let next = try IndexTerm(v).adding(IndexTerm(1))
    let previous = parts.map { _ in text.hypothesis() }
    let pattern = previous.dropLast().reversed().reduce(previous[previous.count - 1]) { "[\($1) \($0)]" }
    write("  }", "  { intros \(name) ? \(pattern).")
    for (k, (literal, _, step)) in parts.enumerated() {
      write(k == parts.count - 1 ? "  {" : "  split. {")
      indentation = "    "
      let premises = lemma.fact.premises.map { _ in text.hypothesis() }
      if !(unnamed + premises).isEmpty { write("intros \((unnamed + premises).joined(separator: " ")).") }
      var later = Scope(context: Context(theory, for: lemma.fact.variables))
      for guarding in lemma.fact.guards {
        later.context = later.context.adding(try guarding.substituting([v: next]))
      }
      later.context = later.context.adding(try IndexTerm(v).subtracting(low))
      later = try assume(lemma, premises, later)
      for (m, (literal, _, _)) in parts.enumerated() {
        let own = text.hypothesis()
        write(
          "assert (\(own) : \(try text.normal(literal))).",
          "{ assert (X : \(try text.statement(literal))) by (apply \(previous[m]); first [lia | assumption]). weaken X. }"
        )
        later = try later.adding(Lemma.hypothesisName(m), literal, as: own, theory)
      }
      try claim(literal, [v: next])
      try write(try literal.substituting([v: next]), step, later)
      indentation = ""
      write("  }")
    }
    write("  }", "Qed.", "")
    let bound =
      lemma.fact.variables.map { text[.index($0)] } + (unnamed + lemma.fact.premises.map { _ in "?" })
    for (k, (name, fact)) in lemma.facts.enumerated() {
      let own = text.hypothesis()
      let pattern = lemma.facts.indices.dropLast().reversed().reduce(k == lemma.facts.count - 1 ? own : "?") {
        "[\($1 == k ? own : "?") \($0)]"
      }
      write(
        "Lemma \(text[.fact(name)]) : \(try text.statement(fact)).", "Proof.",
        "  intros \(bound.joined(separator: " ")).",
        "  destruct (\(whole) \(variables) ltac:(lia)) as \(pattern). apply \(own); first [lia | assumption].",
        "Qed.", "")
    }
  }
}
