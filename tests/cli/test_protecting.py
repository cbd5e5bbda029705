from __future__ import annotations

import builtins
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hdplanner.domain.rules_kept_versions import Why
from hdplanner.storage import Document, versions

Hdplanner = Callable[..., Any]
OLD, NEW = "kettle brick violin marsh orbit canoe", "lantern pepper glacier tunnel saddle harp"


@pytest.fixture
def secret(plan: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encrypted file with one version, whose passphrase is in the environment."""
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", OLD)
    assert hdplanner("encrypt", plan).code == 0
    monkeypatch.delenv("HDPLANNER_OUT_PASSPHRASE")
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", OLD)
    with Document.open(plan, author="Ann", passphrase=OLD) as document:
        assert versions.keep(document, Why.NAMED, "Before")
    return plan


def test_a_plain_file_is_encrypted_once(
    plan: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", OLD)
    told = hdplanner("encrypt", plan, "--json")
    assert told.json == {"file": str(plan), "encrypted": True, "strength": "strong", "versions_left": []}
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", OLD)
    assert hdplanner("info", plan, "--json").json["encrypted"] is True
    again = hdplanner("encrypt", plan)
    assert (again.code, "encrypted already" in again.err) == (3, True)


def test_a_weak_passphrase_is_told(plan: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", "redcross")
    told = hdplanner("encrypt", plan)
    assert told.code == 0
    assert "is weak" in told.out


def test_the_passphrase_is_changed_by_who_knows_it(
    secret: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", NEW)
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", "a guess")
    before = secret.read_bytes()
    assert hdplanner("passphrase", secret).code == 3
    assert secret.read_bytes() == before
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", OLD)
    assert hdplanner("passphrase", secret, "--json").json["versions_left"] == []
    assert hdplanner("info", secret).code == 3
    monkeypatch.setenv("HDPLANNER_PASSPHRASE", NEW)
    assert hdplanner("info", secret).code == 0


def test_versions_that_do_not_follow_are_named(
    secret: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = versions.folder_of(secret) / "20260101T000000000Z-abcdef.hdplan"
    Document.create(stray, author="Ann", passphrase="of long ago").close()
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", NEW)
    told = hdplanner("passphrase", secret)
    assert told.code == 1
    assert stray.name in told.out


@pytest.mark.parametrize(("how", "left"), [("along", 1), ("keep", 1), ("delete", 0)])
def test_a_file_is_made_plain_with_its_versions_as_told(
    secret: Path, hdplanner: Hdplanner, how: str, left: int
) -> None:
    assert hdplanner("decrypt", secret, "--versions", how).code == 0
    assert secret.read_bytes().startswith(b"SQLite format 3")
    kept = versions.all_of(secret)
    assert len(kept) == left
    assert [one.read_bytes().startswith(b"SQLite format 3") for one in kept] == [how == "along"] * left


@pytest.mark.parametrize("command", ["passphrase", "decrypt", "recovery"])
def test_a_plain_file_has_no_passphrase(plan: Path, hdplanner: Hdplanner, command: str) -> None:
    told = hdplanner(command, plan)
    assert (told.code, "is not encrypted" in told.err) == (3, True)


def test_the_words_open_the_file_and_change_its_passphrase(
    secret: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = hdplanner("recovery", secret, "--language", "fr", "--json").json["words"]
    assert len(words) == 24
    monkeypatch.delenv("HDPLANNER_PASSPHRASE")
    monkeypatch.setenv("HDPLANNER_RECOVERY", "\n".join(words))
    assert hdplanner("info", secret).code == 0
    monkeypatch.setenv("HDPLANNER_OUT_PASSPHRASE", NEW)
    assert hdplanner("passphrase", secret).code == 0
    void = hdplanner("info", secret)
    assert (void.code, "after the sheet was made" in void.err) == (3, True)
    monkeypatch.setenv("HDPLANNER_RECOVERY", "not one of them")
    assert "24 words; 4 words were written" in hdplanner("info", secret).err


@pytest.mark.parametrize("answers_right", [True, False])
def test_at_a_terminal_two_words_are_asked_back(
    secret: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch, answers_right: bool
) -> None:
    words = hdplanner("recovery", secret, "--json").json["words"]

    def answer(question: str) -> str:
        number = int("".join(letter for letter in question if letter.isdigit()))
        return words[number - 1] if answers_right else "xylophone"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", answer)
    assert hdplanner("recovery", secret).code == (0 if answers_right else 2)
    with Document.open(secret, author="Ann", passphrase=OLD) as document:
        assert (document.setting("recovery.made") is not None) == answers_right


def test_no_command_takes_a_secret_as_an_argument(hdplanner: Hdplanner) -> None:
    from hdplanner.cli import parser

    for verb in ("encrypt", "passphrase", "decrypt", "recovery"):
        with pytest.raises(SystemExit):
            parser.parse([verb, "plan.hdplan", OLD])


def test_a_change_is_not_made_where_nobody_can_be_asked(
    plan: Path, hdplanner: Hdplanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HDPLANNER_OUT_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    before = plan.read_bytes()
    assert hdplanner("encrypt", plan).code == 3
    assert plan.read_bytes() == before
    assert list(plan.parent.glob(".*.tmp")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no core files")
def test_a_crash_writes_no_memory_to_the_disk() -> None:
    code = (
        "import resource; from hdplanner.__main__ import main; main(['sample', '--list', '--json']);"
        "print('core', resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "core 0"
