import CGMP

/// An exact rational number: a pair of machine words where both fit, GMP beyond.
///
/// Always in lowest terms with a positive denominator, `big` only where a word does not do, so
/// equality is structural.
public struct Rational: Sendable {
  @usableFromInline package let n: Int
  @usableFromInline package let d: Int
  @usableFromInline package let big: BigRational?

  /// A whole number.
  @inlinable
  public init(_ whole: Int) {
    n = whole
    d = 1
    big = nil
  }

  /// n/d in lowest terms. The denominator must not be 0.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a fraction's denominator must not be 0")
    self.init(Integer(numerator), Integer(denominator))
  }

  package init(_ whole: Integer) { self.init(whole, 1) }

  /// n/d in lowest terms. The denominator must not be 0.
  package init(_ numerator: Integer, _ denominator: Integer) {
    precondition(!denominator.isZero, "a fraction's denominator must not be 0")
    if let a = numerator.word, let b = denominator.word, let small = Rational(reducing: a, b) {
      self = small
      return
    }
    let value = BigRational()
    let (a, b) = (numerator.promoted(), denominator.promoted())
    withExtendedLifetime((a, b)) {
      gmp_z_set(gmp_q_num(value.pointer), a.pointer)
      gmp_z_set(gmp_q_den(value.pointer), b.pointer)
    }
    gmp_q_canonicalize(value.pointer)
    self.init(value)
  }

  /// The exact value of a finite double; nil for an infinity or NaN.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self.init(0)
      return
    }
    // |value| = significand · 2^shift with a 53-bit whole significand.
    let shift = Int(value.exponent) - 52
    let scaled = value.significand * 4_503_599_627_370_496
    let whole = Integer(value.sign == .minus ? -Int(scaled) : Int(scaled))
    self =
      shift >= 0 ? Rational(whole.shifted(by: shift)) : Rational(whole, Integer(1).shifted(by: -shift))
  }

  /// Both words known to be coprime with d > 0.
  @inlinable
  init(coprime n: Int, _ d: Int) {
    self.n = n
    self.d = d
    big = nil
  }

  /// whole/2^halvings.
  package init(_ whole: Int, halvings: Int) {
    let shared = whole == 0 ? halvings : min(whole.trailingZeroBitCount, halvings)
    if halvings >= 0, halvings - shared < Int.bitWidth - 1 {
      self.init(coprime: whole >> max(shared, 0), 1 << (halvings - shared))
    } else if halvings >= 0 {
      self.init(Integer(whole), Integer(1).shifted(by: halvings))
    } else {
      self.init(Integer(whole).shifted(by: -halvings))
    }
  }

  /// Reduces two words; nil where the result does not fit.
  private init?(reducing a: Int, _ b: Int) {
    let g = Self.gcd(a.magnitude, b.magnitude)
    let (p, q) = (a.magnitude / g, b.magnitude / g)
    guard p <= UInt(Int.max), q <= UInt(Int.max) else { return nil }
    self.init(coprime: (a < 0) != (b < 0) ? -Int(p) : Int(p), Int(q))
  }

  /// Takes ownership of a canonical value; demotes to words where both fit.
  package init(_ value: BigRational) {
    if gmp_z_fits_slong(gmp_q_num(value.pointer)) != 0, gmp_z_fits_slong(gmp_q_den(value.pointer)) != 0 {
      self.init(coprime: gmp_z_get_si(gmp_q_num(value.pointer)), gmp_z_get_si(gmp_q_den(value.pointer)))
    } else {
      self.init(big: value)
    }
  }

  private init(big value: BigRational) {
    n = 0
    d = 0
    big = value
  }

  package func promoted() -> BigRational {
    if let big { return big }
    let value = BigRational()
    gmp_z_set_si(gmp_q_num(value.pointer), n)
    gmp_z_set_si(gmp_q_den(value.pointer), d)
    return value
  }

  @usableFromInline
  static func gcd(_ x: UInt, _ y: UInt) -> UInt {
    var (a, b) = (x, y)
    if a == 0 { return b }
    if b == 0 { return a }
    let shift = (a | b).trailingZeroBitCount
    a >>= a.trailingZeroBitCount
    while b != 0 {
      b >>= b.trailingZeroBitCount
      if a > b { swap(&a, &b) }
      b -= a
    }
    return a << shift
  }
}

/// Owns one GMP rational. Immutable once it is shared.
@usableFromInline
package final class BigRational: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<__mpq_struct>

  init() {
    pointer = .allocate(capacity: 1)
    gmp_q_init(pointer)
  }

  deinit {
    gmp_q_clear(pointer)
    pointer.deallocate()
  }
}

// MARK: - Parts

extension Rational {
  /// 0
  public static let zero = Rational(0)
  /// 1
  public static let one = Rational(1)

  /// The numerator of the reduced fraction.
  public var numerator: Integer {
    guard let big else { return Integer(n) }
    let part = BigInteger()
    gmp_z_set(part.pointer, gmp_q_num(big.pointer))
    return Integer(part)
  }

  /// The denominator of the reduced fraction, greater than 0.
  public var denominator: Integer {
    guard let big else { return Integer(d) }
    let part = BigInteger()
    gmp_z_set(part.pointer, gmp_q_den(big.pointer))
    return Integer(part)
  }

  /// Whether it is 0.
  public var isZero: Bool { big == nil && n == 0 }
  /// −1, 0 or 1.
  public var signum: Int { big.map { Int(gmp_q_sgn($0.pointer)) } ?? n.signum() }
  /// Whether it is a whole number.
  public var isInteger: Bool {
    guard let big else { return d == 1 }
    return gmp_z_cmp(gmp_q_den(big.pointer), BigRational.one.pointer) == 0
  }

