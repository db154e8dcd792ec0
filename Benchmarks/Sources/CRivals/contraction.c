// Theorem 4.2 of arXiv:2501.00658 on Arb, as a program made for this one claim.
#include "rivals.h"

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

typedef struct {
  size_t T, N;
  arb_ptr A, D, b, h;
  arb_t x, y, least, low, high, left, right;
} work;

static void work_init(work *w, size_t T, size_t N) {
  w->T = T, w->N = N;
  w->A = _arb_vec_init(T * N), w->D = _arb_vec_init(T * N);
  w->b = _arb_vec_init(T * N), w->h = _arb_vec_init(T * N);
  arb_init(w->x), arb_init(w->y), arb_init(w->least), arb_init(w->low), arb_init(w->high);
  arb_init(w->left), arb_init(w->right);
}

static void work_clear(work *w) {
  size_t count = w->T * w->N;
  _arb_vec_clear(w->A, count), _arb_vec_clear(w->D, count);
  _arb_vec_clear(w->b, count), _arb_vec_clear(w->h, count);
  arb_clear(w->x), arb_clear(w->y), arb_clear(w->least), arb_clear(w->low), arb_clear(w->high);
  arb_clear(w->left), arb_clear(w->right);
}

// Three answers: 1 yes, 0 no, -1 unknown.
static int at_most(const arb_t x, const arb_t y) { return arb_le(x, y) ? 1 : arb_gt(x, y) ? 0 : -1; }
static int less(const arb_t x, const arb_t y) { return arb_lt(x, y) ? 1 : arb_ge(x, y) ? 0 : -1; }
static int both(int x, int y) { return x == 0 || y == 0 ? 0 : x == 1 && y == 1 ? 1 : -1; }

static void largest_difference(work *w, arb_t result, arb_srcptr v, int ranges, long bits) {
  arb_zero(result);
  for (size_t n = 0; n < w->N; n++)
    if (ranges) {
      arb_set(w->low, v + n);
      arb_set(w->high, v + n);
      for (size_t t = 1; t < w->T; t++) {
        arb_min(w->low, w->low, v + t * w->N + n, bits);
        arb_max(w->high, w->high, v + t * w->N + n, bits);
      }
      arb_sub(w->x, w->high, w->low, bits);
      arb_max(result, result, w->x, bits);
    } else {
      for (size_t t = 1; t < w->T; t++)
        for (size_t s = 0; s < t; s++) {
          arb_sub(w->x, v + t * w->N + n, v + s * w->N + n, bits);
          arb_abs(w->x, w->x);
          arb_max(result, result, w->x, bits);
        }
    }
}

// 1 the theorem holds at the instance, 0 it does not, -1 unknown. An instance outside the hypotheses counts as 1.
static int decide(work *w, long bits, int ranges) {
  size_t T = w->T, N = w->N;
  int given = 1;
  for (size_t i = 0; i < T * N; i++) {
    arb_zero(w->x), arb_one(w->y);
    given = both(given, both(at_most(w->x, w->A + i), less(w->A + i, w->y)));
    given = both(given, both(at_most(w->x, w->D + i), at_most(w->D + i, w->y)));
    arb_add(w->x, w->A + i, w->D + i, bits);
    given = both(given, at_most(w->x, w->y));
    arb_set_si(w->x, -1);
    given = both(given, both(at_most(w->x, w->b + i), at_most(w->b + i, w->y)));
  }
  arb_zero(w->y);
  for (size_t n = 0; n < N; n++) {
    arb_set(w->low, w->b + n), arb_set(w->high, w->b + n);
    for (size_t t = 1; t < T; t++) {
      arb_min(w->low, w->low, w->b + t * N + n, bits);
      arb_max(w->high, w->high, w->b + t * N + n, bits);
    }
    given = both(given, both(at_most(w->low, w->y), at_most(w->y, w->high)));
  }
  if (given == 0) return 1;
  arb_set(w->least, w->A);
  for (size_t i = 1; i < T * N; i++) arb_min(w->least, w->least, w->A + i, bits);
  for (size_t t = 0; t < T; t++)
    for (size_t n = 0; n < N; n++) {
      arb_mul(w->h + t * N + n, w->D + t * N + n, w->b + t * N + n, bits);
      if (t > 0) arb_addmul(w->h + t * N + n, w->A + t * N + n, w->h + (t - 1) * N + n, bits);
    }
  largest_difference(w, w->left, w->h, ranges, bits);
  largest_difference(w, w->right, w->b, ranges, bits);
  arb_pow_ui(w->y, w->least, T - 1, bits);
  arb_sub_ui(w->y, w->y, 1, bits);
  arb_neg(w->y, w->y);
  arb_mul(w->right, w->right, w->y, bits);
  int concluded = at_most(w->left, w->right);
  return concluded == 1 ? 1 : given == 1 ? concluded : -1;
}

