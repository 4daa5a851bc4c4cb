"""Tells whether whoever a statement names takes the same part in the sentence of the document.

That a passage names somebody somewhere does not say that this was done by them, to them or with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from factcheck.text.first_names import first_names
from factcheck.text.stems import RELATED, SAME, closeness, forms, part_of_speech
from factcheck.verify.amounts import UNCLEAR
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.passages.words import SlotMatch
from factcheck.verify.statements.parts import Said, Shown, owns
from factcheck.verify.statements.roles import acts, meant, named_at, one_of_two, titles_somebody
from factcheck.verify.statements.words import (
    GATHERINGS,
    GOES,
    PLAIN,
    PREPOSITIONS,
    RECEIVES,
    SPEAK,
    TOGETHER,
    binding,
    is_deed,
    is_place,
    name_start,
    nearest,
    nearest_own,
    of_kin,
    passive,
    they,
    we,
    whole_name,
)

_STANDS = frozenset("him her hers them us each other counterpart".split())
_ONE = frozenset(("he", "she"))
# "The people of Mora" are Mora, and its warden is not.
_BUT = frozenset("but while whereas although though".split())
_BODIES = frozenset(
    "government people peoples state states nation nations authorities department ministry secretariat bureau".split()
)
_ASIDE = frozenset("in on at for about over regarding during against under into that which after before".split())
_RELATIVES = frozenset("that which who whom whose where".split())
_OWN = frozenset("its their his her".split())
_LISTED = frozenset("of the for and - . , 's ' ( )".split())
_INCLUDING = frozenset("include includes included including".split())
_BESIDE = frozenset("for on about during under before after into over against since".split())
_LEADS = PREPOSITIONS | _BESIDE | frozenset("through via within toward towards among along despite without".split())
_TITLES = frozenset("mr mrs ms dr".split())
_WITHIN = 6  # tokens of a place: "the F12 beacon of Mora"
_MUTUAL = TOGETHER | SPEAK | GOES | RECEIVES
_PAIR_ENDS = PREPOSITIONS - {"of"} | frozenset(", . ; regarding about during that which was were".split())


def match_names(said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> Iterable[SlotMatch]:
    """Names of the statement that the sentence lacks, or has in another part."""
    parts = _Parts(said, shown, place, sorted(i for i in deeds if said.text.tokens[i].norm not in GATHERINGS))
    for group in said.people:
        if any(i in said.dated for i in group):
            continue
        if parts.follows_another(group):
            yield SlotMatch("role", " ".join(said.text.tokens[i].text for i in group), UNCLEAR)
            continue
        if is_place(said.text, group[0]):
            if parts.is_elsewhere(group):
                yield SlotMatch("place", " ".join(said.text.tokens[i].text for i in group), UNCLEAR)
            continue
        at = named_at(group, place, shown.sentence)
        if titles_somebody(said.text, group, shown.about):
            continue  # "the Mora harbour adviser, Ann Lee", in what Mora has published
        behind = said.text.tokens[group[-1] + 1 :][:1]
        if not at and behind and behind[0].kind == "num":
            continue  # "Section 12" does nothing itself
        if at and parts.in_another_clause(at):
            yield SlotMatch("role", " ".join(said.text.tokens[i].text for i in group), UNCLEAR)
            continue
        if not at and owns(said.text, group[-1]) and not parts.of_another(group):
            if said.text.tokens[group[-1]].norm not in shown.leader and parts.names_another():
                yield SlotMatch("role", " ".join(said.text.tokens[i].text for i in group), UNCLEAR)
            continue
        if parts.of_another(group) or not (parts.taken(group, at) if at else parts.stood_for(group)):
            yield SlotMatch("role", " ".join(said.text.tokens[i].text for i in group), UNCLEAR)

    yield from _crossed(said, shown.sentence, place)
    yield from _two_of_a_name(said, shown.sentence)


def _two_of_a_name(said: Said, sentence: Text) -> Iterable[SlotMatch]:
    """Two who share a surname, of whom the sentence names one: "the wife of Warden Lee was with Dr. Lee"."""
    told = [t.norm for t in sentence.tokens]
    called: dict[str, set[tuple[str, ...]]] = {}
    for group in said.people:
        norms = tuple(said.text.tokens[i].norm for i in group)
        before = said.text.tokens[group[0] - 1].norm if group[0] else ""
        if len(norms) > 1 or before == ".":
            called.setdefault(norms[-1], set()).add((before, *norms[:-1]) if before == "." else norms[:-1])
    for surname, titles in called.items():
        if len(titles) > 1 and told.count(surname) == 1 and not part_of_speech(surname):
            yield SlotMatch("role", surname, UNCLEAR)


def known_in_full(i: int, said: Text, shown: Shown) -> bool:
    """Whether a first name that a sentence lacks stands for the same surname, where the document begins or as known."""
    return _named_in_full(i, said, shown) or _known(i, said, shown)


def _named_in_full(i: int, said: Text, shown: Shown) -> bool:
    """Whether a first name stands before the same surname where the document begins: "Captain Lee" is Ann Lee there."""
    if i + 1 not in said.names or nearest(said, i + 1, shown.sentence)[0] != SAME:
        return False
    first, last = said.tokens[i].norm, said.tokens[i + 1].norm
    whole = first_names(first)
    texts = (parse(shown.begins), shown.sentence)
    pairs = (pair for text in texts for pair in pairwise(text.tokens))
    return any(whole & first_names(a.norm) and b.norm == last and b.capitalised for a, b in pairs)


def _known(i: int, said: Text, shown: Shown) -> bool:
    """Whether a first name is that of somebody known who goes by the surname, or a title with it: "Mr. Lee"."""
    if said.tokens[i].norm not in shown.firsts or i + 1 not in said.names:
        return False
    for text in (shown.sentence, shown.around, shown.about):
        how, at = nearest_own(said, i + 1, text, shown.kin)
        if how == SAME:
            before = text.tokens[at - 1]
            titled = before.norm.strip(".") in _TITLES or bool(part_of_speech(before.norm)) or before.norm == "."
            return at == 0 or not before.capitalised or titled
    return False


def _crossed(said: Said, sentence: Text, place: dict[int, int]) -> Iterable[SlotMatch]:
    """Two names that have changed places around a word: "Lee pardoned crews fined by Roe", of Roe and Lee."""
    norms = [t.norm for t in sentence.tokens]
    names = [i for g in said.people if not is_place(said.text, g[0]) for i in _own(said.text, g) if i in place]
    names = [i for i in names if norms.count(norms[place[i]]) == 1]
    words = [i for i in place if i not in said.text.names and not forms(said.text.tokens[i].norm) & _MUTUAL]
    words = [i for i in words if passive(said.text, i) == passive(sentence, place[i]) and not _titles(said.text, i)]
    for a in names:
        for b in names:
            if a < b and place[b] < place[a] and any(a < w < b and place[b] < place[w] < place[a] for w in words):
                yield SlotMatch("role", said.text.tokens[a].text, UNCLEAR, sentence.tokens[place[b]].text)


def _own(text: Text, group: Sequence[int]) -> Sequence[int]:
    """What of a name is nothing but a name ("Lee" of "the Lee Administration"), else its last word."""
    return [i for i in group if not part_of_speech(text.tokens[i].norm)] or group[-1:]


def _titles(text: Text, i: int) -> bool:
    """Whether a word belongs to the title before a name: "night watch keeper Ann Lee"."""
    while i + 1 in text.content and i + 1 not in text.names:
        i += 1
    return i + 1 in text.names


class _Parts:
    """The deeds of a statement in order, with where the sentence has them."""

    def __init__(self, said: Said, shown: Shown, place: dict[int, int], deeds: Sequence[int]) -> None:
        self.said, self.sentence, self.shown, self.place, self.deeds = said.text, shown.sentence, shown, place, deeds
        self.norms = [t.norm for t in shown.sentence.tokens]

    def of_another(self, group: Sequence[int]) -> bool:
        """Whether the sentence has another name behind the same "of", or before the same "'s": "the Board of Mora"."""
        if owns(self.said, group[-1]):
            return self._owned(group, group[-1] + 2)
        head = group[0] - 2 if self.said.tokens[group[0] - 1].norm == "of" else -1
        if head < 0 or head not in self.place or set(group) & self.place.keys():
            return False
        at = self.place[head]
        behind = next((j for j in range(at + 2, at + 4) if j in self.sentence.names), -1)
        return self.norms[at + 1 : at + 2] == ["of"] and behind >= 0

    def follows_another(self, group: Sequence[int]) -> bool:
        """Whether the word right before a name stands before another name in the sentence: "upper Mora"."""
        k = group[0] - 1
        if (
            k not in self.place
            or k in self.said.names
            or is_deed(self.said, k)
            or not self.said.tokens[k].text.islower()
        ):
            return False
        there = self.place[k] + 1
        own = {self.said.tokens[i].norm for i in group}
        if there not in self.sentence.names or self.norms[there - 1] != self.said.tokens[k].norm:
            return False
        named = range(there, whole_name(self.sentence, there)[-1] + 1)
        return not any(closeness(self.norms[j], norm) in (SAME, RELATED) for j in named for norm in own)

    def names_another(self) -> bool:
        """Whether the sentence names somebody whom the statement does not: "Lee's bill" may be that of Roe there."""
        mine = {self.said.tokens[i].norm for i in self.said.names}
        others = (self.norms[j] for j in self.sentence.names if not is_place(self.sentence, j))
        return any(norm not in mine and not part_of_speech(norm) for norm in others)

    def is_elsewhere(self, group: Sequence[int]) -> bool:
        """Whether what stands before a place of the statement stands before another one: "talks in Mora", "in Tarn"."""
        k = group[0] - 1
        k -= self.said.tokens[k].norm == "the"
        if k < 1 or k - 1 not in self.place or not set(group) & self.place.keys() or k - 1 in self.said.names:
            return False
        led = [self.norms[self.place[k - 1]], self.said.tokens[k].norm]
        spots = [j + 1 for j in range(len(self.norms)) if self.norms[j : j + 2] == led]
        behind = [at + 1 + (self.norms[at + 1 : at + 2] == ["the"]) for at in spots]
        named = [j for j in behind if j in self.sentence.names]
        own = {self.norms[self.place[i]] for i in group if i in self.place}
        return bool(named) and all(own.isdisjoint(self.norms[j : j + _WITHIN + 1]) for j in behind)

    def _owned(self, group: Sequence[int], first: int) -> bool:
        """Whether what stands behind "'s" in the statement is another's in the sentence: "Mora's old quay"."""
        own = {self.place[i] for i in group if i in self.place}
        heads = [self.place[i] for i in range(first, first + 3) if i in self.place]
        owners = (j - 1 for j in range(max(1, min(heads) - 2), min(heads)) if self.norms[j] == "'s") if heads else ()
        return any(j in self.sentence.names and j not in own for j in owners)

    def in_another_clause(self, at: Sequence[int]) -> bool:
        """Whether "but", with a subject of its own behind it, stands between a name and what was done."""
        if not self.deeds or any(t.norm in _BUT for t in self.said.tokens):
            return False
        low, high = sorted((self.place[self.deeds[0]], at[0]))
        turns = [j for j in range(low + 1, high) if self.norms[j] in _BUT]
        return any(k in self.sentence.names for j in turns for k in range(j + 1, j + 4))

    # ---- names that the sentence lacks --------------------------------------------------------

    def stood_for(self, group: Sequence[int]) -> bool:
        """Whether the sentence has a word for somebody whom it does not name."""
        if not self.deeds or _plainly(self.said, group[0]):
            return True
        deed = self.deeds[0]
        at = self.place[deed]
        if self._pair(at):
            return False  # "the call between Lee and Mora" names both
        if group[0] > deed:
            stands = they(self.sentence, at) or set(self.norms) & _STANDS
            return bool(stands) and meant(self.said, group, self.shown) and not self._another(at)
        if not forms(self.said.tokens[deed].norm) & TOGETHER:
            return True  # whoever acts alone is settled on its own
        if they(self.sentence, at):
            return meant(self.said, group, self.shown)
        known = {t.norm for t in self.shown.author.tokens} if we(self.sentence, at) else set()
        known |= {t.norm for t in self.shown.about.tokens} if set(self.norms[:at]) & _ONE else set()
        return self.said.tokens[group[-1]].norm in known

    def _another(self, deed: int) -> bool:
        """Whether right behind the deed somebody is named whom the statement does not name."""
        behind = next((j for j in range(deed + 1, deed + 5) if j in self.sentence.names), -1)
        if behind < 0 or is_place(self.sentence, behind):
            return False
        last = next((j for j in range(behind, len(self.norms)) if not self._listed(j)), len(self.norms))
        run = [j for j in range(behind, last) if j in self.sentence.names]
        mine = {self.said.tokens[i].norm for i in self.said.names}
        return not set(run) & set(self.place.values()) and not any(
            closeness(self.norms[j], name) in (SAME, RELATED) for j in run for name in mine
        )

    def _listed(self, j: int) -> bool:
        """Whether a token belongs to a list of names: "Mora's warden, Dr. Ann Lee-Roe, and Captain Orr"."""
        named = self.sentence.tokens[j].capitalised or self.norms[j - 1] in ("'s", "-")  # "Captain-elect Lee"
        return named or self.norms[j] in _LISTED

    # ---- names that it has --------------------------------------------------------------------

    def taken(self, group: Sequence[int], at: Sequence[int]) -> bool:
        """Whether the name takes the same part wherever it may be meant."""
        if belongs(self.said, group[0], strictly=False) or self._led_alike(group, at):
            return True
        wanted = {self.norms[j] for j in at}
        if owns(self.said, group[-1]) and any(
            n in wanted and belongs(self.sentence, j) for j, n in enumerate(self.norms)
        ):
            return True  # "Mora's warden" is "Warden Lee of Mora"
        whose = self._describes(group[-1])
        spots = [j for j, norm in enumerate(self.norms) if norm in wanted and (whose or not belongs(self.sentence, j))]
        spots = [j for j in spots if j in at or not self._kin(j)]
        return any(self._fits(group, j) for j in spots)

    def _led_alike(self, group: Sequence[int], at: Sequence[int]) -> bool:
        """Whether a name stands behind the same words on both sides, or before the same noun.

        "A gift by the Mora Fund to mend the quay", "Mora Fund gifts".
        """
        behind = group[-1] + 1
        if behind in self.said.content and self.place.get(behind) == max(at) + 1 and not is_deed(self.said, behind):
            return self.said.tokens[behind].text.islower()
        mine, theirs = _led_from(self.said, group[0]), _led_from(self.sentence, min(at))
        owned = (self.said.tokens[mine].norm, self.norms[theirs]) if min(mine, theirs) >= 0 else ()
        if owned and set(owned) <= _OWN:
            return True  # "in its Mora shed", "into their Mora boat shed"
        if mine < 1 or self.said.tokens[mine].norm not in _LEADS or mine - 1 in self.said.names:
            return False
        led = self.norms[theirs] == self.said.tokens[mine].norm and self.place.get(mine - 1) == theirs - 1
        return led and not is_deed(self.said, mine - 1)

    def _describes(self, last: int) -> bool:
        """Whether a name only says whose or from where others are: "his Moran and Tarnish counterparts"."""
        tokens = self.said.tokens
        names = self.said.names
        behind = (k for k in range(last + 1, len(tokens)) if k not in names and tokens[k].norm not in ("and", ","))
        noun = next(behind, -1)
        return noun >= 0 and tokens[noun].text.islower() and tokens[noun].norm in PLAIN

    def _kin(self, spot: int) -> bool:
        return any(n == self.norms[spot] and of_kin(self.sentence, spot, first) for n, first in self.shown.kin)

    def _fits(self, group: Sequence[int], spot: int) -> bool:
        """Whether a name at `spot` stands on the same side of the same deeds."""
        before = [d for d in self.deeds if d < group[0]]
        after = [d for d in self.deeds if d > group[0]]
        if not before:
            return not after or self._begins(group, after[0], spot)
        deed = before[-1]
        at = self.place[deed]
        between = {t.norm for t in self.said.tokens[deed : group[0]]}
        if between & GATHERINGS or self.said.tokens[name_start(self.said, group[0]) - 1].norm in _BESIDE:
            return True  # "for talks with Lee", "for the Harbour Day"
        if pair := self._pair(at):
            return spot in pair
        if name_start(self.said, group[0]) - 1 == deed and self._another(at):
            return False
        if self.said.tokens[group[0] - 1].norm == "'s":
            return True
        if "by" in between:
            if between & _INCLUDING:
                return spot > at
            told = "by" in self.norms[at : at + 4]
            return self._by(at, spot) if told else acts(self.sentence, [spot], at)
        if spot < at:
            if _lead(self.sentence, spot) == _lead(self.said, group[0]) != "":
                return True  # "with Mora, we have shared …"
            together = forms(self.said.tokens[deed].norm) & (TOGETHER | SPEAK)
            return bool(passive(self.sentence, at)) or bool(together and acts(self.sentence, [spot], at))
        ends = [self.place[d] for d in after if self.place[d] > at]
        here = not ends or spot < min(ends) or self.said.tokens[after[0] - 1].norm != "to"
        return here and not self._told_of(deed, group[0], at, spot)

    def _told_of(self, deed: int, name: int, at: int, spot: int) -> bool:
        """Whether a name stands in a clause that tells of something else: "met about the plan that Lee has"."""
        mine = {t.norm for t in self.said.tokens[deed + 1 : name]}
        between = range(at + 1, name_start(self.sentence, spot))
        lists = max((j for j in between if self.norms[j] == ":"), default=at)  # "towns that have quays: Mora, Tarn"
        return any(self.norms[j] in _RELATIVES and self.norms[j] not in mine for j in between if j > lists)

    def _by(self, deed: int, spot: int) -> bool:
        """Whether a name stands behind "by" before anything else is told: not in "led by Lee; and included Ann Roe"."""
        between = range(deed + 1, spot)
        apart = not _INCLUDING.isdisjoint(self.norms[j] for j in between)
        return spot > deed and not any((self.norms[j] == ";" and apart) or binding(self.sentence, j) for j in between)

    def _begins(self, group: Sequence[int], deed: int, spot: int) -> bool:
        """Whether a name before the first deed of the statement may stand at `spot`."""
        at = self.place[deed]
        if pair := self._pair(at):
            return spot in pair
        if one_of_two(self.norms, name_start(self.sentence, spot)):
            return False  # "after the call between Lee and Mora, Roe met": neither did
        if passive(self.said, deed) and passive(self.sentence, at):
            return spot < at
        return spot < at or not forms(self.said.tokens[deed].norm) & TOGETHER or self._beside(at, spot)

    def _beside(self, deed: int, spot: int) -> bool:
        """Whether something is done with whoever is named at `spot`: not in "met with Lee to talk about Mora"."""
        for j in range(deed + 1, name_start(self.sentence, spot)):
            inside = self.sentence.tokens[j - 1].capitalised and self.sentence.tokens[j + 1].capitalised
            if (self.norms[j] in _ASIDE and not inside) or binding(self.sentence, j):
                return False
        return True

    def _pair(self, deed: int) -> range | None:
        """ "The call between Lee and Mora on Monday": where the two are named."""
        if "between" not in self.norms[deed + 1 : deed + 3]:
            return None
        first = self.norms.index("between", deed) + 1
        last = first
        joined = 0
        while last < len(self.norms) and not (joined and self.norms[last] in _PAIR_ENDS):
            joined += self.norms[last] == "and"
            last += 1
        return range(first, last)


