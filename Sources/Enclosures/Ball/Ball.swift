import CMPFR
import Numbers

/// An enclosure by a double midpoint and a double radius: all reals within `radius` of `midpoint`.
///
/// The fastest rung. A radius of 0 means that the number is exactly the midpoint, and the operations
/// keep it 0 where the exact result is a double. An infinite radius means all reals.
///
/// Invariant: the midpoint is finite; 0 ≤ radius ≤ ∞; the midpoint is 0 where the radius is ∞; what is
/// enclosed reaches no further than the largest finite double, else it is the whole line.
///
/// Rounding: each operation on midpoints rounds to nearest, and its error joins the radius. Operations
/// on radii round to nearest too; the sum is multiplied by `radiusInflation`, which outweighs their
/// relative errors, after `radiusFloor` was added, which outweighs their underflow.
@frozen
@usableFromInline
package struct Ball: Sendable {
  @usableFromInline
  package let midpoint: Double
  @usableFromInline
  package let radius: Double

  /// Takes the invariant for granted.
  @inlinable @inline(__always)
  init(unchecked midpoint: Double, _ radius: Double) {
    self.midpoint = midpoint
    self.radius = radius
  }

  /// Restores the invariant: an overflow or NaN in either part is the whole line.
  @inlinable @inline(__always)
  init(checking midpoint: Double, _ radius: Double) {
    // One comparison settles overflow, infinity and NaN of either.
    if midpoint.magnitude + radius < .infinity {
      self.init(unchecked: midpoint, radius)
    } else {
      self = .wholeLine
    }
  }

  /// The ball about `midpoint`; the whole line where that is NaN or infinite or the radius is NaN,
  /// infinite or negative.
  @inlinable
  package init(midpoint: Double, radius: Double = 0) {
    if radius >= 0 {
      self.init(checking: midpoint, radius)
    } else {
      self = .wholeLine
    }
  }

  /// The smallest ball found about [lower, upper]; the whole line where an end is infinite or NaN, or
  /// they are in the wrong order.
  @inlinable
  package init(lower: Double, upper: Double) {
    guard lower <= upper else {
      self = .wholeLine
      return
    }
    if lower == upper {
      self.init(checking: lower, 0)
      return
    }
    let center = lower * 0.5 + upper * 0.5
    self.init(
      checking: center, max(Self.sumUp(upper, -center), Self.sumUp(center, -lower)))
  }

  /// All reals.
  @inlinable
  package static var wholeLine: Ball { Ball(unchecked: 0, .infinity) }

  /// Outweighs the relative rounding errors of up to seven operations on radii.
  @inlinable @inline(__always)
  static var radiusInflation: Double { 1 + 0x1p-49 }

  /// Outweighs what operations on radii and midpoints lose to underflow. A normal number, since
  /// subnormal ones are slow.
  @inlinable @inline(__always)
  static var radiusFloor: Double { .leastNormalMagnitude }

  /// The error of rounding a double to nearest is at most this times the result (underflow apart).
  @inlinable @inline(__always)
  static var halfUnit: Double { 0x1p-53 }

  /// The exact error of the rounded sum s = fl(a + b) (Knuth's TwoSum); NaN where it overflows.
  @inlinable @inline(__always)
  static func sumError(_ a: Double, _ b: Double, _ s: Double) -> Double {
    let bPart = s - a
    return (a - (s - bPart)) + (b - bPart)
  }

  /// a + b rounded upward.
  @inlinable
  static func sumUp(_ a: Double, _ b: Double) -> Double {
    let s = a + b
    return sumError(a, b, s) <= 0 ? s : s.nextUp
  }

  /// a + b rounded downward.
  @inlinable
  static func sumDown(_ a: Double, _ b: Double) -> Double {
    let s = a + b
    return sumError(a, b, s) >= 0 ? s : s.nextDown
  }

  /// The ends, rounded outward.
  @inlinable
  package var lowerBound: Double { radius == .infinity ? -.infinity : Self.sumDown(midpoint, -radius) }
  @inlinable
  package var upperBound: Double { radius == .infinity ? .infinity : Self.sumUp(midpoint, radius) }

  @inlinable
  package var isExact: Bool { radius == 0 }
}

extension Rational {
  /// The double nearest to the value on the stated side; an infinity where only that is on it.
  @usableFromInline
  package func double(rounding: Rounding) -> Double {
    let direction = rounding == .down ? MPFR_RNDD : MPFR_RNDU
    return withScratch(53) { t, _ in
      setRational(t, self, direction)
      return mpfr_get_d(t, direction)
    }
  }
}

// MARK: - Making and reading

extension Ball: RealEnclosure {
  /// The precision is ignored: a ball always has 53 bits.
  @usableFromInline
  package init(_ value: Rational, precision: Int = 53) {
    if value.big == nil, value.n.magnitude <= 1 << 53, value.d <= 1 << 53 {
      self = Ball(unchecked: Double(value.n), 0) / Ball(unchecked: Double(value.d), 0)
    } else {
      self.init(lower: value.double(rounding: .down), upper: value.double(rounding: .up))
    }
  }

  @usableFromInline
  package init(from lower: Rational?, to upper: Rational?, precision: Int = 53) {
    guard let lower, let upper else {
      self = .wholeLine
      return
    }
    self.init(lower: lower.double(rounding: .down), upper: upper.double(rounding: .up))
  }

  @usableFromInline
  package static func wholeLine(precision: Int) -> Ball { .wholeLine }

  @usableFromInline
  package func constant(_ value: Rational) -> Ball { Ball(value) }

  /// π − Double.pi = 1.2246…·10⁻¹⁶.
  @usableFromInline
  package func constantPi() -> Ball { Ball(unchecked: .pi, 1.23e-16) }

  @usableFromInline
  package var lower: Rational? { Rational(exactly: lowerBound) }
  @usableFromInline
  package var upper: Rational? { Rational(exactly: upperBound) }
  @usableFromInline
  package var exactValue: Rational? { radius == 0 ? Rational(exactly: midpoint) : nil }

  /// The number where it is exact, else the ends in decimal, rounded outward.
  @usableFromInline
  package var description: String {
    if let exactValue { return exactValue.description }
    let a = lower?.decimal(digits: 17, rounding: .down) ?? "-inf"
    let b = upper?.decimal(digits: 17, rounding: .up) ?? "inf"
    return "[\(a), \(b)]"
  }
}
