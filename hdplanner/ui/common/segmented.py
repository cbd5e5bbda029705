"""A row of joined buttons of which exactly one is down: "Grid | Table"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from hdplanner.ui.common.direction import is_mirrored
from hdplanner.ui.common.pieces import with_look


class Segmented(QWidget):
    """Choices side by side. `chosen` comes when the person picks another one."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _title in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_key, title) in enumerate(choices):
            row.addWidget(self._segment(number, title, len(choices)))
        self._group.idClicked.connect(self._on_clicked)

    def _segment(self, number: int, title: str, count: int) -> QToolButton:
        place = "first" if number == 0 else "last" if number == count - 1 else "middle"
        if count > 1 and is_mirrored():
            place = {"first": "last", "last": "first"}.get(place, place)  # the looks know left and right only
        made = with_look(QToolButton(), f"segment-{place}")
        made.setText(title)
        made.setCheckable(True)
        made.setChecked(number == 0)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(made, number)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Keep room for every name, in the weight of the one that is down."""
        super().showEvent(event)
        for button in self._group.buttons():
            bold = QFont(button.font())
            bold.setWeight(QFont.Weight.DemiBold)
            button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(button.text()) + 36)

    def current(self) -> str:
        """The key of the one that is down."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Press one, as the person would; nothing happens where it is down already."""
        if key in self._keys and key != self.current():
            self._group.button(self._keys.index(key)).setChecked(True)
            self.chosen.emit(key)

    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
