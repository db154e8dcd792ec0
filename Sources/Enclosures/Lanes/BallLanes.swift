/// Eight double balls side by side, one per lane: the same enclosures as `Ball`, for eight instances at once.
///
/// Every operation is sound lane by lane; a lane's result may be slightly wider than that of `Ball`, never
/// narrower than the exact set. The invariants are those of `Ball`: midpoints are finite, an infinite
/// radius (then with midpoint 0) means all reals.
@frozen
public struct BallLanes: Sendable {
  public static let count = 8

  public typealias Doubles = SIMD8<Double>
  public typealias Mask = SIMDMask<SIMD8<Int64>>

  public var midpoint: Doubles
  public var radius: Doubles

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
  public init(_ points: Doubles) { self.init(checking: points, Doubles(repeating: 0)) }

  /// The same ball in every lane.
  @inlinable
  public init(repeating ball: Ball) {
    midpoint = Doubles(repeating: ball.midpoint)
    radius = Doubles(repeating: ball.radius)
  }

  @inlinable
  public subscript(lane: Int) -> Ball {
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
  public func replacing(with other: BallLanes, where mask: Mask) -> BallLanes {
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

extension BallLanes {
  /// Number `index` of each of eight lists, one per lane.
  @inlinable
  public init(_ lists: UnsafeMutableBufferPointer<UnsafePointer<Rational>>, at index: Int) {
    precondition(lists.count == Self.count, "one list per lane")
    // Written out: lanes set one by one would go through memory.
    func numerator(_ lane: Int) -> Int { (lists[lane] + index).pointee.n }
    func denominator(_ lane: Int) -> Int { (lists[lane] + index).pointee.d }
    let n = SIMD8(
      numerator(0), numerator(1), numerator(2), numerator(3), numerator(4), numerator(5), numerator(6),
      numerator(7))
    let d = SIMD8(
      denominator(0), denominator(1), denominator(2), denominator(3), denominator(4), denominator(5),
      denominator(6), denominator(7))
    // Numbers that are not pairs of words have 0 for a denominator here, which becomes −1.
    let reduced = d &- SIMD8(repeating: 1)
    let bits = (n ^ (n &>> 63)) | reduced
    let union = bits[0] | bits[1] | bits[2] | bits[3] | bits[4] | bits[5] | bits[6] | bits[7]
    guard UInt(bitPattern: union) < 1 << 53 else {
      self.init(repeating: Ball(unchecked: 0, 0))
      for lane in 0..<Self.count { self[lane] = Ball(lists[lane][index], precision: 53) }
      return
    }
    // In lowest terms the quotient is a double where the denominator is a power of two, and only there.
    // One of such words is no subnormal, so that half a unit bounds the error; the product is exact.
    // The bits of a whole number below 2^53, read as those of a double, are 0 where it is 0.
    let isExact = unsafeBitCast(d & reduced, to: Doubles.self) .== Doubles(repeating: 0)
    let quotient = Self.doubles(n) / Self.doubles(d)
    let error = Doubles(repeating: Ball.halfUnit).replacing(with: 0, where: isExact)
    self = Self(unchecked: quotient, Self.magnitude(quotient) * error)
  }

  @inlinable @inline(__always)
  static func doubles(_ x: SIMD8<Int>) -> Doubles {
    Doubles(
      Double(x[0]), Double(x[1]), Double(x[2]), Double(x[3]), Double(x[4]), Double(x[5]), Double(x[6]),
      Double(x[7]))
  }
}
