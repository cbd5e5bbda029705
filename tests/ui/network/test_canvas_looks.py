"""What the network shows and says: focus, routes, suppositions, the card, colours, and its words for who hears it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hdplanner.figures.network import NetworkLayout, build_network
from hdplanner.figures.shapes import Label
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.network.canvas import NetworkView
from hdplanner.ui.network.card import NetworkCard
from hdplanner.ui.network.focus import focus_of

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


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


# -- focus, routes and suppositions


def test_a_choice_lifts_the_neighbourhood_and_all_chosen_dim_nobody(view: NetworkView) -> None:
    focus = focus_of(view.scene, ["f"], [], [])
    assert focus.nodes == {"f", "t", "r"}
    assert {view.scene.edges[number].id for number in focus.edges} == {"t-f", "r-f"}
    assert not focus_of(view.scene, list(view.scene.index), [], [])
    assert not focus_of(view.scene, [], [], [])


def test_a_route_comes_before_the_choice_and_skips_who_is_gone(view: NetworkView) -> None:
    focus = focus_of(view.scene, [], [], ["y", "nobody", "r", "f"])
    assert focus.steps == ("y", "r", "f")
    assert {view.scene.edges[number].id for number in focus.edges} == {"y-r", "r-f"}


def test_a_route_is_in_the_picture_that_is_exported(view: NetworkView) -> None:
    view.highlight_route(["y", "r", "f"])
    assert "Route: Youth volunteers" in view.figure().alt
    view.highlight_route([])
    assert "Route" not in view.figure().alt


def test_a_supposed_position_is_shown_and_said_and_taken_back(view: NetworkView) -> None:
    judged = view.grab().toImage()
    view.show_what_if({"f": 2, "t": 1, "i": 2, "nobody": 0})
    assert view.supposed == {"f"}
    mark = view.scene.mark("f")
    assert mark is not None
    assert mark.look.position == 2
    assert mark.node.position == -1
    texts = [shape.text for shape in view.figure().shapes if isinstance(shape, Label)]
    assert "Supposed position" in texts
    view.choose_quietly(["f"])
    assert "Supposed: Actively supportive" in view.accessibleDescription()
    view.choose_quietly([])
    assert view.grab().toImage() != judged
    view.show_what_if({})
    assert view.scene.mark("f") == view.scene.nodes[view.scene.index["f"]]
    assert view.supposed == frozenset()


# -- camera, card, colours


def test_the_wheel_zooms_about_the_pointer(view: NetworkView) -> None:
    spot = QPointF(_point(view, "t"))
    event = QWheelEvent(
        spot,
        view.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 240),
        LEFT & ~LEFT,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    assert view.camera.zoom > 1
    assert (_point(view, "t") - spot.toPoint()).manhattanLength() <= 2
    view.fit()
    assert view.camera.zoom == 1


def test_keys_zoom_and_fit(qtbot: QtBot, view: NetworkView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.zoom > 1
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.camera.zoom == 1


def test_the_card_says_who_where_and_the_strongest_ties(qtbot: QtBot, view: NetworkView) -> None:
    card = view.findChild(NetworkCard)
    assert card is not None
    view.hover.move_over(QPointF(_point(view, "f")))
    qtbot.waitUntil(card.isVisible, timeout=3000)
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert texts == [
        "Ministry of Finance",
        "Reserved · Influence: Decisive",
        "Treasury advises Ministry of Finance\n"
        "Radio Varenia reaches Ministry of Finance through the public or the media (obstructing)",
        "2 ties: 0 from it, 2 to it",
    ]
    assert view.rect().contains(card.geometry())
    view.hover.move_over(QPointF(_near_tie(view, "r-f")))
    assert not card.isVisible()
    qtbot.waitUntil(card.isVisible, timeout=3000)
    assert "Obstructing" in card.findChildren(QLabel)[1].text()


@pytest.mark.parametrize("layout", list(NetworkLayout))
def test_it_paints_in_both_themes_and_at_any_size(view: NetworkView, layout: NetworkLayout) -> None:
    view.show_scene(
        build_network([placed.node for placed in view.scene.nodes], view.scene.edges, view.places(), layout)
    )
    pictures: list[QImage] = []
    for name, scale in (("light", 1.0), ("dark", 1.0), ("light", 2.0)):
        view.wear(load_theme(name, scale))
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[0] != pictures[2]
    view.resize(330, 250)
    view.grab()


def test_the_graph_does_not_flip_with_the_language(view: NetworkView) -> None:
    view.clearFocus()
    before = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage() == before


# -- for those who hear it


def test_each_node_is_an_item_with_name_words_and_place(view: NetworkView) -> None:
    access = QAccessible.queryAccessibleInterface(view)
    assert access.role() == QAccessible.Role.List
    assert access.childCount() == 5
    last = access.child(4)
    assert last.text(QAccessible.Text.Name) == "Ministry of Finance"
    assert last.text(QAccessible.Text.Description).startswith("Reserved · Influence: Decisive · 2 ties")
    assert last.rect().contains(view.mapToGlobal(_point(view, "f")))
    assert last.rect().width() < 40
    assert access.indexOfChild(last) == 4
    assert access.childAt(*view.mapToGlobal(_point(view, "f")).toTuple()) is last
    names = [access.child(number).text(QAccessible.Text.Description) for number in range(5)]
    assert any("Component of the Movement, not rated" in each for each in names)
    assert any("Do not approach, or at risk" in each for each in names)
    view.choose(["f"])
    assert last.state().selected


def test_an_item_whose_node_has_gone_is_no_longer_valid(view: NetworkView) -> None:
    item = QAccessible.queryAccessibleInterface(view).child(4)
    view.show_scene(
        build_network(
            [placed.node for placed in view.scene.nodes if placed.node.id != "f"],
            view.scene.edges,
            view.places(),
        )
    )
    assert not item.isValid()
    assert item.state().invalid


def test_the_view_says_what_is_shown_and_chosen(view: NetworkView) -> None:
    assert view.accessibleDescription() == "Stakeholders: 5. Ties: 3."
    view.choose_ties(["t-f"])
    assert "Treasury advises Ministry of Finance." in view.accessibleDescription()
