"""A word that a sentence lacks is denied by another of its kind in its place."""

from __future__ import annotations

from factcheck.verify.passages.text import parse
from factcheck.verify.statements.event import compare_event
from factcheck.verify.statements.parts import Shown, read_said, with_heads


def test_twice_is_not_once() -> None:
    text = "The weirs of Tarn were flooded only once in all these years."
    shown = Shown(with_heads(parse(text)), text, "Report", "Report", "", None)
    found = compare_event(read_said("The weirs of Tarn were flooded only twice.", None), shown)
    assert found is not None
    assert [(m.slot, m.words) for m in found.matches if m.outcome == "fails"] == [("number", "twice")]
