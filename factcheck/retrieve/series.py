"""Turns a subject into queries: the series that its words, context or a default license."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from factcheck.model.claim import WRITTEN, Blocked, Choice, Subject
from factcheck.model.facts import once_for_facts
from factcheck.model.parts import label_of, parts_of
from factcheck.model.record import record, replace
from factcheck.model.source import Where
from factcheck.model.value import month_index

MOST_READINGS = 4
ALL = "all"


@record
class Query:
    """One licensed reading of a subject. `loose` readings fit only with the caveat loose-term."""

    measure: str
    where: Where
    words: str
    licence: str
    loose: bool = False
    found_by: str = ""
    other: Where = ()  # the second population of a share or comparison
    since: int | None = None  # month index from which the words may be read this way
    until: int | None = None  # and up to which


def queries(subject: Subject, facts: Mapping[str, Any]) -> tuple[Query, ...] | Blocked:
    """At most four readings in order of preference, or why there is none."""
    if subject.measure is None or subject.group is None:
        return Blocked(
            "unresolved",
            "the sentence does not say what is counted",
            "a word for what is counted, in the sentence or with --context",
        )
    for choice in subject.choices:
        if not choice.values:
            label = facts["dimensions"][choice.dimension]["label"]
            return Blocked(
                "ambiguous",
                f"more than one {label} is named, and it is not clear which one the figure is about",
                "one statement a sentence",
            )
    if apart := _apart(subject.choices, facts):
        return apart
    licences: dict[tuple[str, ...], str] = {}
    found_by = _found_by(subject)
    out: list[Query] = []
    for one in _populations(subject.measure, subject.group, subject.choices, facts):
        licence = licences.get(one.assumed) or licences.setdefault(one.assumed, _licence(subject, one.assumed))
        out.append(
            Query(subject.measure, one.where, one.words, licence, one.loose, found_by, since=one.since, until=one.until)
        )
    return tuple(out)


@record
class _Population:
    """A population that the words for it license: a query, but for the words."""

    where: Where
    words: str
    loose: bool
    assumed: tuple[str, ...]
    since: int | None
    until: int | None


_KEPT = 1000  # ways of naming whom a measure counts; of a draft, a few dozen


@once_for_facts
def _known(facts: Mapping[str, Any]) -> dict[object, tuple[_Population, ...]]:
    """The populations that were licensed before, by how they were named: stories name few, again and again."""
    return {}


def _populations(
    measure: str, group: int, choices: Sequence[Choice], facts: Mapping[str, Any]
) -> tuple[_Population, ...]:
    """At most four in order of preference, and those that are for other times alone."""
    known = _known(facts)
    named = tuple([(c.dimension, c.values, c.origin == WRITTEN, c.weak, c.hint, c.soft) for c in choices])
    key = (measure, group, named)
    found = known.get(key)
    if found is None:
        if len(known) >= _KEPT:
            known.clear()
        found = known[key] = _licensed(measure, group, choices, facts)
    return found


def _licensed(named: str, group: int, choices: Sequence[Choice], facts: Mapping[str, Any]) -> tuple[_Population, ...]:
    measure = facts["measures"][named]
    found: list[_Population] = []
    own = _without_groups_before(choices, measure)
    for beside in (choices, own) if len(own) < len(choices) else (choices,):
        for reading in measure["groups"][group]:
            since, until = _month(reading.get("since")), _month(reading.get("until"))
            for where, loose, assumed in _expand(reading, beside, measure, facts):
                if any([where == other.where for other in found]):
                    continue
                words = describe(named, where, facts)
                found.append(
                    _Population(where, words, loose, assumed, since if loose else None, until if loose else None)
                )
    # A reading for other times takes no place from those for today, nor the groups before from the sentence's own.
    today = [one for one in found if one.until is None]
    if len(own) < len(choices) and len(today) > MOST_READINGS:
        before = [one for one in today if any(c.dimension in dict(one.where) for c in choices if c not in own)]
        alone = [one for one in today if one not in before]
        today = before[: MOST_READINGS // 2] + alone[: MOST_READINGS // 2]
    return tuple(today[:MOST_READINGS] + [one for one in found if one.until is not None])


def _without_groups_before(choices: Sequence[Choice], measure: Mapping[str, Any]) -> Sequence[Choice]:
    """The choices without the groups of earlier sentences, where the sentence names one of another kind itself.

    After "those of the young fell", "Arden's came to 12" may be the young of Arden, or all.
    """
    placing = set(measure["assumed"]) | {d for group in measure["groups"][:1] for reading in group for d in reading}
    people = [c for c in choices if c.dimension not in placing and c.values]
    if not any(c.origin == WRITTEN for c in people):
        return choices
    return [c for c in choices if not (c.soft and c in people)]


def pair_queries(subject: Subject, other: Subject, facts: Mapping[str, Any]) -> tuple[Query, ...] | Blocked:
    """Readings of two populations at once: the second is understood as the first is."""
    first, second = queries(subject, facts), queries(other, facts)
    if isinstance(first, Blocked) or isinstance(second, Blocked):
        return first if isinstance(first, Blocked) else second
    first, second = (tuple(q for q in found if q.until is None) for found in (first, second))
    pairs = (
        list(zip(first, second, strict=True)) if len(first) == len(second) else [(a, b) for a in first for b in second]
    )
    # Of several readings of the whole, those that hold the part: nobody means a share of what lies beside it.
    pairs = [(a, b) for a, b in pairs if _holds(b.where, a.where) and a.where != b.where] or pairs
    # A part that is certain is no part of a whole that only loose words could mean.
    pairs = [(a, b) for a, b in pairs if a.loose or not b.loose] or pairs
    return tuple(
        replace(a, other=b.where, loose=a.loose or b.loose, since=a.since if a.since is not None else b.since)
        for a, b in pairs
    )[:MOST_READINGS]


def _holds(whole: Where, part: Where) -> bool:
    """Whether one population contains the other, dimension by dimension."""
    inner = dict(part)
    return all(set(inner.get(d, ())) <= set(values) and d in inner for d, values in whole)


def _expand(
    reading: Mapping[str, Any],
    choices: Sequence[Choice],
    measure: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> Iterable[tuple[Where, bool, tuple[str, ...]]]:
    """The populations that one reading of a measure word allows, given what is written."""
    loose = bool(reading.get("loose"))
    where: dict[str, tuple[str, ...]] = {
        d: (str(v),) for d, v in reading.items() if d not in ("loose", "since", "until")
    }
    for choice in choices:
        own = where.get(choice.dimension)
        if choice.soft and own is not None:
            continue  # the measure word's own reading stands beside what an earlier sentence named
        if own is None or not (choice.weak or choice.hint):
            if own is not None and own != choice.values:
                loose = False  # a written name binds: the measure word's own idea gives way
            where[choice.dimension] = choice.values
        elif choice.weak:
            first = measure["groups"][0][0].get(choice.dimension)
            if own != choice.values and first == choice.values[0] and not _prefers(reading, measure, choice):
                return
        elif own != choice.values:
            if _prefers_first(reading, measure, choice):
                return
            loose = True
    named = [c.dimension for c in choices if c.values]
    replaced = {d for c in named for d in facts["dimensions"][c]["replaces"]}
    for dimension in named:
        where |= {d: (str(v),) for d, v in facts["dimensions"][dimension]["implies"].items()}
    where = {d: v for d, v in where.items() if d not in replaced}
    usually = measure["assumed"] | _assumed_with(where, facts)
    assumed = {d: list(v) for d, v in usually.items() if d not in where and d not in replaced}
    for choice in choices:
        usual = usually.get(choice.dimension)
        if choice.soft and usual and len(choice.values) == 1 and where.get(choice.dimension) == choice.values:
            # An earlier sentence suggests it; what is usually meant stays possible.
            assumed[choice.dimension] = [choice.values[0], *(v for v in usual if v != choice.values[0])]
            del where[choice.dimension]
    if loose:  # two allowances at once prove nothing: of what is assumed, the first alone
        assumed = {d: v[:1] for d, v in assumed.items()}
    for values in product(*assumed.values()):
        whole = where | {d: (str(v),) for d, v in zip(assumed, values, strict=True)}
        yield _normal(whole, facts), loose, tuple(assumed)


def _apart(choices: Sequence[Choice], facts: Mapping[str, Any]) -> Blocked | None:
    """Two names written together of which one is no part of the other; which is meant, nobody can say."""
    named = [c for c in choices if c.origin == WRITTEN and c.values and not c.hint]
    written = [c for c in named if c.values != ("all",)]
    for inner in written:
        about = facts["dimensions"][inner.dimension]
        for other in (c for c in named if not c.weak and c.dimension in about["implies"]):
            if other.values != (about["implies"][other.dimension],):
                return Blocked(
                    "unresolved",
                    f"“{inner.words}” and “{other.words}” do not go together",
                    "the one that is meant",
                )
        for outer in (c for c in written if c.dimension in about["replaces"]):
            around = [about["values"].get(v, {}).get("within", {}).get(outer.dimension) for v in inner.values]
            if all(a is not None and not set(a) & set(outer.values) for a in around):
                return Blocked(
                    "unresolved",
                    f"“{inner.words}” and “{outer.words}” name two places that do not lie in one another",
                    "one place, or the one that it lies in",
                )
    return None


def _assumed_with(where: Mapping[str, tuple[str, ...]], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the manifest assumes beside the values that are meant."""
    found: dict[str, Any] = {}
    for dimension, values in where.items():
        known = facts["dimensions"].get(dimension, {}).get("values", {})
        said = [known.get(value, {}).get("assumed", {}) for value in values]
        if said and all(one == said[0] for one in said):
            found |= said[0]
    return found


