"""One line a finding, and never a line more than there are findings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from factcheck.report import concise
from tests.report import factory


def test_a_line_for_notes_errors_and_findings() -> None:
    assert concise.render(factory.full()).splitlines() == [
        "drafts/winter.md:1:1: note [date-mismatch] The page is dated 2025-04-09, but its text speaks of 2024.",
        "drafts/winter.md:3:1: conflicting [figure] The official figure is 213 millimetres, not 312.",
        "drafts/winter.md:5:1: supported [figure] The county added 1,488 jobs in January 2024.",
        "drafts/winter.md:5:48: unverified [no-source] No source holds figures about harvests.",
        "drafts/photo.md:1:1: error [unreadable] The file is not text.",
    ]


def test_a_claim_at_the_desk_stands_at_one_one() -> None:
    assert concise.render(factory.at_desk(factory.jobs())).startswith("claim:1:1: supported ")


def test_nothing_found_is_no_line() -> None:
    assert concise.render(factory.report(factory.document())) == ""


@given(st.text(), st.text())
def test_any_text_stays_on_its_line_and_inert(summary: str, path: str) -> None:
    finding = replace(factory.rain(), summary=f"x{summary}")
    out = concise.render(factory.report(factory.document(finding, path=path)))
    assert out.endswith("\n")
    assert len(out.splitlines()) == 1
    assert out[:-1].isprintable() or not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in out[:-1])
    out.encode("utf-8")
