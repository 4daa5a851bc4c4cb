"""Leaves open what would be called wrong, and is right of somebody or some time that stands further back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from factcheck.model.claim import CONTEXT, Assertion, Blocked, Change, Choice, Figure, Quote, Rank, Share, Subject, When
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, AssertionFinding
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.model.value import Number, Period
from factcheck.verify.amounts import FITS
from factcheck.verify.bench import Bench
from factcheck.verify.figures.change import one_change
from factcheck.verify.figures.values import answers, shifted
from factcheck.verify.fold import in_line
from factcheck.verify.judge import is_telling, judge
from factcheck.verify.readings import left_open, placing_of

_NEAR = "unclear"
_APART = Decimal("1.1")  # two figures further apart than this are no two ways to round one
_SURE = 3  # digits by which a figure tells whom it counts
_FIGURE_BEFORE = re.compile(r"\d[^,;:(—]*$")
_PARTING = frozenset(",;:–—(")
_CLAUSES = frozenset("while when after because".split())
_BACK = frozenset("whom which who them those these".split())
_NEEDS = "who, where and when is meant, in the sentence itself"
Nominate = Callable[[Assertion], Sequence[Any] | Blocked]


def of_others(
    assertion: Assertion, text: str, nominate: Nominate, bench: Bench, found: AssertionFinding
) -> AssertionFinding:
    """The finding, unless it is a conflict and the sentence may go on about a part that the context names."""
    passed = assertion.subject.passed
    if found.status != CONFLICTING or not passed:
        return found
    for size in range(len(passed), 0, -1):
        for parts in combinations(passed, size):
            other = replace(assertion, subject=_narrowed(assertion.subject, parts))
            if isinstance(other, Share):  # "half of them": of those there
                own = {c.dimension for c in assertion.subject.choices}
                other = replace(other, whole=_narrowed(other.whole, [c for c in parts if c.dimension not in own]))
            read = judge(other, text, nominate(other), bench, explain=False)
            if read.status == SUPPORTED and is_telling(assertion):
                return read
            unheld = read.status == UNVERIFIED and size == len(passed) and not _placed(assertion, bench)
            if read.status == SUPPORTED or unheld:
                named = ", ".join(f"“{c.words}”" for c in parts)
                return _open(assertion, text, f"{named} in the sentences before may be meant here, too", bench)
    return found


def _narrowed(subject: Subject, parts: Iterable[Choice]) -> Subject:
    """`subject` with what earlier sentences named in the dimensions that it leaves open."""
    own = {c.dimension for c in subject.choices if not c.hint}
    choices = (*subject.choices, *(c for c in parts if c.dimension not in own))
    return replace(subject, choices=choices, passed=())


def of_all(
    assertion: Assertion, text: str, nominate: Nominate, bench: Bench, found: AssertionFinding
) -> AssertionFinding:
    """The finding, unless it is a conflict that holds, to the last digit, of what else the sentence names.

    "Of all 92,833 sold, half were A, and B another fifth": a clause away, a name may be of another figure. So may a
    time that no figure was found to be of.
    """
    bound = isinstance(assertion, Figure) and assertion.hedge is not EXACT
    if found.status != CONFLICTING or not (bound or _is_exact(assertion)):
        return found
    for period in assertion.idle if isinstance(assertion, Figure) else ():
        when = replace(assertion.when, periods=(period,), problem="", beside=())
        if _holds(replace(assertion, when=when), text, nominate, bench):
            return _open(assertion, text, f"the sentence names {period.label} too, and it holds of that", bench)
    if not _is_exact(assertion):
        return found
    apart = [c for c in assertion.subject.choices if c.span is not None and _parted(assertion, c, text)]
    placing = placing_of(assertion.subject.measure, bench)
    listed = [c for c in apart if c.span is not None and _listed_before(assertion, c.span, text)]
    for one in (c for c in apart if c.dimension not in placing or c in listed):
        choices = tuple(c for c in assertion.subject.choices if c is not one)
        subject = replace(assertion.subject, choices=choices, passed=())
        if _holds(replace(assertion, subject=subject), text, nominate, bench):
            return _open(assertion, text, f"“{one.words}” may not be meant here, and it is right of all", bench)
    return found


def _is_exact(assertion: Assertion) -> bool:
    """Whether what is said fits little by accident: a figure of some digits, a change by so much, a record."""
    if isinstance(assertion, Figure):
        return assertion.amount.digits >= _SURE
    return isinstance(assertion, Rank) or (isinstance(assertion, Change) and assertion.size is not None)


def _holds(assertion: Assertion, text: str, nominate: Nominate, bench: Bench, restated: bool = False) -> bool:
    """Whether what is said is right to the last digit, if only in a looser reading where the figure tells enough.

    With `restated` such a figure need only be right as figures are restated.
    """
    read = judge(assertion, text, nominate(assertion), bench, explain=False)
    loosely = {"loose-term", "restated"} if restated else {"loose-term"}
    return read.status == SUPPORTED and {c.rule for c in read.caveats} <= (loosely if is_telling(assertion) else set())


def _parted(assertion: Assertion, choice: Choice, text: str) -> bool:
    """Whether a mark between two clauses, or another figure before it, parts a name from what is said.

    A word that leads back to who was named joins them again.
    """
    assert choice.span is not None
    first, last = sorted((assertion.span, choice.span), key=lambda span: span.start)
    between = text[first.end : last.start]
    words = between.lower().split()
    beyond = choice.span is last and any(c.isdigit() for c in between)
    joined = "as" in words and choice.span is first  # "A led the rise as sales came to 9,000"
    joined = joined or (choice.span is first and _listed_before(assertion, choice.span, text))
    apart = beyond or joined or not (_PARTING.isdisjoint(between) and _CLAUSES.isdisjoint(words))
    return apart and _BACK.isdisjoint(words)


def _listed_before(assertion: Assertion, name: Span, text: str) -> bool:
    """Whether a name is of the figure before it in a list: "including 900 at the gate and 700 oaks"."""
    beside = text[name.end : assertion.span.start].strip() == "and"
    return beside and _FIGURE_BEFORE.search(text[: name.start]) is not None


def of_sentence(
    assertions: Sequence[Assertion], found: list[AssertionFinding], text: str, nominate: Nominate, bench: Bench
) -> list[AssertionFinding]:
    """The findings, with those left open that what stands beside them in the sentence bears out.

    A change that is wrong as it was read may be right by the figures beside it, and an exact figure may count the
    group that another part of the sentence names.
    """
    told = _told(assertions, found)
    likely = _told(assertions, found, ("ambiguous",))
    right = [a for a, f in zip(assertions, found, strict=True) if f.status == SUPPORTED and isinstance(a, Figure)]
    unsure = (a for a, f in zip(assertions, found, strict=True) if f.status == UNVERIFIED)
    untold = [a for a in unsure if isinstance(a, Figure) and is_telling(a)]
    named = {c.values: c for a in assertions for c in a.subject.choices if len(c.values) == 1 and not c.hint}
    elsewhen = [a for a, f in zip(assertions, found, strict=True) if f.reason == "ambiguous" and a.when.beside]
    out: list[AssertionFinding] = []
    for a, f in zip(assertions, found, strict=True):
        why = ""
        if f.status == CONFLICTING and isinstance(a, Change) and a.size is not None:
            why = _borne_out(a, told, nominate, bench) or _differ_so(a, likely, nominate, bench)
        if not why and f.status == CONFLICTING and isinstance(a, Figure) and any(_excludes(b, a) for b in right):
            why = "another figure of the sentence is right where this one was looked for"
        if not why and f.status == CONFLICTING and _beside_other_year(a, untold, text, nominate, bench):
            why = "a figure beside it is of another year than the one this was looked up in"
        if not why and f.status == CONFLICTING and any(_moves_along(a, b, text, nominate, bench) for b in elsewhen):
            why = "what it leans on may be of another year than the one this was looked up in"
        if not why and f.status == CONFLICTING and any(_dated_alike(a, b) for b in elsewhen):
            why = "a figure beside it may be of another year than the one this was looked up in"
        if not why and f.status == CONFLICTING and not isinstance(a, Rank) and _is_exact(a):
            why = _of_another(a, named.values(), text, nominate, bench)
            why = why or _of_its_rival(a, assertions, named.values(), text, nominate, bench)
        if not why and f.status == CONFLICTING and isinstance(a, Figure) and text[: a.span.start].endswith("("):
            why = _of_the_list(a, assertions, text, nominate, bench)
        out.append(_open(a, text, why, bench) if why else f)
    return out


def _of_their_time(
    assertions: Sequence[Assertion], found: Sequence[AssertionFinding], text: str, nominate: Nominate, bench: Bench
) -> Sequence[AssertionFinding]:
    """The findings, with what names no time looked up in the one that the exact figures beside it are right of.

    "A (9,105) and B (4,377) made up half": the context's nearest time may be another, and these figures tell.
    """
    unsure = [f.status == CONFLICTING or f.reason == "ambiguous" for f in found]
    out = list(found)
    for n, a in enumerate(assertions):
        dated = isinstance(a, Figure) or (isinstance(a, Change) and a.base is not None)  # it is from another time
        if not unsure[n] or dated or a.when.origin != CONTEXT or not a.when.beside:
            continue
        right = (b for b, f in zip(assertions, found, strict=True) if f.status == SUPPORTED and is_telling(b))
        alike = (b for b in right if b.when.origin == CONTEXT and b.when.periods == a.when.periods)
        times = {t for b in alike if (t := _time_of(b, text, nominate, bench)) is not None}
        if len(times) == 1:
            other = replace(a, when=replace(a.when, periods=(*times,), problem="", beside=()))
            again = judge(other, text, nominate(other), bench)
            out[n] = again if again.status == SUPPORTED else out[n]
    return out


def _time_of(said: Assertion, text: str, nominate: Nominate, bench: Bench) -> Period | None:
    """Which time beside the context's nearest a figure is right of, where it is not right of that one."""
    alone = replace(said, when=replace(said.when, beside=()))
    if judge(alone, text, nominate(alone), bench, explain=False).status == SUPPORTED:
        return None
    for period in said.when.beside:
        other = replace(said, when=replace(said.when, periods=(period,), beside=()))
        if judge(other, text, nominate(other), bench, explain=False).status == SUPPORTED:
            return period
    return None


