import Enclosures

/// Numbers that know what work with them costs, in tens of nanoseconds.
protocol ReplayNumber: RealEnclosure { var workload: Int { get } }
extension ExactReal: ReplayNumber {}
extension Interval: ReplayNumber { var workload: Int { 30 } }

/// A number at the instance or, inside `diff`, beside it: its limit there and its slope on that side.
///
/// Each `diff` has a tag, inner ones larger, and the largest stands outermost: the limit and the slope by an inner `diff`
/// are themselves numbers beside the instance for the outer one.
enum Jet<Number: ReplayNumber> {
  case plain(Number)
  indirect case beside(Int, limit: Jet, slope: Jet)

  /// The number without its derivatives.
  var number: Number {
    switch self {
    case .plain(let x): x
    case .beside(_, let limit, _): limit.number
    }
  }

  /// Whether what is differentiated by is in it.
  var moves: Bool {
    if case .beside = self { return true }
    return false
  }

  /// Limit and slope by the variable of `tag`, which is not smaller than any in the number.
  func split(_ tag: Int) -> (limit: Jet, slope: Jet) {
    if case .beside(tag, let limit, let slope) = self { return (limit, slope) }
    return (self, constant(0))
  }

  private var tag: Int {
    if case .beside(let tag, _, _) = self { return tag }
    return 0
  }

  private static func combine(
    _ x: Jet, _ y: Jet, _ operation: (Number, Number) -> Number,
    _ rule: ((limit: Jet, slope: Jet), (limit: Jet, slope: Jet)) -> (limit: Jet, slope: Jet)
  ) -> Jet {
    if case .plain(let a) = x, case .plain(let b) = y { return .plain(operation(a, b)) }
    let tag = max(x.tag, y.tag)
    let (limit, slope) = rule(x.split(tag), y.split(tag))
    return .beside(tag, limit: limit, slope: slope)
  }

  /// f(x) and f'(x)·x': the chain rule.
  private func chain(_ function: (Number) -> Number, _ derivative: (Jet) -> Jet) -> Jet {
    switch self {
    case .plain(let x): .plain(function(x))
    case .beside(let tag, let limit, let slope):
      .beside(tag, limit: limit.chain(function, derivative), slope: derivative(limit) * slope)
    }
  }
}

/// The rules of differentiation. All are asked only where the function is smooth: `Walk` sees to it.
extension Jet: RealArithmetic {
  func constant(_ value: Rational) -> Jet { .plain(number.constant(value)) }
  func constantPi() -> Jet { .plain(number.constantPi()) }
  private var one: Jet { constant(1) }

  static func + (x: Jet, y: Jet) -> Jet {
    combine(x, y, +) { ($0.limit + $1.limit, $0.slope + $1.slope) }
  }
  static func - (x: Jet, y: Jet) -> Jet {
    combine(x, y, -) { ($0.limit - $1.limit, $0.slope - $1.slope) }
  }
  static func * (x: Jet, y: Jet) -> Jet {
    combine(x, y, *) { ($0.limit * $1.limit, $0.slope * $1.limit + $0.limit * $1.slope) }
  }
  static func / (x: Jet, y: Jet) -> Jet {
    combine(x, y, /) {
      let quotient = $0.limit / $1.limit
      return (quotient, ($0.slope - quotient * $1.slope) / $1.limit)
    }
  }
  static prefix func - (x: Jet) -> Jet { x.chain({ -$0 }, { $0.constant(-1) }) }

  var magnitude: Jet { chain({ $0.magnitude }, { $0.one.withSign(of: $0) }) }
  /// Where `sign` moves it is not 0: complex roots are taken off the cut.
  func withSign(of sign: Jet) -> Jet {
    guard moves || sign.moves else { return .plain(number.withSign(of: sign.number)) }
    return sign.number.isNegative == .yes ? -magnitude : magnitude
  }
  func power(_ n: Int) -> Jet {
    n == 0 ? one : chain({ $0.power(n) }, { $0.power(n - 1) * $0.constant(Rational(n)) })
  }
  func squareRoot() -> Jet { chain({ $0.squareRoot() }, { $0.one / ($0.constant(2) * $0.squareRoot()) }) }
  func exp() -> Jet { chain({ $0.exp() }, { $0.exp() }) }
  func log() -> Jet { chain({ $0.log() }, { $0.one / $0 }) }
  func sin() -> Jet { chain({ $0.sin() }, { $0.cos() }) }
  func cos() -> Jet { chain({ $0.cos() }, { -$0.sin() }) }
  func tanh() -> Jet { chain({ $0.tanh() }, { $0.one - $0.tanh().power(2) }) }
  func sigmoid() -> Jet { chain({ $0.sigmoid() }, { $0.bend }) }
  func softplus() -> Jet { chain({ $0.softplus() }, { $0.sigmoid() }) }
  func silu() -> Jet { chain({ $0.silu() }, { $0.sigmoid() + $0 * $0.bend }) }
  private var bend: Jet { sigmoid() * (one - sigmoid()) }
  static func atan2(y: Jet, x: Jet) -> Jet {
    combine(y, x, { .atan2(y: $0, x: $1) }) { y, x in
      let square = x.limit.power(2) + y.limit.power(2)
      return (.atan2(y: y.limit, x: x.limit), (x.limit * y.slope - y.limit * x.slope) / square)
    }
  }

  /// x^y for x > 0, or of plain numbers of which the caller knows that the power has a value.
  func power(_ exponent: Jet) -> Jet {
    if case .plain(let y) = exponent {
      return chain({ $0.power(y) }, { $0.power(.plain(y - y.constant(1))) * exponent })
    }
    return (exponent * log()).exp()
  }
}

/// A number of the claim; it has an imaginary part where it can be complex by its form.
struct Parts<Number: ReplayNumber> {
  typealias Real = Jet<Number>
  var re: Real
  var im: Real?

  init(_ re: Real, _ im: Real? = nil) { (self.re, self.im) = (re, im) }
  init(_ z: Complex<Real>) { self.init(z.re, z.im) }

  var whole: Complex<Real> { Complex(re, im ?? re.constant(0)) }
  var moves: Bool { re.moves || im?.moves ?? false }
  /// Whether the number at the instance is 0.
  var isZero: Trilean { re.number.isZero && (im?.number.isZero ?? .yes) }

  static func combine(
    _ x: Parts, _ y: Parts, _ real: (Real, Real) -> Real,
    _ complex: (Complex<Real>, Complex<Real>) -> Complex<Real>
  ) -> Parts {
    x.im == nil && y.im == nil ? Parts(real(x.re, y.re)) : Parts(complex(x.whole, y.whole))
  }
  static func + (x: Parts, y: Parts) -> Parts { combine(x, y, +, +) }
  static func - (x: Parts, y: Parts) -> Parts { combine(x, y, -, -) }
  static func * (x: Parts, y: Parts) -> Parts { combine(x, y, *, *) }
  static prefix func - (x: Parts) -> Parts { Parts(-x.re, x.im.map { -$0 }) }

  func mapped(_ part: (Real) -> Real) -> Parts { Parts(part(re), im.map(part)) }
  func complexIf(_ isComplex: Bool) -> Parts { isComplex && im == nil ? Parts(re, re.constant(0)) : self }
}
