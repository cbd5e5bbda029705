"""How the drawing of the room is laid out: by hand and kept, by ties, in rings, by level, with and without the untied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hdplanner.figures.network import NetworkLayout
from hdplanner.ui.network.page import NetworkPage

Ids = dict[str, str]


def test_nodes_that_are_moved_are_kept_in_a_layout_of_their_own_and_one_undo_takes_it_back(
    page: NetworkPage, ids: Ids, tied: str
) -> None:
    before = page.view.places()
    page.view.settle({ids["Ministry"]: (0.9, 0.1)})
    assert page.header.layouts.value() is NetworkLayout.HAND
    assert page.source.places[ids["Ministry"]] == pytest.approx((0.9, 0.1))
    assert page.view.places()[ids["Union"]] == pytest.approx(before[ids["Union"]], abs=0.002)
    assert page.context.gateway.state().undo == "Move Ministry of Finance in the drawing"
    page.context.gateway.undo()
    assert page.source.places == {}
    assert page.header.layouts.value() is NetworkLayout.FORCE


def test_a_new_tie_lets_everybody_stand_where_they_stood(page: NetworkPage, ids: Ids, tied: str) -> None:
    before = page.view.places()
    page.edits.add_tie(ids["Radio"], ids["Union"])
    assert page.view.places() == before


@pytest.mark.parametrize("layout", list(NetworkLayout))
def test_every_layout_shows_everybody_and_is_remembered(
    page: NetworkPage, tied: str, layout: NetworkLayout
) -> None:
    page.header.layouts.show_value(layout)
    page.header.layouts.committed.emit(layout)
    assert len(page.view.scene.nodes) == 3
    assert page.context.settings.views["network.layout"] == layout.value
    assert page.header.centre.isVisible() == (layout is NetworkLayout.RINGS)


def test_rings_are_drawn_about_whom_one_picks(page: NetworkPage, ids: Ids, tied: str) -> None:
    page.header.layouts.committed.emit(NetworkLayout.RINGS)
    page.header.centre.committed.emit(ids["Radio"])
    assert page.view.places()[ids["Radio"]] == pytest.approx((0.5, 0.5), abs=0.02)


def test_those_without_a_tie_can_be_hidden(page: NetworkPage, ids: Ids, tied: str) -> None:
    assert ids["Radio"] in page.view.scene.index
    page.header.menu.untied.trigger()
    assert ids["Radio"] not in page.view.scene.index
    page.header.menu.untied.trigger()
    assert ids["Radio"] in page.view.scene.index


def test_arrow_keys_with_ctrl_move_a_node_and_that_is_kept(
    page: NetworkPage, ids: Ids, tied: str, qtbot: QtBot
) -> None:
    page.view.choose([ids["Ministry"]])
    before = page.view.places()[ids["Ministry"]]
    qtbot.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.source.places[ids["Ministry"]][0] == pytest.approx(before[0] + 0.01, abs=0.002)
    page.context.gateway.undo()
    assert page.source.places == {}
