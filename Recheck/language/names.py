"""Names in their places: what is declared, bound, free, and what stands where it has no place."""

from language import syntax as s
from language.errors import ClaimError

INDEX_OPERATORS = ("+", "-", "*", "^")


def free_indices(theorem, node, bound=frozenset()):
    """The declared index names free in `node`, in an order in which each range's own names come first.

    A free `k` whose declared range speaks of `t` brings `t` along.
    """
    found = []
    _collect_free(theorem, node, bound, found, set())
    return found


def _collect_free(theorem, node, bound, found, pending):
    def visit(name):
        """`name` is used; where nothing binds it, it is free if it is an index."""
        if name in bound or name in found or name not in theorem.indices:
            return
        if name in pending:
            raise ClaimError(f"the range of the index '{name}' depends on itself")
        _collect_free(theorem, theorem.indices[name], frozenset(), found, pending | {name})
        found.append(name)

    def below(part, inner=bound):
        _collect_free(theorem, part, inner, found, pending)

    if isinstance(node, s.Name):
        visit(node.name)
    elif isinstance(node, (s.Reduce, s.Quantified)):
        inner = bound
        for name, range_ in node.binders.names:
            declared = theorem.indices.get(name)
            if range_ is not None:
                below(range_, inner)
            elif declared is not None:
                below(declared, inner)
            inner = inner | {name}
        if node.binders.condition is not None:
            below(node.binders.condition, inner)
        below(node.body, inner)
    elif isinstance(node, s.ForallReal):
        if node.domain is not None:
            below(node.domain)
        for part in (node.condition, node.body):
            if part is not None:
                below(part, bound | {node.name})
    elif isinstance(node, s.Gaussian):
        below(node.body, bound | {node.name})
    else:
        for child in s.children(node):
            below(child)


