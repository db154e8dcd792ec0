import Algebra
import Numbers
import ProofKernel

/// Rational bounds of the exponential of a rational number, as facts of the theory.
struct ClosedBounds {
  var low: Rational
  var high: Rational
  /// exp c - low >= 0
  var lowFact: Reference
  /// high - exp c >= 0
  var highFact: Reference
  /// To how many binary places of its size they hold.
  var places: Int
}

extension BoxTheory {
  /// Bounds of exp c by c/2^k: 1 + x <= exp x <= 1/(1 - x) there, and then k squares.
  ///
  /// The gap is about c²/2^k of the value, which is as good as tangents get.
  func bounds(of atom: Atom, places: Int) -> ClosedBounds? {
    guard case .exponential(let exponent) = kind(of: atom), let c = exponent.constant,
      c.magnitude <= Rational(BoxTuning.mostExponent), places <= BoxTuning.mostPlaces
    else { return nil }
    if let known = bounds[atom], known.places >= places { return known }
    let size = c.magnitude.approximation
    var halvings = places + 1
    var reach = 1.0
    while reach < max(size, 1) {
      (reach, halvings) = (2 * reach, halvings + 2)
    }
    // Small numbers need fewer halvings.
    while reach > 2 * size, halvings > 1, reach > 1e-9 {
      (reach, halvings) = (reach / 2, halvings - 2)
    }
    halvings = max(halvings, 1)
    let least = c / Rational(2).power(halvings)
    guard least < Rational(1, 2), var inner = exponential(of: RealPolynomial(least)),
      let other = exponential(of: RealPolynomial(-least)), let one = exponentialOf0()
    else { return nil }
    effort.spend(BoxTuning.costOfTerm * 50 * halvings)
    // At level j a place is worth 2^(halvings - j) places in the end.
    func digits(_ level: Int) -> Int { places + 4 + halvings - level }
    guard var now = lowest(inner, other, least, one, digits(0)) else { return nil }
    for level in 1...halvings {
      guard let outer = exponential(of: RealPolynomial(least * Rational(2).power(level))),
        let next = squared(inner, outer, now, max(digits(level), 8))
      else { return nil }
      (inner, now) = (outer, next)
    }
    now.places = places
    bounds[atom] = now
    return now
  }

  /// exp 0 with the fact that it is 1.
  func exponentialOf0() -> (atom: Atom, fact: Reference)? {
    if let known = exponentialOf0Known { return known }
    guard let one = exponential(of: .zero),
      let fact = lemma(
        "one", Literal(RealPolynomial(one) - RealPolynomial(1), .zero), .exponentials(one, [], rewrites: []))
    else { return nil }
    exponentialOf0Known = (one, fact)
    return (one, fact)
  }

  private func lowest(
    _ inner: Atom, _ other: Atom, _ x: Rational, _ one: (atom: Atom, fact: Reference), _ digits: Int
  ) -> ClosedBounds? {
    let (f, g, e) = (RealPolynomial(inner), RealPolynomial(other), RealPolynomial(one.atom))
    let low = 1 + x
    let rest = 1 - x
    let exact = 1 / rest
    // Exact where that is short.
    let high = exact.bitCount < digits ? exact : exact.roundedUp(digits)
    // high - f = (1/rest)·f·(g - rest) + slack, where f·g = 1.
    var upper = Reduction(RealPolynomial(high) - f)
    upper.use(RealPolynomial(exact), .local("product"), e - f * g)
    upper.use(RealPolynomial(-exact), one.fact, e - RealPolynomial(1))
    upper.take(
      exact,
      [
        Reduction.Factor(positive(inner), f),
        Reduction.Factor(tangent(other), g - RealPolynomial(rest)),
      ])
    guard let slack = upper.rest.constant, slack.signum >= 0 else { return nil }
    upper.take(slack)
    let product = Proof.Step(
      "product", Literal(e - f * g, .zero), .exponentials(one.atom, [inner, other], rewrites: []))
    guard
      let highFact = lemma(
        "high", Literal(RealPolynomial(high) - f, .nonnegative), .steps([product], then: .combination(upper.sum)))
    else { return nil }
    return ClosedBounds(low: low, high: high, lowFact: tangent(inner), highFact: highFact, places: 0)
  }

  /// Bounds of the square of an exponential.
  private func squared(_ inner: Atom, _ outer: Atom, _ now: ClosedBounds, _ digits: Int) -> ClosedBounds? {
    let (f, e) = (RealPolynomial(inner), RealPolynomial(outer))
    let (below, above) = (now.low * now.low, now.high * now.high)
    // Small numbers to as many places of their own.
    let digits = digits + max(0, -below.approximation.exponentOrZero)
    let (low, high) = (below.roundedDown(digits), above.roundedUp(digits))
    guard low.signum >= 0, now.low.signum >= 0 else { return nil }
    guard
      let square = lemma(
        "square", Literal(e - f * f, .zero), .exponentials(outer, [inner, inner], rewrites: []))
    else { return nil }
    let atLeast = Reduction.Factor(now.lowFact, f - RealPolynomial(now.low))
    let atMost = Reduction.Factor(now.highFact, RealPolynomial(now.high) - f)
    var lower = Reduction(e - RealPolynomial(low))
    lower.use(RealPolynomial(1), square, e - f * f)
    lower.take(1, [atLeast, atLeast])
    lower.take(2 * now.low, [atLeast])
    lower.take(below - low)
    var upper = Reduction(RealPolynomial(high) - e)
    upper.use(RealPolynomial(-1), square, e - f * f)
    upper.take(1, [atMost, atMost])
    upper.take(2, [Reduction.Factor(positive(inner), f), atMost])
    upper.take(high - above)
    guard lower.rest.isZero, upper.rest.isZero,
      let lowFact = lemma("low", Literal(e - RealPolynomial(low), .nonnegative), .combination(lower.sum)),
      let highFact = lemma("high", Literal(RealPolynomial(high) - e, .nonnegative), .combination(upper.sum))
    else { return nil }
    return ClosedBounds(low: low, high: high, lowFact: lowFact, highFact: highFact, places: 0)
  }
}

extension Double {
  /// The power of 2 below it.
  var exponentOrZero: Int { isFinite && self != 0 ? Int(exponent) : 0 }
}
