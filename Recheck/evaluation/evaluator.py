"""Values of expressions at one instance, as the definitions say.

Numbers are those of arithmetic/complex.py; index values are Python's whole numbers.  What has no
value raises an `Unknown`: Undefined, Vacuous or Undecided.
"""

from fractions import Fraction

from arithmetic import clock
from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic.real import PI
from evaluation import definitions, derivative, logic, mean
from language import syntax as s
from language.errors import ClaimError, OutOfRange, Undefined, Unknown, Vacuous
from language.forms import Forms

MOST_STEPS = 50_000_000
INDEX_LIMIT = 1 << 63


class Context:
    """Values that elements of variables have, and the elements of definitions that follow.

    `overrides` holds the elements that differ from the instance, where a derivative is taken.
    """

    def __init__(self, overrides, level):
        self.overrides, self.level = overrides, level
        self.defined = {}      # (name, subscripts) -> number or Unknown
        self.children = {}     # contexts beside this point, see derivative.py


class Environment:
    """What names stand for: whole numbers for indices, numbers for parameters."""

    __slots__ = ("names", "context", "level", "complex_names")

    def __init__(self, names, context, level, complex_names=frozenset()):
        self.names, self.context, self.level, self.complex_names = names, context, level, complex_names

    def bind(self, name, value):
        names = dict(self.names)
        names[name] = value
        return Environment(names, self.context, self.level, self.complex_names)

    def deeper(self):
        """The same one level further up, for a derivative or mean within it."""
        return Environment(self.names, self.context, self.level + 1, self.complex_names)


class Argument:
    """The argument of a call, put in where its parameter is used: a derivative by a variable sees through calls."""

    __slots__ = ("node", "env", "known")

    def __init__(self, node, env):
        self.node, self.env, self.known = node, env, {}

    def value(self, evaluator, env):
        """The argument beside the point where `env` stands."""
        if env.context not in self.known:
            inner = Environment(self.env.names, env.context, env.level, self.env.complex_names)
            self.known[env.context] = evaluator.value(self.node, inner)
        return self.known[env.context]


