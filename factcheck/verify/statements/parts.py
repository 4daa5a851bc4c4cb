"""Reads a statement, and a sentence of a document, into the parts that are held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from factcheck.model.record import record, replace
from factcheck.text.days import Day, Days, find_stretches, resolve
from factcheck.text.sentences import split
from factcheck.text.stems import part_of_speech
from factcheck.text.tokens import Token
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import Text, parse, written
from factcheck.verify.passages.words import MISSING, SlotMatch
from factcheck.verify.statements.tense import NAMED, TO_COME, dated_beside, in_name, is_ahead, is_to_come, names_a_thing
from factcheck.verify.statements.words import (
    AUXILIARIES,
    GATHERINGS,
    agrees,
    binding,
    directs,
    grants,
    is_deed,
    letters,
)


@record
class Said:
    """A statement ready to be compared: its words, the days it names, whether it speaks of what is to come."""

    text: Text
    spans: tuple[
        tuple[str, tuple[Days, ...], str], ...
    ]  # words, what they may mean, lead ("since", "before"; "range": from day to day; NAMED: of a thing's name)
    ahead: bool
    people: tuple[tuple[int, ...], ...]  # groups of name tokens
    dated: frozenset[int] = frozenset()  # tokens of times
    acting: frozenset[int] = frozenset()  # its deeds
    binding: frozenset[int] = frozenset()  # those that must stand in a sentence itself
    deeds: tuple[frozenset[str], ...] = ()  # of each of these, the first letters of the words that may name it
    pointing: frozenset[int] = frozenset()  # "the policies" of a text that was named: they stand for what it says
    heads: frozenset[int] = frozenset()  # the words of a definite subject without a name: "the order"
    ours: frozenset[int] = frozenset()  # those by which whoever published it may be meant: another name may stand there

    @property
    def plain(self) -> tuple[int, ...]:
        """The content words that are no times, in order."""
        return tuple(i for i in self.text.content if i not in self.dated)


@record
class Shown:
    """One sentence of a document with what stands around it.

    `around` is its passage, `about` words that hold for the whole document (title, heading, issuer, who signed).
    """

    sentence: Text
    passage: str
    document: str
    opening: str  # title and first sentence of the document: where it says what happened where
    speaks: str  # who speaks: the turn's speaker, or whom the title names as author
    on: date | None
    before: tuple[str, ...] | None = None  # the sentences of its passage before it
    itself: bool = False  # the sentence tells of the publication of the document
    enacts: bool = False  # whoever signed the document does by this sentence what it says
    spoken: bool = False  # somebody says it, of any day
    kin: tuple[tuple[str, frozenset[str]], ...] = ()  # surnames with the first names of others who bear them
    firsts: frozenset[str] = frozenset()  # first names of those known whom the statement names in full
    tells: str = ""  # who tells of others in it, and is none of those meant by "they"
    leader: frozenset[str] = frozenset()  # the names of whoever was at the head of the publisher
    paper: str = ""  # a sentence that says what the document is
    apart: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # names known with others of their kind
    begins: str = ""  # the first passage of the document, where those who take part are named in full

    # Most sentences are settled before any of these is read.
    @property
    def around(self) -> Text:
        return parse(self.passage)

    @property
    def about(self) -> Text:
        return parse(self.document)

    @property
    def lead(self) -> Text:
        return parse(self.opening)

    @property
    def author(self) -> Text:
        return parse(self.speaks)

    @property
    def near(self) -> Text | None:
        """The nearest sentence before that names anybody, and the title: who "they" are."""
        if self.before is None:
            return None
        named = next((s for s in reversed(self.before) if with_heads(parse(s)).names), "")
        return with_heads(parse(f"{named} . {self.document.replace(self.tells, '') if self.tells else self.document}"))


@dataclass(slots=True)
class Found:
    """How a statement compares with a sentence: every slot, and how much of it was found."""

    matches: list[SlotMatch] = field(default_factory=list)
    anchored: int = 0  # deeds found in the sentence itself
    denied: bool = False  # both deny something

    def outcomes(self, *wanted: str) -> list[SlotMatch]:
        return [m for m in self.matches if m.outcome in wanted]

    @property
    def bad(self) -> int:
        """How many slots are not as the statement has them."""
        return len(self.outcomes(FAILS, MISSING, UNCLEAR))

    @property
    def score(self) -> tuple[int, int, int, int]:
        fits = self.outcomes(FITS)
        here = sum(m.how not in ("passage", "document") for m in fits)
        return (-self.bad, self.anchored, here, len(fits))


def owns(text: Text, i: int) -> bool:
    """Whether a name only tells whose something is: "Lee's order"."""
    return text.tokens[i + 1 : i + 2] != () and text.tokens[i + 1].norm == "'s"


@lru_cache(maxsize=8)  # asked for before a search, and after it
def read_said(words: str, as_of: date | None, named: bool = False, ours: str = "") -> Said:
    """Reads the words of a statement written on `as_of`; `named` says that the text it stands in is known.

    `ours` is the part of them that names the side of a publisher.
    """
    text = with_heads(parse(words))
    tokens = list(text.tokens)
    ahead = is_ahead(tokens)
    spans: list[tuple[str, tuple[Days, ...], str]] = []
    dated: set[int] = set()
    for day in text.days:
        dated.update(range(day.first, day.last))
        found = resolve(tokens, day, as_of, ahead) if as_of else tuple(s for s in (day.span(),) if s)
        if day.weekday is not None and dated_beside(text, day) and _falls_on(text, day, tokens, as_of, ahead):
            continue  # "Sunday, April 28"
        whole = day.year is not None or day.day is None
        thing = day.month is not None and whole and (in_name(text, day) or names_a_thing(text, day))
        lead = NAMED if thing else "range" if day.until and day.lead == "in" else day.lead
        spans.append((written(text, day.first, day.last), found, lead))
    for first, last, span in find_stretches(tokens, as_of or date(2000, 1, 1)):
        dated.update(range(first, last))
        # "This month" of a text that nothing dates is some month, and no document can be said to be of it.
        spans.append((written(text, first, last), (span,) if as_of else (), ""))
    # "Plans to visit" is "will visit".
    dated.update(i for i in range(len(tokens)) if i and is_to_come(tokens, i) and tokens[i].norm in TO_COME)
    heads = _pointing(text) | _paper(text)
    pointing = _pointing(text) if named else frozenset()
    acting = [i for i in text.content if is_deed(text, i)]
    bound = [i for i in acting if binding(text, i)]
    otherwise = {i for i in bound if grants(text, i) or agrees(text, i) or directs(text, i)}
    wanted = [i for i in bound if i not in pointing and i not in dated and i not in otherwise]
    deeds = tuple(letters(text.tokens[i].norm) for i in wanted)
    return Said(
        text, tuple(spans), ahead, tuple(name_groups(text)), frozenset(dated), frozenset(acting), frozenset(bound),
        deeds, pointing, heads, _within(text, words.find(ours), len(ours)),
    )  # fmt: skip


def _falls_on(text: Text, weekday: Day, tokens: list[Token], as_of: date | None, ahead: bool) -> bool:
    """Whether the date beside a weekday may fall on it: not "Thursday, March 1" of a year in which that is a Monday."""
    beside = [d for d in text.days if d is not weekday and d.day and 0 <= d.first - weekday.last <= 1]
    spans = [s for d in beside for s in (resolve(tokens, d, as_of, ahead) if as_of else (d.span(),)) if s]
    return not spans or any(first.weekday() == weekday.weekday for first, _ in spans)


_PAPER = 9  # tokens
_DEFINITE = frozenset("the these those this that both they".split())


def _pointing(text: Text) -> frozenset[int]:
    """The content words of a definite subject at the head that names nobody."""
    if not text.tokens or text.tokens[0].norm not in _DEFINITE:
        return frozenset()
    out: list[int] = []
    for i, token in enumerate(text.tokens[1:], start=1):
        if token.norm in AUXILIARIES or (i in text.content and is_deed(text, i) and out):
            return frozenset(out)
        if any(q.first == i for q in text.quantities) and len(out) > 1:
            return frozenset(out)
        if i in text.names or len(out) > 2:
            return frozenset()
        if i in text.content:
            out.append(i)
    return frozenset()


def _within(text: Text, start: int, length: int) -> frozenset[int]:
    """The tokens of a stretch of the words."""
    return frozenset(i for i, t in enumerate(text.tokens) if length and start <= t.start < start + length)


def _paper(text: Text) -> frozenset[int]:
    """The content words of "In a decree on Monday, …", "At the summit, …": what the document is, or what it is of."""
    norms = [t.norm for t in text.tokens[:_PAPER]]
    met = norms[:1] in (["at"], ["during"]) and norms[1:2] in (["the"], ["their"]) and norms[2:3] != [","]
    met = met and norms[norms.index(",") - 1] in GATHERINGS | {"call"} if "," in norms else False
    if not met and (norms[:1] != ["in"] or norms[1:2] not in (["a"], ["an"]) or "," not in norms):
        return frozenset()
    return frozenset(i for i in range(2, norms.index(",")) if i in text.content and text.tokens[i].text.islower())


_PARTICLES = frozenset("de del da do dos das du van von der den".split())


def name_groups(text: Text) -> Iterable[tuple[int, ...]]:
    """Runs of name tokens: one person, place or body each."""
    run: list[int] = []
    for i in sorted(text.names):
        hyphen = run and i - run[-1] == 2 and text.tokens[i - 1].norm == "-"  # "Smith-Jones"
        hyphen = hyphen or (run and i - run[-1] == 3 and text.tokens[i - 1].norm == "elect")  # "Warden-elect Lee"
        hyphen = hyphen or (run and i - run[-1] == 2 and text.tokens[i - 1].norm in _PARTICLES)  # "Porto da Mora"
        if run and i - run[-1] > 1 and not hyphen:
            yield tuple(run)
            run = []
        run.append(i)
    if run:
        yield tuple(run)


def with_heads(text: Text) -> Text:
    """The text with its first word among the names when it acts like one: capitalised, and a verb behind it."""
    first = next((i for i, t in enumerate(text.tokens) if t.kind in ("word", "abbr")), -1)
    if first not in text.content or first in text.names or first + 1 >= len(text.tokens):
        return text
    if not text.tokens[first].capitalised:
        return text
    after = text.tokens[first + 1]
    acts = after.norm in AUXILIARIES or after.norm in ("and", "'s") or part_of_speech(after.norm) == "v"
    acts = acts or is_deed(text, first + 1)
    behind = text.tokens[first + 2].norm if first + 2 < len(text.tokens) else ""
    acts = acts and not (after.norm.endswith("s") and (behind == "of" or behind in AUXILIARIES))  # "Harbour visits of"
    if not part_of_speech(text.tokens[first].norm) or acts or after.norm.endswith("ed"):
        return replace(text, names=text.names | {first})
    return text


@lru_cache(maxsize=1024)  # one passage is looked at for many statements
def sentences(passage: str) -> tuple[str, ...]:
    return tuple(passage[a:b] for a, b in split(passage))
