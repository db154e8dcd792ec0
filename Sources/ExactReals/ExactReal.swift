import Enclosures
import Numbers

/// The top rung: a number known exactly where that is possible, else an interval.
///
/// Rationals stay rationals; + − · / and k-th roots of exact numbers stay exact as algebraic numbers whose
/// comparison is decided by a separation bound. Values of exp, log, sin, … are kept as fractions of
/// polynomials in transcendental atoms: where those agree two values are certainly equal, otherwise
/// enclosures tell them apart or leave the comparison open. A number that would become too large to carry
/// exactly becomes an interval at the precision the value carries: still sound, no longer exact.
package struct ExactReal: Sendable {
  enum Value: Sendable {
    case rational(Rational)
    case algebraic(RadicalExpression)
    case symbolic(SymbolicNumber)
    case interval(Interval)
  }

  let value: Value
  /// The precision in bits at which transcendental values are enclosed.
  package let precision: Int

  /// A rational whose numerator and denominator have more bits than this together is not kept exactly, unless the
  /// `ExactAllowance` in force says otherwise.
  package static let largestBitCount = 1 << 22

  init(_ value: Value, _ precision: Int) {
    self.value = value
    self.precision = precision
  }

  init(_ interval: Interval, _ precision: Int) { self.init(.interval(interval), precision) }

  /// The rational, or its enclosure where it is too large.
  init(guarding value: Rational, _ precision: Int) {
    if Self.admits(bitCount: value.bitCount) {
      self.init(.rational(value), precision)
    } else {
      self.init(Interval(value, precision: precision), precision)
    }
  }

  /// The exact number where there is one that is small enough, else its enclosure.
  init(_ fraction: SymbolicFraction?, _ precision: Int, _ interval: () -> Interval) {
    if let fraction {
      if let value = fraction.rational {
        // Algebra and enclosures are independent: where they contradict each other one of them is
        // broken, and the enclosure, which claims less, is what is kept.
        let enclosure = interval()
        if enclosure.contains(value) {
          self.init(.rational(value), precision)
        } else {
          self.init(enclosure, precision)
        }
      } else {
        let enclosure = interval()
        if enclosure.isZero != .no, fraction.isZeroBySecondLook {
          self.init(.rational(.zero), precision)
        } else {
          self.init(.symbolic(SymbolicNumber(fraction, enclosure: enclosure)), precision)
        }
      }
    } else {
      self.init(interval(), precision)
    }
  }

  static func wholeLine(_ precision: Int) -> ExactReal {
    ExactReal(Interval.wholeLine(precision: precision), precision)
  }

  /// An enclosure at `bits` bits; of an algebraic number with about as many bits correct, where four
  /// times the working precision gives them, and on the right side of 0 where its sign is decided.
  package func enclosure(precision bits: Int) -> Interval {
    switch value {
    case .rational(let x): Interval(x, precision: bits)
    case .algebraic(let x): x.accurateEnclosure(precision: bits)
    case .symbolic(let x): x.enclosure(precision: bits)
    case .interval(let x): x
    }
  }

  /// An enclosure that costs little.
  private var cheapEnclosure: Interval {
    if case .algebraic(let x) = value { return x.enclosure(precision: 64) }
    return enclosure(precision: 64)
  }

  /// The enclosure at the precision the value carries.
  var interval: Interval { enclosure(precision: precision) }

  /// The number as a node; nil where it is not known to be algebraic.
  var node: RadicalExpression? {
    switch value {
    case .rational(let x): RadicalExpression(x)
    case .algebraic(let x): x
    case .symbolic, .interval: nil
    }
  }

  /// The number as a fraction in atoms; nil where only an interval is known.
  var fraction: SymbolicFraction? {
    switch value {
    case .rational(let x):
      x.bitCount <= SymbolicPolynomial.largestCoefficientBits ? SymbolicFraction(x) : nil
    case .algebraic(let x): x.symbolic
    case .symbolic(let x): x.fraction
    case .interval: nil
    }
  }

  var isSymbolic: Bool {
    if case .symbolic = value { return true }
    return false
  }

  /// About what an operation on the number costs, in units of some tens of nanoseconds: numbers in
  /// lowest terms take a greatest common divisor, whose cost grows faster than their length.
  package var workload: Int {
    switch value {
    case .rational(let x):
      let words = x.bitCount / 64
      return 3 * words * (1 + (Int.bitWidth - words.leadingZeroBitCount) / 2)
    case .algebraic, .symbolic: return 300
    case .interval: return 30 + precision / 8
    }
  }

  /// What a sum, product or quotient of two numbers costs, in the same units; of a long fraction and a short one
  /// much less than of two long ones.
  package static func workload(_ x: ExactReal, _ y: ExactReal) -> Int {
    guard case .rational(let a) = x.value, case .rational(let b) = y.value else {
      return max(x.workload, y.workload)
    }
    let (m, n) = (a.bitCount / 64, b.bitCount / 64)
    let (short, long) = (min(m, n), max(m, n))
    return long * min(short + 1, 60 + short / 16) / 8
  }

  /// Whether the number is known exactly, by its definition and not by an enclosure alone.
  package var isExact: Bool {
    if case .interval(let x) = value { return x.isPoint }
    return true
  }

  /// −1, 0, 1; nil where it is not decided.
  var sign: Int? {
    switch value {
    case .rational(let x): x.signum
    case .algebraic(let x): x.sign
    case .symbolic(let x): x.sign
    case .interval(let x):
      x.isZero == .yes ? 0 : x.isNegative == .yes ? -1 : x.isPositive == .yes ? 1 : nil
    }
  }
}

