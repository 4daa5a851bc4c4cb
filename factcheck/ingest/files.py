"""Turns a web page, Word file or PDF into text with its paragraphs' places, and the page's own dates."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from factcheck.ingest.pieces import Piece, Pieces, one_line
from factcheck.model.record import record, replace
from factcheck.model.text import Paragraph

_SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx"}
_HEAD = re.compile(rb"\s*(?:<!doctype html|<html\b)", re.I)
_MARK = b"\xef\xbb\xbf"
_FEW_WORDS = 6  # of a paragraph, by which its place in the page's source is found
_BETWEEN = r"(?:\s|&[#\w]+;|<[^<>]*>)*"
# What a page says of its date, the plainest first (https://schema.org/datePublished, https://ogp.me).
_NAMES = ("article:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "pubdate", "publish-date")
_DEEPEST = 30


@record
class FileText:
    """A file's text, one paragraph a line with a blank line between, and what the file says of itself.

    `dates` are the days found, the best evidence first, each with where it stood. `kinds` says for the place of each
    paragraph that the file marks as a heading or list item which it is.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    kinds: dict[int, str]
    title: str = ""
    outlet: str = ""
    dates: tuple[tuple[date, str], ...] = ()
    notes: tuple[str, ...] = ()


def kind_of(path: str, data: bytes) -> str:
    """`html`, `pdf`, `docx` or empty for text: by the first bytes, else by the file's name."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    if _HEAD.match(data.removeprefix(_MARK)[:400]):
        return "html"
    named = _SUFFIXES.get(PurePath(path).suffix.lower(), "")
    return named if data.strip() else ""


def read_file(kind: str, data: bytes, shown: str) -> FileText:
    """The text of `data`, which is of the `kind` given. Raises DraftError when there is none."""
    if kind == "html":
        from factcheck.ingest.html import read_html, tree_of

        found, tree = read_html(data, shown), tree_of(data, shown)
        return _assembled(_with_headline(found, tree), _page_dates(tree, found), _decoded(data))
    if kind == "pdf":
        from factcheck.ingest.pdf import read_pdf

        return _assembled(read_pdf(data, shown))
    from factcheck.ingest.docx import read_docx

    return _assembled(read_docx(data, shown))


def _assembled(found: Pieces, dates: Sequence[tuple[date, str]] = (), source: str = "") -> FileText:
    lines: list[str] = []
    paragraphs: list[Paragraph] = []
    kinds: dict[int, str] = {}
    at = seen = 0
    starts = [0, *(m.end() for m in re.finditer("\n", source))]  # of its lines
    for number, piece in enumerate(found.pieces, start=1):
        line, column, seen = _place(source, starts, piece, seen)
        paragraphs.append(Paragraph(at, number, piece.page, line, column))
        if piece.kind in ("heading", "list"):
            kinds[at] = piece.kind
        lines.append(piece.text)
        at += len(piece.text) + 2
    text = "\n\n".join(lines) + "\n"
    return FileText(text, tuple(paragraphs), kinds, found.title, found.site, tuple(dates), found.notes)


def _place(source: str, starts: Sequence[int], piece: Piece, seen: int) -> tuple[int, int, int]:
    """Line and column of a paragraph in the page's source, from 1, and where to look on; 0 when it is not found.

    `starts` are the places where the lines of the source begin.
    """
    words = re.findall(r"[^\W_]+", piece.text)[:_FEW_WORDS] if source else []
    if not words:
        return 0, 0, seen
    # Signs between words may be written as entities or stand in tags of their own.
    pattern = re.compile((_BETWEEN + r"(?:[^\w<&]|&[#\w]+;)*?" + _BETWEEN).join(map(re.escape, words)))
    match = pattern.search(source, seen) or pattern.search(source)
    if match is None:
        return 0, 0, seen
    line = bisect_right(starts, match.start())
    return line, match.start() - starts[line - 1] + 1, match.end()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _with_headline(found: Pieces, tree: Any) -> Pieces:
    """The page's text with its one main heading on top, which finding the main text may leave out."""
    headings = [one_line("".join(node.itertext())) for node in tree.iterfind(".//h1")]
    held = {piece.text for piece in found.pieces}
    if len(headings) != 1 or not headings[0] or headings[0] in held:
        return found
    return replace(found, pieces=(Piece(headings[0], "heading", level=1), *found.pieces))


# ---- the date of a page -----------------------------------------------------------------------


def _page_dates(tree: Any, found: Pieces) -> list[tuple[date, str]]:
    dates = [(day, "the page's JSON-LD") for day in _linked(tree)]
    named = {
        (node.get("property") or node.get("name") or node.get("itemprop") or "").lower(): node.get("content") or ""
        for node in reversed(tree.findall(".//meta"))
    }
    dates += [(day, f"the page's {name}") for name in _NAMES if (day := _day(named.get(name, "")))]
    if not dates and (day := _day(found.date)):
        dates.append((day, "a date on the page"))
    return dates


def _linked(tree: Any) -> Iterator[date]:
    """`datePublished` of the articles that the page's JSON-LD describes."""
    for node in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        yield from (day for value in _published(data, 0) if (day := _day(value)))


def _published(data: Any, depth: int) -> Iterator[object]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if "datePublished" in data and "Article" in str(data.get("@type", "Article")):
            yield data["datePublished"]
        for value in data.values():
            yield from _published(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _published(value, depth + 1)


def _day(value: object) -> date | None:
    """The day of an ISO date or time; the day where it was written, not elsewhere."""
    try:
        return date.fromisoformat(one_line(value)[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
