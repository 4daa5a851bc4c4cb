"""Tells which words of a statement name deeds, and whether two words name the same deed, person or thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from factcheck.text.stems import (
    MISSPELT,
    OPPOSITE,
    PAIRS,
    RELATED,
    SAME,
    WORDS,
    closeness,
    forms,
    kin,
    opposites,
    part_of_speech,
    same_deed,
)
from factcheck.text.tokens import Token
from factcheck.verify.passages.text import FUNCTION_WORDS, Text

# Deeds that both sides do together: who is named first says nothing.
TOGETHER = frozenset("meet meeting speak talk discuss agree convene gather confer chat talks discussion".split())
SPEAK = frozenset("speak talk call telephone phone conversation chat discussion discuss".split())
_MEET = frozenset("meet meeting convene gather summit talks receive host welcome visit travel trip delegation".split())
_TRAVEL = frozenset("visit travel trip".split())
_TALKS = frozenset("meet meeting convene gather summit talks".split())
# Of a visit, one side goes and the other receives.
_NOUNS = frozenset("meeting talks visit trip delegation".split())
GATHERINGS = _NOUNS | frozenset("summit conversation chat discussion".split())
_SETTINGS = GATHERINGS | {"call"}
_DURING = frozenset("in during on at after before".split())
GOES = frozenset("visit travel trip go fly head".split())
RECEIVES = frozenset("receive host welcome".split())
HAPPENS = frozenset("occur occurred happen happened place held hold came".split())
# Words for whoever takes part, or for something talked about, that narrow nothing down.
PLAIN = frozenset(
    "leader leaders counterpart counterparts official officials top senior high level aide aides team teams people "
    "way ways issue issues topic topics matter matters subject event occasion day week month year morning afternoon "
    "evening night alone separately also again scheduled planned due mr mrs ms dr new recently "
    "earlier later last this next today yesterday tomorrow "
    "formally officially publicly jointly administration government then time times over "
    "targeting addressing stemming others".split()
)
# How something was done: behind this word, and not as what something is.
MANNERS = {"private": "in", "secret": "in", "writing": "in", "person": "in", "free": "for"}
PREPOSITIONS = frozenset("of in from to with on at for by".split())
WE = frozenset("we our us we've we're we'll we'd i i've i'm i'll i'd".split())
# Nouns for deeds that have a contrary: which of the two it was, the sentence itself must say.
TURNS = frozenset(
    "end ending termination start beginning launch increase decrease rise fall decline drop growth resumption "
    "revival reinstatement restoration repeal revocation approval rejection expansion extension "
    "reduction cut support opposition opening reopening closure closing return withdrawal easing tightening "
    "acceptance refusal".split()
)
# What is met without anybody meeting.
_MET = frozenset(
    "goal goals need needs challenge challenges requirement requirements target targets demand demands "
    "obligation obligations commitment commitments condition conditions standard standards criteria moment".split()
)
_SIDES = frozenset("leaders delegations countries sides teams ministers".split())
_DEFINITE = frozenset("the both two these our".split())
_BE = frozenset("was were been be is are being".split())
_ADVERBS = frozenset("hereby also further now then first since".split())
_GOVERNED = frozenset("the a an his her its their this that these those all any no".split())
_GRANTS = frozenset("authorize approve allow permit".split())
_CAPS = frozenset("cap ceiling limit maximum".split())
_AT = 9  # tokens from a cap to its amount
DIRECTS = frozenset("direct order require instruct task oblige".split())
_TO = 9  # tokens from who is directed to what is to be done
_AGREES = frozenset("agree pledge promise commit".split())
# What a sentence that grants something has no word for.
FORBIDS = frozenset(
    "suspend prohibit bar block ban revoke terminate restrict deny prevent forbid stop end cancel withhold".split()
)
_LEADS_ON = frozenset("regarding concerning following pending according morning evening involving excluding".split())
# What somebody has in mind is nothing done, and no passage with the verb settles it.
MINDS = frozenset("want need know think believe hope feel wish like love hate dread prefer".split())
AUXILIARIES = frozenset("will would shall should is are was were has have had can also do does did".split())


def binding(text: Text, i: int) -> bool:
    """A deed that must stand in the sentence itself."""
    norm = text.tokens[i].norm
    return is_deed(text, i) and norm not in PLAIN and not forms(norm) & HAPPENS and not _aside(text, i)


def _aside(text: Text, i: int) -> bool:
    """Words that tell which person or meeting is meant: "those who work there", "her meeting", "the care economy"."""
    before = text.tokens[i - 1].norm if i else ""
    if before in ("who", "that"):
        return any(is_deed(text, j) for j in text.content if j < i)
    if before == "in" and not text.tokens[i].norm.endswith("ing"):
        return True  # "in aid", "in support"
    if text.tokens[i].norm in _SETTINGS and before in _GOVERNED and i > 1 and text.tokens[i - 2].norm in _DURING:
        return True  # "agreed in a call to …"
    held = before in _GOVERNED or before == "'s"
    if held and i + 1 in text.content and part_of_speech(text.tokens[i + 1].norm) == "n":
        return not text.tokens[i].norm.endswith(("ed", "ing"))
    return held and text.tokens[i].norm == "meeting" and any(is_deed(text, j) for j in text.content if j < i)


def grants(text: Text, i: int) -> bool:
    """Whether a deed lets an amount be spent, let in and the like: "authorized up to 5 million", "approved 3 ships"."""
    return bool(forms(text.tokens[i].norm) & _GRANTS) and any(0 < q.first - i <= 6 for q in text.quantities)


def caps(text: Text, i: int) -> bool:
    """Whether a word calls an amount behind it the most that may be: "set the fleet's ceiling for May at 50"."""
    return bool(forms(text.tokens[i].norm) & _CAPS) and any(0 < q.first - i <= _AT for q in text.quantities)


def directs(text: Text, i: int) -> bool:
    """Whether a deed makes somebody bound to do another: "directs the clerk to publish"."""
    behind = text.tokens[i + 1 : i + _TO]
    return bool(forms(text.tokens[i].norm) & DIRECTS) and any(t.norm == "to" for t in behind)


def agrees(text: Text, i: int) -> bool:
    """Whether a deed only says that another will be done: "agreed to house"."""
    return bool(forms(text.tokens[i].norm) & _AGREES) and i + 1 < len(text.tokens) and text.tokens[i + 1].norm == "to"


@lru_cache(maxsize=WORDS)
def letters(deed: str) -> frozenset[str]:
    """The first four letters of whatever may name a deed: its kin, its family, its opposites."""
    words = set(kin(deed) | opposites(deed))
    for family in (SPEAK, _MEET):
        if forms(deed) & family:
            words |= family
    return frozenset(w[:4] for w in words) | {deed[:4], deed[:3]}


def nearest(text: Text, i: int, other: Text) -> tuple[str, int]:
    """(how, index) of the other text's nearest word; names are found only as themselves or their demonym."""
    token, best, where = text.tokens[i], "", -1
    norm, tokens = token.norm, other.tokens
    for j, theirs in zip(other.content, other.words, strict=True):
        if theirs == norm:
            if tokens[j].text.islower() and _stands_alone(text, i):
                continue  # the ministry of "Finance" is not any finance
            return SAME, _of_full_name(text, i, other, j)
        how = _kin(norm, theirs)
        if not how or _RANKS[how] <= _RANKS[best]:
            continue
        if _of_one_deed(text, i, other, j) or (how := _alike(token, tokens[j], how)):
            best, where = how, j
    return best, where


