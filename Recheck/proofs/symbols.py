"""Families that operations are: the same family wherever it is the same operation, whatever indices are called."""

from fractions import Fraction
from itertools import permutations

from proofs.place import Place
from proofs.terms import (ONE, ZERO, Fact, Literal, combined, constant, factor_of, minus, named, names_of, negation,
                          put, variable, whole)
from proofs.theory import Definition


class Symbols:
    def is_taken(self, name):
        theorem = self.theorem
        return (name in theorem.sizes or name in theorem.variables or name in theorem.equations
                or name in theorem.functions or name in self.theory.arities)

    def new_name(self, prefix):
        while True:
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
            if not self.is_taken(f"{prefix}{self.counts[prefix]}"):
                return f"{prefix}{self.counts[prefix]}"

    def symbol(self, prefix, kind, bodies, bound=(), guards=(), range_=()):
        """The element of the family that an operation defines, the same family wherever it is the same operation."""
        names = set().union(*map(names_of, guards), *(body.names() for body in bodies))
        free = sorted(names - set(self.theory.constants) - set(bound))
        # |h[s-1]| is the element s - 1 of the family |h[s]|.
        shifts = {name: _shift(name, guards, bodies) for name in free}
        bodies = [body.put({name: combined((1, named(name)), (-shift, whole(1))) for name, shift in shifts.items()})
                  for body in bodies]

        def key(order):
            values = {name: named(f"i.{k}") for k, name in enumerate(order)}
            values.update((name, named(f"b.{k}")) for k, name in enumerate(bound))
            return (kind, len(bound), tuple(put(guard, values) for guard in guards),
                    tuple(body.put(values) for body in bodies))

        order, name = _known(self.symbols, _orders(free), key)
        if name is None:
            order, name, parameters = free, self.new_name(prefix), list(free)
            self.symbols[key(free)] = name
            for end in ("lo", "hi") if range_ else ():
                parameters.append(self.fresh(end, names.union(parameters, bound)))
            self.theory.define(Definition(name, tuple(parameters), kind, tuple(bound), tuple(guards), tuple(bodies)))
            self.origins[name] = "operation"
        indices = (combined((1, named(index)), (shifts[index], whole(1))) for index in order)
        return variable((name, (*indices, *range_)))

    def wave(self, word, x):
        """sin x or cos x: of each other it is known that their squares add up to 1."""
        if not x:
            return ONE if word == "cos" else ZERO
        free = sorted(x.names() - set(self.theory.constants))

        def key(order):
            return _key([Fact(tuple(order), (), (), Literal("=", x))])

        order, number = _known(self.waves, _orders(free), key)
        indices = tuple(map(named, order or free))
        if number is None:
            number = len(self.waves) + 1
            while self.is_taken(f"cos{number}") or self.is_taken(f"sin{number}"):
                number += 1
            self.waves[key(free)] = number
            cos, sin = (variable((f"{one}{number}", indices)) for one in ("cos", "sin"))
            for one in ("cos", "sin"):
                self.origins[f"{one}{number}"] = free, x
                self.theory.declare(f"{one}{number}", len(free))
            self.theory.add(f"cos{number}.circle", Fact(tuple(free), (), (), Literal("=", cos * cos + sin * sin - ONE)))
        return variable((f"{word}{number}", indices))

    def pi(self):
        if "pi" not in self.theory.arities:
            self.theory.declare("pi", 0)
            self.origins["pi"] = "free"
            for name, sign, digits in (("low", 1, 3_141_592_653), ("high", -1, 3_141_592_654)):
                polynomial = (variable(("pi", ())) - constant(Fraction(digits, 10 ** 9))) * constant(sign)
                self.theory.add(f"pi.{name}", Fact((), (), (), Literal(">", polynomial)))
        return variable(("pi", ()))

    def complex_product(self, name, low, high, body):
        """Π of complex numbers: a family by its recurrence."""
        free = (body[0].names() | body[1].names()) - set(self.theory.constants) - {name}
        end = self.fresh(name, free)
        start = self.fresh("from", free | {end})
        parameters = (*sorted(free), start, end)
        some = minus(named(end), named(start))
        last = tuple(part.put({name: named(end)}) for part in body)
        before = (*map(named, parameters[:-1]), minus(named(end), whole(1)))
        elements = self.by_cases("cprod", True, parameters, [(Place(parameters, (negation(some),)), (ONE, ZERO))],
                                 (Place(parameters, (some,)), last, before))
        return tuple(part.put({start: low, end: high}) for part in elements)

    def by_cases(self, prefix, is_complex, parameters, found, recurrence=None):
        """A family by cases, the same for the same cases."""
        rows = [*found, recurrence[:2]] if recurrence else found
        facts = [place.fact(Literal("=", part)) for place, value in rows for part in value]
        # The ends of a range stay where they are.
        ends = tuple(parameters[-2:]) if recurrence else ()

        def key(order):
            return _key([fact._replace(variables=tuple(order)) for fact in facts]), recurrence is None

        orders = ((*order, *ends) for order in _orders(parameters[:len(parameters) - len(ends)]))
        order, name = _known(self.cases_known, orders, key)
        if name is None:
            order, name = parameters, self.new_name(prefix)
            self.cases_known[key(order)] = name
            self.declare_family(name, is_complex, len(parameters))
            me = self.element_of(name, is_complex, map(named, parameters))
            for place, value in found:
                self.equate(me, value, place, is_complex)
            if recurrence:
                place, factor, before = recurrence
                self.equate(me, self.times(self.element_of(name, True, before), factor), place, True)
        return self.element_of(name, is_complex, map(named, order))


def _orders(names):
    """The orders that a family known by other names may have its indices in, the alphabetical one first."""
    return permutations(names) if len(names) <= 4 else [names]


def _known(table, orders, key):
    """The first order whose key a table has, and what it has there; None of both where it has none."""
    return next(((order, table[one]) for order in orders if (one := key(order)) in table), (None, None))


def _shift(name, guards, bodies):
    """The greatest c of the indices name + c in bodies; 0 where the name stands in others too."""
    found = [(family, term) for body in bodies for family, indices in body.atoms() for term in indices
             if factor_of(name, term)]
    if any(factor_of(name, guard) for guard in guards):
        return 0
    if any(family == "real" or term[0] != ((name, 1),) for family, term in found):
        return 0
    return max((term[1] for _, term in found), default=0)


def _key(facts):
    """Facts that say the same for other names of variables have the same."""
    found = []
    for variables, guards, premises, literal in facts:
        values = {name: named(f"i.{k}") for k, name in enumerate(variables)}
        found.append((len(variables), tuple(put(guard, values) for guard in guards),
                      tuple((one.relation, one.polynomial.put(values)) for one in premises),
                      literal.polynomial.put(values)))
    return tuple(found)
