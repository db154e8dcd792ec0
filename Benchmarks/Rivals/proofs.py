"""Who proves: python proofs.py SSMPROOF; two tables in Markdown.

First Theorem 4.2 at fixed sizes, one channel (contraction-without-script.claim): ssmproof proves it for all pairs of
tokens and writes a certificate; Z3 and cvc5 are given an easier claim, one side of the pair (1, T), and are to say that
its negation has no solution. Then ten inequalities on boxes beside LeanCert's own verifier, which is asked as its
documentation says (`verify_bound`, checked, else adaptive).

One process at a time, at most LIMIT seconds each on the clock. Nobody is told how to prove anything.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
import time

LIMIT = 60
LENGTHS = (2, 3, 4, 5, 6, 8, 12, 16, 24, 32, 64)
HERE = os.path.dirname(os.path.abspath(__file__))
CLAIM = os.path.join(HERE, "contraction-without-script.claim")

SOLVER = """
import sys, time
from {module} import *
T = int(sys.argv[1])
start = time.perf_counter()
A = [Real(f"A{t}") for t in range(T)]
D = [Real(f"D{t}") for t in range(T)]
b = [Real(f"b{t}") for t in range(T)]
low, high, least = Real("low"), Real("high"), Real("least")
facts = [low <= 0, high >= 0, least >= 0]
h, states = RealVal(0), []
for t in range(T):
    facts += [A[t] >= least, A[t] < 1, D[t] >= 0, A[t] + D[t] <= 1, low <= b[t], b[t] <= high]
    state = Real(f"h{t}")
    facts.append(state == A[t]*h + D[t]*b[t])
    h = state
    states.append(state)
power = RealVal(1)
for t in range(T - 1):
    power = power*least
solver = Solver()
solver.add(*facts, states[-1] - states[0] > (1 - power)*(high - low))
print(solver.check(), time.perf_counter() - start)
"""

# Name, box, the inequality for ssmproof, the expression, upper and lower bound for LeanCert.
BOXES = [
    ("product", {"x": (0, 1)}, "x*(1 - x) <= 1/4", "x*(1 - x)", 0.25, None),
    ("form", {"x": (0, 1), "y": (0, 1)}, "x^2 - x*y + y^2 <= 1", "x*x - x*y + y*y", 1, None),
    ("gap", {"x": (0, 1), "y": (0, 1)}, "x*y - x - y >= -1", "x*y - x - y", None, -1),
    ("kernel", {"x": (0, 1)}, "1/(1 + x^2) >= 1/2", "lc.inv(1 + x*x)", None, 0.5),
    ("exponential", {"x": (0, 1)}, "exp(x) <= 3", "lc.exp(x)", 3, None),
    ("hold", {"x": (0, 4)}, "1 - exp(-x) <= x", "1 - lc.exp(-x) - x", 0, None),
    ("decay", {"x": (0, 1)}, "exp(-x) >= 1/3", "lc.exp(-x)", None, 0.3333333333),
    ("softplus", {"x": (0, 1)}, "log(1 + x) <= 7/10", "lc.log(1 + x)", 0.7, None),
    ("gate", {"x": (0, 1)}, "1/(1 + exp(-x)) <= 3/4", "lc.inv(1 + lc.exp(-x))", 0.75, None),
    ("griffin", {"x": (0, 1)}, "sqrt(1 - x^2) <= 1", "lc.sqrt(1 - x*x)", 1, None),
]

LEANCERT = """
import json, sys, time
import leancert as lc
box = {{name: tuple(ends) for name, ends in json.loads(sys.argv[1]).items()}}
x, y = lc.var("x"), lc.var("y")
lc.verify_bound(lc.var("x"), {{"x": (0, 1)}}, upper=2)
start = time.perf_counter()
for method in ("checked", "adaptive"):
    outcome = lc.verify_bound({expression}, box, upper={upper}, lower={lower}, method=method)
    if type(outcome).__name__ == "Verified":
        break
print(type(outcome).__name__, method, time.perf_counter() - start)
"""


def run(command):
    """The output, or None after LIMIT seconds."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=tempfile.gettempdir())
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.stdout else done.stderr


def seconds(value):
    return f"{value:.2f}" if value >= 0.01 else f"{value:.3f}"


def ours(program, path, *options):
    """(seconds, bytes) of a proof, or None."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        out = run([program, "prove", path, "--save", folder, *options])
        clock = time.perf_counter() - start
        if out is None or not out.startswith("proved"):
            return None
        return clock, sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))


def solver(module, length):
    out = run([sys.executable, "-c", SOLVER.replace("{module}", module), str(length)])
    if out is None:
        return f"> {LIMIT}"
    words = out.split()
    return seconds(float(words[1])) if words and words[0] == "unsat" else "-"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |"*len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def main(program):
    rows, given_up = [], set()
    for length in LENGTHS:
        found = ours(program, CLAIM, "--sizes", f"T={length},N=1")
        row = [str(length), *((seconds(found[0]), str(found[1])) if found else ("-", "-"))]
        for module in ("z3", "cvc5.pythonic"):
            # What is too long at one length is too long at the next.
            row.append(f"> {LIMIT}" if module in given_up else solver(module, length))
            if row[-1].startswith(">"):
                given_up.add(module)
        rows.append(row)
        print(*row, sep="  ", file=sys.stderr, flush=True)
    versions = {name: importlib.metadata.version(name) for name in ("z3-solver", "cvc5", "leancert")}
    print(f"Theorem 4.2 at N = 1, no script; Z3 {versions['z3-solver']} and cvc5 {versions['cvc5']} on one side of the pair (1, T); "
          f"seconds on the clock, at most {LIMIT}.\n")
    print(table(["T", "ssmproof", "bytes", "Z3", "cvc5"], rows))
    rows = []
    for name, box, claim, expression, upper, lower in BOXES:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "box.claim")
            with open(path, "w", encoding="utf-8") as file:
                ends = "".join(f"  real {variable} in [{low}, {high}]\n" for variable, (low, high) in box.items())
                file.write(f"theorem {name}_on_a_box\n{ends}  conclude {claim}\nend\n")
            found = ours(program, path)
        out = run([sys.executable, "-c", LEANCERT.format(expression=expression, upper=upper, lower=lower), json.dumps(box)])
        words = (out or "").split()
        verified = len(words) == 3 and words[0] == "Verified"
        rows.append([f"`{claim}`", ", ".join(f"{v} in [{a}, {b}]" for v, (a, b) in box.items()), seconds(found[0]) if found else "-",
                     f"{seconds(float(words[2]))} ({words[1]})" if verified else "-"])
        print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
    print(f"\nInequalities on boxes: proved with a certificate; verified by LeanCert {versions['leancert']} (its bridge already running).\n")
    print(table(["inequality", "box", "ssmproof", "LeanCert"], rows))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
