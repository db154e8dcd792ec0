#!/usr/bin/env python3
"""Random claims, refuted by the program and decided again by the re-checker in Recheck.

    python3 Scripts/recheck-random.py [--claims 300] [--seed 1] [--seconds 60] [--keep FOLDER] [--coq]

The claims are weighted to where definedness gets lost: roots, logarithms, powers and divisions inside `max`, `min`,
`abs`, sums, conditions, derivatives and parameters. Many say how models are drawn, which changes nothing. Every certificate that `ssmproof check --save` writes goes to the
re-checker, which shares no code with the program. A rejection is a fault of one of the two: exit status 1, with the
claim and the instance. What the re-checker cannot decide is counted; few of them are allowed.

With --coq every certificate is exported as well, and what is written is compiled by coqc (with its library Interval):
a file that does not compile is a fault. What has no export is counted, by its reason.
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
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "Recheck"))

import certificate as certificates
import recheck
from random_claims import well_formed

AT_ONCE = 100           # claims in one file
SECONDS_EACH = 5        # of the re-checker, for one certificate
DOMAINS = ["", "", " in [-2, 2]", " in [0, 3]", " in (0, 4]", " > 0", " >= 0", " in [-1, 1]", " in [-3, 0]", " in [0, 0]",
           " in [-2, -2]", " in [1, 1]"]


class Generator:
    """Theorems over x, y, z, a family a[t], an optional complex c, and functions of a parameter."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        # Of its own, so that the claims are the same with and without.
        self.drawing = random.Random(f"distributions {seed}")

    def choice(self, *options):
        return self.random.choice(options)

    def number(self):
        return self.choice("0", "1", "2", "3", "1/2", "-1", "-2", "1/3", "3/2", "0.1")

    def leaf(self, names):
        return self.choice(self.number(), *names, *names, *names)

    def term(self, names, depth):
        """A real expression."""
        if depth == 0:
            return self.leaf(names)
        sub = lambda: self.term(names, depth - 1)
        kind = self.random.choices(
            ("sum", "difference", "product", "quotient", "power", "whole", "half", "root", "log", "exp", "smooth", "angle",
             "abs", "pair", "reduce", "if", "diff", "call", "complex", "leaf"),
            (6, 6, 6, 6, 4, 5, 3, 10, 6, 3, 2, 1, 6, 10, 6, 5, 7, 4, 3, 5))[0]
        if kind == "sum":
            return f"({sub()} + {sub()})"
        if kind == "difference":
            return f"({sub()} - {sub()})"
        if kind == "product":
            return f"{self.atom(names, depth)}*{self.atom(names, depth)}"
        if kind == "quotient":
            return f"{self.atom(names, depth)}/({self.leaf(names)})"
        if kind == "power":
            return f"({sub()})^({self.leaf(names)})"
        if kind == "whole":
            return f"({sub()})^{self.choice('2', '3', '-1', '0', '4', '(10^30)')}"
        if kind == "half":
            return f"({sub()})^({self.choice('1/2', '3/2', '-1/2', '1/3')})"
        if kind == "root":
            return f"sqrt({sub()})"
        if kind == "log":
            return f"log({sub()})"
        if kind == "exp":
            return f"exp({self.leaf(names)})"
        if kind == "smooth":
            return f"{self.choice('tanh', 'sigmoid', 'softplus', 'silu')}({sub()})"
        if kind == "angle":
            return f"{self.choice('sin', 'cos')}({self.leaf(names)})"
        if kind == "abs":
            return f"abs({sub()})"
        if kind == "pair":
            return f"{self.choice('max', 'min')}({sub()}, {sub()})"
        if kind == "reduce":
            body = self.term(names + ["a[k]", "k"], depth - 1)
            condition = self.choice("", "", " with k > 1", " with a[k] > 0", f" with k /= {self.choice('1', '2')}")
            return f"{self.choice('sum', 'prod', 'max', 'min')}(k in 1..T{condition}: {body})"
        if kind == "if":
            return f"(if {self.formula(names, depth - 1)} then {sub()} else {sub()})"
        if kind == "diff":
            by = self.choice(*[name for name in names if name in ("x", "y", "z", "u", "v")] or ["x"])
            return f"diff({sub()}, {by})"
        if kind == "call":
            return f"{self.choice('f', 'g', 's')}({self.leaf(names)})"
        if kind == "complex":
            return f"abs({self.choice('c', 'sqrt', 'c^2', 'exp(c)', 'log(c + 2)', 'c^(1/2)').replace('sqrt', f'sqrt({self.leaf(names)} + 0*i)')})"
        return self.leaf(names)

    def atom(self, names, depth):
        return f"({self.term(names, depth - 1)})"

    def formula(self, names, depth):
        sub = lambda: self.term(names, max(depth, 0))
        plain = f"{sub()} {self.choice('<=', '<', '>=', '>', '=', '/=')} {sub()}"
        if depth <= 0:
            return plain
        kind = self.random.randrange(10)
        if kind == 0:
            return f"({plain} and {self.formula(names, depth - 1)})"
        if kind == 1:
            return f"({plain} or {self.formula(names, depth - 1)})"
        if kind == 2:
            return f"({plain} implies {self.formula(names, depth - 1)})"
        if kind == 3:
            return f"not ({self.formula(names, depth - 1)})"
        if kind == 4:
            return f"({self.choice('forall', 'exists')} k in 1..T: {self.formula(names + ['k', 'a[k]'], depth - 1)})"
        return plain

    def theorem(self, name):
        domains = [self.random.choice(DOMAINS) for _ in range(4)]
        variables = ["x", "y", "z"]
        # What is drawn may speak of what was drawn before it.
        lines = [f"theorem {name}", f"  size T >= 1{self.drawing.choice(['', ' ~ loguniform(1, 9)', ' ~ normal(3, 4)'])}",
                 "  index t in 1..T", f"  real a[t]{domains[3]}{self.drawn(['t', 'x', 'y', 'z'])}",
                 f"  complex c{self.drawn(variables, True)}"]
        lines += [f"  real {variable}{domain}{self.drawn(variables[:k])}"
                  for k, (variable, domain) in enumerate(zip(variables, domains))]
        lines.append(f"  let f(u) = {self.without_calls(['u', 'x', 'y'], 2)}")
        lines.append(f"  let s(u) = diff({self.choice('f(u)', 'f(u)', self.without_calls(['u', 'y'], 2))}, u)")
        lines.append(f"  let g(v) = {self.without_calls(['v', 'v', 'z'], 2)}")
        lines.append("  let h[0] = 0")
        lines.append(f"  let h[t] = {self.choice('x*h[t-1] + a[t]', 'max(h[t-1], a[t])', 'h[t-1] + sqrt(a[t])', 'h[t-1]/2 + f(a[t])')}")
        for _ in range(self.choice(0, 0, 1, 1, 2)):
            lines.append(f"  assume {self.formula(variables, 1)}")
        if self.random.random() < 0.15:
            lines.append(f"  conclude forall real w in {self.choice('[0, 1]', '(-2, 3)', '[-1, 1]')}: {self.simple('w', variables)}")
        names = variables + self.choice([], ["a[t]"], ["h[t]", "a[t]"], ["h[T]"])
        lines.append(f"  conclude {self.formula(names, self.choice(2, 3))}")
        return "\n".join(lines) + "\nend\n"

    def drawn(self, names, is_complex=False, depth=1):
        """` ~ ` and a distribution, or nothing."""
        if self.drawing.random() < 0.5:
            return ""
        return " ~ " + self.distribution(names, is_complex, depth)

    def distribution(self, names, is_complex, depth):
        pick = self.drawing.choice
        value = lambda: pick(["0", "1", "1/3", "-2", "0.1", *names])
        positive = lambda: pick(["1", "2", "1/3", "0.1", *(f"{name}^2" for name in names)])
        kinds = ["uniform(0, {p})", "integers(-2, 3)", "loguniform(1/16, {p})", "normal({v}, {p})", "normal({v}, deviation = {p})",
                 "lognormal({v}, variance = {p})", "exponential({p})", "exponential(mean = {p})", "student(3, {v}, {p})",
                 "bernoulli(1/3)", "point({v})", "choice({v}, {v}, 1/3)"]
        # The functions speak of x, y, z and c.
        kinds += ["point(f({v}))"] if "t" in names else []
        if depth > 0 and self.drawing.random() < 0.3:
            inner = lambda: self.distribution(names, is_complex, depth - 1)
            return f"mixture({positive()}: {inner()}, {positive()}: {inner()})"
        if is_complex and self.drawing.random() < 0.6:
            inner = lambda: self.distribution(names, False, 0)
            return pick([f"polar({inner()}, {inner()})", f"parts({inner()}, {inner()})", f"choice(i, {value()} - i)"])
        return pick(kinds).replace("{v}", value()).replace("{p}", positive())

    def simple(self, name, variables):
        return (f"{self.choice('', 'not ')}({name}*{self.leaf(variables)} {self.choice('<=', '<', '>=')} {self.leaf(variables)} "
                f"{self.choice('and', 'or')} {name}^2 {self.choice('<=', '>')} {self.leaf(variables)})")

    def without_calls(self, names, depth):
        """A term in which the functions' names are taken from their calls: a function may call no later one."""
        return re.sub(r"(?<![A-Za-z0-9_])[fgs]\(", "(", self.term(names, depth))


