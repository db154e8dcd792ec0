"""What follows `~`: how models are drawn.

A distribution is no hypothesis and nothing here is ever drawn: a claim is checked as it stands
without.  It has to be well-formed all the same, or the text is no theorem of the language.
"""

from fractions import Fraction

from language import syntax as s
from language.errors import ClaimError
from language.forms import Forms
from language.names import NameCheck

MOST_VALUES = 64
LARGEST_SIZE = 1_000_000
LONGEST_CONSTANT = 200_000      # binary digits
ENDS = (("low",), ("high",))
MOMENTS = (("mean",), ("variance", "deviation"))

# name -> (fewest parameters, most, the labels at each place)
SIMPLE = {
    "point": (1, 1, ()),
    "choice": (1, MOST_VALUES, ()),
    "uniform": (2, 2, ENDS),
    "integers": (2, 2, ENDS),
    "loguniform": (2, 2, ENDS),
    "normal": (2, 2, MOMENTS),
    "lognormal": (2, 2, MOMENTS),
    "exponential": (1, 1, (("rate", "mean"),)),
    "student": (1, 3, (("freedom",), ("centre",), ("scale",))),
    "bernoulli": (1, 1, (("probability",),)),
}
PAIRS = ("polar", "parts")
NAMES = (*SIMPLE, "mixture", *PAIRS)


class DistributionCheck:
    """Checks every distribution of a theorem whose other names are checked already."""

    def __init__(self, theorem):
        self.theorem = theorem
        self.names = self.forms = None

    def check(self):
        theorem = self.theorem
        drawn = [*theorem.sizes.values(), *theorem.variables.values()]
        if all(one.distribution is None for one in drawn):
            return
        self.names, self.forms = NameCheck(theorem), DrawnForms(Forms(theorem))
        for variable in theorem.variables.values():
            if variable.distribution is not None:
                scope = self.names.bind_indices(variable.indices, f"the variable '{variable.name}'")
                self.distribution(variable.distribution, variable.kind == "complex", scope)
        self.names.known_sizes = set()
        for name, size in theorem.sizes.items():
            if size.distribution is not None:
                self.distribution(size.distribution, False, {})
                self.range(size)
            self.names.known_sizes.add(name)

    def range(self, size):
        """Refuses a size that would be drawn again for ever."""
        found = whole_numbers(size.distribution)
        if found is None:
            return
        low, high = found
        if high is not None and high < size.lower or low > (LARGEST_SIZE if size.upper is None else size.upper):
            raise ClaimError(f"the size '{size.name}' is drawn outside its range")

    def distribution(self, node, is_complex, scope):
        if isinstance(node, s.Mixture):
            self.mixture(node, is_complex, scope)
        elif isinstance(node, s.Pair):
            if not is_complex:
                raise ClaimError(f"'{node.kind}' draws complex numbers")
            self.distribution(node.first, False, scope)
            self.distribution(node.second, False, scope)
        else:
            self.draw(node, is_complex, scope)

    def mixture(self, node, is_complex, scope):
        weights = [real_constant(weight) for weight, _ in node.components]
        if any(weight is not None and weight < 0 for weight in weights):
            raise ClaimError("a negative weight")
        if all(weight == 0 for weight in weights):
            raise ClaimError("the weights of a mixture are all 0")
        for weight, inner in node.components:
            self.expression(weight, False, scope)
            self.distribution(inner, is_complex, scope)

    def draw(self, node, is_complex, scope):
        fewest, most, labels = SIMPLE[node.kind]
        if not fewest <= len(node.parameters) <= most:
            raise ClaimError(f"'{node.kind}' takes {fewest} to {most} parameters, not {len(node.parameters)}")
        for place, (label, _) in enumerate(node.parameters):
            if label is not None and (place >= len(labels) or label not in labels[place]):
                raise ClaimError(f"'{label}' is no parameter of '{node.kind}' at this place")
        hold(node.kind, [real_constant(value) for _, value in node.parameters])
        for _, value in node.parameters:
            self.expression(value, is_complex and node.kind in ("point", "choice"), scope)

    def expression(self, node, may_be_complex, scope):
        self.names.expression(node, scope, False)
        if not may_be_complex and self.forms.can_be_complex(node, frozenset()):
            raise ClaimError("a complex number where a distribution takes a real one")


