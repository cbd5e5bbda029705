"""The grid as a person uses it: pull, frame, keys, zoom, drop, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.figures.grid import zone_labels
from hdplanner.figures.methods import GridMethod, locate
from hdplanner.figures.scene import GridScene, Placed, Ratings, build_scene
from hdplanner.ui.common.fonts import load_fonts
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.grid_canvas import GridCanvas
from hdplanner.ui.stakeholders.grid_drops import carry
from hdplanner.ui.stakeholders.grid_view import GridView

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

ROWS = (
    Placed(
        "a", "Ministry of Finance", influence=5, interest=2, position=-1, previous=Ratings(3, 2, -2), target=1
    ),
    Placed("b", "Radio Varenia", influence=2, interest=3, position=0, confidence=3),
    Placed("c", "Youth volunteers", influence=1, interest=5, position=2),
    Placed("u", "National bank", influence=4),
)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> GridView:
    load_fonts()
    made = GridView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.show_scene(build_scene(ROWS))
    return made


def _point(view: GridView, row_id: str) -> QPoint:
    mark = view.scene.mark(row_id)
    assert mark is not None
    x, y = view.camera.to_page(mark.x, mark.y)
    return QPoint(round(x), round(y))


def _cell(view: GridView, x: int, y: int) -> QPoint:
    place = view.camera.to_page(*locate(view.scene.layout, x, y))
    return QPoint(round(place[0]), round(place[1]))


def _heard(view: GridView) -> list[list[tuple[str, dict[str, int]]]]:
    heard: list[list[tuple[str, dict[str, int]]]] = []
    view.moved.connect(heard.append)
    return heard


def _pull(qtbot: QtBot, view: GridView, start: QPoint, *stops: QPoint, release: bool = True) -> None:
    qtbot.mousePress(view, LEFT, NONE, start)
    for stop in stops:
        qtbot.mouseMove(view, (start + stop) / 2)
        qtbot.mouseMove(view, stop)
    if release:
        qtbot.mouseRelease(view, LEFT, NONE, stops[-1])


def test_a_pull_says_once_at_its_end_what_changed_in_whole_steps(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    target = _cell(view, 4, 3)
    _pull(qtbot, view, _point(view, "a"), QPoint(300, 300), target, release=False)
    assert heard == []
    qtbot.mouseRelease(view, LEFT, NONE, target)
    assert heard == [[("a", {"interest": 4, "influence": 3})]]


def test_only_the_rating_that_changes_is_said(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    _pull(qtbot, view, _point(view, "a"), _cell(view, 5, 5))
    assert heard == [[("a", {"interest": 5})]]


def test_a_pull_within_the_cell_changes_nothing(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    _pull(qtbot, view, _point(view, "a"), _point(view, "a") + QPoint(30, 12))
    assert heard == []


def test_a_pull_beyond_the_edge_stops_at_the_end_of_the_scale(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    _pull(qtbot, view, _point(view, "b"), QPoint(880, 630))
    assert heard == [[("b", {"interest": 5, "influence": 1})]]


def test_escape_ends_a_pull_and_leaves_all_as_it_was(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    _pull(qtbot, view, _point(view, "a"), _cell(view, 4, 1), release=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, NONE, _cell(view, 4, 1))
    assert heard == []
    assert view.selection == ("a",)


def test_several_are_pulled_by_the_same_steps_as_one_change(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    view.choose(["b", "c"])
    _pull(qtbot, view, _point(view, "b"), _cell(view, 4, 3))
    assert heard == [[("b", {"interest": 4, "influence": 3}), ("c", {"influence": 2})]]


def test_a_grid_that_may_not_be_edited_is_not_pulled(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    view.set_editable(False)
    _pull(qtbot, view, _point(view, "a"), _cell(view, 4, 1))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert heard == []
    assert view.selection == ("a",)


def test_what_is_refused_goes_back_to_its_place(qtbot: QtBot, view: GridView) -> None:
    place = view.scene.mark("a")
    _pull(qtbot, view, _point(view, "a"), _cell(view, 4, 1))
    qtbot.waitUntil(lambda: not view._travel.places)
    assert view.scene.mark("a") == place


def test_the_new_scene_shows_who_moved_at_the_new_place(qtbot: QtBot, view: GridView) -> None:
    def assess(moves: list[tuple[str, dict[str, int]]]) -> None:
        changed = dict(moves)
        view.show_scene(build_scene(_with(row, changed.get(row.id, {})) for row in ROWS))

    view.moved.connect(assess)
    _pull(qtbot, view, _point(view, "a"), _cell(view, 4, 1))
    qtbot.waitUntil(lambda: not view._travel.places)
    mark = view.scene.mark("a")
    assert mark is not None
    assert (mark.row.interest, mark.row.influence) == (4, 1)
    assert view.selection == ("a",)


def _with(row: Placed, changes: dict[str, int]) -> Placed:
    from dataclasses import replace

    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "modifier", "moves"),
    [
        (Qt.Key.Key_Right, NONE, [("b", {"interest": 4})]),
        (Qt.Key.Key_Left, SHIFT, [("b", {"interest": 1})]),
        (Qt.Key.Key_Up, NONE, [("b", {"influence": 3})]),
        (Qt.Key.Key_Down, SHIFT, [("b", {"influence": 1})]),
    ],
)
def test_arrows_are_the_twin_of_the_pull(
    qtbot: QtBot,
    view: GridView,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    moves: list[tuple[str, dict[str, int]]],
) -> None:
    heard = _heard(view)
    view.choose(["b"])
    qtbot.keyClick(view, key, modifier)
    assert heard == [moves]


def test_an_arrow_at_the_end_of_the_scale_says_nothing(qtbot: QtBot, view: GridView) -> None:
    heard = _heard(view)
    view.choose(["a"])
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert heard == []


def test_one_walks_from_mark_to_mark_by_keyboard(qtbot: QtBot, view: GridView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selection == ("a",)
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL)
    assert view.selection == ("b",)
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    assert view.selection == ("c",)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection == ()


def test_a_click_chooses_control_adds_and_takes_away(qtbot: QtBot, view: GridView) -> None:
    heard: list[list[str]] = []
    view.chosen.connect(heard.append)
    qtbot.mouseClick(view, LEFT, NONE, _point(view, "a"))
    qtbot.mouseClick(view, LEFT, CTRL, _point(view, "b"))
    qtbot.mouseClick(view, LEFT, CTRL, _point(view, "a"))
    assert heard == [["a"], ["a", "b"], ["b"]]


def test_a_frame_chooses_who_lies_in_it_and_an_empty_click_lets_go(qtbot: QtBot, view: GridView) -> None:
    plot = view.camera.plot
    start = QPoint(round(plot.x + plot.width * 0.42), round(plot.bottom - 3))
    _pull(qtbot, view, start, QPoint(round(plot.right - 2), round(plot.y + plot.height * 0.5)))
    assert sorted(view.selection) == ["b", "c"]
    qtbot.mouseClick(view, LEFT, NONE, start)
    assert view.selection == ()


def test_escape_in_a_frame_gives_back_the_former_choice(qtbot: QtBot, view: GridView) -> None:
    view.choose(["a"])
    plot = view.camera.plot
    start = QPoint(round(plot.x + plot.width * 0.42), round(plot.bottom - 3))
    _pull(qtbot, view, start, QPoint(round(plot.right - 2), round(plot.y + 200)), release=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection == ("a",)


def test_what_is_chosen_elsewhere_is_shown_without_an_echo(view: GridView) -> None:
    heard: list[list[str]] = []
    view.chosen.connect(heard.append)
    view.choose_quietly(["b", "u", "nobody", "b"])
    assert view.selection == ("b",)
    assert heard == []


def test_a_double_click_opens(qtbot: QtBot, view: GridView) -> None:
    with qtbot.waitSignal(view.activated) as heard:
        qtbot.mouseDClick(view, LEFT, NONE, _point(view, "c"))
    assert heard.args == ["c"]


def test_a_drop_from_the_tray_assesses_both_ratings(view: GridView) -> None:
    heard = _heard(view)
    data = carry(["u"])
    point = _cell(view, 5, 4)
    actions, buttons = Qt.DropAction.CopyAction, LEFT
    entering = QDragEnterEvent(point, actions, data, buttons, NONE)
    view.dragEnterEvent(entering)
    assert entering.isAccepted()
    view.dropEvent(QDropEvent(QPointF(point), actions, data, buttons, NONE))
    assert heard == [[("u", {"interest": 5, "influence": 4})]]


def test_a_drop_beside_the_plot_or_on_a_closed_grid_is_refused(view: GridView) -> None:
    heard = _heard(view)
    data = carry(["u"])
    view.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, LEFT, NONE))
    view.set_editable(False)
    drop = QDropEvent(QPointF(_cell(view, 5, 4)), Qt.DropAction.CopyAction, data, LEFT, NONE)
    view.dropEvent(drop)
    assert heard == []


def test_the_wheel_zooms_about_the_pointer_and_fit_shows_all(view: GridView) -> None:
    point = _point(view, "b")
    before = view.camera.to_grid(point.x(), point.y())
    view.wheelEvent(_wheel(point, 480))
    assert view.camera.zoom > 1.5
    assert view.camera.to_grid(point.x(), point.y()) == pytest.approx(before)
    view.fit()
    assert view.camera.zoom == 1.0


def _wheel(point: QPoint, angle: int) -> QWheelEvent:
    return QWheelEvent(
        QPointF(point),
        QPointF(point),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_nobody_unassessed_can_be_found_on_the_grid(view: GridView) -> None:
    assert view.scene.mark("u") is None
    found = view.hits.within(0, 0, 1, 1)
    assert sorted(found) == ["a", "b", "c"]


def test_those_who_hear_the_grid_find_every_mark_with_its_ratings(view: GridView) -> None:
    access = QAccessible.queryAccessibleInterface(view)
    assert access is not None
    assert access.childCount() == 3
    names = [access.child(number).text(QAccessible.Text.Name) for number in range(3)]
    assert sorted(names) == ["Ministry of Finance", "Radio Varenia", "Youth volunteers"]
    item = access.child(view.scene.index["a"])
    assert "Influence: Decisive" in item.text(QAccessible.Text.Description)
    assert item.rect().contains(view.mapToGlobal(_point(view, "a")))
    view.choose(["a"])
    assert item.state().selected
    assert "Ministry of Finance" in view.accessibleDescription()


@pytest.mark.parametrize("method", list(GridMethod))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_method_paints_in_every_theme(view: GridView, method: GridMethod, theme: str) -> None:
    view.wear(load_theme(theme, 1.5))
    view.show_scene(build_scene(ROWS, method))
    view.choose(["a"])
    image = view.grab().toImage()
    assert image.pixelColor(2, 2) == load_theme(theme).colour("surface")


def test_graphs_do_not_flip_in_a_right_to_left_window(view: GridView) -> None:
    before = _point(view, "a")
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.resize(901, 640)
    view.resize(900, 640)
    assert _point(view, "a") == before


def _rest_on(view: GridView, point: QPoint) -> None:
    """Move the pointer with no button down, whatever the tests before have left pressed in Qt's own record."""
    none = Qt.MouseButton.NoButton
    place = QPointF(point)
    move = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), none, none, NONE)
    QApplication.sendEvent(view, move)


