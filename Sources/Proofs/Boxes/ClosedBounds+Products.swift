import Numbers
import ProofKernel

/// Bounds of exponentials from those of others.
extension BoxTheory {
  /// exp(a + b + …) from bounds of exp a, exp b, …
  func product(_ atom: Atom, _ parts: [Rational], _ places: Int) -> ClosedBounds? {
    var factors: [(atom: Atom, bounds: ClosedBounds)] = []
    for part in parts {
      guard let element = exponential(of: RealPolynomial(part)),
        let bounds = bounds(of: element, places: places)
      else { return nil }
      factors.append((element, bounds))
    }
    let e = RealPolynomial(atom)
    let whole = factors.reduce(RealPolynomial(1)) { $0 * RealPolynomial($1.atom) }
    let join = Proof.Step(
      Self.join, Literal(e - whole, .zero), .exponentials(atom, factors.map(\.atom), rewrites: []))
    func side(_ stem: String, _ sign: Rational, _ value: (ClosedBounds) -> (Rational, Reference)) -> (
      Rational, Reference
    )? {
      let exact = factors.reduce(Rational(1)) { $0 * value($1.bounds).0 }
      let digits = places + 4 + max(0, -exact.approximation.exponentOrZero)
      let end = sign == 1 ? exact.roundedDown(digits) : exact.roundedUp(digits)
      var reduction = Reduction(sign * (e - RealPolynomial(end)))
      reduction.use(RealPolynomial(sign), .local(Self.join), e - whole)
      // Π f - Π l is the sum of the products of what comes before, one difference, and the ends of what comes after.
      var before: [Reduction.Factor] = []
      for (k, factor) in factors.enumerated() {
        let me = RealPolynomial(factor.atom)
        let (own, fact) = value(factor.bounds)
        let after = factors[(k + 1)...].reduce(Rational(1)) { $0 * value($1.bounds).0 }
        reduction.take(after, before + [Reduction.Factor(fact, sign * (me - RealPolynomial(own)))])
        before.append(Reduction.Factor(positive(factor.atom), me))
      }
      guard let slack = reduction.rest.constant, slack.signum >= 0 else { return nil }
      reduction.take(slack)
      let literal = Literal(sign * (e - RealPolynomial(end)), .nonnegative)
      return lemma(stem, literal, .steps([join], then: .combination(reduction.sum))).map { (end, $0) }
    }
    guard let (low, lowFact) = side("low", 1, { ($0.low, $0.lowFact) }),
      let (high, highFact) = side("high", -1, { ($0.high, $0.highFact) })
    else { return nil }
    return ClosedBounds(low: low, high: high, lowFact: lowFact, highFact: highFact)
  }

  /// exp(-a) from bounds of exp a.
  func inverse(_ atom: Atom, _ c: Rational, _ other: ClosedBounds, _ places: Int) -> ClosedBounds? {
    guard let back = exponential(of: RealPolynomial(-c)), let one = exponentialOf0(), other.low.signum > 0
    else {
      return nil
    }
    let (f, g, e) = (RealPolynomial(atom), RealPolynomial(back), RealPolynomial(one.atom))
    let join = Proof.Step(
      Self.join, Literal(e - f * g, .zero), .exponentials(one.atom, [atom, back], rewrites: []))
    func side(_ stem: String, _ sign: Rational, _ end: Rational, _ fact: Reference) -> (Rational, Reference)?
    {
      let exact = 1 / end
      let digits = places + 4 + max(0, -exact.approximation.exponentOrZero)
      let short = sign == 1 ? exact.roundedDown(digits) : exact.roundedUp(digits)
      // f - 1/u = (1/u)·f·(u - g), where f·g = 1.
      var reduction = Reduction(sign * (f - RealPolynomial(short)))
      reduction.use(RealPolynomial(-sign * exact), .local(Self.join), e - f * g)
      reduction.use(RealPolynomial(sign * exact), one.fact, e - RealPolynomial(1))
      reduction.take(
        exact,
        [Reduction.Factor(positive(atom), f), Reduction.Factor(fact, sign * (RealPolynomial(end) - g))])
      guard let slack = reduction.rest.constant, slack.signum >= 0 else { return nil }
      reduction.take(slack)
      let literal = Literal(sign * (f - RealPolynomial(short)), .nonnegative)
      return lemma(stem, literal, .steps([join], then: .combination(reduction.sum))).map { (short, $0) }
    }
    guard let (low, lowFact) = side("low", 1, other.high, other.highFact),
      let (high, highFact) = side("high", -1, other.low, other.lowFact)
    else { return nil }
    return ClosedBounds(low: low, high: high, lowFact: lowFact, highFact: highFact)
  }
}
