#!/usr/bin/env python3
"""Counterexamples to the false theorems of Theorems/hard and some of Theorems, found and verified without the program.

    brute_force.py            verifies Known.json: every counterexample, every minimum, every file's list
    brute_force.py --write    finds everything again and writes Known.json

Every theorem is restated below as plain code over exact fractions, independently of the .claim files.
Square roots and transcendental functions are decimals of 80 digits; a comparison that 60 digits do not
settle stops the script.

An entry of Known.json holds the least sizes at which the theorem is false (`sizes`), the simplest
counterexample at these sizes (`values`, null where it is unknown or not unique), how both are known
(`how`), and one counterexample in any case (`counterexample`). Simplest means, in this order: fewest
elements; fewest values other than 0 and 1 and -1; least sum of denominators; least sum of numerators'
moduli; fewest negative values; the least list of values, variables in order of declaration.
"""

import itertools
import json
import re
import sys
from decimal import Decimal, getcontext
from fractions import Fraction as F
from math import gcd, isqrt, prod
from pathlib import Path

getcontext().prec = 80
HERE = Path(__file__).resolve().parent
THEOREMS = HERE.parents[2] / "Theorems" / "hard"

# Numbers.

half = F(1, 2)


def dec(x):
    return Decimal(x.numerator) / Decimal(x.denominator) if isinstance(x, F) else Decimal(x)


def less(x, y):
    """x < y, exactly for fractions and by 60 digits for decimals."""
    if isinstance(x, (F, int)) and isinstance(y, (F, int)):
        return x < y
    gap = dec(y) - dec(x)
    if abs(gap) < Decimal("1e-60"):
        raise ArithmeticError("60 digits do not settle a comparison")
    return gap > 0


def at_most(x, y):
    return not less(y, x)


def root(x):
    """The square root, exact where it is rational."""
    x = F(x)
    p, q = isqrt(x.numerator), isqrt(x.denominator)
    return F(p, q) if p * p == x.numerator and q * q == x.denominator else dec(x).sqrt()


def e(text):
    """An exact decimal constant."""
    return F(text)


class C:
    """A complex number with exact parts."""

    def __init__(self, re, im=0):
        self.re, self.im = F(re), F(im)

    def __add__(self, o):
        return C(self.re + o.re, self.im + o.im)

    def __sub__(self, o):
        return C(self.re - o.re, self.im - o.im)

    def __mul__(self, o):
        return C(self.re * o.re - self.im * o.im, self.re * o.im + self.im * o.re)

    def square(self):
        return self.re**2 + self.im**2

    def modulus(self):
        return root(self.square())


ONE = C(1)


def softplus(x):
    return (1 + dec(x).exp()).ln()


def sigmoid(x):
    return 1 / (1 + (-dec(x)).exp())


def within(low, values, high):
    return all(low <= x <= high for x in values)


# The theorems. Each returns whether all hypotheses hold and whether the conclusion does.
# Sequences count from 0 here: A[0] is A_1.

CLAIMS = {}


def claim(file):
    def register(function):
        CLAIMS[function.__name__] = (file, function)
        return function

    return register


def states(A, D, b, start=0):
    """h_t = A_t h_(t-1) + D_t b_t, from h_0 on."""
    h = [F(start)]
    for a, d, x in zip(A, D, b):
        h.append(a * h[-1] + d * x)
    return h


def impulse(T):
    return [F(t == 0) for t in range(T)]


def column(rows, n):
    return [row[n] for row in rows]


def channels(sizes, v):
    """The states h_1.. of every token as a list of channels."""
    N = sizes["N"]
    h = [states(column(v["A"], n), column(v["D"], n), column(v["b"], n))[1:] for n in range(N)]
    return [list(row) for row in zip(*h)]


def contraction_hypotheses(sizes, v, low, high):
    A, D, b = v["A"], v["D"], v["b"]
    flat = [(A[t][n], D[t][n], b[t][n]) for t in range(sizes["T"]) for n in range(sizes["N"])]
    signs = all(min(column(b, n)) <= 0 <= max(column(b, n)) for n in range(sizes["N"]))
    return signs and all(low <= a <= high and 0 <= d <= 1 - a and -1 <= x <= 1 for a, d, x in flat)


def diameter(rows, norm):
    return max(norm([x - y for x, y in zip(p, q)]) for p in rows for q in rows)


def sup_norm(x):
    return max(abs(y) for y in x)


def one_norm(x):
    return sum(abs(y) for y in x)


def square_norm(x):
    return sum(y * y for y in x)


@claim("needles")
def needle_contraction_factor(sizes, v):
    met = contraction_hypotheses(sizes, v, F(1, 10), F(9, 10))
    least = min(min(row) for row in v["A"])
    left = diameter(channels(sizes, v), sup_norm)
    right = (1 - e("1e-13")) * (1 - least ** (sizes["T"] - 1)) * diameter(v["b"], sup_norm)
    return met, left <= right


@claim("needles")
def needle_lagged_impulse(sizes, v):
    a, T = v["a"], sizes["T"]
    h = states([a] * T, [1 - a] * T, impulse(T))
    return 0 <= a <= 1, all(h[t] <= e("0.1054687499999") for t in range(4, T + 1))


@claim("needles")
def needle_squared_input_gate(sizes, v):
    a, T = v["a"], sizes["T"]
    met = 0 <= a <= 1 and within(-1, v["b"], 1)
    return met, all(a**k * (1 - a**2) <= e("0.3849001794597") for k in range(1, T))


@claim("needles")
def needle_griffin_two_steps(sizes, v):
    a, T = v["a"], sizes["T"]
    bound = e("0.38490017945975")
    return 0 <= a <= 1, all(a ** (2 * k) * (1 - a**2) <= bound**2 for k in range(2, T))


def token_weights(A):
    """Of the gates A_2..A_T, the weights of tokens 1..T."""
    gates = [F(0)] + list(A)
    return [(1 - a) * prod(gates[r + 1 :]) for r, a in enumerate(gates)]


