"""Random changes of certificates of proofs: every member, at every depth. What is not changed is shared."""

import hashlib
import random

from tests.mutations import texts

PROOF = ("definitions", "stages", "witness", "sizes", "lets")
ODD = (None, True, False, 0, -1, 7, 2 ** 64, "", "x", "0", "\ud800", [], {}, [[]], [{}], {"sum": []}, {"": ""})
# Keys that may stand in the place of each other: rules of one shape, members that are lists of names.
KEYS = ("sum", "steps", "then", "if", "yes", "no", "sign", "name", "bound", "bounds", "attained", "modulus", "exponentials",
        "exponentialOfLogarithm", "root", "both", "above", "below", "proof", "proofs", "induction", "from", "base", "step",
        "for", "where", "given", "premises", "also", "literal", "square", "rewrites", "equations", "absurd", "parameters",
        "over", "of", "is", "names", "witness", "parts", "terms", "positive", "nonnegative", "squares", "equation")


class Mutator:
    """Changes a certificate's proof, witness, sizes, claim or other members in one to three places."""

    def __init__(self, seed, values):
        self.random, self.bases = random.Random(seed), {id(value): _Base(value) for value in values}

    def mutant(self, value):
        """The changed certificate, of one of the values."""
        base = self.bases[id(value)]
        for _ in range(self.random.choice((1, 1, 1, 1, 2, 3))):
            kind = self.random.random()
            if kind < 0.02:
                value = self.claim_changed(value)
            elif kind < 0.04:
                value = self.head_changed(value)
            elif kind < 0.10:
                value = self.at(value, self.random.choice(base.places), base, self.renamed_throughout)
            elif kind < 0.68:
                value = self.at(value, self.random.choice(base.texts), base, self.text_changed)
            else:
                value = self.at(value, self.random.choice(base.places), base, self.node_changed)
        return value

    def at(self, value, path, base, change):
        try:
            return _with(value, path[:-1], lambda holder: change(holder, path, base))
        except (KeyError, IndexError, TypeError):
            return value        # the place went with an earlier change

    def text_changed(self, holder, path, base):
        key = path[-1]
        if not isinstance(holder[key], str):
            return holder
        return _set(holder, key, texts.changed(holder[key], self.random, base.names))

    def node_changed(self, holder, path, base):
        key = path[-1]
        kind, item = self.random.randrange(14), holder[key]
        if kind == 0:
            return _without(holder, key)
        if kind == 1:
            return _set(holder, key, self.node(base))
        if kind in (2, 12, 13):
            return _set(holder, key, self.alike(path, item, base))
        if kind == 3:
            return _set(holder, key, self.random.choice(ODD))
        if kind == 4 and isinstance(holder, list):
            return holder[:key] + [self.random.choice((item, self.random.choice(holder), self.node(base)))] + holder[key:]
        if kind in (4, 5) and isinstance(holder, dict):
            return _renamed(holder, key, self.random.choice(KEYS))
        if kind == 5 and isinstance(holder, list):
            other = self.random.randrange(len(holder))
            return _set(_set(holder, key, holder[other]), other, item)
        if kind == 6 and isinstance(holder, dict):
            other = self.random.choice(list(holder))
            return _set(_set(holder, key, holder[other]), other, item)
        if kind == 7 and isinstance(holder, dict):
            return {self.random.choice(KEYS): self.node(base), **holder} if self.random.random() < 0.3 else \
                {**holder, self.random.choice(KEYS): self.node(base)}
        if kind == 8 and isinstance(holder, dict):
            return {key: item, **{other: holder[other] for other in holder if other != key}}
        if kind == 9:
            return _set(holder, key, [item] if self.random.random() < 0.5 else {self.random.choice(KEYS): item})
        if isinstance(item, list) and len(item) > 1:
            return _set(holder, key, item[:-1] if kind < 11 else item[1:])
        if isinstance(item, str):
            return self.text_changed(holder, path, base)
        return _set(holder, key, self.alike(path, item, base))

    def renamed_throughout(self, holder, path, base):
        """One name, number or relation replaced by another in all texts below, so that what belongs together may still do."""
        holder_texts = [holder[path[-1]]] if self.random.random() < 0.5 else [holder]
        below = [text for item in holder_texts for text in _texts(item)]
        if not below:
            return holder
        piece = self.random.choice(texts.pieces(self.random.choice(below)) or ["t"])
        other = texts.exchanged(piece, self.random, base.names)
        if holder_texts[0] is holder:
            return _replaced(holder, piece, other)
        return _set(holder, path[-1], _replaced(holder[path[-1]], piece, other))

    def node(self, base):
        """A node from elsewhere, now and then from another certificate."""
        return self.elsewhere(base).any(self.random)

    def alike(self, path, item, base):
        """What stands in such a place elsewhere."""
        other, role = self.elsewhere(base), _role(path, item)
        found = other.roles.get(role) or base.roles.get(role)
        return self.random.choice(found) if found else item

    def elsewhere(self, base):
        return self.random.choice(list(self.bases.values())) if self.random.random() < 0.2 else base

    def claim_changed(self, value):
        """The claim changed; half of the time the hash is that of the changed claim."""
        if not isinstance(value.get("claim"), str):
            return value
        claim = texts.changed(value["claim"], self.random, texts.names_in([value["claim"]]))
        if self.random.random() < 0.5:
            return {**value, "claim": claim}
        return {**value, "claim": claim, "sha256": hashlib.sha256(claim.encode("utf-8", "surrogatepass")).hexdigest()}

    def head_changed(self, value):
        """Another hash, name, format or sizes; or a member more or less."""
        kind = self.random.randrange(6)
        if kind == 0:
            key = self.random.choice(("theorem", "sha256", "format"))
            return _set(value, key, texts.changed(value[key], self.random, ["x"])) if isinstance(value.get(key), str) else value
        if kind in (1, 2, 3):
            sizes = value.get("witness", {}).get("sizes", {}) if isinstance(value.get("witness"), dict) else {}
            name = self.random.choice([*sizes, "T", "N"] if isinstance(sizes, dict) else ["T"])
            number = self.random.choice((0, 1, 1, 2, 3, 4, 8, 10 ** 6, 10 ** 7, -1, "1"))
            changed = {**value, "sizes": {name: number}}
            if isinstance(value.get("witness"), dict) and self.random.random() < 0.3:
                changed["witness"] = {**value["witness"], "sizes": {**(sizes if isinstance(sizes, dict) else {}), name: number}}
            return changed
        key = self.random.choice(list(value))
        if kind == 4:
            return _without(value, key)
        return {**value, self.random.choice(("version", "file", "seed", key)): self.random.choice(ODD)}


