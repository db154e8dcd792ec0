import Numbers

/// Functions of exact numbers. Each gives nil where the result would be too large or too deep, or where
/// a sign that it depends on is not shown by enclosures.
extension SymbolicFraction {
  /// How deep atoms may be nested.
  static let largestDepth = 8
  /// The most bits of a rational whose logarithm or root is taken apart, or that is an exponent.
  static let largestArgumentBits = 2048

  private var isModestArgument: Bool {
    depth < Self.largestDepth && numerator.terms.count <= SymbolicPolynomial.largestTermCount
      && denominator.factors.count <= SymbolicDenominator.largestFactorCount
      && numerator.terms.allSatisfy { $0.coefficient.bitCount <= Self.largestArgumentBits }
  }

  static let pi = SymbolicFraction(.pi)

  /// The argument as Σ cᵢgᵢ with generators gᵢ, ascending: the terms of a polynomial and of the remainder
  /// over the denominator, so that the angle of a sum is the sum of angles where denominators agree.
  private var angle: [SymbolicFactor]? {
    guard let flat = multipliedOut else { return nil }
    var (whole, rest) = (flat.numerator, SymbolicPolynomial.zero)
    let denominator = flat.denominator
    if !denominator.isOne {
      (whole, rest) = denominator.expanded.flatMap { whole.divided(by: $0) } ?? (.zero, whole)
    }
    func parts(_ p: SymbolicPolynomial, _ d: SymbolicDenominator) -> [SymbolicFactor] {
      p.terms.map { term in
        if d.isOne, term.monomial.isOne { return SymbolicFactor(.one, term.coefficient) }
        return SymbolicFactor(SymbolicAtom(.generator(term.monomial, d)), term.coefficient)
      }
    }
    return (parts(whole, .one) + parts(rest, denominator)).sorted {
      SymbolicAtom.order($0.atom, $1.atom) < 0
    }
  }

  func wave(isSine: Bool) -> SymbolicFraction? {
    guard isModestArgument, let angle else { return nil }
    return SymbolicFraction(SymbolicWave.polynomial(isSine: isSine, angle))
  }

  // MARK: Exponential

  /// exp(Σ cᵢgᵢ) = Π exp(gᵢ)^cᵢ, and exp(c·log x) = x^c.
  func exponential() -> SymbolicFraction? {
    guard isModestArgument, let angle else { return nil }
    var factors: [SymbolicFactor] = []
    var result = SymbolicFraction(1)
    for part in angle {
      guard case .generator(let m, let d) = part.atom.kind, d.isOne, m.wave == nil, m.factors.count == 1,
        m.factors[0].exponent == 1, let power = m.factors[0].atom.exponentialOfLog(times: part.exponent)
      else {
        factors.append(part)
        continue
      }
      guard let power, let product = Self.product(result, power) else { return nil }
      result = product
    }
    return Self.product(
      result, SymbolicFraction(SymbolicPolynomial(1, SymbolicMonomial(factors))))
  }

  /// exp(x)/(1 + exp(x)).
  func sigmoid() -> SymbolicFraction? {
    guard let e = exponential(), let divisor = Self.sum(e, SymbolicFraction(1)) else { return nil }
    return Self.quotient(e, divisor)
  }

  /// (exp(2x) − 1)/(exp(2x) + 1).
  func tanh() -> SymbolicFraction? {
    let double = SymbolicFraction(numerator.scaled(by: 2), denominator)
    guard let e = double.exponential(), let top = Self.sum(e, SymbolicFraction(-1)),
      let divisor = Self.sum(e, SymbolicFraction(1))
    else { return nil }
    return Self.quotient(top, divisor)
  }

  /// log(1 + exp(x)).
  func softplus() -> SymbolicFraction? {
    exponential().flatMap { Self.sum($0, SymbolicFraction(1)) }?.logarithm()
  }

  // MARK: Logarithm

