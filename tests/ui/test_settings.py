from __future__ import annotations

import json
from pathlib import Path

import pytest

from hdplanner.paths import settings_dir
from hdplanner.ui.settings import RECENT_LIMIT, Settings


def _write(text: str) -> None:
    settings_dir().mkdir(parents=True, exist_ok=True)
    (settings_dir() / "settings.json").write_text(text, encoding="utf-8")


def test_what_was_saved_is_there_at_the_next_start() -> None:
    Settings(author="Conseillère", theme="dark", scale=1.5, splits={"inspector": [900, 300]}).save()
    found = Settings.load()
    assert (found.author, found.theme, found.scale) == ("Conseillère", "dark", 1.5)
    assert found.splits == {"inspector": [900, 300]}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"author": 3, "recent": "x", "theme": "pink"}', "\x00"]
)
def test_a_file_that_makes_no_sense_gives_the_defaults(text: str) -> None:
    _write(text)
    assert Settings.load() == Settings()


def test_what_is_not_known_is_passed_over_and_the_rest_is_kept() -> None:
    _write(json.dumps({"author": "HD adviser", "colour": "red", "scale": 7, "recent": [1, 2]}))
    assert Settings.load() == Settings(author="HD adviser")


def test_the_last_files_come_first_once_each_and_not_without_end(tmp_path: Path) -> None:
    settings = Settings()
    paths = [tmp_path / f"{number}.hdplan" for number in range(RECENT_LIMIT + 3)]
    for path in [*paths, paths[-2]]:
        path.touch()
        settings.remember_file(path)
    assert settings.recent_files()[:2] == [paths[-2], paths[-1]]
    assert len(settings.recent) == RECENT_LIMIT
    paths[-2].unlink()
    assert settings.recent_files()[0] == paths[-1]


def test_no_file_is_remembered_where_the_person_wants_none(tmp_path: Path) -> None:
    settings = Settings(keep_recent=False)
    settings.remember_file(tmp_path / "secret.hdplan")
    assert settings.recent == []


def test_the_author_is_never_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HDPLANNER_AUTHOR")
    monkeypatch.setenv("USER", "login")
    assert Settings().author_name() == "Unnamed author"
    assert Settings(author="HD adviser").author_name() == "HD adviser"
    monkeypatch.setenv("HDPLANNER_AUTHOR", "Secretary General")
    assert Settings(author="HD adviser").author_name() == "Secretary General"


def test_a_folder_that_takes_no_file_stops_nobody(own_home: Path) -> None:
    (own_home / "settings").write_text("a file where the folder should be")
    Settings(author="HD adviser").save()
    assert Settings.load() == Settings()
