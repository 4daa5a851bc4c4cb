"""Reads a sentence into a claim: its assertions, or the reason why nothing in it can be decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from factcheck.extract.cutting.scope import finer_places, places
from factcheck.extract.cutting.unit_items import Background
from factcheck.extract.figures import read_figures
from factcheck.extract.kept import read_kept
from factcheck.extract.periods.clock import Clock
from factcheck.extract.periods.terms import read_terms
from factcheck.extract.shares.goes_on import goes_on, of_the_same
from factcheck.extract.subjects.context import from_context, leads_back, says_nothing
from factcheck.extract.subjects.frame import parts
from factcheck.extract.subjects.speaks import may_speak_of_figures
from factcheck.extract.tagging.cited import by_number, read_cited, resting_on
from factcheck.extract.tagging.mentions import Tagged, tag
from factcheck.extract.tagging.phrases import Vocabulary
from factcheck.model.claim import Assertion, Blocked, Claim, Law, Quote, Rule, Subject, Undecided, When
from factcheck.model.facts import begun, section_names
from factcheck.model.norm import STATE
from factcheck.model.record import record, replace
from factcheck.model.text import Span
from factcheck.model.value import Calendar, Period
from factcheck.text.document_names import CITATION, LAW, DocumentNames
from factcheck.text.tokens import Token

_SAYING = re.compile(r"\b(?:states?|stated|says?|said|provides?|provided|reads?)(?: that)?[\s:,]*$")


@record
class Reader:
    """Everything about the fields that reading needs stands in the vocabulary."""

    vocabulary: Vocabulary
    statutes: bool = False  # whether statutes are held, so that sentences about the law can be decided
    names: DocumentNames | None = None  # what documents are called, when any are held
    # A sentence is read once and is context for the next: the last few are kept.
    memo: dict[str, Tagged] = field(default_factory=dict)
    begun: dict[tuple[str, date | None, str], Background] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)  # names of codes and provisions, once needed

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.vocabulary.facts

    def read(
        self,
        text: str,
        as_of: date | None,
        context: Sequence[str] = (),
        identity: str = "",
        set_apart: bool = False,
        opening: str = "",
    ) -> Claim:
        """The claim that `text` makes; `context` holds earlier texts, the nearest last.

        `set_apart`: the text as a whole is a quotation, set apart without marks. `opening` begins the draft, and
        names times that a sentence without one may mean.
        """
        tagged = self._tag(text)
        cited = read_cited(text, self.facts, context[-1] if context else "")
        quotes = [q for q in self._quotes(text, context, as_of, set_apart) if set_apart or not _defined(text, q.span)]
        if quotes:
            quotes = by_number(text, quotes, cited, context[-1] if context else "", self.facts)
        asked = not quotes or text[: quotes[-1].span.end].rstrip() != text.rstrip()
        if asked and text.rstrip("”\"'’ )").endswith("?"):
            question = Blocked("not-checkable", "a question states nothing", "the statement itself")
            return Claim(
                identity,
                text,
                as_of,
                " ".join(context),
                (Undecided(Span(0, len(text)), Subject(), When(problem="missing"), blocked=question),),
            )
        assertions = self._figures(tagged, as_of, context, opening)
        speech = any(len(q.words.split()) > 2 for q in quotes)
        law = self._law(tagged, context, assertions, speech)
        if speech:
            # Quoted words are compared as such; a rule counts for what stands around them.
            law = [a for a in law if isinstance(a, Law)] + self._around(text, quotes)
        if law:
            # What the figures of a legal sentence leave open is said better by its law.
            assertions = [*(a for a in assertions if a.blocked is None), *law]
        if quotes and self.names is not None:
            from factcheck.extract.speech.quotes import says_who, with_surroundings

            assertions = [a for a in assertions if not (isinstance(a, Undecided) and says_who(text, a.span, quotes))]
            laws = self.names.cited(text)  # the number of a section counts nothing
            quotes = with_surroundings(text, quotes, assertions, laws)
            assertions = [a for a in assertions if a.blocked is None or not any(c.overlaps(a.span) for c in laws)]
            assertions += quotes
        elif cited is not None:
            assertions = resting_on(cited, assertions)
        elif not assertions:
            assertions = self._others(text, tagged, as_of)
        elif (blocked := _quotation(text)) is not None and (quoted := _quoted(text)) is not None:
            assertions.append(Undecided(quoted, Subject(), When(problem="missing"), blocked=blocked))
        return Claim(identity, text, as_of, " ".join(context), tuple(assertions))

    def tokens(self, text: str) -> Sequence[Token]:
        """The tokens of a text; of one that was just read, those that it was read by."""
        return self._tag(text).tokens

    def says_nothing(self, text: str) -> bool:
        """Whether a sentence of figures behind this text reads as it does behind any other that says nothing to it."""
        return says_nothing(self._tag(text))

    def names_time(self, text: str, as_of: date | None) -> bool:
        """Whether a sentence by itself says of which months or years it is, and leaves that to the next one."""
        tagged = self._tag(text)
        if "period" not in tagged.kinds:
            return False
        background, _ = self._background([tagged], as_of, self._calendar([tagged]), Background())
        return bool(background.when.periods)

    def leads_back(self, text: str) -> bool:
        """Whether a sentence goes on about what the one before it counts: "That is more than …"."""
        return leads_back(self._tag(text))

    def lacks_place(self, texts: Sequence[str], as_of: date | None) -> bool:
        """Whether texts that follow each other point to a place ("there", "the station") that none of them names."""
        tagged = [self.memo.get(text) or self._tag(text) for text in texts]
        for one in tagged:
            if "kind-of" in one.kinds or "there" in one.words:
                break
        else:
            return False
        earlier = tagged[::-1]
        told, _ = self._background(earlier, as_of, self._calendar(earlier), Background())
        named = {c.dimension for c in told.subject.choices if c.values and not c.hint}
        return bool(told.points) and named.isdisjoint(places(self.facts) | finer_places(self.facts))

    def _tag(self, text: str) -> Tagged:
        found = self.memo.get(text)
        if found is None:
            if len(self.memo) >= _KEPT:
                # The one read first; the newest are context for the next. What it told leads back to it, and would
                # keep it until garbage is collected.
                self.memo.pop(next(iter(self.memo))).told.clear()
            found = self.memo[text] = read_terms(tag(text, self.vocabulary))
        return found

    def _figures(self, tagged: Tagged, as_of: date | None, context: Sequence[str], opening: str) -> list[Assertion]:
        """The figures of a sentence; its context is only read when the sentence may state one."""
        if not may_speak_of_figures(tagged, self.facts):
            return []
        earlier = [self._tag(c) for c in reversed(context)]
        calendar = self._calendar([tagged, *earlier])
        far = self._opening(opening, as_of, calendar) if opening and opening not in context else Background()
        background, known = self._background(earlier, as_of, calendar, far)
        clock = _clock(as_of, calendar, known)
        if earlier and goes_on(tagged):  # "That was up from 27 percent in May."
            before = self._figures(earlier[0], as_of, context[:-1], opening)
            if (share := of_the_same(tagged, before, self.vocabulary, clock)) is not None:
                return [share]
        return read_figures(tagged, self.vocabulary, clock, background)

    def _quotes(self, text: str, context: Sequence[str], as_of: date | None, whole: bool) -> Sequence[Quote]:
        """The quotations of the text; nothing is read, and no reader loaded, where no documents are held."""
        if self.names is None or not (whole or any(mark in text for mark in _MARKS)):
            return ()
        from factcheck.extract.speech.quotes import read_block, read_quotes

        if whole and (block := read_block(text, context, as_of, self.names)) is not None:
            return (block,)
        return read_quotes(text, context, as_of, self.names)

    def _law(
        self, tagged: Tagged, context: Sequence[str], figures: Sequence[Assertion], quoted: bool
    ) -> list[Law | Rule]:
        """What the sentence says that the law says; its readers are loaded only where it may say so.

        Norms written into a manifest come first. A sentence that names no law is read as a rule only
        when statutes are held and nothing else was found in it; one that is `quoted` only where it may be both.
        """
        text = tagged.text
        cites = self._cites(f"{text} {context[-1] if context else ''}")
        found: list[Law | Rule] = []
        if cites:
            from factcheck.extract.law import read_law

            found += read_law(text, self.facts, context[-1] if context else "")
        if not self.statutes or (quoted and not found):
            return found
        held = {p["id"] for p in self.facts["provisions"]} if found else ()
        if any(isinstance(a, Law) and a.provision in held and not _of_another(a) for a in found):
            return found
        counted = any(a.blocked is None for a in figures)
        if not cites and (counted or not (_may_rule(tagged) or self._rests_on_a_name(text))):
            return found
        from factcheck.extract.law.statement import read_statement

        rule = read_statement(text, self.facts, context[-1] if context else "", tokens=tagged.tokens)
        return found if rule is None else [rule]

    def _around(self, text: str, quotes: Sequence[Quote]) -> list[Rule]:
        """The rule that a sentence states with quoted words of a law, where it says more than these."""
        if not self.statutes or self.names is None:
            return []
        quoted = [q.span for q in quotes]
        if all(any(q.contains(c) for q in quoted) for c in self.names.cited(text)):
            return []  # what quoted words cite is not what the sentence rests on
        sources = [self.names.read(q.speaker or q.document) for q in quotes]
        if not all(any(m.what in (LAW, CITATION) for m in mentions) for mentions in sources):
            return []  # somebody speaks
        from factcheck.extract.law.statement import read_statement, says_more

        # "The act states that “…”" is about no state: what leads in to the quotation says nothing itself.
        said = _SAYING.search(text, 0, quotes[0].span.start)
        if said is not None:
            text = text[: said.start()] + " " * (said.end() - said.start()) + text[said.end() :]
        rule = read_statement(text, self.facts, quoted=quoted)
        more = says_more(rule, quoted, self.facts) if rule is not None else None
        if more is None:
            return []
        # Words before the quotation that say by themselves what may be done ("only X may …") are a rule of their own.
        before = read_statement(text[: quotes[0].span.start], self.facts) if more.tentative else None
        alone = before is not None and any(c.force != STATE and c.heads - {"?"} for c in before.clauses)
        return [replace(more, tentative=False) if alone else more]

    def _cites(self, text: str) -> bool:
        """Whether a text may cite a provision: a section sign, a code's name, a provision's own name."""
        if not self.cited:
            words = [w for code in self.facts["codes"] for w in code["words"]]
            words += [name for provision in self.facts["provisions"] for name in provision["names"]]
            self.cited.extend(sorted({w.lower() for w in words}) or ["\0"])
        plain = text.lower().replace("-", " ")
        if any([_stands_in(name, plain) for name in self.cited if name in plain]):
            return True
        return ("sec" in plain or "§" in text or "(" in text) and _SECTION.search(text) is not None

    def _rests_on_a_name(self, text: str) -> bool:
        """Whether a sentence says something "under the Harbour Act", or another section of law by its name."""
        found = [f"{m[1].lower().replace('-', ' ')} " for m in _UNDER.finditer(text)]
        known = section_names(self.facts) if found else {}
        first = [words.split(" ", 1)[0] for words in found]
        return any(words.startswith(f"{name} ") for name, _ in begun(known, first) for words in found)

    def _calendar(self, tagged: Sequence[Tagged]) -> Mapping[str, Any]:
        """The calendar of the source whose measure the sentence, else its context, speaks of."""
        measures = self.facts["measures"]
        for sentence in tagged:
            counting = not sentence.kinds.isdisjoint(("measure", "head"))
            for item in sentence.items if counting else ():
                if item.kinds.isdisjoint(("measure", "head")):
                    continue
                entry = item.entry("measure") or item.entry("head")
                if entry is not None:
                    return dict(measures[entry["measure"]]["calendar"])
        return dict(next(iter(measures.values()))["calendar"]) if measures else {}

    def _opening(self, text: str, as_of: date | None, calendar: Mapping[str, Any]) -> Background:
        """What the first sentence of a draft says; kept while its sentences are read."""
        key = (text, as_of, str(calendar))
        if key not in self.begun:
            self.begun.clear()
            self.begun[key] = from_context(self._tag(text), self.vocabulary, _clock(as_of, calendar, ()))
        return self.begun[key]

    def _background(
        self, earlier: Sequence[Tagged], as_of: date | None, calendar: Mapping[str, Any], opening: Background
    ) -> tuple[Background, tuple[Period, ...]]:
        """What the context says of subject and period; a nearer text fills before a farther one.

        The opening of the draft fills nothing; its periods are some that a sentence may mean.
        """
        merged, describes = Background(), True
        known: tuple[Period, ...] = tuple(p for w in opening.others for p in w.periods)
        for tagged in reversed(earlier):  # a bare month takes its year from what was read before it
            if says_nothing(tagged):
                describes = False
                continue
            found = from_context(tagged, self.vocabulary, _clock(as_of, calendar, known))
            told = [p for w in found.others for p in (w.periods[:1] if w.periods[0].months == 1 else w.periods)]
            known = (*told, *known)
            merged = _merge(found, merged, self.facts)
        merged.describes = merged.describes and describes
        named = dict.fromkeys(w.periods[0] for w in (*merged.others, *merged.compared, *opening.others) if w.periods)
        beside = tuple(p for p in named if p not in merged.when.periods)
        if beside:
            merged = replace(merged, when=replace(merged.when, beside=beside[:_BESIDE]))
        return merged, known

    def _others(self, text: str, tagged: Tagged, as_of: date | None) -> list[Assertion]:
        """Statements that are no figures: a rule that is kept, a quotation, a cause, something said or done."""
        kept = read_kept(tagged, self.facts, as_of)
        if kept is not None:
            return [kept]
        whole = Span(0, len(text))
        blocked = _quotation(text) or _hollow(tagged)
        if blocked is None:
            return []
        return [Undecided(whole, Subject(), When(problem="missing"), blocked=blocked)]


def _stands_in(name: str, text: str) -> bool:
    """Whether a name is a word or several of a text that holds its letters: "hba" of none in "Ashbank"."""
    return re.search(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", text) is not None


def _of_another(law: Law) -> bool:
    """Whether a sentence cites a whole section, and speaks of something that the provision held of it does not."""
    return bool(law.unknown) and any(slot == "citation:broader" for slot, _, _ in law.said)


_KEPT = 128  # sentences
_BESIDE = 4  # periods of the context that a sentence without one may mean besides the nearest


def _clock(as_of: date | None, calendar: Mapping[str, Any], known: tuple[Period, ...]) -> Clock:
    bare_year = tuple(calendar.get("bare_year", ("calendar",)))
    return Clock(as_of, Calendar(int(calendar.get("fiscal_start", 1))), known, bare_year)


def _merge(near: Background, far: Background, facts: Mapping[str, Any]) -> Background:
    """What two texts of the context say, the nearer first; a part that the farther one was about is left behind by a
    nearer one that counts for itself."""
    counts = near.subject.measure is not None
    subject = near.subject if counts else far.subject
    named = {c.dimension for c in near.subject.choices}
    others = [c for c in far.subject.choices if c.dimension not in named]
    apart = counts and not near.describes and not far.describes
    left = tuple(c for c in others if apart and parts(facts, c.dimension) and c.dimension not in near.points)
    choices = near.subject.choices + tuple(c for c in others if c not in left)
    if choices != subject.choices or left:
        subject = replace(subject, choices=choices, passed=(*far.subject.passed, *left))
    when = near.when if near.when.periods else far.when
    return Background(
        subject,
        when,
        others=near.others + far.others,
        compared=near.compared + far.compared,
        blocked=far.blocked if near.blocked and near.blocked.counts and far.blocked else near.blocked or far.blocked,
        describes=near.describes and far.describes,
        points=near.points | far.points,
        several=near.several | far.several,
    )


# What a sentence has that lays down a rule or speaks of the law.
_RULE = re.compile(
    r"\b(?:right to|has to|have to|are to|is to|up to|(?:un|in)\w{2,}(?:ible|ful)|"
    r"at (?:least|most)|(?:no|not) (?:more|less|fewer|longer|later) than)\b",
    re.IGNORECASE,
)
# Words that say by themselves that a sentence may be one.
_RULING = frozenset(
    "law laws statute statutes must shall may can cannot can't require required requires allow allows allowed entitled "
    "eligible ineligible permit permits permitted prohibit prohibits prohibited bar bars barred lets supposed unless "
    "illegal limit limits limited capped carries punishable exempt responsible responsibility means define defines "
    "defined definition need needs forbid forbids forbidden banned obliged obligated obliges empower empowers "
    "empowered mandatory mandate mandates burden authorized authorizes".split()
)
# Words of which one stands in any other.
_PHRASED = frozenset("right has have are is up at no not".split())


def _may_rule(tagged: Tagged) -> bool:
    """Whether a sentence has words of a rule or of the law."""
    words = tagged.norms
    if not words.isdisjoint(_RULING):
        return True
    likely = not words.isdisjoint(_PHRASED) or any([w.endswith(("ible", "ful")) for w in words])
    return likely and _RULE.search(tagged.text) is not None


# "Under the Harbour Act, …": what follows is said of a law, whatever its verb.
_UNDER = re.compile(r"\b(?:under|by|per|according to)\s+(?:the\s+)?(?=(\w[\w\s-]{1,60}))", re.IGNORECASE)
_SECTION = re.compile(r"§|\bsec(?:tions?|s?\.)\s|\d[a-z]?\([a-z0-9]", re.IGNORECASE)


# A word that a law defines stands in quotation marks, and nobody is quoted: "the term “ship” includes a raft".
_TERM_AFTER = re.compile(r"[\s\"”’']*(?:means?|includes?|does not (?:mean|include)|refers? to|is defined|covers?)\b")
_TERM_BEFORE = re.compile(r"\b(?:terms?|defines?|definitions? of)[\s\"“‘']*$", re.IGNORECASE)
_TERM = 4  # words of such a term, at most


def _defined(text: str, quoted: Span) -> bool:
    """Whether what stands in quotation marks is a term that the sentence says the meaning of."""
    if len(text[quoted.start : quoted.end].split()) > _TERM:
        return False
    before, after = text[: quoted.start], text[quoted.end :]
    return bool(_TERM_AFTER.match(after) or _TERM_BEFORE.search(before))


_MARKS = "\"“”„«»‘’'`"

_QUOTES = '"“”«»'


def _quotation(text: str) -> Blocked | None:
    if sum([text.count(mark) for mark in _QUOTES]) >= 2:
        return Blocked(
            "no-source",
            "no document of this speaker is held",
            "the document or recording that is quoted",
        )
    return None


def _quoted(text: str) -> Span | None:
    """The first quotation of three words or more; a quoted word or two is a name or a nickname."""
    marks = [place for place, letter in enumerate(text) if letter in _QUOTES]
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        if len(text[first + 1 : last].split()) >= 3:
            return Span(first, last + 1)
    return None


def _hollow(tagged: Tagged) -> Blocked | None:
    """A statement of fact that no figure or provision can decide."""
    if "attribution" in tagged.kinds:
        return Blocked(
            "no-source",
            "no document held settles what was said",
            "the document or recording it was said in",
        )
    if "period" in tagged.kinds:
        return Blocked("no-source", "no source holds this event", "an official document on the event")
    return None
