"""Proofs as certificates write them, read whole before anything is checked.

What has another shape than the format says is no certificate: FileError. What a proof says is judged in rules.py.
"""

from collections import namedtuple

from certificate import exact, member, refuse_others
from language.errors import FileError
from proofs.notation import read
from proofs.terms import LONGEST_WORD, Fact
from proofs.theory import KINDS, Definition, has_shape

# `name` is None and `also` empty for a goal; `premises` are the names under which the proof has the premises. `proof` is
# a node, or None beside `induction`, which is (name, start, base, step).
Shown = namedtuple("Shown", "name fact premises proof induction also")
Companion = namedtuple("Companion", "name literal base step")

WAYS = ("proof", "induction", "from", "base", "step")


def texts(node, key, what):
    """The list under a key, each read as `what`; empty where the key is missing."""
    return [read(text, what) for text in member(node, key, list, "a list")] if key in node else []


def objects(node, key):
    found = member(node, key, list, "a list")
    if not all(isinstance(item, dict) for item in found):
        raise FileError(f"'{key}' is a list of objects")
    return found


def pairs(node, key, first, second):
    found = member(node, key, list, "a list") if key in node else []
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in found):
        raise FileError(f"'{key}' is a list of pairs")
    return [(read(x, first), read(y, second)) for x, y in found]


def definition(node):
    refuse_others(node, ("name", "parameters", "is", "over", "where", "of"))
    kind = member(node, "is", str, "a string")
    if kind not in KINDS:
        raise FileError(f"{ascii(kind[:40])} is no kind of definition")
    member(node, "of", list, "a list")
    found = Definition(read(node.get("name"), "name"), tuple(texts(node, "parameters", "name")), kind,
                       tuple(texts(node, "over", "name")), tuple(texts(node, "where", "index")),
                       tuple(texts(node, "of", "polynomial")))
    if not has_shape(found):
        raise FileError(f"a {kind} takes other numbers of names, conditions or expressions")
    return found


class Reader:
    """Nodes keep their keys; what stands under them is read."""

    def lemma(self, node):
        refuse_others(node, ("name", "for", "where", "given", "literal", "also", *WAYS))
        given = member(node, "given", dict, "an object") if "given" in node else {}
        fact = Fact(tuple(texts(node, "for", "name")), tuple(texts(node, "where", "index")),
                    tuple(read(premise, "literal") for premise in given.values()), read(node.get("literal"), "literal"))
        also = []
        for other in objects(node, "also") if "also" in node else ():
            refuse_others(other, ("name", "literal", "base", "step"))
            also.append(Companion(read(other.get("name"), "name"), read(other.get("literal"), "literal"),
                                  self.under(other, "base"), self.under(other, "step")))
        return Shown(read(node.get("name"), "name"), fact, [read(name, "name") for name in given], *self.way(node), also)

    def goal(self, node):
        refuse_others(node, ("premises", *WAYS))
        return Shown(None, None, texts(node, "premises", "name"), *self.way(node), [])

    def way(self, node):
        """(proof, None), or (None, induction)."""
        others = WAYS[:1] if "induction" in node else WAYS[1:]
        if any(key in node for key in others):
            raise FileError("a proof stands beside an induction")
        if "induction" not in node:
            return self.under(node, "proof"), None
        return None, (read(node["induction"], "name"), read(node.get("from"), "index"), self.under(node, "base"),
                      self.under(node, "step"))

    def under(self, node, key):
        return self.proof(member(node, key, dict, "a proof"))

    def list_of_proofs(self, node, key):
        found = member(node, key, list, "a list of proofs")
        if not all(isinstance(proof, dict) for proof in found):
            raise FileError("a proof is an object")
        return [self.proof(proof) for proof in found]

    def proof(self, node):
        """The first key of a node says its rule."""
        rule = next(iter(node), None)
        if rule not in KEYS:
            raise FileError("a proof begins with the name of a rule")
        refuse_others(node, KEYS[rule])
        found = {key: READERS[key](self, node, key) for key in KEYS[rule]}
        if rule == "root" and len(found["root"]) != 2 or rule == "both" and len(found["both"]) != 2:
            raise FileError(f"'{rule}' takes two")
        return found

    def steps(self, node, key):
        steps = []
        for step in objects(node, key):
            refuse_others(step, ("name", "literal", "proof"))
            steps.append((read(step.get("name"), "name"), read(step.get("literal"), "literal"), self.under(step, "proof")))
        return steps

    def flag(self, node, key):
        found = node.get(key, False)
        if not isinstance(found, bool):
            raise FileError(f"'{key}' is true or false")
        return found

    def degree(self, node, key):
        found = member(node, key, int, "a whole number")
        if not -LONGEST_WORD - 1 <= found <= LONGEST_WORD:
            raise FileError(f"'{key}' is a whole number beyond 64 bits")
        return found

    def argument(self, node, key):
        return self.under(node, key) if key in node else None

    def terms(self, node, key):
        """(coefficient, items) pairs; an item is a reference, ("square", polynomial) or ("modulus", atom)."""
        terms = []
        for term in member(node, key, list, "a list"):
            if not isinstance(term, list) or not term or not isinstance(term[0], str):
                raise FileError("a term is a list that begins with a number in quotes")
            terms.append((exact(term[0], "a coefficient"), [_item(item, key == "terms") for item in term[1:]]))
        return terms