def _of_full_name(text: Text, i: int, other: Text, j: int) -> int:
    """Where another text has the name of token i, found at j, behind the same first name: of two Lees "Ida Lee"."""
    if i in text.names and not {i - 1, i + 1} & text.names and j + 1 in other.names:
        alone = (k for k in other.content if other.tokens[k].norm == text.tokens[i].norm and k + 1 not in other.names)
        return next(alone, j)  # of "the Mora Crier" and "Mora", the town
    if i in text.names and i - 1 not in text.names and i + 1 in text.names and j + 1 < len(other.tokens):
        norms = text.tokens[i].norm, text.tokens[i + 1].norm
        spots = (k for k in other.content[:-1] if (other.tokens[k].norm, other.tokens[k + 1].norm) == norms)
        return next(spots, j)  # of "Mora" and "Mora Bay", the bay
    if i not in text.names or i - 1 not in text.names or other.tokens[j - 1].norm == text.tokens[i - 1].norm:
        return j
    norms = text.tokens[i - 1].norm, text.tokens[i].norm
    spots = (k for k in other.content if (other.tokens[k - 1].norm, other.tokens[k].norm) == norms)
    return next(spots, j)


def _stands_alone(text: Text, i: int) -> bool:
    """Whether token i is a name of one word that may as well be no name."""
    alone = i > 0 and i in text.names and i - 1 not in text.names and i + 1 not in text.names
    return alone and bool(part_of_speech(text.tokens[i].norm))


