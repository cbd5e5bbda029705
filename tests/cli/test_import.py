from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from hdplanner.storage import Document

Hdplanner = Callable[..., Any]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(
        "Organisation;Sigle;Type;Influence;Pays\nBank;B;Private sector;4;Kenya\nMinistère;;Gouvernement;;\n",
        encoding="utf-8",
    )
    return path


def stakeholders(hdplanner: Hdplanner, plan: Path) -> int:
    return int(hdplanner("info", plan, "--json").json["counts"]["stakeholders"])


def test_a_table_comes_in_as_one_step(hdplanner: Hdplanner, plan: Path, table: Path) -> None:
    done = hdplanner("import", plan, table, "--json")

    assert done.code == 0
    assert (done.json["rows"], done.json["imported"], done.json["skipped"]) == (2, 2, 0)
    assert (done.json["errors"], done.json["duplicates"]) == ([], [])
    assert done.json["mapping"] == {
        "Organisation": "name",
        "Sigle": "short_name",
        "Type": "actor_type",
        "Influence": "influence",
        "Pays": "country",
    }
    assert done.json["edit"] == "Import stakeholders"
    assert stakeholders(hdplanner, plan) == 2
    assert hdplanner("undo", plan, "--json").json == {"label": "Import stakeholders"}
    assert stakeholders(hdplanner, plan) == 0


def test_a_dry_run_tells_the_same_and_does_nothing(hdplanner: Hdplanner, plan: Path, table: Path) -> None:
    before = plan.read_bytes()
    tried = hdplanner("import", plan, table, "--dry-run", "--json")

    assert (tried.code, tried.json["imported"], tried.json["edit"]) == (0, 2, None)
    assert plan.read_bytes() == before


def test_likely_duplicates_are_imported_and_told(hdplanner: Hdplanner, plan: Path, table: Path) -> None:
    hdplanner("import", plan, table)
    again = hdplanner("import", plan, table, "--json")

    assert (again.code, again.json["imported"]) == (0, 2)
    assert [(found["row"], found["likeness"]) for found in again.json["duplicates"]] == [(2, 100), (3, 100)]
    assert all(found["stakeholder_id"] for found in again.json["duplicates"])


def test_cells_that_are_not_understood_are_told_by_place(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("Name,Influence\nBank,huge\n,4\n")
    done = hdplanner("import", plan, "a.csv", "--json")

    assert (done.code, done.json["imported"], done.json["skipped"]) == (1, 1, 1)
    (error,) = done.json["errors"]
    assert (error["sheet"], error["row"], error["column"]) == ("a", 2, "Influence")
    assert "huge" in error["message"]
    said = hdplanner("import", plan, "a.csv", "--dry-run").out
    assert "row 2, Influence" in said
    assert "row 3" in said


def test_sheet_heading_row_and_mapping_can_be_said(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet("First").write(0, 0, "Name")
    sheet = book.add_worksheet("Second")
    sheet.write_row(2, 0, ["Colour", "Size = big"])
    sheet.write_row(3, 0, ["Bank", "5"])
    book.close()

    done = hdplanner(
        *("import", plan, "a.xlsx", "--sheet", "Second", "--heading-row", "3"),
        *("--map", "Colour=name", "--map", "Size = big=influence", "--json"),
    )
    assert (done.code, done.json["imported"]) == (0, 1)
    assert done.json["mapping"] == {"Colour": "name", "Size = big": "influence"}


@pytest.mark.parametrize(
    "options",
    [
        ("--map", "Organisation=colour"),
        ("--map", "Nothing=name"),
        ("--map", "Sigle=short_name"),
        ("--sheet", "None"),
        ("--heading-row", "99"),
        ("--heading-row", "0"),
    ],
)
def test_options_that_do_not_fit_the_source_are_wrong_usage(
    hdplanner: Hdplanner, plan: Path, table: Path, options: tuple[str, ...]
) -> None:
    assert hdplanner("import", plan, table, *options).code == 2
    assert stakeholders(hdplanner, plan) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("zeros.csv", b"\0" * 4_096),
        ("headings.csv", b"colour,size\nred,big\n"),
        ("wide.csv", b"name" + b",x" * 100_000),
        ("damaged.xlsx", b"PK\x03\x04 nothing"),
        ("noise.csv", bytes(range(256)) * 20),
        ("a.json", b"{}"),
        ("b.json", b"["),
        ("c.json", b'{"format": "hdplanner", "version": 99, "tables": {}}'),
        ("d.json", b'{"format": "hdplanner", "version": 1, "tables": {"stakeholder": [{"name": "x"}]}}'),
    ],
)
def test_a_source_that_cannot_be_read_changes_nothing(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    before = hdplanner("history", plan).out

    assert hdplanner("import", plan, name).code == 3
    assert hdplanner("history", plan).out == before


def test_a_table_of_headings_alone_has_nothing_to_import(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("name,note\n")
    done = hdplanner("import", plan, "a.csv", "--json")

    assert (done.code, done.json["rows"], done.json["edit"]) == (1, 0, None)


def test_a_file_that_is_locked_takes_no_import(hdplanner: Hdplanner, plan: Path, table: Path) -> None:
    with Document.open(plan, author="Ann"):
        assert hdplanner("import", plan, table).code == 3
        assert hdplanner("import", plan, table, "--dry-run").code == 0


def test_a_plan_in_our_json_goes_out_and_comes_in_whole(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    hdplanner("sample", "disaster-law", "s.hdplan")
    out = hdplanner("export", "s.hdplan", "one.json", "--json").json
    tried = hdplanner("import", plan, "one.json", "--dry-run", "--json")
    assert (tried.code, tried.json["edit"]) == (0, None)
    assert stakeholders(hdplanner, plan) == 0

    done = hdplanner("import", plan, "one.json", "--json")

    assert (done.code, done.json["rows"], done.json["imported"]) == (0, out["rows"], out["rows"])
    assert done.json["edit"] == "Import a plan"
    hdplanner("export", plan, "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert hdplanner("verify", plan).code == 0
    again = hdplanner("import", plan, "one.json")
    assert (again.code, "merge" in again.err) == (3, True)
    assert hdplanner("import", plan, "one.json", "--map", "a=name").code == 2


def test_the_campaign_is_named_by_title_or_key(hdplanner: Hdplanner, plan: Path, table: Path) -> None:
    key = hdplanner("info", plan, "--json").json["campaigns"][0]["id"]

    assert hdplanner("import", plan, table, "--campaign", "our PLAN").code == 0
    assert hdplanner("import", plan, table, "--campaign", key).code == 0
    assert hdplanner("import", plan, table, "--campaign", "Other").code == 3
    assert stakeholders(hdplanner, plan) == 4


def test_json_is_the_only_thing_on_standard_output(hdplanner: Hdplanner, plan: Path, table: Path) -> None:
    assert set(json.loads(hdplanner("import", plan, table, "--json").out)) >= {
        *("rows", "imported", "skipped", "errors", "duplicates", "mapping", "edit")
    }
