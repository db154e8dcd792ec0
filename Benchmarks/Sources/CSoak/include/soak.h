// Values of functions at doubles, to hold enclosures against.
#ifndef SSMPROOF_SOAK_H
#define SSMPROOF_SOAK_H

// Whether [midpoint - radius, midpoint + radius] contains f(p, q), by MPFR; also where that is undefined.
typedef enum {
  SOAK_ADD, SOAK_SUB, SOAK_MUL, SOAK_DIV, SOAK_MIN, SOAK_MAX, SOAK_ABS, SOAK_CUBE, SOAK_SQRT, SOAK_EXP, SOAK_LOG,
  SOAK_SIN, SOAK_COS, SOAK_TANH, SOAK_SIGMOID, SOAK_SOFTPLUS, SOAK_SILU
} soak_operation;
int soak_contains(soak_operation f, double p, double q, double midpoint, double radius);

#endif
