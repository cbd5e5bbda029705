"""Versions, going back, saving a damaged file and compacting the history, from the command line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hdplanner.storage import Document, Label, versions
from tests.cli.conftest import Hdplanner


@pytest.fixture
def two_stakeholders(plan: Path, hdplanner: Hdplanner, tmp_path: Path) -> Path:
    table = tmp_path / "people.csv"
    table.write_text("name,kind\nMinistry of Health,institution\nRadio,institution\n", encoding="utf-8")
    assert hdplanner("import", plan, table).code == 0
    return plan


def names(path: Path) -> list[str]:
    from hdplanner.domain.stakeholders import Stakeholder

    with Document.open(path, author="Ann", read_only=True) as document:
        return document.read(lambda s: sorted(name for (name,) in s.query(Stakeholder.name)))


def test_an_import_leaves_a_version_that_is_listed(two_stakeholders: Path, hdplanner: Hdplanner) -> None:
    (found,) = hdplanner("versions", two_stakeholders, "--json").json
    assert found["why"] == "import"
    assert found["bytes"] > 0
    assert found["at"].endswith("Z")
    assert found["version"] in hdplanner("versions", two_stakeholders).out


def test_an_import_is_done_though_no_version_can_be_kept(
    plan: Path, hdplanner: Hdplanner, tmp_path: Path
) -> None:
    versions.folder_of(plan).write_text("in the way", encoding="utf-8")
    table = tmp_path / "people.csv"
    table.write_text("name\nRadio\n", encoding="utf-8")
    outcome = hdplanner("import", plan, table, "--json")
    assert outcome.code == 0
    assert "No version could be kept: There is no folder" in outcome.err
    assert names(plan) == ["Radio"]


def test_a_file_without_versions_says_where_it_looked(plan: Path, hdplanner: Hdplanner) -> None:
    assert hdplanner("versions", plan, "--json").json == []
    assert "plan.hdplan-versions" in hdplanner("versions", plan).out


def test_one_is_kept_under_a_name_and_gone_back_to_by_it(
    two_stakeholders: Path, hdplanner: Hdplanner, tmp_path: Path
) -> None:
    kept = hdplanner("versions", two_stakeholders, "--keep", "Two of them", "--json").json[0]
    assert (kept["why"], kept["name"], kept["author"]) == ("named", "Two of them", "Test Author")
    more = tmp_path / "more.csv"
    more.write_text("name,kind\nUnion of mayors,group\n", encoding="utf-8")
    hdplanner("import", two_stakeholders, more)
    assert len(names(two_stakeholders)) == 3

    done = hdplanner("restore", two_stakeholders, "Two of them", "--json").json
    assert done["version"] == kept["version"]
    assert done["changed"]["stakeholder"] == 1
    assert names(two_stakeholders) == ["Ministry of Health", "Radio"]
    assert hdplanner("undo", two_stakeholders).code == 0
    assert len(names(two_stakeholders)) == 3
    assert hdplanner("verify", two_stakeholders).code == 0


def test_a_version_that_is_not_there_is_refused(plan: Path, hdplanner: Hdplanner) -> None:
    outcome = hdplanner("restore", plan, "yesterday")
    assert outcome.code == 3
    assert "yesterday" in outcome.err


def test_versions_of_an_encrypted_file_open_with_its_passphrase(
    hdplanner: Hdplanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", "a long secret")
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", "a long secret")
    path = tmp_path / "secret.hdplan"
    assert hdplanner("new", path, "--title", "Our plan", "--encrypt").code == 0
    (kept,) = hdplanner("versions", path, "--keep", "--json").json
    assert hdplanner("restore", path, kept["version"], "--json").json["changed"] == {}


def test_a_damaged_file_is_saved_into_a_new_one(
    two_stakeholders: Path, hdplanner: Hdplanner, tmp_path: Path
) -> None:
    whole = hdplanner("salvage", two_stakeholders, tmp_path / "whole.hdplan", "--json")
    assert (whole.code, whole.json["lost"]) == (0, 0)
    content = bytearray(two_stakeholders.read_bytes())
    place = content.index(b"Ministry of Health") // 4096 * 4096
    content[place : place + 4096] = random.Random(3).randbytes(4096)
    two_stakeholders.write_bytes(content)
    saved = hdplanner("salvage", two_stakeholders, tmp_path / "saved.hdplan", "--json")
    assert saved.code in (0, 1)
    assert saved.json["saved"] > 0
    assert two_stakeholders.read_bytes() == content
    assert hdplanner("salvage", two_stakeholders, tmp_path / "saved.hdplan").code == 3
    with Document.open(tmp_path / "saved.hdplan", author="Ann") as document:
        document.edit(Label("office.update"), lambda _session: None)


def test_old_steps_are_compacted(two_stakeholders: Path, hdplanner: Hdplanner) -> None:
    assert hdplanner("compact", two_stakeholders, "--before", "2001-01-01", "--json").json["steps"] == 0
    done = hdplanner("compact", two_stakeholders, "--before", "2999-01-01", "--json").json
    assert done["steps"] >= 2
    assert done["bytes_after"] <= done["bytes_before"]
    assert hdplanner("undo", two_stakeholders).code == 3
    assert len(names(two_stakeholders)) == 2
    with Document.open(two_stakeholders, author="Ann") as document:
        assert len(document.history()) >= 2
        assert len(versions.all_of(two_stakeholders)) == 2


@pytest.mark.parametrize("typed", ["yesterday", "31.3.2026", ""])
def test_a_date_is_written_as_one(plan: Path, hdplanner: Hdplanner, typed: str) -> None:
    assert hdplanner("compact", plan, "--before", typed).code == 2
