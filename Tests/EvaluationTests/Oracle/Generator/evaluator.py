"""A direct recursive evaluator of claims, written from the language's page alone.

Claims are nested tuples (see `show` in printer.py for the shapes). Truths are True, False or a failure:
'U' undefined, 'V' an empty max or min was evaluated. Numbers that fail raise `Failure`.
"""

from fractions import Fraction

import flint

from values import (Cx, Germ, Mode, Unsure, add, at_zero, ball, inverse, mul, neg, parts, sign, sqrt, sub)


class Failure(Exception):
    def __init__(self, kind):
        self.kind = kind


class OutOfRange(Exception):
    pass


def strongest(kinds):
    return "V" if "V" in kinds else "U"


def t_not(x):
    return (not x) if isinstance(x, bool) else x


def t_every(parts):
    """All elements are evaluated: an empty extremum met in one prevails over a false one."""
    parts = list(parts)
    return "V" if "V" in parts else t_and(parts)


def t_and(xs):
    if any(x is False for x in xs):
        return False
    failed = [x for x in xs if not isinstance(x, bool)]
    return strongest(failed) if failed else True


def t_or(xs):
    return t_not(t_and([t_not(x) for x in xs]))


def index_value(text, env):
    return eval(text, {"__builtins__": {}, "min": min, "max": max}, env)


