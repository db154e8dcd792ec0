"""The rows on Python's libraries: one line `row bits peer ns` for each."""

import functools
import os
import random
import time

# One core, as ours: NumPy's linear algebra reads this when it is loaded.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"
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


# Theorem 4.2 of arXiv:2501.00658 at T = 16, N = 2; `decide` returns None where it cannot tell.
T, N = 16, 2


def draw():
    gates = [[random.randrange(1000) for _ in range(N)] for _ in range(T)]
    return (
        [[(x, 1000) for x in row] for row in gates],
        [[((1000 - x) * random.randint(0, 1000), 1000000) for x in row] for row in gates],
        [[(random.randint(-1000, 1000), 1000) for _ in range(N)] for _ in range(T)],
    )


def decide(number, instance):
    A, D, b = ([[number(*x) for x in row] for row in part] for part in instance)
    pairs = [(t, n) for t in range(T) for n in range(N)]
    for t, n in pairs:
        if not (0 <= A[t][n] < 1 and 0 <= D[t][n] <= 1 and A[t][n] + D[t][n] <= 1 and -1 <= b[t][n] <= 1):
            return True
    for n in range(N):
        column = [b[t][n] for t in range(T)]
        if not lesser(column) <= 0 <= greater(column):
            return True
    h = [[D[0][n] * b[0][n] for n in range(N)]]
    for t in range(1, T):
        h.append([A[t][n] * h[t - 1][n] + D[t][n] * b[t][n] for n in range(N)])
    left = greater([abs(h[t][n] - h[s][n]) for n in range(N) for t in range(T) for s in range(t)])
    spread = greater([abs(b[t][n] - b[s][n]) for n in range(N) for t in range(T) for s in range(t)])
    right = (1 - lesser([A[t][n] for t, n in pairs]) ** (T - 1)) * spread
    return True if left <= right else False if left > right else None


def time_contraction(row, peer, number, count, drawn):
    instances = [draw() for _ in range(count)]
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        decided = sum(decide(number, draw() if drawn else x) is not None for x in instances)
        best = min(best, (time.perf_counter() - start) / max(decided, 1))
    print(row, 53, peer, best * 1e9, flush=True)


flint.ctx.prec = 53
for row, drawn in (("engine-contraction", False), ("engine-contraction-drawn", True)):
    # Balls have a maximum of their own: the built-in one needs comparisons that are decided.
    greater = lambda values: functools.reduce(flint.arb.max, values)
    lesser = lambda values: functools.reduce(flint.arb.min, values)
    time_contraction(row, "python-flint", lambda p, q: flint.arb(p) / q, 100, drawn)
    greater, lesser = max, min
    time_contraction(row, "fractions", Fraction, 30, drawn)


def sample_contraction(count):
    """Random models of the same theorem, drawn and judged in float64 and unverified, all at once."""
    rng = numpy.random.default_rng(1)
    A = rng.random((T, N, count))
    D = rng.random((T, N, count)) * (1 - A)
    b = 2 * rng.random((T, N, count)) - 1
    met = ((A + D <= 1).all(axis=(0, 1)) & (b.min(axis=0) <= 0).all(axis=0) & (b.max(axis=0) >= 0).all(axis=0))
    h = numpy.empty_like(b)
    h[0] = D[0] * b[0]
    for t in range(1, T):
        h[t] = A[t] * h[t - 1] + D[t] * b[t]
    left = (h.max(axis=0) - h.min(axis=0)).max(axis=0)
    spread = (b.max(axis=0) - b.min(axis=0)).max(axis=0)
    right = (1 - A.min(axis=(0, 1)) ** (T - 1)) * spread
    ratio, margin = left / right, right - left
    return (met & (left <= right)).sum(), numpy.quantile(ratio[met], [0.5, 0.95]), ratio.mean(), margin.min()


best = float("inf")
for _ in range(3):
    start = time.perf_counter()
    sample_contraction(100_000)
    best = min(best, time.perf_counter() - start)
print("sample-contraction", 53, "numpy", best / 100_000 * 1e9, flush=True)


# The forward pass of one Mamba layer with the logits of the last token, in float64 and unverified. The same numbers
# as in Audit.swift.
TOKENS, HIDDEN, INNER, STATES, RANK, WIDTH, WORDS = 256, 256, 512, 16, 16, 4, 64
used = 0


def uniform(*shape):
    """SplitMix64, as multiples of 2^-21 in [-1, 1)."""
    global used
    count = int(numpy.prod(shape))
    with numpy.errstate(over="ignore"):
        z = numpy.uint64(20240229) + numpy.arange(used + 1, used + count + 1, dtype=numpy.uint64) * numpy.uint64(
            0x9E3779B97F4A7C15
        )
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z = z ^ (z >> numpy.uint64(31))
    used += count
    return ((z >> numpy.uint64(42)).astype(numpy.float64) - 2**21).reshape(shape) / 2**21


embeddings = uniform(WORDS, HIDDEN)
norm = 1 + uniform(HIDDEN) / 4
in_proj = uniform(2 * INNER, HIDDEN) / 16
taps, tap_bias = uniform(INNER, WIDTH) / 2, uniform(INNER) / 2
x_proj = uniform(RANK + 2 * STATES, INNER) / 16
dt_proj, dt_bias = uniform(INNER, RANK) / 4, 2 * uniform(INNER) - 4
rates = -numpy.exp(1.5 * uniform(INNER, STATES) + 1.5)
skip = 1 + uniform(INNER) / 2
out_proj = uniform(HIDDEN, INNER) / 16
final_norm = 1 + uniform(HIDDEN) / 4
tokens = [7 * t * t % WORDS for t in range(TOKENS)]


def rms(x, weights):
    return x / numpy.sqrt(numpy.mean(x * x, axis=-1, keepdims=True) + 1e-5) * weights


def silu(x):
    return x / (1 + numpy.exp(-x))


def forward():
    x = embeddings[tokens]
    projected = rms(x, norm) @ in_proj.T
    padded = numpy.zeros((TOKENS + WIDTH - 1, INNER))
    padded[WIDTH - 1 :] = projected[:, :INNER]
    u = silu(sum(padded[k : k + TOKENS] * taps[:, k] for k in range(WIDTH)) + tap_bias)
    small = u @ x_proj.T
    steps = numpy.logaddexp(0, small[:, :RANK] @ dt_proj.T + dt_bias)
    B, C = small[:, RANK : RANK + STATES], small[:, RANK + STATES :]
    injected = steps * u
    h, gate, fresh = (numpy.zeros((INNER, STATES)) for _ in range(3))
    y = numpy.empty((TOKENS, INNER))
    for t in range(TOKENS):
        numpy.multiply(rates, steps[t][:, None], out=gate)
        numpy.exp(gate, out=gate)
        numpy.multiply(injected[t][:, None], B[t], out=fresh)
        h *= gate
        h += fresh
        numpy.dot(h, C[t], out=y[t])
    x = x + ((y + skip * u) * silu(projected[:, INNER:])) @ out_proj.T
    return rms(x[-1], final_norm) @ embeddings.T


best = float("inf")
for _ in range(7):
    start = time.perf_counter()
    logits = forward()
    best = min(best, time.perf_counter() - start)
print("audit-mamba", 53, "numpy", best / (TOKENS * INNER * STATES) * 1e9, flush=True)
