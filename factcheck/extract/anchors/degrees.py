"""Reads how far a change without a size is said to go: "fell slightly", "just below", "soared", "inched up"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.subjects.frame import Frame

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


_CONCEDING = frozenset("though although albeit but if".split())  # "fell in May, though only slightly"
_ONLY = frozenset("only just very quite ever so still not".split())


def conceded(f: Frame) -> tuple[str, int] | None:
    """The degree that a clause such as ", though only slightly," adds to the change before it, and its item."""
    for kind in ("slight", "sharp"):
        for m in f.having(kind) if kind in f.tagged.kinds else ():
            start = m - 1
            while start >= 0 and f.word(start) in _ONLY:
                start -= 1
            after = f.word(m + 1)
            if f.word(start) in _CONCEDING and (after == "" or f.item(m + 1).has("punct") or after == "so"):
                return ("" if "not" in f.tagged.words[start:m] else kind), m
    return None


# How far ahead: before a superlative or comparative ("by far the most", "many more"), in its own word ("edged out"),
# or behind it ("by a wide margin").
_FAR_AHEAD = frozenset("far away easily handily comfortably overwhelmingly vastly way well many lot distant".split())
_JUST_AHEAD = frozenset("narrowly barely slightly fractionally marginally scarcely just bit little few close".split())
_BARELY = ("edge", "edging", "nudg")
_PASSED = frozenset("the a an by and was were is are had saw in".split())
_REACH = 4  # words before


def lead_degree(f: Frame, k: int) -> str:
    """ "sharp" or "slight" where the words around item k, which ranks or compares, say how far ahead; else ""."""
    own = f.words(k).lower().split()
    if own[0].startswith(_BARELY):
        return "slight"
    lead = list(own[:-1])
    for m in reversed(f.ahead(k)[-_REACH:]):
        if f.item(m).has("slight"):
            return "slight"
        if f.item(m).has("sharp"):
            return "sharp"
        if f.word(m) in _FAR_AHEAD | _JUST_AHEAD:
            lead.append(f.word(m))
        elif f.word(m) not in _PASSED:
            break
    if not _JUST_AHEAD.isdisjoint(lead):
        return "slight"
    if not _FAR_AHEAD.isdisjoint(lead):
        return "slight" if any(f.word(m) == "not" for m in f.ahead(k)[-_REACH:]) else "sharp"
    return _margin_behind(f, k)


def _margin_behind(f: Frame, k: int) -> str:
    """ "by far", "by a narrow margin" behind item k."""
    after = f.after(k)
    margin = next((m for m in after if f.words(m).lower().endswith(("margin", "margins"))), None)
    if margin is not None:
        return next((kind for kind in _HOW if f.item(margin).has(kind)), "")
    far = next((m for m in after if f.word(m) == "far" and f.word(m - 1) == "by"), None)
    return "sharp" if far is not None and (far == after[-1] or f.item(far + 1).has("punct")) else ""
