"""A registry folder -> its claims and decisions, to read, to add to, and to ask what stands."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date, datetime
from pathlib import Path, PurePath

from factcheck.errors import RegistryError
from factcheck.model.decision import CHOICES, Decision
from factcheck.model.record import record, replace
from factcheck.registry import files
from factcheck.registry.identity import claim_id
from factcheck.registry.index import ClaimIndex
from factcheck.registry.ledger import Ledger
from factcheck.registry.records import (
    RARE,
    Check,
    RegistryClaim,
    read_check,
    read_claim,
    read_decision,
    write_check,
    write_claim,
    write_decision,
)
from factcheck.registry.standing import describe, displaced, latest, standing, withdrawn_ids

CLAIMS = "claims.jsonl"
DECISIONS = "decisions.jsonl"
CHECKS = "checks.jsonl"
_OWN_REGISTRY = 'put a factcheck.toml with registry = "claims" in your project\'s folder'


@record
class AddResult:
    """How many claims an `add` wrote for the first time, changed, and found as they were; and how many
    of the article it marked as gone."""

    added: int
    updated: int
    unchanged: int
    gone: int = 0


class Registry:
    """The claims and decisions of one folder.

    Both files are read when first asked for, and again under the lock before anything is written,
    so that several processes may write at once. Decisions are only ever appended.
    """

    def __init__(self, folder: Path, writable: bool, root: Path) -> None:
        self.folder = folder
        self.writable = writable
        self._root = root
        self._claims = Ledger(folder / CLAIMS, read_claim, write_claim, RARE)
        self._decisions = Ledger(folder / DECISIONS, read_decision, write_decision)
        self._checks = Ledger(folder / CHECKS, read_check, write_check)
        self._loaded = False
        self._of_claim: dict[str, list[Decision]] = {}
        self._index: ClaimIndex | None = None

    @classmethod
    def open(cls, folder: Path, create: bool = False, *, writable: bool = True, root: Path | None = None) -> Registry:
        """The registry in `folder`; with `create`, a missing one begins with the first write.

        `writable` is False for the bundled registry. `root` is the project's folder, from which
        the articles' paths are written; by default the one that `folder` lies in. Raises
        RegistryError when there is no such folder, or a file in its place.
        """
        if folder.exists() and not folder.is_dir():
            raise RegistryError(
                f"the registry {folder} is a file, not a folder",
                "name a folder as registry in factcheck.toml",
            )
        if not create and not folder.exists():
            raise RegistryError(
                f"there is no claim registry at {folder}",
                "run factcheck extract on an article to begin one, or correct factcheck.toml",
            )
        return cls(folder, writable, folder.absolute().parent if root is None else root)

    @property
    def problems(self) -> list[str]:
        """One sentence for each line that cannot be read: file, line number, what to do."""
        self._load()
        return self._claims.problems + self._decisions.problems + self._checks.problems

    def refresh(self) -> None:
        """Takes up what other processes have written since. Raises RegistryError."""
        with files.shared(self.folder):
            self._take_up()

    def claims(self) -> list[RegistryClaim]:
        """Every claim of every article, in the order of the file.

        The same words in two articles have one identity and two entries. Of two lines for one
        entry (a merge may leave them) the later counts.
        """
        self._load()
        return list({claim.key: claim for claim in self._claims.records}.values())

    @property
    def index(self) -> ClaimIndex:
        """The claims by identity, words and likeness, as the file stood when it was first asked for.

        It reads single lines of the file: a registry of a million claims costs no more than one of a hundred.
        """
        if self._index is None:
            from factcheck import config

            self._index = ClaimIndex.open(self._claims.path, config.cache_dir())
        return self._index

    def holds(self, claim: RegistryClaim) -> bool:
        """Whether this claim of this article is in the registry."""
        self._load()
        return any(known.key == claim.key for known in self._claims.records)

    def decisions(self, claim: str | None = None) -> list[Decision]:
        """All decisions, or those on the claim with that identity, in the order of the file.

        Of two lines with one id (a merge may leave them) the first counts.
        """
        self._load_decisions()
        if claim is not None:
            return list(self._of_claim.get(claim, ()))
        found: dict[str, Decision] = {}
        for decision in self._decisions.records:
            found.setdefault(decision.id, decision)
        return list(found.values())

    def file_name(self, path: str) -> str:
        """`path` as the registry writes it: from the project's folder where it lies inside, so
        that a colleague's checkout says the same."""
        if path in ("", "-"):
            return path
        absolute = PurePath(os.path.realpath(path))
        root = os.path.realpath(self._root)
        inside = absolute.is_relative_to(root)
        return (absolute.relative_to(root) if inside else PurePath(path)).as_posix()

    def add(self, claims: Iterable[RegistryClaim], article: str = "") -> AddResult:
        """Adds claims that are new and updates those that moved or know more than before.

        With `article`, the file that the claims are all of, its earlier claims that are not among them are marked
        as gone. Nothing is deleted, an empty field erases nothing, and a second run with the same claims
        leaves the file byte for byte. Of one claim twice in an article the first place counts.
        Returns when the file is on the disk. Raises RegistryError, with nothing half-written.
        """
        self._refuse_unless_writable()
        wanted: dict[tuple[str, str], RegistryClaim] = {}
        for claim in claims:
            wanted.setdefault(claim.key, claim)
        if not wanted and not article:
            return AddResult(0, 0, 0)
        with files.locked(self.folder):
            self._take_up()
            lines = list(self._claims.lines)
            index = {line.record.key: i for i, line in enumerate(lines) if line.record}
            new = [claim for key, claim in wanted.items() if key not in index]
            updated = 0
            for key in wanted.keys() & index.keys():
                line = lines[index[key]]
                revised = line.record and line.record.updated(wanted[key])
                if revised and revised != line.record:
                    lines[index[key]] = self._claims.revised(line, revised)
                    updated += 1
            left = [i for i, line in enumerate(lines) if article and _has_left(line.record, article, wanted)]
            for i in left:
                record = lines[i].record
                assert record is not None
                lines[i] = self._claims.revised(lines[i], replace(record, gone=True))
            if updated or left:
                self._claims.rewrite(lines + [self._claims.fresh(claim) for claim in new])
            elif new:
                self._claims.append(new)
            self._index = None
            return AddResult(len(new), updated, len(wanted) - len(new) - updated, len(left))

    def checks(self) -> dict[str, Check]:
        """What the sources last said of each claim, by the claim's identity."""
        self._load()
        return {check.claim: check for check in self._checks.records}

    def record(self, checks: Iterable[Check]) -> int:
        """Keeps `checks` as the last ones of their claims; returns how many are new or other than before.

        A second run with the same checks leaves the file byte for byte. Raises RegistryError.
        """
        self._refuse_unless_writable()
        wanted = {check.claim: check for check in checks}
        with files.locked(self.folder):
            self._take_up()
            lines = list(self._checks.lines)
            index = {line.record.claim: i for i, line in enumerate(lines) if line.record}
            new = [check for claim, check in wanted.items() if claim not in index]
            changed = [c for claim, c in wanted.items() if claim in index and lines[index[claim]].record != c]
            for check in changed:
                lines[index[check.claim]] = self._checks.revised(lines[index[check.claim]], check)
            if changed:
                self._checks.rewrite(lines + [self._checks.fresh(check) for check in new])
            elif new:
                self._checks.append(new)
        return len(new) + len(changed)

    def decide(self, decision: Decision) -> Decision:
        """Appends `decision`; returns it as written, once it is on the disk.

        An empty `id` is given one; an empty `supersedes` names the decision that it displaces.
        Raises RegistryError, with nothing half-written; ValueError for an unknown choice.
        """
        if decision.choice not in CHOICES:
            raise ValueError(f"unknown choice {decision.choice!r}")
        self._refuse_unless_writable()
        if not decision.who.strip():
            raise RegistryError("a decision needs the name of the person who takes it", "give your name")
        with files.locked(self.folder):
            self._take_up_decisions()
            if decision.id and any(d.id == decision.id for d in self._decisions.records):
                raise RegistryError(
                    f"the decision {decision.id} is in the registry already",
                    "leave its id empty to be given a new one",
                )
            supersedes = decision.supersedes
            if not supersedes and not decision.withdrawn:
                supersedes = displaced(decision.choice, standing(self._on(decision.claim)))
            return self._append(replace(decision, supersedes=supersedes))

    def undo(self, decision: Decision, who: str, when: datetime, note: str = "") -> Decision:
        """Withdraws `decision`: appends one that says so, and what stood before stands again.

        Returns the withdrawal, once it is on the disk. Raises RegistryError when `decision` is not
        in the registry or has been withdrawn already.
        """
        self._refuse_unless_writable()
        with files.locked(self.folder):
            self._take_up_decisions()
            known = self._on(decision.claim)
            if all(d.id != decision.id for d in known) or decision.id in withdrawn_ids(known):
                raise RegistryError(
                    f"the decision {decision.id} is not there to be taken back",
                    "factcheck registry show lists the decisions on a claim",
                )
            return self._append(
                replace(
                    decision,
                    id="",
                    who=who,
                    when=when,
                    note=note,
                    supersedes=decision.id,
                    withdrawn=True,
                )
            )

    def standing(self, claim: str) -> Decision | None:
        """The decision that stands on the claim with that identity, if any."""
        self._load_decisions()
        return standing(self._on(claim))

    def standing_by_text(self, text: str, as_of: date | None = None) -> Decision | None:
        """The decision that stands on these words: as of that day, else as of any."""
        exact = self.standing(claim_id(text, as_of))
        if exact is not None or not self._of_claim:
            return exact
        same = {c.id for c in self.index.same_words(text)} | {claim_id(text)}
        found = (self.standing(claim) for claim in sorted(same))
        return latest([decision for decision in found if decision is not None])

    def earlier(self, text: str, as_of: date | None = None, status: str = "") -> str:
        """The standing decision on these words as a report shows it, or an empty string.

        It says so when the decision was on the same words as of another day, or when another
        verdict than `status` was shown then.
        """
        decision = self.standing_by_text(text, as_of)
        if decision is None:
            return ""
        if decision.claim == claim_id(text, as_of):
            return describe(decision, status)
        then = next((c.as_of for c in self.index.by_id(decision.claim)), None)
        return describe(decision, status, then)

    def _refuse_unless_writable(self) -> None:
        if not self.writable:
            raise RegistryError("the bundled claim registry is only read", _OWN_REGISTRY)

    def _load(self) -> None:
        if not self._loaded:
            self.refresh()

    def _load_decisions(self) -> None:
        """Decisions are few beside claims: to know what stands, the claims need not be read."""
        if not self._loaded and not self._of_claim:
            with files.shared(self.folder):
                self._take_up_decisions()

    def _take_up(self) -> None:
        self._claims.refresh()
        self._checks.refresh()
        self._take_up_decisions()
        self._loaded = True

    def _take_up_decisions(self) -> None:
        if self._decisions.refresh():
            self._group()

    def _group(self) -> None:
        """Groups the decisions by claim; a line that a merge doubled counts once."""
        grouped: dict[str, dict[str, Decision]] = defaultdict(dict)
        for decision in self._decisions.records:
            grouped[decision.claim].setdefault(decision.id, decision)
        self._of_claim = {claim: list(found.values()) for claim, found in grouped.items()}

    def _on(self, claim: str) -> list[Decision]:
        return self._of_claim.get(claim, [])

    def _append(self, decision: Decision) -> Decision:
        decision = replace(
            decision,
            id=decision.id or f"d-{os.urandom(6).hex()}",
            when=decision.when.replace(microsecond=0),
        )
        self._decisions.append([decision])
        self._of_claim.setdefault(decision.claim, []).append(decision)
        return decision


def _has_left(claim: RegistryClaim | None, article: str, found: Container[tuple[str, str]]) -> bool:
    """Whether a claim of `article` is no longer among those `found` in it."""
    return claim is not None and claim.file == article and claim.key not in found and not claim.gone
