"""Turns citations of law in any usual form into spans with one address each.

Nothing here knows a code of law: names, titles and the numbers under which one act's sections are
codified come as data, the `codes` of the compiled manifests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from factcheck.model.facts import once_for_facts
from factcheck.model.record import record, replace
from factcheck.model.text import Span

# "12(f)", "29a(b)(1)", "12 (f)"; a dash number ("30aa-1") belongs to the section.
_PATH = r"(?:\s?\([A-Za-z0-9]{1,5}\))"
_SECTION = rf"\d{{1,5}}[A-Za-z]{{0,2}}(?:-\d{{1,3}}\b)?{_PATH}*(?![\w$%])"
_MARK = r"(?:§{1,2}|\b(?:sub)?sections?\b|\bsecs?\b\.?|\bsect\b\.?)"
_JOIN = r"\s*(?:,\s*(?:and|or)\b|,|;|&|\band\b|\bor\b)\s*"
_TITLED = re.compile(r"(?<![\w$.,])\d{1,2}\s+([A-Z])")
_RANGE = r"\s*(?:[-‐-―]|\bthrough\b|\bto\b)\s*"
# "12(f), (g) and 15", "12-15", "12(a)(6)-(7)"
_NEXT = rf"(?:{_RANGE}|{_JOIN})(?:§{{1,2}}\s*)?(?:{_SECTION}|{_PATH}+(?!\w))"
_LIST = rf"{_SECTION}(?:{_NEXT})*"
_ITEM = re.compile(rf"(?P<range>{_RANGE})?(?:{_JOIN})?(?:§{{1,2}}\s*)?(?P<item>{_SECTION}|{_PATH}+)", re.I)
_LONGEST_RANGE = 40  # provisions


@record
class Citation:
    """One cited provision and its place in the text.

    `code` is the id of the code it was cited from, "" when none is named or known; `section` and
    `path` are as written ("12", ("f",)); `address` is the one address that all forms share
    ("7-code-112-f"), "" when the code is not known. `named` says that the code was written. `between` are the
    addresses that lie between this provision and the next, when the two are the ends of a range.
    """

    span: Span
    code: str
    section: str
    path: tuple[str, ...]
    address: str
    named: bool
    between: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address cited: its own, and those of the range that it begins."""
        return (self.address, *self.between) if self.address else ()

    @property
    def written(self) -> str:
        return self.section + "".join(f"({p})" for p in self.path)


_DIGIT = re.compile(r"\d")


