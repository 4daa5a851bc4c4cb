"""Says whether the words of a passage are those of whoever a draft names as their speaker.

Names, offices and transcript labels are the manifests'; a name that no manifest knows is looked for
in the labels and titles of the documents themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from factcheck.model.record import record
from factcheck.model.source import FITS, OPEN, OTHER, OfficialText, Passage
from factcheck.model.value import MONTH_OF
from factcheck.text.days import WEEKDAYS
from factcheck.text.speech import PREPOSITIONS, SPEECH
from factcheck.text.tokens import Token, fold, norms, tokenize

_BRIEF = 2  # letters: what is shorter is no name
_POST = 5  # words from a name to another, of somebody of theirs
_ALIKE = 0.7  # from which one name may be a slip for another
_TITLES = frozenset("mr mrs ms dr gov sen rep prof former then-".split())
# Beside an office that many hold, these say nothing about who it is.
_PLAIN = frozenset(
    "a an the one another two three four several some many both senior top of that this same those these other "
    "high ranking high-ranking level anonymous unnamed first second and what how as while when where why though".split()
)
# Before an office: it is another, or was.
_LESSER = frozenset("deputy vice assistant associate under acting former ex then".split())
_SMALL = frozenset("and of the for in on at to with a an by s his her their its".split())
_ASKED = re.compile(r"(?:q|question|questions?|reporters?|audience(?: member)?|participant|crowd|press)\b[.:]?", re.I)
# "Statement by", "Remarks of": who speaks stands behind it, and what about behind the next of these.
_BY = re.compile(
    r"^\W*(?:\w+[\s-]+){0,6}?(?:statements?|remarks|briefing|gaggle|conference|letter|message|address|speech|call|"
    r"delivery)\s+(?:by|from|of)\b",
    re.I,
)
# "The Warden's Cover Letter": whose text it is stands before it.
_OWN = re.compile(
    r"^([^:’'\n]{3,60})[’']s?\s+(?:\w+\s+){0,2}?(?:statement|remarks|letter|message|address|speech|foreword)\b", re.I
)
_WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
# Those who put their names to one text: "the leaders", "both towns", "the three wardens", "the leaders of A and B".
_SIDES = re.compile(
    r"(?:the|all)\s+(?:leaders|countries|nations|sides|delegations)|"
    r"(?:the\s+)?(?:(?:two|three|four|five)\s+)?leaders\s+of\s+(?:[\w.,'’-]+\s+)+and(?:\s+[\w.'’-]+)+|"
    r"(?:both|(?:(?:the|all)\s+)?(?:two|three|four|five))\s+[a-z]+s",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:on|regarding|at|before|after|in|to|with|following|welcoming|congratulating|for|during)\b", re.I
)


@record
class Party:
    """Whom a draft names as speaker.

    `people` are names of speakers, `roles` offices that many hold or a publisher as such, `surnames`
    capitalised words that no manifest knows. `vague` says that lower-case words narrow an office down
    in a way that nobody knows ("a lift official"). `joint` says that it is several who speak in one text,
    with the capitalised words for them as `sides`, `several` that it is more than one of the people.
    """

    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    vague: bool = False
    term: tuple[tuple[str, str], ...] = ()  # days within which an administration named so held office
    joint: bool = False
    sides: tuple[str, ...] = ()
    several: bool = False

    @property
    def known(self) -> bool:
        """Whether the manifests know all of it."""
        return bool(self.people or self.roles) and not self.surnames and not self.vague

    @property
    def named(self) -> bool:
        return bool(self.people or self.roles or self.surnames or self.joint)


class Parties:
    """Reads names as drafts and as transcripts write them."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.speakers = {s["name"]: s for s in facts.get("speakers", ())}
        self.roles: Mapping[str, Any] = facts.get("roles", {})
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, speaker in self.speakers.items():
            for phrase in speaker["words"]:
                self._put(phrase, "person", name)
        for name, role in self.roles.items():
            for phrase in role["words"]:
                self._put(phrase, "role", name)
                if (" " in phrase and not phrase.endswith("s")) or phrase in ("official",):
                    self._put(phrase + "s", "role", name)
        for listed in self._phrases.values():
            listed.sort(key=lambda entry: -len(entry[0]))
        self._labels = {fold(label): name for name, s in self.speakers.items() for label in s["labels"]}
        self._role_labels = {fold(label): name for name, r in self.roles.items() for label in r["labels"]}
        self._authors: dict[int, frozenset[str]] = {}
        self._titled: dict[int, frozenset[str]] = {}

    def _put(self, phrase: str, kind: str, name: str) -> None:
        words = tuple(phrase.split())
        if words[0] in ("the", "a", "an"):
            words = words[1:]
        if words:
            self._phrases.setdefault(words[0], []).append((words, kind, name))

    # ---- what the draft says ------------------------------------------------------------------

    def read(self, phrase: str, on: date | None) -> Party:
        """Whom a noun phrase of a draft names, as of the day `on` (for offices that pass on)."""
        tokens = [t for t in tokenize(phrase) if t.kind not in ("punct", "dash") or t.norm == ","]
        found, rest = self._found(tokens)
        people: list[str] = []
        roles: list[str] = []
        term: list[tuple[str, str]] = []
        mistaken = False
        for n, (_, last, kind, name) in enumerate(found):
            following = found[n + 1] if n + 1 < len(found) else None
            joined = following is not None and following[0] <= last + 1
            possessive = last < len(tokens) and tokens[last].norm == "'s"
            if kind == "person":
                if following and joined and following[2] == "role" and self._many(following[3]):
                    term += self._terms(name)  # "the Lee administration"
                elif self._only_says_whose(tokens, last, found[n + 1 :], rest):
                    continue
                elif not possessive or following is None:
                    people.append(name)
            elif possessive and following is not None:
                continue
            elif following and joined and following[2] == "person" and not self._many(name):
                titled = tuple(t.norm for t in tokens[found[n][0] : last])
                mistaken = mistaken or not self._may_be_called(following[3], titled)
                continue  # a title before a name
            elif self._many(name):
                roles.append(name)
            elif self._titles_a_stranger(tokens, last, rest):
                continue
            elif self._is_lesser(tokens, found[n][0], last):
                mistaken = True
            elif held := self._holders(name, on):
                people += held
            else:
                people.append(f"role:{name}")
        if mistaken or any(kind == "person" and self._miscalled(tokens, k, name, found) for k, _, kind, name in found):
            return Party(vague=True)
        if any(p in self.speakers for p in people):
            people = [p for p in people if p in self.speakers]
            roles = [r for r in roles if not self._many(r)]
        rest = [k for k in rest if not any(k in t for t in self._titles_of(tokens, found))]
        surnames, vague = self._unknown(tokens, rest, bool(people), bool(roles))
        if _SIDES.fullmatch(phrase.strip()) and not people:
            return Party(joint=True, sides=tuple(t.norm for t in tokens if t.capitalised and t.norm not in _SMALL))
        several = len(set(people)) > 1 and "and" in {tokens[k].norm for k in rest}
        return Party(
            tuple(dict.fromkeys(people)), tuple(dict.fromkeys(roles)), surnames, vague, tuple(term), several=several
        )

    def _only_says_whose(
        self, tokens: Sequence[Token], last: int, behind: Sequence[tuple[int, int, str, str]], rest: Sequence[int]
    ) -> bool:
        """Whether a name leads in to whoever is of theirs, with another name behind it: "Lee spokeswoman Ann Roe"."""
        k = last
        while k < min(len(tokens), last + _POST) and tokens[k].kind == "word" and tokens[k].text.islower():
            if tokens[k].norm in _SMALL or tokens[k].norm in SPEECH:
                return False
            k += 1
        if k == last or k == len(tokens) or not tokens[k].capitalised:
            return False
        person = any(kind == "person" and first == k for first, _, kind, _ in behind)
        return person or (k in rest and tokens[k].norm not in WEEKDAYS and tokens[k].norm not in MONTH_OF)

    def _titles_a_stranger(self, tokens: Sequence[Token], last: int, rest: Sequence[int]) -> bool:
        """Whether an office that ends at a token stands before a name that no manifest knows, and no day."""
        named = last in rest and tokens[last].kind == "word" and tokens[last].capitalised
        return named and tokens[last].norm not in WEEKDAYS and tokens[last].norm not in MONTH_OF

    def _is_lesser(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether an office is that of somebody under it, or who has it no more or not yet: "the deputy warden"."""
        before = tokens[first - 1].norm if first else ""
        return before in _LESSER or (last < len(tokens) and tokens[last].norm in ("elect", "designate"))

    def _found(self, tokens: Sequence[Token]) -> tuple[list[tuple[int, int, str, str]], list[int]]:
        found: list[tuple[int, int, str, str]] = []
        rest: list[int] = []
        words = [t.norm for t in tokens]
        k = 0
        while k < len(words):
            for phrase, kind, name in self._phrases.get(words[k], ()):
                raised = kind == "role" or tokens[k].text[:1].isupper()
                if raised and tuple(words[k : k + len(phrase)]) == phrase:
                    found.append((k, k + len(phrase), kind, name))
                    k += len(phrase)
                    break
            else:
                rest.append(k)
                k += 1
        return found, rest

    def _titles_of(self, tokens: Sequence[Token], found: Sequence[tuple[int, int, str, str]]) -> Iterator[range]:
        """The capitalised words right before a speaker's full name: "Harbour Board Member Ann Lee"."""
        for first, last, kind, name in found:
            if kind == "person" and last - first > 1 and tuple(t.norm for t in tokens[first:last]) == norms(name):
                start = first
                while start and tokens[start - 1].kind in ("word", "abbr") and tokens[start - 1].capitalised:
                    start -= 1
                yield range(start, first)

    def _unknown(
        self, tokens: Sequence[Token], rest: Sequence[int], people: bool, roles: bool
    ) -> tuple[tuple[str, ...], bool]:
        surnames: list[str] = []
        vague = False
        for k in rest:
            token = tokens[k]
            if people and token.norm in self._ours:
                continue  # "the Moran warden Ann Lee"
            if token.kind == "poss" or token.norm in _SMALL or token.norm.strip(".") in _TITLES or token.norm == ",":
                continue
            if token.capitalised and not (k == 0 and token.norm in _PLAIN | PREPOSITIONS):
                surnames.append(token.text)
            elif token.norm not in _PLAIN and roles and not people:
                vague = True
        if people:
            # "Ann Lee, who met the Bishop of Ashford": what follows the name describes it; not so "Lee and Orr".
            joined = any(tokens[k].capitalised and k and tokens[k - 1].norm == "and" for k in rest)
            surnames = [] if tokens and rest and min(rest) > 0 and len(surnames) <= 3 and not joined else surnames
        return tuple(surnames), vague

    def _may_be_called(self, person: str, title: tuple[str, ...]) -> bool:
        """Whether somebody may go by a title: some office of theirs is called so, or none is known."""
        held = [self.roles[h["role"]] for h in self.speakers[person]["roles"]]
        return not held or any(set(title) <= set(norms(words)) for role in held for words in role["words"])

    def _miscalled(
        self, tokens: Sequence[Token], first: int, person: str, found: Sequence[tuple[int, int, str, str]]
    ) -> bool:
        """Whether what stands before a name ends like an office that is none of theirs: "harbour secretary Ann Lee"."""
        k = first
        others = {last - 1 for _, last, kind, _ in found if kind == "person"}  # "Roe clerk Ann Lee"
        while (
            k
            and k - 1 not in others
            and tokens[k - 1].kind in ("word", "abbr")
            and tokens[k - 1].norm not in _SMALL | SPEECH
        ):
            k -= 1
        title = [t.norm for t in tokens[k:first]]
        if not title or title[-1] not in self._heads_of_offices or not self.speakers[person]["roles"]:
            return False
        plain = _PLAIN | _TITLES | self._ours | {"elect"}
        return not self._may_be_called(person, tuple(w for w in title if w not in plain))

    @cached_property
    def _ours(self) -> frozenset[str]:
        """The words by which publishers and whom they speak for are called, beside an office or a name."""
        issuing = [r for r in self.roles.values() if r.get("issuer")]
        return frozenset(w for r in issuing for phrase in (*r["words"], *r.get("we", ())) for w in norms(phrase))

    @cached_property
    def _heads_of_offices(self) -> frozenset[str]:
        """The words that offices end in: "secretary", "warden"."""
        held = [r for name, r in self.roles.items() if not self._many(name)]
        return frozenset(norms(phrase)[-1] for role in held for phrase in role["words"])

    def _many(self, role: str) -> bool:
        """Whether an office is held by many, or is a publisher as such: no speaker is listed with it."""
        return not any(h["role"] == role for s in self.speakers.values() for h in s["roles"])

    def _holders(self, role: str, on: date | None) -> list[str]:
        held = [(n, h) for n, s in self.speakers.items() for h in s["roles"] if h["role"] == role]
        if on is None:
            return list(dict.fromkeys(n for n, _ in held))
        day = on.isoformat()
        return [n for n, h in held if h.get("from", "") <= day < h.get("to", "9999")]

    def _terms(self, person: str) -> list[tuple[str, str]]:
        return [(h.get("from", ""), h.get("to", "9999")) for h in self.speakers[person]["roles"]]

    def first_days(self, person: str) -> list[str]:
        """The days on which a person's terms of office began, as ISO text."""
        return [h["from"] for h in self.speakers.get(person, {}).get("roles", ()) if h.get("from")]

    # ---- what the document says ---------------------------------------------------------------

    def people_in(self, text: str) -> set[str]:
        """The speakers whom a text names; a title's office counts for whoever held it is not asked."""
        tokens = [t for t in tokenize(text) if t.kind != "punct"]
        return {name for _, _, kind, name in self._found(tokens)[0] if kind == "person"}

    def authors(self, document: OfficialText) -> frozenset[str]:
        """The speakers for whom a document as a whole speaks, by its title, issuer and date.

        A name that no manifest knows stands as "?" and the name.
        """
        if document.id not in self._authors:
            self._authors[document.id] = frozenset(self._find_authors(document))
        return self._authors[document.id]

    def _find_authors(self, document: OfficialText) -> set[str]:
        title = document.title
        if _is_joint(document):
            return self.people_in(title) | self._heads(title, document) | set(self._leaders(document))
        if own := _OWN.search(title):
            named = {p for p in self.read(own[1], _day(document.date)).people if p in self.speakers}
            if named:
                return named
        by = _BY.search(title)
        if by is not None:
            name = _ABOUT.split(title[by.end() :], maxsplit=1)[0]
            named = self.people_in(name) or self._heads(name, document)
            if named:
                return named
            if unknown := self._surnames(name):
                return {"?" + s for s in unknown}
        return set(self._leaders(document))

    def _heads(self, text: str, document: OfficialText) -> set[str]:
        """Who held the offices that a title names, on the day of the document."""
        words = f" {' '.join(t.norm for t in tokenize(text))} "
        offices = [r for r, about in self.roles.items() if any(f" {p} " in words for p in about["words"])]
        return {p for r in offices if not self._many(r) for p in self._holders(r, _day(document.date))}

    def _leaders(self, document: OfficialText) -> list[str]:
        """Whoever heads the publisher: its documents speak for that person too."""
        heading = [r for r, about in self.roles.items() if about.get("heads") and about["heads"] == document.issuer]
        return [p for r in heading for p in self._holders(r, _day(document.date))]

    def may_speak(self, party: Party, document: OfficialText) -> bool:
        """Whether a document may hold words of `party`, by its title, issuer and date alone."""
        if party.term and document.date and not any(a <= document.date < b for a, b in party.term):
            return False
        if party.roles and document.issuer in self._issuers(party):
            return True
        if party.joint:
            return _is_joint(document)
        people = set(party.people)
        if people and (people & self.authors(document) or people & self._named_in_title(document)):
            return True
        return bool(party.surnames) and fold(party.surnames[-1]) in fold(document.title)

    def _named_in_title(self, document: OfficialText) -> frozenset[str]:
        if document.id not in self._titled:
            self._titled[document.id] = frozenset(self.people_in(document.title))
        return self._titled[document.id]

    def held_by(self, document: OfficialText, passage: Passage) -> str:
        """Whose words a passage holds, for a report."""
        if passage.speaker:
            people, _ = self.of_label(passage.speaker, document.date)
            if _ASKED.fullmatch(passage.speaker.strip(" :")):
                return "a reporter's or guest's question" if passage.speaker.startswith("Q") else "the audience"
            return " or ".join(sorted(people)) or passage.speaker
        known = sorted(a for a in self.authors(document) if not a.startswith("?"))
        return ", ".join(known) or document.issuer

    def _surnames(self, text: str) -> list[str]:
        tokens = [t for t in tokenize(text) if t.kind == "word"]
        _, rest = self._found(tokens)
        return [fold(tokens[k].text) for k in rest if tokens[k].capitalised and tokens[k].norm not in _TITLES]

    def of_label(self, label: str, on: str) -> tuple[set[str], str]:
        """(people, role) that a transcript's label names on a day; ("", "") when nobody knows it."""
        key = fold(label).strip(" :.")
        if key in self._labels:
            return {self._labels[key]}, ""
        role = self._role_labels.get(key, "")
        if role:
            return (set(), role) if self._many(role) else (set(self._holders(role, _day(on))), role)
        return (self.people_in(label) if _in_full(label) else set()), ""

    # ---- the two compared ---------------------------------------------------------------------

    def compare(self, party: Party, document: OfficialText, passage: Passage) -> str:
        """Whether the passage's words are `party`'s: `fits`, `other` (somebody else's) or `open`."""
        if party.term and not any(a <= document.date < b for a, b in party.term):
            return OTHER if document.date else OPEN
        if party.joint:
            words = set(norms(f"{document.title} {passage.text}")) if party.sides else set()
            return FITS if _is_joint(document) and not passage.speaker and words.issuperset(party.sides) else OPEN
        if passage.speaker:
            return self._against_label(party, document, passage.speaker)
        return self._against_document(party, document)

    def _against_label(self, party: Party, document: OfficialText, label: str) -> str:
        people, role = self.of_label(label, document.date)
        asked = bool(_ASKED.fullmatch(label.strip(" :")))
        if party.surnames:
            return _by_surname(party.surnames, label)
        if party.several and people:
            return OPEN  # one of them says it here
        if people & set(party.people) or any(p.removeprefix("role:") == role for p in party.people if role):
            return FITS
        if party.roles:
            return self._against_office(party, document, label)
        if not party.people:
            return OPEN
        names = [w for p in party.people for w in self.speakers.get(p, {}).get("name", "").split()]
        apart = _in_full(label) and _is_somebody_else(names, label)
        return OTHER if asked or people or role or apart or self._is_another(party, label) else OPEN

    def _against_office(self, party: Party, document: OfficialText, label: str) -> str:
        people, role = self.of_label(label, document.date)
        if role in party.roles:
            return FITS
        if _ASKED.fullmatch(label.strip(" :")):
            return OTHER
        if _in_full(label) and not people:
            return OPEN  # whom it only quotes
        if people or role or document.issuer in self._issuers(party):
            return FITS if self._speak_for(party, people, document) else OPEN
        return OPEN

    def _is_another(self, party: Party, label: str) -> bool:
        """Whether a label that no manifest knows is a surname, and none like that of whoever is named: "MS. ORR"."""
        title, *rest = fold(label).strip(" :").split()
        if title.strip(".") not in _TITLES or not rest or any(p not in self.speakers for p in party.people):
            return False
        own = [fold(w).split()[-1] for p in party.people for w in self.speakers[p]["words"]]
        return all(SequenceMatcher(None, rest[-1], name).ratio() < _ALIKE for name in own)

    def _against_document(self, party: Party, document: OfficialText) -> str:
        authors = self.authors(document)
        if party.surnames:
            by = _BY.search(document.title)
            title = _ABOUT.split(document.title[by.end() :], maxsplit=1)[0] if by else document.title
            written = set(_WORDS.findall(fold(f"{title} {document.issuer}").replace("’s", "")))
            return FITS if all(fold(s) in written for s in party.surnames[-1:]) else OPEN
        if authors & set(party.people):
            return FITS
        if party.roles and document.issuer in self._issuers(party):
            return FITS
        if party.people and authors:
            return OTHER
        if party.roles and not party.people:
            return OPEN
        return OPEN

    def _issuers(self, party: Party) -> set[str]:
        return {self.roles[r].get("issuer", "") for r in party.roles} - {""}

    def _speak_for(self, party: Party, people: set[str], document: OfficialText) -> bool:
        """Whether people of this transcript speak for the publisher that the draft names."""
        if document.issuer not in self._issuers(party):
            return False
        foreign = {p for p in people if not self._serves(p, document.issuer)}
        return not people or not foreign

    def _serves(self, person: str, issuer: str) -> bool:
        return any(
            self.roles.get(h["role"], {}).get("serves", issuer) == issuer for h in self.speakers[person]["roles"]
        )


def _in_full(label: str) -> bool:
    """Whether a label is no transcript's, but a name as texts write it: "Captain Ann Lee"."""
    return sum(w[:1].isupper() and w[1:].islower() and len(w) > _BRIEF for w in label.split()) > 1


def _by_surname(surnames: Sequence[str], label: str) -> str:
    last = fold(label).split()[-1] if label.split() else ""
    if any(fold(s) == last for s in surnames):
        return FITS
    return OTHER if _in_full(label) and _is_somebody_else(surnames, label) else OPEN


def _is_somebody_else(names: Sequence[str], label: str) -> bool:
    """Whether a name of at least two words has no surname in common with a label, nor one like it; bodies have many."""
    own, last = [fold(n) for n in names], fold(label).split()[-1]
    if len(own) <= 1 or own[-1].endswith("s") or last.endswith("s"):
        return False
    return all(SequenceMatcher(None, last, name).ratio() < _ALIKE for name in own)


def _is_joint(document: OfficialText) -> bool:
    return "joint" in fold(document.title) or "joint" in document.kind


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
