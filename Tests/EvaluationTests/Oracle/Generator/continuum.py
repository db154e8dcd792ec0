"""`forall real`: a decision at all points where something changes and between them.

Every term in w is followed through its branches (|e| is e or -e, a maximum any of its arguments, an `if`
either branch) as polynomials over a common denominator. Roots of all numerators, denominators and
differences that occur cut the line; the formula is then evaluated at every root, as a 1400-bit ball in
which a tiny number is 0, and at a fraction between neighbours. Roots sqrt(P) enter with P, and comparisons
with them by squaring.
"""

from fractions import Fraction

import flint

from evaluator import Failure, t_and, t_not, t_or
from generator import Generator, Scope
from printer import number  # noqa: F401
from values import Cx, Unsure, add, ball, mul, neg, sign, sub


def poly(x):
    return flint.fmpq_poly([flint.fmpq(x.numerator, x.denominator)])


class Branches:
    """All (numerator, denominator, radicand or None) of a term: numerator/denominator [· sqrt(radicand)]."""

    def __init__(self, evaluator, name, env, vals):
        self.ev, self.name, self.env, self.vals = evaluator, name, env, vals
        self.cuts = []

    def cut(self, p):
        if p.degree() > 0:
            self.cuts.append(p)

    def term(self, x):
        """The list of branches as (num, den) of the real and imaginary part."""
        kind = x[0]
        one, zero = flint.fmpq_poly([1]), flint.fmpq_poly([0])
        if kind == "val" and x[1] == self.name:
            return [((flint.fmpq_poly([0, 1]), one), (zero, one))]
        if kind == "i":
            return [((zero, one), (one, one))]
        if kind in ("num", "ix", "var", "let", "val", "call"):
            value = self.ev.e(x, self.env, self.vals)
            if isinstance(value, Cx):
                return [((poly(value.re), one), (poly(value.im), one))]
            return [((poly(value), one), (zero, one))]
        if kind in ("add", "sub", "mul", "div"):
            return [self.combine(kind, a, b) for a in self.term(x[1]) for b in self.term(x[2])]
        if kind == "neg":
            return [tuple((-n, d) for n, d in a) for a in self.term(x[1])]
        if kind == "pow":
            k = int(x[2])
            out = []
            for a in self.term(x[1]):
                r = ((one, one), (zero, one))
                for _ in range(abs(k)):
                    r = self.combine("mul", r, a)
                out.append(self.combine("div", ((one, one), (zero, one)), r) if k < 0 else r)
            return out
        if kind == "ext":
            lists = [self.term(y) for y in x[2]]
            everything = [b for branches in lists for b in branches]
            for i, a in enumerate(everything):
                for b in everything[:i]:
                    self.cut(self.combine("sub", a, b)[0][0])
            return everything
        if kind == "if":
            self.formula(x[1])
            return self.term(x[2]) + self.term(x[3])
        if kind == "fn" and x[1] == "abs":
            out = []
            for a in self.term(x[2]):
                if a[1][0] == 0:
                    self.cut(a[0][0])
                    out += [a, tuple((-n, d) for n, d in a)]
                else:
                    raise Unsure("a modulus inside")
            return out
        if kind == "fn" and x[1] in ("re", "im"):
            k = 0 if x[1] == "re" else 1
            return [(a[k], (zero, one)) for a in self.term(x[2])]
        if kind == "fn" and x[1] == "conj":
            return [(a[0], (-a[1][0], a[1][1])) for a in self.term(x[2])]
        if kind == "diff":
            raise Unsure("diff")
        raise Unsure(kind)

    def combine(self, kind, a, b):
        def plus(p, q):
            return (p[0] * q[1] + q[0] * p[1], p[1] * q[1])

        def times(p, q):
            return (p[0] * q[0], p[1] * q[1])

        def minus(p):
            return (-p[0], p[1])

        if kind == "add":
            return (plus(a[0], b[0]), plus(a[1], b[1]))
        if kind == "sub":
            return (plus(a[0], minus(b[0])), plus(a[1], minus(b[1])))
        if kind == "mul":
            return (plus(times(a[0], b[0]), minus(times(a[1], b[1]))), plus(times(a[0], b[1]), times(a[1], b[0])))
        size = plus(times(b[0], b[0]), times(b[1], b[1]))
        self.cut(size[0])
        if size[0] == 0:
            return ((flint.fmpq_poly([0]), flint.fmpq_poly([1])),) * 2
        inv = (size[1], size[0])
        return self.combine("mul", a, (times(b[0], inv), times(minus(b[1]), inv)))

    def radical(self, x):
        """(radicand branches) of sqrt(x) or of the modulus of a complex term, at the top of a side."""
        if x[0] == "fn" and x[1] == "sqrt":
            return self.term(x[2])
        if x[0] == "fn" and x[1] == "abs":
            branches = self.term(x[2])
            if any(a[1][0] != 0 for a in branches):
                zero, one = flint.fmpq_poly([0]), flint.fmpq_poly([1])
                return [(self.combine("mul", a, (a[0], (-a[1][0], a[1][1])))[0], (zero, one)) for a in branches]
        return None

    def formula(self, f):
        kind = f[0]
        if kind == "cmp":
            sides = [(self.radical(x), x) for x in f[1]]
            for (r, x), (s, y) in zip(sides, sides[1:]):
                p, q = r or self.term(x), s or self.term(y)
                for branches, is_root in ((p, r), (q, s)):
                    for a in branches if is_root else ():
                        self.cut(a[0][0])
                for a in p:
                    for b in q:
                        if r and not s:
                            self.cut(b[0][0])
                            b = self.combine("mul", b, b)
                        if s and not r:
                            self.cut(a[0][0])
                            a2 = self.combine("mul", a, a)
                        else:
                            a2 = a
                        d = self.combine("sub", a2, b)
                        self.cut(d[0][0])
                        self.cut(d[1][0])
        elif kind == "not":
            self.formula(f[1])
        elif kind in ("and", "or"):
            for g in f[1]:
                self.formula(g)
        elif kind == "imp":
            self.formula(f[1])
            self.formula(f[2])
        else:
            raise Unsure(kind)


