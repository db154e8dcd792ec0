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
}

/// By how many halvings an exponential is bounded.
struct HalvedExponential: Hashable {
  var exponent: Rational
  var halvings: Int
}

extension BoxTheory {
  /// Bounds of exp c to so many binary places of its size.
  ///
  /// At c/2^k it is between 1 + x and 1/(1 - x), and k squares lead back: the gap is about c²/2^k of the value, which is as good
  /// as tangents get. Of short dyadic numbers it is a product of exp(2^i), so that these are squared once for all.
  func bounds(of atom: Atom, places: Int) -> ClosedBounds? {
    guard case .exponential(let exponent) = kind(of: atom), let c = exponent.constant,
      c.magnitude <= Rational(BoxTuning.mostExponent), places <= BoxTuning.mostPlaces
    else { return nil }
    let key = HalvedExponential(exponent: c, halvings: places)
    if let known = bounds[key] { return known }
    let parts = units(of: c.magnitude)
    let found: ClosedBounds?
    if parts != nil, c.signum < 0 {
      found = exponential(of: RealPolynomial(-c)).flatMap { bounds(of: $0, places: places) }
        .flatMap { inverse(atom, c, $0, places) }
    } else if let parts, parts.count > 1 {
      found = product(atom, parts, places)
    } else {
      found = power(atom, c, places)
    }
    bounds[key] = found
    return found
  }

  /// The powers of 2 that a number is the sum of, where they are few; nil where it is no short dyadic number.
  private func units(of c: Rational) -> [Rational]? {
    let scale = Rational(1 << BoxTuning.placesOfUnits)
    guard var rest = (scale * c).word, rest > 0 else { return nil }
    var (parts, unit): ([Rational], Rational) = ([], 1 / scale)
    while rest > 0 {
      if rest & 1 == 1 { parts.append(unit) }
      (rest, unit) = (rest >> 1, 2 * unit)
    }
    return parts.count <= BoxTuning.mostUnits ? parts : nil
  }

  // MARK: Squares

  /// By halvings and squares.
  private func power(_ atom: Atom, _ c: Rational, _ places: Int) -> ClosedBounds? {
    let size = c.magnitude.approximation
    let isShared = c.signum > 0 && units(of: c)?.count == 1
    // c²/2^k is as small as asked for; of powers of 2 all begin with the same one, if they are no large ones.
    let spare = size <= 2 ? 2 : BoxTuning.placesOfUnits
    let halvings =
      isShared
      ? places + spare + size.exponentOrZero
      : max(places + 1 + 2 * (size.exponentOrZero + 1), size.exponentOrZero + 3, 1)
    let digits = isShared ? places + spare - size.exponentOrZero : places
    effort.spend(BoxTuning.costOfTerm * 50 * halvings)
    guard let chain = chain(c, halvings, digits, isShared: isShared) else { return nil }
    if isShared { return chain.bounds }
    // All squares within one lemma.
    let e = RealPolynomial(atom)
    let (low, high) = (chain.bounds.low, chain.bounds.high)
    func side(_ literal: Literal, _ last: Reference, _ stem: String) -> Reference? {
      guard case .local(let name) = last, let k = chain.steps.lastIndex(where: { $0.name == name }) else {
        return last
      }
      return lemma(stem, literal, Array(chain.steps[..<k]).needed(then: chain.steps[k].proof))
    }
    guard
      let lowFact = side(Literal(e - RealPolynomial(low), .nonnegative), chain.bounds.lowFact, "low"),
      let highFact = side(Literal(RealPolynomial(high) - e, .nonnegative), chain.bounds.highFact, "high")
    else { return nil }
    return ClosedBounds(low: low, high: high, lowFact: lowFact, highFact: highFact)
  }

  /// Steps from c/2^k to c; as lemmas where other numbers share them.
  private func chain(
    _ c: Rational, _ halvings: Int, _ places: Int, isShared: Bool
  ) -> (steps: [Proof.Step], bounds: ClosedBounds)? {
    let key = HalvedExponential(exponent: c, halvings: halvings)
    if isShared, let known = chains[key] { return ([], known) }
    // At a level a place is worth 2^level places in the end.
    let digits = places + 4 + halvings
    guard let atom = exponential(of: RealPolynomial(c)) else { return nil }
    guard halvings > 0 else { return lowest(atom, c, digits, isShared: isShared) }
    guard let inner = exponential(of: RealPolynomial(c / 2)),
      let below = chain(c / 2, halvings - 1, places + 1, isShared: isShared),
      let found = squared(inner, atom, below, max(places + 4, 8), isShared: isShared)
    else { return nil }
    if isShared { chains[key] = found.bounds }
    return found
  }

