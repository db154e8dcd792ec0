import Enclosures
import Numbers

extension SymbolicPolynomial {
  /// c, m and f with the polynomial c·m·f: f has leading coefficient 1 and no exponent that all its
  /// terms share, counting atoms that do not occur as exponent 0.
  ///
  /// Not for 0.
  var primitive: (coefficient: Rational, monomial: [SymbolicFactor], rest: SymbolicPolynomial) {
    guard let first = terms.first else { return (0, [], self) }
    if terms.count == 1, first.monomial.wave == nil {
      return (first.coefficient, first.monomial.factors, .one)
    }
    var common = first.monomial.factors
    for term in terms.dropFirst() { common = Self.least(common, term.monomial.factors) }
    let coefficient = first.coefficient
    return (
      coefficient, common,
      SymbolicPolynomial(
        sorted: terms.map {
          let factors = SymbolicMonomial.merged($0.monomial.factors, common, scale: -1)
          return SymbolicTerm(
            coefficient: $0.coefficient / coefficient,
            monomial: SymbolicMonomial(factors, $0.monomial.wave))
        })
    )
  }

  /// The least exponents of both, 0 where an atom does not occur.
  private static func least(_ x: [SymbolicFactor], _ y: [SymbolicFactor]) -> [SymbolicFactor] {
    var result: [SymbolicFactor] = []
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      let order = i == x.count ? 1 : j == y.count ? -1 : SymbolicAtom.order(x[i].atom, y[j].atom)
      let one = order <= 0 ? x[i].exponent : 0
      let other = order >= 0 ? y[j].exponent : 0
      let exponent = min(one, other)
      if !exponent.isZero { result.append(SymbolicFactor(order <= 0 ? x[i].atom : y[j].atom, exponent)) }
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
    }
    return result
  }

  /// The quotient where it is a polynomial of few terms, at most 8 or twice as many; nil otherwise.
  func dividedExactly(by divisor: SymbolicPolynomial) -> SymbolicPolynomial? {
    guard let lead = divisor.terms.first, let trail = divisor.terms.last, terms.count >= divisor.terms.count
    else { return nil }
    guard divisor.terms.allSatisfy({ $0.monomial.wave == nil }) else { return proportion(to: divisor) }
    let limit = max(8, 2 * terms.count)
    var quotient: [SymbolicTerm] = []
    var start = 0
    while start < terms.count {
      // The terms with the same wave are divided on their own.
      let wave = terms[start].monomial.wave
      var end = start + 1
      let alone = SymbolicMonomial([], wave)
      while end < terms.count,
        SymbolicMonomial.order(SymbolicMonomial([], terms[end].monomial.wave), alone) == 0
      {
        end += 1
      }
      var rest = Array(terms[start..<end].reversed())
      let least = SymbolicMonomial.merged(
        terms[end - 1].monomial.factors, trail.monomial.factors, scale: -1)
      while let top = rest.popLast() {
        let factors = SymbolicMonomial.merged(top.monomial.factors, lead.monomial.factors, scale: -1)
        let coefficient = top.coefficient / lead.coefficient
        guard quotient.count < limit, coefficient.bitCount <= Self.largestCoefficientBits,
          SymbolicMonomial.order(factors, least) >= 0,
          factors.allSatisfy({ !$0.atom.isPower || ($0.exponent.signum > 0 && $0.exponent < 1) })
        else { return nil }
        quotient.append(SymbolicTerm(coefficient: coefficient, monomial: SymbolicMonomial(factors, wave)))
        for term in divisor.terms.dropFirst() {
          let product = SymbolicMonomial(SymbolicMonomial.merged(factors, term.monomial.factors), wave)
          Self.subtract(coefficient * term.coefficient, product, from: &rest)
        }
      }
      start = end
    }
    return SymbolicPolynomial(sorted: quotient)
  }

  /// Quotient and remainder: of the remainder no term is a multiple of the divisor's leading term, where
  /// multiples have exponents ≥ 0 in the divisor's atoms. Both are linear in the dividend.
  ///
  /// Nil for divisors with sines, cosines or roots, and where it takes long.
  func divided(by divisor: SymbolicPolynomial) -> (
    quotient: SymbolicPolynomial, remainder: SymbolicPolynomial
  )? {
    guard let lead = divisor.terms.first, !divisor.mayCollapse else { return nil }
    let atoms = divisor.terms.flatMap { $0.monomial.factors.map(\.atom) }
    var (rest, steps) = (Array(terms.reversed()), 0)
    var (quotient, remainder) = ([SymbolicTerm](), [SymbolicTerm]())
    while let top = rest.popLast() {
      steps += 1
      guard steps <= Self.largestTermCount else { return nil }
      let factors = SymbolicMonomial.merged(top.monomial.factors, lead.monomial.factors, scale: -1)
      let isMultiple = factors.allSatisfy { factor in
        factor.exponent.signum > 0 || !atoms.contains { SymbolicAtom.order($0, factor.atom) == 0 }
      }
      guard isMultiple else {
        remainder.append(top)
        continue
      }
      let coefficient = top.coefficient / lead.coefficient
      let wave = top.monomial.wave
      quotient.append(SymbolicTerm(coefficient: coefficient, monomial: SymbolicMonomial(factors, wave)))
      for term in divisor.terms.dropFirst() {
        let product = SymbolicMonomial(SymbolicMonomial.merged(factors, term.monomial.factors), wave)
        Self.subtract(coefficient * term.coefficient, product, from: &rest)
      }
    }
    let parts = (SymbolicPolynomial(sorted: quotient), SymbolicPolynomial(sorted: remainder))
    return parts.0.isModest && parts.1.isModest ? parts : nil
  }

  /// Subtracts a term from terms in ascending order.
  private static func subtract(
    _ coefficient: Rational, _ monomial: SymbolicMonomial, from rest: inout [SymbolicTerm]
  ) {
    var at = rest.count
    while at > 0 {
      let order = SymbolicMonomial.order(rest[at - 1].monomial, monomial)
      if order == 0 {
        rest[at - 1].coefficient -= coefficient
        if rest[at - 1].coefficient.isZero { rest.remove(at: at - 1) }
        return
      }
      if order < 0 { break }
      at -= 1
    }
    rest.insert(SymbolicTerm(coefficient: -coefficient, monomial: monomial), at: at)
  }

  /// c where the polynomial is c times the other, term by term, for a rational c.
  private func proportion(to other: SymbolicPolynomial) -> SymbolicPolynomial? {
    guard terms.count == other.terms.count, let a = terms.first, let b = other.terms.first else { return nil }
    let ratio = a.coefficient / b.coefficient
    return adding(other, scale: -ratio).isZero ? SymbolicPolynomial(ratio) : nil
  }
}
