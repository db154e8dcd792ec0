"""What the tests share."""

import copy
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import certificate as certificates
import recheck
from evaluation.evaluator import Evaluator
from evaluation.instance import check_sizes, read_values
from evaluation.verdict import verdict
from language.parser import parse
from language.theorem import theorem_named


def stored(name):
    """A stored certificate as a JSON value."""
    with open(os.path.join(HERE, "certificates", name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def all_stored():
    return sorted(name[:-5] for name in os.listdir(os.path.join(HERE, "certificates")))


def decide(text, sizes=None, **values):
    """(verdict, why) of the theorem `q` with these items at an instance."""
    theorem = theorem_named(parse(f"theorem q {text} end"), "q")
    check_sizes(theorem, sizes or {})
    evaluator = Evaluator(theorem, sizes or {})
    evaluator.values = read_values(evaluator, values, certificates.number)
    return verdict(evaluator)


def outcome(json_value):
    """accepted, or the class of what is raised, and why."""
    def run():
        try:
            recheck.recheck(certificates.certificate(copy.deepcopy(json_value)))
            return "accepted", ""
        except (recheck.Rejected, recheck.Undecided, recheck.FileError, recheck.ClaimError) as error:
            return type(error).__name__, str(error)
    return recheck.with_deep_stack(run)


def rehashed(json_value):
    json_value["sha256"] = certificates.hash_of(json_value["claim"])
    return json_value
