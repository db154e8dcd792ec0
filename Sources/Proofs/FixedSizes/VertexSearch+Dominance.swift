import Numbers
import ProofKernel

extension VertexSearch {
  static let mostColumns = 300

  /// Those that do not follow from the others with factors at least 0; the way of what does is kept.
  mutating func pruned(_ batch: [RealPolynomial]) -> [RealPolynomial] {
    guard batch.count > 1 else { return batch }
    var kept = batch
    // The longest first: what they say is mostly said by others.
    let ordered = batch.enumerated().sorted {
      ($0.element.termCount, $0.offset) > ($1.element.termCount, $1.offset)
    }
    for (_, polynomial) in ordered {
      if effort.isSpent { break }
      guard let sum = combined(polynomial, of: kept.filter { $0 != polynomial }) else { continue }
      kept.removeAll { $0 == polynomial }
      follows(polynomial, .sum(sum))
    }
    return kept
  }

  /// A polynomial as a combination of others, of facts about its elements and of products of these.
  private func combined(_ goal: RealPolynomial, of others: [RealPolynomial]) -> Sum? {
    let inside = goal.variables
    var columns: [(factors: [Factor], polynomial: RealPolynomial)] = [([], RealPolynomial(1))]
    columns += others.map { ([.node($0)], $0) }
    let near = facts.inequalities.filter { inside.isSuperset(of: $0.polynomial.variables) }
    columns += near.map { ([.fact($0)], $0.polynomial) }
    if goal.degree > 1 {
      for (k, first) in near.enumerated() {
        for second in near[k...] where columns.count < Self.mostColumns {
          let product = first.polynomial * second.polynomial
          if product.degree <= goal.degree { columns.append(([.fact(first), .fact(second)], product)) }
        }
      }
    }
    return combination(goal, of: columns)
  }

  /// A polynomial as a combination of products with factors at least 0, by linear programming.
  func combination(
    _ goal: RealPolynomial, of columns: [(factors: [Factor], polynomial: RealPolynomial)]
  ) -> Sum? {
    let table = MonomialTable()
    let target = table.number(goal)
    var problem = NonnegativeCombination(
      target, of: columns.map { table.number($0.polynomial) }, free: [], strictly: nil)
    let found = problem.factors()
    effort.spend(ProofTuning.costOfEntry * problem.effort + ProofTuning.costOfProduct * columns.count)
    guard let found else { return nil }
    return Sum(terms: found.map { Term(coefficient: $0.factor, factors: columns[$0.column].factors) })
  }
}