def test_the_card_tells_who_it_is_and_on_what_evidence(qtbot: QtBot, view: GridView) -> None:
    with qtbot.waitSignal(view.pointer.hover.rested, timeout=20_000):
        _rest_on(view, _point(view, "a"))
    assert view.pointer.card.isVisible()
    assert view.rect().contains(view.pointer.card.geometry())
    qtbot.mousePress(view, LEFT, NONE, _point(view, "b"))
    assert not view.pointer.card.isVisible()
    qtbot.mouseRelease(view, LEFT, NONE, _point(view, "b"))


@pytest.mark.parametrize("count", [0, 1, 400, 3_000])
def test_any_number_paints_zoomed_and_whole(view: GridView, count: int) -> None:
    view.show_scene(_crowd(count))
    view.grab()
    view.choose_quietly([f"{number:06d}" for number in range(0, count, 7)])
    view.wheelEvent(_wheel(QPoint(400, 300), 600))
    assert not view.grab().isNull()


def _crowd(count: int) -> GridScene:
    make: Callable[[int], Placed] = lambda number: Placed(  # noqa: E731
        f"{number:06d}",
        f"Stakeholder {number}",
        influence=number % 5 + 1,
        interest=number // 5 % 5 + 1,
        position=number % 5 - 2,
    )
    return build_scene(map(make, range(count)))


def test_of_many_chosen_only_names_with_a_place_of_their_own_are_painted(
    view: GridView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    monkeypatch.setattr(
        GridCanvas, "_paint_name", lambda _self, _painter, mark, *_rest: painted.append(mark[0].id)
    )
    view.choose(["a", "b"])
    view.grab()
    assert set(painted) == {"a", "b"}
    painted.clear()
    view.show_scene(_crowd(60))
    view.select_all()
    view.grab()
    assert painted == []


def test_the_name_of_a_chosen_mark_hides_no_name_of_a_zone(view: GridView) -> None:
    canvas, plot = view._canvas, view.camera.plot
    zone = next(
        one for one in zone_labels(view.scene.layout, plot, view.camera.unit) if one.anchor == "right"
    )
    assert not canvas._is_free(view.camera, zone.x - 120, zone.y - 4, 100)
    assert canvas._is_free(view.camera, zone.x - 120, zone.y + 60, 100)
    assert not canvas._is_free(view.camera, plot.right - 40, zone.y + 60, 100)
