"""Reads the items of a list, each under a heading that says what they are or do."""

from __future__ import annotations

import re

# "Keepers of the Lock:", "Officials who took part in the tour:": what is said of each that is listed under it.
_OF = re.compile(r"(?:the\s+)?([a-z]{3,}s) of (the [^:]+):$", re.IGNORECASE)
_WHO = re.compile(r"[^:]*\bwho ((?:took part|[a-z]+ed)\b[^:]*):$")
_ITEM = re.compile(r"(?:The |Mr\. |Ms\. |Dr\. )?[A-Z][\w'’-]+ (?:[A-Z][\w'’.-]*,? ?)+")


def told_by_heading(item: str, heading: str, title: str) -> str:
    """What a heading says of an item of the list under it ("Ann Lee, Clerk"); "" where it says nothing of one.

    What they are of goes by its whole name where the title has it.
    """
    if item.endswith((".", ";", ":")) or not _ITEM.match(item):
        return ""
    if (of := _OF.match(heading)) is not None:
        at = title.lower().find(of[2][4:].lower())
        one = of[1].lower().removesuffix("s")
        one = f"{one[:-2]}y" if one.endswith("ie") else one
        return f"{item}, is a {one} of {f'the {title[at:]}' if at >= 0 else of[2]}."
    who = _WHO.match(heading)
    return f"{item}, {who[1].replace('took part', 'participated')}." if who is not None else ""