def real_roots(p):
    """The real roots: fractions where rational, else balls."""
    out = []
    for factor, _ in p.factor()[1]:
        factor = flint.fmpq_poly(factor)
        if factor.degree() == 1:
            c = -factor[0] / factor[1]
            out.append(Fraction(int(c.p), int(c.q)))
        else:
            den = factor.denom()
            whole = flint.fmpz_poly([int((factor[k] * den).p) for k in range(factor.degree() + 1)])
            out += [z.real for z, _ in whole.complex_roots() if z.imag == 0]
    return out


def decide(ev, x, env, vals):
    _, name, ends, filt, body = x
    low = high = None
    low_closed = high_closed = True
    if ends is not None:
        failed = []
        bounds = []
        for end, closed in ends:
            try:
                bounds.append((ev.e(end, env, vals) if end else None, closed))
            except Failure as f:
                failed.append(f.kind)
        if failed:
            raise Unsure("a failing end")
        (low, low_closed), (high, high_closed) = bounds
    cutter = Branches(ev, name, env, vals)
    try:
        if filt is not None:
            cutter.formula(filt)
        cutter.formula(body)
    except Failure:
        raise Unsure("a part fails everywhere") from None
    points = [e for e in (low, high) if e is not None]
    for p in cutter.cuts:
        points += real_roots(p)
    points.sort(key=lambda q: ball(q).mid() if not isinstance(q, Fraction) else ball(q))
    distinct = []
    for q in points:
        if not distinct or sign(sub(q, distinct[-1])) != 0:
            distinct.append(q)

    def fraction(b, up):
        man, exp = ball(b).mid().man_exp()
        exact = Fraction(int(man)) * Fraction(2) ** int(exp)
        scaled = exact * 2**200
        return Fraction(scaled.__ceil__() if up else scaled.__floor__(), 2**200)

    samples = [] if distinct else [Fraction(0)]
    for k, q in enumerate(distinct):
        if k == 0:
            samples.append(fraction(q, False) - 1)
        else:
            middle = mul(add(q, distinct[k - 1]), Fraction(1, 2))
            samples.append(middle if isinstance(middle, Fraction) else fraction(middle, False))
        samples.append(q)
        if k == len(distinct) - 1:
            samples.append(fraction(q, True) + 1)
    truths = []
    for q in samples:
        if low is not None:
            s = sign(sub(q, low))
            if s < 0 or s == 0 and not low_closed:
                continue
        if high is not None:
            s = sign(sub(high, q))
            if s < 0 or s == 0 and not high_closed:
                continue
        truths.append(ev.guarded(filt, body, env, {**vals, name: q}))
    return t_and(truths)


