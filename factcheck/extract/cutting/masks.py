"""Sets aside what restricts no figure: who says it, where it was filed, asides, events, causes."""

from __future__ import annotations

from factcheck.extract.cutting.backdrops import (
    DURING,
    GONE,
    OCCURS,
    backdrop,
    beside_dates,
    events,
    events_beside,
    named_by_event,
    reigns,
)
from factcheck.extract.cutting.causes import DRIVING, causes, driven
from factcheck.extract.cutting.datelines import dateline
from factcheck.extract.cutting.layout import ANCHORS, ONCE, Layout, all_but, boundary, has_figure, is_finer, tells, word
from factcheck.extract.cutting.leads import lead_in, leads, set_apart, set_off, states
from factcheck.extract.cutting.scope import SCOPING, scopes
from factcheck.extract.tagging.mentions import Tagged

CLAUSE = frozenset(("while", "whereas", "but", "although", "though"))
_DETERMINERS = frozenset("all both many most several some few other these those the of".split())
_LASTING = frozenset("ended ends began begins started starts runs ran".split())
_PAPERS = frozenset("report data figures statistics numbers update".split())
_SAYING = frozenset("said says announced told reported added noted confirmed according".split())


def _attribution(tagged: Tagged, layout: Layout) -> None:
    """Masks "officials said that", ", X said", "according to X", "data from X show"."""
    items = tagged.items
    for k, item in enumerate(items):
        if not item.has("attribution") or k in layout.masked:
            continue
        phrase = word(tagged, k)
        if word(tagged, k - 1) in _DETERMINERS:
            continue  # "all states", "the reports": a noun, and nobody who speaks
        start, end = k, k + 1
        if phrase == "according":
            while end < len(items) and not (boundary(tagged, end) and word(tagged, end) != "-"):
                titled = items[end].has("measure") and word(tagged, end + 1) in _PAPERS  # "the May Sales report"
                if items[end].has("amount", "measure", "direction") and not items[end].has("value") and not titled:
                    break
                end += 1
            short = word(tagged, end) == "(" and word(tagged, end + 2) == ")" and items[end + 1].has("value", "unknown")
            end += 3 * short  # "according to the Port Authority (PA)"
        else:
            while start > 0 and not boundary(tagged, start - 1):
                start -= 1
            short = start == k and word(tagged, k - 1) == ")" and word(tagged, k - 3) == "("
            while short and start > 0 and (start > k - 4 or not boundary(tagged, start - 1)):
                start -= 1  # "the Port Authority (PA) said"
            inverted = start == k and word(tagged, k - 1) in (",", '"', "”") and phrase in _SAYING
            if (start == k and not inverted) or has_figure(tagged, start, k) or _asserts(tagged, start, k):
                continue
            end = _said_when(tagged, end)
            relative = word(tagged, start) in ("which", "who")  # ", which said A were most": a statement follows
            # "On Friday, clerks said that A sold 9,000": nothing has been told before that.
            behind = states(tagged, 0, start) or word(tagged, start - 1) in ('"', "”")
            if start > 0 and behind and word(tagged, start - 1) in (",", '"', "”", "-") and not relative:
                while end < len(items) and not boundary(tagged, end):
                    if items[end].has("measure", "amount"):
                        break
                    end += 1
                end = _post_of_speaker(tagged, end)
            elif word(tagged, end) == "that":
                end += 1
        mask = {m for m in range(start, end) if not items[m].has("period", "amount", "percent")}
        # A period inside the frame dates the claim ("In May, officials said"), a weekday the talk.
        mask |= {m for m in range(start, end) if is_finer(items[m])}
        layout.masked |= mask
        layout.attributed |= mask


def _said_when(tagged: Tagged, end: int) -> int:
    """The item after "(said) on Friday", "late Tuesday": a day beside a verb of saying dates the talk."""
    k = end
    while word(tagged, k) in ("on", "late", "early", "in"):
        k += 1
    if k < len(tagged.items) and is_finer(tagged.items[k]) and not boundary(tagged, k):
        return k + 1
    return end


