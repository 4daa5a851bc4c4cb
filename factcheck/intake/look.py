"""Looks at a sheet and says what its columns are: the month, what it is broken down by, the figures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.intake.asking import Asking, Wishes, listed
from factcheck.intake.cells import When, is_blank, is_total, number, unmarked
from factcheck.intake.columns import MOST_VALUES, Column
from factcheck.intake.read import Sheet
from factcheck.intake.times import MONTH, Finder, Moments

_RELEASES = frozenset(("release", "vintage"))
_AVERAGED = ("rate", "percent", "pct", "%", "average", "mean", "temperature", "temp", "index", "ratio", "median")


@dataclass(slots=True)
class Plan:
    """How to read a sheet: where time, figures and dimensions stand. `notes` say what was assumed."""

    sheet: Sheet
    cells: Moments
    values: tuple[int, ...]
    dimensions: tuple[tuple[str, int], ...]
    spread: str = ""
    release: int | None = None
    comma: bool = False
    aggregate: str = "sum"
    label: str = ""
    unit: str = ""
    time_words: str = ""
    fiscal_start: int = 1
    time: str = MONTH  # what the figure file calls its column of time
    notes: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def look(sheet: Sheet, wishes: Wishes, stem: str) -> Plan:
    """The plan for a sheet. Raises SourceError where only the editor can say what is meant."""
    columns = [Column(name, k) for k, name in enumerate(sheet.header)]
    for _, row in sheet.rows():
        for column, cell in zip(columns, row, strict=True):
            column.see(cell)
    if not any(c.filled for c in columns):
        raise SourceError(f"{sheet.path} has a header and no figures", "save the table with its rows")
    return _Looker(sheet, columns, wishes, []).plan(stem)


class _Looker(Asking):
    # ---- the plan -----------------------------------------------------------------------------

    def plan(self, stem: str) -> Plan:
        times = Finder(self.sheet, self.columns, self.wishes, self.notes).find()
        time, melted, cells = times.columns, list(times.melted), times.moments
        release = next((c for c in self.columns if c.name.casefold() in _RELEASES and c not in time), None)
        rest = [c for c in self.columns if c not in time and c not in melted and c is not release]
        asked = [self.named(n, "--dimension") for n in self.wishes.dimensions]
        values = melted or self._values([c for c in rest if c not in asked])
        spread = ""
        if not melted and len(values) > 1:
            spread = self.wishes.spread
        comma = self._comma(values)
        self._must_be_numbers(values, comma)
        marked = [v for v in values if v.marked]
        if marked:
            count = sum(v.marked for v in marked)
            self.notes.append(
                f"{count:,} figure{'s' if count > 1 else ''} read without the mark behind, as {marked[0].mark!r}"
            )
        dimensions = asked or self._dimensions([c for c in rest if c not in values])
        if spread and spread.casefold() in (d.name.casefold() for d in dimensions):
            raise self.fail(f"two dimensions would be called {spread!r}", "give --spread another name")
        places = tuple(v.place for v in values)
        label, unit = self._label(values, bool(melted or spread), stem, rest)
        ignored = [c.name for c in rest if c not in values and c not in dimensions and c.filled]
        if ignored:
            self.notes.append(f"left aside: column{'s' if len(ignored) > 1 else ''} {listed(ignored)}")
        cells = cells if melted else _at(places, cells)
        return Plan(
            self.sheet, cells, places, tuple((d.name, d.place) for d in dimensions), spread,
            release.place if release else None, comma, self._aggregate(label, unit, times.unit), label, unit,
            times.words, self.wishes.fiscal_start or 1, times.unit, self.notes, ignored,
        )  # fmt: skip

    # ---- figures and dimensions ---------------------------------------------------------------

    def _values(self, rest: list[Column]) -> list[Column]:
        if self.wishes.value:
            return [self.named(self.wishes.value, "--value")]
        # A few footnotes among the figures do not make them words; each is named later.
        found = [c for c in rest if c.is_number or (c.filled and c.numbers >= 0.8 * c.filled and c.mostly_plain)]
        found = [c for c in found if not is_total(c.name)]
        if not found:
            raise self.fail("no column of figures is found", "name it with --value")
        if len(found) > 1 and not self.wishes.spread:
            names = listed([c.name for c in found])
            raise self.fail(
                f"columns {names} all hold figures",
                "choose one with --value COLUMN, or say what they are the values of: --spread station",
            )
        return found

    def _comma(self, values: list[Column]) -> bool:
        """Whether the comma is the decimal mark. Raises SourceError where nothing tells."""
        if self.wishes.decimal:
            return self.wishes.decimal == ","
        point = next((c.only_point for c in values if c.only_point), "")
        comma = next((c.only_comma for c in values if c.only_comma), "")
        either = next((c.either for c in values if c.either), "")
        if point and comma:
            raise self.fail(f"{point!r} has a decimal point and {comma!r} a decimal comma", "write all figures alike")
        if comma:
            self.notes.append(f"read the comma in {comma!r} as the decimal mark")
            return True
        if either and not point:
            if self.sheet.separator == ";" or "." in either:
                raise self.fail(
                    f"{either!r} can be read in two ways", "say which is the decimal mark: --decimal . or ,"
                )
            self.notes.append(f"read the comma in {either!r} as thousands")
        return False

    def _must_be_numbers(self, values: list[Column], comma: bool) -> None:
        strange: list[str] = []
        places = [v.place for v in values]
        for line, row in self.sheet.rows() if any(not v.is_number for v in values) else ():
            for place in places:
                if not is_blank(row[place]) and number(unmarked(row[place]), comma) is None:
                    strange.append(f"line {line}: {row[place]!r}")
        if strange:
            more = f" and {len(strange) - 5} more" if len(strange) > 5 else ""
            raise self.fail(f"not a figure: {', '.join(strange[:5])}{more}", "correct these cells, or leave them empty")

    def _dimensions(self, rest: list[Column]) -> list[Column]:
        found: list[Column] = []
        for column in rest:
            if column.is_number or not column.filled:
                continue
            values = [w for w in column.words if not is_total(w)]
            if 1 < len(values) <= MOST_VALUES:
                found.append(column)
        return self._without_twins(found)

    def _without_twins(self, found: list[Column]) -> list[Column]:
        """Of two columns that say the same (a code and a name), the one with the longer words."""
        if len(found) < 2:
            return found
        together = [(a, b) for n, a in enumerate(found) for b in found[n + 1 :] if abs(len(a.words) - len(b.words)) < 2]
        seen: dict[tuple[int, int], set[tuple[str, str]]] = {(a.place, b.place): set() for a, b in together}
        for _, row in self.sheet.rows() if together else ():
            for (a_place, b_place), held in seen.items():
                if len(held) <= MOST_VALUES + 1:
                    held.add((row[a_place], row[b_place]))
        dropped: set[int] = set()
        for a, b in together:
            held = {p for p in seen[a.place, b.place] if all(not is_blank(x) for x in p)}
            if len(held) == len({x for x, _ in held}) == len({y for _, y in held}):
                shorter = min((a, b), key=lambda c: sum(map(len, c.words)))
                dropped.add(shorter.place)
        return [c for c in found if c.place not in dropped]

    # ---- names --------------------------------------------------------------------------------

    def _label(self, values: list[Column], many: bool, stem: str, rest: list[Column]) -> tuple[str, str]:
        """(what is counted, unit) as far as header or file name tell."""
        name = (
            stem if many or values[0].name.casefold() in ("value", "values", "count", "number", "n") else values[0].name
        )
        unit = ""
        text = name.replace("_", " ").replace("-", " ").strip()
        if text.endswith((")", "]")) and ("(" in text or "[" in text):
            text, _, unit = text[:-1].replace("[", "(").rpartition("(")
        units = [c for c in rest if c.name.casefold() in ("unit", "units", "uom") and len(c.words) == 1]
        unit = unit or (next(iter(units[0].words)) if units else "")
        if any("%" in w for v in values for w in list(v.words)[:3]) or unit == "%":
            unit = "percent"
        text, comma, behind = text.partition(", ")
        if not unit and comma and (behind.lower() in units_known() or scaled(behind)[0]):
            unit = behind  # "Output, million euros"
        named = text.split()
        if not unit and len(named) > 1 and named[-1].lower() in units_known():
            unit = named.pop()  # "Rainfall mm"
        kept = [w for w in named if w.lower() not in ("total", "value")]
        label = " ".join(kept) or stem
        return label.lower(), unit.strip()

    def _aggregate(self, label: str, unit: str, time: str) -> str:
        if self.wishes.aggregate:
            return self.wishes.aggregate
        words, each = f"{label} {unit}".lower(), f"{time.removeprefix('fiscal_')}s"
        if any(word in words.split() or (word == "%" and word in words) for word in _AVERAGED) or unit.startswith("°"):
            self.notes.append(f"averaged over {each} and never added up, as its name says (else: --aggregate sum)")
            return "mean"
        self.notes.append(f"added up over {each} and values (else: --aggregate mean)")
        return "sum"


@cache
def units_known() -> dict[str, Any]:
    """Units that newsrooms write in several ways, by what headers call them and by their words."""
    units = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    return {word.lower(): unit for unit in units.values() for word in unit["words"]} | units


def _at(places: Sequence[int], single: Moments) -> Moments:
    """Each of `places` at the one time of its row."""

    def moments(row: Sequence[str]) -> Iterator[tuple[When | None, int]]:
        moment = next(single(row))[0]
        return ((moment, place) for place in places)

    return moments


_SCALES = {
    **dict.fromkeys(("thousand", "thousands", "000", "000s", "'000", "'000s"), 3),
    **dict.fromkeys(("million", "millions", "mn", "mln"), 6),
    **dict.fromkeys(("billion", "billions", "bn"), 9),
    **dict.fromkeys(("trillion", "trillions", "trn"), 12),
}


def scaled(unit: str) -> tuple[int, str]:
    """The power of ten and the rest of a unit such as "million euros", "EUR bn" or "in thousands"; 0 for others."""
    words = unit.replace("’", "'").replace(",", " ").split()
    powers = [_SCALES[w.lower()] for w in words if w.lower() in _SCALES]
    if len(powers) != 1:
        return 0, unit
    rest = [w for w in words if w.lower() not in _SCALES]
    while rest and rest[0].lower() in ("in", "of"):
        del rest[0]
    return powers[0], " ".join(rest)


def decimals_of(value: Decimal) -> int:
    """The decimals that a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