static void fraction(arb_t x, long p, long q, long bits) {
  arb_set_si(x, p);
  arb_div_si(x, x, q, bits);
}

static int decide_fractions(work *w, const long *p, const long *q, long bits, int ranges) {
  size_t count = w->T * w->N;
  int answer = -1;
  for (int again = 0; answer < 0 && again < 2; again++, bits *= 2) {
    for (size_t i = 0; i < count; i++) {
      fraction(w->A + i, p[i], q[i], bits);
      fraction(w->D + i, p[count + i], q[count + i], bits);
      fraction(w->b + i, p[2 * count + i], q[2 * count + i], bits);
    }
    answer = decide(w, bits, ranges);
  }
  return answer;
}

double rival_contraction_arb(const contractions *c, long bits, int ranges, size_t *decided) {
  work w;
  work_init(&w, c->T, c->N);
  size_t each = 3 * c->T * c->N;
  *decided = 0;
  double start = now();
  for (size_t k = 0; k < c->count; k++)
    *decided += decide_fractions(&w, c->numerators + k * each, c->denominators + k * each, bits, ranges) >= 0;
  double result = now() - start;
  work_clear(&w);
  return result;
}

double rival_contraction_drawn_arb(size_t T, size_t N, size_t count, long bits, int ranges, size_t *decided) {
  work w;
  work_init(&w, T, N);
  size_t each = T * N;
  long *p = malloc(3 * each * sizeof *p), *q = malloc(3 * each * sizeof *q);
  unsigned long long state = 1;
  *decided = 0;
  double start = now();
  for (size_t k = 0; k < count; k++) {
    for (size_t i = 0; i < 3 * each; i++) {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      long x = state % 1000;
      if (i < each) p[i] = x, q[i] = 1000;
      else if (i < 2 * each) p[i] = (1000 - p[i - each]) * x, q[i] = 1000000;
      else p[i] = 2 * x - 999, q[i] = 1000;
    }
    *decided += decide_fractions(&w, p, q, bits, ranges) >= 0;
  }
  double result = now() - start;
  free(p), free(q);
  work_clear(&w);
  return result;
}

static double uniform(unsigned long long *state) {
  *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
  return (*state >> 11) * 0x1p-53;
}

double rival_sample_contraction_arb(size_t T, size_t N, size_t count, long bits, int ranges, size_t *decided) {
  work w;
  work_init(&w, T, N);
  unsigned long long state = 1;
  *decided = 0;
  double start = now();
  for (size_t k = 0; k < count; k++) {
    for (size_t i = 0; i < T * N; i++) {
      double a = uniform(&state);
      arb_set_d(w.A + i, a);
      arb_set_d(w.D + i, (1 - a) * uniform(&state));
      arb_set_d(w.b + i, 2 * uniform(&state) - 1);
    }
    *decided += decide(&w, bits, ranges) >= 0;
  }
  double result = now() - start;
  work_clear(&w);
  return result;
}
