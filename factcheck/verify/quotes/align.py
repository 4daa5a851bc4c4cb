"""Lays the words of a quotation along the words of a passage and says where they differ, word by word.

Likeness only chooses the place: what is the same and what is not is decided on whole, comparable words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from factcheck.model.record import record, replace
from factcheck.text.stems import one_word
from factcheck.text.wording import FUNCTION_WORDS, GAP, INSERTED, NEGATIONS, Word
from factcheck.verify.passages.initials import spelt_out

# What a speaker says without saying anything; a quotation may leave it out.
_FILLERS = frozenset("uh um er ah well like okay".split())
_FILLER_PHRASES = (
    ("you", "know"), ("i", "mean"), ("of", "course"), ("sort", "of"), ("kind", "of"),
    ("excuse", "me"), ("pardon", "me"), ("forgive", "me"),
)  # fmt: skip
_SLACK = 4  # words of the passage tried beyond the quotation's own length, at either end
_INSERTION = 4  # words of the passage that the draft's own words in brackets may stand for
_REACH = 4  # last words of a quotation that may stand behind words left out
_Step = tuple[str, int, int]  # how a quoted word is laid, its number, and the passage's word
_FAR = 220  # words of the passage that an ellipsis may leave out


@record
class Difference:
    """Words of the quotation that stand where the passage has others; either side may be empty.

    `kind`: `number`, `negation`, `word` (a word that carries meaning) or `function` (none, or another form of one).
    `edge`: at the quotation's beginning or end, so that only one neighbour stands in the passage.
    """

    quoted: tuple[Word, ...]
    source: tuple[Word, ...]
    kind: str
    edge: bool = False


@record
class Alignment:
    """How a quotation lies along a passage: words[first:last] of the passage, and the differences.

    `matched` counts the quotation's words that are the same, `content` those of them that carry
    meaning, `plain` those of these that are no names, and `run` the longest stretch of the same words;
    `length` is the number of quoted words. `left_out` are the stretches of the passage behind each "…"
    of the draft; `put_in` its brackets, each with the passage's words that it stands for and where these begin.
    `source` are the words of the passage that all of this counts, abbreviations in full.
    """

    first: int
    last: int
    matched: int
    content: int
    plain: int
    run: int
    length: int
    differences: tuple[Difference, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()
    put_in: tuple[tuple[Word, tuple[Word, ...], int], ...] = ()
    source: tuple[Word, ...] = ()

    @property
    def exact(self) -> bool:
        return not self.differences


def align(
    quoted: Sequence[Word], source: Sequence[Word], spoken: bool = False, least: int | None = 0
) -> Alignment | None:
    """The best place of `quoted` in `source`; None when fewer than half its words stand there in order.

    `spoken` says that the passage is a transcript, whose fillers and repetitions may be left out; `least` how many
    more of the words must stand there than do not, None that all must.
    """
    quoted, source = spelt_out(quoted, source)
    pieces = _pieces(quoted)
    if not pieces or not source:
        return None
    norms = [w.norm for w in source]
    placed = _place_exactly(pieces, norms)
    if placed is None:
        own = [w.norm for p in pieces for w in p if w.norm != INSERTED]
        if 2 * in_common(own, norms) - len(own) >= (len(own) if least is None else least):
            placed = _place_nearly(pieces, source, norms, spoken)
    if placed is None or (least is None and placed.differences):
        return None
    return replace(placed, source=tuple(source))


def _pieces(quoted: Sequence[Word]) -> list[list[Word]]:
    """The quotation cut where the draft left something out, its own edges trimmed."""
    pieces: list[list[Word]] = [[]]
    for word in quoted:
        if word.norm == GAP:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [p for p in pieces if any(w.norm != INSERTED for w in p)]


# ---- the same words ---------------------------------------------------------------------------


def _place_exactly(pieces: Sequence[Sequence[Word]], norms: Sequence[str]) -> Alignment | None:
    """All pieces in order, word for word; of several places, the one that leaves out least."""
    held = frozenset(norms) - {INSERTED}
    if any(w.norm not in held for p in pieces for w in p):
        return None
    best: list[tuple[int, int]] | None = None
    for start in _starts(pieces[0], norms):
        spans = [(start, start + len(pieces[0]))]
        for piece in pieces[1:]:
            end = spans[-1][1]
            after = next((s for s in _starts(piece, norms, end) if s - end <= _FAR), None)
            if after is None:
                break
            spans.append((after, after + len(piece)))
        if len(spans) == len(pieces) and (best is None or spans[-1][1] - spans[0][0] < best[-1][1] - best[0][0]):
            best = spans
    if best is None:
        return None
    words = [w for p in pieces for w in p]
    return Alignment(
        best[0][0],
        best[-1][1],
        len(words),
        sum(_carries(w) for w in words),
        sum(_carries(w) and not w.raised for w in words),
        max(b - a for a, b in best),
        len(words),
        (),
        tuple((a[1], b[0]) for a, b in pairwise(best)),
    )


def _starts(piece: Sequence[Word], norms: Sequence[str], begin: int = 0) -> list[int]:
    wanted = [w.norm for w in piece]
    last = len(norms) - len(wanted)
    first = wanted[0]
    return [k for k in range(begin, last + 1) if norms[k] == first and norms[k : k + len(wanted)] == wanted]


def places(quoted: Sequence[Word], source: Sequence[Word]) -> list[int]:
    """Where `quoted` stands word for word in `source`, every occurrence."""
    pieces = _pieces(quoted)
    return _starts(pieces[0], [w.norm for w in source]) if pieces else []


# ---- nearly the same words --------------------------------------------------------------------


def _place_nearly(
    pieces: Sequence[Sequence[Word]], source: Sequence[Word], norms: Sequence[str], spoken: bool
) -> Alignment | None:
    begin = 0
    first, last = -1, 0
    matched = content = plain = run = length = 0
    differences: list[Difference] = []
    left_out: list[tuple[int, int]] = []
    put_in: list[tuple[Word, tuple[Word, ...], int]] = []
    for piece in pieces:
        found = _fit(piece, source, norms, begin, spoken, len(pieces) == 1)
        own = sum(w.norm != INSERTED for w in piece)
        length += own
        if found is None:
            differences.append(Difference(tuple(piece), (), _kind(piece, ()), True))
            continue
        matched += found.matched
        content += found.content
        plain += found.plain
        run = max(run, found.run)
        differences += found.differences
        put_in += found.put_in
        if first >= 0:
            left_out.append((last, found.first))
        first = found.first if first < 0 else first
        begin = last = found.last
    if first < 0 or matched * 2 < length:
        return None
    told = tuple(differences), tuple(left_out), tuple(put_in)
    return Alignment(first, last, matched, content, plain, run, length, *told)


def _fit(
    piece: Sequence[Word], source: Sequence[Word], norms: Sequence[str], begin: int, spoken: bool, alone: bool
) -> Alignment | None:
    """The alignment of one piece with the stretch of `source` where most of its words stand.

    None where none stands there, and for the only piece of a quotation where fewer than half can.
    """
    window = _window(piece, norms, begin)
    if window is None:
        return None
    low, high = window
    ours, theirs = tuple(w.norm for w in piece), tuple(norms[low:high])
    if alone and in_common(ours, theirs) * 2 < sum(norm != INSERTED for norm in ours):
        return None
    steps = _reaching(_steps(ours, theirs, tuple(_free(source[low:high], spoken))), piece, source[low:high])
    steps = _reaching_back(steps, piece, source[low:high])
    return _read_steps(steps, piece, source, low, spoken)


def in_common(piece: Sequence[str], source: Sequence[str]) -> int:
    """How many words both have in the same order, at most: no more can be laid along each other."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(piece, source)


