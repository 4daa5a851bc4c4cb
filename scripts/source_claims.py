"""Turns any source of figures into claims that are true, or surely false: a manifest and its CSV alone.

    python scripts/source_claims.py examples/rainfall --count 500 --seed 20261121

Truth is worked out here once more from the files, and nothing is imported from `factcheck`. Amounts are
rounded with care, wrong ones are false in every release and by either calendar. One JSON a line: id, text,
as_of, expect, kind, why. Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

SEED = 20261121
MONTHS = "January February March April May June July August September October November December".split()
Where = tuple[tuple[str, str], ...]  # dimension, value; an open dimension is left out
Months = tuple[int, ...]


def index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def name(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"


class Source:
    """One manifest with one table of monthly figures."""

    def __init__(self, folder: Path) -> None:
        data = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
        table = data["tables"][0]
        self.data = data
        self.measure: dict[str, Any] = data["measures"][table["measure"]]
        self.mean = self.measure.get("aggregate") == "mean"
        self.percent = self.measure.get("unit") == "percent"
        self.decimals = int(self.measure.get("decimals", 0))
        self.dimensions: list[str] = table["dimensions"]
        self.values = {d: list(data["dimensions"][d]["values"]) for d in self.dimensions}
        self.fiscal_start = int(data.get("calendar", {}).get("fiscal_start", 1))
        self.gaps = table.get("gaps") == "unknown"
        self.as_of = date.fromisoformat(max(str(r["published"]) for r in table["releases"]))
        self._cells: dict[str, dict[int, dict[tuple[str, ...], Decimal]]] = defaultdict(lambda: defaultdict(dict))
        with (folder / table["file"]).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cell = tuple(row[d] for d in self.dimensions)
                self._cells[row["release"]][index(row["month"])][cell] = Decimal(row["value"])
        self._combinations = {r: {c for cells in months.values() for c in cells} for r, months in self._cells.items()}
        self.releases = [str(r["id"]) for r in sorted(table["releases"], key=lambda r: str(r["published"]))]
        self._series: dict[tuple[str, Where], dict[int, Decimal]] = {}

    def series(self, where: Where, release: str = "") -> dict[int, Decimal]:
        """Month -> figure in a release (the newest one), where that is known."""
        release = release or self.releases[-1]
        if (release, where) not in self._series:
            wanted = dict(where)

            def inside(cell: tuple[str, ...]) -> bool:
                for dimension, value in zip(self.dimensions, cell, strict=True):
                    asked = wanted.get(dimension) or ("all" if self.mean else "")
                    if asked and value != asked:
                        return False
                return True

            whole = sum(inside(c) for c in self._combinations[release])
            found: dict[int, Decimal] = {}
            for month, cells in self._cells[release].items():
                mine = [v for c, v in cells.items() if inside(c)]
                if mine and not (self.gaps and len(mine) < whole) and not (self.mean and len(mine) > 1):
                    found[month] = sum(mine, Decimal(0))
            self._series[release, where] = found
        return self._series[release, where]

    def value(self, where: Where, months: Months, release: str = "") -> Decimal | None:
        held = self.series(where, release)
        if any(m not in held for m in months):
            return None
        total = sum((held[m] for m in months), Decimal(0))
        return total / len(months) if self.mean else total

    def versions(self, where: Where, months: Months) -> list[Decimal]:
        return [v for r in self.releases if (v := self.value(where, months, r)) is not None]

    def fiscal(self, year: int) -> Months:
        first = year * 12 if self.fiscal_start == 1 else (year - 1) * 12 + self.fiscal_start - 1
        return tuple(range(first, first + 12))


@dataclass(frozen=True)
class Span:
    """Months and the words for them; `others` are further months that the words may mean."""

    months: Months
    said: str
    others: tuple[Months, ...] = ()


@dataclass(frozen=True)
class Draft:
    text: str
    kind: str
    why: str


class Writer:
    """Draws cells, words them, and knows which statements are surely false."""

    def __init__(self, source: Source, rng: Random) -> None:
        self.source, self.rng = source, rng
        groups = source.measure["words"]
        self.nouns: list[str] = [n for g in groups for n in g.get("nouns", ())]
        units = source.measure.get("units", [])
        self.units: list[tuple[str, Decimal]] = [
            (w, Decimal(str(u.get("times", 1))))
            for u in units
            for w in u["words"]
            if Decimal(str(u.get("times", 1))) == 1
        ]

    # ---- drawing ------------------------------------------------------------------------------

    def where(self) -> Where:
        source = self.source
        out = []
        for dimension in source.dimensions:
            if self.rng.random() < 0.72:
                out.append((dimension, self.rng.choice(source.values[dimension])))
        return tuple(out)

    def month(self, where: Where, margin: int = 0) -> int | None:
        held = sorted(self.source.series(where))
        return self.rng.choice(held[margin:]) if len(held) > margin else None

    def span(self, where: Where) -> Span | None:
        month = self.month(where)
        if month is None:
            return None
        way = self.rng.choices(("month", "year", "range"), (70, 18, 12))[0]
        if way == "month":
            return Span((month,), f"in {name(month)}")
        if way == "year":
            year = month // 12
            plain = tuple(range(year * 12, year * 12 + 12))
            if self.source.fiscal_start > 1 and self.rng.random() < 0.5:
                return self._held(where, Span(self.source.fiscal(year), f"in fiscal year {year}"))
            return self._held(where, Span(plain, self.rng.choice((f"in {year}", f"in calendar year {year}")),
                                          (self.source.fiscal(year),)))  # fmt: skip
        last = month + self.rng.randint(1, 5)
        return self._held(where, Span(tuple(range(month, last + 1)), f"from {name(month)} through {name(last)}"))

    def _held(self, where: Where, span: Span) -> Span | None:
        return span if self.source.value(where, span.months) is not None else None

    # ---- words --------------------------------------------------------------------------------

    def called(self, where: Where) -> str:
        """The measure and its population: "Rainfall at Fell Top"."""
        noun = self.rng.choice(self.nouns)
        names = [self.named(place) for place in where]
        if not names:
            return f"the {noun}" if self.source.mean else noun
        if len(names) == 1:
            lead = self.rng.choice(("at", "in", "for"))
            return f"{noun} {lead} {names[0]}"
        return (
            f"{names[1]} {noun} in {names[0]}" if self.rng.random() < 0.5 else f"{noun} in {names[0]} from {names[1]}"
        )

    def named(self, place: tuple[str, str]) -> str:
        words = self.source.data["dimensions"][place[0]]["values"][place[1]]["words"]
        return str(self.rng.choice(words))

    def number(self, value: Decimal) -> str:
        return f"{value:,f}"

    def amount(self, value: Decimal) -> str:
        if self.source.percent:
            return f"{self.number(value)}{self.rng.choice((' percent', '%'))}"
        if not self.units:
            return self.number(value)
        unit, _ = self.rng.choice(self.units)
        return f"{self.number(value)} {unit if len(unit) <= 3 else unit + 's'}"

    def rounded(self, value: Decimal, digits: int, how: str = ROUND_HALF_UP) -> Decimal:
        place = Decimal(1).scaleb(max(value.adjusted() - digits + 1, -self.source.decimals))
        result = (value / place).quantize(Decimal(1), rounding=how) * place
        return Decimal(f"{result:f}") if place < 1 else result.quantize(Decimal(1))

    # ---- truth --------------------------------------------------------------------------------

    def surely_off(self, written: Decimal, where: Where, span: Span, low: str = "0.06", hedge: str = "") -> bool:
        """Whether the amount is wrong for every version and every way to read the period."""
        for months in (span.months, *span.others):
            for official in self.source.versions(where, months):
                if official <= 0:
                    return False
                ratio = official / written
                if hedge == "more" and ratio >= Decimal("0.97"):
                    return False
                if hedge == "less" and ratio <= Decimal("1.03"):
                    return False
                if abs(ratio - 1) <= Decimal(low) or abs(official - written) <= 3 * Decimal(1).scaleb(
                    -self.source.decimals
                ):
                    return False
        return True

    def off(self, value: Decimal) -> Decimal:
        """A number 9 to 40 per cent away."""
        factor = Decimal(str(round(1 + self.rng.choice((-1, 1)) * self.rng.uniform(0.09, 0.4), 3)))
        return self.rounded(value * factor, self.rng.choice((2, 3)))


Builder = Callable[[Writer, bool], Draft | None]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def figure(w: Writer, right: bool) -> Draft | None:
    where = w.where()
    span = w.span(where)
    value = w.source.value(where, span.months) if span else None
    if span is None or value is None or value <= 0:
        return None
    way = w.rng.choice(("exact", "plain", "about", "more", "less"))
    if way == "exact" and w.source.mean and len(span.months) > 1:
        way = "plain"
    hedge = {"about": "about ", "more": "more than ", "less": w.rng.choice(("less than ", "below "))}.get(way, "")
    if right:
        how = {"more": ROUND_FLOOR, "less": ROUND_CEILING}.get(way, ROUND_HALF_UP)
        written = value if way == "exact" else w.rounded(value, 3 if way == "plain" else 2, how)
        if written <= 0 or not _fits(way, value, written):
            return None
    else:
        written = w.off(value)
        if written <= 0 or not w.surely_off(written, where, span, "0.075", way):
            return None
    if not right and way in ("more", "less") and (written < value) == (way == "more"):
        return None
    verb = w.rng.choice(("was", "stood at") if w.source.mean else ("came to", "totalled", "amounted to", "was"))
    said = f"{hedge}{w.amount(written)}"
    bodies = [f"{w.called(where)} {verb} {said} {span.said}", f"{span.said}, {w.called(where)} {verb} {said}"]
    if len(where) == 1 and w.units:
        name_, noun = w.named(where[0]), w.rng.choice(w.nouns)
        bodies += [f"{name_} recorded {said} of {noun} {span.said}", f"{span.said}, {name_} had {said} of {noun}"]
    if w.source.mean:
        bodies.append(f"{span.said}, {w.called(where)} averaged {said}")
    else:
        bodies.append(f"{w.called(where)} reached {said} {span.said}, the office said")
    return Draft(f"{_capital(w.rng.choice(bodies))}.", "figure", f"{dict(where)} {span.said}: {value:f}")


def share(w: Writer, right: bool) -> Draft | None:
    """A part of everything, or of everything in another dimension's value."""
    if w.source.mean:
        return None
    where = w.where()
    part = [p for p in where if w.rng.random() < 0.7][:1]
    month = w.month(where)
    if not part or month is None:
        return None
    whole = tuple(p for p in where if p not in part)
    a, b = w.source.value(where, (month,)), w.source.value(whole, (month,))
    if a is None or not b:
        return None
    points = a * 100 / b
    written = points if right else points + w.rng.choice((-1, 1)) * w.rng.randint(9, 30)
    if not 3 <= written <= 97:
        return None
    noun = w.rng.choice(w.nouns)
    of = f"{noun} in {w.named(whole[0])}" if whole else noun
    said = f"{written.quantize(Decimal(1), rounding=ROUND_HALF_UP)} percent"
    text = f"{w.named(part[0])} made up {said} of {of} in {name(month)}"
    return Draft(f"{_capital(text)}.", "share", f"{a:f} of {b:f}")


