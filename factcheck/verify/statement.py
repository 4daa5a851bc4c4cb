"""Decides a statement by the passages nominated for it: supported, conflicting, or open with what it would take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
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
from factcheck.model.record import replace
from factcheck.model.source import Nominee
from factcheck.text.days import find_days, resolve
from factcheck.text.stems import forms, kin, part_of_speech, stem
from factcheck.text.tokens import fold, norms
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.event import brought_out, compare_event, is_anchored
from factcheck.verify.event_parts import Found, Said, Shown, read_said, sentences, with_heads
from factcheck.verify.event_words import place_lead
from factcheck.verify.passage_text import parse
from factcheck.verify.passage_words import MISSING, SlotMatch

_CLEAR = ("date", "number", "rank", "negation", "opposite", "place", "signer")  # a failure of these can contradict
Tried = tuple[Found, Nominee, str]  # how one sentence compares
_PASSAGES, _SENTENCES = 8, 6  # the likeliest are compared in full
_WORD = re.compile(r"\w+")
_PREFIX = re.compile(r"\b(re|co|pre)-(?=[a-z])")  # "re-open" is one word
_SHOWN = 400  # characters of a passage that a report quotes


def judge_statement(
    statement: Statement, nominees: Sequence[Nominee], as_of: date | None, text: str, told: bool = True
) -> AssertionFinding:
    """The verdict on `statement`; `nominees` are passages with their documents, the nearest first.

    `told` says that an open one is told even where no sentence comes near: then it says what the nearest lacks.
    """
    if not nominees:
        base = _Finding(statement, "statement", text)
        open_ = statement.causal or statement.uncertain
        return base.why(()) if open_ else base.open_(None, "no document held speaks of this")
    said = read_said(statement.words, as_of, bool(statement.document or statement.background))
    wanted = frozenset(stem(said.text.tokens[i].norm) for i in said.text.content)
    wanted |= {stem(w) for _, words in nominees[0].people for p in words for w in p.split()}
    plausible = [n for n in nominees if _plausible(said, n)]
    nearest = sorted(plausible, key=lambda n: -len(wanted & _stems(f"{n.passage.text} {n.document.title}")))[:_PASSAGES]
    tried: list[Tried] = [(found, n, s) for n in nearest for s, found in _tried(said, statement, n, as_of)]
    published = {(n.document.id, n.document.date): n for n in reversed(nominees) if n.published}
    tried += [(f, n, n.published) for n in published.values() for f in _brought_out(said, statement, n, as_of)]
    if not tried and nearest:  # for the reader: what comes nearest
        tried = [(found, nearest[0], s) for s, found in _tried(said, statement, nearest[0], as_of, wanted, told)]
    tried.sort(key=lambda t: t[0].score, reverse=True)
    base = _Finding(statement, "event" if any(said.spans) else "statement", text)
    if statement.causal or statement.uncertain:
        return base.why(tried)
    best = tried[0] if tried else None
    if best is None or not _speaks(said, len(nominees[0].people) + bool(statement.speaker or statement.document)):
        return base.open_(best, "no document held speaks of this")
    fitting = next((t for t in tried if _fits(t[0], statement)), None)
    if fitting is not None:
        return base.supported(fitting)
    against = [t for t in tried if _contradicts(t[0], said, statement)]
    if against and not any(_may_fit(t[0]) for t in tried):
        return base.conflicting(against[0])
    return base.open_(best, _why(best[0]))


def _plausible(said: Said, nominee: Nominee) -> bool:
    """Whether a passage can hold every name of the statement, and half of its words, going by first letters."""
    document = nominee.document
    held = _heads(nominee.passage.text)
    held |= _heads(f"{nominee.opening} {document.title} {document.issuer} {nominee.signed} {nominee.passage.speaker}")
    low = nominee.passage.text.lower()
    held |= _heads(" ".join(name for phrase, name in nominee.offices if phrase in low))
    missing = 0
    for i in said.text.content:
        word = said.text.tokens[i].norm
        if i in said.dated or len(word) < 4 or "." in word or not held.isdisjoint(_kin_heads(word)):
            continue
        if i in said.text.names and place_lead(said.text, i) != "at":
            return False  # a house may be the wrong one
        missing += 1
    return missing <= max(2, len(said.text.content) // 2)


@lru_cache(maxsize=8192)
def _kin_heads(word: str) -> frozenset[str]:
    return frozenset(w[:4] for w in kin(word))


@lru_cache(maxsize=8192)
def _heads(text: str) -> frozenset[str]:
    """The first four letters of every word and of what it is a form of."""
    return frozenset().union(*map(_word_heads, set(_WORD.findall(_PREFIX.sub(r"\1", fold(text))))))


@lru_cache(maxsize=32768)
def _word_heads(word: str) -> frozenset[str]:
    return frozenset(form[:4] for form in forms(word))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The stems of all words of a text: what it may speak of, at a glance."""
    return frozenset(stem(w) for w in _WORD.findall(fold(text)))


