import Enclosures
import Numbers

extension ExactReal {
  /// Exact on rationals, a node on algebraic numbers, a fraction in atoms beyond, else by intervals.
  @inline(__always)
  private static func combine(
    _ x: ExactReal, _ y: ExactReal,
    rational: (Rational, Rational) -> Rational,
    algebraic: (RadicalExpression, RadicalExpression) -> RadicalExpression.Operation,
    symbolic: (SymbolicFraction, SymbolicFraction) -> SymbolicFraction?,
    interval: (Interval, Interval) -> Interval
  ) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if case .rational(let a) = x.value, case .rational(let b) = y.value {
      guard admits(bitCount: a.bitCount + b.bitCount) else {
        return ExactReal(interval(x.interval, y.interval), precision)
      }
      return ExactReal(.rational(rational(a, b)), precision)
    }
    if let a = x.node, let b = y.node {
      return ExactReal(.algebraic(RadicalExpression(algebraic(a, b))), precision)
    }
    if let a = x.fraction, let b = y.fraction {
      return ExactReal(symbolic(a, b), precision) { interval(x.interval, y.interval) }
    }
    return ExactReal(interval(x.interval, y.interval), precision)
  }

  private func isRational(_ word: Int) -> Bool {
    if case .rational(let x) = value { return x.word == word }
    return false
  }

  package static func + (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if x.isRational(0) { return ExactReal(y.value, precision) }
    if y.isRational(0) { return ExactReal(x.value, precision) }
    if let (c, d, z) = commonFactor(x, y) { return scaled(c + d, z, precision) }
    return combine(x, y, rational: +, algebraic: { .sum($0, $1) }, symbolic: { .sum($0, $1) }, interval: +)
  }

  package static func - (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if y.isRational(0) { return ExactReal(x.value, precision) }
    if let (c, d, z) = commonFactor(x, y) { return scaled(c - d, z, precision) }
    return combine(
      x, y, rational: -, algebraic: { .difference($0, $1) }, symbolic: { .sum($0, $1, scale: -1) },
      interval: -)
  }

  package static prefix func - (x: ExactReal) -> ExactReal {
    switch x.value {
    case .rational(let a): return ExactReal(.rational(-a), x.precision)
    case .interval(let a): return ExactReal(-a, x.precision)
    case .symbolic(let a):
      let fraction = a.fraction.scaled(by: -1)
      return ExactReal(.symbolic(SymbolicNumber(fraction, enclosure: -a.bestEnclosure)), x.precision)
    case .algebraic(let a):
      if case .difference(let b, let c) = a.operation {
        return ExactReal(.algebraic(RadicalExpression(.difference(c, b))), x.precision)
      }
      let (c, z) = a.scaling
      return scaled(-c, z, x.precision)
    }
  }

  package static func * (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if x.isRational(0) || y.isRational(0) { return ExactReal(.rational(.zero), precision) }
    switch (x.value, y.value) {
    case (.rational(let c), .algebraic(let b)):
      let (d, z) = b.scaling
      if let e = product(c, d) { return scaled(e, z, precision) }
    case (.algebraic(let a), .rational(let d)):
      let (c, z) = a.scaling
      if let e = product(c, d) { return scaled(e, z, precision) }
    case (.algebraic(let a), .algebraic(let b)):
      let ((c, z), (d, w)) = (a.scaling, b.scaling)
      if let root = productOfRoots(z, w, precision), let e = product(c, d) {
        return ExactReal(.rational(e), precision) * root
      }
    default: break
    }
    return combine(
      x, y, rational: *, algebraic: { .product($0, $1) }, symbolic: { .product($0, $1) }, interval: *)
  }

  /// c·d where it is not too large to carry.
  private static func product(_ c: Rational, _ d: Rational) -> Rational? {
    admits(bitCount: c.bitCount + d.bitCount) ? c * d : nil
  }

  /// c·z.
  private static func scaled(_ c: Rational, _ z: RadicalExpression, _ precision: Int) -> ExactReal {
    if c.isZero { return ExactReal(.rational(c), precision) }
    if c == 1 { return ExactReal(.algebraic(z), precision) }
    return ExactReal(.algebraic(RadicalExpression(.product(RadicalExpression(c), z))), precision)
  }

  /// c, d, z with x = c·z and y = d·z, where both are visibly multiples of one number.
  private static func commonFactor(
    _ x: ExactReal, _ y: ExactReal
  ) -> (Rational, Rational, RadicalExpression)? {
    guard case .algebraic(let a) = x.value, case .algebraic(let b) = y.value else { return nil }
    let ((c, z), (d, w)) = (a.scaling, b.scaling)
    guard z.isSame(as: w), admits(bitCount: c.bitCount + d.bitCount) else { return nil }
    return (c, d, z)
  }

  /// sqrt(a)·sqrt(a) = a, and sqrt(a)·sqrt(b) where a·b is the square of a rational.
  private static func productOfRoots(
    _ x: RadicalExpression, _ y: RadicalExpression, _ precision: Int
  ) -> ExactReal? {
    guard case .root(let a, 2) = x.operation, case .root(let b, 2) = y.operation else { return nil }
    if case .rational(let p) = a.operation, case .rational(let q) = b.operation {
      guard let square = product(p, q), let root = square.exactRoot(2) else { return nil }
      return ExactReal(.rational(root), precision)
    }
    return x.isSame(as: y) ? ExactReal(a.asValue, precision) : nil
  }

  /// The quotient; the whole line where the divisor is 0 or not known to be other than 0.
  package static func / (x: ExactReal, y: ExactReal) -> ExactReal {
    let precision = max(x.precision, y.precision)
    if case .interval = y.value {
      return x.isRational(0) && y.isZero == .no ? x : ExactReal(x.interval / y.interval, precision)
    }
    guard y.isZero == .no else { return wholeLine(precision) }
    if x.isRational(0) { return ExactReal(.rational(.zero), precision) }
    if y.isRational(1) { return ExactReal(x.value, precision) }
    if case .rational(let d) = y.value, case .algebraic = x.value { return x * y.constant(1 / d) }
    if let (c, d, _) = commonFactor(x, y) { return ExactReal(guarding: c / d, precision) }
    // 1/(d·sqrt(a)) = sqrt(a)/(d·a).
    if case .algebraic(let b) = y.value {
      let (d, z) = b.scaling
      if case .root(let a, 2) = z.operation, case .rational(let radicand) = a.operation,
        let scale = product(d, radicand)
      {
        return x * scaled(1 / scale, z, precision)
      }
    }
    return combine(
      x, y, rational: /, algebraic: { .quotient($0, $1) }, symbolic: { .quotient($0, $1) }, interval: /)
  }

  package var magnitude: ExactReal {
    switch isNegative {
    case .no: self
    case .yes: -self
    case .unknown: ExactReal(interval.magnitude, precision)
    }
  }

  package func withSign(of sign: ExactReal) -> ExactReal {
    switch sign.isNegative {
    case .no: magnitude
    case .yes: -magnitude
    case .unknown: magnitude.hull(-magnitude)
    }
  }
}

extension RadicalExpression {
  /// c and z with the value c·z, where it was made as a rational times z; else 1 and the number itself.
  var scaling: (Rational, RadicalExpression) {
    if case .product(let c, let z) = operation, case .rational(let factor) = c.operation {
      return (factor, z)
    }
    return (1, self)
  }

  /// Whether both are visibly the same number: one node, or equal roots of equal rationals.
  func isSame(as other: RadicalExpression) -> Bool {
    if self === other { return true }
    if case .root(let a, let k) = operation, case .root(let b, let j) = other.operation, k == j,
      case .rational(let p) = a.operation, case .rational(let q) = b.operation
    {
      return p == q
    }
    return false
  }
}