def of_kin(text: Text, i: int, others: Collection[str]) -> bool:
    """Whether a surname stands behind the first name of another who bears it: "Ida Lee" is not Lee."""
    k = i - 1
    while k >= 0 and (text.tokens[k].norm == "." or len(text.tokens[k].norm.rstrip(".")) == 1):
        k -= 1  # a middle initial
    return k >= 0 and text.tokens[k].capitalised and text.tokens[k].norm in others


def nearest_own(text: Text, i: int, other: Text, kin: Sequence[tuple[str, frozenset[str]]]) -> tuple[str, int]:
    """`nearest`, where a surname that is somebody's alone is not found in the name of another of the family."""
    how, at = nearest(text, i, other)
    others = next((first for surname, first in kin if surname == text.tokens[i].norm), None)
    if others is None or how != SAME or i not in text.names or of_kin(text, i, others):
        return how, at
    spots = (j for j in other.content if other.tokens[j].norm == text.tokens[i].norm)
    found = next((j for j in spots if not of_kin(other, j, others)), -1)
    return (SAME, found) if found >= 0 else ("", -1)


def spelt_out(initials: Token, text: Text) -> int:
    """Where a text ends the name whose words begin with these capitals, else -1: "TBD", "Tarn Board for Dredging"."""
    if len(initials.text) < 3 or not (initials.text.isupper() and initials.text.isalpha()):
        return -1
    for first in (j for j, t in enumerate(text.tokens) if t.capitalised and t.text[0] == initials.text[0]):
        taken = 0
        for j in range(first, len(text.tokens)):
            token = text.tokens[j]
            if token.capitalised and token.text[0] == initials.text[taken]:
                taken += 1
                if taken == len(initials.text):
                    return j
            elif token.norm not in _JOINS:
                break
    return -1


_JOINS = PREPOSITIONS | {"and", "&", ",", "the", "-"}
_RANKS = {SAME: 4, MISSPELT: 3, RELATED: 2, OPPOSITE: 1, "": 0}


def _alike(token: Token, other: Token, how: str) -> str:
    """How two words are alike that are related as `how` says."""
    if other.norm.endswith("ly") and not token.norm.endswith("ly"):
        return ""  # "closely" does not close
    short = min(len(token.norm), len(other.norm)) < 5 and not (token.text.isupper() or other.text.isupper())
    if how == RELATED and token.capitalised != other.capitalised and short:
        return ""  # "New" is not "novel"
    both = token.capitalised and other.capitalised
    if how == RELATED and both and not _of_one_name(token.norm, other.norm):
        return ""
    named = both and token.norm[:2] != other.norm[:2]
    if how == RELATED and named and part_of_speech(token.norm) and part_of_speech(other.norm):
        return ""  # the Harbour Board is no Port Council, but "Moran" is of Mora, and Liz is Elizabeth
    return how


