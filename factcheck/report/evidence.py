"""A reading -> the rows that show its official values, releases, links and arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.text import Text

from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    AssertionFinding,
    Calculation,
    Evidence,
    Reading,
)
from factcheck.report.rows import Row, quoted
from factcheck.report.safe import prose

FEW = 4  # cells and pieces of evidence shown without --verbose
_OUTCOMES = {"fits": "fits", "fails": "does not fit", "no-data": "no data"}


def readings_to_show(assertion: AssertionFinding, verbose: bool) -> Sequence[Reading]:
    """The reading that decided; all of them when `verbose`."""
    if verbose:
        return assertion.readings
    wanted = {SUPPORTED: "fits", CONFLICTING: "fails"}.get(assertion.status)
    return [r for r in assertion.readings if r.outcome == wanted][:1] or assertion.readings[:1]


def reading_rows(reading: Reading, verbose: bool) -> list[Row]:
    """The question put to the sources, the official answer, and how it came about."""
    rows: list[Row] = []
    if verbose:
        rows.append(("Reading", _reading_line(reading)))
    shown = reading.evidence if verbose else reading.evidence[:FEW]
    left = len(reading.evidence) - len(shown)
    for number, evidence in enumerate(shown):
        same_release = number > 0 and _release(evidence) == _release(shown[number - 1])
        rows += _evidence_rows(evidence, verbose, again=same_release)
    if left:
        rows.append(("", Text(f"and {left} more (shown by --verbose)", style="dim")))
    if reading.calculation is not None:
        rows += _calculation_rows(reading.calculation, verbose)
    if reading.found_by and not verbose:
        rows.append(("Found by", Text(f"“{prose(reading.found_by)}”, read by likeness")))
    return rows


def _reading_line(reading: Reading) -> Text:
    line = Text(prose(reading.query))
    line.append(f": {_OUTCOMES.get(reading.outcome, prose(reading.outcome))}", style="bold")
    if reading.detail:
        line.append(f"; {prose(reading.detail)}")
    if reading.licence:
        line.append(f" (allowed by {prose(reading.licence)})", style="dim")
    if reading.found_by:
        line.append(f" (found by “{prose(reading.found_by)}”)", style="dim")
    return line


def _evidence_rows(evidence: Evidence, verbose: bool, again: bool) -> list[Row]:
    if evidence.excerpt is not None:
        official = quoted(evidence.excerpt)
    else:
        official = Text(grouped(evidence.value or ""), style="bold")
    if evidence.locator:
        official.append(f"  {prose(evidence.locator)}", style="not bold")
    rows: list[Row] = [("Official", official)]
    if not again:
        rows.append(("", Text(_release(evidence), style="dim")))
        if verbose and evidence.retrieved:
            rows.append(("", Text(f"retrieved {prose(evidence.retrieved)}", style="dim")))
        if evidence.url:
            rows.append(("", Text(prose(evidence.url), style="blue")))
        if evidence.note:
            rows.append(("", Text(prose(evidence.note), style="dim")))
    return rows


def _release(evidence: Evidence) -> str:
    parts = [prose(evidence.title or evidence.source)]
    for words, value in (
        ("release", evidence.release),
        ("published", evidence.published),
        ("data through", evidence.data_through),
    ):
        parts += [f"{words} {prose(value)}"] if value else []
    return ", ".join(parts)


def _calculation_rows(calculation: Calculation, verbose: bool) -> list[Row]:
    line = Text(prose(calculation.formula))
    line.append(f" → {grouped(calculation.result)}", style="bold")
    rows: list[Row] = [("Arithmetic", line)]
    if verbose or len(calculation.cells) <= FEW:
        cells = "; ".join(f"{prose(name)}: {grouped(value)}" for name, value in calculation.cells)
        rows += [("", Text(cells, style="dim"))] if cells else []
    else:
        count = f"from {len(calculation.cells)} cells (shown by --verbose)"
        rows.append(("", Text(count, style="dim")))
    return rows


def grouped(value: str) -> str:
    """`242399` as `242,399`; anything but plain digits as it is."""
    if not re.fullmatch(r"-?[0-9]{4,}(\.[0-9]+)?", value):
        return prose(value)
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}"
