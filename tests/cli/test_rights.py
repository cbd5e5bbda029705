from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hdplanner.files import LockFile

NAME = "Ilmara Vosk"


@pytest.fixture
def office(hdplanner: Any, plan: Path, tmp_path: Path) -> Path:
    """A plan with a person in it, and a ministry that names her."""
    table = tmp_path / "in.csv"
    table.write_text(f"name,kind,note\n{NAME},person,Knows rivers\nMinistry,institution,Ask {NAME}\n")
    assert hdplanner("import", plan, table).code == 0
    return plan


def _log(hdplanner: Any, path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hdplanner("accesses", path, "--json").json
    return found


def test_a_person_gets_everything_on_them(hdplanner: Any, office: Path, tmp_path: Path) -> None:
    done = hdplanner("person", office, NAME, "--access", "out.json", "--json")

    assert done.code == 0
    assert done.json["records"] >= 3
    data = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert data["subject"]["name"] == NAME
    assert [one["kind"] for one in _log(hdplanner, office)] == ["subject-access"]


def test_the_answer_is_a_text_as_well(hdplanner: Any, office: Path, tmp_path: Path) -> None:
    assert hdplanner("person", office, NAME, "--access", "out.txt").code == 0
    assert (tmp_path / "out.txt").read_text("utf-8").startswith(f"What we hold on {NAME}")


def test_a_person_is_erased_and_what_is_out_of_reach_is_listed(hdplanner: Any, office: Path) -> None:
    assert hdplanner("export", office, "out.csv").code == 0

    done = hdplanner("person", office, NAME, "--erase", "--json")

    assert done.code == 0
    assert done.json["erased"] >= 2
    assert [one["kind"] for one in done.json["out_of_reach"]] == ["export"]
    assert b"Vosk" not in office.read_bytes()
    assert hdplanner("person", office, NAME, "--erase").code == 3
    assert hdplanner("verify", office).code == 0
    assert hdplanner("undo", office).code == 0
    assert b"Vosk" not in office.read_bytes()


def test_an_unknown_person_a_wrong_ending_and_no_wish_are_refused(hdplanner: Any, office: Path) -> None:
    assert hdplanner("person", office, "Nobody", "--access", "out.json").code == 3
    assert hdplanner("person", office, NAME, "--access", "out.doc").code == 2
    assert hdplanner("person", office, NAME, "--access", office).code in (2, 3)
    assert _log(hdplanner, office) == []


def test_what_gives_content_away_is_logged_with_what_and_for_whom(hdplanner: Any, office: Path) -> None:
    assert hdplanner("export", office, "out.json").code == 0
    assert hdplanner("export", office, "out.xlsx", "--audience", "partner").code == 0
    assert hdplanner("pack", office, "-o", "pack.pdf").code == 0
    assert hdplanner("grid", office, "-o", "grid.svg").code == 0
    assert hdplanner("grid", office).code == 0

    picture, pack, sheet, whole = _log(hdplanner, office)

    assert (whole["facts"]["what"], sheet["facts"]["audience"]) == ("all", "partner")
    assert len(pack["facts"]["digest"]) == 64
    assert "pack.pdf" not in json.dumps(pack)
    assert (picture["facts"]["what"], picture["facts"]["form"]) == ("picture", "svg")


def test_a_file_in_use_can_be_exported_without_an_entry(hdplanner: Any, office: Path) -> None:
    lock = LockFile(office, author="Somebody", program="another")
    lock.acquire()
    try:
        assert hdplanner("export", office, "out.csv").code == 0
    finally:
        lock.release()

    assert _log(hdplanner, office) == []


def test_the_access_log_is_written_as_a_table(hdplanner: Any, office: Path, tmp_path: Path) -> None:
    hdplanner("export", office, "out.csv")

    assert hdplanner("accesses", office, "-o", "log.csv").code == 0

    head, line = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert head == "number,at,author,kind,facts,digest"
    assert ",export," in line
    assert hdplanner("accesses", office, "-o", "log.csv").code == 3


@pytest.mark.parametrize(
    ("how", "left"), [("delete", b""), ("pseudonymise", b"Person 1"), ("archive", NAME.encode())]
)
def test_a_plan_is_closed_with_a_certificate(
    hdplanner: Any, office: Path, tmp_path: Path, how: str, left: bytes
) -> None:
    done = hdplanner("close", office, "--how", how, "-o", "certificate.json", "--json")

    assert done.code == 0
    data = json.loads((tmp_path / "certificate.json").read_text("utf-8"))
    assert (data["how"], data["persons"]) == (how, 0 if how == "archive" else 1)
    assert left in office.read_bytes()
    assert (b"Vosk" in office.read_bytes()) == (how == "archive")
    assert hdplanner("verify", office).code == 0
    assert hdplanner("close", office, "--how", how, "-o", "certificate.json").code == 3
