"""Finds what a change is compared with where no base is written beside it: "hit A in 2019 and fell by half in 2020"."""

from __future__ import annotations

from factcheck.extract.anchors.anchor import HEIGHTS, Anchor
from factcheck.extract.periods.dating import Dating
from factcheck.model.claim import When
from factcheck.model.record import replace


def implied_base(dating: Dating, anchor: Anchor) -> When | None:
    """ "spiked in 2019 at A and fell to B in 2020": the figure before is the base."""
    earlier = [
        a
        for a in dating.anchors
        if a.role == "level" and a.k < anchor.k and a.period is not None and a is not anchor.target
    ]
    if anchor.target is not None and earlier and earlier[-1].period != anchor.target.period:
        nearest = earlier[-1]
        for moved in dating.anchors:  # "hit A in 2019, fell by half in 2020, and then doubled to B in 2021"
            if moved.role == "change" and nearest.k < moved.k < anchor.k and moved.period is not None:
                nearest = moved if moved.period != anchor.period else nearest
        return dating.when(nearest.period, nearest.k)
    shared = next(
        (a for a in reversed(dating.anchors) if a.role == "change" and a.k < anchor.k and a.base is not None), None
    )
    later = _told_last(dating, anchor) or _left_height(dating, anchor) or _left_behind(dating, anchor)
    if later is not None:
        return later
    unread = _told_aside(dating, anchor) or _unread_base(dating, anchor)
    if unread is None and shared is not None and shared.base is not None and shared.period == anchor.period:
        return dating.base_when(shared.base, ())  # coordinate changes share what they are compared with
    return unread


def _unread_base(dating: Dating, anchor: Anchor) -> When | None:
    """A base that is written and leads to no months: the context's second period may be it."""
    f = dating.frame
    following = [f.word(m) for m in f.between(anchor.k, anchor.k + 5)]
    if anchor.k in dating.finder.comparing and "record" in following and f.unit.parent is not None:
        return f.background.when  # "exceeds that record": the one of the sentence before
    later = next((a.k for a in dating.anchors if a.role == "change" and a.k > anchor.k), f.unit.indices[-1] + 1)
    written = next(
        (
            m
            for m in f.unit.indices
            if anchor.k < m < later and f.item(m).has("base") and f.word(m) not in ("over", "since")
        ),
        None,
    )
    if written is None and anchor.k in dating.finder.comparing and f.words(anchor.k).endswith("than"):
        return When(problem="unresolved", words=f.words(anchor.k), span=f.span(anchor.k, anchor.k + 1))
    if written is None:
        return None
    others = f.background.others
    if len(others) > 1:
        return others[1]
    return When(problem="unresolved", words=f.words(written), span=f.span(written, written + 1))


def _told_last(dating: Dating, anchor: Anchor) -> When | None:
    """ "a 5 percent rise in A and a 7 percent rise in B compared with May": both, if nothing dates the first."""
    f = dating.frame
    after = next((a for a in dating.anchors if a.role == "change" and a.k > anchor.k), None)
    if after is None or after.base is None or after.period != anchor.period or None in (anchor.size, after.size):
        return None
    between = [f.word(m) for m in f.between(anchor.k, after.k)]
    dated = any(f.item(m).period is not None for m in f.between(anchor.k, after.k))
    told = f.item(after.base - 1).has("base") or f.item(after.base - 2).has("base")
    return dating.base_when(after.base, ()) if "and" in between and told and not dated else None


def _left_height(dating: Dating, anchor: Anchor) -> When | None:
    """ "fell by half in June, to A, after hitting a high of B in May": from May."""
    f = dating.frame
    found = [a for a in dating.anchors if a.role == "level" and a.k > anchor.k and a is not anchor.target]
    if len(found) != 1 or found[0].period is None or found[0].period in (None, anchor.period):
        return None
    lead = f.ahead(found[0].k)[-8:]
    after = next((n for n, m in enumerate(lead) if f.word(m) == "after"), None)
    said = lead[after + 1 :] if after is not None else []
    named = [m for m in said if HEIGHTS.get(f.word(m)) == -anchor.sign]
    height = named or any(f.item(m).has("highest" if anchor.sign < 0 else "lowest") for m in said)
    reached = bool(said) and f.word(said[0]).endswith("ing")
    return dating.dated(found[0].period) if height and reached and anchor.size is not None else None


def _left_behind(dating: Dating, anchor: Anchor) -> When | None:
    """ "hit A in May before falling by half in June", "fell 5 percent in June after a record May": from May."""
    f = dating.frame
    own = anchor.period
    if anchor.size is None or own is None:
        return None
    if f.word(anchor.k - 1) == "before":
        named = [a.period for a in dating.anchors if a.role == "level" and a.k < anchor.k and a.period is not None]
        return _earlier_than(dating, own, named[-1]) if named else None
    after = next((m for m in f.after(max(own, anchor.size)) if f.word(m) == "after"), None)
    said = [m for m in f.after(after)[:5] if f.word(m) not in ("a", "an", "the", "in")] if after is not None else []
    height = len(said) > 1 and f.item(said[0]).has("highest" if anchor.sign < 0 else "lowest")
    expr = f.item(said[1]).period if height else None
    return _earlier_than(dating, own, said[1]) if expr is not None and expr.kind == "month" else None


def _earlier_than(dating: Dating, own: int, before: int) -> When | None:
    """The period at item `before`; that nobody can say, where it does not lie before the one at `own`."""
    base, when = dating.dated(before), dating.dated(own)
    apart = any(p.last >= w.first for p in base.periods for w in when.periods)
    return replace(base, periods=(), problem="unresolved") if apart else base


def _told_aside(dating: Dating, anchor: Anchor) -> When | None:
    """ "Sales, which hit A in May, have since fallen 7 percent", "… B in June, a drop of 7 percent": from May."""
    f = dating.frame
    lead = [f.word(m) for m in f.ahead(min(anchor.k, dating.finder.hedge(anchor.size or anchor.k)[1]))[-2:]]
    summed_up = lead[-1:] in (["a"], ["an"]) and lead[0] in (",", "-")
    behind = f.words_after(max(anchor.k, anchor.size or anchor.k), 2)
    since = "since" in lead or (behind[:1] == ["since"] and (len(behind) == 1 or behind[1] in (",", ".")))
    if not (since or summed_up) or not (anchor.size is not None or anchor.times):
        return None
    asides = [u for u in f.layout.units if u.kind == "aside" and u.after is not None and u.after < anchor.k]
    dated = [m for u in asides for m in u.indices if f.item(m).period is not None]
    near = asides[-1].after if asides else None
    if len(asides) != 1 or len(dated) != 1 or f.word((near or 0) + 2) not in ("which", "who"):
        return None
    return f.when_at(dated[0])