  /// The name of the step that an exponential is a product of others.
  static let join = AuxiliaryName.of("product")

  private func lowest(
    _ inner: Atom, _ x: Rational, _ digits: Int, isShared: Bool
  ) -> (steps: [Proof.Step], bounds: ClosedBounds)? {
    guard let other = exponential(of: RealPolynomial(-x)), let one = exponentialOf0(), x < 1 else {
      return nil
    }
    let (f, g, e) = (RealPolynomial(inner), RealPolynomial(other), RealPolynomial(one.atom))
    let rest = 1 - x
    let exact = 1 / rest
    // Exact where that is short.
    let high = exact.bitCount < digits ? exact : exact.roundedUp(digits)
    // high - f = (1/rest)·f·(g - rest) + slack, where f·g = 1.
    var upper = Reduction(RealPolynomial(high) - f)
    upper.use(RealPolynomial(exact), .local(Self.join), e - f * g)
    upper.use(RealPolynomial(-exact), one.fact, e - RealPolynomial(1))
    upper.take(
      exact,
      [Reduction.Factor(positive(inner), f), Reduction.Factor(tangent(other), g - RealPolynomial(rest))])
    guard let slack = upper.rest.constant, slack.signum >= 0 else { return nil }
    upper.take(slack)
    let product = Proof.Step(
      Self.join, Literal(e - f * g, .zero), .exponentials(one.atom, [inner, other], rewrites: []))
    let literal = Literal(RealPolynomial(high) - f, .nonnegative)
    var steps: [Proof.Step] = []
    guard
      let highFact = record(
        "high", literal, .steps([product], then: .combination(upper.sum)), isShared, &steps)
    else { return nil }
    return (steps, ClosedBounds(low: 1 + x, high: high, lowFact: tangent(inner), highFact: highFact))
  }

  /// A lemma, or a step of one.
  private func record(
    _ stem: String, _ literal: Literal, _ proof: Proof, _ isShared: Bool, _ steps: inout [Proof.Step]
  ) -> Reference? {
    if isShared { return lemma(stem, literal, proof) }
    let name = AuxiliaryName.of(stem, steps.count)
    steps.append(Proof.Step(name, literal, proof))
    return .local(name)
  }

  /// Bounds of the square of an exponential.
  private func squared(
    _ inner: Atom, _ outer: Atom, _ below: (steps: [Proof.Step], bounds: ClosedBounds), _ digits: Int,
    isShared: Bool
  ) -> (steps: [Proof.Step], bounds: ClosedBounds)? {
    let now = below.bounds
    var steps = below.steps
    let (f, e) = (RealPolynomial(inner), RealPolynomial(outer))
    let (least, most) = (now.low * now.low, now.high * now.high)
    // Small numbers to as many places of their own.
    let digits = digits + max(0, -least.approximation.exponentOrZero)
    let (low, high) = (least.roundedDown(digits), most.roundedUp(digits))
    guard now.low.signum >= 0,
      let square = record(
        "square", Literal(e - f * f, .zero), .exponentials(outer, [inner, inner], rewrites: []), isShared,
        &steps)
    else { return nil }
    let atLeast = Reduction.Factor(now.lowFact, f - RealPolynomial(now.low))
    let atMost = Reduction.Factor(now.highFact, RealPolynomial(now.high) - f)
    var lower = Reduction(e - RealPolynomial(low))
    lower.use(RealPolynomial(1), square, e - f * f)
    lower.take(1, [atLeast, atLeast])
    lower.take(2 * now.low, [atLeast])
    lower.take(least - low)
    var upper = Reduction(RealPolynomial(high) - e)
    upper.use(RealPolynomial(-1), square, e - f * f)
    upper.take(1, [atMost, atMost])
    upper.take(2, [Reduction.Factor(positive(inner), f), atMost])
    upper.take(high - most)
    guard lower.rest.isZero, upper.rest.isZero,
      let lowFact = record(
        "low", Literal(e - RealPolynomial(low), .nonnegative), .combination(lower.sum), isShared, &steps),
      let highFact = record(
        "high", Literal(RealPolynomial(high) - e, .nonnegative), .combination(upper.sum), isShared, &steps)
    else { return nil }
    return (steps, ClosedBounds(low: low, high: high, lowFact: lowFact, highFact: highFact))
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
}

extension Double {
  /// The power of 2 below it.
  var exponentOrZero: Int { isFinite && self != 0 ? Int(exponent) : 0 }
}
