"""Holds the numbers and ranks of a statement against those of a sentence of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from factcheck.model.hedge import EXACT
from factcheck.text.stems import MISSPELT, RELATED, SAME, forms, part_of_speech, relation
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.quantities import CEILINGS, Quantity, alike, weigh
from factcheck.verify.passages.text import Text, parse, written
from factcheck.verify.passages.words import MISSING, SlotMatch, shared
from factcheck.verify.statements.parts import Found, Said, Shown, sentences
from factcheck.verify.statements.rates import another_rate
from factcheck.verify.statements.tense import in_name
from factcheck.verify.statements.words import PLAIN, caps, grants, is_deed, nearest

_HELD = (SAME, MISSPELT, RELATED)
_ON_TOP = frozenset("additional more another further extra add adds added adding".split())
_JOINED = frozenset((",", "and", "of", "the", "."))
_FROM_TO = frozenset(("from", "to"))
_SIDES = frozenset("countries nations sides delegations ministers parties".split())
_LANDS = frozenset(("countries", "nations"))
_SHOWS = frozenset("show indicate suggest report estimate find".split())
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_PINNED = 2  # words beside an amount that tell which of several it is
_ENDS = frozenset("to in on at for by with from , ; —".split())
_UNITS_OF_TIME = frozenset("minutes hours days weeks months quarters years decades centuries".split())
_PAIR, _BOTH = 2, frozenset(("both", "two"))
_BESIDE, _BEHIND = 3, 9  # tokens before and behind an amount that may say what it counts
_NOUNS = 3  # words behind an amount that may be what it counts
_PLACES = frozenset("place places slot slots spot spots".split())  # of whatever there are so many
_YEAR = re.compile(r"(?:19|20)\d\d")


def match_amounts(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    for q in said.text.quantities:
        words = written(said.text, q.first, q.last)
        slot = "rank" if q.kind == "rank" else "number"
        if _counts_the_named(q, said) or _counts_both(q, said.text, shown) or _counts_a_list(q, said.text, shown):
            yield SlotMatch(slot, words, FITS)
            continue
        if (often := _how_often(q, shown.sentence)) is not None:
            yield SlotMatch(slot, words, *often)
            continue
        results = [(_weighed(q, p, said, shown), p) for p in _counterparts(q, said.text, shown.sentence)]
        fits = [p for outcome, p in results if outcome == FITS]
        if fits and q.kind != "rank" and all(another_rate(q, said.text, p, shown.sentence) for p in fits):
            yield SlotMatch(slot, words, UNCLEAR, written(shown.sentence, fits[0].first, fits[0].last))
            continue
        fits.sort(key=lambda p: -_runs_alike(q, p, said.text, shown.sentence))
        own_words = bool(fits) and _runs_alike(q, fits[0], said.text, shown.sentence) >= _PINNED
        nearer = fits and not own_words and _stands_nearer(q, results, said.text, shown.sentence)
        nearer = nearer or (fits and _comes_on_top(q, fits[0], said, shown.sentence))
        nearer = nearer or (fits and _named_alike(q, fits[0], said.text))
        nearer = nearer or (fits and _of_other_clause(q, fits[0], results, said, shown.sentence))
        if fits and (nearer or _counts_another(q, fits[0], said.text, shown.sentence)):
            yield SlotMatch(slot, words, UNCLEAR, written(shown.sentence, fits[0].first, fits[0].last))
        elif fits:
            yield SlotMatch(slot, words, FITS, written(shown.sentence, fits[0].first, fits[0].last))
        elif not results and slot == "rank" and _first_since(q, said.text, shown.sentence):
            yield SlotMatch(slot, words, FITS, words)  # what year it is since, the days say
        elif len(results) == 1:
            outcome, p = results[0]
            if outcome == FAILS and slot == "rank" and _is_time(said.text, q) and not _is_time(shown.sentence, p):
                outcome = UNCLEAR  # "for the third time this year"
            alone = _runs_alike(q, p, said.text, shown.sentence) > _PINNED
            if outcome == FAILS and slot == "number" and not alone and _of_other_years(said.text, shown):
                outcome = MISSING  # "in 2018, 5 boats sank" says nothing about today's
            if outcome == FAILS and slot == "number" and _of_another_deed(p, said, shown.sentence):
                outcome = MISSING  # of those "sent home", "heard 5 crews that had been sent home" counts a part
            yield SlotMatch(slot, words, outcome, written(shown.sentence, p.first, p.last))
        elif _in_passage(q, said, shown):
            yield SlotMatch(slot, words, FITS, "", "passage")
        elif (own := _in_its_place(q, results, said, shown) or _in_its_clause(q, results, said, shown)) is not None:
            yield SlotMatch(slot, words, FAILS, written(shown.sentence, own.first, own.last))
        else:
            yield SlotMatch(slot, words, UNCLEAR if results else MISSING)


def _how_often(q: Quantity, theirs: Text) -> tuple[str, str] | None:
    """How "three times" fits a sentence that has "twice", and no other number of times."""
    told = [t for t in theirs.tokens if t.norm in _OFTEN]
    if q.kind != "times" or len(told) != 1 or any(p.kind == "times" for p in theirs.quantities):
        return None
    return (FITS if q.amount.value == _OFTEN[told[0].norm] else FAILS), told[0].text


def _of_other_clause(
    q: Quantity, p: Quantity, results: Sequence[tuple[str, Quantity]], said: Said, theirs: Text
) -> bool:
    """Whether an amount that fits is told with another deed, and one that does not with that of the statement.

    "The board adds at least 50 crews and keeps 15 crews in Mora": it does not add 15.
    """
    deed = max((i for i in said.acting if i < q.first), default=-1)
    how, at = nearest(said.text, deed, theirs) if deed >= 0 else ("", -1)
    if how not in _HELD or at > p.first:
        return False
    turn = next((k for k in range(at + 1, p.first) if is_deed(theirs, k) and theirs.tokens[k - 1].norm == "and"), -1)
    return turn >= 0 and any(outcome != FITS and at < r.first < turn for outcome, r in results)


def _is_time(text: Text, q: Quantity) -> bool:
    """Whether a rank says how often something came about: "for the third time"."""
    return any(t.norm == "time" for t in text.tokens[q.last - 1 : q.last + 1])


def _weighed(q: Quantity, p: Quantity, said: Said, shown: Shown) -> str:
    """How two amounts compare; what is granted is the most that may be spent: "an amount not to exceed 5 million"."""
    outcome = weigh(q, p)
    if outcome == UNCLEAR and shown.enacts and q.hedge is EXACT and p.hedge.name in CEILINGS:
        granted = any(grants(said.text, i) for i in said.acting if i < q.first)
        granted = granted or any(caps(said.text, i) for i in said.plain if i < q.first)
        return FITS if granted and q.amount.value == p.amount.value else outcome
    return outcome


def _counts_the_named(q: Quantity, said: Said) -> bool:
    """ "The two leaders, Lee and Roe": a number of those who are named is no number that a document must have."""
    deed = next((i for i in said.text.content if i >= q.last and is_deed(said.text, i)), 0)
    people = [g for g in said.people if q.last <= g[0] < deed]
    counted = q.kind == "count" and q.units[:1] and q.units[0] in PLAIN and said.text.tokens[q.first - 1].norm == "the"
    return bool(q.first and counted) and q.amount.value == len(people)


def _counts_both(q: Quantity, mine: Text, shown: Shown) -> bool:
    """ "The two leaders" beside "the leaders", where the passage has "both leaders" as well, or counts none."""
    if _heads_with_two(q, mine) and not any(_counts_sides(p, q) for p in shown.around.quantities):
        return True
    if q.kind != "count" or q.amount.value != _PAIR or not q.units or q.units[0] not in PLAIN:
        return False
    known = any(p.kind == "count" and q.units[0] in p.units[:1] for p in shown.sentence.quantities)
    both = any(a.norm in _BOTH and b.norm == q.units[0] for a, b in pairwise(shown.around.tokens))
    return both and not known and mine.tokens[q.first - 1].norm == "the"


def _counts_a_list(q: Quantity, mine: Text, shown: Shown) -> bool:
    """ "The three leaders", where the passage or the opening of the document names three in a row, and counts none."""
    sides = bool(q.units[:1]) and q.units[0] in _SIDES | PLAIN and q.kind == "count"
    if not sides or mine.tokens[q.first - 1].norm != "the":
        return False
    lands = q.units[0] in _LANDS  # "the two leaders" are no number of countries
    rivals = (p for p in shown.around.quantities if not lands or _LANDS & set(p.units[:2]))
    if any(_counts_sides(p, q) for p in rivals):
        return False
    return any(len(names) == q.amount.value for text in (shown.around, shown.lead) for names in _rows(text))


def _rows(text: Text) -> Iterable[list[str]]:
    """The names of each list of names that ends in "and": "Clerk Lee of Mora, Ann Roe, and Captain Orr of Tarn"."""
    row: list[str] = []
    last = -1
    for i in sorted(text.names):
        between = {t.norm for t in text.tokens[last + 1 : i]}
        if row and not between <= _JOINED:
            row = []
        if "and" in between and len(row) > 1 and between <= _JOINED:
            yield [*row, text.tokens[i].norm]
            row = []
        elif not row or "," in between:
            row.append(text.tokens[i].norm)
        last = i


def _heads_with_two(q: Quantity, mine: Text) -> bool:
    """Whether a statement begins with "The two sides": those are meant of whom the news of the day tells."""
    sides = bool(q.units[:1]) and q.units[0] in _SIDES | PLAIN
    return sides and q.kind == "count" and q.amount.value == _PAIR and q.first == 1 and mine.tokens[0].norm == "the"


def _counts_sides(p: Quantity, q: Quantity) -> bool:
    """Whether an amount of a passage counts those whom "the two wardens" may be among, and finds others than two."""
    return (
        p.kind == "count"
        and p.amount.value != q.amount.value
        and bool(set(p.units[:2]) & (PLAIN | set(q.units[:1]) | _SIDES))
    )


def _stands_nearer(q: Quantity, results: Sequence[tuple[str, Quantity]], mine: Text, theirs: Text) -> bool:
    """Whether an amount that fails stands among more of the statement's words than any that fits."""
    near: dict[bool, int] = {True: -1, False: -1}
    # Of "3 crew boats and 7 crew cabins", "crew cabins" has the latter.
    nouns = tuple(takewhile(lambda unit: part_of_speech(unit) in ("n", ""), q.units))
    own = [(outcome, p) for outcome, p in results if len(nouns) > 1 and p.units[: len(nouns)] == nouns]
    for outcome, p in own or results:
        fits = outcome == FITS
        near[fits] = max(near[fits], shared(mine, q.first, q.last, theirs, p.first, p.last))
    return q.kind != "rank" and near[False] > near[True]


