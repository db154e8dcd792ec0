import CGMP
import CMPFR
import Numbers

/// An enclosure by two multi-precision ends, [lower, upper], rounded outward by MPFR.
///
/// Either end may be infinite, so half lines such as [1000, ∞) keep their meaning: their reciprocal is
/// [0, 1/1000]. Each value carries its precision; an operation's result has the larger precision of its
/// operands.
///
/// Invariant: lower ≤ upper, lower ≠ +∞, upper ≠ −∞, neither is NaN.
package struct Interval: @unchecked Sendable {
  // Unchecked because of the limbs, which nothing writes once the value is made.
  let storage: IntervalStorage

  init(storage: IntervalStorage) { self.storage = storage }

  /// The precision of the ends in bits.
  package var precision: Int { storage.header.lower._mpfr_prec }

  /// The precision that a request for `bits` gets: MPFR has a least and a greatest.
  package static func admissible(_ bits: Int) -> Int { min(max(bits, 2), 1 << 40) }

  /// Makes a value: `body` sets both ends, rounded downward and upward.
  ///
  /// An end that came out as NaN is opened to infinity, one that left the invariant is brought back to
  /// the nearest finite number on its side.
  @inline(__always)
  static func make(_ precision: Int, _ body: (mpfr_ptr, mpfr_ptr) -> Void) -> Interval {
    let storage = IntervalStorage.make(precision)
    storage.withEnds { lower, upper in
      body(lower, upper)
      if mpfr_number_p(lower) == 0 || mpfr_number_p(upper) == 0 { repair(lower, upper) }
    }
    return Interval(storage: storage)
  }

  private static func repair(_ lower: mpfr_ptr, _ upper: mpfr_ptr) {
    if mpfr_nan_p(lower) != 0 { mpfr_set_inf(lower, -1) }
    if mpfr_nan_p(upper) != 0 { mpfr_set_inf(upper, 1) }
    if mpfr_inf_p(lower) != 0, mpfr_x_sgn(lower) > 0 { mpfr_nextbelow(lower) }
    if mpfr_inf_p(upper) != 0, mpfr_x_sgn(upper) < 0 { mpfr_nextabove(upper) }
  }

  @inline(__always)
  package func withEnds<R>(_ body: (mpfr_srcptr, mpfr_srcptr) -> R) -> R {
    storage.withEnds { body($0, $1) }
  }

  @inline(__always)
  static func withEnds<R>(
    _ x: Interval, _ y: Interval, _ body: (mpfr_srcptr, mpfr_srcptr, mpfr_srcptr, mpfr_srcptr) -> R
  ) -> R {
    x.withEnds { a, b in y.withEnds { c, d in body(a, b, c, d) } }
  }

  @inline(__always)
  static func commonPrecision(_ x: Interval, _ y: Interval) -> Int { max(x.precision, y.precision) }

  /// Whether the enclosure is a single number.
  package var isPoint: Bool { withEnds { mpfr_equal_p($0, $1) != 0 } }
}

/// Both ends of an interval as MPFR knows them.
struct IntervalEnds {
  var lower = __mpfr_struct()
  var upper = __mpfr_struct()
}

/// The ends and, behind them in the same block, their limbs.
final class IntervalStorage: ManagedBuffer<IntervalEnds, mp_limb_t> {
  static func make(_ precision: Int) -> IntervalStorage {
    let count = limbCount(precision)
    let buffer = create(minimumCapacity: 2 * count) { _ in IntervalEnds() }
    let storage = unsafeDowncast(buffer, to: IntervalStorage.self)
    storage.withUnsafeMutablePointers { ends, limbs in
      mpfr_x_init(&ends.pointee.lower, precision, limbs)
      mpfr_x_init(&ends.pointee.upper, precision, limbs + count)
    }
    return storage
  }

  @inline(__always)
  func withEnds<R>(_ body: (mpfr_ptr, mpfr_ptr) -> R) -> R {
    withUnsafeMutablePointerToHeader { ends in
      let numbers = UnsafeMutableRawPointer(ends).assumingMemoryBound(to: __mpfr_struct.self)
      return body(numbers, numbers + 1)
    }
  }
}

// MARK: - Making and reading

extension Interval: RealEnclosure {
  package init(_ value: Rational, precision: Int) {
    self = Self.make(Self.admissible(precision)) { lower, upper in
      let ternary = setRational(lower, value, MPFR_RNDD)
      Self.finish(upper, from: lower, isExact: ternary == 0)
    }
  }

  package init(from lower: Rational?, to upper: Rational?, precision: Int) {
    self = Self.make(Self.admissible(precision)) { a, b in
      if let lower { setRational(a, lower, MPFR_RNDD) } else { mpfr_set_inf(a, -1) }
      if let upper { setRational(b, upper, MPFR_RNDU) } else { mpfr_set_inf(b, 1) }
      // Ends in the wrong order enclose nothing that could be meant.
      if mpfr_x_cmp(a, b) > 0 {
        mpfr_set_inf(a, -1)
        mpfr_set_inf(b, 1)
      }
    }
  }

  /// The upper end of a point's correctly rounded image: the lower end, or its successor.
  @inline(__always)
  static func finish(_ upper: mpfr_ptr, from lower: mpfr_srcptr, isExact: Bool) {
    mpfr_x_set(upper, lower, MPFR_RNDU)
    if !isExact { mpfr_nextabove(upper) }
  }

  package static func wholeLine(precision: Int) -> Interval {
    make(admissible(precision)) { lower, upper in
      mpfr_set_inf(lower, -1)
      mpfr_set_inf(upper, 1)
    }
  }

