"""The machine goes to sleep, or its desktop is locked: heard from logind, from screen savers, from Windows.

Each source is a small class that says `left`. One that is not there is silent: the wall clock of `IdleWatch` decides
after waking, as it does on macOS, where Qt tells of neither.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any, Final

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

LOGIN: Final = "org.freedesktop.login1"
SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")


def _slot(signature: str) -> Any:
    return SLOT(signature)  # PySide takes this text, and says in its types that it wants bytes


class SleepSource(QObject):
    """The system's bus: logind says that the machine is about to sleep, or that a session is to be locked."""

    left = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        manager, session = f"{LOGIN}.Manager", f"{LOGIN}.Session"
        bus.connect("", "", manager, "PrepareForSleep", self, _slot("on_sleep(bool)"))
        bus.connect("", "", session, "Lock", self, _slot("on_lock()"))

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Before it sleeps, and again when it wakes: the first says so."""
        if begins:
            self.left.emit()

    @Slot()
    def on_lock(self) -> None:
        """A session of this machine is to be locked."""
        self.left.emit()


class SaverSource(QObject):
    """The session's bus: the screen saver has come on, or the desktop was locked."""

    left = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        for name in SAVERS:
            bus.connect("", "", name, "ActiveChanged", self, _slot("on_active(bool)"))

    @Slot(bool)
    def on_active(self, on: bool) -> None:
        """On, or off again."""
        if on:
            self.left.emit()


_POWER, _SUSPEND = 0x0218, 0x0004
_SESSION_CHANGE, _SESSION_LOCK = 0x02B1, 0x0007
"""WM_POWERBROADCAST with PBT_APMSUSPEND, WM_WTSSESSION_CHANGE with WTS_SESSION_LOCK, from winuser.h."""


def leaves(message: int, parameter: int) -> bool:
    """Whether a message of Windows says that the person or the machine goes away."""
    return (message, parameter) in {(_POWER, _SUSPEND), (_SESSION_CHANGE, _SESSION_LOCK)}


class WindowsSource(QObject):
    """The messages of Windows to one of our windows."""

    left = Signal()

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        import ctypes

        with contextlib.suppress(AttributeError, OSError):  # without it only sleep is told
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)  # type: ignore[attr-defined]
        self._filter = _Messages(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, source: WindowsSource) -> None:
        super().__init__()
        self._source = source

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> tuple[bool, int]:
        """Look at a message, and let it pass."""
        from ctypes import wintypes

        found = wintypes.MSG.from_address(int(message))
        if leaves(found.message, found.wParam):
            self._source.left.emit()
        return False, 0


def sources(
    window: QWidget, parent: QObject, *, session: bool
) -> list[SleepSource | SaverSource | WindowsSource]:
    """Those that this system has; ``session`` tells whether a desktop's bus runs."""
    if sys.platform == "win32":
        return [WindowsSource(window, parent)]
    if sys.platform == "darwin":
        return []
    found: list[SleepSource | SaverSource | WindowsSource] = []
    if (system := QDBusConnection.systemBus()).isConnected():
        found.append(SleepSource(system, parent))
    if session and (desktop := QDBusConnection.sessionBus()).isConnected():
        found.append(SaverSource(desktop, parent))
    return found