def _post_of_speaker(tagged: Tagged, end: int) -> int:
    """The item after "(said A B), the acting head of C": an apposition that only says who speaks."""
    if word(tagged, end) != ",":
        return end
    shut = next((m for m in range(end + 1, len(tagged.items)) if boundary(tagged, m)), len(tagged.items))
    kinds = (*ANCHORS, "measure", "direction", "head", "first-time", "ordinal", "duration")
    telling = any(i.period is not None or (i.has(*kinds) and not i.has("filler")) for i in tagged.items[end + 1 : shut])
    named = word(tagged, end + 1) in ("the", "a", "an", "who") or not tagged.items[end + 1 : end + 2]
    return shut if named and not telling else end


def _asserts(tagged: Tagged, first: int, last: int) -> bool:
    """Whether a stretch that ends in an attribution verb is itself a statement of change or rank."""
    return any(
        tagged.items[k].has("direction") and not tagged.items[k].has("filler") for k in range(first, last)
    ) or any(
        tagged.items[k].has("highest", "lowest") and not tagged.items[k].has("filler", "report")
        for k in range(first, last)
    )


def _asides(tagged: Tagged, layout: Layout) -> None:
    """Masks clauses that date or describe and do not restrict: ", when X left office,", ", which …"."""
    items = tagged.items
    for k in range(len(items)):
        opener = word(tagged, k)
        after_mark = k > 0 and word(tagged, k - 1) in (",", "-", "(")
        of_whom = opener == "who" and word(tagged, k - 1) == "," and items[k - 2].has("value", "head")
        if not (opener in ("when", "where") and k > 0) and not (opener == "which" and after_mark) and not of_whom:
            continue
        end = k + 1
        while end < len(items) and not boundary(tagged, end) and not _joins(tagged, end):
            end += 1
        if opener == "when" and _by_habit(tagged, k, end):
            layout.other.append((k, end))
            layout.masked |= set(range(k, end))
            continue
        of_name = opener == "which" and items[k - 2].has("value") and not any(i.has("negation") for i in items[k:end])
        told = [m for m in range(k, end) if tells(tagged, m)]
        if of_name:  # ", which was long the centre of such sales,": what is counted, and nothing of how many
            told = [m for m in told if items[m].has("direction", "highest", "lowest", "union")]
        if told or has_figure(tagged, k, end):
            continue
        dates = any(word(tagged, m) in _LASTING for m in range(k, end))
        if any(
            (items[m].has("value", "base") and not dates)
            or (items[m].period is not None and not is_finer(items[m]) and not dates)
            for m in range(k, end)
        ):
            continue
        layout.masked |= set(range(k, end))
        if opener == "which" and any(items[m].has("causal") for m in range(k, end)):
            layout.causal.append((k, end))  # ", which officials attributed to a new rule"
        if of_whom:  # ", who were turned away,": no figure is narrowed, and yet something is said that none decides
            layout.other.append((k, end))


def _joins(tagged: Tagged, k: int) -> bool:
    """Whether a clause ends before item k: at "and", "while", "but", and not at "all but"."""
    here = word(tagged, k)
    return (here == "and" or here in CLAUSE) and not (here == "but" and all_but(tagged, k))


def _by_habit(tagged: Tagged, first: int, last: int) -> bool:
    """ ", when they usually fall": what is so as a rule at such a time, and no figure of this one."""
    items = tagged.items[first:last]
    timeless = all(i.period is None or is_finer(i) for i in items)
    return timeless and any(i.has("habit") for i in items) and not has_figure(tagged, first, last)


_COVERING = frozenset("covers cover spans span stretches runs encompasses straddles comprises".split())


def _coverings(tagged: Tagged, layout: Layout) -> None:
    """Masks ", which covers A and parts of B," behind a name: where a place lies or reaches narrows no figure.

    "Which includes" tells of a place as well, where nothing is named that is counted apart.
    """
    items = tagged.items
    for k in range(2, len(items) - 2):
        first = _covering_from(tagged, k)
        if first is None:
            continue
        end = _listed_to(tagged, next((m for m in range(k + 2, len(items)) if boundary(tagged, m)), len(items)))
        plain = word(tagged, k + 1) in ("includes", "include") and not any(i.has("value") for i in items[k:end])
        if word(tagged, k + 1) not in _COVERING and not plain:
            continue
        stretch = range(k + 2, end)
        told = (tells(tagged, m) or items[m].has("amount", "percent", "times") or items[m].period for m in stretch)
        if not any(told):
            layout.masked |= set(range(first, end))


