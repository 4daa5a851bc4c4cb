"""Turns the paragraphs of a section of law into provisions with their addresses and lead-ins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.documents.record import Part
from factcheck.ingest.pieces import Piece
from factcheck.model.record import record

# "8 U.S.C. § 99. Harbours": what stands before the sign, the section, its heading.
_TITLE = re.compile(
    r"\s*(?P<code>[^§]{1,60}?)\s*§+\s*(?P<section>\d[\w.-]*?)(?:[.:]?\s*$|(?:[.:]|\s+[–—-])\s+(?P<name>\S.*)$)"
)
_LABEL = re.compile(r"\((?P<label>[a-z]{1,5}|[A-Z]{1,5}|\d{1,3}[a-z]?)\)(?=[\s(]|$)\s*")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_OPEN_ENDED = re.compile(
    r"(?:[,;:—–-]|\b(?:a|an|and|any|at|by|for|from|has|have|if|in|is|may|must|of|or|shall|that|the|to|under|unless|"
    r"upon|when|which|who|whom|with|least))$",
    re.I,
)
_NOTE = re.compile(r"(?<=[,;]) \d{1,2}(?= (?:an?|the) )")  # the number of a note: nothing is counted so
_SENTENCE = re.compile(r"\b(?:shall|may|must|means|is|are)\b")  # no heading says so
_HEADING_WORDS = 25
_AHEAD = 60  # labels, or paragraphs, looked at to tell "(i)" from "(i)"
# The order in which levels nest: (a) (1) (A) (i) (I) (aa) (AA).
LOWER, NUMBER, UPPER, ROMAN, UPPER_ROMAN, DOUBLE, UPPER_DOUBLE = range(7)


@record
class Section:
    """The name of a section, as its title states it: `base` is "8 U.S.C. 99"."""

    base: str
    name: str


def section_of(title: str) -> Section | None:
    """The section that `title` names, or None when it does not look like a section's title."""
    match = _TITLE.match(title)
    if not match:
        return None
    return Section(" ".join(f"{match['code']} {match['section']}".split()), (match["name"] or "").strip())


def provisions(pieces: Sequence[Piece], section: Section) -> list[Part]:
    """The provisions of a section: one part for each label, with the parts that its text continues."""
    rows = [_row(p) for p in pieces if p.kind != "heading" or _LABEL.match(p.text)]
    reader = _Reader(section, rows)
    for number in range(len(rows)):
        reader.take(number)
    return reader.parts


@record
class _Row:
    """One paragraph: the labels that open it ("(a)(1) In general"), and the rest."""

    labels: tuple[str, ...]
    rest: str
    level: int = 0  # of a heading; 0 for a paragraph


@dataclass(slots=True)
class _Level:
    style: int
    label: str
    part: int  # the number of its passage


