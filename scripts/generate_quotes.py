"""Turns sentences of official documents into quotations that are right, altered, cut or another's, one JSON a line.

    python scripts/generate_quotes.py --documents ../shared/official --count 400 --seed 20261122

The words of the frames come from generate_quotes.toml. Nothing here knows the `factcheck` package: documents are
read, and quotations held against them, by simple means of its own. The same seed gives the same rows.
Standard library only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.quote_documents import Said, read

SEED = 20261122
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_LIMITED = re.compile(
    r",?\s*(?:not|never|unless|except|but|provided|subject|only|if|until|other than|as long|to the extent|without|"
    r"even)\b"
)
_LED = re.compile(
    r"\b(?:not|never|no|nor|cannot|n’t|without)\s*$|^(?:if|subject|unless|except|until|only)\b", re.IGNORECASE
)
_LIMIT = re.compile(r",?\s(?=(?:unless|except|but not|provided that|subject to|only if|if)\s)")
_NEGATED = re.compile(r"\b(does|do|did|is|are|was|were|will|shall|may|must|can|should|would) not\b")
_PLAIN = re.compile(r"\b(will|shall|may|must|should|would|are|is|has|have)\b(?! not| be not)")
_NUMBER = re.compile(r"\b(\d[\d,]*)\b(?!\()")
_SMALL = frozenset(
    """about after against among because before being between could every first their there these those through under
    which while would should shall other where""".split()
)


class Maker:
    """Makes rows out of sentences; `rng` decides everything that is free."""

    def __init__(self, said: Sequence[Said], rng: Random) -> None:
        self.rng = rng
        self.all = said
        joined = [(s.path, _plain(s.text)) for s in said]
        self.texts = joined
        self.words = sorted(
            {w for s in said for w in s.text.split() if re.fullmatch(r"[a-z]{6,12}", w) and w not in _SMALL}
        )

    def unique(self, text: str) -> bool:
        """Whether the words stand in no more than one document."""
        plain = _plain(text)
        return len({path for path, held in self.texts if plain in held}) <= 1

    def altered(self, said: Said, quote: str, changed: str, kind: str) -> dict[str, Any] | None:
        """A row for a changed quotation, when the words are of one document and no document has the changed ones."""
        plain = _plain(changed)
        if not self.unique(quote) or any(plain in held for _, held in self.texts):
            return None
        return self.row(said, changed, kind, "conflicting", f"source has: {quote}")

    # ---- who and when -------------------------------------------------------------------------

    def head(self, said: Said) -> str:
        day = said.day.isoformat() if said.day else ""
        held = [h for h in WORDS["heads"] if h["from"] <= day < h["to"]]
        return str(self.rng.choice(held[0]["names"])) if held else ""

    def heads(self, said: Said) -> list[str]:
        day = said.day.isoformat() if said.day else ""
        return [h["from"] for h in WORDS["heads"] if h["from"] <= day < h["to"]]

    def speaker(self, said: Said) -> str:
        """Who may truly be said to have said it; empty when this is not plain."""
        title = said.title.lower()
        if said.label == "THE PRESIDENT":
            return self.head(said) if "remarks by president" in title or "president" in title else ""
        if said.label.startswith(("MR.", "MS.", "SECRETARY ")):
            return said.label.split(maxsplit=1)[1].title()
        if said.label or not said.day:
            return ""
        office = r"(?:the )?(?:white house )?(?:press secretary|nsc spokesperson|national security \w+)"
        by = re.search(rf"(?:statement|briefing) (?:by|from) {office} ([a-z]+ [a-z-]+)", title)
        if by:
            return by[1].title()
        if re.search(r"statement (?:by|from) (?:president|vice)", title):
            return self.head(said) if "from president" in title else ""
        if re.search(r"^(?:proclamation|executive order|a proclamation|memorandum)", title):
            return self.head(said)
        if re.search(r"remarks|briefing|gaggle|call|dialogue|joint|letter|what they|icymi", title):
            return ""
        return str(self.rng.choice(WORDS["publishers"]["names"]))

    def document(self, said: Said) -> str:
        for words, names in WORDS["documents"].items():
            if words.lower() in said.title.lower():
                return str(self.rng.choice(names))
        return ""

    def when(self, said: Said, as_of: date) -> str:
        assert said.day is not None
        day = said.day
        long = f"{day:%B} {day.day}"
        ways = [f"on {long}, {day.year}", f"on {long}", f"in {day:%B %Y}", f"on {day:%A}"]
        return self.rng.choice(ways if (as_of - day).days < 6 else ways[:1])

    # ---- one row ------------------------------------------------------------------------------

    def row(self, said: Said, quote: str, kind: str, expect: str, why: str, who: str = "") -> dict[str, Any] | None:
        """The quotation in a frame that names its source, or another's when `who` is given."""
        as_of = (said.day or date(2024, 1, 10)) + timedelta(days=self.rng.choice((0, 1, 1, 2, 3)))
        frames, speaker, document = WORDS["frames"], who or self.speaker(said), self.document(said)
        context = ""
        if said.cite:
            document = said.cite
            group = "law" if self.rng.random() < 0.75 else "any_law"
        elif who:
            group = "speaker"
        elif document and self.rng.random() < 0.5 and not said.label:
            group = "document"
        elif speaker:
            group = "part" if kind in ("verbatim", "part") and len(quote.split()) <= 9 else "speaker"
        else:
            return None
        frame = self.rng.choice(frames[group])
        if "{S}" in frame and not speaker:
            return None
        when = self.when(said, as_of) if said.day else ""
        if group == "speaker" and not who and speaker.islower() is False and self.rng.random() < 0.15:
            context = self.rng.choice(frames["leads"][: None if said.label else 2]).format(S=_up(speaker), W=when)
            frame = self.rng.choice(frames["later"][:2])
        verb = self.rng.choice(WORDS["verbs"] if said.label else [v for v in WORDS["verbs"] if "remarks" not in v])
        text = frame.format(S=speaker, V=verb, W=when, Q=quote, D=document)
        if self.rng.random() < 0.2:
            text = text.replace('"', "“", 1).replace('"', "”", 1)
        row = {
            "text": _up(text),
            "as_of": as_of.isoformat(),
            "expect": expect,
            "kind": kind,
            "why": f"{said.path}: {why}",
        }
        return row | ({"context": context} if context else {})

    def piece(self, said: Said, least: int = 8, most: int = 22) -> str:
        """A stretch of the sentence, whole words."""
        words = said.text.split()
        length = min(len(words), self.rng.randint(least, most))
        first = self.rng.choice((0, self.rng.randint(0, len(words) - length)))
        first -= words[first] in ("hundred", "thousand", "million", "billion")
        return " ".join(words[first : first + length]).rstrip(",")

    def cut_short(self, said: Said, quote: str) -> bool:
        """Whether the stretch ends before a limit or begins behind a negation or condition."""
        at = said.text.find(quote)
        after, before = said.text[at + len(quote) :], said.text[:at]
        return bool(_LIMITED.match(after) or _LED.search(before))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---- kinds ------------------------------------------------------------------------------------------


