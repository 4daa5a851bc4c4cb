"""Holds the days that a statement names against those of a document and its sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from factcheck.text.days import SEASONS, WEEKDAYS, Day, Days, find_stretches, resolve
from factcheck.text.stems import forms
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import Text, parse, written
from factcheck.verify.passages.words import MISSING, SlotMatch
from factcheck.verify.statements.parts import Said, Shown
from factcheck.verify.statements.tense import NAMED, dated_beside, in_name, is_ahead, is_to_come, names_a_thing
from factcheck.verify.statements.words import DIRECTS, GOES, PREPOSITIONS, binding, is_deed, is_meeting, they


def yet_to_come(said: Said, i: int, sentence: Text, deed: int) -> bool:
    """Whether the sentence announces what the statement says was done: "agreed to meet" is not "met"."""
    purpose = sentence.tokens[deed - 1].norm == "to" and said.text.tokens[i - 1].norm != "to"
    purpose = purpose and not _on_the_way(sentence, deed) and sentence.tokens[deed - 2].norm != "able"
    purpose = purpose and not _is_policy(sentence, deed) and not _done_by_wishing(sentence, deed)
    if _must(said.text, i) and _must(sentence, deed):
        return False  # what "must be" done there
    done = said.text.tokens[i].norm
    past = len(forms(done)) > 1 and not done.endswith(("s", "ing"))
    return purpose or _will(sentence, deed) or (past and _would(sentence, deed) and not _would(said.text, i))


def done_already(said: Text, i: int, sentence: Text, deed: int) -> bool:
    """Whether the sentence tells as done what the statement says will be: "has approved" is not "would approve"."""
    coming = _would(said, i) or any(t.norm in ("will", "shall") for t in said.tokens[max(0, i - 3) : i])
    before = [t.norm for t in sentence.tokens[max(0, deed - 3) : deed]]
    perfect = not _HAVE.isdisjoint(before) and _HAVE.isdisjoint([t.norm for t in said.tokens[max(0, i - 3) : i]])
    return coming and perfect and "to" not in before and _MODALS.isdisjoint(before) and "will" not in before


def _done_by_wishing(text: Text, deed: int) -> bool:
    """Whether somebody thanks or the like by saying that they want to: "I want to thank the pilots"."""
    wishes = text.tokens[deed - 2].norm in ("want", "like") and deed > 1
    return wishes and bool(forms(text.tokens[deed].norm) & _COURTESIES)


def _on_the_way(text: Text, deed: int) -> bool:
    """Whether a deed is what a journey was made for that is told as made: "traveled to Mora to visit the lock"."""
    gone = (t.norm for t in text.tokens[max(0, deed - _WAY) : deed] if forms(t.norm) & GOES)
    went = any(norm.endswith("ed") or norm in _WENT for norm in gone) or _led_to(text, deed)
    return went and not _will(text, deed)


def _led_to(text: Text, deed: int) -> bool:
    """Whether a deed is what a delegation was led to do: "Lee led a delegation of pilots to meet with Roe"."""
    before = [t.norm for t in text.tokens[max(0, deed - _FAR) : deed]]
    at = next((k for k, norm in enumerate(before) if norm in _LED and "delegation" in before[k : k + _WITH]), -1)
    return at >= 0 and not any(norm in (",", ";", "that", "who") for norm in before[at:])


def _is_policy(text: Text, deed: int) -> bool:
    """Whether a deed is what somebody does at all times: "it is the policy of the board to support"."""
    before = [t.norm for t in text.tokens[max(0, deed - _POLICY) : deed]]
    return "policy" in before and "of" in before[before.index("policy") :]


def _must(text: Text, deed: int) -> bool:
    """Whether a deed is what somebody is bound to do, or is directed to."""
    bound = any(t.norm in ("must", "shall") for t in text.tokens[max(0, deed - 3) : deed])
    directed = text.tokens[deed - 1].norm == "to" and any(forms(t.norm) & DIRECTS for t in text.tokens[:deed])
    return bound or directed


def _would(text: Text, deed: int) -> bool:
    """Whether a deed is only what would, could or should be done: "would add" is not "added"."""
    return any(t.norm in _MODALS for t in text.tokens[max(0, deed - 3) : deed])


def only_wished(said: Text, sentence: Text, places: Collection[int]) -> bool:
    """Whether a statement has something that is ("there are 40 wardens") of which the sentence does not say that it is.

    A request, a plan or a bill for it is none yet. `places` are where the sentence has words of the statement.
    """
    words = [t.norm for t in said.tokens[:4]]
    if not any(a == "there" and b in _IS for a, b in pairwise(words)):
        return False
    told = [t.norm for t in sentence.tokens]
    first, last = min(places, default=0), max(places, default=len(told))
    ends = [-1, *(i for i, norm in enumerate(told) if norm == ";"), len(told)]  # of the clauses of the sentence
    told = told[max(e for e in ends if e < first) + 1 if first else 0 : min(e for e in ends if e >= last)]
    wished = any(forms(w) & _WISHES or w in _MODALS for w in told)
    return wished or not _IS & set(told)


def _will(text: Text, deed: int | None = None) -> bool:
    """Whether a sentence only announces, or announces the deed at a place in it."""
    by = deed is not None and text.tokens[deed - 1].norm == "by" and text.tokens[deed].norm.endswith("ing")
    # "Will ease the way by mending the quay": of when the verb is that it goes with.
    first, last = (0, len(text.tokens)) if deed is None else (0 if by else max(0, deed - 5), deed)
    return any(is_to_come(text.tokens, i) for i in range(first, last))


_COURTESIES = frozenset("thank congratulate commend applaud salute".split())
_WEEK = timedelta(days=7)
_POLICY = 9  # tokens from "the policy of" to what it is
_WAY = 12  # tokens from a journey to what it was made for
_WENT = frozenset("went flew".split())
_LED = frozenset(("led", "headed"))
_FAR, _WITH = 24, 6  # tokens from "led" to what for, and to "delegation"
_HAVE = frozenset("has have had".split())
_YEAR = 364  # days between the first and the last of a year
_MODALS = frozenset("would could should may might".split())
_IS = frozenset("is are was were has have had".split())
_WISHES = frozenset(
    "request ask propose proposal seek urge demand want plan bill legislation call need recommend reject deny".split()
)
_ARTICLES = frozenset("the a an its their his her our this that".split())
_BOUNDS = ("before", "after", "by", "until")
_BESIDE = frozenset("following after before since until ahead".split())


def match_days(said: Said, shown: Shown, deed: int) -> Iterable[SlotMatch]:
    """Each time of the statement; `deed` is where the sentence has what was done first, -1 where it does not."""
    for words, spans, lead in said.spans:
        if not spans:
            yield SlotMatch("date", words, UNCLEAR)
            continue
        if lead == "since":
            yield _since(words, spans, shown, [s for _, s, at in said.spans if at == lead and s != spans])
            continue
        if lead == NAMED:
            held = any(d.span() in spans for text in (shown.sentence, shown.around) for d in text.days)
            yield SlotMatch("date", words, FITS if held else MISSING)
            continue
        # "The May 26 call" is of May 26, whatever else the sentence dates.
        beside = [(d, s) for d, s in stated_days(shown.sentence, shown.on) if d.last == deed]
        mine = [s for _, found, at in said.spans if at in ("", "in") for s in found]  # "today kept it until 2023"
        if beside and not any(within(theirs, s, lead) for _, theirs in beside for s in (*spans, *mine)):
            yield SlotMatch("date", words, UNCLEAR, written(shown.sentence, beside[0][0].first, deed))
            continue
        others = [s for w, found, _ in said.spans if w != words for s in found]
        found = _day(words, spans, lead, shown, deed, others)
        if found.outcome == FAILS and not said.ahead and _recurs(said) and min((b - a).days for a, b in spans) > 7:
            found = SlotMatch("date", words, UNCLEAR, found.found)  # "met in 2022": and on this day, too
        if found.outcome == UNCLEAR and _ends_elsewhere(said.text, spans, shown):
            found = SlotMatch("date", words, FAILS, found.found)
        if found.outcome in (UNCLEAR, MISSING) and _is_titled_year(words, said.text, shown):
            found = SlotMatch("date", words, FITS, "", "document")  # all of the document is about that year
        if found.outcome == FAILS and _at_odds(shown):
            found = SlotMatch("date", words, UNCLEAR, found.found)
        bare = set(words.lower().split()) & WEEKDAYS.keys()
        if found.outcome == FAILS and said.ahead and bare and all(a == b for a, b in spans):
            # "Will meet on Monday", of a draft that came out a day late: of the Monday before.
            before = [(a - _WEEK, b - _WEEK) for a, b in spans]
            late = _day(words, before, lead, shown, deed, others).outcome == FITS
            found = SlotMatch("date", words, UNCLEAR, found.found) if late else found
        yield found


def _at_odds(shown: Shown) -> bool:
    """Whether a weekday of the sentence stands beside a date of another weekday: nobody knows which is right."""
    weekdays = [d for d in shown.sentence.days if d.weekday is not None and dated_beside(shown.sentence, d)]
    beside = [
        (w, span)
        for w in weekdays
        for d in shown.sentence.days
        if d is not w and d.day and 0 <= d.first - w.last <= 1
        for span in _resolved(shown.sentence, d, shown.on)
    ]
    return bool(beside) and not any(first.weekday() == w.weekday for w, (first, _) in beside)


def _ends_elsewhere(said: Text, spans: Sequence[Days], shown: Shown) -> bool:
    """Whether "the end of May" is the end of another month there: "the end of this month", written in April."""
    stretches = list(find_stretches(list(shown.sentence.tokens), shown.on)) if shown.on is not None else []
    if len(stretches) != 1 or shown.sentence.days:
        return False
    first, _, span = stretches[0]
    part = [t.norm for t in shown.sentence.tokens[max(0, first - 2) : first]]
    mine = ([t.norm for t in said.tokens[max(0, d.first - 2) : d.first]] for d in said.days if d.month and not d.day)
    return part[:1] in (["end"], ["beginning"]) and part in mine and not any(_touch(span, s) for s in spans)


def match_ends(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    """ "At the end of the year": the sentence must have the same end of the same, whatever else it says of time."""
    told = list(_ends(shown.sentence))
    for at, lead, part, unit in _ends(said.text):
        if any((part, unit) == (p, u) for _, _, p, u in told):
            continue
        words = written(said.text, at, at + 4)
        other = next((written(shown.sentence, k, k + 4) for k, _, p, _ in told if p == part), "")
        alone = len(told) == 1 and lead == told[0][1] == "at"
        yield SlotMatch("date", words, FAILS if other and alone else UNCLEAR if other else MISSING, other)


_PARTS = frozenset("end beginning start middle rest close".split())
_SPANS = frozenset("day week month quarter year decade century season summer winter spring fall".split())


def _ends(text: Text) -> Iterable[tuple[int, str, str, str]]:
    """(place, "at" or another lead, "end", "year") of each "at the end of the fiscal year"."""
    words = [t.norm for t in text.tokens]
    for i, norm in enumerate(words):
        if norm in _PARTS and words[i + 1 : i + 2] == ["of"]:
            unit = next((w for w in words[i + 2 : i + 5] if w in _SPANS), "")
            lead = next((w for w in reversed(words[max(0, i - 2) : i]) if w in PREPOSITIONS), "")
            if unit:
                yield i, lead, norm, unit


def _recurs(said: Said) -> bool:
    """Whether what was done is done again and again, by the same people: a meeting, a talk."""
    deeds = [said.text.tokens[i].norm for i in said.text.content if i in said.acting]
    return bool(deeds) and all(map(is_meeting, deeds))


def _since(words: str, spans: Sequence[Days], shown: Shown, others: Sequence[Sequence[Days]]) -> SlotMatch:
    """ "Since 2016": the sentence must have the same; a time that it has for one of the `others` is none for this."""
    stated = [
        (written(shown.sentence, day.first, day.last), theirs)
        for day in shown.sentence.days
        if day.lead == "since" and (theirs := _resolved(shown.sentence, day, shown.on))
    ]
    for told, theirs in stated:
        if any(t == s for t in theirs for s in spans):
            return SlotMatch("date", words, FITS, told)
    rest = [told for told, theirs in stated if not any(s in theirs for other in others for s in other)]
    if len(rest) == 1:
        return SlotMatch("date", words, FAILS, rest[0])
    return SlotMatch("date", words, UNCLEAR if stated else MISSING)


def _day(
    words: str, spans: Sequence[Days], lead: str, shown: Shown, deed: int, others: Sequence[Days] = ()
) -> SlotMatch:
    # "On Monday the board raised the fee for 2021": what the sentence says of 2021 is no other day of its own.
    stated = [
        (d, s) for d, s in stated_days(shown.sentence, shown.on)
        if not (s in others and (_year_long(s) or (d.lead in _BOUNDS and lead in ("", "in"))))
        # What is signed on a day is done then, whatever year it is for: "50 pilots in fiscal year 2024 are hereby …".
        and not (shown.enacts and _year_long(s) and not any(map(_year_long, spans)))
    ]  # fmt: skip
    own = [(written(shown.sentence, d.first, d.last), s) for d, s in stated]
    for (told, theirs), (day, _) in zip(own, stated, strict=True):
        if _of_another_talk(shown.sentence, day, deed):
            continue  # the day of "the May 26 call", which `deed` is not
        # "Before May" is not what a document says that has "before March"; what was done in March was.
        if any(theirs == s if day.lead == lead in _BOUNDS else within(theirs, s, lead) for s in spans):
            later = _of_later_deed(shown.sentence, day, [d for d, _ in stated], deed)
            return SlotMatch("date", words, UNCLEAR if later else FITS, told)
    if shown.on is not None:
        stretches = list(find_stretches(list(shown.sentence.tokens), shown.on))
        for first, last, span in stretches:
            if any(within(span, s, lead) for s in spans):  # "last week", on either side
                return SlotMatch("date", words, FITS, written(shown.sentence, first, last))
        stretches = [s for s in stretches if not _of_another(shown.sentence, s[0])]
        if len(stretches) == 1 and not own and _seasons(words, written(shown.sentence, *stretches[0][:2])):
            return SlotMatch("date", words, FAILS, written(shown.sentence, *stretches[0][:2]))
        if stretches and not own:  # the sentence has a time of its own, and it is another
            return SlotMatch("date", words, UNCLEAR, written(shown.sentence, *stretches[0][:2]))
    if any(not names_a_thing(shown.sentence, d) for d, _ in stated):
        # "On Friday … the summit of June 2022": only a single day can be the day of the deed.
        length = max((s[1] - s[0]).days for s in spans)
        single = [t for (_, t), (d, _) in zip(own, stated, strict=True) if not names_a_thing(shown.sentence, d)]
        single = [t for t in single if (t[1] - t[0]).days <= max(7, length + 3 if length <= 31 else 0)]
        if len(own) == 1 and length >= _YEAR and (own[0][1][1] - own[0][1][0]).days >= _YEAR and lead == "in":
            single = [own[0][1]]  # one year against another
        clear = single and all(not _touch(t, s) for _, t in own for s in spans)
        if clear and _of_other_deed(shown.sentence, [d for d, _ in stated], deed):
            return SlotMatch("date", words, MISSING)
        return SlotMatch("date", words, FAILS if clear else UNCLEAR, own[0][0])
    if shown.itself and shown.on is not None and any(within((shown.on, shown.on), s, lead) for s in spans):
        return SlotMatch("date", words, FITS, shown.on.isoformat(), "document")
    signed = shown.enacts and lead in ("", "in")  # what a signed document does is done on its own day
    for _, theirs in () if signed else stated_days(shown.around, shown.on):
        if any(within(theirs, s, lead) for s in spans):
            return SlotMatch("date", words, FITS, "", "passage")
    if shown.on is None:
        return SlotMatch("date", words, MISSING)
    return _day_around(words, spans, lead, shown, shown.on, deed)


def _seasons(mine: str, theirs: str) -> bool:
    """Whether two times are seasons told in the same way, and not one: "this summer", "this fall"."""
    (lead, _, one), (other, _, two) = mine.lower().partition(" "), theirs.lower().partition(" ")
    return lead == other and one in SEASONS and two in SEASONS and SEASONS[one] != SEASONS[two]


def _day_around(words: str, spans: Sequence[Days], lead: str, shown: Shown, on: date, deed: int) -> SlotMatch:
    """A time of a statement where the sentence has none: held against its passage and the day `on` of its document."""
    if shown.enacts and lead in ("", "in") and any(within((on, on), s, lead) for s in spans):
        return SlotMatch("date", words, FITS, on.isoformat(), "document")  # it is done by what is signed
    brief = [s for _, s in stated_days(shown.around, on) if (s[1] - s[0]).days <= 7]
    opening = [s for _, s in stated_days(parse(shown.begins), on) if s[0] == s[1]]
    single = not brief and len(set(opening)) == 1 and lead in ("", "in") and _of_one_meeting(shown, deed)
    if single and not any(_touch(opening[0], s) for s in spans):
        return SlotMatch("date", words, FAILS, "", "document")
    if len(set(brief)) == 1 and lead in ("", "in") and _of_one_meeting(shown, deed):
        other = not any(_touch(brief[0], s) for s in spans)  # whoever "spoke today" goes on: "they discussed …"
        return SlotMatch("date", words, FAILS if other else UNCLEAR, "", "passage")
    if not shown.itself and (brief or _will(shown.sentence)):  # it names other days, or speaks of days to come
        near = [*brief, (on - timedelta(days=1), on)]
        other = lead == "in" and not _will(shown.sentence) and not any(_touch(t, s) for t in near for s in spans)
        return SlotMatch("date", words, MISSING if other else UNCLEAR)
    told = on.isoformat()
    if any(within((on, on), s, lead) for s in spans):
        return SlotMatch("date", words, UNCLEAR if shown.spoken else FITS, told, "document")
    if shown.itself:
        return SlotMatch("date", words, FAILS, told, "document")
    before = (on - timedelta(days=1),) * 2
    if shown.enacts and lead in ("", "in") and all(s[1] < before[0] for s in spans):
        return SlotMatch("date", words, FAILS, told, "document")  # nobody did before it what is "hereby" done
    return SlotMatch("date", words, UNCLEAR if any(within(before, s, lead) for s in spans) else MISSING, told)


def _is_titled_year(words: str, said: Text, shown: Shown) -> bool:
    """Whether a fiscal year is the one that a document is about by its title, and the sentence names no other time."""
    return words in _fiscal(said) and words in _fiscal(shown.about) and not shown.sentence.days


def _fiscal(text: Text) -> set[str]:
    """The years that a text calls fiscal ones."""
    norms = [t.norm for t in text.tokens]
    spots = (i for i, norm in enumerate(norms) if norm == "fiscal")
    return {w for i in spots for w in norms[i + 1 : i + 3] if w.isdecimal()}


def _of_one_meeting(shown: Shown, deed: int) -> bool:
    """Whether a sentence goes on with the meeting or call of which a document is the record, as its title says."""
    titled = any(is_meeting(t.norm) for t in shown.about.tokens)
    told = deed >= 0 and (is_meeting(shown.sentence.tokens[deed].norm) or they(shown.sentence, deed))
    return titled and told and not shown.spoken and not shown.itself and not _will(shown.sentence)


def _year_long(span: Days) -> bool:
    return (span[1] - span[0]).days >= _YEAR


def _of_another_talk(text: Text, day: Day, deed: int) -> bool:
    """Whether a day says which meeting or call is meant, not when the deed was: "as follow-up to the May 26 call"."""
    behind = [k for k in range(day.last, min(day.last + 3, len(text.tokens))) if text.tokens[k].norm not in (",", "'s")]
    owned = day.last < len(text.tokens) and text.tokens[day.last].kind == "poss"
    led = owned or (day.first > 0 and text.tokens[day.first - 1].norm in _ARTICLES)
    talk = bool(behind) and (is_meeting(text.tokens[behind[0]].norm) or text.tokens[behind[0]].norm == "call")
    return led and talk and behind[0] != deed


def _of_later_deed(text: Text, day: Day, days: Sequence[Day], deed: int) -> bool:
    """Whether a day is that of another deed: "today Lee signed an order that is set to begin on Friday"."""
    nearer = any(d is not day and abs(d.first - deed) < abs(day.first - deed) for d in days)
    # "The number of stranded boats": only says which.
    between = (i for i in range(deed + 1, day.first) if text.tokens[i - 1].norm not in PREPOSITIONS)
    return deed >= 0 and nearer and any(is_deed(text, i) for i in between)


def _of_other_deed(text: Text, days: Sequence[Day], deed: int) -> bool:
    """Whether all days stand with another deed: "on May 2 the board announced 5 million that Lee granted"."""
    joined = deed > 0 and any(t.norm == "and" for t in text.tokens[max(0, deed - 3) : deed])
    if deed < 0 or joined or is_meeting(text.tokens[deed].norm):
        return False
    done = [i for i in range(deed) if binding(text, i) and i not in text.names and text.tokens[i].norm not in _IS]
    return all(any(d.last <= i for i in done) for d in days)


def _of_another(text: Text, first: int) -> bool:
    """Whether a time is that of what came before or after: "following the talks of last week"."""
    return any(t.norm in _BESIDE for t in text.tokens[max(0, first - 8) : first])


def stated_days(text: Text, on: date | None) -> list[tuple[Day, Days]]:
    """The days that a sentence of a document names, each resolved against the document's own date."""
    out = []
    for day in text.days:
        if day.weekday is not None and dated_beside(text, day):
            continue
        if day.lead == "since" or in_name(text, day):
            continue
        out += [(day, span) for span in _resolved(text, day, on)[:1]]
    return out


def _resolved(text: Text, day: Day, on: date | None) -> tuple[Days, ...]:
    tokens = list(text.tokens)
    if on is None:
        span = day.span()
        return (span,) if span else ()
    return resolve(tokens, day, on, is_ahead(tokens))


def within(theirs: Days, mine: Days, lead: str) -> bool:
    if lead == "before":
        return theirs[1] < mine[0]
    if lead == "after":
        return theirs[0] > mine[1]
    if lead == "until":  # what lasts until April does not last until May
        return mine[0] <= theirs[1] <= mine[1]
    if lead == "by":
        return theirs[1] <= mine[1]
    if lead == "range" and theirs[0] != theirs[1]:
        return theirs == mine
    return mine[0] <= theirs[0] and theirs[1] <= mine[1]


def _touch(theirs: Days, mine: Days) -> bool:
    return theirs[0] <= mine[1] and mine[0] <= theirs[1]
