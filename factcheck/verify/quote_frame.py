"""Tells what a sentence says around its quotation that the document in which the words stand does not hold.

Words that stand there prove nothing of a place, a listener or a number that the draft puts around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from factcheck.model.claim import Quote
from factcheck.model.record import replace
from factcheck.model.source import Candidate
from factcheck.text.sentences import split
from factcheck.text.stems import RELATED, SAME, closeness, part_of_speech, short_form
from factcheck.text.tokens import Token, norms, tokenize
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.event import compare_event
from factcheck.verify.event_parts import Shown, name_groups, read_said, with_heads
from factcheck.verify.event_time import stated_days, within
from factcheck.verify.event_words import PLAIN, place_lead, they
from factcheck.verify.passage_text import Text, is_negative, parse, written
from factcheck.verify.quantities import weigh
from factcheck.verify.quote_match import Match

_OPENING = 6  # passages at the head of a document that may say where it was spoken
_FEW = 3  # "both", "the two leaders": no number that a document must state
_TELLS = frozenset("tell tells told telling".split())  # whoever is told something is there
_SAYS = frozenset("that said says say told tells tell wrote writes added adds noted notes stated states : , ;".split())
_LETTERS = 4  # at which a word that may be a form of a name must begin like it


def unheld(quote: Quote, match: Match) -> str:
    """What the sentence says around the quotation and its document does not, as "which …"; "" where it says all."""
    if not quote.around.strip(" ,."):
        return ""
    frame = _with_names(parse(quote.around))
    for missing in (*_names(frame, quote, match), *_days(frame, quote, match), *_numbers(frame, match)):
        return f"which does not hold “{missing}” of the sentence around them"
    if denial := _denied(quote, match):
        return f"which denies nothing there, as “{denial}” does"
    if turned := _turned(quote, match):
        return f"which gives “{turned}” another part"
    return ""


def _names(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """Names that the document lacks; where and to whom it was said must stand at its head or beside the words."""
    dated = {i for day in frame.days for i in range(day.first, day.last)}
    named = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    near = _near(match.candidate, match.text)
    for group in name_groups(frame):
        tokens = [frame.tokens[i] for i in group]
        there = place_lead(frame, group[0]) in ("in", "at") or frame.tokens[group[0] - 1].norm in _TELLS
        own = _own(tokens, named) if dated.isdisjoint(group) else ()
        if not all(_holds(near, norm) or (not there and _holds(_all(match.candidate), norm)) for norm in own):
            yield " ".join(t.text for t in tokens)


def _days(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """Days, months and years with their year that are neither when it was said nor stand beside the words."""
    on = _day(match.candidate.document.date)
    for day in frame.days:
        words, span = written(frame, day.first, day.last), day.span()
        if span is None or words in quote.said or (on and within((on, on), span, "")):
            continue
        if not any(within(theirs, span, day.lead) for _, theirs in stated_days(parse(match.text), on)):
            yield words


def _numbers(frame: Text, match: Match) -> Iterable[str]:
    """Amounts that do not stand beside the words."""
    for quantity in frame.quantities:
        counts = quantity.kind != "rank" and (quantity.kind != "count" or quantity.amount.value > _FEW)
        if counts and not any(weigh(quantity, q) == FITS for q in parse(match.text).quantities):
            yield written(frame, quantity.first, quantity.last)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None


def _sentence(match: Match) -> str:
    """The sentence of the document in which the quoted words begin."""
    at = match.words[match.alignment.first].start
    return next((match.text[a:b] for a, b in split(match.text) if a <= at < b), match.text)


def _denied(quote: Quote, match: Match) -> str:
    """A denial that leads in to the quoted part of a sentence, where the document denies nothing there."""
    if not quote.words[:1].islower() or parse(_sentence(match)).denials:
        return ""
    lead = parse(quote.lead).tokens
    last = max((i for i, t in enumerate(lead) if t.norm in (",", ".", ";")), default=-1)
    return next((t.text for t in lead[last + 1 :] if is_negative(t)), "")


def _turned(quote: Quote, match: Match) -> str:
    """Whoever leads in to the quoted part of a sentence, but does or gets there what another does or gets."""
    lead = parse(quote.lead).tokens
    last = max((i for i, t in enumerate(lead) if t.norm in _SAYS), default=-1)
    if not quote.words[:1].islower() or len(lead) - last < 3:
        return ""
    words = f"{' '.join(t.text for t in lead[last + 1 :])} {quote.words}"
    said = read_said(words, None)
    document, sentence = match.candidate.document, with_heads(parse(_sentence(match)))
    acting = [said.text.tokens[g[-1]].norm for g in said.people if g[-1] < len(lead) - last - 1]
    told = {t.norm for t in sentence.tokens}
    if they(sentence, len(sentence.tokens)):
        told |= set(acting)  # "the two leaders" must be those of the sentence before
    if sum(name in told for name in acting) < 2:
        return ""  # an office, or what is said of somebody in other words
    before = tuple(match.text[a:b] for a, b in split(match.text[: match.text.index(_sentence(match))]))
    shown = Shown(sentence, match.text, document.title, document.title, match.candidate.held_by, None, before)
    turned = (m.words for m in compare_event(said, shown).matches if m.slot == "role" and m.outcome == UNCLEAR)
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


def _own(words: Sequence[Token], named: frozenset[str]) -> Iterable[str]:
    """What of a name the document must hold: the last word that is nothing but a name, and no word of a title.

    Whoever is `named` as the source may go by any title or party; a name that is all common words ends in what it is.
    """
    own = [t.norm for t in words if not part_of_speech(t.norm) and t.norm not in PLAIN]
    last = words[-1]
    if part_of_speech(last.norm) and not {t.norm for t in words} <= named:
        yield last.norm
    yield from own[-1:]


def _near(candidate: Candidate, stretch: str) -> frozenset[str]:
    """The words of a stretch, and those that say of its document what it is, whose, and where it was spoken."""
    document = candidate.document
    opening = " ".join(p.text for p in candidate.whole[:_OPENING])
    speakers = " ".join({p.speaker for p in candidate.passages})
    return _words(f"{document.title} {document.issuer} {candidate.held_by} {speakers} {opening} {stretch}")


def _all(candidate: Candidate) -> frozenset[str]:
    return frozenset().union(*(_words(p.text) | _words(p.speaker) for p in candidate.whole))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    tokens = tokenize(text)
    short = (short_form(a.norm, b.norm) for a, b in pairwise(tokens) if a.capitalised)
    return frozenset(t.norm for t in tokens) | frozenset(short)


def _holds(words: frozenset[str], norm: str) -> bool:
    """Whether a name stands among some words, or a form of it: "Moran" for "Mora"."""
    if norm in words:
        return True
    head = norm[:_LETTERS]
    return any(w.startswith(head) and closeness(norm, w) in (SAME, RELATED) for w in words)
