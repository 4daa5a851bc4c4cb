"""`--sources` and `factcheck sources`: other folders with manifests, and whether they are sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command

# The bundled sources, beside others, are the matter of tests/test_second_field.py.
pytestmark = pytest.mark.usefixtures("few_sources")
RAIN = "The harbour station recorded 102 millimetres of rain in March 2021."


def test_an_added_source_answers(command: Command, rain_folder: Path) -> None:
    assert command("claim", RAIN, "--fail-on", "unverified").status == 1
    found = command("claim", RAIN, "--fail-on", "unverified", "--sources", rain_folder, "--sources", rain_folder)
    assert found.status == 0 and "Rainfall by station" in found.out


def test_a_folder_without_manifests_is_named_once_and_passed_over(command: Command, desk: Path) -> None:
    (desk / "empty").mkdir()
    found = command("claim", RAIN, "--sources", "empty")
    assert found.status == 0 and found.out
    assert (
        found.err.count("empty holds neither a manifest.toml nor documents") == 1 and len(found.err.splitlines()) == 1
    )


def test_a_broken_source_is_status_2_in_one_line(command: Command, desk: Path, rain_folder: Path) -> None:
    broken = Path(shutil.copytree(rain_folder, desk / "rain"))
    (broken / "monthly.csv").write_text("release,month,value\n", "utf-8")
    found = command("claim", RAIN, "--sources", broken)
    assert found.status == 2 and not found.out
    assert len(found.err.splitlines()) == 1 and "monthly.csv" in found.err and "station" in found.err


def test_sources_of_the_settings_count(command: Command, desk: Path, rain_folder: Path) -> None:
    shutil.copytree(rain_folder, desk / "figures" / "rain")
    (desk / "factcheck.toml").write_text('sources = ["figures"]\n', "utf-8")
    assert command("claim", RAIN, "--fail-on", "unverified").status == 0


def test_the_list_names_tables_and_how_far_they_reach(command: Command, rain_folder: Path) -> None:
    found = command("sources", "list", "--sources", rain_folder)
    assert found.status == 0
    assert "rain: Rainfall by station" in found.out and "January 2020 to December 2021" in found.out
    assert "releases 2021-07, 2022-02" in found.out


def test_sound_sources_pass_the_check(command: Command, rain_folder: Path) -> None:
    found = command("sources", "check", rain_folder)
    assert found.status == 0 and "sound" in found.out
    assert command("sources", "check").status == 0


def test_a_path_that_is_not_there_is_named_and_no_permission_asked_for(command: Command) -> None:
    found = command("sources", "check", "nowhere")
    assert found.status == 2 and found.err == "factcheck: nowhere does not exist; check the name\n"


def test_every_fault_of_the_sources_is_named(command: Command, desk: Path, rain_folder: Path) -> None:
    for name in ("one", "two"):
        shutil.copytree(rain_folder, desk / name)
    (desk / "one" / "manifest.toml").write_text("[source", "utf-8")
    (desk / "two" / "monthly.csv").write_text("release,month,station,value\n2021-07,2020-01,harbour,-3\n", "utf-8")
    (desk / "three").mkdir()
    found = command("sources", "check", desk / "one", desk / "two", desk / "three", rain_folder)
    assert found.status == 2 and len(found.err.splitlines()) == 4  # the last two have one id
    assert "not valid TOML" in found.err and "negative count" in found.err and "neither a manifest" in found.err
    assert "sound" in found.out
