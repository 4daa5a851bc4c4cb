"""Tells what a sentence says around its quotation that the document in which the words stand does not hold.

Words that stand there prove nothing of a place, a listener or a number that the draft puts around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from factcheck.model.claim import Quote
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace
from factcheck.text.days import Day, of_its_day
from factcheck.text.sentences import split
from factcheck.text.speech import SPEAKING, SPEECH
from factcheck.text.stems import OPPOSITE, forms, part_of_speech
from factcheck.text.tokens import norms
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.passages.quantities import CEILINGS, Quantity, weigh
from factcheck.verify.passages.text import Text, parse, written
from factcheck.verify.quotes.denials import denied_beside, denied_in_lead, disowned, in_place_of, opposed, other_order
from factcheck.verify.quotes.document import (
    OPENING,
    has_deeds,
    head_of,
    holds,
    sentence_of,
    sentences_with,
    title_of,
    words_of_each,
)
from factcheck.verify.quotes.match import Match
from factcheck.verify.quotes.names import addressees_lacking, listed_lacking, names_lacking, offices_lacking
from factcheck.verify.quotes.phrases import cut_within, of_another_topic, of_others
from factcheck.verify.quotes.sides import (
    another_behind,
    another_beside,
    another_deed,
    another_noun,
    another_sort,
    another_teller,
)
from factcheck.verify.statements.event import compare_event
from factcheck.verify.statements.frame_words import leads_in, unheld_words
from factcheck.verify.statements.parts import Shown, read_said, with_heads
from factcheck.verify.statements.time import stated_days, within
from factcheck.verify.statements.words import FORBIDS, is_deed, nearest, place_lead, they

_BRIEF = 3  # words of a quotation that leave most to the sentence around it
_TELLS = SPEECH - frozenset("spoke speaks talked talks called calls".split())
_NEAR = 6  # words from who said so to when
_TELLING = SPEECH | SPEAKING
_FEW = 3  # "both", "the two leaders": no number that a document must state
_SAYS = frozenset("that said says say told tells tell wrote writes added adds noted notes stated states : , ;".split())
_SPEAKS = frozenset("asked asking spoke speaking talked talking answered answering replied responding".split())
# Deeds that turn about what they lead in to.
_AGAINST = FORBIDS | frozenset("reject oppose abandon veto dismiss repeal rescind withdraw halt renounce".split())
_COMMA = re.compile(r",(?!\d)")
_CONDITIONS = frozenset("if unless when once".split())
_SIDE = frozenset("after before when while as who since until".split())


def unheld(quote: Quote, match: Match) -> str:
    """What the sentence says around the quotation and its document does not, as "which …"; "" where it says all."""
    if not quote.around.strip(" ,."):
        return ""
    if other := _of_other_day(quote, match):
        return other
    frame = _with_names(parse(quote.around))
    lacking = (
        *names_lacking(frame, quote, match),
        *_deeds(frame, match),
        *_days(frame, quote, match),
        *offices_lacking(quote, match),
    )
    for missing in (
        *lacking,
        *addressees_lacking(quote, match),
        *listed_lacking(frame, quote, match),
        *_numbers(frame, match),
        *_labels(frame, match),
    ):
        return f"which does not hold “{missing}” of the sentence around them"
    if order := other_order(frame, match):
        return f"which has “{order}” the other way round"
    brief = len(norms(quote.words)) <= _BRIEF
    if denial := disowned(frame) or denied_in_lead(quote, match) or denied_beside(frame, match, brief):
        return f"which denies nothing there, as “{denial}” does"
    if turned := _turned(quote, match):
        return f"which gives “{turned}” another part"
    if added := _added(quote, match):
        return f"which does not say “{added}”"
    return _instead(quote, frame, match)


def _of_other_day(quote: Quote, match: Match) -> str:
    """That the words are written in a document of the day before or after, as "which …"; "" where they are not.

    A transcript may well come out a day later, unless it tells the hour, and so may what a draft says of the day: that
    accuses nobody.
    """
    on, spoken = _day(match.candidate.document.date), any(p.speaker for p in match.candidate.passages)
    if on is None or quote.first is None or quote.last is None or quote.first <= on <= quote.last:
        return ""
    if spoken and not of_its_day(" ".join(p.text for p in match.candidate.whole[:OPENING])):
        return ""
    ahead, _, behind = quote.frame.partition(quote.said)
    before = norms(ahead)[-_NEAR:]
    own = set(norms(quote.document))  # "in a notice Monday", "the May 3 notice said", "Lee signed Monday"
    dated = bool(own) and (bool(own & {*before[-2:], *norms(behind)[:2]}) or "signed" in before[-1:])
    if not dated and not spoken and not any(word in _TELLS for word in before):
        return ""  # "spoke Sunday about “…”": a statement may tell of it a day later
    return f"which is of {on.isoformat()}, and not of “{quote.said}”"


def _instead(quote: Quote, frame: Text, match: Match) -> str:
    """What the passage has something else for, as "which …"; "" where there is nothing."""
    brief = len(norms(quote.words)) <= _BRIEF
    told = (
        ("has the opposite of", opposed(frame, match)),
        ("has something else there than", in_place_of(frame, match) if brief else ""),
        ("has another name there than", another_beside(quote, match) or another_teller(quote, match)),
        ("says it of others than", of_others(quote, match)),
        ("does not speak there of", of_another_topic(quote, match)),
        ("goes on with", cut_within(quote, match)),
        ("has another verb there than", another_deed(quote, match)),
        ("has another noun there than", another_noun(quote, match) or another_sort(quote, match)),
        ("goes on otherwise than with", another_behind(quote, match)),
    )
    return next((f"which {how} “{words}”" for how, words in told if words), "")


def _added(quote: Quote, match: Match) -> str:
    """What the sentence adds to who said so, or leads in with, that neither the passage nor its document's head has."""
    own = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    led, comma, rest = _up_to_comma(quote.ahead)  # what else is checked of it leaves a comma apart
    whole = comma and not led.endswith(" ") and (rest.strip() or not quote.words[:1].islower())
    leads = (led,) if whole and leads_in(led) else ()
    own -= frozenset(norms(led)) if quote.guessed and leads else frozenset()  # all that the clause begins with

    def anywhere(norm: str) -> bool:
        return any(holds(words, norm) for words in words_of_each(match.candidate))

    for words in (*quote.tails, *leads):
        frame = _with_names(parse(words))
        if added := unheld_words(frame, own, title_of(match.candidate), match.text, anywhere=anywhere):
            return added
    return ""


