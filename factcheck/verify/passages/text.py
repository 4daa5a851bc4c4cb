"""Turns a text into what comparison needs: tokens, times, amounts, content words, what is negated, what is named."""

from __future__ import annotations

from functools import lru_cache

from factcheck.model.record import record, replace
from factcheck.text.days import Day, find_days
from factcheck.text.stems import part_of_speech, short_form
from factcheck.text.tokens import Token, tokenize
from factcheck.verify.passages.quantities import Quantity, find_quantities

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with as is are was were be been being am it its he she they them him his "
    "her hers their theirs this that these those and or but which who whom whose what when where while has have had "
    "having do does did will would can could may might should must shall there here also into onto upon then than so "
    "such i you we us our your my me about out if because both each other another own very s 's t d ll re ve just "
    "even still already however thus therefore well like per via et al including include includes included "
    "get gets got getting go goes went gone going make makes made making take takes took taken taking put puts set "
    "come comes came coming give gives gave given giving use uses used using become becomes became becoming "
    "before after until since during about among more less most least than now currently different some several "
    "various certain respectively early late mid".split()
)
_NEGATIVES = frozenset(
    "not no never none n't cannot nor neither without nobody nothing nowhere unable fail fails failed refuse refuses "
    "refused decline declines declined deny denies denied lack lacks lacked hardly rarely barely unlike".split()
)
_NOT_NEGATED = frozenset("only just later sooner doubt".split())
_BREAKS = frozenset(". ; , but although and because when before after until as while though which who".split())
_PREFIXES = frozenset("re co pre".split())
_MAKES = {"make": "ensure", "makes": "ensures", "made": "ensured", "making": "ensuring"}  # "make sure" says the same
_LEADING = frozenset(("news", *_MAKES))
_MET_BY = frozenset("conference conferences briefing briefings release releases".split())
_SCOPE = 2  # content words that a negation reaches


@record
class Text:
    """A text with its tokens, times, amounts and the indices of its content words."""

    tokens: tuple[Token, ...]
    days: tuple[Day, ...]
    quantities: tuple[Quantity, ...]
    content: tuple[int, ...]
    words: tuple[str, ...]  # the content words
    negated: frozenset[int]
    denials: tuple[frozenset[int], ...]  # what each of its negations reaches; `negated` is all of it
    names: frozenset[int]


@lru_cache(maxsize=2048)
def parse(text: str) -> Text:
    """Reads a text for comparison."""
    tokens = tokenize(text)
    days = find_days(tokens)
    taken = {i for d in days for i in range(d.first, d.last)}
    quantities = find_quantities(tokens, taken)
    tokens = _fold_names(tokens)
    counted = taken | {i for q in quantities if q.kind != "rank" for i in range(q.first, q.last)}
    negative = {i for i, token in enumerate(tokens) if is_negative(token)}
    content = [
        i
        for i, token in enumerate(tokens)
        if token.kind in _WRITTEN and i not in counted and i not in negative and not _is_function_word(token)
    ]
    denials, names = _denials(tokens, negative - counted, set(content)), _names(tokens, content)
    negated = frozenset().union(*denials)
    words = tuple([tokens[i].norm for i in content])
    return Text(tuple(tokens), tuple(days), tuple(quantities), tuple(content), words, negated, denials, names)


_WRITTEN = frozenset(("word", "abbr", "num"))  # the kinds of tokens that are no marks


def _is_function_word(token: Token) -> bool:
    if token.norm not in FUNCTION_WORDS:
        return False
    return not (token.text.isupper() and len(token.text) > 1)  # "WHO" is no pronoun


def _fold_names(tokens: list[Token]) -> list[Token]:
    """Two words that make one name get its short form, the first of them; "re-open" is one; the others are marks."""
    out = list(tokens)
    for i in range(len(out) - 2):
        if out[i].norm in _PREFIXES and out[i + 1].norm == "-" and part_of_speech(out[i + 2].norm):  # "re-open"
            out[i] = replace(out[i], norm=out[i].norm + out[i + 2].norm)
            out[i + 1] = out[i + 2] = replace(out[i + 1], norm="-", kind="punct")
    # Only behind one of these words, or a capital letter, may a word be part of a name or phrase.
    for i in [i for i, t in enumerate(out[:-1]) if t.norm in _LEADING or t.text[:1].isupper()]:
        if out[i + 1].norm == "sure" and out[i].norm in _MAKES:
            out[i] = replace(out[i], norm=_MAKES[out[i].norm], kind="word")
            out[i + 1] = replace(out[i + 1], norm="-", kind="punct")
        if out[i].norm == "news" and out[i + 1].norm in _MET_BY:
            out[i] = replace(out[i], norm="press")  # a news conference is a press conference
        short = short_form(out[i].norm, out[i + 1].norm) if out[i].capitalised else ""
        if short:
            out[i] = replace(out[i], norm=short)
            out[i + 1] = replace(out[i + 1], norm="-", kind="punct")
    return out


def is_negative(token: Token) -> bool:
    return token.norm in _NEGATIVES or token.norm.endswith("n't")


def _denials(tokens: list[Token], negative: set[int], content: set[int]) -> tuple[frozenset[int], ...]:
    """Content words within the reach of each token of `negative`: the next few of the clause."""
    out: list[frozenset[int]] = []
    for i in sorted(negative):
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        if after in _NOT_NEGATED or after == "." or _is_numbered(tokens[i], after):
            continue
        reached: list[int] = []
        for j in range(i + 1, len(tokens)):
            if tokens[j].norm in (".", ";", "but", "although") or len(reached) == _SCOPE:
                break
            if j in content:
                reached.append(j)
        out.append(frozenset(reached))
    return tuple(out)


def _is_numbered(token: Token, after: str) -> bool:
    """Whether "no" or "not" stands before a number: "No. 5", "not 5"; whoever denied 5 denied it."""
    return after.isdecimal() and token.norm in ("no", "not", "never")


def _names(tokens: list[Token], content: list[int]) -> frozenset[int]:
    """Capitalised words that do not only stand at the head of a sentence."""
    heads = {0} | {i + 1 for i, t in enumerate(tokens) if t.norm in (".", "!", "?", ":", '"', "“")}
    return frozenset(
        i
        for i in content
        if (tokens[i].capitalised or tokens[i].kind == "abbr")
        and (i not in heads or (i + 1 < len(tokens) and tokens[i + 1].capitalised))
    )


def written(text: Text, first: int, last: int) -> str:
    return " ".join(t.text for t in text.tokens[first:last])
