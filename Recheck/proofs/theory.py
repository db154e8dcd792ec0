"""What may be used in proofs: sizes, families of real numbers, definitions, and facts under names."""

from collections import namedtuple

from proofs.terms import (ONE, ZERO, Fact, Literal, combined, factor_of, minus, named, names_of, negation, require,
                          variable, whole)

# `kind` is one of KINDS; `bound` the names that it binds, `guards` the conditions on them, `bodies` its polynomials.
Definition = namedtuple("Definition", "name parameters kind bound guards bodies")

# kind -> how many bodies, None for one or more
KINDS = {"sum": 1, "product": 1, "maximum": 1, "minimum": 1, "greatest": None, "least": None, "modulus": 2,
         "inverse": 1, "root": 1, "exponential": 1, "logarithm": 1}
RANGES, EXTREMA = ("sum", "product"), ("maximum", "minimum")


def has_shape(definition):
    """Whether it has as many names, conditions and expressions as its kind takes."""
    _, _, kind, bound, guards, bodies = definition
    return ((KINDS[kind] is None or len(bodies) == KINDS[kind])
            and (kind in EXTREMA or not guards and len(bound) == (kind in RANGES)))


class Theory:
    def __init__(self):
        self.constants, self.guards, self.facts, self.definitions, self.arities = [], [], {}, {}, {"real": 1}

    def declare_size(self, name, low, high):
        require(name not in self.constants, f"the size '{name}' is declared twice")
        self.constants.append(name)
        self.guards.append(minus(named(name), whole(low)))
        if high is not None:
            self.guards.append(minus(whole(high), named(name)))

    def declare(self, name, arity):
        require(name not in self.arities, f"'{name}' is declared twice")
        self.arities[name] = arity

    def validate(self, polynomial, scope, what):
        """Refuses families that are not there, and names out of scope."""
        for name, indices in polynomial.atoms():
            require(self.arities.get(name) == len(indices), f"{what} names a family '{name}' that is not there")
        require(polynomial.names() <= scope, f"{what} rests on an index that is not in scope")

    def validate_fact(self, name, fact):
        require(name not in self.facts, f"two facts are called '{name}'")
        scope = set(fact.variables)
        require(len(scope) == len(fact.variables) and not scope & set(self.constants),
                f"the variables of '{name}' are not told apart")
        scope |= set(self.constants)
        for literal in (*fact.premises, fact.literal):
            self.validate(literal.polynomial, scope, f"'{name}'")
        require(all(names_of(guard) <= scope for guard in fact.guards), f"a guard of '{name}' rests on an unknown name")

    def add(self, name, fact):
        self.validate_fact(name, fact)
        self.facts[name] = fact

    def define(self, definition):
        """A family that earlier ones define, and the facts that say what it is."""
        name, parameters, kind, bound, guards, bodies = definition
        require(name not in self.arities, f"'{name}' is declared twice")
        scope = set(parameters) | set(self.constants)
        require(len(scope) == len(parameters) + len(self.constants), f"the parameters of '{name}' are not told apart")
        require(bodies and has_shape(definition), f"a {kind} takes other numbers of names, conditions or expressions")
        require(len(set(bound)) == len(bound) and not scope & set(bound), f"'{name}' binds a name that is taken")
        if kind in RANGES:
            require(len(parameters) >= 2, f"'{name}' lacks the ends of its range")
            scope -= set(parameters[-2:])
        scope |= set(bound)
        require(all(names_of(guard) <= scope for guard in guards), f"the range of '{name}' rests on an unknown name")
        for place, one in enumerate(bound if kind in EXTREMA else ()):
            # Of infinitely many numbers none need be the greatest: each name lies between ends in those before it.
            later = set(bound[place + 1:])
            ends = [factor_of(one, guard) for guard in guards if not names_of(guard) & later]
            require(any(end > 0 for end in ends) and any(end < 0 for end in ends), f"'{one}' of '{name}' has no end")
        for body in bodies:
            self.validate(body, scope, f"the definition of '{name}'")
        self.arities[name] = len(parameters)
        self.definitions[name] = definition
        for suffix, fact in axioms(definition):
            self.add(f"{name}.{suffix}", fact)


def axioms(definition):
    """(name, fact) pairs that say what a family is, at all its parameters."""
    name, parameters, kind, bound, guards, bodies = definition
    me = variable((name, tuple(map(named, parameters))))

    def fact(relation, polynomial, guards=(), premises=(), more=()):
        return Fact((*parameters, *more), tuple(guards), tuple(premises), Literal(relation, polynomial))

    if kind in RANGES:
        *rest, low, high = map(named, parameters)
        join = (lambda x, y: x + y) if kind == "sum" else (lambda x, y: x * y)
        shorter = variable((name, (*rest, low, combined((1, high), (-1, whole(1))))))
        later = variable((name, (*rest, combined((1, low), (1, whole(1))), high)))
        some = minus(high, low)
        yield "empty", fact("=", me - (ZERO if kind == "sum" else ONE), [negation(some)])
        yield "last", fact("=", me - join(shorter, bodies[0].put({bound[0]: high})), [some])
        yield "first", fact("=", me - join(bodies[0].put({bound[0]: low}), later), [some])
    elif kind in EXTREMA:
        above = me - bodies[0] if kind == "maximum" else bodies[0] - me
        yield "bound", fact(">=", above, guards, more=bound)
    elif kind in ("greatest", "least"):
        product = ONE
        for place, body in enumerate(bodies, 1):
            product = product * (me - body)
            yield f"bound{place}", fact(">=", me - body if kind == "greatest" else body - me)
        yield "attained", fact("=", product)
    elif kind == "modulus":
        re, im = bodies
        yield "nonnegative", fact(">=", me)
        yield "square", fact("=", me * me - re * re - im * im)
        yield "above", fact(">=", me - re)
        yield "below", fact(">=", me + re)
    elif kind == "inverse":
        yield "product", fact("=", bodies[0] * me - ONE, premises=[Literal("/=", bodies[0])])
    elif kind == "root":
        yield "nonnegative", fact(">=", me)
        yield "square", fact("=", me * me - bodies[0], premises=[Literal(">=", bodies[0])])
    elif kind == "exponential":
        yield "positive", fact(">", me)
        yield "tangent", fact(">=", me - bodies[0] - ONE)
    else:
        yield "tangent", fact(">=", bodies[0] - ONE - me, premises=[Literal(">", bodies[0])])
