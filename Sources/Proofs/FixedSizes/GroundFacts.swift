import Numbers
import ProofKernel

/// What is known of the elements that a goal leads to where all names of indices are numbers.
///
/// Recurrences stay symbols: of a state there is its equation, of what it is made of there are ends.
struct GroundFacts {
  /// What an element is.
  struct Equation {
    /// To be applied in this order.
    var rewrites: [Rewrite]
    var value: RealPolynomial
  }
  struct Known {
    var reference: Reference
    /// What makes the polynomial of what the reference says.
    var rewrites: [Rewrite]
    var polynomial: RealPolynomial
  }
  /// That scale·(x - end) or scale·(end - x) is at least 0.
  struct Bound {
    var factor: VertexSearch.Factor
    var scale: Rational
    var end: RealPolynomial
  }
  /// An equation whose polynomial is scale·(x - end).
  struct Pin {
    var known: Known
    var scale: Rational
    var end: RealPolynomial
  }

  let checker: Checker
  let context: Context
  let numbers: IndexCases.Numbers
  private let sighting: Sighting
  private(set) var equations: [Atom: Equation] = [:]
  /// Of elements that are operations, the numbers that they are operations of.
  private(set) var arguments: [Atom: [RealPolynomial]] = [:]
  private(set) var inequalities: [Known] = []
  /// Equations between numbers of which nothing else is known.
  private(set) var equalities: [Known] = []
  private(set) var lower: [Atom: [Bound]] = [:]
  private(set) var upper: [Atom: [Bound]] = [:]
  /// What an element is by a hypothesis.
  private(set) var pinned: [Atom: Pin] = [:]
  /// What inequalities are where hypotheses say what their elements are.
  private(set) var derived: [(polynomial: RealPolynomial, from: VertexSearch.Sum)] = []
  /// In this order elements are eliminated, from the last.
  private(set) var ranks: [Atom: Int] = [:]
  private(set) var atoms: [Atom] = []

  static let mostAtoms = 600
  /// Facts that are longer when written out are left alone.
  static let mostTerms = 40

  /// - Parameters:
  ///   - goal: A polynomial whose elements have numbers for indices.
  ///   - hypotheses: The names of facts that are assumed.
  init?(
    _ goal: RealPolynomial, _ checker: Checker, _ context: Context, _ index: FactIndex,
    _ numbers: IndexCases.Numbers, assuming hypotheses: Set<String>
  ) {
    (self.checker, self.context, self.numbers) = (checker, context, numbers)
    sighting = Sighting(checker: checker, context: context, index)
    guard let seen = closure(of: goal, index, hypotheses) else { return nil }
    collect(seen)
    atoms = ordered(seen, goal)
    for (k, atom) in atoms.enumerated() { ranks[atom] = k }
    bound()
  }

  /// A polynomial with numbers for names.
  func ground(_ polynomial: RealPolynomial) -> RealPolynomial? { try? polynomial.substituting(numbers) }

  /// That elements whose indices have names are those with numbers.
  func rewrites(_ polynomials: [RealPolynomial], _ other: IndexCases.Numbers? = nil) -> [Rewrite] {
    let numbers = other ?? numbers
    let named = polynomials.reduce(into: Set<Atom>()) { all, polynomial in
      all.formUnion(polynomial.variables.filter { !$0.indices.allSatisfy(\.parts.isEmpty) })
    }
    return named.sorted().compactMap { atom in
      guard let indices = try? atom.indices.map({ try $0.substituting(numbers) }) else { return nil }
      return Rewrite(.same(atom, Atom(atom.name, indices)), atom)
    }
  }

  // MARK: Elements

  private mutating func closure(
    of goal: RealPolynomial, _ index: FactIndex, _ hypotheses: Set<String>
  ) -> Set<Atom>? {
    var open = goal.variables.union(assumed(hypotheses, index)).sorted()
    var seen: Set<Atom> = []
    while let atom = open.popLast() {
      guard seen.insert(atom).inserted else { continue }
      if seen.count > Self.mostAtoms { return nil }
      var next: [RealPolynomial] = []
      if let equation = equation(of: atom) {
        equations[atom] = equation
        next = [equation.value]
      } else if let bodies = bodies(of: atom) {
        arguments[atom] = bodies
        next = bodies
      }
      for polynomial in next { open += polynomial.variables.subtracting(seen).sorted() }
    }
    return seen
  }

  /// The elements that hypotheses speak of, where these are few.
  private func assumed(_ hypotheses: Set<String>, _ index: FactIndex) -> Set<Atom> {
    var found: Set<Atom> = []
    for (name, fact) in index.facts where hypotheses.contains(name) {
      for values in IndexCases.values(
        of: fact.variables, context.guards.filter(\.names.isEmpty) + fact.guards, numbers,
        atMost: IndexCases.most) ?? []
      {
        found.formUnion((try? fact.literal.polynomial.substituting(values))?.variables ?? [])
      }
    }
    for literal in context.facts.values { found.formUnion(ground(literal.polynomial)?.variables ?? []) }
    return found
  }

