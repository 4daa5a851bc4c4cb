"""Tells whether a sentence has something else where a statement has a name, a deed or a number between the same words.

That the sentence, or what stands around it, has the word somewhere does not say that it has it there: "Lee told Roe",
where the Roe of the statement is another whom the passage names, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from factcheck.text.stems import OPPOSITE, closeness, forms, part_of_speech
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import Text
from factcheck.verify.passages.words import SlotMatch
from factcheck.verify.statements.ground import these_met_there
from factcheck.verify.statements.names import belongs
from factcheck.verify.statements.orders import ORDERS
from factcheck.verify.statements.parts import Found, Said, Shown, owns
from factcheck.verify.statements.roles import acts, titles_somebody
from factcheck.verify.statements.words import (
    AUXILIARIES,
    HAPPENS,
    OWNED,
    PLAIN,
    SPEAK,
    TOGETHER,
    WE,
    is_deed,
    is_place,
    passive,
    phones,
    place_lead,
    whole_name,
)

_PRONOUNS = WE | frozenset("he she it they".split())
_COUNTED = 4  # tokens behind an amount that may say what it counts
_BEFORE = 4  # tokens before a noun that may say of what sort it is
_INSIDE = frozenset("the a an of - .".split())
_ONE_WAY = frozenset("call phone telephone host receive appoint nominate defeat succeed replace acquire sue".split())
_SERIES = frozenset((",", "and", "or"))
_LIGHT = frozenset("but and yet so the a an".split())  # before a word, beside which they say nothing
_LONG = 8  # tokens: what is longer on either side is said in another way


def turned_about(said: Said, shown: Shown, place: dict[int, int], found: Found) -> None:
    """Of two who are named, that the one did to the other what the other did fails where all else fits, its day too."""
    bad = [m for m in found.matches if m.outcome != FITS]
    dated = any(m.slot == "date" and m.outcome == FITS for m in found.matches)
    if not bad or not dated or any((m.slot, m.outcome) != ("role", UNCLEAR) for m in bad):
        return
    # "Lee thanked Roe" does not deny that Roe thanked Lee, nor "Lee met with Roe" that Roe hosted Lee.
    told = ((i, forms(said.text.tokens[i].norm) & forms(shown.sentence.tokens[at].norm)) for i, at in place.items())
    one_way = {i: place[i] for i, both in told if both & _ONE_WAY}
    other = next(iter(_turned(said, shown.sentence, one_way)), None)
    if other is None or shown.spoken or not all(i in said.text.names for i in _named(said.text, other.words)):
        return
    found.matches = [m for m in found.matches if m.outcome == FITS]
    found.matches.append(SlotMatch("name", other.words, FAILS, other.found))


def _named(text: Text, words: str) -> list[int]:
    """The tokens of some words of a text."""
    return [i for i, t in enumerate(text.tokens) if t.norm in words.split()]


def exchanged(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """What the sentence has something else for, at the same place. `place` says where it has the statement's words."""
    theirs = [t.norm for t in shown.sentence.tokens]
    mine = [t.norm for t in said.text.tokens]
    for i, at in place.items():
        if mine[i] not in theirs and closeness(mine[i], theirs[at]) != OPPOSITE:
            mine[i] = theirs[at]
    ends = _Ends(said, shown, mine, theirs, place)
    yield from ends.doubled()
    yield from ends.modified()
    yield from _turned(said, shown.sentence, place)
    for told, stated in _unlike(said.text, mine, theirs):
        yield from ends.counting(told, stated)
        if max(len(told), len(stated)) <= _LONG and ends.meet(told, stated):
            yield from ends.compared(told, stated)


def _unlike(text: Text, mine: Sequence[str], theirs: Sequence[str]) -> Iterable[tuple[range, range]]:
    """The stretches between what runs alike in both; a noun alone between two names is of both: "the Mora Board"."""
    out: list[tuple[range, range]] = []
    i = j = 0
    small = {norm for k, norm in enumerate(mine) if k not in text.content}  # an "and" alone is nothing alike
    for block in SequenceMatcher(small.__contains__, mine, theirs, autojunk=False).get_matching_blocks():
        told, stated = range(i, block.a), range(j, block.b)
        if out and len(range(out[-1][0].stop, i)) == 1 and out[-1][0].stop in text.names:
            told, stated = range(out[-1][0].start, block.a), range(out[-1][1].start, block.b)
            out.pop()
        if told or stated:
            out.append((told, stated))
        i, j = block.a + block.size, block.b + block.size
    return [(told, stated) for told, stated in out if told and stated]


