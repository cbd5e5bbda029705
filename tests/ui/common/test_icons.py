from __future__ import annotations

import re

import pytest
from defusedxml import ElementTree
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from hdplanner.paths import resource
from hdplanner.ui.common.icons import icon, pixmap
from hdplanner.ui.common.theme import load_theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def _inks(image: QImage) -> set[str]:
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name().upper() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_of_the_one_family(name: str) -> None:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke-width") == "1.6"
    assert not re.search(r"#[0-9A-Fa-f]{3}|href|<text|<image|style=", text)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"none", "currentColor"}


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_draws_something_inside_its_square(qapp: QApplication, name: str) -> None:
    image = pixmap(name, load_theme("light"), 20, 2.0).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 60 for x in range(40) for y in range(40))
    assert inked > 20


def test_the_rooms_and_actions_that_the_window_needs_are_there() -> None:
    rooms = {"overview", "objectives", "stakeholders", "network", "messages", "channels", "meetings"}
    assert rooms | {"risks", "packs", "undo", "redo", "search", "lock", "add", "delete", "filter"} <= set(
        NAMES
    )


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_an_icon_takes_the_text_colour_and_is_grey_when_disabled(qapp: QApplication, theme_name: str) -> None:
    theme = load_theme(theme_name)
    made = icon("table", theme)
    normal = made.pixmap(QSize(20, 20), 3.0, QIcon.Mode.Normal).toImage()
    disabled = made.pixmap(QSize(20, 20), 3.0, QIcon.Mode.Disabled).toImage()
    checked = made.pixmap(QSize(20, 20), 3.0, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert QColor(theme.roles["text"]).name().upper() in _inks(normal)
    assert QColor(theme.roles["disabled"]).name().upper() in _inks(disabled)
    assert QColor(theme.roles["accent"]).name().upper() in _inks(checked)


def test_an_icon_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    made = icon("search", load_theme("light")).pixmap(QSize(16, 16), 2.0)
    assert made.width() == 32
    assert made.devicePixelRatio() == 2.0


def test_an_icon_that_does_not_exist_is_noticed(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon", load_theme("light"))