class Evaluator:
    """Evaluates one theorem at given sizes; `values` may be filled in after the shapes are known."""

    def __init__(self, theorem, sizes):
        self.theorem, self.sizes, self.values = theorem, sizes, {}
        self.forms = Forms(theorem)
        self.top = Environment({}, Context({}, 0), 0)
        self.witnesses = {}    # name of a `forall real` -> the real number at which it is said to fail
        self.steps = 0
        self.patterns = definitions.patterns(theorem)
        self._may_be_empty = None

    def step(self):
        """Counts the work, so that no claim runs for ever."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise clock.OutOfTime(f"{MOST_STEPS} steps")
        if self.steps % 64 == 0:
            clock.check()

    @property
    def may_be_empty(self):
        """Whether the theorem has a `max` or `min` over binders whose range is not seen to have elements."""
        if self._may_be_empty is None:
            self._may_be_empty = any(self._range_may_be_empty(node) for node in self.theorem.nodes()
                                     if isinstance(node, s.Reduce) and node.kind in ("max", "min"))
        return self._may_be_empty

    def _range_may_be_empty(self, node):
        if node.binders.condition is not None:
            return True
        for name, range_ in node.binders.names:
            try:
                lower, upper = self.binding_range(name, range_, self.top)
            except (Unknown, ClaimError):
                return True     # it depends on other indices
            if lower > upper:
                return True
        return False

    # Indices

    def index(self, node, env):
        """The whole number that an index expression denotes; undefined beyond 64 bits."""
        self.step()
        if isinstance(node, s.Number):
            value = node.value.numerator
        elif isinstance(node, s.Name):
            value = env.names[node.name] if node.name in env.names else self.sizes.get(node.name)
            if value is None:
                raise ClaimError(f"the index '{node.name}' has no value here")
        elif isinstance(node, s.Negate):
            value = -self.index(node.operand, env)
        elif isinstance(node, s.Extreme):
            values = [self.index(argument, env) for argument in node.arguments]
            value = max(values) if node.kind == "max" else min(values)
        else:
            left, right = self.index(node.left, env), self.index(node.right, env)
            if node.operator == "+":
                value = left + right
            elif node.operator == "-":
                value = left - right
            elif node.operator == "*":
                value = left * right
            elif right < 0:
                raise Undefined("a negative exponent in an index")
            elif abs(left) > 1 and right > 64:
                raise Undefined("an index beyond 64 bits")
            else:
                value = left ** (right if abs(left) > 1 else min(right, 2 + right % 2))
        if not -INDEX_LIMIT <= value < INDEX_LIMIT:
            raise Undefined("an index beyond 64 bits")
        return value

    def range(self, node, env):
        return self.index(node.lower, env), self.index(node.upper, env)

    def binding_range(self, name, range_, env):
        return self.range(self.theorem.indices[name] if range_ is None else range_, env)

    def bindings(self, binders, env, position=0):
        """All environments in which the binders have values, without regard to the condition."""
        if position == len(binders.names):
            yield env
            return
        name, range_ = binders.names[position]
        lower, upper = self.binding_range(name, range_, env)
        for value in range(lower, upper + 1):
            self.step()
            yield from self.bindings(binders, env.bind(name, value), position + 1)

    def selected(self, binders, env):
        """The environments whose condition is true; one that is unknown makes the whole unknown."""
        for inner in self.bindings(binders, env):
            if binders.condition is not None:
                truth = logic.truth(self, binders.condition, inner)
                if truth is False:
                    continue
                if truth is not True:
                    raise truth
            yield inner

    # Expressions

    def value(self, node, env):
        self.step()
        return _EVALUATE[type(node)](self, node, env)

    def real(self, node, env):
        """A value that must be real by its form."""
        if self.forms.can_be_complex(node, env.complex_names):
            raise ClaimError("an order, max, min or a real function of something that can be complex; use re or abs")
        return c.re(self.value(node, env))

    def number(self, node, env):
        return node.value

    def imaginary(self, node, env):
        return c.I

    def pi(self, node, env):
        return PI

    def name(self, node, env):
        name = node.name
        if name in env.names:
            return self.named(env.names[name], env)
        if name in self.sizes:
            return Fraction(self.sizes[name])
        return self.element_value(name, (), env)

    def named(self, value, env):
        """The number that a name stands for."""
        if isinstance(value, Argument):
            return value.value(self, env)
        return Fraction(value) if isinstance(value, int) else value

    def element(self, node, env):
        subscripts = tuple(self.index(subscript, env) for subscript in node.subscripts)
        return self.element_value(node.name, subscripts, env)

    def element_value(self, name, subscripts, env):
        """An element of a variable or a definition."""
        if name in self.theorem.variables:
            key = name, subscripts
            if key in env.context.overrides:
                return env.context.overrides[key]
            if key not in self.values:
                raise OutOfRange(f"{name}{list(subscripts)} is outside the range of '{name}'")
            return self.values[key]
        return definitions.element(self, name, subscripts, env.context)

    def call(self, node, env):
        function = self.theorem.functions[node.name]
        names, complex_names = {}, set()
        for parameter, argument in zip(function.parameters, node.arguments):
            names[parameter] = Argument(argument, env)
            # A call has a value only where its arguments have one, used or not.
            names[parameter].value(self, env)
            if self.forms.can_be_complex(argument, env.complex_names):
                complex_names.add(parameter)
        return self.value(function.body, Environment(names, env.context, env.level, frozenset(complex_names)))

    def apply(self, node, env):
        function = node.function
        if function in ("tanh", "sigmoid", "softplus", "silu"):
            return getattr(g, function)(self.real(node.argument, env))
        argument = self.value(node.argument, env)
        if function in ("re", "im", "conj"):
            return getattr(c, function)(argument)
        if function == "abs":
            return c.absolute(argument)
        if not self.forms.can_be_complex(node.argument, env.complex_names):
            return getattr(g, function)(c.re(argument))
        return getattr(c, function)(argument)

    def negate(self, node, env):
        return c.negate(self.value(node.operand, env))

    def binary(self, node, env):
        left, right = self.value(node.left, env), self.value(node.right, env)
        if node.operator == "+":
            return c.add(left, right)
        if node.operator == "-":
            return c.subtract(left, right)
        if node.operator == "*":
            return c.multiply(left, right)
        if node.operator == "/":
            return c.divide(left, right)
        complex_form = (self.forms.can_be_complex(node.left, env.complex_names)
                        or self.forms.can_be_complex(node.right, env.complex_names))
        return c.power(left, right) if complex_form else g.power(c.re(left), c.re(right))

    def reduce(self, node, env):
        if node.kind in ("sum", "prod"):
            combine, result = (c.add, Fraction(0)) if node.kind == "sum" else (c.multiply, Fraction(1))
            for inner in self.selected(node.binders, env):
                result = combine(result, self.value(node.body, inner))
            return result
        combine, result = g.maximum if node.kind == "max" else g.minimum, None
        for inner in self.selected(node.binders, env):
            value = self.real(node.body, inner)
            result = value if result is None else combine(result, value)
        if result is None:
            raise Vacuous(f"an empty {node.kind}")
        return result

    def extreme(self, node, env):
        combine = g.maximum if node.kind == "max" else g.minimum
        values = [self.real(argument, env) for argument in node.arguments]
        result = values[0]
        for value in values[1:]:
            result = combine(result, value)
        return result

    def condition(self, node, env):
        """if: only the branch taken is evaluated."""
        truth = logic.truth(self, node.condition, env)
        if truth is True:
            return self.value(node.then, env)
        if truth is False:
            return self.value(node.otherwise, env)
        raise truth

    def diff(self, node, env):
        return derivative.derivative(self, node, env)

    def gaussian(self, node, env):
        return mean.mean(self, node, env)


_EVALUATE = {
    s.Number: Evaluator.number, s.Imaginary: Evaluator.imaginary, s.Pi: Evaluator.pi,
    s.Name: Evaluator.name, s.Element: Evaluator.element, s.Call: Evaluator.call,
    s.Apply: Evaluator.apply, s.Negate: Evaluator.negate, s.Binary: Evaluator.binary,
    s.Reduce: Evaluator.reduce, s.Extreme: Evaluator.extreme, s.If: Evaluator.condition,
    s.Diff: Evaluator.diff, s.Gaussian: Evaluator.gaussian,
}
