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

/// The fact that says what elements of a family are, and when it holds.
struct ResponseEquation {
  let name: String
  let parameters: [String]
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

  /// The equation by which an element that is a derivative of a state or of what is put out, or the modulus of one, is a product
  /// of gates times what the input was worth, and the conditions under which it holds; nil of others.
  mutating func response(of atom: Atom) throws(KernelError) -> (rewrite: Rewrite, conditions: [IndexTerm])? {
    if responses[atom.name] == nil { responses[atom.name] = .some(try response(ofFamily: atom.name)) }
    guard case let equation?? = responses[atom.name] else { return nil }
    let values = Dictionary(uniqueKeysWithValues: zip(equation.parameters, atom.indices))
    var conditions: [IndexTerm] = []
    for condition in equation.range { conditions.append(try condition.substituting(values)) }
    return (Rewrite(.fact(equation.name, atom.indices, []), atom), conditions)
  }

  private mutating func response(ofFamily name: String) throws(KernelError) -> ResponseEquation? {
    if let definition = checker.theory.definitions[name] {
      guard case .modulus(let inside, .zero) = definition.kind,
        let found = try moduli(of: inside, definition)
      else { return nil }
      return ResponseEquation(name: found.name, parameters: definition.parameters, range: found.range)
    }
    guard let recurrence = Recurrence(name, checker.theory),
      let impulse = Impulse(recurrence, checker.theory), let response = try response(of: impulse)
    else { return nil }
    return ResponseEquation(name: response.name, parameters: recurrence.indices, range: response.range)
  }

  /// The fact that the modulus of a number times a derivative is what such derivatives are, and when it holds.
  private mutating func moduli(
    of inside: RealPolynomial, _ definition: FamilyDefinition
  ) throws(KernelError) -> (name: String, range: [IndexTerm])? {
    guard let (state, impulse, factor, range) = try derivative(in: inside, definition.parameters),
      let response = try response(of: impulse)
    else { return nil }
    let recurrence = impulse.recurrence
    let byTime = ProofPlan.Method.induction(on: recurrence.time, from: IndexTerm(impulse.origin))
    attempt(
      "product",
      Fact(for: recurrence.indices, where: response.range, Literal(response.here, .nonnegative)), by: byTime)
    let values = Dictionary(uniqueKeysWithValues: zip(recurrence.indices, state.indices))
    var guards = range
    for condition in response.range {
      let here = try condition.substituting(values)
      if !guards.contains(here) { guards.append(here) }
    }
    let here = try response.here.substituting(values)
    let size = try response.size.substituting(values)
    func fact(_ p: RealPolynomial, _ relation: Literal.Relation) -> Fact {
      Fact(for: definition.parameters, where: guards, Literal(p, relation))
    }
    guard let value = attempt("impulse", fact(inside - factor * here * size, .zero), because: [response.name])
    else { return nil }
    let me = RealPolynomial(definition.element)
    // Gates of either sign: what the modulus is, its square says.
    let isSigned = !holds("sign", fact(here, .nonnegative))
    var moduli: (value: RealPolynomial, facts: [String])? = (here, [])
    if isSigned {
      moduli = try modulus(ofProduct: here)
      try showRate(of: recurrence)
    }
    guard let moduli else { return nil }
    var product = moduli.value
    for part in [factor, size] {
      if let number = part.constant {
        product = product * RealPolynomial(number.magnitude)
      } else if let signed = [part, -part].first(where: { holds("sign", fact($0, .nonnegative)) }) {
        product = product * signed
      } else {
        product = product * (try modulus(of: part))
      }
    }
    guard
      let sign = attempt("sign", [fact(product, .nonnegative)], by: .outright, upTo: product.degree)?.first
    else { return nil }
    if !isSigned, let name = attempt("modulus", fact(me - product, .zero), because: [value, sign]) {
      return (name, guards)
    }
    guard
      let square = attempt(
        "square", [fact(inside * inside - product * product, .zero)], by: .outright,
        because: [value] + moduli.facts, upTo: 2 * product.degree)?.first,
      let name = attempt(
        "modulus", [fact(me - product, .zero)], by: .outright, because: [square, sign], isQuick: false)?.first
    else { return nil }
    return (name, guards)
  }

  /// That the modulus of a recurrence's gate is at most a rate, the first for which it is shown.
  private mutating func showRate(of recurrence: Recurrence) throws(KernelError) {
    let gate = try modulus(of: recurrence.gate)
    let range = try recurrence.range(from: recurrence.first + 1)
    for (rate, _) in candidates(for: recurrence) {
      if attempt("rate", bound(rate, of: gate, recurrence, range)) != nil { return }
    }
  }

  /// The derivative of a state that a polynomial is a multiple of, also where what is put out stands for it, and when it is.
  private func derivative(
    in polynomial: RealPolynomial, _ parameters: [String]
  ) throws(KernelError) -> (state: Atom, impulse: Impulse, factor: RealPolynomial, range: [IndexTerm])? {
    for atom in polynomial.variables.sorted() {
      if let impulse = Recurrence(atom.name, checker.theory).flatMap({ Impulse($0, checker.theory) }) {
        guard let factor = polynomial.factor(of: atom), factor * RealPolynomial(atom) == polynomial else {
          return nil
        }
        return (atom, impulse, factor, [])
      }
      guard let conditions = try conditions(onEquationOf: atom) else { continue }
      let context = Context(checker.theory, for: parameters, where: conditions)
      guard let rewrite = Sighting(checker: checker, context: context).unfoldings(of: atom).first else {
        return nil
      }
      let value = try checker.rewrite(polynomial, [rewrite], context)
      guard value != polynomial, let found = try derivative(in: value, parameters) else { return nil }
      return (found.state, found.impulse, found.factor, conditions + found.range)
    }
    return nil
  }

  /// The product of the moduli of a product's factors, and the facts that it is not negative and that their squares are the same.
  mutating func modulus(
    ofProduct product: RealPolynomial
  ) throws(KernelError) -> (value: RealPolynomial, facts: [String])? {
    guard let atom = product.variables.first, product == RealPolynomial(atom),
      let definition = checker.theory.definitions[atom.name],
      case .product(let bound, let body) = definition.kind
    else { return nil }
    let range = definition.range
    let before = try IndexTerm(range.low).subtracting(IndexTerm(1))
    let length = try IndexTerm(range.high).subtracting(before)
    let name = try family("gates", definition.parameters, .product(over: bound, try modulus(of: body)))
    let (me, other) = (
      RealPolynomial(definition.element), RealPolynomial(Atom(name, definition.element.indices))
    )
    func fact(_ p: RealPolynomial, _ relation: Literal.Relation) -> Fact {
      Fact(
        for: definition.parameters, where: [length],
        Literal(p, relation))
    }
    let byLength = ProofPlan.Method.induction(on: range.high, from: before)
    guard let sign = attempt("product", fact(other, .nonnegative), by: byLength),
      let square = attempt("square", fact(other * other - me * me, .zero), by: byLength)
    else { return nil }
    return (RealPolynomial(Atom(name, atom.indices)), [sign, square])
  }
}
