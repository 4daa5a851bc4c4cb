"""Time expressions: what is found, and that they never overlap."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extract.periods.clock import Clock
from factcheck.extract.periods.when import resolve
from factcheck.model.value import MONTHS, Calendar
from factcheck.text import periods as rules
from factcheck.text.dates import PeriodExpr
from factcheck.text.periods import find_periods
from factcheck.text.tokens import tokenize

WORDS = (
    "March may June 2023 2024 FY23 fiscal year calendar the last this previous month in of from to "
    "through and between since first second three months quarter half 12 ending , . - a "
    "earlier ago same Monday daily 31 so far"
).split()
AUTUMN = Calendar(10)


def periods(text: str) -> list[PeriodExpr]:
    return find_periods(tokenize(text))


def meaning(text: str, as_of: date | None = date(2024, 2, 20), calendar: Calendar = AUTUMN) -> list[str]:
    (expr,) = periods(text)
    return [p.iso() for p in resolve(expr, Clock(as_of, calendar)).periods]


def _sound(found: list[PeriodExpr], count: int) -> None:
    end = 0
    for expr in found:
        assert end <= expr.first < expr.last <= count
        end = expr.last


@given(st.text())
def test_periods_of_any_text_lie_inside_it(text: str) -> None:
    tokens = tokenize(text)
    _sound(find_periods(tokens), len(tokens))


@given(st.lists(st.sampled_from(WORDS), max_size=15))
def test_periods_never_overlap_and_stay_inside(words: list[str]) -> None:
    tokens = tokenize(" ".join(words))
    _sound(find_periods(tokens), len(tokens))


@given(st.lists(st.sampled_from(WORDS), max_size=15), st.dates(date(2000, 1, 1), date(2030, 12, 31)) | st.none())
def test_resolving_gives_whole_months_or_a_problem(words: list[str], as_of: date | None) -> None:
    for expr in periods(" ".join(words)):
        found = resolve(expr, Clock(as_of, AUTUMN))
        assert found.periods or found.problem
        assert all(p.first <= p.last for p in found.periods)


@given(st.integers(1, 12), st.integers(1990, 2030))
def test_a_month_with_its_year(month: int, year: int) -> None:
    assert meaning(f"in {MONTHS[month - 1]} {year}", None) == [f"{year}-{month:02d}"]


@given(st.integers(1990, 2030), st.integers(1, 12))
def test_a_fiscal_year_has_twelve_months_and_is_named_for_its_end(year: int, start: int) -> None:
    (expr,) = periods(f"in fiscal year {year}")
    (period,) = resolve(expr, Clock(None, Calendar(start))).periods
    assert period.months == 12 and period.last // 12 == year
    assert period.first % 12 + 1 == start


@given(st.integers(1, 12), st.dates(date(2001, 1, 31), date(2030, 12, 31)))
def test_a_bare_month_had_ended_and_is_less_than_a_year_old(month: int, as_of: date) -> None:
    (expr,) = periods(f"in {MONTHS[month - 1]} it rained")
    when = Clock(as_of, AUTUMN)
    (period,) = resolve(expr, when).periods
    assert when.last_ended is not None and period.year_inferred
    assert period.first <= when.last_ended < period.first + 12


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("in November 2023", ["2023-11"]),
        ("in Nov. 2023", ["2023-11"]),
        ("in November of 2023", ["2023-11"]),
        ("in November", ["2023-11"]),
        ("in February", ["2023-02"]),
        ("in November of last year", ["2023-11"]),
        ("last month", ["2024-01"]),
        ("in fiscal year 2023", ["2022-10..2023-09"]),
        ("in FY2023", ["2022-10..2023-09"]),
        ("in FY 23", ["2022-10..2023-09"]),
        ("in fiscal 2023", ["2022-10..2023-09"]),
        ("in the 2023 fiscal year", ["2022-10..2023-09"]),
        ("in the last fiscal year", ["2022-10..2023-09"]),
        ("in the fiscal year that ended in September 2021", ["2020-10..2021-09"]),
        ("in calendar year 2022", ["2022-01..2022-12"]),
        ("in calendar 2022", ["2022-01..2022-12"]),
        ("last year", ["2023-01..2023-12"]),
        ("in 2022.", ["2022-01..2022-12"]),
        ("from March 2021 to May 2021", ["2021-03..2021-05"]),
        ("from November to January", ["2023-11..2024-01"]),
        ("between March and May 2021", ["2021-03..2021-05"]),
        ("October-December 2023", ["2023-10..2023-12"]),
        ("in the first quarter of fiscal year 2023", ["2022-10..2022-12"]),
        ("in the second half of calendar year 2022", ["2022-07..2022-12"]),
        ("in the first four months of fiscal 2024", ["2023-10..2024-01"]),
        ("in the last three months of calendar 2022", ["2022-10..2022-12"]),
        ("in the 12 months ending in March 2022", ["2021-04..2022-03"]),
        ("in fiscal 2022 through March", ["2021-10..2022-03"]),
        ("this fiscal year", ["2023-10..2024-01", "2023-10..2023-12"]),
    ],
)
def test_what_is_meant(text: str, months: list[str]) -> None:
    assert meaning(text) == months


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("on March 3, 2023", "finer"),
        ("on Tuesday", "finer"),
        ("every week", "finer"),
        ("last month", "undated"),
        ("in November", "undated"),
        ("this fiscal year", "undated"),
        ("this summer", "undated"),
        ("a year earlier", "unresolved"),
    ],
)
def test_what_cannot_be_resolved(text: str, problem: str) -> None:
    (expr,) = periods(text)
    found = resolve(expr, Clock(None, AUTUMN))
    assert (found.periods, found.problem) == ((), problem)


@pytest.mark.parametrize(
    ("text", "months", "problem"),
    [
        ("this spring", ["2023-03..2023-05"], ""),
        ("this summer", ["2023-06..2023-08"], ""),
        ("last fall", ["2022-09..2022-11"], ""),
        ("last autumn", ["2022-09..2022-11"], ""),
        ("this fall", [], "future"),
        ("last summer", [], "unresolved"),
        ("this winter", [], "unresolved"),
    ],
)
def test_a_season_is_three_months_once_it_has_ended(text: str, months: list[str], problem: str) -> None:
    (expr,) = periods(text)
    found = resolve(expr, Clock(date(2023, 10, 15), AUTUMN))
    assert ([p.iso() for p in found.periods], found.problem) == (months, problem)


@pytest.mark.parametrize(
    "text", ["in March 2024", "in April 2024", "this month", "in calendar year 2025", "this summer"]
)
def test_a_period_after_the_date_of_writing_lies_ahead(text: str) -> None:
    (expr,) = periods(text)
    found = resolve(expr, Clock(date(2024, 3, 15), AUTUMN))
    assert (found.periods, found.problem) == ((), "future")


def test_the_last_day_of_a_month_ends_it() -> None:
    assert Clock(date(2024, 2, 29), AUTUMN).last_ended == Clock(date(2024, 3, 1), AUTUMN).last_ended


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("a year earlier", "2022-11"),
        ("the month before", "2023-10"),
        ("the same month last year", "2022-11"),
        ("two years earlier", "2021-11"),
        ("a decade later", "2033-11"),
    ],
)
def test_words_that_lean_on_a_month(text: str, lean: str) -> None:
    (subject,) = resolve(periods("in November 2023")[0], Clock(None, AUTUMN)).periods
    (found,) = resolve(periods(text)[0], Clock(None, AUTUMN), subject).periods
    assert found.iso() == lean


@pytest.mark.parametrize(
    "text",
    [
        "You may go.",
        "They march on.",
        "We sold 2,023 cups.",
        "It was the 2021st drop.",
        "More than two years earlier, we met.",
        "It was two years before the law.",
        "Sales fell in the first half.",
    ],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert periods(text) == []


# ---- the tables of opening words ------------------------------------------------------------------


def _cases() -> list[str]:
    folder = Path(__file__).parents[1] / "cases"
    listed = [case for path in sorted(folder.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    contexts = [case.get("context", []) for case in listed]
    earlier = [text for context in contexts for text in ([context] if isinstance(context, str) else context)]
    return [*(case["text"] for case in listed), *earlier]


def test_no_parser_reads_what_its_opening_words_do_not_announce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying every parser at every word finds the same periods, in all sentences of the cases."""
    texts = [*_cases(), "FYTD totals rose.", "In Q3 of FY24 sales fell.", "Sales in the 23rd month ending in May 2021."]
    announced = [find_periods(tokenize(text)) for text in texts]
    every = tuple(parse for parse, _, _ in rules._PARSERS)
    for name, table in (("_BY_DIGITS", every), ("_BY_WORD", _Any(every)), ("_FOLLOWED", {})):
        monkeypatch.setattr(rules, name, table)
    assert len(texts) > 300
    assert [find_periods(tokenize(text)) for text in texts] == announced


class _Any(dict[str, tuple[rules.Parser, ...]]):
    """A table in which every word announces every parser."""

    def __init__(self, every: tuple[rules.Parser, ...]) -> None:
        self.every = every

    def __contains__(self, _: object) -> bool:
        return True

    def get(self, _: str, default: object = None) -> tuple[rules.Parser, ...]:  # type: ignore[override]
        return self.every
