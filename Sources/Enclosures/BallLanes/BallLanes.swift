/// Eight double balls side by side, one per lane: the same enclosures as `Ball`, for eight instances at once.
///
/// Every operation is sound lane by lane; a lane's result may be slightly wider than that of `Ball`, never
/// narrower than the exact set. The invariants are those of `Ball`: midpoints are finite, an infinite
/// radius (then with midpoint 0) means all reals.
@frozen
@usableFromInline
package struct BallLanes: Sendable {
  @usableFromInline
  package static let count = 8

  @usableFromInline
  package typealias Doubles = SIMD8<Double>
  @usableFromInline
  package typealias Mask = SIMDMask<SIMD8<Int64>>

  @usableFromInline
  package var midpoint: Doubles
  @usableFromInline
  package var radius: Doubles

  @inlinable @inline(__always)
  init(unchecked midpoint: Doubles, _ radius: Doubles) {
    self.midpoint = midpoint
    self.radius = radius
  }

  /// Lanes that overflowed or became NaN are all reals.
  @inlinable @inline(__always)
  init(checking midpoint: Doubles, _ radius: Doubles) {
    let isMeaningful = Self.magnitude(midpoint) + radius .< Doubles(repeating: .infinity)
    self.midpoint = Doubles(repeating: 0).replacing(with: midpoint, where: isMeaningful)
    self.radius = Doubles(repeating: .infinity).replacing(with: radius, where: isMeaningful)
  }

  /// These doubles exactly; all reals where one is infinite or NaN.
  @inlinable
  package init(_ points: Doubles) { self.init(checking: points, Doubles(repeating: 0)) }

  /// The same ball in every lane.
  @inlinable
  package init(repeating ball: Ball) {
    midpoint = Doubles(repeating: ball.midpoint)
    radius = Doubles(repeating: ball.radius)
  }

  @inlinable
  package subscript(lane: Int) -> Ball {
    get { Ball(unchecked: midpoint[lane], radius[lane]) }
    set {
      midpoint[lane] = newValue.midpoint
      radius[lane] = newValue.radius
    }
  }

  @inlinable @inline(__always)
  static func magnitude(_ x: Doubles) -> Doubles {
    let bits = unsafeBitCast(x, to: SIMD8<UInt64>.self) & SIMD8(repeating: 0x7fff_ffff_ffff_ffff)
    return unsafeBitCast(bits, to: Doubles.self)
  }

  /// Knuth's TwoSum: the exact error of s = fl(a + b); NaN where it overflows.
  @inlinable @inline(__always)
  static func sumError(_ a: Doubles, _ b: Doubles, _ s: Doubles) -> Doubles {
    let bPart = s - a
    return (a - (s - bPart)) + (b - bPart)
  }

  /// Lanes of `other` where the mask is set, of `self` elsewhere.
  @inlinable @inline(__always)
  package func replacing(with other: BallLanes, where mask: Mask) -> BallLanes {
    BallLanes(
      unchecked: midpoint.replacing(with: other.midpoint, where: mask),
      radius.replacing(with: other.radius, where: mask))
  }

  /// Whether some lane of the mask is set.
  @inlinable @inline(__always)
  static func any(_ mask: Mask) -> Bool {
    // Lanes of a mask are 0 or −1.
    unsafeBitCast(mask, to: SIMD8<Int64>.self).wrappedSum() != 0
  }
}
