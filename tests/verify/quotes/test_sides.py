"""Who stands right beside a quotation, and who beside the words in the document."""

from __future__ import annotations

import pytest

from factcheck.verify.passages.text import parse
from factcheck.verify.quotes.match import _surname
from factcheck.verify.quotes.sides import _another, _ending, _opening, _stood_for, without_frame


def another(mine: str, theirs: str) -> str:
    lead, before = parse(without_frame(mine)), parse(theirs)
    return _another(lead, _ending(lead), before, _ending(before))


@pytest.mark.parametrize(
    "mine, theirs, named",
    [
        ("House Pilots, Lee said,", "Instead of talks, House Keepers", "House Pilots"),
        ("Lee said the Crane Office has", "Of late, the Office of Eel Ladders has", "Crane Office"),
        ("Keepers in Mora", "By waiting, Pilots in Mora", "Keepers"),
        ("Lee said Roe's", "the ships of Brask's", "Roe"),
        ("Lee said", "Brask", ""),
        ("Captain Lee", "Ann Lee", ""),
        ("The Office of the Crane", "By then the Crane Office", ""),
        ("Mora and Tarn", "Tarn and Mora", ""),
        ("Lee", "The President", ""),
        ("the pilots", "the Keepers of Mora", ""),
    ],
)
def test_another_name_before_the_words_is_told(mine, theirs, named):
    assert another(mine, theirs) == named


def test_another_name_behind_the_words_is_told():
    follow, behind = parse("Tarn, Lee said."), parse("Mora by May.")
    assert _another(follow, _opening(follow), behind, _opening(behind)) == "Tarn"
    assert _another(behind, _opening(behind), behind, _opening(behind)) == ""


@pytest.mark.parametrize(
    "before, named",
    [("Roe has failed, and it", "Lee"), ("Instead, today, they", ""), ("Lee has failed, and it", ""), ("It", "")],
)
def test_a_pronoun_stands_for_whom_its_sentence_names(before, named):
    lead = parse("Lee")
    assert _stood_for(lead, _ending(lead), parse(before), "") == named


def test_a_pronoun_at_the_head_goes_on_with_the_sentence_before():
    lead, before = parse("Lee"), parse("They took what Roe has, because they")
    assert _stood_for(lead, _ending(lead), before, "Orr left.") == "Lee"
    assert _stood_for(lead, _ending(lead), before, "Lee and her crew left.") == ""


@pytest.mark.parametrize(
    "speaker, surname", [("The mooring law", ""), ("Captain Ann Lee", "Lee"), ("The Board", "Board")]
)
def test_an_article_is_nobodys_name(speaker, surname):
    assert _surname(speaker) == surname
