"""Tells whether whoever acts in a statement acts in the sentence of the document, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.text.stems import forms, part_of_speech
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.event_parts import Said, Shown
from factcheck.verify.event_words import GOES, PREPOSITIONS, RECEIVES, SPEAK, TOGETHER
from factcheck.verify.passage_text import Text
from factcheck.verify.passage_words import SlotMatch

_WE = frozenset("we our us we've we're we'll we'd i i've".split())
_THEY = frozenset("they both leaders two delegations countries sides".split())


def match_roles(said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> Iterable[SlotMatch]:
    """Whoever acts in the statement must act in the sentence, unless it is done together."""
    deed = min(deeds, default=-1)
    if deed < 0:
        return
    mine, theirs = forms(said.text.tokens[deed].norm), forms(shown.sentence.tokens[place[deed]].norm)
    if mine & TOGETHER and theirs & (TOGETHER | SPEAK) and not (mine & theirs & {"call"}):
        yield from _together(said, shown, place, place[deed])
        return
    inverse = bool(mine & (GOES | {"send", "dispatch"})) and bool(theirs & RECEIVES)
    inverse = inverse or (bool(mine & RECEIVES) and bool(theirs & GOES))
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
    return after != "'s" and before not in PREPOSITIONS


def _name(text: Text, group: tuple[int, ...]) -> str:
    return " ".join(text.tokens[i].text for i in group)


def _acts(sentence: Text, at: Sequence[int], deed: int) -> bool:
    """Whether the name at `at` is who does the deed: it stands before it with no other name between, or behind "by"."""
    words = [t.norm for t in sentence.tokens]
    passive = "by" in words[deed : deed + 6] and words[deed - 1] in ("was", "were", "been", "be", "is", "are")
    if passive:
        return min(at) > deed
    if min(at) > deed or words[min(at) - 1] in PREPOSITIONS:
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
