"""Holds a statement against one sentence of a document: who, did what, to whom, when, where, how many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from factcheck.text.days import Day, Days, find_stretches, resolve
from factcheck.text.sentences import split
from factcheck.text.stems import (
    MISSPELT,
    OPPOSITE,
    RELATED,
    SAME,
    forms,
    kin,
    opposites,
    part_of_speech,
    relation,
    same_deed,
)
from factcheck.text.tokens import Token
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passage_text import Text, parse, written
from factcheck.verify.passage_words import LIMITING, MISSING, SlotMatch
from factcheck.verify.quantities import Quantity, alike, weigh

# Deeds that both sides do together: who is named first says nothing.
_TOGETHER = frozenset("meet meeting speak talk discuss agree convene gather confer chat talks discussion".split())
_SPEAK = frozenset("speak talk call telephone phone conversation chat discussion discuss".split())
_MEET = frozenset("meet meeting convene gather summit talks receive host welcome visit travel trip delegation".split())
# Of a visit, one side goes and the other receives.
_NOUNS = frozenset("meeting talks visit trip delegation".split())
_GOES = frozenset("visit travel trip go fly head".split())
_RECEIVES = frozenset("receive host welcome".split())
_HAPPENS = frozenset("occur occurred happen happened place held hold came".split())
# Words for whoever takes part, or for something talked about, that narrow nothing down.
_PLAIN = frozenset(
    "leader leaders counterpart counterparts official officials top senior high level aide aides team teams people "
    "issue issues topic topics matter matters subject event occasion day week month year morning afternoon evening "
    "alone separately also again scheduled planned due mr mrs ms dr new recently "
    "earlier later last this next today yesterday tomorrow "
    "formally officially publicly jointly administration government then time times".split()
)
_BY = frozenset(("by",))
_ORDER = {"before": -1, "ahead": -1, "prior": -1, "until": -1, "after": 1, "following": 1, "since": 1}
_PREPOSITIONS = frozenset("of in from to with on at for by".split())
_COMING = frozenset("will shall plans plan scheduled expected set upcoming".split())
_PRESENT = frozenset(
    "hosts meets travels visits holds attends joins addresses speaks signs convenes welcomes receives heads".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WE = frozenset("we our us we've we're we'll we'd i i've".split())
_THEY = frozenset("they both leaders two delegations countries sides".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A statement ready to be compared: its words, the days it names, whether it speaks of what is to come."""

    text: Text
    spans: tuple[tuple[str, tuple[Days, ...], str], ...]  # words, what they may mean, lead ("since", "before")
    ahead: bool
    people: tuple[tuple[int, ...], ...]  # groups of name tokens
    dated: frozenset[int] = frozenset()  # tokens of times
    deeds: tuple[frozenset[str], ...] = ()  # of each deed, the first letters of the words that may name it
    pointing: frozenset[int] = frozenset()  # "the policies" of a text that was named: they stand for what it says


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence of a document with what stands around it.

    `around` is its passage, `about` words that hold for the whole document (title, heading, issuer, who signed).
    """

    sentence: Text
    around: Text
    about: Text
    lead: Text  # title and first sentence of the document: where it says what happened where
    author: Text  # who speaks: the turn's speaker, or whom the title names as author
    on: date | None
    itself: bool = False  # the sentence tells of the publication of the document


@dataclass(slots=True)
class Found:
    """How a statement compares with a sentence: every slot, and how much of it was found."""

    matches: list[SlotMatch] = field(default_factory=list)
    anchored: int = 0  # deeds found in the sentence itself

    def outcomes(self, *wanted: str) -> list[SlotMatch]:
        return [m for m in self.matches if m.outcome in wanted]

    @property
    def score(self) -> tuple[int, int, int]:
        bad = len(self.outcomes(FAILS, MISSING, UNCLEAR))
        return (-bad, self.anchored, len(self.outcomes(FITS)))


def read_said(words: str, as_of: date | None, named: bool = False) -> Said:
    """Reads the words of a statement written on `as_of`; `named` says that the text it stands in is known."""
    text = with_heads(parse(words))
    tokens = list(text.tokens)
    ahead = _ahead(tokens)
    spans: list[tuple[str, tuple[Days, ...], str]] = []
    dated: set[int] = set()
    for day in text.days:
        dated.update(range(day.first, day.last))
        found = resolve(tokens, day, as_of, ahead) if as_of else tuple(s for s in (day.span(),) if s)
        if day.weekday is not None and _dated_beside(text, day):
            continue  # "Sunday, April 28"
        spans.append((written(text, day.first, day.last), found, day.lead))
    for first, last, span in find_stretches(tokens, as_of or date(2000, 1, 1)):
        dated.update(range(first, last))
        # "This month" of a text that nothing dates is some month, and no document can be said to be of it.
        spans.append((written(text, first, last), (span,) if as_of else (), ""))
    pointing = _pointing(text) if named else frozenset()
    deeds = tuple(
        _letters(text.tokens[i].norm) for i in text.content if i not in pointing | dated and _binding(text, i)
    )
    return Said(text, tuple(spans), ahead, tuple(_groups(text)), frozenset(dated), deeds, pointing)


def _binding(text: Text, i: int) -> bool:
    """A deed that must stand in the sentence itself."""
    norm = text.tokens[i].norm
    return _is_deed(text, i) and norm not in _PLAIN and not forms(norm) & _HAPPENS


@cache
def _letters(deed: str) -> frozenset[str]:
    """The first four letters of whatever may name a deed: its kin, its family, its opposites."""
    words = set(kin(deed) | opposites(deed))
    for family in (_SPEAK, _MEET):
        if forms(deed) & family:
            words |= family
    return frozenset(w[:4] for w in words) | {deed[:4], deed[:3]}


_DEFINITE = frozenset("the these those this that both they".split())
_AUXILIARIES = frozenset("will would shall should is are was were has have had can also do does did".split())


def _pointing(text: Text) -> frozenset[int]:
    """The content words of a definite subject at the head that names nobody."""
    if not text.tokens or text.tokens[0].norm not in _DEFINITE:
        return frozenset()
    out: list[int] = []
    for i, token in enumerate(text.tokens[1:], start=1):
        if token.norm in _AUXILIARIES or (i in text.content and _is_deed(text, i) and out):
            return frozenset(out)
        if i in text.names or len(out) > 2:
            return frozenset()
        if i in text.content:
            out.append(i)
    return frozenset()


def _ahead(tokens: Sequence[Token]) -> bool:
    words = {t.norm for t in tokens}
    return bool(words & (_COMING | _PRESENT))


def _yet_to_come(said: Said, i: int, sentence: Text, deed: int) -> bool:
    """Whether the sentence announces what the statement says was done: "agreed to meet" is not "met"."""
    purpose = sentence.tokens[deed - 1].norm == "to" and said.text.tokens[i - 1].norm != "to"
    return purpose or _will(sentence, deed)


def _will(text: Text, deed: int | None = None) -> bool:
    """Whether a sentence only announces, or announces the deed at a place in it."""
    tokens = text.tokens if deed is None else text.tokens[max(0, deed - 5) : deed]
    return any(t.norm in ("will", "shall", "plan", "plans", "upcoming") for t in tokens)


def _dated_beside(text: Text, day: Day) -> bool:
    return any(other is not day and 0 <= other.first - day.last <= 1 and other.day for other in text.days)


def _groups(text: Text) -> Iterable[tuple[int, ...]]:
    """Runs of name tokens: one person, place or body each."""
    run: list[int] = []
    for i in sorted(text.names):
        hyphen = run and i - run[-1] == 2 and text.tokens[i - 1].norm == "-"  # "Smith-Jones"
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
    after = text.tokens[first + 1]
    acts = after.norm in _AUXILIARIES or after.norm in ("and", "'s") or part_of_speech(after.norm) == "v"
    if not part_of_speech(text.tokens[first].norm) or acts or after.norm.endswith("ed"):
        return replace(text, names=text.names | {first})
    return text


@lru_cache(maxsize=1024)  # one passage is looked at for many statements
def sentences(passage: str) -> tuple[str, ...]:
    return tuple(passage[a:b] for a, b in split(passage))


def compare_event(said: Said, shown: Shown) -> Found:
    """Every slot of the statement held against the sentence; nothing is guessed where it says nothing."""
    found = Found()
    place: dict[int, int] = {}
    for i in said.text.content:
        if i not in said.dated:
            found.matches.append(_word(i, said, shown, place))
    deeds = [i for i in place if _is_deed(said.text, i)]
    found.anchored = len(deeds)
    found.matches += _days(said, shown)
    amounts = list(_amounts(said, shown))
    found.matches += amounts
    _count_nouns(said, found, amounts)
    found.matches += _negation(said, shown, place)
    found.matches += _limits(said, shown)
    found.matches += _sequence(said, shown)
    if not said.ahead and any(_yet_to_come(said, i, shown.sentence, place[i]) for i in deeds):
        found.matches.append(SlotMatch("tense", "announced", UNCLEAR))
    if not shown.itself:
        found.matches += _roles(said, shown, place, deeds)
    return found


def brought_out(said: Said, verbs: Sequence[str]) -> bool:
    """Whether a statement tells of the signing or publication of a document: its first deed is one of `verbs`."""
    deed = next((t for i, t in enumerate(said.text.tokens) if i in said.text.content and _is_deed(said.text, i)), None)
    return deed is not None and any(relation(deed.norm, verb) == SAME for verb in verbs)


# ---- words ------------------------------------------------------------------------------------


def _word(i: int, said: Said, shown: Shown, place: dict[int, int]) -> SlotMatch:
    token = said.text.tokens[i]
    slot = "name" if i in said.text.names else "word"
    how, at = _nearest(said.text, i, shown.sentence)
    if i in said.pointing and how not in (SAME, MISSPELT, RELATED):
        return SlotMatch("plain", token.text, FITS)
    deed = _is_deed(said.text, i)
    if deed and how == RELATED and not _one_deed(token.norm, shown.sentence.tokens[at].norm):
        how = ""  # "addressed the causes" is not "spoke"
    if how in (SAME, MISSPELT, RELATED):
        place[i] = at
        return SlotMatch(slot, token.text, FITS, shown.sentence.tokens[at].text, how)
    if how == OPPOSITE:
        place[i] = at
        return SlotMatch("opposite", token.text, FAILS, shown.sentence.tokens[at].text, how)
    if _binding(said.text, i):
        return SlotMatch("deed", token.text, MISSING)  # what was done must stand in the very sentence
    if slot == "name" and _is_place(said.text, i):
        known = _nearest(said.text, i, shown.lead)[0] in (SAME, MISSPELT, RELATED)
        return SlotMatch("place", token.text, FITS if known else MISSING, "", "document")
    for text, where in ((shown.around, "passage"), (shown.about, "document")):
        wider, _ = _nearest(said.text, i, text)
        if wider in (SAME, MISSPELT, RELATED) and (where == "passage" or slot == "name" or shown.itself):
            return SlotMatch(slot, token.text, FITS, "", where)
    if token.norm in _PLAIN or forms(token.norm) & _HAPPENS:
        return SlotMatch("plain", token.text, FITS)
    return SlotMatch(slot, token.text, MISSING)


def _nearest(text: Text, i: int, other: Text) -> tuple[str, int]:
    """(how, index) of the other text's nearest word; names are found only as themselves or their demonym."""
    token, best, where = text.tokens[i], "", -1
    ranks = {SAME: 4, MISSPELT: 3, RELATED: 2, OPPOSITE: 1}
    for j in other.content:
        how = _alike(token, other.tokens[j])
        if ranks.get(how, 0) > ranks.get(best, 0):
            best, where = how, j
            if how == SAME and other.tokens[j].norm == token.norm:
                break
    return best, where


