"""Quotes single provisions from files of the U.S. Code into sources/uscode/provisions.jsonl.

    python scripts/build_uscode.py --statutes PATH --out sources/uscode

build_uscode.toml names the provisions and knows each original by its sha256. One that differs, or a
provision that is not found, ends the run with status 1 and nothing written. The same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from factcheck.documents.kinds import Kinds
from factcheck.documents.read import read_file
from factcheck.errors import SourceError

NAME = "provisions.jsonl"


class BuildError(Exception):
    """An original is not what it was, or does not hold what it should."""


def quoted(provision: Mapping[str, str], about: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The row of one provision: its words, where they stand, and where they come from."""
    path = folder / provision["original"]
    if not path.is_file():
        raise BuildError(f"{path} is not there")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != provision["sha256"]:
        raise BuildError(f"{path}: its sha256 is {found}, not {provision['sha256']}")
    parts = [p for r in read_file(path, path.name, Kinds()) for p in r.parts if p.locator == provision["locator"]]
    if len(parts) != 1 or not parts[0].text:
        raise BuildError(f"{path}: {provision['locator']} stands there {len(parts)} times")
    return {
        "id": provision["locator"],
        "locator": provision["locator"],
        "title": f"{provision['locator']}, {parts[0].heading}",
        "issuer": about["issuer"],
        "date": about["date"],
        "url": provision["url"],
        "complete": False,
        "text": parts[0].text,
        "original": f"{provision['original']}, from {about['obtained_from']}",
        "sha256": provision["sha256"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Quotes provisions of the U.S. Code.")
    parser.add_argument("--statutes", type=Path, required=True, help="the folder of the sections")
    parser.add_argument("--out", type=Path, required=True, help=f"the folder to write {NAME} to")
    options = parser.parse_args()
    about = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    try:
        rows = [quoted(provision, about, options.statutes) for provision in about["provision"]]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        building = options.out / f".{NAME}"
        building.write_text(text, "utf-8")
        os.replace(building, options.out / NAME)
    except (BuildError, SourceError, OSError) as error:
        print(f"build_uscode: {error}", file=sys.stderr)
        return 1
    print(f"{options.out / NAME}: {len(rows)} provisions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
