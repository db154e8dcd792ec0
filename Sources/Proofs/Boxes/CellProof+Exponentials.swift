import Numbers
import ProofKernel

/// Exponentials between parabolas.
extension CellProof {
  /// exp U between parabolas in v = U - c, times exp c: 1 + v + κ·v² with κ near 1/2.
  mutating func exponentialBound(_ atom: Atom, _ exponent: RealPolynomial, isLower: Bool) -> Bound? {
    if exponent.constant != nil {
      guard let bounds = theory.bounds(of: atom, places: places) else { return nil }
      return isLower
        ? Bound(polynomial: RealPolynomial(bounds.low), fact: bounds.lowFact)
        : Bound(polynomial: RealPolynomial(bounds.high), fact: bounds.highFact)
    }
    guard let (centre, bound) = boundAtCentre(atom, exponent, isLower: isLower) else { return nil }
    if centre.isZero || bound.polynomial.isZero { return bound }
    let v = exponent - RealPolynomial(centre)
    // exp U = exp c · exp v.
    guard let constant = theory.exponential(of: RealPolynomial(centre)),
      let whole = theory.exponential(of: v),
      let equation = join([constant, whole], to: atom)
    else { return nil }
    let (e, c, f) = (RealPolynomial(atom), RealPolynomial(constant), RealPolynomial(whole))
    let product = c * bound.polynomial
    let sign: Rational = isLower ? 1 : -1
    var reduction = Reduction(sign * (e - product))
    reduction.use(RealPolynomial(sign), equation, e - c * f)
    reduction.take(
      1,
      [
        Reduction.Factor(theory.positive(constant), c),
        Reduction.Factor(bound.fact, sign * (f - bound.polynomial)),
      ])
    let literal = Literal(sign * (e - product), .nonnegative)
    guard reduction.rest.isZero, let fact = self.shown(literal) ?? add(literal, .combination(reduction.sum))
    else {
      return nil
    }
    return Bound(polynomial: product, fact: fact)
  }

  /// A bound of exp(U - c) where it touches, and c; where U falls without an end, 0 below exp U.
  private mutating func boundAtCentre(_ atom: Atom, _ exponent: RealPolynomial, isLower: Bool)
    -> (centre: Rational, bound: Bound)?
  {
    guard isBounded(exponent) else { return boundWithoutEnd(atom, exponent, isLower: isLower) }
    guard let range = range(of: exponent) else { return nil }
    let centre = centre(of: exponent, in: range)
    let v = exponent - RealPolynomial(centre)
    let reach = (low: range.low - centre, high: range.high - centre)
    let bound =
      seriesBound(v, reach, isLower: isLower) ?? parabolaBound(v, reach, isLower: isLower)
    return bound.map { (centre, $0) }
  }

  private mutating func parabolaBound(
    _ v: RealPolynomial, _ range: (low: Rational, high: Rational), isLower: Bool
  ) -> Bound? {
    var parabola = Parabola(v, low: range.low, high: range.high)
    guard parabola.reach <= Rational(BoxTuning.mostReach) else { return nil }
    while parabola.halvings < manner.halvings || parabola.base > Rational(1, 2) { parabola.halvings += 1 }
    guard let below = weight(v + RealPolynomial(parabola.low)),
      let above = weight(RealPolynomial(parabola.high) - v)
    else { return nil }
    return isLower ? lower(&parabola, below) : upper(&parabola, below, above)
  }

  /// Where bounds touch what they bound: at the corner that is looked at, else near the middle of the range.
  private func centre(of exponent: RealPolynomial, in range: (low: Rational, high: Rational)) -> Rational {
    if let focus = manner.focus, exponent.variables.allSatisfy(theory.isBase) {
      let value = exponent.substituting { atom in
        focus[atom].map { .polynomial(RealPolynomial($0)) } ?? .atom(atom)
      }
      if let constant = value.constant { return constant }
    }
    let width = range.high - range.low
    let middle = (range.low + range.high) / 2
    let digits = max(0, 3 - width.approximation.exponentOrZero)
    let rounded = middle.roundedDown(min(digits, 60))
    return rounded
  }

  /// What is known of exp v for -low <= v <= high.
  struct Parabola {
    let v: RealPolynomial
    let low: Rational
    let high: Rational
    var halvings = 0

