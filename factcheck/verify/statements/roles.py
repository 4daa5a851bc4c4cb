"""Tells whether whoever acts in a statement acts in the sentence of the document, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.text.speech import SPEECH
from factcheck.text.stems import MISSPELT, RELATED, SAME, forms, part_of_speech
from factcheck.verify.amounts import FITS, UNCLEAR
from factcheck.verify.passages.text import Text
from factcheck.verify.passages.words import SlotMatch
from factcheck.verify.statements.orders import paper_does
from factcheck.verify.statements.parts import Said, Shown
from factcheck.verify.statements.words import (
    AUXILIARIES,
    GOES,
    PREPOSITIONS,
    RECEIVES,
    SPEAK,
    TOGETHER,
    WE,
    binding,
    name_start,
    nearest,
    passive,
    place_lead,
    they,
    we,
    whole_name,
)

_SIGNS = frozenset(("sign", "issue"))
_TITLED = 3  # tokens of a common noun behind a name
_WHICH = 3  # tokens from a noun to the name that says which
_LEAD = 5  # tokens from a name that leads in to the comma behind it
_RELATIVES = frozenset(("who", "which", "that"))
_CLAUSES = frozenset("as while when after before although though whereas because".split())
_PRONOUNS = frozenset("it they he she both we our their its his her this these".split())


def match_roles(said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> Iterable[SlotMatch]:
    """Whoever acts in the statement must act in the sentence, unless it is done together."""
    deed = min(deeds, default=-1)
    if deed < 0:
        yield from _subject(said, shown, place)
        return
    mine, theirs = forms(said.text.tokens[deed].norm), forms(shown.sentence.tokens[place[deed]].norm)
    if mine & TOGETHER and theirs & (TOGETHER | SPEAK) and not (mine & theirs & {"call"}):
        yield from _goes_on(said, shown, place, sorted(deeds)[1:])
        yield from _together(said, shown, place, place[deed])
        return
    inverse = bool(mine & (GOES | {"send", "dispatch"})) and bool(theirs & RECEIVES)
    inverse = inverse or (bool(mine & RECEIVES) and bool(theirs & GOES))
    yield from _goes_on(said, shown, place, sorted(deeds)[1:])
    actors = [g for g in said.people if g[-1] < deed and _is_actor(said.text, g, deed)]
    actors = [g for g in actors if not titles_somebody(said.text, g, shown.about)]
    if not actors or passive(said.text, deed):
        if not actors:
            yield from _common_subject(said, shown, place, deed)
        return  # what it is done to stands first
    for group in actors:
        at = named_at(group, place, shown.sentence)
        if not at:
            outcome = FITS if _stands_for(said.text, group, shown, place[deed]) else UNCLEAR
            yield SlotMatch("role", _name(said.text, group), outcome)
            continue
        acting = acts(shown.sentence, at, place[deed]) or _stands_for(said.text, group, shown, place[deed])
        acting = acting or (not inverse and _says_which(said.text, group, at, place))
        if acting == inverse:
            yield SlotMatch("role", _name(said.text, group), UNCLEAR, shown.sentence.tokens[place[deed]].text)


def _common_subject(said: Said, shown: Shown, place: dict[int, int], deed: int) -> Iterable[SlotMatch]:
    """A noun at the head of the statement that the sentence has in another clause: "Lee rowed as pilots looked on"."""
    head = next((i for i in said.plain if i < min(deed, _WHICH)), -1)
    at = place.get(head, -1)
    if at <= place[deed] + _WHICH or passive(said.text, deed) or passive(shown.sentence, place[deed]):
        return
    between = shown.sentence.tokens[place[deed] + 1 : at]
    if any(t.norm in _CLAUSES for t in between) and not any(t.norm == "by" for t in between):
        yield SlotMatch("role", said.text.tokens[head].text, UNCLEAR)


def titles_somebody(text: Text, group: Sequence[int], about: Text) -> bool:
    """Whether a name only leads in to the title of somebody: "the Mora harbour adviser, Ann Lee", of what is Mora's."""
    k = group[-1] + 1
    while k in text.content and k not in text.names:
        k += 1
    titled = k > group[-1] + 1 and not any(binding(text, j) for j in range(group[-1] + 1, k))
    apart = k + 1 in text.names and text.tokens[k].norm == ","
    before = [t.norm for t in text.tokens[max(0, group[0] - 2) : group[0]]]
    apart = apart or (before[-1:] == ["the"] and before[:1] == [","] and group[0] - 3 in text.names)  # "Ann Lee, the …"
    held = {t.norm for t in about.tokens} if titled and (k in text.names or apart) else set()
    return bool(held) and all(text.tokens[i].norm in held for i in group)


