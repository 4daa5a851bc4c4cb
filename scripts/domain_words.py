"""Says which words of the bundled manifests are words of a field, and no general English.

What is counted, the values of dimensions, what lies outside and who acts in the law are names of a field.
A word of general English that a manifest happens to use is let through when the engine's own tables
(factcheck/extract/tagging/lexicon.py and its neighbours) list it, or when it stands in `ORDINARY`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from factcheck import shipped
from factcheck.extract.tagging.lexicon import general_terms
from factcheck.library import manifests_below
from factcheck.manifest import forms, load, plural
from factcheck.model.value import MONTHS

WORD = re.compile(r"[A-Za-z]+")

# Words that the manifests use and the engine may use as well: single words of ordinary English, of
# newsrooms, of law in general, or of programming. Never a name.
ORDINARY = frozenset(
    """
    actions admitted avoided escaped getting non repeats turned
    attorney chief commander governor mayor secretary
    agent agents anyone authorities authority away ban bans boundary case cases categories category
    caught certain class coast cross del enforcement entries entry family federal field fields forces foreign
    general grand guard health house illegal individual individuals judge land law legal local lone middle officers
    outside parent parents particular pass passes permits persons policy port power powers process processes
    provision provisions specific statute statutes stop stopped stopping stops subject title travel unlawful
    visitor white wide work code codes register registers
    """.split()
)


def _phrases(data: Mapping[str, Any]) -> Iterator[str]:
    """The names of a field in one manifest: measures, values, places, what lies outside."""
    for measure in data.get("measures", {}).values():
        for group in measure.get("words", ()):
            yield from (phrase for phrase, _ in forms(group))
        yield from measure.get("heads", {}).get("words", ())
    for dimension in data.get("dimensions", {}).values():
        yield from dimension.get("bare", ())
        for value in dimension.get("values", {}).values():
            yield from (*value.get("words", ()), *value.get("hints", ()), value.get("label", ""))
        yield from dimension.get("others", {}).get("words", ())
    for group in data.get("outside", ()):
        yield from group.get("words", ())
    for concept in data.get("concepts", {}).values():
        # Who acts and who is acted upon; what they do ("limit", "grant") is ordinary English.
        if concept.get("slot") in ("actor", "object"):
            yield from (phrase for phrase, _ in forms(concept))
    for provision in data.get("provisions", ()):
        yield from provision.get("names", {}).get("words", ())
    for cited in data.get("cited", ()):  # numbered documents; abbreviations are too short to be anybody's words
        yield from (phrase for phrase in cited["words"] if "." not in phrase and not phrase.isupper())


def _general() -> frozenset[str]:
    """The single words of the engine's own tables of English."""
    words = {w for phrase in general_terms() for w in WORD.findall(phrase.lower())}
    return frozenset(words | {m.lower() for m in MONTHS} | ORDINARY)


@cache
def banned() -> tuple[frozenset[str], frozenset[str]]:
    """(single words, phrases) of the bundled manifests that are no general English."""
    general = _general()
    listed = {" ".join(WORD.findall(p.lower())) for p in general_terms()}
    words: set[str] = set()
    phrases: set[str] = set()
    for path in manifests_below(shipped.bundled("sources")):
        for phrase in _phrases(load(path).data):
            parts = WORD.findall(phrase.lower().replace(".", ""))
            rare = [w for w in parts if len(w) > 2 and w not in general]
            words.update(rare)
            words.update(plural(w) for w in rare)
            if len(parts) > 1 and any(len(w) > 3 for w in parts) and " ".join(parts) not in listed:
                phrases.add(" ".join(parts))
    return frozenset(words), frozenset(phrases)


def is_domain_word(written: str) -> bool:
    """Whether `written` ("border", "president's") is or holds a single word of a field."""
    return any(word in banned()[0] for word in WORD.findall(written.lower()))