  /// The equation of an element that belongs to its family.
  private func equation(of atom: Atom) -> Equation? {
    for rewrite in sighting.unfoldings(of: atom) {
      guard case .fact(let name, _, _) = rewrite.equation, name.hasPrefix(atom.name + "."),
        let literal = try? checker.instance(rewrite.equation, context),
        let value = ground(RealPolynomial(atom) - literal.polynomial), !value.variables.contains(atom)
      else { continue }
      return Equation(rewrites: [rewrite] + rewrites([literal.polynomial]), value: value)
    }
    return nil
  }

  private func bodies(of atom: Atom) -> [RealPolynomial]? {
    guard let definition = checker.theory.definitions[atom.name] else { return nil }
    let values = numbers.merging(zip(definition.parameters, atom.indices)) { $1 }
    let (names, guards, bodies) = definition.kind.parts
    switch definition.kind {
    case .maximum, .minimum:
      return IndexCases.values(of: names, guards, values, atMost: Self.mostAtoms)?.compactMap {
        try? bodies[0].substituting($0)
      }
    default: return bodies.compactMap { try? $0.substituting(values) }
    }
  }

  // MARK: Facts

  private mutating func collect(_ seen: Set<Atom>) {
    var known: Set<RealPolynomial> = []
    let own = Set(equations.values.compactMap { $0.rewrites.first?.equation })
    let locals = context.facts.keys.sorted().map { Reference.local($0) }
    let instances = sighting.instances(seen, equations: false) + sighting.instances(seen, equations: true)
    for reference in locals + instances where !own.contains(reference) {
      guard let literal = try? checker.instance(reference, context), literal.relation != .nonzero,
        let there = unfolded(reference, literal.polynomial), there.polynomial.constant == nil,
        known.insert(there.polynomial).inserted
      else { continue }
      if literal.relation == .zero { equalities.append(there) } else { inequalities.append(there) }
    }
  }

  /// A fact in which sums are written out, so that it speaks of what these are sums of.
  private func unfolded(_ reference: Reference, _ polynomial: RealPolynomial) -> Known? {
    guard let there = ground(polynomial) else { return nil }
    var known = Known(reference: reference, rewrites: rewrites([polynomial]), polynomial: there)
    while let (atom, equation) = known.polynomial.variables.sorted().lazy.compactMap({ atom in
      equations[atom].map { (atom, $0) }
    }).first {
      known.polynomial = known.polynomial.substituting {
        $0 == atom ? .polynomial(equation.value) : .atom($0)
      }
      known.rewrites += equation.rewrites
      if known.polynomial.termCount > Self.mostTerms || known.rewrites.count > Self.mostTerms { return nil }
    }
    return known
  }

  private mutating func bound() {
    for known in equalities {
      guard let (atom, factor, end) = ends(known.polynomial).first(where: { arguments[$0.atom] == nil }),
        pinned[atom] == nil
      else { continue }
      pinned[atom] = Pin(known: known, scale: factor, end: end)
    }
    for known in inequalities {
      bound(known.polynomial, by: .fact(known))
      guard let (polynomial, sum) = withoutPinned(known), polynomial.constant == nil else { continue }
      derived.append((VertexSearch.normal(polynomial).polynomial, sum))
      bound(VertexSearch.normal(polynomial).polynomial, by: .node(VertexSearch.normal(polynomial).polynomial))
    }
  }

  private mutating func bound(_ polynomial: RealPolynomial, by factor: VertexSearch.Factor) {
    for (atom, slope, end) in ends(polynomial) {
      let bound = Bound(factor: factor, scale: slope.magnitude, end: end)
      if slope.signum > 0 {
        lower[atom, default: []].append(bound)
      } else {
        upper[atom, default: []].append(bound)
      }
    }
  }

  /// An inequality with what hypotheses say in the place of its elements, in the form that `VertexSearch.normal` makes.
  private func withoutPinned(_ known: Known) -> (RealPolynomial, VertexSearch.Sum)? {
    var (polynomial, sum) = (known.polynomial, VertexSearch.Sum())
    while let (atom, pin) = polynomial.variables.sorted().lazy.compactMap({ atom in
      pinned[atom].map { (atom, $0) }
    }).first {
      let form = UnivariateForm(polynomial, in: atom)
      sum.equations.append((Rational(-1) / pin.scale * form.quotient(atom, at: pin.end), pin.known))
      polynomial = form.value(at: pin.end)
      if polynomial.termCount > Self.mostTerms { return nil }
    }
    if sum.equations.isEmpty { return nil }
    let scale = Rational(1) / VertexSearch.normal(polynomial).scale
    sum.equations = sum.equations.map { (scale * $0.multiplier, $0.known) }
    sum.terms = [VertexSearch.Term(coefficient: scale, factors: [.fact(known)])]
    return (polynomial, sum)
  }

  /// The elements that stand in a polynomial alone and come after all its others.
  private func ends(
    _ polynomial: RealPolynomial
  ) -> [(atom: Atom, factor: Rational, end: RealPolynomial)] {
    let inside = polynomial.variables
    guard let last = inside.max(by: { ranks[$0, default: 0] < ranks[$1, default: 0] }), equations[last] == nil
    else { return [] }
    let factor = polynomial[Monomial(last)]
    if factor.isZero { return [] }
    let end = (Rational(-1) / factor) * (polynomial - factor * RealPolynomial(last))
    return end.variables.contains(last) ? [] : [(last, factor, end)]
  }
}
