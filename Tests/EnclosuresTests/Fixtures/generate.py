#!/usr/bin/env python3
"""Writes oracle.tsv: function, exact inputs, certified enclosure of the value (python-flint, i.e. Arb).

Rows are `name<TAB>inputs separated by spaces<TAB>lower<TAB>upper`; every number is an exact rational,
inputs are points. The enclosures have about 60 digits. Run: python3 generate.py > oracle.tsv
"""
import random
from fractions import Fraction
from flint import acb, arb, ctx, fmpq

ctx.prec = 1400


def q(x):
    return fmpq(x.numerator, x.denominator)


def real(x):
    return arb(q(x))


def ends(x):
    """Outward decimal ends of a ball, 60 significant digits."""
    def exact(a):
        man, exp = a.man_exp()
        return Fraction(int(man)) * Fraction(2) ** int(exp)

    low, high = exact(x.lower()), exact(x.upper())
    width = high - low

    def cut(v, up):
        if v == 0:
            return v
        scale = Fraction(1)
        size = abs(v)
        while size * scale < 10**59:
            scale *= 10
        while size * scale >= 10**61:
            scale /= 10
        n = v * scale
        floor = n.numerator // n.denominator
        return Fraction(floor + (1 if up and floor != n else 0)) / scale

    assert width <= abs(low) / 10**60 or low == 0, (low, width)
    return cut(low, False), cut(high, True)


ONE = arb(1)
UNARY = {
    "exp": (lambda x: x.exp(), lambda v: abs(v) < 2000),
    "log": (lambda x: x.log(), lambda v: v > 0),
    "sin": (lambda x: x.sin(), lambda v: True),
    "cos": (lambda x: x.cos(), lambda v: True),
    "tanh": (lambda x: x.tanh(), lambda v: abs(v) < 300),
    "sigmoid": (lambda x: ONE / (ONE + (-x).exp()), lambda v: abs(v) < 700),
    "softplus": (lambda x: (x.exp()).log1p(), lambda v: abs(v) < 700),
    "silu": (lambda x: x / (ONE + (-x).exp()), lambda v: abs(v) < 700),
    "sqrt": (lambda x: x.sqrt(), lambda v: v >= 0),
}
BINARY = {
    "atan2": (lambda y, x: arb.atan2(y, x), lambda y, x: x != 0 or y != 0),
    "power": (lambda x, y: x**y, lambda x, y: x > 0 and abs(y) < 400 and Fraction(1, 10**9) < x < 10**9),
}
COMPLEX = {
    "exp": lambda z: z.exp(), "log": lambda z: z.log(), "sqrt": lambda z: z.sqrt(),
    "sin": lambda z: z.sin(), "cos": lambda z: z.cos(), "square": lambda z: z * z,
    "reciprocal": lambda z: 1 / z, "cube": lambda z: z**3, "inverseCube": lambda z: z**-3,
}


def draw(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return Fraction(rng.randint(-12, 12))
    if kind == 1:
        return Fraction(rng.randint(-200, 200), rng.randint(1, 60))
    if kind == 2:
        return Fraction(rng.gauss(0, 3))
    if kind == 3:
        return Fraction(rng.uniform(1, 2)) * Fraction(2) ** rng.randint(-60, 60) * rng.choice([1, -1])
    if kind == 4:
        return Fraction(rng.uniform(1, 2)) * Fraction(2) ** rng.randint(-1000, 1000) * rng.choice([1, -1])
    return Fraction(rng.choice(["-1.2784645427610738", "3.141592653589793", "1e-20", "0.5", "-0.5", "1e22"]))


def row(name, inputs, value):
    low, high = ends(value)
    print(name, " ".join(map(str, inputs)), low, high, sep="\t")


def main():
    rng = random.Random(20250101)
    for name, (function, domain) in UNARY.items():
        made = 0
        while made < 30:
            v = draw(rng)
            if not domain(v):
                continue
            try:
                row(name, [v], function(real(v)))
                made += 1
            except AssertionError:
                pass
    for name, (function, domain) in BINARY.items():
        made = 0
        while made < 60:
            v, w = draw(rng), draw(rng)
            if not domain(v, w):
                continue
            try:
                row(name, [v, w], function(real(v), real(w)))
                made += 1
            except AssertionError:
                pass
    for name, function in COMPLEX.items():
        made = 0
        while made < 16:
            v, w = Fraction(rng.gauss(0, 2)), Fraction(rng.gauss(0, 2))
            if made % 5 == 1:
                v = Fraction(rng.randint(-4, 4))
            value = function(acb(real(v), real(w)))
            try:
                low = ends(value.real)
                row("complex.re." + name, [v, w], value.real)
                row("complex.im." + name, [v, w], value.imag)
                made += 1
            except AssertionError:
                pass


main()