def _in_its_place(q: Quantity, results: Sequence[tuple[str, Quantity]], said: Said, shown: Shown) -> Quantity | None:
    """The one of several amounts, all unlike, that stands in the same words as the statement's; None where none does.

    "9 million for the new docks" beside "5 million for the new docks, 7 million for pilots".
    """
    if any(outcome != FAILS for outcome, _ in results) or _of_other_years(said.text, shown):
        return None
    alike_ = {p.first: _runs_alike(q, p, said.text, shown.sentence) for _, p in results}
    best = max(alike_.values(), default=0)
    found = [p for _, p in results if alike_[p.first] == best]
    alone = best >= _PINNED and len(found) == 1 and not _of_another_deed(found[0], said, shown.sentence)
    return found[0] if alone else None


def _in_its_clause(q: Quantity, results: Sequence[tuple[str, Quantity]], said: Said, shown: Shown) -> Quantity | None:
    """The one of several amounts, all unlike, that stands in the clause of the deed: "there are 3; the bill adds 5"."""
    theirs = shown.sentence
    ends = [-1, *(k for k, t in enumerate(theirs.tokens) if t.norm == ";"), len(theirs.tokens)]
    deed = max((i for i in said.acting if i < q.first), default=-1)
    how, at = nearest(said.text, deed, theirs) if deed >= 0 and len(ends) > _PAIR else ("", -1)
    if how not in _HELD or any(outcome == FITS for outcome, _ in results) or _of_other_years(said.text, shown):
        return None
    first, last = max(e for e in ends if e < at), min(e for e in ends if e > at)
    own = [(outcome, p) for outcome, p in results if first < p.first < last]
    alone = len(own) == 1 and own[0][0] == FAILS and _runs_alike(q, own[0][1], said.text, theirs) >= _PINNED
    return own[0][1] if alone and own[0][1].first > at else None