class CitationFinder:
    """Finds citations of the given codes of law.

    `codes` are mappings with `id` and `words` (names of the code). A code with `title` is cited by
    that number before its name ("7 Code 112") and one with `same_as` and `sections` numbers the
    same sections differently (its 12 is the other's 112).
    """

    def __init__(self, codes: Sequence[Mapping[str, Any]]) -> None:
        self._codes = {c["id"]: {**c, "sections": _lower(c.get("sections", {}))} for c in codes}
        titled = [c for c in codes if c.get("title")]
        acts = [c for c in codes if not c.get("title")]
        self._by_name = {_plain(w): c["id"] for c in acts for w in c["words"]}
        self._by_title = {(_plain(w), str(c["title"])): c["id"] for c in titled for w in c["words"]}
        self._names = (
            _names([w for c in titled for w in c["words"]]),
            _names([w for c in acts for w in c["words"]]),
        )
        self._mentioned = {name for name, _ in self._by_title} | set(self._by_name)

    @cached_property
    def _titled_names(self) -> tuple[str, ...]:
        return tuple({name for name, _ in self._by_title})

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        series, act = self._names
        of = r"\s*,?\s*\b(?:of|in|from|under)\s+(?:the\s+)?"
        after = rf"(?:{of}(?:[\w.]+\s+){{0,2}}?(?P<act>{act}|{series})(?:\s+of\s+\d{{4}})?)?"
        title = r"\btitle\s+(?P<title2>\d{1,2})"
        title += rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?P<series2>{series}))?"
        listed = rf"(?P<list>{_LIST})"
        between = r"(?:['’]s)?(?:\s+of\s+\d{4})?\s*,?\s*(?:\([^)]*\)\s*)?"
        patterns = (
            # 7 Code § 112(f)
            rf"(?<![\w$.,])(?P<title>\d{{1,2}})\s*(?P<series>{series})\s*,?\s*(?:{_MARK}\s*)?{listed}",
            # Title 7, section 112(f) of the Code
            rf"{title}\s*,?\s*{_MARK}\s*{listed}(?:\s*,?\s*of\s+(?:the\s+)?(?:{series}))?",
            # section 112(f) of title 7 of the Code
            rf"{_MARK}\s*{listed}\s*,?\s*(?:of|in)\s+{title}",
            # Harbour Act § 12(f); Harbour Act section 12(f)
            rf"(?<!\w)(?P<act>{act}){between}(?P<mark>{_MARK})?\s*{listed}",
            # Section 12(f) of the Harbour Act; section 12(f)
            rf"(?P<mark>{_MARK})\s*{listed}{after}",
            # 12(f) of the Harbour Act; 12(f) powers
            rf"(?<![\w$.,(§#/-])(?P<list>\d{{2,5}}[a-z]?\([a-z]\){_PATH}*(?!\w)){after}",
        )
        return tuple(re.compile(p, re.I) for p in patterns)

    def find(self, text: str) -> list[Citation]:
        """All citations in `text`, in order, none overlapping another."""
        if not self._may_cite(text):
            return []
        found: list[Citation] = []
        taken: list[Span] = []
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                span = Span(match.start(), match.end())
                if any(span.overlaps(t) for t in taken):
                    continue
                citations = self._cited(match, text)
                if citations:
                    taken.append(span)
                    found += citations
        return sorted(found, key=lambda c: c.span)

    def follows_a_title(self, text: str) -> bool:
        """Whether a number stands before the name of a titled code ("7 Code 112"); cheap to ask."""
        for match in _TITLED.finditer(text) if self._titled_names else ():
            if _plain(text[match.start(1) : match.end() + 24]).startswith(self._titled_names):
                return True
        return False

    def _may_cite(self, text: str) -> bool:
        """A cheap look, so that the patterns are compiled only for a text that may cite a law."""
        if not _DIGIT.search(text):
            return False
        low = text.lower()
        if any(mark in low for mark in ("§", "section", "sec.", "sec ", "sect.", "title")) or re.search(
            r"\d[a-z]?\s?\(", low
        ):
            return True
        squeezed = _plain(low)
        return any(name in squeezed for name in self._mentioned)

    def _cited(self, match: re.Match[str], text: str) -> list[Citation]:
        """The provisions of one match; the first and last take in the words around the numbers."""
        groups = match.groupdict()
        code, named = self._code_of(groups)
        if not named and _foreign(text, match.end()):
            return []
        marked = bool(re.search(_MARK, match.group(), re.I))
        plural = bool(re.search(r"§§|ections|ecs", match.group(), re.I))
        found: list[Citation] = []
        last = False
        for part in _ITEM.finditer(groups["list"]):
            section, path = self._item(part["item"], code, found[-1] if found else None, plural)
            if not section or (not path and not self._bare(code, section, named, marked, groups, plural)):
                break  # "Section 8", or the year of an act
            ranged = bool(part["range"]) and bool(found) and _follows(found[-1].section, section)
            if found and not path and not plural and not ranged:
                break  # "12(f) and 30 others"
            start, end = (match.start("list") + n for n in part.span("item"))
            one = self._resolve(Span(start, end), code, section, path, named)
            if ranged:
                found[-1] = replace(found[-1], between=self._between(found[-1], one))
            found.append(self._spread(one, part["item"]) if plural else one)
            last = end == match.end("list")
        if found:
            found[0] = replace(found[0], span=Span(match.start(), found[0].span.end))
            end = match.end() if last else found[-1].span.end
            found[-1] = replace(found[-1], span=Span(found[-1].span.start, end))
        return found

    def _item(self, written: str, code: str, before: Citation | None, plural: bool) -> tuple[str, tuple[str, ...]]:
        """Section and path of one item of a list; "(7)" after "12(a)(6)" is 12(a)(7)."""
        if not written.lstrip().startswith("("):
            section, path = _split(written)
            return self._glued(code, _ends(section)[0] if plural and _ends(section)[1] else section, path)
        path = tuple(re.findall(r"\w+", written))
        if before is None or len(path) > len(before.path):
            return "", ()
        return before.section, (*before.path[: len(before.path) - len(path)], *path)

    def _bare(
        self, code: str, section: str, named: bool, marked: bool, groups: Mapping[str, str | None], plural: bool
    ) -> bool:
        """Whether a number without subsections is a section: of a code that is named, else of one that has it."""
        if named and (marked or groups.get("title")):
            return True
        if section in self._codes.get(code, {}).get("sections", {}):
            return True
        codified = {n for c in self._codes.values() for n in c.get("sections", {}).values()}
        own = {n for c in self._codes.values() for n in c.get("sections", {})}
        known = codified | own if plural else {n for n in codified if len(n) > 3}
        long = re.match(r"\d{4}", section) is not None  # no row of seats, and of a code that is not held
        return not code and marked and (section in known or long)

    def _spread(self, citation: Citation, written: str) -> Citation:
        """ "§§ 264-272": the citation of the first with all up to the last; any other as it is."""
        end = _ends(_split(written)[0])[1]
        if not end or citation.path:
            return citation
        last = self._resolve(citation.span, citation.code, end, (), citation.named)
        return replace(citation, between=(*self._between(citation, last), last.address))

    def _between(self, first: Citation, last: Citation) -> tuple[str, ...]:
        """The addresses between two ends of a range; none where nobody could say which lie there."""
        if first.section != last.section:
            if first.path or last.path:
                return ()
            low, high = _order(first.section), _order(last.section)
            known = set(self._codes.get(first.code, {}).get("sections", {}))
            known |= {n for c in self._codes.values() if c.get("same_as") == first.code for n in c["sections"].values()}
            inner = {str(n) for n in range(low[0], high[0] + 1)} if high[0] - low[0] <= _LONGEST_RANGE else set()
            inner |= {n for n in known if not n.isdigit()}
            inner = {n for n in inner if low < _order(n) < high}
            return tuple(self._address(first.code, n, ()) for n in sorted(inner, key=_order))
        if len(first.path) != len(last.path) or first.path[:-1] != last.path[:-1] or not first.path:
            return ()
        parts = _parts_between(first.path[-1], last.path[-1])
        return tuple(self._address(first.code, first.section, (*first.path[:-1], p)) for p in parts)

    def _code_of(self, groups: Mapping[str, str | None]) -> tuple[str, bool]:
        title = groups.get("title") or groups.get("title2")
        if title:
            series = groups.get("series") or groups.get("series2")
            if series:
                return self._by_title.get((_plain(series), title)) or self._titled(title), True
            known = [c for (_, t), c in self._by_title.items() if t == title]
            return (known[0] if known else self._titled(title)), True
        act = groups.get("act")
        known_act = self._by_name.get(_plain(act), "") if act else ""
        return known_act, bool(known_act)

    def _titled(self, title: str) -> str:
        """The id of another title of a known series: beside "8-usc" stands "42-usc"."""
        known = next(iter(self._by_title.values()), "title")
        return re.sub(r"^\d+(?=-)", title, known)

    def _resolve(self, span: Span, code: str, section: str, path: tuple[str, ...], named: bool) -> Citation:
        if code:
            return Citation(span, code, section, path, self._address(code, section, path), named)
        # No code is written: an act's own numbering first, then that of a codification.
        for known in sorted(self._codes.values(), key=lambda c: "same_as" not in c):
            if section in known.get("sections", {}):
                return Citation(
                    span,
                    known["id"],
                    section,
                    path,
                    self._address(known["id"], section, path),
                    False,
                )
        for known in self._codes.values():
            held = self._codes.get(known.get("same_as", ""), {}).get("id")
            if held and section in known.get("sections", {}).values():
                return Citation(span, held, section, path, self._address(held, section, path), False)
        return Citation(span, "", section, path, "", False)

    def _glued(self, code: str, section: str, path: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """ "12f" is section 12, subsection f, where the act has a 12 and no 12f."""
        sections = self._codes.get(code, {}).get("sections", {})
        if not path and section not in sections and section[:-1] in sections and section[-1].isalpha():
            return section[:-1], (section[-1].lower(),)
        return section, path

    def _address(self, code: str, section: str, path: tuple[str, ...]) -> str:
        about = self._codes.get(code, {})
        base = about.get("same_as")
        if base:
            number = about.get("sections", {}).get(section)
            root = f"{base}-{number}" if number else f"{code}-{section}"
        else:
            root = f"{code}-{section}"
        return "-".join((root, *path))


_JOINED = 6  # characters between two numbers of one list


def as_written(text: str, citations: Sequence[Citation]) -> list[str]:
    """The words of `citations` in `text`, those of one list together ("7 Code §§ 12 and 15-18")."""
    out: list[str] = []
    start, last = 0, 0
    for citation in citations:
        span = citation.span
        if not out or span.start - last > _JOINED or text[span.start].isalpha() or text[span.start] == "§":
            start = span.start
            out.append("")
        out[-1] = text[start : span.end].strip(" ,")
        last = span.end
    return out


@once_for_facts
def finder_of(facts: Mapping[str, Any]) -> CitationFinder:
    """The citation finder of `facts`."""
    return CitationFinder(facts.get("codes", ()))


def _lower(sections: Mapping[str, str]) -> dict[str, str]:
    return {own.lower(): number.lower() for own, number in sections.items()}


def _order(section: str) -> tuple[int, str]:
    digits = re.match(r"\d*", section)
    number = digits[0] if digits else ""
    return int(number or 0), section[len(number) :]


def _ends(section: str) -> tuple[str, str]:
    """The ends of "264-272" or "1182-84" beside "§§"; none in "30-1", where the dash belongs to the section."""
    first, _, last = section.partition("-")
    if first.isdigit() and last.isdigit():
        last = first[: max(0, len(first) - len(last))] + last
        if int(first) < int(last):
            return first, last
    return section, ""


def _follows(first: str, last: str) -> bool:
    """Whether two sections can be the ends of a range."""
    low, high = _order(first), _order(last)
    return first == last or (len(first) > 2 and low < high and high[0] - low[0] <= _LONGEST_RANGE)


def _parts_between(first: str, last: str) -> list[str]:
    """The letters or numbers between two labels: "6" and "9" → "7", "8"."""
    if first.isdigit() and last.isdigit():
        return [str(n) for n in range(int(first) + 1, int(last))][:_LONGEST_RANGE]
    if len(first) == len(last) == 1 and first.isalpha() and first.islower() == last.islower():
        return [chr(n) for n in range(ord(first) + 1, ord(last))]
    return []


def _split(text: str) -> tuple[str, tuple[str, ...]]:
    """Section and path of "12(f)(1)". A first level is a small letter in every code we know."""
    section, *path = re.findall(r"[\w-]+", text)
    if path and len(path[0]) == 1:
        path[0] = path[0].lower()
    return section.lower(), tuple(path)


def _plain(name: str) -> str:
    """A code's name as a key: "U. S. C." and "USC" are one."""
    return re.sub(r"[\s.]+", "", name).lower()


def _names(words: Sequence[str]) -> str:
    """An alternation of code names, longest first, tolerant of full stops and spacing."""
    return "|".join(_name(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"


def _name(word: str) -> str:
    letters = re.sub(r"[\s.]", "", word)
    if letters.isupper():
        return r"\.?\s?".join(map(re.escape, letters)) + r"(?!\w)\.?"
    return (
        r"\s+".join(
            r"\.?\s?".join(map(re.escape, p.replace(".", ""))) + r"\.?"
            if p.replace(".", "").isupper()
            else re.escape(p)
            for p in word.split()
        )
        + r"(?!\w)"
    )


def _foreign(text: str, end: int) -> bool:
    """ "Section 12(f) of the Other Act": a code that no manifest names."""
    return bool(
        re.match(
            r"\s*,?\s*of\s+(?:the\s+)?(?!(?:Act|Code|Law|Statute)\b)(?:\w+\s+){0,2}?(?:[A-Z]\w+|\d{1,2}\s+[A-Z])",
            text[end : end + 60],
        )
    )
