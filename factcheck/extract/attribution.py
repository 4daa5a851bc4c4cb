"""Reads who a sentence says spoke the words it quotes, in what document, and when.

The grammar of attribution is general English: verbs of speaking with their subjects before and after,
"according to", "in a statement". What documents are called comes with the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.extract.speech import (
    ADJUNCTS,
    AUXILIARY,
    BREAKS,
    CLAUSE,
    DEEDS,
    ELSEWHERE,
    FAR,
    FRONT,
    NO_SUBJECT,
    NOUNS,
    PRONOUNS,
    SPEAKING,
    SPEECH,
    STOPS,
    SUBJECT_ENDS,
    UNDER,
    VERB_MARKS,
)
from factcheck.text.document_names import LAW, DocumentNames, Mention
from factcheck.text.quotations import Quotation
from factcheck.text.tokens import Token, tokenize

_Found = tuple[tuple[str, ...], tuple[int, ...]]  # subjects, nearest first, and the verbs they stand with


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who and what a sentence names as the source of a quotation, in the sentence's own words.

    `subjects` run from the nearest verb of speaking outwards; `document` is the name of a document
    that the words are said to stand in. `times` are stretches of the sentence that may hold the date.
    `pronoun` says that the nearest subject only points back. `elsewhere`: said in a way that leaves
    no official text, such as an interview. `guessed`: no verb of speaking stands there, and the subject
    is only what the clause begins with.
    """

    subjects: tuple[str, ...] = ()
    document: str = ""
    times: tuple[str, ...] = ()
    pronoun: bool = False
    elsewhere: str = ""
    guessed: bool = False

    @property
    def empty(self) -> bool:
        return not self.subjects and not self.document


def attribute(text: str, quotations: Sequence[Quotation], index: int, names: DocumentNames) -> Attribution:
    """The attribution of `quotations[index]` within `text`."""
    return _Sentence(text, quotations, names).attribution(index)


