from __future__ import annotations

import string

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hdplanner.paths import resource
from hdplanner.ui.common.appearance import Appearance, apply_theme
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.style_sheet import style_sheet
from hdplanner.ui.common.theme import Theme, load_theme, set_look


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_name_in_the_style_sheet_is_known(qapp: QApplication, name: str) -> None:
    sheet = style_sheet(load_theme(name))
    assert "$" not in sheet
    assert load_theme(name).roles["accent"] in sheet


def test_the_style_sheet_holds_no_colour_of_its_own() -> None:
    text = resource("themes", "window.qss").read_text(encoding="utf-8")
    assert "#" not in text
    assert "rgb" not in text
    assert len(list(string.Template(text).get_identifiers())) > 20


def test_the_glyphs_of_the_style_sheet_are_files(qapp: QApplication) -> None:
    assert 'url("' in style_sheet(load_theme("dark"))


def test_without_a_cache_the_window_still_opens(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    blocked = resource("themes", "light.toml")  # a file where a folder should be
    monkeypatch.setenv("HDPLANNER_HOME", str(blocked))
    sheet = style_sheet(load_theme("light"))
    assert "image: none" in sheet


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_widget_wears_the_colours_of_the_theme(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme = load_theme(name)
    apply_theme(qapp, theme)
    button = QPushButton("Plan an activity")
    qtbot.addWidget(button)
    set_look(button, "primary")
    button.resize(160, 40)
    image = button.grab().toImage()
    assert image.pixelColor(80, 6) == theme.colour("accent")
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("window")


def test_a_larger_text_scale_makes_text_and_rows_larger() -> None:
    small, large = load_theme("light"), load_theme("light", 2.0)
    assert large.pixels("text_base") == 2 * small.pixels("text_base")
    assert large.pixels("row") == 2 * small.pixels("row")
    assert large.pixels("focus") == small.pixels("focus")


def test_a_change_of_theme_is_announced_with_the_new_one(qtbot: QtBot, qapp: QApplication) -> None:
    appearance = Appearance(qapp, "light")
    with qtbot.waitSignal(appearance.changed) as heard:
        appearance.choose("dark")
    assert isinstance(heard.args[0], Theme)
    assert appearance.theme.name == "dark"
    assert appearance.choice == "dark"
    appearance.deleteLater()


def test_an_unknown_role_is_a_bug() -> None:
    with pytest.raises(KeyError):
        load_theme("light").colour("no_such_role")


def test_the_packaged_fonts_are_those_of_the_app(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light"))
    assert {"Noto Sans", "Noto Sans Arabic"} <= set(load_fonts())
    label = QLabel("Ministry")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.fontInfo().family() == "Noto Sans"
