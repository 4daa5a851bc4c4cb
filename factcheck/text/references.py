"""Turns citations of numbered documents, reports, dockets and cases into references with one key each.

How documents are cited comes as data, the `[[cited]]` of the manifests; dockets and cases are the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from typing import Any

from factcheck.model.facts import once_for_facts
from factcheck.model.record import record, replace
from factcheck.model.reference import CASE, DOCKET, Reference
from factcheck.model.text import Span
from factcheck.model.value import MONTHS
from factcheck.text.case_names import find_cases

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATE = rf"{_MONTH}\s+\d{{1,2}},?\s+(?:1[6-9]|20)\d\d"
_DAY = re.compile(rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})")
_JOIN = r"\s*(?:,\s*(?:and|or)\b|,|;|&|\band\b|\bor\b|\bthrough\b|\bto\b|[-‐-―])\s*"
# "(2018)", "(9th Cir. 2021)", "(June 7, 2024)", "(D. Vale)": when, and by whom.
_AFTER = r"(?:\s*\((?P<paren>[^()]{0,40}?\b(?:1[6-9]|20)\d\d)\))?"
_BENCH = r"(?:\s*\((?:[A-Z0-9][\w.’']*\s*){1,5}(?:\d{4})?\))?"
_TITLE = (
    r"\s*\((?P<in_parens>[A-Z][^()]{3,400})\)"
    r"|\s*,?\s*(?:titled|entitled|called|named)?\s*,?\s*[“\"](?P<in_quotes>[A-Z][^”\"]{3,400}?)[.,]?[”\"]"
)
_PAGE = r"\d{1,3}(?:,\d{3})+|\d{1,7}(?:-\d{1,4})?"
_SECTION = r"\d{1,4}(?:\.\d{1,4}[a-z]?)?(?:-\d{1,3}\b)?(?:\s?\([A-Za-z0-9]{1,5}\))*"
_MARK = r"(?:§{1,2}|(?:sub)?parts?\b|pts?\b\.?|sections?\b|secs?\b\.?)"
_DOCKET = re.compile(
    # "No. 1:24-cv-306 (D. Vale)", "Case 4:18-cv-06810", "No. 22-592", "Nos. 19-161 and 19-162", "No. 23A607"
    r"(?P<label>\b(?:(?:[Cc]ivil|[Cc]riminal)\s+)?(?:[Cc]ases?|[Dd]ockets?|[Aa]ctions?|[Aa]pplications?|[Aa]ppeals?)?"
    r"\s*(?:\b[Nn]os?\.|[Nn]umbers?|#)?\s*(?<![\w]))"
    r"(?P<list>(?:\d{1,2}:)?\d{2,4}-[A-Za-z]{2,4}-\d{1,6}(?:-[A-Z]{2,4})*\b|(?<![\d-])\d\d[AM]\d{1,4}\b"
    rf"|(?<![\d-])\d\d-\d{{3,5}}\b(?:{_JOIN}\d\d-\d{{3,5}}\b)*)" + _BENCH
)
# What gives a reference away at a glance; every sentence is looked at, so this is cheap.
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w$.,-])\d[\d,]*")
_DASHED = re.compile(r"\d(?:-(?:[A-Za-z]{2,4}-)?|[AM])\d")
_NAMED = (" v. ", " v ", "In re ", "In Re ", "Matter of ", "Ex parte ", "Ex Parte ")
_NEAR = 40  # characters on either side of a number
_KEPT = 64  # sentences


@record
class _Form:
    """One way of citing that a manifest declares, and the first (or last) words that give it away."""

    kind: str
    label: str
    shape: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    cues: frozenset[str]


class ReferenceFinder:
    """Finds references of the given forms, dockets and cases.

    `cited` are mappings with `id`, `label`, `words` and `form`: `number` ("Order 5", shaped like one of `numbers`),
    `page` ("7 Reports 112") or `section` ("7 Rules § 12.3(a)").
    """

    def __init__(self, cited: Sequence[Mapping[str, Any]]) -> None:
        self._forms = [
            _Form(
                c["id"], c.get("label", c["id"]), c["form"], tuple(c["words"]), tuple(c.get("numbers", ())),
                frozenset(_cue(w, -1 if c["form"] == "number" else 0) for w in c["words"]),
            )
            for c in cited
        ]  # fmt: skip
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._found: dict[str, list[Reference]] = {}

    @cached_property
    def _cues(self) -> frozenset[str]:
        return frozenset(c for f in self._forms for c in f.cues)

    def find(self, text: str) -> list[Reference]:
        """All references in `text`, in order, none overlapping another."""
        known = self._found.get(text)
        if known is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            known = self._found[text] = self._read(text)
        return known

    def _read(self, text: str) -> list[Reference]:
        found: list[Reference] = []
        if _DIGIT.search(text):
            cues = _neighbours(text) if self._cues else frozenset()
            if not self._cues.isdisjoint(cues):
                for form in self._forms:
                    if not cues.isdisjoint(form.cues):
                        found += self._of_form(form, text)
            if _DASHED.search(text):
                found += _dockets(text, [r.span for r in found])
        if (" v" in text or "re " in text or "M" in text or "Ex " in text) and any([name in text for name in _NAMED]):
            found += [Reference(s, CASE, "ruling", _case_key(text[s.start : s.end])) for s in find_cases(text)]
        return _merged(text, found) if found else found

    def _of_form(self, form: _Form, text: str) -> Iterator[Reference]:
        pattern = self._compiled.get(form.kind)
        if pattern is None:
            pattern = self._compiled[form.kind] = _PATTERNS[form.shape](form)
        for match in pattern.finditer(text):
            yield from _READERS[form.shape](form, match)


# ---- patterns -----------------------------------------------------------------------------------


def _number_pattern(form: _Form) -> re.Pattern[str]:
    """ "Order 5", "Orders No. 5 and 7", "Order 5 of June 3, 2024", "Order 5 (Closing the Harbour)"."""
    number = "|".join(dict.fromkeys(_shape(n) for n in form.numbers)) or r"\d{1,6}"
    one = rf"(?:{number})(?![\w%$]|[.,]\d|-\d)"
    return re.compile(
        rf"(?<![\w-])(?:{_alternatives(form.words)})s?,?\s+(?:(?:No|no|Nos|nos|Number|number)s?\b\.?\s*|#\s?)?"
        rf"(?P<list>{one}(?:{_JOIN}{one})*)(?:\s*,?\s*(?:of|dated)\s+(?P<day>{DATE}))?(?P<title>{_TITLE})?"
    )


def _page_pattern(form: _Form) -> re.Pattern[str]:
    """ "7 Reports 112", "7 Reports 112, 115 (2018)", "7 Gazette 48,487 (June 7, 2024)"."""
    pin = r"(?:,\s*(?:at\s+)?\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?=\s*\(|;|\)|\.?\s*$))?"
    return re.compile(
        rf"(?<![\w$.,-])(?P<volume>\d{{1,3}}|(?:19|20)\d\d(?=[^\d]+\d{{5}}))\s+(?:{_alternatives(form.words)})"
        rf",?\s*(?:at\s+|p\.\s*)?(?P<page>{_PAGE})(?![\w%$]){pin}{_AFTER}"
    )


def _section_pattern(form: _Form) -> re.Pattern[str]:
    """ "7 Rules § 12.3(a)", "7 Rules part 12", "Title 7, Rules, section 12.3"."""
    names = _alternatives(form.words)
    title = r"(?:(?<![\w$.,-])(?P<volume>\d{1,2})\s+|\b[Tt]itle\s+(?P<title>\d{1,2})\s*,?\s*(?:of\s+)?(?:the\s+)?)"
    one = rf"{_SECTION}(?![\w%$]|\s*(?:{names}))"
    return re.compile(rf"{title}(?:{names})\s*,?\s*{_MARK}?\s*(?P<list>{one}(?:{_JOIN}{_MARK}?\s*{one})*)")


_PATTERNS = {"number": _number_pattern, "page": _page_pattern, "section": _section_pattern}


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(_spelling(w) for w in sorted(words, key=len, reverse=True))


def _spelling(word: str) -> str:
    """A name in every usual spelling: "F.R." is "FR", "Fed. Reg." is "Fed Reg", "Order" is "order"."""
    out = ""
    for part in re.findall(r"[\w'’&]+[.\s]*", word):
        bare, rest = re.sub(r"[.\s]+$", "", part), part[len(re.sub(r"[.\s]+$", "", part)) :]
        if bare.isupper():
            out += r"\.?\s?".join(bare) + r"\.?\s*"
        elif "." in rest:
            out += re.escape(bare) + r"\.?\s*"
        else:
            spelled = re.escape(bare)
            out += (f"(?i:{spelled})" if bare.isalpha() and len(bare) > 3 else spelled) + (r"\s+" if rest else "")
    return re.sub(r"\\s\*$", "", out)


def _shape(sample: str) -> str:
    """The pattern of a number such as the sample: as many digits in each run, one more or one less."""
    out = ""
    for run in re.findall(r"\d+|\D+", sample):
        if run.isdecimal():
            digits = rf"\d{{{max(1, len(run) - 1)},{len(run) + 1}}}"
            out += rf"(?:\d{{1,2}},\d{{3}}|{digits})" if len(run) > 3 else digits
        else:
            out += "[-‐–]" if run in ("-", "–") else re.escape(run)
    return out


def _neighbours(text: str) -> Set[str]:
    """The words beside the numbers of a text, as cues; one that is written in small letters stands behind none."""
    cues: set[str] = set()
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()].rstrip("# ").split()
        if before and before[-1].lower().rstrip(".") in _NUMBERS:
            before.pop()
        if before:
            cues.add(_cue(before[-1].rstrip(","), 0))
        after = text[match.end() : match.end() + _NEAR].lstrip(" ,").split()
        if after[:1] == ["of"]:
            after = after[2:] if after[1:2] == ["the"] else after[1:]
        if after and after[0][0].isupper():
            cues |= {_cue(after[0].rstrip(","), 0), _cue(after[0].partition(".")[0], 0)}
            cues.add(_cue("".join(after[:3]) if len(after[0]) < 3 else after[0], 0))
    return cues


_NUMBERS = frozenset(("no", "nos", "number", "numbers"))


def _cue(words: str, at: int) -> str:
    """The first or last word of a name, without full stops; of an abbreviation all letters ("F. R." is "fr")."""
    parts = words.split()
    if all(len(p.replace(".", "")) == 1 for p in parts):
        parts = ["".join(parts)]
    return parts[at].replace(".", "").lower().removesuffix("s") if parts else ""


# ---- matches into references --------------------------------------------------------------------


def _numbered(form: _Form, match: re.Match[str]) -> Iterator[Reference]:
    numbers = list(re.finditer("|".join(_shape(n) for n in form.numbers) or r"\d+", match["list"]))
    at = match.start("list")
    end = match.end("day") if match["day"] else match.end("list")
    title, place = _title(match)
    for n, number in enumerate(numbers):
        first = match.start() if not n else at + number.start()
        last = end if number is numbers[-1] else at + number.end()
        alone = len(numbers) == 1
        yield Reference(
            Span(first, last), form.kind, form.label, re.sub("[‐–]", "-", number.group().replace(",", "")),
            read_day(match["day"] or "") if alone else None, title if alone else "", place if alone else None,
        )  # fmt: skip


def _title(match: re.Match[str]) -> tuple[str, Span | None]:
    """The title that stands behind a number, where it is one and not another citation or a remark."""
    for group in ("in_parens", "in_quotes"):
        title = match[group]
        if title and not (group == "in_parens" and (re.search(r"\d", title) or len(title.split()) < 3)):
            return " ".join(title.split()).rstrip(",."), Span(match.start(group), match.end(group))
    return "", None


def _paged(form: _Form, match: re.Match[str]) -> Iterator[Reference]:
    page = match["page"].replace(",", "")
    yield Reference(
        Span(match.start(), match.end()), form.kind, form.label, f"{match['volume']} {page}",
        read_day(match["paren"] or ""),
    )  # fmt: skip


def _sectioned(form: _Form, match: re.Match[str]) -> Iterator[Reference]:
    title = match["volume"] or match["title"]
    sections = list(re.finditer(_SECTION, match["list"]))
    plural = re.search(r"§§|parts\b|pts\b|ections\b|ecs\b", match.group()) is not None
    kept = sections[:1]
    for section in sections[1:]:
        if not plural and not re.search(r"[.(]", section.group()):
            break  # "7 Rules 12.3 and 30 others"
        kept.append(section)
    at = match.start("list")
    for n, section in enumerate(kept):
        first = match.start() if not n else at + section.start()
        key = re.sub(r"\s", "", section.group())
        yield Reference(Span(first, at + section.end()), form.kind, form.label, f"{title} {key}")


_READERS = {"number": _numbered, "page": _paged, "section": _sectioned}


def _dockets(text: str, taken: Sequence[Span]) -> Iterator[Reference]:
    for match in _DOCKET.finditer(text):
        label = match["label"].strip().lower()
        numbers = re.findall(r"[\w:-]*\d[\w:-]*", match["list"])
        plain = all(re.fullmatch(r"\d\d-\d+|\d\dm\d+", n, re.I) for n in numbers)
        in_parens = text[: match.start()].endswith("(") and "-" not in match["list"]
        if plain and not in_parens and "no" not in label and "docket" not in label:
            continue  # a range, or the number of something else
        span = Span(match.start() + len(match["label"]) - len(match["label"].lstrip()), match.end())
        if not any(span.overlaps(t) for t in taken):
            keys = [(DOCKET, _docket_key(n)) for n in numbers]
            yield Reference(span, DOCKET, "docket", keys[0][1], also=tuple(keys[1:]))


def _docket_key(number: str) -> str:
    """ "1:24-cv-00306-ABC" and "24-cv-306" are one docket."""
    plain = re.sub(r"^\d{1,2}:|(?:-[A-Z]{2,4})+$", "", number).lower()
    return re.sub(r"(?<=[a-z]-)0+(?=\d)", "", plain)


def _case_key(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s&-]", "", name).lower().split())


def _merged(text: str, found: Sequence[Reference]) -> list[Reference]:
    """References in order, the longer of two that overlap; a case and what follows it at once are one."""
    out: list[Reference] = []
    for one in sorted(found, key=lambda r: (r.span.start, -r.span.end)):
        last = out[-1] if out else None
        if last is not None and one.span.overlaps(last.span):
            continue
        between = text[last.span.end : one.span.start] if last is not None else ""
        if last is not None and last.kind == CASE and one.kind != CASE and re.fullmatch(r"\s*[,(]?\s*", between):
            span = Span(last.span.start, one.span.end + (between.strip() == "(" and text[one.span.end :][:1] == ")"))
            out[-1] = replace(last, span=span, date=one.date or last.date, also=(*last.also, *one.names))
            continue
        out.append(one)
    return out


def read_day(words: str) -> date | None:
    """The day in `words` ("June 3, 2024"), None when there is none."""
    found = _DAY.search(words)
    if found is None:
        return None
    month = next((n for n, name in enumerate(MONTHS, start=1) if name[:3] == found["month"][:3]), 0)
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


@once_for_facts
def references_of(facts: Mapping[str, Any]) -> ReferenceFinder:
    """The finder for the ways of citing in `facts`."""
    return ReferenceFinder(facts.get("cited", ()))
