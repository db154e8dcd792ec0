"""Random changes of certificates of proofs: numbers, names, signs, nodes."""

import copy
import json
import os
import random
import re

HERE = os.path.dirname(os.path.abspath(__file__))


def stored_proof(name):
    with open(os.path.join(HERE, "proofs", name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def all_stored_proofs():
    return sorted(name[:-5] for name in os.listdir(os.path.join(HERE, "proofs")))


def forgeries():
    """(what it is against, a stored certificate with one member changed) of every forgery."""
    with open(os.path.join(HERE, "forgeries.json"), encoding="utf-8") as file:
        found = json.load(file)
    for forgery in found:
        value = node = stored_proof(forgery["certificate"])
        *path, last = forgery["at"]
        for key in path:
            node = node[key]
        node[last] = forgery["to"]
        yield forgery["certificate"], forgery["against"], value


class Mutator:
    """Changes one place of a certificate's proof, sizes or witness at a time; the claim stays."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def mutant(self, value):
        value = copy.deepcopy(value)
        places = [place for place in _places(value) if place[0] in ("sizes", "witness", "definitions", "stages")]
        texts = [place for place in places if isinstance(_at(value, place), str)]
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            is_text = self.random.random() < 0.7
            path = self.random.choice(texts if is_text else places)
            try:
                if is_text:
                    _at(value, path[:-1])[path[-1]] = self.text(_at(value, path))
                else:
                    self.change(value, path, places)
            except (KeyError, IndexError, TypeError):
                pass        # the place went with an earlier change
        return value

    def change(self, value, path, places):
        *above, last = path
        holder = _at(value, above)
        item = holder[last]
        kind = self.random.randrange(8)
        if kind == 0:
            del holder[last]
        elif kind == 1:
            holder[last] = copy.deepcopy(_at(value, self.random.choice(places)))
        elif kind == 2 and isinstance(holder, list):
            holder.insert(last, copy.deepcopy(self.random.choice(holder)))
        elif kind == 3 and isinstance(holder, dict):
            other = self.random.choice(list(holder))
            holder[last], holder[other] = holder[other], holder[last]
        elif isinstance(item, str):
            holder[last] = self.text(item)
        elif isinstance(item, list) and len(item) > 1:
            first, second = (self.random.randrange(len(item)) for _ in range(2))
            item[first], item[second] = item[second], item[first]
        else:
            holder[last] = self.random.choice((None, True, 0, -1, 2.5, "", "x", [], {}, [[]], {"sum": []}))

    def text(self, text):
        pieces = re.findall(r"[A-Za-z_.']+[0-9]*|[0-9]+|<=|>=|/=|.", text)
        if not pieces:
            return "0"
        place = self.random.randrange(len(pieces))
        piece, kind = pieces[place], self.random.randrange(5)
        if piece.isdigit():
            pieces[place] = str(int(piece) + self.random.choice((-1, 1, 1, 10 ** 20)))
        elif piece in ("<=", ">=", "<", ">", "=", "/="):
            pieces[place] = self.random.choice(("<=", ">=", "<", ">", "=", "/="))
        elif piece in "+-*":
            pieces[place] = self.random.choice("+-*^/")
        elif kind == 0:
            del pieces[place]
        elif kind == 1:
            pieces.insert(place, self.random.choice(("-", "2*", "(", ")", "[", "]", ",", "{", "t", "T", " ", "+1", "\u00e9")))
        else:
            pieces[place] = self.random.choice((self.random.choice(pieces), "s", "t", "T", "x", "real", "index", "IH", "1"))
        return "".join(pieces)


def _places(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from _places(item, (*path, key))


def _at(value, path):
    for key in path:
        value = value[key]
    return value