def _up_to_comma(words: str) -> tuple[str, str, str]:
    """What stands before the first comma, the comma, and the rest; a comma in "12,500" is none."""
    comma = _COMMA.search(words)
    return (words[: comma.start()], ",", words[comma.end() :]) if comma else (words, "", "")


def _deeds(frame: Text, match: Match) -> Iterable[str]:
    """Deeds beside the speaking that the document does not tell: "rejected “a new quay”", "said after Mora had won"."""
    told = f"{match.candidate.document.title} . {match.text}"  # most sentences have no such deed: then it is not read
    sentence, head = sentence_of(match), head_of(match.candidate)
    for i in frame.content:
        if not is_deed(frame, i):
            continue
        turns = forms(frame.tokens[i].norm) & _AGAINST and not has_deeds(parse(told), frame, (i,))
        if turns or nearest(frame, i, parse(sentence))[0] == OPPOSITE:
            yield frame.tokens[i].text
    for first, last in _clauses(frame):
        inside = [i for i in frame.content if first < i < last and frame.tokens[i].norm not in _SAYS | _SPEAKS]
        told_of = [i for i in inside if i not in frame.names]
        deeds = [i for i in told_of if is_deed(frame, i) or frame.tokens[i - 1].norm == "who"]  # "who lost to Mora"
        # Where it was said stands at the head of what was said there.
        names = [frame.tokens[i].norm for i in inside if i in frame.names]
        names = [n for n in names if not (n in head and place_lead(frame, _at(frame, n)))]
        doing = frame.tokens[first + 1].norm
        if first + 1 in told_of and doing.endswith("ing") and not _TELLING & {doing, f"{doing[:-3]}ed"}:
            # "Said before flying to Mora": whoever spoke did it, and only the title of what they said tells of that.
            deeds, where = [first + 1], [match.candidate.document.title]
        else:
            where = list(sentences_with(match.candidate, names)) if names else [told]
        if deeds and not any(has_deeds(parse(text), frame, deeds) for text in where):
            yield written(frame, first, last)


def _clauses(frame: Text) -> Iterable[tuple[int, int]]:
    """Clauses that tell when it was said or who said it: "after Mora had won", "who came from Tarn"."""
    for first, token in enumerate(frame.tokens):
        if token.norm in _SIDE:
            ends = (k for k in range(first + 1, len(frame.tokens)) if frame.tokens[k].norm in (",", ";", "."))
            yield first, next(ends, len(frame.tokens))


def _at(text: Text, norm: str) -> int:
    return next(i for i, t in enumerate(text.tokens) if t.norm == norm)


