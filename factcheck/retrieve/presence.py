"""Tells at a glance, before any search, whether documents may hold what a statement says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import Any

from factcheck.model.facts import once_for_facts
from factcheck.model.source import Passage, Sought, Texts
from factcheck.text.heads import heads_of, word_heads
from factcheck.text.stems import SAME, relation
from factcheck.text.tokens import norms
from factcheck.text.wording import Word, written_pairs

_STANDING = 24  # passages that are looked at for what is quoted word for word
_FEW = 3  # words of a quotation that lie within one passage


def having(sought: Sought, texts: Texts, facts: Mapping[str, Any], among: Set[int]) -> int:
    """The passages of some documents from which anything may come of what is sought, as bits by their ids.

    All that there are, where one of the documents may have been brought out as the statement says.
    """
    if _may_be_brought_out(sought.deed, texts, facts, among):
        return -1
    known = _holders(facts)  # "the Warden" stands for any of these
    found = texts.bits(among)
    for heads in sought.names:
        if known.isdisjoint(heads):
            found &= texts.beginning(heads)[1]
    others = [found & ~texts.beginning(heads)[1] for heads in sought.others if known.isdisjoint(heads)]
    found &= ~_in_more_than(1, others)
    if not found:
        return 0
    lacking = [found & ~texts.beginning(heads)[1] for heads in sought.words if known.isdisjoint(heads)]
    found &= ~_in_more_than(sought.lacking, lacking)
    doing = found
    for heads in sought.deeds:
        doing &= texts.beginning(heads)[0]
    if not sought.near:
        return doing
    # What comes nearest is told of all, where it does anything of what is said.
    return found if doing or found & texts.beginning(sought.near)[0] else 0


def _in_more_than(most: int, numbers: Sequence[int]) -> int:
    """The bits that are set in more than `most` of some numbers."""
    if len(numbers) <= most:
        return 0
    counted = [0] * (most + 1)  # the n-th: the bits set in more than n of the numbers before
    for number in numbers:
        for n in range(most, 0, -1):
            counted[n] |= counted[n - 1] & number
        counted[0] |= number
    return counted[most]


@once_for_facts
def _holders(facts: Mapping[str, Any]) -> frozenset[str]:
    """The first letters of the names of all who hold an office."""
    return frozenset().union(*(heads_of(s["name"]) for s in facts.get("speakers", ()) if s["roles"]))


# ---- quotations --------------------------------------------------------------------------------


def standing(words: Sequence[Word], texts: Texts) -> Sequence[Passage] | None:
    """The passages in which the words of a quotation may stand as they are; None where that is not told so easily.

    Wherever they stand, some of them stand side by side; the rarest pairs tell where. Unless the words are few, two
    pairs must, since the end of a passage may come between one.
    """
    return texts.with_pairs(written_pairs(words), _STANDING, 2 if len(words) > _FEW else 1)


# ---- documents as such -------------------------------------------------------------------------


def deeds_done(kind: Mapping[str, Any], title: str) -> tuple[str, ...]:
    """What is done to such a document; one that is signed also does what its title says ("Imposing …")."""
    return (*kind.get("verbs", ()), *(deeds_of(title) if kind.get("by") else ()))


@cache
def deeds_of(title: str) -> tuple[str, ...]:
    """The words of a title that say what its document does: "Imposing …", "A Decree on Ending …"."""
    return tuple(w for w in norms(title) if w.endswith(("ing", "es")))


def _may_be_brought_out(deed: str, texts: Texts, facts: Mapping[str, Any], among: Set[int]) -> bool:
    """Whether `deed` is what is done to one of some documents, or what its title says that it does."""
    kinds = {name: kind for name, kind in facts.get("kinds", {}).items() if kind.get("verbs")}
    if not deed or not kinds:
        return False
    documents, heads = texts.documents(), word_heads(deed) | {deed[:4]}
    held = [d for d in map(documents.__getitem__, among) if d.kind in kinds]
    if any(relation(deed, verb) == SAME for kind in {d.kind for d in held} for verb in kinds[kind]["verbs"]):
        return True
    titles = (d.title for d in held if kinds[d.kind].get("by") and not heads.isdisjoint(_title_heads(d.title)))
    return any(relation(deed, verb) == SAME for title in titles for verb in deeds_of(title))


@cache
def _title_heads(title: str) -> frozenset[str]:
    return frozenset().union(*(word_heads(verb) | {verb[:4]} for verb in deeds_of(title)))
