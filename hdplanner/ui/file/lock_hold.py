"""What a lock holds back and gives back: the half-typed field, open dialogs, timers. Reads nothing of the file.

A field commits when it loses the keyboard. Here it loses it without hearing of it, so that nothing is saved that
the person has not left, and its text, its cursor and its own undo are as they were.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from hdplanner.i18n import _
from hdplanner.ui.common.pieces import label

_POPUPS = 20


class Cover(QWidget):
    """Lies over all of a dialog while the file is locked."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.addWidget(label(_("The plan is locked"), "muted"), 0, Qt.AlignmentFlag.AlignCenter)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.resize(event.size())
        return False


class Held(QObject):
    """Made when a window is locked; `give_back` puts everything where it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        _close_popups()
        # While another program is in front, no widget has the focus, but the window knows which will have it again.
        self._field: QWidget | None = QApplication.focusWidget() or window.focusWidget()
        self._covers: list[tuple[QDialog, Cover, str]] = []
        self._hidden: list[QWidget] = []
        self._timers = [timer for timer in window.findChildren(QTimer) if timer.isActive()]
        for timer in self._timers:
            timer.stop()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    @property
    def covers_dialogs(self) -> bool:
        """Whether a dialog waits for an answer: then the lock screen must stand before it."""
        return bool(self._covers)

    @property
    def is_half_typed(self) -> bool:
        """Whether somebody was writing, so that closing the file would lose something."""
        return bool(self._covers) or _is_written_in(self._field)

    def cover(self) -> None:
        """Hide what else the window has open. Questions and file dialogs are answered with Cancel."""
        for one in QApplication.topLevelWidgets():
            if one is self._window or not one.isVisible() or not _belongs(one, self._window):
                continue
            if isinstance(one, QFileDialog | QMessageBox):
                one.reject()
            elif isinstance(one, QDialog) and one.isModal():
                self._covers.append((one, Cover(one), one.windowTitle()))
                one.setWindowTitle(_("HD Planner"))
            else:
                one.hide()
                self._hidden.append(one)

    def give_back(self) -> None:
        """Show dialogs, timers and the half-typed field as they were."""
        self._uncover()
        for one in filter(shiboken6.isValid, self._hidden):
            one.show()
        for timer in filter(shiboken6.isValid, self._timers):
            timer.start()
        field = self._field
        if field is not None and shiboken6.isValid(field) and field.isVisible():
            field.window().activateWindow()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._end()

    def drop(self) -> None:
        """The file is closed: what waited is answered with Cancel, and nothing comes back."""
        waiting = [dialog for dialog, _cover, _title in self._covers]
        self._uncover()
        for dialog in reversed(waiting):
            dialog.reject()
        for one in self._hidden:
            one.close()
        self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field does not hear that it lost the keyboard."""
        return watched is self._field and event.type() == QEvent.Type.FocusOut

    def _uncover(self) -> None:
        for dialog, cover, title in self._covers:
            dialog.setWindowTitle(title)
            cover.hide()
            cover.deleteLater()
        self._covers = []

    def _end(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._field = None
        self.deleteLater()


def _close_popups() -> None:
    for _round in range(_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            return
        popup.close()


def _belongs(one: QWidget, window: QWidget) -> bool:
    """Whether a window of its own was opened by ours."""
    parent = one.parentWidget()
    while parent is not None and parent is not window:
        parent = parent.parentWidget()
    return parent is window


def _is_written_in(field: QWidget | None) -> bool:
    if isinstance(field, QAbstractSpinBox | QComboBox):
        return _is_written_in(field.findChild(QLineEdit))
    if isinstance(field, QLineEdit):
        return field.isModified()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return not field.isReadOnly() and field.document().isModified()
    return False