def verbatim(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said)
    if m.cut_short(said, quote):
        return None
    return m.row(said, quote, "verbatim", "supported", "word for word")


def part(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 4, 7)
    if m.cut_short(said, quote) or not m.unique(quote):
        return None
    return m.row(said, quote, "part", "supported", "part of a sentence, word for word")


def typographic(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 9, 24)
    if m.cut_short(said, quote):
        return None
    changed = m.rng.choice((_brackets, _ellipsis, _numbers, _abbreviated, _contracted))(m, quote)
    if changed is None or changed == quote:
        return None
    return m.row(said, changed, "typographic", "supported", f"only typography differs from: {quote}")


def _brackets(m: Maker, quote: str) -> str | None:
    first = quote[:1]
    return f"[{first.swapcase()}]{quote[1:]}" if first.isalpha() else None


def _ellipsis(m: Maker, quote: str) -> str | None:
    words = quote.split()
    first = m.rng.randint(3, len(words) - 5)
    last = first + m.rng.randint(1, 2)
    if any(
        w.lower().strip(",")
        in ("not", "no", "never", "nor", "without", "unless", "only", "except", "million", "billion", "hundred")
        for w in words[first:last]
    ):
        return None
    return " ".join([*words[:first], m.rng.choice(("…", "...", ". . .", "[...]")), *words[last:]])


def _numbers(m: Maker, quote: str) -> str | None:
    for word, value in WORDS["numbers"].items():
        if re.search(rf"\b{word}\b(?!-)", quote):
            return re.sub(rf"\b{word}\b(?!-)", str(value), quote, count=1)
        digits = rf"(?<![.,$]){value}\b(?![,.]\d|%|-)"
        if re.search(rf"\b{digits}", quote):
            return re.sub(rf"\b{digits}", word, quote, count=1)
    return None


def _abbreviated(m: Maker, quote: str) -> str | None:
    return quote.replace("United States", "U.S.", 1) if "United States" in quote else None


