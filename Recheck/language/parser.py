"""Tokens to a syntax tree, by recursive descent along the grammar of the language's reference."""

from language import syntax as s
from language.distributions import NAMES, PAIRS
from language.errors import ClaimError
from language.lexer import FUNCTIONS, number_value, tokens
from language.scripts import script

DEEPEST_NESTING = 3_000
LARGEST_SIZE = 1_000_000
LONGEST_LIST = 64
RELATIONS = ("=", "/=", "<", "<=", ">", ">=")


def parse(text):
    """The families and theorems of a self-contained text, in its order."""
    return Parser(text).file()


class Parser:
    """Reads one text.  Each method reads what it is named after and leaves `at` behind it."""

    def __init__(self, text):
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    # Tokens

    @property
    def token(self):
        return self.tokens[self.at]

    def peek(self, *texts):
        """Whether the token is one of these symbols or words."""
        return self.token.kind in ("symbol", "word") and self.token.text in texts

    def take(self, *texts):
        if self.peek(*texts):
            self.at += 1
            return self.tokens[self.at - 1].text
        return None

    def expect(self, *texts):
        found = self.take(*texts)
        if found is None:
            self.fail(f"expected {' or '.join(repr(t) for t in texts)}")
        return found

    def fail(self, message):
        raise ClaimError(f"{self.token.place()}: {message}, found {self.token.text!r}")

    def kind(self, kind, what):
        if self.token.kind != kind:
            self.fail(f"expected {what}")
        self.at += 1
        return self.tokens[self.at - 1].text

    def name(self, what="a name"):
        return self.kind("name", what)

    def string(self):
        return self.kind("string", "a string in double quotes")[1:-1]

    def enter(self):
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            self.fail(f"nested deeper than {DEEPEST_NESTING} levels")

    def leave(self):
        self.depth -= 1

    def listed(self, read):
        """read { "," read }"""
        found = [read()]
        while self.take(","):
            found.append(read())
            if len(found) > LONGEST_LIST:
                self.fail(f"more than {LONGEST_LIST} in a list")
        return found

    # Files and items

    def file(self):
        blocks = []
        while self.token.kind != "end":
            if self.peek("import"):
                self.fail("a certificate's claim stands by itself, without imports")
            kind = self.expect("family", "theorem")
            name = self.name()
            title = self.string() if self.token.kind == "string" else None
            items = []
            while not self.take("end"):
                items.extend(self.item())
            blocks.append(s.Block(kind, name, title, items))
        return blocks

    def item(self):
        proof = script(self)
        if proof is not None:
            return [proof]
        word = self.expect("source", "note", "expect", "use", "size", "index", "real", "complex", "let",
                           "assume", "conclude")
        if word in ("source", "note"):
            return [s.Remark(word, self.string())]
        if word == "expect":
            return [s.Expect(self.expect("holds", "refuted"))]
        if word == "use":
            return [s.Use(self.name())]
        if word == "size":
            found = [self.size()]
            while self.take(","):
                found.append(self.size())
            return found
        if word == "index":
            names = [self.name()]
            while self.take(","):
                names.append(self.name())
            self.expect("in")
            range_ = self.range()
            return [s.Index(name, range_) for name in names]
        if word in ("real", "complex"):
            return self.variables(word)
        if word == "let":
            return [self.definition()]
        return [(s.Assume if word == "assume" else s.Conclude)(self.formula())]

    def size(self):
        name = self.name()
        if self.take(">="):
            return s.Size(name, self.bound(), None, self.tilde())
        if self.peek("~"):
            return s.Size(name, 0, None, self.tilde())
        self.expect("in")
        lower = self.bound()
        self.expect("..")
        upper = self.bound()
        if lower > upper:
            self.fail(f"the size {name} has an empty range")
        return s.Size(name, lower, upper, self.tilde())

    def bound(self):
        text = self.kind("number", "a whole number")
        if not text.isdigit() or len(text) > 100 or int(text) > LARGEST_SIZE:
            self.fail(f"a size's bound is a whole number up to {LARGEST_SIZE}")
        return int(text)

    def variables(self, kind):
        found = [self.variable(kind)]
        while self.take(","):
            found.append(self.variable(kind))
        for plain, following in zip(found, found[1:]):
            if plain.domain is None and plain.distribution is None and not (
                    following.domain is None and following.distribution is None):
                self.fail(f"'{plain.name}' has no domain or distribution and '{following.name}' beside it has; "
                          "give each its own")
        return found

    def variable(self, kind):
        name, indices = self.name(), []
        if self.take("["):
            indices = self.listed(lambda: self.name("an index name"))
            self.expect("]")
        domain = self.domain()
        if domain is not None and kind == "complex":
            self.fail(f"the complex variable '{name}' takes no domain")
        if len(set(indices)) < len(indices):
            self.fail(f"a repeated index of '{name}'")
        return s.Variable(name, kind, indices, domain, self.tilde())

    def tilde(self):
        """An optional `~` and the distribution after it."""
        return self.distribution() if self.take("~") else None

    def distribution(self):
        self.enter()
        name = self.name("the name of a distribution")
        if name not in NAMES:
            self.fail(f"'{name}' is no distribution")
        self.expect("(")
        if name == "mixture":
            found = s.Mixture(self.listed(self.component))
        elif name in PAIRS:
            first = self.distribution()
            self.expect(",")
            found = s.Pair(name, first, self.distribution())
        else:
            found = s.Draw(name, [] if self.peek(")") else self.listed(self.parameter))
        self.expect(")")
        self.leave()
        return found

    def component(self):
        weight = self.expression()
        self.expect(":")
        return weight, self.distribution()

    def parameter(self):
        label, following = None, self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        if self.token.kind == "name" and following.kind == "symbol" and following.text == "=":
            label = self.name()
            self.expect("=")
        return label, self.expression()

    def domain(self):
        """An optional domain; `inf` and `-inf` stand for ends that are not there."""
        if self.take("in"):
            lower_open = self.expect("[", "(") == "("
            lower = self.expression()
            self.expect(",")
            upper = self.expression()
            upper_open = self.expect("]", ")") == ")"
            return s.Domain(self.end(lower, -1), self.end(upper, 1), lower_open, upper_open)
        relation = self.take("<", "<=", ">", ">=")
        if relation is None:
            return None
        end = self.expression()
        if relation in ("<", "<="):
            return s.Domain(None, self.end(end, 1), False, relation == "<")
        return s.Domain(self.end(end, -1), None, relation == ">", False)

    def end(self, expression, side):
        """None for the infinite end of this side; an infinite end of the other side makes no sense."""
        sign = 1
        if isinstance(expression, s.Negate) and isinstance(expression.operand, s.Infinity):
            expression, sign = expression.operand, -1
        if isinstance(expression, s.Infinity):
            if sign != side:
                self.fail("a domain that is empty")
            return None
        return expression

    def definition(self):
        name = self.name()
        if self.take("["):
            positions = self.listed(self.expression)
            self.expect("]")
            self.expect("=")
            return s.Equation(name, positions, self.expression())
        if self.take("("):
            parameters = self.listed(lambda: self.name("a parameter's name"))
            self.expect(")")
            self.expect("=")
            return s.Function(name, parameters, self.expression())
        self.expect("=")
        return s.Equation(name, None, self.expression())

    # Formulas

    def formula(self):
        """or { "implies" or }, to the right"""
        self.enter()
        left = self.disjunction()
        if self.take("implies"):
            left = s.Junction("implies", [left, self.formula()])
        self.leave()
        return left

    def disjunction(self):
        return self.joined("or", self.conjunction)

    def conjunction(self):
        return self.joined("and", self.negation)

    def joined(self, word, read):
        parts = [read()]
        while self.take(word):
            parts.append(read())
        return parts[0] if len(parts) == 1 else s.Junction(word, parts)

    def negation(self):
        if self.take("not"):
            self.enter()
            operand = self.negation()
            self.leave()
            return s.Not(operand)
        if self.peek("forall", "exists"):
            return self.quantified()
        if self.peek("("):
            return self.parenthesised()
        return self.comparison()

    def parenthesised(self):
        """A formula in parentheses, or a comparison whose first operand begins with one.

        Which one it is shows only behind the closing parenthesis: what relates or computes belongs
        to an expression.
        """
        closing = self.closing()
        after = self.tokens[closing + 1]
        if after.kind == "symbol" and after.text in RELATIONS + ("+", "-", "*", "/", "^"):
            return self.comparison()
        self.enter()
        self.expect("(")
        inner = self.formula()
        self.expect(")")
        self.leave()
        return inner

    def closing(self):
        """The place of the parenthesis that closes the one here; found once for each."""
        if not hasattr(self, "pairs"):
            self.pairs, open_ones = {}, []
            for place, token in enumerate(self.tokens):
                # Half-open domains such as [0, 1) pair brackets of both kinds.
                if token.kind == "symbol" and token.text in ("(", "["):
                    open_ones.append(place)
                elif token.kind == "symbol" and token.text in (")", "]") and open_ones:
                    self.pairs[open_ones.pop()] = place
        if self.at not in self.pairs:
            self.fail("a parenthesis that is never closed")
        return self.pairs[self.at]

    def quantified(self):
        kind = self.expect("forall", "exists")
        self.enter()
        if kind == "forall" and self.take("real"):
            name = self.name()
            domain = self.domain()
            condition = self.formula() if self.take("with") else None
            self.expect(":")
            found = s.ForallReal(name, domain, condition, self.formula())
        else:
            binders = self.binders()
            self.expect(":")
            found = s.Quantified(kind, binders, self.formula())
        self.leave()
        return found

    def comparison(self):
        operands, relations = [self.expression()], []
        if not self.peek(*RELATIONS):
            self.fail("expected a comparison")
        while self.peek(*RELATIONS):
            relations.append(self.expect(*RELATIONS))
            operands.append(self.expression())
        return s.Compare(operands, relations)

    def binders(self):
        names = self.listed(lambda: (self.name("an index name"), self.range() if self.take("in") else None))
        return s.Binders(names, self.formula() if self.take("with") else None)

    def range(self):
        lower = self.expression()
        self.expect("..")
        return s.Range(lower, self.expression())

    # Expressions

    def expression(self):
        self.enter()
        left = self.term()
        while self.peek("+", "-"):
            operator = self.expect("+", "-")
            left = s.Binary(operator, left, self.term())
        self.leave()
        return left

    def term(self):
        left = self.unary()
        while self.peek("*", "/"):
            operator = self.expect("*", "/")
            left = s.Binary(operator, left, self.unary())
        return left

    def unary(self):
        if self.take("-"):
            self.enter()
            operand = self.unary()
            self.leave()
            return s.Negate(operand)
        return self.power()

    def power(self):
        base = self.primary()
        if self.take("^"):
            self.enter()
            base = s.Binary("^", base, self.unary())
            self.leave()
        return base

    def primary(self):
        token = self.token
        if token.kind == "number":
            self.at += 1
            return s.Number(number_value(token.text))
        if token.kind == "name":
            self.at += 1
            if self.take("["):
                subscripts = self.listed(self.expression)
                self.expect("]")
                return s.Element(token.text, subscripts)
            if self.take("("):
                arguments = self.listed(self.expression)
                self.expect(")")
                return s.Call(token.text, arguments)
            return s.Name(token.text)
        if self.take("("):
            inner = self.expression()
            self.expect(")")
            return inner
        if token.kind != "word":
            self.fail("expected an expression")
        word = token.text
        if word in ("i", "pi", "inf"):
            self.at += 1
            return {"i": s.Imaginary, "pi": s.Pi, "inf": s.Infinity}[word]()
        if word in FUNCTIONS:
            self.at += 1
            self.expect("(")
            argument = self.expression()
            self.expect(")")
            return s.Apply(word, argument)
        if self.take("if"):
            self.enter()
            condition = self.formula()
            self.expect("then")
            then = self.expression()
            self.expect("else")
            otherwise = self.expression()
            self.leave()
            return s.If(condition, then, otherwise)
        if self.take("diff"):
            return self.derivative()
        if self.take("gaussian"):
            self.expect("(")
            name = self.name()
            self.expect(":")
            body = self.expression()
            self.expect(")")
            return s.Gaussian(name, body)
        if self.take("sum", "prod", "max", "min"):
            return self.reduction(word)
        self.fail("expected an expression")

    def derivative(self):
        self.expect("(")
        body = self.expression()
        self.expect(",")
        name, subscripts = self.name(), []
        if self.take("["):
            subscripts = self.listed(self.expression)
            self.expect("]")
        self.expect(")")
        return s.Diff(body, name, subscripts)

    def reduction(self, kind):
        """Names with commas between and then `:`, `in` or `with` are binders; else arguments."""
        self.expect("(")
        place, binding = self.at, False
        while self.tokens[place].kind == "name":
            following = self.tokens[place + 1]
            if following.text in (":", "in", "with") and following.kind in ("symbol", "word"):
                binding = True
                break
            if following.kind != "symbol" or following.text != ",":
                break
            place += 2
        if binding or kind in ("sum", "prod"):
            binders = self.binders()
            self.expect(":")
            found = s.Reduce(kind, binders, self.expression())
        else:
            arguments = self.listed(self.expression)
            if len(arguments) < 2:
                self.fail(f"'{kind}' takes binders, or two or more numbers")
            found = s.Extreme(kind, arguments)
        self.expect(")")
        return found
