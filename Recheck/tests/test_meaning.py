"""What formulas mean at an instance, with the contract's fine points."""

import unittest

from tests.helpers import decide
from language.errors import ClaimError


class Meaning(unittest.TestCase):
    def assert_all(self, cases, declarations="", sizes=None, **values):
        for text, expected in cases:
            with self.subTest(text):
                found, why = decide(f"{declarations} {text}", sizes, **values)
                self.assertEqual(found, expected, why)


class Arithmetic(Meaning):
    def test_conventions(self):
        self.assert_all([
            ("conclude sum(k in 1..0: k) = 0 and prod(k in 1..0: k) = 1", "holds"),
            ("conclude x^0 = 1", "holds"),
            ("conclude max(k in 1..0: k) > 0", "vacuous"),
            ("conclude 1/x > 0", "undefined"),
            ("conclude x/x = 1", "undefined"),
            ("conclude sqrt(x - 1) = 0", "undefined"),
            ("conclude log(x) < 0", "undefined"),
            ("conclude (x - 1)^(1/2) = 0", "undefined"),
            ("conclude x^(1/2) = 0", "holds"),
            ("conclude x^(-1) = 0", "undefined"),
            ("conclude (x - 2)^3 = -8 and -2^2 = -4", "holds"),
            ("conclude sqrt(2)*sqrt(3) = sqrt(6)", "holds"),
            ("conclude sigmoid(x) = 1/2 and exp(x) = 1 and softplus(x) = log(2)", "holds"),
        ], "real x", x="0")

    def test_kleene(self):
        self.assert_all([
            ("conclude 1/x > 0 and 1 < 0", "violated"),
            ("conclude 1 < 0 and 1/x > 0", "violated"),
            ("conclude 1/x > 0 or 0 < 1", "holds"),
            ("conclude 1 < 0 implies 1/x > 0", "holds"),
            ("conclude 1/x > 0 implies 0 < 1", "holds"),
            ("conclude not 1/x > 0", "undefined"),
            ("conclude 2 < 1 < 1/x", "violated"),
            ("conclude (if x = 0 then 1 else 1/x) = 1", "holds"),
            ("conclude forall k in 0..2 with k /= 0: 1/(k + x) > 0", "holds"),
            ("conclude exists k in 0..2: 1/(k + x) > 0", "holds"),
            ("conclude forall k in 0..2: 1/(k + x) > 1/2", "violated"),
            ("conclude sum(k in -1..2 with k /= 0: 1/(k + x)) = 1/2", "holds"),
            ("assume 1/x > 0 assume x > 0 conclude 1 < 0", "vacuous"),
            ("assume 1/x > 0 conclude 1 < 0", "undefined"),
            ("conclude 1 < 0 conclude 1/x > 0", "violated"),
        ], "real x", x="0")

    def test_empty_extrema(self):
        """Connectives shield, quantifiers do not."""
        none = "max(k in 1..0: k)"
        self.assert_all([
            (f"conclude x > 0 and {none} > 0", "violated"),
            (f"conclude {none} > 0 and x > 0", "violated"),
            (f"conclude x = 0 or {none} > 0", "holds"),
            (f"conclude x > 0 implies {none} > 0", "holds"),
            (f"conclude (if x = 0 then 1 else {none}) = 1", "holds"),
            ("conclude forall t in 1..2: t > 2*max(k in 1..t-1: k)", "vacuous"),
            ("conclude forall t in 1..2: t < max(k in 1..t-1: k)", "vacuous"),
            ("conclude exists t in 1..2: t > max(k in 1..t-1: k)", "vacuous"),
            ("conclude forall t in 1..2 with t > 1: t < max(k in 1..t-1: k)", "violated"),
            ("conclude x > 0 and forall t in 1..2: t < max(k in 1..t-1: k)", "violated"),
            (f"conclude x > 0 conclude {none} > 0", "vacuous"),
            ("conclude forall t in 1..2: 1/(t - 1) < 0", "violated"),         # undefined parts stay Kleene
            ("conclude exists t in 1..2: 1/(t - 1) > 0", "holds"),
        ], "real x", x="0")
        self.assert_all([("conclude a[t] <= max(k in 1..t-1: a[k])", "vacuous")],
                        "size T >= 1 index t in 1..T real a[t]", {"T": 2}, a=["0", "1"])

    def test_long_exponents(self):
        self.assert_all([
            ("conclude x^(10^30) = 1 and x^(10^30 + 1) = -1", "holds"),
            ("conclude (x + 1)^(10^30) = 0 and (x + 2)^(-10^30) = 1", "holds"),
            ("conclude (x + i - x)^(10^30) = 1", "holds"),
            ("conclude x^(sqrt(4)) = 1 and x^(sqrt(2)*sqrt(8)) = 1", "holds"),
            ("conclude (3*x)^(10^30) > 1", "undecided"),
            ("conclude x^(sqrt(2)) = 1", "undefined"),
            ("conclude x^(2^(1/2)*2^(1/2)) = 1", "holds"),
            ("conclude diff(x^(10^30), x) = -10^30", "holds"),
            ("conclude forall real w: w^(10^30) >= 0", "undecided"),
        ], "real x", x="-1")

    def test_indices(self):
        self.assert_all([
            ("conclude t <= T and k <= t", "holds"),
            ("conclude k < t", "violated"),
            ("conclude forall s, t in 1..s-1: t < s", "holds"),
            ("conclude t <= max(t: t)", "holds"),
            ("conclude min(t: t) = 1 and max(s in 1..T, k in s..T: k - s) = T - 1", "holds"),
            ("conclude x[max(1, min(t, 2))] >= 1", "holds"),
            ("conclude x[2^62*2] > 0", "undefined"),
            ("conclude sum(t, k: 1) = 6", "holds"),
        ], "size T >= 1 index s, t in 1..T index k in 1..t real x[t]", {"T": 3}, x=["1", "2", "3"])
        # An element that is not there is an error of the claim, unless a connective shields it.
        self.assert_all([
            ("conclude x[t+1] > 0", "out of range"),
            ("conclude x[2] > 0 and 1 > 2", "violated"),
            ("conclude 1 > 2 and x[2] > 0", "violated"),
            ("conclude x[2] > 0 or 1 > 0", "holds"),
            ("conclude x[2] > 0 or 1 < 0", "out of range"),
            ("conclude t > 1 implies x[t-1] > 0", "holds"),
            ("conclude x[1] + (if 1 > 2 then x[2] else 0) = 1", "holds"),
            ("conclude P[2] = 1 or x[1] = 1", "holds"),
        ], "size T >= 1 index t in 1..T real x[t] let P[1] = 1", {"T": 1}, x=["1"])

    def test_domains(self):
        self.assert_all([
            ("real y in [0, x) conclude y < 0", "vacuous"),
            ("real y in [0, x] conclude y < 0", "violated"),
            ("real y in (-inf, inf) conclude y < 0", "violated"),
            ("real y > 1 conclude y < 0", "vacuous"),
            ("real y >= 1 conclude y < 0", "violated"),
            ("real y in [0, sqrt(x)] conclude y < 0", "violated"),
        ], "real x", x="1", y="1")


