import Numbers
import ProofKernel

/// Shows a literal as a combination of products of facts in sight.
struct CombinationTactic {
  let checker: Checker
  let context: Context
  let index: FactIndex
  /// Facts of the theory that whoever states the step names: their instances are used although not all of them is in sight.
  var hints: Set<String> = []
  /// Polynomials whose squares may take part.
  var squares: [RealPolynomial] = []
  /// Whether products have signs of many atoms at once.
  var isWeighted = false
  /// Products up to this degree take part, however low that of the goal is.
  var degree = 0
  let effort: ProofEffort

  var sighting: Sighting { Sighting(checker: checker, context: context, index) }

  /// A proof that the kernel accepts; nil where none is found.
  ///
  /// - Parameters:
  ///   - settings: Those of the goal, where they are there already.
  ///   - factors: How many facts a product may have.
  func proof(
    of goal: Literal, in settings: Settings? = nil,
    upTo factors: ClosedRange<Int> = 1...ProofTuning.mostFactors
  ) -> Proof? {
    guard goal.relation != .nonzero, !effort.isSpent else { return nil }
    let settings = settings ?? self.settings(goal)
    for tier in ProofTuning.efforts
    where factors.contains(tier.factors) && tier.isWeighted == isWeighted {
      if goal.relation == .zero && (tier.factors > 1 || tier.isWeighted) { break }
      for setting in settings {
        if let found = combination(setting, tier, upTo: degree) { return .combination(found) }
      }
    }
    return nil
  }

  /// Whether a reason names the fact.
  private func isNamed(_ reference: Reference) -> Bool {
    if case .fact(let name, _, _) = reference { hints.contains(name) } else { false }
  }

  /// A proof that what is known contradicts itself.
  func contradiction(upTo factors: ClosedRange<Int> = 1...ProofTuning.mostFactors) -> Proof? {
    if effort.isSpent { return nil }
    let nothing = Literal(RealPolynomial(-1), .nonnegative)
    // Squares of what is assumed may be needed.
    let assumed = 2 * (context.facts.values.map(\.polynomial.degree).max() ?? 1)
    let settings = settings(nothing)
    for tier in ProofTuning.efforts
    where factors.contains(tier.factors) && tier.isWeighted == isWeighted {
      for setting in settings {
        let equations = setting.known.filter { $0.literal.relation == .zero }.map(\.literal.polynomial.degree)
        let named = setting.known.filter { isNamed($0.reference) }.map(\.literal.polynomial.degree)
        let degree = min(
          max(assumed, equations.max() ?? 0, named.max() ?? 0), ProofTuning.mostContraryDegree)
        // What is above 0 is at most 0 by the rest; else the rest adds up to -1.
        for known in setting.known
        where known.literal.relation == .positive && context.isAssumed(known.reference) {
          var products = [[known], [known, known]]
          // Times what it has to be divided by.
          if !hints.isEmpty { products += positives(setting).map { [known, $0] } }
          for product in products {
            var against = setting
            let factors = product.map(\.literal.polynomial)
            guard let value = factors.reduce(RealPolynomial(1), { $0?.times($1, 1) }) else { continue }
            against.target = Literal(-value, .nonnegative)
            against.goal = against.target
            guard var found = combination(against, tier, upTo: degree) else { continue }
            found.terms.append(.init(1, product.map { .fact($0.reference) }))
            found.rewrites = setting.rewrites
            found.isAbsurd = true
            return .combination(found)
          }
        }
        var whole = setting
        (whole.goal, whole.target) = (Literal(.zero, .positive), Literal(.zero, .positive))
        if var found = combination(whole, tier, upTo: degree) {
          found.rewrites = setting.rewrites
          found.isAbsurd = true
          return .combination(found)
        }
      }
    }
    return nil
  }

  /// Single elements that are above 0.
  private func positives(_ setting: Setting) -> [Known] {
    Array(
      setting.known.filter { known in
        let polynomial = known.literal.polynomial
        return known.literal.relation == .positive && polynomial.terms.count == 1
          && polynomial.variables.count == 1 && polynomial.degree == 1
      }.prefix(ProofTuning.mostDivided))
  }

  // MARK: For other tactics

  /// Inequalities in sight of a goal: as they stand, and rewritten.
  func inequalities(
    _ goal: Literal, seen: Set<Atom>, _ rewrites: [Rewrite]
  ) -> [(reference: Reference, literal: Literal, plain: Literal)] {
    facts(
      goal, Literal(goal.polynomial + seen.sorted().reduce(.zero) { $0 + RealPolynomial($1) }, .nonnegative),
      Unfolding(rewrites, checker, context)
    )
    .filter { $0.literal.relation != .zero }.prefix(ProofTuning.mostFacts).compactMap { known in
      (try? checker.instance(known.reference, context)).map { (known.reference, known.literal, $0) }
    }
  }

  /// Equations in sight of a goal, rewritten.
  func equations(
    _ goal: Literal, _ rewrites: [Rewrite]
  ) -> [(reference: Reference, polynomial: RealPolynomial)] {
    facts(goal, goal, Unfolding(rewrites, checker, context)).filter { $0.literal.relation == .zero }.map {
      ($0.reference, $0.literal.polynomial)
    }
  }

