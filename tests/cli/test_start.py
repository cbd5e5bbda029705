from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hdplanner import __main__ as start

HEAVY = ("sqlalchemy", "PySide6", "reportlab", "numpy", "babel", "alembic", "rapidfuzz")


def hdplanner(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    ours["PYTHONPATH"] = str(Path(start.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "hdplanner", *arguments],
        cwd=cwd, env=ours | environment, capture_output=True, text=True, timeout=60, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_command_from_a_shell_leaves_its_exit_code(tmp_path: Path) -> None:
    assert hdplanner("new", "a.hdplan", "--title", "T", cwd=tmp_path).returncode == 0
    refused = hdplanner("new", "a.hdplan", "--title", "T", cwd=tmp_path)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (3, "", 1)
    assert hdplanner("nonsense", cwd=tmp_path).returncode == 2


def test_an_encrypted_file_without_a_terminal_is_refused_and_nothing_waits(tmp_path: Path) -> None:
    hdplanner("new", "e.hdplan", "--title", "T", cwd=tmp_path, HDPLANNER_OUT_PASSPHRASE="secret words")
    refused = hdplanner("info", "e.hdplan", cwd=tmp_path)

    assert (refused.returncode, "passphrase" in refused.stderr) == (3, True)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_the_window_is_refused_in_one_line(tmp_path: Path) -> None:
    for arguments in ((), ("a.hdplan",)):
        refused = hdplanner(*arguments, cwd=tmp_path)
        assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)


def test_the_parser_alone_loads_nothing_heavy(tmp_path: Path) -> None:
    code = f"import sys; import hdplanner.__main__, hdplanner.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(start.__file__).parents[1], capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_file_opens_the_window_and_a_verb_does_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(start, "_open_window", lambda path: opened.append(path) or 0)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "info").write_text("")
    (tmp_path / "plain").write_text("")

    assert start.main([]) == 0
    assert start.main(["a.hdplan"]) == 0
    assert start.main(["plain"]) == 0
    assert start.main(["info"]) == 2
    assert opened == [None, Path("a.hdplan"), Path("plain")]
