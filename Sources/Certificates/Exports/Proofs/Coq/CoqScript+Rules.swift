import ProofKernel

extension CoqScript {
  func asserting(_ name: String, _ statement: String) -> String { "assert (\(name) : \(statement))." }
  func opening(_ block: ScriptBlock) -> [String] { ["{"] }
  func closing(_ block: ScriptBlock) -> [String] { ["}"] }

  private func asserting(_ own: CitedFact, _ text: KernelTermText) throws -> String {
    asserting(own.name, try text.normal(own.literal))
  }

  // MARK: Facts

  func citeIndex(_ own: CitedFact, _ term: IndexTerm, _ text: KernelTermText) throws -> [String] {
    [
      try asserting(own, text),
      "{ assert (X : (0 <= \(try text.index(term)))%Z) by lia. apply IZR_le in X. push_reals X. lra. }",
    ]
  }

  func citeSame(_ own: CitedFact, _ a: Atom, _ b: Atom, _ text: KernelTermText) throws -> [String] {
    let push = a.name == Atom.realName ? "push_reals X. " : ""
    return [
      try asserting(own, text),
      "{ assert (X : \(try text.atom(a)) = \(try text.atom(b))) by (f_equal; lia). \(push)lra. }",
    ]
  }

  func cite(_ own: CitedFact, _ instance: FactInstance, _ text: KernelTermText) throws -> [String] {
    let arguments =
      try instance.indices.map { try text.argument($0) } + instance.fact.guards.map { _ in "ltac:(lia)" }
    let name = ([instance.name] + arguments).joined(separator: " ")
    let replacing = replacing(instance.replacements, in: "X").map { $0 + " " }.joined()
    let premises = instance.premises.map { "specialize (X ltac:(weaken \($0.name))). " }.joined()
    return [
      try asserting(own, text),
      """
      { pose proof (\(name)) as X. \(replacing)\(pushing(instance.polynomials, in: "X"))\(premises)weaken X. }
      """,
    ]
  }

  // MARK: Sums

  func head(_ head: RewriteHead, _ text: KernelTermText) throws -> [String] {
    let statement = "\(try text.atom(head.atom)) = \(try text.polynomial(head.rest))"
    return ["assert (\(head.own) : \(statement)) by (clear - \(head.equation.name); lra)."]
  }

  func rewritten(_ fact: CitedFact, isLocal: Bool, _ heads: [RewriteHead], _ text: KernelTermText) -> (
    fact: CitedFact, lines: [String]
  ) {
    var (fact, lines) = (fact, [String]())
    if isLocal {
      let own = text.hypothesis()
      lines.append("pose proof \(fact.name) as \(own).")
      fact.name = own
    }
    return (fact, lines + ["rewrite \(rewriting(heads)) in \(fact.name)."])
  }

  func square(_ own: String, _ root: RealPolynomial, _ text: KernelTermText) throws -> [String] {
    ["pose proof (Rle_0_sqr (\(try text.polynomial(root)))) as \(own). unfold Rsqr in \(own)."]
  }

  func product(_ own: String, _ a: ScriptFactor, _ b: ScriptFactor) -> [String] {
    if a.isStrict && b.isStrict {
      return ["pose proof (Rmult_lt_0_compat _ _ \(a.name) \(b.name)) as \(own)."]
    }
    return ["pose proof (Rmult_le_pos _ _ \(atLeast(a)) \(atLeast(b))) as \(own)."]
  }

  private func atLeast(_ factor: ScriptFactor) -> String {
    factor.isStrict ? "(Rlt_le _ _ \(factor.name))" : factor.name
  }

  func equation(_ equation: ScriptSum.Equation, as own: String, _ text: KernelTermText) throws -> [String] {
    let multiplier = try text.polynomial(equation.multiplier)
    return ["pose proof (f_equal (Rmult (\(multiplier))) \(equation.fact.name)) as \(own)."]
  }

  /// That the sum is the goal's polynomial is left to linear arithmetic whose unknowns are monomials.
  func close(_ goal: Literal, by sum: ScriptSum, _ text: KernelTermText) throws -> [String] {
    let used = sum.terms.map(\.product.name) + sum.equations.map(\.own)
    let first = sum.isAbsurd ? ["exfalso."] : sum.heads.isEmpty ? [] : ["rewrite \(rewriting(sum.heads))."]
    return first + [used.isEmpty ? "lra." : "clear - \(used.joined(separator: " ")). lra."]
  }

  // MARK: Cases

  func indexCases(_ term: String) -> [String] { ["destruct (Z_lt_le_dec (\(term)) 0) as [?|?]."] }

  func signCases(_ polynomial: String, _ own: String) -> [String] {
    ["destruct (Rle_or_lt 0 (\(polynomial))) as [\(own)|\(own)]."]
  }

  func negative(_ own: String, _ literal: Literal, from other: String, _ text: KernelTermText) throws
    -> [String]
  {
    ["assert (\(own) : \(try text.normal(literal))) by lra."]
  }

  func open(_ opened: OpenedExtremum, _ text: KernelTermText) -> [String] {
    let arguments = opened.arguments + Array(repeating: "ltac:(lia)", count: opened.guards)
    let pattern = opened.names + Array(repeating: "?", count: opened.guards) + [opened.equation]
    let lemma = ([opened.lemma] + arguments).joined(separator: " ")
    return ["destruct (\(lemma)) as (\(pattern.joined(separator: " & ")))."]
      + replacing(opened.replacements, in: opened.equation)
      + (opened.hasReals ? ["push_reals \(opened.equation)."] : [])
  }

  func difference(_ own: String, _ literal: Literal, from equation: String, _ text: KernelTermText) throws
    -> [String]
  {
    ["assert (\(own) : \(try text.normal(literal))) by lra."]
  }

  func closeBound(_ own: String, _ equation: String, isMaximum: Bool) -> [String] { ["lra."] }

  func closeBounds(
    _ names: [String], _ equation: String, by lemma: String, _ replacements: [(String, String)],
    hasReals: Bool,
    isGreatest: Bool
  ) -> [String] {
    ["pose proof (\(lemma)) as \(equation)."] + replacing(replacements, in: equation)
      + (hasReals ? ["push_reals \(equation)."] : [])
      + [names.count == 1 ? "lra." : distinguishing(equation, names.count, as: equation) + "; lra."]
  }

  func closeRoot(_ names: (nonnegative: String, squares: String, own: String), _ x: String, _ y: String)
    -> [String]
  {
    [
      "assert (\(names.own) : \(x) <= \(y)).",
      "{ apply below_by_squares; [weaken \(names.nonnegative) | weaken \(names.squares)]. }", "lra.",
    ]
  }

  func closeBoth(_ above: String, _ below: String) -> [String] { ["clear - \(above) \(below). lra."] }

  func closeApart(_ own: String, isNegative: Bool) -> [String] {
    ["clear - \(own). apply \(isNegative ? "Rlt_not_eq" : "Rgt_not_eq"). lra."]
  }
}
