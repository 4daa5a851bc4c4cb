"""Draws populations, periods, amounts and the words for them, over every series of sources/cbp."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from scripts.claim_tables import Population, Tables, populations
from scripts.claim_truth import MONTHS, Stated, fiscal, name
from scripts.claim_words import (
    When,
    month_words,
    period_words,
    published,
    right_amount,
    spelled,
    wrong_amount,
    year_words,
)
from scripts.claim_writer import WORDS as VERBS

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("claim_forms.toml").read_text(encoding="utf-8"))
SMALLEST = 300


class Maker:
    """Draws populations, periods and words from `rng`."""

    def __init__(self, rng: Random, tables: Tables) -> None:
        self.rng, self.tables = rng, tables
        self.all = populations(tables)
        self.by_key = {p.key: p for p in self.all}

    # ---- drawing ----------------------------------------------------------------------------

    def who(self, *kinds: str) -> Population:
        return self.rng.choice([p for p in self.all if p.kind in kinds] if kinds else self.all)

    def months(self, who: Population, margin: int = 0) -> list[int]:
        held = sorted(self.tables.monthly(who.meant))
        recent = [m for m in held[margin:] if m >= 2018 * 12 + 9]
        return recent if recent and self.rng.random() < 0.8 else held[margin:]

    def month(self, who: Population, margin: int = 0) -> int:
        return self.rng.choice(self.months(who, margin))

    def period(self, who: Population, *ways: str) -> When | None:
        month = self.month(who)
        way = self.rng.choice(ways or ("month", "month", "year", "quarter", "range", "to-date"))
        when = self._to_date(month) if way == "to-date" else period_words(self.rng, way, month, 8)
        value = self.tables.value(who.meant, when.months)
        return when if value is not None and value >= SMALLEST else None

    def _to_date(self, month: int) -> When:
        """ "so far in fiscal 2023, through May" and the like."""
        year = (month + 3) // 12
        months = tuple(m for m in fiscal(year) if m <= month)
        noun = self.rng.choice((
            f"fiscal {year} through {MONTHS[month % 12]}", f"fiscal year {year}, through {MONTHS[month % 12]}",
            f"the first {spelled(len(months))} months of fiscal {year}",
        ))  # fmt: skip
        if len(months) == 1:
            noun = name(month)
        return When("range", months, f"in {noun}", "", published(self.rng, month, 60))

    def moved(self, who: Population) -> tuple[When, tuple[int, ...], str] | None:
        """Two periods of one length: the later, the months of the earlier and its name."""
        month, rng = self.month(who, margin=13), self.rng
        if rng.random() < 0.3:
            year = (month + 3) // 12
            back = rng.choice((1, 1, 2, 3))
            when, before = year_words(rng, year, fiscal_only=True), tuple(fiscal(year - back))
            noun = f"fiscal {'year ' if rng.random() < 0.5 else ''}{year - back}"
        else:
            back = rng.choice((1, 1, 2, 5, 12, 12))
            when, before, noun = month_words(rng, month), (month - back,), name(month - back)
        values = [self.tables.value(who.meant, months) for months in (when.months, before)]
        if not when.noun or any(v is None or v < SMALLEST for v in values):
            return None
        return when, before, noun

    def pair(self, who: Population, when: When, before: Sequence[int]) -> tuple[int, int]:
        """The later and the earlier figure; both are held."""
        now, then = (self.tables.value(who.meant, months) for months in (when.months, before))
        assert now is not None and then is not None
        return now, then

    def ratios(self, who: Population, when: When, before: Sequence[int]) -> list[float]:
        """Later by earlier figure, by every reading and release."""
        found = []
        for one in (who.meant, *who.rivals):
            pairs = zip(self.tables.versions(one, when.months), self.tables.versions(one, before), strict=False)
            found += [a / b for a, b in pairs if b]
        return found

    def stated(self, who: Population, when: When, right: bool) -> Stated | None:
        official = self.tables.value(who.meant, when.months)
        assert official is not None
        found = right_amount(self.rng, official) if right else wrong_amount(self.rng, official)
        if right or found is None:
            return found
        near = [tuple(m + step for m in when.months) for step in (-12, 12)]
        bare = when.kind == "month" and not when.said.split()[-1].isdigit()
        spans = [when.months, *when.others, *(near if bare else [])]
        return found if self.tables.surely_false(found, who, spans) else None

    def percent(self, size: float, right: bool, hedged: bool = True) -> str | None:
        """A percentage in words: the size itself when right, else one that is far from it."""
        said = size
        if not right:
            said = size * self.rng.choice((0.5, 0.6, 1.6, 1.9)) + self.rng.choice((-3, 3))
        whole = int(said + 0.5)
        if whole < 2 or abs(said % 1 - 0.5) < 0.05 or (not right and abs(whole - size) < max(4, 0.15 * size)):
            return None
        unit = self.rng.choice(("%", " percent", " percent"))
        return self.rng.choice((f"{whole}{unit}", f"{whole}{unit}", f"{'about ' if hedged else ''}{whole}{unit}"))

    # ---- writing ----------------------------------------------------------------------------

    def words(self, text: str) -> str:
        """`text` with the names in it said in another way."""
        for said, others in WORDS["same"].items():
            if said in text:
                text = text.replace(said, self.rng.choice(others))
        return text

    def ways(self, up: bool) -> dict[str, str]:
        ways = {key: self.rng.choice(words) for key, words in VERBS["change"]["up" if up else "down"].items()}
        return ways | {"total": self.rng.choice(VERBS["total"])}

    def write(self, forms: Sequence[str], **slots: str) -> str:
        slots = {"total": self.rng.choice(VERBS["total"])} | slots
        form = self.rng.choice([f for f in forms if slots.get("T") or "{T}" not in f])
        text = form.format(**slots)
        frame = self.rng.random()
        if frame < 0.1:
            text = self.rng.choice(VERBS["frame_back"]).format(s=text)
        return f"{text[0].upper()}{text[1:]}."
