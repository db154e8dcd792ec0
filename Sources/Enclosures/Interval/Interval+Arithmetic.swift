import CMPFR

// The ends are written to fresh numbers, never over an operand's, so aliasing cannot arise.

extension Interval {
  package static func + (x: Interval, y: Interval) -> Interval {
    withEnds(x, y) { a, b, c, d in
      make(commonPrecision(x, y)) { lower, upper in
        mpfr_add(lower, a, c, MPFR_RNDD)
        mpfr_add(upper, b, d, MPFR_RNDU)
      }
    }
  }

  package static func - (x: Interval, y: Interval) -> Interval {
    withEnds(x, y) { a, b, c, d in
      make(commonPrecision(x, y)) { lower, upper in
        mpfr_sub(lower, a, d, MPFR_RNDD)
        mpfr_sub(upper, b, c, MPFR_RNDU)
      }
    }
  }

  package static prefix func - (x: Interval) -> Interval {
    x.withEnds { a, b in
      make(x.precision) { lower, upper in
        mpfr_neg(lower, b, MPFR_RNDD)
        mpfr_neg(upper, a, MPFR_RNDU)
      }
    }
  }

  /// a·b, where 0·∞ = 0: an infinite end is a limit that no number attains.
  @inline(__always)
  private static func product(_ r: mpfr_ptr, _ a: mpfr_srcptr, _ b: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
    if mpfr_x_sgn(a) == 0 || mpfr_x_sgn(b) == 0 {
      mpfr_set_zero(r, 1)
    } else {
      mpfr_mul(r, a, b, rounding)
    }
  }

  package static func * (x: Interval, y: Interval) -> Interval {
    withEnds(x, y) { a, b, c, d in
      make(commonPrecision(x, y)) { lower, upper in
        if mpfr_x_sgn(a) >= 0 {
          product(lower, mpfr_x_sgn(c) >= 0 ? a : b, c, MPFR_RNDD)
          product(upper, mpfr_x_sgn(d) >= 0 ? b : a, d, MPFR_RNDU)
        } else if mpfr_x_sgn(b) <= 0 {
          product(lower, mpfr_x_sgn(d) >= 0 ? a : b, d, MPFR_RNDD)
          product(upper, mpfr_x_sgn(c) >= 0 ? b : a, c, MPFR_RNDU)
        } else if mpfr_x_sgn(c) >= 0 {
          product(lower, a, d, MPFR_RNDD)
          product(upper, b, d, MPFR_RNDU)
        } else if mpfr_x_sgn(d) <= 0 {
          product(lower, b, c, MPFR_RNDD)
          product(upper, a, c, MPFR_RNDU)
        } else {
          withScratch(commonPrecision(x, y)) { other, _ in
            product(lower, a, d, MPFR_RNDD)
            product(other, b, c, MPFR_RNDD)
            if mpfr_less_p(other, lower) != 0 { mpfr_x_set(lower, other, MPFR_RNDD) }
            product(upper, a, c, MPFR_RNDU)
            product(other, b, d, MPFR_RNDU)
            if mpfr_greater_p(other, upper) != 0 { mpfr_x_set(upper, other, MPFR_RNDU) }
          }
        }
      }
    }
  }

  /// The quotient; where the divisor reaches 0 at one of its ends and the dividend has one sign, a half
  /// line; the whole line where 0 lies inside the divisor, except for a dividend 0.
  package static func / (x: Interval, y: Interval) -> Interval {
    withEnds(y, x) { c, d, a, b in
      if mpfr_x_sgn(d) < 0 || (mpfr_x_sgn(d) == 0 && mpfr_x_sgn(c) < 0) { return (-x) / (-y) }
      guard mpfr_x_sgn(c) >= 0, mpfr_x_sgn(d) > 0 else {
        // 0 divided by whatever is not 0.
        if mpfr_zero_p(a) != 0, mpfr_zero_p(b) != 0, mpfr_x_sgn(d) > 0 {
          return Interval(0, precision: commonPrecision(x, y))
        }
        return wholeLine(precision: commonPrecision(x, y))
      }
      // 0 ≤ c ≤ d, d > 0.
      return make(commonPrecision(x, y)) { lower, upper in
        if mpfr_x_sgn(a) >= 0 {
          mpfr_div(lower, a, d, MPFR_RNDD)
        } else if mpfr_x_sgn(c) == 0 {
          mpfr_set_inf(lower, -1)
        } else {
          mpfr_div(lower, a, c, MPFR_RNDD)
        }
        if mpfr_x_sgn(b) <= 0 {
          mpfr_div(upper, b, d, MPFR_RNDU)
        } else if mpfr_x_sgn(c) == 0 {
          mpfr_set_inf(upper, 1)
        } else {
          mpfr_div(upper, b, c, MPFR_RNDU)
        }
      }
    }
  }

  package var magnitude: Interval {
    withEnds { a, b in
      if mpfr_x_sgn(a) >= 0 { return self }
      if mpfr_x_sgn(b) <= 0 { return -self }
      return Self.make(precision) { lower, upper in
        mpfr_set_zero(lower, 1)
        mpfr_neg(upper, a, MPFR_RNDU)
        if mpfr_greater_p(b, upper) != 0 { mpfr_x_set(upper, b, MPFR_RNDU) }
      }
    }
  }

  package func withSign(of sign: Interval) -> Interval {
    let x = magnitude
    return switch sign.isNegative {
    case .no: x
    case .yes: -x
    case .unknown: x.hull(-x)
    }
  }
}
