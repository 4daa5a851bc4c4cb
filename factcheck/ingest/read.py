"""Turns a draft, a file or standard input, into a Document: text, date, title and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from factcheck.errors import DraftError
from factcheck.ingest import boilerplate, files, page_dates
from factcheck.ingest.blocks import Block, submap, without
from factcheck.ingest.decode import SAVE_AS_TEXT, decode
from factcheck.ingest.front_matter import FrontMatter, read_front_matter
from factcheck.ingest.markdown import read_markdown
from factcheck.ingest.plain import read_plain
from factcheck.ingest.site_names import site_name
from factcheck.model.record import record, replace
from factcheck.model.text import Document, Sentence, Skipped, Span
from factcheck.text.sentences import split

_MARKDOWN = (".md", ".markdown")
_NOT_READ = {
    ".doc": "an old Word file",
    ".odt": "an OpenDocument file",
    ".rtf": "a rich-text (RTF) file",
}


@record
class _Dated:
    """A draft's date and where it stood, in words for the report."""

    day: date | None
    place: str | None


def read_document(path: str, data: bytes | None = None) -> Document:
    """The draft at `path`, or in `data` when given ("-" is then standard input).

    Web pages, Word files and PDFs are known by their first bytes or their name. A name that ends in .md or
    .markdown, or a text that opens with front matter, is read as Markdown; anything else as plain text. Raises
    DraftError when there is nothing to read.
    """
    shown = "<stdin>" if path == "-" and data is not None else _shown(path)
    data = _bytes(path, shown) if data is None else data
    kind = files.kind_of(path, data)
    if kind:
        return _from_file(files.read_file(kind, data, shown), shown)
    text = decode(data, shown)
    front = read_front_matter(text, shown)
    if front.end or path.lower().endswith(_MARKDOWN):
        blocks, skipped = read_markdown(text, front.end)
        if front.end:
            skipped = [Skipped(Span(0, front.end), "front matter"), *skipped]
    else:
        blocks, skipped = read_plain(text), []
    kept, boiler = boilerplate.part(blocks)
    kept = _headings(kept)
    kept, dated, gone = _dated(front, blocks, boiler, kept)
    return Document(
        path=shown,
        text=text,
        title=front.title or _title(kept, boiler, blocks),
        published=dated.day,
        published_from=dated.place,
        outlet=front.outlet,
        sentences=_sentences(kept),
        skipped=tuple(sorted([*skipped, *boiler, *gone], key=lambda skip: skip.span)),
    )


def _from_file(found: files.FileText, shown: str) -> Document:
    """A web page, Word file or PDF: its paragraphs are read as those of a plain text, by the kinds it marks."""
    blocks = read_plain(found.text)
    headings = 0
    for index, block in enumerate(blocks):
        kind = found.kinds.get(block.span.start, "")
        if kind == "heading":
            headings += 1
            blocks[index] = replace(block, kind="subhead" if headings > 1 else "headline", marked=True)
        elif kind == "list":
            blocks[index] = replace(block, kind="list")
    kept, boiler = boilerplate.part(blocks)
    kept = _headings(kept)
    best = found.dates[0] if found.dates else None
    front = FrontMatter(published=best[0] if best else None, outlet=found.outlet or None)
    kept, dated, gone = _dated(front, blocks, boiler, kept)
    if best:
        dated = _Dated(*best)
    return Document(
        path=shown,
        text=found.text,
        title=found.title or _title(kept, boiler, blocks),
        published=dated.day,
        published_from=dated.place,
        outlet=front.outlet,
        sentences=_sentences(kept),
        skipped=tuple(sorted([*boiler, *gone], key=lambda skip: skip.span)),
        paragraphs=found.paragraphs,
        doubts=_doubts(dated, [*found.dates[1:], *_on_the_page(blocks, boiler, kept)]),
        notes=found.notes,
    )


def _on_the_page(blocks: Sequence[Block], boiler: Sequence[Skipped], kept: Sequence[Block]) -> list[tuple[date, str]]:
    day = _page_date(blocks, boiler, kept)
    return [(day, "a date line on the page")] if day else []


def _doubts(dated: _Dated, others: Sequence[tuple[date, str]]) -> tuple[str, ...]:
    """What speaks for another day than the one chosen; a day's difference may be one of time zones."""
    if dated.day is None:
        return ()
    return tuple(
        f"{dated.place} says {dated.day.isoformat()}, but {place} says {day.isoformat()}; "
        "--as-of YYYY-MM-DD settles when it was written"
        for day, place in dict.fromkeys(others)
        if abs((day - dated.day).days) > 1
    )


