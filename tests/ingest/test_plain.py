"""Plain text: paragraphs, joined lines, bullets and headings."""

from __future__ import annotations

import re
import textwrap

from factcheck.ingest import read_document
from factcheck.model.text import Document


def read(text: str) -> Document:
    return read_document("draft.txt", text.encode())


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in read(text).sentences]


def test_a_sentence_goes_on_after_one_blank_line() -> None:
    text = "The county (it has planted almost\n\n11 million trees) met on Monday.\n\nIt rained."
    document = read(text)
    assert [s.text for s in document.sentences] == [text[: text.index("Monday.") + 7], "It rained."]
    assert document.sentences[0].span.start == 0


def test_lower_case_goes_on_and_two_blank_lines_do_not() -> None:
    assert texts("The mayor of Alder said in a\n\ncourt paper.") == ["The mayor of Alder said in a\n\ncourt paper."]
    assert len(texts("The mayor of Alder said in a\n\n\ncourt paper.")) == 2


def test_a_heading_does_not_swallow_the_paragraph() -> None:
    assert texts("Mayor opens new weir in Alder\n\n12 people came to see it on Monday.") == [
        "Mayor opens new weir in Alder",
        "12 people came to see it on Monday.",
    ]
    assert texts("Ingredients\nchopped onion\nsliced leek") == [
        "Ingredients",
        "chopped onion",
        "sliced leek",
    ]
    assert len(texts("What we know\n\n2. Rain fell.")) == 2


def test_hard_wrapped_paragraphs_are_joined() -> None:
    first = (
        "The council of the town of Alder voted on Monday to raise the price of a swim to four "
        "crowns, a step that Mayor Anna Bell had asked for since the pool was rebuilt in the "
        "spring of last year."
    )
    second = "The vote was 12 to 3, and the pool will close on the first of October."
    text = "\n\n".join(textwrap.fill(part, 40) for part in (first, second))
    assert [" ".join(s.split()) for s in texts(text)] == [first, second]
    assert re.search(r"\n(?:Bell|Mayor|Anna)", text)  # a line that begins with a capital


def test_headlines_on_lines_of_their_own_are_not_joined() -> None:
    text = "Alder wins the cup after a long night\nBell loses vote\nRain in May\nMayor resigns"
    assert len(texts(text)) == 4


def test_bullets_are_not_part_of_the_sentence() -> None:
    document = read("What You Need To Know\n\n  • Rain fell 12 times\n- Snow fell\n* Hail fell.\n")
    assert [(s.kind, s.text) for s in document.sentences] == [
        ("headline", "What You Need To Know"),
        ("list", "Rain fell 12 times"),
        ("list", "Snow fell"),
        ("list", "Hail fell."),
    ]
    assert document.text[document.sentences[1].span.start] == "R"


def test_kinds_of_lines() -> None:
    document = read("Rain rises in Alder\n\nIt rained on Monday.\n\nThe weir\n\nIt broke.\n")
    assert [s.kind for s in document.sentences] == ["headline", "body", "subhead", "body"]
    assert document.title == "Rain rises in Alder"
    assert [s.block for s in document.sentences] == [0, 1, 2, 3]


def test_a_single_line_is_a_sentence_and_no_headline() -> None:
    document = read("The town counted 12 swans")
    assert [(s.kind, s.text) for s in document.sentences] == [("body", "The town counted 12 swans")]
    assert document.title is None


def test_line_ends_of_every_kind() -> None:
    assert texts("Rain fell.\rSnow fell.\r\nHail fell.\u2028Fog came.") == [
        "Rain fell.",
        "Snow fell.",
        "Hail fell.",
        "Fog came.",
    ]
