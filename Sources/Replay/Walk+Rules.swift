import Claims
import Numbers

/// Operations: where each has a value. Of what moves, beside the instance, a value is asked for on that side; where that is
/// not certain the derivative is not told.
extension Walk {
  private var one: Real { number(1) }

  private func moves(_ x: Value) -> Bool { x.re.moves || x.im?.moves ?? false }

  /// Whether the number at the instance is 0.
  private func isZero(_ x: Value) -> Trilean { x.re.number.isZero && (x.im?.number.isZero ?? .yes) }

  func divide(_ x: Value, _ y: Value) throws -> Value {
    try requireNonzero(y, "division by zero")
    return y.im == nil && x.im != nil
      ? Value(x.whole / y.re) : Value.combine(x, y, { $0 / $1 }, { $0 / $1 })
  }

  private func requireNonzero(_ y: Value, _ message: String) throws {
    if moves(y), isZero(y) != .no { throw NoValue.untold("a divisor that vanishes at the instance") }
    try NoValue.require(!isZero(y), message)
  }

  // MARK: Powers

  func power(_ x: Value, _ y: Value) throws -> Value {
    let exponent = y.re.number
    if let k = exponent.exactValue, k.isInteger, !moves(y), y.im == nil { return try wholePower(x, k) }
    guard x.im == nil, y.im == nil else { return try complexPower(x, y) }
    let base = x.re.number
    let message = "a power that is not whole of a number that is not positive"
    if base.isPositive == .yes { return Value(x.re.power(y.re)) }
    if base.isZero == .yes {
      guard moves(x) else {
        // 0 where the exponent is positive; 0^0 = 1 is at the instance alone.
        try NoValue.require(moves(y) ? Trilean(try sign(y.re) > 0) : exponent.isPositive, message)
        return x
      }
      if try sign(x.re) > 0 {
        guard case .beside(let tag, _, _) = x.re, !moves(y), sides.count == 1,
          one.number.isLess(than: exponent) == .yes
        else { throw NoValue.untold("a power whose base vanishes") }
        return Value(.beside(tag, limit: number(0), slope: number(0)))
      }
    } else if base.isNegative != .yes {
      guard (base.isNonnegative && exponent.isPositive) == .yes, !moves(x), !moves(y) else {
        throw NoValue.untold("a power of a number close to 0")
      }
      return Value(.plain(base.power(exponent)))
    }
    // Below 0 there is a power only at whole exponents: at none but the instance where the exponent moves.
    guard case .beside(_, _, let slope) = y.re else {
      try NoValue.require(exponent.exactValue == nil ? .unknown : .no, message)
      return x
    }
    try NoValue.require(slope.number.isZero == .no ? .no : .unknown, message)
    return x
  }

  private func wholePower(_ x: Value, _ exponent: Rational) throws -> Value {
    let isEven = (exponent / 2).isInteger
    if exponent.signum < 0 { try requireNonzero(x, "zero to a negative power") }
    if let base = x.re.number.exactValue, x.im == nil, !moves(x), base.isZero || base.magnitude == 1 {
      return Value(number(exponent.isZero || (isEven && !base.isZero) ? 1 : base))
    }
    guard let k = exponent.word, k.magnitude <= 1 << 20 else { throw NoValue.untold("a power beyond 2^20") }
    return x.im == nil ? Value(x.re.power(k)) : Value(x.whole.power(k))
  }

  /// z^w = exp(w·log z); 0 to a positive real exponent is 0.
  private func complexPower(_ z: Value, _ w: Value) throws -> Value {
    if isZero(z) == .yes {
      // Beside a positive exponent are positive ones: there too the power of 0 is 0.
      if moves(z) || (moves(w) && (w.im != nil || w.re.number.isPositive != .yes)) {
        throw NoValue.untold("a power whose base vanishes")
      }
      try NoValue.require(w.re.number.isPositive && (w.im?.number.isZero ?? .yes), "the logarithm of zero")
      return Value(number(0), number(0))
    }
    try requireAwayFromCut(z)
    try NoValue.require(!isZero(z), "the logarithm of zero")
    return Value(z.whole.power(w.whole))
  }

  /// Beside the instance the principal branch must not jump there.
  private func requireAwayFromCut(_ z: Value) throws {
    if moves(z), z.im?.number.isZero ?? .yes != .no, z.re.number.isPositive != .yes {
      throw NoValue.untold("a derivative on the cut of a complex function")
    }
  }

  // MARK: Functions

  func apply(_ function: BuiltInFunction, _ x: Value) throws -> Value {
    if x.im != nil { return try applyComplex(function, x) }
    let (u, message) = (x.re, "the square root of a negative number")
    switch function {
    case .re, .conj: return x
    case .im: return Value(number(0))
    case .abs:
      guard u.moves else { return Value(u.magnitude) }
      return Value(isFlat(u) ? u : try sign(u) < 0 ? -u : u)
    case .sqrt:
      if u.moves, u.number.isZero == .yes {
        if try sign(u) < 0 { throw NoValue.undefined(message) }
        throw NoValue.untold("a derivative through a root that vanishes")
      }
      try NoValue.require(u.number.isNonnegative, message)
      return Value(u.squareRoot())
    case .log:
      if u.moves, u.number.isZero != .no { throw NoValue.untold("a logarithm whose argument vanishes") }
      try NoValue.require(u.number.isPositive, "the logarithm of a number that is not positive")
      return Value(u.log())
    case .exp: return Value(u.exp())
    case .sin: return Value(u.sin())
    case .cos: return Value(u.cos())
    case .tanh: return Value(u.tanh())
    case .sigmoid: return Value(u.sigmoid())
    case .softplus: return Value(u.softplus())
    case .silu: return Value(u.silu())
    }
  }

  private func applyComplex(_ function: BuiltInFunction, _ x: Value) throws -> Value {
    let z = x.whole
    switch function {
    case .re: return Value(z.re)
    case .im: return Value(z.im)
    case .conj: return Value(z.conjugate)
    case .abs:
      if moves(x), isZero(x) != .no { throw NoValue.untold("a modulus that vanishes") }
      return Value(z.magnitude)
    case .exp: return Value(z.exp())
    case .sin: return Value(z.sin())
    case .cos: return Value(z.cos())
    case .log:
      try requireAwayFromCut(x)
      try NoValue.require(!isZero(x), "the logarithm of zero")
      return Value(z.log())
    case .sqrt:
      try requireAwayFromCut(x)
      // By parts a root bends on the real axis, where one of them vanishes.
      return Value(moves(x) ? (z.log() / z.re.constant(2)).exp() : z.squareRoot())
    case .tanh, .sigmoid, .softplus, .silu:
      throw NoValue.undefined("\(function.rawValue) takes a real number")
    }
  }
}
