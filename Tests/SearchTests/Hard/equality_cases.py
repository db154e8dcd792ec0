#!/usr/bin/env python3
"""Equality instances and random trials of the true theorems of Theorems/hard (attained-*.claim).

Each theorem is a function of a random source that yields margins, right minus left, in floats: at
instances that attain equality, which must come out as 0, and at random ones with many values at the
ends of their domains, none of which may be negative. The proofs stand in the theorems' notes; this is
a check that they were not misread.
"""

import cmath
import random
import re
import sys
from math import cos, exp, log, pi, prod, sqrt
from pathlib import Path

THEOREMS = Path(__file__).resolve().parents[3] / "Theorems" / "hard"
TRUE = {}


def theorem(equal):
    """`equal`: arguments of an instance that attains equality."""

    def register(function):
        TRUE[function.__name__] = (function, equal)
        return function

    return register


rng = random.Random(1)


def real(low=0.0, high=1.0):
    """A number between two others, often one of them."""
    kind = rng.random()
    return low if kind < 0.15 else high if kind < 0.3 else low + (high - low) * rng.random()


def reals(n, low=0.0, high=1.0):
    return [real(low, high) for _ in range(n)]


def length():
    return rng.randint(1, 6)


def states(A, D, b, start=0.0):
    h = [start]
    for a, d, x in zip(A, D, b):
        h.append(a * h[-1] + d * x)
    return h


def means(T):
    """Gates that give T tokens equal weights."""
    return [(t - 1) / t for t in range(1, T + 1)]


def complement(A):
    return [1 - a for a in A]


@theorem(lambda: ([0.0, 0.6, 0.8], [1.0, 0.8, 0.6], [0.6, 0.8, 0.75]))
def griffin_energy(A=None, D=None, b=None):
    if A is None:
        T = length()
        turn, size = reals(T, 0, pi / 2), reals(T)
        A, D = [r * cos(x) for r, x in zip(size, turn)], [r * cos(pi / 2 - x) for r, x in zip(size, turn)]
        b = reals(T, -1)
    return sum(x * x for x in b) - states(A, D, b)[-1] ** 2


@theorem(lambda: ([sqrt(a) for a in means(5)], [1.0] * 5))
def griffin_root_of_the_length(A=None, b=None):
    if A is None:
        T = length()
        A, b = reals(T), reals(T, -1)
    h = states(A, [sqrt(1 - a * a) for a in A], b)
    return min(t - x * x for t, x in enumerate(h) if t)


def weights(A):
    gates = [0.0] + A[1:]
    return [(1 - a) * prod(gates[r + 1 :]) for r, a in enumerate(gates)]


@theorem(lambda: (means(5),))
def product_of_weights(A=None):
    A = A or reals(length())
    return 1 - len(A) ** len(A) * prod(weights(A))


@theorem(lambda: (means(5),))
def squares_of_weights(A=None):
    A = A or reals(length())
    return len(A) * sum(w * w for w in weights(A)) - 1


@theorem(lambda: ([0.3, 1.0, 1.0, 0.5],))
def first_weight_times_last(A=None):
    A = A or reals(length() + 1)
    return 0.25 - prod(A[1:]) * (1 - A[-1])


@theorem(lambda: (0.75, 6))
def lagged_impulse(a=None, T=6):
    a = real() if a is None else a
    return min((t - 1.0) ** (t - 1) - t**t * a ** (t - 1) * (1 - a) for t in range(1, T + 1))


@theorem(lambda: (0.5, 0.5))
def two_lagged_averages(a=None, c=None):
    a, c = (real(), real()) if a is None else (a, c)
    return 3 / 16 - (1 - a) * (1 - c) * (a * a + a * c + c * c)


@theorem(lambda: ([4 / 5] * 5,))
def forgetting_budget(A=None):
    while A is None or sum(complement(A)) < 1 - 1e-12:
        A = reals(length())
    T = len(A)
    return (T - 1) ** T - T**T * prod(A)


@theorem(lambda: ([1 / (t * t * sqrt(1 + 1 / 4 + 1 / 9)) for t in (1, 2, 3)],))
def inputs_in_an_ellipsoid(b=None):
    if b is None:
        b = reals(length(), -1)
        energy = sum(((t + 1) * x) ** 2 for t, x in enumerate(b))
        b = [x / sqrt(energy) for x in b] if energy > 1 else b
    return sum(1 / (t + 1) ** 2 for t in range(len(b))) - sum(b) ** 2


@theorem(lambda: ([0.5] * 4, [[1.0] * 4]))
def unit_readout(c=None, h=None):
    if c is None:
        N = length()
        c = reals(N, -1)
        size = sqrt(sum(x * x for x in c))
        c = [x / size for x in c] if size > 1 else c
        T = length()
        A, b = [reals(N) for _ in range(T)], [reals(N, -1) for _ in range(T)]
        columns = [states([r[n] for r in A], [1 - r[n] for r in A], [r[n] for r in b]) for n in range(N)]
        h = [list(row) for row in zip(*columns)]
    return min(len(c) - sum(x * y for x, y in zip(c, row)) ** 2 for row in h)


