"""Reads how far a change without a size is said to go: "fell slightly", "just below", "soared", "inched up"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.frame import Frame

_HOW = {
    "slight": frozenset("slightly barely little bit touch narrowly fractionally scarcely".split()),
    "sharp": frozenset("well far way vastly".split()),
}
_BESIDE = frozenset(("just",))  # "just below May"; before a verb it is a time: "have just fallen"
# The beginnings of verbs and nouns that say it themselves.
_MOVES = {
    "sharp": tuple(
        "plung plummet soar skyrocket collaps crash crater explod balloon nosediv rocket tumbl leap surg spik".split()
    ),
    "gentle": tuple("inch tick edge edging crept creep nudg uptick downtick".split()),
}


def degree_at(f: Frame, k: int, near: Sequence[int]) -> str:
    """ "slight" or "sharp" where the items `near` the change at item `k` say so, or its own words and the word before
    them; else what its verb or noun says, "sharp" or "gentle"; "" where nothing says."""
    for kind in _HOW:
        if kind in f.tagged.kinds and any(f.item(m).has(kind) for m in near):
            return kind
    own = f.words(k).lower().split()
    lead = f.word(k - 1)
    if not _BESIDE.isdisjoint(own):
        return "slight"
    found = next((kind for kind, words in _HOW.items() if not words.isdisjoint((*own, lead))), "")
    denied = lead == "not" or (lead in _HOW["sharp"] and f.word(k - 2) == "not")
    if found == "sharp" and denied:
        return "slight"  # "not far below"
    return found or next((kind for kind, heads in _MOVES.items() if f.word(k).startswith(heads)), "")
