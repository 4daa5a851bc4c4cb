"""Finds a site's or advertiser's name in a title line, and where a scraper pasted it into text."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s*[|»]\s*|\s+::\s+")
_DASH = re.compile(r"\s+[-–—]\s+|\s+-(?=[A-Z])")
# Endings that make a longer word out of a name: "Weather Newsroom" holds no pasted "Weather News".
_COMPOUND = frozenset(
    "s es ed er ers ing ly ist ists ism room rooms letter letters paper papers wire day week "
    "hour man "
    "men woman women people reel house desk cast hub land town city wide like based owned "
    "led".split()
)


def site_name(text: str) -> tuple[int, int] | None:
    """The range of a site's name with its separator in a title line ("Site | Title"), or None."""
    parts = list(_SEPARATOR.finditer(text))
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    before, after = text[: first.start()], text[last.end() :]
    if len(before.split()) <= 4 < len(text[first.end() :].split()) and before.strip():
        return 0, first.end()
    if len(after.split()) <= 4 < len(text[: last.start()].split()) and after.strip():
        return last.start(), len(text)
    return None


def bare_name(piece: str) -> str:
    """The name itself in what `site_name` found."""
    return _SEPARATOR.sub(" ", piece).strip()


def before_dash(title: str) -> str:
    """A title line up to a dash, behind which sites put their name."""
    return _DASH.split(title)[0]


def pasted(text: str, name: str) -> list[tuple[int, int]]:
    """Where `name` stands in `text` glued to another word, as ranges."""
    if len(name) < 4 or not name[0].isupper() or name not in text:
        return []
    glued = re.compile(rf"(?<!\w){re.escape(name)}(?=(?P<rest>[a-z]+))|(?<=[a-z]){re.escape(name)}(?!\w)")
    return [match.span() for match in glued.finditer(text) if not (match["rest"] and match["rest"] in _COMPOUND)]


def folded(text: str) -> str:
    """`text` for comparison: case, quotes, marks and white space do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))
