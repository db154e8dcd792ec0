import CMPFR

// Functions of a ball m ± r: the value at m, by a kernel in doubles or rounded correctly by MPFR where m is
// out of the kernel's reach, and a proved bound of how far the function moves over the radius. Where the radius is not small, the interval rung at 53 bits does it.
//
// Bounds used: for 0 ≤ t ≤ 1/2, exp(t) − 1 ≤ t(1 + t). If |(log f′)′| ≤ k on the ball, then
// |f(m + t) − f(m)| ≤ |f′(m)| (exp(k|t|) − 1)/k.

extension Ball {
  private static let smallRadius = 0.25

  /// The 53-bit interval with the same ends.
  var interval: Interval {
    Interval.make(53) { lower, upper in
      mpfr_set_d(lower, lowerBound, MPFR_RNDD)
      mpfr_set_d(upper, upperBound, MPFR_RNDU)
    }
  }

  init(_ interval: Interval) {
    self = interval.withEnds { a, b in
      Ball(lower: mpfr_get_d(a, MPFR_RNDD), upper: mpfr_get_d(b, MPFR_RNDU))
    }
  }

  private func throughInterval(_ function: (Interval) -> Interval) -> Ball { Ball(function(interval)) }

  /// f(x) to nearest, with the error of that, for a function that MPFR rounds correctly.
  private static func rounded(
    _ function: (mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) -> Int32, _ x: Double
  ) -> Ball {
    withScratch(53) { argument, result in
      mpfr_set_d(argument, x, MPFR_RNDN)
      let ternary = function(result, argument, MPFR_RNDN)
      let value = mpfr_get_d(result, MPFR_RNDN)
      let isNormal = value == 0 ? mpfr_zero_p(result) != 0 : value.magnitude >= .leastNormalMagnitude
      if ternary == 0 && isNormal { return Ball(checking: value, 0) }
      return Ball(checking: value, value.magnitude * halfUnit + radiusFloor)
    }
  }

  /// The power of an exact midpoint, rounded once.
  func exactPower(_ n: Int) -> Ball {
    if midpoint == 0 { return n > 0 ? self : .wholeLine }
    return Self.rounded({ mpfr_pow_si($0, $1, n, $2) }, midpoint)
  }

  /// A value computed at 80 bits with a relative error below 2^−70, as a ball.
  private static func composed(_ x: Double, _ body: (mpfr_ptr, mpfr_srcptr) -> Void) -> Ball {
    withScratch(80) { argument, result in
      mpfr_set_d(argument, x, MPFR_RNDN)
      body(result, argument)
      let value = mpfr_get_d(result, MPFR_RNDN)
      return Ball(
        checking: value, value.magnitude * (halfUnit + 0x1p-68) * radiusInflation + radiusFloor)
    }
  }

  /// The same ball with its radius increased by the bound `spread`.
  private func widened(by spread: Double) -> Ball {
    Ball(
      checking: midpoint, (radius + spread * Self.radiusInflation + Self.radiusFloor) * Self.radiusInflation)
  }

  public func exp() -> Ball {
    if radius > Self.smallRadius { return throughInterval { $0.exp() } }
    let value =
      midpoint.magnitude <= Self.kernelRange ? Self.kernelExp(midpoint) : Self.rounded(mpfr_exp, midpoint)
    if radius == 0 || !value.radius.isFinite { return value }
    return value.widened(by: (value.midpoint + value.radius) * radius * (1 + radius))
  }

  public func log() -> Ball {
    if radius > midpoint * Self.smallRadius || midpoint <= 0 { return throughInterval { $0.log() } }
    let value = logAtMidpoint
    if radius == 0 { return value }
    // |log(1 + t)| ≤ t/(1 − t) for |t| ≤ q.
    let q = radius / midpoint + Self.radiusFloor
    return value.widened(by: q / (1 - q))
  }

  private var logAtMidpoint: Ball {
    // Near 1 the kernel's absolute error would weigh.
    if midpoint > 1.0625 || midpoint < 0.9375, let value = Self.kernelLog(Ball(unchecked: midpoint, 0)) {
      return value
    }
    return Self.rounded(mpfr_log, midpoint)
  }

  public func sin() -> Ball {
    if radius > Self.smallRadius { return throughInterval { $0.sin() } }
    let value = Self.rounded(mpfr_sin, midpoint)
    return radius == 0 ? value : value.widened(by: Self.turn(Self.rounded(mpfr_cos, midpoint), radius))
  }

  public func cos() -> Ball {
    if radius > Self.smallRadius { return throughInterval { $0.cos() } }
    let value = Self.rounded(mpfr_cos, midpoint)
    return radius == 0 ? value : value.widened(by: Self.turn(Self.rounded(mpfr_sin, midpoint), radius))
  }

