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
_LOWER = frozenset("deputy assistant associate acting interim former vice".split())
_TITLES = frozenset(
    "senator senators governor congressman congresswoman minister ministers mayor judge captain "
    "pilot bishop dean".split()
)
_LONG = 18  # tokens of a title with all that it is of
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


def promoted(said: Text, held: Sequence[Text]) -> int:
    """The office that `said` gives to whom the texts know as its deputy alone: "Clerk Ann Lee", "Deputy Clerk Ann Lee".

    -1 where there is none.
    """
    for i in said.content:
        who = _holder(said, i) if said.tokens[i].norm in OFFICES and not is_deed(said, i) else -1
        if who < 0 or _is_lower(said, i):
            continue
        name = said.tokens[who].norm
        spots = [(text, j) for text in held for j in text.names if text.tokens[j].norm == name]
        offices = [(text, k) for text, j in spots for k in _offices_of(text, j) if _alike(said, i, text, k)]
        if offices and all(_is_lower(text, k) for text, k in offices):
            return i
    return -1


def titled_as_another(said: Text, sentence: Text) -> int:
    """The title right before a name, where the sentence has it beside other names alone; -1 where there is none.

    "Clerk Lee", beside "Clerk Orr of Mora and Warden Ann Lee".
    """
    for i in said.names:
        title = said.tokens[i].norm
        if (
            title not in _TITLES
            or i + 1 not in said.names
            or (i - 1 in said.names and said.tokens[i - 1].norm != "u.s.")
        ):
            continue
        name = said.tokens[_last_of_name(said, i)].norm
        if part_of_speech(name) or not any(t.norm.rstrip("s") == title.rstrip("s") for t in sentence.tokens):
            continue
        spots = [j for j in sentence.names if sentence.tokens[j].norm == name]
        titled = [list(_before_name(sentence, j)) for j in spots]
        called = [{sentence.tokens[k].norm for k in words} for words in titled if _is_title(sentence, words)]
        if len(called) == len(spots) > 0 and not any({title, title.rstrip("s")} & words for words in called):
            return i
    return -1


def _is_title(text: Text, words: Sequence[int]) -> bool:
    """Whether the words before a name, the nearest first, are a title: they end in a noun, or have an office."""
    ends = bool(words) and text.tokens[words[0]].capitalised and part_of_speech(text.tokens[words[0]].norm) == "n"
    return ends or any(text.tokens[k].norm in _TITLES | OFFICES for k in words)


def _last_of_name(text: Text, i: int) -> int:
    while i + 1 in text.names:
        i += 1
    return i


def _holder(text: Text, i: int) -> int:
    """The last token of the name right behind an office: "Lee" of "harbour clerk Ann Lee"; -1 where there is none."""
    if i + 1 not in text.names or part_of_speech(text.tokens[_last_of_name(text, i + 1)].norm):
        return -1
    return _last_of_name(text, i + 1)


def _before_name(text: Text, j: int) -> Iterable[int]:
    """The tokens of the title before a name, over one comma right before it: "Clerk of the Port of Mora, Ann Lee"."""
    while j - 1 in text.names and not part_of_speech(text.tokens[j - 1].norm):
        j -= 1
    if j > 1 and text.tokens[j - 1].norm == ",":
        j -= 1
    for k in range(j - 1, max(j - _LONG, -1), -1):
        to = text.tokens[k].norm == "to" and k > 0 and text.tokens[k - 1].norm in OFFICES | _TITLES
        if not (to or _of_title(text, k) or text.tokens[k].norm[:1].isdecimal()):
            return
        yield k


def _offices_of(text: Text, j: int) -> Iterable[int]:
    """Where the office stands that a text gives to the name at token j, before it."""
    return (k for k in _before_name(text, j) if text.tokens[k].norm in OFFICES)


def _is_lower(text: Text, i: int) -> bool:
    """Whether an office is that of a deputy, or was: "Principal Deputy Harbour Clerk", "the former clerk"."""
    k = i - 1
    while k >= 0 and k in text.content and i - k <= _WINDOW:
        if text.tokens[k].norm in _LOWER:
            return True
        k -= 1
    return False


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