def run(program, path, folder, arguments):
    return subprocess.run([program, "check", path, "--save", folder, *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)


def compiled(options, saved, exports):
    """Exports all certificates in a folder and compiles what is written; whether all of it compiles."""
    files = sorted(os.path.join(saved, name) for name in os.listdir(saved))
    target = os.path.join(saved, "..", "coq")
    found = subprocess.run([options.program, "replay", "--export", "coq", "--output", target, *files],
                           stdin=subprocess.DEVNULL, capture_output=True, text=True)
    for line in found.stdout.splitlines():
        if line.startswith("not exported"):
            reason = "not exported: " + line.rpartition(": ")[2]
            exports[reason] = exports.get(reason, 0) + 1
    good = True
    names = sorted(name for name in os.listdir(target) if name.endswith(".v")) if os.path.isdir(target) else []
    exports["exported"] += len(names)

    def compile_one(name):
        return subprocess.run(["timeout", "120", "coqc", "-q", name], cwd=target, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, result in zip(names, pool.map(compile_one, names)):
            if result.returncode == 0:
                exports["compiled"] += 1
                continue
            good = False
            print(f"coqc ends with status {result.returncode} on {name}:", result.stderr[-1000:])
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                shutil.copy(os.path.join(target, name), os.path.join(options.keep, f"seed{options.seed}.{name}"))
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--instances", type=int, default=60, help="tried for each claim")
    parser.add_argument("--seconds", type=float, default=None, help="begin no further file of claims after this long")
    parser.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "ssmproof"))
    parser.add_argument("--keep", metavar="FOLDER", help="keep the certificates that are not accepted")
    parser.add_argument("--coq", action="store_true", help="export to Coq as well, and compile")
    options = parser.parse_args()
    generator, began = Generator(options.seed), time.monotonic()
    counts = {"claims": 0, "refuted": 0, "accepted": 0, "rejected": 0, "undecided": 0, "unreadable": 0}
    exports = {"exported": 0, "compiled": 0}
    failed = False
    while counts["claims"] < options.claims:
        if options.seconds is not None and time.monotonic() - began > options.seconds:
            break
        first = counts["claims"]
        texts = [generator.theorem(f"r{first + k}") for k in range(min(AT_ONCE, options.claims - first))]
        counts["claims"] += len(texts)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "random.claim")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(well_formed(options.program, texts)))
            found = run(options.program, path, os.path.join(folder, "saved"),
                        ["--instances", str(options.instances), "--seed", str(options.seed)])
            if found.returncode not in (0, 1, 3):
                print(f"ssmproof ended with status {found.returncode}: {found.stderr.strip()[-2000:]}")
                failed = True
            saved = os.path.join(folder, "saved")
            if options.coq and os.path.isdir(saved):
                failed = not compiled(options, saved, exports) or failed
            for name in sorted(os.listdir(saved)) if os.path.isdir(saved) else ():
                counts["refuted"] += 1
                status, line = recheck.report(os.path.join(saved, name), SECONDS_EACH)
                word = {0: "accepted", 1: "rejected", 2: "unreadable", 3: "undecided"}[status]
                counts[word] += 1
                if status in (1, 2):
                    failed = True
                    with open(os.path.join(saved, name), encoding="utf-8") as file:
                        value = json.load(file)
                    print(line, value["claim"], json.dumps({"sizes": value["sizes"], "values": value["values"]}), sep="\n")
                elif status == 3:
                    print(line)
                if status and options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    os.replace(os.path.join(saved, name), os.path.join(options.keep, f"seed{options.seed}.{name}"))
    print(", ".join(f"{count} {word}" for word, count in counts.items()))
    if options.coq:
        print(", ".join(f"{count} {word}" for word, count in exports.items() if word in ("exported", "compiled")))
        for reason, count in sorted(exports.items(), key=lambda item: -item[1]):
            if reason not in ("exported", "compiled"):
                print(f"{count:6d} {reason}")
    if counts["refuted"] * 5 < counts["claims"]:
        print("fewer than a fifth of the claims were refuted: the generator says little")
        failed = True
    if counts["undecided"] * 20 > counts["refuted"]:
        print("more than one in twenty is undecided by the re-checker")
        failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(recheck.with_deep_stack(main))
