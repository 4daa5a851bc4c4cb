"""The keys of a manifest and what may stand under each, as data that the checks and errors read.

A kind is text, texts, phrases (a list of at most five words each), whole, number, "true or false",
month, day, texts in lists, any; or a nested shape: a dict of keys, `Named` (names that the author
chooses, each with a shape) or `Rows` (a list of tables of one shape).
"""

from __future__ import annotations

from typing import Any

from factcheck.model.record import record

TEXT, TEXTS, PHRASES, LISTS, ANY = "text", "a list of texts", "a list of phrases", "a list of lists", "anything"
WHOLE, NUMBER, BOOL, MONTH = "a whole number", "a number", "true or false", "a month such as 2024-01"
TEXT_OR_TEXTS = "text or a list of texts"


@record
class Named:
    """Tables or values under names that the manifest's author chooses."""

    of: Any


@record
class Rows:
    """A list of tables: `[[tables]]`, or `readings = [{ … }]`."""

    of: Any


@record
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@record
class Choices:
    """A list of some of a few words."""

    words: tuple[str, ...]


@record
class With:
    """Keys of its own, and names of dimensions beside them."""

    keys: dict[str, Any]
    names: Any


@record
class Or:
    """One shape or the other."""

    first: Any
    second: Any


_INFLECTED = {"nouns": PHRASES, "verbs": PHRASES, "phrases": PHRASES, "words": PHRASES}
_WORDS = {"words": PHRASES}
_RELEASE = {
    "id": TEXT, "published": TEXT, "retrieved": TEXT, "url": TEXT, "original": TEXT, "sha256": TEXT,
    "rounded_to": WHOLE, "table": TEXT,
}  # fmt: skip
_SLOTS = ("actor", "action", "theme", "object", "condition", "finding", "manner", "duration")

SECTIONS: dict[str, Any] = {
    "source": {"id": TEXT, "title": TEXT, "publisher": TEXT, "url": TEXT, "caveats": TEXTS},
    "calendar": {"fiscal_start": WHOLE, "bare_year": Choices(("fiscal", "calendar"))},
    "measures": Named(
        {
            "label": TEXT, "unit": TEXT, "decimals": WHOLE, "negative": BOOL, "aggregate": Choice(("sum", "mean")),
            "restated_percent": NUMBER, "restated_points": NUMBER,
            "assumed": Named(TEXTS),
            "words": Rows({**_INFLECTED, "gives_way": BOOL,
                           "readings": Rows(With({"loose": BOOL, "since": MONTH, "until": MONTH}, TEXT))}),
            "heads": {"words": PHRASES, "not_counted": PHRASES, "actors": PHRASES},
            "units": Rows({"words": PHRASES, "times": NUMBER}),
        }
    ),
    "dimensions": Named(
        {
            "label": TEXT, "all": TEXT, "bare": PHRASES, "kinds": PHRASES, "rest": TEXTS,
            "implies": Named(TEXT), "replaces": TEXTS, "follows": TEXTS, "kept": BOOL,
            "revised_percent": NUMBER,
            "values": Named({"label": TEXT, "words": PHRASES, "hints": PHRASES, "following": PHRASES, "listed": PHRASES,
                             "weak": BOOL, "assumed": Named(TEXTS), "within": Named(TEXTS)}),
            "groups": Named({"words": PHRASES, "values": TEXTS}),
            "others": {"label": TEXT, "words": PHRASES, "needs": TEXT},
        }
    ),
    "outside": Rows({"label": TEXT, "words": PHRASES, "needs": TEXT, "unless": TEXTS, "counts": BOOL}),
    "neutral": _WORDS,
    "near": {"dimensions": TEXTS, "months": WHOLE, "years": WHOLE},
    "terms": Rows({"words": PHRASES, "from": TEXTS, "to": TEXTS}),
    "office": {"called": PHRASES, "held_in": PHRASES, "holder": PHRASES},
    "tables": Rows(
        {
            "id": TEXT, "title": TEXT, "url": TEXT, "file": TEXT, "measure": TEXT, "family": TEXT,
            "dimensions": TEXTS, "fixed": Named(TEXT), "caveats": TEXTS,
            "kind": Choice(("releases", "as-published")), "gaps": Choice(("zero", "unknown")),
            "releases": Or(TEXT, Rows(_RELEASE)), "releases_of": TEXT, "from": MONTH,
        }
    ),
    "codes": Rows({"id": TEXT, "label": TEXT, "title": TEXT, "words": PHRASES, "same_as": TEXT,
                   "sections": Named(TEXT)}),
    "cited": Rows({"id": TEXT, "kind": TEXT, "label": TEXT, "form": Choice(("number", "page", "section")),
                   "words": TEXTS, "numbers": TEXTS}),
    "provisions": Rows(
        {
            "id": TEXT, "title": TEXT, "locator": TEXT, "url": TEXT, "text": TEXT, "as_of": TEXT, "published": TEXT,
            "retrieved": TEXT, "original": TEXT, "sha256": TEXT, "names": _WORDS, "neutral": _WORDS,
            "norms": Rows(
                {
                    "modality": TEXT, "says": TEXT, "needs": TEXTS, **dict.fromkeys(_SLOTS, TEXTS),
                    "quote": {**dict.fromkeys(_SLOTS, TEXT), "modality": TEXT, "finder": TEXT},
                }
            ),
        }
    ),
    # factcheck/documents/declared.py checks these.
    **dict.fromkeys(("documents", "texts", "roles", "speakers"), ANY),
    "concepts": Named(
        {
            "slot": TEXT, "label": TEXT, "nouns": PHRASES, "verbs": PHRASES, "words": PHRASES, "rivals": TEXTS,
            "takes": TEXT, "parts": LISTS, "lawgiver": BOOL, "always_required": BOOL, "limit": TEXT,
        }
    ),
    "thesaurus": Named(
        {
            "words": PHRASES, "kind": Choice(("agency", "person")), "label": TEXT,
            **dict.fromkeys(("from", "means", "opposites", "rivals", "unlike", "forbids"), TEXTS),
            **dict.fromkeys(("provisions", "kind_of"), TEXTS),
            **dict.fromkeys(("light", "manner", "event", "amount", "act", "lawgiver", "wrong", "office"), BOOL),
            "defining": BOOL, "proof": BOOL, "endless": BOOL, "firm": BOOL, "penalty": BOOL, "written": BOOL,
        }
    ),
    "sections": Named(_WORDS),
}  # fmt: skip
# A listing is written by a script, which may note more about where a release came from.
RELEASES = {"release": Rows(With(_RELEASE, ANY))}

# Where a key has to stand: the shape's path without names and numbers.
REQUIRED: dict[str, tuple[str, ...]] = {
    "": ("source",),
    "source": ("id", "title", "publisher"),
    "tables": ("id", "title", "file", "measure"),
    "tables.releases": ("id",),
    "terms": ("words", "from", "to"),
    "codes": ("id",),
    "cited": ("id", "form", "words"),
    "provisions": ("id", "title", "locator", "text"),
}
