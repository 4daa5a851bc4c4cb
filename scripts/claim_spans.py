"""Builds claims about terms of office, and lists of names that each have a figure, over sources/cbp.

The truth comes from claim_tables.py, the days of office from sources/presidents, the words from claim_forms.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from scripts.claim_forms import CLEAR, Form
from scripts.claim_maker import SMALLEST, WORDS, Maker
from scripts.claim_tables import Population
from scripts.claim_truth import Stated, calendar, fiscal
from scripts.claim_words import When, published, spelled

_MANIFEST = Path(__file__).resolve().parents[1] / "sources" / "presidents" / "manifest.toml"
TERMS = [
    (words["words"], date.fromisoformat(first), date.fromisoformat(last))
    for words in tomllib.loads(_MANIFEST.read_text(encoding="utf-8"))["terms"]
    for first, last in zip(words["from"], words["to"], strict=True)
]


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def in_term(m: Maker, right: bool) -> Form | None:
    """ "in the first six months of her presidency", "during his term": by whole months, whoever had the first one."""
    who, rng = m.who(), m.rng
    names, begun, ended = rng.choice(TERMS)
    first, last = _index(begun), _index(ended)
    way = rng.choice(("months", "months", "whole", "year"))
    count = rng.randint(2, 11)
    if way == "months":
        months, others = range(first + 1, first + count + 1), [range(first, first + count)]
    elif way == "whole":
        months = range(first + 1, last + 1)
        others = [range(first, last + 1), range(first, last), range(first + 1, last)]
    else:
        year = last // 12 - 1
        months, others = calendar(year), [range(last - 11, last + 1), range(last - 12, last), fiscal(year)]
    official = m.tables.value(who.meant, months)
    if official is None or official < SMALLEST:
        return None
    slots = {"X": rng.choice(names), "k": spelled(count)}
    said = rng.choice(WORDS["term"][way]).format(**slots)
    when = When("range", tuple(months), said, "", published(rng, months[-1]), tuple(tuple(o) for o in others))
    stated = m.stated(who, when, right)
    if stated is None:
        return None
    text = m.write(WORDS["figure"]["plain"], s=m.words(who.subject), t=said, n=stated.text)
    return Form(text, when.as_of, f"term_{way}", f"{who.key} {months[0]}-{months[-1]} {official}")


def of_one_month(m: Maker, right: bool) -> Form | None:
    """ "peaked at A in 2019", "fell to A a month": the highest or lowest month; wrong as any month, mean or total."""
    who, rng = m.who(), m.rng
    when = m.period(who, "year")
    if when is None:
        return None
    held = [m.tables.value(who.meant, (k,)) for k in when.months]
    values = [v for v in held if v is not None]
    if len(values) < 12 or min(values) < SMALLEST:
        return None
    way = rng.choice(("highest", "lowest"))
    month = when.months[held.index(max(values) if way == "highest" else min(values))]
    mean = sum(values) / 12
    spans = tuple((k,) for span in (when.months, *when.others) for k in span)
    one = When("range", (month,), when.said, "", when.as_of, (*spans, when.months, *when.others))
    stated = m.stated(who, one, right)
    if stated is None or stated.hedge not in ("exact", "about") or (not right and 0.85 < stated.value / mean < 1.18):
        return None
    text = m.write(WORDS["one month"][way], s=m.words(who.subject), t=when.said, n=stated.text)
    return Form(text, when.as_of, f"one_month_{way}", f"{who.key} {month}")


def followed(m: Maker, right: bool) -> Form | None:
    """The first three of all stations, each with its figure; wrong with two names swapped, or one figure off."""
    when = m.period(m.who("sector"), "month", "year")
    if when is None:
        return None
    field = [(m.tables.value(p.meant, when.months) or 0, p) for p in m.all if p.kind == "sector"]
    field.sort(key=lambda pair: -pair[0])
    if field[2][0] < SMALLEST or any(a[0] <= b[0] * CLEAR for a, b in pairwise(field[:4])):
        return None
    first = [p for _, p in field[:3]]
    return _listed(m, "first", first, when, right)


def named(m: Maker, right: bool) -> Form | None:
    """Three nationalities, each with its figure, in no order."""
    people = m.rng.sample([p for p in m.all if p.kind == "nation in all"], 3)
    when = m.period(people[0], "month", "year")
    if when is None or any((m.tables.value(p.meant, when.months) or 0) < SMALLEST for p in people):
        return None
    return _listed(m, "named", people, when, right)


def _listed(m: Maker, form: str, people: Sequence[Population], when: When, right: bool) -> Form | None:
    found = _figures(m, people, when, right)
    if found is None:
        return None
    names, amounts, kind = found
    text = m.write(WORDS["list"][form], **_slots(names, amounts, when))
    values = [m.tables.value(p.meant, when.months) for p in people]
    return Form(text, when.as_of, f"list_{form}{kind}", f"{[p.key for p in people]} {values}")


def _figures(
    m: Maker, people: Sequence[Population], when: When, right: bool
) -> tuple[list[str], list[Stated], str] | None:
    """Names and figures of a list; a wrong one has two names swapped, or one figure off."""
    names = [p.name for p in people]
    wrong = None if right else m.rng.choice((0, 1, 2, "swapped"))
    amounts = [m.stated(p, when, n != wrong) for n, p in enumerate(people)]
    stated = [a for a in amounts if a is not None and a.hedge != "between"]
    if len(stated) != 3:
        return None
    if wrong == "swapped":
        spans = [when.months, *when.others]
        if not m.tables.surely_false(stated[1], people[2], spans):
            return None
        names[1], names[2] = names[2], names[1]
        return names, stated, "/swapped"
    return names, stated, "" if right else "/amount"


def _slots(names: Sequence[str], amounts: Sequence[Stated], when: When) -> dict[str, str]:
    slots = {key: name for key, name in zip("ABC", names, strict=True)}
    return slots | {key: a.text for key, a in zip("abc", amounts, strict=True)} | {"t": when.said, "T": when.noun}
