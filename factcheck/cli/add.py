"""`factcheck sources add`: a table as it was saved → a manifest and a figure file; documents are handed on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import common
from factcheck.cli.common import Debug
from factcheck.errors import SourceError, UsageError
from factcheck.report.safe import inert

if TYPE_CHECKING:
    from factcheck.intake.asking import Wishes
    from factcheck.intake.convert import Figures
    from factcheck.intake.look import Plan
    from factcheck.intake.write import About

_TABLES = (".csv", ".tsv", ".tab")

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH…", help="A table saved as CSV, or documents and folders of them.")
]
Into = Annotated[
    Path | None,
    typer.Option("--into", "--to", metavar="DIR", help="Where to put it (default: beside a table; sources/documents)."),
]
Title = Annotated[str, typer.Option("--title", metavar="TITLE", help="What it is called.")]
Url = Annotated[str, typer.Option("--url", metavar="URL", help="Where it is published.")]
Issuer = Annotated[str, typer.Option("--issuer", "--publisher", metavar="NAME", help="Who issued or publishes it.")]
Date = Annotated[str, typer.Option("--date", "--published", metavar="DATE", help="When it was issued or published.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="Documents: a kind that a manifest declares.")]
Label = Annotated[
    str, typer.Option("--label", metavar="LABEL", help="Tables: what is counted or measured, “rainfall”.")
]
Unit = Annotated[str, typer.Option("--unit", metavar="UNIT", help="Tables: in what: mm, percent, GWh.")]
Words = Annotated[
    str, typer.Option("--words", metavar="WORDS", help="Tables: other words for it, with commas between.")
]
Value = Annotated[str, typer.Option("--value", metavar="COLUMN", help="Tables: the column of figures.")]
Spread = Annotated[
    str, typer.Option("--spread", metavar="NAME", help="Tables: several columns of figures are values of this.")
]
Month = Annotated[
    str, typer.Option("--month", metavar="COLUMN", help="Tables: the column of months, days, quarters or years.")
]
Dimension = Annotated[
    list[str] | None,
    typer.Option("--dimension", metavar="COLUMN", help="Tables: a column that breaks the figures down."),
]
Decimal = Annotated[str, typer.Option("--decimal", metavar="MARK", help="Tables: the decimal mark, . or ,")]
Dates = Annotated[str, typer.Option("--dates", metavar="ORDER", help="Tables: 3/4/2024 is day-first or month-first.")]
FiscalStart = Annotated[
    int,
    typer.Option(
        "--fiscal-start", metavar="MONTH", min=0, max=12, help="Tables: the month in which a fiscal year begins."
    ),
]
Per = Annotated[
    str, typer.Option("--per", metavar="LENGTH", help="Tables: one date stands for a month, quarter or year.")
]
Aggregate = Annotated[
    str, typer.Option("--aggregate", metavar="HOW", help="Tables: several months (or quarters, years) are sum or mean.")
]


def add_source(
    paths: Paths,
    into: Into = None,
    title: Title = "",
    url: Url = "",
    issuer: Issuer = "",
    date: Date = "",
    kind: Kind = "",
    label: Label = "",
    unit: Unit = "",
    words: Words = "",
    value: Value = "",
    spread: Spread = "",
    month: Month = "",
    dimension: Dimension = None,
    decimal: Decimal = "",
    dates: Dates = "",
    fiscal_start: FiscalStart = 0,
    aggregate: Aggregate = "",
    per: Per = "",
    debug: Debug = False,
) -> None:
    """Make a source of a table, or add documents to the sources."""
    tables = [p for p in paths if p.suffix.lower() in _TABLES and not p.is_dir()]
    if not tables:
        from factcheck.cli.sources_documents import add_documents

        add_documents(paths, into, {"title": title, "issuer": issuer, "date": date, "url": url, "kind": kind}, debug)
        return
    from factcheck.intake.asking import Wishes

    common.start(None, None, False, False, debug)
    if len(paths) > 1:
        raise UsageError("a table is added by itself", f"run factcheck sources add {tables[0]} first")
    _must_be_one_of("--decimal", decimal, (".", ","))
    _must_be_one_of("--dates", dates, ("day-first", "month-first"))
    _must_be_one_of("--aggregate", aggregate, ("sum", "mean"))
    _must_be_one_of("--per", per, ("month", "quarter", "year"))
    if not tables[0].exists():
        raise UsageError(f"{tables[0]} is not there", "check the name")
    wishes = Wishes(value, spread, month, tuple(dimension or ()), decimal, dates, fiscal_start, aggregate, per)
    _add_table(tables[0], into, wishes, [issuer, title, url, date, label, unit, words])


def _must_be_one_of(option: str, given: str, allowed: tuple[str, ...]) -> None:
    if given and given not in allowed:
        raise UsageError(f"{option} {given!r} is unknown", f"use {' or '.join(allowed)}")


def _add_table(path: Path, to: Path | None, wishes: Wishes, said: list[str]) -> None:
    from factcheck.intake.convert import convert, slug
    from factcheck.intake.look import look, scaled
    from factcheck.intake.read import open_sheet
    from factcheck.intake.write import About, manifest

    publisher, title, url, published, label, unit, words = said
    if published:
        common.parse_as_of(published)
    stem = path.stem.replace("_", " ").replace("-", " ").strip() or "table"
    folder = to if to is not None else path.parent / slug(path.stem)
    for name in ("manifest.toml", "figures.csv"):
        if (folder / name).exists():
            raise UsageError(f"{folder / name} is there already", "choose another folder with --into, or remove it")
    plan = look(open_sheet(path), wishes, stem)
    listed = tuple(w.strip() for w in words.split(",") if w.strip())
    about = About(
        slug(folder.resolve().name).replace("_", "-"), publisher, title or stem[:1].upper() + stem[1:], url,
        label or plan.label, unit or plan.unit, listed, published,
    )  # fmt: skip
    if sys.stdin.isatty() and sys.stdout.isatty():
        _ask(about)
    if about.words and about.label not in about.words:
        about.words = (about.label, *about.words)
    power, about.unit = scaled(about.unit)
    figures = convert(plan, published or "first", power)
    _write(folder, plan.time, figures, manifest(plan, figures, about, "figures.csv"))
    _report(path, folder, plan, figures, about)


def _ask(about: About) -> None:
    """Asks for what the table cannot say; an empty answer keeps what is shown in brackets."""
    print("What the table does not say. Press Enter to keep what stands in brackets, or to leave it open.")
    about.publisher = typer.prompt("Who publishes it?", default=about.publisher, show_default=bool(about.publisher))
    about.title = typer.prompt("What is the table called?", default=about.title)
    about.url = typer.prompt("At what address?", default=about.url, show_default=bool(about.url))
    if not about.published:
        while True:
            day = typer.prompt("Published on what day (2024-01-31)?", default="", show_default=False)
            try:
                about.published = common.parse_as_of(day).isoformat() if day else ""  # type: ignore[union-attr]
                break
            except UsageError as error:
                print(f"{error.message}; {error.advice}")
    about.label = typer.prompt("What is counted or measured?", default=about.label)
    about.unit = typer.prompt("In what unit (none for a count)?", default=about.unit, show_default=bool(about.unit))
    if not about.words:
        more = typer.prompt("Other words that mean exactly this, with commas?", default="", show_default=False)
        about.words = (about.label, *(w.strip() for w in more.split(",") if w.strip()))


def _write(folder: Path, time: str, figures: Figures, text: str) -> None:
    """The figure file and the manifest, each whole or not at all, and the manifest last."""
    import csv

    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / ".figures.csv.part"
        with made.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["release", time, *(d.name for d in figures.dimensions), "value"])
            writer.writerows(figures.rows)
        made.replace(folder / "figures.csv")
        (folder / ".manifest.part").write_text(text, "utf-8")
        (folder / ".manifest.part").replace(folder / "manifest.toml")
    except OSError as error:
        raise SourceError(
            f"{folder} cannot be written: {error.strerror}", "choose another folder with --into"
        ) from error


def _report(path: Path, folder: Path, plan: Plan, figures: Figures, about: About) -> None:
    """What was found, assumed and left open, and a claim to try."""
    from factcheck.intake.write import wordless
    from factcheck.soundness import examine_all

    sheet = plan.sheet
    how = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}[sheet.separator]
    lines = [f"Read {path}: {sheet.encoding_name} text, cells separated by {how}"]
    lines += [f"  {plan.time.removeprefix('fiscal_') + 's':<8} {plan.time_words}: {figures.first} to {figures.last}"]
    for dimension in figures.dimensions:
        shown = ", ".join(list(dimension.values.values())[:4]) + (", …" if len(dimension.values) > 4 else "")
        lines += [f"  {dimension.label}: {len(dimension.values)} values: {shown}"]
    unit = f" in {about.unit}" if about.unit else ""
    places = f"{figures.decimals or 'no'} decimal{'' if figures.decimals == 1 else 's'}"
    lines += [f"  figures  {about.label}{unit}, {figures.count:,} of them, {places}"]
    if sheet.encoding != "utf-8-sig":
        lines += [f"  note     the text is {sheet.encoding_name}: look whether names are spelt right"]
    lines += [f"  note     {note}" for note in (*plan.notes, *figures.notes)]
    lines += [f"Wrote {folder / 'manifest.toml'} and {folder / 'figures.csv'}"]
    missing = [*about.missing(), *wordless(figures)]
    if missing:
        lines += ["Still to fill in, in manifest.toml:", *(f"  {m}" for m in missing[:12])]
        lines += [f"  and {len(missing) - 12} more, marked “fill in”"] if len(missing) > 12 else []
    problems = examine_all([folder / "manifest.toml"])[folder / "manifest.toml"]
    if problems:
        lines += ["Mend before use:", *(f"  {p.message}; {p.advice}" for p in problems[:12])]
    else:
        lines += _example(folder, about.id)
    common.show("".join(inert(line) + "\n" for line in lines))
    if problems:
        raise typer.Exit(common.TROUBLE)


def _example(folder: Path, source: str) -> list[str]:
    """A claim that the new source supports, and how to ask for it."""
    from factcheck.check import Checker
    from factcheck.holdings import newest_example
    from factcheck.library import open_library

    text = newest_example(Checker(open_library([folder])), source)
    if not text:
        return [f"Try: factcheck sources search WORDS --sources {folder}"]
    return [f'Try: factcheck claim "{text}" --sources {folder}']
