"""Reads the quotations of a sentence into assertions: the words, their speaker, document and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.extract.speech.attribution import Attribution, attribute, speaks
from factcheck.extract.speech.said_when import said_when
from factcheck.model.claim import CONTEXT, WRITTEN, Assertion, Quote, Subject, When
from factcheck.model.record import replace
from factcheck.model.text import Span
from factcheck.text.document_names import DocumentNames
from factcheck.text.quotations import Quotation, find_quotations, leaves_open
from factcheck.text.speech import SPEECH
from factcheck.text.tokens import norms
from factcheck.text.wording import words_of

_GAPS = re.compile(r"[\[(]?\s*(?:\.\s?\.\s?\.(?:\s?\.)?|…\.?)\s*[\])]?")
_ENDS = re.compile(r"\.(?=\s)")
_SAID = re.compile(r",|\b(?:said|says|told|wrote|writes|added|stated|states|noted)\b")
_PARTY = re.compile(r",\s+[A-Z]-[A-Z][\w.]*[a-z.](?:\s[A-Z]\.)?,")  # "Senator Ann Lee, R-Mora,"
NEAR = 8  # words of the sentence kept on either side of a quotation
_RELATIVES = frozenset(("who", "which", "that"))


def read_quotes(text: str, context: Sequence[str], as_of: date | None, names: DocumentNames) -> list[Quote]:
    """The quotations of `text` in order; `context` holds earlier texts, the nearest last.

    Who speaks may stand in the context: where the words are quoted there too, there; else, when the
    sentence names nobody or only points back, whoever spoke last.
    """
    begun = bool(context) and leaves_open(context[-1])
    quotations = find_quotations(text, begun)
    quotes: list[Quote] = []
    before: Attribution | None = None
    for index, quotation in enumerate(quotations):
        found, origin = attribute(text, quotations, index, names), WRITTEN
        part = any(_flat(text) in _flat(c) for c in context)
        again = _in_context(text, quotation, context, names) if part or not _names(found) else None
        if again is not None:
            found, origin = again, CONTEXT
        elif not _names(found):
            earlier = before or _spoke_last(context, names)
            if earlier is not None:
                found, origin = _merged(found, earlier), CONTEXT
        before = found
        whole = next((c for c in context if part and _flat(text) in _flat(c)), text)
        beside = tuple(text[q.inner.start : q.inner.end] for q in quotations if q is not quotation)
        quotes.append(replace(_quote(text, quotation, found, origin, as_of), frame=_frame(whole), beside=beside))
    return quotes


def read_block(text: str, context: Sequence[str], as_of: date | None, names: DocumentNames) -> Quote | None:
    """A text that is quoted as a whole, without marks; None when the context does not say from whom."""
    found = _spoke_last(context, names)
    if found is None or not text.strip():
        return None
    whole = Quotation(Span(0, len(text)), Span(0, len(text)))
    return replace(_quote(text, whole, found, CONTEXT, as_of), frame=" ".join(context))


def says_who(text: str, span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether a part of `text` only says who speaks: ", Ann Lee said, "; or is quoted, and nothing besides."""
    places = range(span.start, span.end)
    if not any(text[k].isalnum() and not any(q.span.start <= k < q.span.end for q in quotes) for k in places):
        return True
    speakers = {w for q in quotes for w in norms(f"{q.speaker} {' '.join(q.others)}")}
    said = norms(text[span.start : span.end])
    return bool(speakers) and not SPEECH.isdisjoint(said) and set(said) <= speakers | SPEECH


def with_surroundings(
    text: str, quotes: Sequence[Quote], others: Sequence[Assertion], cited: Sequence[Span]
) -> list[Quote]:
    """The quotations, each with what `text` says besides them, what it cites, and the `others` that are checked."""
    taken = [*(q.span for q in quotes), *cited]
    taken += [reference.span for q in quotes if not q.pointed for reference in q.numbered]
    taken += [a.span for a in others if a.blocked is None and not any(a.span.overlaps(q.span) for q in quotes)]
    kept, at = [], 0
    for span in sorted(taken, key=lambda s: s.start):
        kept.append((at, text[at : max(at, span.start)]))
        at = max(at, span.end)
    kept.append((at, text[at:]))
    kept = [(at, _PARTY.sub(",", part)) for at, part in kept]
    around, tails = _flat(" , ".join(part for _, part in kept)), tuple(_tails(text, quotes, kept))
    ahead = _flat(" , ".join(part for at, part in kept if at < min(q.span.start for q in quotes)))
    return [replace(q, around=around, tails=tails, ahead=ahead) for q in quotes]


