"""Ten false claims, each written by hand for Z3, for Hypothesis and for exact fractions.

Chosen before anything was timed: the files of Theorems/ and of Theorems/hard that hold false claims, in
alphabetical order, every second one from the first on; of each its first false claim. Z3 and Hypothesis are
told the smallest sizes at which the claim is false; ssmproof is not.

A claim's members:

    file, name     where it stands
    violated(v)    whether the values v, fractions by name, are a counterexample: exact
    margin(v)      by how much, for Hypothesis to climb
    solve(z)       for Z3: (constraints, names of the variables by their constants); z is the module
    values(m)      the values v that a rational solution m, by variables' names, stands for
    draw(st)       for Hypothesis: a strategy of values v; st is hypothesis.strategies

What would make the rivals' task harder than it is has been taken out of it: equations are solved for a variable
or given a rational parameter, domains that depend on each other are drawn as shares, maxima on the side of the
bound are variables that need only be large enough, and Hypothesis draws every second number from the ends and
the zero of its domain.
"""

from fractions import Fraction as F
from itertools import combinations, product


def states(A, D, b):
    h, found = F(0), []
    for a, d, x in zip(A, D, b):
        h = a * h + d * x
        found.append(h)
    return found


def between(st, low, high):
    """Fractions of a closed domain, every second one an end or 0."""
    return st.sampled_from([F(x) for x in sorted({low, high, 0}) if low <= x <= high]) | st.fractions(low, high)


class Claim:
    def values(self, m):
        return m


class ContractionStrict(Claim):
    file, name = "contraction.claim", "contraction_strict"    # T = 2, N = 1

    def margin(self, v):
        h = states((v["A1"], v["A2"]), (v["D1"], v["D2"]), (v["b1"], v["b2"]))
        return abs(h[1] - h[0]) - (1 - min(v["A1"], v["A2"])) * abs(v["b2"] - v["b1"])

    def violated(self, v):
        return (all(0 <= v[a] < 1 and 0 <= v[d] and v[a] + v[d] <= 1 for a, d in (("A1", "D1"), ("A2", "D2")))
                and -1 <= min(v["b1"], v["b2"]) <= 0 <= max(v["b1"], v["b2"]) <= 1 and v["b1"] != v["b2"]
                and self.margin(v) >= 0)

    def solve(self, z):
        A1, A2, D1, D2, b1, b2, least, spread = names = z.Reals("A1 A2 D1 D2 b1 b2 least spread")
        h1 = D1 * b1
        h2 = A2 * h1 + D2 * b2
        bound = (1 - least) * spread
        return [A1 >= 0, A1 < 1, A2 >= 0, A2 < 1, D1 >= 0, D2 >= 0, A1 + D1 <= 1, A2 + D2 <= 1,
                b1 >= -1, b1 <= 1, b2 >= -1, b2 <= 1, z.Or(b1 <= 0, b2 <= 0), z.Or(b1 >= 0, b2 >= 0), b1 != b2,
                least >= 0, least <= A1, least <= A2, spread >= b2 - b1, spread >= b1 - b2,
                z.Or(h2 - h1 >= bound, h1 - h2 >= bound)], names

    def draw(self, st):
        unit = between(st, 0, 1)
        gate, token = unit.filter(lambda a: a < 1), between(st, -1, 1)
        return st.builds(
            lambda A1, A2, u1, u2, b1, b2: {"A1": A1, "A2": A2, "D1": u1 * (1 - A1), "D2": u2 * (1 - A2), "b1": b1, "b2": b2},
            gate, gate, unit, unit, token, token)


class CutoffWithoutImaginaryPart(Claim):
    file, name = "cutoff.claim", "cutoff_without_imaginary_part"    # N = 1

    def margin(self, v):
        return v["r"] ** 2 - v["eps"] ** 2 * (v["decay"] ** 2 + (v["w"] - v["frequency"]) ** 2)

    def violated(self, v):
        return (abs(v["r"]) <= 2 and F(1, 4) <= v["decay"] <= 4 and abs(v["frequency"]) <= 4
                and F(1, 4) <= v["eps"] <= 2 and v["w"] * v["eps"] >= abs(v["r"]) and self.margin(v) > 0)

    def solve(self, z):
        r, decay, frequency, eps, w = names = z.Reals("r decay frequency eps w")
        return [r >= -2, r <= 2, 4 * decay >= 1, decay <= 4, frequency >= -4, frequency <= 4, 4 * eps >= 1, eps <= 2,
                w * eps >= r, w * eps >= -r, r * r > eps * eps * (decay * decay + (w - frequency) * (w - frequency))], names

    def draw(self, st):
        return st.builds(
            lambda r, decay, frequency, eps, more: {"r": r, "decay": decay, "frequency": frequency, "eps": eps, "w": abs(r) / eps + more},
            between(st, -2, 2), between(st, F(1, 4), 4), between(st, -4, 4), between(st, F(1, 4), 2), st.fractions(0))