def _of_one_name(one: str, other: str) -> bool:
    """Whether a name that begins like another adds but the ending for who is from there: not "Moran", "Moranda"."""
    short, long = sorted((one, other), key=len)
    return not long.startswith(short) or long[len(short) :] in _FROM_THERE


_FROM_THERE = frozenset("n an ian ean ese ish i s er ns ans ians is ers".split())


def _of_one_deed(text: Text, i: int, other: Text, j: int) -> bool:
    """ "Unlawful landings", of those who "unlawfully land": the adjective and the adverb stand beside one word."""
    if not other.tokens[j].norm.endswith("ly") or i + 1 not in text.content:
        return False
    beside = (other.tokens[k].norm for k in (j - 1, j + 1) if k in other.content)
    return any(closeness(text.tokens[i + 1].norm, norm) in (SAME, RELATED) for norm in beside)


@lru_cache(maxsize=PAIRS)
def _kin(one: str, other: str) -> str:
    """How two words are related, meetings and talks counted in."""
    if how := closeness(one, other):
        return how
    return RELATED if not _sets_of(one).isdisjoint(_sets_of(other)) else ""


@lru_cache(maxsize=WORDS)
def _sets_of(word: str) -> frozenset[int]:
    """Which of two sets of deeds, talks and meetings, a word is of."""
    return frozenset(n for n, deeds in enumerate((SPEAK, _MEET)) if forms(word) & deeds)


@lru_cache(maxsize=PAIRS)
def one_deed(one: str, other: str) -> bool:
    """Whether two words name one deed: derived from one another, listed as one, or both of a family."""
    if "delegation" in forms(other) and not forms(one) & _NOUNS:
        return False
    mine, theirs = forms(one), forms(other)
    if (mine & _TRAVEL and theirs & _TALKS) or (mine & _TALKS and theirs & _TRAVEL):
        return False  # "traveled with Lee" is not "met with Lee"
    if any(mine & family and theirs & family for family in (SPEAK, _MEET)):
        return True
    return same_deed(one, other) or any(a[:5] == b[:5] for a in mine for b in theirs if min(len(a), len(b)) >= 5)


def is_meeting(word: str) -> bool:
    """Whether a word names a meeting or a talk."""
    return bool(forms(word) & (SPEAK | _MEET))


def is_place(text: Text, i: int) -> bool:
    """A name behind "in", "at" or "to", or further words of it."""
    return bool(place_lead(text, i))


def place_lead(text: Text, i: int) -> str:
    """The "in", "at" or "to" before the name that token i belongs to, or ""."""
    while i - 1 in text.names:
        i -= 1
    k = i - 1 if i > 0 and text.tokens[i - 1].norm != "the" else i - 2
    before = text.tokens[k].norm if k >= 0 else ""
    if before == "and" and k - 1 in text.names and not _acts(text, i):
        return place_lead(text, k - 1)
    if before == "to" and (forms(text.tokens[k - 1].norm) & SPEAK or _owns(text, i)):
        return ""  # "spoke to Lee", "went to Lee's fair"
    return before if before in ("in", "at", "to") else ""


def _owns(text: Text, i: int) -> bool:
    """Whether the name that token i begins says whose something is."""
    while i in text.names:
        i += 1
    return i < len(text.tokens) and text.tokens[i].norm == "'s"


def _acts(text: Text, i: int) -> bool:
    """Whether a deed or auxiliary stands right behind the name that token i belongs to."""
    while i in text.names:
        i += 1
    return i < len(text.tokens) and (text.tokens[i].norm in AUXILIARIES or is_deed(text, i))


