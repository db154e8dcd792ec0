import Numbers
import ProofKernel

/// Goals with divisors: they are multiplied by what they are divided by.
extension StepTactic {
  /// The goal from itself times all divisors that are known to be above 0; for an equation, that are known not to be 0.
  func cleared(_ goal: Literal) -> Proof? {
    guard goal.relation != .nonzero, !isCleared, isDivided else { return nil }
    let tactic = CombinationTactic(
      checker: checker, context: context, index: index, hints: hints, squares: squares, effort: effort)
    var next = inner(context)
    (next.isCleared, next.isPremised, next.isPlain) = (true, true, true)
    (next.depth, next.mostFactors) = (min(next.depth, 1), 2)
    var seen: Set<RealPolynomial> = []
    for rewrites in tactic.rewritings(of: goal) {
      guard let whole = try? checker.rewrite(goal.polynomial, rewrites, context),
        seen.insert(whole).inserted
      else { continue }
      if seen.count > 2 { break }
      var clearings: [Clearing] = []
      while clearings.count < ProofTuning.clearings,
        let clearing = clearing(clearings.last?.literal ?? Literal(whole, goal.relation), rewrites)
      {
        clearings.append(clearing)
      }
      guard let last = clearings.last, case .success(var proof) = next.proof(of: last.literal) else {
        continue
      }
      for (clearing, outer) in zip(clearings, [goal] + clearings.map(\.literal)).reversed() {
        proof = self.proof(of: outer, from: clearing, proof, rewrites)
      }
      if isAccepted(goal, proof) { return proof }
    }
    return nil
  }

  /// What is left of a literal without one inverse.
  private struct Clearing {
    var atom: Atom
    var literal: Literal
    var power: Int
    /// The literal's polynomial is that power of the inverse times what is left, and this many times that divisor times inverse is 1.
    var multiplier: RealPolynomial
    var product: Reference
    /// That the inverse is above 0, or else its square.
    var positive: Reference?
    var isSquared = false
  }

  private func clearing(_ goal: Literal, _ rewrites: [Rewrite]) -> Clearing? {
    let sighting = Sighting(checker: checker, context: context, index)
    for atom in goal.polynomial.variables.sorted() {
      guard let divisor = checker.theory.divisor(atom),
        let shown = try? checker.rewrite(divisor, rewrites, context),
        let nonzero = sighting.witness(Literal(divisor, .nonzero))
      else { continue }
      let product = Reference.fact("\(atom.name).product", atom.indices, [nonzero])
      var positive = sighting.witness(Literal(RealPolynomial(atom), .positive))
      let isSquared = positive == nil && goal.relation != .zero
      if isSquared { positive = sighting.witness(Literal(RealPolynomial(atom).power(2), .positive)) }
      guard let literal = try? checker.instance(product, context),
        let equation = try? checker.rewrite(literal.polynomial, rewrites, context),
        equation == shown * RealPolynomial(atom) - RealPolynomial(1),
        goal.relation == .zero || positive != nil
      else { continue }
      func exponent(_ monomial: Monomial) -> Int {
        monomial.powers.first { $0.variable == atom }?.exponent ?? 0
      }
      var power = goal.polynomial.terms.map { exponent($0.monomial) }.max() ?? 0
      if isSquared { power += power % 2 }
      // v^j is q^(k-j) v^k by k - j times q v = 1.
      var (left, multiplier) = (RealPolynomial.zero, RealPolynomial.zero)
      for (monomial, coefficient) in goal.polynomial.terms {
        let j = exponent(monomial)
        guard let others = monomial.dividing(by: Monomial(atom, j)) else { continue }
        let rest = RealPolynomial([(others, coefficient)])
        left = left + rest * shown.power(power - j)
        for i in 0..<(power - j) {
          multiplier = multiplier - rest * RealPolynomial(atom).power(j + i) * shown.power(i)
        }
      }
      guard left.termCount <= ProofTuning.mostCleared,
        (try? checker.rewrite(left, rewrites, context)) == left
      else { continue }
      return Clearing(
        atom: atom, literal: Literal(left, goal.relation), power: power, multiplier: multiplier,
        product: product, positive: positive, isSquared: isSquared)
    }
    return nil
  }

  private func proof(of goal: Literal, from clearing: Clearing, _ proof: Proof, _ rewrites: [Rewrite])
    -> Proof
  {
    let name = freshFact("cleared")
    var combination = Proof.Combination()
    combination.rewrites = rewrites
    combination.equations = [.init(clearing.multiplier, clearing.product)]
    if goal.relation == .zero {
      combination.equations.append(.init(RealPolynomial(clearing.atom).power(clearing.power), .local(name)))
    } else if let positive = clearing.positive {
      let factors = [Proof.Combination.Factor](
        repeating: .fact(positive), count: clearing.power / (clearing.isSquared ? 2 : 1))
      combination.terms = [.init(1, factors + [.fact(.local(name))])]
    }
    return .steps([Proof.Step(name, clearing.literal, proof)], then: .combination(combination))
  }

  private var isDivided: Bool {
    checker.theory.definitions.values.contains { if case .inverse = $0.kind { true } else { false } }
  }
}
