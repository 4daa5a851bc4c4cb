"""Turns a PDF's bytes into paragraphs with their pages; running heads and hyphens at line ends go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from factcheck.errors import DraftError
from factcheck.ingest.pieces import Piece, Pieces, one_line

_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?$|[-–—]\s*\d{1,4}\s*[-–—]$", re.I
)
_LABELLED = re.compile(r"(?:[•·▪●○◦–—-]\s|\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)]\s)")
_FINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BROKEN = re.compile(r"([^\W\d_]{2,})[-‐\u00ad]$")
_FILE_NAME = re.compile(r"\.\w{2,4}$|^Microsoft|^untitled|^\W*$", re.I)  # a title that a program gave
_EDGE = 2  # lines at the head and foot of a page that may be running heads
_LONGEST_HEAD = 100  # characters; a longer line is text
_WIDE = 1.3  # of the usual distance between two lines; a wider one parts two paragraphs
_LEAST_GAP = 5.0  # points; less lies between a line and what is set above or below it
_SHORT = 0.8  # of the usual line; a shorter one that ends a sentence ends its paragraph


def read_pdf(data: bytes, shown: str) -> Pieces:
    """The paragraphs of a PDF. Raises DraftError when it is damaged, locked, or holds no text."""
    texts, title = _page_texts(data, shown)
    pages = [_lines(text) for text in texts]
    if not any(pages):
        raise DraftError(
            f"{shown} is a PDF without text, probably a scan",
            "run text recognition (OCR) over it, or save its words as text",
        )
    blank = sum(not page for page in pages)
    notes = (f"{blank} of {len(pages)} pages hold no text and were not read",) if blank else ()
    pages = _without_running_heads(pages)
    words = Counter(w for page in pages for line in page for w in re.findall(r"[\w-]+", line.lower()))
    pieces = list(_joined_over_pages(p for n, page in enumerate(pages, 1) for p in _paragraphs(page, n, words)))
    return Pieces(tuple(pieces), "" if _FILE_NAME.search(title) else title, notes=notes)


def _page_texts(data: bytes, shown: str) -> tuple[list[str], str]:
    """The text of each page, and the title that the file gives itself."""
    import io
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it has an opinion on every font
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DraftError(f"{shown} is a PDF locked with a password", "save a copy without the password")
        title = (reader.metadata.title if reader.metadata else None) or ""
        return _spaced([_rows(page) for page in reader.pages]), one_line(str(title))
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise DraftError(f"{shown} is a damaged PDF: {one_line(str(error))[:100]}", "save it anew") from error


def _rows(page: Any) -> list[tuple[str, float]]:
    """The lines of a page, each with its distance from the line above (0 where it is not known)."""
    chunks: list[tuple[float, str]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], *_: object) -> None:
        # Where the text begins, by the text matrix within the current one (ISO 32000-1, 9.4.4).
        chunks.append((tm[4] * cm[1] + tm[5] * cm[3] + cm[5], text))

    page.extract_text(visitor_text=visit)
    rows: list[str] = [""]
    heights: list[float | None] = [None]
    for height, text in chunks:
        for number, piece in enumerate(text.split("\n")):
            if number:
                rows.append("")
                heights.append(None)
            rows[-1] += piece
            if piece.strip():
                heights[-1] = height
    gaps = [a - b if a is not None and b is not None else 0.0 for a, b in pairwise(heights)]
    return list(zip(rows, [0.0, *gaps], strict=True))


def _spaced(pages: Sequence[Sequence[tuple[str, float]]]) -> list[str]:
    """The text of each page, with a blank line wherever lines stand further apart than within a paragraph.

    Of a list of headlines most lines are paragraphs, so the lower fifth of the distances tells what is usual.
    """
    gaps = sorted(gap for page in pages for _, gap in page if gap > _LEAST_GAP)
    wide = _WIDE * gaps[len(gaps) // 5] if gaps else float("inf")
    return ["".join(f"\n{row}\n" if gap > wide else f"{row}\n" for row, gap in page) for page in pages]


def _lines(text: str) -> list[str]:
    """The lines of a page; blank ones only between others."""
    rows = [one_line(row) for row in text.splitlines()]
    while rows and not rows[0]:
        rows.pop(0)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without lines that stand at the edge of most of them."""

    def form(line: str) -> str:
        return "" if _FINAL.search(line) or len(line) > _LONGEST_HEAD else re.sub(r"\d+", "0", line.lower())

    edges = Counter(f for page in pages for f in {form(line) for line in _edge(page)} if f)
    often = {f for f, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    out = []
    for page in pages:
        kept = list(page)
        for place in (0, -1):
            for _ in range(_EDGE):
                if kept and (not kept[place] or _PAGE_NUMBER.match(kept[place]) or form(kept[place]) in often):
                    kept.pop(place)
        out.append(kept)
    return out


def _edge(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[max(len(page) - _EDGE, _EDGE) :]]


def _paragraphs(page: Sequence[str], number: int, words: Counter[str]) -> Iterator[Piece]:
    usual = sorted(len(line) for line in page)[int(len(page) * 0.75)] if page else 0
    start = 0
    for at, (line, following) in enumerate(pairwise([*page, ""]), start=1):
        ends = (
            not following
            or _LABELLED.match(following)
            or (_FINAL.search(line) and len(line) < _SHORT * usual)
            or _is_row(line)
            or _is_row(following)
        )
        if ends:
            text = _unbroken(page[start:at], words)
            start = at
            if text:
                yield Piece(text, "list" if _LABELLED.match(text) else "body", number)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: mostly figures."""
    words = line.split()
    return len(words) > 2 and sum(w[0].isdecimal() for w in words) * 2 > len(words)


def _unbroken(rows: Sequence[str], words: Counter[str]) -> str:
    """The rows as one line. A hyphen at a line's end goes, unless the word has it elsewhere in the text."""
    text = ""
    for row in rows:
        match = _BROKEN.search(text)
        if match and row[:1].islower():
            rest = re.match(r"[\w-]*", row)
            tail = rest[0].lower() if rest else ""
            head = match[1].lower()
            hyphened = words[f"{head}-{tail}"] > words[f"{head}{tail}"]
            text = (text if hyphened else text[:-1]) + row
        else:
            text = f"{text} {row}"
    return one_line(text)


def _joined_over_pages(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Joins a paragraph that goes on over a page break; it keeps the page on which it begins."""
    held: Piece | None = None
    for piece in pieces:
        goes_on = held and piece.page > held.page and not _FINAL.search(held.text) and piece.text[:1].islower()
        if held and goes_on:
            text = f"{held.text[:-1]}{piece.text}" if _BROKEN.search(held.text) else f"{held.text} {piece.text}"
            held = Piece(text, held.kind, held.page)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
