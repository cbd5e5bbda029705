from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.paths import resource
from hdplanner.storage import Document

Hdplanner = Callable[..., Any]
SAMPLES = sorted(path.stem for path in resource("samples").glob("*.json"))


def test_a_new_file_holds_an_office_and_an_empty_plan(hdplanner: Hdplanner) -> None:
    made = hdplanner("new", "a.hdplan", "--title", "Our plan", "--json")

    assert made.code == 0
    assert made.json["file"] == "a.hdplan"
    assert len(made.json["id"]) == 36
    info = hdplanner("info", "a.hdplan", "--json").json
    assert (info["title"], info["encrypted"], info["stage"]) == ("Our plan", False, "frame")
    assert info["counts"]["stakeholders"] == 0
    assert info["last_change"]["author"] == "Test Author"
    assert info["last_change"]["label"] == "Start a new plan"


@pytest.mark.parametrize("verb", [("new", "a.hdplan", "--title", "T"), ("sample", SAMPLES[0], "a.hdplan")])
def test_a_path_that_exists_is_refused_and_left_alone_unless_forced(
    hdplanner: Hdplanner, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    (tmp_path / "a.hdplan").write_text("precious")

    assert hdplanner(*verb).code == 3
    assert (tmp_path / "a.hdplan").read_text() == "precious"
    assert hdplanner(*verb, "--force").code == 0
    assert hdplanner("info", "a.hdplan").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.hdplan"]


def test_a_file_that_somebody_works_in_is_not_replaced_by_force(hdplanner: Hdplanner, plan: Path) -> None:
    with Document.open(plan, author="Ann"):
        refused = hdplanner("new", plan, "--title", "T", "--force")
        assert (refused.code, "Ann" in refused.err) == (3, True)
    assert hdplanner("info", plan, "--json").json["title"] == "Our plan"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_file_of_its_own(hdplanner: Hdplanner, name: str) -> None:
    assert hdplanner("sample", name, "s.hdplan", "--json").json == {"file": "s.hdplan"}
    counts = hdplanner("info", "s.hdplan", "--json").json["counts"]
    assert counts["stakeholders"] >= 60
    assert min(counts["ties"], counts["engagements"], counts["commitments"]) > 0
    assert hdplanner("verify", "s.hdplan", "--json").json == {"ok": True, "problems": []}


def test_the_samples_are_listed(hdplanner: Hdplanner) -> None:
    listed = hdplanner("sample", "--list", "--json").json

    assert [sample["name"] for sample in listed] == SAMPLES
    assert all(sample["title"] for sample in listed)
    assert hdplanner("sample", "--list").out.startswith(SAMPLES[0] + "\t")


def test_a_sample_that_is_not_there_is_refused(hdplanner: Hdplanner, tmp_path: Path) -> None:
    assert hdplanner("sample", "nowhere", "s.hdplan").code == 3
    assert hdplanner("sample", "../samples/" + SAMPLES[0], "s.hdplan").code == 3
    assert not (tmp_path / "s.hdplan").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("new", "a.hdplan"),
        ("new", "a.hdplan", "--title", " "),
        ("sample",),
        ("info",),
        ("history", "a.hdplan", "--limit", "0"),
        ("history", "a.hdplan", "--limit", "many"),
        ("info", "a.hdplan", "--colour"),
        ("import", "a.hdplan", "b.csv", "--map", "nothing"),
        ("import", "a.hdplan", "b.csv", "--as", "planets"),
        ("export", "a.hdplan", "b.json", "--audience", "everybody"),
        ("--bogus",),
    ],
)
def test_wrong_usage_is_told_in_one_line(hdplanner: Hdplanner, arguments: tuple[str, ...]) -> None:
    told = hdplanner(*arguments)

    assert (told.code, told.out) == (2, "")


def test_help_and_version_are_no_error(hdplanner: Hdplanner) -> None:
    assert "import" in hdplanner("--help").out
    assert hdplanner("import", "--help").code == 0
    assert hdplanner("--version").out.startswith("hdplanner ")


def test_a_file_that_is_not_there_is_refused(hdplanner: Hdplanner, tmp_path: Path) -> None:
    for verb in (("info",), ("verify",), ("undo",), ("history",)):
        assert hdplanner(*verb, "none.hdplan").code == 3
    assert hdplanner("info", tmp_path).code == 3
    assert not (tmp_path / "none.hdplan").exists()


