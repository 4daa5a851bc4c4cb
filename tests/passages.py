"""Finds passages of a library by their address, as a test of readers of documents needs it."""

from __future__ import annotations

from factcheck.library import Library
from factcheck.model.source import Passage


def located(library: Library, locator: str) -> list[Passage]:
    """The passages cited at exactly `locator`, in the order of documents."""
    return [p for document in sorted(library.documents()) for p in library.passages(document) if p.locator == locator]
