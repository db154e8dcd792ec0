import Numbers
import Programs

/// What a program's numbers are: enclosures of one real, or of a function of a real throughout a set of reals (a half
/// line, a box, a cell).
///
/// A domain knows numbers and nothing of programs: whether an operation has a value, what a truth of three values
/// says, which branch is taken are the `Interpreter`'s to decide, by the questions that stand here. Every answer holds
/// for all that is enclosed: `yes` and `no` throughout, else `unknown`.
///
/// An operation is asked for only where it is certainly defined. It gives nil where the domain has no enclosure: the
/// result is then indeterminate. A domain whose set can be cut interrupts instead where a question has different
/// answers on its parts.
protocol NumberDomain {
  associatedtype Value
  /// What ends a run early; `Never` where nothing does.
  associatedtype Interrupt: Error

  /// What registers hold before they are written.
  var nothing: Value { get }

  func constant(_ x: Rational) throws(Interrupt) -> Value
  func pi() throws(Interrupt) -> Value
  /// 0, in the representation of x.
  func zero(like x: Value) -> Value
  /// The rational that x is throughout, where that is known.
  func exactValue(of x: Value) throws(Interrupt) -> Rational?

  /// The result of an instruction where it is known without its operands.
  func known(_ n: Instruction) throws(Interrupt) -> Value?
  func knownTruth(_ n: Instruction) throws(Interrupt) -> Truth?
  /// What a register holds once x is its value.
  func recorded(_ x: Value, in register: Int32) -> Value

  func sum(_ x: Value, _ y: Value) throws(Interrupt) -> Value?
  func difference(_ x: Value, _ y: Value) throws(Interrupt) -> Value?
  func product(_ x: Value, _ y: Value) throws(Interrupt) -> Value?
  func square(_ x: Value) throws(Interrupt) -> Value?
  /// x/y for y ≠ 0.
  func quotient(_ x: Value, _ y: Value) throws(Interrupt) -> Value?
  func negated(_ x: Value) throws(Interrupt) -> Value?
  /// x^n, x ≠ 0 where n < 0.
  func power(_ x: Value, _ n: Int) throws(Interrupt) -> Value?
  /// x^n for a whole number that y is too, x ≠ 0 where n < 0.
  func power(_ x: Value, whole n: Rational, _ y: Value) throws(Interrupt) -> Value?
  /// x^y for x > 0, or x ≥ 0 and y > 0.
  func power(_ x: Value, _ y: Value) throws(Interrupt) -> Value?

  // Choices. `place` is the register that the result goes to: domains that are asked twice about the same function,
  // over a set and at a point of it, choose alike.
  func magnitude(_ x: Value, at place: Int32) throws(Interrupt) -> Value?
  func minimum(_ x: Value, _ y: Value, at place: Int32) throws(Interrupt) -> Value?
  func maximum(_ x: Value, _ y: Value, at place: Int32) throws(Interrupt) -> Value?
  /// abs(x) where s ≥ 0, −abs(x) where s < 0.
  func withSign(_ x: Value, of s: Value) throws(Interrupt) -> Value?
  /// What holds both.
  func hull(_ x: Value, _ y: Value) -> Value?

  /// For x ≥ 0.
  func squareRoot(_ x: Value) throws(Interrupt) -> Value?
  func exp(_ x: Value) throws(Interrupt) -> Value?
  /// For x > 0.
  func log(_ x: Value) throws(Interrupt) -> Value?
  func sin(_ x: Value) throws(Interrupt) -> Value?
  func cos(_ x: Value) throws(Interrupt) -> Value?
  func tanh(_ x: Value) throws(Interrupt) -> Value?
  func sigmoid(_ x: Value) throws(Interrupt) -> Value?
  func softplus(_ x: Value) throws(Interrupt) -> Value?
  func silu(_ x: Value) throws(Interrupt) -> Value?
  /// The angle of the point (x, y) ≠ (0, 0).
  func atan2(y: Value, x: Value) throws(Interrupt) -> Value?

  func isZero(_ x: Value) throws(Interrupt) -> Trilean
  func isNegative(_ x: Value) throws(Interrupt) -> Trilean
  func isNonpositive(_ x: Value) throws(Interrupt) -> Trilean
  /// Whether a square root, a logarithm is defined: x ≥ 0, x > 0.
  func admitsSquareRoot(_ x: Value) throws(Interrupt) -> Trilean
  func admitsLogarithm(_ x: Value) throws(Interrupt) -> Trilean

  func isLess(_ x: Value, _ y: Value, at place: Int32) throws(Interrupt) -> Trilean
  func isLessOrEqual(_ x: Value, _ y: Value, at place: Int32) throws(Interrupt) -> Trilean
  func isEqual(_ x: Value, _ y: Value, at place: Int32) throws(Interrupt) -> Trilean
}

extension NumberDomain {
  @inline(__always) func known(_ n: Instruction) throws(Interrupt) -> Value? { nil }
  @inline(__always) func knownTruth(_ n: Instruction) throws(Interrupt) -> Truth? { nil }
  @inline(__always) func recorded(_ x: Value, in register: Int32) -> Value { x }
  @inline(__always) func square(_ x: Value) throws(Interrupt) -> Value? { try product(x, x) }

  @inline(__always) func isPositive(_ x: Value) throws(Interrupt) -> Trilean { !(try isNonpositive(x)) }
  @inline(__always) func isNonnegative(_ x: Value) throws(Interrupt) -> Trilean { !(try isNegative(x)) }
  @inline(__always)
  func admitsSquareRoot(_ x: Value) throws(Interrupt) -> Trilean { try isNonnegative(x) }
  @inline(__always)
  func admitsLogarithm(_ x: Value) throws(Interrupt) -> Trilean { try isPositive(x) }
}
