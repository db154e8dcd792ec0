#!/usr/bin/env python3
"""Compares the program's verdicts on random claims and instances with an independent evaluator's.

    oracle.py --count 2000 --seed 1 --features complex,diff,sqrt      compare
    oracle.py --count 600 --seed 7 --write ../Fixtures/verdicts.jsonl   write expected verdicts

Needs python-flint. The evaluator shares nothing with the program: fractions, and 1400-bit balls where
roots occur; derivatives are limits of difference quotients in an ordered field of germs; `forall real`
is decided at the roots of the polynomials involved and between them.
"""

import argparse
import json
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from evaluator import Evaluator, OutOfRange
from generator import Generator
from printer import claim_text, instance_json
from values import Mode, Unsure

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("SSMPROOF", os.path.join(HERE, "../../../../.build/release/ssmproof"))


def case(seed, features, continuum):
    if continuum:
        from continuum import ContinuumGenerator as Kind
    else:
        Kind = Generator
    g = Kind(seed, features)
    claim = g.claim()
    sizes, values, combos = g.instance(claim)
    text = claim_text(claim)
    instance = instance_json(claim, sizes, values, combos)
    try:
        expected = Evaluator(claim, sizes, values).verdict()
    except OutOfRange:
        expected = "error"
    except Unsure:
        expected = None
    return seed, text, instance, expected, (claim, sizes, values)


def slim(text):
    import re

    lines = text.strip().split("\n")
    for name in "ksn":
        line = next((line for line in lines if line.startswith(f"index {name} ")), None)
        rest = " ".join(x for x in lines if x is not line)
        if line and not re.search(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])", rest):
            lines.remove(line)
    return " ".join(lines)


def ask(text, instance, folder, seed):
    paths = [os.path.join(folder, f"{seed}.{end}") for end in ("claim", "json")]
    for path, content in zip(paths, (text, json.dumps(instance))):
        with open(path, "w") as file:
            file.write(content)
    try:
        run = subprocess.run([PROGRAM, "check", paths[0], "--instance", paths[1], "--format", "json"],
                             capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "timeout", {}
    finally:
        for path in paths:
            os.unlink(path)
    if run.returncode == 2:
        return "error", run.stderr.strip().split("\n")[0]
    if run.returncode not in (0, 1, 3):
        return f"exit {run.returncode}", run.stderr
    claim = json.loads(run.stdout)["claims"][0]
    return claim["instance_verdict"], claim["counterexample"]


def report_is_wrong(made, found):
    """The failing comparison of a violated instance, checked where the conclusion is plain."""
    claim, sizes, values = made
    if found is None or len(claim["concludes"]) != 1:
        return None
    free, f = claim["concludes"][0]
    if f[0] != "cmp" or len(f[2]) != 1 or found["left"] is None:
        return None
    if set(found["indices"]) != set(free):
        return f"indices {found['indices']}"
    from fractions import Fraction

    from values import Cx, ball

    e = Evaluator(claim, sizes, values)
    env = {**sizes, **found["indices"]}
    if e.f(f, env, {}) is not False:
        return f"does not fail at {found['indices']}"
    for x, text in zip(f[1], (found["left"], found["right"])):
        value = e.e(x, env, {})
        if isinstance(value, Cx):
            continue
        ends = [Fraction(p) for p in text.split("..")]
        exact = isinstance(value, Fraction)
        low, high = ball(ends[0]), ball(ends[-1])
        inside = ends[0] <= value <= ends[-1] if exact else not (value < low or value > high)
        if not inside or (exact and len(ends) == 2):
            return f"{value} is not {text}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--features", default="complex,diff,sqrt")
    parser.add_argument("--strict", action="store_true", help="balls decide signs by themselves alone")
    parser.add_argument("--continuum", action="store_true", help="claims with forall real")
    parser.add_argument("--write", help="append cases to this file of JSON lines instead of comparing")
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    Mode.strict = options.strict
    features = [f for f in options.features.split(",") if f]
    cases = [case(options.seed * 1_000_000 + k, features, options.continuum) for k in range(options.count)]
    if options.write:
        vacuous, written = 0, 0
        with open(options.write, "a") as file:
            for _, text, instance, expected, _ in cases:
                # Short claims, and few that a hypothesis settles.
                if expected in (None, "error") or len(text) > 560:
                    continue
                vacuous += expected == "vacuous"
                if expected == "vacuous" and vacuous % 5:
                    continue
                # Declarations of indices that the claim does not name are left out.
                row = {"claim": slim(text), "instance": json.dumps(instance, separators=(",", ":")),
                       "verdict": expected}
                file.write(json.dumps(row, separators=(",", ":")) + "\n")
                written += 1
        print(written, "cases")
        return
    counts, wrong, errors, undecided = {}, [], {}, 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda c: ask(c[1], c[2], folder, c[0]), cases)
        for (seed, text, instance, expected, made), (found, details) in zip(cases, answers):
            counts[(expected, found)] = counts.get((expected, found), 0) + 1
            if found == "error":
                message = details.split(": ", 1)[-1]
                errors.setdefault(message[:50], (seed, text, details))
            problem = None
            if found == "violated" and expected == "violated":
                try:
                    problem = report_is_wrong(made, details)
                except Unsure:
                    pass
            if found != expected and "error" not in (found, expected) and expected is not None or problem:
                if found == "undecided" and (options.strict or "diff(" in text):
                    continue
                wrong.append((seed, text, instance, expected, found, problem))
    for pair, n in sorted(counts.items(), key=str):
        print(pair, n)
    for message, (seed, _, details) in errors.items():
        print("error:", seed, details)
    wrong.sort(key=lambda w: len(w[1]))
    print(len(wrong), "disagreements")
    for seed, text, instance, expected, found, problem in wrong[: options.show]:
        print(f"--- seed {seed}: oracle {expected}, program {found} {problem or ''}")
        print(text + json.dumps(instance))


if __name__ == "__main__":
    main()
