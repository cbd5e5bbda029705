from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Hdplanner = Callable[..., Any]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def sample(hdplanner: Hdplanner, tmp_path: Path) -> Path:
    hdplanner("sample", "disaster-law", "sample.hdplan")
    return tmp_path / "sample.hdplan"


def test_the_same_file_gives_the_same_bytes(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    for ending in ("json", "csv"):
        assert hdplanner("export", sample, f"one.{ending}").code == 0
        assert hdplanner("export", sample, f"two.{ending}").code == 0
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_a_table_of_stakeholders_comes_home(
    hdplanner: Hdplanner, sample: Path, plan: Path, tmp_path: Path
) -> None:
    out = hdplanner("export", sample, "out.csv", "--json").json
    rows = table(tmp_path / "out.csv")
    assert out == {"file": "out.csv", "rows": len(rows)}
    assert [row["name"] for row in rows] == sorted((row["name"] for row in rows), key=str.casefold)

    back = hdplanner("import", plan, "out.csv", "--json")
    assert (back.code, back.json["imported"], back.json["errors"]) == (0, len(rows), [])
    assert back.json["unmapped"] == []
    hdplanner("export", plan, "back.csv")
    again = table(tmp_path / "back.csv")
    for column in (
        "name",
        "kind",
        "actor_type",
        "parent",
        "role",
        "level",
        "country",
        "influence",
        "position",
    ):
        assert [row[column] for row in again] == [row[column] for row in rows], column


def test_cells_cannot_be_taken_for_formulas(hdplanner: Hdplanner, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("name,note\n=cmd|' /C calc'!A0,\"@SUM(1)\"\n")
    hdplanner("import", plan, "in.csv")
    hdplanner("export", plan, "out.csv")

    (row,) = table(tmp_path / "out.csv")
    assert (row["name"], row["note"]) == ("'=cmd|' /C calc'!A0", "'@SUM(1)")


def test_a_table_for_the_public_holds_no_judgement(
    hdplanner: Hdplanner, sample: Path, tmp_path: Path
) -> None:
    assert hdplanner("export", sample, "p.csv", "--audience", "public").code == 0
    rows = table(tmp_path / "p.csv")
    assert [row["name"] for row in rows] == ["Ministry of Finance"]  # the one body marked as public
    for column in ("influence", "position", "evidence", "source", "note"):
        assert not any(row[column] for row in rows), column


def test_the_whole_file_is_for_internal_use(hdplanner: Hdplanner, sample: Path, tmp_path: Path) -> None:
    assert hdplanner("export", sample, "p.json", "--audience", "partner").code == 3
    assert not (tmp_path / "p.json").exists()


@pytest.mark.parametrize(
    "arguments", [("a.pdf",), ("a",), ("a.json", "--what", "stakeholders"), ("a.csv", "--what", "all")]
)
def test_a_format_that_is_not_written_is_wrong_usage(
    hdplanner: Hdplanner, plan: Path, arguments: tuple[str, ...]
) -> None:
    assert hdplanner("export", plan, *arguments).code == 2


def test_a_file_is_not_exported_onto_itself(hdplanner: Hdplanner, plan: Path) -> None:
    odd = plan.rename(plan.with_suffix(".json"))
    before = odd.read_bytes()

    assert hdplanner("export", odd, odd).code == 3
    assert odd.read_bytes() == before


def test_an_export_that_cannot_be_encrypted_says_so(
    hdplanner: Hdplanner, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", "secret words")
    done = hdplanner("export", plan, "a.json")

    assert (done.code, "not encrypted" in done.err) == (0, True)
