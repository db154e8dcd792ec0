import Foundation
import Numbers
import ProofKernel

/// Instances in numbers of machine precision: what is at least 0 there may be so everywhere, what is below 0 is not.
struct GroundSamples {
  private var points: [[Atom: Double]] = []

  static let count = 24
  private static let tolerance = 1e-9

  init(_ facts: GroundFacts) {
    var random = SplitMix64(seed: 14)
    for k in 0..<4 * Self.count where points.count < Self.count {
      var point: [Atom: Double] = [:]
      for atom in facts.atoms {
        point[atom] = Self.value(of: atom, facts, &point, k, &random)
      }
      let isMet =
        facts.inequalities.allSatisfy { Self.value(of: $0.polynomial, point) >= -Self.tolerance }
        && facts.equalities.allSatisfy { abs(Self.value(of: $0.polynomial, point)) <= 1000 * Self.tolerance }
      if isMet, point.values.allSatisfy(\.isFinite) { points.append(point) }
    }
  }

  private static func value(
    of atom: Atom, _ facts: GroundFacts, _ point: inout [Atom: Double], _ number: Int,
    _ random: inout SplitMix64
  ) -> Double {
    if let equation = facts.equations[atom] { return value(of: equation.value, point) }
    if let pinned = facts.pinned[atom] { return value(of: pinned.end, point) }
    if let bodies = facts.arguments[atom], let kind = facts.checker.theory.definitions[atom.name]?.kind,
      bodies.allSatisfy({ $0.variables.allSatisfy { point[$0] != nil } })
    {
      return function(kind, bodies.map { value(of: $0, point) })
    }
    let low = facts.lower[atom]?.map { value(of: $0.end, point) }.max()
    let high = facts.upper[atom]?.map { value(of: $0.end, point) }.min()
    // Ends as often as what lies between them.
    let share = [0, 1, Double(random.next() >> 11) / 9_007_199_254_740_992][Int(random.next() % 3)]
    switch (low, high) {
    case (let low?, let high?): return low + share * (high - low)
    case (let low?, nil): return low + 2 * share
    case (nil, let high?): return high - 2 * share
    case (nil, nil): return 2 * share - 1
    }
  }

  private static func function(_ kind: FamilyDefinition.Kind, _ parts: [Double]) -> Double {
    switch kind {
    case .maximum, .greatest: parts.max() ?? 0
    case .minimum, .least: parts.min() ?? 0
    case .modulus: (parts[0] * parts[0] + parts[1] * parts[1]).squareRoot()
    case .inverse: 1 / parts[0]
    case .squareRoot: max(parts[0], 0).squareRoot()
    case .exponential: exp(parts[0])
    case .logarithm: log(parts[0])
    case .sum, .product: .nan
    }
  }

  static func value(of polynomial: RealPolynomial, _ point: [Atom: Double]) -> Double {
    terms(of: polynomial.terms, point).reduce(0, +)
  }

  private static func terms(of terms: [RealPolynomial.Term], _ point: [Atom: Double]) -> [Double] {
    terms.map { term in
      term.monomial.powers.reduce(term.coefficient.approximation) { product, power in
        let value = point[power.variable] ?? .nan
        return (0..<power.exponent).reduce(product) { product, _ in product * value }
      }
    }
  }

  /// The values of a polynomial, relative to the sizes of its terms: what is rounding is 0.
  func values(of polynomial: RealPolynomial) -> [Double] {
    let terms = polynomial.terms
    return points.map { point in
      let values = Self.terms(of: terms, point)
      let (sum, size) = (values.reduce(0, +), values.reduce(0) { $0 + abs($1) })
      return abs(sum) <= Self.tolerance * size ? 0 : sum
    }
  }

  /// Whether some instance has a value below 0.
  func refute(_ polynomial: RealPolynomial) -> Bool { values(of: polynomial).contains { $0 < 0 } }

  /// The instance at which a polynomial is least.
  func place(ofLeast polynomial: RealPolynomial) -> [Atom: Double]? {
    points.min { Self.value(of: polynomial, $0) < Self.value(of: polynomial, $1) }
  }

  /// The greatest number that all values are at least, where there are any.
  func least(of polynomial: RealPolynomial) -> Double? { values(of: polynomial).min() }
}
