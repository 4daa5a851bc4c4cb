"""Holds what every reader of files makes of a document: paragraphs in their order, with page and kind."""

from __future__ import annotations

from factcheck.model.record import record


@record
class Piece:
    """One paragraph, heading or list item as a reader sees it: on one line, without markup.

    `page` counts from 1 and is 0 where the file has no pages. `level` is that of a heading, from 1.
    """

    text: str
    kind: str = "body"  # body, heading, list, quote or cell
    page: int = 0
    level: int = 0


@record
class Pieces:
    """A document as read; the rest is what the file says of itself, `date` as ISO text."""

    pieces: tuple[Piece, ...]
    title: str = ""
    date: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()  # what could not be read, in plain words


def one_line(text: str) -> str:
    """`text` with every run of white space as one space; other characters stay as they are."""
    return " ".join(text.split())
