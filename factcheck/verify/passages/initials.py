"""Spells out abbreviations by initials in two texts, so that "VHA" and "Vale Harbour Authority" are the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.text.wording import FUNCTION_WORDS, Word


def spelt_out(quoted: Sequence[Word], source: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Both with abbreviations by initials in full, where either has the name in full."""
    short = {w.norm for w in (*quoted, *source) if w.initials}
    names: dict[str, Sequence[Word]] = {}
    for words in (quoted, source) if short else ():
        opening = {w.norm[:1] for w in words if w.raised}
        likely = [i for i in short if opening.issuperset(i)]
        letters, places = _raised(words) if likely else ("", [])
        # Of a name that stands in both, the spelling of the source counts.
        names |= {i: name for i in likely if (name := _name_of(i, words, letters, places)) is not None}
    return (_expanded(quoted, names), _expanded(source, names)) if names else (quoted, source)


def _expanded(words: Sequence[Word], names: Mapping[str, Sequence[Word]]) -> Sequence[Word]:
    out: list[Word] = []
    done = 0
    for k in [k for k, w in enumerate(words) if w.initials and w.norm in names]:
        word, name = words[k], names[words[k].norm]
        last = len(name) - 1
        out += words[done:k]
        out += [
            Word(n.norm, word.start, word.end, word.soft, word.ends and m == last, n.raised) for m, n in enumerate(name)
        ]
        done = k + 1
    return [*out, *words[done:]] if done else words


def _raised(words: Sequence[Word]) -> tuple[str, list[int]]:
    """The first letters of capitalised words, and where these stand; a name goes on over small words and no others.

    A blank stands for every other word.
    """
    kept = [(norm[:1] if raised else " ", k) for k, (norm, _, _, _, _, raised, _) in enumerate(words)
            if raised or norm not in FUNCTION_WORDS]  # fmt: skip
    return "".join([letter for letter, _ in kept]), [k for _, k in kept]


def _name_of(initials: str, words: Sequence[Word], letters: str, places: Sequence[int]) -> Sequence[Word] | None:
    """The words of a name in `words` whose initials are these; `letters` and `places` as `_raised` finds them."""
    at = letters.find(initials)
    while at >= 0:
        first, last = places[at], places[at + len(initials) - 1]
        if not words[first].initials:
            return words[first : last + 1]
        at = letters.find(initials, at + 1)
    return None
