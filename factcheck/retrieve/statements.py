"""Nominates the passages of official documents that may speak of what a statement says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from factcheck.model.claim import Assertion, Rule, Statement
from factcheck.model.facts import begun, by_first_word, once_for_facts
from factcheck.model.record import replace
from factcheck.model.source import Nominee, OfficialText, Passage, Sought, Texts
from factcheck.retrieve.explained import initials_in, titles_in
from factcheck.retrieve.offices import offices_of
from factcheck.retrieve.presence import deeds_done, having
from factcheck.text.days import find_days, find_stretches, of_its_day, resolve
from factcheck.text.sentences import split
from factcheck.text.tokens import norms, tokenize

MOST = 24  # passages looked at
_KEPT = 256  # spans of days whose documents are kept in mind
_LATER = timedelta(days=3)  # a draft of Wednesday may rest on what is dated Thursday
_AROUND = timedelta(days=21)  # a document speaks of what happened in the weeks around it
_HEAD = 6  # passages of a transcript that may tell the hour
_RECENT = timedelta(days=10)  # "the statement" is one of these days
_NAME = re.compile(r"(?<=\w )[A-Z]|\d|\A[A-Z]\w+ (?:[A-Z]|and|will|has|had|did|is|was|\w+ed\b)")  # or a number
_DEFINITE = re.compile(r"(?:The|This|These|Both)\s+[a-z]")  # "the three towns": what the news of these days told of
_ITEM = re.compile(r"\(\w{1,4}\)\s")
_ITEMS = 24  # items of a list looked back over
_VERB_FIRST = re.compile(r"[A-Z][a-z]+\s+[a-z]")  # "Develop a compact", not "Lee Met Roe"
_LEADS_TO = re.compile(r"\b(?:to|will|would|shall|has|have|by):\s*$")  # what a verb goes on with
_HEAD = 4  # words in which somebody is named who heads a sentence
_SHORT = 6  # passages of a document that is all about one thing
_ASKS = ("Q", "QUESTION", "REPORTER")


def nominees(
    statement: Statement,
    texts: Texts,
    facts: Mapping[str, Any],
    as_of: date | None,
    sought: Callable[[], Sought],
    days: str = "",
) -> list[Nominee]:
    """The passages nearest to the statement among the documents of its days, best first; none where none may have
    what is `sought`.

    `days` are words that may hold the day where the statement itself does not.
    """
    kinds = document_kinds(statement.document, facts)
    if not kinds and statement.speaker.islower():
        kinds = document_kinds(statement.speaker, facts)  # "the decree says": no other kind of document does
    known = bool(kinds) or bool(statement.background)
    named = known or _NAME.search(f"{statement.words.rstrip(' .')} {statement.speaker}")
    if statement.uncertain or not (named or (as_of and _DEFINITE.match(statement.words))):
        return []  # nothing says where to look
    span = _span(f"{statement.words} {days}", as_of, known or not named)
    among = _of_days(span, kinds, texts, facts)
    if as_of and span and span[1] < as_of - _AROUND:  # what is news now may tell what was done then
        among |= _of_days((as_of - _RECENT, as_of + _LATER), kinds, texts, facts)
    if not among or _twice(statement.words, facts, as_of) or not (bits := having(sought(), texts, facts, among)):
        return []
    return nominees_in(statement, texts, facts, None if len(among) == len(texts.documents()) else among, bits)


def undated(
    statement: Statement, texts: Texts, facts: Mapping[str, Any], sought: Callable[[], Sought]
) -> list[Nominee]:
    """The passages nearest to the statement among the official documents that bear no date, but for law; none where
    none may have what is `sought`."""
    kept, key = _asked(facts), ("undated", "", frozenset[str]())
    if key not in kept:
        law = {name for name, kind in facts.get("kinds", {}).items() if kind.get("law")}
        documents = texts.documents().items()
        kept[key] = frozenset(n for n, d in documents if not d.date and d.official and d.kind not in law)
    if not kept[key] or statement.uncertain or not (bits := having(sought(), texts, facts, kept[key])):
        return []
    return nominees_in(statement, texts, facts, kept[key], bits)


def _of_days(
    span: tuple[date, date] | None, kinds: frozenset[str], texts: Texts, facts: Mapping[str, Any]
) -> frozenset[int]:
    """The official documents of some days and kinds. The statements of one draft ask for the same again and again."""
    first, last = (span[0].isoformat(), span[1].isoformat()) if span else ("", "")
    kept = _asked(facts)
    if (first, last, kinds) not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[first, last, kinds] = frozenset(
            n for n, d in texts.documents().items()
            if (not span or (first <= d.date <= last and day_of(d) is not None))
            and (not kinds or d.kind in kinds) and d.official
        )  # fmt: skip
    return kept[first, last, kinds]


@once_for_facts
def _explained(facts: Mapping[str, Any]) -> dict[int, tuple[tuple[str, str], ...]]:
    """The initials that each document asked for explains, by its id."""
    return {}


@once_for_facts
def _asked(facts: Mapping[str, Any]) -> dict[tuple[str, str, frozenset[str]], frozenset[int]]:
    """What a library with these facts was asked for so far."""
    return {}


def nominees_in(
    statement: Statement, texts: Texts, facts: Mapping[str, Any], among: Collection[int] | None, bits: int = -1
) -> list[Nominee]:
    """The passages nearest to the statement in the documents of the ids `among`, else in all, best first.

    Of these only such as are set in `bits`, by their ids.
    """
    documents = texts.documents()
    search = _Search(statement, texts, facts)
    names = " ".join(name for name, _ in search.people)  # of the context, a longer query finds no better
    found = texts.nominate(f"{statement.words} {names}", MOST, among, headings=False)
    return [
        search.nominee(documents[passage.document], _with_lead(passage, texts.passages(passage.document)))
        for passage, _ in found
        if bits >> passage.id & 1 and passage.text and passage.speaker.upper().rstrip(":.") not in _ASKS
    ]


def _with_lead(passage: Passage, passages: Sequence[Passage]) -> Passage:
    """An item of a list with the sentence that leads in to it: "The following are closed: (a) the old quay".

    Without a mark, what follows "The two sides pledged to:" is one as long as it begins as the one right behind does.
    """
    marked = bool(_ITEM.match(passage.text))
    if not marked and not _VERB_FIRST.match(passage.text):
        return passage
    before = range(passage.number - 1, max(passage.number - _ITEMS, 0) - 1, -1)
    item = _ITEM if marked else _VERB_FIRST
    first = next((k for k in before if not item.match(passages[k].text) or passages[k].text.endswith(":")), -1)
    lead = passages[first].text.rstrip() if first >= 0 else ""
    if not lead.endswith((":", "—")) or passages[first].speaker != passage.speaker:
        return passage
    start, end = split(lead)[-1]
    if not marked and not _LEADS_TO.search(lead[start:end]):
        return passage
    return replace(
        passage, text=f"{lead[start:end].rstrip(':— ')}{':' if marked else ''} {_lowered(passage.text, marked)}"
    )


def _lowered(text: str, marked: bool) -> str:
    """An item as it goes on with a sentence."""
    return text if marked else text[:1].lower() + text[1:]


class _Search:
    """What one statement asks of every passage nominated for it."""

    def __init__(self, statement: Statement, texts: Texts, facts: Mapping[str, Any]) -> None:
        self.texts, self.facts = texts, facts
        self.kinds = document_kinds(statement.words, facts)
        self.people = tuple((s["name"], tuple(s["words"])) for s in _speakers(statement.background, facts))
        tellers = _speakers(statement.speaker, facts)
        self.tellers = frozenset(str(s["name"]) for s in tellers)
        self.said_by = [w for s in tellers for w in s["words"]]
        self.named = _speakers(statement.words, facts)
        self.kin = tuple(kin for s in self.named for kin in _kin_of(s, facts.get("speakers", ())))
        full = [norms(s["name"]) for s in self.named if _goes_by_surname(s)]
        named = _plain(statement.words)
        self.firsts = frozenset(f[0] for f in full if f" {' '.join(f)} " in named)
        self.offices = offices_of(facts)
        self.first: dict[int, Nominee] = {}  # of each document

    def nominee(self, document: OfficialText, passage: Passage) -> Nominee:
        known = self.first.get(document.id)
        if known is None or self.said_by:
            found = self.first[document.id] = self._nominee(document, passage)
            return found
        we = self.offices.we(document.issuer, passage.speaker, day_of(document))
        return replace(known, passage=passage, we=we)

    def _nominee(self, document: OfficialText, passage: Passage) -> Nominee:
        on = day_of(document)
        passages = self.texts.passages(document.id)
        opening = next((p.text for p in passages if len(p.text.split()) > 8), "")
        kind = self.facts.get("kinds", {}).get(document.kind, {})
        signed = self.offices.holder(kind.get("by", ""), on)
        return Nominee(
            document,
            passage,
            opening,
            self._published(document, kind, signed),
            deeds_done(kind, document.title),
            signed,
            self.people,
            self._speaker_fits(f"{document.title} {passage.speaker} {signed} {opening}")
            and self._speaks(passage.speaker, on),
            (*self.offices.titles(on), *titles_in(opening)),
            self.offices.we(document.issuer, passage.speaker, on),
            rivals=self._rivals(kind.get("by", ""), signed),
            kin=self.kin,
            firsts=self.firsts,
            leader=self.offices.leader(document.issuer, on),
            apart=known_apart(self.facts),
            whole=self._whole(document) if self.people else "",
            short=self._short(document),
            late=bool(kind.get("transcript")) and not of_its_day(" ".join(p.text for p in passages[:_HEAD])),
        )

    def _whole(self, document: OfficialText) -> str:
        passages = self.texts.passages(document.id)
        return " ".join(p.text for p in passages) if len(passages) <= _SHORT else ""

    def _short(self, document: OfficialText) -> tuple[tuple[str, str], ...]:
        """The initials that a document explains, with what they stand for."""
        kept = _explained(self.facts)
        if document.id not in kept:
            if len(kept) >= _KEPT:
                kept.clear()
            texts = (p.text for p in self.texts.passages(document.id) if "(" in p.text)
            kept[document.id] = tuple(dict(pair for text in texts for pair in initials_in(text)).items())
        return kept[document.id]

    def _rivals(self, office: str, signed: str) -> frozenset[str]:
        """The words for others who held an office, as far as the statement names them and not `signed`."""
        if not signed or any(s["name"] == signed for s in self.named):
            return frozenset()
        held = [s for s in self.named if any(h["role"] == office for h in s["roles"])]
        return frozenset(word for s in held for words in s["words"] for word in words.split())

    def _published(self, document: OfficialText, kind: Mapping[str, Any], signed: str) -> str:
        if not kind.get("verbs") or (self.kinds and document.kind not in self.kinds):
            return ""
        agent = f"{self.facts['roles'][kind['by']]['label']} {signed}" if signed else document.issuer
        return " ".join((agent.title(), *kind.get("words", ())[:2], *kind["verbs"], document.title))

    def _speaks(self, label: str, on: date | None) -> bool:
        """Whether whoever is said to have said it may be who speaks: of two at a briefing, not the other one."""
        speaking = self.offices.speaking(label, on)
        return not self.tellers or not speaking or not self.tellers.isdisjoint(speaking)

    def _speaker_fits(self, words: str) -> bool:
        if not self.said_by:
            return True
        plain = _plain(words)
        return any(f" {w} " in plain for w in self.said_by)


def our_side(words: str, facts: Mapping[str, Any]) -> str:
    """The part of some words that names a publisher's own side as who acts, as written; "" where there is none."""
    found = _sides(facts).search(words)
    return found[0] if found else ""


