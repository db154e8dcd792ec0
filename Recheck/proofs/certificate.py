"""Certificates of proofs: the claim is read again and says what is to be shown; the file only has how."""

import certificate as certificates
from certificate import member, refuse_others
from evaluation.evaluator import Evaluator
from evaluation.instance import check_sizes, read_values
from evaluation.verdict import conclusion, hypotheses
from language.errors import FileError, Rejected, Undecided
from language.parser import parse
from language.theorem import theorem_named
from proofs.elaboration import Elaborator
from proofs.notation import read
from proofs.rules import Checker, texts
from proofs.terms import Fact, Refused, require
from proofs.theory import KINDS, Definition

FORMAT = "ssmproof proof 1"
REQUIRED = ("format", "theorem", "sha256", "claim", "sizes", "witness", "definitions", "stages")
OPTIONAL = ("version", "file")
WAYS = ("proof", "induction", "from", "base", "step")


def check(found):
    """The number of steps of a proof that holds.  Raises Rejected, Undecided, FileError or ClaimError."""
    for key in REQUIRED:
        if key not in found:
            raise FileError(f"the member '{key}' is missing")
    refuse_others(found, REQUIRED + OPTIONAL)
    claim, name, digest = (member(found, key, str, "a string") for key in ("claim", "theorem", "sha256"))
    for key in OPTIONAL:
        if key in found:
            member(found, key, str, "a string")
    if certificates.hash_of(claim) != digest:
        raise Rejected("the claim's SHA-256 is another one")
    theorem = theorem_named(parse(claim), name)
    fixed = certificates.whole_numbers(member(found, "sizes", dict, "an object"), "sizes")
    check_sizes(theorem, {**{size: one.lower for size, one in theorem.sizes.items()}, **fixed})
    part = "the claim"
    try:
        elaborator = Elaborator(theorem, fixed)
        checker = Checker(elaborator.theory)
        for part, check_part in parts(elaborator, checker, found):
            check_part()
    except Refused as reason:
        raise Rejected(f"{part}: {reason}") from None
    check_witness(theorem, fixed, member(found, "witness", dict, "an object"))
    return checker.steps


def parts(elaborator, checker, found):
    """What has to be checked, in turn: (what it is, a function that does)."""
    theory = checker.theory
    for node in objects(found, "definitions"):
        yield f"the definition of {ascii(node.get('name'))[:60]}", lambda: theory.define(definition(node))
    stages, number = objects(found, "stages"), 0
    yield "the whole", lambda: require(len(stages) == len(elaborator.stages), "the theorem has other numbers of stages")
    for stage, node in zip(elaborator.stages, stages):
        refuse_others(node, ("lemmas", "goals"))
        for name, fact in stage.assumed:
            yield f"the hypothesis '{name}'", lambda: theory.add(name, fact)
        for lemma in objects(node, "lemmas"):
            yield f"the lemma {ascii(lemma.get('name'))[:60]}", lambda: prove_lemma(checker, lemma)
        goals = objects(node, "goals")
        yield "the whole", lambda: require(len(goals) == len(stage.goals), "a stage has other numbers of goals")
        for (what, fact), proof in zip(stage.goals, goals):
            number += 1
            refuse_others(proof, ("premises", *WAYS))
            premises = texts(proof, "premises", "name")
            yield f"goal {number}, {what}", lambda: checker.prove(f"goal{number}", fact, premises, proof)


def objects(node, key):
    found = member(node, key, list, "a list")
    if not all(isinstance(item, dict) for item in found):
        raise FileError(f"'{key}' is a list of objects")
    return found


def definition(node):
    refuse_others(node, ("name", "parameters", "is", "over", "where", "of"))
    kind = member(node, "is", str, "a string")
    if kind not in KINDS:
        raise FileError(f"{ascii(kind[:40])} is no kind of definition")
    return Definition(read(node.get("name"), "name"), tuple(texts(node, "parameters", "name")), kind,
                      tuple(texts(node, "over", "name")), tuple(texts(node, "where", "index")),
                      tuple(texts(node, "of", "polynomial")))


def prove_lemma(checker, node):
    refuse_others(node, ("name", "for", "where", "given", "literal", "also", *WAYS))
    given = member(node, "given", dict, "an object") if "given" in node else {}
    fact = Fact(tuple(texts(node, "for", "name")), tuple(texts(node, "where", "index")),
                tuple(read(premise, "literal") for premise in given.values()), read(node.get("literal"), "literal"))
    names = [read(name, "name") for name in given]
    also = []
    for other in objects(node, "also") if "also" in node else ():
        refuse_others(other, ("name", "literal", "base", "step"))
        also.append((read(other.get("name"), "name"), fact._replace(literal=read(other.get("literal"), "literal")), other))
    checker.prove(read(node.get("name"), "name"), fact, names, node, also)


def check_witness(theorem, fixed, node):
    """An instance at which the hypotheses are true has to be there.

    The conclusion was proved: that it is seen to fail there, or to have no value, shows a fault.
    """
    refuse_others(node, ("sizes", "values"))
    sizes = certificates.whole_numbers(member(node, "sizes", dict, "an object"), "sizes")
    check_sizes(theorem, sizes)
    if any(sizes[name] != value for name, value in fixed.items()):
        raise Rejected("the witness has another size than the proof speaks of")
    evaluator = Evaluator(theorem, sizes)
    evaluator.values = read_values(evaluator, member(node, "values", dict, "an object"), certificates.number)
    for what, truth in hypotheses(evaluator):
        if truth is not True and getattr(truth, "kind", None) == "undecided":
            raise Undecided(f"{what} could not be decided at the witness: {truth}")
        if truth is not True:
            raise Rejected(f"{what} fails at the witness" if truth is False else f"{what} at the witness: {truth}")
    for number in range(1, len(theorem.conclusions) + 1):
        truth = conclusion(evaluator, number)
        if truth is not True and getattr(truth, "kind", None) != "undecided":
            raise Rejected(f"conclusion {number} " + ("fails at the witness" if truth is False else f"there: {truth}"))
