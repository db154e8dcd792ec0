import Numbers

/// Sums of many fractions. Over one denominator they would be long; so reciprocals 1/f become atoms, and what each
/// divides is reduced modulo f, so that equal sums of fractions are equal term by term.
extension SymbolicFraction {
  /// The number as a polynomial in atoms and reciprocals of its divisors; nil where that is long.
  var separated: SymbolicPolynomial? {
    if let parts { return parts }
    // Long products are compared factor by factor.
    guard denominator.factors.count <= 8, let flat = multipliedOut else { return nil }
    return Self.separated(flat.numerator, over: flat.denominator.factors[...])
  }

  /// p/Π f^e. In the digits of base f, p = Σ dⱼ·f^j, so that p/f^e = Σ dⱼ·(1/f)^(e − j).
  private static func separated(
    _ p: SymbolicPolynomial, over factors: ArraySlice<SymbolicDenominator.Factor>
  ) -> SymbolicPolynomial? {
    guard let (base, exponent) = factors.first.map({ ($0.base, $0.exponent) }) else { return p.modest }
    guard exponent <= 16 else { return nil }
    let atom = SymbolicAtom(.reciprocal(base))
    let others = factors.dropFirst()
    var (sum, rest) = (SymbolicPolynomial.zero, p)
    func add(_ digit: SymbolicPolynomial, _ power: Int) -> Bool {
      guard !digit.isZero else { return true }
      let factor = power == 0 ? [] : [SymbolicFactor(atom, Rational(power))]
      guard let part = separated(digit, over: others),
        let term = part.multiplied(by: SymbolicPolynomial(1, SymbolicMonomial(factor)))
      else { return false }
      sum = sum.adding(term)
      return sum.isModest
    }
    for k in stride(from: exponent, to: 0, by: -1) {
      guard let (quotient, digit) = rest.divided(by: base) else { return add(rest, k) ? sum : nil }
      guard add(digit, k) else { return nil }
      rest = quotient
    }
    return add(rest, 0) ? sum : nil
  }

  /// Whether a number that is not 0 by its form is found to be so over a common denominator, or since its roots of
  /// whole numbers cancel.
  var isZeroBySecondLook: Bool {
    if numerator.vanishesByRadicals { return true }
    guard numerator.hasReciprocals, numerator.terms.count <= 64 else { return false }
    var sum = SymbolicFraction(0)
    for term in numerator.terms {
      var (factors, divisor) = (term.monomial.factors, SymbolicDenominator.one)
      for k in factors.indices.reversed() {
        guard case .reciprocal(let base) = factors[k].atom.kind, let exponent = factors[k].exponent.word,
          exponent > 0
        else { continue }
        divisor = divisor.multiplied(by: base, exponent)
        factors.remove(at: k)
      }
      let part = SymbolicFraction(
        SymbolicPolynomial(term.coefficient, SymbolicMonomial(factors, term.monomial.wave)), divisor)
      guard let next = Self.commonSum(sum, part) else { return false }
      sum = next
    }
    return sum.numerator.isZero || sum.numerator.vanishesByRadicals
  }
}

extension SymbolicPolynomial {
  var hasReciprocals: Bool {
    terms.contains { term in
      term.monomial.factors.contains { if case .reciprocal = $0.atom.kind { true } else { false } }
    }
  }

  /// Whether the terms that differ in roots of whole numbers alone cancel: 2·√n and √(4·n), where n has no small
  /// factors, stand apart.
  fileprivate var vanishesByRadicals: Bool {
    var parts: [(rest: SymbolicMonomial, term: SymbolicTerm, powers: [(Integer, Rational)])] = []
    var hasPowers = false
    for term in terms {
      var (rest, powers) = (term.monomial, [(Integer, Rational)]())
      rest.factors.removeAll { factor in
        guard case .power(let n) = factor.atom.kind else { return false }
        powers.append((n, factor.exponent))
        return true
      }
      hasPowers = hasPowers || !powers.isEmpty
      parts.append((rest, term, powers))
    }
    guard hasPowers else { return false }
    parts.sort { SymbolicMonomial.order($0.rest, $1.rest) < 0 }
    var start = parts.startIndex
    while start < parts.endIndex {
      var (sum, end) = (RadicalSum(), start)
      while end < parts.endIndex, SymbolicMonomial.order(parts[start].rest, parts[end].rest) == 0 {
        guard sum.add(parts[end].term.coefficient, powers: parts[end].powers) else { return false }
        end += 1
      }
      guard sum.isZero == .yes else { return false }
      start = end
    }
    return true
  }
}
