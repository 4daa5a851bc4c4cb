"""Looks for what a quotation leaves off: a limiting clause right behind it or before it, a negation in its gap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.text.stems import part_of_speech
from factcheck.text.wording import NEGATIONS, Word, words_of
from factcheck.verify.quotes.align import Alignment
from factcheck.verify.statements.words import AUXILIARIES

# Words with which a clause begins that limits what was said just before it.
_LIMITS = frozenset(
    "unless except excepting excluding if until till provided providing only barring absent save".split()
)
_PHRASES = (
    ("but", "not"), ("but", "only"), ("but", "if"), ("but", "no"), ("subject", "to"), ("other", "than"),
    ("as", "long", "as"), ("so", "long", "as"), ("in", "the", "absence"), ("to", "the", "extent"),
    ("on", "the", "condition"), ("on", "condition"), ("in", "cases", "where"), ("apart", "from"),
    ("with", "the", "exception"), ("without", "prejudice"), ("notwithstanding",), ("even", "if"),
    ("but", "such"), ("but", "these"), ("but", "in", "no"), ("but", "nothing"), ("but", "may"), ("but", "shall"),
    ("but", "must"), ("but", "does"), ("but", "cannot"), ("with", "the", "prior"), ("with", "prior"),
    ("while", "ensuring"), ("while", "respecting"), ("while", "protecting"), ("consistent", "with"),
    ("in", "accordance", "with"), ("in", "compliance", "with"),
    ("not", "including"), ("not", "counting"),
    ("with", "the", "consent"), ("with", "the", "approval"), ("with", "the", "permission"),
)  # fmt: skip
_LEADS = frozenset("unless except if until only notwithstanding provided absent barring".split())
_LEAD_PHRASES = (
    ("subject", "to"),
    ("other", "than"),
    ("in", "the", "absence"),
    ("to", "the", "extent"),
    ("except", "as"),
)
_JOINED = frozenset("but and so".split())
_SUBJECTS = frozenset(
    "i you he she it we they who this that these those there the a an our my his her their its".split()
)
_ARTICLES = frozenset("the a an our my his her their its".split())
_JOINS = frozenset("and but or that because as while when if so though although since whether".split())
_WHEN = frozenset("when if because unless until while after before since although though".split())
_SUBJECT = 6  # words that a subject has at most
_NEAR = 4  # words at either end of what is left out among which a "not" turns the words beside it
_SHOWN = 14  # words of the clause that are shown
_LONGEST = 24  # words of a clause before the quotation


def cut_after(alignment: Alignment, words: Sequence[Word], text: str, follow: str) -> str:
    """The words that limit the quotation and come right after it; empty when none do or `follow` tells them."""
    at = alignment.last
    if at >= len(words) or _sentence_ends(words, at - 1, text):
        return ""
    if not _limits(words, at):
        return ""
    told = {w.norm for w in words_of(follow)[:3]}
    if words[at].norm in told:
        return ""
    end = at
    while end < len(words) and end - at < _SHOWN and not (end > at and _sentence_ends(words, end - 1, text)):
        end += 1
    return " ".join(text[words[at].start : words[end - 1].end].split())


def cut_before(alignment: Alignment, words: Sequence[Word], text: str, lead: str) -> str:
    """The condition that stands right before the quotation ("Subject to (D), …"); empty when there is none."""
    first = alignment.first
    start = first
    while start > 0 and first - start < _LONGEST and not _sentence_ends(words, start - 1, text):
        start -= 1
    if start == first or (start and not _sentence_ends(words, start - 1, text)):
        return ""
    joined = words[start].norm in _JOINED and start + 1 < first  # "But if …"
    opens = words[start + joined].norm in _LEADS or any(_at(words, start + joined, p) for p in _LEAD_PHRASES)
    if not opens or "," not in text[words[start].end : words[first].start]:
        return ""
    if words[start + joined].norm in {w.norm for w in words_of(lead)}:
        return ""
    return " ".join(text[words[start].start : words[first - 1].end].split())


def hidden(alignment: Alignment, words: Sequence[Word]) -> str:
    """What an ellipsis hides that turns the words around it: a negation in a few words left out."""
    for first, last in alignment.left_out:
        gap = words[first:last]
        ends = [k for k, word in enumerate(gap) if word.ends]
        head = () if first and words[first - 1].ends else gap[: ends[0] + 1 if ends else None]
        tail = gap[ends[-1] + 1 :] if ends else ()
        turning = head if not ends and len(gap) <= _NEAR + 1 else (*head[:_NEAR], *(tail or head)[-_NEAR:])
        if any(w.norm in NEGATIONS for w in turning):
            return f"the words left out have “{' '.join(w.norm for w in turning)}”"
    return ""


def stitched(alignment: Alignment, words: Sequence[Word], text: str) -> str:
    """The part behind an ellipsis that has another subject in the document, or stands in the midst of another sentence.

    "Sales … fell": of "Sales rose, and prices fell".
    """
    for first, last in alignment.left_out:
        gap = words[first:last]
        if not gap:
            continue
        anew = words[last - 1].ends
        ended = any(_sentence_ends(words, k, text) for k in range(max(first - 1, 0), last))
        within = ended and not anew and not _opens_clause(words, last)
        joined = words[last].norm in _WHEN and any(
            w.norm in ("and", "but") and "," in text[before.end : w.start] for before, w in pairwise(gap)
        )  # "Sales rose … when it rained", of "Sales rose, and prices fell when it rained"
        if within or joined or (not anew and _has_subject(gap, words[last])):
            end = next((k for k in range(last, len(words)) if words[k].ends), last)
            return " ".join(text[words[max(last - _SUBJECT, first)].start : words[end].end].split())
    return ""


def _opens_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a clause with its own subject begins there: "…, and we will"."""
    before = words[at - 1]
    return (before.ends or before.norm in _JOINS) and words[at].norm in _SUBJECTS