def _runs_alike(q: Quantity, p: Quantity, mine: Text, theirs: Text) -> int:
    """How many words of content run alike right beside two amounts, on both sides of them."""
    ahead = zip(range(q.last, len(mine.tokens)), range(p.last, len(theirs.tokens)), strict=False)
    back = zip(range(q.first - 1, -1, -1), range(p.first - 1, -1, -1), strict=False)
    return sum(
        i in mine.content
        for side in (ahead, back)
        for i, _ in takewhile(lambda pair: mine.tokens[pair[0]].norm == theirs.tokens[pair[1]].norm, side)
    )


def _comes_on_top(q: Quantity, p: Quantity, said: Said, theirs: Text) -> bool:
    """ "There are 40 wardens" beside "would add 40 more wardens": a part to come is no number of all."""
    mine_on, theirs_on = (
        any(
            t.norm in _ON_TOP and text.tokens[i + 1 : i + 2] and text.tokens[i + 1].norm != "than"
            for i, t in enumerate(text.tokens)
            if n.first - 3 <= i < n.last + 2
        )
        for text, n in ((said.text, q), (theirs, p))
    )
    state = not said.deeds or any(t.norm == "there" for t in said.text.tokens)
    return mine_on if not theirs_on else state and not mine_on


def _in_passage(q: Quantity, said: Said, shown: Shown) -> bool:
    """Whether another sentence of the passage has the amount, and tells it of nobody but whom the statement names."""
    if not any(weigh(q, p) == FITS and alike(q, p) for p in shown.around.quantities):
        return False
    if shown.itself:
        return True  # all of a document is told by whoever brought it out
    mine = {said.text.tokens[i].norm for i in said.text.names}
    beside = [i for i in said.text.content if q.first - 2 <= i < q.last + 4 and not q.first <= i < q.last]
    here = [i for i in said.plain if nearest(said.text, i, shown.sentence)[0] in _HELD]
    counted = [*beside, *(i for i in here if not q.first <= i < q.last)]
    for told in map(parse, sentences(shown.passage)):
        if any(weigh(q, p) == FITS and alike(q, p) and not _comes_on_top(q, p, said, told) for p in told.quantities):
            if any(nearest(said.text, i, told)[0] not in _HELD for i in counted):
                continue  # "5 unique visits": the sentence with the 5 is not of unique ones, or of something else
            heads = {told.tokens[i].norm for i in told.names if i < told.quantities[0].first}
            if heads <= mine:
                return True
    return False


