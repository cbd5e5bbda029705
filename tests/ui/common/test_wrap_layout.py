from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hdplanner.ui.common.wrap_layout import WrapLayout


class Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.head = WrapLayout()
        self.first, self.field, self.last = (
            QLabel("Strictly confidential"),
            QLineEdit(),
            QPushButton("Export"),
        )
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setMinimumWidth(100)
        self.field.setMaximumWidth(200)
        self.head.addWidget(self.first)
        self.head.addWidget(self.field)
        self.head.push()
        self.head.addWidget(self.last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.head)
        column.addStretch(1)


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    made = Bar()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def _at(qtbot: QtBot, bar: Bar, width: int) -> None:
    bar.resize(width, 200)
    qtbot.waitUntil(lambda: bar.head.geometry().width() == width)


def test_where_there_is_room_all_stand_in_one_line_and_the_last_at_its_end(qtbot: QtBot, bar: Bar) -> None:
    _at(qtbot, bar, 600)
    assert bar.field.width() == 200
    assert bar.last.geometry().right() == 599
    assert bar.first.geometry().center().y() == pytest.approx(bar.last.geometry().center().y(), abs=1)


def test_what_expands_gives_way_before_a_line_breaks(qtbot: QtBot, bar: Bar) -> None:
    tight = bar.first.sizeHint().width() + 130 + bar.last.sizeHint().width() + 16
    _at(qtbot, bar, tight)
    assert bar.field.width() == 130
    assert bar.last.y() < bar.field.height()


def test_nothing_overlaps_and_nothing_is_squeezed_at_any_width(qtbot: QtBot, bar: Bar) -> None:
    for width in range(150, 600, 25):
        _at(qtbot, bar, width)
        boxes = [bar.first.geometry(), bar.field.geometry(), bar.last.geometry()]
        assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
        assert bar.last.width() >= bar.last.sizeHint().width()
        assert bar.field.width() >= 100
        assert bar.head.heightForWidth(width) == max(box.bottom() for box in boxes) + 1


def test_from_right_to_left_the_first_stands_at_the_right(qtbot: QtBot, bar: Bar) -> None:
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    _at(qtbot, bar, 601)
    assert bar.first.geometry().right() == 600
    assert bar.last.x() == 0


def test_what_is_hidden_takes_no_room_and_a_longer_text_gets_it(qtbot: QtBot, bar: Bar) -> None:
    bar.first.hide()
    qtbot.waitUntil(lambda: bar.field.x() == 0)
    bar.last.setText("Export this pack as a file")
    qtbot.waitUntil(lambda: bar.last.width() == bar.last.sizeHint().width())


def test_a_widget_put_between_the_others_leaves_the_last_at_the_end(qtbot: QtBot, bar: Bar) -> None:
    between = QPushButton("New")
    bar.head.insert_widget(1, between)
    _at(qtbot, bar, 601)
    qtbot.waitUntil(lambda: between.x() > bar.first.x())
    assert bar.first.geometry().right() < between.x() < bar.field.x()
    assert bar.last.geometry().right() == 600
    bar.head.removeWidget(between)
    between.hide()
    qtbot.waitUntil(lambda: bar.field.x() == bar.first.geometry().right() + 1 + bar.head.spacing())
    assert bar.last.geometry().right() == 600