@theorem(lambda: (complex(-1 / 3, sqrt(8) / 3),))
def difference_difference_average(z=None):
    z = cmath.rect(real(), real(-pi, pi)) if z is None else z
    return 256 - 27 * abs(1 - z) ** 4 * abs(1 + z) ** 2


@theorem(lambda: ([[1 / 3] * 3] * 3,))
def mixing_permanent(W=None):
    if W is None:  # Birkhoff: a mean of permutation matrices
        shares = [-log(1 - rng.random()) for _ in range(6)]
        orders = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]
        W = [[0.0] * 3 for _ in range(3)]
        for share, order in zip(shares, orders):
            for m in range(3):
                W[m][order[m]] += share / sum(shares)
    (p, q, u), (r, s, v), (x, y, z) = W
    return p * (s * z + v * y) + q * (r * z + v * x) + u * (r * y + s * x) - 2 / 9


@theorem(lambda: (-0.7, [(-1.0) ** t for t in range(5)]))
def signed_geometric_sum(a=None, b=None):
    a, b = (real(-1), reals(length(), -1)) if a is None else (a, b)
    h = states([a] * len(b), [1.0] * len(b), b)
    return min(sum(abs(a) ** k for k in range(t)) - abs(h[t]) for t in range(1, len(h)))


@theorem(lambda: (0.7, [1.0] * 5))
def retnet_limit(gamma=None, b=None):
    gamma, b = (real(), reals(length(), -1)) if gamma is None else (gamma, b)
    h = states([gamma] * len(b), [1.0] * len(b), b)
    return min(1 - gamma**t - (1 - gamma) * abs(h[t]) for t in range(1, len(h)))


@theorem(lambda: (-0.7, [1.0, 0.0, 0.0, 0.0]))
def impulses_have_most_energy(a=None, b=None):
    if a is None:
        a, b = real(-1), reals(length(), -1)
        size = sum(abs(x) for x in b)
        b = [x / size for x in b] if size > 1 else b
    h = states([a] * len(b), [1.0] * len(b), b)
    return sum(a ** (2 * k) for k in range(len(b))) - sum(x * x for x in h)


@theorem(lambda: (0.0, [0.3, -0.8, 0.5]))
def averaging_loses_energy(a=None, b=None):
    a, b = (real(), reals(length(), -1)) if a is None else (a, b)
    h = states([a] * len(b), [1 - a] * len(b), b)
    return (1 - a) * (sum(x * x for x in b) - sum(x * x for x in h)) - a * h[-1] ** 2


@theorem(lambda: (0.4, [-0.4, 0.0, 0.4]))
def slow_inputs(delta=None, b=None):
    if delta is None:
        T = length()
        delta = real()
        b = [0.0]
        for _ in range(T - 1):
            b.append(b[-1] + real(-delta, delta))
        b = [x - sum(b) / T for x in b]  # |b| <= 1 only narrows the choice
    return delta * (len(b) - 1) / 2 - b[-1]


@theorem(lambda: ([0.5] * 5,))
def ring_of_gates(A=None):
    if A is None:
        A = reals(length())
        T = len(A)
        for t in range(T):  # lower what exceeds its neighbours' budget
            A[t] = min(A[t], 1 - A[t - 1], 1 - A[(t + 1) % T]) if T > 1 else min(A[t], 0.5)
    return len(A) / 2 - sum(A)


@theorem(lambda: ([0.3, 1.1],))
def rotations_keep_length(angles=None):
    angles = angles or reals(length(), -pi, pi)
    x, y = 1.0, 0.0
    for w in angles:
        c, s = cos(w), cos(w - pi / 2)
        x, y = c * x - s * y, s * x + c * y
    return abs(x * x + y * y - 1)


@theorem(lambda: ([0.3, 1.1],))
def phases_keep_modulus(turn=None):
    turn = turn or reals(length(), -2, 2)
    return abs(abs((3 + 4j) * prod((1 + 1j * v) / (1 - 1j * v) for v in turn)) - 5)


@theorem(lambda: (-1 / 3 + 0j, [(-1.0) ** t for t in range(5)]))
def stolz_angle_bound(a=None, b=None):
    if a is None:
        a, b = None, [cmath.rect(real(), real(-pi, pi)) for _ in range(length())]
        while a is None or abs(1 - a) > 2 * (1 - abs(a)):
            a = cmath.rect(real(), real(-pi, pi))
    h = states([a] * len(b), [1 - a] * len(b), b)
    return min(2 * (1 - abs(a) ** t) - abs(h[t]) for t in range(1, len(h)))


