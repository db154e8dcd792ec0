"""Values of terms, as (real part, imaginary part), with what has to be shown for them to be defined."""

from fractions import Fraction
from math import prod

from language import syntax as s
from proofs.terms import (HIGHEST_DEGREE, ONE, ZERO, Literal, Polynomial, combined, constant, element, require, variable,
                          whole)

MOST_TERMS = 20_000
LONGEST_PRODUCT = 64


class Values:
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
        return self.mean(node, place) if kind is s.Gaussian else self.derivative(node, place)

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
        require(all(len(part) <= MOST_TERMS and part.degree() <= HIGHEST_DEGREE for part in z),
                "an expression is too large")
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
            size = self.symbol("exp", "exponential", [re]) if re else ONE
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

    def mean(self, node, place):
        """The mean of a polynomial in a standard normal number: its coefficients times the number's moments."""
        name = self.new_name("normal")
        self.theory.declare(name, 0)
        self.origins[name] = "free"
        known, number = len(self.obligations), (name, ())
        value = self.value(node.body, place._replace(values={**place.values, node.name: (variable(number), ZERO)}))
        # Beside an instance a condition on the number may fail though it holds at all numbers there.
        for _, fact in self.obligations[known:]:
            require(not any(self.depends(one.polynomial, name) for one in (*fact.premises, fact.literal)),
                    "the mean of what is not defined at each value of its variable")
        parts = []
        for part in value:
            require(not any(atom != number and self.depends(variable(atom), name) for atom in part.atoms()),
                    "the mean of what is no polynomial")
            parts.append(ZERO)
            for monomial, coefficient in part.items():
                rest, exponent = tuple(power for power in monomial if power[0] != number), dict(monomial).get(number, 0)
                if exponent % 2 == 0:
                    parts[-1] += Polynomial({rest: coefficient * prod(range(1, exponent, 2))})
        return tuple(parts)

    # Binders

    def reduce(self, node, place):
        names, condition = node.binders.names, node.binders.condition
        if node.kind in ("sum", "prod"):
            kind = "sum" if node.kind == "sum" else "product"
            neutral = s.Number(Fraction(kind == "product"))
            body = node.body if condition is None else s.If(condition, node.body, neutral)
            return self.total(names, body, place, kind)
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
