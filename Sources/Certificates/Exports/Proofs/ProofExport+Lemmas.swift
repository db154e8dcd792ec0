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
    guard lemma.also.isEmpty else {
      throw ExportError(
        description: "'\(lemma.name)' is shown with others by one induction, which is not exported yet")
    }
    if let comment { write(Coq.comment(comment)) }
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
}
