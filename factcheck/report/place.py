"""Offsets in a document -> lines and columns, counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from factcheck.model.finding import DocumentReport, Finding


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands; offsets count code points, `end` is the first one after the claim."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """The lines of one document, found once however many claims it holds."""

    def __init__(self, document: DocumentReport) -> None:
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
        return Place(start, end, *self.line_column(start), *self.line_column(end))
