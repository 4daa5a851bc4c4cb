"""A report -> the text an editor reads at the terminal: a panel a claim, then a summary."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from factcheck.model.finding import CONFLICTING, DocumentReport, Finding, Report

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 40  # below it, panels would be all frame


def render(report: Report, width: int, color: bool, verbose: bool = False, quiet: bool = False) -> str:
    """The report at `width` columns, wrapped and never cut; without `color`, no escape sequence.

    `verbose` shows every reading, cell and licence; `quiet` only the conflicting claims, drafts
    that could not be read, and the counts.
    """
    from factcheck.report import footer, panel

    console = _console(max(width, NARROWEST), color)
    for number, document in enumerate(report.documents):
        shown = _shown(document, quiet)
        if shown or document.notes or document.error or not quiet:
            if number and document.path:
                console.print()
            for line in footer.heading(document):
                console.print(line)
        for finding, place in shown:
            console.print(panel.panel(finding, place, console.width, verbose))
    console.print(footer.summary(report, quiet))
    return _without_trailing_blanks(console)


def render_finding(finding: Finding, document: DocumentReport, width: int, color: bool, verbose: bool = False) -> str:
    """One finding's panel alone, with its place in `document`; for a walk through the claims."""
    from factcheck.model.record import replace
    from factcheck.report import panel

    console = _console(max(width, NARROWEST), color)
    for found, place in _shown(replace(document, findings=(finding,)), quiet=False):
        console.print(panel.panel(found, place, console.width, verbose))
    return _without_trailing_blanks(console)


def _console(width: int, color: bool) -> Console:
    """A console that asks neither the terminal nor the environment anything."""
    from rich.console import Console

    return Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        force_interactive=False,
        force_jupyter=False,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _shown(document: DocumentReport, quiet: bool) -> list[tuple[Finding, str]]:
    """The findings to show, each with its path and place (empty at the desk)."""
    from factcheck.report.place import Places
    from factcheck.report.safe import inert

    places = Places(document)
    shown = []
    for finding in document.findings:
        place = places.of(finding)
        where = place.where if place is not None else ""
        if not quiet or finding.status == CONFLICTING:
            shown.append((finding, inert(document.path) + where if document.path else ""))
    return shown


def _without_trailing_blanks(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return "".join(line.rstrip(" ") + "\n" for line in console.file.getvalue().split("\n")[:-1])