  /// The value as a machine word, where it is whole and fits.
  package var word: Int? { big == nil && d == 1 ? n : nil }

  /// Binary digits of numerator and denominator together: how large the number is to work with.
  package var bitCount: Int {
    if let big {
      return Int(gmp_z_bits(gmp_q_num(big.pointer)) + gmp_z_bits(gmp_q_den(big.pointer)))
    }
    return 2 * Int.bitWidth - n.magnitude.leadingZeroBitCount - d.magnitude.leadingZeroBitCount
  }

  /// The double nearest to zero's side of the value (truncated); exact where the value is a double.
  /// For display and search only: verdicts use enclosures.
  public var approximation: Double {
    if let big { return gmp_q_get_d(big.pointer) }
    return Double(n) / Double(d)
  }
}

extension BigRational {
  static let one = BigInteger(1)
}

// MARK: - Arithmetic

extension Rational {
  private static func big(
    _ x: Rational, _ y: Rational,
    _ operation: (mpq_ptr, mpq_srcptr, mpq_srcptr) -> Void
  ) -> Rational {
    let result = BigRational()
    let (a, b) = (x.promoted(), y.promoted())
    withExtendedLifetime((a, b)) { operation(result.pointer, a.pointer, b.pointer) }
    return Rational(result)
  }

  /// x + sign·y on words; nil on overflow.
  @inline(__always)
  private static func addSmall(_ x: Rational, _ y: Rational, subtracting: Bool) -> Rational? {
    guard x.big == nil, y.big == nil else { return nil }
    if x.d == y.d {
      let (sum, o) =
        subtracting ? x.n.subtractingReportingOverflow(y.n) : x.n.addingReportingOverflow(y.n)
      if o { return nil }
      return x.d == 1 ? Rational(coprime: sum, 1) : Rational(reducing: sum, x.d)
    }
    let (a, o1) = x.n.multipliedReportingOverflow(by: y.d)
    let (b, o2) = y.n.multipliedReportingOverflow(by: x.d)
    let (d, o3) = x.d.multipliedReportingOverflow(by: y.d)
    let (sum, o4) = subtracting ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b)
    if o1 || o2 || o3 || o4 { return nil }
    return Rational(reducing: sum, d)
  }

  /// x + y
  public static func + (x: Rational, y: Rational) -> Rational {
    addSmall(x, y, subtracting: false) ?? big(x, y, gmp_q_add)
  }

  /// x − y
  public static func - (x: Rational, y: Rational) -> Rational {
    addSmall(x, y, subtracting: true) ?? big(x, y, gmp_q_sub)
  }

  /// x·y
  public static func * (x: Rational, y: Rational) -> Rational {
    if x.big == nil, y.big == nil {
      let (n, o1) = x.n.multipliedReportingOverflow(by: y.n)
      let (d, o2) = x.d.multipliedReportingOverflow(by: y.d)
      if !o1, !o2, let small = Rational(reducing: n, d) { return small }
    }
    return big(x, y, gmp_q_mul)
  }

  /// The quotient; the divisor must not be 0 (callers that take input ask `isZero` first).
  public static func / (x: Rational, y: Rational) -> Rational {
    precondition(!y.isZero, "division by zero")
    if x.big == nil, y.big == nil {
      let (n, o1) = x.n.multipliedReportingOverflow(by: y.d)
      let (d, o2) = x.d.multipliedReportingOverflow(by: y.n)
      if !o1, !o2, let small = Rational(reducing: n, d) { return small }
    }
    return big(x, y, gmp_q_div)
  }

  /// −x
  public static prefix func - (x: Rational) -> Rational { .zero - x }

  /// Adds y.
  public static func += (x: inout Rational, y: Rational) { x = x + y }
  /// Subtracts y.
  public static func -= (x: inout Rational, y: Rational) { x = x - y }
  /// Multiplies by y.
  public static func *= (x: inout Rational, y: Rational) { x = x * y }

  /// abs(x)
  public var magnitude: Rational { signum < 0 ? -self : self }

  /// x^n; x^0 = 1. A negative exponent needs x ≠ 0.
  public func power(_ exponent: Int) -> Rational {
    if exponent >= 0 { return Rational(numerator.power(exponent), denominator.power(exponent)) }
    precondition(!isZero, "a negative power of zero")
    return Rational(denominator.power(-exponent), numerator.power(-exponent))
  }

  /// The largest whole number that is not above the value.
  public var floor: Integer { numerator.flooredDivision(by: denominator).quotient }
  /// The smallest whole number that is not below the value.
  public var ceiling: Integer { -(-self).floor }

  /// The k-th root of a value ≥ 0 where it is rational; nil otherwise.
  package func exactRoot(_ k: Int) -> Rational? {
    guard signum >= 0, let a = numerator.exactRoot(k), let b = denominator.exactRoot(k) else { return nil }
    return Rational(a, b)
  }
}

extension Rational: Hashable, Comparable, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }

  public static func == (x: Rational, y: Rational) -> Bool {
    switch (x.big, y.big) {
    case (nil, nil): x.n == y.n && x.d == y.d
    case (let a?, let b?): gmp_q_cmp(a.pointer, b.pointer) == 0
    default: false
    }
  }

  public static func < (x: Rational, y: Rational) -> Bool {
    if x.big == nil, y.big == nil {
      let left = x.n.multipliedFullWidth(by: y.d)
      let right = y.n.multipliedFullWidth(by: x.d)
      return left.high != right.high ? left.high < right.high : left.low < right.low
    }
    let (a, b) = (x.promoted(), y.promoted())
    return withExtendedLifetime((a, b)) { gmp_q_cmp(a.pointer, b.pointer) < 0 }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(numerator)
    hasher.combine(denominator)
  }
}
