from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from hdplanner.ui.common.theme import Theme, load_theme
from hdplanner.ui.packs.panes import Panes
from hdplanner.ui.packs.preview_panel import PreviewPanel


@pytest.fixture
def panes(qtbot: QtBot, theme: Theme) -> Panes:
    made = Panes(QFrame(), QFrame(), PreviewPanel(theme), theme)
    qtbot.addWidget(made)
    made.resize(1250, 700)
    made.show()
    return made


def _widen(qtbot: QtBot, panes: Panes, width: int) -> None:
    def as_wide_as_wanted() -> bool:
        panes.resize(width, 700)  # again and again: what is least changes with the order of the panels
        return panes.width() == width

    panes.resize(900, 700)
    qtbot.waitUntil(as_wide_as_wanted)


@pytest.mark.parametrize("width", [700, 860, 1250])
def test_marking_page_number_and_buttons_never_collide(panes: Panes, width: int, qtbot: QtBot) -> None:
    panel = panes.findChildren(PreviewPanel)[0]
    panel.marking.setText("STRICTLY CONFIDENTIAL")
    panel.marking.show()
    panel._on_moved(1, 139)
    _widen(qtbot, panes, width)
    texts = (panel.marking, panel.place, panel.hand_out, panel.export)

    def apart() -> bool:
        boxes = [QRect(one.mapTo(panel, QPoint(0, 0)), one.size()) for one in (*texts, *panel.tools.values())]
        inside = all(panel.rect().contains(box) for box in boxes)
        return inside and not any(a.intersects(b) for a, b in combinations(boxes, 2))

    qtbot.waitUntil(apart)
    assert all(one.width() >= one.sizeHint().width() for one in texts)


def test_where_it_is_narrow_the_list_stands_above_the_choices(panes: Panes, qtbot: QtBot) -> None:
    assert not panes.is_narrow
    _widen(qtbot, panes, 760)
    assert panes.is_narrow
    panes.resize(1250, 700)
    assert not panes.is_narrow
    panes.wear(load_theme("light", 2.0))
    assert panes.is_narrow
