"""Holds an official document between the file it was read from and the rows it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.model.record import record


@record
class Part:
    """A passage to be: as `Passage`, without the numbers that it gets in the library."""

    locator: str
    text: str
    speaker: str = ""
    heading: str = ""
    parent: int = -1


@dataclass(slots=True)
class Record:
    """A document to be: as `OfficialText`, with its passages.

    `tags` are the file's own labels; `locator` is the address of its words when they are one provision.
    """

    path: str
    title: str
    parts: list[Part] = field(default_factory=list)
    kind: str = ""
    issuer: str = ""
    date: str = ""
    url: str = ""
    official: bool = True
    complete: bool = True
    sha256: str = ""
    tags: tuple[str, ...] = ()
    locator: str = ""
