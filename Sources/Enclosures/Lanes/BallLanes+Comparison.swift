extension BallLanes {
  /// For which lanes a comparison is certainly true, and for which certainly false.
  @frozen
  public struct Answer: Sendable {
    public var yes: Mask
    public var no: Mask

    @inlinable
    init(yes: Mask, no: Mask) {
      self.yes = yes
      self.no = no
    }
  }

  /// fl(m_y − m_x) and the reach r_x + r_y with the rounding error of the difference, rounded upward:
  /// y − x lies within `reach` of `distance`.
  @inlinable @inline(__always)
  static func distance(_ x: Self, _ y: Self) -> (distance: Doubles, reach: Doubles) {
    let distance = y.midpoint - x.midpoint
    let error = magnitude(sumError(y.midpoint, -x.midpoint, distance))
    return (distance, (x.radius + y.radius + error) * Ball.radiusInflation)
  }

  /// x < y. A NaN on the way (overflow) makes both answers false.
  @inlinable
  public func isLess(than other: Self) -> Answer {
    let (distance, reach) = Self.distance(self, other)
    return Answer(yes: distance .> reach, no: -distance .>= reach)
  }

  /// x ≤ y.
  @inlinable
  public func isLessOrEqual(to other: Self) -> Answer {
    let (distance, reach) = Self.distance(self, other)
    return Answer(yes: distance .>= reach, no: -distance .> reach)
  }

  /// x = y.
  @inlinable
  public func isEqual(to other: Self) -> Answer {
    let (distance, reach) = Self.distance(self, other)
    let zero = Doubles(repeating: 0)
    return Answer(yes: distance .== zero .& reach .== zero, no: Self.magnitude(distance) .> reach)
  }

  /// x = 0; x < 0; x ≤ 0.
  @inlinable
  public var isZero: Answer {
    let zero = Doubles(repeating: 0)
    return Answer(yes: midpoint .== zero .& radius .== zero, no: Self.magnitude(midpoint) .> radius)
  }
  @inlinable
  public var isNegative: Answer { Answer(yes: -midpoint .> radius, no: midpoint .>= radius) }
  @inlinable
  public var isNonpositive: Answer { Answer(yes: -midpoint .>= radius, no: midpoint .> radius) }

  /// min(x, y): the lesser where the order is certain, else a ball about both minima.
  @inlinable
  public static func minimum(_ x: Self, _ y: Self) -> Self { -maximum(-x, -y) }

  /// max(x, y).
  @inlinable
  public static func maximum(_ x: Self, _ y: Self) -> Self {
    let order = x.isLessOrEqual(to: y)
    let hull = between(
      pointwiseMaximum(x.low, y.low), pointwiseMaximum(x.high, y.high))
    return hull.replacing(with: y, where: order.yes).replacing(with: x, where: order.no)
  }

  /// A ball that contains both.
  @inlinable
  public func hull(_ other: Self) -> Self {
    let isSame = midpoint .== other.midpoint .& radius .== other.radius
    let hull = Self.between(
      -Self.pointwiseMaximum(-low, -other.low), Self.pointwiseMaximum(high, other.high))
    return hull.replacing(with: self, where: isSame)
  }

  @inlinable @inline(__always)
  static func pointwiseMaximum(_ a: Doubles, _ b: Doubles) -> Doubles {
    a.replacing(with: b, where: b .> a)
  }

  /// Ends that are rounded outward, generously: two units and the floor.
  @inlinable @inline(__always)
  var low: Doubles { -(-self).high }
  @inlinable @inline(__always)
  var high: Doubles {
    let end = midpoint + radius
    return end + (Self.magnitude(end) * 0x1p-51 + Doubles(repeating: Ball.radiusFloor))
  }

  /// A ball about [low, high]; all reals where an end is infinite.
  @inlinable @inline(__always)
  static func between(_ low: Doubles, _ high: Doubles) -> Self {
    let center = low * 0.5 + high * 0.5
    let reach = pointwiseMaximum(high - center, center - low)
    return Self(checking: center, reach * (1 + 0x1p-50) + Doubles(repeating: Ball.radiusFloor))
  }
}
