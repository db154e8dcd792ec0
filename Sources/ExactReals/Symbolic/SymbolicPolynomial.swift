import Enclosures
import Numbers

/// A rational multiple of a monomial.
struct SymbolicTerm: Sendable {
  var coefficient: Rational
  var monomial: SymbolicMonomial
}

/// A sum of terms with distinct monomials: a sparse polynomial, exponents of either sign, in atoms.
///
/// Equal polynomials denote equal numbers; whether distinct ones do is another question, see
/// `isCertainlyNonzero`. Operations that may grow give nil beyond `largestTermCount` and its like.
struct SymbolicPolynomial: Sendable {
  /// Descending by monomial, no coefficient 0.
  private(set) var terms: [SymbolicTerm]

  static let largestTermCount = 512
  /// The most products of terms that one multiplication makes.
  static let largestProductCount = 2048
  /// The most bits of one coefficient.
  static let largestCoefficientBits = 8192

  static let zero = SymbolicPolynomial(sorted: [])
  static let one = SymbolicPolynomial(1)

  init(sorted terms: [SymbolicTerm]) { self.terms = terms }

  init(_ value: Rational, _ monomial: SymbolicMonomial = .one) {
    terms = value.isZero ? [] : [SymbolicTerm(coefficient: value, monomial: monomial)]
  }

  var isZero: Bool { terms.isEmpty }
  var depth: Int { terms.reduce(0) { max($0, $1.monomial.depth) } }

  /// The value of a constant.
  var rational: Rational? {
    if terms.isEmpty { return .zero }
    return terms.count == 1 && terms[0].monomial.isOne ? terms[0].coefficient : nil
  }

  static func order(_ x: SymbolicPolynomial, _ y: SymbolicPolynomial) -> Int {
    if x.terms.count != y.terms.count { return x.terms.count < y.terms.count ? -1 : 1 }
    for (a, b) in zip(x.terms, y.terms) {
      let order = SymbolicMonomial.order(a.monomial, b.monomial)
      if order != 0 { return order }
      if a.coefficient != b.coefficient { return a.coefficient < b.coefficient ? -1 : 1 }
    }
    return 0
  }

  func enclosure(precision: Int) -> Interval {
    var sum = Interval(0, precision: precision)
    for term in terms {
      let coefficient = Interval(term.coefficient, precision: precision)
      sum = sum + coefficient * term.monomial.enclosure(precision: precision)
    }
    return sum
  }

  // MARK: Sums

  func scaled(by c: Rational) -> SymbolicPolynomial {
    if c.isZero { return .zero }
    if c == 1 { return self }
    return SymbolicPolynomial(
      sorted: terms.map { SymbolicTerm(coefficient: $0.coefficient * c, monomial: $0.monomial) })
  }

