"""Random changes of polynomials, references, numbers and names as certificates write them."""

import re

_PIECE = re.compile(r"[A-Za-z_.'][A-Za-z_.'0-9]*|[0-9]+|<=|>=|/=|.", re.DOTALL)
_RELATIONS = ("<=", ">=", "<", ">", "=", "/=")
_INSERTED = ("-", "2*", "+1", "-1", "^2", "(", ")", "[", "]", "[t]", ",", "{", "}", "{IH}", "()", "/2", "t", "T", " ", "  ", "\t",
             "\n", "\u00e9", "\u0662", "0", "real[t]", "same(", "index(")
_LARGE = (10 ** 20, 2 ** 63 - 1, 2 ** 63, -2 ** 63, 64, 65, 10 ** 6, 10 ** 6 + 1)


def names_in(texts):
    """The names that occur in texts, in order."""
    return sorted({piece for text in texts for piece in _PIECE.findall(text) if piece[0].isalpha() or piece[0] in "_.'"})


def changed(text, random, names):
    """The text with one piece dropped, doubled, exchanged or replaced; `names` are those that may be met elsewhere."""
    pieces = _PIECE.findall(text)
    if not pieces:
        return random.choice(("0", "x", " "))
    place, kind = random.randrange(len(pieces)), random.randrange(16)
    if kind > 3:
        # What has others of its kind.
        place = random.choice([k for k, piece in enumerate(pieces) if piece not in "()[]{}, "] or [place])
    piece = pieces[place]
    if kind == 0:
        del pieces[place]
    elif kind == 1:
        pieces.insert(place, random.choice(_INSERTED))
    elif kind == 2:
        other = random.randrange(len(pieces))
        pieces[place], pieces[other] = pieces[other], piece
    elif kind == 3:
        pieces.insert(place, random.choice(pieces))
    elif piece.isdecimal():
        pieces[place] = _number(int(piece), random)
    elif piece in _RELATIONS:
        pieces[place] = random.choice(_RELATIONS)
    elif piece in "+-*":
        pieces[place] = random.choice("+-*^/")
    elif random.random() < 0.8:
        pieces[place] = random.choice(names)
    else:
        pieces[place] = random.choice((random.choice(pieces), "s", "t", "T", "x", "real", "index", "same", "IH", "IH2", "1"))
    return "".join(pieces)


def _number(value, random):
    if random.random() < 0.5:
        return str(value + random.choice((1, 1, 2, -1)))
    return random.choice((str(value - 1), str(2 * value), "0" + str(value), "-" + str(value), f"{value}/1", f"{2 * value}/2", f"{value}/3", f"{value}.5", f"{value}/0", f"{value}e1", "0",
                          str(value + random.choice(_LARGE))))