def _first_since(q: Quantity, mine: Text, theirs: Text) -> bool:
    """Whether both say the same rank of something "since" a time; the noun may stand before: "the talks will be"."""
    ranked = any(p.kind == "rank" and p.amount.value == q.amount.value for p in theirs.quantities)
    return ranked and all(any(d.lead == "since" for d in text.days) for text in (mine, theirs))


def _counts_another(q: Quantity, p: Quantity, mine: Text, theirs: Text) -> bool:
    """Whether a name behind the amount stands behind another amount of the kind: "5 from Mora and 3 from Tarn"."""
    rivals = sorted((r for r in theirs.quantities if r.kind == p.kind), key=lambda r: r.first)
    until = min((r.first for r in mine.quantities if r.first > q.first), default=len(mine.tokens))
    if len(rivals) < 2 or q.kind == "rank":
        return False
    names = {mine.tokens[i].norm for i in mine.names if q.last <= i < until}
    ends = [r.first for r in rivals[1:]] + [len(theirs.tokens)]
    near = {theirs.tokens[j].norm for j in theirs.names if j < rivals[0].first}
    far: set[str] = set()
    for r, end in zip(rivals, ends, strict=True):
        behind = {theirs.tokens[j].norm for j in theirs.names if r.last <= j < end}
        near, far = (near | behind, far) if r is p else (near, far | behind)
    return bool((names & far) - near)