def _turned(said: Said, sentence: Text, place: dict[int, int]) -> Iterable[SlotMatch]:
    """Whoever does something to another, where the sentence has them the other way round.

    "The clerk of the port shall consult the clerk of the fleet".
    """
    for deed, at in place.items():
        if deed not in said.acting or passive(said.text, deed) or passive(sentence, at):
            continue
        if forms(said.text.tokens[deed].norm) & (TOGETHER | SPEAK) and not phones(said.text, deed):
            continue
        (mine, yours), (here, there) = _sides(said.text, deed), _sides(sentence, at)
        doer, other = mine - yours, yours - mine
        if doer and other and doer <= there - here and other <= here - there:
            yield SlotMatch("role", " ".join(sorted(doer)), UNCLEAR, sentence.tokens[at].text)
            return


def _sides(text: Text, deed: int) -> tuple[frozenset[str], frozenset[str]]:
    """The words of content of whoever stands right before a deed, and of whoever stands right behind it."""
    k = deed - 1
    while k > 0 and text.tokens[k].norm in AUXILIARIES:
        k -= 1
    before = _phrase(text, range(k, -1, -1))
    first = deed + 1 + (deed + 1 < len(text.tokens) and text.tokens[deed + 1].norm == "with")
    return before, _phrase(text, range(first, len(text.tokens)))


def _phrase(text: Text, tokens: Sequence[int]) -> frozenset[str]:
    """The words of content of the noun phrase that some tokens begin with, or lead back from."""
    inside = takewhile(lambda k: k in text.content or text.tokens[k].norm in _INSIDE, tokens)
    return frozenset(text.tokens[k].norm for k in inside if k in text.content)


