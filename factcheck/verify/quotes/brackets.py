"""Tells what a draft puts into a quotation in brackets that the document does not bear out.

"[Lee] closed the quay" may stand for "he closed the quay", and not for "Roe closed the quay".
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.text.stems import MISSPELT, RELATED, SAME, closeness
from factcheck.text.wording import FUNCTION_WORDS, Word, words_of
from factcheck.verify.quotes.match import Match

_REACH = 6  # words of the sentence beside a quotation's end for which a bracket may stand there
_JOINING = frozenset("the of and".split())
_BACK = 3  # passages before the words that may name whom they are of
_HELD = (SAME, RELATED, MISSPELT)


def unborne(words: str, match: Match) -> str:
    """The first bracket in the quoted `words` that says another thing than the document does; "" where none does."""
    near: frozenset[str] | None = None
    for mark, stood, at in match.alignment.put_in:
        own = [w for w in words_of(words[mark.start + 1 : mark.end - 1]) if _tells(w)]
        place = [w for w in stood or _beside(match, at) if _tells(w)]
        if not own:
            continue
        if _another(own, place, match.words):
            return words[mark.start : mark.end]
        near = _near(match) if near is None else near
        if not all(_stands(w, near) for w in own):
            return words[mark.start : mark.end]
    return ""


def _tells(word: Word) -> bool:
    return word.norm not in FUNCTION_WORDS and word.norm != "'s" and not word.soft


def _another(own: Sequence[Word], place: Sequence[Word], source: Sequence[Word]) -> bool:
    """Whether there stands a name, a number or a word in the document for which the bracket has another."""
    if not place or any(_alike(a, b) for a in own for b in place):
        return False
    return any(w.number or _is_name(w, source) for w in place) or not any(w.raised for w in own)


def _is_name(word: Word, source: Sequence[Word]) -> bool:
    """Whether a word is of a name, and no office behind its article: "the Warden"."""
    at = next((k for k, w in enumerate(source) if w.start == word.start), 0)
    titled = at > 0 and source[at - 1].norm == "the" and not (at + 1 < len(source) and source[at + 1].raised)
    return word.raised and not titled


def _alike(one: Word, other: Word) -> bool:
    return closeness(one.norm, other.norm) in _HELD


def _stands(word: Word, near: frozenset[str]) -> bool:
    return word.norm in near or (not word.number and any(closeness(word.norm, n) in (SAME, RELATED) for n in near))


def _beside(match: Match, at: int) -> Sequence[Word]:
    """The words of the document right before its first quoted word, or behind the last, where a bracket stands.

    No further than a pronoun, a verb's helper or another small word that ends what the bracket may stand for.
    """
    words, first, last = match.words, match.alignment.first, match.alignment.last
    if at == first:
        start = first
        while start > 0 and first - start < _REACH and not words[start - 1].ends and _joins(words[start - 1]):
            start -= 1
        return words[start:first]
    end = last
    while end < len(words) and end - last < _REACH and not words[end - 1].ends and _joins(words[end]):
        end += 1
    return words[last:end] if at >= last else ()


def _joins(word: Word) -> bool:
    return _tells(word) or word.norm in _JOINING


def _near(match: Match) -> frozenset[str]:
    """The words of what leads up to the quoted ones, of who speaks and of the document's title."""
    candidate = match.candidate
    first = candidate.passages[0].id
    place = next((k for k, p in enumerate(candidate.whole) if p.id == first), 0)
    before = [f"{p.speaker} {p.text}" for p in candidate.whole[max(place - _BACK, 0) : place]]
    told = "\n".join([candidate.document.title, candidate.held_by, *before, match.text])
    return frozenset(w.norm for w in words_of(told))
