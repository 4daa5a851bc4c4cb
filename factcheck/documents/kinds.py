"""Tells what kind of document a text is, and who issued it, by the words of the manifests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from factcheck.model.record import record
from factcheck.text.tokens import norms

_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)", re.I)
_HEAD, _FOOT = 900, 900  # characters of a text in which its own marks are looked for


@record
class Kind:
    """A kind of document that a manifest declares; phrases are comparable words joined by spaces."""

    name: str
    titles: tuple[str, ...]
    tags: tuple[str, ...]
    marks: tuple[str, ...]
    transcript: bool
    law: bool


@record
class Kinds:
    """All kinds that the manifests declare, and the issuers of documents by their host."""

    kinds: tuple[Kind, ...] = ()
    issuers: tuple[tuple[str, str], ...] = ()  # host, issuer

    def kind_of(self, title: str, tags: Sequence[str], body: str) -> Kind | None:
        """The kind whose words stand first in the title, else the one whose marks stand in the text, else
        the one whose tag the file carries."""
        found = _earliest(title, ((k, p) for k in self.kinds for p in k.titles))
        if found is None:
            head = f"{body[:_HEAD]}\n{body[-_FOOT:]}" if len(body) > _HEAD + _FOOT else body
            found = _earliest(head, ((k, p) for k in self.kinds for p in k.marks))
        if found is None:
            found = next((k for k in self.kinds if set(k.tags) & set(tags)), None)
        return found

    def law(self) -> Kind | None:
        return next((k for k in self.kinds if k.law), None)

    def named(self, name: str) -> Kind | None:
        return next((k for k in self.kinds if k.name == name), None)

    def issuer_of(self, url: str) -> str:
        match = _HOST.match(url)
        host = match[1].lower() if match else ""
        return next((name for known, name in self.issuers if host == known or host.endswith("." + known)), "")


def kinds_of(manifests: Iterable[Mapping[str, Any]]) -> Kinds:
    """The kinds and issuers declared by the `[documents]` sections of manifests."""
    kinds: list[Kind] = []
    issuers: list[tuple[str, str]] = []
    for data in manifests:
        documents = data.get("documents", {})
        issuers += [(host, documents["issuer"]) for host in documents.get("hosts", ()) if documents.get("issuer")]
        for name, about in documents.get("kinds", {}).items():
            kinds.append(
                Kind(
                    name,
                    tuple(" ".join(norms(p)) for p in about.get("titles", ())),
                    tuple(about.get("tags", ())),
                    tuple(" ".join(norms(p)) for p in about.get("marks", ())),
                    bool(about.get("transcript")),
                    bool(about.get("law")),
                )
            )
    return Kinds(tuple(kinds), tuple(sorted(issuers)))


def _earliest(text: str, phrases: Iterable[tuple[Kind, str]]) -> Kind | None:
    """The kind whose phrase stands first in `text`; of two at one place, the longer phrase's."""
    words = f" {' '.join(norms(text))} "
    found = [(at, -len(phrase), number, kind) for number, (kind, phrase) in enumerate(phrases)
             if (at := words.find(f" {phrase} ")) >= 0]  # fmt: skip
    return min(found, key=lambda f: f[:3])[3] if found else None