@once_for_facts
def known_apart(facts: Mapping[str, Any]) -> Mapping[str, tuple[str, str]]:
    """The names that manifests know with others of their kind: of what kind each is, and which of it."""
    people = {" ".join(norms(w)): ("people", s["name"]) for s in facts.get("speakers", ()) for w in s["words"]}
    return people | {name: (kind, name) for name, kind in facts.get("apart", {}).items()}


def names_apart(words: str, facts: Mapping[str, Any]) -> frozenset[str]:
    """The last word of each name among some words that manifests know with others of its kind."""
    plain = _plain(words)
    return frozenset(n.split()[-1] for n, _ in begun(_apart_by_first(facts), plain.split()) if f" {n} " in plain)


@once_for_facts
def _apart_by_first(facts: Mapping[str, Any]) -> Mapping[str, Sequence[tuple[str, object]]]:
    return by_first_word(known_apart(facts).items())


@once_for_facts
def _sides(facts: Mapping[str, Any]) -> re.Pattern[str]:
    """What finds "the administration", "the Okonjo administration", "Tarnhaven" where a verb or "and" may follow."""
    roles = facts.get("roles", {}).values()
    names = {name for role in roles for name in role.get("we", ())}
    surnames = {s["name"].split()[-1] for s in facts.get("speakers", ()) if s["roles"]}
    several = [*map(re.escape, sorted(names, key=len, reverse=True))]
    if not several:
        return re.compile(r"(?!)")
    heads = "|".join(map(re.escape, sorted(surnames)))
    bodies = [n for n in several if n in ("administration", "government")]
    led = rf"(?:{heads})\s(?:{'|'.join(bodies)})|" if heads and bodies else ""
    return re.compile(rf"(?:(?<=^)|(?<=,\s))(?:[Tt]he\s)?(?:{led}{'|'.join(several)})(?=\s+[a-z])", re.IGNORECASE)


