import Enclosures
import Numbers

/// A product of powers of polynomials, each in the form of `SymbolicPolynomial.primitive`, to divide by: those with
/// exponents above 0 are known not to be 0, those below 0 are factors of the number, kept apart so that long
/// products are compared factor by factor and never multiplied out.
struct SymbolicDenominator: Sendable {
  struct Factor: Sendable {
    var base: SymbolicPolynomial
    var exponent: Int
  }

  /// Ascending by base, no base twice.
  var factors: [Factor]

  static let one = SymbolicDenominator(factors: [])
  static let largestExponent = 1 << 20
  static let largestFactorCount = 512

  var isOne: Bool { factors.isEmpty }
  var depth: Int { factors.reduce(0) { max($0, $1.base.depth) } }

  static func order(_ x: SymbolicDenominator, _ y: SymbolicDenominator) -> Int {
    if x.factors.count != y.factors.count { return x.factors.count < y.factors.count ? -1 : 1 }
    for (a, b) in zip(x.factors, y.factors) {
      let order = SymbolicPolynomial.order(a.base, b.base)
      if order != 0 { return order }
      if a.exponent != b.exponent { return a.exponent < b.exponent ? -1 : 1 }
    }
    return 0
  }

  /// The denominators with exponents combined factor by factor; those that become 0 are left out.
  func combined(_ other: SymbolicDenominator, _ combine: (Int, Int) -> Int) -> SymbolicDenominator {
    var result: [Factor] = []
    let (x, y) = (factors, other.factors)
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      let order = i == x.count ? 1 : j == y.count ? -1 : SymbolicPolynomial.order(x[i].base, y[j].base)
      let exponent = combine(order <= 0 ? x[i].exponent : 0, order >= 0 ? y[j].exponent : 0)
      if exponent != 0 { result.append(Factor(base: order <= 0 ? x[i].base : y[j].base, exponent: exponent)) }
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
    }
    return SymbolicDenominator(factors: result)
  }

  func multiplied(by base: SymbolicPolynomial, _ exponent: Int = 1) -> SymbolicDenominator {
    combined(SymbolicDenominator(factors: [Factor(base: base, exponent: exponent)]), +)
  }

  var inverse: SymbolicDenominator {
    SymbolicDenominator(factors: factors.map { Factor(base: $0.base, exponent: -$0.exponent) })
  }

  /// The factors that are divided by, without those of the number.
  var divisors: SymbolicDenominator { SymbolicDenominator(factors: factors.filter { $0.exponent > 0 }) }
  /// The factors of the number, as a product to multiply by.
  var multipliers: SymbolicDenominator {
    SymbolicDenominator(factors: factors.filter { $0.exponent < 0 }).inverse
  }

  /// All factors multiplied out, where no exponent is below 0.
  var expanded: SymbolicPolynomial? {
    var product = SymbolicPolynomial.one
    for factor in factors {
      guard factor.exponent > 0, let power = factor.base.power(factor.exponent),
        let next = product.multiplied(by: power)
      else { return nil }
      product = next
    }
    return product
  }

  /// An enclosure of x over the product.
  func dividing(_ x: Interval) -> Interval {
    var (top, bottom) = (x, Interval(1, precision: x.precision))
    for factor in factors {
      let power = factor.base.enclosure(precision: x.precision).power(abs(factor.exponent))
      if factor.exponent > 0 { bottom = bottom * power } else { top = top * power }
    }
    return top / bottom
  }
}

/// An exact number: a polynomial in atoms over a product of polynomials that are not 0.
///
/// It is 0 if its numerator has no terms. Operations that grow beyond the limits give nil.
struct SymbolicFraction: Sendable {
  var numerator: SymbolicPolynomial
  var denominator: SymbolicDenominator
  /// The same number as a sum of fractions, where it was made as one.
  private(set) var parts: SymbolicPolynomial?

  init(_ numerator: SymbolicPolynomial, _ denominator: SymbolicDenominator = .one) {
    self.numerator = numerator
    self.denominator = numerator.isZero ? .one : denominator
  }

  init(_ value: Rational) { self.init(SymbolicPolynomial(value)) }

  init(_ atom: SymbolicAtom, _ exponent: Rational = 1) {
    self.init(SymbolicPolynomial(1, SymbolicMonomial([SymbolicFactor(atom, exponent)])))
  }

  /// The value where it reduces to a rational.
  var rational: Rational? { denominator.isOne ? numerator.rational : nil }

  var depth: Int { max(numerator.depth, denominator.depth) }

  static func order(_ x: SymbolicFraction, _ y: SymbolicFraction) -> Int {
    let order = SymbolicPolynomial.order(x.numerator, y.numerator)
    return order != 0 ? order : SymbolicDenominator.order(x.denominator, y.denominator)
  }

  func enclosure(precision: Int) -> Interval {
    let top = numerator.enclosure(precision: precision)
    return denominator.isOne ? top : denominator.dividing(top)
  }

  /// Whether a number other than 0 by its form is so certainly.
  var isCertainlyNonzero: Bool {
    numerator.isCertainlyNonzero
      && denominator.factors.allSatisfy { $0.exponent > 0 || $0.base.isCertainlyNonzero }
  }

