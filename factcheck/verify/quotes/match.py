"""Lays a quotation along the stretches of documents it may be taken from, and tells how surely it is one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from factcheck.model.record import record
from factcheck.model.source import Candidate
from factcheck.text.quotations import find_quotations
from factcheck.text.sentences import split
from factcheck.text.speech import SPEECH
from factcheck.text.wording import (
    FUNCTION_WORDS,
    GAP,
    INSERTED,
    NEGATIONS,
    Word,
    certain_letters,
    letters_of,
    lowered,
    words_of,
    words_of_lines,
)
from factcheck.verify.quotes.align import Alignment, Difference, align, in_common

TAKEN_APART = 12  # stretches that are compared word by word
_SHOWN = 28  # words of the passage shown on either side
_SENTENCE = 5  # words of a sentence that is known with its first or last word changed
_DENIED = 4  # words that are known without their "not"
_MIXED = 4  # words with a meaning of their own that stand beside each other in another order by no chance


@record
class Stretch:
    """A candidate; `entire` says that the quotation stands in it letter for letter."""

    candidate: Candidate
    entire: bool

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(p.text for p in self.candidate.passages)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where each passage begins in the text of all lines."""
        return tuple(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))


@record
class Match:
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


class Looking:
    """Looks for the candidates that hold at least half of the longer words of a quotation.

    A cheap look before a thorough one: the words are only looked for as letters.
    """

    def __init__(self, quoted: str) -> None:
        self._plain = folded(quoted).strip(" .,:;!?")
        longer = {w for w in re.findall(r"[^\W\d_]{4,}", quoted.lower()) if w not in FUNCTION_WORDS}
        self._bits = [(1 << n, word) for n, word in enumerate(longer)]
        self._held: dict[int, int] = {}  # bits by passage: neighbours have most of their passages in common
        self._counted: list[tuple[int, Stretch]] = []

    def likeliest(self, candidates: Sequence[Candidate], most: int | None = TAKEN_APART) -> list[Stretch]:
        """Of these and earlier candidates, those with most of the words; such as have them letter for letter first."""
        every = len(self._bits)
        for candidate in candidates:
            found = 0
            for passage in candidate.passages:
                bits = self._held.get(passage.id)
                if bits is None:
                    low = lowered(passage.text)
                    bits = self._held[passage.id] = sum([bit for bit, word in self._bits if word in low])
                found |= bits
            hits = found.bit_count()
            if hits * 2 >= every:
                entire = hits == every and self._plain in folded("\n".join([p.text for p in candidate.passages]))
                count = hits + candidate.fits + 2 * entire * every + entire
                self._counted.append((count, Stretch(candidate, entire)))
        self._counted.sort(key=lambda c: -c[0])
        return [stretch for _, stretch in self._counted[:most]]


def holding(words: Sequence[Word], stretches: Sequence[Stretch]) -> list[tuple[Stretch, int]]:
    """Each stretch with how many of the quoted words it certainly lacks, going by their letters."""
    letters = certain_letters(words)
    lines = dict.fromkeys(line for s in stretches for line in s.lines)  # stretches have most of theirs in common
    lacking = {line: frozenset(word for word in letters if word not in _letters(line)) for line in lines}
    return [
        (s, sum([letters[word] for word in frozenset.intersection(*[lacking[line] for line in s.lines])]))
        for s in stretches
    ]


@lru_cache(maxsize=8192)  # passages beside each other have most of their stretches in common
def _letters(line: str) -> str:
    return letters_of(line)


@lru_cache(maxsize=32)  # a quotation is laid along a stretch word for word first
def _words(lines: tuple[str, ...]) -> tuple[Word, ...]:
    return words_of_lines(lines)


@lru_cache(maxsize=8192)
def _norms(line: str) -> tuple[tuple[str, ...], bool]:
    """The comparable forms of a line's words, and whether any is an abbreviation by initials."""
    words = words_of(line)
    return tuple([w.norm for w in words]), any([w.initials for w in words])


