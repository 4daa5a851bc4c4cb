"""Reads one file of official documents into records with passages, by the kind of file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.documents.find import content
from factcheck.documents.kinds import Kinds
from factcheck.documents.law import provisions, section_of
from factcheck.documents.listed import told_by_heading
from factcheck.documents.record import Part, Record
from factcheck.documents.transcript import collected, is_transcript, speakers, turns
from factcheck.errors import DraftError, FactcheckError, SourceError
from factcheck.ingest.decode import decode
from factcheck.ingest.front_matter import front_values
from factcheck.ingest.paragraphs import read_paragraphs
from factcheck.ingest.pieces import Piece, Pieces, one_line
from factcheck.text.sentences import split

LONGEST_PASSAGE = 6000  # characters; a longer paragraph is cut at the ends of sentences
LONGEST_TITLE = 200  # characters
LARGEST_FILE = 64 << 20  # bytes
# A record whose passages are still paragraphs, and whose kind is not known yet.
Draft = tuple[Record, Sequence[Piece]]
_STATED_DATE = re.compile(r"<!--[^>]*?\b((?:19|20)\d\d-\d\d-\d\d)\b[^>]*?-->")
_ISO = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)(?=$|[T\s])")
_DOTS = ". . . ."
_DOTTED = re.compile(r"([^.]+?)\s*(?:\.\s){3,}\.?\s*([$€£]?\d[\d,–-]*)")
_URL_KEYS = ("source_url", "url", "link", "permalink", "canonical_url")
_ISSUER_KEYS = ("issuer", "publisher", "agency", "author")
_DATE_KEYS = ("date", "published", "publish_date", "published_time", "issued", "as_of")


def read_file(
    path: Path,
    shown: str,
    kinds: Kinds,
    defaults: Mapping[str, str] | None = None,
    stated: Mapping[str, str] | None = None,
) -> list[Record]:
    """The documents in `path`, which messages and addresses call `shown`.

    `defaults` are a manifest's issuer, kind and url for documents that do not say theirs; what it has
    `stated` of this very file (title and date, too) goes before what the file says. Raises
    SourceError when nothing can be read.
    """
    try:
        data = content(path) if path.stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        raise SourceError(f"{shown} cannot be read: {error.strerror}", "check its permissions") from error
    if data is None:
        most = LARGEST_FILE >> 20
        raise SourceError(f"{shown} has more than {most} MiB", f"split it into files of at most {most} MiB")
    try:
        drafts = list(READERS[path.suffix.lower()](data, shown))
    except DraftError as error:
        raise SourceError(error.message, error.advice) from error
    except FactcheckError:
        raise
    except (ValueError, RecursionError, LookupError, MemoryError) as error:
        raise SourceError(
            f"{shown} cannot be read: {type(error).__name__}: {error}", "save it anew, or remove it"
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    records = [finish(record, pieces, kinds, defaults or {}, stated or {}) for record, pieces in drafts]
    for record in records:
        record.sha256 = digest
    if not any(part.text for record in records for part in record.parts):
        raise SourceError(f"{shown} holds no text", "remove it, or save it as text")
    return records


# ---- Markdown and plain text ------------------------------------------------------------------


def _marked(data: bytes, shown: str) -> Iterator[Draft]:
    yield _text_record(decode(data, shown), shown, True)


def _plain(data: bytes, shown: str) -> Iterator[Draft]:
    yield _text_record(decode(data, shown), shown, False)


def _text_record(text: str, shown: str, marked: bool) -> Draft:
    end, values = front_values(text, shown)
    body = text[end:]
    pieces = list(read_paragraphs(body, marked or end > 0))
    title = one_line(values.get("title", ""))
    if not title and pieces and (pieces[0].kind == "heading" or section_of(pieces[0].text)):
        title = pieces.pop(0).text
    if not title:
        title = pieces[0].text[:120] if pieces and not marked else Path(shown).stem
    stated = _STATED_DATE.search(body[:2000])
    date = next((d for d in (iso_date(values.get(k)) for k in _DATE_KEYS) if d), stated[1] if stated else "")
    tags = tuple(t.strip() for t in values.get("tags", "").split(",") if t.strip())
    record = Record(
        shown,
        title,
        issuer=next((values[k] for k in _ISSUER_KEYS if values.get(k)), ""),
        date=date,
        url=next((values[k] for k in _URL_KEYS if values.get(k)), ""),
        tags=tags,
        kind=values.get("kind", ""),
    )
    return record, pieces


def iso_date(value: object) -> str:
    """The ISO date at the head of `value`, as exact as it is written; "" when there is none."""
    match = _ISO.match(str(value).strip()) if value else None
    return match[0] if match else ""


# ---- JSON lines -------------------------------------------------------------------------------


def _json_lines(data: bytes, shown: str) -> Iterator[Draft]:
    for number, line in enumerate(decode(data, shown).splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{shown}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{place}: not valid JSON: {error}", "mend that line") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
            raise SourceError(f'{place}: no "text"', 'write {"id": …, "title": …, "text": …} on each line')
        yield _row_record(row, shown, number)


def _row_record(row: Mapping[str, Any], shown: str, number: int) -> Draft:
    def text(key: str) -> str:
        value = row.get(key)
        return one_line(value) if isinstance(value, str) else ""

    name = text("id") or str(number)
    record = Record(
        f"{shown}#{name}",
        text("title") or name,
        issuer=text("issuer"),
        date=iso_date(row.get("date")),
        url=text("url") or text("source_url"),
        official=row.get("official") is not False,
        complete=row.get("complete") is not False,
        kind=text("kind"),
        locator=text("locator"),
    )
    # A note is the collector's own word and no evidence.
    return record, read_paragraphs(row["text"], False)


# ---- what all readers share -------------------------------------------------------------------


def finish(
    record: Record, pieces: Sequence[Piece], kinds: Kinds, defaults: Mapping[str, str], stated: Mapping[str, str]
) -> Record:
    """`record` with its kind, issuer and passages."""
    for key in ("title", "issuer", "date", "url", "kind"):
        if stated.get(key):
            setattr(record, key, one_line(stated[key]))
    record.url = record.url or defaults.get("url", "")
    record.issuer = record.issuer or defaults.get("issuer", "") or kinds.issuer_of(record.url)
    section = section_of(record.title)
    body = "\n".join(p.text for p in pieces)
    kind = kinds.named(record.kind or defaults.get("kind", ""))
    kind = kind or (kinds.law() if section or record.locator else None)
    kind = kind or kinds.kind_of(record.title, record.tags, body)
    record.kind = kind.name if kind else ""
    if record.locator:
        record.parts = [Part(record.locator, p.text, "", record.title) for p in pieces]
    elif section and (kind is None or kind.law):
        record.parts = provisions(pieces, section)
    else:
        is_spoken = kind.transcript if kind else is_transcript([p.text for p in pieces])
        record.parts = list(paragraphs(pieces, is_spoken, record.title))
    return record


def paragraphs(pieces: Sequence[Piece], is_spoken: bool, title: str = "") -> Iterator[Part]:
    """The passages of a document that is no law, with page or paragraph, heading and speaker."""
    pieces = turns(pieces) if is_spoken else pieces
    said = speakers(pieces) if is_spoken else collected(pieces)
    heading = before = ""
    for number, (piece, (speaker, text)) in enumerate(zip(pieces, said, strict=True), start=1):
        place = f"page {piece.page}, paragraph {number}" if piece.page else f"paragraph {number}"
        if piece.kind == "heading":
            heading = text
        told = told_by_heading(text, heading, title) if heading.endswith(":") and heading != text else ""
        for row in (told,) if told else _rows(text, before):
            for part in _cut(row):
                yield Part(place, part, speaker, "" if piece.kind == "heading" else heading)
        before = text


def _rows(text: str, before: str) -> Sequence[str]:
    """The rows of a table that dots lead through, "Lee . . . . 40", each behind the words that lead in to the table.

    Any other text is one row.
    """
    rows = [(m[1].strip(), m[2]) for m in _DOTTED.finditer(text)] if _DOTS in text else []
    lead = before.rstrip()
    if len(rows) < 2 or not lead.endswith(":"):
        return [text]
    start, end = split(lead)[-1]
    return [f"{lead[start:end].strip()} {label}: {value}." for label, value in rows]


def _cut(text: str) -> Iterator[str]:
    """`text` in pieces of bearable length, cut after a sentence where there is one."""
    start = 0
    while len(text) - start > LONGEST_PASSAGE:
        middle, end = start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE
        at = max(text.rfind(stop, middle, end) for stop in (". ", "? ", "! ", "; ")) + 1
        at = at or text.rfind(" ", start + 1, end)
        at = at if at > start else end
        yield text[start:at].strip()
        start = at
    if text[start:].strip():
        yield text[start:].strip()


# ---- PDF, Word, web pages ---------------------------------------------------------------------


def _pdf(data: bytes, shown: str) -> Iterator[Draft]:
    from factcheck.ingest.pdf import read_pdf

    yield _pieces_record(read_pdf(data, shown), shown)


def _docx(data: bytes, shown: str) -> Iterator[Draft]:
    from factcheck.ingest.docx import read_docx

    yield _pieces_record(read_docx(data, shown), shown)


def _html(data: bytes, shown: str) -> Iterator[Draft]:
    from factcheck.ingest.html import read_html

    if not data.strip():
        raise SourceError(f"{shown} is empty", "remove it, or save the page again")
    yield _pieces_record(read_html(data, shown), shown)


def _pieces_record(read: Pieces, shown: str) -> Draft:
    """The record of a file whose reader has found its own title and date."""
    pieces = list(read.pieces)
    title = read.title or (pieces.pop(0).text if len(pieces) > 1 and len(pieces[0].text) <= LONGEST_TITLE else "")
    record = Record(shown, title or Path(shown).stem, issuer=read.site, date=iso_date(read.date), url=read.url)
    return record, pieces


READERS: dict[str, Callable[[bytes, str], Iterator[Draft]]] = {
    ".md": _marked, ".markdown": _marked, ".txt": _plain, ".text": _plain, ".jsonl": _json_lines,
    ".pdf": _pdf, ".docx": _docx, ".html": _html, ".htm": _html, ".xhtml": _html,
}  # fmt: skip
