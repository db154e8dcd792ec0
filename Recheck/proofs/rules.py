"""The rules: proofs are checked as reading.py leaves them, node by node.

Documentation/proofs.md has the rules, their side conditions, and why they are sound.
"""

from fractions import Fraction

from arithmetic import clock
from proofs.terms import (ONE, ZERO, Literal, combined, constant, element, factor_of, follows, implies, literal_at,
                          minus, named, names_of, negation, put, require, variable, whole)

HYPOTHESIS = "IH"
LONGEST_SERIES = 64


class Context:
    """What holds at a place of a proof beside the theory: names of whole numbers, conditions on them, literals."""

    def __init__(self, scope, guards, facts):
        self.scope, self.guards, self.facts = scope, guards, facts

    def entails(self, condition):
        return follows(condition, self.guards)

    def under(self, *conditions):
        return Context(self.scope, [*self.guards, *conditions], self.facts)

    def require_scope(self, terms):
        require(all(names_of(term) <= self.scope for term in terms), "an index rests on a name that is not in scope")


class Checker:
    def __init__(self, theory):
        self.theory, self.steps = theory, 0

    def prove(self, name, fact, shown):
        """Checks a fact with the proof that is in `shown`, and what is shown also by its induction; then they may be used."""
        premise_names = shown.premises
        facts = [(name, fact), *((other.name, fact._replace(literal=other.literal)) for other in shown.also)]
        for each, what in facts:
            self.theory.validate_fact(each, what)
        require(len(premise_names) == len(fact.premises), f"'{name}' has other numbers of premises and names")
        scope = {*fact.variables, *self.theory.constants}
        context = Context(scope, [*self.theory.guards, *fact.guards], {})
        for premise_name, premise in zip(premise_names, fact.premises):
            context = self.adding(context, premise_name, premise)
        if shown.induction is not None:
            self.induction(name, fact, shown, context)
        else:
            require(not shown.also, f"'{name}' shows others without an induction")
            self.check(fact.literal, shown.proof, context)
        for each, what in facts:
            self.theory.add(each, what)

    def induction(self, name, fact, shown, context):
        self.steps += 1
        v, low, base, step = shown.induction
        require(v in fact.variables, f"'{v}' is no variable of '{name}'")
        context.require_scope([low])
        require(not factor_of(v, low), f"the start of the induction rests on '{v}'")
        from_low, following = minus(named(v), low), combined((1, named(v)), (1, whole(1)))
        require(context.entails(from_low), f"'{name}' says something of '{v}' below the start")
        require(all(v not in premise.polynomial.names() for premise in fact.premises),
                f"a premise of '{name}' rests on '{v}'")
        at = lambda value: [*self.theory.guards, *(put(guard, {v: value}) for guard in fact.guards)]
        first = Context(context.scope - {v}, at(low), context.facts)
        all_shown = [(fact.literal, base, step), *((other.literal, other.base, other.step) for other in shown.also)]
        for literal, base, _ in all_shown:
            self.check(literal_at(literal, {v: low}), base, first)
        later = Context(context.scope, [*at(following), from_low], context.facts)
        require(all(later.entails(guard) for guard in fact.guards), f"the guards at {v} + 1 say nothing of {v}")
        for k, (literal, _, _) in enumerate(all_shown):
            later = self.adding(later, HYPOTHESIS + (str(k + 1) if k else ""), literal)
        for literal, _, step in all_shown:
            self.check(literal_at(literal, {v: following}), step, later)

    def adding(self, context, name, literal):
        """The context with one more literal, under a name that nothing has."""
        require(name not in context.facts and name not in self.theory.facts, f"two facts are called '{name}'")
        return Context(context.scope, context.guards, {**context.facts, name: literal})

    # What a reference says

    def instance(self, reference, context):
        if reference[0] == "local":
            require(reference[1] in context.facts, f"nothing is called '{reference[1]}' here")
            return context.facts[reference[1]]
        if reference[0] == "index":
            context.require_scope([reference[1]])
            require(context.entails(reference[1]), "an index may be negative")
            return Literal(">=", element("real", [reference[1]]))
        if reference[0] == "same":
            (name, indices), (other, others) = reference[1:]
            for atom in reference[1:]:
                self.theory.validate(variable(atom), context.scope, "an equation")
            require(name == other, "elements of different families")
            require(all(context.entails(minus(i, j)) and context.entails(minus(j, i))
                        for i, j in zip(indices, others)), "indices are not the same")
            return Literal("=", element(name, indices) - element(other, others))
        _, name, indices, premises = reference
        require(name in self.theory.facts, f"there is no fact '{name}'")
        fact = self.theory.facts[name]
        require(len(indices) == len(fact.variables) and len(premises) == len(fact.premises),
                f"'{name}' has other numbers of indices or premises")
        context.require_scope(indices)
        values = dict(zip(fact.variables, indices))
        require(all(context.entails(put(guard, values)) for guard in fact.guards),
                f"a guard of '{name}' does not follow")
        for premise, given in zip(fact.premises, premises):
            require(implies(self.instance(given, context), literal_at(premise, values)),
                    f"a premise of '{name}' is not met")
        return literal_at(fact.literal, values)

    def equation(self, reference, context):
        literal = self.instance(reference, context)
        require(literal.relation == "=", "an equation is wanted, and this is none")
        return literal.polynomial

    def rewrite(self, polynomial, rewrites, context):
        """Heads of equations replaced, one after the other; a head stands in its equation alone, with factor 1."""
        for head, reference in rewrites:
            if head not in polynomial.atoms():
                continue
            rest = variable(head) - self.equation(reference, context)
            require(head not in rest.atoms(), f"an equation does not say what '{head[0]}' is")
            polynomial = polynomial.replaced(lambda atom: rest if atom == head else variable(atom))
        return polynomial

    # Rules

    def check(self, goal, node, context):
        """Whether a node is a proof of the goal in the context; raises Refused where it is not."""
        self.steps += 1
        clock.check()
        _RULES[next(iter(node))](self, goal, node, context)

    def each(self, goals, proofs, context):
        require(len(proofs) == len(goals), f"there are {len(goals)} parts to show")
        for goal, proof in zip(goals, proofs):
            self.check(goal, proof, context)

    def combination(self, goal, node, context):
        rewrites, terms, total, strict = node["rewrites"], node["sum"], ZERO, False
        for factor, items in terms:
            require(factor >= 0, "a coefficient is negative")
            product, positive = self.weight(items, rewrites, context)
            total, strict = total + constant(factor) * product, strict or positive and factor > 0
        for multiplier, reference in node["equations"]:
            self.theory.validate(multiplier, context.scope, "a multiplier")
            total = total + multiplier * self.rewrite(self.equation(reference, context), rewrites, context)
        if node["absurd"]:
            # What is at least 0 would be below 0, or what is above 0 would be 0.
            value = total.constant()
            require(value is not None and (value < 0 or strict and value == 0), "the sum is no contradiction")
            return
        require(goal.relation == ">=" or goal.relation == ">" and strict or goal.relation == "=" and not terms,
                f"such a sum does not show that something is {goal.relation} 0")
        require(total == self.rewrite(goal.polynomial, rewrites, context), "the identity fails")

    def weight(self, items, rewrites, context):
        """A product of squares and of facts that something is at least 0, and whether it is above 0."""
        product, positive = ONE, True
        for item in items:
            if item[0] == "square":
                root = item[1]
                self.theory.validate(root, context.scope, "a square")
                product, positive = product * (root * root), False
            else:
                literal = self.instance(item, context)
                require(literal.relation in (">=", ">"), "an inequality is wanted, and this is none")
                product = product * self.rewrite(literal.polynomial, rewrites, context)
                positive = positive and literal.relation == ">"
        return product, positive

    def several(self, goal, node, context):
        for name, literal, proof in node["steps"]:
            self.theory.validate(literal.polynomial, context.scope, f"'{name}'")
            self.check(literal, proof, context)
            context = self.adding(context, name, literal)
        self.check(goal, node["then"], context)

    def by_index(self, goal, node, context):
        term = node["if"]
        context.require_scope([term])
        self.check(goal, node["yes"], context.under(term))
        self.check(goal, node["no"], context.under(negation(term)))

    def by_sign(self, goal, node, context):
        polynomial, name = node["sign"], node["name"]
        self.theory.validate(polynomial, context.scope, f"'{name}'")
        self.check(goal, node["yes"], self.adding(context, name, Literal(">=", polynomial)))
        self.check(goal, node["no"], self.adding(context, name, Literal(">", -polynomial)))

    def definition(self, atom, context, *kinds):
        """The definition of an element, of one of the kinds, and what its parameters are."""
        found = self.theory.definitions.get(atom[0])
        require(found is not None and found.kind in kinds, f"'{atom[0]}' is no {' or '.join(kinds)}")
        self.theory.validate(variable(atom), context.scope, "a rule")
        return found, dict(zip(found.parameters, atom[1]))

    def bodies(self, atom, context, *kinds):
        found, values = self.definition(atom, context, *kinds)
        return [body.put(values) for body in found.bodies]

    def opened(self, atom, node, context):
        """(whether it is a maximum, the context with fresh names in the range, the body there).

        That the range has elements is seen from a witness.
        """
        found, values = self.definition(atom, context, "maximum", "minimum")
        witness, names = node["witness"], node["names"]
        require(len(witness) == len(names) == len(found.bound), f"'{atom[0]}' binds {len(found.bound)} names")
        context.require_scope(witness)
        there = {**values, **dict(zip(found.bound, witness))}
        require(all(context.entails(put(guard, there)) for guard in found.guards),
                f"the range of '{atom[0]}' may be empty")
        require(len(set(names)) == len(names) and not context.scope & set(names), "the names are not fresh")
        here = {**values, **dict(zip(found.bound, map(named, names)))}
        inside = context.under(*(put(guard, here) for guard in found.guards))
        inside.scope = context.scope | set(names)
        return found.kind == "maximum", inside, found.bodies[0].put(here)

    def bound(self, goal, node, context):
        atom = node["bound"]
        require(goal.relation == ">=", "a bound of an extremum is shown with >=")
        maximum, inside, body = self.opened(atom, node, context)
        # An extremum is one of the values: p >= 0 where p + |it - value| >= 0 for all of them.
        difference = variable(atom) - body
        self.check(Literal(">=", goal.polynomial.plus(difference, 1 if maximum else -1)), node["proof"], inside)

    def attained(self, goal, node, context):
        atom, name = node["attained"], node["equation"]
        _, inside, body = self.opened(atom, node, context)
        self.check(goal, node["proof"], self.adding(inside, name, Literal("=", variable(atom) - body)))

    def bounds(self, goal, node, context):
        atom = node["bounds"]
        values, sign = self.bodies(atom, context, "greatest", "least", "modulus"), 1
        if self.theory.definitions[atom[0]].kind == "least":
            sign = -1
        if self.theory.definitions[atom[0]].kind == "modulus":
            require(not self.theory.definitions[atom[0]].bodies[1], f"'{atom[0]}' is no modulus of a real number")
            values = [values[0], -values[0]]
        require(goal.relation == ">=", "a bound of an extremum is shown with >=")
        me = variable(atom)
        self.each([Literal(">=", goal.polynomial.plus(me - value, sign)) for value in values], node["proofs"], context)

    def modulus(self, goal, node, context):
        whole_, rewrites = node["modulus"], node["rewrites"]
        (re, im), limit = self.bodies(whole_, context, "modulus"), ZERO
        for factor, items in node["terms"]:
            factors = [item[1] for item in items if item[0] == "modulus"]
            weight, _ = self.weight([item for item in items if item[0] != "modulus"], (), context)
            x, y, size = constant(factor) * weight, ZERO, constant(abs(factor)) * weight
            for atom in factors:
                a, b = self.bodies(atom, context, "modulus")
                x, y, size = x * a - y * b, x * b + y * a, size * variable(atom)
            re, im, limit = re - x, im - y, limit + size
        require(not self.rewrite(re, rewrites, context) and not self.rewrite(im, rewrites, context),
                "the parts of the number do not add up")
        require(goal == Literal(">=", limit - variable(whole_)), "this shows another bound")

    def exponentials(self, goal, node, context):
        whole_, product = node["exponentials"], ONE
        (total,) = self.bodies(whole_, context, "exponential")
        for part in node["parts"]:
            total = total - self.bodies(part, context, "exponential")[0]
            product = product * variable(part)
        rewrites = node["rewrites"]
        require(not self.rewrite(total, rewrites, context), "the exponents do not add up")
        require(goal == Literal("=", variable(whole_) - product), "this shows another product")

    def exponential_of_logarithm(self, goal, node, context):
        atom, positive = node["exponentialOfLogarithm"], node["positive"]
        (argument,) = self.bodies(atom, context, "exponential")
        inner = next(iter(argument.atoms()), ("", ()))
        require(argument == variable(inner), f"'{atom[0]}' is not the exponential of a logarithm")
        (x,) = self.bodies(inner, context, "logarithm")
        require(self.instance(positive, context) == Literal(">", x), "the logarithm's argument may not be above 0")
        require(goal == Literal("=", variable(atom) - x), "this shows another equation")

    def series(self, goal, node, context):
        atom, degree, argument = node["series"], node["degree"], node["argument"]
        (x,) = self.bodies(atom, context, "exponential")
        require(0 <= degree <= LONGEST_SERIES, f"a series has a degree from 0 to {LONGEST_SERIES}")
        rest, power, factorial = variable(atom) - ONE, ONE, 1
        for k in range(1, degree + 1):
            power, factorial = power * x, factorial * k
            rest = rest.plus(power, Fraction(-1, factorial))
        # By Taylor and Lagrange the rest is exp y * x^(degree + 1)/(degree + 1)! for a y between 0 and x.
        if degree % 2:
            require(argument is None, "the sign of the argument does not matter to a series of odd degree")
            require(goal == Literal(">=", rest), "this shows another bound")
            return
        require(argument is not None, "a series of even degree needs the sign of the argument")
        above = goal == Literal(">=", rest)
        require(above or goal == Literal(">=", -rest), "this shows another bound")
        self.check(Literal(">=", x if above else -x), argument, context)

    def root(self, goal, node, context):
        x, y = node["root"]
        for side in (x, y):
            self.theory.validate(side, context.scope, "a root")
        require(goal == Literal(">=", y - x), "this shows another bound")
        self.check(Literal(">=", y), node["nonnegative"], context)
        self.check(Literal(">=", y * y - x * x), node["squares"], context)

    def both(self, goal, node, context):
        require(goal.relation == "=", "two inequalities show an equation")
        self.each([Literal(">=", goal.polynomial), Literal(">=", -goal.polynomial)], node["both"], context)

    def above(self, goal, node, context):
        require(goal.relation == "/=", "a sign shows that something is not 0")
        self.check(Literal(">", goal.polynomial), node["above"], context)

    def below(self, goal, node, context):
        require(goal.relation == "/=", "a sign shows that something is not 0")
        self.check(Literal(">", -goal.polynomial), node["below"], context)


_RULES = {
    "sum": Checker.combination,
    "steps": Checker.several,
    "if": Checker.by_index,
    "sign": Checker.by_sign,
    "bound": Checker.bound,
    "attained": Checker.attained,
    "bounds": Checker.bounds,
    "modulus": Checker.modulus,
    "exponentials": Checker.exponentials,
    "exponentialOfLogarithm": Checker.exponential_of_logarithm,
    "series": Checker.series,
    "root": Checker.root,
    "both": Checker.both,
    "above": Checker.above,
    "below": Checker.below,
}
