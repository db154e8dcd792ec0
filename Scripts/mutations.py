#!/usr/bin/env python3
"""Mutations of rigorous code, each of which a test must notice.

    python3 Scripts/mutations.py [--only WORD …] [--folder FOLDER] [--list]

A mutation takes something away on which soundness rests: a rounding error, the end of a domain, a remainder over the
whole box. All of them are built at once into a copy of the sources, each behind a switch that the environment sets
(SSMPROOF_MUTANT); then the named tests run once with no switch set, and once for each mutation until one of them
fails. A mutation that its tests pass over survives: exit status 1. The product itself has no such switches.

A snippet that is not found exactly once in its file is an error: the table follows the code.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS_EACH = 900

SWITCH = """import Foundation

/// The number of the mutation that is on; 0 is none.
@usableFromInline package let activeMutant = ProcessInfo.processInfo.environment["SSMPROOF_MUTANT"].flatMap { Int($0) } ?? 0
"""

# `snippet` stands once in the file below Sources, without its marks: «expression|what it becomes».
Mutation = namedtuple("Mutation", "name file snippet tests")

BALL = "Enclosures/Ball/Ball+Arithmetic.swift"
INTERVAL = "Enclosures/Interval/Interval+Arithmetic.swift"
POWERS = "Enclosures/Interval/Interval+Powers.swift"
ALGEBRAIC = "ExactReals/RadicalExpression.swift"
EXACT = "ExactReals/ExactReal+Arithmetic.swift"
REAL = "Evaluation/Domains/RealDomain.swift"
SERIES = "Evaluation/Domains/TaylorSeries.swift"
TAYLOR = "Evaluation/Domains/TaylorDomain.swift"
TAYLORS = "Evaluation/Quantifiers/TaylorDecision.swift"
TAIL = "Evaluation/Domains/TailValue.swift"
TAILS = "Evaluation/Domains/TailDomain.swift"
BOX = "Evaluation/Domains/ComplexDomain.swift"
CELL = "Evaluation/Domains/CellDomain.swift"
INTERPRETER = "Evaluation/Machines/Interpreter.swift"
STATUS = "Evaluation/Machines/Status.swift"
BUILDER = "Programs/Lowering/ProgramBuilder+Arithmetic.swift"
JET = "Numbers/Jets/OneSidedJet.swift"
TERMS = "Elaboration/Elaborator+Terms.swift"
SLOPES = "Elaboration/Elaborator+Derivatives.swift"
STAGES = "Elaboration/Elaboration.swift"
LETS = "Elaboration/Elaborator+Definitions.swift"
DESCENT = "Elaboration/Elaborator+Descent.swift"
STATEMENTS = "Elaboration/Elaborator+Statements.swift"
SYMBOLS = "Elaboration/Elaborator+Symbols.swift"

ENCLOSURES = "Containment|Edges"
EXACTLY = "ExactReal|Oracle|Containment|Long"
DOMAINS = "DomainConformanceTests"
MEANS = "GaussianTests|TailConformanceTests"
ROADS = "RuleTests|DifferentialTests"
ELABORATIONS = "ElaborationTests.(Name|Derivative|Stage|Descent|Formula)"

MUTATIONS = [
    Mutation("ball: a sum forgets its rounding error", BALL,
             "(x.radius + y.radius + «error|0»)", ENCLOSURES),
    Mutation("ball: a divisor is as far from 0 as its midpoint", BALL,
             "let nearest = y.midpoint.magnitude - «y.radius|0»", ENCLOSURES),
    Mutation("ball: a product forgets the product of both radii", BALL,
             "x.radius * (y.midpoint.magnitude + «y.radius|0»)", ENCLOSURES),

    Mutation("interval: a difference takes the wrong end", INTERVAL,
             "mpfr_sub(lower, a, «d|c», MPFR_RNDD)", ENCLOSURES),
    Mutation("interval: an upper end is rounded down", INTERVAL,
             "mpfr_add(upper, b, d, «MPFR_RNDU|MPFR_RNDD»)", ENCLOSURES),
    Mutation("interval: below 1 too the greatest power has the greatest exponent", POWERS,
             "mpfr_pow(upper, x.1, «highAtLeastOne ? y.1 : y.0|y.1», MPFR_RNDU)", ENCLOSURES),

    Mutation("exact: the separation bound of nested roots is that of a rational number", ALGEBRAIC,
             "return Self.up(logDenominator + «(degree - 1)|0» * logNumerator) + 1", EXACTLY),
    Mutation("exact: roots are multiplied without a look at what is under them", EXACT,
             "return «x.isSame(as: y)|true» ? ExactReal(a.asValue, precision) : nil", EXACTLY),
    Mutation("exact: a difference of multiples of one number is their sum", EXACT,
             "return scaled(«c - d|c + d», z, precision)", EXACTLY),

    Mutation("real: a logarithm of what may be 0", REAL,
             "-> Trilean { «x.isNonpositive|x.isNegative» }", DOMAINS),
    Mutation("real: a hull is its first half", REAL,
             "-> Number? { «x.hull(y)|x» }", DOMAINS),
    Mutation("real: a power with a long exponent has no sign", REAL,
             "return «n.numerator.flooredDivision(by: 2).remainder.isZero|true» ? size", "EngineTests|FormTests|Oracle"),

    Mutation("series: a logarithm forgets its last product", SERIES,
             "(coefficients[k] - Self.sum(1..<«k|max(k - 1, 1)», value) { rational($0, k) * l[$0]", DOMAINS),
    Mutation("series: the remainder is taken at the point", TAYLORS,
             "var rest = «difference[last]|at[last]»", DOMAINS),
    Mutation("series: an absolute value that changes its sign in the box keeps one branch", TAYLOR,
             "let isFirst: Trilean = v.isNonnegative == .yes ? .yes : v.isNonpositive == .yes ? .no : "
             "«.unknown|.yes»", DOMAINS),
    Mutation("series: a minimum that changes sides in the box keeps one", TAYLOR,
             "branch(place, isFirst: «x.value.isLessOrEqual(to: y.value)|.yes»).map", DOMAINS),

    Mutation("tail: an integrand of unknown sign counts by its modulus", TAIL,
             "return «u.m|u.m.magnitude» * fromZero(to: bound)", MEANS),
    Mutation("tail: a growing power does not slow the fall", TAIL,
             "return «max(p, 0)|Rational(0)» / start + k + q * start * 2 <= 0", MEANS),
    Mutation("tail: a polynomial on the left half line is that of the right one", TAILS,
             "case .left: sign = «-1|1»", DOMAINS),
    Mutation("tail: the left half line is the right one", TAILS,
             "case .left: return TailValue(m: «-one.m|one.m», p: 1)", DOMAINS),
    Mutation("tail: what is less by rate alone is left out of a sum", TAIL,
             "let m = low.m * «factorRange(p, k, q)|number(0)»", DOMAINS),
    Mutation("tail: a modulus keeps its sign", TAIL,
             "TailValue { with(«u.m.magnitude|u.m», like: u) }", DOMAINS),

    Mutation("complex box: a logarithm may cross its cut", BOX,
             "{ «z.re.isPositive == .yes|true» || z.im.isZero == .no }", DOMAINS),
    Mutation("complex box: a choice that is open on the panel is the first", BOX,
             "-> ComplexValue? { «nil|x» }", DOMAINS),
    Mutation("complex box: an absolute value is analytic at its kink", BOX,
             "return x.onPanel.isNonpositive == .yes ? value(-x.box) : «nil|value(-x.box)»", DOMAINS),
    Mutation("complex box: a maximum is its first operand", BOX,
             "isFirstLess(x, y).map { «$0|false» ? y : x }", DOMAINS),

    Mutation("cell: the first is the greater", CELL,
             "{ try order(x, y) >= «0|-1» ? x : y }", DOMAINS),
    Mutation("cell: what is equal is not less or equal", CELL,
             "Trilean { Trilean(try order(x, y) <= «0|-1») }", DOMAINS),
    Mutation("cell: an absolute value is the number", CELL,
             "try sign(x) < «0|-1» ? tower.negated(x) : x", DOMAINS),
    Mutation("cell: half a turn is none", CELL,
             "k.isMultiple(of: 2) ? 1 : «-1|1»)", "CircleTests"),

    Mutation("one-sided jet: a product has one of its two slopes", JET,
             "$0.slope * $1.limit + $0.limit * «$1.slope|$1.slope.constant(0)»", ROADS),
    Mutation("second road: nothing is divided by zero", "Replay/Walk+Rules.swift",
             "try NoValue.require(«!isZero(y)|.yes», message)", ROADS),

    Mutation("interpreter: what may be undefined is undefined", INTERPRETER,
             "case .unknown: statuses[target] = «.indeterminate|Status(.undefined, site: n.c)»", DOMAINS),
    Mutation("interpreter: of an open choice the first is taken", INTERPRETER,
             "write(n, domain.hull(values[b], «values[c]|values[b]»))", DOMAINS),
    Mutation("interpreter: sides of a derivative need not meet", INTERPRETER,
             "return agrees == .no && n.b == 0 ? .unknown : «agrees|.yes»", DOMAINS),
    Mutation("interpreter: of two failures the first prevails", STATUS,
             "-> Status { «x.raw >= y.raw|true» ? x : y }", DOMAINS),

    Mutation("rewriting: 0 times what may have no value is 0", BUILDER,
             "if p.isZero { return «zeroIfDefined(y)|constant(0)» }", "RewritingTests|DefinednessTests"),
    Mutation("rewriting: what is subtracted from itself is 0, with or without a value", BUILDER,
             "if x == y { return «zeroIfDefined(x)|constant(0)» }", "RewritingTests|DefinednessTests"),
    Mutation("elaborator: a power's factors bind an index", TERMS,
             'let name = «fresh("k", besides: base.re.indexNames.union(base.im.indexNames))|"k"»', ELABORATIONS),
    Mutation("elaborator: a sum keeps a name that is taken", SLOPES,
             'bound.append(«fresh(name, besides: taken)|name»)', ELABORATIONS),
    Mutation("elaborator: a parameter is what stands for it", SLOPES,
             'if «place.arguments[slot] == nil|true», let atom', ELABORATIONS),
    Mutation("elaborator: conditions may move where one differentiates", SLOPES,
             'guard !«support.conditions.contains(where: { depends($0, on: target.atom.name) })|false» else {', ELABORATIONS),
    Mutation("elaborator: roots that cancel may vanish where one differentiates", SLOPES,
             'where «depends(root.literal.polynomial, on: target.atom.name)|false» {', ELABORATIONS),
    Mutation("elaborator: what is not defined everywhere is used at once", STAGES,
             'if «support(of: Self.item).isPartial|false» {', ELABORATIONS),
    Mutation("elaborator: cases that may meet hold everywhere", LETS,
             'if «isTotal|true» { list = total }', ELABORATIONS),
    Mutation("elaborator: elements need no equation", LETS,
             'guard «isCovered|true» || d >= firstOfScript else {', ELABORATIONS),
    Mutation("elaborator: two equations may give an element", LETS,
             'guard «other.constantCount > equations[k].constantCount|true» else {', ELABORATIONS),
    Mutation("elaborator: indices need not fall", DESCENT,
             'let signed = try? IndexTerm(«-least|0»)', ELABORATIONS),
    Mutation("elaborator: open ends are closed", STATEMENTS,
             'Literal(number - (try value(end.value, place).re), «end.isClosed|true» ?', ELABORATIONS),
    Mutation("elaborator: shifted operations stand at another index", SYMBOLS,
             'indices.append(try difference(IndexTerm(name), IndexTerm(«-shift|shift»)))', ELABORATIONS),
]


def planted(text, mutation, number):
    """The text with the mutation behind its switch."""
    before, original, mutant, after = re.fullmatch(r"(.*)«(.*)\|(.*?)»(.*)", mutation.snippet).groups()
    old = before + original + after
    if text.count(old) != 1:
        raise SystemExit(f"{mutation.file}: {text.count(old)} times instead of once: {old}")
    return text.replace(old, f"{before}(activeMutant == {number} ? {mutant} : {original}){after}")


PARTS = ("Package.swift", "Sources", "Tests", "Theorems", "Examples", "README.md", "Documentation")


def sources():
    """The files of the copy, by name: those of the package, with all mutations in them."""
    result = {"Sources/Numbers/ActiveMutant.swift": SWITCH.encode()}
    for part in PARTS:
        top = os.path.join(ROOT, part)
        paths = [top] if os.path.isfile(top) else [
            os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names if ".build" not in folder]
        for path in paths:
            with open(path, "rb") as file:
                result[os.path.relpath(path, ROOT)] = file.read()
    for number, mutation in enumerate(MUTATIONS, 1):
        name = os.path.join("Sources", mutation.file)
        text = planted(result[name].decode(), mutation, number)
        if not name.startswith("Sources/Numbers/") and "import Numbers\n" not in text:
            text = "import Numbers\n" + text
        result[name] = text.encode()
    return result


def build(folder):
    """Builds the copy, in which files that have not changed are left alone; the test bundle."""
    wanted = sources()
    for part in ("Sources", "Tests"):
        for place, _, names in os.walk(os.path.join(folder, part)):
            for name in names:
                path = os.path.join(place, name)
                if os.path.relpath(path, folder) not in wanted:
                    os.remove(path)
    for name, content in wanted.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            with open(path, "rb") as file:
                if file.read() == content:
                    continue
        with open(path, "wb") as file:
            file.write(content)
    command = ["swift", "build", "--build-tests", "--package-path", folder]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        errors = [line for line in done.stdout.splitlines() if "error:" in line]
        raise SystemExit("the copy does not compile:\n" + "\n".join(errors[:20]))
    return os.path.join(folder, ".build/debug/SSMProofPackageTests.xctest")


def failing(bundle, folder, mutation, number):
    """The tests that fail with the mutation on; a crash and a hang are failures too."""
    command = [bundle, "--testing-library", "swift-testing", "--filter", mutation.tests]
    environment = dict(os.environ, SSMPROOF_MUTANT=str(number))
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment,
                              timeout=SECONDS_EACH)
    except subprocess.TimeoutExpired:
        return ["(no end)"]
    names = re.findall(r"Test (\S+?)\(.*?\)? ?(?:with \d+ test cases? )?failed", done.stdout + done.stderr)
    if not re.search(r"Test run with [1-9]", done.stdout + done.stderr) and done.returncode == 0:
        raise SystemExit(f"no test is called {mutation.tests}")
    return names or (["(crash)"] if done.returncode != 0 else [])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD", help="mutations whose names have the word")
    parser.add_argument("--folder", help="where the copy is built and left")
    parser.add_argument("--list", action="store_true", help="the table, and nothing is run")
    arguments = parser.parse_args()
    chosen = [(k, m) for k, m in enumerate(MUTATIONS, 1)
              if not arguments.only or any(word in m.name for word in arguments.only)]
    if arguments.list:
        for number, mutation in chosen:
            print(f"{number:3} {mutation.name} ({mutation.file})")
        return 0
    folder = arguments.folder or tempfile.mkdtemp(prefix="mutations-")
    os.makedirs(folder, exist_ok=True)
    survivors = 0
    try:
        bundle = build(folder)
        for tests in sorted({m.tests for _, m in chosen}):
            broken = failing(bundle, folder, Mutation("", "", "", tests), 0)
            if broken:
                raise SystemExit(f"without a mutation too these fail: {', '.join(broken)}")
        for number, mutation in chosen:
            names = failing(bundle, folder, mutation, number)
            survivors += not names
            shown = ", ".join(sorted(set(names))[:3]) if names else "SURVIVES"
            print(f"{number:3} {mutation.name}: {shown}", flush=True)
    finally:
        if not arguments.folder:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(chosen)} mutations, {survivors} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