  // MARK: The combination

  /// The linear program that asks for a combination.
  struct Program {
    var products: Products
    var problem: NonnegativeCombination
    var table: MonomialTable
    /// Products of a higher degree were left out.
    var degree: Int
  }

  func program(_ setting: Setting, _ tier: ProofTuning.Effort, upTo least: Int = 0) -> Program {
    let (goal, target, known) = (setting.goal, setting.target, setting.known)
    let factors = tier.factors
    let equations = known.filter { $0.literal.relation == .zero }.map {
      ($0.reference, $0.literal.polynomial)
    }
    var list =
      goal.relation == .zero
      ? []
      : known.filter { $0.literal.relation != .zero }.prefix(ProofTuning.mostFacts).map {
        Products.Known($0.reference, $0.literal)
      }
    if goal.relation != .zero {
      list += roots([target.polynomial] + equations.map(\.1)).map { Products.Known(squareOf: $0) }
    }
    let table = MonomialTable()
    let numbered = table.number(target.polynomial)
    var most = max(
      least, degree(target.polynomial, equations.map(\.1), factors) + (hasLogarithms(known) ? 1 : 0))
    // Equations alone are few: one may be multiplied by what another has to cancel, as inverses ask for.
    if goal.relation == .zero { most += max(target.polynomial.degree - 1, 1) }
    let products = Products(
      of: list, equations: equations, upTo: factors, degree: most,
      for: numbered, table, rounds: tier.rounds, isWeighted: tier.isWeighted)
    effort.spend(
      ProofTuning.costOfChoice * products.effort + ProofTuning.costOfProduct
        * (products.list.count + products.multiples.count))
    let problem = NonnegativeCombination(
      numbered, of: goal.relation == .zero ? [] : products.list.map(\.polynomial),
      free: products.multiples.map(\.polynomial),
      strictly: goal.relation == .positive
        ? products.list.indices.filter { products.list[$0].isStrict } : nil,
      upTo: tier.mostEntries)
    return Program(products: products, problem: problem, table: table, degree: most)
  }

  private func combination(_ setting: Setting, _ tier: ProofTuning.Effort, upTo least: Int = 0) -> Proof
    .Combination?
  {
    if effort.isSpent { return nil }
    let (goal, rewrites) = (setting.goal, setting.rewrites)
    let program = program(setting, tier, upTo: least)
    let (products, table, multiplied) = (program.products, program.table, program.products.multiples)
    var problem = program.problem
    let count = goal.relation == .zero ? 0 : products.list.count
    let solution = problem.factors()
    effort.spend(ProofTuning.costOfEntry * problem.effort)
    guard let factors = solution else { return nil }
    var result = Proof.Combination()
    result.rewrites = rewrites
    for (column, factor) in factors {
      if column < count {
        result.terms.append(.init(factor, products.list[column].factors))
      } else {
        let equation = multiplied[column - count]
        result.equations.append(.init(factor * table.polynomial(equation.multiplier), equation.reference))
      }
    }
    let cited = Set(
      result.terms.flatMap(\.factors).compactMap { factor -> Reference? in
        if case .fact(let reference) = factor { reference } else { nil }
      } + result.equations.map(\.equation))
    result.rewrites = needed(rewrites, goal, cited)
    return result
  }

  /// Whether something is said of logarithms: by tangents, which are products already.
  private func hasLogarithms(_ known: [Known]) -> Bool {
    known.contains { fact in
      fact.literal.polynomial.variables.contains { atom in
        if case .logarithm? = checker.theory.definitions[atom.name]?.kind { true } else { false }
      }
    }
  }

  /// The degree beyond which products are left out.
  func degree(_ target: RealPolynomial, _ equations: [RealPolynomial], _ factors: Int) -> Int {
    let inside = target.variables
    let near = equations.filter { !$0.variables.isDisjoint(with: inside) }.map(\.degree).max() ?? 0
    return max(target.degree, factors, near)
  }

  /// The rewritings without those that change nothing.
  private func needed(_ rewrites: [Rewrite], _ goal: Literal, _ cited: Set<Reference>) -> [Rewrite] {
    var atoms = goal.polynomial.variables
    for reference in cited {
      atoms.formUnion((try? checker.instance(reference, context))?.polynomial.variables ?? [])
    }
    return rewrites.filter { rewrite in
      guard atoms.contains(rewrite.head) else { return false }
      atoms.formUnion((try? checker.instance(rewrite.equation, context))?.polynomial.variables ?? [])
      return true
    }
  }
}

extension Context {
  /// The atoms of a goal and of what was assumed.
  func sight(of goal: Literal) -> Set<Atom> {
    facts.values.reduce(into: goal.polynomial.variables) { $0.formUnion($1.polynomial.variables) }
  }

  fileprivate func isAssumed(_ reference: Reference) -> Bool {
    if case .local = reference { true } else { false }
  }
}
