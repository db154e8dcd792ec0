import Enclosures
import Numbers
import Synchronization

/// A definite real that symbolic values are polynomials in.
///
/// As a factor with exponent e an atom stands for the real of the second column:
///
///     pi                 π^e
///     log n              (log n)^e           n > 1 whole
///     log of f           (log abs(f))^e      f ≠ 0
///     power n            n^e                 n > 1 whole, 0 < e < 1 in normal form
///     power of f         f^e                 f > 0, 0 < e < 1 in normal form
///     generator m/d      exp(e·m/d)          d ≠ 0, e any rational
///     angle (y, x)       atan2(y, x)^e       (y, x) ≠ (0, 0)
///     normalTail x       P(X > x)^e          for a standard normal X
///     algebraic x        x^e
///     reciprocal of f    f^(−e)              f ≠ 0
///
/// Exponents are whole but for powers and generators; a negative one says that the atom is not 0.
/// Atoms made apart are the same where their structure is.
final class SymbolicAtom: Sendable {
  enum Kind: Sendable {
    case pi
    case log(Integer)
    case logOf(SymbolicPolynomial)
    case power(Integer)
    case powerOf(SymbolicPolynomial)
    case generator(SymbolicMonomial, SymbolicDenominator)
    case angle(SymbolicFraction, SymbolicFraction)
    case normalTail(SymbolicFraction)
    case algebraic(RadicalExpression)
    case reciprocal(SymbolicPolynomial)
  }

  let kind: Kind
  /// Of the structure, the same on every run but for large algebraic nodes.
  let hash: UInt64
  /// How deep atoms are nested in the argument.
  let depth: Int
  private let known = Mutex<Interval?>(nil)

  init(_ kind: Kind) {
    self.kind = kind
    var hash = StructuralHash()
    hash.combine(Self.tag(kind))
    switch kind {
    case .pi: depth = 0
    case .log(let n), .power(let n):
      hash.combine(Rational(n))
      depth = 0
    case .logOf(let f), .powerOf(let f), .reciprocal(let f):
      hash.combine(f)
      depth = f.depth + 1
    case .generator(let m, let d):
      hash.combine(m)
      hash.combine(d)
      depth = max(m.depth, d.depth) + 1
    case .angle(let y, let x):
      hash.combine(y)
      hash.combine(x)
      depth = max(y.depth, x.depth) + 1
    case .normalTail(let x):
      hash.combine(x)
      depth = x.depth + 1
    case .algebraic(let x):
      hash.combine(UInt64(UInt(bitPattern: ObjectIdentifier(x).hashValue)))
      depth = 0
    }
    self.hash = hash.value
  }

  /// The number 1 as what exponentials of rationals are powers of: exp(q) = exp(1)^q.
  static let one = SymbolicAtom(.generator(.one, .one))
  static let pi = SymbolicAtom(.pi)
  /// π as part of an angle or exponent.
  static let piGenerator = SymbolicAtom(.generator(SymbolicMonomial([.init(.pi, 1)]), .one))

  /// Whether exponents are kept in [0, 1).
  var isPower: Bool {
    switch kind {
    case .power, .powerOf: true
    default: false
    }
  }

  private static func tag(_ kind: Kind) -> UInt64 {
    switch kind {
    case .pi: 1
    case .log: 2
    case .logOf: 3
    case .power: 4
    case .powerOf: 5
    case .generator: 6
    case .angle: 7
    case .algebraic: 8
    case .reciprocal: 9
    case .normalTail: 10
    }
  }

