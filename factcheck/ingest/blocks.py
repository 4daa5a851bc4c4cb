"""Holds one paragraph, heading or list item of a draft on its way from text to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from factcheck.model.record import record, replace
from factcheck.model.text import OffsetMap, Span

LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")
BULLET = re.compile(r"(?:[•·▪◦‣●■○∙]\s*|[-*–+]\s+|\d{1,2}[.)]\s+(?=[^\W\d]|[\"“‘']))")
FINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")


@record
class Block:
    """`text` is what is split into sentences, `offsets` leads from it to the document.

    `span` covers the block's raw text, with a list item's bullet. `marked` says that the writer
    marked the kind (Markdown), so that no rule needs to guess it.
    """

    span: Span
    text: str
    offsets: OffsetMap
    kind: str = "body"
    marked: bool = False
    words: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", len(self.text.split()))

    @property
    def is_finished(self) -> bool:
        """Whether it ends with a full stop or its kin."""
        return FINAL.search(self.text) is not None


def lines(text: str) -> list[Span]:
    """The lines of `text` without their line ends; \\n, \\r, \\r\\n and U+2028/9 end a line."""
    spans = []
    at = 0
    for end in LINE_END.finditer(text):
        spans.append(Span(at, end.start()))
        at = end.end()
    return [*spans, Span(at, len(text))]


def trimmed(text: str, span: Span) -> Span:
    """`span` without white space at its ends (empty at its start when there is nothing else)."""
    piece = text[span.start : span.end]
    core = piece.strip()
    if len(core) == len(piece):
        return span
    lead = len(piece) - len(piece.lstrip()) if core else 0
    return Span(span.start + lead, span.start + lead + len(core))


def without(block: Block, cuts: Iterable[tuple[int, int]]) -> Block:
    """`block` with the ranges `cuts` of its text taken out; its span stays."""
    kept: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = at = 0
    for start, end in [*sorted(cuts), (len(block.text), len(block.text))]:
        if start > at:
            inner = submap(block.offsets, at, start)
            pieces += [(clean + length, origin) for clean, origin in inner.pieces]
            kept.append(block.text[at:start])
            length += start - at
        at = max(at, end)
    text = "".join(kept)
    offsets = OffsetMap(tuple(pieces) or block.offsets.pieces[:1])
    return replace(block, text=text, offsets=offsets)


def submap(offsets: OffsetMap, start: int, end: int) -> OffsetMap:
    """The offset map of `text[start:end]`, given the one of `text`."""
    inner = [(clean - start, origin) for clean, origin in offsets.pieces if start < clean < end]
    return OffsetMap(((0, offsets.original(start)), *inner))
