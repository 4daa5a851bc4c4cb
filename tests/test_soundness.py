"""`sources check` names every mistake of a source at once, each with its file, line and remedy."""

from __future__ import annotations

import csv
import shutil
import tracemalloc
from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.errors import SourceError
from factcheck.library import manifests_below, open_library
from factcheck.soundness import examine_all

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CELL = ("2024-02", "2020-10", "highlands")


@pytest.fixture
def power(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "power", tmp_path / "power"))


def found(folder: Path) -> list[str]:
    problems = [p for ps in examine_all(manifests_below(folder)).values() for p in ps]
    assert all(p.advice and "\n" not in p.message for p in problems)
    return [p.message for p in problems]


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), start=1) if text in line)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_all_sources_of_the_repository_are_sound() -> None:
    for root in (EXAMPLES, EXAMPLES.parent / "sources", EXAMPLES.parent / "tests" / "data"):
        assert manifests_below(root) and found(root) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('label = "fuel"', 'lable = "fuel"', "lable", "dimensions.fuel.lable: not a key of [dimensions.fuel]"),
        ("months = 2", 'months = "2"', "months =", "near.months: '2' is not a whole number"),
        ("fiscal_start = 7", "fiscal_start = 13", "fiscal_start", "calendar.fiscal_start: 13 is no month"),
        ('bare_year = ["calendar"', 'bare_year = ["lunar"', "bare_year", "is unknown"),
        ('file = "power.csv"', 'file = "energy.csv"', "file =", "energy.csv is not there"),
        ('measure = "generation"', 'measure = "generating"', "measure =", "no [measures.generating]"),
        ('["region", "fuel"]\n\n[[', '["area", "fuel"]\n\n[[', 'dimensions = ["area', "[dimensions.area]"),
        ('["Lowlands"]', '["Highlands"]', "[dimensions.region.values.low", "“highlands” leads to the value"),
        ('words = ["TWh"', 'words = ["GWh", "TWh"', "[[measures.generation.units]]", "two different sizes"),
        ("times = 1000", "times = 0", "times =", "must be above zero"),
        ('label = "wind"', 'label = "wind"\nweak = "yes"', "weak", "'yes' is not true or false"),
        ('["wind",', '["wind blowing over the wide open sea",', "[dimensions.fuel.values.wind", "5 words"),
        ('words = ["wind",', 'words = ["wind.*",', "[dimensions.fuel.values.wind", "looks like a pattern"),
        ('id = "2024-02"', 'id = "2023-02"', "[[tables.releases]]", "two releases are called '2023-02'"),
        ('"2024-02-09"', '"9 Feb 2024"', "[[tables.releases]]", "'9 Feb 2024' is not a date"),
        ('"2024-02-09"', '"2023-12-09"\nretrieved = "2023-01"', "[[tables.releases]]", "before it was published"),
        ('label = "fuel"', 'label = "fuel"\nimplies = { region = "islands" }', "implies", "no value 'islands'"),
        ("readings = [{}]", 'readings = [{ fule = "coal" }]', "[[measures.generation.words]]", "[dimensions.fule]"),
        ('words = ["hydro",', 'words = ["coal",', "[dimensions.fuel.values.hydro", "leads to the value 'coal'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_manifest_is_named_with_its_line(old: str, new: str, line: str, words: str, power: Path) -> None:
    change(power, "manifest.toml", old, new)
    message = next((m for m in found(power) if words in m), None)
    assert message is not None, found(power)
    place = message.partition("manifest.toml:")[2].partition(":")[0]
    # A list's own line, or that of the table it stands in.
    assert int(place) <= line_of(power / "manifest.toml", line) + 4 and int(place) > 1


def test_words_that_lead_two_ways_are_named(power: Path) -> None:
    group = '[[measures.generation.words]]\nnouns = ["output"]\nreadings = [{ fuel = "coal" }]\n\n'
    change(power, "manifest.toml", "[[measures.generation.units]]", group + "[[measures.generation.units]]")
    assert any("“output” leads to measures.generation.words #1 as well" in m for m in found(power))


def test_loops_are_named(power: Path) -> None:
    change(
        power,
        "manifest.toml",
        'label = "fuel"',
        'label = "fuel"\nreplaces = ["region"]\nimplies = { region = "highlands" }',
    )
    change(
        power, "manifest.toml", 'label = "region"', 'label = "region"\nreplaces = ["fuel"]\nimplies = { fuel = "coal" }'
    )
    messages = found(power)
    assert any("replaces: leads back to where it began: region → fuel → region" in m for m in messages)
    assert any("implies: leads back to where it began: region → fuel → region" in m for m in messages)


def test_what_a_value_lies_in_has_to_be_declared(power: Path) -> None:
    change(
        power,
        "manifest.toml",
        "[dimensions.fuel.values.coal]",
        '[dimensions.fuel.values.coal]\nwithin = { region = ["moon"] }',
    )
    assert any("within" in m and "region has no value 'moon'" in m for m in found(power))


def test_loops_among_concepts_are_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text(
        '[source]\nid = "law"\ntitle = "t"\npublisher = "p"\n\n'
        '[concepts.one]\nslot = "action"\nwords = ["one"]\nparts = [["two"]]\nrivals = ["one"]\n\n'
        '[concepts.two]\nslot = "action"\nwords = ["two"]\nparts = [["one"]]\n',
        "utf-8",
    )
    messages = found(tmp_path)
    assert len([m for m in messages if "parts: leads back" in m]) == 1
    assert any("cannot contradict itself" in m for m in messages)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("release,month,region,fuel,value", "release,month,region,value", "no column 'fuel'"),
        ("release,month,region,fuel,value", "release,month,region,fuel,fuel", "no column 'value'"),
        ("2023-02,2013-01,highlands,coal,", "2023-02,2013-01,highlands,coal,-", ":2: '-"),
        ("2023-02,2013-01,highlands,coal,", "2023-02,2013-01,highlands,coal,x", "is not a number"),
        ("2023-02,2013-01,highlands,coal", "2023-02,2013-13,highlands,coal", ":2: '2013-13' is not a month"),
        ("2023-02,2013-01,highlands,coal", "1999,2013-01,highlands,coal", "release '1999' is not declared"),
        ("2023-02,2013-01,highlands,coal", "2023-02,2023-11,highlands,coal", "has figures for 2023-11"),
        ("2023-02,2013-01,highlands,coal", "2023-02,2013-01,highlands,peat", "the figures hold 'peat'"),
        ("2013-01,highlands,wind", "2013-01,highlands,coal", ":3: the same month, release and dimensions as line 2"),
        ("2023-02,2013-01,highlands,coal", "2023-02,2013-01,highlands,co,al", ":2: 6 cells where the header has 5"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_figure_file_is_named_with_its_line(old: str, new: str, words: str, power: Path) -> None:
    change(power, "power.csv", old, new)
    assert any("power.csv" in m and words in m for m in found(power)) or any(words in m for m in found(power))


@pytest.mark.usefixtures("few_sources")
def test_mixed_encodings_are_named_with_the_line(power: Path) -> None:
    data = (power / "power.csv").read_bytes().replace(b"highlands,wind", b"h\xf6chlands,wind", 1)
    (power / "power.csv").write_bytes(data)
    assert any("power.csv:3: this line is not UTF-8" in m for m in found(power))
    with pytest.raises(SourceError, match=r"power\.csv:3"):
        open_library([power])


def test_a_declared_value_that_no_figure_has_is_named(power: Path) -> None:
    change(power, "manifest.toml", "[neutral]", '[dimensions.fuel.values.peat]\nwords = ["peat"]\n\n[neutral]')
    assert any("no figure file holds 'peat'" in m for m in found(power))


def test_two_sources_with_one_id_are_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(EXAMPLES / "power", tmp_path / name)
    assert any("'example-power' is used by" in m for m in found(tmp_path))


@pytest.mark.usefixtures("few_sources")
def test_every_mistake_is_named_at_once(power: Path) -> None:
    change(power, "power.csv", "2023-02,2013-01,highlands,coal,", "2023-02,2013-01,highlands,coal,-")
    change(power, "power.csv", "2023-02,2013-01,highlands,wind,", "2023-02,2013-01,highlands,wind,x")
    change(power, "manifest.toml", 'words = ["Lowlands"]', 'words = ["Highlands"]')
    assert len(found(power)) == 3
    with pytest.raises(SourceError, match=r"power\.csv:2: .*negative") as caught:
        open_library([power])
    assert "1 more" in caught.value.advice


def test_many_bad_lines_are_counted(power: Path) -> None:
    text = (power / "power.csv").read_text("utf-8").replace(",coal,", ",coal,-")
    (power / "power.csv").write_text(text, "utf-8")
    messages = found(power)
    assert len(messages) == 21 and "more lines cannot be used" in messages[-1]


@pytest.mark.usefixtures("few_sources")
def test_a_long_file_is_checked_in_little_memory(tmp_path: Path) -> None:
    """Forty thousand rows here; `make stress` takes a million."""
    folder = Path(shutil.copytree(EXAMPLES / "power", tmp_path / "power"))
    change(folder, "manifest.toml", "[neutral]", "".join(
        f'[dimensions.fuel.values.f{n}]\nwords = ["fuel {n}x"]\n\n' for n in range(160)) + "[neutral]")  # fmt: skip
    with (folder / "power.csv").open("a", encoding="utf-8") as file:
        for n in range(160):
            for month in range(250):
                file.write(f"2024-02,{2000 + month // 12}-{month % 12 + 1:02},highlands,f{n},{n * month}\n")
    tracemalloc.start()
    try:
        assert found(folder) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 * 2**20
    checker = Checker(open_library([folder]))
    with (folder / "power.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if (r["release"], r["month"], r["region"]) == CELL]
    total = sum(int(r["value"]) for r in rows)
    for amount, status in ((total, "supported"), (total // 2, "conflicting")):
        text = f"Electricity generation in the Highlands came to {amount:,} GWh in October 2020."
        assert checker.claim(text, None).status == status