def _shown(path: str) -> str:
    """`path` as a message may show it: on one line, nothing that a terminal would obey."""
    return "".join(c if c.isprintable() else "?" for c in path)


def _bytes(path: str, shown: str) -> bytes:
    kind = _NOT_READ.get(Path(path).suffix.lower())
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise DraftError(f"{shown} does not exist", "check the spelling of the path") from error
    except IsADirectoryError as error:
        raise DraftError(f"{shown} is a folder", "name the drafts in it") from error
    except PermissionError as error:
        raise DraftError(f"{shown} may not be read", "ask its owner for permission, or copy it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "not a path"
        raise DraftError(f"{shown} cannot be read: {reason}", "name another file") from error
    if kind and data:
        raise DraftError(f"{shown} is {kind}, which is not read yet", SAVE_AS_TEXT)
    return data


def _headings(blocks: Sequence[Block]) -> list[Block]:
    """Of unmarked text, names the first line a headline and short lines without a stop subheads."""
    named = list(blocks)
    if len(named) < 2 or any(block.marked for block in named):
        return named
    opening = []
    for index, block in enumerate(named):
        if block.kind != "body" or not _is_heading(block, 30):
            break
        opening.append(index)
    headline = next((i for i in opening if named[i].words >= 4), opening[0] if opening else None)
    for index, block in enumerate(named):
        if index == headline:
            named[index] = replace(block, kind="headline")
        elif block.kind == "body" and _is_heading(block, 12):
            named[index] = replace(block, kind="subhead")
    return named


def _is_heading(block: Block, words: int) -> bool:
    return block.words <= words and not block.is_finished and block.text[-1:] not in ",;:"


def _title(kept: Sequence[Block], boiler: Sequence[Skipped], blocks: Sequence[Block]) -> str | None:
    """The headline, else a title line that was skipped as a copy cut short."""
    for block in kept:
        if block.kind == "headline":
            return " ".join(block.text.split())
    copies = {skip.span for skip in boiler if skip.rule in ("repeated title", "copy cut short")}
    for block in blocks:
        if block.span in copies:
            name = site_name(block.text)
            title = without(block, [name]).text if name else block.text
            return " ".join(title.split())
    return None


def _dated(
    front: FrontMatter, blocks: Sequence[Block], boiler: Sequence[Skipped], kept: list[Block]
) -> tuple[list[Block], _Dated, list[Skipped]]:
    """The blocks without a dateline, the draft's date, and the dateline as skipped."""
    gone: list[Skipped] = []
    opening: tuple[int, date | None] | None = None
    for index, block in enumerate(kept):
        if block.kind == "body":
            opening = page_dates.dateline(block.text)
            if opening and opening[0] < len(block.text):
                end = block.offsets.original_end(len(block.text[: opening[0]].rstrip()))
                gone = [Skipped(Span(block.offsets.original(0), end), "dateline")]
                kept = [*kept[:index], without(block, [(0, opening[0])]), *kept[index + 1 :]]
            break
    if front.published:
        return kept, _Dated(front.published, "front matter"), gone
    day = _page_date(blocks, boiler, kept)
    if day:
        return kept, _Dated(day, "a date line on the page"), gone
    if opening and opening[1]:
        return kept, _Dated(opening[1], "the dateline"), gone
    return kept, _Dated(None, None), gone


def _page_date(blocks: Sequence[Block], boiler: Sequence[Skipped], kept: Sequence[Block]) -> date | None:
    """The date of a date line or dated byline above the article; an update's only if no other."""
    rules = {skip.span: skip.rule for skip in boiler}
    # A summary and the first paragraph may stand above the line.
    body = [block.span.start for block in kept if block.kind == "body"][:3]
    updated: date | None = None
    for block in blocks:
        rule = rules.get(block.span)
        if len(body) > 2 and body[2] < block.span.start:
            break
        if rule == "date line" and (found := page_dates.date_line(block.text)):
            if found.day and not found.is_update:
                return found.day
            updated = updated or found.day
        elif rule == "byline" and (day := page_dates.date_in(block.text)):
            return day
    return updated


def _sentences(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    sentences = []
    for number, block in enumerate(blocks):
        for start, end in split(block.text):
            span = Span(block.offsets.original(start), block.offsets.original_end(end))
            offsets = submap(block.offsets, start, end)
            sentences.append(Sentence(block.text[start:end], span, number, block.kind, offsets))
    return tuple(sentences)
