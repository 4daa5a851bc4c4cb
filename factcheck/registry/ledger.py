"""One JSON Lines file <-> its records, with every line that cannot be read kept and reported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from factcheck.model.record import record
from factcheck.registry import files
from factcheck.registry.records import from_line, to_line

Record = TypeVar("Record")
_MARK = b"\xef\xbb\xbf"


@record
class Line(Generic[Record]):
    """A line as it stands in the file, its object, and its record when it can be read."""

    raw: bytes
    fields: Mapping[str, Any]
    record: Record | None


class Ledger(Generic[Record]):
    """The file at `path`, read when it is first needed and again when it has changed.

    `parse` makes a record of a line's object, or raises ValueError with the reason in plain words;
    `write` does the reverse, and leaves out what is `optional` where it says nothing.
    """

    def __init__(
        self,
        path: Path,
        parse: Callable[[Mapping[str, Any]], Record],
        write: Callable[[Record], dict[str, Any]],
        optional: Collection[str] = (),
    ) -> None:
        self.path = path
        self.lines: list[Line[Record]] = []
        self.problems: list[str] = []
        self._parse = parse
        self._write = write
        self._optional = optional
        self._stamp: files.Stamp | None = None

    @property
    def records(self) -> list[Record]:
        return [line.record for line in self.lines if line.record is not None]

    def refresh(self) -> bool:
        """Reads the file again if it has changed since; says whether it had.

        Raises RegistryError when it is there and cannot be read.
        """
        found = files.stamp(self.path)
        if found == self._stamp:
            return False
        data = files.read(self.path).removeprefix(_MARK)
        self.lines, self.problems = [], []
        for number, raw in enumerate(data.split(b"\n"), start=1):
            if raw.strip():
                self.lines.append(self._line(number, raw.rstrip(b"\r")))
        self._stamp = found
        return True

    def append(self, records: Iterable[Record]) -> None:
        """Adds `records` at the end, durably, with the folder locked and just refreshed."""
        new = [self.fresh(record) for record in records]
        files.append(self.path, b"".join(line.raw + b"\n" for line in new))
        self.lines += new
        self._stamp = files.stamp(self.path)

    def rewrite(self, lines: list[Line[Record]]) -> None:
        """Makes `lines` the whole file, durably, with the folder locked."""
        files.replace(self.path, b"".join(line.raw + b"\n" for line in lines))
        # Blank lines are gone, so the numbers in the problems have moved: read it anew.
        self._stamp = None
        self.refresh()

    def revised(self, line: Line[Record], record: Record) -> Line[Record]:
        """`line` saying `record`; a field that this version does not know is kept."""
        return self.fresh(record, line.fields)

    def fresh(self, record: Record, older: Mapping[str, Any] | None = None) -> Line[Record]:
        fields = self._write(record)
        kept = {name: value for name, value in (older or {}).items() if name not in self._optional}
        fields |= {name: value for name, value in kept.items() if name not in fields}
        return Line(to_line(fields), fields, record)

    def _line(self, number: int, raw: bytes) -> Line[Record]:
        try:
            fields = from_line(raw)
            return Line(raw, fields, self._parse(fields))
        except ValueError as error:
            self.problems.append(
                f"{self.path}:{number}: {error}; repair the line or delete it"
                " (it is passed over, the other lines are used)"
            )
            return Line(raw, {}, None)
