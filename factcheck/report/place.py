"""Offsets in a document -> lines and columns, counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right

from factcheck.model.finding import DocumentReport, Finding
from factcheck.model.record import record
from factcheck.model.text import Paragraph


@record
class Place:
    """Where a claim stands; offsets count code points, `end` is the first one after the claim.

    `paragraph` is set for a Word file, PDF or web page, whose `line` and `column` are those of the text read
    out of it: nobody could find them in the file.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    paragraph: Paragraph | None = None

    @property
    def where(self) -> str:
        """What follows the path of the file in a report: `:12:5`, or `: page 3, paragraph 12`."""
        told = self.paragraph
        if told is None:
            return f":{self.line}:{self.column}"
        if told.line:
            return f":{told.line}:{told.column}"
        return f": page {told.page}, paragraph {told.number}" if told.page else f": paragraph {told.number}"


class Places:
    """The lines of one document, found once however many claims it holds."""

    def __init__(self, document: DocumentReport) -> None:
        self._paragraphs = document.paragraphs
        self._starts = [0, *(match.end() for match in re.finditer("\n", document.text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a code-point offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def of(self, finding: Finding) -> Place | None:
        """The place of a finding; None for a claim that was typed at the desk."""
        if finding.span is None:
            return None
        start, end = finding.span.start, finding.span.end
        return Place(start, end, *self.line_column(start), *self.line_column(end), self._paragraph(start))

    def _paragraph(self, offset: int) -> Paragraph | None:
        """The paragraph of the file in which an offset lies."""
        if not self._paragraphs:
            return None
        return self._paragraphs[max(bisect_right(self._paragraphs, offset, key=lambda p: p.start) - 1, 0)]
