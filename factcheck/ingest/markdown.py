"""Turns Markdown into blocks whose text is free of markup and still leads back to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from factcheck.ingest.blocks import Block, lines, trimmed, without
from factcheck.model.text import OffsetMap, Skipped, Span

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|$)")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"\s*(?:[-*+•·▪–]|\d{1,3}[.)])(?:\s+(?:\[[ xX]\]\s+)?)(?=\S)")
_QUOTE = re.compile(r" {0,3}>[ \t]?(?:>[ \t]?)*")
_CODE = re.compile(r"(?: {4,}|\t)\S")
_REFERENCE = re.compile(r" {0,3}\[[^\]^]+\]:\s+\S+")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:\s*")
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_INLINE = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?<!`)(?P<ticks>`{1,4})(?!`)(?P<code>.{1,2000}?)(?<!`)(?P=ticks)(?!`)"  # bounded: a run of ticks takes no time
    r"|(?P<image>!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]))"
    r"|\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])+)\](?P<target>\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])"
    r"|(?P<note>\[\^[^\]]+\])"
    r"|(?P<tag><(?:https?://[^>\s]*|/?[A-Za-z][^<>]*|[^<>\s@]+@[^<>\s]+)>)"
    r"|(?P<entity>(?<=&)(?:amp|#38);)"
    r"|(?P<strong>(?:\*{1,3}|~~)(?=\S)|(?<=\S)(?:\*{1,3}|~~))"
    r"|(?P<under>(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))",
    re.S,
)
_MARK = re.compile(r"[\\`\[<&*~_]")  # every one of them has one of these


@dataclass
class _Reader:
    """Collects the lines of the paragraph under way, and what was read before."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    parts: list[Span] = field(default_factory=list)
    kind: str = "body"

    @property
    def goes_on_indented(self) -> bool:
        """Whether an indented line now belongs to a paragraph or list item, and is no code."""
        return bool(self.parts) or bool(self.blocks and self.blocks[-1].kind == "list")

    def close(self) -> None:
        """Ends the paragraph under way."""
        if self.parts:
            self.add(self.parts, self.kind)
        self.parts, self.kind = [], "body"

    def add(self, parts: list[Span], kind: str, marked: bool = False) -> None:
        block = _joined(self.text, parts, kind, marked)
        if block.text.strip():
            self.blocks.append(block)

    def skip(self, span: Span, rule: str) -> None:
        self.close()
        span = trimmed(self.text, span)
        if span.start < span.end:
            self.skipped.append(Skipped(span, rule))


def read_markdown(text: str, start: int = 0) -> tuple[list[Block], list[Skipped]]:
    """The blocks of the Markdown `text` from offset `start` on, and what holds no sentences.

    Front matter before `start`, code, comments, tables, link targets and images are left out.
    """
    reader = _Reader(text)
    comments = [Span(m.start(), m.end()) for m in _COMMENT.finditer(text, start)]
    reader.skipped += [Skipped(span, "comment") for span in comments]
    fence = ""
    for line in _lines_outside(text, start, comments):
        row = text[line.start : line.end]
        opening = _FENCE.match(row)
        if fence:
            reader.skip(line, "code")
            if row.strip() and not row.strip().strip(fence[0]) and len(row.strip()) >= len(fence):
                fence = ""
        elif opening:
            fence = opening[1]
            reader.skip(line, "code")
        else:
            _read_line(reader, line, row)
    reader.close()
    reader.skipped.sort(key=lambda s: s.span)
    return reader.blocks, reader.skipped


def _lines_outside(text: str, start: int, comments: list[Span]) -> Iterator[Span]:
    """The parts of lines that lie after `start` and in no comment."""
    waiting = list(comments)
    for line in lines(text):
        at = max(line.start, start)
        if at > line.end:
            continue
        while waiting and waiting[0].end <= at:
            waiting.pop(0)
        for comment in waiting:
            if comment.start >= line.end or at >= line.end:
                break
            if comment.start > at:
                yield Span(at, comment.start)
            at = max(at, comment.end)
        if at < line.end or at == line.start == line.end:
            yield Span(at, line.end)


