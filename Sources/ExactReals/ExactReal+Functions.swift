import Enclosures
import Numbers

extension ExactReal {
  /// The largest k for which a k-th root is kept as an algebraic number.
  package static let largestRootDegree = 1 << 12

  /// x^n, exact for exact x. For n < 0 the whole line where x is 0.
  package func power(_ n: Int) -> ExactReal {
    if n == 0 { return constant(1) }
    if n == 1 { return self }
    switch value {
    case .interval(let x): return ExactReal(x.power(n), precision)
    case .symbolic(let x):
      guard isZero == .no else {
        return ExactReal(n > 0 ? x.fraction.power(n) : nil, precision) { interval.power(n) }
      }
      let base = n > 0 ? x.fraction : x.fraction.inverse
      return ExactReal(n == .min ? nil : base?.power(abs(n)), precision) { interval.power(n) }
    case .rational(let x):
      if x.isZero { return n > 0 ? self : Self.wholeLine(precision) }
      let (bits, overflow) = x.bitCount.multipliedReportingOverflow(by: Int(clamping: n.magnitude))
      if x.magnitude == 1 { return constant(n.isMultiple(of: 2) ? 1 : x) }
      guard Self.admits(bitCount: overflow ? .max : bits) else {
        return ExactReal(interval.power(n), precision)
      }
      return ExactReal(guarding: x.power(n), precision)
    case .algebraic(let x):
      guard isZero == .no else {
        return n > 0 && isZero == .yes ? constant(0) : ExactReal(interval.power(n), precision)
      }
      // root_k(a)^n = a^⌊n/k⌋ · root_k(a)^(n mod k).
      if case .root(let a, let k) = x.operation, n.magnitude >= UInt(k) {
        let base = ExactReal(a.asValue, precision)
        let whole = base.power(n / k)
        return n % k == 0 ? whole : whole * power(n % k)
      }
      return n > 0 ? repeatedSquare(n.magnitude) : constant(1) / repeatedSquare(n.magnitude)
    }
  }

  private func repeatedSquare(_ n: UInt) -> ExactReal {
    // Nodes count the bits of the whole expression; beyond the limit the result is not kept exactly.
    if case .algebraic(let x) = value,
      !Self.admits(bitCount: Int(min((x.logNumerator + x.logDenominator) * Double(n), 0x1p62)))
    {
      return ExactReal(interval.power(Int(clamping: n)), precision)
    }
    var (result, square, rest) = (ExactReal?.none, self, n)
    while true {
      if rest & 1 == 1 { result = result.map { $0 * square } ?? square }
      rest >>= 1
      if rest == 0 { return result ?? constant(1) }
      square = square * square
    }
  }

  /// The square root of a number ≥ 0; the whole line for a negative one.
  package func squareRoot() -> ExactReal { root(2) }

  /// x^c for a symbolic x that is known to be positive.
  private func symbolicPower(_ c: Rational, _ interval: () -> Interval) -> ExactReal {
    ExactReal(fraction?.power(c), precision, interval)
  }

  /// The k-th root of a number ≥ 0, k ≥ 1.
  func root(_ k: Int) -> ExactReal {
    if k == 1 { return self }
    if case .interval(let x) = value { return ExactReal(k == 2 ? x.squareRoot() : x.root(k), precision) }
    guard let sign else { return ExactReal(interval.root(k), precision) }
    if sign < 0 { return Self.wholeLine(precision) }
    if sign == 0 { return constant(0) }
    if case .rational(let x) = value {
      if let root = x.exactRoot(k) { return constant(root) }
      if k == 2, let (factor, radicand) = Self.squareExtracted(x) {
        return constant(factor)
          * ExactReal(.algebraic(RadicalExpression(.root(RadicalExpression(radicand), 2))), precision)
      }
    }
    if isSymbolic {
      return symbolicPower(Rational(1, k)) { k == 2 ? interval.squareRoot() : interval.root(k) }
    }
    guard k <= Self.largestRootDegree, let node else {
      ExactAllowance.note(.rootDegree(Self.largestRootDegree))
      return ExactReal(interval.root(k), precision)
    }
    return ExactReal(.algebraic(RadicalExpression(.root(node, k))), precision)
  }

