/// A ball as a kernel gives it: all of f([m − r, m + r]) is within `radius` of `midpoint`; the radius is NaN,
/// and the midpoint anything, where the kernel does not take the operand: then the interval rung is asked.
///
/// Kernels are written once and free of branches: `Ball` runs them on one double, `BallLanes` on eight.
///
/// Everywhere below, u = 2⁻⁵³: rounding to nearest errs by at most u of the result, and by at most half a
/// unit in its last place. `times(_:plus:)` rounds once or twice; the bounds count it as twice. Products
/// of factors 1 + δ with |δ| ≤ u are written as sums, since each bound used exceeds the derived one by far
/// more than their squares. A polynomial's error is the sum over its terms of u times the
/// number of roundings (the coefficient's own included) that the term passes through.
///
/// On radii: `floor` outweighs all that underflows, `slack` the relative errors of up to 2¹² operations.
struct Kernel<V: KernelNumber> {
  let midpoint: V
  let radius: V

  static var slack: Double { 1 + 0x1p-40 }
  static var floor: Double { 0x1p-1022 }
  /// The widest ball that most kernels take.
  static var widest: Double { 0.25 }

  @inline(__always)
  init(_ midpoint: V, _ radius: V, where isValid: V.Answer) {
    self.midpoint = midpoint
    self.radius = isValid.choose(radius, Double.nan)
  }

  /// A value with a relative error of at most `units`·2⁻⁵³ that moves by at most `spread` over the ball.
  @inline(__always)
  init(_ value: V, units: Double, spread: V, where isValid: V.Answer) {
    let radius = (value.magnitude.times(units * 0x1p-53, plus: spread) + Self.floor) * Self.slack
    self.init(value, radius, where: isValid)
  }

  /// The same; exact where that is said.
  @inline(__always)
  init(_ value: V, units: Double, spread: V, isExact: V.Answer, where isValid: V.Answer) {
    let radius = (value.magnitude.times(units * 0x1p-53, plus: spread) + Self.floor) * Self.slack
    self.init(value, isExact.choose(0, radius), where: isValid)
  }
}
