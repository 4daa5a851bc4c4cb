"""Finds what keeps every statement of a unit from being decided: other subjects, doubt, words that may narrow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.extract.anchors.anchor import SURPASSING
from factcheck.extract.cutting.scope import places, unread
from factcheck.extract.shares.ratios import is_firm
from factcheck.extract.subjects.frame import Frame
from factcheck.extract.subjects.inherited import points_there, points_to
from factcheck.extract.subjects.whom import acts, tells_whom
from factcheck.model.claim import Blocked

_BLOCKING = frozenset(("kind-of", "modal", "habit", "ratio", "money", "period"))
_GUESSES = frozenset("projection projections forecast forecasts scenario model models simulation".split())
_DOUBTED = frozenset("claimed alleged purported supposed".split())
_DOUBTS = _GUESSES | _DOUBTED
_NARROWING = frozenset("near around outside at".split())
_POINTING = frozenset(("neither", "these", "those", "such", "our"))
_VAGUE = frozenset("high low large small big".split())  # "a historically low number"
_SOME = frozenset("other remaining just only some".split())
_WHOLE = frozenset("all the its their 's both".split())


def blocked_by(f: Frame) -> Blocked | None:
    """What keeps any assertion of this unit from being decided, if anything does."""
    return _own_block(f) or _inherited_block(f)


def _inherited_block(f: Frame) -> Blocked | None:
    """A restriction named before holds on, until another population is named."""
    if f.background.blocked is None:
        return None
    values = [e for k in f.having("value") if (e := f.item(k).entry("value"))]
    firm = any(not (e.get("hint") or e.get("weak")) for e in values)
    own = bool(f.having("measure"))
    if own and f.background.blocked.counts and f.unit.parent is None:
        return None  # "9,000 were let go in May." – "Sales came to 12,000 …": another count
    if (
        f.unit.parent is None
        and f.word(f.unit.indices[0]) in ("it", "they")
        and f.background.blocked.reason == "no-source"
    ):
        return f.background.blocked  # "Rangers of B made some sales." – "They made 9,000": theirs
    named = f.unit.kind == "aside" and not own  # "young Elm riders (12)": the words before the name hold for it
    if f.word(f.unit.indices[0]) in ("with", "including") or named:
        return f.background.blocked  # ", with A …" goes on about the same place
    placed = bool(f.having("bare"))
    return None if firm or (own and (placed or f.unit.parent is not None)) else f.background.blocked


def outside(f: Frame) -> Blocked | None:
    """A word for something that the sources do not hold, if one stands in the unit: first one of who or where."""
    found: Blocked | None = None
    for k in f.having("outside"):
        item = f.item(k)
        entry = item.entry("outside")
        idle = f.word(k - 1) not in _NARROWING and entry is not None and _idle_beside(f, entry)
        if entry and (idle or _publishes(f, k)):
            continue
        if entry and not item.has("value", "measure", "head") and k not in f.settled:
            text = f"“{f.words(k)}” is about {entry['label']}"
            counts = bool(entry.get("counts"))
            here = Blocked("no-source", text, str(entry["needs"]) or "an official figure on it", counts=counts)
            if not counts:
                return here
            found = found or here
    return found


def _not_stated(f: Frame, k: int) -> Blocked | None:
    """What the word at item `k` makes of the statement besides one of what was so: "may rise", "usually rises"."""
    item, words = f.item(k), f.words(k)
    if item.has("modal") and not item.has("value", "measure"):
        text = f"“{words}” makes it a forecast, a wish or a possibility"
        return Blocked("not-checkable", text, "a statement of what happened")
    if item.has("habit") and f.word(k + 1) not in _VAGUE:
        text = f"“{words}” says what is so as a rule, and not what was so at one time"
        return Blocked("unresolved", text, "the month or year that is meant")
    return None


_TOLD = frozenset("data statistics figures numbers report reports update updates information".split())
_PUBLISHED = frozenset("released published issued announced".split())


def _day_of_publishing(f: Frame, k: int) -> bool:
    """ "released data on August 18 showing …", "released its July statistics today": no time of what is counted."""
    expr = f.item(k).period
    if expr is None or expr.kind != "day":
        return False
    verb = next((m for m in f.unit.indices if f.word(m) in _PUBLISHED and abs(m - k) <= 8), None)
    if verb is None or not (any(f.word(m) in _TOLD for m in f.after(verb)[:5]) or _was_published(f, verb)):
        return False
    near = f.between(min(verb, k), max(verb, k))
    dated = any(m != k and (e := f.item(m).period) is not None and e.kind != "day" for m in f.unit.indices)
    return dated and not any(f.item(m).has("amount", "percent", "share", "direction") for m in near)


def _publishes(f: Frame, k: int) -> bool:
    """Whether what the word at item k is done to are figures and reports: "released its monthly figures", "the May
    report released on Friday"."""
    if f.word(k) in _PUBLISHED and _was_published(f, k):
        return True
    for m in f.after(k)[:5]:
        if f.word(m) in _TOLD:
            return f.word(m + 1) != "of"
        of_whom = f.item(m).has("head", "measure", "value") and f.words(m).endswith(("s", "ed", "ing"))
        if of_whom or f.item(m).has("amount", "punct"):  # "its sale figures" are figures, "the sales" are none
            return False
    return False


