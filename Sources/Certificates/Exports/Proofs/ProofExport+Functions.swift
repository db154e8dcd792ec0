import Numbers
import ProofKernel

extension ProofExport {
  /// The number whose exponential, logarithm, root or inverse an element is.
  func argument(of atom: Atom) throws -> (RealPolynomial, FamilyDefinition) {
    guard let definition = checker.theory.definitions[atom.name] else {
      throw ExportError(description: "'\(atom.name)' has no definition")
    }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    return (try definition.kind.parts.bodies[0].substituting(values), definition)
  }

  /// An element as what its definition says it is there: replaces it in the goal.
  private mutating func spell(_ atom: Atom) throws {
    guard let definition = checker.theory.definitions[atom.name] else { return }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    let own = text.hypothesis()
    write(
      "assert (\(own) : \(try text.atom(atom)) = \(try body(definition, at: values))) by",
      "  (unfold \(text[.family(atom.name)]); spelled).", "rewrite \(own).")
  }

  /// exp(a + b + …) = exp a · exp b · …
  mutating func writeExponentials(_ whole: Atom, _ parts: [Atom], _ rewrites: [Rewrite], _ scope: Scope)
    throws
  {
    let heads = try heads(rewrites, scope)
    let product = try parts.map { try text.atom($0) }.joined(separator: " * ")
    let own = text.hypothesis()
    write("assert (\(own) : \(try text.atom(whole)) = \(parts.isEmpty ? "1" : product)).")
    try block { export in
      var seen: Set<Atom> = []
      for atom in [whole] + parts where seen.insert(atom).inserted { try export.spell(atom) }
      let rewrite = heads.isEmpty ? "" : "rewrite \(heads.map { "?" + $0 }.joined(separator: ", ")); "
      export.write(parts.isEmpty ? "rewrite <- exp_0." : "rewrite <- ?exp_plus.", "f_equal; \(rewrite)lra.")
    }
    write("clear - \(own). lra.")
  }

  /// |Σ c·Π z| ≤ Σ |c|·Π |z|
  mutating func writeModulus(
    _ whole: Atom, _ terms: [Proof.ComplexTerm], _ rewrites: [Rewrite], _ scope: Scope
  ) throws {
    let heads = try heads(rewrites, scope)
    func parts(_ atom: Atom) throws -> (re: String, im: String) {
      guard case .modulus(let re, let im)? = checker.theory.definitions[atom.name]?.kind,
        let parameters = checker.theory.definitions[atom.name]?.parameters
      else { throw ExportError(description: "'\(atom.name)' is no modulus") }
      let values = Dictionary(uniqueKeysWithValues: zip(parameters, atom.indices))
      return (
        try text.polynomial(try re.substituting(values)), try text.polynomial(try im.substituting(values))
      )
    }
    // Each modulus bounds its number.
    var within: [Atom: String] = [:]
    for atom in terms.flatMap(\.factors) where within[atom] == nil {
      let own = text.hypothesis()
      let (re, im) = try parts(atom)
      write("assert (\(own) : within (\(re)) (\(im)) (\(try text.atom(atom)))).")
      try block { export in
        guard let definition = export.checker.theory.definitions[atom.name] else { return }
        let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
        let body = try export.body(definition, at: values)
        export.write(
          "replace (\(try export.text.atom(atom))) with (\(body)) by (unfold \(export.text[.family(atom.name)]); spelled).",
          definition.kind.isReal ? "apply within_real." : "apply within_itself.")
      }
      within[atom] = own
    }
    let (re, im) = try parts(whole)
    var known: [Reference: CitedFact] = [:]
    var sum = "(within_number 0 0 ltac:(lra))"
    for term in terms {
      let sizes = (try constant(term.coefficient), try constant(term.coefficient.magnitude))
      var product = "(within_number (\(sizes.0)) (\(sizes.1)) ltac:(lra))"
      if !term.weight.isEmpty {
        let weight = try self.product(term.weight, [], scope, &known)
        let isAtLeast = weight.isStrict ? "(Rlt_le _ _ \(weight.name))" : weight.name
        product = "(within_product _ _ _ _ _ _ \(product) (within_weight _ \(isAtLeast)))"
      }
      for factor in term.factors {
        product = "(within_product _ _ _ _ _ _ \(product) \(within[factor] ?? ""))"
      }
      sum = "(within_sum _ _ _ _ _ _ \(sum) \(product))"
    }
    let (own, bound) = (text.hypothesis(), text.hypothesis())
    let rewrite = heads.isEmpty ? "" : "rewrite \(heads.map { "?" + $0 }.joined(separator: ", ")); "
    write(
      "pose proof \(sum) as \(own).",
      """
      match type of \(own) with within _ _ ?b => assert (\(bound) : within (\(re)) (\(im)) b) by \
      (apply (within_same _ _ _ _ _ \(own)); \(rewrite)lra) end.
      """, "unfold within in \(bound).")
    // The modulus of the whole, as its definition has it.
    guard let definition = checker.theory.definitions[whole.name] else { return }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, whole.indices))
    let equation = text.hypothesis()
    write(
      "assert (\(equation) : \(try text.atom(whole)) = modulus (\(re)) (\(im))).",
      """
      { \(definition.kind.isReal ? "rewrite modulus_real. " : "")transitivity (\(try body(definition, at: values))); \
      [unfold \(text[.family(whole.name)]) |]; spelled. }
      """,
      "clear - \(bound) \(equation). lra.")
  }

  private func constant(_ value: Rational) throws -> String { try text.polynomial(RealPolynomial(value)) }
}
