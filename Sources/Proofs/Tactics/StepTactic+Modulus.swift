import Algebra
import Numbers
import ProofKernel

extension StepTactic {
  /// rest - |z| >= 0 where z = Σ c·w·z', for moduli |z'| in sight and weights w >= 0: one combination that says both that the
  /// parts of z add up and that the bound Σ |c|·w·|z'| is at most the rest.
  func triangle(_ goal: Literal, _ atom: Atom) -> Proof? {
    let tactic = CombinationTactic(
      checker: checker, context: context, index: index, hints: hints, squares: squares, effort: effort)
    for rewrites in tactic.rewritings(of: parts(of: atom).map { [$0.re, $0.im] } ?? []) {
      guard let found = triangle(goal, atom, tactic, rewrites) else { continue }
      return found
    }
    return nil
  }

  private func parts(of atom: Atom) -> (re: RealPolynomial, im: RealPolynomial)? {
    guard let definition = checker.theory.definitions[atom.name],
      case .modulus(let re, let im) = definition.kind
    else { return nil }
    let values = Dictionary(uniqueKeysWithValues: zip(definition.parameters, atom.indices))
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
    var terms: [(term: Proof.ComplexTerm, column: RealPolynomial)] = []
    var weights: [(factors: [Proof.Combination.Factor], polynomial: RealPolynomial)] = [
      ([], RealPolynomial(1))
    ]
    for fact in known { weights.append(([.fact(fact.reference)], fact.plain.polynomial)) }
    let list = moduli.sorted()
    let pairs = list.map { [$0] } + list.indices.flatMap { k in list[k...].map { [list[k], $0] } }
    for factors in pairs where !effort.isSpent {
      var (x, y) = (RealPolynomial(1), RealPolynomial.zero)
      var size = RealPolynomial(1)
      for factor in factors {
        guard let (a, b) = parts(of: factor) else { continue }
        (x, y) = (x * a - y * b, x * b + y * a)
        size = size * RealPolynomial(factor)
      }
      for weight in weights.prefix(ProofTuning.mostWeights) {
        guard
          weight.polynomial.degree + max(x.degree, y.degree) <= max(realPart.degree, imaginaryPart.degree, 1)
        else { continue }
        guard let bound = try? checker.rewrite(weight.polynomial * size, rewrites, context),
          let u = try? checker.rewrite(weight.polynomial * x, rewrites, context),
          let v = try? checker.rewrite(weight.polynomial * y, rewrites, context)
        else { continue }
        effort.spend(ProofTuning.costOfProduct * (2 * bound.termCount + 4 * (u.termCount + v.termCount)))
        for sign in [Rational(1), -1] {
          let tagged = sign * (re1 * u + im1 * v)
          terms.append(
            (Proof.ComplexTerm(sign, weight: weight.factors, factors), bound + tagged))
        }
      }
    }
    let equations = tactic.equations(plain, rewrites)
    for count in 1...3 {
      let table = MonomialTable()
      let bounds = terms.prefix(ProofTuning.mostProducts).map { Self.untagged($0.column, re1, im1) }
      let all = bounds.reduce(rest) { sum, x in
        sum + RealPolynomial(x.terms.map { ($0.monomial, $0.coefficient.magnitude) })
      }
      // As high as the bounds, and as what equations multiply: rho·G/(1 - rho).
      let degree = max(all.degree, rest.degree + min(count, 2) - 1, 2)
      let products = Products(
        of: known.map { Products.Known($0.reference, $0.literal) }, equations: equations, upTo: count,
        degree: degree,
        for: table.number(all), table, rounds: 1)
      let whole = rest + re1 * realPart + im1 * imaginaryPart
      var problem = NonnegativeCombination(
        table.number(whole),
        of: terms.map { table.number($0.column) } + products.list.map(\.polynomial),
        free: products.multiples.map(\.polynomial),
        strictly: nil)
      guard let factors = problem.factors() else { continue }
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
        } else if column < terms.count + products.list.count {
          combination.terms.append(.init(factor, products.list[column - terms.count].factors))
        } else {
          let equation = products.multiples[column - terms.count - products.list.count]
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

  /// Without the parts of complex numbers.
  private static func untagged(_ p: RealPolynomial, _ re: RealPolynomial, _ im: RealPolynomial)
    -> RealPolynomial
  {
    p.substituting { RealPolynomial($0) == re || RealPolynomial($0) == im ? .zero : RealPolynomial($0) }
  }

  private func polynomial(_ factor: Proof.Combination.Factor) -> RealPolynomial? {
    switch factor {
    case .square(let root): root * root
    case .fact(let reference): (try? checker.instance(reference, context))?.polynomial
    }
  }
}
