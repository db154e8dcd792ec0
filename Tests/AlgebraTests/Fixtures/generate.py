"""Writes the fixtures beside this file: answers of FLINT (python-flint) and mpmath to compare with.

Run with python-flint 0.9 and mpmath 1.3: python3 generate.py
"""

import pathlib
import random

import mpmath
from flint import ctx, fmpz_poly

here = pathlib.Path(__file__).parent
rng = random.Random(20240917)
ctx.dps = 60


def text(p):
    return " ".join(str(int(c)) for c in p.coeffs())


def rand_poly(degree, bits):
    while True:
        p = fmpz_poly([rng.randint(-(2**bits), 2**bits) for _ in range(degree + 1)])
        if p.degree() == degree:
            return p


# Each line: coefficients, constant first; then the distinct real roots to 40 digits.
lines = []
polys = []
for degree in [1, 2, 3, 4, 5, 7, 9, 12, 16, 20, 30, 40]:
    for bits in [3, 20, 120, 400]:
        polys.append(rand_poly(degree, bits))
for _ in range(12):  # products with repeated and close factors
    p = fmpz_poly([1])
    for _ in range(rng.randint(2, 5)):
        p *= rand_poly(rng.randint(1, 4), rng.choice([2, 6, 30])) ** rng.randint(1, 3)
    polys.append(p)
w = fmpz_poly([1])
for k in range(1, 21):
    w *= fmpz_poly([-k, 1])
polys += [w, w + 1, w - 1]  # Wilkinson and two disturbed
for n, a in [(8, 10**6), (15, 10**9), (30, 2**20)]:  # Mignotte: two roots very close to 1/a
    polys.append(fmpz_poly([0] * n + [1]) - 2 * fmpz_poly([-1, a]) ** 2)
polys.append(fmpz_poly([-1] + [0] * 59 + [1]))
t0, t1 = fmpz_poly([1]), fmpz_poly([0, 1])
for _ in range(39):  # Chebyshev: all roots real
    t0, t1 = t1, fmpz_poly([0, 2]) * t1 - t0
polys.append(t1)
for p in polys:
    roots = []
    for z, _ in p.complex_roots():
        if z.imag.is_zero():
            roots.append(z.real)
    roots.sort(key=lambda r: mpmath.mpf(r.str(50, radius=False)))
    lines.append(text(p) + ";" + " ".join(r.str(40, radius=False) for r in roots))
(here / "real-roots.txt").write_text("\n".join(lines) + "\n")

# Each line: a; b; gcd(a, b), primitive.
lines = []
for _ in range(60):
    g = rand_poly(rng.randint(0, 12), rng.choice([2, 40, 300]))
    a = g * rand_poly(rng.randint(0, 15), rng.choice([2, 40, 300]))
    b = g * rand_poly(rng.randint(0, 15), rng.choice([2, 40, 300]))
    d = a.gcd(b)
    d = fmpz_poly([c // d.content() for c in d.coeffs()])
    lines.append(";".join(map(text, (a, b, d))))
(here / "gcd.txt").write_text("\n".join(lines) + "\n")

# Zeros of √P + √Q − c and of √(P + √Q) − R; each line: kind; P; Q; c or R; zeros to 30 digits.
mpmath.mp.dps = 60


def zeros(f, low, high, steps):
    found = []
    xs = [mpmath.mpf(low) + (mpmath.mpf(high) - low) * k / steps for k in range(steps + 1)]
    values = [f(x) for x in xs]
    for x, y, u, v in zip(xs, xs[1:], values, values[1:]):
        if u * v < 0:
            found.append(mpmath.findroot(f, (x, y), solver="anderson", tol=1e-90))
    return found


lines = []
while len(lines) < 40:
    def definite():
        a, b, c = rng.randint(1, 5), rng.randint(-6, 6), rng.randint(-6, 6)
        return [a * b * b + rng.randint(1, 5), -2 * a * b, a]  # a(w − b)² + positive

    p, q = definite(), definite()
    P = lambda x: p[0] + p[1] * x + p[2] * x * x
    Q = lambda x: q[0] + q[1] * x + q[2] * x * x
    if len(lines) % 2 == 0:
        r = [rng.randint(3, 40)]
        f = lambda x: mpmath.sqrt(P(x)) + mpmath.sqrt(Q(x)) - r[0]
        kind = "sum"
    else:
        r = [rng.randint(-5, 9), rng.randint(-3, 3)]
        f = lambda x: mpmath.sqrt(P(x) + mpmath.sqrt(Q(x))) - r[0] - r[1] * x
        kind = "nested"
    found = zeros(f, -60, 60, 6001)
    join = lambda v: " ".join(map(str, v))
    lines.append(";".join([kind, join(p), join(q), join(r),
                           " ".join(mpmath.nstr(x, 30) for x in found)]))
(here / "radical-zeros.txt").write_text("\n".join(lines) + "\n")
