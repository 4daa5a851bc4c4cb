"""Keeps the fields of several manifests apart: two that use one name for a measure or dimension mean two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from factcheck.manifest import Manifest
from factcheck.model.record import replace

Names = Mapping[str, str]  # as the manifest has it -> as the library calls it


def apart(manifests: Iterable[Manifest]) -> Iterator[Manifest]:
    """`manifests`, with names that one before has used for a measure or dimension of its own made unique.

    Figures of two publishers must never be added up, and what "region" implies in one field it need not in another.
    """
    measures: set[str] = set()
    dimensions: set[str] = set()
    for manifest in manifests:
        own, ways = manifest.data.get("measures", {}), manifest.data.get("dimensions", {})
        renamed = {name: f"{name}@{manifest.id}" for name in own if name in measures}
        turned = {name: f"{name}@{manifest.id}" for name in ways if name in dimensions}
        measures |= set(own)
        dimensions |= set(ways)
        yield _renamed(manifest, renamed, turned) if renamed or turned else manifest


def _renamed(manifest: Manifest, measures: Names, dimensions: Names) -> Manifest:
    data = dict(manifest.data)
    data["measures"] = {measures.get(n, n): _measure(about, dimensions) for n, about in _named(data, "measures")}
    data["dimensions"] = {
        dimensions.get(n, n): _dimension(about, dimensions) for n, about in _named(data, "dimensions")
    }
    if "near" in data:
        data["near"] = _list(data["near"], "dimensions", dimensions)
    if "outside" in data:
        data["outside"] = [_list(group, "unless", dimensions) for group in data["outside"]]
    tables = tuple(
        _list(table, "dimensions", dimensions)
        | {"measure": measures.get(table["measure"], table["measure"]), "fixed": _keys(table["fixed"], dimensions)}
        for table in manifest.tables
    )
    return replace(manifest, data=data, tables=tables, columns={new: old for old, new in dimensions.items()})


def _named(data: Mapping[str, Any], section: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    named: Mapping[str, Mapping[str, Any]] = data.get(section, {})
    return named.items()


def _measure(about: Mapping[str, Any], dimensions: Names) -> dict[str, Any]:
    words = [
        {**group, "readings": [_keys(reading, dimensions) for reading in group["readings"]]}
        if "readings" in group
        else group
        for group in about.get("words", ())
    ]
    return {**_inner(about, ("assumed",), dimensions), **({"words": words} if words else {})}


def _dimension(about: Mapping[str, Any], dimensions: Names) -> dict[str, Any]:
    out = _inner(about, ("implies",), dimensions)
    for key in ("replaces", "follows"):
        out = _list(out, key, dimensions)
    if "values" in out:
        out["values"] = {n: _inner(value, ("assumed", "within"), dimensions) for n, value in out["values"].items()}
    return out


def _inner(about: Mapping[str, Any], keys: Iterable[str], dimensions: Names) -> dict[str, Any]:
    return {**about, **{key: _keys(about[key], dimensions) for key in keys if key in about}}


def _list(about: Mapping[str, Any], key: str, names: Names) -> dict[str, Any]:
    return {**about, **({key: [names.get(n, n) for n in about[key]]} if key in about else {})}


def _keys(about: Mapping[str, Any], names: Names) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in about.items()}
