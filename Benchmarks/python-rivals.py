"""The recurrence h = a*h + d*b on Python's libraries: one line `row bits peer ns` for each."""

import random
import time
from fractions import Fraction

import flint
import mpmath
import numpy

N, T = 16, 256
random.seed(1)
a = [[random.uniform(0.5, 1) for _ in range(N)] for _ in range(T)]
d = [random.uniform(0.001, 0.1) for _ in range(T)]
b = [[random.uniform(-1, 1) for _ in range(N)] for _ in range(T)]


def run(convert, steps):
    A, D, B = ([[convert(x) for x in row] for row in a], [convert(x) for x in d], [[convert(x) for x in row] for row in b])
    best = float("inf")
    for _ in range(3):
        h = [convert(0.0)] * N
        start = time.perf_counter()
        for t in range(steps):
            h = [A[t][n] * h[n] + D[t] * B[t][n] for n in range(N)]
        best = min(best, time.perf_counter() - start)
    return best / (N * steps) * 1e9


for bits in (53, 128, 256, 512, 1024):
    flint.ctx.prec = bits
    print("recurrence-%d" % bits, bits, "python-flint", run(flint.arb, T), flush=True)
    mpmath.iv.prec = bits
    print("recurrence-%d" % bits, bits, "mpmath", run(mpmath.iv.mpf, T), flush=True)
print("recurrence-exact", 0, "fractions", run(Fraction, 64), flush=True)

gates, scales, inputs = numpy.array(a), numpy.array(d), numpy.array(b)
best = float("inf")
for _ in range(5):
    h = numpy.zeros(N)
    start = time.perf_counter()
    for t in range(T):
        h = gates[t] * h + scales[t] * inputs[t]
    best = min(best, time.perf_counter() - start)
print("recurrence-53", 53, "numpy", best / (N * T) * 1e9, flush=True)
