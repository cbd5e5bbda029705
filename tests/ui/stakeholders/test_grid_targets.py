"""Targets by hand: Shift and a pull, Alt and an arrow; one step towards support unless Ctrl says otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.figures.methods import GridMethod, locate
from hdplanner.figures.scene import Placed, build_scene
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.grid_targets import Target, bounded
from hdplanner.ui.stakeholders.grid_view import GridView

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

ROWS = (
    Placed("a", "Ministry of Finance", influence=5, interest=2, position=-1),
    Placed("b", "Radio Varenia", influence=2, interest=3, position=0),
    Placed("u", "National bank", influence=4, interest=4),
)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> GridView:
    load_fonts()
    made = GridView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.show_scene(build_scene(ROWS, GridMethod.POSITION))
    return made


def _point(view: GridView, row_id: str) -> QPoint:
    mark = view.scene.mark(row_id)
    assert mark is not None
    x, y = view.camera.to_page(mark.x, mark.y)
    return QPoint(round(x), round(y))


def _cell(view: GridView, x: int, y: int) -> QPoint:
    place = view.camera.to_page(*locate(view.scene.layout, x, y))
    return QPoint(round(place[0]), round(place[1]))


def _heard(view: GridView) -> list[list[Target]]:
    heard: list[list[Target]] = []
    view.targeted.connect(heard.append)
    view.moved.connect(lambda moves: pytest.fail(f"re-assessed {moves}"))
    return heard


def _pull(
    qtbot: QtBot, view: GridView, row_id: str, end: QPoint, modifiers: Qt.KeyboardModifier = SHIFT
) -> None:
    start = _point(view, row_id)
    qtbot.mousePress(view, LEFT, modifiers, start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    view.grab()
    qtbot.mouseRelease(view, LEFT, modifiers, end)


def test_a_pull_with_shift_sets_the_target_and_leaves_the_marker(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    before = view.scene.mark("a")
    _pull(qtbot, view, "a", _cell(view, 0, 5))
    assert heard == [[("a", 0)]]
    assert view.scene.mark("a") == before


def test_further_than_one_step_needs_control_as_well(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    _pull(qtbot, view, "a", _cell(view, 2, 5))
    _pull(qtbot, view, "a", _cell(view, 2, 5), SHIFT | CTRL)
    assert heard == [[("a", 0)], [("a", 2)]]


def test_several_targets_are_set_by_one_pull(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    view.choose(["a", "b"])
    _pull(qtbot, view, "a", _cell(view, 0, 5))
    assert heard == [[("a", 0), ("b", 1)]]


def test_a_pull_that_ends_where_it_began_sets_nothing(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    _pull(qtbot, view, "a", _point(view, "a") + QPoint(14, 6))
    assert heard == []


def test_escape_ends_a_pull_of_a_target(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    start = _point(view, "a")
    qtbot.mousePress(view, LEFT, SHIFT, start)
    qtbot.mouseMove(view, start + QPoint(90, 0))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, SHIFT, start + QPoint(90, 0))
    assert heard == []


def test_a_click_with_shift_still_adds_and_takes_away(qtbot: QtBot, view: GridView) -> None:
    qtbot.mouseClick(view, LEFT, NONE, _point(view, "a"))
    qtbot.mouseClick(view, LEFT, SHIFT, _point(view, "b"))
    assert view.selection == ("a", "b")
    qtbot.mouseClick(view, LEFT, SHIFT, _point(view, "a"))
    assert view.selection == ("b",)


def test_where_no_axis_shows_positions_the_pull_is_refused_with_a_word(qtbot: QtBot, view: GridView) -> None:
    view.show_scene(build_scene(ROWS, GridMethod.MENDELOW))
    heard = _heard(view)
    start = _point(view, "a")
    qtbot.mousePress(view, LEFT, SHIFT, start)
    qtbot.mouseMove(view, start + QPoint(90, 40))
    assert view.pointer.card.isVisible()
    qtbot.mouseRelease(view, LEFT, SHIFT, start + QPoint(90, 40))
    assert heard == []


@pytest.mark.parametrize("method", [GridMethod.MENDELOW, GridMethod.POSITION])
def test_alt_and_arrows_raise_and_lower_on_every_grid(
    qtbot: QtBot, view: GridView, method: GridMethod
) -> None:
    view.show_scene(build_scene(ROWS, method))
    heard = _heard(view)
    view.choose(["a"])
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert heard == [[("a", 0)]]
    view.show_scene(
        build_scene((Placed("a", "A", influence=5, interest=2, position=-1, target=0), *ROWS[1:]), method)
    )
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert (len(heard), view.pointer.card.isVisible()) == (1, True)
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT | CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    assert heard[1:] == [[("a", 1)], [("a", -1)]]


def test_who_has_no_position_gets_no_target(qtbot: QtBot, view: GridView) -> None:
    view.show_scene(build_scene(ROWS, GridMethod.MENDELOW))
    heard = _heard(view)
    view.choose(["u"])
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert heard == []
    assert view.pointer.card.isVisible()


def test_a_grid_that_may_not_be_edited_sets_no_target(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    view.set_editable(False)
    _pull(qtbot, view, "a", _cell(view, 0, 5))
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert heard == []


@given(st.integers(-2, 2), st.integers(-4, 6))
def test_a_realistic_target_is_here_or_one_step_on(position: int, wanted: int) -> None:
    target = bounded(position, wanted, free=False)
    assert position <= target <= min(2, position + 1)
    assert -2 <= bounded(position, wanted, free=True) <= 2


def test_the_name_of_a_zone_says_what_to_do_there(qtbot: QtBot, view: GridView) -> None:
    for zone in view.scene.layout.zones:
        view.pointer._tell_zone(zone)
        texts = [line.text() for line in view.pointer.card._lines]
        assert zone.meaning.text in texts
        assert zone.meaning.advice in texts  # type: ignore[attr-defined]  # every zone's meaning has one
        assert view.rect().contains(view.pointer.card.geometry())
