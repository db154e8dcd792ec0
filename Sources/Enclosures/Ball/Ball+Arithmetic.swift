extension Ball {
  @inlinable
  package static func + (x: Ball, y: Ball) -> Ball {
    let sum = x.midpoint + y.midpoint
    // The exact error: 0 where the sum is exact. Sums never underflow, so no floor is needed.
    let error = sumError(x.midpoint, y.midpoint, sum).magnitude
    return Ball(checking: sum, (x.radius + y.radius + error) * radiusInflation)
  }

  @inlinable
  package static func - (x: Ball, y: Ball) -> Ball { x + Ball(unchecked: -y.midpoint, y.radius) }

  @inlinable
  package static prefix func - (x: Ball) -> Ball { Ball(unchecked: -x.midpoint, x.radius) }

  /// |xy − m_x m_y| ≤ |m_x| r_y + r_x (|m_y| + r_y).
  @inlinable
  package static func * (x: Ball, y: Ball) -> Ball {
    if x.radius + y.radius == 0 { return exactProduct(x.midpoint, y.midpoint) }
    let product = x.midpoint * y.midpoint
    let spread =
      x.midpoint.magnitude * y.radius + x.radius * (y.midpoint.magnitude + y.radius)
    let radius = (spread + product.magnitude * halfUnit + radiusFloor) * radiusInflation
    if product != 0, product.magnitude + radius < .infinity { return Ball(unchecked: product, radius) }
    // 0 times any real is exactly 0, also where nothing else is known of that real.
    let isZero = (x.midpoint == 0 && x.radius == 0) || (y.midpoint == 0 && y.radius == 0)
    return isZero ? Ball(unchecked: 0, 0) : Ball(checking: product, radius)
  }

  /// The product of two doubles, with its exact error where that is a double.
  @inlinable
  static func exactProduct(_ a: Double, _ b: Double) -> Ball {
    let product = a * b
    if let error = productError(a, b, product) { return Ball(checking: product, error.magnitude) }
    if a == 0 || b == 0 { return Ball(unchecked: 0, 0) }
    return Ball(checking: product, (product.magnitude * halfUnit + radiusFloor) * radiusInflation)
  }

  /// The exact error ab − fl(ab) by Dekker's product; nil where an intermediate might overflow or the
  /// error underflow.
  @inlinable @inline(__always)
  static func productError(_ a: Double, _ b: Double, _ product: Double) -> Double? {
    // With |a|, |b| < 2^990 the splitting does not overflow; with |ab| ≥ 2^−960 the last bit of every
    // partial product is at least 2^−1066, a double.
    guard a.magnitude < 0x1p990, b.magnitude < 0x1p990, product.magnitude >= 0x1p-960,
      product.magnitude < 0x1p1000
    else { return nil }
    let (a1, a2) = split(a)
    let (b1, b2) = split(b)
    return ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2
  }

  /// Veltkamp's splitting into two numbers of at most 26 bits.
  @inlinable @inline(__always)
  static func split(_ a: Double) -> (Double, Double) {
    let c = 134_217_729 * a
    let high = c - (c - a)
    return (high, a - high)
  }

  /// |x/y − m_x/m_y| ≤ (r_x + |m_x/m_y| r_y) / (|m_y| − r_y); the whole line where 0 is in the divisor.
  @inlinable
  package static func / (x: Ball, y: Ball) -> Ball {
    // Exact up to one rounding, and 0 only if the two are equal.
    let nearest = y.midpoint.magnitude - y.radius
    guard nearest > 0 else { return .wholeLine }
    let quotient = x.midpoint / y.midpoint
    if x.radius + y.radius == 0 {
      let product = quotient * y.midpoint
      if product == x.midpoint, let error = productError(quotient, y.midpoint, product), error == 0 {
        return Ball(unchecked: quotient, 0)
      }
      if x.midpoint == 0 { return Ball(unchecked: 0, 0) }
      if y.midpoint.magnitude == 1 { return Ball(unchecked: quotient, 0) }
      return Ball(checking: quotient, (quotient.magnitude * halfUnit + radiusFloor) * radiusInflation)
    }
    if x.midpoint == 0 && x.radius == 0 { return Ball(unchecked: 0, 0) }
    let floor = Double.leastNonzeroMagnitude
    let spread = (x.radius + (quotient.magnitude + floor) * y.radius + floor) / nearest
    return Ball(
      checking: quotient, (spread + quotient.magnitude * halfUnit + radiusFloor) * radiusInflation)
  }

  @usableFromInline
  package var magnitude: Ball {
    if midpoint >= radius { return self }
    if -midpoint >= radius { return -self }
    return Ball(lower: 0, upper: Self.sumUp(midpoint.magnitude, radius))
  }

  @usableFromInline
  package func withSign(of sign: Ball) -> Ball {
    let x = magnitude
    return switch sign.isNegative {
    case .no: x
    case .yes: -x
    case .unknown: x.hull(-x)
    }
  }

  /// x^n: from the powers of the ends where the ball is wide; tight for even n across 0.
  @usableFromInline
  package func power(_ n: Int) -> Ball {
    if n == 0 { return Ball(unchecked: 1, 0) }
    if n == 1 { return self }
    if radius == 0, n.magnitude > 8 { return exactPower(n) }
    if radius == .infinity && n < 0 { return .wholeLine }
    if radius <= midpoint.magnitude * 0x1p-12 {
      let size = repeatedSquare(n.magnitude)
      return n > 0 ? size : Ball(unchecked: 1, 0) / size
    }
    let (low, high) = (lowerBound, upperBound)
    guard low.isFinite, high.isFinite else { return .wholeLine }
    if n < 0, low <= 0, high >= 0 { return .wholeLine }
    let a = Ball(unchecked: low, 0).power(n)
    let b = Ball(unchecked: high, 0).power(n)
    if low < 0, high > 0, n.isMultiple(of: 2) { return Ball(unchecked: 0, 0).hull(a).hull(b) }
    return a.hull(b)
  }

  private func repeatedSquare(_ n: UInt) -> Ball {
    var (result, square, rest) = (Ball(unchecked: 1, 0), self, n)
    while true {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest == 0 { return result }
      square = square * square
    }
  }
}
