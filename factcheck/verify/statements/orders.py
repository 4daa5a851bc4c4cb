"""Tells what an order does from what its signer does, and whom it directs from whom it only names.

"The order directs the clerk to publish": whoever gave the order directed the clerk, and not the keeper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.text.stems import RELATED, SAME, closeness, forms
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.statements.parts import Said, Shown
from factcheck.verify.statements.words import AUXILIARIES, DIRECTS, directs

ORDERS = frozenset("order memorandum directive decree".split())  # what somebody at the head gives
_LEAD = 2  # tokens before "it": "Additionally, it directs"
_TITLE = 3  # tokens from "the" to the order: "the first new order"
_TOLD = 16  # tokens from who is directed to the "to" or "shall" of what they are to do
_WITH = frozenset(("consultation", "coordination", "cooperation", "consult"))
_ENDS = frozenset(". ; :".split())


def paper_does(shown: Shown, deed: int) -> bool:
    """Whether an order does what a sentence tells: "the order directs", "It directs" where one was signed."""
    sentence = shown.sentence
    k = deed - (sentence.tokens[deed].norm not in ORDERS)  # "the order directs" has "ordered", too
    while k > 0 and (sentence.tokens[k].norm in AUXILIARIES or sentence.tokens[k].norm.endswith("ly")):
        k -= 1
    if k <= _LEAD and sentence.tokens[k].norm == "it":
        return not ORDERS.isdisjoint(t.norm for t in parse(shown.begins).tokens)
    first = next((j for j in range(k, -1, -1) if sentence.tokens[j].norm == "the"), -1)
    return sentence.tokens[k].norm in ORDERS and 0 <= first <= 1 and k - first <= _TITLE


def directs_another(said: Said, shown: Shown, place: Mapping[int, int]) -> str:
    """The word for whom the statement has directed, where the document names that one beside others; "" where none."""
    i = next((k for k, t in enumerate(said.text.tokens) if k in said.acting and directs(said.text, k)), -1)
    if i < 0:
        return ""
    told = [k for k in _until(said.text, i + 1, ("to",)) if k in said.text.content]
    bound = [set(region) for region in _bound(shown.sentence)]
    last = max((place[k] for k in place if told and k > told[-1]), default=-1)
    bound = sorted((r for r in bound if r and max(r) < last), key=max)[-1:] or bound  # who has to do that very thing
    if not told or not bound:
        return ""
    spots = {k: _held(said.text, k, shown.sentence) for k in told}
    placed = [k for k in told if spots[k]]
    if any(all(spots[k] & region for k in placed) for region in bound):
        return ""
    return said.text.tokens[placed[-1]].text


def _held(said: Text, k: int, sentence: Text) -> set[int]:
    """Where a sentence has a word of the statement, or one related to it."""
    norm = said.tokens[k].norm
    return {j for j in sentence.content if closeness(norm, sentence.tokens[j].norm) in (SAME, RELATED)}


def _until(text: Text, first: int, ends: tuple[str, ...]) -> range:
    """The tokens from `first` up to one of some words; none where that is far off."""
    last = next((k for k in range(first, min(first + _TOLD, len(text.tokens))) if text.tokens[k].norm in ends), first)
    return range(first, last)


def _bound(sentence: Text) -> Iterator[list[int]]:
    """The tokens that name each of those whom a sentence binds to do something, without whom they consult."""
    words = [t.norm for t in sentence.tokens]
    for j, norm in enumerate(words):
        if norm in ("shall", "must"):
            first = max((k + 1 for k in range(j) if words[k] in _ENDS), default=0)
            yield _but_consulted(words, list(range(first, j)))
        elif forms(norm) & DIRECTS and (region := list(_until(sentence, j + 1, ("to",)))):
            yield _but_consulted(words, region)


def _but_consulted(words: list[str], region: list[int]) -> list[int]:
    """A stretch without ", in consultation with …,"."""
    kept, inside = [], False
    for k in region:
        if words[k] == ",":
            inside = not _WITH.isdisjoint(words[k + 1 : k + 4])
        elif not inside:
            kept.append(k)
    return kept
