"""Tells whether a sentence has something else where a statement has a name, a deed or a number between the same words.

That the sentence, or what stands around it, has the word somewhere does not say that it has it there: "Lee told Roe",
where the Roe of the statement is another whom the passage names, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from factcheck.text.stems import OPPOSITE, closeness, forms, part_of_speech
from factcheck.verify.amounts import UNCLEAR
from factcheck.verify.event_parts import Said, Shown
from factcheck.verify.event_words import HAPPENS, PLAIN, SPEAK, TOGETHER, WE, is_deed
from factcheck.verify.passage_text import Text
from factcheck.verify.passage_words import SlotMatch

_PRONOUNS = WE | frozenset("he she it they".split())
_LONG = 8  # tokens: what is longer on either side is said in another way


def exchanged(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """What the sentence has something else for, at the same place. `place` says where it has the statement's words."""
    theirs = [t.norm for t in shown.sentence.tokens]
    mine = [t.norm for t in said.text.tokens]
    for i, at in place.items():
        if mine[i] not in theirs and closeness(mine[i], theirs[at]) != OPPOSITE:
            mine[i] = theirs[at]
    ends = _Ends(said, shown, mine, theirs)
    for told, stated in _unlike(said.text, mine, theirs):
        if max(len(told), len(stated)) <= _LONG and ends.meet(told, stated):
            yield from ends.compared(told, stated)


def _unlike(text: Text, mine: Sequence[str], theirs: Sequence[str]) -> Iterable[tuple[range, range]]:
    """The stretches between what runs alike in both; a noun alone between two names is of both: "the Mora Board"."""
    out: list[tuple[range, range]] = []
    i = j = 0
    for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        told, stated = range(i, block.a), range(j, block.b)
        if out and len(range(out[-1][0].stop, i)) == 1 and out[-1][0].stop in text.names:
            told, stated = range(out[-1][0].start, block.a), range(out[-1][1].start, block.b)
            out.pop()
        if told or stated:
            out.append((told, stated))
        i, j = block.a + block.size, block.b + block.size
    return [(told, stated) for told, stated in out if told and stated]


class _Ends:
    """A statement and a sentence with the stretches in which they differ."""

    def __init__(self, said: Said, shown: Shown, mine: Sequence[str], theirs: Sequence[str]) -> None:
        self.said, self.text, self.sentence = said, said.text, shown.sentence
        self.mine, self.theirs = mine, theirs

    def meet(self, told: range, stated: range) -> bool:
        """Whether words of content, or the end of both texts, stand on either side of two stretches."""
        before = _run(self.mine, self.theirs, told.start, stated.start, -1)
        after = _run(self.mine, self.theirs, told.stop - 1, stated.stop - 1, 1)
        first = any(i in self.text.content for i in before) or (told.start <= 1 and stated.start <= 1)
        last = not any(i >= told.stop for i in self.text.content)
        return first and (last or any(i in self.text.content for i in after))

    def compared(self, told: range, stated: range) -> Iterable[SlotMatch]:
        own = set(self.mine)
        beside = {self.theirs[j] for j in stated}
        rival = [j for j in stated if j in self.sentence.content and self.theirs[j] not in own]
        words = [i for i in told if i in self.text.content and self.mine[i] not in beside]
        if not words:
            return
        crossed = next((i for i in words if self._crossed(i, told, stated)), -1)
        if crossed >= 0:
            yield SlotMatch("role", self.text.tokens[crossed].text, UNCLEAR)
        named = [i for i in words if i in self.text.names and i not in self.said.dated]
        names = [j for j in rival if j in self.sentence.names and self.theirs[j] not in WE]
        stands = not beside.isdisjoint(_PRONOUNS)  # "working with Mora, we will"
        if named and names and not stands and not self._titles(told, stated):
            yield SlotMatch("role", _written(self.text, named), UNCLEAR, _written(self.sentence, names))
            return
        for i in words:
            for j in rival:
                if self._another(i, j, told, stated):
                    yield SlotMatch("word", self.text.tokens[i].text, UNCLEAR, self.sentence.tokens[j].text)
                    return

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
        lacking = self.text.tokens[i].norm not in self.theirs
        alone = len(told) == len(stated) == 1 and lacking and i not in self.text.names
        return (i in self.said.acting and is_deed(self.sentence, j) and lacking) or alone

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
