"""Zero by expansion: whether a formula vanishes whatever its transcendental parts are.

A formula of + - * / is expanded to P/Q, with polynomials P and Q in its other parts (exp(u),
log(u), ..., square roots), each of which counts as an unknown of its own.  If P is 0 then so is the
formula. Powers of exponentials are joined first: with u = q_1 v_1 + ... + q_n v_n, where the v are
products of unknowns,

    exp(u) = e_1^(k q_1) ... e_n^(k q_n),  e_j = exp(v_j/k),

where k makes all exponents whole.  Then

    sigmoid(u) = exp(u)/(1 + exp(u)),   tanh(u) = (exp(2 u) - 1)/(exp(2 u) + 1),
    softplus(u) = log(1 + exp(u)),      silu(u) = u sigmoid(u);

logarithms of products of exponentials and numbers are sums, and square roots of numbers are
exponentials.  At last sin(u)^2 = 1 - cos(u)^2, sqrt(u)^2 = u and exp(log(u)/k)^k = u are applied to
P.  That P is not 0 says nothing.
"""

from fractions import Fraction
from math import gcd

from arithmetic import clock

MOST_TERMS = 3_000
ONE = {(): Fraction(1)}
SMALL_PRIMES = [n for n in range(2, 200) if all(n % d for d in range(2, n))]


class TooLong(Exception):
    """The expansion has too many terms, or a part that it does not take."""


def vanishes(x):
    """True where the expansion shows x = 0, else False, which says nothing."""
    try:
        expansion = Expansion()
        expansion.collect(x)
        return not expansion.reduced(expansion.fraction(x)[0])
    except TooLong:
        return False


def add(p, q):
    found = dict(p)
    for monomial, factor in q.items():
        total = found.get(monomial, 0) + factor
        if total:
            found[monomial] = total
        else:
            found.pop(monomial, None)
    return found


def multiply(p, q):
    """A monomial is a sorted tuple of (unknown, exponent)."""
    clock.check()
    if len(p) * len(q) > 30 * MOST_TERMS:
        raise TooLong
    found = {}
    for a, x in p.items():
        for b, y in q.items():
            powers = dict(a)
            for unknown, exponent in b:
                powers[unknown] = powers.get(unknown, 0) + exponent
            monomial = tuple(sorted((k, n) for k, n in powers.items() if n))
            total = found.get(monomial, 0) + x * y
            if total:
                found[monomial] = total
            else:
                found.pop(monomial, None)
    if len(found) > MOST_TERMS:
        raise TooLong
    return found


def key_of(p):
    return tuple(sorted(p.items()))


