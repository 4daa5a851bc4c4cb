"""Words and their families."""

import pytest

from factcheck.text.stems import RELATED, closeness, forms, has_opposite, part_of_speech, relation


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("ran", "run", "same"),
        ("stopped", "stop", "same"),
        ("cities", "city", "same"),
        ("divorced", "divorce", "same"),
        ("announce", "announcement", "related"),
        ("begin", "start", "related"),
        ("meat", "pork", "kind"),
        ("approved", "rejected", "opposite"),
        ("northern", "southern", "opposite"),
        ("wanderlost", "wanderlast", "misspelt"),
        ("bridge", "justice", ""),
    ],
)
def test_relations(one, other, how):
    assert relation(one, other) == how


def test_a_kind_points_one_way():
    assert relation("pork", "meat") != "kind"


def test_two_listed_words_are_never_misspellings_of_each_other():
    assert relation("founder", "flounder") != "misspelt"


def test_parts_of_speech_and_opposites():
    assert part_of_speech("walked") == "v"
    assert part_of_speech("unites") == part_of_speech("adding") == "v"  # not "unit", not "ad", in any run
    assert part_of_speech("zzyzx") == ""
    assert has_opposite("southern")
    assert not has_opposite("bridge")
    assert "zzyzx" in forms("zzyzx")


@pytest.mark.parametrize(
    "verb, noun, how",
    [
        ("repatriated", "repatriation", RELATED),
        ("resettle", "resettlement", RELATED),
        ("deported", "deportations", RELATED),
        ("legalize", "legalization", RELATED),
        ("depart", "department", ""),
        ("state", "station", ""),
    ],
)
def test_a_verb_makes_a_noun(verb, noun, how):
    assert closeness(verb, noun) == closeness(noun, verb) == how