def _alike(token: Token, other: Token) -> str:
    if token.norm == other.norm:
        return SAME
    if other.norm.endswith("ly") and not token.norm.endswith("ly"):
        return ""  # "closely" does not close
    how = _kin(token.norm, other.norm)
    if how == RELATED and token.capitalised != other.capitalised and min(len(token.norm), len(other.norm)) < 5:
        return ""  # "New" is not "novel"
    return how


@cache
def _kin(one: str, other: str) -> str:
    """How two words are related, meetings and talks counted in."""
    how = relation(one, other)
    if how in (SAME, RELATED, MISSPELT, OPPOSITE):
        return how
    mine, theirs = forms(one), forms(other)
    return RELATED if any(mine & family and theirs & family for family in (_SPEAK, _MEET)) else ""


@cache
def _one_deed(one: str, other: str) -> bool:
    """Whether two words name one deed: derived from one another, listed as one, or both of a family."""
    if "delegation" in forms(other) and not forms(one) & _NOUNS:
        return False
    mine, theirs = forms(one), forms(other)
    if any(mine & family and theirs & family for family in (_SPEAK, _MEET)):
        return True
    return same_deed(one, other) or any(a[:5] == b[:5] for a in mine for b in theirs if min(len(a), len(b)) >= 5)


def _is_place(text: Text, i: int) -> bool:
    """A name behind "in", "at" or "to", or further words of it."""
    while i - 1 in text.names:
        i -= 1
    before = text.tokens[i - 1].norm if i else ""
    if before == "the" and i > 1:
        before = text.tokens[i - 2].norm
    return before in ("in", "at", "to")


