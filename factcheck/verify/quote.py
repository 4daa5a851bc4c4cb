"""Turns a quotation and the stretches it may be taken from into a verdict: verbatim, altered, cut, another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.model.claim import Quote, Slot
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    Evidence,
    NearMiss,
    Reading,
)
from factcheck.model.source import FITS, OTHER, Candidate, Search
from factcheck.text.quotations import find_quotations
from factcheck.text.wording import FUNCTION_WORDS, GAP, INSERTED, NEGATIONS, Word, words_of
from factcheck.verify.align import Alignment, Difference, align
from factcheck.verify.cuts import cut_after, cut_before, hidden, turned_after

SHORT = 3  # words: a quotation no longer than this is only found beside other words of its sentence
DISTINCT, DISTINCT_CONTENT = 8, 4  # words, and words with a meaning of their own, that nobody else says by chance
RECENT = 45  # days back from the draft within which a word or two is looked for where no day is named
TAKEN_APART = 12  # stretches that are compared word by word
_SHOWN = 28  # words of the passage shown on either side


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A candidate with its text; `starts` says where each passage begins in it."""

    candidate: Candidate
    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A quotation laid along one stretch."""

    candidate: Candidate
    text: str
    alignment: Alignment
    starts: tuple[int, ...]  # where each passage begins in `text`

    @property
    def words(self) -> tuple[Word, ...]:
        return self.alignment.source

    @property
    def excerpt(self) -> str:
        first = max(self.alignment.first - _SHOWN // 2, 0)
        last = min(self.alignment.last + _SHOWN // 2, len(self.words)) - 1
        first = next((k + 1 for k in range(self.alignment.first - 1, first - 1, -1) if self.words[k].ends), first)
        last = next((k for k in range(self.alignment.last - 1, last + 1) if self.words[k].ends), last)
        start, end = self.words[first].start, self.words[min(last, len(self.words) - 1)].end
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        lead = "" if first == 0 or self.words[first - 1].ends else "… "
        return f"{lead}{self.text[start:end]}"

    @property
    def quoted(self) -> str:
        """The passage's own words where the quotation lies."""
        words = self.words[self.alignment.first : self.alignment.last]
        return self.text[words[0].start : words[-1].end]

    @property
    def locator(self) -> str:
        at = self.words[self.alignment.first].start
        number = max(k for k, start in enumerate(self.starts) if start <= at)
        return self.candidate.passages[number].locator


def judge_quote(quote: Quote, search: Search, text: str) -> AssertionFinding:
    """The verdict on `quote`, a part of the claim `text`, given what a search of the documents found."""
    return _Judge(quote, search, text).finding()


