#!/usr/bin/env python3
"""Random theorems before the prover: nothing that an instance refutes may be proved.

    python3 Scripts/prove-random.py [--claims 10000] [--seed 1] [--seconds 900] [--neighbours] [--program PATH] [--keep FOLDER] [--progress]

Three kinds, in equal parts:

- laws: a random expression, and what it is by a law of algebra, of ranges, of functions or of derivatives; some laws are
  false, or true only where a divisor is not 0. The prover compares normal forms, so that what it is told wrongly about an
  expression shows at once.
- bounds: a polynomial, fraction, root or exponential over a box, and a number that is its greatest value at some corners,
  or differs from it by 1, 1e-9 or 1e-30.
- recurrences: states, products and sums, with bounds that are right or nearly right (`t` for `t - 1`, `<` for `<=`, an
  end of a range beside its place).

With --neighbours the claims are those of Theorems/ that are proved, each with one change (an operator, a number, an end
of a domain, a hypothesis that is left out), and with its script: false ones among them are false by little.

All go to `ssmproof prove`. What it proves goes to `ssmproof check` with a search that is far larger than the claims, and
to the checker in Recheck. A theorem that is proved and has a violated or an undefined instance is a fault, and so is a
proof that the checker rejects: exit status 1.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from itertools import product

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "Recheck"))

import recheck
from random_claims import well_formed

AT_ONCE = 50            # theorems in one file
SECONDS_EACH = 20       # of the re-checker, for one certificate


class Laws:
    """An expression and what a law makes of it. Of each pair or triple of sides the first two are equal."""

    def __init__(self, generator):
        self.random = generator

    def pick(self, *options):
        return self.random.choice(options)

    def real(self, depth=2, names=()):
        """A real expression without divisors; in the scope of `t` and of what `names` says."""
        leaves = ["x", "y", "a[t]", "b[t]", "a[t-1]", "h[t]", "h[t-1]", "2", "1/2", "t", "T", "abs1", *names]
        if depth == 0:
            return self.pick(*leaves)
        sub = lambda: self.real(depth - 1, names)
        inner = lambda name: self.real(depth - 1, (*names, name, f"a[{name}]", f"h[{name}]"))
        k = self.pick("k", "k", "k'", "t") if "t" not in names else "k"
        return self.pick(
            lambda: f"({sub()} + {sub()})", lambda: f"({sub()} - {sub()})", lambda: f"({sub()}*{sub()})",
            lambda: f"({sub()})^{self.pick('2', '3', 't', 'T', '(T-t)', '(t-1)')}", lambda: f"abs({sub()})",
            lambda: f"{self.pick('max', 'min')}({sub()}, {sub()})", lambda: f"exp({self.real(0, names)})",
            lambda: f"{self.pick('sum', 'prod', 'max', 'min')}({k} in 1..{self.pick('t', 'T')}: {inner(k)})",
            lambda: f"sum({k} in 1..T with {k} {self.pick('>', '<=', '/=')} {self.pick('1', '2', 't') if k != 't' else '1'}: {inner(k)})",
            lambda: f"(if {self.pick('t > 1', 't = T', 'x > y', 'a[t] >= 0')} then {sub()} else {sub()})",
            lambda: f"f({sub()})", lambda: f"re(c*{sub()})", lambda: f"abs(c*{sub()})^2",
            lambda: f"diff({sub()}, {self.pick('x', 'y', 'a[1]', 'b[t]')})", lambda: self.real(0, names))()

    def law(self):
        p, q, r = self.real(), self.real(1), self.real(1)
        k, u = self.real(1, ("k", "a[k]")), self.pick("x", "y", "a[t]", "(x - y)", "h[t]")
        at = lambda e, by: re.sub(r"(?<![A-Za-z0-9_'])k(?![A-Za-z0-9_'])", by, e)
        sides = self.random.choice([
            [p, f"({p} + {q}) - {q}", f"({p} + {q}) + {q}"],
            [f"({p} - {q})^2", f"({p})^2 - 2*({p})*({q}) + ({q})^2", f"({p})^2 - ({q})^2"],
            [f"sum(k in 1..t: {k} + {r})", f"sum(k in 1..t: {k}) + t*({r})", f"sum(k in 1..t: {k}) + {r}"],
            [f"sum(k in 1..t: {k})", f"sum(k in 1..t-1: {k}) + {at(k, 't')}", f"sum(k in 1..t-1: {k}) + {at(k, '(t-1)')}"],
            [f"sum(k in 1..t: {k})", f"{at(k, '1')} + sum(k in 2..t: {k})", f"{at(k, '1')} + sum(k in 1..t: {k})"],
            [f"prod(k in 1..t: {k})", f"prod(k in 1..t-1: {k})*({at(k, 't')})", f"prod(k in 1..t: {k})*({at(k, 't')})"],
            [f"prod(k in 1..t: ({k})*({r}))", f"prod(k in 1..t: {k})*({r})^t", f"prod(k in 1..t: {k})*({r})"],
            [f"sum(k in 1..t: sum(j in 1..k: a[j]*({k})))", f"sum(j in 1..t: sum(k in j..t: a[j]*({k})))",
             f"sum(j in 1..t: sum(k in 1..t: a[j]*({k})))"],
            [f"sum(k in 2..t: a[k-1]*({r}))", f"sum(k in 1..t-1: a[k]*({r}))", f"sum(k in 1..t: a[k]*({r}))"],
            [f"abs(-({p}))", f"abs({p})", p],
            [f"abs({p})^2", f"({p})^2", f"abs({p})"],
            [f"abs(({p})*({q}))^2", f"abs({p})^2*abs({q})^2", f"abs({p})*abs({q})"],
            [f"max({p}, {q}) + min({p}, {q})", f"{p} + {q}", f"2*max({p}, {q})"],
            [f"sqrt(({p})^2)^2", f"({p})^2", p],
            [f"({u})^2/({u})", u, u],
            [f"({u})/({u})", "1", "1"],
            [f"exp({q} + {r})", f"exp({q})*exp({r})", f"exp({q}) + exp({r})"],
            [f"exp({q})*exp(-({q}))", "1", "0"],
            [f"log(exp({q}))", q, f"exp({q})"],
            [f"exp(log({u}))", u, u],
            [f"({u})^(t+1)", f"({u})^t*({u})", f"({u})^t"],
            [f"({u})^(t-1)*({u})", f"({u})^t", f"({u})^(t-1)"],
            [f"({u})^T", f"({u})^t*({u})^(T-t)", f"({u})^t*({u})^(T-t+1)"],
            [f"(if {self.pick('t > 1', 'x > y')} then {p} else {p})", p, q],
            [f"diff(({q})*({r}), x)", f"diff({q}, x)*({r}) + ({q})*diff({r}, x)", f"diff({q}, x)*diff({r}, x)"],
            [f"diff(f({q}), x)", f"diff(x*y^2 - x, x)*0 + diff(f({q}), x)", f"diff({q}, x)"],
            [f"diff(sum(k in 1..T: a[k]*({r})), a[t])", f"diff(a[t]*({r}), a[t]) + diff(sum(k in 1..T: a[k]*({r})) - a[t]*({r}), a[t])", r],
            ["diff(h[t], a[t])", "h[t-1]*0 + diff(x*h[t-1] + a[t]*b[t], a[t])", "diff(h[t-1], a[t])"],
            ["re(c*conj(c))", "abs(c)^2", "re(c)^2"],
            ["abs(c)^2", "re(c)^2 + im(c)^2", "re(c)^2 - im(c)^2"],
            ["re(c^2)", "re(c)^2 - im(c)^2", "re(c)^2"],
            ["h[t]", "x*h[t-1] + a[t]*b[t]", "x*h[t-1] + a[t-1]*b[t]"],
            [f"f({q}) - f({r})", f"x*(({q})^2 - ({r})^2) + {q} - ({r})", f"x*({q} - ({r}))"],
            ["sum(k in 1..0: a[k])", "0", "a[1]"], ["prod(k in t..t-1: a[k])", "1", "0"],
        ])
        left, right = sides[0], sides[1] if self.random.random() < 0.6 else sides[2]
        if self.random.random() < 0.3:      # a law within an expression
            left, right = f"{q}*({left}) + {r}", f"{q}*({right}) + {r}"
        return f"{left} {self.pick('=', '=', '<=', '>=')} {right}"

    def theorem(self, name):
        domain = lambda: self.pick("", " in [-2, 2]", " in [0, 3]", " > 0", " >= 0", " in (0, 4]", " in [-1, 1)")
        ends = self.pick(">= 1", "in 1..3", "in 1..1", ">= 2")
        rows = [f"theorem {name}", f"  size T {ends}", "  index t in 1..T", f"  real x{domain()}", f"  real y{domain()}",
                f"  real a[k]{domain()}", f"  real b[t]{domain()}", "  real abs1", "  complex c",
                "  index k in 0..T", "  let h[0] = 0", "  let h[t] = x*h[t-1] + a[t]*b[t]", "  let f(u) = x*u^2 + u"]
        if self.random.random() < 0.3:
            rows.append(f"  assume {self.pick('x <= y', 'a[t] <= b[t]', 'x /= 0', 'x*y = 1', 'sum(t: b[t]) = 1', 'abs(a[t]) <= 1')}")
        return "\n".join(rows + [f"  conclude {self.law()}", "end\n"])


class Bounds:
    """A bound on a box. The number is what the expression reaches somewhere, so that less is false."""

    def __init__(self, generator):
        self.random = generator

    def theorem(self, name):
        pick, names = self.random.choice, ["x", "y", "z"][:self.random.randint(1, 3)]
        boxes = {v: sorted(self.random.sample([Fraction(-2), Fraction(-1), Fraction(-1, 2), Fraction(0), Fraction(1, 3), Fraction(1),
                                               Fraction(2)], 2)) for v in names}
        terms = [(Fraction(pick([-3, -2, -1, 1, 1, 2, 3]), pick([1, 1, 2, 3])), [pick(names) for _ in range(self.random.randint(1, 3))])
                 for _ in range(self.random.randint(1, 4))]
        value = lambda point: sum(c * self.times(point[v] for v in vs) for c, vs in terms)
        text = " + ".join(f"{'(' + str(c) + ')' if c < 0 or c.denominator > 1 else c}*" + "*".join(vs) for c, vs in terms)
        points = [dict(zip(names, p)) for p in product(*([*boxes[v], (boxes[v][0] + boxes[v][1]) / 2] for v in names))]
        top = max(map(value, points))
        shift = pick([Fraction(0), Fraction(1, 10**9), -Fraction(1, 10**9), -Fraction(1, 10**30), Fraction(1), Fraction(1, 4), Fraction(-1, 4)])
        sign = pick(["<=", "<=", "<=", "<"])
        bound = top + shift
        least = min(map(value, points))
        shape = pick(["plain", "plain", "plain", "plain", "abs", "max", "root", "inverse", "quotient", "exp", "log", "power"])
        forms = {
            "plain": f"{text} {sign} {bound}",
            "abs": f"abs({text}) {sign} {max(top, -least) + shift}",
            "max": f"max({text}, {names[0]}) {sign} {max(bound, boxes[names[0]][1] + shift)}",
            "root": f"sqrt({text} + {-least + shift}) >= 0",
            "inverse": f"1/({text} - ({least + shift})) {pick(['>', '>=', '/='])} 0",
            "quotient": f"({text})/({text}) = 1",
            "exp": f"exp({text}) >= {least + 1 + shift}",
            "log": f"log({text} + {-least + shift}) <= {top - least + shift - 1}",
            "power": f"({text} - ({least + shift}))^(1/2) >= 0",
        }
        rows = [f"theorem {name}"] + [f"  real {v} in {pick(['[', '[', '[', '('])}{boxes[v][0]}, {boxes[v][1]}{pick([']', ']', ']', ')'])}" for v in names]
        return "\n".join(rows + [f"  conclude {forms[shape]}", "end\n"])

    @staticmethod
    def times(values):
        result = Fraction(1)
        for value in values:
            result *= value
        return result


class Recurrences:
    """States, products and sums for all T, with bounds that are right or nearly so."""

    def __init__(self, generator):
        self.random = generator

    def theorem(self, name):
        pick = self.random.choice
        r, d = pick(["1/2", "9/10", "1"]), pick(["1", "1/2", "2"])
        gate = pick([f"[0, {r}]", f"[-{r}, {r}]", f"[0, {r})", "[0, 1]", f"({r}, 1]"])
        drive = pick(["[0, 1 - A[t]]", "[0, 1]", "[-1, 1]", "[0, 1)"])
        ends = pick([">= 1", ">= 1", ">= 0", "in 1..3", ">= 2"])
        first = pick(["0", "0", "0", "z", "1"])
        n, m = pick(["t", "t", "t-1", "t+1", "T"]), pick(["s", "s+1", "s-1", "1"])
        c = pick(["0", "1", "1/2", "2", d])
        sign = pick(["<=", "<=", "<"])
        conclusions = [
            f"abs(h[t]) {sign} {c}", f"h[t] {sign} max(s: b[s])", f"min(s: b[s]) {sign} h[t]", f"h[t] {sign} max(0, max(s: b[s]))",
            f"abs(h[t]) {sign} max(s: abs(b[s]))", f"abs(h[t]) {sign} sum(s in 1..{n}: abs(b[s]))", f"h[t] >= {pick(['0', '-1', '-t'])}",
            f"h[t] = sum(s in 1..t: prod(u in {pick(['s', 's+1', 's-1'])}..t: A[u])*D[s]*b[s])",
            f"prod(u in 1..{n}: A[u]) {sign} {pick(['1', r, f'({r})^t', f'({r})^(t-1)', f'({r})^(t+1)'])}",
            f"prod(t: A[t]) >= {pick(['0', f'({r})^T', f'({r})^(T+1)', '-1'])}", f"s <= t implies prod(u in {m}..t: A[u]) <= prod(u in {m}..s: A[u])",
            f"s <= t implies abs(diff(h[t], b[s])) {sign} {pick([f'({r})^(t-s)', f'({r})^(t-s+1)', '1', f'2*({r})^(t-s)'])}",
            f"{pick(['s > t', 's >= t', 's < t'])} implies diff(h[t], b[s]) = 0", "diff(h[t], b[t]) = D[t]", f"diff(h[t], A[t]) = h[{pick(['t', 't-1'])}]",
            f"sum(t: A[t]) {sign} {pick(['T', f'({r})*T', 'T-1', 'T*max(t: A[t])'])}", f"sum(t: A[t])^2 {sign} {pick(['T', '1', '2'])}*sum(t: A[t]^2)",
            f"sum(s in 1..t: ({r})^s) {sign} {pick(['1', '2', '9', 't'])}", f"max(t: A[t]) - min(t: A[t]) {sign} {pick(['1', r, '2'])}",
            f"abs(h[t] - h[s]) {sign} {pick(['1', '2', 'max(s, t: abs(b[s] - b[t]))', '(1 - min(t: A[t])^(T-1))*2'])}",
            f"sum(t: D[t])/T {sign} {pick(['1', 'max(t: D[t])'])}", f"1/(1 - A[t]) >= {pick(['1', '0', '1 + A[t]'])}",
            f"abs(h[t])/(1 + abs(h[t])) {sign} {pick(['1', '1/2'])}", f"exp(-t) {sign} {pick(['1', '1/2', 'exp(-1)'])}", f"log(1 + A[t]) {sign} A[t]",
        ]
        rows = [f"theorem {name}", f"  size T {ends}", "  index s, t in 1..T", "  real z in [-1, 1]", f"  real A[t] in {gate}", f"  real D[t] in {drive}",
                f"  real b[t] in {pick(['[-1, 1]', '[0, 1]', '[0, 1)'])}", f"  let h[0] = {first}", f"  let h[t] = A[t]*h[t-1] + {pick(['D[t]', 'D[t]', '(1 - A[t])'])}*b[t]"]
        if self.random.random() < 0.25:
            rows.append(f"  assume {pick(['A[t] + D[t] <= 1', 'sum(t: D[t]) <= 1', 'min(t: b[t]) <= 0 <= max(t: b[t])', 'A[t] + D[t] = 1'])}")
        return "\n".join(rows + [f"  conclude {pick(conclusions)}", "end\n"])


class Neighbours:
    """The proved theorems of Theorems/ with a change of one word."""

    CHANGES = {"<=": ["<", ">=", "="], "<": ["<=", ">"], ">=": [">", "<="], ">": [">="], "=": ["<=", "/="], "+": ["-"], "-": ["+"], "*": ["+"], "/": ["*"],
               "max": ["min"], "min": ["max"], "sum": ["prod"], "prod": ["sum"], "abs": ["re"], "[": ["("], "(": ["["], "]": [")"], ")": ["]"], "in": ["in"],
               "s": ["t"], "t": ["s", "t-1", "(t+1)"], "T": ["(T-1)", "(T+1)"], "h": ["b", "A"], "A": ["D", "b"], "D": ["A"], "b": ["h"], "exp": ["log"], "implies": ["or"]}

    def __init__(self, generator, program):
        self.random, self.claims = generator, []
        with tempfile.TemporaryDirectory() as folder:
            files = [os.path.join(ROOT, "Theorems", name) for name in sorted(os.listdir(os.path.join(ROOT, "Theorems"))) if name.endswith(".claim")]
            run(program, "prove", *files, os.path.join(ROOT, "Theorems/hard"), "--save", folder)
            scripts = {}
            for path in files + [os.path.join(ROOT, "Theorems/hard", name) for name in os.listdir(os.path.join(ROOT, "Theorems/hard"))]:
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                for name, block in re.findall(r"^(?:theorem|family) (\S+)(.*?)^end", text, re.M | re.S):
                    found = re.search(r"^  proof( as .*?$|.*?^  end)", block, re.M | re.S)
                    scripts[name] = found.group(0) if found else ""
            for name in sorted(os.listdir(folder)):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    value = json.load(file)
                script = scripts.get(value["theorem"], "")
                while (other := re.fullmatch(r"  proof as (\S+)\s*", script)) is not None:
                    script = scripts[other.group(1)]
                self.claims.append((value["claim"].rstrip(), script))

    def theorem(self, name):
        claim, script = self.random.choice(self.claims)
        start = re.search(r"^  size|^  real|^  complex|^  index", claim, re.M).start()
        head, body = claim[:start], claim[start:]
        words = [m for m in re.finditer(r"[A-Za-z_][A-Za-z0-9_']*|[0-9.]+(?:e-?[0-9]+)?|<=|>=|/=|[^\sA-Za-z0-9_]", body)]
        if self.random.random() < 0.2:
            lines = body.split("\n")
            assumed = [k for k, line in enumerate(lines) if line.startswith("  assume")]
            if assumed:
                del lines[self.random.choice(assumed)]
            body = "\n".join(lines)
        else:
            while True:
                word = self.random.choice(words)
                text = word.group()
                if re.fullmatch(r"[0-9.]+(e-?[0-9]+)?", text):
                    other = self.random.choice(["0", "1", "2", "1/2", f"({text} + 1/1000000000)", f"({text} - 1/1000000000)"])
                elif text in self.CHANGES:
                    other = self.random.choice(self.CHANGES[text])
                else:
                    continue
                break
            body = body[:word.start()] + other + body[word.end():]
        body = re.sub(r"\nend\s*$", "", body)
        return re.sub(r"^theorem \S+", f"theorem {name}", re.sub(r"^  (source|note|expect) .*\n", "", head, flags=re.M)) + body + "\n" + script + "\nend\n"


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)


class Court:
    def __init__(self, options):
        self.options, self.failed = options, False
        self.counts = dict.fromkeys(("claims", "unreadable", "refused", "open", "proved", "accepted", "faults"), 0)

    def __str__(self):
        return ", ".join(f"{count} {word}" for word, count in self.counts.items())

    def fault(self, folder, name, text, what):
        self.failed = True
        self.counts["faults"] += 1
        print(f"{name}: {what}\n{text}", flush=True)
        if self.options.keep:
            os.makedirs(self.options.keep, exist_ok=True)
            with open(os.path.join(self.options.keep, f"seed{self.options.seed}.{name}.claim"), "w", encoding="utf-8") as file:
                file.write(text)
            proof = os.path.join(folder, "saved", f"random.{name}.proof.json")
            if os.path.exists(proof):
                shutil.copy(proof, self.options.keep)

    def hear(self, texts):
        program = self.options.program
        self.counts["claims"] += len(texts)
        good = well_formed(program, texts)
        self.counts["unreadable"] += len(texts) - len(good)
        if not good:
            return
        by_name = {text.split()[1]: text for text in good}
        with tempfile.TemporaryDirectory() as folder:
            path, saved = os.path.join(folder, "random.claim"), os.path.join(folder, "saved")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(good))
            found = run(program, "prove", path, "--save", saved)
            if found.returncode not in (0, 3):
                self.fault(folder, good[0].split()[1], "\n".join(good), f"prove ends with status {found.returncode}: {found.stderr.strip()[-2000:]}")
                return
            proved = re.findall(r"^proved +(\S+?):? ", found.stdout, re.M)
            self.counts["proved"] += len(proved)
            refused = len(re.findall(r"^not proved.*not in the kernel|^refused", found.stdout, re.M))
            self.counts["refused"] += refused
            self.counts["open"] += len(good) - len(proved) - refused
            if not proved:
                return
            found = run(program, "check", path, "--format", "json", "--instances", str(self.options.instances), "--seed", str(self.options.seed),
                        *(word for name in proved for word in ("--claim", name)))
            for claim in json.loads(found.stdout)["claims"]:
                if claim["verdict"] == "refuted" or claim["instances"]["undefined"] > 0:
                    self.fault(folder, claim["name"], by_name[claim["name"]], f"proved, and {claim['verdict']}: {json.dumps(claim['counterexample'])}, {claim['instances']}")
            for name in proved:
                status, line = recheck.report(os.path.join(saved, f"random.{name}.proof.json"), SECONDS_EACH)
                self.counts["accepted"] += status == 0
                if status != 0:
                    self.fault(folder, name, by_name[name], f"proved, and the re-checker says: {line}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--instances", type=int, default=400, help="tried for each theorem that is proved")
    parser.add_argument("--seconds", type=float, default=None, help="begin no further file of theorems after this long")
    parser.add_argument("--neighbours", action="store_true", help="changed theorems of Theorems/ instead")
    parser.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "ssmproof"))
    parser.add_argument("--keep", metavar="FOLDER", help="keep what is a fault")
    parser.add_argument("--progress", action="store_true", help="a line for each thousand theorems on standard error")
    options = parser.parse_args()
    generator, began = random.Random(options.seed), time.monotonic()
    kinds, court = [Laws(generator), Bounds(generator), Recurrences(generator)], Court(options)
    if options.neighbours:
        kinds = [Neighbours(generator, options.program)]
    while court.counts["claims"] < options.claims and (options.seconds is None or time.monotonic() - began < options.seconds):
        first = court.counts["claims"]
        court.hear([kinds[(first + k) % len(kinds)].theorem(f"r{first + k}") for k in range(min(AT_ONCE, options.claims - first))])
        if options.progress and first // 1000 < court.counts["claims"] // 1000:
            print(f"{court}; {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(court)
    if court.counts["proved"] * 10 < court.counts["claims"]:
        print("fewer than a tenth were proved: the theorems say little")
        return 1
    return 1 if court.failed else 0


if __name__ == "__main__":
    sys.exit(recheck.with_deep_stack(main))
