from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.figures.grid import estimate_width, grid_figure
from hdplanner.figures.scene import Placed, build_scene
from hdplanner.figures.shapes import Circle, Figure, Label, Line, Polygon, Polyline, Rect
from hdplanner.ui.common.figure_view import FigureView, figure_image, measure
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme

LIGHT = load_theme("light")


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


def test_a_filled_shape_has_the_colour_of_its_role() -> None:
    image = figure_image(Figure(40, 40, (Rect(10, 10, 20, 20, fill="danger"),)), LIGHT, 1.0)
    assert image.pixelColor(20, 20) == LIGHT.colour("danger")
    assert image.pixelColor(2, 2) == LIGHT.colour("surface")


def test_each_kind_of_shape_leaves_its_mark() -> None:
    shapes = (
        Line(5, 5, 35, 5, "text", 2, dash=(3, 2)),
        Polyline(((5, 10), (20, 14), (35, 10)), "text", 2),
        Polygon(((5, 20), (15, 20), (10, 28)), fill="accent", stroke="text"),
        Circle(30, 25, 5, fill="danger", opacity=0.5),
        Label("Name", 5, 38, 8),
    )
    for shape in shapes:
        image = figure_image(Figure(40, 40, (shape,)), LIGHT, 2.0)
        ground = LIGHT.colour("surface")
        assert any(image.pixelColor(x, y) != ground for x in range(80) for y in range(80)), shape


@pytest.mark.parametrize("text", ["Ministry", "وزارة الصحة"])
def test_left_middle_and_right_are_those_of_the_paper(text: str) -> None:
    def ink(anchor: str) -> tuple[int, int]:
        image = figure_image(Figure(300, 30, (Label(text, 150, 20, 12, anchor=anchor),)), LIGHT, 1.0)  # type: ignore[arg-type]
        ground = LIGHT.colour("surface")
        columns = [x for x in range(300) if any(image.pixelColor(x, y) != ground for y in range(30))]
        return columns[0], columns[-1]

    assert ink("left")[0] >= 149
    assert ink("right")[1] <= 151
    first, last = ink("middle")
    assert abs((first + last) / 2 - 150) <= 2


def test_the_estimate_of_a_width_is_near_the_real_one() -> None:
    for text in ("Ministry of Finance", "Parliament, law committee", "IFRC", "Association of carriers"):
        assert estimate_width(text, 11) == pytest.approx(measure(text, 11), rel=0.12)


def test_a_view_says_in_words_what_it_shows(qtbot: QtBot) -> None:
    view = FigureView(LIGHT)
    qtbot.addWidget(view)
    view.show_figure(
        grid_figure(build_scene([Placed("1", "Bank", influence=5, interest=5)]), title="Who decides")
    )
    assert view.accessibleName() == "Who decides"
    assert "Manage closely: Bank." in view.accessibleDescription()
    view.resize(300, 300)
    assert not view.grab().isNull()
    view.show_figure(None)
    assert view.accessibleName() == ""
