"""Which passages have a word that begins with certain letters is kept when the library is compiled."""

from __future__ import annotations

import sqlite3

import pytest

from factcheck.library import Library, compile_into
from factcheck.text.heads import heads_of

TEXTS = {
    "ferry": "The ferry of the northern pier runs again from Monday on.\n\nIt carries lanterns.",
    "rules": "The following are closed until the storm has gone:\n\n(a) the old quay;\n\n(b) the lamp.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("papers")
    for name, text in TEXTS.items():
        (root / f"{name}.md").write_text(f"---\ntitle: Notice {name}\n---\n\n{text}\n", "utf-8")
    return Library(compile_into(sqlite3.connect(":memory:"), [root], None))


def found(library: Library, bits: int) -> list[str]:
    passages = [p for document in library.documents() for p in library.passages(document)]
    return [p.text for p in passages if bits >> p.id & 1]


def test_passages_are_known_by_the_letters_that_begin_their_words(library: Library) -> None:
    own, _ = library.beginning(heads_of("lanterns"))
    assert found(library, own) == ["It carries lanterns."]
    assert library.beginning(frozenset(("zzzz",))) == (0, 0)


def test_a_word_of_the_opening_or_title_stands_for_the_whole_document(library: Library) -> None:
    own, wider = library.beginning(heads_of("pier"))
    assert len(found(library, own)) == 1
    assert found(library, wider) == TEXTS["ferry"].split("\n\n")


def test_items_of_a_list_have_the_words_that_lead_in_to_them(library: Library) -> None:
    own, _ = library.beginning(heads_of("closed"))
    assert [t for t in found(library, own) if t.startswith("(")] == ["(a) the old quay;", "(b) the lamp."]


def test_documents_are_the_bits_of_their_passages(library: Library) -> None:
    documents = list(library.documents())
    for document in documents:
        assert found(library, library.bits({document})) == [p.text for p in library.passages(document)]
    assert library.bits(set()) == 0
    assert library.bits(set(documents)).bit_count() == sum(len(library.passages(d)) for d in documents)
