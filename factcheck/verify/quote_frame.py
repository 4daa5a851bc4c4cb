"""Tells what a sentence says around its quotation that the document in which the words stand does not hold.

Words that stand there prove nothing of a place, a listener or a number that the draft puts around them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import chain, pairwise

from factcheck.model.claim import Quote
from factcheck.model.hedge import EXACT
from factcheck.model.record import replace
from factcheck.model.source import FITS as FOUND
from factcheck.model.source import Candidate
from factcheck.text.days import Day
from factcheck.text.sentences import split
from factcheck.text.speech import SPEAKING, SPEECH
from factcheck.text.stems import OPPOSITE, RELATED, SAME, closeness, forms, part_of_speech, short_form
from factcheck.text.tokens import Token, fold, norms, tokenize
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.event import compare_event
from factcheck.verify.event_parts import Shown, name_groups, read_said, with_heads
from factcheck.verify.event_time import stated_days, within
from factcheck.verify.event_words import FORBIDS, GATHERINGS, PLAIN, is_deed, nearest, one_deed, place_lead, they
from factcheck.verify.frame_words import leads_in, unheld_words
from factcheck.verify.passage_text import Text, is_negative, parse, written
from factcheck.verify.quantities import CEILINGS, Quantity, weigh
from factcheck.verify.quote_match import Match
from factcheck.verify.quote_sides import another_behind, another_beside, another_deed, another_noun
from factcheck.verify.titles import OFFICES, mistitled

_OPENING = 6  # passages at the head of a document that may say where it was spoken
_JOINING, _PAIR = frozenset((",", "and", "or", "&")), 2
_BRIEF = 3  # words of a quotation that leave most to the sentence around it
_FEW = 3  # "both", "the two leaders": no number that a document must state
_WAYS = frozenset("way route trip flight flying heading bound".split())
_TELLS = frozenset("tell tells told telling".split())  # whoever is told something is there
_SAYS = frozenset("that said says say told tells tell wrote writes added adds noted notes stated states : , ;".split())
_SPEAKS = frozenset("asked asking spoke speaking talked talking answered answering replied responding".split())
_REACH_BACK = 4  # tokens before a place that say what is told of it
_REACH = 3  # tokens behind a negation that it may be of
_TOPIC = frozenset("of about on regarding concerning over against for".split())
# Deeds that turn about what they lead in to.
_AGAINST = FORBIDS | frozenset("reject oppose abandon veto dismiss repeal rescind withdraw halt renounce".split())
_DISOWNS = frozenset("denied denies denying disputed disputes disputing refuted refutes retracted retracts".split())
_SIDE = frozenset("after before when while as who since until".split())
_MEETINGS = GATHERINGS | {"call", "signing"}
_LETTERS = 4  # at which a word that may be a form of a name must begin like it


def unheld(quote: Quote, match: Match) -> str:
    """What the sentence says around the quotation and its document does not, as "which …"; "" where it says all."""
    if not quote.around.strip(" ,."):
        return ""
    frame = _with_names(parse(quote.around))
    lacking = (*_names(frame, quote, match), *_deeds(frame, match), *_days(frame, quote, match), *_titles(quote, match))
    for missing in (
        *lacking,
        *_addressed(quote, match),
        *_listed(frame, quote, match),
        *_numbers(frame, match),
        *_labels(frame, match),
    ):
        return f"which does not hold “{missing}” of the sentence around them"
    if order := _other_order(frame, match):
        return f"which has “{order}” the other way round"
    brief = len(norms(quote.words)) <= _BRIEF
    if denial := _unsaid(frame) or _denied(quote, match) or _denied_beside(frame, match, brief):
        return f"which denies nothing there, as “{denial}” does"
    if turned := _turned(quote, match):
        return f"which gives “{turned}” another part"
    if added := _added(quote, match):
        return f"which does not say “{added}”"
    return _instead(quote, frame, match)


def _instead(quote: Quote, frame: Text, match: Match) -> str:
    """What the passage has something else for, as "which …"; "" where there is nothing."""
    brief = len(norms(quote.words)) <= _BRIEF
    told = (
        ("has the opposite of", _opposed(frame, match)),
        ("has something else there than", _in_place_of(frame, match) if brief else ""),
        ("has another name there than", another_beside(quote, match)),
        ("has another verb there than", another_deed(quote, match)),
        ("has another noun there than", another_noun(quote, match)),
        ("goes on otherwise than with", another_behind(quote, match)),
    )
    return next((f"which {how} “{words}”" for how, words in told if words), "")


def _added(quote: Quote, match: Match) -> str:
    """What the sentence adds to who said so, or leads in with, that neither the passage nor its document's head has."""
    own = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    led, comma, rest = quote.ahead.partition(",")  # what else is checked of it leaves a comma apart
    whole = comma and not led.endswith(" ") and (rest.strip() or not quote.words[:1].islower())
    leads = (led,) if whole and leads_in(led) else ()
    own -= frozenset(norms(led)) if quote.guessed and leads else frozenset()  # all that the clause begins with

    def anywhere(norm: str) -> bool:
        return any(_holds(words, norm) for words in _each(match.candidate))

    for words in (*quote.tails, *leads):
        frame = _with_names(parse(words))
        if added := unheld_words(frame, own, _title(match.candidate), match.text, anywhere=anywhere):
            return added
    return ""


