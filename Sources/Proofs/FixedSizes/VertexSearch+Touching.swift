import Numbers
import ProofKernel

extension VertexSearch {
  static let mostTouching = 5
  static let mostTouchingTerms = 200
  static let mostTouchingColumns = 600
  /// Rounds of steps towards the lowest place.
  static let mostMoves = 200

  /// A polynomial that is 0 where no element is at its end, as squares of what is 0 there, times facts.
  ///
  /// Halving intervals never ends at such a place. States are written out: they are few where this serves.
  mutating func touching(_ polynomial: RealPolynomial) -> Way? {
    guard let (whole, rewrites) = expanded(polynomial), whole.variables.count <= Self.mostTouching,
      whole.degree <= 6, let place = lowest(of: whole), value(of: whole, at: place).isZero
    else { return nil }
    let atoms = whole.variables.sorted()
    let roots = atoms.map { RealPolynomial($0) - RealPolynomial(place[$0] ?? 0) }
    var squares = roots
    for (k, root) in roots.enumerated() {
      for other in roots[(k + 1)...] {
        for factor in [1, -1, 2, -2] { squares.append(root + Rational(factor) * other) }
        for factor in [2, -2] { squares.append(Rational(factor) * root + other) }
      }
    }
    // Where it touches to fourth order.
    for (k, root) in roots.enumerated() where whole.degree >= 4 { squares += roots[k...].map { root * $0 } }
    let near = sources(within: whole.variables)
    var columns: [(factors: [Factor], polynomial: RealPolynomial)] = []
    var products: [(factors: [Factor], polynomial: RealPolynomial)] = [([], RealPolynomial(1))]
    // All products of facts up to the degree, those with a square and those that are 0 there by themselves.
    var first = 0
    for size in 1...max(whole.degree, 1) {
      let layer = products.indices.filter { $0 >= first && products[$0].factors.count == size - 1 }
      first = products.count
      for k in layer {
        for (factor, fact) in near where products.count < Self.mostTouchingColumns {
          let product = products[k].polynomial * fact
          if product.degree <= whole.degree { products.append((products[k].factors + [factor], product)) }
        }
      }
    }
    var seen: Set<RealPolynomial> = []
    for (factors, product) in products {
      if value(of: product, at: place).isZero, seen.insert(product).inserted {
        columns.append((factors, product))
      }
      for root in squares where product.degree + 2 * root.degree <= whole.degree {
        let column = product * root * root
        guard columns.count < Self.mostTouchingColumns, seen.insert(column).inserted else { continue }
        columns.append((factors + [.square(root)], column))
      }
    }
    if var sum = combination(whole, of: columns) {
      sum.rewrites = rewrites
      return .sum(sum)
    }
    // Away from all ends: halving would not end.
    if near.allSatisfy({ !value(of: $0.1, at: place).isZero }) { blocked = nil }
    return nil
  }

  /// Inequalities between some elements, those that follow included.
  private func sources(within atoms: Set<Atom>) -> [(Factor, RealPolynomial)] {
    facts.inequalities.filter { atoms.isSuperset(of: $0.polynomial.variables) }.map {
      (.fact($0), $0.polynomial)
    }
      + facts.derived.filter { atoms.isSuperset(of: $0.polynomial.variables) }.map {
        (.node($0.polynomial), $0.polynomial)
      }
  }

  private func expanded(_ polynomial: RealPolynomial) -> (RealPolynomial, [Rewrite])? {
    var (whole, rewrites) = (polynomial, [Rewrite]())
    while let atom = whole.variables.filter({ facts.equations[$0] != nil }).max(by: {
      (facts.ranks[$0] ?? 0) < (facts.ranks[$1] ?? 0)
    }), let equation = facts.equations[atom] {
      whole = whole.substituting { $0 == atom ? .polynomial(equation.value) : .atom($0) }
      rewrites += equation.rewrites
      if whole.termCount > Self.mostTouchingTerms { return nil }
    }
    return (whole, rewrites)
  }

  // MARK: The place

  private func value(of polynomial: RealPolynomial, at place: [Atom: Rational]) -> Rational {
    polynomial.terms.reduce(0) { sum, term in
      sum
        + term.monomial.powers.reduce(term.coefficient) {
          $0 * (place[$1.variable] ?? 0).power($1.exponent)
        }
    }
  }

  /// Where it is least, in numbers of small denominators: by steps along each element, from the least of all instances.
  private func lowest(of polynomial: RealPolynomial) -> [Atom: Rational]? {
    let atoms = polynomial.variables.sorted()
    guard var place = samples.place(ofLeast: polynomial) else { return nil }
    let known = sources(within: Set(atoms)).map(\.1)
    func isInside(_ place: [Atom: Double]) -> Bool {
      known.allSatisfy { GroundSamples.value(of: $0, place) >= 0 }
    }
    var (step, least) = (0.25, GroundSamples.value(of: polynomial, place))
    var rest = Self.mostMoves
    while step > 1e-7 {
      rest -= 1
      // Without an end it may fall for ever.
      if rest < 0 { return nil }
      effort.spend(ProofTuning.costOfFact)
      var isLower = false
      for (k, atom) in atoms.enumerated() {
        // Along one element, and along it and another one at once.
        for other in [nil] + atoms[(k + 1)...].map(Optional.some) {
          for (a, b) in [(1.0, 1.0), (-1, -1), (1, -1), (-1, 1)] {
            var next = place
            next[atom, default: 0] += a * step
            if let other { next[other, default: 0] += b * step }
            let value = GroundSamples.value(of: polynomial, next)
            if value < least, isInside(next) { (place, least, isLower) = (next, value, true) }
          }
        }
      }
      if !isLower { step /= 2 }
    }
    var result: [Atom: Rational] = [:]
    for atom in atoms {
      guard let x = place[atom],
        let denominator = (1...16).first(where: { abs(x * Double($0) - (x * Double($0)).rounded()) < 1e-3 })
      else { return nil }
      result[atom] = Rational(Int((x * Double(denominator)).rounded())) / Rational(denominator)
    }
    return result
  }
}
