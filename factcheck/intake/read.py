"""Reads a CSV file as it comes: finds its encoding, separator and header, and gives its rows one by one."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from factcheck.errors import SourceError
from factcheck.intake.cells import quarter, when
from factcheck.model.record import record

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 60  # rows that tell separator and header
_NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252", "iso-8859-1": "ISO-8859-1"}


@record
class Sheet:
    """A CSV file that can be read again and again. `skipped` lines stand before the header."""

    path: Path
    encoding: str
    separator: str
    header: tuple[str, ...]
    skipped: int

    @property
    def encoding_name(self) -> str:
        return _NAMES[self.encoding]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(line, cells) of every row below the header that is not empty. Raises SourceError."""
        width = len(self.header)
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.separator)
            try:
                for number, row in enumerate(reader):
                    cells = [c.strip() for c in row]
                    if number <= self.skipped or not any(cells) or _is_note(cells):
                        continue
                    if len(cells) > width and any(cells[width:]):
                        raise SourceError(
                            f"{self.path}:{reader.line_num}: {len(cells)} cells where the header has {width}",
                            "put text that holds the separator in quotes, or name every column",
                        )
                    yield reader.line_num, (cells + [""] * width)[:width]
            except csv.Error as error:
                raise SourceError(f"{self.path}:{reader.line_num}: {error}", "save it as CSV again") from error


def _is_note(cells: list[str]) -> bool:
    """ "Source: the harbour office" below the figures: one cell of words that names no time, and nothing beside it."""
    words = cells[0]
    alone = bool(words) and not any(cells[1:]) and (" " in words or ":" in words) and not words[0].isdecimal()
    return alone and when(words) is None and quarter(words) is None


def open_sheet(path: Path) -> Sheet:
    """The sheet in `path`. Raises SourceError when it cannot be read as one table."""
    try:
        if path.stat().st_size == 0:
            raise SourceError(f"{path} is empty", "save the table again")
        encoding = _encoding(path)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}", "check the name and its permissions") from error
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(file, _SAMPLE))
    if any("\0" in line for line in lines):
        raise SourceError(f"{path} is no text", "save the sheet as CSV; a workbook itself is not read")
    separator = _separator(lines)
    try:
        rows = [[c.strip() for c in row] for row in csv.reader(lines, delimiter=separator)]
    except csv.Error as error:
        raise SourceError(f"{path}: not a CSV file: {error}", "save it as CSV again") from error
    widths = Counter(sum(bool(c) for c in row) for row in rows if any(row))
    if not widths or max(widths) < 2:
        raise SourceError(f"{path}: no table of two columns or more is found", "save the table as CSV with a header")
    usual = widths.most_common(1)[0][0]
    skipped = next(n for n, row in enumerate(rows) if sum(bool(c) for c in row) >= max(2, usual - 1))
    return Sheet(path, encoding, separator, _header(path, rows[skipped], skipped), skipped)


def _encoding(path: Path) -> str:
    """UTF-8 (with or without a mark), UTF-16, else Windows-1252. Raises SourceError for a mixture."""
    with path.open("rb") as file:
        head = file.read(4)
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        if head[:2] == b"PK":
            raise SourceError(f"{path} is a workbook or an archive", "save the sheet as CSV")
        file.seek(0)
        good = bad = 0  # the first lines with letters beyond ASCII that are UTF-8, and that are not
        undefined = False
        for number, line in enumerate(file, start=1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good = good or number
            except UnicodeDecodeError:
                bad = bad or number
                undefined = undefined or any(b in line for b in b"\x81\x8d\x8f\x90\x9d")
    if good and bad:
        raise SourceError(
            f"{path} mixes encodings: line {good} is UTF-8, line {bad} is not", "save the whole file as UTF-8"
        )
    if not bad:
        return "utf-8-sig"
    return "iso-8859-1" if undefined else "cp1252"


def _separator(lines: list[str]) -> str:
    """The separator that cuts most lines into the same number of cells, the larger the better."""

    def score(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return count, width

    return max(_SEPARATORS, key=score)


def _header(path: Path, cells: list[str], skipped: int) -> tuple[str, ...]:
    names = [" ".join(c.split()) for c in cells]
    while names and not names[-1]:
        names.pop()
    named = [n or f"column {k}" for k, n in enumerate(names, start=1)]
    twice = next((n for n in named if named.count(n) > 1), None)
    if twice is not None:
        raise SourceError(f"{path}:{skipped + 1}: two columns are called {twice!r}", "rename one of them")
    return tuple(named)
