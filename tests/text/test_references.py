"""References in every usual form lead to one key; no number inside one is a figure, and other numbers are none."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import shipped
from factcheck.extract.tagging.mentions import tag
from factcheck.extract.tagging.phrases import build_vocabulary
from factcheck.library import manifests_below
from factcheck.model.reference import CASE, DOCKET, Reference
from factcheck.text.references import ReferenceFinder

CITED = [
    {
        "id": "order",
        "label": "order",
        "form": "number",
        "words": ["harbour order", "H.O."],
        "numbers": ["9645", "10773"],
    },
    {"id": "gazette", "label": "page of the gazette", "form": "page", "words": ["Harb. Gaz.", "HG", "Harbour Gazette"]},
    {"id": "rule", "label": "rule", "form": "section", "words": ["HR", "Harbour Rules"]},
    {"id": "act", "label": "act", "form": "number", "words": ["Pub. Act"], "numbers": ["83-41", "104-208"]},
    {"id": "report", "label": "ruling", "form": "page", "words": ["H.3d", "U.H.", "H. Ct.", "WH"]},
]
FINDER = ReferenceFinder(CITED)


@cache
def bundled() -> list[dict[str, Any]]:
    """The forms that the bundled manifests declare."""
    manifests = [tomllib.loads(p.read_text("utf-8")) for p in manifests_below(shipped.bundled("sources"))]
    return [c for m in manifests for c in m.get("cited", ())]


BUNDLED = ReferenceFinder(bundled())


def one(text: str, finder: ReferenceFinder = FINDER) -> Reference:
    (found,) = finder.find(text)
    return found


@pytest.mark.parametrize(
    ("form", "kind", "key"),
    [
        ("Harbour Order 10773", "order", "10773"),
        ("harbour order 10773", "order", "10773"),
        ("Harbour Order No. 10773", "order", "10773"),
        ("Harbour Order number 10773", "order", "10773"),
        ("Harbour Order 10,773", "order", "10773"),
        ("H.O. 9645", "order", "9645"),
        ("HO 9645", "order", "9645"),
        ("89 HG 48487", "gazette", "89 48487"),
        ("89 H.G. 48487", "gazette", "89 48487"),
        ("89 Harb. Gaz. 48,487", "gazette", "89 48487"),
        ("89 Harbour Gazette 48487", "gazette", "89 48487"),
        ("89 Harb. Gaz. 48,487 (June 7, 2024)", "gazette", "89 48487"),
        ("8 HR 235.3", "rule", "8 235.3"),
        ("8 H.R. § 208.33(a)", "rule", "8 208.33(a)"),
        ("8 H.R. part 410", "rule", "8 410"),
        ("8 HR pt. 410", "rule", "8 410"),
        ("Title 8, Harbour Rules, section 235.3", "rule", "8 235.3"),
        ("Pub. Act 104-208", "act", "104-208"),
        ("Pub. Act No. 104–208", "act", "104-208"),
        ("993 H.3d 640 (9th Cir. 2021)", "report", "993 640"),
        ("138 H. Ct. 2392", "report", "138 2392"),
        ("585 U.H. 667, 670 (2018)", "report", "585 667"),
        ("2024 WH 1234567", "report", "2024 1234567"),
        ("No. 1:24-cv-306 (D. Vale)", DOCKET, "24-cv-306"),
        ("Case 4:18-cv-06810", DOCKET, "18-cv-6810"),
        ("No. 24-cv-01702", DOCKET, "24-cv-1702"),
        ("No. 22-592", DOCKET, "22-592"),
        ("No. 23A607", DOCKET, "23a607"),
        ("Lee v. Vale", CASE, "lee v vale"),
        ("Lee v Vale", CASE, "lee v vale"),
        ("Department of Harbour Works v. Lee", CASE, "department of harbour works v lee"),
        ("East Vale Union, Inc. v. Lee", CASE, "east vale union inc v lee"),
        ("L.M.N. v. Vale", CASE, "lmn v vale"),
        ("Lee v. Regents of the University of Vale", CASE, "lee v regents of the university of vale"),
        ("In re Lee", CASE, "in re lee"),
        ("Matter of A-B-", CASE, "matter of a-b-"),
        ("Ex parte Lee", CASE, "ex parte lee"),
    ],
)
def test_every_form_has_one_key_and_keeps_its_place(form: str, kind: str, key: str) -> None:
    for frame in ("It rests on {}, lawyers said.", "{} ended it.", "They cite {}."):
        text = frame.format(form)
        found = one(text)
        assert (found.kind, found.key) == (kind, key), text
        assert text[found.span.start : found.span.end] == form


@pytest.mark.parametrize(
    "text",
    [
        "There were 50 harbour orders and 1,000 rules.",
        "The vote was 51-49 in the 2019-2021 series.",
        "No. 10 of 12 boats came; call 555-1234.",
        "In June 2019 HG 500 boats came.",
        "He counted 89 and then 48487 boats.",
        "Rovers vs. United ended 2-1.",
        "It was a matter of national pride, in real terms.",
        "A case in 2018 and 12-34 boats.",
        "Harbour Order of 2019.",
        "",
    ],
)
def test_other_numbers_are_no_references(text: str) -> None:
    assert FINDER.find(text) == []


def test_a_list_is_one_reference_for_each_number() -> None:
    assert [r.key for r in FINDER.find("Harbour Orders 13767, 13768 and 14165 stand.")] == ["13767", "13768", "14165"]
    text = "Under 8 H.R. §§ 208.13(a), 208.16 and 1208.13, and 8 HR 235 and 30 others."
    assert [r.key for r in FINDER.find(text)] == ["8 208.13(a)", "8 208.16", "8 1208.13", "8 235"]


def test_day_and_title_beside_a_number_belong_to_it() -> None:
    found = one("Harbour Order 10773 of June 3, 2024 (Closing the Old Harbour), ended it.")
    assert (found.date, found.title) == (date(2024, 6, 3), "Closing the Old Harbour")
    found = one("Harbour Order 10773, “Closing the Harbour,” ended it.")
    assert found.title == "Closing the Harbour"
    assert one("Harbour Order 10773 (the order) ended it.").title == ""


def test_a_case_and_what_follows_it_are_one() -> None:
    found = one("In Lee v. Vale, 993 H.3d 640 (9th Cir. 2021), it fell.")
    assert found.names == ((CASE, "lee v vale"), ("report", "993 640"))
    found = one("Lee v. Vale, No. 22-592, is pending.")
    assert found.names == ((CASE, "lee v vale"), (DOCKET, "22-592"))


def test_words_of_the_sentence_are_no_party() -> None:
    for text in (
        "In Lee v. Vale and Vale v. Rook, it fell.",
        "When Lee v. Vale came up, Vale v. Rook had ended.",
        "In 2018 Lee v. Vale was decided after Vale v. Rook.",
    ):
        keys = [r.key for r in FINDER.find(text)]
        assert keys == ["lee v vale", "vale v rook"], text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Proclamation 10773", "proclamation"),
        ("Proclamation No. 9645", "proclamation"),
        ("Proc. 9844", "proclamation"),
        ("Executive Order 13767", "executive_order"),
        ("E.O. 14165", "executive_order"),
        ("EO 13769", "executive_order"),
        ("89 FR 48487", "federal_register"),
        ("89 Fed. Reg. 48487", "federal_register"),
        ("8 CFR 235.3", "regulation"),
        ("8 C.F.R. § 208.33(a)", "regulation"),
        ("45 CFR part 410", "regulation"),
        ("Pub. L. 104-208", "public_law"),
        ("Public Law 117-58", "public_law"),
        ("110 Stat. 3009", "statutes_at_large"),
        ("585 U.S. 667 (2018)", "court_report"),
        ("993 F.3d 640 (9th Cir. 2021)", "court_report"),
        ("138 S. Ct. 2392", "court_report"),
        ("27 I. & N. Dec. 316 (A.G. 2018)", "court_report"),
    ],
)
def test_the_bundled_manifests_declare_the_usual_forms(text: str, kind: str) -> None:
    found = one(f"It rests on {text}.", BUNDLED)
    assert (found.kind, found.span.start, found.span.end) == (kind, 12, 12 + len(text))


# ---- whatever is written ------------------------------------------------------------------------

_COUNT = st.integers(100, 9999)


@st.composite
def references(draw: st.DrawFn) -> tuple[str, str, str]:
    """(text, kind, key) of a reference put together from its parts."""
    cited = draw(st.sampled_from([c for c in bundled() if c["id"] != "public_law"]))
    word = draw(st.sampled_from(cited["words"]))
    if cited["form"] == "number":
        number = draw(st.integers(1000, 99999))
        return f"{word[0].upper()}{word[1:]} {draw(st.sampled_from(['', 'No. ']))}{number}", cited["id"], str(number)
    volume, page = draw(st.integers(1, 50 if cited["form"] == "section" else 999)), draw(_COUNT)
    if cited["form"] == "page":
        shown = draw(st.sampled_from([str(page), f"{page:,}"]))
        return f"{volume} {word} {shown}", cited["id"], f"{volume} {page}"
    path = draw(st.sampled_from(["", "(a)", "(b)(1)"]))
    mark = draw(st.sampled_from(["", "§ ", "part "])) if not path else "§ "
    return f"{volume} {word} {mark}{page}.{volume}{path}", cited["id"], f"{volume} {page}.{volume}{path}"


@settings(max_examples=40)
@given(references())
def test_a_reference_put_together_from_parts_parses_back(built: tuple[str, str, str]) -> None:
    text, kind, key = built
    found = one(f"It rests on {text}, they said.", BUNDLED)
    assert (found.kind, found.key) == (kind, key)


_FACTS = {"terms": {}, "cited": bundled(), "codes": []}
_VOCABULARY = build_vocabulary(_FACTS)


@settings(max_examples=40)
@given(references(), st.integers(1000, 999999))
def test_no_number_inside_a_reference_is_a_figure(built: tuple[str, str, str], amount: int) -> None:
    text = f"They made {amount:,} stops in May 2021 under {built[0]} (June 7, 2024)."
    start, end = text.index(built[0]), text.index(built[0]) + len(built[0])
    tagged = tag(text, _VOCABULARY)
    for item in tagged.items:
        place = tagged.tokens[item.first].start
        if start <= place < end:
            assert item.number is None and item.period is None
    assert [str(i.number.amount.value) for i in tagged.items if i.has("amount") and i.number] == [str(amount)]


@given(st.text(alphabet="§ 0123456789()abvE.O.FRCNo:-,$Lee Vale", max_size=60))
def test_references_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for found in BUNDLED.find(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
