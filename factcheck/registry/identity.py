"""The words of a claim -> the identity under which the registry keeps it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from hashlib import sha256

_PREFIX = "c-"
_DIGITS = 12
_IDENTITY = re.compile(r"c-[0-9a-f]{12}")

# What word processors turn straight quotes and hyphens into. Format characters (soft hyphens,
# zero-width spaces) are pasted along unseen, so they are dropped.
_STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc\u2039\u203a", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
# A question mark stays: it turns a statement into something that is not claimed.
_TRAILING = " .,;:!\"')]-"


def normalise(text: str) -> str:
    """`text` as identity sees it: NFKC, case-folded, one space between words, straight quotes and
    dashes, no punctuation at the end. Normalising twice changes nothing."""
    folded = _fold(text)
    while not folded.isascii() and folded != text:  # what is plain after one folding stays as it is
        text, folded = folded, _fold(folded)
    return folded


def claim_id(text: str, as_of: date | None = None) -> str:
    """The identity of a claim: `c-` and 12 hexadecimal digits.

    It depends on the normalised words and on the as-of date alone, so it survives edits elsewhere
    in the article and is the same in every article that says the same as of the same day.
    """
    words = normalise(text)
    if as_of is not None:
        words += "\n" + as_of.isoformat()
    digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return _PREFIX + digest[:_DIGITS]


def words_digest(text: str) -> str:
    """16 hexadecimal digits that are the same for the same normalised words, whatever the as-of date."""
    return sha256(normalise(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_claim_id(text: str) -> bool:
    """Whether `text` has the form of an identity that `claim_id` gives."""
    return _IDENTITY.fullmatch(text) is not None


def _fold(text: str) -> str:
    if not text.isascii():
        text = text.translate(_STRAIGHT)
    if text.isascii():  # most claims: nothing to compose, and no mark but the grave accent to straighten
        return " ".join(text.replace("`", "'").lower().split()).rstrip(_TRAILING)
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_STRAIGHT)
    if not folded.isprintable():
        folded = "".join(c for c in folded if c.isspace() or unicodedata.category(c) != "Cf")
    return " ".join(folded.split()).rstrip(_TRAILING)