class _Ends:
    """A statement and a sentence with the stretches in which they differ."""

    def __init__(
        self, said: Said, shown: Shown, mine: Sequence[str], theirs: Sequence[str], place: dict[int, int]
    ) -> None:
        self.said, self.shown, self.text, self.sentence = said, shown, said.text, shown.sentence
        self.mine, self.theirs = mine, theirs
        self.place, self.leader = place, shown.leader
        self.titles = {i for g in said.people if titles_somebody(said.text, g, shown.about) for i in g}

    def doubled(self) -> Iterable[SlotMatch]:
        """Two of whom the sentence has one: "the clerk of the port and the clerk of the fleet"."""
        led = [i for i in self.said.plain if i and self.text.tokens[i - 1].norm in OWNED and i not in self.text.names]
        nouns = [self.text.tokens[i].norm for i in led if i not in self.said.acting]
        for i in led:
            norm = self.text.tokens[i].norm
            held = sum(norm in forms(there) for there in self.theirs)
            several = any(norm in forms(there) and there != norm for there in self.theirs)
            if nouns.count(norm) > held > 0 and not several:
                yield SlotMatch("role", self.text.tokens[i].text, UNCLEAR)
                return

    def modified(self) -> Iterable[SlotMatch]:
        """What the statement says of a thing that the sentence says of another: "a private quay" of "a new quay"."""
        for i in self.said.plain:
            k = i + 1
            if k not in self.place or i not in self.place or {i, k} & (self.text.names | self.said.acting):
                continue
            spots = [j for j in self.sentence.content if self.theirs[j] == self.mine[k]]
            own = any(self.mine[i] in self.theirs[self._head_of(j) : j] for j in spots)
            if self._stands_in_title(i, k):
                continue
            if spots and not own and self._of_another_noun(i) and all(self._has_another(j) for j in spots):
                yield SlotMatch("word", self.text.tokens[i].text, UNCLEAR, self.sentence.tokens[spots[0] - 1].text)
                return

    def _head_of(self, j: int) -> int:
        """Where the words begin that say of what sort a noun is: "new sail, oar, and rope sheds"."""
        k = j
        while k > 0 and (k - 1 in self.sentence.content or self.theirs[k - 1] in _SERIES):
            k -= 1
        return min(k, max(0, j - _BEFORE)) if "," in self.theirs[k:j] else max(0, j - _BEFORE)

    def _stands_in_title(self, i: int, k: int) -> bool:
        """Whether two words stand side by side in the title of the document, too: all of it is about these."""
        words = [t.norm for t in self.shown.about.tokens]
        return any(words[n : n + 2] == [self.mine[i], self.mine[k]] for n in range(len(words) - 1))

    def _has_another(self, j: int) -> bool:
        """Whether a word of content that the statement has not stands right before token j of the sentence."""
        return j - 1 in self.sentence.content and self.theirs[j - 1] not in self.mine

    def counting(self, told: range, stated: range) -> Iterable[SlotMatch]:
        """What an amount counts, where the sentence goes on with another noun: "5 port crews" for "5 port pilots"."""
        i = next((k for k in told if k in self.text.content), -1)
        j = next((k for k in stated if k not in self.sentence.content or part_of_speech(self.theirs[k]) != "a"), -1)
        counted = any(q.kind != "rank" and q.last <= i < q.last + _COUNTED for q in self.text.quantities)
        if j not in self.sentence.content or not counted or i in self.text.names or self.mine[i] in self.theirs:
            return
        nouns = all(part_of_speech(word) in ("n", "") for word in (self.mine[i], self.theirs[j]))
        if nouns and any(k in self.text.content for k in _run(self.mine, self.theirs, told.start, stated.start, -1)):
            yield SlotMatch("word", self.text.tokens[i].text, UNCLEAR, self.sentence.tokens[j].text)

    def meet(self, told: range, stated: range) -> bool:
        """Whether words of content, or the end of both texts, stand on either side of two stretches."""
        before = _run(self.mine, self.theirs, told.start, stated.start, -1)
        after = _run(self.mine, self.theirs, told.stop - 1, stated.stop - 1, 1)
        first = any(i in self.text.content for i in before) or (told.start <= 1 and stated.start <= 1)
        last = not any(i >= told.stop for i in self.said.plain)
        return first and (last or any(i in self.text.content for i in after))

    def compared(self, told: range, stated: range) -> Iterable[SlotMatch]:
        own = set(self.mine)
        beside = {self.theirs[j] for j in stated}
        rival = [j for j in stated if j in self.sentence.content and self.theirs[j] not in own]
        words = [i for i in told if i in self.said.plain and self.mine[i] not in beside]
        if not words:
            return
        crossed = next((i for i in words if self._crossed(i, told, stated)), -1)
        if crossed >= 0:
            yield SlotMatch("role", self.text.tokens[crossed].text, UNCLEAR)
        own_names = (i for i in words if i in self.text.names and len(self.mine[i]) > 1)  # of "B1" the "B" is none
        named = [i for i in own_names if i not in self.said.dated | self.titles and not self._of_leader(i)]
        names = [j for j in rival if j in self.sentence.names and self.theirs[j] not in WE]
        if all(self.mine[i] in self.leader for i in named):
            names = [j for j in names if self.theirs[j] not in ORDERS]  # what the order does is done by who gave it
        if all(i in self.place for i in named):
            names = [j for j in names if not belongs(self.sentence, j)]  # "of Mora" takes nobody's place
        stands = not beside.isdisjoint(_PRONOUNS)  # "working with Mora, we will"
        stands = stands or self._done_there(named) or self._met_there(named)
        if named and names and not stands and not self._titles(told, stated) and not self._acts_there(named, told):
            yield SlotMatch("role", _written(self.text, named), UNCLEAR, _written(self.sentence, names))
            return
        for i in words:
            for j in rival:
                if self._another(i, j, told, stated):
                    yield SlotMatch("word", self.text.tokens[i].text, UNCLEAR, self.sentence.tokens[j].text)
                    return

    def _acts_there(self, named: Sequence[int], told: range) -> bool:
        """Whether those named do what comes next in the sentence, too: "Ann Lee, the clerk, met", "Clerk Lee met"."""
        deed = next((k for k in sorted(self.said.acting) if k >= told.stop and k in self.place), -1)
        at = [self.place[i] for i in named if i in self.place]
        return deed >= 0 and bool(at) and len(at) == len(named) and acts(self.sentence, at, self.place[deed])

    def _met_there(self, named: Sequence[int]) -> bool:
        """Whether another sentence of the passage says that it was in the place named that these met."""
        return bool(named) and all(is_place(self.text, i) and these_met_there(i, self.said, self.shown) for i in named)

    def _done_there(self, named: Sequence[int]) -> bool:
        """Whether the sentence says right behind a deed of the statement that it was done in the place named."""
        at = [self.place.get(i, -1) for i in named]
        lead = place_lead(self.text, named[0]) if named else ""
        if not lead or at != list(range(at[0], at[0] + len(at))) or place_lead(self.sentence, at[0]) != lead:
            return False
        behind = at[0] - 2 - (self.theirs[at[0] - 1] == "the")
        return any(self.place.get(i, -1) == behind >= 0 for i in self.said.acting)

    def _of_leader(self, i: int) -> bool:
        """Whether a name only says whose something is that the publisher has brought out: "Lee's order"."""
        last = whole_name(self.text, i)[-1]
        return owns(self.text, last) and self.text.tokens[last].norm in self.leader

    def _crossed(self, i: int, told: range, stated: range) -> bool:
        """Whether a name and one that stands in its place do something to each other, the other way round."""
        if i not in self.text.names or self.mine[i] not in self.theirs:
            return False
        ours = {self.mine[k] for k in told}
        there = {self.theirs[j] for j in stated if j in self.sentence.names} - ours
        spots = [k for k in self.text.names if self.mine[k] in there]
        return any(self._done_between(min(i, k), max(i, k)) for k in spots)

    def _done_between(self, first: int, last: int) -> bool:
        deeds = [k for k in self.said.acting if first < k < last]
        return any(not forms(self.text.tokens[k].norm) & (TOGETHER | SPEAK) for k in deeds)

    def _another(self, i: int, j: int, told: range, stated: range) -> bool:
        """Whether two words say two things of which one cannot stand for the other: deeds, numbers, opposites."""
        if {self.text.tokens[i].kind, self.sentence.tokens[j].kind} == {"num"}:
            return True
        if any(w in PLAIN or forms(w) & HAPPENS for w in (self.text.tokens[i].norm, self.theirs[j])):
            return False
        if closeness(self.text.tokens[i].norm, self.theirs[j]) == OPPOSITE:
            return True
        lacking = self.mine[i] not in self.theirs
        ours = [k for k in told if self.mine[k] not in _LIGHT]
        others = [k for k in stated if self.theirs[k] not in _LIGHT]
        alone = len(ours) == len(others) == 1 and lacking and i not in self.text.names
        return (i in self.said.acting and is_deed(self.sentence, j) and lacking) or alone

    def _of_another_noun(self, i: int) -> bool:
        """Whether the sentence has an adjective only before nouns that the statement has not: "a private quay"."""
        nouns = (j + 1 for j, norm in enumerate(self.theirs) if norm == self.mine[i])
        behind = i + 1 in self.text.content and self.text.tokens[i].text.islower()
        return behind and all(j in self.sentence.content and self.theirs[j] not in self.mine for j in nouns)

    def _titles(self, told: range, stated: range) -> bool:
        """Whether two stretches only lead in to one surname: "Captain Lee", "Ann Lee"."""
        behind, ours = told.stop, stated.stop
        return (
            behind in self.text.names
            and ours in self.sentence.names
            and behind - 1 in self.text.names
            and not part_of_speech(self.mine[behind])
        )


def _run(mine: Sequence[str], theirs: Sequence[str], i: int, j: int, step: int) -> list[int]:
    """The tokens of a statement that run alike with the sentence's, from beside i and j on."""
    out = []
    i, j = i + step, j + step
    while 0 <= i < len(mine) and 0 <= j < len(theirs) and mine[i] == theirs[j]:
        out.append(i)
        i, j = i + step, j + step
    return out


def _written(text: Text, tokens: Sequence[int]) -> str:
    return " ".join(text.tokens[i].text for i in tokens)