def from_to(w: Writer, right: bool) -> Draft | None:
    """A rise or fall between two figures that are both written."""
    where = w.where()
    month = w.month(where, 13)
    held = w.source.series(where)
    before = month - w.rng.choice((1, 12)) if month is not None else -1
    if month is None or before not in held or min(held[month], held[before]) <= 0:
        return None
    old, new = held[before], held[month]
    if abs(old - new) <= old / 20:
        return None
    if not right:
        spans = Span((month,), ""), Span((before,), "")
        wrong = w.off(new), w.off(old)
        which = w.rng.randrange(2)
        if wrong[which] <= 0 or not w.surely_off(wrong[which], where, spans[which]):
            return None
        new, old = (wrong[0], old) if which == 0 else (new, wrong[1])
        if (new > old) != (held[month] > held[before]):
            return None
    verb = "rose" if new > old else "fell"
    text = w.rng.choice((
        f"{w.called(where)} {verb} from {w.amount(old)} in {name(before)} to {w.amount(new)} in {name(month)}",
        f"{w.called(where)} {verb} to {w.amount(new)} in {name(month)} from {w.amount(old)} in {name(before)}",
    ))  # fmt: skip
    return Draft(f"{_capital(text)}.", "from-to", f"{held[before]:f} to {held[month]:f}")


