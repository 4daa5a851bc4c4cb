"""Finds names, places and offices that a sentence has around its quotation and the document of the words has not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, pairwise

from factcheck.model.claim import Quote
from factcheck.model.source import FITS as FOUND
from factcheck.model.source import Candidate
from factcheck.text.sentences import split
from factcheck.text.speech import SPEAKING, SPEECH
from factcheck.text.stems import part_of_speech
from factcheck.text.tokens import Token, norms
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.quotes.document import has_deeds, head_of, holds, sentences_with, word_set, words_of_each
from factcheck.verify.quotes.match import Match
from factcheck.verify.statements.parts import name_groups
from factcheck.verify.statements.titles import OFFICES, mistitled
from factcheck.verify.statements.words import PLAIN, is_deed, name_start, place_lead

_REACH_BACK = 4  # tokens before a place that say what is told of it
_HOLIDAYS = frozenset("eve day christmas thanksgiving easter halloween".split())
_JOINING = frozenset((",", "and", "or", "&"))
_PAIR = 2
_WAYS = frozenset("way route trip flight flying heading bound".split())
_WHERE = frozenset("in at on with alongside beside".split())
_TELLS = frozenset("tell tells told telling".split())  # whoever is told something is there
_TOPIC = frozenset("of about on regarding concerning over against for".split())


def names_lacking(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """Names that the document lacks; where and to whom it was said must stand at its head or beside the words."""
    dated = {i for day in frame.days for i in range(day.first, day.last)}
    named = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    # What the document is called by is of it, whatever it calls itself: "the TBD rule".
    called = frozenset(norms(quote.document)) if match.candidate.named == FOUND else frozenset()
    head = head_of(match.candidate)
    for group in chain.from_iterable(_hyphened(g) for g in name_groups(frame)):
        if not dated.isdisjoint(group):
            continue
        tokens = [frame.tokens[i] for i in group]
        if called.issuperset(t.norm for t in tokens):
            continue
        held = [head, word_set(match.text)]
        anywhere = False
        besides = _told_besides(frame, group[0], quote)
        if besides or _is_holiday(frame, group):
            held = [_where(match.candidate, head)]
        elif _bound_for(frame, group[0]):
            held = [head, word_set(match.text)]
        elif place_lead(frame, group[0]) in ("in", "at"):
            where = _tells_where(frame, group[0], quote, dated)
            held = [head] if where else [*held, *_telling_of(frame, group, match.candidate)]
        else:
            anywhere = frame.tokens[group[0] - 1].norm not in _TELLS
        for norm in [t.norm for t in tokens] if besides else _own(tokens, named):
            places = chain(held, words_of_each(match.candidate) if anywhere else ())
            if not any(holds(words, norm) for words in places):
                yield " ".join(t.text for t in tokens)
                break


def _hyphened(group: Sequence[int]) -> Iterable[Sequence[int]]:
    """A name and each that a hyphen joins to it: "the Mora-Tarn road"."""
    starts = [0, *(n for n in range(1, len(group)) if group[n] > group[n - 1] + 1), len(group)]
    return (group[a:b] for a, b in pairwise(starts))


def offices_lacking(quote: Quote, match: Match) -> Iterable[str]:
    """The office of whoever is quoted, where the document that calls them by an office has another."""
    frame = parse(quote.speaker)
    candidate = match.candidate
    at = mistitled(frame, [parse(candidate.document.title), parse(candidate.held_by), parse(match.text)])
    if at >= 0:
        yield frame.tokens[at].text


def addressees_lacking(quote: Quote, match: Match) -> Iterable[str]:
    """Whom the named document is said to be to, where its head names nobody like that: "a memo to the clerk"."""
    frame, head = parse(quote.frame), head_of(match.candidate)
    named = norms(quote.document)[-1:]
    for i in range(1, len(frame.tokens) - 2):
        if frame.tokens[i].norm != "to" or (frame.tokens[i - 1].norm,) != named:
            continue
        k = i + 1
        while k < len(frame.tokens) and (k in frame.content or frame.tokens[k].norm in ("of", "the")):
            k += 1
        whom = [n for n in range(i + 1, k) if n in frame.content and not is_deed(frame, n)]
        if any(frame.tokens[n].norm in OFFICES for n in whom):
            yield from (frame.tokens[n].text for n in whom if not holds(head, frame.tokens[n].norm))


def listed_lacking(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """A name of a list of which the passage has others: "said of Mora, Tarn and Orr", where nothing is said of Orr."""
    named = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    held = word_set(match.text)
    listed: list[tuple[int, ...]] = []
    for group in [*name_groups(frame), ()]:
        between = [t.norm for t in frame.tokens[listed[-1][-1] + 1 : group[0]]] if listed and group else ["."]
        if listed and not (between and set(between) <= _JOINING):
            ends = [frame.tokens[g[-1]] for g in listed]
            lacking = [t for t in ends if not holds(held, t.norm) and t.norm not in named]
            if len(listed) > len(lacking) and len(listed) > _PAIR:
                yield from (t.text for t in lacking)
            listed = []
        listed = [*listed, group]


def _is_holiday(frame: Text, group: Sequence[int]) -> bool:
    """Whether a name is a day: "on Christmas Eve". That it is spoken of does not say that it was that day."""
    led = group[0] > 0 and frame.tokens[group[0] - 1].norm == "on"
    return led and frame.tokens[group[-1]].norm in _HOLIDAYS


def _bound_for(frame: Text, i: int) -> bool:
    """Whether a name is where those who spoke were going: "on the way to Mora", "en route to Tarn"."""
    return frame.tokens[i - 1].norm == "to" and frame.tokens[i - 2].norm in _WAYS


def _telling_of(frame: Text, group: Sequence[int], candidate: Candidate) -> Iterable[frozenset[str]]:
    """The words of the sentences of a document that tell of a place what leads up to it: "the pilots lost off Mora"."""
    led = [i for i in frame.content if group[0] - _REACH_BACK <= i < group[0] and i not in frame.names]
    led = [i for i in led if frame.tokens[i].norm not in SPEECH]
    for sentence in sentences_with(candidate, [frame.tokens[group[-1]].norm]) if led else ():
        if has_deeds(parse(sentence), frame, led):
            yield word_set(sentence)


def _where(candidate: Candidate, head: frozenset[str]) -> frozenset[str]:
    """The words of a document that say where and with whom something is said there: of prose, its first sentence."""
    if any(p.speaker for p in candidate.passages) or not candidate.whole:
        return head
    text = candidate.whole[0].text
    opening = text[: split(text)[0][1]] if text else ""
    return word_set(f"{candidate.document.title} {candidate.document.issuer} {candidate.held_by} {opening}")


def _told_besides(frame: Text, i: int, quote: Quote) -> bool:
    """Whether a name is where or beside whom it was said, right behind who said so: "Lee said in Mora"."""
    k = name_start(frame, i) - 1
    k -= frame.tokens[k].norm == "the"
    if frame.tokens[k].norm not in _WHERE:
        return False
    before = k - 1
    while before >= 0 and any(d.first <= before < d.last for d in frame.days):
        before -= 1
    told = f"{frame.tokens[before].text} " if before >= 0 and frame.tokens[before].norm in SPEECH else ""
    words = f"{frame.tokens[k].text} {frame.tokens[k + 1].text}"
    return bool(told) and any(told in tail and words in tail for tail in quote.tails)


def _tells_where(frame: Text, i: int, quote: Quote, dated: Collection[int]) -> bool:
    """Whether a place behind "in" or "at" is where it was said: not "said of the floods in Mora"."""
    if quote.words[:1].islower():
        return False  # the words go on with what the sentence tells
    verb = max((k for k in range(i) if frame.tokens[k].norm in SPEECH | SPEAKING), default=-1)
    topic = (k for k in range(verb + 1, i) if frame.tokens[k].norm in _TOPIC and k + 1 not in dated)
    return not any(topic)


def _own(words: Sequence[Token], named: frozenset[str]) -> Iterable[str]:
    """What of a name the document must hold: the last word that is nothing but a name, and no word of a title.

    Whoever is `named` as the source may go by any title or party; a name that is all common words must be there whole.
    """
    own = [t.norm for t in words if not part_of_speech(t.norm) and t.norm not in PLAIN]
    last = words[-1]
    if part_of_speech(last.norm) and not {t.norm for t in words} <= named:
        yield from (last.norm,) if own else (t.norm for t in words if t.norm not in PLAIN)
    yield from own[-1:]
