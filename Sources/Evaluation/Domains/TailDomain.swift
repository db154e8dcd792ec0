import Enclosures
import Numbers
import Programs

/// Functions of the bound real for all reals of a half line, or of one side of a point, at once.
///
/// See `TailValue`: the bound real is t, −t, or x₀ ± 1/t, for all t ≥ R.
final class TailDomain: NumberDomain {
  typealias Value = TailValue
  typealias Interrupt = Never

  enum Place {
    case right, left
    case near(Rational, fromRight: Bool)
  }

  private(set) var arithmetic = TailArithmetic(start: 3, precision: 64)
  private var place = Place.right
  private var forms: PolynomialForms?

  /// Goes to a place.
  ///
  /// - Parameter forms: The registers that are polynomials in the bound real.
  func begin(_ place: Place, _ arithmetic: TailArithmetic, forms: PolynomialForms?) {
    (self.place, self.arithmetic, self.forms) = (place, arithmetic, forms)
  }

  /// The bound real.
  var parameter: TailValue {
    let one = arithmetic.constant(1)
    switch place {
    case .right: return TailValue(m: one.m, p: 1)
    case .left: return TailValue(m: -one.m, p: 1)
    case .near(let point, let fromRight):
      let step = TailValue(m: fromRight ? one.m : -one.m, p: -1)
      return point.isZero ? step : arithmetic.add(arithmetic.constant(point), step)
    }
  }

  /// A polynomial in the bound real, by its coefficients about the place: nothing cancels.
  private func value(of form: [Rational]) -> TailValue {
    var coefficients = form
    var (sign, power) = (Rational(1), Rational(1))
    switch place {
    case .right: break
    case .left: sign = -1
    case .near(let point, let fromRight):
      coefficients = PolynomialForms.shifted(form, to: point)
      sign = fromRight ? 1 : -1
      power = -1
    }
    var sum: TailValue?
    for (j, c) in coefficients.enumerated() where !c.isZero {
      var term = arithmetic.constant(j.isMultiple(of: 2) ? c : c * sign)
      term.p = power * Rational(j)
      sum = sum.map { arithmetic.add($0, term) } ?? term
    }
    return sum ?? arithmetic.constant(0)
  }

  func known(_ n: Instruction) -> TailValue? { forms?[n.target].map { value(of: $0) } }

  /// By the sign of right − left, where both are polynomials.
  func knownTruth(_ n: Instruction) -> Truth? {
    guard let form = forms?.difference(n.b, n.a) else { return nil }
    let difference = value(of: form).m
    return switch n.opcode {
    case .less: Truth(difference.isPositive)
    case .lessOrEqual: Truth(difference.isNonnegative)
    default: Truth(difference.isZero)
    }
  }

  // MARK: Arithmetic

  var nothing: TailValue { TailValue(m: .wholeLine(precision: arithmetic.precision)) }
  func constant(_ x: Rational) -> TailValue { arithmetic.constant(x) }
  func pi() -> TailValue { TailValue(m: arithmetic.constant(0).m.constantPi()) }
  func zero(like x: TailValue) -> TailValue { arithmetic.constant(0) }

  func exactValue(of x: TailValue) -> Rational? {
    x.m.isZero == .yes ? 0 : x.isPlain ? x.m.exactValue : nil
  }

  func sum(_ x: TailValue, _ y: TailValue) -> TailValue? { arithmetic.add(x, y) }
  func difference(_ x: TailValue, _ y: TailValue) -> TailValue? { arithmetic.subtract(x, y) }
  func product(_ x: TailValue, _ y: TailValue) -> TailValue? { arithmetic.multiply(x, y) }
  func square(_ x: TailValue) -> TailValue? { arithmetic.power(x, 2) }
  func quotient(_ x: TailValue, _ y: TailValue) -> TailValue? { arithmetic.divide(x, y) }
  func negated(_ x: TailValue) -> TailValue? { arithmetic.negate(x) }
  func power(_ x: TailValue, _ n: Int) -> TailValue? { arithmetic.power(x, n) }

  func power(_ x: TailValue, whole n: Rational, _ y: TailValue) -> TailValue? {
    n.bitCount < Self.largestExponentBits ? n.word.map { arithmetic.power(x, $0) } : byLogarithm(x, y)
  }

