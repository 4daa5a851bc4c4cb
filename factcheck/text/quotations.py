"""Finds the quotations of a text: the words between quotation marks of any style, apostrophes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model.record import record
from factcheck.model.text import Span

_OPENING = frozenset("“„‟«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset('"″')
_PARTNER = {"‘": "’", "‹": "›", "‚": "‘’", "'": "'", "’": "’", "›": "‹"}
_CLOSER = {marks: re.compile(rf"(?<!\s)[{marks}]") for marks in set(_PARTNER.values())}
_SINGLE = re.compile(f"[{''.join(_PARTNER)}]")
_MARK = re.compile(r"''|``|[\"″“”„‟«»‘’‚‹›'`]")
_MARKS = "\"'’“”`″„‟«»‘‚‹›"
# Without one of these only apostrophes within words are left, and these begin no quotation.
_BEGINS = re.compile(r"[`\"″“”„‟«»‘‚‹›]|(?<![^\W_])['’]")
# Words that begin with an apostrophe of their own.
_ELIDED = re.compile(r"(?:\d\ds?|em|til|cause|tis|twas|round|bout|n|im|er)\b", re.IGNORECASE)


@record
class Quotation:
    """One outermost quotation: `span` with its marks, `inner` without.

    `opened` is False when it began before the text, and `closed` is False when it goes on after it.
    """

    span: Span
    inner: Span
    opened: bool = True
    closed: bool = True


def find_quotations(text: str, begun: bool = False) -> list[Quotation]:
    """The outermost quotations of `text`, in order; quotations within them belong to them.

    `begun` says that an earlier text left one open, so that `text` may begin inside it.
    """
    if not any([mark in text for mark in _MARKS]) or not (begun or _BEGINS.search(text)):
        return []  # as in most sentences
    found = list(_double(text, begun))
    taken = [q.span for q in found]
    found += [q for q in _single(text) if not any(q.span.overlaps(t) for t in taken)]
    return sorted((q for q in found if text[q.inner.start : q.inner.end].strip()), key=lambda q: q.span)


def leaves_open(text: str) -> bool:
    """Whether `text` ends inside a quotation, so that the next one may close it."""
    found = find_quotations(text)
    return bool(found) and not found[-1].closed


def _double(text: str, begun: bool) -> Iterator[Quotation]:
    start, width, style, depth = -1, 1, "", 0
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if len(mark) == 1 and mark not in _OPENING and mark not in _CLOSING and mark not in _STRAIGHT:
            continue
        if start < 0:
            if _opens(text, mark, at, match.end()):
                start, width, style, depth = at, len(mark), mark, 0
            elif begun and not text[:at].count("\n\n") and _closes(text, at, match.end()):
                yield Quotation(Span(0, match.end()), Span(0, at), opened=False)
            begun = False
        elif mark == style and mark in "“«" and text[max(at - 1, 0)] != "\n":
            depth += 1
        elif _ends(style, mark):
            if depth:
                depth -= 1
                continue
            yield Quotation(Span(start, match.end()), Span(start + width, at))
            start = -1
    if start >= 0:
        yield Quotation(Span(start, len(text)), Span(start + width, len(text)), closed=False)
    elif begun and not found_any_mark(text):
        yield Quotation(Span(0, len(text)), Span(0, len(text)), opened=False, closed=False)


def found_any_mark(text: str) -> bool:
    """Whether a double quotation mark of any style stands in `text`."""
    return any(m[0] in ("''", "``") or m[0] in _OPENING | _CLOSING | _STRAIGHT for m in _MARK.finditer(text))


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    if mark in _OPENING:
        return True
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if mark in _STRAIGHT and before.isdecimal():
        return False  # inches
    return not after.isspace() and not (before.isalnum() or before in ".,!?;:%)]…")


def _closes(text: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and not before.isdecimal() and not after.isalnum()


def _ends(style: str, mark: str) -> bool:
    """Whether `mark` closes what `style` opened; scrapers mix straight and curly ones."""
    if style == "„":
        return mark in '“”‟"'
    if style in ("«", "»"):
        return mark in "«»" and mark != style
    return mark in ("”", '"', "''", "″", "»") or (mark == style and mark not in _OPENING)


def _single(text: str) -> Iterator[Quotation]:
    """Quotations in single marks: opened where a word begins and closed where one ends."""
    after = 0
    while (match := _SINGLE.search(text, after)) is not None:
        at, after = match.start(), match.end()
        end = _closing_single(text, at, _PARTNER[match[0]]) if _begins_word(text, at) else None
        if end is not None:
            yield Quotation(Span(at, end + 1), Span(at + 1, end))
            after = end + 1


def _begins_word(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not (before.isspace() or before in "([{—–-:") or not (after.isalnum() or after in '[“"….'):
        return False
    return text[at] not in "'’" or not _ELIDED.match(text, at + 1)


def _closing_single(text: str, start: int, closers: str) -> int | None:
    """The place of the mark that closes the quotation opened at `start`.

    A plural's apostrophe ("the ministers' offices") looks like a closing mark: one after a
    punctuation mark, or before one, is taken first.
    """
    first = None
    for match in _CLOSER[closers].finditer(text, start + 2):
        at = match.start()
        after = text[at + 1] if at + 1 < len(text) else " "
        if after.isalnum():
            continue
        if text[at - 1] in ".,!?…;" or after in ".,!?;:)—" or at + 1 == len(text):
            return at
        if text[at - 1] != "s":
            return at
        first = at if first is None else first
    return first
