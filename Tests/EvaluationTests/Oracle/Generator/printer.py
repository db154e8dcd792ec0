"""Claims as text and instances as JSON."""

from fractions import Fraction


def number(q):
    if q.denominator == 1:
        return str(q.numerator) if q >= 0 else f"(-{-q.numerator})"
    return f"({q.numerator}/{q.denominator})" if q >= 0 else f"(-{-q.numerator}/{q.denominator})"


def sub(indices):
    return "[" + ",".join(indices) + "]" if indices else ""


def binders(bs, filt):
    text = ", ".join(n if r is None else f"{n} in {r[0]}..{r[1]}" for n, r in bs)
    return text + (f" with {formula(filt)}" if filt is not None else "")


def show(x):
    kind = x[0]
    if kind == "num":
        return number(x[1])
    if kind == "ix":
        return f"({x[1]})" if not x[1].isidentifier() else x[1]
    if kind in ("i", "pi"):
        return kind
    if kind == "val":
        return x[1]
    if kind in ("var", "let"):
        return x[1] + sub(x[2])
    if kind == "call":
        return f"{x[1]}({', '.join(map(show, x[2]))})"
    if kind in ("add", "sub", "mul", "div"):
        return f"({show(x[1])} {dict(add='+', sub='-', mul='*', div='/')[kind]} {show(x[2])})"
    if kind == "neg":
        return f"(-{show(x[1])})"
    if kind == "pow":
        return f"({show(x[1])})^({x[2]})"
    if kind == "fn":
        return f"{x[1]}({show(x[2])})"
    if kind == "ext":
        return f"{x[1]}({', '.join(map(show, x[2]))})"
    if kind == "agg":
        return f"{x[1]}({binders(x[2], x[3])}: {show(x[4])})"
    if kind == "if":
        return f"(if {formula(x[1])} then {show(x[2])} else {show(x[3])})"
    if kind == "diff":
        return f"diff({show(x[1])}, {show(x[2])})"
    raise ValueError(kind)


def formula(x):
    kind = x[0]
    if kind == "cmp":
        text = show(x[1][0])
        for r, a in zip(x[2], x[1][1:]):
            text += f" {r} {show(a)}"
        return text
    if kind == "not":
        return f"not ({formula(x[1])})"
    if kind in ("and", "or"):
        return f" {kind} ".join(f"({formula(y)})" for y in x[1])
    if kind == "imp":
        return f"({formula(x[1])}) implies ({formula(x[2])})"
    if kind in ("forall", "exists"):
        return f"({kind} {binders(x[1], x[2])}: {formula(x[3])})"
    if kind == "real":
        _, name, ends, filt, body = x
        text = f"(forall real {name}"
        if ends is not None:
            (low, lc), (high, hc) = ends
            left = f"{'[' if lc else '('}{show(low)}" if low else "(-inf"
            right = f"{show(high)}{']' if hc else ')'}" if high else "inf)"
            text += f" in {left}, {right}"
        if filt is not None:
            text += f" with {formula(filt)}"
        return text + f": {formula(body)})"
    raise ValueError(kind)


def domain(d):
    if d is None:
        return ""
    if len(d) == 1:
        r, end = d[0]
        return f" {r} {show(end)}"
    (r, low), (s, high) = d
    return f" in {'[' if r == '>=' else '('}{show(low)}, {show(high)}{']' if s == '<=' else ')'}"


def claim_text(c):
    lines = ["theorem q"]
    for name, low in c["sizes"].items():
        lines.append(f"size {name} >= {low}")
    for name, (low, high) in c["indices"].items():
        lines.append(f"index {name} in {low}..{high}")
    for name, (indices, d) in c["reals"].items():
        lines.append(f"real {name}{sub(indices)}{domain(d)}")
    for name, indices in c["complexes"].items():
        lines.append(f"complex {name}{sub(indices)}")
    for name, equations in c["lets"].items():
        for patterns, body in equations:
            lines.append(f"let {name}{sub(patterns)} = {show(body)}")
    for name, (params, body) in c["functions"].items():
        lines.append(f"let {name}({', '.join(params)}) = {show(body)}")
    for _, f in c["assumes"]:
        lines.append(f"assume {formula(f)}")
    for _, f in c["concludes"]:
        lines.append(f"conclude {formula(f)}")
    return "\n".join(lines + ["end", ""])


def instance_json(c, sizes, values, combos):
    """Nested arrays in index order; `combos` enumerates a list of binders."""

    def nest(name, indices, env, at, one):
        if len(at) == len(indices):
            return one(values[name][tuple(at)])
        inner = combos([(indices[len(at)], None)], env)
        return [nest(name, indices, e, at + [e[indices[len(at)]]], one) for e in inner]

    real = lambda q: str(q)
    cx = lambda z: {"re": str(z.re), "im": str(z.im)}
    out = {n: nest(n, ix, dict(sizes), [], real) for n, (ix, _) in c["reals"].items()}
    out.update({n: nest(n, ix, dict(sizes), [], cx) for n, ix in c["complexes"].items()})
    return {"sizes": sizes, "values": out}
