import Algebra
import Numbers
import ProofKernel

/// Shows a literal as a combination of products of facts in sight.
struct CombinationTactic {
  let checker: Checker
  let context: Context
  /// Facts that are to be used, named by whoever states the step; none: what is in sight.
  var hints: [Reference] = []

  private var sighting: Sighting { Sighting(checker: checker, context: context) }

  /// A proof that the kernel accepts; nil where none is found.
  func proof(of goal: Literal) -> Proof? {
    for rewrites in rewritings(of: goal) {
      guard let rewritten = try? checker.rewrite(goal.polynomial, rewrites, context) else { continue }
      let target = Literal(rewritten, goal.relation)
      for factors in 1...ProofTuning.mostFactors {
        if let found = combination(goal, target, rewrites, factors) { return .combination(found) }
        if goal.relation == .zero { break }
      }
    }
    return nil
  }

  // MARK: Rewritings

  /// Lists of equations to unfold the goal by: those of atoms that nothing assumed speaks of, all, none.
  private func rewritings(of goal: Literal) -> [[Rewrite]] {
    let known = Set(context.facts.values.flatMap { $0.polynomial.variables })
    let new = unfolded(goal.polynomial.variables.subtracting(known))
    let all = unfolded(goal.polynomial.variables.union(known))
    var lists: [[Rewrite]] = []
    for list in [new, all, []] where !lists.contains(list) { lists.append(list) }
    return lists
  }

  private func unfolded(_ atoms: Set<Atom>) -> [Rewrite] {
    atoms.filter { $0.name != Atom.realName }.sorted().compactMap { sighting.unfoldings(of: $0).first }
  }

  // MARK: Facts

  private struct Known {
    var reference: Reference
    var literal: Literal
  }

  private func rewritten(_ reference: Reference, _ rewrites: [Rewrite]) -> Known? {
    guard let literal = try? checker.instance(reference, context),
      let polynomial = try? checker.rewrite(literal.polynomial, rewrites, context),
      polynomial.constant == nil
    else { return nil }
    return Known(reference: reference, literal: Literal(polynomial, literal.relation))
  }

  /// What is known of the atoms in sight, after rewriting, no polynomial twice.
  private func facts(_ goal: Literal, _ target: Literal, _ rewrites: [Rewrite]) -> [Known] {
    let locals = context.facts.keys.sorted().map { Reference.local($0) }
    var sight = goal.polynomial.variables.union(target.polynomial.variables)
    for reference in locals + hints {
      guard let literal = try? checker.instance(reference, context) else { continue }
      sight.formUnion(literal.polynomial.variables)
      if let more = rewritten(reference, rewrites) { sight.formUnion(more.literal.polynomial.variables) }
    }
    var references = locals + hints
    if hints.isEmpty {
      sight = sighting.extended(sight)
      references += sighting.instances(sight, equations: false) + sighting.instances(sight, equations: true)
    }
    // Index terms as numbers, where the goal speaks of them.
    let numbers = Set(sight.filter { $0.name == Atom.realName }.flatMap { $0.indices.flatMap(\.names) })
    if !numbers.isEmpty {
      references += context.guards.filter { !numbers.isDisjoint(with: $0.names) }.map { .index($0) }
      references += numbers.sorted().map { .index(IndexTerm($0)) }
    }
    var seen: Set<Literal> = []
    return references.compactMap { rewritten($0, rewrites) }.filter {
      $0.literal.relation != .nonzero && seen.insert($0.literal).inserted
    }
  }

  // MARK: The combination

  private struct Product {
    var factors: [Reference]
    var polynomial: RealPolynomial
    var isStrict: Bool
    var last: Int
  }

