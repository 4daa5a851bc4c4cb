"""Words a first manifest from what was found in a table and what the editor said about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.extract.tagging.lexicon import general_terms
from factcheck.intake.convert import Figures, slug
from factcheck.intake.look import Plan, units_known
from factcheck.model.value import MONTH_OF
from factcheck.text.tokens import norms

_LONGEST = 5
_PATTERN = frozenset("*?\\[]^|")
UNKNOWN = "unknown publisher"


@dataclass(slots=True)
class About:
    """What the table cannot say of itself; empty where nobody has said it yet."""

    id: str
    publisher: str = ""
    title: str = ""
    url: str = ""
    label: str = ""
    unit: str = ""
    words: tuple[str, ...] = ()
    published: str = ""

    def missing(self) -> list[str]:
        """What is still to be filled in, as the summary words it."""
        asked = {
            "publisher": ("source", "who publishes the table"),
            "url": ("source", "where it is published"),
            "published": ("tables.releases", "the day on which it was published"),
        }
        return [f"{key} in [{where}]: {what}" for key, (where, what) in asked.items() if not getattr(self, key)]


def manifest(plan: Plan, figures: Figures, about: About, file: str) -> str:
    """The text of a manifest.toml."""
    name = slug(about.label)
    parts = [_source(plan, about), _measure(plan, figures, about, name)]
    parts += [_dimension(d.name, d.label, d.values) for d in figures.dimensions]
    neutral = [w for d in figures.dimensions for w in (d.label, _plural(d.label)) if _usable(w)]
    parts.append(f"# Words that change nothing about what is meant.\n[neutral]\nwords = {_list(neutral)}\n")
    listed = _list(d.name for d in figures.dimensions)
    parts.append(f"# Where mixed-up figures may be found.\n[near]\ndimensions = {listed}\nmonths = 2\nyears = 1\n")
    parts.append(_table(figures, about, name, file))
    return "\n".join(parts)


def _source(plan: Plan, about: About) -> str:
    calendar = [f"fiscal_start = {plan.fiscal_start}"] if plan.fiscal_start > 1 else []
    bare = ["calendar", "fiscal"] if calendar else ["calendar"]
    lines = [
        f"# Made by `factcheck sources add` from {_comment(plan.sheet.path.name)}. Mend it, and add words.",
        "# docs/add-a-source.md and docs/architecture.md explain the keys; `factcheck sources check` finds mistakes.",
        "",
        "[source]",
        f"id = {_text(about.id)}",
        f"title = {_text(about.title)}",
        f"publisher = {_text(about.publisher or UNKNOWN)}{'' if about.publisher else '  # fill in'}",
        f"url = {_text(about.url)}{'' if about.url else '  # fill in'}",
        "",
        "[calendar]",
        *calendar,
        f"bare_year = {_list(bare)}",
        "",
    ]
    return "\n".join(lines)


def _measure(plan: Plan, figures: Figures, about: About, name: str) -> str:
    known = units_known().get(about.unit.lower())
    unit = known["name"] if known else about.unit
    lines = [f"[measures.{name}]", f"label = {_text(about.label)}"]
    lines += [f"unit = {_text(unit)}"] if unit else []
    lines += [f"decimals = {figures.decimals}"] if figures.decimals else []
    lines += ["negative = true"] if figures.negative else []
    lines += [f'aggregate = "{plan.aggregate}"'] if plan.aggregate != "sum" else []
    lines += ["", "# What stories call it. Add other words that mean exactly this.", f"[[measures.{name}.words]]"]
    lines += [f"nouns = {_list(_nouns(about))}", "readings = [{}]", ""]
    if unit and unit not in ("percent", "%"):
        own, others = (known["words"], known["others"]) if known else ([unit], {})
        lines += [f"[[measures.{name}.units]]", f"words = {_list(w for w in own if _usable(w))}", ""]
        for times, words in others.items():
            lines += [f"[[measures.{name}.units]]", f"words = {_list(words)}", f"times = {times}", ""]
    return "\n".join(lines)


def _nouns(about: About) -> list[str]:
    words = about.words or (about.label,)
    singular = [w[:-1] if w.endswith("s") and not w.endswith(("ss", "us", "is")) and len(w) > 3 else w for w in words]
    return [w for w in dict.fromkeys(singular) if w.strip()]


def _dimension(name: str, label: str, values: dict[str, str]) -> str:
    lines = [f"[dimensions.{name}]", f"label = {_text(label)}", f"all = {_text('all ' + _plural(label))}", ""]
    for value, shown in values.items():
        lines += [f"[dimensions.{name}.values.{value}]", f"label = {_text(shown)}"]
        if _usable(shown) and not _everyday(shown):
            lines += [f"words = {_list([shown])}", ""]
        else:
            lines += ["words = []  # fill in: what stories call it, in at most five words", ""]
    return "\n".join(lines)


def _table(figures: Figures, about: About, name: str, file: str) -> str:
    lines = [
        "[[tables]]",
        f"id = {_text(about.id)}",
        f"title = {_text(about.title)}",
        f"url = {_text(about.url)}",
        f"file = {_text(file)}",
        f"measure = {_text(name)}",
        f"dimensions = {_list(d.name for d in figures.dimensions)}",
        '# A row that is not there is not known. If it means that there was none, write gaps = "zero".',
        'gaps = "unknown"',
        "",
    ]
    for release in figures.releases:
        published = release if len(figures.releases) > 1 else about.published
        lines += ["[[tables.releases]]", f"id = {_text(release)}"]
        lines += [f"published = {_text(published)}{'' if published else '  # fill in, as 2024-01-31'}"]
        lines += [f"rounded_to = {figures.rounded_to}"] if figures.rounded_to > 1 else []
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def wordless(figures: Figures) -> list[str]:
    """Values for which no words could be taken from the table."""
    found = []
    for dimension in figures.dimensions:
        for shown in dimension.values.values():
            if not _usable(shown) or _everyday(shown):
                found.append(f"words for {shown!r} in [dimensions.{dimension.name}]")
    return found


def _usable(phrase: str) -> bool:
    return 0 < len(norms(phrase)) <= _LONGEST and not set(phrase) & _PATTERN


def _everyday(phrase: str) -> bool:
    """Words of general English and months: as the name of a value they would be found everywhere."""
    words = " ".join(norms(phrase))
    return words in general_terms() or words in MONTH_OF or words.isdecimal() or len(words) < 2 or words == "other"


def _plural(word: str) -> str:
    from factcheck.manifest import plural

    return plural(word)


def _text(value: str) -> str:
    """A TOML basic string; JSON escapes the same characters in the same way."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Iterable[str] | Sequence[str]) -> str:
    return "[" + ", ".join(_text(v) for v in dict.fromkeys(values)) + "]"


def _comment(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
