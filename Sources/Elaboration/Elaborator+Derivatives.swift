import Algebra
import Claims
import Inputs
import Numbers
import ProofKernel

extension Elaborator {
  /// What is differentiated by: an element of a variable, or a name of `forall real`.
  struct Target {
    var atom: Atom
    /// Of the variable's elements, in the names of its indices: where they are.
    var bindings: [IndexBinding]
    var position: Position
  }

  mutating func derivative(
    of term: Term, by target: Term.DerivativeTarget, _ place: Place, _ position: Position
  ) throws(Refusal) -> ComplexPolynomial {
    var found: Target?
    switch target {
    case .variable(let v, let indices):
      guard !theorem.variables[v].isComplex else {
        throw Refusal("a derivative by a complex number", position)
      }
      let element = try variable(
        v, try indices.map { x throws(Refusal) in try index(x, place) }, place, position)
      found = element.re.variables.first.map {
        Target(atom: $0, bindings: theorem.variables[v].indices, position: position)
      }
    case .slot(let slot):
      if let atom = place.values[slot]?.re.variables.first,
        place.values[slot] == ComplexPolynomial(RealPolynomial(atom)),
        case .free? = origins[atom.name]
      {
        found = Target(atom: atom, bindings: [], position: position)
      }
    }
    guard let found else { throw Refusal("a derivative by a function's parameter", position) }
    return try (try value(term, place)).map { part throws(Refusal) in try derivative(of: part, found, place) }
  }

  private mutating func derivative(
    of polynomial: RealPolynomial, _ target: Target, _ place: Place
  ) throws(Refusal) -> RealPolynomial {
    var sum = ComplexPolynomial(.zero)
    for (monomial, coefficient) in polynomial.terms {
      for (k, power) in monomial.powers.enumerated() where depends(power.variable.name, on: target.atom.name)
      {
        var factor = ComplexPolynomial(RealPolynomial(coefficient * Rational(power.exponent)))
        for (m, other) in monomial.powers.enumerated() {
          let exponent = m == k ? other.exponent - 1 : other.exponent
          for _ in 0..<exponent {
            factor = try times(factor, ComplexPolynomial(RealPolynomial(other.variable)))
          }
        }
        sum = sum + (try times(factor, ComplexPolynomial(try derivative(of: power.variable, target, place))))
      }
    }
    return try limited(sum).re
  }

  private mutating func derivative(
    of atom: Atom, _ target: Target, _ place: Place
  ) throws(Refusal) -> RealPolynomial {
    if atom.name == target.atom.name { return try delta(atom.indices, target.atom.indices, place) }
    guard !unfinished.contains(atom.name) else {
      throw Refusal("a derivative of '\(atom.name)' in its own definition", target.position)
    }
    let me = RealPolynomial(atom)
    switch origins[atom.name] {
    case .equations(let list)?: return try derivative(ofFamily: atom, list, target)
    case .wave(let names, let x)?:
      let x = try at(zip(names, atom.indices), x)
      let change = try derivative(of: x, target, place)
      return atom.name.hasPrefix("sin") ? try wave("cos", x) * change : -(try wave("sin", x)) * change
    default: break
    }
    guard let definition = theory.definitions[atom.name] else { return .zero }
    var bodies = definition.kind.parts.bodies
    for k in bodies.indices { bodies[k] = try at(zip(definition.parameters, atom.indices), bodies[k]) }
    func change(_ k: Int) throws(Refusal) -> RealPolynomial { try derivative(of: bodies[k], target, place) }
    switch definition.kind {
    case .sum(let name, _):
      let fresh = fresh(
        name, besides: Set(place.variables + target.atom.indices.flatMap(\.names)).union(bodies[0].indexNames)
      )
      let body = try at(zip([name], [IndexTerm(fresh)]), bodies[0])
      var inside = place
      inside.variables.append(fresh)
      let ends = atom.indices.suffix(2)
      let (low, high) = (ends[ends.startIndex], ends[ends.startIndex + 1])
      inside.guards += [try difference(IndexTerm(fresh), low), try difference(high, IndexTerm(fresh))]
      let value = ComplexPolynomial(try derivative(of: body, target, inside))
      return try run(over: fresh, from: low, to: high, value, isSum: true).re
    case .product:
      var list: [(Atom, Fact)] = []
      for suffix in ["empty", "last"] {
        guard let fact = theory.facts["\(atom.name).\(suffix)"] else { continue }
        list.append((Atom(atom.name, fact.variables.map { IndexTerm($0) }), fact))
      }
      return try derivative(ofFamily: atom, list, target)
    case .inverse: return -(me * me * (try change(0)))
    case .exponential: return me * (try change(0))
    case .logarithm: return try symbol("inv", .inverse(bodies[0])) * change(0)
    case .squareRoot:
      oblige(
        Literal(bodies[0], .positive), place, "the number under a root that is differentiated is above 0",
        target.position)
      return try symbol("inv", .inverse(2 * me)) * change(0)
    case .modulus:
      oblige(
        Literal(me, .nonzero), place, "the number whose modulus is differentiated is not 0", target.position)
      return (bodies[0] * (try change(0)) + bodies[1] * (try change(1))) * (try symbol("inv", .inverse(me)))
    case .maximum, .minimum, .greatest, .least:
      throw Refusal("a derivative of a maximum or minimum", target.position)
    }
  }

