#include "rivals.h"

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#include <flint/arf.h>
#include <flint/fmpq.h>
#else
#include <arb.h>
#include <arf.h>
#include <flint/fmpq.h>
#endif
#include <gmp.h>
#include <math.h>
#include <mpfi.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

// Plain floating point, as a compiler makes it of the obvious loop.
static void plain16(const recurrence *r, double *restrict out) {
  double h[16] = {0};
  const double *a = r->a, *b = r->b;
  for (size_t t = 0; t < r->T; t++, a += 16, b += 16) {
    double d = r->d[t];
    for (int n = 0; n < 16; n++) h[n] = a[n] * h[n] + d * b[n];
  }
  memcpy(out, h, sizeof h);
}

static void plain(const recurrence *r, double *restrict h) {
  memset(h, 0, r->N * sizeof *h);
  for (size_t t = 0; t < r->T; t++)
    for (size_t n = 0; n < r->N; n++) h[n] = r->a[t * r->N + n] * h[n] + r->d[t] * r->b[t * r->N + n];
}

double rival_recurrence_double(const recurrence *r, double *h) {
  double start = now();
  if (r->N == 16) plain16(r, h);
  else plain(r, h);
  return now() - start;
}

static arb_ptr from_doubles(const double *x, size_t count) {
  arb_ptr y = _arb_vec_init(count);
  for (size_t i = 0; i < count; i++) arb_set_d(y + i, x[i]);
  return y;
}

static void run_arb(arb_ptr h, arb_srcptr a, arb_srcptr d, arb_srcptr b, size_t T, size_t N, long bits) {
  arb_t p;
  arb_init(p);
  for (size_t t = 0; t < T; t++)
    for (size_t n = 0; n < N; n++) {
      arb_mul(p, d + t, b + t * N + n, bits);
      arb_mul(h + n, h + n, a + t * N + n, bits);
      arb_add(h + n, h + n, p, bits);
    }
  arb_clear(p);
}

// exp(-x/16), exp(-x), sin(64 x), rounded to numbers of `bits` bits.
static arb_ptr full_operand(const double *x, size_t count, long bits, int kind) {
  arb_ptr y = _arb_vec_init(count);
  for (size_t i = 0; i < count; i++) {
    arb_set_d(y + i, kind == 0 ? -fabs(x[i]) / 16 : kind == 1 ? -fabs(x[i]) : 64 * x[i]);
    if (kind == 2) arb_sin(y + i, y + i, bits);
    else arb_exp(y + i, y + i, bits);
    mag_zero(arb_radref(y + i));
    // In fixed point of `bits` bits, so that every rival gets the same numbers.
    arf_mul_2exp_si(arb_midref(y + i), arb_midref(y + i), bits - 1);
    arf_floor(arb_midref(y + i), arb_midref(y + i));
    arf_mul_2exp_si(arb_midref(y + i), arb_midref(y + i), 1 - bits);
  }
  return y;
}

typedef struct {
  arb_ptr h, a, d, b;
} numbers;

static numbers make_numbers(const recurrence *r, long full) {
  numbers x;
  x.h = _arb_vec_init(r->N);
  if (full) {
    x.a = full_operand(r->a, r->T * r->N, full, 0);
    x.d = full_operand(r->d, r->T, full, 1);
    x.b = full_operand(r->b, r->T * r->N, full, 2);
  } else {
    x.a = from_doubles(r->a, r->T * r->N);
    x.d = from_doubles(r->d, r->T);
    x.b = from_doubles(r->b, r->T * r->N);
  }
  return x;
}

static void free_numbers(const recurrence *r, numbers x) {
  _arb_vec_clear(x.h, r->N);
  _arb_vec_clear(x.a, r->T * r->N);
  _arb_vec_clear(x.d, r->T);
  _arb_vec_clear(x.b, r->T * r->N);
}

static double time_arb(const recurrence *r, long bits, long full) {
  numbers x = make_numbers(r, full);
  double start = now();
  run_arb(x.h, x.a, x.d, x.b, r->T, r->N, bits);
  double result = now() - start;
  free_numbers(r, x);
  return result;
}

struct full_numbers {
  recurrence r;
  long bits;
  numbers x;
};

full_numbers *full_numbers_make(const recurrence *r, long bits) {
  full_numbers *result = malloc(sizeof *result);
  result->r = *r;
  result->bits = bits;
  result->x = make_numbers(r, bits);
  return result;
}

char *full_numbers_text(const full_numbers *f, char operand, size_t i) {
  arb_srcptr x = operand == 'a' ? f->x.a : operand == 'd' ? f->x.d : f->x.b;
  fmpz_t whole;
  fmpz_init(whole);
  arf_get_fmpz_fixed_si(whole, arb_midref(x + i), 1 - f->bits);
  char *text = fmpz_get_str(NULL, 10, whole);
  fmpz_clear(whole);
  return text;
}

void full_numbers_free(full_numbers *f) {
  free_numbers(&f->r, f->x);
  free(f);
}

double rival_recurrence_arb(const recurrence *r, long bits) { return time_arb(r, bits, 0); }
double rival_recurrence_arb_full(const recurrence *r, long bits) { return time_arb(r, bits, bits); }

