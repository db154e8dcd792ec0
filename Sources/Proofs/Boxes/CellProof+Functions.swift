import Numbers
import ProofKernel

/// Bounds of roots, moduli, logarithms and extrema.
extension CellProof {
  /// A polynomial that bounds an element in the cell.
  mutating func bound(of atom: Atom, isLower: Bool) -> Bound? {
    let key = BoundKey(atom: atom, isLower: isLower)
    if let known = bounds[key] { return known }
    let found: Bound?
    switch theory.kind(of: atom) {
    case .base, .equal, .inverse: found = nil
    case .exponential(let exponent): found = exponentialBound(atom, exponent, isLower: isLower)
    case .logarithm(let argument): found = logarithmBound(atom, argument, isLower: isLower)
    case .root(let square, let number):
      found =
        number.flatMap { modulusBound(atom, $0, isLower: isLower) }
        ?? rootBound(atom, square, isLower: isLower)
    case .greatest(let list): found = extremeBound(atom, list, sign: 1, isLower: isLower)
    case .least(let list): found = extremeBound(atom, list, sign: -1, isLower: isLower)
    }
    bounds[key] = found
    return found
  }

  private func value(_ polynomial: RealPolynomial) -> Double {
    theory.value(polynomial, at: box.point { _ in 0.5 })
  }

  // MARK: Roots

  /// f² - square = 0
  mutating func squareEquation(_ atom: Atom, _ square: RealPolynomial) -> Reference? {
    if case .modulus? = theory.checker.theory.definitions[atom.name]?.kind {
      return .fact("\(atom.name).square", atom.indices, [])
    }
    return fact(square).map { .fact("\(atom.name).square", atom.indices, [$0]) }
  }

  /// √x <= (x + m²)/2m, and √x >= (x + low·high)/(low + high) between its ends.
  private mutating func rootBound(_ atom: Atom, _ square: RealPolynomial, isLower: Bool) -> Bound? {
    guard let range = range(of: square), let equation = squareEquation(atom, square) else { return nil }
    let f = RealPolynomial(atom)
    let isClosed = theory.isClosed(atom)
    let digits = isClosed ? places : 16
    let (least, most) = (
      max(range.low, 0).approximation.squareRoot(), max(range.high, 0).approximation.squareRoot()
    )
    if !isLower && !isClosed {
      guard let near = Rational(near: (least + most) / 2, places: 40) else { return nil }
      let middle = max(near.roundedUp(8), Rational(1, 256))
      let bound = 1 / (2 * middle) * (square + RealPolynomial(middle * middle))
      var reduction = Reduction(bound - f)
      reduction.take(1 / (2 * middle), [Reduction.Factor(squareOf: f - RealPolynomial(middle))])
      reduction.use(RealPolynomial(-1 / (2 * middle)), equation, f * f - square)
      guard reduction.rest.isZero,
        let fact = add(Literal(bound - f, .nonnegative), .combination(reduction.sum))
      else { return nil }
      return Bound(polynomial: bound, fact: fact)
    }
    guard
      let low = Rational(near: least, places: 50).map({
        max(($0 - Rational(1, 1 << 48)).roundedDown(digits), 0)
      }),
      let high = Rational(near: most, places: 50).map({ ($0 + Rational(1, 1 << 48)).roundedUp(digits) })
    else { return nil }
    let nonnegative = Reference.fact("\(atom.name).nonnegative", atom.indices, [])
    func end(_ value: Rational, isLower: Bool) -> Reference? {
      let sign: Rational = isLower ? 1 : -1
      let literal = Literal(sign * (f - RealPolynomial(value)), .nonnegative)
      if let shown = shown(literal) { return shown }
      guard let weight = weight(sign * (square - RealPolynomial(value * value))) else { return nil }
      var (first, second) = (
        Reduction(isLower ? f : RealPolynomial(value)),
        Reduction(sign * (f * f - RealPolynomial(value * value)))
      )
      if isLower { first.take(1, [Reduction.Factor(nonnegative, f)]) } else { first.take(value) }
      second.use(RealPolynomial(sign), equation, f * f - square)
      switch weight {
      case .number(let number): second.take(number)
      case .fact(let reference, let polynomial): second.take(1, [Reduction.Factor(reference, polynomial)])
      }
      guard first.rest.isZero, second.rest.isZero else { return nil }
      let (x, y) = isLower ? (RealPolynomial(value), f) : (f, RealPolynomial(value))
      return add(
        literal, .root(x, y, nonnegative: .combination(first.sum), squares: .combination(second.sum)))
    }
    if isClosed {
      return end(isLower ? low : high, isLower: isLower).map {
        Bound(polynomial: RealPolynomial(isLower ? low : high), fact: $0)
      }
    }
    guard let toLow = end(low, isLower: true), let toHigh = end(high, isLower: false), (low + high).signum > 0
    else {
      return nil
    }
    let share = 1 / (low + high)
    let bound = share * (square + RealPolynomial(low * high))
    var reduction = Reduction(f - bound)
    reduction.take(
      share,
      [
        Reduction.Factor(toLow, f - RealPolynomial(low)), Reduction.Factor(toHigh, RealPolynomial(high) - f),
      ])
    reduction.use(RealPolynomial(share), equation, f * f - square)
    guard reduction.rest.isZero, let fact = add(Literal(f - bound, .nonnegative), .combination(reduction.sum))
    else {
      return nil
    }
    return Bound(polynomial: bound, fact: fact)
  }

