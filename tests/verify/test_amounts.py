"""Written amounts against official values: rounding, hedges, percentages."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.model.hedge import BETWEEN, EXACT, HEDGES, Hedge
from factcheck.model.value import Amount
from factcheck.text.numbers import amount_from_digits
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR, compare, compare_points, number, off, percent, rounds_to

HEDGE = {h.name: h for h in HEDGES}
RESULTS = {FITS, FAILS, UNCLEAR}
officials = st.integers(100, 10**7)
hedges = st.sampled_from([EXACT, *HEDGES])
roundings = st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])


def written(value: int | Decimal) -> Amount:
    return amount_from_digits(f"{value:,}")


def near(official: int) -> st.SearchStrategy[int]:
    """Written values from a third to three times the official one."""
    return st.integers(max(1, official // 3), official * 3)


def result(value: int, hedge: Hedge, official: int, restated: float = 0.0) -> str:
    return compare(written(value), hedge, Decimal(official), restated).result


def rounded(official: int, digits: int, how: str) -> Decimal:
    place = Decimal(10) ** max(len(str(official)) - digits, 0)
    return (official / place).quantize(Decimal(1), how) * place


# ---- unhedged figures -----------------------------------------------------------------------------


@given(officials, st.integers(2, 7), roundings)
def test_a_figure_inside_its_own_rounding_never_fails(official: int, digits: int, how: str) -> None:
    value = rounded(official, digits, how)
    outcome = compare(written(int(value)), EXACT, Decimal(official), 0.0)
    assert rounds_to(written(int(value)), Decimal(official))
    if abs(value - official) <= official * Decimal("0.03"):
        assert outcome.result == FITS and not outcome.caveats
    else:
        assert outcome.result in (UNCLEAR, FAILS) and digits == 2


@given(officials, st.data())
def test_rounding_never_excuses_more_than_three_percent(official: int, data: st.DataObject) -> None:
    value = data.draw(near(official))
    if result(value, EXACT, official) == FITS:
        assert abs(value - official) <= official * 0.03


@given(st.integers(1000, 10**7), st.data(), st.sampled_from([0.0, 0.5, 1.0]))
def test_exact_digits_mean_exact_digits(official: int, data: st.DataObject, restated: float) -> None:
    value = data.draw(near(official).filter(lambda v: v % 10 and v >= 1000 and v != official))
    outcome = compare(written(value), EXACT, Decimal(official), restated)
    apart = Decimal(abs(value - official)) / official
    if abs(value - official) / official <= restated / 100:
        assert (outcome.result, [c.rule for c in outcome.caveats]) == (FITS, ["restated"])
    elif apart <= Decimal(str(restated)) * Decimal("1.1") / 100:  # a tenth beyond it is left open
        assert outcome.result == UNCLEAR
    else:
        assert outcome.result == FAILS


@given(officials, st.data(), hedges, st.sampled_from([0.0, 1.0]))
def test_ten_times_both_changes_nothing(official: int, data: st.DataObject, hedge: Hedge, restated: float) -> None:
    value = data.draw(near(official))
    assume(value != official)  # at equality it matters whether the writer had the very figure
    amount = written(value)
    tenfold = Amount(amount.value * 10, amount.place * 10, amount.digits)
    assert (
        compare(amount, hedge, Decimal(official), restated).result
        == compare(tenfold, hedge, Decimal(official) * 10, restated).result
    )


# ---- hedges ---------------------------------------------------------------------------------------


def wider(hedge: Hedge, by: float) -> Hedge:
    return replace(
        hedge, low=hedge.low - by, high=hedge.high + by, fail_low=hedge.fail_low - by,
        fail_high=hedge.fail_high + by, strict_low=False, strict_high=False, rounds=True,
    )  # fmt: skip


@given(officials, st.data(), st.sampled_from(HEDGES), st.floats(0, 0.5))
def test_a_wider_hedge_never_turns_fits_into_fails(official: int, data: st.DataObject, hedge: Hedge, by: float) -> None:
    assume(hedge.name != "exactly")
    value = data.draw(near(official))
    order = {FITS: 2, UNCLEAR: 1, FAILS: 0}
    assert order[result(value, wider(hedge, by), official)] >= order[result(value, hedge, official)]


@given(officials, st.data(), hedges)
def test_the_figure_itself_satisfies_every_hedge_that_holds_it(
    official: int, data: st.DataObject, hedge: Hedge
) -> None:
    assume(hedge.name not in ("well over", "well under"))
    assert result(official, hedge, official) != FAILS


@given(officials, st.data())
def test_more_than_and_fewer_than_never_both_hold_or_both_fail(official: int, data: st.DataObject) -> None:
    value = data.draw(near(official))
    assume(value != official)
    pair = [result(value, HEDGE[name], official) for name in ("more than", "fewer than")]
    assert pair not in ([FITS, FITS], [FAILS, FAILS])


@given(officials, st.data(), hedges)
def test_a_comparison_is_one_of_three_and_never_changes(official: int, data: st.DataObject, hedge: Hedge) -> None:
    value = data.draw(near(official))
    first = compare(written(value), hedge, Decimal(official), 1.0)
    assert first.result in RESULTS and first == compare(written(value), hedge, Decimal(official), 1.0)


@given(officials, st.data())
def test_a_range_may_be_written_either_way_round(official: int, data: st.DataObject) -> None:
    low, high = written(data.draw(near(official))), written(data.draw(near(official)))
    one, other = (compare(a, BETWEEN, Decimal(official), 0.0, b).result for a, b in ((low, high), (high, low)))
    assert one == other
    if min(low.value, high.value) <= official <= max(low.value, high.value):
        assert one == FITS


@pytest.mark.parametrize("hedge", [h for h in HEDGES if h.name != "exactly"], ids=lambda h: h.name)
def test_each_hedge_at_its_bounds(hedge: Hedge) -> None:
    """Just inside fits (a rounding hedge may reach further), well outside fails."""
    amount = Amount(Decimal(1_000_000), Decimal(1_000_000), 1)

    def at(ratio: float) -> str:
        return compare(amount, hedge, Decimal(int(ratio * 1_000_000)), 0.0).result

    assert at(hedge.low + 0.001) == at(hedge.high - 0.001) == FITS
    if hedge.fail_low > 0.01:
        assert at(hedge.fail_low - 0.01) == FAILS
    if hedge.fail_high < 100:
        assert at(hedge.fail_high + 0.01) == FAILS
    if hedge.plain_high < 100:
        outcome = compare(amount, hedge, Decimal(int((hedge.plain_high + 0.01) * 1_000_000)), 0.0)
        assert [c.rule for c in outcome.caveats] == ["understated"]


def test_no_two_hedges_share_a_word() -> None:
    words = [w for h in HEDGES for w in h.words]
    assert len(words) == len(set(words))


# ---- percentages ----------------------------------------------------------------------------------


def share(value: str, unit: str = "percent") -> Amount:
    return amount_from_digits(value, unit=unit)


@given(st.integers(1, 9999), roundings)
def test_a_rounded_percentage_fits(tenths: int, how: str) -> None:
    official = Decimal(tenths) / 10
    value = official.quantize(Decimal(1), how)
    assume(value > 0 and abs(value - official) <= max(Decimal(1), value * Decimal("0.03")))
    outcome = compare_points(share(str(value)), EXACT, official, 0.0)
    assert outcome.result == FITS


@given(st.integers(1, 100), st.integers(1, 1000), hedges, st.sampled_from([0.0, 1.0]))
def test_percentages_get_one_of_three_answers(value: int, official: int, hedge: Hedge, restated: float) -> None:
    outcome = compare_points(share(str(value)), hedge, Decimal(official) / 10, restated)
    assert outcome.result in RESULTS
    if outcome.caveats and outcome.caveats[0].rule == "restated":
        assert abs(value - Decimal(official) / 10) <= Decimal(str(restated))


@pytest.mark.parametrize(
    ("value", "official", "expected"),
    [("85", "85.2", FITS), ("85.2", "85.2", FITS), ("86", "85.2", FITS), ("88", "85.2", FAILS), ("4", "2.5", FAILS)],
)
def test_plain_percentages(value: str, official: str, expected: str) -> None:
    assert compare_points(share(value), EXACT, Decimal(official), 1.0).result == expected


@pytest.mark.parametrize(
    ("value", "rises", "official", "expected"),
    [
        ("39", False, "37.9", UNCLEAR),  # 38.5 as first published
        ("39", False, "37.4", FAILS),
        ("39", None, "37.9", FAILS),  # a share is no change
        ("99", True, "100.7", UNCLEAR),
        ("99", True, "101.2", FAILS),
        ("99", False, "97.4", FAILS),
    ],
)
def test_what_was_rounded_may_have_been_restated(value: str, rises: bool | None, official: str, expected: str) -> None:
    assert compare_points(share(value), EXACT, Decimal(official), 1.0, rises).result == expected


@pytest.mark.parametrize(("official", "expected"), [("33", FITS), ("36", FITS), ("38", UNCLEAR), ("45", FAILS)])
def test_a_fraction_in_words_is_as_loose_as_about(official: str, expected: str) -> None:
    third = Amount(Decimal("33.33"), Decimal(5), 1, "share")
    assert compare_points(third, EXACT, Decimal(official), 1.0).result == expected


# ---- zero and words -------------------------------------------------------------------------------


@pytest.mark.parametrize("hedge", [EXACT, *HEDGES], ids=lambda h: h.name)
def test_zero_is_compared_without_fault(hedge: Hedge) -> None:
    assert compare(written(0), hedge, Decimal(0), 1.0).result == FITS
    assert compare(written(0), hedge, Decimal(100), 1.0).result in RESULTS
    assert compare(written(100), hedge, Decimal(0), 1.0).result in RESULTS
    assert off(written(100), Decimal(0)) == 1


@pytest.mark.parametrize(("value", "words"), [("1234567", "1,234,567"), ("12.50", "12.5"), ("0", "0"), ("3.00", "3")])
def test_numbers_for_readers(value: str, words: str) -> None:
    assert number(Decimal(value)) == words


@pytest.mark.parametrize(("value", "words"), [("0.00034", "0.034 %"), ("0.25", "25.0 %")])
def test_distances_for_readers(value: str, words: str) -> None:
    assert percent(Decimal(value)) == words