  private func combination(
    _ goal: Literal, _ target: Literal, _ rewrites: [Rewrite], _ factors: Int
  ) -> Proof.Combination? {
    let known = facts(goal, target, rewrites)
    let inequalities = Array(known.filter { $0.literal.relation != .zero }.prefix(ProofTuning.mostFacts))
    let equations = known.filter { $0.literal.relation == .zero }
    guard goal.relation != .nonzero else { return nil }
    let degree = max(target.polynomial.degree, factors)
    let products =
      goal.relation == .zero ? [] : self.products(inequalities, upTo: factors, degree: degree)
    let multiplied = multiples(of: equations, target, degree: degree)
    if goal.relation == .positive {
      for strict in products where strict.isStrict {
        for share in ProofTuning.strictShares {
          let share = Rational(1, share)
          let rest = target.polynomial - share * strict.polynomial
          guard var found = solved(rest, products, multiplied, rewrites) else { continue }
          found.terms.append(.init(share, strict.factors.map { .fact($0) }))
          return found
        }
      }
      return nil
    }
    return solved(target.polynomial, products, multiplied, rewrites)
  }

  private func solved(
    _ target: RealPolynomial, _ products: [Product],
    _ equations: [(multiplier: RealPolynomial, reference: Reference, polynomial: RealPolynomial)],
    _ rewrites: [Rewrite]
  ) -> Proof.Combination? {
    let columns =
      products.map { NonnegativeCombination.Column(polynomial: $0.polynomial, isFree: false) }
      + equations.map { NonnegativeCombination.Column(polynomial: $0.polynomial, isFree: true) }
    guard let factors = NonnegativeCombination(target, of: columns).factors() else { return nil }
    var result = Proof.Combination()
    result.rewrites = rewrites
    for (column, factor) in factors {
      if column < products.count {
        result.terms.append(.init(factor, products[column].factors.map { .fact($0) }))
      } else {
        let equation = equations[column - products.count]
        result.equations.append(.init(factor * equation.multiplier, equation.reference))
      }
    }
    return result
  }

  /// Products of up to so many facts, 1 among them.
  private func products(_ known: [Known], upTo count: Int, degree: Int) -> [Product] {
    var all = [Product(factors: [], polynomial: RealPolynomial(1), isStrict: true, last: 0)]
    var layer = all
    for _ in 0..<count {
      var next: [Product] = []
      for product in layer {
        for k in product.last..<max(known.count, product.last) {
          let fact = known[k]
          guard product.polynomial.degree + fact.literal.polynomial.degree <= degree,
            all.count + next.count < ProofTuning.mostProducts
          else { continue }
          next.append(
            Product(
              factors: product.factors + [fact.reference],
              polynomial: product.polynomial * fact.literal.polynomial,
              isStrict: product.isStrict && fact.literal.relation == .positive, last: k))
        }
      }
      all += next
      layer = next
    }
    return all
  }

  /// Equations times monomials that may bring them to monomials of the goal.
  private func multiples(
    of equations: [Known], _ target: Literal, degree: Int
  ) -> [(multiplier: RealPolynomial, reference: Reference, polynomial: RealPolynomial)] {
    guard !equations.isEmpty else { return [] }
    var multipliers: Set<RealPolynomial> = [RealPolynomial(1)]
    for polynomial in [target.polynomial] + equations.map(\.literal.polynomial) {
      for (monomial, _) in polynomial.terms {
        var divisors = [RealPolynomial(1)]
        for power in monomial.powers {
          divisors = divisors.flatMap { divisor in
            (0...min(power.exponent, 2)).map { divisor * RealPolynomial(power.variable).power($0) }
          }
          if divisors.count > 64 { break }
        }
        multipliers.formUnion(divisors.filter { $0.degree < max(degree, 1) })
      }
    }
    let sorted = multipliers.sorted { $0.terms[0].monomial < $1.terms[0].monomial }
    var found: [(multiplier: RealPolynomial, reference: Reference, polynomial: RealPolynomial)] = []
    for equation in equations {
      for multiplier in sorted where found.count < ProofTuning.mostProducts {
        let product = multiplier * equation.literal.polynomial
        if product.degree <= max(degree, equation.literal.polynomial.degree) {
          found.append((multiplier, equation.reference, product))
        }
      }
    }
    return found
  }
}