class _Judge:
    def __init__(self, quote: Quote, search: Search, text: str) -> None:
        self.quote = quote
        self.search = search
        self.text = text[quote.span.start : quote.span.end]
        self.words = words_of(quote.words)
        self.length = sum(w.norm not in (GAP, INSERTED) for w in self.words)
        self.content = sum(w.norm not in FUNCTION_WORDS and w.norm not in (GAP, INSERTED) for w in self.words)

    def finding(self) -> AssertionFinding:
        if not self.length:
            return self._open("not-checkable", "nothing is quoted", "the words")
        # Most quotations stand there letter for letter: then only these stretches are taken apart.
        plain = _folded(self.quote.words).strip(" .,;:!?")
        stretches = self._stretches(plain)
        seen = [s for s in stretches if s.candidate.fits and plain in _folded(s.text)]
        if right := self._right(self._matches(seen)):
            return self._verbatim(right)
        matches = self._matches(stretches)
        exact = [m for m in matches if m.alignment.exact]
        if right := self._right(exact):
            return self._verbatim(right)
        if exact and (wrong := self._elsewhere(exact, matches)) is not None:
            return wrong
        altered = [m for m in matches if not m.alignment.exact and m.candidate.fits and self._licensed(m)]
        if altered and not exact:
            best = max(altered, key=_closeness)
            return self._altered(best)
        return self._not_found(exact)

    # ---- matches ------------------------------------------------------------------------------

    def _stretches(self, plain: str) -> list[_Stretch]:
        """The candidates that hold at least half of the longer quoted words, those with most of them first.

        A cheap look before a thorough one: the words are only looked for as letters.
        """
        long_words = {w for w in re.findall(r"[^\W\d_]{4,}", self.quote.words.lower()) if w not in FUNCTION_WORDS}
        counted: list[tuple[int, _Stretch]] = []
        for candidate in self.search.candidates:
            starts, at = [], 0
            for passage in candidate.passages:
                starts.append(at)
                at += len(passage.text) + 1
            stretch = _Stretch(candidate, "\n".join(p.text for p in candidate.passages), tuple(starts))
            low = stretch.text.lower()
            hits = sum(w in low for w in long_words)
            if hits * 2 >= len(long_words):
                whole = plain in _folded(stretch.text)
                counted.append((hits + candidate.fits + 2 * whole * len(long_words) + whole, stretch))
        counted.sort(key=lambda c: -c[0])
        return [stretch for _, stretch in counted[:TAKEN_APART]]

    def _matches(self, stretches: Sequence[_Stretch]) -> list[_Match]:
        found: list[_Match] = []
        for stretch in stretches:
            spoken = bool(stretch.candidate.passages[0].speaker)
            alignment = align(self.words, words_of(stretch.text), spoken)
            if alignment is not None:
                found.append(_Match(stretch.candidate, stretch.text, alignment, stretch.starts))
        return found

    def _right(self, matches: Sequence[_Match]) -> list[_Match]:
        return [m for m in matches if m.alignment.exact and m.candidate.fits and self._licensed(m)]

    def _licensed(self, match: _Match) -> bool:
        """Whether the sentence names this source, or names nobody and quotes words that only it holds."""
        candidate = match.candidate
        if candidate.speaker == FITS or (candidate.named == FITS and not self.search.spoken):
            return not self._nested(match) or self._speaks_there(match)
        return not self.search.named and self.length >= DISTINCT and self.content >= DISTINCT_CONTENT

    def _nested(self, match: _Match) -> bool:
        """Whether the passage itself quotes these words from somebody."""
        words = match.words[match.alignment.first : match.alignment.last]
        return any(
            q.inner.start <= words[0].start and words[-1].end <= q.inner.end and q.closed
            for q in find_quotations(match.text)
        )

    def _speaks_there(self, match: _Match) -> bool:
        """Whether the passage names, outside its quotations, somebody whom the draft names too."""
        names = {w for w in self.quote.speaker.split() if w[:1].isupper()}
        return match.candidate.named == FITS or any(w.strip(",.") in match.text for w in names if len(w) > 3)

    # ---- verdicts -----------------------------------------------------------------------------

    def _verbatim(self, matches: Sequence[_Match]) -> AssertionFinding:
        best = min(matches, key=self._rank)
        if self.quote.elsewhere:
            return self._open(
                "unresolved",
                f"the words stand in {_source(best)}, and no record of the {self.quote.elsewhere} is held",
                "a record of where it was said",
                best,
            )
        if self.length <= SHORT:
            near = [m for m in matches if self._near(m) and self._recent(m)]
            if not near:
                return self._open(
                    "unresolved",
                    f"{_source(best)} has these words, and little else of the sentence beside them",
                    "a longer quotation",
                    best,
                )
            best = max(near, key=self._nearness)
        turned = hidden(best.alignment, best.words) or self._turned(best)
        if turned:
            return self._open("unresolved", turned, "the words around the quotation", best, "quote-cut")
        alike = self._alike(best, matches)
        cuts = [c for tell in (self._cut, self._condition) for m in alike if (c := tell(m))]
        caveats = [Caveat("quote-cut", cuts[0])] if cuts else []
        if best.candidate.document.date and best.candidate.day == OTHER:
            return self._not_found(list(matches))
        reading = self._reading(best, "fits", f"{_source(best)}, {best.locator}: “{_brief(best.quoted)}”")
        return replace(self._finding(SUPPORTED, "quote", (reading,)), caveats=tuple(caveats))

    def _alike(self, best: _Match, matches: Sequence[_Match]) -> list[_Match]:
        """Matches in the same document: where the words stand several times, a cut at any is told."""
        same = [m for m in matches if m.candidate.document.id == best.candidate.document.id]
        return [best, *(m for m in same if m is not best)]

    def _cut(self, match: _Match) -> str:
        """What the passage goes on with, or begins with, that limits the words; empty when nothing does."""
        after = cut_after(match.alignment, match.words, match.text, self.quote.follow)
        return f"{_source(match)} goes on: “{after} …”" if after else ""

    def _condition(self, match: _Match) -> str:
        """The condition that the passage puts before the words; empty when there is none."""
        before = cut_before(match.alignment, match.words, match.text, self.quote.lead)
        return f"{_source(match)} has before these words: “{before}”" if before else ""

    def _turned(self, match: _Match) -> str:
        """Whether the words are cut right before a “not”, or after one that the sentence does not have either."""
        if behind := turned_after(match.alignment, match.words):
            return f"{_source(match)} goes on with “{behind}”"
        first = match.alignment.first
        if not first or match.words[first - 1].ends:
            return ""
        before = match.words[first - 1].norm
        if before not in NEGATIONS or {w.norm for w in words_of(self.quote.lead)} & NEGATIONS:
            return ""
        return f"{_source(match)} has “{before}” right before these words"

    def _altered(self, match: _Match) -> AssertionFinding:
        told = "; ".join(_tell(d, match.text, self.quote.words) for d in match.alignment.differences[:4])
        serious = any(d.kind != "function" for d in match.alignment.differences)
        if not serious and _sure(match.alignment, self._near(match)):
            return self._open(
                "unresolved",
                f"not word for word: {told}, in {_source(match)}",
                "the words as they stand in the document",
                match,
                suggestion=True,
            )
        if not serious or not self._certain(match):
            return self._not_found([], match)
        detail = f"{told} ({_source(match)}, {match.locator})"
        reading = self._reading(match, "fails", detail, "words")
        finding = self._finding(CONFLICTING, "quote", (reading,))
        return replace(finding, failed_slot="words", suggestion=_whole(match))

    def _certain(self, match: _Match) -> bool:
        """Whether the alignment leaves no doubt that this passage is meant."""
        candidate = match.candidate
        one = self.search.held <= 3 and (candidate.named == FITS or (candidate.speaker, candidate.day) == (FITS, FITS))
        return _sure(match.alignment, self._near(match), one)

    def _near(self, match: _Match) -> bool:
        """Whether the sentence shares words with a meaning of their own with the passage around the quotation."""
        return self._nearness(match) >= (3 if self.length == 1 else 2 if self.length <= SHORT else 1)

    def _nearness(self, match: _Match) -> int:
        """How many of the sentence's other words with a meaning of their own stand around the quotation."""
        own = {w.norm for w in self.words}
        frame = {_stem(w.norm) for w in words_of(self.quote.frame) if _telling(w) and w.norm not in own}
        first, last = match.alignment.first, match.alignment.last
        around = {_stem(w.norm) for w in match.words[max(first - 40, 0) : last + 40]}
        return len(frame & around)

    def _recent(self, match: _Match) -> bool:
        """Whether a word or two may come from a document of this age: the draft names its day, or it was news."""
        candidate = match.candidate
        if candidate.day == FITS or not candidate.document.date or candidate.age is None:
            return True
        return candidate.age <= RECENT or self.search.held <= 3

    def _rank(self, match: _Match) -> tuple[bool, bool, int, int]:
        """The source that the draft most likely had in hand comes first."""
        candidate = match.candidate
        old = abs(candidate.age) if candidate.age is not None else 0
        return candidate.named != FITS, candidate.speaker != FITS, -min(self._nearness(match), 3), old

    def _elsewhere(self, exact: Sequence[_Match], matches: Sequence[_Match]) -> AssertionFinding | None:
        """Right words that somebody else said, or that stand in another document or of another day."""
        distinct = self.length >= DISTINCT and self.content >= DISTINCT_CONTENT
        sure = [m for m in exact if not self._nested(m)]
        named = self.search.known or self.quote.document
        if not distinct or not sure or not named or self.quote.elsewhere:
            return None
        slots = [self._wrong_slot(m) for m in sure]
        if len(sure) < len(exact) or not all(slots) or (slots[0] != "speaker" and not self.search.held):
            return None
        best, slot = sure[0], slots[0]
        detail = f"these are the words of {best.candidate.held_by or 'another'} in {_source(best)}, {best.locator}"
        reading = self._reading(best, "fails", detail, slot)
        finding = self._finding(CONFLICTING, "quote-speaker", (reading,))
        return replace(finding, failed_slot=slot)

    def _wrong_slot(self, match: _Match) -> str:
        """The slot that speaks against a stretch, when it does so without doubt."""
        candidate = match.candidate
        if candidate.speaker == OTHER:
            return "speaker"
        if candidate.named == OTHER and (candidate.day == OTHER or self._law_named(match)):
            return "document"
        if candidate.day == OTHER and (self.quote.exact_day or self.quote.first_day):
            return "document" if self.quote.document else "date"
        return ""

    def _law_named(self, match: _Match) -> bool:
        """Whether one law is named and these words stand in another."""
        return match.candidate.document.url == "" and any(c.named == FITS for c in self.search.candidates)

    def _not_found(self, exact: Sequence[_Match], nearest: _Match | None = None) -> AssertionFinding:
        who = self.search.who
        misses = tuple(
            NearMiss("speaker", f"the words stand in {_source(m)}, {m.locator}"
                     + (f" ({m.candidate.held_by})" if m.candidate.held_by else "")
                     + (", published after the draft" if m.candidate.later else ""))
            for m in exact[:1]
        )  # fmt: skip
        # Names that both have are no likeness.
        if nearest is not None and nearest.alignment.plain >= 2 and not misses:
            misses = (
                NearMiss(
                    "words",
                    f"the nearest passage is in {_source(nearest)}, {nearest.locator}: “{_brief(nearest.quoted)}”",
                ),
            )
        if not self.search.held:
            whom = f"“{who}”" if who else "whoever is quoted"
            found = self._open(
                "no-source", f"no document of {whom} is held", "the document or recording that is quoted"
            )
        else:
            what = "document" if self.search.held == 1 else "documents"
            found = self._open(
                "no-source",
                f"not found in the {self.search.held} {what} held of “{who}”",
                "the document or recording that is quoted",
            )
        return replace(found, near_misses=misses)

    # ---- findings -----------------------------------------------------------------------------

    def _open(
        self,
        reason: str,
        why: str,
        needs: str,
        match: _Match | None = None,
        caveat: str = "",
        suggestion: bool = False,
    ) -> AssertionFinding:
        readings = (self._reading(match, "no-data", why),) if match else ()
        finding = self._finding(UNVERIFIED, reason, readings)
        return replace(
            finding,
            caveats=(Caveat(caveat or reason, why),),
            reason=reason,
            needs=needs,
            suggestion=_whole(match) if match and suggestion else None,
        )

    def _reading(self, match: _Match, outcome: str, detail: str, failed: str | None = None) -> Reading:
        document = match.candidate.document
        evidence = Evidence(
            document.source,
            document.title,
            document.url,
            match.locator,
            published=document.date,
            excerpt=match.excerpt,
        )
        licence = f"“{self.search.who}”" if self.search.who else "the words themselves: no speaker is named"
        return Reading(f"the quoted words in {document.title}", outcome, licence, (evidence,), None, failed, detail)

    def _finding(self, status: str, rule: str, readings: tuple[Reading, ...]) -> AssertionFinding:
        span = self.quote.span
        slots = [Slot("words", self.quote.words, "written", span)]
        named = self.quote.speaker and not (self.quote.document and self.quote.document in self.quote.speaker)
        slots += [Slot("speaker", self.quote.speaker, self.quote.origin)] if named else []
        slots += [Slot("document", self.quote.document, self.quote.origin)] if self.quote.document else []
        slots += [Slot("date", self.quote.said, self.quote.origin)] if self.quote.said else []
        return AssertionFinding(self.text, span.start, span.end, status, rule, tuple(slots), readings)