class Evaluator:
    def __init__(self, claim, sizes, values):
        self.claim, self.sizes, self.values = claim, sizes, values
        self.memo = {}
        self.level = 0

    # Indices

    def combos(self, binders, env):
        """Environments for a list of (name, range or None)."""
        if not binders:
            yield env
            return
        name, rng = binders[0]
        low, high = rng or self.claim["indices"][name]
        for value in range(index_value(low, env), index_value(high, env) + 1):
            yield from self.combos(binders[1:], {**env, name: value})

    def all(self, thunks):
        """Values of all thunks; the strongest failure where some fail."""
        out, failed = [], []
        for thunk in thunks:
            try:
                out.append(thunk())
            except Failure as f:
                failed.append(f.kind)
        if failed:
            raise Failure(strongest(failed))
        return out

    # Expressions; `vals` maps value names (parameters, forall-real names) to numbers.

    def e(self, x, env, vals):
        return getattr(self, "e_" + x[0])(x, env, vals)

    def two(self, x, env, vals):
        return self.all([lambda: self.e(x[1], env, vals), lambda: self.e(x[2], env, vals)])

    def e_num(self, x, env, vals):
        return x[1]

    def e_ix(self, x, env, vals):
        return Fraction(index_value(x[1], env))

    def e_i(self, x, env, vals):
        return Cx(Fraction(0), Fraction(1))

    def e_val(self, x, env, vals):
        found = vals[x[1]]
        if isinstance(found, Failure):
            raise Failure(found.kind)
        return found

    def key(self, x, env):
        return tuple(index_value(t, env) for t in x[2])

    def e_var(self, x, env, vals):
        try:
            return self.values[x[1]][self.key(x, env)]
        except KeyError:
            raise OutOfRange from None

    def e_let(self, x, env, vals):
        where = (x[1], self.key(x, env))
        if where not in self.memo:
            self.memo[where] = self.element(*where)
        found = self.memo[where]
        if isinstance(found, Failure):
            raise Failure(found.kind)
        return found

    def element(self, name, at):
        best = None
        for patterns, body in self.claim["lets"][name]:
            env, numbers = dict(self.sizes), 0
            for pattern, value in zip(patterns, at):
                if pattern in self.claim["indices"]:
                    low, high = self.claim["indices"][pattern]
                    if not index_value(low, env) <= value <= index_value(high, env):
                        break
                    env[pattern] = value
                elif index_value(pattern, env) == value:
                    numbers += 1
                else:
                    break
            else:
                if best is None or numbers > best[0]:
                    best = (numbers, body, env)
        if best is None:
            raise OutOfRange
        try:
            return self.e(best[1], best[2], {})
        except Failure as f:
            return f

    def e_call(self, x, env, vals):
        params, body = self.claim["functions"][x[1]]
        arguments = []
        for a in x[2]:
            try:
                arguments.append(self.e(a, env, vals))
            except Failure as f:
                arguments.append(f)
        return self.e(body, dict(self.sizes), dict(zip(params, arguments)))

    def e_add(self, x, env, vals):
        a, b = self.two(x, env, vals)
        if isinstance(a, Cx) or isinstance(b, Cx):
            (p, q), (r, s) = parts(a), parts(b)
            return Cx(add(p, r), add(q, s))
        return add(a, b)

    def e_neg(self, x, env, vals):
        a = self.e(x[1], env, vals)
        return Cx(neg(a.re), neg(a.im)) if isinstance(a, Cx) else neg(a)

    def e_sub(self, x, env, vals):
        a, b = self.two(x, env, vals)
        if isinstance(a, Cx) or isinstance(b, Cx):
            (p, q), (r, s) = parts(a), parts(b)
            return Cx(sub(p, r), sub(q, s))
        return sub(a, b)

    def times(self, a, b):
        if isinstance(a, Cx) or isinstance(b, Cx):
            (p, q), (r, s) = parts(a), parts(b)
            return Cx(sub(mul(p, r), mul(q, s)), add(mul(p, s), mul(q, r)))
        return mul(a, b)

    def e_mul(self, x, env, vals):
        return self.times(*self.two(x, env, vals))

    def over(self, a, b):
        if isinstance(b, Cx):
            n = add(mul(b.re, b.re), mul(b.im, b.im))
            if sign(n) == 0:
                raise Failure("U")
            k = inverse(n)
            return self.times(a, Cx(mul(b.re, k), mul(neg(b.im), k)))
        if sign(b) == 0:
            raise Failure("U")
        k = inverse(b)
        return Cx(mul(a.re, k), mul(a.im, k)) if isinstance(a, Cx) else mul(a, k)

    def e_div(self, x, env, vals):
        return self.over(*self.two(x, env, vals))

    def e_pow(self, x, env, vals):
        a = self.e(x[1], env, vals)
        k = index_value(x[2], env)
        out = Fraction(1)
        for _ in range(abs(k)):
            out = self.times(out, a)
        return self.over(Fraction(1), out) if k < 0 else out

    def e_fn(self, x, env, vals):
        a = self.e(x[2], env, vals)
        f = x[1]
        if f == "abs":
            if isinstance(a, Cx):
                return sqrt(add(mul(a.re, a.re), mul(a.im, a.im)))
            return neg(a) if sign(a) < 0 else a
        if f == "re":
            return parts(a)[0]
        if f == "im":
            return parts(a)[1]
        if f == "conj":
            return Cx(a.re, neg(a.im)) if isinstance(a, Cx) else a
        if f == "sqrt":
            if sign(a) < 0:
                raise Failure("U")
            return sqrt(a)
        if isinstance(a, Cx):
            raise Unsure(f)
        b = ball(a)
        if f == "log":
            if sign(a) <= 0:
                raise Failure("U")
            return b.log()
        one = flint.arb(1)
        if f == "sigmoid":
            return one / (one + (-b).exp())
        if f == "silu":
            return b / (one + (-b).exp())
        if f == "softplus":
            return (one + b.exp()).log()
        return getattr(b, f)()

    def e_pi(self, x, env, vals):
        return flint.arb.pi()

    def e_ext(self, x, env, vals):
        out = self.all([lambda a=a: self.e(a, env, vals) for a in x[2]])
        return self.extremum(x[1], out)

    @staticmethod
    def extremum(kind, values):
        best = values[0]
        for v in values[1:]:
            s = sign(sub(v, best))
            if s > 0 if kind == "max" else s < 0:
                best = v
        return best

    def e_agg(self, x, env, vals):
        _, kind, binders, filt, body = x
        admitted, failed = [], []
        for inner in self.combos(binders, env):
            ok = True if filt is None else self.f(filt, inner, vals)
            if ok is True:
                try:
                    admitted.append(self.e(body, inner, vals))
                except Failure as f:
                    failed.append(f.kind)
            elif ok is not False:
                failed.append(ok)
        if failed:
            raise Failure(strongest(failed))
        if kind in ("max", "min"):
            if not admitted:
                raise Failure("V")
            return self.extremum(kind, admitted)
        total = Fraction(0 if kind == "sum" else 1)
        for v in admitted:
            if kind == "prod":
                total = self.times(total, v)
            else:
                (p, q), (r, s) = parts(total), parts(v)
                isc = isinstance(total, Cx) or isinstance(v, Cx)
                total = Cx(add(p, r), add(q, s)) if isc else add(total, v)
        return total

    def e_if(self, x, env, vals):
        c = self.f(x[1], env, vals)
        if not isinstance(c, bool):
            raise Failure(c)
        return self.e(x[2] if c else x[3], env, vals)

    def e_diff(self, x, env, vals):
        """The common limit of the difference quotients from both sides."""
        _, body, target = x
        here = self.e(body, env, vals)
        self.level += 1
        try:
            slopes = [self.slope(body, target, env, vals, here, s) for s in (1, -1)]
        finally:
            self.level -= 1
        if any(sign(sub(p, q)) != 0 for p, q in zip(*[parts(s) for s in slopes])):
            raise Failure("U")
        return slopes[0]

    def slope(self, body, target, env, vals, here, side):
        h = Germ([Fraction(0), Fraction(side)], [Fraction(1)], self.level)
        saved, memo = self.values, self.memo
        if target[0] == "val":
            self.e(target, env, vals)
            vals = {**vals, target[1]: add(vals[target[1]], h)}
        else:
            name, at = target[1], self.key(target, env)
            if at not in self.values[name]:
                raise OutOfRange
            moved = add(self.values[name][at], h)
            self.values = {**saved, name: {**saved[name], at: moved}}
            self.memo = {}
        try:
            there = self.e(body, env, vals)
        finally:
            self.values, self.memo = saved, memo
        out = []
        for p, q in zip(parts(there), parts(here)):
            quotient = mul(sub(p, q), inverse(h))
            if isinstance(quotient, Germ) and quotient.level == self.level:
                quotient = at_zero(quotient)
            if quotient is None:
                raise Failure("U")
            out.append(quotient)
        return Cx(*out) if isinstance(there, Cx) or isinstance(here, Cx) else out[0]

    # Formulas

    def f(self, x, env, vals):
        return getattr(self, "f_" + x[0])(x, env, vals)

    def sides(self, x, env, vals):
        out = []
        for a in x[1]:
            try:
                out.append(self.e(a, env, vals))
            except Failure as f:
                out.append(f)
        return out

    def f_cmp(self, x, env, vals):
        values = self.sides(x, env, vals)
        return t_and([self.compare(a, r, b) for a, r, b in zip(values, x[2], values[1:])])

    @staticmethod
    def compare(a, r, b):
        failed = [v.kind for v in (a, b) if isinstance(v, Failure)]
        if failed:
            return strongest(failed)
        if isinstance(a, Cx) or isinstance(b, Cx):
            (p, q), (u, v) = parts(a), parts(b)
            same = sign(sub(p, u)) == 0 and sign(sub(q, v)) == 0
            return same if r == "=" else not same
        s = sign(sub(a, b))
        return {"=": s == 0, "/=": s != 0, "<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[r]

    def f_not(self, x, env, vals):
        return t_not(self.f(x[1], env, vals))

    def f_and(self, x, env, vals):
        return t_and([self.f(y, env, vals) for y in x[1]])

    def f_or(self, x, env, vals):
        return t_or([self.f(y, env, vals) for y in x[1]])

    def f_imp(self, x, env, vals):
        return t_or([t_not(self.f(x[1], env, vals)), self.f(x[2], env, vals)])

    def f_forall(self, x, env, vals):
        _, binders, filt, body = x
        return t_every([self.guarded(filt, body, inner, vals) for inner in self.combos(binders, env)])

    def guarded(self, filt, body, env, vals):
        ok = True if filt is None else self.f(filt, env, vals)
        return True if ok is False else t_or([t_not(ok), self.f(body, env, vals)])

    def f_exists(self, x, env, vals):
        _, binders, filt, body = x
        return t_not(
            t_every([self.guarded(filt, ("not", body), inner, vals) for inner in self.combos(binders, env)]))

    def f_real(self, x, env, vals):
        from continuum import decide

        return decide(self, x, env, vals)

    # Verdicts

    def free_combos(self, formula_free):
        return self.combos([(n, None) for n in formula_free], dict(self.sizes))

    def verdict(self):
        hypotheses = []
        for name, (indices, domain) in self.claim["reals"].items():
            if domain is None:
                continue
            for env in self.combos([(n, None) for n in indices], dict(self.sizes)):
                x = ("var", name, indices)
                for r, end in domain:
                    hypotheses.append(self.f(("cmp", [x, end], [r]), env, {}))
        for free, formula in self.claim["assumes"]:
            hypotheses += [self.f(formula, env, {}) for env in self.free_combos(free)]
        conclusions = []
        for free, formula in self.claim["concludes"]:
            conclusions += [self.f(formula, env, {}) for env in self.free_combos(free)]
        h = t_and(hypotheses)
        if h is False:
            return "vacuous"
        truth = t_every(conclusions) if h is True else h
        return {True: "holds", False: "violated", "U": "undefined", "V": "vacuous"}[truth]
