"""The network as a person uses it: pull, tie, frame, keys, zoom, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.figures.network import Edge, Node, build_network
from hdplanner.ui.network.canvas import NetworkView
from hdplanner.ui.network.gestures import DrawTie, shifted

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _point(view: NetworkView, node_id: str) -> QPoint:
    mark = view.scene.mark(node_id)
    assert mark is not None
    x, y = view.camera.to_page(mark.x, mark.y)
    return QPoint(round(x), round(y))


def _near_tie(view: NetworkView, tie_id: str) -> QPoint:
    """A point on the bow of a tie, found as the pointer would find it."""
    edge = view.scene.edges[view.scene.edge_index[tie_id]]
    start, end = _point(view, edge.source), _point(view, edge.target)
    middle = (start + end) / 2
    for reach in range(60):
        for x, y in ((reach, 0), (-reach, 0), (0, reach), (0, -reach)):
            if view.hit_at(middle + QPoint(x, y))[1] == tie_id:
                return middle + QPoint(x, y)
    raise AssertionError(tie_id)


def _heard(signal: object) -> list[object]:
    heard: list[object] = []
    signal.connect(lambda *values: heard.append(values if len(values) > 1 else values[0]))  # type: ignore[attr-defined]
    return heard


def _move(view: NetworkView, point: QPoint, buttons: Qt.MouseButton = LEFT) -> None:
    place = QPointF(point)
    event = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), LEFT, buttons, NONE)
    QApplication.sendEvent(view, event)


def _pull(
    qtbot: QtBot,
    view: NetworkView,
    start: QPoint,
    stops: Iterable[QPoint],
    key: Qt.KeyboardModifier = NONE,
    *,
    release: bool = True,
) -> None:
    qtbot.mousePress(view, LEFT, key, start)
    last = start
    for stop in stops:
        _move(view, (last + stop) / 2)
        _move(view, stop)
        last = stop
    if release:
        qtbot.mouseRelease(view, LEFT, key, last)


# -- pulling


def test_a_pull_says_once_at_its_end_where_the_node_was_put(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.placed)
    there = QPoint(300, 500)
    _pull(qtbot, view, _point(view, "f"), [QPoint(400, 400), there], release=False)
    assert heard == []
    qtbot.mouseRelease(view, LEFT, NONE, there)
    assert len(heard) == 1
    assert isinstance(heard[0], dict)
    assert heard[0].keys() == {"f"}
    assert view.camera.to_page(*heard[0]["f"]) == pytest.approx((300, 500), abs=1.0)
    assert view.places(["f"]) == heard[0]


def test_several_are_pulled_together_and_none_leaves_the_page(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.placed)
    view.choose(["f", "t"])
    _pull(qtbot, view, _point(view, "f"), [QPoint(-500, 200), QPoint(-800, 100)])
    assert isinstance(heard[0], dict)
    assert heard[0]["t"][0] == pytest.approx(0.0)
    assert heard[0]["f"][0] == pytest.approx(0.3)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in heard[0].values())


def test_escape_ends_a_pull_and_leaves_all_as_it_was(qtbot: QtBot, view: NetworkView) -> None:
    heard, before = _heard(view.placed), view.places()
    _pull(qtbot, view, _point(view, "f"), [QPoint(300, 500)], release=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, NONE, QPoint(300, 500))
    assert heard == []
    assert view.places() == before


def test_a_click_that_trembles_moves_nothing(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.placed)
    _pull(qtbot, view, _point(view, "f"), [_point(view, "f") + QPoint(2, 1)])
    assert heard == []
    assert view.selection == ("f",)


def test_a_network_that_may_not_be_edited_is_neither_pulled_nor_tied(qtbot: QtBot, view: NetworkView) -> None:
    placed, tied = _heard(view.placed), _heard(view.tie_drawn)
    view.set_editable(False)
    _pull(qtbot, view, _point(view, "f"), [QPoint(300, 500)])
    _pull(qtbot, view, _point(view, "f"), [_point(view, "y")], CTRL)
    view.choose(["f"])
    for key in (Qt.Key.Key_T, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(view, key, CTRL if key == Qt.Key.Key_Left else NONE)
    assert placed == tied == []


def test_control_and_arrows_move_the_chosen_without_a_mouse(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.placed)
    view.choose(["f"])
    qtbot.keyClick(view, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(view, Qt.Key.Key_Down, CTRL | SHIFT)
    assert [each["f"] for each in heard if isinstance(each, dict)] == [
        pytest.approx((0.51, 0.2)),
        pytest.approx((0.51, 0.25)),
    ]


def test_at_the_edge_a_step_says_nothing(qtbot: QtBot, view: NetworkView) -> None:
    view.show_scene(view.scene.moved({"f": (0.0, 0.2)}))
    heard = _heard(view.placed)
    view.choose(["f"])
    qtbot.keyClick(view, Qt.Key.Key_Left, CTRL)
    assert heard == []


# -- ties


@pytest.mark.parametrize("key", [CTRL, SHIFT])
def test_a_pull_with_control_or_shift_draws_a_tie(
    qtbot: QtBot, view: NetworkView, key: Qt.KeyboardModifier
) -> None:
    tied, placed = _heard(view.tie_drawn), _heard(view.placed)
    _pull(qtbot, view, _point(view, "y"), [QPoint(450, 400), _point(view, "f")], key)
    assert tied == [("y", "f")]
    assert placed == []


def test_a_pull_from_the_handle_draws_a_tie(qtbot: QtBot, view: NetworkView) -> None:
    tied = _heard(view.tie_drawn)
    view.choose(["y"])
    start = _point(view, "y") + QPoint(-11, 11)
    assert view.hover.handle_at(QPointF(start)) == "y"
    _pull(qtbot, view, start, [QPoint(450, 400), _point(view, "t")])
    assert tied == [("y", "t")]


def test_a_tie_to_nobody_is_not_drawn(qtbot: QtBot, view: NetworkView) -> None:
    tied = _heard(view.tie_drawn)
    _pull(qtbot, view, _point(view, "y"), [QPoint(450, 400), QPoint(450, 380)], CTRL)
    assert tied == []


def test_a_line_led_back_is_said_so_that_the_room_can_refuse_it(qtbot: QtBot, view: NetworkView) -> None:
    tied = _heard(view.tie_drawn)
    _pull(qtbot, view, _point(view, "y"), [QPoint(450, 400), _point(view, "y")], CTRL)
    assert tied == [("y", "y")]


def test_escape_cancels_a_tie_on_its_way(qtbot: QtBot, view: NetworkView) -> None:
    tied = _heard(view.tie_drawn)
    _pull(qtbot, view, _point(view, "y"), [_point(view, "f")], CTRL, release=False)
    assert isinstance(view.gesture, DrawTie)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, CTRL, _point(view, "f"))
    assert tied == []


def test_the_keyboard_draws_a_tie(qtbot: QtBot, view: NetworkView) -> None:
    tied, chosen = _heard(view.tie_drawn), _heard(view.chosen)
    view.choose_quietly(["y"])
    qtbot.keyClick(view, Qt.Key.Key_T)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert tied == [("y", "t")]
    assert chosen == []
    assert view.gesture is None


def test_a_tie_begun_by_key_or_button_is_ended_by_a_click(qtbot: QtBot, view: NetworkView) -> None:
    tied, chosen = _heard(view.tie_drawn), _heard(view.chosen)
    view.start_tie("y")
    _move(view, _point(view, "r"), Qt.MouseButton.NoButton)
    assert isinstance(view.gesture, DrawTie)
    assert view.gesture.target_id == "r"
    view.grab()
    qtbot.mouseClick(view, LEFT, NONE, _point(view, "f"))
    assert tied == [("y", "f")]
    assert chosen == []
    assert view.gesture is None


def test_a_scene_that_changes_under_a_pull_ends_it(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.placed)
    _pull(qtbot, view, _point(view, "f"), [QPoint(300, 300)], release=False)
    rest = [placed.node for placed in view.scene.nodes if placed.node.id != "f"]
    view.show_scene(build_network(rest, view.scene.edges, view.places()))
    _move(view, QPoint(320, 320))
    qtbot.mouseRelease(view, LEFT, NONE, QPoint(320, 320))
    view.grab()
    assert heard == []
    assert view.selection == ()


def test_escape_ends_a_tie_by_keyboard_and_keeps_the_choice(qtbot: QtBot, view: NetworkView) -> None:
    tied = _heard(view.tie_drawn)
    view.choose(["y"])
    qtbot.keyClick(view, Qt.Key.Key_T)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert tied == []
    assert view.gesture is None
    assert view.selection == ("y",)


def test_enter_at_once_draws_no_tie_to_oneself(qtbot: QtBot, view: NetworkView) -> None:
    tied = _heard(view.tie_drawn)
    view.choose(["y"])
    qtbot.keyClick(view, Qt.Key.Key_T)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert tied == []


def test_a_click_on_a_tie_chooses_it_and_one_on_the_ground_lets_it_go(
    qtbot: QtBot, view: NetworkView
) -> None:
    heard = _heard(view.tie_chosen)
    qtbot.mouseClick(view, LEFT, NONE, _near_tie(view, "r-f"))
    assert heard == [["r-f"]]
    qtbot.mouseClick(view, LEFT, CTRL, _near_tie(view, "t-f"))
    assert heard[-1] == ["r-f", "t-f"]
    qtbot.mouseClick(view, LEFT, NONE, QPoint(30, 600))
    assert heard[-1] == []
    assert view.ties == ()


def test_the_keyboard_goes_along_the_ties_of_one(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.tie_chosen)
    view.choose(["f"])
    for _press in range(3):
        qtbot.keyClick(view, Qt.Key.Key_E)
    assert heard == [["t-f"], ["r-f"], ["t-f"]]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert heard[-1] == []
    assert view.selection == ("f",)


# -- choosing


def test_a_click_chooses_with_control_adds_and_again_takes_away(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.chosen)
    qtbot.mouseClick(view, LEFT, NONE, _point(view, "f"))
    qtbot.mouseClick(view, LEFT, CTRL, _point(view, "t"))
    qtbot.mouseClick(view, LEFT, CTRL, _point(view, "f"))
    qtbot.mouseClick(view, LEFT, NONE, QPoint(30, 600))
    assert heard == [["f"], ["f", "t"], ["t"], []]


def test_a_frame_chooses_what_is_in_it_and_escape_gives_the_old_choice_back(
    qtbot: QtBot, view: NetworkView
) -> None:
    view.choose(["i"])
    _pull(qtbot, view, QPoint(20, 20), [QPoint(600, 400)], release=False)
    assert set(view.selection) == {"f", "t"}
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection == ("i",)


def test_to_choose_quietly_says_nothing_and_skips_the_unknown(view: NetworkView) -> None:
    heard = _heard(view.chosen)
    view.choose_quietly(["t", "nobody", "t"])
    assert view.selection == ("t",)
    assert heard == []


def test_arrows_walk_from_node_to_node(qtbot: QtBot, view: NetworkView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selection == ("f",)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.selection == ("y",)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selection in (("i",), ("r",))


def test_enter_and_a_double_click_open_one(qtbot: QtBot, view: NetworkView) -> None:
    heard = _heard(view.activated)
    view.choose(["f"])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseDClick(view, LEFT, NONE, _point(view, "t"))
    assert heard == ["f", "t"]


def test_a_right_click_chooses_what_is_below_for_the_menu(qtbot: QtBot, view: NetworkView) -> None:
    qtbot.mousePress(view, Qt.MouseButton.RightButton, NONE, _point(view, "r"))
    assert view.selection == ("r",)
    qtbot.mousePress(view, Qt.MouseButton.RightButton, NONE, _near_tie(view, "t-f"))
    assert view.ties == ("t-f",)


def test_a_supposition_outlives_a_pull_and_a_new_scene(qtbot: QtBot, view: NetworkView) -> None:
    view.show_what_if({"f": 2})
    _pull(qtbot, view, _point(view, "f"), [QPoint(300, 300)])
    view.show_scene(view.scene.moved({}))
    assert view.supposed == {"f"}


def test_a_crowd_is_pulled_and_settles(qtbot: QtBot, view: NetworkView) -> None:
    nodes = [Node(str(n), f"Council {n}", influence=n % 5 + 1) for n in range(400)]
    edges = [Edge(str(n), str(n), str((n * 7) % 400)) for n in range(1, 900) if n < 400] + [
        Edge(f"b{n}", str(n % 400), str((n * 13 + 1) % 400)) for n in range(700)
    ]
    view.show_scene(build_network(nodes, edges, {str(n): (n % 20 / 20, n // 20 / 20) for n in range(400)}))
    heard = _heard(view.placed)
    view.grab()
    _pull(qtbot, view, _point(view, "210"), [QPoint(400, 300), QPoint(420, 333)])
    assert len(heard) == 1
    view.grab()
    view.select_all()
    view.grab()


def test_nodes_stop_together_at_an_edge() -> None:
    assert shifted({"a": (0.9, 0.5), "b": (0.5, 0.5)}, 0.5, -0.9) == {
        "a": pytest.approx((1.0, 0.0)),
        "b": pytest.approx((0.6, 0.0)),
    }
    assert shifted({}, 1, 1) == {}
