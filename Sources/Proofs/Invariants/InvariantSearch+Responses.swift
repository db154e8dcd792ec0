import Numbers
import ProofKernel

/// What becomes of an impulse as an equation: ∂h[t]/∂x[s] = Π_{s<u≤t} A[u]·c[s].
struct Response {
  /// The name of the fact that says so.
  let name: String
  let product: GateProduct
  /// The product from the impulse on, and what the impulse is.
  let here: RealPolynomial
  let size: RealPolynomial
  /// When it holds.
  let range: [IndexTerm]
}

extension InvariantSearch {
  /// What becomes of an impulse; nil where that is not shown.
  mutating func response(of impulse: Impulse) throws(KernelError) -> Response? {
    let recurrence = impulse.recurrence
    let product = try product(of: recurrence)
    let (time, origin) = (IndexTerm(recurrence.time), IndexTerm(impulse.origin))
    let conditions = recurrence.conditions.filter { !$0.names.contains(impulse.origin) }
    let atOrigin = try conditions.map { x throws(KernelError) in try x.substituting([recurrence.time: origin])
    }
    // From one on: before the first there is nothing to depend on.
    let range =
      recurrence.conditions + atOrigin.filter { !recurrence.conditions.contains($0) }
      + [try origin.adding(IndexTerm(-recurrence.first - 1)), try time.adding(origin, times: -1)]
    let here = try product.value.substituting([product.from: origin])
    let size = try impulse.size.substituting([recurrence.time: origin])
    let fact = Fact(
      for: recurrence.indices, where: range, Literal(recurrence.now - here * size, .zero))
    return attempt("impulse", fact, by: .induction(on: recurrence.time, from: origin)).map {
      Response(name: $0, product: product, here: here, size: size, range: range)
    }
  }

  /// The equation by which an element that is a derivative of a state, or the modulus of one, is a product of gates times what the
  /// input was worth, and the conditions under which it holds; nil of others.
  mutating func response(of atom: Atom) throws(KernelError) -> (rewrite: Rewrite, conditions: [IndexTerm])? {
    if let definition = checker.theory.definitions[atom.name] {
      guard case .modulus(let inside, .zero) = definition.kind, inside.termCount == 1, inside.degree == 1,
        let state = inside.variables.first,
        let recurrence = Recurrence(state.name, checker.theory),
        let impulse = Impulse(recurrence, checker.theory), let response = try response(of: impulse)
      else { return nil }
      attempt(
        "product",
        Fact(for: recurrence.indices, where: response.range, Literal(response.here, .nonnegative)),
        by: .induction(on: recurrence.time, from: IndexTerm(impulse.origin)))
      let values = Dictionary(uniqueKeysWithValues: zip(recurrence.indices, state.indices))
      var range: [IndexTerm] = []
      for condition in response.range { range.append(try condition.substituting(values)) }
      let factor = RealPolynomial(inside[Monomial(state)].magnitude)
      let here = try response.here.substituting(values)
      let size = try response.size.substituting(values)
      for size in [size, -size, try modulus(of: size)] {
        func fact(_ p: RealPolynomial, _ relation: Literal.Relation) -> Fact {
          Fact(for: definition.parameters, where: range, Literal(p, relation))
        }
        let value = factor * here * size
        guard
          let sign = attempt(
            "sign", [fact(value, .nonnegative)], by: .outright, upTo: here.degree + size.degree)?.first,
          let name = attempt(
            "modulus", fact(RealPolynomial(definition.element) - value, .zero), because: [response.name, sign])
        else { continue }
        return try applied(name, definition.parameters, range, to: atom)
      }
      return nil
    }
    guard let recurrence = Recurrence(atom.name, checker.theory),
      let impulse = Impulse(recurrence, checker.theory), let response = try response(of: impulse)
    else { return nil }
    return try applied(response.name, recurrence.indices, response.range, to: atom)
  }

  private func applied(
    _ name: String, _ parameters: [String], _ range: [IndexTerm], to atom: Atom
  ) throws(KernelError) -> (rewrite: Rewrite, conditions: [IndexTerm]) {
    let values = Dictionary(uniqueKeysWithValues: zip(parameters, atom.indices))
    var conditions: [IndexTerm] = []
    for condition in range { conditions.append(try condition.substituting(values)) }
    return (Rewrite(.fact(name, atom.indices, []), atom), conditions)
  }
}