def is_deed(text: Text, i: int) -> bool:
    token = text.tokens[i]
    if i and text.tokens[i - 1].norm == "-" and text.tokens[i - 1].end == token.start:
        return False  # "captain-elect"
    after = text.tokens[i + 1].norm if i + 1 < len(text.tokens) else ""
    if token.norm.endswith("ing") and i and token.norm not in _LEADS_ON:
        if text.tokens[i - 1].norm in _BE:
            return any(part_of_speech(f) == "v" for f in forms(token.norm))
        if after in _GOVERNED and text.tokens[i - 1].norm not in _GOVERNED | PREPOSITIONS:
            return len(forms(token.norm)) > 1  # "an order ending the toll"
    if token.capitalised or (i and (_is_second_noun(text.tokens[i - 1], token) or _is_governed(text, i))):
        return False
    if _ends_compound(text, i):
        return False
    if i and text.tokens[i - 1].norm in _MODALS and token.kind == "word" and token.norm not in AUXILIARIES:
        return True  # "will appeal", whatever the word is most often
    return part_of_speech(token.norm) == "v" or bool(forms(token.norm) & (SPEAK | _MEET)) or token.norm.endswith("ed")


def _is_governed(text: Text, i: int) -> bool:
    """Whether the plain form of a verb can be none: "at risk", "of work", "the deal would", "the order directs"."""
    before, behind = text.tokens[i - 1].norm, text.tokens[i + 1].norm if i + 1 < len(text.tokens) else ""
    led = before in PREPOSITIONS - {"to"} or (
        before in ("the", "a", "an")
        and (
            behind in AUXILIARIES | {"by", "of", "on"}
            or (before != "the" and part_of_speech(behind) == "n")
            or (behind.endswith(("s", "ed")) and part_of_speech(behind) == "v" and len(forms(behind)) > 1)
        )
    )
    if not led or text.tokens[i].norm in _PASTS:
        return False
    return len(forms(text.tokens[i].norm)) == 1 and not forms(text.tokens[i].norm) & (SPEAK | _MEET)


def _ends_compound(text: Text, i: int) -> bool:
    """Whether a plural stands behind a noun that a preposition leads in to: "for harbour needs in Mora"."""
    behind = text.tokens[i + 1].norm if i + 1 < len(text.tokens) else "."
    led = i > 1 and text.tokens[i - 2].norm in PREPOSITIONS and text.tokens[i].norm.endswith("s")
    noun = led and text.tokens[i - 1].text.islower() and part_of_speech(text.tokens[i - 1].norm) == "n"
    ends = behind in PREPOSITIONS or behind.endswith("ing") or not behind[:1].isalpha()
    return noun and ends and not text.tokens[i - 1].norm.endswith("s")


def _is_second_noun(before: Token, token: Token) -> bool:
    """ "Emergency aid": the plain form of a verb stands behind "to", an auxiliary or a subject in the plural."""
    if not before.text.islower() or before.kind != "word" or before.norm.endswith(("s", "ly")):
        return False
    if before.norm in _NO_NOUNS or part_of_speech(before.norm) not in ("n", "a"):
        return False
    return token.norm not in _PASTS and len(forms(token.norm)) == 1 and not forms(token.norm) & (SPEAK | _MEET)


_MODALS = frozenset("will would shall".split())
_NO_NOUNS = FUNCTION_WORDS | frozenset("people police men women many few all most both others".split())
_PASTS = frozenset("cut put set let hit shut cost quit split spread hurt burst bid shed beat".split())  # as plain
OWNED = _GOVERNED | {"'s"}


def passive(text: Text, deed: int) -> bool:
    """Whether what a deed is done to stands before it: "was hereby signed", and not "is signing"."""
    k = deed - 1
    while k > 0 and (text.tokens[k].norm in _ADVERBS or text.tokens[k].norm.endswith("ly")):
        k -= 1
    return k >= 0 and text.tokens[k].norm in _BE and not text.tokens[deed].norm.endswith("ing")