def lay_along(words: Sequence[Word], stretches: Sequence[Stretch], least: int | None) -> list[Match]:
    """The quoted words laid along each stretch that holds enough of them in order: all if `least` is None.

    Else no match that is not at least so close is looked for.
    """
    found: list[Match] = []
    for stretch in stretches:
        if not _may_lie(words, stretch.lines, least):
            continue
        spoken = bool(stretch.candidate.passages[0].speaker)
        alignment = align(words, _words(stretch.lines), spoken, least)
        if alignment is not None:
            found.append(Match(stretch.candidate, "\n".join(stretch.lines), alignment, stretch.starts))
    return found


def _may_lie(words: Sequence[Word], lines: Sequence[str], least: int | None) -> bool:
    """Whether enough of the words may stand in the lines in their order: told before each gets its place in them."""
    own = [w for w in words if w.norm not in (GAP, INSERTED)]
    read = [_norms(line) for line in lines]
    norms = [norm for line, _ in read for norm in line]
    if not any(short for _, short in read) and not any(w.initials for w in own):
        common = in_common([w.norm for w in own], norms)
        return common == len(own) if least is None else 2 * common - len(own) >= least
    # Initials may stand for a name, which has capitalised words and small ones.
    return least is not None or {
        w.norm for w in own if not (w.raised or w.initials or w.norm in FUNCTION_WORDS)
    }.issubset(norms)


def closeness(match: Match) -> tuple[int, int]:
    """How much of the quotation stands there beyond what differs, and in how long a run.

    At most its number of words less twice those that the stretch lacks: each of them is part of a difference.
    """
    alignment = match.alignment
    return alignment.matched - sum(max(len(d.quoted), len(d.source)) for d in alignment.differences), alignment.run


def surely(alignment: Alignment, near: bool, one: bool = False) -> bool:
    """Whether so much stands in place that no other passage can be meant.

    `near`: other words of the sentence stand around it; `one`: the draft names one document.
    """
    share = alignment.matched / alignment.length
    changed = sum(max(len(_heavy(d.quoted)), len(_heavy(d.source))) for d in alignment.differences)
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
        return changed * 2 <= alignment.matched
    if one and changed <= 1 and alignment.length >= 8 and alignment.run >= 4 and not only_beside:
        return True  # one word another in a long quotation from the one passage that is meant
    if alignment.length >= 5:
        plain = 1 if one and changed <= 1 and not only_beside else 2
        return share >= 0.7 and alignment.content >= 3 and alignment.plain >= plain and changed <= 3 and (near or one)
    return False


def slight(alignment: Alignment, news: bool = False) -> bool:
    """Whether little differs: a word or two at one place, or words that have changed places.

    Of what is `news` more may, at two places at most: it has hardly been said again.
    """
    serious = [d for d in alignment.differences if d.kind != "function"]
    ours, theirs = ([w.norm for d in serious for w in _heavy(getattr(d, side))] for side in ("quoted", "source"))
    if ours and sorted(ours) == sorted(theirs):
        return True
    changed = max(len(ours), len(theirs))
    if changed > 1 and all(d.edge for d in serious):
        return False  # what stands beside it may be from elsewhere
    return changed * 3 <= alignment.matched and len(serious) <= 2 if news else changed <= 2 and len(serious) == 1


def _heavy(words: Sequence[Word]) -> list[Word]:
    """The words but for "a" and "an", which change with the word that follows."""
    return [w for w in words if w.norm not in ("a", "an")] or list(words)


def denies_one(match: Match) -> bool:
    """Whether all but a "not" stands there, with something on both sides of it."""
    alignment = match.alignment
    if len(alignment.differences) != 1 or alignment.length < _DENIED or alignment.content < 2:
        return False
    one = alignment.differences[0]
    return one.kind == "negation" and not one.edge and len(one.quoted) + len(one.source) == 1


