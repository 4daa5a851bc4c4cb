"""Tells whether a document names the office that a text names: the keeper of the lock is no keeper of the seal.

That a document has an office, and somewhere else a word for what it is of, does not say that it has that office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.text.stems import MISSPELT, RELATED, SAME, closeness, part_of_speech
from factcheck.verify.passages.text import Text
from factcheck.verify.statements.words import PLAIN, is_deed

OFFICES = frozenset(
    "secretary minister adviser advisor director commissioner ambassador administrator chairman chairwoman chair "
    "counsel coordinator envoy governor mayor chief attorney commander inspector clerk keeper master warden".split()
)
_RANKS = frozenset("deputy assistant associate acting interim former then outgoing incoming principal special".split())
_ARTICLES = frozenset("the a an its their his her".split())
_HELD = (SAME, RELATED, MISSPELT)
# Tokens before an office, and behind it, that may say what it is of: "Secretary of the Board for Works".
_WINDOW, _BEHIND = 5, 7
_TITLED = 10  # tokens from whose office it is to who holds it
_MOST = 3  # words that say what an office is of
_JOINS = frozenset(("of", "for", "the", "and"))


def mistitled(said: Text, held: Sequence[Text]) -> int:
    """The first word by which `said` says what an office is of, where none of the texts has it beside that office.

    -1 where there is none, or no text has such an office at all.
    """
    for i in said.content:
        if said.tokens[i].norm not in OFFICES or is_deed(said, i):
            continue
        spots = [(text, j) for text in held for j in text.content if _alike(said, i, text, j)]
        for k in _of(said, i) if spots else ():
            if not any(_beside(said, k, text, j) for text, j in spots):
                return k
    return -1


def of_another(said: Text, sentence: Text) -> int:
    """The name whose office somebody is said to hold ("Ann Lee, Mora's keeper"), where the sentence has it of another.

    -1 where it does not: "Tarn's Keeper Ann Lee".
    """
    for k, token in enumerate(said.tokens):
        if token.kind != "poss" or k - 1 not in said.names:
            continue
        behind = range(k + 1, len(said.tokens))
        title = next((j for j in behind if not _of_title(said, j) or j in said.names), k)
        if not any(said.tokens[j].norm in OFFICES for j in range(k, title)):
            continue
        who = k - 3 if k > 2 and said.tokens[k - 2].norm == "," else title
        while who == title and who + 1 in said.names:
            who, title = who + 1, title + 1
        if who not in said.names:
            continue
        spots = (j for j in sentence.names if sentence.tokens[j].norm == said.tokens[who].norm)
        holders = {h for j in spots if (h := _whose(sentence, j))}
        if holders and said.tokens[k - 1].norm not in holders:
            return k - 1
    return -1


def _whose(text: Text, j: int) -> str:
    """The name whose office stands right before a name: "Tarn" in "Tarn's Keeper Ann Lee"."""
    for k in range(j - 1, max(j - _TITLED, 0), -1):
        if text.tokens[k].kind == "poss":
            return text.tokens[k - 1].norm if k - 1 in text.names else ""
        if not _of_title(text, k):
            return ""
    return ""


def _of_title(text: Text, k: int) -> bool:
    return k in text.content or text.tokens[k].norm in _JOINS


def _of(text: Text, i: int) -> Iterable[int]:
    """The words that say what an office is of: "harbour works adviser", "keeper of the seal"."""
    k = i - 1
    while k in text.content and i - k <= _MOST:
        token = text.tokens[k]
        led = k > 0 and text.tokens[k - 1].norm in _ARTICLES  # "the press adviser"
        common = part_of_speech(token.norm) in ("n", "a") or led
        if common and token.norm not in PLAIN | _RANKS and (token.text.islower() or k == i - 1):
            yield k
        k -= 1
    if text.tokens[i + 1 : i + 2] and text.tokens[i + 1].norm == "of":
        taken = 0
        for k in range(i + 2, len(text.tokens)):
            common = text.tokens[k].text.islower() or part_of_speech(text.tokens[k].norm) in ("n", "a")
            if k in text.content and common and taken < _MOST:
                yield k
                taken += 1
            elif text.tokens[k].norm != "the" or taken:
                return


def _alike(one: Text, i: int, other: Text, j: int) -> bool:
    if "chief" in (one.tokens[i].norm, other.tokens[j].norm):  # a noun; "principal" and the like are none
        return one.tokens[i].norm == other.tokens[j].norm
    return closeness(one.tokens[i].norm, other.tokens[j].norm) in _HELD


def _beside(said: Text, k: int, text: Text, j: int) -> bool:
    """Whether a text has word k of `said` beside token j, in one name or title with it."""
    for step in (-1, 1):
        for n in range(j + step, j + step * ((_BEHIND if step > 0 else _WINDOW) + 1), step):
            if not 0 <= n < len(text.tokens):
                break
            if n in text.content and _alike(said, k, text, n):
                return True
            if n not in text.content and text.tokens[n].norm not in _JOINS:
                break
            if text.tokens[n].norm in OFFICES:
                break  # another's
    return False
