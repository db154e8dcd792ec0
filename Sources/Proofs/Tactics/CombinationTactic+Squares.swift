import Numbers
import ProofKernel

/// What the squares in a combination are squares of.
extension CombinationTactic {
  /// What may be squared: what was named, and sums and differences of atoms whose products stand in the goal.
  func roots(_ polynomials: [RealPolynomial]) -> [RealPolynomial] {
    var roots = squares
    for (k, polynomial) in polynomials.enumerated() {
      for (monomial, _) in polynomial.terms where monomial.degree >= 2 {
        let list = monomial.powers.map { RealPolynomial($0.variable) }
        if k == 0, monomial.degree == 2, list.count == 2 { roots += [list[0] - list[1], list[0] + list[1]] }
        roots += monomial.powers.filter { $0.exponent >= 2 }.map {
          RealPolynomial($0.variable).power($0.exponent / 2)
        }
      }
    }
    if let goal = polynomials.first { roots += Self.completions(of: goal) + Self.weighted(goal) }
    var seen: Set<RealPolynomial> = []
    return roots.filter { !$0.isZero && seen.insert($0).inserted }.prefix(ProofTuning.mostSquares).map { $0 }
  }

  /// Sums and differences of what the squares in a polynomial are squares of: of 1 - 2x² + x⁴ they are 1 + x² and 1 - x².
  private static func completions(of polynomial: RealPolynomial) -> [RealPolynomial] {
    var parts: [RealPolynomial] = []
    for (monomial, coefficient) in polynomial.terms
    where monomial.powers.allSatisfy({ $0.exponent.isMultiple(of: 2) }) {
      guard coefficient > 0, let factor = coefficient.exactRoot(2) else { continue }
      parts.append(
        monomial.powers.reduce(RealPolynomial(factor)) {
          $0 * RealPolynomial($1.variable).power($1.exponent / 2)
        })
    }
    guard parts.count <= ProofTuning.mostParts else { return [] }
    var found: [RealPolynomial] = []
    for (k, a) in parts.enumerated() {
      for (l, b) in parts.enumerated() where l > k {
        found += [a - b, a + b]
        for c in parts[(l + 1)...] { found += [a - b - c, a - b + c, a + b - c, a + b + c] }
      }
    }
    return found
  }

  /// Sums and differences whose squares stand in a polynomial with a weight: of c·x·y beside c·x² or c·y².
  private static func weighted(_ polynomial: RealPolynomial) -> [RealPolynomial] {
    var found: [RealPolynomial] = []
    for (monomial, _) in polynomial.terms where monomial.degree > 2 {
      let variables = monomial.powers.map(\.variable)
      for (k, x) in variables.enumerated() {
        for y in variables[(k + 1)...] {
          guard let weight = monomial.dividing(by: Monomial(x) * Monomial(y)),
            [x, y].contains(where: { !polynomial[weight * Monomial($0, 2)].isZero })
          else { continue }
          found += [RealPolynomial(x) - RealPolynomial(y), RealPolynomial(x) + RealPolynomial(y)]
        }
      }
    }
    return found
  }
}
