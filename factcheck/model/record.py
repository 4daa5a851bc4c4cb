"""Makes a class a record: slots, equality and a hash by value, and fields that the type checker lets nobody set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

__all__ = ["alike", "record", "replace"]

T = TypeVar("T")


@overload
def record(cls: type[T], /) -> type[T]: ...


@overload
def record(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, eq: bool = True, order: bool = False) -> object:
    """A dataclass, frozen for the type checker only.

    One that Python freezes sets every field through `object.__setattr__` and takes three times as long to make,
    and reading a draft makes thousands. `order` adds comparison by the fields; with `eq=False` two records are equal
    when they are the same object, and are hashed so.
    """
    made: Callable[[Any], Any] = _by_value if eq else _plain
    if order:
        made = dataclass(slots=True, order=True, unsafe_hash=True)
    return made if cls is None else made(cls)


def _plain(cls: Any) -> Any:
    made: Any = dataclass(slots=True, eq=False, repr=False)(cls)
    made.__repr__ = _shown
    return made


def _by_value(cls: Any) -> Any:
    """A record with equality and hash by its fields, which `dataclass` would write out and compile for every class: of
    all that a start does, that took a tenth."""
    made = _plain(cls)
    values = _getter(tuple(f.name for f in fields(made) if f.compare))

    def equal(one: object, other: object) -> bool:
        return values(one) == values(other) if other.__class__ is one.__class__ else NotImplemented

    made.__eq__ = equal
    made.__hash__ = lambda one: hash(values(one))
    return made


def _shown(one: Any) -> str:
    """As `dataclass` shows one: the fields by name."""
    inner = ", ".join(f"{f.name}={getattr(one, f.name)!r}" for f in fields(one) if f.repr)
    return f"{one.__class__.__qualname__}({inner})"


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the values of these attributes; with one name, what `attrgetter` gets is no tuple."""
    return attrgetter(*names) if len(names) > 1 else lambda one: tuple([getattr(one, name) for name in names])


def alike(one: Any, other: Any) -> bool:
    """Whether two records have the same values, also where only the same object counts as equal."""
    same = one.__class__ is other.__class__
    return same and all(getattr(one, f.name) == getattr(other, f.name) for f in fields(one))


if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(old: T, /, **changes: Any) -> T:
        """`old` with some fields changed, as `dataclasses.replace`, which asks every field what kind it is."""
        places, values, named = _fields(type(old))
        found = [*values(old)]
        for name, value in changes.items():
            if name not in places:
                raise TypeError(f"{type(old).__name__} has no field {name!r}")
            found[places[name]] = value
        if not named:
            return type(old)(*found)
        first = len(found) - len(named)
        return type(old)(*found[:first], **dict(zip(named, found[first:], strict=True)))


@cache
def _fields(cls: Any) -> tuple[dict[str, int], Callable[[Any], tuple[Any, ...]], tuple[str, ...]]:
    """The places of the fields that a record is made of, what gets their values, and those that are given by name."""
    made = sorted((f for f in fields(cls) if f.init), key=lambda f: bool(f.kw_only))
    names = tuple(f.name for f in made)
    return {name: n for n, name in enumerate(names)}, _getter(names), tuple(f.name for f in made if f.kw_only)