def _listed_to(tagged: Tagged, end: int) -> int:
    """Where a list of places that has a comma at item `end` ends: "(covers) Arden, Brock and the coast of Corby,"."""
    items = tagged.items
    while end < len(items) and word(tagged, end) == ",":
        shut = next((m for m in range(end + 1, len(items)) if boundary(tagged, m)), len(items))
        stretch = range(end + 1, shut)
        names = all(items[m].kinds <= _NAMES or word(tagged, m) in _LISTING for m in stretch)
        if not names or shut >= len(items) or word(tagged, shut) != ",":
            return end
        end = shut
    return end


_NAMES = frozenset(("value", "unknown", "outside", "union", "filler", "neutral"))


def _explained(tagged: Tagged, layout: Layout) -> None:
    """Masks "(ordered, booked or reserved)" behind a word for what is counted: it says in other words what that is."""
    items = tagged.items
    for k in range(1, len(items) - 2):
        if word(tagged, k) != "(" or not (items[k - 1].has("measure") or items[k - 2].has("measure")):
            continue
        shut = next((m for m in range(k + 1, len(items)) if word(tagged, m) == ")"), len(items))
        inside = items[k + 1 : shut]
        told = any(i.period is not None or i.has(*ANCHORS, "value", "outside") for i in inside)
        if shut < len(items) and not told and sum(i.has("measure") for i in inside) > 1:
            layout.masked |= set(range(k, shut + 1))


def _covering_from(tagged: Tagged, k: int) -> int | None:
    """The first item of ", which (covers …)", ", the gate that (covers …)" where item k is its pronoun."""
    items = tagged.items
    if word(tagged, k) == "which" and word(tagged, k - 1) == ",":
        named = items[k - 2].has("value") or word(tagged, k - 3) in ("the", "this", "that")
        return k if named else None
    comma = next((m for m in range(k - 1, max(k - 6, 0), -1) if word(tagged, m) == ","), None)
    named = comma is not None and items[comma - 1 - (word(tagged, comma - 1) == ")")].has("value")  # "the Port (PA),"
    if word(tagged, k) != "that" or comma is None or not named:
        return None
    noun = items[k - 1].has("kind-of", "unknown", "neutral") and word(tagged, comma + 1) in ("the", "a", "an")
    return comma + 1 if noun and not has_figure(tagged, comma, k) else None


_EARLIER = frozenset(("month-before", "year-ago", "year-before"))


_LONG_AGO = ONCE | {"long"}


def _once_ranked(tagged: Tagged, layout: Layout) -> None:
    """Sets apart ", the busiest a year earlier,", ", long the busiest gate,": where a name stood in another time than
    the rest of its clause."""
    items = tagged.items
    for k in range(1, len(items) - 3):
        once = word(tagged, k + 1) in _LONG_AGO
        if word(tagged, k) != "," or word(tagged, k + 1 + once) not in ("the", "a") or k in layout.masked:
            continue
        shut = next((m for m in range(k + 2, min(k + 9, len(items))) if word(tagged, m) == ","), None)
        stretch = range(k + 1, shut or k)
        back = once or any((e := items[m].period) is not None and e.word in _EARLIER for m in stretch)
        ranked = any(items[m].has("highest", "lowest") for m in stretch)
        if back and ranked and items[k - 1].has("value") and not has_figure(tagged, k, shut or k):
            layout.other.append((k + 1, shut or k))
            layout.masked |= set(stretch)


def _tails(tagged: Tagged, layout: Layout) -> None:
    """Sets apart ", and the council passed a bill": a statement added after the figures."""
    items = tagged.items
    for k in range(1, len(items) - 3):
        if word(tagged, k) not in ("and", "but") or word(tagged, k - 1) != "," or k in layout.masked:
            continue
        end = next((m for m in range(k + 1, len(items)) if word(tagged, m) in (",", ";", ".", "(")), len(items))
        stretch = range(k + 1, end)
        telling = (*ANCHORS, "measure", "value", "head", "bare", "outside", "negation", "anaphor", "direction")
        if any(items[m].has(*telling) and not items[m].has("filler") for m in stretch):
            continue
        if sum(items[m].has("unknown") for m in stretch) >= 2 and end >= len(items) - 1:
            set_apart(tagged, layout, k, end)