def by_figures(
    assertions: Sequence[Assertion], found: Sequence[AssertionFinding], text: str, nominate: Nominate, bench: Bench
) -> Sequence[AssertionFinding]:
    """The findings held in line with each other, with the changes left open on which the figures beside them say more.

    One that is called wrong only since may be right by these figures; and of "9,100 in June, a rise from May's 9,200"
    one release may bear out the rise, where these figures turn it about. Findings within a quotation may be left out.
    """
    read = _left(assertions, found)
    settled = in_line(_of_their_time(read, found, text, nominate, bench))
    if not any([isinstance(a, Change) for a in read]):
        return settled
    told = _told(read, settled)
    out = list(settled)
    for n, (a, f) in enumerate(zip(read, settled, strict=True)):
        why = ""
        if isinstance(a, Change) and a.size is not None and f.status == CONFLICTING != found[n].status:
            why = _borne_out(a, told, nominate, bench)
        elif isinstance(a, Change) and a.size is None and f.status == SUPPORTED and _turned_about(a, told):
            why = "the figures beside it differ the other way"
        out[n] = _open(a, text, why, bench) if why else f
    return out


def _left(assertions: Sequence[Assertion], found: Sequence[AssertionFinding]) -> Sequence[Assertion]:
    """The assertions that findings are left of, in the same order."""
    if len(found) == len(assertions):
        return assertions
    rest = iter(assertions)
    return [next(a for a in rest if (a.span.start, a.span.end) == (f.start, f.end)) for f in found]


