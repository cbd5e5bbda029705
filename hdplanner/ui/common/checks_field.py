"""A field for several of a closed list: it reads as a line of words, and its menu ticks them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from hdplanner.domain.choices import Choice
from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _
from hdplanner.ui.common.pieces import named, with_look


class ChecksField(QToolButton):
    """Shows as many of the words as there is room for; its menu holds all."""

    committed = Signal(object)
    """The list of those that are ticked."""

    def __init__(self, name: str, kind: type[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "bare")
        self._name = name
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        self.actions_of: dict[Any, QAction] = {}
        for member in kind:
            action = menu.addAction(words_for(member))
            action.setCheckable(True)
            action.triggered.connect(self._on_triggered)
            self.actions_of[member] = action
        self.setMenu(menu)
        self.show_value(())

    def show_value(self, chosen: Iterable[Choice]) -> None:
        """Show the values of the file."""
        held = set(chosen)
        for member, action in self.actions_of.items():
            action.setChecked(member in held)
        self._whole = ", ".join(words_for(one) for one in self.actions_of if one in held) or _("None said")
        self.setToolTip(self._whole)
        named(self, _("{field}: {value}").format(field=self._name, value=self._whole))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the leading edge, as the fields around it."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        way = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(5, 0, -5, 0), int(way), self.text())

    def _fit(self) -> None:
        room = max(20, self.width() - 14)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def _on_triggered(self) -> None:
        self.committed.emit([one for one, action in self.actions_of.items() if action.isChecked()])
