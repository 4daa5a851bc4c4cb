"""Makes a class a record: slots, equality and a hash by value, and fields that the type checker lets nobody set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

__all__ = ["record", "replace"]

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
    made = dataclass(slots=True, eq=eq, order=order, unsafe_hash=eq)
    return made if cls is None else made(cls)


if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(old: T, /, **changes: Any) -> T:
        """`old` with some fields changed, as `dataclasses.replace`, which asks every field what kind it is."""
        names, values = _fields(type(old))
        return type(old)(**dict(zip(names, values(old), strict=True)) | changes)


@cache
def _fields(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The fields that a record is made of, and what gets their values."""
    names = tuple(f.name for f in fields(cls) if f.init)
    # With one name, what `attrgetter` gets is no tuple.
    return names, attrgetter(*names) if len(names) > 1 else lambda old: tuple(getattr(old, n) for n in names)
