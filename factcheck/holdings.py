"""Words → what the library holds on them: series, provisions and passages, how far they reach, how to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from factcheck.check import Checker
from factcheck.extract.tagging.phrases import nominate
from factcheck.model.record import record
from factcheck.model.source import Series, Where
from factcheck.model.value import month_name
from factcheck.retrieve.series import describe
from factcheck.text.tokens import norms
from factcheck.verify.figures.values import SPANS, single

MOST = 12
_EMPTY = frozenset("a an the of in on at by for and or to from with by what which is are was were about".split())


@record
class Holding:
    """One thing held: what it is, whose, how far it reaches, its newest release, and a claim to try."""

    kind: str  # "series", "provision" or "passage"
    title: str
    source: str
    coverage: str = ""
    newest: str = ""
    example: str = ""
    url: str = ""
    score: int = 0


@record
class Query:
    """The words of a search: as typed, and as the library spells them. `mended` pairs show what was respelt."""

    words: tuple[str, ...]
    mended: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def understand(text: str, facts: Mapping[str, Any]) -> Query:
    """The words that count, each as some name in the library spells it where one does."""
    known = _known(facts)
    names = tuple(sorted(known))
    words: list[str] = []
    mended: list[tuple[str, str]] = []
    unknown: list[str] = []
    for word in norms(text):
        if word in _EMPTY or not any(c.isalnum() for c in word):
            continue
        likely = None if word in known else nominate(word, names)
        if word in known:
            words.append(word)
        elif likely is not None:
            words.append(likely)
            mended.append((word, likely))
        else:
            unknown.append(word)
    return Query(tuple(dict.fromkeys(words)), tuple(mended), tuple(dict.fromkeys(unknown)))


def _known(facts: Mapping[str, Any]) -> set[str]:
    """Every single word of names: terms of the manifests, titles, publishers, labels, provisions."""
    texts = [str(phrase) for phrase in facts["terms"]]
    texts += [str(s[k]) for s in facts["sources"] for k in ("id", "title", "publisher")]
    texts += [str(t["title"]) for t in facts["tables"]]
    texts += [str(m["label"]) for m in facts["measures"].values()]
    texts += [str(p.get(k, "")) for p in facts["provisions"] for k in ("title", "locator")]
    return {w for text in texts for w in norms(text)} - _EMPTY


def search(query: Query, checker: Checker) -> list[Holding]:
    """At most MOST holdings that have to do with the words, those with most of them first."""
    # Passages of documents belong here as well: `checker.library.nominate(" ".join(query.words))`.
    found = [*_series(query, checker), *_provisions(query, checker)]
    best = max((h.score for h in found), default=0)
    # Who names two things wants both; what has only one of them is left out where something has more.
    kept = {(h.kind, h.title, h.url): h for h in reversed(found) if h.score == best}
    return sorted(kept.values(), key=lambda h: (h.kind, h.title))[:MOST]


# ---- series -------------------------------------------------------------------------------------


def _series(query: Query, checker: Checker) -> Iterator[Holding]:
    facts, words = checker.library.facts, set(query.words)
    if not words:
        return
    measures, values = _terms(words, facts)
    sources = {s["id"]: s for s in facts["sources"]}
    for name, measure in facts["measures"].items():
        about = sources[measure["source"]]
        named = words & (
            set(norms(f"{about['title']} {about['publisher']} {about['id']}")) | set(norms(measure["label"]))
        )
        matched = measures.get(name, {})
        own = {d: found for d, found in values.items() if d in measure["dimensions"]}
        if not (named or matched or own):
            continue
        readings = [g for g in sorted(matched)] or [0]
        for group, chosen in product(readings[:2], product(*(sorted(v) for v in own.values()))):
            reading = measure["groups"][group][0] if measure["groups"] else {}
            where = {d: str(v) for d, v in reading.items() if d not in ("loose", "since")}
            where |= dict(zip(own, chosen, strict=True))
            for dimension in own:
                about_dimension = facts["dimensions"][dimension]
                where = {d: v for d, v in where.items() if d not in about_dimension["replaces"]}
                where |= {d: str(v) for d, v in about_dimension["implies"].items()}
            used = named | set().union(*matched.values(), set())
            used |= {w for d, v in zip(own, chosen, strict=True) for w in own[d][v]}
            kept: Where = tuple(sorted((d, (v,)) for d, v in where.items() if v != "all"))
            series = checker.library.series(name, kept)
            if series is not None:
                yield _of_series(series, group, len(used), about, checker)


def _terms(
    words: set[str], facts: Mapping[str, Any]
) -> tuple[dict[str, dict[int, set[str]]], dict[str, dict[str, set[str]]]]:
    """Per measure the groups, and per dimension the values, that the words lead to, with those words."""
    measures: dict[str, dict[int, set[str]]] = {}
    values: dict[str, dict[str, set[str]]] = {}
    for phrase, entries in facts["terms"].items():
        parts = set(phrase.split(" "))
        # All of a name, or any one word of a measure's: "rate" finds the unemployment rate.
        whole, some = parts <= words, parts & words
        for entry in entries:
            if entry["kind"] == "measure" and some and (whole or len(parts) <= 2):
                measures.setdefault(entry["measure"], {}).setdefault(entry["group"], set()).update(some)
            elif entry["kind"] in ("head", "unit") and whole:
                measures.setdefault(entry["measure"], {}).setdefault(0, set()).update(some)
            elif entry["kind"] == "value" and whole and not entry.get("hint"):
                values.setdefault(entry["dimension"], {}).setdefault(entry["value"], set()).update(some)
    for groups in measures.values():
        most = max(len(w) for w in groups.values())
        for group in [g for g, w in groups.items() if len(w) < most]:
            del groups[group]
    return measures, values


def _of_series(series: Series, group: int, score: int, about: Mapping[str, Any], checker: Checker) -> Holding:
    span, held = single(series, None)
    first, last = min(held), max(held)
    release = max((r for p in series.parts for r in p.releases), key=lambda r: (r.last_month, r.published))
    newest = f"release {release.id}" + (f", published {release.published}" if release.published else "")
    gaps = (last - first) // span + 1 - len(held)
    coverage = f"{_when(first, span)} to {_when(last, span)}"
    coverage += f", {gaps} {SPANS[span]}{'s' if gaps > 1 else ''} missing" if gaps else ""
    return Holding(
        "series",
        describe(series.measure, series.where, checker.library.facts),
        f"{about['title']}, {about['publisher']}",
        coverage,
        newest,
        example(series, group, checker),
        series.parts[0].url,
        score,
    )


def example(series: Series, group: int, checker: Checker) -> str:
    """A claim on the newest month (quarter, year) that this library supports; empty when no usual wording is."""
    span, held = single(series, None)
    month = max((m for m in held if held[m]), default=max(held))
    facts = checker.library.facts
    unit = f" {series.unit}" if series.unit else ""
    amount = f"{held[month]:,}{unit}"
    nouns = [
        phrase
        for phrase, entries in facts["terms"].items()
        if _is(entries, "measure", measure=series.measure, group=group, part="noun")
    ]
    counted = not (series.unit or series.mean or series.decimals)
    nouns = sorted(nouns, key=lambda p: (p.endswith("s") != counted, len(p)))[:4]
    places = [_phrases(d, v[0], facts) for d, v in series.where]
    for noun, names in product(nouns, product(*places)):
        said = " ".join(names)
        for template in _WORDINGS:
            text = template.format(noun=noun, names=said, amount=amount, when=_when(month, span))
            text = " ".join(text.split())
            text = text[0].upper() + text[1:]
            if checker.claim(text, None).status == "supported":
                return text
    return ""


def _when(first: int, span: int) -> str:
    """What the month `first`, or the quarter or year that begins with it, is called in a story."""
    year, past = divmod(first, 12)
    if span == 3:
        return f"the {('first', 'second', 'third', 'fourth')[past // 3]} quarter of {year}"
    if span == 12:
        return f"fiscal year {year + 1}" if past else str(year)
    return month_name(first)


_WORDINGS = (
    "{names} {noun} came to {amount} in {when}.",
    "{noun} in {names} came to {amount} in {when}.",
    "{noun} at {names} came to {amount} in {when}.",
    "There were {amount} {names} {noun} in {when}.",
    "The {noun} in {names} was {amount} in {when}.",
    "The {noun} was {amount} in {when}.",
    "{names} recorded {amount} of {noun} in {when}.",
)


def _is(entries: Sequence[Mapping[str, Any]], kind: str, **about: object) -> bool:
    return any(e["kind"] == kind and all(e.get(k) == v for k, v in about.items()) for e in entries)


def _phrases(dimension: str, value: str, facts: Mapping[str, Any]) -> list[str]:
    """What a value is called, in at most two ways: as its label has it, and its shortest word."""
    label = str(facts["dimensions"].get(dimension, {}).get("values", {}).get(value, {}).get("label", value))
    words = [p for p, es in facts["terms"].items() if _is(es, "value", dimension=dimension, value=value)]
    words = [p for p in words if not _is(facts["terms"][p], "value", hint=True)]
    return [label, *sorted(words, key=len)[:1]]


def newest_example(checker: Checker, source: str) -> str:
    """A claim that this library supports on the newest month of the source of that id; empty when there is none."""
    facts = checker.library.facts
    for name, measure in facts["measures"].items():
        for where in _first_cells(measure, facts) if measure["source"] == source else ():
            series = checker.library.series(name, where)
            if series is not None and (text := example(series, 0, checker)):
                return text
    return ""


def _first_cells(measure: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Where]:
    """The first population of a measure, more and more of it left open."""
    dimensions = list(measure["dimensions"])
    for kept in range(len(dimensions), -1, -1):
        values = [next(iter(facts["dimensions"][d]["values"]), "") for d in dimensions[:kept]]
        yield tuple(sorted((d, (v,)) for d, v in zip(dimensions, values, strict=False) if v))


# ---- law and documents --------------------------------------------------------------------------


def _provisions(query: Query, checker: Checker) -> Iterator[Holding]:
    words = set(query.words)
    for provision in checker.library.facts["provisions"]:
        names = [str(w) for w in provision.get("names", [])]
        told = set(norms(" ".join([str(provision.get("title", "")), str(provision["locator"]), *names])))
        if words & told:
            newest = f"as of {provision['as_of']}" if provision.get("as_of") else ""
            yield Holding(
                "provision", str(provision.get("title", "")), str(provision["publisher"]), str(provision["locator"]),
                newest, "", str(provision.get("url", "")), len(words & told),
            )  # fmt: skip