def _tried(
    said: Said,
    statement: Statement,
    nominee: Nominee,
    as_of: date | None,
    wanted: frozenset[str] | None = None,
    told: bool = True,
) -> list[tuple[str, Found]]:
    """Every sentence of a passage that can hold what was done, compared; with `wanted`, the one with most of those.

    Unless `told`, only a sentence with a deed of the statement: any other settles nothing and is not shown.
    """
    document, passage = nominee.document, nominee.passage
    if wanted is None:
        if any(heads.isdisjoint(_heads(passage.text)) for heads in said.deeds):
            return []  # what no word of the passage begins with, no sentence of it has
        held = [s for s in sentences(passage.text) if all(heads & _heads(s) for heads in said.deeds)]
    else:
        held = [max(sentences(passage.text), key=lambda s: len(wanted & _stems(s)))]
    if not held:
        return []
    about = f"{document.title} {passage.heading} {document.issuer} {passage.speaker} {nominee.signed}"
    lead = f"{document.title} : {next(iter(sentences(nominee.opening)), '')}"
    author = f"{passage.speaker} {nominee.signed} {_author(document.title)} {' '.join(nominee.we)}"
    beside = _background(statement, nominee, as_of)
    out = []
    every = sentences(passage.text)
    for sentence in held[:_SENTENCES]:
        text = with_heads(parse(_named(sentence, nominee.offices, bool(passage.speaker))))
        before = every[: every.index(sentence)]
        enacts = bool(nominee.signed and _ENACTS.search(sentence))
        on = _day(document.date) if nominee.dated or enacts else None
        shown = Shown(text, passage.text, about, lead, author, on, before, enacts=enacts, begins=nominee.opening)
        if not told and not is_anchored(said, shown):
            continue
        found = compare_event(said, shown)
        found.matches += beside
        out.append((sentence, found))
    return out


# What a signed document does by saying so: "I hereby close …", "Order 5 is revoked".
_ENACTS = re.compile(r"\bhereby\b|\b(?:is|are)\s+(?:further\s+)?\w+ed\b")


def _brought_out(said: Said, statement: Statement, nominee: Nominee, as_of: date | None) -> list[Found]:
    """How the statement compares with the bringing out of the document itself, if it speaks of any."""
    if not nominee.published or not brought_out(said, nominee.verbs):
        return []
    title, around = nominee.published, nominee.passage.text
    shown = Shown(parse(title), around, title, title, title, _day(nominee.document.date), itself=True)
    found = compare_event(said, shown)
    found.matches = [
        replace(m, slot="signer", outcome=FAILS) if m.outcome == MISSING and fold(m.words) in nominee.rivals else m
        for m in (*found.matches, *_background(statement, nominee, as_of))
    ]
    return [found]