@claim("needles")
def needle_product_of_weights(sizes, v):
    T = sizes["T"]
    return within(0, v["A"], 1), T**T * prod(token_weights(v["A"])) <= 1 - e("1e-13")


@claim("needles")
def needle_entropy_of_weights(sizes, v):
    met = all(0 < a < 1 for a in v["A"])
    entropy = -sum(dec(w) * dec(w).ln() for w in token_weights(v["A"]))
    return met, at_most(entropy, dec(1 - e("1e-13")) * Decimal(sizes["T"]).ln())


@claim("needles")
def strict_product_of_weights(sizes, v):
    T = sizes["T"]
    return within(0, v["A"], 1), T**T * prod(token_weights(v["A"])) < 1


@claim("needles")
def needle_griffin_four_tokens(sizes, v):
    h = Decimal(0)
    for a, x in zip(v["A"], v["b"]):
        h = dec(a) * h + dec(root(1 - a * a)) * dec(x)
    return within(0, v["A"], 1) and within(-1, v["b"], 1), at_most(abs(h), 2 - e("1e-12"))


@claim("corners")
def memory_horizon(sizes, v):
    a, h = v["a"], v["h"]
    return 0 <= a < 1 and h >= 0 and h == a * h + 1, h <= 1000000


@claim("corners")
def older_token_outweighs(sizes, v):
    A, D = v["A"], v["D"]
    met = all(0 <= a < 1 for a in A) and all(0 < d <= 1 for d in D) and within(-1, v["b"], 1)
    steps = range(1, sizes["T"])
    return met, all(A[t] * D[t - 1] <= D[t] + e("0.999999") for t in steps)


@claim("corners")
def zero_order_hold_writes_less(sizes, v):
    step = v["step"]
    left = 1 - (-dec(step)).exp()
    return 0 < step <= 1, at_most(left, (1 - e("4e-7")) * step)


@claim("corners")
def patience(sizes, v):
    met = all(0 <= a < 1 for a in v["A"])
    return met, prod(v["A"]) <= 1 - sizes["T"] * e("1e-6")


@claim("corners")
def slightly_negative_gates(sizes, v):
    a, b, T = v["a"], v["b"], sizes["T"]
    met = -e("1e-6") <= a <= 1 and within(-1, b, 1)
    h = states([a] * T, [1] * T, b)
    return met, all(abs(h[t]) <= sum(a**k for k in range(t)) for t in range(1, T + 1))


@claim("long")
def half_after_any_length(sizes, v):
    return within(e("0.995"), v["A"], 1), prod(v["A"]) >= F(1, 2)


@claim("long")
def saturation(sizes, v):
    T = sizes["T"]
    h = states([F(31, 32)] * T, [1] * T, v["b"])
    return within(-1, v["b"], 1), all(abs(x) <= 32 * (1 - e("1e-6")) for x in h[1:])


@claim("long")
def budget_of_forgetting(sizes, v):
    met = within(0, v["A"], 1) and sum(1 - a for a in v["A"]) >= 1
    return met, prod(v["A"]) <= e("0.367")


@claim("long")
def negative_gate_resonates(sizes, v):
    T = sizes["T"]
    h = states([-e("0.99")] * T, [1] * T, v["b"])
    return within(-1, v["b"], 1), all(abs(x) <= 78 for x in h[1:])


def two_layers(gates, input_gates, b):
    """The states of two layers, each layer's gates a list over tokens."""
    first = states(gates[0], input_gates[0], b)
    return first, states(gates[1], input_gates[1], first[1:])


@claim("long")
def late_peak_of_two_layers(sizes, v):
    T, g = sizes["T"], F(127, 128)
    drive = [v["x"]] + [F(0)] * (T - 1)
    _, z = two_layers([[g] * T] * 2, [[F(1)] * T] * 2, drive)
    return within(-1, [v["x"]], 1), all(abs(x) <= e("47.273") for x in z)


def griffin(v):
    A, D, b = v["A"], v["D"], v["b"]
    met = within(0, A, 1) and within(0, D, 1) and within(-1, b, 1)
    return met and all(x * x + y * y == 1 for x, y in zip(A, D)), states(A, D, b)


@claim("spheres")
def griffin_two_tokens(sizes, v):
    met, h = griffin(v)
    return met, all(abs(x) <= F(7, 5) for x in h[1:])


@claim("spheres")
def griffin_three_tokens(sizes, v):
    met, h = griffin(v)
    return met, h[-1] ** 2 <= sizes["T"] - e("0.001")


@claim("spheres")
def griffin_needle(sizes, v):
    A, D = v["A"], v["D"]
    return within(0, [A, D], 1) and A**2 + D**2 == 1, A + D <= e("1.414213562373")


@claim("spheres")
def readout_of_unit_length(sizes, v):
    A, b, c = v["A"], v["b"], v["c"]
    T, N = sizes["T"], sizes["N"]
    met = all(within(0, row, 1) for row in A) and all(within(-1, row, 1) for row in b)
    met = met and within(-1, c, 1) and sum(x * x for x in c) == 1
    h = channels(sizes, {"A": A, "D": [[1 - a for a in row] for row in A], "b": b})
    return met, all(abs(sum(c[n] * h[t][n] for n in range(N))) <= F(17, 10) for t in range(T))


@claim("spheres")
def energy_on_an_ellipse(sizes, v):
    b = v["b"]
    met = within(-1, b, 1) and sum((t + 1) ** 2 * x * x for t, x in enumerate(b)) == 1
    return met, abs(sum(b)) <= F(11, 10)


@claim("spheres")
def readout_direction(sizes, v):
    c = v["c"]
    met = within(-1, c, 1) and sum(x * x for x in c) == 1
    return met, sum((n + 1) * x for n, x in enumerate(c)) <= e("3.7416")


def averaging_layers(a, T, b):
    return two_layers([[x] * T for x in a], [[1 - x] * T for x in a], b)