class ContinuumGenerator(Generator):
    """Claims whose conclusion is about all reals w."""

    def claim(self):
        self.sizes = {"T": 0, "N": 0}
        self.reals = {"a": ((), None), "b": ((), None)}
        self.complexes = {"z": ()}
        f = self.real_formula()
        return {"sizes": self.sizes, "indices": {k: v for k, v in
                {"t": ("1", "T"), "s": ("1", "T"), "k": ("1", "t"), "n": ("1", "N")}.items()},
                "reals": self.reals, "complexes": self.complexes, "lets": {}, "functions": {}, "assumes": [],
                "concludes": [([], f)]}

    def number(self):
        return ("num", Fraction(self.pick([0, 1, 1, 2, 2, 3, 4, -1, -2, -3, 5]), self.pick([1, 1, 1, 1, 2, 4])))

    def real_formula(self):
        r = self.r
        ends = None
        form = r.random()
        a = lambda: self.pick([self.number(), self.number(), ("var", "a", ()), ("num", Fraction(0))])
        if form < 0.3:
            ends = ((a(), r.random() < 0.5), (a(), r.random() < 0.5))
            if ends[0][0][0] == "num" and ends[1][0][0] == "num":
                # A constant empty domain is an error of the claim.
                ends = tuple(sorted(ends, key=lambda e: e[0][1]))
                if ends[0][0][1] == ends[1][0][1]:
                    ends = ((ends[0][0], True), (ends[1][0], True))
        elif form < 0.5:
            ends = ((a(), r.random() < 0.5), (None, False))
        elif form < 0.6:
            ends = ((None, False), (a(), r.random() < 0.5))
        filt = self.atom() if r.random() < 0.25 else None
        body = self.atom()
        if r.random() < 0.3:
            body = self.pick([("or", [body, self.atom()]), ("and", [body, self.atom()]), ("imp", self.atom(), body),
                              ("not", body)])
        return ("real", "W", ends, filt, body)

    def polynomial(self, degree):
        w = ("val", "W")
        r = self.r.random()
        if degree <= 0:
            return self.pick([self.number(), self.number(), ("var", "a", ()), ("var", "b", ()), w])
        if r < 0.25:
            # A square: touches 0, at irrational points too.
            inner = ("sub", ("pow", w, self.pick(["1", "2", "2"])), self.polynomial(0))
            return ("pow", inner, "2")
        if r < 0.45:
            return ("mul", self.polynomial(degree - 1), ("sub", w, self.number()))
        if r < 0.8:
            return (self.pick(["add", "sub"]), ("pow", w, str(degree)), self.polynomial(degree - 1))
        return ("mul", self.number(), self.polynomial(degree - 1))

    def piece(self):
        r = self.r.random()
        p = self.polynomial(self.pick([1, 2, 2, 3]))
        if r < 0.4:
            return p
        if r < 0.55:
            return ("div", self.polynomial(self.pick([0, 1, 2])), p)
        if r < 0.7:
            return ("fn", "abs", p)
        if r < 0.8:
            return ("ext", self.pick(["max", "min"]), [p, self.polynomial(1)])
        if r < 0.9:
            return ("if", ("cmp", [("val", "W"), self.polynomial(0)], [self.relation()]), p, self.polynomial(1))
        return ("div", p, ("add", ("pow", ("val", "W"), "2"), ("num", Fraction(1))))

    def complex_piece(self):
        w = ("val", "W")
        leaves = [("add", w, ("i",)), ("sub", ("mul", ("i",), w), ("var", "z", ())), ("var", "z", ()),
                  ("add", ("num", Fraction(1)), ("mul", w, ("var", "z", ()))), ("mul", ("i",), w)]
        x = self.pick(leaves)
        r = self.r.random()
        if r < 0.3:
            return ("mul", x, self.pick(leaves))
        if r < 0.6:
            return ("div", self.pick(leaves), x)
        return x

    def atom(self):
        r = self.r.random()
        if r < 0.12:
            x = self.piece()
            y = self.variant(x)
        elif r < 0.25:
            x, y = ("fn", "abs", self.complex_piece()), self.pick([self.number(), self.polynomial(1)])
        elif r < 0.32:
            x, y = ("fn", "abs", self.complex_piece()), ("fn", "abs", self.complex_piece())
        elif r < 0.45:
            x = ("fn", "sqrt", self.polynomial(2))
            y = self.pick([self.polynomial(1), self.number(), ("fn", "sqrt", self.polynomial(2))])
        else:
            x, y = self.piece(), self.pick([("num", Fraction(0)), ("num", Fraction(0)), self.polynomial(1), self.piece()])
        rel = self.relation() if self.r.random() < 0.4 else self.pick([">=", ">=", ">", "<="])
        return ("cmp", [x, y], [rel])