  /// log(x) for x known to be positive: Σ log abs(factor).
  func logarithm() -> SymbolicFraction? {
    guard isModestArgument, !numerator.isZero else { return nil }
    let (coefficient, monomial, rest) = numerator.primitive
    guard var sum = Self.logarithm(of: coefficient.magnitude) else { return nil }
    func add(_ term: SymbolicPolynomial, _ c: Rational, over d: SymbolicDenominator = .one) -> Bool {
      guard let next = Self.sum(sum, SymbolicFraction(term, d), scale: c) else { return false }
      sum = next
      return true
    }
    for factor in monomial {
      let isAdded: Bool
      switch factor.atom.kind {
      case .generator(let m, let d):
        isAdded = add(SymbolicPolynomial(1, m), factor.exponent, over: d)
      case .power(let n):
        isAdded = add(.atom(SymbolicAtom(.log(n))), factor.exponent)
      case .powerOf(let f):
        guard let part = SymbolicFraction(f).logarithm() else { return nil }
        isAdded = add(part.numerator, factor.exponent, over: part.denominator)
      default:
        isAdded = add(.atom(SymbolicAtom(.logOf(.atom(factor.atom)))), factor.exponent)
      }
      guard isAdded else { return nil }
    }
    /// Adds c·log abs(base).
    func addLogarithm(of base: SymbolicPolynomial, _ c: Rational) -> Bool {
      if let root = base.squareRoot, let part = Self.logarithm(ofMagnitude: root) { return add(part, 2 * c) }
      if let root = base.halfAngle, let part = Self.logarithm(ofMagnitude: root) {
        return add(part, 2 * c) && add(.atom(SymbolicAtom(.log(2))), c)
      }
      return add(.atom(SymbolicAtom(.logOf(base))), c)
    }
    if rest.rational == nil, !addLogarithm(of: rest, 1) { return nil }
    for factor in denominator.factors {
      guard addLogarithm(of: factor.base, Rational(-factor.exponent)) else { return nil }
    }
    return sum
  }

  /// log(p/q) as a sum of logarithms of primes and of cofactors without small prime factors.
  private static func logarithm(of value: Rational) -> SymbolicFraction? {
    guard let factors = value.smallFactors() else { return nil }
    var sum = SymbolicPolynomial.zero
    for (n, exponent) in factors {
      sum = sum.adding(.atom(SymbolicAtom(.log(n))), scale: Rational(exponent))
    }
    return SymbolicFraction(sum)
  }

  /// log abs(f) for f ≠ 0 without rational or monomial factors.
  private static func logarithm(ofMagnitude f: SymbolicPolynomial) -> SymbolicPolynomial? {
    let (coefficient, monomial, rest) = f.primitive
    return coefficient.magnitude == 1 && monomial.isEmpty ? .atom(SymbolicAtom(.logOf(rest))) : nil
  }

  // MARK: Powers

  /// x^c for x known to be positive: Π abs(factor)^c.
  func power(_ c: Rational) -> SymbolicFraction? {
    guard isModestArgument, c.bitCount <= 64, !numerator.isZero else { return nil }
    let (coefficient, monomial, rest) = numerator.primitive
    guard let factors = coefficient.magnitude.smallFactors() else { return nil }
    var result = SymbolicFraction(1)
    func multiply(_ factor: SymbolicFraction?) -> Bool {
      guard let factor, let next = Self.product(result, factor) else { return false }
      result = next
      return true
    }
    for (n, exponent) in factors {
      guard multiply(Self.power(of: n, c * Rational(exponent))) else { return nil }
    }
    for factor in monomial {
      let exponent = factor.exponent * c
      let isDone: Bool
      switch factor.atom.kind {
      case .generator: isDone = multiply(SymbolicFraction(factor.atom, exponent))
      case .power(let n): isDone = multiply(Self.power(of: n, exponent))
      case .powerOf(let f): isDone = multiply(Self.power(of: f, exponent))
      default: isDone = multiply(Self.power(of: .atom(factor.atom), exponent))
      }
      guard isDone else { return nil }
    }
    /// Multiplies by abs(base)^c.
    func multiplyPower(of base: SymbolicPolynomial, _ c: Rational) -> Bool {
      if let root = base.squareRoot { return multiply(Self.power(of: root, 2 * c)) }
      if let root = base.halfAngle {
        return multiply(Self.power(of: 2, c)) && multiply(Self.power(of: root, 2 * c))
      }
      return multiply(Self.power(of: base, c))
    }
    if rest.rational == nil, !multiplyPower(of: rest, c) { return nil }
    for factor in denominator.factors {
      guard multiplyPower(of: factor.base, c * Rational(-factor.exponent)) else { return nil }
    }
    return result
  }

