import Numbers

// Comparisons round no bound outward. Where s is at least the exact sum of the radii and itself a double,
// fl(y − x) > s proves y − x > s, because rounding is monotone: from y − x ≤ s follows fl(y − x) ≤ s.

extension Ball {
  /// r_x + r_y, rounded upward; exact where one of them is 0.
  @inlinable @inline(__always)
  static func reach(_ x: Ball, _ y: Ball) -> Double {
    let sum = x.radius + y.radius
    return x.radius == 0 || y.radius == 0 ? sum : sum.nextUp
  }

  @inlinable
  package func isLess(than other: Ball) -> Trilean {
    let distance = other.midpoint - midpoint
    let reach = Self.reach(self, other)
    if distance > reach { return .yes }
    if -distance > reach { return .no }
    // The balls overlap or touch; a difference's sign is exact, thanks to gradual underflow.
    return touchesOrExceeds(other) ? .no : .unknown
  }

  @inlinable
  package func isLessOrEqual(to other: Ball) -> Trilean {
    let distance = other.midpoint - midpoint
    let reach = Self.reach(self, other)
    if distance > reach { return .yes }
    if -distance > reach { return .no }
    return other.touchesOrExceeds(self) ? .yes : .unknown
  }

  /// Whether m_x − m_y ≥ r_x + r_y exactly, where that can be told in doubles.
  @inlinable
  func touchesOrExceeds(_ other: Ball) -> Bool {
    if radius + other.radius == 0 { return midpoint >= other.midpoint }
    if radius == .infinity || other.radius == .infinity { return false }
    return Self.sumDown(midpoint, -radius) >= Self.sumUp(other.midpoint, other.radius)
  }

  @inlinable
  package func isEqual(to other: Ball) -> Trilean {
    if radius + other.radius == 0 { return Trilean(midpoint == other.midpoint) }
    return (other.midpoint - midpoint).magnitude > Self.reach(self, other) ? .no : .unknown
  }

  @inlinable
  package var isNegative: Trilean { -midpoint > radius ? .yes : midpoint >= radius ? .no : .unknown }

  @inlinable
  package var isNonpositive: Trilean { -midpoint >= radius ? .yes : midpoint > radius ? .no : .unknown }

  @inlinable
  package var isZero: Trilean {
    midpoint.magnitude > radius ? .no : radius == 0 ? .yes : .unknown
  }

  @inlinable
  package static func minimum(_ x: Ball, _ y: Ball) -> Ball {
    switch x.isLessOrEqual(to: y) {
    case .yes: x
    case .no: y
    case .unknown:
      Ball(lower: min(x.lowerBound, y.lowerBound), upper: min(x.upperBound, y.upperBound))
    }
  }

  @inlinable
  package static func maximum(_ x: Ball, _ y: Ball) -> Ball {
    switch x.isLessOrEqual(to: y) {
    case .yes: y
    case .no: x
    case .unknown:
      Ball(lower: max(x.lowerBound, y.lowerBound), upper: max(x.upperBound, y.upperBound))
    }
  }

  @inlinable
  package func hull(_ other: Ball) -> Ball {
    if midpoint == other.midpoint { return radius >= other.radius ? self : other }
    return Ball(
      lower: min(lowerBound, other.lowerBound), upper: max(upperBound, other.upperBound))
  }
}
