"""Makes a class a record: slots, equality and a hash by value, and fields that the type checker lets nobody set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform, overload

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
