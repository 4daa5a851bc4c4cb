"""Claims of every form, against figures that can be added up by hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from scripts.claim_tables import Cut, Population, Tables, populations
from scripts.claim_truth import Stated, index
from scripts.generate_forms import generate_forms

SOURCES = Path(__file__).parents[2] / "sources" / "cbp"
MAY = index("2021-05")
SMALL = """\
release,month,sector,value
2021-09,2021-04,tucson,1000
2021-09,2021-05,tucson,3000
2021-09,2021-05,yuma,400
2022-09,2021-05,tucson,3100
2022-09,2021-06,yuma,700
"""
TUCSON = Cut((("small.csv", (("sector", "tucson"),)),))


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    (tmp_path / "small.csv").write_text(SMALL, encoding="utf-8")
    return Tables(tmp_path)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(SOURCES)


def test_the_newest_release_that_covers_a_month_counts(small: Tables) -> None:
    assert small.value(TUCSON, [MAY]) == 3100
    assert small.value(TUCSON, [MAY - 1, MAY]) == 4100
    assert small.value(TUCSON, [MAY + 1]) == 0
    assert small.value(TUCSON, [MAY + 2]) is None
    assert small.versions(TUCSON, [MAY]) == [3000, 3100]


def test_false_means_false_by_every_release_and_rival(small: Tables) -> None:
    yuma = Cut((("small.csv", (("sector", "yuma"),)),))
    who = Population("t", "", "arrests in Tucson", "Tucson", TUCSON, (yuma,))
    assert small.surely_false(Stated("", 3400), who, [[MAY]])
    assert not small.surely_false(Stated("", 3050), who, [[MAY]])
    assert not small.surely_false(Stated("", 400), who, [[MAY]])
    assert not small.surely_false(Stated("", 4100), who, [[MAY], [MAY - 1, MAY]])


def test_every_population_is_held_and_named_once(tables: Tables) -> None:
    found = populations(tables)
    assert len(found) > 50 and len({p.key for p in found}) == len(found)
    keys = {p.key for p in found}
    assert all(p.whole in keys for p in found if p.whole)


@pytest.mark.parametrize("right", [True, False])
def test_claims_of_every_form_are_whole_sentences(tables: Tables, right: bool) -> None:
    claims = list(generate_forms(tables, right, 500, 7))
    kinds = Counter(str(claim["kind"]).split()[0].split("/")[0] for claim in claims)
    wanted = "figure_month figure_year figure_range mean_day mean_month share compare percent difference streak_mark"
    wanted += " two_part two_change context_figure context_change"
    assert set(wanted.split()) <= set(kinds), set(wanted.split()) - set(kinds)
    assert any(kind.startswith("rank") for kind in kinds)
    for claim in claims:
        text = str(claim["text"])
        assert not re.search(r"[{}]|  | ,|\bNone\b|\bno in\b", text), text
        assert text[0] == text[0].upper() and text.endswith("."), text
        assert bool(claim.get("context")) is str(claim["kind"]).startswith("context"), claim


def test_the_same_seed_gives_the_same_claims(tables: Tables) -> None:
    assert list(generate_forms(tables, True, 40, 5)) == list(generate_forms(tables, True, 40, 5))
    assert list(generate_forms(tables, True, 40, 5)) != list(generate_forms(tables, True, 40, 6))


def test_right_comparisons_hold_in_the_files(tables: Tables) -> None:
    by_subject = {p.key: p for p in populations(tables)}
    checked = 0
    for claim in generate_forms(tables, True, 500, 7):
        if str(claim["kind"]).startswith("compare"):
            first, a, second, b = re.fullmatch(r"(\S+) (\[.*?\]) (\S+) (\[.*?\])", str(claim["why"])).groups()  # type: ignore[union-attr]
            assert {first, second} <= by_subject.keys()
            assert min(map(int, re.findall(r"\d+", a))) > max(map(int, re.findall(r"\d+", b)))
            checked += 1
    assert checked > 10
