"""Runs the child's story in folders of its own, under strace where that is at hand, and says what it did."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hdplanner.domain.name_search import tidy
from hdplanner.paths import resource

PASSPHRASE = "seven herons over a quiet weir"
_SHORTEST = 8
_STORY = Path(__file__).with_name("child_story.py")


@dataclass(frozen=True)
class Watched:
    """What a story left behind: its folder, its file, and the lines of strace, where it was asked for."""

    folder: Path
    file: Path
    lines: tuple[str, ...]

    def files(self) -> list[Path]:
        """Every file in its folders."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


def can_trace() -> bool:
    """Whether strace is here and may look at a process."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    tried = subprocess.run([strace, "-e", "trace=socket", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def tell(folder: Path, passphrase: str, calls: str = "", wrapper: tuple[str, ...] = ()) -> Watched:
    """Let the story happen under `folder`: its home, its temporary folder, its file."""
    home, temporary, work = (folder / name for name in ("home", "tmp", "work"))
    for one in (home, temporary, work):
        one.mkdir(parents=True)
    file = work / "plan.hdplan"
    log = folder.parent / f"{folder.name}.strace"
    traced = ["strace", "-f", "-qq", "-s", "400", "-e", f"trace={calls}", "-o", str(log)] if calls else []
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HDPLANNER_", "XDG_"))}
    environment = {**kept, "HOME": str(home), "TMPDIR": str(temporary)}
    if not wrapper:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    else:
        environment.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [*wrapper, *traced, sys.executable, str(_STORY), str(file), passphrase],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert "told to the end" in done.stdout, done.stdout + done.stderr
    lines = tuple(log.read_text(encoding="utf-8", errors="replace").splitlines()) if calls else ()
    return Watched(folder, file, lines)


def secrets() -> list[str]:
    """Names of the sample that no word of ours may be mistaken for, what was typed, and the passphrase."""
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    found = set(re.findall(r'"name": "([^"]{8,})"', json.dumps(data, ensure_ascii=False)))
    names = {name for name in found if " " in tidy(name) and len(name) >= _SHORTEST}
    assert len(names) > 50
    return sorted(names | {PASSPHRASE, "Chamber of Shipowners of Varenia"})


def told_in(data: bytes, words: list[str]) -> list[str]:
    """The words that stand in some bytes, in any of the ways in which programs write letters down."""
    plain = data.lower()
    return [
        word
        for word in words
        if any(word.lower().encode(code) in plain for code in ("utf-8", "utf-16-le", "utf-16-be"))
        or word.replace(" ", "%20").lower().encode() in plain
    ]
