"""Takes what was copied from an encrypted file off the clipboard when the file is locked or closed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from hdplanner.ui.gateway import Gateway
from hdplanner.ui.settings import Settings

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardWatch(QObject):
    """Clears only what came from this program: what another has put there since stays."""

    def __init__(self, gateway: Gateway, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._settings = settings
        self._copied: set[QClipboard.Mode] = set()
        QGuiApplication.clipboard().changed.connect(self._on_changed)
        gateway.locked.connect(self.clear)
        gateway.closed.connect(self.clear)

    def clear(self) -> None:
        """Empty the clipboard where it still holds what was copied here."""
        copied, self._copied = self._copied, set()
        if not self._settings.clear_clipboard:
            return
        for mode in copied:
            if is_ours(mode):
                QGuiApplication.clipboard().clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        secret = self._gateway.is_open and self._gateway.document.encrypted
        if mode in _MODES and secret and is_ours(mode):
            self._copied.add(mode)
        else:
            self._copied.discard(mode)


def is_ours(mode: QClipboard.Mode) -> bool:
    """Whether this program put there what is on a clipboard now."""
    clipboard = QGuiApplication.clipboard()
    return clipboard.ownsClipboard() if mode is QClipboard.Mode.Clipboard else clipboard.ownsSelection()
