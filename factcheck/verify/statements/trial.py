"""Compares a statement with the sentences of documents that are likeliest to tell of the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from factcheck.model.claim import Statement
from factcheck.model.record import replace
from factcheck.model.source import Nominee, Sought
from factcheck.text.days import find_days, resolve
from factcheck.text.heads import heads_of, kin_heads
from factcheck.text.speech import SPEECH
from factcheck.text.stems import part_of_speech, stem
from factcheck.text.tokens import fold, norms
from factcheck.text.wording import lowered
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.passages.words import MISSING, SlotMatch
from factcheck.verify.statements.event import brought_out, compare_event
from factcheck.verify.statements.frame_words import unheld_words
from factcheck.verify.statements.ground import is_anchored
from factcheck.verify.statements.parts import Found, Said, Shown, name_groups, read_said, sentences, with_heads
from factcheck.verify.statements.sides import as_announced, is_of_another, said_otherwise
from factcheck.verify.statements.words import directs, is_deed, letters, place_lead

Tried = tuple[Found, Nominee, str]  # how one sentence compares
_PASSAGES, _SENTENCES = 8, 6  # the likeliest are compared in full
_CLAUSE = 4  # words that a clause has more than, to be compared by itself
_TELLING = 5  # words by which a statement is known without its one name
_WORD = re.compile(r"\w+")


def compared(
    said: Said, statement: Statement, nominees: Sequence[Nominee], as_of: date | None, told: bool, shown: bool
) -> list[Tried]:
    """How the likeliest sentences of the nominees compare, the nearest first.

    Unless `told`, a sentence without a deed of the statement does not count. Unless `shown`, no sentence does that
    lacks a word of it.
    """
    wanted = frozenset(stem(said.text.tokens[i].norm) for i in said.text.content)
    wanted |= {stem(w) for _, words in nominees[0].people for p in words for w in p.split()}
    asked = sought(said, False, statement.apart)
    plausible = [n for n in nominees if _plausible(asked, n)]
    nearest = sorted(plausible, key=lambda n: -len(wanted & _stems(f"{n.passage.text} {n.document.title}")))[:_PASSAGES]
    trial = _Trial(said, statement, as_of, len(said.text.tokens) if shown else 0)
    for nominee in nearest:
        trial.add(nominee, trial.held(nominee.passage.text))
    for nominee in {(n.document.id, n.document.date): n for n in reversed(nominees) if n.published}.values():
        trial.add_published(nominee)
    if not trial.tried and nearest:  # for the reader: what comes nearest
        every = sentences(nearest[0].passage.text)
        trial.add(nearest[0], [max(every, key=lambda s: len(wanted & _stems(s)))], told)
    return sorted(trial.found, key=lambda t: t[0].score, reverse=True)


def sought(said: Said, near: bool, apart: frozenset[str] = frozenset()) -> Sought:
    """What a passage must have to be compared with a statement; `near` says that what only comes near is told, too.

    Of the names that end in one of `apart`, one may be lacking, as long as there are more.
    """
    text, deeds = said.text, [i for i in said.text.content if i in said.acting and i not in said.dated]
    names: list[frozenset[str]] = []
    words: list[frozenset[str]] = []
    others: list[frozenset[str]] = []
    several = len(said.people) > 1 or len(said.plain) > _TELLING
    loose = {i for g in said.people if text.tokens[g[-1]].norm in apart for i in g} if several else set()
    for i in text.content:
        word = text.tokens[i].norm
        if i not in said.dated and i not in said.ours and len(word) >= 4 and "." not in word:
            if i in loose:
                if text.tokens[i].norm in apart:
                    others.append(kin_heads(word))
                continue
            # Of a house, another may be named.
            (names if i in text.names and place_lead(text, i) != "at" else words).append(kin_heads(word))
    doing = frozenset().union(*[letters(text.tokens[i].norm) for i in deeds]) if near else frozenset()
    first = next((text.tokens[i].norm for i in text.content if is_deed(text, i)), "")
    most = max(2, len(text.content) // 2)
    return Sought(tuple(names), tuple(words), most, said.deeds, doing, first, tuple(others))


def _plausible(asked: Sought, nominee: Nominee) -> bool:
    """Whether a passage can hold every name of the statement, and half of its words, going by first letters."""
    document = nominee.document
    own = heads_of(nominee.passage.text)
    known = f"{nominee.signed} {nominee.leader} {' '.join(nominee.firsts)}"
    about = heads_of(f"{nominee.opening} {document.title} {document.issuer} {known} {nominee.passage.speaker}")
    low = lowered(nominee.passage.text)
    held = [heads_of(name) for phrase, name in nominee.offices if phrase in low]

    def lacks(heads: frozenset[str]) -> bool:
        return own.isdisjoint(heads) and about.isdisjoint(heads) and all([h.isdisjoint(heads) for h in held])

    if any(map(lacks, asked.names)) or sum(map(lacks, asked.others)) > 1:
        return False
    return sum(map(lacks, asked.words)) <= asked.lacking


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The stems of all words of a text: what it may speak of, at a glance."""
    return frozenset(stem(w) for w in _WORD.findall(fold(text)))


