import Claims
import Enclosures

/// Operations: where each has a value, and its slope on a side of the instance.
extension Walk {
  private func isBeside(_ x: Real) -> Bool { side != nil && !x.isConstant }

  /// True, or the lack that follows: undefined, or not told.
  private func require(_ condition: Trilean, _ message: String) throws {
    if condition == .no { throw Lack.undefined(message) }
    if condition == .unknown { throw Lack.untold("\(message), or closer to it than the precision limit") }
  }

  /// The sign of x − y beside the instance: of the limits, and where they are equal of the slopes.
  func orderBeside(_ x: Real, _ y: Real) throws -> Int {
    if x.re.isLess(than: y.re) == .yes { return -1 }
    if y.re.isLess(than: x.re) == .yes { return 1 }
    guard x.re.isEqual(to: y.re) == .yes, let side else {
      throw Lack.untold("a comparison closer than the precision limit")
    }
    if x.isConstant && y.isConstant { return 0 }
    hasMetTie = true
    let difference = try x.finiteSlope().re - y.finiteSlope().re
    if difference.isPositive == .yes { return side.direction }
    if difference.isNegative == .yes { return -side.direction }
    throw Lack.untold("sides that touch without crossing")
  }

  func divide(_ x: Real, _ y: Real) throws -> Real {
    if isBeside(y), y.isZero != .no { throw Lack.untold("a divisor that vanishes at the instance") }
    try require(!y.isZero, "division by zero")
    let isComplex = x.isComplex || y.isComplex
    let value = y.isComplex ? x.value / y.value : isComplex ? x.value / y.re : Complex(x.re / y.re)
    if x.isConstant && y.isConstant { return Real(value, isComplex: isComplex) }
    if x.isSteep && !y.isSteep { return Real(value, isComplex: isComplex, slope: .steep) }
    // (x/y)' = (x' − (x/y)·y')/y.
    return Real(
      value, isComplex: isComplex,
      slope: .known(try (x.finiteSlope() - value * y.finiteSlope()) / y.value))
  }

  // MARK: Powers

  func power(_ x: Real, _ y: Real) throws -> Real {
    if let k = y.re.exactValue, k.isInteger, !y.isComplex, y.isConstant { return try wholePower(x, k) }
    guard !x.isComplex, !y.isComplex else { return try complexPower(x, y) }
    let message = "a power that is not whole of a number that is not positive"
    if x.re.isPositive == .yes {
      return try growing(x, y, Complex(x.re.power(y.re)), logarithm: Complex(x.re.log()))
    }
    if x.isZero == .yes {
      if x.isConstant {
        // 0 where the exponent is positive; 0^0 = 1 is at the instance alone.
        try require(
          y.isConstant ? y.re.isPositive : Trilean(try orderBeside(y, Real(number(0))) > 0), message)
        return x
      }
      if try orderBeside(x, Real(number(0))) > 0 {
        guard y.isConstant else { throw Lack.untold("a power whose base and exponent both move") }
        if y.re.constant(1).isLess(than: y.re) == .yes { return Real(number(0), slope: .known(x.zero)) }
        if y.re.isPositive == .yes, y.re.isLess(than: y.re.constant(1)) == .yes {
          return Real(number(0), slope: .steep)
        }
        throw Lack.untold("a power whose base vanishes")
      }
    } else if x.re.isNegative != .yes {
      guard (x.re.isNonnegative && y.re.isPositive) == .yes, x.isConstant, y.isConstant else {
        throw Lack.untold("a power of a number close to 0")
      }
      return Real(x.re.power(y.re))
    }
    // Below 0 there is a power only at whole exponents: at none but the instance where the exponent moves.
    let isWhole: Trilean =
      y.isConstant
      ? (y.re.exactValue == nil ? .unknown : .no) : try y.finiteSlope().re.isZero == .no ? .no : .unknown
    try require(isWhole, message)
    return x
  }

  /// (x^y)' = x^y·(y'·log x + y·x'/x).
  private func growing(
    _ x: Real, _ y: Real, _ value: Complex<Number>, logarithm: Complex<Number>
  ) throws -> Real {
    let isComplex = x.isComplex || y.isComplex
    if x.isConstant && y.isConstant { return Real(value, isComplex: isComplex) }
    let slope = try value * (y.finiteSlope() * logarithm + y.value * x.finiteSlope() / x.value)
    return Real(value, isComplex: isComplex, slope: .known(slope))
  }

  private func wholePower(_ x: Real, _ exponent: Rational) throws -> Real {
    let isEven = (exponent / 2).isInteger
    if exponent.signum < 0 {
      if isBeside(x), x.isZero != .no { throw Lack.untold("a divisor that vanishes at the instance") }
      try require(!x.isZero, "zero to a negative power")
    }
    if let base = x.re.exactValue, !x.isComplex, x.isConstant, base.isZero || base.magnitude == 1 {
      return Real(number(exponent.isZero || (isEven && !base.isZero) ? 1 : base))
    }
    guard let k = exponent.word, k.magnitude <= 1 << 20 else { throw Lack.untold("a power beyond 2^20") }
    func raised(_ k: Int) -> Complex<Number> { x.isComplex ? x.value.power(k) : Complex(x.re.power(k)) }
    if k == 0 { return Real(x.value.constant(1), isComplex: x.isComplex) }
    return try x.mapped(raised(k)) { x.value.constant(Rational(k)) * raised(k - 1) }
  }

