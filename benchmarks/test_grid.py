"""The stakeholder grid alone, with 10,000 marks in 1200 x 800: a frame on the way, a frame at rest, other axes."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import large
from benchmarks.conftest import Measure
from hdplanner.briefing.figure_file import dressed, pdf_bytes
from hdplanner.domain.values import StakeholderKind
from hdplanner.figures.grid import Box, estimate_width, grid_figure
from hdplanner.figures.grid_overlays import coalition_hulls
from hdplanner.figures.methods import LAYOUTS, Layout, own_layout
from hdplanner.figures.scene import Placed, build_scene
from hdplanner.ui.common.appearance import apply_theme
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.grid_view import GridView

_KINDS = tuple(kind.value for kind in StakeholderKind)


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
            kind=_KINDS[number % len(_KINDS)],
            coalitions=(f"Coalition {number % 9}",) if number % 20 == 0 else (),
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
    measure("a grid frame of 10,000 while panning", pan, aim_ms=16)


def test_a_frame_at_rest(measure: Measure, grid: GridView) -> None:
    def rest() -> None:
        grid.wear(grid.theme)
        grid._rest.stop()  # as when 90 ms have passed without a move
        grid.repaint()

    measure("a grid frame of 10,000 at rest, with names placed anew", rest, rounds=8)


def test_other_axes(measure: Measure, grid: GridView) -> None:
    rows = crowd_of(large.STAKEHOLDERS)
    layouts: list[Layout] = [*LAYOUTS.values(), own_layout("confidence", "interest")]

    def change() -> None:
        layouts.append(layouts.pop(0))
        grid.show_scene(build_scene(rows, layouts[-1]))
        grid.repaint()

    measure("other axes for 10,000, to the first frame", change, aim_ms=100, rounds=10)


def test_placing_alone(measure: Measure) -> None:
    rows = crowd_of(large.STAKEHOLDERS)
    measure(
        "10,000 stakeholders placed on own axes",
        lambda: build_scene(rows, own_layout("confidence", "interest")),
    )


def test_hulls(measure: Measure) -> None:
    scene = build_scene(crowd_of(large.STAKEHOLDERS))
    plot = Box(0, 0, 1200, 800)
    made = measure(
        "500 members of nine coalitions outlined", lambda: coalition_hulls(scene, plot, plot, estimate_width)
    )
    assert len(made) == 9


def test_a_picture_as_pdf(measure: Measure) -> None:
    scene = build_scene(crowd_of(large.STAKEHOLDERS))
    measure(
        "a grid of 10,000 as a PDF file",
        lambda: pdf_bytes(dressed(grid_figure(scene, 900, 640), "en", None), "en"),
        rounds=3,
    )
