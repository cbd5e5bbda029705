from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hdplanner.figures.scene import Placed
from hdplanner.ui.common.theme import load_theme
from hdplanner.ui.stakeholders.grid_drops import STAKEHOLDERS, carried
from hdplanner.ui.stakeholders.grid_tray import UnassessedTray

ROWS = (Placed("2", "Religious council"), Placed("1", "National bank"), Placed("3", "Telecom operator"))


@pytest.fixture
def tray(qtbot: QtBot, qapp: QApplication) -> UnassessedTray:
    made = UnassessedTray(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(800, 90)
    made.show()
    made.show_rows(ROWS, (Placed("9", "IFRC", apart=True),))
    return made


def test_names_stand_in_order_with_their_number(tray: UnassessedTray) -> None:
    names = [tray.model.index(number).data() for number in range(3)]
    assert names == ["National bank", "Religious council", "Telecom operator"]
    assert tray._title.text() == "3 not assessed yet"
    assert "IFRC" in tray._hint.toolTip()


def test_what_is_dragged_away_is_the_ids(tray: UnassessedTray) -> None:
    data = tray.model.mimeData([tray.model.index(0), tray.model.index(2)])
    assert carried(data) == ["1", "3"]
    assert tray.model.flags(tray.model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_drag_of_anything_else_carries_nobody(tray: UnassessedTray) -> None:
    foreign = QMimeData()
    foreign.setText("1")
    assert carried(foreign) == []
    odd = QMimeData()
    odd.setData(STAKEHOLDERS.mime_type, b"\xff\xfe\n\n")
    assert len(carried(odd)) == 1


def test_enter_opens_a_name_and_choosing_says_so(qtbot: QtBot, tray: UnassessedTray) -> None:
    heard: list[list[str]] = []
    tray.chosen.connect(heard.append)
    tray.list.setCurrentIndex(tray.model.index(1))
    assert heard[-1] == ["2"]
    with qtbot.waitSignal(tray.activated) as opened:
        qtbot.keyClick(tray.list, Qt.Key.Key_Return)
    assert opened.args == ["2"]


def test_what_is_chosen_elsewhere_is_shown_without_an_echo(tray: UnassessedTray) -> None:
    heard: list[list[str]] = []
    tray.chosen.connect(heard.append)
    tray.choose_quietly(["3", "unknown"])
    assert tray.chosen_ids() == ["3"]
    assert heard == []


def test_an_empty_tray_says_that_all_are_assessed(tray: UnassessedTray) -> None:
    tray.show_rows((), ())
    assert tray._title.text() == "All are assessed"
    assert tray.model.rowCount() == 0
    tray.set_editable(False)
    assert not tray.list.dragEnabled()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_paints_both_ways_and_in_both_themes(tray: UnassessedTray, direction: Qt.LayoutDirection) -> None:
    tray.setLayoutDirection(direction)
    for theme in ("light", "dark"):
        tray.wear(load_theme(theme, 1.25))
        assert not tray.grab().isNull()


def test_many_of_the_movement_are_counted_and_named_in_the_tip(tray: UnassessedTray) -> None:
    assert tray.hints().endswith("not rated: IFRC")
    names = ("ICRC delegation", "IFRC delegation", "Red Cross of a neighbour")
    tray.show_rows(ROWS, tuple(Placed(name, name, apart=True) for name in names))
    assert tray.hints().endswith("not rated: 3")
    assert all(name in tray._hint.toolTip() for name in names)
    tray.show_rows(ROWS, ())
    assert tray._hint.toolTip() == ""


def test_where_there_is_little_height_the_tray_keeps_one_line(tray: UnassessedTray) -> None:
    high = tray.height()
    tray.set_low(True)
    assert tray.height() < high
    assert tray._title.isVisible()
    tray.set_low(False)
    assert (tray.height(), tray._hint.isVisible()) == (high, True)
