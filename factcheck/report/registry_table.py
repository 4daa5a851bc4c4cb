"""Registry claims with their findings -> a table with totals, one row a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from factcheck.model.finding import CONFLICTING, STATUSES, SUPPORTED, UNVERIFIED, Finding, SourceSummary
from factcheck.report.safe import inert

_ORDER = (CONFLICTING, SUPPORTED, UNVERIFIED)  # what an editor must see comes first


class Listed(Protocol):
    """What the table shows of a registry claim."""

    @property
    def outlet(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def text(self) -> str: ...


def render_table(
    rows: Sequence[tuple[Listed, Finding]], sources: Sequence[SourceSummary], width: int, color: bool
) -> str:
    """The table as text, `width` columns wide; escape sequences only when `color`."""
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from factcheck.report.panel import COLOURS

    table = Table(expand=True, show_lines=True)
    table.add_column("Status", no_wrap=True, min_width=11)
    table.add_column("Claim", ratio=6)
    table.add_column("Said by", ratio=2)
    table.add_column("What the sources say", ratio=6)
    table.add_column("Source", ratio=3)
    for claim, finding in sorted(rows, key=lambda row: _ORDER.index(row[1].status)):
        table.add_row(
            Text(finding.status, style=COLOURS[finding.status] if color else ""),
            Text(inert(claim.text)),
            Text(inert(f"{claim.outlet or claim.file}, {finding.as_of or 'undated'}")),
            Text(inert(_answer(finding))),
            Text(inert(_source(finding))),
        )
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=max(width, 60),
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
    )
    console.print(Text(_totals(rows), style="bold" if color else ""))
    console.print(table)
    for source in sources:
        through = f", figures through {source.data_through}" if source.data_through else ""
        console.print(Text(inert(f"{source.title}, {source.publisher}{through}: {source.url}")))
    return buffer.getvalue()


def _totals(rows: Sequence[tuple[Listed, Finding]]) -> str:
    counts = {s: sum(f.status == s for _, f in rows) for s in STATUSES}
    return f"{len(rows)} claims: " + ", ".join(f"{n} {s}" for s, n in counts.items())


def _answer(finding: Finding) -> str:
    """What was found, what it would take, and what an editor decided."""
    needs = f" It would take {finding.needs}." if finding.status == UNVERIFIED and finding.needs else ""
    decision = f" [{finding.decision}]" if finding.decision else ""
    return f"{finding.summary}.{needs}{decision}"


def _source(finding: Finding) -> str:
    """Title, release and last month of the first piece of evidence; a dash when there is none."""
    for assertion in finding.assertions:
        for reading in assertion.readings:
            for piece in reading.evidence:
                release = f", release {piece.release}" if piece.release else ""
                through = f", figures through {piece.data_through}" if piece.data_through else ""
                return f"{piece.title}{release}{through}"
    return "–"
