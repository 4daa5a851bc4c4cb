"""Holds the words of a sentence against those of a passage: found, related, opposite, replaced, missing."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model.record import record
from factcheck.text.stems import (
    KIND,
    MISSPELT,
    OPPOSITE,
    RELATED,
    SAME,
    SIBLING,
    has_opposite,
    part_of_speech,
    relation,
)
from factcheck.verify.amounts import FAILS, FITS
from factcheck.verify.passages.text import Text

MISSING = "missing"
LIMITING = frozenset("only never always all none every entirely solely exclusively completely any".split())


@record
class SlotMatch:
    """How one part of the claim compares: `fits`, `fails`, `unclear` or `missing` in the passage.

    `how` says by what a word was found: `same`, `related`, `opposite`, `title`, or "".
    """

    slot: str
    words: str
    outcome: str
    found: str = ""
    how: str = ""


_GROUNDED = (SAME, MISSPELT, RELATED, KIND)
_WEIGHT = {SAME: 6, MISSPELT: 5, RELATED: 4, KIND: 3, OPPOSITE: 2, SIBLING: 1, "": 0}


def compare_words(said: Text, shown: Text, about: frozenset[str]) -> Iterable[SlotMatch]:
    norms = {i: shown.tokens[i].norm for i in shown.content}
    place: dict[int, int] = {}
    pending: list[tuple[int, str, int]] = []
    known: set[int] = set()
    both = bool(said.negated) and bool(shown.negated)  # which of two negations meets which cannot be told
    ranks = {i for q in said.quantities if q.kind == "rank" for i in range(q.first, q.last)}
    for i in said.content:
        word = said.tokens[i].norm
        if i in ranks or word in LIMITING:
            continue
        slot = "name" if i in said.names else "word"
        how, at = _find(i, said, shown, norms)
        if how not in _GROUNDED and word in about:
            known.add(i)
            yield SlotMatch(slot, said.tokens[i].text, FITS, word, "title")
            continue
        if how in _GROUNDED:
            place[i] = at
            flipped = (i in said.negated) != (at in shown.negated)
            if flipped and not both and how == SAME and i not in said.names and not _none_of(at, shown):
                yield SlotMatch("negation", said.tokens[i].text, FAILS, shown.tokens[at].text, how)
            yield SlotMatch(slot, said.tokens[i].text, FITS, shown.tokens[at].text, how)
        elif how == OPPOSITE and shared(said, i, i + 1, shown, at, at + 1, 4) < 1:
            pending.append((i, "", at))
        elif how == OPPOSITE:
            flipped = (i in said.negated) != (at in shown.negated)
            outcome = FITS if flipped else FAILS
            yield SlotMatch("opposite", said.tokens[i].text, outcome, shown.tokens[at].text, how)
        else:
            pending.append((i, how, at))
    yield from _unmatched(pending, known, place, said, shown)


def _none_of(at: int, shown: Text) -> bool:
    """ "0 reported delays" says what "no delays" says."""
    return any(q.amount.value == 0 and q.first <= at <= q.last + 2 for q in shown.quantities)


def _unmatched(
    pending: list[tuple[int, str, int]], known: set[int], place: dict[int, int], said: Text, shown: Text
) -> Iterable[SlotMatch]:
    """What becomes of words that the passage does not have: part of a known name, its subject, replaced, missing."""
    subject = _subject(said)
    absent = {i for i, _, _ in pending}
    stands = any(t.norm in _PRONOUNS for t in shown.tokens)
    for i, how, at in pending:
        text, slot = said.tokens[i].text, "name" if i in said.names or said.tokens[i].capitalised else "word"
        instead = _instead(i, said, shown, place)
        if i in subject and stands and subject <= absent | known:
            yield SlotMatch(slot, text, FITS, "", "pronoun")
        elif slot == "name" and _part_of_name(i, said, shown, place, known):
            yield SlotMatch(slot, text, FITS, "", "partial")
        elif instead is not None and i not in subject:
            yield SlotMatch(f"{slot}-replaced", text, FAILS, shown.tokens[instead].text)
        elif how == SIBLING:
            yield SlotMatch("sibling", text, FAILS, shown.tokens[at].text, how)
        elif i in subject:
            yield SlotMatch("subject", text, MISSING, how=part_of_speech(said.tokens[i].norm))
        else:
            other = _other_name(i, said, shown, place) if slot == "name" else None
            found = shown.tokens[other].text if other is not None else ""
            yield SlotMatch(slot, text, MISSING, found, part_of_speech(said.tokens[i].norm))


def _other_name(i: int, said: Text, shown: Text, place: dict[int, int]) -> int | None:
    """A name of the same sort that the passage has and the claim has not: a name where another is claimed."""
    sort = part_of_speech(said.tokens[i].norm)
    taken = set(place.values())
    mine = {t.norm for t in said.tokens}
    for j in sorted(shown.names):
        if j not in taken and shown.tokens[j].norm not in mine and part_of_speech(shown.tokens[j].norm) == sort:
            return j
    return None


_PRONOUNS = frozenset("he she it they him her his its their them who this these we our".split())


def _subject(said: Text) -> frozenset[int]:
    """The content words before the first verb-like word: what the sentence is about."""
    out: set[int] = set()
    for i, token in enumerate(said.tokens):
        if token.norm in _COPULAS or (out and i in said.content and not token.capitalised and _verbal(token.norm)):
            break
        if i in said.content:
            out.add(i)
    else:
        return frozenset()
    return frozenset(out)


_COPULAS = frozenset("is was are were has had have been will would can could may might does did do".split())


def _verbal(word: str) -> bool:
    return part_of_speech(word) == "v" or (word.endswith("ed") and bool(part_of_speech(word)))


def _part_of_name(i: int, said: Text, shown: Text, place: dict[int, int], known: set[int]) -> bool:
    """A first or middle name beside a surname that the passage has, where it writes no other in its place."""
    if has_opposite(said.tokens[i].norm):
        return False  # "South", "New": a word that tells two names apart
    for j in (i + 1, i + 2):
        if j in known and j < len(said.tokens) and said.tokens[j].capitalised:
            return True
        if j in place and said.tokens[j].capitalised:
            before = place[j] - 1
            return before not in shown.names
    return False


def _find(i: int, said: Text, shown: Text, norms: dict[int, str]) -> tuple[str, int]:
    """(how, index) of the nearest word of the passage: the same before a relative before an opposite."""
    word, best, where = said.tokens[i].norm, "", -1
    named = said.tokens[i].capitalised and i > 0
    for j, other in norms.items():
        if other == word:
            return SAME, j
        how = relation(word, other)
        if how not in (SAME, MISSPELT) and named != (shown.tokens[j].capitalised and j > 0):
            continue  # a name is no relative of a word
        if _WEIGHT[how] > _WEIGHT[best]:
            best, where = how, j
    return best, where


def _instead(i: int, said: Text, shown: Text, place: dict[int, int]) -> int | None:
    """The passage's word in the place of an unmatched one: between the words that its neighbours matched."""
    at = said.content.index(i)
    before = [place[j] for j in said.content[max(0, at - 1) : at] if j in place]
    after = [place[j] for j in said.content[at + 1 : at + 2] if j in place]
    kind = i in said.names
    taken = set(place.values())
    if kind and after and after[0] - 1 in shown.names and after[0] - 1 not in taken and said.content[at + 1] == i + 1:
        return after[0] - 1  # another name right before the same word
    for low, high in ((b, a) for b in before for a in after):
        between = [j for j in shown.content if low < j < high and j not in taken]
        if 1 <= len(between) <= 3 and high - low <= 6:
            alike_ = [j for j in between if (j in shown.names) == kind]
            if alike_:
                return alike_[-1]
    return None


_NEAR = 7  # tokens to either side whose words tell what an amount is about


def shared(said: Text, first: int, last: int, shown: Text, start: int, end: int, near: int = _NEAR) -> int:
    """How many words around two places are the same: of several amounts the passage's nearest counterpart wins."""
    mine = [said.tokens[i].norm for i in said.content if first - near <= i < last + near]
    theirs = [shown.tokens[i].norm for i in shown.content if start - near <= i < end + near]
    return sum(any(relation(a, b) in (SAME, RELATED) for b in theirs) for a in mine)
