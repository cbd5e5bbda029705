"""dev.py where it can be tried without a network: what it decides, not what it installs."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def test_a_second_call_finds_everything_there(project: Path) -> None:
    marker = project / "marker.txt"
    marker.write_text(dev.fingerprint(project) + "\n", encoding="utf-8")
    assert dev.is_ready(marker, Path(sys.executable), dev.fingerprint(project))


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_dependency_is_installed_by_the_next_call(project: Path, name: str) -> None:
    before = dev.fingerprint(project)
    with (project / name).open("a", encoding="utf-8") as stream:
        stream.write("# one more\n")
    assert dev.fingerprint(project) != before


def test_another_python_or_another_place_needs_a_new_set_up(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("other"))
    assert dev.fingerprint(project, (3, 11)) != dev.fingerprint(project, (3, 12))
    assert dev.fingerprint(project) != dev.fingerprint(other)


def test_without_marker_or_python_nothing_is_ready(project: Path) -> None:
    marker = project / "marker.txt"
    assert not dev.is_ready(marker, Path(sys.executable), "x")
    marker.write_text("x", encoding="utf-8")
    assert not dev.is_ready(marker, project / "none", "x")
    assert not dev.is_ready(marker, Path(sys.executable), "y")


def test_what_is_ready_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_ready", lambda: True)
    monkeypatch.setattr(dev.subprocess, "run", lambda *arguments, **options: pytest.fail("something was run"))
    dev.ensure_environment()


def test_an_interpreter_that_is_broken_does_not_count(tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    assert dev.works(Path(sys.executable))
    assert not dev.works(broken)
    assert not dev.works(tmp_path / "none")


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_told_which_one_is_needed(version: tuple[int, int]) -> None:
    with pytest.raises(dev.SetupError, match=r"needs Python 3\.11 or newer"):
        dev.check_python(version)


def test_a_python_that_is_new_enough_passes() -> None:
    dev.check_python((3, 11))
    dev.check_python((4, 0))


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "minimal:x=1"}, "win32", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_display_is_seen_where_there_is_one(
    environment: dict[str, str], platform: str, expected: bool
) -> None:
    assert dev.has_display(environment, platform) is expected


def test_a_missing_library_names_its_package() -> None:
    libraries = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
    assert dev.missing_packages(libraries, lambda library: library == "libGL.so.1", "linux") == ["libegl1"]
    assert dev.missing_packages(libraries, lambda library: False, "darwin") == []


def test_a_library_is_looked_for_by_the_loader() -> None:
    assert dev.is_there("libc.so.6") == sys.platform.startswith("linux")
    assert not dev.is_there("libnothing-of-the-kind.so.9")


def test_who_may_not_install_gets_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda libraries: ["libegl1", "libgl1"])
    monkeypatch.setattr(dev, "can_install", lambda: False)
    with pytest.raises(dev.SetupError, match="apt-get install -y libegl1 libgl1"):
        dev.ensure_libraries(display=False)


def test_a_window_needs_more_than_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(dev, "missing_packages", lambda libraries: asked.append(len(libraries)) or [])
    dev.ensure_libraries(display=False)
    dev.ensure_libraries(display=True)
    assert asked[0] < asked[1]


@pytest.mark.parametrize("name", ["run", "test", "lint", "bench", "pictures", "soak", "translations"])
def test_every_command_is_known(name: str) -> None:
    assert dev.parse([name]).command == name


def test_pytest_gets_what_follows_test() -> None:
    assert dev.parse(["test", "-k", "undo", "tests/storage"]).rest == ["-k", "undo", "tests/storage"]


@pytest.mark.parametrize("words", [[], ["build"], ["run", "--fast"], ["lint", "hdplanner"]])
def test_wrong_usage_exits_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        dev.parse(words)
    assert left.value.code == 2
    assert "dev.py" in capsys.readouterr().err


def test_a_trouble_of_the_machine_is_one_message_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise dev.SetupError("Install this first.")

    monkeypatch.setattr(dev, "ensure_environment", refuse)
    assert dev.main(["lint"]) == 3
    assert capsys.readouterr().err == "Install this first.\n"


def test_without_a_display_qt_draws_off_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert dev.child_environment(display=False)["QT_QPA_PLATFORM"] == "offscreen"
    assert dev.child_environment(display=True)["QT_QPA_PLATFORM"] == "xcb"
    assert dev.child_environment(display=False)["PATH"].startswith(str(dev.BIN))


def test_one_failed_step_fails_the_whole_and_the_others_still_run(capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []
    steps = [("first", lambda: done.append("first") or 2), ("second", lambda: done.append("second") or 0)]
    assert dev.in_turn(steps) == 1
    assert done == ["first", "second"]
    assert "Failed: first" in capsys.readouterr().out


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    calls: list[list[str]] = []

    def record(*arguments: object, **options: object) -> int:
        calls.append([str(argument) for argument in arguments])
        return 0

    monkeypatch.setattr(dev, "python", record)
    monkeypatch.setattr(dev, "OUT", tmp_path / "out")
    monkeypatch.setattr(dev, "offer_second_opinions", lambda: None)
    return calls


def test_a_run_without_a_display_writes_sample_pack_and_pictures(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert dev.run(dev.parse(["run"])) == 0
    assert [call[2] for call in called[:2]] == ["sample", "pack"]
    assert called[2][1] == "hdplanner.ui.pictures"
    assert "No display here" in capsys.readouterr().out


def test_test_runs_every_check_and_then_pytest(called: list[list[str]]) -> None:
    assert dev.test(dev.parse(["test", "-k", "undo"])) == 0
    said = [" ".join(call) for call in called]
    assert all(
        any(word in line for line in said) for word in ("ruff check", "ruff format", "mypy", "importlinter")
    )
    assert "pytest" in said[-1]
    assert said[-1].endswith("-k undo")


def test_ci_calls_exactly_the_second_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 dev.py test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_an_old_python_gets_as_far_as_the_message() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_help_works_on_the_bare_standard_library() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            "import runpy, sys; sys.argv = ['dev.py', '--help']; runpy.run_path('dev.py', run_name='__main__')",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "translations" in done.stdout) == (0, True)
