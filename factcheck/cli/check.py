"""`factcheck check`: drafts, folders of drafts, or standard input."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli import common
from factcheck.cli.common import Session
from factcheck.errors import DraftError, UsageError
from factcheck.model.finding import Caveat, DocumentReport, Report
from factcheck.model.record import replace

if TYPE_CHECKING:
    from datetime import date

    from factcheck.check import Checker
    from factcheck.registry import Registry

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")


def check_drafts(
    paths: Sequence[str],
    as_of: str | None,
    output_format: str,
    output: Path | None,
    fail_on: str | None,
    everything: bool,
    session: Session,
) -> int:
    """Checks every draft and prints one report. Returns the exit status; an unreadable draft makes it 2."""
    day, level = common.parse_as_of(as_of), common.chosen_fail_on(fail_on, session)
    found = drafts(paths, session)
    _spare(output, found)
    checker = common.open_checker(session)
    registry = common.project_registry(session)
    documents = [check_draft(path, day, checker, registry, session, everything) for path in found]
    report = Report(tuple(documents), checker.library.sources(f for d in documents for f in d.findings))
    text = common.render(report, output_format, session, to_file=output is not None)
    if output is None:
        common.show(text)
    else:
        write_whole(output, text)
    if output_format == "concise" and not report.claims and not session.trouble:
        common.warn("nothing to check was found")
    return common.status_of(report, level, session)


def _spare(output: Path | None, paths: Iterable[str]) -> None:
    """Raises UsageError when the report would be written over a draft."""
    for path in paths if output is not None and output.is_file() else ():
        if path != "-" and os.path.exists(path) and os.path.samefile(path, str(output)):
            raise UsageError(f"the report would be written over the draft {path}", "give --output another place")


def drafts(paths: Iterable[str], session: Session) -> list[str]:
    """The draft files that `paths` name; a folder stands for the drafts below it, in name order.

    A folder that may not be read is named, and makes the run end with status 2. Raises UsageError when
    there is no draft at all.
    """
    out: list[str] = []
    for path in paths:
        out += _below(Path(path), session) if path != "-" and os.path.isdir(path) else [path]
    if not out:
        raise UsageError("no drafts found", f"name files, or folders that hold {', '.join(SUFFIXES)} files")
    return list(dict.fromkeys(out))


def _below(folder: Path, session: Session) -> list[str]:
    def unread(error: OSError) -> None:
        problem = f"{error.filename} cannot be read: {error.strerror}"
        session.complain(DraftError(problem, "make the folder readable, or name the drafts in it that are to be read"))

    files = (Path(place, name) for place, _, names in os.walk(folder, onerror=unread) for name in names)
    return [str(p) for p in sorted(p for p in files if p.suffix.lower() in SUFFIXES and p.is_file())]


def check_draft(
    path: str,
    as_of: date | None,
    checker: Checker,
    registry: Registry | None,
    session: Session,
    everything: bool = False,
) -> DocumentReport:
    """The findings on one draft; a draft that cannot be read is reported and does not stop the rest.

    `as_of` is the option's; without one the draft's own date counts, and then that of the settings.
    """
    from factcheck.ingest import read_document
    from factcheck.matching import with_earlier, with_inconsistencies

    try:
        data = sys.stdin.buffer.read() if path == "-" else None
        draft = read_document(path, data)
        no_evidence_for_itself(path, checker, session)
    except DraftError as error:
        session.complain(error)
        return DocumentReport(path, None, None, None, "", error=f"{error.message}; {error.advice}")
    for unread in draft.notes:
        common.warn(f"{draft.path}: {unread}")
    origin = "--as-of"
    if as_of is None and draft.published is None:
        as_of, origin = common.parse_as_of(session.settings.as_of), "the settings"
    report = checker.document(draft, as_of, origin, everything)
    if checker.library.stale(report.as_of) and report.findings:
        note = Caveat(
            "stale-coverage",
            "the sources end well before the draft's date; figures of the last months cannot be checked",
        )
        report = replace(report, notes=(*report.notes, note))
    report = with_inconsistencies(report)
    if registry is None:
        return report
    file = registry.file_name(path)
    return replace(report, findings=tuple(with_earlier(f, checker, registry, file) for f in report.findings))


def no_evidence_for_itself(path: str, checker: Checker, session: Session) -> None:
    """Raises DraftError when the draft lies among the documents that it would be checked against."""
    place = Path(os.path.realpath(path))
    for folder in session.sources if path != "-" else ():
        for root in (folder.resolve(), *(p for p in folder.resolve().iterdir() if p in place.parents)):
            if root not in place.parents:
                continue
            inside = place.relative_to(root).as_posix()
            if any(text.path == inside for text in checker.library.documents().values()):
                raise DraftError(
                    f"{path} lies among the documents of {folder} and would be evidence for itself",
                    "move it, or give --sources another folder",
                )


def write_whole(path: Path, text: str) -> None:
    """Writes a report whole or not at all. Raises UsageError when it cannot be written."""
    name = ""
    path = Path(os.path.realpath(path))  # a link stays a link
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # /dev/null, a named pipe: never replaced
            path.write_text(text, encoding="utf-8")
            return
        handle, name = tempfile.mkstemp(dir=path.parent or ".", prefix=".factcheck-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        if name and os.path.exists(name):
            os.unlink(name)
        raise UsageError(
            f"the report cannot be written to {path}: {error.strerror}",
            "give --output another place",
        ) from error


__all__ = ["check_draft", "check_drafts", "drafts", "no_evidence_for_itself", "write_whole"]
