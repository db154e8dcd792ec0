"""A claim in the terms of proofs: families of real numbers with facts, and what has to be shown of them.

Symbols are named in the order in which the claim is read; Documentation/proofs.md has the rules.  `+ - *` become polynomials;
every other operation becomes a family, one for each operation on the same things whatever their indices are called.
Functions are total here and are not in the language: divisors, roots and logarithms leave obligations.
"""

from collections import namedtuple
from fractions import Fraction

from evaluation.definitions import patterns
from language import syntax as s
from language.forms import Forms
from language.names import free_indices
from proofs.derivatives import Derivatives
from proofs.descent import Descent, require_descent
from proofs.place import Place
from proofs.supports import ITEM, Supports
from proofs.terms import (HIGHEST_DEGREE, LONGEST_WORD, ONE, ZERO, Fact, Literal, Refused, combined, constant, element,
                          follows, minus, named, names_of, negation, put, require, variable, whole)
from proofs.theory import Definition, Theory

MOST_TERMS = 20_000
LONGEST_PRODUCT = 64
NEGATED = {"=": "/=", "/=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}

Stage = namedtuple("Stage", "assumed goals")       # assumed: (name, fact) pairs; goals: (what it is, fact) pairs


class Elaborator(Derivatives, Supports):
    """`stages` is what may be assumed and has to be shown, in turn, over `theory`.  Raises Refused."""

    def __init__(self, theorem, fixed):
        self.theorem, self.fixed, self.theory = theorem, fixed, Theory()
        self.complex = Forms(theorem).complex_definitions
        self.patterns = patterns(theorem)
        self.origins = {}        # family -> "free", "operation", [(head, fact), ...] or (names, argument of the wave)
        self.families = {}       # definition -> "begun", "declared", or (names, value) where it stands for its value
        self.supports, self.owners, self.roots = {}, [ITEM], {}
        self.current = []        # the elements whose equations are being read
        self.references = []     # which element rests on which
        self.obligations, self.obliged = [], set()
        self.symbols, self.cases_known, self.waves, self.delta_name = {}, {}, {}, None
        self.counts, self.equation_counts = {}, {}
        for name, size in theorem.sizes.items():
            if name not in fixed:
                self.theory.declare_size(name, size.lower, size.upper)
        for name, one in theorem.variables.items():
            for part in self.parts(name, one.kind == "complex"):
                self.theory.declare(part, len(one.indices))
                self.origins[part] = "free"
        self.stages = self.all_stages()
        require_descent(self.references, self.theory.guards)

    def all_stages(self):
        stages, later = [Stage([], [])], []

        def item(read):
            self.supports.pop(ITEM, None)
            facts = read()
            if self.support(ITEM).is_partial:
                later.append(Stage(facts, self.take_obligations()))
            else:
                stages[0].assumed.extend(facts)

        for name, one in self.theorem.variables.items():
            if one.domain is not None:
                item(lambda: self.domain_facts(name, one))
        for number, formula in enumerate(self.theorem.assumptions, 1):
            item(lambda: self.hypothesis(number, formula))
        for stage in later:
            stages[-1].goals.extend(stage.goals)
            stages.append(Stage(stage.assumed, []))
        for formula in self.theorem.conclusions:
            facts = self.facts(formula, self.free_place(formula), True)
            stages[-1].goals.extend(self.take_obligations() + [("the conclusion", fact) for fact in facts])
        return stages

    def take_obligations(self):
        taken, self.obligations = self.obligations, []
        return taken

    def domain_facts(self, name, one):
        place = self.bind(one.indices, Place())
        number = variable((name, tuple(map(named, place.variables))))
        return [(f"{name}.{end}", place.fact(literal)) for end, literal in self.ends(one.domain, number, place)]

    def hypothesis(self, number, formula):
        facts = self.facts(formula, self.free_place(formula), False)
        return [(f"assume{number}" + (f".{k}" if len(facts) > 1 else ""), fact) for k, fact in enumerate(facts, 1)]

    def free_place(self, formula):
        free = set(free_indices(self.theorem, formula))
        return self.bind([name for name in _in_order(self.theorem) if name in free], Place())

    # Index arithmetic and names

    def linear(self, node, place):
        """An index term; None where the node is something else, or not linear."""
        try:
            return self._linear(node, place)
        except Refused:
            return None

    def _linear(self, node, place):
        if isinstance(node, s.Number):
            fits = node.value.denominator == 1 and -LONGEST_WORD <= node.value <= LONGEST_WORD
            return whole(node.value.numerator) if fits else None
        if isinstance(node, s.Name):
            if node.name in place.indices:
                return place.indices[node.name]
            if node.name not in self.theorem.sizes or node.name in place.values:
                return None
            return whole(self.fixed[node.name]) if node.name in self.fixed else named(node.name)
        if isinstance(node, s.Negate):
            inner = self._linear(node.operand, place)
            return None if inner is None else combined((-1, inner))
        if not isinstance(node, s.Binary) or node.operator not in "+-*":
            return None
        left, right = self._linear(node.left, place), self._linear(node.right, place)
        if left is None or right is None:
            return None
        if node.operator != "*":
            return combined((1, left), (1 if node.operator == "+" else -1, right))
        if left[0] and right[0]:
            return None
        return combined((right[1], left)) if left[0] else combined((left[1], right))

    def index(self, node, place):
        found = self.linear(node, place)
        require(found is not None, "index arithmetic that is not linear (a product of names, a power, a min or max)")
        return found

    def range_of(self, name, range_, place):
        found = self.theorem.indices[name] if range_ is None else range_
        return self.index(found.lower, place), self.index(found.upper, place)

    def bind(self, names, place):
        """The place with names that run over their ranges; each a name, or a name with its range."""
        for one in names:
            name, range_ = (one, None) if isinstance(one, str) else one
            new = self.fresh(name, set(place.variables))
            low, high = self.range_of(name, range_, place)
            guards = (minus(named(new), low), minus(high, named(new)))
            place = place._replace(variables=(*place.variables, new), guards=place.guards + guards,
                                   indices={**place.indices, name: named(new)})
        return place

    def fresh(self, name, taken):
        while name in taken or name in self.theory.constants:
            name += "'"
        return name

    def entails(self, place, condition):
        return follows(condition, [*self.theory.guards, *place.guards])

    def impossible(self, guards):
        return follows(whole(-1), [*self.theory.guards, *guards])

    def is_taken(self, name):
        theorem = self.theorem
        return (name in theorem.sizes or name in theorem.variables or name in theorem.equations
                or name in theorem.functions or name in self.theory.arities)

    def new_name(self, prefix):
        while True:
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
            if not self.is_taken(f"{prefix}{self.counts[prefix]}"):
                return f"{prefix}{self.counts[prefix]}"

    # Statements

    def facts(self, node, place, is_goal):
        """The facts that say together what a formula says at a place."""
        if isinstance(node, s.Compare):
            left, found = self.value(node.operands[0], place), []
            for relation, operand in zip(node.relations, node.operands[1:]):
                right = self.value(operand, place)
                found += [place.fact(literal) for literal in literals(left, relation, right)]
                left = right
            return found
        if isinstance(node, s.Junction) and node.operator == "and":
            return [fact for part in node.parts for fact in self.facts(part, place, is_goal)]
        if isinstance(node, s.Junction) and node.operator == "or":
            first, *rest = node.parts
            rest = rest[0] if len(rest) == 1 else s.Junction("or", rest)
            return self.facts(s.Junction("implies", [s.Not(first), rest]), place, is_goal)
        if isinstance(node, s.Junction):
            premise, conclusion = node.parts
            return [fact for inside in self.cases(premise, place) for fact in self.facts(conclusion, inside, is_goal)]
        if isinstance(node, s.Not):
            return self.facts(negated(node.operand), place, is_goal)
        if isinstance(node, s.ForallReal):
            require(is_goal, "'forall real' in a hypothesis")
            return self.forall_real(node, place)
        require(node.kind == "forall", "'exists' in what is to be shown")
        return self.facts(_filtered(node.binders.condition, node.body), self.bind(node.binders.names, place), is_goal)

    def forall_real(self, node, place):
        """A number of which nothing is known but its domain and condition."""
        name = node.name
        while name in self.theory.arities or name in self.theory.constants:
            name += "'"
        self.theory.declare(name, len(place.variables))
        self.origins[name] = "free"
        number = variable((name, tuple(map(named, place.variables))))
        premises = () if node.domain is None else tuple(
            literal for _, literal in self.ends(node.domain, number, place))
        inside = place._replace(values={**place.values, node.name: (number, ZERO)}, premises=place.premises + premises)
        return self.facts(_filtered(node.condition, node.body), inside, True)

    def ends(self, domain, number, place):
        found = []
        if domain.lower is not None:
            low = self.value(domain.lower, place)[0]
            found.append(("low", Literal(">" if domain.lower_open else ">=", number - low)))
        if domain.upper is not None:
            high = self.value(domain.upper, place)[0]
            found.append(("high", Literal(">" if domain.upper_open else ">=", high - number)))
        return found

    def cases(self, node, place):
        """Places that cover where a formula holds: conditions on indices are guards, those on numbers premises."""
        if isinstance(node, s.Compare):
            places = [place]
            for left, relation, right in zip(node.operands, node.relations, node.operands[1:]):
                places = [one for inside in places for one in self.compared(inside, left, relation, right)]
            return places
        if isinstance(node, s.Junction) and node.operator == "and":
            places = [place]
            for part in node.parts:
                places = [one for inside in places for one in self.cases(part, inside)]
            return places
        if isinstance(node, s.Junction):
            parts = node.parts if node.operator == "or" else [s.Not(node.parts[0]), node.parts[1]]
            return [one for part in parts for one in self.cases(part, place)]
        if isinstance(node, s.Not):
            return self.cases(negated(node.operand), place)
        require(isinstance(node, s.Quantified) and node.kind == "exists", "'forall' in a premise")
        condition = node.binders.condition
        body = node.body if condition is None else s.Junction("and", [condition, node.body])
        return self.cases(body, self.bind(node.binders.names, place))

    def compared(self, place, left, relation, right):
        a, b = self.linear(left, place), self.linear(right, place)
        if a is None or b is None:
            found = literals(self.value(left, place), relation, self.value(right, place))
            self.own.conditions.update(one.polynomial for one in found)
            return [place._replace(premises=place.premises + tuple(found))]
        up, down = minus(b, a), minus(a, b)
        less, more = negation(down), negation(up)
        guards = {"=": [(up, down)], "/=": [(less,), (more,)], "<": [(less,)], "<=": [(up,)], ">": [(more,)],
                  ">=": [(down,)]}[relation]
        return [place._replace(guards=place.guards + one) for one in guards]

    # Terms: (real part, imaginary part)

    def value(self, node, place):
        kind = type(node)
        if kind is s.Number:
            return constant(node.value), ZERO
        if kind is s.Imaginary:
            return ZERO, ONE
        if kind is s.Pi:
            return self.pi(), ZERO
        if kind in (s.Name, s.Element):
            return self.named_value(node, place)
        if kind is s.Negate:
            re, im = self.value(node.operand, place)
            return -re, -im
        if kind is s.Binary:
            return self.binary(node, place)
        if kind is s.Call:
            function = self.theorem.functions[node.name]
            owners = {parameter: self.new_owner("argument") for parameter in function.parameters}
            values = {parameter: self.owned(owners[parameter], lambda: self.value(argument, place))
                      for parameter, argument in zip(function.parameters, node.arguments)}
            # Nothing of the caller's but what it passes.
            return self.value(function.body, place._replace(indices={}, values=values, arguments=owners))
        if kind is s.Apply:
            return self.apply(node.function, self.value(node.argument, place), place)
        if kind is s.Extreme:
            values = []
            for argument in node.arguments:
                value = self.value(argument, place)[0]
                if value not in values:
                    values.append(value)
            word = "greatest" if node.kind == "max" else "least"
            return (values[0] if len(values) == 1 else self.symbol(node.kind, word, values)), ZERO
        if kind is s.Reduce:
            return self.reduce(node, place)
        if kind is s.If:
            return self.conditional(node.condition, node.then, node.otherwise, place)
        require(kind is s.Diff, "'gaussian' is not known to the rules of proofs")
        return self.derivative(node, place)

    def named_value(self, node, place):
        name = node.name
        if isinstance(node, s.Name) and name in place.values:
            if name in place.arguments:
                self.own.uses.add(place.arguments[name])
            return place.values[name]
        if isinstance(node, s.Name) and (name in place.indices or name in self.theorem.sizes):
            return element("real", [self.index(node, place)]), ZERO
        indices = [self.index(one, place) for one in getattr(node, "subscripts", ())]
        if name in self.theorem.variables:
            return self.variable(name, indices, place)
        return self.defined(name, indices, place)

    def binary(self, node, place):
        left = self.value(node.left, place)
        if node.operator == "^":
            return self.power(left, node.right, place)
        right = self.value(node.right, place)
        if node.operator in "+-":
            factor = 1 if node.operator == "+" else -1
            return self.limited((left[0].plus(right[0], factor), left[1].plus(right[1], factor)))
        return self.times(left, right if node.operator == "*" else self.reciprocal(right, place))

    def limited(self, z):
        require(all(len(part) <= MOST_TERMS and part.degree() <= HIGHEST_DEGREE for part in z), "an expression is too large")
        return z

    def times(self, z, w):
        require((len(z[0]) + len(z[1])) * (len(w[0]) + len(w[1])) <= 4 * MOST_TERMS, "an expression is too large")
        return self.limited((z[0] * w[0] - z[1] * w[1], z[0] * w[1] + z[1] * w[0]))

    def oblige(self, relation, polynomial, place, what):
        """Something that has to hold here for a value to be defined."""
        value = polynomial.constant()
        if value is not None and {">=": value >= 0, ">": value > 0, "/=": value != 0}[relation]:
            return
        fact = place.fact(Literal(relation, polynomial))
        if fact not in self.obliged:
            self.obliged.add(fact)
            self.obligations.append((what, fact))
        self.own.is_partial = True

    def reciprocal(self, z, place):
        re, im = z
        divisor = self.times(z, (re, -im))[0] if im else re
        self.oblige("/=", divisor, place, "the divisor is not 0")
        value = divisor.constant()
        inverse = constant(1 / value) if value else self.symbol("inv", "inverse", [divisor])
        return self.times((re, -im), (inverse, ZERO)) if im else (inverse, ZERO)

    def power(self, base, exponent, place):
        n = self.linear(exponent, place)
        if n is None:
            exponent = self.value(exponent, place)
            require(not base[1] and not exponent[1], "a complex power")
            self.oblige(">", base[0], place, "the base of a power is above 0")
            logarithm = self.symbol("log", "logarithm", [base[0]])
            return self.symbol("exp", "exponential", [self.times(exponent, (logarithm, ZERO))[0]]), ZERO
        if n[1] >= 0 if not n[0] else self.entails(place, n):
            return self.whole_power(base, n)
        n = combined((-1, n))
        require(n[1] >= 0 if not n[0] else self.entails(place, n), "the sign of an exponent is not known")
        return self.whole_power(self.reciprocal(base, place), n)

    def whole_power(self, base, n):
        if not n[0] and n[1] <= LONGEST_PRODUCT:
            result = ONE, ZERO
            for _ in range(n[1]):
                result = self.times(result, base)
            return result
        if base == (ONE, ZERO):
            return base
        return self.run(self.fresh("k", base[0].names() | base[1].names()), whole(1), n, base, "product")

    def apply(self, function, z, place):
        re, im = z
        if function in ("re", "im", "conj"):
            return {"re": (re, ZERO), "im": (im, ZERO), "conj": (re, -im)}[function]
        if function == "abs":
            return self.absolute(z), ZERO
        if function == "exp":
            size = self.symbol("exp", "exponential", [re])
            return self.times((size, ZERO), (self.wave("cos", im), self.wave("sin", im))) if im else (size, ZERO)
        require(not im, f"'{function}' of a complex number")
        if function == "sqrt":
            self.oblige(">=", re, place, "the number under the root is at least 0")
            self.own.roots.add(self.roots.setdefault(place.fact(Literal(">=", re)), len(self.roots)))
            return self.symbol("sqrt", "root", [re]), ZERO
        if function == "log":
            self.oblige(">", re, place, "the logarithm's argument is above 0")
            return self.symbol("log", "logarithm", [re]), ZERO
        if function in ("sin", "cos"):
            return self.wave(function, re), ZERO
        if function == "softplus":
            return self.symbol("log", "logarithm", [ONE + self.symbol("exp", "exponential", [re])]), ZERO
        if function == "tanh":
            two = constant(2)
            return two * self.sigmoid(two * re) - ONE, ZERO
        sigmoid = self.sigmoid(re), ZERO
        return self.times(z, sigmoid) if function == "silu" else sigmoid

    def sigmoid(self, x):
        return self.symbol("inv", "inverse", [ONE + self.symbol("exp", "exponential", [-x])])

    def absolute(self, z):
        re, im = z
        value = re.constant()
        if value is not None and not im:
            return constant(abs(value))
        # |z| and |-z| are one symbol.
        leading = min((re or im).items())[1]
        return self.symbol("abs", "modulus", [-re, -im] if leading < 0 else [re, im])

    # Binders

    def reduce(self, node, place):
        names, condition = node.binders.names, node.binders.condition
        if node.kind in ("sum", "prod"):
            kind = "sum" if node.kind == "sum" else "product"
            neutral = s.Number(Fraction(kind == "product"))
            return self.total(names, node.body if condition is None else s.If(condition, node.body, neutral), place, kind)
        inside = self.bind(names, place)
        if condition is not None:
            found = self.cases(condition, inside)
            require(len(found) == 1 and found[0].premises == inside.premises and found[0].variables == inside.variables,
                    f"the condition of a '{node.kind}' is no conjunction of conditions on indices")
            inside = found[0]
        value = self.value(node.body, inside)[0]
        return self.symbol(node.kind, "maximum" if node.kind == "max" else "minimum", [value],
                           inside.variables[len(place.variables):], inside.guards[len(place.guards):]), ZERO

    def total(self, names, body, place, kind):
        if not names:
            return self.value(body, place)
        inside = self.bind(names[:1], place)
        value = self.total(names[1:], body, inside, kind)
        low, high = self.range_of(*names[0], place)
        return self.run(inside.variables[-1], low, high, value, kind)

    def run(self, name, low, high, value, kind):
        """Σ or Π of a value for a name from one number to another."""
        if kind == "product" and value[1]:
            return self.complex_product(name, low, high, value)
        parts = [part if kind == "sum" and not part else self.symbol(
            "sum" if kind == "sum" else "prod", kind, [part], (name,), (), (low, high))
            for part in (value if kind == "sum" else value[:1])]
        return (*parts, ZERO)[:2]

    def symbol(self, prefix, kind, bodies, bound=(), guards=(), range_=()):
        """The element of the family that an operation defines, the same family wherever it is the same operation."""
        names = set().union(*map(names_of, guards), *(body.names() for body in bodies))
        free = sorted(names - set(self.theory.constants) - set(bound))
        values = {name: named(f"i.{k}") for k, name in enumerate(free)}
        values.update((name, named(f"b.{k}")) for k, name in enumerate(bound))
        key = (kind, len(bound), tuple(put(guard, values) for guard in guards), tuple(body.put(values) for body in bodies))
        if key not in self.symbols:
            name, parameters = self.new_name(prefix), list(free)
            self.symbols[key] = name
            for end in ("lo", "hi") if range_ else ():
                parameters.append(self.fresh(end, names.union(parameters, bound)))
            self.theory.define(Definition(name, tuple(parameters), kind, tuple(bound), tuple(guards), tuple(bodies)))
            self.origins[name] = "operation"
        return variable((self.symbols[key], (*map(named, free), *range_)))

    def wave(self, word, x):
        """sin x or cos x: of each other it is known that their squares add up to 1."""
        if not x:
            return ONE if word == "cos" else ZERO
        free = sorted(x.names() - set(self.theory.constants))
        key = _key([Fact(tuple(free), (), (), Literal("=", x))])
        indices = tuple(map(named, free))
        if key not in self.waves:
            number = len(self.waves) + 1
            while self.is_taken(f"cos{number}") or self.is_taken(f"sin{number}"):
                number += 1
            self.waves[key] = number
            cos, sin = (variable((f"{one}{number}", indices)) for one in ("cos", "sin"))
            for one in ("cos", "sin"):
                self.origins[f"{one}{number}"] = free, x
                self.theory.declare(f"{one}{number}", len(free))
            self.theory.add(f"cos{number}.circle", Fact(tuple(free), (), (), Literal("=", cos * cos + sin * sin - ONE)))
        return variable((f"{word}{self.waves[key]}", indices))

    def pi(self):
        if "pi" not in self.theory.arities:
            self.theory.declare("pi", 0)
            self.origins["pi"] = "free"
            for name, sign, digits in (("low", 1, 3_141_592_653), ("high", -1, 3_141_592_654)):
                polynomial = (variable(("pi", ())) - constant(Fraction(digits, 10 ** 9))) * constant(sign)
                self.theory.add(f"pi.{name}", Fact((), (), (), Literal(">", polynomial)))
        return variable(("pi", ()))

    # Variables and definitions

    def parts(self, name, is_complex):
        return [f"{name}.re", f"{name}.im"] if is_complex else [name]

    def element_of(self, name, is_complex, indices):
        parts = [variable((part, tuple(indices))) for part in self.parts(name, is_complex)]
        return (*parts, ZERO)[:2]

    def variable(self, name, indices, place):
        one = self.theorem.variables[name]
        conditions = self.conditions([(index, []) for index in one.indices], indices)
        require(self.covered([conditions], [*self.theory.guards, *place.guards]), f"'{name}' may be asked for outside its ranges")
        return self.element_of(name, one.kind == "complex", indices)

    def conditions(self, positions, indices):
        """That a left side covers the element with these indices."""
        place, found = Place(), []
        for (name, shift), wanted in zip(positions, indices):
            value = minus(wanted, self.shift(shift, place))
            if name is None:
                found += [value, combined((-1, value))]
                continue
            low, high = self.range_of(name, None, place)
            found += [minus(value, low), minus(high, value)]
            place = place._replace(indices={**place.indices, name: value})
        return found

    def shift(self, shift, place):
        return combined(*((sign, self.index(part, place)) for sign, part in shift))

    def covered(self, lists, guards):
        """Whether one of the lists of conditions holds wherever the guards do."""
        if not lists:
            return follows(whole(-1), guards)
        return all(follows(condition, guards) or self.covered(lists[1:], [*guards, negation(condition)])
                   for condition in lists[0])

    def defined(self, name, indices, place):
        """An element of a `let`; one that is no more than two numbers with factors stands for its value."""
        lists = [self.conditions(pattern.positions, indices) for pattern in self.patterns[name]]
        require(self.covered(lists, [*self.theory.guards, *place.guards]),
                f"'{name}' may be asked for where no equation covers it")
        if name not in self.families:
            self.elaborate(name)
        self.own.uses.add(name)
        if self.current:
            self.references.append(Descent(*self.current[-1], place.guards, name, tuple(indices)))
        if isinstance(self.families[name], tuple):
            names, value = self.families[name]
            values = dict(zip(names, indices))
            return value[0].put(values), value[1].put(values)
        if self.families[name] == "begun":
            self.declare(name, len(indices))
        return self.element_of(name, name in self.complex, indices)

    def declare(self, name, arity):
        self.families[name] = "declared"
        self.declare_family(name, name in self.complex, arity)

    def declare_family(self, name, is_complex, arity):
        for part in self.parts(name, is_complex):
            self.theory.declare(part, arity)
            self.origins[part] = []

    def elaborate(self, name):
        self.families[name] = "begun"
        found = []
        for pattern in self.patterns[name]:
            place, indices = Place(), []
            for position, shift in pattern.positions:
                if position is None:
                    indices.append(self.shift(shift, place))
                else:
                    place = self.bind([position], place)
                    indices.append(combined((1, named(place.variables[-1])), (1, self.shift(shift, place))))
            for inside in self.places(pattern, self.patterns[name], place, indices):
                self.current.append((name, tuple(indices)))
                found.append((inside, indices, self.owned(name, lambda: self.value(pattern.equation.body, inside))))
                self.current.pop()
        if self.families[name] == "begun":
            place, indices, value = found[0] if found else (Place(), [], None)
            plain = value is not None and all(part.degree() <= 1 and len(part) <= 2 for part in value)
            if len(found) == 1 and indices == [named(one) for one in place.variables] and plain:
                self.families[name] = place.variables, value
                return
            self.declare(name, len(indices))
        for place, indices, value in found:
            self.equate(self.element_of(name, name in self.complex, indices), value, place, name in self.complex)

    def places(self, pattern, others, place, indices):
        """Where an equation holds: without what those with more numbers cover."""
        places = [place]
        for other in others:
            if other is pattern or other.numbers < pattern.numbers:
                continue
            conditions, following = self.conditions(other.positions, indices), []
            for one in places:
                if self.impossible([*one.guards, *conditions]):
                    following.append(one)
                    continue
                require(other.numbers > pattern.numbers, "two equations may cover the same element")
                following += [one._replace(guards=(*one.guards, negation(condition)))
                              for condition in conditions if not self.entails(one, condition)]
            places = following
        return places

    def equate(self, element_, value, place, is_complex):
        """The fact that an element is its value at a place."""
        for me, part in list(zip(element_, value))[:2 if is_complex else 1]:
            (head,) = me.atoms()
            count = self.equation_counts[head[0]] = self.equation_counts.get(head[0], 0) + 1
            fact = place.fact(Literal("=", me - part))
            self.theory.add(f"{head[0]}.{count}", fact)
            if isinstance(self.origins.get(head[0]), list):
                self.origins[head[0]].append((head, fact))

    # Families by cases

    def conditional(self, condition, then, otherwise, place):
        """`if`: a family of which is known what it is where the condition holds and where it does not."""
        found = []
        for branch, formula in ((then, condition), (otherwise, negated(condition))):
            for inside in self.cases(formula, place):
                if not self.impossible(inside.guards):
                    require(inside.variables == place.variables, "a quantifier in the condition of an 'if'")
                    found.append((inside, self.value(branch, inside)))
        if found and all(value == found[0][1] for _, value in found):
            return found[0][1]
        # Only what the condition adds: the family is total.
        found = [(inside._replace(guards=inside.guards[len(place.guards):], premises=inside.premises[len(place.premises):]),
                  value) for inside, value in found]
        names = set()
        for inside, (re, im) in found:
            names |= re.names() | im.names()
            names = names.union(*map(names_of, inside.guards), *(one.polynomial.names() for one in inside.premises))
        parameters = tuple(sorted(names - set(self.theory.constants)))
        found = [(inside._replace(variables=parameters), value) for inside, value in found]
        return self.by_cases("if", any(value[1] for _, value in found), parameters, found)

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
        key = _key([place.fact(Literal("=", part)) for place, value in rows for part in value]), recurrence is None
        if key not in self.cases_known:
            name = self.cases_known[key] = self.new_name(prefix)
            self.declare_family(name, is_complex, len(parameters))
            me = self.element_of(name, is_complex, map(named, parameters))
            for place, value in found:
                self.equate(me, value, place, is_complex)
            if recurrence:
                place, factor, before = recurrence
                self.equate(me, self.times(self.element_of(name, True, before), factor), place, True)
        return self.element_of(self.cases_known[key], is_complex, map(named, parameters))


def literals(left, relation, right):
    re, im = right[0] - left[0], right[1] - left[1]
    if relation == "=":
        return [Literal("=", part) for part in ((re, im) if im else (re,))]
    if relation == "/=":
        return [Literal("/=", re * re + im * im if im else re)]
    return [Literal(">" if len(relation) == 1 else ">=", re if "<" in relation else -re)]


def negated(node):
    """What a formula's negation says, with `not` before nothing that it can be taken into."""
    if isinstance(node, s.Compare):
        links = zip(node.operands, node.relations, node.operands[1:])
        parts = [s.Compare([left, right], [NEGATED[relation]]) for left, relation, right in links]
        return parts[0] if len(parts) == 1 else s.Junction("or", parts)
    if isinstance(node, s.Not):
        return node.operand
    if isinstance(node, s.Junction) and node.operator == "implies":
        return s.Junction("and", [node.parts[0], s.Not(node.parts[1])])
    if isinstance(node, s.Junction):
        return s.Junction("or" if node.operator == "and" else "and", [s.Not(part) for part in node.parts])
    require(isinstance(node, s.Quantified), "the negation of 'forall real'")
    return s.Quantified("exists" if node.kind == "forall" else "forall", node.binders, s.Not(node.body))


def _filtered(condition, body):
    return body if condition is None else s.Junction("implies", [condition, body])


def _in_order(theorem):
    """The declared indices, each after those that its range names; in the order of the declarations otherwise."""
    order = []

    def names(node):
        own = {node.name} if isinstance(node, s.Name) else set()
        return own.union(*map(names, s.children(node)))

    def visit(name):
        if name not in order:
            below = names(theorem.indices[name])
            for other in theorem.indices:
                if other in below:
                    visit(other)
            order.append(name)

    for name in theorem.indices:
        visit(name)
    return order


def _key(facts):
    """Facts that say the same for other names of variables have the same."""
    found = []
    for variables, guards, premises, literal in facts:
        values = {name: named(f"i.{k}") for k, name in enumerate(variables)}
        found.append((len(variables), tuple(put(guard, values) for guard in guards),
                      tuple((one.relation, one.polynomial.put(values)) for one in premises), literal.polynomial.put(values)))
    return tuple(found)
