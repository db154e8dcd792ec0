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
        # Definitions may refer to each other in any order: the least fixed point.
        grown = True
        while grown:
            grown = False
            for name, equations in theorem.equations.items():
                if name not in self.complex_definitions and any(
                        self.can_be_complex(equation.body, frozenset()) for equation in equations):
                    self.complex_definitions.add(name)
                    grown = True
            self.memo.clear()

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
                and self.can_be_complex(function.body, frozenset(function.parameters)))
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
