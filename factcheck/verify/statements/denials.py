"""Holds what a statement denies, limits ("only", "first") and puts in order ("after the vote") against a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from factcheck.text.tokens import Token
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import Text, is_negative
from factcheck.verify.passages.words import LIMITING, MISSING, SlotMatch
from factcheck.verify.statements.ground import TIMES
from factcheck.verify.statements.parts import Said, Shown
from factcheck.verify.statements.words import OWNED, is_deed

_FEW = frozenset(("fewer", "less"))
_ALL = frozenset(("every", "each", "all"))
_EACH = _ALL | {"both", "apiece", "respectively"}
_CONTRARY = {"more": _FEW, "fewer": frozenset(("more",)), "less": frozenset(("more",)), "some": _ALL}
_RESULTS = frozenset("result resulting resulted arising stemming".split())
_ORDER = {"before": -1, "ahead": -1, "prior": -1, "until": -1, "after": 1, "following": 1, "since": 1}


def match_denials(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """What only one of the two denies, or denies of something else; `place` has the token that answers to each."""
    for word in ("just", "only", "merely", "simply"):
        mine, theirs = _denies_limit(said.text, word), _denies_limit(shown.sentence, word)
        if mine != theirs and (mine or (theirs and mine is not None)):
            yield SlotMatch("negation", f"not {word}", UNCLEAR)
            return
    if frozenset() in said.text.denials and frozenset() not in shown.sentence.denials:
        yield SlotMatch("negation", "not", UNCLEAR)  # "where we are not"
        return
    if bool(said.text.negated) == bool(shown.sentence.negated):
        if said.text.negated and not _denies_alike(said.text, shown.sentence, place):
            yield SlotMatch("negation", "not", UNCLEAR)
        return
    for i, j in place.items():
        if (i in said.text.negated) != (j in shown.sentence.negated) and i not in said.text.names:
            # "No part of this order" denies something of the order, and not the order.
            thing = i not in said.acting and shown.sentence.tokens[j - 1].norm in ("this", "that", "the")
            loose = thing or _denies_another_deed(shown.sentence, j, place) or _of_whom(said.text, i)
            yield SlotMatch(
                "negation", said.text.tokens[i].text, UNCLEAR if loose else FAILS, shown.sentence.tokens[j].text
            )
            return
    if said.text.negated:
        yield SlotMatch("negation", "not", UNCLEAR)


def match_limits(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    """Limits of the statement ("only", "the first", "no") that the sentence and what is around it lack."""
    theirs = {t.norm for t in shown.sentence.tokens}
    told = {t.norm for t in _outside_amounts(shown.sentence)}
    turned = {t.start for t in _outside_amounts(said.text) if told & _CONTRARY.get(t.norm, frozenset())}
    for i, token in enumerate(said.text.tokens):
        limits = (
            token.norm in LIMITING
            or token.norm in ("first", "most", "least", "no", "excluding", "except")
            or token.start in turned
        )
        limits = limits or (token.norm == "last" and _is_rank(said.text, i))
        limits = limits or (_is_to_each(said.text, i) and theirs.isdisjoint(_EACH))
        if limits and token.norm == "last":
            if not any(t.norm == "last" and _is_rank(shown.sentence, j) for j, t in enumerate(shown.sentence.tokens)):
                yield SlotMatch("only", "last", MISSING)
        elif limits and token.norm not in theirs and all(t.norm != token.norm for t in shown.around.tokens):
            yield SlotMatch("only", token.norm, MISSING)


def match_order(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    """ "After the summit": the document must put the two in the same order, in so many words."""
    times = {i - 1 for i in said.dated} | {i - 2 for i in said.dated}
    theirs = {_ORDER[t.norm] for t in shown.sentence.tokens if t.norm in _ORDER}
    if any(a.norm in _RESULTS and b.norm in ("of", "from") for a, b in pairwise(shown.sentence.tokens)):
        theirs.add(1)  # what results from a flood comes after it
    for i, token in enumerate(said.text.tokens):
        if token.norm in _ORDER and i not in times:
            fits = _ORDER[token.norm] in theirs and -_ORDER[token.norm] not in theirs
            turned = not fits and _ORDER[token.norm] not in theirs and _turned_about(said.text, i, shown.sentence)
            slot = "opposite" if turned else "order"
            yield SlotMatch(slot, token.norm, FITS if fits else FAILS if turned else MISSING)


def _is_to_each(text: Text, i: int) -> bool:
    """Whether a word gives all that is told to everyone: "5 crews each", not "each other"."""
    each = text.tokens[i].norm in ("each", "apiece")
    return each and [t.norm for t in text.tokens[i + 1 : i + 2]] != ["other"]


def _of_whom(text: Text, i: int) -> bool:
    """Whether token i stands in a clause that tells of somebody: "Lee, who had refused to go"."""
    return any(a.norm == "," and b.norm in ("who", "which", "whose") for a, b in pairwise(text.tokens[: i + 1]))


def _denies_another_deed(sentence: Text, j: int, place: dict[int, int]) -> bool:
    """Whether what is denied of token j is a deed that the statement does not tell: "not put before crews"."""
    reach = sorted(k for s in sentence.denials if j in s for k in s)
    deed = next((k for k in reach if is_deed(sentence, k)), -1)
    return 0 <= deed < j and deed not in place.values()


def _denies_limit(text: Text, word: str) -> bool | None:
    """Whether a text says "not just", or just "just"; None where it has no such word."""
    places = [i for i, t in enumerate(text.tokens) if t.norm == word]
    return any(is_negative(text.tokens[i - 1]) for i in places if i) if places else None


def _denies_alike(mine: Text, theirs: Text, place: dict[int, int]) -> bool:
    """Whether both deny as often, and each denial of one reaches a word that the other denies, too."""
    found = [s for s in theirs.denials if s & set(place.values())]
    met = all(any(place.get(i, -1) in theirs.negated for i in s) for s in mine.denials)
    met = met and all(any(i in mine.negated and j in s for i, j in place.items()) for s in found)
    return met and len(found) == len(mine.denials)


def _outside_amounts(text: Text) -> list[Token]:
    """The tokens that belong to no amount: "more" of "more than 5" is weighed with it."""
    held = {i for q in text.quantities for i in range(q.first, q.last)}
    return [t for i, t in enumerate(text.tokens) if i not in held]


def _is_rank(text: Text, i: int) -> bool:
    """Whether "last" says that nothing comes after: "the last since 2016", "her last visit", not "last week"."""
    dated = any(day.first <= i + 1 < day.last for day in text.days)
    behind = text.tokens[i + 1].norm if i + 1 < len(text.tokens) else ""
    return i > 0 and text.tokens[i - 1].norm in OWNED and not dated and behind not in TIMES and not behind.isdecimal()


def _turned_about(said: Text, i: int, sentence: Text) -> bool:
    """Whether a sentence has "before" the very thing "after" which the statement has it: "the day after the vote"."""
    noun = next((said.tokens[k].norm for k in said.content if k > i), "")
    spots = (j for j, t in enumerate(sentence.tokens) if _ORDER.get(t.norm) == -_ORDER[said.tokens[i].norm])
    behind = (next((sentence.tokens[k].norm for k in sentence.content if k > j), "") for j in spots)
    return bool(noun) and noun in behind
