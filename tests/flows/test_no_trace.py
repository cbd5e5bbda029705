from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.flows.watched import PASSPHRASE, can_trace, secrets, tell, told_in

_WRITING = "open,openat,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
_OPENED = re.compile(
    r'(?:open|openat|creat)\((?:AT_FDCWD, |\d+[^,]*, )?"([^"]+)"(?:, ([A-Z_|0-9]+))?.*\) = \d'
)


def test_after_work_on_an_encrypted_file_no_file_tells_a_name(tmp_path: Path) -> None:
    words = secrets()
    story = tell(tmp_path / "story", PASSPHRASE)
    assert story.file in story.files()
    told = {str(path): found for path in story.files() if (found := told_in(path.read_bytes(), words))}
    assert told == {}
    assert [path for path in story.files() if path.name.startswith("QtProject")] == []


def test_after_work_on_a_plain_file_only_that_file_tells_names(tmp_path: Path) -> None:
    words = secrets()
    story = tell(tmp_path / "story", "")
    assert len(told_in(story.file.read_bytes(), words)) > 50
    beside = [path for path in story.files() if not path.is_relative_to(story.file.parent)]
    assert beside
    assert {str(path): found for path in beside if (found := told_in(path.read_bytes(), words))} == {}


def test_the_search_finds_a_name_however_it_is_written_down() -> None:
    name = "Minister of Finance"
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        assert told_in(b"\0\1" + name.upper().encode(code) + b"\2", [name]) == [name]
    assert told_in(b"file:///plans/Minister%20of%20Finance", [name]) == [name]
    assert told_in(b"Minister of Fisheries", [name]) == []


@pytest.mark.soak
def test_every_file_that_the_process_wrote_is_searched(tmp_path: Path) -> None:
    if not can_trace():
        pytest.skip("strace is not here, or may not look at a process")
    words = secrets()
    story = tell(tmp_path / "story", PASSPHRASE, _WRITING)
    written: set[Path] = set()
    for line in story.lines:
        found = _OPENED.search(line)
        flags = (found.group(2) or "O_CREAT") if found else ""
        if found and re.search("O_WRONLY|O_RDWR|O_CREAT", flags):
            written.add(Path(found.group(1)))
    inside = {path for path in written if path.is_relative_to(story.folder)}
    outside = {path for path in written - inside if not path.is_relative_to("/dev") and path.is_absolute()}
    left = {path for path in outside if not str(path).startswith(("/proc/", "/sys/"))}
    size = sum(path.stat().st_size for path in written if path.is_file())
    assert {str(path): told_in(path.read_bytes(), words) for path in inside | left if path.is_file()}
    told = [path for path in inside | left if path.is_file() and told_in(path.read_bytes(), words)]
    assert told == []
    assert {
        path for path in left if not path.name.endswith(".pyc") and "__pycache__" not in path.parts
    } == set()
    print(f"searched for {len(words)} names: {len(written)} files written, {size / 1e6:.1f} MB, none told")