class _Trial:
    """The sentences of documents that a statement is compared with, as far as they may settle it or come nearest.

    `most` parts of a statement may be lacking or unlike in a sentence that counts: what lacks anything settles
    nothing, and what lacks more than another does not come nearest.
    """

    def __init__(self, said: Said, statement: Statement, as_of: date | None, most: int) -> None:
        self.said, self.statement, self.as_of, self.most = said, statement, as_of, most
        self.tried = False  # whether any was compared
        # Whoever signs "the clerk shall publish" directs the clerk by it, on its day.
        self.binds = any(i in said.acting and directs(said.text, i) for i in said.text.content)
        self.found: list[Tried] = []

    def held(self, passage: str) -> list[str]:
        """The sentences of a passage that can hold what was done."""
        deeds = self.said.deeds
        if any([heads.isdisjoint(heads_of(passage)) for heads in deeds]):
            return []  # what no word of the passage begins with, no sentence of it has
        return [s for s in sentences(passage) if not any([heads.isdisjoint(heads_of(s)) for heads in deeds])][
            :_SENTENCES
        ]

    def add(self, nominee: Nominee, held: Sequence[str], told: bool = True) -> None:
        """Compares sentences of a passage.

        Unless `told`, only one with a deed of the statement: any other settles nothing and is not shown.
        """
        if not held:
            return
        document, passage = nominee.document, nominee.passage
        about = f"{document.title} {passage.heading} {document.issuer} {passage.speaker} {nominee.signed}"
        lead = f"{document.title} : {next(iter(sentences(nominee.opening)), '')}"
        # Who says "I" is who speaks there, whoever else the title names.
        who = passage.speaker or f"{nominee.signed} {_author(document.title)}"
        author = f"{who} {' '.join(nominee.we)}"
        beside = _background(self.statement, nominee, self.as_of)
        every = sentences(passage.text)
        for sentence in (part for whole in held for part in _clauses(whole)):
            spelt = _HEADS.sub("leading ", _spelt(sentence, nominee.short, self.statement.words))
            named = _named(spelt, nominee.offices, bool(passage.speaker))
            text = with_heads(parse(named))
            before = every[: next(n for n, s in enumerate(every) if sentence in s)]
            enacts = bool(nominee.signed and (ENACTS.search(sentence) or (self.binds and _SHALL.search(sentence))))
            on = _day(document.date) if nominee.dated or enacts else None
            shown = Shown(
                text, passage.text, about, lead, author, on, before, enacts=enacts,
                spoken=bool(passage.speaker), kin=nominee.kin, firsts=nominee.firsts, begins=nominee.opening,
                tells=_teller(document.title), leader=frozenset(norms(nominee.leader)), paper=nominee.published,
                apart=nominee.apart,
            )  # fmt: skip
            if told or is_anchored(self.said, shown):
                said_there = [_if_told(m, text) for m in beside]
                if is_of_another(self.statement, nominee):
                    said_there.append(SlotMatch("role", self.statement.ours, UNCLEAR))
                self._keep(compare_event(self.said, shown, self.most), said_there, nominee, sentence)
                others = (said_otherwise(self.said, self.statement, nominee, text), as_announced(self.statement, text))
                for other in chain(*others):
                    said = read_said(other.words, self.as_of, bool(other.document or other.background))
                    self._keep(compare_event(said, shown, self.most), said_there, nominee, sentence)

    def add_published(self, nominee: Nominee) -> None:
        """Compares the statement with the bringing out of the document itself, if it speaks of any."""
        if not brought_out(self.said, nominee.verbs, nominee.published.removesuffix(nominee.document.title)):
            return
        title, around = nominee.published, nominee.passage.text
        on = _day(nominee.document.date)
        shown = Shown(parse(title), around, title, title, title, on, itself=True, apart=nominee.apart)
        found = compare_event(self.said, shown)
        if found is not None:
            found.matches = [_by_rival(m, nominee) for m in found.matches]
            beside = [_by_rival(m, nominee) for m in _background(self.statement, nominee, self.as_of)]
            self._keep(found, beside, nominee, nominee.published)

    def _keep(self, found: Found | None, beside: list[SlotMatch], nominee: Nominee, sentence: str) -> None:
        self.tried = True
        if found is not None:
            found.matches += beside
            self.found.append((found, nominee, sentence))
            self.most = min(self.most, found.bad)


