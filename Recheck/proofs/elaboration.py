"""A claim in the terms of proofs: families of real numbers with facts, and what has to be shown of them.

Symbols are named in the order in which the claim is read; Documentation/proofs.md has the rules.  `+ - *` become
polynomials; every other operation becomes a family, one for each operation on the same things whatever their indices
are called.  Functions are total here and are not in the language: divisors, roots and logarithms leave obligations.
"""

from collections import namedtuple

from evaluation.definitions import patterns
from language import syntax as s
from language.forms import Forms
from language.names import free_indices
from proofs.definitions import Definitions
from proofs.derivatives import Derivatives
from proofs.descent import require_descent
from proofs.place import Place
from proofs.statements import Statements
from proofs.supports import ITEM, Supports
from proofs.symbols import Symbols
from proofs.terms import Refused, combined, follows, minus, named, require, variable, whole
from proofs.theory import Theory
from proofs.values import Values

LARGEST_FACTOR = 1_000_000

Stage = namedtuple("Stage", "assumed goals")       # assumed: (name, fact) pairs; goals: (what it is, fact) pairs


class Elaborator(Statements, Values, Definitions, Symbols, Derivatives, Supports):
    """`stages` is what may be assumed and has to be shown, in turn, over `theory`; families of `lets` are there too.  Raises Refused."""

    def __init__(self, theorem, fixed, lets=()):
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
        for name in lets:
            self.read_let(name)
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

    def read_let(self, name):
        """A `let` that no goal rests on.  Nothing has to be defined for its sake: functions are total here."""
        require(name in self.theorem.equations, f"'{name}' is no 'let' of the claim that has equations")
        if name not in self.families:
            self.elaborate(name)
        self.obligations = []

    def take_obligations(self):
        taken, self.obligations = self.obligations, []
        return taken

    def domain_facts(self, name, one):
        place = self.bind(one.indices, Place())
        number = variable((name, tuple(map(named, place.variables))))
        return [(f"{name}.{end}", place.fact(literal)) for end, literal in self.ends(one.domain, number, place)]

    def hypothesis(self, number, formula):
        facts = self.facts(formula, self.free_place(formula), False)
        name = f"assume{number}"
        while self.is_taken(name):      # assume1.1 would be an equation of the claim's own assume1
            name += "'"
        return [(name + (f".{k}" if len(facts) > 1 else ""), fact) for k, fact in enumerate(facts, 1)]

    def free_place(self, formula):
        free = set(free_indices(self.theorem, formula))
        return self.bind([name for name in _in_order(self.theorem) if name in free], Place())

    # Index arithmetic and names

    def linear(self, node, place):
        """An index term; None where the node is something else, not linear, or of numbers that may not fit a word."""
        try:
            return self._linear(node, place)
        except Refused:
            return None

    def _linear(self, node, place):
        if isinstance(node, s.Number):
            return _limited(whole(node.value.numerator)) if node.value.denominator == 1 else None
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
            return _limited(combined((1, left), (1 if node.operator == "+" else -1, right)))
        if left[0] and right[0]:
            return None
        return _limited(combined((right[1], left)) if left[0] else combined((left[1], right)))

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


def _limited(term):
    return term if all(abs(k) <= LARGEST_FACTOR for k in (term[1], *(k for _, k in term[0]))) else None