def _was_published(f: Frame, k: int) -> bool:
    """ "figures released by the port", "that figure, which has not been officially released": of what was told."""
    before = f.word(k - 1)
    if before in _TOLD and f.word(k + 1) not in ("into", "from", "on", "in", "to"):
        return True
    passive = k - 1
    while passive > 0 and f.word(passive) in _PASSIVE:
        passive -= 1
    who = f.word(passive) in ("which", "that") and f.word(passive - 1) in (",", *_TOLD)
    head = f.word(passive - 2) if f.word(passive - 1) == "," else f.word(passive - 1)
    return passive < k - 1 and who and head in _TOLD | {"figure", "total", "tally"}


_PASSIVE = frozenset("has have had was were is are been being not n't yet officially publicly formally first".split())


def _idle_beside(f: Frame, entry: Mapping[str, Any]) -> bool:
    """A name that adds nothing beside a value of a finer dimension: the county of a station that is named."""
    finer = set(entry.get("unless", ()))
    if not finer:
        return False
    named = {(f.item(k).entry("value") or {}).get("dimension") for k in f.having("value")}
    named |= {c.dimension for c in f.background.subject.choices if c.values}
    return bool(finer & named)


def _own_block(f: Frame) -> Blocked | None:
    found = outside(f) or _denied(f) or unread(f.unit.scopes) or _nowhere(f)
    if found is not None:
        return found
    plain = f.tagged.kinds.isdisjoint(_BLOCKING) and _POINTING.isdisjoint(f.tagged.said)
    averaged = not plain and f.averages()
    for k in () if plain else f.live():
        item = f.item(k)
        if item.kinds.isdisjoint(_BLOCKING) and f.word(k) not in _POINTING:
            continue
        words = f.words(k)
        if item.has("kind-of") and k not in f.settled and not _names_context(f, k) and not _says_what(f, k):
            text = f"“{words}” compares or names a part in a way that is not read yet"
            return Blocked("unresolved", text, "the same statement as plain figures")
        if (unreal := _not_stated(f, k)) is not None:
            return unreal
        if f.word(k) == "neither":
            return Blocked("unresolved", "“neither” denies two things at once", "one statement a sentence")
        if _whose(f, k):
            text = f"“{words} {f.words(k + 1)}” are those of somebody named earlier"
            return Blocked("unresolved", text, "who acts, in the sentence itself")
        if _points_back(f, k):
            text = f"“{f.words(k)}” points back to something named earlier"
            return Blocked("unresolved", text, "the group named in the sentence itself")
        if item.has("ratio") and k not in f.settled:
            text = f"“{words}” compares two groups in a way that is not read yet"
            return Blocked("unresolved", text, "the same statement as plain figures")
        if item.has("money"):
            return Blocked("no-source", f"“{words}” is a sum of money", "an official figure in that unit")
        if (
            item.period is not None
            and item.period.kind in ("day", "week")
            and not _day_of_publishing(f, k)
            and not (averaged and item.period.word in ("daily", "day", "per-day"))
        ):
            text = f"“{words}” asks for daily or weekly figures; the sources hold months"
            return Blocked("no-source", text, "daily or weekly figures from the agency", finer=True)
    return _unaccounted(f)


