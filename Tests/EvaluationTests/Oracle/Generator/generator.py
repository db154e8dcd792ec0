"""Random typed claims with instances, deterministic by seed; equality cases and zeros on purpose."""

import random
from fractions import Fraction

from values import Cx

RANGES = {"t": ("1", "T"), "s": ("1", "T"), "k": ("1", "t"), "n": ("1", "N")}
SIMPLE = [Fraction(p) for p in ("0", "0", "0", "1", "1", "-1", "1/2", "1/2", "-1/2", "2", "1/3", "3/5", "-3/5",
                                "4/5", "3", "-2")]


class Scope:
    def __init__(self, indices=(), vals=(), is_function=False):
        self.indices, self.vals, self.is_function = tuple(indices), tuple(vals), is_function

    def having(self, index=None, val=None):
        # A rebound t makes p[t,k] of the outer k unsafe: k is forgotten.
        kept = [i for i in self.indices if i != index and not (index == "t" and i == "k")]
        return Scope(kept + ([index] if index else []), self.vals + ((val,) if val else ()), self.is_function)


class Generator:
    def __init__(self, seed, features=()):
        self.r = random.Random(seed)
        self.features = set(features)
        self.fresh = 0
        self.lets, self.functions, self.families = {}, {}, []
        self.plain, self.complex_lets = [], []
        self.in_diff = False
        self.nesting = 0

    def has(self, feature, chance):
        return feature in self.features and self.r.random() < chance

    def pick(self, xs):
        return self.r.choice(list(xs))

    def new(self, stem):
        self.fresh += 1
        return f"{stem}{self.fresh}"

    # Claims

    def claim(self):
        r = self.r
        self.sizes = {"T": r.choice([1, 1, 0]), "N": r.choice([1, 0])}
        self.reals = {"a": ((), self.domain()), "x": (("t",), self.domain())}
        if r.random() < 0.5:
            self.reals["b"] = ((), None)
        if r.random() < 0.4:
            self.reals["y"] = (("t", "n"), self.domain())
        if r.random() < 0.4:
            self.reals["p"] = (("t", "k"), self.domain())
        self.complexes = {}
        if "complex" in self.features:
            self.complexes = {"z": ()}
            if r.random() < 0.5:
                self.complexes["w"] = ("t",)
        for _ in range(r.randrange(4)):
            self.definition()
        assumes = [self.statement(True) for _ in range(r.choice([0, 0, 1, 1, 2]))]
        concludes = [self.statement(False) for _ in range(r.choice([1, 1, 1, 2]))]
        return {"sizes": self.sizes, "indices": RANGES, "reals": self.reals, "complexes": self.complexes,
                "lets": self.lets, "functions": self.functions, "assumes": assumes, "concludes": concludes}

    def domain(self):
        r = self.r.random()
        num = lambda q: ("num", Fraction(q))
        if r < 0.45:
            return None
        if r < 0.65:
            return [(">=", num(0)), ("<=", num(1))]
        if r < 0.75:
            return [(">", num(-1)), ("<=", num(1))]
        if r < 0.85:
            return [(self.pick([">=", ">", "<"]), num(self.pick([0, 0, -1, 1])))]
        if r < 0.95 and getattr(self, "reals", None) and "b" in self.reals:
            return [("<=", ("fn", "abs", ("var", "b", ())))]
        return [(">=", num(-2)), ("<=", num(2))]

    def definition(self):
        r = self.r.random()
        if r < 0.3:
            name = self.new("c")
            if self.has("complex", 0.3):
                self.lets[name] = [((), self.complex(Scope(), 3))]
                self.complex_lets.append(name)
            else:
                self.lets[name] = [((), self.real(Scope(), 3))]
                self.plain.append(name)
        elif r < 0.75:
            name = self.new("h")
            step = ("let", name, ("t-1",))
            body = self.real(Scope(["t"]), 2)
            form = self.r.randrange(4)
            if form == 0:
                body = ("add", ("mul", self.real(Scope(["t"]), 1), step), body)
            elif form == 1:
                body = ("ext", self.pick(["max", "min"]), [step, body])
            elif form == 2:
                body = ("if", ("cmp", [step, self.real(Scope(["t"]), 1)], [self.relation()]), step, body)
            else:
                body = ("add", body, ("agg", "sum", [("s", ("0", "t-1"))] if False else [("j", ("0", "t-1"))],
                                      None, ("let", name, ("j",))))
            equations = [(("0",), self.real(Scope(), 1)), (("t",), body)]
            if self.r.random() < 0.25:
                equations.append((("1",), self.real(Scope(), 1)))
            self.lets[name] = equations
            self.families.append(name)
        else:
            name = self.new("f")
            params = ["u"] if self.r.random() < 0.6 else ["u", "v"]
            params = [self.new(p) for p in params]
            self.functions[name] = (params, self.real(Scope(vals=params, is_function=True), 3))

    def statement(self, is_hypothesis):
        scope = Scope(self.pick([(), ("t",), ("t",), ("t", "k"), ("t", "n"), ("s", "t")]))
        scope.indices = tuple(i for i in scope.indices)
        for _ in range(50):
            f = self.formula(scope, 2 if not is_hypothesis else 1)
            free = free_indices(f)
            if "k" in free and "t" not in free:
                free |= {"t"}
            if is_hypothesis and not speaks(f):
                continue
            return (sorted(free, key="stkn".index), f)
        return ([], ("cmp", [("var", "a", ()), ("var", "a", ())], ["<="]))

    # Formulas

    def relation(self):
        return self.pick(["<=", "<=", "<", ">=", ">", "=", "=", "/="])

    def formula(self, scope, depth):
        r = self.r.random()
        if depth == 0 or r < 0.5:
            return self.comparison(scope)
        if r < 0.58:
            return ("not", self.formula(scope, depth - 1))
        if r < 0.68:
            return ("and", [self.formula(scope, depth - 1) for _ in range(2)])
        if r < 0.78:
            return ("or", [self.formula(scope, depth - 1) for _ in range(2)])
        if r < 0.86:
            return ("imp", self.formula(scope, depth - 1), self.formula(scope, depth - 1))
        binders, inner = self.binders(scope)
        filt = self.formula(inner, 0) if self.r.random() < 0.4 else None
        return (self.pick(["forall", "exists"]), binders, filt, self.formula(inner, depth - 1))

    def comparison(self, scope):
        """Formulas inside expressions stay small."""
        self.nesting += 1
        try:
            return self.small_comparison(scope) if self.nesting > 1 else self.large_comparison(scope)
        finally:
            self.nesting -= 1

    def small_comparison(self, scope):
        x = self.real(scope, 1)
        y = self.variant(x) if self.r.random() < 0.1 else self.real(scope, self.pick([0, 0, 1]))
        return ("cmp", [x, y], [self.relation()])

    def large_comparison(self, scope):
        if self.has("complex", 0.2):
            x = self.complex(scope, 2)
            y = self.variant(x) if self.r.random() < 0.4 else self.complex(scope, 1)
            return ("cmp", [x, y], [self.pick(["=", "/="])])
        x = self.real(scope, 3)
        y = self.variant(x) if self.r.random() < 0.25 else self.real(scope, 2)
        if self.r.random() < 0.12:
            return ("cmp", [x, y, self.real(scope, 1)], [self.relation(), self.relation()])
        return ("cmp", [x, y], [self.relation()])

    def variant(self, x):
        """The same number in another form, more or less."""
        form = self.r.randrange(6)
        if x[0] in ("add", "mul") and form < 3:
            return (x[0], x[2], x[1])
        if x[0] == "mul" and x[1][0] in ("add", "sub"):
            return (x[1][0], ("mul", x[1][1], x[2]), ("mul", x[1][2], x[2]))
        if form == 0:
            return ("neg", ("neg", x))
        if form == 1:
            return ("sub", ("add", x, ("num", Fraction(1, 3))), ("num", Fraction(1, 3)))
        if form == 2:
            return ("add", x, ("mul", ("num", Fraction(0)), ("var", "a", ())))
        if form == 3:
            return ("div", ("mul", x, ("num", Fraction(3))), ("num", Fraction(3)))
        return x

    def binders(self, scope):
        form = self.r.randrange(7)
        if form <= 1:
            out = [("t", None)]
        elif form == 2:
            out = [("s", None)]
        elif form == 3:
            out = [("n", None)]
        elif form == 4 and "t" in scope.indices:
            out = [("k", None)]
        elif form == 5:
            out = [("t", None), ("k", None)]
        else:
            out = [("s", ("1", self.pick(["T", "T-1", "t-1", "t"] if "t" in scope.indices else ["T", "T-1"])))]
        for name, _ in out:
            scope = scope.having(index=name)
        return out, scope

    # Expressions

    def number(self):
        return ("num", self.pick(SIMPLE))

    def leaf(self, scope):
        options = [self.number, lambda: ("var", "a", ())]
        if "b" in self.reals:
            options.append(lambda: ("var", "b", ()))
        if scope.vals:
            options += [lambda: ("val", self.pick(scope.vals))] * 4
        for name in self.plain[-2:]:
            options.append(lambda name=name: ("let", name, ()))
        ts = [i for i in scope.indices if i in "st"]
        if ts:
            t = self.pick(ts)
            options += [lambda: ("var", "x", (t,))] * 3
            options += [lambda: ("ix", t)]
            options += [lambda: ("var", "x", (f"T+1-{t}",))]
            for name in self.families[-2:]:
                options.append(lambda name=name: ("let", name, (self.pick([t, t, f"{t}-1", "0"]),)))
            if "y" in self.reals and "n" in scope.indices:
                options += [lambda: ("var", "y", (t, "n"))] * 2
        if "p" in self.reals and "t" in scope.indices and "k" in scope.indices:
            options += [lambda: ("var", "p", ("t", "k"))] * 3
        for name in self.families[-2:]:
            options.append(lambda name=name: ("let", name, (self.pick(["T", "0"]),)))
        return self.pick(options)()

    def real(self, scope, depth):
        if depth == 0 or self.r.random() < 0.12:
            return self.leaf(scope)
        sub = lambda d=1: self.real(scope, depth - d)
        r = self.r.random()
        if r < 0.18:
            return ("add", sub(), sub())
        if r < 0.30:
            return ("sub", sub(), sub())
        if r < 0.46:
            return ("mul", sub(), sub())
        if r < 0.53:
            return ("div", sub(), self.divisor(scope, depth - 1))
        if r < 0.58:
            return ("pow", sub(), self.pick(["0", "1", "2", "2", "3", "-1", "-2"]
                                            + (["t-1", "t"] if "t" in scope.indices else [])))
        if r < 0.61:
            return ("neg", sub())
        if r < 0.68:
            if self.has("complex", 0.5):
                return self.of_complex(scope, depth)
            return ("fn", "abs", sub())
        if r < 0.75:
            return ("ext", self.pick(["max", "min"]), [sub() for _ in range(self.pick([2, 2, 3]))])
        if r < 0.86:
            binders, inner = self.binders(scope)
            filt = self.formula(inner, 0) if self.r.random() < 0.35 else None
            kind = self.pick(["sum", "sum", "prod", "max", "min"])
            return ("agg", kind, binders, filt, self.real(inner, depth - 1))
        if r < 0.92:
            return ("if", self.formula(scope, 0), sub(), sub())
        if self.functions and r < 0.96:
            name = self.pick(self.functions)
            return ("call", name, [self.real(scope, 1) for _ in self.functions[name][0]])
        if self.has("sqrt", 0.5) and not self.in_diff:
            return ("fn", "sqrt", sub())
        if self.has("transcendental", 0.8):
            return ("fn", self.pick(["exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "silu", "sqrt"]), sub())
        if "diff" in self.features and (not self.in_diff or self.r.random() < 0.4):
            return self.derivative(scope, depth)
        return self.leaf(scope)

    def divisor(self, scope, depth):
        if self.r.random() < 0.5:
            return ("num", self.pick([q for q in SIMPLE if q]))
        for _ in range(20):
            d = self.real(scope, depth)
            if speaks(d):
                return d
        return ("var", "a", ())

    def derivative(self, scope, depth):
        targets = [("var", "a", ())]
        if "b" in self.reals:
            targets.append(("var", "b", ()))
        for t in scope.indices:
            if t in "st":
                targets += [("var", "x", (t,))] * 2
        if not scope.is_function:
            targets.append(("var", "x", ("T",)))
        targets += [("val", v) for v in scope.vals] * 3
        saved, self.in_diff = self.in_diff, True
        body = self.real(scope, max(depth, 2))
        if self.r.random() < 0.5:
            body = self.pick([("mul", body, self.pick(targets)), ("fn", "abs", body),
                              ("ext", "max", [body, self.pick(targets)]), ("pow", body, "2")])
        self.in_diff = saved
        return ("diff", body, self.pick(targets))

    def of_complex(self, scope, depth):
        z = self.complex(scope, depth - 1)
        form = self.r.randrange(4)
        if form == 0 and not self.in_diff:
            return ("fn", "abs", z)
        if form <= 1:
            return ("pow", ("fn", "abs", z), "2") if not self.in_diff else ("fn", "re", ("mul", z, ("fn", "conj", z)))
        return ("fn", self.pick(["re", "im"]), z)

    def complex(self, scope, depth):
        leaves = [("i",), ("var", "z", ())]
        if "w" in self.complexes:
            leaves += [("var", "w", (t,)) for t in scope.indices if t in "st"]
        leaves += [("let", c, ()) for c in self.complex_lets]
        if scope.is_function:
            leaves = [("i",), ("add", self.real(scope, 0), ("mul", ("i",), self.real(scope, 0)))]
        if depth <= 0 or self.r.random() < 0.15:
            return self.pick(leaves)
        sub = lambda: self.complex(scope, depth - 1)
        r = self.r.random()
        if r < 0.2:
            return ("add", sub(), sub() if self.r.random() < 0.6 else self.real(scope, depth - 1))
        if r < 0.35:
            return ("sub", sub(), sub())
        if r < 0.6:
            return ("mul", sub(), sub() if self.r.random() < 0.6 else self.real(scope, depth - 1))
        if r < 0.7:
            return ("div", sub() if self.r.random() < 0.6 else self.real(scope, depth - 1), self.pick(leaves))
        if r < 0.8:
            return ("pow", sub(), self.pick(["0", "1", "2", "3", "-1"]))
        if r < 0.9:
            return ("fn", "conj", sub())
        if r < 0.95 and not scope.is_function:
            return ("agg", self.pick(["sum", "prod"]), [("s", None)], None, self.complex(scope.having(index="s"), depth - 1))
        return ("if", self.formula(scope, 0), sub(), sub())

    # Instances

    def instance(self, claim):
        r = self.r
        sizes = {"T": max(claim["sizes"]["T"], r.choice([0, 1, 2, 2, 3])),
                 "N": max(claim["sizes"]["N"], r.choice([0, 1, 2]))}
        pool = r.choice([SIMPLE, SIMPLE, [Fraction(0), Fraction(1)], [Fraction(0), Fraction(1, 2), Fraction(1)],
                         [q for q in SIMPLE if q >= 0]])
        from evaluator import Evaluator

        combos = Evaluator(claim, sizes, {}).combos
        values = {}
        for name, spec in list(claim["reals"].items()) + list(claim["complexes"].items()):
            is_complex = name in claim["complexes"]
            indices = spec if is_complex else spec[0]
            draw = (lambda: Cx(r.choice(pool), r.choice(pool))) if is_complex else (lambda: r.choice(pool))
            values[name] = {tuple(env[i] for i in indices): draw()
                            for env in combos([(i, None) for i in indices], dict(sizes))}
        return sizes, values, combos


def walk(x):
    if isinstance(x, (tuple, list)):
        yield x
        for y in x:
            yield from walk(y)


def speaks(x):
    """Whether a variable, definition or bound number occurs."""
    return any(isinstance(y, tuple) and y and y[0] in ("var", "let", "val", "call") for y in walk(x))


def names(text):
    import re

    return {w for w in re.findall(r"[A-Za-z]+", text) if w in RANGES}


def free_indices(x):
    kind = x[0]
    if kind == "ix":
        return names(x[1])
    if kind in ("var", "let"):
        return set().union(*[names(i) for i in x[2]]) if x[2] else set()
    if kind == "pow":
        return free_indices(x[1]) | names(x[2])
    if kind in ("num", "val", "i", "pi"):
        return set()
    if kind == "real":
        ends = [e for e, _ in (x[2] or ()) if e]
        return set().union(*[free_indices(y) for y in ends + ([x[3]] if x[3] else []) + [x[4]]])
    if kind in ("agg", "forall", "exists"):
        bs, filt, body = x[-3:]
        out = free_indices(body) | (free_indices(filt) if filt is not None else set())
        for name, rng in reversed(bs):
            out -= {name}
            for end in rng or RANGES[name]:
                out |= names(end)
        return out
    out = set()
    for y in x[1:]:
        if isinstance(y, tuple):
            out |= free_indices(y)
        elif isinstance(y, list):
            for z in y:
                if isinstance(z, tuple):
                    out |= free_indices(z)
    return out
