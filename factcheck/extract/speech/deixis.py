"""Tells of which sentences nobody can say, from their own words, of whom or what they speak (deixis)."""

from __future__ import annotations

import re

_OWN = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Mm]e|us|[Mm]y|[Oo]ur|[Yy]our|ours|yours|myself|ourselves|yourself)\b(?!\.[A-Z])"
)
_POINTING = re.compile(
    r"^(?:(?:and|but|so|well|because|now|then|yes|no|of course),?\s+)*"
    # "It will be the first meeting of the two since 2016" tells what is meant.
    r"(?!\w+\s+(?:is|was|will be|would be|marks|marked)\s+(?:not\s+|only\s+)*the\s+"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|last|latest|only)\b)"
    r"(?:(?:it|he|she|they)\b|(?:this|that|these|those)(?:['’]s|\s+(?:is|was|are|were|has|had|will|would|can|"
    r"could|may|might|must|should|did|does|do|happened|happens|means|meant|we|he|she|they|it)\b))",
    re.IGNORECASE,
)


def speaks_in_person(words: str) -> bool:
    """Whether whoever speaks or is spoken to is meant ("we", "your"): outside quotation marks that is anybody."""
    return _OWN.search(words) is not None


def tells_nothing(words: str, in_context: bool) -> bool:
    """Whether nobody can tell of whom or what something is said: a question, "we", or "this is …" on its own.

    `in_context` says that there are earlier sentences for a pronoun to point back to.
    """
    if words.endswith("?") or speaks_in_person(words):
        return True
    return not in_context and _POINTING.match(words) is not None
