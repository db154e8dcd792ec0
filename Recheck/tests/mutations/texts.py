"""Random changes of polynomials, references, numbers and names as certificates write them."""

import re

_PIECE = re.compile(r"[A-Za-z_.'][A-Za-z_.'0-9]*|[0-9]+|<=|>=|/=|.", re.DOTALL)
_RELATIONS = ("<=", ">=", "<", ">", "=", "/=")
_INSERTED = ("-", "2*", "+1", "-1", "^2", "(", ")", "[", "]", "[t]", ",", "{", "}", "{IH}", "()", "/2", "t", "T", " ", "  ", "\t",
             "\n", "\u00e9", "\u0662", "0", "real[t]", "same(", "index(")
_LARGE = (10 ** 20, 2 ** 63 - 1, 2 ** 63, -2 ** 63, 64, 65, 10 ** 6, 10 ** 6 + 1)


def pieces(text):
    """Names, numbers, signs: what a text is joined of."""
    return _PIECE.findall(text)


def names_in(texts):
    """The names that occur in texts, in order."""
    return sorted({piece for text in texts for piece in _PIECE.findall(text) if piece[0].isalpha() or piece[0] in "_.'"})


def changed(text, random, names):
    """The text with one piece dropped, doubled, exchanged or replaced; `names` are those that may be met elsewhere."""
    found = pieces(text)
    if not found:
        return random.choice(("0", "x", " "))
    place, kind = random.randrange(len(found)), random.randrange(16)
    if kind > 3:
        # What has others of its kind.
        place = random.choice([k for k, piece in enumerate(found) if piece not in "()[]{}, "] or [place])
    if kind == 0:
        del found[place]
    elif kind == 1:
        found.insert(place, random.choice(_INSERTED))
    elif kind == 2:
        other = random.randrange(len(found))
        found[place], found[other] = found[other], found[place]
    elif kind == 3:
        found.insert(place, random.choice(found))
    else:
        found[place] = exchanged(found[place], random, (*names, random.choice(found)))
    return "".join(found)


def exchanged(piece, random, names):
    """Another piece of the same kind."""
    if piece.isdecimal():
        return _number(int(piece), random)
    if piece in _RELATIONS:
        return random.choice(_RELATIONS)
    if piece in "+-*":
        return random.choice("+-*^/")
    if random.random() < 0.8:
        return random.choice(names)
    return random.choice(("s", "t", "T", "x", "real", "index", "same", "IH", "IH2", "1", "0", piece + "+1", piece + "'"))


def _number(value, random):
    if random.random() < 0.5:
        return str(value + random.choice((1, 1, 2, -1)))
    return random.choice((str(value - 1), str(2 * value), "0" + str(value), "-" + str(value), f"{value}/1", f"{2 * value}/2", f"{value}/3", f"{value}.5", f"{value}/0", f"{value}e1", "0",
                          str(value + random.choice(_LARGE))))
