/// A product of powers of polynomials that are known not to be 0, each in the form of
/// `SymbolicPolynomial.primitive`.
struct SymbolicDenominator: Sendable {
  struct Factor: Sendable {
    var base: SymbolicPolynomial
    var exponent: Int
  }

  /// Ascending by base, no base twice.
  var factors: [Factor]

  static let one = SymbolicDenominator(factors: [])
  static let largestExponent = 512

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

  /// The denominators with exponents combined factor by factor; those that become 0 or less are left out.
  func combined(_ other: SymbolicDenominator, _ combine: (Int, Int) -> Int) -> SymbolicDenominator {
    var result: [Factor] = []
    let (x, y) = (factors, other.factors)
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      let order = i == x.count ? 1 : j == y.count ? -1 : SymbolicPolynomial.order(x[i].base, y[j].base)
      let exponent = combine(order <= 0 ? x[i].exponent : 0, order >= 0 ? y[j].exponent : 0)
      if exponent > 0 { result.append(Factor(base: order <= 0 ? x[i].base : y[j].base, exponent: exponent)) }
      if order <= 0 { i += 1 }
      if order >= 0 { j += 1 }
    }
    return SymbolicDenominator(factors: result)
  }

  func multiplied(by base: SymbolicPolynomial, _ exponent: Int = 1) -> SymbolicDenominator {
    combined(SymbolicDenominator(factors: [Factor(base: base, exponent: exponent)]), +)
  }

  /// All factors multiplied out.
  var expanded: SymbolicPolynomial? {
    var product = SymbolicPolynomial.one
    for factor in factors {
      guard let power = factor.base.power(factor.exponent), let next = product.multiplied(by: power)
      else { return nil }
      product = next
    }
    return product
  }

  func enclosure(precision: Int) -> Interval {
    var result = Interval(1, precision: precision)
    for factor in factors {
      result = result * factor.base.enclosure(precision: precision).power(factor.exponent)
    }
    return result
  }
}

/// An exact number: a polynomial in atoms over a product of polynomials that are not 0.
///
/// It is 0 if its numerator has no terms. Operations that grow beyond the limits give nil.
struct SymbolicFraction: Sendable {
  var numerator: SymbolicPolynomial
  var denominator: SymbolicDenominator

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
    return denominator.isOne ? top : top / denominator.enclosure(precision: precision)
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

  static func sum(_ x: SymbolicFraction, _ y: SymbolicFraction, scale: Rational = 1) -> SymbolicFraction? {
    if x.denominator.isOne, y.denominator.isOne {
      return x.numerator.adding(y.numerator, scale: scale).modest.map { SymbolicFraction($0) }
    }
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
    return SymbolicFraction(sum, bottom)
  }

  static func product(_ x: SymbolicFraction, _ y: SymbolicFraction) -> SymbolicFraction? {
    var (n, m, d, e) = (x.numerator, y.numerator, x.denominator, y.denominator)
    cancel(&n, &e)
    cancel(&m, &d)
    let denominator = d.combined(e, +)
    guard let numerator = n.multiplied(by: m), denominator.isModest else { return nil }
    let product = SymbolicFraction(numerator, denominator)
    return denominator.isOne || !(n.mayCollapse && m.mayCollapse) ? product : product.reduced
  }

  /// The reciprocal of a number known not to be 0.
  var inverse: SymbolicFraction? {
    guard !numerator.isZero, var top = denominator.expanded else { return nil }
    let (coefficient, monomial, rest) = numerator.primitive
    top = top.scaled(by: 1 / coefficient)
    var bottom = SymbolicDenominator.one
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
    return Self.product(SymbolicFraction(numerator, bottom).reduced, inverses)
  }

  /// The quotient by a number known not to be 0.
  static func quotient(_ x: SymbolicFraction, _ y: SymbolicFraction) -> SymbolicFraction? {
    // What both denominators share need not be multiplied out.
    let shared = x.denominator.combined(y.denominator, min)
    let over = SymbolicFraction(x.numerator, x.denominator.combined(shared, -))
    let under = SymbolicFraction(y.numerator, y.denominator.combined(shared, -))
    return under.inverse.flatMap { product(over, $0) }
  }

  /// x^n for n ≥ 1.
  func power(_ n: Int) -> SymbolicFraction? {
    guard let top = numerator.power(n) else { return nil }
    var bottom = denominator
    for k in bottom.factors.indices {
      let (exponent, overflow) = bottom.factors[k].exponent.multipliedReportingOverflow(by: n)
      if overflow { return nil }
      bottom.factors[k].exponent = exponent
    }
    return bottom.isModest ? SymbolicFraction(top, bottom).reduced : nil
  }
}

extension SymbolicDenominator {
  var isModest: Bool { factors.count <= 16 && factors.allSatisfy { $0.exponent <= Self.largestExponent } }
}

extension SymbolicPolynomial {
  /// Whether products with another such may collapse: sines, cosines and roots do.
  var mayCollapse: Bool {
    terms.contains { $0.monomial.wave != nil || $0.monomial.factors.contains { $0.atom.isPower } }
  }
}
