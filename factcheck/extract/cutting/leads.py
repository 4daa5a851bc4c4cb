"""Sets aside what leads in to a sentence: who says it, what went on meanwhile, "even so"."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.extract.cutting.asides import wide
from factcheck.extract.cutting.layout import Layout, boundary, has_figure, is_finer, word
from factcheck.extract.tagging.mentions import Tagged
from factcheck.text.speech import DETERMINERS, NOUNS, PREPOSITIONS, SPEAKING, SPEECH

_AMID = frozenset(("despite", "amid", "notwithstanding"))
_PLACING = frozenset(
    "in at among for of near along from with under during by between within through outside excluding without".split()
)


def leads(tagged: Tagged, layout: Layout) -> None:
    """Masks clauses before a comma that come first and name nothing counted: "Aides see no hurry, …".

    A clause that opens with a preposition may narrow down what follows, and stays.
    """
    items = tagged.items
    start = _after_event(tagged, layout)
    for k in range(start, len(items)):
        if word(tagged, k) not in (",", "-") or (word(tagged, k) == "-" and not wide(tagged, k)):
            continue
        stretch = range(start, k)
        if not idle(tagged, stretch) or any(items[m].period is not None for m in stretch):
            return
        if word(tagged, start) in _AMID or (start == 0 and _goes_on_beside(tagged, start, k)):
            layout.masked |= set(stretch)  # "Despite the strike,": what went on meanwhile narrows no figure
        elif len(stretch) >= 4 and word(tagged, start) not in _PLACING and not _connects(tagged, start, k):
            set_apart(tagged, layout, start, k)
        start = k + 1


def opens_amid(tagged: Tagged) -> bool:
    """Whether a sentence begins with what went on meanwhile and counts nothing: "Amid the strike, …"."""
    comma = next((m for m in range(len(tagged.items)) if word(tagged, m) == ","), 0)
    return word(tagged, 0) in _AMID and bool(comma) and idle(tagged, range(comma))


def _after_event(tagged: Tagged, layout: Layout) -> int:
    """Masks "After the order ended on May 11,": an event of a day dates nothing that months can say."""
    items = tagged.items
    if word(tagged, 0) not in ("after", "when", "before", "as"):
        return 0
    end = next((m for m in range(len(items)) if word(tagged, m) == ","), 0)
    if word(tagged, end + 1).isdecimal():
        end = next((m for m in range(end + 1, len(items)) if word(tagged, m) == ","), 0)
    stretch = range(end)
    finer = any(is_finer(items[m]) for m in stretch)
    months = any(items[m].period is not None and not is_finer(items[m]) for m in stretch)
    if not end or not finer or months or has_figure(tagged, 0, end):
        return 0
    layout.masked |= set(stretch)
    return end + 1


def set_apart(tagged: Tagged, layout: Layout, first: int, last: int) -> None:
    """Masks a stretch that is a statement of its own, and keeps it if it says something."""
    unknown = [m for m in range(first, last) if tagged.items[m].has("unknown") and m not in layout.masked]
    if unknown:
        layout.other.append((first, last))
    layout.masked |= set(range(first, last))


_JOINING = frozenset("but and yet so plus also".split())
_CONNECTING = frozenset(
    "again|also|additionally|as a result|at the same time|by any measure|by comparison|by contrast|even so|fact|"
    "fact check|for example|for instance|for the record|furthermore|however|in addition|in contrast|in fact|"
    "in other words|in particular|in short|indeed|instead|likewise|meanwhile|moreover|nevertheless|nonetheless|"
    "notably|note|of course|on the other hand|overall|put another way|put differently|remember|similarly|"
    "simply put|specifically|still|that said|to be sure|to put it in perspective|to put that in perspective|"
    "yet".split("|")
)
_TRULY = frozenset("it is true|it 's true|it’s true|it's true|the fact is|the truth is".split("|"))
# "Under pressure from A", "in the latest sign of A": what such a phrase says restricts nothing.
_NOUNS = frozenset("sign signal indication reminder pressure response reaction spite light view wake".split())


_TELLING = (
    "amount percent share points times multiple measure value head union highest lowest bare outside negation denial "
    "modal duration ordinal first-time kind-of money ratio".split()
)
_MEANWHILE = frozenset("as while although though even".split())
_AROUND = frozenset(("after", "before"))
_PREPOSITIONS = frozenset("in on at during to of through via".split())


def lead_in(tagged: Tagged, layout: Layout) -> int:
    """How many items at the start only lead in to what is said: "But", "Even so,", "According to clerks,"."""
    count = len(tagged.items)
    start, after = 0, -1
    while start != after and start < count - 1:
        start, after = _next_lead(tagged, layout, start, count), start
    return start if start < count - 1 else 0


def _next_lead(tagged: Tagged, layout: Layout, start: int, count: int) -> int:
    """The item behind what leads in at item `start`; `start` itself where nothing does."""
    if word(tagged, start) in _JOINING and word(tagged, start + 1) != ",":
        return start + 1
    told = next((m for m in range(start, count) if m not in layout.masked), count)
    if told > start and (word(tagged, told) == "," or word(tagged, told - 1) == "that"):
        return told + (word(tagged, told) == ",")
    if (that := _says_that(tagged, layout, start)) is not None:
        return that + 1
    if told > start and told - 1 in layout.attributed:
        return told  # "officials said A was sold"
    comma = next((m for m, w in enumerate(tagged.words[start + 1 :], start + 1) if w in (",", ":")), None)
    if comma is None:
        return start
    day = all(i.kinds == {"filler"} or is_finer(i) for i in tagged.items[start:comma])
    if _connects(tagged, start, comma) or (comma + 1 in layout.attributed and day):
        return comma + 1  # "On Friday, officials said A": a day of saying so
    headed = any(word(tagged, m) in _NOUNS for m in range(start + 1, min(start + 5, comma)))
    phrase = (
        headed and word(tagged, start) in _PREPOSITIONS | {"under", "as", "with"} and idle(tagged, range(start, comma))
    )
    return comma + 1 if phrase or _goes_on_beside(tagged, start, comma) else start


def _connects(tagged: Tagged, start: int, end: int) -> bool:
    return tagged.slice(tagged.items[start].first, tagged.items[end].first).lower() in _CONNECTING


def _says_that(tagged: Tagged, layout: Layout, start: int) -> int | None:
    """The "that" of "Critics point out that", "the board said in a statement that"; None where nobody says so."""
    there = range(start + 1, min(start + 16, len(tagged.items))) if "that" in tagged.said else ()
    that = next((m for m in there if word(tagged, m) == "that"), None)
    if that is not None and tagged.slice(tagged.items[start].first, tagged.items[that].first).lower() in _TRULY:
        return that
    if that is None or not idle(tagged, [m for m in range(start, that) if m not in layout.attributed]):
        return None
    verb = next((m for m in reversed(range(start, that)) if _speaks(tagged, m)), None)
    if verb is None or word(tagged, verb - 1) in DETERMINERS or _is_noun(tagged, verb):
        return None
    between = verb + 1 + (word(tagged, verb + 1) == "out")
    return that if between == that or word(tagged, between) in _PREPOSITIONS else None


def _speaks(tagged: Tagged, k: int) -> bool:
    verb = word(tagged, k)
    return verb in SPEECH or f"{verb}s" in SPEECH or verb in SPEAKING or tagged.items[k].has("attribution")


def _is_noun(tagged: Tagged, k: int) -> bool:
    """Whether item k may be a noun that somebody has or reads: "questioned a federal report that"."""
    may_be = not NOUNS.isdisjoint((word(tagged, k), f"{word(tagged, k)}s"))
    return may_be and any(word(tagged, m) in DETERMINERS for m in range(max(k - 3, 0), k))


def _goes_on_beside(tagged: Tagged, start: int, comma: int) -> bool:
    """Whether a clause up to the comma only says what went on meanwhile: "As the council debated a bill, …".

    What says when something was ("after the council met") leads in only where the rest is dated by itself.
    """
    items, opener = tagged.items, word(tagged, start)
    after = word(tagged, start + 1)
    if opener not in _MEANWHILE | _AROUND or not states(tagged, comma, len(items)):
        return False
    if after in _NO_CLAUSE or after in PREPOSITIONS or after.endswith("ing"):
        return False  # "as part of an operation", "while at work": what they did may narrow down what was counted
    dated = any(i.period is not None and i.period.kind in _DATED for i in items[comma:])
    placed = any(i.has("value", "bare") for i in items[comma:])
    plain = idle(tagged, range(start, comma), "bare" if placed else "")
    return plain and (opener in _MEANWHILE or dated)


_NO_CLAUSE = frozenset("of part a an".split())
_DATED = frozenset("month fiscal calendar year range quarter half edge month-of".split())


def states(tagged: Tagged, first: int, last: int) -> bool:
    """Whether items[first:last] hold a figure, a move, a rank, or say that something was counted."""
    items = tagged.items[first:last]
    moves = any(i.has("direction", "highest", "lowest") and not i.has("filler") for i in items)
    counts = any(i.has("measure") for i in items) and any(i.has("report") for i in items)
    return moves or counts or has_figure(tagged, first, last)


def idle(tagged: Tagged, stretch: Iterable[int], but: str = "") -> bool:
    """Whether no item of a stretch counts, ranks, moves, dates, denies or names anything that is counted."""
    telling = frozenset(_TELLING).difference((but,))
    for m in stretch:
        item = tagged.items[m]
        kinds = item.kinds
        if not kinds.isdisjoint(telling) or (item.period is not None and not is_finer(item)):
            return False
        if ("direction" in kinds and "filler" not in kinds) or ("hedge" in kinds and word(tagged, m) in _MORE):
            return False  # "More than in any month ever, …"
    return True


_MORE = frozenset("more fewer less".split())
_ALREADY = frozenset("already still long now".split())
# What a figure, or that it was so, does to somebody; other participles may say who was counted ("carrying arms").
_EFFECTS = frozenset(
    "straining overwhelming prompting fueling fuelling sparking drawing putting raising creating pushing "
    "leaving forcing testing alarming taxing stretching complicating angering renewing handing giving "
    "intensifying deepening exposing highlighting underscoring undercutting reflecting signaling signalling "
    "suggesting stoking triggering bucking defying dashing frustrating crowding filling swamping burdening "
    "vexing worrying confounding surprising embarrassing stunning posing presenting adding compounding "
    "exacerbating worsening upending reviving bolstering emboldening hailing touting lauding applauding "
    "celebrating".split()
)
_COUNTED = frozenset(
    "figure figures number numbers total totals level levels tally count pace statistic statistics sum toll trend sign "
    "signal reminder indication development shift challenge problem".split()
)
_WHICH_OF = frozenset("a an the another latest new fresh stark clear growing".split())
_BESIDE = frozenset("even though although while".split())
_DATA = frozenset("data figures statistics numbers".split())


def set_off(tagged: Tagged, layout: Layout) -> None:
    """Masks ", straining local shelters", " – a figure that drew criticism": what commas set off narrows no figure."""
    items = tagged.items
    for k, here in enumerate(tagged.words[1:-2], 1):
        if here not in (",", "-", "(") or k in layout.masked or (here == "-" and not wide(tagged, k)):
            continue
        end = next((m for m in range(k + 1, len(items)) if boundary(tagged, m)), len(items))
        last = end + (here == "(") >= len(items) - 1
        if (here != "(" and _comments(tagged, k + 1, end, last)) or (last and _only_sources(tagged, k, end)):
            layout.masked |= set(range(k + 1, end))
            layout.tail = k if last else layout.tail
    for k in range(3, len(items) - 2) if "that" in tagged.said else ():
        end = next((m for m in range(k + 1, len(items)) if boundary(tagged, m)), len(items))
        if word(tagged, k) == "that" and word(tagged, k - 1) in _HEIGHTS and idle(tagged, range(k, end)):
            layout.masked |= set(range(k, end))  # "a record that drew attention"


_HEIGHTS = frozenset("record high low peak".split())


def _comments(tagged: Tagged, first: int, end: int, last: bool) -> bool:
    """Whether items[first:end], set off by a mark, only comment on what was said; what is `last` may be a clause."""
    if end - first < 2 or not idle(tagged, range(first, end)):
        return False
    opener = word(tagged, first)
    head = first
    while head < end - 1 and word(tagged, head) in _WHICH_OF:
        head += 1
    goes_on = opener in _EFFECTS or (opener in _ALREADY and _participle(tagged, first + 1))
    told = last and end - first <= 5 and word(tagged, end - 1) in SPEECH - NOUNS  # ", the Herald reported"
    return goes_on or word(tagged, head) in _COUNTED or told or (last and opener in _BESIDE)


def _only_sources(tagged: Tagged, k: int, end: int) -> bool:
    """Whether what item k opens names a source and nothing else: "(board data)", ", per the board"."""
    inside = tagged.items[k + 1 : end]
    plain = all(i.kinds <= {"value", "filler", "neutral", "unknown", "actor", "attribution", "report"} for i in inside)
    if not inside or not plain:
        return False
    if word(tagged, k) == "(":
        return word(tagged, end - 1) in _DATA
    named = word(tagged, k + 2) in ("the", "a", "an", "its") or tagged.tokens[inside[-1].first].capitalised
    return word(tagged, k + 1) == "per" and named  # ", per the board", and not ", per clerk"


def _participle(tagged: Tagged, k: int) -> bool:
    """Whether item k may be a verb that goes on with a clause, and nothing that is known: "straining", "stretched"."""
    known = k >= len(tagged.items) or tagged.items[k].kinds != {"unknown"}
    return not known and word(tagged, k).endswith(("ing", "ed"))
