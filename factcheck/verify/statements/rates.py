"""Tells an amount for a length of time from one for each year or month of it: "5 million", "5 million a year"."""

from __future__ import annotations

from factcheck.verify.passages.quantities import Quantity
from factcheck.verify.passages.text import Text

_EACH = frozenset("a an per each every".split())
_OFTEN = {
    "annually": "year", "yearly": "year", "annual": "year", "monthly": "month", "weekly": "week", "daily": "day",
    "hourly": "hour", "quarterly": "quarter",
}  # fmt: skip
_UNITS = frozenset(("hour", *_OFTEN.values()))
_SPANS = frozenset("in over for than from within after before to of about by during".split())  # "in a year"
_AWAY = frozenset("ago earlier before later after from".split())  # "a year ago"
_NEAR = 6  # tokens behind an amount, over what it counts


def another_rate(q: Quantity, mine: Text, p: Quantity, theirs: Text) -> bool:
    """Whether only one of two amounts is for each of some length of time, or each for another."""
    own = _rate(q, mine)
    if own is None:
        return _rate(p, theirs) is not None
    return own != _rate(p, theirs) and not any(_OFTEN.get(t.norm) == own for t in theirs.tokens)


def _rate(q: Quantity, text: Text) -> str | None:
    """The length of time for each of which an amount is: "5 boats a week", "5 million annually"; None where none is."""
    until = min((r.first for r in text.quantities if r.first >= q.last), default=len(text.tokens))
    words = [t.norm for t in text.tokens[q.last : min(q.last + _NEAR, until)]]
    for k, norm in enumerate(words):
        if norm in _OFTEN and (k == len(words) - 1 or norm.endswith("ly")):
            return _OFTEN[norm]
        led = k > 0 and words[k - 1] in _SPANS
        if norm in _EACH and words[k + 1 : k + 2] and words[k + 1] in _UNITS and not led:
            return None if words[k + 2 : k + 3] and words[k + 2] in _AWAY else words[k + 1]
    return None