@claim("stacks")
def second_layer_contracts_the_first(sizes, v):
    a, b = v["a"], v["b"]
    met = within(0, a, e("0.666667")) and within(-1, b, 1) and min(b) <= 0 <= max(b)
    first, second = averaging_layers(a, 2, b)
    return met, abs(second[2] - second[1]) <= (1 - a[1]) * abs(first[2] - first[1])


@claim("stacks")
def two_layer_needle(sizes, v):
    T = sizes["T"]
    _, z = averaging_layers(v["a"], T, impulse(T))
    return within(0, v["a"], 1), all(x <= e("0.1874999999999") for x in z[3:])


@claim("stacks")
def three_layers_past_two_thirds(sizes, v):
    a, b = v["a"], v["b"]
    met = 0 <= a <= F(2, 3) + e("1e-7") and within(-1, b, 1) and min(b) <= 0 <= max(b)
    z = b
    for _ in range(3):
        z = states([a] * 2, [1 - a] * 2, z)[1:]
    return met, abs(z[1] - z[0]) <= (1 - a) ** 3 * abs(b[1] - b[0])


@claim("stacks")
def both_layers_hold(sizes, v):
    A = v["A"]
    met = all(0 < a < 1 for row in A for a in row)
    _, z = two_layers(A, [[1 - a for a in row] for row in A], impulse(sizes["T"]))
    return met, z[-1] <= e("0.999999")


@claim("complex-gates")
def differences_and_average(sizes, v):
    z = v["z"]
    left = (ONE - z).square() ** 2 * (ONE + z).square()
    return z.square() == 1, left <= e("3.0792") ** 2


@claim("complex-gates")
def stolz_angle(sizes, v):
    a, b = v["a"], v["b"]
    met = at_most((ONE - a).modulus(), 2 * (1 - a.modulus())) and all(x.square() <= 1 for x in b)
    h, holds = C(0), True
    for x in b:
        h = a * h + (ONE - a) * x
        holds = holds and h.square() <= F(199, 100) ** 2
    return met, holds


@claim("complex-gates")
def slow_rotation(sizes, v):
    a = v["a"]
    return a.square() <= 1 and a.re >= F(3, 5), (a * a * a).re >= -e("0.9359999")


@claim("complex-gates")
def three_phases(sizes, v):
    u, w = v["u"], v["v"]
    return u.square() == w.square() == 1, (ONE + u + w).square() >= e("0.001") ** 2


@claim("frequency")
def light_damping(sizes, v):
    # |K|^2 = 1/((1 - x)^2 + 4 zeta^2 x) with x = w^2, greatest at x = 1 - 2 zeta^2.
    zeta = v["zeta"]
    x = 1 - 2 * zeta**2
    return 0 < zeta <= e("1e-6"), (1 - x) ** 2 + 4 * zeta**2 * x >= 4 * zeta**2


@claim("frequency")
def nearby_zero(sizes, v):
    # With x = w^2: (x + z^2) p^2 q^2 <= z^2 (x + p^2)(x + q^2) for all x >= 0, a parabola in x.
    z, p, q = v["z"], v["p"], v["q"]
    met = e("0.7071067") <= z <= 4 and within(F(1, 4), [p, q], 1)
    linear = z**2 * (p**2 + q**2) - p**2 * q**2
    return met, linear >= 0


@claim("frequency")
def cosine_polynomial(sizes, v):
    # With c = cos w: 1 - b + a c + 2 b c^2 >= 0 on [-1, 1].
    a, b = v["a"], v["b"]
    places = [F(-1), F(1)] + ([-a / (4 * b)] if b > 0 and abs(a) <= 4 * b else [])
    met = abs(a) <= 2 and abs(b) <= 1 and all(1 - b + a * c + 2 * b * c * c >= 0 for c in places)
    return met, a <= e("1.41421356")


@claim("frequency")
def two_discrete_modes(sizes, v):
    # 1/|H|^2 = (1 + a^2 - 2 a c)(1 + b^2 - 2 b c), concave in c = cos w: least at an end.
    a, b = v["a"], v["b"]
    met = 0 <= a <= e("0.9") and -e("0.9") <= b <= 0 and a + b >= -e("1e-6")
    return met, (1 - a) * (1 - b) <= (1 + a) * (1 + b)


@claim("discretised")
def softplus_parabola(sizes, v):
    x = v["x"]
    right = Decimal(2).ln() + dec(x / 2 + (1 - e("1e-7")) * x * x / 8)
    return -4 <= x <= 4, x == 0 or at_most(softplus(x), right)


@claim("discretised")
def mamba_gate_budget(sizes, v):
    step = softplus(v["x"])
    met = -5 <= v["x"] <= 5 and at_most(step, e("0.79681214"))
    return met, at_most((-2 * step).exp() + step, 1)


@claim("discretised")
def gate_curvature(sizes, v):
    s = sigmoid(v["x"])
    return -8 <= v["x"] <= 8, at_most(s * (1 - s) * (1 - 2 * s), e("0.09622504486"))


@claim("discretised")
def silu_floor(sizes, v):
    x = v["x"]
    return -6 <= x <= 6, at_most(-e("0.278464542761"), dec(x) * sigmoid(x))


@claim("discretised")
def softplus_gate_influence(sizes, v):
    step = softplus(v["x"])
    lags = range(1, sizes["T"])
    holds = all(at_most(step * (-k * step).exp(), e("0.36787944117")) for k in lags)
    return -4 <= v["x"] <= 4, holds


@claim("discretised")
def logit_budget(sizes, v):
    met = within(-4, v["x"], 4) and sum(v["x"]) == 1
    return met, at_most(prod(sigmoid(x) for x in v["x"]), e("0.197717363713"))


@claim("polytopes")
def neighbours_share_a_budget(sizes, v):
    A, T = v["A"], sizes["T"]
    met = within(0, A, 1) and all(A[t] + A[(t + 1) % T] <= 1 for t in range(T))
    return met, sum(A) <= F(T, 2) - e("1e-9")


