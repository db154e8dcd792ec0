"""What statements say, as facts; where they hold, as places that cover it; what `if` makes of them."""

from itertools import combinations

from language import syntax as s
from proofs.terms import ZERO, Literal, minus, named, names_of, negation, require, variable

NEGATED = {"=": "/=", "/=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Statements:
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
            require(len(node.parts) <= 1000, "an 'or' of more than 1000 parts")
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
        inside = self.bind(node.binders.names, place)
        # Outside of the quantifier its names stand for what they stood for before.
        return [one._replace(indices=place.indices) for one in self.cases(body, inside)]

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
        # Only what the condition adds: the family is total. Values are read with what is known here, so that cases which
        # may meet agree only here.
        found = [(inside._replace(premises=inside.premises[len(place.premises):]), value) for inside, value in found]
        total = [(inside._replace(guards=inside.guards[len(place.guards):]), value) for inside, value in found]
        if all(one[1] == two[1] or self.apart(one[0], two[0]) for one, two in combinations(total, 2)):
            found = total
        names = set()
        for inside, (re, im) in found:
            names |= re.names() | im.names()
            names = names.union(*map(names_of, inside.guards), *(one.polynomial.names() for one in inside.premises))
        parameters = tuple(sorted(names - set(self.theory.constants)))
        found = [(inside._replace(variables=parameters), value) for inside, value in found]
        return self.by_cases("if", any(value[1] for _, value in found), parameters, found)

    def apart(self, one, two):
        """Whether what places add excludes each other by its form."""
        return (self.impossible(one.guards + two.guards)
                or any(_excludes(p, q) or _excludes(q, p) for p in one.premises for q in two.premises))


def _excludes(one, two):
    """Whether a literal is the negation of another, by its form."""
    same, opposite = one.polynomial == two.polynomial, not one.polynomial + two.polynomial
    relations = (one.relation, two.relation)
    return relations == (">", ">=") and opposite or relations == ("=", "/=") and (same or opposite)


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
