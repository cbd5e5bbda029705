"""The stakeholder grid alone, with 10,000 marks in 1200 x 800: a frame on the way, a frame at rest, other axes."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.figures.methods import GridMethod
from hdplanner.figures.scene import Placed, build_scene
from hdplanner.ui.common.appearance import apply_theme
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.grid_view import GridView


def crowd_of(count: int) -> list[Placed]:
    """Stakeholders with all their ratings, the same at every run."""
    dice = random.Random(7)
    words = large.vocabulary(count)
    return [
        Placed(
            id=f"id-{number}",
            name=f"Council of {words[number].capitalize()}",
            influence=dice.randint(1, 5),
            interest=dice.randint(1, 5),
            position=dice.randint(-2, 2),
            relationship=dice.randint(0, 4),
            confidence=dice.randint(1, 3),
            age_days=dice.randint(0, 300),
        )
        for number in range(count)
    ]


@pytest.fixture
def grid(qapp: QApplication, qtbot: QtBot) -> GridView:
    """A grid of 10,000 on the (invisible) screen, painted once."""
    theme = load_theme("light")
    apply_theme(qapp, theme)
    view = GridView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show_scene(build_scene(crowd_of(large.STAKEHOLDERS)))
    view.show()
    qtbot.waitExposed(view)
    view.repaint()
    assert len(view.scene.marks) == large.STAKEHOLDERS
    return view


def test_a_frame_on_the_way(measure: Measure, grid: GridView) -> None:
    def pan() -> None:
        grid.camera.pan(3, 2)
        grid.refresh()
        grid.repaint()

    grid.camera.zoom_at(600, 400, 1.5)
    measure("a grid frame of 10,000 while panning", pan, aim_ms=18)


def test_a_frame_at_rest(measure: Measure, grid: GridView) -> None:
    def rest() -> None:
        grid.wear(grid.theme)
        grid._rest.stop()  # as when 90 ms have passed without a move
        grid.repaint()

    measure("a grid frame of 10,000 at rest, with names placed anew", rest, rounds=8)


def test_other_axes(measure: Measure, grid: GridView) -> None:
    rows = crowd_of(large.STAKEHOLDERS)
    methods = [GridMethod.AIIM, GridMethod.POSITION, GridMethod.RELATIONSHIP, GridMethod.MENDELOW]

    def change() -> None:
        methods.append(methods.pop(0))
        grid.show_scene(build_scene(rows, methods[-1]))
        grid.repaint()

    measure("other axes for 10,000, to the first frame", change, rounds=8)