// MARK: - Making and reading

extension ExactReal: RealEnclosure {
  package init(_ value: Rational, precision: Int) { self.init(guarding: value, precision) }

  package init(from lower: Rational?, to upper: Rational?, precision: Int) {
    if let lower, let upper, lower == upper {
      self.init(guarding: lower, precision)
    } else {
      self.init(Interval(from: lower, to: upper, precision: precision), precision)
    }
  }

  package static func wholeLine(precision: Int) -> ExactReal { wholeLine(precision) }

  package func constant(_ value: Rational) -> ExactReal { ExactReal(guarding: value, precision) }

  package func constantPi() -> ExactReal {
    ExactReal(SymbolicFraction.pi, precision) { Interval(0, precision: precision).constantPi() }
  }

  package var lower: Rational? { exactValue ?? interval.lower }
  package var upper: Rational? { exactValue ?? interval.upper }

  package var exactValue: Rational? {
    switch value {
    case .rational(let x): x
    case .algebraic(let x): x.knownRational
    case .symbolic(let x): x.bestEnclosure.exactValue
    case .interval(let x): x.exactValue
    }
  }

  /// The rational; `sqrt(2)` and the like for a root of a rational; else an enclosure in decimal.
  package var description: String {
    switch value {
    case .rational(let x): return x.description
    case .interval(let x): return x.description
    case .symbolic(let x): return x.bestEnclosure.description
    case .algebraic(let x):
      if case .root(let operand, let k) = x.operation, case .rational(let radicand) = operand.operation {
        return k == 2 ? "sqrt(\(radicand))" : "(\(radicand))^(1/\(k))"
      }
      return x.accurateEnclosure(precision: 64).description
    }
  }
}

extension RadicalExpression {
  /// The value where it is known to be rational: so far, where it is known to be 0 or enclosed by a point.
  var knownRational: Rational? {
    if case .rational(let value) = operation { return value }
    let enclosure = enclosure(precision: 64)
    if let value = enclosure.exactValue { return value }
    return enclosure.isZero == .no ? nil : sign == 0 ? .zero : nil
  }
}

// MARK: - Order