class LinearAttentionContraction(Claim):
    file, name = "families.claim", "linear_attention_contraction"    # T = 2

    def margin(self, v):
        h = states((1, 1), (1, 1), (v["b1"], v["b2"]))
        return abs(h[1] - h[0])

    def violated(self, v):
        return -1 <= min(v["b1"], v["b2"]) <= 0 <= max(v["b1"], v["b2"]) <= 1 and self.margin(v) > 0

    def solve(self, z):
        b1, b2 = names = z.Reals("b1 b2")
        h1, h2 = b1, b1 + b2
        return [b1 >= -1, b1 <= 1, b2 >= -1, b2 <= 1, z.Or(b1 <= 0, b2 <= 0), z.Or(b1 >= 0, b2 >= 0),
                z.Or(h2 - h1 > 0, h1 - h2 > 0)], names

    def draw(self, st):
        return st.builds(lambda b1, b2: {"b1": b1, "b2": b2}, between(st, -1, 1), between(st, -1, 1))


class ContractionOneNorm(Claim):
    file, name = "norms.claim", "contraction_one_norm"    # T = 3, N = 2
    places = list(product((1, 2, 3), (1, 2)))

    def margin(self, v):
        h, b = {}, {}
        for n in (1, 2):
            tokens = [v[f"b{t}{n}"] for t in (1, 2, 3)]
            found = states([v[f"A{t}{n}"] for t in (1, 2, 3)], [v[f"D{t}{n}"] for t in (1, 2, 3)], tokens)
            for t in (1, 2, 3):
                h[t, n], b[t, n] = found[t - 1], tokens[t - 1]
        def widest(x):
            return max(sum(abs(x[t, n] - x[s, n]) for n in (1, 2)) for s, t in combinations((1, 2, 3), 2))
        least = min(v[f"A{t}{n}"] for t, n in self.places)
        return widest(h) - (1 - least ** 2) * widest(b)

    def violated(self, v):
        return (all(0 <= v[f"A{t}{n}"] and 0 <= v[f"D{t}{n}"] and v[f"A{t}{n}"] + v[f"D{t}{n}"] <= 1
                    and abs(v[f"b{t}{n}"]) <= 1 for t, n in self.places)
                and all(min(v[f"b{t}{n}"] for t in (1, 2, 3)) <= 0 <= max(v[f"b{t}{n}"] for t in (1, 2, 3)) for n in (1, 2))
                and self.margin(v) > 0)

    def solve(self, z):
        A, D, b = ({(t, n): z.Real(f"{x}{t}{n}") for t, n in self.places} for x in "ADb")
        least, spread = z.Reals("least spread")
        rules, h = [least >= 0, spread >= 0], {}
        for n in (1, 2):
            h[0, n] = z.RealVal(0)
            for t in (1, 2, 3):
                h[t, n] = A[t, n] * h[t - 1, n] + D[t, n] * b[t, n]
                rules += [A[t, n] >= 0, D[t, n] >= 0, A[t, n] + D[t, n] <= 1, b[t, n] >= -1, b[t, n] <= 1, least <= A[t, n]]
            rules += [z.Or([b[t, n] <= 0 for t in (1, 2, 3)]), z.Or([b[t, n] >= 0 for t in (1, 2, 3)])]
        bound, fails = (1 - least * least) * spread, []
        for s, t in combinations((1, 2, 3), 2):
            for x, y in product((1, -1), repeat=2):
                rules.append(spread >= x * (b[t, 1] - b[s, 1]) + y * (b[t, 2] - b[s, 2]))
                fails.append(x * (h[t, 1] - h[s, 1]) + y * (h[t, 2] - h[s, 2]) > bound)
        return rules + [z.Or(fails)], [*A.values(), *D.values(), *b.values(), least, spread]

    def draw(self, st):
        unit, token = between(st, 0, 1), between(st, -1, 1)
        six = lambda strategy: st.tuples(*[strategy] * 6)
        def build(A, u, b):
            v = {}
            for place, (t, n) in enumerate(self.places):
                v[f"A{t}{n}"], v[f"D{t}{n}"], v[f"b{t}{n}"] = A[place], u[place] * (1 - A[place]), b[place]
            return v
        return st.builds(build, six(unit), six(unit), six(token))


