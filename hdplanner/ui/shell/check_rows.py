"""One finding as a line of the list below the room: sign, sentence, what can be done; and the field for a reason.

Says what is wanted by signals; reads and changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hdplanner.domain.labels import label as shown_name
from hdplanner.i18n import _
from hdplanner.ui.common.direction import Menu, at_start, in_own_direction, is_mirrored
from hdplanner.ui.common.finding_marks import SIGNS
from hdplanner.ui.common.icons import pixmap
from hdplanner.ui.common.pieces import button, icon_button, label, named, set_margins, with_look
from hdplanner.ui.common.theme import Theme

if TYPE_CHECKING:
    from hdplanner.domain.checks.findings import Finding


class FindingRow(QWidget):
    """A finding, with its first action as a link and the others in a menu."""

    gone_to = Signal(str, str)
    """Go to a record: its kind and its key."""
    mended = Signal(str)
    """Apply the fix of the finding with this value."""
    silenced = Signal(str, str)
    """Set the finding with this value aside, for a reason."""
    brought_back = Signal(str)
    """Take the finding with this value up again."""

    def __init__(
        self,
        finding: Finding,
        theme: Theme,
        *,
        editable: bool,
        reachable: bool,
        whole: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        self._editable = editable
        self._reachable = reachable
        self.why = label(finding.why, "small", wrap=True)
        side = theme.pixels("icon") + 12
        self.why.setContentsMargins(*((0, 0, side, 4) if is_mirrored() else (side, 0, 0, 4)))
        self.why.hide()
        self._reason: _ReasonField | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._line(theme, whole=whole))
        self._column.addWidget(self.why)
        self.setToolTip(f"{self._words()}\n\n{finding.why}")

    def act(self) -> None:
        """Do what the link says."""
        if self.finding.silenced:
            self.brought_back.emit(self.finding.value)
        elif self.finding.fix and self._editable:
            self.mended.emit(self.finding.value)
        else:
            self._go()

    def ask_reason(self) -> None:
        """Open the field for why this does not matter here."""
        if self._reason is None:
            self._reason = _ReasonField()
            self._reason.given.connect(lambda reason: self.silenced.emit(self.finding.value, reason))
            self._column.addWidget(self._reason)
        self._reason.show()
        self._reason.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def toggle_why(self) -> None:
        """Show or hide why it matters."""
        self.why.setVisible(self.why.isHidden())

    @property
    def is_being_silenced(self) -> bool:
        """Whether the person is writing a reason."""
        return self._reason is not None and not self._reason.isHidden()

    def _line(self, theme: Theme, *, whole: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(12)
        name, role = SIGNS[self.finding.severity.value]
        sign = label()
        side = theme.pixels("icon")
        sign.setPixmap(pixmap(name, theme, side, 2.0, "muted" if self.finding.silenced else role))
        sign.setFixedWidth(side)
        named(sign, shown_name(self.finding.severity))
        look = "muted" if self.finding.silenced else ""
        sentence = label(self._words(), look, wrap=True) if whole else _OneLine(self._words())
        sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.sentence = sentence
        high = theme.pixels("row") - 2
        sign.setFixedHeight(high)
        if whole:
            sentence.setMinimumHeight(high)
        else:
            sentence.setFixedHeight(high)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1, Qt.AlignmentFlag.AlignVCenter if whole else Qt.AlignmentFlag.AlignTop)
        self.link = button(self._verb(), self.act, "link")
        named(self.link, _("{verb}: {message}").format(verb=self._verb(), message=self.finding.message))
        if not self._verb():
            self.link.hide()  # to show one that has no parent yet would open a window
        self.link.setFixedHeight(high)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.more = icon_button(theme, "more", _("More on this finding"), self._open_menu)
        named(self.more, _("More: {message}").format(message=self.finding.message))
        self.more.setFixedSize(high + 4, high)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _words(self) -> str:
        if not self.finding.silenced:
            return self.finding.message
        return _("{message} Silenced: {reason}").format(
            message=self.finding.message, reason=self.finding.reason
        )

    def _verb(self) -> str:
        if self.finding.silenced:
            return _("Bring back") if self._editable else ""
        if self.finding.fix and self._editable:
            return self.finding.fix_label
        return _("Go") if self._reachable else ""

    def menu(self) -> QMenu:
        """What else can be done about it."""
        menu = Menu("", self)
        if self._reachable:
            menu.addAction(_("Go to the Place"), self._go)
        menu.addAction(_("Why It Matters"), self.toggle_why)
        if self._editable and not self.finding.silenced:
            menu.addSeparator()
            menu.addAction(_("Silence…"), self.ask_reason)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _go(self) -> None:
        self.gone_to.emit(self.finding.kind, self.finding.id)


class _OneLine(QLabel):
    """A sentence in one line: where it is too long it ends in dots, and the tip has the rest."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        text = in_own_direction(self.text())
        fitted = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, at_start(), fitted)


class _ReasonField(QWidget):
    """One line for a reason. Enter gives it, Esc gives it up."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        named(self.line, _("Why this does not matter here"))
        self.line.setPlaceholderText(_("Why this does not matter here"))
        self.line.returnPressed.connect(self._give)
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        set_margins(row, 28, 0, 0, 6)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(button(_("Silence"), self._give))
        row.addWidget(button(_("Cancel"), self.hide))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress:
            self.hide()
            return True
        return False

    def _give(self) -> None:
        if self.line.text().strip():
            self.given.emit(self.line.text().strip())


def fold_button(text: str) -> QToolButton:
    """A heading that opens and closes what is below it."""
    made = with_look(QToolButton(), "fold")
    made.setText(text)
    made.setCheckable(True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made
