"""Says a statement again in the words in which a sentence names the side that published it.

Who acts for a publisher goes by many names: "the board", "the Okonjo administration", "Tarnhaven". Which of them, a
manifest says; that they act in the sentence, too, the comparison of what is said again has to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model.claim import Statement
from factcheck.model.record import replace
from factcheck.model.source import Nominee
from factcheck.text.stems import forms
from factcheck.text.tokens import norms
from factcheck.verify.passages.text import Text, parse
from factcheck.verify.statements.parts import Said
from factcheck.verify.statements.words import GOES, RECEIVES, SPEAK, TOGETHER, is_deed, nearest, we

_IN_PERSON = TOGETHER | SPEAK | GOES | RECEIVES


def said_otherwise(said: Said, statement: Statement, nominee: Nominee, sentence: Text) -> Iterator[Statement]:
    """The statement with each other name that the sentence has for the side of `nominee` in place of its own.

    What is done in person is not done by whoever is at the head because their side did it.
    """
    if not statement.ours or not nominee.we or is_of_another(statement, nominee):
        return
    leader = norms(nominee.leader)[-1:]
    first = next((i for i in said.text.content if is_deed(said.text, i)), -1)
    personal = first >= 0 and bool(forms(said.text.tokens[first].norm) & _IN_PERSON)
    at = nearest(said.text, first, sentence)[1] if first >= 0 and nominee.passage.speaker else -1
    if at >= 0 and we(sentence, at):
        yield replace(statement, words=statement.words.replace(statement.ours, "we", 1), ours="")
    told = f" {' '.join(t.norm for t in sentence.tokens)} "
    for name in dict.fromkeys((*map(_written, nominee.we), *(map(_written, () if personal else leader)))):
        there = " ".join(t.norm for t in parse(name).tokens)
        if f" {there} " in told and name.removeprefix("the ").lower() not in statement.ours.lower():
            yield replace(statement, words=statement.words.replace(statement.ours, name, 1), ours="")


def is_of_another(statement: Statement, nominee: Nominee) -> bool:
    """Whether the side that a statement names is led by somebody who was not at the head: "the Roe administration"."""
    own = norms(statement.ours)
    led = own[own[:1] == ("the",) :]
    if not led or not nominee.we or led[-1] not in _BODIES or " ".join(led) in nominee.we:
        return False
    return led[:-1] != norms(nominee.leader)[-1:]


def as_announced(statement: Statement, sentence: Text) -> Iterator[Statement]:
    """The statement with "will" for "agreed to", where a sentence announces that it will be done."""
    agreed = _AGREED.search(statement.words)
    words = {t.norm for t in sentence.tokens}
    if agreed and "will" in words and not any(forms(w) & _AGREES for w in words):
        changed = f"{statement.words[: agreed.start()]}will{statement.words[agreed.end() :]}"
        yield replace(statement, words=changed)


def _written(name: str) -> str:
    """A name of a manifest as a sentence has it: "the board", "the Harbour Board", "Tarnhaven"."""
    if name in _BODIES:
        return f"the {name}"
    return f"the {name.title()}" if len(name.split()) > 1 or "." in name else name.title()


_BODIES = frozenset(("administration", "government"))
_AGREED = re.compile(r"\b(?:(?:has|have) )?(?:also )?(?:agreed|pledged|promised|committed) to(?= [a-z])")
_AGREES = frozenset("agree pledge promise commit refuse decline".split())
