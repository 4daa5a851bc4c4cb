"""Tells a part from its whole: which of the two A and B are in "A made up half of B", "half of B were A"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.extract.shares.periods import named_before, points_back, sets_share
from factcheck.extract.shares.ratios import hedge_before, is_firm
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.populations import with_choices, without
from factcheck.model.claim import INFERRED, Choice, Subject

_WHO = frozenset("they that this those these it".split())
_SAID_OF = frozenset("made up accounted for represented represents comprised constituted were was are is 's".split())
_POINTING = frozenset("whom which those these them".split())


def named_both(f: Frame) -> tuple[Subject, Subject] | None:
    """ "…: 9,000 of 12,000": the part and the whole of the share in the clause before."""
    part, whole = f.background.part, f.background.whole
    own = any(is_firm(f, m) for m in f.live()) or bool(f.having("measure"))
    return None if part is None or whole is None or own else (part, whole)


def sides_of(f: Frame, alike: Mapping[int, int], k: int, of: int) -> tuple[Subject, Subject] | None:
    """(part, whole): "PART made up S of WHOLE" or "S of WHOLE were PART", the share at item `k` and its "of" at `of`.

    `alike` are the shares that another one tells the whole of.
    """
    after = f.after(of)
    before = f.ahead(k)
    copula = next(
        (m for m in after if sets_share(f, m) and any(x > m and is_firm(f, x) for x in after)),
        None,
    )
    if named_before(f, after):
        whole, part = before, after  # "…, a third of them from P": the whole was named before
    elif copula is not None:
        whole = [m for m in after if m < copula] + before
        part = [m for m in after if m > copula]
    elif _several(f, before) or points_back(f, before, after):
        return None  # which of them is the part?
    elif (own := _acted_on(f, before, after)) is not None:
        whole, part = own
    elif _sold_of(f, k, before, after):
        whole, part = before, after
    elif any(is_firm(f, m) for m in before):
        there = [m for m in before if tells_where(f, m)] if "there" in f.words_after(of, 5) else []
        others = [m for m in alike if alike[m] == k]  # "…, those of B 27 percent": no part of this one
        again = [m for m in after if f.item(m).has("percent", "share")]  # ", and B another fifth"
        stops = [m for m in after if f.word(m) == "," and (others or (again and m < again[-1]))]
        stop = min(stops, default=f.unit.indices[-1] + 1)
        after = [m for m in after if m < stop]
        whole, part = [*after, *there], before
    else:
        return _pointed(f, before, after)
    return parted(f, whole, part)


def tells_where(f: Frame, k: int) -> bool:
    """Whether item k says where: "there" points back to it."""
    entry = f.item(k).entry("value")
    measures = f.vocabulary.facts["measures"].values()
    return is_firm(f, k) and entry is not None and any(entry["dimension"] in m["assumed"] for m in measures)


def parted(f: Frame, whole: Sequence[int], part: Sequence[int]) -> tuple[Subject, Subject] | None:
    """(part, whole) of the items of either; a whole without items is the one that was named before."""
    if not part:
        return None
    part_subject = f.subject(part[0], part)
    own = tuple(c for c in part_subject.choices if c.span is not None and c.values)
    whole_subject = f.subject(whole[0] if whole else part[0], whole)
    if not whole:
        own = tuple(c for c in own if any(c.span == f.span(m, m + 1) for m in part))
        whole_subject = f.background.whole or with_choices(whole_subject, without(whole_subject, own))
    led = [f.word(m) for m in whole[:1]] in (["of"], ["among"]) and any(f.word(m) in _POINTING for m in whole[1:2])
    if led and f.background.subject.measure and not any(is_firm(f, m) for m in whole):
        own = tuple(c for c in own if any(c.span == f.span(m, m + 1) for m in part))
        whole_subject = f.background.subject  # "of whom half were A": of those named before
    elif f.background.whole is not None and not any(is_firm(f, m) or f.item(m).has("measure") for m in whole):
        whole_subject = f.background.whole  # "54 percent of sales were A, while 41 percent were B"
    if not own or all(c in whole_subject.choices for c in own) or _apart(f, own, whole_subject):
        return None
    groups = [c for c in own if f.parts_people(c.dimension)]
    if groups and len(groups) < len(own) and not any(is_firm(f, m) for m in whole):
        # "at the north gate, A made up S of the total": where it happened holds for the whole too
        placed = [c for c in own if c not in groups]
        whole_subject = with_choices(whole_subject, [*without(whole_subject, own), *placed])
        own = tuple(groups)
    named = {c.dimension for c in own}
    carried = tuple(c for c in whole_subject.choices if c.dimension not in named or c.span is not None)
    whole_subject = with_choices(whole_subject, carried)
    if whole_subject.measure is None or (whole_subject.origin == INFERRED and part_subject.words):
        whole_subject = Subject(
            part_subject.measure, part_subject.group, part_subject.words, part_subject.origin,
            part_subject.span, part_subject.found_by, whole_subject.choices,
        )  # fmt: skip
    return with_choices(part_subject, own), whole_subject


def _apart(f: Frame, own: Sequence[Choice], whole: Subject) -> bool:
    """Whether a part is of another group of the same kind than the whole: no A is a B."""
    held = {c.dimension: c for c in whole.choices if c.values and c.values != ("all",) and not c.hint}
    groups = [c for c in own if f.parts_people(c.dimension) and c.dimension in held]
    return any(not set(c.values) & set(held[c.dimension].values) for c in groups)


def _pointed(f: Frame, before: Sequence[int], after: Sequence[int]) -> tuple[Subject, Subject] | None:
    """(part, whole) of "They made up S of the total", behind a sentence of the one group that they are."""
    told = f.background.subject
    words = [f.word(m) for m in before]
    plain = all(w in _WHO or w in _SAID_OF or f.item(m).has("hedge") for w, m in zip(words, before, strict=True))
    groups = [c for c in told.choices if f.parts_people(c.dimension) and not c.hint]
    if not words or words[0] not in _WHO or not plain or len(groups) != 1 or len(groups[0].values) != 1:
        return None
    if groups[0].dimension in f.background.several:
        return None  # which of them?
    own = f.subject(after[0], after)
    same = own.measure in (None, told.measure) and own.group in (None, told.group)
    if not same or any(c.span is not None and f.parts_people(c.dimension) for c in own.choices):
        return None
    return with_choices(told, groups), with_choices(own, without(own, groups))


def _acted_on(f: Frame, before: Sequence[int], after: Sequence[int]) -> tuple[list[int], list[int]] | None:
    """(whole, part) of "A were X-ed of the B counted under R", where whoever is X-ed is counted under a rule."""
    entries = [next((e for m in side if (e := f.item(m).entry("measure"))), None) for side in (before, after)]
    if entries[0] is None or entries[1] is None or entries[0]["measure"] != entries[1]["measure"]:
        return None
    groups = f.vocabulary.facts["measures"][entries[0]["measure"]]["groups"]
    first, second = (groups[e["group"]][0] for e in entries if e is not None)
    implied = set(first) - set(second)
    moved = [m for m in after if is_firm(f, m) and (f.item(m).entry("value") or {})["dimension"] in implied]
    return ([m for m in after if m not in moved], [*before, *moved]) if moved else None


def _sold_of(f: Frame, k: int, before: Sequence[int], after: Sequence[int]) -> bool:
    """ "9,000 sales, most of young riders": they were of whom is named, and not most of these."""
    apposed = f.word(hedge_before(f, k)[1] - 1) == "," and any(f.item(m).has("measure") for m in before)
    named = next((m for m in after[:4] if is_firm(f, m)), None)  # "of people on foot"
    entry = f.item(named).entry("value") if named is not None else None
    return (
        entry is not None
        and apposed
        and f.parts_people(str(entry["dimension"]))
        and not any(f.item(m).has("measure") for m in after)
    )


def _several(f: Frame, items: Sequence[int]) -> bool:
    """Whether items name two parts, each with a figure of its own."""
    named = [e for m in items if is_firm(f, m) and (e := f.item(m).entry("value")) is not None]
    parts = {(e["dimension"], e["value"]) for e in named if f.parts_people(str(e["dimension"]))}
    apart = sum(f.item(m).has("amount") for m in items) > 1
    return apart and len(parts) > len({d for d, _ in parts})
