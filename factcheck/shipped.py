"""The name of what comes with the tool -> the folder it lies in: sources, claims, and what is known of English."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import SettingsError

KINDS = ("sources", "claims", "english")
_PACKAGE = Path(__file__).resolve().parent


def bundled(kind: str, package: Path = _PACKAGE) -> Path:
    """The folder of the data that comes with the tool; `kind` is one of `KINDS`:
    `english` holds what is known of the language, as data.

    A checkout (also when installed as editable) is used as it stands; otherwise the copy that the
    wheel carries. `package` is the folder of the installed package. Raises SettingsError when
    neither is there.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {KINDS}, not {kind!r}")
    # The checkout comes first: the copy of an editable install is as old as the installation.
    checkout = package.parent / kind
    if checkout.is_dir() and _is_checkout(package.parent):
        return checkout
    installed = package / "_bundled" / kind
    if installed.is_dir():
        return installed
    raise SettingsError(
        f"the {kind} folder that comes with factcheck is missing from {package}",
        "install factcheck-desk again",
    )


def _is_checkout(folder: Path) -> bool:
    """Whether `folder` is this project's own, and not just any folder with sources in it."""
    try:
        lines = (folder / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    # Reading one line spares every start the import of a TOML parser.
    return 'name = "factcheck-desk"' in lines