def _days(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """Days, months and years with their year that are neither when it was said nor stand beside the words."""
    on = _day(match.candidate.document.date)
    for day in frame.days:
        words, span = written(frame, day.first, day.last), day.span()
        if span is None and _is_other_day(day, quote, match, words):
            yield words
        if span is None or words in quote.said or (on and within((on, on), span, "")):
            continue
        if not any(within(theirs, span, day.lead) for _, theirs in stated_days(parse(match.text), on)):
            yield words


def _is_other_day(day: Day, quote: Quote, match: Match, words: str) -> bool:
    """Whether a day of a month, without its year, is neither of the document nor named beside the words."""
    if day.month is None or day.day is None or words in quote.said or words in quote.speaker:
        return False
    on = _day(match.candidate.document.date)
    named = [d for d in parse(match.text).days if d.month and d.day]
    days = {(d.month, d.day) for d in named} | ({(on.month, on.day)} if on else set())
    return bool(days) and (day.month, day.day) not in days


def _labels(frame: Text, match: Match) -> Iterable[str]:
    """Names that end in a number, where the passage has another: "the B7", beside words of the B20."""
    held = {(a.norm, b.norm) for a, b in pairwise(parse(match.text).tokens) if a.end == b.start}
    for a, b in pairwise(frame.tokens):
        glued = a.text.isupper() and b.kind == "num" and a.end == b.start
        if glued and (a.norm, b.norm) not in held and any(h == a.norm and n.isdecimal() for h, n in held):
            yield f"{a.text}{b.text}"


def _numbers(frame: Text, match: Match) -> Iterable[str]:
    """Amounts that do not stand beside the words."""
    for quantity in frame.quantities:
        counts = quantity.kind != "rank" and (quantity.kind != "count" or quantity.amount.value > _FEW)
        stated = parse(match.text).quantities if counts else ()
        if counts and _lead_of(frame, quantity) in _CONDITIONS:
            stated = _conditions(parse(sentence_of(match))) or stated
        if counts and not any(weigh(quantity, q) == FITS or _is_bound(quantity, q) for q in stated):
            yield written(frame, quantity.first, quantity.last)


def _lead_of(text: Text, quantity: Quantity) -> str:
    """The word that begins the clause of an amount."""
    first = next((i for i in range(quantity.first, 0, -1) if text.tokens[i - 1].norm == ","), 0)
    return text.tokens[first].norm


def _conditions(sentence: Text) -> tuple[Quantity, ...]:
    """The amounts on whose condition a sentence tells something: "if we sell 10"."""
    return tuple(q for q in sentence.quantities if _lead_of(sentence, q) in _CONDITIONS)


def _is_bound(quantity: Quantity, stated: Quantity) -> bool:
    """Whether an amount without a hedge is the very bound of another: "a ceiling of 500", "may not exceed 500"."""
    bound = quantity.hedge is EXACT and stated.hedge.name in CEILINGS
    return bound and quantity.kind == stated.kind and quantity.amount.value == stated.amount.value


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None


def _turned(quote: Quote, match: Match) -> str:
    """Whoever leads in to the quoted part of a sentence, but does or gets there what another does or gets."""
    lead = parse(quote.lead).tokens
    last = max((i for i, t in enumerate(lead) if t.norm in _SAYS), default=-1)
    if not quote.words[:1].islower() or len(lead) - last < 3:
        return ""
    words = f"{' '.join(t.text for t in lead[last + 1 :])} {quote.words}"
    said = read_said(words, None)
    document, sentence = match.candidate.document, with_heads(parse(sentence_of(match)))
    acting = [said.text.tokens[g[-1]].norm for g in said.people if g[-1] < len(lead) - last - 1]
    told = {t.norm for t in sentence.tokens}
    if they(sentence, len(sentence.tokens)):
        told |= set(acting)  # "the two leaders" must be those of the sentence before
    if sum(name in told for name in acting) < 2:
        return ""  # an office, or what is said of somebody in other words
    before = tuple(match.text[a:b] for a, b in split(match.text[: match.text.index(sentence_of(match))]))
    shown = Shown(sentence, match.text, document.title, document.title, match.candidate.held_by, None, before)
    found = compare_event(said, shown)
    turned = (m.words for m in (found.matches if found else ()) if m.slot == "role" and m.outcome == UNCLEAR)
    return next((words for words in turned if norms(words)[-1] in told), "")


def _with_names(frame: Text) -> Text:
    """The text with the first words of its sentences among the names that no list of words holds."""
    tokens, last = frame.tokens, len(frame.tokens) - 1
    named = {i for i in frame.content if tokens[i].capitalised and not part_of_speech(tokens[i].norm)}
    # "Mooring rules", "Trawler crews": what is counted or meant, and nobody.
    nouns = {
        i for i in named if i < last and part_of_speech(tokens[i + 1].norm) == "n" and tokens[i + 1].text.islower()
    }
    return replace(frame, names=frame.names | (named - nouns))