def name_start(text: Text, i: int) -> int:
    """The first token of the name that token i belongs to, titles and all: "Captain of the Fleet Ann Lee"."""
    while i > 0:
        before = text.tokens[i - 1]
        joins = before.norm in ("of", "the", "for", "-") and i > 1
        if before.capitalised and before.norm not in PREPOSITIONS:
            i -= 1
        elif joins and (back := _over(text, i - 1)) >= 0:
            i = back
        else:
            break
    return i


def whole_name(text: Text, i: int) -> range:
    """The tokens from i to the end of its name: "Dr. Ann Lee-Roe", "Board of the Fleet"."""
    last = i
    for j in range(i + 1, min(i + 24, len(text.tokens))):
        if j in text.names:
            last = j
        elif text.tokens[j].norm not in ("of", "the", "for", "-", "."):
            break
    return range(i, last + 1)


def _over(text: Text, i: int) -> int:
    """The capitalised word before "of", "of the" or a hyphen that ends at token i, or -1."""
    while i >= 0 and text.tokens[i].norm in ("the", "of", "for", "-"):
        i -= 1
    # "Through the Harbour Fund", at the head of a sentence, is no part of its name.
    known = i >= 0 and (i in text.names or part_of_speech(text.tokens[i].norm) == "n")
    return i if known and text.tokens[i].capitalised else -1


def they(text: Text, until: int) -> bool:
    """Whether before a token several are meant without being named: "they", "the two leaders", with no name behind."""
    words = [t.norm for t in text.tokens[:until]]
    last = max((j for j in text.names if j < until and words[j] not in _SIDES), default=-1)
    for j in range(len(words) - 1, max(last, -1), -1):
        if words[j] in ("they", "both") or (words[j] in _SIDES and set(words[max(0, j - 2) : j]) & _DEFINITE):
            return True
    return False


def we(text: Text, until: int, alone: bool = False) -> bool:
    """Whether whoever speaks is meant before a token, with no name behind; `alone`: nobody else acts in the text."""
    last = max((j for j in text.names if j < until and text.tokens[j].norm not in WE), default=-1)
    clause = max((j for j in range(until) if text.tokens[j].norm in (":", ";")), default=-1)  # "we saw: crews met"
    pause = max((j for j in range(until - 8) if text.tokens[j].norm in _PAUSES), default=-1)
    first = 0 if alone else max(last + 1, clause + 1, pause + 1, until - _BACK)
    return any(text.tokens[j].norm in WE for j in range(first, until))


_PAUSES = frozenset(", - — –".split())
_BACK = 12  # tokens from a deed to whoever does it


_PHONE = frozenset("phone telephone".split())
_RINGS = _PHONE | {"call"}
_ELSE = frozenset("on for to upon out off up itself himself herself themselves".split())  # "called for", "call on"


def phones(text: Text, i: int) -> bool:
    """Whether token i is a call by telephone: not "called for help", "they call to us", "as it is called"."""
    tokens, words = text.tokens, forms(text.tokens[i].norm)
    behind = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    before = tokens[i - 1].norm if i else ""
    if words & _PHONE:
        return True
    if "call" not in words or behind in _ELSE or before in _BE:
        return False
    named = any(j in text.names for j in range(i + 1, i + 5)) or behind in ("him", "her", "them")
    return named or before in OWNED | _PHONE or behind in ("with", "between") or i - 1 in text.names


def rings_by(text: Text, i: int) -> bool:
    """Whether token i is what something is done by: "by phone"."""
    return bool(forms(text.tokens[i].norm) & _PHONE)


def rings(text: Text) -> list[int]:
    """Where a text speaks of a call by telephone."""
    return [i for i in text.content if forms(text.tokens[i].norm) & _RINGS and phones(text, i)]


def meets_nobody(text: Text, i: int) -> bool:
    """ "Meeting our goals" is no meeting."""
    return "meet" in forms(text.tokens[i].norm) and any(t.norm in _MET for t in text.tokens[i + 1 : i + 6])
