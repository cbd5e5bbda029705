"""The small forms that open inside the room: a new stakeholder, a new holder of a post."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hdplanner.domain.values import ActorType, StakeholderKind
from hdplanner.i18n import _
from hdplanner.ui.common.direction import direct
from hdplanner.ui.common.form import ChoiceField, DateField
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.stakeholders.models import choices_of


class AddCard(QFrame):
    """One line above the grid: name, kind, type, Add. It stays open for the next one; Esc closes it."""

    added = Signal(str, object, object)
    """Name, kind, type (or None)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self.name = named(QLineEdit(), _("Name of the new stakeholder"))
        self.name.setPlaceholderText(_("Name of a ministry, a post, a group, …"))
        self.name.textChanged.connect(lambda text: direct(self.name, text))
        self.name.returnPressed.connect(self._on_add)
        self.kind = ChoiceField(_("Kind"), choices_of(StakeholderKind))
        self.type = ChoiceField(_("Type"), choices_of(ActorType, empty=_("Type not said")))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(label(_("New stakeholder"), "heading"))
        row.addWidget(self.name, 3)
        row.addWidget(self.kind, 1)
        row.addWidget(self.type, 2)
        row.addWidget(button(_("Add"), self._on_add, "primary"))
        row.addWidget(button(_("Done"), self.hide))
        self.hide()

    def start(self) -> None:
        """Open with an empty name."""
        self.name.clear()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_add(self) -> None:
        name = self.name.text().strip()
        if name:
            self.added.emit(name, self.kind.value(), self.type.value())
            self.name.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)


class HolderCard(QFrame):
    """Who holds the post now, and since when."""

    held = Signal(str, object)
    """Name, and the day (or None)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self.name = named(QLineEdit(), _("New holder of the post"))
        self.name.setPlaceholderText(_("Name or description"))
        self.name.returnPressed.connect(self._on_hold)
        self.since = DateField(_("Since"), theme)
        self._day: date | None = None
        self.since.committed.connect(self._on_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(
            label(_("A new holder starts not assessed. Promises stay with the post."), "small", wrap=True)
        )
        column.addWidget(self.name)
        column.addWidget(self.since)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.hide))
        row.addWidget(button(_("Record the holder"), self._on_hold, "primary"))
        column.addLayout(row)
        self.hide()

    def start(self) -> None:
        """Open empty."""
        self.name.clear()
        self._on_day(None)
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_day(self, day: date | None) -> None:
        self._day = day
        self.since.show_value(day)

    def _on_hold(self) -> None:
        name = self.name.text().strip()
        if name:
            self.hide()
            self.held.emit(name, self._day)