class DrawnForms(Forms):
    """The forms of parameters: a call can be complex where an argument can.

    How a function is called after `~` has no part in what the claim says of it.
    """

    def __init__(self, claim):
        self.theorem, self.complex_definitions, self.memo = claim.theorem, claim.complex_definitions, {}
        self.claim = claim

    def _form(self, node, parameters):
        if isinstance(node, s.Call):
            body = self.theorem.functions[node.name].body
            return self.claim.can_be_complex(body, frozenset()) or any(
                self.can_be_complex(argument, parameters) for argument in node.arguments)
        return super()._form(node, parameters)


def hold(kind, values):
    """What can be told where parameters are numbers; `values` has None for the others."""
    def refuse(place, rule):
        value = values[place] if place < len(values) else None
        if value is not None and rule(value):
            raise ClaimError(f"'{kind}' has no parameter {value} at its place {place + 1}")

    if kind in ("uniform", "integers", "loguniform"):
        low, high = values
        if kind == "loguniform":
            refuse(0, lambda value: value <= 0)
            refuse(1, lambda value: value <= 0)
        if low is not None and high is not None:
            if low > high:
                raise ClaimError(f"the lower end {low} of '{kind}' is above the upper end {high}")
            if kind == "integers" and -(-low // 1) > high // 1:
                raise ClaimError(f"no whole number lies from {low} to {high}")
    elif kind in ("normal", "lognormal"):
        refuse(1, lambda value: value < 0)
    elif kind == "exponential":
        refuse(0, lambda value: value <= 0)
    elif kind == "student":
        refuse(0, lambda value: value <= 0)
        refuse(2, lambda value: value < 0)
    elif kind == "bernoulli":
        refuse(0, lambda value: not 0 <= value <= 1)


def whole_numbers(node):
    """The least and the greatest whole number that can come out, rounded down; None where that cannot be told.

    The greatest is None where there is none.
    """
    if isinstance(node, s.Mixture):
        found = [whole_numbers(inner) for weight, inner in node.components if real_constant(weight) != 0]
        if not found or None in found:
            return None
        highest = [high for _, high in found]
        return min(low for low, _ in found), None if None in highest else max(highest)
    if isinstance(node, s.Pair):
        return None
    values = [real_constant(value) for _, value in node.parameters]
    if node.kind in ("exponential", "lognormal"):
        return 0, None
    if node.kind == "bernoulli":
        return 0, 1
    if node.kind in ("normal", "student") or None in values:
        return None
    if node.kind in ("point", "choice"):
        return min(values) // 1, max(values) // 1
    low, high = values
    if node.kind == "integers":
        return -(-low // 1), high // 1
    # The upper end itself comes out with probability 0, unless it is the only number.
    return low // 1, high // 1 if low == high else -(-high // 1) - 1


def real_constant(node):
    """The rational value of an expression made of numbers, where it is short; else None."""
    if isinstance(node, s.Number):
        return node.value
    if isinstance(node, s.Negate):
        value = real_constant(node.operand)
        return None if value is None else -value
    if isinstance(node, s.Extreme):
        values = [real_constant(argument) for argument in node.arguments]
        return None if None in values else {"max": max, "min": min}[node.kind](values)
    if not isinstance(node, s.Binary):
        return None
    left, right = real_constant(node.left), real_constant(node.right)
    if left is None or right is None:
        return None
    if node.operator == "^":
        return power(left, right)
    if node.operator == "/" and right == 0:
        return None
    value = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[node.operator](right)
    return value if length(value) < LONGEST_CONSTANT else None


def power(base, exponent):
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    if abs(exponent) > 10_000 or abs(exponent) * length(base) >= LONGEST_CONSTANT:
        return None
    return Fraction(base) ** int(exponent)


def length(value):
    return value.numerator.bit_length() + value.denominator.bit_length()
