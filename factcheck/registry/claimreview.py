"""Registry claims with what was decided <-> ClaimReview, the JSON-LD of schema.org for fact checks.

The form is that of https://schema.org/ClaimReview, with the properties that search engines ask for
(claimReviewed, reviewRating, url) and those they recommend. Nothing is fetched: an address is only written down.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from factcheck.errors import RegistryError
from factcheck.model.decision import CHECKED, Decision
from factcheck.model.finding import CONFLICTING, SUPPORTED, UNVERIFIED
from factcheck.registry.identity import claim_id
from factcheck.registry.records import Check, RegistryClaim

# A scale of five, as most fact checkers use; what is unverified has words and no place on it.
_RATINGS: dict[str, tuple[int | None, str]] = {
    SUPPORTED: (5, "Supported by the official source"),
    CONFLICTING: (1, "Conflicts with the official source"),
    UNVERIFIED: (None, "Unverified"),
}
_DEEPEST = 40


def claim_review(
    claim: RegistryClaim, decision: Decision, check: Check | None, author: str, page: str
) -> dict[str, Any]:
    """The ClaimReview of one claim on which `decision` stands.

    The verdict is the one the person saw, else that of the last check. `author` is the newsroom, `page` the
    address that the reviews stand on; each review's own is the page with the claim's identity as its fragment.
    """
    status = decision.status or (check.status if check else UNVERIFIED)
    value, words = _RATINGS.get(status, (None, status))
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": words}
    if value is not None:
        rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    reviewed: dict[str, Any] = {"@type": "Claim", "text": claim.text}
    if claim.outlet:
        reviewed["author"] = {"@type": "Organization", "name": claim.outlet}
    if claim.date:
        reviewed["datePublished"] = claim.date.isoformat()
    if claim.url:
        reviewed["appearance"] = {"@type": "CreativeWork", "url": claim.url}
    body = ". ".join(
        part for part in (check.summary if check and check.status == status else "", decision.note) if part
    )
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{page}#{claim.id}" if page else f"#{claim.id}",
        "datePublished": decision.when.date().isoformat(),
        "author": {"@type": "Organization", "name": author},
        "claimReviewed": claim.text,
        "itemReviewed": reviewed,
        "reviewRating": rating,
    }
    return review | ({"reviewBody": body} if body else {})


def read_claim_reviews(text: str, name: str) -> list[tuple[RegistryClaim, Decision]]:
    """The claims that a JSON file of ClaimReviews is about, each with the check that the file reports.

    The file holds one review, a list, a graph or a data feed. Raises RegistryError, naming the file `name` and what
    is wrong with it, when it holds none that can be read.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegistryError(f"{name} is not JSON: {error}", "export the reviews as JSON-LD") from error
    found = [_read(review, name) for review in _reviews(data)]
    if not found:
        raise RegistryError(f"{name} holds no ClaimReview", "see https://schema.org/ClaimReview for the form")
    return found


def _reviews(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every object that says it is a ClaimReview, however deep in graphs, lists and feeds it lies."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        kind = data.get("@type")
        if kind == "ClaimReview" or (isinstance(kind, list) and "ClaimReview" in kind):
            yield data
        else:
            for value in data.values():
                yield from _reviews(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _reviews(value, depth + 1)


def _read(review: Mapping[str, Any], name: str) -> tuple[RegistryClaim, Decision]:
    text = _words(review.get("claimReviewed"))
    if not text:
        raise RegistryError(f'{name}: a ClaimReview has no "claimReviewed"', "add the claim's words to it")
    claimed = _first(review.get("itemReviewed"))
    appeared = _first(claimed.get("appearance")) or _first(claimed.get("firstAppearance"))
    day = _day(claimed.get("datePublished")) or _day(appeared.get("datePublished"))
    page = _words(review.get("url"))
    who = _words(_first(review.get("author")).get("name")) or "an unnamed checker"
    when = _day(review.get("datePublished")) or day
    if when is None:
        raise RegistryError(f'{name}: the review of “{text[:60]}” has no "datePublished"', "add the day of the review")
    rating = _words(_first(review.get("reviewRating")).get("alternateName")) or "no rating in words"
    identity = claim_id(text, day)
    claim = RegistryClaim(
        identity,
        text,
        outlet=_words(_first(claimed.get("author")).get("name")),
        date=day,
        file=page,
        as_of=day,
        url=_words(appeared.get("url")) or _words(appeared.get("@id")),
    )
    # The same review has the same id, so that importing a file twice changes nothing.
    mark = sha256(f"{page}\n{identity}\n{who}\n{when}\n{rating}".encode()).hexdigest()[:12]
    note = f"{rating} ({page})" if page else rating
    moment = datetime(when.year, when.month, when.day, tzinfo=UTC)
    return claim, Decision(f"d-{mark}", identity, CHECKED, who, moment, note)


def _first(value: Any) -> Mapping[str, Any]:
    """An object, or the first of a list of them; an empty one for anything else."""
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, dict)), {})
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def to_json(reviews: Iterable[Mapping[str, Any]]) -> str:
    """Reviews as one JSON-LD document, ending with a line end; `<` is escaped, for it may stand in a page."""
    return json.dumps(list(reviews), ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"
