"""What an activity waits for, and what waits for it: a line each, one to add another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hdplanner.i18n import _, format_date
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.common.direction import in_own_direction
from hdplanner.ui.common.pick_field import PickField
from hdplanner.ui.common.pieces import empty, icon_button, label, named, with_look
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow


class WaitsPanel(QWidget):
    """Says what is to come first. A circle is refused by the plan, with the names in the sentence."""

    chosen = Signal(str)
    """The person wants to go to one of the others."""

    def __init__(
        self, source: PlanSource, edits: ActivityEdits, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._edits = edits
        self._theme = theme
        self._row: ActivityRow | None = None
        self._offered: tuple[ActivityRow, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add = with_look(PickField(_("Waits for another activity"), _("Add what comes first")), "bare")
        self.add.committed.connect(self._on_picked)
        self._after = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(_("Waits for"), "small"))
        column.addLayout(self._lines)
        column.addWidget(self.add)
        column.addWidget(self._after)

    def show_row(self, row: ActivityRow, editable: bool) -> None:
        """Show what an activity waits for."""
        self._row = row
        empty(self._lines)
        for key in row.depends_on:
            other = self._source.row(key)
            if other is not None:
                self._lines.addWidget(self._line(other, editable))
        self._offer()
        self.add.show_value(None)
        self.add.setVisible(editable)
        later = [one.title for one in self._source.rows if row.id in one.depends_on]
        self._after.setText(_("Before: {activities}").format(activities=", ".join(later)))
        self._after.setVisible(bool(later))

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme

    def _offer(self) -> None:
        """All activities, named apart; made anew only where they are others, for there may be thousands."""
        if self._offered is not self._source.rows:
            self._offered = self._source.rows
            alike = Counter((one.title, one.audience_name) for one in self._offered)
            entries = [(one.id, _told(one, alike[one.title, one.audience_name] > 1)) for one in self._offered]
            self.add.offer(entries)

    def _line(self, other: ActivityRow, editable: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(_Line(_told(other), lambda: self.chosen.emit(other.id)), 1)
        if editable:
            words = _("Wait no longer for {activity}").format(activity=other.title)
            row.addWidget(icon_button(self._theme, "clear", words, lambda: self._on_removed(other.id)))
        return made

    def _on_picked(self, key: str | None) -> None:
        if self._row is not None and key is not None:
            self._edits.link(self._row.id, key)
            self.add.show_value(None)

    def _on_removed(self, key: str) -> None:
        if self._row is not None:
            self._edits.unlink(self._row.id, key)


class _Line(QPushButton):
    """A name to click that ends in dots where there is no room for it."""

    def __init__(self, text: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        with_look(self, "quiet-link")
        named(self, text)
        self._whole = text
        self.setToolTip(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on_click())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text = in_own_direction(self._whole)
        room = self.width() - 16
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))


def _told(row: ActivityRow, dated: bool = True) -> str:
    """An activity so that it is told from another of its title."""
    parts = [row.title, row.audience_name, format_date(row.on) if dated and row.on else ""]
    return " · ".join(part for part in parts if part)