  /// A total order: −1, 0 or 1, with 0 for equal structure alone.
  static func order(_ a: SymbolicAtom, _ b: SymbolicAtom) -> Int {
    if a === b { return 0 }
    if a.hash != b.hash { return a.hash < b.hash ? -1 : 1 }
    switch (a.kind, b.kind) {
    case (.pi, .pi): return 0
    case (.log(let x), .log(let y)), (.power(let x), .power(let y)):
      return x < y ? -1 : x == y ? 0 : 1
    case (.logOf(let x), .logOf(let y)), (.powerOf(let x), .powerOf(let y)),
      (.reciprocal(let x), .reciprocal(let y)):
      return SymbolicPolynomial.order(x, y)
    case (.generator(let m, let d), .generator(let n, let e)):
      let first = SymbolicMonomial.order(m, n)
      return first != 0 ? first : SymbolicDenominator.order(d, e)
    case (.angle(let y, let x), .angle(let v, let u)):
      let first = SymbolicFraction.order(y, v)
      return first != 0 ? first : SymbolicFraction.order(x, u)
    case (.normalTail(let x), .normalTail(let y)): return SymbolicFraction.order(x, y)
    case (.algebraic(let x), .algebraic(let y)):
      if x === y { return 0 }
      return ObjectIdentifier(x) < ObjectIdentifier(y) ? -1 : 1
    default:
      return tag(a.kind) < tag(b.kind) ? -1 : 1
    }
  }

  // MARK: Enclosures

  /// An enclosure of what the atom is named for: of n, f and m/d themselves for powers and generators.
  func enclosure(precision: Int) -> Interval {
    if let found = known.withLock({ $0 }), found.precision >= precision {
      return found.rounded(toPrecision: precision)
    }
    let found: Interval =
      switch kind {
      case .pi: Interval(0, precision: precision).constantPi()
      case .log(let n): Interval(Rational(n), precision: precision).log()
      case .logOf(let f): f.enclosure(precision: precision).magnitude.log()
      case .power(let n): Interval(Rational(n), precision: precision)
      case .powerOf(let f): f.enclosure(precision: precision)
      case .reciprocal(let f): Interval(1, precision: precision) / f.enclosure(precision: precision)
      case .generator(let m, let d):
        d.dividing(m.enclosure(precision: precision))
      case .angle(let y, let x):
        .atan2(y: y.enclosure(precision: precision), x: x.enclosure(precision: precision))
      case .normalTail(let x): x.enclosure(precision: precision).normalUpperTail()
      case .algebraic(let x): x.enclosure(precision: precision).rounded(toPrecision: precision)
      }
    known.withLock { if ($0?.precision ?? 0) < precision { $0 = found } }
    return found
  }

  /// An enclosure of the atom as a factor with this exponent.
  func factorEnclosure(_ exponent: Rational, precision: Int) -> Interval {
    let base = enclosure(precision: precision)
    switch kind {
    case .generator: return (base * Interval(exponent, precision: precision)).exp()
    case .power, .powerOf:
      if exponent == Rational(1, 2) { return base.squareRoot() }
      return base.power(Interval(exponent, precision: precision))
    default: return exponent == 1 ? base : base.power(exponent.word ?? 1)
    }
  }
}

/// The same hash for the same structure on every run.
struct StructuralHash {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func combine(_ word: UInt64) {
    var z = (value ^ word) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 29)) &* 0x94D0_49BB_1331_11EB
    value = z ^ (z >> 32)
  }

  mutating func combine(_ x: Rational) {
    combine(x.approximation.bitPattern)
    combine(UInt64(x.bitCount))
  }

  mutating func combine(_ factors: [SymbolicFactor]) {
    combine(UInt64(factors.count))
    for factor in factors {
      combine(factor.atom.hash)
      combine(factor.exponent)
    }
  }

  mutating func combine(_ m: SymbolicMonomial) {
    combine(m.factors)
    guard let wave = m.wave else { return }
    combine(wave.isSine ? UInt64(1) : UInt64(2))
    combine(wave.angle)
  }

  mutating func combine(_ p: SymbolicPolynomial) {
    combine(UInt64(p.terms.count))
    for term in p.terms {
      combine(term.coefficient)
      combine(term.monomial)
    }
  }

  mutating func combine(_ d: SymbolicDenominator) {
    combine(UInt64(d.factors.count))
    for factor in d.factors {
      // Exponents below 0 are factors that are kept apart.
      combine(UInt64(bitPattern: Int64(factor.exponent)))
      combine(factor.base)
    }
  }

  mutating func combine(_ x: SymbolicFraction) {
    combine(x.numerator)
    combine(x.denominator)
  }
}
