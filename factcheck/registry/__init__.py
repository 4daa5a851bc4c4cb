"""The claim registry: a folder of JSON Lines -> claims, decisions, and what stands."""

from __future__ import annotations

from factcheck.registry.identity import claim_id, normalise
from factcheck.registry.records import Place, RegistryClaim, claim_of
from factcheck.registry.standing import describe
from factcheck.registry.store import AddResult, Registry

__all__ = [
    "AddResult",
    "Place",
    "Registry",
    "RegistryClaim",
    "claim_id",
    "claim_of",
    "describe",
    "normalise",
]
