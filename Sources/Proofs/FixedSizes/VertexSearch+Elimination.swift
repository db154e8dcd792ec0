import Numbers
import ProofKernel

extension VertexSearch {
  /// What a polynomial follows from that says nothing of its last element.
  mutating func eliminated(_ polynomial: RealPolynomial, _ atom: Atom) -> Way? {
    effort.spend(ProofTuning.costOfFact)
    let form = UnivariateForm(polynomial, in: atom)
    if let equation = facts.equations[atom] {
      var sum = Sum()
      sum.rewrites = equation.rewrites
      return add(1, [], form.value(at: equation.value), to: &sum) ? .sum(sum) : nil
    }
    if let pin = facts.pinned[atom] { return pinned(atom, form, pin) }
    if let way = opened(polynomial, atom, form) { return way }
    let before = self
    if let way = form.degree == 1 ? ends(atom, form) : bernstein(atom, form) ?? square(atom, form) {
      return way
    }
    let blocked = blocked
    self = before
    self.blocked = blocked
    return touching(polynomial)
  }

  /// By a hypothesis that says what the element is: p(x) - p(end) is a multiple of x - end.
  private mutating func pinned(_ atom: Atom, _ form: UnivariateForm, _ pin: GroundFacts.Pin) -> Way? {
    var sum = Sum()
    guard add(1, [], form.value(at: pin.end), to: &sum) else { return nil }
    sum.equations.append((Rational(1) / pin.scale * form.quotient(atom, at: pin.end), pin.known))
    return .sum(sum)
  }

  // MARK: Degree 1

  private mutating func ends(_ atom: Atom, _ form: UnivariateForm) -> Way? {
    let slope = form[1]
    let (low, high) = (best(facts.lower[atom], isLower: true), best(facts.upper[atom], isLower: false))
    let values = samples.values(of: slope)
    let (rises, falls) = (values.allSatisfy { $0 >= 0 }, values.allSatisfy { $0 <= 0 })
    let isFirst = rises && (!falls || slope.constant?.signum ?? 1 > 0)
    if isFirst, let low, let way = one(form, slope, low) { return way }
    if falls, let high, let way = one(form, -slope, high) { return way }
    guard let low, let high else { return nil }
    return both(atom, form, low, high)
  }

  /// From one end, where it is shown that the polynomial is least there.
  private mutating func one(
    _ form: UnivariateForm, _ rise: RealPolynomial, _ bound: GroundFacts.Bound
  ) -> Way? {
    let before = self
    var sum = Sum()
    if showSign(rise), add(1, [], form.value(at: bound.end), to: &sum),
      add(Rational(1) / bound.scale, [bound.factor], rise, to: &sum)
    {
      return .sum(sum)
    }
    self = before
    return nil
  }

  /// From both ends: weighted by the distances where these add up to a number, else by the sign of the slope.
  private mutating func both(
    _ atom: Atom, _ form: UnivariateForm, _ low: GroundFacts.Bound, _ high: GroundFacts.Bound
  ) -> Way? {
    let (first, last) = (form.value(at: low.end), form.value(at: high.end))
    if let width = (high.end - low.end).constant {
      guard width.signum > 0 else { return nil }
      var sum = Sum()
      guard add(Rational(1) / (width * low.scale), [low.factor], last, to: &sum),
        add(Rational(1) / (width * high.scale), [high.factor], first, to: &sum)
      else { return nil }
      return .sum(sum)
    }
    var (above, below) = (Sum(), Sum())
    guard add(1, [], first, to: &above), add(1, [], last, to: &below) else { return nil }
    let slope = GroundFacts.Known(reference: .local(Self.sign), rewrites: [], polynomial: form[1])
    above.terms.append(Term(coefficient: Rational(1) / low.scale, factors: [low.factor, .fact(slope)]))
    below.terms.append(Term(coefficient: Rational(1) / high.scale, factors: [high.factor, .fact(slope)]))
    return .signs(form[1], above: above, below: below)
  }

  /// The name of what is known of a sign.
  static let sign = AuxiliaryName.of("slope")

  /// The end that lies closest where several are known.
  private func best(_ bounds: [GroundFacts.Bound]?, isLower: Bool) -> GroundFacts.Bound? {
    guard let bounds, bounds.count > 1 else { return bounds?.first }
    let sums = bounds.map { samples.values(of: $0.end).reduce(0, +) }
    return bounds.indices.max { isLower ? sums[$0] < sums[$1] : sums[$0] > sums[$1] }.map { bounds[$0] }
  }

  // MARK: Higher degrees

  /// The closest ends that are numbers.
  private func numericEnds(
    _ atom: Atom
  ) -> (low: GroundFacts.Bound, a: Rational, high: GroundFacts.Bound, b: Rational)? {
    let lows = (facts.lower[atom] ?? []).compactMap { bound in bound.end.constant.map { (bound, $0) } }
    let highs = (facts.upper[atom] ?? []).compactMap { bound in bound.end.constant.map { (bound, $0) } }
    guard let low = lows.max(by: { $0.1 < $1.1 }), let high = highs.min(by: { $0.1 < $1.1 }), low.1 < high.1
    else { return nil }
    return (low.0, low.1, high.0, high.1)
  }