def streak(w: Writer, right: bool) -> Draft | None:
    where = w.where()
    month = w.month(where, 13)
    held = w.source.series(where)
    if month is None:
        return None
    length, sign = 0, 0
    while month - length - 1 in held and held[month - length] != held[month - length - 1]:
        step = 1 if held[month - length] > held[month - length - 1] else -1
        if sign not in (0, step):
            break
        sign, length = step, length + 1
    if length < 2 or length > 8 or month - length - 1 not in held:
        return None
    written = length if right else length + 2
    ordinal = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()[written]
    verb = "rose" if sign > 0 else "fell"
    text = f"{w.called(where)} {verb} for the {ordinal} straight month in {name(month)}"
    return Draft(f"{_capital(text)}.", "streak", f"{length} months")


def _fits(way: str, value: Decimal, written: Decimal) -> bool:
    ratio = value / written
    if way == "more":
        return Decimal(1) < ratio < Decimal("1.09")
    if way == "less":
        return Decimal("0.92") < ratio < Decimal(1)
    return abs(ratio - 1) <= (Decimal("0.025") if way != "exact" else Decimal(0))


def change(w: Writer, right: bool) -> Draft | None:
    """A rise or fall by per cent (or points, of a rate), month over month or year over year."""
    where = w.where()
    month = w.month(where, 13)
    if month is None:
        return None
    before = month - w.rng.choice((1, 12))
    held = w.source.series(where)
    if before not in held or not held[before] or abs(held[month] - held[before]) < held[before] / 50:
        return None
    gap = held[month] - held[before]
    if w.source.percent:
        size = abs(gap)
        written = size if right else size + Decimal(w.rng.choice((4, 7, 12))) / 10
        said = f"{written:f} percentage points"
    else:
        points = abs(gap) * 100 / held[before]
        if points < 5 or points > 95:
            return None
        written = points.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        if not right:
            written = (points * Decimal(w.rng.choice(("0.6", "1.5", "1.8")))).quantize(Decimal(1)) + w.rng.choice(
                (-4, 4)
            )
            if written <= 0 or abs(written - points) < 4 or (gap < 0 and written >= 100):
                return None
        said = f"{written} percent"
    verb = "rose" if gap > 0 else "fell"
    text = f"{w.called(where)} {verb} {said} from {name(before)} to {name(month)}"
    return Draft(f"{_capital(text)}.", "change", f"{held[before]:f} to {held[month]:f}")