class _Sentence:
    """The words of a text with each quotation as one token."""

    def __init__(self, text: str, quotations: Sequence[Quotation], names: DocumentNames) -> None:
        self.text = text
        self.names = names
        self.tokens: list[Token] = []
        self.places: list[int] = []
        at = 0
        for quotation in quotations:
            self._take(at, quotation.span.start)
            self.places.append(len(self.tokens))
            span = quotation.span
            self.tokens.append(Token(text[span.start : span.end], "<quote>", span.start, span.end, "quote"))
            at = span.end
        self._take(at, len(text))
        self.mentions = [m for m in names.find(self.tokens) if not self._is_action(m)]

    def _is_action(self, mention: Mention) -> bool:
        """Whether a name of a document is a verb here: "to order", "will report"."""
        return mention.last - mention.first == 1 and self.norm(mention.first - 1) in VERB_MARKS

    def _take(self, start: int, end: int) -> None:
        for token in tokenize(self.text[start:end]):
            self.tokens.append(Token(token.text, token.norm, token.start + start, token.end + start, token.kind))

    def norm(self, k: int) -> str:
        return self.tokens[k].norm if 0 <= k < len(self.tokens) else "."

    def words(self, first: int, last: int) -> str:
        """The written words of tokens[first:last], quotations left out."""
        kept = [t for t in self.tokens[max(first, 0) : max(last, 0)]]
        while kept and (kept[0].kind in ("punct", "dash", "quote")):
            kept.pop(0)
        while kept and (kept[-1].kind in ("punct", "dash", "quote")):
            kept.pop()
        return self.text[kept[0].start : kept[-1].end] if kept else ""

    def name(self, mention: Mention) -> str:
        """The name of a document as written."""
        return self.text[self.tokens[mention.first].start : self.tokens[mention.last - 1].end]

    # ---- the parts put together ---------------------------------------------------------------

    def attribution(self, index: int) -> Attribution:
        place = self.places[index]
        after = self._after(place)
        before = self._before(place)
        ends_open = self.tokens[place].text.rstrip("”\"'’»").endswith((",", "?", "!", "—", "-"))
        ends_open = ends_open and self._adjoins(place)
        found = after if after and (ends_open or not before) else before or after
        subjects, verbs = found if found else ((), ())
        according = self._according(place)
        if according and not (found is after and after and ends_open):
            subjects = (according, *subjects)
        document = self._document(place, subjects)
        guessed = not subjects and not document and not verbs
        if guessed:
            subjects = self._head(place)
            document = self._document(place, subjects)
        elif document and not subjects:
            subjects = self._owner(document)
        nearest = subjects[0].lower().split() if subjects else []
        return Attribution(
            tuple(subjects),
            document,
            tuple(self._times(place, verbs, document, subjects)),
            bool(nearest) and nearest[0] in PRONOUNS,
            self._elsewhere(place),
            guessed,
        )

    def last_speaker(self) -> Attribution:
        """The attribution of what would be quoted right after the text."""
        end = len(self.tokens)
        while end and self.norm(end - 1) in STOPS:
            end -= 1
        found = self._before(end)
        subjects, verbs = found if found else (self._head(end), ())
        document = self._document(end, subjects)
        return Attribution(tuple(subjects), document, tuple(self._times(end, verbs, document, subjects)))

    # ---- verbs and their subjects -------------------------------------------------------------

    def is_verb(self, k: int) -> bool:
        token = self.tokens[k]
        if token.norm not in SPEECH or token.text[:1].isupper():
            return False
        before = self.norm(k - 1)
        if token.norm in ("put", "puts") and self.norm(k + 1) != "it":
            return False
        if before == "to" or (token.norm in NOUNS and before in NO_SUBJECT):
            return False
        return self.norm(k + 1) != "'s"

    def _sentence_start(self, k: int) -> int:
        """The first token of the sentence that token k stands in."""
        while k > 0:
            before = self.tokens[k - 1]
            if before.norm in STOPS:
                break
            closed = before.kind == "quote" and _closed_sentence(before.text)
            opens = k == len(self.tokens) or self.tokens[k].text[:1].isupper()
            if closed and opens and not self._speech_near(k):
                break
            k -= 1
        return k

    def _speech_near(self, k: int) -> bool:
        return any(self.is_verb(m) for m in range(k, min(k + 8, len(self.tokens))))

    def _before(self, place: int) -> _Found | None:
        """Subjects of the verbs of speaking before the quotation, nearest first, and those verbs."""
        start = self._sentence_start(place)
        subjects: list[str] = []
        verbs: list[int] = []
        k = place - 1
        while k >= start:
            norm = self.norm(k)
            if subjects and (norm in BREAKS or (norm == "and" and self.norm(k - 1) == ",")):
                break
            if norm in SPEAKING and not subjects:
                verbs.append(k)
            elif self.is_verb(k):
                subject = self._passive(k) or self._subject_before(k, start)
                verbs.append(k)
                if subject:
                    subjects.append(subject)
                elif k > start and self.tokens[k - 1].kind == "quote":
                    subjects.append(self._subject_after(k))
            k -= 1
        if verbs and not subjects and verbs[-1] > start:
            subjects = [self.words(start, self._chunk_end(start, verbs[-1]))]
        return (tuple(s for s in subjects if s), tuple(verbs)) if verbs else None

    def _chunk_end(self, start: int, end: int) -> int:
        return next((k for k in range(start, end) if self.norm(k) == "," and not self._in_date(k)), end)

    def _passive(self, verb: int) -> str:
        """ "called by the ministry": the speaker follows."""
        return self._subject_after(verb + 1) if self.norm(verb + 1) == "by" else ""

    def _subject_before(self, verb: int, start: int) -> str:
        last = verb
        while last > start and (self.norm(last - 1) in AUXILIARY or self.norm(last - 1).endswith("ly")):
            last -= 1
        if self.norm(last - 1) in ("who", "which", "that") and last - 1 > start:
            last -= 1
            if self.norm(last - 1) == ",":
                last -= 1
            return self._chunk(last, start)
        if self.norm(last - 1) == ",":
            return self._with_apposition(last - 1, start)
        return self._chunk(last, start)

    def _chunk(self, last: int, start: int) -> str:
        """The noun phrase that ends before token `last`."""
        first = last
        while first > start:
            token = self.tokens[first - 1]
            if token.kind == "quote" or token.norm == ":" or self._spaced(first - 1):
                break
            if token.norm == "," and not self._in_date(first - 1):
                break
            if token.norm in CLAUSE or self.is_verb(first - 1):
                break
            first -= 1
        while first < last and self.norm(first) in ("and", "or", "but", ","):
            first += 1
        return self.words(first, last) or self._first_words(start, last)

    def _first_words(self, start: int, end: int) -> str:
        """The subject that "and says" goes on with: what the sentence begins with."""
        quote = next((k for k in range(start, end) if self.tokens[k].kind == "quote"), end)
        head = self.words(start, min(self._chunk_end(start, end), quote))
        return head if self.norm(start) not in FRONT else ""

    def _in_date(self, comma: int) -> bool:
        """Whether a comma stands between a day and its year."""
        return self.norm(comma - 1).isdecimal() and len(self.norm(comma + 1)) == 4 and self.norm(comma + 1).isdecimal()

    def _spaced(self, k: int) -> bool:
        """Whether token k is a dash between clauses, not a hyphen."""
        token = self.tokens[k]
        return token.kind == "dash" and self.text[token.start - 1 : token.start].isspace()

    def _with_apposition(self, comma: int, start: int) -> str:
        """ "Ann Lee, the clerk," before a verb: name and apposition, without what leads the sentence in."""
        first, last = start, comma
        k = comma - 1
        while k >= start:
            if self.norm(k) in ("who", "which", "whose") and self.norm(k - 1) == ",":
                last = k - 1
            elif self.tokens[k].kind == "quote" or self.norm(k) == "that" or self._main_verb(k, start):
                first = k + 1
                break
            k -= 1
        comma = last
        while first < comma and self.norm(first) in FRONT | {","}:
            after = self._chunk_end(first, comma)
            if after == comma:
                break
            first = after + 1
        return self.words(first, comma)

    def _main_verb(self, k: int, start: int) -> bool:
        """Whether token k is a verb of speaking that stands in no relative clause."""
        if not self.is_verb(k):
            return False
        for m in range(k - 1, max(start, k - 8) - 1, -1):
            if self.norm(m) in ("who", "which", "whose"):
                return False
            if self.norm(m) == ",":
                break
        return True

    def _subject_after(self, verb: int) -> str:
        k = verb + 1
        while k < len(self.tokens) and k < verb + 14:
            token = self.tokens[k]
            if token.kind in ("punct", "quote", "dash") and token.norm not in ("-", "."):
                break
            if token.norm == "." or (k > verb + 1 and token.norm in SUBJECT_ENDS - {"and", "of"}):
                break
            k += 1
        return self.words(verb + 1, k)

    def _after(self, place: int) -> _Found | None:
        """The subject of the verb of speaking after the quotation, and that verb."""
        k = place + 1
        end = k
        while end < len(self.tokens) and end < k + FAR:
            token = self.tokens[end]
            if token.kind == "quote" or token.norm in STOPS:
                return None
            if self.is_verb(end):
                break
            end += 1
        else:
            return None
        first = k
        while self.norm(first) in (",", "-"):
            first += 1
        if end == first:
            subject = self._passive(end) or self._subject_after(end)
            return ((subject,), (end,)) if subject else None
        if self.norm(first) in ("and", "but", "while", "which", "who"):
            return None
        subject = self._subject_before(end, first)
        return ((subject,), (end,)) if subject else None

    def _adjoins(self, place: int) -> bool:
        """Whether what follows the quotation begins like a subject or its verb: ", Lee said"."""
        k = place + 1
        while self.norm(k) in (",", "-"):
            k += 1
        here = self.norm(k)
        return not (here in FRONT - {"as"} or here in SUBJECT_ENDS - {"as"} or here.endswith("ing"))

    def _according(self, place: int) -> str:
        """Who "according to" names in the sentence of the quotation."""
        start = self._sentence_start(place)
        for k in range(start, len(self.tokens) - 1):
            if k > place and self.norm(k) in STOPS:
                break
            if self.norm(k) == "according" and self.norm(k + 1) == "to":
                return self._subject_after(k + 1)
            if self.norm(k) == "per" and k and self.norm(k - 1) == ",":
                return self._subject_after(k)
        return ""

    def _head(self, place: int) -> tuple[str, ...]:
        """What the clause before the quotation begins with, when no verb of speaking stands in it."""
        start = self._sentence_start(place)
        while start < place and self.norm(start) in FRONT:
            comma = self._chunk_end(start, place)
            if comma == place:
                break
            start = comma + 1
        end = min(self._chunk_end(start, place), start + 12)
        end = next((k for k in range(start + 1, end) if self._is_deed(k)), end)
        head = self.words(start, end)
        return (head,) if head else ()

    def _is_deed(self, k: int) -> bool:
        """Whether token k looks like the verb of a clause."""
        token = self.tokens[k]
        return token.text.islower() and (
            token.norm in AUXILIARY | DEEDS or token.norm.endswith("ed") or self.is_verb(k)
        )

    # ---- documents and times ------------------------------------------------------------------

    def _document(self, place: int, subjects: Sequence[str]) -> str:
        """The document that the words are said to stand in: a subject, "in a statement", else the only one."""
        start = self._sentence_start(place)
        near = [m for m in self.mentions if m.first >= start and not self._stopped(place, m.first)]
        for mention in near:
            if any(self.words(mention.first, mention.last) in subject for subject in subjects):
                return self.name(mention)
        adjuncts = [m for m in near if self._adjunct(m)]
        if adjuncts:
            best = min(adjuncts, key=lambda m: abs(m.first - place))
            return self.name(best)
        if not subjects and near:
            best = min(near, key=lambda m: (m.first > place, abs(m.first - place)))
            return self.name(best)
        return ""

    def _owner(self, document: str) -> tuple[str, ...]:
        """Whose document it is: "Lee's proclamation"."""
        for mention in self.mentions:
            if self.name(mention) != document:
                continue
            for k in range(mention.first - 1, max(mention.first - 9, 0), -1):
                if self.tokens[k].kind == "poss":
                    owner = self._chunk(k, self._sentence_start(k))
                    return (owner,) if owner else ()
                if self.tokens[k].kind == "quote" or self.norm(k) in STOPS:
                    break
        return ()

    def _stopped(self, place: int, at: int) -> bool:
        low, high = sorted((place, at))
        return any(self.norm(k) in STOPS for k in range(low + 1, high))

    def _adjunct(self, mention: Mention) -> bool:
        """Whether a preposition leads to the document: "in a sharply worded joint statement"."""
        for k in range(mention.first - 1, max(mention.first - 6, -1), -1):
            if self.norm(k) in (UNDER if mention.what == LAW else ADJUNCTS):
                return True
            if self.tokens[k].kind not in ("word", "poss", "num", "dash") or self.is_verb(k):
                return False
        return False

    def _times(self, place: int, verbs: Sequence[int], document: str, subjects: Sequence[str]) -> list[str]:
        """Stretches that may say when: beside the document, after the verb, at the head of the sentence."""
        out: list[str] = []
        if document:
            for mention in self.mentions:
                if self.name(mention) == document:
                    out.append(self._around(mention))
        for verb in verbs:
            last = verb + 1
            while last < len(self.tokens) and last < verb + 16 and self.tokens[last].kind != "quote":
                if self.norm(last) in STOPS or self.norm(last) in ("that", ":") or self.is_verb(last):
                    break
                last += 1
            out.append(self.words(verb + 1, last))
        out += subjects
        start = self._sentence_start(place)
        if self.norm(start) in FRONT:
            end = self._chunk_end(start, len(self.tokens))
            out.append(self.words(start, min(end, start + 12)))
        return [t for t in out if t]

    def _around(self, mention: Mention) -> str:
        first = mention.first
        while first > 0 and mention.first - first < 8:
            before = self.tokens[first - 1]
            joined = before.norm == "." or self._in_date(first - 1) or (before.norm == "," and first == mention.first)
            if before.kind not in ("word", "num", "poss") and not joined:
                break
            if before.norm in ADJUNCTS or self.is_verb(first - 1):
                break
            first -= 1
        last = mention.last
        while last < len(self.tokens) and last < mention.last + 8 and self.tokens[last].kind != "quote":
            if self.norm(last) in STOPS or self.norm(last) == "that" or self.is_verb(last):
                break
            last += 1
        return self.words(first, last)

    def _elsewhere(self, place: int) -> str:
        start = self._sentence_start(place)
        for k in range(start, len(self.tokens)):
            if k > place and self.norm(k) in STOPS:
                break
            if self.norm(k) in ELSEWHERE and k != place:
                return self.tokens[k].text
        return ""


def _closed_sentence(quote: str) -> bool:
    return quote.rstrip("”\"'’»").endswith((".", "!", "?"))


def speaks(text: str, quotations: Sequence[Quotation], names: DocumentNames) -> Attribution:
    """Who speaks in a text that quotes nobody: the subject of its verb of speaking, else its first words."""
    return _Sentence(text, quotations, names).last_speaker()
