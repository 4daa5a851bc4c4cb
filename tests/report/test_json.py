"""The JSON contract: exact keys, in step with the published schema; the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.model.claim import WRITTEN, Slot
from factcheck.model.finding import Evidence
from factcheck.model.proof import Computation
from factcheck.model.text import Span
from factcheck.report import FORMATS, json_, jsonl
from tests.report import factory

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))
CLAIM = [
    "id",
    "text",
    "as_of",
    "status",
    "rule",
    "summary",
    "reason",
    "needs",
    "suggestion",
    "caveats",
    "assertions",
]
PLACE = ["start", "end", "line", "column", "end_line", "end_column"]
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def faults(found: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Where `found` breaks `schema`; knows the few keywords that our schema uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    wrong = []
    if "const" in schema and found != schema["const"]:
        wrong.append(f"{at} is not {schema['const']}")
    if "enum" in schema and found not in schema["enum"]:
        wrong.append(f"{at} is {found!r}")
    if "oneOf" in schema and sum(not faults(found, one, at) for one in schema["oneOf"]) != 1:
        wrong.append(f"{at} fits not exactly one form")
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(isinstance(found, TYPES[name]) for name in names):
            return [*wrong, f"{at} is no {names}"]
    if isinstance(found, int) and found < schema.get("minimum", found):
        wrong.append(f"{at} is below its minimum")
    if isinstance(found, list):
        for number, item in enumerate(found):
            wrong += faults(item, schema.get("items", {}), f"{at}[{number}]")
    if isinstance(found, dict):
        wrong += object_faults(found, schema, at)
    return wrong


def object_faults(found: dict[str, Any], schema: dict[str, Any], at: str) -> list[str]:
    wrong = [f"{at} lacks {key}" for key in schema.get("required", ()) if key not in found]
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key, value in found.items():
        if key not in known and others is False:
            wrong.append(f"{at} has an unknown {key}")
        wrong += faults(value, known.get(key, others if isinstance(others, dict) else {}), key)
    return wrong


def test_a_full_report_keeps_to_the_schema() -> None:
    assert faults(json.loads(json_.render(factory.full())), SCHEMA) == []


def test_the_check_against_the_schema_notices_a_fault() -> None:
    found = json.loads(json_.render(factory.full()))
    del found["documents"][0]["claims"][0]["rule"]
    found["documents"][0]["claims"][1]["extra"] = 1
    found["documents"][0]["claims"][2]["status"] = "wrong"
    assert len(faults(found, SCHEMA)) == 3


def test_keys_stand_in_the_order_of_the_contract() -> None:
    found = json_.report_json(factory.full())
    assert list(found) == ["schema_version", "documents", "sources", "summary"]
    document = found["documents"][0]
    assert " ".join(document) == "path title published as_of as_of_from notes claims"
    rain, jobs, _ = document["claims"]
    assert list(rain) == [*CLAIM, *PLACE, "context"]
    assert list(jobs) == [*CLAIM, *PLACE, "decision"]
    assertion = rain["assertions"][0]
    assert " ".join(assertion).startswith("text start end status rule failed_slot slots readings near_misses")
    reading = rain["assertions"][1]["readings"][0]
    assert " ".join(reading) == "query outcome licence found_by evidence calculation"
    assert " ".join(reading["calculation"]) == "formula cells result"
    assert " ".join(reading["evidence"][0]) == (
        "source title url locator release published retrieved data_through value"
    )


def test_a_proof_says_what_was_summed_and_what_the_words_allow() -> None:
    found = json_.claim_json(factory.rain())["assertions"][0]["readings"][0]["proof"]
    assert list(found) == ["written", "fits", "open", "every", "negated", "computations"]
    assert found["fits"] == {"at_least": "311.5", "below": "313"}
    assert found["computations"] == [
        {
            "operation": "sum",
            "settings": {},
            "rows": [
                {
                    "role": "value",
                    "file": "rain/monthly.csv",
                    "where": {"station": ["elmford"]},
                    "release": "2024-02",
                    "first": "2024-01",
                    "last": "2024-01",
                    "total": 213,
                }
            ],
            "result": "213",
        }
    ]


def test_a_result_that_does_not_end_has_six_places() -> None:
    reading = factory.rain().assertions[0].readings[0]
    third = Computation("ratio", (), Decimal(1) / 3)
    assert reading.proof is not None
    reading = replace(reading, proof=replace(reading.proof, computations=(third,)))
    assertion = replace(factory.rain().assertions[0], readings=(reading,))
    claim = json_.claim_json(replace(factory.rain(), assertions=(assertion,)))
    assert claim["assertions"][0]["readings"][0]["proof"]["computations"][0]["result"] == "0.333333"


def test_a_claim_at_the_desk_has_no_place() -> None:
    assert list(json_.claim_json(replace(factory.harvest(), span=None))) == CLAIM


def test_places_count_from_one_and_end_after_the_last_character() -> None:
    text = "One.\r\nTwo é\U0001f327 three.\n"
    start = text.index("three")
    finding = replace(factory.harvest(), span=Span(start, start + 6))
    claim = json_.document_json(factory.document(finding, text=text))["claims"][0]
    assert [claim[key] for key in PLACE] == [start, start + 6, 2, 8, 2, 14]
    assert text[claim["start"] : claim["end"]] == "three."


def test_a_draft_that_could_not_be_read_has_an_error_and_no_claim() -> None:
    found = json_.report_json(factory.full())
    assert found["documents"][2]["error"] == "The file is not text."
    assert found["documents"][2]["claims"] == []
    assert found["summary"] == {
        "claims": 3, "supported": 1, "conflicting": 1, "unverified": 1, "documents": 3
    }  # fmt: skip


def test_slots_say_where_they_came_from_and_none_is_lost() -> None:
    slots = (Slot("period", "May 2023", WRITTEN), Slot("period", "May 2022", WRITTEN))
    assertion = replace(factory.rain().assertions[0], slots=slots)
    claim = json_.claim_json(replace(factory.rain(), assertions=(assertion,)))
    assert claim["assertions"][0]["slots"] == {
        "period": {"value": "May 2023", "from": "written"},
        "period_2": {"value": "May 2022", "from": "written"},
    }


def test_evidence_has_a_value_or_an_excerpt() -> None:
    passage = Evidence("law", "Water Act", "https://law.example", "section 4", excerpt="shall")
    reading = replace(factory.rain().assertions[0].readings[0], evidence=(passage,))
    assertion = replace(factory.rain().assertions[0], readings=(reading,))
    claim = json_.claim_json(replace(factory.rain(), assertions=(assertion,)))
    evidence = claim["assertions"][0]["readings"][0]["evidence"][0]
    assert evidence["excerpt"] == "shall"
    assert "value" not in evidence


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = (json_.render(factory.full()) for _ in range(2))
    assert first == second
    assert first.endswith("}\n")
    assert not first.endswith("\n\n")


def test_letters_stay_readable_and_controls_are_escaped() -> None:
    hostile = "Zoë \x1b[31m \x9b2J \u202e \u2028 \ud800 \x7f ##[error]x \U000e0041"
    finding = replace(factory.harvest(), text=hostile)
    for name in ("json", "jsonl"):
        out = FORMATS[name](factory.at_desk(finding))
        assert "Zoë" in out
        assert not set(out) & set("\x1b\x9b\u202e\u2028\ud800\x7f\U000e0041")
        assert "##[" not in out
        out.encode("utf-8")
        found = json.loads(out)
        claim = found if name == "jsonl" else found["documents"][0]["claims"][0]
        assert claim["text"] == hostile


def test_jsonl_is_one_claim_a_line_with_its_draft() -> None:
    rows = [json.loads(row) for row in jsonl.render(factory.full()).splitlines()]
    assert [row.get("id") for row in rows] == ["c1", "c2", "c3", None]
    assert rows[0]["path"] == "drafts/winter.md"
    assert rows[3] == {"path": "drafts/photo.md", "error": "The file is not text."}


def test_jsonl_of_a_claim_at_the_desk_is_the_claim() -> None:
    finding = replace(factory.rain(), span=None, as_of=date(2024, 1, 1))
    assert json.loads(jsonl.render(factory.at_desk(finding))) == json_.claim_json(finding)
