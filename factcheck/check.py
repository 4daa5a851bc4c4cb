"""Runs the stages in their order: a claim or a draft in, findings out. The only owner of that order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from itertools import islice, takewhile

from factcheck.extract.checkworthy import Worth, assess, threshold
from factcheck.extract.claims import Reader
from factcheck.extract.tagging.phrases import build_vocabulary
from factcheck.judging import Judge
from factcheck.library import Library
from factcheck.model.claim import Assertion, Blocked, Cited, Claim, Law, Quote, Rule, Statement, Undecided
from factcheck.model.finding import (
    CONFLICTING,
    SUPPORTED,
    UNVERIFIED,
    AssertionFinding,
    Caveat,
    DocumentReport,
    Finding,
)
from factcheck.model.record import alike, replace
from factcheck.model.text import Document, Sentence, Span
from factcheck.registry import claim_id
from factcheck.text.speech import signature
from factcheck.verify.bench import Bench
from factcheck.verify.elsewhere import by_figures, may_lean, of_draft, of_sentence
from factcheck.verify.fold import fold, in_line
from factcheck.verify.judge import years_that_fit
from factcheck.verify.misdated import date_mismatch
from factcheck.verify.mixed_up import unmixed
from factcheck.verify.out_of_scale import of_one_order
from factcheck.verify.quotes.beside import beside_quotes, quotes_somebody

Weigh = Callable[[str], Worth]

CONTEXT_SENTENCES = 2
FURTHER_UP = 8  # sentences of a draft that are read along before a claim is called wrong
_BLOCK = 12  # sentences of a block quotation in which its author is looked for
_UNDATED = "nothing says when this draft was written: months without a year stay unverified (--as-of YYYY-MM-DD)"
# A date that a page carries may be the day it was copied, not the day it was written.
_DOUBTFUL = ("a date line on the page", "a date on the page")


class Checker:
    """Checks claims against one library. Pure but for the library's look-ups."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.judge = Judge(library)
        laws = {name for name, kind in library.facts.get("kinds", {}).items() if kind.get("law")}
        statutes = any(d.kind in laws and d.complete for d in library.documents().values())
        names = self.judge.finder.names if self.judge.finder else None
        self.reader = Reader(build_vocabulary(library.facts), statutes, names)
        self._surnames: frozenset[str] | None = None

    # ---- one claim ----------------------------------------------------------------------------

    def claim(self, text: str, as_of: date | None, context: Sequence[str] = (), identity: str = "") -> Finding:
        """The finding on one claim; `context` holds earlier texts that fill unwritten slots."""
        read = self.reader.read(text, as_of, context, identity or claim_id(text, as_of))
        return self.verify(read)

    def verify(self, claim: Claim) -> Finding:
        """The verdict on a claim that has been read."""
        bench = self.judge.bench(claim.as_of)
        found = [self.judge.finding(a, claim.text, bench) for a in claim.assertions]
        if any([f.status == CONFLICTING for f in found]):
            found = of_sentence(claim.assertions, found, claim.text, self.judge.nominate, bench)
            if claim.told:
                found = self._read_along(claim, found, bench)
                found = of_one_order(claim.assertions, found, claim.text, self.judge.nominate, bench)
        elif claim.told and any([_lacks_time(a, f) for a, f in zip(claim.assertions, found, strict=True)]):
            found = self._timed_further_up(claim, found, bench)
        if claim.told and any([_lacks_speaker(a, f) for a, f in zip(claim.assertions, found, strict=True)]):
            found = self._said_further_up(claim, found, bench)
        found = beside_quotes(claim.assertions, found)
        found = unmixed(claim.assertions, found, claim.text, self.judge.nominate, bench)
        finding = fold(claim, by_figures(claim.assertions, found, claim.text, self.judge.nominate, bench))
        return finding if any(quotes_somebody(a) for a in claim.assertions) else self._stated(claim, finding)

    def _read_along(self, claim: Claim, found: list[AssertionFinding], bench: Bench) -> list[AssertionFinding]:
        """The findings, with those left open that more of the draft would bear out."""
        judged = list(claim.assertions)
        quotes = any(isinstance(a, Quote) for a in claim.assertions)
        silent = False
        for earlier in (claim.told, *((t,) for t in reversed(claim.told))):
            if not may_lean(claim.assertions, found, bench):
                break
            if len(earlier) == 1 and not quotes and self.reader.says_nothing(*earlier):
                if silent:
                    continue  # one of them stands for all
                silent = True
            wrong = {(f.start, f.end) for f in found if f.status == CONFLICTING}
            read = self.reader.read(claim.text, claim.as_of, earlier)
            anew = [a for a in read.assertions if (a.span.start, a.span.end) in wrong]
            anew = [a for a in anew if not any(alike(a, b) for b in judged)]
            again = [self.judge.finding(a, claim.text, bench, explain=False) for a in anew]
            found = of_draft(claim.assertions, found, again, claim.text, bench)
            judged += anew
        return found

    def _timed_further_up(self, claim: Claim, found: list[AssertionFinding], bench: Bench) -> list[AssertionFinding]:
        """The findings, with those supported that lack a time and are right of the last one the draft has named.

        Several paragraphs of a draft mostly go on about one month. That a later one means it is likely and no more:
        where anything in the sentence would be wrong of that time, all stays open.
        """
        timed = next((t for t in reversed(claim.told) if self.reader.names_time(t, claim.as_of)), None)
        if timed is None:
            return found
        near = [t for t in claim.told[-CONTEXT_SENTENCES:] if t != timed and t in claim.context]
        read = self.reader.read(claim.text, claim.as_of, (timed, *near))
        anew = {(a.span, type(a)): a for a in read.assertions}
        out = list(found)
        for place, (assertion, finding) in enumerate(zip(claim.assertions, found, strict=True)):
            again = anew.get((assertion.span, type(assertion)))
            if again is None or not _lacks_time(assertion, finding):
                continue
            judged = self.judge.finding(replace(again, subject=assertion.subject), claim.text, bench)
            if judged.status == CONFLICTING:
                return found
            out[place] = judged if judged.status == SUPPORTED else finding
        return out

    def _said_further_up(self, claim: Claim, found: list[AssertionFinding], bench: Bench) -> list[AssertionFinding]:
        """The findings, with quotations whose speaker a pronoun names held to whoever is named to speak further up.

        That it is that one is likely and no more: what another said, or nobody, stays open.
        """
        for n in range(len(claim.told) - 1, -1, -1):
            near = claim.told[max(n + 1, len(claim.told) - CONTEXT_SENTENCES) :]
            anew = self.reader.read(claim.text, claim.as_of, (claim.told[n], *near)).assertions
            if [(type(a), a.span) for a in anew] != [(type(a), a.span) for a in claim.assertions]:
                return found
            if any(_lacks_speaker(b, f) for b, f in zip(anew, found, strict=True)):
                continue
            again = [
                self.judge.finding(b, claim.text, bench) if _lacks_speaker(a, f) else f
                for a, b, f in zip(claim.assertions, anew, found, strict=True)
            ]
            told = any(f.status == CONFLICTING and f.rule != "quote" for f in again)
            return found if told else again
        return found

    def _stated(self, claim: Claim, finding: Finding) -> Finding:
        """What documents say to a claim that nothing else decides; the finding as it is where they say nothing."""
        decided = any(a.status != UNVERIFIED or a.rule in ("quote", "law") for a in finding.assertions)
        if finding.status != UNVERIFIED or decided or not self.library.documents():
            return finding
        from factcheck.extract.speech.statements import read_statement
        from factcheck.retrieve.statements import names_apart, nominees, of_signed_paper, our_side, told_by_publisher
        from factcheck.verify.statements.coordination import parts
        from factcheck.verify.statements.statement import judge_statement, seek

        # What a law lays down is settled by the law, clause by clause, and not by any passage like it.
        paper = of_signed_paper(claim.assertions, claim.text, self.library.facts)
        rules = [a for a in claim.assertions if isinstance(a, Rule) and a.lays_down] if not paper else ()
        if any(rule.cited for rule in rules):
            return finding
        cited = next((a for a in claim.assertions if isinstance(a, Cited)), None)
        known = self.judge.known(cited)
        text = self.judge.numbered.plain_text(claim.text, known) if known else claim.text
        statement = read_statement(text, [claim.context] if claim.context else [], self.library.facts["names"])
        if rules:
            paper = statement is not None and told_by_publisher(statement.speaker, self.library.facts)
            if not paper:
                return finding
        hollow = paper or (bool(claim.assertions) and all(isinstance(a, Undecided | Quote) for a in claim.assertions))
        if statement is None or (not hollow and (statement.causal or statement.uncertain)):
            return finding  # no document settles a cause, and what comes near would not be shown
        facts = self.library.facts
        known_names = names_apart(statement.words, facts)
        statement = replace(statement, ours=our_side(statement.words, facts), apart=known_names)
        # That no document quotes a nickname is no news, nor is that one of them has the word.
        nicknamed = any(isinstance(a, Quote) for a in claim.assertions)
        if cited is None or (cited.pointed and not known and self.judge.numbered.kind_of(cited.references[0])):
            asked = partial(seek, statement, claim.as_of, told=hollow and nicknamed, shown=hollow)
            near = nominees(statement, self.library, self.library.facts, claim.as_of, asked)
            if any(a.subject.measure for a in claim.assertions) and not (statement.speaker or statement.document):
                # What figures are held of is not settled by somebody's having spoken of it.
                near = [n for n in near if not n.passage.speaker]
        else:  # no other document settles what one says that is cited by its number
            statement = replace(statement, span=Span(0, len(claim.text)))
            near = self.judge.numbered.nominees(statement, known) if known else []
            if not near:
                return finding
        said = judge_statement(statement, near, claim.as_of, claim.text, hollow and nicknamed, hollow)
        if known and said.status == CONFLICTING and said.failed_slot == "date":
            from factcheck.verify.statements.numbered import denies_day

            if not denies_day(said, claim.text, claim.as_of, known):
                return finding
        if said.status == UNVERIFIED and not known and (read := parts(statement, claim.text)):
            asks = [partial(seek, p, claim.as_of, told=False, shown=True) for p in read]
            each = [
                (p, nominees(p, self.library, self.library.facts, claim.as_of, asked, statement.words))
                for p, asked in zip(read, asks, strict=True)
            ]
            judged = [judge_statement(p, near, claim.as_of, claim.text, False) for p, near in each]
            apart = fold(replace(claim, assertions=read), in_line(judged))
            if apart.status != UNVERIFIED:
                return apart
        bare = cited is None and (hollow or not claim.assertions)
        if said.status == UNVERIFIED and bare and (found := self._undated(claim, statement)):
            return found
        if said.status == UNVERIFIED and not paper and not (hollow and (said.readings or nicknamed)):
            return finding
        return fold(replace(claim, assertions=(statement,)), [said])

    def _undated(self, claim: Claim, statement: Statement) -> Finding | None:
        """The finding on a statement that only a document without a date makes: it tells the reader to date it."""
        from factcheck.retrieve.statements import undated
        from factcheck.verify.statements.statement import judge_undated, seek

        asked = partial(seek, statement, claim.as_of, told=False, shown=False)
        near = undated(statement, self.library, self.library.facts, asked)
        found = judge_undated(statement, near, claim.as_of, claim.text) if near else None
        return fold(replace(claim, assertions=(statement,)), [found]) if found is not None else None

    # ---- a draft ------------------------------------------------------------------------------

    def document(
        self, draft: Document, as_of: date | None = None, as_of_from: str = "", everything: bool = False
    ) -> DocumentReport:
        """All findings on a draft, read as of `as_of`, else as of the draft's own date.

        Statements that no source decides and that nobody would check are left out, unless `everything` is asked for.
        """
        when, origin = (as_of, as_of_from or "option") if as_of else (draft.published, draft.published_from or "")
        weigh = cache(assess)  # a sentence may be weighed before it is looked up and after
        asked, idle = self._claims(draft, when, None if everything else weigh)
        notes = tuple(Caveat("date-mismatch", doubt) for doubt in draft.doubts) if as_of is None else ()
        if as_of is None and when is not None and origin in _DOUBTFUL:
            misfit = self._misfit(asked, when, origin)
            if misfit is not None:
                origin = f"none: the date on the page, {when.isoformat()}, does not fit"
                notes, when = (*notes, misfit), None
                asked, idle = self._claims(draft, None, None if everything else weigh)
        if when is None and not notes and (asked or idle):
            notes = (Caveat("undated", _UNDATED),)
        # All were read before any is verified: going to and fro between the two took a tenth longer.
        found = [(c, f) for c, f in ((c, self.verify(c)) for c in asked) if f.assertions]
        findings = [_weighed(f, weigh) for c, f in found if f.status != UNVERIFIED or not _tentative(c)]
        kept = findings if everything else [f for f in findings if not _idle(f)]
        return DocumentReport(
            draft.path, draft.title, draft.published, when, origin, notes, _distinct(kept), draft.text,
            paragraphs=draft.paragraphs, left_out=idle + len(findings) - len(kept),
        )  # fmt: skip

    def _claims(self, draft: Document, as_of: date | None, weigh: Weigh | None) -> tuple[list[Claim], int]:
        """The claims of a draft, each with the sentences before it as context, and how many more were left out.

        With `weigh`, those are left out of which it is known before any look-up that no source decides them and that
        nobody would check them.
        """
        out: list[Claim] = []
        idle = 0
        opening = ""
        for number, sentence in enumerate(draft.sentences):
            if _signature(sentence):
                continue  # whose words a block quotation has is no claim
            before = draft.sentences[max(0, number - FURTHER_UP) : number]
            context = self._context(before, sentence, as_of)
            if signed := _signed(islice(draft.sentences, number, number + _BLOCK)):
                context.append(f"{signed} said:")
            claim = self.reader.read(sentence.text, as_of, context, set_apart=sentence.kind == "quote", opening=opening)
            opening = opening or (sentence.text if sentence.kind == "body" else "")
            heading = sentence.kind in ("headline", "subhead")
            if heading and all(isinstance(a, Undecided) for a in claim.assertions):
                continue
            if claim.assertions and weigh is not None and self._is_idle(claim, weigh):
                idle += 1
            elif claim.assertions or (not heading and self._names_somebody(sentence.text)):
                told = tuple([s.text for s in before if s.kind != "quote"])
                out.append(replace(claim, id=claim_id(sentence.text, as_of), span=sentence.span, told=told))
        return out, idle

    def _context(self, before: Sequence[Sentence], sentence: Sentence, as_of: date | None) -> list[str]:
        """The sentences that fill in what one leaves unsaid: the nearest, and those up to the place of a "there" and
        up to what "That is more than …" speaks of."""
        if sentence.kind != "quote" or any(s.kind != "quote" for s in before):
            before = [s for s in before if s.kind != "quote"]  # a block quotation names nobody who speaks
        context = [s.text for s in before[-CONTEXT_SENTENCES:] if _related(s, sentence)]
        for further in reversed(before[: -len(context)]) if context else ():
            leads_back = further.block >= sentence.block - 1 and self.reader.leads_back(context[0])
            if not leads_back and not self.reader.lacks_place([*context, sentence.text], as_of):
                break
            context.insert(0, further.text)
        return context

    def _is_idle(self, claim: Claim, weigh: Weigh) -> bool:
        """Whether it is known before any look-up that no source decides a claim that nobody would check."""
        blocked = [isinstance(a, Undecided) and a.blocked and a.blocked.reason in _IDLE for a in claim.assertions]
        return not self.library.documents() and all(blocked) and weigh(claim.text).score <= threshold()

    def _names_somebody(self, text: str) -> bool:
        """Whether documents may speak of a sentence that states nothing else: it names somebody who stands in them."""
        if not self.library.documents():
            return False
        if self._surnames is None:
            people = (word for s in self.library.facts["speakers"] for word in s["words"])
            self._surnames = frozenset(word.split()[-1] for word in people)
        return any(t.norm in self._surnames and t.capitalised for t in self.reader.tokens(text))

    def _misfit(self, claims: Sequence[Claim], as_of: date, origin: str) -> Caveat | None:
        """Whether figures in bare months contradict the date of the page and agree on another year."""
        bench = self.judge.bench(as_of)
        years: list[tuple[set[int], int, str]] = []
        conflicts = 0
        for claim in claims:
            for assertion in claim.assertions:
                if not any(p.year_inferred for p in assertion.when.periods):
                    continue
                found = self.judge.finding(assertion, claim.text, bench)
                if found.status == SUPPORTED:
                    return None  # a figure that fits it vouches for the date
                doubtful = found.status == CONFLICTING or found.reason == "ambiguous"
                conflicts += doubtful
                nominated = self.judge.nominate(assertion)
                fitting = () if isinstance(nominated, Blocked) else years_that_fit(assertion, nominated, bench)
                if doubtful and fitting:
                    span = assertion.span
                    years.append((set(fitting), assertion.when.month or 1, claim.text[span.start : span.end]))
        return date_mismatch(as_of, origin, years) if conflicts else None