def _turned_about(change: Change, told: Sequence[Figure]) -> bool:
    """Whether an exact figure of the same group and time lies on the other side of the written one it changed from."""
    base = change.base_amount
    sums = {b.when.periods for b in told if not b.mean}
    return base is not None and any(
        (b.amount.value - base.value) * change.direction < 0
        for b in told
        if not (b.mean and b.when.periods in sums)  # "A, or B a day, up from C": C is compared with A
        if b.hedge is EXACT and b.when.periods == change.when.periods and b.subject.choices == change.subject.choices
    )


def _told(
    assertions: Sequence[Assertion], found: Sequence[AssertionFinding], reasons: Sequence[str] = ()
) -> Sequence[Figure]:
    """The figures that the sources bear out, or that are open for one of `reasons`, each of one certain period."""
    return [
        a
        for a, f in zip(assertions, found, strict=True)
        if isinstance(a, Figure) and len(a.when.periods) == 1 and a.upper is None
        if f.status == SUPPORTED or f.reason in reasons
    ]


def _beside_other_year(said: Assertion, others: Sequence[Figure], text: str, nominate: Nominate, bench: Bench) -> bool:
    """Whether a figure of `others`, dated by the same words without a year, is exactly that of a neighbouring one."""
    alike = [b for b in others if b is not said and _dated_alike(said, b)]
    return any(
        _holds(replace(b, when=_a_year_off(b, shift)), text, nominate, bench) for b in alike for shift in (-12, 12)
    )


