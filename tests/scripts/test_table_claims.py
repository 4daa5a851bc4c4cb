"""Claims about every figure file: all files have some, true ones stand in their rows, wrong ones are far off."""

from __future__ import annotations

import re

import pytest

from scripts.table_claims import NEAR, Tables, generate

FILES = {
    "nationwide.csv", "nationwide_citizenship.csv", "nationwide_groups.csv", "patrol_citizenship.csv",
    "patrol_citizenship_yearly.csv", "patrol_families.csv", "patrol_families_yearly.csv", "patrol_history.csv",
    "patrol_regions.csv", "patrol_totals.csv", "patrol_totals_yearly.csv", "sectors.csv", "sectors_exact.csv",
    "sectors_yearly.csv", "southwest.csv", "yearbook.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def numbers(text: str) -> list[int]:
    return [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\d", text)]


def test_every_file_gets_its_claims(tables: Tables) -> None:
    for right in (True, False):
        rows = list(generate(tables, right, 3))
        assert {row["kind"] for row in rows} == FILES
        assert len({row["text"] for row in rows}) == len(rows) == 3 * len(FILES)
        assert rows == list(generate(tables, right, 3))


def test_wrong_amounts_are_far_from_the_row_and_right_ones_near(tables: Tables) -> None:
    for right in (True, False):
        for row in generate(tables, right, 5):
            value = int(row["why"].rsplit(": ", 1)[1].replace(",", ""))
            near = [n for n in numbers(row["text"]) if abs(n - value) <= 0.01 * value]
            far = [n for n in numbers(row["text"]) if NEAR * value < abs(n - value) < value]
            assert near if right else far and not near, row


def test_a_figure_that_publications_state_differently_is_all_of_theirs(tables: Tables) -> None:
    coast = (("component", "usbp"), ("region", "coastal"))
    year = range(2002 * 12 + 9, 2003 * 12 + 9)
    assert {12850, 16335} <= tables.others(coast, year)
