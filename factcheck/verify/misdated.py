"""Words the note that a page carries a date which its figures contradict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factcheck.model.finding import Caveat
from factcheck.model.value import month_name


def date_mismatch(as_of: date, origin: str, years: Sequence[tuple[set[int], int, str]]) -> Caveat:
    """The note that a page's date is not trusted, with the date that the figures would fit."""
    head = f"{origin} says {as_of.isoformat()}, but the figures do not fit it"
    tail = "No claim is called wrong because of that date"
    common = set.intersection(*(y for y, _, _ in years)) if years else set()
    if not common:
        return Caveat("date-mismatch", f"{head}. {tail}; --as-of YYYY-MM-DD settles when it was written")
    year, month = max(common), max(m for _, m, _ in years)
    after = date(year + month // 12, month % 12 + 1, 28)
    quoted = ", ".join(f"“{words}” is right for {month_name((year * 12) + m - 1)}" for _, m, words in years[:2])
    return Caveat("date-mismatch", f"{head}: {quoted}. {tail}; --as-of {after.isoformat()} would fit")