@pytest.mark.parametrize(
    "content", [b"", b"text", b"SQLite format 3\0" + b"\0" * 4080, bytes(range(256)) * 40]
)
def test_what_is_no_campaign_file_is_refused_and_left_alone(
    hdplanner: Hdplanner, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "x.hdplan").write_bytes(content)

    assert hdplanner("info", "x.hdplan").code == 3
    assert hdplanner("undo", "x.hdplan").code == 3
    assert (tmp_path / "x.hdplan").read_bytes() == content


def test_a_damaged_file_is_refused_or_its_problems_are_told(hdplanner: Hdplanner, plan: Path) -> None:
    content = bytearray(plan.read_bytes())
    content[8_192:20_000] = b"\xff" * (20_000 - 8_192)
    plan.write_bytes(content)

    told = hdplanner("verify", plan, "--json")

    assert told.code == 3 or (told.code == 1 and told.json["problems"] and not told.json["ok"])


def test_an_encrypted_file_opens_with_its_own_variable_only(
    hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", "correct horse")
    assert hdplanner("new", "e.hdplan", "--title", "T", "--encrypt").code == 0
    assert hdplanner("info", "e.hdplan").code == 3
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", "wrong")
    assert "wrong passphrase" in hdplanner("info", "e.hdplan").err
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", "correct horse")
    assert hdplanner("info", "e.hdplan", "--json").json["encrypted"] is True


def test_the_passphrase_that_opens_does_not_encrypt(
    hdplanner: Hdplanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", "correct horse")

    assert hdplanner("new", "e.hdplan", "--title", "T", "--encrypt").code == 3
    assert not (tmp_path / "e.hdplan").exists()


def test_a_passphrase_is_asked_for_unseen_and_twice_when_it_is_new(
    hdplanner: Hdplanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["one", "two", "same", "same", "same"]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: answers.pop(0))

    assert hdplanner("new", "e.hdplan", "--title", "T", "--encrypt").code == 2
    assert not (tmp_path / "e.hdplan").exists()
    assert hdplanner("new", "e.hdplan", "--title", "T", "--encrypt").code == 0
    assert hdplanner("info", "e.hdplan").code == 0


def test_a_file_that_somebody_works_in_can_be_read_and_not_changed(hdplanner: Hdplanner, plan: Path) -> None:
    with Document.open(plan, author="Ann"):
        assert hdplanner("info", plan).code == 0
        refused = hdplanner("undo", plan)
    assert (refused.code, "Ann" in refused.err) == (3, True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a folder that even root cannot write")
def test_a_folder_that_takes_no_file_is_told(hdplanner: Hdplanner, plan: Path) -> None:
    assert hdplanner("new", "/proc/a.hdplan", "--title", "T").code == 3
    assert hdplanner("export", plan, "/proc/a.json").code == 3


def test_a_folder_that_is_not_there_is_told(hdplanner: Hdplanner, plan: Path) -> None:
    assert hdplanner("new", "none/a.hdplan", "--title", "T").code == 3
    assert hdplanner("export", plan, "none/a.json").code == 3


def test_an_author_is_never_the_login(hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HDPLANNER_AUTHOR")
    monkeypatch.setenv("USER", "jdoe")
    hdplanner("new", "a.hdplan", "--title", "T")

    assert hdplanner("info", "a.hdplan", "--json").json["last_change"]["author"] == "Unnamed author"


def test_an_author_of_the_settings_signs(
    hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.delenv("HDPLANNER_AUTHOR")
    (own_home / "settings").mkdir()
    (own_home / "settings" / "settings.json").write_text('{"author": "Ann"}')
    hdplanner("new", "a.hdplan", "--title", "T")

    assert hdplanner("info", "a.hdplan", "--json").json["last_change"]["author"] == "Ann"


def test_a_fault_of_ours_is_one_line_too(
    hdplanner: Hdplanner, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret name")

    monkeypatch.setattr("hdplanner.cli.files.chosen_campaign", broken)
    told = hdplanner("info", plan)

    assert (told.code, "KeyError" in told.err, "secret" in told.err) == (3, True, False)
    monkeypatch.setenv("HDPLANNER_DEBUG", "1")
    with pytest.raises(KeyError):
        hdplanner("info", plan)
