"""Finds the verbs of speaking of a sentence, and who is their subject.

The grammar is general English: subjects before and after their verbs, appositions, the passive, "according to".
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model.value import MONTH_OF
from factcheck.text.days import WEEKDAYS
from factcheck.text.document_names import KIND, DocumentNames, Mention
from factcheck.text.quotations import Quotation
from factcheck.text.speech import (
    AUXILIARY,
    BREAKS,
    CLAUSE,
    DEEDS,
    DETERMINERS,
    FAR,
    FRONT,
    NO_SUBJECT,
    NOUNS,
    PRONOUNS,
    SPEAKING,
    SPEECH,
    STOPS,
    SUBJECT_ENDS,
    VERB_MARKS,
)
from factcheck.text.tokens import Token, tokenize

Found = tuple[tuple[str, ...], tuple[int, ...]]  # subjects, nearest first, and the verbs they stand with

_ASIDES = frozenset("who which whose asked pressed questioned speaking".split())
_DOERS = PRONOUNS - {"this", "that", "which"}


class Speakers:
    """The words of a text with each quotation as one token, and who speaks in it."""

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
        """Whether a name of a document is a verb here: "to order", "those who call", "the decree orders a"."""
        if mention.last - mention.first != 1:
            return False
        if self._is_body(mention.first):
            return True
        before, after = self.norm(mention.first - 1), self.norm(mention.last)
        heads = after in DETERMINERS and self.norm(mention.first).endswith("s") and self.names.read(before)
        return bool(heads) or before in VERB_MARKS | _DOERS

    def _is_body(self, k: int) -> bool:
        """Whether a word is of the name of a body, and no document: "the Harbour Order of Pilots"."""
        if not (self.tokens[k].capitalised and self.norm(k + 1) == "of" and 0 < k < len(self.tokens) - 2):
            return False
        ahead, before = self.tokens[k + 2], self.tokens[k - 1]
        dated = ahead.norm in MONTH_OF or ahead.norm in WEEKDAYS
        return ahead.capitalised and not dated and before.capitalised and self._titles(k - 1)

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
        """The name of a document as written, with the capitalised words before it: "Harbour Bay Declaration"."""
        first = mention.first
        while mention.what == KIND and first and self.tokens[first].capitalised and self._titles(first - 1):
            first -= 1
        return self.text[self.tokens[first].start : self.tokens[mention.last - 1].end]

    def _titles(self, k: int) -> bool:
        token = self.tokens[k]
        return token.kind == "word" and token.capitalised and token.norm not in DETERMINERS | FRONT

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

    def sentence_start(self, k: int) -> int:
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

    def before(self, place: int) -> Found | None:
        """Subjects of the verbs of speaking before the quotation, nearest first, and those verbs."""
        start = self.sentence_start(place)
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
            end = self.chunk_end(start, verbs[-1])
            subjects = [self.words(start, self._first_deed(start, end))]  # "Lee's order closed Roe's pier and vowed to"
        return (tuple(s for s in subjects if s), tuple(verbs)) if verbs else None

    def chunk_end(self, start: int, end: int) -> int:
        return next((k for k in range(start, end) if self.norm(k) == "," and not self.in_date(k)), end)

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
            return self.chunk(last, start)
        if self.norm(last - 1) == ",":
            return self._with_apposition(last - 1, start)
        shared = self._first_words(start, last - 1) if self.norm(last - 1) == "and" else ""
        return shared or self.chunk(last, start)

    def chunk(self, last: int, start: int) -> str:
        """The noun phrase that ends before token `last`."""
        first = last
        while first > start:
            token = self.tokens[first - 1]
            if token.kind == "quote" or token.norm == ":" or self._spaced(first - 1):
                break
            if token.norm == "," and not self.in_date(first - 1):
                item = self._listed(first - 1, last, start)
                if item < 0:
                    break
                first = item
                continue
            if token.norm in CLAUSE or self.is_verb(first - 1):
                break
            first -= 1
        while first < last and self.norm(first) in ("and", "or", "but", ","):
            first += 1
        return self.words(first, last) or self._first_words(start, last)

    def _listed(self, comma: int, last: int, start: int) -> int:
        """Where the item of a list of names before a comma begins ("Mora, Tarn and Orr"); -1 where it is none."""
        if not any(self.norm(k) == "and" for k in range(comma + 1, last)):
            return -1
        first = comma
        while first > start and self.norm(first - 1) != "," and self.tokens[first - 1].kind != "quote":
            first -= 1
        names = first
        if self.norm(first) in DETERMINERS and "of" in (of := [self.norm(k) for k in range(first, comma)]):
            names = first + of.index("of") + 1  # "the leaders of Mora, Tarn and Orr"
        item = self.tokens[names:comma]
        listed = bool(item) and all(t.capitalised and t.norm not in WEEKDAYS and t.norm not in FRONT for t in item)
        return first if listed and not self.norm(names).endswith(("ing", "ed", "ly")) else -1

    def _first_words(self, start: int, end: int) -> str:
        """The subject that "and says" goes on with: what the sentence begins with."""
        quote = next((k for k in range(start, end) if self.tokens[k].kind == "quote"), end)
        head = self.words(start, self._first_deed(start, min(self.chunk_end(start, end), quote)))
        return head if self.norm(start) not in FRONT else ""

    def in_date(self, comma: int) -> bool:
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
            if self.norm(k) in _ASIDES and self.norm(k - 1) == ",":
                last = k - 1  # "Lee, asked whether the boat was late, said"
            elif self.tokens[k].kind == "quote" or self.norm(k) == "that" or self._main_verb(k, start):
                first = k + 1
                break
            k -= 1
        comma = last
        while first < comma and self.norm(first) in FRONT | {","}:
            after = self.chunk_end(first, comma)
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
            if token.norm == "and" and k + 1 < len(self.tokens) and self._is_deed(k + 1):
                break  # "according to the board and led to talks"
            k += 1
        return self.words(verb + 1, k)

    def after(self, place: int) -> Found | None:
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
        if self._goes_on(first, end):
            subject = self._subject_after(end)
        return ((subject,), (end,)) if subject else None

    def _goes_on(self, first: int, verb: int) -> bool:
        """Whether a sentence goes on behind a quotation to a verb before its subject: "“…” the fee, said Lee"."""
        said = self.tokens[verb + 1] if verb + 1 < len(self.tokens) else None
        turned = said is not None and said.capitalised and said.norm not in WEEKDAYS
        return turned and self.norm(verb - 1) == "," and not self.tokens[first].capitalised

    def adjoins(self, place: int) -> bool:
        """Whether what follows the quotation begins like a subject or its verb: ", Lee said"."""
        k = place + 1
        while self.norm(k) in (",", "-"):
            k += 1
        here = self.norm(k)
        return not (here in FRONT - {"as"} or here in SUBJECT_ENDS - {"as"} or here.endswith("ing"))

    def according(self, place: int) -> str:
        """Who "according to" names in the sentence of the quotation."""
        start = self.sentence_start(place)
        for k in range(start, len(self.tokens) - 1):
            if k > place and self.norm(k) in STOPS:
                break
            if self.norm(k) == "according" and self.norm(k + 1) == "to":
                named = next((m for m in self.mentions if m.first == k + 2), None)
                return self.name(named) if named is not None else self._subject_after(k + 1)
            if self.norm(k) == "per" and k and self.norm(k - 1) == ",":
                return self._subject_after(k)
        return ""

    def head(self, place: int) -> tuple[str, ...]:
        """What the clause before the quotation begins with, when no verb of speaking stands in it."""
        start = self.sentence_start(place)
        while start < place and self.norm(start) in FRONT:
            comma = self.chunk_end(start, place)
            if comma == place:
                break
            start = comma + 1
        head = self.words(start, self._first_deed(start, min(self.chunk_end(start, place), start + 12)))
        return (head,) if head else ()

    def _first_deed(self, start: int, end: int) -> int:
        """The place of the first verb of a clause that begins at `start`; `end` where none stands before it."""
        return next((k for k in range(start + 1, end) if self._is_deed(k)), end)

    def _is_deed(self, k: int) -> bool:
        """Whether token k looks like the verb of a clause."""
        token = self.tokens[k]
        return token.text.islower() and (
            token.norm in AUXILIARY | DEEDS or token.norm.endswith("ed") or self.is_verb(k)
        )


def _closed_sentence(quote: str) -> bool:
    return quote.rstrip("”\"'’»").endswith((".", "!", "?"))
