"""Rigorous verdicts on claims about state-space sequence models, from Python.

    import ssmproof
    print(ssmproof.check("Theorems/contraction.claim", name="contraction_strict"))

This package speaks to the program `ssmproof`, which it finds by the environment variable SSMPROOF or on PATH.
`ssmproof.testing` holds assertions for test suites, `ssmproof.strategies` a Hypothesis strategy.
"""

from .audits import Audit, audit
from .checks import check
from .claims import Claim
from .decisions import Decision, decide, decide_many
from .errors import (
    InputError,
    ProgramFault,
    ProgramNotFound,
    ProgramTooOld,
    SSMProofError,
    Timeout,
)
from .instances import Instance
from .numbers import Bounds, ExactComplex
from .program import find as program_path
from .program import version as program_version
from .proofs import Proofs, Proved, prove
from .records import Record, Tally
from .replays import Replay, Replayed, replay
from .results import ClaimResult, Comparison, Counterexample, Counts, Report, Suggestion
from .samples import Draw, Sample, SampledClaim, SampledComparison, SampledGroup, Statistics, sample

__version__ = "0.1.0"

__all__ = [
    "Audit",
    "Bounds",
    "Claim",
    "ClaimResult",
    "Comparison",
    "Counterexample",
    "Counts",
    "Decision",
    "Draw",
    "ExactComplex",
    "InputError",
    "Instance",
    "ProgramFault",
    "ProgramNotFound",
    "ProgramTooOld",
    "Proofs",
    "Proved",
    "Record",
    "Replay",
    "Replayed",
    "Report",
    "SSMProofError",
    "Sample",
    "SampledClaim",
    "SampledComparison",
    "SampledGroup",
    "Statistics",
    "Suggestion",
    "Tally",
    "Timeout",
    "audit",
    "check",
    "decide",
    "decide_many",
    "program_path",
    "program_version",
    "prove",
    "replay",
    "sample",
]
