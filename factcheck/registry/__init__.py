"""The claim registry: a folder of JSON Lines -> claims, decisions, and what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "AddResult": "store",
    "Registry": "store",
    "Place": "records",
    "RegistryClaim": "records",
    "claim_of": "records",
    "claim_id": "identity",
    "normalise": "identity",
    "describe": "standing",
}


def __getattr__(name: str) -> Any:
    """Loads a part when it is first asked for: a claim's identity needs no file locks."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"factcheck.registry.{_HOMES[name]}"), name)
