"""Whether an expression can be complex, judged by its form alone.

It can where it contains `i`, a complex variable or a definition that can be complex; `abs`, `re`
and `im` make it real again.  The square root of a negative real is undefined, that of the same
number in complex form is not, so that this matters to `sqrt`, `log` and powers.
"""

from language import syntax as s

REAL_VALUED = frozenset("abs re im tanh sigmoid softplus silu".split())


class Forms:
    """The forms of one theorem's expressions."""

    def __init__(self, theorem):
        self.theorem = theorem
        self.complex_definitions = set()
        self.memo = {}
        self.complex_parameters = {name: set() for name in theorem.functions}
        # Definitions may refer to each other in any order: the least fixed point.
        calls = [node for node in theorem.nodes() if isinstance(node, s.Call)]
        grown = True
        while grown:
            grown = self._pass_on(calls)
            for name, equations in theorem.equations.items():
                if name not in self.complex_definitions and any(
                        self.can_be_complex(equation.body, frozenset()) for equation in equations):
                    self.complex_definitions.add(name)
                    grown = True
            self.memo.clear()

    def _pass_on(self, calls):
        """Marks the parameters that some call gives something complex; whether there are new ones."""
        grown = False
        inside = {id(node): frozenset(self.complex_parameters[name])
                  for name, function in self.theorem.functions.items() for node in _below(function.body)}
        for call in calls:
            known = self.complex_parameters.get(call.name)
            if known is None:
                continue
            for parameter, argument in zip(self.theorem.functions[call.name].parameters, call.arguments):
                if parameter not in known and self.can_be_complex(argument, inside.get(id(call), frozenset())):
                    known.add(parameter)
                    grown = True
        if grown:
            self.memo.clear()
        return grown

    def can_be_complex(self, node, parameters):
        """The form of `node` where the names in `parameters` (a frozenset) stand for complex numbers."""
        key = id(node), parameters
        if key not in self.memo:
            self.memo[key] = self._form(node, parameters)
        return self.memo[key]

    def _form(self, node, parameters):
        below = lambda *parts: any(self.can_be_complex(part, parameters) for part in parts)
        if isinstance(node, s.Imaginary):
            return True
        if isinstance(node, (s.Name, s.Element)):
            variable = self.theorem.variables.get(node.name)
            return (node.name in parameters or node.name in self.complex_definitions
                    or (variable is not None and variable.kind == "complex"))
        if isinstance(node, s.Call):
            function = self.theorem.functions[node.name]
            return self.can_be_complex(function.body, frozenset()) or (
                below(*node.arguments)
                and self.can_be_complex(function.body, frozenset(self.complex_parameters[node.name])))
        if isinstance(node, s.Apply):
            return node.function not in REAL_VALUED and below(node.argument)
        if isinstance(node, s.Negate):
            return below(node.operand)
        if isinstance(node, s.Binary):
            return below(node.left, node.right)
        if isinstance(node, (s.Reduce, s.Diff, s.Gaussian)):
            return below(node.body)
        if isinstance(node, s.Extreme):
            return below(*node.arguments)
        if isinstance(node, s.If):
            return below(node.then, node.otherwise)
        return False


def _below(node):
    yield node
    for child in s.children(node):
        yield from _below(child)
