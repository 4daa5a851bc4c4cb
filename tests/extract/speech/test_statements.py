"""The frame of a statement is taken off, and what documents cannot settle is marked."""

import pytest

from factcheck.extract.speech.statements import read_statement


@pytest.mark.parametrize(
    ("text", "words", "speaker", "document"),
    [
        ("The ferry will run on Sunday, the board said.", "The ferry will run on Sunday", "the board", ""),
        ("The ferry will run, according to the notice.", "The ferry will run", "", "the notice"),
        (
            "The ferry will run, Okonjo said in a statement Monday.",
            "The ferry will run",
            "Okonjo",
            "in a statement Monday",
        ),
        ("The board said that the ferry will run.", "the ferry will run.", "The board", ""),
        (
            "In a notice, the board said that the ferry will run.",
            "the ferry will run.",
            "the board",
            "a notice",
        ),
        ("According to the notice, the ferry will run.", "the ferry will run.", "", "the notice"),
        ("The ferry ran on Sunday.", "The ferry ran on Sunday.", "", ""),
        ("The board said 97% of the boats ran on Sunday.", "97% of the boats ran on Sunday.", "The board", ""),
        ("TARNHAVEN (HP) — The ferry ran on Sunday.", "The ferry ran on Sunday.", "", ""),
        ("NIGHT ISLE, Mora, May 3 - Okonjo said the ferry ran again.", "the ferry ran again.", "Okonjo", ""),
        ("FERRY boats — slow ones — ran on Sunday.", "FERRY boats — slow ones — ran on Sunday.", "", ""),
    ],
)
def test_frames(text, words, speaker, document):
    found = read_statement(text, (), {})
    assert (found.words, found.speaker, found.document) == (words, speaker, document)
    assert text[found.span.start : found.span.end].strip() == words


def test_causes_and_guesses_are_marked():
    assert read_statement("The ferry stopped because the ice was thick.", (), {}).causal
    assert read_statement("The ferry might stop on Sunday.", (), {}).uncertain
    assert not read_statement("The ferry stopped on Sunday.", (), {}).causal


def test_context_is_kept_where_the_words_point_back():
    assert (
        read_statement("The call took place on Sunday.", ["Two wardens spoke."], {}).background == "Two wardens spoke."
    )
    long = "Warden Mira Okonjo met with Governor Pavel Lindqvist in the town hall on Sunday."
    assert read_statement(long, ["Two wardens spoke."], {}).background == ""


@pytest.mark.parametrize("text", ["Two words.", "He said “the ferry will run”."])
def test_nothing_to_compare(text):
    assert read_statement(text, (), {}) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The leaders of the coast’s three ports met.", "The leaders of the Estuary League met."),
        ("The League of Ports, dubbed the “Three Gulls,” met in May.", "The Estuary League met in May."),
        ("The leaders of the coast’s three ports-to-be met.", "The leaders of the coast’s three ports-to-be met."),
    ],
)
def test_what_newsrooms_call_something_is_read_as_documents_name_it(text, words):
    names = {"the coast three ports": "the Estuary League", "the League of Ports": "The Estuary League"}
    found = read_statement(text, (), names)
    assert (found.words, found.span.end) == (words, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mira Okonjo said she will run the ferry.", "Okonjo will run the ferry."),
        ("Okonjo's notice says she will run the ferry.", "Okonjo will run the ferry."),
        ("Mira Okonjo said the ferry will run on Sunday.", "the ferry will run on Sunday."),
        ("Mira Okonjo said the ferry would run on Sunday.", "the ferry will run on Sunday."),
        ("The Harbour Board and Mora said they would run it.", "The Harbour Board and Mora will run it."),
    ],
)
def test_he_and_she_are_who_speaks(text, words):
    found = read_statement(text, [], {})
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "The board has not said that the ferry will run.",
        "Okonjo never said the ferry will run.",
        "It will run, no one said.",
        "Okonjo told Lindqvist to run the ferry again.",
    ],
)
def test_what_nobody_said_is_no_frame(text):
    assert read_statement(text, ["Okonjo spoke of the ferry."], {}).words == text


def test_she_is_nobody_where_nobody_is_named():
    assert read_statement("An officer said she will run the ferry.", [], {}) is None