  /// The sign where enclosures of some hundred bits show it.
  var cheapSign: Int? {
    for precision in [64, 256] {
      let value = enclosure(precision: precision)
      if value.isPositive == .yes { return 1 }
      if value.isNegative == .yes { return -1 }
    }
    return nil
  }

  // MARK: Arithmetic

  /// Divides the numerator by factors of the denominator as often as it goes.
  private static func cancel(
    _ numerator: inout SymbolicPolynomial, _ denominator: inout SymbolicDenominator,
    where isCandidate: (SymbolicDenominator.Factor) -> Bool = { _ in true }
  ) {
    if denominator.isOne || numerator.terms.count < 2 && numerator.terms.first?.monomial.wave == nil {
      return
    }
    for k in denominator.factors.indices.reversed() where isCandidate(denominator.factors[k]) {
      while denominator.factors[k].exponent > 0,
        let quotient = numerator.dividedExactly(by: denominator.factors[k].base)
      {
        numerator = quotient
        denominator.factors[k].exponent -= 1
      }
      if denominator.factors[k].exponent == 0 { denominator.factors.remove(at: k) }
    }
  }

  var reduced: SymbolicFraction {
    var (n, d) = (numerator, denominator)
    Self.cancel(&n, &d)
    return SymbolicFraction(n, d)
  }

  /// x + scale·y: over a common denominator, with what both have as a factor left outside; where that would be
  /// long, a sum of fractions (see `SymbolicFraction.separated`).
  static func sum(_ x: SymbolicFraction, _ y: SymbolicFraction, scale: Rational = 1) -> SymbolicFraction? {
    if x.denominator.isOne, y.denominator.isOne {
      return x.numerator.adding(y.numerator, scale: scale).modest.map { SymbolicFraction($0) }
    }
    let common = x.denominator.combined(y.denominator, max)
    let (p, q) = (common.combined(x.denominator, -), common.combined(y.denominator, -))
    let isLong =
      p.factors.count + q.factors.count > largestCommonCount || x.numerator.hasReciprocals
      || y.numerator.hasReciprocals
    let parts = isLong || common.factors.count > 1 ? partSum(x, y, scale: scale) : nil
    if let parts, parts.isZero { return SymbolicFraction(0) }
    if !isLong || parts == nil, var sum = commonSum(x, y, scale: scale) {
      sum.parts = parts
      return sum
    }
    return parts.map { SymbolicFraction($0) }
  }

  private static func partSum(
    _ x: SymbolicFraction, _ y: SymbolicFraction, scale: Rational
  ) -> SymbolicPolynomial? {
    guard let a = x.separated, let b = y.separated else { return nil }
    return a.adding(b, scale: scale).modest
  }

  /// The most divisors that the sides of a sum are multiplied by to have the same.
  static let largestCommonCount = 5

  static func commonSum(
    _ x: SymbolicFraction, _ y: SymbolicFraction, scale: Rational = 1
  ) -> SymbolicFraction? {
    let common = x.denominator.combined(y.denominator, max)
    guard let p = common.combined(x.denominator, -).expanded,
      let q = common.combined(y.denominator, -).expanded,
      let left = x.numerator.multiplied(by: p), let right = y.numerator.multiplied(by: q),
      var sum = left.adding(right, scale: scale).modest
    else { return nil }
    // A factor that occurs more often in one denominator divides one product and not the other.
    var bottom = common
    let shared = x.denominator.combined(y.denominator) { $0 == $1 ? $0 : 0 }
    if !shared.isOne {
      cancel(&sum, &bottom) { factor in
        shared.factors.contains { SymbolicPolynomial.order($0.base, factor.base) == 0 }
      }
    }
    return SymbolicFraction(sum, bottom).folded
  }

  func scaled(by c: Rational) -> SymbolicFraction {
    var result = SymbolicFraction(numerator.scaled(by: c), denominator)
    result.parts = parts?.scaled(by: c)
    return result
  }

  static func product(_ x: SymbolicFraction, _ y: SymbolicFraction) -> SymbolicFraction? {
    if let c = y.rational, c.bitCount <= SymbolicPolynomial.largestCoefficientBits / 2 {
      return x.scaled(by: c)
    }
    if let c = x.rational, c.bitCount <= SymbolicPolynomial.largestCoefficientBits / 2 {
      return y.scaled(by: c)
    }
    var (n, m, d, e) = (x.numerator, y.numerator, x.denominator, y.denominator)
    cancel(&n, &e)
    cancel(&m, &d)
    var denominator = d.combined(e, +)
    if n.isFactor, m.isFactor {
      let mayCollapse = n.mayCollapse && m.mayCollapse
      if mayCollapse, n.terms.count * m.terms.count <= largestCollapseCount,
        let numerator = n.multiplied(by: m)
      {
        guard denominator.isModest else { return nil }
        return SymbolicFraction(numerator, denominator).reduced
      }
      var outside = SymbolicPolynomial.one
      for polynomial in [n, m] {
        guard let (unit, base) = polynomial.factor, let next = outside.multiplied(by: unit) else {
          return nil
        }
        outside = next
        denominator = denominator.multiplied(by: base, -1)
      }
      return denominator.isModest ? SymbolicFraction(outside, denominator).folded : nil
    }
    guard let numerator = n.multiplied(by: m), denominator.isModest else { return nil }
    let product = SymbolicFraction(numerator, denominator)
    return denominator.isOne || !(n.mayCollapse && m.mayCollapse) ? product.folded : product.reduced.folded
  }

