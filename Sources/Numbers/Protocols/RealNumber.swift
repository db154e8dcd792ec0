import Foundation

/// A `FieldNumber` with roots and elementary functions: `Double`, `Float` and `Enclosure`.
///
///     func gate<R: RealNumber>(_ step: R, _ logA: R) -> R { exp(-step * exp(logA)) }
public protocol RealNumber: FieldNumber {
  /// The square root, for x ≥ 0.
  func squareRoot() -> Self
  /// The value of a function; what it is outside of the function's domain is what the type makes of it.
  static func value(of function: ElementaryFunction, at x: Self) -> Self
}

/// The functions of a `RealNumber`; each is called by its name, as `exp(x)`.
///
/// Sigmoids and their like are written with them, in the way that is to be tested.
public enum ElementaryFunction: String, CaseIterable, Sendable {
  /// e^x.
  case exp
  /// e^x − 1.
  case expm1
  /// The natural logarithm, for x > 0.
  case log
  /// log(1 + x), for x > −1.
  case log1p
  /// The sine.
  case sin
  /// The cosine.
  case cos
  /// The hyperbolic tangent.
  case tanh
}

/// e^x.
public func exp<R: RealNumber>(_ x: R) -> R { R.value(of: .exp, at: x) }
/// e^x − 1.
public func expm1<R: RealNumber>(_ x: R) -> R { R.value(of: .expm1, at: x) }
/// The natural logarithm, for x > 0.
public func log<R: RealNumber>(_ x: R) -> R { R.value(of: .log, at: x) }
/// log(1 + x), for x > −1.
public func log1p<R: RealNumber>(_ x: R) -> R { R.value(of: .log1p, at: x) }
/// The sine.
public func sin<R: RealNumber>(_ x: R) -> R { R.value(of: .sin, at: x) }
/// The cosine.
public func cos<R: RealNumber>(_ x: R) -> R { R.value(of: .cos, at: x) }
/// The hyperbolic tangent.
public func tanh<R: RealNumber>(_ x: R) -> R { R.value(of: .tanh, at: x) }

extension Double: RealNumber {
  /// As the platform's library computes it.
  public static func value(of function: ElementaryFunction, at x: Double) -> Double {
    switch function {
    case .exp: Foundation.exp(x)
    case .expm1: Foundation.expm1(x)
    case .log: Foundation.log(x)
    case .log1p: Foundation.log1p(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tanh: Foundation.tanh(x)
    }
  }
}

extension Float: RealNumber {
  /// As the platform's library computes it.
  public static func value(of function: ElementaryFunction, at x: Float) -> Float {
    switch function {
    case .exp: Foundation.exp(x)
    case .expm1: Foundation.expm1(x)
    case .log: Foundation.log(x)
    case .log1p: Foundation.log1p(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tanh: Foundation.tanh(x)
    }
  }
}
