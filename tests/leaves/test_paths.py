from __future__ import annotations

from pathlib import Path

import pytest

from hdplanner import paths


def test_resources_of_a_checkout_lie_beside_the_package() -> None:
    assert paths.resource() == Path(paths.__file__).parent.parent / "resources"


def test_resources_of_a_wheel_lie_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resource("themes", "light.toml") == tmp_path / "resources" / "themes" / "light.toml"


def test_one_variable_moves_all_that_is_the_persons(own_home: Path) -> None:
    assert {paths.settings_dir().parent, paths.cache_dir().parent, paths.documents_dir().parent} == {own_home}


def test_without_it_the_system_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HDPLANNER_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder in (paths.settings_dir(), paths.cache_dir()):
        assert folder.name == "hdplanner"
    assert paths.documents_dir().is_absolute()
