import Numbers

/// A real number between certified bounds, for code that is generic over `FieldNumber` or `RealNumber`.
///
///     let states = try Enclosure.values { scan(a.map(Enclosure.init), x.map(Enclosure.init)) }
///
/// Every operation encloses the exact results over all operands enclosed. A division by 0, a logarithm of a
/// number that is not positive, the root of a negative one have no value, and what is computed from them has
/// none; where the bounds leave it open, so does the result, and `Enclosure.values` computes anew with more
/// bits.
public struct Enclosure: Sendable {
  /// Whether there is a value at all.
  package enum Standing: Hashable, Sendable {
    case defined
    /// It is open whether there is; the question that is.
    case open(String)
    /// There is none; why.
    case undefined(String)

    /// Of what is computed from two: no value where one has none.
    static func merge(_ x: Standing, _ y: Standing) -> Standing {
      switch (x, y) {
      case (.undefined, _), (.open, .defined), (.open, .open): x
      case (_, .undefined), (.defined, _): y
      }
    }
  }

  package let interval: Interval
  package let standing: Standing

  /// The bits that numbers are taken up with; results have those of their operands.
  @TaskLocal package static var bits = 128

  init(_ interval: Interval, _ standing: Standing) { (self.interval, self.standing) = (interval, standing) }

  /// The number itself; a number that is not finite has no value.
  public init(_ value: Double) {
    // 64 bits at least, which hold every double.
    self.init(
      Interval(exactly: value, bits: max(Self.bits, 64)),
      value.isFinite ? .defined : .undefined("an input that is \(value)"))
  }

  /// The number itself; a number that is not finite has no value.
  public init(_ value: Float) { self.init(Double(value)) }

  /// The lower bound; nil where there is none, or it is not known whether there is a value.
  public var lower: Rational? { standing == .defined ? interval.lower : nil }
  /// The upper bound; nil where there is none, or it is not known whether there is a value.
  public var upper: Rational? { standing == .defined ? interval.upper : nil }
}

extension Enclosure: CustomStringConvertible {
  /// The number where it is exact, else the bounds in decimals, or why there are none.
  public var description: String {
    switch standing {
    case .defined: interval.description
    case .open(let question): "open: \(question)"
    case .undefined(let reason): "no value: \(reason)"
    }
  }
}

extension Enclosure: RealNumber {
  /// Bounds of the fraction: the fraction itself where it fits.
  public init(_ value: Rational) { self.init(Interval(value, precision: max(Self.bits, 64)), .defined) }

  /// The whole number itself.
  public init(integerLiteral value: Int) { self.init(Rational(value)) }

  /// Bounds of the sum.
  public static func + (x: Enclosure, y: Enclosure) -> Enclosure {
    Enclosure(x.interval + y.interval, .merge(x.standing, y.standing))
  }

  /// Bounds of the difference.
  public static func - (x: Enclosure, y: Enclosure) -> Enclosure {
    Enclosure(x.interval - y.interval, .merge(x.standing, y.standing))
  }

  /// Bounds of the product.
  public static func * (x: Enclosure, y: Enclosure) -> Enclosure {
    Enclosure(x.interval * y.interval, .merge(x.standing, y.standing))
  }

  /// Bounds of the quotient; no value where y = 0.
  public static func / (x: Enclosure, y: Enclosure) -> Enclosure {
    let own = standing(
      y.interval.isZero, "a division by 0", "whether a divisor is 0 (it lies in \(y.interval))")
    return Enclosure(x.interval / y.interval, .merge(.merge(x.standing, y.standing), own))
  }

  /// Bounds of −x.
  public static prefix func - (x: Enclosure) -> Enclosure { Enclosure(-x.interval, x.standing) }

  /// Bounds of abs(x).
  public var magnitude: Enclosure { Enclosure(interval.magnitude, standing) }

  /// Bounds of the greater one: of both where it is open which that is.
  public static func maximum(_ x: Enclosure, _ y: Enclosure) -> Enclosure {
    Enclosure(Interval.maximum(x.interval, y.interval), .merge(x.standing, y.standing))
  }

  /// Bounds of the lesser one: of both where it is open which that is.
  public static func minimum(_ x: Enclosure, _ y: Enclosure) -> Enclosure {
    Enclosure(Interval.minimum(x.interval, y.interval), .merge(x.standing, y.standing))
  }

  /// Bounds of the square root; no value where x < 0.
  public func squareRoot() -> Enclosure {
    let own = Self.standing(
      interval.isNegative, "the square root of a negative number",
      "whether the square root is of a negative number (it lies in \(interval))")
    return Enclosure(interval.squareRoot(), .merge(standing, own))
  }

  /// Bounds of the function's value; no value outside of its domain.
  public static func value(of function: ElementaryFunction, at x: Enclosure) -> Enclosure {
    let value: Interval
    var own = Standing.defined
    switch function {
    case .exp: value = x.interval.exp()
    case .expm1: value = x.interval.exponentialMinusOne()
    case .sin: value = x.interval.sin()
    case .cos: value = x.interval.cos()
    case .tanh: value = x.interval.tanh()
    case .log:
      value = x.interval.log()
      own = standing(
        x.interval.isNonpositive, "the logarithm of a number that is not positive",
        "whether the logarithm is of a positive number (it lies in \(x.interval))")
    case .log1p:
      value = x.interval.logarithmOfOnePlus()
      own = standing(
        x.interval.isLessOrEqual(to: x.interval.constant(-1)), "log1p of a number that is not above -1",
        "whether log1p is of a number above -1 (it lies in \(x.interval))")
    }
    return Enclosure(value, .merge(x.standing, own))
  }

  /// What an operation adds: no value where `isOutside`.
  private static func standing(
    _ isOutside: Trilean, _ reason: @autoclosure () -> String, _ question: @autoclosure () -> String
  ) -> Standing {
    switch isOutside {
    case .no: .defined
    case .yes: .undefined(reason())
    case .unknown: .open(question())
    }
  }
}