def _says_which(text: Text, group: Sequence[int], at: Sequence[int], place: dict[int, int]) -> bool:
    """Whether a name only says of where those are who act, on both sides: "Moran towns", "towns on the Mora"."""
    noun = group[-1] + 1
    plain = noun in text.content and text.tokens[noun].text.islower() and noun in place
    return plain and not binding(text, noun) and 0 < min(at) - place[noun] <= _WHICH


def match_signer(said: Said, place: dict[int, int], found: Sequence[SlotMatch]) -> Iterable[SlotMatch]:
    """Whoever is said to have brought a document out must be who did, and not only stand somewhere in it."""
    inside = {m.words for m in found if m.slot == "name" and m.how == "passage"}
    deed = min((i for i in place if i in said.acting), default=-1)
    if deed < 0 or passive(said.text, deed):
        return
    for group in said.people:
        if group[-1] < deed and said.text.tokens[group[-1]].text in inside and _is_actor(said.text, group, deed):
            yield SlotMatch("role", _name(said.text, group), UNCLEAR)


def _goes_on(said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> Iterable[SlotMatch]:
    """Of "Lee met with Roe and thanked her", Lee must be who thanks: whoever heads the sentence that goes on, too."""
    first = next((g for g in said.people if not place_lead(said.text, g[0])), ())
    at = named_at(first, place, shown.sentence) if first else []
    for deed in deeds if at else ():
        if said.text.tokens[deed - 1].norm != "and" or first[-1] > deed:
            continue
        there = place[deed]
        does = _heads(shown.sentence, at) and shown.sentence.tokens[there - 1].norm == "and"
        if not (does or acts(shown.sentence, at, there) or _stands_for(said.text, first, shown, there)):
            yield SlotMatch("role", _name(said.text, first), UNCLEAR, shown.sentence.tokens[there].text)


def _heads(sentence: Text, at: Sequence[int]) -> bool:
    """Whether the name at `at` is the first of a sentence that is no place."""
    first = next((j for j in sorted(sentence.names) if not place_lead(sentence, j) and not _leads_in(sentence, j)), -1)
    return first >= 0 and name_start(sentence, first) == name_start(sentence, min(at))


def _leads_in(sentence: Text, j: int) -> bool:
    """Whether a name only leads in to a sentence: "on behalf of Mora, Lee …", "by order of the Mora board, Lee …"."""
    k = name_start(sentence, j) - 1
    while k > 0 and (sentence.tokens[k].norm == "the" or part_of_speech(sentence.tokens[k].norm) == "a"):
        k -= 1
    end = whole_name(sentence, j)[-1] + 1
    comma = next((m for m in range(end, min(end + _LEAD, len(sentence.tokens))) if sentence.tokens[m].norm == ","), end)
    alone = not any(binding(sentence, m) or m in sentence.names for m in range(end, comma))
    leads = sentence.tokens[comma].norm == "," if comma < len(sentence.tokens) else False
    return leads and alone and k >= 0 and sentence.tokens[k].norm in PREPOSITIONS


def named_at(group: Sequence[int], place: dict[int, int], sentence: Text) -> list[int]:
    """Where the sentence has a name; nowhere where it has the title of "Captain Lee", or another captain's."""
    if group[-1] not in place:
        return []
    last = place[group[-1]]
    first = name_start(sentence, last)
    return sorted({place[i] for i in group if i in place and first <= place[i] <= last} | {last})


def _subject(said: Said, shown: Shown, place: dict[int, int]) -> Iterable[SlotMatch]:
    """Of what is no deed, whoever heads the statement must stand in the sentence, or be meant by a pronoun in it."""
    head = next((g for g in said.people if g[0] <= 1), ())
    if (
        head
        and (at := named_at(head, place, shown.sentence))
        and shown.sentence.tokens[name_start(shown.sentence, at[0]) - 1].norm == "to"
    ):
        yield SlotMatch("role", _name(said.text, head), UNCLEAR)  # "to Mora" is not "Mora has given"
    if head and _is_of_another(said.text, head, shown.sentence, place):
        yield SlotMatch("role", _name(said.text, head), UNCLEAR)
    if head and not named_at(head, place, shown.sentence):
        told = {t.norm for t in shown.sentence.tokens} & _PRONOUNS
        stands = (told and meant(said.text, head, shown)) or _says_of_self(said.text, head, shown, place)
        yield SlotMatch("role", _name(said.text, head), FITS if stands else UNCLEAR)


def _says_of_self(said: Text, head: Sequence[int], shown: Shown, place: dict[int, int]) -> bool:
    """Whether whoever speaks says it of themselves: "I'm proud of the lock", "I've got five months"."""
    if said.tokens[head[-1]].norm not in {t.norm for t in shown.author.tokens} or not place:
        return False
    first = min(place.values())
    own = next((j for j in range(first, -1, -1) if shown.sentence.tokens[j].norm in WE), -1)
    between = shown.sentence.tokens[own + 1 : first]
    return we(shown.sentence, first) and not any(t.norm in _PRONOUNS or t.norm == "you" for t in between)


def _is_of_another(mine: Text, head: Sequence[int], theirs: Text, place: dict[int, int]) -> bool:
    """Whether what somebody is said to be may be what the sentence calls another whom it names in full."""
    if not {t.norm for t in mine.tokens[head[-1] + 1 : head[-1] + 2]} & {"is", "was"}:
        return False
    own = set(place.values())
    others = (j for j in theirs.names - own if not part_of_speech(theirs.tokens[j].norm))
    return any(j - 1 in theirs.names - own for j in others)


def _together(said: Said, shown: Shown, place: dict[int, int], deed: int) -> Iterable[SlotMatch]:
    """Of what is done together, one side must be named in the sentence, and both must not be one and the same."""
    placed = [sorted(place[i] for i in group if i in place) for group in said.people]
    if said.people and not any(placed):
        stands = they(shown.sentence, deed) or we(shown.sentence, deed)
        yield SlotMatch("role", _name(said.text, said.people[0]), FITS if stands else UNCLEAR)
    apart = _two_sides(said, shown.sentence, place, deed) and not _beside_each_other(shown.sentence, placed, deed)
    if said.people and not apart:
        yield SlotMatch("role", _name(said.text, said.people[0]), UNCLEAR)
    titles = [place[i] for i in place if i not in said.text.names and _is_title(said.text, i)]
    for group in placed:
        for at in titles:
            if group and at < group[0] and all(j in shown.sentence.names for j in range(at, group[0])):
                start = at
                while start - 1 in shown.sentence.names:
                    start -= 1
                alone = all(set(g) <= set(range(start, group[-1] + 1)) for g in placed)
                if alone:
                    yield SlotMatch("role", shown.sentence.tokens[group[0]].text, UNCLEAR)


def _beside_each_other(sentence: Text, placed: Sequence[Sequence[int]], deed: int) -> bool:
    """Whether all who are named do something else about the meeting: "Lee and Roe chaired the meeting"."""
    last = max((j for g in placed for j in g), default=deed)
    if last >= deed or sentence.tokens[deed - 1].norm not in ("the", "a", "this", "that", "their", "its"):
        return False
    return any(binding(sentence, j) for j in range(last + 1, deed))


def _two_sides(said: Said, sentence: Text, place: dict[int, int], deed: int) -> bool:
    """Whether those who meet in the statement are not on one side of the sentence: "Lee met with Mora and Tarn"."""
    words = [t.norm for t in sentence.tokens]
    own = [t.norm for t in said.text.tokens]
    across = next((j for j in range(deed + 1, min(deed + 9, len(words))) if words[j] == "with"), -1)
    if across < 0 or not any(j in sentence.names for j in range(across + 1, across + 8)) or "with" not in own:
        return True
    surnames = [g[-1] for g in said.people if g[-1] in place and not place_lead(said.text, g[0])]
    one = [place[i] for i in surnames if i < own.index("with")]
    two = [place[i] for i in surnames if i > own.index("with")]
    if not one or not two:
        return True
    return (max(one) < across < min(two)) or (max(two) < across < min(one))


def _is_title(text: Text, i: int) -> bool:
    """A common noun that the sentence of the document writes as a title: "captain", "keeper"."""
    return part_of_speech(text.tokens[i].norm) == "n" and i + 1 not in text.names


def _is_actor(text: Text, group: tuple[int, ...], deed: int) -> bool:
    """Not "the captain of a boat": a name behind a preposition belongs to the one before."""
    before = text.tokens[group[0] - 1].norm if group[0] else ""
    after = text.tokens[group[-1] + 1].norm if group[-1] + 1 < len(text.tokens) else ""
    return after != "'s" and before not in PREPOSITIONS and len(text.tokens[group[-1]].norm) > 1


def _name(text: Text, group: tuple[int, ...]) -> str:
    return " ".join(text.tokens[i].text for i in group)


def acts(sentence: Text, at: Sequence[int], deed: int) -> bool:
    """Whether the name at `at` is who does the deed: it stands before it with no other name between, or behind "by"."""
    words = [t.norm for t in sentence.tokens]
    if ("by" in words[deed : deed + 6] and passive(sentence, deed)) or words[deed + 1 : deed + 2] == ["by"]:
        return min(at) > deed and not _told_between(sentence, words.index("by", deed), min(at))
    if _same_subject(sentence, at, deed):
        return True
    first = name_start(sentence, min(at))
    if min(at) > deed or words[first - 1] in PREPOSITIONS or one_of_two(words, first):
        return False
    end = _with_place(sentence, whole_name(sentence, max(at))[-1])
    if _relates(sentence, end, deed):
        return True
    if (
        words[deed - 1] == "and"
        and not {"who", "that", "which"} & set(words[end + 1 : deed])
        and not _heads(sentence, at)
    ):
        return False  # "Lee met with Roe and thanked her": Lee did
    if ":" in words[end + 1 : deed]:
        return False  # "ENDING THE OKONJO DUES: Today Lee signed …"
    between = [j for j in sentence.names if end < j < deed and not _gone_to(sentence, j)]
    if words[deed].endswith("ing") and any(forms(w) & _SIGNS for w in words[end + 1 : deed]):
        between = [j for j in between if part_of_speech(words[j]) == ""]  # "Lee signed a Harbour Order raising …"
    if words[deed - 1] == "and" and not any(_does(sentence, j) for j in between):
        between = []  # "Lee met Roe, fined Dahl, and thanked Orr"
    joined = all({",", "and", "("} & set(words[end + 1 : j]) for j in between)
    return joined and not _clause_between(words[end + 1 : deed])


def _told_between(sentence: Text, by: int, at: int) -> bool:
    """Whether something else is told between "by" and a name: "led by Hald, will row to Mora to count Lee's lamps"."""
    return any(sentence.tokens[j].norm in AUXILIARIES | _RELATIVES or binding(sentence, j) for j in range(by + 1, at))


def _does(sentence: Text, j: int) -> bool:
    """Whether something is done by whoever the name at token j is."""
    behind = whole_name(sentence, j)[-1] + 1
    return behind < len(sentence.tokens) and (sentence.tokens[behind].norm in AUXILIARIES or binding(sentence, behind))


def _with_place(sentence: Text, end: int) -> int:
    """The last token of a name with the place right behind it: "the Harbour Office in Mora"."""
    norms = [t.norm for t in sentence.tokens[end + 1 : end + 4]]
    if norms[:1] not in (["in"], ["at"], ["to"]) or (norms[:1] == ["to"] and not _is_title_word(sentence, end)):
        return end
    first = end + 2 + (norms[1:2] == ["the"])
    return whole_name(sentence, first)[-1] if first in sentence.names else end


def _is_title_word(sentence: Text, i: int) -> bool:
    """Whether a name ends in a common noun, which a title may go on from: "the Call to Action", "Clerk to the Port"."""
    return part_of_speech(sentence.tokens[i].norm) in ("n", "v")


def _relates(sentence: Text, end: int, deed: int) -> bool:
    """Whether a name that ends at `end` does what the clause behind it tells: "the Harbour Fund that has paid"."""
    k = end + 1
    while k < deed and k in sentence.content and k not in sentence.names and k - end < _TITLED:
        k += 1  # "the Harbour Fund programme that"
    if k >= deed or sentence.tokens[k].norm not in ("that", "which", "who"):
        return False
    return all(t.norm in AUXILIARIES or t.norm.endswith("ly") for t in sentence.tokens[k + 1 : deed])


def _gone_to(sentence: Text, j: int) -> bool:
    """Whether a name is where somebody went: "Lee traveled to Mora to visit the lock"."""
    k = name_start(sentence, j) - 1
    while k > 0 and sentence.tokens[k].norm in ("the", "to"):
        k -= 1
    return bool(forms(sentence.tokens[k].norm) & GOES) and place_lead(sentence, j) == "to"


def _same_subject(sentence: Text, at: Sequence[int], deed: int) -> bool:
    """Whether "and she" or "that she" before a deed leads back to the name at `at`: it heads the sentence."""
    k = deed - 1
    while k > 0 and (sentence.tokens[k].norm in AUXILIARIES or sentence.tokens[k].norm.endswith("ly")):
        k -= 1
    if k > 1 and sentence.tokens[k].norm in ("it", "they") and sentence.tokens[k - 1].norm == "that":
        return _says_so(sentence, at, k - 2)  # "the board has announced that it will"
    if k < 1 or sentence.tokens[k].norm not in ("he", "she") or sentence.tokens[k - 1].norm not in ("and", "that"):
        return False
    heads = (j for j in sorted(sentence.names) if sentence.tokens[name_start(sentence, j) - 1].norm not in PREPOSITIONS)
    head = next(heads, -1)
    return head >= 0 and name_start(sentence, min(at)) == name_start(sentence, head)


def _says_so(sentence: Text, at: Sequence[int], said: int) -> bool:
    """Whether the name at `at` is who says what a verb at token `said` leads in to."""
    if sentence.tokens[said].norm not in SPEECH:
        return False
    k = said - 1
    while k > 0 and (sentence.tokens[k].norm in AUXILIARIES or sentence.tokens[k].norm.endswith("ly")):
        k -= 1
    return k in sentence.names and name_start(sentence, k) <= min(at) <= max(at) <= k


def one_of_two(words: Sequence[str], first: int) -> bool:
    """ "The call between Lee and Mora": whoever acts is neither."""
    before = words[max(0, first - 14) : first]
    if "between" not in before:
        return False
    pair = before[len(before) - before[::-1].index("between") :]
    return not pair or (pair[-1] == "and" and pair.count("and") == 1)


def _clause_between(words: Sequence[str]) -> bool:
    """Another deed between the name and this one, which may have another doer."""
    return any(w in ("thanked", "told", "asked", "urged", "that", "which", "who") for w in words)


def _stands_for(said: Text, group: Sequence[int], shown: Shown, deed: int) -> bool:
    """Whether "they", "the two leaders", the "we" of whoever speaks or nobody stands before the deed for a name."""
    if they(shown.sentence, deed):
        return meant(said, group, shown)
    if paper_does(shown, deed):
        return said.tokens[group[-1]].norm in shown.leader
    if shown.spoken and said.tokens[group[-1]].norm in {t.norm for t in shown.author.tokens}:
        return we(shown.sentence, deed, shown.enacts)  # whoever speaks is no "he" there
    if _pronoun(shown.sentence, deed) and shown.near is not None:
        # "Lee met Roe. She thanked him": whoever heads the sentence before.
        how, at = nearest(said, group[-1], shown.near)
        return how in (SAME, MISSPELT) and _heads(shown.near, [at])
    spoken = we(shown.sentence, deed, shown.enacts) or (shown.enacts and passive(shown.sentence, deed))
    return spoken and said.tokens[group[-1]].norm in {t.norm for t in shown.author.tokens}


def _pronoun(sentence: Text, deed: int) -> bool:
    """Whether "he", "she" or "it" at the head of a sentence does what it tells, and nobody is named before that."""
    words = [t.norm for t in sentence.tokens[:deed]]
    first = next((j for j, w in enumerate(words) if w in ("he", "she", "it")), -1)
    dated = {j for day in sentence.days for j in range(day.first, day.last)}
    return first >= 0 and not any(j < deed for j in sentence.names - dated)


def meant(said: Text, group: Sequence[int], shown: Shown) -> bool:
    """Whether a name stands where a pronoun of the sentence leads back to."""
    if shown.near is None:
        return False
    how, at = nearest(said, group[-1], shown.near)
    spots = [j for j, t in enumerate(shown.near.tokens) if t.norm == shown.near.tokens[at].norm]
    before = (shown.near.tokens[name_start(shown.near, j) - 1].norm for j in spots if not place_lead(shown.near, j))
    return how in (SAME, MISSPELT, RELATED) and any(word not in ("from", "for") for word in before)