def _has_subject(gap: Sequence[Word], behind: Word) -> bool:
    """Whether words left out end in the subject of a verb with which the quotation goes on."""
    if behind.norm not in AUXILIARIES and part_of_speech(behind.norm) != "v" and not behind.norm.endswith("ed"):
        return False
    k = len(gap) - 1
    while k >= 0 and part_of_speech(gap[k].norm) == "r":
        k -= 1
    if k < 0 or gap[k].ends:
        return False
    if gap[k].norm in _SUBJECTS - _ARTICLES:
        return True
    last = k
    while k >= 0 and last - k < _SUBJECT and gap[k].norm not in _JOINS and not (k < last and gap[k].ends):
        k -= 1
    return k >= 0 and last > k and (gap[k].ends or gap[k].norm in _JOINS)


def turned_after(alignment: Alignment, words: Sequence[Word]) -> str:
    """The "not" that the passage has right behind the words, which turns them; empty when there is none."""
    at = alignment.last
    if at >= len(words) or words[at - 1].ends or words[at].norm not in ("not", "never") or _limits(words, at):
        return ""
    return words[at].norm


def _limits(words: Sequence[Word], at: int) -> bool:
    # "… of crews who do not have a berth": of those alone.
    spared = words[at].norm == "who" and any(w.norm in NEGATIONS for w in words[at + 1 : at + 1 + _NEAR])
    return spared or words[at].norm in _LIMITS or any(_at(words, at, p) for p in _PHRASES)


def _at(words: Sequence[Word], at: int, phrase: Sequence[str]) -> bool:
    return tuple(w.norm for w in words[at : at + len(phrase)]) == tuple(phrase)


def _sentence_ends(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a sentence, not only a clause, ends after words[at]."""
    if not words[at].ends:
        return False
    end = words[at + 1].start if at + 1 < len(words) else len(text)
    return any(mark in text[words[at].end : end] for mark in ".!?")
