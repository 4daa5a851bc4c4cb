"""References: how a text cites a numbered document, a page of a report, a docket or a case, and what is held on it."""

from __future__ import annotations

from datetime import date

from factcheck.model.record import record
from factcheck.model.source import OfficialText, Passage
from factcheck.model.text import Span

# The kinds of reference that every field shares; all others come from the manifests.
CASE, DOCKET = "case", "docket"
# How the place of a document begins that is known only because another one cites it.
CITED_IN = "cited in "


@record
class Reference:
    """One document that a text cites, and its place in the text.

    `kind` is the id of a manifest's `[[cited]]`, or `case` or `docket`; `label` is what reports call such a
    document ("ruling"). `key` tells documents of one kind apart ("10773", "89 48487", "7 12.3", "lee v. vale").
    `date` and `title` are what the text says of it beside its number, None and "" when it says nothing;
    `title_span` is where the title stands. `also` are other references to the same document ("Lee v. Vale, 5 Rep. 7").
    """

    span: Span
    kind: str
    label: str
    key: str
    date: date | None = None
    title: str = ""
    title_span: Span | None = None
    also: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """(kind, key) of this and of all that stand beside it for the same document."""
        return ((self.kind, self.key), *self.also)


@record
class Mention:
    """How an official document cites another one: "Order 5 of June 3, 2024 (Closing the Harbour)"."""

    document: OfficialText
    passage: Passage
    reference: Reference

    @property
    def words(self) -> str:
        """The citation as it stands there, with the title behind it."""
        end = self.reference.title_span.end if self.reference.title_span else self.reference.span.end
        shown = self.passage.text[self.reference.span.start : end]
        return shown + ")" if "(" in shown and ")" not in shown.rpartition("(")[2] else shown


@record
class Known:
    """What is held on one reference.

    `documents` have its number, `mentions` cite it, `others` are documents of its kind and title with other numbers.
    `verbs` are what is done to such a document ("signed"), `signed` whoever held the office that does it on its day,
    `signers` all who ever did, with the words for them, and `office` what that office is called.
    """

    reference: Reference
    documents: tuple[OfficialText, ...] = ()
    mentions: tuple[Mention, ...] = ()
    others: tuple[Mention, ...] = ()
    verbs: tuple[str, ...] = ()
    signed: str = ""
    signers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    office: tuple[str, ...] = ()

    @property
    def dates_it(self) -> bool:
        """Whether a document gives this number the day that the reference does."""
        return any(m.reference.date == self.reference.date for m in self.mentions)

    @property
    def titles_it(self) -> bool:
        """Whether a document gives this number the title that the reference does."""
        title = _plain(self.reference.title)
        titles = [m.reference.title for m in self.mentions] + [d.title for d in self.documents]
        return bool(title) and any(_plain(t).endswith(title) for t in titles)


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in title).lower().split())
