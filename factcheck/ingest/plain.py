"""Turns plain text into blocks: paragraphs, headings and list items as found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.ingest.blocks import BULLET, Block, lines, trimmed
from factcheck.model.text import OffsetMap, Span

_WRAP_WIDTH = 100  # a typewriter's or mail program's line is not wider
_COMPLETE = re.compile(r"(?:[.!?…:;][\"'”’»)\]]*|[:;])$")
# Not "iPhone", an address or a byline.
_LOWER = re.compile(r"(?!https?:|www\.|by [A-Z])[a-zà-öø-ÿ]+(?![A-Z])")
_NUMBER = re.compile(r"[$€£]?\d")
_ITEM = re.compile(r"\d{1,2}[.)]\s")
# After these words a sentence cannot have ended.
_UNFINISHED = frozenset(
    "a an the of in on at by to for from with than and or but as about around almost nearly some "
    "over "
    "under more less least most only just roughly approximately up between since until after "
    "before "
    "during is are was were be been has have had will would could should may might that which who "
    "whose its their his her another every all said".split()
)


def read_plain(text: str) -> list[Block]:
    """The blocks of a plain text in order.

    A line is a block of its own, unless it goes on with the one before: a line break within a
    sentence, even with one blank line between as scrapers leave it, or a hard-wrapped paragraph.
    """
    found = [trimmed(text, line) for line in lines(text)]
    wrapped = _wrapped(text, found)
    groups: list[list[Span]] = []
    blanks = 0
    for index, span in enumerate(found):
        if span.start == span.end:
            blanks += 1
            continue
        is_next = bool(groups) and not BULLET.match(text, span.start, span.end)
        if is_next and (index in wrapped or _goes_on(text, groups[-1], span, blanks)):
            groups[-1].append(span)
        else:
            groups.append([span])
        blanks = 0
    blocks = [_block(text, group) for group in groups]
    return [block for block in blocks if block.text]


def _block(text: str, group: Sequence[Span]) -> Block:
    span = Span(group[0].start, group[-1].end)
    bullet = BULLET.match(text, span.start, span.end)
    start = bullet.end() if bullet else span.start
    kind = "list" if bullet else "body"
    return Block(span, text[start : span.end], OffsetMap(((0, start),)), kind)


def _goes_on(text: str, group: Sequence[Span], span: Span, blanks: int) -> bool:
    """Whether the line `span` continues the sentence that `group` left open."""
    if blanks > 1:
        return False
    before = text[group[0].start : group[-1].end]
    if _COMPLETE.search(before):
        return False
    words = before.split()
    last = words[-1].lower()
    is_open = last in _UNFINISHED or last.endswith(",") or before.count("(") > before.count(")")
    if _LOWER.match(text, span.start, span.end):
        # A line of a few words is a heading or an item of an unmarked list.
        return is_open or (len(words) >= 5 and not before[:1].islower())
    if _NUMBER.match(text, span.start) and not _ITEM.match(text, span.start):
        return is_open and len(words) >= 4
    return False


def _wrapped(text: str, found: Sequence[Span]) -> set[int]:
    """The lines that continue a hard-wrapped paragraph: each next word had no room before them."""
    runs: list[list[int]] = [[]]
    for index, span in enumerate(found):
        if span.start == span.end:
            runs.append([])
        else:
            if BULLET.match(text, span.start, span.end) and runs[-1]:
                runs.append([])
            runs[-1].append(index)
    widths = [width for run in runs if len(run) > 2 and (width := _wrap_width(text, found, run, 0))]
    page = max(widths, default=0)
    if not page:
        return set()
    fits = (run for run in runs if len(run) > 1 and _wrap_width(text, found, run, page))
    return {index for run in fits for index in run[1:]}


def _wrap_width(text: str, found: Sequence[Span], run: Sequence[int], page: int) -> int:
    """The width at which the lines of `run` were wrapped, at least near `page`; else 0."""
    sizes = [found[index].end - found[index].start for index in run]
    width = max(*sizes, page - 12)
    if width > _WRAP_WIDTH or width < 30:
        return 0
    lower = 0
    for size, index in zip(sizes, run[1:], strict=False):
        follower = text[found[index].start : found[index].end].split(maxsplit=1)[0]
        if size + 1 + len(follower) <= width:
            return 0
        lower += follower[:1].islower()
    return width if lower or page else 0
