"""A folder of manifests → everything that is wrong with it, each fault with file, key, line and remedy."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import SourceError
from factcheck.manifest import Manifest, Place, Walker, examine, forms, plural
from factcheck.tables import ALL, FigureFile
from factcheck.text.tokens import norms


def examine_all(paths: Sequence[Path]) -> dict[Path, list[SourceError]]:
    """The problems of each manifest, in the order of `paths`; an empty list for a sound one."""
    found: dict[Path, list[SourceError]] = {}
    owners: dict[str, Path] = {}
    for path in paths:
        manifest, problems = examine(path)
        found[path] = problems
        if manifest is None:
            continue
        if manifest.id in owners:
            problem = f"{path}: source.id: {manifest.id!r} is used by {owners[manifest.id]} as well"
            found[path].append(SourceError(problem, "give one of them another id"))
        owners.setdefault(manifest.id, path)
        found[path] += [*_meanings(path, manifest), *_figures(path, manifest)]
    return found


def names_documents(path: Path) -> bool:
    """Whether a sound manifest has documents beside it."""
    return not {"documents", "texts"}.isdisjoint(tomllib.loads(path.read_text("utf-8")))


# ---- words and what they lead to --------------------------------------------------------------


def _meanings(path: Path, manifest: Manifest) -> list[SourceError]:
    walker = Walker(path, path.read_text("utf-8"))
    data = manifest.data
    _two_measures(walker, data.get("measures", {}))
    for name, dimension in data.get("dimensions", {}).items():
        _two_values(walker, name, dimension)
    _units(walker, data.get("measures", {}))
    _names(walker, data)
    _loops(walker, data)
    return walker.problems


def _key(phrase: str) -> str:
    return " ".join(norms(phrase))


def _two_measures(walker: Walker, measures: Mapping[str, Any]) -> None:
    """A word that leads to two measures, or to two groups of one that read it differently."""
    seen: dict[str, tuple[str, int]] = {}
    for name, measure in measures.items():
        for number, group in enumerate(measure.get("words", ()), start=1):
            for phrase in dict.fromkeys(_key(p) for p, _ in forms(group)):
                other = seen.setdefault(phrase, (name, number))
                if other != (name, number):
                    where = f"measures.{other[0]}.words #{other[1]}"
                    problem = f"“{phrase}” leads to {where} as well, and nobody could tell which is meant"
                    walker.complain(("measures", name, "words", number), problem, "keep it in one of them")


def _two_values(walker: Walker, name: str, dimension: Mapping[str, Any]) -> None:
    seen: dict[str, str] = {}
    for value, about in dimension.get("values", {}).items():
        for phrase in dict.fromkeys(
            _key(p) for key in ("words", "hints", "following", "listed") for p in about.get(key, ())
        ):
            other = seen.setdefault(phrase, value)
            if other != value:
                at: Place = ("dimensions", name, "values", value, "words")
                walker.complain(at, f"“{phrase}” leads to the value {other!r} as well", "keep it under one of them")
    for phrase in dimension.get("others", {}).get("words", ()):
        if _key(phrase) in seen:
            problem = f"“{phrase}” is a value that is held: {seen[_key(phrase)]!r}"
            walker.complain(("dimensions", name, "others", "words"), problem, "keep it in one of the two lists")


def _units(walker: Walker, measures: Mapping[str, Any]) -> None:
    for name, measure in measures.items():
        seen: dict[str, float] = {}
        for number, unit in enumerate(measure.get("units", ()), start=1):
            times = float(unit.get("times", 1))
            at: Place = ("measures", name, "units", number)
            if times <= 0:
                walker.complain((*at, "times"), "must be above zero", "say what one such unit is in the figures' own")
            for word in unit.get("words", ()):
                for form in {_key(word), _key(plural(word))}:
                    if seen.setdefault(form, times) != times:
                        walker.complain(at, f"“{form}” stands for two different sizes", "keep it in one of them")


def _names(walker: Walker, data: Mapping[str, Any]) -> None:
    """Names that have to be declared: dimensions, values, concepts."""
    dimensions = data.get("dimensions", {})

    def declared(dimension: str, at: Place) -> bool:
        if dimension in dimensions:
            return True
        walker.complain(at, f"no [dimensions.{dimension}]", f"declare it, or use: {', '.join(dimensions) or 'none'}")
        return False

    def holds(dimension: str, value: str, at: Place) -> None:
        if declared(dimension, at) and value != ALL and value not in dimensions[dimension].get("values", {}):
            walker.complain(
                at, f"{dimension} has no value {value!r}", f"declare [dimensions.{dimension}.values.{value}]"
            )

    for name, measure in data.get("measures", {}).items():
        for dimension, values in measure.get("assumed", {}).items():
            for value in values:
                holds(dimension, value, ("measures", name, "assumed", dimension))
        for number, group in enumerate(measure.get("words", ()), start=1):
            for reading in group.get("readings", ()):
                for dimension, value in reading.items():
                    if dimension not in ("loose", "since", "until"):
                        holds(dimension, str(value), ("measures", name, "words", number, "readings"))
    for name, about in dimensions.items():
        for other in about.get("replaces", ()):
            declared(other, ("dimensions", name, "replaces"))
        for other, around, at in _around(name, about):
            holds(other, around, at)
    for dimension in data.get("near", {}).get("dimensions", ()):
        declared(dimension, ("near", "dimensions"))
    for number, table in enumerate(data.get("tables", ()), start=1):
        for dimension in table.get("dimensions", ()):
            declared(dimension, ("tables", number, "dimensions"))
        for dimension, value in table.get("fixed", {}).items():
            holds(dimension, value, ("tables", number, "fixed"))


def _around(name: str, about: Mapping[str, Any]) -> Iterator[tuple[str, str, Place]]:
    """The values of other dimensions that come with one or that its values lie in, with where the manifest says so."""
    for other, value in about.get("implies", {}).items():
        yield other, value, ("dimensions", name, "implies")
    for value, told in about.get("values", {}).items():
        for other, values in told.get("within", {}).items():
            for around in values:
                yield other, around, ("dimensions", name, "values", value, "within", other)


def _loops(walker: Walker, data: Mapping[str, Any]) -> None:
    """Chains that lead back to where they began."""
    dimensions, concepts = data.get("dimensions", {}), data.get("concepts", {})
    graphs: list[tuple[str, str, Mapping[str, Iterable[str]]]] = [
        ("dimensions", "implies", {n: list(d.get("implies", {})) for n, d in dimensions.items()}),
        ("dimensions", "replaces", {n: d.get("replaces", ()) for n, d in dimensions.items()}),
        ("concepts", "parts", {n: [p for ps in c.get("parts", ()) for p in ps] for n, c in concepts.items()}),
        ("concepts", "takes", {n: [c["takes"]] if "takes" in c else [] for n, c in concepts.items()}),
    ]
    for section, key, edges in graphs:
        for loop in _cycles(edges):
            shown = " → ".join((*loop, loop[0]))
            walker.complain(
                (section, loop[0], key), f"leads back to where it began: {shown}", "remove one of the steps"
            )
    codes = {str(c["id"]): [str(c["same_as"])] if "same_as" in c else [] for c in data.get("codes", ())}
    for loop in _cycles(codes):
        walker.complain(
            ("codes",), f"same_as leads back to where it began: {' → '.join((*loop, loop[0]))}", "remove one"
        )
    for name, concept in concepts.items():
        if name in concept.get("rivals", ()):
            walker.complain(("concepts", name, "rivals"), "a concept cannot contradict itself", "remove it")


def _cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Each loop once, as the names along it."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(edges.get(start, ())))] if start not in done else []
        path += [start] if stack else []
        while stack:
            node, following = stack[-1]
            step = next(following, None)
            if step is None:
                done.add(node)
                stack.pop()
                path.pop()
            elif step in path:
                yield path[path.index(step) :]
            elif step not in done:
                stack.append((step, iter(edges.get(step, ()))))
                path.append(step)


# ---- figure files -----------------------------------------------------------------------------


def _figures(path: Path, manifest: Manifest) -> Iterator[SourceError]:
    """What is wrong with the figure files, read line by line into a database that lies on disk."""
    held: dict[str, set[str]] = {d: set() for d in manifest.data.get("dimensions", {})}
    whole = True
    # SQLite keeps an unnamed database on disk once it outgrows its cache.
    db = sqlite3.connect("")
    try:
        for number, table in enumerate(manifest.tables):
            file = FigureFile(manifest.folder, manifest, table)
            facts = file.compile(db, f"t{number}", manifest.releases[table["id"]])
            db.execute(f'DROP TABLE "t{number}"')
            yield from file.problems
            whole = whole and not file.problems
            for dimension, values in facts["held"].items():
                held.setdefault(dimension, set()).update(values)
            for dimension, value in table["fixed"].items():
                held.setdefault(dimension, set()).add(value)
    finally:
        db.close()
    if whole and manifest.tables:
        yield from _values(path, manifest, held)


def _values(path: Path, manifest: Manifest, held: Mapping[str, set[str]]) -> list[SourceError]:
    """Values that the figures hold and no words lead to, and the reverse."""
    walker = Walker(path, path.read_text("utf-8"))
    for name, dimension in manifest.data.get("dimensions", {}).items():
        declared = set(dimension.get("values", {}))
        for value in sorted(held.get(name, set()) - declared - {ALL, "", *dimension.get("rest", ())}):
            problem = f"the figures hold {value!r}, and no value of that name is declared"
            walker.complain(
                ("dimensions", name),
                problem,
                f"add [dimensions.{name}.values.{value}] with its words, or put it under rest",
            )
        for group, told in dimension.get("groups", {}).items():
            for value in sorted(set(told.get("values", ())) - declared):
                at_group: Place = ("dimensions", name, "groups", group)
                walker.complain(at_group, f"no value {value!r} is declared", "mend its spelling, or declare it")
        for value in sorted(declared - held.get(name, set()) - {ALL}):
            at: Place = ("dimensions", name, "values", value)
            walker.complain(
                at, f"no figure file holds {value!r}", "remove it, put it under others, or mend its spelling"
            )
    return walker.problems
