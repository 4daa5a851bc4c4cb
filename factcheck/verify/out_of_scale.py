"""Leaves open a figure of a draft that is of another order than what its sentence was read to count."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.claim import Assertion, Blocked, Figure
from factcheck.model.finding import CONFLICTING, AssertionFinding
from factcheck.verify.bench import Bench
from factcheck.verify.elsewhere import Nominate, names_place
from factcheck.verify.figures.values import answers
from factcheck.verify.readings import left_open

_TIMES = 20


def of_one_order(
    assertions: Sequence[Assertion],
    found: Sequence[AssertionFinding],
    text: str,
    nominate: Nominate,
    bench: Bench,
) -> list[AssertionFinding]:
    """The findings, with figures left open whose sentence names no place, and that are a small part of all that they
    were held against: what a draft tells of one gate may name it far above."""
    blocked = Blocked("ambiguous", "it is far below the figures of every place that may be meant", _NEEDS)
    return [
        left_open(a, text, blocked, bench)
        if f.status == CONFLICTING and isinstance(a, Figure) and _far_below(a, nominate, bench)
        else f
        for a, f in zip(assertions, found, strict=True)
    ]


def _far_below(figure: Figure, nominate: Nominate, bench: Bench) -> bool:
    """Whether a figure of a place that its sentence does not name is less than a twentieth of all it may be."""
    if names_place(figure, bench) or figure.mean or figure.monthly:
        return False
    nominated = nominate(figure)
    if isinstance(nominated, Blocked):
        return False
    least: list[int] = []
    for one in nominated:
        series = bench.figures.series(one.measure, one.where)
        if series is None:
            continue
        for period in figure.when.periods:
            least += [int(answer.value) for answer in answers(series, period, None)]
    return bool(least) and figure.amount.value * _TIMES < min(least)


_NEEDS = "the place, in the sentence itself"