def _of_other_years(mine: Text, shown: Shown) -> bool:
    """Whether the sentence names a year, and no day or name with it, that is neither the statement's nor its own."""
    theirs = shown.sentence
    days = {i for d in theirs.days if d.day is not None or in_name(theirs, d) for i in range(d.first, d.last)}
    years = {t.norm for i, t in enumerate(theirs.tokens) if _YEAR.fullmatch(t.norm) and i not in days}
    return bool(years - {t.norm for t in mine.tokens} - ({str(shown.on.year)} if shown.on else set()))


def _of_another_deed(p: Quantity, said: Said, sentence: Text) -> bool:
    """Whether an amount of the sentence is what a deed is done to that the statement does not tell of."""
    at = p.first - 1
    if at not in sentence.content or sentence.tokens[at].capitalised:
        return False
    if not is_deed(sentence, at) and not any(part_of_speech(f) == "v" for f in forms(sentence.tokens[at].norm)):
        return False  # "heard"
    if forms(sentence.tokens[at].norm) & _SHOWS:
        return False  # "counts show 5 crews"
    if sentence.tokens[at - 1].norm == "to" and any(r.last in (at - 2, at - 1) for r in sentence.quantities):
        return False  # "5 million to mend 26 nets": what the one amount is for, the other counts
    return not any(nearest(said.text, i, sentence)[1] == at for i in said.plain)


def _counterparts(q: Quantity, mine: Text, theirs: Text) -> list[Quantity]:
    """The sentence's amounts of the same kind; of as many as the statement has, the one in the same place.

    Of "to 5 from 3" and "from 3 to 5", those behind the same word.
    """
    lead = _lead(q, mine)
    rivals = [p for p in theirs.quantities if alike(q, p)]
    if not rivals and lead in _FROM_TO:
        bare = [p for p in theirs.quantities if p.kind == q.kind and _lead(p, theirs) == lead]
        rivals = [p for p in bare if not q.units or part_of_speech(next(iter(p.units), "")) != "n"]
    if lead in _FROM_TO and len({_lead(p, theirs) for p in rivals} & _FROM_TO) == 2:
        rivals = [p for p in rivals if _lead(p, theirs) == lead]
        return rivals
    rivals = rivals or [p for p in theirs.quantities if _is_of_row(q, p, theirs)]
    if not rivals and not q.units and any(caps(mine, i) for i in mine.content if i < q.first):
        rivals = [p for p in theirs.quantities if p.kind == q.kind and p.hedge.name in CEILINGS]
    counted = [p for p in rivals if q.units[:1] and p.units[:1] == q.units[:1]]
    if len(counted) == 1 and q.kind == "count":
        return counted  # of "5 crews and 3 pilots", the crews
    own = [p for p in mine.quantities if p is q or alike(q, p)]
    return [rivals[own.index(q)]] if len(rivals) == len(own) else rivals


def _is_of_row(q: Quantity, p: Quantity, theirs: Text) -> bool:
    """Whether an amount is the figure of a row of a table, "places for: Mora: 40", and another counts the same."""
    ends = q.kind == p.kind == "count" and not p.units and all(t.norm == "." for t in theirs.tokens[p.last :])
    if not ends or _lead(p, theirs) != ":":
        return False
    led = (theirs.tokens[j].norm for j in theirs.content if j < p.first)
    return bool(_PLACES & set(q.units[:1])) or any(relation(u, w) in _HELD for w in led for u in q.units[:_NOUNS])


def _named_alike(q: Quantity, p: Quantity, mine: Text) -> bool:
    """Whether all that two counts have in common is a name: "54 Moran pilots", "54 quays of the Moran coast"."""
    named = {t.norm for t in mine.tokens[q.last : q.last + 3] if t.capitalised}
    if q.kind != "count" or not p.units or not named or named >= set(q.units[:3]):
        return False
    return not any(relation(a, b) in _HELD for a in q.units[:3] if a not in named for b in p.units[:3])


def _lead(q: Quantity, text: Text) -> str:
    return text.tokens[q.first - 1].norm if q.first else ""


