"""Turns a quotation and the stretches it may be taken from into a verdict: verbatim, altered, cut, another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from factcheck.model.claim import Quote
from factcheck.model.finding import CONFLICTING, SUPPORTED, AssertionFinding, Caveat
from factcheck.model.record import replace
from factcheck.model.source import DATE_IT, FITS, OTHER, Candidate, Search
from factcheck.text.days import day_in
from factcheck.text.quotations import find_quotations
from factcheck.text.wording import FUNCTION_WORDS, GAP, INSERTED, NEGATIONS, words_of
from factcheck.verify.quotes.align import align
from factcheck.verify.quotes.beside import LONGER
from factcheck.verify.quotes.brackets import unborne
from factcheck.verify.quotes.cuts import cut_after, cut_before, hidden, stitched, turned_after
from factcheck.verify.quotes.findings import TOLD, Findings
from factcheck.verify.quotes.frame import unheld
from factcheck.verify.quotes.match import (
    Looking,
    Match,
    Stretch,
    brief,
    closeness,
    denies_one,
    holding,
    lay_along,
    named_before,
    named_beside,
    quoted_from,
    quoted_from_another,
    reordered,
    replaces_one,
    says_who,
    signed_by,
    slight,
    source_of,
    stem_of,
    surely,
    tell,
    telling,
    told_by,
    whole,
)

SHORT = 3  # words: a quotation no longer than this is only found beside other words of its sentence
DISTINCT, DISTINCT_CONTENT = 8, 4  # words, and words with a meaning of their own, that nobody else says by chance
DISTINCT_UNNAMED = 6  # such words, where nobody is named and the words are not the same
LEAST = 5  # words of either part of one quotation by which the passage is known that both are from
_SURE_CONTENT = 4  # words with a meaning of their own by which a passage of the document named is known
CLOSE = 3  # words of the sentence around the quotation by which a passage is the one that is meant
_FRESH = 7  # days back from the draft within which a speaker's own words are news
_ALL_QUOTED = re.compile(r"[“\"][^“”\"]+[”\"][.,]?\s*(?:\([^()]*\))?")  # an item of a list of what somebody said
_BROKEN = re.compile(r"[—–]|--")
MONTH = 31  # days back from the draft beyond which a day or document must be named for words to be called altered
_LATE = 3  # days within which a document is put out in writing
RECENT = 45  # days back from the draft within which a word or two is looked for where no day is named


def judge_quote(quote: Quote, search: Search, text: str) -> AssertionFinding:
    """The verdict on `quote`, a part of the claim `text`, given what a search of the documents found."""
    finding = _Judge(quote, search, text).finding()
    lead, _, rest = quote.words.partition(" ")
    if finding.status == SUPPORTED or lead.lower() != "to" or len(rest.split()) < SHORT:
        return finding
    # "The power “to bar …”": the sentence's "to" within the quotation is no word of the passage.
    bare = _Judge(replace(quote, words=rest), search, text).finding()
    return bare if bare.status == SUPPORTED else finding


class _Judge:
    def __init__(self, quote: Quote, search: Search, text: str) -> None:
        self.quote = quote
        self.search = search
        self.findings = Findings(quote, search, text)
        self.words = words_of(quote.words)
        self.length = sum(w.norm not in (GAP, INSERTED) for w in self.words)
        self.content = sum(w.norm not in FUNCTION_WORDS and w.norm not in (GAP, INSERTED) for w in self.words)

    def finding(self) -> AssertionFinding:
        if not self.length:
            return self.findings.open_("not-checkable", "nothing is quoted", "the words")
        exact = self._standing()
        if right := self._right(exact):
            return self._verbatim(right)
        if exact and len({(m.candidate.document.id, m.locator) for m in exact}) == 1:
            return self._elsewhere(exact) or self.findings.not_found(exact)
        return self._nearest(absent=self.search.standing is not None and not exact)

    def _standing(self) -> list[Match]:
        """The words laid along the stretches that may have them as they are; best along such as surely do."""
        if not self.search.standing:
            return []
        stretches = Looking(self.quote.words).likeliest(self.search.standing, None)
        entire = self._entire(stretches)
        if self._right(entire):
            return entire
        return lay_along(self.words, [s for s, lacking in holding(self.words, stretches) if not lacking], None)

    def _nearest(self, absent: bool) -> AssertionFinding:
        """The finding by the stretches that come nearest; none of them has the words as they are if these are `absent`.

        Most quotations stand letter for letter where they are from: then only these stretches are taken apart.
        """
        if absent and self._slight:
            return self.findings.not_found([])
        looking = Looking(self.quote.words)
        stretches = looking.likeliest(self.search.candidates())
        if right := [] if absent else self._right(self._entire(stretches)):
            return self._verbatim(right)
        if not (absent and self._bound) and (others := self.search.elsewhere()):
            stretches = looking.likeliest(others)
            if right := [] if absent else self._right(self._entire(stretches)):
                return self._verbatim(right)
        held = holding(self.words, stretches)
        exact = [] if absent else lay_along(self.words, [s for s, lacking in held if not lacking], None)
        if right := self._right(exact):
            return self._verbatim(right)
        if exact:
            return self._elsewhere(exact) or self.findings.not_found(exact)
        near = [(s, n) for s, n in held if self._counts(s.candidate) and (not n or self._may_be(s.candidate))]
        altered = None if self._slight else self._closest(near)
        finding = self.findings.not_found([]) if altered is None else self._altered(altered)
        return finding if finding.status == CONFLICTING else self._mixed([s for s, n in held if not n]) or finding

    @property
    def _bound(self) -> bool:
        """Whether what is not of the documents named counts only where it has the very words."""
        somebody = self.search.known or any(w[:1].isupper() for w in self.quote.speaker.split())
        return self.search.named and not somebody

    @property
    def _slight(self) -> bool:
        """Whether the words are too few to tell where they stand otherwise, or what comes near."""
        telling = sum(w.norm not in FUNCTION_WORDS and not w.raised for w in self.words)
        return self.length <= SHORT and telling < TOLD and not any(w.initials for w in self.words)

    # ---- matches ------------------------------------------------------------------------------

    def _entire(self, stretches: Sequence[Stretch]) -> list[Match]:
        """The words laid along those stretches of what is named in which they stand letter for letter."""
        return lay_along(self.words, [s for s in stretches if s.entire and s.candidate.fits], None)

    def _closest(self, held: Sequence[tuple[Stretch, int]]) -> Match | None:
        """The licensed match that is closest; each stretch stands with how many of the words it certainly lacks.

        Of equally close ones, that which holds all words counts, else the first. What lacks most is laid out last, if
        it can still be the closest.
        """
        bounded = not any(w.initials for w in self.words)  # initials may stand for any number of words
        found: list[tuple[tuple[int, int], bool, int, Match]] = []
        for at, (stretch, lacking) in sorted(enumerate(held), key=lambda h: h[1][1]):
            least = max(0, max(found)[0][0] if found else 0)
            if bounded and self.length - 2 * lacking < least:
                break
            licensed = [m for m in lay_along(self.words, [stretch], least) if self._licensed(m)]
            found += [(closeness(m), not lacking, -at, m) for m in licensed]
        return max(found)[-1] if found else None

    def _right(self, exact: Sequence[Match]) -> list[Match]:
        return [m for m in exact if (m.candidate.fits and self._licensed(m)) or self._reported(m) or self._told(m)]

    def _told(self, match: Match) -> bool:
        """Whether a document without speakers of its own tells the words as said by whom the draft names."""
        candidate = match.candidate
        in_time = candidate.day != OTHER and not candidate.later and candidate.named != OTHER
        return in_time and (told_by(match, self.quote.speaker) or self._signed(match))

    def _signed(self, match: Match) -> bool:
        """Whether the passage quotes the words and names whom the draft names right behind them."""
        by = signed_by(match.candidate, self.quote.speaker) and quoted_from(match, self.quote.speaker)
        return by and self._nested(match)

    def _reported(self, match: Match) -> bool:
        """Whether the named document itself quotes these words from whom the draft names as their speaker."""
        candidate = match.candidate
        named = candidate.named == FITS and candidate.day != OTHER and not candidate.later
        if says_who(match) and not quoted_from(match, self.quote.speaker):
            return False
        return named and self._nested(match) and _speaker_words(self.quote.speaker) <= set(match.text.split())

    def _counts(self, candidate: Candidate) -> bool:
        """Whether words that come near in a passage may be the ones meant: it fits, or quotes whom the draft names."""
        in_time = candidate.day != OTHER and not candidate.later and candidate.named != OTHER
        return candidate.fits or (in_time and signed_by(candidate, self.quote.speaker))

    def _licensed(self, match: Match) -> bool:
        """Whether the sentence names this source, or names nobody and quotes words that only it holds."""
        if self._names(match.candidate):
            return not self._nested(match) or self._speaks_there(match)
        return self._telling or quoted_from(match, self.quote.speaker)

    @property
    def _telling(self) -> bool:
        """Whether the sentence names nobody and quotes words by which their source is known."""
        return not self.search.named and self.length >= DISTINCT and self.content >= DISTINCT_CONTENT

    def _may_be(self, candidate: Candidate) -> bool:
        """Whether the words may be licensed here, unless the passage itself quotes them from another."""
        return self._telling or self._names(candidate) or named_beside(candidate, self.quote.speaker)

    def _names(self, candidate: Candidate) -> bool:
        return candidate.speaker == FITS or (candidate.named == FITS and not self.search.spoken)

    def _nested(self, match: Match) -> bool:
        """Whether the passage itself quotes these words from somebody, and not only says whose they are at its head."""
        first = match.candidate.passages[0]
        if first.speaker and (first.text.startswith(first.speaker) or _ALL_QUOTED.fullmatch(first.text.strip())):
            return False
        words = match.words[match.alignment.first : match.alignment.last]
        return any(
            q.inner.start <= words[0].start and words[-1].end <= q.inner.end and q.closed
            for q in find_quotations(match.text)
        )

    def _speaks_there(self, match: Match) -> bool:
        """Whether the passage names, outside its quotations, somebody whom the draft names too."""
        names = {w for w in self.quote.speaker.split() if w[:1].isupper()}
        if any(len(w) > 3 for w in names) and says_who(match) and not quoted_from(match, self.quote.speaker):
            return False  # the passage says whose words they are
        return match.candidate.named == FITS or any(w.strip(",.") in match.text for w in names if len(w) > 3)

    # ---- verdicts -----------------------------------------------------------------------------

    def _verbatim(self, matches: Sequence[Match]) -> AssertionFinding:
        best = min(matches, key=self._rank)
        if self.quote.elsewhere:
            return self.findings.open_(
                "unresolved",
                f"the words stand in {source_of(best)}, and no record of the {self.quote.elsewhere} is held",
                "a record of where it was said",
                best,
            )
        if self.length <= SHORT:
            near = [m for m in matches if self._near(m) and self._recent(m)]
            if not near:
                return self.findings.open_(
                    "unresolved",
                    f"{source_of(best)} has these words, and little else of the sentence beside them",
                    LONGER,
                    best,
                )
            best = max(near, key=self._nearness)
        turned = hidden(best.alignment, best.words) or self._turned(best)
        if turned:
            return self.findings.open_("unresolved", turned, "the words around the quotation", best, "quote-cut")
        if part := stitched(best.alignment, best.words, best.text):
            why = f"{source_of(best)} has between these words another sentence or subject: “{brief(part)}”"
            return self.findings.open_("unresolved", why, "the words left out", best, "quote-cut")
        if bracket := unborne(self.quote.words, best):
            why = f"{source_of(best)} does not bear out the “{bracket}” in these words"
            return self.findings.open_("unresolved", why, "the words for which the brackets stand", best)
        if self._undated(best):
            return self._needs_date(best)
        if strange := unheld(self.quote, best):
            why = f"the words stand in {source_of(best)}, {strange}"
            return self.findings.open_("unresolved", why, "what the sentence says around the quotation", best)
        alike = self._alike(best, matches)
        cuts = [c for tell in (self._cut, self._condition) for m in alike if (c := tell(m))]
        caveats = [Caveat("quote-cut", cuts[0])] if cuts else []
        if best.candidate.document.date and best.candidate.day == OTHER:
            return self.findings.not_found(list(matches))
        reading = self.findings.reading(best, "fits", f"{source_of(best)}, {best.locator}: “{brief(best.quoted)}”")
        return replace(self.findings.finding(SUPPORTED, "quote", (reading,)), caveats=tuple(caveats))

    def _undated(self, match: Match) -> bool:
        """Whether the draft says when it was said, and the document bears no date."""
        return self.quote.first is not None and not match.candidate.document.date

    def _needs_date(self, match: Match, told: str = "") -> AssertionFinding:
        """The finding on words of a document without a date that the draft has of a day; `told` is how they differ."""
        source = f"{source_of(match)} ({match.candidate.document.path})"
        stands = f"{told}, in {source}" if told else f"the words stand in {source}"
        why = f"{stands}, which bears no date: nothing tells whether it is of “{self.quote.said}”"
        return self.findings.open_("unresolved", why, DATE_IT, match, suggestion=bool(told))

    def _alike(self, best: Match, matches: Sequence[Match]) -> list[Match]:
        """Matches in the same document: where the words stand several times, a cut at any is told."""
        same = [m for m in matches if m.candidate.document.id == best.candidate.document.id]
        return [best, *(m for m in same if m is not best)]

    def _cut(self, match: Match) -> str:
        """What the passage goes on with, or begins with, that limits the words; empty when nothing does."""
        after = cut_after(match.alignment, match.words, match.text, self.quote.follow)
        return f"{source_of(match)} goes on: “{after} …”" if after else ""

    def _condition(self, match: Match) -> str:
        """The condition that the passage puts before the words; empty when there is none."""
        before = cut_before(match.alignment, match.words, match.text, self.quote.lead)
        return f"{source_of(match)} has before these words: “{before}”" if before else ""

    def _turned(self, match: Match) -> str:
        """Whether the words are cut right before a “not”, or after one that the sentence does not have either."""
        if behind := turned_after(match.alignment, match.words):
            return f"{source_of(match)} goes on with “{behind}”"
        first = match.alignment.first
        if not first or match.words[first - 1].ends:
            return ""
        before = match.words[first - 1].norm
        if _BROKEN.search(match.text[match.words[first - 1].end : match.words[first].start]):
            return ""  # "it's not — we can do more"
        if before not in NEGATIONS or {w.norm for w in words_of(self.quote.lead)} & NEGATIONS:
            return ""
        return f"{source_of(match)} has “{before}” right before these words"

    def _altered(self, match: Match) -> AssertionFinding:
        told = "; ".join(tell(d, match.text, self.quote.words) for d in match.alignment.differences[:4])
        serious = any(d.kind != "function" for d in match.alignment.differences)
        if not serious and surely(match.alignment, self._near(match)):
            return self.findings.open_(
                "unresolved",
                f"not word for word: {told}, in {source_of(match)}",
                "the words as they stand in the document",
                match,
                suggestion=True,
            )
        if not serious or not self._certain(match):
            return self.findings.not_found([], match)
        if self._undated(match):
            return self._needs_date(match, f"not word for word: {told}")
        return self._other_words(match, told)

    def _other_words(self, match: Match, told: str) -> AssertionFinding:
        detail = f"{told} ({source_of(match)}, {match.locator})"
        reading = self.findings.reading(match, "fails", detail, "words")
        finding = self.findings.finding(CONFLICTING, "quote", (reading,))
        return replace(finding, failed_slot="words", suggestion=whole(match))

    def _mixed(self, stretches: Sequence[Stretch]) -> AssertionFinding | None:
        """The finding on words that stand in the source named, in another order; None where they do not."""
        match = reordered(self.words, [s for s in stretches if s.candidate.fits and self._names(s.candidate)])
        if match is None or self._nested(match):
            return None
        return self._other_words(match, tell(match.alignment.differences[0], match.text, self.quote.words))

    def _certain(self, match: Match) -> bool:
        """Whether the alignment leaves no doubt that this passage is meant."""
        candidate, alignment = match.candidate, match.alignment
        fresh = candidate.day == FITS or (candidate.age is not None and candidate.age <= _FRESH)
        own = fresh and (candidate.speaker == FITS or quoted_from(match, self.quote.speaker))
        old = candidate.age is not None and candidate.age > MONTH
        if FITS not in (candidate.named, candidate.day) and (old or not slight(alignment, own)):
            return self._goes_on(match)  # who says it so often says it otherwise another time
        if FITS not in (candidate.speaker, candidate.named) and not own:  # somebody else may say nearly the same
            alike = alignment.matched * 20 >= alignment.length * 17 and alignment.plain >= DISTINCT_UNNAMED
            return (alike and surely(alignment, self._near(match))) or self._goes_on(match)
        if own and (replaces_one(match) or (denies_one(match) and self._near(match))):
            return True
        one = self.search.held <= 3 and (candidate.named == FITS or own)
        one = one or (fresh and candidate.named == FITS and slight(alignment) and alignment.content >= _SURE_CONTENT)
        return surely(match.alignment, self._near(match), one or self._nearness(match) >= CLOSE) or self._goes_on(match)

    def _goes_on(self, match: Match) -> bool:
        """Whether a word or two differ right beside another quotation of the sentence that stands there in full."""
        alignment = match.alignment
        changed = sum(max(len(d.quoted), len(d.source)) for d in alignment.differences)
        if alignment.length <= SHORT or changed > 2 or alignment.matched * 3 < alignment.length * 2:
            return False
        others = (align(words, match.words) for b in self.quote.beside if len(words := words_of(b)) >= SHORT)
        near = (o for o in others if o is not None and o.exact)
        gaps = ((o.length, min(abs(o.first - alignment.last), abs(alignment.first - o.last))) for o in near)
        least = min(alignment.length, LEAST)
        return any(
            gap <= (LEAST if least == LEAST <= length else 0) and length + alignment.length >= 2 * SHORT + 2
            for length, gap in gaps
        )

    def _near(self, match: Match) -> bool:
        """Whether the sentence shares words with a meaning of their own with the passage around the quotation."""
        return self._nearness(match) >= (3 if self.length == 1 else 2 if self.length <= SHORT else 1)

    def _nearness(self, match: Match) -> int:
        """How many of the sentence's other words with a meaning of their own stand around the quotation."""
        own = {w.norm for w in self.words}
        frame = {stem_of(w.norm) for w in words_of(self.quote.frame) if telling(w) and w.norm not in own}
        first, last = match.alignment.first, match.alignment.last
        around = {stem_of(w.norm) for w in match.words[max(first - 40, 0) : last + 40]}
        return len(frame & around)

    def _recent(self, match: Match) -> bool:
        """Whether a word or two may come from a document of this age: the draft names its day, or it was news."""
        candidate = match.candidate
        if candidate.day == FITS or not candidate.document.date or candidate.age is None:
            return True
        return candidate.age <= RECENT or self.search.held <= 3

    def _rank(self, match: Match) -> tuple[bool, bool, int, int]:
        """The source that the draft most likely had in hand comes first."""
        candidate = match.candidate
        old = abs(candidate.age) if candidate.age is not None else 0
        return candidate.named != FITS, candidate.speaker != FITS, -min(self._nearness(match), 3), old

    def _elsewhere(self, exact: Sequence[Match]) -> AssertionFinding | None:
        """Right words that somebody else said, or that stand in another document or of another day."""
        distinct = self.length >= DISTINCT and self.content >= DISTINCT_CONTENT
        # What came out after the draft shows that it was said again, and not that it was not said before.
        sure = [m for m in exact if not self._nested(m) and not m.candidate.later]
        # Of whom no manifest knows, a passage is surely another's only where it names its speaker in full.
        named = self.search.known or self.quote.document or all(m.candidate.speaker == OTHER for m in sure)
        if distinct and all(self._anothers(m) for m in exact) and not self.quote.elsewhere:
            return self._by_another(exact[0], "speaker", "somebody else whom the document quotes,")
        if not distinct or not sure or not named or self.quote.elsewhere:
            return None
        slots = [self._wrong_slot(m) for m in sure]
        quoted = any(self._nested(m) for m in exact)
        if quoted or not all(slots) or (slots[0] != "speaker" and not self.search.held):
            return None
        best, slot = sure[0], slots[0]
        if slot != "speaker" and len({m.candidate.document.date for m in exact}) > 1:
            return None  # a formula, or what is said again and again: on the day named as well
        return self._by_another(best, slot, best.candidate.held_by or "another")

    def _anothers(self, match: Match) -> bool:
        """Whether a document that is nothing of whoever is named says by whom the words are that it quotes."""
        foreign = FITS not in (match.candidate.speaker, match.candidate.named) and not match.candidate.later
        return foreign and self._nested(match) and quoted_from_another(match, self.quote.speaker)

    def _by_another(self, match: Match, slot: str, who: str) -> AssertionFinding:
        detail = f"these are the words of {who} in {source_of(match)}, {match.locator}"
        reading = self.findings.reading(match, "fails", detail, slot)
        finding = self.findings.finding(CONFLICTING, "quote-speaker", (reading,))
        return replace(finding, failed_slot=slot)

    def _wrong_slot(self, match: Match) -> str:
        """The slot that speaks against a stretch, when it does so without doubt."""
        candidate = match.candidate
        if candidate.speaker == OTHER:
            # What speaks of whoever is named, in nobody's own words, may tell what that one said.
            return "" if named_before(match, self.quote.speaker) else "speaker"
        if candidate.named == OTHER and (candidate.day == OTHER or self._law_named(match) or self.search.titled):
            return "document"
        if (
            candidate.day == OTHER
            and (self.quote.exact_day or self.quote.day_in_office)
            and not self._put_out_late(match)
        ):
            return "document" if self.quote.document else "date"
        return ""

    def _put_out_late(self, match: Match) -> bool:
        """Whether a document that states no day of its own may have come out days after the one that is named."""
        document, last = match.candidate.document, self.quote.last
        if last is None or day_in(document.title) or len(document.date) != len(last.isoformat()):
            return False
        return 0 < (date.fromisoformat(document.date) - last).days <= _LATE

    def _law_named(self, match: Match) -> bool:
        """Whether one law is named and these words stand in another."""
        return match.candidate.document.url == "" and any(
            c.named == FITS for c in (*self.search.candidates(), *self.search.elsewhere())
        )


def _speaker_words(speaker: str) -> set[str]:
    """The capitalised words of a speaker's name; a word that no text has when there are none."""
    return {w for w in speaker.split() if w[:1].isupper()} or {""}
