"""Generated claims, against figures that can be added up by hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import pytest

from scripts.claim_records import Standing
from scripts.claim_truth import (
    PATROL,
    Figures,
    Stated,
    Subject,
    calendar,
    could_hold,
    fiscal,
    index,
    is_near,
    name,
    run_to,
)
from scripts.claim_words import When, cut, digits, month_words, right_amount, spelled, wrong_amount
from scripts.claim_writer import Who, Writer
from scripts.generate_claims import generate

SCRIPT = Path(__file__).parents[2] / "scripts" / "generate_claims.py"
MAY = index("2021-05")
TINY = {
    "southwest.csv": """\
release,month,component,title,demographic,citizenship,value
2021-09,2021-04,usbp,title8,family,mexico,1000
2021-09,2021-05,usbp,title8,family,mexico,3000
2021-09,2021-05,usbp,title42,single_adults,other,4000
2021-09,2021-05,ofo,title8,single_adults,mexico,500
2022-09,2021-05,usbp,title8,family,mexico,3100
2022-09,2021-05,usbp,title42,single_adults,other,4000
2022-09,2021-05,ofo,title8,single_adults,mexico,500
2022-09,2021-06,ofo,title8,single_adults,mexico,700
2022-09,2021-07,usbp,title8,family,mexico,20
""",
    "patrol_history.csv": "release,month,value\n2020-01,2021-02,6000\n2020-01,2021-03,5000\n",
    "first_published.csv": """\
