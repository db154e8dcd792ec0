import CGMP

/// An integer of any size: a machine word where it fits, GMP beyond.
///
/// The representation is canonical (`big` only where the value does not fit in `Int`), so equality
/// and hashing are structural on the small side.
public struct Integer: Sendable {
  @usableFromInline package let small: Int
  @usableFromInline package let big: BigInteger?

  /// A whole number of 64 bits.
  @inlinable
  public init(_ value: Int) {
    small = value
    big = nil
  }

  /// Takes ownership; demotes to a word where the value fits.
  package init(_ value: BigInteger) {
    if let word = value.word {
      self.init(word)
    } else {
      self.init(big: value)
    }
  }

  private init(big value: BigInteger) {
    small = 0
    big = value
  }

  /// Reads an optional sign and decimal digits; nil for anything else.
  package init?(decimal text: String) {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : Substring(text)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    if let word = Int(text) {
      self.init(word)
      return
    }
    let value = BigInteger()
    let signed = text.hasPrefix("+") ? String(digits) : text
    guard gmp_z_set_str(value.pointer, signed, 10) == 0 else { return nil }
    self.init(value)
  }

  /// The value as a machine word, where it fits.
  package var word: Int? { big == nil ? small : nil }

  /// Whether it is 0.
  public var isZero: Bool { big == nil && small == 0 }
  /// −1, 0 or 1.
  public var signum: Int { big.map { Int(gmp_z_sgn($0.pointer)) } ?? small.signum() }

  /// The number of binary digits of the absolute value; 0 for 0.
  package var bitCount: Int {
    if let big { return Int(gmp_z_bits(big.pointer)) }
    return Int.bitWidth - small.magnitude.leadingZeroBitCount
  }

  /// The greatest k with 2^k dividing the number; 0 for 0.
  package var trailingZeroBitCount: Int {
    if let big { return Int(gmp_z_trailing_zeros(big.pointer)) }
    return small == 0 ? 0 : small.trailingZeroBitCount
  }

  /// The value as a GMP integer of its own.
  func promoted() -> BigInteger { big ?? BigInteger(small) }
}

/// Owns one GMP integer. Immutable once it is shared.
@usableFromInline
package final class BigInteger: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<__mpz_struct>

  package init() {
    pointer = .allocate(capacity: 1)
    gmp_z_init(pointer)
  }

  convenience init(_ word: Int) {
    self.init()
    gmp_z_set_si(pointer, word)
  }

  deinit {
    gmp_z_clear(pointer)
    pointer.deallocate()
  }

  var word: Int? {
    gmp_z_fits_slong(pointer) != 0 ? Int(gmp_z_get_si(pointer)) : nil
  }
}

// MARK: - Arithmetic

extension Integer {
  private static func big(
    _ x: Integer, _ y: Integer,
    _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
  ) -> Integer {
    let result = BigInteger()
    let (a, b) = (x.promoted(), y.promoted())
    withExtendedLifetime((a, b)) { operation(result.pointer, a.pointer, b.pointer) }
    return Integer(result)
  }

  /// x + y
  public static func + (x: Integer, y: Integer) -> Integer {
    if x.big == nil, y.big == nil {
      let (sum, overflow) = x.small.addingReportingOverflow(y.small)
      if !overflow { return Integer(sum) }
    }
    return big(x, y, gmp_z_add)
  }

  /// x − y
  public static func - (x: Integer, y: Integer) -> Integer {
    if x.big == nil, y.big == nil {
      let (difference, overflow) = x.small.subtractingReportingOverflow(y.small)
      if !overflow { return Integer(difference) }
    }
    return big(x, y, gmp_z_sub)
  }

  /// x·y
  public static func * (x: Integer, y: Integer) -> Integer {
    if x.big == nil, y.big == nil {
      let (product, overflow) = x.small.multipliedReportingOverflow(by: y.small)
      if !overflow { return Integer(product) }
    }
    return big(x, y, gmp_z_mul)
  }

  /// −x
  public static prefix func - (x: Integer) -> Integer { Integer(0) - x }

  /// abs(x)
  public var magnitude: Integer { signum < 0 ? -self : self }

