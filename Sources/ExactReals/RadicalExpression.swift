import CMPFR
import Enclosures
import Numbers
import Synchronization

/// A real algebraic number built from rationals by + − · / and k-th roots: a node of a shared expression.
///
/// Comparison with 0 is decided by enclosures; where they leave it open, by what cancels in a sum of
/// radicals (see `RadicalSum`), and last by a separation bound. The value is α/β with algebraic integers
/// α, β of L = ℚ(the radicals of the expression), which by induction over the operations can be chosen
/// such that every conjugate of α is at most u in absolute value and every conjugate of β at most l:
///
///     p/q        u = |p|             l = q
///     x ± y      u = u₁l₂ + l₁u₂     l = l₁l₂
///     x·y        u = u₁u₂            l = l₁l₂
///     x/y        u = u₁l₂            l = l₁u₂
///     root_k x   as root_k(αβ^(k−1))/β:  u = (u l^(k−1))^(1/k), l unchanged, or
///                as α/root_k(α^(k−1)β):  u unchanged, l = (u^(k−1) l)^(1/k); the former if u ≥ l.
///
/// Where the value is not 0, the norm of α over L is a whole number other than 0, hence |α| ≥ u^−(D−1)
/// with D = [L : ℚ] ≤ the product of the degrees k of the distinct radicals; so |α/β| ≥ 1/(l·u^(D−1)).
/// (Burnikel, Funke, Mehlhorn, Schirra, Schmitt: A separation bound for real algebraic expressions, 2001.)
///
/// Nodes are immutable but for a cache of the best enclosure and of the sign.
final class RadicalExpression: @unchecked Sendable {
  enum Operation {
    case rational(Rational)
    case sum(RadicalExpression, RadicalExpression)
    case difference(RadicalExpression, RadicalExpression)
    case product(RadicalExpression, RadicalExpression)
    /// The divisor is known not to be 0.
    case quotient(RadicalExpression, RadicalExpression)
    /// The k-th root, k ≥ 2, of a number known to be positive.
    case root(RadicalExpression, Int)
  }

  struct Knowledge {
    var enclosure: Interval?
    var sign: Int?
  }

  // Written once more by `deinit` alone, which takes long chains apart.
  private(set) var operation: Operation
  /// Upper bounds of log2 u and log2 l.
  let logNumerator: Double
  let logDenominator: Double
  private let knowledge = Mutex(Knowledge())

  init(_ operation: Operation) {
    self.operation = operation
    let (u, l) = Self.bounds(operation)
    logNumerator = Self.up(max(u, 0))
    logDenominator = Self.up(max(l, 0))
  }

  convenience init(_ value: Rational) { self.init(.rational(value)) }

  var operands: [RadicalExpression] {
    switch operation {
    case .rational: []
    case .sum(let x, let y), .difference(let x, let y), .product(let x, let y), .quotient(let x, let y):
      [x, y]
    case .root(let x, _): [x]
    }
  }