def _moves_along(said: Assertion, other: Assertion, text: str, nominate: Nominate, bench: Bench) -> bool:
    """Whether `said` is right of as much another time as `other` may be of: "A in May, up from B the month before"."""
    own, at = ([p for p in a.when.periods[:1] if p.months == 1] for a in (said, other))
    shifts = {b.first - p.first for p in at for b in other.when.beside if b.months == 1}
    return any(
        _holds(
            replace(said, when=replace(said.when, periods=(shifted(p, by),), beside=())), text, nominate, bench, True
        )
        for p in own
        for by in shifts
    )


def _dated_alike(a: Assertion, b: Assertion) -> bool:
    return a.when.span is not None and (a.when.span, a.when.periods) == (b.when.span, b.when.periods)


def _a_year_off(figure: Figure, months: int) -> When:
    moved = [replace(p, first=p.first + months, last=p.last + months) for p in figure.when.periods if p.year_inferred]
    return replace(figure.when, periods=tuple(moved), problem="" if moved else "unresolved")


def _borne_out(change: Change, told: Sequence[Figure], nominate: Nominate, bench: Bench) -> str:
    """Why a change is right by the figures beside it, if it is: it lies between two of them, or between one, as it may
    have been published then, and what the sources hold of the other period."""
    nominated = nominate(change) if told else ()
    if isinstance(nominated, Blocked) or not nominated:
        return ""
    series = bench.figures.series(nominated[0].measure, nominated[0].where)
    if series is None:
        return ""
    if why := _differ_so(change, told, nominate, bench):
        return why
    after, base = change.when.periods[:1], change.base.periods[:1] if change.base is not None else ()
    for one in told if after and base else ():
        mine, of_it = one.amount.value, nominate(one)
        if not one.amount.is_exact or isinstance(of_it, Blocked) or not of_it or of_it[0].where != nominated[0].where:
            continue
        ends: list[tuple[Number, Number]] = []
        if one.when.periods == after:
            ends = [(mine, other.value) for other in answers(series, base[0], None)]
        elif one.when.periods == base:
            ends = [(other.value, mine) for other in answers(series, after[0], None)]
        if any(one_change(change, a, b, series).result == FITS for a, b in ends):
            return f"with {mine:,}, as the sentence has it, it is right"
    return ""


def _differ_so(change: Change, told: Sequence[Figure], nominate: Nominate, bench: Bench) -> str:
    """Why a change is right by two figures of its sentence, if it lies between them."""
    nominated = nominate(change) if len(told) > 1 else ()
    if isinstance(nominated, Blocked) or not nominated:
        return ""
    series = bench.figures.series(nominated[0].measure, nominated[0].where)
    pairs = [(a, b) for a in told for b in told if a.when.periods[0].last < b.when.periods[0].first]
    fits = (series and one_change(change, b.amount.value, a.amount.value, series).result == FITS for a, b in pairs)
    return "the two figures beside it differ so" if any(fits) else ""


def _excludes(right: Figure, wrong: Figure) -> bool:
    """Whether one figure leaves no room for the other: two of one group, and dated by the same words."""
    if right.subject.choices != wrong.subject.choices or not _dated_alike(right, wrong):
        return False
    low, high = sorted((right.amount.value, wrong.amount.value))
    alike = (right.mean, right.monthly, right.each) == (wrong.mean, wrong.monthly, wrong.each)
    alike = alike and right.extreme == wrong.extreme  # "ranged from A to B"
    bare = right.hedge is EXACT and wrong.hedge is EXACT and right.amount.unit == wrong.amount.unit
    return alike and bare and wrong.amount.digits > 1 and high > low * _APART


def _of_another(said: Assertion, named: Iterable[Choice], text: str, nominate: Nominate, bench: Bench) -> str:
    """Why a figure or change may be of a group that the sentence names elsewhere, if it exactly is."""
    own = {c.dimension for c in said.subject.choices} | placing_of(said.subject.measure, bench)
    for one in (c for c in named if c.dimension not in own):
        choices = (*said.subject.choices, one)
        other = replace(said, subject=replace(said.subject, choices=choices, passed=()))
        if _holds(other, text, nominate, bench, restated=True):
            return f"“{one.words}” in the sentence may be meant here, too"
    return ""


