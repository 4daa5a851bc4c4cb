"""Turns a quotation into the stretches of official documents that it may be taken from.

Likeness nominates here. Whether a stretch is by the speaker, in the document and of the day that the
draft names is settled by names, addresses and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

from factcheck.model.claim import Quote
from factcheck.model.record import record, replace
from factcheck.model.source import FITS, OPEN, OTHER, Candidate, OfficialText, Passage, Search, Texts, lead_in
from factcheck.model.value import MONTH_OF
from factcheck.retrieve.parties import Parties, Party
from factcheck.retrieve.presence import standing
from factcheck.text.days import WEEKDAYS, day_in
from factcheck.text.document_names import CITATION, KIND, LAW, DocumentNames, Mention
from factcheck.text.tokens import tokenize
from factcheck.text.wording import FUNCTION_WORDS, GAP, INSERTED, lowered, words_of

NOMINATED = 24  # passages looked at among all documents, and again among those that are named
FEW = 40  # documents that are searched one by one for a word or two
_KEPT, _HEARD = 512, 16_384  # speakers and named documents, and speakers of documents, that are kept in mind
SHORT = 4  # words of a quotation that BM25 cannot tell from any other
_TELLING = 2  # words with a meaning of their own by which a passage may be the one that is quoted
_AWAY = 1  # days by which a document's date may precede the day of the words, or follow it
_LATE = 3  # days after the draft on which a document may have come out that it knows
_FRIDAY, _WEEK = 4, 7  # what was spoken on a Friday may be put out in writing on the next Monday
_OF_DAY = re.compile(rf"\b(?:{'|'.join((*WEEKDAYS, *MONTH_OF))}|yesterday|today)['’]s\b", re.IGNORECASE)
_OWNER = re.compile(r"['’]s\b")
_SMALL = FUNCTION_WORDS | {GAP, INSERTED}
_BEFORE, _AFTER = 1, 3  # neighbouring passages of the same speaker that belong to a stretch


@dataclass(slots=True)
class Finder:
    """Looks up quotations in the documents of one library; keeps what it has worked out about them."""

    texts: Texts
    facts: Mapping[str, Any]
    names: DocumentNames
    parties: Parties = field(init=False)
    _addresses: dict[int, str] = field(default_factory=dict)
    _holders: dict[tuple[int, str], str] = field(default_factory=dict)
    _wholes: dict[int, str] = field(default_factory=dict)
    _speaking: dict[Party, frozenset[int]] = field(default_factory=dict)
    _heard: dict[tuple[Party, int, str], str] = field(default_factory=dict)
    _named: dict[tuple[Mention | None, frozenset[int], bool], Mapping[int, str]] = field(default_factory=dict)
    _law: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.parties = Parties(self.facts)
        self._law = frozenset(n for n, k in self.facts.get("kinds", {}).items() if k.get("law"))

    def search(self, quote: Quote, as_of: date | None) -> Search:
        """The stretches that `quote` may be taken from, those nominated among the named documents first."""
        parties = self._parties(quote, as_of)
        mention = next(iter(self.names.read(quote.document)), None) if quote.document else None
        titled = self._titled(quote.document, mention)
        spoken = mention is None or self._spoken(mention)
        aim = _Aim(parties, mention, as_of, _window(self._span(quote, parties, as_of), spoken), _latest(as_of), titled)
        scope = self._scope(aim)
        words = words_of(quote.words)
        asked = " ".join([w.norm for w in words if w.norm not in (GAP, INSERTED, "'s")])
        nobody = not scope and _of_nobody(quote, aim)
        held = None if nobody else standing(words, self.texts)

        @cache
        def named() -> tuple[dict[int, Passage], tuple[Candidate, ...]]:
            found: dict[int, Passage] = {}
            if scope:
                # What one sentence quotes in two parts mostly stands in one place.
                for wanted in (asked, f"{asked} {' '.join(quote.beside)}") if quote.beside else (asked,):
                    for passage, _ in self.texts.nominate(wanted, NOMINATED, scope, headings=False):
                        found.setdefault(passage.id, passage)
                if len(asked.split()) <= SHORT and len(scope) <= FEW:
                    found |= self._scan(asked.split(), scope)
            return found, tuple(self._candidates(found.values(), aim))

        @cache
        def elsewhere() -> tuple[Candidate, ...]:
            if nobody:
                return ()
            nearest = [p for p, _ in self.texts.nominate(asked, NOMINATED, headings=False) if p.id not in named()[0]]
            return tuple(self._candidates(nearest, aim))

        return Search(
            lambda: named()[1],
            elsewhere,
            None if held is None else tuple(self._candidates(held, aim)),
            len(scope),
            _who(quote),
            known=any(p.known for p in parties),
            named=any(p.named or p.vague for p in parties) or mention is not None,
            spoken=bool(parties),
            titled=bool(titled),
        )

    def _spoken(self, mention: Mention) -> bool:
        """Whether a named document may be the record of what was spoken days before it came out."""
        kinds = self.facts.get("kinds", {})
        return mention.what != KIND or any(kinds.get(i, {}).get("transcript") for i in mention.ids)

    # ---- what the draft names -----------------------------------------------------------------

    def _parties(self, quote: Quote, as_of: date | None) -> tuple[Party, ...]:
        """Whom the draft names, the nearest first; a document as subject is no speaker."""
        out: list[Party] = []
        for phrase in (quote.speaker, *quote.others):
            if not phrase or (_is_document(phrase, quote.document) and not _OWNER.search(_OF_DAY.sub("", phrase))):
                continue
            party = self.parties.read(phrase, quote.first or as_of)
            if quote.first and quote.last and (later := min(quote.last, as_of or quote.last)) > quote.first:
                # Of a month in which an office passed on, whoever held it.
                others = [p for p in self.parties.read(phrase, later).people if p not in party.people]
                party = replace(party, people=(*party.people, *others)) if others else party
            if quote.guessed and not party.known:
                # "Ida Lee thanked Roe that “…”": somebody else of a name that is known.
                out += [Party(vague=True)] if party.people and party.surnames else []
                continue
            if not party.named and quote.document and not _is_stranger(phrase, quote):
                continue  # "both sides stressed" in a communique
            out.append(party if party.named else Party(vague=True))
        known = [p for p in out if p.known]
        return tuple(known or out)

    def _titled(self, name: str, mention: Mention | None) -> frozenset[int]:
        """The documents that are called by their title: kind and all capitalised words before it."""
        words = frozenset(t.norm for t in tokenize(name) if t.kind == "word")
        if mention is None or mention.what != KIND or not mention.first or len(words) < 2:
            return frozenset()
        party = self.parties.read(" ".join(name.split()[: mention.first]), None)
        if party.people or party.roles:
            return frozenset()  # "Lee's decree" may be called anything
        return frozenset(
            i for i, d in self.texts.documents().items()
            if d.official and words <= _words_of_title(d.title)
        )  # fmt: skip

    def _span(self, quote: Quote, parties: Sequence[Party], as_of: date | None) -> tuple[str, str] | None:
        """The first and last day on which it was said, as ISO text."""
        if quote.day_in_office:
            people = [p for party in parties for p in party.people]
            days = sorted(
                d for p in people for d in self.parties.first_days(p) if as_of is None or d <= as_of.isoformat()
            )
            day = _shift(days[-1], quote.day_in_office - 1) if days else ""
            return (day, day) if day else None
        if quote.first is None or quote.last is None:
            return None
        return quote.first.isoformat(), quote.last.isoformat()

    def _scope(self, aim: _Aim) -> list[int]:
        """The documents that may be what the draft names."""
        if not aim.parties and aim.mention is None:
            return []
        documents = self.texts.documents()
        speaking = frozenset().union(*map(self._speaking_for, aim.parties)) if aim.parties else documents.keys()
        return [
            identity
            for identity, named in self._naming(aim).items()
            if (named == FITS or identity in speaking)
            and (document := documents[identity]).official
            and self._on_day(document, aim) != OTHER
            and not self._is_later(document, aim)
        ]

    def _naming(self, aim: _Aim) -> Mapping[int, str]:
        """The documents that may be what is named, in their order, and whether they surely are."""
        key = aim.mention, aim.titled, bool(aim.parties)
        if key not in self._named:
            if len(self._named) >= _KEPT:
                self._named.clear()
            said = ((i, self._is_named(d, aim)) for i, d in self.texts.documents().items())
            self._named[key] = {i: named for i, named in said if named != OTHER}
        return self._named[key]

    def _speaking_for(self, party: Party) -> frozenset[int]:
        """The documents that may hold words of `party`."""
        if party not in self._speaking:
            if len(self._speaking) >= _KEPT:
                self._speaking.clear()
            documents = self.texts.documents().items()
            self._speaking[party] = frozenset(i for i, d in documents if self.parties.may_speak(party, d))
        return self._speaking[party]

    # ---- candidates ---------------------------------------------------------------------------

    def _scan(self, words: Sequence[str], scope: Iterable[int]) -> dict[int, Passage]:
        """The passages among a few documents that hold all of a few words."""
        found: list[Passage] = []
        for identity in scope:
            passages = self.texts.passages(identity)
            if identity not in self._wholes:
                self._wholes[identity] = "\n".join([lowered(p.text) for p in passages])
            whole = self._wholes[identity]
            if all([word in whole for word in words]):  # few documents have them, and of these few passages
                found += [p for p in passages if all(word in lowered(p.text) for word in words)]
        return {p.id: p for p in found}

    def _candidates(self, found: Iterable[Passage], aim: _Aim) -> Iterator[Candidate]:
        """The stretches around passages, in their order."""
        documents, naming = self.texts.documents(), self._naming(aim)
        said: dict[int, tuple[str, str, bool, int | None]] = {}  # what is known of each document, and of who speaks
        speakers: dict[tuple[int, str], tuple[str, str]] = {}
        for passage in found:
            document = documents[passage.document]
            if not document.official:
                continue
            if document.id not in said:
                named, day = naming.get(document.id, OTHER), self._on_day(document, aim)
                said[document.id] = named, day, self._is_later(document, aim), _age(document, aim.as_of)
            named, day, later, age = said[document.id]
            key = document.id, passage.speaker
            if key not in speakers:
                speakers[key] = self._speaker(document, passage, aim)
            speaker, held_by = speakers[key]
            all_ = self.texts.passages(document.id)
            for stretch in _stretches(passage, all_):
                yield Candidate(document, stretch, speaker, named, day, held_by, later, age, all_)

    def _speaker(self, document: OfficialText, passage: Passage, aim: _Aim) -> tuple[str, str]:
        key = document.id, passage.speaker
        if key not in self._holders:
            self._holders[key] = self.parties.held_by(document, passage)
        held_by = self._holders[key]
        if not aim.parties:
            return (OPEN, held_by)
        if document.kind in self._law:
            return (OPEN if aim.mention is not None else OTHER), held_by
        said = [self._compared(p, document, passage) for p in aim.parties]
        outcome = FITS if FITS in said else OTHER if all(s == OTHER for s in said) else OPEN
        return outcome, held_by

    def _compared(self, party: Party, document: OfficialText, passage: Passage) -> str:
        """What `compare` says of a party and whoever speaks in a document."""
        key = party, document.id, passage.speaker
        if key not in self._heard:
            if len(self._heard) >= _HEARD:
                self._heard.clear()
            self._heard[key] = self.parties.compare(party, document, passage)
        return self._heard[key]

    # ---- one document against what is named ---------------------------------------------------

    def _is_named(self, document: OfficialText, aim: _Aim) -> str:
        mention = aim.mention
        law = document.kind in self._law
        if mention is None:
            return OTHER if law and aim.parties else OPEN
        if aim.titled:
            return FITS if document.id in aim.titled else OTHER
        if mention.what == KIND:
            if not document.kind:
                return OPEN
            return FITS if document.kind in mention.ids else OTHER
        if not law:
            return OTHER
        if mention.what == LAW and not mention.ids:
            return FITS
        address = self._address(document)
        return FITS if any(_same(address, wanted) for wanted in mention.ids) else OTHER

    def _address(self, document: OfficialText) -> str:
        """The address of a section of law, in the form that citations lead to."""
        if document.id not in self._addresses:
            cited = [m for m in self.names.read(document.title) if m.what == CITATION]
            self._addresses[document.id] = cited[0].ids[0] if cited else ""
        return self._addresses[document.id]

    def _on_day(self, document: OfficialText, aim: _Aim) -> str:
        if aim.days is None or not document.date or document.kind in self._law:
            return OPEN
        length, (early, first, last, late, posted) = len(document.date), aim.days
        own = day_in(document.title)  # "Briefing by Clerk Roe, March 4, 2021" is of no other day
        if own and own <= document.date <= _shift(own, _WEEK):
            return FITS if first <= own <= last else OTHER
        if self.facts.get("kinds", {}).get(document.kind, {}).get("transcript"):
            early, late = first, posted
        return FITS if early[:length] <= document.date <= late[:length] else OTHER

    def _is_later(self, document: OfficialText, aim: _Aim) -> bool:
        if not aim.latest or not document.date or document.kind in self._law:
            return False
        return document.date > aim.latest[: len(document.date)]


class _Days(NamedTuple):
    """The `first` and the `last` day on which words were said; a document of them is of `early` to `late`.

    A transcript may be put out until `posted`.
    """

    early: str
    first: str
    last: str
    late: str
    posted: str


@record
class _Aim:
    """What the draft says of its source."""

    parties: tuple[Party, ...]
    mention: Mention | None
    as_of: date | None
    days: _Days | None  # None where nothing says
    latest: str  # when a document may have come out that the draft knows, "" where nothing says
    titled: frozenset[int] = frozenset()  # the documents that are named by their title, if any


def _of_nobody(quote: Quote, aim: _Aim) -> bool:
    """Whether whoever is quoted, with hardly a word of their own, has no name: whatever is found is of anybody."""
    if aim.mention is not None or any(p.people or p.roles or p.surnames for p in aim.parties):
        return False
    telling = [w for w in words_of(quote.words) if w.initials or w.norm not in _SMALL]
    named = any(w[:1].isupper() for w in quote.speaker.split())
    return not named and len(telling) < _TELLING and not any(w.initials for w in telling)


def _stretches(passage: Passage, all_: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """A passage with its neighbours of the same speaker; of law also with what it continues."""
    speaker, number = passage.speaker, passage.number
    first, last = number, number + 1
    while first > max(number - _BEFORE, 0) and all_[first - 1].speaker == speaker:
        first -= 1
    while last < min(number + _AFTER + 1, len(all_)) and all_[last].speaker == speaker:
        last += 1
    yield tuple(all_[first:last])
    if passage.parent >= 0:
        chain = lead_in(passage, all_)
        if chain[-1].number != number - 1 and any(p.text for p in chain):
            yield (*chain, passage)


def _window(span: tuple[str, str] | None, spoken: bool) -> _Days | None:
    """The days that a document's date may be of for words of the days of `span`, as ISO text."""
    if span is None:
        return None
    weekday = date.fromisoformat(span[1]).weekday()
    posted = _shift(span[1], max(_AWAY, _WEEK - weekday if weekday >= _FRIDAY else 0) if spoken else _AWAY)
    return _Days(_shift(span[0], -_AWAY), *span, _shift(span[1], _AWAY), posted)