def _nowhere(f: Frame) -> Blocked | None:
    """ "9,000 were sold there", where neither the sentence nor what stands before it names a place."""
    there = [k for k in points_there(f) if k in f.unit.indices]
    if not there:
        return None
    dimensions = {c.dimension for c in f.background.subject.choices if c.values}
    dimensions |= {str(e["dimension"]) for i in f.tagged.items if (e := i.entry("value")) is not None}
    if dimensions & places(f.vocabulary.facts) or any(points_to(f, d) for d in dimensions):
        return None
    return Blocked("unresolved", "nothing says where “there” is", "the place, in the sentence or with --context")


def _says_what(f: Frame, k: int) -> bool:
    """ "Elm was the wood of half the chairs": the kind only says what the name before it is."""
    name, verb = f.item(max(k - 3, 0)), f.word(k - 2)
    dimension = (f.item(k).entry("kind-of") or {}).get("dimension")
    told = verb in ("was", "is", "were", "are") and f.word(k - 1) == "the" and f.words_after(k, 1) in (["for"], ["of"])
    return told and k >= 3 and (name.entry("value") or {}).get("dimension") == dimension


def _names_context(f: Frame, k: int) -> bool:
    """ "in the station": the one that the context or the clause before names."""
    dimension = (f.item(k).entry("kind-of") or {}).get("dimension")
    known = [c for c in f.background.subject.choices if c.dimension == dimension and len(c.values) == 1]
    plural = f.words(k).endswith("s")
    if plural:  # "its nine stations", "in all stations": nothing is left out
        joined = range(k - 1, -1, -1)  # "the Old and New stations" are those two
        before = next((m for m in joined if not f.item(m).has("value", "neutral") and f.word(m) not in ("and", ",")), k)
        others = f.word(before - 1) in _SOME  # "the other eight stations", "in just three stations": all but whom?
        return (f.item(before).number is not None or f.word(before) in _WHOLE) and not others
    return bool(known) and f.word(k - 1) in ("the", "that", "this")


def finer(f: Frame, describes: bool) -> Blocked | None:
    """A description that says the figures are daily or weekly ones."""
    for k in f.having("period") if describes else ():
        expr = f.item(k).period
        if expr is not None and expr.kind == "week":
            text = f"“{f.words(k)}” asks for daily or weekly figures; the sources hold months"
            return Blocked("no-source", text, "daily or weekly figures from the agency", finer=True)
    return None


def _denied(f: Frame) -> Blocked | None:
    """ "Posts falsely claim that …", "nobody said that …", "the claimed 249,740": the writer doubts what is said."""
    doubtful = not f.tagged.kinds.isdisjoint(("denial", "negation")) or not _UNSAID.isdisjoint(f.tagged.said)
    led = max(f.layout.lead, _said_that(f)) if doubtful else 0
    scoped = {k for scope in f.unit.scopes for k in range(scope.first, scope.last)}  # "Not counting A,"
    unsaid = next(
        (k for k in range(led) if k not in scoped and (f.word(k) in _UNSAID or f.item(k).has("negation"))), None
    )
    if unsaid is None and "denial" not in f.tagged.kinds and _DOUBTS.isdisjoint(f.tagged.said):
        return None
    for k in (*range(led or f.layout.lead), *f.unit.indices):
        doubted = f.word(k) in _DOUBTED and any(f.item(m).has("amount") for m in f.between(k, k + 3))
        if f.word(k) in _GUESSES and k in f.layout.masked:
            text = f"“{f.words(k)}” makes it a forecast, a wish or a possibility"
            return Blocked("not-checkable", text, "a statement of what happened")
        if doubted or k == unsaid or f.item(k).has("denial"):
            text = f"“{f.words(k)}” puts in doubt what the sentence reports"
            return Blocked("unresolved", text, "the statement that the writer stands by")
    return None