def _names(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """Names that the document lacks; where and to whom it was said must stand at its head or beside the words."""
    dated = {i for day in frame.days for i in range(day.first, day.last)}
    named = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    # What the document is called by is of it, whatever it calls itself: "the TBD rule".
    called = frozenset(norms(quote.document)) if match.candidate.named == FOUND else frozenset()
    head = _head(match.candidate)
    for group in name_groups(frame):
        if not dated.isdisjoint(group):
            continue
        tokens = [frame.tokens[i] for i in group]
        if called.issuperset(t.norm for t in tokens):
            continue
        held = [head, _words(match.text)]
        anywhere = False
        if _bound_for(frame, group[0]):
            held = [head, _words(match.text)]
        elif place_lead(frame, group[0]) in ("in", "at"):
            where = _tells_where(frame, group[0], quote, dated)
            held = [head] if where else [*held, *_telling_of(frame, group, match.candidate)]
        else:
            anywhere = frame.tokens[group[0] - 1].norm not in _TELLS
        for norm in _own(tokens, named):
            places = chain(held, _each(match.candidate) if anywhere else ())
            if not any(_holds(words, norm) for words in places):
                yield " ".join(t.text for t in tokens)
                break


def _bound_for(frame: Text, i: int) -> bool:
    """Whether a name is where those who spoke were going: "on the way to Mora", "en route to Tarn"."""
    return frame.tokens[i - 1].norm == "to" and frame.tokens[i - 2].norm in _WAYS


def _titles(quote: Quote, match: Match) -> Iterable[str]:
    """The office of whoever is quoted, where the document that calls them by an office has another."""
    frame = parse(quote.speaker)
    candidate = match.candidate
    at = mistitled(frame, [parse(candidate.document.title), parse(candidate.held_by), parse(match.text)])
    if at >= 0:
        yield frame.tokens[at].text


def _addressed(quote: Quote, match: Match) -> Iterable[str]:
    """Whom the named document is said to be to, where its head names nobody like that: "a memo to the clerk"."""
    frame, head = parse(quote.frame), _head(match.candidate)
    named = norms(quote.document)[-1:]
    for i in range(1, len(frame.tokens) - 2):
        if frame.tokens[i].norm != "to" or (frame.tokens[i - 1].norm,) != named:
            continue
        k = i + 1
        while k < len(frame.tokens) and (k in frame.content or frame.tokens[k].norm in ("of", "the")):
            k += 1
        whom = [n for n in range(i + 1, k) if n in frame.content and not is_deed(frame, n)]
        if any(frame.tokens[n].norm in OFFICES for n in whom):
            yield from (frame.tokens[n].text for n in whom if not _holds(head, frame.tokens[n].norm))


def _telling_of(frame: Text, group: Sequence[int], candidate: Candidate) -> Iterable[frozenset[str]]:
    """The words of the sentences of a document that tell of a place what leads up to it: "the pilots lost off Mora"."""
    led = [i for i in frame.content if group[0] - _REACH_BACK <= i < group[0] and i not in frame.names]
    led = [i for i in led if frame.tokens[i].norm not in SPEECH]
    for sentence in _sentences_with(candidate, [frame.tokens[group[-1]].norm]) if led else ():
        if _tells(parse(sentence), frame, led):
            yield _words(sentence)


def _tells_where(frame: Text, i: int, quote: Quote, dated: Collection[int]) -> bool:
    """Whether a place behind "in" or "at" is where it was said: not "said of the floods in Mora"."""
    if quote.words[:1].islower():
        return False  # the words go on with what the sentence tells
    verb = max((k for k in range(i) if frame.tokens[k].norm in SPEECH | SPEAKING), default=-1)
    topic = (k for k in range(verb + 1, i) if frame.tokens[k].norm in _TOPIC and k + 1 not in dated)
    return not any(topic)


def _listed(frame: Text, quote: Quote, match: Match) -> Iterable[str]:
    """A name of a list of which the passage has others: "said of Mora, Tarn and Orr", where nothing is said of Orr."""
    named = frozenset(norms(" ".join((quote.speaker, *quote.others, quote.document))))
    held = _words(match.text)
    listed: list[tuple[int, ...]] = []
    for group in [*name_groups(frame), ()]:
        between = [t.norm for t in frame.tokens[listed[-1][-1] + 1 : group[0]]] if listed and group else ["."]
        if listed and not (between and set(between) <= _JOINING):
            ends = [frame.tokens[g[-1]] for g in listed]
            lacking = [t for t in ends if not _holds(held, t.norm) and t.norm not in named]
            if len(listed) > len(lacking) and len(listed) > _PAIR:
                yield from (t.text for t in lacking)
            listed = []
        listed = [*listed, group]


def _deeds(frame: Text, match: Match) -> Iterable[str]:
    """Deeds beside the speaking that the document does not tell: "rejected “a new quay”", "said after Mora had won"."""
    told = f"{match.candidate.document.title} . {match.text}"  # most sentences have no such deed: then it is not read
    sentence, head = _sentence(match), _head(match.candidate)
    for i in frame.content:
        if not is_deed(frame, i):
            continue
        turns = forms(frame.tokens[i].norm) & _AGAINST and not _tells(parse(told), frame, (i,))
        if turns or nearest(frame, i, parse(sentence))[0] == OPPOSITE:
            yield frame.tokens[i].text
    for first, last in _clauses(frame):
        inside = [i for i in frame.content if first < i < last and frame.tokens[i].norm not in _SAYS | _SPEAKS]
        told_of = [i for i in inside if i not in frame.names]
        deeds = [i for i in told_of if is_deed(frame, i) or frame.tokens[i - 1].norm == "who"]  # "who lost to Mora"
        # Where it was said stands at the head of what was said there.
        names = [frame.tokens[i].norm for i in inside if i in frame.names]
        names = [n for n in names if not (n in head and place_lead(frame, _at(frame, n)))]
        where = _sentences_with(match.candidate, names) if names else (told,)
        if deeds and not any(_tells(parse(text), frame, deeds) for text in where):
            yield written(frame, first, last)


def _tells(told: Text, frame: Text, deeds: Iterable[int]) -> bool:
    """Whether a text has each deed, in the same word or one that newsrooms use for it."""
    for i in deeds:
        how, at = nearest(frame, i, told)
        if how != SAME and not (how == RELATED and one_deed(frame.tokens[i].norm, told.tokens[at].norm)):
            return False
    return True


def _clauses(frame: Text) -> Iterable[tuple[int, int]]:
    """Clauses that tell when it was said or who said it: "after Mora had won", "who came from Tarn"."""
    for first, token in enumerate(frame.tokens):
        if token.norm in _SIDE:
            ends = (k for k in range(first + 1, len(frame.tokens)) if frame.tokens[k].norm in (",", ";", "."))
            yield first, next(ends, len(frame.tokens))


def _at(text: Text, norm: str) -> int:
    return next(i for i, t in enumerate(text.tokens) if t.norm == norm)


def _sentences_with(candidate: Candidate, names: Sequence[str]) -> Iterable[str]:
    """The sentences of the whole document that hold some names, as written in lower case."""
    for passage in candidate.whole:
        if all(name in fold(passage.text) for name in names):
            told = (passage.text[a:b] for a, b in split(passage.text))
            yield from (sentence for sentence in told if all(name in fold(sentence) for name in names))


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
        if counts and not any(weigh(quantity, q) == FITS or _is_bound(quantity, q) for q in stated):
            yield written(frame, quantity.first, quantity.last)


def _is_bound(quantity: Quantity, stated: Quantity) -> bool:
    """Whether an amount without a hedge is the very bound of another: "a ceiling of 500", "may not exceed 500"."""
    bound = quantity.hedge is EXACT and stated.hedge.name in CEILINGS
    return bound and quantity.kind == stated.kind and quantity.amount.value == stated.amount.value


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None


def _sentence(match: Match) -> str:
    """The sentence of the document in which the quoted words begin."""
    at = match.words[match.alignment.first].start
    return next((match.text[a:b] for a, b in split(match.text) if a <= at < b), match.text)


@cache
def _spoken() -> frozenset[str]:
    """The verbs of speaking in every form, the plain one among them."""
    return frozenset(form for verb in SPEECH for form in forms(verb))


def _unsaid(frame: Text) -> str:
    """A negation of the speaking itself: "Lee never said", "did not call it", "“…,” Lee denied"."""
    for i, token in enumerate(frame.tokens):
        if token.norm in _DISOWNS and not is_negative(frame.tokens[i - 1]):
            return token.text
        if is_negative(token) and any(
            forms(t.norm) & _spoken() and t.text.islower() for t in frame.tokens[i + 1 : i + _REACH]
        ):
            return token.text
    return ""


def _other_order(frame: Text, match: Match) -> str:
    """ "Said after the talks", of a document that is called "Remarks before the talks"."""
    title = parse(match.candidate.document.title)
    for mine, theirs in (("after", "before"), ("before", "after")):
        met = [_met_behind(text, word) for text, word in ((frame, mine), (title, theirs))]
        if all(met) and _met_behind(title, mine) == 0:
            return mine
    return ""


def _met_behind(text: Text, word: str) -> int:
    """How often a meeting, a call or the like stands behind "before" or "after"."""
    spots = (i for i, t in enumerate(text.tokens) if t.norm == word)
    return sum(any(t.norm in _MEETINGS for t in text.tokens[i + 1 : i + _REACH_BACK]) for i in spots)


def _denied(quote: Quote, match: Match) -> str:
    """A denial that leads in to the quoted part of a sentence, where the document denies nothing there."""
    if not quote.words[:1].islower():
        return ""
    told, words = parse(_sentence(match)), parse(quote.words)
    first = {words.tokens[i].norm for i in words.content[:_BRIEF]}
    if any(told.tokens[i].norm in first for denial in told.denials for i in denial):
        return ""
    lead = parse(quote.lead).tokens
    last = max((i for i, t in enumerate(lead) if t.norm in (",", ".", ";")), default=-1)
    return next((t.text for t in lead[last + 1 :] if is_negative(t)), "")


def _denied_beside(frame: Text, match: Match, brief: bool) -> str:
    """A denial in what else the sentence tells, where the passage says the same of the words without one."""
    for denied in frame.denials:
        for told in (parse(match.text[a:b]) for a, b in split(match.text)) if len(denied) > 1 - brief else ():
            held = [nearest(frame, i, told) for i in denied]
            if all(how in (SAME, RELATED) and at not in told.negated for how, at in held):
                return " ".join(frame.tokens[i].text for i in sorted(denied))
    return ""


def _opposed(frame: Text, match: Match) -> str:
    """A word of which the passage has the opposite before the same noun: "the old quay"."""
    told = parse(match.text)
    for i in (i for i in frame.content if _common(frame, i) and i + 1 in frame.content):
        how, at = nearest(frame, i, told)
        if how == OPPOSITE and told.tokens[at + 1 : at + 2] and told.tokens[at + 1].norm == frame.tokens[i + 1].norm:
            return frame.tokens[i].text
    return ""


def _in_place_of(frame: Text, match: Match) -> str:
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


def _common(text: Text, i: int) -> bool:
    """Whether a noun or adjective that is no name stands at token i."""
    return i in text.content and text.tokens[i].text.islower() and part_of_speech(text.tokens[i].norm) in ("n", "a")


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


def _own(words: Sequence[Token], named: frozenset[str]) -> Iterable[str]:
    """What of a name the document must hold: the last word that is nothing but a name, and no word of a title.

    Whoever is `named` as the source may go by any title or party; a name that is all common words ends in what it is.
    """
    own = [t.norm for t in words if not part_of_speech(t.norm) and t.norm not in PLAIN]
    last = words[-1]
    if part_of_speech(last.norm) and not {t.norm for t in words} <= named:
        yield last.norm
    yield from own[-1:]


def _head(candidate: Candidate) -> frozenset[str]:
    """The words that say of a document what it is, whose, and where it was spoken."""
    return _words(_title(candidate))


def _title(candidate: Candidate) -> str:
    """What a document says of itself: its title, whose it is, and where it was spoken."""
    document = candidate.document
    # What a transcript has before anybody speaks is its place and time.
    opening = " ".join(p.text for p in candidate.whole[:_OPENING] if not p.speaker)
    speakers = " ".join(dict.fromkeys(p.speaker for p in candidate.passages))
    return f"{document.title} {document.issuer} {candidate.held_by} {speakers} {opening}"


def _each(candidate: Candidate) -> Iterable[frozenset[str]]:
    """The words of each passage of the whole document, and of who speaks there."""
    return (words for p in candidate.whole for words in (_words(p.text), _words(p.speaker)))


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