class _Base:
    """A certificate's places, texts and nodes."""

    def __init__(self, value):
        self.value = value                      # held, so that its identity stays its own
        self.places = [place for place in _places(value) if place[0] in PROOF and len(place) > 1]
        self.texts = [place for place in self.places if isinstance(_at(value, place), str)]
        self.names = texts.names_in(_at(value, place) for place in self.texts) or ["x"]
        self.roles = {}
        for place in self.places:
            item = _at(value, place)
            self.roles.setdefault(_role(place, item), []).append(item)

    def any(self, random):
        return _at(self.value, random.choice(self.places))


def _texts(item):
    if isinstance(item, str):
        yield item
    for inner in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
        yield from _texts(inner)


def _replaced(item, piece, other):
    if isinstance(item, str):
        return "".join(other if one == piece else one for one in texts.pieces(item))
    if isinstance(item, dict):
        return {key: _replaced(inner, piece, other) for key, inner in item.items()}
    return [_replaced(inner, piece, other) for inner in item] if isinstance(item, list) else item


def _role(path, item):
    """The member in which it stands, whether it begins a list there, and of what type it is."""
    return next(key for key in reversed(path) if isinstance(key, str)), path[-1] == 0, type(item)


def _places(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from _places(item, (*path, key))


def _at(value, path):
    for key in path:
        value = value[key]
    return value


def _with(value, path, change):
    """The value with change(what is at the path) there; only what is on the way is copied."""
    if not path:
        return change(value)
    return _set(value, path[0], _with(value[path[0]], path[1:], change))


def _set(holder, key, item):
    copy = dict(holder) if isinstance(holder, dict) else list(holder)
    copy[key] = item
    return copy


def _without(holder, key):
    copy = dict(holder) if isinstance(holder, dict) else list(holder)
    del copy[key]
    return copy


def _renamed(holder, key, other):
    """The object with another key in the same place."""
    return {other if name == key else name: item for name, item in holder.items()}