  /// z^w = exp(w·log z); 0 to a positive real exponent is 0.
  private func complexPower(_ z: Real, _ w: Real) throws -> Real {
    if z.isZero == .yes, z.isConstant, w.isConstant {
      try require(w.re.isPositive && w.value.im.isZero, "the logarithm of zero")
      return Real(z.zero, isComplex: true)
    }
    try requireAwayFromCut(z)
    try require(!z.isZero, "the logarithm of zero")
    return try growing(
      Real(z.value, isComplex: true, slope: z.slope), w, z.value.power(w.value), logarithm: z.value.log())
  }

  /// Beside the instance the principal branch must not jump there.
  private func requireAwayFromCut(_ z: Real) throws {
    if isBeside(z), z.value.im.isZero != .no, z.re.isPositive != .yes {
      throw Lack.untold("a derivative on the cut of a complex function")
    }
  }

  // MARK: Functions

  func apply(_ function: BuiltInFunction, _ x: Real) throws -> Real {
    if x.isComplex { return try applyComplex(function, x) }
    let u = x.re
    func smooth(_ value: Number, _ derivative: () -> Number) throws -> Real {
      try x.mapped(Complex(value)) { Complex(derivative()) }
    }
    func bend(_ s: Number) -> Number { s * (s.constant(1) - s) }
    switch function {
    case .re, .conj: return x
    case .im: return Real(number(0))
    case .abs: return try modulus(x, u.magnitude) { u.isNegative == .yes ? -$0.re : $0.re }
    case .sqrt:
      let message = "the square root of a negative number"
      if isBeside(x), x.isZero == .yes {
        guard try orderBeside(x, Real(number(0))) > 0 else { throw Lack.undefined(message) }
        return Real(number(0), slope: .steep)
      }
      try require(u.isNonnegative, message)
      let root = u.squareRoot()
      return try smooth(root) { u.constant(1) / (root + root) }
    case .log:
      if isBeside(x), x.isZero != .no { throw Lack.untold("a logarithm whose argument vanishes") }
      try require(u.isPositive, "the logarithm of a number that is not positive")
      return try smooth(u.log()) { u.constant(1) / u }
    case .exp:
      let power = u.exp()
      return try smooth(power) { power }
    case .sin: return try smooth(u.sin()) { u.cos() }
    case .cos: return try smooth(u.cos()) { -u.sin() }
    case .tanh:
      let t = u.tanh()
      return try smooth(t) { t.constant(1) - t.power(2) }
    case .sigmoid: return try smooth(u.sigmoid()) { bend(u.sigmoid()) }
    case .softplus: return try smooth(u.softplus()) { u.sigmoid() }
    case .silu: return try smooth(u.silu()) { u.sigmoid() + u * bend(u.sigmoid()) }
    }
  }

  /// |x|: where x vanishes it grows to both sides with the size of the slope.
  private func modulus(_ x: Real, _ size: Number, _ slope: (Complex<Number>) -> Number) throws -> Real {
    guard isBeside(x), let side else { return Real(size) }
    if x.isZero == .unknown { throw Lack.untold("a modulus close to 0") }
    if x.isSteep {
      if x.isComplex { throw Lack.untold("a modulus of a root that vanishes") }
      return Real(size, slope: .steep)
    }
    guard x.isZero == .yes else { return Real(size, slope: .known(Complex(slope(try x.finiteSlope())))) }
    hasMetTie = true
    let growth = x.isComplex ? try x.finiteSlope().magnitude : try x.finiteSlope().re.magnitude
    return Real(size, slope: .known(Complex(side.direction > 0 ? growth : -growth)))
  }

  private func applyComplex(_ function: BuiltInFunction, _ x: Real) throws -> Real {
    let z = x.value
    func part(_ number: Number, _ slope: (Complex<Number>) -> Complex<Number>) throws -> Real {
      x.isConstant ? Real(number) : Real(number, slope: .known(slope(try x.finiteSlope())))
    }
    switch function {
    case .re: return try part(z.re) { Complex($0.re) }
    case .im: return try part(z.im) { Complex($0.im) }
    case .conj:
      return x.isConstant
        ? Real(z.conjugate, isComplex: true)
        : Real(z.conjugate, isComplex: true, slope: .known(try x.finiteSlope().conjugate))
    case .abs:
      let size = z.magnitude
      return try modulus(x, size) { (z.re * $0.re + z.im * $0.im) / size }
    case .exp:
      let power = z.exp()
      return try x.mapped(power) { power }
    case .sin: return try x.mapped(z.sin()) { z.cos() }
    case .cos: return try x.mapped(z.cos()) { -z.sin() }
    case .log:
      try requireAwayFromCut(x)
      try require(!x.isZero, "the logarithm of zero")
      return try x.mapped(z.log()) { z.constant(1) / z }
    case .sqrt:
      try requireAwayFromCut(x)
      let root = z.squareRoot()
      return try x.mapped(root) { z.constant(1) / (root + root) }
    case .tanh, .sigmoid, .softplus, .silu: throw Lack.undefined("\(function.rawValue) takes a real number")
    }
  }
}