  func power(_ x: TailValue, _ y: TailValue) -> TailValue? {
    if x.m.isZero == .yes { return arithmetic.constant(0) }
    guard let exponent = exactValue(of: y), exponent.bitCount < Self.largestExponentBits else {
      return byLogarithm(x, y)
    }
    return arithmetic.power(x, exponent)
  }

  private static let largestExponentBits = 64

  private func byLogarithm(_ x: TailValue, _ y: TailValue) -> TailValue? {
    x.m.isPositive == .yes ? arithmetic.exp(arithmetic.multiply(y, arithmetic.log(x))) : nil
  }

  // MARK: Choices

  func magnitude(_ x: TailValue, at place: Int32) -> TailValue? { arithmetic.absolute(x) }
  func minimum(_ x: TailValue, _ y: TailValue, at place: Int32) -> TailValue? {
    arithmetic.extremum(x, y, isMaximum: false)
  }
  func maximum(_ x: TailValue, _ y: TailValue, at place: Int32) -> TailValue? {
    arithmetic.extremum(x, y, isMaximum: true)
  }
  func hull(_ x: TailValue, _ y: TailValue) -> TailValue? { arithmetic.hull(x, y) }

  func withSign(_ x: TailValue, of s: TailValue) -> TailValue? {
    let size = arithmetic.absolute(x)
    return switch s.m.isNegative {
    case .no: size
    case .yes: arithmetic.negate(size)
    case .unknown: arithmetic.hull(size, arithmetic.negate(size))
    }
  }

  // MARK: Functions

  func squareRoot(_ x: TailValue) -> TailValue? { arithmetic.power(x, Rational(1, 2)) }
  func exp(_ x: TailValue) -> TailValue? { arithmetic.exp(x) }
  func log(_ x: TailValue) -> TailValue? { arithmetic.log(x) }
  func sin(_ x: TailValue) -> TailValue? { TailValue(m: arithmetic.range(x).sin()) }
  func cos(_ x: TailValue) -> TailValue? { TailValue(m: arithmetic.range(x).cos()) }
  func tanh(_ x: TailValue) -> TailValue? { arithmetic.tanh(x) }
  func sigmoid(_ x: TailValue) -> TailValue? { arithmetic.sigmoid(x) }
  func softplus(_ x: TailValue) -> TailValue? { arithmetic.softplus(x) }
  func silu(_ x: TailValue) -> TailValue? { arithmetic.multiply(x, arithmetic.sigmoid(x)) }

  func atan2(y: TailValue, x: TailValue) -> TailValue? {
    let (a, b, _) = arithmetic.aligned(y, x)
    return (a.isZero && b.isZero) == .no ? TailValue(m: .atan2(y: a, x: b)) : nil
  }

  // MARK: Comparison

  func isZero(_ x: TailValue) -> Trilean { x.m.isZero }
  func isNegative(_ x: TailValue) -> Trilean { x.m.isNegative }
  func isNonpositive(_ x: TailValue) -> Trilean { x.m.isNonpositive }

  /// y − x, but for a positive factor.
  private func difference(_ y: TailValue, less x: TailValue) -> Interval {
    let (a, b, _) = arithmetic.aligned(x, y)
    return b - a
  }
  func isLess(_ x: TailValue, _ y: TailValue, at place: Int32) -> Trilean {
    difference(y, less: x).isPositive
  }
  func isLessOrEqual(_ x: TailValue, _ y: TailValue, at place: Int32) -> Trilean {
    difference(y, less: x).isNonnegative
  }
  func isEqual(_ x: TailValue, _ y: TailValue, at place: Int32) -> Trilean { difference(y, less: x).isZero }
}

extension Interpreter where Domain == TailDomain {
  /// The mean of a block in closed form.
  func closedMean(_ k: Int) -> (TailValue, Status) {
    let arithmetic = domain.arithmetic
    func coefficient(_ value: TailValue) -> TailCoefficient {
      TailCoefficient(value: value, arithmetic: arithmetic)
    }
    let reader = FormReader(
      program, program.blocks[k], like: coefficient(arithmetic.constant(0)), choices: FormChoices(),
      hasRun: false,
      external: { [self] in value(at: $0).map(coefficient) },
      truth: { [self] in truths[Int($0)] })
    return reader.mean().map { ($0.value, .defined) } ?? (domain.nothing, .indeterminate)
  }
}
