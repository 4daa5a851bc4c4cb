"""Decides what a sentence says of the number of a document: its day, its title, who signed it; or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.model.claim import WRITTEN, Blocked, Cited, Slot
from factcheck.model.finding import CONFLICTING, AssertionFinding, Evidence, Reading
from factcheck.model.reference import CITED_IN, Known, Mention
from factcheck.text.days import find_days, resolve
from factcheck.text.stems import SAME, relation
from factcheck.text.tokens import Token, tokenize
from factcheck.verify.statements.trial import ENACTS

_BEFORE = 6  # tokens before a number in which whoever signed it is named
_AFTER = 12
_LEADING = frozenset((",", "was", "which", "that", "were", "first"))
_BREAKS = frozenset((",", ";", ".", "and", "but", "which", "not", "after", "before", "replaced", "followed"))
_ANNOUNCED = timedelta(days=14)


def verify_numbered(cited: Cited, known: Sequence[Known], text: str) -> AssertionFinding | None:
    """The finding on `cited` where a document contradicts beyond doubt what is said of a number; else None.

    `known` is what is held on each reference of `text`.
    """
    for one in known:
        against = _day(one) or _title(one) or _signer(one, text)
        if against is not None:
            slot, mention, says = against
            return _conflicting(cited, one, slot, mention, says, text)
    return None


def not_settled(known: Sequence[Known], text: str) -> Blocked:
    """Why what is said of documents stays open on which something is held."""
    names = ", ".join(text[k.reference.span.start : k.reference.span.end] for k in known)
    told = [m for k in known for m in (*k.mentions, *k.others)]
    where = max(told, key=lambda m: (bool(m.reference.title), m.reference.date is not None))
    nearest = f"“{where.words}” ({where.document.title}, {where.passage.locator})"
    return Blocked("no-source", f"what is held on {names} does not settle this: {nearest}", f"the text of {names}")


def denies_day(said: AssertionFinding, text: str, as_of: date | None, known: Sequence[Known]) -> bool:
    """Whether a conflict over a day stands: of the cited document itself, and not over that of its announcement.

    What another document tells of it may be of any day.
    """
    held = {d.url for k in known for d in k.documents}
    shown = [e for r in said.readings for e in r.evidence]
    signed = [
        m.words for k in known for m in k.mentions if m.words.startswith(("On ", "on "))
    ]  # "On May 2, I signed …"
    keys = [k.reference.key for k in known]
    own = any(
        e.locator.startswith(CITED_IN) or e.url in held or any(w in (e.excerpt or "") for w in signed)
        # What is done to it by another, as the title or a sentence of that says: "Order 5 is revoked".
        or ((e.excerpt == e.title or ENACTS.search(e.excerpt or "")) and any(key in e.title for key in keys))
        for e in shown
    )  # fmt: skip
    return own and not _close_in_time(text, as_of, known)


def _close_in_time(text: str, as_of: date | None, known: Sequence[Known]) -> bool:
    """Whether `text` names a day shortly after that of a cited document, as that of its announcement or printing."""
    tokens = list(tokenize(text))
    days = {m.reference.date for k in known for m in k.mentions if m.reference.date is not None}
    spans = [s for d in find_days(tokens) for s in (resolve(tokens, d, as_of, False) if as_of else ())]
    return any(first <= day + _ANNOUNCED and day <= last for first, last in spans for day in days)


Against = tuple[str, Mention, str]


def _day(one: Known) -> Against | None:
    """A citation of another day than every document gives for the number."""
    dated = [m for m in one.mentions if m.reference.date is not None]
    if one.reference.date is None or not dated or one.dates_it:
        return None
    if any(d.date[:10] == one.reference.date.isoformat() for d in one.documents):
        return None  # the day it came out
    return "date", dated[0], f"is of {_written(dated[0])}"


def _title(one: Known) -> Against | None:
    """The title of another number, where this number's own is known or the day is the other's."""
    if not one.reference.title or one.titles_it or not one.others:
        return None
    own = next((m for m in one.mentions if m.reference.title), None)
    if own is not None:
        return "title", own, f"is “{own.reference.title}”"
    same_day = next((m for m in one.others if m.reference.date and m.reference.date == one.reference.date), None)
    return None if same_day is None else ("title", same_day, f"is another: that title has {same_day.reference.key}")


def _signer(one: Known, text: str) -> Against | None:
    """Somebody who held the office at another time is said to have signed the document, or it is called theirs."""
    dated = next((m for m in one.mentions if m.reference.date is not None), None)
    if dated is None or not one.signed:
        return None
    named = _said_to_sign(one, text)
    if named and named != one.signed:
        return "signer", dated, f"is of {_written(dated)}, when {one.signed} signed such documents"
    return None


def _said_to_sign(one: Known, text: str) -> str:
    tokens = tokenize(text)
    first = next((k for k, t in enumerate(tokens) if t.start >= one.reference.span.start), len(tokens))
    last = next((k for k, t in enumerate(tokens) if t.start >= one.reference.span.end), len(tokens))
    before, after = tokens[max(0, first - _BEFORE) : first], tokens[last : last + _AFTER]
    if after and after[0].kind == "poss":
        return ""  # something of the document's is signed
    if before and before[-1].kind == "poss":
        return _person_at_end(before[:-1], one)
    verb = next((k for k in range(len(before) - 1, -1, -1) if _signs(before[k], one)), None)
    if verb is not None and all(t.norm in ("the", "a", "his", "her") for t in before[verb + 1 :]):
        return _person_at_end(before[:verb], one)
    signed = next((k for k, t in enumerate(after) if _signs(t, one)), None)
    by = next((k for k, t in enumerate(after) if t.norm == "by"), 0)
    if signed is not None and signed < by and all(t.norm in _LEADING for t in after[:signed]):
        clause = after[signed:by]
        return "" if any(t.norm in _BREAKS for t in clause) else _person_at_start(after[by + 1 :], one)
    return ""


def _signs(token: Token, one: Known) -> bool:
    return any(token.norm == verb or relation(token.norm, verb) == SAME for verb in one.verbs)


def _person_at_end(tokens: Sequence[Token], one: Known) -> str:
    words = " ".join(t.norm for t in tokens)
    return next((name for name, spelled in one.signers for w in spelled if f" {words}".endswith(f" {w}")), "")


def _person_at_start(tokens: Sequence[Token], one: Known) -> str:
    """The one named first, behind the name of the office: "then-Warden Lee"."""
    title = {w for phrase in one.office for w in phrase.split()} | {"the", "then", "former", "-"}
    rest = list(tokens)
    while rest and rest[0].norm in title:
        rest.pop(0)
    words = " ".join(t.norm for t in rest) + " "
    return next((name for name, spelled in one.signers for w in spelled if words.startswith(f"{w} ")), "")


def _written(mention: Mention) -> str:
    on = mention.reference.date
    return f"{on:%B} {on.day}, {on.year}" if on else ""


def _conflicting(cited: Cited, one: Known, slot: str, mention: Mention, says: str, text: str) -> AssertionFinding:
    written = text[one.reference.span.start : one.reference.span.end]
    document, passage = mention.document, mention.passage
    evidence = Evidence(
        document.source, document.title, document.url, passage.locator, published=document.date,
        excerpt=mention.words,
    )  # fmt: skip
    where = f"{document.title}, {document.date}, {passage.locator}"
    detail = f"{one.reference.label} {one.reference.key} {says}: “{mention.words}” ({where})"
    reading = Reading(written, "fails", written, (evidence,), failed_slot=slot, detail=detail)
    slots = (Slot("citation", written, WRITTEN),)
    span = cited.span
    return AssertionFinding(
        text[span.start : span.end], span.start, span.end, CONFLICTING, "citation", slots=slots, readings=(reading,),
        failed_slot=slot,
    )  # fmt: skip
