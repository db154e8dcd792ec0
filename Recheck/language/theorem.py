"""A syntax tree to a theorem: `use` resolved, declarations sorted, names and shapes checked."""

from language import syntax as s
from language.distributions import DistributionCheck
from language.errors import ClaimError
from language.names import NameCheck

DEEPEST_USE = 1_000


class Theorem:
    """The declarations of one theorem, each kind under its names, in the text's order."""

    def __init__(self, name):
        self.name = name
        self.sizes = {}        # name -> Size
        self.indices = {}      # name -> Range
        self.variables = {}    # name -> Variable
        self.equations = {}    # name -> [Equation], all with as many positions
        self.functions = {}    # name -> Function
        self.assumptions = []  # formulas
        self.conclusions = []  # formulas
        self.expected = None
        self.has_proof = False

    def declares(self, name):
        return any(name in kind for kind in
                   (self.sizes, self.indices, self.variables, self.equations, self.functions))

    def arity(self, name):
        """How many subscripts an element of a variable or definition takes."""
        if name in self.variables:
            return len(self.variables[name].indices)
        positions = self.equations[name][0].positions
        return 0 if positions is None else len(positions)

    def nodes(self):
        """All expressions and formulas that the claim is made of, each with what stands in it.

        What follows `~` is no part of it.
        """
        pending = [*self.assumptions, *self.conclusions, *self.functions.values()]
        pending += [variable.domain for variable in self.variables.values() if variable.domain is not None]
        pending += [equation for equations in self.equations.values() for equation in equations]
        while pending:
            node = pending.pop()
            yield node
            pending += s.children(node)


def theorem_named(blocks, name):
    """The theorem `name` among a text's families and theorems, checked.

    Raises ClaimError where the text is no well-formed theorem.
    """
    by_name = {}
    for block in blocks:
        if block.name in by_name:
            raise ClaimError(f"two families or theorems named '{block.name}'")
        by_name[block.name] = block
    if name not in by_name or by_name[name].kind != "theorem":
        raise ClaimError(f"the text has no theorem '{name}'")
    theorem = Theorem(name)
    for item in _items(by_name[name], by_name, set(), ()):
        _declare(theorem, item)
    if not theorem.conclusions:
        raise ClaimError(f"the theorem '{name}' concludes nothing")
    NameCheck(theorem).check()
    DistributionCheck(theorem).check()
    return theorem


def _items(block, by_name, reached, path):
    """The items of `block` with those that it uses in the places of the `use`s, each block once."""
    if block.name in path:
        raise ClaimError(f"'{block.name}' uses itself")
    if len(path) > DEEPEST_USE:
        raise ClaimError(f"families that use each other more than {DEEPEST_USE} deep")
    for item in block.items:
        if not isinstance(item, s.Use):
            yield item
            continue
        used = by_name.get(item.name)
        if used is None:
            raise ClaimError(f"'{item.name}' is used but not in the text")
        if used.name in path + (block.name,):
            raise ClaimError(f"'{used.name}' uses itself")
        if used.name in reached:
            continue
        reached.add(used.name)
        for inner in _items(used, by_name, reached, path + (block.name,)):
            # A theorem lends what it declares and assumes, not what it claims and proves.
            if used.kind == "family" or not isinstance(inner, (s.Remark, s.Expect, s.Conclude, s.Proof)):
                yield inner


def _declare(theorem, item):
    if isinstance(item, s.Assume):
        theorem.assumptions.append(item.formula)
    elif isinstance(item, s.Conclude):
        theorem.conclusions.append(item.formula)
    elif isinstance(item, s.Expect):
        if theorem.expected is not None:
            raise ClaimError("two 'expect' in one theorem")
        theorem.expected = item.verdict
    elif isinstance(item, s.Remark):
        pass
    elif isinstance(item, s.Proof):
        if theorem.has_proof:
            raise ClaimError("two proofs of one theorem")
        theorem.has_proof = True
    elif isinstance(item, s.Equation) and item.name in theorem.equations:
        others = theorem.equations[item.name]
        if item.positions is None or others[0].positions is None:
            raise ClaimError(f"'{item.name}' is defined twice")
        if len(item.positions) != len(others[0].positions):
            raise ClaimError(f"the equations of '{item.name}' have different numbers of indices")
        others.append(item)
    else:
        if theorem.declares(item.name):
            raise ClaimError(f"'{item.name}' is declared twice")
        if isinstance(item, s.Size):
            theorem.sizes[item.name] = item
        elif isinstance(item, s.Index):
            theorem.indices[item.name] = item.range
        elif isinstance(item, s.Variable):
            theorem.variables[item.name] = item
        elif isinstance(item, s.Function):
            theorem.functions[item.name] = item
        else:
            theorem.equations[item.name] = [item]
