"""One line of a registry file <-> a claim or a decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from factcheck.model.decision import CHOICES, Decision
from factcheck.model.finding import STATUSES, DocumentReport, Finding
from factcheck.model.record import record, replace
from factcheck.model.text import line_column
from factcheck.registry.identity import claim_id, is_claim_id, words_digest

RARE = ("withheld", "words", "gone")  # fields that are written only where they say something
Day = date  # the type, where a field is called `date`


@record
class Place:
    """Where a claim stands in its file: line and column from 1, code points `start` to `end`."""

    line: int
    column: int
    start: int
    end: int


@record
class RegistryClaim:
    """One claim of one article, as the registry keeps it.

    `date` is the article's own date and `as_of` the date its relative words count from. `file` is
    a path from the project's folder, with forward slashes. `restated` says that `text` is our
    wording of the claim and not the article's. `withheld` says that its text is under embargo: only a
    digest of the normalised `words` and the place are kept. `gone` says that the article no longer
    held the claim when it was last read.
    """

    id: str
    text: str
    outlet: str = ""
    date: Day | None = None
    file: str = ""
    place: Place | None = None
    context: str = ""
    as_of: Day | None = None
    url: str = ""
    restated: bool = False
    withheld: bool = False
    words: str = ""
    gone: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What makes a line of the registry: this claim in this article."""
        return self.id, self.file

    def updated(self, newer: RegistryClaim) -> RegistryClaim:
        """This claim with everything that `newer` knows; an empty field erases nothing.

        A claim that is found again is no longer gone, and one whose text is withheld now loses it.
        """
        known = {f.name: getattr(newer, f.name) for f in fields(newer)}
        revised = replace(self, **{name: value for name, value in known.items() if value}, gone=newer.gone)
        return withhold(revised) if newer.withheld else revised


def withhold(claim: RegistryClaim) -> RegistryClaim:
    """The claim without its words, for drafts under embargo: identity, digest and place remain."""
    words = words_digest(claim.text) if claim.text else claim.words
    return replace(claim, text="", context="", withheld=True, words=words)


def claim_of(
    finding: Finding,
    document: DocumentReport,
    file: str,
    *,
    outlet: str = "",
    url: str = "",
    embargo: bool = False,
) -> RegistryClaim:
    """The registry's claim for `finding` in `document`, known to the registry as `file`.

    Its identity is the finding's own when that has the registry's form. With `embargo` its words stay out.
    """
    place = None
    if finding.span is not None:
        start, end = finding.span.start, finding.span.end
        line, column = line_column(document.text, start)
        place = Place(line, column, start, end)
    claim = RegistryClaim(
        id=finding.id if is_claim_id(finding.id) else claim_id(finding.text, finding.as_of),
        text=finding.text,
        outlet=outlet,
        date=document.published,
        file=file,
        place=place,
        context=finding.context,
        as_of=finding.as_of,
        url=url,
    )
    return withhold(claim) if embargo else claim


@record
class Check:
    """What the sources said of a claim when it was last checked.

    `releases` names the releases that the verdict rests on, as `source: title, release`, in name order.
    """

    claim: str
    status: str
    rule: str
    summary: str = ""
    releases: tuple[str, ...] = ()


def check_of(finding: Finding, claim: RegistryClaim) -> Check:
    """The check that `finding` is, of the registry's `claim`.

    Of a claim whose words are withheld only the verdict is kept: a summary or a table's title tells what it is about.
    """
    if claim.withheld:
        return Check(claim.id, finding.status, finding.rule)
    evidence = (e for a in finding.assertions for r in a.readings for e in r.evidence)
    releases = {f"{e.source}: {e.title}" + (f", {e.release}" if e.release else "") for e in evidence}
    return Check(claim.id, finding.status, finding.rule, finding.summary, tuple(sorted(releases)))


def write_check(check: Check) -> dict[str, Any]:
    """The object of a check's line, keys in their fixed order."""
    return {
        "claim": check.claim,
        "status": check.status,
        "rule": check.rule,
        "summary": check.summary,
        "releases": list(check.releases),
    }


