import Enclosures
import Numbers

/// A function of t for all t ≥ R, as u(t) = m(t)·t^p·exp(k·t + q·t²) with m(t) in the interval m.
///
/// The form is kept by the operations of the flat program, so that one evaluation tells how a quantity
/// behaves on a whole half line: its range, its sign, and whether it can be integrated.
struct TailValue {
  var m: Interval
  var p: Rational = 0
  var k: Rational = 0
  var q: Rational = 0

  /// Whether the factor beside m is 1.
  var isPlain: Bool { p.isZero && k.isZero && q.isZero }
}

/// Arithmetic of `TailValue` for t ≥ `start`.
struct TailArithmetic {
  /// R ≥ 3, so that log t / t^s is easily bounded.
  let start: Rational
  let precision: Int
  /// Whether a logarithm is enclosed by its range: its sign is then seen, but not how slowly it grows.
  var takesLogarithmsAsRanges = false

  private func number(_ x: Rational) -> Interval { Interval(x, precision: precision) }
  func constant(_ x: Rational) -> TailValue { TailValue(m: number(x)) }
  private func between(_ lower: Rational?, _ upper: Rational?) -> Interval {
    Interval(from: lower, to: upper, precision: precision)
  }
  private func fromZero(to x: Interval) -> Interval { between(0, x.upper) }

  /// R^p·exp(k·R + q·R²).
  func atStart(_ p: Rational, _ k: Rational, _ q: Rational) -> Interval {
    let power = number(start).power(number(p))
    if k.isZero && q.isZero { return power }
    return power * number(k * start + q * start * start).exp()
  }

  /// Whether t^p·exp(k·t + q·t²) certainly does not rise for t ≥ R: its logarithm has the slope
  /// p/t + k + 2qt, for q ≤ 0 at most max(p, 0)/R + k + 2qR.
  private func falls(_ p: Rational, _ k: Rational, _ q: Rational) -> Bool {
    if q.signum > 0 { return false }
    if k.isZero && q.isZero { return p.signum <= 0 }
    return max(p, 0) / start + k + q * start * 2 <= 0
  }

  /// The range of t^p·exp(k·t + q·t²).
  func factorRange(_ p: Rational, _ k: Rational, _ q: Rational) -> Interval {
    if p.isZero && k.isZero && q.isZero { return number(1) }
    if falls(p, k, q) { return fromZero(to: atStart(p, k, q)) }
    if falls(-p, -k, -q) { return between(atStart(p, k, q).lower, nil) }
    return between(0, nil)
  }

  func range(_ u: TailValue) -> Interval {
    u.isPlain ? u.m : u.m * factorRange(u.p, u.k, u.q)
  }

  /// Both m over a common factor: that of the faster growing one where the other's quotient by it falls.
  func aligned(_ u: TailValue, _ v: TailValue) -> (Interval, Interval, TailValue) {
    if (u.p, u.k, u.q) == (v.p, v.k, v.q) { return (u.m, v.m, u) }
    let isUGreater = (v.q, v.k, v.p) < (u.q, u.k, u.p)
    let (high, low) = isUGreater ? (u, v) : (v, u)
    let (p, k, q) = (low.p - high.p, low.k - high.k, low.q - high.q)
    if falls(p, k, q) {
      let m = low.m * factorRange(p, k, q)
      return isUGreater ? (u.m, m, high) : (m, v.m, high)
    }
    let shape = TailValue(m: u.m, p: max(u.p, v.p), k: max(u.k, v.k), q: max(u.q, v.q))
    let scaled = { (w: TailValue) in w.m * factorRange(w.p - shape.p, w.k - shape.k, w.q - shape.q) }
    return (scaled(u), scaled(v), shape)
  }

  /// What is 0 throughout has no shape.
  private func with(_ m: Interval, like shape: TailValue) -> TailValue {
    m.isZero == .yes ? constant(0) : TailValue(m: m, p: shape.p, k: shape.k, q: shape.q)
  }

  func add(_ u: TailValue, _ v: TailValue) -> TailValue {
    let (a, b, shape) = aligned(u, v)
    return with(a + b, like: shape)
  }

  func negate(_ u: TailValue) -> TailValue { with(-u.m, like: u) }
  func subtract(_ u: TailValue, _ v: TailValue) -> TailValue { add(u, negate(v)) }

  func multiply(_ u: TailValue, _ v: TailValue) -> TailValue {
    if u.m.isZero == .yes || v.m.isZero == .yes { return constant(0) }
    return TailValue(m: u.m * v.m, p: u.p + v.p, k: u.k + v.k, q: u.q + v.q)
  }

  /// u/v for v ≠ 0.
  func divide(_ u: TailValue, _ v: TailValue) -> TailValue {
    u.m.isZero == .yes
      ? constant(0) : TailValue(m: u.m / v.m, p: u.p - v.p, k: u.k - v.k, q: u.q - v.q)
  }

  func absolute(_ u: TailValue) -> TailValue { with(u.m.magnitude, like: u) }

  func extremum(_ u: TailValue, _ v: TailValue, isMaximum: Bool) -> TailValue {
    let (a, b, shape) = aligned(u, v)
    return with(isMaximum ? .maximum(a, b) : .minimum(a, b), like: shape)
  }

  func hull(_ u: TailValue, _ v: TailValue) -> TailValue {
    let (a, b, shape) = aligned(u, v)
    return with(a.hull(b), like: shape)
  }

  func power(_ u: TailValue, _ n: Int) -> TailValue {
    let factor = Rational(n)
    return TailValue(m: u.m.power(n), p: u.p * factor, k: u.k * factor, q: u.q * factor)
  }

