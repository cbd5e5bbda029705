"""Notices that nobody is there: no key and no pointer for some minutes, a machine that sleeps, a locked desktop.

Hears the windows, not their widgets, so that it costs nothing while a table is painted. Locks nothing itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)
_LOOK_EVERY = 20.0
"""Seconds. Timers stand still while a machine sleeps: after waking the clock on the wall is read this soon."""


class IdleWatch(QObject):
    """Says `idle` once so many minutes have passed, and again until somebody answers `rest`."""

    idle = Signal()
    lock_wanted = Signal()
    """The keys for locking were pressed in a dialog, where the menus do not hear them."""

    def __init__(
        self, keys: QKeySequence, parent: QObject | None = None, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._keys = keys
        self._limit = 0.0
        self._last = now()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window)

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 watches no longer."""
        self._limit = 60.0 * minutes
        self.rest()

    @property
    def is_on(self) -> bool:
        """Whether anything is counted."""
        return self._limit > 0

    def rest(self) -> None:
        """Somebody is there: count anew."""
        self._last = self._now()
        self._wait()

    def look(self) -> None:
        """See whether the time is over."""
        if not self._limit:
            return
        if self.is_over():
            self.idle.emit()
        self._wait()

    def is_over(self) -> bool:
        """Whether nobody was there for so long; a clock that was set back counts from where it is."""
        passed = self._now() - self._last
        if passed < 0:
            self._last = self._now()
        return bool(self._limit) and passed >= self._limit

    def follow(self, window: QWindow) -> None:
        """Hear of the keys and the pointer in a window."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key after a long sleep does not reach the file: it is locked first."""
        if event.type() not in _INPUT:
            return False
        if self.is_over():
            self.idle.emit()
            self.rest()
            return True
        self._last = self._now()
        return self._is_lock_key(event)

    def _is_lock_key(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if QApplication.activeModalWidget() is None or self._keys.isEmpty():
            return False
        if QKeySequence(event.keyCombination()) != self._keys:
            return False
        self.lock_wanted.emit()
        return True

    def _wait(self) -> None:
        self._timer.stop()
        if self._limit:
            left = max(1.0, self._limit - (self._now() - self._last))
            self._timer.start(round(1000 * min(left, _LOOK_EVERY)))

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            self.follow(window)