class Definitions(Meaning):
    def test_most_specific_equation(self):
        self.assert_all([("conclude P[0,0] = 3 and P[0,2] = 1 and P[2,0] = 2 and P[1,1] = 9", "holds")],
                        "size T >= 1 index s, t in 0..T let P[s,t] = 9 let P[0,t] = 1 let P[s,0] = 2 let P[0,0] = 3",
                        {"T": 3})

    def test_ties_gaps_and_cycles(self):
        for text in ("let P[s,t] = 9 let P[0,t] = 1 let P[s,0] = 2 conclude P[0,0] = 1",
                     "let P[s] = Q[s] let Q[s] = P[s] conclude P[1] = 1"):
            with self.subTest(text):
                with self.assertRaises(ClaimError):
                    decide("size T >= 1 index s, t in 0..T " + text, {"T": 3})

        self.assert_all([
            ("let P[1] = 9 conclude P[2] = 1", "out of range"),
            ("let P[t] = P[t+1] let P[0] = P[1] conclude P[0] = 1", "out of range"),
        ], "size T >= 1 index s, t in 0..T", {"T": 3})

    def test_shifts(self):
        self.assert_all([("conclude h[T+1] = 3 and h[1] = 0", "holds")],
                        "size T >= 1 index t in 1..T let h[1] = 0 let h[t+1] = h[t] + 1", {"T": 3})

    def test_long_recurrences(self):
        self.assert_all([("conclude h[T] = T", "holds")],
                        "size T >= 1 index t in 1..T let h[0] = 0 let h[t] = h[t-1] + 1", {"T": 60})

    def test_functions(self):
        self.assert_all([("let f(u, v) = u^v let g(u) = f(u, 2) + x conclude g(3) = 10", "holds")], "real x", x="1")


