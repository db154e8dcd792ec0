/// A set of reals that certainly contains the number it stands for: the protocol every rung shares.
///
/// Every operation returns an enclosure of the exact results over all operands enclosed ("outward");
/// an enclosure that loses its meaning (overflow, NaN, an operand wholly outside a function's domain)
/// becomes `wholeLine`, never a wrong set. Where operands reach outside a domain, the result encloses
/// the function over the part inside.
///
/// A rung's number representation conforms to this; the engine knows nothing else about it.
@usableFromInline
package protocol RealEnclosure: RealArithmetic, Sendable, CustomStringConvertible {
  /// The tightest enclosure of `value` at `precision` bits. A rung of fixed precision ignores the
  /// precision; the result of an operation has the larger precision of its operands.
  init(_ value: Rational, precision: Int)

  /// An enclosure of all reals from `lower` to `upper`; nil stands for an end at infinity.
  init(from lower: Rational?, to upper: Rational?, precision: Int)

  /// All reals.
  static func wholeLine(precision: Int) -> Self

  /// The smallest representable enclosure that contains both.
  func hull(_ other: Self) -> Self

  /// Enclosures of min(x, y) and max(x, y).
  static func minimum(_ x: Self, _ y: Self) -> Self
  static func maximum(_ x: Self, _ y: Self) -> Self

  /// x^y for x > 0, or x = 0 and y > 0; for y a known whole number, any x (x ≠ 0 if y < 0).
  func power(_ exponent: Self) -> Self

  /// Exact rational bounds of the enclosure (each a number the rung can represent); nil is infinity.
  var lower: Rational? { get }
  var upper: Rational? { get }

  /// The number itself where the enclosure is one single rational number.
  var exactValue: Rational? { get }

  /// x < y, x ≤ y, x = y for the enclosed numbers.
  func isLess(than other: Self) -> Trilean
  func isLessOrEqual(to other: Self) -> Trilean
  func isEqual(to other: Self) -> Trilean
  /// x < 0, x ≤ 0, x = 0 likewise, without making a constant.
  var isNegative: Trilean { get }
  var isNonpositive: Trilean { get }
  var isZero: Trilean { get }
}

extension RealEnclosure {
  /// x > 0.
  @inlinable package var isPositive: Trilean { !isNonpositive }
  /// x ≥ 0.
  @inlinable package var isNonnegative: Trilean { !isNegative }

  /// True where `value` lies in the enclosure.
  @usableFromInline
  package func contains(_ value: Rational) -> Bool {
    if let lower, value < lower { return false }
    if let upper, value > upper { return false }
    return true
  }
}
