"""The command line: one small file of commands over the rooms below."""

from __future__ import annotations

import errno
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck import __version__
from factcheck.cli import common
from factcheck.cli.common import AsOf, Context, Debug, FailOn, Format, Quiet, Sources, Verbose
from factcheck.errors import FactcheckError, UsageError

app = typer.Typer(
    name="factcheck",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Checks what a draft states as fact against official sources, offline.",
)


def _version(value: bool) -> None:
    if value:
        print(f"factcheck {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Options before the command hold for it, too."""
    context.obj = {"quiet": quiet, "verbose": verbose, "debug": debug}
    if context.invoked_subcommand is None:
        if debug:
            common.start(None, None, quiet, verbose, True)
        else:
            print(context.get_help())


def _flags(context: typer.Context, quiet: bool, verbose: bool, debug: bool) -> tuple[bool, bool, bool]:
    before = context.find_root().obj or {}
    return (
        quiet or before.get("quiet", False),
        verbose or before.get("verbose", False),
        debug or before.get("debug", False),
    )


@app.command()
def claim(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The claim, or - to read one a line from standard input.")
    ],
    as_of: AsOf = None,
    given: Context = None,
    sources: Sources = None,
    output_format: Format = "terminal",
    fail_on: FailOn = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Check one claim, or one a line."""
    from factcheck.cli.claim import check_claim, check_lines

    common.check_format(output_format)
    session = common.start(None, sources, *_flags(context, quiet, verbose, debug))
    run_one = check_lines if text == "-" else check_claim
    raise typer.Exit(run_one(text, as_of, given or [], output_format, fail_on, session))


@app.command()
def check(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Drafts or folders of drafts, or - for standard input."),
    ],
    as_of: AsOf = None,
    sources: Sources = None,
    output_format: Format = "terminal",
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write the report to a file.")] = None,
    fail_on: FailOn = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also statements that no source decides and nobody would check.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Check drafts, claim by claim."""
    from factcheck.cli.check import check_drafts

    common.check_format(output_format)
    where = Path(paths[0]) if paths and paths[0] != "-" else None
    session = common.start(where, sources, *_flags(context, quiet, verbose, debug))
    raise typer.Exit(check_drafts(paths, as_of, output_format, output, fail_on, everything, session))


@app.command()
def review(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="The draft to go through.")],
    as_of: AsOf = None,
    sources: Sources = None,
    plain: Annotated[bool, typer.Option("--plain", help="Questions line by line; the only form so far.")] = False,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="NAME", help="Your name in the registry (default: the login name)."),
    ] = None,
    order: Annotated[
        str, typer.Option("--order", metavar="ORDER", help="worth (what needs you most comes first) or draft.")
    ] = "worth",
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Go through the claims of a draft and record what you decide."""
    from factcheck.cli.review import review_draft

    session = common.start(Path(path), sources, *_flags(context, quiet, verbose, debug))
    raise typer.Exit(review_draft(path, as_of, plain, who, order, session))


@app.command()
def extract(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Articles whose claims go into the registry."),
    ],
    as_of: AsOf = None,
    sources: Sources = None,
    outlet: Annotated[str, typer.Option("--outlet", metavar="NAME", help="Who published the articles.")] = "",
    embargo: Annotated[
        bool, typer.Option("--embargo", help="Keep digests and places of the claims, and none of their words.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Write the claims of articles to the project's registry."""
    from factcheck.cli.registry_work import extract_claims

    session = common.start(Path(paths[0]), sources, *_flags(context, quiet, verbose, debug))
    raise typer.Exit(extract_claims(paths, as_of, outlet, embargo, session))


@app.command()
def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A rule id, such as restated; without one, all of them.")
    ] = None,
) -> None:
    """Explain a rule id of a report."""
    from factcheck.cli.rules import explain_rule

    raise typer.Exit(explain_rule(rule))


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_PLAIN = frozenset(("claim", "check", "review", "extract", "explain"))


def _attach_groups(words: list[str]) -> None:
    """Adds the registry and sources commands, unless the run is plainly one of the others."""
    plain = next((w for w in words if not w.startswith("-")), "") in _PLAIN and words[0] in _PLAIN
    if plain or app.registered_groups:  # a process may run it more than once
        return
    import factcheck.cli.registry_work  # noqa: F401 - adds its commands to the registry's
    from factcheck.cli.registry import registry_app
    from factcheck.cli.sources import sources_app

    app.add_typer(registry_app, name="registry")
    app.add_typer(sources_app, name="sources")


def run() -> None:
    """The console script: runs a command and ends with a status of the contract."""
    gc.set_threshold(*common.GARBAGE)
    try:
        sys.exit(_run())
    except KeyboardInterrupt:  # while an earlier one was answered, or before there was anything to answer it
        sys.exit(common.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read the report has seen enough; Python must not complain at exit, either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(common.TROUBLE)


def _run() -> int:
    if sys.stdin is None:  # closed by whoever started us ("<&-"): nothing can be read, as at a file's end
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - lives as long as the run
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the run
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=stream.encoding or "utf-8", errors="backslashreplace")
    _attach_groups(sys.argv[1:])
    try:
        result = int(app(standalone_mode=False) or 0)
        if result == common.INTERRUPTED:  # Typer has caught the Ctrl-C
            common.warn("interrupted")
        return result
    except (KeyboardInterrupt, typer.Abort):
        common.warn("interrupted")
        return common.INTERRUPTED
    except FactcheckError as error:
        common.warn(f"{error.message}; {error.advice}")
        return common.TROUBLE
    except BrokenPipeError:
        raise
    except SystemExit:  # how Typer ends a run whose reader has left, with a status that says something else
        raise BrokenPipeError from None
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _FULL:
            common.warn(f"the output cannot be written: {error.strerror}; free some space, or send it elsewhere")
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python writes what is left at exit
            return common.TROUBLE
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message(), file=sys.stderr)  # type: ignore[attr-defined]
            return common.TROUBLE
        # Typer's own usage errors know how to word themselves; anything else is a fault of ours.
        wording = getattr(error, "format_message", None)
        if wording is None:
            return _crash(error)
        common.warn(f"{str(wording()).rstrip('.')}; {_usage(error)}")
        return common.TROUBLE


def _usage(error: Exception) -> str:
    """What to do about arguments that Typer does not take."""
    said, context = str(error), getattr(error, "ctx", None)
    if said.endswith("is not readable."):
        return "check its permissions"
    words: list[str] = []
    while context is not None and context.parent is not None:
        words.insert(0, str(context.info_name))
        context = context.parent
    shown = f"{' '.join(['factcheck', *words])} --help shows what there is"
    return f"write text of several words in quotes; {shown}" if "extra argument" in said else shown


def _crash(error: Exception) -> int:
    """A fault of ours: one line for the reader, the trace only when asked for."""
    if "--debug" in sys.argv:
        import traceback

        traceback.print_exception(error)
    common.warn(
        f"an internal error, {type(error).__name__}: {error}; run it again with --debug and report what it prints"
    )
    return common.TROUBLE


__all__ = ["UsageError", "app", "run"]
