"""Parts a statement that tells two things of one subject into one statement for each."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.model.claim import Statement
from factcheck.model.text import Span
from factcheck.text.stems import forms, part_of_speech
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.statements.parts import with_heads
from factcheck.verify.statements.words import AUXILIARIES, PREPOSITIONS, is_deed

_SIGNED = re.compile(
    r"(?P<who>[A-Z].{1,60}?) (?:signed|issued) (?P<paper>an? (?:[\w-]+ ){0,3}?[a-z]+)"
    r"(?P<when>(?: on)? [A-Z][a-z]+day)?(?: (?P<deed>[a-z]{3,}ing)|,? (?:that|which) (?P<does>[a-z]{3,}s)) "
    r"(?P<rest>.+)$"
)
_BACK = frozenset("they he she both".split())
# Behind these another subject or a purpose may begin, and what "and" joins is not certain.
_UNDER = frozenset("who which that whom whose after before when while because as if where by than between".split())
_ARTICLES = frozenset("the a an its their his her".split())
_SUBJECT = 4  # tokens of the subject of a clause
_FIRST, _SECOND = 4, 3  # words that the two parts have at least


def parts(statement: Statement, text: str) -> tuple[Statement, ...]:
    """The statements that `statement` of the claim `text` joins by "and"; none where it does not plainly."""
    two = _two(statement, text)
    return (*two[:1], *(parts(two[1], text) or two[1:])) if two else _signed(statement)


def _signed(statement: Statement) -> tuple[Statement, ...]:
    """What somebody did by signing a paper: "Lee signed an order Monday closing the quay", "that closes the quay".

    That an order was signed says little by itself, and any other one of another day would deny it.
    """
    found = _SIGNED.match(statement.words)
    if found is None:
        return ()
    paper, when = found["paper"], found["when"] or ""
    deed = found["does"] or f"{found['deed'][:-3]}ed"
    done = f"{found['who']}{when} {deed} {found['rest']}"
    return (replace(statement, words=done, document=f"{statement.document} in {paper}".strip()),)


def _two(statement: Statement, text: str) -> tuple[Statement, ...]:
    read = with_heads(parse(statement.words))
    deed = next((i for i in range(len(read.tokens)) if is_deed(read, i)), -1)
    for k in range(deed + 1, len(read.tokens) - 1):
        purpose = read.tokens[k].norm == "to" and is_deed(read, k + 1)
        hedged = any(q.first <= k < q.last for q in read.quantities)  # "more than 5"
        if deed < 0 or purpose or (read.tokens[k].norm in _UNDER and not hedged):
            break
        if read.tokens[k].norm == "," and (done := _done_by(read, k + 1)) and any(i < deed for i in read.names):
            return _apart(statement, text, read, deed, k, False, done)
        if read.tokens[k].norm != "and":
            continue
        counted = next((q for q in read.quantities if q.first == k + 1 and q.kind != "rank"), None)
        if counted and any(deed < q.first < k and q.kind == counted.kind for q in read.quantities):
            return _apart(statement, text, read, deed + 1, k, False)  # "adds 5 boats and 3 rafts"
        if read.tokens[k - 1].norm == "," and _own_clause(read, k + 1):
            return _apart(statement, text, read, 0, k, False)
        if deed + 1 < k and read.tokens[k + 1].norm == read.tokens[deed + 1].norm in PREPOSITIONS:
            return _apart(statement, text, read, deed + 1, k, False)  # "met with Lee on Monday and with Roe on Friday"
        pronoun = read.tokens[k + 1].norm in _BACK
        known = bool(statement.speaker) or any(i < deed for i in read.names)
        then = read.tokens[k + 1].norm == "then"
        if pronoun or (known and _told(read, deed) and _told(read, k + 1 + then)):
            return _apart(statement, text, read, deed, k + then, pronoun)
    return ()


def _own_clause(text: Text, i: int) -> bool:
    """Whether what begins at token i tells of a subject of its own: "the toll would rise", "Roe has left"."""
    first = i + (text.tokens[i].norm in _ARTICLES)
    noun = first + 1 < len(text.tokens) and (first in text.names or (first > i and first in text.content))
    last = next((j for j in range(first, min(first + _SUBJECT, len(text.tokens))) if j not in text.content), first)
    return noun and last > first and text.tokens[last].norm in AUXILIARIES


def _done_by(text: Text, i: int) -> str:
    """What a participle at token i says was done, too: "Lee set the toll, sparing the ferries"; "" where it is none."""
    norm = text.tokens[i].norm
    past = f"{norm[:-3]}ed"
    told = norm.endswith("ing") and i not in text.names and part_of_speech(norm) == "v"
    return past if told and forms(past) & forms(norm) else ""


def _told(text: Text, i: int) -> bool:
    """Whether a deed is one of the past that nothing but its subject stands before: "met", "thanked"."""
    norm = text.tokens[i].norm
    past = norm.endswith("ed") or (len(forms(norm)) > 1 and not norm.endswith(("s", "ing")))
    return is_deed(text, i) and past and text.tokens[i - 1].norm not in AUXILIARIES


def _apart(
    statement: Statement, text: str, read: Text, deed: int, k: int, pronoun: bool, done: str = ""
) -> tuple[Statement, ...]:
    """The part before token k and the one behind it, which begins with `done` in place of its first word, if given."""
    words = statement.words
    first = words[: read.tokens[k].start].rstrip(" ,").removesuffix(" and")
    second = words[read.tokens[k + 1].start :]
    if len(first.split()) < _FIRST or len(second.split()) < _SECOND:
        return ()
    subject = "" if pronoun else words[: read.tokens[deed].start]
    told = f"{done}{second[len(read.tokens[k + 1].text) :]}" if done else second
    beside = f"{statement.background} {first}".strip() if pronoun else statement.background
    return (
        replace(statement, words=first, span=_place(first, statement.span, text)),
        replace(statement, words=f"{subject}{told}", background=beside, span=_place(second, statement.span, text)),
    )


def _place(words: str, span: Span, text: str) -> Span:
    """Where a part stands in the claim; the whole statement where documents call something in it otherwise."""
    at = text.find(words, span.start)
    return Span(at, at + len(words)) if at >= 0 else span
