"""Quoted provisions are built from known originals, or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from factcheck.library import Library
from factcheck.shipped import bundled
from scripts.build_uscode import BuildError, quoted
from tests.passages import located

ABOUT = {"issuer": "Office", "date": "2023-04-20", "obtained_from": "a copy"}
TEXT = "# 9 H.C. § 12. Harbours\n\n##### (a) Closing\n\nThe master may close a harbour.\n"


@pytest.fixture
def provision(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "12.md").write_text(TEXT, "utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return {"locator": "9 H.C. 12(a)", "original": "12.md", "sha256": digest, "url": "https://example.org"}


def test_the_words_are_quoted_with_their_address(tmp_path: Path, provision: dict[str, str]) -> None:
    row = quoted(provision, ABOUT, tmp_path)
    assert (row["text"], row["title"], row["locator"]) == (
        "The master may close a harbour.",
        "9 H.C. 12(a), Closing",
        "9 H.C. 12(a)",
    )


@pytest.mark.parametrize(("key", "value"), [("sha256", "0" * 64), ("locator", "9 H.C. 12(b)"), ("original", "13.md")])
def test_what_is_not_as_it_was_is_refused(tmp_path: Path, provision: dict[str, str], key: str, value: str) -> None:
    with pytest.raises(BuildError):
        quoted(provision | {key: value}, ABOUT, tmp_path)


def test_every_bundled_provision_is_found_by_its_address(library: Library) -> None:
    lines = (bundled("sources") / "uscode" / "provisions.jsonl").read_text("utf-8").splitlines()
    assert len(lines) >= 3
    for row in map(json.loads, lines):
        (passage,) = located(library, row["locator"])
        about = library.documents()[passage.document]
        assert passage.text == row["text"] and about.url == row["url"] and about.date == row["date"]
        assert len(row["sha256"]) == 64 and about.kind