  /// The family of the derivatives of a family's elements, by its equations.
  private mutating func derivative(
    ofFamily atom: Atom, _ list: [(Atom, Fact)], _ target: Target
  ) throws(Refusal) -> RealPolynomial {
    let name = "\(atom.name).\(target.atom.name)"
    let element = RealPolynomial(Atom(name, atom.indices + target.atom.indices))
    if theory.arities[name] != nil { return element }
    try kernel { () throws(KernelError) in
      try theory.declare(name, indices: atom.indices.count + target.atom.indices.count)
    }
    origins[name] = .equations([])
    for (head, fact) in list {
      guard fact.premises.isEmpty else {
        throw Refusal("a derivative of an 'if' on numbers", target.position)
      }
      var place = Place(variables: fact.variables, guards: fact.guards)
      for binding in target.bindings { place = try bind(binding, in: place) }
      var inner = target
      let names = place.variables.dropFirst(fact.variables.count)
      // A name of `forall real` is one number.
      if !target.bindings.isEmpty { inner.atom.indices = names.map { IndexTerm($0) } }
      let value = try derivative(of: RealPolynomial(head) - fact.literal.polynomial, inner, place)
      try assumeEquation(RealPolynomial(Atom(name, head.indices + inner.atom.indices)), value, place)
    }
    return element
  }

  /// 1 where the indices agree, else 0.
  private mutating func delta(
    _ a: [IndexTerm], _ b: [IndexTerm], _ place: Place
  ) throws(Refusal) -> RealPolynomial {
    var product = RealPolynomial(1)
    for (i, j) in zip(a, b) where i != j {
      let difference = try difference(i, j)
      let (above, below) = (try negation(try self.difference(j, i)), try negation(difference))
      if entails(place, above) || entails(place, below) {
        return .zero
      }
      if theory.arities["delta"] == nil {
        let (i, j) = (IndexTerm("i"), IndexTerm("j"))
        let (one, me) = (RealPolynomial(1), RealPolynomial(Atom("delta", [i, j])))
        let (up, down) = (try self.difference(i, j), try self.difference(j, i))
        let (above, below) = (try negation(down), try negation(up))
        try kernel { () throws(KernelError) in
          try theory.declare("delta", indices: 2)
          try theory.assume(
            "delta.same", Fact(for: ["i", "j"], where: [up, down], Literal(me - one, .zero)))
          try theory.assume("delta.above", Fact(for: ["i", "j"], where: [above], Literal(me, .zero)))
          try theory.assume("delta.below", Fact(for: ["i", "j"], where: [below], Literal(me, .zero)))
        }
        origins["delta"] = .free
      }
      product = product * RealPolynomial(Atom("delta", [i, j]))
    }
    return product
  }

  private func at(
    _ values: Zip2Sequence<[String], [IndexTerm]>, _ polynomial: RealPolynomial
  ) throws(Refusal) -> RealPolynomial {
    let values = Dictionary(uniqueKeysWithValues: values)
    return try kernel { () throws(KernelError) in try polynomial.substituting(values) }
  }

  /// Whether a family's values can rest on another's.
  private func depends(_ name: String, on target: String) -> Bool {
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      if next == target { return true }
      guard seen.insert(next).inserted else { continue }
      switch origins[next] {
      case .equations(let list)?:
        // Of what is not finished, anything.
        if unfinished.contains(next) { return true }
        open += list.flatMap { $0.1.literal.polynomial.variables.map(\.name) }
      case .wave(_, let x)?: open += x.variables.map(\.name)
      case .operation?:
        open += (theory.definitions[next]?.kind.parts.bodies ?? []).flatMap { $0.variables.map(\.name) }
      case .free?, nil: break
      }
    }
    return false
  }
}
