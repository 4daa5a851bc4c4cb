"""Turns any source of figures into claims that are true, or surely false: a manifest and its CSV alone.

    python scripts/source_claims.py examples/rainfall --count 500 --seed 20261121

Truth is worked out once more from the files (source_writer.py), apart from `factcheck`. Amounts are rounded with
care, wrong ones are false in every release and by either calendar. One JSON a line: id, text, as_of, expect, kind,
why. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.source_writer import Draft, Source, Span, Writer

SEED = 20261121
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
    text = f"{w.named(part[0])} made up {said} of {of} in {w.source.name(month)}"
    return Draft(f"{_capital(text)}.", "share", f"{a:f} of {b:f}")


def from_to(w: Writer, right: bool) -> Draft | None:
    """A rise or fall between two figures that are both written."""
    where = w.where()
    month = w.month(where, w.source.per_year + 1)
    held = w.source.series(where)
    before = month - w.rng.choice((1, w.source.per_year)) if month is not None else -1
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
    then, now = w.source.name(before), w.source.name(month)
    text = w.rng.choice((
        f"{w.called(where)} {verb} from {w.amount(old)} in {then} to {w.amount(new)} in {now}",
        f"{w.called(where)} {verb} to {w.amount(new)} in {now} from {w.amount(old)} in {then}",
    ))  # fmt: skip
    return Draft(f"{_capital(text)}.", "from-to", f"{held[before]:f} to {held[month]:f}")


def streak(w: Writer, right: bool) -> Draft | None:
    if w.source.per_year == 4:
        return None  # runs of quarters are not read
    where = w.where()
    month = w.month(where, w.source.per_year + 1)
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
    unit = "month" if w.source.per_year == 12 else "year"
    text = f"{w.called(where)} {verb} for the {ordinal} straight {unit} in {w.source.name(month)}"
    return Draft(f"{_capital(text)}.", "streak", f"{length} in a row")


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
    month = w.month(where, w.source.per_year + 1)
    if month is None:
        return None
    before = month - w.rng.choice((1, w.source.per_year))
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
    text = f"{w.called(where)} {verb} {said} from {w.source.name(before)} to {w.source.name(month)}"
    return Draft(f"{_capital(text)}.", "change", f"{held[before]:f} to {held[month]:f}")


def trend(w: Writer, right: bool) -> Draft | None:
    where = w.where()
    month = w.month(where, w.source.per_year + 1)
    held = w.source.series(where)
    before = month - w.rng.choice((1, w.source.per_year)) if month is not None else -1
    if month is None or before not in held or abs(held[month] - held[before]) <= held[before] / 50:
        return None
    up = (held[month] > held[before]) == right
    words = ("rose", "increased", "was higher in") if up else ("fell", "declined", "was lower in")
    verb = w.rng.choice(words)
    if verb.startswith("was"):
        text = f"{w.called(where)} {verb} {w.source.name(month)} than in {w.source.name(before)}"
    else:
        text = f"{w.called(where)} {verb} from {w.source.name(before)} to {w.source.name(month)}"
    return Draft(f"{_capital(text)}.", "trend", f"{held[before]:f} to {held[month]:f}")


def record(w: Writer, right: bool) -> Draft | None:
    where = w.where()
    held = w.source.series(where)
    if len(held) < 10:
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
        # What was a record when it happened may be called one still.
        before = max if highest else min
        ahead = before((held[m] for m in held if m < month), default=held[month])
        if abs(held[month] - ahead) <= ahead / 50 or (ahead > held[month]) != highest:
            return None
    word = "highest" if highest else "lowest"
    text = w.rng.choice((
        f"{w.called(where)} in {w.source.name(month)} was the {word} on record",
        f"in {w.source.name(month)}, {w.called(where)} was the {word} on record",
    ))  # fmt: skip
    return Draft(
        f"{_capital(text)}.",
        "record",
        f"{w.source.name(best)}: {held[best]:f}; {w.source.name(month)}: {held[month]:f}",
    )


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
    text = f"{noun} in {low} was {'higher' if up else 'lower'} than in {high} in {w.source.name(month)}"
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
