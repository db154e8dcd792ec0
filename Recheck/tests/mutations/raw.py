"""Random changes of a file's bytes."""

import json


def changed(value, random):
    """The bytes of a certificate, damaged."""
    data = json.dumps(value, indent=random.choice((None, 2))).encode()
    place = random.randrange(len(data))
    kind = random.randrange(10)
    if kind == 0:
        return data[:place]
    if kind == 1:
        return data[:place] + bytes([random.randrange(256)]) + data[place + 1:]
    if kind == 2:
        end = place + random.randrange(1, 40)
        return data[:place] + data[end:]
    if kind == 3:
        return data[:place] + data[place:place + 40] + data[place:]
    if kind == 4:
        depth = random.choice((10, 300, 600, 100_000))
        return _in_place_of_a_value(data, random, random.choice((b"[", b'{"sum":')) * depth
                                    + random.choice((b"", b"1" + b"]" * depth)))
    if kind == 5:
        digits = b"9" * random.choice((30, 400, 5_000, 99_990, 200_000, 300_000))
        return _in_place_of_a_value(data, random, random.choice((digits, b'"' + digits + b'"', b'"1/' + digits + b'"',
                                                                b'"x^' + digits + b'"', b'"1e' + digits[:9] + b'"')))
    if kind == 6:
        # A member twice.
        key = random.choice(list(value))
        return data[:-1] + b"," + json.dumps({key: value[key]}).encode()[1:]
    if kind == 7:
        depth = random.choice((50, 199, 200, 300, 50_000))
        return _in_place_of_a_value(data, random, b'"' + random.choice((b"(" * depth + b"1" + b")" * depth, b"f(){" * depth,
                                                                       b"-" * depth, b"x+" * depth + b"x")) + b'"')
    if kind == 8:
        return random.choice((b"\xef\xbb\xbf" + data, data + b"\0", b"\xff\xfe" + data, data + data, b" \t\r\n" + data,
                              data.replace(b":", b"\x0b:", 1), b"[" + data + b"]"))
    return data[:place] + random.choice((b"\\u0000", b"\\ud800", b"\0", b"\\", b'"', b"\xc3\xa9", b"\xc3", b"NaN", b"1e5", b"-0",
                                         b"//", b",,", b"true", b"1.0")) + data[place:]


def _in_place_of_a_value(data, random, item):
    """The bytes with one string of them replaced."""
    quotes = [place for place, byte in enumerate(data) if byte == 34]
    first = 2 * random.randrange(len(quotes) // 2)
    return data[:quotes[first]] + item + data[quotes[first + 1] + 1:]
