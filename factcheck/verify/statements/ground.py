"""Finds each word of a statement in a sentence of a document, in what stands around it, or in another word's place."""

from __future__ import annotations

from itertools import takewhile

from factcheck.text.stems import MISSPELT, OPPOSITE, RELATED, SAME, forms
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.quantities import CEILINGS
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.passages.words import MISSING, SlotMatch
from factcheck.verify.statements.names import belongs, known_in_full
from factcheck.verify.statements.parts import Said, Shown, owns
from factcheck.verify.statements.words import (
    FORBIDS,
    GATHERINGS,
    HAPPENS,
    MANNERS,
    PLAIN,
    PREPOSITIONS,
    RECEIVES,
    SPEAK,
    TURNS,
    caps,
    directs,
    grants,
    is_deed,
    is_meeting,
    is_place,
    meets_nobody,
    name_start,
    nearest,
    nearest_own,
    one_deed,
    phones,
    place_lead,
    rings,
    rings_by,
    spelt_out,
    whole_name,
)

_THESE = frozenset("this that these those both their".split())
_SOMEBODY = frozenset("delegation officials leaders counterpart counterparts team guests him her them".split())
REACH = 9  # tokens
_FIGHTS = frozenset("counter combat fight tackle stop end prevent disrupt halt".split())
_WITHIN = frozenset(("'s", "the", "a", "an"))
_CLOSE = 3  # tokens from what fights to what is fought
_COMPOUND = 4  # tokens of "Mora Lock Closures" and one more
TIMES = frozenset(  # "in the last few days"
    "day days week weeks month months year years quarter decade decades century night few couple several two "
    "three four five six seven eight nine ten twelve spring summer fall autumn winter minute minutes hour hours".split()
)


def is_anchored(said: Said, shown: Shown) -> bool:
    """Whether a deed of the statement stands in the sentence; if not, nothing is settled by it."""
    place: dict[int, int] = {}
    for i in said.text.content:
        if i not in said.dated and i in said.acting:
            ground(i, said, shown, place)
    return bool(place)


def ground(i: int, said: Said, shown: Shown, place: dict[int, int]) -> SlotMatch:
    """How token `i` of the statement stands in the sentence; `place` takes up the token there that answers to it."""
    token = said.text.tokens[i]
    slot = "name" if i in said.text.names else "word"
    if settled := _settled(i, said, shown, place):
        return settled
    how, at = nearest_own(said.text, i, shown.sentence, shown.kin)
    if how in (RELATED, OPPOSITE) and (_tells_how(said.text, i) or _beside(said.text, i)):
        how, at = "", -1
    if how == RELATED and i in said.heads and i not in said.acting and is_deed(shown.sentence, at):
        how, at = "", -1  # "the order directs" is no order to direct
    if not how and slot == "name" and (spelt := spelt_out(token, shown.sentence)) >= 0:
        how, at = SAME, spelt
    if how != SAME and _is_done_by_saying(i, said.text, shown):
        return SlotMatch(slot, token.text, FITS, "", "enacted")
    if i in said.pointing and how not in (SAME, MISSPELT, RELATED):
        return SlotMatch("plain", token.text, FITS)
    deed = i in said.acting
    if deed and at >= 0 and (meets_nobody(shown.sentence, at) or _welcomes_a_thing(token.norm, shown.sentence, at)):
        how = ""
    hosts = deed and at >= 0 and forms(token.norm) & RECEIVES
    if hosts and shown.sentence.tokens[at].norm in GATHERINGS:
        how = ""  # a meeting there is nothing that anybody hosted
    if deed and at >= 0 and how and phones(said.text, i) and not _is_call(i, at, said.text, shown):
        how = ""
    if deed and how == RELATED and not one_deed(token.norm, shown.sentence.tokens[at].norm):
        # "Addressed the causes" is not "spoke", nor "urgent" "urged", whatever else of the kind stands there.
        at = _same_deed(token.norm, shown.sentence)
        how = RELATED if at >= 0 else ""
    if how in (SAME, MISSPELT, RELATED):
        place[i] = at
        if slot == "name" and is_place(said.text, i) and _only_whose(i, said.text, shown.sentence, at):
            return SlotMatch("place", token.text, UNCLEAR, shown.sentence.tokens[at].text)
        return SlotMatch(slot, token.text, FITS, shown.sentence.tokens[at].text, how)
    if how == OPPOSITE:
        place[i] = at
        return SlotMatch("opposite", token.text, FAILS, shown.sentence.tokens[at].text, how)
    if i in said.binding:
        return SlotMatch("deed", token.text, MISSING)  # what was done must stand in the very sentence
    if slot == "name" and is_place(said.text, i):
        known = nearest(said.text, i, shown.lead)[0] in (SAME, MISSPELT, RELATED)
        known = known and not all(
            belongs(shown.lead, j) for j, t in enumerate(shown.lead.tokens) if t.norm == token.norm
        )
        known = known and not _other_place(said.text, i, shown.sentence, set(place.values()))
        return SlotMatch("place", token.text, FITS if known else MISSING, "", "document")
    return _around(i, said, shown, slot)