def _said_that(f: Frame) -> int:
    """The item behind the "that" of "Officials denied that", which goes for every clause; 0 where none opens so."""
    that = next((k for k in range(1, min(8, len(f.tagged.items))) if f.word(k) == "that"), 0)
    return that + 1 if any(f.item(k).has("denial", "attribution") for k in range(that)) else 0


_UNSAID = frozenset("nobody refused refuses refusing declined declines declining joked jokes joking quipped".split())


def _whose(f: Frame, k: int) -> bool:
    """ "our clerks", "these clerks", where no finer place is known that they could be of."""
    if f.word(k) not in ("our", "these") or k + 1 not in f.unit.indices:
        return False
    actor = next((m for m in (k + 1, k + 2) if m < len(f.tagged.items) and acts(f, m)), None)
    known = f.vocabulary.facts["dimensions"]
    return actor is not None and not any(known[c.dimension]["replaces"] for c in f.background.subject.choices)


def _points_back(f: Frame, k: int) -> bool:
    """ "from these groups", "among those countries": a part of the whole that only the context names."""
    if f.word(k) not in ("these", "those", "such") or f.word(k - 1) not in (
        "from",
        "of",
        "among",
        "for",
        "by",
    ):
        return False
    following = next(iter(f.after(k)), None)
    if following is not None and (f.word(following).endswith("ing") or tells_whom(f, k)):
        return False  # "sales of those who queued": what follows says of whom
    part = f.word(k - 1) == "of" and f.item(k - 2).has("amount") and any(is_firm(f, m) for m in f.ahead(k - 2))
    if part and f.background.subject.measure is not None:
        return False  # "A accounted for 9,000 of those": the whole that was named before
    opens = f.word(k - 1) == "of" and f.unit.indices[0] >= k - 2 and f.word(k + 1) == ","
    if opens and f.background.subject.measure is not None:
        return False  # "Of those, …": the whole that was named before, and the part follows
    return following is not None and not f.item(following).has("measure", "value")


def _unaccounted(f: Frame) -> Blocked | None:
    strange = [k for k in f.having("unknown") if k not in f.settled and not _the_rest(f, k)]
    if "past" in f.tagged.said:  # "past 9,000" is a mark, "over the past year" a time that no rule read
        marks = (k for k in f.live() if f.words(k).lower() == "past" and k not in f.settled)
        strange += [k for k in marks if not any(f.item(m).has("amount") for m in f.after(k)[:1])]
    if not strange:
        return None
    quoted = ", ".join(f"“{f.words(k)}”" for k in strange[:3])
    if not bool(f.having("measure")) and f.background.subject.measure is None:
        return Blocked(
            "no-source",
            f"no source held counts what this is about ({quoted})",
            "an official figure on it",
        )
    return Blocked(
        "unresolved",
        f"{quoted} may narrow down what is counted, and no source accounts for it",
        "the same statement without these words, or a source that holds them",
    )


def _the_rest(f: Frame, k: int) -> bool:
    """ "the rest, 9,000, at the north gate": what follows says which part it is."""
    return f.word(k) == "rest" and f.word(k - 1) == "the" and f.word(k + 1) != "of"


def denies(f: Frame, skip: Iterable[int] = ()) -> bool:
    """Whether the unit denies what it says; the items in `skip` belong to another figure of speech."""
    if "negation" not in f.tagged.kinds:
        return False
    passed = set(skip)
    return any(
        f.item(k).has("negation") and not f.item(k).has("hedge") and not sets_off(f, k) and not unseen(f, k)
        for k in f.live()
        if k not in passed
        and f.word(k + 1) != "far"  # "August's 9,000 were not far above it"
        and not (
            f.word(k - 1) in _CONCEDING and any(f.item(m).has("sharp", "slight") for m in f.after(k)[:1])
        )  # "rose, but not sharply,"
    )


_CONCEDING = frozenset("but though although albeit".split())
_CLAUSES = frozenset("when which who whom that where".split())