  /// The middle of an element's interval.
  func middle(of atom: Atom) -> Rational? { numericEnds(atom).map { ($0.a + $0.b) / Rational(2) } }

  static let elevations = [0, 1, 3, 6, 12, 24]
  static let mostDegree = 32

  private mutating func bernstein(_ atom: Atom, _ form: UnivariateForm) -> Way? {
    guard let (low, a, high, b) = numericEnds(atom) else { return nil }
    let one = Rational(1)
    for more in Self.elevations where form.degree + more <= Self.mostDegree {
      let n = form.degree + more
      let coefficients = form.bernstein(a, b, degree: n)
      if coefficients.contains(where: { samples.refute($0) || $0.constant?.signum ?? 0 < 0 }) { continue }
      let before = self
      var sum = Sum()
      let isOpen = coefficients.enumerated().allSatisfy { i, value in
        let scale = (0..<n).reduce(UnivariateForm.binomial(n, i)) { product, k in
          product * (one / ((b - a) * (k < i ? low.scale : high.scale)))
        }
        let factors = (0..<n).map { $0 < i ? low.factor : high.factor }
        return add(scale, factors, value, to: &sum)
      }
      if isOpen { return .sum(sum) }
      self = before
    }
    blocked = blocked ?? atom
    return nil
  }

  /// Of degree 2 in the element with a positive number as factor: a square and a rest without the element.
  private mutating func square(_ atom: Atom, _ form: UnivariateForm) -> Way? {
    guard form.degree == 2, let a = form[2].constant, a.signum > 0 else { return nil }
    let half = Rational(1) / (Rational(2) * a) * form[1]
    var sum = Sum()
    guard add(1, [], form[0] - a * (half * half), to: &sum) else { return nil }
    sum.terms.append(Term(coefficient: a, factors: [.square(RealPolynomial(atom) + half)]))
    return .sum(sum)
  }

  // MARK: Operations

  /// By the numbers that an extremum or modulus is one of.
  private mutating func opened(_ polynomial: RealPolynomial, _ atom: Atom, _ form: UnivariateForm) -> Way? {
    guard let bodies = facts.arguments[atom], let kind = facts.checker.theory.definitions[atom.name]?.kind
    else { return nil }
    let slope = form.degree == 1 ? form[1].constant : nil
    switch kind {
    case .maximum, .minimum:
      if let slope, slope.signum > 0, case .maximum = kind { return nil }
      if let slope, slope.signum < 0, case .minimum = kind { return nil }
      return attained(atom, form, bodies)
    case .modulus:
      guard let slope, slope.signum < 0, bodies[1].isZero else { return nil }
      return values(atom, form, slope, [bodies[0], -bodies[0]])
    case .greatest:
      guard let slope, slope.signum < 0 else { return nil }
      return values(atom, form, slope, bodies)
    case .least:
      guard let slope, slope.signum > 0 else { return nil }
      return values(atom, form, slope, bodies)
    case .inverse: return multiplied(atom, form, bodies[0])
    default: return nil
    }
  }

  private mutating func values(
    _ atom: Atom, _ form: UnivariateForm, _ slope: Rational, _ bodies: [RealPolynomial]
  ) -> Way? {
    let before = self
    var sums: [Sum] = []
    for body in bodies {
      var sum = Sum()
      guard let body = facts.ground(body),
        add(Rational(1) / slope.magnitude, [], form.value(at: body), to: &sum)
      else {
        self = before
        return nil
      }
      sums.append(sum)
    }
    return .values(atom, slope.magnitude, sums)
  }

  private mutating func attained(_ atom: Atom, _ form: UnivariateForm, _ bodies: [RealPolynomial]) -> Way? {
    let before = self
    var sums: [RealPolynomial: Sum] = [:]
    for body in bodies {
      var sum = Sum()
      guard let body = facts.ground(body), add(1, [], form.value(at: body), to: &sum) else {
        self = before
        return nil
      }
      sums[body] = sum
    }
    return .attained(atom, sums)
  }

  /// Of degree d in 1/q: the polynomial times qᵈ, divided again by what is above 0.
  private mutating func multiplied(_ atom: Atom, _ form: UnivariateForm, _ divisor: RealPolynomial) -> Way? {
    let me = RealPolynomial(atom)
    guard form.degree == 1, let q = facts.ground(divisor),
      let sign = facts.inequalities.first(where: { Self.normal($0.polynomial).polynomial == me }),
      let product = facts.equalities.first(where: {
        $0.polynomial == q * me - RealPolynomial(1) || $0.polynomial == RealPolynomial(1) - q * me
      })
    else { return nil }
    var sum = Sum()
    // p0 + p1/q = (1/q)·(p0·q + p1) - p0·(q·(1/q) - 1)
    let factor = product.polynomial == q * me - RealPolynomial(1) ? Rational(-1) : 1
    guard
      add(
        Rational(1) / Self.normal(sign.polynomial).scale, [.fact(sign)], form[0] * q + form[1], to: &sum)
    else { return nil }
    sum.equations.append((factor * form[0], product))
    return .sum(sum)
  }
}
