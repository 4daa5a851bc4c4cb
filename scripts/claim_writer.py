"""Draws cells of the figures and words of the grammar, and knows which claims are surely false."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, Protocol, TypeVar

from scripts.claim_truth import (
    ALL,
    PATROL,
    Figures,
    Stated,
    Subject,
    could_hold,
    index,
    is_near,
    name,
)
from scripts.claim_words import When, period_words

WORDS = tomllib.loads(Path(__file__).with_name("generate_claims.toml").read_text(encoding="utf-8"))
EVERYONE = Subject()
# voice -> the readings that its words license, the one that a right claim is true of first.
READINGS = {
    "usbp": (PATROL,),
    "all": (EVERYONE, PATROL),
    "ofo": (Subject("ofo"),),
    "bare_usbp": (PATROL, EVERYONE),
    "bare_all": (EVERYONE, PATROL),
    "title42": (Subject(ALL, "title42"), Subject("usbp", "title42")),
    "title8": (Subject(ALL, "title8"), Subject("usbp", "title8")),
}
HISTORY = ("usbp", "bare_usbp")  # voices whose figures go back to October 1999
BOTH = ("usbp", "all", "bare_usbp", "bare_all")
_AN = re.compile(r"\b(a) (8|11%|11 |18%|18 |eight|eleven)", re.IGNORECASE)
_RECENT = index("2018-10")
SMALLEST = 1000  # smaller figures are not what newsrooms round


class Who(NamedTuple):
    """What a claim counts: a voice of the grammar, and a group of people or ""."""

    voice: str
    group: str = ""

    @property
    def licensed(self) -> list[Subject]:
        group = self.group or ALL
        return [subject._replace(demographic=group) for subject in READINGS[self.voice]]

    @property
    def subject(self) -> Subject:
        return self.licensed[0]

    @property
    def components(self) -> list[Subject]:
        """The same count by each agency and by both."""
        return [self.subject._replace(component=c) for c in ("usbp", "ofo", ALL)]


class Made(Protocol):
    """A claim of some kind, before it has a number."""

    @property
    def text(self) -> str: ...


_Made = TypeVar("_Made", bound=Made)


def distinct(draw: Callable[[], _Made | None], count: int, tries: int) -> Iterator[_Made]:
    """`count` claims, no text twice; a draw of None is tried again. Raises RuntimeError after so many tries."""
    seen: set[str] = set()
    for _ in range(tries):
        if len(seen) >= count:
            return
        made = draw()
        if made is not None and made.text not in seen:
            seen.add(made.text)
            yield made
    if len(seen) < count:
        raise RuntimeError(f"only {len(seen)} different claims could be made of these figures")


class Draft(NamedTuple):
    """A claim before it has a number."""

    text: str
    when: When
    kind: str
    why: str


class Writer:
    """Draws cells and words from `rng`, and checks what is false against `figures`."""

    def __init__(self, rng: Random, figures: Figures) -> None:
        self.rng = rng
        self.figures = figures

    # ---- drawing --------------------------------------------------------------------------

    def who(self, voices: Sequence[str] = tuple(READINGS), groups: bool = False) -> Who:
        weights = [WORDS["voice"][voice]["weight"] for voice in voices]
        voice = self.rng.choices(voices, weights)[0]
        plain = not voice.startswith("title")
        if groups and plain and self.rng.random() < 0.28:
            return Who(voice, self.rng.choice(list(WORDS["demographic"])))
        return Who(voice)

    def month(self, who: Who, margin: int = 0) -> int:
        """A month that is held for `who` with `margin` months before it."""
        held = sorted(self.figures.monthly(who.subject))
        recent = [month for month in held if month >= _RECENT]
        if len(held) > len(recent) > margin and self.rng.random() < 0.8:
            # Articles are mostly about recent years; the margin may lie before them.
            return self.rng.choice(recent)
        return self.rng.choice(held[margin:])

    def period(self, who: Who) -> When | None:
        """A period for which every month is held, or None."""
        month = self.month(who)
        way = self.rng.choices(("month", "year", "quarter", "range"), (58, 20, 11, 11))[0]
        when = period_words(self.rng, way, month, 6)
        value = self.figures.value(who.subject, when.months)
        return when if value is not None and value >= SMALLEST else None

    # ---- truth ----------------------------------------------------------------------------

    def value(self, who: Who, months: Sequence[int]) -> int | None:
        return self.figures.value(who.subject, months)

    def surely_false(self, stated: Stated, who: Who, when: When, elsewhere: bool = True) -> bool:
        """Whether no defensible reading lets the amount stand. With `elsewhere`, the number must
        not come near the figure of another agency either."""
        spans = [when.months, *when.others]
        for months in spans:
            for subject in who.licensed:
                if any(could_hold(stated, v) for v in self.figures.versions(subject, months)):
                    return False
            others = who.components if elsewhere else []
            if any(is_near(stated, v) for s in others for v in self.figures.versions(s, months)):
                return False
        if when.kind != "month" or when.said.split()[-1].isdigit():
            return True
        # A month without its year: not another year's figure.
        shifted = [[m + step for m in when.months] for step in (-12, 12)]
        return not any(
            is_near(stated, v)
            for months in shifted
            for subject in who.licensed
            for v in self.figures.versions(subject, months)
        )

    def why(self, who: Who, *spans: Sequence[int]) -> str:
        parts = [f"{_label(months)}: {value:,}" for months in spans if (value := self.value(who, months)) is not None]
        kind = "/".join(part for part in who.subject if part != ALL) or "all CBP"
        return f"southwest {kind} {'; '.join(parts)}"

    # ---- sentences ------------------------------------------------------------------------

    def pick(self, *names: str, without: Sequence[str] = ()) -> str:
        """A template of these lists of the grammar ("figure.bare") that needs none of `without`."""
        found: list[str] = []
        for name_ in names:
            table: Any = WORDS
            for part in name_.split("."):
                table = table[part]
            found += [t for t in table if not any(f"{{{slot}}}" in t for slot in without)]
        return self.rng.choice(found)

    def figure_template(self, who: Who, when: When) -> str:
        lists = ["figure.person"]
        has_agent = "agent" in WORDS["voice"][who.voice]
        if has_agent:
            lists = ["figure.agent"]
        lists += ["figure.group"] if who.group else ["figure.bare"]
        if has_agent and not who.group:
            lists += ["figure.counted"]
        return self.pick(self.rng.choice(lists), without=() if when.noun else ("T",))

    def write(self, template: str, who: Who, when: When, right: bool, **slots: str) -> str:
        """The sentence: parts drawn, the period put in front or where it stands, a frame."""
        rng = self.rng
        voice = WORDS["voice"][who.voice]
        parts = {key: rng.choice(words) for key, words in voice.items() if isinstance(words, list)}
        parts["people"] = rng.choice(WORDS["demographic"].get(who.group, WORDS["people"]))
        parts |= {key: rng.choice(WORDS[key]) for key in ("total", "counted")}
        # Without a place a claim may mean the whole country, whose figures are not held here.
        parts["p"] = "" if right and rng.random() < 0.08 else rng.choice(WORDS["place"])
        parts |= {"t": when.said, "T": when.noun} | slots
        if who.group and "{subject} of" in template:
            parts["subject"] = rng.choice([s for s in voice["subject"] if "migrant" not in s])
        in_front = "{t}" in template and not template.startswith(("{t}", "{T}")) and rng.random() < 0.4
        if in_front:
            body = template.replace(" {t}", "").replace("{t}", "")
            text = f"{when.said}, {body.format(**parts)}"
        else:
            text = template.format(**parts)
        frame = rng.random()
        if frame < 0.15 and not in_front and not template.startswith(("{t}", "{T}")):
            text = rng.choice(WORDS["frame_front"]).format(s=text)
        elif 0.15 <= frame < 0.35:
            text = rng.choice(WORDS["frame_back"]).format(s=text)
        text = _AN.sub(r"\1n \2", " ".join(text.split()).replace(" ,", ","))
        return f"{text[0].upper()}{text[1:]}."


def _label(months: Sequence[int]) -> str:
    first, last = months[0], months[-1]
    return name(first) if first == last else f"{name(first)} to {name(last)}"
