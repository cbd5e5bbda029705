from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Hdplanner = Callable[..., Any]

LIST = "from,to,kind,strength\nBank,Ministry,finances,3\nMinistry,Mayor,commands,9\nMayor,Mayor,trust,1\n"


@pytest.fixture
def ties(tmp_path: Path) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def counts(hdplanner: Hdplanner, plan: Path) -> tuple[int, int]:
    found = hdplanner("info", plan, "--json").json["counts"]
    return int(found["stakeholders"]), int(found["ties"])


def test_a_list_of_ties_comes_in_as_one_step_with_whom_nobody_knew(
    hdplanner: Hdplanner, plan: Path, ties: Path
) -> None:
    done = hdplanner("import", plan, ties, "--as", "ties", "--json")

    assert (done.code, done.json["rows"], done.json["imported"], done.json["skipped"]) == (1, 3, 2, 1)
    assert [one["name"] for one in done.json["new_stakeholders"]] == ["Bank", "Ministry", "Mayor"]
    assert [(one["sheet"], one["row"], one["column"]) for one in done.json["errors"]] == [
        ("ties", 3, "strength")
    ]
    assert done.json["skipped_rows"][0]["message"] == "Nobody has a tie to itself; it was left out."
    assert done.json["mapping"] == {"from": "from", "to": "to", "kind": "kind", "strength": "strength"}
    assert done.json["edit"] == "Import ties"
    assert counts(hdplanner, plan) == (3, 2)
    assert hdplanner("undo", plan, "--json").json == {"label": "Import ties"}
    assert counts(hdplanner, plan) == (0, 0)


def test_new_organisations_alone_are_nothing_to_worry_about(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("source,target\nVarenia Bank,City\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("source,target\nVareina Bank,City\n", encoding="utf-8")
    assert hdplanner("import", plan, "a.csv", "--as", "ties").code == 0
    again = hdplanner("import", plan, "b.csv", "--as", "ties", "--json")
    assert (again.code, [one["likeness"] > 85 for one in again.json["duplicates"]]) == (0, [True])
    same = hdplanner("import", plan, "a.csv", "--as", "ties", "--json")
    assert (same.code, same.json["imported"], same.json["edit"]) == (1, 0, None)


def test_a_dry_run_tells_the_same_and_does_nothing(hdplanner: Hdplanner, plan: Path, ties: Path) -> None:
    before = plan.read_bytes()
    tried = hdplanner("import", plan, ties, "--as", "ties", "--dry-run", "--json")
    assert (tried.json["imported"], tried.json["edit"]) == (2, None)
    assert [one["id"] for one in tried.json["new_stakeholders"]] == [None, None, None]
    said = hdplanner("import", plan, ties, "--as", "ties", "--dry-run").out
    assert "2 of 3 ties would be imported" in said
    assert "3 names were not known" in said
    assert "row 4, to" in said
    assert plan.read_bytes() == before


def test_a_workbook_and_a_mapping_serve_too(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("Edges")
    sheet.write_row(0, 0, ["One", "Other"])
    sheet.write_row(1, 0, ["Bank", "City"])
    book.close()
    refused = hdplanner("import", plan, "a.xlsx", "--as", "ties", "--map", "One=from")
    assert refused.code == 2
    done = hdplanner(
        *("import", plan, "a.xlsx", "--as", "ties"), *("--map", "One=from", "--map", "Other=to", "--json")
    )
    assert (done.code, done.json["imported"]) == (0, 1)


def test_a_name_of_ten_thousand_characters_is_told_by_its_cell_and_nothing_is_cut_in_silence(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    long = "Ministry of " + "x" * 10_000
    (tmp_path / "a.csv").write_text(
        f"Name,Other names,Tags\n{long},,\nBank,{long},{long}\n", encoding="utf-8"
    )
    done = hdplanner("import", plan, "a.csv", "--json")
    assert (done.code, done.json["imported"]) == (1, 2)
    assert [(one["row"], one["column"]) for one in done.json["errors"]] == [
        *((2, "Name"), (3, "Other names"), (3, "Tags")),
        (3, ""),
    ]
    hdplanner("export", plan, "out.json")
    kept = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert long in kept  # whole, in the note
    (tmp_path / "b.csv").write_text(f"from,to\n{long},Bank\n", encoding="utf-8")
    ties = hdplanner("import", plan, "b.csv", "--as", "ties", "--json")
    assert [(one["row"], one["column"]) for one in ties.json["skipped_rows"]] == [(2, "from")]