# ---- how sure, and how it is told ----------------------------------------------------------------


def _closeness(match: _Match) -> tuple[float, int]:
    alignment = match.alignment
    return alignment.matched - sum(max(len(d.quoted), len(d.source)) for d in alignment.differences), alignment.run


def _sure(alignment: Alignment, near: bool, one: bool = False) -> bool:
    """Whether so much stands in place that no other passage can be meant.

    `near`: other words of the sentence stand around it; `one`: the draft names one document.
    """
    share = alignment.matched / alignment.length
    changed = sum(max(len(d.quoted), len(d.source)) for d in alignment.differences)
    # Words that only stand before or behind what matches may as well come from another passage.
    beside = sum(len(d.quoted) for d in alignment.differences if d.edge)
    if beside > 2 and beside * 4 > alignment.length:
        return False
    only_beside = all(d.edge for d in alignment.differences)
    if only_beside and not one and not (beside <= 1 and alignment.length >= 8):
        return alignment.matched >= 10 and alignment.plain >= 3
    if (
        alignment.length >= 8
        and share >= 0.6
        and alignment.content >= 3
        and alignment.plain >= 2
        and alignment.run >= 4
    ):
        return changed <= alignment.matched
    if alignment.length >= 5:
        return share >= 0.7 and alignment.content >= 3 and alignment.plain >= 2 and changed <= 3 and (near or one)
    return False


def _folded(text: str) -> str:
    """Lower case, straight quotes, single blanks: letters that compare equal."""
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").split())


def _telling(word: Word) -> bool:
    return word.norm not in FUNCTION_WORDS and word.norm not in ("'s", GAP, INSERTED) and len(word.norm) > 3


def _stem(norm: str) -> str:
    return norm[:5]


def _tell(difference: Difference, source: str, quoted: str) -> str:
    """One difference in words: “a”, not “b”."""
    theirs, ours = _written(difference.source, source), _written(difference.quoted, quoted)
    if not difference.quoted:
        return f"the quotation leaves out “{theirs}”"
    if not difference.source:
        return f"“{ours}” is not there"
    return f"“{theirs}”, not “{ours}”"


def _written(words: Sequence[Word], text: str) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def _whole(match: _Match) -> str:
    return " ".join(match.quoted.split())


def _brief(text: str, most: int = 30) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join([*words[:most], "…"])


def _source(match: _Match) -> str:
    document = match.candidate.document
    return f"{_brief(document.title, 14)} ({document.date})" if document.date else _brief(document.title, 14)