_NEAR = ((-2, 1), (-1, 2), (0, 3), (1, 2), (2, 1))  # offsets beside the one that two words share, and their votes


def _window(piece: Sequence[Word], norms: Sequence[str], begin: int) -> tuple[int, int] | None:
    """The stretch of the words of a passage that lies along most words of `piece`, by the offsets of shared words."""
    at: dict[str, list[int]] = {word.norm: [] for word in piece}
    for k, norm in enumerate(norms):
        if norm in at and k >= begin:
            at[norm].append(k)
    shared: defaultdict[int, int] = defaultdict(int)
    for n, word in enumerate(piece):
        weight = 3 if _carries(word) else 1
        for k in at[word.norm][:40]:
            shared[k - n] += weight
    votes: defaultdict[int, int] = defaultdict(int)
    for offset, weight in shared.items():
        for near, share in _NEAR:
            votes[offset + near] += weight * share
    if not votes:
        return None
    most = max(votes.values())
    offset = min([o for o, votes_ in votes.items() if votes_ == most])
    slack = _SLACK + len(piece) // 3
    return max(begin, offset - slack), min(len(norms), offset + len(piece) + slack)


@lru_cache(maxsize=32)  # the stretches of one document have the place in common
def _steps(piece: tuple[str, ...], norms: tuple[str, ...], free: tuple[bool, ...]) -> tuple[_Step, ...]:
    """The cheapest way to lay all of `piece` along some stretch of a passage's words: (step, word, word).

    `free` says which of these may be left out.
    """
    rows, columns = len(piece), len(norms)
    # cost[i][j]: piece[:i] laid along a stretch that ends at source[j].
    cost = [[0.0] * (columns + 1)]
    back: list[list[str]] = [["start"] * (columns + 1)]
    for i in range(1, rows + 1):
        ours = piece[i - 1]
        own = ours == INSERTED
        extra, unlike = (0.0, 0.05) if own else (1.0, 0.98)
        left = 0.2 if own else 1.0  # the draft's own words in brackets may stand for several
        above, leaving = cost[-1], [0.01 if may else left for may in free]
        value = above[0] + extra
        line, ways = [value], ["extra"]
        for theirs, before, over, leave in zip(norms, above[:-1], above[1:], leaving, strict=True):
            # Of equal costs the first by name counts: extra, missing, other, same.
            skipped = value + leave
            value, way = (before - 0.02, "same") if theirs == ours else (before + unlike, "other")
            if skipped <= value:
                value, way = skipped, "missing"
            if over + extra <= value:
                value, way = over + extra, "extra"
            line.append(value)
            ways.append(way)
        cost.append(line)
        back.append(ways)
    end = min(range(columns + 1), key=lambda j: (round(cost[rows][j], 6), j))
    out: list[_Step] = []
    i, j = rows, end
    while i > 0:
        way = back[i][j]
        out.append((way, i - 1, j - 1))
        i -= way != "missing"
        j -= way != "extra"
    return tuple(out[::-1])