  /// sqrt(p/q) = (c/q)·sqrt(n) with pq = c²n and no square of a small prime in n, so that roots of
  /// commensurable rationals become one radical; nil where the rational is too large to bother.
  private static func squareExtracted(_ x: Rational) -> (Rational, Rational)? {
    guard x.bitCount <= 4096 else { return nil }
    var rest = x.numerator * x.denominator
    var factor = Integer(1)
    for prime in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47] {
      let square = Integer(prime * prime)
      while true {
        let (quotient, remainder) = rest.flooredDivision(by: square)
        guard remainder.isZero else { break }
        (rest, factor) = (quotient, factor * Integer(prime))
      }
    }
    return (Rational(factor, x.denominator), Rational(rest))
  }

  /// x^y: exact for an exact exponent where x > 0, or x = 0 and y > 0; whole exponents for any x.
  package func power(_ exponent: ExactReal) -> ExactReal {
    let bits = max(precision, exponent.precision)
    if let y = exponent.exactValue, !isInterval {
      if let n = y.word { return ExactReal(power(n).value, bits) }
      if isZero == .yes { return y.signum > 0 ? constant(0) : Self.wholeLine(bits) }
      if isRational(1) { return self }
      if isSymbolic, isPositive == .yes {
        return ExactReal(symbolicPower(y) { interval.power(exponent.interval) }.value, bits)
      }
      if isPositive == .yes, let p = y.numerator.word, let q = y.denominator.word, q <= Self.largestRootDegree
      {
        return ExactReal(root(q).power(p).value, bits)
      }
    }
    if let y = exponent.fraction, isPositive == .yes, let base = fraction {
      let logarithm = base.logarithm().flatMap { SymbolicFraction.product($0, y) }
      return ExactReal(logarithm?.exponential(), bits) { interval.power(exponent.interval) }
    }
    return ExactReal(interval.power(exponent.interval), bits)
  }

  private var isInterval: Bool {
    if case .interval = value { return true }
    return false
  }

  private func isRational(_ word: Int) -> Bool {
    if case .rational(let x) = value { return x.word == word }
    return false
  }

  /// A function that is rational at one algebraic place only.
  private func transcendental(
    at place: Int, _ result: Rational, _ symbolic: (SymbolicFraction) -> SymbolicFraction?,
    _ function: (Interval) -> Interval
  ) -> ExactReal {
    let isThere: Bool
    switch value {
    case .rational(let x): isThere = x.word == place
    case .algebraic: isThere = isEqual(to: constant(Rational(place))) == .yes
    case .symbolic, .interval: isThere = false
    }
    if isThere { return constant(result) }
    return ExactReal(fraction.flatMap(symbolic), precision) { function(interval) }
  }

  package func exp() -> ExactReal { transcendental(at: 0, 1, { $0.exponential() }, { $0.exp() }) }
  package func log() -> ExactReal {
    guard isPositive == .yes else { return ExactReal(interval.log(), precision) }
    return transcendental(at: 1, 0, { $0.logarithm() }, { $0.log() })
  }
  package func sin() -> ExactReal { transcendental(at: 0, 0, { $0.wave(isSine: true) }, { $0.sin() }) }
  package func cos() -> ExactReal { transcendental(at: 0, 1, { $0.wave(isSine: false) }, { $0.cos() }) }
  package func tanh() -> ExactReal { transcendental(at: 0, 0, { $0.tanh() }, { $0.tanh() }) }
  package func sigmoid() -> ExactReal {
    transcendental(at: 0, Rational(1, 2), { $0.sigmoid() }, { $0.sigmoid() })
  }
  package func softplus() -> ExactReal {
    ExactReal(fraction?.softplus(), precision) { interval.softplus() }
  }
  package func silu() -> ExactReal {
    transcendental(at: 0, 0, { x in x.sigmoid().flatMap { .product(x, $0) } }, { $0.silu() })
  }

  /// P(X > x) for a standard normal X, which is 1 − P(X > −x).
  package func normalUpperTail() -> ExactReal {
    if isNegative == .yes { return constant(1) - (-self).normalUpperTail() }
    return transcendental(
      at: 0, Rational(1, 2),
      { $0.depth < SymbolicFraction.largestDepth ? SymbolicFraction(SymbolicAtom(.normalTail($0))) : nil },
      { $0.normalUpperTail() })
  }

  /// The angle in (−π, π]; exactly a multiple of π/4 on the axes and the diagonals.
  package static func atan2(y: ExactReal, x: ExactReal) -> ExactReal {
    let bits = max(x.precision, y.precision)
    if y.isZero == .yes {
      if x.isPositive == .yes { return ExactReal(.rational(.zero), bits) }
      if x.isNegative == .yes { return ExactReal(x.constantPi().value, bits) }
      if x.isZero == .yes { return wholeLine(bits) }
    }
    guard y.isZero == .no || x.isZero == .no, let height = y.fraction, let width = x.fraction else {
      return ExactReal(.atan2(y: y.interval, x: x.interval), bits)
    }
    return ExactReal(angle(height, width, y, x), bits) { .atan2(y: y.interval, x: x.interval) }
  }

  private static func angle(
    _ height: SymbolicFraction, _ width: SymbolicFraction, _ y: ExactReal, _ x: ExactReal
  ) -> SymbolicFraction? {
    let turn: Rational?
    if x.isZero == .yes {
      turn = y.sign.map { Rational($0, 2) }
    } else if (y.magnitude - x.magnitude).isZero == .yes, let up = y.sign, let right = x.sign {
      turn = Rational(right > 0 ? up : 3 * up, 4)
    } else {
      turn = nil
    }
    if let turn {
      return SymbolicFraction(SymbolicFraction.pi.numerator.scaled(by: turn))
    }
    guard max(height.depth, width.depth) < SymbolicFraction.largestDepth else { return nil }
    return SymbolicFraction(SymbolicAtom(.angle(height, width)))
  }
}

extension RadicalExpression {
  /// The number as a value of its simplest kind.
  var asValue: ExactReal.Value {
    if case .rational(let x) = operation { return .rational(x) }
    return .algebraic(self)
  }
}
