import CMPFR

extension Interval {
  /// Beyond this binary exponent an argument of sin or cos is not reduced: the answer is [−1, 1].
  /// Reduction would need that many bits of π.
  package static let largestAngleExponent = 1 << 16

  package func sin() -> Interval { trigonometric(mpfr_sin, extremaAtHalves: true) }
  package func cos() -> Interval { trigonometric(mpfr_cos, extremaAtHalves: false) }

  /// sin or cos: the hull of the values at the ends, with ±1 where an extremum may lie between.
  ///
  /// The extrema are at kπ for cos and (k + 1/2)π for sin, +1 for even k and −1 for odd k. Which k lie
  /// between is read off an outward enclosure of operand/π: a k too many only widens the result.
  private func trigonometric(
    _ function: (mpfr_ptr, mpfr_srcptr, mpfr_rnd_t) -> Int32, extremaAtHalves: Bool
  ) -> Interval {
    withEnds { a, b in
      guard Self.isReducible(a), Self.isReducible(b) else {
        return Interval(from: -1, to: 1, precision: precision)
      }
      return Self.make(precision) { lower, upper in
        if mpfr_equal_p(a, b) != 0 {
          let ternary = function(lower, a, MPFR_RNDD)
          Self.finish(upper, from: lower, isExact: ternary == 0)
          return
        }
        let extrema = Self.extrema(a, b, atHalves: extremaAtHalves)
        withScratch(precision) { other, _ in
          if extrema.least {
            mpfr_x_set_si(lower, -1, MPFR_RNDD)
          } else {
            _ = function(lower, a, MPFR_RNDD)
            _ = function(other, b, MPFR_RNDD)
            if mpfr_less_p(other, lower) != 0 { mpfr_x_set(lower, other, MPFR_RNDD) }
          }
          if extrema.greatest {
            mpfr_x_set_si(upper, 1, MPFR_RNDU)
          } else {
            _ = function(upper, a, MPFR_RNDU)
            _ = function(other, b, MPFR_RNDU)
            if mpfr_greater_p(other, upper) != 0 { mpfr_x_set(upper, other, MPFR_RNDU) }
          }
        }
      }
    }
  }

  private static func isReducible(_ x: mpfr_srcptr) -> Bool {
    if mpfr_zero_p(x) != 0 { return true }
    return mpfr_inf_p(x) == 0 && mpfr_x_exponent(x) <= largestAngleExponent
  }

  /// Whether a value −1 or 1 may be attained between a and b.
  private static func extrema(
    _ a: mpfr_srcptr, _ b: mpfr_srcptr, atHalves: Bool
  ) -> (least: Bool, greatest: Bool) {
    var exponent = 0
    for x in [a, b] where mpfr_zero_p(x) == 0 { exponent = max(exponent, mpfr_x_exponent(x)) }
    let bits = max(a.pointee._mpfr_prec, b.pointee._mpfr_prec) + exponent + 16
    return withScratch(bits) { first, last in
      multiplesOfPi(first, a, MPFR_RNDD)
      multiplesOfPi(last, b, MPFR_RNDU)
      if atHalves {
        mpfr_sub_d(first, first, 0.5, MPFR_RNDD)
        mpfr_sub_d(last, last, 0.5, MPFR_RNDU)
      }
      mpfr_x_ceil(first, first)
      mpfr_x_floor(last, last)
      if mpfr_greater_p(first, last) != 0 { return (false, false) }
      if mpfr_less_p(first, last) != 0 { return (true, true) }
      mpfr_div_2ui(first, first, 1, MPFR_RNDN)
      let isEven = mpfr_integer_p(first) != 0
      return (!isEven, isEven)
    }
  }

  /// r = x/π, rounded.
  private static func multiplesOfPi(_ r: mpfr_ptr, _ x: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
    withScratch(r.pointee._mpfr_prec) { pi, _ in
      mpfr_const_pi(pi, mpfr_x_sgn(x) >= 0 ? rounding.opposite : rounding)
      mpfr_div(r, x, pi, rounding)
    }
  }

  /// The angles in (−π, π] of the points of a box: the hull [−π, π] where it crosses the cut along the
  /// negative x-axis from below; the whole line where the box is the origin alone.
  package static func atan2(y: Interval, x: Interval) -> Interval {
    let bits = commonPrecision(x, y)
    return withEnds(x, y) { xl, xh, yl, yh in
      if mpfr_x_sgn(yl) < 0, mpfr_x_sgn(yh) >= 0, mpfr_x_sgn(xl) < 0 {
        let pi = Interval(1, precision: bits).constantPi()
        return pi.hull(-pi)
      }
      // Below the axis: mirrored. No point on the negative x-axis is left here.
      if mpfr_x_sgn(yh) <= 0, mpfr_x_sgn(yl) < 0 { return -atan2(y: -y, x: x) }
      if mpfr_zero_p(yl) != 0, mpfr_zero_p(yh) != 0, mpfr_zero_p(xl) != 0, mpfr_zero_p(xh) != 0 {
        return wholeLine(precision: bits)
      }
      return make(bits) { lower, upper in
        if mpfr_x_sgn(yl) < 0 {
          // x ≥ 0 and y on both sides.
          angle(lower, yl, xl, MPFR_RNDD)
          angle(upper, yh, xl, MPFR_RNDU)
        } else {
          angle(lower, mpfr_x_sgn(xh) > 0 ? yl : yh, xh, MPFR_RNDD)
          angle(upper, mpfr_x_sgn(xl) > 0 ? yh : yl, xl, MPFR_RNDU)
          // On the negative x-axis, its end at the origin left out, the angle is π.
          if mpfr_zero_p(yh) != 0, mpfr_zero_p(xh) != 0 { angle(lower, yh, xl, MPFR_RNDD) }
          // From the origin's corner every angle of the quadrant is seen.
          if mpfr_zero_p(xl) != 0 { angle(upper, yh, xl, MPFR_RNDU) }
        }
      }
    }
  }

  /// atan2(y, x) without the signs of zeros: 0 or π on the x-axis.
  private static func angle(_ r: mpfr_ptr, _ y: mpfr_srcptr, _ x: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
    if mpfr_zero_p(y) == 0 {
      mpfr_atan2(r, y, x, rounding)
    } else if mpfr_x_sgn(x) < 0 {
      mpfr_const_pi(r, rounding)
    } else {
      mpfr_set_zero(r, 1)
    }
  }
}
