"""What the collector of sentences does with whole catalogues and with those that packs alone need."""

from __future__ import annotations

import ast
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

import dev

ROOT = Path(dev.__file__).parent


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The collector, with a copy of the catalogues."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "dev" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shutil.copytree(module.FOLDER, tmp_path / "translations")
    monkeypatch.setattr(module, "FOLDER", tmp_path / "translations")
    return module


def test_a_pack_language_holds_what_packs_print_and_nothing_of_the_window(tool: ModuleType) -> None:
    everything = tool.collect()
    in_a_pack = tool.printed(everything)
    assert "Note verbale" in in_a_pack
    assert "Red lines" in in_a_pack
    assert in_a_pack.get(", ", "between the items of a list") is not None
    assert "&File" in everything
    assert "&File" not in in_a_pack
    places = [place for message in in_a_pack for place, _line in message.locations]
    assert [place for place in places if not tool.in_packs(place)] == []


@pytest.mark.parametrize("file", ["gaps.py", "reveals.py", "weight.py", "foreign.py"])
def test_what_the_author_is_told_is_no_part_of_a_pack(tool: ModuleType, file: str) -> None:
    assert (ROOT / "hdplanner" / "briefing" / file).is_file()
    assert not tool.in_packs(f"hdplanner/briefing/{file}")


def test_no_marked_sentence_hides_where_the_collector_does_not_look(tool: ModuleType) -> None:
    """Such as in an f-string: it would stay English for everybody."""
    collected = {message.id if isinstance(message.id, str) else message.id[0] for message in tool.collect()}
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sorted((ROOT / "hdplanner").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _marked(call) not in {*collected, None}
    ]
    assert hidden == []


def _marked(call: ast.Call) -> str | None:
    """The sentence that a call asks to be translated."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    place = {"_": 0, "N_": 0, "ngettext": 0, "pgettext": 1}.get(name)
    said = None if place is None or place >= len(call.args) else call.args[place]
    return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else None


def test_every_file_named_as_printed_is_there(tool: ModuleType) -> None:
    assert [name for name in tool.PRINTED if not (ROOT / name).exists()] == []


def test_a_catalogue_that_misses_a_sentence_is_named_by_the_check(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    tool.main("update", "ru", "zh")
    assert tool.main("check", "ru", "zh") == 0
    path = tool.FOLDER / "ru" / "LC_MESSAGES" / "hdplanner.po"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace('msgid "Note verbale"', 'msgid "Note verbal"'), encoding="utf-8")
    capsys.readouterr()
    assert tool.main("check", "ru", "zh") == 1
    assert "Not in line with the code: ru." in capsys.readouterr().out


def test_an_update_of_one_language_leaves_the_others_alone(tool: ModuleType) -> None:
    paths = {language: tool.FOLDER / language / "LC_MESSAGES" / "hdplanner.po" for language in ("ru", "zh")}
    for path in paths.values():
        path.write_text("", encoding="utf-8")
    assert tool.main("update", "zh") == 0
    assert paths["ru"].read_text(encoding="utf-8") == ""
    assert 'msgid "Note verbale"' in paths["zh"].read_text(encoding="utf-8")


def test_a_language_that_we_do_not_have_is_refused(
    tool: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main("update", "tlh") == 2
    assert "ru" in capsys.readouterr().out
    assert not (tool.FOLDER / "tlh").exists()
