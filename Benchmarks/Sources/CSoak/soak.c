// Exact-enough values of functions at doubles, to hold enclosures against.
#include "soak.h"

#include <math.h>
#include <mpfr.h>

// Where the first precision shows a miss, the second decides: sums of doubles are exact there, whatever their
// exponents, and so is 1 - 2^-1074.
enum { bits = 300, many_bits = 2400 };

static _Thread_local mpfr_t x, y, t;
static _Thread_local int made = 0;

static void make(void) {
  if (made) return;
  mpfr_init2(x, 53), mpfr_init2(y, 53), mpfr_init2(t, bits);
  made = 1;
}

// t = f(p, q); 0 where that is undefined.
static int evaluate(soak_operation f, double p, double q) {
  mpfr_set_d(x, p, MPFR_RNDN);
  mpfr_set_d(y, q, MPFR_RNDN);
  switch (f) {
  case SOAK_ADD: mpfr_add(t, x, y, MPFR_RNDN); return 1;
  case SOAK_SUB: mpfr_sub(t, x, y, MPFR_RNDN); return 1;
  case SOAK_MUL: mpfr_mul(t, x, y, MPFR_RNDN); return 1;
  case SOAK_DIV:
    if (q == 0) return 0;
    mpfr_div(t, x, y, MPFR_RNDN);
    return 1;
  case SOAK_MIN: mpfr_min(t, x, y, MPFR_RNDN); return 1;
  case SOAK_MAX: mpfr_max(t, x, y, MPFR_RNDN); return 1;
  case SOAK_ABS: mpfr_abs(t, x, MPFR_RNDN); return 1;
  case SOAK_CUBE: mpfr_pow_ui(t, x, 3, MPFR_RNDN); return 1;
  case SOAK_SQRT:
    if (p < 0) return 0;
    mpfr_sqrt(t, x, MPFR_RNDN);
    return 1;
  case SOAK_EXP: mpfr_exp(t, x, MPFR_RNDN); return 1;
  case SOAK_LOG:
    if (p <= 0) return 0;
    mpfr_log(t, x, MPFR_RNDN);
    return 1;
  case SOAK_SIN: mpfr_sin(t, x, MPFR_RNDN); return 1;
  case SOAK_COS: mpfr_cos(t, x, MPFR_RNDN); return 1;
  case SOAK_TANH: mpfr_tanh(t, x, MPFR_RNDN); return 1;
  case SOAK_SOFTPLUS:
    // log(1 + e^x) = max(x, 0) + log1p(e^-|x|).
    mpfr_abs(t, x, MPFR_RNDN);
    mpfr_neg(t, t, MPFR_RNDN);
    mpfr_exp(t, t, MPFR_RNDN);
    mpfr_log1p(t, t, MPFR_RNDN);
    if (p > 0) mpfr_add(t, t, x, MPFR_RNDN);
    return 1;
  case SOAK_SIGMOID:
  case SOAK_SILU:
    mpfr_neg(t, x, MPFR_RNDN);
    mpfr_exp(t, t, MPFR_RNDN);
    mpfr_add_ui(t, t, 1, MPFR_RNDN);
    mpfr_ui_div(t, 1, t, MPFR_RNDN);
    if (f == SOAK_SILU) mpfr_mul(t, t, x, MPFR_RNDN);
    return 1;
  }
  return 0;
}

static int contains(soak_operation f, double p, double q, double midpoint, double radius) {
  if (!evaluate(f, p, q)) return 1;
  // Rounded toward zero, so that a distance equal to the radius stays at most the radius.
  mpfr_sub_d(t, t, midpoint, MPFR_RNDZ);
  mpfr_abs(t, t, MPFR_RNDN);
  return mpfr_cmp_d(t, radius) <= 0;
}

int soak_contains(soak_operation f, double p, double q, double midpoint, double radius) {
  if (radius == INFINITY) return 1;
  make();
  if (contains(f, p, q, midpoint, radius)) return 1;
  mpfr_set_prec(t, many_bits);
  int result = contains(f, p, q, midpoint, radius);
  mpfr_set_prec(t, bits);
  return result;
}
