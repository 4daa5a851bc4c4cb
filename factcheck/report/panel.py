"""A finding -> the panel that shows it; imported only once a terminal report is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Finding,
)
from factcheck.report.evidence import reading_rows, readings_to_show
from factcheck.report.rows import LABEL, Row, quoted, rows_block, slots_line
from factcheck.report.safe import prose

COLOURS = {SUPPORTED: "green", CONFLICTING: "red", UNVERIFIED: "yellow"}
_FRAME_AND_PADDING = 4
_LOUD = ("stale-coverage",)  # caveats that an editor must not overlook


def panel(finding: Finding, place: str, width: int, verbose: bool) -> Panel:
    """One claim with its verdict and everything that speaks for it; `place` may be empty."""
    colour = COLOURS[finding.status]
    verdict = Text(finding.status.upper(), style=f"bold {colour}")
    rest = Text("".join(f" · {part}" for part in (prose(finding.rule), place) if part))
    title, body = verdict + rest, list[RenderableType]()
    if cell_len(title.plain) > width - 6:  # Rich would cut the title: the place goes inside
        title = verdict
        body.append(Text(rest.plain.removeprefix(" · "), style="dim"))
    body.append(quoted(finding.text))
    headline = prose(finding.summary)
    if headline and finding.status != UNVERIFIED:
        body.append(Text(headline, style=f"bold {colour}"))
    rows = _rows(finding, width - _FRAME_AND_PADDING, verbose)
    if rows and finding.status != UNVERIFIED:  # an unverified claim stays compact
        body.append(Text(""))
    body.append(rows_block(rows))
    return Panel(
        Group(*body),
        title=title,
        title_align="left",
        border_style=colour if finding.status == CONFLICTING else "dim",
        box=box.ROUNDED,
        width=width,
        padding=(0, 1),
    )


def _rows(finding: Finding, width: int, verbose: bool) -> list[Row]:
    rows: list[Row] = []
    if verbose and finding.context:
        rows.append(("Context", Text(prose(finding.context), style="dim")))
    told = _assertions_in_full(finding, verbose)
    single = len(finding.assertions) == 1
    for assertion in finding.assertions:
        if assertion in told:
            rows += _assertion_rows(finding, assertion, width, verbose, single)
        elif not (finding.status == UNVERIFIED and assertion.status == UNVERIFIED):
            rows.append(("Also in it", _one_line(assertion)))
    return rows + _closing_rows(finding, told)


def _assertions_in_full(finding: Finding, verbose: bool) -> tuple[AssertionFinding, ...]:
    """Those that decided the verdict; of an unverified claim, the parts that hold all the same."""
    if verbose:
        return finding.assertions
    if finding.status == UNVERIFIED:
        return tuple(a for a in finding.assertions if a.status == SUPPORTED)
    return tuple(a for a in finding.assertions if a.status == finding.status)


def _assertion_rows(
    finding: Finding, assertion: AssertionFinding, width: int, verbose: bool, single: bool
) -> list[Row]:
    rows: list[Row] = []
    if not single:
        rows.append(("Statement", _one_line(assertion)))
    if assertion.slots:
        understood = slots_line(assertion.slots, assertion.failed_slot, width - LABEL)
        rows.append(("Understood as", understood))
    for reading in readings_to_show(assertion, verbose):
        rows += reading_rows(reading, verbose)
    rows += [("Near miss", Text(prose(miss.text))) for miss in assertion.near_misses]
    rows += _caveat_rows(c for c in assertion.caveats if c not in finding.caveats)
    for label, text, of_claim in (
        ("Why", assertion.reason, finding.reason),
        ("It would take", assertion.needs, finding.needs),
    ):
        if text and text != of_claim:
            rows.append((label, Text(prose(text))))
    if assertion.suggestion and not finding.suggestion:
        rows.append(("Suggested wording", quoted(assertion.suggestion, "italic")))
    return rows


def _closing_rows(finding: Finding, told: tuple[AssertionFinding, ...]) -> list[Row]:
    """What holds for the whole claim."""
    rows: list[Row] = []
    if finding.status == UNVERIFIED:
        why = finding.summary or finding.reason
        rows += [("Why", Text(prose(why)))] if why else []
        untold = [a for a in finding.assertions if a not in told]
        misses = dict.fromkeys(prose(miss.text) for a in untold for miss in a.near_misses)
        rows += [("Near miss", Text(miss)) for miss in misses]
    elif finding.reason:
        rows.append(("Why", Text(prose(finding.reason))))
    if finding.needs:
        rows.append(("It would take", Text(prose(finding.needs))))
    rows += _caveat_rows(finding.caveats)
    if finding.suggestion:
        rows.append(("Suggested wording", quoted(finding.suggestion, "italic")))
    if finding.decision:
        rows.append(("Earlier decision", Text(prose(finding.decision))))
    return rows


def _caveat_rows(caveats: Iterable[Caveat]) -> list[Row]:
    rows: list[Row] = []
    for caveat in caveats:
        text = Text(prose(caveat.text), style="bold yellow" if caveat.rule in _LOUD else "")
        rows.append(("Note", text.append(f" ({prose(caveat.rule)})", style="dim")))
    return rows


def _one_line(assertion: AssertionFinding) -> Text:
    """`“the text” is supported`, with the slot that failed."""
    words = "conflicts" if assertion.status == CONFLICTING else f"is {assertion.status}"
    found = quoted(assertion.text, "").append(" ")
    found.append(words, style=COLOURS[assertion.status])
    if assertion.failed_slot:
        found.append(f" on {prose(assertion.failed_slot)}")
    return found
