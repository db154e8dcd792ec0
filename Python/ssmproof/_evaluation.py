"""Values of expressions at sizes and values of variables, in fractions; of exp, sqrt and the like in
doubles.
"""

from __future__ import annotations

import cmath
import math
import operator
from fractions import Fraction
from functools import reduce as fold
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from ._declarations import Theorem
from ._expressions import Tree
from ._tokens import Unreadable
from .numbers import ExactComplex

LARGEST_POWER = 1 << 16

_RELATIONS: Dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "/=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class NoValue(Exception):
    """An expression without a value here, or one that Python cannot say."""


class Evaluator:
    """Values for one choice of sizes.

    `element(name, subscripts)` gives the values of variables.  Where a value comes from doubles, `is_rounded`
    becomes true.
    """

    def __init__(
        self,
        theorem: Theorem,
        sizes: Dict[str, int],
        element: Optional[Callable[[str, Tuple[int, ...]], Any]] = None,
    ) -> None:
        self.theorem, self.sizes, self.element = theorem, sizes, element
        self.is_rounded = False
        self._defined: Dict[Tuple[str, Tuple[int, ...]], Any] = {}
        self._pending: List[Tuple[str, Tuple[int, ...]]] = []

    # Indices

    def index(self, tree: Tree, bound: Dict[str, Any]) -> int:
        """Index arithmetic: a whole number."""
        found = self.value(tree, bound)
        if not isinstance(found, Fraction) or found.denominator != 1:
            raise NoValue
        return int(found)

    def range(self, tree: Tree, bound: Dict[str, Any]) -> range:
        return range(self.index(tree[0], bound), self.index(tree[1], bound) + 1)

    def elements(
        self, indices: List[str], bound: Optional[Dict[str, Any]] = None
    ) -> Iterator[Dict[str, Any]]:
        """Every combination of index values, the last index fastest; later ranges may use earlier indices."""
        bound = bound or {}
        if not indices:
            yield bound
            return
        for value in self.range(self.theorem.indices[indices[0]], bound):
            yield from self.elements(indices[1:], {**bound, indices[0]: Fraction(value)})

    # Values

    def value(self, tree: Tree, bound: Dict[str, Any]) -> Any:
        """A Fraction, or a complex double.  Raises NoValue."""
        try:
            found = self._value(tree, bound)
        except (ZeroDivisionError, OverflowError, ValueError, TypeError, RecursionError, Unreadable):
            raise NoValue from None
        if isinstance(found, ExactComplex):
            self.is_rounded = True
            return complex(found)
        return self._double(found) if isinstance(found, float) else found

    def _double(self, found: float) -> Fraction:
        self.is_rounded = True
        return Fraction(found)

    def _value(self, tree: Tree, bound: Dict[str, Any]) -> Any:
        kind = tree[0]
        if kind == "number":
            return Fraction(tree[1])
        if kind == "name":
            return self._name(tree[1], bound)
        if kind == "element":
            return self._element(tree[1], tuple(self.index(part, bound) for part in tree[2]))
        if kind == "call":
            parameters, body = self.theorem.functions[tree[1]]
            arguments = [self.value(part, bound) for part in tree[2]]
            return self.value(body, dict(zip(parameters, arguments)))
        if kind == "negate":
            return -self.value(tree[1], bound)
        if kind in ("+", "-", "*", "/", "^"):
            return self._operation(kind, self.value(tree[1], bound), self.value(tree[2], bound))
        if kind == "extreme":
            return (max if tree[1] == "max" else min)(self.value(part, bound) for part in tree[2])
        if kind == "reduce":
            values = [self.value(tree[3], inner) for inner in self._bound(tree[2], bound)]
            if tree[1] == "sum":
                return sum(values, Fraction(0))
            if tree[1] == "prod":
                return fold(operator.mul, values, Fraction(1))
            return (max if tree[1] == "max" else min)(values)
        if kind == "if":
            return self.value(tree[2] if self.truth(tree[1], bound) else tree[3], bound)
        if kind == "apply":
            return self._apply(tree[1], self.value(tree[2], bound))
        raise NoValue

    def _name(self, name: str, bound: Dict[str, Any]) -> Any:
        if name in bound:
            return bound[name]
        if name in self.sizes:
            return Fraction(self.sizes[name])
        if name == "pi":
            return math.pi
        if name == "i":
            self.is_rounded = True
            return 1j
        return self._element(name, ())

    def _element(self, name: str, subscripts: Tuple[int, ...]) -> Any:
        if name in self.theorem.variables:
            if self.element is None:
                raise NoValue
            return self.element(name, subscripts)
        key = name, subscripts
        if key not in self._defined:
            if key in self._pending or name in self.theorem.unreadable:
                raise NoValue
            self._pending.append(key)
            try:
                body, bound = self._equation(name, subscripts)
                self._defined[key] = self.value(body, bound)
            finally:
                self._pending.pop()
        return self._defined[key]

    def _equation(self, name: str, subscripts: Tuple[int, ...]) -> Tuple[Tree, Dict[str, Any]]:
        """The equation with the most numbers among its positions that covers the element."""
        best: Optional[Tuple[int, Tree, Dict[str, Any]]] = None
        for positions, body in self.theorem.equations.get(name, ()):
            found = self._covered(positions, subscripts)
            if found is not None and (best is None or found[0] > best[0]):
                best = (found[0], body, found[1])
        if best is None:
            raise NoValue
        return best[1], best[2]

    def _covered(
        self, positions: List[Tree], subscripts: Tuple[int, ...]
    ) -> Optional[Tuple[int, Dict[str, Any]]]:
        bound: Dict[str, Any] = {}
        numbers = 0
        if len(positions) != len(subscripts):
            return None
        for position, subscript in zip(positions, subscripts):
            index = self.theorem.index_in(position)
            if index is None:
                if self.index(position, {}) != subscript:
                    return None
                numbers += 1
                continue
            value = subscript - self.index(position, {index: Fraction(0)})
            if (
                value not in self.range(self.theorem.indices[index], bound)
                or bound.get(index, value) != value
            ):
                return None
            bound[index] = Fraction(value)
        return numbers, bound

    def _operation(self, kind: str, left: Any, right: Any) -> Any:
        if kind == "+":
            return left + right
        if kind == "-":
            return left - right
        if kind == "*":
            return left * right
        if kind == "/":
            return left / right
        if isinstance(left, Fraction) and isinstance(right, Fraction) and right.denominator == 1:
            if abs(right) > LARGEST_POWER and abs(left) not in (0, 1):
                raise NoValue
            return left ** int(right)
        self.is_rounded = True
        return left**right

    def _apply(self, function: str, value: Any) -> Any:
        is_complex = isinstance(value, complex)
        if function == "abs":
            return abs(value)
        if function == "re":
            return value.real if is_complex else value
        if function == "im":
            return value.imag if is_complex else Fraction(0)
        if function == "conj":
            return value.conjugate() if is_complex else value
        if function in ("sqrt", "exp", "log", "sin", "cos"):
            return getattr(cmath if is_complex else math, function)(value)
        x = float(value)
        logistic = 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)
        if function == "tanh":
            return math.tanh(x)
        if function == "softplus":
            return max(x, 0.0) + math.log1p(math.exp(-abs(x)))
        return logistic if function == "sigmoid" else x * logistic

    # Formulas

    def _bound(self, binders: Tree, bound: Dict[str, Any]) -> Iterator[Dict[str, Any]]:
        names, condition = binders
        if not names:
            if condition is None or self.truth(condition, bound):
                yield bound
            return
        name, range_ = names[0]
        for value in self.range(range_ or self.theorem.indices[name], bound):
            yield from self._bound((names[1:], condition), {**bound, name: Fraction(value)})

    def truth(self, tree: Tree, bound: Dict[str, Any]) -> bool:
        kind = tree[0]
        if kind == "compare":
            values = [self.value(part, bound) for part in tree[1]]
            return all(_RELATIONS[sign](*pair) for sign, pair in zip(tree[2], zip(values, values[1:])))
        if kind == "not":
            return not self.truth(tree[1], bound)
        if kind == "and":
            return self.truth(tree[1], bound) and self.truth(tree[2], bound)
        if kind == "or":
            return self.truth(tree[1], bound) or self.truth(tree[2], bound)
        if kind == "implies":
            return not self.truth(tree[1], bound) or self.truth(tree[2], bound)
        over = all if kind == "forall" else any
        return over(self.truth(tree[2], inner) for inner in self._bound(tree[1], bound))
