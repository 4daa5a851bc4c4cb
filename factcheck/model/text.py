"""Where a piece of text stands: spans, documents and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from datetime import date
from functools import lru_cache

from factcheck.model.record import record


@record(order=True)
class Span:
    """A half-open range of code points, `start` included and `end` not."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@record
class OffsetMap:
    """Leads from offsets in a cleaned text back to offsets in the original.

    `pieces` holds (offset in cleaned text, offset in original) for the start of every kept piece,
    in ascending order.
    """

    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    def original(self, offset: int) -> int:
        """The offset in the original text for `offset` in the cleaned text."""
        index = bisect_right(self.pieces, (offset, 1 << 62)) - 1
        clean, origin = self.pieces[max(index, 0)]
        return origin + (offset - clean)

    def original_end(self, offset: int) -> int:
        """As `original`, for the exclusive end of a span: text dropped just before is left out."""
        return self.original(offset - 1) + 1 if offset > 0 else self.original(offset)


@record
class Sentence:
    """One sentence of a document.

    `span` is its place in the document's text. `text` is what the extractors read: the text of the
    span, with words that a scraper pasted in taken out; `offsets` leads from `text` to the
    document. `kind` is `body`, `headline`, `subhead`, `list` or `quote` (a block quotation); `block`
    numbers the paragraph.
    """

    text: str
    span: Span
    block: int
    kind: str = "body"
    offsets: OffsetMap = field(default_factory=OffsetMap)

    def place(self, start: int, end: int) -> Span:
        """The document span of `text[start:end]`."""
        return Span(self.offsets.original(start), self.offsets.original_end(end))


@record
class Skipped:
    """A span of a document that is not part of the article, and the rule that says so."""

    span: Span
    rule: str


@record(order=True)
class Paragraph:
    """Where a paragraph of a Word file, PDF or web page stands, for a reader who opens that file.

    `start` is its offset in the document's text. `number` counts paragraphs from 1, `page` pages from 1 (0: the
    file has none), `line` and `column` lead into a web page's source (0: not found there).
    """

    start: int
    number: int
    page: int = 0
    line: int = 0
    column: int = 0


@record
class Document:
    """A draft as read: its text exactly as decoded, and the sentences worth reading.

    `published` is the draft's own date and `published_from` says where it stood ("front matter",
    "a date line on the page"). A date read off a page that may be a scraper's copy is still
    reported here; whether it fits the text is for the check to say. `doubts` are dates that do not agree with
    `published`, and `notes` what could not be read, in plain words. For a Word file, PDF or web page `text` is
    what was read out of it, and `paragraphs` says where each stands in the file.
    """

    path: str
    text: str
    title: str | None
    published: date | None
    published_from: str | None
    outlet: str | None
    sentences: tuple[Sentence, ...]
    skipped: tuple[Skipped, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a code-point offset, both counted from 1."""
        return line_column(self.text, offset)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a code-point offset in `text`, both counted from 1."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """Where each line begins; kept, since a long draft is asked for a place at every claim."""
    return [0, *(match.end() for match in re.finditer("\n", text))]
