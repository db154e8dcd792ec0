import Numbers
import ProofKernel

/// Exponentials between polynomials that touch them to a higher order.
extension CellProof {
  /// exp v between its series and what the series of exp(-v) says, for v between ends.
  mutating func seriesBound(
    _ v: RealPolynomial, _ range: (low: Rational, high: Rational), isLower: Bool
  ) -> Bound? {
    guard let degree = manner.degree, v.variables.allSatisfy(theory.isBase),
      v.degree * (degree + 1) <= BoxTuning.mostDegree
    else { return nil }
    if range.low.signum >= 0 && isLower || range.high.signum <= 0 && !isLower,
      let bound = oneSided(v, degree + 1, isLower: isLower)
    {
      return bound
    }
    guard degree > 1, max(-range.low, range.high) <= Rational(BoxTuning.mostReachOfSeries) else {
      return nil
    }
    return isLower ? seriesBound(v, degree) : upper(v, degree, high: range.high)
  }

  /// Where the exponent has no end: exp(U - c) where U is c at the corner that is looked at; or 0 below exp U.
  mutating func boundWithoutEnd(_ atom: Atom, _ exponent: RealPolynomial, isLower: Bool)
    -> (centre: Rational, bound: Bound)?
  {
    guard exponent.variables.allSatisfy(theory.isBase),
      exponent.degree * ((manner.degree ?? 0) + 1) <= BoxTuning.mostDegree,
      let centre = exponent.substituting({ atom in
        .polynomial(RealPolynomial(manner.focus?[atom] ?? box.sides[atom]?.places.first ?? 0))
      }).constant
    else { return nil }
    let v = exponent - RealPolynomial(centre)
    let values = samples.map { theory.value(v, at: $0) }
    guard let least = values.min(), let most = values.max() else { return nil }
    if isLower, manner.degree == nil, -least > most {
      return (centre, Bound(polynomial: .zero, fact: theory.positive(atom)))
    }
    let rounding = 1e-9 * max(most, -least)
    if isLower ? least >= -rounding : most <= rounding,
      let bound = oneSided(v, manner.degree.map { $0 + 1 } ?? 0, isLower: isLower)
    {
      return (centre, bound)
    }
    return isLower ? seriesBound(v, manner.degree ?? 1).map { (centre, $0) } : nil
  }

  /// Σ vᵏ/k! for k from 0 to the degree.
  private static func series(_ v: RealPolynomial, _ degree: Int) -> RealPolynomial {
    var (sum, term) = (RealPolynomial(1), RealPolynomial(1))
    for k in 0..<degree {
      term = Rational(1, k + 1) * (term * v)
      sum = sum + term
    }
    return sum
  }

  /// exp v >= Σ vᵏ/k! up to an odd degree.
  private mutating func seriesBound(_ v: RealPolynomial, _ degree: Int) -> Bound? {
    guard let whole = theory.exponential(of: v) else { return nil }
    let sum = Self.series(v, degree)
    return series(whole, degree, Literal(RealPolynomial(whole) - sum, .nonnegative)).map {
      Bound(polynomial: sum, fact: $0)
    }
  }

  /// exp v >= Σ vᵏ/k! up to an even degree where v >= 0, and <= where v <= 0.
  private mutating func oneSided(_ v: RealPolynomial, _ degree: Int, isLower: Bool) -> Bound? {
    guard let whole = theory.exponential(of: v), let weight = weight(isLower ? v : -v) else { return nil }
    var sign = Reduction(isLower ? v : -v)
    switch weight {
    case .number(let number): sign.take(number)
    case .fact(let reference, let polynomial): sign.take(1, [Reduction.Factor(reference, polynomial)])
    }
    let sum = Self.series(v, degree)
    let difference = RealPolynomial(whole) - sum
    guard sign.rest.isZero else { return nil }
    return series(
      whole, degree, Literal(isLower ? difference : -difference, .nonnegative), by: .combination(sign.sum)
    ).map { Bound(polynomial: sum, fact: $0) }
  }

  private mutating func series(_ whole: Atom, _ degree: Int, _ literal: Literal, by sign: Proof? = nil)
    -> Reference?
  {
    shown(literal) ?? add(literal, .series(whole, degree: degree, argument: sign))
  }

  /// With P = Σ (-v)ᵏ/k! <= g = exp(-v), and f = exp v: Q - f is f·Q·(g - P) + f·(Q·P - 1), where Q = Σ vᵏ/k! + κ·vⁿ⁺¹ with the
  /// least κ such that Q·P >= 1.
  private mutating func upper(_ v: RealPolynomial, _ degree: Int, high: Rational) -> Bound? {
    guard let whole = theory.exponential(of: v), let other = theory.exponential(of: -v),
      let one = theory.exponentialOf0(), let product = join([whole, other], to: one.atom)
    else { return nil }
    let (f, g, e) = (RealPolynomial(whole), RealPolynomial(other), RealPolynomial(one.atom))
    guard let (share, remainder) = remainder(of: v, degree, high: high) else { return nil }
    let (sum, small) = (Self.series(v, degree), Self.series(-v, degree))
    let root = v.power((degree + 1) / 2)
    let bound = sum + share * root * root
    let literal = Literal(bound - f, .nonnegative)
    if let shown = shown(literal) { return Bound(polynomial: bound, fact: shown) }
    let left = share * small - remainder
    guard let above = fact(bound), let rest = fact(left), let known = seriesBound(-v, degree) else {
      return nil
    }
    let positive = Reduction.Factor(theory.positive(whole), f)
    var reduction = Reduction(bound - f)
    reduction.take(
      1, [positive, Reduction.Factor(above, bound), Reduction.Factor(known.fact, g - small)])
    reduction.take(1, [positive, Reduction.Factor(squareOf: root), Reduction.Factor(rest, left)])
    reduction.use(bound, product, e - f * g)
    reduction.use(-bound, one.fact, e - RealPolynomial(1))
    guard reduction.rest.isZero, let fact = add(literal, .combination(reduction.sum)) else { return nil }
    return Bound(polynomial: bound, fact: fact)
  }

  /// The sums of exp v and exp(-v) have the product 1 - vⁿ⁺¹·R: R, and a number that it is at most times the latter sum.
  private func remainder(
    of v: RealPolynomial, _ degree: Int, high: Rational
  ) -> (share: Rational, remainder: RealPolynomial)? {
    let u = RealPolynomial(Atom("u"))
    let powers = (RealPolynomial(1) - Self.series(u, degree) * Self.series(-u, degree)).powers(of: Atom("u"))
    func remainder(_ x: RealPolynomial) -> RealPolynomial {
      powers.dropFirst(degree + 1).reversed().reduce(.zero) { $0 * x + $1 }
    }
    // The ratio is greatest at an end: R grows with |v|, and the sum falls.
    let places = [high] + samples.compactMap { Rational(near: theory.value(v, at: $0), places: 20) }
    var share: Rational = 0
    for x in places {
      guard let sum = Self.series(RealPolynomial(-x), degree).constant, sum.signum > 0,
        let rest = remainder(RealPolynomial(x)).constant
      else { return nil }
      share = max(share, rest / sum)
    }
    return (share.roundedUp(BoxTuning.placesOfRemainder), remainder(v))
  }
}