  /// self + scale·other.
  func adding(_ other: SymbolicPolynomial, scale: Rational = 1) -> SymbolicPolynomial {
    let (x, y) = (terms, other.terms)
    var sum: [SymbolicTerm] = []
    sum.reserveCapacity(x.count + y.count)
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
      let order =
        i == x.count ? -1 : j == y.count ? 1 : SymbolicMonomial.order(x[i].monomial, y[j].monomial)
      if order > 0 {
        sum.append(x[i])
        i += 1
        continue
      }
      var coefficient = y[j].coefficient * scale
      if order == 0 {
        coefficient += x[i].coefficient
        i += 1
      }
      if !coefficient.isZero { sum.append(SymbolicTerm(coefficient: coefficient, monomial: y[j].monomial)) }
      j += 1
    }
    return SymbolicPolynomial(sorted: sum)
  }

  /// Whether it is small enough to keep.
  var isModest: Bool {
    terms.count <= Self.largestTermCount
      && terms.allSatisfy { $0.coefficient.bitCount <= Self.largestCoefficientBits }
  }

  var modest: SymbolicPolynomial? { isModest ? self : nil }

  // MARK: Products

  func multiplied(by other: SymbolicPolynomial) -> SymbolicPolynomial? {
    if isZero || other.isZero { return .zero }
    if let c = rational { return other.scaled(by: c).modest }
    if let c = other.rational { return scaled(by: c).modest }
    guard terms.count * other.terms.count <= Self.largestProductCount else { return nil }
    if min(terms.count, other.terms.count) <= 4, !(mayCollapse && other.mayCollapse) {
      let (few, many) = terms.count < other.terms.count ? (self, other) : (other, self)
      let rows = few.terms.map { many.shifted(by: $0) }
      return rows.dropFirst().reduce(rows[0]) { $0.adding($1) }.modest
    }
    var products: [SymbolicTerm] = []
    products.reserveCapacity(terms.count * other.terms.count)
    for x in terms {
      for y in other.terms {
        guard Self.append(x, y, to: &products), products.count <= 2 * Self.largestProductCount
        else { return nil }
      }
    }
    return Self.collected(products).modest
  }

  /// The product with a term where no factors reduce, which leaves the order as it is.
  private func shifted(by term: SymbolicTerm) -> SymbolicPolynomial {
    SymbolicPolynomial(
      sorted: terms.map {
        SymbolicTerm(
          coefficient: $0.coefficient * term.coefficient,
          monomial: SymbolicMonomial(
            SymbolicMonomial.merged($0.monomial.factors, term.monomial.factors),
            $0.monomial.wave ?? term.monomial.wave))
      })
  }

  private static func collected(_ terms: [SymbolicTerm]) -> SymbolicPolynomial {
    if terms.count < 2 { return SymbolicPolynomial(sorted: terms) }
    let sorted = terms.sorted { SymbolicMonomial.order($0.monomial, $1.monomial) > 0 }
    var result: [SymbolicTerm] = []
    result.reserveCapacity(sorted.count)
    for term in sorted {
      if let last = result.last, SymbolicMonomial.order(last.monomial, term.monomial) == 0 {
        result[result.count - 1].coefficient += term.coefficient
      } else {
        if let last = result.last, last.coefficient.isZero { result.removeLast() }
        result.append(term)
      }
    }
    if let last = result.last, last.coefficient.isZero { result.removeLast() }
    return SymbolicPolynomial(sorted: result)
  }

  /// The product of two terms in normal form; false where it is too large.
  private static func append(_ x: SymbolicTerm, _ y: SymbolicTerm, to products: inout [SymbolicTerm]) -> Bool
  {
    var coefficient = x.coefficient * y.coefficient
    var factors = SymbolicMonomial.merged(x.monomial.factors, y.monomial.factors)
    var extra: SymbolicPolynomial?
    // n^e with e ≥ 1 is n·n^(e − 1).
    for k in factors.indices.reversed() where factors[k].atom.isPower && factors[k].exponent >= 1 {
      if case .power(let n) = factors[k].atom.kind {
        coefficient *= Rational(n)
      } else if case .powerOf(let f) = factors[k].atom.kind {
        guard let product = (extra ?? .one).multiplied(by: f) else { return false }
        extra = product
      }
      factors[k].exponent -= 1
      if factors[k].exponent.isZero { factors.remove(at: k) }
    }
    var wave = x.monomial.wave ?? y.monomial.wave
    if let a = x.monomial.wave, let b = y.monomial.wave {
      let product = SymbolicWave.product(a, b)
      wave = nil
      guard let all = (extra ?? .one).multiplied(by: product) else { return false }
      extra = all
    }
    let term = SymbolicTerm(coefficient: coefficient, monomial: SymbolicMonomial(factors, wave))
    guard let extra else {
      products.append(term)
      return true
    }
    for other in extra.terms {
      guard append(term, other, to: &products) else { return false }
    }
    return true
  }

  func power(_ n: Int) -> SymbolicPolynomial? {
    if terms.count == 1, n <= 1 << 20, let c = rational,
      c.bitCount * n <= Self.largestCoefficientBits
    {
      return SymbolicPolynomial(c.power(n))
    }
    if terms.count == 1, terms[0].monomial.wave == nil,
      terms[0].coefficient.magnitude == 1 || terms[0].coefficient.bitCount < 64 && n <= 100
    {
      let factors = terms[0].monomial.factors
      if factors.allSatisfy({ !$0.atom.isPower }) {
        let powers = factors.map { SymbolicFactor($0.atom, $0.exponent * Rational(n)) }
        let isNegative = terms[0].coefficient == -1 && !n.isMultiple(of: 2)
        let coefficient =
          terms[0].coefficient.magnitude == 1
          ? Rational(isNegative ? -1 : 1) : terms[0].coefficient.power(n)
        return SymbolicPolynomial(coefficient, SymbolicMonomial(powers))
      }
    }
    guard n <= 4 * Self.largestTermCount else { return nil }
    var (result, square, rest) = (SymbolicPolynomial.one, self, n)
    while true {
      if rest & 1 == 1 {
        guard let product = result.multiplied(by: square) else { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      guard let next = square.multiplied(by: square) else { return nil }
      square = next
    }
  }
}

// MARK: - Independence

extension SymbolicPolynomial {
  /// Whether a polynomial other than 0 certainly denotes a number other than 0.
  ///
  /// Products of powers p^c of distinct primes with exponents in [0, 1) are linearly independent over the
  /// rationals (Besicovitch 1940). Hence the number is not 0 where, but for such powers, the terms have
  /// - exp(a) and sin(b) or cos(b), with a and b linear in such powers: exp of distinct algebraic numbers
  ///   are linearly independent over the algebraic numbers (Lindemann, Weierstrass);
  /// - at most one logarithm of a prime: 1, log 2, log 3, … are so too (Baker 1966);
  /// - powers of π, which is transcendental.
  var isCertainlyNonzero: Bool {
    if isZero { return false }
    var (exponentials, logarithms, circles) = (false, false, false)
    for term in terms {
      var count = 0
      for factor in term.monomial.factors {
        switch factor.atom.kind {
        case .power(let n) where n.isKnownPrime: continue
        case .generator where factor.atom.isAlgebraicGenerator: exponentials = true
        case .log(let n) where n.isKnownPrime && factor.exponent == 1: count += 1
        case .pi: circles = true
        default: return false
        }
      }
      if count > 1 { return false }
      if count == 1 { logarithms = true }
      guard let wave = term.monomial.wave else { continue }
      guard wave.angle.allSatisfy({ $0.atom.isAlgebraicGenerator }) else { return false }
      exponentials = true
    }
    return [exponentials, logarithms, circles].count { $0 } <= 1
  }
}

extension SymbolicAtom {
  /// Whether it is a generator that is a product of powers of primes.
  fileprivate var isAlgebraicGenerator: Bool {
    guard case .generator(let m, let d) = kind, d.isOne, m.wave == nil else { return false }
    return m.factors.allSatisfy {
      if case .power(let n) = $0.atom.kind { return n.isKnownPrime }
      return false
    }
  }
}