def replaces_one(match: Match) -> bool:
    """Whether a sentence of the passage stands in the quotation but for a word or two.

    Few words are enough when all of the sentence is quoted: then nothing else of it was meant.
    """
    alignment = match.alignment
    if len(alignment.differences) != 1 or alignment.length < _SENTENCE:
        return False
    one = alignment.differences[0]
    if not one.quoted or not one.source or one.kind == "function" or max(len(one.quoted), len(one.source)) > 2:
        return False
    begins = not alignment.first or match.words[alignment.first - 1].ends
    ends = match.words[alignment.last - 1].ends
    if begins and ends:
        return alignment.content >= 2 and alignment.matched >= _SENTENCE - 1
    at_end = ends and match.words[alignment.last - 1].start == one.source[-1].start
    at_start = begins and match.words[alignment.first].start == one.source[0].start
    single = len(one.quoted) == len(one.source) == 1
    return single and (at_end or at_start) and alignment.content >= 3 and alignment.run == alignment.length - 1


def reordered(words: Sequence[Word], stretches: Sequence[Stretch]) -> Match | None:
    """The stretch where the quoted words stand one beside the other in another order; None where they do not."""
    own = [w for w in words if _counts(w)]
    if len(own) < _MIXED or any(w.norm in (GAP, INSERTED) for w in words):
        return None
    wanted = sorted(w.norm for w in own)
    for stretch in stretches:
        source = _words(stretch.lines)
        places = [k for k, w in enumerate(source) if _counts(w)]
        for n in range(len(places) - len(own) + 1):
            window = places[n : n + len(own)]
            if source[window[0]].norm in wanted and sorted(source[k].norm for k in window) == wanted:
                return _other_order(stretch, words, own, source, window)
    return None


def _counts(word: Word) -> bool:
    return word.norm not in FUNCTION_WORDS or word.norm in NEGATIONS


def _other_order(
    stretch: Stretch, words: Sequence[Word], own: Sequence[Word], source: Sequence[Word], window: Sequence[int]
) -> Match | None:
    """The match of a quotation whose words `own` stand at `window` of the source, from the first that is another."""
    moved = [n for n, k in enumerate(window) if source[k].norm != own[n].norm]
    if not moved:
        return None
    first, last = moved[0], moved[-1]
    ours, theirs = tuple(own[first : last + 1]), (window[first], window[last])
    told = Difference(
        tuple(w for w in words if ours[0].start <= w.start <= ours[-1].start),
        tuple(source[theirs[0] : theirs[1] + 1]),
        "word",
    )
    same = len(own) - (last + 1 - first)
    alignment = Alignment(window[0], window[-1] + 1, same, same, same, first, len(words), (told,), source=tuple(source))
    return Match(stretch.candidate, "\n".join(stretch.lines), alignment, stretch.starts)


def quoted_from(match: Match, speaker: str) -> bool:
    """Whether the document itself quotes these words from whoever is named: beside its own quotation marks."""
    name = _surname(speaker)
    return bool(name) and any(re.search(rf"\b{re.escape(name)}\b", beside) for beside in _beside_marks(match))


def quoted_from_another(match: Match, speaker: str) -> bool:
    """Whether the document quotes these words and says beside them who said so, and nothing of whoever is named."""
    name = _surname(speaker)
    return bool(name) and says_who(match) and not re.search(rf"\b{re.escape(name)}\b", match.text)


def says_who(match: Match) -> bool:
    """Whether a document that quotes the words says beside its marks who said so."""
    return any(map(_SAYS_WHO.search, _beside_marks(match)))


def _beside_marks(match: Match) -> list[str]:
    """What stands before and behind the marks in which a document itself quotes the words, if it does.

    Up to the next quotation, and what leads in no farther back than its own sentence. Behind “…,” Lee said. “…” the
    second one is Lee's, too.
    """
    first, last = match.words[match.alignment.first].start, match.words[match.alignment.last - 1].end
    for q in find_quotations(match.text):
        if q.inner.start <= first and last <= q.inner.end:
            behind = _MARK.split(match.text[q.span.end :], maxsplit=1)[0]
            parts = _MARK.split(match.text[: q.span.start])
            *earlier, before = _END.split(parts[-1])
            between = len(parts) > 1 and not before.strip() and len(earlier) == 1
            return [earlier[0] if between else before, behind]
    return []


