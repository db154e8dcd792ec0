import Numbers
import ProofKernel

/// Facts that say the same for other names of variables.
struct FamilyKey: Hashable {
  private let facts: [Fact]

  init(_ facts: [Fact]) {
    self.facts = facts.map { fact in
      let names = fact.variables.indices.map { "i.\($0)" }
      let values = Dictionary(uniqueKeysWithValues: zip(fact.variables, names.map { IndexTerm($0) }))
      // A name for a name: nothing grows.
      return Fact(
        for: names, where: fact.guards.map { (try? $0.substituting(values)) ?? $0 },
        given: fact.premises.map { (try? $0.substituting(values)) ?? $0 },
        (try? fact.literal.substituting(values)) ?? fact.literal)
    }
  }
}

extension FamilyDefinition.Kind {
  /// What it binds, the conditions on that, and the polynomials in it.
  package var parts: (bound: [String], guards: [IndexTerm], bodies: [RealPolynomial]) {
    switch self {
    case .sum(let u, let body), .product(let u, let body): ([u], [], [body])
    case .maximum(let names, let guards, let body), .minimum(let names, let guards, let body):
      (names, guards, [body])
    case .greatest(let list), .least(let list): ([], [], list)
    case .modulus(let re, let im): ([], [], [re, im])
    case .inverse(let x), .squareRoot(let x), .exponential(let x), .logarithm(let x): ([], [], [x])
    }
  }

  /// The same operation with other parts.
  package func with(_ bound: [String], _ guards: [IndexTerm], _ bodies: [RealPolynomial]) -> Self {
    switch self {
    case .sum: .sum(over: bound[0], bodies[0])
    case .product: .product(over: bound[0], bodies[0])
    case .maximum: .maximum(over: bound, where: guards, bodies[0])
    case .minimum: .minimum(over: bound, where: guards, bodies[0])
    case .greatest: .greatest(bodies)
    case .least: .least(bodies)
    case .modulus: .modulus(re: bodies[0], im: bodies[1])
    case .inverse: .inverse(bodies[0])
    case .squareRoot: .squareRoot(bodies[0])
    case .exponential: .exponential(bodies[0])
    case .logarithm: .logarithm(bodies[0])
    }
  }
}

extension Elaborator {
  /// The element of the family that an operation defines, the same family wherever it is the same operation; sums and
  /// products have the ends of their range.
  mutating func symbol(
    _ prefix: String, _ kind: FamilyDefinition.Kind, range: [IndexTerm] = []
  ) throws(Refusal) -> RealPolynomial {
    var (bound, guards, bodies) = kind.parts
    let names = Set(guards.flatMap(\.names)).union(bodies.flatMap { Array($0.indexNames) })
    let free = names.subtracting(theory.constants).subtracting(bound).sorted()
    // |h[s-1]| is the element s - 1 of the family |h[s]|.
    var indices: [String: IndexTerm] = [:]
    for name in free {
      let shift = guards.contains { $0.factor(of: name) != 0 } ? 0 : Self.shift(of: name, in: bodies)
      let back = try difference(IndexTerm(name), IndexTerm(shift))
      indices[name] = try difference(IndexTerm(name), IndexTerm(-shift))
      if shift != 0 {
        bodies = try bodies.map { x throws(Refusal) in
          try kernel { () throws(KernelError) in try x.substituting([name: back]) }
        }
      }
    }
    func element(_ name: String, _ order: [String]) -> RealPolynomial {
      RealPolynomial(Atom(name, order.compactMap { indices[$0] } + range))
    }
    func key(_ order: [String]) throws(Refusal) -> FamilyDefinition.Kind {
      var values: [String: IndexTerm] = [:]
      for (k, name) in order.enumerated() { values[name] = IndexTerm("i.\(k)") }
      for (k, name) in bound.enumerated() { values[name] = IndexTerm("b.\(k)") }
      return try kernel { () throws(KernelError) in
        kind.with(
          bound.indices.map { "b.\($0)" },
          try guards.map { x throws(KernelError) in try x.substituting(values) },
          try bodies.map { x throws(KernelError) in try x.substituting(values) })
      }
    }
    for order in Self.orders(of: free) {
      if let name = symbols[try key(order)] { return element(name, order) }
    }
    let name = newName(prefix)
    symbols[try key(free)] = name
    var parameters = free
    for end in range.isEmpty ? [] : ["lo", "hi"] {
      parameters.append(fresh(end, besides: names.union(parameters).union(bound)))
    }
    let definition = FamilyDefinition(name, parameters, kind.with(bound, guards, bodies))
    try kernel { () throws(KernelError) in try theory.define(definition) }
    definitions.append(definition)
    origins[name] = .operation
    return element(name, free)
  }

