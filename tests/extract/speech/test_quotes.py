"""Who is quoted, from what document and when is read before, after and across quotations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extract.speech.quotes import read_quotes, says_who
from factcheck.model.text import Span
from factcheck.text.document_names import DocumentNames

FACTS: dict[str, Any] = {
    "kinds": {
        "decree": {"words": ["decree"]},
        "joint": {"words": ["joint statement"]},
        "statement": {"words": ["statement"]},
        "bylaw": {"words": ["law"], "law": True},
    },
    "codes": [{"id": "town", "title": "3", "words": ["T.L."]}],
    "sections": [{"address": "town-12", "name": "mooring law"}],
    "provisions": [],
}
NAMES = DocumentNames(FACTS)
DAY = date(2024, 5, 8)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "speaker", "document"),
    [
        ('"We sail," Brandt said.', "Brandt", ""),
        ('"We sail," said Ida Brandt, the mayor, on Monday.', "Ida Brandt", ""),
        ('Ida Brandt, the mayor, told the board that it was "time to sail."', "Ida Brandt, the mayor", ""),
        ('Clerk Jo Hale, who has criticized Brandt, said it was "time to sail."', "Clerk Jo Hale", ""),
        ('Jean-Luc Moreau said it was "time to sail."', "Jean-Luc Moreau", ""),
        ('Brandt: "We sail."', "Brandt", ""),
        ('Brandt met Lind on June 1 for what the harbour office called a "time to sail."', "the harbour office", ""),
        ('The decree says that "boats must leave."', "The decree", "decree"),
        ('Boats "must leave," according to the decree.', "the decree", "decree"),
        ('In a joint statement, Brandt and Lind cited "the tide."', "Brandt and Lind", "joint statement"),
        ('Under 3 T.L. 12, boats "may moor."', "", "3 T.L. 12"),
        ('By law, boats "may moor" there.', "", "law"),
        ('The mooring law is blunt: "boats must leave."', "", "mooring law"),
        ('It was described by the harbour master as "productive."', "the harbour master", ""),
        ('Brandt\'s March 2 decree closed it "for good."', "Brandt", "decree"),
        ('The mayor said they wanted to report that "boats left."', "The mayor", ""),
    ],
)
def test_one_attribution(text: str, speaker: str, document: str) -> None:
    quote = read_quotes(text, (), DAY, NAMES)[0]
    assert (quote.speaker, quote.document) == (speaker, document)


def test_the_speaker_further_out_is_kept() -> None:
    quote = read_quotes('The decree said both towns stressed "the tide."', (), DAY, NAMES)[0]
    assert (quote.speaker, quote.others) == ("both towns", ("The decree",))


def test_a_second_quotation_and_a_pronoun_take_the_speaker_before() -> None:
    first, second = read_quotes('"We sail," Brandt said. "The tide is right," she added.', (), DAY, NAMES)
    assert first.speaker == second.speaker == "Brandt"


def test_the_context_says_who_speaks() -> None:
    quote = read_quotes('"We sail," she added.', ['Ida Brandt spoke on Tuesday: "The tide is right."'], DAY, NAMES)[0]
    assert (quote.speaker, quote.origin) == ("Ida Brandt", "context")


def test_a_clause_takes_the_attribution_of_its_sentence() -> None:
    sentence = 'A town official said Monday that boats would "sail at noon" and return.'
    quote = read_quotes('boats would "sail at noon"', [sentence], DAY, NAMES)[0]
    assert quote.speaker == "A town official" and quote.first == date(2024, 5, 6)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Monday", date(2024, 5, 6), date(2024, 5, 6)),
        ("in January 2023", date(2023, 1, 1), date(2023, 1, 31)),
        ("on Jan. 5, 2023,", date(2023, 1, 5), date(2023, 1, 5)),
        ("on 5 January 2023", date(2023, 1, 5), date(2023, 1, 5)),
        ("on December 3", date(2023, 12, 3), date(2023, 12, 3)),
        ("yesterday", date(2024, 5, 7), date(2024, 5, 7)),
        ("last month", date(2024, 4, 1), date(2024, 4, 30)),
        ("in 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("last week", date(2024, 4, 28), date(2024, 5, 7)),
        ("earlier this month", date(2024, 5, 1), date(2024, 5, 8)),
        ("last Monday", date(2024, 4, 29), date(2024, 5, 6)),
    ],
)
def test_days(words: str, first: date, last: date) -> None:
    quote = read_quotes(f'Brandt said {words} that "boats must leave."', (), DAY, NAMES)[0]
    assert (quote.first, quote.last) == (first, last)


def test_the_day_of_something_else_is_not_the_day_of_the_words() -> None:
    quote = read_quotes('Brandt said Thursday\'s race would be "a joy."', (), DAY, NAMES)[0]
    assert quote.first is None


PIECES = st.sampled_from(
    "“|”|\"|'|,|.| said| Brandt| who| the decree| according to| in| 3 T.L. 12| May 5, 2023| he| added| and| that| boats"
    "|’s| —|:|?|\n\n| [the] |…| called by".split("|")
)


@given(st.lists(PIECES, max_size=14).map("".join), st.lists(st.lists(PIECES, max_size=10).map("".join), max_size=2))
def test_any_text_is_read(text: str, context: list[str]) -> None:
    for quote in read_quotes(text, context, DAY, NAMES):
        assert text[quote.span.start : quote.span.end].strip()
        assert quote.words in text


def test_what_is_quoted_and_nothing_besides_says_nothing_else() -> None:
    text = '"We sail," Brandt said. She added, "The tide is right for us." The quay closed.'
    quotes = read_quotes(text, (), DAY, NAMES)
    first = text.index(', "The')
    assert says_who(text, Span(first, text.index(" for us")), quotes)
    assert not says_who(text, Span(first, len(text)), quotes)
