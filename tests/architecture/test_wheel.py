"""`pip install .` gives a wheel that holds the resources and the commands."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_resource(wheel: zipfile.ZipFile) -> None:
    ours = {
        f"hdplanner/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert ours - set(wheel.namelist()) == set()


def test_the_wheel_holds_the_code_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "hdplanner").rglob("*.py")}
    assert code - names == set()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"hdplanner"}
    assert [name for name in names if "__pycache__" in name] == []


def test_the_wheel_has_the_command_and_both_licences(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    commands = wheel.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    assert "hdplanner = hdplanner.__main__:main" in commands
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert [name for name in names if name.endswith("OFL.txt") and "licenses" in name]


def test_the_resources_are_found_where_the_wheel_is_installed(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    code = "from hdplanner.paths import resource; print(resource('fonts', 'NotoSans-Regular.ttf').is_file(), resource())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", str(tmp_path / "hdplanner" / "resources")]
