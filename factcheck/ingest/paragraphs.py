"""Turns hard-wrapped plain text or Markdown of an official document into unwrapped paragraphs."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from factcheck.ingest.markdown import without_marks
from factcheck.ingest.pieces import Piece, one_line

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HEADING = re.compile(r" {0,3}(#{1,12})\s+(?=\S)")
_ITEM = re.compile(r"\s*(?:[-*•·▪]|(?P<number>\d{1,3}[.)]))\s+(?=\S)")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_STRAY = re.compile(r"\[\]\([^()\s]*\)|(?<=\*\. )\* (?=[^\W\d])")  # a link without words, a lone star
# The number of a note, set off by a narrow space and another: "at\u202f 5 least".
_NOTE = re.compile(r"(?<=\S)\u202f[ \t]+\d{1,2}(?=[\s.,;:)]|$)")
_INDENT = 3  # spaces; deeper than the line before, and a new paragraph begins
_HEADING_WORDS = 20


@dataclass
class _Reader:
    marked: bool  # Markdown
    pieces: list[Piece] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    kind: str = "body"

    def close(self) -> None:
        rows, kind = self.rows, self.kind
        self.rows, self.kind = [], "body"
        raw = "\n".join(rows)
        text = clean(raw) if self.marked else one_line(raw)
        if not any(c.isalnum() for c in text):
            return
        if self.marked and kind == "body" and _is_bold_line(raw, text):
            self.pieces.append(Piece(text, "heading", level=7))
        else:
            self.pieces.append(Piece(text, kind))

    def take(self, row: str) -> None:
        if not row.strip("-*_= \t\r\f\v\xa0"):  # blank, or a rule
            self.close()
        elif self.marked and (heading := _HEADING.match(row)):
            self.close()
            if text := clean(row[heading.end() :].rstrip().rstrip("#")):
                self.pieces.append(Piece(text, "heading", level=len(heading[1])))
        else:
            self._prose(row)

    def _prose(self, row: str) -> None:
        quote = _QUOTE.match(row) if self.marked else None
        if quote:
            row = row[quote.end() :]
            if not row.strip():
                self.close()
                return
        item = _ITEM.match(row)
        # A wrapped line may begin with the end of a sentence: "on December / 12. Later".
        if item and (not self.rows or (self.marked and (self.kind == "list" or not item["number"]))):
            self.close()
            self.kind = "list"
            row = row[item.end() :]
        elif self.kind == "body" and self.rows and _indent(row) >= _INDENT > _indent(self.rows[-1]):
            self.close()  # the first line of a paragraph stands further in than the others
        if quote and not self.rows and self.kind == "body":
            self.kind = "quote"
        self.rows.append(row)


def read_paragraphs(text: str, marked: bool) -> tuple[Piece, ...]:
    """The paragraphs of `text` in their order; `marked` says that it is Markdown.

    Lines are joined. A blank line ends a paragraph, and so does a line that stands further in than
    the one before it.
    """
    reader = _Reader(marked)
    for row in (_COMMENT.sub("", text) if marked else text).splitlines():
        reader.take(row.expandtabs(4))
    reader.close()
    return tuple(reader.pieces)


def clean(raw: str) -> str:
    """Markdown on one line, without emphasis, links, tags, entities and the marks of notes; the words stay."""
    if "\u202f" in raw:
        raw = _NOTE.sub("", raw)
    if "<" in raw:
        raw = _TAG.sub("", raw)
    if "[]" in raw or " * " in raw:
        raw = _STRAY.sub("", raw)
    raw = without_marks(raw) if re.search(r"[*_\[\\`~<]", raw) else raw
    return one_line(html.unescape(raw) if "&" in raw else raw)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _is_bold_line(raw: str, text: str) -> bool:
    inner = raw.strip().rstrip("\\ ")
    is_bold = len(inner) > 4 and inner[:2] == inner[-2:] and inner[:2] in ("**", "__") and inner[:2] not in inner[2:-2]
    return is_bold and len(text.split()) <= _HEADING_WORDS and text[-1:] not in ".;,"
