"""The syntax tree: plain records, compared by identity."""


class Record:
    """A record whose members are its `__slots__`, given in that order."""

    __slots__ = ()

    def __init__(self, *members):
        if len(members) != len(self.__slots__):
            raise TypeError(f"{type(self).__name__} has {len(self.__slots__)} members")
        for name, member in zip(self.__slots__, members):
            setattr(self, name, member)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(repr(getattr(self, m)) for m in self.__slots__)})"


# Expressions

class Number(Record):       # value: Fraction
    __slots__ = ("value",)

class Imaginary(Record):    # i
    __slots__ = ()

class Pi(Record):
    __slots__ = ()

class Infinity(Record):     # only at the end of a domain
    __slots__ = ()

class Name(Record):         # a size, an index, a parameter, a variable or a definition without indices
    __slots__ = ("name",)

class Element(Record):      # name[subscripts]
    __slots__ = ("name", "subscripts")

class Call(Record):         # a function defined by `let f(x) = ...`
    __slots__ = ("name", "arguments")

class Apply(Record):        # a function of the language: abs, exp, ...
    __slots__ = ("function", "argument")

class Negate(Record):
    __slots__ = ("operand",)

class Binary(Record):       # operator: + - * / ^
    __slots__ = ("operator", "left", "right")

class Reduce(Record):       # kind: sum, prod, max, min, over binders
    __slots__ = ("kind", "binders", "body")

class Extreme(Record):      # kind: max, min, of two or more arguments
    __slots__ = ("kind", "arguments")

class If(Record):
    __slots__ = ("condition", "then", "otherwise")

class Diff(Record):         # the derivative of `body` by name or name[subscripts]
    __slots__ = ("body", "name", "subscripts")

class Gaussian(Record):     # the mean of `body` over a standard normal `name`
    __slots__ = ("name", "body")


# Formulas

class Compare(Record):      # operands a, b, c and relations <, <= of the chain a < b <= c
    __slots__ = ("operands", "relations")

class Not(Record):
    __slots__ = ("operand",)

class Junction(Record):     # operator: and, or (two parts or more), implies (two)
    __slots__ = ("operator", "parts")

class Quantified(Record):   # kind: forall, exists
    __slots__ = ("kind", "binders", "body")

class ForallReal(Record):   # `condition` may be None, `domain` may be None
    __slots__ = ("name", "domain", "condition", "body")


# Parts of them

class Range(Record):        # lower..upper
    __slots__ = ("lower", "upper")

class Binders(Record):      # names: list of (name, Range or None); condition: formula or None
    __slots__ = ("names", "condition")

class Domain(Record):       # lower, upper: expression or None; open: (bool, bool)
    __slots__ = ("lower", "upper", "lower_open", "upper_open")


# Distributions, which follow `~` in a declaration

class Draw(Record):         # kind: normal, uniform, ...; parameters: list of (label or None, expression)
    __slots__ = ("kind", "parameters")

class Mixture(Record):      # components: list of (weight, distribution)
    __slots__ = ("components",)

class Pair(Record):         # kind: polar, parts
    __slots__ = ("kind", "first", "second")


# Declarations

class Size(Record):         # upper None: no bound; distribution may be None
    __slots__ = ("name", "lower", "upper", "distribution")

class Index(Record):
    __slots__ = ("name", "range")

class Variable(Record):     # kind: real, complex; domain and distribution may be None
    __slots__ = ("name", "kind", "indices", "domain", "distribution")

class Equation(Record):     # let name[positions] = body; positions None: a plain value
    __slots__ = ("name", "positions", "body")

class Function(Record):     # let name(parameters) = body
    __slots__ = ("name", "parameters", "body")

class Assume(Record):
    __slots__ = ("formula",)

class Conclude(Record):
    __slots__ = ("formula",)

class Expect(Record):
    __slots__ = ("verdict",)

class Use(Record):
    __slots__ = ("name",)

class Remark(Record):       # source or note
    __slots__ = ("kind", "text")

class Proof(Record):        # borrowed: the theorem whose proof is meant, or None; what it says is passed over
    __slots__ = ("borrowed",)

class Block(Record):        # kind: family, theorem
    __slots__ = ("kind", "name", "title", "items")


def children(node):
    """The expressions, formulas and ranges directly below `node`."""
    found = []

    def collect(part):
        if isinstance(part, Record):
            found.append(part)
        elif isinstance(part, (list, tuple)):
            for piece in part:
                collect(piece)

    for member in node.__slots__:
        collect(getattr(node, member))
    return found
