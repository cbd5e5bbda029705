"""The plan leaves as a workbook or a calendar, and a calendar comes in as activities."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vobject
from python_calamine import CalamineWorkbook

Hdplanner = Callable[..., Any]

EVENT = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\nDTSTART;TZID=Africa/Tunis:{start}\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture
def sample(hdplanner: Hdplanner, tmp_path: Path) -> Path:
    hdplanner("sample", "disaster-law", "sample.hdplan")
    return tmp_path / "sample.hdplan"


def calendar(path: Path, title: str = "Call", uid: str = "1", start: str = "20261020T100000") -> Path:
    path.write_text(EVENT.format(uid=uid, title=title, start=start), encoding="utf-8")
    return path


def test_a_plan_becomes_a_workbook_with_typed_days(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    out = hdplanner("export", sample, "plan.xlsx", "--what", "plan", "--json").json
    book = CalamineWorkbook.from_path(tmp_path / "plan.xlsx")
    assert book.sheet_names == ["Plan", "Windows"]
    head, *rows = book.get_sheet_by_name("Plan").to_python()
    window_head, *windows = book.get_sheet_by_name("Windows").to_python()
    assert out == {"file": "plan.xlsx", "rows": len(rows) + len(windows)}
    days = [row[head.index("First day")] for row in rows if row[head.index("First day")] != ""]
    assert days == sorted(days)
    assert {type(day) for day in days} == {dt.date}
    clocks = {type(row[head.index("Begins")]) for row in rows} - {str}
    assert clocks == {dt.time}
    assert {type(row[window_head.index("Decides")]) for row in windows} == {dt.date}


def test_a_workbook_holds_no_formula_and_the_same_bytes_each_time(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    evil = '=HYPERLINK("http://x.example")'
    hdplanner("import", plan, calendar(tmp_path / "in.ics", title=evil))
    for name in ("one.xlsx", "two.xlsx"):
        assert hdplanner("export", plan, name).code == 0
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts.namelist()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    rows = CalamineWorkbook.from_path(tmp_path / "one.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][0] == evil


def test_an_empty_plan_is_a_workbook_with_headings(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    assert hdplanner("export", plan, "plan.xlsx", "--json").json["rows"] == 0
    book = CalamineWorkbook.from_path(tmp_path / "plan.xlsx")
    assert book.get_sheet_by_index(0).to_python()[0][0] == "Title"


def test_a_partner_reads_no_purpose_and_no_names_of_ours(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    assert hdplanner("export", sample, "p.xlsx", "--audience", "partner").code == 0
    head, *rows = CalamineWorkbook.from_path(tmp_path / "p.xlsx").get_sheet_by_index(0).to_python()
    assert rows
    for column in ("Purpose", "Messenger", "Owner", "Follow-up", "Signed off by", "Private way exhausted"):
        assert {row[head.index(column)] for row in rows} == {""}, column

    assert hdplanner("export", sample, "p.ics", "--audience", "public", "--json").code == 0
    assert "Minister" not in (tmp_path / "p.ics").read_text(encoding="utf-8")


def test_a_plan_becomes_a_calendar_that_a_second_library_reads(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    rows = hdplanner("export", sample, "plan.ics", "--json").json["rows"]
    hdplanner("export", sample, "again.ics")
    assert (tmp_path / "plan.ics").read_bytes() == (tmp_path / "again.ics").read_bytes()
    found = vobject.readOne((tmp_path / "plan.ics").read_bytes().decode())
    names = [event.uid.value for event in found.vevent_list]
    assert len(names) == len(set(names)) == rows

    home = hdplanner("import", sample, "plan.ics", "--json")
    assert (home.code, home.json["imported"], home.json["unchanged"]) == (0, 0, rows)


def test_a_calendar_comes_in_by_one_edit_and_a_second_import_changes_it(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    path = calendar(tmp_path / "in.ics")
    tried = hdplanner("import", plan, path, "--as", "activities", "--dry-run", "--json").json
    assert (tried["imported"], tried["edit"]) == (1, None)
    assert hdplanner("info", plan, "--json").json["counts"]["activities"] == 0

    done = hdplanner("import", plan, path, "--as", "activities", "--json").json
    assert (done["rows"], done["imported"], done["added"], done["edit"]) == (1, 1, 1, "Import activities")
    moved = hdplanner("import", plan, calendar(path, start="20261021T100000"), "--json").json
    assert (moved["added"], moved["updated"]) == (0, 1)
    assert hdplanner("info", plan, "--json").json["counts"]["activities"] == 1

    hdplanner("undo", plan)
    hdplanner("undo", plan)
    assert hdplanner("info", plan, "--json").json["counts"]["activities"] == 0
    assert "1 event: 1 new, 0 changed, 0 as before." in hdplanner("import", plan, path).out


def test_what_is_no_calendar_leaves_the_file_as_it_was(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "odd.ics").write_text("name;influence\nMinistry;5\n")
    before = plan.read_bytes()
    for arguments in (["odd.ics"], ["odd.ics", "--as", "activities"], ["gone.ics"]):
        found = hdplanner("import", plan, *arguments)
        assert (found.code, found.out) == (3, "")
        assert "cannot be read" in found.err
    zone = calendar(tmp_path / "zone.ics")
    zone.write_text(zone.read_text().replace("Africa/Tunis", "Mars/Olympus"))
    refused = hdplanner("import", plan, zone)
    assert (refused.code, "Mars/Olympus" in refused.err) == (3, True)
    assert plan.read_bytes() == before


def test_options_that_do_not_go_together_are_wrong_usage(
    hdplanner: Hdplanner, plan: Path, tmp_path: Path
) -> None:
    path = calendar(tmp_path / "in.ics")
    assert hdplanner("import", plan, path, "--as", "ties").code == 2
    assert hdplanner("import", plan, path, "--sheet", "1").code == 2
    assert hdplanner("export", plan, "out.ics", "--what", "stakeholders").code == 2
    assert hdplanner("export", plan, "out.csv", "--what", "plan").code == 2