def _item(item, may_be_modulus):
    if not isinstance(item, dict):
        return read(item, "reference")
    if may_be_modulus and "modulus" in item:
        refuse_others(item, ("modulus",))
        return "modulus", read(item["modulus"], "atom")
    refuse_others(item, ("square",))
    return "square", read(item.get("square"), "polynomial")


def _one(what):
    return lambda reader, node, key: read(node.get(key), what)


def _several(what, may_be_missing=True):
    def several(reader, node, key):
        if not may_be_missing:
            member(node, key, list, "a list")
        return texts(node, key, what)
    return several


def _pairs(first, second):
    return lambda reader, node, key: pairs(node, key, first, second)


# The first key of a node says its rule; with the keys that it may have.
KEYS = {
    "sum": ("sum", "equations", "rewrites", "absurd"),
    "steps": ("steps", "then"),
    "if": ("if", "yes", "no"),
    "sign": ("sign", "name", "yes", "no"),
    "bound": ("bound", "witness", "names", "proof"),
    "attained": ("attained", "witness", "names", "equation", "proof"),
    "bounds": ("bounds", "proofs"),
    "modulus": ("modulus", "terms", "rewrites"),
    "exponentials": ("exponentials", "parts", "rewrites"),
    "exponentialOfLogarithm": ("exponentialOfLogarithm", "positive"),
    "series": ("series", "degree", "argument"),
    "root": ("root", "nonnegative", "squares"),
    "both": ("both",),
    "above": ("above",),
    "below": ("below",),
}

# What stands under a key.
READERS = {
    "sum": Reader.terms, "terms": Reader.terms, "equations": _pairs("polynomial", "reference"),
    "rewrites": _pairs("atom", "reference"), "absurd": Reader.flag, "steps": Reader.steps, "if": _one("index"),
    "sign": _one("polynomial"), "name": _one("name"), "equation": _one("name"), "witness": _several("index"),
    "names": _several("name"), "proofs": Reader.list_of_proofs, "both": Reader.list_of_proofs,
    "parts": _several("atom", may_be_missing=False), "positive": _one("reference"),
    "root": _several("polynomial", may_be_missing=False), "degree": Reader.degree, "argument": Reader.argument,
    **dict.fromkeys(("then", "yes", "no", "proof", "nonnegative", "squares", "above", "below"), Reader.under),
    **dict.fromkeys(("bound", "attained", "bounds", "modulus", "exponentials", "exponentialOfLogarithm", "series"), _one("atom")),
}
