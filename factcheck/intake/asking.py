"""What the editor said about a table, and how to ask for what only the editor can say."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.errors import SourceError
from factcheck.intake.columns import Column
from factcheck.intake.read import Sheet
from factcheck.model.record import record


@record
class Wishes:
    """What the editor said about the table; empty where the table is to tell."""

    value: str = ""
    spread: str = ""  # the columns of figures are values of one dimension of this name
    date: str = ""
    dimensions: tuple[str, ...] = ()
    decimal: str = ""  # "." or ","
    dates: str = ""  # "day-first" or "month-first"
    fiscal_start: int = 0
    aggregate: str = ""
    per: str = ""  # "month", "quarter" or "year": what one date stands for


class Asking:
    """A sheet, its columns and the editor's wishes. `notes` gathers what was assumed."""

    def __init__(self, sheet: Sheet, columns: list[Column], wishes: Wishes, notes: list[str]) -> None:
        self.sheet, self.columns, self.wishes, self.notes = sheet, columns, wishes, notes

    def fail(self, problem: str, advice: str) -> SourceError:
        return SourceError(f"{self.sheet.path}: {problem}", advice)

    def named(self, name: str, option: str) -> Column:
        """The column of that name. Raises SourceError with those that are there."""
        found = [c for c in self.columns if c.name.casefold() == name.strip().casefold()]
        if not found:
            known = listed(c.name for c in self.columns)
            raise self.fail(f"there is no column {name!r}", f"give {option} one of {known}")
        return found[0]


def listed(names: Iterable[str]) -> str:
    return ", ".join(repr(n) for n in names)
