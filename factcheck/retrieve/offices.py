"""Who held which office on a day, and what "we" and "I" stand for where somebody speaks for a publisher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from factcheck.model.facts import once_for_facts
from factcheck.text.tokens import fold

K = TypeVar("K")
V = TypeVar("V")
_KEPT = 4096  # days and offices; asked of every passage for every statement


class Offices:
    """The offices of the manifests' `speakers` and `roles`, looked up by day and by the label of a speaker."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._roles: Mapping[str, Any] = facts.get("roles", {})
        self._terms: dict[str, list[tuple[str, str, str]]] = {}
        self._labelled: dict[str, list[Mapping[str, Any]]] = {}
        for speaker in facts.get("speakers", ()):
            for held in speaker["roles"]:
                term = (held.get("from", ""), held.get("to") or "9999", str(speaker["name"]))
                self._terms.setdefault(held["role"], []).append(term)
            for label in {fold(label) for label in speaker["labels"]}:
                self._labelled.setdefault(label, []).append(speaker)
        self._held: dict[tuple[str, date], str] = {}
        self._titles: dict[date | None, tuple[tuple[str, str], ...]] = {}
        self._meant: dict[tuple[str, str, date | None], tuple[str, ...]] = {}

    def holder(self, role: str, on: date | None) -> str:
        """Who held an office on a day, or ""."""
        if on is None or role not in self._terms:
            return ""
        found = self._held.get((role, on))
        if found is None:
            day = on.isoformat()
            found = next((name for first, last, name in self._terms[role] if first <= day < last), "")
            _keep(self._held)[role, on] = found
        return found

    def leader(self, issuer: str, on: date | None) -> str:
        """Who was at the head of a publisher on a day, or "": what it brings out in nobody's name speaks for them."""
        heading = (role for role, about in self._roles.items() if about.get("heads") == issuer)
        return next((held for role in heading if (held := self.holder(role, on))), "")

    def titles(self, on: date | None) -> tuple[tuple[str, str], ...]:
        """What a document calls those who held an office on its day ("the warden"), with their names, longest first."""
        if on not in self._titles:
            found = []
            for name, role in self._roles.items():
                held = self.holder(name, on)
                found += [(phrase, held) for phrase in role["words"] if held and phrase.startswith("the ")]
            _keep(self._titles)[on] = tuple(sorted(found, key=lambda f: -len(f[0])))
        return self._titles[on]

    def we(self, issuer: str, speaker: str, on: date | None) -> tuple[str, ...]:
        """What "we" stands for where `speaker` speaks for the publisher `issuer`, and whom "I" does."""
        key = issuer, speaker, on
        if key not in self._meant:
            _keep(self._meant)[key] = self._we(issuer, speaker, on)
        return self._meant[key]

    def _we(self, issuer: str, speaker: str, on: date | None) -> tuple[str, ...]:
        meant = [w for r in self._roles.values() if r.get("issuer") == issuer for w in r.get("we", ())]
        if not meant or not speaker:
            return tuple(meant)
        held, known = self._labelled_so(speaker, on)
        ours = any(self._roles.get(r, {}).get("serves", issuer) == issuer for r in held)
        return (*(meant if ours else ()), *known)

    def speaking(self, label: str, on: date | None) -> Sequence[str]:
        """Those known for whom the label of a speaker stands on a day."""
        return self._labelled_so(label, on)[1] if label else ()

    def _labelled_so(self, speaker: str, on: date | None) -> tuple[set[str], list[str]]:
        """The offices and the people that a label stands for."""
        label = fold(speaker).strip(" :.")
        held = {name for name, r in self._roles.items() if label in map(fold, r.get("labels", ()))}
        people = self._labelled.get(label, ())
        for one in people:
            held |= {h["role"] for h in one["roles"]} or {""}
        known = [str(one["name"]) for one in people]
        return held, known or [name for role in sorted(held) if (name := self.holder(role, on))]


def _keep(memo: dict[K, V]) -> dict[K, V]:
    """`memo`, emptied when it is full."""
    if len(memo) >= _KEPT:
        memo.clear()
    return memo


@once_for_facts
def offices_of(facts: Mapping[str, Any]) -> Offices:
    """The offices of `facts`."""
    return Offices(facts)
