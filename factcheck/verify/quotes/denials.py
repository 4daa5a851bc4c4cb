"""Finds what a sentence turns about around its quotation: a denial, the opposite, another order, another word."""

from __future__ import annotations

from functools import cache

from factcheck.model.claim import Quote
from factcheck.text.sentences import split
from factcheck.text.speech import SPEECH
from factcheck.text.stems import OPPOSITE, RELATED, SAME, closeness, forms, part_of_speech
from factcheck.verify.passages.text import Text, is_negative, parse
from factcheck.verify.quotes.document import sentence_of
from factcheck.verify.quotes.match import Match
from factcheck.verify.statements.words import GATHERINGS, PLAIN, nearest

_DISOWNS = frozenset("denied denies denying disputed disputes disputing refuted refutes retracted retracts".split())
_BRIEF = 3  # words at the head of a quotation that a denial before it is of
_REACH = 3  # tokens behind a negation that it may be of
_MET = 4  # tokens behind "after" in which a meeting is named
_MEETINGS = GATHERINGS | {"call", "signing"}


def disowned(frame: Text) -> str:
    """A negation of the speaking itself: "Lee never said", "did not call it", "“…,” Lee denied"."""
    for i, token in enumerate(frame.tokens):
        if token.norm in _DISOWNS and not is_negative(frame.tokens[i - 1]):
            return token.text
        if is_negative(token) and any(
            forms(t.norm) & _spoken() and t.text.islower() for t in frame.tokens[i + 1 : i + _REACH]
        ):
            return token.text
    return ""


def other_order(frame: Text, match: Match) -> str:
    """ "Said after the talks", of a document that is called "Remarks before the talks"."""
    title = parse(match.candidate.document.title)
    for mine, theirs in (("after", "before"), ("before", "after")):
        met = [_met_behind(text, word) for text, word in ((frame, mine), (title, theirs))]
        if all(met) and _met_behind(title, mine) == 0:
            return mine
    return ""


def denied_in_lead(quote: Quote, match: Match) -> str:
    """A denial that leads in to the quoted part of a sentence, where the document denies nothing there."""
    if not quote.words[:1].islower():
        return ""
    told, words = parse(sentence_of(match)), parse(quote.words)
    first = {words.tokens[i].norm for i in words.content[:_BRIEF]}
    if any(told.tokens[i].norm in first for denial in told.denials for i in denial):
        return ""
    lead = parse(quote.lead).tokens
    last = max((i for i, t in enumerate(lead) if t.norm in (",", ".", ";")), default=-1)
    return next((t.text for t in lead[last + 1 :] if is_negative(t)), "")


def denied_beside(frame: Text, match: Match, brief: bool) -> str:
    """A denial in what else the sentence tells, where the passage says the same of the words without one."""
    for denied in frame.denials:
        for told in (parse(match.text[a:b]) for a, b in split(match.text)) if len(denied) > 1 - brief else ():
            held = [nearest(frame, i, told) for i in denied]
            if all(how in (SAME, RELATED) and at not in told.negated for how, at in held):
                return " ".join(frame.tokens[i].text for i in sorted(denied))
    return ""


def opposed(frame: Text, match: Match) -> str:
    """A word of which the passage has the opposite before the same noun: "the old quay"."""
    told = parse(match.text)
    for i in (i for i in frame.content if _common(frame, i) and i + 1 in frame.content):
        how, at = nearest(frame, i, told)
        if how == OPPOSITE and told.tokens[at + 1 : at + 2] and told.tokens[at + 1].norm == frame.tokens[i + 1].norm:
            return frame.tokens[i].text
    return ""


def in_place_of(frame: Text, match: Match) -> str:
    """A word of the sentence in whose place, behind the same word, the passage has another: "harbour works crews".

    Hardly anything but its sentence tells what a word or two were said of.
    """
    told = parse(match.text)
    after = {told.tokens[j].norm for j in told.content if _common(told, j + 1)}
    for i in frame.content:
        pair = _common(frame, i) and _common(frame, i + 1) and frame.tokens[i].norm in after
        other = frame.tokens[i + 1].norm if pair else ""
        if other and other not in PLAIN and not any(closeness(other, t.norm) in (SAME, RELATED) for t in told.tokens):
            return frame.tokens[i + 1].text
    return ""


@cache
def _spoken() -> frozenset[str]:
    """The verbs of speaking in every form, the plain one among them."""
    return frozenset(form for verb in SPEECH for form in forms(verb))


def _met_behind(text: Text, word: str) -> int:
    """How often a meeting, a call or the like stands behind "before" or "after"."""
    spots = (i for i, t in enumerate(text.tokens) if t.norm == word)
    return sum(any(t.norm in _MEETINGS for t in text.tokens[i + 1 : i + _MET]) for i in spots)


def _common(text: Text, i: int) -> bool:
    """Whether a noun or adjective that is no name stands at token i."""
    return i in text.content and text.tokens[i].text.islower() and part_of_speech(text.tokens[i].norm) in ("n", "a")