  /// The orders that a family known by other names may have its indices in, the alphabetical one first: of many names it alone.
  static func orders(of names: [String]) -> [[String]] {
    if names.isEmpty || names.count > 4 { return [names] }
    return names.indices.flatMap { k in
      orders(of: names.filter { $0 != names[k] }).map { [names[k]] + $0 }
    }
  }

  /// The greatest c of the indices name + c in bodies; 0 where the name stands in others too.
  private static func shift(of name: String, in bodies: [RealPolynomial]) -> Int {
    var shift: Int?
    for atom in bodies.flatMap(\.variables) {
      for index in atom.indices where index.factor(of: name) != 0 {
        guard atom.name != Atom.realName, index.parts.count == 1, index.parts[0].factor == 1 else { return 0 }
        shift = max(shift ?? index.constant, index.constant)
      }
    }
    return shift ?? 0
  }

  mutating func newName(_ prefix: String) -> String {
    repeat { nameCounts[prefix, default: 0] += 1 } while isTaken("\(prefix)\(nameCounts[prefix] ?? 0)")
    return "\(prefix)\(nameCounts[prefix] ?? 0)"
  }

  /// Whether the claim has a name for something of its own.
  func isTaken(_ name: String) -> Bool {
    theorem.sizes.contains { $0.name == name } || theorem.variables.contains { $0.name == name }
      || theorem.definitions.contains { $0.name == name } || theory.arities[name] != nil
  }

  /// sin x and cos x: of each other it is known that their squares add up to 1.
  mutating func wave(_ name: String, _ x: RealPolynomial) throws(Refusal) -> RealPolynomial {
    if x.isZero { return RealPolynomial(name == "cos" ? 1 : 0) }
    let free = x.indexNames.subtracting(theory.constants).sorted()
    func element(_ part: String, _ number: String, _ order: [String]) -> RealPolynomial {
      RealPolynomial(Atom(part + number, order.map { IndexTerm($0) }))
    }
    for order in Self.orders(of: free) {
      if let known = waves[FamilyKey([Fact(for: order, Literal(x, .zero))])] {
        return element(name, known, order)
      }
    }
    var k = waves.count + 1
    while isTaken("cos\(k)") || isTaken("sin\(k)") { k += 1 }
    let number = "\(k)"
    waves[FamilyKey([Fact(for: free, Literal(x, .zero))])] = number
    let parts = ["cos", "sin"].map { element($0, number, free) }
    let circle = Literal(parts[0] * parts[0] + parts[1] * parts[1] - RealPolynomial(1), .zero)
    for part in ["cos", "sin"] { origins[part + number] = .wave(free, x) }
    try kernel { () throws(KernelError) in
      try theory.declare("cos\(number)", indices: free.count)
      try theory.declare("sin\(number)", indices: free.count)
      try theory.assume("cos\(number).circle", Fact(for: free, circle))
    }
    return element(name, number, free)
  }

  mutating func pi() throws(Refusal) -> RealPolynomial {
    if theory.arities["pi"] == nil {
      let number = RealPolynomial(Atom("pi"))
      let scale = Rational(1, 1_000_000_000)
      try kernel { () throws(KernelError) in
        try theory.declare("pi", indices: 0)
        try theory.assume(
          "pi.low", Fact(Literal(number - RealPolynomial(3_141_592_653 * scale), .positive)))
        try theory.assume(
          "pi.high", Fact(Literal(RealPolynomial(3_141_592_654 * scale) - number, .positive)))
      }
      origins["pi"] = .free
    }
    return RealPolynomial(Atom("pi"))
  }
}