def _prefers(reading: Mapping[str, Any], measure: Mapping[str, Any], choice: Choice) -> bool:
    """Whether the measure word itself names the part first, so that the wider agency may be loose."""
    for group in measure["groups"]:
        if reading in group:
            return bool(group[0].get(choice.dimension) == reading.get(choice.dimension))
    return False


def _prefers_first(reading: Mapping[str, Any], measure: Mapping[str, Any], choice: Choice) -> bool:
    """Whether the word's first reading is what the hint suggests too: then nothing else is meant."""
    for group in measure["groups"]:
        if reading in group:
            return bool((group[0].get(choice.dimension),) == choice.values)
    return False


def _normal(where: Mapping[str, tuple[str, ...]], facts: Mapping[str, Any]) -> Where:
    """Sorted, with a dimension left out when all its values are meant."""
    out: list[tuple[str, tuple[str, ...]]] = []
    for dimension, named in sorted(where.items()):
        if ALL in named:
            continue
        values = tuple(dict.fromkeys(part for value in named for part in parts_of(value)))
        if len(values) > 1:
            known = facts["dimensions"].get(dimension, {}).get("values", {}).keys()
            if known >= set(values) and _covers(values, dimension, facts):
                continue
        out.append((dimension, tuple(sorted(values)) if len(values) > 1 else values))
    return tuple(out)


