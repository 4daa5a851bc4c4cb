"""Decides a statement by the passages nominated for it: supported, conflicting, or open with what it would take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from factcheck.model.claim import WRITTEN, Slot, Statement
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Evidence,
    Reading,
)
from factcheck.model.source import DATE_IT, Nominee, Sought
from factcheck.text.stems import stem
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import parse
from factcheck.verify.passages.words import MISSING
from factcheck.verify.statements.parts import Found, Said, read_said
from factcheck.verify.statements.trial import Tried, compared, sought

# A failure of these can contradict.
_CLEAR = frozenset("date number rank negation opposite place signer name".split())
_YEAR, _HALF_YEAR, _NEWS = timedelta(days=366), timedelta(days=183), timedelta(days=10)
_SHOWN = 400  # characters of a passage that a report quotes


def judge_statement(
    statement: Statement,
    nominees: Sequence[Nominee],
    as_of: date | None,
    text: str,
    told: bool = True,
    shown: bool = True,
) -> AssertionFinding:
    """The verdict on `statement`; `nominees` are passages with their documents, the nearest first.

    `told` says that an open one is told even where no sentence comes near: then it says what the nearest lacks.
    Unless `shown`, it matters only whether it is open, and not how near any sentence comes.
    """
    if not nominees:
        base = _Finding(statement, "statement", text)
        open_ = statement.causal or statement.uncertain
        return base.why(()) if open_ else base.open_(None, "no document held speaks of this")
    said = _read(statement, as_of)
    known = len(nominees[0].people) + bool(statement.speaker or statement.document)
    if not shown and not _speaks(said, known):
        return _Finding(statement, "statement", text).open_(None, "no document held speaks of this")
    tried = compared(said, statement, nominees, as_of, told, shown)
    base = _Finding(statement, "event" if any(said.spans) else "statement", text)
    if statement.causal or statement.uncertain:
        return base.why(tried)
    best = tried[0] if tried else None
    if best is None or not _speaks(said, known):
        return base.open_(best, "no document held speaks of this")
    fitting = next((t for t in tried if _fits(t[0], statement)), None)
    if fitting is not None and not any(_tells_more(t, fitting) for t in tried):
        newer = _told_anew(said, statement, nominees, as_of, fitting)
        return base.open_(newer, _which(fitting, newer), "the day") if newer else base.supported(fitting)
    against = [t for t in tried if _contradicts(t, said) and not _long_ago(t, said, as_of)]
    against = [t for t in against if not _said_anew(t, said, statement, nominees, as_of)]
    if against and not any(_may_fit(t[0]) and not _far_older(t, against[0], as_of) for t in tried):
        return base.conflicting(against[0])
    return base.open_(best, _why(best[0]))


def judge_undated(
    statement: Statement, nominees: Sequence[Nominee], as_of: date | None, text: str
) -> AssertionFinding | None:
    """The open finding on a statement that a document without a date makes; None where none of the `nominees` does.

    Of what time it is nobody knows, and so it settles nothing, but what it lacks is easily mended.
    """
    tried = compared(_read(statement, as_of), statement, nominees, as_of, False, False) if nominees else []
    said = (t for t in tried if not any(m.slot != "date" for m in t[0].outcomes(FAILS, MISSING, UNCLEAR)))
    best = next((t for t in said if t[0].anchored), None)
    if best is None:
        return None
    document, passage = best[1].document, best[1].passage
    why = f"{document.title} ({document.path}, {passage.locator}) tells of it and bears no date: of when is not said"
    return _Finding(statement, "statement", text).open_(best, why, DATE_IT)


def seek(statement: Statement, as_of: date | None, told: bool, shown: bool) -> Sought:
    """What a passage must have for anything to come of a statement: nothing where an open one is `told` anyway."""
    return Sought((), (), 0) if told else sought(_read(statement, as_of), shown, statement.apart)


def _read(statement: Statement, as_of: date | None) -> Said:
    return read_said(statement.words, as_of, bool(statement.document or statement.background), statement.ours)


def _speaks(said: Said, known: int) -> bool:
    """Whether a statement says enough to be found: with fewer names, times and numbers any passage would do.

    `known` is how many names the context and the frame add.
    """
    known += len(said.people) + len(said.spans) + len(said.text.quantities)
    words = sum(i not in said.text.names for i in said.plain)
    return known + words >= 3 and (known > 0 or words >= 4)


def _fits(found: Found, statement: Statement) -> bool:
    """Nothing fails, nothing is missing, and enough is found in the very sentence."""
    if found.outcomes(FAILS, MISSING, UNCLEAR):
        return False
    told = [m for m in found.matches if m.slot in ("word", "name")]
    here = [m for m in told if m.how not in ("passage", "document", "")]
    if found.anchored:
        return _is_of_it(found)
    # Nothing is done: what somebody or something is like is an opinion, unless a number, a time or a denial tells it.
    slots = {m.slot for m in found.matches}
    framed = bool(statement.speaker or statement.document)
    if slots & {"number", "rank", "date"}:
        return len(here) + framed >= 3
    return len(here) >= (2 if found.denied else 4) and len(here) == len(told)


def _is_of_it(found: Found) -> bool:
    """Whether the very sentence has enough of a statement: a deed alone is not of all that stands around it."""
    weighed = [m for m in found.matches if m.slot in ("word", "name", "role", "date", "number", "place")]
    return 3 * sum(m.how not in ("passage", "document") for m in weighed) >= len(weighed)


def _contradicts(tried: Tried, said: Said) -> bool:
    """The same event is clearly meant, and one slot clearly differs."""
    found, nominee, sentence = tried
    failed = found.outcomes(FAILS)
    if len({m.slot for m in failed}) != 1 or failed[0].slot not in _CLEAR or found.outcomes(MISSING, UNCLEAR):
        return False
    fitting = found.outcomes(FITS)
    who = [m for m in fitting if m.slot in ("context", "role") or (m.slot == "name" and m.how != "document")]
    words = [m for m in fitting if m.slot == "word" and m.how not in ("passage", "document")]
    if failed[0].slot == "signer" and not any(m.slot == "date" and m.how == "document" for m in fitting):
        return False  # whoever is named may have signed one like it on another day
    if len(who) + len(words) < 3:
        return False
    # "The talks will be the first since 2014", "clerks make up 30 percent of the crew of Mora": nothing is done.
    both = not nominee.passage.speaker and all(map(_tells_there, (said.text.tokens[0].norm, sentence.split()[0])))
    told = len(who) + len(words) + both
    stated = not said.deeds and (any(m.slot == "rank" for m in fitting) or told > 3)
    return bool((found.anchored or stated) and who) or len(words) >= 3


def _tells_there(word: str) -> bool:
    """Whether a sentence that begins so says that there is something: "there are 40 wardens"."""
    return word.lower() == "there"


def _long_ago(tried: Tried, said: Said, as_of: date | None) -> bool:
    """Whether a document is so old that a statement without a day may well be of another time: "Lee announced"."""
    on = tried[1].document.date[:10]
    return as_of is not None and bool(on) and not said.spans and on < (as_of - _YEAR).isoformat()


def _said_anew(tried: Tried, said: Said, statement: Statement, nominees: Sequence[Nominee], as_of: date | None) -> bool:
    """Whether a passage of the news of these days speaks of it, too: the number that somebody says now may be its."""
    if as_of is None or not statement.speaker or said.spans or not any(m.slot == "number" for m in tried[0].matches):
        return False
    first = (as_of - _NEWS).isoformat()
    if not "" < tried[1].document.date[:10] < first:
        return False
    words = {stem(said.text.tokens[i].norm) for i in said.plain if i not in said.text.names}
    news = (n for n in nominees if n.document.date[:10] >= first and n.speaker_fits)
    return any(2 * len(words & {stem(t.norm) for t in parse(n.passage.text).tokens}) >= len(words) for n in news)


def _told_anew(
    said: Said, statement: Statement, nominees: Sequence[Nominee], as_of: date | None, fitting: Tried
) -> Tried | None:
    """What a document of these days tells otherwise of the very thing, where an older one has all of it.

    "The delegation included Roe", without a day: of the news of the day it may be wrong.
    """
    first = (as_of - _NEWS).isoformat() if as_of is not None else ""
    if not first or said.spans or not "" < fitting[1].document.date[:10] < first:
        return None
    news = [n for n in nominees if n.document.date[:10] >= first]
    tried = compared(said, statement, news, as_of, False, True) if news else ()
    return next((t for t in tried if _lacks_a_name(t[0], said)), None)


def _lacks_a_name(found: Found, said: Said) -> bool:
    """Whether a sentence has the deeds and most words of a statement itself, and lacks but a name or a number."""
    bad = found.outcomes(FAILS, MISSING, UNCLEAR)
    here = [m for m in found.outcomes(FITS) if m.slot in ("word", "name") and m.how not in ("passage", "document")]
    named = any(m.slot in ("name", "number") for m in bad) and all(m.slot in ("name", "number", "role") for m in bad)
    enough = 2 * len(here) if found.anchored else 3 * len(here) - len(said.plain)  # a half, or two thirds
    return named and enough >= len(said.plain)


def _which(fitting: Tried, newer: Tried) -> str:
    """Why a statement without a day is left open: of two documents one says so."""
    then, now = (t[1].document.date for t in (fitting, newer))
    return f"a document of {then} says so, and one of {now} tells otherwise: of which day it is, is not said"


def _far_older(other: Tried, against: Tried, as_of: date | None) -> bool:
    """Whether a document is months older than the one of these days that says otherwise: the news is of this one."""
    here, there = (t[1].document.date[:10] for t in (against, other))
    if as_of is None or not (here and there):
        return False
    return here >= (as_of - _NEWS).isoformat() and there < (as_of - _HALF_YEAR).isoformat()


def _tells_more(other: Tried, fitting: Tried) -> bool:
    """Whether another sentence of the document has more of the words itself, and only another number or the like."""
    failed = other[0].outcomes(FAILS)
    same = other[1].document.id == fitting[1].document.id
    if not same or not failed or other[0].outcomes(MISSING, UNCLEAR) or any(m.slot not in _CLEAR for m in failed):
        return False
    borrows = any(m.how == "passage" for m in fitting[0].matches)
    return borrows and other[0].score[2] + len(failed) > fitting[0].score[2]


def _may_fit(found: Found) -> bool:
    """A sentence that lacks nothing but says nothing clear on one slot: it may be the one that is meant."""
    names = [m for m in found.matches if m.slot in ("name", "place")]
    here = all(m.how not in ("passage", "document") for m in names)
    open_ = {m.slot for m in found.outcomes(UNCLEAR)}
    if {"tense", "date"} <= open_:
        return False  # what is only to be done, and not on that day
    return not found.outcomes(FAILS, MISSING) and bool(found.anchored) and here


def _why(found: Found) -> str:
    missing = [m for m in found.matches if m.outcome in (MISSING, FAILS, UNCLEAR)]
    words = ", ".join(f"“{w}”" for w in dict.fromkeys(m.words for m in missing[:4]))
    return f"the nearest document does not settle {words}" if words else "no document held speaks of this"


class _Finding:
    """Builds the finding on one statement."""

    def __init__(self, statement: Statement, rule: str, text: str) -> None:
        self.statement, self.rule = statement, rule
        self.span = statement.span
        self.text = text[self.span.start : self.span.end]

    def _build(self, status: str, best: Tried | None, **more: Any) -> AssertionFinding:
        readings = (self._reading(best, status),) if best else ()
        return AssertionFinding(
            self.text,
            self.span.start,
            self.span.end,
            status,
            more.pop("rule", self.rule),
            slots=self._slots(best),
            readings=readings,
            **more,
        )

    def _slots(self, best: Tried | None) -> tuple[Slot, ...]:
        held = [m for m in best[0].matches if m.slot not in ("plain",)] if best else []
        return tuple(Slot(m.slot, m.words, WRITTEN) for m in held)

    def _reading(self, best: Tried, status: str) -> Reading:
        found, nominee, sentence = best
        document, passage = nominee.document, nominee.passage
        if sentence == nominee.published:
            sentence = document.title  # what its coming out is known by
        excerpt = sentence if len(sentence) <= _SHOWN else sentence[: _SHOWN - 1].rstrip() + "…"
        evidence = Evidence(
            document.source,
            document.title,
            document.url,
            passage.locator,
            published=document.date,
            excerpt=" ".join(excerpt.split()),
        )
        outcome = {SUPPORTED: "fits", CONFLICTING: "fails"}.get(status, "no-data")
        failed = next((m.slot for m in found.matches if m.outcome == FAILS), None) if status == CONFLICTING else None
        where = f"{document.title}, {document.date}" if document.date else document.title
        spoken = f"{passage.speaker} in " if passage.speaker else ""  # that somebody says so, and not that it is so
        return Reading(
            f"what {where} says",
            outcome,
            "the words of the statement",
            (evidence,),
            failed_slot=failed,
            detail=f"“{' '.join(excerpt.split())}” ({spoken}{where}, {passage.locator})",
        )

    def supported(self, best: Tried) -> AssertionFinding:
        return self._build(SUPPORTED, best)

    def conflicting(self, best: Tried) -> AssertionFinding:
        failed = next(m for m in best[0].matches if m.outcome == FAILS)
        return self._build(CONFLICTING, best, failed_slot=failed.slot)

    def open_(self, best: Tried | None, why: str, needs: str = "an official document on it") -> AssertionFinding:
        near = best if best and best[0].anchored else None
        return self._build(
            UNVERIFIED, near, rule="no-source", reason="no-source", needs=needs, caveats=(Caveat("no-source", why),)
        )

    def why(self, tried: Sequence[Tried]) -> AssertionFinding:
        reason = "causal" if self.statement.causal else "not-checkable"
        said = (
            "a cause, a motive or an effect: documents may assert it and do not settle it"
            if self.statement.causal
            else "what may be is no fact yet"
        )
        near = tried[0] if tried and tried[0][0].anchored else None
        needs = "the fact by itself, without the cause" if self.statement.causal else "the statement of a fact"
        return self._build(UNVERIFIED, near, rule=reason, reason=reason, needs=needs, caveats=(Caveat(reason, said),))
