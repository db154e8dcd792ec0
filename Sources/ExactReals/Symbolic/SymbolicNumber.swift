import Enclosures
import Numbers
import Synchronization

/// An exact number built with transcendental functions, and an enclosure of it.
///
/// That two are equal is decided by algebra alone, that they differ by enclosures, or by the theorems of
/// `SymbolicPolynomial.isCertainlyNonzero`.
final class SymbolicNumber: Sendable {
  /// Not 0 and not rational as it stands.
  let fraction: SymbolicFraction
  private let precision: Int
  private let knowledge: Mutex<Knowledge>

  private struct Knowledge {
    var enclosure: Interval
    /// Whether everything was done to find the sign.
    var isExhausted = false
  }

  init(_ fraction: SymbolicFraction, enclosure: Interval) {
    self.fraction = fraction
    precision = enclosure.precision
    knowledge = Mutex(Knowledge(enclosure: enclosure))
  }

  /// The greatest precision spent on the sign of a number that is known not to be 0.
  static let largestSignPrecision = 1 << 16
  /// The same for numbers of more than 16 terms.
  static let largestSignPrecisionOfMany = 1 << 13

  var bestEnclosure: Interval { knowledge.withLock { $0.enclosure } }

  func enclosure(precision bits: Int) -> Interval {
    let best = bestEnclosure
    if best.precision >= bits { return best.rounded(toPrecision: bits) }
    return refined(precision: bits + 32).rounded(toPrecision: bits)
  }

  private func refined(precision: Int) -> Interval {
    let value = fraction.enclosure(precision: precision)
    knowledge.withLock { if $0.enclosure.precision < precision { $0.enclosure = value } }
    return value
  }

  var isCertainlyNonzero: Bool {
    bestEnclosure.isZero == .no || fraction.isCertainlyNonzero
  }

  /// −1 or 1; nil where it is not decided.
  var sign: Int? {
    let (best, isExhausted) = knowledge.withLock { ($0.enclosure, $0.isExhausted) }
    if let sign = best.knownSign { return sign }
    if isExhausted { return nil }
    let isNonzero = fraction.isCertainlyNonzero
    func sign(_ value: Interval) -> Int? {
      if isNonzero, value.isNegative == .no { return 1 }
      if isNonzero, value.isPositive == .no { return -1 }
      return value.knownSign
    }
    if let sign = sign(best) { return sign }
    var bits = 2 * precision + 64
    let isLong = fraction.numerator.terms.count > 16
    let largest = isLong ? Self.largestSignPrecisionOfMany : Self.largestSignPrecision
    let last = isNonzero ? max(bits, largest) : bits
    while bits <= last {
      if let sign = sign(refined(precision: bits)) { return sign }
      bits *= 2
    }
    knowledge.withLock { $0.isExhausted = true }
    return nil
  }
}

extension Interval {
  /// 1 or −1 where all numbers enclosed have that sign.
  var knownSign: Int? { isPositive == .yes ? 1 : isNegative == .yes ? -1 : nil }
}

// MARK: - Algebraic numbers

extension RadicalExpression {
  /// How many operations are taken apart; the rest becomes an atom.
  private static let largestSymbolicCount = 1000

  /// The number as a fraction in atoms.
  var symbolic: SymbolicFraction {
    var budget = Self.largestSymbolicCount
    return symbolic(&budget)
  }

  private func symbolic(_ budget: inout Int) -> SymbolicFraction {
    budget -= 1
    guard budget > 0 else { return SymbolicFraction(SymbolicAtom(.algebraic(self))) }
    let result: SymbolicFraction? =
      switch operation {
      case .rational(let q):
        q.bitCount <= SymbolicPolynomial.largestCoefficientBits ? SymbolicFraction(q) : nil
      case .sum(let x, let y): .sum(x.symbolic(&budget), y.symbolic(&budget))
      case .difference(let x, let y): .sum(x.symbolic(&budget), y.symbolic(&budget), scale: -1)
      case .product(let x, let y): .product(x.symbolic(&budget), y.symbolic(&budget))
      case .quotient(let x, let y): .quotient(x.symbolic(&budget), y.symbolic(&budget))
      case .root(let x, let k): x.symbolic(&budget).power(Rational(1, k))
      }
    return result ?? SymbolicFraction(SymbolicAtom(.algebraic(self)))
  }
}
