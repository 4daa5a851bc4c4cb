"""Turns locators and references of laws into paths below a section, and into other sections' addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

Path = tuple[str, ...]
_SHORT = 4  # items of a list that is read whole when one of them is nominated
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


def beside(paths: Sequence[Path], held: set[Path]) -> list[Path]:
    """What stands in one short list with any of `paths`: what leads in to one of them leads in to all."""
    lists: dict[Path, list[Path]] = {}
    for path in held:
        lists.setdefault(path[:-1], []).append(path)
    found = (sorted(lists[p[:-1]]) for p in paths if len(lists[p[:-1]]) <= _SHORT)
    return [q for q in dict.fromkeys(q for listed in found for q in listed) if q not in paths]
