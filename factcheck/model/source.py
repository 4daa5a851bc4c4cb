"""Official sources as the engine sees them: releases, series of months, documents and their passages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from typing import Any, Protocol

from factcheck.model.norm import Norm
from factcheck.model.record import record
from factcheck.model.value import Number, month_name


@record
class Release:
    """One publication of a table. Dates are ISO text; months are month indices."""

    id: str
    table: str
    published: str
    retrieved: str
    url: str
    original: str
    sha256: str
    first_month: int
    last_month: int
    rounded_to: int = 1  # the publisher rounds every figure to this


@record
class Announced:
    """A single figure as it was announced, before later releases restated it."""

    month: int
    value: Number
    published: str
    quoted_from: str
    file: str = ""  # relative to the sources folder
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()  # column -> values of its row


@record
class Part:
    """What one table answers to a query: values by release, then by month (of a quarter or year, its first)."""

    table: str
    title: str
    url: str
    source: str
    locator: str
    releases: tuple[Release, ...]  # oldest first
    values: Mapping[str, Mapping[int, Number]]  # release id -> month -> value; a month not held is absent
    caveats: tuple[str, ...] = ()
    file: str = ""  # relative to the sources folder
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()  # column -> values of the rows summed
    span: int = 1  # months that one figure covers, 3 or 12 in a table by quarter or year; it stands under their first
    cells: int = 1  # the most published figures that were added up to one value


@record
class Series:
    """Everything held on one measure and population, by month.

    `parts` stand in the manifest's order: a month is answered by the first part that covers it.
    """

    measure: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    parts: tuple[Part, ...]
    announced: tuple[Announced, ...] = ()
    restated_percent: float = 0.0
    restated_points: float = 0.0
    mean: bool = False  # months are averaged and never added up: a temperature, a rate
    percent: bool = False  # the values are percentages themselves
    signed: bool = False  # values may lie below zero, so that ratios between them mean nothing
    decimals: int = 0
    unit: str = ""  # of something measured; empty for a count
    family: str = ""
    revised_percent: float = 0.0  # a figure that far off may be from before the part was revised
    cache: dict[Hashable, Any] = field(default_factory=dict, compare=False, hash=False)
    # What is asked of it again and again, worked out once.
    first_month: int = field(init=False, compare=False)
    last_month: int = field(init=False, compare=False)
    least_span: int = field(init=False, compare=False)  # of its tables by quarter or year; 0 where it has none
    by_month: bool = field(init=False, compare=False)  # whether one of its tables is
    rounded: bool = field(init=False, compare=False)  # whether a publisher rounded one of its releases

    def __post_init__(self) -> None:
        releases = [r for p in self.parts for r in p.releases]
        object.__setattr__(self, "first_month", min(r.first_month for r in releases))
        object.__setattr__(self, "last_month", max(r.last_month for r in releases))
        spans = [part.span for part in self.parts if part.span > 1]
        object.__setattr__(self, "least_span", min(spans, default=0))
        object.__setattr__(self, "by_month", any(part.span == 1 for part in self.parts))
        object.__setattr__(self, "rounded", any(r.rounded_to > 1 for r in releases))

    @property
    def first_name(self) -> str:
        return month_name(self.first_month)


Where = tuple[tuple[str, tuple[str, ...]], ...]


class Figures(Protocol):
    """What retrieval asks of a library; `None` where no table can answer."""

    def series(self, measure: str, where: Where) -> Series | None: ...

    def strands(self, measure: str, where: Where) -> Iterator[Series]:
        """What each family of tables holds, the preferred one first. Two of them never mix."""
        ...


# ---- documents --------------------------------------------------------------------------------


# What to do about a document without a date: what everybody who tells of one says.
DATE_IT = (
    "its date: in Markdown or text a line “date: 2024-05-06” between “---” lines at its head, else `date` in a manifest"
)


@record
class OfficialText:
    """One official document: a statute, an order, a transcript.

    `date` is ISO text, empty where the document states none, and as short as it is known ("2021-06").
    `kind` is a name that a manifest's `[documents.kinds]` declares, or empty. `path` is relative to the
    folder that was given. An excerpt is not `complete`: what it lacks may still stand in the document.
    """

    id: int
    source: str  # the manifest's id, else the name of the folder
    path: str
    title: str
    kind: str = ""
    issuer: str = ""
    date: str = ""
    url: str = ""
    official: bool = True  # False: somebody else's words about an official document
    complete: bool = True
    sha256: str = ""  # of the file


@record
class Passage:
    """A paragraph or provision of an official document, with the address at which it is cited.

    `number` counts the passages of a document from 0. `speaker` is as the transcript writes it. Of law,
    `parent` is the number of the passage that holds the lead-in ("no person may …, unless"), else -1, and
    `text` may be empty where a provision has only a heading.
    """

    id: int
    document: int
    number: int
    locator: str  # "8 U.S.C. 1158(a)(2)(B)", "paragraph 12", "page 3"
    text: str
    speaker: str = ""
    heading: str = ""
    parent: int = -1


@record
class Nominee:
    """A passage that may speak of what a statement says, with what holds for its document as a whole.

    `opening` is the document's first paragraph, `published` a sentence that says who brought out the document
    ("Captain Lee signed the order …"), `verbs` what is done to such a document, `signed` the name in it.
    `people` are those whom the statement's context names, each with the words for them; `speaker_fits` is False
    when somebody else is said to have said it; `offices` are phrases for an office ("the warden") with whoever
    held it on the document's day; `we` are the names that its publisher's speakers call "we".
    `dated` is False when the passage tells of something of another day than the document's. `rivals` are the words
    for others who held the office of whoever signed it, and whom the statement names. `kin` has surnames by which
    alone somebody is known whom the statement names, each with the first names of others who bear them; `firsts`
    are the first names of all known whom it names in full. `leader` is who was at the head of its publisher. `apart`
    are all names that manifests know with others of their kind: of what kind each is, and which of it. `whole` is the
    text of a short document, `short` the initials that it explains ("Port Fee (PF)") with what they stand for. `late`:
    it is a transcript that may bear the day after the one on which it was spoken.
    """

    document: OfficialText
    passage: Passage
    opening: str = ""
    published: str = ""
    verbs: tuple[str, ...] = ()
    signed: str = ""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    speaker_fits: bool = True
    offices: tuple[tuple[str, str], ...] = ()
    we: tuple[str, ...] = ()
    dated: bool = True
    rivals: frozenset[str] = frozenset()
    kin: tuple[tuple[str, frozenset[str]], ...] = ()
    firsts: frozenset[str] = frozenset()
    leader: str = ""
    apart: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    whole: str = ""
    short: tuple[tuple[str, str], ...] = ()
    late: bool = False


@record
class Sought:
    """What a passage must have for a statement to be compared with it, by the letters that begin what may name it.

    All of `names` and all but `lacking` of `words`, which may as well stand where its document begins; and of its own
    all of `deeds`, or, where what only comes near is told as well, something of `near`. `deed` is the first word
    that says what was done. One of `others` may be lacking, too: another name may stand in its place.
    """

    names: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    lacking: int
    deeds: tuple[frozenset[str], ...] = ()
    near: frozenset[str] = frozenset()
    deed: str = ""
    others: tuple[frozenset[str], ...] = ()


def lead_in(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that `passage` continues, outermost first; `passages` are all of its document."""
    chain: list[Passage] = []
    while passage.parent >= 0:
        passage = passages[passage.parent]
        chain.append(passage)
    return tuple(reversed(chain))


