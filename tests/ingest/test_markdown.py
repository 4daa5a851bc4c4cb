"""Markdown: what is a sentence's text, and that it leads back to the file."""

from __future__ import annotations

import pytest

from factcheck.ingest import read_document
from factcheck.model.text import Document


def read(text: str) -> Document:
    return read_document("draft.md", text.encode())


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in read(text).sentences]


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("Rain **rose 12 percent** in *May*.", "Rain rose 12 percent in May."),
        ("The [river](https://a.example/x_(y)?z=1) rose.", "The river rose."),
        ("The [**big** river][ref] rose.", "The big river rose."),
        ("Run `make rain` at noon.", "Run make rain at noon."),
        ("A snake_case_word and 3*4*5 stay.", "A snake_case_word and 3*4*5 stay."),
        ("It rained ![a map](map.png) on Monday.", "It rained  on Monday."),
        ("It rained<!-- 99 mm? --> on Monday.", "It rained on Monday."),
        ("It cost \\$5 \\*only\\*.", "It cost $5 *only*."),
        ("Rain<br/> fell.", "Rain fell."),
        ("Rain fell.[^1]", "Rain fell."),
        ("Bell &amp; Hart won.", "Bell & Hart won."),
        ("~~Snow~~ Rain fell.", "Snow Rain fell."),
        ("__Rain__ fell _twice_.", "Rain fell twice."),
    ],
)
def test_inline_markup_is_left_out(markup: str, clean: str) -> None:
    document = read(markup)
    assert [sentence.text for sentence in document.sentences] == [clean]
    sentence = document.sentences[0]
    for index, character in enumerate(sentence.text):
        assert document.text[sentence.offsets.original(index)] == character


def test_a_figure_within_markup_leads_back_to_the_file() -> None:
    document = read("# Rain\n\nIt was **12,000** litres [in May](u).\n")
    sentence = document.sentences[1]
    start = sentence.text.index("12,000")
    span = sentence.place(start, start + 6)
    assert document.text[span.start : span.end] == "12,000"
    assert document.line_column(span.start) == (3, 10)


def test_kinds() -> None:
    document = read(
        "# Rain rises\n\nIt rained.\n\n## What to know ##\n\n- One fell\n  and stayed.\n- Two"
        " fell.\n\n1. Three fell.\n\n> It poured,\n> said Bell.\n\nSetext\n------\n\nThe end.\n"
    )
    assert [(s.kind, s.text) for s in document.sentences] == [
        ("headline", "Rain rises"),
        ("body", "It rained."),
        ("subhead", "What to know"),
        ("list", "One fell\n  and stayed."),
        ("list", "Two fell."),
        ("list", "Three fell."),
        ("quote", "It poured,\nsaid Bell."),
        ("subhead", "Setext"),
        ("body", "The end."),
    ]
    assert document.title == "Rain rises"


def test_code_comments_tables_and_targets_are_skipped() -> None:
    text = (
        "Rain fell.\n\n```\nIt was 99 mm.\n```\n\n    It was 98 mm.\n\n<!-- It was\n97 mm. -->\n\n"
        "| a | 96 |\n|---|---|\n\n[r]: http://a.example/95\n\n---\n\nThe end came.\n"
    )
    document = read(text)
    assert [s.text for s in document.sentences] == ["Rain fell.", "The end came."]
    gone = {skip.rule for skip in document.skipped}
    assert gone == {"code", "comment", "table", "link target"}
    assert [skip.span for skip in document.skipped] == sorted(s.span for s in document.skipped)


def test_an_open_code_block_or_comment_ends_with_the_file() -> None:
    assert texts("Rain fell.\n\n```\nIt was 99 mm.") == ["Rain fell."]
    assert texts("Rain fell.\n\n<!-- It was 99 mm.") == ["Rain fell."]


def test_front_matter_makes_markdown_of_any_name() -> None:
    text = "---\ntitle: Rain\ndate: 2024-05-03\nsite: The Alder\n---\n\nIt **rained**.\n"
    document = read_document("-", text.encode())
    assert [s.text for s in document.sentences] == ["It rained."]
    assert (document.path, document.title, document.outlet) == ("<stdin>", "Rain", "The Alder")
    assert document.published_from == "front matter"
    assert document.skipped[0].rule == "front matter"


def test_windows_line_ends_and_soft_breaks() -> None:
    document = read("# Rain\r\n\r\nThe river\r\nrose. It\r\nfell.\r\n")
    assert [s.text for s in document.sentences] == ["Rain", "The river\r\nrose.", "It\r\nfell."]
    assert "\r\n" in document.text