def told_by(match: Match, speaker: str) -> bool:
    """Whether the sentence that holds the words tells them as those of whoever is named: "Lee and Roe stressed …"."""
    names = _surnames(speaker)
    lead = _led_by(match, 1) if names and not match.candidate.passages[0].speaker else ""
    places = [lead.find(name) for name in names]
    if not places or min(places) < 0:
        return False
    behind = lead[max(places) :].split()[1:]
    return any(word.strip(",") in SPEECH for word in behind)


def signed_by(candidate: Candidate, speaker: str) -> bool:
    """Whether a passage names whoever is said to speak right behind a quotation: "“…” — Ann Lee", "“…,” said Lee"."""
    name = _surname(speaker)
    behind = re.compile(rf"(?:{_BEHIND})[^,.;:\n\"“”]*\b{re.escape(name)}\b") if name else None
    return behind is not None and any(behind.search(p.text) for p in candidate.passages if name in p.text)


def named_before(match: Match, speaker: str) -> bool:
    """Whether a document without speakers of its own names, right before the words, whoever is said to speak."""
    names = _surnames(speaker)
    lead = _led_by(match, 2) if names and not match.candidate.passages[0].speaker else ""
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", lead) for name in names)


def _led_by(match: Match, sentences: int) -> str:
    """What leads up to the words in their sentence, and in so many sentences with it."""
    first = match.words[match.alignment.first].start
    begins = [a for a, _ in split(match.text) if a <= first]
    return match.text[begins[-sentences:][0] : first] if begins else ""


def _surnames(speaker: str) -> list[str]:
    """The surname of each whom a phrase names: "Captain Ann Lee and Roe"."""
    parts = re.split(r",|\band\b", speaker)
    return [name for part in parts if (name := _surname(part))]


def named_beside(candidate: Candidate, speaker: str) -> bool:
    """Whether a passage with quotation marks names whoever is said to speak."""
    name = _surname(speaker)
    return bool(name) and any(name in p.text and _MARK.search(p.text) for p in candidate.passages)


def _surname(speaker: str) -> str:
    """The last capitalised word of a speaker, "" where there is none."""
    words = (w.strip(".,") for w in reversed(speaker.split()) if w[:1].isupper())
    return next((w for w in words if w not in _ARTICLES), "")


_ARTICLES = ("The", "A", "An")
_BEHIND = r"[\"”]\s*(?:[—–]|--|says?\b|said\b)"  # of a quotation: whoever said so follows
_MARK = re.compile(r"[\n\"“”]")
_END = re.compile(r"[.!?]\s")
_SAYS_WHO = re.compile(  # "said Captain Ann Lee", "Captain Ann Lee said", "— Ann Lee"
    r"^\W{0,3}[—–]\s*[A-Z][\w.-]+\s+[A-Z]|"
    rf"\b(?:{'|'.join(sorted(SPEECH))})\s+(?:[\w.-]+\s+){{0,4}}?[A-Z]|[A-Z][\w.-]+\s+(?:{'|'.join(sorted(SPEECH))})\b"
)


def folded(text: str) -> str:
    """Lower case, straight quotes, single blanks: letters that compare equal."""
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").split())


def telling(word: Word) -> bool:
    return word.norm not in FUNCTION_WORDS and word.norm not in ("'s", GAP, INSERTED) and len(word.norm) > 3


def stem_of(norm: str) -> str:
    return norm[:5]


def tell(difference: Difference, source: str, quoted: str) -> str:
    """One difference in words: “a”, not “b”."""
    theirs, ours = _written(difference.source, source), _written(difference.quoted, quoted)
    if not difference.quoted:
        return f"the quotation leaves out “{theirs}”"
    if not difference.source:
        return f"“{ours}” is not there"
    return f"“{theirs}”, not “{ours}”"


def _written(words: Sequence[Word], text: str) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def whole(match: Match) -> str:
    return " ".join(match.quoted.split())


def brief(text: str, most: int = 30) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join([*words[:most], "…"])


def source_of(match: Match) -> str:
    document = match.candidate.document
    return f"{brief(document.title, 14)} ({document.date})" if document.date else brief(document.title, 14)
