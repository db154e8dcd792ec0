"""What proofs speak of: index terms, polynomials in elements of families, literals and facts.

An index term c + k1*v1 + ... is (parts, c), parts the (name, factor) pairs in the order of names, no factor 0.  An
atom is (family, index terms); the family `real` has index terms as real numbers.  A monomial is the (atom, exponent)
pairs in order.  All are plain tuples: their order and equality are Python's.
"""

from collections import namedtuple
from fractions import Fraction
from math import gcd

LONGEST_WORD = (1 << 63) - 1
MOST_TERMS, HIGHEST_DEGREE = 100_000, 64
MOST_CONDITIONS = 400

Literal = namedtuple("Literal", "relation polynomial")                # polynomial relation 0: >= > = /=
Fact = namedtuple("Fact", "variables guards premises literal")        # for all variables with all guards >= 0


class Refused(Exception):
    """A step that no rule allows, or a claim that has no terms here."""


def require(condition, message):
    if not condition:
        raise Refused(message)


# Index terms

def whole(number):
    return (), number


def named(name):
    return ((name, 1),), 0


def combined(*summands):
    """Σ factor·term over (factor, term) pairs; refused beyond 64 bits."""
    parts, constant = {}, 0
    for factor, (own, number) in summands:
        constant += factor * number
        for name, own_factor in own:
            parts[name] = parts.get(name, 0) + factor * own_factor
    require(all(abs(k) <= LONGEST_WORD for k in (constant, *parts.values())), "a whole number beyond 64 bits")
    return tuple(sorted((name, k) for name, k in parts.items() if k)), constant


def minus(left, right):
    return combined((1, left), (-1, right))


def names_of(term):
    return {name for name, _ in term[0]}


def factor_of(name, term):
    return dict(term[0]).get(name, 0)


def put(term, values):
    """The term with others in the place of names, all at once."""
    return combined((1, whole(term[1])), *((k, values.get(name, named(name))) for name, k in term[0]))


def negation(condition):
    """What is at least 0 just where the condition is not."""
    return minus(whole(-1), condition)


def follows(goal, guards):
    """Whether goal >= 0 is seen to follow from guards >= 0 over whole numbers: Fourier's and Motzkin's elimination."""
    if not goal[0]:
        return goal[1] >= 0 or contradictory(guards)
    if any(parts == goal[0] and constant <= goal[1] for parts, constant in guards):
        return True
    near, names, far = [negation(goal)], names_of(goal), list(guards)
    while True:
        joined = [guard for guard in far if names & names_of(guard)]
        if not joined:
            return contradictory(near)
        far = [guard for guard in far if not names & names_of(guard)]
        near += joined
        names = names.union(*map(names_of, joined))


def contradictory(conditions):
    known = {_tightened(condition) for condition in conditions}
    while not any(not parts and constant < 0 for parts, constant in known):
        names = set().union(*map(names_of, known)) if known else ()
        if not names:
            return False
        name = min(names)
        above = [term for term in known if factor_of(name, term) > 0]
        below = [term for term in known if factor_of(name, term) < 0]
        known = {term for term in known if not factor_of(name, term)}
        for a in above:
            for b in below:
                try:
                    known.add(_tightened(combined((-factor_of(name, b), a), (factor_of(name, a), b))))
                except Refused:
                    pass        # what is left out only lets less follow
        if len(known) > MOST_CONDITIONS:
            return False
    return True


def _tightened(term):
    """The same condition on whole numbers, its factors without a common divisor: the constant is rounded down."""
    divisor = gcd(*(k for _, k in term[0]))
    return (tuple((name, k // divisor) for name, k in term[0]), term[1] // divisor) if divisor > 1 else term


# Polynomials

class Polynomial(dict):
    """Monomial -> Fraction, no coefficient 0."""

    __slots__ = ()

    def __hash__(self):
        return hash(frozenset(self.items()))

    def plus(self, other, factor=1):
        result = Polynomial(self)
        for monomial, coefficient in other.items():
            value = result.get(monomial, 0) + factor * coefficient
            if value:
                result[monomial] = value
            else:
                del result[monomial]
        require(len(result) <= MOST_TERMS, "a polynomial is too large")
        return result

    def __add__(self, other):
        return self.plus(other)

    def __sub__(self, other):
        return self.plus(other, -1)

    def __neg__(self):
        return Polynomial({monomial: -coefficient for monomial, coefficient in self.items()})

    def __mul__(self, other):
        require(len(self) * len(other) <= MOST_TERMS and self.degree() + other.degree() <= HIGHEST_DEGREE,
                "a polynomial is too large")
        result = {}
        for m, a in self.items():
            for n, b in other.items():
                powers = dict(m)
                for atom, exponent in n:
                    powers[atom] = powers.get(atom, 0) + exponent
                monomial = tuple(sorted(powers.items()))
                result[monomial] = result.get(monomial, 0) + a * b
        return Polynomial({monomial: coefficient for monomial, coefficient in result.items() if coefficient})

    def degree(self):
        return max((sum(exponent for _, exponent in monomial) for monomial in self), default=0)

    def constant(self):
        """The number that it is; None where it is none."""
        return Fraction(0) if not self else self[()] if set(self) == {()} else None

    def atoms(self):
        return {atom for monomial in self for atom, _ in monomial}

    def families(self):
        return {name for name, _ in self.atoms()}

    def names(self):
        """The names of whole numbers that it rests on."""
        return {name for _, indices in self.atoms() for term in indices for name, _ in term[0]}

    def replaced(self, value):
        """The polynomial with value(atom) in the place of each atom."""
        result, known = Polynomial(), {atom: value(atom) for atom in self.atoms()}
        for monomial, coefficient in self.items():
            product = constant(coefficient)
            for atom, exponent in monomial:
                for _ in range(exponent):
                    product = product * known[atom]
            result = result + product
        return result

    def put(self, values):
        """The polynomial with index terms in the place of names, all at once."""
        if not values:
            return self
        return self.replaced(lambda atom: element(atom[0], [put(term, values) for term in atom[1]]))


def constant(number):
    return Polynomial({(): Fraction(number)} if number else {})


ZERO, ONE = constant(0), constant(1)


def variable(atom):
    return Polynomial({((atom, 1),): Fraction(1)})


def element(family, indices):
    """A family's element; an index term as a real number is the sum of its parts."""
    if family != "real" or len(indices) != 1:
        return variable((family, tuple(indices)))
    parts, number = indices[0]
    return Polynomial({((("real", (named(name),)), 1),): Fraction(k) for name, k in parts}) + constant(number)


def literal_at(literal, values):
    return Literal(literal.relation, literal.polynomial.put(values))


def implies(found, wanted):
    """Whether a literal says at least as much as another of the same polynomial, or of its negative."""
    weaker = {">": (">", ">=", "/="), "=": ("=", ">="), ">=": (">=",), "/=": ("/=",)}
    turned = {">": ("/=",), "=": ("=", ">="), ">=": (), "/=": ("/=",)}
    return (found.polynomial == wanted.polynomial and wanted.relation in weaker[found.relation]
            or -found.polynomial == wanted.polynomial and wanted.relation in turned[found.relation])