def _goes_by_surname(speaker: Mapping[str, Any]) -> bool:
    """Whether the end of a name alone means somebody: of two Lees, Ida is meant by "Ida Lee"."""
    full = norms(speaker["name"])
    return any(len(words) < len(full) and full[-len(words) :] == words for words in map(norms, speaker["words"]))


def _kin_of(speaker: Mapping[str, Any], speakers: Sequence[Mapping[str, Any]]) -> list[tuple[str, frozenset[str]]]:
    """The surname by which alone somebody is known, with the first names of others of that name: ("lee", {"ida"})."""
    own = {w for phrase in (speaker["name"], *speaker["words"]) for w in norms(phrase)}
    out = []
    for surname in (w for phrase in speaker["words"] if len(norms(phrase)) == 1 for w in norms(phrase)):
        others = [norms(s["name"]) for s in speakers if s is not speaker]
        first = frozenset(w for words in others if words[-1] == surname for w in words[:-1]) - own
        out += [(surname, first)] if first else []
    return out


@lru_cache(maxsize=64)  # several things are asked of one statement
def _plain(words: str) -> str:
    return f" {' '.join(norms(words))} "


def document_kinds(words: str, facts: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of document that some words name ("in a joint statement")."""
    plain = _plain(words)
    found: set[str] = set()
    longest = 0
    for name, kind in facts.get("kinds", {}).items():
        for phrase in kind["words"]:
            if f" {phrase} " in plain and len(phrase.split()) >= longest:
                if len(phrase.split()) > longest:
                    found, longest = set(), len(phrase.split())
                found.add(name)
    if "statement" in plain.split():
        found |= {n for n in facts.get("kinds", {}) if n.endswith("statement")}
    return frozenset(found)


def of_signed_paper(assertions: Sequence[Assertion], text: str, facts: Mapping[str, Any]) -> bool:
    """Whether a sentence about rules that cites no law tells of what somebody signed: that is no law.

    Nor is what a statement says that will be done on a day.
    """
    if not assertions or any(not isinstance(a, Rule) or a.cited for a in assertions):
        return False
    kinds, named = facts.get("kinds", {}), document_kinds(text, facts)
    if _told_of_somebody(text, facts):
        return True
    dated = any(d.day and d.month for d in find_days(tokenize(text))) if named else False
    return any(kinds[name].get("by") or (dated and not kinds[name].get("law")) for name in named)


def told_by_publisher(speaker: str, facts: Mapping[str, Any]) -> bool:
    """Whether whoever is said to have told something is somebody known, or a publisher of documents as such."""
    issuing = [r for r in facts.get("roles", {}).values() if r.get("issuer")]
    plain = _plain(speaker)
    return bool(_speakers(speaker, facts)) or any(_plain(words) in plain for r in issuing for words in r["words"])


def _told_of_somebody(text: str, facts: Mapping[str, Any]) -> bool:
    """Whether a sentence tells what somebody known did on a day of the week: "Lee on Monday approved 5 million"."""
    head = text.split()[:_HEAD]
    weekdays = (d for d in find_days(tokenize(text)) if d.weekday is not None)
    return bool(_speakers(" ".join(head), facts)) and any(weekdays)


def _span(words: str, as_of: date | None, recent: bool) -> tuple[date, date] | None:
    """The days that a document must be of to speak of some words; None when nothing says."""
    tokens = tokenize(words)
    days = []
    for day in find_days(tokens):
        if day.lead == "since":
            continue
        for ahead in (False, True):
            days += list(resolve(tokens, day, as_of, ahead)) if as_of else [s for s in (day.span(),) if s]
    days += [span for _, _, span in find_stretches(tokens, as_of)] if as_of else []
    latest = as_of + _LATER if as_of else None
    if days:
        brief = all((s[1] - s[0]).days <= 7 for s in days)  # a year or a month may be spoken of much later
        first, last = min(s[0] for s in days) - _AROUND, max(s[1] for s in days) + _AROUND
        last = last if brief or latest is None else latest
        if as_of and days[-1][1] > as_of:
            first = min(first, as_of - _AROUND)  # what is to come was announced before
        if as_of and any(d.day and d.year for d in find_days(tokens)) and latest:
            last = latest  # a day with its year is told of long after
        return first, min(last, latest) if latest else last
    if latest is None or as_of is None:
        return None
    return (as_of - _RECENT if recent else date(1, 1, 1)), latest


def day_of(document: OfficialText) -> date | None:
    """The day of a document; None when it states only a month or nothing."""
    return _day(document.date)


@lru_cache(maxsize=4096)  # asked of every document for every statement
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _twice(words: str, facts: Mapping[str, Any], on: date | None) -> bool:
    """Whether one person is named both by name and by office, as if they were two."""
    plain = _plain(words)
    for role, several in _called(facts):
        # "The warden of Mora" is not the warden.
        phrases = [p for p in several if f" {p} " in plain and f" {p} of " not in plain]
        if not phrases:
            continue
        person = offices_of(facts).holder(role, on)
        names = next((s["words"] for s in facts["speakers"] if s["name"] == person), ())
        rest = plain
        for phrase in phrases:
            for name in names:  # "the warden, Ann Lee", "Ann Lee, the Mora warden"
                for both in (f"{phrase} {name}", f"{phrase} , {name}"):
                    rest = rest.replace(f" {both} ", " ")
                rest = re.sub(rf" {re.escape(name)} , (?:\S+ ){{0,3}}{re.escape(phrase)}(?= )", "", rest)
        if any(f" {p} " in rest for p in phrases) and any(f" {n} " in rest for n in names):
            return True
    return False


def _speakers(words: str, facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The people of the manifests whom some words mention."""
    if not words:
        return []
    plain = _plain(words)
    found = {number for name, number in begun(_names(facts), plain.split()) if f" {name} " in plain}
    return [facts["speakers"][number] for number in sorted(found)]


@once_for_facts
def _names(facts: Mapping[str, Any]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The words for the people of the manifests, with the number of each among them."""
    return by_first_word((words, n) for n, s in enumerate(facts.get("speakers", ())) for words in s["words"])


@once_for_facts
def _called(facts: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """The offices, each with what it is called in several words."""
    roles = facts.get("roles", {})
    return [(role, tuple(p for p in about["words"] if len(p.split()) > 1)) for role, about in roles.items()]
