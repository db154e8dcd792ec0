extension BallLanes {
  /// For which lanes a comparison is certainly true, and for which certainly false.
  @frozen
  @usableFromInline
  package struct Answer: Sendable {
    @usableFromInline
    package var yes: Mask
    @usableFromInline
    package var no: Mask

    @inlinable @inline(__always)
    init(yes: Mask, no: Mask) {
      self.yes = yes
      self.no = no
    }
  }

  /// fl(m_y − m_x) and a bound of the reach r_x + r_y, a NaN where that is infinite.
  ///
  /// What follows is proved without the rounding error of the difference. Let s be the double `reach`, at
  /// least (r_x + r_y)(1 + 2^−50), or r_x + r_y itself where that is below 2^−1000: sums so small are exact.
  /// Rounding is monotone, so fl(y − x) > s proves y − x > s. And from fl(y − x) ≥ s follows
  /// y − x ≥ s(1 − 2^−53) ≥ r_x + r_y, or, where s is below 2^−1000, that the difference was exact.
  @inlinable @inline(__always)
  static func distance(_ x: Self, _ y: Self) -> (distance: Doubles, reach: Doubles) {
    let reach = (x.radius + y.radius) * Ball.radiusInflation
    return (y.midpoint - x.midpoint, reach + (reach - reach))
  }

  /// x < y.
  @inlinable @inline(__always)
  package func isLess(than other: Self) -> Answer {
    let (distance, reach) = Self.distance(self, other)
    return Answer(yes: distance .> reach, no: -distance .>= reach)
  }

  /// x ≤ y.
  @inlinable @inline(__always)
  package func isLessOrEqual(to other: Self) -> Answer {
    let (distance, reach) = Self.distance(self, other)
    return Answer(yes: distance .>= reach, no: -distance .> reach)
  }

  /// x = y.
  @inlinable
  package func isEqual(to other: Self) -> Answer {
    let (distance, reach) = Self.distance(self, other)
    let zero = Doubles(repeating: 0)
    return Answer(yes: distance .== zero .& reach .== zero, no: Self.magnitude(distance) .> reach)
  }

  /// x = 0; x < 0; x ≤ 0.
  @inlinable
  package var isZero: Answer {
    let zero = Doubles(repeating: 0)
    return Answer(yes: midpoint .== zero .& radius .== zero, no: Self.magnitude(midpoint) .> radius)
  }
  @inlinable
  package var isNegative: Answer { Answer(yes: -midpoint .> radius, no: midpoint .>= radius) }
  @inlinable
  package var isNonpositive: Answer { Answer(yes: -midpoint .>= radius, no: midpoint .> radius) }

  /// min(x, y): the lesser where the order is certain, else a ball about the lesser midpoint.
  @inlinable @inline(__always)
  package static func minimum(_ x: Self, _ y: Self) -> Self {
    let order = x.isLessOrEqual(to: y)
    return extreme(
      x.midpoint.replacing(with: y.midpoint, where: y.midpoint .< x.midpoint),
      x.radius, where: order.yes, y.radius, where: order.no)
  }

  /// max(x, y).
  @inlinable @inline(__always)
  package static func maximum(_ x: Self, _ y: Self) -> Self {
    let order = x.isLessOrEqual(to: y)
    return extreme(
      pointwiseMaximum(x.midpoint, y.midpoint), y.radius, where: order.yes, x.radius, where: order.no)
  }

  /// A ball about the greater or lesser midpoint with the radius of the number that is certainly the extreme
  /// one. Where that is not certain the greater radius serves: maximum and minimum change by no more than their
  /// arguments do, |max(a, b) − max(c, d)| ≤ max(|a − c|, |b − d|).
  @inlinable @inline(__always)
  static func extreme(
    _ midpoint: Doubles, _ first: Doubles, where isFirst: Mask, _ second: Doubles, where isSecond: Mask
  ) -> Self {
    let radius = pointwiseMaximum(first, second).replacing(with: first, where: isFirst)
      .replacing(with: second, where: isSecond)
    // All reals have the midpoint 0.
    return Self(
      unchecked: midpoint.replacing(with: 0, where: radius .== Doubles(repeating: .infinity)), radius)
  }

  /// A ball that contains both.
  @inlinable
  package func hull(_ other: Self) -> Self {
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
