"""Reads who a sentence says spoke the words it quotes, in what document, and when.

The grammar of attribution is general English: verbs of speaking with their subjects before and after,
"according to", "in a statement". What documents are called comes with the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.speech.speakers import Speakers
from factcheck.model.record import record
from factcheck.text.days import find_days
from factcheck.text.document_names import CITATION, KIND, LAW, DocumentNames, Mention
from factcheck.text.quotations import Quotation
from factcheck.text.speech import (
    ADJUNCTS,
    ELSEWHERE,
    FRONT,
    PRONOUNS,
    STOPS,
    TOPIC,
    UNDER,
)


@record
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


_TOPICAL = 12  # tokens of a name and what it is quoted on, before a colon
_LABEL = 5  # tokens of a name before a colon


class _Sentence(Speakers):
    """Who and what a text names as the source of each of its quotations."""

    def attribution(self, index: int) -> Attribution:
        place = self.places[index]
        after = self.after(place)
        before = self.before(place)
        ends_open = self.tokens[place].text.rstrip("”\"'’»").endswith((",", "?", "!", "—", "-"))
        ends_open = ends_open and self.adjoins(place)
        found = after if after and (ends_open or not before) else before or after
        subjects, verbs = found if found else ((), ())
        according = self.according(place)
        if according and not (found is after and after and ends_open):
            subjects = (according, *subjects)
        document = self._document(place, subjects, verbs) or self._told_in(according)
        if not subjects and not verbs:
            subjects = self._label(place)
        guessed = not subjects and not document and not verbs
        if guessed:
            subjects = self.head(place)
            document = self._document(place, subjects)
        elif document and not subjects:
            subjects = self._owner(document)
        elif subjects and subjects[0].lower() in ("he", "she"):
            subjects = self._possessor(place) or subjects  # "Under Lee's order, “…,” he said"
        nearest = subjects[0].lower().split() if subjects else []
        return Attribution(
            tuple(subjects),
            document,
            tuple(self._times(place, verbs, document, subjects)),
            bool(nearest) and nearest[0] in PRONOUNS,
            self._elsewhere(place),
            guessed,
        )

    def _label(self, place: int) -> tuple[str, ...]:
        """Whoever stands before the colon that leads in to a quotation, and nothing else: "Lee: “…”".

        "Lee on the toll: “…”" says of what, too.
        """
        start = self.sentence_start(place)
        topic = next((k for k in range(start + 1, place) if self.norm(k) in ("on", "about")), place)
        if self.norm(place - 1) == ":" and topic < place and place - start <= _TOPICAL:
            named = all(t.capitalised or t.norm in (".", "-", "de") for t in self.tokens[start:topic])
            return (self.words(start, topic),) if named and self.norm(start) not in FRONT else ()
        named = all(t.capitalised or t.norm in (".", "-", "de") for t in self.tokens[start : place - 1])
        if self.norm(place - 1) != ":" or not named or not 0 < place - 1 - start <= _LABEL:
            return ()
        return (self.words(start, place - 1),)

    def last_speaker(self) -> Attribution:
        """The attribution of what would be quoted right after the text."""
        end = len(self.tokens)
        while end and self.norm(end - 1) in STOPS:
            end -= 1
        found = self.before(end)
        subjects, verbs = found if found else (self.head(end), ())
        document = self._document(end, subjects)
        pronoun = bool(subjects) and subjects[0].lower() in PRONOUNS
        return Attribution(tuple(subjects), document, tuple(self._times(end, verbs, document, subjects)), pronoun)

    def _document(self, place: int, subjects: Sequence[str], verbs: Sequence[int] = ()) -> str:
        """The document that the words are said to stand in: a subject, "in a statement", else the only one."""
        start = self.sentence_start(place)
        near = [m for m in self.mentions if m.first >= start and not self._stopped(place, m.first)]
        for mention in near:
            if any(self.words(mention.first, mention.last) in subject for subject in subjects):
                cited = (m for m in near if m.what == CITATION and mention.what == LAW and not mention.ids)
                return self.name(next((m for m in cited if self._adjunct(m)), mention))  # "Under Code 5, the law says"
        # "The fee in Order 5 “…,” Lee wrote": a preposition behind a noun leads to no source of Lee's words.
        spoken = bool(verbs) and min(verbs) > place
        loose = [m for m in near if spoken and start < m.first < place and not self._heads(m, start)]
        adjuncts = [m for m in near if self._adjunct(m) and m not in loose]
        if adjuncts:
            best = min(adjuncts, key=lambda m: abs(m.first - place))
            return self.name(best)
        if not subjects and near:
            best = min(near, key=lambda m: (m.first > place, abs(m.first - place)))
            return self.name(best)
        return ""

    def _told_in(self, according: str) -> str:
        """The document that "according to" names where somebody else speaks: "“…,” Lee said, according to the log"."""
        return next((name for m in self.mentions if (name := self.name(m)) and name in according), "")

    def _owner(self, document: str) -> tuple[str, ...]:
        """Whose document it is: "Lee's letter"."""
        for mention in self.mentions:
            if self.name(mention) != document:
                continue
            for k in range(mention.first - 1, max(mention.first - 9, 0), -1):
                if self.tokens[k].kind == "poss":
                    owner = self.chunk(k, self.sentence_start(k))
                    return (owner,) if owner else ()
                if self.tokens[k].kind == "quote" or self.norm(k) in STOPS:
                    break
        return ()

    def _possessor(self, place: int) -> tuple[str, ...]:
        """Whom the head of the sentence names as the owner of something, when it names nobody else."""
        start = self.sentence_start(place)
        owner = next((k for k in range(start, place) if self.tokens[k].kind == "poss"), -1)
        if owner < 0 or self.norm(start) not in FRONT:
            return ()
        name = self.chunk(owner, start + 1)
        return (name,) if name[:1].isupper() else ()

    def _stopped(self, place: int, at: int) -> bool:
        low, high = sorted((place, at))
        return any(self.norm(k) in STOPS for k in range(low + 1, high))

    def _adjunct(self, mention: Mention) -> bool:
        """Whether a preposition leads to the document: "in a sharply worded joint statement"."""
        for k in range(mention.first - 1, max(mention.first - 6, -1), -1):
            if self.norm(k) in TOPIC and self.is_verb(k - 1):
                return False  # "said of the new ledger": what is spoken of
            if self.norm(k) in (ADJUNCTS - {"under"} if mention.what == KIND else UNDER):
                return True
            if self.tokens[k].kind not in ("word", "poss", "num", "dash") or self.is_verb(k):
                return False
            if self.norm(k).endswith("ing") and self.norm(k - 1) in ADJUNCTS:
                return False  # "in announcing the order": it is said elsewhere
        return False

    def _heads(self, mention: Mention, start: int) -> bool:
        """Whether a preposition at the head of the sentence leads to the document: "In the order, …"."""
        return self.norm(start) in FRONT | ADJUNCTS | UNDER or mention.first - start < 2

    def _times(self, place: int, verbs: Sequence[int], document: str, subjects: Sequence[str]) -> list[str]:
        """Stretches that may say when: beside the document, after the verb, at the head of the sentence."""
        out: list[str] = []
        if document:
            for mention in self.mentions:
                if self.name(mention) == document:
                    out.append(self._around(mention))
        for verb in verbs:
            if self._tells_month(verb + 1):
                continue
            last = verb + 1
            while last < len(self.tokens) and last < verb + 16 and self.tokens[last].kind != "quote":
                ends = self.norm(last) in STOPS or self.norm(last) in ("that", ":") or self._aside(last)
                if ends or self.is_verb(last):
                    break
                last += 1
            out.append(self.words(verb + 1, last))
        out += subjects
        start = self.sentence_start(place)
        # "In May Lee “closed the pier,” the order says": that is when the pier was closed.
        goes_on = bool(verbs) and min(verbs) > place > start and self.tokens[place - 1].kind in ("word", "poss", "num")
        if self.norm(start) in FRONT and not goes_on:
            end = self.chunk_end(start, len(self.tokens))
            out.append(self.words(start, min(end, start + 12)))
        return [t for t in out if t]

    def _tells_month(self, k: int) -> bool:
        """Whether a month with its year stands right behind a verb of speaking: "says May 2023 saw" is about it."""
        day = next((d for d in find_days(self.tokens[k : k + 4]) if d.first == 0), None)
        return day is not None and day.month is not None and day.day is None

    def _around(self, mention: Mention) -> str:
        first = mention.first
        while first > 0 and mention.first - first < 8:
            before = self.tokens[first - 1]
            joined = before.norm == "." or self.in_date(first - 1) or (before.norm == "," and first == mention.first)
            if before.kind not in ("word", "num", "poss") and not joined:
                break
            if before.norm in ADJUNCTS or self.is_verb(first - 1):
                break
            first -= 1
        last = mention.last
        while last < len(self.tokens) and last < mention.last + 8 and self.tokens[last].kind != "quote":
            if self._aside(last) or self.norm(last) in STOPS or self.norm(last) == "that" or self.is_verb(last):
                break  # "the order, citing the 1996 law, …"
            last += 1
        return self.words(first, last)

    def _aside(self, k: int) -> bool:
        """Whether a comma sets off what was done besides: ", echoing the talks of July"."""
        return self.norm(k) == "," and k + 1 < len(self.tokens) and self.norm(k + 1).endswith("ing")

    def _elsewhere(self, place: int) -> str:
        start = self.sentence_start(place)
        for k in range(start, len(self.tokens)):
            if k > place and self.norm(k) in STOPS:
                break
            if self.norm(k) in ELSEWHERE and k != place:
                return self.tokens[k].text
        return ""


def speaks(text: str, quotations: Sequence[Quotation], names: DocumentNames) -> Attribution:
    """Who speaks in a text that quotes nobody: the subject of its verb of speaking, else its first words."""
    return _Sentence(text, quotations, names).last_speaker()