class NearerTokensWeighMore(Claim):
    file, name = "recency.claim", "nearer_tokens_weigh_more"    # T = 2

    def margin(self, v):
        return v["A2"] * v["D1"] - v["D2"]

    def violated(self, v):
        return 0 < v["A2"] < 1 and 0 < v["D1"] <= 1 and 0 < v["D2"] <= 1 and self.margin(v) > 0

    def solve(self, z):
        A2, D1, D2 = names = z.Reals("A2 D1 D2")
        return [A2 > 0, A2 < 1, D1 > 0, D1 <= 1, D2 > 0, D2 <= 1, A2 * D1 > D2], names

    def draw(self, st):
        unit = between(st, 0, 1)
        return st.builds(lambda A2, D1, D2: {"A2": A2, "D1": D1, "D2": D2},
                         unit.filter(lambda a: 0 < a < 1), unit.filter(bool), unit.filter(bool))


class DifferencesAndAverage(Claim):
    file, name = "hard/complex-gates.claim", "differences_and_average"
    bound = F("3.0792")
    # The unit circle by z = (1 + i m)/(1 - i m): |1 - z|^2 = 4 m^2/(1 + m^2), |1 + z|^2 = 4/(1 + m^2).

    def margin(self, v):
        return 64 * v["m"] ** 4 / (1 + v["m"] ** 2) ** 3 - self.bound ** 2

    def violated(self, v):
        return self.margin(v) > 0

    def solve(self, z):
        m = z.Real("m")
        bound, square = z.RealVal(str(self.bound ** 2)), 1 + m * m
        return [64 * m * m * m * m > bound * square * square * square], [m]

    def draw(self, st):
        return st.builds(lambda m: {"m": m}, st.fractions())


class MemoryHorizon(Claim):
    file, name = "hard/corners.claim", "memory_horizon"

    def margin(self, v):
        return v["h"] - 1000000

    def violated(self, v):
        return 0 <= v["a"] < 1 and v["h"] >= 0 and v["h"] == v["a"] * v["h"] + 1 and self.margin(v) > 0

    def solve(self, z):
        a, h = z.Reals("a h")
        return [a >= 0, a < 1, h >= 0, h == a * h + 1, h > 1000000], [a, h]

    def values(self, m):
        return {"a": m["a"], "h": 1 / (1 - m["a"])}

    def draw(self, st):
        return st.builds(lambda a: {"a": a, "h": 1 / (1 - a)}, between(st, 0, 1).filter(lambda a: a < 1))


class LightDamping(Claim):
    file, name = "hard/frequency.claim", "light_damping"

    def margin(self, v):
        zeta, w = v["zeta"], v["w"]
        return 4 * zeta ** 2 - (1 - w ** 2) ** 2 - 4 * zeta ** 2 * w ** 2

    def violated(self, v):
        return 0 < v["zeta"] <= F("1e-6") and self.margin(v) > 0

    def solve(self, z):
        zeta, w = names = z.Reals("zeta w")
        return [zeta > 0, 1000000 * zeta <= 1,
                4 * zeta * zeta > (1 - w * w) * (1 - w * w) + 4 * zeta * zeta * w * w], names

    def draw(self, st):
        return st.builds(lambda zeta, w: {"zeta": zeta, "w": w},
                         between(st, 0, F("1e-6")).filter(bool), between(st, 0, 2))


