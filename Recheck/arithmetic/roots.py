"""Signs of numbers made of fractions with + - * / and square roots, in exact algebra.

In place of fractions may stand any ordered field whose elements take + - * / and mix with
Fractions: the quotients of polynomials in continuum statements, see along.py.

The square roots met on the way are numbered: r_1 = sqrt(d_1), r_2 = sqrt(d_2), ..., where d_k > 0
is made of fractions and r_1 .. r_{k-1}.  A number is then

    a Fraction,  or  (k, p, q)  for  p + q r_k,  with p and q made of fractions and r_1 .. r_{k-1}.

The sign of p + q r_k follows from signs of numbers with fewer roots:
  * where p and q have the same sign, or one of them is 0, it is plain;
  * else |p| and |q| r_k are compared by their squares: the sign is that of p (p^2 - q^2 d_k).
That is right also where d_k is a square of what came before, so that no root has to be "new".
"""

from fractions import Fraction

from arithmetic import clock, real
from language.errors import Undecided

MOST_ROOTS = 8
LONGEST_FRACTION = 1 << 17


class NotAlgebraic(Exception):
    """A number that is not of square roots, or of too many."""


def exact_sign(x):
    """The sign of the real number x, or None where it is not of (few) square roots."""
    try:
        tower = Tower()
        return tower.sign(tower.element(x))
    except (NotAlgebraic, Undecided):
        return None


class Tower:
    """The square roots adjoined so far.  `base_sign` tells signs of the numbers without roots."""

    def __init__(self, base_sign=lambda x: (x > 0) - (x < 0)):
        self.base_sign = base_sign
        self.radicands = [None]        # radicands[k] = d_k
        self.elements = {}             # id of a Formula -> element

    # Formulas to elements

    def element(self, x):
        if isinstance(x, Fraction):
            return x
        if id(x) not in self.elements:
            self.elements[id(x)] = self._element(x)
        return self.elements[id(x)]

    def _element(self, x):
        if x.boxed or x.operation not in ("add", "multiply", "negate", "square", "reciprocal", "sqrt",
                                          "abs", "maximum", "minimum"):
            raise NotAlgebraic
        arguments = [self.element(argument) for argument in x.arguments]
        first = arguments[0]
        if x.operation == "add":
            return self.add(first, arguments[1])
        if x.operation == "multiply":
            return self.multiply(first, arguments[1])
        if x.operation == "negate":
            return self.negate(first)
        if x.operation == "square":
            return self.multiply(first, first)
        if x.operation == "reciprocal":
            return self.reciprocal(first)
        if x.operation == "sqrt":
            return self.sqrt(first)
        if x.operation == "abs":
            return first if self.sign(first) >= 0 else self.negate(first)
        order = self.sign(self.subtract(first, arguments[1]))
        return first if (order > 0) == (x.operation == "maximum") else arguments[1]

    # Arithmetic

    def parts(self, x, k):
        """(p, q) with x = p + q r_k, for an x of roots up to r_k."""
        if isinstance(x, tuple) and x[0] == k:
            return x[1], x[2]
        return x, Fraction(0)

    def join(self, k, p, q):
        return p if isinstance(q, Fraction) and q == 0 else (k, p, q)

    def top(self, *xs):
        return max(x[0] if isinstance(x, tuple) else 0 for x in xs)

    def add(self, x, y):
        k = self.top(x, y)
        if k == 0:
            return x + y
        (p, q), (r, s) = self.parts(x, k), self.parts(y, k)
        return self.join(k, self.add(p, r), self.add(q, s))

    def negate(self, x):
        return -x if not isinstance(x, tuple) else (x[0], self.negate(x[1]), self.negate(x[2]))

    def subtract(self, x, y):
        return self.add(x, self.negate(y))

    def multiply(self, x, y):
        """(p + q r)(u + v r) = p u + q v d + (p v + q u) r."""
        clock.check()
        k = self.top(x, y)
        if k == 0:
            product = x * y
            if isinstance(product, Fraction):
                longest = max(product.numerator.bit_length(), product.denominator.bit_length())
                if longest > LONGEST_FRACTION:
                    raise NotAlgebraic
            return product
        (p, q), (u, v) = self.parts(x, k), self.parts(y, k)
        outer = self.multiply(self.multiply(q, v), self.radicands[k])
        return self.join(k, self.add(self.multiply(p, u), outer),
                         self.add(self.multiply(p, v), self.multiply(q, u)))

    def reciprocal(self, x):
        """1/(p + q r) = (p - q r)/(p^2 - q^2 d); where that divisor is 0 and x is not, p = q r."""
        if not isinstance(x, tuple):
            return 1 / x
        k, p, q = x
        norm = self.norm(x)
        if self.sign(norm) == 0:
            return self.reciprocal(self.multiply(Fraction(2), p))
        scale = self.reciprocal(norm)
        return self.join(k, self.multiply(p, scale), self.multiply(self.negate(q), scale))

    def norm(self, x):
        """p^2 - q^2 d."""
        k, p, q = x
        return self.subtract(self.multiply(p, p), self.multiply(self.multiply(q, q), self.radicands[k]))

    def sqrt(self, x):
        """A root adjoined before serves again, also for rational multiples of its square."""
        if self.sign(x) == 0:
            return Fraction(0)
        if isinstance(x, Fraction):
            exact = real.rational_root(x, 2)
            if exact is not None:
                return exact
        for k in range(1, len(self.radicands)):
            ratio = self.rational_ratio(x, self.radicands[k])
            if ratio is not None:
                exact = real.rational_root(ratio, 2)
                if exact is not None:
                    return (k, Fraction(0), exact)
        if len(self.radicands) > MOST_ROOTS:
            raise NotAlgebraic
        self.radicands.append(x)
        return (len(self.radicands) - 1, Fraction(0), Fraction(1))

    def rational_ratio(self, x, y):
        """The Fraction x/y where it plainly is one, else None."""
        if not isinstance(x, tuple) and not isinstance(y, tuple):
            ratio = x / y
            return ratio if isinstance(ratio, Fraction) else None
        return Fraction(1) if x == y else None

    # Signs

    def sign(self, x):
        if not isinstance(x, tuple):
            return self.base_sign(x)
        _, p, q = x
        sign_p, sign_q = self.sign(p), self.sign(q)
        if sign_p == 0 or sign_q == 0 or sign_p == sign_q:
            return sign_p or sign_q
        return sign_p * self.sign(self.norm(x))
