"""Reads amounts as newsrooms write them, keeping how precisely they were written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.model.record import record
from factcheck.model.value import Amount
from factcheck.text.numerals import ONES, ORDINALS, SCALES, TENS
from factcheck.text.tokens import Token

_SCALES = {
    **SCALES,
    "k": 1000, "m": 10**6, "bn": 10**9, "mn": 10**6, "mln": 10**6,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
    "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
    "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
_PERCENT = frozenset(("%", "percent", "pct", "percentage"))
# A number after one of these is a name, not an amount.
_LABELS = frozenset(
    "title section sections § no number chapter part phase act rule order resolution "
    "route highway interstate page vol volume version room building flight covid channel district "
    "paragraph subsection article item figure table step level tier grade category".split()
)
# Capitalised at the head of a sentence, these give no number a name.
_LEADING = frozenset(
    "about above across after almost and another approximately around as at before between but by exactly fewer for "
    "from in just less more nearly of on only or over roughly since some than the these those to under until "
    "with".split()
)
_MONEY = frozenset("$€£¥")
_DURATIONS = frozenset(
    "second minute hour day week month quarter year decade seconds minutes hours days weeks months "
    "quarters years decades mile miles km kilometers feet foot acres pounds lbs kg kilograms tons "
    "ounces degrees inches mph a.m. p.m. am pm".split()
)
_SPANNING = frozenset("fiscal calendar straight consecutive successive full whole more previous".split())
_AFTER_FRACTION = frozenset(
    "of from in the were are came arrived involved happened occurred compared . , ; ) during to since as "
    "fewer lower less higher more greater smaller larger bigger "
    "below above".split()
) | {""}


@record
class NumberMention:
    """An amount over tokens[first:last].

    `role` is `amount`, `money`, `measure` (a duration, distance or weight: not a count), or
    `label` (the number of a title, section, order).
    """

    first: int
    last: int
    amount: Amount
    role: str
    digits: bool  # written in digits


def amount_from_digits(text: str, scale: int = 1, unit: str = "count") -> Amount:
    """The amount written as `text` ("191,000", "1.94") times `scale`; place as written."""
    digits = text.replace(",", "")
    value = Decimal(digits) * scale
    whole, _, fraction = digits.partition(".")
    if fraction:
        place = Decimal(1).scaleb(-len(fraction)) * scale
        significant = len((whole + fraction).lstrip("0")) or 1
    else:
        stripped = whole.rstrip("0") or "0"
        place = Decimal(10) ** (len(whole) - len(stripped) if stripped != "0" else 0) * scale
        significant = len(stripped.lstrip("0")) or 1
    return Amount(value, place, significant, unit)


def after_number_opening(token: Token) -> frozenset[str] | None:
    """The words of which one follows such a token where a number begins at it; None where any may."""
    if token.norm == "a":
        return _AFTER_A
    return None if token.kind == "num" or token.norm in _OPENERS else frozenset()


def find_numbers(tokens: list[Token], taken: set[int], openings: Sequence[int] | None = None) -> list[NumberMention]:
    """All numbers of a sentence, skipping the token indices in `taken` (dates).

    `openings` are the tokens at which one may begin, if that is known.
    """
    found: list[NumberMention] = []
    end = 0
    if openings is None:
        openings = [i for i, t in enumerate(tokens) if t.kind == "num" or t.norm in _OPENERS]
    for i in openings:
        after = after_number_opening(tokens[i])
        if after is not None and _norm(tokens, i + 1) not in after:
            continue
        mention = _number_at(tokens, i, taken) if i >= end and i not in taken else None
        if mention is not None:
            found.append(mention)
            end = mention.last
    return found


# The words that a number in words may begin with.
_OPENERS = frozenset((*ONES, *TENS, *_SCALES, *_PARTS, "a"))
_AFTER_A = frozenset((*_SCALES, *_PARTS, "-"))


def _number_at(tokens: list[Token], i: int, taken: set[int]) -> NumberMention | None:
    if tokens[i].kind == "num":
        return _digits_at(tokens, i, taken)
    return _fraction_at(tokens, i) or _words_at(tokens, i)


def _norm(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].norm if 0 <= i < len(tokens) else ""


def _digits_at(tokens: list[Token], i: int, taken: set[int]) -> NumberMention | None:
    token, j, scale = tokens[i], i + 1, 1
    if _norm(tokens, j) in ("st", "nd", "rd", "th") and tokens[j].start == token.end:
        return None
    if _norm(tokens, j) == "in" and tokens[i + 1].start > token.end and _is_small(_norm(tokens, j + 1)):
        share = _ratio(tokens, i)
        if share:
            return share
    dash = 1 if _norm(tokens, j) == "-" and _norm(tokens, j + 1) in _SCALES else 0
    if _norm(tokens, j + dash) in _SCALES and (j + dash) not in taken:
        word = tokens[j + dash]
        if len(word.norm) > 2 or word.start == token.end:
            scale, j = _SCALES[word.norm], j + dash + 1
    return _finish(tokens, i, j, amount_from_digits(token.text, scale), digits=True)


def _finish(tokens: list[Token], i: int, j: int, amount: Amount, digits: bool) -> NumberMention:
    role, unit = "amount", "count"
    after = _norm(tokens, j)
    gap = 1 if after == "-" else 0
    unit_word = _norm(tokens, j + gap)
    if after == "per" and _norm(tokens, j + 1) == "cent":
        unit, j = "percent", j + 2
    elif unit_word in _PERCENT:
        j += gap + 1
        unit = "percent"
        if _norm(tokens, j) in ("point", "points"):
            unit, j = "points", j + 1
    elif unit_word in ("percentage",) and _norm(tokens, j + 1) in ("point", "points"):
        unit, j = "points", j + 2
    elif unit_word in ("times", "fold", "x") and amount.value < (100 if unit_word == "times" else 1000):
        unit, j = "times", j + gap + 1
    elif unit_word in _DURATIONS or (unit_word in _SPANNING and _norm(tokens, j + gap + 1) in _DURATIONS):
        role = "measure"
    before = _norm(tokens, i - 1)
    glued = before == "-" and tokens[i - 1].end == tokens[i].start
    negative = glued and (i < 2 or tokens[i - 2].end < tokens[i - 1].start)
    if before in _MONEY or unit_word in ("dollars", "euros", "pesos", "cents"):
        role = "money"
    elif unit == "percent" and before in _LABELS:
        pass  # "a figure 61 percent below"
    elif (
        negative
        or (before in _LABELS and "," not in tokens[i].text)
        or (before == "." and _norm(tokens, i - 2) == "no")
        or _is_name(tokens, i)
        or _is_glued(tokens, i)
    ):
        role = "label"
    elif (
        before == "-"
        and i >= 2
        and tokens[i - 1].text not in ("—", "–")
        and tokens[i - 2].kind == "word"
        and tokens[i - 1].end == tokens[i].start
        and tokens[i - 2].end == tokens[i - 1].start
    ):
        role = "label"  # COVID-19, F-150
    return NumberMention(i, j, Amount(amount.value, amount.place, amount.digits, unit), role, digits)


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    """ "Order 10773": four digits or more, written without a comma, right behind a capitalised word; no year."""
    number, before = tokens[i].text, tokens[i - 1] if i else None
    if before is None or not number.isdecimal() or len(number) < 4 or before.norm in _LEADING:
        return False
    return before.capitalised and before.text[1:].islower() and not ("1900" <= number <= "2099" and len(number) == 4)


def _is_glued(tokens: Sequence[Token], i: int) -> bool:
    """ "G20", "MS13": digits right behind capitals are part of a name."""
    before = tokens[i - 1] if i else None
    return before is not None and before.kind == "word" and before.end == tokens[i].start and before.text.isupper()


def _and_a_half(tokens: Sequence[Token], j: int) -> int:
    """The token behind "and a half", "-and-a-half" at token j; 0 where these words do not stand there."""
    for word in ("and", "a", "half"):
        j += _norm(tokens, j) == "-"
        if _norm(tokens, j) != word:
            return 0
        j += 1
    return j


def _words_at(tokens: list[Token], i: int) -> NumberMention | None:
    """Cardinal words: "two million", "twenty-seven", "half a million", "a quarter million"."""
    quick = _fraction_of_scale(tokens, i)
    if quick:
        return _finish(tokens, i, quick[0], quick[1], digits=False)
    total = current = 0
    j, seen, last = i, False, 0
    while j < len(tokens):
        word = tokens[j].norm
        if word == "-" and seen and _norm(tokens, j + 1) in ONES:
            j += 1
            continue
        if word == "and" and seen and last >= 100 and _norm(tokens, j + 1) in {**ONES, **TENS}:
            j += 1
            continue
        if word in ONES or word in TENS:
            value = ONES.get(word, TENS.get(word, 0))
            if seen and 0 < last < 20:
                break
            current += value
            last = value
        elif word in _SCALES and len(word) > 2 and (seen or (j == i + 1 and _norm(tokens, i) == "a")):
            current = max(current, 1) * _SCALES[word]
            last = _SCALES[word]
            if last >= 1000:
                total, current = total + current, 0
        elif word == "a" and j == i and _norm(tokens, j + 1) in ("hundred", "thousand", "million", "billion"):
            current = 1
            last = 1
        else:
            break
        seen = True
        j += 1
    if not seen or (j == i + 1 and _norm(tokens, i) in ("a", "zero")):
        return None
    more = _and_a_half(tokens, j) if 0 < last < 100 else 0
    if more:
        scale = _SCALES.get(_norm(tokens, more), 1)
        amount = amount_from_digits(f"{total + current}.5", scale)
        return _finish(tokens, i, more + (scale > 1), amount, digits=False)
    if j == i + 1 and _norm(tokens, i) == "one":
        return _ratio(tokens, i)
    ratio = _ratio(tokens, i) if _norm(tokens, j) in ("in", "of", "out") else None
    if ratio:
        return ratio
    return _finish(tokens, i, j, amount_from_digits(str(total + current)), digits=False)


def _fraction_of_scale(tokens: list[Token], i: int) -> tuple[int, Amount] | None:
    """ "half a million", "a quarter million", "a quarter of a million", "three quarters of a million"."""
    j, count = i, 1
    first = _norm(tokens, j)
    if first in ("a", "one"):
        j += 1
    elif first in ("two", "three"):
        count, j = ONES[first], j + 1
    part = _PARTS.get(_norm(tokens, j))
    if part is None or part > 4:
        return None
    j += 1
    if _norm(tokens, j) == "of":
        j += 1
    if _norm(tokens, j) in ("a", "one"):
        j += 1
    scale = _SCALES.get(_norm(tokens, j))
    if scale is None or scale < 1000 or len(_norm(tokens, j)) < 3:
        return None
    value = Decimal(count) * scale / part
    amount = amount_from_digits(str(int(value)) if value == int(value) else f"{value:.0f}")
    return j + 1, amount


def _is_small(word: str) -> bool:
    return word in ONES or word in TENS or word.isdecimal()


def _small(word: str) -> int | None:
    if word in ONES or word in TENS:
        return ONES.get(word) or TENS.get(word, 0)
    return int(word) if word.isdecimal() and len(word) <= 4 else None


def _ratio(tokens: list[Token], i: int) -> NumberMention | None:
    """ "one in five", "six in ten", "3 out of 4", "one of every three": a share of a whole."""
    top = _small(_norm(tokens, i))
    j = i + 1
    if _norm(tokens, j) == "out" and _norm(tokens, j + 1) == "of":
        j += 2
    elif _norm(tokens, j) == "in" or (_norm(tokens, j) == "of" and _norm(tokens, j + 1) == "every"):
        j += 1
    else:
        return None
    if _norm(tokens, j) == "every":
        j += 1
    bottom = _small(_norm(tokens, j))
    if top is None or bottom is None or not 0 < top < bottom <= 100:
        return None
    if bottom == 2 and (_norm(tokens, j + 1) in _DURATIONS or top != 1):
        return None  # "one in two years"
    return NumberMention(i, j + 1, _share(top, bottom), "amount", digits=False)


def _share(top: int, bottom: int) -> Amount:
    value = (Decimal(100) * top / bottom).quantize(Decimal("0.01"))
    place = Decimal(10) if bottom == 10 else Decimal(5)
    return Amount(value, place, 1, "share")


def _fraction_at(tokens: list[Token], i: int) -> NumberMention | None:
    """ "a third", "two-thirds", "three quarters", "half": a share of a whole."""
    if _fraction_of_scale(tokens, i):
        return None
    word = _norm(tokens, i)
    if word == "half" and _norm(tokens, i - 1) not in ("first", "second", "last", "a-"):
        return NumberMention(i, i + 1, _share(1, 2), "amount", digits=False)
    count = 1 if word == "a" else ONES.get(word)
    if count is None:
        return None
    j = i + 1
    joined = word != "a" and _norm(tokens, j) == "-"  # "one-third": never an ordinal
    if _norm(tokens, j) == "-":
        j += 1
    bottom = _PARTS.get(_norm(tokens, j))
    plural = _norm(tokens, j).endswith(("s", "ves"))
    if bottom is None or (count > 1) != plural or bottom <= count:
        return None
    # "a third month", "a second quarter": an ordinal, unless the fraction is plainly of something.
    plain = joined or _norm(tokens, j + 1) in _AFTER_FRACTION or _norm(tokens, j) == "half"
    if count == 1 and not plain:
        return None
    return NumberMention(i, j + 1, _share(count, bottom), "amount", digits=False)


# The words that an ordinal may begin with.
ORDINAL_WORDS = frozenset((*ORDINALS, *TENS))


def ordinal_at(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """(rank, tokens used) for "third", "23rd", "twenty-third" at token i."""
    token = tokens[i]
    word = token.norm
    if word in ORDINALS:
        return ORDINALS[word], 1
    if token.kind == "num" and word.isdecimal() and _norm(tokens, i + 1) in ("st", "nd", "rd", "th"):
        return int(word), 2
    if word in TENS and _norm(tokens, i + 1) == "-" and _norm(tokens, i + 2) in ORDINALS:
        return TENS[word] + ORDINALS[_norm(tokens, i + 2)], 3
    return None
