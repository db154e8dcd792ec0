import Numbers
import ProofKernel

extension StepTactic {
  /// rest - |z| >= 0 where z = Σ c·w·z', for moduli |z'| in sight, products of two of them or 1, and weights w >= 0: one
  /// combination that says both that the parts of z add up and that the bound Σ |c|·w·|z'| is at most the rest. A real number
  /// between -d and d is ((d + x) - (d - x))/2, and d the bound.
  func triangle(_ goal: Literal, _ atom: Atom) -> Proof? {
    let tactic = CombinationTactic(
      checker: checker, context: context, index: index, hints: hints, squares: squares, effort: effort)
    guard let (re, im) = parts(of: atom) else { return nil }
    // The bound is unfolded too where the parts alone lead nowhere: a sum up to the next step.
    var lists = tactic.rewritings(of: [re, im])
    for list in tactic.rewritings(of: [re, im, goal.polynomial]) where !lists.contains(list) {
      lists.append(list)
    }
    for rewrites in lists where !effort.isSpent {
      guard let found = triangle(goal, atom, tactic, rewrites) else { continue }
      return found
    }
    return nil
  }

  private func parts(of atom: Atom) -> (re: RealPolynomial, im: RealPolynomial)? {
    guard let definition = checker.theory.definitions[atom.name],
      case .modulus(let re, let im) = definition.kind
    else { return nil }
    let values = definition.values(at: atom)
    guard let re = try? re.substituting(values), let im = try? im.substituting(values) else { return nil }
    return (re, im)
  }

