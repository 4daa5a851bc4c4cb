"""Turns the main clause of a statement of law into slots, by a table of how such clauses are built.

Each item of the clause becomes a letter, words without weight drop out, and the letters are matched
against the rows of the table: L the law, A actor, G lets, V gives, H has, P power, M may, N may not,
S must, R requires, D forbids, K belongs to, k lacks, n not, o only, X action, T theme, O object,
Y by an actor, p he or it, B be (after a modal verb), u a word that nothing accounts for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from factcheck.extract.law.items import Item, cited_as_subject
from factcheck.extract.law.words import PREPOSITIONS
from factcheck.model.text import Span

Said = tuple[str, str, Span]
_PHI = r"(?P<phi>[TO]{0,2}X[XTO]*)"
_ONLY = r"(?P<only>o?)"
_A = r"(?P<a>A*)"
_ROWS: tuple[tuple[str, str], ...] = (
    ("may", rf"L*{_ONLY}(?:(?P<a>A+)|p)(?P<only2>o?)M{_PHI}(?P<a2>A?)"),
    ("may", rf"M{_PHI}(?P<a2>A?)"),
    ("may", rf"L*{_A}n(?P<other>A)M{_PHI}"),
    ("may-not", rf"L*{_A}(?:N|Mn|nM){_PHI}"),
    ("must", rf"L*{_A}S{_PHI}"),
    ("need-not", rf"L*{_A}(?:nS|Sn){_PHI}"),
    ("need-not", rf"L*nL?R{_A}{_PHI}"),
    ("may", rf"(?:(?P<giver>A)L*|L*A*P+L*|L*)G{_ONLY}{_A}(?P<only2>o?){_PHI}"),
    ("may-not", rf"(?:L*A*P+|L*)nL?G{_A}{_PHI}"),
    ("may", rf"(?:(?P<giver>A)L*|L*)V{_ONLY}{_A}(?P<only2>o?)P+L*(?P<a2>A*){_PHI}(?P<a3>A*)"),
    ("may", rf"(?:(?P<giver>A)L*|L*)V(?P<a>A+)n(?P<other>A)P+L*{_PHI}"),
    ("may", rf"(?:(?P<giver>A)L*|L*)G(?P<a>A+)n(?P<other>A){_PHI}"),
    ("may", rf"(?:(?P<giver>A)L*|L*)V{_ONLY}P+{_PHI}{_A}"),
    ("may-not", rf"L*nL?V{_A}P+{_PHI}"),
    ("may-not", rf"L*V{_A}nP+{_PHI}"),
    ("may", rf"L*{_ONLY}{_A}(?P<only2>o?)HP+{_PHI}"),
    ("may-not", rf"L*{_A}(?:nH|Hn|k)P+{_PHI}"),
    ("may", rf"L*{_A}P+{_PHI}L*"),
    ("may", rf"L*P+(?P<a>A+){_PHI}L*"),
    ("may", rf"L*P+{_PHI}L*K{_ONLY}(?P<a>A+)"),
    ("may-not", rf"L*P+{_PHI}L*nK(?P<a>A+)"),
    ("may", rf"L*(?P<pre>[TOX]+)MB(?P<phi>X[XTO]*){_ONLY}(?P<a>[YA]*)"),
    ("may", rf"L*(?P<pre>X[TOX]*)MB{_ONLY}(?P<a>Y+)"),
    ("may-not", r"L*(?P<pre>[TOX]+)(?:N|Mn|nM)B(?P<phi>X[XTO]*)(?P<a>[YA]*)"),
    ("must", r"L*(?P<pre>[TOX]+)SB(?P<phi>X[XTO]*)(?P<a>[YA]*)"),
    ("may", r"L*A*(?P<phi>[TO]*X[XTO]*)M(?P<a>A*)"),  # "a ban may last as long as …"
    ("must", rf"L*R{_A}{_PHI}"),
    ("may-not", rf"L*D(?P<a>A+)P*{_PHI}"),
    ("", rf"L*{_A}(?P<phi>[XTO]*)[MNS]?B?(?P<a2>A*)"),
)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rows compiled; only when a sentence about a law comes along, for a quick start."""
    return tuple((modality, re.compile(row + "$")) for modality, row in _ROWS)


_BEARING = frozenset("GVRSMNDKk")
# Words that move a statement into the past or a supposition: it is no longer plainly false.
_HEDGED = frozenset(("would", "did not", "didn't", "could not", "couldn't", "had"))
_SLOT = {"A": "actor", "Y": "actor", "X": "action", "T": "theme", "O": "object"}
_KIND_LETTER = (
    ("grant", "G"), ("give", "V"), ("lack", "k"), ("power", "P"), ("belong", "K"), ("may-not", "N"),
    ("must", "S"), ("may", "M"), ("require", "R"), ("not", "n"), ("only", "o"),
)  # fmt: skip
_EMPTY = (
    "neutral",
    "pronoun",
    "be",
    "mark",
    "comma",
    "possessive",
    "by",
    "relative",
    "with",
    "unit",
)


@dataclass(slots=True)
class Clause:
    """What the main clause says; `fits` is False when its build could not be followed."""

    said: list[Said] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    letters: str = ""
    fits: bool = False
    open: bool = False

    @property
    def bearing(self) -> bool:
        """Whether it says that something is allowed, forbidden or required."""
        return any(c in _BEARING for c in self.letters) or "HP" in self.letters or "HnP" in self.letters