def trend(w: Writer, right: bool) -> Draft | None:
    where = w.where()
    month = w.month(where, 13)
    held = w.source.series(where)
    before = month - w.rng.choice((1, 12)) if month is not None else -1
    if month is None or before not in held or abs(held[month] - held[before]) <= held[before] / 50:
        return None
    up = (held[month] > held[before]) == right
    words = ("rose", "increased", "was higher in") if up else ("fell", "declined", "was lower in")
    verb = w.rng.choice(words)
    if verb.startswith("was"):
        text = f"{w.called(where)} {verb} {name(month)} than in {name(before)}"
    else:
        text = f"{w.called(where)} {verb} from {name(before)} to {name(month)}"
    return Draft(f"{_capital(text)}.", "trend", f"{held[before]:f} to {held[month]:f}")


def record(w: Writer, right: bool) -> Draft | None:
    where = w.where()
    held = w.source.series(where)
    if len(held) < 24:
        return None
    highest = w.rng.random() < 0.6
    ordered = sorted(held, key=lambda m: held[m], reverse=highest)
    best, second = ordered[:2]
    if held[best] == held[second]:
        return None
    if right:
        month = best
    else:
        month = w.rng.choice(ordered[6:])
        if abs(held[month] - held[best]) <= held[best] / 50:
            return None
    word = "highest" if highest else "lowest"
    text = w.rng.choice((
        f"{w.called(where)} in {name(month)} was the {word} on record",
        f"in {name(month)}, {w.called(where)} was the {word} on record",
    ))  # fmt: skip
    return Draft(f"{_capital(text)}.", "record", f"{name(best)}: {held[best]:f}; {name(month)}: {held[month]:f}")


