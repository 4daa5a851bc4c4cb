"""A report -> one line a finding, `path:line:column: status [rule] summary`, for editors and CI."""

from __future__ import annotations

from factcheck.model.finding import DocumentReport, Report
from factcheck.report.place import Places
from factcheck.report.safe import inert

DESK = "claim"  # stands where a path would, for a claim typed at the desk


def render(report: Report) -> str:
    """The lines, each with its line end; empty when nothing was found.

    Notes on a draft, and a draft that could not be read, have a line at 1:1.
    """
    return "".join(row + "\n" for document in report.documents for row in _rows(document))


def _rows(document: DocumentReport) -> list[str]:
    path = inert(document.path) or DESK
    places = Places(document)
    rows = [f"{path}:1:1: note [{inert(n.rule)}] {inert(n.text)}" for n in document.notes]
    if document.error:
        rows.append(f"{path}:1:1: error [unreadable] {inert(document.error)}")
    for finding in document.findings:
        place = places.of(finding)
        where = place.where if place is not None else ":1:1"
        summary = inert(finding.summary or finding.reason or finding.text)
        rows.append(f"{path}{where}: {finding.status} [{inert(finding.rule)}] {summary}")
    return rows