def read_check(line: Mapping[str, Any]) -> Check:
    """The check of a line's object. Raises ValueError that names the field that is wrong."""
    status = _text(line, "status", required=True)
    if status not in STATUSES:
        raise ValueError(f'"status" is not one of {", ".join(STATUSES)}')
    releases = line.get("releases", [])
    if not isinstance(releases, list) or not all(isinstance(r, str) for r in releases):
        raise ValueError('"releases" is not a list of texts')
    claim = _text(line, "claim", required=True)
    return Check(claim, status, _text(line, "rule"), _text(line, "summary"), tuple(releases))


def write_claim(claim: RegistryClaim) -> dict[str, Any]:
    """The object of a claim's line, keys in their fixed order."""
    place = claim.place
    # What few claims have is written only where it says something.
    rare = {name: value for name in RARE if (value := getattr(claim, name))}
    return {
        "id": claim.id,
        "text": claim.text,
        "outlet": claim.outlet,
        "date": claim.date.isoformat() if claim.date else None,
        "file": claim.file,
        "place": {f.name: getattr(place, f.name) for f in fields(place)} if place else None,
        "context": claim.context,
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "url": claim.url,
        "restated": claim.restated,
    } | rare


def read_claim(line: Mapping[str, Any]) -> RegistryClaim:
    """The claim of a line's object. Raises ValueError that names the field that is wrong."""
    place = line.get("place")
    if place is not None:
        if not isinstance(place, dict):
            raise ValueError('"place" is not a group of line, column, start and end')
        place = Place(*(_whole(place, f.name) for f in fields(Place)))
    withheld = _flag(line, "withheld")
    return RegistryClaim(
        id=_text(line, "id", required=True),
        text=_text(line, "text", required=not withheld),
        outlet=_text(line, "outlet"),
        date=_date(line, "date"),
        file=_text(line, "file"),
        place=place,
        context=_text(line, "context"),
        as_of=_date(line, "as_of"),
        url=_text(line, "url"),
        restated=_flag(line, "restated"),
        withheld=withheld,
        words=_text(line, "words", required=withheld),
        gone=_flag(line, "gone"),
    )


def write_decision(decision: Decision) -> dict[str, Any]:
    """The object of a decision's line, keys in their fixed order."""
    written = {f.name: getattr(decision, f.name) for f in fields(decision)}
    return written | {"when": decision.when.isoformat()}


def read_decision(line: Mapping[str, Any]) -> Decision:
    """The decision of a line's object. Raises ValueError that names the field that is wrong."""
    choice = _text(line, "choice", required=True)
    if choice not in CHOICES:
        raise ValueError(f'"choice" is not one of {", ".join(CHOICES)}')
    try:
        when = datetime.fromisoformat(_text(line, "when", required=True))
    except ValueError:
        raise ValueError('"when" is not a date and time such as 2026-11-03T14:05:00+00:00') from None
    return Decision(
        id=_text(line, "id", required=True),
        claim=_text(line, "claim", required=True),
        choice=choice,
        who=_text(line, "who", required=True),
        when=when,
        note=_text(line, "note"),
        status=_text(line, "status"),
        supersedes=_text(line, "supersedes"),
        withdrawn=_flag(line, "withdrawn"),
    )


def to_line(record: Mapping[str, Any]) -> bytes:
    """`record` as one line of JSON without its line end, every unseen character escaped.

    Accents and typographic quotes stay readable; control characters, line separators and
    direction marks are written as escapes, so that a pull request shows what is there.
    """
    text = json.dumps(record, ensure_ascii=False)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    return text.encode("utf-8")


def from_line(raw: bytes) -> dict[str, Any]:
    """The object on a line. Raises ValueError that says in plain words what is wrong."""
    if raw.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        raise ValueError("a merge left its conflict mark here")
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError):
        raise ValueError("the line is cut off or is not JSON") from None
    if not isinstance(record, dict):
        raise ValueError("the line is not a JSON object")
    return record


def _text(line: Mapping[str, Any], name: str, required: bool = False) -> str:
    value = line.get(name)
    if required and not value:
        raise ValueError(f'"{name}" is missing')
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{name}" is not text')
    return value or ""


def _date(line: Mapping[str, Any], name: str) -> date | None:
    written = _text(line, name)
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f'"{name}" is not a date such as 2026-11-03') from None


def _flag(line: Mapping[str, Any], name: str) -> bool:
    value = line.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f'"{name}" is not true or false')
    return value


def _whole(place: Mapping[str, Any], name: str) -> int:
    value = place.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f'"{name}" of its place is not a whole number')
    return value