  /// n^c for n > 1.
  fileprivate static func power(of n: Integer, _ c: Rational) -> SymbolicFraction? {
    guard let whole = c.floor.word, whole.magnitude <= 4096,
      n.bitCount * Int(whole.magnitude) <= largestArgumentBits
    else { return nil }
    let part = c - Rational(whole)
    let factors = part.isZero ? [] : [SymbolicFactor(SymbolicAtom(.power(n)), part)]
    return SymbolicFraction(SymbolicPolynomial(Rational(n).power(whole), SymbolicMonomial(factors)))
  }

  /// abs(f)^c for f ≠ 0 in primitive form.
  fileprivate static func power(of f: SymbolicPolynomial, _ c: Rational) -> SymbolicFraction? {
    guard let whole = c.floor.word, whole.magnitude <= 64, let sign = SymbolicFraction(f).cheapSign
    else { return nil }
    let positive = SymbolicFraction(f.scaled(by: Rational(sign)))
    let part = c - Rational(whole)
    var result = SymbolicFraction(1)
    if !part.isZero { result = SymbolicFraction(SymbolicAtom(.powerOf(positive.numerator)), part) }
    if whole > 0 { return positive.power(whole).flatMap { product($0, result) } }
    if whole < 0 { return positive.power(-whole)?.inverse.flatMap { product($0, result) } }
    return result
  }
}

extension SymbolicAtom {
  /// x^c of log x; nil for other atoms, and an inner nil where it is too large.
  fileprivate func exponentialOfLog(times c: Rational) -> SymbolicFraction?? {
    switch kind {
    case .log(let n): .some(SymbolicFraction.power(of: n, c))
    case .logOf(let f): .some(SymbolicFraction.power(of: f, c))
    default: nil
    }
  }
}

extension SymbolicPolynomial {
  static func atom(_ atom: SymbolicAtom) -> SymbolicPolynomial {
    SymbolicPolynomial(1, SymbolicMonomial([SymbolicFactor(atom, 1)]))
  }

  /// A polynomial whose square it is, where it has no sines and cosines and one is found soon.
  var squareRoot: SymbolicPolynomial? {
    guard terms.count <= 32, let lead = terms.first, let trail = terms.last,
      let first = Self.root(of: lead), let last = Self.root(of: trail)
    else { return nil }
    if terms.count == 1 { return SymbolicPolynomial(sorted: [first]) }
    // r² = self: the next term of r is the leading one of (self − r²)/2 over that of r.
    var root = SymbolicPolynomial(sorted: [first])
    var rest = SymbolicPolynomial(sorted: Array(terms.dropFirst()))
    while let top = rest.terms.first {
      let factors = SymbolicMonomial.merged(top.monomial.factors, first.monomial.factors, scale: -1)
      guard root.terms.count < 16, SymbolicMonomial.order(factors, last.monomial.factors) >= 0,
        factors.allSatisfy({ !$0.atom.isPower || ($0.exponent.signum > 0 && $0.exponent < 1) })
      else { return nil }
      let next = SymbolicPolynomial(
        top.coefficient / (2 * first.coefficient), SymbolicMonomial(factors, top.monomial.wave))
      // (r + t)² − r² = (2r + t)·t.
      guard top.monomial.wave == nil, let change = root.scaled(by: 2).adding(next).multiplied(by: next)
      else { return nil }
      root = root.adding(next)
      rest = rest.adding(change, scale: -1)
    }
    return root
  }

