"""A draft -> the heading above its claims; a report -> the summary below them all."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from factcheck.model.finding import STATUSES, DocumentReport, Report, SourceSummary
from factcheck.report.panel import COLOURS
from factcheck.report.safe import inert, prose


def heading(document: DocumentReport) -> list[Text]:
    """Path, title and dates of a draft, then the notes on it, or why it could not be read.

    What was typed at the desk has no path, title or date of its own.
    """
    lines: list[Text] = []
    if document.path:
        lines += [Text(inert(document.path), style="bold"), *_about(document)]
    for note in document.notes:
        label = Text(f"Draft note ({prose(note.rule)}): ", style="bold yellow")
        lines.append(label + Text(prose(note.text), style="not bold default"))
    if document.left_out:
        many = "statements" if document.left_out > 1 else "statement"
        said = f"{document.left_out} {many} left out that no source decides and nobody would check (--all shows them)"
        lines.append(Text(said, style="dim"))
    if document.error:
        lines.append(Text("Could not be read: ", style="bold red") + Text(prose(document.error)))
    elif document.path and not document.findings:
        lines.append(Text("There is nothing to check in it: no statement of fact was found."))
    return lines


def _about(document: DocumentReport) -> list[Text]:
    about = [f"“{prose(document.title)}”"] if document.title else []
    about += [f"published {document.published.isoformat()}"] if document.published else []
    about += [_as_of(document)] if not document.error else []
    return [Text(" · ".join(about), style="dim")] if about else []


def _as_of(document: DocumentReport) -> str:
    if document.as_of is None:
        return "no as-of date"
    origin = f" ({prose(document.as_of_from)})" if document.as_of_from else ""
    return f"checked as of {document.as_of.isoformat()}{origin}"


def summary(report: Report, quiet: bool) -> RenderableType:
    """Counts, the as-of date and, unless `quiet`, the sources with how far their data goes."""
    if not report.claims and not any(d.path or d.error for d in report.documents):
        return Text("There is nothing to check: no statement of fact was found.")
    lines: list[RenderableType] = [_counts(report)]
    if report.claims and not quiet and report.sources:
        lines.append(Text("Sources", style="dim"))
        lines += [Padding(_source(source), (0, 0, 0, 2)) for source in report.sources]
    return Group(Rule(style="dim", characters="─"), *lines)


def _counts(report: Report) -> Text:
    files = sum(bool(d.path) for d in report.documents)
    line = Text(_many(report.claims, "claim"), style="bold")
    if files:
        line.append(f" in {_many(files, 'file')}")
    if report.claims:
        line.append(": ")
        line.append_text(Text(", ").join(_count(report, status) for status in STATUSES))
    unread = sum(bool(d.error) for d in report.documents)
    if unread:
        line.append(f", {_many(unread, 'file')} could not be read", style="red")
    line.append(f" · {_as_of_all(report)}", style="not bold")
    return line


def _count(report: Report, status: str) -> Text:
    number = report.count(status)
    return Text(f"{number} {status}", style=COLOURS[status] if number else "dim")


def _as_of_all(report: Report) -> str:
    of_claims = [f.as_of for d in report.documents for f in d.findings]
    days = _distinct(of_claims or [d.as_of for d in report.documents if not d.error])
    if not days:
        return "no as-of date"
    if len(days) == 1:
        return f"as of {days[0]}"
    return f"as of {len(days)} dates from {days[0]} to {days[-1]}"


def _distinct(days: Iterable[object]) -> list[str]:
    return sorted({str(day) for day in days if day is not None})


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _source(source: SourceSummary) -> Text:
    line = Text()
    publisher, title = prose(source.publisher), prose(source.title)
    line.append(f"{publisher}: {title}" if publisher else title)
    for words, value in (("release", source.release), ("published", source.published)):
        if value:
            line.append(f", {words} {prose(value)}", style="dim")
    if source.data_through:
        line.append(f", data through {prose(source.data_through)}", style="bold")
    if source.url:
        line.append(f"\n{prose(source.url)}", style="blue")
    return line
