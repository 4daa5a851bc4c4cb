"""Joins a nested paragraph of law and the words that lead in to it into one sentence, and lists into one, too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model.norm import DENY, FORBID, REQUIRE, STATE, Clause
from factcheck.model.record import replace

# What a heading lacks, and every sentence of law has.
_VERB = re.compile(
    r"\b(?:shall|may|must|is|are|was|has|have|had|means?|includes?|refers?|does|do|who|that|if|unless|when|whenever|except)\b"
    r"|\b(?:for the|in the case)\b",
    re.I,
)
# "Who meets the following requirements: …": what follows has to be so.
_DEMANDED = re.compile(r"\bfollowing\s+(?:requirements|conditions|qualifications)\b", re.I)
# "Any ship that …": whom a list names.
_NAMED = re.compile(
    r"(?:Except as [^,]{1,60}, )?(?:An?|Any|Every|Each|an?|any|every|each)\s(?!.*\b(?:shall|may|must)\b)", re.S
)
# An item that is no part of a longer sentence: it has numbers, or a rule of its own.
_LONG = re.compile(r"\d{2}|\d [a-z]|\b(?:shall|may|must|unless|except)\b|\. [A-Z]")
_HANGING = re.compile(r"\b(?:for|of|to|by|in|with|from|on|under|the|an?)[\s—–:-]*$")  # "The period of stay for"
# "Wharves to which barges may be sent": what follows is about these, and nothing is said of them yet.
_TITLE = re.compile(
    r"(?!(?:An?|Any|The|Each|Every|No|In|For|If|As|Except|Subject|Such)\b)"
    r"[A-Z]\w+(?:\s\w+){0,3}\s(?:to|in|for|from|of|under|by)\s(?:which|whom)\s[^,;:—.]*\w"
)
_BEGUN = re.compile(r"\b(?:and|or|who) thereafter\s*$")
_DEFINING = re.compile(r"\bthe\s+term\b.{1,80}\bmeans\b", re.I | re.S)
_JOINING = re.compile(r"[;,]?\s*\b(and|or)$|[;,]$")
_ITEMS, _LIST = 2, 1200  # of a list read as one sentence: items at least, characters at most
_MEANING = 500  # characters of a definition read as one sentence, at most
_HEADING = 6  # words of a heading, at most


def says_something(text: str) -> bool:
    """Whether a text has a verb of some kind, as every sentence of law has, and no heading."""
    return bool(_VERB.search(text)) and not _TITLE.fullmatch(text.strip())


def leads_in(text: str) -> bool:
    """Whether a text leads in to what is nested below it, and is no heading."""
    if _TITLE.fullmatch(text.strip()):
        return False
    if _VERB.search(text) or _HANGING.search(text):
        return True
    return "," in text and ";" not in text and len(text.split()) > _HEADING


def hanging(heading: str) -> str:
    """A heading that is the beginning of a sentence ("The period of stay for"), else ""."""
    return heading if _HANGING.search(heading) else ""


def begun(text: str) -> str:
    """A nested paragraph that the next one goes on from ("has been sold, and thereafter"), else ""."""
    return text if _BEGUN.search(text) else ""


def unfinished(text: str) -> str:
    """The last sentence of a passage when nested paragraphs complete it."""
    text = text.rstrip()
    if text.endswith((".", "”")) or len(text) > 4000:
        return ""
    return re.split(r"(?<=[a-z0-9)]{2}\.)\s+(?=[A-Z])", text)[-1].rstrip("—-: ")


def listed(lead: str, items: Sequence[str]) -> str:
    """What a lead-in and the short items below it say together, "" when they do not make one sentence."""
    plain = all(item and not _LONG.search(item) for item in items)
    if not lead or len(items) < _ITEMS or not plain or sum(map(len, items)) > _LIST:
        return ""
    *others, last = (_JOINING.sub("", item) for item in items)
    joined = _JOINING.search(items[-2])
    word = (joined[1] if joined else "") or "and"
    return f"{lead} {', '.join(others)} {word} {last}"


def defined(lead: str, items: Sequence[str]) -> str:
    """What a word means, with all of the items that its meaning is parted into, "" for any other lead-in."""
    if not _DEFINING.search(lead) or sum(map(len, (lead, *items))) > _MEANING or len(items) < _ITEMS:
        return ""
    return f"{lead} {' '.join(items).replace(';', ',').replace('—', ' ')}"


def joined(text: str, piece: str) -> str:
    """What leads in, and what it leads in to; a nested sentence of its own only stands under it."""
    if not piece:
        return text
    apart = piece[:1].isupper() and not _NAMED.match(piece)
    return f"{text} {';' if apart else ':'} {piece}" if text else piece


def demanded(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of `text`: what is so of whoever "meets the following requirements" is required."""
    demand = _DEMANDED.search(text)
    if demand is None:
        return list(clauses)
    forces = {STATE: REQUIRE, DENY: FORBID}
    return [replace(c, force=forces.get(c.force, c.force)) if c.start > demand.end() else c for c in clauses]