def _tails(text: str, quotes: Sequence[Quote], kept: Sequence[tuple[int, str]]) -> Iterator[str]:
    """What stands behind each quotation, up to the end of the sentence, where that ends before the next one begins.

    `kept` are the parts of `text` that nothing else checks, with their places. What a quoted part of a sentence goes on
    with is as much told as quoted: behind it a tail begins at the first comma, or with who says so.
    """
    starts = [*sorted(q.span.start for q in quotes)[1:], len(text)]
    for quote, until in zip(sorted(quotes, key=lambda q: q.span.start), starts, strict=True):
        behind = " , ".join(part for at, part in kept if quote.span.end <= at < until)
        if until < len(text):
            behind = behind[: end.start()] if (end := _ENDS.search(behind)) else ""
        if not quote.words.rstrip().endswith((",", "?", "!", "—", "-")):
            behind = behind[said.start() :] if (said := _SAID.search(behind)) else ""
        if behind.strip(" ,."):
            yield _flat(behind)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _names(found: Attribution) -> bool:
    """Whether an attribution says by itself who or what is quoted."""
    return bool(found.document) or (bool(found.subjects) and not found.pronoun and not found.guessed)


def _merged(found: Attribution, earlier: Attribution) -> Attribution:
    """The earlier attribution, with what the sentence adds to it."""
    return replace(
        earlier,
        document=found.document or earlier.document,
        times=found.times + earlier.times,
        elsewhere=found.elsewhere or earlier.elsewhere,
    )


def _in_context(text: str, quotation: Quotation, context: Sequence[str], names: DocumentNames) -> Attribution | None:
    """The attribution of the same words where the context quotes them: `text` may be a clause of it."""
    wanted = [w.norm for w in words_of(text[quotation.inner.start : quotation.inner.end])]
    for earlier, held in _quoted_in(context):
        for index, other in enumerate(held):
            if [w.norm for w in words_of(earlier[other.inner.start : other.inner.end])] == wanted:
                found = attribute(earlier, held, index, names)
                if not _names(found) and index:
                    found = attribute(earlier, held, index - 1, names)
                return found if not found.empty else None
    return None


def _quoted_in(context: Sequence[str]) -> Iterator[tuple[str, list[Quotation]]]:
    """Each earlier text with its quotations, the nearest first."""
    for n in range(len(context) - 1, -1, -1):
        yield context[n], find_quotations(context[n], n > 0 and leaves_open(context[n - 1]))


def _spoke_last(context: Sequence[str], names: DocumentNames) -> Attribution | None:
    for earlier, held in _quoted_in(context):
        for index in range(len(held) - 1, -1, -1):
            found = attribute(earlier, held, index, names)
            if _names(found):
                return found
        found = speaks(earlier, held, names)
        if _names(found):
            return found
    return None


def _quote(
    text: str,
    quotation: Quotation,
    found: Attribution,
    origin: str,
    as_of: date | None,
) -> Quote:
    words = text[quotation.inner.start : quotation.inner.end].strip()
    when = said_when(found.times, as_of)
    return Quote(
        Span(quotation.span.start, quotation.span.end),
        Subject(),
        When(problem="missing"),
        words=words,
        pieces=tuple(p.strip() for p in _GAPS.split(words) if p.strip()),
        speaker=found.subjects[0] if found.subjects else "",
        others=tuple(s for s in found.subjects[1:] if s.split()[0].lower() not in _RELATIVES),  # "…, which Lee called"
        document=found.document,
        origin=origin,
        said=when.words if when else "",
        first=when.first if when else None,
        last=when.last if when else None,
        exact_day=bool(when and when.exact),
        day_in_office=when.day_in_office if when else 0,
        elsewhere=found.elsewhere,
        guessed=found.guessed,
        lead=" ".join(text[: quotation.span.start].split()[-NEAR:]),
        follow=" ".join(text[quotation.span.end :].split()[:NEAR]),
    )


def _frame(text: str) -> str:
    """The words of a text but for its quotations."""
    kept, at = [], 0
    for quotation in find_quotations(text):
        kept.append(text[at : quotation.span.start])
        at = quotation.span.end
    return _flat(" ".join([*kept, text[at:]]))
