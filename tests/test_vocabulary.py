"""Manifests compile to plain facts: terms, measures, dimensions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from factcheck import shipped
from factcheck.library import manifests_below
from factcheck.manifest import load
from factcheck.text.snowball import stem
from factcheck.text.tokens import norms
from factcheck.vocabulary import compile_facts

# Stems that words of two ideas share; where both are compared, a statement with either word needs both in the law.
SHARED_STEMS = frozenset(
    (
        "addit", "applic", "arriv", "asylum seeker", "charg", "consecut", "deporte", "fake marriag", "foreign",
        "foreign countri", "go back home", "immigr", "parole", "pay", "period", "run by", "secur", "sentenc", "settl",
        "sham marriag", "share with", "smuggler", "stage", "think", "written record",
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def facts(rain_folder: Path) -> Mapping[str, Any]:
    return compile_facts([load(rain_folder / "manifest.toml")])


def kinds(facts: Mapping[str, Any], phrase: str) -> list[str]:
    return [e["kind"] for e in facts["terms"].get(phrase, [])]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("rainfall", "measure"),
        ("rainfalls", "measure"),
        ("of rain", "measure"),
        ("millimetre", "head"),
        ("millimetres", "head"),
        ("harbour", "value"),
        ("hilltop station", "value"),
        ("gauge", "neutral"),
    ],
)
def test_terms(facts: Mapping[str, Any], phrase: str, kind: str) -> None:
    assert kinds(facts, phrase) == [kind]


def test_terms_are_lower_case_words(facts: Mapping[str, Any]) -> None:
    assert all(phrase == phrase.lower() and phrase for phrase in facts["terms"])


def test_a_measure_knows_its_readings_and_dimensions(facts: Mapping[str, Any]) -> None:
    measure = facts["measures"]["rainfall"]
    assert measure["groups"] == [[{}]] and measure["dimensions"] == ["station"]
    assert measure["restated_percent"] == 0.5


def test_facts_can_be_stored(facts: Mapping[str, Any]) -> None:
    assert json.loads(json.dumps(facts, default=str))["measures"] == facts["measures"]


def test_every_value_of_the_bundled_dimensions_has_words() -> None:
    manifests = [load(path) for path in manifests_below(shipped.bundled("sources"))]
    facts = compile_facts(manifests)
    named = {(e["dimension"], e["value"]) for es in facts["terms"].values() for e in es if e["kind"] == "value"}
    for name, dimension in facts["dimensions"].items():
        assert dimension["label"] and dimension["all"]
        for value in dimension["values"]:
            assert (name, value) in named


def test_the_bundled_terms_do_not_depend_on_the_order_of_manifests() -> None:
    manifests = [load(path) for path in manifests_below(shipped.bundled("sources"))]
    one, other = compile_facts(manifests), compile_facts(manifests[::-1])
    assert one["terms"].keys() == other["terms"].keys()
    for phrase, entries in one["terms"].items():
        assert sorted(map(str, entries)) == sorted(map(str, other["terms"][phrase]))


def test_what_one_idea_cannot_be_settles_nothing_by_way_of_it(tmp_path: Path) -> None:
    """A guard may be an official and a court a guard's judge, but the court, which a guard is not, is no official."""
    path = tmp_path / "manifest.toml"
    path.write_text(
        '[source]\nid = "t"\ntitle = "T"\npublisher = "P"\nurl = "https://example.org"\n'
        '[thesaurus.official]\nwords = ["official"]\nfrom = ["guard"]\n'
        '[thesaurus.guard]\nwords = ["guard"]\nfrom = ["judge"]\nrivals = ["court"]\n'
        '[thesaurus.judge]\nwords = ["judge"]\nfrom = ["court"]\n'
        '[thesaurus.court]\nwords = ["court"]\n',
        encoding="utf-8",
    )
    concepts = compile_facts([load(path)])["thesaurus"]["concepts"]
    assert concepts["official"]["from"] == ["guard", "judge"]
    assert concepts["judge"]["from"] == ["court"]


def test_no_further_words_of_two_ideas_have_one_stem() -> None:
    """ "Nation" and "national": `written`, or a longer phrase, keeps them apart."""
    manifests = [load(path) for path in manifests_below(shipped.bundled("sources"))]
    thesaurus = {name: idea for m in manifests for name, idea in m.data.get("thesaurus", {}).items()}
    ideas: dict[str, set[str]] = {}
    for name, idea in thesaurus.items():
        for phrase in () if idea.get("written") else idea["words"]:
            ideas.setdefault(" ".join(stem(w) for w in norms(phrase)), set()).add(name)
    assert {key for key, names in ideas.items() if len(names) > 1} <= SHARED_STEMS
