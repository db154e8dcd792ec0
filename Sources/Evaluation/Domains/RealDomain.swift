import Numbers
import Programs

/// Enclosures of single reals: balls, intervals, exact numbers. Every operation has an enclosure.
struct RealDomain<Number: RungNumber>: NumberDomain {
  typealias Value = Number
  typealias Interrupt = Never

  let precision: Int

  var nothing: Number { .wholeLine(precision: precision) }
  func constant(_ x: Rational) -> Number { Number(x, precision: precision) }
  func pi() -> Number { Number.wholeLine(precision: precision).constantPi() }
  func zero(like x: Number) -> Number { x.constant(0) }
  func exactValue(of x: Number) -> Rational? { x.exactValue }

  @inline(__always) func sum(_ x: Number, _ y: Number) -> Number? { x + y }
  @inline(__always) func difference(_ x: Number, _ y: Number) -> Number? { x - y }
  @inline(__always) func product(_ x: Number, _ y: Number) -> Number? { x * y }
  @inline(__always) func quotient(_ x: Number, _ y: Number) -> Number? { x / y }
  @inline(__always) func negated(_ x: Number) -> Number? { -x }
  @inline(__always) func power(_ x: Number, _ n: Int) -> Number? { x.power(n) }
  func power(_ x: Number, _ y: Number) -> Number? { x.power(y) }

  /// Beyond a word the size comes from the general power of |x|, the sign from the parity of n, so that the powers
  /// of 0, 1 and −1 stay exact where those numbers are.
  func power(_ x: Number, whole n: Rational, _ y: Number) -> Number? {
    if let k = n.word { return x.power(k) }
    let size = x.magnitude.power(y)
    return n.numerator.flooredDivision(by: 2).remainder.isZero ? size : size.withSign(of: x)
  }

  @inline(__always) func magnitude(_ x: Number, at place: Int32) -> Number? { x.magnitude }
  @inline(__always)
  func minimum(_ x: Number, _ y: Number, at place: Int32) -> Number? { Number.minimum(x, y) }
  @inline(__always)
  func maximum(_ x: Number, _ y: Number, at place: Int32) -> Number? { Number.maximum(x, y) }
  func withSign(_ x: Number, of s: Number) -> Number? { x.withSign(of: s) }
  func hull(_ x: Number, _ y: Number) -> Number? { x.hull(y) }

  func squareRoot(_ x: Number) -> Number? { x.squareRoot() }
  func exp(_ x: Number) -> Number? { x.exp() }
  func log(_ x: Number) -> Number? { x.log() }
  func sin(_ x: Number) -> Number? { x.sin() }
  func cos(_ x: Number) -> Number? { x.cos() }
  func tanh(_ x: Number) -> Number? { x.tanh() }
  func sigmoid(_ x: Number) -> Number? { x.sigmoid() }
  func softplus(_ x: Number) -> Number? { x.softplus() }
  func silu(_ x: Number) -> Number? { x.silu() }
  func atan2(y: Number, x: Number) -> Number? { .atan2(y: y, x: x) }

  @inline(__always) func isZero(_ x: Number) -> Trilean { x.isZero }
  @inline(__always) func isNegative(_ x: Number) -> Trilean { x.isNegative }
  @inline(__always) func isNonpositive(_ x: Number) -> Trilean { x.isNonpositive }

  @inline(__always)
  func isLess(_ x: Number, _ y: Number, at place: Int32) -> Trilean { x.isLess(than: y) }
  @inline(__always)
  func isLessOrEqual(_ x: Number, _ y: Number, at place: Int32) -> Trilean { x.isLessOrEqual(to: y) }
  @inline(__always)
  func isEqual(_ x: Number, _ y: Number, at place: Int32) -> Trilean { x.isEqual(to: y) }
}
