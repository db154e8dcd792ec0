"""Proofs beside other provers: python run.py SSMPROOF; a page in Markdown.

Theorem 4.2 at fixed lengths beside Z3 and cvc5, which get the smallest form of its negation: gates at least a, inputs in
[low, high]. Then inequalities on boxes beside LeanCert's verifier, which encloses by intervals. Seconds of the clock, one
process at a time, at most LIMIT each; "-": no answer in time.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
import time

LIMIT = 10
LENGTHS = (2, 3, 4, 5, 8, 16, 32, 64)
HERE = os.path.dirname(os.path.abspath(__file__))

# Bounds: the claim's declarations and conclusion, and LeanCert's expression, box and bound.
BOUNDS = [
    ("x in [0, 1]", "x*(1-x) <= 1/4", "x*(1-x)", {"x": (0, 1)}, {"upper": "1/4"}),
    ("x in [0, 1]", "x*(1-x) <= 13/50", "x*(1-x)", {"x": (0, 1)}, {"upper": "13/50"}),
    ("x in [-1, 1]", "exp(x) >= 1 + x", "lc.exp(x) - x", {"x": (-1, 1)}, {"lower": "1"}),
    ("x in [0, 1]", "exp(x) <= 11/4", "lc.exp(x)", {"x": (0, 1)}, {"upper": "11/4"}),
    ("x in [1, 2]", "log(x) <= x - 1", "lc.log(x) - x", {"x": (1, 2)}, {"upper": "-1"}),
    ("x in [1, 2]", "log(x) <= 7/10", "lc.log(x)", {"x": (1, 2)}, {"upper": "7/10"}),
    ("x in [0, 1]", "sqrt(x) <= (1 + x)/2", "lc.sqrt(x) - x/2", {"x": (0, 1)}, {"upper": "1/2"}),
    ("x in [1, 2]", "sqrt(x) <= 3/2", "lc.sqrt(x)", {"x": (1, 2)}, {"upper": "3/2"}),
    ("x in [-1, 1]", "sin(x) <= 1", "lc.sin(x)", {"x": (-1, 1)}, {"upper": "1"}),
    ("x in [-1, 1], y in [-1, 1]", "x^2 + y^2 >= 2*x*y - 1/10", "x**2 + y**2 - 2*x*y",
     {"x": (-1, 1), "y": (-1, 1)}, {"lower": "-1/10"}),
]

Z3 = """
import z3, sys
T = int(sys.argv[1]); s = z3.Solver()
V = lambda n: [z3.Real(n + str(t)) for t in range(T)]
A, D, b = V('A'), V('D'), V('b'); a, low, high = z3.Reals('a low high')
s.add(a >= 0, low <= 0, high >= 0)
h = z3.RealVal(0); first = None; power = z3.RealVal(1)
for t in range(T):
    s.add(A[t] >= a, D[t] >= 0, A[t] + D[t] <= 1, low <= b[t], b[t] <= high)
    h = A[t]*h + D[t]*b[t]; first = h if t == 0 else first
for t in range(T - 1): power = power * a
s.add(h - first > (1 - power) * (high - low))
print(s.check())
"""

CVC5 = Z3.replace("import z3, sys", "import cvc5.pythonic as z3, sys")

LEANCERT = """
import leancert as lc, sys, json
from fractions import Fraction
expression, box, bound = json.loads(sys.argv[1])
names = {name: lc.var(name) for name in box}
x = eval(expression, {'lc': lc, **names})
box = {k: tuple(v) for k, v in box.items()}
bound = {k: Fraction(v) for k, v in bound.items()}
answer = type(lc.verify_bound(x, box, **bound)).__name__
if answer == "Inconclusive":
    with lc.Solver() as solver:
        if lc.verify_bound_adaptive(solver, x, box, **{k: float(v) for k, v in bound.items()}).verified:
            answer = "Verified"
print(answer)
"""


def timed(command):
    """(seconds, standard output); no output where it takes too long."""
    start = time.perf_counter()
    try:
        out = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT).stdout
    except subprocess.TimeoutExpired:
        out = ""
    return time.perf_counter() - start, out.strip()


def ours(program, path, *options):
    with tempfile.TemporaryDirectory() as folder:
        seconds, out = timed([program, "prove", path, "--save", folder, *options])
        files = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".proof.json")]
        return (seconds, os.path.getsize(files[0])) if out.startswith("proved") and files else None


def solver(code, length):
    seconds, out = timed([sys.executable, "-c", code, str(length)])
    return f"{seconds:.2f}" if out == "unsat" else "-"


def leancert(expression, box, bound):
    seconds, out = timed([sys.executable, "-c", LEANCERT, json.dumps([expression, box, bound])])
    return f"{seconds:.2f}" if out == "Verified" else "- " + out.lower()


def main(program):
    version = importlib.metadata.version
    print("# Proofs beside other provers\n\n`make rivals`: seconds of the clock for the whole process, start included, one at a time, at most "
          f"{LIMIT} s each; \"-\": not shown in that time. Nothing is scripted: `ssmproof` gets the claim alone.\n")
    print(f"ssmproof {subprocess.run([program, '--version'], capture_output=True, text=True).stdout.strip()}, Z3 {version('z3-solver')}, "
          f"cvc5 {version('cvc5')}, LeanCert {version('leancert')}\n")
    print("Theorem 4.2 for one channel, first state and last (`Benchmarks/first-and-last.claim`). The solvers get the negation with gates at "
          "least `a` and inputs in `[low, high]`. For longer lengths a solver is not asked once it failed.\n")
    print("| T | ssmproof | certificate, bytes | z3 | cvc5 |\n|--:|--:|--:|--:|--:|")
    open_solvers = {"z3": Z3, "cvc5": CVC5}
    for length in LENGTHS:
        mine = ours(program, os.path.join(HERE, "..", "first-and-last.claim"), "--sizes", f"T={length}")
        cells = []
        for name in ("z3", "cvc5"):
            cells.append(solver(open_solvers[name], length) if name in open_solvers else "-")
            if cells[-1] == "-":
                open_solvers.pop(name, None)
        print(f"| {length} |", " | ".join([f"{mine[0]:.2f}" if mine else "-", str(mine[1]) if mine else "", *cells]), "|", flush=True)
    print("\nInequalities on boxes, some with equality somewhere, some with room. LeanCert gets the terms with variables on one side: "
          "`verify_bound`, and `verify_bound_adaptive`, which subdivides, where that is inconclusive. Where equality is reached "
          "inside a box no enclosure by intervals ends; the kernel here has no subdivision.\n")
    print("| on | inequality | ssmproof | LeanCert |\n|---|---|--:|--:|")
    for domain, conclusion, expression, box, bound in BOUNDS:
        with tempfile.NamedTemporaryFile("w", suffix=".claim") as file:
            file.write(f"theorem bound\n  real {domain}\n  conclude {conclusion}\nend\n")
            file.flush()
            mine = ours(program, file.name)
        print(f"| {domain} | `{conclusion}` | {f'{mine[0]:.2f}' if mine else '-'} | {leancert(expression, box, bound)} |", flush=True)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