def _clauses(sentence: str) -> Sequence[str]:
    """A sentence, and what each side of a ", while" in it tells by itself: "Mora paid 5 million, while Tarn paid 3"."""
    parts = sentence.split(", while ")
    return (sentence, *parts) if len(parts) > 1 and all(len(p.split()) > _CLAUSE for p in parts) else (sentence,)


def _by_rival(match: SlotMatch, nominee: Nominee) -> SlotMatch:
    """A name that is missing fails where it is of another who held the office of whoever signed the document."""
    rival = match.outcome == MISSING and fold(match.words) in nominee.rivals
    return replace(match, slot="signer", outcome=FAILS) if rival else match


# What a signed document does by saying so: "I hereby close …", "Order 5 is revoked".
_SHALL = re.compile(r"\b(?:shall|must)\b")
ENACTS = re.compile(r"\bhereby\b|\b(?:is|are|shall be)\s+(?:further\s+)?\w+ed\b")


def _named(sentence: str, offices: Sequence[tuple[str, str]], spoken: bool) -> str:
    """The sentence with a name behind each office that has none.

    Only those who take down what is spoken write an office that is meant by itself in small letters.
    """
    sentence = _INITIALS.sub("", sentence)
    for phrase, name in offices:
        office = phrase[4:]
        if f"{office.title()}s" in sentence:  # "the two Wardens"
            several = rf"\b([Tt]he (?:two )?|[Bb]oth ){office.title()}s\b(?!\s+of\b)"
            sentence = re.sub(several, r"\1leaders", sentence)
        title = "|".join((office.title(), office.upper(), *((office,) if spoken else ())))
        pattern = rf"\b[Tt]he (?:{title})\b(?![\w-])(?!\s+(?:[A-Z]|of\b|to\b))"
        found = [m.end() for m in re.finditer(pattern, sentence) if not _TITLE.search(sentence, 0, m.start())]
        for end in reversed(found):
            sentence = f"{sentence[:end]} {name}{sentence[end:]}"
    return sentence


def _spelt(sentence: str, short: Sequence[tuple[str, str]], said: str) -> str:
    """The sentence with what its initials stand for, as its document explains them elsewhere.

    Names only where a statement has them in full: by their initials, they are known as well.
    """
    for initials, words in short:
        if initials in sentence and (words.islower() or (words.lower() in said.lower() and initials not in said)):
            sentence = re.sub(rf"(?<![\w(]){initials}(?![\w)])", words, sentence)
    return sentence


_HEADS = re.compile(r"\bas (?:the )?[Hh]ead of (?=(?:the|a) )")  # "went as Head of the crew": leading it
_INITIALS = re.compile(r"(?<=s)\s\([A-Z]{2,}[’']s\)")  # "the Harbour Board’s (HB’s) ships"
_TITLE = re.compile(r"\b[A-Z]\w+\s+(?:to|of|for)\s+$")  # "Clerk to the Warden"
# "A Letter to the Warden regarding the lock" is by somebody else.
_ADDRESSED = re.compile(r"(?<=letter)s? to .*?(?=\b(?:regarding|on|concerning)\b|$)", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|from|of)\b(.{3,70}?)(?:\b(?:[Oo]n|[Aa]t|[Ii]n|with|before|after|regarding|\w+ing)\b|$)")


_JOINT = re.compile(r"(.{3,50}? and .{3,50}?)\s+[Jj]oint\b")  # "Warden Lee and Clerk Roe Joint Statement"
_TELLER = re.compile(r"\w+ (?:by|from) (.{3,70}?) (?:[Oo]n|[Rr]egarding|[Aa]bout)\b", re.IGNORECASE)


def _author(title: str) -> str:
    """Whom a title names as its author: "Statement from Captain Lee on the ferry"."""
    found = _JOINT.match(title) or _BY.search(title)
    return found[1] if found else ""