def _settled(i: int, said: Said, shown: Shown, place: dict[int, int]) -> SlotMatch | None:
    """What settles a token whatever the sentence has for it: where those met, and what was not done "by phone"."""
    token, before = said.text.tokens[i], said.text.tokens[i - 1].norm
    if i in said.text.names and is_place(said.text, i) and these_met_there(i, said, shown):
        return SlotMatch("place", token.text, FITS, "", "passage")
    if before == "by" and rings_by(said.text, i) and not _done_by_phone(i, said, shown, place):
        return SlotMatch("deed", token.text, MISSING)
    if before == MANNERS.get(token.norm) and _tells_how(said.text, i):
        known = _told_so(said.text, i, shown.sentence) or _told_so(said.text, i, shown.around)
        return None if known else SlotMatch("word", token.text, UNCLEAR)  # "in person", where "a person" stands
    return None


def these_met_there(i: int, said: Said, shown: Shown) -> bool:
    """Whether the passage goes on to say where those of the sentence met: "these meetings in Mora"."""
    if not any(is_meeting(said.text.tokens[j].norm) for j in said.acting) or shown.spoken:
        return False
    name = [t.norm for t in said.text.tokens[name_start(said.text, i) : whole_name(said.text, i)[-1] + 1]]
    theirs = [t.norm for t in shown.sentence.tokens]
    if any(theirs[k : k + len(name)] == name for k in range(len(theirs))):
        return False  # what the sentence itself says of it counts
    theirs = [t.norm for t in shown.around.tokens]
    for k in range(3, len(theirs) - len(name) + 1):
        met = theirs[k - 3] in _THESE and is_meeting(theirs[k - 2]) and theirs[k - 1] in ("in", "at")
        if met and theirs[k : k + len(name)] == name and k + len(name) not in shown.around.names:  # not "Mora Bay"
            return True
    return False


def _is_done_by_saying(i: int, said: Text, shown: Shown) -> bool:
    """Whether the sentence directs, grants or caps what a word of the statement says is directed, granted or capped."""
    if directs(said, i):
        return any(t.norm in ("shall", "must") for t in shown.sentence.tokens)
    if grants(said, i):
        return _grants_by_saying(shown)
    return shown.enacts and caps(said, i) and any(p.hedge.name in CEILINGS for p in shown.sentence.quantities)


def _same_deed(norm: str, sentence: Text) -> int:
    """Where a sentence has another word for a deed, else -1."""
    deeds = (j for j in sentence.content if is_deed(sentence, j))
    return next((j for j in deeds if one_deed(norm, sentence.tokens[j].norm)), -1)


def _is_call(i: int, at: int, said: Text, shown: Shown) -> bool:
    """Whether what the sentence has for "called" was a call by telephone, by whoever is said to have called."""
    if rings(shown.sentence):
        return not forms(shown.sentence.tokens[at].norm) & {"call"} or phones(shown.sentence, at)
    if said.tokens[i - 1].norm in ("by", "the", "a"):
        return bool(rings(shown.about))  # "spoke by phone"
    # "Readout of Warden Lee's Call with …": Lee called, whoever "spoke" and "discussed" there.
    caller = said.tokens[max((j for j in said.names if j < i), default=0)].norm
    for k in rings(shown.about):
        owner = shown.about.tokens[max(k - (2 if shown.about.tokens[k - 1].norm == "'s" else 1), 0)]
        if owner.norm == caller:
            return True
    return False


def _done_by_phone(i: int, said: Said, shown: Shown, place: dict[int, int]) -> bool:
    """Whether what a statement says was done "by phone" is done so there: talked over, or told of a call as such."""
    done = [place[j] for j in place if j in said.acting and j < i]
    rung = rings(shown.sentence)
    if all(at in rung or forms(shown.sentence.tokens[at].norm) & SPEAK for at in done):
        return bool(done)
    there = (forms(shown.sentence.tokens[at].norm) for at in done)
    return bool(rings(shown.about)) and not any(is_meeting(word) for words in there for word in words - SPEAK)