class NameCheck:
    """Checks all names of a theorem.  A scope maps bound names to "index" or "number"."""

    def __init__(self, theorem):
        self.theorem = theorem
        # Where a size is drawn: the sizes that are known by then.  None elsewhere: all that is declared.
        self.known_sizes = None

    def check(self):
        theorem = self.theorem
        for name, range_ in theorem.indices.items():
            free_indices(theorem, s.Name(name))
            self.index_range(range_, {}, True)
        for variable in theorem.variables.values():
            scope = self.bind_indices(variable.indices, f"the variable '{variable.name}'")
            if variable.domain is not None:
                self.domain(variable.domain, scope)
        for equations in theorem.equations.values():
            for equation in equations:
                self.expression(equation.body, self.equation_scope(equation), False)
        for function in theorem.functions.values():
            if len(set(function.parameters)) < len(function.parameters):
                raise ClaimError(f"a repeated parameter of '{function.name}'")
            scope = {}
            for parameter in function.parameters:
                self.fresh(parameter, scope)
                scope[parameter] = "number"
            self.expression(function.body, scope, False)
        self.no_recursive_functions()
        for formula in theorem.assumptions:
            self.formula(formula, {}, True)
            if not self.speaks_of_the_instance(formula):
                raise ClaimError("a hypothesis of indices and sizes alone; 'forall ... with' is meant")
        for formula in theorem.conclusions:
            self.formula(formula, {}, True)

    # Scopes

    def fresh(self, name, scope):
        if name in scope or self.theorem.declares(name):
            raise ClaimError(f"the name '{name}' is declared already and would be hidden")

    def bind_indices(self, names, what):
        scope = {}
        for name in names:
            if name not in self.theorem.indices:
                raise ClaimError(f"'{name}' is no index, for {what}")
            for needed in free_indices(self.theorem, self.theorem.indices[name]):
                if needed not in scope:
                    raise ClaimError(f"'{needed}' has to come before '{name}', for {what}")
            scope[name] = "index"
        return scope

    def equation_scope(self, equation):
        scope = {}
        for position in equation.positions or ():
            name, _, _ = split_position(self.theorem, position, equation.name)
            if name is not None:
                for needed in free_indices(self.theorem, self.theorem.indices[name]):
                    if needed not in scope:
                        raise ClaimError(f"'{needed}' has to come before '{name}', in '{equation.name}'")
                scope[name] = "index"
        return scope

    def binders(self, binders, scope, free):
        inner = dict(scope)
        for name, range_ in binders.names:
            if range_ is None and name not in self.theorem.indices:
                raise ClaimError(f"the binder '{name}' is no declared index and has no range")
            if range_ is not None:
                self.index_range(range_, inner, free)
            else:
                self.index_range(self.theorem.indices[name], inner, free)
            if name not in self.theorem.indices and name not in scope:
                self.fresh(name, inner)
            elif name not in self.theorem.indices:
                raise ClaimError(f"the name '{name}' is declared already and would be hidden")
            inner[name] = "index"
        if binders.condition is not None:
            self.formula(binders.condition, inner, free)
        return inner

    # Index arithmetic

    def index_range(self, range_, scope, free):
        self.index(range_.lower, scope, free)
        self.index(range_.upper, scope, free)

    def index(self, node, scope, free):
        """Whole numbers, sizes and indices under + - * ^ min max."""
        if isinstance(node, s.Number):
            if node.value.denominator != 1:
                raise ClaimError("an index that is no whole number")
        elif isinstance(node, s.Name):
            if scope.get(node.name) == "index":
                return
            if node.name in self.theorem.sizes:
                self.known(node.name)
                return
            if node.name in self.theorem.indices and free and node.name not in scope:
                return
            raise ClaimError(f"'{node.name}' has no place in an index")
        elif isinstance(node, s.Negate):
            self.index(node.operand, scope, free)
        elif isinstance(node, s.Binary) and node.operator in INDEX_OPERATORS:
            self.index(node.left, scope, free)
            self.index(node.right, scope, free)
        elif isinstance(node, s.Extreme):
            for argument in node.arguments:
                self.index(argument, scope, free)
        else:
            raise ClaimError("an index is made of whole numbers, sizes and indices with + - * ^ min max")

    # Formulas

    def formula(self, node, scope, free):
        if isinstance(node, s.Compare):
            for operand in node.operands:
                self.expression(operand, scope, free)
        elif isinstance(node, s.Not):
            self.formula(node.operand, scope, free)
        elif isinstance(node, s.Junction):
            for part in node.parts:
                self.formula(part, scope, free)
        elif isinstance(node, s.Quantified):
            self.formula(node.body, self.binders(node.binders, scope, free), free)
        else:
            self.fresh(node.name, scope)
            if node.domain is not None:
                self.domain(node.domain, scope, free)
            inner = {**scope, node.name: "number"}
            for part in (node.condition, node.body):
                if part is not None:
                    self.formula(part, inner, free)

    def domain(self, domain, scope, free=False):
        lower, upper = domain.lower, domain.upper
        for end in (lower, upper):
            if end is not None:
                self.expression(end, scope, free)
        if isinstance(lower, s.Number) and isinstance(upper, s.Number):
            if lower.value > upper.value or (
                    lower.value == upper.value and (domain.lower_open or domain.upper_open)):
                raise ClaimError("a domain that is empty")

    # Expressions

    def expression(self, node, scope, free):
        theorem = self.theorem
        if isinstance(node, s.Name):
            if node.name in scope:
                return
            if node.name in theorem.sizes:
                self.known(node.name)
                return
            if free and node.name in theorem.indices:
                return
            if node.name in theorem.indices:
                raise ClaimError(f"the index '{node.name}' is bound by nothing here")
            self.element(node.name, [], scope, free)
        elif isinstance(node, s.Element):
            self.element(node.name, node.subscripts, scope, free)
        elif isinstance(node, s.Call):
            self.known(node.name)
            function = theorem.functions.get(node.name)
            if function is None:
                raise ClaimError(f"unknown function '{node.name}'")
            if len(node.arguments) != len(function.parameters):
                raise ClaimError(f"'{node.name}' takes {len(function.parameters)} arguments")
            for argument in node.arguments:
                self.expression(argument, scope, free)
        elif isinstance(node, s.Infinity):
            raise ClaimError("'inf' stands only at the end of a domain")
        elif isinstance(node, s.Reduce):
            self.expression(node.body, self.binders(node.binders, scope, free), free)
        elif isinstance(node, s.If):
            self.formula(node.condition, scope, free)
            self.expression(node.then, scope, free)
            self.expression(node.otherwise, scope, free)
        elif isinstance(node, s.Diff):
            self.expression(node.body, scope, free)
            if scope.get(node.name) == "number" and not node.subscripts:
                return
            self.known(node.name)
            variable = theorem.variables.get(node.name)
            if variable is None or variable.kind != "real":
                raise ClaimError(f"'{node.name}' is nothing to differentiate by")
            self.element(node.name, node.subscripts, scope, free)
        elif isinstance(node, s.Gaussian):
            self.fresh(node.name, scope)
            self.expression(node.body, {**scope, node.name: "number"}, free)
        else:
            if isinstance(node, s.Binary) and node.operator == "/":
                self.divisor(node.right)
            for child in s.children(node):
                self.expression(child, scope, free)

    def divisor(self, node):
        if isinstance(node, s.Number) and node.value == 0:
            raise ClaimError("a division by the number 0")

    def known(self, name):
        """Refuses what has no value yet where a size is drawn."""
        if self.known_sizes is not None and name not in self.known_sizes:
            raise ClaimError(f"'{name}' is not known when this size is drawn")

    def element(self, name, subscripts, scope, free):
        theorem = self.theorem
        if name in scope or name in theorem.sizes or name in theorem.indices or name in theorem.functions:
            raise ClaimError(f"'{name}' takes no subscripts, or is no number")
        if not theorem.declares(name):
            raise ClaimError(f"unknown name '{name}'")
        self.known(name)
        if len(subscripts) != theorem.arity(name):
            raise ClaimError(f"'{name}' takes {theorem.arity(name)} subscripts")
        for subscript in subscripts:
            self.index(subscript, scope, free)

    # Whole-theorem rules

    def no_recursive_functions(self):
        functions, done = self.theorem.functions, set()

        def called(node, found):
            if isinstance(node, s.Call):
                found.add(node.name)
            for child in s.children(node):
                called(child, found)
            return found

        def visit(name, path):
            if name in path:
                raise ClaimError(f"the function '{name}' calls itself")
            if name not in done:
                for other in sorted(called(functions[name].body, set())):
                    visit(other, path + (name,))
                done.add(name)

        for name in functions:
            visit(name, ())

    def speaks_of_the_instance(self, node):
        """Whether a variable, a definition or a bound real number occurs."""
        if isinstance(node, (s.ForallReal, s.Gaussian)):
            return True
        if isinstance(node, (s.Name, s.Element, s.Call, s.Diff)):
            if (node.name in self.theorem.variables or node.name in self.theorem.equations
                    or node.name in self.theorem.functions):
                return True
        return any(self.speaks_of_the_instance(child) for child in s.children(node))


def split_position(theorem, node, owner):
    """A position of a left side: (None, shift, 0) of sizes alone, or (index, shift, 1).

    An index position is an index name plus or minus a number of sizes alone: its element is
    index + shift, where `shift` is a list of (sign, expression).
    """
    terms = []

    def spread(part, sign):
        if isinstance(part, s.Binary) and part.operator in ("+", "-"):
            spread(part.left, sign)
            spread(part.right, sign if part.operator == "+" else -sign)
        elif isinstance(part, s.Negate):
            spread(part.operand, -sign)
        else:
            terms.append((sign, part))

    spread(node, 1)
    named = [(sign, part) for sign, part in terms
             if isinstance(part, s.Name) and part.name in theorem.indices]
    rest = [(sign, part) for sign, part in terms
            if not (isinstance(part, s.Name) and part.name in theorem.indices)]
    check = NameCheck(theorem)
    for _, part in rest:
        check.index(part, {}, False)
    if not named:
        return None, rest, 0
    if len(named) > 1 or named[0][0] != 1:
        raise ClaimError(f"a position of '{owner}' is a number, or an index plus or minus a number")
    return named[0][1].name, rest, 1
