"""What a frame adds to who said something is held against the document in which it was said."""

from __future__ import annotations

import pytest

from factcheck.verify.passages.text import parse
from factcheck.verify.statements.frame_words import leads_in, unheld_words

HEAD = "Remarks by Warden Okonjo at the opening of the lock"
PASSAGE = "The crews kept the old quay open all winter."


@pytest.mark.parametrize(
    ("frame", "unheld"),
    [
        (", Okonjo said late Monday in a speech.", ""),
        (", Okonjo told reporters at the opening of the lock.", ""),
        (", Okonjo said of the herons.", ""),
        (", Okonjo said, referring to the crews.", ""),
        (", Okonjo said, drawing cheers.", "drawing"),
        (", Okonjo said again.", "again"),
        (", Okonjo said, for the third time.", "third"),
        (", Okonjo said, without naming crews.", "without"),
        (", Okonjo said by phone.", "phone"),
        (", Okonjo said as promised.", "promised"),
        (", Okonjo said, citing the lock.", "lock"),
        (", Okonjo said in writing.", "writing"),
    ],
)
def test_the_first_word_that_no_text_has_is_told(frame: str, unheld: str) -> None:
    assert unheld_words(parse(frame), ("okonjo",), HEAD, PASSAGE) == unheld


def test_names_are_weighed_where_they_are_to_be() -> None:
    frame = parse("in a speech at Mill Hall")
    assert unheld_words(frame, (), HEAD, PASSAGE) == ""
    assert unheld_words(frame, (), HEAD, PASSAGE, named=True) == "Mill"


def test_a_topic_at_the_head_of_a_sentence_leads_in_to_nothing_told() -> None:
    assert leads_in("Flanked by pilots")
    assert not leads_in("On late filers")
    assert not leads_in("")
