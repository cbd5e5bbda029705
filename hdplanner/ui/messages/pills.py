"""Pills: how far a message has come, and whether something may be said. A colour, and always the words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Disclosure, MessageStatus
from hdplanner.i18n import _
from hdplanner.ui.common.icons import icon
from hdplanner.ui.common.pieces import label, named, with_look
from hdplanner.ui.common.theme import Theme, set_look
from hdplanner.ui.messages.models import (
    DISCLOSURE_ICONS,
    DISCLOSURE_ROLES,
    STATUS_ROLES,
    disclosure_word,
    pill_look,
)


class StatusPill(QLabel):
    """How far a message or a variant has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def show_status(self, status: MessageStatus) -> None:
        """Show a status."""
        self.setText(words_for(status))
        set_look(self, pill_look(STATUS_ROLES[status]))


class DisclosurePill(QToolButton):
    """Whether something may be said; a click chooses."""

    committed = Signal(object)

    def __init__(self, theme: Theme, of: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._of = of
        self._value = Disclosure.MAY_BE_SAID
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # Not the menu of a tool button: Qt keeps room for its arrow, and a pill has none.
        self.choices = QMenu(self)
        for value in Disclosure:
            entry = self.choices.addAction(words_for(value))
            entry.triggered.connect(partial(self._on_chosen, value))
        self.clicked.connect(lambda: self.choices.popup(self.mapToGlobal(self.rect().bottomLeft())))
        self.show_value(self._value)

    def value(self) -> Disclosure:
        """What is shown."""
        return self._value

    def show_value(self, value: Disclosure) -> None:
        """Show the value of the file."""
        self._value = value
        self.setText(disclosure_word(value))
        self.setToolTip(words_for(value))
        named(self, _("{field}: {value}").format(field=self._of, value=words_for(value)))
        self.wear(self._theme)

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        role = DISCLOSURE_ROLES[self._value]
        set_look(self, pill_look(role))
        self.setIcon(icon(DISCLOSURE_ICONS[self._value], theme, role))
        side = theme.pixels("icon") - 3
        self.setIconSize(QSize(side, side))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _on_chosen(self, value: Disclosure, _checked: bool = False) -> None:
        if value is not self._value:
            self.committed.emit(value)


def quiet_pill(text: str) -> QLabel:
    """A pill that says something without weight."""
    made = with_look(label(text), "pill")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made