class ComplexNumbers(Meaning):
    def test_values(self):
        self.assert_all([
            ("conclude abs(z)^2 = 2 and z*conj(z) = 2", "holds"),
            ("conclude z/(1 + i) = 1", "holds"),
            ("conclude abs(z) = sqrt(2)", "holds"),
            ("conclude sqrt(i*i) = i and sqrt(-1 + 0*i) = i", "holds"),
            ("conclude sqrt(re(i*i)) = 1", "undefined"),
            ("conclude exp(i*pi) = -1", "holds"),
            ("conclude log(i*i) = i*pi", "holds"),
            ("conclude z^2 = 2*i and z^-1 = (1 - i)/2", "holds"),
            ("conclude sqrt(z^2) = z", "holds"),
            ("conclude z = 1", "violated"),
            ("conclude z /= 1", "holds"),
            ("conclude 1/(z - 1 - i) = 0", "undefined"),
            ("conclude im(log(z)) = pi/4", "holds"),
            ("conclude re(sqrt(-3 + 4*i)) = 1", "holds"),
            ("conclude im(log(-z)) = -3*pi/4 and im(log(-i)) = -pi/2 and im(log(i - 1)) = 3*pi/4", "holds"),
            ("conclude sqrt(if 1 < 2 then -1 else i) = i", "holds"),
            ("let f(u) = sqrt(u) conclude f(-1 + 0*i) = i", "holds"),
            ("let f(u) = sqrt(u) conclude f(-1) = 1", "undefined"),
            ("let f(u, v) = u + abs(v) conclude sqrt(f(-2, i)) = i", "undefined"),
            ("let f(u, v) = u + v conclude sqrt(f(-1, 0*i)) = i", "holds"),
            ("conclude abs(sqrt(if 1 <= 1 then -4 else i)) = 2", "holds"),
            ("conclude abs(sqrt(if 1 <= 1 then -4 else re(i))) = 2", "undefined"),
            ("conclude (0*z)^(1 + i) = 0", "undefined"),
            ("conclude i^i = exp(-pi/2)", "holds"),
        ], "complex z", z={"re": "1", "im": "1"})