  // MARK: Moduli

  /// The number itself, or its negative: from below always, from above where its sign is known.
  private mutating func modulusBound(_ atom: Atom, _ number: RealPolynomial, isLower: Bool) -> Bound? {
    let sign: Rational = value(number) >= 0 ? 1 : -1
    let bound = sign * number
    if isLower {
      return Bound(
        polynomial: bound, fact: .fact("\(atom.name).\(sign == 1 ? "above" : "below")", atom.indices, []))
    }
    guard let weight = weight(bound) else { return nil }
    var whole = Reduction(2 * bound)
    switch weight {
    case .number(let number): whole.take(2 * number)
    case .fact(let reference, let polynomial): whole.take(2, [Reduction.Factor(reference, polynomial)])
    }
    let nothing = Proof.combination(Proof.Combination())
    let proofs = sign == 1 ? [nothing, .combination(whole.sum)] : [.combination(whole.sum), nothing]
    return add(Literal(bound - RealPolynomial(atom), .nonnegative), .bounds(atom, proofs)).map {
      Bound(polynomial: bound, fact: $0)
    }
  }

  // MARK: Extrema

  /// The one of the numbers that is the greatest, or least, in the middle of the cell; from the other side with what others may differ.
  private mutating func extremeBound(
    _ atom: Atom, _ list: [RealPolynomial], sign: Rational, isLower: Bool
  ) -> Bound? {
    let values = list.map { sign.approximation * value($0) }
    guard let best = values.indices.max(by: { values[$0] < values[$1] }) else { return nil }
    if isLower == (sign == 1) {
      return Bound(polynomial: list[best], fact: .fact("\(atom.name).bound\(best + 1)", atom.indices, []))
    }
    var shift: Rational = 0
    for body in list {
      let over = samples.map { theory.value(sign * (body - list[best]), at: $0) }.max() ?? 0
      guard over > 0 else { continue }
      guard let near = Rational(near: over * 1.25, places: 16) else { return nil }
      shift = max(shift, near)
    }
    let bound = list[best] + RealPolynomial(sign * shift)
    var proofs: [Proof] = []
    for body in list {
      var reduction = Reduction(sign * (bound - body))
      switch weight(reduction.rest) {
      case .number(let number)?: reduction.take(number)
      case .fact(let reference, let polynomial)?: reduction.take(1, [Reduction.Factor(reference, polynomial)])
      case nil: return nil
      }
      proofs.append(.combination(reduction.sum))
    }
    return add(Literal(sign * (bound - RealPolynomial(atom)), .nonnegative), .bounds(atom, proofs)).map {
      Bound(polynomial: bound, fact: $0)
    }
  }

  // MARK: Logarithms

  /// A sum with whole multiples of logarithms from its exponential: S >= 1 - exp(-S), so S >= 0 where exp(-S) <= 1.
  mutating func takeLogarithms(_ reduction: inout Reduction) -> Bool {
    let rest = reduction.rest
    var factors: [Rational] = []
    for (monomial, coefficient) in rest.terms {
      let logs = monomial.powers.filter {
        if case .logarithm = theory.kind(of: $0.variable) { true } else { false }
      }
      if logs.isEmpty { continue }
      guard monomial.degree == 1 else { return false }
      factors.append(coefficient)
    }
    var scale: Rational = 1
    for factor in factors { scale = scale * Rational((scale * factor).denominator) }
    let largest = factors.map { (scale * $0).magnitude }.max() ?? 0
    guard scale <= Rational(BoxTuning.mostPower), largest <= Rational(BoxTuning.mostPower),
      factors.count <= 3,
      !rest.variables.allSatisfy(theory.isClosed), !tried.contains(rest)
    else { return false }
    tried.insert(rest)
    guard let whole = theory.exponential(of: -scale * rest) else { return false }
    let me = RealPolynomial(whole)
    guard let small = fact(RealPolynomial(1) - me) else { return false }
    reduction.take(
      1 / scale, [Reduction.Factor(theory.tangent(whole), me + scale * rest - RealPolynomial(1))])
    reduction.take(1 / scale, [Reduction.Factor(small, RealPolynomial(1) - me)])
    return true
  }

  /// log t <= λ - 1 + t·exp(-λ) and log t >= λ + 1 - exp(λ - log t), where λ is near it.
  private mutating func logarithmBound(_ atom: Atom, _ argument: RealPolynomial, isLower: Bool) -> Bound? {
    let log = RealPolynomial(atom)
    let digits = theory.isClosed(atom) ? places / 2 + 2 : 6
    guard let near = Rational(near: value(log), places: digits) else { return nil }
    let sign: Rational = isLower ? -1 : 1
    guard let whole = theory.exponential(of: sign * (log - RealPolynomial(near))) else { return nil }
    // exp(±(log t - λ)) >= 1 ± (log t - λ).
    let me = RealPolynomial(whole)
    let bound = RealPolynomial(near) + sign * (me - RealPolynomial(1))
    return Bound(polynomial: bound, fact: theory.tangent(whole))
  }
}