def comparison(w: Writer, right: bool) -> Draft | None:
    dimension = w.rng.choice(w.source.dimensions)
    others = tuple(p for p in w.where() if p[0] != dimension) if len(w.source.dimensions) > 1 else ()
    one, two = w.rng.sample(w.source.values[dimension], 2)
    first, second = (tuple(sorted((*others, (dimension, v)), key=lambda p: w.source.dimensions.index(p[0])))
                     for v in (one, two))  # fmt: skip
    month = w.month(first)
    a = w.source.series(first).get(month or 0)
    b = w.source.series(second).get(month or 0)
    if month is None or a is None or b is None or abs(a - b) <= max(a, b) / 50 or others:
        return None
    up = (a > b) == right
    words = w.source.data["dimensions"][dimension]["values"]
    noun = w.rng.choice(w.nouns)
    low, high = words[one]["words"][0], words[two]["words"][0]
    text = f"{noun} in {low} was {'higher' if up else 'lower'} than in {high} in {name(month)}"
    return Draft(f"{_capital(text)}.", "comparison", f"{a:f} and {b:f}")


BUILDERS: dict[Builder, int] = {
    figure: 46,
    change: 13,
    trend: 12,
    record: 8,
    comparison: 6,
    share: 5,
    from_to: 6,
    streak: 4,
}


def generate(source: Source, count: int, seed: int = SEED) -> Iterator[dict[str, str]]:
    """`count` claims, half of them right, no text twice. Raises RuntimeError when too few can be made."""
    rng = Random(f"{seed}-{source.data['source']['id']}")
    writer = Writer(source, rng)
    builders, weights = zip(*BUILDERS.items(), strict=True)
    seen: set[str] = set()
    for _ in range(count * 200):
        if len(seen) == count:
            return
        right = len(seen) % 2 == 0
        draft = rng.choices(builders, weights)[0](writer, right)
        if draft is None or draft.text in seen:
            continue
        seen.add(draft.text)
        yield {
            "id": f"{'R' if right else 'W'}{len(seen):04}", "text": draft.text, "as_of": source.as_of.isoformat(),
            "expect": "supported" if right else "conflicting", "kind": draft.kind, "why": draft.why,
        }  # fmt: skip
    raise RuntimeError(f"only {len(seen)} different claims could be made of {source.data['source']['id']}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Claims made from the figures of any source.")
    parser.add_argument("folder", type=Path, help="a folder with manifest.toml and its figures")
    parser.add_argument("--count", type=int, default=500, help="how many claims; every second one is wrong")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        for claim in generate(Source(options.folder), options.count, options.seed):
            print(json.dumps(claim, ensure_ascii=False))
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        print(f"source_claims: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