class Derivatives(Meaning):
    def test_by_variables(self):
        self.assert_all([
            ("conclude diff(x^3*y, x) = 3*x^2*y", "holds"),
            ("conclude diff(diff(x^3*y^2, x), y) = 6*x^2*y", "holds"),
            ("conclude diff(diff(x^3, x), x) = 6*x", "holds"),
            ("conclude diff(exp(2*x), x) = 2*exp(2*x)", "holds"),
            ("conclude diff(sqrt(x), x) = 1/(2*sqrt(x))", "holds"),
            ("conclude diff(sin(x), x) = cos(x) and diff(cos(x), x) = -sin(x)", "holds"),
            ("conclude diff(tanh(x), x) = 1 - tanh(x)^2", "holds"),
            ("conclude diff(softplus(x), x) = sigmoid(x)", "holds"),
            ("conclude diff(x^y, x) = y*x^(y-1)", "holds"),
            ("conclude diff(1/x, x) = -1/x^2", "holds"),
            ("let f(u) = diff(u*x, u) conclude f(5) = x", "holds"),
            ("let f(u) = u*x conclude diff(f(x), x) = 2*x", "holds"),
            ("let f(u) = diff(u*x, x) conclude f(x^2) = 3*x^2", "holds"),     # as claim-language.md says of calls
            ("conclude diff(abs(x + i*y), x) = x/sqrt(x^2 + y^2)", "holds"),
            ("conclude diff(y, x) = 0", "holds"),
        ], "real x real y", x="2", y="3")

    def test_switches(self):
        self.assert_all([
            ("conclude diff(abs(x), x) = 0", "undefined"),
            ("conclude diff(x*abs(x), x) = 0", "holds"),
            ("conclude diff(max(x, x), x) = 1", "holds"),
            ("conclude diff(max(x, 2*x), x) = 1", "undefined"),
            ("conclude diff(max(x, x + x^2), x) = 1", "holds"),
            ("conclude diff(if x <= 0 then 0 else x, x) = 0", "undefined"),
            ("conclude diff(if x <= 0 then 0 else x^2, x) = 0", "holds"),
            ("conclude diff(if x = 0 then 1 else x, x) = 1", "undefined"),
            ("conclude diff(if x = 0 then 0 else x, x) = 1", "holds"),
            ("conclude diff(if x^2 <= 0 then 5 else 5, x) = 0", "holds"),
            ("conclude diff(sqrt(x^2), x) = 0", "undefined"),
            ("conclude diff(sqrt(x^4), x) = 0", "holds"),
            ("conclude diff(sqrt(x), x) = 0", "undefined"),
            ("conclude diff(abs(x - 1), x) = -1", "holds"),
            ("conclude diff(if x/(1 + x) - x/(1 + x) = 0 then x else 3*x, x) = 1", "holds"),
            ("conclude diff(x^(3/2), x) = 0", "undefined"),
            ("conclude diff((x^2)^(3/4), x) = 0", "holds"),
            ("conclude diff(if x = 0 then 0 else x^2/x, x) = 1", "holds"),
            ("conclude diff(x^2/x, x) = 1", "undefined"),
            ("conclude diff(im(log(-2 + i*x)), x) = -1/2", "undefined"),
            ("conclude diff(im(log(-2 + i*x^2)), x) = 0", "holds"),
            ("conclude diff(im(log(-2 - i*x^2)), x) = 0", "undefined"),
            ("conclude diff(im(log(x + 2*i)), x) = -1/2", "holds"),
            ("conclude diff(diff(abs(x)^3, x), x) = 0", "holds"),
            ("conclude diff(diff(max(x, 0)^2, x), x) = 0", "undefined"),
            ("conclude diff(abs(x^3), x) = 0 and diff(min(x^2, x^4), x) = 0", "holds"),
        ], "real x", x="0")

    def test_two_sided_limits(self):
        self.assert_all([
            ("conclude diff(x^y, y) = 0", "undefined"),                      # 0^0 = 1, 0^y = 0 for y > 0, none for y < 0
            ("conclude diff(min(x^y, 1/2), y) = 5", "undefined"),
            ("conclude diff(x^(y + 1), y) = 0", "holds"),
            ("conclude diff(x^(y + 1), x) = 1", "holds"),
            ("conclude diff(max(sqrt(x), 5), x) = 7", "undefined"),
            ("conclude diff(max(sqrt(abs(x)), 5), x) = 0", "holds"),
            ("conclude diff(sqrt(abs(x)), x) = 0", "undefined"),
            ("conclude diff(sqrt(abs(x)) - sqrt(abs(x)), x) = 0", "holds"),
            ("conclude diff(sqrt(abs(x))*sqrt(abs(x)), x) = 0", "undefined"),
            ("conclude diff(sqrt(abs(x))*abs(x)^(1/3)*abs(x)^(1/4), x) = 0", "holds"),
            ("conclude diff(abs(x)^(1/3)*abs(x)^(2/3)*sqrt(abs(x)), x) = 0", "holds"),
            ("conclude diff(abs(x)^(3/2), x) = 0", "holds"),
            ("conclude diff(abs(x)^(2/3), x) = 0", "undefined"),
            ("conclude diff(abs(x)^sqrt(2), x) = 0", "holds"),
            ("conclude diff(if x = 0 then 0 else x^2*log(abs(x)), x) = 0", "undecided"),
            ("conclude diff(log(abs(x)), x) = 0", "undefined"),
            ("conclude diff(max(z^(x + 2), 5), x) = 7", "undefined"),        # (-2)^2 at a point alone
            ("conclude diff(z^(2 + (2*x - x - x)), x) = 0", "holds"),
            ("conclude diff(z^2, z) = -4 and diff(z^0, z) = 0", "holds"),
            ("conclude diff(z^(sqrt(2)*sqrt(2)), z) = -4", "holds"),
            ("let f(u) = u + z let s(u) = diff(f(u), u) conclude s(x) = 1", "holds"),
            ("let f(u) = if u >= 0 then u else u/100 let s(u) = diff(f(u), u) conclude s(x) >= 0", "undefined"),
        ], "real x real y real z", x="0", y="0", z="-2")

    def test_calls(self):
        # A call stands for its definition with the arguments put in; a parameter that `diff` differentiates by is a
        # number of its own within.
        self.assert_all([
            ("let f(u) = diff(u^2*x, x) conclude f(x) = 3*x^2 and f(x^2) = 5*x^4", "holds"),
            ("let f(u) = diff(u, x) conclude f(x) = 1 and f(x*y) = y and f(y) = 0", "holds"),
            ("let f(u) = diff(u, x) let s(u) = f(u) + diff(f(u)*u, u) conclude s(x^2) = 2*x", "holds"),
            ("let s(u) = diff(u*diff(u, x), u) conclude s(x^2) = 0", "holds"),
            ("let f(u) = u*diff(u*x, x) let s(u) = diff(f(u), u) conclude s(x^2) = 2*x^2", "holds"),
            ("let s(u) = diff(diff(u*x, x)*u, u) conclude diff(s(x^2), x) = 4*x", "holds"),
            ("let s(u) = diff(abs(u)*diff(u, x), u) conclude s(abs(x) - 4) = 0", "holds"),
            ("let s(u) = diff(diff(x + u, x), u) conclude s(sqrt(x - 4)) = 0", "holds"),
            ("let f(u) = diff(u, x) conclude f(abs(x - 4)) = 1", "undefined"),
            ("let m(u) = gaussian(w: u*w^2) conclude m(x) = x and diff(m(x^2), x) = 2*x", "holds"),
        ], "real x real y", x="4", y="-2")

    def test_of_a_recurrence(self):
        self.assert_all([
            ("conclude s <= t implies diff(h[t], b[s]) = prod(k in s+1..t: a[k])", "holds"),
            ("conclude s < t implies diff(h[s], b[t]) = 0", "holds"),
        ], "size T >= 1 index s, t in 1..T real a[t] real b[t] let h[0] = 0 let h[t] = a[t]*h[t-1] + b[t]",
            {"T": 4}, a=["1/2", "2/3", "-1", "3"], b=["1", "2", "3", "4"])