    init(_ v: RealPolynomial, low: Rational, high: Rational) {
      (self.v, self.low, self.high) = (v, -low, high)
    }

    var reach: Rational { max(low, high) }
    /// The reach where halving begins.
    var base: Rational { reach / Rational(2).power(halvings) }

    /// v, low and high, halved so often that `level` squares lead back.
    func at(_ level: Int) -> (v: RealPolynomial, low: Rational, high: Rational) {
      let share = 1 / Rational(2).power(halvings - level)
      return (share * v, share * low, share * high)
    }
    static func value(_ v: RealPolynomial, _ curvature: Rational) -> RealPolynomial {
      RealPolynomial(1) + v + curvature * v * v
    }
  }

  /// What is at least 0 at a level: a weight times a number.
  private func scaled(_ weight: Weight, _ share: Rational) -> (Rational, [Reduction.Factor]) {
    switch weight {
    case .number(let number): (share * number, [])
    case .fact(let reference, let polynomial): (share, [Reduction.Factor(reference, polynomial)])
    }
  }

  /// exp v >= 1 + v + κ v²: by squares of 1 + v/2 + κ' v²/4.
  private mutating func lower(_ parabola: inout Parabola, _ below: Weight) -> Bound? {
    guard var inner = theory.exponential(of: parabola.at(0).v) else { return nil }
    var (curvature, fact) = (Rational(0), theory.tangent(inner))
    for level in 0..<parabola.halvings {
      let (w, low, _) = parabola.at(level)
      guard let outer = theory.exponential(of: 2 * w), let square = join([inner, inner], to: outer) else {
        return nil
      }
      let (e, f) = (RealPolynomial(outer), RealPolynomial(inner))
      let share = 1 / Rational(2).power(parabola.halvings - level)
      // f >= L = 1 + w + κw²; L² - (1 + 2w + 4κ'w²) = w²·(1 + 2κ - 4κ' + 2κw + κ²w²).
      let bound = Parabola.value(w, curvature)
      let exact = (1 + 2 * curvature - 2 * curvature * low) / 4
      let next = max(exact.roundedDown(BoxTuning.placesOfCurvature), 0)
      var slack = 4 * (exact - next)
      if slack.signum < 0 { slack = 0 }
      let literal = Literal(e - Parabola.value(2 * w, next), .nonnegative)
      var reduction = Reduction(literal.polynomial)
      let known = Reduction.Factor(fact, f - bound)
      reduction.use(RealPolynomial(1), square, e - f * f)
      reduction.take(1, [known, known])
      let (number, factors) = scaled(below, share)
      if low <= 1 {
        // 2·(f - L)·L, where L = (1 - low) + (w + low) + κw².
        reduction.take(2 * (1 - low), [known])
        reduction.take(2 * number, [known] + factors)
        reduction.take(2 * curvature, [known, Reduction.Factor(squareOf: w)])
      } else {
        // L = (1 + w/2)² + (κ - 1/4)·w².
        guard curvature >= Rational(1, 4) else { return nil }
        let half = RealPolynomial(1) + Rational(1, 2) * w
        reduction.take(2, [known, Reduction.Factor(squareOf: half)])
        reduction.take(2 * (curvature - Rational(1, 4)), [known, Reduction.Factor(squareOf: w)])
      }
      reduction.take(2 * curvature * number, factors + [Reduction.Factor(squareOf: w)])
      reduction.take(curvature * curvature, [Reduction.Factor(squareOf: w * w)])
      reduction.take(slack, [Reduction.Factor(squareOf: w)])
      guard reduction.rest.isZero, let shown = shown(literal) ?? add(literal, .combination(reduction.sum))
      else {
        return nil
      }
      (inner, curvature, fact) = (outer, next, shown)
    }
    return Bound(polynomial: Parabola.value(parabola.v, curvature), fact: fact)
  }

