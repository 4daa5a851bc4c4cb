"""Values of a dimension that stand for several: "a+b" for both together, "not:a+b" for all but these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_JOINT, _REST = "+", "not:"


def together(values: Iterable[str]) -> str:
    """The one value that stands for all of `values`."""
    return _JOINT.join(sorted({part for value in values for part in parts_of(value)}))


def all_but(values: Iterable[str]) -> str:
    """The one value that stands for all others than `values`."""
    return _REST + together(values)


def parts_of(value: str) -> Sequence[str]:
    """The values that one stands for; all but some are one, since each table tells others apart."""
    return (value,) if value.startswith(_REST) else value.split(_JOINT)


def left_out(value: str) -> Sequence[str]:
    """What a value leaves out of all: nothing, but for one that says so."""
    return value[len(_REST) :].split(_JOINT) if value.startswith(_REST) else ()


def label_of(value: str, known: Mapping[str, Any]) -> str:
    """The value as readers know it, by the labels of `known` values."""
    names = [str(known.get(v, {}).get("label", v)) for v in left_out(value) or parts_of(value)]
    return f"all but {' and '.join(names)}" if left_out(value) else " + ".join(names)
