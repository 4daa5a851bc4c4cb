"""Compiles manifests into the plain facts that the engine reads: terms, measures, provisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from factcheck.manifest import Manifest, forms, plural
from factcheck.model.parts import together
from factcheck.model.value import month_of
from factcheck.text.snowball import stem
from factcheck.text.tokens import norms

PERCENT = ("percent", "%")  # units of measures whose values are percentages


def compile_facts(manifests: Sequence[Manifest]) -> dict[str, Any]:
    """Everything manifests say besides figures, as JSON-ready data.

    `terms` maps a phrase (comparable words joined by spaces) to the list of what it may be:
    `{"kind": "measure" | "head" | "value" | "bare" | "outside" | "other" | "neutral" |
    "following" | "listed", ...}`.
    """
    facts: dict[str, Any] = {
        "terms": {},
        "measures": {},
        "dimensions": {},
        "sources": [],
        "tables": [],
        "provisions": [],
        "concepts": {},
        "codes": [],
        "cited": [],
        "kinds": {},
        "names": {},
        "apart": {},
        "roles": {},
        "speakers": [],
        "thesaurus": {"phrases": {}, "concepts": {}, "provisions": {}},
        "sections": [],
    }
    for m in manifests:
        facts["sources"].append(
            {k: m.data["source"].get(k, "") for k in ("id", "title", "publisher", "url")}
            | {"caveats": list(m.data["source"].get("caveats", ()))}
        )
        _measures(facts, m)
        _dimensions(facts, m)
        _loose_words(facts, m)
        _law(facts, m)
        _terms(facts, m)
        _people(facts, m)
        _thesaurus(facts, m)
    return facts


def _add(facts: dict[str, Any], phrase: str, entry: Mapping[str, Any]) -> None:
    words = norms(phrase)
    # A leading article would swallow the word it shares with a longer name ("the coast road").
    key = " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an", "our") else words)
    entries = facts["terms"].setdefault(key, [])
    if entry not in entries:
        entries.append(dict(entry))


def _measures(facts: dict[str, Any], m: Manifest) -> None:
    for name, measure in m.data.get("measures", {}).items():
        facts["measures"][name] = _measure(name, measure, m)
        for number, group in enumerate(measure.get("words", [])):
            gives_way = bool(group.get("gives_way"))
            for phrase, part in forms(group):
                term = {"kind": "measure", "measure": name, "group": number, "part": part, "gives_way": gives_way}
                _add(facts, phrase, term)
        for unit in measure.get("units", ()):
            times = str(unit.get("times", 1))
            _add_forms(facts, unit.get("words", ()), {"kind": "unit", "measure": name, "times": times})
        heads = measure.get("heads", {})
        _add_forms(facts, heads.get("words", ()), {"kind": "head", "measure": name})
        _add_forms(facts, heads.get("actors", ()), {"kind": "actor", "measure": name})
        needs = "a count of people, not of events"
        for word in heads.get("not_counted", ()):
            _add(facts, word, {"kind": "outside", "label": "people, each counted once", "needs": needs})


def _measure(name: str, measure: Mapping[str, Any], m: Manifest) -> dict[str, Any]:
    """What the library says of a measure, besides its words."""
    unit = measure.get("unit", "")
    percent = measure.get("unit") in PERCENT
    return {
        "label": measure.get("label", name),
        "unit": unit,
        "source": m.id,
        "mean": measure.get("aggregate", "sum") == "mean",
        "percent": percent,
        "signed": bool(measure.get("negative", False)),
        "measured_in": unit if measure.get("units") or percent else "",
        "decimals": int(measure.get("decimals", 0)),
        "restated_percent": measure.get("restated_percent", 0.0),
        "restated_points": measure.get("restated_points", 0.0),
        "assumed": measure.get("assumed", {}),
        "groups": [group.get("readings", [{}]) for group in measure.get("words", [])],
        "calendar": dict(m.data.get("calendar", {})),
        "near": dict(m.data.get("near", {})),
        "dimensions": sorted({d for t in m.tables if t["measure"] == name for d in (*t["dimensions"], *t["fixed"])}),
    }


def _add_forms(facts: dict[str, Any], words: Iterable[str], term: dict[str, Any]) -> None:
    """Adds a term under each of the words and its plural."""
    for word in words:
        for form in (word, plural(word)):
            _add(facts, form, term)


def _dimensions(facts: dict[str, Any], m: Manifest) -> None:
    for name, dimension in m.data.get("dimensions", {}).items():
        held = facts["dimensions"].setdefault(
            name,
            {
                "label": dimension.get("label", name),
                "source": m.id,
                "all": dimension.get("all", "all"),
                "implies": dict(dimension.get("implies", {})),
                "revised_percent": dimension.get("revised_percent", 0.0),
                "replaces": list(dimension.get("replaces", ())),
                **({"kept": True} if dimension.get("kept") else {}),
                "kinds": list(dimension.get("kinds", ())),
                "values": {},
            },
        )
        for group in dimension.get("groups", {}).values():
            joined = {"kind": "value", "dimension": name, "value": together(group.get("values", ()))}
            for phrase in group.get("words", ()):
                _add(facts, phrase, joined)
        for value, about in dimension.get("values", {}).items():
            held["values"][value] = {"label": about.get("label", value)}
            held["values"][value] |= {key: dict(about[key]) for key in ("assumed", "within") if key in about}
            entry = {"kind": "value", "dimension": name, "value": value}
            for phrase in about.get("words", ()):
                _add(facts, phrase, entry | ({"weak": True} if about.get("weak") else {}))
            for phrase in about.get("hints", ()):
                _add(facts, phrase, entry | {"hint": True})
            for phrase in about.get("following", ()):
                _add(facts, phrase, entry | {"kind": "following", "follows": list(dimension.get("follows", ()))})
            for phrase in about.get("listed", ()):
                _add(facts, phrase, entry | {"kind": "listed"})
        for phrase in dimension.get("kinds", ()):
            for form in (phrase, plural(phrase)):
                _add(facts, form, {"kind": "kind-of", "dimension": name})
        for phrase in dimension.get("bare", ()):
            _add(facts, phrase, {"kind": "bare", "dimension": name})
        others = dimension.get("others", {})
        for phrase in others.get("words", ()):
            _add(
                facts,
                phrase,
                {
                    "kind": "outside",
                    "label": others.get("label", "a value that is not held"),
                    "needs": others.get("needs", ""),
                    "source": m.id,
                },
            )


def _loose_words(facts: dict[str, Any], m: Manifest) -> None:
    for group in m.data.get("outside", ()):
        for phrase in group.get("words", ()):
            _add(
                facts,
                phrase,
                {
                    "kind": "outside",
                    "label": group.get("label", ""),
                    "needs": group.get("needs", ""),
                    "unless": list(group.get("unless", ())),
                    "counts": bool(group.get("counts", False)),
                    "source": m.id,
                },
            )
    for phrase in m.data.get("neutral", {}).get("words", ()):
        _add(facts, phrase, {"kind": "neutral", "source": m.id})


def _terms(facts: dict[str, Any], m: Manifest) -> None:
    """Terms of office: names with the months and days on which they began and ended, and what the office is called."""
    office = m.data.get("office", {})
    about = {key: _folded(office.get(key, ())) for key in ("called", "held_in", "holder")}
    for term in m.data.get("terms", ()):
        spans = [
            [month_of(date.fromisoformat(a)), month_of(date.fromisoformat(b))]
            for a, b in zip(term["from"], term["to"], strict=True)
        ]
        days = [[d.year, d.month, d.day] for d in map(date.fromisoformat, (*term["from"], *term["to"]))]
        for phrase in term["words"]:
            _add(facts, phrase, {"kind": "term", "spans": spans, "days": days, **about})


def _people(facts: dict[str, Any], m: Manifest) -> None:
    """Kinds of documents, other names, offices, and the people who speak in documents; dates as ISO text."""
    facts["names"] |= {w: e["name"] for e in m.data.get("documents", {}).get("names", ()) for w in e["words"]}
    for entry in m.data.get("documents", {}).get("apart", ()):
        facts["apart"] |= {" ".join(norms(w)): entry["kind"] for w in entry["words"]}
    for name, kind in m.data.get("documents", {}).get("kinds", {}).items():
        facts["kinds"][name] = {
            "label": kind.get("label", name),
            "words": _folded(kind.get("words", ())),
            "verbs": list(kind.get("verbs", ())),
            "by": kind.get("by", ""),
            **{flag: True for flag in ("law", "transcript") if kind.get(flag)},
        }
    for name, role in m.data.get("roles", {}).items():
        facts["roles"][name] = {
            "label": role.get("label", name),
            "words": _folded(role.get("words", ())),
            "labels": list(role.get("labels", ())),
            **{key: role[key] for key in ("issuer", "heads", "serves") if key in role},
            **({"we": _folded(role["we"])} if role.get("we") else {}),
        }
    for speaker in m.data.get("speakers", ()):
        held = [{k: str(v) for k, v in role.items()} for role in speaker.get("roles", ())]
        facts["speakers"].append(
            {
                "name": speaker["name"],
                "words": _folded(speaker.get("words", ())),
                "labels": list(speaker.get("labels", ())),
                "roles": held,
                "source": m.id,
            }
        )


def _folded(phrases: Iterable[str]) -> list[str]:
    return [" ".join(norms(p)) for p in phrases]


def _law(facts: dict[str, Any], m: Manifest) -> None:
    facts["codes"] += m.data.get("codes", ())
    facts["cited"] += m.data.get("cited", ())
    for provision in m.data.get("provisions", ()):
        listed = {k: [" ".join(norms(w)) for w in provision.get(k, {}).get("words", ())] for k in ("names", "neutral")}
        facts["provisions"].append({**provision, **listed, "source": m.id, "publisher": m.data["source"]["publisher"]})
    for name, concept in m.data.get("concepts", {}).items():
        facts["concepts"][name] = {**concept, "words": sorted(_concept_words(concept))}


# Words that a phrase of the thesaurus may have or lack.
_OF_IDEAS = (
    "kind",
    "label",
    "light",
    "event",
    "manner",
    "amount",
    "opposites",
    "rivals",
    "unlike",
    "forbids",
    "kind_of",
    "act",
    "lawgiver",
    "wrong",
    "defining",
    "proof",
    "endless",
    "penalty",
    "written",
    "firm",
)
_EITHER_WAY = ("opposites", "rivals", "unlike")
_EXCLUDING = ("opposites", "rivals")
_LOOSE = frozenset(("the", "a", "an", "his", "her", "their", "its", "such", "any"))


def _either_way(name: str, key: str, ideas: Mapping[str, Any]) -> list[str]:
    """What an idea excludes, or is excluded by: one that is declared under either goes for both.

    One office excludes every other, unless one may stand for the other.
    """
    declared = [*ideas[name].get(key, ()), *(n for n, other in ideas.items() if name in other.get(key, ()))]
    if key == "rivals" and ideas[name].get("office"):
        declared += [
            n for n, other in ideas.items()
            if other.get("office") and n != name and n not in ideas[name].get("from", ())
            and name not in other.get("from", ())
        ]  # fmt: skip
    return list(dict.fromkeys(declared))


def _thesaurus(facts: dict[str, Any], m: Manifest) -> None:
    """Ideas with their phrases as stems; what settles an idea indirectly settles it."""
    ideas = m.data.get("thesaurus", {})
    held = facts["thesaurus"]
    for name, idea in ideas.items():
        settled = _settling(name, ideas)
        held["concepts"][name] = {
            **{k: idea[k] for k in _OF_IDEAS if k in idea},
            **{k: found for k in _EITHER_WAY if (found := _either_way(name, k, ideas))},
            "from": settled,
            "meets": list(settled),
            **({"written": sorted(_folded(idea["words"]))} if idea.get("written") else {}),
            "query": sorted({w for phrase in idea["words"] for w in norms(phrase) if len(w) > 3}),
        }
        for phrase in idea["words"]:
            words = [stem(w) for n, w in enumerate(norms(phrase)) if not n or w not in _LOOSE]
            names = held["phrases"].setdefault(" ".join(words), [])
            names += [n for n in idea.get("means", [name]) if n not in names]
        for provision in idea.get("provisions", ()):
            held["provisions"].setdefault(provision.lower(), []).append(name)
    for name in ideas:
        for settling in held["concepts"][name]["from"]:  # whichever of two settles the other, they meet
            held["concepts"][settling]["meets"].append(name)
    for address, about in m.data.get("sections", {}).items():
        facts["sections"] += [{"address": address, "name": " ".join(norms(w))} for w in about.get("words", ())]


def _settling(name: str, ideas: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The ideas that settle one, by whatever way leads to them.

    "An officer" may be a guard and a guard an officer; what excludes a guard settles nothing of one on the way that
    leads through him, nor what a guard settles.
    """
    ways: dict[str, list[frozenset[str]]] = {}  # what is excluded on each way to an idea
    open_ = [(other, _excluded(ideas[name])) for other in ideas[name].get("from", ())]
    while open_:
        other, excluded = open_.pop(0)
        known = ways.get(other, [])
        if other == name or other in excluded or any(way <= excluded for way in known):
            continue
        ways[other] = [*known, excluded]
        open_ += [(more, excluded | _excluded(ideas[other])) for more in ideas[other].get("from", ())]
    return list(ways)


def _excluded(idea: Mapping[str, Any]) -> frozenset[str]:
    """The ideas that one says it cannot be."""
    # Whom an officer is not, no guard in between makes him.
    names = (*_EXCLUDING, "unlike") if idea.get("kind") == "agency" else _EXCLUDING
    return frozenset(k for key in names for k in idea.get(key, ()))


def _concept_words(concept: Mapping[str, Any]) -> Iterable[str]:
    return {" ".join(norms(phrase)) for phrase, _ in forms(concept)}
