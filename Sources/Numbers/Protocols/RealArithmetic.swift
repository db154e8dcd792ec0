/// What formulas over the reals need of a number, an enclosure, or a node of a program under
/// construction.
///
/// `Complex` is written against this protocol alone, so that complex formulas exist once: over every
/// rung and over the flat program's builder. Each operation is total here. An operand outside the
/// function's domain gives an enclosure "of whatever there is" (in the end the whole line); whether
/// the result is *defined* is decided by the caller, who asks the three-valued comparisons.
@usableFromInline
package protocol RealArithmetic {
  /// The exact constant `value`, in the representation (precision, builder) of `self`.
  func constant(_ value: Rational) -> Self

  /// The constant π, in the representation of `self`.
  func constantPi() -> Self

  static func + (x: Self, y: Self) -> Self
  static func - (x: Self, y: Self) -> Self
  static func * (x: Self, y: Self) -> Self
  static func / (x: Self, y: Self) -> Self
  static prefix func - (x: Self) -> Self

  /// abs(x).
  var magnitude: Self { get }
  /// x^n for a whole n of either sign; x^0 = 1 for every x, 0 included.
  func power(_ n: Int) -> Self
  /// The square root, for x ≥ 0.
  func squareRoot() -> Self
  func exp() -> Self
  /// The natural logarithm, for x > 0.
  func log() -> Self
  func sin() -> Self
  func cos() -> Self
  func tanh() -> Self
  /// 1/(1 + exp(−x)).
  func sigmoid() -> Self
  /// log(1 + exp(x)).
  func softplus() -> Self
  /// x·sigmoid(x).
  func silu() -> Self
  /// The angle of the point (x, y) in (−π, π], for (x, y) ≠ (0, 0).
  static func atan2(y: Self, x: Self) -> Self
  /// abs(x) where `sign` ≥ 0, −abs(x) where `sign` < 0.
  func withSign(of sign: Self) -> Self
}
