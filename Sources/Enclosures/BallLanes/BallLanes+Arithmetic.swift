extension BallLanes {
  /// See `Ball.+`: the error of the sum is exact.
  @inlinable @inline(__always)
  package static func + (x: Self, y: Self) -> Self {
    let sum = x.midpoint + y.midpoint
    let error = magnitude(sumError(x.midpoint, y.midpoint, sum))
    return Self(checking: sum, (x.radius + y.radius + error) * Ball.radiusInflation)
  }

  @inlinable @inline(__always)
  package static func - (x: Self, y: Self) -> Self { x + -y }

  @inlinable @inline(__always)
  package static prefix func - (x: Self) -> Self { Self(unchecked: -x.midpoint, x.radius) }

  /// Veltkamp's splitting; NaN or infinite where it overflows.
  @inlinable @inline(__always)
  static func split(_ a: Doubles) -> (Doubles, Doubles) {
    let c = 134_217_729 * a
    let high = c - (c - a)
    return (high, a - high)
  }

  /// |fl(ab) − ab| or a bound of it: exact by Dekker's product where |ab| ≥ 2^−960 (so that no partial
  /// product loses digits) and the splitting does not overflow, else half a unit and the floor. Where
  /// a or b is 0 it is 0.
  @inlinable @inline(__always)
  static func productError(_ a: Doubles, _ b: Doubles, _ product: Doubles) -> Doubles {
    #if SSMPROOF_FMA
      let exact = magnitude((-product).addingProduct(a, b))
    #else
      let (a1, a2) = split(a)
      let (b1, b2) = split(b)
      let exact = magnitude(((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
    #endif
    let size = magnitude(product)
    let bound = size * Ball.halfUnit + Doubles(repeating: Ball.radiusFloor)
    let limit = Doubles(repeating: 0x1p990)
    let isExact =
      size .>= Doubles(repeating: 0x1p-960) .& size .< Doubles(repeating: 0x1p1000)
      .& magnitude(a) .< limit .& magnitude(b) .< limit
    let isZero = a .== Doubles(repeating: 0) .| b .== Doubles(repeating: 0)
    return bound.replacing(with: exact, where: isExact).replacing(with: 0, where: isZero)
  }

  /// |xy − m_x m_y| ≤ |m_x| r_y + r_x (|m_y| + r_y), and the error of the midpoint.
  @inlinable @inline(__always)
  package static func * (x: Self, y: Self) -> Self {
    let zero = Doubles(repeating: 0)
    let hasRadius = x.radius + y.radius .> zero
    let product = x.midpoint * y.midpoint
    // The exact error is worth its price only where nothing else widens the result.
    #if SSMPROOF_FMA
      let error = productError(x.midpoint, y.midpoint, product)
    #else
      let error =
        any(.!hasRadius)
        ? productError(x.midpoint, y.midpoint, product)
        : magnitude(product) * Ball.halfUnit + Doubles(repeating: Ball.radiusFloor)
    #endif
    let spread =
      magnitude(x.midpoint) * y.radius + x.radius * (magnitude(y.midpoint) + y.radius)
    // Products of radii may underflow; where both radii are 0 there are none.
    let floor = zero.replacing(with: Ball.radiusFloor, where: hasRadius)
    let result = Self(checking: product, (spread + error + floor) * Ball.radiusInflation)
    // 0 times any real is 0, also where nothing else is known of that real.
    let isZero =
      (x.midpoint .== zero .& x.radius .== zero) .| (y.midpoint .== zero .& y.radius .== zero)
    return result.replacing(with: Self(unchecked: zero, zero), where: isZero)
  }

  /// |x/y − m_x/m_y| ≤ (r_x + |m_x/m_y| r_y)/(|m_y| − r_y) and the error of the quotient; all reals where
  /// 0 is in the divisor.
  @inlinable
  package static func / (x: Self, y: Self) -> Self {
    let zero = Doubles(repeating: 0)
    let nearest = magnitude(y.midpoint) - y.radius
    let quotient = x.midpoint / y.midpoint
    // The quotient is exact where it gives the dividend back without error.
    let back = quotient * y.midpoint
    let error = productError(quotient, y.midpoint, back)
    let isExact = back .== x.midpoint .& error .== zero
    let size = magnitude(quotient)
    let rounding = (size * Ball.halfUnit + Doubles(repeating: Ball.radiusFloor)).replacing(
      with: zero, where: isExact)
    let least = Doubles(repeating: .leastNonzeroMagnitude)
    let hasRadius = x.radius + y.radius .> zero
    let spread = zero.replacing(
      with: (x.radius + (size + least) * y.radius + least) / nearest + Doubles(repeating: Ball.radiusFloor),
      where: hasRadius)
    let result = Self(checking: quotient, (spread + rounding) * Ball.radiusInflation)
    let whole = Self(unchecked: zero, Doubles(repeating: .infinity))
    return whole.replacing(with: result, where: nearest .> zero)
  }

  /// abs(x).
  @inlinable @inline(__always)
  package var magnitude: Self {
    let size = Self.magnitude(midpoint)
    // A ball across 0 becomes [0, |m| + r].
    let half = (size + radius) * (0.5 * Ball.radiusInflation) + Doubles(repeating: Ball.radiusFloor)
    let across = Self(checking: half, half * Ball.radiusInflation)
    return across.replacing(with: Self(unchecked: size, radius), where: size .>= radius)
  }

  /// x^n for n ≥ 0 by repeated squaring.
  @inlinable
  package func power(_ n: Int) -> Self {
    precondition(n >= 0, "a negative power is a division")
    var (result, square, rest) = (Self(repeating: Ball(unchecked: 1, 0)), self, n)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}
