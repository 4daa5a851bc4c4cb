"""Holds a statement against one sentence of a document: who, did what, to whom, when, where, how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.model.record import replace
from factcheck.text.stems import OPPOSITE, RELATED, SAME, forms, relation
from factcheck.text.tokens import norms as text_norms
from factcheck.verify.amounts import FAILS, FITS, UNCLEAR
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.passages.words import MISSING, SlotMatch
from factcheck.verify.statements.amounts import count_nouns, counts_what_stands_elsewhere, match_amounts, may_be_counted
from factcheck.verify.statements.contraries import for_or_against, in_person_or_not, is_of_a_kind, one_of_a_kind
from factcheck.verify.statements.denials import match_denials, match_limits, match_order
from factcheck.verify.statements.ground import REACH, ground
from factcheck.verify.statements.names import match_names
from factcheck.verify.statements.orders import directs_another
from factcheck.verify.statements.parts import Found, Said, Shown
from factcheck.verify.statements.rivals import kind_of, listed_elsewhere, of_another_place, take_places
from factcheck.verify.statements.roles import match_roles, match_signer
from factcheck.verify.statements.swaps import exchanged, turned_about
from factcheck.verify.statements.time import done_already, match_days, match_ends, only_wished, yet_to_come
from factcheck.verify.statements.titles import mistitled, of_another, promoted, titled_as_another
from factcheck.verify.statements.words import (
    GOES,
    MINDS,
    PREPOSITIONS,
    is_deed,
    is_meeting,
    is_place,
    name_start,
    nearest,
    one_deed,
    passive,
    place_lead,
    whole_name,
)

_HOUSES = frozenset(
    "house palace building hall observatory center centre hotel museum airport base embassy residence capitol castle "
    "market mill fort camp ranch cathedral church university college stadium hospital school".split()
)
_LIGHT = frozenset(("give", "go", "get"))  # deeds that are no content words


def compare_event(said: Said, shown: Shown, most: int | None = None) -> Found | None:
    """Every slot of the statement held against the sentence; nothing is guessed where it says nothing.

    None as soon as it surely lacks more than `most` of the words.
    """
    found = Found()
    place: dict[int, int] = {}
    lacking = 0
    counted = may_be_counted(said.text)
    for i in said.plain:
        match = ground(i, said, shown, place)
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
    found.matches += match_denials(said, shown, place)
    found.matches += for_or_against(said.text, shown.sentence, place)
    in_person_or_not(said.text, shown.sentence, found)
    found.denied = bool(said.text.negated and shown.sentence.negated)
    found.matches += match_limits(said, shown)
    found.matches += match_order(said, shown)
    one_of_a_kind(said.text, shown, found)
    if shown.enacts and not any(m.slot == "date" and m.outcome == FITS for m in found.matches):
        # What is closed today may have been opened before, by the same.
        found.matches = [replace(m, outcome=UNCLEAR) if m.slot == "opposite" else m for m in found.matches]
    _elsewhere(said, shown, found, place, deeds)
    found.matches += _tenses(said, shown, place, deeds)
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
    turned_about(said, shown, place, found)
    take_places(said, shown, found, place, deeds)
    return found


def _tenses(said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> Iterable[SlotMatch]:
    """What one of the two tells as done, and the other as to come or as wished."""
    told = [i for i in deeds if _is_told(said.text, i)]
    coming = (i for i in told if not _by_its_paper(said, shown, place[i]))
    if not said.ahead and any(yet_to_come(said, i, shown.sentence, place[i]) for i in coming):
        yield SlotMatch("tense", "announced", UNCLEAR)
    elif any(done_already(said.text, i, shown.sentence, place[i]) for i in told):
        yield SlotMatch("tense", "done", UNCLEAR)
    elif only_wished(said.text, shown.sentence, place.values()):
        yield SlotMatch("tense", "there", UNCLEAR)


def _is_apart(i: int, said: Said, shown: Shown) -> bool:
    """Whether a token is of a name in whose place the sentence may have another of its kind."""
    group = next((g for g in said.people if i in g), ())
    return bool(group) and kind_of(said.text, group, shown.apart) is not None


def _beside_others(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """Words of an office, an amount or a list that the sentence, or what is around it, has beside something else."""
    at = mistitled(said.text, (shown.sentence, shown.around, shown.lead, shown.about))
    if at >= 0:
        yield SlotMatch("role", said.text.tokens[at].text, UNCLEAR)
    if (at := promoted(said.text, (shown.sentence, shown.around, shown.about, parse(shown.begins)))) >= 0:
        yield SlotMatch("role", said.text.tokens[at].text, UNCLEAR)
    if (at := titled_as_another(said.text, shown.sentence)) >= 0:
        yield SlotMatch("role", said.text.tokens[at].text, UNCLEAR)
    if (at := of_another(said.text, shown.sentence)) >= 0:
        yield SlotMatch("role", said.text.tokens[at].text, UNCLEAR)
    if other := directs_another(said, shown, place):
        yield SlotMatch("role", other, UNCLEAR)
    yield from counts_what_stands_elsewhere(said, shown, place)
    if name := listed_elsewhere(said, shown, place) or of_another_place(said, shown, place):
        yield SlotMatch("role", name, UNCLEAR)


def brought_out(said: Said, verbs: Sequence[str], paper: str) -> bool:
    """Whether a statement tells of the signing or publication of a document: its first deed is one of `verbs`.

    What "was issued" must be one of the words for such a `paper`: "the dues were issued" tells of none.
    """
    i = next((i for i in range(len(said.text.tokens)) if i in said.text.content and is_deed(said.text, i)), -1)
    if i < 0 or all(relation(said.text.tokens[i].norm, verb) != SAME for verb in verbs):
        return False
    if not passive(said.text, i):
        return True
    told = {t.norm for k, t in enumerate(said.text.tokens[:i]) if k in said.text.content or t.norm in ("it", "they")}
    return not told.isdisjoint({"it", "they", *text_norms(paper)})


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
        again = said.text.tokens[first].norm == said.text.tokens[i].norm  # "a toll on boats and a toll on rafts"
        if first != i and not again and i in loose and i not in said.text.names:
            yield i


def _of_one_thing(i: int, said: Text, sentence: Text, place: dict[int, int]) -> bool:
    """Whether a word beside token i of the statement stands on the same side of its counterpart in the sentence."""
    beside = [j for j in said.content if j > i][:3] or [j for j in said.content if j < i][-2:]
    turned = passive(said, i) != passive(sentence, place[i])
    near = (place[j] - place[i] for j in beside if j in place and abs(place[j] - place[i]) <= REACH)
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