def _reaching(steps: Sequence[_Step], piece: Sequence[Word], source: Sequence[Word]) -> Sequence[_Step]:
    """`steps` with the last words laid a little further on, where they stand word for word after words left out."""
    last = next((n for n in range(len(steps) - 1, -1, -1) if steps[n][0] == "same"), -1)
    tail = [i for way, i, _ in steps[last + 1 :] if way != "missing"]
    if last < 0 or not tail or len(tail) > _REACH or not any(_carries(piece[i]) for i in tail):
        return steps
    wanted = [piece[i].norm for i in tail]
    at = steps[last][2] + 1
    for first in range(at + 1, min(at + 2 * _REACH, len(source) - len(tail) + 1)):
        if [w.norm for w in source[first : first + len(tail)]] == wanted:
            left = [("missing", tail[0], j) for j in range(at, first)]
            return [*steps[: last + 1], *left, *(("same", i, first + n) for n, i in enumerate(tail))]
    return steps


def _reaching_back(steps: Sequence[_Step], piece: Sequence[Word], source: Sequence[Word]) -> Sequence[_Step]:
    """`steps` with the first words laid a little further back, where they stand before a "not" that is left out."""
    start = next((n for n, step in enumerate(steps) if step[0] == "same"), -1)
    head = [i for way, i, _ in steps[:start] if way != "missing"]
    if start < 0 or not head or len(head) > _REACH:
        return steps
    wanted = [piece[i].norm for i in head]
    at = steps[start][2]
    for first in range(at - len(head) - 1, max(at - len(head) - _REACH, 0) - 1, -1):
        between = range(first + len(head), at)
        denied = any(source[j].norm in NEGATIONS for j in between) and not any(source[j].ends for j in range(first, at))
        if denied and [w.norm for w in source[first : first + len(head)]] == wanted:
            laid = [("same", i, first + n) for n, i in enumerate(head)]
            return [*laid, *(("missing", steps[start][1], j) for j in between), *steps[start:]]
    return steps


