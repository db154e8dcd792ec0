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

  /// exp x beside its series, from the sign of x where the degree is even.
  mutating func writeSeries(
    _ goal: Literal, _ atom: Atom, _ degree: Int, _ sign: Proof?, _ scope: Scope
  ) throws {
    let (x, _) = try argument(of: atom)
    let isAbove = goal.polynomial[Monomial(atom)].signum > 0
    var given: String?
    if let sign {
      let literal = Literal(isAbove ? x : -x, .nonnegative)
      given = try assert(literal) { export in try export.write(literal, sign, scope) }
    }
    hasSeries = true
    try script.writeSeries(
      SeriesText(atom: atom, argument: x, degree: degree, isAbove: isAbove, given: given), &self)
  }

  /// The real and imaginary part of the number whose modulus an element is.
  private func parts(of atom: Atom) throws -> (
    re: RealPolynomial, im: RealPolynomial, definition: FamilyDefinition
  ) {
    guard let definition = checker.theory.definitions[atom.name],
      case .modulus(let re, let im) = definition.kind
    else { throw ExportError(description: "'\(atom.name)' is no modulus") }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
    return (try re.substituting(values), try im.substituting(values), definition)
  }

  /// |Σ c·Π z| ≤ Σ |c|·Π |z|
  mutating func writeModulus(
    _ goal: Literal, _ whole: Atom, _ terms: [Proof.ComplexTerm], _ rewrites: [Rewrite], _ scope: Scope
  ) throws {
    let heads = try heads(rewrites, scope)
    // Each modulus bounds its number.
    var within: [Atom: (name: String, re: RealPolynomial, im: RealPolynomial)] = [:]
    for atom in terms.flatMap(\.factors) where within[atom] == nil {
      let own = text.hypothesis()
      let (re, im, definition) = try parts(of: atom)
      let texts = (try text.polynomial(re), try text.polynomial(im))
      try script.writeWithin(own, atom, texts, definition, &self)
      within[atom] = (own, re, im)
    }
    let (re, im, definition) = try parts(of: whole)
    var known: [Reference: CitedFact] = [:]
    var list: [ModulusText.Term] = []
    for term in terms {
      let weight = term.weight.isEmpty ? nil : try product(term.weight, [], scope, &known)
      list.append(ModulusText.Term(coefficient: term.coefficient, weight: weight, factors: term.factors))
    }
    let own = (text.hypothesis(), text.hypothesis(), text.hypothesis())
    try script.writeModulus(
      ModulusText(
        goal: goal, whole: whole, definition: definition, re: re, im: im, terms: list, within: within,
        heads: heads, own: own), &self)
  }
}
