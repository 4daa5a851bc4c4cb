"""What a verdict is measured against: the figures, the facts about them, and the date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from factcheck.model.record import record
from factcheck.model.source import Figures
from factcheck.model.value import Calendar, month_of


@record
class Bench:
    """What a verdict is measured against."""

    figures: Figures
    facts: Mapping[str, Any]
    as_of: date | None

    def calendar(self, measure: str | None) -> Calendar:
        """The calendar of the source that a measure comes from."""
        about = self.facts["measures"].get(measure, {})
        return Calendar(int(about.get("calendar", {}).get("fiscal_start", 1)))

    @property
    def last_ended(self) -> int | None:
        return month_of(self.as_of) - 1 if self.as_of else None
