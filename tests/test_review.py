"""The review without a terminal: every choice on the disk at once, every choice taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import RegistryError
from factcheck.model.decision import ACCEPT, NOTE, SKIP, WRONG, Decision
from factcheck.model.finding import DocumentReport, Finding
from factcheck.model.text import Span
from factcheck.registry import Registry, claim_id
from factcheck.review import HELP, Review, apply

SENTENCES = (
    "The lake froze in 1963.",
    "The ferry carried 41,000 cars.",
    "Fares rose by 3 percent.",
    "The lake froze in 1963.",
)
TEXT = "\n".join(SENTENCES)
STATUSES = ("supported", "conflicting", "unverified", "supported")


def a_clock() -> Callable[[], datetime]:
    ticks = count()
    return lambda: datetime(2026, 11, 3, 9, 0, tzinfo=UTC) + timedelta(seconds=next(ticks))


def a_document(path: str = "ferry.md", sentences: tuple[str, ...] = SENTENCES) -> DocumentReport:
    findings, start = [], 0
    for number, (text, status) in enumerate(zip(sentences, STATUSES, strict=False), start=1):
        span = Span(start, start + len(text))
        findings.append(Finding(f"f{number}", text, None, status, "figure", "", span=span))
        start = span.end + 1
    # Given out of order: the review follows the draft.
    return DocumentReport(path, None, date(2026, 11, 2), None, "", findings=tuple(reversed(findings)), text=TEXT)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry.open(tmp_path / "claims", create=True)


@pytest.fixture
def review(registry: Registry, tmp_path: Path) -> Review:
    return a_review(registry, tmp_path)


def a_review(registry: Registry, project: Path, who: str = "dana") -> Review:
    return Review(a_document(str(project / "ferry.md")), registry, who, a_clock(), outlet="Shore")


def texts(review: Review) -> str | None:
    return review.current.text if review.current else None


def on_disk(registry: Registry, text: str) -> Decision | None:
    return Registry.open(registry.folder).standing(claim_id(text))


def test_claims_come_in_the_order_of_the_draft(review: Review) -> None:
    seen = []
    while not review.done:
        seen.append((texts(review), review.position))
        review.skip()
    assert seen == [(text, (i, 4)) for i, text in enumerate(SENTENCES, start=1)]
    assert review.current is None and review.claim is None and review.standing is None
    assert review.position == (4, 4)


def test_a_choice_is_on_the_disk_when_it_returns(review: Review, registry: Registry) -> None:
    accepted = review.accept("seen in the almanac")
    assert accepted is not None
    assert on_disk(registry, SENTENCES[0]) == accepted
    assert (accepted.who, accepted.status, accepted.note) == (
        "dana",
        "supported",
        "seen in the almanac",
    )
    wrong = review.wrong()
    assert wrong is not None and wrong.status == "conflicting"
    assert on_disk(registry, SENTENCES[1]) == wrong


def test_a_decided_claim_is_in_the_registry_with_its_place(review: Review, registry: Registry) -> None:
    review.skip()
    review.accept()
    (_, claim) = Registry.open(registry.folder).claims()
    assert claim.place is not None
    assert (claim.place.line, claim.place.column) == (2, 1)
    assert (claim.file, claim.outlet, claim.date) == ("ferry.md", "Shore", date(2026, 11, 2))


def test_a_claim_that_is_there_already_is_left_alone(registry: Registry, tmp_path: Path) -> None:
    a_review(registry, tmp_path).accept()
    before = (registry.folder / "claims.jsonl").read_bytes()
    later = a_review(registry, tmp_path)
    later.accept()
    assert (registry.folder / "claims.jsonl").read_bytes() == before


def test_a_note_stays_at_the_claim(review: Review) -> None:
    assert review.note("  ") is None
    noted = review.note("ask the ferry office ")
    assert noted is not None and noted.note == "ask the ferry office"
    assert texts(review) == SENTENCES[0]
    assert review.standing == noted
    review.accept()
    assert texts(review) == SENTENCES[1]


def test_undo_goes_back_and_withdraws(review: Review, registry: Registry) -> None:
    review.accept()
    review.note("check")
    noted = review.undo()
    assert noted is not None and noted.choice == NOTE
    assert texts(review) == SENTENCES[1]
    taken_back = review.undo()
    assert taken_back is not None and taken_back.choice == ACCEPT
    assert texts(review) == SENTENCES[0]
    assert on_disk(registry, SENTENCES[0]) is None
    assert len(Registry.open(registry.folder).decisions()) == 4
    assert review.undo() is None


def test_undo_after_the_last_claim_reopens_it(review: Review) -> None:
    for _ in SENTENCES:
        review.accept()
    assert review.done and not review.has_quit
    review.undo()
    assert not review.done and review.position == (4, 4)


def test_undo_brings_back_an_earlier_session(registry: Registry, tmp_path: Path) -> None:
    first = a_review(registry, tmp_path).wrong("the year is off")
    later = a_review(Registry.open(registry.folder), tmp_path, who="lee")
    assert later.standing == first
    assert later.earlier == "marked wrong by dana on 2026-11-03: the year is off"
    assert later.undo() is None
    later.accept()
    later.undo()
    assert later.standing == first == on_disk(registry, SENTENCES[0])


def test_the_same_words_twice_show_the_decision_on_the_first(review: Review) -> None:
    accepted = review.accept()
    review.skip()
    review.skip()
    assert texts(review) == SENTENCES[3]
    assert review.standing == accepted


def test_after_quitting_nothing_happens(review: Review, registry: Registry) -> None:
    kept = review.accept()
    review.quit()
    assert review.done and review.current is None
    assert review.accept() is None and review.undo() is None
    assert on_disk(registry, SENTENCES[0]) == kept


def test_a_draft_without_claims_is_done_at_once(registry: Registry) -> None:
    review = Review(a_document(sentences=()), registry, "dana", a_clock())
    assert review.done and review.position == (0, 0)
    assert review.summary() == "There was no claim to review."
    assert apply(review, "a") == "There is no claim left to decide."


def test_a_choice_that_cannot_be_saved_changes_nothing(registry: Registry, tmp_path: Path) -> None:
    a_review(registry, tmp_path).accept()
    review = a_review(Registry.open(registry.folder, writable=False), tmp_path)
    with pytest.raises(RegistryError, match="only read"):
        apply(review, "w")
    assert review.position == (1, 4) and review.taken == ()


@pytest.mark.parametrize(
    ("line", "said", "position"),
    [
        ("a", "Accepted.", 2),
        ("ACCEPT", "Accepted.", 2),
        (" w  the figure is for May ", "Marked wrong.", 2),
        ("n\tcheck the release", "Note saved.", 1),
        ("s", "Skipped.", 2),
        ("u", "There is nothing to undo in this session.", 1),
        ("n", "Write the note after n", 1),
        ("?", HELP, 1),
        ("", HELP, 1),
        ("approve", HELP, 1),
        ("skip the rest", HELP, 1),
        ("q not yet", HELP, 1),
    ],
)
def test_a_typed_line(review: Review, line: str, said: str, position: int) -> None:
    assert apply(review, line).startswith(said)
    assert review.position == (position, 4)


def test_words_after_a_command_are_its_note(review: Review) -> None:
    apply(review, "w  the figure is for May ")
    assert review.taken[0].note == "the figure is for May"


def test_a_session_as_it_is_typed(review: Review) -> None:
    said = [apply(review, line) for line in ("a", "w off", "u", "n hm", "s", "a", "a", "u", "q")]
    assert said == [
        "Accepted.",
        "Marked wrong.",
        "Taken back: marked wrong by dana on 2026-11-03: off. Back at claim 2 of 4.",
        "Note saved.",
        "Skipped.",
        "Accepted.",
        "Accepted. That was the last claim; u takes it back, q ends.",
        "Taken back: accepted by dana on 2026-11-03. Back at claim 4 of 4.",
        "3 of 4 claims reviewed: 2 accepted, 1 skipped, 1 note.",
    ]
    assert review.has_quit


# --- any sequence of commands -------------------------------------------------------------------

COMMANDS = ("a", "w no", "n look", "s", "u", "?", "nonsense")
WEIGHTS = {ACCEPT: 2, WRONG: 2, NOTE: 1, SKIP: 0}
CHOICES = {"a": ACCEPT, "w no": WRONG, "n look": NOTE, "s": SKIP}


@contextmanager
def a_project() -> Iterator[tuple[Registry, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        yield Registry.open(Path(folder) / "claims", create=True), Path(folder)


def standings(registry: Registry) -> list[Decision | None]:
    return [registry.standing(claim_id(text)) for text in SENTENCES]


def expected(stack: list[tuple[str, str]], text: str) -> str | None:
    """The choice that stands on `text`: the last of the weightiest that was not taken back."""
    choices = [choice for on, choice in stack if on == text]
    weight = max((WEIGHTS[choice] for choice in choices), default=None)
    return next((c for c in reversed(choices) if WEIGHTS[c] == weight), None)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(COMMANDS), max_size=14))
def test_the_disk_always_says_what_the_review_says(commands: list[str]) -> None:
    with a_project() as (registry, project):
        review = a_review(registry, project)
        stack: list[tuple[str, str]] = []
        written = 0
        for command in commands:
            current = texts(review)
            apply(review, command)
            if command in CHOICES and current is not None:
                stack.append((current, CHOICES[command]))
                written += 1
            elif command == "u" and stack:
                assert texts(review) == stack.pop()[0]
                written += 1
            assert [d.choice for d in review.taken] == [choice for _, choice in stack]
            stood = standings(registry)
            assert [d and d.choice for d in stood] == [expected(stack, t) for t in SENTENCES]
        if written:
            reopened = Registry.open(registry.folder)
            assert standings(reopened) == standings(registry)
            assert reopened.decisions() == registry.decisions()
            assert len(reopened.decisions()) == written
            assert reopened.problems == []


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(tuple(CHOICES)), max_size=6),
    st.lists(st.sampled_from(tuple(CHOICES)), max_size=8),
)
def test_undoing_all_of_a_session_restores_what_stood(earlier: list[str], session: list[str]) -> None:
    with a_project() as (registry, project):
        before = a_review(registry, project)
        for command in earlier:
            apply(before, command)
        stood = standings(registry)
        review = a_review(registry, project, who="lee")
        for command in session:
            apply(review, command)
        history = registry.decisions()
        while review.undo():
            pass
        assert review.taken == () and review.position == (1, 4)
        assert standings(registry) == stood
        assert all(decision in registry.decisions() for decision in history)