def _counted(q: Quantity, said: Said) -> Iterable[int]:
    """The tokens behind an amount that may say what it counts: those before anything is done, or "to" be done."""
    for i in range(q.last, min(q.last + 3, len(said.text.tokens))):
        if i in said.acting or said.text.tokens[i].norm in _ENDS or q.kind == "percent":
            return
        yield i
        if said.text.tokens[i].norm in _UNITS_OF_TIME:
            return


def counts_what_stands_elsewhere(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """What an amount counts, where the sentence has that word far from it: "the pilots paid for 5 harbour crews"."""
    for q in said.text.quantities:
        run = list(takewhile(lambda i: i in said.text.content and i not in said.acting, _counted(q, said)))
        nouns = [i for i in run if i in place and part_of_speech(said.text.tokens[i].norm) in ("n", "")]
        if q.kind != "count" or len(run) < _PAIR or run[-1] not in nouns:
            continue
        fits = [p for p in _counterparts(q, said.text, shown.sentence) if weigh(q, p) == FITS]
        norm = shown.sentence.tokens[place[run[-1]]].norm
        spots = [j for j, t in enumerate(shown.sentence.tokens) if t.norm == norm]
        far = [p for p in fits if not any(p.first - _BESIDE <= j < p.last + _BEHIND for j in spots)]
        if fits and far == fits and said.text.tokens[run[-1]].norm not in PLAIN:
            yield SlotMatch("word", said.text.tokens[run[-1]].text, UNCLEAR)


def _counts_others(q: Quantity, counted: Sequence[int], said: Said, theirs: Text) -> bool:
    """Whether what an amount counts is one word, and the sentence counts others by it: "5 pilots", "5 young clerks"."""
    nouns = [i for i in counted if i in said.text.content]
    if q.kind != "count" or len(nouns) != 1 or said.text.tokens[nouns[0]].norm in PLAIN:
        return False
    same = [p for p in theirs.quantities if p.kind == q.kind and weigh(q, p) == FITS]
    units = [u for p in same for u in takewhile(lambda u: part_of_speech(u) in ("n", "a"), p.units)]
    return bool(units) and not PLAIN & set(units) and nearest(said.text, nouns[0], theirs)[0] not in _HELD


def _of_another_sort(i: int, counted: Sequence[int], mine: Text, shown: Shown) -> bool:
    """Whether the sentence has, before the noun that follows token i, another word of content than the statement."""
    theirs = shown.sentence
    if i + 1 not in counted or i + 1 not in mine.content:
        return False
    spots = [j for j in theirs.content if theirs.tokens[j].norm == mine.tokens[i + 1].norm and j - 1 in theirs.content]
    own = {t.norm for t in mine.tokens}
    return bool(spots) and all(theirs.tokens[j - 1].norm not in own for j in spots)


def may_be_counted(text: Text) -> set[str]:
    """The words of a statement that may belong to what one of its amounts counts."""
    tokens, counted = text.tokens, text.quantities
    return {token.text for q in counted for token in tokens[q.first if q.kind == "rank" else q.last : q.last + 3]}


def count_nouns(said: Said, found: Found, amounts: Sequence[SlotMatch], shown: Shown) -> None:
    """ "Vaccine doses" may be "vaccines": once the amount fits, a second noun of what is counted asks no more.

    Unless the sentence has another one there: "rescue boats" are no "fishing boats", nor old ones new.
    """
    nouns: set[str] = set()
    for q, match in zip(said.text.quantities, amounts, strict=True):
        if q.kind == "rank" and match.outcome in (FITS, FAILS):  # settled as a rank
            nouns.update(said.text.tokens[i].text for i in range(q.first, q.last))
        if match.outcome == FITS and q.kind != "rank":
            counted = list(_counted(q, said))
            if _counts_others(q, counted, said, shown.sentence):
                continue
            nouns.update(
                said.text.tokens[i].text for i in counted if not _of_another_sort(i, counted, said.text, shown)
            )
    found.matches = [
        SlotMatch("plain", m.words, FITS)
        if m.words in nouns and (m.slot, m.outcome) in (("word", MISSING), ("opposite", FAILS))
        else m
        for m in found.matches
    ]
