import Enclosures
import ExactReals
import Numbers

/// What the coefficients of a `GaussianForm` are: numbers, or functions of a real that is bound further out, by their
/// Taylor coefficients or on a half line. An operation gives nil where it is not certainly defined throughout.
protocol MeanCoefficient {
  func constant(_ x: Rational) -> Self
  static func + (x: Self, y: Self) -> Self
  static func - (x: Self, y: Self) -> Self
  static func * (x: Self, y: Self) -> Self
  static prefix func - (x: Self) -> Self
  func squared() -> Self
  func quotient(by y: Self) -> Self?
  func exponential() -> Self?
  /// 1/√x where x is certainly positive.
  func reciprocalRoot() -> Self?
  func cosineAndSine() -> (Self, Self)?
  /// P(X > x) for a standard normal X.
  func normalTail() -> Self?
  /// √(2π).
  func rootOfTwoPi() -> Self
  /// The rational that it is throughout, where that is known.
  var exactValue: Rational? { get }
  /// Whether it is so throughout.
  var isPositive: Trilean { get }
  var isNonnegative: Trilean { get }
}

extension MeanCoefficient where Self: RealEnclosure {
  func squared() -> Self { power(2) }
  func quotient(by y: Self) -> Self? { y.isZero == .no ? self / y : nil }
  func exponential() -> Self? { exp() }
  func reciprocalRoot() -> Self? { isPositive == .yes ? constant(1) / squareRoot() : nil }
  func cosineAndSine() -> (Self, Self)? { (cos(), sin()) }
  func rootOfTwoPi() -> Self { (constant(2) * constantPi()).squareRoot() }
}

extension Interval: MeanCoefficient {
  func normalTail() -> Interval? { normalUpperTail() }
}

extension ExactReal: MeanCoefficient {
  func normalTail() -> ExactReal? { normalUpperTail() }
}

/// Its signs are those of the function on the box, or at the point, that it was made for.
extension TaylorSeries: MeanCoefficient where Number: MeanCoefficient {
  func constant(_ x: Rational) -> Self { Self(value.constant(x), order: order) }
  func squared() -> Self { power(2) ?? self * self }
  func quotient(by y: Self) -> Self? { self / y }
  func exponential() -> Self? { exp() }
  func reciprocalRoot() -> Self? { squareRoot().flatMap { constant(1) / $0 } }

  func cosineAndSine() -> (Self, Self)? {
    let (sine, cosine) = sineAndCosine()
    return (cosine, sine)
  }

  /// The derivative of P(X > u) is −exp(−u²/2)/√(2π)·u′.
  func normalTail() -> Self? {
    guard let first = value.normalTail(),
      let density = (squared() * constant(Rational(-1, 2))).exp() / rootOfTwoPi()
    else { return nil }
    return antiderivative(from: first, of: -density)
  }

  func rootOfTwoPi() -> Self { Self(value.rootOfTwoPi(), order: order) }

  var exactValue: Rational? {
    coefficients.dropFirst().allSatisfy { $0.exactValue == 0 } ? value.exactValue : nil
  }
  var isPositive: Trilean { value.isPositive }
  var isNonnegative: Trilean { value.isNonnegative }
}

/// A function of t ≥ R as the coefficient of a mean.
struct TailCoefficient: MeanCoefficient {
  let value: TailValue
  let arithmetic: TailArithmetic

  private func with(_ value: TailValue) -> Self { Self(value: value, arithmetic: arithmetic) }

  func constant(_ x: Rational) -> Self { with(arithmetic.constant(x)) }
  static func + (x: Self, y: Self) -> Self { x.with(x.arithmetic.add(x.value, y.value)) }
  static func - (x: Self, y: Self) -> Self { x.with(x.arithmetic.subtract(x.value, y.value)) }
  static func * (x: Self, y: Self) -> Self { x.with(x.arithmetic.multiply(x.value, y.value)) }
  static prefix func - (x: Self) -> Self { x.with(x.arithmetic.negate(x.value)) }

  func squared() -> Self { with(arithmetic.power(value, 2)) }

  func quotient(by y: Self) -> Self? {
    y.value.m.isZero == .no ? with(arithmetic.divide(value, y.value)) : nil
  }

  func exponential() -> Self? { arithmetic.exp(value).map(with) }

  func reciprocalRoot() -> Self? {
    value.m.isPositive == .yes ? with(arithmetic.power(value, Rational(-1, 2))) : nil
  }

  func cosineAndSine() -> (Self, Self)? {
    let range = arithmetic.range(value)
    return (with(TailValue(m: range.cos())), with(TailValue(m: range.sin())))
  }

  /// At most exp(−x²/2)/2 for x ≥ 0.
  func normalTail() -> Self? {
    if value.m.isNonnegative == .yes {
      guard let bell = (constant(Rational(-1, 2)) * squared()).exponential() else { return nil }
      let share = TailValue(m: Interval(from: 0, to: Rational(1, 2), precision: arithmetic.precision))
      return bell * with(share)
    }
    if value.m.isNonpositive == .yes { return (-self).normalTail().map { constant(1) - $0 } }
    return with(TailValue(m: arithmetic.range(value).normalUpperTail()))
  }

  func rootOfTwoPi() -> Self {
    with(TailValue(m: Interval(0, precision: arithmetic.precision).rootOfTwoPi()))
  }

  var exactValue: Rational? { value.m.isZero == .yes ? 0 : value.isPlain ? value.m.exactValue : nil }
  var isPositive: Trilean { value.m.isPositive }
  var isNonnegative: Trilean { value.m.isNonnegative }
}