  /// u^y for u ≥ 0 (u > 0 where y < 0).
  func power(_ u: TailValue, _ y: Rational) -> TailValue {
    TailValue(m: u.m.power(number(y)), p: u.p * y, k: u.k * y, q: u.q * y)
  }

  /// exp(u): the greatest rate becomes part of the factor, what is left of the exponent is ≤ 0.
  func exp(_ u: TailValue) -> TailValue? {
    let range = range(u)
    if u.k.isZero, u.q.isZero, u.p.signum > 0, u.p <= 2, u.m.upper != nil {
      let degree: Rational = u.p <= 1 ? 1 : 2
      let rate = u.p == degree ? u.m : u.m * fromZero(to: atStart(u.p - degree, 0, 0))
      guard let highest = rate.upper else { return nil }
      var result = TailValue(m: rate.exactValue != nil ? number(1) : between(0, 1))
      if degree == 1 { result.k = highest } else { result.q = highest }
      return result
    }
    if range.upper != nil { return TailValue(m: range.exp()) }
    // Faster than every Gaussian: only from below, for proofs of divergence.
    if u.k.isZero, u.q.isZero, u.p > 2, let low = u.m.lower, low.signum > 0,
      let rate = (number(low) * atStart(u.p - 2, 0, 0)).lower
    {
      return TailValue(m: between(1, nil), q: rate)
    }
    return nil
  }

  /// The exponent of the power of t that bounds log t.
  private static let logExponent = Rational(1, 8)

  /// log u = log m + p·log t + k·t + q·t² for u > 0.
  func log(_ u: TailValue) -> TailValue {
    if takesLogarithmsAsRanges { return TailValue(m: range(u).log()) }
    var sum = TailValue(m: u.m.log())
    if !u.p.isZero {
      // log t ≤ t^s·log R/R^s, which falls once t ≥ exp(1/s); everywhere log t ≤ t^s/(e·s).
      let s = Self.logExponent
      let isFalling = number(start).log().isLess(than: number(Rational(1) / s)) == .no
      let bound =
        isFalling
        ? number(start).log() / number(start).power(number(s))
        : number(Rational(1) / s) / number(1).exp()
      sum = add(sum, TailValue(m: number(u.p) * between(0, bound.upper), p: s))
    }
    if !u.k.isZero { sum = add(sum, TailValue(m: number(u.k), p: 1)) }
    if !u.q.isZero { sum = add(sum, TailValue(m: number(u.q), p: 2)) }
    return sum
  }

  /// Through exp of −|u|, so that what vanishes keeps its rate.
  func sigmoid(_ u: TailValue) -> TailValue {
    let one = constant(1)
    if u.m.isNonpositive == .yes, let e = exp(u) { return divide(e, add(one, e)) }
    if u.m.isNonnegative == .yes, let e = exp(negate(u)) { return divide(one, add(one, e)) }
    return TailValue(m: range(u).sigmoid())
  }

  func tanh(_ u: TailValue) -> TailValue {
    let one = constant(1)
    if u.m.isNonnegative == .yes, let e = exp(multiply(constant(-2), u)) {
      return divide(subtract(one, e), add(one, e))
    }
    if u.m.isNonpositive == .yes { return negate(tanh(with((-u.m).magnitude, like: u))) }
    return TailValue(m: range(u).tanh())
  }

  /// log(1 + e) lies between e/(1 + e) and e.
  func softplus(_ u: TailValue) -> TailValue {
    let size = with(-u.m.magnitude, like: u)
    guard let e = exp(size), let greatest = range(e).upper else { return TailValue(m: range(u).softplus()) }
    let small = multiply(e, TailValue(m: between(Rational(1) / (greatest + 1), 1)))
    if u.m.isNonpositive == .yes { return small }
    return add(extremum(u, constant(0), isMaximum: true), small)
  }

  /// The integral of u over t ≥ R against exp(−t²/2)/√(2π); nil where it cannot be bounded.
  ///
  /// The integrand's factor falls at least as fast as exp(−λ(t − R)), λ = (1 − 2q)R − k − max(p, 0)/R.
  func gaussianIntegral(_ u: TailValue) -> Interval? {
    let rate = (Rational(1) - u.q * 2) * start - u.k - max(u.p, 0) / start
    guard rate.signum > 0, u.q * 2 < 1, u.m.lower != nil, u.m.upper != nil else { return nil }
    let bound = atStart(u.p, u.k, u.q - Rational(1, 2)) / (number(rate).rootOfTwoPi() * number(rate))
    return u.m * fromZero(to: bound)
  }

  /// Whether that integral certainly diverges.
  func gaussianIntegralDiverges(_ u: TailValue) -> Bool {
    guard u.m.isZero == .no else { return false }
    let excess = u.q * 2
    if excess != 1 { return excess > 1 }
    return u.k.signum > 0 || (u.k.isZero && u.p >= -1)
  }

  /// The integral of u·t⁻² over t ≥ R; nil where it cannot be bounded.
  func reciprocalIntegral(_ u: TailValue) -> Interval? {
    guard u.m.lower != nil, u.m.upper != nil else { return nil }
    let p = u.p - 2
    if p < -1, falls(0, u.k, u.q) {
      return u.m * fromZero(to: atStart(p + 1, u.k, u.q) / number(-1 - p))
    }
    let rate = -u.k - u.q * start * 2 - max(p, 0) / start
    guard u.q.signum <= 0, rate.signum > 0 else { return nil }
    return u.m * fromZero(to: atStart(p, u.k, u.q) / number(rate))
  }

  /// Whether that integral certainly diverges.
  func reciprocalIntegralDiverges(_ u: TailValue) -> Bool {
    guard u.m.isZero == .no else { return false }
    if !u.q.isZero { return u.q.signum > 0 }
    if !u.k.isZero { return u.k.signum > 0 }
    return u.p >= 1
  }
}