class NeedleContractionFactor(Claim):
    file, name = "hard/needles.claim", "needle_contraction_factor"    # T = 2, N = 1
    factor = 1 - F("1e-13")

    def margin(self, v):
        h = states((v["A1"], v["A2"]), (v["D1"], v["D2"]), (v["b1"], v["b2"]))
        return abs(h[1] - h[0]) - self.factor * (1 - min(v["A1"], v["A2"])) * abs(v["b2"] - v["b1"])

    def violated(self, v):
        return (all(F(1, 10) <= v[a] <= F(9, 10) and 0 <= v[d] and v[a] + v[d] <= 1 for a, d in (("A1", "D1"), ("A2", "D2")))
                and -1 <= min(v["b1"], v["b2"]) <= 0 <= max(v["b1"], v["b2"]) <= 1 and self.margin(v) > 0)

    def solve(self, z):
        A1, A2, D1, D2, b1, b2, least, spread = names = z.Reals("A1 A2 D1 D2 b1 b2 least spread")
        h1 = D1 * b1
        h2 = A2 * h1 + D2 * b2
        bound = z.RealVal(str(self.factor)) * (1 - least) * spread
        return [10 * A1 >= 1, 10 * A1 <= 9, 10 * A2 >= 1, 10 * A2 <= 9, D1 >= 0, D2 >= 0, A1 + D1 <= 1, A2 + D2 <= 1,
                b1 >= -1, b1 <= 1, b2 >= -1, b2 <= 1, z.Or(b1 <= 0, b2 <= 0), z.Or(b1 >= 0, b2 >= 0),
                least >= 0, least <= A1, least <= A2, spread >= b2 - b1, spread >= b1 - b2,
                z.Or(h2 - h1 > bound, h1 - h2 > bound)], names

    def draw(self, st):
        gate, unit, token = between(st, F(1, 10), F(9, 10)), between(st, 0, 1), between(st, -1, 1)
        return st.builds(
            lambda A1, A2, u1, u2, b1, b2: {"A1": A1, "A2": A2, "D1": u1 * (1 - A1), "D2": u2 * (1 - A2), "b1": b1, "b2": b2},
            gate, gate, unit, unit, token, token)


class GriffinTwoTokens(Claim):
    file, name = "hard/spheres.claim", "griffin_two_tokens"    # T = 2
    # The quarter circle by A = (1 - m^2)/(1 + m^2), D = 2 m/(1 + m^2).

    def margin(self, v):
        h = states((v["A1"], v["A2"]), (v["D1"], v["D2"]), (v["b1"], v["b2"]))
        return max(map(abs, h)) - F(7, 5)

    def violated(self, v):
        return (all(0 <= v[a] <= 1 and 0 <= v[d] <= 1 and v[a] ** 2 + v[d] ** 2 == 1 for a, d in (("A1", "D1"), ("A2", "D2")))
                and abs(v["b1"]) <= 1 and abs(v["b2"]) <= 1 and self.margin(v) > 0)

    def solve(self, z):
        m1, m2, b1, b2 = names = z.Reals("m1 m2 b1 b2")
        one, two = 1 + m1 * m1, 1 + m2 * m2
        h1 = 2 * m1 * b1                        # times one
        h2 = (1 - m2 * m2) * h1 + 2 * m2 * b2 * one    # times one * two
        return [m1 >= 0, m1 <= 1, m2 >= 0, m2 <= 1, b1 >= -1, b1 <= 1, b2 >= -1, b2 <= 1,
                z.Or(5 * h1 > 7 * one, -5 * h1 > 7 * one, 5 * h2 > 7 * one * two, -5 * h2 > 7 * one * two)], names

    def values(self, m):
        v = {"b1": m["b1"], "b2": m["b2"]}
        for k in "12":
            square = m["m" + k] ** 2
            v["A" + k], v["D" + k] = (1 - square) / (1 + square), 2 * m["m" + k] / (1 + square)
        return v

    def draw(self, st):
        unit, token = between(st, 0, 1), between(st, -1, 1)
        return st.builds(lambda m1, m2, b1, b2: self.values({"m1": m1, "m2": m2, "b1": b1, "b2": b2}), unit, unit, token, token)


CLAIMS = [kind() for kind in (
    ContractionStrict, CutoffWithoutImaginaryPart, LinearAttentionContraction, ContractionOneNorm,
    NearerTokensWeighMore, DifferencesAndAverage, MemoryHorizon, LightDamping, NeedleContractionFactor, GriffinTwoTokens)]