def _of_its_rival(
    said: Assertion,
    beside: Sequence[Assertion],
    named: Iterable[Choice],
    text: str,
    nominate: Nominate,
    bench: Bench,
) -> str:
    """Why the only figure of a sentence may be of the other group or place it compares, if it exactly is: "A
    outpaced B, with 9,000"."""
    led = text[: said.span.start].rstrip().endswith((", with", ", at"))
    if (
        not led
        or not isinstance(said, Figure)
        or said.hedge is not EXACT
        or sum(isinstance(a, Figure) for a in beside) > 1
        or len(beside) < 2
    ):
        return ""
    own = {c.dimension: c for c in said.subject.choices if len(c.values) == 1 and c.span is not None}
    for one in (c for c in named if c.dimension in own and c.values != own[c.dimension].values):
        choices = tuple(one if c is own[one.dimension] else c for c in said.subject.choices)
        other = replace(said, subject=replace(said.subject, choices=choices, passed=()))
        if _holds(other, text, nominate, bench):
            return f"it is right of “{one.words}” in the sentence"
    return ""


def _of_the_list(said: Figure, beside: Sequence[Assertion], text: str, nominate: Nominate, bench: Bench) -> str:
    """Why a figure in parentheses may be of all that a list names, and not of the last one: "A and B (9,000)"."""
    own = {c.dimension: c for c in said.subject.choices if c.span is not None and not c.hint}
    for one in {c.values: c for a in beside for c in a.subject.choices if c.dimension in own}.values():
        last = own[one.dimension]
        if not set(one.values) > set(last.values):
            continue
        choices = tuple(one if c is last else c for c in said.subject.choices)
        if _holds(
            replace(said, subject=replace(said.subject, choices=choices, passed=())), text, nominate, bench, True
        ):
            return f"it is right of all that stand beside “{last.words}”"
    return ""


def of_draft(
    assertions: Sequence[Assertion],
    found: Sequence[AssertionFinding],
    again: Sequence[AssertionFinding],
    text: str,
    bench: Bench,
) -> list[AssertionFinding]:
    """The findings, with those left open that are conflicts here and hold when more of the draft is read along."""
    held = {(f.start, f.end) for f in again if f.status == SUPPORTED or any(r.outcome == _NEAR for r in f.readings)}
    why = "it would be right of what the draft speaks of further up"
    return [
        _open(a, text, why, bench) if f.status == CONFLICTING and (f.start, f.end) in held else f
        for a, f in zip(assertions, found, strict=True)
    ]


def may_lean(assertions: Sequence[Assertion], found: Sequence[AssertionFinding], bench: Bench) -> bool:
    """Whether a conflict leaves its place or its time to what stands before it."""
    return any(f.status == CONFLICTING and _leans(a, bench) for a, f in zip(assertions, found, strict=True))


def _leans(assertion: Assertion, bench: Bench) -> bool:
    if isinstance(assertion, Quote):  # it has no place, and its own sentence mostly says whose it is
        return assertion.origin == CONTEXT
    if assertion.subject.measure is None:
        return False  # what a law or a document says is not of a place or a time
    return assertion.when.origin == CONTEXT or not names_place(assertion, bench)


def names_place(assertion: Assertion, bench: Bench) -> bool:
    """Whether the sentence itself names where what it counts was."""
    assumed = set(bench.facts["measures"].get(assertion.subject.measure, {}).get("assumed", ()))
    return _named(assertion, assumed, bench)


def _placed(assertion: Assertion, bench: Bench) -> bool:
    """Whether the sentence itself says who counts or where, and so may stand by itself."""
    return _named(assertion, placing_of(assertion.subject.measure, bench), bench)


def _named(assertion: Assertion, dimensions: set[str], bench: Bench) -> bool:
    """Whether the sentence itself firmly names a value of one of the dimensions, or a finer place."""
    known = bench.facts["dimensions"]
    firm = {c.dimension for c in assertion.subject.choices if c.span is not None and not c.hint and not c.weak}
    return any(d in dimensions or dimensions & set(known[d]["replaces"]) for d in firm)


def _open(assertion: Assertion, text: str, why: str, bench: Bench) -> AssertionFinding:
    return left_open(assertion, text, Blocked("ambiguous", why, _NEEDS), bench)
