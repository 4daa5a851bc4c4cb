"""Provisions are read once, when the library is compiled, and come back as they were read."""

from __future__ import annotations

import ast
import dataclasses
import sqlite3
from pathlib import Path

import pytest

import factcheck
from factcheck.library import Library, compile_into
from factcheck.library.cache import _COMPILERS
from factcheck.retrieve.provisions import Statutes

HARBOUR = Path(__file__).parents[1] / "data" / "harbour"
PACKAGE = Path(factcheck.__file__).parent


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(compile_into(sqlite3.connect(":memory:"), [HARBOUR], None))


def test_every_provision_comes_back_as_it_was_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {norm.address: norm for norm in Statutes(library, library.facts).norms()}
    assert all(library.norm(address) is not None for address in kept)
    monkeypatch.setattr(Library, "norm", lambda self, address: None)
    read = {norm.address: norm for norm in Statutes(library, library.facts).norms()}
    assert {a: dataclasses.astuple(n) for a, n in kept.items()} == {a: dataclasses.astuple(n) for a, n in read.items()}
    clauses = [clause for norm in kept.values() for clause in norm.clauses]
    assert any(c.quantities for c in clauses) and any(c.refs for c in clauses)
    assert any(n.near and n.around for n in kept.values())


def test_what_is_not_held_is_not_kept(library: Library) -> None:
    assert library.norm("9-hc-999") is None


def test_another_reader_of_rules_makes_another_library() -> None:
    wanted, seen = ["retrieve/provisions.py"], set[str]()
    while wanted:
        path = wanted.pop()
        if path not in seen:
            seen.add(path)
            tree = ast.parse((PACKAGE / path).read_text("utf-8"))
            named = (n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module)
            wanted += [f"{n.removeprefix('factcheck.').replace('.', '/')}.py" for n in named if ".text." in n]
    assert seen and seen <= set(_COMPILERS)
