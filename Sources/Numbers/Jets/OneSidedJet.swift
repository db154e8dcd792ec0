/// A number at a point, or beside it: its limit there and its slope on that side (forward differentiation, to be nested).
///
/// Each variable that is differentiated by has a tag, inner ones larger, and the largest stands outermost: the limit and the
/// slope by an inner one are themselves numbers beside the point for the outer one.
package enum OneSidedJet<Number: RealEnclosure> {
  case plain(Number)
  indirect case beside(Int, limit: Self, slope: Self)

  /// The number without its derivatives.
  package var number: Number {
    switch self {
    case .plain(let x): x
    case .beside(_, let limit, _): limit.number
    }
  }

  /// Whether what is differentiated by is in it.
  package var moves: Bool {
    if case .beside = self { return true }
    return false
  }

  /// Limit and slope by the variable of `tag`, which is not smaller than any in the number.
  package func split(_ tag: Int) -> (limit: Self, slope: Self) {
    if case .beside(tag, let limit, let slope) = self { return (limit, slope) }
    return (self, constant(0))
  }

  private var tag: Int {
    if case .beside(let tag, _, _) = self { return tag }
    return 0
  }

  private static func combine(
    _ x: Self, _ y: Self, _ operation: (Number, Number) -> Number,
    _ rule: ((limit: Self, slope: Self), (limit: Self, slope: Self)) -> (limit: Self, slope: Self)
  ) -> Self {
    if case .plain(let a) = x, case .plain(let b) = y { return .plain(operation(a, b)) }
    let tag = max(x.tag, y.tag)
    let (limit, slope) = rule(x.split(tag), y.split(tag))
    return .beside(tag, limit: limit, slope: slope)
  }

  /// f(x) and f'(x)·x': the chain rule.
  private func chain(_ function: (Number) -> Number, _ derivative: (Self) -> Self) -> Self {
    switch self {
    case .plain(let x): .plain(function(x))
    case .beside(let tag, let limit, let slope):
      .beside(tag, limit: limit.chain(function, derivative), slope: derivative(limit) * slope)
    }
  }
}

/// The textbooks' rules of differentiation, for functions that are smooth there: kinks, poles, ends of domains and cuts are
/// for the caller to ask about.
extension OneSidedJet: RealArithmetic {
  package func constant(_ value: Rational) -> Self { .plain(number.constant(value)) }
  package func constantPi() -> Self { .plain(number.constantPi()) }
  private var one: Self { constant(1) }

  package static func + (x: Self, y: Self) -> Self {
    combine(x, y, +) { ($0.limit + $1.limit, $0.slope + $1.slope) }
  }
  package static func - (x: Self, y: Self) -> Self {
    combine(x, y, -) { ($0.limit - $1.limit, $0.slope - $1.slope) }
  }
  package static func * (x: Self, y: Self) -> Self {
    combine(x, y, *) { ($0.limit * $1.limit, $0.slope * $1.limit + $0.limit * $1.slope) }
  }
  package static func / (x: Self, y: Self) -> Self {
    combine(x, y, /) {
      let quotient = $0.limit / $1.limit
      return (quotient, ($0.slope - quotient * $1.slope) / $1.limit)
    }
  }
  package static prefix func - (x: Self) -> Self { x.chain({ -$0 }, { $0.constant(-1) }) }

  package var magnitude: Self { chain({ $0.magnitude }, { $0.one.withSign(of: $0) }) }
  /// Where `sign` moves it is not 0: complex roots are taken off the cut.
  package func withSign(of sign: Self) -> Self {
    guard moves || sign.moves else { return .plain(number.withSign(of: sign.number)) }
    return sign.number.isNegative == .yes ? -magnitude : magnitude
  }
  package func power(_ n: Int) -> Self {
    n == 0 ? one : chain({ $0.power(n) }, { $0.power(n - 1) * $0.constant(Rational(n)) })
  }
  package func squareRoot() -> Self {
    chain({ $0.squareRoot() }, { $0.one / ($0.constant(2) * $0.squareRoot()) })
  }
  package func exp() -> Self { chain({ $0.exp() }, { $0.exp() }) }
  package func log() -> Self { chain({ $0.log() }, { $0.one / $0 }) }
  package func sin() -> Self { chain({ $0.sin() }, { $0.cos() }) }
  package func cos() -> Self { chain({ $0.cos() }, { -$0.sin() }) }
  package func tanh() -> Self { chain({ $0.tanh() }, { $0.one - $0.tanh().power(2) }) }
  package func sigmoid() -> Self { chain({ $0.sigmoid() }, { $0.bend }) }
  package func softplus() -> Self { chain({ $0.softplus() }, { $0.sigmoid() }) }
  package func silu() -> Self { chain({ $0.silu() }, { $0.sigmoid() + $0 * $0.bend }) }
  private var bend: Self { sigmoid() * (one - sigmoid()) }
  package static func atan2(y: Self, x: Self) -> Self {
    combine(y, x, { .atan2(y: $0, x: $1) }) { y, x in
      let square = x.limit.power(2) + y.limit.power(2)
      return (.atan2(y: y.limit, x: x.limit), (x.limit * y.slope - y.limit * x.slope) / square)
    }
  }

  /// x^y for x > 0, or of plain numbers of which the caller knows that the power has a value.
  package func power(_ exponent: Self) -> Self {
    if case .plain(let y) = exponent {
      return chain({ $0.power(y) }, { $0.power(.plain(y - y.constant(1))) * exponent })
    }
    return (exponent * log()).exp()
  }
}
