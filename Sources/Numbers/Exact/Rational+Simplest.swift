extension Rational {
  /// The rational of least denominator (and then least size) strictly between two; lower < upper.
  ///
  /// The walk is that of continued fractions (Stern–Brocot).
  package static func simplest(between lower: Rational, and upper: Rational) -> Rational {
    precondition(lower < upper, "an empty interval")
    if lower.signum < 0 && upper.signum > 0 { return 0 }
    if upper.signum <= 0 { return -simplest(between: -upper, and: -lower) }
    // 0 ≤ lower < upper: the least whole number above `lower`, else the same whole part and recurse
    // on the reciprocals of what remains, kept as a matrix to spare the stack.
    var (p0, q0, p1, q1) = (Integer(0), Integer(1), Integer(1), Integer(0))
    var (a, b): (Rational, Rational?) = (lower, upper)
    while true {
      let whole = a.floor
      let next = whole + 1
      let fits = b.map { Rational(next) < $0 } ?? true
      if fits { return Rational(p1 * next + p0, q1 * next + q0) }
      (p0, q0, p1, q1) = (p1, q1, p1 * whole + p0, q1 * whole + q0)
      let (low, high) = (a - Rational(whole), (b ?? Rational(next)) - Rational(whole))
      (a, b) = (1 / high, low.isZero ? nil : 1 / low)
    }
  }
}
