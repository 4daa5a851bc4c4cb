"""Official documents on the command line: adding, showing, and finding passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import common
from factcheck.cli.common import Debug, Quiet, Sources
from factcheck.errors import SettingsError, SourceError, UsageError

if TYPE_CHECKING:
    from factcheck.library import Library
    from factcheck.model.source import OfficialText, Passage

_NAMED = 3  # files of a kind that a message names
_NAMED = 3  # files that a message names
_EXCERPT = 300  # characters of a passage shown by a search


def add_documents(paths: Sequence[Path], into: Path | None, stated: Mapping[str, str], debug: bool) -> None:
    """Copy official documents into the project's sources and list them in a manifest."""
    from factcheck.config import find_settings
    from factcheck.documents.adding import add_document, documents_at
    from factcheck.documents.read import iso_date

    # The folders of the settings need not be there yet.
    session = common.Session(find_settings(Path.cwd()), [])
    if debug:
        from factcheck.cli.debug import print_debug

        print_debug(session)
    date = stated["date"]
    if date and iso_date(date) != date:
        raise UsageError(f"--date {date!r} is not a date", "write it as 2024-05-03, 2024-05 or 2024")
    folder = into or project_folder(session) / "documents"
    there = False  # whether the folder now holds any of them
    for path in paths:
        for file in documents_at(path):
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            try:
                added = add_document(file, name, folder, stated)
            except SourceError as error:
                session.complain(error)
                continue
            there = True
            lacks = f"; add to {folder / 'manifest.toml'}: {', '.join(added.lacks)}" if added.lacks else ""
            held = common.counted(added.passages, "passage")
            print(f"{added.outcome}: {added.file}, “{_shown(added.title)}”, {held}{lacks}")
    if there and not any(folder.resolve().is_relative_to(s.resolve()) for s in session.settings.sources):
        common.warn(f"{folder} is not among the sources yet: name it in the settings' sources, or with --sources")
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def project_folder(session: common.Session) -> Path:
    """The folder of the project's own sources. Raises SettingsError when there is no project."""
    settings = session.settings
    if settings.path is None:
        raise SettingsError(
            "there is no project to add a source to",
            "put a factcheck.toml here, or name a folder with --into",
        )
    return settings.sources[0] if settings.sources else settings.path.parent / "sources"


def show_source(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="The id of a source (factcheck sources list).")],
    sources: Sources = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Show the documents of one source, with dates and addresses."""
    session = common.start(None, sources, quiet, False, debug)
    library = common.open_checker(session).library
    known = [str(s["id"]) for s in library.facts["sources"]]
    if name not in known:
        raise UsageError(f"there is no source {_shown(name)!r}", f"use one of {', '.join(known)}")
    texts = [t for t in library.documents().values() if t.source == name]
    lines = source_lines(next(s for s in library.facts["sources"] if s["id"] == name))
    lines += document_lines(texts, library.facts)
    for text in sorted(texts, key=lambda t: (t.date, t.path)):
        about = ", ".join(x for x in (kind_label(text.kind, library.facts), text.issuer, text.url) if x)
        lines += [f"  {text.date or 'undated'}  {text.title}", f"    {text.path}" + (f": {about}" if about else "")]
    common.show("".join(_shown(line) + "\n" for line in lines))
    raise typer.Exit(common.TROUBLE if session.trouble else common.OK)


def loose_documents(root: Path) -> list[Path]:
    """The documents below `root` that no manifest owns."""
    from factcheck.documents.find import loose_files

    return loose_files(root)


def passage_lines(library: Library, words: str, limit: int) -> list[str]:
    """The passages that `words` cite, then those nearest to them, each with its document, address and beginning."""
    from factcheck.retrieve.numbered import Numbered

    texts = library.documents()
    cited = Numbered(library, library.facts).passages(words) if texts else []
    found = dict.fromkeys((*cited, *(passage for passage, _ in library.nominate(words, limit))))
    lines: list[str] = []
    for passage in list(found)[:limit]:
        lines += _passage(texts[passage.document], passage)
    return lines


def not_held(library: Library, words: str) -> str:
    """Which documents `words` cite by number of which nothing is held, and what to do; "" when there is none."""
    from factcheck.extract.tagging.cited import read_cited
    from factcheck.retrieve.numbered import Numbered

    cited = read_cited(words, library.facts)
    numbered = Numbered(library, library.facts)
    if cited is None or cited.blocked is None or any(numbered.known(r).mentions for r in cited.references):
        return ""
    return f"{cited.blocked.text}; add it with factcheck sources add FILE"


def _passage(text: OfficialText, passage: Passage) -> Iterable[str]:
    who = f", {passage.speaker}" if passage.speaker else ""
    yield f"{text.date or 'undated'}  {text.title}"
    yield f"  {passage.locator}{who}: {passage.text[:_EXCERPT]}" + ("…" if len(passage.text) > _EXCERPT else "")
    yield f"  {text.source}: {text.url or text.path}"


def source_lines(source: Mapping[str, Any]) -> list[str]:
    """The first lines about a source: its id, title, publisher and address, so far as it has them."""
    head = f"{source['id']}: {source['title']}" + (f", {source['publisher']}" if source["publisher"] else "")
    return [head, f"  {source['url']}"] if source["url"] else [head]


def document_lines(texts: Sequence[OfficialText], facts: Mapping[str, Any]) -> list[str]:
    """How many documents there are, from when, and of what kinds."""
    if not texts:
        return []
    dates = sorted(t.date for t in texts if t.date)
    reach = "".join(f", {day}" for day in dates[:1]) + (f" to {dates[-1]}" if dates[-1:] != dates[:1] else "")
    undated = len(texts) - len(dates)
    kinds = Counter(kind_label(t.kind, facts) for t in texts if t.kind)
    listed = ", ".join(f"{label} {count}" for label, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    lines = [f"  {common.counted(len(texts), 'document')}{reach}" + (f", {undated} undated" if undated else "")]
    lines += [f"    {listed}"] if listed else []
    return lines + [f"    {line}" for line in undated_lines(texts, facts)]


def undated_lines(texts: Sequence[OfficialText], facts: Mapping[str, Any]) -> list[str]:
    """Which documents but for law bear no date, what they leave open, and what to do; none where all bear one."""
    from factcheck.model.source import DATE_IT

    names = sorted(t.path for t in texts if not t.date and not facts["kinds"].get(t.kind, {}).get("law"))
    if not names:
        return []
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    bear, decide = ("bears", "decides") if len(names) == 1 else ("bear", "decide")
    which = f"{', '.join(names[:_NAMED])}{more}"
    return [
        f"{which} {bear} no date, and so {decide} nothing about what was done or said on a day",
        f"write {DATE_IT}",
    ]


def kind_label(kind: str, facts: Mapping[str, Any]) -> str:
    """What people call a kind of document."""
    return str(facts["kinds"].get(kind, {}).get("label", kind))


def _shown(text: str) -> str:
    from factcheck.report.safe import inert

    return inert(text)
