"""What all commands share: options, opening the library, printing, and how a run ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.errors import FactcheckError, UsageError

if TYPE_CHECKING:
    from factcheck.check import Checker
    from factcheck.config import Settings
    from factcheck.model.finding import Report
    from factcheck.registry import Registry

OK, FINDINGS, TROUBLE, INTERRUPTED = 0, 1, 2, 130
FAIL_ON = ("conflicting", "unverified", "never")
PIPE_WIDTH = 100
# For gc.set_threshold: checking makes hardly any garbage that needs collecting; looking for it costs 50 ms and more.
GARBAGE = (400_000, 50, 50)

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Read the claims as of this date: YYYY-MM-DD, or today."),
]
Context = Annotated[
    list[str] | None,
    typer.Option("--context", metavar="TEXT", help="Sentences before the claim; they fill what it leaves unsaid."),
]
Sources = Annotated[
    list[Path] | None,
    typer.Option("--sources", metavar="DIR", help="Another folder with manifests or documents. May be repeated."),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="STATUS",
        help="End with status 1 on: conflicting (default), unverified, never.",
    ),
]
Format = Annotated[str, typer.Option("--output-format", metavar="FORMAT", help="terminal, concise, json or jsonl.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only what is wrong, and the counts.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Every reading and every cell.")]
Debug = Annotated[
    bool,
    typer.Option("--debug", help="Print a report for a bug: versions, settings, sources; never the text."),
]


@dataclass(slots=True)
class Session:
    """One run: its settings and sources. `trouble` is set when part of the work could not be done."""

    settings: Settings
    sources: list[Path]
    quiet: bool = False
    verbose: bool = False
    trouble: bool = False

    def complain(self, error: FactcheckError) -> None:
        """Prints one line on stderr and remembers that the run ends with status 2."""
        warn(f"{error.message}; {error.advice}")
        self.trouble = True


def warn(text: str) -> None:
    """One line on stderr, with control characters made visible."""
    from factcheck.report.safe import inert

    print("factcheck: " + inert(" ".join(text.split())), file=sys.stderr)


def start(where: Path | None, sources: Sequence[Path] | None, quiet: bool, verbose: bool, debug: bool) -> Session:
    """Finds the settings upward from the draft (or the folder we are in) and checks the sources."""
    from factcheck.config import find_settings

    settings = find_settings(where if where is not None else Path.cwd())
    session = Session(settings, [], quiet, verbose)
    holds = "a folder that holds documents or a manifest.toml"
    for folder in settings.sources:
        session.sources += _usable(folder, session, f"name {holds} as sources in {settings.path}, or take it out there")
    for folder in sources or ():
        session.sources += _usable(folder, session, f"give --sources {holds}")
    if debug:
        from factcheck.cli.debug import print_debug

        print_debug(session)
    return session


def _usable(folder: Path, session: Session, advice: str) -> list[Path]:
    """The folder when it holds manifests or documents; one without is named once and passed over."""
    from factcheck.documents.find import loose_files
    from factcheck.library import manifests_below

    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", advice)
    if manifests_below(folder) or loose_files(folder):
        return [] if folder in session.sources else [folder]
    warn(f"{folder} holds neither a manifest.toml nor documents and is passed over")
    return []


def open_checker(session: Session) -> Checker:
    """The checker over the bundled and the added sources, compiling them when they are new."""
    from factcheck.check import Checker
    from factcheck.library import open_library

    with _Progress(not session.quiet) as progress:
        library = open_library(session.sources, progress.step)
    for problem in library.problems:
        warn(problem)
        session.trouble = True
    checker = Checker(library)
    gc.freeze()  # what is loaded stays: the collector need not look through it again and again
    return checker


class _Progress:
    """A progress bar on stderr, drawn only in a terminal and only once something is compiled."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted and sys.stderr.isatty()
        self.bar: object | None = None

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()  # type: ignore[attr-defined]

    def step(self, what: str, done: int, total: int) -> None:
        if not self.wanted:
            return
        from rich.console import Console
        from rich.progress import Progress

        if self.bar is None:
            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("Compiling the sources", total=total)
        self.bar.update(self.task, completed=done, total=total, description=f"Compiling the sources: {what}")  # type: ignore[attr-defined]


def counted(number: int, noun: str) -> str:
    """ "1 passage", "2 passages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def parse_as_of(text: str | None) -> date | None:
    """The date of `--as-of`; the clock is asked only for "today". Raises UsageError."""
    if text is None:
        return None
    if text == "today":
        return date.today()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date", "write it as 2024-01-31, or today") from error
    if day.isoformat() != text:
        raise UsageError(f"{text!r} is not a date", "write it as 2024-01-31, or today")
    return day


def chosen_as_of(option: str | None, session: Session) -> date | None:
    """The as-of date of the option, else of the settings."""
    return parse_as_of(option if option is not None else session.settings.as_of)


def chosen_fail_on(option: str | None, session: Session) -> str:
    value = option or session.settings.fail_on or "conflicting"
    if value not in FAIL_ON:
        raise UsageError(f"--fail-on {value!r} is unknown", f"use one of {', '.join(FAIL_ON)}")
    return value


def check_format(name: str) -> None:
    from factcheck.report import FORMATS

    if name not in FORMATS:
        raise UsageError(f"--output-format {name!r} is unknown", f"use one of {', '.join(FORMATS)}")


def render(report: Report, name: str, session: Session, to_file: bool = False) -> str:
    """The report as text; width and colour follow the terminal, a pipe is never truncated."""
    from factcheck.report import FORMATS

    if name != "terminal":
        return FORMATS[name](report)
    width, color = (PIPE_WIDTH, False) if to_file else terminal()
    return FORMATS[name](report, width=width, color=color, verbose=session.verbose, quiet=session.quiet)


def terminal(pipe_width: int = PIPE_WIDTH) -> tuple[int, bool]:
    """Width of the terminal and whether colour is welcome; `pipe_width` without one."""
    if not sys.stdout.isatty():
        return pipe_width, False
    import shutil

    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return shutil.get_terminal_size((pipe_width, 24)).columns, color


def show(text: str) -> None:
    """Writes text to stdout whole. A reader that closes the pipe early ends the run quietly."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        # Whoever read the report has seen enough; Python must not complain at exit, either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(TROUBLE) from error


def status_of(report: Report, fail_on: str, session: Session) -> int:
    """The exit status of a run over `report`."""
    if session.trouble or any(d.error for d in report.documents):
        return TROUBLE
    if fail_on == "never":
        return OK
    bad = report.count("conflicting") + (report.count("unverified") if fail_on == "unverified" else 0)
    return FINDINGS if bad else OK


def project_registry(session: Session) -> Registry | None:
    """The project's claim registry for reading, or None when there is no project or no registry yet."""
    from factcheck.registry import Registry

    folder = session.settings.registry
    if folder is None or not folder.is_dir():
        return None
    return Registry.open(folder)
