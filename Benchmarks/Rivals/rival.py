"""One rival on one claim, in a process of its own: python rival.py TOOL CLAIM.

Prints the processor's seconds from the end of the imports to the find, and the values found, as one JSON object; nothing
where it gives up. TOOL: z3 (its default solver), z3-nlsat, z3-qfnra, hypothesis.
"""

import itertools
import json
import os
import sys
import time
from fractions import Fraction

from claims import CLAIMS


def answer(start, values):
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "values": {name: str(value) for name, value in values.items()}}), flush=True)
    os._exit(0)


def run_z3(claim, tactic):
    import z3

    start = time.process_time()
    rules, variables = claim.solve(z3)
    solver = z3.Tactic(tactic).solver() if tactic else z3.Solver()
    solver.add(*rules)
    if solver.check() != z3.sat:
        return
    model = solver.model()
    found = {variable.decl().name(): model.eval(variable, model_completion=True) for variable in variables}
    # Algebraic numbers are rounded, ever more finely, until the fractions are a counterexample.
    for digits in (10, 20, 40, 80):
        values = claim.values({
            name: (value if z3.is_rational_value(value) else value.approx(digits)).as_fraction() for name, value in found.items()})
        if claim.violated(values):
            answer(start, values)


def run_hypothesis(claim):
    import hypothesis
    from hypothesis import HealthCheck, Phase, strategies

    start = time.process_time()
    # Targets are climbed to in the second half of a run: runs of growing length, each from its own seed.
    for seed in itertools.count(1):
        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=500 << min(seed, 10), database=None, deadline=None, phases=[Phase.generate, Phase.target],
            suppress_health_check=list(HealthCheck))
        @hypothesis.given(claim.draw(strategies))
        def examine(values):
            if claim.violated(values):
                answer(start, values)
            hypothesis.target(float(max(min(claim.margin(values), Fraction(10) ** 9), -Fraction(10) ** 9)))
        examine()


tool, name = sys.argv[1:]
claim = next(claim for claim in CLAIMS if claim.name == name)
if tool == "hypothesis":
    run_hypothesis(claim)
else:
    run_z3(claim, {"z3": None, "z3-nlsat": "qfnra-nlsat", "z3-qfnra": "qfnra"}[tool])
