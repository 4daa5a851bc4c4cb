"""Turns the official CBP files below a folder into the compact figure files of sources/cbp.

    python scripts/build_cbp.py --official PATH --out sources/cbp

PATH holds `cbp/` and `long_history/`. Every original is known by its sha256 (build_cbp.toml), the
figures must reproduce totals that CBP states itself, and the publications must agree with each
other; otherwise nothing is written and the status is 1. The same input gives the same bytes.
Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.cbp_checks import check_all, restatements
from scripts.cbp_ohss import full_years
from scripts.cbp_original import BuildError, Cells, Facts, Row, read_original, rows_of
from scripts.cbp_tables import COLUMNS, MERGED, Table, first_rows, merged, read_tables

PUBLISHER = "U.S. Customs and Border Protection"
FIRST = "first_published"


def known_facts() -> Facts:
    """build_cbp.toml: the originals, their known totals and their words."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def csv_text(columns: Sequence[str], table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(table)
    return out.getvalue()


def release_entry(original: Facts, name: str, size: int, months: Sequence[str]) -> str:
    """One `[[release]]` of releases.toml; `months` holds the month or year of every row of table `name`."""
    entry = {"id": original["id"], "table": name}
    entry |= {k: original[k] for k in ("title", "url", "published", "obtained_from", "sha256")}
    entry |= {"publisher": original.get("publisher", PUBLISHER)}
    entry |= {"original": Path(original["path"]).name, "bytes": size}
    entry |= {"first_month": min(months), "data_through": max(months), "rows": len(months)}
    if "read_from" in original:
        entry["read_from"] = Path(original["read_from"]["path"]).name
    entry |= {key: original[key] for key in ("sheets", "rounded_to") if key in original}
    # A JSON string without control characters is a TOML basic string.
    return "[[release]]\n" + "".join(f"{key} = {json.dumps(v)}\n" for key, v in entry.items())


def build(official: Path, facts: Facts) -> tuple[dict[str, str], list[str]]:
    """File name -> content of every output, and the lines to print; writes nothing."""
    tables: dict[str, Table] = defaultdict(list)
    held: dict[str, dict[str, Cells]] = defaultdict(dict)
    entries = ["# Written by scripts/build_cbp.py; do not edit.\n"]
    first: list[Row] = []
    for original in facts["original"]:
        data, release = read_original(official, original), original["id"]
        made: dict[str, Table] = {}
        if FIRST in original["tables"]:
            first = rows_of(data, original["path"], ("month", "series", "first_published", "now", "diff"))
            made[FIRST] = first_rows(first, original["path"], held["southwest"], facts["series"])
        else:
            for name, read in read_tables(official, original, facts).items():
                yearly = name.endswith("_yearly")
                cells = full_years(read, held[name.removesuffix("_yearly")][release]) if yearly else read
                held[name][release] = cells
                made[name] = sorted((release, *cell, str(n)) for cell, n in cells.items())
        for name in original["tables"]:
            month = COLUMNS[name].index("fiscal_year" if "fiscal_year" in COLUMNS[name] else "month")
            months = [row[month] for row in made[name]]
            entries.append(release_entry(original, name, len(data), months))
            tables[name] += [] if name in MERGED else made[name]
    tables |= {name: merged(held[name]) for name in MERGED if name in held}
    files = {f"{name}.csv": csv_text(COLUMNS[name], table) for name, table in tables.items()}
    notes = check_all(held, facts) + restatements(held, first)
    return files | {"releases.toml": "\n".join(entries)}, notes


def write_all(out: Path, files: Mapping[str, str]) -> None:
    """Puts every file into `out`, or, when one cannot be written, none of them."""
    staged: list[tuple[Path, Path]] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            if (out / name).is_dir():
                raise BuildError(f"{out / name} is a folder: move it away, then run again")
            temporary = out / f".{name}.{os.getpid()}.tmp"
            staged.append((temporary, out / name))
            with temporary.open("w", encoding="utf-8", newline="") as handle:
                handle.write(text)
                handle.flush()
                os.fsync(handle.fileno())
        for temporary, target in staged:
            os.replace(temporary, target)
    except OSError as error:
        raise BuildError(f"cannot write to {out} ({error.strerror}): give --out a folder you may write to") from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the build; 0 when everything was written, 1 when nothing was."""
    parser = argparse.ArgumentParser(description="Build the figure files of sources/cbp.")
    parser.add_argument("--official", type=Path, required=True, metavar="PATH")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH")
    options = parser.parse_args(arguments)
    try:
        files, notes = build(options.official, known_facts())
        write_all(options.out, files)
    except BuildError as error:
        print(f"build_cbp: {error}", file=sys.stderr)
        return 1
    print("\n".join(notes))
    for name, text in files.items():
        print(f"wrote {options.out / name} ({len(text.encode()):,} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