class _Reader:
    def __init__(self, section: Section, rows: Sequence[_Row]) -> None:
        self.section = section
        self.rows = rows
        self.parts: list[Part] = []
        self.stack: list[_Level] = []
        self.waiting = False  # the last label had only a heading so far
        # Where subsections are headings, a paragraph's "(i)" is none of them.
        self.top = min((r.level for r in rows if r.level and r.labels), default=0)

    def take(self, number: int) -> None:
        row = self.rows[number]
        if not row.labels:
            self._unlabelled(row.rest, number)
        for place, label in enumerate(row.labels):
            is_last = place == len(row.labels) - 1
            coming = [*row.labels[place + 1 : place + 1 + _AHEAD], *self._coming(number)][:_AHEAD]
            level = self._level(label, bool(self.top) and row.level == self.top and not place, coming)
            if not (row.level and is_last and self._is_repeated(label, row.rest)):
                self._open(level, label, row.rest if is_last else "", number if is_last else None)

    def _coming(self, number: int) -> Iterator[str]:
        """The labels of the next paragraphs."""
        return (label for row in self.rows[number + 1 : number + 1 + _AHEAD] for label in row.labels)

    def _is_repeated(self, label: str, rest: str) -> bool:
        """Whether a heading only says again where we are, as at the top of a page."""
        return any(
            level.label == label and rest in (self.parts[level.part].heading, self.parts[level.part].text)
            for level in self.stack
        )

    def _unlabelled(self, text: str, number: int) -> None:
        if not self.stack:
            self.parts.append(Part(self.section.base, text, "", self.section.name))
            return
        last = self.stack[-1]
        if self.waiting:
            old = self.parts[last.part]
            self.parts[last.part] = Part(old.locator, text, "", old.heading, old.parent)
            self.waiting = False
            return
        # Flush text goes on with the item before it when the list goes on, else with the lead-in.
        coming = next(self._coming(number), "")
        owner = last.part if coming and _follows(last.label, coming, last.style) else self.parts[last.part].parent
        owner = max(owner, self.stack[0].part)
        self.parts.append(Part(self.parts[owner].locator, text, "", self.parts[owner].heading, owner))

    def _open(self, level: tuple[int, int], label: str, rest: str, number: int | None) -> None:
        depth, style = level
        del self.stack[depth:]
        parent = self.stack[-1].part if self.stack else self._opening()
        self.stack.append(_Level(style, label, len(self.parts)))
        heading, body = (rest, "") if number is not None and self._is_heading(number) else ("", rest)
        self.waiting = not body
        self.parts.append(Part(self._locator(), body, "", heading, parent))

    def _opening(self) -> int:
        """The passage that a section's first level hangs on: words before its first label."""
        return 0 if self.parts and self.parts[0].locator == self.section.base else -1

    def _locator(self) -> str:
        return self.section.base + "".join(f"({level.label})" for level in self.stack)

    def _is_heading(self, number: int) -> bool:
        """Whether a label's words are a heading: "In general", with the text in the next paragraph."""
        row = self.rows[number]
        rest = row.rest
        if not rest:
            return True
        if rest[-1] in ".;,:—" or len(rest.split()) > _HEADING_WORDS or _SENTENCE.search(rest):
            return False
        if row.level:
            return True
        following = self.rows[number + 1] if number + 1 < len(self.rows) else None
        if following is None or not (rest[0].isupper() or rest[0] in '“"'):
            return False
        return not following.labels or not _OPEN_ENDED.search(rest)

    def _level(self, label: str, is_top: bool, coming: Sequence[str]) -> tuple[int, int]:
        """Where `label` stands: how many levels stay open above it, and its style.

        It goes on with the numbering of an open level, the deepest that fits, or begins one.
        """
        able = tuple(_styles(label))
        if is_top and LOWER in able:
            return 0, LOWER
        follows = next(
            ((k, level.style) for k, level in reversed(list(enumerate(self.stack)))
             if level.style in able and _follows(level.label, label, level.style)
             and not (k == 0 and level.style == LOWER and self.top)),
            None,
        )  # fmt: skip
        begins = next((s for s in able if _value(label, s) == 1 and self._may_begin(s)), None)
        if begins is not None and follows is not None:
            return follows if self._goes_on(label, follows, begins, coming) else (len(self.stack), begins)
        if follows is not None:
            return follows
        if begins is not None:
            return len(self.stack), begins
        return self._gap(label, able)

    def _goes_on(self, label: str, follows: tuple[int, int], new_style: int, coming: Sequence[str]) -> bool:
        """Whether "(i)" follows "(h)" rather than opening "(i), (ii)": what comes first of "(j)" and "(ii)" tells."""
        depth, style = follows
        for following in coming:
            able = tuple(_styles(following))
            if new_style in able and _value(following, new_style) == 2:
                return False
            if style in able and _follows(label, following, style):
                return True
            if any(x.style in able and _follows(x.label, following, x.style) for x in self.stack[:depth]):
                return True  # a level further out goes on, and there was no second one
        return True

    def _may_begin(self, style: int) -> bool:
        deepest = self.stack[-1].style if self.stack else -1
        return style > deepest or (style == LOWER and deepest in (ROMAN, UPPER_ROMAN))

    def _gap(self, label: str, able: Sequence[int]) -> tuple[int, int]:
        """The level of a label whose forerunners are missing: the nearest open one of its style."""
        for depth, level in reversed(list(enumerate(self.stack))):
            if level.style in able and _value(label, level.style) > _value(level.label, level.style):
                return depth, level.style
        deepest = self.stack[-1].style if self.stack else -1
        style = next((s for s in able if s > deepest), able[0])
        depth = next((k for k, level in enumerate(self.stack) if level.style >= style), len(self.stack))
        return depth, style


def _row(piece: Piece) -> _Row:
    labels: list[str] = []
    at = 0
    while match := _LABEL.match(piece.text, at):
        labels.append(match["label"])
        at = match.end()
    # A link taken out leaves a space before the stop.
    return _Row(
        tuple(labels),
        _NOTE.sub("", re.sub(r" (?=[.,;:)])", "", piece.text[at:].strip())),
        piece.level if piece.kind == "heading" else 0,
    )


def _styles(label: str) -> Iterator[int]:
    if label[0].isdecimal():
        yield NUMBER
    elif label.islower():
        if len(label) == 1:
            yield LOWER
        if _ROMAN.match(label):
            yield ROMAN
        if len(label) > 1 and len(set(label)) == 1:
            yield DOUBLE
        if len(label) == 2 and len(set(label)) == 1:
            yield LOWER
    else:
        if len(label) == 1:
            yield UPPER
        if _ROMAN.match(label.lower()):
            yield UPPER_ROMAN
        if len(label) > 1 and len(set(label)) == 1:
            yield UPPER_DOUBLE


def _value(label: str, style: int) -> int:
    """The place of `label` in its numbering, from 1."""
    if style == NUMBER:
        return int(re.sub(r"\D", "", label))
    if style in (ROMAN, UPPER_ROMAN):
        numerals = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
        values = [numerals[c] for c in label.lower()]
        return sum(-v if v < max(values[k:]) else v for k, v in enumerate(values))
    place = ord(label[0].lower()) - ord("a") + 1
    return place if style in (DOUBLE, UPPER_DOUBLE) else place + 26 * (len(label) - 1)


def _follows(before: str, label: str, style: int) -> bool:
    """Whether `label` comes next, or after labels that were repealed and left out."""
    if style not in set(_styles(label)):
        return False
    gap = _value(label, style) - _value(before, style)
    return gap == 1 or (style in (NUMBER, LOWER, UPPER) and 0 <= gap <= 4 and label != before)
