"""Sets aside where and how a sentence was filed: "HAVEN CITY (AP) -", "NEW:"."""

from __future__ import annotations

from factcheck.extract.cutting.layout import Layout
from factcheck.extract.tagging.mentions import Tagged

_FILED = 14  # tokens: "DEL MAR, Ohio, May 6 (The Wire) -" has twelve
_IN_PLACES = frozenset(",.()")


def dateline(tagged: Tagged, layout: Layout) -> None:
    """Masks "HAVEN CITY (AP) -" and "NEW:" at the start: where and how it was filed, and no part of the claim."""
    tokens = tagged.tokens
    last = 0
    while last < min(len(tokens), _FILED) and tokens[last].text not in (":",) and tokens[last].norm != "-":
        last += 1
    if last == 0 or last >= min(len(tokens) - 1, _FILED):
        return
    head = tokens[:last]
    agency = any(t.text == "(" for t in head) and head[-1].text == ")"
    shouted = all(t.text.isupper() for t in head if t.kind == "word") and not any(t.kind == "num" for t in head)
    placed = (_is_shouted(head[0].text) and (agency or _is_filed_at(tagged, last))) or _is_place_alone(tagged, last)
    items = [k for k, i in enumerate(tagged.items) if i.last <= last + 1]
    known = any(tagged.items[k].has("value", "measure", "head", "bare") or tagged.items[k].period for k in items)
    if (placed and tokens[last].norm == "-") or (shouted and not known and not agency):
        layout.masked |= set(items)
        layout.filed = [k for k in items if tagged.items[k].has("value")]


def _is_shouted(word: str) -> bool:
    """ "HAVEN", "McHAVEN"."""
    return word.isupper() or (word[:2] in ("Mc", "La", "De") and word[2:].isupper() and len(word) > 3)


def _is_filed_at(tagged: Tagged, last: int) -> bool:
    """ "HAVEN CITY, Ohio —", "HAVEN CITY, May 6 —", "HAVEN CITY — Clerks say": a place before a sentence."""
    tokens = tagged.tokens
    comma = next((k for k in range(last) if tokens[k].text == ","), last)
    city = [t for t in tokens[:comma] if t.kind == "word"]
    named = bool(city) and all(_is_shouted(t.text) and len(t.text) > 1 for t in city)
    named = named and not any(i.has("outside", "measure") for i in tagged.items if i.first < comma)
    rest = tokens[last + 1]
    dashed = tokens[last].text != "-" or tagged.text[tokens[last].end : rest.start] != ""
    behind = all(t.capitalised or t.kind in ("punct", "num") for t in tokens[comma:last])
    return named and dashed and behind and rest.capitalised


def _is_place_alone(tagged: Tagged, last: int) -> bool:
    """ "Haven City — Clerks say", "Elm Harbour, Ohio (ABC) — Clerks say": capitalised words alone before a long dash. A
    name that is counted needs its state beside it: "Elm Harbour — Clerks say" may be about the harbour."""
    head, rest = tagged.tokens[:last], tagged.tokens[last + 1]
    dash = tagged.tokens[last]
    spaced = head[-1].end < dash.start and dash.end < rest.start and dash.text in ("—", "–", "--")
    named = all(t.capitalised or t.text in _IN_PLACES for t in head) and rest.capitalised
    if not spaced or not named:
        return False
    comma = next((k for k in range(last) if head[k].text == ","), None)
    items = [i for i in tagged.items if i.last <= last]
    told = any(i.has("measure", "head", "bare") or i.period is not None for i in items)
    told = told or any(i.has("outside") for i in items if i.first < (last if comma is None else comma))
    return not told and (comma is not None or not any(i.has("value") for i in items))
