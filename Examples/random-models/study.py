#!/usr/bin/env python3
"""Makes everything of this folder again: results.csv, the pictures, and the tables in README.md.

    python3 Examples/random-models/study.py [PROGRAM]

PROGRAM is .build/release/ssmproof unless SSMPROOF or the argument names another. It takes a few minutes.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DRAWS = 1000
LENGTHS = [4, 16, 64, 256, 1024, 4096]
INPUTS = ["gaussian", "uniform", "sparse", "impulse"]
MODELS = [("s4d_real", 4), ("mamba", 4), ("retnet", 4), ("rwkv", 4)]
KERNELS = [("s4d_lin", 8), ("s4d_inv", 8), ("s4d_legs", 8), ("s4d_real", 8), ("lru", 8)]
# Theorem, file, number of states (None where the theorem has no such size).
CASES = (
    [(f"{model}_{kind}", "contraction", n) for model, n in MODELS for kind in INPUTS]
    + [("mamba_simplified_gaussian", "contraction", 4)]
    + [(f"{model}_influence", "influence", n) for model, n in KERNELS]
    + [("mamba_influence", "influence", None)]
)
# Of these the program's own picture is kept.
PICTURES = ["s4d_real_gaussian", "mamba_gaussian", "s4d_lin_influence", "lru_influence", "mamba_influence"]
COLUMNS = ["theorem", "T", "draws", "met", "violated", "median", "95%", "greatest", "factor"]


def sample(theorem, file, states, lengths, draws, *more, program):
    sizes = "T=" + ",".join(map(str, lengths)) + (f",N={states}" if states else "")
    # The factor of Theorem 4.2, to be told beside its tightness.
    measure = ["--measure", "1 - Amin^(T-1)"] if file == "contraction" else []
    command = [program, "sample", f"Theorems/random/{file}.claim", "--claim", theorem, "--sizes", sizes]
    command += ["--draws", str(draws), "--format", "json", *measure, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout)["claims"][0]["groups"]


def rounded(bounds, digits=4):
    """The number to which all between the bounds is rounded, with one digit less where there is none."""
    if bounds is None:
        return ""
    low, high = map(Fraction, bounds)
    if Fraction(99995, 100000) <= low and high < 1:
        return ">0.9999"
    for d in range(digits, 1, -1):
        low, high = (f"{float(Fraction(x)):.{d}g}" for x in bounds)
        if low == high:
            return low
    return f"{float(Fraction(bounds[0])):.2g}..{float(Fraction(bounds[1])):.2g}"


def row(theorem, group):
    figures = group["comparisons"][0]["tightness"]
    quantiles = {q["share"]: q["value"] for q in figures["quantiles"]}
    measures = group["measures"]
    factor = {q["share"]: q["value"] for q in measures[0]["figures"]["quantiles"]} if measures else {}
    return {
        "theorem": theorem, "T": group["sizes"]["T"], "draws": group["draws"],
        "met": group["held"] + group["violated"], "violated": group["violated"],
        "median": rounded(quantiles.get("1/2")), "95%": rounded(quantiles.get("19/20")),
        "greatest": rounded(figures["maximum"]), "factor": rounded(factor.get("1/2")),
    }


def table(rows, names, titles, column):
    """Theorems down, lengths across."""
    lines = ["| | " + " | ".join(f"T = {t}" for t in LENGTHS) + " |", "|---|" + "---:|" * len(LENGTHS)]
    found = {(r["theorem"], int(r["T"])): r for r in rows}
    for name, title in zip(names, titles):
        cells = [str(found[name, t][column]) or "-" for t in LENGTHS]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


TITLES = {"s4d_real": "S4D-Real", "mamba": "Mamba", "retnet": "RetNet's decays", "rwkv": "RWKV-4's decays",
          "s4d_lin": "S4D-Lin", "s4d_inv": "S4D-Inv", "s4d_legs": "S4D-LegS", "lru": "LRU"}


def tables(rows):
    """What stands in the README between its marks, by name."""
    names = [f"{m}_{k}" for m, _ in MODELS for k in INPUTS]
    titles = [f"{TITLES[m]}, {k}" for m, _ in MODELS for k in INPUTS]
    kernels = [f"{m}_influence" for m, _ in KERNELS] + ["mamba_influence"]
    kernel_titles = [TITLES[m] for m, _ in KERNELS] + ["Mamba, product of the gates"]
    factors = [f"{m}_gaussian" for m, _ in MODELS]
    return {
        "median": table(rows, names, titles, "median"),
        "greatest": table(rows, names, titles, "greatest"),
        "met": table(rows, names, titles, "met"),
        "factor": table(rows, factors, [TITLES[m] for m, _ in MODELS], "factor"),
        "simplified": simplified(rows),
        "influence": table(rows, kernels, kernel_titles, "median"),
        "influence-greatest": table(rows, kernels, kernel_titles, "greatest"),
    }


def simplified(rows):
    columns = [("violated", "violated, of 1000"), ("median", "median"), ("greatest", "greatest")]
    parts = [table(rows, ["mamba_simplified_gaussian"], [title], column) for column, title in columns]
    return "\n".join([parts[0]] + [part.split("\n")[-1] for part in parts[1:]])


def fill(text, parts):
    for name, part in parts.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        if begin in text:
            text = text[: text.index(begin) + len(begin)] + part + "\n" + text[text.index(end):]
    return text


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SSMPROOF", str(ROOT / ".build/release/ssmproof"))
    rows = []
    for theorem, file, states in CASES:
        more = ["--plot", str(HERE / f"{theorem}.svg")] if theorem in PICTURES else []
        for group in sample(theorem, file, states, LENGTHS, DRAWS, *more, program=program):
            rows.append(row(theorem, group))
        print(theorem, flush=True)
    with open(HERE / "results.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    page = HERE / "README.md"
    page.write_text(fill(page.read_text(), tables(rows)))


if __name__ == "__main__":
    main()