def _led_from(text: Text, i: int) -> int:
    """The preposition or "its" that leads in to a name, over what it is called: "by the rope maker Lee"; or -1."""
    k = name_start(text, i) - 1
    while k >= 0 and text.tokens[k].norm not in _LEADS | _OWN:
        plain = k in text.content and (not is_deed(text, k) or text.tokens[k].norm.endswith("ed"))
        if not plain and text.tokens[k].norm not in ("the", "a", "an", "(", ")"):
            return -1
        k -= 1
    return k


def _lead(text: Text, i: int) -> str:
    """What leads to the name at token i, its article left aside: a preposition or the like; "" where nothing does."""
    k = name_start(text, i) - 1
    if k >= 0 and text.tokens[k].norm in ("the", "a", "an"):
        k -= 1
    return text.tokens[k].norm if k >= 0 and text.tokens[k].norm in _LEADS else ""


def belongs(text: Text, i: int, strictly: bool = True) -> bool:
    """Whether a name only says whose or from where another is: "of Mora" behind a title or name."""
    if i - 1 in text.names:
        return False  # "Captain of Mora Ann Lee"
    k = i - 1
    if k >= 0 and text.tokens[k].norm == "the":
        k -= 1
    if not strictly and k > 0 and text.tokens[k].norm == "and" and k - 1 in text.names:
        return belongs(text, next(j for j in range(k - 1, -1, -1) if j - 1 not in text.names), strictly)
    if k < 1 or text.tokens[k].norm != "of":
        return False
    head = text.tokens[k - 1]
    return not strictly or (head.capitalised and head.norm not in _BODIES)


def _plainly(text: Text, i: int) -> bool:
    """Whether a name only says whose the leaders, the people or the government are."""
    head = [t.norm for t in text.tokens[max(0, i - 3) : i] if t.norm != "the"]
    return len(head) > 1 and head[-1] == "of" and head[-2] in PLAIN | _BODIES
