"""Keeps the plan from other people's eyes: the lock screen in the window, the watch over it, code names on the screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from hdplanner.i18n import _
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.lock import FileLock
from hdplanner.ui.file.lock_watch import IdleWatch
from hdplanner.ui.shell.actions import Actions
from hdplanner.ui.traces import use_dialogs

if TYPE_CHECKING:
    from hdplanner.ui.file.lock_sources import SaverSource, SleepSource, WindowsSource

_READ_ONLY = "behind_code_names"


class Guard(QObject):
    """Made by the window, whose commands and watch it connects. Shows nothing itself but through `lock`."""

    about_to_share = Signal()
    """The field in hand is to be left before all is read anew."""

    def __init__(self, context: AppContext, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._actions = actions
        self._sources: list[SleepSource | SaverSource | WindowsSource] = []
        self.lock = FileLock(context, window, actions["encrypt"].trigger)
        self.watch = IdleWatch(actions["lock"].shortcut(), self)
        self.watch.idle.connect(self._on_idle)
        self.watch.lock_wanted.connect(self.lock.lock)
        actions.on("lock", self.lock.lock)
        actions["screen_share"].setCheckable(True)
        actions.on("screen_share", self._on_share)
        self.apply_settings()
        context.gateway.opened.connect(self._on_opened)
        context.gateway.state_changed.connect(self._on_state_changed)
        context.gateway.closed.connect(self._on_closed)

    def listen(self) -> None:
        """Hear of the gateway after the window does."""
        self.lock.listen()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def apply_settings(self) -> None:
        """Take up what the person has just chosen."""
        use_dialogs(remembered=self._context.settings.keep_recent)
        gateway = self._context.gateway
        secret = gateway.is_open and gateway.document.encrypted
        self.watch.start(self._context.settings.lock_minutes if secret else 0)
        if secret and not self._sources:
            self._hear_of_the_machine()

    @property
    def hides_titles(self) -> bool:
        """Whether the name of the file is kept out of the window's title."""
        return self._context.settings.neutral_titles or self._context.gateway.code_names

    def _on_opened(self) -> None:
        self._actions["screen_share"].setChecked(self._context.gateway.code_names)
        handle = self._window.windowHandle()
        if handle is not None:
            self.watch.follow(handle)
        self.apply_settings()

    def _on_state_changed(self) -> None:
        """An open file may have been encrypted, or is no longer."""
        gateway = self._context.gateway
        if gateway.is_open and gateway.document.encrypted != self.watch.is_on:
            self.apply_settings()

    def _on_closed(self) -> None:
        self._actions["screen_share"].setChecked(False)
        self.watch.start(0)

    def _hear_of_the_machine(self) -> None:
        from hdplanner.ui.file.lock_sources import sources

        self._sources = sources(self._window, self, session=_has_session_bus())
        for source in self._sources:
            source.left.connect(self.lock.lock_if_secret)

    def _on_idle(self) -> None:
        if self.lock.lock_unwatched():
            self.watch.rest()

    def _on_share(self) -> None:
        self.about_to_share.emit()
        self._context.gateway.show_code_names(self._actions["screen_share"].isChecked())

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A text that shows a code name is not written in: it would be saved in the place of the name."""
        if not isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit):
            return
        text = new.text() if isinstance(new, QLineEdit) else new.toPlainText()
        hides = bool(self._context.gateway.code_name_in(text))
        if hides and not new.isReadOnly():
            new.setReadOnly(True)
            new.setProperty(_READ_ONLY, True)
            new.setToolTip(_("Code names are shown. Show the real names first, then change this text."))
        elif not hides and new.property(_READ_ONLY):
            new.setReadOnly(False)
            new.setProperty(_READ_ONLY, False)
            new.setToolTip("")


def _has_session_bus() -> bool:
    """Whether a desktop's bus runs; asking where there is none would start one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())