@theorem(lambda: ([0.7] * 4, [0.0, 1j, 1j, 1j]))
def complex_inputs_contract(A=None, b=None):
    if A is None:
        A = reals(length())
        b = [complex(real(-1), real(-1)) for _ in A]
    h = [b[0]]
    for a, x in zip(A[1:], b[1:]):
        h.append(a * h[-1] + (1 - a) * x)
    spread = max(abs(x - y) for x in b for y in b)
    pairs = [(s, t) for t in range(len(h)) for s in range(t)] or [(0, 0)]
    return min((1 - prod(A[s + 1 : t + 1])) * spread - abs(h[t] - h[s]) for s, t in pairs)


@theorem(lambda: (0.0, [1.0, 2.0], [0.3, 0.5]))
def rwkv_hull(decay=None, kappa=None, v=None):
    if decay is None:
        T = length()
        decay, kappa, v = real(), reals(T, 0.25, 4), reals(T, -1)
    P = states([decay] * len(v), kappa, v)[-1]
    Z = states([decay] * len(v), kappa, [1.0] * len(v))[-1]
    return min(P / Z - min(v), max(v) - P / Z)


@theorem(lambda: ([0.6, 0.6], [0.0, 1.0]))
def two_layers_mean_gate(a=None, b=None):
    if a is None:
        a, b = reals(2), reals(length() + 1, -1)
        b[rng.randrange(len(b))] = real(-1, 0)
        if max(b) < 0:
            b[b.index(max(b))] = 0.0
        if min(b) > 0:
            return 0.0
    T = len(b)
    first = states([a[0]] * T, [1 - a[0]] * T, b)[1:]
    z = states([a[1]] * T, [1 - a[1]] * T, first)[1:]
    return (1 - (sum(a) / 2) ** (T - 1)) ** 2 * (max(b) - min(b)) - (max(z) - min(z))



@theorem(lambda: (0.3, sqrt(1 - 2 * 0.3**2)))
def resonance(zeta=None, w=None):
    zeta, w = (1 - 0.999 * rng.random(), real(-3, 3)) if zeta is None else (zeta, w)
    return 1 - 4 * zeta**2 * (1 - zeta**2) / abs(1 - w * w + 2j * zeta * w) ** 2


@theorem(lambda: (1.0, 2.0, 3.0, 0.0))
def distant_zero(z=None, p=None, q=None, w=None):
    if z is None:
        z, p, q, w = real(0.25, 4), real(0.25, 4), real(0.25, 4), real(-9, 9)
        z = max(z, p * q / sqrt(p * p + q * q))
    return z / (p * q) - abs((1j * w + z) / ((1j * w + p) * (1j * w + q)))


@theorem(lambda: (sqrt(2), 0.5))
def spectrum_of_two_cosines(a=None, b=None):
    # 1 + a c + b (2 c^2 - 1) for c = cos w, least at an end or at its vertex.
    def least(a, b):
        places = [-1, 1] + ([-a / (4 * b)] if b > 0 and abs(a) <= 4 * b else [])
        return min(1 - b + a * c + 2 * b * c * c for c in places)

    while a is None or least(a, b) < -1e-12:
        a, b = real(-2, 2), real(-1)
    return 2 - a * a


@theorem(lambda: (0.4, -0.4, pi))
def two_modes_of_both_signs(a=None, b=None, w=None):
    if a is None:
        a, w = real(0, 0.9), real(-pi, pi)
        b = -real(0, a)
    H = lambda w: 1 / ((1 - a * cmath.exp(-1j * w)) * (1 - b * cmath.exp(-1j * w)))
    return abs(H(0)) - abs(H(w))


@theorem(lambda: (0.0,))
def sigmoid_slope(x=None):
    s = 1 / (1 + exp(-(real(-8, 8) if x is None else x)))
    return 0.25 - s * (1 - s)


@theorem(lambda: (0.0,))
def zero_order_hold_below_simplified(step=None):
    step = real(0, 4) if step is None else step
    return step - 1 + exp(-step)


@theorem(lambda: (1.0, 2.0))
def zero_order_hold_budget(alpha=None, d=None):
    alpha, d = (real(1, 4), real(0, 4)) if alpha is None else (alpha, d)
    A = exp(-alpha * d)
    return 1 - A - (1 - A) / alpha


@theorem(lambda: (0.0,))
def softplus_below_parabola(x=None):
    x = real(-4, 4) if x is None else x
    return log(2) + x / 2 + x * x / 8 - log(1 + exp(x))


def main():
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    named = set()
    for path in THEOREMS.glob("*.claim"):
        for block in re.split(r"^(?=theorem )", path.read_text(), flags=re.M)[1:]:
            if re.search(r"^\s*expect holds", block, flags=re.M):
                named.add(block.split()[1])
    assert named == set(TRUE), named ^ set(TRUE)
    for name, (margin, equal) in TRUE.items():
        assert abs(margin(*equal())) < 1e-9, (name, margin(*equal()))
        least = min(margin() for _ in range(trials))
        assert least > -1e-9, (name, least)
    print(f"{len(TRUE)} theorems: equality attained, {trials} trials each without a violation")


if __name__ == "__main__":
    main()
