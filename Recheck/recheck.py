#!/usr/bin/env python3
"""Re-checks refutations and proofs: python3 recheck.py FILE.json|FOLDER ...

Of folders every file below that ends in .json.  One line for each file: `accepted`, `rejected` or `undecided`, and why. Exit status: 0 all accepted,
1 something rejected, 3 something undecided and nothing rejected, 2 a file that cannot be read.
"""

import argparse
import os
import sys
import threading
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import certificate as certificates
from arithmetic import clock
from arithmetic import complex as c
from arithmetic import generic as g
from arithmetic import real
from arithmetic.interval import Imprecise
from evaluation.evaluator import Evaluator
from evaluation.failures import failures, reals_that_fail
from evaluation.instance import check_sizes, read_values
from evaluation.verdict import conclusion, hypotheses
from language.errors import ClaimError, FileError, Rejected, Undecided, Unknown
from language.parser import parse
from language.theorem import theorem_named
from proofs import certificate as proofs

STACK = 512 << 20
DEEPEST_CALLS = 200_000
DEFAULT_SECONDS = 600


def recheck(certificate, seconds=DEFAULT_SECONDS):
    """What decides, as a Failure; its sides are None where that is no single comparison.

    Raises Rejected, Undecided, FileError or ClaimError.
    """
    return within_limits(lambda: _recheck(certificate), seconds)


def recheck_proof(found, seconds=DEFAULT_SECONDS):
    """The number of steps of the proof in a JSON object; raises as `recheck` does."""
    real.forget()
    return within_limits(lambda: proofs.check(found), seconds)


def within_limits(work, seconds):
    clock.start(seconds)
    try:
        return work()
    except Undecided:
        raise
    except Unknown as unknown:
        raise not_true("the instance", unknown) from None
    except clock.OutOfTime as limit:
        raise Undecided(f"given up at {limit}") from None
    except (RecursionError, MemoryError):
        raise Undecided("the computation is nested too deep or too large") from None


def _recheck(certificate):
    real.forget()
    if certificates.hash_of(certificate.claim) != certificate.sha256:
        raise Rejected("the claim's SHA-256 is another one")
    theorem = theorem_named(parse(certificate.claim), certificate.theorem)
    check_sizes(theorem, certificate.sizes)
    evaluator = Evaluator(theorem, certificate.sizes)
    evaluator.witnesses = certificate.reals
    evaluator.values = read_values(evaluator, certificate.values, certificates.number)
    check_hypotheses(evaluator)
    return check_conclusion(evaluator, certificate)


def check_hypotheses(evaluator):
    """Every domain and every `assume` has to be true."""
    undecided = None
    for what, truth in hypotheses(evaluator):
        if truth is False:
            raise Rejected(f"{what} fails")
        if truth is not True:
            unknown = not_true(what, truth)
            if isinstance(unknown, Rejected):
                raise unknown
            undecided = undecided or unknown
    if undecided is not None:
        raise undecided


def check_conclusion(evaluator, certificate):
    """The named conclusion has to be false, at the named indices, with the named sides."""
    count = len(evaluator.theorem.conclusions)
    if not 1 <= certificate.conclusion <= count:
        raise Rejected(f"there is no conclusion {certificate.conclusion} among {count}")
    truth = conclusion(evaluator, certificate.conclusion)
    if truth is True:
        raise Rejected(f"conclusion {certificate.conclusion} holds")
    if truth is not False:
        raise not_true(f"conclusion {certificate.conclusion}", truth)
    for number in range(1, count + 1) if evaluator.may_be_empty else ():
        other = truth if number == certificate.conclusion else conclusion(evaluator, number)
        if not isinstance(other, bool) and other.kind != "undefined":
            raise not_true(f"conclusion {number}", other)
    return check_place(evaluator, evaluator.theorem.conclusions[certificate.conclusion - 1], certificate)


def check_place(evaluator, formula, certificate):
    """Where the conclusion fails: at the named reals, at the named indices, with the named sides."""
    objection, undecided, failing_reals = None, None, None
    for failure in failures(evaluator, formula, certificate.indices):
        if any(failure.indices.get(name) != value for name, value in certificate.indices.items()):
            objection = objection or "nothing fails at the stated indices"
            continue
        missing = set(certificate.reals) - set(failure.reals)
        if missing:
            # Beside this comparison others may have to fail as well, as in an `or`.
            if failing_reals is None:
                failing_reals = reals_that_fail(evaluator, formula, certificate.indices)
            if not missing <= failing_reals:
                objection = "the conclusion does not fail by the stated reals"
                continue
        try:
            if agrees(failure.left, certificate.left) and agrees(failure.right, certificate.right):
                return failure
            objection = "the sides of what fails are not as stated"
        except Undecided as reason:
            undecided = reason
    if undecided is not None:
        raise undecided
    raise Rejected(objection or ("the conclusion does not fail at the stated reals" if certificate.reals
                                 else "nothing fails at the stated indices"))


