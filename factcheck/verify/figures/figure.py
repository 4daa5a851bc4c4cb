"""Compares a written figure with one series: one reading, one outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from factcheck.model.claim import Figure
from factcheck.model.finding import Calculation, Caveat, Evidence
from factcheck.model.proof import Bounds, Proof
from factcheck.model.record import record, replace
from factcheck.model.source import Series
from factcheck.model.value import Amount, Number, Period, month_name, month_of
from factcheck.verify.amounts import (
    FAILS,
    FITS,
    UNCLEAR,
    Outcome,
    Scale,
    bounds_of,
    compare,
    number,
    rounds_to,
    within,
)
from factcheck.verify.figures import proofs
from factcheck.verify.figures.every import every_one
from factcheck.verify.figures.how_often import in_so_many
from factcheck.verify.figures.lookup import period_of
from factcheck.verify.figures.rounding import steps, unturned
from factcheck.verify.figures.values import Answer, answers, monthly

NO_DATA = "no-data"
T = TypeVar("T")
BoundsAt = Callable[[int, Scale], Bounds]


@record
class Comparison:
    """One reading compared: the result, what was compared, and the slot that failed."""

    result: str
    official: Decimal | None = None
    evidence: tuple[Evidence, ...] = ()
    calculation: Calculation | None = None
    caveats: tuple[Caveat, ...] = ()
    failed_slot: str | None = None
    detail: str = ""
    says: str = ""  # the official figure in words
    proof: Proof | None = None


def not_covered(series: Series, what: str) -> Comparison:
    first, last = series.first_month, series.last_month
    reach = f"{month_name(first)} to {month_name(last)}"
    if not series.by_month:
        how = "by quarter" if series.least_span == 3 else "yearly"
        return Comparison(NO_DATA, detail=f"the figures held are {how}, {reach}, and do not cover {what}")
    gaps = ", with gaps," if len(monthly(series, None)) <= last - first else ""
    return Comparison(NO_DATA, detail=f"the figures held run{gaps} from {reach} and do not cover {what}")


# ---- an amount in a period ----------------------------------------------------------------------


def compare_figure(claim: Figure, series: Series, period: Period, as_of: date | None, shown: bool = True) -> Comparison:
    """A written amount against the sum of the series over `period`.

    Where it is not `shown`, neither evidence nor calculation is worked out.
    """
    if claim.amount.unit != "count":
        return Comparison(UNCLEAR, detail="a share needs a whole to be a share of")
    if claim.each and period.months > (11 if claim.yearly else 1):
        return every_one(claim, period, lambda one, month: compare_figure(one, series, month, as_of))
    if claim.often:
        whole = compare_figure(replace(claim, often=0), series, period, as_of)
        return whole if whole.result == NO_DATA else in_so_many(claim, series, period, as_of, whole)
    if claim.earlier:
        earlier = period_of(claim.amount, claim.hedge, series, period, as_of)
        if earlier is None:
            return Comparison(UNCLEAR, detail=f"nothing says of which time before {period.label} it is")
        period = earlier
    found = answers(series, period, as_of)
    if not found:
        return not_covered(series, period.label)
    if claim.mean and not series.mean:  # of what is averaged anyway, "the average" is the figure itself
        return _mean(claim, series, period, found[0])
    bounds = _bounds_at(claim, series)
    answer, outcome = _nearest(claim, series, found, bounds)
    main = found[0]
    doubt = _doubt(claim, series, period, main, as_of) if outcome.result == FAILS else ""
    if doubt:
        outcome = Outcome(UNCLEAR, detail=doubt)
    if not shown:
        return Comparison(outcome.result, Decimal(main.value), caveats=outcome.caveats, detail=outcome.detail)
    unit = f" {series.unit}" if series.unit else ""
    says = f"{main.value:,}{unit} in {period.label}"
    if answer is not main and outcome.result == FITS:
        says += f" ({answer.value:,} in {answer.label})"
    return Comparison(
        outcome.result,
        Decimal(main.value),
        _evidence(main, answer),
        main.calculation(period.label),
        outcome.caveats,
        "amount" if outcome.result == FAILS else None,
        outcome.detail,
        says,
        None if doubt else proofs.sums(claim, series, [answer] if outcome.result == FITS else found, bounds),
    )


def _doubt(claim: Figure, series: Series, period: Period, main: Answer, as_of: date | None) -> str:
    """Why a figure that fits nothing may have been right when it was written."""
    said, official = claim.amount.value, Decimal(main.value)
    if as_of is not None and official < said <= official + _begun(claim, series, period, as_of):
        return f"it may count days of {month_name(period.last + 1)}, which had not ended"
    if claim.already and said < official:
        return f"by {month_name(period.last)} there were more: it may be of an earlier day"
    revised = official * Decimal(str(series.revised_percent)) / 100
    if claim.hedge.name == "exact" and abs(said - official) <= revised:
        return f"this part was revised by up to {series.revised_percent:g} % afterwards, and {official:,} is held now"
    return ""


def _begun(claim: Figure, series: Series, period: Period, as_of: date) -> Decimal:
    """How many the days of the as-of date's own month may add to a figure "so far this year", which is cut at the last
    whole month only because no table holds days; nothing where the words say up to which month."""
    cut = [p for p in claim.when.periods if p.first == period.first]
    if period.last + 1 != month_of(as_of) or len(cut) < 2 or period.last != max(p.last for p in cut):
        return Decimal(0)
    found = answers(series, _month(period.last + 1), None) or answers(series, _month(period.last), as_of)
    rate = Decimal(found[0].value) / _DAYS if found else Decimal(0)
    return rate * min(as_of.day, _DAYS) * _UNEVEN


def _month(index: int) -> Period:
    return Period(index, index, "month", month_name(index))


_DAYS = 30
_UNEVEN = Decimal("1.25")  # a month may begin with more than it ends with


def _bounds_at(claim: Figure, series: Series) -> BoundsAt:
    """What the written amount allows, for a rounding and a scale; most answers have the same."""
    known: dict[tuple[int, Scale], Bounds] = {}

    def at(slack: int, scale: Scale) -> Bounds:
        found = known.get((slack, scale))
        if found is None:
            found = bounds_of(claim.amount, claim.hedge, series.restated_percent, claim.upper, slack, scale)
            known[slack, scale] = found
        return found

    return at


def _nearest(claim: Figure, series: Series, found: Sequence[Answer], bounds: BoundsAt) -> tuple[Answer, Outcome]:
    """The release that bears the figure out best: without caveats, with them, not settled, else the newest."""
    tried: list[tuple[Answer, Outcome]] = []
    for answer in found:
        slack, scale, value = answer.slack, proofs.scale_of(series, answer), Decimal(answer.value)
        outcome = within(bounds(slack, scale), claim.amount, claim.hedge, value, claim.upper, slack, scale)
        if outcome.result == FITS and not outcome.caveats:
            return answer, outcome
        tried.append((answer, outcome))
    typo = swapped_digits(claim.amount, [a.value for a in found])
    if typo is not None:
        tried = [
            (a, Outcome(UNCLEAR, detail=f"two digits may be swapped: {typo:,}") if o.result == FITS else o)
            for a, o in tried
        ]
    return preferred(tried, lambda one: one[1].result)


def _mean(claim: Figure, series: Series, period: Period, answer: Answer) -> Comparison:
    """A written average per year, month or day against the sum divided by their number."""
    years = claim.mean == "year" and period.months % 12 == 0
    if (claim.mean not in ("month", "day") and not years) or claim.upper is not None:
        return Comparison(UNCLEAR, detail="it is not clear what the average is over")
    count = period.months // 12 if years else period.months
    if claim.mean == "day":
        count = (_first_day(period.last + 1) - _first_day(period.first)).days
    value = Decimal(answer.value) / count
    rounded = value.quantize(Decimal(1) if value >= 100 else Decimal("0.1"), ROUND_HALF_UP)
    outcome = compare(claim.amount, claim.hedge, rounded, series.restated_percent)
    reach = Decimal(answer.slack) / count
    outcome = unturned(
        outcome,
        (
            compare(claim.amount, claim.hedge, rounded + reach * k, series.restated_percent)
            for k in steps(answer.slack, outcome.result)
        ),
    )
    calculation = Calculation(f"sum / {count} {claim.mean}s", (*answer.cells[:36],), number(rounded))
    return Comparison(
        outcome.result,
        rounded,
        answer.evidence,
        calculation,
        outcome.caveats,
        "amount" if outcome.result == FAILS else None,
        outcome.detail,
        f"{number(rounded)} a {claim.mean} on average in {period.label}",
        proofs.mean(claim, series, answer, rounded, count),
    )


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _evidence(main: Answer, answer: Answer) -> tuple[Evidence, ...]:
    return main.evidence if answer is main else main.evidence + answer.evidence


def preferred(found: Iterable[T], result: Callable[[T], str]) -> T:
    """The first that fits, else the first left open, else the first. Nothing beyond one that fits is worked out."""
    seen: list[T] = []
    for one in found:
        if result(one) == FITS:
            return one
        seen.append(one)
    return next((one for one in seen if result(one) == UNCLEAR), seen[0])


# ---- near misses --------------------------------------------------------------------------------


LEAST_DIGITS = 3  # that single out one figure among its neighbours


def fits_exactly(amount: Amount, official: Decimal) -> bool:
    """Whether a neighbouring value is what the writer may have had in hand."""
    return amount.digits >= LEAST_DIGITS and rounds_to(amount, official)


def swapped_digits(amount: Amount, values: Sequence[Number]) -> Number | None:
    """An official value of the right period that differs only by two neighbouring digits swapped."""
    if not amount.is_exact or amount.value > 10**15:
        return None
    written = str(int(amount.value))
    for value in values:
        official = str(value)
        if len(official) != len(written) or official == written:
            continue
        different = [i for i, (x, y) in enumerate(zip(written, official, strict=True)) if x != y]
        if len(different) == 2 and different[1] == different[0] + 1:
            i, j = different
            if written[i] == official[j] and written[j] == official[i]:
                return value
    return None