month,region,component,title,demographic,value,published,quoted_from
2021-05,southwest,usbp,all,all,6950,2021-06-09,a made-up release
2021-05,nationwide,usbp,all,all,9999,2021-06-09,a made-up release
""",
}


@pytest.fixture
def tiny(tmp_path: Path) -> Figures:
    for file, text in TINY.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    return Figures(tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifteen made-up years, enough to make claims of every kind."""
    rng = Random(1)
    rows = ["release,month,component,title,demographic,citizenship,value"]
    for month in range(index("2018-10"), index("2025-09")):
        parts = product(("usbp", "ofo"), ("title8", "title42"), ("single_adults", "family", "unaccompanied"))
        for part in parts:
            value = rng.randint(3000, 60000) // (4 if part[0] == "ofo" else 1)
            rows.append(f"2025-09,{month // 12}-{month % 12 + 1:02},{','.join(part)},mexico,{value}")
    history = ["release,month,value"]
    for month in range(index("2010-10"), index("2018-10")):
        history.append(f"2018-11,{month // 12}-{month % 12 + 1:02},{rng.randint(20000, 150000)}")
    path = tmp_path_factory.mktemp("figures")
    (path / "southwest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (path / "patrol_history.csv").write_text("\n".join(history) + "\n", encoding="utf-8")
    (path / "first_published.csv").write_text(TINY["first_published.csv"], encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def figures(folder: Path) -> Figures:
    return Figures(folder)


# ---- truth ------------------------------------------------------------------------------------


def test_the_newest_release_of_a_month_counts(tiny: Figures) -> None:
    assert tiny.value(PATROL, [MAY]) == 3100 + 4000
    assert tiny.value(Subject(), [MAY]) == 3100 + 4000 + 500
    assert tiny.value(Subject("ofo"), [MAY]) == 500
    assert tiny.value(Subject("all", "title42"), [MAY]) == 4000
    assert tiny.value(Subject("usbp", "all", "family"), [MAY]) == 3100


def test_the_history_is_joined_on_and_months_add_up(tiny: Figures) -> None:
    assert tiny.value(PATROL, range(MAY - 3, MAY + 1)) == 6000 + 5000 + 1000 + 7100


def test_a_covered_month_without_rows_is_zero_and_an_uncovered_one_is_not_held(
    tiny: Figures,
) -> None:
    assert tiny.value(PATROL, [MAY + 1]) == 0
    assert tiny.value(PATROL, [MAY + 3]) is None
    assert tiny.value(Subject("ofo"), [MAY - 3]) is None
    assert tiny.value(Subject("usbp", "all", "unaccompanied"), [MAY]) is None


def test_versions_are_all_releases_and_the_first_published_figure_of_the_border(
    tiny: Figures,
) -> None:
    assert tiny.versions(PATROL, [MAY]) == [6950, 7000, 7100]
    assert tiny.versions(PATROL, [MAY - 1, MAY]) == [8000, 8100]


def test_years() -> None:
    assert [name(month) for month in (fiscal(2023)[0], fiscal(2023)[-1])] == [
        "October 2022",
        "September 2023",
    ]
    assert name(calendar(2023)[0]) == "January 2023"


def test_a_run_ends_where_the_direction_changes() -> None:
    figures = {1: 5, 2: 9, 3: 8, 4: 7, 5: 7, 6: 8}
    assert [run_to(figures, month) for month in (1, 2, 3, 4, 5, 6)] == [0, 1, -1, -2, 0, 1]


@pytest.mark.parametrize(
    ("stated", "holds"),
    [
        (Stated("", 191_000), True),
        (Stated("", 199_000), False),
        (Stated("", 191_000, "more"), True),
        (Stated("", 250_000, "more"), False),
        (Stated("", 100_000, "more"), True),
        (Stated("", 250_000, "less"), True),
        (Stated("", 150_000, "less"), False),
        (Stated("", 205_000, "about"), True),
        (Stated("", 215_000, "nearly"), False),
        (Stated("", 200_000, "between", 210_000), False),
        (Stated("", 190_000, "between", 200_000), True),
    ],
)
def test_what_could_be_defended_of_191106(stated: Stated, holds: bool) -> None:
    assert could_hold(stated, 191_106) is holds


def test_near_is_the_number_whatever_its_hedge() -> None:
    assert is_near(Stated("", 195_000, "more"), 191_106)
    assert not is_near(Stated("", 100_000, "more"), 191_106)


# ---- words ------------------------------------------------------------------------------------


def test_numbers_in_words() -> None:
    assert spelled(191_106) == "one hundred ninety-one thousand one hundred six"
    assert spelled(40) == "forty"
    assert {digits(Random(n), 250_000) for n in range(60)} >= {
        "a quarter million",
        "250K",
        "250,000",
    }
    assert {digits(Random(n), 2_210_000) for n in range(60)} >= {"2.21 million", "2,210,000"}


def test_cutting_to_significant_digits() -> None:
    assert [cut(191_506, 3, up) for up in (-1, 0, 1)] == [191_000, 192_000, 192_000]
    assert cut(85, 3, 1) == 85


@pytest.mark.parametrize("official", [1_003, 8_353, 191_106, 249_740, 2_206_436])
def test_amounts_are_as_right_and_as_wrong_as_they_say(official: int) -> None:
    for seed in range(400):
        right = right_amount(Random(seed), official)
        wrong = wrong_amount(Random(seed), official)
        if right is not None:
            assert could_hold(right, official), right
            assert {
                "more": right.value < official,
                "less": right.value > official,
                "nearly": official < right.value <= official * 1.021,
                "between": right.value <= official <= right.upper,
            }.get(right.hedge, abs(right.value / official - 1) <= 0.0151), right
        if wrong is not None and wrong.hedge in ("more", "less"):
            # Rounding may bring the number back towards the truth; such claims are thrown away.
            assert (wrong.value > official * 0.99) is (wrong.hedge == "more"), wrong


def test_a_bare_month_is_settled_by_the_as_of_date() -> None:
    for seed in range(300):
        when = month_words(Random(seed), MAY)
        if when.noun == "May":
            assert when.as_of is not None and date(2021, 6, 1) < when.as_of < date(2022, 5, 1)
        if when.noun == "last month":
            assert when.as_of is not None and (when.as_of.year, when.as_of.month) == (2021, 6)


# ---- false under every reading ----------------------------------------------------------------


def when_may(*others: tuple[int, ...]) -> When:
    return When("month", (MAY,), "in May 2021", "May 2021", date(2021, 7, 1), others)


@pytest.mark.parametrize(
    ("amount", "voice", "wrong"),
    [
        (8_600, "usbp", True),
        (7_100, "usbp", False),
        (6_900, "usbp", False),  # near what was first published
        (7_600, "usbp", False),  # the other agency's figure comes too near
        (7_600, "bare_usbp", False),
        (5_000, "bare_usbp", True),
    ],
)
def test_wrong_means_wrong_for_every_agency_and_release(tiny: Figures, amount: int, voice: str, wrong: bool) -> None:
    writer = Writer(Random(1), tiny)
    assert writer.surely_false(Stated("", amount), Who(voice), when_may()) is wrong


def test_another_agencys_figure_is_wrong_where_one_is_named(tiny: Figures) -> None:
    writer = Writer(Random(1), tiny)
    stated = Stated("", 7_600)
    assert writer.surely_false(stated, Who("usbp"), when_may(), elsewhere=False)
    assert not writer.surely_false(stated, Who("bare_usbp"), when_may(), elsewhere=False)


def test_a_bare_year_is_wrong_only_when_both_years_are(tiny: Figures) -> None:
    writer = Writer(Random(1), tiny)
    stated = Stated("", 8_100)
    assert writer.surely_false(stated, Who("usbp"), when_may())
    assert not writer.surely_false(stated, Who("usbp"), when_may((MAY - 1, MAY)))


def test_a_bare_bound_must_fail_for_both_agencies(tiny: Figures) -> None:
    writer = Writer(Random(1), tiny)
    stated = Stated("", 6_000, "more")
    assert not writer.surely_false(stated, Who("bare_all"), when_may())
    assert writer.surely_false(Stated("", 9_000, "more"), Who("bare_all"), when_may())


def test_standing_compares_with_every_earlier_month(tiny: Figures) -> None:
    standing = Standing(Writer(Random(1), tiny), Who("usbp"), when_may())
    assert standing.rows == [(7100, [1000, 5000, 6000])]
    assert standing.rank(highest=True) == [1]
    assert standing.rank(highest=False) == [4]
    assert standing.clearly_beaten(highest=False)
    assert not standing.clearly_beaten(highest=True)


# ---- the run ----------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_claims(figures: Figures) -> None:
    first, again = (list(generate(figures, False, 150, seed=5)) for _ in range(2))
    other = list(generate(figures, False, 150, seed=6))
    assert first == again
    assert first != other
    assert len({claim["text"] for claim in first}) == 150


@pytest.mark.parametrize("right", [True, False])
def test_claims_of_all_kinds_are_whole_sentences(figures: Figures, right: bool) -> None:
    claims = list(generate(figures, right, 600))
    kinds = Counter(str(claim["kind"]).split("/")[0] for claim in claims)
    wanted = "figure_month figure_year figure_range demographic title change_percent change_amounts"
    assert set(wanted.split()) | {"trend", "list", "negation", "record_since"} <= set(kinds)
    for claim in claims:
        text = str(claim["text"])
        assert not re.search(r"[{}]|  | ,|\bNone\b|\ba 8", text), text
        assert text[0] == text[0].upper() and text.endswith("."), text
        assert right or "border" in text, text
        assert claim["as_of"] is not None or re.search(r"\b(19|20)\d\d\b", text), text


def test_a_wrong_month_figure_differs_from_the_official_one(figures: Figures) -> None:
    checked = 0
    for claim in generate(figures, False, 600):
        number = re.search(r"(?<![\d,])(\d{1,3}(?:,\d{3})+)", str(claim["text"]))
        if claim["kind"] not in ("figure_month/amount", "figure_month/month") or not number:
            continue
        official = int(str(claim["why"]).rsplit(": ", 1)[1].replace(",", ""))
        assert abs(int(number[1].replace(",", "")) / official - 1) > 0.04, claim
        checked += 1
    assert checked > 30


def test_exact_right_figures_are_the_official_ones(figures: Figures) -> None:
    exact = [
        (str(claim["why"]).rsplit(": ", 1)[1], str(claim["text"]))
        for claim in generate(figures, True, 600)
        if claim["kind"] == "figure_month"
    ]
    assert sum(official in text for official, text in exact) > len(exact) / 4


def test_the_command_writes_json_lines_and_says_what_is_missing(folder: Path, tmp_path: Path) -> None:
    def run(path: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(SCRIPT), "--count", "5", "--figures", str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    done = run(folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [f"{side}{n:05}" for side in "RW" for n in range(1, 6)]
    assert {row["expect"] for row in rows} == {"supported", "conflicting"}
    broken = run(tmp_path)
    assert broken.returncode == 2
    assert broken.stderr.startswith("generate_claims: ") and broken.stderr.count("\n") == 1
