"""Gives what the document of a quotation says: of itself at its head, in each passage, in the sentence of the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from factcheck.model.source import Candidate
from factcheck.text.sentences import split
from factcheck.text.stems import RELATED, SAME, closeness, short_form
from factcheck.text.tokens import fold, tokenize
from factcheck.verify.passages.text import Text
from factcheck.verify.quotes.match import Match
from factcheck.verify.statements.words import nearest, one_deed

OPENING = 6  # passages at the head of a document that may say where it was spoken
_LETTERS = 4  # at which a word that may be a form of a name must begin like it


def has_deeds(told: Text, frame: Text, deeds: Iterable[int]) -> bool:
    """Whether a text has each deed, in the same word or one that newsrooms use for it."""
    for i in deeds:
        how, at = nearest(frame, i, told)
        if how != SAME and not (how == RELATED and one_deed(frame.tokens[i].norm, told.tokens[at].norm)):
            return False
    return True


def sentences_with(candidate: Candidate, names: Sequence[str]) -> Iterable[str]:
    """The sentences of the whole document that hold some names, as written in lower case."""
    for passage in candidate.whole:
        if all(name in fold(passage.text) for name in names):
            told = (passage.text[a:b] for a, b in split(passage.text))
            yield from (sentence for sentence in told if all(name in fold(sentence) for name in names))


def sentence_of(match: Match) -> str:
    """The sentence of the document in which the quoted words begin."""
    at = match.words[match.alignment.first].start
    return next((match.text[a:b] for a, b in split(match.text) if a <= at < b), match.text)


def head_of(candidate: Candidate) -> frozenset[str]:
    """The words that say of a document what it is, whose, and where it was spoken."""
    return word_set(title_of(candidate))


def title_of(candidate: Candidate) -> str:
    """What a document says of itself: its title, whose it is, and where it was spoken."""
    document = candidate.document
    # What a transcript has before anybody speaks is its place and time.
    opening = " ".join(p.text for p in candidate.whole[:OPENING] if not p.speaker)
    speakers = " ".join(dict.fromkeys(p.speaker for p in candidate.passages))
    return f"{document.title} {document.issuer} {candidate.held_by} {speakers} {opening}"


def words_of_each(candidate: Candidate) -> Iterable[frozenset[str]]:
    """The words of each passage of the whole document, and of who speaks there."""
    return (words for p in candidate.whole for words in (word_set(p.text), word_set(p.speaker)))


@lru_cache(maxsize=4096)
def word_set(text: str) -> frozenset[str]:
    """The words of a text, and what two capitalised ones in a row are short for."""
    tokens = tokenize(text)
    short = (short_form(a.norm, b.norm) for a, b in pairwise(tokens) if a.capitalised)
    return frozenset(t.norm for t in tokens) | frozenset(short)


def holds(words: frozenset[str], norm: str) -> bool:
    """Whether a name stands among some words, or a form of it: "Moran" for "Mora"."""
    if norm in words:
        return True
    head = norm[:_LETTERS]
    return any(w.startswith(head) and closeness(norm, w) in (SAME, RELATED) for w in words)
