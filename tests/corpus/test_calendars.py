"""Every calendar of the corpus is taken or refused in one sentence, soon, and never by a traceback."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pytest

from hdplanner.__main__ import main


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "plan.hdplan")
    main(["new", path, "--title", "T"])
    capsys.readouterr()
    return path


def test_every_calendar_is_taken_or_refused_in_one_sentence(
    corpus: Path, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (corpus / "ical/expected.dev.csv").open(encoding="utf-8", newline="") as file:
        events = {
            row["file"]: int(row["events parsed or error"])
            for row in csv.DictReader(file)
            if row["icalendar_7.3.0"] == "ok"
        }
    taken = 0
    for path in sorted((corpus / "ical").rglob("*.ics")):
        began = time.process_time()
        code = main(["import", plan, str(path), "--as", "activities", "--dry-run", "--json"])
        out, err = capsys.readouterr()
        assert time.process_time() - began < 5, path
        assert "Traceback" not in err
        assert "fault of HD Planner" not in err, (path, err)
        if code == 3:
            assert (out, len(err.splitlines())) == ("", 1), (path, err)
            assert path.name in err
            continue
        done = json.loads(out)
        assert code in (0, 1)
        assert done["rows"] == done["imported"] + done["skipped"] + done["unchanged"] > 0
        assert done["rows"] == events[f"ical/{path.relative_to(corpus / 'ical').as_posix()}"], path
        taken += 1
    assert taken > 60


def test_a_second_import_of_a_real_calendar_changes_nothing(
    corpus: Path, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = next((corpus / "ical/ical4j").glob("*EstoniaHolidays.ics"))
    main(["import", plan, str(source), "--json"])
    first = json.loads(capsys.readouterr().out)
    assert (first["rows"], first["added"]) == (152, 152)

    main(["import", plan, str(source), "--json"])
    again = json.loads(capsys.readouterr().out)
    assert (again["imported"], again["unchanged"], again["edit"]) == (0, 152, None)
