"""Instances of 999 tokens."""

import unittest

from tests.helpers import outcome, rehashed

T = 999


class Lengths(unittest.TestCase):
    def outcome(self, claim, values, indices=None, sizes=None, **sides):
        return outcome(rehashed({
            "format": "ssmproof refutation 1", "theorem": "q", "sha256": "", "sizes": sizes or {"T": T}, "values": values,
            "claim": f"theorem q size T >= 1 index s, t in 1..T {claim} end\n",
            "failing": {"conclusion": 1, "indices": indices or {}, "reals": {}}, **sides}))

    def assert_accepted(self, *arguments, **named):
        self.assertEqual(self.outcome(*arguments, **named), ("accepted", ""))

    def test_products_exactly(self):
        claim = "real A[t] in [0.995, 1] let h[0] = 1 let h[t] = A[t]*h[t-1] conclude h[T] >= 1/2"
        left = f"{199 ** T}/{200 ** T}"
        self.assert_accepted(claim, {"A": ["199/200"] * T}, left=left, right="1/2")
        wrong = f"{199 ** T + 1}/{200 ** T}"
        self.assertEqual(self.outcome(claim, {"A": ["199/200"] * T}, left=wrong, right="1/2")[0], "Rejected")
        self.assertEqual(self.outcome(claim, {"A": ["199/200"] * (T - 1) + ["0.99"]})[0], "Rejected")
        self.assertEqual(self.outcome(claim, {"A": ["199/200"] * (T - 1)})[0], "FileError")

    def test_every_token(self):
        claim = "real b[t] in [-1, 1] let h[0] = 0 let h[t] = h[t-1]/2 + b[t] conclude max(t: abs(h[t])) < 2 - 2^(1-T)"
        self.assert_accepted(claim, {"b": ["1"] * T})

    def test_pairs_by_their_indices(self):
        claim = ("real A[t] in [0, 1] real b[t] in [-1, 1] let h[0] = 0 let h[t] = A[t]*h[t-1] + (1 - A[t])*b[t] "
                 "conclude s <= t implies abs(h[t] - h[s]) <= (1 - prod(u in s+1..t: A[u]))*(max(t: b[t]) - min(t: b[t]))")
        self.assert_accepted(claim, {"A": ["1/2"] * T, "b": ["1"] * T}, {"s": 998, "t": 999})

    def test_the_influence_of_the_first_token(self):
        claim = ("real x[t] in [0, 1] real a in [0, 1] let h[0] = 0 let h[t] = a*x[t]*h[t-1] + x[t]/2 "
                 "conclude s < t implies diff(h[t], x[s]) <= 0")
        self.assert_accepted(claim, {"x": ["1/3"] * T, "a": "9/10"}, {"s": 1, "t": 999})

    def test_roots_and_complex_gates(self):
        claim = "real A[t] in [0, 1] let h[0] = 0 let h[t] = A[t]*h[t-1] + sqrt(1 - A[t]^2) conclude h[T] <= 4"
        self.assert_accepted(claim, {"A": ["9/10"] * T})
        claim = "complex a complex b[t] let h[0] = 0 let h[t] = a*h[t-1] + (1 - a)*b[t] conclude abs(h[T]) <= 1/2"
        self.assert_accepted(claim, {"a": {"re": "3/5", "im": "1/5"}, "b": ["1"] * T})

    def test_layers(self):
        claim = ("size L >= 1 index l in 1..L real a let z[0,t] = 1 let z[l,0] = 0 "
                 "let z[l,t] = a*z[l,t-1] + (1 - a)*z[l-1,t] conclude z[L,T] <= 1/2")
        self.assert_accepted(claim, {"a": "127/128"}, sizes={"L": 2, "T": T})


if __name__ == "__main__":
    unittest.main()
