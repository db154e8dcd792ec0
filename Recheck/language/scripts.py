"""Proof scripts: read along their grammar and passed over.

A proof is no part of what a theorem says, so a refutation has nothing to do with it.  Its words are not
reserved: each is a word only where no name can stand.
"""

from language import syntax as s

METHODS = ("induction", "cases", "squares", "contradiction")


def script(parser):
    """`proof ... end` or `proof as NAME`; None where no proof begins here."""
    if not _take(parser, "proof"):
        return None
    if _take(parser, "as"):
        return s.Proof(parser.name("the name of a theorem"))
    is_last = False
    while not parser.take("end"):
        if is_last:
            parser.fail("expected 'end' after what is said of the conclusion")
        if parser.take("let"):
            _definition(parser)
        elif parser.take("conclude"):
            is_last = True
            if not _reasoning(parser):
                parser.fail("expected 'by' or 'because'")
        elif _take(parser, "lemma"):
            _lemma(parser)
        elif _take(parser, "have"):
            if parser.token.kind == "name" and _is_symbol(parser.tokens[parser.at + 1], ":"):
                parser.name()
                parser.expect(":")
            parser.formula()
            _reasoning(parser)
        else:
            is_last = _reasoning(parser)
            if not is_last:
                parser.fail("expected a step of the proof or 'end'")
    return s.Proof(None)


def _take(parser, word):
    if parser.token.kind != "name" or parser.token.text != word:
        return False
    parser.at += 1
    return True


def _is_symbol(token, text):
    return token.kind == "symbol" and token.text == text


def _definition(parser):
    parser.name()
    if parser.take("["):
        names = parser.listed(lambda: parser.name("an index name"))
        parser.expect("]")
        if len(set(names)) < len(names):
            parser.fail("a repeated index")
    parser.expect("=")
    parser.expression()


def _lemma(parser):
    parser.name("the name of a lemma")
    if _take(parser, "for"):
        names = parser.listed(lambda: _range(parser))
        if len(set(names)) < len(names):
            parser.fail("a repeated index")
    if parser.take("assume"):
        parser.formula()
    parser.expect(":")
    parser.formula()
    _reasoning(parser)


def _range(parser):
    name = parser.name("an index name")
    if parser.take("in"):
        parser.range()
    elif parser.take(">="):
        parser.expression()
    return name


def _reasoning(parser):
    """`by METHOD because NAMES`, each of the two optional; whether something was there."""
    is_there = False
    if _take(parser, "by"):
        is_there = True
        _method(parser)
    if _take(parser, "because"):
        is_there = True
        parser.listed(lambda: parser.name("the name of a lemma"))
    return is_there


def _method(parser):
    if _take(parser, "induction"):
        if not _take(parser, "on"):
            parser.fail("expected 'on'")
        parser.name("an index name")
        if _take(parser, "from"):
            parser.expression()
    elif _take(parser, "cases"):
        parser.listed(parser.formula)
    elif _take(parser, "squares"):
        if _take(parser, "of"):
            parser.listed(parser.expression)
    elif not _take(parser, "contradiction"):
        parser.fail(f"expected a method ({', '.join(METHODS)})")