def _accompanies(i: int, text: Text) -> bool:
    """Whether a word tells with whom something was done: "with Mora's lock keeper"."""
    k = i - 1
    while k > 0 and (k in text.content or text.tokens[k].norm in _WITHIN):
        k -= 1
    return text.tokens[k].norm == "with"


def _around(i: int, said: Said, shown: Shown, slot: str) -> SlotMatch:
    """A word that the sentence lacks: found in the passage or the document, said by it anyway, or missing."""
    token = said.text.tokens[i]
    if slot == "name" and owns(said.text, i) and _anothers(i, said.text, shown.sentence):
        return SlotMatch(slot, token.text, UNCLEAR)
    aside = _tells_how(said.text, i) or _beside(said.text, i)
    if aside and not _told_so(said.text, i, shown.around):
        return SlotMatch(slot, token.text, UNCLEAR)
    for text, where in ((shown.around, "passage"), (shown.about, "document")):
        wider, at = nearest_own(said.text, i, text, shown.kin)
        titled = wider == SAME and (token.norm == "fiscal" or _stands_beside(said.text, i, text, at))
        if wider == RELATED and where == "passage" and slot == "word" and not is_meeting(token.norm):
            continue  # what only stands around must be the word itself: a "level" is no "floor"
        if wider in (SAME, MISSPELT, RELATED) and (where == "passage" or slot == "name" or shown.itself or titled):
            # "A board-ordered end": which of two things was ordered stands in the sentence, or nowhere.
            tied = i > 1 and said.text.tokens[i - 1].norm == "-" and token.norm.endswith("ed")
            beside = _accompanies(i, said.text) and any(t.norm == "with" for t in shown.sentence.tokens)
            loose = slot == "word" and not shown.itself and (tied or beside or token.norm in TURNS)
            return SlotMatch(slot, token.text, UNCLEAR if loose else FITS, "", where)
    opens = (shown.lead, parse(shown.paper)) if i in said.heads else ()
    if any(nearest(said.text, i, text)[0] in (SAME, MISSPELT, RELATED) for text in opens):
        return SlotMatch(slot, token.text, FITS, "", "document")  # "the order" is what the document opens with, or is
    if _is_fought(i, said.text, shown.sentence):
        return SlotMatch(slot, token.text, FITS)
    if token.norm in PLAIN or forms(token.norm) & HAPPENS or _is_region(i, said.text, shown.sentence):
        return SlotMatch("plain", token.text, FITS)
    if token.norm == "past" and "last" in {t.norm for t in shown.sentence.tokens} and _of_time(said.text, i + 1):
        return SlotMatch("plain", token.text, FITS)
    led = token.norm in shown.leader and owns(said.text, i)
    if slot == "name" and (led or known_in_full(i, said.text, shown) or _titles_signer(i, said.text, shown)):
        return SlotMatch(slot, token.text, FITS, "", "document")
    return SlotMatch(slot, token.text, MISSING)


def _titles_signer(i: int, said: Text, shown: Shown) -> bool:
    """Whether a token is the office right before a name that a document calls its signer by: "Warden Lee"."""
    paper = [t.norm for t in parse(shown.paper).tokens] if shown.enacts and i + 1 in said.names else []
    title = said.tokens[i].norm
    return title in paper and said.tokens[i + 1].norm in paper[paper.index(title) + 1 : paper.index(title) + 4]


def _tells_how(text: Text, i: int) -> bool:
    """Whether a word says how often or with whom it was done: "again", "alone"; not "Separately, …", "in May alone"."""
    norm = text.tokens[i].norm
    if norm == "alone":
        counted = any(d.last == i for d in text.days) or any(q.last == i for q in text.quantities)
        return not counted and not (i - 1 in text.names and place_lead(text, i - 1))
    if norm in MANNERS and i:
        return text.tokens[i - 1].norm == MANNERS[norm]
    leads = i == 0 and text.tokens[1:2] != () and text.tokens[1].norm == ","
    return norm in ("again", "separately", "jointly", "publicly") and not leads


def _told_so(text: Text, i: int, other: Text) -> bool:
    """Whether another text has a word that says how it was done, and behind the same: "in private"."""
    norm = text.tokens[i].norm
    led = MANNERS.get(norm, "")
    spots = (k for k, t in enumerate(other.tokens) if t.norm == norm)
    return any(not led or (k > 0 and other.tokens[k - 1].norm == led) for k in spots)