@claim("polytopes")
def slow_inputs_of_mean_zero(sizes, v):
    b = v["b"]
    slow = all(abs(y - x) <= F(1, 3) for x, y in zip(b, b[1:]))
    h = states([F(1, 2)] * 4, [F(1, 2)] * 4, b)
    return within(-1, b, 1) and slow and sum(b) == 0, h[4] <= F(23, 96) - e("1e-9")


@claim("polytopes")
def mixing_of_three_channels(sizes, v):
    W = v["W"]
    met = all(within(0, row, 1) and sum(row) == 1 for row in W)
    met = met and all(sum(column(W, n)) == 1 for n in range(3))
    permanent = sum(prod(W[m][s[m]] for m in range(3)) for s in itertools.permutations(range(3)))
    return met, permanent >= F(2, 9) + e("1e-10")


@claim("polytopes")
def impulse_energy(sizes, v):
    b, T = v["b"], sizes["T"]
    met = within(-1, b, 1) and sum(abs(x) for x in b) <= 1
    h = states([F(1, 2)] * T, [1] * T, b)
    return met, sum(x * x for x in h[1:]) <= F(4, 3) * (1 - F(1, 4**T)) - e("1e-9")


@claim("channels")
def one_norm_factor_two(sizes, v):
    least = min(min(row) for row in v["A"])
    right = 2 * (1 - least ** (sizes["T"] - 1)) * diameter(v["b"], one_norm)
    met = contraction_hypotheses(sizes, v, 0, 1)
    return met, diameter(channels(sizes, v), one_norm) <= right


@claim("channels")
def two_norm_constant(sizes, v):
    least = min(min(row) for row in v["A"])
    right = (e("1.41") * (1 - least ** (sizes["T"] - 1))) ** 2 * diameter(v["b"], square_norm)
    met = contraction_hypotheses(sizes, v, 0, 1)
    return met, diameter(channels(sizes, v), square_norm) <= right


def norm_of_channels(norm):
    def decide(sizes, v):
        least = min(min(row) for row in v["A"])
        met = contraction_hypotheses(sizes, v, 0, 1)
        factor = 1 - least ** (sizes["T"] - 1)
        # The Euclidean norm is squared on both sides.
        right = (factor**2 if norm is square_norm else factor) * diameter(v["b"], norm)
        return met, diameter(channels(sizes, v), norm) <= right

    return decide


CLAIMS["contraction_one_norm"] = ("../norms", norm_of_channels(one_norm))
CLAIMS["contraction_two_norm"] = ("../norms", norm_of_channels(square_norm))


@claim("constants")
def recency_off_by_one(sizes, v):
    x, p, L, q, k = (v[name] for name in "x p L q k".split())
    T, rho, G = sizes["T"], p + L, max(abs(q), abs(q + k))
    met = within(0, x, 1) and 0 <= p < 1 and 0 <= L < 1 - p and within(-1, [q, k], 1)
    gate = [p + L * y for y in x]
    h = states(gate, [1] * T, [q + k * y for y in x])
    holds = True
    for s in range(6, T + 1):
        bound = L * G * (1 - rho ** (s - 2)) / (1 - rho) + abs(k)
        for t in range(s + 1, T + 1):
            influence = prod(gate[s:t]) * (L * h[s - 1] + k)
            holds = holds and abs(influence) <= rho ** (t - s) * bound
    return met, holds


@claim("constants")
def recency_wrong_index(sizes, v):
    x, p, L, q, k = (v[name] for name in "x p L q k".split())
    T, rho, G = sizes["T"], p + L, max(abs(q), abs(q + k))
    met = within(0, x, 1) and half <= p < 1 and 0 <= L < 1 - p and within(-1, [q, k], 1)
    gate = [p + L * y for y in x]
    h = states(gate, [1] * T, [q + k * y for y in x])
    factor, holds = L * G / (1 - rho) + abs(k), True
    for s, t in itertools.combinations(range(1, T + 1), 2):
        influence = prod(gate[s:t]) * (L * h[s - 1] + k)
        holds = holds and abs(influence) <= prod(gate[s - 1 : t - 1]) * factor
    return met and L <= F(1, 16), holds


@claim("constants")
def no_token_is_everything(sizes, v):
    w = token_weights(v["A"])
    return within(0, v["A"], 1), all(w[r - 1] < 1 for r in range(2, sizes["T"] - 1))


@claim("constants")
def first_times_last(sizes, v):
    w = token_weights(v["A"])
    return within(0, v["A"], 1), w[0] * w[-1] < F(1, 4)


@claim("constants")
def restless_memory(sizes, v):
    A, b, T = v["A"], v["b"], sizes["T"]
    h = states(A, [1 - a for a in A], b)
    total = sum(abs(h[t + 1] - 2 * h[t] + h[t - 1]) for t in range(2, T))
    return within(0, A, 1) and within(0, b, 1), total <= 2 * (T - 2) - e("1e-7")


# Searching.


def violated(name, sizes, values):
    met, holds = CLAIMS[name][1](sizes, values)
    return met and not holds


def simplest(name, sizes, values, target, width, most=10**7):
    """The simplest x near `target` at which values(x) violate the claim.

    The violating x are assumed to form an interval that contains `target` and reaches at most
    `width` from it: then for every denominator one of the two neighbours of `target` belongs to it
    if any fraction does, and running through the denominators finds the least.
    """
    target, width = F(target), F(width)
    a, b, reach = target.numerator, target.denominator, width * target.denominator
    for q in range(1, most):
        rest = a * q % b
        if min(rest, b - rest) * reach.denominator > reach.numerator * q:
            continue
        low = a * q // b
        for p in sorted((low, low + 1), key=abs):
            if gcd(p, q) > 1:  # tried before
                continue
            x = F(p, q)
            if abs(x - target) <= width and violated(name, sizes, values(x)):
                return x
    raise ArithmeticError(f"{name}: nothing found")


def unit_fraction(name, values, start):
    """The least q from `start` on for which 1/q violates, where every smaller x > 0 does too."""
    q = start
    assert not violated(name, {}, values(F(1, q)))
    while not violated(name, {}, values(F(1, q))):
        q += 1
    return F(1, q)