def _latest(as_of: date | None) -> str:
    return _shift(as_of.isoformat(), _LATE) if as_of else ""


@lru_cache(maxsize=4096)
def _words_of_title(title: str) -> frozenset[str]:
    return frozenset(t.norm for t in tokenize(title))


def _same(address: str, wanted: str) -> bool:
    """Whether a cited address lies in the section of `address`, or is of it."""
    return bool(address) and (wanted == address or wanted.startswith(address + "-") or address.startswith(wanted + "-"))


def _age(document: OfficialText, as_of: date | None) -> int | None:
    if as_of is None or len(document.date) != 10:
        return None
    return (as_of - date.fromisoformat(document.date)).days


def _shift(iso: str, days: int) -> str:
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def _who(quote: Quote) -> str:
    named = "" if _is_document(quote.speaker, quote.document) else quote.speaker
    if not named or not quote.document:
        return named or quote.document
    plain = quote.document[0].islower() and not quote.document.endswith("s")  # "a statement", but "remarks"
    article = ("an " if quote.document[0] in "aeiou" else "a ") if plain else ""
    return f"{named} in {article}{quote.document}"


def _is_stranger(phrase: str, quote: Quote) -> bool:
    """Whether a speaker without a name is one of many ("a clerk said in a statement"), not a side of the document."""
    first = phrase.lower().split()[:1]
    inside = any(_is_document(other, quote.document) for other in quote.others)
    return first in (["a"], ["an"], ["one"], ["another"], ["some"]) and not inside


def _is_document(phrase: str, document: str) -> bool:
    """Whether a subject is the document itself ("the decree said")."""
    return bool(document) and document.rstrip(")]") in phrase
