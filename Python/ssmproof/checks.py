"""Searches for a counterexample."""

from __future__ import annotations

import os
from typing import Any, List, Mapping, Optional, Sequence, Union

from . import _declarations, _fixing, program
from ._tokens import Unreadable
from .claims import Claim, ClaimLike, options
from .errors import InputError, SSMProofError, raising_plainly
from .results import Report, claim_result


@raising_plainly
def check(
    claim: Union[ClaimLike, Sequence[ClaimLike]],
    *,
    name: Union[str, List[str], None] = None,
    model: Optional[Mapping[str, Any]] = None,
    instances: Optional[int] = None,
    seconds: Optional[float] = None,
    work: Optional[float] = None,
    sizes: Union[str, Mapping[str, Any], None] = None,
    seed: Optional[int] = None,
    max_bits: Optional[int] = None,
    prove: bool = True,
    repair: bool = False,
    save: Union[str, os.PathLike[str], None] = None,
    timeout: Optional[float] = None,
) -> Report:
    """Tries to refute every theorem of a claim (a path, several paths, or a text), or those named; and to prove it.

    `model` fixes variables to the exact values of arrays; the search runs over the others. `seconds` ends a
    search with what is known; `timeout` ends the call with `Timeout`. `prove=False` leaves the quick proof of what
    survives out; `repair` proves the repaired theorem that is suggested for a refuted one.
    """
    several = isinstance(claim, (list, tuple))
    claims = [Claim.of(each) for each in claim] if several else [Claim.of(claim)]  # type: ignore[union-attr, arg-type]
    if several and (not claims or any(each.text is not None for each in claims)):
        raise InputError(
            "a list of claims names files and folders, at least one; a text is checked by itself"
        )
    if model is not None:
        if several or isinstance(name, list):
            raise InputError("'model' belongs to one theorem of one claim")
        claims = [_fixing.fixed(claims[0], declared(claims[0], name), model)]
        name = None
    arguments = ["check", *(each.argument for each in claims)] + options(
        name=name,
        sizes=sizes,
        instances=instances,
        seconds=seconds,
        work=work,
        seed=seed,
        max_bits=max_bits,
        save=save,
        no_prove=not prove,
        repair=repair,
        format="json",
        timings=True,
    )
    output = program.run(arguments, text=claims[0].text, timeout=timeout)
    with output.read() as found:
        return Report(
            version=found["version"],
            seed=found["seed"],
            claims=tuple(claim_result(each) for each in found["claims"]),
            is_complete=found.get("complete", True),
            unfinished=tuple(found.get("unfinished", ())),
            command=program.shown(output.command[:-3]),
        )


def declared(claim: ClaimLike, name: Optional[str] = None) -> _declarations.Theorem:
    """What a theorem declares.  Where the text is at fault, the program says how."""
    claim = Claim.of(claim)
    try:
        return _declarations.theorem(claim, name)
    except Unreadable as error:
        program.run(["check", claim.argument, "--instances", "1", *options(name=name)], text=claim.text)
        raise SSMProofError(f"the declarations of the claim cannot be read from Python: {error}") from None