class Continuum(Meaning):
    def test_rational_functions(self):
        self.assert_all([
            ("conclude forall real w: w^2 - 2*w + 1 >= 0", "holds"),
            ("conclude forall real w: w^2 - 2*w + 1 > 0", "violated"),
            ("conclude forall real w: w^4 - 4*w^2 + 5 > 1", "violated"),
            ("conclude forall real w: w^4 - 4*w^2 + 5 >= 1", "holds"),
            ("conclude forall real w in (0, 1): w < 1", "holds"),
            ("conclude forall real w in [0, 1]: w < 1", "violated"),
            ("conclude forall real w in [x, x - 1]: w < 0", "holds"),
            ("conclude forall real w: abs(1/(1 + i*w)) <= 1", "holds"),
            ("conclude forall real w: abs(1/(1 + i*w)) < 1", "violated"),
            ("conclude forall real w: 1/w^2 > 0", "undefined"),
            ("conclude forall real w with w /= 0: 1/w^2 > 0", "holds"),
            ("conclude forall real w: w^2/w = w", "undefined"),
            ("conclude forall real w with w^2 >= 2: abs(w) >= sqrt(2)", "holds"),
            ("conclude forall real w with w^2 >= 2: abs(w) > sqrt(2)", "violated"),
            ("conclude forall real w: max(w, -w) = abs(w)", "holds"),
            ("conclude forall real w: sqrt(w^2 + 1) > abs(w)", "holds"),
            ("conclude forall real w: diff(w^3 + w, w) >= 1", "holds"),
            ("conclude forall real w: (if w < 0 then -w else w) >= 0", "holds"),
            ("conclude forall real w: w^3 < 8 or w >= 2", "holds"),
            ("conclude not forall real w: w > 0", "holds"),
        ], "real x", x="1")

    def test_angles(self):
        self.assert_all([
            ("conclude forall real w: cos(w)^2 + sin(w)^2 = 1", "holds"),
            ("conclude forall real w: abs(1/(1 - exp(-i*w)/2)) <= 2", "holds"),
            ("conclude forall real w: abs(1/(1 - exp(-i*w)/2)) < 2", "violated"),
            ("conclude forall real w in [2*pi, 4*pi]: cos(w) > -1", "violated"),
            ("conclude forall real w in [0, pi]: sin(w) >= 0", "holds"),
            ("conclude forall real w in [0, pi]: sin(w) > 0", "violated"),
            ("conclude forall real w: cos(w/2)^2 = (1 + cos(w))/2", "holds"),
            ("conclude forall real w: sin(w)*cos(w) <= 1/2", "holds"),
        ])

    def test_subdivision(self):
        self.assert_all([
            ("conclude forall real w in [0, 1]: exp(w) <= 3", "holds"),
            ("conclude forall real w in [0, 1]: exp(w) <= 2", "violated"),
            ("conclude forall real w: exp(w) > -1", "holds"),
            ("conclude forall real w >= 0: tanh(w) <= 1", "holds"),
            ("conclude forall real w in [1, 2]: log(w) < w", "holds"),
            # Both sides meet at an irrational point.
            ("conclude forall real w in [0, 1]: (exp(w) - 2)^2 >= 0", "holds"),
            ("conclude forall real w >= 1: w*exp(-w) < 1/2", "undecided"),
        ])


class Means(Meaning):
    def test_moments(self):
        self.assert_all([
            ("conclude gaussian(u: u) = 0 and gaussian(u: u^2) = 1 and gaussian(u: u^4) = 3", "holds"),
            ("conclude gaussian(u: (x*u + 1)^2) = x^2 + 1", "holds"),
            ("conclude gaussian(u: gaussian(v: (u + v)^2)) = 2", "holds"),
            ("conclude diff(gaussian(u: (x*u)^2), x) = 2*x", "holds"),
            ("conclude gaussian(u: diff(u^3, u)) = 3", "holds"),
            ("conclude gaussian(u: (u + i)^2) = 0", "holds"),
        ], "real x", x="3")

    def test_quadrature(self):
        self.assert_all([
            # sqrt(2/pi) = 0.79788456...
            ("conclude 0.7978845 < gaussian(u: abs(u)) < 0.7978846", "holds"),
            ("conclude gaussian(u: max(u, 0)) > 0.4", "violated"),
            ("conclude gaussian(u: exp(u^2)) > 0", "undecided"),
        ])


if __name__ == "__main__":
    unittest.main()
