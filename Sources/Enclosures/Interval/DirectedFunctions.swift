import CMPFR

// Functions MPFR does not have, at a point and rounded in one direction (MPFR_RNDD or MPFR_RNDU): every
// step is rounded so that the errors point the same way. The precision is that of the result.

/// Bits spent beyond the result's precision, so that compositions lose next to nothing.
private let guardBits = 16

/// 1/(1 + exp(−x)).
func directedSigmoid(_ r: mpfr_ptr, _ x: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
  withScratch(r.pointee._mpfr_prec + guardBits) { t, _ in
    withNegated(x) { _ = mpfr_exp(t, $0, rounding.opposite) }
    mpfr_add_si(t, t, 1, rounding.opposite)
    mpfr_si_div(r, 1, t, rounding)
  }
}

/// log(1 + exp(x)), as x + log(1 + exp(−x)) for x > 0 so that nothing overflows.
func directedSoftplus(_ r: mpfr_ptr, _ x: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
  withScratch(r.pointee._mpfr_prec + guardBits) { t, _ in
    if mpfr_x_sgn(x) > 0 {
      withNegated(x) { _ = mpfr_exp(t, $0, rounding) }
      mpfr_log1p(t, t, rounding)
      mpfr_add(r, x, t, rounding)
    } else {
      mpfr_exp(t, x, rounding)
      mpfr_log1p(r, t, rounding)
    }
  }
}

/// x/(1 + exp(−x)), with the limit 0 at −∞.
func directedSilu(_ r: mpfr_ptr, _ x: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
  if mpfr_x_sgn(x) == 0 || (mpfr_inf_p(x) != 0 && mpfr_x_sgn(x) < 0) {
    mpfr_set_zero(r, 1)
    return
  }
  let bits = r.pointee._mpfr_prec + guardBits
  withScratch(bits) { s, _ in
    directedSigmoid(s, x, mpfr_x_sgn(x) > 0 ? rounding : rounding.opposite)
    mpfr_mul(r, x, s, rounding)
  }
}

/// The place x₀ = −1.278… of the least value of silu, bracketed, and that value's bound: silu(x₀) = x₀ + 1.
///
/// silu′ has the sign of g(x) = exp(x) + x + 1, which increases; so silu falls up to g's root x₀ and
/// rises after it, and at the root exp(−x₀) = −1/(x₀ + 1) gives silu(x₀) = x₀ + 1.
enum SiluMinimum {
  /// The sign of silu′ at x where it is certain at `bits` bits; 0 where not.
  static func slopeSign(at x: mpfr_srcptr, bits: Int) -> Int {
    if mpfr_x_cmp_si(x, -1) >= 0 { return 1 }
    if mpfr_x_cmp_si(x, -2) <= 0 { return -1 }
    return withScratch(max(bits, x.pointee._mpfr_prec) + guardBits) { t, u in
      slope(t, u, x, MPFR_RNDD)
      if mpfr_x_sgn(t) > 0 { return 1 }
      slope(t, u, x, MPFR_RNDU)
      return mpfr_x_sgn(t) < 0 ? -1 : 0
    }
  }

  /// exp(x) + x + 1.
  private static func slope(_ r: mpfr_ptr, _ u: mpfr_ptr, _ x: mpfr_srcptr, _ rounding: mpfr_rnd_t) {
    mpfr_exp(r, x, rounding)
    mpfr_add_si(u, x, 1, rounding)
    mpfr_add(r, r, u, rounding)
  }

  /// A lower bound of silu's least value, within a few units of the last place of `r`.
  static func lowerBound(_ r: mpfr_ptr) {
    let bits = r.pointee._mpfr_prec
    withScratch(bits + 2 * guardBits) { x, t in
      // Newton's iteration in plain rounding finds the place; the sign of g below proves it.
      mpfr_set_d(x, -1.2784645427610738, MPFR_RNDN)
      withScratch(bits + 2 * guardBits) { e, slope in
        var correct = 50
        while correct < bits + 2 * guardBits {
          mpfr_exp(e, x, MPFR_RNDN)
          mpfr_add(t, e, x, MPFR_RNDN)
          mpfr_add_si(t, t, 1, MPFR_RNDN)
          mpfr_add_si(slope, e, 1, MPFR_RNDN)
          mpfr_div(t, t, slope, MPFR_RNDN)
          mpfr_sub(x, x, t, MPFR_RNDN)
          correct *= 2
        }
      }
      mpfr_set_si_2exp(t, 1, -(bits + guardBits), MPFR_RNDN)
      mpfr_sub(x, x, t, MPFR_RNDD)
      if slopeSign(at: x, bits: bits + 2 * guardBits) < 0 {
        mpfr_add_si(r, x, 1, MPFR_RNDD)
      } else {
        // x₀ > −1.27847: exp(−1.27847) + 1 − 1.27847 < 0.
        mpfr_set_d(r, -0.27847, MPFR_RNDD)
      }
    }
  }
}
