"""Derivatives: of operations by their rules, of families by the derivatives of their equations."""

from collections import namedtuple

from proofs.place import Place, place_of
from proofs.terms import ONE, ZERO, constant, minus, named, names_of, negation, require, variable

# What is differentiated by: an atom; of a variable's element the names of its indices (`forall real` has none).
Target = namedtuple("Target", "family indices names")


class Derivatives:
    def derivative(self, node, place):
        if node.name in place.values:
            # A parameter is a number of its own, whatever stands for it here.
            require(node.name not in place.arguments, "a derivative by a function's parameter")
            value, names = place.values[node.name][0], ()
        else:
            variable_ = self.theorem.variables[node.name]
            require(variable_.kind == "real", "a derivative by a complex number")
            value = self.variable(node.name, [self.index(one, place) for one in node.subscripts], place)[0]
            names = variable_.indices
        (atom,) = value.atoms()
        target, owner = Target(*atom, tuple(names)), self.new_owner("diff")
        value = self.owned(owner, lambda: self.value(node.body, place))
        self.require_neighbours(self.support(owner), target)
        return tuple(self.derivative_of(part, target, place) for part in value)

    def require_neighbours(self, support, target):
        """What is differentiated has to be defined beside each number at which it is, also in parts that cancel.

        All that is asked of numbers holds beside them, but that they are at least 0, and what conditions say.
        """
        require(not support.uses & set(self.owners), "a derivative of something in its own definition")
        require(not any(self.depends(one, target.family) for one in support.conditions),
                "a derivative by what the condition of an 'if' rests on")
        for fact, number in list(self.roots.items()):
            if number in support.roots and self.depends(fact.literal.polynomial, target.family):
                self.oblige(">", fact.literal.polynomial, place_of(fact),
                            "the number under a root that is differentiated is above 0")

    def derivative_of(self, polynomial, target, place):
        total = ZERO
        for monomial, coefficient in sorted(polynomial.items()):
            for k, (atom, exponent) in enumerate(monomial):
                if not self.depends(variable(atom), target.family):
                    continue
                factor = constant(coefficient * exponent)
                for m, (other, power) in enumerate(monomial):
                    for _ in range(power - (m == k)):
                        factor = factor * variable(other)
                total = total + self.times((factor, ZERO), (self.derivative_of_atom(atom, target, place), ZERO))[0]
        return self.limited((total, ZERO))[0]

    def derivative_of_atom(self, atom, target, place):
        name, indices = atom
        if name == target.family:
            return self.same(indices, target.indices)
        origin = self.origins.get(name)
        if isinstance(origin, list):
            return self.derivative_of_family(atom, origin, target)
        if isinstance(origin, tuple):
            x = origin[1].put(dict(zip(origin[0], indices)))
            change = self.derivative_of(x, target, place)
            return self.wave("cos", x) * change if name.startswith("sin") else -self.wave("sin", x) * change
        if name not in self.theory.definitions:
            return ZERO
        found, me = self.theory.definitions[name], variable(atom)
        # What is bound gets a name that is not among the indices.
        taken = set(place.variables).union(*map(names_of, (*indices, *target.indices)))
        values, bound = dict(zip(found.parameters, indices)), []
        for one in found.bound:
            bound.append(self.fresh(one, taken))
            values[one] = named(bound[-1])
            taken.add(bound[-1])
        bodies = [body.put(values) for body in found.bodies]
        change = lambda k: self.derivative_of(bodies[k], target, place)
        if found.kind == "sum":
            (one,), (low, high) = bound, indices[-2:]
            guards = minus(named(one), low), minus(high, named(one))
            inside = place._replace(variables=(*place.variables, one), guards=place.guards + guards)
            return self.run(one, low, high, (self.derivative_of(bodies[0], target, inside), ZERO), "sum")[0]
        if found.kind == "product":
            head = name, tuple(map(named, found.parameters))
            facts = [(head, self.theory.facts[f"{name}.{suffix}"]) for suffix in ("empty", "last")]
            return self.derivative_of_family(atom, facts, target)
        if found.kind == "inverse":
            return -(me * me * change(0))
        if found.kind == "exponential":
            return me * change(0)
        if found.kind == "logarithm":
            return self.symbol("inv", "inverse", [bodies[0]]) * change(0)
        if found.kind == "root":
            return self.symbol("inv", "inverse", [constant(2) * me]) * change(0)
        require(found.kind == "modulus", "a derivative of a maximum or minimum")
        self.oblige("/=", me, place, "the number whose modulus is differentiated is not 0")
        return (bodies[0] * change(0) + bodies[1] * change(1)) * self.symbol("inv", "inverse", [me])

    def derivative_of_family(self, atom, equations, target):
        """The family of the derivatives of a family's elements, by its equations."""
        name = f"{atom[0]}.{target.family}"
        element = variable((name, (*atom[1], *target.indices)))
        self.own.uses.add(name)
        if name in self.theory.arities:
            return element
        self.declare_family(name, False, len(atom[1]) + len(target.indices))
        for head, fact in list(equations):
            place = self.bind(target.names, place_of(fact))
            names = place.variables[len(fact.variables):]
            # A number of `forall real` is one number.
            inner = target._replace(indices=tuple(map(named, names))) if target.names else target
            rest = variable(head) - fact.literal.polynomial
            value = self.owned(name, lambda: self.derivative_of(rest, inner, place))
            self.equate((variable((name, (*head[1], *inner.indices))), ZERO), (value, ZERO), place, False)
        return element

    def same(self, indices, others):
        """1 where the indices agree, else 0."""
        product = ONE
        for i, j in zip(indices, others):
            if i == j:
                continue
            # The same wherever it stands: conditions that hold here decide nothing.
            if not names_of(minus(i, j)):
                return ZERO
            product = product * variable((self.delta(), (i, j)))
        return product

    def delta(self):
        """The name of the family that is 1 where both indices are the same, else 0."""
        if self.delta_name is None:
            self.delta_name = self.new_name("delta")
            names = tuple(self.fresh(one, ()) for one in "ij")
            i, j = map(named, names)
            self.declare_family(self.delta_name, False, 2)
            me = variable((self.delta_name, (i, j)))
            up, down = minus(i, j), minus(j, i)
            for guards, value in (((up, down), ONE), ((negation(down),), ZERO), ((negation(up),), ZERO)):
                self.equate((me, ZERO), (value, ZERO), Place(names, guards), False)
        return self.delta_name