def _beside(text: Text, i: int) -> bool:
    """Whether a participle tells what was done besides: "…, breaking with Mora", "Turning about, …", "as promised"."""
    if i and text.tokens[i - 1].norm == "as" and text.tokens[i].norm.endswith("ed"):
        return True
    led = i == 0 or text.tokens[i - 1].norm == ","
    return led and text.tokens[i].norm.endswith("ing") and i not in text.names and len(forms(text.tokens[i].norm)) > 1


def _stands_beside(said: Text, i: int, other: Text, at: int) -> bool:
    """Whether a noun stands behind the same word in a title: "port workers" of "Roundtable with Port Workers"."""
    before = said.tokens[i - 1].norm if i - 1 in said.content else ""
    return bool(before) and at > 0 and other.tokens[at - 1].norm == before


def _anothers(i: int, said: Text, sentence: Text) -> bool:
    """Whether the sentence has "her", "his" or "their" before what somebody is said to own: "Lee's ships"."""
    thing = next((k for k in said.content if k > i), -1)
    how, at = nearest(said, thing, sentence) if thing == i + 2 else ("", -1)
    return how == SAME and at > 0 and sentence.tokens[at - 1].norm in ("her", "his", "their")


def _of_time(text: Text, i: int) -> bool:
    """Whether a time or a number of it stands at token i: "the past two years"."""
    return i < len(text.tokens) and (text.tokens[i].norm in TIMES or any(q.first == i for q in text.quantities))


def _is_region(i: int, said: Text, sentence: Text) -> bool:
    """Whether "the region" stands for a place that the sentence names."""
    led = i > 1 and said.tokens[i - 1].norm == "the" and said.tokens[i - 2].norm in PREPOSITIONS
    ends = i + 1 >= len(said.tokens) or said.tokens[i + 1].norm not in ("of", "around")
    named = any(t.norm in PREPOSITIONS for j in sentence.names for t in sentence.tokens[max(0, j - 2) : j])
    return led and ends and said.tokens[i].norm == "region" and named


def _is_fought(i: int, said: Text, sentence: Text) -> bool:
    """Whether the sentence fights what something is said to be against: "against theft", "to counter theft"."""
    thing = next((k for k in said.content if k > i), -1) if said.tokens[i].norm == "against" else -1
    how, at = nearest(said, thing, sentence) if thing >= 0 else ("", -1)
    if how not in (SAME, RELATED):
        return False
    return any(forms(t.norm) & _FIGHTS for t in sentence.tokens[max(0, at - _CLOSE) : at])


def _welcomes_a_thing(norm: str, sentence: Text, at: int) -> bool:
    """Whether "welcomed" stands where somebody met, and nobody is named behind it: "welcomed progress"."""
    if not forms(sentence.tokens[at].norm) & (RECEIVES - {"host"}) or forms(norm) & RECEIVES:
        return False
    behind = range(at + 1, min(at + REACH, len(sentence.tokens)))
    named = any(j in sentence.names and place_lead(sentence, j) == "" for j in behind)
    return not named and not any(sentence.tokens[j].norm in _SOMEBODY for j in behind)


def _grants_by_saying(shown: Shown) -> bool:
    """Whether a sentence of a signed document grants what it tells of, and forbids nothing."""
    words = (forms(t.norm) for t in shown.sentence.tokens)
    return shown.enacts and not shown.sentence.negated and not any(w & FORBIDS for w in words)


def _only_whose(i: int, said: Text, sentence: Text, at: int) -> bool:
    """Whether a place of the statement only says in the sentence whose or from where somebody is: "Lee of Mora"."""
    if sentence.tokens[at].norm != said.tokens[i].norm and place_lead(sentence, at) == "":
        return True  # "the Moran warden" is not in Mora
    if i > 1 and said.tokens[i - 1].norm == "in" and _compound(said.tokens[i - 2].norm, sentence, at):
        return False  # "the lock closures in Mora" are the "Mora Lock Closures"
    spots = [j for j, t in enumerate(sentence.tokens) if t.norm == sentence.tokens[at].norm]
    return all(belongs(sentence, j) for j in spots)


def _compound(noun: str, sentence: Text, at: int) -> bool:
    """Whether a noun ends the compound that begins with a token: "Mora Lock Closures"."""
    run = takewhile(lambda k: k in sentence.content, range(at + 1, at + _COMPOUND))
    return any(forms(sentence.tokens[k].norm) & forms(noun) for k in run if k < len(sentence.tokens))


def _other_place(said: Text, i: int, sentence: Text, placed: set[int]) -> bool:
    """Whether the sentence says where, too, and names another place: "in", "at" or "to" before both."""
    mine = place_lead(said, i)
    return any(
        j not in placed and j - 1 not in sentence.names and place_lead(sentence, j) == mine for j in sentence.names
    )
