"""Tells whether a sentence has somebody else right beside its quotation than the document has beside the words.

"The board, Lee said, “will close the quay”" says who will: that the document names the board somewhere does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from factcheck.model.claim import Quote
from factcheck.text.sentences import split
from factcheck.text.speech import SPEECH
from factcheck.text.stems import MISSPELT, RELATED, SAME, closeness, forms, part_of_speech
from factcheck.text.tokens import fold, norms
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.quotes.match import Match
from factcheck.verify.statements.titles import OFFICES
from factcheck.verify.statements.words import (
    AUXILIARIES,
    PLAIN,
    PREPOSITIONS,
    is_deed,
    name_start,
    one_deed,
    whole_name,
)

_PRONOUNS = frozenset("it he she they".split())
_SKIPPED = 3  # tokens between a name and the quotation: "has also", "'s"
_SPOKEN = frozenset(form for verb in SPEECH for form in forms(verb))
_MARKS = frozenset(("'s", "'"))
_TO = frozenset(("to", "may", "must", "might"))
_ARTICLES = frozenset("the a an its their his her this".split())
_CALLS = frozenset("calls called describes described labeled labelled dubbed termed characterized portrayed".split())
_ROW = frozenset((",", "and", "or", "&", "-", "'s"))
_PAIR = 2  # words of a name with what sort of it is meant
_HELD = (SAME, RELATED, MISSPELT)


def another_beside(quote: Quote, match: Match) -> str:
    """The name right before or behind a quoted part of a sentence, where the document has another; "" where none."""
    if not quote.words[:1].islower():
        return ""
    before, behind = around(match)
    lead, follow = parse(without_frame(quote.lead)), parse(quote.follow)
    if office := _another_office(lead, parse(before)):
        return office
    if stood := _stood_for(lead, _ending(lead), parse(before), sentence_before(match)):
        return stood
    if is_deed(parse(quote.words), 0) and (subject := _another_subject(lead, _ending(lead), parse(before))):
        return subject
    if holder := _another_holder(lead, parse(before), match):
        return holder
    return _another(lead, _ending(lead), parse(before), _ending(parse(before))) or _another(
        follow, _opening(follow), parse(behind), _opening(parse(behind))
    )


def another_teller(quote: Quote, match: Match) -> str:
    """Whoever is quoted with a verb of speaking that the document gives, right before the words, to somebody else.

    "Lee calls the toll “a bad joke”", of what Orr calls so in a speech of Lee's.
    """
    before, norm = parse(around(match)[0]), quote.speaker.split()[-1:]
    told = [t.norm for t in parse(without_frame(quote.lead)).tokens if t.norm in _CALLS][-1:]
    at = next((k for k in range(len(before.tokens) - 1, 0, -1) if before.tokens[k].norm in _CALLS), 0)
    if not quote.words[:1].islower() or not norm or not told or not at or not _named(before, at - 1):
        return ""
    subject = {before.tokens[k].norm for k in range(name_start(before, at - 1), at)}
    other = forms(before.tokens[at].norm) & forms(told[0]) and norms(norm[0])[-1:] and norms(norm[0])[-1] not in subject
    return norm[0] if other else ""


def another_deed(quote: Quote, match: Match) -> str:
    """The verb of which the quoted words are the object, where the document has an unlike one right before them.

    "Lee vowed to keep “the old toll”" is not what a text says that has Lee "ending the old toll".
    """
    if not quote.words[:1].islower():
        return ""
    lead, (before, _) = parse(quote.lead), around(match)
    mine, theirs = len(lead.tokens) - 1, parse(before)
    there = len(theirs.tokens) - 1
    if mine < 1 or there < 0 or not is_deed(lead, mine):
        return ""
    if not is_deed(theirs, there) and not theirs.tokens[there].norm.endswith(("ing", "ed")):
        return ""
    verb = lead.tokens[mine].norm
    if forms(verb) & _SPOKEN or verb in AUXILIARIES or not forms(verb).isdisjoint(PLAIN):
        return ""
    told = parse(_sentence_of(match))
    alike = any(closeness(verb, t.norm) in _HELD or one_deed(verb, t.norm) for t in told.tokens)
    return "" if alike else lead.tokens[mine].text


def another_noun(quote: Quote, match: Match) -> str:
    """The noun right before quoted words where the document has another: "thanked the crews “for …”"; else ""."""
    if not quote.words[:1].islower():
        return ""
    mine, theirs = parse(quote.lead), parse(around(match)[0])
    nouns = [_led_noun(text) for text in (mine, theirs)]
    if not all(nouns) or nouns[0] in PLAIN or closeness(*nouns) in _HELD:
        return ""
    held = any(closeness(nouns[0], t.norm) in _HELD for t in parse(match.text).tokens)
    return "" if held else nouns[0]


def another_sort(quote: Quote, match: Match) -> str:
    """Of what sort those are who lead up to quoted words, where the document has another sort: "Moran pilots “have …”".

    "Tarnish pilots have" is of no Moran ones; "" where it is of the same, or of whoever.
    """
    if not quote.words[:1].islower():
        return ""
    mine, theirs = parse(quote.lead), parse(around(match)[0])
    pairs = list(zip(reversed(range(len(mine.tokens))), reversed(range(len(theirs.tokens))), strict=False))
    same = list(takewhile(lambda p: mine.tokens[p[0]].norm == theirs.tokens[p[1]].norm, pairs))
    if not any(i in mine.content and not is_deed(mine, i) for i, _ in same) or len(same) == len(pairs):
        return ""
    i, j = pairs[len(same)]
    # "Mora and Tarn pilots" are of both, and "Mora's old pilots" of Mora; whatever else the passage tells of others.
    beside = takewhile(lambda k: k in theirs.content or theirs.tokens[k].norm in _ROW, range(j, -1, -1))
    sorts = [theirs.tokens[k].norm for k in beside if theirs.tokens[k].capitalised]
    own = mine.tokens[i].norm if i in mine.content and mine.tokens[i].capitalised else ""
    return mine.tokens[i].text if own and sorts and not any(closeness(own, norm) in _HELD for norm in sorts) else ""


def _led_noun(text: Text) -> str:
    """The noun with which a text ends, right behind an article; "" where it does not."""
    last = len(text.tokens) - 1
    if last < 1 or last not in text.content or text.tokens[last - 1].norm not in _ARTICLES:
        return ""
    token = text.tokens[last]
    return token.norm if token.text.islower() and part_of_speech(token.norm) in ("n", "") else ""


def _sentence_of(match: Match) -> str:
    """The sentence in which the words begin."""
    first = match.words[match.alignment.first].start
    return next((match.text[a:b] for a, b in split(match.text) if a <= first < b), match.text)


def another_behind(quote: Quote, match: Match) -> str:
    """What the sentence has right behind quoted words that lead up to it, and the passage has not; "" where none.

    "Lee vowed to “swiftly raise” the dam": a verb or an adjective has its noun there.
    """
    last = norms(quote.words)[-1:]
    if not quote.words[:1].islower() or not last or quote.words.rstrip()[-1:] in ".,;:!?":
        return ""
    follow = parse(quote.follow)
    i = 1 if follow.tokens and follow.tokens[0].norm in _ARTICLES else 0
    run = list(takewhile(lambda k: k in follow.content and not is_deed(follow, k), range(i, len(follow.tokens))))
    if not run or part_of_speech(last[0]) not in ("v", "a") or part_of_speech(follow.tokens[run[0]].norm) == "r":
        return ""
    head = follow.tokens[run[-1]]
    behind = follow.tokens[run[-1] + 1].norm if run[-1] + 1 < len(follow.tokens) else ""
    if head.norm.endswith("ing") and behind in PREPOSITIONS:
        return ""  # "“urgent needs” stemming from …"
    held = any(closeness(head.norm, t.norm) in _HELD for t in parse(match.text).tokens)
    return "" if held or head.norm in PLAIN or len(run) == len(follow.tokens) - i > _SKIPPED else head.text


def sentence_before(match: Match) -> str:
    """The sentence before that in which the words begin."""
    first = match.words[match.alignment.first].start
    ends = [(a, b) for a, b in split(match.text) if a <= first]
    return match.text[slice(*ends[-2])] if len(ends) > 1 else ""


def _stood_for(mine: Text, own: Sequence[int], theirs: Text, earlier: str) -> str:
    """The name `own`, where the document has a pronoun for somebody else whom the same sentence names before.

    A sentence that begins with that pronoun goes on with whom the `earlier` one names.
    """
    last = len(theirs.tokens) - 1
    while last > 0 and (theirs.tokens[last].norm in AUXILIARIES or _adverb(theirs, last)):
        last -= 1
    named = [t.norm for i, t in enumerate(theirs.tokens) if _named(theirs, i) and not _adverb(theirs, i)]
    if not own or not named or theirs.tokens[last].norm not in _PRONOUNS:
        return ""
    if theirs.tokens[0].norm == theirs.tokens[last].norm:
        named += norms(earlier)
    same = any(closeness(mine.tokens[own[-1]].norm, norm) in _HELD for norm in named)
    return "" if same else " ".join(mine.tokens[i].text for i in own)


def _another_subject(mine: Text, own: Sequence[int], theirs: Text) -> str:
    """The name `own` before a quoted verb that the document joins to one of somebody else: "Lee came and “went”"."""
    last = len(theirs.tokens) - 1
    while last > 0 and (theirs.tokens[last].norm == "," or _adverb(theirs, last)):
        last -= 1
    if not own or last < 0 or theirs.tokens[last].norm not in ("and", ","):
        return ""
    acting: set[str] = set()
    for i in range(last):
        k = i + 1
        while k < last and (_adverb(theirs, k) or theirs.tokens[k].norm in AUXILIARIES):
            k += 1
        if _named(theirs, i) and not _named(theirs, i + 1) and (k in theirs.content and is_deed(theirs, k)):
            first = name_start(theirs, i)
            while first > 1 and theirs.tokens[first - 1].norm in ("and", ",") and _named(theirs, first - 2):
                first = name_start(theirs, first - 2)
            acting |= {theirs.tokens[n].norm for n in range(first, i + 1)}
    if not acting or any(closeness(mine.tokens[own[-1]].norm, norm) in _HELD for norm in acting):
        return ""
    return " ".join(mine.tokens[i].text for i in own)


def around(match: Match) -> tuple[str, str]:
    """What the document has in the same sentence before the words and behind them."""
    first, last = match.words[match.alignment.first].start, match.words[match.alignment.last - 1].end
    starts = [a for a, _ in split(match.text) if a <= first]
    ends = [b for _, b in split(match.text) if b >= last]
    return match.text[max(starts, default=0) : first], match.text[last : min(ends, default=len(match.text))]


def _another_office(mine: Text, theirs: Text) -> str:
    """The office right before quoted words ("lets the clerk of works “close …”"), where the document has another."""
    end = len(mine.tokens) - 1
    while end >= 0 and (mine.tokens[end].norm in AUXILIARIES | _TO or _adverb(mine, end)):
        end -= 1
    first = end
    while first >= 0 and (first in mine.content or mine.tokens[first].norm == "of") and not is_deed(mine, first):
        first -= 1
    own = [i for i in range(first + 1, end + 1) if i in mine.content]
    other = _ending(theirs)
    if not own or not other or mine.tokens[first].norm != "the" or not {mine.tokens[i].norm for i in own} & OFFICES:
        return ""
    stated = [t.norm for t in theirs.tokens]
    if all(any(closeness(mine.tokens[i].norm, norm) in _HELD for norm in stated) for i in own):
        return ""
    return " ".join(mine.tokens[i].text for i in own)


def _another_holder(mine: Text, theirs: Text, match: Match) -> str:
    """The name right before quoted words, where the document has "the warden" and calls nobody of that name so.

    Whoever is meant by an office alone goes by it and a name elsewhere in a document, or in its title.
    """
    own, other = _ending(mine), _ending(theirs)
    titled = [theirs.tokens[k].norm for k in other if theirs.tokens[k].norm != "the"]
    led = bool(other) and "the" in (theirs.tokens[other[0]].norm, theirs.tokens[max(other[0] - 1, 0)].norm)
    if not own or not led or len(titled) != 1 or part_of_speech(titled[0]) != "n":
        return ""
    office = titled[0]
    surname = mine.tokens[own[-1]]
    if part_of_speech(surname.norm) or surname.norm == office:
        return ""
    texts = (match.candidate.document.title, *(p.text for p in match.candidate.whole))
    called = re.compile(rf"(?<!former )\b{office}(?:[-\s]\w[\w.’'-]*){{0,3}}?[-\s]{re.escape(surname.norm)}\b")
    return "" if any(called.search(fold(text)) for text in texts) else surname.text


def without_frame(lead: str) -> str:
    """What leads in to a quotation without who says so between commas: "the board, Lee said,"."""
    parts = lead.rstrip().rstrip(",").rsplit(",", 1)
    said = len(parts) > 1 and lead.rstrip().endswith(",") and set(parts[1].split()) & SPEECH
    return parts[0] if said else lead


def _ending(text: Text) -> Sequence[int]:
    """The tokens of the name with which a text ends, but for what only helps a verb."""
    i = len(text.tokens) - 1
    for _ in range(_SKIPPED):
        if i < 0 or _named(text, i):
            break
        if text.tokens[i].norm not in AUXILIARIES | _TO | _MARKS and not _adverb(text, i):
            return ()
        i -= 1
    return range(name_start(text, i), i + 1) if i >= 0 and _named(text, i) else ()


def _named(text: Text, i: int) -> bool:
    """Whether a token is of a name, the first of a text among them."""
    token = text.tokens[i]
    return i in text.names or (i in text.content and token.capitalised and token.norm not in PLAIN)


def _adverb(text: Text, i: int) -> bool:
    return part_of_speech(text.tokens[i].norm) == "r"


def _opening(text: Text) -> Sequence[int]:
    """The tokens of the name with which a text begins."""
    first = next((i for i, t in enumerate(text.tokens[:2]) if t.norm != "the"), -1)
    return whole_name(text, first) if first >= 0 and _named(text, first) else ()


def _another(mine: Text, own: Sequence[int], theirs: Text, other: Sequence[int]) -> str:
    """The name `own` of a sentence, where the document has the name `other` in its place and no such name there."""
    own, other = _but_for_common(mine, own, theirs, other)
    if not own or not other or theirs.tokens[other[-1]].norm in PLAIN:
        return ""
    titled = other[-1] > 0 and theirs.tokens[other[-1] - 1].norm == "the"
    if titled and part_of_speech(theirs.tokens[other[-1]].norm):
        return ""  # "the Warden" is somebody whom the sentence may name
    if theirs.tokens[other[-1]].norm in {mine.tokens[i].norm for i in own}:
        return _another_sort(mine, own, theirs, other)
    # Of "Captain Lee" that is Lee; a name that is all common words is no other one's: "the Crane Office".
    last = mine.tokens[own[-1]].norm
    wanted = [mine.tokens[i].norm for i in own if mine.tokens[i].capitalised] if part_of_speech(last) else [last]
    stated = [t.norm for t in theirs.tokens]
    lacking = any(not any(closeness(word, norm) in _HELD for norm in stated) for word in wanted)
    return " ".join(mine.tokens[i].text for i in own) if lacking else ""


def _another_sort(mine: Text, own: Sequence[int], theirs: Text, other: Sequence[int]) -> str:
    """The name `own` where the document has others of the same common name: "Upper Pilots", "Lower Pilots"; else ""."""
    last = mine.tokens[own[-1]].norm
    if last != theirs.tokens[other[-1]].norm or not part_of_speech(last) or len(own) < _PAIR or len(other) < _PAIR:
        return ""
    sort, stated = mine.tokens[own[-2]].norm, [t.norm for t in theirs.tokens]
    return "" if any(closeness(sort, norm) in _HELD for norm in stated) else " ".join(mine.tokens[i].text for i in own)


def _but_for_common(
    mine: Text, own: Sequence[int], theirs: Text, other: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Two names that end in the same place, without it: "pilots of Mora" and "crews of Mora"."""
    if not own or not other or mine.tokens[own[0]].norm != theirs.tokens[other[0]].norm:
        return own, other
    i, j = own[0] - 1, other[0] - 1
    if i < 1 or j < 1 or mine.tokens[i].norm != theirs.tokens[j].norm or mine.tokens[i].norm not in PREPOSITIONS:
        return own, other
    heads = [
        range(name_start(text, k), k + 1) if _named(text, k) else () for text, k in ((mine, i - 1), (theirs, j - 1))
    ]
    return heads[0], heads[1]