def _teller(title: str) -> str:
    """Who alone brought out what a title names: "Statement by Clerk Roe on the Meeting of Lee and Orr"; else ""."""
    found = _TELLER.match(title)
    return found[1] if found and not re.search(r",|\band\b", found[1]) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _background(statement: Statement, nominee: Nominee, as_of: date | None) -> list[SlotMatch]:
    """Whoever the context names must stand in the document that "the call" is looked for in."""
    out = []
    place = f"{nominee.document.title} {nominee.opening} {nominee.passage.text} {nominee.whole} {nominee.signed}"
    held = " ".join(norms(place)) if nominee.people else ""
    for name, words in nominee.people:
        known = any(f" {word} " in f" {held} " for word in words)
        out.append(SlotMatch("context", name, FITS if known else MISSING))
    out += _frame(statement, nominee, as_of)
    return out


def _frame(statement: Statement, nominee: Nominee, as_of: date | None) -> list[SlotMatch]:
    """Whoever is said to have said it must be of the document, and the day of saying its day."""
    document, out = nominee.document, []
    title = _ADDRESSED.sub("", document.title)
    source = f"{title} {nominee.passage.speaker} {nominee.signed} {document.issuer}"
    if statement.speaker and (_strange(statement.speaker, source) or not nominee.speaker_fits):
        out.append(SlotMatch("speaker", statement.speaker, MISSING))
    # "According to the Board of Mora": that may also stand beside what is said.
    elif not statement.speaker and _strange(statement.document, f"{source} {nominee.passage.text}", True):
        out.append(SlotMatch("speaker", statement.document, MISSING))
    if statement.document:
        about = f"{title} {document.issuer} {nominee.published} {nominee.opening}"
        frame, who = parse(statement.document), statement.speaker
        if added := unheld_words(frame, norms(who), about, nominee.passage.text, bool(who)):
            out.append(SlotMatch("said", added, MISSING))
    on = _day(document.date)
    if as_of is None or on is None:
        return out
    for words in (statement.document, statement.speaker):  # "the May 3 notice says"
        tokens = list(parse(words).tokens)
        for day in find_days(tokens):
            spans = resolve(tokens, day, as_of, False)
            if spans and not any(first <= on <= last + timedelta(days=nominee.late) for first, last in spans):
                out.append(SlotMatch("said", words, MISSING))
    return out


def _if_told(match: SlotMatch, sentence: Text) -> SlotMatch:
    """Whoever is said to have said it, where the sentence itself tells that they did: "the board announced that …"."""
    if match.slot != "speaker" or match.outcome != MISSING:
        return match
    named = [t.norm for t in parse(match.words).tokens if t.capitalised and t.norm not in ("the", "a", "an")]
    theirs = [t.norm for t in sentence.tokens]
    spots = [j for j in range(len(theirs)) if theirs[j : j + len(named)] == named] if named else []
    told = any(theirs[j + len(named)] in SPEECH for j in spots if j + len(named) < len(theirs))
    return replace(match, outcome=FITS) if told else match


def _strange(frame: str, source: str, whole: bool = False) -> bool:
    """Whether a frame names somebody who is not among the words of a source. A title may be any noun ("Warden").

    The words of a `whole` name must stand together there: "the Harbour Board" is not any harbour and any board.
    """
    if not frame:
        return False
    text, held = with_heads(parse(frame)), set(norms(source))
    if whole and any(not _stands_in(text, group, norms(source)) for group in name_groups(text) if len(group) > 1):
        return True
    dated = {i for day in text.days for i in range(day.first, day.last)}
    named = [i for i in text.content if text.tokens[i].capitalised and i not in dated]
    strange = [i for i in named if not held & {text.tokens[i].norm, fold(text.tokens[i].text)}]
    # "The Keeper of the Fort" is the keeper, whoever else is of the Fort.
    heads = {i for i in named if text.tokens[i + 1 : i + 2] and text.tokens[i + 1].norm == "of"}
    office = bool(named) and bool(part_of_speech(text.tokens[named[-1]].norm))
    return any(not part_of_speech(text.tokens[i].norm) or i == named[-1] or (office and i in heads) for i in strange)


def _stands_in(text: Text, group: Sequence[int], source: Sequence[str]) -> bool:
    """Whether the words of a name stand close together among some words; those that are nothing but names alone do."""
    words = [text.tokens[i].norm for i in group]
    if any(not part_of_speech(w) for w in words):
        return True
    spots = (k for k, norm in enumerate(source) if norm == words[-1])
    return any(set(words) <= set(source[max(0, k - 2 * len(words)) : k + 2 * len(words)]) for k in spots)