def _lacks_time(assertion: Assertion, finding: AssertionFinding) -> bool:
    """Whether an assertion is open only because nothing says of which time it is."""
    if finding.status != UNVERIFIED or isinstance(assertion, Quote | Law | Rule):
        return False  # when something was said is looked up with it, and what a law says is of any time
    return assertion.when.problem in ("missing", "unresolved") and assertion.blocked is None


def _tentative(claim: Claim) -> bool:
    """Whether a sentence was read only because it sounds like a rule of law."""
    return all(isinstance(a, Rule) and a.tentative for a in claim.assertions)


def _lacks_speaker(assertion: Assertion, finding: AssertionFinding) -> bool:
    """Whether a quotation is open, and its speaker named by a pronoun alone, or by nothing of the sentence."""
    if not isinstance(assertion, Quote) or finding.status != UNVERIFIED or assertion.document:
        return False
    return assertion.speaker.lower() in _POINTING or not (assertion.speaker or assertion.frame)


_POINTING = frozenset("he she it they".split())
_IDLE = ("no-source", "not-checkable", "causal")


def _weighed(finding: Finding, weigh: Weigh) -> Finding:
    """The finding with how much its sentence is worth checking."""
    worth = weigh(finding.text)
    return replace(finding, worth=worth.score, worth_reasons=worth.reasons)


def _idle(finding: Finding) -> bool:
    """Whether no source decides anything in a sentence that nobody would check."""
    open_ = all(a.status == UNVERIFIED and (a.reason or a.rule) in _IDLE for a in finding.assertions)
    return open_ and finding.worth is not None and finding.worth <= threshold()


def _signature(sentence: Sentence) -> str:
    """Whose words a block quotation has, where a sentence of it says nothing else; "" otherwise."""
    return signature(sentence.text) if sentence.kind == "quote" else ""


def _signed(block: Iterable[Sentence]) -> str:
    """Who signs the block quotation that the first sentence belongs to; "" where nobody does."""
    return next((s for s in map(_signature, takewhile(lambda s: s.kind == "quote", block)) if s), "")


def _related(earlier: Sentence, later: Sentence) -> bool:
    """A heading or the paragraph before speaks to a sentence; a list item does not to its neighbours."""
    return earlier.block >= later.block - 1 and "list" not in (earlier.kind, later.kind)


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the draft; a sentence that stands twice is reported where it stands."""
    return tuple(sorted(findings, key=lambda f: f.span.start if f.span else 0))