def read_clause(items: Sequence[Item], concepts: Mapping[str, Any]) -> Clause:
    """Slots of the main clause `items`."""
    letters: list[str] = []
    kept: list[Item] = []
    clause = Clause()
    joined = False
    for n, item in enumerate(items):
        if item.concept("manner"):
            clause.said.append(("manner", item.concepts[0][1], item.span))
            continue
        if item.has("open"):
            clause.open = True
            continue
        if item.norm in _HEDGED:
            clause.said.append(("hedged", item.norm, item.span))
        letter = _letter(items, n, letters)
        if (letter == "X" and "X" in letters and not joined) or (
            not letter and item.has("relative") and item.norm != "whose" and "X" in letters
        ):
            letter = "u"  # "stop a closing", "those who …": not a second thing that is done
        joined = letter != "X" and (joined or item.norm in ("and", "or", ",", "/", "and/or"))
        if letter:
            letters.append(letter)
            kept.append(item)
    clause.letters = "".join(letters)
    clause.unknown = [i.norm for i, c in zip(kept, letters, strict=True) if c == "u"]
    _match(clause, kept, concepts)
    return clause


def _letter(items: Sequence[Item], n: int, before: Sequence[str]) -> str:
    item = items[n]
    if item.has("citation", "name"):
        noun = n + 1 < len(items) and items[n + 1].has("power")  # "his § 3 authority"
        aside = item.has("aside") or noun or not cited_as_subject(items, n)
        return "" if aside else "L"
    if item.has("law") and not item.has("neutral"):
        return "" if _preposition(items, n) else "L"
    if item.has("deny") and (not item.concepts or (before and before[-1] == "L")) and _actor_next(items, n):
        return "D"
    for slot, letter in (("actor", "A"), ("action", "X"), ("theme", "T"), ("object", "O")):
        if item.concept(slot):
            return "Y" if slot == "actor" and n and _by(items, n) else letter
    return _plain_letter(items, n, before)


def _plain_letter(items: Sequence[Item], n: int, before: Sequence[str]) -> str:
    """The letter of an item that names no concept."""
    item = items[n]
    if item.norm == "be":
        return "B" if before and before[-1] in "MNSn" else ""
    if item.has("have"):
        return "H" if any(i.has("power") for i in items[n + 1 : n + 6]) else ""
    if item.has("give", "grant") and not _participates(items, n):
        return "u"
    for kind, letter in _KIND_LETTER:
        if item.has(kind):
            return letter
    if item.norm in ("he", "she", "they", "it") and any(i.has("may") for i in items[n + 1 : n + 2]):
        return "p"
    return "" if item.has(*_EMPTY) else "u"


def _participates(items: Sequence[Item], n: int) -> bool:
    """ "given" and "provided" without a power or an action behind them are not verbs of law."""
    return items[n].norm not in ("given", "granted") or any(i.has("power") for i in items[n + 1 : n + 8])


def _preposition(items: Sequence[Item], n: int) -> bool:
    while n and items[n - 1].has("neutral") and items[n - 1].norm not in PREPOSITIONS:
        n -= 1
    return n > 0 and items[n - 1].norm in PREPOSITIONS


def _by(items: Sequence[Item], n: int) -> bool:
    while n and items[n - 1].norm in ("the", "a", "an", "any"):
        n -= 1
    return n > 0 and items[n - 1].norm == "by"


def _actor_next(items: Sequence[Item], n: int) -> bool:
    for item in items[n + 1 :]:
        if not item.has("neutral"):
            return item.concept("actor") is not None
    return False


def _match(clause: Clause, kept: Sequence[Item], concepts: Mapping[str, Any]) -> None:
    """Fills `clause` from the first row that fits; what follows an unknown word is left out."""
    cut = clause.letters.find("u")
    letters = clause.letters if cut < 0 else clause.letters[:cut]
    if cut >= 0 and "X" not in letters:
        return
    for modality, pattern in _table():
        found = pattern.match(letters)
        if found is None:
            continue
        groups = found.groupdict()
        if groups.get("giver") and not _lawgiver(kept[found.start("giver")], concepts):
            continue
        if cut >= 0 and not modality:
            return
        only = bool(groups.get("only") or groups.get("only2"))
        _say(clause, kept, letters, found, only)
        if modality:
            place = next((i for i, c in enumerate(letters) if c in "MNSGVRDHKPk"), 0)
            clause.said.append(("modality", modality, kept[place].span))
        clause.fits = cut < 0
        return


def _say(clause: Clause, kept: Sequence[Item], letters: str, found: re.Match[str], only: bool) -> None:
    for name in ("a", "a2", "a3", "pre", "phi", "other"):
        if name not in found.re.groupindex or found.group(name) is None:
            continue
        for k in range(found.start(name), found.end(name)):
            slot = _SLOT[letters[k]]
            concept = kept[k].concept(slot)
            if concept is not None:
                qualified = "actor:only" if only and slot == "actor" else "actor:not" if name == "other" else slot
                clause.said.append((qualified, concept[1], kept[k].span))
    if only and not any(s[0] == "actor:only" for s in clause.said):
        clause.unknown.append("only")


def _lawgiver(item: Item, concepts: Mapping[str, Any]) -> bool:
    concept = item.concept("actor")
    return concept is not None and bool(concepts[concept[1]].get("lawgiver"))
