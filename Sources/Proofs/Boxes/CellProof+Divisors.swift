import Numbers
import ProofKernel

/// Inverses: what is left is multiplied by their divisors, so that no bound is lost.
extension CellProof {
  /// 1/q, or exp(-log q), with the sign of q and the equation q/q = 1.
  struct Inverse {
    var sign: Rational
    /// That the inverse, or its negative, is above 0.
    var positive: Reference
    /// divisor·inverse - 1 = 0
    var equation: Reference
  }

  /// Shows what is left by itself times the divisor.
  mutating func clear(_ atom: Atom, _ divisor: RealPolynomial, _ reduction: inout Reduction, _ isStrict: Bool)
    -> Bool
  {
    guard let inverse = inverse(atom, divisor) else { return false }
    let me = RealPolynomial(atom)
    let powers = reduction.rest.powers(of: atom)
    let most = powers.count - 1
    let sign = inverse.sign
    // Σ B s^j is s^k Σ B q^(k-j) up to s q = 1; with the sign of both.
    var (whole, multiplier) = (RealPolynomial.zero, RealPolynomial.zero)
    for (j, factor) in powers.enumerated() {
      whole = whole + sign.power(most) * factor * divisor.power(most - j)
      for i in 0..<(most - j) { multiplier = multiplier - factor * me.power(j + i) * divisor.power(i) }
    }
    guard whole.termCount <= BoxTuning.mostTerms, whole.degree <= BoxTuning.mostDegree else { return false }
    reduction.use(multiplier, inverse.equation, divisor * me - RealPolynomial(1))
    let factors = Array(repeating: Reduction.Factor(inverse.positive, sign * me), count: most)
    if let constant = whole.constant {
      guard constant.signum > 0 || constant.isZero && !isStrict else { return false }
      reduction.take(constant, factors)
    } else {
      guard let cleared = fact(whole, isStrict: isStrict) else { return false }
      reduction.take(1, factors + [Reduction.Factor(cleared, whole)])
    }
    return reduction.rest.isZero
  }

  private mutating func inverse(_ atom: Atom, _ divisor: RealPolynomial) -> Inverse? {
    let me = RealPolynomial(atom)
    if case .exponential(let exponent) = theory.kind(of: atom) {
      guard let log = theory.logarithm(inverted: exponent),
        let equation = inverseEquation(atom, log, divisor)
      else { return nil }
      return Inverse(sign: 1, positive: theory.positive(atom), equation: equation)
    }
    let middle = theory.value(divisor, at: box.point { _ in 0.5 })
    let sign: Rational = middle >= 0 ? 1 : -1
    guard let nonzero = fact(sign * divisor, isStrict: true) else { return nil }
    let equation = Reference.fact("\(atom.name).product", atom.indices, [nonzero])
    let literal = Literal(sign * me, .positive)
    if let shown = shown(literal) { return Inverse(sign: sign, positive: shown, equation: equation) }
    // -s >= 0 times q > 0 is -1.
    var absurd = Proof.Combination()
    absurd.isAbsurd = true
    absurd.terms = [.init(1, [.fact(.local(Self.contrary)), .fact(nonzero)])]
    absurd.equations = [.init(RealPolynomial(1), equation)]
    guard
      let positive = add(
        literal,
        .signCases(
          -sign * me, name: Self.contrary, yes: .combination(absurd), no: Proof.itself(Self.contrary))
      )
    else { return nil }
    return Inverse(sign: sign, positive: positive, equation: equation)
  }

  /// x·exp(-log x) - 1 = 0
  private mutating func inverseEquation(_ atom: Atom, _ log: Atom, _ argument: RealPolynomial) -> Reference? {
    let me = RealPolynomial(atom)
    let literal = Literal(argument * me - RealPolynomial(1), .zero)
    if let shown = shown(literal) { return shown }
    guard let back = exponentialOfLogarithm(log, argument), let one = theory.exponentialOf0(),
      let product = join([atom, back.atom], to: one.atom)
    else { return nil }
    let (e, t) = (RealPolynomial(one.atom), RealPolynomial(back.atom))
    var reduction = Reduction(literal.polynomial)
    reduction.use(-me, back.equation, t - argument)
    reduction.use(RealPolynomial(-1), product, e - t * me)
    reduction.use(RealPolynomial(1), one.fact, e - RealPolynomial(1))
    guard reduction.rest.isZero else { return nil }
    return add(literal, .combination(reduction.sum))
  }

  /// exp(log x) with the equation that it is x.
  mutating func exponentialOfLogarithm(
    _ log: Atom, _ argument: RealPolynomial
  ) -> (atom: Atom, equation: Reference)? {
    guard let back = theory.exponential(of: RealPolynomial(log)) else { return nil }
    let literal = Literal(RealPolynomial(back) - argument, .zero)
    if let shown = shown(literal) { return (back, shown) }
    guard let positive = fact(argument, isStrict: true),
      let equation = add(literal, .exponentialOfLogarithm(back, positive: positive))
    else { return nil }
    return (back, equation)
  }
}

extension BoxTheory {
  /// x where the polynomial is -log x.
  func logarithm(inverted polynomial: RealPolynomial) -> Atom? {
    guard polynomial.termCount == 1, let atom = polynomial.variables.first,
      polynomial == -RealPolynomial(atom), case .logarithm = kind(of: atom)
    else { return nil }
    return atom
  }
}