def not_true(what, unknown):
    """What follows for the certificate from a formula without truth value."""
    if unknown.kind == "out of range":
        return ClaimError(str(unknown))
    if unknown.kind == "undecided":
        return Undecided(f"{what} could not be decided: {unknown}")
    return Rejected(f"{what} is {unknown.kind}: {unknown}")


def agrees(value, stated):
    """Whether a side is as stated: equal to a number, or inside bounds."""
    if stated is None:
        return True
    if value is None or isinstance(value, Unknown):
        return False
    if isinstance(stated, c.Complex):
        return g.compare(c.re(value), stated.re) == 0 and g.compare(c.im(value), stated.im) == 0
    if g.sign(c.im(value)) != 0:
        return False
    low, high = stated
    return g.compare(low, c.re(value)) <= 0 and g.compare(c.re(value), high) <= 0


# What is printed

def shown(value):
    """A number to read: a fraction, or 12 digits of its bounds' middle."""
    if isinstance(value, Unknown):
        return value.kind
    if isinstance(value, c.Complex):
        return f"{shown(value.re)} + {shown(value.im)}i"
    if isinstance(value, Fraction):
        text = str(value)
        return text if len(text) <= 60 else rounded(value)
    try:
        return rounded(real.bounds(value, 128).lo)
    except Imprecise:
        return "a number near 0"


def rounded(value):
    try:
        return f"about {float(value):.12g}"
    except OverflowError:
        return f"about {'-' if value < 0 else ''}2^{value.numerator.bit_length() - value.denominator.bit_length()}"


def relation(failure):
    if isinstance(failure.left, c.Complex) or isinstance(failure.right, c.Complex):
        return ","
    if isinstance(failure.left, Unknown) or isinstance(failure.right, Unknown):
        return ","
    order = g.compare(failure.left, failure.right)
    return "<" if order < 0 else ">" if order > 0 else "="


def shown_sizes(sizes):
    return f"  ({', '.join(f'{size} = {value}' for size, value in sizes.items())})" if sizes else ""


def report(path, seconds):
    """(exit status, line) of one file."""
    return judged(lambda: certificates.read(path), path, seconds)


def judged(read, path, seconds):
    """(exit status, line) of what `read` reads as the JSON object in a file."""
    name = path
    try:
        found = read()
        if found.get("format") == proofs.FORMAT:
            name = certificates.name_to_show(certificates.member(found, "theorem", str, "a string"))
            steps = recheck_proof(found, seconds)
            return 0, f"accepted  {name}{shown_sizes(found['sizes'])}: proved, {steps} step{'' if steps == 1 else 's'}"
        certificate = certificates.certificate(found)
        name = certificates.name_to_show(certificate.theorem)
        failure = recheck(certificate, seconds)
    except (FileError, ClaimError) as error:
        return 2, f"{path}: {error}"
    except Rejected as reason:
        return 1, f"rejected  {name}: {reason}"
    except Undecided as reason:
        return 3, f"undecided  {name}: {reason}"
    line = f"accepted  {name}" + shown_sizes(certificate.sizes)
    if failure.left is not None:
        line += f": left {shown(failure.left)} {relation(failure)} right {shown(failure.right)}"
    return 0, line


def files(path):
    """The file; of a folder every file below that ends in .json, in order of their paths."""
    if not os.path.isdir(path):
        return [path]
    found = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names
                   if name.endswith(".json"))
    if not found:
        raise FileError("the folder holds no certificate (*.json)")
    return found


def main(arguments):
    parser = argparse.ArgumentParser(prog="recheck.py", description="Re-checks refutations and proofs of SSMProof.")
    parser.add_argument("files", nargs="+", metavar="FILE.json|FOLDER")
    parser.add_argument("--seconds", type=float, default=DEFAULT_SECONDS,
                        help="at most about this long for a file (default: %(default)s)")
    options = parser.parse_args(arguments)
    statuses = set()

    def say(status, line):
        statuses.add(status)
        print(line, file=sys.stderr if status == 2 else sys.stdout, flush=True)

    for argument in options.files:
        try:
            paths = files(argument)
        except FileError as error:
            say(2, f"{argument}: {error}")
            continue
        for path in paths:
            say(*report(path, options.seconds))
    return next((status for status in (2, 1, 3) if status in statuses), 0)


def with_deep_stack(function):
    """The result of function(), run where calls may nest deep: recurrences over many tokens do."""
    result = []
    sys.setrecursionlimit(DEEPEST_CALLS)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)    # lengths of numbers are limited where they are read
    for size in (STACK, 64 << 20):
        try:
            threading.stack_size(size)
            thread = threading.Thread(target=lambda: result.append(function()))
            thread.start()
            break
        except (ValueError, RuntimeError):
            sys.setrecursionlimit(DEEPEST_CALLS // 8)
    thread.join()
    return result[0] if result else 70


if __name__ == "__main__":
    sys.exit(with_deep_stack(lambda: main(sys.argv[1:])))
