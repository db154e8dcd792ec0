// MPFR as Swift can call it: functions that MPFR shadows by macros get one-line wrappers.
#ifndef SSMPROOF_CMPFR_SHIM_H
#define SSMPROOF_CMPFR_SHIM_H

#include <gmp.h>
#include <mpfr.h>

// The number of limbs of a significand of `precision` bits.
static inline size_t mpfr_x_limbs(mpfr_prec_t precision) {
  return mpfr_custom_get_size(precision) / sizeof(mp_limb_t);
}
// Makes x a zero of `precision` bits whose limbs are the caller's; such a number is never cleared.
static inline void mpfr_x_init(mpfr_ptr x, mpfr_prec_t precision, mp_limb_t *limbs) {
  mpfr_custom_init(limbs, precision);
  mpfr_custom_init_set(x, MPFR_ZERO_KIND, 0, precision, limbs);
}
static inline int mpfr_x_set(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t rounding) { return mpfr_set(r, x, rounding); }
static inline int mpfr_x_abs(mpfr_ptr r, mpfr_srcptr x, mpfr_rnd_t rounding) { return mpfr_abs(r, x, rounding); }
static inline int mpfr_x_set_si(mpfr_ptr r, long n, mpfr_rnd_t rounding) { return mpfr_set_si(r, n, rounding); }
static inline int mpfr_x_set_q(mpfr_ptr r, mpq_srcptr q, mpfr_rnd_t rounding) { return mpfr_set_q(r, q, rounding); }
static inline int mpfr_x_cmp(mpfr_srcptr x, mpfr_srcptr y) { return mpfr_cmp(x, y); }
static inline int mpfr_x_cmp_si(mpfr_srcptr x, long n) { return mpfr_cmp_si(x, n); }
static inline int mpfr_x_sgn(mpfr_srcptr x) { return mpfr_sgn(x); }
static inline mpfr_exp_t mpfr_x_exponent(mpfr_srcptr x) { return mpfr_get_exp(x); }
static inline int mpfr_x_floor(mpfr_ptr r, mpfr_srcptr x) { return mpfr_floor(r, x); }
static inline int mpfr_x_ceil(mpfr_ptr r, mpfr_srcptr x) { return mpfr_ceil(r, x); }

#endif
