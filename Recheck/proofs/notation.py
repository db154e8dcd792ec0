"""The notation of certificates, read strictly.

    polynomial  hi[n] - Q[n,s,t]*(hi[n] - h[s,n]) + 3/4*x^2
    literal     0 <= t-1            p >= q, p > q, p = q, p /= q
    reference   gap(s,t-1,n){IH, A.low(t,n)}    IH    index(t-1)
"""

import re
from fractions import Fraction

from language.errors import FileError
from proofs.terms import (HIGHEST_DEGREE, LONGEST_WORD, Literal, Refused, combined, constant, element, named,
                          whole)

DEEPEST = 200
LONGEST_NUMBER = 10_000
NAME = r"[A-Za-z_'.][A-Za-z0-9_'.]*"
_TOKEN = re.compile(rf" *(?:({NAME})|([0-9]+(?: */[0-9]+)?)|(<=|>=|/=|[-+*^()\[\]{{}},<>=])) *")


def read(text, what):
    """A `polynomial`, `literal`, `index`, `atom`, `reference` or `name`.  Raises FileError."""
    if not isinstance(text, str):
        raise FileError(f"{what}: a string is wanted")
    reader = _Reader(text)
    try:
        value = getattr(reader, what)()
    except Refused as error:
        raise FileError(f"{what} {ascii(text[:60])}: {error}") from None
    if reader.at < len(reader.tokens):
        reader.fail()
    return value


class _Reader:
    def __init__(self, text):
        self.text, self.tokens, self.at, self.depth, place = text, [], 0, 0, 0
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                self.fail()
            self.tokens.append(match)
            place = match.end()

    def fail(self):
        raise FileError(f"{ascii(self.text[:60])} is no notation of proofs")

    def token(self, group):
        """The next token where it is of a kind: 1 name, 2 number, 3 sign."""
        return self.tokens[self.at].group(group) if self.at < len(self.tokens) else None

    def take(self, *signs):
        found = self.token(3)
        if found not in signs:
            return None
        self.at += 1
        return found

    def expect(self, sign):
        if self.take(sign) is None:
            self.fail()

    def next(self, group):
        found = self.token(group)
        if found is None:
            self.fail()
        self.at += 1
        return found

    def whole(self):
        text = self.next(2)
        if not text.isdigit() or len(text) > LONGEST_NUMBER or int(text) > LONGEST_WORD:
            self.fail()
        return int(text)

    def deeper(self):
        self.depth += 1
        if self.depth >= DEEPEST:
            self.fail()

    def name(self):
        return self.next(1)

    def polynomial(self):
        total = -self.product() if self.take("-") else self.product()
        while sign := self.take("+", "-"):
            total = total.plus(self.product(), 1 if sign == "+" else -1)
        return total

    def product(self):
        product = self.power()
        while self.take("*"):
            product = product * self.power()
        return product

    def power(self):
        base = self.factor()
        if not self.take("^"):
            return base
        exponent, result = self.whole(), constant(1)
        terms = len(base) if len(base) != 1 else 0
        if exponent * max(base.degree(), 1, terms) > HIGHEST_DEGREE:
            self.fail()
        for _ in range(exponent):
            result = result * base
        return result

    def factor(self):
        if self.take("("):
            self.deeper()
            inner = self.polynomial()
            self.expect(")")
            self.depth -= 1
            return inner
        if self.token(2) is not None:
            numbers = [int(part) for part in self.next(2).split("/") if len(part) <= LONGEST_NUMBER or self.fail()]
            if numbers[-1] == 0 and len(numbers) > 1:
                self.fail()
            return constant(Fraction(*numbers))
        return element(*self.atom())

    def atom(self):
        name, indices = self.name(), []
        if self.take("["):
            indices.append(self.index())
            while self.take(","):
                indices.append(self.index())
            self.expect("]")
        return name, tuple(indices)

    def index(self):
        total, sign = whole(0), self.take("-")
        while True:
            factor, term = 1, whole(1)
            if self.token(2) is not None:
                factor = self.whole()
                if self.take("*"):
                    term = named(self.name())
            else:
                term = named(self.name())
            total = combined((1, total), (-factor if sign == "-" else factor, term))
            sign = self.take("+", "-")
            if sign is None:
                return total

    def literal(self):
        left = self.polynomial()
        relation = self.take(">=", "<=", "/=", ">", "<", "=")
        if relation is None:
            self.fail()
        right = self.polynomial()
        return Literal(relation.replace("<", ">"), right - left if "<" in relation else left - right)

    def reference(self):
        """("fact", name, indices, premises), ("index", term), ("same", atom, atom), or ("local", name)."""
        self.deeper()
        name, indices, premises = self.name(), [], []
        if not self.take("("):
            self.depth -= 1
            return "local", name
        if name == "same":
            first = self.atom()
            self.expect(",")
            second = self.atom()
            self.expect(")")
            self.depth -= 1
            return "same", first, second
        if not self.take(")"):
            indices.append(self.index())
            while self.take(","):
                indices.append(self.index())
            self.expect(")")
        if name == "index":
            if len(indices) != 1:
                self.fail()
            self.depth -= 1
            return "index", indices[0]
        if self.take("{"):
            premises.append(self.reference())
            while self.take(","):
                premises.append(self.reference())
            self.expect("}")
        self.depth -= 1
        return "fact", name, indices, premises