def beyond_denial(f: Frame, k: int, skip: Iterable[int] = ()) -> bool:
    """Whether what a unit denies is not said of item k.

    "Sales, at 9,000 in May, were not …": a comma parts them. "Not since May, when 9,000 …": a clause of its own.
    "No month topped (never sold more than) the 9,000 of May": that these were May's is taken for known.
    """
    passed = set(skip)
    denials = [m for m in f.live() if m not in passed and f.item(m).has("negation") and not f.item(m).has("hedge")]
    if not denials:
        return False
    if k < denials[0]:
        return any(f.word(m) == "," for m in f.between(k, denials[0]))
    dated = next((m for m in f.after(k)[:5] if f.word(m) in ("of", "in")), k)
    passing = f.word(k - 2) in SURPASSING or f.words(k - 2).lower().endswith("than")
    if f.word(k - 1) == "the" and passing and dated > k and f.after(dated)[:1]:
        plain = all(f.item(m).has("measure", "head", "filler", "anaphor") for m in f.between(k, dated))
        expr = f.item(f.after(dated)[0]).period
        if plain and expr is not None and expr.kind in ("month", "fiscal", "calendar", "year"):
            return True
    near = f.between([m for m in denials if m < k][-1], k)
    return any(f.word(m) in _CLAUSES and m > near[0] for m in near)


def not_so(f: Frame, k: int) -> Blocked | None:
    """ "More than 9,000 chairs were not sold": it counts others than those that were, where a bound is at item `k`."""
    here = f.after(k)
    denial = next((m for m in here if f.item(m).has("negation")), None)
    between = here[: here.index(denial)] if denial is not None else ()
    if denial is None or not all(f.item(m).has("head", "value", "filler", "neutral") for m in between):
        return None
    if not any(f.item(m).has("measure") for m in f.after(denial)[:2]):
        return None
    words = f.tagged.slice(f.item(denial).first, f.item(f.after(denial)[0]).last)
    return Blocked("unresolved", f"those that “{words}” is said of are not counted", "a figure of those")


def unseen(f: Frame, k: int) -> bool:
    """ "(a level) not seen since May", "not seen in two decades": a record, and no denial."""
    item = f.item(k)
    return item.has("negation") and item.has("highest") and f.word(k + 1) in ("since", "in", "for")


def vaguely_ranked(f: Frame, k: int) -> Blocked | None:
    """ "near the lowest on record", "one of the busiest months", "close to historic highs": a rank that the superlative
    at item k does not say. "Near the record high of May" says which month holds it."""
    m = k - 1
    while m >= 0 and f.word(m) not in _VAGUELY | _JOINS and (f.word(m) in _DETERMINERS or f.item(m).has("filler")):
        m -= 1
    if m not in f.unit.indices:
        return None
    lead = [f.word(m - 1), *f.words(m).lower().split()][-2:]
    if lead[1] not in _VAGUELY and lead not in _VAGUE_PAIRS:
        return None
    first = m - (lead in _VAGUE_PAIRS and lead[0] == f.word(m - 1))
    dated = (f.item(p).period for p in f.after(k)[1:4] if f.word(p - 1) in _OF)
    if lead[1] not in _OF_SEVERAL and any(expr is not None and expr.kind == "month" for expr in dated):
        return None
    words = f.tagged.slice(f.item(first).first, f.item(k).last)
    return Blocked("unresolved", f"“{words}” does not say which rank it is", "the rank, such as the third-lowest")


_DETERMINERS = frozenset("a an the its their his her".split())
_NEARLY = (
    "near nearing nears neared approaching approached approaches toward towards almost nearly virtually practically"
)
_BESIDE = "about around roughly above below over under beyond past off"
_OF_SEVERAL = frozenset(("among", "of"))
_JOINS = frozenset(("of", "to"))
_VAGUELY = frozenset(f"{_NEARLY} {_BESIDE} among".split())
_VAGUE_PAIRS = (["close", "to"], ["closer", "to"], ["one", "of"], ["some", "of"], ["shy", "of"], ["short", "of"])
_OF = frozenset("of in from set".split())


def sets_off(f: Frame, k: int) -> bool:
    """ ", not A": the negation at item k denies the next figure alone."""
    if f.word(k) != "not" or f.word(k - 1) not in (",", "-", "and"):
        return False
    following = f.after(k)[:2]
    return any(f.item(m).has("amount") for m in following[:1]) or (
        len(following) == 2 and f.item(following[0]).has("hedge") and f.item(following[1]).has("amount")
    )