def _read_line(reader: _Reader, line: Span, row: str) -> None:
    if not row.strip():
        reader.close()
    elif reader.parts and _SETEXT.match(row) and reader.kind == "body":
        level = 1 if "=" in row else 2
        parts, reader.parts = reader.parts, []
        reader.add(parts, _heading_kind(reader, level), marked=True)
    elif _RULE.match(row):
        reader.close()
    elif heading := _HEADING.match(row):
        reader.close()
        stop = line.start + len(_without_closing_marks(row))
        span = Span(min(line.start + heading.end(), stop), stop)
        reader.add([span], _heading_kind(reader, len(heading[1])), marked=True)
    elif _CODE.match(row) and not _ITEM.match(row) and not reader.goes_on_indented:
        reader.skip(line, "code")
    elif _REFERENCE.match(row):
        reader.skip(line, "link target")
    elif _TABLE.match(row):
        reader.skip(line, "table")
    else:
        _read_prose(reader, line, row)


def _without_closing_marks(row: str) -> str:
    """A heading's line without the marks that may close it ("## Rain ##")."""
    bare = row.rstrip()
    core = bare.rstrip("#")
    return core.rstrip() if core != bare and core[-1:].isspace() else bare


def _read_prose(reader: _Reader, line: Span, row: str) -> None:
    quote = _QUOTE.match(row)
    note = _FOOTNOTE.match(row)
    item = _ITEM.match(row, quote.end() if quote else 0)
    begin = item or note or quote
    if item or note:
        reader.close()
        reader.kind = "list" if item else "body"
    elif quote and not reader.parts:
        reader.kind = "quote"
    span = trimmed(reader.text, Span(line.start + (begin.end() if begin else 0), line.end))
    if span.start == span.end:
        reader.close()
    else:
        reader.parts.append(span)


def _heading_kind(reader: _Reader, level: int) -> str:
    is_first = level == 1 and not any(block.kind == "headline" for block in reader.blocks)
    return "headline" if is_first else "subhead"


def _joined(text: str, parts: list[Span], kind: str, marked: bool) -> Block:
    """One block of the lines `parts`, with marks between them and within them taken out."""
    span = trimmed(text, Span(parts[0].start, parts[-1].end))
    block = Block(span, text[span.start : span.end], OffsetMap(((0, span.start),)), kind, marked)
    gaps = []
    for before, after in pairwise(parts):
        # The white space before quote marks or a comment stays, else the one after them.
        gap = text[before.end : after.start]
        if gap.strip():
            lead = len(gap) - len(gap.lstrip())
            tail = 0 if lead else len(gap) - len(gap.rstrip())
            gaps.append((before.end + lead - span.start, after.start - tail - span.start))
    block = without(block, gaps) if gaps else block
    marks = _marks(block.text, 0)
    return without(block, marks) if marks else block


def without_marks(text: str) -> str:
    """`text` without the marks of emphasis, links, images and code within it."""
    kept, at = [], 0
    for start, end in sorted(_marks(text, 0)):
        kept.append(text[at:start])
        at = max(at, end)
    return "".join([*kept, text[at:]])


def _marks(text: str, at: int) -> list[tuple[int, int]]:
    """The ranges of `text` that are markup, offset by `at`."""
    cuts: list[tuple[int, int]] = []
    if _MARK.search(text) is None:
        return cuts
    place = 0
    while match := _INLINE.search(text, place):
        start, end = match.span()
        place = end
        if match["escape"]:
            place = end + 1
            cuts.append((at + start, at + end))
        elif match["code"] is not None:
            size = len(match["ticks"])
            cuts += [(at + start, at + start + size), (at + end - size, at + end)]
        elif match["label"] is not None:
            cuts += [(at + start, at + start + 1), (at + match.end("label"), at + end)]
            cuts += _marks(match["label"], at + match.start("label"))
        elif match["strong"] and _is_sum(text, start, end):
            continue
        else:
            cuts.append((at + start, at + end))
    return cuts


def _is_sum(text: str, start: int, end: int) -> bool:
    """Whether an asterisk stands between two digits, as in "3*4"."""
    return text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()