double rival_recurrence_mpfi(const recurrence *r, long bits) {
  size_t N = r->N, count = r->T * N;
  mpfi_t *h = malloc(N * sizeof *h), *a = malloc(count * sizeof *a), *b = malloc(count * sizeof *b);
  mpfi_t *d = malloc(r->T * sizeof *d), p;
  mpfi_init2(p, bits);
  for (size_t n = 0; n < N; n++) mpfi_init2(h[n], bits), mpfi_set_si(h[n], 0);
  for (size_t i = 0; i < count; i++) mpfi_init2(a[i], 53), mpfi_set_d(a[i], r->a[i]);
  for (size_t i = 0; i < count; i++) mpfi_init2(b[i], 53), mpfi_set_d(b[i], r->b[i]);
  for (size_t t = 0; t < r->T; t++) mpfi_init2(d[t], 53), mpfi_set_d(d[t], r->d[t]);
  double start = now();
  for (size_t t = 0; t < r->T; t++)
    for (size_t n = 0; n < N; n++) {
      mpfi_mul(p, d[t], b[t * N + n]);
      mpfi_mul(h[n], h[n], a[t * N + n]);
      mpfi_add(h[n], h[n], p);
    }
  double result = now() - start;
  for (size_t n = 0; n < N; n++) mpfi_clear(h[n]);
  for (size_t i = 0; i < count; i++) mpfi_clear(a[i]), mpfi_clear(b[i]);
  for (size_t t = 0; t < r->T; t++) mpfi_clear(d[t]);
  mpfi_clear(p);
  free(h), free(a), free(b), free(d);
  return result;
}

double rival_recurrence_mpq(const recurrence *r) {
  size_t N = r->N;
  mpq_t *h = malloc(N * sizeof *h), a, d, b;
  mpq_inits(a, d, b, NULL);
  for (size_t n = 0; n < N; n++) mpq_init(h[n]);
  double start = now();
  for (size_t t = 0; t < r->T; t++) {
    mpq_set_d(d, r->d[t]);
    for (size_t n = 0; n < N; n++) {
      mpq_set_d(a, r->a[t * N + n]);
      mpq_set_d(b, r->b[t * N + n]);
      mpq_mul(b, d, b);
      mpq_mul(h[n], h[n], a);
      mpq_add(h[n], h[n], b);
    }
  }
  double result = now() - start;
  for (size_t n = 0; n < N; n++) mpq_clear(h[n]);
  mpq_clears(a, d, b, NULL);
  free(h);
  return result;
}

// MARK: - References

static int contained(const arb_t x, const char *lower, const char *upper) {
  arf_t end;
  fmpq_t exact, bound;
  arf_init(end);
  fmpq_init(exact);
  fmpq_init(bound);
  int result = arb_is_finite(x);
  if (result) {
    arb_get_lbound_arf(end, x, 8192);
    arf_get_fmpq(exact, end);
    result = fmpq_set_str(bound, lower, 10) == 0 && fmpq_cmp(bound, exact) <= 0;
    arb_get_ubound_arf(end, x, 8192);
    arf_get_fmpq(exact, end);
    result = result && fmpq_set_str(bound, upper, 10) == 0 && fmpq_cmp(bound, exact) >= 0;
  }
  arf_clear(end);
  fmpq_clear(exact);
  fmpq_clear(bound);
  return result;
}

struct reference {
  size_t N;
  arb_ptr h;
};

reference *reference_make(const recurrence *r, long full) {
  reference *result = malloc(sizeof *result);
  numbers x = make_numbers(r, full);
  run_arb(x.h, x.a, x.d, x.b, r->T, r->N, 4096);
  result->N = r->N;
  result->h = _arb_vec_init(r->N);
  for (size_t n = 0; n < r->N; n++) arb_set(result->h + n, x.h + n);
  free_numbers(r, x);
  return result;
}

int reference_contained(const reference *r, size_t n, const char *lower, const char *upper) {
  return contained(r->h + n, lower, upper);
}

void reference_free(reference *r) {
  _arb_vec_clear(r->h, r->N);
  free(r);
}

// MARK: - Functions

static int apply(const char *name, arb_t y, const arb_t x, long bits) {
  if (!strcmp(name, "exp")) arb_exp(y, x, bits);
  else if (!strcmp(name, "log")) arb_log(y, x, bits);
  else if (!strcmp(name, "sqrt")) arb_sqrt(y, x, bits);
  else if (!strcmp(name, "sin")) arb_sin(y, x, bits);
  else if (!strcmp(name, "cos")) arb_cos(y, x, bits);
  else if (!strcmp(name, "tanh")) arb_tanh(y, x, bits);
  else if (!strcmp(name, "sigmoid") || !strcmp(name, "silu")) {
    arb_neg(y, x);
    arb_exp(y, y, bits);
    arb_add_ui(y, y, 1, bits);
    if (name[2] == 'l') arb_div(y, x, y, bits);
    else arb_inv(y, y, bits);
  } else if (!strcmp(name, "softplus")) {
    arb_exp(y, x, bits);
    arb_log1p(y, y, bits);
  } else return 0;
  return 1;
}

double rival_function(const char *name, const double *x, size_t count, long bits) {
  arb_ptr v = from_doubles(x, count);
  arb_t y;
  arb_init(y);
  int known = 1;
  double start = now();
  for (size_t i = 0; i < count; i++) known &= apply(name, y, v + i, bits);
  double result = now() - start;
  arb_clear(y);
  _arb_vec_clear(v, count);
  return known ? result : -1;
}

int function_contained(const char *name, double x, const char *lower, const char *upper) {
  arb_t v, y;
  arb_init(v);
  arb_init(y);
  arb_set_d(v, x);
  int result = apply(name, y, v, 4096) && contained(y, lower, upper);
  arb_clear(v);
  arb_clear(y);
  return result;
}
