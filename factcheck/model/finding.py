"""What a check found: readings with their evidence and arithmetic, findings and reports."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from factcheck.model.claim import Assertion, Slot
from factcheck.model.proof import Proof
from factcheck.model.record import record
from factcheck.model.text import Paragraph, Span

SUPPORTED = "supported"
CONFLICTING = "conflicting"
UNVERIFIED = "unverified"
STATUSES = (SUPPORTED, CONFLICTING, UNVERIFIED)


@record
class Evidence:
    """One official figure or passage, with what is needed to find it again.

    Dates are ISO text as the source declares them. Exactly one of `value` (digits, in the series'
    unit) and `excerpt` is set.
    """

    source: str
    title: str
    url: str
    locator: str
    release: str = ""
    published: str = ""
    retrieved: str = ""
    data_through: str = ""
    value: str | None = None
    excerpt: str | None = None
    note: str = ""  # what the manifest says that readers of the table should know


@record
class Calculation:
    """How an answer came about: the formula in words, the cells that went in, the result."""

    formula: str
    cells: tuple[tuple[str, str], ...]
    result: str


@record
class Reading:
    """One licensed way to understand an assertion, and how it compared.

    `outcome` is `fits`, `fails` or `no-data`. `licence` says which words or default allow the
    reading; `found_by` names the written word when it was matched by likeness and not exactly.
    """

    query: str
    outcome: str
    licence: str
    evidence: tuple[Evidence, ...] = ()
    calculation: Calculation | None = None
    failed_slot: str | None = None
    detail: str = ""
    found_by: str = ""
    proof: Proof | None = None


@record
class Caveat:
    """A rule id (`restated`, `loose-term`, ...) with a sentence for the reader."""

    rule: str
    text: str


@record
class NearMiss:
    """A neighbouring slot under which the written figure would be right. It only explains."""

    slot: str
    text: str


@record
class AssertionFinding:
    """The verdict on one assertion. `start` and `end` count code points in the claim's text."""

    text: str
    start: int
    end: int
    status: str
    rule: str
    slots: tuple[Slot, ...] = ()
    readings: tuple[Reading, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    failed_slot: str | None = None
    reason: str = ""
    needs: str = ""
    suggestion: str | None = None
    population: str = ""  # what the words say is counted: assertions that share it must be read alike
    outcomes: tuple[tuple[str, str, str], ...] = ()  # (population read, kind of year or "", outcome)
    said: Assertion | None = field(default=None, compare=False)  # what was judged
    looked_up: tuple[object, ...] = ()  # the population of its first reading


@record
class Finding:
    """The verdict on one claim.

    `rule` is the rule that decided (or the reason of unverified); `summary` one line for an
    editor; `reason` and `needs` say why it is unverified and what would resolve it; `suggestion`
    is wording that the sources support. `span` is the claim's place in its document, None for a
    claim typed at the desk. `context` is the sentences that filled unwritten slots.
    """

    id: str
    text: str
    as_of: date | None
    status: str
    rule: str
    summary: str
    reason: str = ""
    needs: str = ""
    suggestion: str | None = None
    caveats: tuple[Caveat, ...] = ()
    assertions: tuple[AssertionFinding, ...] = ()
    span: Span | None = None
    context: str = ""
    decision: str = ""  # an editor's earlier decision on this claim, as the registry words it
    worth: float | None = None  # check-worthiness from 0 to 1; None for a claim typed at the desk
    worth_reasons: tuple[str, ...] = ()


@record
class DocumentReport:
    """Everything found in one draft.

    `as_of_from` says where the as-of date came from: `option`, `row`, `front matter`, `page` ...
    `error` is set, with no findings, when the draft could not be read.
    """

    path: str
    title: str | None
    published: date | None
    as_of: date | None
    as_of_from: str
    notes: tuple[Caveat, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""
    error: str = ""
    paragraphs: tuple[Paragraph, ...] = ()  # of a Word file, PDF or web page
    left_out: int = 0  # statements that no source decides and nobody would check


@record
class SourceSummary:
    """One source as the report's footer names it."""

    id: str
    title: str
    publisher: str
    url: str
    release: str
    published: str
    data_through: str


@record
class Report:
    """A whole run of `check`, or of `claim` (whose findings stand in one document without a path)."""

    documents: tuple[DocumentReport, ...]
    sources: tuple[SourceSummary, ...] = ()

    def count(self, status: str) -> int:
        return sum(f.status == status for d in self.documents for f in d.findings)

    @property
    def claims(self) -> int:
        return sum(len(d.findings) for d in self.documents)
