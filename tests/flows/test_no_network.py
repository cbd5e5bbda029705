from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.flows.watched import PASSPHRASE, can_trace, tell

_FAMILY = re.compile(r"socket\((AF_\w+)|sa_family=(AF_\w+)")
_LOCAL = {"AF_UNIX", "AF_LOCAL"}


def _families(lines: tuple[str, ...]) -> dict[str, int]:
    """How often each family of sockets was asked for."""
    found: dict[str, int] = {}
    for line in lines:
        for match in _FAMILY.finditer(line):
            family = match.group(1) or match.group(2)
            found[family] = found.get(family, 0) + 1
    return found


@pytest.fixture
def tracing() -> None:
    if not can_trace():
        pytest.skip("strace is not here, or may not look at a process")


@pytest.mark.usefixtures("tracing")
def test_a_whole_story_through_the_window_asks_for_no_network(tmp_path: Path) -> None:
    story = tell(tmp_path / "story", PASSPHRASE, "socket,connect")
    assert set(_families(story.lines)) <= _LOCAL


@pytest.mark.usefixtures("tracing")
def test_a_network_call_would_be_seen(tmp_path: Path) -> None:
    import subprocess
    import sys

    log = tmp_path / "log"
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    traced = ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(log)]
    subprocess.run([*traced, sys.executable, "-c", code], check=True)
    assert "AF_INET" in _families(tuple(log.read_text(encoding="utf-8").splitlines()))


@pytest.mark.soak
@pytest.mark.usefixtures("tracing")
def test_a_whole_story_on_a_real_display_asks_for_no_network(tmp_path: Path) -> None:
    if shutil.which("xvfb-run") is None:
        pytest.skip("xvfb-run is not here")
    display = ("xvfb-run", "-a", "-s", "-screen 0 1440x900x24 -nolisten tcp")
    story = tell(tmp_path / "story", PASSPHRASE, "socket,connect", display)
    families = _families(story.lines)
    assert families
    assert set(families) <= _LOCAL
    print(f"sockets under a real display: {sum(families.values())}, all local")
