"""Turns locators and references of laws into paths below a section, and into other sections' addresses."""

from __future__ import annotations

import re

Path = tuple[str, ...]
# The names of the levels of a section, and how many parts stand above each.
LEVELS = (("subsection", 0), ("paragraph", 1), ("subparagraph", 2), ("clause", 3), ("subclause", 4))
_PART = re.compile(r"\(([A-Za-z0-9]{1,5})\)")
_OTHER = re.compile(r"(?:sections?|,|\bor|\band)\s+(\d+[a-z]*)((?:\([A-Za-z0-9]{1,5}\))*)", re.IGNORECASE)


def path_of(locator: str) -> Path:
    """The parts of an address below its section: ("a", "2", "B") of "12(a)(2)(B)"."""
    return tuple(_PART.findall(locator))


def order_of(part: str) -> tuple[int, str]:
    """A key by which the parts of one level stand in order."""
    return len(part) if part.isdigit() or len(set(part)) == 1 else 1, part


def other_sections(reference: str, section: str) -> list[tuple[str, Path]]:
    """The (address, path) of each section that a reference names, in the code of `section`."""
    code = section.rsplit("-", 1)[0]
    return [(f"{code}-{m[1].lower()}", path_of(m[2])) for m in _OTHER.finditer(reference)]
