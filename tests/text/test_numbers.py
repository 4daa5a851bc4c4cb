"""Amounts are read as written, with the place of their last written digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.value import Amount
from factcheck.text.numbers import NumberMention, amount_from_digits, find_numbers
from factcheck.text.tokens import tokenize

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = " ".join(["_", "_", "twenty thirty forty fifty sixty seventy eighty ninety"]).split()


def spelt(number: int) -> str:
    """`number` in English words, as a newsroom would write it out."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {spelt(number % size)}" if number % size else ""
            return f"{spelt(number // size)} {name}{rest}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def numbers(text: str) -> list[NumberMention]:
    return find_numbers(tokenize(text), set())


def only(text: str) -> Amount:
    (mention,) = numbers(text)
    assert mention.role == "amount"
    return mention.amount


def last_place(number: int) -> int:
    """The value of the last digit that is not zero."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place


@given(st.integers(1, 10**10))
def test_digits_with_commas_come_back(number: int) -> None:
    amount = only(f"some {number:,} drops")
    assert amount.value == number
    assert amount.place == last_place(number)
    assert amount.digits == len(str(number // last_place(number)))


@given(st.integers(1, 10**7).filter(lambda n: not 1900 <= n <= 2099))
def test_commas_change_nothing(number: int) -> None:
    assert only(f"{number} drops") == only(f"{number:,} drops")


@given(st.integers(1, 9999), st.sampled_from(["K", "k", " thousand", "-thousand"]))
def test_thousands(number: int, scale: str) -> None:
    amount = only(f"saw {number}{scale} drops")
    assert amount.value == number * 1000
    assert amount.place == last_place(number) * 1000


SCALES = [(" million", 10**6), (" billion", 10**9), ("K", 1000)]


@given(st.integers(1, 9999), st.integers(1, 3), st.sampled_from(SCALES))
def test_decimals_of_a_scale_keep_every_written_place(number: int, places: int, scale: tuple[str, int]) -> None:
    word, size = scale
    written = f"{Decimal(number).scaleb(-places):f}"
    amount = only(f"saw {written}{word} drops")
    assert amount.value == Decimal(number).scaleb(-places) * size
    assert amount.place == Decimal(size).scaleb(-places)


@given(st.integers(2, 999_999_999))
def test_words_come_back(number: int) -> None:
    amount = only(f"there were {spelt(number)} drops")
    assert amount.value == number and amount.place == last_place(number)


@given(st.integers(0, 1000), st.sampled_from(["%", " percent", " per cent", " pct", "-percent"]))
def test_percentages(number: int, sign: str) -> None:
    amount = only(f"up {number}{sign} on the week")
    assert (amount.value, amount.unit) == (number, "percent")


@given(st.text())
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    end, tokens = 0, tokenize(text)
    for mention in find_numbers(tokens, set()):
        assert end <= mention.first < mention.last <= len(tokens)
        end = mention.last


NUMBER_WORDS = "one a half quarter million hundred 3 in 10 of and third thirds two % - 7,000 K . ten".split()


@given(st.lists(st.sampled_from(NUMBER_WORDS)))
def test_number_words_in_any_order_are_read_without_fault(words: list[str]) -> None:
    for mention in numbers(" ".join(words)):
        amount = mention.amount
        assert amount.place > 0 and amount.digits >= 1 and amount.value >= 0


@pytest.mark.parametrize(
    ("text", "value", "place", "digits", "unit"),
    [
        ("191,000 drops", 191_000, 1000, 3, "count"),
        ("191,006 drops", 191_006, 1, 6, "count"),
        ("191K drops", 191_000, 1000, 3, "count"),
        ("0.25 million drops", 250_000, 10_000, 2, "count"),
        ("1.90 million drops", 1_900_000, 10_000, 3, "count"),
        ("2 million drops", 2_000_000, 1_000_000, 1, "count"),
        ("two million drops", 2_000_000, 1_000_000, 1, "count"),
        ("a quarter million drops", 250_000, 10_000, 2, "count"),
        ("a quarter of a million drops", 250_000, 10_000, 2, "count"),
        ("half a million drops", 500_000, 100_000, 1, "count"),
        ("three quarters of a million drops", 750_000, 10_000, 2, "count"),
        ("a hundred drops", 100, 100, 1, "count"),
        ("14 percent", 14, 1, 2, "percent"),
        ("2.5 percentage points", Decimal("2.5"), Decimal("0.1"), 2, "points"),
        ("3 times", 3, 1, 1, "times"),
        ("one in five", 20, 5, 1, "share"),
        ("six in ten", 60, 10, 1, "share"),
        ("one of every four", 25, 5, 1, "share"),
        ("two-thirds of drops", Decimal("66.67"), 5, 1, "share"),
        ("a third of drops", Decimal("33.33"), 5, 1, "share"),
        ("half of drops", 50, 5, 1, "share"),
    ],
)
def test_newsroom_forms(text: str, value: Decimal | int, place: Decimal | int, digits: int, unit: str) -> None:
    assert only(text) == Amount(Decimal(value), Decimal(place), digits, unit)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("$4,000", "money"),
        ("4,000 dollars", "money"),
        ("Section 12", "label"),
        ("COVID-19", "label"),
        ("the F12 beacon", "label"),
        ("30 miles", "measure"),
        ("12 hours", "measure"),
    ],
)
def test_numbers_that_are_no_counts(text: str, role: str) -> None:
    assert [m.role for m in numbers(text)] == [role]


@pytest.mark.parametrize("text", ["the 23rd time", "no one came", "a drop", "the second gauge", ""])
def test_no_number(text: str) -> None:
    assert numbers(text) == []


def test_dates_that_are_taken_are_left_alone() -> None:
    tokens = tokenize("in 2021 there were 12 storms")
    assert [m.amount.value for m in find_numbers(tokens, {1})] == [12]


@given(st.integers(1, 10**6), st.integers(0, 6))
def test_trailing_zeros_of_a_whole_number_count_as_unwritten(number: int, zeros: int) -> None:
    amount = amount_from_digits(str(number * 10**zeros))
    assert amount.place == last_place(number) * 10**zeros
