"""Spells out abbreviations by initials in two texts, so that "VHA" and "Vale Harbour Authority" are the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.text.wording import FUNCTION_WORDS, Word


def spelt_out(quoted: Sequence[Word], source: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Both with abbreviations by initials in full, where either has the name in full."""
    short = {w.norm for w in (*quoted, *source) if w.initials}
    names: dict[str, Sequence[Word]] = {}
    for words in (quoted, source) if short else ():
        opening = {w.norm[:1] for w in words if w.raised and not w.initials}
        # Of a name that stands in both, the spelling of the source counts.
        names |= {i: name for i in short if opening.issuperset(i) and (name := _name_of(i, words)) is not None}
    return (_expanded(quoted, names), _expanded(source, names)) if names else (quoted, source)


def _expanded(words: Sequence[Word], names: Mapping[str, Sequence[Word]]) -> Sequence[Word]:
    if not any(w.initials and w.norm in names for w in words):
        return words
    out: list[Word] = []
    for word in words:
        name = names.get(word.norm) if word.initials else None
        if name is None:
            out.append(word)
            continue
        last = len(name) - 1
        out += [
            Word(n.norm, word.start, word.end, word.soft, word.ends and k == last, n.raised) for k, n in enumerate(name)
        ]
    return out


def _name_of(initials: str, words: Sequence[Word]) -> Sequence[Word] | None:
    """The words of a name in `words` whose initials are these: capitalised, joined by small words."""
    for k, word in enumerate(words):
        if not word.raised or word.initials or word.norm[:1] != initials[0]:
            continue
        taken, end = "", k
        while end < len(words) and len(taken) < len(initials):
            here = words[end]
            if here.raised and here.norm[:1] == initials[len(taken)]:
                taken += here.norm[:1]
            elif here.raised or here.norm not in FUNCTION_WORDS:
                break
            end += 1
        if taken == initials:
            return words[k:end]
    return None
