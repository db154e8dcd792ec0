"""Expressions of the claim language to trees, and their values where Python can say them.

For ranges of indices, ends of domains and the definitions they speak of: what drawing needs. Verdicts are the
program's. A tree is a tuple of its kind and its parts.
"""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from ._tokens import FUNCTIONS, Token, Unreadable

RELATIONS = ("=", "/=", "<", "<=", ">", ">=")
Tree = Tuple[Any, ...]


class Parser:
    """Reads one expression or formula out of a list of tokens."""

    def __init__(self, tokens: List[Token]) -> None:
        self.tokens = [*tokens, Token("end", "", 0, 0)]
        self.at = 0

    def whole(self) -> Tree:
        """The expression that all tokens make up."""
        found = self.expression()
        if self.tokens[self.at].kind != "end":
            raise Unreadable(f"{self.tokens[self.at].text!r} is not expected here")
        return found

    def take(self, *texts: str) -> Optional[str]:
        token = self.tokens[self.at]
        if token.kind in ("symbol", "name") and token.text in texts:
            self.at += 1
            return token.text
        return None

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise Unreadable(f"{text!r} is expected, not {self.tokens[self.at].text!r}")

    # Expressions

    def expression(self) -> Tree:
        left = self.term()
        while operator := self.take("+", "-"):
            left = (operator, left, self.term())
        return left

    def term(self) -> Tree:
        left = self.unary()
        while operator := self.take("*", "/"):
            left = (operator, left, self.unary())
        return left

    def unary(self) -> Tree:
        if self.take("-"):
            return ("negate", self.unary())
        base = self.primary()
        return ("^", base, self.unary()) if self.take("^") else base

    def primary(self) -> Tree:
        token = self.tokens[self.at]
        if token.kind == "number":
            self.at += 1
            return ("number", token.text)
        if self.take("("):
            inner = self.expression()
            self.expect(")")
            return inner
        if token.kind != "name":
            raise Unreadable(f"an expression is expected, not {token.text!r}")
        self.at += 1
        word = token.text
        if word in ("diff", "gaussian"):
            self.skip()
            return ("unknown", word)
        if word in FUNCTIONS:
            self.expect("(")
            argument = self.expression()
            self.expect(")")
            return ("apply", word, argument)
        if word == "if":
            condition = self.formula()
            self.expect("then")
            then = self.expression()
            self.expect("else")
            return ("if", condition, then, self.expression())
        if word in ("sum", "prod", "max", "min"):
            return self.reduction(word)
        if self.take("["):
            return ("element", word, self.listed("]"))
        if self.take("("):
            return ("call", word, self.listed(")"))
        return ("name", word)

    def listed(self, closing: str) -> List[Tree]:
        found = [self.expression()]
        while self.take(","):
            found.append(self.expression())
        self.expect(closing)
        return found

    def reduction(self, kind: str) -> Tree:
        self.expect("(")
        place = self.at
        while self.tokens[place].kind == "name" and self.tokens[place + 1].text == ",":
            place += 2
        binding = self.tokens[place].kind == "name" and self.tokens[place + 1].text in (":", "in", "with")
        if not binding:
            return ("extreme", kind, self.listed(")"))
        binders = self.binders()
        self.expect(":")
        body = self.expression()
        self.expect(")")
        return ("reduce", kind, binders, body)

    def binders(self) -> Tree:
        names: List[Tuple[str, Optional[Tree]]] = []
        while True:
            name = self.tokens[self.at].text
            self.at += 1
            names.append((name, self.range() if self.take("in") else None))
            if not self.take(","):
                break
        return (names, self.formula() if self.take("with") else None)

    def range(self) -> Tree:
        lower = self.expression()
        self.expect("..")
        return (lower, self.expression())

    def skip(self) -> None:
        """Past a pair of parentheses."""
        depth = 0
        while True:
            text, kind = self.tokens[self.at].text, self.tokens[self.at].kind
            if kind == "end":
                raise Unreadable("a parenthesis that is never closed")
            self.at += 1
            depth += (text == "(") - (text == ")")
            if depth == 0:
                return

    # Formulas

    def formula(self) -> Tree:
        left = self.disjunction()
        return ("implies", left, self.formula()) if self.take("implies") else left

    def disjunction(self) -> Tree:
        left = self.conjunction()
        while self.take("or"):
            left = ("or", left, self.conjunction())
        return left

    def conjunction(self) -> Tree:
        left = self.negation()
        while self.take("and"):
            left = ("and", left, self.negation())
        return left

    def negation(self) -> Tree:
        if self.take("not"):
            return ("not", self.negation())
        if quantifier := self.take("forall", "exists"):
            if self.take("real"):
                raise Unreadable("'forall real' in a definition")
            binders = self.binders()
            self.expect(":")
            return (quantifier, binders, self.formula())
        if self.tokens[self.at].text == "(":
            place = self.at
            try:
                return self.comparison()
            except Unreadable:
                self.at = place + 1
            inner = self.formula()
            self.expect(")")
            return inner
        return self.comparison()

    def comparison(self) -> Tree:
        operands, relations = [self.expression()], []
        while relation := self.take(*RELATIONS):
            relations.append(relation)
            operands.append(self.expression())
        if not relations:
            raise Unreadable("a comparison is expected")
        return ("compare", operands, relations)