  /// exp v <= 1 + v + κ v²: at the lowest level by (1 - w)·exp w <= 1, then by squares.
  private mutating func upper(_ parabola: inout Parabola, _ below: Weight, _ above: Weight) -> Bound? {
    let (w, _, high) = parabola.at(0)
    guard var inner = theory.exponential(of: w), let other = theory.exponential(of: -w),
      let one = theory.exponentialOf0(), let product = join([inner, other], to: one.atom), high < 1
    else { return nil }
    var curvature = max((1 / (1 - high)).roundedUp(BoxTuning.placesOfCurvature), 1)
    guard var fact = lowest(inner, other, w, high, curvature, one, product, above, parabola) else {
      return nil
    }
    for level in 0..<parabola.halvings {
      let (w, low, high) = parabola.at(level)
      guard let outer = theory.exponential(of: 2 * w), let square = join([inner, inner], to: outer) else {
        return nil
      }
      let (e, f) = (RealPolynomial(outer), RealPolynomial(inner))
      let share = 1 / Rational(2).power(parabola.halvings - level)
      let reach = max(low, high)
      // 1 + 2w + 4κ'w² - U² = w²·(4κ' - 1 - 2κ - 2κw - κ²w²), where w² = low·high + (high - low)·w - (high - w)·(w + low).
      let bound = Parabola.value(w, curvature)
      let exact = (1 + 2 * curvature + 2 * curvature * high + curvature * curvature * reach * reach) / 4
      let next = exact.roundedUp(BoxTuning.placesOfCurvature)
      let literal = Literal(Parabola.value(2 * w, next) - e, .nonnegative)
      var reduction = Reduction(literal.polynomial)
      let known = Reduction.Factor(fact, bound - f)
      reduction.use(RealPolynomial(-1), square, e - f * f)
      reduction.take(1, [known, known])
      reduction.take(2, [Reduction.Factor(theory.positive(inner), f), known])
      let root = Reduction.Factor(squareOf: w)
      let (x, toLow) = scaled(below, share)
      let (y, toHigh) = scaled(above, share)
      reduction.take(2 * curvature * y, toHigh + [root])
      reduction.take(curvature * curvature * x * y, toLow + toHigh + [root])
      if high >= low {
        reduction.take(curvature * curvature * (high - low) * y, toHigh + [root])
      } else {
        reduction.take(curvature * curvature * (low - high) * x, toLow + [root])
      }
      reduction.take(4 * (next - exact), [root])
      guard reduction.rest.isZero, let shown = shown(literal) ?? add(literal, .combination(reduction.sum))
      else {
        return nil
      }
      (inner, curvature, fact) = (outer, next, shown)
    }
    return Bound(polynomial: Parabola.value(parabola.v, curvature), fact: fact)
  }

  /// If f > 1 + w + κw², then (f - 1 - w - κw²)·(1 - w) > 0; but (1 - w)·f <= 1, and κ·(1 - w) >= 1.
  private mutating func lowest(
    _ inner: Atom, _ other: Atom, _ w: RealPolynomial, _ high: Rational, _ curvature: Rational,
    _ one: (atom: Atom, fact: Reference), _ product: Reference, _ above: Weight, _ parabola: Parabola
  ) -> Reference? {
    let (f, g, e) = (RealPolynomial(inner), RealPolynomial(other), RealPolynomial(one.atom))
    let bound = Parabola.value(w, curvature)
    let literal = Literal(bound - f, .nonnegative)
    if let shown = shown(literal) { return shown }
    let (number, factors) = scaled(above, 1 / Rational(2).power(parabola.halvings))
    let contrary = Reduction.Factor(.local(Self.contrary), f - bound)
    let root = Reduction.Factor(squareOf: w)
    var reduction = Reduction(.zero)
    reduction.take(1 - high, [contrary])
    reduction.take(number, [contrary] + factors)
    reduction.take(
      1,
      [
        Reduction.Factor(theory.positive(inner), f),
        Reduction.Factor(theory.tangent(other), g - RealPolynomial(1) + w),
      ])
    reduction.take(curvature * number, factors + [root])
    reduction.take(curvature * (1 - high) - 1, [root])
    reduction.use(RealPolynomial(1), product, e - f * g)
    reduction.use(RealPolynomial(-1), one.fact, e - RealPolynomial(1))
    guard reduction.rest.isZero else { return nil }
    var absurd = reduction.sum
    absurd.isAbsurd = true
    return add(
      literal,
      .signCases(bound - f, name: Self.contrary, yes: Proof.itself(Self.contrary), no: .combination(absurd)))
  }
}