_TOWARD = frozenset(("to", "for", "toward", "towards"))
_LINKING = frozenset("and is are was were remain remains remained still now has have been putting put it them".split())


def _on_track(tagged: Tagged, layout: Layout) -> None:
    """Sets apart ", on track for the fewest in years", "and is on pace to …": a forecast behind what was counted."""
    items = tagged.items
    for k in range(3, len(items) - 2):
        if word(tagged, k) != "on" or word(tagged, k + 1) not in _COURSE or word(tagged, k + 2) not in _TOWARD:
            continue
        start = k
        while word(tagged, start - 1) in _LINKING:
            start -= 1
        end = next((m for m in range(k, len(items)) if word(tagged, m) in (".", ";")), len(items))
        apart = word(tagged, start - 1) in (",", "-") or word(tagged, start) == "and"
        if apart and has_figure(tagged, 0, start) and not has_figure(tagged, end, len(items)):
            layout.other.append((start, end))
            layout.masked |= set(range(start - (word(tagged, start - 1) in (",", "-")), end))


_COURSE = frozenset(("track", "pace", "course"))


def _of_any_other(tagged: Tagged, layout: Layout) -> None:
    """Masks ", including A and B," behind "any other station": who is among all the others narrows no figure."""
    items = tagged.items
    for k in range(3, len(items) - 1):
        if word(tagged, k) != "including" or word(tagged, k - 1) not in (",", "-"):
            continue
        end, m = k + 1, k + 1
        while m < len(items) and (items[m].has("value", "outside") or word(tagged, m) in _LISTING):
            end = m + 1 if items[m].has("value", "outside") else end
            m += 1
        named = end > k + 1 and (end == len(items) or boundary(tagged, end))
        if word(tagged, k - 3) == "other" and items[k - 2].has("kind-of") and named:
            layout.masked |= set(range(k - 1, end))


_LISTING = frozenset((",", "and", "or", "the", "those", "from"))


def _a_first(tagged: Tagged, layout: Layout) -> None:
    """Sets apart ", a first for any month this year": a statement of its own, whose time dates nothing else."""
    for k in range(2, len(tagged.items) - 1):
        if word(tagged, k) != "first" or word(tagged, k - 1) != "a" or word(tagged, k - 2) not in (",", "-"):
            continue
        end = next((m for m in range(k + 1, len(tagged.items)) if boundary(tagged, m)), len(tagged.items))
        if (word(tagged, k + 1) in ("for", "in", "under", "since") or end == k + 1) and not has_figure(
            tagged, k + 1, end
        ):
            layout.other.append((k - 1, end))
            layout.masked |= set(range(k - 1, end))


def set_aside(tagged: Tagged, layout: Layout) -> None:
    """Marks in `layout` all that restricts no figure."""
    dateline(tagged, layout)
    for mark, openers, kind in _MASKS:
        if kind in tagged.kinds or not openers.isdisjoint(tagged.said):
            mark(tagged, layout)
    layout.lead = lead_in(tagged, layout)


# In the order in which they are set aside: the words, or the kind of item, without which there is nothing to mask.
_MASKS = (
    (_attribution, frozenset[str](), "attribution"),
    (_of_any_other, frozenset(("including",)), ""),
    (_on_track, _COURSE, ""),
    (scopes, SCOPING, ""),
    (_asides, frozenset(("when", "where", "which", "who")), ""),
    (_coverings, frozenset(("which", "that")), ""),
    (_explained, frozenset(("(",)), ""),
    (events, frozenset(("since", "after", "before")), ""),
    (causes, frozenset(("as", "after", "following")), "causal"),
    (driven, DRIVING, ""),
    (backdrop, GONE, ""),
    (events_beside, OCCURS, ""),
    (_once_ranked, frozenset[str](), "highest"),
    (_a_first, frozenset(("first",)), ""),
    (beside_dates, frozenset(("before", "after", "during", "amid")), ""),
    (reigns, DURING, ""),
    (named_by_event, frozenset(("month", "months")), ""),
    (leads, frozenset((",", "-")), ""),
    (set_off, frozenset((",", "-", "(")), ""),
    (_tails, frozenset(("and", "but")), ""),
)