def _contracted(m: Maker, quote: str) -> str | None:
    pairs = (
        ("does not", "doesn't"),
        ("do not", "don't"),
        ("is not", "isn't"),
        ("will not", "won't"),
        ("we are", "we're"),
    )
    for full, short in pairs:
        if full in quote:
            return quote.replace(full, short, 1)
        if short in quote.replace("’", "'"):
            return quote.replace("’", "'").replace(short, full, 1)
    return None


def cut(m: Maker, said: Said) -> dict[str, Any] | None:
    limit = _LIMIT.search(said.text)
    if limit is None or len(said.text[: limit.start()].split()) < 6:
        return None
    words = said.text[: limit.start()].split()
    quote = " ".join(words[-m.rng.randint(6, min(len(words), 16)) :]).rstrip(",")
    before = said.text[: limit.start()].removesuffix(quote)
    if (
        not m.unique(quote)
        or re.search(r"^(?:not|never|or)\b", quote)
        or re.search(r"\b(?:not|no|never|nor)\s*$", before)
    ):
        return None
    row = m.row(said, quote, "cut", "supported", f"goes on:{said.text[limit.start() :][:60]}")
    return row | {"caveat": True} if row else None


def word_changed(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 9, 24)
    words = quote.split()
    places = [n for n, w in enumerate(words) if re.fullmatch(r"[a-z]{6,}", w) and w not in _SMALL]
    if not places:
        return None
    at = m.rng.choice(places)
    other = m.rng.choice(m.words)
    if other[:4] == words[at][:4]:
        return None
    changed = " ".join([*words[:at], other, *words[at + 1 :]])
    return m.altered(said, quote, changed, "word_changed")


def ending_changed(m: Maker, said: Said) -> dict[str, Any] | None:
    """A short sentence as a whole, with another last word."""
    words = said.text.rstrip(".!?").split()
    plain = re.fullmatch(r"[a-z]{5,}", words[-1]) if 5 <= len(words) <= 9 else None
    if said.cite or plain is None or len(_telling(said.text)) < 3:
        return None
    other = m.rng.choice(m.words)
    if other[:4] == words[-1][:4]:
        return None
    return m.altered(said, " ".join(words), " ".join([*words[:-1], other]), "ending_changed")


def swapped(m: Maker, said: Said) -> dict[str, Any] | None:
    """Two words on either side of "and", "or" or "not" in each other's place."""
    quote = m.piece(said, 6, 16)
    pair = re.search(r"\b([a-z]{5,}),? (and|or|not|and not|but not) ([a-z]{5,})\b", quote)
    if pair is None or said.cite:
        return None
    changed = f"{quote[: pair.start()]}{pair[3]} {pair[2]} {pair[1]}{quote[pair.end() :]}"
    row = m.altered(said, quote, changed, "swapped")
    return row | {"accept": ["conflicting", "unverified"]} if row else None


def number_changed(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 9, 24)
    number = _NUMBER.search(quote)
    if number is None:
        return None
    value = int(number[1].replace(",", ""))
    changed = (
        f"{value + m.rng.choice((1, 2, 3, 10, 50)):,}"
        if value < 1900 or value > 2100
        else str(value + m.rng.choice((1, -1, 2)))
    )
    return m.altered(said, quote, quote[: number.start()] + changed + quote[number.end() :], "number_changed")


def negation_changed(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 9, 24)
    if _NEGATED.search(quote):
        changed = _NEGATED.sub(r"\1", quote, count=1)
    elif _PLAIN.search(quote) and not re.search(r"\b(?:not|no|never)\b", quote):
        changed = _PLAIN.sub(r"\1 not", quote, count=1)
    else:
        return None
    return m.altered(said, quote, changed, "negation")


def wrong_speaker(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 11, 26)
    if said.cite or not said.day or not m.unique(quote) or len(_telling(quote)) < 6:
        return None
    if re.search(r"joint|dialogue|leaders|what they|icymi|communique|declaration", said.title, re.I):
        return None
    mine = m.speaker(said)
    if said.label == "Q":
        who = m.head(said) if re.search(r"remarks by president", said.title, re.I) else ""
    else:
        others = [h for h in WORDS["heads"] if not h["from"] <= said.day.isoformat() < h["to"]]
        who = str(m.rng.choice([n for n in others[0]["names"] if n != "the president"])) if others and mine else ""
    if not who:
        return None
    return m.row(said, quote, "wrong_speaker", "conflicting", f"words of {mine or said.label}", who)


def _signed(m: Maker, one: Said, other: Said) -> bool:
    """Whether `one` is plainly by the head who held office when `other` was said."""
    by = re.match(r"remarks by president|proclamation|executive order|a proclamation", one.title, re.IGNORECASE)
    return bool(by) and m.heads(one) == m.heads(other)