def _free(source: Sequence[Word], spoken: bool) -> list[bool]:
    """Which words a quotation may leave out: stage directions, fillers, words said twice."""
    free = [w.soft for w in source]
    if not spoken:
        return free
    norms = [w.norm for w in source]
    for k, norm in enumerate(norms):
        free[k] = free[k] or norm in _FILLERS
        for phrase in _FILLER_PHRASES:
            if tuple(norms[k : k + len(phrase)]) == phrase:
                free[k : k + len(phrase)] = [True] * len(phrase)
    kept = [k for k in range(len(source)) if not free[k]]
    said = [norms[k] for k in kept]
    for n in range(len(kept)):
        for width in (1, 2, 3):
            if said[n : n + width] == said[n + width : n + 2 * width] and n + 2 * width <= len(kept):
                for k in kept[n : n + width]:
                    free[k] = True
    return free


def _read_steps(
    steps: Sequence[_Step], piece: Sequence[Word], source: Sequence[Word], low: int, spoken: bool
) -> Alignment | None:
    """The alignment that `steps` describe; words that may be left out are no difference."""
    matched = content = plain = run = longest = 0
    first, last = -1, -1
    differences: list[Difference] = []
    put_in: list[tuple[Word, tuple[Word, ...], int]] = []
    ours: list[Word] = []
    theirs: list[Word] = []
    free = _free(source[low:], spoken) if steps else []

    def close(at_end: bool = False) -> None:
        kept = [w for w in theirs if not w.soft]
        own = any(w.norm == INSERTED for w in ours)
        words = [w for w in ours if w.norm != INSERTED]
        put_in.extend((w, tuple(kept), last) for w in ours if w.norm == INSERTED)
        hidden = own and any(w.norm in NEGATIONS for w in kept)
        if words or hidden or (kept and not (own and len(kept) <= _INSERTION)):
            edge = at_end or not matched
            # What stands beside the quotation's end in the passage says nothing against a small word of that end.
            small = edge and words and not any(_carries(w) for w in words)
            told = () if small else tuple(kept)
            differences.append(Difference(tuple(words), told, _kind(words, told), edge))
        ours.clear()
        theirs.clear()

    for way, i, j in steps:
        if way == "same":
            close()
            matched += 1
            content += _carries(piece[i])
            plain += _carries(piece[i]) and not piece[i].raised
            run += 1
            longest = max(longest, run)
            first = low + j if first < 0 else first
            last = low + j + 1
            continue
        if way == "missing" and free[j]:
            continue
        run = 0
        if way != "missing":
            ours.append(piece[i])
        if way != "extra":
            theirs.append(source[low + j])
            first = low + j if first < 0 else first
            last = low + j + 1
    close(at_end=True)
    if first < 0 or not matched:
        return None
    own_words = sum(w.norm != INSERTED for w in piece)
    placed = tuple((mark, stood, at if at >= 0 else first) for mark, stood, at in put_in)
    return Alignment(first, last, matched, content, plain, longest, own_words, tuple(differences), put_in=placed)


# ---- what a difference is about ---------------------------------------------------------------


def _carries(word: Word) -> bool:
    """Whether a word carries meaning of its own."""
    return word.norm not in FUNCTION_WORDS and word.norm != "'s"


def _kind(quoted: Sequence[Word], source: Sequence[Word]) -> str:
    both = (*quoted, *source)
    ours, theirs = ({w.norm for w in side} & NEGATIONS for side in (quoted, source))
    if ours != theirs:
        return "negation"
    if any(w.number for w in both):
        return "number"
    if (
        len(quoted) == len(source) == 1
        and quoted[0].norm != source[0].norm
        and one_word(quoted[0].norm, source[0].norm)
    ):
        return "function"
    return "word" if any(_carries(w) for w in both) else "function"
