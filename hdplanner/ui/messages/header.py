"""The head of a message: its title, how far it has come and the next step, and the sides it is looked at from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.values import MessageStatus
from hdplanner.i18n import _, format_number
from hdplanner.ui.common.form import DateField, LineField
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import button, label, named, with_look
from hdplanner.ui.common.theme import Theme
from hdplanner.ui.common.wrap_layout import WrapLayout
from hdplanner.ui.messages.models import version_line
from hdplanner.ui.messages.pills import StatusPill
from hdplanner.ui.messages.side_choice import SideChoice, side_titles
from hdplanner.ui.messages.texts import MessageText, Take, WordMarks

if TYPE_CHECKING:
    from hdplanner.services.messages import MessageRow


class ApproveCard(QFrame):
    """By whom a message is approved, and until when that holds."""

    approved = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self._until: date | None = None
        self.by = LineField(_("Approved by"), _("Who approved it"))
        self.until = DateField(_("Valid until"), theme)
        self.until.committed.connect(self._on_until)
        self.by.returnPressed.connect(self._on_approve)
        self.go = button(_("Approve"), self._on_approve, "primary")
        row = WrapLayout(self, spacing=6)
        row.setContentsMargins(14, 8, 14, 8)
        for one in (label(_("Approved by"), "small"), self.by, label(_("Valid until"), "small"), self.until):
            row.addWidget(one)
        row.addWidget(self.go)
        row.addWidget(button(_("Cancel"), self.hide))
        self.wear(theme)
        self.hide()

    def start(self, by: str) -> None:
        """Open with the name of who is at work."""
        self.by.show_value(by)
        self.by.setText(by)
        self._on_until(None)
        self.show()
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        self.by.selectAll()

    def wear(self, theme: Theme) -> None:
        """Take the sizes of a theme."""
        self.by.setMinimumWidth(round(136 * theme.scale))
        self.until.setMinimumWidth(round(124 * theme.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_until(self, day: date | None) -> None:
        self._until = day
        self.until.show_value(day)

    def _on_approve(self) -> None:
        self.approved.emit(self.by.text().strip(), self._until)


class NewVersionStrip(QFrame):
    """Says quietly that a change to an approved text opened the next version."""

    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "sunken")
        self.words = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 14, 6)
        row.addWidget(self.words, 1)
        row.addWidget(button(_("Compare"), self.compare_wanted.emit, "link"))
        row.addWidget(button(_("Close"), self.hide, "link"))
        self.hide()

    def show_version(self, row: MessageRow) -> None:
        """Say which one."""
        sentence = _("Version {old} as approved is kept. What you write now is a draft of version {new}.")
        self.words.setText(
            sentence.format(old=format_number(row.version - 1), new=format_number(row.version))
        )
        self.show()


class MessageHeader(QWidget):
    """Says what the person wants done with the message; the page does it."""

    side_chosen = Signal(str)
    review_wanted = Signal()
    approve_wanted = Signal()
    reopen_wanted = Signal()
    plan_wanted = Signal()
    copy_wanted = Signal()
    delete_wanted = Signal()

    def __init__(
        self, take_title: Take, marks: WordMarks, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = MessageText(_("Title of the message"), _("Title"), take_title, marks, look="bare-title")
        self.pill = StatusPill()
        self._state = label("", "small")
        self._state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.review = button(_("Send to review"), self.review_wanted.emit)
        self.approve = button(_("Approve…"), self.approve_wanted.emit)
        self.plan = button(_("Plan this message"), self.plan_wanted.emit)
        self.plan.setToolTip(_("Go to the channels, and plan an activity that carries it"))
        self.more = with_look(QToolButton(), "bare")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        named(self.more, _("More"))
        menu = QMenu(self.more)
        self.reopen = menu.addAction(_("Make it a draft again"), self.reopen_wanted.emit)
        self.copy = menu.addAction(_("Duplicate"), self.copy_wanted.emit)
        self.delete = menu.addAction(_("Delete the message"), self.delete_wanted.emit)
        self.more.setMenu(menu)
        self.sides = SideChoice(side_titles(), _("Side of the message"))
        self.sides.chosen.connect(self.side_chosen)
        self._lay_out()
        self.wear(theme)

    def show_row(self, row: MessageRow, today: date, *, editable: bool) -> None:
        """Show a message."""
        state = row.state(today)
        self.title.setReadOnly(not editable)
        self.title.show_text(row.id, row.title)
        self.pill.show_status(state)
        self._state.setText(version_line(row, today))
        by = _("Approved by {name}").format(name=row.approved_by) if row.approved_by else ""
        self._state.setToolTip(by)
        self.pill.setToolTip(by)
        draft = state is MessageStatus.DRAFT
        self.review.setVisible(editable and draft)
        self.approve.setVisible(editable and state is not MessageStatus.APPROVED)
        self.reopen.setVisible(editable and not draft)
        self.plan.setVisible(editable)
        self.more.setEnabled(editable)

    def wear(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.more.setIcon(icon("more", theme, "muted"))
        side = theme.pixels("icon")
        self.more.setIconSize(QSize(side, side))

    def _lay_out(self) -> None:
        acts = WrapLayout()
        for one in (self.pill, self._state):
            acts.addWidget(one)
        acts.push()
        for act in (self.review, self.approve, self.plan):
            acts.addWidget(act)
        column = QVBoxLayout(self)
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(20, 8, 20, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(acts)
        column.addWidget(self.sides)
