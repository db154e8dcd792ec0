import Numbers

/// A closed range of doubles that certainly contains a number: how results of different rungs meet.
///
/// An end may be infinite: nothing is known on that side. Only order and single outward-rounded products are
/// done on it.
public struct Bounds: Hashable, Sendable {
  /// The lower bound, −∞ where there is none.
  public var lower: Double
  /// The upper bound, ∞ where there is none.
  public var upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package init(_ value: Double) { self.init(lower: value, upper: value) }

  /// The doubles next outside two rational ends; nil is an end at infinity.
  package init(lower: Rational?, upper: Rational?) {
    self.init(
      lower: lower?.double(rounding: .down) ?? -.infinity, upper: upper?.double(rounding: .up) ?? .infinity)
  }

  package static let unbounded = Bounds(lower: -.infinity, upper: .infinity)

  /// The exact ends; nil at infinity.
  public var rationalLower: Rational? { Rational(exactly: lower) }
  /// The upper bound as a fraction; nil where there is none.
  public var rationalUpper: Rational? { Rational(exactly: upper) }

  /// A double between the bounds, near their middle; no finite number where one of them is missing.
  ///
  /// It is a number near the true one, not the true one: what is decided of it is decided of it alone.
  public var midpoint: Double {
    let middle = lower / 2 + upper / 2
    return middle.isFinite ? min(max(middle, lower), upper) : middle
  }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Width over the smallest modulus in the range; infinite where 0 is inside and the width is not 0.
  public var relativeWidth: Double {
    if lower == upper { return 0 }
    let least = lower > 0 ? lower : upper < 0 ? -upper : 0
    return least == 0 ? .infinity : (upper - lower) / least
  }

  /// Where nothing is known of a number that is not negative.
  package static let open = Bounds(lower: 0, upper: .infinity)

  /// Of a number that is not negative: whether nothing more is known of it.
  package var isOpen: Bool { !(lower > 0) && upper == .infinity }

  /// The same range of a number that is not negative.
  var nonnegative: Bounds { Bounds(lower: max(lower, 0), upper: max(upper, 0)) }

  /// What both say of one number.
  func intersection(_ other: Bounds) -> Bounds {
    Bounds(lower: max(lower, other.lower), upper: min(upper, other.upper))
  }

  /// The smallest range that contains both.
  package func hull(_ other: Bounds) -> Bounds {
    Bounds(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// The range of max(x, y).
  package static func maximum(_ x: Bounds, _ y: Bounds) -> Bounds {
    Bounds(lower: max(x.lower, y.lower), upper: max(x.upper, y.upper))
  }

  /// The range of min(x, y).
  package static func minimum(_ x: Bounds, _ y: Bounds) -> Bounds {
    Bounds(lower: min(x.lower, y.lower), upper: min(x.upper, y.upper))
  }

  /// A range of x·y for x, y ≥ 0, one step outward of the rounded ends.
  static func product(_ x: Bounds, _ y: Bounds) -> Bounds {
    // An end at infinity is a number without a bound, so 0 times it is 0.
    func times(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }
    let (x, y) = (x.nonnegative, y.nonnegative)
    let (low, high) = (times(x.lower, y.lower), times(x.upper, y.upper))
    let isZero = x.upper == 0 || y.upper == 0
    return Bounds(lower: max(0, low.nextDown), upper: isZero ? 0 : high.nextUp)
  }
}