  /// Products of sines, cosines and roots are multiplied out up to so many terms.
  private static let largestCollapseCount = 64

  /// The same with a single factor as the numerator, where that is a monomial.
  private var folded: SymbolicFraction {
    guard numerator.terms.count == 1, !numerator.isFactor,
      let k = denominator.factors.firstIndex(where: { $0.exponent < 0 }),
      denominator.factors[k].exponent == -1,
      !denominator.factors[(k + 1)...].contains(where: { $0.exponent < 0 }),
      let product = numerator.multiplied(by: denominator.factors[k].base)
    else { return self }
    var rest = denominator
    rest.factors.remove(at: k)
    return SymbolicFraction(product, rest)
  }

  /// The same with all factors multiplied out; nil where that is too long.
  var multipliedOut: SymbolicFraction? {
    let multipliers = denominator.multipliers
    if multipliers.isOne { return self }
    guard let factor = multipliers.expanded, let product = numerator.multiplied(by: factor) else {
      return nil
    }
    return SymbolicFraction(product, denominator.divisors)
  }

  /// The reciprocal of a number known not to be 0.
  var inverse: SymbolicFraction? {
    guard !numerator.isZero else { return nil }
    let (coefficient, monomial, rest) = numerator.primitive
    var top = SymbolicPolynomial(1 / coefficient)
    var bottom = denominator.inverse
    if rest.rational == nil { bottom = bottom.multiplied(by: rest) }
    var factors: [SymbolicFactor] = []
    var inverses = SymbolicFraction(1)
    for factor in monomial {
      guard factor.atom.isPower else {
        factors.append(SymbolicFactor(factor.atom, -factor.exponent))
        continue
      }
      // 1/n^e = n^(1 − e)/n.
      factors.append(SymbolicFactor(factor.atom, 1 - factor.exponent))
      if case .power(let n) = factor.atom.kind { top = top.scaled(by: 1 / Rational(n)) }
      if case .powerOf(let f) = factor.atom.kind {
        guard let inverse = SymbolicFraction(f).inverse, let product = Self.product(inverses, inverse)
        else { return nil }
        inverses = product
      }
    }
    guard bottom.isModest,
      let numerator = top.multiplied(by: SymbolicPolynomial(1, SymbolicMonomial(factors)))
    else { return nil }
    return Self.product(SymbolicFraction(numerator, bottom).folded.reduced, inverses)
  }

  /// The quotient by a number known not to be 0.
  static func quotient(_ x: SymbolicFraction, _ y: SymbolicFraction) -> SymbolicFraction? {
    y.inverse.flatMap { product(x, $0) }
  }

  /// x^n for n ≥ 1.
  func power(_ n: Int) -> SymbolicFraction? {
    var (top, bottom) = (numerator, denominator)
    for k in bottom.factors.indices {
      let (exponent, overflow) = bottom.factors[k].exponent.multipliedReportingOverflow(by: n)
      if overflow { return nil }
      bottom.factors[k].exponent = exponent
    }
    let isShort = top.mayCollapse && n <= 64 || n <= 2
    if isShort, let power = top.power(n) {
      top = power
    } else if top.isFactor {
      guard let (unit, base) = top.factor, let power = unit.power(n) else { return nil }
      top = power
      bottom = bottom.multiplied(by: base, -n)
    } else {
      guard let power = top.power(n) else { return nil }
      top = power
    }
    return bottom.isModest ? SymbolicFraction(top, bottom).reduced : nil
  }
}

extension SymbolicDenominator {
  var isModest: Bool {
    factors.count <= Self.largestFactorCount
      && factors.allSatisfy { abs($0.exponent) <= Self.largestExponent }
  }
}

extension SymbolicPolynomial {
  /// Whether products with another such may collapse: sines, cosines and roots do.
  var mayCollapse: Bool {
    terms.contains { $0.monomial.wave != nil || $0.monomial.factors.contains { $0.atom.isPower } }
  }

  /// Whether it counts as a factor of its own in products.
  var isFactor: Bool { terms.count > 1 || terms.first?.monomial.wave != nil }

  /// A monomial and a polynomial in primitive form that it is the product of; not for 0.
  var factor: (unit: SymbolicPolynomial, base: SymbolicPolynomial)? {
    guard terms.count == 1, let term = terms.first else {
      let (coefficient, monomial, rest) = primitive
      return isZero ? nil : (SymbolicPolynomial(coefficient, SymbolicMonomial(monomial)), rest)
    }
    return (
      SymbolicPolynomial(term.coefficient, SymbolicMonomial(term.monomial.factors)),
      SymbolicPolynomial(1, SymbolicMonomial([], term.monomial.wave))
    )
  }
}
