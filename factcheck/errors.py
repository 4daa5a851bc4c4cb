"""One tree of exceptions; each carries advice for the person at the terminal."""

from __future__ import annotations


class FactcheckError(Exception):
    """Something kept the check from being done.

    `message` says what happened in plain English, `advice` what to do next. The command line
    prints both on one line of stderr and ends with status 2.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} ({self.advice})"


class UsageError(FactcheckError):
    """An option or argument cannot be used as given."""


class DraftError(FactcheckError):
    """A draft cannot be read: missing, empty, binary, or of an unknown kind."""


class ClaimLineError(FactcheckError):
    """One line of `claim -` cannot be read."""


class SourceError(FactcheckError):
    """A source folder, manifest or data file is missing or broken."""


class LibraryError(FactcheckError):
    """The compiled library cannot be built or opened."""


class RegistryError(FactcheckError):
    """The claim registry cannot be read or written."""


class FetchError(FactcheckError):
    """A document or table could not be fetched, or was refused."""


class SettingsError(FactcheckError):
    """The settings file is broken."""
