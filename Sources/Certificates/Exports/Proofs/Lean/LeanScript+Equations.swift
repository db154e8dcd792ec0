import ProofKernel

extension LeanScript {
  func value(of k: Int, among families: Int, _ indices: [String]) -> String { "values \(k) \(list(indices))" }

  func writeRecursion(
    _ group: EquationGroup, _ level: EquationGroup.Level, _ names: (rule: String, level: String),
    _ export: inout ProofExport
  ) throws {
    let text = export.text
    let families = group.families
    let support = export.support(of: group)
    let context = export.context(support)
    func pattern(_ k: Int) -> String { list(families[k].parameters.map { text[.index($0)] }) }
    let place = KernelTermText.Place(element: export.recursiveElement(group))
    let binders = binders(context, [])
    export.write(
      "def \(names.level)\(binders) (which : ℕ) (place : List ℤ) : ℤ :=", "  match which, place with")
    for (k, term) in level.terms.enumerated() {
      export.write("  | \(k), \(pattern(k)) => \(try text.index(term))")
    }
    export.write(
      "  | _, _ => 0",
      "def \(names.rule)\(binders) (values : ℕ → List ℤ → ℝ) (which : ℕ) (place : List ℤ) : ℝ :=",
      "  match which, place with")
    for (k, family) in families.enumerated() {
      export.write("  | \(k), \(pattern(k)) => \(try export.cases(family, place))")
    }
    export.write("  | _, _ => 0")
    for (k, family) in families.enumerated() {
      export.define(
        family.name, family.parameters, "\(recursive(names, context)) \(k) \(pattern(k))", on: support)
    }
  }

  private func recursive(_ names: (rule: String, level: String), _ context: [(name: String, type: String)])
    -> String
  {
    func applied(_ name: String) -> String {
      context.isEmpty ? name : "(\(([name] + context.map(\.name)).joined(separator: " ")))"
    }
    return "recursive \(applied(names.level)) \(applied(names.rule))"
  }

  /// An equation, first for the family's own parameters, as its definition has it.
  func writeEquation(
    _ rule: EquationGroup.Rule, of family: EquationGroup.Family, _ group: EquationGroup,
    _ export: inout ProofExport
  ) throws {
    let text = export.text
    let premises = rule.fact.premises.map { _ in text.hypothesis() }
    let statement = "\(try text.atom(rule.head)) = \(try text.polynomial(rule.value))"
    let parameters = family.parameters.map { IndexTerm($0) }
    let element = Atom(family.name, parameters)
    let value = try rule.value.substituting(rule.values)
    let given = try rule.fact.premises.map { try $0.substituting(rule.values) }
    let conditions =
      try rule.equalities.map { try text.equality($0) }
      + rule.fact.guards.map { try text.condition(try $0.substituting(rule.values)) }
    let equation = "\(try text.atom(element)) = \(try text.polynomial(value))"
    let main =
      text.quantifier(family.parameters)
      + (conditions + (try given.map { try text.statement($0) }) + [equation]).joined(separator: " → ")
    let assumed = given.map { _ in text.hypothesis() }
    let names = family.parameters.map { text[.index($0)] } + conditions.map { _ in "_" } + assumed
    let unfolded = try proof(of: value, zip(given, assumed).map { ($0, $1) }, family, group, export)
    let instance = FactInstance(
      name: "main",
      fact: Fact(for: family.parameters, given: given, Literal(RealPolynomial(element) - value, .zero)),
      indices: rule.head.indices, premises: [], replacements: [])
    let values = Dictionary(uniqueKeysWithValues: zip(family.parameters, rule.head.indices))
    let arguments = try rule.head.indices.map { try text.argument($0) } + conditions.map { _ in "(by omega)" }
    let known = try zip(zip(given, rule.fact.premises), premises).map { literals, name in
      "(\(try conversion(to: try literals.0.substituting(values), from: literals.1, name)))"
    }
    let lines =
      ["have main : \(main) := by"] + (introducing(names) + unfolded).map { "  " + $0 }
      + ["have X := \((["main"] + arguments).joined(separator: " "))"]
      + rewriting(try text.replacements(instance.polynomials, values), in: "X")
      + ["exact eq_from \(known.isEmpty ? "X" : "(X \(known.joined(separator: " ")))") \(Self.same)"]
    try export.writeFact(rule.name, rule.fact, as: statement, premises: premises, lines)
  }

  /// That a family is an equation's value, with the equation's conditions in the context.
  private func proof(
    of value: RealPolynomial, _ given: [(literal: Literal, name: String)], _ family: EquationGroup.Family,
    _ group: EquationGroup, _ export: ProofExport
  ) throws -> [String] {
    let text = export.text
    let shown = try text.polynomial(value)
    guard group.isRecursive, let recursion = export.recursions[group.families[0].name],
      let k = group.families.firstIndex(where: { $0.name == family.name })
    else {
      if family.isPlain { return ["rfl"] }
      return ["show \(try export.cases(family, .init())) = \(shown)", "take_branch", Self.closing]
    }
    let place = KernelTermText.Place(element: export.recursiveElement(group))
    let here = list(family.parameters.map { text[.index($0)] })
    let context = export.context(export.support(of: group))
    let level = recursion.level
    let descent = LeanDescent(group: group, level: level, here: level.terms[k], export: export)
    let (lines, equations) = try descent.equations(in: [value] + given.map(\.literal.polynomial))
    func names(in polynomial: RealPolynomial, _ sign: String) -> String {
      let atoms = polynomial.variables
      return equations.filter { atoms.contains($0.atom) }.map { sign + $0.name }.joined(separator: ", ")
    }
    // Conditions on numbers speak of what the rule is given.
    let turned = given.compactMap { literal, name in
      let list = names(in: literal.polynomial, "← ")
      return list.isEmpty ? nil : "rewrite [\(list)] at \(name)"
    }
    let used = names(in: value, "")
    return [
      "show \(recursive(recursion.names, context)) \(k) \(here) = \(shown)", "refine recursive_is ?_",
      "intro values lower", "show \(try export.cases(family, place)) = \(shown)",
    ] + lines + turned + ["take_branch"] + (used.isEmpty ? [] : ["rewrite [\(used)]"]) + [Self.closing]
  }

  static let closing = "first | rfl | ring1"
}

extension LeanScript {
  func writeDerivatives(_ export: inout ProofExport) throws {
    for (variable, families) in export.differentiated {
      export.write(
        comment(
          "That \(families.joined(separator: " and ")) have these derivatives by \(variable.name) is not shown here."
        ))
    }
  }
}
