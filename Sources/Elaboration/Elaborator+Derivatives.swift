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
      // A parameter is a number of its own, whatever stands for it here.
      if place.arguments[slot] == nil, let atom = place.values[slot]?.re.variables.first {
        found = Target(atom: atom, bindings: [], position: position)
      }
    }
    guard let found else { throw Refusal("a derivative by a function's parameter", position) }
    let owner = newOwner("diff")
    let value = try owned(by: owner) { elaborator throws(Refusal) in try elaborator.value(term, place) }
    try requireNeighbours(support(of: owner), found)
    return try value.map { part throws(Refusal) in try derivative(of: part, found, place) }
  }

  /// Sees to it that what is differentiated is defined beside each number at which it is, also in parts that cancel: all
  /// that is asked of numbers holds beside them but that they are at least 0, and what conditions say.
  private mutating func requireNeighbours(_ support: Support, _ target: Target) throws(Refusal) {
    if let name = owners.first(where: { support.uses.contains($0) }) {
      throw Refusal("a derivative of '\(name)' in its own definition", target.position)
    }
    guard !support.conditions.contains(where: { depends($0, on: target.atom.name) }) else {
      throw Refusal("a derivative by what the condition of an 'if' rests on", target.position)
    }
    for root in support.roots.sorted().map({ roots[$0] })
    where depends(root.literal.polynomial, on: target.atom.name) {
      oblige(
        Literal(root.literal.polynomial, .positive),
        Place(variables: root.variables, guards: root.guards, premises: root.premises),
        "the number under a root that is differentiated is above 0", target.position)
    }
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
    if atom.name == target.atom.name { return try delta(atom.indices, target.atom.indices) }
    let me = RealPolynomial(atom)
    switch origins[atom.name] {
    case .equations(let list)?: return try derivative(ofFamily: atom, list, target)
    case .wave(let names, let x)?:
      let x = try at(zip(names, atom.indices).map { ($0, $1) }, x)
      let change = try derivative(of: x, target, place)
      return atom.name.hasPrefix("sin") ? try wave("cos", x) * change : -(try wave("sin", x)) * change
    default: break
    }
    guard let definition = theory.definitions[atom.name] else { return .zero }
    // What is bound gets a name that is not among the indices.
    var names = zip(definition.parameters, atom.indices).map { ($0, $1) }
    var taken = Set(place.variables + (atom.indices + target.atom.indices).flatMap(\.names))
    var bound: [String] = []
    for name in definition.kind.parts.bound {
      bound.append(fresh(name, besides: taken))
      names.append((name, IndexTerm(bound[bound.count - 1])))
      taken.insert(bound[bound.count - 1])
    }
    var bodies = definition.kind.parts.bodies
    for k in bodies.indices { bodies[k] = try at(names, bodies[k]) }
    func change(_ k: Int) throws(Refusal) -> RealPolynomial { try derivative(of: bodies[k], target, place) }
    switch definition.kind {
    case .sum:
      var inside = place
      inside.variables.append(bound[0])
      let ends = atom.indices.suffix(2)
      let (low, high) = (ends[ends.startIndex], ends[ends.startIndex + 1])
      inside.guards += [try difference(IndexTerm(bound[0]), low), try difference(high, IndexTerm(bound[0]))]
      let value = ComplexPolynomial(try derivative(of: bodies[0], target, inside))
      return try run(over: bound[0], from: low, to: high, value, isSum: true).re
    case .product:
      var list: [(head: Atom, fact: Fact)] = []
      for suffix in ["empty", "last"] {
        guard let fact = theory.facts["\(atom.name).\(suffix)"] else { continue }
        list.append((Atom(atom.name, fact.variables.map { IndexTerm($0) }), fact))
      }
      return try derivative(ofFamily: atom, list, target)
    case .inverse: return -(me * me * (try change(0)))
    case .exponential: return me * (try change(0))
    case .logarithm: return try symbol("inv", .inverse(bodies[0])) * change(0)
    // It is above 0, see `requireNeighbours`.
    case .squareRoot: return try symbol("inv", .inverse(2 * me)) * change(0)
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
    ofFamily atom: Atom, _ list: [(head: Atom, fact: Fact)], _ target: Target
  ) throws(Refusal) -> RealPolynomial {
    let name = "\(atom.name).\(target.atom.name)"
    let element = RealPolynomial(Atom(name, atom.indices + target.atom.indices))
    use(name)
    if theory.arities[name] != nil { return element }
    try kernel { () throws(KernelError) in
      try theory.declare(name, indices: atom.indices.count + target.atom.indices.count)
    }
    origins[name] = .equations([])
    for (head, fact) in list {
      // Its premises do not rest on the target.
      var place = Place(variables: fact.variables, guards: fact.guards, premises: fact.premises)
      for binding in target.bindings { place = try bind(binding, in: place) }
      var inner = target
      let names = place.variables.dropFirst(fact.variables.count)
      // A name of `forall real` is one number.
      if !target.bindings.isEmpty { inner.atom.indices = names.map { IndexTerm($0) } }
      let value = try owned(by: name) { elaborator throws(Refusal) in
        try elaborator.derivative(of: RealPolynomial(head) - fact.literal.polynomial, inner, place)
      }
      try assumeEquation(RealPolynomial(Atom(name, head.indices + inner.atom.indices)), value, place)
    }
    return element
  }

  /// 1 where the indices agree, else 0.
  private mutating func delta(_ a: [IndexTerm], _ b: [IndexTerm]) throws(Refusal) -> RealPolynomial {
    var product = RealPolynomial(1)
    for (i, j) in zip(a, b) where i != j {
      // The same wherever it stands: conditions that hold here decide nothing.
      if try difference(i, j).parts.isEmpty { return .zero }
      product = product * RealPolynomial(Atom(try self.delta(), [i, j]))
    }
    return product
  }

  /// The name of the family that is 1 where both indices are the same, else 0.
  private mutating func delta() throws(Refusal) -> String {
    if let deltaName { return deltaName }
    let name = newName("delta")
    deltaName = name
    additions[name] = .sameness
    let (i, j) = (fresh("i", besides: []), fresh("j", besides: []))
    let (up, down) = (try difference(IndexTerm(i), IndexTerm(j)), try difference(IndexTerm(j), IndexTerm(i)))
    try kernel { () throws(KernelError) in try theory.declare(name, indices: 2) }
    origins[name] = .equations([])
    for (guards, value) in [([up, down], 1), ([try negation(down)], 0), ([try negation(up)], 0)] {
      try assumeEquation(
        RealPolynomial(Atom(name, [IndexTerm(i), IndexTerm(j)])), RealPolynomial(Rational(value)),
        Place(variables: [i, j], guards: guards))
    }
    return name
  }

  private func at(
    _ values: [(String, IndexTerm)], _ polynomial: RealPolynomial
  ) throws(Refusal) -> RealPolynomial {
    let values = Dictionary(uniqueKeysWithValues: values)
    return try kernel { () throws(KernelError) in try polynomial.substituting(values) }
  }
}