def least_length(holds_below, start=1):
    """The least T at which a monotone condition fails."""
    T = start
    while holds_below(T):
        T += 1
    return T


def triples(most):
    """Pythagorean triples (x, y, c) in lowest terms with c <= most, both orders, by c."""
    found = []
    for m in range(2, isqrt(most) + 1):
        for n in range(1, m):
            if (m - n) % 2 and gcd(m, n) == 1 and m * m + n * n <= most:
                x, y = m * m - n * n, 2 * m * n
                found += [(x, y, m * m + n * n), (y, x, m * m + n * n)]
    return sorted(found, key=lambda t: (t[2], t[0]))


FOUND = {}


def find(name, how, values=True):
    """Registers a search: it returns the sizes and a counterexample; `values` tells if it is the simplest."""

    def register(function):
        FOUND[name] = (how, values, function)
        return function

    return register


@find("needle_contraction_factor", "gates lie in [0.1, 0.9] and D = 1 - A to 13 digits: 1/2 is simplest")
def _():
    return {"T": 2, "N": 1}, {"A": [[half], [half]], "D": [[F(0)], [half]], "b": [[F(0)], [F(1)]]}


@find("needle_lagged_impulse", "all denominators tried around a = 3/4")
def _():
    sizes = {"T": 4}
    return sizes, {"a": simplest("needle_lagged_impulse", sizes, lambda a: {"a": a}, F(3, 4), "1e-5")}


@find("needle_squared_input_gate", "all denominators tried around 1/sqrt(3); b is irrelevant")
def _():
    sizes, name = {"T": 2}, "needle_squared_input_gate"
    values = lambda a: {"a": a, "b": [F(0)] * 2}
    return sizes, values(simplest(name, sizes, values, 1 / dec(3).sqrt(), "1e-6"))


@find("needle_griffin_two_steps", "all denominators tried around sqrt(2/3)")
def _():
    sizes, name = {"T": 3}, "needle_griffin_two_steps"
    return sizes, {"a": simplest(name, sizes, lambda a: {"a": a}, dec(F(2, 3)).sqrt(), "1e-6")}


@find("needle_product_of_weights", "every gate lies within 1e-5 of (t-1)/t, itself the simplest there")
def _():
    return {"T": 4}, {"A": [F(1, 2), F(2, 3), F(3, 4)]}


@find("needle_entropy_of_weights", "every gate lies within 1e-5 of (t-1)/t, itself the simplest there")
def _():
    return {"T": 3}, {"A": [F(1, 2), F(2, 3)]}


@find("strict_product_of_weights", "the only counterexample: equality in the inequality of the means")
def _():
    return {"T": 5}, {"A": [F(1, 2), F(2, 3), F(3, 4), F(4, 5)]}


@find("needle_griffin_four_tokens", "gates to nine digits; simpler ones not searched", values=False)
def _():
    gates = [F(round(root(F(t, t + 1)) * 10**9), 10**9) for t in range(1, 4)]
    return {"T": 4}, {"A": [F(0)] + gates, "b": [F(1)] * 4}


@find("memory_horizon", "h = 1/(1 - a) = p/q needs p > 10^6 q")
def _():
    return {}, {"a": F(1000000, 1000001), "h": F(1000001)}