def _named(sentence: str, offices: Sequence[tuple[str, str]], spoken: bool) -> str:
    """The sentence with a name behind each office that has none.

    Only those who take down what is spoken write an office that is meant by itself in small letters.
    """
    for phrase, name in offices:
        office = phrase[4:]
        title = "|".join((office.title(), office.upper(), *((office,) if spoken else ())))
        pattern = rf"\b[Tt]he (?:{title})\b(?![\w-])(?!\s+(?:[A-Z]|of\b|to\b))"
        found = [m.end() for m in re.finditer(pattern, sentence) if not _TITLE.search(sentence, 0, m.start())]
        for end in reversed(found):
            sentence = f"{sentence[:end]} {name}{sentence[end:]}"
    return sentence


_TITLE = re.compile(r"\b[A-Z]\w+\s+(?:to|of|for)\s+$")  # "Clerk to the Warden"
_BY = re.compile(r"\b(?:by|from|of)\b(.{3,70}?)(?:\b(?:on|at|in|with|before|after|regarding|\w+ing)\b|$)")


def _author(title: str) -> str:
    """Whom a title names as its author: "Statement from Captain Lee on the ferry"."""
    found = _BY.search(title)
    return found[1] if found else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _background(statement: Statement, nominee: Nominee, as_of: date | None) -> list[SlotMatch]:
    """Whoever the context names must stand in the document that "the call" is looked for in."""
    out = []
    place = f"{nominee.document.title} {nominee.opening} {nominee.passage.text}"
    held = " ".join(norms(place)) if nominee.people else ""
    for name, words in nominee.people:
        known = any(f" {word} " in f" {held} " for word in words)
        out.append(SlotMatch("context", name, FITS if known else MISSING))
    out += _frame(statement, nominee, as_of)
    return out


def _frame(statement: Statement, nominee: Nominee, as_of: date | None) -> list[SlotMatch]:
    """Whoever is said to have said it must be of the document, and the day of saying its day."""
    document, out = nominee.document, []
    source = f"{document.title} {nominee.passage.speaker} {nominee.signed} {document.issuer}"
    if statement.speaker and (_strange(statement.speaker, source) or not nominee.speaker_fits):
        out.append(SlotMatch("speaker", statement.speaker, MISSING))
    # "According to the Board of Mora": that may also stand beside what is said.
    elif not statement.speaker and _strange(statement.document, f"{source} {nominee.passage.text}"):
        out.append(SlotMatch("speaker", statement.document, MISSING))
    on = _day(document.date)
    if as_of is None or on is None or not statement.document:
        return out
    tokens = list(parse(statement.document).tokens)
    for day in find_days(tokens):
        spans = resolve(tokens, day, as_of, False)
        if spans and not any(first <= on <= last + timedelta(days=1) for first, last in spans):
            out.append(SlotMatch("said", statement.document, MISSING))
    return out


def _strange(frame: str, source: str) -> bool:
    """Whether a frame names somebody who is not among the words of a source. A title may be any noun ("Warden")."""
    text, held = with_heads(parse(frame)), set(norms(source))
    dated = {i for day in text.days for i in range(day.first, day.last)}
    named = [i for i in text.content if text.tokens[i].capitalised and i not in dated]
    return any(
        text.tokens[i].norm not in held and (not part_of_speech(text.tokens[i].norm) or i == named[-1]) for i in named
    )


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
        return True
    # Nothing is done: what somebody or something is like is an opinion, unless a number, a time or a denial tells it.
    slots = {m.slot for m in found.matches}
    framed = bool(statement.speaker or statement.document)
    if slots & {"number", "rank", "date"}:
        return len(here) + framed >= 3
    return len(here) >= (2 if found.denied else 4) and len(here) == len(told)


def _contradicts(found: Found, said: Said, statement: Statement) -> bool:
    """The same event is clearly meant, and one slot clearly differs."""
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
    stated = not said.deeds and (any(m.slot == "rank" for m in fitting) or len(who) + len(words) > 3)
    return bool((found.anchored or stated) and who) or len(words) >= 3


def _may_fit(found: Found) -> bool:
    """A sentence that lacks nothing but says nothing clear on one slot: it may be the one that is meant."""
    names = [m for m in found.matches if m.slot == "name"]
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

    def open_(self, best: Tried | None, why: str) -> AssertionFinding:
        near = best if best and best[0].anchored else None
        needs = "an official document on it"
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
