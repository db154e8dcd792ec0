// GMP as Swift can call it: most of GMP's names are macros, which Swift does not import, so
// each function that the project uses gets a one-line wrapper of the same shape.
#ifndef SSMPROOF_CGMP_SHIM_H
#define SSMPROOF_CGMP_SHIM_H

#include <gmp.h>
#include <stdlib.h>

// Integers
static inline void gmp_z_init(mpz_ptr x) { mpz_init(x); }
static inline void gmp_z_init_set_si(mpz_ptr x, long n) { mpz_init_set_si(x, n); }
static inline void gmp_z_clear(mpz_ptr x) { mpz_clear(x); }
static inline void gmp_z_set(mpz_ptr r, mpz_srcptr x) { mpz_set(r, x); }
static inline void gmp_z_set_si(mpz_ptr r, long n) { mpz_set_si(r, n); }
static inline int gmp_z_set_str(mpz_ptr r, const char *s, int base) { return mpz_set_str(r, s, base); }
static inline char *gmp_z_get_str(int base, mpz_srcptr x) { return mpz_get_str(NULL, base, x); }
static inline int gmp_z_fits_slong(mpz_srcptr x) { return mpz_fits_slong_p(x); }
static inline long gmp_z_get_si(mpz_srcptr x) { return mpz_get_si(x); }
static inline int gmp_z_sgn(mpz_srcptr x) { return mpz_sgn(x); }
static inline int gmp_z_cmp(mpz_srcptr x, mpz_srcptr y) { return mpz_cmp(x, y); }
static inline size_t gmp_z_bits(mpz_srcptr x) { return mpz_sizeinbase(x, 2); }
static inline unsigned long gmp_z_trailing_zeros(mpz_srcptr x) { return mpz_scan1(x, 0); }
static inline void gmp_z_add(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_add(r, x, y); }
static inline void gmp_z_sub(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_sub(r, x, y); }
static inline void gmp_z_mul(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_mul(r, x, y); }
static inline void gmp_z_neg(mpz_ptr r, mpz_srcptr x) { mpz_neg(r, x); }
static inline void gmp_z_pow_ui(mpz_ptr r, mpz_srcptr x, unsigned long n) { mpz_pow_ui(r, x, n); }
static inline void gmp_z_fdiv_qr(mpz_ptr q, mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_fdiv_qr(q, r, x, y); }
static inline void gmp_z_divexact(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_divexact(r, x, y); }
static inline void gmp_z_gcd(mpz_ptr r, mpz_srcptr x, mpz_srcptr y) { mpz_gcd(r, x, y); }
static inline void gmp_z_mul_2exp(mpz_ptr r, mpz_srcptr x, unsigned long k) { mpz_mul_2exp(r, x, k); }
static inline void gmp_z_fdiv_q_2exp(mpz_ptr r, mpz_srcptr x, unsigned long k) { mpz_fdiv_q_2exp(r, x, k); }
// r = the number of n limbs, the least significant first.
static inline void gmp_z_set_limbs(mpz_ptr r, const mp_limb_t *limbs, size_t n) {
  mpz_import(r, n, -1, sizeof(mp_limb_t), 0, 0, limbs);
}
static inline void gmp_z_mul_si(mpz_ptr r, mpz_srcptr x, long n) { mpz_mul_si(r, x, n); }
static inline int gmp_z_root(mpz_ptr r, mpz_srcptr x, unsigned long k) { return mpz_root(r, x, k); }

// Rationals
static inline void gmp_q_init(mpq_ptr x) { mpq_init(x); }
static inline void gmp_q_clear(mpq_ptr x) { mpq_clear(x); }
static inline void gmp_q_canonicalize(mpq_ptr x) { mpq_canonicalize(x); }
static inline mpz_ptr gmp_q_num(mpq_ptr x) { return mpq_numref(x); }
static inline mpz_ptr gmp_q_den(mpq_ptr x) { return mpq_denref(x); }
static inline void gmp_q_add(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_add(r, x, y); }
static inline void gmp_q_sub(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_sub(r, x, y); }
static inline void gmp_q_mul(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_mul(r, x, y); }
static inline void gmp_q_div(mpq_ptr r, mpq_srcptr x, mpq_srcptr y) { mpq_div(r, x, y); }
static inline void gmp_q_neg(mpq_ptr r, mpq_srcptr x) { mpq_neg(r, x); }
static inline int gmp_q_cmp(mpq_srcptr x, mpq_srcptr y) { return mpq_cmp(x, y); }
static inline int gmp_q_sgn(mpq_srcptr x) { return mpq_sgn(x); }
static inline double gmp_q_get_d(mpq_srcptr x) { return mpq_get_d(x); }

#endif
