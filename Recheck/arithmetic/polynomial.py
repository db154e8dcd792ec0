"""Polynomials in one unknown, with numbers of lower levels as coefficients: for exact means."""

from arithmetic import generic as g

HIGHEST_DEGREE = 400


class NotPolynomial(Exception):
    """Something is asked of the unknown that a polynomial does not answer: its sign, its exponential, ..."""


class Polynomial:
    """c_0 + c_1 x + ... + c_n x^n, x being the unknown of this level."""

    __slots__ = ("level", "coefficients")

    def __init__(self, level, coefficients):
        self.level, self.coefficients = level, coefficients

    def plus(self, other):
        a = self.coefficients
        b = other.coefficients if g.level(other) == self.level else [other]
        if len(a) < len(b):
            a, b = b, a
        return self._of([g.add(x, b[k]) if k < len(b) else x for k, x in enumerate(a)])

    def negated(self):
        return Polynomial(self.level, [g.negate(a) for a in self.coefficients])

    def times(self, other):
        a = self.coefficients
        b = other.coefficients if g.level(other) == self.level else [other]
        if len(a) + len(b) > HIGHEST_DEGREE:
            raise NotPolynomial
        terms = [[] for _ in range(len(a) + len(b) - 1)]
        for j, x in enumerate(a):
            for k, y in enumerate(b):
                terms[j + k].append(g.multiply(x, y))
        return self._of([g.total(term) for term in terms])

    def _of(self, coefficients):
        """Without the leading coefficients that are plainly 0; a constant is no polynomial any more."""
        while len(coefficients) > 1 and g.is_exactly(coefficients[-1], 0):
            coefficients = coefficients[:-1]
        return Polynomial(self.level, coefficients) if len(coefficients) > 1 else coefficients[0]

    def over(self, other):
        if g.level(other) == self.level:
            raise NotPolynomial
        return self.times(g.reciprocal(other))

    def reciprocal(self):
        raise NotPolynomial

    def sign(self):
        raise NotPolynomial

    def apply(self, function):
        raise NotPolynomial

    def power(self, exponent):
        raise NotPolynomial
