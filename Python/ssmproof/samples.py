"""Statistics of a claim over random models: independent draws, each judged rigorously."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Iterator, List, Mapping, Optional, Tuple, Union

from . import _show, program
from .claims import Claim, ClaimLike, options
from .errors import raising_plainly
from .instances import Instance
from .numbers import Bounds, bounds, fraction
from .results import AnyOf

PathLike = Union[str, "os.PathLike[str]"]
DIGITS = 4
"""Of figures in a summary."""


@dataclass(frozen=True)
class Bin:
    """How many values lie from `lower` to `upper`."""

    lower: float
    upper: float
    count: int


@dataclass(frozen=True)
class Statistics:
    """Of one quantity over draws: every figure encloses that of the exact values.

    `count` values are in it; `open` more are not known, `without` have none (a bound of 0 has no tightness).
    `quantiles` are by their share, `quantiles[Fraction(1, 2)]` is the median. What there is nothing of is
    None.
    """

    count: int
    open: int
    without: int
    minimum: Optional[Bounds]
    maximum: Optional[Bounds]
    mean: Optional[Bounds]
    standard_error: Optional[Bounds]
    quantiles: Mapping[Fraction, Bounds]
    histogram: Tuple[Bin, ...]

    def quantile(self, share: object) -> Optional[Bounds]:
        """That of a share such as 0.95 or "19/20"; None where the program states none."""
        return self.quantiles.get(Fraction(str(share)))

    @property
    def median(self) -> Optional[Bounds]:
        return self.quantile("1/2")

    def __str__(self) -> str:
        rows = (
            [("least", self.minimum), ("greatest", self.maximum)],
            [("median", self.median)],
            [("mean", self.mean), ("standard error", self.standard_error)],
        )
        lines = [
            ", ".join(f"{name} {_short(each)}" for name, each in row if each is not None) for row in rows
        ]
        return "\n".join(line for line in lines if line) or "no values"


@dataclass(frozen=True)
class SampledComparison:
    """A comparison of the conclusion: its tightness (left over right) and its margin (right less left)."""

    item: int
    text: str
    tightness: Statistics
    margin: Statistics
    tightest_draw: Optional[int]
    loosest_draw: Optional[int]


@dataclass(frozen=True)
class Measure:
    """An expression that the caller named."""

    text: str
    figures: Statistics


@dataclass(frozen=True)
class SampledGroup:
    """All draws at one choice of sizes, or those of them whose `by` lies in `range`.

    `probability_met` bounds the probability that a model meets the hypotheses, `probability_violated` that
    one which meets them violates the conclusion: exact (Clopper and Pearson) at the confidence of the sample.
    """

    sizes: Mapping[str, int]
    by: Optional[str]
    range: Optional[Bounds]
    draws: int
    held: int
    violated: int
    hypotheses_not_met: int
    undefined: int
    undecided: int
    probability_met: Optional[Bounds]
    probability_violated: Optional[Bounds]
    comparisons: Tuple[SampledComparison, ...]
    measures: Tuple[Measure, ...]
    parts: Tuple[SampledGroup, ...]
    note: Optional[str] = None
    """What the figures might hide: that no draw met the hypotheses, or too few."""

    @property
    def tightness(self) -> Optional[Statistics]:
        """That of the only or first comparison."""
        return self.comparisons[0].tightness if self.comparisons else None

    @property
    def label(self) -> str:
        """`T = 4, N = 2`, or `alpha in 0.5..0.6`."""
        return (
            f"{self.by} in {_short(self.range)}"
            if self.range is not None
            else _show.bindings(self.sizes) or "all draws"
        )

    def _brief(self) -> str:
        found = self.tightness
        figures = (("median", found.median), ("greatest", found.maximum)) if found else ()
        parts = [f"{name} {_short(each)}" for name, each in figures if each is not None]
        return ", ".join([f"{self.held} of {self.draws} held", *parts])

    def _facts(self) -> List[Tuple[str, Any]]:
        counts = [f"{self.held} of {self.draws} held", f"{self.violated} violated"]
        counts += [f"{self.hypotheses_not_met} outside the hypotheses"] if self.hypotheses_not_met else []
        counts += [f"{self.undefined} undefined"] if self.undefined else []
        counts += [f"{self.undecided} undecided"] if self.undecided else []
        facts: List[Tuple[str, Any]] = [
            ("draws", ", ".join(counts)),
            ("P(met)", self.probability_met and _short(self.probability_met)),
            ("P(violated)", self.probability_violated and _short(self.probability_violated)),
            ("note", self.note),
        ]
        for each in self.comparisons:
            facts += [("comparison", each.text)] if len(self.comparisons) > 1 else []
            facts += [("tightness", str(each.tightness)), ("margin", str(each.margin))]
        return facts + [(each.text, str(each.figures)) for each in self.measures]


@dataclass(frozen=True, repr=False)
class SampledClaim:
    """The draws of one theorem, by size; `drawn` says how each variable was."""

    name: str
    file: str
    drawn: Tuple[str, ...]
    ended_by: str
    is_complete: bool
    seconds: float
    groups: Tuple[SampledGroup, ...]

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        lines = [f"{self.name}  ({self.file})", *_show.lines([("drawn", "\n".join(self.drawn))])]
        for each in self.groups:
            lines += [f"  {each.label}", *_show.lines(each._facts(), indent=4)]
            lines += _show.lines(((part.label, part._brief()) for part in each.parts), indent=4)
        lines += [] if self.is_complete else [f"  ended by {self.ended_by}"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows: List[List[Any]] = []
        for group in self.groups:
            for each in (group, *group.parts):
                found = each.tightness
                cells = (found.minimum, found.median, found.mean, found.maximum) if found else (None,) * 4
                rows.append(
                    [each.label, str(each.draws), str(each.held), str(each.violated)]
                    + ["" if cell is None else _short(cell) for cell in cells]
                )
        header = ("", "draws", "held", "violated", "least tightness", "median", "mean", "greatest")
        return _show.table(header, rows, self.name)


@dataclass(frozen=True)
class Draw:
    """One draw: its instance, the verdict on it, and the figures of every comparison and measure, as
    bounds.
    """

    claim: str
    number: int
    instance: Instance
    verdict: str
    tightness: Tuple[Optional[Bounds], ...]
    margin: Tuple[Optional[Bounds], ...]
    measures: Tuple[Optional[Bounds], ...]
    group: Optional[Bounds]


@dataclass(frozen=True, repr=False)
class Sample(AnyOf[SampledClaim]):
    """What `sample` found, theorem by theorem. `draws()` gives every draw; the same seed draws the same
    again.
    """

    version: str
    seed: int
    confidence: Fraction
    claims: Tuple[SampledClaim, ...]
    command: str
    arguments: Tuple[str, ...] = field(repr=False)
    text: Optional[str] = field(repr=False)

    def draws(self) -> Iterator[Draw]:
        """Every draw with its exact values, as the program makes it again; memory does not grow with their
        number.
        """
        with program.lines([*self.arguments, "--format", "jsonl"], text=self.text) as lines:
            for line in lines:
                yield _draw(json.loads(line))

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join(map(str, self.claims))

    def _repr_html_(self) -> str:
        return "".join(claim._repr_html_() for claim in self.claims)


@raising_plainly
def sample(
    claim: ClaimLike,
    *,
    draws: Optional[int] = None,
    seed: Optional[int] = None,
    name: Union[str, List[str], None] = None,
    sizes: Union[str, Mapping[str, Any], None] = None,
    where: Optional[str] = None,
    measure: Union[str, List[str], None] = None,
    by: Optional[str] = None,
    until: Optional[str] = None,
    confidence: Optional[object] = None,
    seconds: Optional[float] = None,
    plot: Optional[PathLike] = None,
    save: Optional[PathLike] = None,
    max_bits: Optional[int] = None,
    timeout: Optional[float] = None,
) -> Sample:
    """Draws models as the claim's distributions say, independently, and judges each rigorously.

    `draws` are made at every combination of `sizes={"T": [4, 16, 64]}`. `where` is a further hypothesis,
    `measure` and `by` are expressions of the claim's language; `until="width 0.01"` ends once the
    probabilities are known so well. `save` keeps the tightest and the loosest draw of each comparison, `plot`
    draws an SVG file.
    """
    claim = Claim.of(claim)
    arguments = ["sample", claim.argument] + options(
        name=name,
        sizes=sizes,
        draws=draws,
        seed=seed,
        where=where,
        measure=measure,
        by=by,
        until=until,
        confidence=confidence,
        seconds=seconds,
        max_bits=max_bits,
    )
    run = [*arguments, *options(plot=plot, save=save, format="json", timings=True)]
    with program.run(run, text=claim.text, timeout=timeout).read() as found:
        return Sample(
            version=found["version"],
            seed=found["seed"],
            confidence=fraction(found["confidence"]),
            claims=tuple(_claim(each, by) for each in found["claims"]),
            command=program.shown(["ssmproof", *arguments]),
            arguments=tuple(arguments if seed is not None else [*arguments, "--seed", str(found["seed"])]),
            text=claim.text,
        )


def _short(found: Bounds) -> str:
    return found.text(DIGITS)


# JSON to values


def _claim(found: Mapping[str, Any], by: Optional[str]) -> SampledClaim:
    return SampledClaim(
        name=found["name"],
        file="<claim>" if found["file"] == "-" else found["file"],
        drawn=tuple(found["drawn"]),
        ended_by=found["ended_by"],
        is_complete=found["complete"],
        seconds=float(found["seconds"]),
        groups=tuple(_group(each, by) for each in found["groups"]),
    )


def _group(found: Mapping[str, Any], by: Optional[str]) -> SampledGroup:
    return SampledGroup(
        sizes=found["sizes"],
        by=by if "range" in found else None,
        range=bounds(found.get("range")),
        draws=found["draws"],
        held=found["held"],
        violated=found["violated"],
        hypotheses_not_met=found["hypotheses_not_met"],
        undefined=found["undefined"],
        undecided=found["undecided"],
        probability_met=bounds(found["probability_met"]),
        probability_violated=bounds(found["probability_violated"]),
        comparisons=tuple(
            SampledComparison(
                item=each["item"],
                text=each["text"],
                tightness=_statistics(each["tightness"]),
                margin=_statistics(each["margin"]),
                tightest_draw=each["tightest_draw"],
                loosest_draw=each["loosest_draw"],
            )
            for each in found["comparisons"]
        ),
        measures=tuple(Measure(each["text"], _statistics(each["figures"])) for each in found["measures"]),
        parts=tuple(_group(each, by) for each in found.get("parts", ())),
        note=found.get("note"),
    )


def _statistics(found: Mapping[str, Any]) -> Statistics:
    quantiles = {fraction(each["share"]): bounds(each["value"]) for each in found["quantiles"]}
    return Statistics(
        count=found["count"],
        open=found["open"],
        without=found["without"],
        minimum=bounds(found["minimum"]),
        maximum=bounds(found["maximum"]),
        mean=bounds(found["mean"]),
        standard_error=bounds(found["standard_error"]),
        quantiles={share: each for share, each in quantiles.items() if each is not None},
        histogram=tuple(Bin(each["lower"], each["upper"], each["count"]) for each in found["histogram"]),
    )


def _draw(found: Mapping[str, Any]) -> Draw:
    return Draw(
        claim=found["claim"],
        number=found["draw"],
        instance=Instance.parse(found),
        verdict=found["verdict"],
        tightness=tuple(bounds(each) for each in found["tightness"]),
        margin=tuple(bounds(each) for each in found["margin"]),
        measures=tuple(bounds(each) for each in found.get("measures", ())),
        group=bounds(found.get("group")),
    )