  /// Frees long chains without recursion.
  deinit {
    var pending = operands
    operation = .rational(.zero)
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) {
        pending += node.operands
        node.operation = .rational(.zero)
      }
    }
  }

  // MARK: Bounds

  private static func bounds(_ operation: Operation) -> (Double, Double) {
    switch operation {
    case .rational(let value):
      return (log2Bound(value.numerator), log2Bound(value.denominator))
    case .sum(let x, let y), .difference(let x, let y):
      let (a, b) = (x.logNumerator + y.logDenominator, x.logDenominator + y.logNumerator)
      return (log2SumBound(a, b), x.logDenominator + y.logDenominator)
    case .product(let x, let y):
      return (x.logNumerator + y.logNumerator, x.logDenominator + y.logDenominator)
    case .quotient(let x, let y):
      return (x.logNumerator + y.logDenominator, x.logDenominator + y.logNumerator)
    case .root(let x, let k):
      let (u, l, degree) = (x.logNumerator, x.logDenominator, Double(k))
      if u >= l { return ((u + (degree - 1) * l) / degree, l) }
      return (u, ((degree - 1) * u + l) / degree)
    }
  }

  /// Outweighs the rounding of the few operations that made x.
  private static func up(_ x: Double) -> Double { x == 0 ? 0 : x * (1 + 0x1p-40) }

  private static func log2Bound(_ n: Integer) -> Double {
    n.magnitude == 1 ? 0 : Double(n.bitCount)
  }

  /// log2(2^a + 2^b) ≤ max + min(1, 1.4427·2^−⌊|a − b|⌋).
  private static func log2SumBound(_ a: Double, _ b: Double) -> Double {
    let gap = min((a - b).magnitude, 1000).rounded(.down)
    return max(a, b) + min(1, 1.4427 * Double(sign: .plus, exponent: -Int(gap), significand: 1))
  }

  /// The number of bits s such that the value is 0 or at least 2^−s in absolute value.
  var separationBits: Double {
    var degree = 1.0
    var seen = Set<ObjectIdentifier>()
    var radicals = Set<RationalRadical>()
    var pending = [self]
    while let node = pending.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if case .root(let x, let k) = node.operation {
        if case .rational(let radicand) = x.operation {
          if radicals.insert(RationalRadical(radicand: radicand, degree: k)).inserted { degree *= Double(k) }
        } else {
          degree *= Double(k)
        }
      }
      pending += node.operands
    }
    return Self.up(logDenominator + (degree - 1) * logNumerator) + 1
  }

  /// Equal radicals made twice count once.
  private struct RationalRadical: Hashable {
    let radicand: Rational
    let degree: Int
  }

  // MARK: Enclosures

  /// The best enclosure known; nil where none was asked for yet.
  private func known(precision: Int) -> Interval? {
    knowledge.withLock { $0.enclosure.flatMap { $0.precision >= precision ? $0 : nil } }
  }

  /// An enclosure worked out at `precision` bits or more.
  func enclosure(precision: Int) -> Interval {
    if let known = known(precision: precision) { return known }
    // Children first, without recursion: chains may be long.
    var pending = [self]
    while let node = pending.last {
      if node.known(precision: precision) != nil {
        pending.removeLast()
        continue
      }
      let missing = node.operands.filter { $0.known(precision: precision) == nil }
      if missing.isEmpty {
        let value = node.combined(precision: precision)
        node.knowledge.withLock { knowledge in
          if (knowledge.enclosure?.precision ?? 0) < value.precision { knowledge.enclosure = value }
        }
        pending.removeLast()
      } else {
        pending += missing
      }
    }
    return known(precision: precision) ?? .wholeLine(precision: precision)
  }

  /// The operation on the operands' enclosures, which are known.
  private func combined(precision: Int) -> Interval {
    func value(_ x: RadicalExpression) -> Interval {
      (x.known(precision: precision) ?? .wholeLine(precision: precision)).rounded(toPrecision: precision)
    }
    return switch operation {
    case .rational(let q): Interval(q, precision: precision)
    case .sum(let x, let y): value(x) + value(y)
    case .difference(let x, let y): value(x) - value(y)
    case .product(let x, let y): x === y ? value(x).power(2) : value(x) * value(y)
    case .quotient(let x, let y): value(x) / value(y)
    case .root(let x, let k): k == 2 ? value(x).squareRoot() : value(x).root(k)
    }
  }

  /// An enclosure of which about `bits` bits are correct, where four times the precision gives them;
  /// on the right side of 0 where the sign is decided.
  func accurateEnclosure(precision bits: Int) -> Interval {
    let bits = Interval.admissible(bits)
    for factor in [1, 2, 4] {
      let value = enclosure(precision: factor * bits + 32)
      if value.isZero == .no, value.isAccurate(toBits: bits) { return value.rounded(toPrecision: bits) }
    }
    if sign == 0 { return Interval(0, precision: bits) }
    // Working the sign out may have improved what is known.
    return enclosure(precision: bits).rounded(toPrecision: bits)
  }

  // MARK: Sign

  /// The greatest precision spent on a sign: a number whose separation bound lies beyond it may stay
  /// undecided.
  static let largestSeparationPrecision = 1 << 22
  /// The precision up to which a sign is tried where the separation bound is out of reach.
  static let largestHopefulPrecision = 1 << 14

  /// −1, 0 or 1; nil where the separation bound is beyond `largestSeparationPrecision`.
  var sign: Int? {
    if let sign = knowledge.withLock({ $0.sign }) { return sign }
    let found = decidedSign()
    if let found { knowledge.withLock { $0.sign = found } }
    return found
  }

  private func decidedSign() -> Int? {
    if case .rational(let value) = operation { return value.signum }
    // The bound is worked out only where cheap enclosures do not settle the sign.
    var separation: Double?
    var isNonzero = false
    var precision = 64
    while precision <= Self.largestSeparationPrecision {
      let value = enclosure(precision: precision)
      if value.isNegative == .yes { return -1 }
      if value.isPositive == .yes { return 1 }
      if value.isZero == .yes { return 0 }
      if precision == 256, let sum = RadicalSum(self) {
        switch sum.isZero {
        case .yes: return 0
        case .no: isNonzero = true
        case .unknown: break
        }
      }
      if precision >= 256, !isNonzero {
        let bits = separation ?? separationBits
        separation = bits
        let isInReach = bits < Double(Self.largestSeparationPrecision)
        if isInReach, value.isSmaller(thanPowerOfTwo: -Int(bits) - 1) { return 0 }
        if !isInReach, precision >= Self.largestHopefulPrecision {
          ExactAllowance.note(.separationBits(Self.largestSeparationPrecision))
          return nil
        }
      }
      precision *= 2
    }
    ExactAllowance.note(.separationBits(Self.largestSeparationPrecision))
    return nil
  }
}

extension Interval {
  /// Whether the width is at most 2^−bits times the least number enclosed.
  func isAccurate(toBits bits: Int) -> Bool {
    withEnds { a, b in
      withScratch(precision) { width, _ in
        mpfr_sub(width, b, a, MPFR_RNDU)
        mpfr_mul_2si(width, width, bits, MPFR_RNDU)
        return mpfr_cmpabs(width, mpfr_x_sgn(a) > 0 ? a : b) <= 0
      }
    }
  }

  /// Whether every number enclosed is below 2^k in absolute value.
  func isSmaller(thanPowerOfTwo k: Int) -> Bool {
    let bound = Interval(1, precision: 2).scaled(byPowerOfTwo: k)
    return magnitude.isLess(than: bound) == .yes
  }
}
