"""Finds the names of cases at law in a text: "Lee v. Vale Harbour Co.", "In re Lee", "Matter of A-B-"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model.text import Span

_WORD = re.compile(r"[^\s“”\"()\[\]]+")
_VERSUS = re.compile(r"\s+v\.?\s+(?=[A-Z])")  # "vs." is for teams
_ALONE = re.compile(r"\b(?:In\s+[Rr]e|Matter\s+of|Ex\s+[Pp]arte)\s+(?=[A-Z])")
_JOINTS = frozenset("of for the and & de del la el ex rel. et".split())
_SUFFIXES = frozenset("inc llc corp co ltd lp et al".split())
# Words that a sentence may begin with, or that lead to a case, and that name no party.
_LEADS = frozenset(
    "a an the in see under after since when while before because following citing from per like unlike and but both "
    "as at by for on of with against although though until if whether is was did then case cases judge "
    "ruling decision opinion".split()
)


def find_cases(text: str) -> Iterator[Span]:
    """The places of all names of cases in `text`, in order, none overlapping another."""
    taken = 0
    for span in sorted(_found(text)):
        if span.start >= taken:
            taken = span.end
            yield span


def _found(text: str) -> Iterator[Span]:
    versus = list(_VERSUS.finditer(text))
    end = 0
    for n, match in enumerate(versus):
        start = _first_party(list(_WORD.finditer(text, end, match.start())), match.start(), text)
        last = versus[n + 1].start() if n + 1 < len(versus) else len(text)
        end = _party_end(text, match.end(), last, n + 1 < len(versus))
        if start is not None and end > match.end():
            yield Span(start, end)
    for match in _ALONE.finditer(text):
        end = _party_end(text, match.end(), len(text), False)
        if end > match.end():
            yield Span(match.start(), end)


def _first_party(words: Sequence[re.Match[str]], end: int, text: str) -> int | None:
    """Where the party that ends at `end` begins; None when what stands there is no name."""
    kept: list[re.Match[str]] = []
    held = 0  # how many of `kept` are sure
    after = end
    for match in reversed(words):
        word = match.group()
        gap = text[match.end() : after]
        if gap.strip() or (word[-1] in ",;:!?" and not _suffix(kept)):
            break
        if word[-1] == "." and kept and not _abbreviated(word):
            break
        if not (_named(word) or word.lower() in _JOINTS or _is_suffix(word)):
            break
        kept.append(match)
        after = match.start()
        if _named(word):
            held = len(kept)
    kept = kept[:held]
    while kept and kept[-1].group().lower().strip(",.") in _LEADS | _JOINTS:
        kept.pop()
    return kept[-1].start() if kept else None


def _party_end(text: str, start: int, last: int, another: bool) -> int:
    """Where the party that begins at `start` ends, at `last` at most; `another` case follows there."""
    end = seen = start
    words = list(_WORD.finditer(text, start, last))
    for n, match in enumerate(words):
        word = match.group()
        if text[seen : match.start()].strip():
            break
        seen = match.end()
        bare = word.rstrip(",;:.!?")
        if word.lower() in _JOINTS:
            if another and word == "and":
                break
            continue
        if not (_named(word) or _is_suffix(word)):
            break
        possessive = re.search(r"['’]s$", bare)
        if possessive:
            return match.start() + possessive.start()
        dotted = word[len(bare) :][:1] == "." and (_abbreviated(bare + ".") and match.end() < len(text.rstrip()))
        end = match.start() + len(bare) + dotted
        following = words[n + 1].group() if n + 1 < len(words) else ""
        if word != bare and not (word == bare + "." and dotted) and not (word[-1] == "," and _is_suffix(following)):
            break
    return end


def _named(word: str) -> bool:
    return word[0].isupper() or word[0] == "#" or bool(re.match(r"\d+(?:st|nd|rd|th)$", word))


def _is_suffix(word: str) -> bool:
    return word.lower().strip(",.") in _SUFFIXES and word != "co"


def _suffix(kept: Sequence[re.Match[str]]) -> bool:
    return bool(kept) and _is_suffix(kept[-1].group())


def _abbreviated(word: str) -> bool:
    """ "Inc.", "St.", "U.S." and not the end of a sentence."""
    bare = word.rstrip(".,")
    return "." in bare or len(bare) == 1 or _is_suffix(bare) or (bare[0].isupper() and len(bare) <= 3)
