from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Hdplanner

PASS = "four quiet words here"


@pytest.fixture
def sample(hdplanner: Hdplanner) -> Path:
    assert hdplanner("sample", "disaster-law", "whole.hdplan").code == 0
    return Path("whole.hdplan")


def test_the_whole_file_is_sent_where_nothing_else_is_said(hdplanner: Hdplanner, sample: Path) -> None:
    sent = hdplanner("send", sample, "copy.hdplan", "--json")
    assert (sent.code, sent.json["whole"]) == (0, True)
    counts = [hdplanner("info", file, "--json").json["counts"] for file in (sample, "copy.hdplan")]
    assert counts[0] == counts[1]


def test_a_part_tells_how_much_travels_and_how_much_stays(hdplanner: Hdplanner, sample: Path) -> None:
    sent = hdplanner(
        *("send", sample, "part.hdplan", "--marking", "confidential"), *("--without", "judgement"), "--json"
    ).json
    assert sent["whole"] is False
    assert sent["sent"] > 0
    assert sent["left_out"] > 0
    counts = hdplanner("info", "part.hdplan", "--json").json["counts"]
    assert counts["assessments"] == 0
    assert counts["stakeholders"] > 0
    assert hdplanner("verify", "part.hdplan").code == 0


def test_a_part_is_encrypted_with_a_passphrase_of_its_own(
    hdplanner: Hdplanner, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", PASS)
    assert hdplanner("send", sample, "part.hdplan", "--marking", "internal").code == 0
    assert hdplanner("info", "part.hdplan").code == 3
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", PASS)
    assert hdplanner("info", "part.hdplan").code == 0


def test_a_copy_never_replaces_a_file(hdplanner: Hdplanner, sample: Path) -> None:
    Path("copy.hdplan").write_text("mine")
    refused = hdplanner("send", sample, "copy.hdplan")
    assert refused.code == 3
    assert Path("copy.hdplan").read_text() == "mine"


def test_a_copy_stands_in_the_access_log_with_its_marking_and_its_counts(
    hdplanner: Hdplanner, sample: Path
) -> None:
    hdplanner("send", sample, "whole-copy.hdplan")
    sent = hdplanner("send", sample, "part.hdplan", "--marking", "internal", "--json").json

    part, whole = hdplanner("accesses", sample, "--json").json

    assert (part["kind"], whole["kind"]) == ("copy", "copy")
    assert whole["facts"] == {"whole": True, "encrypted": False}
    assert part["facts"] == {
        "whole": False,
        "marking": "internal",
        "encrypted": False,
        "records": sent["sent"],
        "left_out": sent["left_out"],
    }
