"""Findings and the claim registry -> notes on what was claimed before, and on what does not agree.

The index nominates by likeness; `verify/same.py` says by typed slots whether two claims are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.check import Checker
from factcheck.model.finding import Caveat, DocumentReport, Finding
from factcheck.model.record import replace
from factcheck.model.text import line_column
from factcheck.registry import Registry, RegistryClaim, describe, normalise
from factcheck.verify.same import DIFFERS, SAME, relation, subject_of

NOMINATED = 5  # earlier claims read for each claim
_LIKENESS = 45.0  # of 100; a paraphrase of a sentence lies between 50 and 80
_COMPARED = 20  # claims further up in a draft on the same subject that one is held to: a table has thousands
_SHOWN = 3  # earlier claims named for one claim
_QUOTED = 160  # characters of an earlier claim shown


def with_inconsistencies(report: DocumentReport) -> DocumentReport:
    """The report with a note at each claim that another sentence of the draft states differently."""
    about = defaultdict(list)
    for number, finding in enumerate(report.findings):
        for key in {k for a in finding.assertions if (k := subject_of(a)) is not None}:
            about[key].append(number)
    pairs = {
        (a, b) for numbers in about.values() for n, b in enumerate(numbers) for a in numbers[max(0, n - _COMPARED) : n]
    }
    notes: dict[int, list[Caveat]] = defaultdict(list)
    for a, b in sorted(pairs):
        one, two = report.findings[a], report.findings[b]
        if relation(one.assertions, two.assertions) == DIFFERS:
            notes[a].append(_otherwise(two, report))
            notes[b].append(_otherwise(one, report))
    if not notes:
        return report
    findings = tuple(_noted(f, notes.get(n, ())) for n, f in enumerate(report.findings))
    return replace(report, findings=findings)


def with_earlier(finding: Finding, checker: Checker, registry: Registry, file: str = "") -> Finding:
    """The finding with what the registry holds on the same claim: decisions, and other articles.

    `file` is the draft as the registry names it: its own claims are not earlier ones.
    """
    decision = registry.earlier(finding.text, finding.as_of, finding.status)
    notes: list[Caveat] = []
    for known in _nominated(finding, registry, file):
        said = _relation(finding, known, checker)
        if said == SAME:
            notes.append(Caveat("claimed-before", f"{_who(known)} said the same{_decided(known, registry)}"))
        elif said == DIFFERS:
            notes.append(Caveat("inconsistent", f"{_who(known)} stated it differently{_decided(known, registry)}"))
    return replace(_noted(finding, notes[:_SHOWN]), decision=decision)


def _nominated(finding: Finding, registry: Registry, file: str) -> list[RegistryClaim]:
    index = registry.index
    near = [c for c, likeness in index.nearest(finding.text, NOMINATED) if likeness >= _LIKENESS]
    every = {c.key: c for c in (*index.same_words(finding.text), *near)}
    return [c for c in every.values() if not file or c.file != file]


def _relation(finding: Finding, known: RegistryClaim, checker: Checker) -> str:
    if normalise(known.text) == normalise(finding.text) and known.as_of == finding.as_of:
        return SAME
    other = checker.claim(known.text, known.as_of, [known.context] if known.context else [], known.id)
    return relation(finding.assertions, other.assertions)


def _decided(known: RegistryClaim, registry: Registry) -> str:
    standing = registry.standing(known.id)
    return f"; {describe(standing)}" if standing is not None else ""


def _who(known: RegistryClaim) -> str:
    """`AP on 2024-01-05 (“…”, c-0123456789ab)`."""
    day = known.date or known.as_of
    dated = f" on {day.isoformat()}" if day else ""
    return f"{known.outlet or known.file or 'an earlier check'}{dated} (“{_cut(known.text)}”, {known.id})"


def _otherwise(other: Finding, report: DocumentReport) -> Caveat:
    line = line_column(report.text, other.span.start)[0] if other.span and report.text else 0
    where = f"line {line}" if line else "another sentence"
    return Caveat("inconsistent", f"{where} of this draft states it differently: “{_cut(other.text)}”")


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + "…"


def _noted(finding: Finding, notes: Sequence[Caveat]) -> Finding:
    return replace(finding, caveats=(*finding.caveats, *dict.fromkeys(notes))) if notes else finding