@find("older_token_outweighs", "D_1 = 1, A_2 = 1 - 1/m, D_2 = 1/n with 1/m + 1/n < 1e-6: least m + n, then least m")
def _():
    total = least_length(lambda s: F(1, s // 2) + F(1, s - s // 2) >= e("1e-6"), 3999990)
    m = next(m for m in range(total // 2 - 2000, total) if F(1, m) + F(1, total - m) < e("1e-6"))
    return {"T": 2}, {
        "A": [F(0), 1 - F(1, m)], "D": [F(1), F(1, total - m)], "b": [F(0), F(0)]
    }


@find("zero_order_hold_writes_less", "false for all steps below a threshold near 8e-7: the greatest 1/q there")
def _():
    return {}, {"step": unit_fraction("zero_order_hold_writes_less", lambda x: {"step": x}, 1249990)}


@find("patience", "least length declared; five gates near 1 - 1e-6, ties not searched", values=False)
def _():
    return {"T": 5}, {"A": [F(999999, 1000000)] * 5}


@find("slightly_negative_gates", "a in [-1e-6, 0) is needed; T = 1 holds; b over {-1, 0, 1} tried")
def _():
    sizes, a = {"T": 2}, -e("1e-6")
    return sizes, least_over("slightly_negative_gates", sizes, {"a": a}, "b", 2, (-1, 0, 1))


def least_over(name, sizes, fixed, variable, length, choices):
    """The simplest counterexample when one list runs over all combinations of `choices`."""
    best = None
    for combination in itertools.product(choices, repeat=length):
        values = dict(fixed, **{variable: [F(x) for x in combination]})
        if violated(name, sizes, values) and (best is None or simplicity(values) < simplicity(best)):
            best = values
    return best


@find("half_after_any_length", "least T with 0.995^T < 1/2; one gate 1 too many holds, 199/200 has the least denominator")
def _():
    T = least_length(lambda t: e("0.995") ** t >= half)
    assert e("0.995") ** (T - 1) >= half
    return {"T": T}, {"A": [e("0.995")] * T}


@find("saturation", "least T with (31/32)^T < 1e-6; replacing the first input by 0 holds")
def _():
    T = least_length(lambda t: F(31, 32) ** t >= e("1e-6"))
    assert not violated("saturation", {"T": T}, {"b": [F(0)] + [F(1)] * (T - 1)})
    return {"T": T}, {"b": [F(1)] * T}


@find("budget_of_forgetting", "least T with (1 - 1/T)^T > 0.367; simpler unequal gates not searched", values=False)
def _():
    T = least_length(lambda t: (1 - F(1, t)) ** t <= e("0.367"))
    return {"T": T}, {"A": [1 - F(1, T)] * T}


@find("negative_gate_resonates", "least T with 100 (1 - 0.99^T) > 78; a zero anywhere holds, the last sign is +")
def _():
    T = least_length(lambda t: 100 * (1 - e("0.99") ** t) <= 78)
    alternating = [F((-1) ** (T - 1 - t)) for t in range(T)]
    assert not violated("negative_gate_resonates", {"T": T}, {"b": [F(0)] + alternating[1:]})
    return {"T": T}, {"b": alternating}


@find("late_peak_of_two_layers", "least t with t (127/128)^(t-1) > 47.273")
def _():
    T = least_length(lambda t: t * F(127, 128) ** (t - 1) <= e("47.273"))
    return {"T": T}, {"x": F(1)}


@find("griffin_two_tokens", "all Pythagorean triples by hypotenuse")
def _():
    for x, y, c in triples(200):
        values = {"A": [F(0), F(x, c)], "D": [F(1), F(y, c)], "b": [F(1), F(1)]}
        if violated("griffin_two_tokens", {"T": 2}, values):
            return {"T": 2}, values


@find("griffin_three_tokens", "all pairs of Pythagorean triples with hypotenuses up to 400")
def _():
    # h_3 = A_3 (A_2 + D_2) + D_3 wants A_2 near 0.707 and A_3 near 0.816.
    second = [t for t in triples(400) if abs(t[0] / t[2] - 0.7071) < 0.1]
    third = [t for t in triples(400) if abs(t[0] / t[2] - 0.8165) < 0.1]
    best = None
    for (x, y, c), (u, v, d) in itertools.product(second, third):
        values = {
            "A": [F(0), F(x, c), F(u, d)], "D": [F(1), F(y, c), F(v, d)], "b": [F(1)] * 3
        }
        h = values["A"][2] * (F(x + y, c)) + F(v, d)
        if h * h > 3 - e("0.001") and (best is None or simplicity(values) < simplicity(best)):
            best = values
    return {"T": 3}, best


@find("griffin_needle", "legs differ by 1, 7, ..: the triples with legs n, n + 1 by their recurrence; 7 would need c > 10^7")
def _():
    m, n = 2, 1
    while True:
        x, y = sorted((m * m - n * n, 2 * m * n))
        c = m * m + n * n
        if violated("griffin_needle", {}, {"A": F(x, c), "D": F(y, c)}):
            return {}, {"A": F(x, c), "D": F(y, c)}
        m, n = 2 * m + n, m


def sphere_points(most, low=(0, 0, 0), high=(1, 1, 1)):
    """Points of the unit sphere with common denominator up to `most`, coordinates in a box.

    Every prime power of the common denominator divides at least two of the three denominators, so
    points whose denominators add up to s have a common denominator of at most (s/3)^1.5.
    """
    for d in range(1, most + 1):
        for x in range(int(low[0] * d), int(high[0] * d) + 1):
            for y in range(int(low[1] * d), int(high[1] * d) + 1):
                rest = d * d - x * x - y * y
                z = isqrt(rest) if rest >= 0 else 0
                if z and z * z == rest and gcd(gcd(x, y), gcd(z, d)) == 1:
                    if low[2] * d <= z <= high[2] * d:
                        yield F(x, d), F(y, d), F(z, d)


@find("readout_of_unit_length", "sum |c_n| <= sqrt(N) excludes N < 3; all points of the sphere with simpler denominators")
def _():
    sizes, points = {"T": 1, "N": 3}, sphere_points(100)
    all_values = ({"A": [[F(0)] * 3], "b": [[F(1)] * 3], "c": list(c)} for c in points)
    return sizes, min((v for v in all_values if violated("readout_of_unit_length", sizes, v)), key=simplicity)


@find("readout_direction", "all points of the sphere with simpler denominators")
def _():
    # The bound leaves an angle of 0.0056 about (1, 2, 3)/sqrt(14).
    box = (0.261, 0.528, 0.796), (0.273, 0.541, 0.808)
    all_values = ({"c": list(c)} for c in sphere_points(3100, *box))
    best = min((v for v in all_values if violated("readout_direction", {}, v)), key=simplicity)
    assert (sum(x.denominator for x in best["c"]) / 3) ** 1.5 <= 3100
    return {"N": 3}, best


@find("energy_on_an_ellipse", "all Pythagorean triples x^2 + (2 y)^2 = c^2 by the denominators of x and y")
def _():
    best = None
    for x, y, c in triples(200):
        values = {"b": [F(x, c), F(y, 2 * c)]}
        if violated("energy_on_an_ellipse", {"T": 2}, values):
            if best is None or simplicity(values) < simplicity(best):
                best = values
    return {"T": 2}, best


@find("second_layer_contracts_the_first", "false iff 2 a_1 + a_2 > 2 (with b = (1, 0)): one gate 2/3, the other the simplest beyond it")
def _():
    sizes = {"L": 2, "T": 2}
    values = lambda x: {"a": [F(2, 3), x], "b": [F(1), F(0)]}
    x = simplest("second_layer_contracts_the_first", sizes, values, "0.666667", "4e-7")
    return sizes, values(x)


@find("two_layer_needle", "both gates lie within 1e-6 of 1/2")
def _():
    return {"L": 2, "T": 3}, {"a": [half, half]}


@find("three_layers_past_two_thirds", "false iff a > 2/3 (with b = (1, 0)): all denominators tried")
def _():
    sizes = {"L": 3, "T": 2}
    values = lambda a: {"a": a, "b": [F(1), F(0)]}
    target = F(2, 3) + e("1e-7")
    return sizes, values(simplest("three_layers_past_two_thirds", sizes, values, target, "1e-7"))


@find("both_layers_hold", "least length declared; four ways to pass the token on, not searched", values=False)
def _():
    small = e("1e-7")
    return {"L": 2, "T": 3}, {"A": [[small, half, half], [small, 1 - small, 1 - small]]}


@find("differences_and_average", "all Pythagorean triples by hypotenuse")
def _():
    for x, y, c in triples(10000):
        values = {"z": C(F(-x, c), F(y, c))}
        if violated("differences_and_average", {}, values):
            return {}, values


@find("stolz_angle", "|a| >= 1/3 follows, so |h_4| <= 2 (1 - 3^-4) < 1.99; four choices of a common phase of the inputs", values=False)
def _():
    b = [C((-1) ** t) for t in range(5)]
    return {"T": 5}, {"a": C(F(-1, 3)), "b": b}


@find("slow_rotation", "the violating a lie within 1e-6 of the vertex 3/5 + 4/5 i or its conjugate")
def _():
    return {"T": 3}, {"a": C(F(3, 5), F(4, 5))}


@find("three_phases", "all pairs of Pythagorean triples with hypotenuses up to 4000 near the cube roots of 1")
def _():
    near = [(x, y, c) for x, y, c in triples(4000) if abs(x / c - 0.5) < 0.002]
    best = None
    for (x, y, c), (u, v, d) in itertools.product(near, near):
        for sign in (1, -1):
            values = {"u": C(F(-x, c), F(sign * y, c)), "v": C(F(-u, d), F(-sign * v, d))}
            if violated("three_phases", {}, values):
                if best is None or simplicity(values) < simplicity(best):
                    best = values
    return {}, best


@find("light_damping", "false for every zeta in the domain: 1/10^6 has the least denominator")
def _():
    return {}, {"zeta": e("1e-6")}


@find("nearby_zero", "p = q = 1, then all denominators tried for z in [0.7071067, 1/sqrt(2))")
def _():
    values = lambda z: {"z": z, "p": F(1), "q": F(1)}
    middle = (Decimal("0.7071067") + 1 / dec(2).sqrt()) / 2
    return {}, values(simplest("nearby_zero", {}, values, middle, "1e-7"))


@find("cosine_polynomial", "b within 1e-4 of 1/2, so 1/2, which leaves most room for a; all denominators tried")
def _():
    values = lambda a: {"a": a, "b": half}
    middle = (Decimal("1.41421356") + dec(2).sqrt()) / 2
    return {}, values(simplest("cosine_polynomial", {}, values, middle, "1e-8"))


@find("two_discrete_modes", "false iff a + b < 0: a = 0 and the least denominator for b")
def _():
    return {}, {"a": F(0), "b": -e("1e-6")}


@find("softplus_parabola", "false for 0 < |x| below a threshold near 0.00155: the greatest 1/q there")
def _():
    return {}, {"x": unit_fraction("softplus_parabola", lambda x: {"x": x}, 600)}


def zero(f, low, high):
    """A zero of an increasing function, by bisection."""
    low, high = Decimal(low), Decimal(high)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return (low + high) / 2


@find("mamba_gate_budget", "all denominators tried between the two ends of the interval of x")
def _():
    least = zero(lambda d: (-2 * d).exp() + d - 1, "0.7", "0.9")
    ends = [(d.exp() - 1).ln() for d in (least, Decimal("0.79681214"))]
    x = simplest("mamba_gate_budget", {}, lambda x: {"x": x}, sum(ends) / 2, "1e-7")
    return {}, {"x": x}


@find("gate_curvature", "all denominators tried around log(2 - sqrt(3))")
def _():
    target = (2 - dec(3).sqrt()).ln()
    return {}, {"x": simplest("gate_curvature", {}, lambda x: {"x": x}, target, "1e-4")}


@find("silu_floor", "all denominators tried around the zero of 1 + x + exp(x)")
def _():
    target = zero(lambda x: 1 + x + x.exp(), -2, 0)
    return {}, {"x": simplest("silu_floor", {}, lambda x: {"x": x}, target, "1e-4")}


@find("softplus_gate_influence", "all denominators tried around log(e - 1)")
def _():
    sizes, target = {"T": 2}, (Decimal(1).exp() - 1).ln()
    return sizes, {"x": simplest("softplus_gate_influence", sizes, lambda x: {"x": x}, target, "1e-4")}


@find("logit_budget", "every logit lies within 1e-5 of 1/3")
def _():
    return {"T": 3}, {"x": [F(1, 3)] * 3}


@find("neighbours_share_a_budget", "every gate lies within 1e-8 of 1/2")
def _():
    return {"T": 7}, {"A": [half] * 7}


@find("slow_inputs_of_mean_zero", "every input lies within 1e-7 of the ramp")
def _():
    return {"T": 4}, {"b": [-half, F(-1, 6), F(1, 6), half]}


@find("mixing_of_three_channels", "every entry lies within 1e-4 of 1/3")
def _():
    return {"N": 3}, {"W": [[F(1, 3)] * 3] * 3}


@find("impulse_energy", "least length declared; b over {-1, 0, 1} tried")
def _():
    sizes = {"T": 6}
    return sizes, least_over("impulse_energy", sizes, {}, "b", 6, (-1, 0, 1))


@find("one_norm_factor_two", "a width is at most a third of its sum of distances over the pairs of 4 tokens, so T <= 4 holds; N <= 2 holds since widths are at most the diameter", values=False)
def _():
    # Tokens -e1, -e2, -e3, e1, e2. Each channel writes its token's -1 and holds it; later +1, +1 and 0.
    b = [[-1, 0, 0], [0, -1, 0], [0, 0, -1], [1, 0, 0], [0, 1, 0]]
    A = [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [1, 0, 1]]
    D = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]]
    return {"T": 5, "N": 3}, {k: [[F(x) for x in row] for row in m] for k, m in zip("ADb", (A, D, b))}


def plain_channels(power):
    """The simplest counterexample of three tokens and two channels among gates 0, 1 and inputs -1, 0, 1."""
    pairs = list(itertools.combinations(range(3), 2))
    one = []
    for gates in itertools.product(((0, 0), (0, 1), (1, 0)), repeat=3):
        A, D = zip(*gates)
        for b in itertools.product((-1, 0, 1), repeat=3):
            if min(b) <= 0 <= max(b):
                h = states(A, D, b)[1:]
                width = [tuple(abs(x[s] - x[t]) ** power for s, t in pairs) for x in (h, b)]
                one.append((A, D, b, *width, min(A)))
    best = None
    for p, q in itertools.product(one, one):
        left, right = (max(map(sum, zip(p[k], q[k]))) for k in (3, 4))
        if left > (1 - min(p[5], q[5])) * right:
            rows = ([[F(x), F(y)] for x, y in zip(p[k], q[k])] for k in range(3))
            values = dict(zip("ADb", rows))
            if best is None or simplicity(values) < simplicity(best):
                best = values
    return {"T": 3, "N": 2}, best


@find("contraction_one_norm", "one channel is Theorem 4.2, two tokens hold in every channel; gates 0, 1 and inputs -1, 0, 1 tried")
def _():
    return plain_channels(1)


@find("contraction_two_norm", "one channel is Theorem 4.2, two tokens hold in every channel; gates 0, 1 and inputs -1, 0, 1 tried")
def _():
    return plain_channels(2)


@find("two_norm_constant", "N = 1 holds; N = 2 needs more than a triangle (widths of a triangle of diameter 1: at most 1.366); many equal corners", values=False)
def _():
    b = [[-1, 0], [0, -1], [1, 0], [0, 1]]
    A = [[0, 0], [1, 0], [0, 1], [1, 0]]
    D = [[1, 0], [0, 1], [1, 0], [0, 1]]
    return {"T": 4, "N": 2}, {k: [[F(x) for x in row] for row in m] for k, m in zip("ADb", (A, D, b))}


@find("recency_off_by_one", "s >= 6 needs T >= 7; one of p, L is neither 0 nor 1, L = 1/2 is simplest; all else over {-1, 0, 1} tried")
def _():
    sizes, best = {"T": 7}, None
    for q, k in itertools.product((-1, 0, 1), repeat=2):
        fixed = {"p": F(0), "L": half, "q": F(q), "k": F(k)}
        values = least_over("recency_off_by_one", sizes, fixed, "x", 7, (0, 1))
        if values and (best is None or simplicity(values) < simplicity(best)):
            best = values
    return sizes, {name: best[name] for name in "x p L q k".split()}


@find("recency_wrong_index", "T = 2 needs L > 0 and max(|q|, |q + k|) < |k|: p = 1/2, L = 1/16, k = 1, q = -1/2")
def _():
    return {"T": 2}, {"x": [F(0), F(1)], "p": half, "L": F(1, 16), "q": -half, "k": F(1)}


@find("no_token_is_everything", "the only counterexample: the gate of token 2 shut, the later ones open")
def _():
    return {"T": 4}, {"A": [F(0), F(1), F(1)]}


@find("first_times_last", "the only counterexample")
def _():
    return {"T": 3}, {"A": [F(1), half]}


@find("restless_memory", "least length declared; shut gates, and the alternating inputs that begin with 0")
def _():
    return {"T": 9}, {"A": [F(0)] * 9, "b": [F(t % 2) for t in range(9)]}


# The order, and the file.


def flat(value):
    if isinstance(value, dict):
        return [x for y in value.values() for x in flat(y)]
    if isinstance(value, list):
        return [x for y in value for x in flat(y)]
    return [value.re, value.im] if isinstance(value, C) else [value]


def simplicity(values):
    numbers = flat(values)
    return (
        len(numbers),
        sum(abs(x) not in (0, 1) for x in numbers),
        sum(x.denominator for x in numbers),
        sum(abs(x.numerator) for x in numbers),
        sum(x < 0 for x in numbers),
        numbers,
    )


def written(value):
    if isinstance(value, dict):
        return {name: written(x) for name, x in value.items()}
    if isinstance(value, list):
        return [written(x) for x in value]
    if isinstance(value, C):
        return {"re": str(value.re), "im": str(value.im)}
    return str(value)


def read(value):
    if isinstance(value, dict):
        if set(value) == {"re", "im"}:
            return C(F(value["re"]), F(value["im"]))
        return {name: read(x) for name, x in value.items()}
    return [read(x) for x in value] if isinstance(value, list) else F(value)


def entries():
    result = []
    for name, (file, _) in CLAIMS.items():
        how, is_simplest, search = FOUND[name]
        sizes, values = search()
        assert violated(name, sizes, values), name
        result.append(
            {
                "file": f"{file}.claim",
                "name": name,
                "sizes": sizes,
                "values": written(values) if is_simplest else None,
                "how": how,
                "counterexample": {"sizes": sizes, "values": written(values)},
            }
        )
    return result


# Files whose false theorems have what refutes them in their notes.
NOTED = {"equation-systems.claim", "in-passing.claim"}


def false_theorems():
    """The names of the theorems that the files expect to be refuted."""
    names = set()
    for path in THEOREMS.glob("*.claim"):
        if path.name in NOTED:
            continue
        for block in re.split(r"^(?=theorem )", path.read_text(), flags=re.M)[1:]:
            if re.search(r"^\s*expect refuted", block, flags=re.M):
                names.add((path.name, block.split()[1]))
    return names


def main():
    path = HERE / "Known.json"
    found = entries()
    text = json.dumps(found, indent=1, ensure_ascii=False)
    # A list of numbers on one line.
    text = re.sub(r"\[\s+((?:\"[^\"]*\",?\s*)+)\]", lambda m: "[" + " ".join(m[1].split()) + "]", text)
    if "--write" in sys.argv:
        path.write_text(text + "\n")
    known = json.loads(path.read_text())
    for entry in known:
        example = entry["counterexample"]
        assert violated(entry["name"], example["sizes"], read(example["values"])), entry["name"]
    assert known == found, "Known.json differs from what the searches find"
    # Of these files all, of others some.
    listed = {(entry["file"], entry["name"]) for entry in known if not entry["file"].startswith("../")}
    files = {file for file, _ in listed}
    expected = {(file, name) for file, name in false_theorems() if file in files}
    assert listed == expected, listed ^ expected
    print(f"{len(known)} counterexamples verified, {sum(k['values'] is not None for k in known)} simplest ones")


if __name__ == "__main__":
    main()
