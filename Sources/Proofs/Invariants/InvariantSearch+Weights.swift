import Numbers
import ProofKernel

/// Means with weights that add up to 1: Σ w[j]·v[j] <= c as Σ w[j]·v[j] <= c·Σ w[j], of which each term says its part.
extension InvariantSearch {
  /// A sum as the product of the divisors that all of its terms have, exp(e[j])/Z, and a sum without them; nil where there are none.
  mutating func apart(_ sum: FamilyDefinition) throws(KernelError) -> RealPolynomial? {
    guard case .sum(let bound, let body) = sum.kind, let first = body.terms.first?.monomial else {
      return nil
    }
    var (rest, factor) = (body, RealPolynomial(1))
    for atom in first.powers.map(\.variable)
    where checker.theory.divisor(atom) != nil && !RealPolynomial(atom).indexNames.contains(bound) {
      guard let quotient = rest.divided(by: atom) else { continue }
      (rest, factor) = (quotient, factor * RealPolynomial(atom))
    }
    if rest == body { return nil }
    let range = sum.range
    let element = try element(
      FamilyDefinition(
        "", range.inner.filter(rest.indexNames.contains) + [range.low, range.high],
        .sum(over: bound, rest)))
    let value = factor * RealPolynomial(element)
    let lemma = try RangeLemma(
      .linear, of: sum, for: sum.parameters, where: [], Literal(RealPolynomial(sum.element) - value, .zero))
    return attempt(lemma.kind.rawValue, lemma.fact, by: lemma.method) != nil ? value : nil
  }

  /// Goals about sums over a range with a sum over it that is known to be 1, or at most, or another number, beside what is no sum;
  /// nil where none is known.
  func weighted(_ goals: [Fact]) -> [Fact]? {
    var facts: [Fact] = []
    for goal in goals {
      guard let polynomial = try? weighted(goal) else { return nil }
      var fact = goal
      fact.literal = Literal(polynomial, goal.literal.relation)
      facts.append(fact)
    }
    return facts
  }

  private func weighted(_ goal: Fact) throws(KernelError) -> RealPolynomial? {
    let polynomial = goal.literal.polynomial
    let sums = polynomial.variables.filter(isSum).sorted()
    guard let first = sums.first, let range = first.range,
      sums.allSatisfy({ $0.range?.low == range.low && $0.range?.high == range.high })
    else { return nil }
    let beside = RealPolynomial(
      polynomial.terms.filter { $0.monomial.powers.allSatisfy { !isSum($0.variable) } }
        .map { ($0.monomial, $0.coefficient) })
    guard !beside.isZero, let one = try unit(over: range, of: first, goal) else { return nil }
    return polynomial - beside + beside * one
  }

  /// A sum over a range that is known to be a number, or at most, by which it is divided.
  private func unit(
    over range: (low: IndexTerm, high: IndexTerm), of sum: Atom, _ goal: Fact
  ) throws(KernelError) -> RealPolynomial? {
    let context = try goal.context(checker.theory)
    let sighting = Sighting(checker: checker, context: context)
    for (_, fact) in checker.theory.facts.sorted(by: { $0.key < $1.key }) {
      let polynomial = fact.literal.polynomial
      guard fact.premises.isEmpty, polynomial.degree == 1, polynomial.termCount == 2,
        let all = polynomial.variables.first, isSum(all), let ends = all.range, !polynomial[.one].isZero,
        fact.literal.relation == .zero || polynomial[.one] > 0 && polynomial[Monomial(all)] < 0,
        var values = context.match(
          Atom("", [ends.low, ends.high]), Atom("", [range.low, range.high]), Set(fact.variables), [:])
      else { continue }
      // What else it rests on, it rests on where the sum does.
      let others = fact.variables.filter { values[$0] == nil }
      for (name, index) in zip(others, sum.indices) { values[name] = index }
      guard fact.variables.allSatisfy({ values[$0] != nil }), sighting.isAdmitted(fact, values) else {
        continue
      }
      return RealPolynomial(try all.substituting(values))
        * RealPolynomial(-polynomial[Monomial(all)] / polynomial[.one])
    }
    return nil
  }

  /// That each term of a sum is at most all of it, where none is below 0, for the indices that goals speak of.
  mutating func showTerms(of goals: [Fact]) {
    for goal in goals.map(opened) {
      guard let context = try? goal.context(checker.theory) else { continue }
      for atom in goal.literal.polynomial.variables.sorted() {
        for sum in Self.sums(within: atom, checker.theory) {
          guard let range = sum.range, let definition = checker.theory.definitions[sum.name],
            case .sum(let bound, let body) = definition.kind
          else { continue }
          let isInRange = goal.variables.contains { name in
            [try? IndexTerm(name).subtracting(range.low), try? range.high.subtracting(IndexTerm(name))]
              .allSatisfy { $0.map(context.entails) ?? false }
          }
          if isInRange { try? showTerms(of: definition, bound, body) }
        }
      }
    }
  }

  private mutating func showTerms(
    of sum: FamilyDefinition, _ bound: String, _ body: RealPolynomial
  ) throws(KernelError) {
    let range = sum.range
    let index = freshIndex("k", besides: sum.parameters + [bound])
    let before = try IndexTerm(range.low).subtracting(IndexTerm(1))
    let term = try body.substituting([bound: IndexTerm(index)])
    let (parameters, sum) = (sum.parameters, RealPolynomial(sum.element))
    // Those before it are at least 0 together.
    attempt(
      "sign",
      Fact(
        for: parameters, where: [try IndexTerm(range.high).subtracting(before)],
        Literal(sum, .nonnegative)),
      by: .induction(on: range.high, from: before))
    attempt(
      "term",
      Fact(
        for: parameters + [index],
        where: [
          try IndexTerm(index).subtracting(IndexTerm(range.low)),
          try IndexTerm(range.high).subtracting(IndexTerm(index)),
        ], Literal(sum - term, .nonnegative)),
      by: .induction(on: range.high, from: IndexTerm(index)))
  }

  /// Sums that an atom is, or is an operation on.
  private static func sums(within atom: Atom, _ theory: Theory) -> [Atom] {
    var (found, open): ([Atom], [Atom]) = ([], [atom])
    while let atom = open.popLast() {
      guard let definition = theory.definitions[atom.name], !found.contains(atom) else { continue }
      if definition.kind.isSum {
        found.append(atom)
      } else if definition.kind.parts.bound.isEmpty {
        open += definition.bodies(at: atom).flatMap { $0.variables.sorted() }
      }
    }
    return found
  }
}
