"""Certificates that name reals: accepted where the claim fails at just these, refused everywhere else.

Random claims with `forall real` in and under connectives, quantifiers, filters and domains; a judge that puts the
named reals into the claim's structure says which certificates are right.
"""

import random
import unittest
from fractions import Fraction

from tests.helpers import outcome, rehashed

CASES = 1_500
RELATIONS = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
             "=": lambda a, b: a == b, "/=": lambda a, b: a != b}


class Generator:
    """Claims as (text, judge): the judge takes the values of names and says the truth, or the number."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self):
        return Fraction(self.random.randint(-4, 4), self.random.choice((1, 1, 1, 2)))

    def term(self, names, depth):
        kind = self.random.randrange(7 if depth > 0 else 2)
        if kind == 0:
            value = self.number()
            return f"({value})", lambda env: value
        if kind == 1:
            name = self.random.choice(names)
            return name, lambda env: env[name]
        (a, x), (b, y) = self.term(names, depth - 1), self.term(names, depth - 1)
        if kind == 2:
            return f"({a} + {b})", lambda env: x(env) + y(env)
        if kind == 3:
            return f"({a} - {b})", lambda env: x(env) - y(env)
        if kind == 4:
            return f"max({a}, {b})", lambda env: max(x(env), y(env))
        if kind == 5:
            return f"abs({a})", lambda env: abs(x(env))
        return f"({a})^2", lambda env: x(env) ** 2

    def formula(self, names, depth):
        kind = self.random.randrange(8 if depth > 0 else 2)
        if kind <= 1:
            parts = [self.term(names, 1) for _ in range(2 + kind)]
            relations = [self.random.choice(sorted(RELATIONS)) for _ in parts[1:]]
            text = parts[0][0] + "".join(f" {relation} {part[0]}" for relation, part in zip(relations, parts[1:]))
            return f"({text})", lambda env: all(
                RELATIONS[relation](left[1](env), right[1](env)) for relation, left, right in zip(relations, parts, parts[1:]))
        if kind == 2:
            inner, p = self.formula(names, depth - 1)
            return f"(not {inner})", lambda env: not p(env)
        if kind == 3:
            word = self.random.choice(("forall", "exists"))
            inner, p = self.formula(names + ["k"] if "k" not in names else names, depth - 1)
            if "k" in names:
                return inner, p
            all_or_any = all if word == "forall" else any
            return f"({word} k in 1..3: {inner})", lambda env: all_or_any(p({**env, "k": Fraction(k)}) for k in (1, 2, 3))
        a, p = self.formula(names, depth - 1)
        b, q = (a, p) if self.random.random() < 0.3 else self.formula(names, depth - 1)
        if kind <= 5:
            return f"({a} and {b})", lambda env: p(env) and q(env)
        if kind == 6:
            return f"({a} or {b})", lambda env: p(env) or q(env)
        return f"({a} implies {b})", lambda env: not p(env) or q(env)

    def forall(self, name):
        """(text, judge of one real): whether the real lies in the domain and under the filter, and the body is false."""
        low = self.number()
        high = low + abs(self.number())
        brackets = self.random.choice(("[]", "()", "[)", "(]", ""))
        text, within = f"forall real {name}", lambda w: True
        if brackets:
            text += f" in {brackets[0]}{low}, {high}{brackets[1]}"
            within = lambda w: ((low < w if brackets[0] == "(" else low <= w)
                                and (w < high if brackets[1] == ")" else w <= high))
        condition = self.formula(["x", "y", name], 0) if self.random.random() < 0.3 else None
        if condition:
            text += f" with {condition[0]}"
        body, p = self.formula(["x", "y", name], 2)
        return f"({text}: {body})", lambda env: (
            within(env[name]) and (condition is None or condition[1](env)) and not p(env))

    def claim(self):
        """(text, names of reals, judge)"""
        shape = self.random.randrange(5)
        first, fails = self.forall("w")
        if shape <= 1:
            return first, ["w"], fails
        if shape == 2:
            second, also = self.forall("v")
            return f"{first} or {second}", ["w", "v"], lambda env: fails(env) and also(env)
        plain, p = self.formula(["x", "y"], 1)
        if shape == 3:
            return f"{plain} implies {first}", ["w"], lambda env: p(env) and fails(env)
        return f"{plain} and {first}", ["w"], fails


class FailingReals(unittest.TestCase):
    def test_random_certificates(self):
        generator, accepted, refused = Generator(11), 0, 0
        for case in range(CASES):
            claim, names, fails = generator.claim()
            values = {"x": generator.number(), "y": generator.number()}
            for _ in range(4):
                reals = {name: generator.number() for name in names}
                if fails({**values, **reals}):
                    break
            right = fails({**values, **reals})
            value = rehashed({
                "format": "ssmproof refutation 1", "theorem": "c", "sizes": {},
                "claim": f"theorem c\n  real x, y\n  conclude {claim}\nend\n",
                "values": {name: str(number) for name, number in values.items()},
                "failing": {"conclusion": 1, "indices": {}, "reals": {name: str(number) for name, number in reals.items()}}})
            found, why = outcome(value)
            with self.subTest(claim, values=values, reals=reals):
                self.assertEqual(found == "accepted", right, f"{found}: {why}")
            accepted, refused = accepted + right, refused + (not right)
        self.assertGreater(accepted, CASES // 6)
        self.assertGreater(refused, CASES // 6)

    def test_random_places_and_sides(self):
        """Two conclusions about a[t]: another conclusion, index, value or side than the one that fails."""
        generator, accepted = Generator(12), 0
        for case in range(CASES):
            draw = generator.random
            conclusions = []
            for _ in range(2):
                (a, x), (b, y) = generator.term(["a[t]", "y"], 1), generator.term(["a[t]", "y", "t"], 1)
                conclusions.append((a, draw.choice(sorted(RELATIONS)), b, x, y))
            elements, number = [generator.number() for _ in range(3)], generator.number()

            def sides(which, t):
                _, _, _, x, y = conclusions[which - 1]
                env = {"a[t]": elements[t - 1], "y": number, "t": Fraction(t)}
                return x(env), y(env)

            def fails(which, t):
                return not RELATIONS[conclusions[which - 1][1]](*sides(which, t))

            places = [(which, t) for which in (1, 2) for t in (1, 2, 3)]
            failing = [place for place in places if fails(*place)]
            which, t = draw.choice(failing) if failing and draw.random() < 0.7 else draw.choice(places)
            left, right = sides(which, t)
            change = draw.choice(("", "", "left", "right", "conclusion", "index", "element", "no index", "no sides"))
            if change == "left":
                left += draw.choice((1, -1, Fraction(1, 7)))
            if change == "right":
                right += draw.choice((1, -1, Fraction(1, 7)))
            if change == "conclusion":
                which = 3 - which
            if change == "index":
                t = draw.randint(0, 4)
            if change == "element":
                elements[draw.randrange(3)] = generator.number()
            candidates = (1, 2, 3) if change == "no index" else (t,) if 1 <= t <= 3 else ()
            right_one = any(fails(which, k) and (change == "no sides" or sides(which, k) == (left, right)) for k in candidates)
            value = {
                "format": "ssmproof refutation 1", "theorem": "c", "sizes": {"T": 3},
                "claim": "theorem c\n  size T >= 1\n  index t in 1..T\n  real a[t], y\n"
                         + "".join(f"  conclude t - t + {a} {relation} {b}\n" for a, relation, b, _, _ in conclusions) + "end\n",
                "values": {"a": [str(element) for element in elements], "y": str(number)},
                "failing": {"conclusion": which, "indices": {} if change == "no index" else {"t": t}, "reals": {}}}
            if change != "no sides":
                value.update(left=str(left), right=str(right))
            found, why = outcome(rehashed(value))
            with self.subTest(value):
                self.assertEqual(found == "accepted", right_one, f"{change}: {found}: {why}")
            accepted += right_one
        self.assertGreater(accepted, CASES // 6)

    def check(self, expected, claim, reals, **more):
        value = rehashed({
            "format": "ssmproof refutation 1", "theorem": "c", "sizes": {}, "values": {"x": "0", "y": "1"},
            "claim": f"theorem c\n  real x, y\n  conclude {claim}\nend\n",
            "failing": {"conclusion": 1, "indices": more.pop("indices", {}), "reals": reals}, **more})
        found, why = outcome(value)
        self.assertEqual(found, expected, f"{claim} {reals}: {why}")

    def test_places(self):
        fails = "(forall real w in (-2, 3): y >= w and y >= w)"
        self.check("Rejected", fails, {"w": "1"})
        self.check("accepted", fails, {"w": "2"})
        self.check("accepted", fails, {})
        self.check("Rejected", fails, {"w": "3"})
        self.check("Rejected", fails, {"w": "2", "v": "2"})
        self.check("Rejected", fails, {"v": "2"})
        self.check("Rejected", fails, {"w": "2"}, indices={"w": 2})
        self.check("Rejected", f"{fails} and x > 0", {"w": "1"})        # fails, but not by w = 1
        self.check("Rejected", f"not (x = 0 and (forall real w: w = w))", {"w": "1"})
        self.check("accepted", f"{fails} or exists k in 1..2: k > 2", {"w": "2"}, indices={"k": 1}, left="1", right="2")
        self.check("accepted", "forall real w: forall real v in [0, w]: v < y", {"w": "2", "v": "1"})
        self.check("Rejected", "forall real w: forall real v in [0, w]: v < y", {"w": "1/2", "v": "1"})
        self.check("FileError", fails, {"w": "1..2"})

    def test_a_real_that_is_not_rational(self):
        # It fails at 2^(1/3) alone, which cannot be named: no sides can be stated then.
        self.check("accepted", "forall real w: w^3 /= 2", {})
        self.check("Rejected", "forall real w: w^3 /= 2", {}, left="2", right="2")


if __name__ == "__main__":
    unittest.main()
