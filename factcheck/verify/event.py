"""Holds a statement against one sentence of a document: who, did what, to whom, when, where, how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from factcheck.model.record import replace
from factcheck.text.stems import MISSPELT, OPPOSITE, RELATED, SAME, forms, relation
from factcheck.text.tokens import Token
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.event_amounts import count_nouns, counts_what_stands_elsewhere, match_amounts, may_be_counted
from factcheck.verify.event_contraries import for_or_against, in_person_or_not, is_of_a_kind, one_of_a_kind
from factcheck.verify.event_names import belongs, known_in_full, match_names
from factcheck.verify.event_parts import Found, Said, Shown, owns
from factcheck.verify.event_rivals import kind_of, listed_elsewhere, of_another_place, take_places
from factcheck.verify.event_roles import match_roles, match_signer
from factcheck.verify.event_swaps import exchanged
from factcheck.verify.event_time import match_days, match_ends, only_wished, yet_to_come
from factcheck.verify.event_words import (
    FORBIDS,
    GATHERINGS,
    GOES,
    HAPPENS,
    MINDS,
    OWNED,
    PLAIN,
    PREPOSITIONS,
    RECEIVES,
    TURNS,
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
    passive,
    phones,
    place_lead,
    rings,
    spelt_out,
    whole_name,
)
from factcheck.verify.passage_text import Text, is_negative, parse
from factcheck.verify.passage_words import LIMITING, MISSING, SlotMatch
from factcheck.verify.titles import mistitled

_HOUSES = frozenset(
    "house palace building hall observatory center centre hotel museum airport base embassy residence capitol castle "
    "market mill fort camp ranch cathedral church university college stadium hospital school".split()
)
_FEW = frozenset(("fewer", "less"))
_ALL = frozenset(("every", "each", "all"))
_CONTRARY = {"more": _FEW, "fewer": frozenset(("more",)), "less": frozenset(("more",)), "some": _ALL}
_LIGHT = frozenset(("give", "go", "get"))  # deeds that are no content words
_SOMEBODY = frozenset("delegation officials leaders counterpart counterparts team guests him her them".split())
_REACH = 9  # tokens
_TIMES = frozenset(  # "in the last few days"
    "day days week weeks month months year years quarter decade decades century night few couple several two "
    "three four five six seven eight nine ten twelve spring summer fall autumn winter minute minutes hour hours".split()
)
_RESULTS = frozenset("result resulting resulted arising stemming".split())
_ORDER = {"before": -1, "ahead": -1, "prior": -1, "until": -1, "after": 1, "following": 1, "since": 1}


def compare_event(said: Said, shown: Shown, most: int | None = None) -> Found | None:
    """Every slot of the statement held against the sentence; nothing is guessed where it says nothing.

    None as soon as it surely lacks more than `most` of the words.
    """
    found = Found()
    place: dict[int, int] = {}
    lacking = 0
    counted = may_be_counted(said.text)
    for i in said.plain:
        match = _word(i, said, shown, place)
        found.matches.append(match)
        # Instead of a place there may be another, and a noun may belong to what an amount counts.
        open_ = match.slot == "place" or (match.slot == "word" and match.words in counted) or is_of_a_kind(said.text, i)
        lacking += match.outcome == MISSING and not open_ and not _is_apart(i, said, shown)
        if most is not None and lacking > most:
            return None
    _take_back(said, found, shown, place)
    _once(said, found, shown, place)
    deeds = [i for i in place if i in said.acting]
    acts = [i for i in deeds if not forms(said.text.tokens[i].norm) & MINDS]
    found.anchored = len(acts) + sum(m.how == "enacted" for m in found.matches)
    found.matches += match_days(said, shown, place[deeds[0]] if deeds else -1)
    found.matches += match_ends(said, shown)
    found.matches += _lightly(said, shown.sentence)
    amounts = list(match_amounts(said, shown))
    found.matches += amounts
    count_nouns(said, found, amounts, shown)
    found.matches += _negation(said, shown, place)
    found.matches += for_or_against(said.text, shown.sentence, place)
    in_person_or_not(said.text, shown.sentence, found)
    found.denied = bool(said.text.negated and shown.sentence.negated)
    found.matches += _limits(said, shown)
    found.matches += _sequence(said, shown)
    one_of_a_kind(said.text, shown, found)
    if shown.enacts and not any(m.slot == "date" and m.outcome == FITS for m in found.matches):
        # What is closed today may have been opened before, by the same.
        found.matches = [replace(m, outcome=UNCLEAR) if m.slot == "opposite" else m for m in found.matches]
    _elsewhere(said, shown, found, place, deeds)
    told = [i for i in deeds if _is_told(said.text, i)]
    coming = (i for i in told if not _by_its_paper(said, shown, place[i]))
    if not said.ahead and any(yet_to_come(said, i, shown.sentence, place[i]) for i in coming):
        found.matches.append(SlotMatch("tense", "announced", UNCLEAR))
    elif only_wished(said.text, shown.sentence, place.values()):
        found.matches.append(SlotMatch("tense", "there", UNCLEAR))
    if shown.itself:
        found.matches += list(match_signer(said, place, found.matches))
    else:
        granted = max((i for i, m in zip(said.plain, found.matches, strict=False) if m.how == "enacted"), default=-1)
        said = replace(said, people=tuple(g for g in said.people if g[0] > granted))  # who grants is who signed
        found.matches += match_roles(said, shown, place, deeds)
        found.matches += match_names(said, shown, place, deeds)
        if not found.bad:
            found.matches += exchanged(said, shown, place)
    if not found.bad:
        found.matches += _beside_others(said, shown, place)
    take_places(said, shown, found, place, deeds)
    return found


def _is_apart(i: int, said: Said, shown: Shown) -> bool:
    """Whether a token is of a name in whose place the sentence may have another of its kind."""
    group = next((g for g in said.people if i in g), ())
    return bool(group) and kind_of(said.text, group, shown.apart) is not None


def _beside_others(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """Words of an office, an amount or a list that the sentence, or what is around it, has beside something else."""
    at = mistitled(said.text, (shown.sentence, shown.around, shown.lead, shown.about))
    if at >= 0:
        yield SlotMatch("role", said.text.tokens[at].text, UNCLEAR)
    yield from counts_what_stands_elsewhere(said, shown, place)
    if name := listed_elsewhere(said, shown, place) or of_another_place(said, shown, place):
        yield SlotMatch("role", name, UNCLEAR)


def is_anchored(said: Said, shown: Shown) -> bool:
    """Whether a deed of the statement stands in the sentence; if not, nothing is settled by it."""
    place: dict[int, int] = {}
    for i in said.text.content:
        if i not in said.dated and i in said.acting:
            _word(i, said, shown, place)
    return bool(place)


def brought_out(said: Said, verbs: Sequence[str]) -> bool:
    """Whether a statement tells of the signing or publication of a document: its first deed is one of `verbs`."""
    deed = next((t for i, t in enumerate(said.text.tokens) if i in said.text.content and is_deed(said.text, i)), None)
    return deed is not None and any(relation(deed.norm, verb) == SAME for verb in verbs)


def _is_told(text: Text, i: int) -> bool:
    """Whether a deed is one that a statement tells of: not "in support of", nor what somebody "spoke about doing"."""
    before = text.tokens[i - 1].norm
    return before != "in" and not (text.tokens[i].norm.endswith("ing") and before in PREPOSITIONS | {"about"})


def _by_its_paper(said: Said, shown: Shown, at: int) -> bool:
    """Whether a signed document does what shall be, and a statement says that it or its signer does.

    "The order cut the fee", "Lee cut the fee".
    """
    shall = shown.sentence.tokens[max(0, at - 3) : at]
    paper = {t.norm for t in parse(shown.paper).tokens}
    head = said.people[0] if said.people and said.people[0][0] <= 1 else ()
    doer = {said.text.tokens[i].norm for i in said.heads or head}
    return shown.enacts and "shall" in {t.norm for t in shall} and bool(doer) and doer <= paper


def _lightly(said: Said, sentence: Text) -> Iterable[SlotMatch]:
    """ "Lee gave Roe two bells": where nothing else is done, the sentence must have that deed or one like it."""
    for token in said.text.tokens[1:] if not said.deeds else ():
        light = forms(token.norm) & _LIGHT
        if not light or not token.text.islower():
            continue
        alike = light | (GOES if "go" in light else frozenset())
        if not any(forms(t.norm) & alike or one_deed(token.norm, t.norm) for t in sentence.tokens):
            yield SlotMatch("deed", token.text, MISSING)


def _word(i: int, said: Said, shown: Shown, place: dict[int, int]) -> SlotMatch:
    token = said.text.tokens[i]
    slot = "name" if i in said.text.names else "word"
    how, at = nearest_own(said.text, i, shown.sentence, shown.kin)
    if how in (RELATED, OPPOSITE) and _tells_how(said.text, i):
        how, at = "", -1
    if not how and slot == "name" and (spelt := spelt_out(token, shown.sentence)) >= 0:
        how, at = SAME, spelt
    if how != SAME and directs(said.text, i) and any(t.norm in ("shall", "must") for t in shown.sentence.tokens):
        return SlotMatch(slot, token.text, FITS, "", "enacted")
    if i in said.pointing and how not in (SAME, MISSPELT, RELATED):
        return SlotMatch("plain", token.text, FITS)
    if how != SAME and grants(said.text, i) and _grants_by_saying(shown):
        return SlotMatch(slot, token.text, FITS, "", "enacted")
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


def _around(i: int, said: Said, shown: Shown, slot: str) -> SlotMatch:
    """A word that the sentence lacks: found in the passage or the document, said by it anyway, or missing."""
    token = said.text.tokens[i]
    if slot == "name" and owns(said.text, i) and _anothers(i, said.text, shown.sentence):
        return SlotMatch(slot, token.text, UNCLEAR)
    aside = _tells_how(said.text, i) or _beside(said.text, i)
    if aside and all(t.norm != token.norm for t in shown.around.tokens):
        return SlotMatch(slot, token.text, UNCLEAR)
    for text, where in ((shown.around, "passage"), (shown.about, "document")):
        wider, at = nearest_own(said.text, i, text, shown.kin)
        titled = wider == SAME and _stands_beside(said.text, i, text, at)
        if wider in (SAME, MISSPELT, RELATED) and (where == "passage" or slot == "name" or shown.itself or titled):
            # "A board-ordered end": which of two things was ordered stands in the sentence, or nowhere.
            tied = i > 1 and said.text.tokens[i - 1].norm == "-" and token.norm.endswith("ed")
            loose = slot == "word" and not shown.itself and (tied or token.norm in TURNS)
            return SlotMatch(slot, token.text, UNCLEAR if loose else FITS, "", where)
    opens = (shown.lead, parse(shown.paper)) if i in said.heads else ()
    if any(nearest(said.text, i, text)[0] in (SAME, MISSPELT, RELATED) for text in opens):
        return SlotMatch(slot, token.text, FITS, "", "document")  # "the order" is what the document opens with, or is
    if token.norm in PLAIN or forms(token.norm) & HAPPENS or _is_region(i, said.text, shown.sentence):
        return SlotMatch("plain", token.text, FITS)
    if token.norm == "past" and "last" in {t.norm for t in shown.sentence.tokens} and _of_time(said.text, i + 1):
        return SlotMatch("plain", token.text, FITS)
    led = token.norm in shown.leader and owns(said.text, i)
    if slot == "name" and (led or known_in_full(i, said.text, shown)):
        return SlotMatch(slot, token.text, FITS, "", "document")
    return SlotMatch(slot, token.text, MISSING)


def _tells_how(text: Text, i: int) -> bool:
    """Whether a word says how often or with whom it was done: "again", "alone"; not "Separately, …", "in May alone"."""
    norm = text.tokens[i].norm
    if norm == "alone":
        counted = any(d.last == i for d in text.days) or any(q.last == i for q in text.quantities)
        return not counted and not (i - 1 in text.names and place_lead(text, i - 1))
    leads = i == 0 and text.tokens[1:2] != () and text.tokens[1].norm == ","
    return norm in ("again", "separately", "jointly", "publicly") and not leads


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
    return i < len(text.tokens) and (text.tokens[i].norm in _TIMES or any(q.first == i for q in text.quantities))


def _is_region(i: int, said: Text, sentence: Text) -> bool:
    """Whether "the region" stands for a place that the sentence names."""
    led = i > 1 and said.tokens[i - 1].norm == "the" and said.tokens[i - 2].norm in PREPOSITIONS
    ends = i + 1 >= len(said.tokens) or said.tokens[i + 1].norm not in ("of", "around")
    named = any(t.norm in PREPOSITIONS for j in sentence.names for t in sentence.tokens[max(0, j - 2) : j])
    return led and ends and said.tokens[i].norm == "region" and named


def _welcomes_a_thing(norm: str, sentence: Text, at: int) -> bool:
    """Whether "welcomed" stands where somebody met, and nobody is named behind it: "welcomed progress"."""
    if not forms(sentence.tokens[at].norm) & (RECEIVES - {"host"}) or forms(norm) & RECEIVES:
        return False
    behind = range(at + 1, min(at + _REACH, len(sentence.tokens)))
    named = any(j in sentence.names and place_lead(sentence, j) == "" for j in behind)
    return not named and not any(sentence.tokens[j].norm in _SOMEBODY for j in behind)


def _grants_by_saying(shown: Shown) -> bool:
    """Whether a sentence of a signed document grants what it tells of, and forbids nothing."""
    words = (forms(t.norm) for t in shown.sentence.tokens)
    return shown.enacts and not shown.sentence.negated and not any(w & FORBIDS for w in words)


def _take_back(said: Said, found: Found, shown: Shown, place: dict[int, int]) -> None:
    """An opposite denies only what is said of the same thing: "cut the fees" says nothing against "raised the dam".

    Nor is "expand the work to stop leaks" denied by "to stop", where the statement has that word itself.
    """
    if not any(m.slot == "opposite" for m in found.matches):
        return
    how = {i: nearest(said.text, i, shown.sentence)[0] for i in place}
    own = {at for i, at in place.items() if how[i] != OPPOSITE}
    turned = [i for i, at in place.items() if how[i] == OPPOSITE]
    loose = [i for i in turned if place[i] in own or not _of_one_thing(i, said.text, shown.sentence, place)]
    words = {said.text.tokens[i].text for i in loose}
    for i in loose:
        del place[i]
    found.matches = [
        replace(m, outcome=MISSING) if m.slot == "opposite" and m.words in words else m for m in found.matches
    ]


def _once(said: Said, found: Found, shown: Shown, place: dict[int, int]) -> None:
    """A word that tells one thing does not tell another: "committed" is not "sending" beside "committed to sending".

    Nor is "vessels" both "boats" and "pots".
    """
    norms = {i: said.text.tokens[i].norm for i in place}
    own = {at for i, at in place.items() if norms[i] == shown.sentence.tokens[at].norm and i in said.acting}
    borrowed = {
        i for i, at in place.items() if at in own and not forms(norms[i]) & forms(shown.sentence.tokens[at].norm)
    }
    borrowed |= set(_told_twice(said, shown.sentence, place))
    words = {said.text.tokens[i].text for i in borrowed if not is_meeting(norms[i])}
    if words:
        found.matches = [
            replace(m, outcome=MISSING) if m.slot == "word" and m.how == RELATED and m.words in words else m
            for m in found.matches
        ]


def _told_twice(said: Said, sentence: Text, place: dict[int, int]) -> Iterable[int]:
    """Words for each of which the sentence has but one, that stands for another already, or is it."""
    taken: dict[int, int] = {}
    loose = [i for i in place if not forms(said.text.tokens[i].norm) & forms(sentence.tokens[place[i]].norm)]
    for i in sorted(place, key=lambda i: (i in loose, i)):
        first = taken.setdefault(place[i], i)
        if first != i and i in loose and i not in said.text.names:
            yield i


def _of_one_thing(i: int, said: Text, sentence: Text, place: dict[int, int]) -> bool:
    """Whether a word beside token i of the statement stands on the same side of its counterpart in the sentence."""
    beside = [j for j in said.content if j > i][:3] or [j for j in said.content if j < i][-2:]
    turned = passive(said, i) != passive(sentence, place[i])
    near = (place[j] - place[i] for j in beside if j in place and abs(place[j] - place[i]) <= _REACH)
    return any((gap > 0) == (beside[0] > i) or turned for gap in near)


def _elsewhere(said: Said, shown: Shown, found: Found, place: dict[int, int], deeds: Sequence[int]) -> None:
    """ "Met at the Fort on Monday" fails where the same two met "at the Mill" on that day."""
    people = [g for g in said.people if not is_place(said.text, g[0]) and g[-1] in place]
    dated = any(m.slot == "date" and m.outcome == FITS for m in found.matches)
    if len(people) < 2 or not dated or not deeds:
        return
    own = {said.text.tokens[i].text for i in said.text.names if _is_house(said.text, i)}
    last = max(place[i] for i in deeds)
    used = set(place.values())
    there = any(j > last and j not in used and _is_house(shown.sentence, j) for j in shown.sentence.names)
    if own and there and not any(m.words in own and m.outcome == FITS for m in found.matches):
        found.matches = [
            replace(m, outcome=FAILS) if m.slot == "place" and m.words in own and m.outcome == MISSING else m
            for m in found.matches
        ]


def _is_house(text: Text, i: int) -> bool:
    """Whether token i belongs to the name of a building behind "at": no other building is within it."""
    named = range(name_start(text, i), whole_name(text, i)[-1] + 1)
    return place_lead(text, i) == "at" and any(text.tokens[j].norm in _HOUSES for j in named)


def _only_whose(i: int, said: Text, sentence: Text, at: int) -> bool:
    """Whether a place of the statement only says in the sentence whose or from where somebody is: "Lee of Mora"."""
    if sentence.tokens[at].norm != said.tokens[i].norm and place_lead(sentence, at) == "":
        return True  # "the Moran warden" is not in Mora
    spots = [j for j, t in enumerate(sentence.tokens) if t.norm == sentence.tokens[at].norm]
    return all(belongs(sentence, j) for j in spots)


def _other_place(said: Text, i: int, sentence: Text, placed: set[int]) -> bool:
    """Whether the sentence says where, too, and names another place: "in", "at" or "to" before both."""
    mine = place_lead(said, i)
    return any(
        j not in placed and j - 1 not in sentence.names and place_lead(sentence, j) == mine for j in sentence.names
    )


def _negation(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    for word in ("just", "only", "merely", "simply"):
        mine, theirs = _denies_limit(said.text, word), _denies_limit(shown.sentence, word)
        if mine != theirs and (mine or (theirs and mine is not None)):
            yield SlotMatch("negation", f"not {word}", UNCLEAR)
            return
    if frozenset() in said.text.denials and frozenset() not in shown.sentence.denials:
        yield SlotMatch("negation", "not", UNCLEAR)  # "where we are not"
        return
    if bool(said.text.negated) == bool(shown.sentence.negated):
        if said.text.negated and not _denies_alike(said.text, shown.sentence, place):
            yield SlotMatch("negation", "not", UNCLEAR)
        return
    for i, j in place.items():
        if (i in said.text.negated) != (j in shown.sentence.negated) and i not in said.text.names:
            # "No part of this order" denies something of the order, and not the order.
            thing = i not in said.acting and shown.sentence.tokens[j - 1].norm in ("this", "that", "the")
            loose = thing or _denies_another_deed(shown.sentence, j, place) or _of_whom(said.text, i)
            yield SlotMatch(
                "negation", said.text.tokens[i].text, UNCLEAR if loose else FAILS, shown.sentence.tokens[j].text
            )
            return
    if said.text.negated:
        yield SlotMatch("negation", "not", UNCLEAR)


def _of_whom(text: Text, i: int) -> bool:
    """Whether token i stands in a clause that tells of somebody: "Lee, who had refused to go"."""
    return any(a.norm == "," and b.norm in ("who", "which", "whose") for a, b in pairwise(text.tokens[: i + 1]))


def _denies_another_deed(sentence: Text, j: int, place: dict[int, int]) -> bool:
    """Whether what is denied of token j is a deed that the statement does not tell: "not put before crews"."""
    reach = sorted(k for s in sentence.denials if j in s for k in s)
    deed = next((k for k in reach if is_deed(sentence, k)), -1)
    return 0 <= deed < j and deed not in place.values()


def _denies_limit(text: Text, word: str) -> bool | None:
    """Whether a text says "not just", or just "just"; None where it has no such word."""
    places = [i for i, t in enumerate(text.tokens) if t.norm == word]
    return any(is_negative(text.tokens[i - 1]) for i in places if i) if places else None


def _denies_alike(mine: Text, theirs: Text, place: dict[int, int]) -> bool:
    """Whether both deny as often, and each denial of one reaches a word that the other denies, too."""
    found = [s for s in theirs.denials if s & set(place.values())]
    met = all(any(place.get(i, -1) in theirs.negated for i in s) for s in mine.denials)
    met = met and all(any(i in mine.negated and j in s for i, j in place.items()) for s in found)
    return met and len(found) == len(mine.denials)


def _outside_amounts(text: Text) -> list[Token]:
    """The tokens that belong to no amount: "more" of "more than 5" is weighed with it."""
    held = {i for q in text.quantities for i in range(q.first, q.last)}
    return [t for i, t in enumerate(text.tokens) if i not in held]


def _limits(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    theirs = {t.norm for t in shown.sentence.tokens}
    told = {t.norm for t in _outside_amounts(shown.sentence)}
    turned = {t.start for t in _outside_amounts(said.text) if told & _CONTRARY.get(t.norm, frozenset())}
    for i, token in enumerate(said.text.tokens):
        limits = (
            token.norm in LIMITING
            or token.norm in ("first", "most", "least", "no", "excluding", "except")
            or token.start in turned
        )
        limits = limits or (token.norm == "last" and _is_rank(said.text, i))
        if limits and token.norm == "last":
            if not any(t.norm == "last" and _is_rank(shown.sentence, j) for j, t in enumerate(shown.sentence.tokens)):
                yield SlotMatch("only", "last", MISSING)
        elif limits and token.norm not in theirs and all(t.norm != token.norm for t in shown.around.tokens):
            yield SlotMatch("only", token.norm, MISSING)


def _is_rank(text: Text, i: int) -> bool:
    """Whether "last" says that nothing comes after: "the last since 2016", "her last visit", not "last week"."""
    dated = any(day.first <= i + 1 < day.last for day in text.days)
    behind = text.tokens[i + 1].norm if i + 1 < len(text.tokens) else ""
    return i > 0 and text.tokens[i - 1].norm in OWNED and not dated and behind not in _TIMES and not behind.isdecimal()


def _sequence(said: Said, shown: Shown) -> Iterable[SlotMatch]:
    """ "After the summit": the document must put the two in the same order, in so many words."""
    times = {i - 1 for i in said.dated} | {i - 2 for i in said.dated}
    theirs = {_ORDER[t.norm] for t in shown.sentence.tokens if t.norm in _ORDER}
    if any(a.norm in _RESULTS and b.norm in ("of", "from") for a, b in pairwise(shown.sentence.tokens)):
        theirs.add(1)  # what results from a flood comes after it
    for i, token in enumerate(said.text.tokens):
        if token.norm in _ORDER and i not in times:
            fits = _ORDER[token.norm] in theirs and -_ORDER[token.norm] not in theirs
            turned = not fits and _ORDER[token.norm] not in theirs and _turned_about(said.text, i, shown.sentence)
            slot = "opposite" if turned else "order"
            yield SlotMatch(slot, token.norm, FITS if fits else FAILS if turned else MISSING)


def _turned_about(said: Text, i: int, sentence: Text) -> bool:
    """Whether a sentence has "before" the very thing "after" which the statement has it: "the day after the vote"."""
    noun = next((said.tokens[k].norm for k in said.content if k > i), "")
    spots = (j for j, t in enumerate(sentence.tokens) if _ORDER.get(t.norm) == -_ORDER[said.tokens[i].norm])
    behind = (next((sentence.tokens[k].norm for k in sentence.content if k > j), "") for j in spots)
    return bool(noun) and noun in behind
