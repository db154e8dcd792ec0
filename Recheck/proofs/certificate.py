"""Certificates of proofs: the claim is read again and says what is to be shown; the file only has how."""

from collections import namedtuple

import certificate as certificates
from certificate import member, refuse_others
from evaluation.evaluator import Evaluator
from evaluation.instance import check_sizes, read_values
from evaluation.verdict import conclusion, hypotheses
from language.errors import FileError, Rejected, Undecided
from language.parser import parse
from language.theorem import theorem_named
from proofs.elaboration import Elaborator
from proofs.reading import Reader, definition, objects, texts
from proofs.rules import Checker
from proofs.terms import Refused, require

FORMAT = "ssmproof proof 1"
REQUIRED = ("format", "theorem", "sha256", "claim", "sizes", "witness", "definitions", "stages")
OPTIONAL = ("version", "file", "lets")

# `fixed` are the sizes that have one value, `lets` families that the proof alone speaks of, `witness` the evaluator of the instance.
Certificate = namedtuple("Certificate", "theorem claim digest fixed lets witness definitions stages")


def read(found, reader=Reader()):
    """The certificate in a JSON object, all of it read.  Raises FileError or ClaimError."""
    for key in REQUIRED:
        if key not in found:
            raise FileError(f"the member '{key}' is missing")
    refuse_others(found, REQUIRED + OPTIONAL)
    claim, name = (member(found, key, str, "a string") for key in ("claim", "theorem"))
    for key in OPTIONAL[:2]:
        if key in found:
            member(found, key, str, "a string")
    digest = certificates.digest(found)
    theorem = theorem_named(parse(claim), name)
    fixed = certificates.whole_numbers(member(found, "sizes", dict, "an object"), "sizes")
    check_sizes(theorem, {**{size: one.lower for size, one in theorem.sizes.items()}, **fixed})
    return Certificate(theorem, claim, digest, fixed, texts(found, "lets", "name"), read_witness(theorem, found["witness"]),
                       [definition(node) for node in objects(found, "definitions")],
                       [stage(node, reader) for node in objects(found, "stages")])


def stage(node, reader):
    refuse_others(node, ("lemmas", "goals"))
    return [reader.lemma(lemma) for lemma in objects(node, "lemmas")], [reader.goal(goal) for goal in objects(node, "goals")]


def read_witness(theorem, node):
    """The evaluator of an instance of the theorem."""
    refuse_others(node, ("sizes", "values"))
    sizes = certificates.whole_numbers(member(node, "sizes", dict, "an object"), "sizes")
    check_sizes(theorem, sizes)
    evaluator = Evaluator(theorem, sizes)
    evaluator.values = read_values(evaluator, member(node, "values", dict, "an object"), certificates.number)
    return evaluator


def check(found):
    """The number of steps of a proof that holds.  Raises Rejected, Undecided, FileError or ClaimError."""
    certificate = read(found)
    if certificates.hash_of(certificate.claim) != certificate.digest:
        raise Rejected("the claim's SHA-256 is another one")
    part = "the claim"
    try:
        elaborator = Elaborator(certificate.theorem, certificate.fixed, certificate.lets)
        checker = Checker(elaborator.theory)
        for part, check_part in parts(elaborator, checker, certificate):
            check_part()
    except Refused as reason:
        raise Rejected(f"{part}: {reason}") from None
    check_witness(certificate.fixed, certificate.witness)
    return checker.steps


def parts(elaborator, checker, certificate):
    """What has to be checked, in turn: (what it is, a function that does)."""
    theory, number = checker.theory, 0
    for one in certificate.definitions:
        yield f"the definition of '{one.name}'", lambda: theory.define(one)
    yield "the whole", lambda: require(len(certificate.stages) == len(elaborator.stages),
                                       "the theorem has other numbers of stages")
    for stage, (lemmas, goals) in zip(elaborator.stages, certificate.stages):
        for name, fact in stage.assumed:
            yield f"the hypothesis '{name}'", lambda: theory.add(name, fact)
        for lemma in lemmas:
            yield f"the lemma '{lemma.name}'", lambda: checker.prove(lemma.name, lemma.fact, lemma)
        yield "the whole", lambda: require(len(goals) == len(stage.goals), "a stage has other numbers of goals")
        for (what, fact), goal in zip(stage.goals, goals):
            number += 1
            yield f"goal {number}, {what}", lambda: checker.prove(f"goal{number}", fact, goal)


def check_witness(fixed, evaluator):
    """The hypotheses have to be true at the witness.

    The conclusion was proved: that it is seen to fail there, or to have no value, shows a fault.
    """
    if any(evaluator.sizes[name] != value for name, value in fixed.items()):
        raise Rejected("the witness has another size than the proof speaks of")
    for what, truth in hypotheses(evaluator):
        if truth is not True and getattr(truth, "kind", None) == "undecided":
            raise Undecided(f"{what} could not be decided at the witness: {truth}")
        if truth is not True:
            raise Rejected(f"{what} fails at the witness" if truth is False else f"{what} at the witness: {truth}")
    for number in range(1, len(evaluator.theorem.conclusions) + 1):
        truth = conclusion(evaluator, number)
        if truth is not True and getattr(truth, "kind", None) != "undecided":
            raise Rejected(f"conclusion {number} " + ("fails at the witness" if truth is False else f"there: {truth}"))
