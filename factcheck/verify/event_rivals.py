"""Tells whether a sentence has another name of one kind in the place of one that a statement has and it lacks.

Which names are of one kind, and none another's ("Mora", "Tarn"; all who speak), manifests say. That a name is missing
denies nothing; that all else is told of another does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.model.record import replace
from factcheck.verify.amounts import FAILS, FITS
from factcheck.verify.event_parts import Found, Said, Shown, name_groups, owns
from factcheck.verify.event_roles import acts
from factcheck.verify.event_words import PREPOSITIONS, name_start, nearest, whole_name
from factcheck.verify.passage_text import Text

PEOPLE = "people"
_ENOUGH, _SURELY = 4, 5  # what else must fit in the very sentence; of people, with its day
_LISTS = frozenset((",", "and", "or", "&", "the"))
_AND = frozenset(("and", "or", "&"))
_SOME = frozenset("including include includes included like as".split())
_NEAR = 3  # tokens between what is told and "in" or "from"
_HERE = ("word", "name", "number", "date")

Kind = tuple[str, str]  # the kind of a name, and which of that kind it is


def kind_of(text: Text, group: Sequence[int], apart: Mapping[str, Kind]) -> Kind | None:
    """The kind of a name, by as many of its last words as make one that is known."""
    norms = [text.tokens[i].norm for i in group]
    return next((apart[name] for k in range(len(norms)) if (name := " ".join(norms[k:])) in apart), None)


def take_places(said: Said, shown: Shown, found: Found, place: dict[int, int], deeds: Sequence[int]) -> None:
    """The one name that a sentence lacks fails where another of its kind stands in its place."""
    bad = found.outcomes(FAILS) or found.bad
    lost = [g for g in said.people if g[-1] not in place and kind_of(said.text, g, shown.apart)] if bad else []
    if len(lost) != 1 or found.outcomes(FAILS):
        return
    group = lost[0]
    words = {said.text.tokens[i].text for i in group} | {" ".join(said.text.tokens[i].text for i in group)}
    mine = kind_of(said.text, group, shown.apart)
    if mine is None or any(m.words not in words for m in found.matches if m.outcome != FITS):
        return
    if nearest(said.text, group[-1], shown.around)[0] or nearest(said.text, group[-1], shown.lead)[0]:
        return  # the passage has it, too
    fits = [m for m in found.outcomes(FITS) if m.slot in _HERE and m.how not in ("passage", "document")]
    dated = any(m.slot == "date" for m in fits)
    if len(fits) < (_SURELY if mine[0] == PEOPLE else _ENOUGH) or (mine[0] == PEOPLE and not dated):
        return
    own = {kind_of(said.text, g, shown.apart) for g in said.people}
    for other in name_groups(shown.sentence):
        theirs = kind_of(shown.sentence, other, shown.apart)
        if theirs is None or theirs[0] != mine[0] or theirs in own:
            continue
        if _same_place(said, group, shown.sentence, other, place, deeds):
            name = " ".join(shown.sentence.tokens[i].text for i in other)
            found.matches = [
                replace(m, slot="name", outcome=FAILS, found=name) if m.outcome != FITS else m for m in found.matches
            ]
            return


def _same_place(
    said: Said, group: Sequence[int], sentence: Text, other: Sequence[int], place: dict[int, int], deeds: Sequence[int]
) -> bool:
    """Whether two names stand in one list with the same name, behind the same words, or do the same."""
    mine, theirs = _list(said.text, group), _list(sentence, other)
    lead = sentence.tokens[theirs[0] - 1].norm if theirs[0] else ""
    if len(mine) > len(group):
        beside = [place[i] for i in mine if i in place and i in said.text.names]
        return any(j in theirs for j in beside) and lead not in _SOME
    before, there = _lead(said.text, group[0]), _lead(sentence, other[0])
    if before >= 0 and there >= 0 and said.text.tokens[before].norm == sentence.tokens[there].norm:
        head = place.get(before - 1, -1)
        # "15 workers a year from Mora", "15 workers from Tarn a year": all that either has "from" anywhere.
        return (0 <= head < there <= head + _NEAR) or (_only(said.text, before) and _only(sentence, there))
    deed = min(deeds, default=-1)
    return before < 0 and group[-1] < deed and acts(sentence, other, place[deed])


def _lead(text: Text, i: int) -> int:
    """The preposition right before a name, or -1."""
    k = i - 1 - (i > 0 and text.tokens[i - 1].norm == "the")
    return k if k >= 0 and text.tokens[k].norm in PREPOSITIONS else -1


def _only(text: Text, k: int) -> bool:
    """Whether a preposition stands once in a text, and is one that tells from where."""
    norms = [t.norm for t in text.tokens]
    return norms[k] == "from" and norms.count("from") == 1


def listed_elsewhere(said: Said, shown: Shown, place: dict[int, int]) -> str:
    """A known name of a list that the sentence has without it; "" where there is none.

    That the name stands elsewhere in the passage does not put it on the list: "from Mora, Tarn and Osterby".
    """
    for group in said.people:
        mine = _list(said.text, group)
        joined = {said.text.tokens[i].norm for i in mine} & _AND
        if not joined or owns(said.text, group[-1]) or not kind_of(said.text, group, shown.apart):
            continue
        beside = [place[i] for i in mine if i in place and i in said.text.names and i not in group]
        theirs = _list(shown.sentence, [beside[0]]) if beside else range(0)
        several = sum(shown.sentence.tokens[j].norm in (",", "and") for j in theirs) > 0
        wide = range(theirs.start - 2, theirs.stop)  # ": Mora, Tarn": the first may pass for the head of a sentence
        if several and all(j in wide for j in beside) and place.get(group[-1], -1) not in wide:
            return " ".join(said.text.tokens[i].text for i in group)
    return ""


def _list(text: Text, group: Sequence[int]) -> range:
    """The tokens of the list of names that a name stands in."""
    first, last = name_start(text, group[0]), whole_name(text, group[-1])[-1]
    while (k := _skipped(text, first, -1)) in text.names and k < first - 1:
        first = name_start(text, k)
    while (k := _skipped(text, last, 1)) in text.names and k > last + 1:
        last = whole_name(text, k)[-1]
    return range(first, last + 1)


def _skipped(text: Text, i: int, step: int) -> int:
    """The next token behind (or before) token i that is no comma, "and" or article."""
    i += step
    while 0 <= i < len(text.tokens) and text.tokens[i].norm in _LISTS:
        i += step
    return i