def _covers(values: Sequence[str], dimension: str, facts: Mapping[str, Any]) -> bool:
    """Whether the values together are everything that some table splits the dimension into."""
    held = [set(t["held"].get(dimension, ())) for t in facts["tables"] if t["kind"] != "as-published"]
    return any(h and h == set(values) for h in held)


def describe(measure: str, where: Where, facts: Mapping[str, Any]) -> str:
    """The query in words: "rainfall, north coast"."""
    labels = []
    for dimension, values in where:
        names = facts["dimensions"].get(dimension, {}).get("values", {})
        labels.append(" + ".join(label_of(v, names) for v in values))
    named = {d for d, _ in where}
    replaced = {d for name in named for d in facts["dimensions"][name]["replaces"]}
    wide = [
        str(facts["dimensions"][d]["all"]) for d in facts["measures"][measure]["assumed"] if d not in named | replaced
    ]
    return ", ".join([str(facts["measures"][measure]["label"]), *labels, *wide])


def _month(text: object) -> int | None:
    """The month index of "2016-10"."""
    if not isinstance(text, str):
        return None
    year, month = text.split("-")
    return month_index(int(year), int(month))


def _licence(subject: Subject, assumed: Sequence[str]) -> str:
    parts = []
    if subject.words:
        parts.append(f"“{subject.words}”" + ("" if subject.origin == "written" else " from the context"))
    for choice in subject.choices:
        if choice.words:
            parts.append(f"“{choice.words}”" + ("" if choice.origin == "written" else " from the context"))
    parts += [f"{d} assumed" for d in assumed]
    return ", ".join(parts)


def _found_by(subject: Subject) -> str:
    return ", ".join(dict.fromkeys(f for f in (subject.found_by, *(c.found_by for c in subject.choices)) if f))