def siblings(passage: Passage, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that hang on the same lead-in, `passage` among them."""
    return tuple(p for p in passages if p.parent == passage.parent)


class Texts(Protocol):
    """What retrieval asks of a library's documents."""

    def documents(self) -> Mapping[int, OfficialText]:
        """All documents by id."""
        ...

    def passages(self, document: int) -> Sequence[Passage]:
        """The passages of one document in their order."""
        ...

    def norm(self, address: str) -> Norm | None:
        """The provision at an address ("8-usc-1158-a-2") as read when the library was compiled; None for any other."""
        ...

    def beginning(self, heads: frozenset[str]) -> tuple[int, int]:
        """The passages with a word that begins so, as bits by their ids; and these with those whose document begins
        with such a word."""
        ...

    def bits(self, documents: Set[int]) -> int:
        """The passages of some documents, as bits by their ids."""
        ...

    def with_pairs(self, pairs: Sequence[Sequence[str]], most: int, least: int) -> Sequence[Passage] | None:
        """The passages, at most so many, with one of the rarest pairs of words side by side, in one of its ways.

        None where not at least so many of the pairs are so rare.
        """
        ...

    def nominate(
        self, words: str, limit: int = 20, among: Collection[int] | None = None, headings: bool = True
    ) -> Sequence[tuple[Passage, float]]:
        """The passages nearest to `words` by BM25, best first, among the documents given, else all.

        `headings`: words also count in those that a passage stands under. A score orders and never decides.
        """
        ...


# ---- what a draft quotes ------------------------------------------------------------------------

FITS, OTHER, OPEN = "fits", "other", "open"


@record
class Candidate:
    """A stretch of an official document that a draft may quote: passages of one speaker in their order.

    `speaker`, `named` and `day` say whether it is who, which document and when the draft says: `fits`,
    `other`, or `open` where the draft or the document does not tell. `held_by` is who speaks here, in
    words for a report. `later` marks a document published after the draft was written; `age` is how many
    days before the draft it was published, when both are dated. `whole` is all of the document.
    """

    document: OfficialText
    passages: tuple[Passage, ...]
    speaker: str = OPEN
    named: str = OPEN
    day: str = OPEN
    held_by: str = ""
    later: bool = False
    age: int | None = None
    whole: Sequence[Passage] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing that the draft says of its source speaks against this stretch."""
        return OTHER not in (self.speaker, self.named, self.day) and not self.later


@record
class Search:
    """What a search for a quotation came to.

    `candidates` looks for the nearest among the documents that are what the draft names, which `held` counts;
    `elsewhere` for more among all others, and is asked where these do not have the words. `standing` are all that may
    have them as they are quoted; None where that is not known. `who` names speaker and document for a
    report. `known` says that the manifests know whoever is named; `named` that anybody or anything is;
    `spoken` that somebody is, and not only a document; `titled` that a document is named by its title.
    """

    candidates: Callable[[], tuple[Candidate, ...]] = tuple
    elsewhere: Callable[[], tuple[Candidate, ...]] = tuple
    standing: tuple[Candidate, ...] | None = None
    held: int = 0
    who: str = ""
    known: bool = False
    named: bool = False
    spoken: bool = False
    titled: bool = False