def _is_deed(text: Text, i: int) -> bool:
    token = text.tokens[i]
    if i and text.tokens[i - 1].norm == "-" and text.tokens[i - 1].end == token.start:
        return False  # "captain-elect"
    return not token.capitalised and (
        part_of_speech(token.norm) == "v" or bool(forms(token.norm) & (_SPEAK | _MEET)) or token.norm.endswith("ed")
    )


# ---- time -------------------------------------------------------------------------------------


def _days(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    for words, spans, lead in said.spans:
        if not spans:
            yield SlotMatch("date", words, UNCLEAR)
            continue
        if lead == "since":
            yield _since(words, spans, shown)
            continue
        yield _day(words, spans, lead, shown)


def _since(words: str, spans: Sequence[Days], shown: Shown) -> SlotMatch:
    for day in shown.sentence.days:
        theirs = _resolved(shown.sentence, day, shown.on)
        if day.lead == "since" and any(t == s for t in theirs for s in spans):
            return SlotMatch("date", words, FITS, written(shown.sentence, day.first, day.last))
        if day.lead == "since" and theirs:
            return SlotMatch("date", words, FAILS, written(shown.sentence, day.first, day.last))
    return SlotMatch("date", words, MISSING)


def _day(words: str, spans: Sequence[Days], lead: str, shown: Shown) -> SlotMatch:
    own = [(written(shown.sentence, d.first, d.last), s) for d, s in _stated(shown.sentence, shown.on)]
    for told, theirs in own:
        if any(_within(theirs, s, lead) for s in spans):
            return SlotMatch("date", words, FITS, told)
    if own:
        # "On Friday … the summit of June 2022": only a single day can be the day of the deed.
        length = max((s[1] - s[0]).days for s in spans)
        single = [t for _, t in own if (t[1] - t[0]).days <= max(7, length + 3 if length <= 31 else 0)]
        clear = single and all(not _touch(t, s) for _, t in own for s in spans)
        return SlotMatch("date", words, FAILS if clear else UNCLEAR, own[0][0])
    for _, theirs in _stated(shown.around, shown.on):
        if any(_within(theirs, s, lead) for s in spans):
            return SlotMatch("date", words, FITS, "", "passage")
    if shown.on is None:
        return SlotMatch("date", words, MISSING)
    brief = [s for _, s in _stated(shown.around, shown.on) if (s[1] - s[0]).days <= 7]
    if not shown.itself and (brief or _will(shown.sentence)):
        return SlotMatch("date", words, UNCLEAR)  # the passage names other days, or speaks of days to come
    told = shown.on.isoformat()
    published = (shown.on, shown.on)
    if any(_within(published, s, lead) for s in spans):
        return SlotMatch("date", words, FITS, told, "document")
    if shown.itself:
        return SlotMatch("date", words, FAILS, told, "document")
    before = (shown.on - timedelta(days=1),) * 2
    return SlotMatch("date", words, UNCLEAR if any(_within(before, s, lead) for s in spans) else MISSING, told)


def _stated(text: Text, on: date | None) -> list[tuple[Day, Days]]:
    """The days that a sentence of a document names, each resolved against the document's own date."""
    out = []
    for day in text.days:
        if day.weekday is not None and _dated_beside(text, day):
            continue
        if day.lead == "since":
            continue
        out += [(day, span) for span in _resolved(text, day, on)[:1]]
    return out


def _resolved(text: Text, day: Day, on: date | None) -> tuple[Days, ...]:
    tokens = list(text.tokens)
    if on is None:
        span = day.span()
        return (span,) if span else ()
    return resolve(tokens, day, on, _ahead(tokens))


def _within(theirs: Days, mine: Days, lead: str) -> bool:
    if lead == "before":
        return theirs[1] < mine[0]
    if lead == "after":
        return theirs[0] > mine[1]
    if lead in ("by", "until"):
        return theirs[1] <= mine[1]
    return mine[0] <= theirs[0] and theirs[1] <= mine[1]


def _touch(theirs: Days, mine: Days) -> bool:
    return theirs[0] <= mine[1] and mine[0] <= theirs[1]


# ---- amounts, negation, limits, order -----------------------------------------------------------


def _amounts(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    for q in said.text.quantities:
        words = written(said.text, q.first, q.last)
        slot = "rank" if q.kind == "rank" else "number"
        results = [(weigh(q, p), p) for p in _counterparts(q, said.text, shown.sentence)]
        fits = [p for outcome, p in results if outcome == FITS]
        if fits:
            yield SlotMatch(slot, words, FITS, written(shown.sentence, fits[0].first, fits[0].last))
        elif len(results) == 1:
            outcome, p = results[0]
            if outcome == FAILS and slot == "number" and _of_other_years(said.text, shown.sentence):
                outcome = UNCLEAR  # "in 2018, 5 boats sank" says nothing about today's
            yield SlotMatch(slot, words, outcome, written(shown.sentence, p.first, p.last))
        elif any(weigh(q, p) == FITS and alike(q, p) for p in shown.around.quantities):
            yield SlotMatch(slot, words, FITS, "", "passage")
        else:
            yield SlotMatch(slot, words, UNCLEAR if results else MISSING)


def _of_other_years(mine: Text, theirs: Text) -> bool:
    """Whether the sentence names a year that the statement does not."""
    return bool({t.norm for t in theirs.tokens if _YEAR.fullmatch(t.norm)} - {t.norm for t in mine.tokens})


def _counterparts(q: Quantity, mine: Text, theirs: Text) -> list[Quantity]:
    """The sentence's amounts of the same kind; of as many as the statement has, the one in the same place."""
    rivals = [p for p in theirs.quantities if alike(q, p)]
    own = [p for p in mine.quantities if p is q or alike(q, p)]
    return [rivals[own.index(q)]] if len(rivals) == len(own) else rivals


def _count_nouns(said: Said, found: Found, amounts: Sequence[SlotMatch]) -> None:
    """ "Vaccine doses" may be "vaccines": once the amount fits, a second noun of what is counted asks no more."""
    nouns: set[str] = set()
    for q, match in zip(said.text.quantities, amounts, strict=True):
        if match.outcome == FITS and q.kind != "rank":
            nouns.update(said.text.tokens[i].text for i in range(q.last, min(q.last + 3, len(said.text.tokens))))
    found.matches = [
        SlotMatch("plain", m.words, FITS) if m.slot == "word" and m.outcome == MISSING and m.words in nouns else m
        for m in found.matches
    ]


def _negation(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    if bool(said.text.negated) == bool(shown.sentence.negated):
        if said.text.negated and not any(
            i in said.text.negated and j in shown.sentence.negated for i, j in place.items()
        ):
            yield SlotMatch("negation", "not", UNCLEAR)
        return
    for i, j in place.items():
        if (i in said.text.negated) != (j in shown.sentence.negated) and i not in said.text.names:
            yield SlotMatch("negation", said.text.tokens[i].text, FAILS, shown.sentence.tokens[j].text)
            return
    if said.text.negated:
        yield SlotMatch("negation", "not", UNCLEAR)


def _limits(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    theirs = {t.norm for t in (*shown.sentence.tokens, *shown.around.tokens)}
    for token in said.text.tokens:
        if (token.norm in LIMITING or token.norm in ("first", "most", "no")) and token.norm not in theirs:
            yield SlotMatch("only", token.norm, MISSING)


def _sequence(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    """ "After the summit": the document must put the two in the same order, in so many words."""
    times = {i - 1 for i in said.dated} | {i - 2 for i in said.dated}
    theirs = {_ORDER[t.norm] for t in shown.sentence.tokens if t.norm in _ORDER}
    for i, token in enumerate(said.text.tokens):
        if token.norm in _ORDER and i not in times:
            fits = _ORDER[token.norm] in theirs and -_ORDER[token.norm] not in theirs
            yield SlotMatch("order", token.norm, FITS if fits else MISSING)


# ---- who did it to whom -------------------------------------------------------------------------


def _roles(said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> Iterable[SlotMatch]:
    """Whoever acts in the statement must act in the sentence, unless it is done together."""
    deed = min(deeds, default=-1)
    if deed < 0:
        return
    mine, theirs = forms(said.text.tokens[deed].norm), forms(shown.sentence.tokens[place[deed]].norm)
    if mine & _TOGETHER and theirs & (_TOGETHER | _SPEAK) and not (mine & theirs & {"call"}):
        yield from _together(said, shown, place, place[deed])
        return
    inverse = bool(mine & (_GOES | {"send", "dispatch"})) and bool(theirs & _RECEIVES)
    inverse = inverse or (bool(mine & _RECEIVES) and bool(theirs & _GOES))
    actors = [g for g in said.people if g[-1] < deed and _is_actor(said.text, g, deed)]
    if not actors or said.text.tokens[deed - 1].norm in ("was", "were", "been", "be", "is", "are"):
        return  # what it is done to stands first
    for group in actors:
        at = [place[i] for i in group if i in place]
        if not at:
            names = [said.text.tokens[i].norm for i in group]
            outcome = FITS if _stands_for(shown, names, place[deed]) else UNCLEAR
            yield SlotMatch("role", _name(said.text, group), outcome)
            continue
        acts = _acts(shown.sentence, at, place[deed])
        if acts == inverse:
            yield SlotMatch("role", _name(said.text, group), UNCLEAR, shown.sentence.tokens[place[deed]].text)


def _together(said: Said, shown: Shown, place: dict[int, int], deed: int) -> Iterable[SlotMatch]:
    """Of what is done together, one side must be named in the sentence, and both must not be one and the same."""
    placed = [sorted(place[i] for i in group if i in place) for group in said.people]
    if said.people and not any(placed):
        before = {t.norm for t in shown.sentence.tokens[max(0, deed - 8) : deed]}
        yield SlotMatch("role", _name(said.text, said.people[0]), FITS if before & (_THEY | _WE) else UNCLEAR)
    titles = [place[i] for i in place if i not in said.text.names and _is_title(said.text, i)]
    for group in placed:
        for at in titles:
            if group and at < group[0] and all(j in shown.sentence.names for j in range(at, group[0])):
                start = at
                while start - 1 in shown.sentence.names:
                    start -= 1
                alone = all(set(g) <= set(range(start, group[-1] + 1)) for g in placed)
                if alone:
                    yield SlotMatch("role", shown.sentence.tokens[group[0]].text, UNCLEAR)


def _is_title(text: Text, i: int) -> bool:
    """A common noun that the sentence of the document writes as a title: "captain", "keeper"."""
    return part_of_speech(text.tokens[i].norm) == "n" and i + 1 not in text.names


def _is_actor(text: Text, group: tuple[int, ...], deed: int) -> bool:
    """Not "the captain of a boat": a name behind a preposition belongs to the one before."""
    before = text.tokens[group[0] - 1].norm if group[0] else ""
    after = text.tokens[group[-1] + 1].norm if group[-1] + 1 < len(text.tokens) else ""
    return after != "'s" and before not in _PREPOSITIONS


def _name(text: Text, group: tuple[int, ...]) -> str:
    return " ".join(text.tokens[i].text for i in group)


def _acts(sentence: Text, at: Sequence[int], deed: int) -> bool:
    """Whether the name at `at` is who does the deed: it stands before it with no other name between, or behind "by"."""
    words = [t.norm for t in sentence.tokens]
    passive = "by" in words[deed : deed + 6] and words[deed - 1] in ("was", "were", "been", "be", "is", "are")
    if passive:
        return min(at) > deed
    if min(at) > deed or words[min(at) - 1] in _PREPOSITIONS:
        return False
    between = [j for j in sentence.names if max(at) < j < deed]
    joined = all({",", "and"} & set(words[max(at) + 1 : j]) for j in between)
    return joined and not _clause_between(words[max(at) + 1 : deed])


def _clause_between(words: Sequence[str]) -> bool:
    """Another deed between the name and this one, which may have another doer."""
    return any(w in ("thanked", "told", "asked", "urged", "that", "which", "who") for w in words)


def _stands_for(shown: Shown, group: Sequence[str], deed: int) -> bool:
    """Whether "they", "the two leaders" or the "we" of whoever speaks stands before the deed for a name."""
    before = {t.norm for t in shown.sentence.tokens[max(0, deed - 8) : deed]}
    if before & _THEY:
        return True
    author = {t.norm for t in shown.author.tokens}
    return bool(before & _WE) and group[-1] in author
