"""Turns the paragraphs of a transcript into passages that know who is speaking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factcheck.ingest.pieces import Piece
from factcheck.model.record import replace
from factcheck.text.speech import FRONT, SPEAKING, SPEECH
from factcheck.text.tokens import norms

# "THE CHAIR:", "MS. O’NEIL (via telephone):", "Q": how transcripts name whoever speaks next.
_LABEL = re.compile(
    r"(?P<label>(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þa-z.’'‑-]*[ ]?){1,7}?)(?:\s?[(\[][^()\[\]]{1,60}[)\]])?:(?:\s+|$)"
)
_QUESTION = re.compile(r"(?P<label>Q)(?:[:.]\s*|\s+)(?=\S)")
# The same within a paragraph whose lines were run together, after the end of a sentence.
_TURN = re.compile(
    r"(?<=[.?!)”—] )(?<![A-Z]\. )(?=(?:[A-ZÀ-ÖØ-Þ]{2}[^:a-z]{2,50}:|M[RS]S?\.? [^:a-z]{2,40}:|Q [A-Z“]))"
)
_UNFINISHED = re.compile(r"[\w,’']$")
_LOUD = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,}")
_ENDS = re.compile(r"(?:END|\*\s?\*\s?\*|#\s?#\s?#|-30-)\b|\d{1,2}:\d{2}\s+[AP]\.?M\.?", re.I)
_QUOTED_FROM = re.compile(r"(?P<who>[A-ZÀ-ÖØ-Þ][^:“”\"\n]{3,110}?):\s+(?P<mark>[“\"]?)(?=\w)")
_ALL_QUOTED = re.compile(r"[“\"][^“”\"]+[”\"][.,]?\s*(?:\([^()]*\))?")  # "“The quay is safe.” (Watch)"
_SPOKE = re.compile(
    r"(?P<who>[A-ZÀ-ÖØ-Þ][\w.’'-]*(?: [A-ZÀ-ÖØ-Þ][\w.’'-]*){1,6}) (?:today |yesterday )?"
    r"(?:(?:held|gave|delivered|hosted) (?:an?|the|his|her|\w+)\b[^.;]{0,30}?"
    r"\b(?:conference|speech|address|remarks|interview|briefing)\b|(?:spoke|talked) (?:to|with) reporters\b)"
)
_OPENS = 4  # pieces at the head of a document, its title among them
_BRIEF = 120  # characters: what is longer is no line above a list
# Paragraphs that must have a label, one of them twice, before an unknown document is taken for a transcript.
_MANY = 3


def spoken(text: str) -> tuple[str, str]:
    """(label, rest) of a paragraph that opens with a speaker's label; the label is "" where it does not."""
    match = _QUESTION.match(text)
    if match is None:
        match = _LABEL.match(text)
        if match is None or not _is_loud(match["label"]):
            return "", text
    return match["label"].strip(), text[match.end() :]


def is_transcript(texts: Sequence[str]) -> bool:
    """Whether the paragraphs look like one: labels stand before several of them, and come back."""
    counts = Counter(label for label, _ in map(spoken, texts) if label)
    return counts.total() >= _MANY and max(counts.values()) > 1


def turns(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a transcript as they were spoken: cut where another speaker is named within a paragraph,
    joined where a blank line stands in the middle of a sentence."""
    out: list[Piece] = []
    for piece in pieces:
        for number, text in enumerate(map(str.strip, _TURN.split(piece.text))):
            before = out[-1] if out and not number else None
            goes_on = before and before.kind == piece.kind == "body" and _UNFINISHED.search(before.text)
            if before and goes_on and text[:1].islower() and not spoken(text)[0]:
                out[-1] = replace(before, text=f"{before.text} {text}")
            else:
                out.append(replace(piece, text=text))
    return out


def speakers(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """(speaker, text) for each piece: a speaker holds until the next one, or until the record ends."""
    out: list[tuple[str, str]] = []
    current = ""
    for piece in pieces:
        label, text = spoken(piece.text)
        if label:
            current = label
        elif piece.kind == "heading" or _ENDS.match(piece.text):
            current = ""
        out.append((current, text))
    return out


def collected(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """(speaker, text) of each piece of what is no transcript; the speaker is "" but for what is quoted from somebody.

    "Captain Ann Lee: “The quay is safe.”", and without marks below a line like "Here is what they are saying:". Items
    of a list that are nothing but a quotation are of whom the document begins with: "Captain Lee held a conference".
    """
    out: list[tuple[str, str]] = []
    reported = False
    bare = sum(_ALL_QUOTED.fullmatch(piece.text.strip()) is not None for piece in pieces) > 1
    only = _only_speaker(pieces) if bare else ""
    for piece in pieces:
        if only and _ALL_QUOTED.fullmatch(piece.text.strip()):
            out.append((only, piece.text))
            continue
        found = _QUOTED_FROM.match(piece.text)
        who = found["who"].strip() if found else ""
        named = found is not None and (reported or found["mark"] != "") and _is_name(who)
        if not named and len(piece.text) < _BRIEF:
            reported = piece.text.rstrip().endswith(":") and not SPEAKING.isdisjoint(norms(piece.text))
        out.append((who.partition(",")[0] if named else "", piece.text))
    return out


def _only_speaker(pieces: Sequence[Piece]) -> str:
    """Who alone is said, where a document begins, to have spoken to all: "Captain Ann Lee held a press conference".

    "" where nobody is, or several are.
    """
    opening = (m for piece in pieces[:_OPENS] for m in _SPOKE.finditer(" ".join(piece.text.split())))
    named = {m["who"] for m in opening}
    return named.pop() if len(named) == 1 else ""


def _is_name(label: str) -> bool:
    """Whether a label names somebody: "Captain Ann Lee", not "As Lee said in 2018" or "PROMISES MADE"."""
    words = label.partition(",")[0].split()
    said = {w.lower() for w in words} & SPEECH
    titled = [w for w in words if w[0].isupper()]
    plain = words[0].lower() not in FRONT and not any(map(str.isdigit, label))
    return len(titled) > 1 and plain and not said and not label.isupper()


def _is_loud(label: str) -> bool:
    """Whether a label is in capitals, but for particles ("McDONALD", "de la CRUZ")."""
    words = label.split()
    return any(map(_LOUD.search, words)) and all(_LOUD.search(w) or len(w.strip(".")) <= 3 for w in words)
