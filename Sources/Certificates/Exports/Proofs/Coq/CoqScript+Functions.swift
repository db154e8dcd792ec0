import Numbers
import ProofKernel

extension CoqScript {
  /// An element as what its definition says it is there: replaces it in the goal.
  private func spell(_ atom: Atom, _ export: inout ProofExport) throws {
    guard let (body, word) = try body(of: atom, export) else { return }
    let own = export.text.hypothesis()
    export.write(
      "assert (\(own) : \(try export.text.atom(atom)) = \(body)) by", "  (unfold \(word); spelled).",
      "rewrite \(own).")
  }

  private func body(of atom: Atom, _ export: ProofExport) throws -> (body: String, word: String)? {
    guard let definition = export.checker.theory.definitions[atom.name] else { return nil }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    return (try export.body(definition, at: values), export.text[.family(atom.name)])
  }

  /// exp(a + b + …) = exp a · exp b · …
  func writeExponentials(
    _ own: String, _ whole: Atom, _ parts: [Atom], _ heads: [RewriteHead], _ export: inout ProofExport
  ) throws {
    let text = export.text
    let product = try parts.map { try text.atom($0) }.joined(separator: " * ")
    export.write(asserting(own, "\(try text.atom(whole)) = \(parts.isEmpty ? "1" : product)"))
    try export.block(.assertion) { export in
      var seen: Set<Atom> = []
      for atom in [whole] + parts where seen.insert(atom).inserted { try spell(atom, &export) }
      let rewrite = heads.isEmpty ? "" : "rewrite \(rewriting(heads)); "
      export.write(parts.isEmpty ? "rewrite <- exp_0." : "rewrite <- ?exp_plus.", "f_equal; \(rewrite)lra.")
    }
    export.write("clear - \(own). lra.")
  }

  func writeExponentialOfLogarithm(
    _ atom: Atom, _ inner: Atom, from positive: CitedFact, _ export: inout ProofExport
  ) throws {
    export.write(
      "unfold \(export.text[.family(atom.name)]), \(export.text[.family(inner.name)]).",
      "rewrite exp_ln by weaken \(positive.name). lra.")
  }

  func writeSeries(_ series: SeriesText, _ export: inout ProofExport) throws {
    let x = "(\(try export.text.polynomial(series.argument)))"
    let (own, count) = (export.text.hypothesis(), "\(series.degree)%nat")
    let known: String
    if let given = series.given {
      let sign = "ltac:(clear - \(given); lra)"
      known =
        series.isAbove ? "exp_above \(count) \(x) \(sign)" : "exp_below \(count) \(x) eq_refl \(sign)"
    } else {
      known = "exp_odd \(count) \(x) eq_refl"
    }
    export.write(
      "pose proof (\(known)) as \(own).",
      "cbv [exp_sum exp_term Z.of_nat Pos.of_succ_nat Pos.succ] in \(own).")
    try spell(series.atom, &export)
    export.write("clear - \(own). lra.")
  }

  func writeWithin(
    _ own: String, _ atom: Atom, _ parts: (re: String, im: String), _ definition: FamilyDefinition,
    _ export: inout ProofExport
  ) throws {
    let element = try export.text.atom(atom)
    export.write(asserting(own, "within (\(parts.re)) (\(parts.im)) (\(element))"))
    try export.block(.assertion) { export in
      guard let (body, word) = try body(of: atom, export) else { return }
      export.write(
        "replace (\(element)) with (\(body)) by (unfold \(word); spelled).",
        definition.kind.isReal ? "apply within_real." : "apply within_itself.")
    }
  }

  func writeModulus(_ modulus: ModulusText, _ export: inout ProofExport) throws {
    let text = export.text
    let (re, im) = (try text.polynomial(modulus.re), try text.polynomial(modulus.im))
    func number(_ value: Rational) throws -> String { try text.polynomial(RealPolynomial(value)) }
    var sum = "(within_number 0 0 ltac:(lra))"
    for term in modulus.terms {
      let sizes = (try number(term.coefficient), try number(term.coefficient.magnitude))
      var product = "(within_number (\(sizes.0)) (\(sizes.1)) ltac:(lra))"
      if let weight = term.weight {
        let isAtLeast = weight.isStrict ? "(Rlt_le _ _ \(weight.name))" : weight.name
        product = "(within_product _ _ _ _ _ _ \(product) (within_weight _ \(isAtLeast)))"
      }
      for factor in term.factors {
        product = "(within_product _ _ _ _ _ _ \(product) \(modulus.within[factor]?.name ?? ""))"
      }
      sum = "(within_sum _ _ _ _ _ _ \(sum) \(product))"
    }
    let (own, bound, equation) = modulus.own
    let rewrite = modulus.heads.isEmpty ? "" : "rewrite \(rewriting(modulus.heads)); "
    export.write(
      "pose proof \(sum) as \(own).",
      """
      match type of \(own) with within _ _ ?b => assert (\(bound) : within (\(re)) (\(im)) b) by \
      (apply (within_same _ _ _ _ _ \(own)); \(rewrite)lra) end.
      """, "unfold within in \(bound).")
    // The modulus of the whole, as its definition has it.
    guard let (body, word) = try body(of: modulus.whole, export) else { return }
    export.write(
      asserting(equation, "\(try text.atom(modulus.whole)) = modulus (\(re)) (\(im))"),
      """
      { \(modulus.definition.kind.isReal ? "rewrite modulus_real. " : "")transitivity (\(body)); \
      [unfold \(word) |]; spelled. }
      """,
      "clear - \(bound) \(equation). lra.")
  }
}