def wrong_day(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 11, 26)
    if said.cite or not said.day or said.label == "Q" or not m.unique(quote) or len(_telling(quote)) < 6:
        return None
    who = m.head(said)
    mine = m.speaker(said)
    if not who or mine.lower().removeprefix("president ") not in ("biden", "trump", "joe biden", "donald trump"):
        return None
    days = sorted({s.day for s in m.all if s.day and abs((s.day - said.day).days) > 60 and _signed(m, s, said)})
    if not days:
        return None
    day = m.rng.choice(days)
    when = m.rng.choice((f"on {day:%B} {day.day}, {day.year}", f"in {day:%B %Y}"))
    frame = m.rng.choice([f for f in WORDS["frames"]["speaker"] if "{W}" in f])
    text = frame.format(S=mine, V="said", W=when, Q=quote)
    as_of = max(day, said.day) + timedelta(days=2)
    return {"text": _up(text), "as_of": as_of.isoformat(), "expect": "conflicting", "kind": "wrong_day",
            "why": f"{said.path}: said on {said.day}"}  # fmt: skip


def _telling(text: str) -> list[str]:
    return [w for w in re.findall(r"[a-z]{5,}", text.lower()) if w not in _SMALL]


def wrong_law(m: Maker, said: Said) -> dict[str, Any] | None:
    quote = m.piece(said, 11, 26)
    cites = sorted({s.cite for s in m.all if s.cite} - {said.cite})
    if not said.cite or not m.unique(quote) or not cites or len(_telling(quote)) < 6:
        return None
    other = m.rng.choice(cites)
    text = m.rng.choice(WORDS["frames"]["law"]).format(Q=quote, D=other)
    return {
        "text": _up(text),
        "as_of": "2024-01-11",
        "expect": "conflicting",
        "kind": "wrong_law",
        "why": f"words of {said.cite}",
    }


def invented(m: Maker, said: Said) -> dict[str, Any] | None:
    words = [
        m.rng.choice(m.words) if re.fullmatch(r"[a-z]{4,}", w) and m.rng.random() < 0.75 else w
        for w in said.text.split()
    ]
    quote = " ".join(words[:18])
    if _plain(quote) in _plain(said.text):
        return None
    row = m.row(said, quote, "invented", "unverified", "nobody said it")
    return row | {"accept": ["unverified", "conflicting"]} if row else None


def unknown(m: Maker, said: Said) -> dict[str, Any] | None:
    who = str(m.rng.choice(WORDS["unknown"]))
    return (
        m.row(said, m.piece(said, 9, 20), "unknown_speaker", "unverified", "a speaker without documents", who)
        if said.day
        else None
    )


KINDS: Mapping[Callable[[Maker, Said], dict[str, Any] | None], int] = {
    verbatim: 22, part: 6, typographic: 14, cut: 6, word_changed: 16, number_changed: 8, negation_changed: 8,
    ending_changed: 3, swapped: 4,
    wrong_speaker: 8,
    wrong_day: 5, wrong_law: 3, invented: 6, unknown: 3,
}  # fmt: skip


def generate(said: Sequence[Said], count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """`count` rows in the form of the labelled sets, no text twice. Raises RuntimeError when `said` is too little."""
    rng = Random(seed)
    maker = Maker(said, rng)
    kinds, weights = zip(*KINDS.items(), strict=True)
    seen: set[str] = set()
    # Laws are few and long documents have most sentences: each document gets its turn.
    by_path: dict[str, list[Said]] = {}
    for one in said:
        by_path.setdefault(one.path, []).append(one)
    paths = sorted(by_path)
    laws = [p for p in paths if by_path[p][0].cite]
    kind, tries = rng.choices(kinds, weights)[0], 0
    for _ in range(count * 1000 + 100_000):
        if len(seen) >= count:
            return
        tries += 1
        if tries > 3000:  # no sentence makes one of this kind
            kind, tries = rng.choices(kinds, weights)[0], 0
        path = rng.choice(laws) if laws and rng.random() < 0.25 else rng.choice(paths)
        row = kind(maker, rng.choice(by_path[path]))
        if row is None or row["text"] in seen:
            continue
        seen.add(row["text"])
        yield {"id": f"q{len(seen):05d}", **row}
        kind, tries = rng.choices(kinds, weights)[0], 0
    if len(seen) < count:
        raise RuntimeError(f"the documents hold too little for {count} quotations")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, nargs="+", required=True, help="folders of Markdown documents")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(argv)
    said = read(asked.documents)
    if not said:
        print("no sentences found: name a folder of Markdown documents", file=sys.stderr)
        return 2
    for row in generate(said, asked.count, asked.seed):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
