"""The findings of a draft and a person's choices -> decisions in the registry, no terminal here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from factcheck.model.decision import ACCEPT, NOTE, SKIP, WRONG, Decision
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED, DocumentReport, Finding
from factcheck.registry import Registry, RegistryClaim, claim_of, describe

HELP = (
    "a  accept the verdict\n"
    "w  mark the verdict as wrong\n"
    "n  add a note and stay here: n check the date of the release\n"
    "s  skip this claim\n"
    "u  undo the last decision of this session\n"
    "q  quit; everything decided is saved\n"
    "?  this help\n"
    "Words after a or w are kept as a note: w the figure is for another month"
)
_COMMANDS = {
    "a": ACCEPT, "accept": ACCEPT, "w": WRONG, "wrong": WRONG, "n": NOTE, "note": NOTE,
    "s": SKIP, "skip": SKIP, "u": "undo", "undo": "undo", "q": "quit", "quit": "quit",
}  # fmt: skip
_SAID = {ACCEPT: "Accepted", WRONG: "Marked wrong", NOTE: "Note saved", SKIP: "Skipped"}
_NO_CLAIM_LEFT = "There is no claim left to decide."


class Review:
    """One person's walk through the findings of one draft.

    `current` is the finding to be decided, None at the end. Every choice is in the registry, on
    the disk, when its method returns; when that fails, RegistryError is raised and the review
    stands where it stood. `clock` gives the time of a decision, with its zone. `by_worth` puts first what needs
    a person most; with `embargo` the registry keeps no words of the draft.
    """

    def __init__(
        self,
        document: DocumentReport,
        registry: Registry,
        who: str,
        clock: Callable[[], datetime],
        *,
        outlet: str = "",
        url: str = "",
        by_worth: bool = False,
        embargo: bool = False,
    ) -> None:
        file = registry.file_name(document.path)
        # Findings typed at the desk have no place; they keep their order, at the end.
        last = len(document.text) + 1
        self._queue = sorted(document.findings, key=lambda f: f.span.start if f.span else last)
        if by_worth:
            self._queue.sort(key=_need)
        self._claims = [claim_of(f, document, file, outlet=outlet, url=url, embargo=embargo) for f in self._queue]
        self._registry = registry
        self._who = who
        self._clock = clock
        self._index = 0
        self._quit = False
        self._taken: list[tuple[int, Decision]] = []

    @property
    def current(self) -> Finding | None:
        return None if self.done else self._queue[self._index]

    @property
    def claim(self) -> RegistryClaim | None:
        """The current finding as the registry keeps it: its identity, file, line and column."""
        return None if self.done else self._claims[self._index]

    @property
    def position(self) -> tuple[int, int]:
        """The number of the current claim, from 1, and how many there are."""
        return min(self._index + 1, len(self._queue)), len(self._queue)

    @property
    def done(self) -> bool:
        """Whether there is nothing left to decide, or the person has quit."""
        return self._quit or self._index >= len(self._queue)

    @property
    def has_quit(self) -> bool:
        return self._quit

    @property
    def standing(self) -> Decision | None:
        """The decision that stands on the current claim, of this session or an earlier one."""
        return None if self.claim is None else self._registry.standing(self.claim.id)

    @property
    def earlier(self) -> str:
        """What stands on the current claim, or on its words as of another day, as a report words
        it; empty when nothing does."""
        finding, standing = self.current, self.standing
        if finding is None:
            return ""
        if standing is not None:
            return describe(standing, finding.status)
        return self._registry.earlier(finding.text, finding.as_of, finding.status)

    @property
    def taken(self) -> tuple[Decision, ...]:
        """The decisions of this session that have not been taken back."""
        return tuple(decision for _, decision in self._taken)

    def accept(self, note: str = "") -> Decision | None:
        """The person agrees with the verdict. None when there is no current claim, as below."""
        return self.decide(ACCEPT, note)

    def wrong(self, note: str = "") -> Decision | None:
        """The person says that the verdict is wrong."""
        return self.decide(WRONG, note)

    def note(self, text: str) -> Decision | None:
        """Adds a note and stays at the claim; an empty one is None and adds nothing."""
        return self.decide(NOTE, text) if text.strip() else None

    def skip(self) -> Decision | None:
        """Passes on without a judgement; an earlier one keeps standing."""
        return self.decide(SKIP, "")

    def decide(self, choice: str, note: str = "") -> Decision | None:
        """Takes one of the model's choices on the current claim and, but for a note, goes on.

        Returns the decision as the registry has it; None when there is no current claim.
        """
        finding, claim = self.current, self.claim
        if finding is None or claim is None:
            return None
        # The claim first: a decision never names a claim that the registry does not hold.
        if not self._registry.holds(claim):
            self._registry.add([claim])
        decision = self._registry.decide(
            Decision(
                id="",
                claim=claim.id,
                choice=choice,
                who=self._who,
                when=self._clock(),
                note=note.strip(),
                status=finding.status,
            )
        )
        self._taken.append((self._index, decision))
        if choice != NOTE:
            self._index += 1
        return decision

    def undo(self) -> Decision | None:
        """Takes back the last decision of this session and returns to its claim.

        The decision stays in the registry, marked as withdrawn. Returns it; None when this session
        has none left, or has been quit.
        """
        if self._quit or not self._taken:
            return None
        index, decision = self._taken[-1]
        self._registry.undo(decision, self._who, self._clock())
        self._taken.pop()
        self._index = index
        return decision

    def quit(self) -> None:
        """Ends the review; everything decided is in the registry already."""
        self._quit = True

    def summary(self) -> str:
        """What this session did, in one line."""
        total = len(self._queue)
        if not total:
            return "There was no claim to review."
        seen = {i for i, d in self._taken if d.choice != NOTE}
        counts = Counter(decision.choice for _, decision in self._taken)
        parts = [
            f"{counts[choice]} {words}"
            for choice, words in (
                (ACCEPT, "accepted"),
                (WRONG, "marked wrong"),
                (SKIP, "skipped"),
                (NOTE, "note" if counts[NOTE] == 1 else "notes"),
            )
            if counts[choice]
        ]
        said = f"{len(seen)} of {total} {'claim' if total == 1 else 'claims'} reviewed"
        return f"{said}: {', '.join(parts)}." if parts else f"{said}."


def apply(state: Review, command: str) -> str:
    """Does what one typed line says, and returns the plain message to show.

    A line is a command of `HELP`, as a letter or a word, and a note where the command takes one.
    Anything else changes nothing and gives the help. Raises RegistryError, with the review where
    it was.
    """
    word, rest = [*command.strip().split(maxsplit=1), "", ""][:2]
    chosen = _COMMANDS.get(word.lower())
    # "skip the rest" and the like mean something that is not done here: help instead of a guess.
    if chosen is None or (rest and chosen in (SKIP, "undo", "quit")):
        return HELP
    if chosen == "quit":
        state.quit()
        return state.summary()
    if chosen == "undo":
        return _undo(state)
    if chosen == NOTE and not rest:
        return "Write the note after n, on the same line: n check the date of the release"
    return _choose(state, chosen, rest)


def _choose(state: Review, choice: str, note: str) -> str:
    decision = state.decide(choice, note)
    if decision is None:
        return _NO_CLAIM_LEFT
    said = f"{_SAID[choice]}."
    return f"{said} That was the last claim; u takes it back, q ends." if state.done else said


def _undo(state: Review) -> str:
    decision = state.undo()
    if decision is None:
        return "There is nothing to undo in this session."
    number, total = state.position
    return f"Taken back: {describe(decision)}. Back at claim {number} of {total}."


_NEED = (CONFLICTING, UNVERIFIED, SUPPORTED)


def _need(finding: Finding) -> tuple[int, float]:
    """What needs a person comes first: what is wrong, then what is open, each by its check-worthiness."""
    return _NEED.index(finding.status), -(finding.worth or 0.0)
