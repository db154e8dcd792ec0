// The same computations as the benchmarks', on the libraries that they are compared with.
#ifndef SSMPROOF_RIVALS_H
#define SSMPROOF_RIVALS_H

#include <stddef.h>

// N recurrences h = a*h + d*b over T steps: a and b have T*N numbers, d has T.
typedef struct {
  size_t N, T;
  const double *a, *d, *b;
} recurrence;

// Each runs the recurrence once from 0 and returns the seconds that took, preparations not included.
double rival_recurrence_double(const recurrence *r, double *h);
double rival_recurrence_arb(const recurrence *r, long bits);
double rival_recurrence_mpfi(const recurrence *r, long bits);
double rival_recurrence_mpq(const recurrence *r);
// Gates, scales and inputs are numbers of `bits` bits: exp(-x/16), exp(-x) and sin(64x) of those given.
double rival_recurrence_arb_full(const recurrence *r, long bits);
// Those numbers: each is a whole number, written in decimal, times 2^(1 - bits). The caller frees the text.
typedef struct full_numbers full_numbers;
full_numbers *full_numbers_make(const recurrence *r, long bits);
char *full_numbers_text(const full_numbers *f, char operand, size_t i);
void full_numbers_free(full_numbers *f);

// The state at 4096 bits or more after all steps, of doubles or, where `full` is not 0, of numbers of `full` bits.
// Whether [lower, upper] (fractions in decimal) contains channel n's.
typedef struct reference reference;
reference *reference_make(const recurrence *r, long full);
int reference_contained(const reference *r, size_t n, const char *lower, const char *upper);
void reference_free(reference *r);

// f(x[0]), …, f(x[count - 1]) at `bits` bits, in the order of the names in rivals.c; -1 for an unknown name.
double rival_function(const char *name, const double *x, size_t count, long bits);
// Whether [lower, upper] contains f(x), by an enclosure at 4096 bits.
int function_contained(const char *name, double x, const char *lower, const char *upper);

// Theorem 4.2 of arXiv:2501.00658 (`contraction` in Theorems/contraction.claim) at T tokens and N channels, on
// instances of which each is 3*T*N fractions: numerators and denominators of A, D and b, each [t][n].
typedef struct {
  size_t T, N, count;
  const long *numerators, *denominators;
} contractions;

// Decides every instance with `bits` bits and again with twice as many where that does not do, and returns the
// seconds. `decided` becomes the number of those decided. The largest difference over all pairs is taken as the
// theorem states it where `ranges` is 0, else as greatest less least.
double rival_contraction_arb(const contractions *c, long bits, int ranges, size_t *decided);
// The same with instances drawn on the way, in thousandths.
double rival_contraction_drawn_arb(size_t T, size_t N, size_t count, long bits, int ranges, size_t *decided);
// The same claim on random models: A uniform in [0, 1), D uniform in [0, 1 - A), b uniform in [-1, 1), as doubles.
double rival_sample_contraction_arb(size_t T, size_t N, size_t count, long bits, int ranges, size_t *decided);

#endif