  /// w with abs(self) = 2w²: cos a + 1 = 2 cos²(a/2), cos a − 1 = −2 sin²(a/2).
  var halfAngle: SymbolicPolynomial? {
    guard terms.count == 2, let wave = terms[0].monomial.wave, !wave.isSine,
      terms[0].monomial.factors.isEmpty, terms[1].monomial.isOne,
      terms[1].coefficient.magnitude == 1, terms[0].coefficient == 1
    else { return nil }
    let half = wave.angle.map { SymbolicFactor($0.atom, $0.exponent / 2) }
    return SymbolicWave.polynomial(isSine: terms[1].coefficient.signum < 0, half)
  }

  private static func root(of term: SymbolicTerm) -> SymbolicTerm? {
    guard term.monomial.wave == nil, let c = term.coefficient.exactRoot(2) else { return nil }
    var factors = term.monomial.factors
    for k in factors.indices {
      factors[k].exponent = factors[k].exponent / 2
      guard case .generator = factors[k].atom.kind else {
        if factors[k].atom.isPower || !factors[k].exponent.isInteger { return nil }
        continue
      }
    }
    return SymbolicTerm(coefficient: c, monomial: SymbolicMonomial(factors))
  }
}

// MARK: - Prime factors

extension Integer {
  private static let smallPrimes: [Int] = {
    var primes = [2]
    for n in stride(from: 3, to: 1000, by: 2) where primes.allSatisfy({ n % $0 != 0 }) { primes.append(n) }
    return primes
  }()

  /// Whether it is less than 1000² and known to be prime, as every factor that `smallFactors` gives is.
  var isKnownPrime: Bool {
    guard let n = word, n > 1, n < 1_000_000 else { return false }
    return Self.smallPrimes.allSatisfy { n % $0 != 0 || n == $0 }
  }

  /// The factorisation of a number > 0 by the primes below 1000; the cofactor, if it is not 1, stands
  /// undivided but for roots of small degree.
  func smallFactors() -> [(Integer, Int)] {
    var factors: [(Integer, Int)] = []
    var rest = self
    let twos = trailingZeroBitCount
    if twos > 0 {
      factors.append((2, twos))
      rest = rest.shifted(by: -twos)
    }
    for (k, prime) in Self.smallPrimes.enumerated().dropFirst() {
      var count = 0
      if let word = rest.word {
        if word < prime * prime { break }
        var n = word
        while n % prime == 0 { (n, count) = (n / prime, count + 1) }
        if count > 0 { rest = Integer(n) }
      } else {
        if k > 30 { continue }
        while true {
          let (quotient, remainder) = rest.flooredDivision(by: Integer(prime))
          guard remainder.isZero else { break }
          (rest, count) = (quotient, count + 1)
        }
      }
      if count > 0 { factors.append((Integer(prime), count)) }
    }
    guard rest != 1 else { return factors }
    var exponent = 1
    if rest.word.map({ $0 >= 1_000_000 }) ?? true {
      for k in [2, 3, 5, 7] {
        while let root = rest.exactRoot(k) { (rest, exponent) = (root, exponent * k) }
      }
    }
    // A root may be short enough for primes that were not tried.
    if exponent > 1, rest.word != nil {
      return factors + rest.smallFactors().map { ($0, exponent * $1) }
    }
    return factors + [(rest, exponent)]
  }
}

extension Rational {
  /// The factorisation of a number > 0; nil for one with very many bits.
  fileprivate func smallFactors() -> [(Integer, Int)]? {
    guard bitCount <= SymbolicFraction.largestArgumentBits else { return nil }
    var factors = numerator == 1 ? [] : numerator.smallFactors()
    if denominator != 1 { factors += denominator.smallFactors().map { ($0, -$1) } }
    return factors
  }
}