  /// x^n for n ≥ 0.
  package func power(_ n: Int) -> Integer {
    precondition(n >= 0, "an integer's power needs an exponent that is not negative")
    let base = promoted()
    let result = BigInteger()
    withExtendedLifetime(base) { gmp_z_pow_ui(result.pointer, base.pointer, UInt(n)) }
    return Integer(result)
  }

  /// Quotient and remainder with 0 ≤ remainder < abs(divisor) for a positive divisor (floor division).
  package func flooredDivision(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    precondition(!divisor.isZero, "division by zero")
    if big == nil, divisor.big == nil, !(small == .min && divisor.small == -1) {
      let (q, r) = small.quotientAndRemainder(dividingBy: divisor.small)
      // Swift truncates; the floor is one less where the signs differ and something remains.
      let isBelow = r != 0 && (r < 0) != (divisor.small < 0)
      return isBelow ? (Integer(q - 1), Integer(r + divisor.small)) : (Integer(q), Integer(r))
    }
    let (q, r) = (BigInteger(), BigInteger())
    let (a, b) = (promoted(), divisor.promoted())
    withExtendedLifetime((a, b)) { gmp_z_fdiv_qr(q.pointer, r.pointer, a.pointer, b.pointer) }
    return (Integer(q), Integer(r))
  }

  /// The quotient where it is known to be whole.
  package func dividedExactly(by divisor: Integer) -> Integer {
    precondition(!divisor.isZero, "division by zero")
    if big == nil, divisor.big == nil, !(small == .min && divisor.small == -1) {
      return Integer(small / divisor.small)
    }
    return Self.big(self, divisor, gmp_z_divexact)
  }

  /// The greatest common divisor, not negative; gcd(0, 0) = 0.
  package static func gcd(_ x: Integer, _ y: Integer) -> Integer {
    if x.big == nil, y.big == nil {
      var (a, b) = (x.small.magnitude, y.small.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      if a <= UInt(Int.max) { return Integer(Int(a)) }
    }
    return big(x, y, gmp_z_gcd)
  }

  /// x·2^k for k ≥ 0, and the floor of x/2^−k for k < 0.
  package func shifted(by k: Int) -> Integer {
    let x = promoted()
    let result = BigInteger()
    withExtendedLifetime(x) {
      if k >= 0 {
        gmp_z_mul_2exp(result.pointer, x.pointer, UInt(k))
      } else {
        gmp_z_fdiv_q_2exp(result.pointer, x.pointer, UInt(-k))
      }
    }
    return Integer(result)
  }

  /// The k-th root where it is whole (x ≥ 0 for even k); nil otherwise.
  package func exactRoot(_ k: Int) -> Integer? {
    precondition(k >= 1)
    if signum < 0 && k.isMultiple(of: 2) { return nil }
    let x = promoted()
    let result = BigInteger()
    let isExact = withExtendedLifetime(x) { gmp_z_root(result.pointer, x.pointer, UInt(k)) }
    return isExact != 0 ? Integer(result) : nil
  }
}

extension Integer: Hashable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public init(integerLiteral value: Int) { self.init(value) }

  public static func == (x: Integer, y: Integer) -> Bool {
    switch (x.big, y.big) {
    case (nil, nil): x.small == y.small
    case (let a?, let b?): gmp_z_cmp(a.pointer, b.pointer) == 0
    default: false
    }
  }

  public static func < (x: Integer, y: Integer) -> Bool {
    if x.big == nil, y.big == nil { return x.small < y.small }
    let (a, b) = (x.promoted(), y.promoted())
    return withExtendedLifetime((a, b)) { gmp_z_cmp(a.pointer, b.pointer) < 0 }
  }

  public func hash(into hasher: inout Hasher) {
    if let big {
      hasher.combine(gmp_z_get_si(big.pointer))
      hasher.combine(bitCount)
    } else {
      hasher.combine(small)
    }
  }

  public var description: String {
    guard let big else { return String(small) }
    guard let text = gmp_z_get_str(10, big.pointer) else { return "" }
    defer { free(text) }
    return String(cString: text)
  }
}
