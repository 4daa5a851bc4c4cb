"""What the tests share: a cache of their own, the compiled sources, and a second field."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from factcheck import shipped
from factcheck.check import Checker
from factcheck.library import Library, compile_into, open_library

DATA = Path(__file__).parent / "data"
EXAMPLES = Path(__file__).parent.parent / "examples"

# A busy machine is no fault of the code.
settings.register_profile("desk", deadline=None)
settings.load_profile("desk")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache for this run, so that no test reads or writes the user's."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("FACTCHECK_CACHE")
    os.environ["FACTCHECK_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["FACTCHECK_CACHE"]
    else:
        os.environ["FACTCHECK_CACHE"] = before


@pytest.fixture(scope="session")
def library(cache: Path) -> Library:
    """The bundled sources, compiled."""
    return open_library()


@pytest.fixture(scope="session")
def checker(library: Library) -> Checker:
    """A checker over the bundled sources."""
    return Checker(library)


@pytest.fixture(scope="session")
def examples(cache: Path) -> Checker:
    """A checker over the bundled sources and the synthetic ones of `examples/`."""
    return Checker(open_library([EXAMPLES]))


def bundle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the sources in `folder` be all that come with the tool."""
    known = shipped.bundled
    monkeypatch.setattr(shipped, "bundled", lambda kind: folder if kind == "sources" else known(kind))


@pytest.fixture
def few_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Next to nothing comes with the tool: for tests of other sources, whose library is then built in no time."""
    folder = tmp_path / "comes-with-it"
    shutil.copytree(shipped.bundled("sources") / "presidents", folder / "presidents")
    bundle(folder, monkeypatch)


@pytest.fixture(scope="session")
def rain_folder() -> Path:
    """The made-up rainfall source."""
    return DATA / "rainfall"


@pytest.fixture(scope="session")
def rain(rain_folder: Path) -> Checker:
    """A checker that knows rainfall and nothing else."""
    return Checker(Library(compile_into(sqlite3.connect(":memory:"), [rain_folder], None)))
