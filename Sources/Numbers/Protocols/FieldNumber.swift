/// A number that code can be written for once, to run in floating point, in exact fractions, and on certified
/// enclosures.
///
///     func scan<R: FieldNumber>(_ a: [R], _ x: [R]) -> [R] {
///       var h: R = 0
///       return zip(a, x).map { a, x in
///         h = a * h + x
///         return h
///       }
///     }
///
/// `Double`, `Float`, `Rational` and `Enclosure` conform. There is neither `<` nor `==`: whether an enclosure
/// is below another is not always known, and a branch taken on a guess would be a wrong result that looks
/// certified. `maximum`, `minimum` and `magnitude` enclose both sides where it is open which one is meant.
/// There are no literals with a fraction either: `0.1` is another number in each type; one tenth is
/// `R(Rational(1, 10))`.
public protocol FieldNumber: Sendable, ExpressibleByIntegerLiteral {
  /// The fraction: exactly, to the nearest number of a floating-point type (ties to even, ±∞ beyond its
  /// range), or enclosed.
  init(_ value: Rational)

  /// The sum.
  static func + (x: Self, y: Self) -> Self
  /// The difference.
  static func - (x: Self, y: Self) -> Self
  /// The product.
  static func * (x: Self, y: Self) -> Self
  /// The quotient. A division by 0 is what the type makes of it: an infinity, a trap (`Rational`), or no
  /// value (`Enclosure`).
  static func / (x: Self, y: Self) -> Self
  /// The number with the other sign.
  static prefix func - (x: Self) -> Self

  /// abs(x).
  var magnitude: Self { get }
  /// The greater one.
  static func maximum(_ x: Self, _ y: Self) -> Self
  /// The lesser one.
  static func minimum(_ x: Self, _ y: Self) -> Self
}

extension FieldNumber {
  /// A whole number, as `init(_: Rational)` takes it.
  public init(_ value: Int) { self.init(Rational(value)) }

  /// Adds y.
  public static func += (x: inout Self, y: Self) { x = x + y }
  /// Subtracts y.
  public static func -= (x: inout Self, y: Self) { x = x - y }
  /// Multiplies by y.
  public static func *= (x: inout Self, y: Self) { x = x * y }
  /// Divides by y.
  public static func /= (x: inout Self, y: Self) { x = x / y }
}

extension Rational: FieldNumber {
  /// The number itself.
  public init(_ value: Rational) { self = value }

  /// The greater one.
  public static func maximum(_ x: Rational, _ y: Rational) -> Rational { max(x, y) }
  /// The lesser one.
  public static func minimum(_ x: Rational, _ y: Rational) -> Rational { min(x, y) }
}

extension Double: FieldNumber {
  /// The double nearest to the fraction: ties to even, ±∞ beyond the range.
  public init(_ value: Rational) { self = value.nearest() }
}

extension Float: FieldNumber {
  /// The number in single precision nearest to the fraction: ties to even, ±∞ beyond the range.
  public init(_ value: Rational) { self = value.nearest() }
}

extension Rational {
  /// The floating-point number nearest to the value.
  fileprivate func nearest<Number: BinaryFloatingPoint>() -> Number {
    let x = magnitude
    func exact(_ number: Number) -> Rational { Rational(exactly: Double(number)) ?? .zero }
    // The greatest number that is not above, from one that is near.
    var low = Swift.min(Number(x.approximation), Number.greatestFiniteMagnitude)
    while exact(low) > x { low = low.nextDown }
    while low < .greatestFiniteMagnitude, exact(low.nextUp) <= x { low = low.nextUp }
    // Beyond the greatest number, the spacing goes on for half a unit.
    let half = exact(low == .greatestFiniteMagnitude ? low.ulp : low.nextUp - low) / 2
    let middle = exact(low) + half
    let isUp = middle < x || (middle == x && low.significandBitPattern & 1 == 1)
    let nearest = isUp ? low.nextUp : low
    return signum < 0 ? -nearest : nearest
  }
}
