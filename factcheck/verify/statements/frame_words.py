"""Tells what a sentence adds to who said something, and when, that the document in which it was said does not hold.

"Lee said Monday" is of its day; "…, his third such call", "… in a joint appearance with Roe", "… for free" are told
besides, and nothing that was said bears them out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from factcheck.text.speech import SPEAKING, SPEECH
from factcheck.text.stems import MISSPELT, RELATED, SAME, forms, part_of_speech
from factcheck.verify.passages.text import Text, is_negative, parse, written
from factcheck.verify.statements.titles import OFFICES
from factcheck.verify.statements.words import MANNERS, PLAIN, is_deed, nearest, one_deed, place_lead, rings

# On what occasion, in what, before whom something is said; what is said there says so by itself.
_OCCASIONS = frozenset(
    "statement statements remark remarks speech speeches address briefing briefings conference call calls meeting "
    "session event ceremony appearance hearing testimony letter letters memo memorandum note order decree law "
    "statute code act section provision policy document documents text paper page report release announcement "
    "readout summary transcript record message post website web site news press media reporter reporters "
    "journalist journalists correspondents audience crowd podium lectern question questions answer exchange "
    "response reply comment comments condition anonymity background interpreter translator name names version "
    "according under over per within upon between through against across example instance start top outset "
    "beginning end opening closing part line passage sentence paragraph".split()
)
_TIMES = frozenset(
    "day days week weeks month months year years morning afternoon evening night noon midday midnight late early "
    "later earlier today yesterday tomorrow recently previously shortly minutes minute hour hours time date "
    "weekend".split()
)
# How often, with whom, before whom: no manner, and nothing that words of it somewhere in a document bear out.
_TOLD = frozenset(
    "again twice thrice alone separately repeatedly jointly together privately publicly unanimously mostly partly "
    "exclusively secretly falsely wrongly incorrectly mistakenly reluctantly grudgingly".split()
)
_TOPIC = frozenset("of about regarding concerning".split())
_TELLS = frozenset("told tells telling".split())
_TOPICAL = frozenset("of about on regarding concerning as speaking".split())
_NUMBERED = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last only".split())
_LEADS = frozenset(
    "in on at during after before through by via with for to from while when as over despite behind without amid "
    "against alongside".split()
)
_ASKED = frozenset("request urging behest insistence invitation".split())
_PHONES = frozenset(("phone", "telephone"))
_FEW = 3
_UNITS = frozenset("day week month year hour minute second mile".split())
_HELD = (SAME, MISSPELT, RELATED)


def leads_in(words: str) -> bool:
    """Whether words at the head of a sentence say how it came about, and not of what: "On late filers, …"."""
    return bool(words.strip()) and words.split(maxsplit=1)[0].lower() not in _TOPICAL


def unheld_words(
    frame: Text,
    known: Collection[str],
    head: str,
    passage: str,
    named: bool = False,
    anywhere: Callable[[str], bool] | None = None,
) -> str:
    """The first word of a frame that neither the head of a document nor its passage has; "" where they have all.

    `known` are words that are accounted for elsewhere: who is said to speak, what it is said to stand in. Names are
    weighed only where they are to be (`named`). Behind "said of" stands what it is about, which newsrooms call as they
    like; behind "citing" stands what was said; whom somebody "told" it may stand `anywhere` in the document.
    """
    if amount := _amount(frame, (head, passage)):
        return amount
    topic = cites = told = False
    dated = {i for day in frame.days for i in range(day.first, day.last)}
    ranked = {q.first for q in frame.quantities if q.kind == "rank"}
    for i, token in enumerate(frame.tokens):
        norm, before = token.norm, frame.tokens[i - 1].norm if i else ""
        if topic:
            turns = norm == "and" and i + 1 < len(frame.tokens) and is_deed(frame, i + 1)  # "… and left the room"
            topic = norm != "," and norm not in SPEECH and norm not in _LEADS and not turns
            if topic and anywhere and i in frame.names and not part_of_speech(norm) and not anywhere(norm):
                return token.text  # "said of Roe", of whom the document says nothing
            continue
        topic = before in SPEECH | SPEAKING and norm in _TOPIC
        cites = cites or norm in SPEAKING
        told = before in _TELLS or (told and norm != "," and norm not in _LEADS)
        if _is_told(frame, i, ranked):
            return token.text
        if i not in frame.content or i in dated or norm in known or (i in frame.names and not named):
            continue
        announcing = norm.endswith("ing") and (before in _OCCASIONS or before in known)  # "a letter announcing"
        if announcing or (told and anywhere and anywhere(norm)) or token.kind == "abbr" or _is_plain(norm, before):
            continue
        if forms(norm) & _PHONES and before == "by" and "press call" not in head.lower():
            return token.text  # that something was talked over so does not say that it was told so
        where = (passage,) if cites else (head, passage)
        if i in frame.names and place_lead(frame, i) in ("in", "at"):
            where = (head,)  # where it was said is where the document is of
        if not any(_stands_in(frame, i, parse(text)) for text in where):
            return token.text
    return ""


def _amount(frame: Text, texts: Collection[str]) -> str:
    """An amount of a frame that none of some texts has: "said in less than an hour"."""
    dated = {i for day in frame.days for i in range(day.first, day.last)}
    for quantity in frame.quantities:
        few = quantity.kind == "count" and quantity.amount.value <= _FEW  # "the two wardens said"
        if few or quantity.kind == "rank" or quantity.first in dated:
            continue
        values = {q.amount.value for text in texts for q in parse(text).quantities}
        if quantity.amount.value not in values:
            return written(frame, quantity.first, quantity.last)
    return ""


def _is_told(frame: Text, i: int, ranked: Collection[int]) -> bool:
    """Whether a token denies something, counts an occasion or says who else was there: no words bear that out."""
    norm = frame.tokens[i].norm
    behind = frame.tokens[i + 1].norm if i + 1 < len(frame.tokens) else ""
    if is_negative(frame.tokens[i]):
        return not any(q.first <= i < q.last for q in frame.quantities)
    if norm in _UNITS and i > 2 and frame.tokens[i - 2].norm == "than":
        return True  # "in less than an hour"
    if norm in _ASKED and i > 1 and frame.tokens[i - 2].norm == "at":
        return True  # "at the request of the board"
    if norm == "which" and i and frame.tokens[i - 1].norm == ",":
        return True  # "…, which pilots called wrong"
    if norm not in SPEECH | SPEAKING and _goes_on_to_do(frame, i):
        return True  # "said and left the room"
    counted = (i in ranked and behind not in ("day", "days")) or (behind == "time" and norm in _NUMBERED)
    promised = i > 0 and frame.tokens[i - 1].norm == "as" and norm in SPEECH and norm.endswith("ed")
    return counted or promised or norm in _TOLD or (i > 0 and frame.tokens[i - 1].norm == MANNERS.get(norm))


def _goes_on_to_do(frame: Text, i: int) -> bool:
    """Whether a token is what somebody is told to have done right behind what they said, on some day."""
    if i < 2 or i not in frame.content or i in frame.names or frame.tokens[i - 1].norm != "and":
        return False
    k = next((d.first for d in frame.days if d.last == i - 1), i - 1) - 1
    k -= k > 0 and frame.tokens[k].norm == "on"
    return frame.tokens[k].norm in SPEECH


def _is_plain(norm: str, before: str) -> bool:
    """Whether a word says no more than that somebody spoke on some occasion, at some time, in some manner."""
    spoken = norm in SPEECH | SPEAKING and not (norm == "writing" and before == "in")
    return spoken or norm in _OCCASIONS | _TIMES | OFFICES or norm in PLAIN or norm.endswith("ly")


def _stands_in(frame: Text, i: int, text: Text) -> bool:
    """Whether a text has a word of a frame, or another for the same thing or deed."""
    if forms(frame.tokens[i].norm) & _PHONES:
        return bool(rings(text))
    how, at = nearest(frame, i, text)
    if how != RELATED:
        return how in _HELD
    mine, theirs = frame.tokens[i].norm, text.tokens[at].norm
    return i in frame.names or one_deed(mine, theirs) or bool(forms(mine) & forms(theirs))
