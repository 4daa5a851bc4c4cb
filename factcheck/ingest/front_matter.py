"""Turns the `key: value` lines at the top of a Markdown draft into its title, outlet and date."""

from __future__ import annotations

import re
from datetime import date

from factcheck.errors import DraftError
from factcheck.ingest.blocks import lines
from factcheck.ingest.page_dates import parse_date
from factcheck.model.record import record

_KEY = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*)|$)")
_DATE_KEYS = ("date", "published", "publish_date", "pubdate", "updated")
_OUTLET_KEYS = ("outlet", "publication", "site", "publisher")
_LIMIT = 200  # lines; a front matter that is not closed by then never was one
_FORM = "write one `key: value` a line between two lines of ---"


@record
class FrontMatter:
    """What a draft says about itself; `end` is the offset after the block, 0 when there is none."""

    end: int = 0
    title: str | None = None
    outlet: str | None = None
    published: date | None = None


def read_front_matter(text: str, shown: str) -> FrontMatter:
    """The front matter that opens `text`, or an empty one.

    `shown` is the file's name in messages. Raises DraftError naming the line that is broken, or
    the key whose date cannot be read.
    """
    end, values = front_values(text, shown)
    return FrontMatter(
        end=end,
        title=values.get("title"),
        outlet=next((values[key] for key in _OUTLET_KEYS if values.get(key)), None),
        published=_published(values, shown),
    )


def front_values(text: str, shown: str) -> tuple[int, dict[str, str]]:
    """Where the front matter of `text` ends, 0 when there is none, and its values by key.

    Raises DraftError naming the line that is broken.
    """
    if not text.startswith("---"):
        return 0, {}
    spans = lines(text[: _LIMIT * 1000])[: _LIMIT + 1]
    rows = [text[span.start : span.end] for span in spans]
    if rows[0].rstrip() != "---":
        return 0, {}
    close = next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() in ("---", "...")), None)
    if not _is_front_matter(rows, close):
        return 0, {}
    if close is None:
        raise DraftError(
            f"{shown}: line 1 opens a front matter that no line of --- closes",
            "add a line of --- after its last key, or remove the first line",
        )
    return spans[close].end, _yaml(rows[1:close]) or _values(rows[1:close], shown)


def _is_front_matter(rows: list[str], close: int | None) -> bool:
    """A line of --- may also be a rule above ordinary text."""
    inner = rows[1:close] if close else rows[1:2]
    return any(_KEY.match(row) for row in inner) and (close is None or rows[1].strip() != "")


def _yaml(rows: list[str]) -> dict[str, str] | None:
    """The values as YAML has them (folded and quoted over lines, lists joined by commas); None if it is not YAML."""
    import yaml

    try:
        # The base loader makes text of everything and builds no objects.
        # The one written in C reads hundreds of documents in the time that the other takes for tens.
        data = yaml.load("\n".join(rows), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    joined = {k: ", ".join(map(str, v)) if isinstance(v, list) else v for k, v in data.items()}
    return {str(k).strip().lower(): " ".join(v.split()) for k, v in joined.items() if isinstance(v, str)}


def _values(rows: list[str], shown: str) -> dict[str, str]:
    """The values of lines that people write and YAML refuses, such as a title with a colon in it."""
    values: dict[str, str] = {}
    is_open = False  # whether the last key may have a list or a nested value below it
    for number, row in enumerate(rows, 2):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        if is_open and (row[:1] in " \t" or row.startswith("- ")):
            continue
        match = _KEY.match(row)
        if match is None:
            raise DraftError(f"{shown}: line {number} of the front matter cannot be read: {_cut(row)}", _FORM)
        values.setdefault(match[1].strip().lower(), _plain(match[2] or "", number, shown))
        is_open = True
    return values


def _plain(value: str, number: int, shown: str) -> str:
    """`value` without its quotes and its comment."""
    value = value.strip()
    if value[:1] in ("'", '"'):
        close = value.find(value[0], 1)
        rest = value[close + 1 :].strip()
        if close < 0 or (rest and not rest.startswith("#")):
            raise DraftError(
                f"{shown}: line {number} of the front matter has a quotation mark too few or too many: {_cut(value)}",
                _FORM,
            )
        return value[1:close]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def _published(values: dict[str, str], shown: str) -> date | None:
    days = {}
    for key in _DATE_KEYS:
        value = values.get(key)
        if value:
            day = parse_date(value)
            if day is None:
                raise DraftError(
                    f"{shown}: the front matter's `{key}` is not a readable date: {_cut(value)}",
                    f"write it like this: {key}: 2024-05-03",
                )
            days[key] = day
    return next(iter(days.values()), None)


def _cut(value: str) -> str:
    """The start of a draft's line, fit for a one-line message on a terminal."""
    value = "".join(c if c.isprintable() else "?" for c in value.strip())
    return value if len(value) <= 60 else value[:57] + "..."
