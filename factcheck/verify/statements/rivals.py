"""Tells whether a sentence has another name of one kind in the place of one that a statement has and it lacks.

Which names are of one kind, and none another's ("Mora", "Tarn"; all who speak), manifests say. That a name is missing
denies nothing; that all else is told of another does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from factcheck.model.record import replace
from factcheck.text.stems import SAME, part_of_speech
from factcheck.verify.amounts import FAILS, FITS
from factcheck.verify.passages.text import Text
from factcheck.verify.statements.parts import Found, Said, Shown, name_groups, owns
from factcheck.verify.statements.roles import acts
from factcheck.verify.statements.words import PREPOSITIONS, name_start, nearest, whole_name

PEOPLE = "people"
_ENOUGH, _SURELY = 4, 5  # what else must fit in the very sentence; of people, with its day
_LISTS = frozenset((",", "and", "or", "&", "the"))
_AND = frozenset(("and", "or", "&"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))
_LED = frozenset(("administration", "government"))
_OF = frozenset(("of", "for", "to", "-", "."))  # within a title
_SOME = frozenset("including include includes included like as".split())
_NEAR = 3  # tokens between what is told and "in" or "from"
_HERE = ("word", "name", "number", "date")

Kind = tuple[str, str]  # the kind of a name, and which of that kind it is


def kind_of(text: Text, group: Sequence[int], apart: Mapping[str, Kind]) -> Kind | None:
    """The kind of a name, by as many of its last words as make one that is known."""
    norms = [t.norm for t in text.tokens[group[0] : group[-1] + 1] if t.kind != "dash"] if group else []
    if len(norms) > 1 and norms[-1] in _LED:
        norms.pop()  # "the Lee Administration"
    return next((apart[name] for k in range(len(norms)) if (name := " ".join(norms[k:])) in apart), None)


def take_places(said: Said, shown: Shown, found: Found, place: dict[int, int], deeds: Sequence[int]) -> None:
    """The one name that a sentence lacks fails where another of its kind stands in its place."""
    if _by_another(said, shown, found, place):
        return
    bad = found.outcomes(FAILS) or found.bad
    lost = [g for g in said.people if g[-1] not in place and kind_of(said.text, g, shown.apart)] if bad else []
    if len(lost) != 1 or found.outcomes(FAILS):
        return
    group = lost[0]
    words = {t.text for t in said.text.tokens[group[0] : group[-1] + 1]}
    words.add(" ".join(said.text.tokens[i].text for i in group))
    mine = kind_of(said.text, group, shown.apart)
    if mine is None or any(m.words not in words for m in found.matches if m.outcome != FITS):
        return
    # That the passage has it, too, may say as much of it elsewhere.
    known = _stands_in(said.text, group, shown.around) or _stands_in(said.text, group, shown.lead)
    fits = [m for m in found.outcomes(FITS) if m.slot in _HERE and m.how not in ("passage", "document")]
    dated = any(m.slot == "date" for m in fits)
    if len(fits) < (_SURELY if mine[0] == PEOPLE else _ENOUGH):
        return
    own = {kind_of(said.text, g, shown.apart) for g in said.people}
    for other in name_groups(shown.sentence):
        theirs = kind_of(shown.sentence, other, shown.apart)
        if theirs is None or theirs[0] != mine[0] or theirs in own:
            continue
        loose = known or (mine[0] == PEOPLE and not dated)
        done = dated and _done_by(said.text, group, shown.sentence, other, [place[i] for i in deeds if i > group[-1]])
        if loose and not done and not _flanked(said, group, shown.sentence, other, place):
            continue
        if done or _same_place(said, group, shown, other, place, deeds):
            name = " ".join(shown.sentence.tokens[i].text for i in other)
            found.matches = [
                replace(m, slot="name", outcome=FAILS, found=name) if m.outcome != FITS else m for m in found.matches
            ]
            return


def _by_another(said: Said, shown: Shown, found: Found, place: dict[int, int]) -> bool:
    """Whether what is done "by" somebody is done "by" another alone in the sentence: "a dinner hosted by Clerk Roe"."""
    for group in said.people:
        first = name_start(said.text, group[0])
        deed = first - 2 - (said.text.tokens[first - 1].norm == "the")
        at = place.get(deed, -1)
        if deed < 1 or at < 0 or said.text.tokens[deed + 1].norm != "by" or deed - 1 not in place:
            continue
        theirs = [t.norm for t in shown.sentence.tokens[at + 1 : at + 4]]
        start = at + 2 + (theirs[1:2] == ["the"])
        if theirs[:1] != ["by"] or start not in shown.sentence.names or place[deed - 1] != at - 1:
            continue
        agents = {shown.sentence.tokens[j].norm for j in _list(shown.sentence, whole_name(shown.sentence, start))}
        name = " ".join(said.text.tokens[i].text for i in group)
        others = [m for m in found.matches if m.outcome != FITS and m.words != name]
        if others or agents & {said.text.tokens[i].norm for i in range(first, group[-1] + 1)} or _acts_as(agents):
            continue
        found.matches = [replace(m, slot="name", outcome=FAILS) if m.words == name else m for m in found.matches]
        return bool(found.outcomes(FAILS))
    return False


def _acts_as(agents: Collection[str]) -> bool:
    """Whether an agent is called by an office alone, and may be anybody: "hosted by the Warden"."""
    return all(part_of_speech(norm) for norm in agents)


def _done_by(mine: Text, group: Sequence[int], sentence: Text, other: Sequence[int], deeds: Sequence[int]) -> bool:
    """Whether a name heads a statement whose first deed is done "by" the other in the sentence: "led by Clerk Roe"."""
    if not deeds or group[0] > 1 or mine.tokens[group[-1] + 1].norm in ("and", ",", "'s"):
        return False
    first = name_start(sentence, other[0])
    return [t.norm for t in sentence.tokens[deeds[0] + 1 : deeds[0] + 2]] == ["by"] and first == deeds[0] + 2


def _stands_in(mine: Text, group: Sequence[int], theirs: Text) -> bool:
    """Whether a text has a name, and not only as part of a longer one: "the Mora Declaration" is not Mora."""
    how, at = nearest(mine, group[-1], theirs)
    if not how or at < 0:
        return False
    spots = (j for j in theirs.content if theirs.tokens[j].norm == theirs.tokens[at].norm)
    return any(j + 1 not in theirs.names or how != SAME for j in spots)


def _same_place(
    said: Said, group: Sequence[int], shown: Shown, other: Sequence[int], place: dict[int, int], deeds: Sequence[int]
) -> bool:
    """Whether two names stand in one list with the same name, behind the same words, or do the same."""
    sentence, apart = shown.sentence, shown.apart
    mine, theirs = _list(said.text, group), _list(sentence, other)
    lead = sentence.tokens[theirs[0] - 1].norm if theirs[0] else ""
    if len(mine) > len(group):
        beside = [place[i] for i in mine if i in place and i in said.text.names]
        return any(j in theirs for j in beside) and lead not in _SOME
    before, there = _lead(said.text, group[0]), _lead(sentence, name_start(sentence, other[0]))
    if _flanked(said, group, sentence, other, place):
        return True
    if before >= 0 and there >= 0 and said.text.tokens[before].norm == sentence.tokens[there].norm:
        head = place.get(before - 1, -1)
        # "15 workers a year from Mora", "15 workers from Tarn a year": all that either has "from" anywhere.
        near = 0 <= head < there <= head + _NEAR
        kind = (kind_of(said.text, group, apart) or ("", ""))[0]
        return near or all(_only(t, k, apart, kind) for t, k in ((said.text, before), (sentence, there)))
    deed = min(deeds, default=-1)
    return before < 0 and group[-1] < deed and acts(sentence, other, place[deed])


def _flanked(said: Said, group: Sequence[int], sentence: Text, other: Sequence[int], place: dict[int, int]) -> bool:
    """Whether two names, titles and all, stand between the same words: "asked Clerk Roe to", "asked Lee to"."""
    ends = [(name_start(t, g[0]), whole_name(t, g[-1])[-1]) for t, g in ((said.text, group), (sentence, other))]
    (first, last), (start, stop) = ends
    stop -= sentence.tokens[stop].norm in _LED
    before, there = (
        k - 1 - (k > 0 and t.tokens[k - 1].norm == "the") for t, k in ((said.text, first), (sentence, start))
    )
    ends_it = last + 2 > len(said.text.tokens) or said.text.tokens[last + 1].norm == "."
    if ends_it and min(before, there) > 0:  # "in upper Mora.", "in upper Tarn with …"
        led_alike = said.text.tokens[before - 1].norm == sentence.tokens[there - 1].norm
        return place.get(before) == there and led_alike
    if min(before, there) < 0 or max(last + 2 - len(said.text.tokens), stop + 2 - len(sentence.tokens)) > 0:
        return False
    led = place.get(before) == there or (
        said.text.tokens[before].norm == sentence.tokens[there].norm and place.get(before - 1, -2) == there - 1
    )
    # Of a list ("Lee and her crew") the first is in the place of one.
    return led and sentence.tokens[stop + 1].norm in (said.text.tokens[last + 1].norm, "and", ",")


def _lead(text: Text, i: int) -> int:
    """The preposition right before a name, or -1."""
    k = i - 1 - (i > 0 and text.tokens[i - 1].norm == "the")
    return k if k >= 0 and text.tokens[k].norm in PREPOSITIONS else -1


def _only(text: Text, k: int, apart: Mapping[str, Kind], kind: str) -> bool:
    """Whether a preposition tells from where, and stands once in a text; "in" with one name of a kind behind any."""
    norms = [t.norm for t in text.tokens]
    kinds = [kind_of(text, g, apart) for g in name_groups(text) if _lead(text, g[0]) >= 0]
    known = sum(found is not None and found[0] == kind for found in kinds)
    return (norms[k] == "from" and norms.count("from") == 1) or (norms[k] == "in" and known == 1)


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
        several = any(_joins(shown.sentence, j) for j in theirs)
        wide = range(theirs.start - 2, theirs.stop)  # ": Mora, Tarn": the first may pass for the head of a sentence
        at = place.get(group[-1], -1)
        if several and all(j in wide for j in beside) and at not in wide and not _titled(shown.sentence, at, theirs):
            return " ".join(said.text.tokens[i].text for i in group)
    return ""


def _joins(text: Text, j: int) -> bool:
    """Whether a token parts the names of a list: not the comma of "Lee, Jr."."""
    behind = text.tokens[j + 1].norm.strip(".") if j + 1 < len(text.tokens) else ""
    return text.tokens[j].norm in (",", "and") and behind not in _SUFFIXES


def of_another_place(said: Said, shown: Shown, place: dict[int, int]) -> str:
    """Somebody "of Mora" whom the sentence says to be "of Tarn"; "" where there is none."""
    for group in said.people:
        last = place.get(group[-1], -1)
        mine, theirs = _behind_of(said.text, group[-1]), _behind_of(shown.sentence, last) if last >= 0 else ()
        kinds = [kind_of(t, g, shown.apart) for t, g in ((said.text, mine), (shown.sentence, theirs)) if g]
        if len(kinds) == len((mine, theirs)) and None not in kinds and len(set(kinds)) > 1:
            return " ".join(said.text.tokens[i].text for i in group)
    return ""


def _behind_of(text: Text, i: int) -> Sequence[int]:
    """The name right behind "of" behind token i."""
    led = text.tokens[i + 1 : i + 2] and text.tokens[i + 1].norm == "of" and i + 2 in text.names
    return next((g for g in name_groups(text) if g[0] == i + 2), ()) if led else ()


def _titled(text: Text, at: int, names: range) -> bool:
    """Whether only titles of those who are named stand between a name and a list: "Lee and Clerk to the Port Roe"."""
    between = range(at + 1, names.start) if at < names.start else range(names.stop, at)
    return at >= 0 and all(text.tokens[j].capitalised or text.tokens[j].norm in _LISTS | _OF for j in between)


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
