extension ExactReal {
  /// Exact on rationals, a node on algebraic numbers, else by intervals.
  @inline(__always)
  private static func combine(
    _ x: ExactReal, _ y: ExactReal,
    rational: (Rational, Rational) -> Rational,
    algebraic: (AlgebraicNumber, AlgebraicNumber) -> AlgebraicNumber.Operation,
    interval: (Interval, Interval) -> Interval
  ) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if case .rational(let a) = x.value, case .rational(let b) = y.value {
      guard a.bitCount + b.bitCount <= largestBitCount else {
        return ExactReal(interval(x.interval, y.interval), precision)
      }
      return ExactReal(.rational(rational(a, b)), precision)
    }
    if let a = x.node, let b = y.node {
      return ExactReal(.algebraic(AlgebraicNumber(algebraic(a, b))), precision)
    }
    return ExactReal(interval(x.interval, y.interval), precision)
  }

  private func isRational(_ word: Int) -> Bool {
    if case .rational(let x) = value { return x.word == word }
    return false
  }

  public static func + (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if x.isRational(0) { return ExactReal(y.value, precision) }
    if y.isRational(0) { return ExactReal(x.value, precision) }
    return combine(x, y, rational: +, algebraic: { .sum($0, $1) }, interval: +)
  }

  public static func - (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if y.isRational(0) { return ExactReal(x.value, precision) }
    if case .algebraic(let a) = x.value, case .algebraic(let b) = y.value, a.isSame(as: b) {
      return ExactReal(.rational(.zero), precision)
    }
    return combine(x, y, rational: -, algebraic: { .difference($0, $1) }, interval: -)
  }

  public static prefix func - (x: ExactReal) -> ExactReal {
    switch x.value {
    case .rational(let a): return ExactReal(.rational(-a), x.precision)
    case .interval(let a): return ExactReal(-a, x.precision)
    case .algebraic(let a):
      if case .difference(let b, let c) = a.operation {
        return ExactReal(.algebraic(AlgebraicNumber(.difference(c, b))), x.precision)
      }
      return x.constant(-1) * x
    }
  }

  public static func * (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if x.isRational(0) || y.isRational(0) { return ExactReal(.rational(.zero), precision) }
    if x.isRational(1) { return ExactReal(y.value, precision) }
    if y.isRational(1) { return ExactReal(x.value, precision) }
    if case .algebraic(let a) = x.value, case .algebraic(let b) = y.value,
      let product = productOfRoots(a, b, precision)
    {
      return product
    }
    // c·(d·z) = (cd)·z keeps chains of scalings short.
    if case .rational(let c) = x.value, let scaled = y.scaled(by: c, precision) { return scaled }
    if case .rational(let c) = y.value, let scaled = x.scaled(by: c, precision) { return scaled }
    return combine(x, y, rational: *, algebraic: { .product($0, $1) }, interval: *)
  }

  private func scaled(by c: Rational, _ precision: Int) -> ExactReal? {
    guard case .algebraic(let a) = value, case .product(let d, let z) = a.operation,
      case .rational(let factor) = d.operation, factor.bitCount + c.bitCount <= Self.largestBitCount
    else { return nil }
    let scale = factor * c
    if scale == 1 { return ExactReal(.algebraic(z), precision) }
    return ExactReal(.algebraic(AlgebraicNumber(.product(AlgebraicNumber(scale), z))), precision)
  }

  /// sqrt(a)·sqrt(a) = a, and sqrt(a)·sqrt(b) where a·b is the square of a rational.
  private static func productOfRoots(
    _ x: AlgebraicNumber, _ y: AlgebraicNumber, _ precision: Int
  ) -> ExactReal? {
    guard case .root(let a, 2) = x.operation, case .root(let b, 2) = y.operation else { return nil }
    if case .rational(let p) = a.operation, case .rational(let q) = b.operation {
      guard p.bitCount + q.bitCount <= largestBitCount, let root = (p * q).exactRoot(2) else { return nil }
      return ExactReal(guarding: root, precision)
    }
    return x.isSame(as: y) ? ExactReal(.algebraic(a), precision) : nil
  }

  /// The quotient; the whole line where the divisor is 0 or not known to be other than 0.
  public static func / (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if case .interval = y.value {
      return x.isRational(0) && y.isZero == .no ? x : ExactReal(x.interval / y.interval, precision)
    }
    guard y.isZero == .no else { return wholeLine(precision) }
    if x.isRational(0) { return ExactReal(.rational(.zero), precision) }
    if y.isRational(1) { return ExactReal(x.value, precision) }
    if case .rational(let d) = y.value, case .algebraic = x.value { return x * y.constant(1 / d) }
    if case .algebraic(let a) = x.value, case .algebraic(let b) = y.value, a.isSame(as: b) {
      return ExactReal(.rational(.one), precision)
    }
    return combine(x, y, rational: /, algebraic: { .quotient($0, $1) }, interval: /)
  }

  public var magnitude: ExactReal {
    switch isNegative {
    case .no: self
    case .yes: -self
    case .unknown: ExactReal(interval.magnitude, precision)
    }
  }

  public func withSign(of sign: ExactReal) -> ExactReal {
    switch sign.isNegative {
    case .no: magnitude
    case .yes: -magnitude
    case .unknown: magnitude.hull(-magnitude)
    }
  }
}

extension AlgebraicNumber {
  /// Whether both are visibly the same number: one node, or equal roots of equal rationals.
  func isSame(as other: AlgebraicNumber) -> Bool {
    if self === other { return true }
    if case .root(let a, let k) = operation, case .root(let b, let j) = other.operation, k == j,
      case .rational(let p) = a.operation, case .rational(let q) = b.operation
    {
      return p == q
    }
    return false
  }
}
