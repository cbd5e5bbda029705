"""Locks the open file and opens it again: at once (Ctrl+L), when nobody is there, when the machine sleeps.

A locked file is closed and its key is gone. The window keeps its place behind the lock screen, so that undo, room,
selection, scrolling, filters, open dialogs and what was half-typed are there after unlocking.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hdplanner.errors import PlannerError
from hdplanner.i18n import _
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.file.lock_clipboard import ClipboardWatch
from hdplanner.ui.file.lock_hold import Held
from hdplanner.ui.file.lock_screen import LockScreen, LockWindow


class FileLock(QObject):
    """Made by the window, which shows `screen` while the gateway says that the file is locked."""

    about_to_lock = Signal()
    """What is no work of the person's may go now, such as a search."""

    def __init__(self, context: AppContext, window: QWidget, encrypt: Callable[[], object]) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._encrypt = encrypt
        self._held: Held | None = None
        self._over: LockWindow | None = None
        self.clipboard = ClipboardWatch(context.gateway, context.settings, self)
        self.screen = self._made(LockScreen(context.appearance.theme))

    def listen(self) -> None:
        """Hear of the gateway: called once the window does, so that its rooms are there when we give back."""
        self._context.gateway.unlocked.connect(self._on_unlocked)
        self._context.gateway.closed.connect(self._on_closed)

    @property
    def keeps_writing(self) -> bool:
        """Whether the file is locked, and somebody was in the middle of writing."""
        return self._held is not None and self._held.is_half_typed

    def lock(self) -> None:
        """Lock the file now. Work that is under way is cancelled, and leaves nothing half done."""
        gateway = self._context.gateway
        if not gateway.is_open:
            return
        if not gateway.document.encrypted:
            sentence = _("This file is not encrypted, so locking it would protect nothing. Encrypt it first.")
            self._context.tell(sentence, _("Encrypt…"), self._encrypt)
            return
        self._stop_work()
        self.about_to_lock.emit()
        held = Held(self._window)
        try:
            gateway.lock()
        except PlannerError as error:
            held.give_back()
            self._context.tell(str(error))
            return
        self._held = held
        held.cover()
        self._show()

    def lock_unwatched(self) -> bool:
        """Lock because nobody is there; False while work is under way, which may go on to its end."""
        gateway = self._context.gateway
        if self._context.tasks.busy():
            return False
        if gateway.is_open and gateway.document.encrypted:
            self.lock()
        return True

    def lock_if_secret(self) -> None:
        """Lock an encrypted file at once, and leave a plain one: the machine goes to sleep."""
        gateway = self._context.gateway
        if gateway.is_open and gateway.document.encrypted:
            self.lock()

    def may_close(self) -> bool:
        """Whether the locked file may be closed, though what was half-typed is lost with it."""
        if not self.keeps_writing:
            return True
        sentence = _("What you were writing when the file was locked has not been saved. It will be lost.")
        return prompts.ask(self._front(), _("Close the locked file"), sentence, _("Close file"))

    def _stop_work(self) -> None:
        self._context.tasks.stop_all()
        self._context.tasks.hear_out()  # while the file is open

    def _show(self) -> None:
        assert self._held is not None
        path = self._context.gateway.locked_file
        hidden = self._context.settings.neutral_titles or path is None
        screens = [self.screen]
        if self._held.covers_dialogs:
            self._over = LockWindow(self._context.appearance.theme, self._window)
            screens.append(self._made(self._over.screen_))
        for screen in screens:
            screen.show_file("" if hidden or path is None else path.name)
        if self._over is not None:
            self._over.open()
        screens[-1].enter()

    def _made(self, screen: LockScreen) -> LockScreen:
        screen.unlock_wanted.connect(self._on_unlock_wanted)
        screen.close_wanted.connect(self._on_close_wanted)
        return screen

    def _front(self) -> QWidget:
        return self._over or self._window

    def _on_unlock_wanted(self, passphrase: str) -> None:
        try:
            self._context.gateway.unlock(passphrase)
        except PlannerError as error:
            (self._over.screen_ if self._over else self.screen).refuse(str(error))

    def _on_close_wanted(self) -> None:
        if self.may_close():
            self._context.gateway.close()

    def _on_unlocked(self) -> None:
        self._put_away()
        held, self._held = self._held, None
        if held is not None:
            held.give_back()

    def _on_closed(self) -> None:
        self._put_away()
        held, self._held = self._held, None
        if held is not None:
            held.drop()

    def _put_away(self) -> None:
        self.screen.clear()
        over, self._over = self._over, None
        if over is not None:
            over.screen_.clear()
            over.hide()
            over.deleteLater()