  private func triangle(
    _ goal: Literal, _ atom: Atom, _ tactic: CombinationTactic, _ rewrites: [Rewrite]
  ) -> Proof? {
    guard let (re, im) = parts(of: atom), let realPart = try? checker.rewrite(re, rewrites, context),
      let imaginaryPart = try? checker.rewrite(im, rewrites, context)
    else { return nil }
    // The parts are told apart by factors of their own.
    let (re1, im1) = (RealPolynomial(Atom("re.")), RealPolynomial(Atom("im.")))
    guard let rest = try? checker.rewrite(goal.polynomial + RealPolynomial(atom), rewrites, context) else {
      return nil
    }
    let plain = Literal(goal.polynomial + RealPolynomial(atom), .nonnegative)
    let target = Literal(rest, .nonnegative)
    let known = tactic.inequalities(
      plain, seen: rest.variables.union(realPart.variables).union(imaginaryPart.variables), rewrites)
    var moduli: Set<Atom> = []
    for literal in known.map(\.literal) + [target] {
      for other in literal.polynomial.variables where other != atom && parts(of: other) != nil {
        moduli.insert(other)
      }
    }
    guard !moduli.isEmpty else { return nil }
    // What a product becomes by the rewritings is the product of what its factors become.
    var factors: [Atom: (re: RealPolynomial, im: RealPolynomial, size: RealPolynomial)] = [:]
    for modulus in moduli {
      guard let (a, b) = parts(of: modulus), let re = try? checker.rewrite(a, rewrites, context),
        let im = try? checker.rewrite(b, rewrites, context),
        let size = try? checker.rewrite(RealPolynomial(modulus), rewrites, context)
      else { continue }
      factors[modulus] = (re, im, size)
    }
    let weights =
      [([], RealPolynomial(1))]
      + known.prefix(ProofTuning.mostWeights - 1).map { fact in
        ([Proof.Combination.Factor.fact(fact.reference)], fact.literal.polynomial)
      }
    let mostDegree = max(realPart.degree, imaginaryPart.degree, 1)
    var terms: [(term: Proof.ComplexTerm, bound: RealPolynomial, column: RealPolynomial)] = []
    let list = factors.keys.sorted()
    let products = [[]] + list.map { [$0] } + list.indices.flatMap { k in list[k...].map { [list[k], $0] } }
    for names in products where !effort.isSpent {
      var (x, y, size) = (RealPolynomial(1), RealPolynomial.zero, RealPolynomial(1))
      for factor in names.compactMap({ factors[$0] }) {
        (x, y) = (x * factor.re - y * factor.im, x * factor.im + y * factor.re)
        size = size * factor.size
      }
      let degree = max(x.degree, y.degree)
      let weights = names.isEmpty ? weights + pairs(of: weights, within: [realPart, imaginaryPart]) : weights
      for (weight, value) in weights where value.degree + degree <= mostDegree {
        let (bound, u, v) = (value * size, value * x, value * y)
        effort.spend(ProofTuning.costOfProduct * (2 * bound.termCount + 4 * (u.termCount + v.termCount)))
        let tagged = re1 * u + im1 * v
        terms.append((Proof.ComplexTerm(1, weight: weight, names), bound, bound + tagged))
        terms.append((Proof.ComplexTerm(-1, weight: weight, names), bound, bound - tagged))
      }
    }
    var all = rest
    for term in terms.prefix(ProofTuning.mostProducts) {
      all = all + RealPolynomial(term.bound.terms.map { ($0.monomial, $0.coefficient.magnitude) })
    }
    let whole = rest + re1 * realPart + im1 * imaginaryPart
    let equations = tactic.equations(plain, rewrites)
    for count in 1...3 where !effort.isSpent {
      let table = MonomialTable()
      // As high as the bounds, and as what equations multiply: rho·G/(1 - rho).
      let degree = max(all.degree, rest.degree + min(count, 2) - 1, 2)
      let combined = Products(
        of: known.map { Products.Known($0.reference, $0.literal) }, equations: equations, upTo: count,
        degree: degree,
        for: table.number(all), table, rounds: 1)
      var problem = NonnegativeCombination(
        table.number(whole),
        of: terms.map { table.number($0.column) } + combined.list.map(\.polynomial),
        free: combined.multiples.map(\.polynomial),
        strictly: nil)
      let solution = problem.factors()
      effort.spend(ProofTuning.costOfEntry * problem.effort)
      guard let factors = solution else { continue }
      var sum: [Proof.ComplexTerm] = []
      var combination = Proof.Combination()
      let name = freshFact("triangle")
      combination.terms = [.init(1, [.fact(.local(name))])]
      combination.rewrites = rewrites
      var bound = RealPolynomial.zero
      for (column, factor) in factors {
        if column < terms.count {
          var term = terms[column].term
          term.coefficient = term.coefficient * factor
          sum.append(term)
          var size = RealPolynomial(factor)
          for x in term.weight { size = size * (polynomial(x) ?? .zero) }
          for x in term.factors { size = size * RealPolynomial(x) }
          bound = bound + size
        } else if column < terms.count + combined.list.count {
          combination.terms.append(.init(factor, combined.list[column - terms.count].factors))
        } else {
          let equation = combined.multiples[column - terms.count - combined.list.count]
          combination.equations.append(
            .init(factor * table.polynomial(equation.multiplier), equation.reference))
        }
      }
      let literal = Literal(bound - RealPolynomial(atom), .nonnegative)
      let proof = Proof.steps(
        [Proof.Step(name, literal, .modulus(atom, sum, rewrites: rewrites))], then: .combination(combination))
      if isAccepted(goal, proof) { return proof }
    }
    return nil
  }

  /// Products of two weights whose leading terms stand in the parts of a number.
  private func pairs(
    of weights: [([Proof.Combination.Factor], RealPolynomial)], within parts: [RealPolynomial]
  ) -> [([Proof.Combination.Factor], RealPolynomial)] {
    let monomials = Set(parts.flatMap { $0.terms.map(\.monomial) })
    var found: [([Proof.Combination.Factor], RealPolynomial)] = []
    for (k, (first, value)) in weights.enumerated() where !first.isEmpty {
      for (second, other) in weights[k...] where !second.isEmpty {
        guard monomials.contains(where: { $0.degree == value.degree + other.degree }) else { continue }
        let product = value * other
        let leading = product.terms.filter { $0.monomial.degree == product.degree }
        guard leading.allSatisfy({ monomials.contains($0.monomial) }) else { continue }
        found.append((first + second, product))
        if found.count == ProofTuning.mostWeights { return found }
      }
    }
    return found
  }

  private func polynomial(_ factor: Proof.Combination.Factor) -> RealPolynomial? {
    switch factor {
    case .square(let root): root * root
    case .fact(let reference): (try? checker.instance(reference, context))?.polynomial
    }
  }
}