extension ExactReal {
  /// The sign of x − y; nil where it is not decided.
  private static func order(_ x: ExactReal, _ y: ExactReal) -> Int? {
    switch (x.value, y.value) {
    case (.rational(let a), .rational(let b)):
      return a < b ? -1 : a == b ? 0 : 1
    case (.algebraic(let a), .algebraic(let b)) where a === b:
      return 0
    case (.interval, _), (_, .interval):
      return nil
    case (.symbolic(let a), .symbolic(let b)) where a === b:
      return 0
    case (.symbolic, _), (_, .symbolic):
      let (a, b) = (x.interval, y.interval)
      if a.isLess(than: b) == .yes { return -1 }
      if b.isLess(than: a) == .yes { return 1 }
      return (x - y).sign
    default:
      let (a, b) = (x.cheapEnclosure, y.cheapEnclosure)
      if a.isLess(than: b) == .yes { return -1 }
      if b.isLess(than: a) == .yes { return 1 }
      return (x - y).sign
    }
  }

  /// Whether an interval takes part, so that the intervals decide what can be decided.
  private static func areExact(_ x: ExactReal, _ y: ExactReal) -> Bool {
    if case .interval = x.value { return false }
    if case .interval = y.value { return false }
    return true
  }

  private static func compare(
    _ x: ExactReal, _ y: ExactReal, _ isTrue: (Int) -> Bool, _ otherwise: (Interval, Interval) -> Trilean
  ) -> Trilean {
    guard areExact(x, y) else { return otherwise(x.interval, y.interval) }
    if let order = order(x, y) { return Trilean(isTrue(order)) }
    return x.isSymbolic || y.isSymbolic ? otherwise(x.interval, y.interval) : .unknown
  }

  package func isLess(than other: ExactReal) -> Trilean {
    Self.compare(self, other, { $0 < 0 }, { $0.isLess(than: $1) })
  }

  package func isLessOrEqual(to other: ExactReal) -> Trilean {
    Self.compare(self, other, { $0 <= 0 }, { $0.isLessOrEqual(to: $1) })
  }

  package func isEqual(to other: ExactReal) -> Trilean {
    if isSymbolic || other.isSymbolic {
      if interval.isEqual(to: other.interval) == .no { return .no }
      return (self - other).isZero
    }
    return Self.compare(self, other, { $0 == 0 }, { $0.isEqual(to: $1) })
  }

  package var isNegative: Trilean {
    if case .interval(let x) = value { return x.isNegative }
    if let sign { return Trilean(sign < 0) }
    if case .symbolic(let x) = value { return x.bestEnclosure.isNegative }
    return .unknown
  }

  package var isNonpositive: Trilean {
    if case .interval(let x) = value { return x.isNonpositive }
    if let sign { return Trilean(sign <= 0) }
    if case .symbolic(let x) = value { return x.bestEnclosure.isNonpositive }
    return .unknown
  }

  package var isZero: Trilean {
    if case .interval(let x) = value { return x.isZero }
    if case .symbolic(let x) = value { return x.isCertainlyNonzero || x.sign != nil ? .no : .unknown }
    return sign.map { Trilean($0 == 0) } ?? .unknown
  }

  package func hull(_ other: ExactReal) -> ExactReal {
    if isEqual(to: other) == .yes { return self }
    return ExactReal(interval.hull(other.interval), max(precision, other.precision))
  }

  package static func minimum(_ x: ExactReal, _ y: ExactReal) -> ExactReal {
    switch x.isLessOrEqual(to: y) {
    case .yes: x
    case .no: y
    case .unknown: ExactReal(.minimum(x.interval, y.interval), max(x.precision, y.precision))
    }
  }

  package static func maximum(_ x: ExactReal, _ y: ExactReal) -> ExactReal {
    switch x.isLessOrEqual(to: y) {
    case .yes: y
    case .no: x
    case .unknown: ExactReal(.maximum(x.interval, y.interval), max(x.precision, y.precision))
    }
  }
}