  /// |f′(m)| r + r²/2, for |f″| ≤ 1.
  private static func turn(_ slope: Ball, _ radius: Double) -> Double {
    (slope.midpoint.magnitude + slope.radius) * radius + radius * radius * 0.5
  }

  /// |(log tanh′)′| = 2|tanh| ≤ 2.
  public func tanh() -> Ball {
    if radius > Self.smallRadius { return throughInterval { $0.tanh() } }
    let value = Self.kernelTanh(midpoint) ?? Self.rounded(mpfr_tanh, midpoint)
    if radius == 0 { return value }
    let least = max(value.midpoint.magnitude - value.radius, 0)
    let slope = (1 - least) * (1 + least) + Self.halfUnit
    return value.widened(by: min(slope, 1) * radius * (1 + 2 * radius))
  }

  /// |(log sigmoid′)′| = |1 − 2·sigmoid| ≤ 1.
  public func sigmoid() -> Ball {
    if radius > Self.smallRadius { return throughInterval { $0.sigmoid() } }
    if midpoint == 0 && radius == 0 { return Ball(unchecked: 0.5, 0) }
    let value = Self.kernelSigmoid(midpoint) ?? Self.composed(midpoint, Self.sigmoid)
    if radius == 0 { return value }
    let high = value.midpoint + value.radius
    let complement = min(1 - value.midpoint + value.radius + Self.halfUnit, 1)
    return value.widened(by: min(high * complement, 0.25) * radius * (1 + radius))
  }

  /// softplus′ = sigmoid ≤ softplus, and |(log sigmoid)′| ≤ 1.
  public func softplus() -> Ball {
    if radius > Self.smallRadius { return throughInterval { $0.softplus() } }
    let value = Self.kernelSoftplus(midpoint) ?? softplusAtMidpoint
    if radius == 0 { return value }
    let slope = min((value.midpoint + value.radius) * (1 + radius) * (1 + radius), 1)
    return value.widened(by: slope * radius)
  }

  private var softplusAtMidpoint: Ball {
    Self.composed(midpoint) { result, x in
      if mpfr_x_sgn(x) > 0 {
        withNegated(x) { _ = mpfr_exp(result, $0, MPFR_RNDN) }
        mpfr_log1p(result, result, MPFR_RNDN)
        mpfr_add(result, result, x, MPFR_RNDN)
      } else {
        mpfr_exp(result, x, MPFR_RNDN)
        mpfr_log1p(result, result, MPFR_RNDN)
      }
    }
  }

  private var siluAtMidpoint: Ball {
    Self.composed(midpoint) { result, x in
      Self.sigmoid(result, x)
      mpfr_mul(result, result, x, MPFR_RNDN)
    }
  }

  /// |silu′| ≤ 1.1, and |silu′(x)| ≤ sigmoid(x)(1 + |x|).
  public func silu() -> Ball {
    if midpoint == 0 && radius == 0 { return self }
    if radius > Self.smallRadius { return throughInterval { $0.silu() } }
    let value = Self.kernelSigmoid(midpoint).map { $0 * Ball(unchecked: midpoint, 0) } ?? siluAtMidpoint
    if radius == 0 { return value }
    if midpoint > -2 { return value.widened(by: 1.1 * radius) }
    // sigmoid(m) ≤ |silu(m)|/|m|, and it grows over the ball by at most exp(r) ≤ 1 + r(1 + r).
    let gate = (value.midpoint.magnitude + value.radius) / midpoint.magnitude
    let slope = gate * (1 + radius * (1 + radius)) * (1 - midpoint + radius)
    return value.widened(by: (slope * Self.radiusInflation + Self.radiusFloor) * radius)
  }

  private static func sigmoid(_ result: mpfr_ptr, _ x: mpfr_srcptr) {
    withNegated(x) { _ = mpfr_exp(result, $0, MPFR_RNDN) }
    mpfr_add_si(result, result, 1, MPFR_RNDN)
    mpfr_si_div(result, 1, result, MPFR_RNDN)
  }

  public static func atan2(y: Ball, x: Ball) -> Ball {
    if y.radius == 0, y.midpoint == 0, x.midpoint > x.radius { return Ball(unchecked: 0, 0) }
    return Ball(Interval.atan2(y: y.interval, x: x.interval))
  }

  /// x^y: an integer power where y is one whole number, else over x ≥ 0.
  public func power(_ exponent: Ball) -> Ball {
    if exponent.radius == 0, let n = Int(exactly: exponent.midpoint) { return power(n) }
    if exponent.radius == 0, exponent.midpoint == 0.5 { return squareRoot() }
    return Ball(interval.power(exponent.interval))
  }
}