class Expansion:
    """Unknowns are numbered as they are met; `unknowns` knows them by what they are made of."""

    def __init__(self):
        self.unknowns = {}
        self.fractions = {}      # id of a Formula -> (P, Q)
        self.denominators = {}   # exponentials' v -> the common k
        self.exponents = {}      # unknown exp(v/k) -> (v, k), for a product of unknowns v
        self.logarithms = {}     # unknown -> the polynomial whose logarithm it is
        self.rules = {}          # unknown -> (k, the polynomial that is its k-th power)
        self.collecting = False

    def collect(self, x):
        """A first pass, to learn by which k the arguments of exponentials are divided."""
        self.collecting = True
        self.fraction(x)
        self.collecting = False
        # What the numbers of unknowns mean follows from the final k.
        for known in (self.fractions, self.exponents, self.logarithms, self.rules):
            known.clear()

    def number(self, *key):
        return self.unknowns.setdefault(key, len(self.unknowns))

    def unknown(self, *key):
        return {((self.number(*key), 1),): Fraction(1)}

    def fraction(self, x):
        if isinstance(x, Fraction):
            return ({(): x} if x else {}), ONE
        if id(x) not in self.fractions:
            self.fractions[id(x)] = self._fraction(x)
        return self.fractions[id(x)]

    def _fraction(self, x):
        if x.boxed:
            raise TooLong
        if x.operation in ("pi", "mean"):
            return self.unknown(x.operation, id(x)), ONE
        parts = [self.fraction(argument) for argument in x.arguments]
        p, q = parts[0]
        if x.operation == "add":
            return self.sum(parts[0], parts[1])
        if x.operation == "multiply":
            return multiply(p, parts[1][0]), multiply(q, parts[1][1])
        if x.operation == "negate":
            return multiply({(): Fraction(-1)}, p), q
        if x.operation == "square":
            return multiply(p, p), multiply(q, q)
        if x.operation == "reciprocal":
            if not p:
                raise TooLong
            return q, p
        if x.operation == "exp":
            return self.exponential((p, q), Fraction(1))
        if x.operation == "sigmoid":
            return self.sigmoid((p, q), Fraction(1))
        if x.operation == "silu":
            upper, lower = self.sigmoid((p, q), Fraction(1))
            return multiply(p, upper), multiply(q, lower)
        if x.operation == "tanh":
            upper, lower = self.exponential((p, q), Fraction(2))
            return add(upper, multiply({(): Fraction(-1)}, lower)), add(upper, lower)
        if x.operation == "softplus":
            upper, lower = self.exponential((p, q), Fraction(1))
            return self.logarithm(add(upper, lower), lower), ONE
        if x.operation == "log":
            return self.logarithm(p, q), ONE
        if x.operation == "sqrt" and q == ONE:
            constant = self.reduced(p)
            if list(constant) == [()]:
                return self.exponential((self.logarithm(constant, ONE), ONE), Fraction(1, 2))
        # Whatever else: an unknown, by its expanded arguments.
        arguments = [(key_of(a), key_of(b)) for a, b in parts]
        number = self.number(x.operation, *arguments)
        if x.operation == "sin":
            cosine = self.unknown("cos", *arguments)
            self.rules[number] = 2, add(ONE, multiply({(): Fraction(-1)}, multiply(cosine, cosine)))
        elif x.operation == "sqrt" and q == ONE:
            self.rules[number] = 2, p
        return {((number, 1),): Fraction(1)}, ONE

    def sum(self, x, y):
        (p, q), (r, s) = x, y
        if q == s:
            return add(p, r), q
        return add(multiply(p, s), multiply(r, q)), multiply(q, s)

    def sigmoid(self, argument, factor):
        upper, lower = self.exponential(argument, factor)
        return upper, add(upper, lower)

    def exponential(self, argument, factor):
        """exp(factor argument) as a product of unknowns."""
        p, q = argument
        if len(q) == 1:
            # A monomial divisor: divided out, so that the terms are products of unknowns.
            (monomial, value), = q.items()
            p = multiply(p, {tuple((k, -n) for k, n in monomial): 1 / value})
            q = ONE
        upper, lower = ONE, ONE
        for monomial, value in sorted(p.items()):
            value *= factor
            key = monomial, key_of(q)
            k = self.denominators.get(key, 1)
            if self.collecting:
                self.denominators[key] = k = k * value.denominator // gcd(k, value.denominator)
            exponent = value * k
            if exponent.denominator != 1 or abs(exponent) > 10_000:
                raise TooLong
            number = self.number("exp", *key)
            power = {((number, abs(exponent.numerator)),): Fraction(1)}
            if q == ONE:
                self.exponents[number] = monomial, k
            self.rule_of_logarithm(number, monomial, q, k)
            if exponent > 0:
                upper = multiply(upper, power)
            else:
                lower = multiply(lower, power)
        return upper, lower

    def logarithm(self, p, q):
        """log(p/q) as a polynomial: where q is plainly positive, it is log p - log q."""
        if not self.plainly_positive(q):
            return self.log_unknown((key_of(p), key_of(q)), None)
        return add(self.log_of(p), multiply({(): Fraction(-1)}, self.log_of(q)))

    def plainly_positive(self, p):
        """Positive coefficients of products of exponentials."""
        return all(value > 0 and all(number in self.exponents for number, _ in monomial)
                   for monomial, value in p.items())

    def log_of(self, p):
        """log of a positive polynomial: common exponentials and numbers are taken out,
        log(c e^n r) = log c + n v/k + log r, where e = exp(v/k)."""
        if not p:
            raise TooLong
        common = {}
        for number in {number for monomial in p for number, _ in monomial if number in self.exponents}:
            common[number] = min(dict(monomial).get(number, 0) for monomial in p)
        content = tuple(sorted((number, -n) for number, n in common.items() if n))
        p = multiply(p, {content: Fraction(1)})
        first = abs(p[min(p)])
        p = multiply(p, {(): 1 / first})
        result = self.log_of_number(first)
        for number, n in common.items():
            monomial, k = self.exponents[number]
            if n:
                result = add(result, {monomial: Fraction(n, k)})
        return result if p == ONE else add(result, self.log_unknown(key_of(p), p))

    def log_of_number(self, value):
        """log(a/b) as a sum over small primes, and what remains."""
        result, sides = {}, [value.numerator, value.denominator]
        for place, n in enumerate(sides):
            for prime in SMALL_PRIMES:
                count = 0
                while n % prime == 0:
                    n, count = n // prime, count + 1
                if count:
                    unknown = self.log_unknown(prime, {(): Fraction(prime)})
                    result = add(result, multiply({(): Fraction(count if place == 0 else -count)}, unknown))
            if n > 1:
                unknown = self.log_unknown(n, {(): Fraction(n)})
                result = add(result, multiply({(): Fraction(1 if place == 0 else -1)}, unknown))
        return result

    def log_unknown(self, key, polynomial):
        number = self.number("log", key)
        if polynomial is not None:
            self.logarithms[number] = polynomial
        return {((number, 1),): Fraction(1)}

    def rule_of_logarithm(self, number, monomial, q, k):
        """exp(log(u)/k)^k = u for a polynomial u."""
        if q == ONE and len(monomial) == 1 and monomial[0][1] == 1:
            inside = self.logarithms.get(monomial[0][0])
            if inside is not None:
                self.rules[number] = k, inside

    def reduced(self, p):
        """p with the rules unknown^k = polynomial applied as long as one fits."""
        for _ in range(MOST_TERMS):
            for monomial in p:
                fitting = [(number, n) for number, n in monomial
                           if number in self.rules and n >= self.rules[number][0]]
                if fitting:
                    break
            else:
                return p
            number, n = fitting[0]
            k, replacement = self.rules[number]
            factor = p[monomial]
            rest = tuple((other, m) for other, m in monomial if other != number)
            if n > k:
                rest = tuple(sorted(rest + ((number, n - k),)))
            p = add(p, {monomial: -factor})
            p = add(p, multiply({rest: factor}, replacement))
        raise TooLong
