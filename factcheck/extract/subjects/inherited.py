"""Decides what a unit takes over from the population that stood before it, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.extract.tagging.listed import fronts
from factcheck.model.claim import CONTEXT, WRITTEN, Choice
from factcheck.model.record import replace

if TYPE_CHECKING:
    from factcheck.extract.subjects.frame import Frame

_Choices = tuple[Choice, ...]


def inherit(f: Frame, choices: Sequence[Choice], near: int) -> tuple[_Choices, _Choices]:
    """The choices of a figure at item `near` with what it leaves unsaid, and those of earlier sentences it may mean."""
    dimensions = f.vocabulary.facts["dimensions"]
    mine = {c.dimension for c in choices if not c.hint}
    kept = [c for c in choices if not c.hint]
    passed: list[Choice] = [c for c in f.background.subject.passed if c.dimension not in mine]
    alone = f.unit.parent is not None and bool(f.having("measure"))
    alone = alone and f.word(f.unit.indices[0]) != "of"  # "of whom A were sold": of those named before
    alone = alone and any(not c.weak and c.origin == WRITTEN for c in kept) and not _of_outer(f)
    alone = alone and not _spelt_out(f, near)
    counts = bool(f.having("measure")) or _counts_anybody(f)
    counting = counts and f.unit.parent is None
    labelled = counts and f.unit.parent is not None and _behind_label(f)
    wide = any(f.word(m - 1) in ("total", "overall") for m in f.having("measure"))
    for old in f.background.subject.choices:
        if alone and old.origin == WRITTEN and not labelled and not fronts(f, old):  # a clause of its own population
            if f.word(f.unit.indices[0]) == "with" and f.parts_people(old.dimension) and old.dimension not in mine:
                kept.append(replace(old, values=()))  # ", with A": of the part, or in all?
            continue
        if wide and f.unit.parent is not None and f.parts_people(old.dimension):
            continue  # "…, even as total sales fell"
        if wide and f.unit.parent is not None and _says_who(f, old) and old.dimension not in mine:
            kept.append(replace(old, values=()))  # "the ferries sold fewer, but overall sales …": theirs, or all?
            mine.add(old.dimension)
            continue
        if f.unit.parent is None and not mine.isdisjoint(dimensions[old.dimension]["replaces"]):
            # "Across the north coast …", behind a sentence of one harbour there.
            passed.append(replace(old, soft=False))
            continue
        there = points_to(f, old.dimension)
        own = counting and not there and not f.background.describes
        own = own or (labelled and not there and old.origin == CONTEXT)
        if f.parts_people(old.dimension) and own and not _goes_on(f, near):
            # A sentence with a count of its own is not about an earlier sentence's part.
            if old.dimension not in mine and not old.hint:
                passed.append(replace(old, soft=False))
            continue
        if old.dimension not in mine and not old.hint:
            # "The total was …" is about the very thing that the context counts; a group of another kind may not be.
            groups = {c.dimension for c in choices if c.values and f.parts_people(c.dimension)}
            own = f.unit.parent is not None or counting or bool(groups and f.parts_people(old.dimension))
            kept.append(replace(old, soft=old.soft and own and not there and "them" not in f.tagged.said))
            mine.add(old.dimension)
    kept += [Choice(d, (), CONTEXT, "") for d in sorted(_one_of_several(f) - mine)]
    kept += [c for c in choices if c.hint and c.dimension not in mine]
    for k in f.layout.filed:
        entry = f.item(k).entry("value") or {}
        if entry and entry["dimension"] not in mine:
            passed.append(Choice(str(entry["dimension"]), (str(entry["value"]),), WRITTEN, f.words(k)))
    return tuple(kept), tuple(passed)


def _counts_anybody(f: Frame) -> bool:
    """ "The port counted 9,000 people": anybody, where no word says what happened to them; "the total was 9,000 people"
    goes on about those named before."""
    behind = [k + 1 for k in f.having("amount") if k + 1 in f.unit.indices]
    return not f.having("anaphor") and any(f.item(k).has("head") for k in behind)


def _says_who(f: Frame, choice: Choice) -> bool:
    """Whether a choice tells by whom something is counted: neither a part of what is counted nor a place."""
    placing = any(choice.dimension in measure["assumed"] for measure in f.vocabulary.facts["measures"].values())
    return bool(choice.values) and not placing and not f.parts_people(choice.dimension)


def _one_of_several(f: Frame) -> frozenset[str]:
    """Of what kind "This is up from 9,000" is one, behind a sentence that sets two of a kind side by side."""
    first = f.unit.indices[0]
    opens = f.word(first) in ("this", "that", "it") and f.word(first + 1) in _BEING
    return f.background.several if opens and f.background.several and f.unit.parent is None else frozenset()


def _opens_on_the_last(f: Frame) -> bool:
    """ "That is up from the 450 sold in May": said of the very count of the sentence before; "up from 9,000 sales" may
    go on to all of them."""
    first = f.unit.indices[0]
    if any(f.words(m).endswith("s") for m in f.having("measure")):
        return False
    return f.word(first) in ("this", "that") and f.word(first + 1) in _BEING | {"represents", "represented"}


_BEING = frozenset("is was 's marks marked represents represented".split())


def points_to(f: Frame, dimension: str) -> bool:
    """ "Sales there rose", "at the station, sales rose": the place of the sentence before, if `dimension` is one."""
    about = f.vocabulary.facts["dimensions"][dimension]
    if not about["replaces"] and not any("assumed" in value for value in about.get("values", {}).values()):
        return False
    noun = str(about["label"]).split()[-1].lower()
    named = noun in f.tagged.said  # seldom: only then are the words gone through
    named = named and any(a in ("the", "that", "this") and b == noun for a, b in pairwise(f.tagged.words))
    return named or bool(points_there(f))


def points_there(f: Frame) -> list[int]:
    """The items of "there" in "sales there rose", "9,000 were sold there"; none of "there were 9,000 sales"."""
    if "there" not in f.tagged.said:
        return []
    items, word = f.tagged.items, f.tagged.word_at
    there = [k for k, w in enumerate(f.tagged.words) if w == "there" and word[k - 1] != "from"]  # "people from there"
    return [k for k in there if (k and items[k - 1].has("measure", "head", "value")) or word[k + 1] not in _EXIST]


_EXIST = frozenset("is are was were has have had will would 's".split())


def _spelt_out(f: Frame, near: int) -> bool:
    """ "Boats are selling well: more than 9,000 were sold at the north gate": behind the colon or dash it is boats."""
    first = f.unit.indices[0]
    return f.tagged.word_at[first - 1] in (":", "-") and _goes_on(f, near)


def _behind_label(f: Frame) -> bool:
    """ "North coast: in May, the ferries sold 9,000": what only a label stands before counts for itself."""
    first = f.unit.indices[0]
    if f.tagged.word_at[first - 1] != ":":
        return False
    return not any(item.has("measure", "head", "amount", "direction") for item in f.tagged.items[:first])


def _of_outer(f: Frame) -> bool:
    """ "A, with 9,000 sales, came second at the gates": an aside on what the clause around it is about."""
    unit = f.unit
    return unit.kind == "aside" and unit.after is not None and unit.indices[0] <= unit.after


def _goes_on(f: Frame, near: int) -> bool:
    """ "In May, 450 were sold", "the 450 sold in May", "This is up from the 450 sold in May": who is counted has been
    named, and is left out here."""
    if bool(f.having("head")):
        return False
    if f.unit.parent is None and _opens_on_the_last(f):
        return True
    if any(f.word(m) == "such" and f.item(m + 1).has("measure") for m in f.live()[:-1] if m + 1 in f.live()):
        return True  # "9,000 such sales"
    for k in (k for k in f.live() if k <= near and f.item(k).has("amount")):
        after = [m for m in f.after(k)[:2] if f.word(m) not in _WERE]
        if after and f.item(after[0]).has("measure") and not f.words(after[0]).endswith(("s", "ing")):
            return True
    return False


_WERE = frozenset(("were", "was"))