  package func constant(_ value: Rational) -> Interval { Interval(value, precision: precision) }

  package func constantPi() -> Interval {
    Self.make(precision) { lower, upper in
      mpfr_const_pi(lower, MPFR_RNDD)
      Self.finish(upper, from: lower, isExact: false)
    }
  }

  /// The same enclosure at another precision, rounded outward.
  package func rounded(toPrecision bits: Int) -> Interval {
    withEnds { a, b in
      Self.make(Self.admissible(bits)) { lower, upper in
        mpfr_x_set(lower, a, MPFR_RNDD)
        mpfr_x_set(upper, b, MPFR_RNDU)
      }
    }
  }

  /// Beyond this binary exponent, in absolute value, an end is not written out as a rational: bounds
  /// that are read as rationals are then outward of the end.
  package static let largestRationalExponent = 1 << 22

  package var lower: Rational? { withEnds { a, _ in Self.rational(a, below: true) } }
  package var upper: Rational? { withEnds { _, b in Self.rational(b, below: false) } }

  package var exactValue: Rational? {
    withEnds { a, b in
      guard mpfr_equal_p(a, b) != 0, Self.hasModerateExponent(a) else { return nil }
      return Self.rational(a, below: true)
    }
  }

  private static func hasModerateExponent(_ x: mpfr_srcptr) -> Bool {
    mpfr_zero_p(x) != 0 || abs(mpfr_x_exponent(x)) <= largestRationalExponent
  }

  /// A rational bound of a finite or infinite end: the end itself where its exponent is moderate.
  private static func rational(_ x: mpfr_srcptr, below: Bool) -> Rational? {
    if mpfr_inf_p(x) != 0 { return nil }
    let isNegative = mpfr_x_sgn(x) < 0
    guard hasModerateExponent(x) else {
      let limit = Integer(1).shifted(by: largestRationalExponent)
      if mpfr_x_exponent(x) > 0 {
        if isNegative == below { return nil }
        return below ? Rational(limit) : -Rational(limit)
      }
      if isNegative != below { return .zero }
      return below ? -Rational(1, limit) : Rational(1, limit)
    }
    if mpfr_zero_p(x) != 0 { return .zero }
    let whole = BigInteger()
    let exponent = Int(mpfr_get_z_2exp(whole.pointer, x))
    let mantissa = Integer(whole)
    if exponent >= 0 { return Rational(mantissa.shifted(by: exponent)) }
    return Rational(mantissa, Integer(1).shifted(by: -exponent))
  }

  /// The number where it is exact, else the ends in decimal, rounded outward.
  package var description: String {
    if let exactValue { return exactValue.description }
    let digits = min(max(precision * 3 / 10, 2), 40)
    let a = lower?.decimal(digits: digits, rounding: .down) ?? "-inf"
    let b = upper?.decimal(digits: digits, rounding: .up) ?? "inf"
    return "[\(a), \(b)]"
  }
}

// MARK: - Order

extension Interval {
  package func hull(_ other: Interval) -> Interval {
    Self.withEnds(self, other) { a, b, c, d in
      Self.make(Self.commonPrecision(self, other)) { lower, upper in
        mpfr_min(lower, a, c, MPFR_RNDD)
        mpfr_max(upper, b, d, MPFR_RNDU)
      }
    }
  }

  package static func minimum(_ x: Interval, _ y: Interval) -> Interval {
    withEnds(x, y) { a, b, c, d in
      make(commonPrecision(x, y)) { lower, upper in
        mpfr_min(lower, a, c, MPFR_RNDD)
        mpfr_min(upper, b, d, MPFR_RNDU)
      }
    }
  }

  package static func maximum(_ x: Interval, _ y: Interval) -> Interval {
    withEnds(x, y) { a, b, c, d in
      make(commonPrecision(x, y)) { lower, upper in
        mpfr_max(lower, a, c, MPFR_RNDD)
        mpfr_max(upper, b, d, MPFR_RNDU)
      }
    }
  }

  package func isLess(than other: Interval) -> Trilean {
    Self.withEnds(self, other) { a, b, c, d in
      mpfr_less_p(b, c) != 0 ? .yes : mpfr_greaterequal_p(a, d) != 0 ? .no : .unknown
    }
  }

  package func isLessOrEqual(to other: Interval) -> Trilean {
    Self.withEnds(self, other) { a, b, c, d in
      mpfr_lessequal_p(b, c) != 0 ? .yes : mpfr_greater_p(a, d) != 0 ? .no : .unknown
    }
  }

  package func isEqual(to other: Interval) -> Trilean {
    Self.withEnds(self, other) { a, b, c, d in
      if mpfr_less_p(b, c) != 0 || mpfr_less_p(d, a) != 0 { return .no }
      return mpfr_equal_p(a, b) != 0 && mpfr_equal_p(c, d) != 0 ? .yes : .unknown
    }
  }

  package var isNegative: Trilean {
    withEnds { a, b in mpfr_x_sgn(b) < 0 ? .yes : mpfr_x_sgn(a) >= 0 ? .no : .unknown }
  }

  package var isNonpositive: Trilean {
    withEnds { a, b in mpfr_x_sgn(b) <= 0 ? .yes : mpfr_x_sgn(a) > 0 ? .no : .unknown }
  }

  package var isZero: Trilean {
    withEnds { a, b in
      if mpfr_x_sgn(a) > 0 || mpfr_x_sgn(b) < 0 { return .no }
      return mpfr_zero_p(a) != 0 && mpfr_zero_p(b) != 0 ? .yes : .unknown
    }
  }
}
